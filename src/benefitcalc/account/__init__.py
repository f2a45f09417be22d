"""The rent account: what is charged, what is paid and when, and how collection is measured.

``project_account(case, ...)`` gives the account of one household, line by line, with book arrears apart from real
arrears. It loads no pandas; a frame of it does.
"""

from benefitcalc.account.alerts import Alert
from benefitcalc.account.charges import Charging
from benefitcalc.account.practice import Practice, practice
from benefitcalc.account.projection import project_account
from benefitcalc.account.rent_account import RentAccount
from benefitcalc.account.terms import Deduction, Plan, Share

__all__ = [
    "Alert",
    "Charging",
    "Deduction",
    "Plan",
    "Practice",
    "RentAccount",
    "Share",
    "practice",
    "project_account",
]
