"""The rent account under a plan: what of the balance is timing and what is really owed, where the plan leads, and what
one late payment of Universal Credit does to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any, get_args

from benefitcalc.account import Charging, RentAccount, Share, project_account
from benefitcalc.account.days import DAY, WEEK, again, in_words
from benefitcalc.account.terms import Every, PaidTo
from benefitcalc.advice.plans import ArrearsPlan
from benefitcalc.case import Case
from benefitcalc.explain.words import money
from benefitcalc.money import pounds
from benefitcalc.periods import Day, as_date

SHOWN = 104 * WEEK
"""How far an account is shown at most."""
_HELP = {"universal_credit", "tenant"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a rent account stands at the end of a day, in pounds: ``balance`` = ``book_arrears`` + ``real_arrears``.

    Book arrears are help that has accrued and is not yet due to be paid; below nothing is a credit. ``weeks_owed`` is
    the balance in weeks of rent with service charges, to one decimal; None where there is no rent.
    """

    day: dt.date
    balance: Decimal
    weeks_owed: Decimal | None
    book_arrears: Decimal
    real_arrears: Decimal

    @property
    def sentence(self) -> str:
        owed = "nothing" if self.real_arrears <= 0 else money(self.real_arrears)
        return (
            f"{in_words(self.day)}: {_balance(self.balance, self.weeks_owed)}, of which "
            f"{money(self.book_arrears)} is timing (book arrears): {owed} is really owed."
        )


@dataclass(frozen=True, slots=True)
class PlanAccount:
    """A rent account under a plan: where it stands before the first day and at the end, and its lines.

    ``sized_to`` is the debt of a plan that would clear what is really owed; nothing where all of the balance is timing.
    """

    today: Standing
    at_the_end: Standing
    sized_to: Decimal
    account: RentAccount
    notes: tuple[str, ...]


def plan_account(
    case: Case | Mapping[str, Any],
    *,
    balance: str,
    plan: ArrearsPlan | None = None,
    first_day: Day | None = None,
    pays_to: PaidTo = "landlord",
    charging: Charging | None = None,
    **terms: Any,
) -> PlanAccount:
    """The rent account of a household with that ``balance`` in pounds (``"-12.50"`` is a credit), under a plan.

    It begins on ``first_day``, the date of the case, and goes to the day after the plan is cleared, for two years at
    most; without a plan it is for a year. The tenant is taken to pay the own share of the rent as it is charged.
    ``terms`` are the others of :func:`~benefitcalc.account.project_account`, which raises ``ValueError`` and
    ``InvalidCase`` for what it cannot read.
    """
    valid = case if isinstance(case, Case) else Case.model_validate(case)
    first = valid.date if first_day is None else as_date(first_day)
    wanted = first + 52 * WEEK - DAY if plan is None else max(plan.clears_by, first) + DAY
    last = min(wanted, first + SHOWN)
    share = Share(
        every=next((every for every in get_args(Every) if every == valid.tenancy.rent.per), "month"), first=first
    )
    account = project_account(
        valid,
        opening_balance=balance,
        first_day=first,
        last_day=last,
        pays_to=pays_to,
        charging=charging,
        plan=None if plan is None else plan.account_plan(),
        **{"share": share, **terms},
    )
    today, end = _standing(account, first - DAY), _standing(account, last)
    notes = [*account.notes, "The tenant is taken to pay their own share of the rent as it is charged."]
    if last < wanted:
        notes.append(f"The plan goes on after {in_words(last)}, where the account ends.")
    return PlanAccount(today, end, max(today.real_arrears, Decimal("0.00")), account, tuple(notes))


def _standing(account: RentAccount, day: dt.date) -> Standing:
    at = account.on(day)
    return Standing(
        day, pounds(at.balance), _weeks(at.balance, account, day), pounds(at.book_arrears), pounds(at.real_arrears)
    )


def _weeks(balance: int, account: RentAccount, day: dt.date) -> Decimal | None:
    """The balance in weeks of rent, to one decimal, half away from nothing."""
    rent = account.rent_of_week(day)
    if not rent:
        return None
    tenths = (20 * abs(balance) + rent) // (2 * rent)
    return Decimal(tenths if balance >= 0 else -tenths).scaleb(-1)


# --- One late payment ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LatePayment:
    """What happens to the account when one payment of help from Universal Credit comes late, in pounds.

    ``highest`` is the highest balance from the day it was ``due`` until the day it comes, ``usual_highest`` the one
    without the delay. ``at_risk`` are the days of instalments in between, which the tenant may miss; if all of them are
    made up at the end, the plan clears on ``clears_by``.
    """

    due: dt.date
    comes: dt.date
    amount: Decimal
    highest: Decimal
    highest_on: dt.date
    highest_weeks: Decimal | None
    usual_highest: Decimal
    at_risk: tuple[dt.date, ...]
    clears_by: dt.date | None

    @property
    def sentence(self) -> str:
        weeks = "" if self.highest_weeks is None else f" ({self.highest_weeks} weeks' rent)"
        said = (
            f"If the {money(self.amount)} due on {in_words(self.due)} comes on {in_words(self.comes)}, "
            f"the balance reaches {money(self.highest)}{weeks} in place of {money(self.usual_highest)}."
        )
        if not self.at_risk or self.clears_by is None:
            return said
        number = "1 instalment" if len(self.at_risk) == 1 else f"{len(self.at_risk)} instalments"
        return f"{said} {number} may be missed; made up at the end, the plan clears on {in_words(self.clears_by)}."


def late_payment(
    account: RentAccount, *, plan: ArrearsPlan | None = None, days: int = 28, after: Day | None = None
) -> LatePayment | None:
    """The account with the first payment of Universal Credit on or after a day so many ``days`` late.

    None where the account has no such payment, or ends before it would come.
    """
    since = account.first_day if after is None else as_date(after)
    late = next((line for line in account.lines if line.kind in _HELP and line.day >= since), None)
    if late is None or days < 1 or late.day + DAY * days > account.last_day:
        return None
    comes = late.day + DAY * days
    usual = {day: account.on(day).balance for day in _days(late.day, comes - DAY)}
    highest_on = max(usual, key=lambda day: (usual[day], -day.toordinal()))
    highest = usual[highest_on] + late.credit
    at_risk = () if plan is None else tuple(one.day for one in plan.instalments if late.day <= one.day < comes)
    return LatePayment(
        due=late.day,
        comes=comes,
        amount=pounds(late.credit),
        highest=pounds(highest),
        highest_on=highest_on,
        highest_weeks=_weeks(highest, account, highest_on),
        usual_highest=pounds(usual[highest_on]),
        at_risk=at_risk,
        clears_by=_made_up(plan, len(at_risk)),
    )


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + DAY * place for place in range((last - first).days + 1)]


def _made_up(plan: ArrearsPlan | None, missed: int) -> dt.date | None:
    """The day of the last payment where so many are made up after it, one each time."""
    if plan is None:
        return None
    return next(islice(again(plan.first, plan.every, dt.date.max), len(plan.instalments) - 1 + missed, None))


def _balance(balance: Decimal, weeks: Decimal | None) -> str:
    if balance < 0:
        return f"{money(-balance)} in credit"
    return f"balance {money(balance)}" + ("" if weeks is None else f" ({weeks} weeks' rent)")
