"""The case file: one household on one date, which this package reads, checks and writes.

``Case`` has the names of the public format ``benefitcalc.case/1``. What a case leaves out means none, no or zero, so
the smallest case is a date, a claimant and a tenancy::

    Case(date="2026-06-01", claimant={"age": 34}, tenancy={"tenure": "no_housing_costs"})

A case that cannot be read raises :class:`~benefitcalc.errors.InvalidCase` with every problem at once: first what is
wrong with each field alone, then which fields do not fit together, as far as they can be read. No field takes a name,
an address or a reference number, and an error never repeats what an unknown field held.

Cases write money in pounds; the package holds it in whole pence. "Reading 3" and the like are the numbered readings of
the contract.
"""

from benefitcalc.case.kinds import (
    NOT_RENTED,
    SOCIAL_LANDLORD,
    SPECIFIED_ACCOMMODATION,
    CouncilTaxScheme,
    Country,
    DisabilityBenefit,
    Esa,
    IncomeKind,
    Member,
    NonDependantBenefit,
    Period,
    Sex,
    Tenure,
    WorkCapability,
)
from benefitcalc.case.model import Case
from benefitcalc.case.parts import (
    Child,
    CouncilTax,
    Employment,
    HousingBenefitFacts,
    Income,
    Money,
    NonDependant,
    PensionCreditFacts,
    Person,
    Rent,
    SelfEmployment,
    ServiceCharge,
    Tenancy,
    UniversalCreditFacts,
)
from benefitcalc.case.values import SCHEMA, Day, Pence

__all__ = [
    "NOT_RENTED",
    "SCHEMA",
    "SOCIAL_LANDLORD",
    "SPECIFIED_ACCOMMODATION",
    "Case",
    "Child",
    "CouncilTax",
    "CouncilTaxScheme",
    "Country",
    "Day",
    "DisabilityBenefit",
    "Employment",
    "Esa",
    "HousingBenefitFacts",
    "Income",
    "IncomeKind",
    "Member",
    "Money",
    "NonDependant",
    "NonDependantBenefit",
    "Pence",
    "PensionCreditFacts",
    "Period",
    "Person",
    "Rent",
    "SelfEmployment",
    "ServiceCharge",
    "Sex",
    "Tenancy",
    "Tenure",
    "UniversalCreditFacts",
    "WorkCapability",
]
