"""A plan for rent arrears, matched to payday: dates, instalments that add up to the debt, and when it clears.

``arrears_plan(debt="612.40", every="week", first="2026-12-04", amount="20.00")`` is the plan.
:func:`next_payday` says on which day and how often money comes in, :func:`affordable_plan` takes the most that the
budget leaves. Beside it stand :mod:`benefitcalc.advice.deductions` (what DWP would take) and
:mod:`benefitcalc.advice.plan_account` (the rent account under the plan, and one late payment).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, islice
from typing import Any, get_args

from benefitcalc.account.days import DAY, again, in_words, months_later
from benefitcalc.account.how_paid import Practice, practice
from benefitcalc.account.terms import Every, Plan, paydays_of
from benefitcalc.advice.affordability import Affordability
from benefitcalc.assessment.result import Assessment
from benefitcalc.explain.words import money
from benefitcalc.money import format_pounds, parse_pounds, pounds
from benefitcalc.periods import Day, as_date, assessment_period_number, assessment_period_start, first_payday_from

EVERY = {
    "week": ("a week", "every week", 52),
    "fortnight": ("a fortnight", "every two weeks", 26),
    "four_weeks": ("every four weeks", "every four weeks", 13),
    "month": ("a month", "every month", 12),
}
"""How each frequency is said of an amount and of days, and how often a year it is."""
MOST = 520
"""The most instalments of a plan: ten years of weeks."""
LONG = 36
"""Months after which a plan is called very long."""
_WEEKS = {"week": 1, "fortnight": 2, "four_weeks": 4}


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment, and what is owed after it, in pounds."""

    day: dt.date
    amount: Decimal
    left: Decimal


@dataclass(frozen=True, slots=True)
class ArrearsPlan:
    """Payments beside the rent. They add up to ``debt``; the last one is what is left, so it may be smaller."""

    debt: Decimal
    amount: Decimal
    every: Every
    instalments: tuple[Instalment, ...]

    @property
    def first(self) -> dt.date:
        return self.instalments[0].day

    @property
    def clears_by(self) -> dt.date:
        """The day of the last payment."""
        return self.instalments[-1].day

    @property
    def weekly(self) -> Decimal:
        """The amount by the week: a year of it ÷ 52, to the nearest penny."""
        a_year = int(self.amount * 100) * EVERY[self.every][2]
        return pounds((2 * a_year + 52) // 104)

    @property
    def sentence(self) -> str:
        """Such as ``£20.00 a week from Fri 4 Dec 2026: 31 payments, the last of £12.40 on Fri 2 Jul 2027.``."""
        last, number = self.instalments[-1], len(self.instalments)
        if number == 1:
            return f"{money(last.amount)} once, on {in_words(last.day)}."
        said = f"{money(self.amount)} {EVERY[self.every][0]} from {in_words(self.first)}: {number} payments"
        return f"{said}, the last of {money(last.amount)} on {in_words(last.day)}."

    @property
    def very_long(self) -> str:
        """A sentence about a plan whose last payment comes more than three years after its first; empty for others."""
        if self.clears_by <= months_later(self.first, LONG):
            return ""
        months = next(number for number in count(LONG + 1) if months_later(self.first, number) >= self.clears_by)
        years, more = divmod(months, 12)
        beside = f" and {more} month{'' if more == 1 else 's'}" if more else ""
        return f"It runs for about {years} years{beside}, which is very long."

    def account_plan(self) -> Plan:
        """The same as a plan of the rent account."""
        return Plan(amount=str(self.amount), every=self.every, first=self.first, in_all=str(self.debt))


def arrears_plan(
    *, debt: str, every: Every, first: Day, amount: str | None = None, clear_by: Day | None = None
) -> ArrearsPlan:
    """A plan for a debt in pounds from a day on: of so much each time, or of the least that clears it by a day.

    A month that has no such day has its last day in its place. Raises ``ValueError`` with every problem at once.
    """
    problems = [*_problems(debt=debt, every=every, first=first, amount=amount, clear_by=clear_by)]
    if problems:
        raise ValueError("\n".join(problems))
    owed, start = parse_pounds(debt), as_date(first)
    if amount is not None:
        each = parse_pounds(amount)
    else:
        times = sum(1 for _ in islice(again(start, every, as_date(clear_by or first)), MOST))
        each = -(-owed // times)
    number = -(-owed // each)
    if number > MOST:
        least = format_pounds(-(-owed // MOST))
        raise ValueError(f"amount {amount} takes {number:,} payments; give {least} or more, which takes at most {MOST}")
    return ArrearsPlan(pounds(owed), pounds(each), every, tuple(_instalments(owed, each, every, start)))


def _instalments(owed: int, each: int, every: str, start: dt.date) -> Iterator[Instalment]:
    for day in again(start, every, dt.date.max):
        pays = min(each, owed)
        owed -= pays
        yield Instalment(day, pounds(pays), pounds(owed))
        if not owed:
            return


def _problems(*, debt: Any, every: Any, first: Any, amount: Any, clear_by: Any) -> Iterator[str]:
    for name, given in (("debt", debt), ("amount", amount)):
        if given is None:
            continue
        try:
            if not parse_pounds(given):
                yield f"{name} is {given}; give more than nothing"
        except (ValueError, TypeError):
            yield f"{name} is {given!r}; give pounds as text, such as '20.00'"
    if every not in get_args(Every):
        yield f"every is {every!r}; give one of {', '.join(get_args(Every))}"
    days = []
    for name, given in (("first", first), ("clear_by", clear_by)):
        try:
            days += [] if given is None else [as_date(given)]
        except (ValueError, TypeError) as error:
            yield f"{name}: {error}"
    if (amount is None) == (clear_by is None):
        yield "a plan needs amount or clear_by, and not both"
    if len(days) == 2 and days[1] < days[0]:
        yield f"clear_by {days[1]} comes before first {days[0]}; give a later day"


# --- Payday ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Payday:
    """The next day on which money comes in, how often, and from what: ``pay`` or ``universal_credit``."""

    day: dt.date
    every: Every
    source: str

    @property
    def sentence(self) -> str:
        """Such as ``Pay comes every week, next on Fri 4 Dec 2026.``."""
        what = "Pay" if self.source == "pay" else "Universal Credit"
        return f"{what} comes {EVERY[self.every][1]}, next on {in_words(self.day)}."


def paydays(
    assessment: Assessment, *, after: Day | None = None, how_paid: Practice | None = None
) -> tuple[Payday, ...]:
    """The next payday on or after a day (the date of the case) of each kind of money whose day is known: the claimant's
    pay by the week, fortnight or four weeks, and an award of Universal Credit, which is paid a week after its period.
    """
    case = assessment.case
    day = case.date if after is None else as_date(after)
    found = []
    pay = paydays_of(case)
    if pay is not None:
        every = str(pay[1])
        found.append(Payday(first_payday_from(day, pay[0], _WEEKS[every]), _every(every), "pay"))
    if assessment.universal_credit is not None and assessment.universal_credit.award:
        found.append(Payday(next_universal_credit(case.date, day, how_paid or practice()), "month", "universal_credit"))
    return tuple(found)


def _every(text: str) -> Every:
    found: Every = next(every for every in get_args(Every) if every == text)
    return found


def next_universal_credit(first_period: dt.date, day: dt.date, how_paid: Practice) -> dt.date:
    """The first day on or after ``day`` on which Universal Credit is due. On a weekend it is paid before it."""
    number = assessment_period_number(first_period, day) - 2
    while True:
        number += 1
        due = assessment_period_start(first_period, number + 1) - DAY + DAY * how_paid.payday_after_period
        if due >= day:
            return due


def affordable_plan(found: Affordability, *, debt: str, payday: Payday) -> ArrearsPlan | None:
    """The plan that takes what the budget leaves, in whole pounds; None where it leaves less than a pound."""
    a_year = int(found.left.weekly * 100) * 52
    most = a_year // EVERY[payday.every][2] // 100 * 100
    if most < 100:
        return None
    owed = parse_pounds(debt)
    each = format_pounds(min(most, owed))
    return arrears_plan(debt=debt, every=payday.every, first=payday.day, amount=each)
