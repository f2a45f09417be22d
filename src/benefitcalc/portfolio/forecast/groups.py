"""A forecast by groups of tenancies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benefitcalc.assessment.which_schemes import Scheme
from benefitcalc.columns import Ints
from benefitcalc.portfolio.forecast.draw import ALL_CAUSES, Drawn
from benefitcalc.portfolio.forecast.kinds import KINDS
from benefitcalc.portfolio.forecast.totals import PARTS, expected, table
from benefitcalc.portfolio.unknown.intervals import interval

SCHEMES = {
    0: "no help",
    int(Scheme.UNIVERSAL_CREDIT): "Universal Credit",
    int(Scheme.HOUSING_BENEFIT): "Housing Benefit",
}
NOT_SAID = "not said"


@dataclass(frozen=True)
class Cells:
    """The parts of the rent by draw and group."""

    groups: tuple[str, ...]
    """The columns that make the groups, without ``cause``."""
    names: list[list[str]]
    """What each column's groups are called."""
    parts: Ints
    """Shape ``(draws, groups, parts)``: every combination of the names."""
    tenancies: Ints
    """How many tenancies each group has in how many months, shape ``(draws, groups)``."""
    months: int

    @property
    def there(self) -> Ints:
        """The groups that any draw has."""
        return np.flatnonzero(self.tenancies.any(axis=0))

    def index(self, there: Ints) -> pd.Index:
        """What those groups are called."""
        if not self.groups:
            return pd.Index(["whole stock"], name="stock")
        places = np.unravel_index(there, [len(each) for each in self.names])
        values = [np.array(each, dtype=object)[place] for each, place in zip(self.names, places, strict=True)]
        if len(values) == 1:
            return pd.Index(values[0], name=self.groups[0])
        return pd.MultiIndex.from_arrays(values, names=list(self.groups))

    def frame(self, *, by_cause: bool) -> pd.DataFrame:
        """A row for each group, or for each group and cause."""
        there = self.there
        if by_cause:
            return causes_of(self.parts[:, there], self.index(there), self.groups)
        frame = table(self.parts[:, there], self.index(there))
        count = len(self.parts) * self.months
        frame.insert(0, "tenancies", (2 * self.tenancies[:, there].sum(axis=0) + count) // (2 * count))
        return frame


def cells_of(draws: Sequence[Drawn], labels: pd.DataFrame, columns: Sequence[str]) -> Cells:
    """The draws by columns of the labels, by ``scheme`` and by ``household``; ``cause`` makes no groups here.

    Raises ``ValueError`` for a column that is not there.
    """
    known = (*labels.columns, "scheme", "household", "cause")
    wrong = [name for name in columns if name not in known]
    if wrong:
        said = " and ".join(map(repr, wrong))
        raise ValueError(f"by: {said} is no column to group by; there are {', '.join(map(str, known))}")
    groups = tuple(name for name in columns if name != "cause")
    codes, names = _levels(labels, groups)
    parts, tenancies = _parts(draws, groups, codes, [len(each) for each in names])
    return Cells(groups, names, parts, tenancies, len(draws[0].rent))


def _levels(labels: pd.DataFrame, groups: Sequence[str]) -> tuple[dict[str, Ints], list[list[str]]]:
    """For each column of the labels the group of each tenancy; and the names of every column's groups."""
    codes: dict[str, Ints] = {}
    names: list[list[str]] = []
    for name in groups:
        if name == "scheme":
            names.append(list(SCHEMES.values()))
        elif name == "household":
            names.append(list(KINDS))
        else:
            values = labels[name].astype("string").fillna(NOT_SAID)
            found, which = np.unique(values.to_numpy(dtype=str), return_inverse=True)
            codes[name] = which.reshape(-1).astype(np.int64)
            names.append(found.tolist())
    return codes, names


def _parts(
    draws: Sequence[Drawn], groups: Sequence[str], codes: dict[str, Ints], sizes: Sequence[int]
) -> tuple[Ints, Ints]:
    """The parts of the rent by draw and group, shape ``(draws, groups, parts)``; and how many tenancies in how many
    months each group has, shape ``(draws, groups)``.
    """
    cells = int(np.prod(sizes, dtype=np.int64))
    parts = np.zeros((len(draws), cells, len(PARTS)), dtype=np.int64)
    tenancies = np.zeros((len(draws), cells), dtype=np.int64)
    for draw, drawn in enumerate(draws):
        group = np.zeros(drawn.rent.shape if "scheme" in groups else drawn.rent.shape[1:], dtype=np.int64)
        for name, size in zip(groups, sizes, strict=True):
            group = group * size + _code(drawn, name, codes)
        times = 1 if "scheme" in groups else len(drawn.rent)
        tenancies[draw] = np.bincount(group.ravel(), minlength=cells) * times
        for place, name in enumerate(PARTS):
            amount = drawn.amount(name)
            parts[draw, :, place] = _sums(group, amount if "scheme" in groups else amount.sum(axis=0), cells)
    return parts, tenancies


def _code(drawn: Drawn, name: str, codes: dict[str, Ints]) -> Ints:
    if name == "scheme":
        place = np.zeros(max(SCHEMES) + 1, dtype=np.int64)
        place[list(SCHEMES)] = np.arange(len(SCHEMES))
        by_month: Ints = place[drawn.scheme()]
        return by_month
    return drawn.households.astype(np.int64) if name == "household" else codes[name]


def _sums(group: Ints, amount: Ints, cells: int) -> Ints:
    """Exact totals by group."""
    totals = np.zeros(cells, dtype=np.int64)
    if amount.any():
        np.add.at(totals, group.ravel(), amount.ravel())
    return totals


def causes_of(parts: Ints, index: pd.Index, groups: Sequence[str]) -> pd.DataFrame:
    """A row for each group and cause that comes to something: the rent to pay because of it, with its interval."""
    amounts, of_draws = expected(parts)[:, 1:], parts[:, :, 1:]
    rows, causes = np.nonzero((of_draws != 0).any(axis=0))
    ends = interval(of_draws[:, rows, causes])
    arrays = [index.get_level_values(level)[rows] for level in range(len(groups))]
    cause = pd.Index(np.array(ALL_CAUSES, dtype=object)[causes], name="cause")
    return pd.DataFrame(
        {
            "rent_to_pay": amounts[rows, causes],
            "rent_to_pay_low": ends.low,
            "rent_to_pay_median": ends.middle,
            "rent_to_pay_high": ends.high,
        },
        index=pd.MultiIndex.from_arrays([*arrays, cause]) if groups else cause,
    )
