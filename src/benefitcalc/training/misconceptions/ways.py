"""What the misconceptions are made of: the register, and the alterations that several of them share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from benefitcalc.assessment.which_schemes import Scheme, schemes_of
from benefitcalc.case import Case
from benefitcalc.columns import from_cases
from benefitcalc.periods import assessment_period_end
from benefitcalc.rates import Basis, RateBook, Rates
from benefitcalc.rates.tables import Parameter, Value
from benefitcalc.training.working import Working

Mistake: TypeAlias = Callable[[Working], "Working | None"]
"""Gives the working of somebody who makes the mistake; None where the household gives no occasion for it."""
MISTAKES: dict[str, Mistake] = {}
"""Every mistake by the code of its misconception."""
_A_YEAR_AT_MOST = 371
"""From one first Monday in April to the next there are 52 or 53 weeks."""
_UPRATED = ("uc.", "hb.", "benefit_cap.", "child_benefit.", "pension_credit.", "lha.")


def misconception(mistake: Mistake) -> Mistake:
    """Register a mistake under its own name, which is the code."""
    MISTAKES[mistake.__name__] = mistake
    return mistake


def nothing(inputs: Mapping[str, Any], _: Mapping[str, Any]) -> Any:
    """Nothing, in the shape of any input that is a column."""
    return np.zeros_like(next(value for value in inputs.values() if isinstance(value, np.ndarray)))


def yes(*_: Any) -> Any:
    """Yes, of one household."""
    return np.array([True])


def no(*_: Any) -> Any:
    """No, of one household."""
    return np.array([False])


def whole(number: int) -> Any:
    """A number, of one household."""
    return np.array([number], dtype=np.int64)


def rates(working: Working, basis: Basis) -> Rates:
    """The rates of the working's day."""
    return working.book.on(working.case.date, basis)


def rent_in_universal_credit(working: Working) -> bool:
    """Whether it is Universal Credit that helps with the rent, and not Housing Benefit."""
    return Scheme(int(schemes_of(from_cases([working.case]))[0])) == Scheme.UNIVERSAL_CREDIT


def with_children(case: Case, **fields: Any) -> Case:
    """The case with those fields in every child."""
    return case.model_copy(update={"children": tuple(child.model_copy(update=fields) for child in case.children)})


def with_other_adults(case: Case, **fields: Any) -> Case:
    """The case with those fields in every other adult."""
    adults = tuple(adult.model_copy(update=fields) for adult in case.non_dependants)
    return case.model_copy(update={"non_dependants": adults})


def with_home(case: Case, **fields: Any) -> Case:
    """The case with those fields in its tenancy."""
    return case.model_copy(update={"tenancy": case.tenancy.model_copy(update=fields)})


def with_adults(case: Case, change: Callable[[Any], Any]) -> Case:
    """The case with claimant and partner as ``change`` makes them."""
    partner = None if case.partner is None else change(case.partner)
    return case.model_copy(update={"claimant": change(case.claimant), "partner": partner})


def with_rates(working: Working, values: Mapping[str, str]) -> Working | None:
    """The working with other rates, as texts; None where there are none to change."""
    if not values:
        return None
    book = _replaced(working.book, tuple(sorted(values.items())))
    return Working(working.case, book, working.rules)


@lru_cache(maxsize=128)
def _replaced(book: RateBook, values: tuple[tuple[str, str], ...]) -> RateBook:
    return book.replace(dict(values))


def rates_before(working: Working) -> dict[str, str]:
    """The amounts of money that were in force before the last change, where that was within a year."""
    return _amounts(working.book, working.case.date, _before)


def rates_to_come(working: Working) -> dict[str, str]:
    """The amounts that begin within the assessment period and so are not in force for it."""
    return _amounts(working.book, working.case.date, _to_come)


@lru_cache(maxsize=64)
def _amounts(book: RateBook, day: dt.date, chosen: Callable[[Parameter, dt.date], Value | None]) -> dict[str, str]:
    parameters = [parameter for table in book.tables(_UPRATED) for parameter in table.parameters.values()]
    found = {
        parameter.key: chosen(parameter, day)
        for parameter in parameters
        if parameter.key.startswith(_UPRATED) and parameter.unit.startswith("pounds") and not parameter.reference
    }
    return {key: value.text for key, value in found.items() if value is not None and value.text[0].isdigit()}


def _basis(parameter: Parameter) -> Basis:
    return Basis.HB_WEEKLY_RENT if parameter.key.startswith(("hb.", "pension_credit.")) else Basis.ASSESSMENT_PERIOD


def _before(parameter: Parameter, day: dt.date) -> Value | None:
    place = parameter.position(day, _basis(parameter))
    begun = parameter.values[place].first_day(_basis(parameter))
    return parameter.values[place - 1] if place > 0 and (day - begun).days < _A_YEAR_AT_MOST else None


def _to_come(parameter: Parameter, day: dt.date) -> Value | None:
    place = parameter.position(day, _basis(parameter)) + 1
    if place in {0, len(parameter.values)}:
        return None
    return parameter.values[place] if parameter.values[place].begins <= assessment_period_end(day) else None
