"""Answers that are typed by half or not yet given widen the figures or leave them; they never strike a good figure out.
Rent and the kind of home have to be known.
"""

from typing import Any

import pytest

from benefitcalc.rates.lha import areas
from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.respond import respond
from benefitcalc.ui.call.schema import Field, fields, groups
from tests.ui.forms import ESA, FORM, PARTNER, SMALLEST, award

JOB = {"net.amount": "1400", "net.per": "four_weeks"}
CHILDREN = [{"age": "12", "sex": "female"}, {"age": "3", "sex": "male"}]
CHARGE = {"amount": "5", "eligible": "yes"}
HOUSEHOLDS: dict[str, dict[str, Any]] = {
    "single": SMALLEST,
    "family": SMALLEST
    | PARTNER
    | {"children": CHILDREN, "claimant.employment": [JOB], "incomes": [ESA], "tenancy.service_charges": [CHARGE]},
    "pensioner": SMALLEST
    | {
        "claimant.age": "5 1950",
        "council_tax.annual_liability": "1500",
        "incomes": [{"kind": "state_pension", "amount": "200"}],
        "non_dependants": [{"age": "30", "works_16_hours": "yes", "gross_income.amount": "300"}],
    },
    "private": SMALLEST | {"tenancy.tenure": "private_rent", "tenancy.local_housing_allowance.amount": "100"},
    "self-employed": SMALLEST
    | {"claimant.self_employment": [{"net_profit.amount": "700", "minimum_income_floor": "yes"}]},
}
TYPED = {"money", "whole", "hours", "date", "age", "share"}
HALF = ["", "12,", "1/", "abc", "10 to"]
HAVE_TO_BE_KNOWN = {"tenancy.rent.amount"}


def questions(answers: dict[str, Any]) -> dict[str, Field]:
    """What is typed on this form, by its id on screen."""
    asked = {question.id: question for stage in FORM for question in fields(stage.items)}
    for group in groups(FORM):
        for place, _ in enumerate(answers.get(group.id, ())):
            asked |= {f"{group.id}.{place}.{question.id}": question for question in fields(group.items)}
    names = read_form(FORM, answers).names
    return {at: question for at, question in asked.items() if at in names and question.kind in TYPED}


def typed(answers: dict[str, Any], at: str, text: str) -> dict[str, Any]:
    for group in groups(FORM):
        before = f"{group.id}."
        place, _, question = at.removeprefix(before).partition(".")
        if at.startswith(before) and place.isdigit():
            rows = [dict(row) for row in answers[group.id]]
            rows[int(place)][question] = text
            return answers | {group.id: rows}
    return answers | {at: text}


@pytest.mark.parametrize("household", HOUSEHOLDS)
def test_half_an_answer_strikes_no_figure_out(household: str) -> None:
    answers = HOUSEHOLDS[household]
    assert respond(FORM, answers, None)["fresh"]
    for at in questions(answers).keys() - HAVE_TO_BE_KNOWN:
        for text in HALF:
            shown = respond(FORM, typed(answers, at, text), None)
            assert shown["fresh"], (at, text, shown["problems"], shown["needed"])
            assert shown["figures"]["rent"], (at, text)


@pytest.mark.parametrize(
    "missing",
    [
        {"children": [{}]},
        {"children": [{"age": "5"}, {"age": "11"}]},
        {"couple": "yes"},
        {"couple": "yes", "children": [{}], "non_dependants": [{}]},
        {"claimant.employment": [{}]},
        {"claimant.self_employment": [{}]},
        {"incomes": [{}]},
        {"incomes": [{"kind": "state_pension"}], "claimant.age": "70"},
        {"incomes": [{"kind": "state_pension", "of": "partner"}], "claimant.age": "70", "couple": "yes"},
        {"tenancy.service_charges": [{}]},
        {"tenancy.tenure": "private_rent"},
        {"tenancy.tenure": "private_rent", "couple": "yes", "children": [{}]},
        {"tenancy.tenure": "shared_ownership"},
        {"tenancy.tenure": "exempt_accommodation"},
        {"tenancy.bedrooms": ""},
        {"claimant.age": ""},
        {"claimant.age": "", "tenancy.bedrooms": ""},
    ],
    ids=str,
)
def test_what_is_not_given_yet_strikes_no_figure_out(missing: dict[str, Any]) -> None:
    """A row just added, a partner of whom nothing is known, another kind of home chosen."""
    shown = respond(FORM, SMALLEST | missing, None)
    assert shown["fresh"], (shown["problems"], shown["needed"])


def test_half_a_date_counts_as_none_given_and_says_so() -> None:
    form = read_form(FORM, SMALLEST | {"date": "31 2 2026"})
    assert form.case is not None
    assert form.case["date"] == "2026-11-01"
    told = "Date: there is no such day: February 2026 has 28 days; until then 1 Nov 2026"
    assert [(one.field, one.message) for one in form.wrong] == [("date", told)]


def test_what_has_no_bounds_does_not_count_until_it_can_be_read_and_says_so() -> None:
    form = read_form(FORM, SMALLEST | {"tenancy.rent.rent_free_weeks": "tw"})
    assert form.case is not None
    assert form.case["tenancy"]["rent"] == {"amount": "112.45", "per": "week"}
    assert form.wrong[0].message.endswith("enter a whole number, such as 2; until then it does not count")


def test_an_income_without_its_kind_does_not_count_and_the_next_one_does() -> None:
    part = {**ESA, "first_day": "10 11 2026"}
    form = read_form(FORM, SMALLEST | {"incomes": [{"amount": "5"}, part]})
    assert form.case is not None
    assert [one["kind"] for one in form.case["incomes"]] == [ESA["kind"]]
    assert [one.field for one in form.needed] == ["incomes.0.kind"]
    assert form.circumstances == {"incomes_for_part_of_period": [{"income": 0, "first_day": "2026-11-10"}]}
    assert form.place("incomes[0].amount") == "incomes.1.amount"


def test_a_rental_area_that_is_not_known_is_an_allowance_that_is_not_known() -> None:
    shown = respond(FORM, SMALLEST | {"tenancy.tenure": "private_rent", "tenancy.rent.amount": "200"}, None)
    assert shown["figures"]["range"]["ask"]["field"] == "tenancy.brma"
    assert shown["needed"] == [{"field": "tenancy.brma", "message": "Rental area"}]


def test_an_allowance_that_is_not_known_asks_for_the_area_which_gives_it() -> None:
    private = SMALLEST | {"tenancy.tenure": "private_rent", "tenancy.local_housing_allowance.amount": "?"}
    assert "tenancy.brma" in read_form(FORM, private).names
    area = next(area for area in areas() if area.country == "England")
    form = read_form(FORM, private | {"tenancy.brma": area.key})
    assert form.case is not None
    assert "local_housing_allowance" not in form.case["tenancy"]


def test_a_fact_of_another_period_needs_every_other_fact_and_says_so() -> None:
    shown = respond(FORM, SMALLEST | award(surplus_earnings="100") | {"capital": "?"}, None)
    assert not shown["fresh"]
    told = "Existing award, surplus earnings: counts only where every other answer is known"
    assert shown["problems"][0]["message"] == told


def test_a_part_of_a_fact_of_another_period_that_cannot_be_read_leaves_it_out() -> None:
    answers = SMALLEST | award(claimed="no", not_moved="yes") | {"rent_could_be_afforded": "yes", "award_began": "1/"}
    form = read_form(FORM, answers)
    assert form.case is not None
    assert form.circumstances is None
    assert [one.field for one in form.wrong] == ["award_began"]


@pytest.mark.parametrize("typed", ["?", "don’t know", "100-120", "100 to 120", "800 to", "about 112", "between 100"])
def test_a_rent_that_is_no_one_amount_is_told_that_it_must_be(typed: str) -> None:
    form = read_form(FORM, SMALLEST | {"tenancy.rent.amount": typed})
    [wrong] = form.wrong
    assert wrong.field == "tenancy.rent.amount"
    assert wrong.message.startswith("Rent: the rent must be one amount, such as 112.45")


@pytest.mark.parametrize(
    "typed", ["800 to", "800 -", "about 900", "up to 900", "about 800 to 900", "between 800", "~900"]
)
def test_pay_that_is_told_by_half_asks_for_an_amount_or_a_range(typed: str) -> None:
    form = read_form(FORM, SMALLEST | {"claimant.employment": [JOB | {"net.amount": typed}]})
    [wrong] = form.wrong
    assert wrong.message == "The tenant’s pay, take-home pay: type an amount, or a range such as 800 to 1,100"
    assert "claimant.employment.net.amount" in form.unknown


@pytest.mark.parametrize("typed", ["800 to 1,100", "between 800 and 1,100", "£800-£1,100", "800"])
def test_a_whole_amount_or_range_of_pay_is_read(typed: str) -> None:
    assert read_form(FORM, SMALLEST | {"claimant.employment": [JOB | {"net.amount": typed}]}).wrong == ()


def test_an_amount_that_is_no_number_asks_for_pounds_and_pence() -> None:
    [wrong] = read_form(FORM, SMALLEST | {"tenancy.rent.amount": "112.455"}).wrong
    assert "enter pounds and pence" in wrong.message
