"""The numbers and bits by which columns hold what a case says in words."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from benefitcalc import case as model
from benefitcalc.columns.table import Ints
from benefitcalc.money import Flag


class Tenure:
    """The terms on which the household has the home. These are plain numbers, because numpy compares enumerations
    slowly.
    """

    SOCIAL_RENT = 0
    PRIVATE_RENT = 1
    SHARED_OWNERSHIP = 2
    OWNER_OCCUPIER = 3
    NO_HOUSING_COSTS = 4
    EXEMPT_ACCOMMODATION = 5
    MANAGED_PROPERTY = 6
    REFUGE = 7
    LOCAL_AUTHORITY_HOSTEL = 8
    TEMPORARY_ACCOMMODATION = 9


class Country:
    """The nation in which the home is."""

    ENGLAND = 0
    SCOTLAND = 1
    WALES = 2
    NORTHERN_IRELAND = 3


class WorkCapability:
    """What was decided about the capability for work, from none to the protected LCWRA element."""

    NONE = 0
    LCW_WITHOUT_ELEMENT = 1
    LCW = 2
    LCWRA_STANDARD = 3
    LCWRA_PROTECTED = 4


class Esa:
    """The group of Employment and Support Allowance."""

    NONE = 0
    WORK_RELATED_ACTIVITY = 1
    SUPPORT = 2


DISABILITY_BITS = {kind.value: 1 << place for place, kind in enumerate(model.DisabilityBenefit)}
NON_DEPENDANT_BENEFIT_BITS = {kind.value: 1 << place for place, kind in enumerate(model.NonDependantBenefit)}
INCOME_KINDS = {kind.value: code for code, kind in enumerate(model.IncomeKind)}


def disability_bits(*codes: str) -> int:
    """The bits of those disability benefit codes together; a code that ends in ``_`` stands for all that
    begin with it.
    """
    names = [
        name
        for name in DISABILITY_BITS
        if any(name == code or (code.endswith("_") and name.startswith(code)) for code in codes)
    ]
    return sum(DISABILITY_BITS[name] for name in names)


DLA_CARE_MIDDLE_OR_HIGHEST = disability_bits("dla_care_middle", "dla_care_highest")
DLA_CARE = disability_bits("dla_care_")
DLA = disability_bits("dla_")
PIP_DAILY_LIVING = disability_bits("pip_daily_living_")
PIP = disability_bits("pip_")
AFIP = disability_bits("afip")
AA_HIGHER = disability_bits("attendance_allowance_higher")
AA = disability_bits("attendance_allowance_")


def has(benefits: Ints, bits: int) -> Flag:
    """Whether each person has any of those benefits."""
    return (benefits & bits) != 0


TENURES = {kind: getattr(Tenure, kind.name) for kind in model.Tenure}


def tenure_mask(tenures: Collection[model.Tenure]) -> Flag:
    """A table by tenure code that says whether the tenure is one of those."""
    mask = np.zeros(len(TENURES), dtype=np.bool_)
    mask[[TENURES[tenure] for tenure in tenures]] = True
    return mask


def income_mask(*kinds: str) -> Flag:
    """A table by income kind code that says whether the kind is one of those."""
    mask = np.zeros(len(INCOME_KINDS), dtype=np.bool_)
    mask[[INCOME_KINDS[kind] for kind in kinds]] = True
    return mask
