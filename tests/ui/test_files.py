"""A call is saved and comes back: the same form, the same parts, the same figures; or a sentence says why not."""

import datetime as dt
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given

from benefitcalc.advice.call_file import CallFile
from benefitcalc.ui.call.asked import Asked
from benefitcalc.ui.call.beginning import UNCHANGED, begin
from benefitcalc.ui.call.files import opened_call
from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.parts import saved
from benefitcalc.ui.call.respond import respond
from tests.properties.households import quick, seeds
from tests.ui.answers import random_answers
from tests.ui.forms import FORM, SMALLEST

TODAY = dt.datetime.now(tz=dt.UTC).astimezone().date()
GIVEN = {
    "budget.food": "70.00",
    "plan.balance": "-12.50",
    "plan.debt": "450.00",
    "plan.amount": "20.00",
    "plan.every": "week",
    "plan.first": "4 Dec 2026",
    "call.agreed": "yes",
}


def file_of(answers: dict[str, Any], **given: str) -> dict[str, Any]:
    _, _, text = saved(FORM, "call", answers, {key.replace("__", "."): value for key, value in given.items()})
    document: dict[str, Any] = json.loads(text)
    return document


def shown(document: object) -> dict[str, Any]:
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    return begin(FORM, "call", text, {})


def told(document: object) -> str:
    return " ".join(shown(document)["blocks"][0]["lines"])


@quick
@given(seeds)
def test_any_call_comes_back_with_its_figures(seed: int) -> None:
    answers = random_answers(Random(seed))  # noqa: S311 - answers, not secrets
    form = read_form(FORM, answers)
    before = respond(FORM, answers, None)
    if not before["fresh"] or before["problems"]:
        return
    opened = opened_call(FORM, json.dumps(file_of(answers)).encode(), TODAY, lambda form: Asked(form, {}).figures)
    after = respond(FORM, opened.answers, None)
    assert after["figures"] == before["figures"]
    assert opened.said[0] == "The figures are those that the call told."
    assert len(opened.said) == 2
    back = read_form(FORM, opened.answers)
    assert (back.unknown, back.circumstances) == (form.unknown, form.circumstances)


def test_what_was_typed_in_the_parts_comes_back() -> None:
    document = file_of(SMALLEST, **{key.replace(".", "__"): text for key, text in GIVEN.items()})
    found = shown(document)
    assert found["given"] == GIVEN
    assert found["values"]["tenancy.rent.amount"] == "112.45"
    assert file_of(found["values"], **found["given"]) == document


@pytest.mark.parametrize(
    ("given", "wrong"),
    [({"budget.food": "lots"}, "Food"), ({"plan.balance": "minus"}, "Balance of the rent account")],
)
def test_an_amount_that_cannot_be_read_is_not_left_out_of_the_file_in_silence(
    given: dict[str, str], wrong: str
) -> None:
    with pytest.raises(ValueError, match=f"{wrong}.*: enter pounds and pence"):
        saved(FORM, "call", SMALLEST, given)


def test_figures_that_differ_now_are_told() -> None:
    document = file_of(SMALLEST)
    document["figures"]["amounts"]["rent_to_pay"] = {"lowest": "1.00", "highest": "2.00"}
    document["figures"]["rates_checksum"] = "0" * 64
    assert "The call told other figures: Rent to pay £1.00 to £2.00 a week" in told(document)
    assert "other rates (2026-27" in told(document)


def test_facts_that_the_form_cannot_hold_are_named() -> None:
    document = file_of(SMALLEST)
    document["case"]["incomes"] = [{"kind": "carers_allowance", "amount": "1.00", "per": "week"}]
    document["unknown"] = {"incomes[0]": "unknown"}
    document["case"]["country"] = "england"
    assert "incomes[0]" in told(document)


# --- A file that cannot be opened ------------------------------------------------------------------------------------


def changed(**keys: Any) -> dict[str, Any]:
    return {**file_of(SMALLEST), **keys}


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"", "This is not a saved call, or it is spoilt."),
        (b"PK\x03\x04", "This is not a saved call, or it is spoilt."),
        (json.dumps(file_of(SMALLEST)).encode()[:-30], "This is not a saved call, or it is spoilt."),
        (b"[]", "Choose a file that “Save this call” made"),
        (changed(schema="benefitcalc.call/2"), 'of a newer version of this tool: schema "benefitcalc.call/2"'),
        (changed(schema="benefitcalc.case/1"), 'of another kind, or of a newer version of this tool: schema "benef'),
        (changed(expires="2020-02-01"), "This call file expired on Sat 1 Feb 2020 and is not read any more."),
        (changed(expires="soon"), 'expires "soon" is not a date; write YYYY-MM-DD'),
        (changed(tenant="Mrs Jones"), '"tenant" is not a field'),
        (
            changed(case={**file_of(SMALLEST)["case"], "claimant": {"age": 200}}),
            "In case.claimant: age 200 is out of range",
        ),
        (changed(case={**file_of(SMALLEST)["case"], "capital": {"x": 1}}), "In case: capital"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_file_that_cannot_be_opened_changes_nothing_and_says_why(document: object, words: str) -> None:
    found = shown(document)
    assert found.keys() == {"blocks"}
    assert words in told(document)
    assert told(document).endswith(UNCHANGED)
    assert found["blocks"][0]["urgent"]


@quick
@given(seeds)
def test_a_file_that_somebody_changed_is_opened_or_refused_in_words(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - changes, not secrets
    document = file_of(SMALLEST | {"couple": "yes", "partner.age": "?", "children": [{}], "capital": "1 to 9"})
    for _ in range(2):
        at: Any = document
        while True:
            key = rng.choice(list(at) if isinstance(at, dict) else range(len(at)))
            if not isinstance(at[key], dict | list) or not at[key] or rng.random() < 0.2:
                break
            at = at[key]
        at[key] = rng.choice([None, "", -1, "x", [], {}, "unknown", "2026-13-45", True, "999999999999.99", at[key]])
    found = shown(document)
    assert found["blocks"][0]["lines"]
    assert "values" in found or found["blocks"][0]["urgent"]


def test_many_problems_are_told_as_five_and_how_many_more() -> None:
    lines = shown(changed(**{f"field_{number}": 1 for number in range(9)}))["blocks"][0]["lines"]
    assert lines[5:] == ["And 4 more.", UNCHANGED]


def test_a_saved_call_names_nobody() -> None:
    answers = SMALLEST | {"tenancy.service_charges": [{"label": "for Mrs Jones", "amount": "2", "eligible": "yes"}]}
    document = file_of(answers, call__next_action="ring Mrs Jones")
    assert "Jones" not in json.dumps(document)
    assert CallFile.from_json(json.dumps(document)).case["tenancy"]["service_charges"]
