"""The months to come: from a timeline to what is shown, and through the widget."""

import datetime as dt
import json
from typing import Any

import pytest

from benefitcalc import RatesNotKnown
from benefitcalc.explain.words import money
from benefitcalc.rates import default_assumptions
from benefitcalc.timeline import timeline
from benefitcalc.ui.call import parts as parts_module
from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.parts import MONTHS, part
from benefitcalc.ui.call.questions import form_for
from benefitcalc.ui.call.schema import Schema

FORM = form_for(dt.date(2026, 6, 1))
SMALLEST = {"claimant.age": "34", "tenancy.bedrooms": "3", "tenancy.rent.amount": "112.45"}
TURNS_25 = SMALLEST | {"claimant.age": "20 9 2001"}


def look_ahead(form: Schema, answers: Any) -> dict[str, Any]:
    return part(form, "ahead", answers, {})


SAID = f"projected, {default_assumptions().words(1)}"
"""What the first year that is not set rests on."""


def test_each_change_is_told_with_its_day_and_its_effect() -> None:
    shown = look_ahead(FORM, TURNS_25)
    assert shown["columns"] == [["Universal Credit", "a month"], ["Rent to pay", "a week"]]
    first, then, *_ = shown["rows"]
    assert first == {"from": "Mon 1 Jun 2026", "projected": "", "amounts": ["£704.04", "£28.11"], "events": []}
    assert then["from"] == "Tue 1 Sep 2026"
    assert then["amounts"] == ["£790.36", "£28.11"]
    assert then["events"] == [
        {"label": "Tenant turns 25", "day": "Sun 20 Sep 2026", "effect": "Universal Credit +£86.32 a month"}
    ]
    assert then["projected"] == ""
    assert shown["missing"] == []
    assert shown["nothing"] == ""


def test_two_years_are_shown_and_those_after_the_checked_rates_say_that_they_are_projected() -> None:
    shown = look_ahead(FORM, TURNS_25)
    assert shown["until"] == "Wed 31 May 2028"
    assert [(row["from"], bool(row["projected"])) for row in shown["rows"]] == [
        ("Mon 1 Jun 2026", False),
        ("Tue 1 Sep 2026", False),
        ("Sat 1 May 2027", True),
        ("Mon 1 May 2028", True),
    ]
    april = shown["rows"][2]
    assert april["projected"] == SAID
    assert april["amounts"] == ["£806.96", "£28.11"]  # 441.50, and 14% less than the whole rent as before
    assert april["events"] == [
        {"label": "Projected rates for 2027-28, from 12 April 2027", "day": "", "effect": april["events"][0]["effect"]}
    ]
    assert april["events"][0]["effect"] == "Universal Credit +£16.60 a month"
    both = f"projected, {default_assumptions().words(2)}"
    assert shown["projected"] == (
        f"Projected from 1 April 2027, {default_assumptions().words(2)}. An assumption, not a forecast. "
        "Source: ONS, consumer prices to August 2026; ONS, total pay, May to July 2026; "
        "Low Pay Commission, range for April 2027; OBR, Economic and fiscal outlook, March 2026."
    )
    assert shown["spoken"] == f"Changes on 3 days up to Wed 31 May 2028. Figures from Thu 1 Apr 2027 are {both}."
    assert not any("assumption" in note for note in shown["notes"])


def test_every_figure_is_the_librarys() -> None:
    case = read_form(FORM, TURNS_25).case
    assert case is not None
    found = timeline(case, months=MONTHS)
    periods = [one for place, one in enumerate(found) if one.events or not place]
    assert [row["amounts"] for row in look_ahead(FORM, TURNS_25)["rows"]] == [
        [money(one.figures.universal_credit), money(one.figures.rent_to_pay)] for one in periods
    ]


def test_whose_month_of_birth_is_missing_is_told_with_the_question() -> None:
    answers = SMALLEST | {
        "couple": "yes",
        "partner.age": "7 1995",
        "children": [{"age": "9"}, {"age": "3 2021"}],
        "non_dependants": [{"age": "24"}],
    }
    shown = look_ahead(FORM, answers)
    assert shown["missing"] == [
        {"field": "claimant.age", "message": "Tenant"},
        {"field": "children.0.age", "message": "Child 1"},
        {"field": "non_dependants.0.age", "message": "Other adult 1"},
    ]
    assert not any("only an age" in note for note in shown["notes"])


BESIDE = {"field": "universal_credit.0.surplus_earnings", "message": "Existing award, surplus earnings"}


def test_a_fact_of_this_month_is_not_followed_and_the_first_month_is_left_out() -> None:
    answers = TURNS_25 | {"universal_credit": [{"surplus_earnings": "100"}]}
    shown, usual = look_ahead(FORM, answers), look_ahead(FORM, TURNS_25)
    assert shown["without"] == [BESIDE]
    assert shown["left_out"] == "The first month is left out: its figures are above."
    assert shown["rows"] == usual["rows"][1:]
    assert shown["columns"] == usual["columns"]
    assert shown["spoken"] == f"{usual['spoken']} Without Existing award, surplus earnings."
    assert usual["without"] == []
    assert usual["left_out"] == ""


@pytest.mark.parametrize(
    "answers",
    [
        {"universal_credit": [{"benefits_before": "1000"}]},
        {"universal_credit": [{"surplus_earnings": "100", "severe_disability_premium": "yes"}]},
        {"incomes": [{"kind": "new_style_esa", "amount": "50", "last_day": "9 6 2026"}]},
        {
            "universal_credit": [{"claimed": "no", "not_moved": "yes"}],
            "rent_could_be_afforded": "yes",
            "award_began": "4 5 2026",
        },
    ],
)
def test_amounts_that_a_fact_would_change_are_not_shown(answers: dict[str, Any]) -> None:
    shown = look_ahead(FORM, TURNS_25 | answers)
    assert shown["without"]
    assert shown["left_out"].startswith("So no amounts are shown")
    assert shown["columns"] == []
    assert bool(shown["rows"]) is not bool(shown["nothing"])
    assert all(row["events"] and not row["amounts"] for row in shown["rows"])
    assert "£" not in json.dumps(shown, ensure_ascii=False)


def test_nothing_else_to_come_is_said_beside_a_fact_whose_end_is_not_followed() -> None:
    afforded = {"rent_could_be_afforded": "yes", "award_began": "4 5 2026"}
    shown = look_ahead(FORM, SMALLEST | afforded | {"universal_credit": [{"claimed": "no", "not_moved": "yes"}]})
    assert shown["nothing"] == "Nothing else is known to change"
    assert shown["spoken"].startswith("No other change is known up to ")


def test_an_income_that_starts_this_month_is_whole_in_the_next() -> None:
    starts = {"incomes": [{"kind": "new_style_esa", "amount": "50", "first_day": "9 6 2026"}]}
    whole = {"incomes": [{"kind": "new_style_esa", "amount": "50"}]}
    assert look_ahead(FORM, TURNS_25 | starts)["rows"] == look_ahead(FORM, TURNS_25 | whole)["rows"][1:]


def test_months_with_more_or_fewer_paydays_are_changes() -> None:
    job = {"net.amount": "200", "net.per": "week", "paid_on": "6 11 2026"}
    ahead = look_ahead(FORM, SMALLEST | {"date": "1 9 2026", "claimant.employment": [job]})
    labels = {one["label"] for row in ahead["rows"] for one in row["events"]}
    assert {
        "Tenant: 5 paydays in this period, and 4 before",
        "Tenant: 4 paydays in this period, and 5 before",
    } <= labels


def test_nothing_to_come_is_said() -> None:
    shown = look_ahead(FORM, SMALLEST | {"capital": "16000.01"})
    assert shown["nothing"] == "Nothing is known to change"
    assert shown["spoken"].startswith("No change is known up to Wed 31 May 2028. Figures from ")
    assert len(shown["rows"]) == 1


def test_rates_that_are_all_checked_are_not_called_projected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "MONTHS", 6)
    shown = look_ahead(FORM, SMALLEST)
    assert shown["projected"] == ""
    assert shown["spoken"] == "No change is known up to Mon 30 Nov 2026."


def test_the_words_are_those_of_a_call() -> None:
    answers = SMALLEST | {"claimant.age": "10 1959", "children": [{"age": "2 9 2010"}]}
    shown = look_ahead(FORM, answers)
    words = json.dumps(shown)
    assert "project=" not in words
    assert "Claimant" not in words
    assert all(note.endswith(".") for note in shown["notes"])


def test_a_pensioners_months_are_of_housing_benefit_and_pension_credit() -> None:
    shown = look_ahead(FORM, SMALLEST | {"claimant.age": "70"})
    assert [name for name, _ in shown["columns"]] == ["Housing Benefit", "Pension Credit", "Rent to pay"]
    assert shown["until"] == "Sun 4 Jun 2028"
    assert shown["rows"][1]["from"] == "Mon 12 Apr 2027"
    assert shown["rows"][1]["projected"] == SAID


def test_where_nothing_else_changes_the_cap_or_the_charge_is_told() -> None:
    shown = look_ahead(FORM, SMALLEST | {"capital": "20000", "children": [{"age": "20 8 2016"}, {"age": "3"}]})
    effects = [event["effect"] for row in shown["rows"] for event in row["events"]]
    assert all(effects)


def test_without_figures_there_is_nothing_to_look_ahead_from() -> None:
    assert "once there are figures" in look_ahead(FORM, {})["failed"]


def test_a_refusal_of_the_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise RatesNotKnown("uc.taper", dt.date(2026, 11, 1), "The taper is not known.")

    monkeypatch.setattr(parts_module, "timeline", unknown)
    assert look_ahead(FORM, SMALLEST) == {"failed": "The taper is not known."}


def test_the_next_change_is_told_with_its_day_and_its_effect() -> None:
    assert look_ahead(FORM, TURNS_25)["next"] == {
        "day": "Sun 20 Sep 2026",
        "label": "Tenant turns 25",
        "effect": "Universal Credit +£86.32 a month",
        "projected": False,
    }


def test_without_a_change_none_is_next() -> None:
    assert look_ahead(FORM, SMALLEST | {"capital": "16000.01"})["next"] is None
