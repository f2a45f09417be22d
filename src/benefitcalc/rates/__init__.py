"""Rates: every dated value of the law that the sums need, with its provision, source and confidence.

``rate_book().on(day, basis)`` gives the rates in force on a day; people use :func:`rates_on`. The values are in TOML
files at the top of the repository (``rates/README.md``); only this package opens them.
"""

from benefitcalc.errors import RatesNotChecked, RatesNotKnown
from benefitcalc.rates.book import RateBook, Rates, default_assumptions, rate_book, rates_on
from benefitcalc.rates.projection import Assumptions
from benefitcalc.rates.starts import Basis, first_day, rate_year
from benefitcalc.rates.values import AnyRate, CountRate, DateRate, FlagRate, MoneyRate, Rate, ShareRate

__all__ = [
    "AnyRate",
    "Assumptions",
    "Basis",
    "CountRate",
    "DateRate",
    "FlagRate",
    "MoneyRate",
    "Rate",
    "RateBook",
    "Rates",
    "RatesNotChecked",
    "RatesNotKnown",
    "ShareRate",
    "default_assumptions",
    "first_day",
    "rate_book",
    "rate_year",
    "rates_on",
]
