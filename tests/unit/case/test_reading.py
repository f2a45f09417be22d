"""A case as JSON: what is no JSON, keys given twice, numbers that are none."""

import json

import pytest

from benefitcalc.case import (
    Case,
)
from benefitcalc.errors import InvalidCase
from tests.unit.case.cases import SMALLEST


@pytest.mark.parametrize("text", ["", "{", "{'date': 1}", b"\xff\xfe\xfa", "[" * 100_000])
def test_what_is_no_json(text):
    with pytest.raises(InvalidCase) as refused:
        Case.from_json(text)
    assert [problem.code for problem in refused.value.problems] == ["not_json"]


def test_a_key_given_twice_is_a_problem_and_hides_no_other():
    twice = (
        '{"date": "2026-06-01", "capital": 1, "capital": 2, "claimant": {"age": 34}, "tenancy": {"tenure": "refuge"}}'
    )
    with pytest.raises(InvalidCase) as refused:
        Case.from_json(twice)
    assert [problem.code for problem in refused.value.problems] == ["repeated_key", "missing"]
    with pytest.raises(InvalidCase) as refused:
        Case.from_json(twice.replace("refuge", "no_housing_costs"))
    assert str(refused.value) == '"capital" is given twice in one object; keep the one that is right.'


@pytest.mark.parametrize(("number", "code"), [("NaN", "not_money"), ("1e999999999", "amount_too_large")])
def test_numbers_that_are_none(number, code):
    with pytest.raises(InvalidCase) as refused:
        Case.from_json(json.dumps({**SMALLEST, "capital": "?"}).replace('"?"', number))
    assert [problem.code for problem in refused.value.problems] == [code]
