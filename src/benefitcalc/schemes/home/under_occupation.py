"""The under-occupation charge: 14% of the eligible rent for one spare bedroom, 25% for two or more.

UC Regs 2013 Sch 4 para 36; HB Regs 2006 reg B13(2)-(3). Each scheme takes the amount in its own period and with its own
rounding.
"""

from __future__ import annotations

import numpy as np

from benefitcalc.money import Count, Flag, Why, first_reason
from benefitcalc.rates import ShareRate
from benefitcalc.rules import Unit, rule, said_by

_LAW = "UC Regs 2013 Sch 4 para 36; HB Regs 2006 reg B13(3)"
OUTSIDE_THE_CHARGE = (
    "the percentage itself is nil",
    "the charge is not made in this kind of home",
    "somebody over pension age lives here as claimant or partner",
    "only a share of the rent falls to this claim",
    "for a time after a death the rent counts as it did before",
    "a sanctuary scheme has made the home safe",
    "this tenant is protected from the charge",
)
"""Why there is no charge, in the order of :func:`outside_the_charge`."""


def outside_the_charge(
    *,
    other_home: Flag,
    over_pension_age: Flag | None = None,
    shared: Flag | None = None,
    bereaved: Flag | None = None,
    sanctuary: Flag | None = None,
    protected: Flag | None = None,
) -> Why:
    """Why a household has no charge, however many bedrooms it has. Shape ``(n,)``."""
    return first_reason(other_home, over_pension_age, shared, bereaved, sanctuary, protected)


@rule(
    "Bedrooms spare",
    unit=Unit.BEDROOMS,
    law=_LAW,
    nil=lambda inputs: (
        "the home has no more bedrooms than the household needs"
        if inputs["bedrooms"].any()
        else "no number of bedrooms was given"
    ),
)
def bedrooms_spare(*, bedrooms: Count, bedrooms_needed: Count) -> Count:
    """A bedroom is spare if the household does not need it."""
    return np.maximum(bedrooms - bedrooms_needed, 0)


@rule(
    "Percentage for under-occupation",
    unit=Unit.PERCENT,
    law=_LAW,
    nil=lambda inputs: (
        said_by("outside_charge", OUTSIDE_THE_CHARGE)(inputs)
        if inputs["bedrooms_spare"].any()
        else "no bedroom is spare"
    ),
)
def under_occupation_percent(
    *, bedrooms_spare: Count, outside_charge: Why, one_bedroom: ShareRate, two_or_more_bedrooms: ShareRate
) -> Count:
    """There is one percentage for one spare bedroom, and another for two or more."""
    percent = np.where(bedrooms_spare >= 2, _percent(two_or_more_bedrooms), _percent(one_bedroom))
    return np.where((outside_charge == 0) & (bedrooms_spare > 0), percent, 0)


def _percent(share: ShareRate) -> int:
    """A share as a whole number of percent; ValueError where it is not whole, so that nothing is lost unseen."""
    percent, rest = divmod(100 * share.numerator, share.denominator)
    if rest:
        raise ValueError(f"the under-occupation percentage must be whole, not {share}")
    return percent
