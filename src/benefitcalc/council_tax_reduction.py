"""Council Tax Reduction of a year for pensioners in England, under the prescribed scheme (CTR (PR) Regs 2012 Sch 1).

A day's reduction is kept as an exact fraction, and only the year's is rounded. What is needed and what counts as income
are those of Housing Benefit's regulations for pension age.

Not covered:

- people of working age, whose scheme each council makes for itself: without the council's scheme among the
  circumstances nothing is worked out (LGFA 1992 s 13A, Sch 1A)
- the national schemes of Scotland and Wales, and rate relief in Northern Ireland (SSI 2012/319; WSI 2013/3029)
- the share of a jointly liable person, discounts and the reduction for disabilities: enter what this claim is charged
  (CTR (PR) Regs 2012 Sch 1 para 7)
- other adults who do not count for discounts besides students and prisoners: carers, apprentices, the severely mentally
  impaired (LGFA 1992 Sch 1)
- second adult rebate where others are jointly liable (CTR (PR) Regs 2012 Sch 1 para 4(3), Sch 3 para 1)
- changes in the year, absence, extended reductions and what a council may add (CTR (PR) Regs 2012 Sch 1 paras 5, 38-47;
  LGFA 1992 s 13A(1)(c))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from benefitcalc.applicable_amount import adults_of_the_childrens_table, assess_applicable_amount
from benefitcalc.columns import Batch, Country, Ints, has, income_mask
from benefitcalc.errors import RatesNotKnown
from benefitcalc.family import Family
from benefitcalc.housing_benefit import INCOME_RELATED
from benefitcalc.housing_benefit_income import assess_income
from benefitcalc.housing_benefit_non_dependants import (
    EXEMPT_HOUSEHOLD,
    ON_LEGACY_BENEFIT,
    ON_PENSION_CREDIT,
    ON_UNIVERSAL_CREDIT_WITHOUT_EARNINGS,
    exempt_household,
)
from benefitcalc.money import Count, Flag, Pence, Why, first_reason, not_below_zero, round_half_up, share_of
from benefitcalc.periods import PAYMENTS_A_YEAR, per_week
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule, said_by

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
"""Why there is no deduction for a person; the benefits exempt at any age (CTR (PR) Regs 2012 Sch 1 para 8(8))."""
NO_REBATE = (
    "",
    "no other adult in the home is a second adult",
    "neither of the couple is disregarded for discounts",
    "somebody outside the claim is liable too",
    "a lodger or boarder pays rent",
    "the thresholds of second adults' income are not known for this year",
)
"""Why a second adult rebate is not in question."""
RENT_RECEIVED = income_mask("lodger", "boarder")
_APRIL = 4
_KEY = "ctr.england_pension_age"


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
    """The lowest amount where the person is not in remunerative work; else by gross income, a couple's together; the
    highest where it is not shown.

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
    """All of them together, of a couple the higher one once; before they are split between joint tenants."""
    return deductions_one_for_a_couple_pw


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
    """Income over the applicable amount; with guarantee credit none."""
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
    """The year's council tax less, for each day, a seventh of the week's deductions and of the taper's share of excess
    income; exact until the year is rounded to the nearest penny.

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
    "Gross income of second adults",
    unit=Unit.PENCE_PW,
    law="CTR (PR) Regs 2012 Sch 3 paras 1-3",
    nil="no second adult has income that counts",
)
def second_adults_income_pw(*, gross_income_that_counts_pw: Pence) -> Pence:
    """What they have together, without the income of those on a listed benefit."""
    return gross_income_that_counts_pw


def _why_no_rebate(inputs: Mapping[str, Any]) -> str:
    if inputs["not_in_question"].any():
        return said_by("not_in_question", NO_REBATE)(inputs)
    if not inputs["council_tax_pa"].any():
        return "no council tax was entered"
    if not inputs["incomes_are_shown"].any():
        return "the income of a second adult is not shown"
    return "the income of second adults is too high"


@rule(
    "Second adult rebate (class C)",
    unit=Unit.PENCE_PA,
    law="CTR (PR) Regs 2012 Sch 1 paras 4, 9, Sch 3",
    nil=_why_no_rebate,
)
def second_adult_rebate_pa(
    *,
    council_tax_pa: Pence,
    second_adults_income_pw: Pence,
    not_in_question: Why,
    all_on_listed_benefits: Flag,
    all_others_students: Flag,
    incomes_are_shown: Flag,
    lower_threshold: MoneyRate,
    upper_threshold: MoneyRate,
    with_students: ShareRate,
    on_benefits: ShareRate,
    below_lower: ShareRate,
    below_upper: ShareRate,
) -> Pence:
    """A share of the year's council tax: 25% where every second adult is on a listed benefit, or 100% in a home of
    students; else 15% or 7.5% by their gross income.
    """
    by_income = np.where(
        second_adults_income_pw < int(lower_threshold),
        share_of(council_tax_pa, below_lower),
        np.where(second_adults_income_pw < int(upper_threshold), share_of(council_tax_pa, below_upper), 0),
    )
    by_benefits = np.where(
        all_others_students, share_of(council_tax_pa, with_students), share_of(council_tax_pa, on_benefits)
    )
    rebate = np.where(all_on_listed_benefits, by_benefits, np.where(incomes_are_shown, by_income, 0))
    return np.where(not_in_question > 0, 0, rebate)


@rule(
    "Council Tax Reduction",
    unit=Unit.PENCE_PA,
    law="CTR (PR) Regs 2012 reg 14; CTR (PR) Regs 2012 Sch 1 Part 4",
    nil=lambda inputs: (
        "neither the reduction by income nor a second adult rebate gives anything"
        if inputs["modelled"].any()
        else "no scheme is worked out here"
    ),
)
def council_tax_reduction_pa(*, reduction_by_income_pa: Pence, second_adult_rebate_pa: Pence, modelled: Flag) -> Pence:
    """The better of the reduction by income and the second adult rebate."""
    return np.where(modelled, np.maximum(reduction_by_income_pa, second_adult_rebate_pa), 0)


@dataclass(frozen=True, slots=True)
class CouncilTaxReduction:
    """Columns of shape ``(n,)``, money by the year.

    ``modelled`` says where ``reduction`` means something; ``not_modelled`` why not where council tax was entered, by
    code. ``rebate_not_known``: a second adult rebate might be better, but its thresholds of that year are not known.
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
    """365 or 366, from 1 April to 31 March."""
    months = date.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    april = (months - (_APRIL - 1)) // 12 * 12 + _APRIL - 1
    first, after = (
        (april + ahead).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) for ahead in (0, 12)
    )
    days: Count = after - first
    return days


def _deductions(batch: Batch, family: Family, rates: Rates) -> Pence:
    """Every deduction: none where claimant or partner is severely sight impaired or gets a care benefit."""
    exempt = exempt_household(batch.adults)
    total = np.zeros(len(batch), dtype=np.int64)
    if len(batch.non_dependants):
        total = _deductions_for_non_dependants(batch, rates, exempt)
    grown_up = family.group.count(adults_of_the_childrens_table(family, batch))
    if grown_up.any():
        lowest = int(rates.money(f"{_KEY}.non_dependant.deduction.band_1"))
        total = total + np.where(first_reason(*exempt) > 0, 0, grown_up * lowest)
    return council_tax_deductions_pw(deductions_one_for_a_couple_pw=total)


def _deductions_for_non_dependants(batch: Batch, rates: Rates, exempt: tuple[Flag, ...]) -> Pence:
    others = batch.non_dependants
    other_one = others.couple_with
    income = _gross_income(batch)
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
        band_1=rates.money(f"{_KEY}.non_dependant.deduction.band_1"),
        band_2=rates.money(f"{_KEY}.non_dependant.deduction.band_2"),
        band_3=rates.money(f"{_KEY}.non_dependant.deduction.band_3"),
        band_4=rates.money(f"{_KEY}.non_dependant.deduction.band_4"),
        band_2_from=rates.money(f"{_KEY}.non_dependant.gross_income_threshold.band_2"),
        band_3_from=rates.money(f"{_KEY}.non_dependant.gross_income_threshold.band_3"),
        band_4_from=rates.money(f"{_KEY}.non_dependant.gross_income_threshold.band_4"),
    )
    # Of a couple the higher, taken with the first of them.
    first = np.arange(len(others)) <= other_one
    return batch.group(others).sum(np.where(first, np.maximum(deduction, deduction[other_one]), 0))


def _gross_income(batch: Batch) -> Pence:
    others = batch.non_dependants
    return per_week(others.gross_income, PAYMENTS_A_YEAR[others.gross_income_per])


def _threshold(rates: Rates, name: str) -> MoneyRate | None:
    try:
        return rates.money(f"{_KEY}.second_adult.{name}")
    except RatesNotKnown:
        return None


def _second_adult_rebate(batch: Batch, family: Family, rates: Rates) -> tuple[Pence, Flag]:
    """The rebate, and where it is not known because the thresholds of the year are not.

    A second adult is another adult who counts for discounts. One of a couple must not count for there to be any, and
    nobody outside the claim may be liable, or pay rent (Sch 1 para 4(2)-(3)).
    """
    home, adults, others, group = (
        batch.households,
        batch.adults,
        batch.non_dependants,
        batch.group(batch.non_dependants),
    )
    disregarded = others.student | others.prisoner | others.armed_forces_away
    grown = others.age_on_date >= int(rates.count("hb.non_dependant.min_age"))
    second, listed = grown & ~disregarded, has(others.benefits, ON_LISTED_BENEFIT)
    # A member of a couple who does not count for discounts has income that counts where the other one does count.
    counted = (second | (grown & second[others.couple_with])) & ~listed
    grown_up = family.group.any(adults_of_the_childrens_table(family, batch))
    rent = batch.group(batch.incomes).any(RENT_RECEIVED[batch.incomes.kind])
    both_count = adults.present[1] & ~adults.student[0] & ~adults.student[1]
    others_liable = home.people_liable > home.people_liable_in_claim
    not_in_question = first_reason(~group.any(second) & ~grown_up, both_count, others_liable, rent)
    all_listed = ~group.any(second & ~listed) & ~grown_up
    shown = ~group.any(counted & ~others.has_gross_income) & ~grown_up
    lower, upper = _threshold(rates, "lower_threshold"), _threshold(rates, "upper_threshold")
    if lower is None or upper is None:
        by_income = (not_in_question == 0) & ~all_listed
        not_in_question = np.where(by_income, len(NO_REBATE) - 1, not_in_question)
        lower = upper = rates.money(f"{_KEY}.non_dependant.gross_income_threshold.band_2")
    else:
        by_income = np.zeros(len(batch), dtype=np.bool_)
    students = adults.student[0] & (adults.student[1] | ~adults.present[1])
    rebate = second_adult_rebate_pa(
        council_tax_pa=home.council_tax_pa,
        second_adults_income_pw=second_adults_income_pw(
            gross_income_that_counts_pw=group.sum(np.where(counted, _gross_income(batch), 0))
        ),
        not_in_question=not_in_question,
        all_on_listed_benefits=all_listed,
        all_others_students=students & ~family.group.any(~adults_of_the_childrens_table(family, batch)),
        incomes_are_shown=shown,
        lower_threshold=lower,
        upper_threshold=upper,
        with_students=rates.share(f"{_KEY}.second_adult.share_with_students"),
        on_benefits=rates.share(f"{_KEY}.second_adult.share_on_benefits"),
        below_lower=rates.share(f"{_KEY}.second_adult.share_below_lower_threshold"),
        below_upper=rates.share(f"{_KEY}.second_adult.share_below_upper_threshold"),
    )
    return rebate, by_income & shown


def assess_council_tax_reduction(
    batch: Batch,
    family: Family,
    rates: Rates,
    *,
    guarantee_credit_pw: Pence,
    savings_credit_pw: Pence,
    pension_age: Flag,
) -> CouncilTaxReduction:
    """The reduction of the year in which the date lies; ``family`` on the ages of the date, ``rates`` of the calendar
    day: they change on 1 April whatever the rent.

    ``pension_age`` is who is a pensioner (:func:`pensioners`).
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
        council_tax_deductions_pw=_deductions(batch, family, rates),
        excess_income_pw=excess_income_pw(
            income_pw=income.income, applicable_amount_pw=applicable.total, guarantee_credit_pw=guarantee_credit_pw
        ),
        people_liable_in_claim=home.people_liable_in_claim,
        people_liable=home.people_liable,
        days_in_the_year=days_in_the_financial_year(home.date),
        capital_too_high=(home.capital > int(rates.money(f"{_KEY}.capital_limit"))) & ~passported,
        taper=rates.share(f"{_KEY}.taper"),
    )
    rebate, not_known = _second_adult_rebate(batch, family, rates)
    reduction = council_tax_reduction_pa(
        reduction_by_income_pa=by_income, second_adult_rebate_pa=rebate, modelled=modelled
    )
    most = share_of(home.council_tax_pa, rates.share(f"{_KEY}.second_adult.share_below_lower_threshold"))
    might_be_better = not_known & modelled & (by_income < most)
    return CouncilTaxReduction(reduction, by_income, rebate, modelled & ~might_be_better, not_modelled, might_be_better)
