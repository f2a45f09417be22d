"""Answers that people hardly ever give are asked about or refused, with what is usual."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from benefitcalc.ui.call.form import read_form
from tests.ui.results import FORM, SMALLEST


def told(**answers: Any) -> tuple[list[str], list[str]]:
    form = read_form(FORM, SMALLEST | {name.replace("__", "."): one for name, one in answers.items()})
    return [one.message for one in form.doubts], [one.message for one in form.wrong]


def test_a_rent_of_a_hundred_thousand_is_refused_with_what_is_usual() -> None:
    assert told(tenancy__rent__amount="99999") == (
        [],
        ["Rent: this cannot be right: usually £40.00 to £450.00 a week"],
    )


def test_what_is_usual_is_told_for_the_period_that_was_chosen() -> None:
    doubts, wrong = told(tenancy__rent__amount="112.45", tenancy__rent__per="month")
    assert wrong == []
    assert doubts == ["Rent: usually £173.33 to £1,950.00 a month; is this right?"]


@pytest.mark.parametrize(
    "answers",
    [
        {"children": [{"age": "3", "childcare.amount": "2,000"}], "claimant__employment": [{"net.amount": "900"}]},
        {"claimant__employment": [{"net.amount": "900", "hours_per_week": "100"}]},
        {"tenancy__bedrooms": "12"},
        {"capital": "1,000,000"},
    ],
)
def test_an_answer_that_is_not_usual_is_asked_about_and_counts(answers: dict[str, Any]) -> None:
    doubts, wrong = told(**answers)
    assert len(doubts) == 1
    assert "usually" in doubts[0]
    assert wrong == []


@pytest.mark.parametrize(
    ("age", "asked"),
    [
        ("17", True),
        ("18", False),
        ("100", False),
        ("101", True),
        ("12 2008", True),
        ("1 10 2008", False),
        ("3 1925", True),
    ],
)
def test_a_tenant_below_18_or_above_100_is_asked_about_and_counts(age: str, *, asked: bool) -> None:
    said = ["Tenant’s age: usually 18 to 100; is this right?"] if asked else []
    assert told(date="1 11 2026", claimant__age=age) == (said, [])


def test_the_age_of_a_child_is_not_asked_about() -> None:
    assert told(children=[{"age": "3"}]) == ([], [])


def test_a_rent_of_nothing_is_asked_about_and_counts() -> None:
    asked = ["Rent: usually £40.00 to £450.00 a week; is this right?"]
    assert told(tenancy__rent__amount="0") == (asked, [])


def test_more_hours_than_a_week_has_are_refused() -> None:
    _, wrong = told(claimant__employment=[{"net.amount": "900", "hours_per_week": "169"}])
    assert wrong == ["The tenant’s pay, hours a week: a week has 168 hours; usually 1 to 60"]


def test_a_day_that_its_month_has_not_is_told() -> None:
    _, wrong = told(date="31 2 2026")
    assert wrong == ["Date: there is no such day: February 2026 has 28 days; until then 1 Nov 2026"]


def test_usual_answers_are_not_asked_about() -> None:
    assert told(capital="0", claimant__employment=[{"net.amount": "900", "hours_per_week": "16"}]) == ([], [])


def test_every_bound_has_a_source() -> None:
    bounds = tomllib.loads((files("benefitcalc.ui.call") / "plausible.toml").read_text(encoding="utf-8"))
    assert all(one["source"] for one in bounds.values())
