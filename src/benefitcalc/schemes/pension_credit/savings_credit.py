"""Savings credit: an amount for people whose income is above a threshold and who reached pension age before 6 April
2016 (SPC Act 2002 s 3).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import Batch, income_mask
from benefitcalc.money import Flag, Pence, Why, first_reason, not_below_zero, round_down, round_up
from benefitcalc.periods import day_number
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rates.pension_age import pension_age_days_of_men
from benefitcalc.rules import Unit, rule, said_by

COHORT = "pension_credit.savings_credit.reached_spa_before"
NOT_QUALIFYING = income_mask(
    "working_tax_credit",
    "new_style_esa",
    "incapacity_benefit",
    "new_style_jsa",
    "severe_disablement_allowance",
    "maternity_allowance",
    "spousal_maintenance",
)
"""Kinds of income that count, but bring no savings credit (SPC Regs 2002 reg 9)."""
AGE_CONDITION_NOT_MET = (
    "qualifying income is no more than the threshold",
    "one of a couple is under pension age",
    "nobody aged 65 is known to have reached pension age before 6 April 2016",
    "only one of a couple reached pension age before 6 April 2016, and savings credit was not in payment ever since",
)
"""Why there is no amount A, whatever the income, in the order of :func:`_age_condition_not_met`."""


@rule(
    "Qualifying income", unit=Unit.PENCE_PW, law="SPC Act 2002 s 3(2); SPC Regs 2002 reg 9", nil="no income qualifies"
)
def qualifying_income_pw(*, pension_credit_income_pw: Pence, income_that_does_not_qualify_pw: Pence) -> Pence:
    """Savings credit rewards this income: all but benefits of working age, Working Tax Credit and maintenance."""
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
    """Amount A is 60% of the qualifying income above the threshold, up to a penny, and no more than the maximum."""
    threshold = np.where(couple, int(threshold_couple), int(threshold_single))
    maximum = np.where(couple, int(maximum_couple), int(maximum_single))
    return np.where(age_condition_not_met > 0, 0, _reward(qualifying_income_pw, threshold, maximum, share))


def _reward(qualifying_income_pw: Pence, threshold: Pence, maximum: Pence, share: ShareRate) -> Pence:
    over = not_below_zero(qualifying_income_pw - threshold)
    return np.minimum(round_up(over * share.numerator, share.denominator), maximum)


@rule(
    "Savings credit: amount B",
    unit=Unit.PENCE_PW,
    law="SPC Act 2002 s 3(4), (8); SPC Regs 2002 reg 7(1)(c), (4)",
    nil="income is no more than the appropriate minimum guarantee",
)
def savings_credit_amount_b_pw(
    *, pension_credit_income_pw: Pence, appropriate_minimum_guarantee_pw: Pence, share: ShareRate
) -> Pence:
    """Amount B is 40% of all income above the appropriate minimum guarantee, down to a penny."""
    excess = not_below_zero(pension_credit_income_pw - appropriate_minimum_guarantee_pw)
    return round_down(excess * share.numerator, share.denominator)


@rule(
    "Savings credit",
    unit=Unit.PENCE_PW,
    law="SPC Act 2002 s 3",
    nil=lambda inputs: (
        "amount B is as much as amount A or more"
        if inputs["savings_credit_amount_a_pw"].any()
        else "there is no amount A"
    ),
)
def savings_credit_pw(*, savings_credit_amount_a_pw: Pence, savings_credit_amount_b_pw: Pence) -> Pence:
    """Savings credit is amount A less amount B."""
    return not_below_zero(savings_credit_amount_a_pw - savings_credit_amount_b_pw)


@rule(
    "Savings credit that may be due",
    unit=Unit.PENCE_PW,
    law="SPC Act 2002 s 3(1); SPC Regs 2002 reg 7A",
    nil=lambda inputs: (
        "there is no amount A, or amount B would be as much"
        if inputs["unsettled"].any()
        else "who reached pension age before 6 April 2016 is known"
    ),
)
def unsettled_savings_credit_pw(
    *,
    qualifying_income_pw: Pence,
    savings_credit_amount_b_pw: Pence,
    unsettled: Flag,
    couple: Flag,
    share: ShareRate,
    threshold_single: MoneyRate,
    threshold_couple: MoneyRate,
    maximum_single: MoneyRate,
    maximum_couple: MoneyRate,
) -> Pence:
    """This savings credit would be due if pension age was reached before 6 April 2016, which the birth date leaves
    open: a woman of that birth date reached it, a man did not. The award does not include it.
    """
    threshold = np.where(couple, int(threshold_couple), int(threshold_single))
    maximum = np.where(couple, int(maximum_couple), int(maximum_single))
    amount_a = _reward(qualifying_income_pw, threshold, maximum, share)
    return np.where(unsettled, not_below_zero(amount_a - savings_credit_amount_b_pw), 0)


@dataclass(frozen=True, slots=True)
class _ReachedBefore2016:
    """Who reached pension age before 6 April 2016, shape ``(2, n)``: whoever was born then, and whoever did so only if
    a woman.
    """

    surely: Flag
    perhaps: Flag


def _reached_before_2016(batch: Batch, rates: Rates) -> _ReachedBefore2016:
    """Who reached pension age before 6 April 2016, by the birth date. It leaves the answer open where a woman would
    have reached it and a man would not.
    """
    adults = batch.adults
    cohort = day_number(rates.date(COHORT))
    perhaps = adults.over_pension_age & (adults.pension_age < cohort)
    if not perhaps.any():
        return _ReachedBefore2016(perhaps, perhaps)
    surely = perhaps.copy()
    surely[perhaps] = pension_age_days_of_men(adults.born[perhaps]) < cohort
    return _ReachedBefore2016(surely, perhaps)


def _somebody_is_65(batch: Batch, reached: Flag, rates: Rates) -> Flag:
    """Whether somebody who reached pension age before 6 April 2016 is 65 or over; where there is a birth date, it
    decides.
    """
    adults = batch.adults
    old_enough = adults.age_on_date >= int(rates.count("pension_credit.savings_credit.min_age"))
    of_65 = adults.present & old_enough & (reached | ~(reached[0] | reached[1]))
    return of_65[0] | of_65[1]


def _age_condition_not_met(batch: Batch, pension_age: Flag, reached: Flag, rates: Rates) -> Why:
    """Why a household cannot have savings credit. People can have it who reached pension age before 6 April 2016 and
    are 65 (SPC Act 2002 s 3(1)).

    Where the case says whether anybody did, that decides over birth dates. Where only one of a couple did, savings
    credit must have been in payment ever since (SPC Regs 2002 reg 7A). ``reached`` has the shape ``(2, n)``.
    """
    home = batch.households
    anyone = np.where(
        home.says_who_reached_pension_age_before_6_april_2016,
        home.reached_pension_age_before_6_april_2016,
        reached[0] | reached[1],
    )
    everyone = ~batch.adults.present[1] | (reached[0] & reached[1])
    running = everyone | home.savings_credit_since_2016 | (home.date < day_number(rates.date(COHORT)))
    return first_reason(~pension_age, ~(anyone & _somebody_is_65(batch, reached, rates)), ~running)


def _unsettled(batch: Batch, pension_age: Flag, reached: _ReachedBefore2016, not_met: Why, rates: Rates) -> Flag:
    """Who would have savings credit depending on what a birth date does not say, so that none is given (contract,
    reading 25).
    """
    home, open_to_question = batch.households, reached.perhaps & ~reached.surely
    told_no = home.says_who_reached_pension_age_before_6_april_2016 & ~home.reached_pension_age_before_6_april_2016
    somebody = (open_to_question[0] | open_to_question[1]) & _somebody_is_65(batch, reached.perhaps, rates)
    return pension_age & (not_met > 0) & ~told_no & somebody


def assess_savings_credit(
    batch: Batch, rates: Rates, *, pension_age: Flag, guarantee: Pence, income: Pence, not_qualifying: Pence
) -> tuple[Pence, Pence]:
    """Work out the savings credit that is due, and the one that may be due besides; ``not_qualifying`` is the counted
    income that brings none.
    """
    key = "pension_credit.savings_credit"
    qualifying = qualifying_income_pw(pension_credit_income_pw=income, income_that_does_not_qualify_pw=not_qualifying)
    reached = _reached_before_2016(batch, rates)
    not_met = _age_condition_not_met(batch, pension_age, reached.surely, rates)
    limits: dict[str, MoneyRate] = {
        "threshold_single": rates.money(f"{key}.threshold_single"),
        "threshold_couple": rates.money(f"{key}.threshold_couple"),
        "maximum_single": rates.money(f"{key}.max_single"),
        "maximum_couple": rates.money(f"{key}.max_couple"),
    }
    couple, share = batch.adults.present[1], rates.share(f"{key}.share_of_qualifying_income")
    amount_a = savings_credit_amount_a_pw(
        qualifying_income_pw=qualifying, age_condition_not_met=not_met, couple=couple, share=share, **limits
    )
    amount_b = savings_credit_amount_b_pw(
        pension_credit_income_pw=income,
        appropriate_minimum_guarantee_pw=guarantee,
        share=rates.share(f"{key}.share_of_income_over_guarantee"),
    )
    savings_credit = savings_credit_pw(savings_credit_amount_a_pw=amount_a, savings_credit_amount_b_pw=amount_b)
    unsettled = _unsettled(batch, pension_age, reached, not_met, rates)
    if not unsettled.any():
        return savings_credit, np.zeros(len(batch), dtype=np.int64)
    return savings_credit, unsettled_savings_credit_pw(
        qualifying_income_pw=qualifying,
        savings_credit_amount_b_pw=amount_b,
        unsettled=unsettled,
        couple=couple,
        share=share,
        **limits,
    )
