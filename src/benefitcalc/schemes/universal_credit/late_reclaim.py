"""The first assessment period of a re-claim within six months of an old award: the law takes every amount by the day,
from the day of the claim (UC Regs 2013 reg 22A).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import Batch
from benefitcalc.money import Count, Pence
from benefitcalc.periods import assessment_period_end, for_days
from benefitcalc.rates import Basis, RateBook, rate_book
from benefitcalc.rules import Unit, rule

DEDUCTIONS = ("earnings", "other income", "savings")
"""Everything that comes off the maximum amount."""


@rule(
    "First period of a late re-claim",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 22A(2)",
    nil="the amount of a whole period is nil",
    each="element",
)
def elements_of_first_period_pm(*, elements_pm: Pence, days_from_claim: Count, days_in_period: Count) -> Pence:
    """Each element is taken by the day, from the claim to the end of the assessment period.

    The elements, and the value, have the shape ``(e, n)``, in the order of an award's ``Elements``.
    """
    return np.where(days_from_claim == days_in_period, elements_pm, for_days(elements_pm, days_from_claim))


@rule(
    "First period of a late re-claim",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 22A(2)",
    nil="the deduction of a whole period is nil",
    each="deduction",
)
def deductions_of_first_period_pm(*, deductions_pm: Pence, days_from_claim: Count, days_in_period: Count) -> Pence:
    """The deduction for all income is taken by the day, from the claim to the end of the assessment period; each kind
    of income has the part that it adds.

    The deductions, and the value, have the shape ``(d, n)``, in the order of :data:`DEDUCTIONS`.
    """
    up_to = np.cumsum(deductions_pm, axis=0)
    by_the_day = np.where(days_from_claim == days_in_period, up_to, for_days(up_to, days_from_claim))
    return np.diff(by_the_day, axis=0, prepend=0)


def days_from_claim(
    period: dt.date,
    *,
    claimed: dt.date,
    job_ended: dt.date,
    good_reason: bool = False,
    book: RateBook | None = None,
) -> int:
    """For how many days the first period of a re-claim is paid (UC Regs 2013 reg 22A).

    ``period`` is the first day of the assessment period, in the cycle of the old award, that holds the claim. The whole
    period is paid where the claim is within 7 days of the end of the job, or later with good reason; otherwise the days
    from the claim.
    """
    rates = (rate_book() if book is None else book).on(period, Basis.ASSESSMENT_PERIOD)
    whole = good_reason or (claimed - job_ended).days <= rates.count("uc.late_reclaim.days")
    return (assessment_period_end(period) - (period if whole else claimed)).days + 1


@dataclass(frozen=True, slots=True)
class FirstPeriod:
    """For which days a first period is paid, where a household of the batch re-claimed late (reg 22A)."""

    days_from_claim: Count
    days_in_period: Count

    @classmethod
    def of(cls, batch: Batch) -> FirstPeriod | None:
        across, whole = batch.across_periods, batch.households.days_in_period
        if across is None or not across.households.reclaimed_late.any():
            return None
        return cls(np.where(across.households.reclaimed_late, across.households.days_from_claim, whole), whole)

    def elements(self, elements: Pence) -> Pence:
        """The elements by the day, shape ``(e, n)``."""
        return elements_of_first_period_pm(
            elements_pm=elements, days_from_claim=self.days_from_claim, days_in_period=self.days_in_period
        )

    def deductions(self, *deductions: Pence) -> tuple[Pence, ...]:
        """The deductions by the day, in the order of ``DEDUCTIONS``."""
        return tuple(
            deductions_of_first_period_pm(
                deductions_pm=np.stack(deductions),
                days_from_claim=self.days_from_claim,
                days_in_period=self.days_in_period,
            )
        )
