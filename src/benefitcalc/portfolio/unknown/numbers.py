"""Numbers drawn by chance that depend on a key alone, and not on which others were drawn before.

The key of a tenancy comes from its reference, so a tenancy draws the same whatever else stands on the roll, and each
draw can be made alone. The numbers are those of SplitMix64 (Steele, Lea and Flood 2014) started at the key.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from benefitcalc.columns.table import Ints

Keys: TypeAlias = npt.NDArray[np.uint64]
Chances: TypeAlias = npt.NDArray[np.float64]
"""Chances and weights; never money."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_A_PART = 2.0**-53


def mixed(keys: Keys, other: Any) -> Keys:
    """A key of its own for each pair of a key and another whole number."""
    return _scrambled(keys ^ _scrambled(np.atleast_1d(np.asarray(other)).astype(np.uint64) * _STEP + _FIRST))


def uniform(keys: Keys, place: int) -> Chances:
    """The number at that place of each key's own row of numbers, from 0 up to 1."""
    step = np.uint64((place + 1) * int(_STEP) % 2**64)
    number = (_scrambled(keys + step) >> np.uint64(11)).astype(np.float64)
    number *= _A_PART
    return number


def _scrambled(keys: Keys) -> Keys:
    keys = (keys ^ (keys >> np.uint64(30))) * _FIRST
    keys = (keys ^ (keys >> np.uint64(27))) * _SECOND
    return keys ^ (keys >> np.uint64(31))


def cumulated(weights: Chances) -> Chances:
    """Rows of weights, shape ``(rows, outcomes)``, as one rising line on which :func:`pick` finds an outcome.

    Every row has a weight above nothing.
    """
    reached = np.cumsum(weights, axis=1, dtype=np.float64)
    share: Chances = reached / reached[:, -1:]
    line: Chances = share + np.arange(len(weights), dtype=np.float64)[:, None]
    return line.ravel()


def pick(line: Chances, outcomes: int, row: Ints, chance: Chances) -> Ints:
    """For each row and chance the outcome, counted from 0, by the weights of that row in :func:`cumulated`."""
    place = np.searchsorted(line, row + chance, side="right") - row * outcomes
    return np.minimum(place, outcomes - 1)
