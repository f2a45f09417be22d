"""Income in Pension Credit: pay, the part of it that is left out, other income, and the income that savings are deemed
to give (SPC Act 2002 s 15; SPC Regs 2002 Part III).
"""

from __future__ import annotations

import numpy as np

from benefitcalc.columns import INCOME_KINDS, Batch, income_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence, not_below_zero, round_down, round_up
from benefitcalc.periods import PAYMENTS_A_YEAR
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.disability import carers, sick_or_disabled
from benefitcalc.schemes.net_pay import net_pay_of

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
"""The kinds of income that count (SPC Act 2002 s 15; SPC Regs 2002 regs 15-16). Student loans and grants are not in the
list.
"""
EMPLOYMENT_AND_SUPPORT = income_mask("new_style_esa", "income_related_esa")
STATUTORY_PAY = income_mask("statutory_sick_pay", "statutory_maternity_pay")
BOARDER = income_mask("boarder")


@rule(
    "Earnings from employment",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 regs 17, 17A, 24A",
    nil="no pay from a job",
    each="adult",
)
def pension_credit_pay_pw(*, net_pay: Pence, pension_contribution: Pence, payments_a_year: Count) -> Pence:
    """Each person earns this much a week from a job, after tax, National Insurance and half of the pension
    contribution, down to a penny.

    Shape ``(2, n)``. The other half of the contribution is added back to the net pay; the sum is in halfpence until the
    week is rounded.
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
    """Each person makes this profit a week, after expenses, tax, National Insurance and pension contributions, down to
    a penny.

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
    """Statutory sick pay and statutory maternity pay count as earnings of the week, down to a penny.

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
    """The household has one disregard: the higher one for a lone parent, with a carer addition or with a disability
    benefit, otherwise the ordinary one of a couple or single person.
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
    """The earnings of both count, less the disregard, and never below nothing."""
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
    """Each income counts by the week, less the disregard of its kind, down to a penny; of a boarder's payment half of
    the rest counts.

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
    """Each complete or part step of savings above the amount that is ignored counts as a fixed income; savings have no
    upper limit.
    """
    return round_up(not_below_zero(capital - int(ignored)), int(step)) * int(tariff)


@rule("Income", unit=Unit.PENCE_PW, law="SPC Act 2002 s 15; SPC Regs 2002 reg 17", nil="no income counts")
def pension_credit_income_pw(
    *, pension_credit_earnings_pw: Pence, all_counted_income_pw: Pence, deemed_income_pw: Pence
) -> Pence:
    """Earnings, other income and the deemed income are added up."""
    return pension_credit_earnings_pw + all_counted_income_pw + deemed_income_pw


def _week_down(amount: Pence, payments_a_year: Count, *, of: int = 1) -> Pence:
    """The weekly equivalent, down to a penny; ``amount`` is in pence, or in an ``of``-th part of a penny."""
    return round_down(amount * payments_a_year, 52 * of)


def _higher_disregard(batch: Batch, family: Family) -> Flag:
    """Who has the higher disregard: a lone parent, a household with a carer addition, or one in which claimant or
    partner has a disability benefit (Sch VI paras 1, 3, 4).
    """
    adults, incomes = batch.adults, batch.incomes
    disabled = sick_or_disabled(batch) | carers(batch)
    on_esa = batch.group(incomes).any(EMPLOYMENT_AND_SUPPORT[incomes.kind] & (incomes.amount > 0))
    return (family.responsible & ~adults.present[1]) | disabled[0] | disabled[1] | on_esa


def assess_earnings(batch: Batch, family: Family, rates: Rates) -> Pence:
    """The earnings of both that count, after the household's disregard."""
    adults, incomes, group = batch.adults, batch.incomes, batch.group(batch.incomes)
    statutory = np.where(
        STATUTORY_PAY[incomes.kind], _week_down(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per]), 0
    )
    if not (adults.pay.any() or adults.profit.any() or statutory.any()):
        return np.zeros(len(batch), dtype=np.int64)
    return pension_credit_earnings_pw(
        pension_credit_pay_pw=pension_credit_pay_pw(
            net_pay=net_pay_of(batch, rates),
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


def assess_counted_incomes(batch: Batch, rates: Rates) -> Pence:
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
