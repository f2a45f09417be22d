"""The Universal Credit housing costs element for renters (UC Regs 2013 reg 26, Sch 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import (
    AA,
    AA_HIGHER,
    AFIP,
    DLA_CARE_MIDDLE_OR_HIGHEST,
    NON_DEPENDANT_BENEFIT_BITS,
    PIP_DAILY_LIVING,
    Batch,
    Tenure,
    has,
)
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence, Why, first_reason, not_below_zero, round_half_up
from benefitcalc.periods import PAYMENTS_A_YEAR, per_month
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule, said_by
from benefitcalc.schemes.home.local_housing_allowance import allowance_not_known, universal_credit_allowance_pm
from benefitcalc.schemes.home.size_criteria import CANNOT_SHARE, SizeCriteria, size_criteria
from benefitcalc.schemes.home.under_occupation import bedrooms_spare, outside_the_charge, under_occupation_percent

EXEMPT_RENTER = DLA_CARE_MIDDLE_OR_HIGHEST | AA | PIP_DAILY_LIVING | AFIP
EXEMPT_NON_DEPENDANT_BENEFITS = (
    NON_DEPENDANT_BENEFIT_BITS["pension_credit"] | NON_DEPENDANT_BENEFIT_BITS["carers_allowance"]
)
NOBODY_CONTRIBUTES = (
    "the contribution itself is nil",
    "Universal Credit does not help with this rent",
    "nobody has to contribute beside a claimant who is severely sight impaired",
    "nobody has to contribute beside a partner who is severely sight impaired",
    "nobody has to contribute beside a claimant who gets a care benefit",
    "nobody has to contribute beside a partner who gets a care benefit",
)
_NO_RENT = "nothing is charged that help can cover"


@rule("Rent", unit=Unit.PENCE_PM, law="UC Regs 2013 Sch 4 para 7", nil="no rent was given")
def rent_pm(*, rent_charged: Pence, payments_a_year: Count) -> Pence:
    """The whole rent by the month: the payments of a year of 52 weeks, without those of rent-free periods, divided by
    12.
    """
    return per_month(rent_charged, payments_a_year)


@rule(
    "Rent that can be helped with",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 Sch 1 para 2; UC Regs 2013 Sch 4 para 31",
    nil="no rent was given",
)
def core_rent_pm(*, rent_charged: Pence, ineligible_in_rent: Pence, payments_a_year: Count) -> Pence:
    """From the monthly rent comes off what help never covers in it, such as water, fuel and support."""
    return per_month(rent_charged - ineligible_in_rent, payments_a_year)


@rule(
    "Service charge",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 Sch 4 para 7",
    nil="no service charge was given",
    each="service charge",
)
def service_charge_pm(*, service_charge: Pence, payments_a_year: Count) -> Pence:
    """Each service charge is taken by the month, to the nearest penny.

    Shape ``(charges,)``.
    """
    return per_month(service_charge, payments_a_year)


@rule("Rent and service charges", unit=Unit.PENCE_PM, law="UC Regs 2013 Sch 4 para 7", nil="no rent was given")
def contractual_rent_pm(*, rent_pm: Pence, all_service_charges_pm: Pence) -> Pence:
    """Rent and service charges are everything that the landlord charges for the home in a month, whether help covers it
    or not.
    """
    return rent_pm + all_service_charges_pm


@rule(
    "Eligible rent",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 Sch 1 paras 2, 7; UC Regs 2013 Sch 4 para 34",
    nil=_NO_RENT,
)
def eligible_rent_pm(*, core_rent_pm: Pence, eligible_service_charges_pm: Pence) -> Pence:
    """The eligible rent is the rent and the service charges that help can cover, for the whole home."""
    return core_rent_pm + eligible_service_charges_pm


@rule(
    "Bedroom charge (under-occupation)",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 Sch 4 para 36",
    nil=lambda inputs: (
        _NO_RENT if inputs["under_occupation_percent"].any() else "there is no percentage for under-occupation"
    ),
)
def under_occupation_charge_pm(*, eligible_rent_pm: Pence, under_occupation_percent: Count) -> Pence:
    """The bedroom charge is the percentage for the spare bedrooms, of the eligible rent of the whole home, to the
    nearest penny.
    """
    return round_half_up(eligible_rent_pm * under_occupation_percent, 100)


@rule(
    "Rent that falls to this claim",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 Sch 4 paras 24, 35",
    nil=_NO_RENT,
)
def tenants_share_pm(
    *, eligible_rent_pm: Pence, under_occupation_charge_pm: Pence, share_numerator: Count, share_denominator: Count
) -> Pence:
    """The bedroom charge comes off the eligible rent. Of a joint tenancy this claim has its share, by the number of
    people liable or as the share was decided, to the nearest penny.
    """
    return round_half_up((eligible_rent_pm - under_occupation_charge_pm) * share_numerator, share_denominator)


@rule(
    "Rent that counts",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 Sch 4 paras 22, 25",
    nil=_NO_RENT,
)
def rent_within_allowance_pm(
    *, tenants_share_pm: Pence, local_housing_allowance_pm: Pence, private_rent: Flag
) -> Pence:
    """For a private rent no more than the Local Housing Allowance counts; for any other rent the whole share counts."""
    return np.where(private_rent, np.minimum(tenants_share_pm, local_housing_allowance_pm), tenants_share_pm)


@rule(
    "Housing cost contributions",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 Sch 4 paras 13-16",
    nil=lambda inputs: (
        said_by("exemption", NOBODY_CONTRIBUTES)(inputs)
        if inputs["adults_who_would_contribute"].any()
        else "no other adult in the home has to contribute"
    ),
)
def housing_cost_contributions_pm(
    *, adults_who_would_contribute: Count, exemption: Why, contribution: MoneyRate
) -> Pence:
    """Each other adult in the home who is not exempt is expected to pay one flat amount; nobody is, where the claimant
    or partner is exempt.
    """
    return np.where(exemption > 0, 0, adults_who_would_contribute * int(contribution))


@rule(
    "Housing costs element",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 26; UC Regs 2013 Sch 4",
    nil=lambda inputs: (
        "Universal Credit does not help with this rent"
        if not inputs["helped_through_universal_credit"].any()
        else "the contributions of other adults take away the rent that counts"
        if inputs["rent_within_allowance_pm"].any()
        else _NO_RENT
    ),
)
def housing_costs_element_pm(
    *, rent_within_allowance_pm: Pence, housing_cost_contributions_pm: Pence, helped_through_universal_credit: Flag
) -> Pence:
    """The housing costs element is the rent that counts, less the contributions of other adults, and never below
    nothing.
    """
    return np.where(
        helped_through_universal_credit, not_below_zero(rent_within_allowance_pm - housing_cost_contributions_pm), 0
    )


@rule(
    "Service charges of an owner",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 Sch 5 paras 3-5, 9, 13",
    nil=lambda inputs: (
        "an owner gets nothing for a period in which there are earnings"
        if (inputs["earned_income_pm"] > 0).any()
        else "no service charge that help can cover"
    ),
)
def owners_service_charges_pm(*, eligible_service_charges_pm: Pence, earned_income_pm: Pence) -> Pence:
    """An owner who has served the qualifying period gets help with the service charges that help can cover; in an
    assessment period in which either of a couple has any earnings there is none.
    """
    return np.where(earned_income_pm > 0, 0, eligible_service_charges_pm)


@dataclass(frozen=True, slots=True)
class HousingCosts:
    """Columns of shape ``(n,)``. All amounts are by the month and, up to the share, for the whole home."""

    contractual_rent_pm: Pence
    eligible_rent_pm: Pence
    size: SizeCriteria
    bedrooms_spare: Count
    under_occupation_percent: Count
    under_occupation_charge_pm: Pence
    tenants_share_pm: Pence
    rent_within_allowance_pm: Pence
    contributions_pm: Pence
    housing_costs_element_pm: Pence
    helped: Flag
    allowance_not_known: Flag


def no_housing_costs(households: int) -> HousingCosts:
    """Nothing throughout, for homes whose rent Housing Benefit helps with: Universal Credit does not look at their
    housing costs.
    """
    nil, no = np.zeros(households, dtype=np.int64), np.zeros(households, dtype=np.bool_)
    return HousingCosts(
        contractual_rent_pm=nil,
        eligible_rent_pm=nil,
        size=SizeCriteria(nil, no, no, no, no, no, no, no),
        bedrooms_spare=nil,
        under_occupation_percent=nil,
        under_occupation_charge_pm=nil,
        tenants_share_pm=nil,
        rent_within_allowance_pm=nil,
        contributions_pm=nil,
        housing_costs_element_pm=nil,
        helped=no,
        allowance_not_known=no,
    )


def universal_credit_size_criteria(batch: Batch, family: Family, rates: Rates) -> SizeCriteria:
    """The size criteria of Universal Credit: every other adult has a room, and a lodger has none."""
    others = batch.group(batch.non_dependants)
    here = np.ones(len(batch.non_dependants), dtype=np.bool_)
    bits = CANNOT_SHARE | (AA if rates["law.universal_credit.lower_attendance_allowance_cannot_share"] else AA_HIGHER)
    return size_criteria(
        batch,
        family,
        rates,
        other_adults=others.count(here),
        cannot_share_bits=bits,
        child_cannot_share=True,
    )


def _contributions(batch: Batch, claimants: Flag, helped: Flag, rates: Rates) -> Pence:
    """The contributions of other adults (UC Regs 2013 Sch 4 paras 13-16); there is none where Universal Credit does not
    help with the home.
    """
    adults, others = batch.adults, batch.non_dependants
    blind = claimants & adults.severely_sight_impaired
    cared_for = claimants & has(adults.disability_benefits, EXEMPT_RENTER)
    contributes = others.prisoner  # nobody, of none
    if len(others):
        contributes = (
            (others.age >= int(rates.count("uc.housing_cost_contribution.min_age")))
            & ~has(others.disability_benefits, EXEMPT_RENTER)
            & ~has(others.benefits, EXEMPT_NON_DEPENDANT_BENEFITS)
            & ~(others.prisoner | others.responsible_for_child_under_5 | others.armed_forces_away)
        )
    return housing_cost_contributions_pm(
        adults_who_would_contribute=batch.group(others).count(contributes),
        exemption=first_reason(~helped, blind[0], blind[1], cared_for[0], cared_for[1]),
        contribution=rates.money("uc.housing_cost_contribution"),
    )


def helped_through_universal_credit(tenure: Count) -> Flag:
    """Homes whose rent Universal Credit helps with; other homes have Housing Benefit, or no help."""
    return (tenure == Tenure.SOCIAL_RENT) | (tenure == Tenure.PRIVATE_RENT) | (tenure == Tenure.SHARED_OWNERSHIP)


def _owners_helped(batch: Batch, eligible_service_charges: Pence, earned_income_pm: Pence) -> Flag | None:
    """Owners with help towards service charges; None where no owner has served the qualifying period."""
    across = batch.across_periods
    if across is None or not across.households.qualifying_period_served.any():
        return None
    owned = across.households.qualifying_period_served & (batch.households.tenure == Tenure.OWNER_OCCUPIER)
    charges = owners_service_charges_pm(
        eligible_service_charges_pm=eligible_service_charges, earned_income_pm=earned_income_pm
    )
    return owned & (charges > 0)


def assess_housing_costs(
    batch: Batch, family: Family, claimants: Flag, earned_income_pm: Pence, rates: Rates
) -> HousingCosts:
    """Work out the housing costs element and every figure on the way to it, in the order of Schedule 4, and for an
    owner of Schedule 5.

    ``claimants`` says who is in the claim, shape ``(2, n)``.
    """
    home, charges = batch.households, batch.service_charges
    tenure = home.tenure
    payments = PAYMENTS_A_YEAR[home.rent_per] - home.rent_free_periods
    rent = rent_pm(rent_charged=home.rent, payments_a_year=payments)
    core = core_rent_pm(rent_charged=home.rent, ineligible_in_rent=home.ineligible_in_rent, payments_a_year=payments)
    each_charge = service_charge_pm(
        service_charge=charges.amount, payments_a_year=PAYMENTS_A_YEAR[charges.amount_per] - charges.rent_free_periods
    )
    by_home = batch.group(charges)
    contractual = contractual_rent_pm(rent_pm=rent, all_service_charges_pm=by_home.sum(each_charge))
    eligible_charges = by_home.sum(np.where(charges.eligible, each_charge, 0))
    helped = renters = helped_through_universal_credit(tenure)
    owners = _owners_helped(batch, eligible_charges, earned_income_pm)
    if owners is not None:
        helped, core = renters | owners, np.where(owners, 0, core)
    eligible = eligible_rent_pm(core_rent_pm=core, eligible_service_charges_pm=eligible_charges)
    size = universal_credit_size_criteria(batch, family, rates)
    spare = bedrooms_spare(bedrooms=home.bedrooms, bedrooms_needed=size.bedrooms_needed)
    shared = (home.people_liable > home.people_liable_in_claim) | home.has_rent_share
    sanctuary = home.sanctuary_scheme & bool(rates["law.sanctuary_scheme"])
    percent = under_occupation_percent(
        bedrooms_spare=spare,
        outside_charge=outside_the_charge(other_home=tenure != Tenure.SOCIAL_RENT, shared=shared, sanctuary=sanctuary),
        one_bedroom=rates.share("uc.under_occupancy.reduction_one_bedroom"),
        two_or_more_bedrooms=rates.share("uc.under_occupancy.reduction_two_or_more"),
    )
    charge = under_occupation_charge_pm(eligible_rent_pm=eligible, under_occupation_percent=percent)
    share = tenants_share_pm(
        eligible_rent_pm=eligible,
        under_occupation_charge_pm=charge,
        share_numerator=home.share_numerator,
        share_denominator=home.share_denominator,
    )
    private = tenure == Tenure.PRIVATE_RENT
    allowance = universal_credit_allowance_pm(batch, family, claimants, size.bedrooms_needed, rates)
    within = rent_within_allowance_pm(
        tenants_share_pm=share,
        local_housing_allowance_pm=allowance,
        private_rent=private,
    )
    contributions = _contributions(batch, claimants, renters, rates)
    element = housing_costs_element_pm(
        rent_within_allowance_pm=within,
        housing_cost_contributions_pm=contributions,
        helped_through_universal_credit=helped,
    )
    return HousingCosts(
        contractual_rent_pm=contractual,
        eligible_rent_pm=eligible,
        size=size,
        bedrooms_spare=spare,
        under_occupation_percent=percent,
        under_occupation_charge_pm=charge,
        tenants_share_pm=share,
        rent_within_allowance_pm=within,
        contributions_pm=contributions,
        housing_costs_element_pm=element,
        helped=helped,
        allowance_not_known=allowance_not_known(batch, allowance),
    )
