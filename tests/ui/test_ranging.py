"""What is not known widens the figures and never takes them away."""

from typing import Any

import pytest

from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.parts import part, saved
from benefitcalc.ui.call.respond import respond
from benefitcalc.ui.call.schema import fields, groups
from benefitcalc.ui.call.unasked import ROWS
from tests.ui.results import FORM, SMALLEST

CHILDREN = [{"age": "12", "sex": "female"}, {"age": "11"}]


def shown(**answers: Any) -> dict[str, Any]:
    return respond(FORM, SMALLEST | {name.replace("__", "."): one for name, one in answers.items()}, None)


@pytest.mark.parametrize("answer", ["don’t know", "Don't know", "?", "not known", "unknown"])
def test_do_not_know_is_an_answer(answer: str) -> None:
    """Savings of nothing, or above £16,000: the whole of 112.45 is to pay, or the bedroom charge alone."""
    found = shown(capital=answer)
    assert found["fresh"]
    assert found["problems"] == []
    assert found["figures"]["rent"][0]["amount"] == "£28.11 to £112.45"
    assert found["figures"]["range"]["ask"] == {"field": "capital", "label": "Savings", "narrows": "£84.34 a week"}
    assert found["spoken"].endswith("Ask next: Savings.")


@pytest.mark.parametrize("answer", ["800 to 9,000", "£800-£9,000", "between 800 and 9,000", "800 – 9000"])
def test_a_range_is_an_answer(answer: str) -> None:
    """Above £6,000 each £250, or part, counts as £4.35 a month: 3,000 are twelve steps, 52.20."""
    found = shown(capital=answer)
    assert found["problems"] == []
    assert found["figures"]["awards"][0]["amount"] == "£738.16 to £790.36"


def test_a_range_begins_with_its_lower_end() -> None:
    assert (
        shown(capital="900 to 800")["problems"][0]["message"]
        == "Savings: give the lower end first, such as 800 to 1,100"
    )


def test_a_wrong_or_missing_answer_widens_the_figures_and_is_told() -> None:
    wrong = shown(capital="12,5")
    assert wrong["fresh"]
    assert wrong["problems"][0]["field"] == "capital"
    assert wrong["figures"]["rent"][0]["amount"] == "£28.11 to £112.45"
    assert "To put right: " in wrong["spoken"]
    missing = shown(children=CHILDREN)
    assert missing["fresh"]
    assert missing["needed"] == [{"field": "children.1.sex", "message": "Child 2, sex"}]
    assert missing["figures"]["rent"][0]["amount"] == "£0.00 to £15.74"  # with a boy, a bedroom for each


@pytest.mark.parametrize("age", ["5", "3/19"])
def test_an_answer_that_cannot_be_right_is_told_and_counts_as_not_known(age: str) -> None:
    young = shown(claimant__age=age)
    assert young["fresh"]
    assert young["problems"][0]["field"] == "claimant.age"
    assert young["figures"]["range"]["ask"]["field"] == "claimant.age"


def test_each_end_has_the_answers_that_give_it() -> None:
    """Of every figure that is a range, on request."""
    tables = part(FORM, "ends", SMALLEST | {"capital": "?"}, {})["blocks"]
    assert [(one["caption"].partition(":")[0], one["rows"], one["total"]) for one in tables] == [
        ("Rent to pay", [["Savings", "£0.00", "£16,000.01"]], ["Rent to pay, a week", "£28.11", "£112.45"]),
        (
            "Left after the rent, over the year",
            [["Savings", "£16,000.01", "£0.00"]],
            ["Left after the rent, over the year, a week", "−£112.45", "£69.94"],
        ),
        ("Universal Credit", [["Savings", "£16,000.01", "£0.00"]], ["Universal Credit, a month", "£0.00", "£790.36"]),
    ]
    assert part(FORM, "ends", SMALLEST, {})["blocks"][0]["text"] == "Every fact is known: there is one figure."


MUCH = SMALLEST | {
    "claimant.age": "?",
    "couple": "yes",
    "children": [{}, {}, {}],
    "non_dependants": [{"age": "?", "works_16_hours": "?"}],
    "capital": "?",
    "tenancy.bedrooms": "?",
    "claimant.employment": [{"hours_per_week": "?"}],
    "partner.employment": [{}],
}


def test_where_not_every_completion_was_tried_the_page_says_so() -> None:
    found = respond(FORM, MUCH, None)["figures"]
    assert found["range"]["guessed"].startswith("Too much is not known to try every combination (Age of child 1, ")
    assert "may lie beyond what stands here" in found["range"]["guessed"]
    assert found["rent"][0]["amount"] == "£0.00 to £112.45"  # from nothing to the whole rent
    assert shown(capital="?")["figures"]["range"]["guessed"] == ""


# --- Not asked yet ---------------------------------------------------------------------------------------------------


def unasked(**answers: Any) -> list[dict[str, str]]:
    found = part(FORM, "unasked", SMALLEST | {name.replace("__", "."): one for name, one in answers.items()}, {})
    return list(found["items"])


def test_what_was_not_asked_counts_as_none_and_is_named_with_what_it_could_change() -> None:
    told = {one["field"]: (one["label"], one["amount"]) for one in unasked()}
    assert told["capital"] == ("Savings", "up to £84.34 a week")  # above the limit nothing of the rent is covered
    assert told["claimant.employment"] == ("Pay of the tenant", "up to £84.34 a week")
    assert told["non_dependants"][0] == "Other adults in the home"
    every = {question.id for stage in FORM for question in fields(stage.items)} | {one.id for one in groups(FORM)}
    assert set(ROWS) <= every
    assert told.keys() <= every


@pytest.mark.parametrize("answer", ["0", "?", "800 to 9000"])
def test_what_was_asked_is_not_named(answer: str) -> None:
    assert "capital" not in [one["field"] for one in unasked(capital=answer)]


def test_each_person_has_their_own() -> None:
    assert "partner.employment" in [one["field"] for one in unasked(couple="yes", partner__age="33")]


def test_nothing_is_named_that_would_change_little() -> None:
    assert unasked(tenancy__tenure="no_housing_costs") == []


def test_a_flag_that_depends_on_what_is_not_known_says_so() -> None:
    charge = shown(tenancy__bedrooms="1 to 3")["figures"]["flags"][0]
    assert charge["word"] == "Depends"
    assert charge["text"].startswith("No, with the least rent to pay; yes, £28.11 a week with the most.")


def test_what_has_to_be_known_cannot_be_unknown() -> None:
    form = read_form(FORM, SMALLEST | {"tenancy.rent.amount": "?"})
    assert form.case is None
    assert form.partial is None
    assert form.wrong[0].field == "tenancy.rent.amount"


def test_the_cap_depends_on_a_wage_that_leaves_the_rent_to_pay_as_it_is() -> None:
    """From £881 of pay there is no cap; it takes nothing of the rent, so the rent to pay is the same either way."""
    children = [{"age": age} for age in ("2", "4", "6", "8")]
    pay = [{"net.amount": "0 to 1500"}]
    found = shown(children=children, claimant__employment=pay, tenancy__rent__amount="150")["figures"]
    assert found["rent"][0]["amount"] == "£0.00"
    unpaid = shown(children=[child | {"sex": "male"} for child in children], tenancy__rent__amount="150")["figures"]
    most = unpaid["rent"][0]["note"].removeprefix("The benefit cap takes ")
    assert found["rent"][0]["note"] == f"The benefit cap may take up to {most}"
    assert most.endswith(" a week of the money to live on")
    assert found["flags"][1]["word"] == "Depends"
    assert "with the least left to live on" in found["flags"][1]["text"]


def test_no_scheme_and_no_flag_is_ruled_out_between_the_ends() -> None:
    found = shown(claimant__age="?", tenancy__bedrooms="?")["figures"]
    assert found["why"] == "Which benefits depends on what is not known."
    assert found["flags"][0]["word"] == "Depends"


def test_a_day_after_the_rates_is_told_in_the_same_words_as_with_every_fact_known() -> None:
    (problem,) = shown(date="1 6 2029", capital="?")["problems"]
    assert problem["field"] == "date"
    assert problem["message"] == "Date: the rates of this day are not set yet; give an earlier day"


FIVE = SMALLEST | {
    "claimant.age": "41",
    "couple": "yes",
    "partner.age": "38",
    "children": [{"age": age} for age in ("14", "11", "9", "6", "2")],
    "tenancy.bedrooms": "4",
    "tenancy.rent.amount": "168.40",
}
"""Five children, two to a room, need three rooms or more whatever their sex, and the couple one: none is spare.
The cap leaves Universal Credit the limit of 1,835.00 less Child Benefit of 427.48.
"""


def test_what_changes_no_figure_leaves_the_working_and_the_months_to_come() -> None:
    answers = FIVE
    found = respond(FORM, answers, None)["figures"]
    assert found["rent"][0]["amount"] == "£0.00"
    assert found["range"]["changes_nothing"] == "What is not known changes no figure."
    shown = part(FORM, "working", answers, {})
    chains = {one["title"]: one["rows"][-1]["amount"] for one in shown["chains"]}
    assert chains["Universal Credit"] == "£1,407.52"
    assert shown["not_awarded"]
    assert shown["assumes"].startswith(
        "What is not known changes no figure. Worked out with one of the possible answers."
    )
    assert "Sex of child 5: " in shown["assumes"]
    ahead = part(FORM, "ahead", answers, {})
    assert ahead["rows"][0]["amounts"][0] == "£1,407.52"
    assert ahead["assumes"].endswith("but may change those of a later month.")


PAIR = SMALLEST | {
    "couple": "yes",
    "partner.age": "38",
    "children": [{"age": "14"}, {"age": "11"}],
    "tenancy.rent.amount": "118.40",
}
"""Two of the same sex share, and one bedroom of three is spare: 14% of 118.40."""


def test_two_facts_that_matter_only_together_are_named() -> None:
    shown = respond(FORM, PAIR, None)
    found = shown["figures"]["range"]
    assert found["ask"] is None
    assert found["together"]["label"] == "the sex of child 1 and the sex of child 2"
    assert found["together"]["narrows"] == "£16.58 a week"
    assert [one["field"] for one in found["together"]["questions"]] == ["children.0.sex", "children.1.sex"]
    assert [one["words"] for one in found["together"]["questions"]] == ["the sex of child 1", "the sex of child 2"]
    assert shown["spoken"].endswith("Ask next: the sex of child 1 and the sex of child 2.")
    assert "narrow the rent to pay together by £16.58 a week" in saved(FORM, "answer", PAIR, {})[2]
    one_known = PAIR | {"children": [{"age": "14", "sex": "male"}, {"age": "11"}]}
    assert respond(FORM, one_known, None)["figures"]["range"]["together"] is None


def test_birthdays_of_an_age_that_is_not_known_are_not_made_up() -> None:
    young = SMALLEST | {"claimant.age": "30 to 40"}
    assert respond(FORM, young, None)["figures"]["range"]["changes_nothing"]
    assert part(FORM, "working", young, {})["chains"]
    assert part(FORM, "ahead", young, {}) == {"failed": "Worked out once every age is known."}


def test_what_the_cap_takes_is_told_from_the_least_to_the_most() -> None:
    found = respond(FORM, PAIR, None)["figures"]
    assert found["rent"][0]["note"] == "The benefit cap takes £28.57 to £45.15 a week of the money to live on"


def test_no_amount_is_told_of_the_cap_where_not_every_combination_was_tried() -> None:
    children = [{"age": age, "sex": "male"} for age in ("2", "4", "6", "8")]
    found = respond(FORM, MUCH | {"children": children}, None)["figures"]
    assert found["rent"][0]["note"].startswith("The benefit cap may take some of ")


def test_the_rent_to_pay_of_a_range_is_told_by_the_month_too() -> None:
    """14% of 118.40 a week, 513.07 a month: 71.83. One amount among ranges has its month too, and rent-free weeks have
    none.
    """
    assert respond(FORM, PAIR, None)["figures"]["rent"][0]["also"] == "£0.00 to £71.83 a month"
    assert respond(FORM, FIVE, None)["figures"]["rent"][0]["also"] == "£0.00 a month"
    end = shown(children=[{"age": "12", "sex": "female"}, {"age": "11", "sex": "female"}])["figures"]["rent"][0]
    both = shown(children=CHILDREN)["figures"]["rent"][0]
    assert both["also"] == f"£0.00 to {end['also']}"
    pension = {"claimant__age": "70", "tenancy__rent__rent_free_weeks": "4", "capital": "?"}
    assert shown(**pension)["figures"]["rent"][0]["also"] == "when rent is charged"
    guessed = respond(FORM, MUCH, None)["figures"]["rent"][0]
    assert guessed["also"] == "£0.00 to £487.28 a month"  # the whole rent, 112.45 × 52 ÷ 12


def test_a_flag_that_both_ends_raise_says_yes_once() -> None:
    """The cap takes 45.15; or 28.57, where the children share and the bedroom charge takes 16.58 before it."""
    couple = {"couple": "yes", "partner__age": "38", "children": [{"age": "14"}, {"age": "11"}]}
    cap = shown(tenancy__rent__amount="118.40", **couple)["figures"]["flags"][1]
    assert cap["word"] == "Yes"
    assert cap["text"].startswith("£45.15 a week, with the least rent to pay; £28.57 a week with the most.")
