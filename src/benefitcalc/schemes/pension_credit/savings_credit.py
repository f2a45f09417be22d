"""Savings credit: a reward for income over a threshold, for those who reached pension age before 6 April 2016 (SPC Act
2002 s 3).
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from benefitcalc.columns import Batch, income_mask
from benefitcalc.money import Flag, Pence, Why, first_reason, not_below_zero, round_down, round_up
from benefitcalc.periods import day_number
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule, said_by

SAVINGS_CREDIT_COHORT = day_number(dt.date(2016, 4, 6))
"""Savings credit is for those who reached pension age before this day (SPC Act 2002 s 3(1))."""
SAVINGS_CREDIT_AGE = 65
NOT_QUALIFYING = income_mask(
    "working_tax_credit",
    "new_style_esa",
    "incapacity_benefit",
    "new_style_jsa",
    "severe_disablement_allowance",
    "maternity_allowance",
    "spousal_maintenance",
)
"""Income that counts, but brings no savings credit (SPC Regs 2002 reg 9)."""
AGE_CONDITION_NOT_MET = (
    "qualifying income is no more than the threshold",
    "one of a couple is under pension age",
    "nobody aged 65 reached pension age before 6 April 2016",
    "only one of a couple reached pension age before 6 April 2016, and it was not in payment ever since",
)
"""Why there is no amount A whatever the income, in the order of :func:`_age_condition_not_met`."""


@rule("Qualifying income", unit=Unit.PENCE_PW, law="SPC Act 2002 s 3(2); SPC Regs 2002 reg 9", nil="none qualifies")
def qualifying_income_pw(*, pension_credit_income_pw: Pence, income_that_does_not_qualify_pw: Pence) -> Pence:
    """The income that savings credit rewards: all but benefits of working age, Working Tax Credit and maintenance."""
    return pension_credit_income_pw - income_that_does_not_qualify_pw


@rule(
    "Savings credit: amount A",
    unit=Unit.PENCE_PW,
    law="SPC Act 2002 s 3(3)-(4), (7); SPC Regs 2002 regs 7, 7A",
    nil=said_by("age_condition_not_met", AGE_CONDITION_NOT_MET),
)
def savings_credit_amount_a_pw(
    *,
    qualifying_income_pw: Pence,
    age_condition_not_met: Why,
    couple: Flag,
    share: ShareRate,
    threshold_single: MoneyRate,
    threshold_couple: MoneyRate,
    maximum_single: MoneyRate,
    maximum_couple: MoneyRate,
) -> Pence:
    """60% of qualifying income over the threshold, up to a penny, and no more than the maximum."""
    threshold = np.where(couple, int(threshold_couple), int(threshold_single))
    maximum = np.where(couple, int(maximum_couple), int(maximum_single))
    reward = round_up(not_below_zero(qualifying_income_pw - threshold) * share.numerator, share.denominator)
    return np.where(age_condition_not_met > 0, 0, np.minimum(reward, maximum))


@rule(
    "Savings credit: amount B",
    unit=Unit.PENCE_PW,
    law="SPC Act 2002 s 3(4), (8); SPC Regs 2002 reg 7(1)(c), (4)",
    nil="income is no more than the appropriate minimum guarantee",
)
def savings_credit_amount_b_pw(
    *, pension_credit_income_pw: Pence, appropriate_minimum_guarantee_pw: Pence, share: ShareRate
) -> Pence:
    """40% of all income over the appropriate minimum guarantee, down to a penny."""
    excess = not_below_zero(pension_credit_income_pw - appropriate_minimum_guarantee_pw)
    return round_down(excess * share.numerator, share.denominator)


@rule(
    "Savings credit",
    unit=Unit.PENCE_PW,
    law="SPC Act 2002 s 3",
    nil=lambda inputs: (
        "amount B takes amount A away" if inputs["savings_credit_amount_a_pw"].any() else "there is no amount A"
    ),
)
def savings_credit_pw(*, savings_credit_amount_a_pw: Pence, savings_credit_amount_b_pw: Pence) -> Pence:
    """Amount A less amount B."""
    return not_below_zero(savings_credit_amount_a_pw - savings_credit_amount_b_pw)


def _age_condition_not_met(batch: Batch, pension_age: Flag) -> Why:
    """Who can have savings credit: those who reached pension age before 6 April 2016 and are 65 (SPC Act 2002 s 3(1)).

    Where the case says whether anybody did, that decides over birth dates. Of a couple of whom only one did, savings
    credit must have been in payment ever since (SPC Regs 2002 reg 7A).
    """
    home, adults = batch.households, batch.adults
    reached = adults.over_pension_age & (adults.pension_age < SAVINGS_CREDIT_COHORT)
    by_birth = reached[0] | reached[1]
    anyone = np.where(
        home.says_who_reached_pension_age_before_6_april_2016, home.reached_pension_age_before_6_april_2016, by_birth
    )
    of_65 = adults.present & (adults.age_on_date >= SAVINGS_CREDIT_AGE) & (reached | ~by_birth)
    everyone = ~adults.present[1] | (reached[0] & reached[1])
    running = everyone | home.savings_credit_since_2016 | (home.date < SAVINGS_CREDIT_COHORT)
    return first_reason(~pension_age, ~(anyone & (of_65[0] | of_65[1])), ~running)


def assess_savings_credit(
    batch: Batch, rates: Rates, *, pension_age: Flag, guarantee: Pence, income: Pence, not_qualifying: Pence
) -> Pence:
    """Amount A less amount B; ``not_qualifying`` is the counted income that brings no savings credit."""
    key = "pension_credit.savings_credit"
    amount_a = savings_credit_amount_a_pw(
        qualifying_income_pw=qualifying_income_pw(
            pension_credit_income_pw=income, income_that_does_not_qualify_pw=not_qualifying
        ),
        age_condition_not_met=_age_condition_not_met(batch, pension_age),
        couple=batch.adults.present[1],
        share=rates.share(f"{key}.share_of_qualifying_income"),
        threshold_single=rates.money(f"{key}.threshold_single"),
        threshold_couple=rates.money(f"{key}.threshold_couple"),
        maximum_single=rates.money(f"{key}.max_single"),
        maximum_couple=rates.money(f"{key}.max_couple"),
    )
    amount_b = savings_credit_amount_b_pw(
        pension_credit_income_pw=income,
        appropriate_minimum_guarantee_pw=guarantee,
        share=rates.share(f"{key}.share_of_income_over_guarantee"),
    )
    return savings_credit_pw(savings_credit_amount_a_pw=amount_a, savings_credit_amount_b_pw=amount_b)
