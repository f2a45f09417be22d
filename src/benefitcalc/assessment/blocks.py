"""The blocks of a result as the contract writes them: typed, never changing, with money as exact pounds."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class UniversalCreditResult:
    """A month of Universal Credit. ``reasons`` says, by code, why a household is not entitled."""

    entitled: bool
    reasons: tuple[str, ...]
    standard_allowance: Decimal
    child_element: Decimal
    disabled_child_addition: Decimal
    work_capability_element: Decimal
    carer_element: Decimal
    childcare_element: Decimal
    housing_costs_element: Decimal
    transitional_element: Decimal
    maximum_amount: Decimal
    earned_income: Decimal
    work_allowance: Decimal
    earnings_deduction: Decimal
    unearned_income: Decimal
    tariff_income: Decimal
    award_before_cap: Decimal
    benefit_cap_reduction: Decimal
    award: Decimal


@dataclass(frozen=True, slots=True)
class HousingBenefitResult:
    """A week of Housing Benefit."""

    entitled: bool
    reasons: tuple[str, ...]
    passported: bool
    weekly_rent: Decimal
    eligible_rent: Decimal
    maximum: Decimal
    non_dependant_deductions: Decimal
    applicable_amount: Decimal
    net_earnings: Decimal
    other_income: Decimal
    tariff_income: Decimal
    income: Decimal
    taper_reduction: Decimal
    award_before_cap: Decimal
    benefit_cap_reduction: Decimal
    award: Decimal


@dataclass(frozen=True, slots=True)
class HousingResult:
    """The home: ``per`` says whether its money is by the month (Universal Credit) or the week (Housing Benefit)."""

    per: str
    contractual_rent: Decimal
    eligible_rent: Decimal
    ineligible_charges: Decimal
    bedrooms_needed: int
    bedrooms_spare: int
    under_occupation_percent: int
    under_occupation_charge: Decimal
    local_housing_allowance_restriction: Decimal
    non_dependant_contributions: Decimal


@dataclass(frozen=True, slots=True)
class BenefitCapResult:
    """The cap: ``applies`` when no exemption holds, though the reduction may be nil."""

    applies: bool
    exemptions: tuple[str, ...]
    limit: Decimal
    counted_income: Decimal
    per: str


@dataclass(frozen=True, slots=True)
class PensionCreditResult:
    """A week of Pension Credit."""

    guarantee_credit: Decimal
    savings_credit: Decimal
    award: Decimal
    appropriate_minimum_guarantee: Decimal
    income: Decimal


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A part of the rent that no help covers, by the week, and the cause of it."""

    cause: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ResultWarning:
    """Something about the result that the reader must know: a stable code and a sentence."""

    code: str
    message: str


def amounts_of(block: type) -> tuple[str, ...]:
    """The names of the amounts of money in a block."""
    return tuple(field.name for field in fields(block) if field.type == "Decimal")
