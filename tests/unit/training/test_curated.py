"""The curated scenarios and the questions on escalation: truth of what they say, and nothing left untold."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from typing import Any

import pytest

from benefitcalc import BenefitcalcError, Case, assess
from benefitcalc.advice.escalation import STAGES, escalation
from benefitcalc.advice.options import options
from benefitcalc.law import citations
from benefitcalc.training import TOPICS, advice, curated, escalation_questions, exercise, facts_told, scenario_of

OPTIONS = set(
    tomllib.loads(files("benefitcalc.advice.options").joinpath("words.toml").read_text(encoding="utf-8"))["option"]
)
WRITTEN = tomllib.loads(files("benefitcalc.training").joinpath("curated.toml").read_text(encoding="utf-8"))["scenario"]
each = pytest.mark.parametrize("scenario", curated(), ids=lambda one: one.code)
each_question = pytest.mark.parametrize("question", escalation_questions(), ids=lambda one: one.code)


def test_there_are_thirty_scenarios_and_ten_questions_each_with_its_own_code():
    assert len({one.code for one in curated()}) == len(curated()) == 30
    assert len({one.code for one in escalation_questions()}) == len(escalation_questions()) == 10
    assert {one.topic for one in curated()} | {"escalation", "rates"} == set(TOPICS)
    assert {one.difficulty for one in curated()} == {1, 2, 3}


@each
def test_a_scenario_can_be_worked_out_and_cites_law(scenario):
    assert exercise(scenario).out_of > 0
    assert scenario.teaching_point.endswith(".")
    assert [citations(one) for one in scenario.law]


@each
def test_nothing_is_unsettled_or_unlike_the_other_facts(scenario):
    codes = {warning.code for warning in assess(scenario.case).warnings}
    assert not [code for code in codes if code.endswith(("_matters", "_matter", "_unsettled", "_unlikely"))]


@each
def test_right_advice_is_open_to_the_household_and_wrong_advice_is_not(scenario):
    found = options(scenario.case)
    open_to_it = {one.code for one in (*found.ranked, *found.checks, *found.without_figure)}
    assert scenario.advise
    assert len(scenario.distractors) >= 3
    assert not set(scenario.advise) & set(scenario.distractors)
    assert set(scenario.advise) & OPTIONS <= open_to_it
    assert not set(scenario.distractors) & open_to_it


def test_every_piece_of_advice_is_given_somewhere_and_says_when_it_is_right():
    given = {code for one in curated() for code in (*one.advise, *one.distractors)}
    assert given <= set(advice())
    assert all(one.say and one.when.endswith(".") for one in advice().values())


@pytest.mark.parametrize("written", WRITTEN, ids=lambda one: one["code"])
def test_no_figure_is_written_beside_the_facts(written):
    """Openings, titles and teaching points have no amount of money: figures come from the case and from the engine."""
    words = [written["title"], written["teaching_point"], *(said for _, said in written["opening"])]
    assert not [text for text in words if "£" in text]


def facts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every single fact of a case as the case file writes it."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from facts(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from facts(part, (*path, place))
    else:
        yield path


ANOTHER = {
    "sex": ("female", "male"),
    "tenure": ("shared_ownership",),
    "per": ("quarter", "year"),
    "kind": ("other_taxable",),
    "work_capability": ("lcw_without_element",),
    "country": ("england", "wales"),
    "brma": ("North Cumbria",),
    "label": ("repairs",),
    **dict.fromkeys(("schema", "scheme", "of"), ()),
}
"""Answers of which one is another than that of the case; of other facts the next number or the next day is one."""


def changed(case: dict[str, Any], path: tuple[Any, ...]) -> Any:
    """The case with that one fact changed, or not where there is no other answer; None where it would not fit."""
    inside: Any = case
    for name in path[:-1]:
        inside = inside[name]
    value = inside[path[-1]]
    inside[path[-1]] = next((one for one in ANOTHER.get(path[-1], (after(value),)) if one != value), value)
    try:
        return Case.model_validate(case)
    except BenefitcalcError:
        return None


def after(value: Any) -> Any:
    """The next number, amount or day."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    with suppress(ValueError):
        return (dt.date.fromisoformat(value) + dt.timedelta(days=1)).isoformat()
    with suppress(InvalidOperation):
        return str(Decimal(value) + 1)
    return value


@each
def test_every_fact_of_a_case_is_told(scenario):
    """Another answer anywhere gives another dialogue, so nobody has to guess."""
    told = facts_told(scenario.case)
    looked_at = 0
    for path in facts(scenario.case.to_dict()):
        case = changed(scenario.case.to_dict(), path)
        if case is not None and case != scenario.case:
            looked_at += 1
            assert facts_told(case) != told, f"{path} is not told"
    assert looked_at > 3


def test_dialogues_follow_the_call_and_end_with_the_facts():
    scenario = scenario_of("scotland_mitigation")
    assert scenario.dialogue[0].speaker == "Caller"
    assert scenario.dialogue[-len(facts_told(scenario.case)) :] == facts_told(scenario.case)
    assert "£94.20 a week" in scenario.dialogue[1].words
    assert "Scotland" in scenario.dialogue[1].words


def test_a_code_that_is_none_is_refused_with_those_that_there_are():
    with pytest.raises(KeyError, match="no scenario is named nothing; there are single_on_universal_credit"):
        scenario_of("nothing")


# --- What single scenarios teach, each worked by hand from its facts and the law -----------------------------------


def test_the_boy_of_nine_counts_as_ten_because_his_birthday_is_in_the_period():
    result = assess(scenario_of("birthday_at_ten").case)
    assert (result.housing.bedrooms_needed, result.housing.bedrooms_spare) == (3, 0)


def test_one_payday_of_four_weekly_pay_leaves_the_cap_in_place():
    case = scenario_of("four_weekly_pay_and_the_cap").case.to_dict()
    one = assess(case)
    assert (one.universal_credit.earned_income, one.benefit_cap.applies) == (846, True)
    case["claimant"]["employment"].pop("paid_on")  # the average of a year: £846 × 13 ÷ 12 = £916.50, over the threshold
    assert str(assess(case).universal_credit.earned_income) == "916.50"
    assert not assess(case).benefit_cap.applies


def test_in_temporary_accommodation_the_cap_is_taken_from_universal_credit():
    result = assess(scenario_of("capped_in_temporary_accommodation").case)
    assert result.universal_credit.benefit_cap_reduction > 0
    assert result.universal_credit.transitional_element > 0
    assert result.housing_benefit.benefit_cap_reduction == 0


def test_two_elements_for_two_people_end_the_cap():
    result = assess(scenario_of("carer_and_health").case)
    assert result.universal_credit.work_capability_element > 0
    assert result.universal_credit.carer_element > 0
    assert not result.benefit_cap.applies


# --- Escalation ------------------------------------------------------------------------------------------------------


@each_question
def test_a_question_has_one_right_choice_and_says_why(question):
    assert [choice.right for choice in question.choices].count(True) == 1
    assert len(question.choices) == 4
    assert all(choice.why.endswith(".") for choice in question.choices)
    assert question.law


@each_question
def test_a_question_agrees_with_the_rules_of_escalation(question):
    found = escalation(question.nation, question.day, question.evidence)
    assert tuple(stage for stage in ("contact", *STAGES) if found.stopped(stage)) == question.stopped
    assert set(question.open) <= {one.step.code for one in found.steps if not one.met}
