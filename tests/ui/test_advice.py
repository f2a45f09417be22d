"""The advice on the page: blocks and files from ``benefitcalc.advice``."""

import json
from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import assess
from benefitcalc.advice.call_file import CallFile
from benefitcalc.advice.options import options
from benefitcalc.errors import BenefitcalcError
from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.parts import FILES, NOT_OF_A_RANGE, PARTS, part, saved
from tests.ui.results import FORM, SMALLEST

UNKNOWN = SMALLEST | {"capital": "?"}
GIVEN = {"plan.debt": "450", "plan.amount": "20", "plan.every": "week", "plan.first": "4 12 2026", "budget.food": "20"}


def blocks(name: str, answers: dict[str, Any] = SMALLEST, **given: str) -> list[dict[str, Any]]:
    shows = part(FORM, name, answers, {key.replace("__", "."): text for key, text in given.items()})
    return list(shows["blocks"])


def kind(found: list[dict[str, Any]], wanted: str) -> list[dict[str, Any]]:
    return [one for one in found if one["block"] == wanted]


@pytest.mark.parametrize("name", PARTS)
def test_every_part_can_be_sent(name: str) -> None:
    shows = part(FORM, name, SMALLEST, GIVEN)
    assert "failed" not in shows
    assert json.loads(json.dumps(shows))
    assert part(FORM, name, {}, {})["failed"]


@pytest.mark.parametrize("name", ["ahead", "working", "options", "why", "budget"])
def test_a_part_of_one_figure_says_that_a_range_has_none(name: str) -> None:
    assert part(FORM, name, UNKNOWN, {}) == {"failed": NOT_OF_A_RANGE}


def test_the_options_are_those_of_the_library_in_its_order() -> None:
    ranked = kind(blocks("options"), "table")[0]
    case = read_form(FORM, SMALLEST).case
    assert case is not None
    found = options(case).ranked
    assert [row[0].removesuffix(" (if awarded)") for row in ranked["rows"]] == [one.title for one in found]
    assert [Decimal(row[1].replace("£", "").replace("−", "-").replace(",", "")) for row in ranked["rows"]] == [
        one.change_in_left_after_rent for one in found
    ]


def test_an_award_without_the_rent_is_explained() -> None:
    """424.90 is the standard allowance alone: the rent is missing, or not verified."""
    found = blocks("why", why__award="424.90")
    [verdict] = [one for one in kind(found, "text") if one["strong"]]
    assert verdict["text"].startswith("£365.46 less than worked out.")
    assert kind(found, "table")[0]["rows"]


def test_an_award_that_agrees_says_so_and_a_wrong_amount_is_named() -> None:
    assert kind(blocks("why", why__award="790.36"), "text")[0]["text"] == "The amounts agree."
    [form] = kind(blocks("why", why__award="lots"), "form")
    assert form["fields"][0]["error"].endswith("enter pounds and pence, such as 112.45")


def test_a_plan_says_when_it_clears_and_whether_the_budget_allows_it() -> None:
    found = part(FORM, "budget", SMALLEST, GIVEN)["blocks"]
    [said] = [one["text"] for one in kind(found, "text") if one["strong"]]
    assert said.startswith("£20.00 a week from Fri 4 Dec 2026: 23 payments, the last of £10.00")
    assert said.endswith("That is £20.00 a week, within what is left.")
    table = kind(found, "table")[0]
    assert table["total"][1] == "£49.94"  # 69.94 after the rent, less 20.00 for food


def test_a_plan_that_cannot_be_is_refused_in_words() -> None:
    wrong = part(FORM, "budget", SMALLEST, GIVEN | {"plan.first": "31 2 2027"})["blocks"]
    assert kind(wrong, "message")[0]["lines"] == ["there is no such day: February 2027 has 28 days"]
    words = part(FORM, "budget", SMALLEST, GIVEN | {"plan.every": "often"})["blocks"]
    assert "often" in kind(words, "message")[0]["lines"][0]


def test_the_note_tells_the_figures_and_the_plan() -> None:
    [note] = kind(part(FORM, "wrap", SMALLEST, GIVEN)["blocks"], "copy")
    assert "£28.11" in note["text"]
    assert "£20.00 a week" in note["text"]
    [ranged] = kind(part(FORM, "wrap", UNKNOWN, {})["blocks"], "copy")
    assert "£28.11 to £112.45" in ranged["text"]


def test_the_note_keeps_no_health_detail() -> None:
    found = blocks("wrap", call__next_action="Ask about her depression")
    assert "health" in kind(found, "message")[0]["lines"][0]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("answers", [SMALLEST, UNKNOWN])
def test_every_file_can_be_saved_for_a_figure_and_for_a_range(name: str, answers: dict[str, str]) -> None:
    title, _, text = saved(FORM, name, answers, {})
    assert title
    assert "28.11" in text
    with pytest.raises(BenefitcalcError):
        saved(FORM, name, {}, {})


def test_a_saved_call_gives_the_same_figures_again() -> None:
    _, _, text = saved(FORM, "call", SMALLEST, {})
    file = CallFile.from_json(text)
    assert file.worked_out_again().rent_to_pay.lowest == assess(file.case).rent_to_pay == Decimal("28.11")
