"""By how much rents, pay and other incomes rise each April: percentages as text, kept as exact fractions.

What a forecast takes where the user says no more stands in ``growth.toml``, with its sources.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from benefitcalc.money import Pence
from benefitcalc.rates import RateBook
from benefitcalc.rates.projection import Rise as IncreasesOfRates
from benefitcalc.rates.projection import increases

Percents = str | tuple[str, ...]
"""One percentage for every year, ``"3.4%"``, or one for each year, whose last goes on."""
_PERCENT = re.compile(r"(-?\d{1,2}(?:\.\d{1,3})?)%")
TRIPLE_LOCK_FLOOR = Fraction(25, 1000)


@cache
def growth() -> Mapping[str, Any]:
    """What ``growth.toml`` says."""
    return tomllib.loads(files(__package__).joinpath("growth.toml").read_text(encoding="utf-8"))


def share(text: str) -> Fraction:
    """The fraction of ``"3.8%"``. Raises ``ValueError`` for any other text."""
    found = _PERCENT.fullmatch(text)
    if found is None:
        raise ValueError(f'{text!r} is not a percentage; write text with its sign, such as "3.8%"')
    return Fraction(found[1]) / 100


def of_year(percents: Percents, place: int) -> str:
    """The percentage of the year at that place, from 0; the last one goes on."""
    texts = (percents,) if isinstance(percents, str) else percents
    return texts[min(max(place, 0), len(texts) - 1)]


def percent_problems(name: str, value: object) -> Iterator[str]:
    """What is wrong with percentages that a user gave, a sentence each."""
    several: tuple[object, ...] = value if isinstance(value, tuple) else (value,)
    for text in several:
        if not (isinstance(text, str) and _PERCENT.fullmatch(text)):
            yield f'{name}: {text!r} is not a percentage; write text with its sign, such as "3.8%"'
    if not several:
        yield f"{name}: no percentage is given; give one, or one for each year"


def raised(amount: Pence, by: Fraction) -> Pence:
    """Amounts of nothing or more, raised by that share, each to the nearest penny, half up."""
    factor = 1 + by
    whole: Pence = (2 * amount * factor.numerator + factor.denominator) // (2 * factor.denominator)
    return whole


class Rise(NamedTuple):
    """The increases of one April."""

    prices: Fraction
    state_pension: Fraction


def rise_of(april: int, book: RateBook) -> Rise:
    """The increases of that April: those that were published where its rates are set, and otherwise those that the book
    assumes. Raises ``ValueError`` for an April of which neither is known.
    """
    first = book.first_april_not_set
    if april < first:
        return _published(april)
    assumed = book.assumptions
    if assumed is None:
        raise ValueError(
            f"the rates of {april}-{(april + 1) % 100:02d} are not set yet, and nothing says what to assume; "
            "give project=default_assumptions()"
        )
    return _of_rates(assumed.rise(april, place=april - first))


def _published(april: int) -> Rise:
    for one in growth()["published"]:
        if one["april"] == april:
            return Rise(share(one["prices"]), share(one["state_pension"]))
    try:
        return _of_rates(increases(april))
    except KeyError:
        raise ValueError(f"the increase in prices before April {april} is not known here; state it") from None


def _of_rates(rise: IncreasesOfRates) -> Rise:
    """The State Pension rises as given, or by the highest of prices, earnings and 2.5%."""
    highest = max(rise.cpi, rise.earnings, TRIPLE_LOCK_FLOOR)
    return Rise(rise.cpi, highest if rise.triple_lock is None else rise.triple_lock)
