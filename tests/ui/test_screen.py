"""A result -> what is shown; and one round from answers to screen with the real library."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import Assessment, Case, RatesNotKnown, assess
from benefitcalc.assessment.blocks import Shortfall
from benefitcalc.explain.words import money
from benefitcalc.ui.call import respond as respond_module
from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.questions import form_for
from benefitcalc.ui.call.respond import respond
from benefitcalc.ui.call.screen import NO_STATE_PENSION, day, figures, screen

FORM = form_for(dt.date(2026, 11, 24))
SMALLEST = {"claimant.age": "34", "tenancy.bedrooms": "3", "tenancy.rent.amount": "112.45"}
PENSION = {"kind": "occupational_pension", "amount": "495.00", "per": "month"}
RENTED = {"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "112.45", "per": "week"}}
CASE = {"date": "2026-06-01", "claimant": {"age": 34}, "tenancy": RENTED, "incomes": [PENSION]}
UNIVERSAL_CREDIT = assess(CASE)
"""424.90 and 365.46 of rent, less 495.00 of other income: 295.36 a month."""


def changed(result: Assessment, **changes: Any) -> Assessment:
    """The result with these parts, or fields of its parts, replaced: ``benefit_cap__applies=False``."""
    for path, value in changes.items():
        part, _, name = path.partition("__")
        result = result.with_parts(**{part: replace(getattr(result, part), **{name: value}) if name else value})
    return result


HOUSING_BENEFIT = changed(
    assess(
        CASE
        | {
            "claimant": {"age": 70},
            "incomes": [],
            "tenancy": RENTED | {"bedrooms": 2},
            "council_tax": {"annual_liability": "1830.24", "scheme": "pension_age_england"},
        }
    ),
    housing_benefit__award=Decimal("84.34"),
    pension_credit__award=Decimal("12.10"),
    help_with_rent=Decimal("84.34"),
    rent_to_pay=Decimal("28.11"),
    shortfall=(Shortfall("income", Decimal("28.11")),),
)


def flags(result: Assessment) -> dict[str, tuple[str, str]]:
    return {flag["name"].partition(" (")[0]: (flag["word"], flag["text"]) for flag in figures(result)["flags"]}


def test_money_and_dates_are_written_for_people() -> None:
    assert money(Decimal("1250.50")) == "£1,250.50"
    assert money(Decimal(0)) == "£0.00"
    assert money(Decimal("-1234567.89"), "a week") == "−£1,234,567.89 a week"
    assert day(dt.date(2026, 12, 7)) == "Mon 7 Dec 2026"


def test_the_award_is_shown_by_the_month_and_the_week_and_the_rent_by_the_week() -> None:
    shown = figures(UNIVERSAL_CREDIT)
    assert shown["when"] == "Month from Mon 1 Jun 2026"
    assert shown["awards"] == [
        {"name": "Universal Credit", "amount": "£295.36", "per": "a month", "also": "£68.16 a week", "note": ""}
    ]
    assert [(one["name"], one["amount"], one["per"], one["also"]) for one in shown["rent"]] == [
        ("Rent covered", "£68.16", "a week", "£295.36 a month"),
        ("Rent to pay", "£44.29", "a week", "£191.92 a month"),
        ("Left to live on after the rent, over the year", "£69.94", "a week", ""),
    ]  # (495.00 + 295.36) × 12 ÷ 52 is 182.39, less 112.45


def test_the_rent_covered_is_never_more_than_the_housing_costs_element() -> None:
    shown = figures(changed(UNIVERSAL_CREDIT, universal_credit__award=Decimal("790.36")))
    assert shown["rent"][0]["also"] == "£365.46 a month"


def test_housing_benefit_is_shown_by_the_week_with_the_other_help() -> None:
    shown = figures(HOUSING_BENEFIT)
    assert shown["when"] == "Week of Mon 1 Jun 2026"
    assert [(one["name"], one["amount"], one["per"]) for one in shown["awards"]] == [
        ("Housing Benefit", "£84.34", "a week"),
        ("Pension Credit", "£12.10", "a week"),
        ("Council Tax Reduction", "£1,830.24", "a year"),
    ]
    assert [one["also"] for one in shown["rent"]] == ["£365.47 a month", "£121.81 a month", ""]


def test_a_month_of_one_scheme_and_a_week_of_the_other_are_both_told() -> None:
    both = assess(CASE | {"date": "2026-07-01", "tenancy": RENTED | {"tenure": "exempt_accommodation"}})
    shown = figures(both)
    assert shown["when"] == "Month from Wed 1 Jul 2026; Housing Benefit for the week of Mon 29 Jun 2026"


def test_why_there_is_no_award_is_said_in_words() -> None:
    refused = changed(
        UNIVERSAL_CREDIT,
        universal_credit__entitled=False,
        universal_credit__reasons=("capital", "student"),
        universal_credit__award=Decimal(0),
    )
    note = figures(refused)["awards"][0]["note"]
    assert note == "Not entitled: savings over the limit; full-time student"


@pytest.mark.parametrize(
    ("changes", "word", "text"),
    [
        ({}, "Yes", "£121.82 a month (£28.11 a week): 25% of the eligible rent; 1 needed, 2 spare"),
        ({"under_occupation_percent": 0, "bedrooms_spare": 0}, "No", "1 needed, 0 spare"),
    ],
)
def test_the_bedroom_charge_is_flagged(changes: dict[str, Any], word: str, text: str) -> None:
    result = changed(UNIVERSAL_CREDIT, **{f"housing__{name}": value for name, value in changes.items()})
    assert flags(result)["Bedroom charge"] == (word, text)


def test_a_home_without_a_bedroom_charge_says_so() -> None:
    private = assess(CASE | {"tenancy": RENTED | {"tenure": "private_rent", "brma": "ASHFORD"}})
    assert flags(private)["Bedroom charge"] == ("No", "Not for this kind of home")


@pytest.mark.parametrize(
    ("changes", "word", "text"),
    [
        ({}, "No", "Tested, no reduction: £295.36 counted, limit £1,229.42 a month"),
        (
            {
                "universal_credit__benefit_cap_reduction": Decimal("84.21"),
                "benefit_cap__counted_income": Decimal("1313.63"),
            },
            "Yes",
            (
                "£84.21 a month (£19.43 a week): £1,313.63 counted, limit £1,229.42 a month. It comes off the rest of "
                "the award: the help with rent stays the same."
            ),
        ),
        (
            {"benefit_cap__applies": False, "benefit_cap__exemptions": ("carer_element", "earnings")},
            "No",
            "Exempt: carer element, earnings",
        ),
        ({"benefit_cap": None}, "No", "Not in question for this household"),
    ],
)
def test_the_benefit_cap_is_flagged(changes: dict[str, Any], word: str, text: str) -> None:
    assert flags(changed(UNIVERSAL_CREDIT, **changes))["Benefit cap"] == (word, text)


def test_the_shortfall_goes_from_the_rent_to_what_is_covered() -> None:
    shortfall = figures(UNIVERSAL_CREDIT)["shortfall"]
    assert shortfall is not None
    assert [(row["label"], row["amount"]) for row in shortfall["rows"]] == [
        ("Rent and service charges", "£112.45"),
        ("Bedroom charge (under-occupation)", "−£28.11"),
        ("Income and savings", "−£16.18"),
        ("Covered by benefit", "£68.16"),
    ]
    assert shortfall["to_pay"] == "£44.29"
    assert [(row["start"], row["width"]) for row in shortfall["rows"]] == [(0, 1000), (750, 249), (606, 143), (0, 606)]


def test_without_rent_there_is_no_shortfall_to_draw() -> None:
    assert figures(changed(UNIVERSAL_CREDIT, housing__contractual_rent=Decimal(0)))["shortfall"] is None


@pytest.mark.parametrize(
    ("answers", "schemes", "why"),
    [
        (
            {},
            ["Universal Credit"],
            (
                "Universal Credit, not Housing Benefit or Pension Credit, because the tenant is under State Pension "
                "age and the home is not supported or temporary accommodation."
            ),
        ),
        (
            {"claimant.age": "70", "couple": "yes", "partner.age": "60"},
            ["Universal Credit"],
            (
                "Universal Credit, not Housing Benefit or Pension Credit, because the couple are not both over State "
                "Pension age and the home is not supported or temporary accommodation."
            ),
        ),
        (
            {"tenancy.tenure": "no_housing_costs"},
            ["Universal Credit"],
            "Universal Credit, not Housing Benefit or Pension Credit, because the tenant is under State Pension age.",
        ),
        (
            {"tenancy.tenure": "exempt_accommodation"},
            ["Universal Credit", "Housing Benefit"],
            (
                "Universal Credit for living costs, but Housing Benefit for the rent, because the home is supported "
                "housing."
            ),
        ),
        (
            {"tenancy.tenure": "temporary_accommodation"},
            ["Universal Credit", "Housing Benefit"],
            (
                "Universal Credit for living costs, but Housing Benefit for the rent, because the home is temporary "
                "accommodation."
            ),
        ),
        (
            {"claimant.age": "70", "council_tax.annual_liability": "1500"},
            ["Housing Benefit", "Pension Credit", "Council Tax Reduction"],
            "Pension Credit and Housing Benefit, not Universal Credit, because the tenant is over State Pension age.",
        ),
        (
            {"claimant.age": "70", "couple": "yes", "partner.age": "72"},
            ["Housing Benefit", "Pension Credit"],
            (
                "Pension Credit and Housing Benefit, not Universal Credit, because both of the couple are over State "
                "Pension age."
            ),
        ),
        (
            {
                "claimant.age": "70",
                "couple": "yes",
                "partner.age": "60",
                "housing_benefit.mixed_age_protection": "yes",
            },
            ["Housing Benefit", "Pension Credit"],
            (
                "Pension Credit and Housing Benefit, not Universal Credit, because the couple keep the pension-age "
                "help they had."
            ),
        ),
        (
            {"claimant.age": "70", "tenancy.tenure": "owner_occupier"},
            ["Pension Credit"],
            "Pension Credit, not Universal Credit, because the tenant is over State Pension age.",
        ),
        (
            {"universal_credit": [{"claimed": "no", "not_moved": "yes"}]},
            ["Housing Benefit"],
            "Housing Benefit, not Universal Credit, because the household does not claim Universal Credit.",
        ),
        (
            {"universal_credit": [{"claimed": "no", "not_moved": "yes"}], "tenancy.tenure": "owner_occupier"},
            [],
            "Nothing is worked out: the household does not claim Universal Credit, and there is no rent.",
        ),
    ],
)
def test_each_household_gets_its_schemes_and_is_told_why(answers: dict[str, Any], schemes: list[str], why: str) -> None:
    shown = respond(FORM, SMALLEST | answers, None)["figures"]
    assert [one["name"] for one in shown["awards"]] == schemes
    assert shown["why"] == why


def test_a_private_tenant_gets_the_allowance_of_the_area() -> None:
    answers = SMALLEST | {"tenancy.tenure": "private_rent", "tenancy.brma": "ASHFORD", "tenancy.rent.amount": "300"}
    shown = respond(FORM, answers, None)["figures"]
    assert [one["name"] for one in shown["awards"]] == ["Universal Credit"]
    assert "Rent above the Local Housing Allowance" in [row["label"] for row in shown["shortfall"]["rows"]]


def test_a_pensioner_without_a_state_pension_is_asked_about() -> None:
    pensioner = SMALLEST | {"claimant.age": "70"}
    assert NO_STATE_PENSION in respond(FORM, pensioner, None)["figures"]["warnings"]
    with_one = pensioner | {"incomes": [{"kind": "state_pension", "amount": "200"}]}
    assert NO_STATE_PENSION not in respond(FORM, with_one, None)["figures"]["warnings"]
    assert NO_STATE_PENSION not in respond(FORM, SMALLEST, None)["figures"]["warnings"]


FOUR_WEEKLY = SMALLEST | {"claimant.employment": [{"net.amount": "840", "net.per": "four_weeks"}]}


def test_without_a_payday_both_kinds_of_month_are_shown() -> None:
    """424.90, and 487.28 of rent less 25%, are 790.36; less 55% of 840.00 or of 1,680.00."""
    [told] = [one for one in respond(FORM, FOUR_WEEKLY, None)["figures"]["warnings"] if "payday" in one]
    assert "With the fewest paydays: £328.36 of Universal Credit on earnings of £840.00" in told
    assert "With the most: £0.00 on earnings of £1,680.00" in told
    [job] = FOUR_WEEKLY["claimant.employment"]
    known = FOUR_WEEKLY | {"claimant.employment": [job | {"paid_on": "6 11 2026"}]}
    shown = respond(FORM, known, None)["figures"]
    assert not [one for one in shown["warnings"] if "payday" in one]
    earnings = [
        line for section in shown["working"] for line in section["lines"] if line["name"] == "paydays_in_period"
    ]
    assert [line["amount"] for line in earnings] == ["1 payday"]


def test_without_rent_nothing_is_said_of_it() -> None:
    shown = respond(FORM, SMALLEST | {"tenancy.tenure": "no_housing_costs"}, None)["figures"]
    assert shown["rent"] == []
    assert shown["shortfall"] is None


def test_with_rent_free_weeks_a_week_of_housing_benefit_is_not_a_month() -> None:
    answers = SMALLEST | {"claimant.age": "70", "tenancy.rent.rent_free_weeks": "4"}
    rent = respond(FORM, answers, None)["figures"]["rent"]
    assert [one["also"] for one in rent] == ["when rent is charged", "when rent is charged", ""]


def test_a_capped_household_whose_rent_is_covered_sees_what_it_has_left_to_live_on() -> None:
    """The cap of 1,835.00 a month, less 349.92 of Child Benefit, leaves 1,485.08: with 80.75 a week of Child Benefit
    423.46 a week, less 180.00.
    """
    children = [{"age": age} for age in ("2", "4", "6", "8")]
    shown = respond(FORM, SMALLEST | {"children": children, "tenancy.rent.amount": "180"}, None)["figures"]
    covered, to_pay, left = shown["rent"]
    assert shown["flags"][1]["word"] == "Yes"
    assert (covered["amount"], to_pay["amount"]) == ("£180.00", "£0.00")
    assert left == {
        "name": "Left to live on after the rent, over the year",
        "amount": "£243.46",
        "per": "a week",
        "also": "",
        "note": "of every income and award, less the whole rent",
    }


# --- With the real library -------------------------------------------------------------------------------------------


def test_three_answers_give_the_first_figure() -> None:
    shown = respond(FORM, SMALLEST, None)
    assert shown["fresh"]
    assert shown["needed"] == []
    assert shown["problems"] == []
    assert shown["figures"]["awards"][0]["amount"] == "£790.36"
    assert shown["figures"]["rent"][1]["amount"] == "£28.11"
    assert shown["spoken"] == (
        "Estimate. Universal Credit £790.36 a month. Rent covered £84.34 a week. Rent to pay £28.11 a week. "
        "Left to live on after the rent, over the year £69.94 a week."
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
        money(amount) for amount in (result.help_with_rent, result.rent_to_pay, result.left_after_rent)
    ]


def test_the_working_tells_how_with_what_and_by_which_law() -> None:
    sections = respond(FORM, SMALLEST, None)["figures"]["working"]
    lines = {line["name"]: line for section in sections for line in section["lines"]}
    allowance = lines["standard_allowance"]
    assert allowance["amount"] == "£424.90 a month"
    assert all(url.startswith("https://www.legislation.gov.uk/") for _, url in allowance["law"])
    assert any("£424.90" in rate and "from Mon 6 Apr 2026" in rate for rate in allowance["rates"])
    assert not [name for name, line in lines.items() if line["amount"].startswith("£0.00") and name != "rent_to_pay"]


def test_what_was_considered_and_nil_is_told_once_with_its_reason() -> None:
    shown = respond(FORM, SMALLEST, None)["figures"]
    nil = {line["label"]: line["reason"] for line in shown["not_awarded"]}
    for label in ("Carer element", "Child element", "Childcare element", "Work allowance", "Earned income"):
        assert any(label in labels for labels in nil), label
    assert all(nil.values())
    assert len(nil) == len(set(nil.values())) == len(shown["not_awarded"])
    worked_out = {line["label"] for section in shown["working"] for line in section["lines"]}
    assert not worked_out & set(nil)


def test_a_line_that_two_schemes_work_out_is_told_once() -> None:
    answers = SMALLEST | {"claimant.age": "70", "council_tax.annual_liability": "1500"}
    for section in respond(FORM, answers, None)["figures"]["working"]:
        told = [(line["label"], line["amount"]) for line in section["lines"]]
        assert len(told) == len(set(told)), section["title"]


def test_without_an_award_nothing_is_charged_or_capped() -> None:
    shown = respond(FORM, SMALLEST | {"capital": "20000"}, None)["figures"]
    bedrooms, cap = shown["flags"]
    assert bedrooms["word"] == "No award"
    assert bedrooms["text"].startswith("It would be £121.82 a month")
    assert cap["text"] == "Not in question for this household"
    assert "Benefit cap" not in [section["title"] for section in shown["working"]]
    labels = [row["label"] for row in shown["shortfall"]["rows"]]
    assert "Bedroom charge (under-occupation), which would be charged" in labels


def test_a_cap_that_reaches_the_rent_does_not_say_that_it_stays_the_same() -> None:
    capped = changed(
        UNIVERSAL_CREDIT,
        universal_credit__benefit_cap_reduction=Decimal("84.21"),
        shortfall=(Shortfall("benefit_cap", Decimal("19.43")),),
    )
    assert "stays the same" not in flags(capped)["Benefit cap"][1]


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


def test_an_incomplete_form_keeps_the_last_figures_and_says_that_they_are_old() -> None:
    last = respond(FORM, SMALLEST, None)["figures"]
    shown = respond(FORM, SMALLEST | {"children": [{}]}, last)
    assert shown["figures"] == last
    assert not shown["fresh"]
    assert shown["needed"] == [{"field": "children.0.age", "message": "Child 1, age"}]
    assert shown["spoken"] == "Figures not updated. Still needed: Child 1, age."


def test_a_wrong_answer_keeps_the_last_figures_and_says_that_they_are_old() -> None:
    last = respond(FORM, SMALLEST, None)["figures"]
    shown = respond(FORM, SMALLEST | {"capital": "lots"}, last)
    assert shown["figures"] == last
    assert not shown["fresh"]
    assert shown["spoken"] == "Figures not updated. 1 answer needs putting right."


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
            "Rental area: this area is in another nation",
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


# --- Facts beside the case -------------------------------------------------------------------------------------------

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
    assert shown["problems"] == [{"field": "", "message": "The taper is not known."}]


def test_a_screen_of_nothing_shows_nothing() -> None:
    assert screen(None, None, fresh=False)["spoken"] == ""
