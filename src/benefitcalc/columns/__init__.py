"""Households as columns: the facts of the case file, for one household or a million.

A :class:`Table` is two matrices, one of whole numbers and one of flags, and each row of a matrix has a name; so slicing
a batch slices two arrays. People stand in tables of their own, sorted by household. Each such table has the index of
the household and its first row.
"""

from benefitcalc.columns.batch import Batch, Group
from benefitcalc.columns.codes import (
    AA,
    AA_HIGHER,
    AFIP,
    DISABILITY_BITS,
    DLA,
    DLA_CARE,
    DLA_CARE_MIDDLE_OR_HIGHEST,
    INCOME_KINDS,
    NON_DEPENDANT_BENEFIT_BITS,
    PIP,
    PIP_DAILY_LIVING,
    Country,
    Esa,
    Tenure,
    WorkCapability,
    disability_bits,
    has,
    income_mask,
    tenure_mask,
)
from benefitcalc.columns.facts import (
    AcrossPeriods,
    Adults,
    AdultsAcrossPeriods,
    Children,
    Households,
    HouseholdsAcrossPeriods,
    Incomes,
    IncomesAcrossPeriods,
    Members,
    NonDependants,
    NonDependantsAcrossPeriods,
    ServiceCharges,
)
from benefitcalc.columns.of_cases import area_number, from_cases
from benefitcalc.columns.table import Ints, Table

__all__ = [
    "AA",
    "AA_HIGHER",
    "AFIP",
    "DISABILITY_BITS",
    "DLA",
    "DLA_CARE",
    "DLA_CARE_MIDDLE_OR_HIGHEST",
    "INCOME_KINDS",
    "NON_DEPENDANT_BENEFIT_BITS",
    "PIP",
    "PIP_DAILY_LIVING",
    "AcrossPeriods",
    "Adults",
    "AdultsAcrossPeriods",
    "Batch",
    "Children",
    "Country",
    "Esa",
    "Group",
    "Households",
    "HouseholdsAcrossPeriods",
    "Incomes",
    "IncomesAcrossPeriods",
    "Ints",
    "Members",
    "NonDependants",
    "NonDependantsAcrossPeriods",
    "ServiceCharges",
    "Table",
    "Tenure",
    "WorkCapability",
    "area_number",
    "disability_bits",
    "from_cases",
    "has",
    "income_mask",
    "tenure_mask",
]
