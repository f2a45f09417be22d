"""What scenarios change: totals, who wins and who loses, by any group and by cause."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.columns import Ints
from benefitcalc.portfolio.forecast.groups import NOT_SAID, causes_of, cells_of
from benefitcalc.portfolio.forecast.result import Forecast
from benefitcalc.portfolio.forecast.totals import SUMS, expected, half_up, sums_of, table
from benefitcalc.portfolio.unknown.intervals import interval


@dataclass(frozen=True)
class Comparison:
    """Forecasts of one stock under several scenarios; each is compared with the first, draw by draw. All money is in
    whole pence; intervals hold 80% of the draws.
    """

    forecasts: tuple[Forecast, ...] = field(repr=False)

    @property
    def first(self) -> Forecast:
        """The forecast that the others are compared with."""
        return self.forecasts[0]

    @property
    def others(self) -> tuple[Forecast, ...]:
        """The forecasts that are compared with the first."""
        return self.forecasts[1:]

    def __repr__(self) -> str:
        names = ", ".join(made.scenario.name for made in self.others)
        return f"<Comparison with {self.first.scenario.name}: {names}>"

    def totals(self) -> pd.DataFrame:
        """A row for each scenario and amount (:data:`SUMS`): over the time of the forecast, by the week and by the
        year; and what it is more than under the first scenario.
        """
        weeks, months = self.first.weeks, len(self.first.plan.months)
        rows: dict[tuple[str, str], dict[str, Ints]] = {}
        base = _over_time(self.first)
        for made in self.forecasts:
            of_draws = _over_time(made)
            amounts, before = _expected(of_draws), _expected(base)
            changes = sums_of(of_draws - base)
            for name in SUMS:
                ends = interval(changes[name])
                total, change = amounts[name], amounts[name] - before[name]
                rows[made.scenario.name, name] = {
                    "total": total,
                    "a_week": half_up(total, weeks),
                    "a_year": half_up(12 * total, months),
                    "change": change,
                    "change_low": ends.low,
                    "change_high": ends.high,
                    "change_a_week": half_up(change, weeks),
                    "change_a_year": half_up(12 * change, months),
                }
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis(["scenario", "amount"])

    def by(self, *columns: str) -> pd.DataFrame:
        """What each scenario changes, by columns as in :meth:`Forecast.by`: every amount more or less than under the
        first scenario, with intervals.
        """
        base = cells_of(self.first.draws, self.first.labels, columns)
        found = {}
        for made in self.others:
            cells = cells_of(made.draws, made.labels, columns)
            there = np.flatnonzero((base.tenancies + cells.tenancies).any(axis=0))
            parts = (cells.parts - base.parts)[:, there]
            index = cells.index(there)
            found[made.scenario.name] = (
                causes_of(parts, index, cells.groups) if "cause" in columns else table(parts, index)
            )
        return pd.concat(found, names=["scenario"])

    def winners(self, *columns: str) -> pd.DataFrame:
        """How many tenancies have more help with rent over the time of the forecast, less and the same, and by how
        much in all; by columns of the labels where any are named. Numbers and sums are the means of the draws, in whole
        tenancies that add up and in pence, with intervals.
        """
        found = {}
        for made in self.others:
            changes = np.stack(
                [
                    (drawn.amount("help_with_rent") - before.amount("help_with_rent")).sum(axis=0)
                    for drawn, before in zip(made.draws, self.first.draws, strict=True)
                ]
            )
            found[made.scenario.name] = _winners(changes, made.labels, columns)
        return pd.concat(found, names=["scenario"])


def compare(*forecasts: Forecast) -> Comparison:
    """Compare forecasts of one stock with the first of them; :meth:`Forecast.under` makes the others.

    Raises ``ValueError`` where they are not of the same tenancies, months and draws, or share a name.
    """
    if len(forecasts) < 2:
        raise ValueError("forecasts: give two or more; the first is what the others are compared with")
    first = forecasts[0]
    for made in forecasts[1:]:
        if made.plan.months != first.plan.months or len(made.draws) != len(first.draws):
            raise ValueError(f"forecasts: {made.scenario.name!r} has other months or draws than the first")
        if not made.labels["tenancy_ref"].equals(first.labels["tenancy_ref"]):
            raise ValueError(f"forecasts: {made.scenario.name!r} is of other tenancies than the first")
    names = [made.scenario.name for made in forecasts]
    if len(set(names)) < len(names):
        raise ValueError(f"forecasts: two scenarios have one name ({', '.join(names)}); give each its own")
    return Comparison(forecasts)


def _over_time(made: Forecast) -> Ints:
    """The parts of the rent over all months, shape ``(draws, parts)``."""
    of_draws: Ints = made.parts.sum(axis=1)
    return of_draws


def _expected(of_draws: Ints) -> dict[str, Ints]:
    return {name: amounts[0] for name, amounts in sums_of(expected(of_draws[:, None])).items()}


def _winners(changes: Ints, labels: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """``changes`` has the shape ``(draws, n)``."""
    if wrong := [name for name in columns if name not in labels]:
        known = ", ".join(map(str, labels.columns))
        raise ValueError(f"winners: {' and '.join(wrong)} is no column of the labels; there are {known}")
    rows: dict[Any, Any] = {"whole stock": np.arange(len(labels))}
    if columns:
        rows = labels.groupby([labels[name].astype("string").fillna(NOT_SAID) for name in columns]).indices
    counted = {name: _counted(changes[:, places]) for name, places in rows.items()}
    return pd.DataFrame.from_dict(counted, orient="index").rename_axis(list(columns) or ["stock"])


def _counted(changes: Ints) -> dict[str, Ints]:
    """Of changes of shape ``(draws, n)``, how many are which way and by how much in all."""
    kinds = {"more": changes > 0, "less": changes < 0, "same": changes == 0}
    counts = np.stack([which.sum(axis=1) for which in kinds.values()], axis=1)
    sums = np.stack([np.maximum(changes, 0).sum(axis=1), np.maximum(-changes, 0).sum(axis=1)], axis=1)
    found: dict[str, Ints] = {}
    for names, of_draws in ((kinds, counts), (("gained", "lost"), sums)):
        ends = interval(of_draws)
        for place, (name, mean) in enumerate(zip(names, expected(of_draws[:, None])[0], strict=True)):
            found |= {name: mean, f"{name}_low": ends.low[place], f"{name}_high": ends.high[place]}
    return found
