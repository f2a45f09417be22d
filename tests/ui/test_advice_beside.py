"""The parts beside the award: the home on offer, the steps before court, and the chart of hours."""

import base64
import subprocess
import sys
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from benefitcalc.advice.escalation import evidence_of, rules
from benefitcalc.ui.call.steps import OF_CALL
from tests.conftest import REPOSITORY
from tests.ui.results import SMALLEST
from tests.ui.test_advice import UNKNOWN, blocks, kind

SPENT = {"budget__food": "40"}


def said(found: list[dict[str, Any]]) -> list[str]:
    return [one["text"] for one in kind(found, "text")]


# The home on offer ---------------------------------------------------------------------------------------------------


def test_a_home_is_not_called_affordable_before_the_spending_is_asked() -> None:
    assert said(blocks("home"))[0] == (
        "Ask what they spend (the budget part) before you say that they can afford this home. "
        "The rent to pay is £28.11 a week, and £69.94 a week (£303.08 a month) is left."
    )
    assert said(blocks("home", **SPENT))[0].startswith("They can afford this home.")
    assert said(blocks("home", budget__food="80"))[0].startswith("They cannot afford this home.")
    assert said(blocks("home", UNKNOWN, **SPENT))[0].startswith("Whether they can afford this home depends")


def test_the_first_weeks_name_the_first_payment_and_what_falls_due_until_then() -> None:
    found = said(blocks("home", home__from="1 12 2026", home__advance="112.45"))
    assert found[-1] == (
        "£112.45 is asked before the keys. The first Universal Credit comes on Thu 7 Jan 2027, 37 days after the move. "
        "Until then £449.80 more falls due in rent. No savings were given."
    )
    ends = said(blocks("home", UNKNOWN))
    assert ends[-2].startswith("Where least is left: There is no help with the rent.")
    assert ends[-1].startswith("Where most is left: The first Universal Credit comes on")


@pytest.mark.parametrize("wrong", [{"home__from": "31 2 2027"}, {"home__advance": "lots"}])
def test_wrong_answers_about_the_home_are_told(wrong: dict[str, str]) -> None:
    assert kind(blocks("home", **wrong), "message")[0]["title"] == "The first weeks cannot be worked out"


# The steps before court ----------------------------------------------------------------------------------------------


def test_the_facts_that_a_call_shows_are_those_of_the_library() -> None:
    assert rules().facts.keys() >= OF_CALL
    ticked = {name.removeprefix("file.") for name in ids(blocks("steps")) if name.startswith("file.")}
    assert not ticked & OF_CALL
    with pytest.raises(ValueError, match="is no fact"):
        evidence_of(None, also={"nothing"})  # type: ignore[arg-type]


def ids(found: list[dict[str, Any]]) -> list[str]:
    [form] = kind(found, "form")
    return [one["id"] for one in form["fields"]]


def shown(found: list[dict[str, Any]]) -> dict[str, str]:
    steps = [one for of_stage in kind(found, "choices") for one in of_stage["choices"]]
    return {one["title"]: one["worth"] or dict(one["lines"])["Open"] for one in steps}


def test_what_the_call_shows_counts_and_what_it_lacks_is_named() -> None:
    before = shown(blocks("steps"))
    assert before["Tell the tenant where free debt advice is"] == "free debt advice offered"
    given = {"referred__debt_advice": "yes", "file__statement_sent": "yes"}
    after = shown(blocks("steps", **given))
    assert after["Tell the tenant where free debt advice is"] == "Shown"
    assert after["Send rent statements each quarter that the tenant can understand"] == "Shown"
    plan = {"plan__debt": "200", "plan__amount": "5", "plan__every": "week", "plan__first": "4 12 2026"}
    sums = "Try to agree affordable sums, from income and spending"
    assert shown(blocks("steps", **plan, **SPENT))[sums] == "Shown"
    assert "plan within" in shown(blocks("steps", **plan | {"plan__amount": "50"}, **SPENT))[sums]


@pytest.mark.parametrize(
    ("nation", "step"),
    [
        ("wales", "Give a possession notice for breach of the contract; no claim before one month"),
        ("scotland", "Give clear information about the terms of the tenancy and what is owed"),
        ("northern_ireland", "Serve the Notice Seeking Possession, 28 days"),
    ],
)
def test_each_nation_has_its_own_steps(nation: str, step: str) -> None:
    found = shown(blocks("steps", SMALLEST | {"country": nation}))
    assert any(name.startswith(step) for name in found)


def test_breathing_space_stops_it_and_the_next_rung_says_why_not() -> None:
    found = blocks("steps", file__breathing_space="yes", plan__balance="900")
    [message] = kind(found, "message")
    assert message["title"] == "Stopped now"
    assert message["lines"][0].startswith("For 60 days no notice, no court and no contact")
    [rung] = [text for text in said(found) if "Next rung" in text]
    assert "Next rung: Send a text message" in rung
    assert "Stopped: Breathing Space running." in rung
    last = blocks("steps", plan__balance="900", ladder__last="text_message", ladder__last_on="2 11 2026")
    assert any("Next rung: First letter, due now by the ladder." in text for text in said(last))


def test_a_home_that_is_no_social_letting_is_told_apart() -> None:
    assert not kind(blocks("steps"), "message")
    private = blocks("steps", SMALLEST | {"tenancy.tenure": "private_rent"})
    assert kind(private, "message")[0]["title"] == "For social lettings only"


def test_the_landlords_own_ladder_is_opened_from_a_file() -> None:
    own = (
        'title = "Ladder of Example Homes"\nfrom = 2020-01-01\n'
        '[[rung]]\ncode = "visit"\nsay = "Visit the tenant"\nof = "balance"\npounds = "50.00"\nstage = "contact"\n'
    )
    found = blocks("steps", ladder=own, plan__balance="60")
    assert any("Next rung: Visit the tenant, due now" in text for text in said(found))
    assert kind(found, "upload")[0]["held"] == "Open: Ladder of Example Homes"
    for wrong in ("rung = 3", "title = 'x'", "no toml", "[[rung]]\nof = 'gold'"):
        refused = blocks("steps", ladder=wrong)
        assert kind(refused, "message")[-1]["title"] == "This ladder cannot be used"
        assert kind(refused, "choices")


# The chart -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("against", ["hours", "pay"])
@pytest.mark.parametrize("answers", [SMALLEST, UNKNOWN])
def test_the_chart_stands_with_its_table(against: str, answers: dict[str, Any]) -> None:
    [chart] = kind(blocks("hours", answers, hours__against=against), "chart")
    for picture in (chart["wide"], chart["narrow"]):
        svg = base64.b64decode(picture.partition(",")[2])
        assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314  it was drawn a moment ago
    rows = chart["table"]["rows"]
    assert [row[0] for row in rows][:2] == (["0", "4"] if against == "hours" else ["0", "300"])
    assert rows[-1][0] == ("40" if against == "hours" else "3000")
    assert all(len(row) == len(chart["table"]["headers"]) for row in rows)
    if answers is SMALLEST:
        assert rows[0][1] == "£69.94"
        assert chart["alt"].startswith("Lines over ")


def test_the_wage_of_the_chart_may_be_another_and_must_be_an_amount() -> None:
    [chart] = kind(blocks("hours", hours__wage="15"), "chart")
    assert chart["title"].startswith("Hours a week at £15.00")
    [form] = kind(blocks("hours", hours__wage="much"), "form")
    assert form["fields"][2]["error"].startswith("Wage an hour: ")


def test_no_part_loads_pandas_or_matplotlib() -> None:
    """They cost each officer's session half a second and 85 MB."""
    code = (
        "import sys; from tests.ui.results import FORM, SMALLEST; from benefitcalc.ui.call.parts import PARTS, part\n"
        "given = {'why.award': '424.90', 'plan.balance': '500', 'plan.amount': '10', 'budget.food': '20'}\n"
        "assert not [name for name in PARTS if 'failed' in part(FORM, name, SMALLEST, given)]\n"
        "print(*{'pandas', 'matplotlib'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=REPOSITORY)
    assert found.stdout.split() == []
