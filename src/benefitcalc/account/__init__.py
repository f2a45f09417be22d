"""The rent account: what is charged, what is paid and when, and how collection is measured.

project_account(case, …)      the account of one household, line by line, with book arrears apart from real arrears
Ledger.read(accounts, …)      accounts, transactions, arrangements and targets, with problems and a control total
kpis(roll, ledger, …)         the key figures of collection and arrears: a frame, and a page for the board
combined_debt(ledger, …)      one bridge of all debt, by kind of account
PaymentModel                  what tenants pay of their own share: learned from a ledger, or a range with its source
"""

from typing import TYPE_CHECKING, Any

from benefitcalc.account.alerts import Alert as Alert
from benefitcalc.account.charges import Charging as Charging
from benefitcalc.account.practice import Practice as Practice
from benefitcalc.account.practice import practice as practice
from benefitcalc.account.projection import project_account as project_account
from benefitcalc.account.rent_account import RentAccount as RentAccount
from benefitcalc.account.terms import Deduction as Deduction
from benefitcalc.account.terms import Plan as Plan
from benefitcalc.account.terms import Share as Share

if TYPE_CHECKING:
    from benefitcalc.account.debt_bridge import combined_debt as combined_debt
    from benefitcalc.account.key_figures import Kpis as Kpis
    from benefitcalc.account.key_figures import kpis as kpis
    from benefitcalc.account.ledger import Ledger as Ledger
    from benefitcalc.account.payments import Help as Help
    from benefitcalc.account.payments import PaymentModel as PaymentModel

# Each of these is loaded when it is first asked for, because its module loads pandas.
_PLACES = {
    "Help": "benefitcalc.account.payments",
    "Kpis": "benefitcalc.account.key_figures",
    "Ledger": "benefitcalc.account.ledger",
    "PaymentModel": "benefitcalc.account.payments",
    "combined_debt": "benefitcalc.account.debt_bridge",
    "kpis": "benefitcalc.account.key_figures",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PLACES[name]), name)
