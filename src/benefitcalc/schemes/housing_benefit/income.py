"""Income in Housing Benefit: the earnings that count, other income after each disregard, and income from savings (HB
Regs 2006 regs 25-52, Schs 5, 6; HB (SPC) Regs 2006 regs 25-44, Schs 5, 6).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import INCOME_KINDS, Batch, income_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence, not_below_zero, round_half_up
from benefitcalc.periods import PAYMENTS_A_YEAR, per_week
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.housing_benefit.applicable_amount import ApplicableAmount
from benefitcalc.schemes.housing_benefit.earnings import FULL_HELP, assess_net_earnings, incomes_by_person
from benefitcalc.schemes.housing_benefit.rent_weeks import EVERY_WEEK, RentWeeks

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
"""Only the regulations for working age count them."""


@rule(
    "Income that counts of each kind",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 31, 40, Sch 5; HB (SPC) Regs 2006 reg 29, Sch 5",
    nil=lambda inputs: (
        "it is no more than its disregard" if inputs["counts"].any() else "this kind of income does not count"
    ),
    each="income",
)
def counted_income_pw(
    *, income_entered_pw: Pence, disregard_pw: Pence, counts: Flag, is_boarder: Flag, share_left_to_boarders: ShareRate
) -> Pence:
    """Each income counts by the week, less the disregard of its kind; of a boarder's payment half of the
    rest counts.

    Shape ``(incomes,)``.
    """
    rest = not_below_zero(income_entered_pw - disregard_pw)
    share = 1 - share_left_to_boarders
    of_boarder = round_half_up(rest * share.numerator, share.denominator)
    return np.where(counts, np.where(is_boarder, of_boarder, rest), 0)


@rule(
    "Student income",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 64(5)",
    nil="no student income over the disregard",
    each="adult",
)
def student_income_pw(*, student_income_entered_pw: Pence, disregard: MoneyRate) -> Pence:
    """Each person's student income counts by the week, less the disregard.

    Shape ``(2, n)``.
    """
    return not_below_zero(student_income_entered_pw - int(disregard))


@rule(
    "Other income",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 31, 40; HB (SPC) Regs 2006 regs 27, 29",
    nil=lambda inputs: FULL_HELP if inputs["full_help"].any() else "no other income counts",
)
def other_income_pw(
    *, all_counted_income_pw: Pence, all_student_income_pw: Pence, savings_credit_pw: Pence, full_help: Flag
) -> Pence:
    """Everything that counts besides earnings and savings is added up; savings credit counts in full."""
    return np.where(full_help, 0, all_counted_income_pw + all_student_income_pw + savings_credit_pw)


@rule(
    "Income from savings (tariff income)",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 52; HB (SPC) Regs 2006 reg 29(2)",
    nil=lambda inputs: (
        FULL_HELP
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
    """Each complete or part step of savings above the lower limit counts as a fixed income."""
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
    """Earnings, other income and income from savings are added up. Where the rent has free weeks, the sum is multiplied
    by the weeks of the year and divided by the weeks with rent to pay.
    """
    weekly = net_earnings_pw + other_income_pw + housing_benefit_tariff_income_pw
    return round_half_up(weekly * weeks_in_the_rent_year, weeks_with_rent_to_pay)


@dataclass(frozen=True, slots=True)
class Income:
    """Columns of shape ``(n,)``, by the week."""

    net_earnings: Pence
    other_income: Pence
    tariff_income: Pence
    income: Pence


def by_age(pension_age: Flag, key: str, rates: Rates) -> MoneyRate | Pence:
    """The rate of capital for the age of each household, or the rate itself where all are of one kind."""
    older, younger = rates.money(f"hb.capital.pension_age.{key}"), rates.money(f"hb.capital.working_age.{key}")
    if pension_age.all():
        return older
    return np.where(pension_age, int(older), int(younger)) if pension_age.any() else younger


def _disregards(rates: Rates, family: Family, batch: Batch) -> Pence:
    """What comes off each income, by its kind; off maintenance only where there is a child."""
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
        share_left_to_boarders=rates.share("hb.income_disregard.boarder_percent_of_rest"),
    )
    student = np.zeros(len(batch), dtype=np.int64)
    is_student = STUDENT_INCOME[incomes.kind]
    if is_student.any():
        each = student_income_pw(
            student_income_entered_pw=incomes_by_person(batch, is_student),
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
    """Work out the income of every household, under the regulations for its age; it is none where a benefit brings full
    help.
    """
    if full_help.all():
        net_earnings = other = tariff = np.zeros(len(batch), dtype=np.int64)
    else:
        net_earnings = assess_net_earnings(
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
