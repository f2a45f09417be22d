"""Local Housing Allowance: the highest private rent that help covers, by area and by the bedrooms needed.

UC Regs 2013 Sch 4 paras 22-29; HB Regs 2006 regs 13C, 13D; HB (SPC) Regs 2006 regs 13C, 13D.

Not covered:

- who shares the home, and has a severe disability premium or another exception from the rate for shared accommodation:
  the result says so (HB Regs 2006 reg 13D(2)(a); HB (SPC) Regs 2006 reg 13D(2)(a))
- a joint tenant outside the claim who is a member of the household, and so counts for a bedroom (HB Regs 2006 reg
  13D(12))
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from benefitcalc.columns import AA, AFIP, DLA_CARE_MIDDLE_OR_HIGHEST, PIP_DAILY_LIVING, Batch, Tenure, has
from benefitcalc.columns.family import Family
from benefitcalc.errors import RatesNotKnown
from benefitcalc.money import Count, Flag, Pence
from benefitcalc.periods import PAYMENTS_A_YEAR, per_month, per_week
from benefitcalc.rates import Basis, Rates
from benefitcalc.rates.lha import areas, categories, lha_rate
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.home.size_criteria import SizeCriteria

A = TypeVar("A", bound=npt.NDArray[Any])
NOT_SHARED = DLA_CARE_MIDDLE_OR_HIGHEST | AA | PIP_DAILY_LIVING | AFIP
SHARED = 0
_NIL = "this home is not private rent"
_LAW = "UC Regs 2013 Sch 4 paras 25-29; HB Regs 2006 reg 13D; HB (SPC) Regs 2006 reg 13D"


@rule(
    "Bedrooms for the Local Housing Allowance",
    unit=Unit.BEDROOMS,
    law=_LAW,
    nil=lambda inputs: (
        "the shared accommodation rate: single, under 35, nobody else in the home and no exception"
        if inputs["single_under_35"].any()
        else "the shared accommodation rate: the home is shared, and one bedroom is needed"
    ),
)
def allowance_category(*, bedrooms_needed: Count, single_under_35: Flag, sharing_with_one_bedroom: Flag) -> Count:
    """The allowance goes by the bedrooms needed, up to the largest category; with none it is the rate for shared
    accommodation.
    """
    return np.where(
        single_under_35 | sharing_with_one_bedroom, SHARED, np.clip(bedrooms_needed, 1, len(categories()) - 1)
    )


@rule("Local Housing Allowance", unit=Unit.PENCE_PM, law="UC Regs 2013 Sch 4 para 25", nil=_NIL)
def local_housing_allowance_pm(
    *, allowance_of_the_area_pm: Pence, allowance_entered_pm: Pence, was_entered: Flag
) -> Pence:
    """The allowance is the area's monthly rate for those bedrooms, or the amount that was entered instead."""
    return np.where(was_entered, allowance_entered_pm, allowance_of_the_area_pm)


@rule(
    "Local Housing Allowance a week",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 13D; HB (SPC) Regs 2006 reg 13D",
    nil=_NIL,
)
def local_housing_allowance_pw(
    *, allowance_of_the_area_pw: Pence, allowance_entered_pw: Pence, was_entered: Flag
) -> Pence:
    """The allowance is the area's weekly rate for those bedrooms, or the amount that was entered instead."""
    return np.where(was_entered, allowance_entered_pw, allowance_of_the_area_pw)


@lru_cache(maxsize=256)
def _table(start: dt.date, basis: Basis) -> Pence:
    """Pence by area (0 is no area, then the areas in order) and category; 0 where the amount is not known."""
    rows = [[0] * len(categories())]
    rows += [[_known(area.key, category, start, basis) for category in categories()] for area in areas()]
    return np.array(rows, dtype=np.int64)


def _known(area: str, category: str, day: dt.date, basis: Basis) -> int:
    try:
        return int(lha_rate(area, category, day, basis, allow_unchecked=True))
    except RatesNotKnown:
        return 0


def _of_the_area(batch: Batch, category: Count, rates: Rates) -> Pence:
    if not batch.households.brma.any():
        return np.zeros(len(batch), dtype=np.int64)
    return _table(rates.start, rates.basis)[batch.households.brma, category]


def _of_the_one(claimants: Flag, of_each: A) -> A:
    """What is known of the person who claims alone: the claimant, or else the partner."""
    return np.where(claimants[0], of_each[0], of_each[1])


def _alone_under_35(batch: Batch, family: Family, ages: Count, claimants: Flag, rates: Rates) -> Flag:
    """Who claims alone, under 35, with no child and no other adult in the home, before any exception (UC Regs 2013 Sch
    4 para 28; HB Regs 2006 regs 2(1), 13D(2)(a)(i)).

    ``ages`` and ``claimants``, who is in the claim, have the shape ``(2, n)``.
    """
    over_pension_age = _of_the_one(claimants, batch.adults.over_pension_age)
    alone = ~(claimants[0] & claimants[1]) & ~family.responsible & ~over_pension_age
    alone &= batch.group(batch.non_dependants).count(np.ones(len(batch.non_dependants), dtype=np.bool_)) == 0
    alone &= family.group.count(family.adult) == 0
    return alone & (_of_the_one(claimants, ages) < int(rates.count("lha.shared_accommodation_age")))


def universal_credit_allowance_pm(
    batch: Batch, family: Family, claimants: Flag, bedrooms_needed: Count, rates: Rates
) -> Pence:
    """Local Housing Allowance by the month, nil outside private rent; see :func:`allowance_not_known`."""
    home = batch.households
    if not (home.tenure == Tenure.PRIVATE_RENT).any():
        return np.zeros(len(batch), dtype=np.int64)
    adults = batch.adults
    excepted = has(_of_the_one(claimants, adults.disability_benefits), NOT_SHARED)
    excepted |= home.shared_accommodation_rate_exempt | home.foster_bedroom
    category = allowance_category(
        bedrooms_needed=bedrooms_needed,
        single_under_35=_alone_under_35(batch, family, adults.age, claimants, rates) & ~excepted,
        sharing_with_one_bedroom=np.zeros(len(batch), dtype=np.bool_),
    )
    return local_housing_allowance_pm(
        allowance_of_the_area_pm=_of_the_area(batch, category, rates),
        allowance_entered_pm=per_month(home.local_housing_allowance, PAYMENTS_A_YEAR[home.local_housing_allowance_per]),
        was_entered=home.has_local_housing_allowance,
    )


def shares_one_bedroom(batch: Batch, size: SizeCriteria) -> Flag:
    """Who shares the home and needs one bedroom (HB Regs 2006 reg 13D(2)(a)(ii); HB (SPC) Regs 2006 reg 13D(2)(a))."""
    return batch.households.shares_home & (size.bedrooms_needed < 2)


def weekly_allowance_pw(
    batch: Batch, family: Family, size: SizeCriteria, severe_disability_premium: Flag, rates: Rates
) -> Pence:
    """Local Housing Allowance by the week, nil outside private rent; see :func:`allowance_not_known`.

    Someone of any age who shares the home has the rate for shared accommodation, unless two bedrooms are needed: no
    other exception is read into it (contract, reading 24).
    """
    home = batch.households
    if not (home.tenure == Tenure.PRIVATE_RENT).any():
        return np.zeros(len(batch), dtype=np.int64)
    adults = batch.adults
    excepted = home.shared_accommodation_rate_exempt | severe_disability_premium
    # Someone under 35 who fosters or has overnight care is no young individual, and has a second bedroom (reg 2(1)).
    second_room = home.foster_bedroom | (home.overnight_carer_bedroom & size.overnight_carer_has_a_room)
    alone = _alone_under_35(batch, family, adults.age_on_date, adults.present, rates)
    category = allowance_category(
        bedrooms_needed=size.bedrooms_needed,
        single_under_35=alone & ~excepted & ~second_room,
        sharing_with_one_bedroom=shares_one_bedroom(batch, size),
    )
    return local_housing_allowance_pw(
        allowance_of_the_area_pw=_of_the_area(batch, category, rates),
        allowance_entered_pw=per_week(home.local_housing_allowance, PAYMENTS_A_YEAR[home.local_housing_allowance_per]),
        was_entered=home.has_local_housing_allowance,
    )


def allowance_not_known(batch: Batch, allowance: Pence) -> Flag:
    """Private rent in an area whose allowance for that year is not known: the household cannot be assessed."""
    home = batch.households
    return (home.tenure == Tenure.PRIVATE_RENT) & ~home.has_local_housing_allowance & (allowance == 0)
