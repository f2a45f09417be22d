"""The under-occupation charge: 14% of the eligible rent for one bedroom too many, 25% for two or more.

UC Regs 2013 Sch 4 para 36; HB Regs 2006 reg B13(2)-(3). The amounts are taken by each scheme in its own period and
rounding.
"""

from __future__ import annotations

import numpy as np

from benefitcalc.money import Count, Flag
from benefitcalc.rates import ShareRate
from benefitcalc.rules import Unit, rule

_LAW = "UC Regs 2013 Sch 4 para 36; HB Regs 2006 reg B13(3)"


@rule(
    "Bedrooms spare",
    unit=Unit.BEDROOMS,
    law=_LAW,
    nil="the home has no more bedrooms than the household needs, or their number was not given",
)
def bedrooms_spare(*, bedrooms: Count, bedrooms_needed: Count) -> Count:
    """The bedrooms of the home above those that the household needs."""
    return np.maximum(bedrooms - bedrooms_needed, 0)


@rule(
    "Percentage for under-occupation",
    unit=Unit.PERCENT,
    law=_LAW,
    nil=lambda inputs: (
        "this home or tenancy is outside the charge" if inputs["bedrooms_spare"].any() else "no bedroom is spare"
    ),
)
def under_occupation_percent(
    *, bedrooms_spare: Count, charge_applies: Flag, one_bedroom: ShareRate, two_or_more_bedrooms: ShareRate
) -> Count:
    """The percentage for one spare bedroom, or for two or more."""
    percent = np.where(bedrooms_spare >= 2, _percent(two_or_more_bedrooms), _percent(one_bedroom))
    return np.where(charge_applies & (bedrooms_spare > 0), percent, 0)


def _percent(share: ShareRate) -> int:
    """A share as whole percent; ValueError where it is not whole, so that nothing is lost unseen."""
    percent, rest = divmod(100 * share.numerator, share.denominator)
    if rest:
        raise ValueError(f"the under-occupation percentage must be whole, not {share}")
    return percent
