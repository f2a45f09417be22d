"""State Pension Credit: guarantee credit and savings credit of a week (SPC Act 2002 ss 1-3, 15; SPC Regs 2002).

In each sum a fraction of a penny goes to the claimant's advantage: income and amount B are rounded down, amount A is
rounded up (SPC Regs 2002 regs 7(4), 24A).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import Batch, income_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Flag, Pence, not_below_zero
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.pension_credit.income import (
    assess_counted_incomes,
    assess_earnings,
    deemed_income_pw,
    pension_credit_income_pw,
)
from benefitcalc.schemes.pension_credit.minimum_guarantee import (
    STANDARD_MINIMUM_GUARANTEE,
    assess_minimum_guarantee,
)
from benefitcalc.schemes.pension_credit.savings_credit import NOT_QUALIFYING, assess_savings_credit

STATE_PENSION = income_mask("state_pension")


# --- The appropriate minimum guarantee -------------------------------------------------------------------------------


# --- Income ----------------------------------------------------------------------------------------------------------


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
    """Guarantee credit makes the income up to the appropriate minimum guarantee."""
    return np.where(pension_age, not_below_zero(appropriate_minimum_guarantee_pw - pension_credit_income_pw), 0)


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
    """Both credits are added up; less than 10p is paid only together with a State Pension."""
    both = guarantee_credit_pw + savings_credit_pw
    return np.where((both < int(smallest_paid_alone)) & ~state_pension_in_payment, 0, both)


@dataclass(frozen=True, slots=True)
class PensionCredit:
    """Columns of shape ``(n,)``, money by the week. ``unsettled_savings_credit`` is not part of the award: see its
    rule.
    """

    guarantee_credit: Pence
    savings_credit: Pence
    unsettled_savings_credit: Pence
    award: Pence
    appropriate_minimum_guarantee: Pence
    income: Pence


def assess_pension_credit(
    batch: Batch, family: Family, rates: Rates, *, pension_age: Flag | None = None
) -> PensionCredit:
    """Work out Pension Credit for every household of ``batch``; ``family`` holds the ages of the date.

    ``pension_age`` says who is under the pension-age rules, if not everybody is; the others have no credit. Everything
    is nothing before 8 April 2013, the first day whose rates are known (contract, reading 21).
    """
    if pension_age is None:
        pension_age = np.ones(len(batch), dtype=np.bool_)
    if rates.get(STANDARD_MINIMUM_GUARANTEE) is None or not pension_age.any():
        nothing = np.zeros(len(batch), dtype=np.int64)
        return PensionCredit(nothing, nothing, nothing, nothing, nothing, nothing)
    incomes, group = batch.incomes, batch.group(batch.incomes)
    guarantee = assess_minimum_guarantee(batch, family, rates)
    counted = assess_counted_incomes(batch, rates)
    income = pension_credit_income_pw(
        pension_credit_earnings_pw=assess_earnings(batch, family, rates),
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
    savings_credit, unsettled = assess_savings_credit(
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
    return PensionCredit(guarantee_credit, savings_credit, unsettled, award, guarantee, income)
