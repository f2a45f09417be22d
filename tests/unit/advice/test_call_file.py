"""The call file: read and written exactly, anonymous, refused after its last day."""

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from benefitcalc import Case, Circumstances, InvalidCase, assess
from benefitcalc.advice.budget import budget_of
from benefitcalc.advice.call_file import CallFile, FiguresGiven
from benefitcalc.advice.figures import figures_of, figures_of_ranges
from benefitcalc.advice.plans import arrears_plan
from benefitcalc.advice.ranges import UNKNOWN, Between, Partial, work_out
from tests.oracle.random_cases import random_case
from tests.properties.households import quick, seeds

TODAY, LAST = "2026-12-01", "2026-12-31"
CASE: dict[str, Any] = {
    "date": "2026-12-01",
    "claimant": {"age": 34, "employment": {"net": {"amount": "300.00", "per": "month"}, "hours_per_week": 37.5}},
    "tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "120.00", "per": "week"}},
}
PLAN = arrears_plan(debt="612.40", every="week", first="2026-12-04", amount="20.00")


def whole() -> CallFile:
    return CallFile.of(
        figures_of(assess(CASE)),
        expires=LAST,
        budget=budget_of({"food": {"amount": "70", "per": "week"}}),
        balance="-12.50",
        plan=PLAN,
        agreed=True,
    )


def problems(document: dict[str, Any], today: str = TODAY) -> list[tuple[str, str]]:
    with pytest.raises(InvalidCase) as refused:
        CallFile.from_json(json.dumps({"expires": LAST, **document}), today=today)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def test_a_file_is_read_as_it_was_written() -> None:
    file = whole()
    text = file.to_json()
    read = CallFile.from_json(text, today=TODAY)
    assert read == file
    assert read.to_json() == text
    assert read.plan is not None
    assert read.plan.plan() == PLAN
    assert json.loads(text)["case"]["claimant"]["employment"]["hours_per_week"] == 37.5
    assert FiguresGiven.of(read.worked_out_again()) == file.figures


def test_unknown_facts_and_ranges_come_back() -> None:
    case = {**CASE, "country": "england"}
    unknown = {"capital": UNKNOWN, "claimant.employment.net.amount": Between("250.00", "300.00")}
    partial = Partial(case, unknown)
    figures = figures_of_ranges(partial, work_out(partial))
    file = CallFile.from_json(CallFile.of(figures, expires=LAST).to_json(), today=TODAY)
    assert file.partial == partial
    assert file.to_dict()["unknown"]["claimant.employment.net.amount"] == {"low": "250.00", "high": "300.00"}
    assert FiguresGiven.of(file.worked_out_again()) == file.figures


@quick
@given(seeds)
def test_any_household_comes_back(seed: int) -> None:
    case = random_case(Random(seed))  # noqa: S311 - households, not secrets
    figures = figures_of(assess(case))
    file = CallFile.from_json(CallFile.of(figures, expires=LAST).to_json(), today=TODAY)
    assert file.figures == FiguresGiven.of(figures)
    assert CallFile.from_json(file.to_json(indent=None), today=TODAY) == file
    plain = {**case, "id": None}
    for charge in case.get("tenancy", {}).get("service_charges", ()):
        charge.pop("label", None)
    assert Case.model_validate(file.case) == Case.model_validate(plain)
    assert list(Draft202012Validator(CallFile.json_schema()).iter_errors(file.to_dict())) == []


def test_circumstances_come_back() -> None:
    facts = Circumstances.model_validate({"move_from_legacy_benefits": {"total_legacy_amount": "1200.00"}})
    figures = figures_of(assess(CASE, facts))
    file = CallFile.from_json(CallFile.of(figures, expires=LAST, circumstances=facts).to_json(), today=TODAY)
    assert FiguresGiven.of(file.worked_out_again()) == file.figures
    assert file.figures != FiguresGiven.of(figures_of(assess(CASE)))


# --- The last day ----------------------------------------------------------------------------------------------------


def test_the_last_day_is_the_last_on_which_it_is_read() -> None:
    text = whole().to_json()
    assert CallFile.from_json(text, today=LAST) == whole()
    with pytest.raises(InvalidCase, match=r"expired on Thu 31 Dec 2026 and is not read any more. Delete it"):
        CallFile.from_json(text, today="2027-01-01")


def test_nobody_keeps_a_file_for_more_than_a_year() -> None:
    text = whole().to_json()
    assert CallFile.from_json(text, today="2025-12-30")
    assert problems({"case": CASE}, today="2025-12-29") == [("expires", "kept_too_long")]


# --- Nobody is named -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["name", "tenancy_ref", "nino", "address", "officer", "note"])
def test_no_key_takes_who_it_is(key: str) -> None:
    assert [code for _, code in problems({"case": CASE, key: "X"})] in (["personal_detail"], ["unknown_key"])
    inside = {**CASE, "claimant": {**CASE["claimant"], key: "X"}}
    assert problems({"case": inside})[0][0] == f"case.claimant.{key}"
    beside = {"case": {**inside, "country": "england"}, "unknown": {"claimant.age": "unknown", "capital": "unknown"}}
    assert f"case.claimant.{key}" in [path for path, _ in problems(beside)]


def test_labels_are_refused_and_left_out() -> None:
    charge = {"amount": "5.00", "per": "week", "eligible": True, "label": "for Mrs Jones"}
    labelled = {**CASE, "id": "T-1", "tenancy": {**CASE["tenancy"], "service_charges": [charge]}}
    assert problems({"case": labelled}) == [
        ("case.id", "personal_detail"),
        ("case.tenancy.service_charges[0].label", "personal_detail"),
    ]
    text = CallFile.of(figures_of(assess(labelled)), expires=LAST).to_json()
    assert "Jones" not in text
    assert "T-1" not in text
    file = CallFile.from_json(text, today=TODAY)
    assert FiguresGiven.of(file.worked_out_again()) == file.figures


# --- What is wrong ---------------------------------------------------------------------------------------------------


def test_every_problem_is_told_at_once() -> None:
    found = problems(
        {
            "case": {**CASE, "claimant": {"age": 134}},
            "balance": "much",
            "unknown": {"capital": {"low": "1"}},
            "figures": {"engine": "0.1.0"},
        }
    )
    paths = {path for path, _ in found}
    assert {"case.claimant.age", "balance", "figures.rates", "figures.amounts"} <= paths
    assert any(path.startswith("unknown.capital") for path in paths)


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (
            {"case": {**CASE, "country": "wales", "tenancy": {"tenure": []}}, "unknown": {"capital": "unknown"}},
            "case.tenancy.tenure",
        ),
        ({"case": {**CASE, "claimant": {}}}, "case.claimant"),
        ({"case": CASE, "unknown": {"capital": "unknown"}}, "unknown.country"),
        ({"case": {**CASE, "country": "wales"}, "unknown": {"tenancy.rent.amount": "unknown"}}, "unknown."),
        ({"case": {**CASE, "country": "wales"}, "unknown": {"capital": {"low": "9", "high": "1"}}}, "unknown.capital"),
        ({"case": {**CASE, "country": "wales"}, "unknown": {"children[3].age": "unknown"}}, "unknown"),
        ({"case": CASE, "circumstances": {"holiday": True}}, "circumstances"),
        ({"case": CASE, "plan": {"debt": "5000.00", "amount": "0.01", "every": "week", "first": LAST}}, "plan"),
        ({"case": CASE, "budget": {"spending": {"beer": {"amount": "1.00", "per": "week"}}}}, "budget.spending"),
        ({"case": "x"}, "case"),
    ],
)
def test_what_does_not_fit_is_named(document: dict[str, Any], path: str) -> None:
    assert problems(document)[0][0].startswith(path)


def test_a_fact_that_is_not_known_may_be_missing() -> None:
    case = {**CASE, "country": "england", "claimant": {}}
    text = json.dumps({"expires": LAST, "case": case, "unknown": {"claimant.age": "unknown"}})
    assert CallFile.from_json(text, today=TODAY).unknown == {"claimant.age": "unknown"}


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"schema": "benefitcalc.call/2"}'])
def test_what_is_no_call_file_is_refused(text: str) -> None:
    with pytest.raises(InvalidCase):
        CallFile.from_json(text, today=TODAY)
