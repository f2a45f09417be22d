"""Second adult rebate: a share of the council tax where another adult with little income lives in the home (CTR (PR)
Regs 2012 Sch 1 paras 4, 9, Sch 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from benefitcalc.columns import Batch, has, income_mask
from benefitcalc.columns.family import Family, adults_of_the_childrens_table
from benefitcalc.errors import RatesNotKnown
from benefitcalc.money import Flag, Pence, Why, first_reason, share_of
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule, said_by
from benefitcalc.schemes.council_tax.other_adults import ON_LISTED_BENEFIT, PENSION_AGE_SCHEME, gross_income

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


@rule(
    "Gross income of second adults",
    unit=Unit.PENCE_PW,
    law="CTR (PR) Regs 2012 Sch 3 paras 1-3",
    nil="no second adult has income that counts",
)
def second_adults_income_pw(*, gross_income_that_counts_pw: Pence) -> Pence:
    """The gross income of all second adults is added up, without the income of those on a listed benefit."""
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
    """The rebate is a share of the year's council tax: 25% where every second adult is on a listed benefit, 100% in a
    home of students, otherwise 15% or 7.5% by their gross income.
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


def _threshold(rates: Rates, name: str) -> MoneyRate | None:
    try:
        return rates.money(f"{PENSION_AGE_SCHEME}.second_adult.{name}")
    except RatesNotKnown:
        return None


def assess_second_adult_rebate(batch: Batch, family: Family, rates: Rates) -> tuple[Pence, Flag]:
    """Work out the rebate, and say where nobody can know it because the thresholds of the year are not known.

    A second adult is another adult who counts for discounts. A couple has a rebate only where one of the two does not
    count for discounts. Nobody outside the claim may be liable, or pay rent (Sch 1 para 4(2)-(3)).
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
        lower = upper = rates.money(f"{PENSION_AGE_SCHEME}.non_dependant.gross_income_threshold.band_2")
    else:
        by_income = np.zeros(len(batch), dtype=np.bool_)
    students = adults.student[0] & (adults.student[1] | ~adults.present[1])
    rebate = second_adult_rebate_pa(
        council_tax_pa=home.council_tax_pa,
        second_adults_income_pw=second_adults_income_pw(
            gross_income_that_counts_pw=group.sum(np.where(counted, gross_income(batch), 0))
        ),
        not_in_question=not_in_question,
        all_on_listed_benefits=all_listed,
        all_others_students=students & ~family.group.any(~adults_of_the_childrens_table(family, batch)),
        incomes_are_shown=shown,
        lower_threshold=lower,
        upper_threshold=upper,
        with_students=rates.share(f"{PENSION_AGE_SCHEME}.second_adult.share_with_students"),
        on_benefits=rates.share(f"{PENSION_AGE_SCHEME}.second_adult.share_on_benefits"),
        below_lower=rates.share(f"{PENSION_AGE_SCHEME}.second_adult.share_below_lower_threshold"),
        below_upper=rates.share(f"{PENSION_AGE_SCHEME}.second_adult.share_below_upper_threshold"),
    )
    return rebate, by_income & shown
