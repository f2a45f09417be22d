"""Rent in Housing Benefit, by the week: what is charged, what is eligible, the bedroom charge, the share of a joint
tenant, and the Local Housing Allowance (HB Regs 2006 regs 11-13D, B13, 80, 81; HB (SPC) Regs 2006 regs 11-13D, 61, 62).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benefitcalc.case import SOCIAL_LANDLORD
from benefitcalc.columns import Batch, Ints, Tenure, income_mask, tenure_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence, round_half_up
from benefitcalc.periods import PAYMENTS_A_YEAR, WEEKS, day_number, per_week
from benefitcalc.rates import Rates
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.disability import has_severe_disability_premium
from benefitcalc.schemes.home.local_housing_allowance import (
    allowance_not_known,
    shares_one_bedroom,
    weekly_allowance_pw,
)
from benefitcalc.schemes.home.size_criteria import CANNOT_SHARE, SizeCriteria, size_criteria
from benefitcalc.schemes.home.under_occupation import bedrooms_spare, outside_the_charge, under_occupation_percent
from benefitcalc.schemes.housing_benefit.fuel_and_meals import assess_standard_deductions
from benefitcalc.schemes.housing_benefit.rent_weeks import EVERY_WEEK, RentWeeks

ROOM_LET = income_mask("lodger", "boarder")
OF_SOCIAL_LANDLORD = tenure_mask(SOCIAL_LANDLORD)
NO_RENT = "nothing is charged that help can cover"


@rule(
    "Rent",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 80(2); HB (SPC) Regs 2006 reg 61(2)",
    nil="no rent was given",
)
def rent_pw(*, rent: Pence, payments_a_year: Count) -> Pence:
    """The whole rent by the week: as it is charged, or a month's rent times 12, divided by 52."""
    return per_week(rent, payments_a_year)


@rule(
    "Rent that can be helped with",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 12B(2), Sch 1; HB (SPC) Regs 2006 reg 12B(2), Sch 1",
    nil="no rent was given",
)
def core_rent_pw(*, rent: Pence, ineligible_in_rent: Pence, payments_a_year: Count) -> Pence:
    """From the weekly rent comes off what help never covers in it, such as water, fuel and support."""
    return per_week(rent - ineligible_in_rent, payments_a_year)


@rule(
    "Service charge",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 80(2); HB (SPC) Regs 2006 reg 61(2)",
    nil="no service charge was given",
    each="service charge",
)
def service_charge_pw(*, service_charge: Pence, payments_a_year: Count) -> Pence:
    """Each service charge is taken by the week, to the nearest penny.

    Shape ``(charges,)``.
    """
    return per_week(service_charge, payments_a_year)


@rule(
    "Rent and service charges",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 12(1); HB (SPC) Regs 2006 reg 12(1)",
    nil="no rent was given",
)
def weekly_rent_pw(*, rent_pw: Pence, all_service_charges_pw: Pence) -> Pence:
    """Rent and service charges are everything that the landlord charges for the home in a week, whether help covers it
    or not.
    """
    return rent_pw + all_service_charges_pw


@rule(
    "Eligible rent",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 12B(2); HB (SPC) Regs 2006 reg 12B(2)",
    nil=NO_RENT,
)
def eligible_rent_pw(
    *, core_rent_pw: Pence, standard_deductions_pw: Pence | None, eligible_service_charges_pw: Pence
) -> Pence:
    """The eligible rent is the rent, less the standard deductions for fuel and meals in it, and the service charges
    that help can cover, for the whole home.
    """
    deductions = 0 if standard_deductions_pw is None else standard_deductions_pw
    return core_rent_pw - deductions + eligible_service_charges_pw


@rule(
    "Bedroom charge (under-occupation)",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg B13(2)-(3)",
    nil=lambda inputs: (
        NO_RENT if inputs["under_occupation_percent"].any() else "there is no percentage for under-occupation"
    ),
)
def under_occupation_charge_pw(*, eligible_rent_pw: Pence, under_occupation_percent: Count) -> Pence:
    """The bedroom charge is the percentage for the spare bedrooms, of the eligible rent of the whole home. Not the
    charge but what is left of the rent is rounded to the nearest penny.
    """
    return eligible_rent_pw - round_half_up(eligible_rent_pw * (100 - under_occupation_percent), 100)


@rule(
    "Protected from the bedroom charge",
    unit=Unit.YES_NO,
    law="HB Regs 2006 regs 12BA, A13; HB (CP) Regs 2006 Sch 3 para 4",
    nil="no protection was entered, for a rent that could be afforded or for a home since before 1996",
)
def protected_from_bedroom_charge(*, rent_could_be_afforded: Flag, tenant_since_before_1996: Flag) -> Flag:
    """For 13 weeks a tenant who could afford the rent when they took it on has no charge. Until 3 March 2014 a tenant
    on Housing Benefit in the same home since before 1996 had none.
    """
    return rent_could_be_afforded | tenant_since_before_1996


@rule(
    "Rent that falls to this claim",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 12B(4), B13(2)(c); HB (SPC) Regs 2006 reg 12B(4)",
    nil=NO_RENT,
)
def tenants_share_pw(
    *, eligible_rent_pw: Pence, under_occupation_charge_pw: Pence, share_numerator: Count, share_denominator: Count
) -> Pence:
    """The bedroom charge comes off the eligible rent. Of a joint tenancy this claim has its share, to the nearest
    penny.
    """
    return round_half_up((eligible_rent_pw - under_occupation_charge_pw) * share_numerator, share_denominator)


@rule(
    "Rent that counts",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 12C, 13C, 13D; HB (SPC) Regs 2006 regs 12C, 13C, 13D",
    nil=NO_RENT,
)
def rent_within_allowance_pw(
    *, tenants_share_pw: Pence, local_housing_allowance_pw: Pence, private_rent: Flag
) -> Pence:
    """For a private rent no more than the Local Housing Allowance counts; for any other rent the whole share counts."""
    return np.where(private_rent, np.minimum(tenants_share_pw, local_housing_allowance_pw), tenants_share_pw)


@dataclass(frozen=True, slots=True)
class Rent:
    """The rent by the week, from everything charged to the part that counts."""

    whole: Pence
    eligible: Pence
    percent: Count
    charge: Pence
    share: Pence
    within_allowance: Pence
    spare: Count
    size: SizeCriteria
    allowance_not_known: Flag
    excepted_though_sharing: Flag


@lru_cache(maxsize=1)
def _rent_years() -> Count:
    """The day numbers of the first Monday in April of each year from 2012; 52 or 53 weeks lie between two of them."""
    firsts = [dt.date(year, 4, 1) for year in range(2012, 2062)]
    return np.array([day_number(day + dt.timedelta(-day.weekday() % 7)) for day in firsts], dtype=np.int64)


def weeks_in_the_rent_year(date: Ints) -> Count:
    """How many weeks the rent year has: 52 or 53, from the first Monday in April (contract, readings of the law 14)."""
    starts = _rent_years()
    year = np.searchsorted(starts, date, side="right")
    weeks: Count = (starts[year] - starts[year - 1]) // 7
    return weeks


def rent_weeks(batch: Batch) -> RentWeeks:
    """The weeks of each household's rent year, and how many of them have rent to pay (SI 2006/213 reg 81(3))."""
    home = batch.households
    if not home.rent_free_periods.any():
        return EVERY_WEEK
    in_year = weeks_in_the_rent_year(home.date)
    return RentWeeks(in_year, in_year - home.rent_free_periods * WEEKS[home.rent_per])


def housing_benefit_size_criteria(batch: Batch, family: Family, rates: Rates) -> SizeCriteria:
    """The size criteria of Housing Benefit: a couple of non-dependants has one room, and lodgers and boarders have one
    each (contract, reading 12).

    A joint tenant outside the claim has a room under reg B13, but is no occupier of a private rent (reg 13D(12);
    contract, reading 24).
    """
    home, others, incomes = batch.households, batch.non_dependants, batch.incomes
    first_of_couple = np.arange(len(others)) <= others.couple_with
    joint_tenants = np.where(home.tenure == Tenure.PRIVATE_RENT, 0, home.people_liable - home.people_liable_in_claim)
    return size_criteria(
        batch,
        family,
        rates,
        other_adults=batch.group(others).count(first_of_couple)
        + batch.group(incomes).count(ROOM_LET[incomes.kind])
        + joint_tenants,
        cannot_share_bits=CANNOT_SHARE,
        child_cannot_share=bool(rates["law.child_who_cannot_share"]),
    )


def assess_rent(batch: Batch, family: Family, rates: Rates, pension_age: Flag) -> Rent:
    """Work out the rent of every household, from everything that is charged to the part that counts."""
    home, adults, charges = batch.households, batch.adults, batch.service_charges
    payments = PAYMENTS_A_YEAR[home.rent_per]
    rent = rent_pw(rent=home.rent, payments_a_year=payments)
    core = core_rent_pw(rent=home.rent, ineligible_in_rent=home.ineligible_in_rent, payments_a_year=payments)
    each_charge = service_charge_pw(service_charge=charges.amount, payments_a_year=PAYMENTS_A_YEAR[charges.amount_per])
    by_home = batch.group(charges)
    whole = weekly_rent_pw(rent_pw=rent, all_service_charges_pw=by_home.sum(each_charge))
    eligible = eligible_rent_pw(
        core_rent_pw=core,
        standard_deductions_pw=assess_standard_deductions(batch, core, rates),
        eligible_service_charges_pw=by_home.sum(np.where(charges.eligible, each_charge, 0)),
    )
    size = housing_benefit_size_criteria(batch, family, rates)
    spare = bedrooms_spare(bedrooms=home.bedrooms, bedrooms_needed=size.bedrooms_needed)
    protected, across = None, batch.across_periods
    if across is not None:
        afforded, since_1996 = across.households.rent_could_be_afforded, across.households.tenant_since_before_1996
        if afforded.any() or since_1996.any():
            protected = protected_from_bedroom_charge(
                rent_could_be_afforded=afforded, tenant_since_before_1996=since_1996
            )
    older = pension_age | adults.over_pension_age[0] | adults.over_pension_age[1]
    percent = under_occupation_percent(
        bedrooms_spare=spare,
        outside_charge=outside_the_charge(
            other_home=~OF_SOCIAL_LANDLORD[home.tenure],
            over_pension_age=older,
            bereaved=home.bereavement_protection,
            sanctuary=home.sanctuary_scheme & bool(rates["law.sanctuary_scheme"]),
            protected=protected,
        ),
        one_bedroom=rates.share("hb.under_occupancy.reduction_one_bedroom"),
        two_or_more_bedrooms=rates.share("hb.under_occupancy.reduction_two_or_more"),
    )
    charge = under_occupation_charge_pw(eligible_rent_pw=eligible, under_occupation_percent=percent)
    share = tenants_share_pw(
        eligible_rent_pw=eligible,
        under_occupation_charge_pw=charge,
        share_numerator=home.share_numerator,
        share_denominator=home.share_denominator,
    )
    private_rent = home.tenure == Tenure.PRIVATE_RENT
    severe_disability_premium = np.zeros(len(batch), dtype=np.bool_)
    if private_rent.any():
        severe_disability_premium = has_severe_disability_premium(batch, family, rates)
    allowance = weekly_allowance_pw(batch, family, size, severe_disability_premium, rates)
    within = rent_within_allowance_pw(
        tenants_share_pw=share,
        local_housing_allowance_pw=allowance,
        private_rent=private_rent,
    )
    by_area = private_rent & ~home.has_local_housing_allowance
    excepted = severe_disability_premium | home.shared_accommodation_rate_exempt
    return Rent(
        whole,
        eligible,
        percent,
        charge,
        share,
        within,
        spare,
        size,
        allowance_not_known(batch, allowance),
        by_area & shares_one_bedroom(batch, size) & excepted,
    )
