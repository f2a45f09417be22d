"""Results as a frame: every figure of every result, typed, exact, and nothing lost where a case was not assessed."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from benefitcalc import assess, assess_many
from benefitcalc.assessment.frames import COLUMNS, to_frame
from tests.worked import WORKED_FILES, worked_cases

CASES = [worked.case for worked in worked_cases(*WORKED_FILES)][:300]
TENANT = {
    "id": "a tenant",
    "date": "2026-06-01",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}},
}


def at(told: dict, path: str) -> object:
    for key in path.split("."):
        told = told.get(key) if isinstance(told, dict) else None
    return told


def test_every_figure_of_every_result_is_in_its_cell() -> None:
    results = assess_many(CASES)
    pence, pounds = to_frame(results), to_frame(results, money="decimal")
    for row, result in enumerate(results):
        told = result.to_dict(steps=False)
        causes = {part["cause"]: part["amount"] for part in told["shortfall"]}
        for path, kind in COLUMNS.items():
            group, _, name = path.partition(".")
            value = causes.get(name, "0.00") if group == "shortfall" else at(told, path)
            cell, exact = pence[path].iloc[row], pounds[path].iloc[row]
            if value is None:
                assert cell is pd.NA
                assert exact is pd.NA
            elif kind == "money":
                assert cell == int(Decimal(value) * 100)
                assert exact == Decimal(value)
            else:
                assert cell == value
        assert pence["warnings"].iloc[row].split() == [warning["code"] for warning in told["warnings"]]


def test_no_column_is_a_float_or_an_object() -> None:
    for money in ("pence", "decimal"):
        frame = to_frame(assess_many(CASES), money=money)
        kinds = {str(dtype) for dtype in frame.dtypes}
        assert not [kind for kind in kinds if kind.startswith(("float", "double", "object"))], kinds


def test_a_case_that_was_not_assessed_keeps_its_row() -> None:
    frame = to_frame(assess_many([TENANT, {**TENANT, "id": "bad", "capital": "-1"}, TENANT], errors="collect"))
    assert frame["id"].tolist() == ["a tenant", "bad", "a tenant"]
    assert frame["help_with_rent"].isna().tolist() == [False, True, False]
    assert "capital" in frame["problems"].iloc[1]
    assert frame["problems"].isna().tolist() == [True, False, True]


def test_results_of_several_runs_stand_in_their_order() -> None:
    poorer = {**TENANT, "capital": "7000.00"}
    frame = to_frame([assess(TENANT), *assess_many([poorer, TENANT])])
    assert frame["universal_credit.tariff_income"].tolist() == [0, 17_40, 0]


def test_no_results_give_an_empty_frame_with_every_column() -> None:
    assert len(to_frame([])) == 0
    assert set(COLUMNS) < set(to_frame([]).columns)


def test_what_money_is_to_be_is_said_or_refused() -> None:
    with pytest.raises(ValueError, match='give "pence" or "decimal"'):
        to_frame([], money="float")  # type: ignore[arg-type]
