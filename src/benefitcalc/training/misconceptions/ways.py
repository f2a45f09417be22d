"""What the misconceptions are made of: the register, and the alterations that several of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from benefitcalc.assessment.which_schemes import Scheme, schemes_of
from benefitcalc.case import Case
from benefitcalc.columns import from_cases
from benefitcalc.periods import assessment_period_end
from benefitcalc.rates import Basis, MoneyRate, RateBook, Rates
from benefitcalc.rates.tables import Parameter
from benefitcalc.training.working import Working

Mistake: TypeAlias = Callable[[Working], "Working | None"]
"""Gives the working of somebody who makes the mistake; None where the household gives no occasion for it."""
MISTAKES: dict[str, Mistake] = {}
"""Every mistake by the code of its misconception."""
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
    return _moved(working.book, working.case, later=False)


def rates_to_come(working: Working) -> dict[str, str]:
    """The amounts that begin within the assessment period and so are not in force yet for all of it."""
    return _moved(working.book, working.case, later=True)


@lru_cache(maxsize=64)
def _moved(book: RateBook, case: Case, *, later: bool) -> dict[str, str]:
    found = {}
    for table in book.tables(_UPRATED):
        for key, parameter in table.parameters.items():
            if parameter.reference or not parameter.unit.startswith("pounds") or not key.startswith(_UPRATED):
                continue
            text = _text_to_come(parameter, case) if later else _text_before(parameter, case)
            if text is not None:
                found[key] = text
    return found


def _basis(key: str) -> Basis:
    return Basis.HB_WEEKLY_RENT if key.startswith(("hb.", "pension_credit.")) else Basis.ASSESSMENT_PERIOD


def _text_before(parameter: Parameter, case: Case) -> str | None:
    basis = _basis(parameter.key)
    place = parameter.position(case.date, basis)
    if place < 1 or (case.date - parameter.values[place].first_day(basis)).days > 370:
        return None
    return _amount(parameter.values[place - 1].text)


def _text_to_come(parameter: Parameter, case: Case) -> str | None:
    basis = _basis(parameter.key)
    place = parameter.position(case.date, basis) + 1
    if not 0 < place < len(parameter.values):
        return None
    begins = parameter.values[place].begins
    return _amount(parameter.values[place].text) if begins <= assessment_period_end(case.date) else None


def _amount(text: str) -> str | None:
    return text if text[:1].isdigit() else None


def pence(rate: MoneyRate) -> int:
    """A rate as plain pence."""
    return int(rate)
