"""Pay for hours of work: the minimum wage of somebody's age, and a job with more hours."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from benefitcalc.advice.options.altering import money
from benefitcalc.case import Country, Employment, Money, Period
from benefitcalc.columns import Adults
from benefitcalc.columns import Country as CountryCode
from benefitcalc.money import Pence
from benefitcalc.periods import PAYMENTS_A_YEAR, Per
from benefitcalc.rates import Rates
from benefitcalc.schemes.net_pay import assess_net_pay

_COARSE = 500
"""Pence between the first guesses of gross pay."""


def minimum_wage(rates: Rates, age: int) -> int:
    """The pence of an hour that somebody of that age must be paid at least (NMW Regs 2015 regs 4, 4A)."""
    if age < 18:
        return int(rates.money("nmw.age_16_to_17"))
    if age < 21:
        return int(rates.money("nmw.age_18_to_20"))
    from_age = rates.get("nmw.nlw_min_age")
    if from_age is not None and age >= int(from_age):
        return int(rates.money("nmw.national_living_wage"))
    keys = ("nmw.age_21_to_22", "nmw.age_21_to_24", "nmw.adult_21_plus_before_nlw")
    return int(next(wage for key in keys if (wage := rates.get(key)) is not None))


def first_job(hours: int, wage: int) -> Employment:
    """A job of so many hours a week at ``wage`` pence an hour, paid by the week."""
    return Employment(gross=money(hours * wage, Period.WEEK), hours_per_week=Decimal(hours))


def with_more_hours(job: Employment, hours: int, wage: int, *, net_as_gross: int | None) -> Employment:
    """A job with so many hours a week more at ``wage`` pence an hour.

    ``net_as_gross`` is the gross pay that leaves the net pay of the job, where that was given: the tax on the hours
    depends on it.
    """
    pay = pay_of(job)
    before = pay.amount if net_as_gross is None else net_as_gross
    yearly = 52 * hours * wage
    payments = int(PAYMENTS_A_YEAR[getattr(Per, pay.per.name)])
    more = (2 * yearly + payments) // (2 * payments)
    changes = {"net": None, "gross": money(before + more, pay.per), "hours_per_week": job.hours_per_week + hours}
    return job.model_copy(update=changes)


def pay_of(job: Employment) -> Money:
    """The pay of a job, net or gross as it was given."""
    pay = job.net or job.gross
    if pay is None:
        raise LookupError("the job has no pay")
    return pay


def gross_of(net: Money, country: Country, rates: Rates) -> int:
    """The least gross pay under pension age, without a pension contribution, that leaves at least that net pay: pence
    for the same period.
    """
    if _net_of(np.array([net.amount]), net.per, country, rates)[0] >= net.amount:
        return net.amount
    steps = net.amount + _COARSE * np.arange(net.amount // _COARSE + 2)
    first = int(np.searchsorted(_net_of(steps, net.per, country, rates), net.amount))
    closely = steps[max(first - 1, 0)] + np.arange(_COARSE + 1)
    return int(closely[np.searchsorted(_net_of(closely, net.per, country, rates), net.amount)])


def _net_of(gross: Pence, per: Period, country: Country, rates: Rates) -> Pence:
    shape = (2, len(gross))
    adults = Adults.build(
        shape, pay=gross, pay_per=getattr(Per, per.name), pay_is_gross=True, employed=True, present=True
    )
    code = np.full(len(gross), getattr(CountryCode, country.name))
    net: Pence = assess_net_pay(adults, code, rates)[0]
    return net
