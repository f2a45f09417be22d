"""Answers that stand beside the case, as facts of other periods."""

import itertools
from typing import Any

import pytest

from benefitcalc import assess
from benefitcalc.ui.call import choices
from benefitcalc.ui.call.form import read_form
from tests.ui.forms import DEFERRED, ESA, FLOOR, FORM, MIXED, OWNER, PARTNER, SMALLEST, award

AFFORDED = {"rent_could_be_afforded": "yes", "award_began": "5 10 2026"}
SERVED = "service_charges_qualifying_period_served"


@pytest.mark.parametrize(
    ("answers", "circumstances", "names"),
    [
        ({}, None, []),
        (
            {"claimant.age": "75", "non_dependants": [{"age": "40"}, DEFERRED, DEFERRED | {"deduction_before": ""}]},
            {
                "deferred_deductions": [
                    {"non_dependant": 1, "changed": "2026-10-01", "deduction_before": "20.40"},
                    {"non_dependant": 2, "changed": "2026-10-01"},
                ]
            },
            ["Other adult 2, moved in or changed", "Other adult 3, moved in or changed"],
        ),
        (
            award(claimed="no", not_moved="yes") | AFFORDED,
            {"rent_could_be_afforded": {"award_began": "2026-10-05"}},
            ["Rent could be afforded"],
        ),
        (OWNER | {SERVED: "yes"}, {SERVED: True}, ["Nine months without earnings"]),
        (OWNER | {SERVED: "no"}, {SERVED: False}, []),
        (OWNER, None, []),
        (
            award(benefits_before="1,421.36"),
            {"move_from_legacy_benefits": {"total_legacy_amount": "1421.36"}},
            ["Existing award, benefits before"],
        ),
        (
            award(severe_disability_premium="yes", higher_rate="yes"),  # there is no couple: it is not asked
            {"transitional_sdp": {}},
            ["Existing award, severe disability premium"],
        ),
        (
            award(severe_disability_premium="yes", higher_rate="yes") | PARTNER,
            {"transitional_sdp": {"higher_rate": True}},
            ["Existing award, severe disability premium"],
        ),
        (
            award(surplus_earnings="284.64", surplus_earnings_of="partner"),
            {"surplus_earnings": {"amount": "284.64"}},
            ["Existing award, surplus earnings"],
        ),
        (
            award(surplus_earnings="284.64", surplus_earnings_of="partner") | PARTNER | FLOOR,
            {"surplus_earnings": {"amount": "284.64", "of": "partner"}},
            ["Existing award, surplus earnings"],
        ),
        (award(surplus_earnings_of="partner") | PARTNER | FLOOR, None, []),
        (
            {
                "incomes": [
                    ESA,
                    ESA | {"last_day": "20 11 2026"},
                    {"kind": "child_maintenance", "amount": "9", "first_day": "17 11 2026"},
                    ESA | {"first_day": "17 11 2026", "last_day": "30 11 2026"},
                ]
            },
            {
                "incomes_for_part_of_period": [
                    {"income": 1, "last_day": "2026-11-20"},
                    {"income": 3, "first_day": "2026-11-17", "last_day": "2026-11-30"},
                ]
            },
            ["Income 2, ends", "Income 4, starts"],
        ),
    ],
)
def test_a_fact_without_a_field_in_the_case_stands_beside_it(
    answers: dict[str, Any], circumstances: dict[str, Any] | None, names: list[str]
) -> None:
    form = read_form(FORM, SMALLEST | answers)
    assert form.case is not None, (form.needed, form.wrong)
    assert form.circumstances == circumstances
    assert "circumstances" not in form.case
    assert [one.message for one in form.beside] == names
    assess(form.case, form.circumstances)


def test_facts_of_another_household_are_not_sent_and_are_there_again_when_it_is_back() -> None:
    everything = {
        **AFFORDED,
        SERVED: "yes",
        **award(benefits_before="1400", surplus_earnings="100"),
        "non_dependants": [DEFERRED],
        "incomes": [ESA | {"first_day": "17 11 2026"}],
    }

    def sent(**changes: Any) -> set[str]:
        return set(read_form(FORM, SMALLEST | everything | changes).circumstances or {})

    on_universal_credit = {"move_from_legacy_benefits", "surplus_earnings", "incomes_for_part_of_period"}
    assert sent() == on_universal_credit
    assert sent(**{"claimant.age": "75"}) == {"deferred_deductions"}
    assert sent(**award(claimed="no", not_moved="yes", surplus_earnings="100")) == {"rent_could_be_afforded"}
    assert sent(**{"tenancy.tenure": "refuge"}) == on_universal_credit | {"rent_could_be_afforded"}
    assert sent(**OWNER) == on_universal_credit | {SERVED}
    assert sent() == on_universal_credit


def test_the_day_of_the_award_is_still_to_answer_once_the_rent_could_be_afforded() -> None:
    form = read_form(FORM, SMALLEST | award(claimed="no", not_moved="yes") | {"rent_could_be_afforded": "yes"})
    assert [(one.field, one.message) for one in form.needed] == [("award_began", "Housing Benefit began")]


@pytest.mark.parametrize("day", ["31 10 2026", "1 12 2026"])
@pytest.mark.parametrize("question", ["first_day", "last_day"])
def test_an_income_starts_or_ends_in_the_month_worked_out_or_not_at_all(question: str, day: str) -> None:
    form = read_form(FORM, SMALLEST | {"incomes": [ESA | {question: day}]})
    assert [one.field for one in form.wrong] == [f"incomes.0.{question}"]
    wanted = "give a day from 1 Nov 2026 to 30 Nov 2026, or leave it empty; until then it does not count"
    assert form.wrong[0].message.endswith(wanted)
    assert form.circumstances is None


def test_a_date_that_cannot_be_read_is_the_only_thing_wrong() -> None:
    form = read_form(FORM, SMALLEST | {"date": "soon", "incomes": [ESA | {"first_day": "17 11 2026"}]})
    assert [one.field for one in form.wrong] == ["date"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("circumstances.deferred_deductions[1].non_dependant", "non_dependants.2.changed"),
        ("circumstances.deferred_deductions[1].changed", "non_dependants.2.changed"),
        ("circumstances.deferred_deductions[0].deduction_before", "non_dependants.1.deduction_before"),
        ("circumstances.deferred_deductions", "non_dependants.1.changed"),
        ("non_dependants[0]", "non_dependants.0.age"),
    ],
)
def test_a_problem_beside_the_case_finds_its_question(path: str, field: str) -> None:
    answers = {"claimant.age": "75", "non_dependants": [{"age": "40"}, DEFERRED, DEFERRED]}
    assert read_form(FORM, SMALLEST | answers).place(path) == field


@pytest.mark.parametrize("tenure", [option.value for option in choices.TENURES])
@pytest.mark.parametrize("age", ["34", "66", "75"])
def test_nothing_is_asked_beside_the_case_that_the_library_refuses(tenure: str, age: str) -> None:
    answers = SMALLEST | OWNER | AFFORDED | {SERVED: "yes", "non_dependants": [DEFERRED], "claimant.age": age}
    answers |= {"tenancy.tenure": tenure, "tenancy.brma": "ASHFORD", "incomes": [ESA | {"last_day": "9 11 2026"}]}
    facts = {"surplus_earnings": "100"}, {"benefits_before": "900"}, {"severe_disability_premium": "yes"}
    partners: tuple[dict[str, str], ...] = ({}, PARTNER, PARTNER | {"partner.age": "75"})
    for fact, partner, claimed, over in itertools.product(facts, partners, ("yes", "no"), ("", "yes")):
        household = partner | award(claimed=claimed, not_moved="yes", **fact)
        household |= {"claimant.over_pension_age": over, MIXED: over}
        form = read_form(FORM, answers | household)
        assert form.case is not None, (form.needed, form.wrong)
        assess(form.case, form.circumstances)
