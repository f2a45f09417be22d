"""Households with other rents, pay, incomes or facts: what a scenario or a forecast supposes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np

from benefitcalc.assessment.which_schemes import Scheme, schemes_of
from benefitcalc.columns import Batch
from benefitcalc.periods import Day, as_date, day_number
from benefitcalc.portfolio.growth import of_year, raised, share
from benefitcalc.portfolio.rents import first_rise, rent_increase
from benefitcalc.portfolio.scenario import Scenario
from benefitcalc.rates import RateBook, rate_book


def with_facts(batch: Batch, columns: Mapping[str, bool]) -> Batch:
    """The households with these facts, by columns of :class:`~benefitcalc.columns.Households`."""
    return replace(batch, households=batch.households.replaced(**columns)) if columns else batch


def with_pay(batch: Batch, rises: Iterable[Fraction]) -> Batch:
    """Pay, profit and pension contributions after those rises, one after another, and the incomes of other adults,
    which are taken to be pay.
    """
    adults, others = batch.adults, batch.non_dependants
    pay = {name: getattr(adults, name) for name in ("pay", "pension_contribution", "profit")}
    theirs = others.gross_income
    for rise in rises:
        pay = {name: raised(amount, rise) for name, amount in pay.items()}
        theirs = raised(theirs, rise)
    return replace(
        batch, adults=adults.replaced(**pay), non_dependants=others.replaced(gross_income=theirs), net_pay=None
    )


def with_incomes(batch: Batch, upratings: Iterable[Mapping[int, Fraction]]) -> Batch:
    """Other incomes after those upratings; each says the rise of the kinds of income that it raises."""
    incomes = batch.incomes
    amount = incomes.amount
    for rises in upratings:
        for rise in set(rises.values()):
            kinds = [kind for kind, own in rises.items() if own == rise]
            amount = np.where(np.isin(incomes.kind, kinds), raised(amount, rise), amount)
    return replace(batch, incomes=incomes.replaced(amount=amount))


def with_rents(batch: Batch, rise: Fraction) -> Batch:
    """Rents, what is ineligible in them, and service charges, raised once."""
    home, charges = batch.households, batch.service_charges
    return replace(
        batch,
        households=home.replaced(
            rent=raised(home.rent, rise), ineligible_in_rent=raised(home.ineligible_in_rent, rise)
        ),
        service_charges=charges.replaced(amount=raised(charges.amount, rise)),
    )


def supposed_on(batch: Batch, on: Day, scenario: Scenario, law: RateBook | None = None) -> tuple[Batch, RateBook]:
    """The households and the rates of one day under a scenario: its rates and facts, if they have begun by then; rents
    and pay raised once, by its first rises; and with ``rate_year`` the rates of that year.

    Raises ``ValueError`` for convergence, which needs the formula rents that a forecast takes from the roll.
    """
    day = as_date(on)
    book = rate_book() if law is None else law
    if scenario.project is not None:
        book = book.project(scenario.project)
    if scenario.rent is not None:
        increase = rent_increase(scenario.rent)
        if increase.convergence:
            raise ValueError(
                "rent.convergence: a run of one day has no formula rents; leave it out, or make a forecast"
            )
        april = first_rise(day, weekly=True).year
        batch = with_rents(batch, increase.of_april(april, first=april, book=book))
    if scenario.pay is not None:
        batch = with_pay(batch, [share(of_year(scenario.pay, 0))])
    if scenario.begins is None or day >= as_date(scenario.begins):
        batch, book = with_facts(batch, scenario.columns), scenario.book(book)
    return _with_rates_of(batch, scenario.rate_days), book


def _with_rates_of(batch: Batch, days: tuple[dt.date, dt.date] | None) -> Batch:
    """The households with the rates of other days, for Universal Credit and for Housing Benefit."""
    if days is None:
        return batch
    by_month, by_week = map(day_number, days)
    helped = (schemes_of(batch) & int(Scheme.HOUSING_BENEFIT)) > 0
    return replace(batch, households=batch.households.replaced(date=np.where(helped, by_week, by_month)))
