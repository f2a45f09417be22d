"""Earnings in Housing Benefit: earnings by the week, less childcare and each disregard (HB Regs 2006 regs 27, 33-39,
Sch 4; HB (SPC) Regs 2006 regs 30, 33-39, Sch 4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.case import SPECIFIED_ACCOMMODATION, Tenure
from benefitcalc.columns import Batch, Esa, WorkCapability, income_mask, tenure_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence, not_below_zero
from benefitcalc.periods import PAYMENTS_A_YEAR, per_week
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.disability import carers, sick_or_disabled
from benefitcalc.schemes.housing_benefit.applicable_amount import ADULT_AGE, HIGHER_RATE_AGE, ApplicableAmount
from benefitcalc.schemes.housing_benefit.childcare import assess_childcare
from benefitcalc.schemes.net_pay import net_pay_of

STATUTORY_PAY = income_mask("statutory_sick_pay", "statutory_maternity_pay")
NEW_STYLE_ESA = income_mask("new_style_esa")
SPECIFIED_OR_TEMPORARY = tenure_mask(SPECIFIED_ACCOMMODATION | {Tenure.TEMPORARY_ACCOMMODATION})
FULL_HELP = "it does not count beside a benefit that brings full help"
_ACCOMMODATION = "hb.earnings_disregard.specified_or_temporary_accommodation"


@rule(
    "Earnings from employment",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 33, 36; HB (SPC) Regs 2006 regs 33, 36",
    nil="no pay from a job",
    each="adult",
)
def employed_earnings_pw(*, net_pay: Pence, pension_contribution: Pence, payments_a_year: Count) -> Pence:
    """Each person earns this much a week from a job, after tax, National Insurance and half of the pension
    contribution.

    Shape ``(2, n)``. The other half of the contribution is added back to the net pay. The sum is in halfpence until the
    week is rounded, so that the half is exact (contract, reading 4).
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
    """Each person makes this profit a week, after expenses, tax, National Insurance and pension contributions.

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
    """Statutory sick pay and statutory maternity pay count as earnings of the week.

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
    """Each person earns this much in a week.

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
    *,
    earnings_of_carers_pw: Pence,
    earnings_of_the_other_pw: Pence,
    has_carer: Flag,
    most: MoneyRate,
    most_of_the_other: MoneyRate,
) -> Pence:
    """A carer's own earnings are left out up to £20.00. What the carer does not use of that is left out of a partner's
    earnings, up to £10.00, if the partner is no carer.
    """
    own = np.minimum(earnings_of_carers_pw, int(most))
    others = np.minimum(np.minimum(earnings_of_the_other_pw, int(most_of_the_other)), int(most) - own)
    return np.where(has_carer, own + others, 0)


@rule(
    "Permitted work disregard",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 4 para 10A",
    nil="nobody on Employment and Support Allowance works within its limits",
)
def permitted_work_disregard_pw(
    *,
    permitted_earnings_pw: Pence,
    earnings_of_the_other_pw: Pence,
    works_within_limits: Flag,
    limit: MoneyRate,
    most_of_the_other: MoneyRate,
) -> Pence:
    """All that a person on contributory Employment and Support Allowance earns in permitted work is left out, and up to
    £20.00 of the other's earnings within the same limit.
    """
    room = not_below_zero(int(limit) - permitted_earnings_pw)
    others = np.minimum(np.minimum(earnings_of_the_other_pw, int(most_of_the_other)), room)
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
    disabled_or_incapable: Flag,
    carers_earnings_disregard_pw: Pence,
    permitted_work_disregard_pw: Pence,
    for_single: MoneyRate,
    for_couple: MoneyRate,
    for_lone_parent: MoneyRate,
    for_disability: MoneyRate,
) -> Pence:
    """The household has the highest disregard that applies, once: for a lone parent, for disability or incapacity, for
    a carer, for permitted work, or otherwise the ordinary one of a couple or single person.

    At working age a disability premium, a severe disability premium or a component shows disability. At pension age a
    benefit of claimant or partner, certified blindness or limited capability for work shows it.
    """
    ordinary = np.where(couple, int(for_couple), int(for_single))
    ordinary = np.where(disabled_or_incapable, int(for_disability), ordinary)
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
    lone_parent: Flag,
    either_18_or_over: Flag,
    either_25_or_over: Flag,
    single_under_25: MoneyRate,
    single_25_or_over: MoneyRate,
    lone_parent_under_25: MoneyRate,
    lone_parent_25_or_over: MoneyRate,
    couple_both_under_18: MoneyRate,
    couple_under_25: MoneyRate,
    couple_25_or_over: MoneyRate,
) -> Pence:
    """In specified or temporary accommodation an amount by age is added to the ordinary disregard, so that Housing
    Benefit begins to fall where Universal Credit ends.
    """
    young_couple = np.where(either_18_or_over, int(couple_under_25), int(couple_both_under_18))
    for_couple = np.where(either_25_or_over, int(couple_25_or_over), young_couple)
    for_single = np.where(either_25_or_over, int(single_25_or_over), int(single_under_25))
    for_lone_parent = np.where(either_25_or_over, int(lone_parent_25_or_over), int(lone_parent_under_25))
    for_one = np.where(lone_parent, for_lone_parent, for_single)
    return np.where(in_such_accommodation, np.where(couple, for_couple, for_one), 0)


@rule(
    "Additional earnings disregard",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 4 para 17; HB (SPC) Regs 2006 Sch 4 para 9",
    nil=lambda inputs: (
        "earnings are less than this disregard and all others together"
        if inputs["works_enough_hours"].any()
        else "somebody must work 30 hours, or 16 with a child or a disability premium"
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
    """Those who work enough hours have one more disregard, where their earnings are as much as it and all other
    disregards together.
    """
    others = earnings_disregard_pw + accommodation_disregard_pw + childcare_disregard_pw
    return np.where(works_enough_hours & (household_earnings_pw >= others + int(additional)), int(additional), 0)


@rule(
    "Earnings that count",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 36(2); HB (SPC) Regs 2006 reg 36(1)",
    nil=lambda inputs: FULL_HELP if inputs["full_help"].any() else "earnings are no more than the disregards",
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
    """The earnings of both count, less every disregard, and never below nothing."""
    counted = not_below_zero(
        household_earnings_pw
        - earnings_disregard_pw
        - accommodation_disregard_pw
        - childcare_disregard_pw
        - additional_disregard_pw
    )
    return np.where(full_help, 0, counted)


@dataclass(frozen=True, slots=True)
class WeeklyEarnings:
    """What claimant and partner each earn, shape ``(2, n)``: all of it, and the part that comes from work."""

    earnings: Pence
    from_work: Pence


def incomes_by_person(batch: Batch, which: Flag) -> Pence:
    """The incomes of those kinds by the week, each to the nearest penny, added up for the claimant and
    for the partner.
    """
    incomes, group = batch.incomes, batch.group(batch.incomes)
    if not which.any():
        return np.zeros((2, len(batch)), dtype=np.int64)
    weekly = np.where(which, per_week(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per]), 0)
    return np.array([group.sum(np.where(incomes.of == person, weekly, 0)) for person in (0, 1)])


def assess_weekly_earnings(batch: Batch, rates: Rates) -> WeeklyEarnings:
    """Work out the earnings of a week after tax, National Insurance and half of pension contributions."""
    adults, incomes = batch.adults, batch.incomes
    employed = employed_earnings_pw(
        net_pay=net_pay_of(batch, rates),
        pension_contribution=adults.pension_contribution,
        payments_a_year=PAYMENTS_A_YEAR[adults.pay_per],
    )
    self_employed = self_employed_earnings_pw(
        net_profit=adults.profit, payments_a_year=PAYMENTS_A_YEAR[adults.profit_per]
    )
    statutory = statutory_pay_pw(statutory_pay_entered_pw=incomes_by_person(batch, STATUTORY_PAY[incomes.kind]))
    earnings = earnings_pw(
        employed_earnings_pw=employed, self_employed_earnings_pw=self_employed, statutory_pay_pw=statutory
    )
    return WeeklyEarnings(earnings, employed + self_employed)


def _carers_disregard(batch: Batch, earnings: Pence, rates: Rates) -> Pence:
    carer = carers(batch)
    of_carers = np.where(carer, earnings, 0).sum(axis=0)
    return carers_earnings_disregard_pw(
        earnings_of_carers_pw=of_carers,
        earnings_of_the_other_pw=earnings[0] + earnings[1] - of_carers,
        has_carer=carer[0] | carer[1],
        most=rates.money("hb.earnings_disregard.special"),
        most_of_the_other=rates.money("hb.earnings_disregard.partner_of_carer"),
    )


def _permitted_work(batch: Batch, earned: WeeklyEarnings, working_age: Flag, rates: Rates) -> Pence:
    """Whose work is permitted beside Employment and Support Allowance: under 16 hours a week, within the
    higher limit.
    """
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
        most_of_the_other=rates.money("hb.earnings_disregard.partner_of_permitted_worker"),
    )


def _of_paragraph_5(batch: Batch) -> Flag:
    """Whether claimant or partner meets a condition of HB (SPC) Regs 2006 Sch 4 para 5(1). Capability for work is
    decided after the assessment phase.
    """
    either = sick_or_disabled(batch) | (batch.adults.work_capability != WorkCapability.NONE)
    met: Flag = either[0] | either[1]
    return met


def _accommodation_disregard(batch: Batch, family: Family, working_age: Flag, rates: Rates) -> Pence:
    """The disregard of paragraph 18, which began on 5 October 2026."""
    home, adults = batch.households, batch.adults
    there = SPECIFIED_OR_TEMPORARY[home.tenure] & working_age
    if rates.get(f"{_ACCOMMODATION}.single_25_or_over") is None or not there.any():
        return np.zeros(len(batch), dtype=np.int64)
    ages = (int(rates.count(ADULT_AGE)), int(rates.count(HIGHER_RATE_AGE)))
    aged_18, aged_25 = (adults.present & (adults.age_on_date >= age) for age in ages)
    return accommodation_disregard_pw(
        in_such_accommodation=there,
        couple=adults.present[1],
        lone_parent=family.responsible & ~adults.present[1],
        either_18_or_over=aged_18[0] | aged_18[1],
        either_25_or_over=aged_25[0] | aged_25[1],
        single_under_25=rates.money(f"{_ACCOMMODATION}.single_under_25"),
        single_25_or_over=rates.money(f"{_ACCOMMODATION}.single_25_or_over"),
        lone_parent_under_25=rates.money(f"{_ACCOMMODATION}.lone_parent_under_25"),
        lone_parent_25_or_over=rates.money(f"{_ACCOMMODATION}.lone_parent_25_or_over"),
        couple_both_under_18=rates.money(f"{_ACCOMMODATION}.couple_both_under_18"),
        couple_under_25=rates.money(f"{_ACCOMMODATION}.couple_one_18_to_24_none_25"),
        couple_25_or_over=rates.money(f"{_ACCOMMODATION}.couple_one_or_both_25_or_over"),
    )


def assess_net_earnings(
    batch: Batch, family: Family, rates: Rates, *, pension_age: Flag, applicable: ApplicableAmount, full_help: Flag
) -> Pence:
    """Work out what counts of the earnings, less the one disregard, the one for the accommodation, childcare and the
    additional one, in this order.
    """
    adults, working_age = batch.adults, ~pension_age
    earned = assess_weekly_earnings(batch, rates)
    household_earnings = earned.earnings[0] + earned.earnings[1]
    if not household_earnings.any():
        return household_earnings
    couple = adults.present[1]
    hours = adults.work_hours + adults.self_employed_hours
    works_16 = hours >= int(rates.count("hb.non_dependant.remunerative_work_hours")) * 100
    works_30 = hours >= int(rates.count("hb.earnings_disregard.additional.hours")) * 100
    works_30 &= adults.age_on_date >= int(rates.count("hb.earnings_disregard.additional.age"))
    premium_or_component = applicable.disability_premium | applicable.severe_disability_premium | applicable.component
    disregard = earnings_disregard_pw(
        couple=couple,
        lone_parent=family.responsible & ~couple,
        disabled_or_incapable=np.where(pension_age, _of_paragraph_5(batch), premium_or_component),
        carers_earnings_disregard_pw=_carers_disregard(batch, earned.earnings, rates),
        permitted_work_disregard_pw=_permitted_work(batch, earned, working_age, rates),
        for_single=rates.money("hb.earnings_disregard.single"),
        for_couple=rates.money("hb.earnings_disregard.couple"),
        for_lone_parent=rates.money("hb.earnings_disregard.lone_parent"),
        for_disability=rates.money("hb.earnings_disregard.special"),
    )
    accommodation = _accommodation_disregard(batch, family, working_age, rates)
    childcare = assess_childcare(batch, family, works_16, rates)
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
