"""Totals over the draws: what is expected, in tables that add up to the penny, and the 80% interval."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from benefitcalc.columns import Ints
from benefitcalc.portfolio.forecast.draw import ALL_CAUSES
from benefitcalc.portfolio.unknown.intervals import interval

PARTS = ("help_with_rent", *ALL_CAUSES)
"""The parts of the rent, in order: they sum to it."""
SUMS = ("rent", "help_with_rent", "rent_to_pay", "shortfall")
"""``rent_to_pay`` is the rent less the help; ``shortfall`` is that without the calendar."""


def expected(draws: Ints) -> Ints:
    """The mean of the draws, shape ``(draws, rows, parts)``, in whole pence, so that every table adds up.

    Sums from the first cell on are rounded, and each cell is what they differ by. So rows, columns and the whole sum
    to the penny, the same total stands in every table, and a cell is at most two pence from its mean.
    """
    count = len(draws)
    sums = draws.sum(axis=0).cumsum(axis=0).cumsum(axis=1)
    rounded = (2 * sums + count) // (2 * count)
    by_row = np.diff(rounded, axis=0, prepend=0)
    cells: Ints = np.diff(by_row, axis=1, prepend=0)
    return cells


def half_up(pence: Ints, parts: int) -> Ints:
    """Amounts divided into so many parts, to the nearest penny; below nothing as far from it as above."""
    return np.sign(pence) * ((2 * np.abs(pence) + parts) // (2 * parts))


def sums_of(parts: Ints) -> dict[str, Ints]:
    """The :data:`SUMS` and every cause, from :data:`PARTS` in the last place."""
    by_name = dict(zip(PARTS, np.moveaxis(parts, -1, 0), strict=True))
    to_pay = parts[..., 1:].sum(axis=-1)
    return {
        "rent": to_pay + by_name["help_with_rent"],
        "help_with_rent": by_name["help_with_rent"],
        "rent_to_pay": to_pay,
        "shortfall": to_pay - by_name["calendar"],
        **{cause: by_name[cause] for cause in ALL_CAUSES},
    }


def table(parts: Ints, index: pd.Index, intervals_of: Iterable[str] = SUMS) -> pd.DataFrame:
    """A frame with a row for each of the rows of ``parts`` (draws, rows, parts): what is expected of every amount, and
    the 80% interval of some, taken draw by draw.
    """
    columns = sums_of(expected(parts))
    of_draws = sums_of(parts)
    for name in intervals_of:
        ends = interval(of_draws[name])
        columns |= {f"{name}_low": ends.low, f"{name}_median": ends.middle, f"{name}_high": ends.high}
    return pd.DataFrame(columns, index=index)
