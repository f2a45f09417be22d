"""Deductions for other adults in Housing Benefit (HB Regs 2006 regs 3, 74; HB (SPC) Regs 2006 regs 3, 55)."""

from __future__ import annotations

import numpy as np

from benefitcalc.columns import AA, AFIP, DLA_CARE, NON_DEPENDANT_BENEFIT_BITS, PIP_DAILY_LIVING, Adults, Batch, has
from benefitcalc.columns.family import Family, adults_of_the_childrens_table
from benefitcalc.money import Count, Flag, Pence, Why, first_reason, round_half_up
from benefitcalc.periods import PAYMENTS_A_YEAR, per_week
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule, said_by
from benefitcalc.schemes.housing_benefit.rent_weeks import RentWeeks

EXEMPT_FROM_DEDUCTIONS = AA | DLA_CARE | PIP_DAILY_LIVING | AFIP
ON_PENSION_CREDIT = NON_DEPENDANT_BENEFIT_BITS["pension_credit"]
ON_LEGACY_BENEFIT = NON_DEPENDANT_BENEFIT_BITS["income_related_legacy"]
ON_UNIVERSAL_CREDIT_WITHOUT_EARNINGS = NON_DEPENDANT_BENEFIT_BITS["universal_credit_no_earnings"]
NOT_HELPED = "Housing Benefit does not help with this home"
EXEMPT_HOUSEHOLD = (
    "the claimant is severely sight impaired",
    "the partner is severely sight impaired",
    "the claimant gets a care benefit",
    "the partner gets a care benefit",
)
"""Why a household has no deduction for any adult, in the order of :func:`exempt_household`."""
EXEMPT = (
    "the deduction itself is nil",
    NOT_HELPED,
    *EXEMPT_HOUSEHOLD,
    "this person is under 18",
    "this person is on Pension Credit",
    "this person is under 25 and on an income-related benefit",
    "this person is under 25 and on Universal Credit without earnings",
    "this person is a student",
    "this person is in prison",
    "this person is away in the armed forces",
)
"""Why there is no deduction for one person."""
_BAND = "hb.non_dependant.deduction.band_"
_FROM = "hb.non_dependant.gross_income_threshold.band_"


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
    """The deduction is the lowest one if the person is not in remunerative work. Otherwise it depends on gross income,
    of a couple together, and is the highest one if the income is not shown.

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
    """For 26 weeks after a change the deduction is no more than it was before; for everyone else it is as it is.

    Shape ``(non-dependants,)``.
    """
    return np.where(deferred, np.minimum(non_dependant_deduction_pw, deduction_before_pw), non_dependant_deduction_pw)


@rule(
    "Deduction for a person or couple",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 74(3)-(5); HB (SPC) Regs 2006 reg 55(3)-(5)",
    nil=lambda inputs: (
        "a couple has one deduction, and it stands with the other person"
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
    """A couple has one deduction, the higher. Of joint tenants this claim has its share of it, to the nearest penny.

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
    *,
    all_shares_pw: Pence,
    all_whole_deductions_pw: Pence,
    share_numerator: Count,
    share_denominator: Count,
    weeks_in_the_rent_year: Count,
    weeks_with_rent_to_pay: Count,
) -> Pence:
    """All deductions are added up. Where the rent has free weeks, the sum is multiplied by the weeks of the year and
    divided by the weeks with rent to pay.

    Then the share of a joint tenant is taken of the whole deductions together, and only the end is rounded (contract,
    reading 26).
    """
    raised = round_half_up(
        all_whole_deductions_pw * share_numerator * weeks_in_the_rent_year, share_denominator * weeks_with_rent_to_pay
    )
    return np.where(weeks_in_the_rent_year == weeks_with_rent_to_pay, all_shares_pw, raised)


def exempt_household(adults: Adults) -> tuple[Flag, Flag, Flag, Flag]:
    """Why a household has no deduction at all (reg 74(6)), in the order of :data:`EXEMPT_HOUSEHOLD`."""
    blind, cared_for = adults.severely_sight_impaired, has(adults.disability_benefits, EXEMPT_FROM_DEDUCTIONS)
    return blind[0], blind[1], cared_for[0], cared_for[1]


def assess_non_dependant_deductions(
    batch: Batch, family: Family, rates: Rates, helped: Flag, weeks: RentWeeks
) -> Pence:
    """Work out every deduction (reg 74). There is none where claimant or partner is severely sight impaired or gets a
    care benefit.
    """
    home, others = batch.households, batch.non_dependants
    exempt = (~helped, *exempt_household(batch.adults))
    shares = whole = np.zeros(len(batch), dtype=np.int64)
    if len(others):
        shares, whole = _deductions_for_non_dependants(batch, rates, exempt)
    grown_up = family.group.count(adults_of_the_childrens_table(family, batch))
    if grown_up.any():
        lowest = int(rates.money(f"{_BAND}1"))
        grown_up = np.where(first_reason(*exempt) > 0, 0, grown_up)
        shares = shares + grown_up * round_half_up(lowest * home.share_numerator, home.share_denominator)
        whole = whole + grown_up * lowest
    return non_dependant_deductions_pw(
        all_shares_pw=shares,
        all_whole_deductions_pw=whole,
        share_numerator=home.share_numerator,
        share_denominator=home.share_denominator,
        weeks_in_the_rent_year=weeks.in_year,
        weeks_with_rent_to_pay=weeks.charged,
    )


def _deductions_for_non_dependants(batch: Batch, rates: Rates, exempt: tuple[Flag, ...]) -> tuple[Pence, Pence]:
    """Of each household, this claim's shares of the deductions, each to the nearest penny, and the whole deductions."""
    home, others = batch.households, batch.non_dependants
    household, other_one = others.household, others.couple_with
    under_25 = others.age_on_date < int(rates.count("hb.non_dependant.no_deduction_on_benefit_under_age"))
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
    taken_here = np.arange(len(others)) <= other_one
    shared = share_of_deduction_pw(
        non_dependant_deduction_pw=deduction,
        partners_deduction_pw=deduction[other_one],
        taken_here=taken_here,
        share_numerator=home.share_numerator[household],
        share_denominator=home.share_denominator[household],
    )
    whole = np.where(taken_here, np.maximum(deduction, deduction[other_one]), 0)
    return batch.group(others).sum(shared), batch.group(others).sum(whole)
