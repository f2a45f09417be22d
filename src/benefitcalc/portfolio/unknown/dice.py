"""Draws of single facts by the priors, with a note of each outcome for the weights of other draws."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np

from benefitcalc.columns.dates import years_later
from benefitcalc.columns.table import Ints
from benefitcalc.money import Flag
from benefitcalc.periods import day_number
from benefitcalc.portfolio.unknown.numbers import Chances, Keys, uniform
from benefitcalc.portfolio.unknown.priors import Priors, Tables


@dataclass(frozen=True, slots=True)
class Dice:
    """The priors, the weights of one set of tables, and what was drawn by them.

    ``codes`` has for each fact the place of its outcome in
    :meth:`Tables.likelier <benefitcalc.portfolio.unknown.priors.Tables.likelier>`, 0 where it was not drawn.
    """

    priors: Priors
    tables: Tables
    on: dt.date
    codes: list[tuple[str, Ints]] = field(default_factory=list)

    def share(self, name: str, keys: Keys, place: int, *, row: Ints | int = 0, where: Flag | None = None) -> Ints:
        """An outcome of the share, by row; noted ``where`` it counts."""
        outcome = self.tables.pick(name, row, uniform(keys, place))
        if where is not None:
            self.note(name, row * len(self.priors.shares[name].outcomes) + outcome, where)
        return outcome

    def level(self, name: str, keys: Keys, place: int, *, where: Flag) -> Ints:
        """An amount of the level in whole pence, by two numbers from ``place`` on, and 0 elsewhere; noted."""
        band = self.tables.pick(name, 0, uniform(keys, place))
        self.note(name, band, where)
        return np.where(where, self.priors.levels[name].pence(band, uniform(keys, place + 1), self.on), 0)

    def note(self, name: str, outcome: Ints, where: Flag) -> None:
        """Note an outcome, counted over all rows of the share."""
        self.codes.append((name, np.where(where, outcome + 1, 0)))

    def within(self, name: str, outcome: Ints, chance: Chances) -> Ints:
        """A whole number within the band of that outcome, the first and the last one too."""
        low, high = self.priors.shares[name].ranges
        return low[outcome] + whole(chance * (high - low + 1)[outcome])

    def row(self, name: str, *rows: str) -> tuple[int, ...]:
        """The numbers of those rows of the share."""
        return tuple(self.priors.shares[name].rows.index(row) for row in rows)

    def born(self, age: Ints, chance: Chances) -> Ints:
        """A birth date of that age, any day of the year."""
        return years_later(np.full(len(age), day_number(self.on)), -age) - whole(chance * 365)


def whole(numbers: Chances) -> Ints:
    """The whole numbers at or below, for numbers from 0."""
    return numbers.astype(np.int64)
