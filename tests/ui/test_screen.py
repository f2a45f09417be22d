"""A result -> what is shown."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import Assessment, assess, rate_book
from benefitcalc.assessment.blocks import Shortfall
from benefitcalc.explain.words import money
from benefitcalc.ui.call.amounts import day
from benefitcalc.ui.call.answer import NO_STATE_PENSION, figures
from benefitcalc.ui.call.respond import respond
from tests.ui.results import FORM, SMALLEST

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


def ends(result: Assessment) -> list[str]:
    return [flag["ends"] for flag in figures(result)["flags"]]


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
        ("Rent to pay", "£44.29", "a week", "£191.92 a month"),
        ("Left to live on after the rent, over the year", "£69.94", "a week", ""),
        ("Rent covered", "£68.16", "a week", "£295.36 a month"),
    ]  # (495.00 + 295.36) × 12 ÷ 52 is 182.39, less 112.45


def test_the_rent_covered_is_never_more_than_the_housing_costs_element() -> None:
    shown = figures(changed(UNIVERSAL_CREDIT, universal_credit__award=Decimal("790.36")))
    assert shown["rent"][2]["also"] == "£365.46 a month"


def test_housing_benefit_is_shown_by_the_week_with_the_other_help() -> None:
    shown = figures(HOUSING_BENEFIT)
    assert shown["when"] == "Week of Mon 1 Jun 2026"
    assert [(one["name"], one["amount"], one["per"]) for one in shown["awards"]] == [
        ("Housing Benefit", "£84.34", "a week"),
        ("Pension Credit", "£12.10", "a week"),
        ("Council Tax Reduction", "£1,830.24", "a year"),
    ]
    assert [one["also"] for one in shown["rent"]] == ["£121.81 a month", "", "£365.47 a month"]


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


def test_each_flag_says_what_ends_it() -> None:
    capped = changed(UNIVERSAL_CREDIT, universal_credit__benefit_cap_reduction=Decimal("84.21"))
    assert ends(capped) == [
        "Ends with a home with 1 bedroom, or with someone more who needs a bedroom.",
        (
            "Ends with pay after tax of £881.00 a month, or with a disability benefit of anyone in the family, or for "
            "caring."
        ),
    ]
    assert ends(UNIVERSAL_CREDIT)[1] == ""


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


def test_the_causes_add_up_to_the_rent_to_pay() -> None:
    shortfall = figures(UNIVERSAL_CREDIT)["shortfall"]
    assert shortfall is not None
    assert [(row["label"], row["amount"]) for row in shortfall["rows"]] == [
        ("Bedroom charge (under-occupation)", "+£28.11"),
        ("Income and savings", "+£16.18"),
    ]
    assert shortfall["rent"] == "Rent and service charges are £112.45 a week. Benefit covers £68.16."
    assert (shortfall["to_pay"], shortfall["width"]) == ("£44.29", 393)
    assert [(row["start"], row["width"]) for row in shortfall["rows"]] == [(0, 249), (249, 143)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"shortfall": (), "help_with_rent": Decimal("112.45")}, "Benefit covers all of it."),
        ({"help_with_rent": Decimal(0)}, "Benefit covers nothing of it."),
    ],
)
def test_a_sentence_says_how_much_of_the_rent_is_covered(changes: dict[str, Any], sentence: str) -> None:
    shortfall = figures(changed(UNIVERSAL_CREDIT, **changes))["shortfall"]
    assert shortfall is not None
    assert shortfall["rent"] == f"Rent and service charges are £112.45 a week. {sentence}"


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
            {
                "tenancy.tenure": "exempt_accommodation",
                "tenancy.rent.amount": "300",
                "incomes": [{"kind": "occupational_pension", "amount": "120"}],
            },
            ["Housing Benefit", "Universal Credit"],
            (
                "Housing Benefit for the rent, because the home is supported housing. There is no Universal Credit for "
                "living costs beside it."
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


def test_without_rent_nothing_is_said_of_it() -> None:
    shown = respond(FORM, SMALLEST | {"tenancy.tenure": "no_housing_costs"}, None)["figures"]
    assert shown["rent"] == []
    assert shown["shortfall"] is None


def test_with_rent_free_weeks_a_week_of_housing_benefit_is_not_a_month() -> None:
    answers = SMALLEST | {"claimant.age": "70", "tenancy.rent.rent_free_weeks": "4"}
    rent = respond(FORM, answers, None)["figures"]["rent"]
    assert [one["also"] for one in rent] == ["when rent is charged", "", "when rent is charged"]


def test_a_capped_household_whose_rent_is_covered_sees_what_it_has_left_to_live_on() -> None:
    """The cap of 1,835.00 a month, less 349.92 of Child Benefit, leaves 1,485.08: with 80.75 a week of Child Benefit
    423.46 a week, less 180.00.
    """
    children = [{"age": age} for age in ("2", "4", "6", "8")]
    shown = respond(FORM, SMALLEST | {"children": children, "tenancy.rent.amount": "180"}, None)["figures"]
    to_pay, left, covered = shown["rent"]
    assert shown["flags"][1]["word"] == "Yes"
    assert (covered["amount"], to_pay["amount"]) == ("£180.00", "£0.00")
    assert left == {
        "name": "Left to live on after the rent, over the year",
        "amount": "£243.46",
        "per": "a week",
        "also": "",
        "note": "pay, other income and benefits, after every deduction and the benefit cap",
    }
    assert to_pay["note"] == "The benefit cap takes £215.90 a week of the money to live on"
    spoken = respond(FORM, SMALLEST | {"children": children, "tenancy.rent.amount": "180"}, None)["spoken"]
    assert spoken.startswith(f"Estimate. Rent to pay £0.00 a week. {to_pay['note']}. Left to live on")


def test_beside_the_rent_to_pay_stands_what_the_cap_takes_of_it() -> None:
    capped = changed(
        UNIVERSAL_CREDIT,
        universal_credit__benefit_cap_reduction=Decimal("84.21"),
        shortfall=(Shortfall("benefit_cap", Decimal("19.43")),),
    )
    assert figures(capped)["rent"][0]["note"] == "The benefit cap takes £19.43 a week"
    assert figures(UNIVERSAL_CREDIT)["rent"][0]["note"] == ""


# --- With the real library --------------------------------------------------------------------------------------------


def test_a_cap_that_reaches_the_rent_does_not_say_that_it_stays_the_same() -> None:
    capped = changed(
        UNIVERSAL_CREDIT,
        universal_credit__benefit_cap_reduction=Decimal("84.21"),
        shortfall=(Shortfall("benefit_cap", Decimal("19.43")),),
    )
    assert "stays the same" not in flags(capped)["Benefit cap"][1]


def test_projected_rates_are_not_called_checked() -> None:
    source = figures(assess(CASE | {"date": "2027-06-07"}, book=rate_book().project()))["source"]
    assert source.startswith("Rates 2027-28, projected;")
    assert figures(UNIVERSAL_CREDIT)["source"].startswith("Rates 2026-27, checked against their sources;")
