"""Childcare charges in Housing Benefit, which come off the earnings (HB Regs 2006 regs 27, 28; HB (SPC) Regs 2006 regs
30, 31).
"""

from __future__ import annotations

import numpy as np

from benefitcalc.columns import AFIP, Batch, Esa, WorkCapability, has, income_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence, Why, first_reason
from benefitcalc.periods import PAYMENTS_A_YEAR, per_week
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule, said_by
from benefitcalc.schemes.disability import ANY_DISABILITY, CHILD_DISABILITY, incapable

WORK_LEAVE = income_mask("statutory_sick_pay", "statutory_maternity_pay", "maternity_allowance")
NO_CHILDCARE = (
    "no charge for childcare was given",
    "the claimant must work 16 hours, and of a couple both, unless one is incapacitated",
    "the children who are paid for are too old",
)
"""Why no charge for childcare counts."""


@rule(
    "Childcare charges",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 27, 28; HB (SPC) Regs 2006 regs 30, 31",
    nil=said_by("why_none_counts", NO_CHILDCARE),
)
def childcare_disregard_pw(
    *,
    charges_entered_pw: Pence,
    children_in_care: Count,
    why_none_counts: Why,
    one_child: MoneyRate,
    two_or_more: MoneyRate,
) -> Pence:
    """The charges for each child are taken by the week and added up, to at most the maximum for one child or for two or
    more.
    """
    most = np.where(children_in_care >= 2, int(two_or_more), int(one_child))
    return np.where(why_none_counts > 0, 0, np.minimum(charges_entered_pw, most))


def _young_enough_for_childcare(batch: Batch, paid: Flag, rates: Rates) -> Flag:
    """Which children with a charge are young enough: the date is before the first Monday in September after the 15th
    birthday, or after the 16th for a disabled child (SI 2006/213 reg 28(6)).
    """
    children = batch.children
    age = int(rates.count("hb.childcare_disregard.until_birthday"))
    age_if_disabled = int(rates.count("hb.childcare_disregard.until_birthday_if_disabled"))
    older = np.flatnonzero(paid & (children.age_on_date >= age))
    if not len(older):
        return paid
    disabled = has(children.disability_benefits[older], CHILD_DISABILITY | AFIP)
    disabled |= children.severely_sight_impaired[older]
    born = children.born[older].astype("datetime64[D]")
    month = born.astype("datetime64[M]")
    year = month.astype("datetime64[Y]").astype(np.int64) + np.where(disabled, age_if_disabled, age)
    months = year * 12 + month.astype(np.int64) % 12
    days_before = (born - month.astype("datetime64[D]")).astype(np.int64)
    birthday = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + days_before
    this_year = _first_monday_in_september(year)
    last = np.where(birthday < this_year, this_year, _first_monday_in_september(year + 1))
    young = paid.copy()
    young[older] = batch.households.date[children.household[older]] < last
    return young


def _first_monday_in_september(year: Count) -> Count:
    """The day numbers of the first Monday in September, for years counted from 1970; day 0 was a Thursday."""
    first = (year * 12 + 8).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    days: Count = first + (4 - first) % 7
    return days


def assess_childcare(batch: Batch, family: Family, works_16: Flag, rates: Rates) -> Pence:
    """Work out the childcare charges of every household; ``works_16`` says who works 16 hours, shape ``(2, n)``."""
    adults, children, group = batch.adults, batch.children, family.group
    paid = family.own & (children.childcare > 0)
    if not paid.any():
        return np.zeros(len(batch), dtype=np.int64)
    incapacitated = (
        (adults.work_capability != WorkCapability.NONE)
        | (adults.esa != Esa.NONE)
        | has(adults.disability_benefits, ANY_DISABILITY)
        | incapable(batch)
    )
    # Someone on statutory pay or Maternity Allowance is treated as still in the work that it is paid for (reg 28(14)),
    # which is taken to be enough hours where no job was entered.
    on_leave = WORK_LEAVE[batch.incomes.kind] & (batch.incomes.amount > 0)
    leave = [batch.group(batch.incomes).any(on_leave & (batch.incomes.of == person)) for person in (0, 1)]
    works_16 = works_16 | (np.stack(leave) & ~adults.employed & ~adults.self_employed)
    single = ~adults.present[1]
    qualifies = (works_16[0] & (single | works_16[1] | incapacitated[1])) | (works_16[1] & incapacitated[0])
    paid = _young_enough_for_childcare(batch, paid, rates)
    weekly = per_week(children.childcare, PAYMENTS_A_YEAR[children.childcare_per])
    return childcare_disregard_pw(
        charges_entered_pw=group.sum(np.where(paid, weekly, 0)),
        children_in_care=group.count(paid),
        why_none_counts=first_reason(~qualifies, ~group.any(paid)),
        one_child=rates.money("hb.childcare_disregard.max_one_child"),
        two_or_more=rates.money("hb.childcare_disregard.max_two_or_more"),
    )
