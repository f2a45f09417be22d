"""Income in Housing Benefit: earnings after each disregard, other income, and income from savings (HB Regs 2006 regs
25-52, Schs 4-6; HB (SPC) Regs 2006 regs 25-44, Schs 4-6).

Not covered:

- the £20 of special employments: part-time fire-fighters, coastguards, lifeboats, reserve forces (HB Regs 2006 Sch 4
  para 8; HB (SPC) Regs 2006 Sch 4 para 3)
- under the regulations for pension age, the £20 for disability without a severe disability premium, and the additional
  disregard for disabled workers (HB (SPC) Regs 2006 Sch 4 paras 5, 9)
- averaging of earnings, notional income and notional capital (HB Regs 2006 regs 29-32, 42, 49)
- the overall limit of £20 on disregards of war pensions, student income and bereavement benefits (HB Regs 2006 Sch 5
  para 34)
- childcare left over after earnings, which came off tax credits (HB Regs 2006 reg 27(2))
- a council's own scheme that disregards more of a war pension (HB Regs 2006 Sch 5 para 15)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.applicable_amount import (
    ANY_DISABILITY,
    CHILD_DISABILITY,
    EVERY_WEEK,
    ApplicableAmount,
    RentWeeks,
    carers,
    incapable,
)
from benefitcalc.benefit_cap import SPECIFIED_ACCOMMODATION, tenure_mask
from benefitcalc.columns import (
    AFIP,
    INCOME_KINDS,
    Batch,
    Esa,
    Tenure,
    WorkCapability,
    has,
    income_mask,
)
from benefitcalc.family import Family
from benefitcalc.money import Count, Flag, Pence, Why, first_reason, not_below_zero, round_half_up
from benefitcalc.net_pay import assess_net_pay
from benefitcalc.periods import PAYMENTS_A_YEAR, per_week
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule, said_by

STATUTORY_PAY = income_mask("statutory_sick_pay", "statutory_maternity_pay")
WORK_LEAVE = income_mask("statutory_sick_pay", "statutory_maternity_pay", "maternity_allowance")
NEW_STYLE_ESA = income_mask("new_style_esa")
STUDENT_INCOME = income_mask("student_income")
LODGER = income_mask("lodger")
BOARDER = income_mask("boarder")
SPOUSAL_MAINTENANCE = income_mask("spousal_maintenance")
WIDOWED_PARENT = income_mask("widowed_parents_allowance")
WAR_PENSION = income_mask("war_pension")
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
    "severe_disablement_allowance",
    "incapacity_benefit",
    "war_pension",
    "lodger",
    "boarder",
)
TAX_CREDITS = income_mask("child_tax_credit", "working_tax_credit")
"""Counted under the regulations for working age only."""
SPECIFIED_OR_TEMPORARY = SPECIFIED_ACCOMMODATION | tenure_mask(Tenure.TEMPORARY_ACCOMMODATION)
CARER_OF_COUPLE = 10_00
"""The most of a non-carer's earnings that is ignored beside a carer's (SI 2006/213 Sch 4 para 5)."""
PARTNER_OF_PERMITTED_WORKER = 20_00
"""The most of the other one's earnings that is ignored beside permitted work (SI 2006/213 Sch 4 para 10A(4))."""
NO_CHILDCARE = (
    "no charge for childcare was given",
    "it needs 16 hours of work, of both of a couple unless one is incapacitated",
    "the children who are paid for are too old",
)
"""Why no charge for childcare counts."""
_FULL_HELP = "it does not count beside a benefit that brings full help"
_ACCOMMODATION = "hb.earnings_disregard.specified_or_temporary_accommodation"


@rule(
    "Earnings from employment",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 33, 36; HB (SPC) Regs 2006 regs 33, 36",
    nil="no pay from a job",
    each="adult",
)
def employed_earnings_pw(*, net_pay: Pence, pension_contribution: Pence, payments_a_year: Count) -> Pence:
    """Pay by the week after tax, National Insurance and half of the pension contribution: half of it is added back.

    Shape ``(2, n)``. In halfpence until the week is rounded, so that the half is exact (contract, reading 4).
    """
    return per_week(not_below_zero(2 * net_pay + pension_contribution), payments_a_year, of=2)


@rule(
    "Earnings from self-employment",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 38; HB (SPC) Regs 2006 reg 39",
    nil="no self-employment",
    each="adult",
)
def self_employed_earnings_pw(*, net_profit: Pence, payments_a_year: Count) -> Pence:
    """Profit by the week after expenses, tax, National Insurance and pension contributions.

    Shape ``(2, n)``.
    """
    return per_week(net_profit, payments_a_year)


@rule(
    "Statutory pay",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 35(1)(i); HB (SPC) Regs 2006 reg 35(1)",
    nil="no statutory sick or maternity pay",
    each="adult",
)
def statutory_pay_pw(*, statutory_pay_entered_pw: Pence) -> Pence:
    """Statutory sick and maternity pay by the week, which count as earnings.

    Shape ``(2, n)``.
    """
    return statutory_pay_entered_pw


@rule(
    "Earnings",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 36; HB (SPC) Regs 2006 reg 36",
    nil="no earnings",
    each="adult",
)
def earnings_pw(*, employed_earnings_pw: Pence, self_employed_earnings_pw: Pence, statutory_pay_pw: Pence) -> Pence:
    """What each person earns in a week.

    Shape ``(2, n)``.
    """
    return employed_earnings_pw + self_employed_earnings_pw + statutory_pay_pw


@rule(
    "Carer's earnings disregard",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 4 paras 4-5; HB (SPC) Regs 2006 Sch 4 para 4",
    nil="no carer has earnings",
)
def carers_earnings_disregard_pw(
    *, earnings_of_carers_pw: Pence, earnings_of_the_other_pw: Pence, has_carer: Flag, most: MoneyRate
) -> Pence:
    """A carer's own earnings up to 20.00, then up to 10.00 of a partner's who is no carer within the same 20.00."""
    own = np.minimum(earnings_of_carers_pw, int(most))
    others = np.minimum(np.minimum(earnings_of_the_other_pw, CARER_OF_COUPLE), int(most) - own)
    return np.where(has_carer, own + others, 0)


@rule(
    "Permitted work disregard",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 4 para 10A",
    nil="nobody on Employment and Support Allowance works within its limits",
)
def permitted_work_disregard_pw(
    *, permitted_earnings_pw: Pence, earnings_of_the_other_pw: Pence, works_within_limits: Flag, limit: MoneyRate
) -> Pence:
    """All that a person on contributory Employment and Support Allowance earns in permitted work, and up to 20.00 of
    the other's earnings within the same limit.
    """
    room = not_below_zero(int(limit) - permitted_earnings_pw)
    others = np.minimum(np.minimum(earnings_of_the_other_pw, PARTNER_OF_PERMITTED_WORKER), room)
    return np.where(works_within_limits, np.minimum(permitted_earnings_pw, int(limit)) + others, 0)


@rule(
    "Earnings disregard",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 4 paras 3-10A; HB (SPC) Regs 2006 Sch 4 paras 1-5, 7",
)
def earnings_disregard_pw(
    *,
    couple: Flag,
    lone_parent: Flag,
    has_premium_or_component: Flag,
    carers_earnings_disregard_pw: Pence,
    permitted_work_disregard_pw: Pence,
    for_single: MoneyRate,
    for_couple: MoneyRate,
    for_lone_parent: MoneyRate,
    for_premium: MoneyRate,
) -> Pence:
    """The highest that applies, once for the household: lone parent; a disability premium, severe disability premium or
    component; a carer; permitted work; otherwise the ordinary one of a couple or single person.
    """
    ordinary = np.where(couple, int(for_couple), int(for_single))
    ordinary = np.where(has_premium_or_component, int(for_premium), ordinary)
    ordinary = np.where(lone_parent, int(for_lone_parent), ordinary)
    return np.maximum(np.maximum(ordinary, carers_earnings_disregard_pw), permitted_work_disregard_pw)


@rule(
    "Earnings disregard in specified or temporary accommodation",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 4 para 18; SI 2026/753; SI 2026/978",
    nil="nobody of working age earns and lives in such accommodation",
)
def accommodation_disregard_pw(
    *,
    in_such_accommodation: Flag,
    couple: Flag,
    either_18_or_over: Flag,
    either_25_or_over: Flag,
    single_under_25: MoneyRate,
    single_25_or_over: MoneyRate,
    couple_both_under_18: MoneyRate,
    couple_under_25: MoneyRate,
    couple_25_or_over: MoneyRate,
) -> Pence:
    """An amount by age, added to the ordinary disregard, so that Housing Benefit begins to fall where Universal Credit
    ends.
    """
    young_couple = np.where(either_18_or_over, int(couple_under_25), int(couple_both_under_18))
    for_couple = np.where(either_25_or_over, int(couple_25_or_over), young_couple)
    for_single = np.where(either_25_or_over, int(single_25_or_over), int(single_under_25))
    return np.where(in_such_accommodation, np.where(couple, for_couple, for_single), 0)


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
    """The charges for each child by the week, together up to the most for one child, or for two or more."""
    most = np.where(children_in_care >= 2, int(two_or_more), int(one_child))
    return np.where(why_none_counts > 0, 0, np.minimum(charges_entered_pw, most))


@rule(
    "Additional earnings disregard",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 4 para 17; HB (SPC) Regs 2006 Sch 4 para 9",
    nil=lambda inputs: (
        "earnings do not reach it and all other disregards together"
        if inputs["works_enough_hours"].any()
        else "it needs 30 hours of work, or 16 with a child or a disability premium"
    ),
)
def additional_disregard_pw(
    *,
    works_enough_hours: Flag,
    household_earnings_pw: Pence,
    earnings_disregard_pw: Pence,
    accommodation_disregard_pw: Pence,
    childcare_disregard_pw: Pence,
    additional: MoneyRate,
) -> Pence:
    """One amount for those who work enough hours, where earnings reach it and all other disregards together."""
    others = earnings_disregard_pw + accommodation_disregard_pw + childcare_disregard_pw
    return np.where(works_enough_hours & (household_earnings_pw >= others + int(additional)), int(additional), 0)


@rule(
    "Earnings that count",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 36(2); HB (SPC) Regs 2006 reg 36(1)",
    nil=lambda inputs: _FULL_HELP if inputs["full_help"].any() else "earnings are no more than the disregards",
)
def net_earnings_pw(
    *,
    household_earnings_pw: Pence,
    earnings_disregard_pw: Pence,
    accommodation_disregard_pw: Pence,
    childcare_disregard_pw: Pence,
    additional_disregard_pw: Pence,
    full_help: Flag,
) -> Pence:
    """The earnings of both less every disregard, never below nothing."""
    counted = not_below_zero(
        household_earnings_pw
        - earnings_disregard_pw
        - accommodation_disregard_pw
        - childcare_disregard_pw
        - additional_disregard_pw
    )
    return np.where(full_help, 0, counted)


@rule(
    "Income that counts of each kind",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 31, 40, Sch 5; HB (SPC) Regs 2006 reg 29, Sch 5",
    nil=lambda inputs: (
        "it is no more than its disregard" if inputs["counts"].any() else "this kind of income does not count"
    ),
    each="income",
)
def counted_income_pw(*, income_entered_pw: Pence, disregard_pw: Pence, counts: Flag, is_boarder: Flag) -> Pence:
    """Each income by the week less the disregard of its kind; of a boarder's payment half of the rest.

    Shape ``(incomes,)``.
    """
    rest = not_below_zero(income_entered_pw - disregard_pw)
    return np.where(counts, np.where(is_boarder, round_half_up(rest, 2), rest), 0)


@rule(
    "Student income",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 64(5)",
    nil="no student income over the disregard",
    each="adult",
)
def student_income_pw(*, student_income_entered_pw: Pence, disregard: MoneyRate) -> Pence:
    """Each person's student income by the week less the disregard.

    Shape ``(2, n)``.
    """
    return not_below_zero(student_income_entered_pw - int(disregard))


@rule(
    "Other income",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 31, 40; HB (SPC) Regs 2006 regs 27, 29",
    nil=lambda inputs: _FULL_HELP if inputs["full_help"].any() else "no other income counts",
)
def other_income_pw(
    *, all_counted_income_pw: Pence, all_student_income_pw: Pence, savings_credit_pw: Pence, full_help: Flag
) -> Pence:
    """Everything that counts besides earnings and savings; savings credit counts in full."""
    return np.where(full_help, 0, all_counted_income_pw + all_student_income_pw + savings_credit_pw)


@rule(
    "Income from savings (tariff income)",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 52; HB (SPC) Regs 2006 reg 29(2)",
    nil=lambda inputs: (
        _FULL_HELP
        if inputs["full_help"].any()
        else "savings are above the limit"
        if np.any(inputs["capital"] > inputs["upper_limit"])
        else "savings are no more than is ignored"
    ),
)
def housing_benefit_tariff_income_pw(
    *,
    capital: Pence,
    lower_limit: MoneyRate | Pence,
    upper_limit: MoneyRate | Pence,
    step: MoneyRate | Pence,
    tariff: MoneyRate | Pence,
    full_help: Flag,
) -> Pence:
    """So much for each complete or part step of savings above the lower limit."""
    excess = not_below_zero(capital - lower_limit)
    return np.where(full_help | (capital > upper_limit), 0, -(-excess // step) * tariff)


@rule(
    "Income",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 27, 81; HB (SPC) Regs 2006 regs 30, 62",
    nil="no income counts",
)
def income_pw(
    *,
    net_earnings_pw: Pence,
    other_income_pw: Pence,
    housing_benefit_tariff_income_pw: Pence,
    weeks_in_the_rent_year: Count,
    weeks_with_rent_to_pay: Count,
) -> Pence:
    """All of it together; with rent-free weeks, raised by the weeks of the year over the weeks with rent to pay."""
    weekly = net_earnings_pw + other_income_pw + housing_benefit_tariff_income_pw
    return round_half_up(weekly * weeks_in_the_rent_year, weeks_with_rent_to_pay)


@dataclass(frozen=True, slots=True)
class WeeklyEarnings:
    """What each of claimant and partner earns, shape ``(2, n)``: all of it, and from work alone."""

    earnings: Pence
    from_work: Pence


@dataclass(frozen=True, slots=True)
class Income:
    """Columns of shape ``(n,)``, by the week."""

    net_earnings: Pence
    other_income: Pence
    tariff_income: Pence
    income: Pence


def by_age(pension_age: Flag, key: str, rates: Rates) -> MoneyRate | Pence:
    """The rate of capital for the age of each household; the rate itself where all are alike."""
    older, younger = rates.money(f"hb.capital.pension_age.{key}"), rates.money(f"hb.capital.working_age.{key}")
    if pension_age.all():
        return older
    return np.where(pension_age, int(older), int(younger)) if pension_age.any() else younger


def assess_weekly_earnings(batch: Batch, rates: Rates) -> WeeklyEarnings:
    """Earnings by the week after tax, National Insurance and half of pension contributions."""
    adults, incomes = batch.adults, batch.incomes
    employed = employed_earnings_pw(
        net_pay=assess_net_pay(adults, batch.households.country, rates),
        pension_contribution=adults.pension_contribution,
        payments_a_year=PAYMENTS_A_YEAR[adults.pay_per],
    )
    self_employed = self_employed_earnings_pw(
        net_profit=adults.profit, payments_a_year=PAYMENTS_A_YEAR[adults.profit_per]
    )
    statutory = statutory_pay_pw(statutory_pay_entered_pw=_by_person(batch, STATUTORY_PAY[incomes.kind]))
    earnings = earnings_pw(
        employed_earnings_pw=employed, self_employed_earnings_pw=self_employed, statutory_pay_pw=statutory
    )
    return WeeklyEarnings(earnings, employed + self_employed)


def _by_person(batch: Batch, which: Flag) -> Pence:
    """Those incomes by the week, each to the nearest penny, added up for claimant and partner."""
    incomes, group = batch.incomes, batch.group(batch.incomes)
    if not which.any():
        return np.zeros((2, len(batch)), dtype=np.int64)
    weekly = np.where(which, per_week(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per]), 0)
    return np.array([group.sum(np.where(incomes.of == person, weekly, 0)) for person in (0, 1)])


def _carers_disregard(batch: Batch, earnings: Pence, rates: Rates) -> Pence:
    carer = carers(batch)
    of_carers = np.where(carer, earnings, 0).sum(axis=0)
    return carers_earnings_disregard_pw(
        earnings_of_carers_pw=of_carers,
        earnings_of_the_other_pw=earnings[0] + earnings[1] - of_carers,
        has_carer=carer[0] | carer[1],
        most=rates.money("hb.earnings_disregard.special"),
    )


def _permitted_work(batch: Batch, earned: WeeklyEarnings, working_age: Flag, rates: Rates) -> Pence:
    """Work of under 16 hours within the higher limit, which alone goes with Employment and Support Allowance."""
    adults = batch.adults
    limit = rates.money("hb.permitted_work.higher_limit")
    hours = int(rates.count("hb.non_dependant.remunerative_work_hours")) * 100
    incomes, group = batch.incomes, batch.group(batch.incomes)
    paid = NEW_STYLE_ESA[incomes.kind] & (incomes.amount > 0)
    on_esa = (adults.esa != Esa.NONE) | np.array([group.any(paid & (incomes.of == person)) for person in (0, 1)])
    within = on_esa & working_age & (earned.from_work > 0) & (earned.from_work <= int(limit))
    within &= adults.work_hours + adults.self_employed_hours < hours
    if not within.any():
        return np.zeros(len(batch), dtype=np.int64)
    permitted = np.where(within, earned.from_work, 0)
    both = within[0] & within[1]
    total = earned.earnings[0] + earned.earnings[1]
    return permitted_work_disregard_pw(
        permitted_earnings_pw=permitted[0] + permitted[1],
        earnings_of_the_other_pw=np.where(both, 0, total - permitted[0] - permitted[1]),
        works_within_limits=within[0] | within[1],
        limit=limit,
    )


def _accommodation_disregard(batch: Batch, working_age: Flag, works: Flag, rates: Rates) -> Pence:
    """The disregard of paragraph 18, which began on 5 October 2026."""
    home, adults = batch.households, batch.adults
    there = SPECIFIED_OR_TEMPORARY[home.tenure] & working_age & works
    if rates.get(f"{_ACCOMMODATION}.single_25_or_over") is None or not there.any():
        return np.zeros(len(batch), dtype=np.int64)
    aged_18, aged_25 = (adults.present & (adults.age_on_date >= age) for age in (18, 25))
    return accommodation_disregard_pw(
        in_such_accommodation=there,
        couple=adults.present[1],
        either_18_or_over=aged_18[0] | aged_18[1],
        either_25_or_over=aged_25[0] | aged_25[1],
        single_under_25=rates.money(f"{_ACCOMMODATION}.single_under_25"),
        single_25_or_over=rates.money(f"{_ACCOMMODATION}.single_25_or_over"),
        couple_both_under_18=rates.money(f"{_ACCOMMODATION}.couple_both_under_18"),
        couple_under_25=rates.money(f"{_ACCOMMODATION}.couple_one_18_to_24_none_25"),
        couple_25_or_over=rates.money(f"{_ACCOMMODATION}.couple_one_or_both_25_or_over"),
    )


def _young_enough_for_childcare(batch: Batch, paid: Flag) -> Flag:
    """Of the children who are paid for, whether the date comes before the first Monday in September after the 15th
    birthday, or the 16th of a disabled child (SI 2006/213 reg 28(6)).
    """
    children = batch.children
    young: Flag = paid & (children.age_on_date < 15)
    if (young == paid).all():
        return young
    disabled = has(children.disability_benefits, CHILD_DISABILITY | AFIP) | children.severely_sight_impaired
    born = children.born.astype("datetime64[D]")
    month = born.astype("datetime64[M]")
    year = month.astype("datetime64[Y]").astype(np.int64) + np.where(disabled, 16, 15)
    months = year * 12 + month.astype(np.int64) % 12
    days_before = (born - month.astype("datetime64[D]")).astype(np.int64)
    birthday = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + days_before
    this_year = _first_monday_in_september(year)
    last = np.where(birthday < this_year, this_year, _first_monday_in_september(year + 1))
    before: Flag = paid & (batch.households.date[children.household] < last)
    return before


def _first_monday_in_september(year: Count) -> Count:
    """Day numbers, for years counted from 1970; day 0 was a Thursday."""
    first = (year * 12 + 8).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    days: Count = first + (4 - first) % 7
    return days


def _childcare(batch: Batch, family: Family, works_16: Flag, rates: Rates) -> Pence:
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
    paid = _young_enough_for_childcare(batch, paid)
    weekly = per_week(children.childcare, PAYMENTS_A_YEAR[children.childcare_per])
    return childcare_disregard_pw(
        charges_entered_pw=group.sum(np.where(paid, weekly, 0)),
        children_in_care=group.count(paid),
        why_none_counts=first_reason(~qualifies, ~group.any(paid)),
        one_child=rates.money("hb.childcare_disregard.max_one_child"),
        two_or_more=rates.money("hb.childcare_disregard.max_two_or_more"),
    )


def _net_earnings(
    batch: Batch, family: Family, rates: Rates, *, pension_age: Flag, applicable: ApplicableAmount, full_help: Flag
) -> Pence:
    """Earnings less the one disregard, the accommodation's, childcare and the additional one, in this order."""
    adults, working_age = batch.adults, ~pension_age
    earned = assess_weekly_earnings(batch, rates)
    household_earnings = earned.earnings[0] + earned.earnings[1]
    if not household_earnings.any():
        return household_earnings
    couple = adults.present[1]
    hours = adults.work_hours + adults.self_employed_hours
    works_16 = hours >= int(rates.count("hb.non_dependant.remunerative_work_hours")) * 100
    works_30 = (hours >= int(rates.count("hb.earnings_disregard.additional.hours")) * 100) & (adults.age_on_date >= 25)
    disregard = earnings_disregard_pw(
        couple=couple,
        lone_parent=family.responsible & ~couple,
        has_premium_or_component=applicable.disability_premium
        | applicable.severe_disability_premium
        | applicable.component,
        carers_earnings_disregard_pw=_carers_disregard(batch, earned.earnings, rates),
        permitted_work_disregard_pw=_permitted_work(batch, earned, working_age, rates),
        for_single=rates.money("hb.earnings_disregard.single"),
        for_couple=rates.money("hb.earnings_disregard.couple"),
        for_lone_parent=rates.money("hb.earnings_disregard.lone_parent"),
        for_premium=rates.money("hb.earnings_disregard.special"),
    )
    accommodation = _accommodation_disregard(batch, working_age, household_earnings > 0, rates)
    childcare = _childcare(batch, family, works_16, rates)
    for_16_hours = family.responsible | applicable.disability_premium | applicable.component
    additional = additional_disregard_pw(
        works_enough_hours=works_30[0] | works_30[1] | ((works_16[0] | works_16[1]) & for_16_hours),
        household_earnings_pw=household_earnings,
        earnings_disregard_pw=disregard,
        accommodation_disregard_pw=accommodation,
        childcare_disregard_pw=childcare,
        additional=rates.money("hb.earnings_disregard.additional"),
    )
    return net_earnings_pw(
        household_earnings_pw=household_earnings,
        earnings_disregard_pw=disregard,
        accommodation_disregard_pw=accommodation,
        childcare_disregard_pw=childcare,
        additional_disregard_pw=additional,
        full_help=full_help,
    )


def _disregards(rates: Rates, family: Family, batch: Batch) -> Pence:
    """What is taken off each income, by its kind; of maintenance only where there is a child."""
    kind = batch.incomes.kind
    by_kind = np.zeros(len(INCOME_KINDS), dtype=np.int64)
    by_kind[WIDOWED_PARENT] = int(rates.money("hb.income_disregard.widowed_parents_allowance"))
    by_kind[WAR_PENSION] = int(rates.money("hb.income_disregard.war_pension"))
    by_kind[LODGER] = int(rates.money("hb.income_disregard.subtenant"))
    by_kind[BOARDER] = int(rates.money("hb.income_disregard.boarder_fixed"))
    maintenance = SPOUSAL_MAINTENANCE[kind] & family.responsible[batch.incomes.household]
    if not maintenance.any():
        return by_kind[kind]
    # Several payments count as one (SI 2006/213 Sch 5 para 47(2)): each takes what those before it have left.
    weekly = per_week(batch.incomes.amount, PAYMENTS_A_YEAR[batch.incomes.amount_per])
    used = batch.group(batch.incomes).before(np.where(maintenance, weekly, 0))
    left = not_below_zero(int(rates.money("hb.income_disregard.maintenance_adult")) - used)
    return np.where(maintenance, left, by_kind[kind])


def _other_income(
    batch: Batch, family: Family, rates: Rates, *, pension_age: Flag, savings_credit_pw: Pence, full_help: Flag
) -> Pence:
    incomes, group = batch.incomes, batch.group(batch.incomes)
    counts = COUNTED[incomes.kind] | (TAX_CREDITS[incomes.kind] & ~pension_age[incomes.household])
    counted = counted_income_pw(
        income_entered_pw=per_week(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per]),
        disregard_pw=_disregards(rates, family, batch),
        counts=counts,
        is_boarder=BOARDER[incomes.kind],
    )
    student = np.zeros(len(batch), dtype=np.int64)
    is_student = STUDENT_INCOME[incomes.kind]
    if is_student.any():
        each = student_income_pw(
            student_income_entered_pw=_by_person(batch, is_student),
            disregard=rates.money("hb.income_disregard.student_loan"),
        )
        student = each[0] + each[1]
    return other_income_pw(
        all_counted_income_pw=group.sum(counted),
        all_student_income_pw=student,
        savings_credit_pw=savings_credit_pw,
        full_help=full_help,
    )


def assess_income(
    batch: Batch,
    family: Family,
    rates: Rates,
    *,
    pension_age: Flag,
    applicable: ApplicableAmount,
    full_help: Flag,
    savings_credit_pw: Pence,
    weeks: RentWeeks = EVERY_WEEK,
) -> Income:
    """Income of every household, of either age, and none where a benefit brings full help."""
    if full_help.all():
        net_earnings = other = tariff = np.zeros(len(batch), dtype=np.int64)
    else:
        net_earnings = _net_earnings(
            batch, family, rates, pension_age=pension_age, applicable=applicable, full_help=full_help
        )
        other = _other_income(
            batch,
            family,
            rates,
            pension_age=pension_age,
            savings_credit_pw=savings_credit_pw,
            full_help=full_help,
        )
        tariff = housing_benefit_tariff_income_pw(
            capital=batch.households.capital,
            lower_limit=by_age(pension_age, "lower_limit", rates),
            upper_limit=by_age(pension_age, "upper_limit", rates),
            step=by_age(pension_age, "tariff_step", rates),
            tariff=by_age(pension_age, "tariff_amount", rates),
            full_help=full_help,
        )
    total = income_pw(
        net_earnings_pw=net_earnings,
        other_income_pw=other,
        housing_benefit_tariff_income_pw=tariff,
        weeks_in_the_rent_year=weeks.in_year,
        weeks_with_rent_to_pay=weeks.charged,
    )
    return Income(net_earnings, other, tariff, total)
