"""Child Benefit: one weekly amount for the eldest child or young person, and another for each other child.

Not covered:

- the charge on high income (ITEPA 2003 s 681B)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import Batch, income_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence
from benefitcalc.periods import PAYMENTS_A_YEAR, per_month, per_week, week_to_month
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule

CHILD_BENEFIT = income_mask("child_benefit")


@rule(
    "Child Benefit",
    unit=Unit.PENCE_PW,
    law="CB Rates Regs 2006 reg 2",
    nil=lambda inputs: (
        "an amount of nothing was entered" if inputs["entered"].any() else "no child or young person in the family"
    ),
)
def child_benefit_pw(
    *,
    children_and_young_people: Count,
    entered: Flag,
    child_benefit_entered_pw: Pence,
    eldest: MoneyRate,
    other: MoneyRate,
) -> Pence:
    """Child Benefit is the first rate for the eldest child and the other rate for each other child; an amount that was
    entered replaces it.
    """
    worked_out = np.where(children_and_young_people > 0, eldest + other * (children_and_young_people - 1), 0)
    return np.where(entered, child_benefit_entered_pw, worked_out)


@rule(
    "Child Benefit by the month",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 80(5)",
    nil=lambda inputs: (
        "an amount of nothing was entered" if inputs["entered"].any() else "no child or young person in the family"
    ),
)
def child_benefit_for_the_cap_pm(*, child_benefit_pw: Pence, entered: Flag, child_benefit_entered_pm: Pence) -> Pence:
    """The week's Child Benefit times 52, divided by 12, to the nearest penny; an amount that was entered is converted
    from its own period.
    """
    return np.where(entered, child_benefit_entered_pm, week_to_month(child_benefit_pw))


@dataclass(frozen=True, slots=True)
class ChildBenefit:
    """Child Benefit by the week, and by the month as the benefit cap counts it; shapes ``(n,)``."""

    weekly: Pence
    monthly: Pence


def assess_child_benefit(batch: Batch, family: Family, rates: Rates, *, by_the_month: bool = True) -> ChildBenefit:
    """Work out Child Benefit; ``family`` holds the ages of the date (contract, reading 21).

    Ask for ``by_the_month`` only for Universal Credit's cap, which alone needs it.
    """
    incomes = batch.incomes
    group = batch.group(incomes)
    mine = CHILD_BENEFIT[incomes.kind]
    payments = PAYMENTS_A_YEAR[incomes.amount_per]
    entered = group.any(mine)
    weekly = child_benefit_pw(
        children_and_young_people=family.own_count,
        entered=entered,
        child_benefit_entered_pw=group.sum(np.where(mine, per_week(incomes.amount, payments), 0)),
        eldest=rates.money("child_benefit.eldest"),
        other=rates.money("child_benefit.other"),
    )
    if not by_the_month:
        return ChildBenefit(weekly, np.zeros_like(weekly))
    monthly = child_benefit_for_the_cap_pm(
        child_benefit_pw=weekly,
        entered=entered,
        child_benefit_entered_pm=group.sum(np.where(mine, per_month(incomes.amount, payments), 0)),
    )
    return ChildBenefit(weekly, monthly)
