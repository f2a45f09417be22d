"""The lowest and the highest of every figure over all completions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from benefitcalc.advice.ranges.rows import Completions, Rows, Which
from benefitcalc.assessment.household import assess_columns
from benefitcalc.columns import Ints
from benefitcalc.money import Flag
from benefitcalc.rates import Basis, RateBook, rate_book

WEEKLY = ("rent_to_pay", "help_with_rent", "left_after_rent")
AWARDS = {
    "universal_credit": "universal_credit.award",
    "housing_benefit": "housing_benefit.award",
    "pension_credit": "pension_credit.award",
    "child_benefit": "child_benefit",
}
FIGURES = (*WEEKLY, *AWARDS.values())
CAP, CAP_ON_RENT = "benefit_cap_reduction_pw", "shortfall.benefit_cap"
"""What the benefit cap takes a week, and how much of it from the help with rent. These ends are never set farther out.
"""
CONDITIONS = (
    "universal_credit.entitled",
    "universal_credit.benefit_cap_reduction",
    "exempt.earnings",
    "housing_benefit.entitled",
    "housing_benefit.passported",
    "housing_benefit.net_earnings",
    "pension_credit.guarantee_credit",
    "pension_credit.savings_credit",
    "refused.local_housing_allowance",
)
"""Columns that are nothing or something: where one starts or ends between two amounts, a figure may jump there."""


@dataclass
class Seen:
    """What was worked out: figures by name in pence, which conditions hold as bits, and whether there can be such a
    household, for each completion.
    """

    figures: dict[str, Ints]
    conditions: Ints
    may_be: Flag

    def at(self, which: Ints | slice) -> Seen:
        """Those completions."""
        figures = {name: figure[which] for name, figure in self.figures.items()}
        return Seen(figures, self.conditions[which], self.may_be[which])


@dataclass
class End:
    """An end of a figure: pence, the completion, and how much farther it is set than that."""

    pence: int
    which: Which
    widened: int = 0


@dataclass
class Ends:
    """The lowest and highest of each figure so far, over all completions worked out."""

    completions: Completions
    lowest: dict[str, End] = field(default_factory=dict)
    highest: dict[str, End] = field(default_factory=dict)
    worked_out: int = 0
    whole_rent: int = 0
    """The highest rent of all completions, pence a week."""

    def additional_disregard(self, name: str) -> int:
        """What the additional disregard of pay is worth at most in Housing Benefit, to those who may have pay."""
        case = self.completions.base
        of_other_schemes = name in {"universal_credit.award", "pension_credit.award", "child_benefit"}
        if of_other_schemes or not any(adult.employment or adult.self_employment for adult in case.adults):
            return 0
        rates = rate_book().on(case.date, Basis.HB_OTHER_RENT)
        taper = rates.share("hb.taper")
        return -(-int(rates.money("hb.earnings_disregard.additional")) * taper.numerator // taper.denominator)

    def take(self, seen: Seen, rows: Rows) -> None:
        """Fold in what was worked out. A completion that is no valid case is passed over."""
        self.worked_out += len(seen.conditions)
        rents = seen.figures["rent_to_pay"] + seen.figures["help_with_rent"]
        self.whole_rent = max(self.whole_rent, int(rents.max()))
        possible = np.flatnonzero(seen.may_be)
        if not len(possible):
            return
        for name, figure in seen.figures.items():
            self._fold(self.lowest, name, figure[possible], 1, possible, rows)
            self._fold(self.highest, name, figure[possible], -1, possible, rows)

    def _fold(self, ends: dict[str, End], name: str, figure: Ints, sign: int, places: Ints, rows: Rows) -> None:
        """Keep the best of ``figure``, whose completions stand at those places of the rows."""
        known = ends.get(name)
        for at in _best_first(figure * sign):
            row, pence = int(places[at]), int(figure[at])
            if known is not None and sign * pence >= sign * known.pence:
                return
            which = self.completions.which(rows, row)
            if self.completions.can_be(which):
                ends[name] = End(pence, which)
                return


def _best_first(figure: Ints) -> Iterator[int]:
    yield int(figure.argmin())
    yield from np.argsort(figure, kind="stable").tolist()


def look(completions: Completions, rows: Rows, count: int, book: RateBook | None) -> Seen:
    """Work out those completions in one batch."""
    batch = completions.batch(rows, count)
    columns = assess_columns(batch, book, only=(*FIGURES, CAP, CAP_ON_RENT, *CONDITIONS))
    bits = np.zeros(count, dtype=np.int64)
    for place, name in enumerate(CONDITIONS):
        if name in columns:
            bits |= (columns[name] != 0).astype(np.int64) << place
    return Seen({name: columns[name] for name in (*FIGURES, CAP, CAP_ON_RENT)}, bits, completions.may_be(rows, batch))
