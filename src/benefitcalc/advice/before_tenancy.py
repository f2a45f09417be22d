"""The first weeks of a tenancy: what is asked before the keys, when the first help with the rent comes, and what rent
falls due until then.

Whether a household can afford a home is :mod:`benefitcalc.advice.affordability`; this is how it begins. Universal
Credit is paid a week after an assessment period: of a new claim that is about five weeks after the move. Where an award
is in payment already, the new rent counts for the whole period in which the household moves in (UC (D&A) Regs 2013
Sch 1 para 20). Housing Benefit is paid in arrears by the council's schedule.

Not covered: deposits, removal and furniture, an advance of Universal Credit (a loan), and two homes at once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from benefitcalc.account import Charging, project_account
from benefitcalc.account.days import DAY, in_words, working_day_by
from benefitcalc.account.how_paid import Practice, practice
from benefitcalc.assessment.result import Assessment
from benefitcalc.explain.words import AWARDS, money
from benefitcalc.money import parse_pounds, pounds
from benefitcalc.periods import Day, as_date, assessment_period_number, assessment_period_start


@dataclass(frozen=True, slots=True)
class FirstWeeks:
    """What a household needs from ``moves_in`` until the first help with the rent comes, in pounds.

    ``first_help`` is the day of the first payment of ``award`` (``universal_credit`` or ``housing_benefit``); both are
    None where no award helps with the rent. ``falls_due`` is the rent charged before that day, or in the first month
    where there is no help. ``in_advance`` is asked before the keys and pays the first of it; ``more_to_find`` is the
    rest. ``savings`` are those of the case.
    """

    moves_in: dt.date
    award: str | None
    first_help: dt.date | None
    falls_due: Decimal
    in_advance: Decimal
    savings: Decimal

    @property
    def more_to_find(self) -> Decimal:
        return max(self.falls_due - self.in_advance, Decimal("0.00"))

    @property
    def days(self) -> int | None:
        """How long the first help takes."""
        return None if self.first_help is None else (self.first_help - self.moves_in).days

    @property
    def sentences(self) -> tuple[str, ...]:
        """When help comes, what is to be found until then, and what there is."""
        start = [] if not self.in_advance else [f"{money(self.in_advance)} is asked before the keys."]
        of_it = " more" if self.in_advance else ""
        if self.first_help is None or self.award is None:
            when = "There is no help with the rent."
            due = f"{money(self.more_to_find)}{of_it} falls due in the first month."
        else:
            name = AWARDS[self.award]
            when = f"The first {name} comes on {in_words(self.first_help)}, {self.days} days after the move."
            due = f"Until then {money(self.more_to_find)}{of_it} falls due in rent."
        saved = "No savings were given." if not self.savings else f"The savings are {money(self.savings)}."
        return (*start, when, due, saved)


def first_weeks(
    assessment: Assessment,
    *,
    moves_in: Day | None = None,
    new_claim: bool = True,
    in_advance: str = "0.00",
    charging: Charging | None = None,
    how_paid: Practice | None = None,
) -> FirstWeeks:
    """The first weeks of the home of an assessment; the household moves in on ``moves_in`` (the date of the case).

    ``new_claim`` says that Universal Credit is claimed on that day; otherwise it is in payment, in the periods of the
    case's date. ``in_advance`` is in pounds. Rent is charged on the days of ``charging`` (Mondays). Raises
    ``ValueError`` for an amount or a day that cannot be read, and for a home without rent.
    """
    case, paid = assessment.case, how_paid or practice()
    start = case.date if moves_in is None else as_date(moves_in)
    advance = pounds(parse_pounds(in_advance))
    award = _award(assessment)
    first = None if award is None else _first_payment(case.date, start, award, paid, new_claim=new_claim)
    last = assessment_period_start(start, 1) if first is None else first
    account = project_account(case, first_day=start, last_day=last, charging=charging)
    due = sum(line.debit for line in account.lines if line.day < last)
    return FirstWeeks(start, award, first, pounds(due), advance, pounds(case.capital or 0))


def _award(assessment: Assessment) -> str | None:
    """Which award helps with the rent."""
    if not assessment.help_with_rent:
        return None
    if assessment.housing_benefit is not None and assessment.housing_benefit.award:
        return "housing_benefit"
    return "universal_credit"


def _first_payment(period: dt.date, start: dt.date, award: str, paid: Practice, *, new_claim: bool) -> dt.date:
    if award == "housing_benefit":
        return start + DAY * paid.housing_benefit_schedule
    of = start if new_claim else period
    ends = assessment_period_start(of, assessment_period_number(of, start) + 1) - DAY
    due = ends + DAY * paid.payday_after_period
    return working_day_by(due) if paid.early_before_weekend else due
