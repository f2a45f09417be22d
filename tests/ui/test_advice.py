"""The advice on the page: blocks and files from ``benefitcalc.advice``."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import assess
from benefitcalc.advice.budget import Guidelines
from benefitcalc.advice.call_file import CallFile
from benefitcalc.advice.escalation import Ladder
from benefitcalc.advice.options import options
from benefitcalc.errors import BenefitcalcError
from benefitcalc.ui.call.affordable import read_spending
from benefitcalc.ui.call.asked import NOT_OF_A_RANGE
from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.parts import PARTS, part, saved
from benefitcalc.ui.call.reading import Unreadable
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


@pytest.mark.parametrize("name", ["ahead", "working"])
def test_a_part_of_one_figure_says_that_a_range_has_none(name: str) -> None:
    assert part(FORM, name, UNKNOWN, {}) == {"failed": NOT_OF_A_RANGE}


def test_the_options_are_those_of_the_library_in_its_order_five_first() -> None:
    children = [{"age": "2"}, {"age": "4"}, {"age": "6", "sex": "male"}, {"age": "8", "sex": "male"}]
    family = SMALLEST | {"tenancy.rent.amount": "180", "children": children}
    found = blocks("options", family)
    case = read_form(FORM, family).case
    assert case is not None
    ranked = options(case).ranked
    first = kind(found, "choices")[0]["choices"]
    [rest] = [one for one in kind(found, "more") if one["title"].startswith("What leaves more")]
    shown = [*first, *rest["blocks"][0]["choices"]]
    assert len(first) == 5
    assert [one["title"].removesuffix(" (if awarded)") for one in shown] == [one.title for one in ranked]
    assert [one["worth"].partition(" a week")[0] for one in shown] == [
        f"+£{one.change_in_left_after_rent}" for one in ranked
    ]


def test_another_wage_and_other_hours_are_assumed_for_the_options_and_the_note() -> None:
    given = {"assume.hourly_wage": "15", "assume.hours": "20", "assume.lodger_pays": "60"}
    found = part(FORM, "options", SMALLEST, given)["blocks"]
    titles = [one["title"] for one in kind(found, "choices")[0]["choices"]]
    assert "The tenant works 20 hours a week at £15.00" in titles
    assert "A lodger in the spare room, who pays £60.00 a week" in titles
    _, _, note = saved(FORM, "note", SMALLEST, given | {"told.work.1": "yes"})
    assert "Advice: The tenant works 20 hours a week at £15.00 (" in note


def test_what_cannot_be_assumed_is_told_beside_its_question_and_left_out() -> None:
    found = part(FORM, "options", SMALLEST, {"assume.hours": "99", "assume.hourly_wage": "much"})["blocks"]
    errors = {one["id"]: one["error"] for one in kind(found, "form")[0]["fields"] if one["error"]}
    assert errors == {
        "assume.hours": "Hours a week of a first job: give whole hours from 1 to 60",
        "assume.hourly_wage": "Wage an hour, £: enter pounds and pence, such as 112.45",
    }
    assert kind(found, "choices")[0]["choices"][0]["title"] == "The tenant works 16 hours a week at £12.71"


def test_an_award_without_the_rent_is_explained() -> None:
    """424.90 is the standard allowance alone: the rent is missing, or not verified."""
    found = blocks("why", why__award="424.90")
    [verdict] = [one for one in kind(found, "text") if one["strong"]]
    assert verdict["text"].startswith("£365.46 less than worked out.")
    [causes] = kind(found, "choices")
    assert causes["choices"][0]["title"] == "The amount fits a claim without rent."


def test_what_could_be_stands_below_the_facts_and_what_nothing_makes_says_so() -> None:
    """762.25 has 449.80 a month as the rent: four weeks. 737.96 is 52.40 less, an advance perhaps."""
    [causes] = kind(blocks("why", why__award="762.25"), "choices")
    could_be = [one["title"].startswith("Could be: ") for one in causes["choices"]]
    assert could_be == [False, False, True]
    advance = blocks("why", why__award="737.96")
    assert "not explained" in kind(advance, "text")[0]["text"]
    assert [one["title"][:10] for one in kind(advance, "choices")[0]["choices"]] == ["Could be: "]
    nothing = blocks("why", why__award="800")
    assert kind(nothing, "text")[0]["text"].startswith("£9.64 more than worked out: not explained.")
    assert not kind(nothing, "choices")


def test_only_the_amounts_of_the_households_own_schemes_are_asked() -> None:
    def asked(found: list[dict[str, Any]]) -> list[str]:
        return [one["id"] for form in kind(found, "form") for one in form["fields"]]

    assert asked(blocks("why")) == ["why.award", "why.paid_to_landlord", "why.housing_element"]
    pensioner = SMALLEST | {"claimant.age": "75"}
    assert asked(blocks("why", pensioner, why__award="500")) == ["why.hb_weekly"]
    supported = SMALLEST | {"tenancy.tenure": "exempt_accommodation"}
    both = blocks("why", supported, why__award="500", why__hb_weekly="80")
    assert kind(both, "message")[0]["title"] == "One benefit at a time"


def test_an_award_that_agrees_says_so_and_a_wrong_amount_is_named() -> None:
    assert kind(blocks("why", why__award="790.36"), "text")[0]["text"] == "The amounts agree."
    [form] = kind(blocks("why", why__award="lots"), "form")
    assert form["fields"][0]["error"].endswith("enter pounds and pence, such as 112.45")


def test_a_plan_says_when_it_clears_and_whether_the_budget_allows_it() -> None:
    found = part(FORM, "budget", SMALLEST, GIVEN)["blocks"]
    [said] = [one["text"] for one in kind(found, "text") if one["strong"]]
    assert said.startswith("£20.00 a week from Fri 4 Dec 2026: 23 payments, the last of £10.00")
    assert said.endswith("That is £20.00 a week, within what is left.")
    [table] = [one for one in kind(found, "table") if one["caption"] == "Income and expenditure"]
    assert table["total"][1] == "£49.94"  # 69.94 after the rent, less 20.00 for food


GUIDELINES = """
title = "Guidelines of Example Homes"
from = 2026-04-06
[food]
per = "week"
first_adult = "15.00"
"""


def test_spending_is_by_the_week_unless_it_says_otherwise() -> None:
    assert read_spending("20") == {"amount": "20.00", "per": "week"}
    assert read_spending("£86.50 a month") == {"amount": "86.50", "per": "month"}
    assert read_spending("1,200/year") == {"amount": "1200.00", "per": "year"}
    assert read_spending("40 pm") == {"amount": "40.00", "per": "month"}
    assert read_spending("30 every two weeks") == {"amount": "30.00", "per": "fortnight"}
    for wrong in ("20 a day", "a month", "20 30", "month"):
        with pytest.raises(Unreadable):
            read_spending(wrong)


def test_the_landlords_guidelines_stand_beside_the_spending() -> None:
    found = part(FORM, "budget", SMALLEST, {"budget.food": "20", "guidelines": GUIDELINES})["blocks"]
    [table] = kind(found, "table")
    assert table["headers"][-1] == "Guideline, £ a week"
    assert ["Less Food and household goods", "−£20.00", "−£86.67", "£15.00"] in table["rows"]
    [asks] = kind(found, "message")
    assert asks["lines"][0].startswith("Food and household goods is £5.00 a week above the guideline.")
    assert kind(found, "upload")[0]["held"] == "Open: Guidelines of Example Homes"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PK\x03\x04\ufffd\ufffd", "This file is no text."),
        ("food,50", "This file is not in the form of the example for spending guidelines"),
        ("[fod]\nper = 'week'", "title is missing"),
    ],
)
def test_a_wrong_file_of_guidelines_is_told_in_words_and_stops_nothing(text: str, said: str) -> None:
    found = part(FORM, "budget", SMALLEST, {"budget.food": "20", "guidelines": text})["blocks"]
    [message] = kind(found, "message")
    assert message["lines"][0].startswith(said)
    assert kind(found, "table")[0]["total"][1] == "£49.94"


def test_where_facts_are_not_known_the_budget_and_the_plan_go_from_the_least_to_the_most() -> None:
    """Savings above 16,000 leave neither an award nor any help; without savings 69.94 a week is left after the rent."""
    found = part(FORM, "budget", UNKNOWN, GIVEN | {"plan.balance": "500"})["blocks"]
    [table] = [one for one in kind(found, "table") if one["caption"].startswith("Income and expenditure")]
    assert table["headers"] == ["", "Least, £ a week", "Most, £ a week"]
    assert table["total"] == ["Left", "−£132.45", "£49.94"]
    said = [one["text"] for one in kind(found, "text")]
    assert said[0].endswith("more than what is left at the least, and within it at the most.")
    assert any(text.startswith("Where least is left: No deduction can begin now") for text in said)
    [account] = [one for one in kind(found, "table") if one["caption"].startswith("The rent account")]
    assert account["headers"][1:] == ["Where least is left, £", "Where most is left, £"]
    assert account["total"][1:] == ["£500.00", "£500.00"]


def test_the_account_tells_timing_from_what_is_really_owed_and_one_late_payment() -> None:
    found = part(FORM, "budget", SMALLEST, {"plan.balance": "500", "plan.amount": "10"})["blocks"]
    [account] = [one for one in kind(found, "table") if one["caption"].startswith("The rent account")]
    timing, real = (Decimal(row[1].replace("£", "").replace("−", "-")) for row in account["rows"])
    assert timing + real == 500
    assert account["total"][0] == "Balance, 4.4 weeks’ rent owed"
    assert kind(found, "text")[0]["text"].startswith("£10.00 a month from")
    assert "comes on" in kind(found, "text")[-1]["text"]
    paid_already = part(FORM, "budget", SMALLEST, {"plan.balance": "5"})["blocks"]
    [account] = [one for one in kind(paid_already, "table") if one["caption"].startswith("The rent account")]
    timing, real = (Decimal(row[1].replace("£", "").replace("−", "-")) for row in account["rows"])
    assert (timing + real, real < 0) == (Decimal(5), True)
    credit = part(FORM, "budget", SMALLEST, {"plan.balance": "-12.50"})["blocks"]
    assert kind(credit, "text")[0]["text"] == "Nothing is really owed: no plan is needed."


def test_every_payment_has_its_day_and_a_deduction_its_limit() -> None:
    """23 weeks from Fri 4 Dec 2026 end on Fri 7 May 2027. 15% of 424.90 is 63.74, of which 40.00 is taken already."""
    found = part(FORM, "budget", SMALLEST, GIVEN | {"plan.deducted": "40"})["blocks"]
    [payments] = [one for one in kind(found, "more") if one["title"] == "Every payment of the plan"]
    rows = payments["blocks"][0]["rows"]
    assert (len(rows), rows[0], rows[-1]) == (
        23,
        ["Fri 4 Dec 2026", "£20.00", "£430.00"],
        ["Fri 7 May 2027", "£10.00", "£0.00"],
    )
    said = " ".join(one["text"] for one in kind(found, "text"))
    assert "All deductions together take at most £63.74 a month, and £23.74 is free." in said
    wrong = part(FORM, "budget", SMALLEST, GIVEN | {"plan.deducted": "much"})["blocks"]
    assert kind(wrong, "message")[0]["lines"][0].startswith("Taken off Universal Credit already: ")


def test_no_plan_is_offered_from_what_is_left_before_anybody_asked_what_they_spend() -> None:
    """69.94 a week is left after the rent: it is what they live on."""
    owed = {"plan.balance": "900"}
    unasked = part(FORM, "budget", SMALLEST, owed)["blocks"]
    assert kind(unasked, "text")[0]["text"].startswith("Ask what they spend, or give an offer")
    offered = part(FORM, "budget", SMALLEST, owed | {"plan.amount": "20"})["blocks"]
    assert kind(offered, "text")[0]["text"].endswith("a week; ask what they spend before they agree to it.")
    asked = part(FORM, "budget", SMALLEST, owed | {"budget.food": "50"})["blocks"]
    assert kind(asked, "text")[0]["text"].startswith("£86.00 a month")  # 19.94 a week is 86.40 a month


def test_a_plan_that_cannot_be_is_refused_in_words() -> None:
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


@pytest.mark.parametrize("name", ["note", "page", "call"])
@pytest.mark.parametrize("answers", [SMALLEST, UNKNOWN])
def test_every_file_can_be_saved_for_a_figure_and_for_a_range(name: str, answers: dict[str, str]) -> None:
    title, _, text = saved(FORM, name, answers, {})
    assert title
    assert "28.11" in text
    with pytest.raises(BenefitcalcError):
        saved(FORM, name, {}, {})


@pytest.mark.parametrize(("name", "reads"), [("example_guidelines", Guidelines.read), ("example_ladder", Ladder.read)])
def test_the_example_files_can_be_read_back(name: str, reads: Callable[[bytes], object]) -> None:
    _, _, text = saved(FORM, name, SMALLEST, {})
    assert reads(text.encode())


def test_a_saved_call_gives_the_same_figures_again() -> None:
    _, _, text = saved(FORM, "call", SMALLEST, {})
    file = CallFile.from_json(text)
    assert file.worked_out_again().rent_to_pay.lowest == assess(file.case).rent_to_pay == Decimal("28.11")


@pytest.mark.parametrize(
    ("name", "typed", "usual"),
    [
        ("award", "99999999", "£4.33 to £3,466.67 a month"),  # 1.00 and 800.00 a week × 52 ÷ 12
        ("paid_to_landlord", "20000", "£4.33 to £1,950.00 a month"),
        ("housing_element", "20000", "£4.33 to £1,950.00 a month"),
    ],
)
def test_an_amount_that_nobody_was_told_is_refused_with_what_is_usual(name: str, typed: str, usual: str) -> None:
    found = blocks("why", **{f"why__{name}": typed})
    [form] = found
    errors = {one["id"]: one["error"] for one in form["fields"] if one["error"]}
    assert errors.keys() == {f"why.{name}"}
    assert errors[f"why.{name}"].endswith(f": this cannot be right: usually {usual}")


def test_an_unusual_amount_is_asked_about_and_still_compared() -> None:
    found = blocks("why", why__award="5000")
    [asks] = kind(found, "message")
    told = "Universal Credit on the journal, £ for the month: usually £4.33 to £3,466.67 a month; is this right?"
    assert asks["lines"] == [told]
    assert kind(found, "text")[0]["text"].startswith("£4,209.64 more than worked out")  # 5,000.00 less 790.36
    weekly = blocks("why", SMALLEST | {"claimant.age": "75"}, why__hb_weekly="500")
    assert kind(weekly, "message")[0]["lines"][0].endswith("usually £1.00 to £450.00 a week; is this right?")


def test_an_award_of_nothing_is_compared_without_a_question() -> None:
    assert not kind(blocks("why", why__award="0"), "message")


def test_a_first_payment_on_no_day_is_told_beside_its_field_and_leaves_the_account() -> None:
    given = GIVEN | {"plan.balance": "500", "plan.first": "31 2 2026"}
    found = part(FORM, "budget", SMALLEST, given)["blocks"]
    errors = {one["id"]: one["error"] for form in kind(found, "form") for one in form["fields"] if one["error"]}
    said = "First payment: there is no such day: February 2026 has 28 days"
    assert errors == {"plan.first": said}
    assert not kind(found, "message")
    assert any(one["caption"].startswith("The rent account") for one in kind(found, "table"))
    note = part(FORM, "wrap", SMALLEST, given)["blocks"]
    assert kind(note, "message")[0]["lines"] == [said]


def test_a_plan_of_more_than_three_years_says_how_long_it_is() -> None:
    """450.00 by 2.00 a week are 225 payments: 224 weeks from 4 December 2026 end on 21 March 2031."""
    found = part(FORM, "budget", SMALLEST, GIVEN | {"plan.amount": "2"})["blocks"]
    said = [one["text"] for one in kind(found, "text") if one["strong"]]
    assert "It runs for about 4 years and 4 months, which is very long." in said


def test_options_say_whose_amounts_they_are_only_where_an_amount_is_a_range() -> None:
    """Savings of up to £5,000 change nothing; those of up to £15,000 are counted as income."""

    def amounts_and_sentence(savings: str) -> tuple[bool, bool]:
        found = blocks("options", SMALLEST | {"capital": savings})
        opened = [*found, *(block for more in kind(found, "more") for block in more["blocks"])]
        worth = [one["worth"] for listed in kind(opened, "choices") for one in listed["choices"]]
        said = any(one["text"].startswith("Some facts are not known") for one in kind(found, "text"))
        return any(" to +" in each or " to £" in each or " to −" in each for each in worth), said

    assert amounts_and_sentence("0 to 5,000") == (False, False)
    assert amounts_and_sentence("0 to 15,000") == (True, True)
