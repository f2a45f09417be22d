"""The lowest and the highest of every figure over all completions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benefitcalc.advice.ranges.facts import Fact
from benefitcalc.advice.ranges.rows import Completions, Rows
from benefitcalc.assessment.household import assess_columns
from benefitcalc.columns import Ints
from benefitcalc.rates import Basis, RateBook, rate_book

WEEKLY = ("rent_to_pay", "help_with_rent", "left_after_rent")
AWARDS = {
    "universal_credit": "universal_credit.award",
    "housing_benefit": "housing_benefit.award",
    "pension_credit": "pension_credit.award",
    "child_benefit": "child_benefit",
}
FIGURES = (*WEEKLY, *AWARDS.values())
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
    """What was worked out: figures by name in pence, and which conditions hold as bits, for each completion."""

    figures: dict[str, Ints]
    conditions: Ints

    def at(self, which: Ints) -> Seen:
        """Those completions."""
        return Seen({name: figure[which] for name, figure in self.figures.items()}, self.conditions[which])


@dataclass
class End:
    """An end of a figure: pence, the completion, and how much farther it is set than that."""

    pence: int
    answers: dict[str, Any]
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
        for name, figure in seen.figures.items():
            self._fold(self.lowest, name, figure, 1, rows)
            self._fold(self.highest, name, figure, -1, rows)

    def _fold(self, ends: dict[str, End], name: str, figure: Ints, sign: int, rows: Rows) -> None:
        known = ends.get(name)
        for row in self._in_order(figure * sign, int((figure * sign).argmin())):
            pence = int(figure[row])
            if known is not None and sign * pence >= sign * known.pence:
                return
            answers = answers_at(self.completions.facts, rows, row)
            if self.completions.can_be(answers):
                ends[name] = End(pence, answers)
                return

    @staticmethod
    def _in_order(figure: Ints, best: int) -> Iterator[int]:
        yield best
        yield from np.argsort(figure, kind="stable").tolist()


def answers_at(facts: Sequence[Fact], rows: Rows, row: int) -> dict[str, Any]:
    """The answers of one completion: pence of amounts, else values."""
    return {
        fact.path: int(rows[fact.path][row]) if fact.is_amount else fact.values[int(rows[fact.path][row])]
        for fact in facts
    }


def look(completions: Completions, rows: Rows, count: int, book: RateBook | None) -> Seen:
    """Work out those completions in one batch."""
    columns = assess_columns(completions.batch(rows, count), book, only=(*FIGURES, *CONDITIONS))
    bits = np.zeros(count, dtype=np.int64)
    for place, name in enumerate(CONDITIONS):
        if name in columns:
            bits |= (columns[name] != 0).astype(np.int64) << place
    return Seen({name: columns[name] for name in FIGURES}, bits)
