"""State Pension Credit: guarantee credit and savings credit of a week (SPC Act 2002 ss 1-3, 15; SPC Regs 2002).

Every fraction of a penny goes to the claimant's advantage, in each sum by itself: income and amount B down, amount A
up (SPC Regs 2002 regs 7(4), 24A).

Not covered:

- housing costs of owners: ground rent, service charges, shared owners' and tents (SPC Regs 2002 Sch II)
- residence, absence, prisoners, patients and religious orders (SPC Regs 2002 regs 2-4, 6(2))
- assessed income periods (SPC Regs 2002 regs 10-12)
- the transitional amounts of those who came from Income Support or tax credits (SPC Regs 2002 reg 6(6)(c))
- the £20 of special employments, and the saved one from a benefit of working age (SPC Regs 2002 Sch VI paras 2-2B,
  4(2))
- earnings from a job that ended before the first day, and earnings that vary (SPC Regs 2002 regs 17, 17ZA)
- notional income, income from an annuity or a home loan plan (SPC Regs 2002 reg 18, Sch IV)
- capital that is disregarded, shared or notional: enter what counts (SPC Regs 2002 regs 19-22, Sch V)
- the £20 for a war pensioner's mobility supplement or the disability element of Working Tax Credit, which have no code
  of their own (SPC Regs 2002 Sch VI para 4(1)(a)(v), (vi))
- run-ons of the carer addition (SPC Regs 2002 Sch I para 4)
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from benefitcalc.applicable_amount import (
    CHILD_DISABILITY,
    carers,
    for_severe_disability,
    severe_disability,
    sick_or_disabled,
    why_no_severe_disability,
)
from benefitcalc.columns import INCOME_KINDS, Batch, disability_bits, has, income_mask
from benefitcalc.family import Family
from benefitcalc.money import Count, Flag, Pence, Why, first_reason, not_below_zero, round_down, round_up
from benefitcalc.net_pay import assess_net_pay
from benefitcalc.periods import PAYMENTS_A_YEAR, day_number
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule, said_by

FIRST_CHILD_RATE_BORN_BEFORE = day_number(dt.date(2017, 4, 6))
"""The eldest child's higher addition is for one born before this day (SPC Regs 2002 Sch IIA para 10)."""
SAVINGS_CREDIT_COHORT = day_number(dt.date(2016, 4, 6))
"""Savings credit is for those who reached pension age before this day (SPC Act 2002 s 3(1))."""
SAVINGS_CREDIT_AGE = 65
SEVERELY_DISABLED_CHILD = disability_bits("dla_care_highest", "pip_daily_living_enhanced")
COUNTED = income_mask(
    "state_pension",
    "occupational_pension",
    "new_style_jsa",
    "new_style_esa",
    "carers_allowance",
    "maternity_allowance",
    "industrial_injuries",
    "widowed_parents_allowance",
    "widows_pension",
    "bereavement_allowance",
    "spousal_maintenance",
    "insurance",
    "other_taxable",
    "working_tax_credit",
    "severe_disablement_allowance",
    "incapacity_benefit",
    "war_pension",
    "lodger",
    "boarder",
)
"""What counts as income (SPC Act 2002 s 15; SPC Regs 2002 regs 15-16). Student loans and grants are not in the list."""
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
EMPLOYMENT_AND_SUPPORT = income_mask("new_style_esa", "income_related_esa")
STATE_PENSION = income_mask("state_pension")
STATUTORY_PAY = income_mask("statutory_sick_pay", "statutory_maternity_pay")
AGE_CONDITION_NOT_MET = (
    "qualifying income is no more than the threshold",
    "one of a couple is under pension age",
    "nobody aged 65 reached pension age before 6 April 2016",
    "only one of a couple reached pension age before 6 April 2016, and it was not in payment ever since",
)
"""Why there is no amount A whatever the income, in the order of :func:`_age_condition_not_met`."""
_TAX_CREDIT_PAID = "a tax credit is paid for the children"
TAX_CREDITS = income_mask("child_tax_credit", "working_tax_credit")
BOARDER = income_mask("boarder")
_FIRST = "pension_credit.minimum_guarantee.single"


# --- The appropriate minimum guarantee -------------------------------------------------------------------------------


@rule("Standard minimum guarantee", unit=Unit.PENCE_PW, law="SPC Act 2002 s 2(4); SPC Regs 2002 reg 6(1)")
def standard_minimum_guarantee_pw(*, couple: Flag, for_single: MoneyRate, for_couple: MoneyRate) -> Pence:
    """One amount for a single person or a couple."""
    return np.where(couple, int(for_couple), int(for_single))


@rule(
    "Severe disability addition",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 reg 6(4)-(5), Sch I",
    nil=why_no_severe_disability,
)
def severe_disability_addition_pw(
    *,
    severely_disabled: Count,
    with_a_paid_carer: Count,
    other_adult_in_the_home: Flag,
    for_one: MoneyRate,
    for_both: MoneyRate,
) -> Pence:
    """For a severely disabled person for whom nobody gets a carer's benefit; twice for a couple if for neither; with no
    other adult in the home.
    """
    return for_severe_disability(severely_disabled - with_a_paid_carer, other_adult_in_the_home, for_one, for_both)


@rule(
    "Carer addition",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 reg 6(6)(a), Sch I",
    nil="neither is entitled to Carer's Allowance",
)
def carer_addition_pw(*, carers: Count, each_carer: MoneyRate) -> Pence:
    """One for each of claimant and partner who is entitled to Carer's Allowance, paid or not."""
    return carers * int(each_carer)


@rule(
    "Additions for children",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 reg 6(6)(d), Sch IIA",
    nil=lambda inputs: (
        _TAX_CREDIT_PAID if inputs["children_counted"].any() else "no child or young person in the family"
    ),
)
def child_additions_pw(
    *,
    children_counted: Count,
    eldest_born_before_6_april_2017: Flag,
    tax_credit_in_payment: Flag,
    first_child: MoneyRate,
    each_child: MoneyRate,
) -> Pence:
    """One for each child or young person, however many, and more for the eldest where born before 6 April 2017."""
    extra = np.where(eldest_born_before_6_april_2017, int(first_child) - int(each_child), 0)
    additions = children_counted * int(each_child) + np.where(children_counted > 0, extra, 0)
    return np.where(tax_credit_in_payment, 0, additions)


@rule(
    "Additions for disabled children",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 reg 6(6)(d), Sch IIA",
    nil=lambda inputs: (
        _TAX_CREDIT_PAID
        if (inputs["children_at_lower_rate"] + inputs["children_at_higher_rate"]).any()
        else "no child gets DLA, PIP or is severely sight impaired"
    ),
)
def disabled_child_additions_pw(
    *,
    children_at_lower_rate: Count,
    children_at_higher_rate: Count,
    tax_credit_in_payment: Flag,
    lower: MoneyRate,
    higher: MoneyRate,
) -> Pence:
    """One for each disabled child: higher on highest care, enhanced daily living or blindness, otherwise lower."""
    additions = children_at_lower_rate * int(lower) + children_at_higher_rate * int(higher)
    return np.where(tax_credit_in_payment, 0, additions)


@rule("Appropriate minimum guarantee", unit=Unit.PENCE_PW, law="SPC Act 2002 s 2(3); SPC Regs 2002 reg 6")
def appropriate_minimum_guarantee_pw(
    *,
    standard_minimum_guarantee_pw: Pence,
    severe_disability_addition_pw: Pence,
    carer_addition_pw: Pence,
    child_additions_pw: Pence,
    disabled_child_additions_pw: Pence,
) -> Pence:
    """The standard minimum guarantee and every addition together."""
    return (
        standard_minimum_guarantee_pw
        + severe_disability_addition_pw
        + carer_addition_pw
        + child_additions_pw
        + disabled_child_additions_pw
    )


# --- Income ----------------------------------------------------------------------------------------------------------


@rule(
    "Earnings from employment",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 regs 17, 17A, 24A",
    nil="no pay from a job",
    each="adult",
)
def pension_credit_pay_pw(*, net_pay: Pence, pension_contribution: Pence, payments_a_year: Count) -> Pence:
    """Pay by the week after tax, National Insurance and half of the pension contribution, down to a penny.

    Shape ``(2, n)``. Half of the contribution is added back, in halfpence until the week is rounded.
    """
    return _week_down(not_below_zero(2 * net_pay + pension_contribution), payments_a_year, of=2)


@rule(
    "Earnings from self-employment",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 regs 17, 17B, 24A",
    nil="no self-employment",
    each="adult",
)
def pension_credit_profit_pw(*, net_profit: Pence, payments_a_year: Count) -> Pence:
    """Profit by the week after expenses, tax, National Insurance and pension contributions, down to a penny.

    Shape ``(2, n)``.
    """
    return _week_down(net_profit, payments_a_year)


@rule(
    "Statutory pay",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 regs 17A(2), 24A",
    nil="no statutory sick or maternity pay",
    each="adult",
)
def pension_credit_statutory_pay_pw(*, statutory_pay_entered_pw: Pence) -> Pence:
    """Statutory sick and maternity pay by the week, which count as earnings, down to a penny.

    Shape ``(2, n)``.
    """
    return statutory_pay_entered_pw


@rule("Earnings disregard", unit=Unit.PENCE_PW, law="SPC Regs 2002 reg 17(9), Sch VI")
def pension_credit_disregard_pw(
    *,
    couple: Flag,
    lone_parent_carer_or_disabled: Flag,
    for_single: MoneyRate,
    for_couple: MoneyRate,
    higher: MoneyRate,
) -> Pence:
    """One disregard for the household: the higher for a lone parent, a carer addition or a disability benefit; else the
    ordinary one of a couple or single person.
    """
    return np.where(lone_parent_carer_or_disabled, int(higher), np.where(couple, int(for_couple), int(for_single)))


@rule(
    "Earnings that count",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 reg 17(9)-(10)",
    nil="earnings are no more than the disregard",
)
def pension_credit_earnings_pw(
    *,
    pension_credit_pay_pw: Pence,
    pension_credit_profit_pw: Pence,
    pension_credit_statutory_pay_pw: Pence,
    pension_credit_disregard_pw: Pence,
) -> Pence:
    """The earnings of both together less the disregard, never below nothing."""
    earned = (pension_credit_pay_pw + pension_credit_profit_pw + pension_credit_statutory_pay_pw).sum(axis=0)
    return not_below_zero(earned - pension_credit_disregard_pw)


@rule(
    "Income that counts of each kind",
    unit=Unit.PENCE_PW,
    law="SPC Act 2002 s 15; SPC Regs 2002 regs 15-17, 24A, Sch IV",
    nil=lambda inputs: (
        "it is no more than its disregard" if inputs["counts"].any() else "this kind of income does not count"
    ),
    each="income",
)
def pension_credit_counted_income_pw(
    *, income_entered_pw: Pence, disregard_pw: Pence, counts: Flag, is_boarder: Flag, share_of_boarders_rest: ShareRate
) -> Pence:
    """Each income by the week less the disregard of its kind, of a boarder's payment half of the rest, down to a penny.

    Shape ``(incomes,)``.
    """
    rest = not_below_zero(income_entered_pw - disregard_pw)
    of_boarder = round_down(rest * share_of_boarders_rest.numerator, share_of_boarders_rest.denominator)
    return np.where(counts, np.where(is_boarder, of_boarder, rest), 0)


@rule(
    "Deemed income from savings",
    unit=Unit.PENCE_PW,
    law="SPC Act 2002 s 15(2); SPC Regs 2002 reg 15(6)",
    nil="savings are no more than is ignored",
)
def deemed_income_pw(*, capital: Pence, ignored: MoneyRate, step: MoneyRate, tariff: MoneyRate) -> Pence:
    """So much for each complete or part step of savings above what is ignored; there is no upper limit."""
    return round_up(not_below_zero(capital - int(ignored)), int(step)) * int(tariff)


@rule("Income", unit=Unit.PENCE_PW, law="SPC Act 2002 s 15; SPC Regs 2002 reg 17", nil="no income counts")
def pension_credit_income_pw(
    *, pension_credit_earnings_pw: Pence, all_counted_income_pw: Pence, deemed_income_pw: Pence
) -> Pence:
    """Earnings, other income and the deemed income together."""
    return pension_credit_earnings_pw + all_counted_income_pw + deemed_income_pw


# --- The two credits -------------------------------------------------------------------------------------------------


@rule(
    "Guarantee credit",
    unit=Unit.PENCE_PW,
    law="SPC Act 2002 ss 1(2), 2(1)-(2), 4(1A)",
    nil=lambda inputs: (
        "income is as much as the appropriate minimum guarantee or more"
        if inputs["pension_age"].any()
        else "one of a couple is under pension age"
    ),
)
def guarantee_credit_pw(
    *, appropriate_minimum_guarantee_pw: Pence, pension_credit_income_pw: Pence, pension_age: Flag
) -> Pence:
    """What income falls short of the appropriate minimum guarantee."""
    return np.where(pension_age, not_below_zero(appropriate_minimum_guarantee_pw - pension_credit_income_pw), 0)


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


@rule(
    "Pension Credit",
    unit=Unit.PENCE_PW,
    law="SPC Act 2002 s 1(3); SPC Regs 2002 reg 13",
    nil=lambda inputs: (
        "less than 10p is left, and there is no State Pension to pay it with"
        if (inputs["guarantee_credit_pw"] + inputs["savings_credit_pw"]).any()
        else "there is neither guarantee credit nor savings credit"
    ),
)
def pension_credit_pw(
    *,
    guarantee_credit_pw: Pence,
    savings_credit_pw: Pence,
    state_pension_in_payment: Flag,
    smallest_paid_alone: MoneyRate,
) -> Pence:
    """Both credits together; a few pence are paid only with a State Pension."""
    both = guarantee_credit_pw + savings_credit_pw
    return np.where((both < int(smallest_paid_alone)) & ~state_pension_in_payment, 0, both)


@dataclass(frozen=True, slots=True)
class PensionCredit:
    """Columns of shape ``(n,)``, money by the week."""

    guarantee_credit: Pence
    savings_credit: Pence
    award: Pence
    appropriate_minimum_guarantee: Pence
    income: Pence


def _week_down(amount: Pence, payments_a_year: Count, *, of: int = 1) -> Pence:
    """The weekly equivalent, down to a penny; ``amount`` in pence, or in an ``of``-th part of one."""
    return round_down(amount * payments_a_year, 52 * of)


def _minimum_guarantee(batch: Batch, family: Family, rates: Rates) -> Pence:
    couple = batch.adults.present[1]
    children, disabled_children = _additions_for_children(batch, family, rates)
    severely = severe_disability(batch, family)
    return appropriate_minimum_guarantee_pw(
        standard_minimum_guarantee_pw=standard_minimum_guarantee_pw(
            couple=couple,
            for_single=rates.money(_FIRST),
            for_couple=rates.money("pension_credit.minimum_guarantee.couple"),
        ),
        severe_disability_addition_pw=severe_disability_addition_pw(
            severely_disabled=severely.people,
            with_a_paid_carer=severely.with_a_paid_carer,
            other_adult_in_the_home=severely.other_adult_in_the_home,
            for_one=rates.money("pension_credit.severe_disability.single"),
            for_both=rates.money("pension_credit.severe_disability.couple_both"),
        ),
        carer_addition_pw=carer_addition_pw(
            carers=carers(batch).sum(axis=0), each_carer=rates.money("pension_credit.carer_addition")
        ),
        child_additions_pw=children,
        disabled_child_additions_pw=disabled_children,
    )


def _additions_for_children(batch: Batch, family: Family, rates: Rates) -> tuple[Pence, Pence]:
    """Since 1 February 2019, and never beside a tax credit (reg 6(11)). The two-child limit is not in these rules."""
    if rates.get("pension_credit.addition.child") is None:
        nothing = np.zeros(len(batch), dtype=np.int64)
        return nothing, nothing
    children, incomes, group = batch.children, batch.incomes, family.group
    tax_credit = batch.group(incomes).any(TAX_CREDITS[incomes.kind] & (incomes.amount > 0))
    own = family.own
    eldest_before_2017 = own & (children.born < FIRST_CHILD_RATE_BORN_BEFORE) & (group.rank(own) == 0)
    additions = child_additions_pw(
        children_counted=group.count(own),
        eldest_born_before_6_april_2017=group.any(eldest_before_2017),
        tax_credit_in_payment=tax_credit,
        first_child=rates.money("pension_credit.addition.child_first_born_before_2017_04_06"),
        each_child=rates.money("pension_credit.addition.child"),
    )
    higher = has(children.disability_benefits, SEVERELY_DISABLED_CHILD) | children.severely_sight_impaired
    disabled = disabled_child_additions_pw(
        children_at_lower_rate=group.count(own & has(children.disability_benefits, CHILD_DISABILITY) & ~higher),
        children_at_higher_rate=group.count(own & higher),
        tax_credit_in_payment=tax_credit,
        lower=rates.money("pension_credit.addition.disabled_child_lower"),
        higher=rates.money("pension_credit.addition.disabled_child_higher"),
    )
    return additions, disabled


def _higher_disregard(batch: Batch, family: Family) -> Flag:
    """A lone parent, a carer addition, or claimant or partner with a disability benefit (Sch VI paras 1, 3, 4)."""
    adults, incomes = batch.adults, batch.incomes
    disabled = sick_or_disabled(batch) | carers(batch)
    on_esa = batch.group(incomes).any(EMPLOYMENT_AND_SUPPORT[incomes.kind] & (incomes.amount > 0))
    return (family.responsible & ~adults.present[1]) | disabled[0] | disabled[1] | on_esa


def _earnings(batch: Batch, family: Family, rates: Rates) -> Pence:
    adults, incomes, group = batch.adults, batch.incomes, batch.group(batch.incomes)
    statutory = np.where(
        STATUTORY_PAY[incomes.kind], _week_down(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per]), 0
    )
    if not (adults.pay.any() or adults.profit.any() or statutory.any()):
        return np.zeros(len(batch), dtype=np.int64)
    return pension_credit_earnings_pw(
        pension_credit_pay_pw=pension_credit_pay_pw(
            net_pay=assess_net_pay(adults, batch.households.country, rates),
            pension_contribution=adults.pension_contribution,
            payments_a_year=PAYMENTS_A_YEAR[adults.pay_per],
        ),
        pension_credit_profit_pw=pension_credit_profit_pw(
            net_profit=adults.profit, payments_a_year=PAYMENTS_A_YEAR[adults.profit_per]
        ),
        pension_credit_statutory_pay_pw=pension_credit_statutory_pay_pw(
            statutory_pay_entered_pw=np.stack(
                [group.sum(np.where(incomes.of == person, statutory, 0)) for person in (0, 1)]
            )
        ),
        pension_credit_disregard_pw=pension_credit_disregard_pw(
            couple=adults.present[1],
            lone_parent_carer_or_disabled=_higher_disregard(batch, family),
            for_single=rates.money("pension_credit.earnings_disregard.single"),
            for_couple=rates.money("pension_credit.earnings_disregard.couple"),
            higher=rates.money("pension_credit.earnings_disregard.higher"),
        ),
    )


def _counted_incomes(batch: Batch, rates: Rates) -> Pence:
    """What counts of each income, shape ``(incomes,)``."""
    incomes = batch.incomes
    disregards = np.zeros(len(INCOME_KINDS), dtype=np.int64)
    for kind in ("war_pension", "widowed_parents_allowance", "lodger", "boarder"):
        disregards[INCOME_KINDS[kind]] = int(rates.money(f"pension_credit.income_disregard.{kind}"))
    return pension_credit_counted_income_pw(
        income_entered_pw=_week_down(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per]),
        disregard_pw=disregards[incomes.kind],
        counts=COUNTED[incomes.kind],
        is_boarder=BOARDER[incomes.kind],
        share_of_boarders_rest=rates.share("pension_credit.income_disregard.boarder_share_of_rest_counted"),
    )


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


def _savings_credit(
    batch: Batch, rates: Rates, *, pension_age: Flag, guarantee: Pence, income: Pence, not_qualifying: Pence
) -> Pence:
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


def assess_pension_credit(
    batch: Batch, family: Family, rates: Rates, *, pension_age: Flag | None = None
) -> PensionCredit:
    """Pension Credit of every household of ``batch``; ``family`` on the ages of the date.

    ``pension_age`` is who is under the pension-age rules, where not all are; the others have no credit. All nothing
    before 8 April 2013, the first day whose rates are known (contract, reading 21).
    """
    if pension_age is None:
        pension_age = np.ones(len(batch), dtype=np.bool_)
    if rates.get(_FIRST) is None or not pension_age.any():
        nothing = np.zeros(len(batch), dtype=np.int64)
        return PensionCredit(nothing, nothing, nothing, nothing, nothing)
    incomes, group = batch.incomes, batch.group(batch.incomes)
    guarantee = _minimum_guarantee(batch, family, rates)
    counted = _counted_incomes(batch, rates)
    income = pension_credit_income_pw(
        pension_credit_earnings_pw=_earnings(batch, family, rates),
        all_counted_income_pw=group.sum(counted),
        deemed_income_pw=deemed_income_pw(
            capital=batch.households.capital,
            ignored=rates.money("pension_credit.capital.disregard"),
            step=rates.money("pension_credit.capital.tariff_step"),
            tariff=rates.money("pension_credit.capital.tariff_amount"),
        ),
    )
    guarantee_credit = guarantee_credit_pw(
        appropriate_minimum_guarantee_pw=guarantee, pension_credit_income_pw=income, pension_age=pension_age
    )
    savings_credit = _savings_credit(
        batch,
        rates,
        pension_age=pension_age,
        guarantee=guarantee,
        income=income,
        not_qualifying=group.sum(np.where(NOT_QUALIFYING[incomes.kind], counted, 0)),
    )
    award = pension_credit_pw(
        guarantee_credit_pw=guarantee_credit,
        savings_credit_pw=savings_credit,
        state_pension_in_payment=group.any(STATE_PENSION[incomes.kind] & (incomes.amount > 0)),
        smallest_paid_alone=rates.money("pension_credit.smallest_paid_alone"),
    )
    return PensionCredit(guarantee_credit, savings_credit, award, guarantee, income)
