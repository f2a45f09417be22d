"""What a run came to: how many rows went in and out, and the totals by cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.assessment.shortfall import CAUSES
from benefitcalc.columns import Ints
from benefitcalc.explain.words import CAUSES as WORDS
from benefitcalc.money import in_pounds

AMOUNTS = ("help_with_rent", "rent_to_pay", *(f"shortfall.{cause}" for cause in CAUSES))
WEEKS_A_YEAR = 52


@dataclass(frozen=True)
class Summary:
    """Rows in = ``assessed`` + ``set_aside``, and the totals of a year in pence, by the columns of :data:`AMOUNTS`.

    Weekly amounts of tenancies that are charged in different numbers of weeks cannot be added up, so totals are of a
    year: each amount times its ``weeks_basis``. Two summaries add up to the one of both.
    """

    assessed: int = 0
    set_aside: int = 0
    year: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, results: pd.DataFrame) -> Summary:
        """The summary of a frame of results (``RentRoll.assess``), with money in pence or in pounds."""
        there = results["help_with_rent"].notna().to_numpy(dtype=np.bool_)
        weeks = _whole(results["weeks_basis"])[there]
        totals = {name: int((_whole(results[name])[there] * weeks).sum()) for name in AMOUNTS}
        return cls(int(there.sum()), int((~there).sum()), Counter(totals))

    def __add__(self, other: Summary) -> Summary:
        totals = Counter({name: self.year[name] + other.year[name] for name in AMOUNTS})
        return Summary(self.assessed + other.assessed, self.set_aside + other.set_aside, totals)

    @property
    def rows(self) -> int:
        """How many tenancies went in."""
        return self.assessed + self.set_aside

    def lines(self) -> Iterator[tuple[str, int, int]]:
        """Each total that is not nothing: what it is, in pence a year, and in pence a week of a year of 52."""
        words = {"help_with_rent": "Help with rent", "rent_to_pay": "Rent to pay"}
        words |= {f"shortfall.{cause}": f"  of which {WORDS[cause].short}" for cause in CAUSES}
        for name in AMOUNTS:
            total = self.year[name]
            if total or name in {"help_with_rent", "rent_to_pay"}:
                yield words[name], total, (total + WEEKS_A_YEAR // 2) // WEEKS_A_YEAR

    def __str__(self) -> str:
        head = f"{self.rows:,} tenancies in = {self.assessed:,} assessed + {self.set_aside:,} set aside"
        rows = [
            ("", "a week", "a year"),
            *((what, in_pounds(week), in_pounds(year)) for what, year, week in self.lines()),
        ]
        first, second, third = (max(len(row[place]) for row in rows) for place in range(3))
        table = [f"{what:<{first}}  {week:>{second}}  {year:>{third}}" for what, week, year in rows]
        return "\n".join([head, *table])


def _whole(column: pd.Series[Any]) -> Ints:
    """Pence or counts; pounds become pence."""
    if isinstance(column.dtype, pd.ArrowDtype):
        return np.array([0 if cell is pd.NA else int(Decimal(cell) * 100) for cell in column], dtype=np.int64)
    return column.to_numpy(np.int64, na_value=0)
