"""Net pay from gross pay: income tax, class 1 National Insurance and the pension contribution come off, each in the
period of the pay.

It is an estimate for a steady wage with a standard tax code: the allowance and the bands of the year are divided by the
periods in a year, as pay-as-you-earn does it.

Not covered:

- tax codes, benefits in kind, student loans and irregular pay (ITEPA 2003 Part 11; SSCBA 1992 s 8)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import Adults, Batch, Country
from benefitcalc.money import Count, Flag, Pence, not_below_zero, round_half_up, ten_thousandths
from benefitcalc.periods import PAYMENTS_A_YEAR, WEEKS
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule

_NO_LIMIT = 10**13


@dataclass(frozen=True, slots=True)
class Bands:
    """The rates of income tax, and the taxable income of a year up to which each applies; the last one has no limit."""

    rates: tuple[ShareRate, ...]
    upper_limits: tuple[int, ...]


@rule(
    "Income tax",
    unit=Unit.PENCE,
    law="ITA 2007 s 23; Scotland Act 1998 s 80C",
    nil="taxable pay is within the personal allowance",
    each="adult",
)
def income_tax(
    *,
    taxable_pay: Pence,
    payments_a_year: Count,
    scottish_taxpayer: Flag,
    personal_allowance: MoneyRate,
    allowance_taper_from: MoneyRate,
    bands: Bands | None,
    scottish_bands: Bands | None,
) -> Pence:
    """The tax on a year of such pay, with the year's allowance and bands, is divided by the periods in a year, to the
    nearest penny.

    ``bands`` or ``scottish_bands`` is None where nobody is taxed so.
    The allowance falls by 1 for every 2 of income over the taper threshold (ITA 2007 s 35).
    """
    yearly = taxable_pay * payments_a_year
    twice_allowance = not_below_zero(2 * personal_allowance - not_below_zero(yearly - allowance_taper_from))
    twice_taxable = 2 * yearly - twice_allowance
    nothing = np.zeros_like(yearly)
    tax, scottish_tax = (
        nothing if each is None else round_half_up(*banded(twice_taxable, each, scale=2, periods=payments_a_year))
        for each in (bands, scottish_bands)
    )
    return np.where(scottish_taxpayer, scottish_tax, tax)


def banded(scaled_income: Pence, bands: Bands, *, scale: int, periods: Count) -> tuple[Pence, Pence]:
    """The tax on ``scaled_income / scale`` a year, for one of ``periods``, as a numerator and a denominator."""
    taxable = not_below_zero(scaled_income)
    tax = np.zeros_like(taxable)
    lower = 0
    for share, upper in zip(bands.rates, bands.upper_limits, strict=True):
        within = np.clip(taxable - lower * scale, 0, (upper - lower) * scale)
        tax = tax + within * ten_thousandths(share)
        lower = upper
    return tax, 10_000 * scale * periods


@rule(
    "National Insurance",
    unit=Unit.PENCE,
    law="SSCBA 1992 s 8; SS (Conts) Regs 2001 reg 11",
    nil=lambda inputs: (
        "pension age is reached" if inputs["over_pension_age"].any() else "pay is no more than the primary threshold"
    ),
    each="adult",
)
def national_insurance(
    *,
    gross_pay: Pence,
    primary_threshold: Pence,
    upper_earnings_limit: Pence,
    over_pension_age: Flag,
    main_rate: ShareRate,
    additional_rate: ShareRate,
) -> Pence:
    """National Insurance takes the main rate of pay between the threshold and the upper limit, and the additional rate
    of pay above it, to the nearest penny.
    """
    main = not_below_zero(np.minimum(gross_pay, upper_earnings_limit) - primary_threshold)
    above = not_below_zero(gross_pay - upper_earnings_limit)
    parts = main * ten_thousandths(main_rate) + above * ten_thousandths(additional_rate)
    return np.where(over_pension_age, 0, round_half_up(parts, 10_000))


@rule(
    "Net pay",
    unit=Unit.PENCE,
    law="UC Regs 2013 reg 55(5); HB Regs 2006 reg 36",
    nil="no gross pay was given",
    each="adult",
)
def net_pay(
    *, pay: Pence, pay_is_gross: Flag, income_tax: Pence, national_insurance: Pence, pension_contribution: Pence
) -> Pence:
    """Tax, National Insurance and the pension contribution come off gross pay; pay that was entered net stays as it is.

    Shape ``(2, n)``. It can be below nothing where the contribution is nearly the whole pay; a scheme that takes off
    only half of the contribution adds the other half back.
    """
    return np.where(pay_is_gross, pay - income_tax - national_insurance - pension_contribution, pay)


def income_tax_bands(rates: Rates, country: int) -> Bands:
    """The bands of that nation on the day of ``rates``; Scotland has had its own since 6 April 2016."""
    if country == Country.SCOTLAND and rates.get("income_tax.scotland.rate_basic") is not None:
        names = ("starter", "basic", "intermediate", "higher", "advanced")
        there = [name for name in names if rates.get(f"income_tax.scotland.rate_{name}") is not None]
        shares = [rates.share(f"income_tax.scotland.rate_{name}") for name in (*there, "additional_or_top")]
        limits = [int(rates.money(f"income_tax.scotland.upper_limit_{name}")) for name in there]
        return Bands(tuple(shares), (*limits, _NO_LIMIT))
    prefix = "income_tax.rest_of_uk"
    return Bands(
        (
            rates.share(f"{prefix}.rate_basic"),
            rates.share(f"{prefix}.rate_higher"),
            rates.share(f"{prefix}.rate_additional"),
        ),
        (int(rates.money(f"{prefix}.basic_rate_limit")), int(rates.money(f"{prefix}.higher_rate_limit")), _NO_LIMIT),
    )


def ni_thresholds(weekly: MoneyRate, annual: MoneyRate) -> Pence:
    """A threshold for each :class:`~benefitcalc.periods.Per`: the weekly threshold times the weeks, or the annual one
    divided to the nearest pound.
    """
    whole_pounds = round_half_up(np.full(len(WEEKS), int(annual)), 100 * PAYMENTS_A_YEAR) * 100
    return np.where(WEEKS > 0, int(weekly) * WEEKS, whole_pounds)


def net_pay_of(batch: Batch, rates: Rates) -> Pence:
    """:func:`assess_net_pay` of a batch, or what was worked out for it beforehand: tax has days of its own on which its
    rates change, which then part no households that have none to pay.
    """
    if batch.net_pay is not None:
        return batch.net_pay
    return assess_net_pay(batch.adults, batch.households.country, rates)


def assess_net_pay(adults: Adults, country: Count, rates: Rates) -> Pence:
    """Work out the pay after tax, National Insurance and the whole pension contribution, in its own period, shape
    ``(2, n)``.
    """
    gross = np.flatnonzero(adults.pay_is_gross[0] | adults.pay_is_gross[1])
    if not len(gross):
        return adults.pay
    if len(gross) == len(country):
        return _net_pay(adults, country, rates)
    pay = adults.pay.copy()
    pay[:, gross] = _net_pay(adults.rows(gross), country[gross], rates)
    return pay


def _net_pay(adults: Adults, country: Count, rates: Rates) -> Pence:
    """The net pay of the households with gross pay."""
    payments = PAYMENTS_A_YEAR[adults.pay_per]
    scottish = country == Country.SCOTLAND
    tax = income_tax(
        taxable_pay=not_below_zero(adults.pay - adults.pension_contribution),
        payments_a_year=payments,
        scottish_taxpayer=scottish,
        personal_allowance=rates.money("income_tax.personal_allowance"),
        allowance_taper_from=rates.money("income_tax.personal_allowance.taper_threshold"),
        bands=None if scottish.all() else income_tax_bands(rates, Country.ENGLAND),
        scottish_bands=income_tax_bands(rates, Country.SCOTLAND) if scottish.any() else None,
    )
    threshold = ni_thresholds(
        rates.money("ni.class1.primary_threshold_weekly"), rates.money("ni.class1.primary_threshold_annual")
    )
    limit = ni_thresholds(
        rates.money("ni.class1.upper_earnings_limit_weekly"), rates.money("ni.class1.upper_earnings_limit_annual")
    )
    insurance = national_insurance(
        gross_pay=adults.pay,
        primary_threshold=threshold[adults.pay_per],
        upper_earnings_limit=limit[adults.pay_per],
        over_pension_age=adults.over_pension_age,
        main_rate=rates.share("ni.class1.main_rate"),
        additional_rate=rates.share("ni.class1.additional_rate"),
    )
    return net_pay(
        pay=adults.pay,
        pay_is_gross=adults.pay_is_gross,
        income_tax=tax,
        national_insurance=insurance,
        pension_contribution=adults.pension_contribution,
    )
