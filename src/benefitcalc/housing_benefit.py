"""Housing Benefit: the award of a benefit week, for working age (HB Regs 2006) and pension age (HB (SPC) Regs 2006).

Rent by the week, the size criteria, the Local Housing Allowance, joint tenants, non-dependants, income and the cap, in
this order (SSCBA 1992 s 130). A charged week's figures, where the rent has free weeks.

Not covered:

- two homes, absence and backdating (HB Regs 2006 regs 7, 83)
- 13 weeks' protection, and protection after a death, from the Local Housing Allowance (HB Regs 2006 reg 12D; HB (SPC)
  Regs 2006 reg 12D)
- recovery of overpayments from the award (HB Regs 2006 Pt 13)
- which charges are eligible, fuel and meals in the rent, and rents that are unreasonably high: they are entered (HB
  Regs 2006 reg 12B, Sch 1)
- rent officers' determinations outside the Local Housing Allowance (HB Regs 2006 reg 13)
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benefitcalc.applicable_amount import (
    EVERY_WEEK,
    RentWeeks,
    adults_of_the_childrens_table,
    assess_applicable_amount,
)
from benefitcalc.benefit_cap import BenefitCap, assess_housing_benefit_cap, tenure_mask
from benefitcalc.columns import (
    AA,
    AFIP,
    DLA_CARE,
    NON_DEPENDANT_BENEFIT_BITS,
    PIP_DAILY_LIVING,
    Adults,
    Batch,
    Tenure,
    has,
    income_mask,
)
from benefitcalc.family import Family
from benefitcalc.housing_benefit_income import assess_income, by_age
from benefitcalc.lha import allowance_not_known, weekly_allowance_pw
from benefitcalc.money import Count, Flag, Pence, Why, first_reason, not_below_zero, round_half_up, share_of
from benefitcalc.periods import PAYMENTS_A_YEAR, WEEKS, benefit_week_start, day_number, per_week
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule, said_by
from benefitcalc.size_criteria import CANNOT_SHARE, SizeCriteria, size_criteria
from benefitcalc.under_occupation import bedrooms_spare, outside_the_charge, under_occupation_percent

INCOME_RELATED = income_mask("income_support", "income_based_jsa", "income_related_esa")
ROOM_LET = income_mask("lodger", "boarder")
EXEMPT_FROM_DEDUCTIONS = AA | DLA_CARE | PIP_DAILY_LIVING | AFIP
ON_PENSION_CREDIT = NON_DEPENDANT_BENEFIT_BITS["pension_credit"]
ON_LEGACY_BENEFIT = NON_DEPENDANT_BENEFIT_BITS["income_related_legacy"]
ON_UNIVERSAL_CREDIT_WITHOUT_EARNINGS = NON_DEPENDANT_BENEFIT_BITS["universal_credit_no_earnings"]
SOCIAL_LANDLORD = tenure_mask(Tenure.SOCIAL_RENT, Tenure.MANAGED_PROPERTY, Tenure.REFUGE, Tenure.LOCAL_AUTHORITY_HOSTEL)
"""Homes in which bedrooms are counted (SI 2006/213 reg A13): not exempt or temporary accommodation, or shared
ownership.
"""
RENTED = ~tenure_mask(Tenure.OWNER_OCCUPIER, Tenure.NO_HOUSING_COSTS)
_NOT_HELPED = "Housing Benefit does not help with this home"
EXEMPT_HOUSEHOLD = (
    "the claimant is severely sight impaired",
    "the partner is severely sight impaired",
    "the claimant gets a care benefit",
    "the partner gets a care benefit",
)
"""Why no deduction is made in a household, in the order of :func:`exempt_household`."""
EXEMPT = (
    "the deduction itself is nil",
    _NOT_HELPED,
    *EXEMPT_HOUSEHOLD,
    "this person is under 18",
    "this person is on Pension Credit",
    "this person is under 25 and on an income-related benefit",
    "this person is under 25 and on Universal Credit without earnings",
    "this person is a student",
    "this person is in prison",
    "this person is away in the armed forces",
)
"""Why there is no deduction for a person."""
EXTENDED_WEEKS = 4
_BAND = "hb.non_dependant.deduction.band_"
_FROM = "hb.non_dependant.gross_income_threshold.band_"
_NO_RENT = "nothing is charged that help can cover"


@rule(
    "Rent",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 80(2); HB (SPC) Regs 2006 reg 61(2)",
    nil="no rent was given",
)
def rent_pw(*, rent: Pence, payments_a_year: Count) -> Pence:
    """The whole rent by the week: as charged, or a month's x 12 / 52."""
    return per_week(rent, payments_a_year)


@rule(
    "Rent that can be helped with",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 12B(2), Sch 1; HB (SPC) Regs 2006 reg 12B(2), Sch 1",
    nil="no rent was given",
)
def core_rent_pw(*, rent: Pence, ineligible_in_rent: Pence, payments_a_year: Count) -> Pence:
    """The rent less what help never covers in it (water, fuel, support), by the week."""
    return per_week(rent - ineligible_in_rent, payments_a_year)


@rule(
    "Service charge",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 80(2); HB (SPC) Regs 2006 reg 61(2)",
    nil="no service charge was given",
    each="service charge",
)
def service_charge_pw(*, service_charge: Pence, payments_a_year: Count) -> Pence:
    """Each service charge by the week, to the nearest penny.

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
    """Everything that is charged for the home in a week, helped with or not."""
    return rent_pw + all_service_charges_pw


@rule(
    "Eligible rent",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 12B(2); HB (SPC) Regs 2006 reg 12B(2)",
    nil=_NO_RENT,
)
def eligible_rent_pw(*, core_rent_pw: Pence, eligible_service_charges_pw: Pence) -> Pence:
    """The rent and the service charges that help can cover, for the whole home."""
    return core_rent_pw + eligible_service_charges_pw


@rule(
    "Bedroom charge (under-occupation)",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg B13(2)-(3)",
    nil=lambda inputs: (
        _NO_RENT if inputs["under_occupation_percent"].any() else "there is no percentage for under-occupation"
    ),
)
def under_occupation_charge_pw(*, eligible_rent_pw: Pence, under_occupation_percent: Count) -> Pence:
    """That percentage of the eligible rent of the whole home; it is what is left that is rounded to the nearest
    penny.
    """
    return eligible_rent_pw - round_half_up(eligible_rent_pw * (100 - under_occupation_percent), 100)


@rule(
    "Protected from the bedroom charge",
    unit=Unit.YES_NO,
    law="HB Regs 2006 regs 12BA, A13; HB (CP) Regs 2006 Sch 3 para 4",
    nil="the rent could not be afforded when it was taken on, and the tenancy is no older than 1996",
)
def protected_from_bedroom_charge(*, rent_could_be_afforded: Flag, tenant_since_before_1996: Flag) -> Flag:
    """For 13 weeks, someone who could afford the rent when taking it on; until 3 March 2014, someone on Housing Benefit
    in the same home since before 1996.
    """
    return rent_could_be_afforded | tenant_since_before_1996


@rule(
    "Rent that falls to this claim",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 12B(4), B13(2)(c); HB (SPC) Regs 2006 reg 12B(4)",
    nil=_NO_RENT,
)
def tenants_share_pw(
    *, eligible_rent_pw: Pence, under_occupation_charge_pw: Pence, share_numerator: Count, share_denominator: Count
) -> Pence:
    """The eligible rent less the bedroom charge; of a joint tenancy the share, to the nearest penny."""
    return round_half_up((eligible_rent_pw - under_occupation_charge_pw) * share_numerator, share_denominator)


@rule(
    "Rent that counts",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 12C, 13C, 13D; HB (SPC) Regs 2006 regs 12C, 13C, 13D",
    nil=_NO_RENT,
)
def rent_within_allowance_pw(
    *, tenants_share_pw: Pence, local_housing_allowance_pw: Pence, private_rent: Flag
) -> Pence:
    """In private rent no more than the Local Housing Allowance; elsewhere the whole share."""
    return np.where(private_rent, np.minimum(tenants_share_pw, local_housing_allowance_pw), tenants_share_pw)


@rule(
    "Deduction for one other adult",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 74; HB (SPC) Regs 2006 reg 55",
    nil=said_by("exemption", EXEMPT),
    each="non-dependant",
)
def non_dependant_deduction_pw(
    *,
    exemption: Why,
    in_remunerative_work: Flag,
    gross_income_pw: Pence,
    income_is_shown: Flag,
    band_1: MoneyRate,
    band_2: MoneyRate,
    band_3: MoneyRate,
    band_4: MoneyRate,
    band_5: MoneyRate,
    band_6: MoneyRate,
    band_2_from: MoneyRate,
    band_3_from: MoneyRate,
    band_4_from: MoneyRate,
    band_5_from: MoneyRate,
    band_6_from: MoneyRate,
) -> Pence:
    """The lowest amount where the person is not in remunerative work; else by gross income, a couple's together; the
    highest where it is not shown.

    Shape ``(non-dependants,)``.
    """
    amounts = np.array([int(band) for band in (band_1, band_2, band_3, band_4, band_5, band_6)], dtype=np.int64)
    starts = [int(start) for start in (band_2_from, band_3_from, band_4_from, band_5_from, band_6_from)]
    band = np.searchsorted(starts, gross_income_pw, side="right")
    band = np.where(in_remunerative_work, np.where(income_is_shown, band, len(starts)), 0)
    return np.where(exemption > 0, 0, amounts[band])


@rule(
    "Deduction while a change is deferred",
    unit=Unit.PENCE_PW,
    law="HB (SPC) Regs 2006 reg 59(10)-(13)",
    nil=lambda inputs: (
        "the deduction is new, and waits for 26 weeks"
        if inputs["non_dependant_deduction_pw"].any()
        else "there is no deduction for this person"
    ),
    each="non-dependant",
)
def deferred_deduction_pw(*, non_dependant_deduction_pw: Pence, deduction_before_pw: Pence, deferred: Flag) -> Pence:
    """For 26 weeks no more than the deduction before the change; for everyone else the deduction as it is.

    Shape ``(non-dependants,)``.
    """
    return np.where(deferred, np.minimum(non_dependant_deduction_pw, deduction_before_pw), non_dependant_deduction_pw)


@rule(
    "Deduction for a person or couple",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 74(3)-(5); HB (SPC) Regs 2006 reg 55(3)-(5)",
    nil=lambda inputs: (
        "it is taken with the other one of the couple"
        if (~inputs["taken_here"] & (inputs["non_dependant_deduction_pw"] + inputs["partners_deduction_pw"] > 0)).any()
        else "there is no deduction for this person"
    ),
    each="non-dependant",
)
def share_of_deduction_pw(
    *,
    non_dependant_deduction_pw: Pence,
    partners_deduction_pw: Pence,
    taken_here: Flag,
    share_numerator: Count,
    share_denominator: Count,
) -> Pence:
    """Of a couple the higher, once; of joint tenants this claim's share of it, to the nearest penny.

    Shape ``(non-dependants,)``.
    """
    higher = np.maximum(non_dependant_deduction_pw, partners_deduction_pw)
    return np.where(taken_here, round_half_up(higher * share_numerator, share_denominator), 0)


@rule(
    "Non-dependant deductions",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 74, 81; HB (SPC) Regs 2006 regs 55, 62",
    nil="no other adult in the home brings a deduction",
)
def non_dependant_deductions_pw(
    *, all_deductions_pw: Pence, weeks_in_the_rent_year: Count, weeks_with_rent_to_pay: Count
) -> Pence:
    """All of them together; with rent-free weeks, raised by the weeks of the year over the weeks with rent to pay."""
    return round_half_up(all_deductions_pw * weeks_in_the_rent_year, weeks_with_rent_to_pay)


@rule(
    "Most that Housing Benefit can be",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 70; HB (SPC) Regs 2006 reg 50",
    nil=lambda inputs: (
        _NOT_HELPED
        if not inputs["helped"].any()
        else "the deductions for other adults take away the rent that counts"
        if inputs["rent_within_allowance_pw"].any()
        else _NO_RENT
    ),
)
def maximum_housing_benefit_pw(
    *, rent_within_allowance_pw: Pence, non_dependant_deductions_pw: Pence, helped: Flag
) -> Pence:
    """The rent that counts less the deductions for other adults, never below nothing."""
    return np.where(helped, not_below_zero(rent_within_allowance_pw - non_dependant_deductions_pw), 0)


@rule(
    "Full help because of another benefit",
    unit=Unit.YES_NO,
    law="HB Regs 2006 Sch 4 para 12, Sch 5 para 4, Sch 6 para 5; HB (SPC) Regs 2006 reg 26",
    nil="no Universal Credit, guarantee credit or income-related benefit is in payment",
)
def passported(*, universal_credit_in_payment: Flag, guarantee_credit_pw: Pence, income_related_benefit: Flag) -> Flag:
    """Universal Credit, guarantee credit or an income-related benefit: income and savings do not count."""
    return universal_credit_in_payment | (guarantee_credit_pw > 0) | income_related_benefit


@rule(
    "Deduction for income",
    unit=Unit.PENCE_PW,
    law="SSCBA 1992 s 130(3)(b); HB Regs 2006 reg 71; HB (SPC) Regs 2006 reg 51",
    nil=lambda inputs: (
        "a benefit brings full help" if inputs["passported"].any() else "income is no more than the applicable amount"
    ),
)
def taper_reduction_pw(*, income_pw: Pence, applicable_amount_pw: Pence, passported: Flag, taper: ShareRate) -> Pence:
    """The taper's share of income over the applicable amount, to the nearest penny."""
    return np.where(passported, 0, share_of(not_below_zero(income_pw - applicable_amount_pw), taper))


@rule(
    "Smallest amount that is paid",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 75, 81; HB (SPC) Regs 2006 regs 56, 62",
)
def least_award_pw(
    *, minimum_weekly_award: MoneyRate, weeks_in_the_rent_year: Count, weeks_with_rent_to_pay: Count
) -> Pence:
    """Less than this is not paid; with rent-free weeks, raised by the weeks of the year over those with rent to pay."""
    return round_half_up(int(minimum_weekly_award) * weeks_in_the_rent_year, weeks_with_rent_to_pay)


@rule(
    "Housing Benefit before the benefit cap",
    unit=Unit.PENCE_PW,
    law="SSCBA 1992 s 130; HB Regs 2006 regs 43, 75; HB (SPC) Regs 2006 regs 43, 56",
    nil=lambda inputs: (
        "savings are above the limit"
        if inputs["capital_too_high"].any()
        else "there is nothing that it could be"
        if not inputs["maximum_housing_benefit_pw"].any()
        else "income takes away the whole amount"
        if (inputs["taper_reduction_pw"] >= inputs["maximum_housing_benefit_pw"]).any()
        else "income leaves less than is paid"
    ),
)
def housing_benefit_before_cap_pw(
    *, maximum_housing_benefit_pw: Pence, taper_reduction_pw: Pence, least_award_pw: Pence, capital_too_high: Flag
) -> Pence:
    """The most that can be paid less the deduction for income; nothing where too little is left."""
    left = not_below_zero(maximum_housing_benefit_pw - taper_reduction_pw)
    return np.where(capital_too_high | (left < least_award_pw), 0, left)


@rule(
    "Extended payment of Housing Benefit",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 73B, 73E; HB (SPC) Regs 2006 reg 53B",
    nil="there was no Housing Benefit before, and there is none now",
)
def extended_payment_pw(*, award_before_pw: Pence, award_now_pw: Pence) -> Pence:
    """The award of the last week before the qualifying benefit ended, or that of the week itself where it is more,
    both before the benefit cap.
    """
    return np.maximum(award_before_pw, award_now_pw)


@rule(
    "Housing Benefit",
    unit=Unit.PENCE_PW,
    law="SSCBA 1992 s 130; HB Regs 2006 reg 75D",
    nil=lambda inputs: (
        "the benefit cap takes away the whole amount"
        if inputs["housing_benefit_before_cap_pw"].any()
        else "nothing is left before the benefit cap"
    ),
)
def housing_benefit_pw(*, housing_benefit_before_cap_pw: Pence, housing_benefit_cap_reduction_pw: Pence) -> Pence:
    """What is paid for the week, before deductions for overpayments."""
    return housing_benefit_before_cap_pw - housing_benefit_cap_reduction_pw


@dataclass(frozen=True, slots=True)
class HousingBenefit:
    """Columns of shape ``(n,)``, money by the week.

    ``reasons`` holds, by code, why a household is not entitled; ``levels`` what is left of the whole rent after each
    cause of a shortfall in the contract's order, the whole rent first. ``cap`` says nothing where not
    ``cap_in_question``: under pension age's regulations, or before the cap began.
    """

    weekly_rent: Pence
    eligible_rent: Pence
    ineligible_charges: Pence
    under_occupation_charge: Pence
    under_occupation_percent: Count
    bedrooms_needed: Count
    bedrooms_spare: Count
    local_housing_allowance_restriction: Pence
    non_dependant_deductions: Pence
    maximum: Pence
    passported: Flag
    applicable_amount: Pence
    net_earnings: Pence
    other_income: Pence
    tariff_income: Pence
    income: Pence
    taper_reduction: Pence
    award_before_cap: Pence
    benefit_cap_reduction: Pence
    award: Pence
    entitled: Flag
    reasons: dict[str, Flag]
    helped: Flag
    size: SizeCriteria
    cap: BenefitCap
    cap_in_question: Flag
    allowance_not_known: Flag
    levels: list[Pence]


@dataclass(frozen=True, slots=True)
class _Rent:
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


@lru_cache(maxsize=1)
def _rent_years() -> Count:
    """Day numbers of the first Monday in April of each year from 2012: between two of them lie 52 or 53 weeks."""
    firsts = [dt.date(year, 4, 1) for year in range(2012, 2062)]
    return np.array([day_number(day + dt.timedelta(-day.weekday() % 7)) for day in firsts], dtype=np.int64)


def rent_weeks(batch: Batch) -> RentWeeks:
    """The weeks of each household's rent year, and those of them with rent to pay (SI 2006/213 reg 81(3))."""
    home = batch.households
    if not home.rent_free_periods.any():
        return EVERY_WEEK
    starts = _rent_years()
    year = np.searchsorted(starts, home.date, side="right")
    in_year = (starts[year] - starts[year - 1]) // 7
    return RentWeeks(in_year, in_year - home.rent_free_periods * WEEKS[home.rent_per])


def housing_benefit_size_criteria(batch: Batch, family: Family, rates: Rates) -> SizeCriteria:
    """The size criteria as Housing Benefit has them: a couple of non-dependants has one room; lodgers, boarders and
    joint tenants outside the claim have one each (contract, reading 12).
    """
    home, others, incomes = batch.households, batch.non_dependants, batch.incomes
    first_of_couple = np.arange(len(others)) <= others.couple_with
    return size_criteria(
        batch,
        family,
        rates,
        other_adults=batch.group(others).count(first_of_couple)
        + batch.group(incomes).count(ROOM_LET[incomes.kind])
        + home.people_liable
        - home.people_liable_in_claim,
        cannot_share_bits=CANNOT_SHARE,
        child_cannot_share=bool(rates["law.child_who_cannot_share"]),
    )


def _assess_rent(batch: Batch, family: Family, rates: Rates, pension_age: Flag) -> _Rent:
    home, adults, charges = batch.households, batch.adults, batch.service_charges
    payments = PAYMENTS_A_YEAR[home.rent_per]
    rent = rent_pw(rent=home.rent, payments_a_year=payments)
    core = core_rent_pw(rent=home.rent, ineligible_in_rent=home.ineligible_in_rent, payments_a_year=payments)
    each_charge = service_charge_pw(service_charge=charges.amount, payments_a_year=PAYMENTS_A_YEAR[charges.amount_per])
    by_home = batch.group(charges)
    whole = weekly_rent_pw(rent_pw=rent, all_service_charges_pw=by_home.sum(each_charge))
    eligible = eligible_rent_pw(
        core_rent_pw=core, eligible_service_charges_pw=by_home.sum(np.where(charges.eligible, each_charge, 0))
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
            other_home=~SOCIAL_LANDLORD[home.tenure],
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
    allowance = weekly_allowance_pw(batch, family, size.bedrooms_needed, rates)
    within = rent_within_allowance_pw(
        tenants_share_pw=share,
        local_housing_allowance_pw=allowance,
        private_rent=home.tenure == Tenure.PRIVATE_RENT,
    )
    return _Rent(whole, eligible, percent, charge, share, within, spare, size, allowance_not_known(batch, allowance))


def exempt_household(adults: Adults) -> tuple[Flag, Flag, Flag, Flag]:
    """Who exempts a household from every deduction (reg 74(6)), in the order of :data:`EXEMPT_HOUSEHOLD`."""
    blind, cared_for = adults.severely_sight_impaired, has(adults.disability_benefits, EXEMPT_FROM_DEDUCTIONS)
    return blind[0], blind[1], cared_for[0], cared_for[1]


def _non_dependant_deductions(batch: Batch, family: Family, rates: Rates, helped: Flag, weeks: RentWeeks) -> Pence:
    """Every deduction (reg 74): none where claimant or partner is severely sight impaired or gets a care benefit."""
    home, others = batch.households, batch.non_dependants
    exempt = (~helped, *exempt_household(batch.adults))
    total = np.zeros(len(batch), dtype=np.int64)
    if len(others):
        total = _deductions_for_non_dependants(batch, rates, exempt)
    grown_up = family.group.count(adults_of_the_childrens_table(family, batch))
    if grown_up.any():
        each = round_half_up(int(rates.money(f"{_BAND}1")) * home.share_numerator, home.share_denominator)
        total = total + np.where(first_reason(*exempt) > 0, 0, grown_up * each)
    return non_dependant_deductions_pw(
        all_deductions_pw=total, weeks_in_the_rent_year=weeks.in_year, weeks_with_rent_to_pay=weeks.charged
    )


def _deductions_for_non_dependants(batch: Batch, rates: Rates, exempt: tuple[Flag, ...]) -> Pence:
    home, others = batch.households, batch.non_dependants
    household, other_one, under_25 = others.household, others.couple_with, others.age_on_date < 25
    exemption = first_reason(
        *(reason[household] for reason in exempt),
        others.age_on_date < int(rates.count("hb.non_dependant.min_age")),
        has(others.benefits, ON_PENSION_CREDIT),
        under_25 & has(others.benefits, ON_LEGACY_BENEFIT),
        under_25 & has(others.benefits, ON_UNIVERSAL_CREDIT_WITHOUT_EARNINGS),
        others.student,
        others.prisoner,
        others.armed_forces_away,
    )
    income = per_week(others.gross_income, PAYMENTS_A_YEAR[others.gross_income_per])
    deduction = non_dependant_deduction_pw(
        exemption=exemption,
        in_remunerative_work=others.works_16_hours & ~has(others.benefits, ON_LEGACY_BENEFIT),
        gross_income_pw=np.where(others.in_couple, income + income[other_one], income),
        income_is_shown=others.has_gross_income & others.has_gross_income[other_one],
        band_1=rates.money(f"{_BAND}1"),
        band_2=rates.money(f"{_BAND}2"),
        band_3=rates.money(f"{_BAND}3"),
        band_4=rates.money(f"{_BAND}4"),
        band_5=rates.money(f"{_BAND}5"),
        band_6=rates.money(f"{_BAND}6"),
        band_2_from=rates.money(f"{_FROM}2"),
        band_3_from=rates.money(f"{_FROM}3"),
        band_4_from=rates.money(f"{_FROM}4"),
        band_5_from=rates.money(f"{_FROM}5"),
        band_6_from=rates.money(f"{_FROM}6"),
    )
    across = batch.across_periods
    if across is not None and across.non_dependants.deferred.any():
        deduction = deferred_deduction_pw(
            non_dependant_deduction_pw=deduction,
            deduction_before_pw=across.non_dependants.deduction_before_pw,
            deferred=across.non_dependants.deferred,
        )
    shared = share_of_deduction_pw(
        non_dependant_deduction_pw=deduction,
        partners_deduction_pw=deduction[other_one],
        taken_here=np.arange(len(others)) <= other_one,
        share_numerator=home.share_numerator[household],
        share_denominator=home.share_denominator[household],
    )
    return batch.group(others).sum(shared)


def extended_weeks(qualifying_benefit_ended: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the four benefit weeks after the one in which a qualifying benefit ended with work (HB Regs
    2006 regs 72-73E; HB (SPC) Regs 2006 reg 53).

    ``qualifying_benefit_ended`` is the first day without it.
    """
    first = benefit_week_start(qualifying_benefit_ended) + dt.timedelta(weeks=1)
    return first, first + dt.timedelta(weeks=EXTENDED_WEEKS, days=-1)


def _income_related(batch: Batch) -> Flag:
    """Whether an income-related benefit is paid; one entered after its end is taken at its word, and warned of."""
    incomes = batch.incomes
    return batch.group(incomes).any(INCOME_RELATED[incomes.kind] & (incomes.amount > 0))


def _reasons(
    *, capital_too_high: Flag, counted_rent: Pence, maximum: Pence, taper: Pence, entitled: Flag
) -> dict[str, Flag]:
    """Why each household is not entitled, by the contract's code: the first of them that holds.

    One that is entitled has none, though an extended payment may come from what income or capital would take away.
    """
    capital_too_high = capital_too_high & ~entitled
    with_capital = ~capital_too_high & ~entitled
    with_maximum = with_capital & (maximum > 0)
    gone = taper >= maximum
    return {
        "capital": capital_too_high,
        "no_eligible_rent": with_capital & (counted_rent == 0),
        "non_dependant_deductions": with_capital & (counted_rent > 0) & (maximum == 0),
        "income_too_high": with_maximum & gone,
        "below_minimum": with_maximum & ~gone,
    }


def assess_housing_benefit(
    batch: Batch,
    family: Family,
    rates: Rates,
    *,
    pension_age: Flag,
    universal_credit_award_pm: Pence,
    universal_credit_in_payment: Flag,
    guarantee_credit_pw: Pence,
    savings_credit_pw: Pence,
    child_benefit_pw: Pence,
) -> HousingBenefit:
    """The award of every household of ``batch``, all of one rate set for the benefit week.

    ``family`` is on the ages of the date; ``pension_age`` says who is under the regulations for pension age.
    """
    home = batch.households
    helped = RENTED[home.tenure]
    weeks = rent_weeks(batch)
    rent = _assess_rent(batch, family, rates, pension_age)
    deductions = _non_dependant_deductions(batch, family, rates, helped, weeks)
    maximum = maximum_housing_benefit_pw(
        rent_within_allowance_pw=rent.within_allowance, non_dependant_deductions_pw=deductions, helped=helped
    )
    full_help = passported(
        universal_credit_in_payment=universal_credit_in_payment,
        guarantee_credit_pw=guarantee_credit_pw,
        income_related_benefit=_income_related(batch) & ~pension_age,
    )
    applicable = assess_applicable_amount(batch, family, rates, pension_age=pension_age, weeks=weeks)
    income = assess_income(
        batch,
        family,
        rates,
        pension_age=pension_age,
        applicable=applicable,
        full_help=full_help,
        savings_credit_pw=savings_credit_pw,
        weeks=weeks,
    )
    taper = taper_reduction_pw(
        income_pw=income.income,
        applicable_amount_pw=applicable.total,
        passported=full_help,
        taper=rates.share("hb.taper"),
    )
    least = least_award_pw(
        minimum_weekly_award=rates.money("hb.minimum_weekly_award"),
        weeks_in_the_rent_year=weeks.in_year,
        weeks_with_rent_to_pay=weeks.charged,
    )
    capital_too_high = (home.capital > by_age(pension_age, "upper_limit", rates)) & ~full_help
    before_cap = housing_benefit_before_cap_pw(
        maximum_housing_benefit_pw=maximum,
        taper_reduction_pw=taper,
        least_award_pw=least,
        capital_too_high=capital_too_high,
    )
    least_left = np.zeros(len(batch), dtype=np.int64)
    capped = ~pension_age
    across = batch.across_periods
    if across is not None and across.households.extended_payment.any():
        extended = across.households.extended_payment
        before_cap = extended_payment_pw(
            award_before_pw=np.where(extended, across.households.award_before_pw, 0), award_now_pw=before_cap
        )
        least_left, capped = np.where(extended, before_cap, 0), capped & ~extended
    entitled = before_cap > 0
    cap, cap_began = assess_housing_benefit_cap(
        batch,
        family,
        rates,
        working_age=capped,
        housing_benefit_before_cap_pw=before_cap,
        child_benefit_pw=child_benefit_pw,
        universal_credit_award_pm=universal_credit_award_pm,
        universal_credit_in_payment=universal_credit_in_payment,
    )
    award = housing_benefit_pw(housing_benefit_before_cap_pw=before_cap, housing_benefit_cap_reduction_pw=cap.reduction)
    after_income = not_below_zero(maximum - taper)
    levels = [
        rent.whole,
        rent.eligible,
        rent.eligible - rent.charge,
        rent.share,
        rent.within_allowance,
        maximum,
        after_income,
        np.where(capital_too_high, after_income, before_cap),
        before_cap,
        award,
        award,
    ]
    for place in range(5, 10):
        levels[place] = np.where(helped, levels[place], rent.within_allowance)
    if least_left.any():  # an extended payment may be more than this week's rent and income leave
        levels[1:] = [np.maximum(level, least_left) for level in levels[1:]]
    return HousingBenefit(
        weekly_rent=rent.whole,
        eligible_rent=rent.eligible,
        ineligible_charges=rent.whole - rent.eligible,
        under_occupation_charge=rent.charge,
        under_occupation_percent=rent.percent,
        bedrooms_needed=rent.size.bedrooms_needed,
        bedrooms_spare=rent.spare,
        local_housing_allowance_restriction=rent.share - rent.within_allowance,
        non_dependant_deductions=deductions,
        maximum=maximum,
        passported=full_help,
        applicable_amount=applicable.total,
        net_earnings=income.net_earnings,
        other_income=income.other_income,
        tariff_income=income.tariff_income,
        income=income.income,
        taper_reduction=taper,
        award_before_cap=before_cap,
        benefit_cap_reduction=cap.reduction,
        award=award,
        entitled=entitled,
        reasons=_reasons(
            capital_too_high=capital_too_high,
            counted_rent=np.where(helped, rent.within_allowance, 0),
            maximum=maximum,
            taper=taper,
            entitled=entitled,
        ),
        helped=helped,
        size=rent.size,
        cap=cap,
        cap_in_question=capped & helped & cap_began,
        allowance_not_known=rent.allowance_not_known,
        levels=levels,
    )
