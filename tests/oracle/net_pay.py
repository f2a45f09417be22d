"""Gross pay to net pay, in its own pay period (contract, reading 4).

Income Tax Act 2007 ss 10, 23, 35; Scotland Act 1998 s 80C; Social Security Contributions and Benefits Act 1992 s 8.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from . import rates
from .common import PERIODS_A_YEAR, WEEKS_IN, penny, pounds

Bands = list[tuple[Fraction | None, Fraction]]  # the top of each band, in taxable pounds a year, and its rate


@dataclass(frozen=True)
class Pay:
    """One payment of wages, in pounds."""

    gross: Fraction
    income_tax: Fraction
    national_insurance: Fraction
    pension_contribution: Fraction
    per: str

    @property
    def for_universal_credit(self) -> Fraction:
        """Less tax, National Insurance and the whole pension contribution (UC Regs 2013 reg 55(5))."""
        return max(Fraction(0), self.gross - self.income_tax - self.national_insurance - self.pension_contribution)

    @property
    def for_housing_benefit(self) -> Fraction:
        """Less tax, National Insurance and half the pension contribution (HB Regs 2006 reg 36(3)); not yet rounded."""
        return max(Fraction(0), self.gross - self.income_tax - self.national_insurance - self.pension_contribution / 2)


def net_pay(employment: dict[str, Any], *, on: date, country: str, over_pension_age: bool) -> Pay:
    """Tax and National Insurance on the gross pay of an `employment` of the case file."""
    per = employment["gross"]["per"]
    gross = pounds(employment["gross"]["amount"])
    contribution = _in_the_same_period(employment.get("pension_contribution"), per)
    return Pay(
        gross=gross,
        income_tax=income_tax(
            max(Fraction(0), gross - contribution), periods=PERIODS_A_YEAR[per], on=on, country=country
        ),
        national_insurance=Fraction(0) if over_pension_age else class_1(gross, per=per, on=on),
        pension_contribution=contribution,
        per=per,
    )


def _in_the_same_period(money: Any, per: str) -> Fraction:
    if not isinstance(money, dict):
        return pounds(money)
    return penny(pounds(money["amount"]) * PERIODS_A_YEAR[money["per"]] / PERIODS_A_YEAR[per])


def bands(on: date, country: str) -> Bands:
    """The bands of taxable income, a year; Scotland has its own since 6 April 2016 (Scotland Act 2016 s 13)."""
    if country == "scotland" and on >= date(2016, 4, 6):
        names = ("starter", "basic", "intermediate", "higher", "advanced")
        found: Bands = [
            (
                rates.number(f"income_tax.scotland.upper_limit_{name}", on),
                rates.number(f"income_tax.scotland.rate_{name}", on),
            )
            for name in names
            if rates.known(f"income_tax.scotland.upper_limit_{name}", on)
        ]
        return [*found, (None, rates.number("income_tax.scotland.rate_additional_or_top", on))]
    rest = "income_tax.rest_of_uk"
    return [
        (rates.number(f"{rest}.basic_rate_limit", on), rates.number(f"{rest}.rate_basic", on)),
        (rates.number(f"{rest}.higher_rate_limit", on), rates.number(f"{rest}.rate_higher", on)),
        (None, rates.number(f"{rest}.rate_additional", on)),
    ]


def income_tax(pay: Fraction, *, periods: int, on: date, country: str) -> Fraction:
    """Tax on one payment: the year's allowance and bands, each divided by the payments in a year."""
    taxable = max(Fraction(0), pay - personal_allowance(pay * periods, on) / periods)
    tax = bottom = Fraction(0)
    for top_of_year, rate in bands(on, country):
        top = taxable if top_of_year is None else top_of_year / periods
        tax += max(Fraction(0), min(taxable, top) - bottom) * rate
        bottom = top
    return penny(tax)


def personal_allowance(income_of_year: Fraction, on: date) -> Fraction:
    """The allowance, less half of income above 100,000 (Income Tax Act 2007 s 35(2)-(3))."""
    allowance = rates.number("income_tax.personal_allowance", on)
    over = income_of_year - rates.number("income_tax.personal_allowance.taper_threshold", on)
    return max(Fraction(0), allowance - max(Fraction(0), over) / 2)


def class_1(gross: Fraction, *, per: str, on: date) -> Fraction:
    """Primary class 1 contributions on one payment, rounded once."""
    primary = _threshold("primary_threshold", per, on)
    upper = _threshold("upper_earnings_limit", per, on)
    main = max(Fraction(0), min(gross, upper) - primary)
    above = max(Fraction(0), gross - upper)
    return penny(main * rates.number("ni.class1.main_rate", on) + above * rates.number("ni.class1.additional_rate", on))


def _threshold(name: str, per: str, on: date) -> Fraction:
    if per in WEEKS_IN:
        return rates.number(f"ni.class1.{name}_weekly", on) * WEEKS_IN[per]
    share = rates.number(f"ni.class1.{name}_annual", on) / PERIODS_A_YEAR[per]
    return Fraction((share + Fraction(1, 2)).__floor__())  # to the nearest pound


def notional_deductions(profit: Fraction, *, on: date, country: str) -> Fraction:
    """Income tax and class 4 on a month's floor (UC Regs 2013 reg 62(4); readings.md 23), each rounded."""
    tax = income_tax(profit, periods=12, on=on, country=country)
    lower = rates.number("ni.class4.lower_profits_limit", on) / 12
    upper = rates.number("ni.class4.upper_profits_limit", on) / 12
    class_4 = max(Fraction(0), min(profit, upper) - lower) * rates.number("ni.class4.main_rate", on)
    class_4 += max(Fraction(0), profit - upper) * rates.number("ni.class4.additional_rate", on)
    return tax + penny(class_4)
