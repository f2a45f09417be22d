"""The interval that goes with each total of several draws."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from benefitcalc.columns.table import Ints

PERCENT_BELOW = 10
"""How many of a hundred draws are below the interval, and as many above it: it holds 80%."""


class Interval(NamedTuple):
    """The 80% interval of each figure, both ends included, and its middle draw. All are figures of some draw."""

    low: Ints
    middle: Ints
    high: Ints


def interval(draws: Ints) -> Interval:
    """The 80% interval of figures of shape ``(draws, ...)``, over the draws: from the 10th to the 90th of a hundred.

    The ends are draws themselves, so money stays in whole pence: of ``d`` draws in order, the one at place
    ``(d + 1) // 10`` from below and from above. A truth that comes from the same distribution then lies between them
    in 80% of cases (exactly so where ``d + 1`` is a multiple of 10). Fewer than nine draws give their lowest and
    highest, and one draw gives itself. The middle is the lower one of the two where ``d`` is even.
    """
    count = len(draws)
    if not count:
        raise ValueError("an interval needs at least one draw")
    from_end = max((count + 1) * PERCENT_BELOW // 100, 1)
    places = (from_end - 1, (count - 1) // 2, count - from_end)
    in_order = np.partition(draws, sorted(set(places)), axis=0)
    return Interval(*(in_order[place] for place in places))
