"""The help with rent of an account, period by period, as the engine awards it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from benefitcalc.account.days import DAY, WEEK
from benefitcalc.case import Case
from benefitcalc.periods import assessment_period_number, assessment_period_start, benefit_week_start
from benefitcalc.rates import Basis, RateBook
from benefitcalc.schemes.universal_credit.transitional_protection import RUN_ON_WEEKS
from benefitcalc.timeline.household import Span
from benefitcalc.timeline.working import awards

UNIVERSAL_CREDIT, HOUSING_BENEFIT, RUN_ON = "universal_credit", "housing_benefit", "run_on"


@dataclass(frozen=True, slots=True)
class HelpPeriod:
    """Help with the rent of some days: an assessment period, or a benefit week or part of one. It accrues day by day
    and is paid once, after its last day.
    """

    scheme: str
    """``universal_credit``, ``housing_benefit`` or ``run_on``."""
    first: dt.date
    last: dt.date
    amount: int
    """Pence for all its days."""
    rent: int = 0
    """Universal Credit: the rent of one charge that it was worked out from, in pence."""
    award: int = 0
    """Universal Credit: the whole award of the period, in pence."""
    standard_allowance: int = 0

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def accrued(self, through: dt.date) -> int:
        """The pence that have accrued by the end of a day: the whole amount × days so far ÷ all its days, half up. So
        the days add up to the amount to the penny.
        """
        days = min(max((through - self.first).days + 1, 0), self.days)
        return (2 * self.amount * days + self.days) // (2 * self.days)

    def share_of(self, first: dt.date, last: dt.date) -> Fraction:
        """Which part of the days from ``first`` to ``last`` lies in this period."""
        days = (min(last, self.last) - max(first, self.first)).days + 1
        return Fraction(max(days, 0), (last - first).days + 1)


def help_from_benefits(
    case: Case,
    *,
    first: dt.date,
    last: dt.date,
    claimed: dt.date | None,
    moves: bool,
    rents: Mapping[dt.date, int],
    book: RateBook,
) -> list[HelpPeriod]:
    """The periods of help that have a day, or wait for their payment, between two days.

    ``claimed`` is the day of the claim for Universal Credit, from which its assessment periods run; without it they run
    from the case's date and the award, or Housing Benefit, goes on since before ``first``. Where the household
    ``moves``, it has Housing Benefit until the day before the claim, and then the run-on.
    """
    cycle = claimed or case.date
    before = assessment_period_number(cycle, first) - 2
    begins = assessment_period_start(cycle, before if claimed is None else max(before, 0))
    found = list(_before_the_move(case, first, claimed, rents, book)) if moves and claimed is not None else []
    if begins <= last:
        now = case if claimed is None else _claiming(case, claimed=True)
        spans, columns = awards(now.on(begins), last, rents=rents, book=book)
        found += _periods(now, spans, columns, rents)
    return sorted(found, key=lambda period: (period.first, period.scheme))


def _claiming(case: Case, *, claimed: bool) -> Case:
    facts = case.universal_credit.model_copy(update={"claimed": claimed})
    return case.model_copy(update={"universal_credit": facts})


def _before_the_move(
    case: Case, first: dt.date, claimed: dt.date, rents: Mapping[dt.date, int], book: RateBook
) -> Iterator[HelpPeriod]:
    """The weeks of Housing Benefit before the claim, the last one up to its eve; and the run-on from the claim, which
    is the most that Housing Benefit can be, whatever the income (UC (TP) Regs 2014 regs 8, 8A).
    """
    begins = min(benefit_week_start(first), benefit_week_start(claimed - DAY)) - 8 * WEEK
    before = _claiming(case, claimed=False).on(begins)
    spans, columns = awards(before, claimed - DAY, rents=rents, book=book)
    for period in _periods(before, spans, columns, rents):
        if period.last < claimed:
            yield period
        else:
            yield HelpPeriod(period.scheme, period.first, claimed - DAY, period.accrued(claimed - DAY))
    most = int(columns["housing_benefit.maximum"][-1]) - int(columns["housing_benefit.benefit_cap_reduction"][-1])
    for week in range(int(book.on(claimed, Basis.DAY).get(RUN_ON_WEEKS, 0))):
        start = claimed + WEEK * week
        yield HelpPeriod(RUN_ON, start, start + WEEK - DAY, max(most, 0))


def _periods(
    case: Case, spans: Sequence[Span], columns: Mapping[str, Any], rents: Mapping[dt.date, int]
) -> Iterator[HelpPeriod]:
    by_housing_benefit = columns["applies.housing_benefit"]
    for place, span in enumerate(spans):
        found = {name: int(columns[name][place]) for name in _AMOUNTS}
        if by_housing_benefit[place]:
            for start, end in _weeks_of(span):
                days = (end - start).days + 1
                yield HelpPeriod(HOUSING_BENEFIT, start, end, (2 * found["housing_benefit.award"] * days + 7) // 14)
        elif span.monthly:
            award = found["universal_credit.award"]
            yield HelpPeriod(
                UNIVERSAL_CREDIT,
                span.start,
                span.end,
                min(found["universal_credit.housing_costs_element"], award),
                rent=rent_on(span.end, case, rents),
                award=award,
                standard_allowance=found["universal_credit.standard_allowance"],
            )


_AMOUNTS = (
    "housing_benefit.award",
    "universal_credit.award",
    "universal_credit.housing_costs_element",
    "universal_credit.standard_allowance",
)


def _weeks_of(span: Span) -> Iterator[tuple[dt.date, dt.date]]:
    """The benefit weeks of a span. Beside Universal Credit a week goes with the period in which its Monday is."""
    if not span.monthly:
        yield span.start, span.end
        return
    monday = benefit_week_start(span.start + 6 * DAY)
    while monday <= span.end:
        yield monday, monday + 6 * DAY
        monday += WEEK


def rent_on(day: dt.date, case: Case, rents: Mapping[dt.date, int]) -> int:
    """The rent of one charge on a day, in pence; ``rents`` has new ones by the day from which they count, in order."""
    begun = [amount for begins, amount in rents.items() if begins <= day]
    return begun[-1] if begun else case.tenancy.rent.amount
