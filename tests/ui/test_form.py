"""Answers as strings -> a case, or what is needed and what is wrong."""

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import Case, assess
from benefitcalc.case import (
    Child,
    Country,
    DisabilityBenefit,
    Employment,
    IncomeKind,
    NonDependant,
    NonDependantBenefit,
    Period,
    Person,
    SelfEmployment,
    Tenancy,
    Tenure,
    WorkCapability,
)
from benefitcalc.ui.call import choices
from benefitcalc.ui.call.form import Refused, read_form
from benefitcalc.ui.call.questions import form_for
from benefitcalc.ui.call.reading import Unreadable, read_age, read_date, read_hours, read_money, read_share, read_whole
from benefitcalc.ui.call.schema import PERIODS, Field, Group, More, as_json, blank, groups

FORM = form_for(dt.date(2026, 11, 24))
SMALLEST = {"claimant.age": "34", "tenancy.bedrooms": "3", "tenancy.rent.amount": "112.45"}
ON = dt.date(2026, 11, 1)
MIXED = "housing_benefit.mixed_age_protection"
BEFORE_2016 = "pension_credit.reached_pension_age_before_6_april_2016"
BEFORE_2021 = "housing_benefit.pension_age_before_april_2021"


def case_of(**answers: Any) -> dict[str, Any]:
    """The case of the smallest answers and these, whose names have double underscores for dots."""
    form = read_form(FORM, SMALLEST | {name.replace("__", "."): answer for name, answer in answers.items()})
    assert form.case is not None, (form.needed, form.wrong)
    return form.case


def all_fields() -> list[tuple[Group | None, Field]]:
    def inside(items: tuple[Any, ...], group: Group | None) -> list[tuple[Group | None, Field]]:
        found: list[tuple[Group | None, Field]] = []
        for item in items:
            if isinstance(item, Field):
                found.append((group, item))
            elif isinstance(item, More):
                found += inside(item.items, group)
            elif isinstance(item, Group):
                found += inside(item.items, item)
        return found

    return [pair for stage in FORM for pair in inside(stage.items, None)]


# --- The day ---------------------------------------------------------------------------------------------------------

PENSIONER = SMALLEST | {"claimant.age": "5 1950"}


def day_of(answers: dict[str, Any], today: dt.date = dt.date(2026, 11, 26)) -> str:
    form = read_form(form_for(today), answers)
    assert form.case is not None, (form.needed, form.wrong)
    return str(form.case["date"])


@pytest.mark.parametrize(
    ("answers", "day"),
    [
        (SMALLEST, "2026-11-01"),
        (SMALLEST | {"tenancy.tenure": "exempt_accommodation"}, "2026-11-01"),  # Universal Credit besides
        (SMALLEST | {"claimant.age": "66"}, "2026-11-01"),  # an age that leaves it open
        (SMALLEST | {"claimant.age": "66", "claimant.over_pension_age": "yes"}, "2026-11-23"),
        (SMALLEST | {"couple": "yes", "partner.age": "70"}, "2026-11-01"),
        (SMALLEST | {"universal_credit": [{"claimed": "no", "not_moved": "yes"}]}, "2026-11-23"),
        (PENSIONER, "2026-11-23"),
        (PENSIONER | {"tenancy.tenure": "owner_occupier"}, "2026-11-23"),
        (PENSIONER | {"couple": "yes", "partner.age": "70"}, "2026-11-23"),
    ],
)
def test_an_empty_date_is_this_month_or_this_benefit_week_by_the_scheme(answers: dict[str, Any], day: str) -> None:
    assert day_of(answers) == day
    result = assess(Case.model_validate(read_form(form_for(dt.date(2026, 11, 26)), answers).case))
    assert (result.universal_credit is None) == (day == "2026-11-23")


def test_a_pension_age_between_the_two_days_leaves_the_month() -> None:
    reached = SMALLEST | {"claimant.age": "10 7 1960"}  # on 10 November 2026
    assert day_of(reached, dt.date(2026, 11, 26)) == "2026-11-01"
    assert day_of(reached, dt.date(2026, 12, 2)) == "2026-11-30"
    assert day_of(SMALLEST | {"claimant.age": "1 8 1960"}, dt.date(2026, 12, 2)) == "2026-12-01"


@pytest.mark.parametrize("typed", ["1 11 2026", "1 Nov 2026", "23 Nov 2026", "24 11 2026"])
@pytest.mark.parametrize("answers", [SMALLEST, PENSIONER])
def test_a_date_that_was_typed_stays(answers: dict[str, Any], typed: str) -> None:
    assert day_of(answers | {"date": typed}) == read_date(typed).isoformat()
    assert read_form(FORM, answers | {"date": typed}).assumed == {}


def test_what_was_assumed_is_told_to_the_page() -> None:
    assert read_form(FORM, {}).assumed == {"date": "1 Nov 2026"}
    assert read_form(FORM, PENSIONER).assumed == {"date": "23 Nov 2026"}
    assert read_form(FORM, {"date": ""}).untouched


# --- Texts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("112.45", "112.45"),
        ("£112.45", "112.45"),
        (" £ 112.4 ", "112.40"),
        ("1,250.50", "1250.50"),
        ("£1,234,567.89", "1234567.89"),
        ("0", "0.00"),
        ("007", "7.00"),
    ],
)
def test_money_is_cleaned_and_kept_to_the_penny(text: str, pounds: str) -> None:
    assert read_money(text) == pounds


@pytest.mark.parametrize(
    "text", ["", "-5", "−5", "12,50", "1,25.00", "12.345", "12.", ".5", "1e3", "1 250", "£", "££5", "٣", "NaN", "12p"]
)
def test_money_is_never_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_money(text)


def test_a_negative_amount_is_told_so() -> None:
    with pytest.raises(Unreadable, match="negative"):
        read_money("-5.00")


@pytest.mark.parametrize(
    "text", ["1/12/2026", "1 12 2026", "01.12.26", "1 Dec 2026", "1 december 2026", "2026-12-01", "1-12-2026"]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_date(text) == dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    "text", ["", "12/2026", "31/2/2026", "1/13/2026", "tomorrow", "1/1/126", "1/2/3/4", "²/1/2026"]
)
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("34", 34),
        ("0", 0),
        ("3 1992", dt.date(1992, 3, 1)),
        ("3/92", dt.date(1992, 3, 1)),
        ("3/26", dt.date(2026, 3, 1)),
        ("12/27", dt.date(1927, 12, 1)),
        ("Mar 1992", dt.date(1992, 3, 1)),
        ("1992-03", dt.date(1992, 3, 1)),
        ("11/02/1992", dt.date(1992, 2, 11)),
        ("sept 2019", dt.date(2019, 9, 1)),
    ],
)
def test_an_age_or_a_month_of_birth(text: str, age: int | dt.date) -> None:
    assert read_age(text, ON) == age


@pytest.mark.parametrize(
    "text", ["", "-1", "121", "34.5", "about 30", "13/1992", "3/1", "12/2026", "12/26", "1/1/1850"]
)
def test_an_age_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_age(text, ON)


def test_small_readers() -> None:
    assert read_whole(" 3 ") == 3
    assert read_share("2 / 3") == "2/3"
    assert read_hours("37.5") == Decimal("37.5")
    assert read_hours("16") == 16
    for reader, bad in [
        (read_whole, "3.0"),
        (read_whole, "-1"),
        (read_whole, "99999"),
        (read_share, "3/2"),
        (read_share, "0/2"),
        (read_share, "half"),
        (read_hours, "a few"),
        (read_hours, "16.125"),
    ]:
        with pytest.raises(Unreadable):
            reader(bad)


# --- The form as it opens --------------------------------------------------------------------------------------------


def test_the_form_opens_on_the_month_with_three_questions_to_answer() -> None:
    form = read_form(FORM, {})
    assert form.untouched
    assert form.case is None
    assert [one.field for one in form.needed] == ["claimant.age", "tenancy.bedrooms", "tenancy.rent.amount"]
    assert form.wrong == ()


def test_the_smallest_answers_make_the_smallest_case() -> None:
    assert case_of() == {
        "schema": "benefitcalc.case/1",
        "date": "2026-11-01",
        "country": "england",
        "greater_london": False,
        "claimant": {"age": 34, "work_capability": "none"},
        "tenancy": {
            "tenure": "social_rent",
            "bedrooms": 3,
            "rent": {"amount": "112.45", "per": "week"},
        },
    }


def test_what_is_not_sent_is_as_the_form_opens() -> None:
    assert read_form(FORM, blank(FORM)) == read_form(FORM, {})


# --- Every answer finds its place ------------------------------------------------------------------------------------


def test_a_whole_household() -> None:
    case = case_of(
        date="1 June 2026",
        country="scotland",
        couple="yes",
        partner__age="7 1995",
        children=[
            {"age": "9", "disability_benefits": "dla_care_middle", "cannot_share_bedroom": "yes", "sex": "male"},
            {"age": "2 2014", "sex": "female", "childcare.amount": "400", "childcare.per": "month"},
        ],
        non_dependants=[{"age": "24", "benefits": "pension_credit"}],
        tenancy__service_charges=[{"label": "lift", "amount": "6.20", "eligible": "yes"}],
        tenancy__rent__rent_free_weeks="4",
        tenancy__ineligible_in_rent__amount="3.10",
        tenancy__people_liable="3",
        tenancy__people_liable_in_claim="2",
        tenancy__rent_share="1/2",
        tenancy__foster_bedroom="yes",
        claimant__employment=[
            {"net.amount": "£1,250.50", "net.per": "four_weeks", "paid_on": "4/12/2026", "hours_per_week": "37.5"}
        ],
        partner__employment=[
            {"pay_is": "gross", "gross.amount": "900", "gross.per": "four_weeks", "pension_contribution.amount": "45"}
        ],
        partner__self_employment=[
            {"net_profit.amount": "700", "minimum_income_floor": "yes", "expected_hours": "16"},
        ],
        incomes=[{"kind": "carers_allowance", "amount": "86.45", "of": "partner"}],
        partner__carer="yes",
        claimant__work_capability="lcwra_protected",
        claimant__disability_benefits="pip_daily_living_standard pip_mobility_enhanced",
        capital="£6,500",
        universal_credit=[{"transitional_element": "55.12", "benefit_cap_grace_period": "yes"}],
    )
    assert case == {
        "schema": "benefitcalc.case/1",
        "date": "2026-06-01",
        "country": "scotland",
        "claimant": {
            "age": 34,
            "employment": {
                "net": {"amount": "1250.50", "per": "four_weeks"},
                "paid_on": "2026-12-04",
                "hours_per_week": Decimal("37.5"),
            },
            "work_capability": "lcwra_protected",
            "disability_benefits": ["pip_daily_living_standard", "pip_mobility_enhanced"],
        },
        "partner": {
            "born": "1995-07-01",
            "employment": {
                "gross": {"amount": "900.00", "per": "four_weeks"},
                "pension_contribution": {"amount": "45.00", "per": "four_weeks"},
            },
            "self_employment": {
                "net_profit": {"amount": "700.00", "per": "month"},
                "minimum_income_floor": True,
                "expected_hours": 16,
            },
            "work_capability": "none",
            "carer": True,
        },
        "children": [
            {"age": 9, "sex": "male", "disability_benefits": ["dla_care_middle"], "cannot_share_bedroom": True},
            {"born": "2014-02-01", "sex": "female", "childcare": {"amount": "400.00", "per": "month"}},
        ],
        "non_dependants": [{"age": 24, "benefits": ["pension_credit"]}],
        "tenancy": {
            "tenure": "social_rent",
            "bedrooms": 3,
            "rent": {"amount": "112.45", "per": "week", "rent_free_weeks": 4},
            "service_charges": [{"label": "lift", "amount": "6.20", "per": "week", "eligible": True}],
            "ineligible_in_rent": {"amount": "3.10", "per": "week"},
            "people_liable": 3,
            "people_liable_in_claim": 2,
            "rent_share": "1/2",
            "foster_bedroom": True,
        },
        "incomes": [{"kind": "carers_allowance", "amount": "86.45", "per": "week", "of": "partner"}],
        "capital": "6500.00",
        "universal_credit": {
            "claimed": True,
            "transitional_element": "55.12",
            "benefit_cap_grace_period": True,
        },
    }
    Case.model_validate(case)


def test_an_empty_row_is_something_still_to_answer_and_never_nothing() -> None:
    form = read_form(FORM, SMALLEST | {"children": [{}], "claimant.employment": [{}]})
    assert form.case is None
    assert [(one.field, one.message) for one in form.needed] == [
        ("children.0.age", "Child 1, age"),
        ("claimant.employment.0.net.amount", "The tenant’s pay, take-home pay"),
    ]


def test_a_private_tenants_area_is_needed_unless_the_allowance_is_given() -> None:
    form = read_form(FORM, SMALLEST | {"tenancy.tenure": "private_rent"})
    assert [one.field for one in form.needed] == ["tenancy.brma"]
    assert case_of(tenancy__tenure="private_rent", tenancy__brma="ASHFORD")["tenancy"]["brma"] == "ASHFORD"
    given = case_of(tenancy__tenure="private_rent", tenancy__local_housing_allowance__amount="150")["tenancy"]
    assert given["local_housing_allowance"] == {"amount": "150.00", "per": "week"}


def test_a_pensioners_facts() -> None:
    case = case_of(
        claimant__age="73",
        couple="yes",
        partner__age="66",
        partner__over_pension_age="yes",
        council_tax__annual_liability="1,830.24",
        **{BEFORE_2016: "yes", "pension_credit.savings_credit_since_2016": "yes"},
    )
    assert case["partner"]["over_pension_age"] is True
    assert case["pension_credit"] == {
        "reached_pension_age_before_6_april_2016": True,
        "savings_credit_since_2016": True,
    }
    assert case["council_tax"] == {"annual_liability": "1830.24", "scheme": "pension_age_england"}
    Case.model_validate(case)
    assert "council_tax" not in case_of(claimant__age="73")


def test_net_pay_and_gross_pay_are_never_taken_for_each_other() -> None:
    job = {"net.amount": "900", "gross.amount": "1200"}
    assert "gross" not in case_of(claimant__employment=[job])["claimant"]["employment"]
    assert "net" not in case_of(claimant__employment=[{**job, "pay_is": "gross"}])["claimant"]["employment"]


def test_other_adults_who_are_a_couple_point_at_each_other() -> None:
    pair = [{"age": "40", "couple_with": "2"}, {"age": "41", "couple_with": "1"}]
    case = case_of(tenancy__tenure="exempt_accommodation", non_dependants=pair)
    assert [adult["couple_with"] for adult in case["non_dependants"]] == [1, 0]


# --- Facts beside the case -------------------------------------------------------------------------------------------

CHARGES = [{"label": "lift", "amount": "20", "eligible": "yes"}]
OWNER: dict[str, Any] = {"tenancy.tenure": "owner_occupier", "tenancy.service_charges": CHARGES}
PARTNER = {"couple": "yes", "partner.age": "33"}
FLOOR = {"partner.self_employment": [{"net_profit.amount": "700", "minimum_income_floor": "yes"}]}
ESA = {"kind": "new_style_esa", "amount": "92.05"}
DEFERRED = {"age": "30", "changed": "1 10 2026", "deduction_before": "£20.40"}
AFFORDED = {"rent_could_be_afforded": "yes", "award_began": "5 10 2026"}
SERVED = "service_charges_qualifying_period_served"


def award(**answers: str) -> dict[str, Any]:
    return {"universal_credit": [answers]}


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
    assert form.wrong[0].message.endswith("give a day from 1 Nov 2026 to 30 Nov 2026, or leave it empty")


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


# --- Only what this household needs ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "answers", "asked"),
    [
        ("partner.age", {}, False),
        ("partner.age", {"couple": "yes"}, True),
        ("partner.employment", {}, False),
        ("partner.employment", {"couple": "yes"}, True),
        ("greater_london", {"country": "wales"}, False),
        ("greater_london", {}, True),
        ("tenancy.bedrooms", {"tenancy.tenure": "exempt_accommodation"}, False),
        ("tenancy.bedrooms", {"tenancy.tenure": "refuge"}, True),
        ("tenancy.rent.amount", {"tenancy.tenure": "owner_occupier"}, False),
        ("tenancy.service_charges", {"tenancy.tenure": "no_housing_costs"}, False),
        ("tenancy.brma", {}, False),
        ("tenancy.brma", {"tenancy.tenure": "private_rent"}, True),
        ("tenancy.brma", {"tenancy.tenure": "private_rent", "tenancy.local_housing_allowance.amount": "1"}, False),
        ("tenancy.shared_accommodation_rate_exempt", {"tenancy.tenure": "private_rent"}, True),
        ("tenancy.shared_accommodation_rate_exempt", {"tenancy.tenure": "private_rent", "claimant.age": "35"}, False),
        ("partner.esa", {"claimant.age": "80", "couple": "yes", "partner.age": "60", MIXED: "yes"}, True),
        ("partner.work_capability", {"claimant.age": "80", "couple": "yes", "partner.age": "60", MIXED: "yes"}, True),
        ("partner.esa", {"claimant.age": "80", "couple": "yes", "partner.age": "70"}, False),
        ("tenancy.shares_home", {"tenancy.tenure": "private_rent"}, False),
        ("tenancy.shares_home", {"tenancy.tenure": "private_rent", "claimant.age": "80"}, True),
        ("tenancy.shares_home", {"tenancy.tenure": "private_rent"} | award(claimed="no"), True),
        ("tenancy.shares_home", {"claimant.age": "80"}, False),
        ("tenancy.rent.rent_free_weeks", {"tenancy.rent.per": "month"}, False),
        ("tenancy.rent_share", {"tenancy.people_liable": "2"}, True),
        ("tenancy.rent_share", {"tenancy.people_liable": "1"}, False),
        ("children.0.in_education", {"children": [{"age": "15"}]}, False),
        ("children.0.in_education", {"children": [{"age": "16"}]}, False),  # taken as a birthday on the day
        ("children.0.in_education", {"children": [{"age": "17"}]}, True),
        ("children.0.in_education", {"children": [{"age": "31/8/2010"}], "date": "1 8 2026"}, False),
        ("children.0.in_education", {"children": [{"age": "31/8/2010"}], "date": "2 8 2026"}, True),
        (
            "children.0.in_education",
            {"children": [{"age": "31/8/2010"}], "date": "2 8 2026", "claimant.age": "70"},
            False,
        ),
        (
            "children.0.in_education",
            {"children": [{"age": "31/8/2010"}], "date": "1 9 2026", "claimant.age": "70"},
            True,
        ),
        ("children.0.in_education", {"children": [{"age": "1/9/2010"}], "date": "1 3 2027"}, False),
        ("children.0.in_education", {"children": [{"age": "7 2007"}], "date": "1 10 2026"}, True),  # Child Benefit's
        ("children.0.sex", {"children": [{"age": "12"}]}, False),
        ("children.0.sex", {"children": [{"age": "12"}, {"age": "3"}]}, True),
        ("children.0.sex", {"children": [{"age": "9"}, {"age": "3"}]}, False),
        ("children.0.sex", {"children": [{"age": "20/11/2016"}, {"age": "3"}]}, True),
        ("children.0.sex", {"children": [{"age": "17"}, {"age": "12"}]}, False),
        ("children.0.sex", {"children": [{"age": "17"}, {"age": "12"}, {"age": "3"}]}, False),
        ("children.2.sex", {"children": [{"age": "17"}, {"age": "12"}, {"age": "3"}]}, True),
        ("children.0.childcare.amount", {"children": [{"age": "3"}]}, False),
        ("children.0.childcare.amount", {"children": [{"age": "3"}], "claimant.employment": [{}]}, True),
        ("children.0.childcare.amount", {"children": [{"age": "17"}], "claimant.employment": [{}]}, False),
        (
            "children.0.childcare.amount",
            {"children": [{"age": "3"}], "incomes": [{"kind": "maternity_allowance"}]},
            True,
        ),
        ("children.2.two_child_limit_exception", {"children": [{}] * 3}, False),
        ("children.2.two_child_limit_exception", {"children": [{}] * 3, "date": "1 3 2026"}, True),
        ("children.0.of_non_dependant", {"children": [{}], "non_dependants": [{}]}, True),
        ("non_dependants.0.works_16_hours", {"non_dependants": [{}]}, False),
        ("non_dependants.0.works_16_hours", {"non_dependants": [{}], "claimant.age": "70"}, True),
        ("protections", {}, False),
        ("protections", {"claimant.age": "70"}, False),
        ("claimant.over_pension_age", {}, False),
        ("claimant.over_pension_age", {"claimant.age": "65"}, False),
        ("claimant.over_pension_age", {"claimant.age": "66"}, True),  # pension age goes from 66 to 67
        ("claimant.over_pension_age", {"claimant.age": "3 1960"}, False),
        ("claimant.over_pension_age", {"claimant.age": "67"}, False),
        ("partner.over_pension_age", {"partner.age": "66"}, False),
        ("partner.over_pension_age", {"partner.age": "66", "couple": "yes"}, True),
        (MIXED, {"claimant.age": "70"}, False),
        (MIXED, {"claimant.age": "70", "couple": "yes"}, False),
        (MIXED, {"claimant.age": "70", "couple": "yes", "partner.age": "60"}, True),
        (MIXED, {"claimant.age": "70", "couple": "yes", "partner.age": "71"}, False),
        (BEFORE_2016, {"claimant.age": "72"}, False),
        (BEFORE_2016, {"claimant.age": "73"}, True),  # reached 63 early in 2016, or 64 and some months
        (BEFORE_2016, {"claimant.age": "3 1951"}, False),
        (BEFORE_2016, {"claimant.age": "5 1951"}, True),  # a woman had, a man had not
        (BEFORE_2016, {"claimant.age": "4 1953"}, True),
        (BEFORE_2016, {"claimant.age": "5 1953"}, False),
        (BEFORE_2016, {"claimant.age": "80", "couple": "yes", "partner.age": "1 1952"}, False),
        (BEFORE_2016, {"claimant.age": "80"}, False),
        (BEFORE_2016, {"claimant.age": "73", "date": "1 4 2016"}, False),
        ("pension_credit.savings_credit_since_2016", {"claimant.age": "80"}, False),
        ("pension_credit.savings_credit_since_2016", {"claimant.age": "80", "couple": "yes"}, False),
        (
            "pension_credit.savings_credit_since_2016",
            {"claimant.age": "80", "couple": "yes", "partner.age": "70"},
            True,
        ),
        (
            "pension_credit.savings_credit_since_2016",
            {"claimant.age": "80", "couple": "yes", "partner.age": "1 1952"},
            True,
        ),
        (
            "pension_credit.savings_credit_since_2016",
            {"claimant.age": "80", "couple": "yes", "partner.age": "79"},
            False,
        ),
        (BEFORE_2021, {"claimant.age": "70"}, False),
        (BEFORE_2021, {"claimant.age": "71"}, True),
        (BEFORE_2021, {"claimant.age": "72"}, False),
        ("council_tax.annual_liability", {}, False),
        ("council_tax.annual_liability", {"claimant.age": "70"}, True),
        ("council_tax.annual_liability", {"claimant.age": "70", "country": "wales"}, False),
        ("universal_credit", {}, True),
        ("universal_credit", {"claimant.age": "70"}, False),
        ("universal_credit", {"claimant.age": "66"}, True),
        ("universal_credit", {"claimant.age": "66", "claimant.over_pension_age": "yes"}, False),
        ("universal_credit", {"claimant.age": "70", "couple": "yes", "partner.age": "60"}, True),
        (
            "universal_credit",
            {"claimant.age": "70", "couple": "yes", "partner.age": "60", MIXED: "yes"},
            False,
        ),
        ("claimant.work_capability", {"claimant.age": "70"}, False),
        ("claimant.disability_benefits", {"claimant.age": "70"}, True),
        ("claimant.has_paid_carer", {"claimant.age": "70"}, True),
        ("claimant.has_paid_carer", {"claimant.age": "65"}, False),
        ("claimant.has_paid_carer", {"claimant.age": "70", "date": "soon"}, False),
        ("claimant.has_paid_carer", {"claimant.age": "70", "date": "1 1 0001"}, False),
        ("claimant.has_paid_carer", {"universal_credit": [{"claimed": "no", "not_moved": "yes"}]}, True),
        ("claimant.employment.0.paid_on", {"claimant.employment": [{}]}, False),  # by the month
        ("claimant.employment.0.paid_on", {"claimant.employment": [{"net.per": "week"}]}, True),
        ("claimant.employment.0.paid_on", {"claimant.employment": [{"net.per": "fortnight"}]}, True),
        ("claimant.employment.0.paid_on", {"claimant.employment": [{"net.per": "four_weeks"}]}, True),
        ("claimant.employment.0.paid_on", {"claimant.employment": [{"gross.per": "week"}]}, False),
        ("claimant.employment.0.paid_on", {"claimant.employment": [{"gross.per": "week", "pay_is": "gross"}]}, True),
        ("claimant.employment.0.paid_on", {"claimant.employment": [{"net.per": "week"}], "claimant.age": "75"}, False),
        (
            "claimant.employment.0.paid_on",
            {"claimant.employment": [{"net.per": "week"}], "universal_credit": [{"claimed": "no", "not_moved": "yes"}]},
            False,
        ),
        ("incomes.0.of", {"incomes": [{}]}, False),
        ("incomes.0.of", {"incomes": [{}], "couple": "yes"}, True),
        ("bedroom_more", {"tenancy.tenure": "exempt_accommodation", "claimant.age": "40"}, False),
        ("non_dependants.0.lately", {"non_dependants": [{}]}, False),
        ("non_dependants.0.lately", {"non_dependants": [{}], "claimant.age": "75"}, True),
        ("non_dependants.0.lately", {"non_dependants": [{}], "claimant.age": "66"}, False),  # it may be working age
        ("non_dependants.0.lately", {"non_dependants": [{}], "claimant.age": "75"} | OWNER, False),
        ("non_dependants.0.deduction_before", {"non_dependants": [{}], "claimant.age": "75"}, False),
        ("non_dependants.0.deduction_before", {"non_dependants": [DEFERRED], "claimant.age": "75"}, True),
        ("afforded_more", {}, False),
        ("afforded_more", award(claimed="no", not_moved="yes"), True),
        ("afforded_more", award(claimed="no", not_moved="yes") | {"tenancy.bedrooms": "1"}, False),
        ("afforded_more", award(claimed="no", not_moved="yes") | {"tenancy.tenure": "private_rent"}, False),
        ("afforded_more", award(claimed="no", not_moved="yes") | {"couple": "yes", "partner.age": "75"}, False),
        ("afforded_more", {"tenancy.tenure": "managed_property"}, True),
        ("afforded_more", {"tenancy.tenure": "managed_property", "claimant.age": "75"}, False),
        ("award_began", {"tenancy.tenure": "refuge"}, False),
        ("award_began", {"tenancy.tenure": "refuge", "rent_could_be_afforded": "yes"}, True),
        ("owner_more", {}, False),
        ("owner_more", {"tenancy.tenure": "owner_occupier"}, False),
        ("owner_more", OWNER, True),
        ("owner_more", OWNER | {"claimant.age": "75"}, False),
        ("universal_credit.0.not_moved", award(claimed="no"), True),
        ("universal_credit.0.not_moved", award(claimed="no") | {"date": "12 12 2018"}, True),
        ("universal_credit.0.not_moved", award(claimed="no") | {"date": "11 12 2018"}, False),
        ("universal_credit.0.not_moved", award(claimed="no") | {"tenancy.tenure": "refuge"}, False),
        ("universal_credit.0.not_moved", award(claimed="no") | {"tenancy.tenure": "owner_occupier"}, False),
        ("universal_credit.0.not_moved", award(claimed="yes"), False),
        ("owner_more", OWNER | award(claimed="no", not_moved="yes"), False),
        ("universal_credit.0.first_month", award(), True),
        ("universal_credit.0.first_month", award(claimed="no", not_moved="yes"), False),
        ("universal_credit.0.severe_disability_premium", award() | {"date": "1 1 2021"}, False),
        ("universal_credit.0.higher_rate", award(severe_disability_premium="yes"), False),
        ("universal_credit.0.higher_rate", award(severe_disability_premium="yes") | PARTNER, True),
        ("universal_credit.0.carried_over", award(), True),
        ("universal_credit.0.carried_over", award() | {"date": "1 4 2018"}, False),
        ("universal_credit.0.surplus_earnings_of", award(surplus_earnings="9") | PARTNER, False),
        ("universal_credit.0.surplus_earnings_of", award(surplus_earnings="9") | PARTNER | FLOOR, True),
        ("incomes.0.part", {"incomes": [{}]}, False),
        ("incomes.0.part", {"incomes": [ESA]}, True),
        ("incomes.0.part", {"incomes": [ESA | {"kind": "child_benefit"}]}, False),
        ("incomes.0.part", {"incomes": [ESA], "claimant.age": "75"}, False),
    ],
)
def test_only_what_this_household_needs_is_asked(question: str, answers: dict[str, Any], asked: bool) -> None:
    assert (question not in read_form(FORM, SMALLEST | answers).hidden) is asked


def test_an_answer_to_a_question_no_longer_asked_is_left_out() -> None:
    assert "partner" not in case_of(couple="no", partner__age="31", partner__carer="yes")


# --- What is wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"tenancy.rent.amount": "12,50"}, "tenancy.rent.amount", "Rent: enter pounds and pence, such as 112.45"),
        ({"tenancy.rent.amount": "-3"}, "tenancy.rent.amount", "Rent: an amount cannot be negative"),
        ({"claimant.age": "old"}, "claimant.age", "Tenant’s age: enter an age in years, such as 34, or a month"),
        ({"date": "soon"}, "date", "Date: enter a day, month and year"),
        ({"tenancy.tenure": "castle"}, "tenancy.tenure", "Kind of home: choose one of the answers shown"),
        ({"country": "france"}, "country", "Nation: choose one of the answers shown"),
        ({"greater_london": "maybe"}, "greater_london", "Greater London: choose one"),
        ({"couple": "perhaps"}, "couple", "Partner: choose one"),
        ({"claimant.carer": "x"}, "claimant.carer", "Carer: choose one"),
        ({"claimant.disability_benefits": "afip cold"}, "claimant.disability_benefits", "Gets: choose one"),
        ({"tenancy.rent.per": "day"}, "tenancy.rent.amount", "Rent: choose one"),
        ({"children": [{"age": "9"}, {"age": "?"}]}, "children.1.age", "Child 2, age: enter an age"),
        ({"incomes": [{"kind": "", "amount": "2"}]}, None, None),
        (
            {"tenancy.service_charges": [{"label": "x\x00", "amount": "2", "eligible": "no"}]},
            "tenancy.service_charges.0.label",
            "Service charge 1, what it is for: at most",
        ),
        (
            {"tenancy.tenure": "refuge", "non_dependants": [{"age": "30", "couple_with": "3"}, {"age": "30"}]},
            "non_dependants.0.couple_with",
            "Other adult 1, partner among the other adults: choose one",
        ),
    ],
)
def test_a_wrong_answer_is_named_beside_its_question(
    answers: dict[str, Any], field: str | None, message: str | None
) -> None:
    form = read_form(FORM, SMALLEST | answers)
    assert form.case is None
    if field is None:
        assert [one.field for one in form.needed] == ["incomes.0.kind"]
    else:
        assert [one.field for one in form.wrong] == [field]
        assert form.wrong[0].message.startswith(message or "")


def test_all_problems_are_told_at_once() -> None:
    form = read_form(FORM, {"claimant.age": "x", "tenancy.bedrooms": "two", "capital": "lots"})
    assert [one.field for one in form.wrong] == ["claimant.age", "tenancy.bedrooms", "capital"]
    assert [one.field for one in form.needed] == ["tenancy.rent.amount"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("tenancy.rent.amount", "tenancy.rent.amount"),
        ("tenancy.rent.per", "tenancy.rent.amount"),
        ("tenancy.rent", "tenancy.rent.amount"),
        ("claimant.born", "claimant.age"),
        ("children[1].age", "children.1.age"),
        ("children[0].disability_benefits[1]", "children.0.disability_benefits"),
        ("claimant.employment.net", "claimant.employment.0.net.amount"),
        ("claimant.employment.pension_contribution.per", "claimant.employment.0.pay_is"),
        ("nowhere", ""),
        ("", ""),
    ],
)
def test_a_problem_of_the_case_finds_its_question(path: str, field: str) -> None:
    rows = {"children": [{"age": "9"}, {"age": "3"}], "claimant.employment": [{"net.amount": "5"}]}
    assert read_form(FORM, SMALLEST | rows).place(path) == field


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        "answers",
        {"nothing.such": "1"},
        {7: "1"},
        {"claimant.age": 34},
        {"claimant.age": None},
        {"claimant.age": "3" * 1001},
        {"children": {}},
        {"children": ["9"]},
        {"children": [{"colour": "red"}]},
        {"children": [{"age": 9}]},
        {"children": [{7: "9"}]},
        {"children": [{}] * 13},
        {"claimant.employment": [{}, {}]},
        {"children": "9"},
        {"age": "9"},
    ],
)
def test_what_the_page_cannot_have_sent_is_refused(sent: object) -> None:
    with pytest.raises(Refused):
        read_form(FORM, sent)


# --- The questions themselves ----------------------------------------------------------------------------------------


def test_every_question_has_a_label_and_every_choice_a_default_that_is_offered() -> None:
    for _, field in all_fields():
        assert field.label, field.id
        if field.kind in {"radio", "select", "yesno"} and field.default:
            assert field.default in [option.value for option in field.choices], field.id
        assert bool(field.per_id) == bool(field.per), field.id


def test_ids_are_told_apart() -> None:
    ids = [f"{group.id if group else ''} {field.id}" for group, field in all_fields()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("options", "values"),
    [
        (choices.COUNTRIES, Country),
        (choices.TENURES, Tenure),
        (choices.WORK_CAPABILITY, WorkCapability),
        (choices.DISABILITY_BENEFITS, DisabilityBenefit),
        (choices.NON_DEPENDANT_BENEFITS, NonDependantBenefit),
        (choices.INCOMES, IncomeKind),
        (PERIODS, Period),
    ],
)
def test_every_value_of_the_contract_can_be_chosen(options: Any, values: Any) -> None:
    assert sorted(option.value for option in options) == sorted(values)


@pytest.mark.parametrize(
    ("prefix", "group", "model"),
    [
        ("claimant.", None, Person),
        ("partner.", None, Person),
        ("", "children", Child),
        ("", "non_dependants", NonDependant),
        ("tenancy.", None, Tenancy),
        ("", "claimant.employment", Employment),
        ("", "partner.self_employment", SelfEmployment),
    ],
)
def test_every_fact_of_the_contract_can_be_given(prefix: str, group: str | None, model: Any) -> None:
    ids = {field.id for of, field in all_fields() if (of.id if of else None) == group}
    ids |= {one.id for one in groups(FORM)} if group is None else set()
    given = {name.removeprefix(prefix).partition(".")[0] for name in ids if name.startswith(prefix)}
    assert set(model.model_fields) - {"born"} <= given


def test_the_schema_is_plain_data() -> None:
    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(inner) for key, inner in value.items())
        return all(map(plain, value)) if isinstance(value, list) else isinstance(value, str | int | bool)

    assert plain(as_json(FORM))


def test_housing_benefit_of_working_age_waits_until_it_is_said_to_be_in_payment() -> None:
    form = read_form(FORM, SMALLEST | award(claimed="no"))
    assert form.case is None
    assert [one.message for one in form.needed] == ["Existing award, housing Benefit not moved"]
    told = read_form(FORM, SMALLEST | award(claimed="no", not_moved="yes"))
    assert told.case is not None
    assert told.case["universal_credit"] == {"claimed": False}
