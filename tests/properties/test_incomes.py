"""What an income opens, it opens from the first penny; and an income of nothing is none."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from benefitcalc import Case, InvalidCase
from benefitcalc.case import IncomeKind
from tests.properties.households import columns_of, households, quick, unlike

MEANS_SOMETHING_AT_NOTHING = {"child_benefit", "lodger", "boarder"}
"""Not claimed; and a person who needs a room."""
KINDS = sorted(kind.value for kind in IncomeKind if kind.value not in MEANS_SOMETHING_AT_NOTHING)
OPENED = (
    "exempt.", "housing_benefit.passported", "housing_benefit.applicable_amount", "universal_credit.carer_element",
    "universal_credit.childcare_element", "pension_credit.appropriate_minimum_guarantee",
)  # fmt: skip
"""What can hang on whether an income is paid, and not on how much."""


def with_income(case: dict[str, Any], kind: str, amount: str) -> dict[str, Any]:
    other = copy.deepcopy(case)
    other["incomes"] = [income for income in other["incomes"] if income["kind"] != kind]
    other["incomes"].append({"kind": kind, "amount": amount, "per": "week", "of": "claimant"})
    return other


def can_be(*cases: dict[str, Any]) -> bool:
    try:
        for case in cases:
            Case.model_validate(case)
    except InvalidCase:
        return False
    return True


@quick
@given(households(), st.sampled_from(KINDS))
def test_an_income_of_nothing_is_like_none(case: dict[str, Any], kind: str) -> None:
    none = {**case, "incomes": [income for income in case["incomes"] if income["kind"] != kind]}
    nothing = with_income(case, kind, "0.00")
    assume(can_be(none, nothing))
    assert not unlike(columns_of([none]), columns_of([nothing]))


@quick
@given(households(), st.sampled_from(KINDS))
def test_a_penny_of_an_income_opens_what_a_pound_does(case: dict[str, Any], kind: str) -> None:
    penny, pound = with_income(case, kind, "0.01"), with_income(case, kind, "1.00")
    assume(can_be(penny, pound))
    one, other = columns_of([penny]), columns_of([pound])
    assume(one["universal_credit.entitled"] == other["universal_credit.entitled"])
    assume((one["pension_credit.guarantee_credit"] > 0) == (other["pension_credit.guarantee_credit"] > 0))
    assert not [name for name in unlike(one, other) if name.startswith(OPENED)]
