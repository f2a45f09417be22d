"""Deductions for other adults in the home from Council Tax Reduction (CTR (PR) Regs 2012 Sch 1 para 8)."""

from __future__ import annotations

import numpy as np

from benefitcalc.columns import Batch, has
from benefitcalc.columns.family import Family, adults_of_the_childrens_table
from benefitcalc.money import Flag, Pence, Why, first_reason
from benefitcalc.periods import PAYMENTS_A_YEAR, per_week
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule, said_by
from benefitcalc.schemes.housing_benefit.non_dependants import (
    EXEMPT_HOUSEHOLD,
    ON_LEGACY_BENEFIT,
    ON_PENSION_CREDIT,
    ON_UNIVERSAL_CREDIT_WITHOUT_EARNINGS,
    exempt_household,
)

ON_LISTED_BENEFIT = ON_PENSION_CREDIT | ON_LEGACY_BENEFIT
EXEMPT = (
    "the deduction itself is nil",
    *EXEMPT_HOUSEHOLD,
    "this person is under 18",
    "this person is on Pension Credit",
    "this person is on an income-related benefit",
    "this person is on Universal Credit without earnings",
    "this person is a student",
    "this person is in prison",
    "this person is away in the armed forces",
)
"""Why there is no deduction for a person; the benefits in it exempt at any age (CTR (PR) Regs 2012 Sch 1 para 8(8))."""
PENSION_AGE_SCHEME = "ctr.england_pension_age"


@rule(
    "Deduction for one other adult",
    unit=Unit.PENCE_PW,
    law="CTR (PR) Regs 2012 Sch 1 para 8",
    nil=said_by("exemption", EXEMPT),
    each="non-dependant",
)
def council_tax_deduction_pw(
    *,
    exemption: Why,
    in_remunerative_work: Flag,
    gross_income_pw: Pence,
    income_is_shown: Flag,
    band_1: MoneyRate,
    band_2: MoneyRate,
    band_3: MoneyRate,
    band_4: MoneyRate,
    band_2_from: MoneyRate,
    band_3_from: MoneyRate,
    band_4_from: MoneyRate,
) -> Pence:
    """The deduction is the lowest one if the person is not in remunerative work. Otherwise it depends on gross income,
    of a couple together, and is the highest one if the income is not shown.

    Shape ``(non-dependants,)``.
    """
    amounts = np.array([int(band) for band in (band_1, band_2, band_3, band_4)], dtype=np.int64)
    starts = [int(start) for start in (band_2_from, band_3_from, band_4_from)]
    band = np.searchsorted(starts, gross_income_pw, side="right")
    band = np.where(in_remunerative_work, np.where(income_is_shown, band, len(starts)), 0)
    return np.where(exemption > 0, 0, amounts[band])


@rule(
    "Deductions for other adults",
    unit=Unit.PENCE_PW,
    law="CTR (PR) Regs 2012 Sch 1 para 8(3)-(5)",
    nil="no other adult in the home brings a deduction",
)
def council_tax_deductions_pw(*, deductions_one_for_a_couple_pw: Pence) -> Pence:
    """All deductions are added up; a couple has one, the higher. Joint tenants share the sum afterwards."""
    return deductions_one_for_a_couple_pw


def assess_deductions(batch: Batch, family: Family, rates: Rates) -> Pence:
    """Work out every deduction. There is none where claimant or partner is severely sight impaired or gets a care
    benefit.
    """
    exempt = exempt_household(batch.adults)
    total = np.zeros(len(batch), dtype=np.int64)
    if len(batch.non_dependants):
        total = _deductions_for_non_dependants(batch, rates, exempt)
    grown_up = family.group.count(adults_of_the_childrens_table(family, batch))
    if grown_up.any():
        lowest = int(rates.money(f"{PENSION_AGE_SCHEME}.non_dependant.deduction.band_1"))
        total = total + np.where(first_reason(*exempt) > 0, 0, grown_up * lowest)
    return council_tax_deductions_pw(deductions_one_for_a_couple_pw=total)


def _deductions_for_non_dependants(batch: Batch, rates: Rates, exempt: tuple[Flag, ...]) -> Pence:
    others = batch.non_dependants
    other_one = others.couple_with
    income = gross_income(batch)
    deduction = council_tax_deduction_pw(
        exemption=first_reason(
            *(reason[others.household] for reason in exempt),
            others.age_on_date < int(rates.count("hb.non_dependant.min_age")),
            has(others.benefits, ON_PENSION_CREDIT),
            has(others.benefits, ON_LEGACY_BENEFIT),
            has(others.benefits, ON_UNIVERSAL_CREDIT_WITHOUT_EARNINGS),
            others.student,
            others.prisoner,
            others.armed_forces_away,
        ),
        in_remunerative_work=others.works_16_hours,
        gross_income_pw=np.where(others.in_couple, income + income[other_one], income),
        income_is_shown=others.has_gross_income & others.has_gross_income[other_one],
        band_1=rates.money(f"{PENSION_AGE_SCHEME}.non_dependant.deduction.band_1"),
        band_2=rates.money(f"{PENSION_AGE_SCHEME}.non_dependant.deduction.band_2"),
        band_3=rates.money(f"{PENSION_AGE_SCHEME}.non_dependant.deduction.band_3"),
        band_4=rates.money(f"{PENSION_AGE_SCHEME}.non_dependant.deduction.band_4"),
        band_2_from=rates.money(f"{PENSION_AGE_SCHEME}.non_dependant.gross_income_threshold.band_2"),
        band_3_from=rates.money(f"{PENSION_AGE_SCHEME}.non_dependant.gross_income_threshold.band_3"),
        band_4_from=rates.money(f"{PENSION_AGE_SCHEME}.non_dependant.gross_income_threshold.band_4"),
    )
    # Of a couple the higher, taken with the first of them.
    first = np.arange(len(others)) <= other_one
    return batch.group(others).sum(np.where(first, np.maximum(deduction, deduction[other_one]), 0))


def gross_income(batch: Batch) -> Pence:
    """Each non-dependant's gross income by the week, shape ``(non-dependants,)``."""
    others = batch.non_dependants
    return per_week(others.gross_income, PAYMENTS_A_YEAR[others.gross_income_per])
