"""The widget without a browser: what it answers to what a page may send."""

import datetime as dt
from typing import Any

import pytest

from benefitcalc.ui.call import CallForm, call_app
from benefitcalc.ui.call.parts import part
from benefitcalc.ui.call.questions import form_for

SMALLEST = {"claimant.age": "34", "tenancy.bedrooms": "3", "tenancy.rent.amount": "112.45"}


@pytest.fixture
def app() -> CallForm:
    return call_app(dt.date(2026, 11, 24))


def send(app: CallForm, values: Any, seq: Any = 1) -> dict[str, Any]:
    """What the page gets for these answers, arriving as its messages do."""
    app.set_state({"answers": {"seq": seq, "values": values}})
    return dict(app.screen)


def test_it_opens_with_the_form_and_no_figure(app: CallForm) -> None:
    assert [stage["title"] for stage in app.form["stages"]] == [
        "Household",
        "Rent and home",
        "Work and money",
        "Health and caring",
        "Savings and award",
    ]
    assert app.form["blank"]["date"] == ""
    assert app.screen["assumed"] == {"date": "1 Nov 2026"}
    assert app.screen["figures"] is None
    assert len(app.screen["needed"]) == 3


def test_a_screen_bears_the_number_of_its_answers(app: CallForm) -> None:
    assert send(app, SMALLEST, 7)["seq"] == 7
    assert send(app, {}, 8)["seq"] == 8


def test_the_last_figures_stay_in_view_until_there_are_new_ones(app: CallForm) -> None:
    first = send(app, SMALLEST, 1)
    assert first["fresh"]
    wrong = send(app, SMALLEST | {"tenancy.rent.amount": "lots"}, 2)
    assert wrong["figures"] == first["figures"]
    assert not wrong["fresh"]
    mended = send(app, SMALLEST | {"capital": "7000"}, 3)
    assert mended["fresh"]
    assert mended["figures"] != first["figures"]


@pytest.mark.parametrize("values", [None, 3, {"no.such": "1"}, {"claimant.age": 34}, {"children": [{}] * 99}])
def test_what_cannot_be_read_is_told_to_the_page(app: CallForm, values: Any) -> None:
    shown = send(app, SMALLEST, 1)
    told = send(app, values, 2)
    assert told["failed"].startswith("These answers could not be read: ")
    assert told["seq"] == 2
    assert told["figures"] == shown["figures"]
    assert not told["fresh"]


@pytest.mark.parametrize("message", [None, "3", [], {"values": {}}, {"seq": "1", "values": {}}])
def test_answers_without_a_number_are_answered_too(app: CallForm, message: Any) -> None:
    app.set_state({"answers": {"seq": 1, "values": SMALLEST}})
    app.set_state({"answers": message})
    assert app.screen["seq"] == -1


def test_an_exception_reaches_the_page_and_repeats_no_answer() -> None:
    def broken(*_: object) -> dict[str, Any]:
        raise ZeroDivisionError("secret of 34")

    app = CallForm(form_for(dt.date(2026, 11, 24)), broken)
    told = send(app, SMALLEST)
    assert told["failed"] == "The calculator failed on these answers (ZeroDivisionError)."
    assert told["seq"] == 1
    assert told["figures"] is None


def test_it_recovers_after_a_failure(app: CallForm) -> None:
    send(app, 3, 1)
    assert "failed" not in send(app, SMALLEST, 2)


def test_the_page_is_shipped_and_asks_nothing_of_another_host() -> None:
    script = CallForm._esm
    assert "innerHTML" not in script
    assert "import " not in script
    assert "http://" not in script.replace("http://www.w3.org/2000/svg", "")
    assert "url(" not in CallForm._css


@pytest.mark.parametrize(("asked", "answers"), [("beat", ["beat"]), ("other", []), ({"beat": 1}, []), (None, [])])
def test_the_page_hears_that_somebody_is_there(
    app: CallForm, monkeypatch: pytest.MonkeyPatch, asked: Any, answers: list[str]
) -> None:
    said: list[Any] = []
    monkeypatch.setattr(app, "send", said.append)
    app._handle_custom_msg(asked, [])
    assert said == answers


# --- Parts that are asked for apart ----------------------------------------------------------------------------------


@pytest.fixture
def said(app: CallForm, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    monkeypatch.setattr(app, "send", found.append)
    return found


def test_a_part_is_worked_out_only_when_asked_for(app: CallForm, said: list[Any]) -> None:
    send(app, SMALLEST, 4)
    assert said == []
    app._handle_custom_msg({"part": "ahead", "seq": 4, "given": {}}, [])
    [told] = said
    assert (told["part"], told["seq"]) == ("ahead", 4)
    assert told["shows"] == part(app._schema, "ahead", SMALLEST, {})


@pytest.mark.parametrize("asked", [{"seq": 1}, {"seq": 3}, {"seq": None}, {"seq": "2"}, {"seq": 2, "part": "other"}])
def test_answers_that_have_been_replaced_get_no_part(app: CallForm, said: list[Any], asked: dict[str, Any]) -> None:
    send(app, SMALLEST, 2)
    app._handle_custom_msg({"part": "ahead", "given": {}} | asked, [])
    assert said == []


@pytest.mark.parametrize("given", [None, 3, {"a": 3}, {3: "a"}, {"a": "b" * 20_000}])
def test_what_cannot_have_been_typed_in_a_part_is_refused(app: CallForm, said: list[Any], given: Any) -> None:
    send(app, SMALLEST, 2)
    app._handle_custom_msg({"part": "ahead", "seq": 2, "given": given}, [])
    assert said[0]["shows"] == {"failed": "This could not be read: these are not questions and answers."}


def test_an_exception_in_a_part_is_told_and_repeats_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> dict[str, Any]:
        raise ZeroDivisionError("secret of 34")

    app = CallForm(form_for(dt.date(2026, 11, 24)), parts=broken)
    said: list[Any] = []
    monkeypatch.setattr(app, "send", said.append)
    send(app, SMALLEST, 1)
    app._handle_custom_msg({"part": "ahead", "seq": 1}, [])
    assert said[0]["shows"] == {"failed": "The calculator failed on this (ZeroDivisionError)."}
