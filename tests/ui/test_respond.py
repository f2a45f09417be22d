"""One round from answers to screen with the real library."""

import datetime as dt
import json
from typing import Any

import pytest

from benefitcalc import Case, RatesNotKnown, assess
from benefitcalc.explain.words import money
from benefitcalc.ui.call import respond as respond_module
from benefitcalc.ui.call.answer import figures
from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.respond import respond
from benefitcalc.ui.call.screen import screen
from tests.ui.results import FORM, SMALLEST

# --- With the real library --------------------------------------------------------------------------------------------


def test_three_answers_give_the_first_figure() -> None:
    shown = respond(FORM, SMALLEST, None)
    assert shown["fresh"]
    assert shown["needed"] == []
    assert shown["problems"] == []
    assert shown["figures"]["awards"][0]["amount"] == "£790.36"
    assert shown["figures"]["rent"][0]["amount"] == "£28.11"
    assert shown["spoken"] == (
        "Estimate. Rent to pay £28.11 a week. Left to live on after the rent, over the year £69.94 a week. "
        "Rent covered £84.34 a week. Universal Credit £790.36 a month."
    )


def test_every_figure_in_view_is_the_librarys() -> None:
    answers = SMALLEST | {"claimant.employment": [{"net.amount": "900"}], "children": [{"age": "9"}]}
    shown = respond(FORM, answers, None)["figures"]
    case = read_form(FORM, answers).case
    assert case is not None
    result = assess(Case.model_validate(case))
    assert result.universal_credit is not None
    assert shown["awards"][0]["amount"] == money(result.universal_credit.award)
    assert shown["awards"][1]["amount"] == money(result.child_benefit)
    assert [one["amount"] for one in shown["rent"]] == [
        money(amount) for amount in (result.rent_to_pay, result.left_after_rent, result.help_with_rent)
    ]


def test_without_an_award_nothing_is_charged_or_capped() -> None:
    shown = respond(FORM, SMALLEST | {"capital": "20000"}, None)["figures"]
    bedrooms, cap = shown["flags"]
    assert bedrooms["word"] == "No award"
    assert bedrooms["text"].startswith("It would be £121.82 a month")
    assert cap["text"] == "Not in question for this household"
    labels = [row["label"] for row in shown["shortfall"]["rows"]]
    assert "Bedroom charge (under-occupation), which would be charged" in labels


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({"claimant.age": "70"}, "1 needed, 2 spare; no charge under the pension-age rules"),
        ({"tenancy.bedrooms": "1"}, "1 needed, 0 spare"),
        ({"tenancy.sanctuary_scheme": "yes", "tenancy.bedrooms": "2"}, None),
    ],
)
def test_a_spare_bedroom_without_a_charge_says_so(answers: dict[str, Any], text: str | None) -> None:
    flag = respond(FORM, SMALLEST | answers, None)["figures"]["flags"][0]
    assert flag["word"] == "No"
    assert flag["text"] == (text or "1 needed, 1 spare; no charge")


def test_a_screen_is_plain_json() -> None:
    shown = respond(FORM, SMALLEST, None)
    assert json.loads(json.dumps(shown)) == shown


def test_without_a_fact_that_has_to_be_known_the_last_figures_stay_and_are_old() -> None:
    last = respond(FORM, SMALLEST, None)["figures"]
    shown = respond(FORM, SMALLEST | {"tenancy.rent.amount": "11o"}, last)
    assert shown["figures"] == last
    assert not shown["fresh"]
    assert shown["spoken"] == "Figures not updated. To put right: Rent: enter pounds and pence, such as 112.45."
    missing = respond(FORM, SMALLEST | {"tenancy.rent.amount": ""}, last)
    assert missing["spoken"] == "Figures not updated. Still needed: Rent."


def test_a_cleared_form_forgets_the_last_figures() -> None:
    assert respond(FORM, {}, respond(FORM, SMALLEST, None)["figures"])["figures"] is None


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"children": [{"age": "25"}]}, "children.0.age", "Child 1, age: someone of 20 or over goes under other"),
        (
            {"claimant.disability_benefits": "dla_care_lowest dla_care_highest"},
            "claimant.disability_benefits",
            "Gets: two rates of one benefit are ticked",
        ),
        (
            {"claimant.disability_benefits": "pip_mobility_standard dla_care_lowest"},
            "claimant.disability_benefits",
            "Gets: PIP, DLA, Attendance Allowance and AFIP are not paid together",
        ),
        (
            {"children": [{"age": "9"}, {"age": "8", "disability_benefits": "pip_mobility_standard"}]},
            "children.1.disability_benefits",
            "Child 2, gets: PIP is for people of 16 or over. Choose DLA",
        ),
        (
            {"incomes": [{"kind": "state_pension", "amount": "100"}]},
            "incomes.0.kind",
            "Income 1, kind of income: State Pension is for people over pension age.",
        ),
        (
            {"tenancy.tenure": "private_rent", "tenancy.brma": "GREATER_GLASGOW"},
            "tenancy.brma",
            "Rental area: Greater Glasgow is in another nation",
        ),
        ({"claimant.age": "12"}, "claimant.age", "Tenant’s age: "),
        ({"date": "1 1 2010"}, "date", "Date: the rates begin on 1 April 2013"),
        ({"date": "1 1 2030"}, "date", "Date: "),
        ({"tenancy.ineligible_in_rent.amount": "200"}, "tenancy.ineligible_in_rent.amount", "Ineligible charges in"),
        ({"tenancy.bedrooms": "999"}, "tenancy.bedrooms", "Bedrooms: "),
    ],
)
def test_what_the_library_refuses_is_said_beside_the_question(
    answers: dict[str, Any], field: str, message: str
) -> None:
    problems = respond(FORM, SMALLEST | answers, None)["problems"]
    assert [one["field"] for one in problems] == [field]
    assert problems[0]["message"].startswith(message)


# --- Facts beside the case --------------------------------------------------------------------------------------------


ADULT = {"age": "30", "changed": "1 10 2026"}
OWNER = {
    "tenancy.tenure": "owner_occupier",
    "tenancy.service_charges": [{"label": "lift", "amount": "20", "eligible": "yes"}],
}
NOT_MOVED = {"universal_credit": [{"claimed": "no", "not_moved": "yes"}]}
AFFORDED = NOT_MOVED | {"rent_could_be_afforded": "yes", "award_began": "5 10 2026"}


@pytest.mark.parametrize(
    ("answers", "scheme", "before", "after", "told"),
    [
        (
            {"claimant.age": "75", "non_dependants": [ADULT]},
            "Housing Benefit",
            "£92.05",
            "£112.45",
            "A new or higher deduction for another adult does not count yet",
        ),
        (
            {"claimant.age": "75", "non_dependants": [ADULT | {"changed": "1 4 2026"}]},
            "Housing Benefit",
            "£92.05",
            "£92.05",
            "The deduction for another adult counts in full",
        ),
        (AFFORDED, "Housing Benefit", "£84.34", "£112.45", "No bedroom charge for the first 13 weeks"),
        (
            AFFORDED | {"award_began": "5 1 2026"},
            "Housing Benefit",
            "£84.34",
            "£84.34",
            "The tenant could afford the rent when they took it on, but this changes nothing any more",
        ),
        (
            OWNER | {"service_charges_qualifying_period_served": "yes"},
            "Universal Credit",
            "£424.90",
            "£511.57",
            "Service charges of an owner are included",
        ),
        (
            OWNER | {"service_charges_qualifying_period_served": "no"},
            "Universal Credit",
            "£424.90",
            "£424.90",
            "Nothing is included for the service charges of an owner, because the owner has not had nine months",
        ),
        (
            {"universal_credit": [{"benefits_before": "1000"}]},
            "Universal Credit",
            "£790.36",
            "£1,000.00",
            "A first transitional element was worked out",
        ),
        (
            {"universal_credit": [{"severe_disability_premium": "yes"}]},
            "Universal Credit",
            "£790.36",
            "£1,143.80",  # and £353.44
            "The award of this first month has a transitional SDP element",
        ),
        (
            {"universal_credit": [{"surplus_earnings": "100"}]},
            "Universal Credit",
            "£790.36",
            "£735.36",  # 55% of £100.00: there is no work allowance
            "Surplus earnings from an award that ended count as earnings of this month",
        ),
        (
            {"incomes": [{"kind": "new_style_esa", "amount": "100", "per": "month", "first_day": "16 11 2026"}]},
            "Universal Credit",
            "£690.36",
            "£741.04",  # 15 days of 12 × £100.00 ÷ 365: £49.32
            "Universal Credit counts an income that starts or ends in this month only for its days",
        ),
    ],
)
def test_a_fact_beside_the_case_changes_the_figure_and_is_told(
    answers: dict[str, Any], scheme: str, before: str, after: str, told: str
) -> None:
    case = read_form(FORM, SMALLEST | answers).case
    assert case is not None
    without = figures(assess(case))["awards"]
    shown = respond(FORM, SMALLEST | answers, None)
    assert shown["problems"] == []
    assert {one["name"]: one["amount"] for one in without}[scheme] == before
    assert {one["name"]: one["amount"] for one in shown["figures"]["awards"]}[scheme] == after
    assert any(warning.startswith(told) for warning in shown["figures"]["warnings"])


def test_an_owner_is_sent_to_the_question_that_decides() -> None:
    [warning] = [one for one in respond(FORM, SMALLEST | OWNER, None)["figures"]["warnings"] if "owner" in one]
    assert "until you answer, under Rent and home" in warning
    assert "circumstances" not in warning


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        (
            {"claimant.age": "75", "non_dependants": [{"age": "40"}, ADULT | {"changed": "1 12 2026"}]},
            "non_dependants.1.changed",
            "Other adult 2, moved in or changed: this is after the week that is worked out",
        ),
        (
            {
                "claimant.age": "75",
                "non_dependants": [{"age": "40", "couple_with": "2"}, ADULT | {"couple_with": "1"}],
            },
            "non_dependants.1.changed",
            "Other adult 2, moved in or changed: the deduction for a couple waits for both",
        ),
        (
            AFFORDED | {"award_began": "5 1 2027"},
            "award_began",
            "Housing Benefit began: this is after the week that is worked out",
        ),
        (
            {"universal_credit": [{"benefits_before": "900", "transitional_element": "50"}]},
            "universal_credit.0.benefits_before",
            "Existing award, benefits before: the transitional element in payment is entered already",
        ),
        (
            {"universal_credit": [{"benefits_before": "900", "severe_disability_premium": "yes"}]},
            "universal_credit.0.severe_disability_premium",
            "Existing award, severe disability premium: there is a first transitional element or an SDP element",
        ),
        (
            {"universal_credit": [{"benefits_before": "900"}], "capital": "20000"},
            "universal_credit.0.benefits_before",
            "Existing award, benefits before: there is no Universal Credit for these answers",
        ),
        (
            {"incomes": [{"kind": "new_style_esa", "amount": "9", "first_day": "16 11 2026", "last_day": "6 11 2026"}]},
            "incomes.0.last_day",
            "Income 1, ends: this is before the first day",
        ),
    ],
)
def test_what_the_library_refuses_beside_the_case_is_said_beside_the_question(
    answers: dict[str, Any], field: str, message: str
) -> None:
    problems = respond(FORM, SMALLEST | answers, None)["problems"]
    assert [one["field"] for one in problems] == [field]
    assert problems[0]["message"].startswith(message)


def test_a_rate_that_cannot_be_given_is_a_refusal_and_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise RatesNotKnown("uc.taper", dt.date(2026, 11, 1), "The taper is not known.")

    monkeypatch.setattr(respond_module, "assess", unknown)
    shown = respond(FORM, SMALLEST, None)
    assert shown["figures"] is None
    assert [(one["field"], one["message"]) for one in shown["problems"]] == [("", "The taper is not known.")]


def test_a_screen_of_nothing_shows_nothing() -> None:
    assert screen(None, None, fresh=False)["spoken"] == ""


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        (["1260"], []),
        (["1500"], ["Child 1, childcare: Universal Credit helps with at most £1,071.09 a month for one child"]),
        (["1000", "1500"], ["Child 2, childcare: Universal Credit helps with at most £1,836.16 a month for all"]),
    ],
)
def test_childcare_over_the_limit_is_told_beside_its_question(amounts: list[str], told: list[str]) -> None:
    children = [{"age": "3", "childcare.amount": amount} for amount in amounts]
    job = {"net.amount": "900"}
    shown = respond(FORM, SMALLEST | {"children": children, "claimant.employment": [job]}, None)
    assert shown["fresh"]
    assert [one["message"].partition(";")[0] for one in shown["doubts"]] == told
    assert shown["figures"]["rent"][1]["note"].endswith("; childcare is still to be paid from it")
