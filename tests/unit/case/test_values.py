"""Money and hours as a case file writes them, exact to the penny."""

import json
from decimal import Decimal

import numpy as np
import pytest
from pydantic import TypeAdapter

from benefitcalc.case import (
    Case,
    Pence,
)
from tests.unit.case.cases import SMALLEST, edited, problems


@pytest.mark.parametrize(
    ("given", "pence"),
    [
        ("112.45", 11245),
        ("112.4", 11240),
        ("112", 11200),
        ("0.00", 0),
        ("0.29", 29),
        (112.45, 11245),
        (0.29, 29),
        (1.1, 110),
        (-0.0, 0),
        (8.2e3, 820_000),
        (112, 11200),
        (Decimal("112.450"), 11245),
        (np.float64(4.35), 435),
        (np.int64(7), 700),
        ("9999999.99", 999_999_999),
    ],
)
def test_pounds_become_exact_pence(given, pence):
    assert Case.model_validate(edited({"capital": given})).capital == pence


def test_every_penny_up_to_a_thousand_pounds_is_exact_as_a_float_and_as_json():
    read = TypeAdapter(Pence).validate_python
    assert [read(pence / 100) for pence in range(100_001)] == list(range(100_001))
    assert Case.from_json(json.dumps({**SMALLEST, "capital": 4.35})).capital == 435


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("-5.00", "negative_amount"),
        (-0.01, "negative_amount"),
        ("-0.00", "negative_amount"),
        ("1.234", "too_many_decimals"),
        ("1.230", "too_many_decimals"),
        (0.1 + 0.2, "too_many_decimals"),
        (Decimal("5.0000000000000000000000000000000000001"), "too_many_decimals"),
        (Decimal("1E-999999"), "too_many_decimals"),
        ("10000000", "amount_too_large"),
        (1e22, "amount_too_large"),
        (Decimal("1E+999999"), "amount_too_large"),
        ("1,200", "not_money"),
        ("£5", "not_money"),
        (" 5", "not_money"),
        ("5.", "not_money"),
        (".5", "not_money"),
        ("1e3", "not_money"),
        ("٣", "not_money"),
        ("", "not_money"),
        ("five", "not_money"),
        (float("nan"), "not_money"),
        (float("inf"), "not_money"),
        (Decimal("NaN"), "not_money"),
        (True, "not_money"),
        (np.True_, "not_money"),
        (None, "not_money"),
        ([], "not_money"),
        ({"amount": "5.00", "per": "week"}, "not_money"),
    ],
)
def test_what_is_no_amount_is_refused(given, code):
    assert problems(edited({"capital": given})) == [("capital", code)]


@pytest.mark.parametrize(("given", "held"), [(0, 0), (37.5, Decimal("37.5")), (Decimal(16), 16), (168, 168)])
def test_hours(given, held):
    pay = {"net": {"amount": 1, "per": "week"}, "hours_per_week": given}
    assert Case.model_validate(edited({"claimant.employment": pay})).claimant.employment.hours_per_week == held


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (169, "out_of_range"),
        (-1, "out_of_range"),
        (1.001, "not_hours"),
        ("20", "not_hours"),
        (True, "not_hours"),
        (float("nan"), "not_hours"),
        (Decimal("1E+99999999"), "out_of_range"),
    ],
)
def test_hours_that_no_week_has(given, code):
    pay = {"net": {"amount": 1, "per": "week"}, "hours_per_week": given}
    path = "claimant.employment.hours_per_week"
    assert problems(edited({"claimant.employment": pay})) == [(path, code)]
