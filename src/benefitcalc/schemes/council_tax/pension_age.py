"""Council Tax Reduction of a year for pensioners in England, under the prescribed scheme (CTR (PR) Regs 2012 Sch 1).

The reduction of a day is kept as an exact fraction; only the year's is rounded. The applicable amount and the income
are those of Housing Benefit's regulations for pension age.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from benefitcalc.columns import Batch, Country, Ints
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence, not_below_zero, round_half_up, share_of
from benefitcalc.rates import Rates, ShareRate
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.council_tax.other_adults import (
    PENSION_AGE_SCHEME,
    assess_deductions,
)
from benefitcalc.schemes.council_tax.second_adult_rebate import assess_second_adult_rebate
from benefitcalc.schemes.housing_benefit.applicable_amount import assess_applicable_amount
from benefitcalc.schemes.housing_benefit.award import INCOME_RELATED
from benefitcalc.schemes.housing_benefit.income import assess_income

_APRIL = 4


@rule(
    "Income over what is needed",
    unit=Unit.PENCE_PW,
    law="CTR (PR) Regs 2012 Sch 1 paras 2, 3, 10",
    nil=lambda inputs: (
        "guarantee credit is in payment"
        if inputs["guarantee_credit_pw"].any()
        else "income is no more than the applicable amount"
    ),
)
def excess_income_pw(*, income_pw: Pence, applicable_amount_pw: Pence, guarantee_credit_pw: Pence) -> Pence:
    """The excess is the income above the applicable amount; with guarantee credit there is none."""
    return np.where(guarantee_credit_pw > 0, 0, not_below_zero(income_pw - applicable_amount_pw))


def _why_no_reduction(inputs: Mapping[str, Any]) -> str:
    if inputs["capital_too_high"].any():
        return "savings are above the limit"
    if not inputs["council_tax_pa"].any():
        return "no council tax was entered"
    others, income = inputs["council_tax_deductions_pw"].any(), inputs["excess_income_pw"].any()
    if others and income:
        return "the deductions for other adults and for income take away the whole amount"
    return f"the {'deductions for other adults take' if others else 'deduction for income takes'} away the whole amount"


@rule(
    "Reduction by income (classes A and B)",
    unit=Unit.PENCE_PA,
    law="CTR (PR) Regs 2012 Sch 1 paras 2, 3, 7, 10, 11",
    nil=_why_no_reduction,
)
def reduction_by_income_pa(
    *,
    council_tax_pa: Pence,
    council_tax_deductions_pw: Pence,
    excess_income_pw: Pence,
    people_liable_in_claim: Count,
    people_liable: Count,
    days_in_the_year: Count,
    capital_too_high: Flag,
    taper: ShareRate,
) -> Pence:
    """The reduction is the year's council tax, less, for each day, a seventh of the week's deductions and of the
    taper's share of the excess income; the year is then rounded to the nearest penny.

    Deductions are split equally between joint tenants.
    """
    whole = 7 * taper.denominator * people_liable
    a_week = (
        council_tax_deductions_pw * people_liable_in_claim * taper.denominator
        + excess_income_pw * taper.numerator * people_liable
    )
    left = not_below_zero(council_tax_pa * whole - days_in_the_year * a_week)
    return np.where(capital_too_high, 0, round_half_up(left, whole))


@rule(
    "Council Tax Reduction",
    unit=Unit.PENCE_PA,
    law="CTR (PR) Regs 2012 reg 14; CTR (PR) Regs 2012 Sch 1 Part 4",
    nil=lambda inputs: (
        "neither the reduction by income nor a second adult rebate gives anything"
        if inputs["modelled"].any()
        else "no scheme of Council Tax Reduction is worked out for this household"
    ),
)
def council_tax_reduction_pa(*, reduction_by_income_pa: Pence, second_adult_rebate_pa: Pence, modelled: Flag) -> Pence:
    """The household has the reduction by income or the second adult rebate, whichever is more."""
    return np.where(modelled, np.maximum(reduction_by_income_pa, second_adult_rebate_pa), 0)


@dataclass(frozen=True, slots=True)
class CouncilTaxReduction:
    """Columns of shape ``(n,)``, money by the year.

    ``modelled`` is True where ``reduction`` has a meaning; ``not_modelled`` says by code why it has none although
    council tax was entered. ``rebate_not_known``: a second adult rebate might be better, but the thresholds of that
    year are not known.
    """

    reduction: Pence
    reduction_by_income: Pence
    second_adult_rebate: Pence
    modelled: Flag
    not_modelled: dict[str, Flag]
    rebate_not_known: Flag


def pensioners(batch: Batch, universal_credit_in_payment: Flag) -> Flag:
    """Who is a pensioner for Council Tax Reduction: either is over pension age, and neither is on a working-age benefit
    (CTR (PR) Regs 2012 reg 3).
    """
    over, incomes = batch.adults.over_pension_age, batch.incomes
    legacy = batch.group(incomes).any(INCOME_RELATED[incomes.kind] & (incomes.amount > 0))
    return (over[0] | over[1]) & ~universal_credit_in_payment & ~legacy


def days_in_the_financial_year(date: Ints) -> Count:
    """How many days the financial year has: 365 or 366, from 1 April to 31 March."""
    months = date.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    april = (months - (_APRIL - 1)) // 12 * 12 + _APRIL - 1
    first, after = (
        (april + ahead).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) for ahead in (0, 12)
    )
    days: Count = after - first
    return days


def assess_council_tax_reduction(
    batch: Batch,
    family: Family,
    rates: Rates,
    *,
    guarantee_credit_pw: Pence,
    savings_credit_pw: Pence,
    pension_age: Flag,
) -> CouncilTaxReduction:
    """Work out the reduction of the year in which the date lies.

    ``family`` holds the ages of the date. ``rates`` are those of the calendar day: they change on 1 April, whatever the
    rent does. ``pension_age`` says who is a pensioner (:func:`pensioners`).
    """
    home = batch.households
    england = home.country == Country.ENGLAND
    modelled = home.has_council_tax & england & pension_age
    not_modelled = {
        "other_nation": home.has_council_tax & ~england,
        "working_age": home.has_council_tax & england & ~pension_age,
    }
    if not modelled.any():
        nothing, no = np.zeros(len(batch), dtype=np.int64), np.zeros(len(batch), dtype=np.bool_)
        return CouncilTaxReduction(nothing, nothing, nothing, modelled, not_modelled, no)
    everyone = np.ones(len(batch), dtype=np.bool_)
    passported = guarantee_credit_pw > 0
    applicable = assess_applicable_amount(
        batch,
        family,
        rates,
        pension_age=everyone,
        # Nobody has had a family premium since 1 May 2016 (Sch 2 para 3).
        keeps_family_premium=False,
    )
    income = assess_income(
        batch,
        family,
        rates,
        pension_age=everyone,
        applicable=applicable,
        full_help=passported,
        savings_credit_pw=savings_credit_pw,
    )
    by_income = reduction_by_income_pa(
        council_tax_pa=home.council_tax_pa,
        council_tax_deductions_pw=assess_deductions(batch, family, rates),
        excess_income_pw=excess_income_pw(
            income_pw=income.income, applicable_amount_pw=applicable.total, guarantee_credit_pw=guarantee_credit_pw
        ),
        people_liable_in_claim=home.people_liable_in_claim,
        people_liable=home.people_liable,
        days_in_the_year=days_in_the_financial_year(home.date),
        capital_too_high=(home.capital > int(rates.money(f"{PENSION_AGE_SCHEME}.capital_limit"))) & ~passported,
        taper=rates.share(f"{PENSION_AGE_SCHEME}.taper"),
    )
    rebate, not_known = assess_second_adult_rebate(batch, family, rates)
    reduction = council_tax_reduction_pa(
        reduction_by_income_pa=by_income, second_adult_rebate_pa=rebate, modelled=modelled
    )
    most = share_of(home.council_tax_pa, rates.share(f"{PENSION_AGE_SCHEME}.second_adult.share_below_lower_threshold"))
    might_be_better = not_known & modelled & (by_income < most)
    return CouncilTaxReduction(reduction, by_income, rebate, modelled & ~might_be_better, not_modelled, might_be_better)
