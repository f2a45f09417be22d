"""Numbers drawn by chance for many households at once, and the columns that are made of them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from benefitcalc.money import Flag, Pence

Ints = npt.NDArray[np.int64]
Chances = npt.NDArray[np.float64]


@cache
def shares() -> Mapping[str, Any]:
    """The shares and levels that a made-up stock is drawn from, all of them rough estimates."""
    written: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("shares.toml").read_text(encoding="utf-8"))
    return written


class Draws:
    """Chances from 0 to 1: columns that are used one after another, each with a number for every household.

    Every household has the same columns whatever it needs of them, so what one household draws never changes what
    another does.
    """

    def __init__(self, chances: Chances) -> None:
        self.households = len(chances)
        self._columns = iter(np.ascontiguousarray(chances.T))

    def chance(self, share: float | Chances) -> Flag:
        """Whether something holds of each household that holds of that share of them."""
        return next(self._columns) < share

    def between(self, limits: Sequence[float | Ints], *, skew: float = 1) -> Chances:
        """A number from the first limit to the second; with a ``skew`` of 2 or 3 most are near the first."""
        low, high = limits
        between: Chances = low + (high - low) * next(self._columns) ** skew
        return between

    def whole(self, limits: Sequence[int | Ints]) -> Ints:
        """A whole number from the first limit to the second, both possible. The limits may differ by household."""
        low, high = limits
        whole: Ints = (low + (high - low + 1) * next(self._columns)).astype(np.int64)
        return whole

    def pence(self, limits: Sequence[float | Ints], *, skew: int = 1) -> Pence:
        """Money in pence, between limits in pounds."""
        return in_pence(self.between(limits, skew=skew))

    def pick(self, weights: Collection[float]) -> Ints:
        """The place of one of the weights, each as likely as its weight says."""
        return self.pick_by([tuple(weights)], np.zeros(1, dtype=np.int64))

    def pick_by(self, weights: Sequence[Sequence[float]], which: Ints) -> Ints:
        """The place of one of the weights, which are those of the row that ``which`` names for the household."""
        width = max(map(len, weights))
        upto = np.cumsum([[*row, *[0] * (width - len(row))] for row in weights], axis=1, dtype=np.float64)
        upto /= upto[:, -1:]
        picked: Ints = (next(self._columns)[:, None] >= upto[which]).sum(axis=1)
        return picked


def in_pence(pounds: Chances | float) -> Pence:
    """Drawn pounds in whole pence, half up."""
    pence: Pence = np.floor(np.asarray(pounds) * 100 + 0.5).astype(np.int64)
    return pence
