"""The replay: what is right to the penny, where it went wrong, which misconception fits, and ranges."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

import pytest

from benefitcalc import InvalidCase, assess
from benefitcalc.advice.budget import budget_of
from benefitcalc.advice.call_file import CallFile
from benefitcalc.advice.figures import figures_of
from benefitcalc.advice.plans import arrears_plan
from benefitcalc.errors import BenefitcalcError
from benefitcalc.money import format_pounds
from benefitcalc.training.coaching import HeardCall, ListeningForm, figures_known, replay, replay_html, with_replay
from benefitcalc.training.misconceptions import MISCONCEPTIONS
from tests.oracle.random_cases import random_case
from tests.unit.training.coaching.calls import (
    CASE,
    FOUR_WEEKS,
    LAST,
    NO_CHARGE,
    RIGHT,
    known,
    with_facts,
    with_unknown_pay,
)


def test_the_figures_of_the_file_are_taken_where_nothing_is_typed() -> None:
    found = replay(known())
    assert [figure.name for figure in found.figures] == [
        "rent_to_pay", "help_with_rent", "left_after_rent", "universal_credit",
    ]  # fmt: skip
    assert found.all_right
    assert found.verdict == "All 4 figures given are right."
    assert (found.went_wrong, found.fits, found.second_opinion) == (None, (), None)


@pytest.mark.parametrize("typed", [RIGHT, f"£{RIGHT}", f" {RIGHT} "])
def test_a_right_figure_is_right(typed: str) -> None:
    found = replay(known(), {"award": typed})
    assert [(figure.name, figure.right) for figure in found.figures] == [("universal_credit", True)]
    assert found.verdict == "The figure given is right."


def test_four_weeks_in_a_month_is_named_with_the_step_where_it_begins() -> None:
    found = replay(known(), {"award": FOUR_WEEKS})
    (figure,) = found.figures
    assert (figure.right, figure.too_much) == (False, Decimal("-28.66"))
    assert figure.sentence == (
        "Universal Credit: £768.90 a month was given (£28.66 too little); it is £797.56 a month."
    )
    assert found.went_wrong is not None
    assert found.went_wrong.step.name == "award"
    assert [one.codes for one in found.fits] == [("four_weeks_in_a_month",)]
    assert found.fits[0].begins == "Rent and service charges"
    assert found.second_opinion is not None
    assert "rent" in found.second_opinion.found[0].sentence


def test_the_first_wrong_step_is_told_and_what_follows_from_it_is_not_marked_again() -> None:
    # 20% in place of 14%: 86.67, so 433.33 - 86.67 = 346.66, and 771.56 with the standard allowance.
    said = {"under_occupation_charge": "86.67", "housing_costs_element": "346.66", "award": "771.56"}
    found = replay(known(), said)
    assert found.went_wrong is not None
    assert found.went_wrong.step.name == "under_occupation_charge"
    assert found.topic == "under_occupation"
    assert found.marked is not None
    verdicts = {one.step.name: one.verdict for one in found.marked.steps if one.given is not None}
    assert verdicts == {
        "under_occupation_charge": "wrong",
        "housing_costs_element": "carried_forward",
        "award": "carried_forward",
    }
    assert [figure.right for figure in found.figures] == [False, False, False]


def test_what_to_practise_is_the_step_where_what_fits_begins() -> None:
    # The charge taken at 25% for one room: 108.33, so 433.33 - 108.33 = 325.00, and 749.90 with the allowance.
    found = replay(known(), {"award": "749.90"}, second_opinion=False)
    assert {one.step for one in found.fits} == {"under_occupation_charge", "bedrooms_needed"}  # 25% is of two rooms
    assert found.topic == "under_occupation"
    assert replay(known(), {"award": "790.00"}, second_opinion=False).topic == "universal_credit"


def test_a_slip_has_no_misconception_and_the_rule_is_said() -> None:
    found = replay(known(), {"award": "790.00"}, second_opinion=False)
    assert found.fits == ()
    assert any("No known misconception" in one for one in found.to_say)


def test_a_fact_entered_wrongly_is_a_second_opinion() -> None:
    found = replay(known(), {"award": NO_CHARGE})
    assert found.second_opinion is not None
    assert found.second_opinion.explained
    assert found.second_opinion.found[0].altered_case is not None


@pytest.mark.parametrize(("given", "right"), [("687.56", True), ("797.56", True), ("700.00", True), ("687.55", False)])
def test_where_facts_were_unknown_a_figure_is_right_inside_the_range(given: str, right: bool) -> None:
    found = replay(with_unknown_pay(), {"universal_credit": given})
    (figure,) = found.figures
    assert figure.right is right
    assert figure.correct == "£687.56 to £797.56 a month"
    assert found.marked is None
    assert any("Not known on the call" in note for note in found.notes)
    if not right:
        assert figure.too_much == Decimal("-0.01")


def test_facts_of_other_periods_leave_the_figures_of_the_call() -> None:
    found = replay(with_facts(), {"award": RIGHT})
    assert found.all_right
    assert found.marked is None
    assert any("other periods" in note for note in found.notes)


def test_an_award_that_the_household_does_not_get_is_wrong() -> None:
    case = {**CASE, "claimant": {"age": 70}}
    call = known(case)
    data = call.to_dict()
    data["figures"]["amounts"]["universal_credit"] = {"lowest": "10.00", "highest": "10.00"}
    found = replay(type(call).model_validate(data))
    assert [(one.name, one.right, one.too_much) for one in found.figures if not one.right] == [
        ("universal_credit", False, Decimal("10.00"))
    ]


def test_every_figure_that_cannot_be_read_is_named_with_those_that_can() -> None:
    with pytest.raises(InvalidCase) as refused:
        replay(known(), {"award": "lots", "left_after_rent": "?", "housing": "1.00"})
    assert [problem.path for problem in refused.value.problems] == ["universal_credit", "left_after_rent", "housing"]
    assert "there are rent_to_pay" in refused.value.problems[2].message


def test_each_name_that_is_listed_can_be_given() -> None:
    call = known()
    for name in figures_known(call):
        assert len(replay(call, {name: "1"}, second_opinion=False).figures) == 1


def test_other_rates_are_noted() -> None:
    call = known()
    data = call.to_dict()
    data["figures"]["rates_checksum"] = "0" * 64
    assert any("other rates" in note for note in replay(type(call).model_validate(data)).notes)


def test_the_page_says_the_same_and_escapes_what_it_is_given() -> None:
    page = replay_html(replay(known(), {"award": FOUR_WEEKS}))
    assert page.startswith("<!doctype html>")
    for text in ("£768.90 a month", "£797.56 a month", "Rent and service charges", "A month is not four weeks"):
        assert text in page
    assert "<script" not in page
    assert "http" not in page


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        ({"award": RIGHT}, "Met"),
        ({"award": FOUR_WEEKS}, "Not"),
        ({"award": FOUR_WEEKS, "standard_allowance": "424.90"}, "Part"),
        ({"award": "797.57"}, "Part"),
    ],
)
def test_the_form_has_its_line_of_figures_from_the_replay(given: dict[str, str], mark: str) -> None:
    form = with_replay(HeardCall(form=ListeningForm.example()), replay(known(), given, second_opinion=False))
    line = form.marks["figures"]
    assert line.mark == mark
    assert form.call_on == dt.date(2026, 6, 1)
    assert line.comment.startswith("Replayed: ")


def test_a_replay_is_kept_without_any_figure() -> None:
    found = replay(known(), {"award": FOUR_WEEKS}, second_opinion=False)
    kept = found.marked_file(expires="2027-11-30", on="2026-12-01", officer="io04", minutes=15)
    assert kept.officer == "IO04"
    ((task, step),) = kept.steps
    assert (task.scenario, step.step, step.verdict) == ("call", "award", "wrong")
    assert set(step.misconceptions) <= set(MISCONCEPTIONS)
    assert "768" not in kept.to_json()
    of_ranges = replay(with_unknown_pay(), {"award": RIGHT}).marked_file(expires="2027-11-30", on="2026-12-01")
    assert [step.verdict for _, step in of_ranges.steps] == ["right"]


def test_an_award_of_a_scheme_that_does_not_serve_the_household_can_be_typed_and_is_wrong() -> None:
    (figure,) = replay(known(), {"housing_benefit": "20.00"}).figures
    assert (figure.right, figure.given, figure.correct) == (False, "£20.00 a week", "£0.00 a week")


@pytest.mark.parametrize("seed", range(15))
def test_right_figures_of_random_households_are_never_marked_wrong(seed: int) -> None:
    try:
        call = CallFile.of(figures_of(assess(random_case(Random(seed)))), expires=LAST)  # noqa: S311  a test
    except BenefitcalcError:
        return  # no rates of that day
    found = replay(call)
    assert found.all_right
    assert found.went_wrong is None
    steps = found.marked.steps if found.marked is not None else ()
    key = {
        one.step.name: format_pounds(one.step.answer) if one.step.unit.is_money else str(one.step.answer)
        for one in steps
    }
    found = replay(call, key)
    assert found.all_right
    assert found.went_wrong is None


@pytest.mark.parametrize("pay", ["0.00", "0.01", "57.43", "199.99", "200.00"])
def test_a_figure_of_any_completion_lies_in_the_range(pay: str) -> None:
    case = {**CASE, "claimant": {"age": 40, "employment": {"net": {"amount": pay, "per": "month"}}}}
    call = with_unknown_pay()
    for figure in figures_of(assess(case)).all:
        told = format_pounds(int(figure.lowest * 100))
        assert replay(call, {figure.name: told}).all_right


# By hand: 424.90 a month is 98.05 a week (x 12 / 52), the charge of 14.00 a week (60.67 x 12 / 52) comes off it, and so
# 84.05 is left after the rent; with food of 60.00 a week 24.05 is left.
@pytest.mark.parametrize(("amount", "said"), [("24.00", "is within the £24.05"), ("24.10", "is more than the £24.05")])
def test_a_plan_is_set_beside_what_the_budget_leaves(amount: str, said: str) -> None:
    plan = arrears_plan(debt="240.00", every="week", first="2026-06-05", amount=amount)
    call = known(budget=budget_of({"food": {"amount": "60.00", "per": "week"}}), plan=plan, agreed=True)
    found = replay(call)
    assert found.plan[0].startswith("Agreed: ")
    assert said in found.plan[1]
    assert "Not asked, so counted as nothing: " in found.plan[2]
    assert "The plan for arrears" in replay_html(found)


def test_a_plan_without_a_budget_is_pointed_at() -> None:
    plan = arrears_plan(debt="240.00", every="week", first="2026-06-05", amount="10.00")
    assert "No budget was made" in replay(known(plan=plan)).plan[1]
    assert replay(known()).plan == ()
