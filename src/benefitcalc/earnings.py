"""Earned income for Universal Credit: pay, self-employment, statutory pay and the minimum income floor (UC Regs
2013 regs 51-64).

Not covered:

- surplus earnings of an earlier award, and losses carried forward (UC Regs 2013 regs 54A, 57A)
- the period in which pay is counted: enter what was received in the assessment period (UC Regs 2013 reg 61)
- who is gainfully self-employed and outside a start-up period: it is entered (UC Regs 2013 regs 63, 64)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import Batch, Country, income_mask
from benefitcalc.money import Count, Flag, Pence, Share, down_to_pound, not_below_zero, round_half_up
from benefitcalc.net_pay import Bands, assess_net_pay, banded, income_tax_bands
from benefitcalc.periods import PAYMENTS_A_YEAR, per_month
from benefitcalc.rates import Rates
from benefitcalc.rules import Unit, rule

STATUTORY_PAY = income_mask("statutory_sick_pay", "statutory_maternity_pay")
PARTNER_HOURS = 35_00
"""Hundredths of an hour a week expected of a partner who is not self-employed (readings 23)."""


@rule(
    "Earnings from employment",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 54, 55",
    nil="no pay from a job",
    each="adult",
)
def employed_earnings_pm(*, net_pay: Pence, payments_a_year: Count) -> Pence:
    """Pay by the month after tax, National Insurance and pension contributions.

    Shape ``(2, n)``.
    """
    return per_month(not_below_zero(net_pay), payments_a_year)


@rule(
    "Earnings from self-employment",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 57",
    nil="no self-employment",
    each="adult",
)
def self_employed_earnings_pm(*, net_profit: Pence, payments_a_year: Count) -> Pence:
    """Profit by the month after expenses, tax, National Insurance and pension contributions.

    Shape ``(2, n)``.
    """
    return per_month(net_profit, payments_a_year)


@rule(
    "Statutory pay",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 55(4)",
    nil="no statutory sick or maternity pay",
    each="adult",
)
def statutory_pay_pm(*, statutory_pay_entered: Pence) -> Pence:
    """Statutory sick and maternity pay by the month, which count as earnings.

    Shape ``(2, n)``.
    """
    return statutory_pay_entered


@rule("Earnings", unit=Unit.PENCE_PM, law="UC Regs 2013 reg 52", nil="no earnings", each="adult")
def actual_earnings_pm(
    *, employed_earnings_pm: Pence, self_employed_earnings_pm: Pence, statutory_pay_pm: Pence
) -> Pence:
    """What each person earns in the month, before any minimum income floor.

    Shape ``(2, n)``.
    """
    return employed_earnings_pm + self_employed_earnings_pm + statutory_pay_pm


@rule(
    "Gross earnings expected of the self-employed",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 62(2), 90; UC Regs 2013 reg 6(1A)",
    each="adult",
)
def individual_threshold_pm(*, hourly_minimum_wage: Pence, expected_hours: Count) -> Pence:
    """The minimum wage for the person's age times the hours expected, by the month, down to a whole pound.

    Hours in hundredths; shapes ``(2, n)``.
    """
    return down_to_pound(hourly_minimum_wage * expected_hours * 52 // (100 * 12))


@rule(
    "Notional tax and National Insurance on it",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 62(4)",
    nil="the earnings expected are below the allowances",
    each="adult",
)
def notional_deductions_pm(*, notional_income_tax_pm: Pence, notional_class_4_pm: Pence) -> Pence:
    """Income tax and class 4 contributions on the earnings expected, each to the nearest penny.

    Shape ``(2, n)``.
    """
    return notional_income_tax_pm + notional_class_4_pm


@rule(
    "Minimum income floor",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 62",
    nil="nobody is treated as earning more than they do",
    each="adult",
)
def earnings_after_floor_pm(*, actual_earnings_pm: Pence, expected_earnings_pm: Pence, floor_applies: Flag) -> Pence:
    """What each person is treated as earning.

    Someone to whom the floor applies is treated as having what is expected, less what the couple together then has
    above the couple's own threshold. Shapes ``(2, n)``.
    """
    couple_threshold = expected_earnings_pm[0] + expected_earnings_pm[1]
    other = actual_earnings_pm[::-1]
    excess = not_below_zero(expected_earnings_pm + other - couple_threshold)
    below = (actual_earnings_pm < expected_earnings_pm) & (
        actual_earnings_pm[0] + actual_earnings_pm[1] < couple_threshold
    )
    return np.where(floor_applies & below, expected_earnings_pm - excess, actual_earnings_pm)


@rule("Earned income", unit=Unit.PENCE_PM, law="UC Regs 2013 reg 22(1)(b)", nil="nobody has earnings")
def earned_income_pm(*, earnings_after_floor_pm: Pence) -> Pence:
    """The earnings of both together, after any minimum income floor."""
    return earnings_after_floor_pm[0] + earnings_after_floor_pm[1]


@dataclass(frozen=True, slots=True)
class Earnings:
    """``earned_income_pm`` after any floor, ``actual_pm`` before it (the benefit cap's), shape ``(n,)``; who is in
    paid work ``(2, n)``.
    """

    earned_income_pm: Pence
    actual_pm: Pence
    in_paid_work: Flag


def hourly_minimum_wage(age: Count, rates: Rates) -> Pence:
    """The minimum wage an hour for that age, in pence (NMW Regs 2015 regs 4, 4A)."""
    living_wage = rates.get("nmw.national_living_wage")
    if living_wage is None:
        adult, adult_age, between = int(rates.money("nmw.adult_21_plus_before_nlw")), 21, 0
    else:
        adult, adult_age = int(rates.money("nmw.national_living_wage")), int(rates.count("nmw.nlw_min_age"))
        band = {25: "nmw.age_21_to_24", 23: "nmw.age_21_to_22"}.get(adult_age)
        between = int(rates.money(band)) if band else 0
    young = np.where(age >= 18, int(rates.money("nmw.age_18_to_20")), int(rates.money("nmw.age_16_to_17")))
    return np.where(age >= adult_age, adult, np.where(age >= 21, between, young))


def _notional_tax(gross_pm: Pence, bands: Bands, rates: Rates) -> Pence:
    allowance = int(rates.money("income_tax.personal_allowance"))
    return round_half_up(*banded(gross_pm * 12 - allowance, bands, scale=1, periods=np.array(12)))


def _class_4(gross_pm: Pence, rates: Rates) -> Pence:
    lower, upper = int(rates.money("ni.class4.lower_profits_limit")), int(rates.money("ni.class4.upper_profits_limit"))
    main, additional = rates.share("ni.class4.main_rate"), rates.share("ni.class4.additional_rate")
    yearly = gross_pm * 12
    within = not_below_zero(np.minimum(yearly, upper) - lower)
    above = not_below_zero(yearly - upper)
    return round_half_up(within * _scaled(main) + above * _scaled(additional), 12 * 10_000)


def _scaled(share: Share) -> int:
    return share.numerator * (10_000 // share.denominator)


def _floored_earnings(batch: Batch, actual: Pence, rates: Rates) -> Pence:
    """Earnings after the minimum income floor (law: UC Regs 2013 regs 62-64; readings 23)."""
    adults, home = batch.adults, batch.households
    applies = adults.self_employed & adults.minimum_income_floor
    if rates["law.minimum_income_floor_suspended"] or not applies.any():
        return actual
    hours = np.where(adults.self_employed, adults.expected_hours, PARTNER_HOURS)
    gross = individual_threshold_pm(hourly_minimum_wage=hourly_minimum_wage(adults.age, rates), expected_hours=hours)
    gross = np.where(adults.present, gross, 0)
    tax = np.where(
        home.country == Country.SCOTLAND,
        _notional_tax(gross, income_tax_bands(rates, Country.SCOTLAND), rates),
        _notional_tax(gross, income_tax_bands(rates, Country.ENGLAND), rates),
    )
    deductions = notional_deductions_pm(notional_income_tax_pm=tax, notional_class_4_pm=_class_4(gross, rates))
    return earnings_after_floor_pm(
        actual_earnings_pm=actual, expected_earnings_pm=gross - deductions, floor_applies=applies
    )


def assess_earnings(batch: Batch, rates: Rates) -> Earnings:
    """Earned income of each household."""
    adults, incomes = batch.adults, batch.incomes
    pay = assess_net_pay(adults, batch.households.country, rates)
    employed = employed_earnings_pm(net_pay=pay, payments_a_year=PAYMENTS_A_YEAR[adults.pay_per])
    self_employed = self_employed_earnings_pm(
        net_profit=adults.profit, payments_a_year=PAYMENTS_A_YEAR[adults.profit_per]
    )
    statutory = STATUTORY_PAY[incomes.kind]
    group = batch.group(incomes)
    monthly = np.where(statutory, per_month(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per]), 0)
    by_person = np.stack([group.sum(np.where(incomes.of == person, monthly, 0)) for person in (0, 1)])
    actual = actual_earnings_pm(
        employed_earnings_pm=employed,
        self_employed_earnings_pm=self_employed,
        statutory_pay_pm=statutory_pay_pm(statutory_pay_entered=by_person),
    )
    treated = _floored_earnings(batch, actual, rates)
    works = income_mask("statutory_sick_pay", "statutory_maternity_pay", "maternity_allowance")[incomes.kind]
    paid = np.stack([group.count(works & (incomes.of == person)) > 0 for person in (0, 1)])
    return Earnings(
        earned_income_pm=earned_income_pm(earnings_after_floor_pm=treated),
        actual_pm=actual[0] + actual[1],
        in_paid_work=adults.employed | adults.self_employed | paid,
    )
