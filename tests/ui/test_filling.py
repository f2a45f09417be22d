"""A case -> the answers of the form: what ``read_form`` does, the other way round."""

import re
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given

from benefitcalc import Case, assess
from benefitcalc.advice.ranges import UNKNOWN, Between
from benefitcalc.ui.call.filling import answers_shown, filled
from benefitcalc.ui.call.form import Form, read_form
from benefitcalc.ui.call.schema import blank, blank_row, groups
from tests.oracle.random_cases import random_case
from tests.properties.households import quick, seeds
from tests.ui.answers import random_answers
from tests.ui.forms import CHARGES, DEFERRED, FORM, SMALLEST


def again(form: Form) -> tuple[dict[str, Any], Form]:
    """The answers that come back from what the form says, and the form that they make."""
    case = form.case if form.case is not None else form.partial
    assert case is not None
    back = filled(FORM, case, form.unknown, form.circumstances, whole=True)
    assert (back.left_out, back.not_asked) == ((), ())
    return dict(back.answers), read_form(FORM, back.answers)


@quick
@given(seeds)
def test_random_answers_come_back_as_the_same_case(seed: int) -> None:
    form = read_form(FORM, random_answers(Random(seed)))  # noqa: S311 - answers, not secrets
    if form.case is None and form.partial is None:
        return
    _, back = again(form)
    assert (back.case, back.partial) == (form.case, form.partial)
    assert (back.unknown, back.circumstances) == (form.unknown, form.circumstances)


@quick
@given(seeds)
def test_a_household_of_a_case_file_has_the_same_figures_on_the_form(seed: int) -> None:
    """Where the form asks every fact of it; others are named (`left_out`, `not_asked`)."""
    case = Case.model_validate(random_case(Random(seed)))  # noqa: S311 - households, not secrets
    back = filled(FORM, case.to_dict(), whole=True)
    if back.left_out or back.not_asked:
        return
    form = read_form(FORM, back.answers)
    assert (form.needed, form.wrong) == ((), ())
    now = assess(Case.model_validate(form.case))
    was = assess(case)
    assert (now.rent_to_pay, now.left_after_rent) == (was.rent_to_pay, was.left_after_rent)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"date": "1 Feb 2027", "country": "scotland"},
        {"claimant.age": "3 1992"},
        {"claimant.age": "30 to 40", "capital": "?"},
        {"couple": "yes", "partner.age": "?"},
        {"children": [{"age": "17", "in_education": "no"}, {"age": "?", "sex": "male"}]},
        {"tenancy.rent.rent_free_weeks": "4", "tenancy.service_charges": CHARGES},
        {"claimant.employment": [{"pay_is": "gross", "gross.amount": "900 to 1100", "hours_per_week": "16"}]},
        {"claimant.employment": [{"pay_is": "gross", "gross.amount": "900", "pension_contribution.amount": "30"}]},
        {"claimant.employment": [{"net.amount": "?", "net.per": "four_weeks", "hours_per_week": "37.5"}]},
        {"incomes": [{"kind": "child_maintenance", "amount": "25", "per": "week"}]},
        {"claimant.disability_benefits": "pip_daily_living_standard pip_mobility_enhanced"},
        {"universal_credit": [{"claimed": "no", "not_moved": "yes"}], "non_dependants": [{"age": "19"}, DEFERRED]},
        {"universal_credit": [{"severe_disability_premium": "yes"}]},
    ],
    ids=str,
)  # fmt: skip
def test_what_was_typed_stands_in_the_boxes_again(answers: dict[str, Any]) -> None:
    typed = {**blank(FORM), **SMALLEST, **answers}
    form = read_form(FORM, typed)
    back, _ = again(form)
    shown = {**on_screen(typed), "date": typed["date"] or back["date"]}
    assert {at: plain(on_screen(back)[at]) for at in form.names} == {at: plain(shown[at]) for at in form.names}


def on_screen(answers: Mapping[str, Any]) -> dict[str, str]:
    """Each answer by the id of its question on screen. What a service charge is for is in no file of a call."""
    found = {at: text for at, text in answers.items() if isinstance(text, str)}
    for group in groups(FORM):
        for place, row in enumerate(answers[group.id]):
            whole = {**blank_row(group.items), **row, **({"label": ""} if "label" in row else {})}
            found |= {f"{group.id}.{place}.{key}": text for key, text in whole.items()}
    return found


def plain(text: str) -> str:
    """``£20.40`` and ``20.4`` alike."""
    return re.sub(r"(?<=\.\d)0|\.00", "", text.replace("£", "")).replace(" 10 ", " Oct ")


def test_a_fact_without_a_question_is_named() -> None:
    case = read_form(FORM, SMALLEST).case
    assert case is not None
    case["claimant"]["employment"] = {"net": {"amount": "10.00", "per": "week"}, "in_northern_lights": True}
    found = filled(FORM, case, {"claimant.disability_benefits": UNKNOWN}, whole=True)
    assert found.left_out == ("claimant.employment.in_northern_lights", "claimant.disability_benefits")


def test_a_fact_that_is_not_asked_of_the_household_is_named() -> None:
    case = read_form(FORM, SMALLEST).case
    assert case is not None
    case["housing_benefit"] = {"family_premium_protection": True}
    assert filled(FORM, case, whole=True).not_asked == ("Family premium kept since before May 2016",)


def test_what_a_file_leaves_out_is_no_and_what_a_row_leaves_out_is_not_said() -> None:
    case = {"date": "2026-11-01", "claimant": {"age": 40}, "children": [{"age": 17, "sex": "male"}]}
    assert filled(FORM, case, whole=True).answers["children"][0]["in_education"] == "no"
    assert filled(FORM, case, whole=False).answers["children"][0]["in_education"] == "yes"


def test_the_answers_are_shown_in_the_words_of_the_page() -> None:
    row = {"tenancy": {"rent": {"amount": "112.40", "per": "fortnight"}, "tenure": "private_rent"}, "capital": "10.00"}
    back = filled(
        FORM, {**row, "children": [{"sex": "female"}, {"age": 11}]}, {"claimant.age": Between(30, 40)}, whole=False
    )
    assert answers_shown(FORM, back.answers) == [
        ("Tenant’s age", "30 to 40"),
        ("Child 1, sex", "Girl"),
        ("Child 2, age", "11"),
        ("Kind of home", "Private landlord (private rent)"),
        ("Rent", "£112.40 a fortnight"),
        ("Savings", "£10.00"),
    ]
