"""What a third-party deduction for rent arrears would take from Universal Credit, and whether a plan clears sooner.

The shares and limits are rates (``uc.deductions.*``), with their sources: 10% to 20% of the standard allowance in law
(UC etc. (Claims and Payments) Regs 2013 Sch 6 para 7(5)), 10% to 15% by DWP's policy, and all deductions together at
most 15% of it since 30 April 2025. Where others leave no room, the least deduction for rent can still be made in the
tenant's interest (Sch 6 para 4(4)). DWP decides whether, how much and from when.

Not covered: deductions from Pension Credit, and those of periods before 26 November 2014.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from benefitcalc.account.days import DAY, in_words, months_later, schedule_day, working_day_by
from benefitcalc.account.how_paid import Practice, practice
from benefitcalc.advice.affordability import whole_rent_a_year
from benefitcalc.advice.plans import ArrearsPlan, next_universal_credit
from benefitcalc.assessment.result import Assessment
from benefitcalc.case import Country, Tenure
from benefitcalc.explain.words import money
from benefitcalc.money import Share, in_pounds, parse_pounds, pounds
from benefitcalc.periods import Day, as_date
from benefitcalc.rates import Basis

LEAST, MOST, POLICY = (f"uc.deductions.rent_arrears_{end}" for end in ("min", "max", "policy_max"))
CAP = "uc.deductions.overall_cap"


@dataclass(frozen=True, slots=True)
class Repayment:
    """A deduction of so much a month: how many months it takes, and when the landlord has all of it."""

    monthly: Decimal
    months: int
    clears_by: dt.date

    @property
    def sentence(self) -> str:
        return f"{money(self.monthly)} a month: {self.months} months, paid off by {in_words(self.clears_by)}"


@dataclass(frozen=True, slots=True)
class RentDeduction:
    """What DWP could take from Universal Credit each month for rent arrears, in pounds at the rates of the case's date.

    ``lowest`` and ``highest`` are the least and the most under the overall limit and the policy; both are None where
    ``why_not`` says what stands against a deduction now. ``by_law`` is the most that the law allows. ``overall_limit``
    is for all deductions together and ``room`` is what the others leave of it. ``beyond_limit`` says that only the
    exception in the tenant's interest allows it.
    """

    debt: Decimal
    standard_allowance: Decimal
    overall_limit: Decimal
    other_deductions: Decimal
    room: Decimal
    by_law: Decimal
    lowest: Repayment | None
    highest: Repayment | None
    beyond_limit: bool
    why_not: tuple[str, ...]
    notes: tuple[str, ...]

    def beside(self, plan: ArrearsPlan) -> str:
        """Which clears sooner, the plan or the deduction, in a sentence."""
        if self.lowest is None or self.highest is None:
            return "No deduction can begin now, so only the plan clears the arrears."
        by_plan = f"The plan clears on {in_words(plan.clears_by)}"
        slow, fast = in_words(self.lowest.clears_by), in_words(self.highest.clears_by)
        spread = f"on {fast}" if slow == fast else f"between {fast} and {slow}"
        if plan.clears_by < self.highest.clears_by:
            return f"{by_plan}, sooner than a deduction, which clears {spread}."
        if plan.clears_by > self.lowest.clears_by:
            return f"{by_plan}, later than a deduction, which clears {spread}."
        return f"{by_plan}, and a deduction {spread}: which is sooner depends on how much DWP takes."


def rent_deduction(
    assessment: Assessment,
    *,
    debt: str,
    other_deductions: str = "0.00",
    asked_on: Day | None = None,
    how_paid: Practice | None = None,
) -> RentDeduction:
    """What a deduction for a debt of rent would take from the household's Universal Credit.

    ``other_deductions`` are those in the award already under the overall limit (advances, overpayments, other debts),
    in pounds a month. The first deduction is taken on the first payday on or after ``asked_on``, the date of the case,
    and reaches the landlord by the schedule of ``how_paid``. Raises ``ValueError`` for an amount that cannot be read.
    """
    owed, others = parse_pounds(debt), parse_pounds(other_deductions)
    day = assessment.case.date if asked_on is None else as_date(asked_on)
    paid = how_paid or practice()
    rates = assessment.book.on(assessment.case.date, Basis.ASSESSMENT_PERIOD)
    award = assessment.universal_credit
    allowance = int(award.standard_allowance * 100) if award is not None else 0
    least, by_law, limit = (_part(allowance, rates.share(key)) for key in (LEAST, MOST, CAP))
    policy = rates.get(POLICY)
    usual = by_law if policy is None else _part(allowance, policy)
    room = max(limit - others, 0)
    beyond = room < least
    most = least if beyond else min(usual, room)
    why_not = tuple(_why_not(assessment, least))
    ends = (
        [None, None] if why_not or not owed else [_repaid(assessment, owed, each, day, paid) for each in (least, most)]
    )
    return RentDeduction(
        debt=pounds(owed),
        standard_allowance=pounds(allowance),
        overall_limit=pounds(limit),
        other_deductions=pounds(others),
        room=pounds(room),
        by_law=pounds(by_law),
        lowest=ends[0],
        highest=ends[1],
        beyond_limit=beyond and not why_not,
        why_not=why_not,
        notes=tuple(_notes(assessment, owed, beyond=beyond)) if not why_not else (),
    )


def _why_not(assessment: Assessment, least: int) -> Iterator[str]:
    case, award = assessment.case, assessment.universal_credit
    if award is None or not award.award:
        yield "There is no Universal Credit in payment to deduct from."
        if assessment.pension_credit is not None and assessment.pension_credit.award:
            yield "Pension Credit has deductions of its own for rent arrears, which are not worked out here: ask DWP."
        return
    exempt = case.tenancy.tenure is Tenure.EXEMPT_ACCOMMODATION and assessment.housing_benefit is not None
    if not award.housing_costs_element and not exempt:
        yield "The award has no help with the rent, so nothing can be deducted for rent arrears (Sch 6 para 7(2))."
    if award.earned_income > award.work_allowance:
        yield (
            f"Earnings of {money(award.earned_income)} a month are above the work allowance of "
            f"{money(award.work_allowance)}, so a deduction cannot begin (Sch 6 para 7(6))."
        )
    if int(award.award * 100) - 1 < least:
        yield (
            f"The award of {money(award.award)} a month is too small for the least deduction of "
            f"{in_pounds(least)}, as a penny must be left (Sch 6 para 3)."
        )


def _notes(assessment: Assessment, owed: int, *, beyond: bool) -> Iterator[str]:
    two_months = int(whole_rent_a_year(assessment) / 6)
    if owed < two_months:
        yield (
            f"DWP usually asks that two months' rent is owed, {in_pounds(two_months)} here (its guidance; no figure "
            "stands in the law)."
        )
    if beyond:
        yield (
            "Other deductions leave no room under the overall limit. The least deduction can still be made where it is "
            "in the tenant's interest, as a last resort (Sch 6 para 4(4)); others then make way for it."
        )
    yield (
        "DWP must first ask the tenant what they say to it (Roberts v SSWP [2025] EWHC 51 (Admin)), so it may begin "
        "later or not at all. The months are counted at today's rates."
    )
    if assessment.case.country is Country.NORTHERN_IRELAND:
        yield "Northern Ireland has regulations of its own; the shares here are those of Great Britain. Check them."


def _repaid(assessment: Assessment, owed: int, a_month: int, day: dt.date, paid: Practice) -> Repayment:
    """Taken on each payday, and paid over with the first schedule so many days later (``how_paid.toml``)."""
    months = -(-owed // a_month)
    last = months_later(next_universal_credit(assessment.case.date, day, paid), months - 1)
    taken = working_day_by(last) if paid.early_before_weekend else last
    arrives = schedule_day(day, paid.deduction_schedule, taken + DAY * paid.deduction_days_behind)
    return Repayment(pounds(a_month), months, arrives)


def _part(amount: int, share: Share) -> int:
    """That share of an amount in pence, to the nearest penny (ADM D2013)."""
    return (2 * amount * share.numerator + share.denominator) // (2 * share.denominator)
