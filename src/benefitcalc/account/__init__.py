"""The rent account: what is charged, what is paid and when, and how collection is measured.

project_account(case, …)      the account of one household, line by line, with book arrears apart from real arrears
project_tenancy(roll, …)      the same of a row of a rent roll
expected_cash(forecast, …)    the cash of a stock by the week, with low, median and high
increase_collected(…)         what of a rent increase is collected
provision(cash, …)            a provision for bad debt, by the landlord's own percentages
against(forecast, …)          last year's forecast beside the ledger, with the error by cause
Ledger.read(accounts, …)      accounts, transactions, arrangements and targets, with problems and a control total
kpis(roll, ledger, …)         the key figures of collection and arrears: a frame, and a page for the board
combined_debt(ledger, …)      one bridge of all debt, by kind of account
write_ledger_template(path)   a workbook to fill in, which Ledger.read reads
PaymentModel                  what tenants pay of their own share: learned from a ledger, or a range with its source
"""

from typing import TYPE_CHECKING, Any

from benefitcalc.account.alerts import Alert as Alert
from benefitcalc.account.charges import Charging as Charging
from benefitcalc.account.how_paid import Practice as Practice
from benefitcalc.account.how_paid import practice as practice
from benefitcalc.account.projection import project_account as project_account
from benefitcalc.account.rent_account import RentAccount as RentAccount
from benefitcalc.account.terms import Deduction as Deduction
from benefitcalc.account.terms import Plan as Plan
from benefitcalc.account.terms import Share as Share

if TYPE_CHECKING:
    from benefitcalc.account.bad_debt import Losses as Losses
    from benefitcalc.account.bad_debt import provision as provision
    from benefitcalc.account.cash import ExpectedCash as ExpectedCash
    from benefitcalc.account.cash import expected_cash as expected_cash
    from benefitcalc.account.debt_bridge import combined_debt as combined_debt
    from benefitcalc.account.from_roll import project_tenancy as project_tenancy
    from benefitcalc.account.hindsight import against as against
    from benefitcalc.account.increase import increase_collected as increase_collected
    from benefitcalc.account.key_figures import Kpis as Kpis
    from benefitcalc.account.key_figures import kpis as kpis
    from benefitcalc.account.ledger import Ledger as Ledger
    from benefitcalc.account.payments import Help as Help
    from benefitcalc.account.payments import PaymentModel as PaymentModel
    from benefitcalc.account.template import write_ledger_template as write_ledger_template

# Each of these is loaded when it is first asked for, because its module loads pandas.
_PLACES = {
    "ExpectedCash": "benefitcalc.account.cash",
    "Help": "benefitcalc.account.payments",
    "Kpis": "benefitcalc.account.key_figures",
    "Ledger": "benefitcalc.account.ledger",
    "Losses": "benefitcalc.account.bad_debt",
    "PaymentModel": "benefitcalc.account.payments",
    "against": "benefitcalc.account.hindsight",
    "combined_debt": "benefitcalc.account.debt_bridge",
    "expected_cash": "benefitcalc.account.cash",
    "increase_collected": "benefitcalc.account.increase",
    "kpis": "benefitcalc.account.key_figures",
    "project_tenancy": "benefitcalc.account.from_roll",
    "provision": "benefitcalc.account.bad_debt",
    "write_ledger_template": "benefitcalc.account.template",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PLACES[name]), name)
