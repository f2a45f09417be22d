"""Earned income for Universal Credit: pay, self-employment, statutory pay and the minimum income floor (UC Regs
2013 regs 51-64).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import Adults, Batch, Country, income_mask
from benefitcalc.money import (
    Count,
    Flag,
    Hours,
    Pence,
    down_to_pound,
    not_below_zero,
    round_half_up,
    ten_thousandths,
)
from benefitcalc.periods import PAYMENTS_A_YEAR, WEEKS, DayNumber, per_month
from benefitcalc.rates import CountRate, MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.net_pay import Bands, banded, income_tax_bands, net_pay_of

STATUTORY_PAY = income_mask("statutory_sick_pay", "statutory_maternity_pay")


@rule(
    "Paydays in the assessment period",
    unit=Unit.PAYDAYS,
    law="UC Regs 2013 reg 54",
    nil="no payday was given",
    each="adult",
)
def paydays_in_period(
    *, first_payday: DayNumber, last_payday: DayNumber, days_apart: Count, payday_known: Flag
) -> Count:
    """Each person has so many paydays in the assessment period: one every so many days, from the first to the last.

    Shape ``(2, n)``.
    """
    return np.where(payday_known, (last_payday - first_payday) // days_apart + 1, 0)


@rule(
    "Earnings from employment",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 54, 55",
    nil="no pay from a job",
    each="adult",
)
def employed_earnings_pm(*, net_pay: Pence, payments_a_year: Count, paydays_in_period: Count | None) -> Pence:
    """Each person earns this much a month from a job, after tax, National Insurance and pension contributions: the pay
    of every payday in the assessment period where paydays are known, and otherwise a twelfth of a year's pay.

    Shape ``(2, n)``. ``paydays_in_period`` is None where nobody's are known.
    """
    pay = not_below_zero(net_pay)
    average = per_month(pay, payments_a_year)
    if paydays_in_period is None:
        return average
    return np.where(paydays_in_period > 0, pay * paydays_in_period, average)


@rule(
    "Earnings from self-employment",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 57",
    nil="no self-employment",
    each="adult",
)
def self_employed_earnings_pm(*, net_profit: Pence, payments_a_year: Count) -> Pence:
    """Each person makes this profit a month, after expenses, tax, National Insurance and pension contributions.

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
    """Statutory sick pay and statutory maternity pay count as earnings of the month.

    Shape ``(2, n)``.
    """
    return statutory_pay_entered


@rule("Earnings", unit=Unit.PENCE_PM, law="UC Regs 2013 reg 52", nil="no earnings", each="adult")
def actual_earnings_pm(
    *, employed_earnings_pm: Pence, self_employed_earnings_pm: Pence, statutory_pay_pm: Pence
) -> Pence:
    """Each person earns this much in the month, before any minimum income floor.

    Shape ``(2, n)``.
    """
    return employed_earnings_pm + self_employed_earnings_pm + statutory_pay_pm


@rule(
    "Earnings with surplus earnings",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 54A(2)",
    nil="no earnings, and no surplus earnings",
    each="adult",
)
def earnings_with_surplus_pm(*, actual_earnings_pm: Pence, surplus_earnings_taken_over_pm: Pence) -> Pence:
    """To what each person earns in the month are added the surplus earnings that this claim takes over.

    Shape ``(2, n)``.
    """
    return actual_earnings_pm + surplus_earnings_taken_over_pm


@rule(
    "Minimum wage an hour",
    unit=Unit.PENCE,
    law="NMW Regs 2015 regs 4, 4A; UC Regs 2013 reg 90",
    nil="nobody else is in the claim",
    each="adult",
)
def hourly_minimum_wage(
    *,
    age: Count,
    adult_age: CountRate | None,
    adult: MoneyRate,
    from_21: MoneyRate | None,
    from_18: MoneyRate,
    under_18: MoneyRate,
) -> Pence:
    """The minimum wage for the person's age.

    Shape ``(2, n)``. ``adult_age`` and ``from_21`` are None where the adult rate begins at 21.
    """
    young = np.where(age >= 18, int(from_18), int(under_18))
    below_adult = young if from_21 is None else np.where(age >= 21, int(from_21), young)
    return np.where(age >= (21 if adult_age is None else int(adult_age)), int(adult), below_adult)


@rule(
    "Gross earnings expected of the self-employed",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 62(2), 90; UC Regs 2013 reg 6(1A)",
    nil="nobody else is in the claim",
    each="adult",
)
def individual_threshold_pm(*, hourly_minimum_wage: Pence, expected_hours: Hours, in_claim: Flag) -> Pence:
    """A self-employed person is expected to earn the minimum wage for their age times the hours expected of them, by
    the month, down to a whole pound.

    Shape ``(2, n)``.
    """
    monthly = down_to_pound(hourly_minimum_wage * expected_hours * 52 // (100 * 12))
    return np.where(in_claim, monthly, 0)


@rule(
    "Notional income tax on expected earnings",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 62(4); ITA 2007 s 23",
    nil="the earnings expected are below the allowance",
    each="adult",
)
def notional_income_tax_pm(
    *,
    individual_threshold_pm: Pence,
    scottish_taxpayer: Flag,
    personal_allowance: MoneyRate,
    bands: Bands,
    scottish_bands: Bands | None,
) -> Pence:
    """The tax on a year of the earnings expected is divided by twelve, to the nearest penny.

    Shape ``(2, n)``. ``scottish_bands`` is None where nobody pays Scottish tax.
    """
    taxable = individual_threshold_pm * 12 - int(personal_allowance)
    tax = round_half_up(*banded(taxable, bands, scale=1, periods=np.array(12)))
    if scottish_bands is None:
        return tax
    return np.where(
        scottish_taxpayer, round_half_up(*banded(taxable, scottish_bands, scale=1, periods=np.array(12))), tax
    )


@rule(
    "Notional National Insurance on expected earnings (class 4)",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 62(4); SSCBA 1992 s 15",
    nil="the earnings expected are below the lower profits limit",
    each="adult",
)
def notional_class_4_pm(
    *,
    individual_threshold_pm: Pence,
    lower_limit: MoneyRate,
    upper_limit: MoneyRate,
    main_rate: ShareRate,
    additional_rate: ShareRate,
) -> Pence:
    """The class 4 contributions on a year of the earnings expected are divided by twelve, to the nearest penny.

    Shape ``(2, n)``.
    """
    yearly = individual_threshold_pm * 12
    within = not_below_zero(np.minimum(yearly, int(upper_limit)) - int(lower_limit))
    above = not_below_zero(yearly - int(upper_limit))
    parts = within * ten_thousandths(main_rate) + above * ten_thousandths(additional_rate)
    return round_half_up(parts, 12 * 10_000)


@rule(
    "Net earnings expected",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 62(2)-(4)",
    nil="nobody else is in the claim",
    each="adult",
)
def expected_earnings_pm(
    *, individual_threshold_pm: Pence, notional_income_tax_pm: Pence, notional_class_4_pm: Pence
) -> Pence:
    """The net earnings expected are the gross earnings expected, less the notional tax and National Insurance.

    Shape ``(2, n)``.
    """
    return individual_threshold_pm - notional_income_tax_pm - notional_class_4_pm


@rule(
    "Minimum income floor",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 62",
    nil="nobody is treated as earning more than they do",
    each="adult",
)
def earnings_after_floor_pm(*, actual_earnings_pm: Pence, expected_earnings_pm: Pence, floor_applies: Flag) -> Pence:
    """The law treats each person as earning this much, after the minimum income floor.

    Someone to whom the floor applies is treated as having the net earnings expected, less what the couple together then
    has above the couple's own threshold. Shapes ``(2, n)``.
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
    """The earnings of both are added up, after any minimum income floor."""
    return earnings_after_floor_pm[0] + earnings_after_floor_pm[1]


@dataclass(frozen=True, slots=True)
class Earnings:
    """``earned_income_pm`` is after any floor, ``actual_pm`` before it (as the benefit cap takes it), both of shape
    ``(n,)``; who is in paid work has the shape ``(2, n)``.
    """

    earned_income_pm: Pence
    actual_pm: Pence
    in_paid_work: Flag
    payday_not_known: Flag


def _minimum_wage(age: Count, rates: Rates) -> Pence:
    """The minimum wage of the day: the National Living Wage since April 2016, from an age that has come down to 21."""
    living_wage = rates.get("nmw.national_living_wage")
    adult_age = rates.get("nmw.nlw_min_age")
    between = {25: "nmw.age_21_to_24", 23: "nmw.age_21_to_22"}.get(adult_age)
    return hourly_minimum_wage(
        age=age,
        adult_age=adult_age,
        adult=rates.money("nmw.adult_21_plus_before_nlw") if living_wage is None else living_wage,
        from_21=rates.money(between) if between else None,
        from_18=rates.money("nmw.age_18_to_20"),
        under_18=rates.money("nmw.age_16_to_17"),
    )


def _floored_earnings(batch: Batch, claimants: Flag, actual: Pence, rates: Rates) -> Pence:
    """Earnings after the minimum income floor (UC Regs 2013 regs 62-64; readings 23).

    The floor does not apply to a partner outside the claim, for whom the couple's threshold takes the usual hours.
    """
    adults, country = batch.adults, batch.households.country
    applies = claimants & adults.self_employed & adults.minimum_income_floor
    floored = np.flatnonzero(applies[0] | applies[1])
    if rates["law.minimum_income_floor_suspended"] or not len(floored):
        return actual
    if len(floored) == len(batch):
        return _after_floor(adults, claimants, country, actual, applies, rates)
    treated = actual.copy()
    treated[:, floored] = _after_floor(
        adults.rows(floored), claimants[:, floored], country[floored], actual[:, floored], applies[:, floored], rates
    )
    return treated


def _after_floor(adults: Adults, claimants: Flag, country: Count, actual: Pence, applies: Flag, rates: Rates) -> Pence:
    """Earnings after the floor, for the households in which somebody is under it."""
    usual = int(rates.count("uc.minimum_income_floor.expected_hours")) * 100
    threshold = individual_threshold_pm(
        hourly_minimum_wage=_minimum_wage(adults.age, rates),
        expected_hours=np.where(claimants & adults.self_employed, adults.expected_hours, usual),
        in_claim=adults.present,
    )
    scottish = country == Country.SCOTLAND
    tax = notional_income_tax_pm(
        individual_threshold_pm=threshold,
        scottish_taxpayer=scottish,
        personal_allowance=rates.money("income_tax.personal_allowance"),
        bands=income_tax_bands(rates, Country.ENGLAND),
        scottish_bands=income_tax_bands(rates, Country.SCOTLAND) if scottish.any() else None,
    )
    insurance = notional_class_4_pm(
        individual_threshold_pm=threshold,
        lower_limit=rates.money("ni.class4.lower_profits_limit"),
        upper_limit=rates.money("ni.class4.upper_profits_limit"),
        main_rate=rates.share("ni.class4.main_rate"),
        additional_rate=rates.share("ni.class4.additional_rate"),
    )
    expected = expected_earnings_pm(
        individual_threshold_pm=threshold, notional_income_tax_pm=tax, notional_class_4_pm=insurance
    )
    return earnings_after_floor_pm(actual_earnings_pm=actual, expected_earnings_pm=expected, floor_applies=applies)


def assess_earnings(batch: Batch, claimants: Flag, rates: Rates) -> Earnings:
    """Work out the earned income of each household; ``claimants`` says who is in the claim, shape ``(2, n)``."""
    adults, incomes = batch.adults, batch.incomes
    pay = net_pay_of(batch, rates)
    weeks = WEEKS[adults.pay_per]
    paydays = None
    if adults.payday_known.any():
        paydays = paydays_in_period(
            first_payday=adults.first_payday,
            last_payday=adults.last_payday,
            days_apart=7 * np.maximum(weeks, 1),
            payday_known=adults.payday_known,
        )
    employed = employed_earnings_pm(
        net_pay=pay, payments_a_year=PAYMENTS_A_YEAR[adults.pay_per], paydays_in_period=paydays
    )
    self_employed = self_employed_earnings_pm(
        net_profit=adults.profit, payments_a_year=PAYMENTS_A_YEAR[adults.profit_per]
    )
    statutory = STATUTORY_PAY[incomes.kind]
    group = batch.group(incomes)
    monthly = np.where(statutory, per_month(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per]), 0)
    by_person = np.array([group.sum(np.where(incomes.of == person, monthly, 0)) for person in (0, 1)])
    actual = actual_earnings_pm(
        employed_earnings_pm=employed,
        self_employed_earnings_pm=self_employed,
        statutory_pay_pm=statutory_pay_pm(statutory_pay_entered=by_person),
    )
    across = batch.across_periods
    if across is not None and across.adults.surplus_earnings_pm.any():
        # Before the minimum income floor, and inside what the benefit cap's exception counts: it is earned income (reg
        # 54A(2)), and reg 82(4) leaves out only the floor.
        actual = earnings_with_surplus_pm(
            actual_earnings_pm=actual, surplus_earnings_taken_over_pm=across.adults.surplus_earnings_pm
        )
    not_known = adults.employed & (weeks > 0) & (pay > 0) & ~adults.payday_known
    treated = _floored_earnings(batch, claimants, actual, rates)
    works = income_mask("statutory_sick_pay", "statutory_maternity_pay", "maternity_allowance")[incomes.kind]
    works = works & (incomes.amount > 0)
    paid = np.array([group.count(works & (incomes.of == person)) > 0 for person in (0, 1)])
    return Earnings(
        earned_income_pm=earned_income_pm(earnings_after_floor_pm=treated),
        actual_pm=actual[0] + actual[1],
        in_paid_work=adults.employed | adults.self_employed | paid,
        payday_not_known=not_known[0] | not_known[1],
    )
