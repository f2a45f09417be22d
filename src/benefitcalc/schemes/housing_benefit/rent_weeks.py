"""The weeks of the rent year, and those of them with rent to pay (HB Regs 2006 reg 81; HB (SPC) Regs 2006 reg 62)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from benefitcalc.money import Count


class RentWeeks(NamedTuple):
    """The weeks of the rent year, and those of them with rent to pay; weekly amounts are multiplied by the first and
    divided by the second.
    """

    in_year: Count
    charged: Count


EVERY_WEEK = RentWeeks(np.array(52), np.array(52))
"""No rent-free weeks."""
