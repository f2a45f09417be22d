"""Cases as the tests of the case file edit them."""

import copy

import pytest

from benefitcalc.case import (
    Case,
)
from benefitcalc.errors import InvalidCase

SMALLEST = {"date": "2026-06-01", "claimant": {"age": 34}, "tenancy": {"tenure": "no_housing_costs"}}


def edited(changes, base=SMALLEST):
    """A copy of the base with the values at dotted paths replaced; ``...`` takes one away."""
    data = copy.deepcopy(base)
    for path, value in changes.items():
        *parents, last = path.split(".")
        place = data
        for step in parents:
            place = place[int(step)] if step.isdigit() else place.setdefault(step, {})
        if value is ...:
            del place[last]
        else:
            place[last] = value
    return data


def problems(data):
    """``(path, code)`` of each problem; empty when the case is valid."""
    try:
        Case.model_validate(data)
    except InvalidCase as invalid:
        return [(problem.path, problem.code) for problem in invalid.problems]
    return []


def message(changes, base=SMALLEST):
    with pytest.raises(InvalidCase) as refused:
        Case.model_validate(edited(changes, base))
    (problem,) = refused.value.problems
    return problem.message


WEEK, MONTH = {"amount": "100.00", "per": "week"}, {"amount": "100.00", "per": "month"}
