"""What is not known widens the figures and never takes them away."""

from typing import Any

import pytest

from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.respond import respond
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
    found = shown(capital="?")["figures"]["range"]
    assert found["ends"] == [["Savings", "£0.00", "£16,000.01"]]
    assert found["to_pay"] == ["£28.11", "£112.45"]


def test_a_flag_that_depends_on_what_is_not_known_says_so() -> None:
    charge = shown(tenancy__bedrooms="1 to 3")["figures"]["flags"][0]
    assert charge["word"] == "Depends"
    assert charge["text"].startswith("No, with the least rent to pay; yes, £28.11 a week with the most.")


def test_what_has_to_be_known_cannot_be_unknown() -> None:
    form = read_form(FORM, SMALLEST | {"tenancy.rent.amount": "?"})
    assert form.case is None
    assert form.partial is None
    assert form.wrong[0].field == "tenancy.rent.amount"
