"""The blocks of a result as the contract writes them: typed, never changing, with money as exact pounds."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class UniversalCreditResult:
    """Universal Credit of one assessment period, by the month. An element that was considered and nil is 0.00."""

    entitled: bool
    """Whether there is an award, before the benefit cap."""
    reasons: tuple[str, ...]
    """Why the household is not entitled, by code; empty when it is."""
    standard_allowance: Decimal
    """The amount for a single person or a couple, by age."""
    child_element: Decimal
    """The amounts for children and young people, within the two-child limit where it applies."""
    disabled_child_addition: Decimal
    """The additions for disabled children."""
    work_capability_element: Decimal
    """The element for limited capability for work, or for work and work-related activity."""
    carer_element: Decimal
    """The element for caring for someone with a disability benefit."""
    childcare_element: Decimal
    """The part of the childcare costs that is met."""
    housing_costs_element: Decimal
    """The help with rent, after the bedroom charge, the Local Housing Allowance and other adults."""
    transitional_element: Decimal
    """What is kept from the benefits before, after it has been used up by other elements."""
    maximum_amount: Decimal
    """All of these together, before income."""
    earned_income: Decimal
    """The net earnings that count, after a minimum income floor."""
    work_allowance: Decimal
    """What of the earnings is left out; shown without earnings too."""
    earnings_deduction: Decimal
    """What the earnings take off: a percentage of those above the work allowance."""
    unearned_income: Decimal
    """The other income, which comes off in full; without ``tariff_income``."""
    tariff_income: Decimal
    """The income that savings are taken to give, which comes off in full too."""
    award_before_cap: Decimal
    """The award before the benefit cap."""
    benefit_cap_reduction: Decimal
    """What the benefit cap takes off."""
    award: Decimal
    """What is paid."""


@dataclass(frozen=True, slots=True)
class HousingBenefitResult:
    """Housing Benefit, by the week. With rent-free weeks, it is a week in which rent is charged."""

    entitled: bool
    """Whether there is an award, before the benefit cap."""
    reasons: tuple[str, ...]
    """Why the household is not entitled, by code; empty when it is."""
    passported: bool
    """Whether another benefit lets the household have the maximum without a look at its income. The amounts of income
    and ``taper_reduction`` are 0.00 then.
    """
    weekly_rent: Decimal
    """The rent and every service charge, of the whole home."""
    eligible_rent: Decimal
    """The part of it that help can cover, before the bedroom charge, the Local Housing Allowance, a joint tenant's
    share and deductions.
    """
    maximum: Decimal
    """The most that can be paid, before income."""
    non_dependant_deductions: Decimal
    """The deductions for other adults in the home, in full, even above the rent."""
    applicable_amount: Decimal
    """What the law takes the household to need to live on."""
    net_earnings: Decimal
    """The net earnings that count, after disregards and childcare."""
    other_income: Decimal
    """The other income that counts, savings credit too."""
    tariff_income: Decimal
    """The income that savings are taken to give."""
    income: Decimal
    """``net_earnings``, ``other_income`` and ``tariff_income`` together."""
    taper_reduction: Decimal
    """What income above the applicable amount takes off."""
    award_before_cap: Decimal
    """The award before the benefit cap."""
    benefit_cap_reduction: Decimal
    """What the benefit cap takes off."""
    award: Decimal
    """What is paid."""


@dataclass(frozen=True, slots=True)
class HousingResult:
    """The home. Its money is by the month beside Universal Credit and by the week beside Housing Benefit, for the whole
    home.
    """

    per: str
    """The period of the amounts of this block: ``month`` or ``week``."""
    contractual_rent: Decimal
    """The rent and every service charge."""
    eligible_rent: Decimal
    """The part of it that help can cover, before the bedroom charge, the Local Housing Allowance, a joint tenant's
    share and deductions.
    """
    ineligible_charges: Decimal
    """The rest: what help never covers."""
    bedrooms_needed: int
    """How many bedrooms the law takes the household to need; at most four for private rent."""
    bedrooms_spare: int
    """How many more the home has, also where no charge applies; 0 where ``bedrooms`` is not given."""
    under_occupation_percent: int
    """The percentage of the eligible rent that the bedroom charge takes: 0, 14 or 25."""
    under_occupation_charge: Decimal
    """The bedroom charge, of the whole home."""
    local_housing_allowance_restriction: Decimal
    """The rent above the Local Housing Allowance."""
    non_dependant_contributions: Decimal
    """What other adults in the home are expected to pay, in full, even above the rent."""


@dataclass(frozen=True, slots=True)
class BenefitCapResult:
    """The benefit cap: Universal Credit's by the month, or else Housing Benefit's by the week."""

    applies: bool
    """Whether no exemption holds. The reduction may be nil all the same."""
    exemptions: tuple[str, ...]
    """The exemptions that hold, by code, sorted."""
    limit: Decimal
    """The most that the counted benefits may come to."""
    counted_income: Decimal
    """All the benefits that the cap counts, the award of Universal Credit or Housing Benefit too."""
    per: str
    """The period of the amounts of this block: ``month`` or ``week``."""


@dataclass(frozen=True, slots=True)
class PensionCreditResult:
    """Pension Credit, by the week."""

    guarantee_credit: Decimal
    """What brings the income up to the minimum guarantee."""
    savings_credit: Decimal
    """What those who reached pension age before 6 April 2016 may have for savings and pensions."""
    award: Decimal
    """What is paid: both together."""
    appropriate_minimum_guarantee: Decimal
    """The amount up to which guarantee credit brings the income."""
    income: Decimal
    """The income that counts."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A part of the rent that no help covers, by the week, and the cause of it."""

    cause: str
    """The cause, by code."""
    amount: Decimal
    """The pounds a week of the rent that are left to pay because of it."""


@dataclass(frozen=True, slots=True)
class ResultWarning:
    """Something about the result that the reader must know."""

    code: str
    """A code that stays the same."""
    message: str
    """A sentence for people."""


def amounts_of(block: type) -> tuple[str, ...]:
    """The names of the amounts of money in a block."""
    return tuple(field.name for field in fields(block) if field.type == "Decimal")
