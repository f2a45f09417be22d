"""Two causes together: which pairs are tried, and when one that fits may be chance.

Two causes make so many amounts that some of them fit any amount by chance. So pairs are tried from the most likely
down, only so many, and a pair explains a difference only if few amounts near the given one are made by pairs that are
as likely, so that at most one amount in 200 is hit by chance. Any other pair that fits only could be.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benefitcalc.columns import Ints
from benefitcalc.money import Flag

MOST = 2_000
"""The most pairs that are worked out."""
NEAR = 100_00
"""How far from the given amount the density of amounts is measured, in pence to either side."""
FEW = 2 * NEAR // 200
"""How many amounts may lie so near: one in 200 amounts is then hit by chance."""


def likeliest_pairs(likely: Sequence[int], most: int = MOST) -> list[tuple[int, int]]:
    """The places of the likeliest pairs, likeliest first. ``likely`` is in falling order."""
    weight = np.array(likely, dtype=np.int64)
    one, other = np.triu_indices(len(weight), k=1)
    order = np.argsort(-(weight[one] * weight[other]), kind="stable")[:most]
    return list(zip(one[order].tolist(), other[order].tolist(), strict=True))


def not_by_chance(figures: Ints, likely: Ints, given: int, fits: Flag) -> list[int]:
    """Of the pairs that fit, the places of those that are few enough to explain. ``figures`` are the amounts that the
    pairs make.
    """
    near = np.abs(figures - given) <= NEAR
    return [
        place
        for place in np.flatnonzero(fits).tolist()
        if len(np.unique(figures[near & (likely >= likely[place])])) <= FEW
    ]
