"""Child Benefit: so much a week for the eldest child or young person and so much for each other."""

from __future__ import annotations

import numpy as np

from benefitcalc.columns import Batch, income_mask
from benefitcalc.family import Family
from benefitcalc.money import Count, Flag, Pence
from benefitcalc.periods import PAYMENTS_A_YEAR, per_week
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule

CHILD_BENEFIT = income_mask("child_benefit")


@rule(
    "Child Benefit",
    unit=Unit.PENCE_PW,
    law="CB Rates Regs 2006 reg 2",
    nil="no child or young person in the family, or it is not claimed",
)
def child_benefit_pw(
    *,
    children_and_young_people: Count,
    entered: Flag,
    child_benefit_entered_pw: Pence,
    eldest: MoneyRate,
    other: MoneyRate,
) -> Pence:
    """The eldest child's rate and the other rate for each other; an amount that was entered stands in its place."""
    worked_out = np.where(children_and_young_people > 0, eldest + other * (children_and_young_people - 1), 0)
    return np.where(entered, child_benefit_entered_pw, worked_out)


def assess_child_benefit(batch: Batch, family: Family, rates: Rates) -> Pence:
    """Child Benefit a week, shape ``(n,)``; ``family`` on the ages of the date (contract, reading 21)."""
    incomes = batch.incomes
    group = batch.group(incomes)
    mine = CHILD_BENEFIT[incomes.kind]
    weekly = per_week(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per])
    return child_benefit_pw(
        children_and_young_people=family.own_count,
        entered=group.count(mine) > 0,
        child_benefit_entered_pw=group.sum(np.where(mine, weekly, 0)),
        eldest=rates.money("child_benefit.eldest"),
        other=rates.money("child_benefit.other"),
    )
