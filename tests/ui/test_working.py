"""How the figures come about: chains of amounts that add up, with the sum of each."""

from decimal import Decimal
from typing import Any

import pytest

from benefitcalc.ui.call.parts import part
from tests.ui.results import FORM, SMALLEST

CHILDREN = [{"age": age} for age in ("2", "4", "6", "8")]
CAPPED = {"children": CHILDREN, "tenancy.rent.amount": "180", "claimant.employment": [{"net.amount": "500"}]}
PENSIONER = {"claimant.age": "70", "incomes": [{"kind": "state_pension", "amount": "300"}]}


def working(**answers: Any) -> dict[str, Any]:
    return part(FORM, "working", SMALLEST | {name.replace("__", "."): one for name, one in answers.items()}, {})


def chain(shown: dict[str, Any], title: str) -> list[tuple[str, str, str]]:
    [found] = [one for one in shown["chains"] if one["title"] == title]
    return [(row["sign"], row["label"], row["amount"]) for row in found["rows"]]


def test_the_award_is_a_chain_with_the_cap_before_it() -> None:
    shown = part(FORM, "working", SMALLEST | CAPPED | {"non_dependants": [{"age": "30"}]}, {})
    assert chain(shown, "Rent in Universal Credit") == [
        ("", "Rent and service charges", "£780.00"),
        ("−", "Other adults in the home (non-dependants)", "£96.55"),
        ("=", "Rent (housing costs element)", "£683.45"),
    ]
    assert chain(shown, "Universal Credit") == [
        ("", "Standard allowance", "£424.90"),
        ("+", "Children (child element)", "£1,215.76"),
        ("+", "Rent (housing costs element)", "£683.45"),
        ("=", "Together (maximum amount)", "£2,324.11"),
        ("−", "For earnings", "£40.15"),
        ("=", "Before the benefit cap", "£2,283.96"),
        ("−", "For the benefit cap", "£798.88"),
        ("=", "Universal Credit", "£1,485.08"),
    ]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        CAPPED,
        CAPPED | {"non_dependants": [{"age": "30"}], "tenancy.bedrooms": "6"},
        PENSIONER | {"non_dependants": [{"age": "30"}], "capital": "12000"},
        {"tenancy.tenure": "exempt_accommodation", "tenancy.rent.amount": "300"},
        {"tenancy.tenure": "private_rent", "tenancy.brma": "ASHFORD", "tenancy.rent.amount": "300"},
        {
            "tenancy.ineligible_in_rent.amount": "10",
            "tenancy.people_liable": "2",
            "capital": "8000",
        },
    ],
)
def test_every_chain_adds_up_to_its_totals(answers: dict[str, Any]) -> None:
    for one in part(FORM, "working", SMALLEST | answers, {})["chains"]:
        total = Decimal(0)
        for place, row in enumerate(one["rows"]):
            amount = Decimal(row["amount"].replace("£", "").replace(",", "").replace("−", "-"))
            if row["sign"] == "=" and place:
                least = total if one["title"] == "Left to live on" else Decimal(0)  # an award is never below nothing
                assert amount == max(total, least), (one["title"], row["label"])
            total = amount if row["sign"] in ("=", "") else total + (amount if row["sign"] == "+" else -amount)


def test_no_amount_stands_behind_a_total_under_a_second_name() -> None:
    for answers in (CAPPED, PENSIONER, {"council_tax.annual_liability": "1500", "claimant.age": "70"}):
        for one in part(FORM, "working", SMALLEST | answers, {})["chains"]:
            behind = [line["amount"] for row in one["rows"] for line in row["before"]]
            assert len(behind) == len(set(behind)), one["title"]


def test_each_amount_has_its_sum_its_rates_and_the_law() -> None:
    shown = working()
    [allowance] = [row for one in shown["chains"] for row in one["rows"] if row["label"] == "Standard allowance"]
    assert allowance["amount"] == "£424.90"
    assert all(url.startswith("https://www.legislation.gov.uk/") for _, url in allowance["sum"]["law"])
    assert any("£424.90" in rate and "from Mon 6 Apr 2026" in rate for rate in allowance["sum"]["rates"])
    *awards, left = shown["chains"]
    assert all(row["sum"]["how"] for one in awards for row in one["rows"])
    assert left["rows"][-1]["sum"]["how"].startswith("Pay, every income and every award of the year")


def test_what_is_left_to_live_on_is_a_chain_of_the_year() -> None:
    """12 times 1,485.08, 52 times 80.75 and 12 times 500.00, less 52 times 180.00; a 52nd of it a week."""
    assert chain(part(FORM, "working", SMALLEST | CAPPED, {}), "Left to live on") == [
        ("", "Pay and profit, after tax", "£6,000.00"),
        ("+", "Universal Credit", "£17,820.96"),
        ("+", "Child Benefit", "£4,199.00"),
        ("−", "Rent and service charges", "£9,360.00"),
        ("=", "Left in a year", "£18,659.96"),
        ("", "By the week (the year divided by 52)", "£358.85"),
    ]


def test_a_total_that_nothing_was_taken_from_stands_once() -> None:
    labels = [row["label"] for one in working()["chains"] for row in one["rows"]]
    assert "Together (maximum amount)" not in labels
    capped = part(FORM, "working", SMALLEST | CAPPED | {"claimant.employment": []}, {})
    assert [row[:2] for row in chain(capped, "Universal Credit")][-3:] == [
        ("=", "Together (maximum amount)"),
        ("−", "For the benefit cap"),
        ("=", "Universal Credit"),
    ]


def test_what_was_considered_and_nil_is_told_once_with_its_reason() -> None:
    shown = working()
    nil = {line["label"]: line["reason"] for line in shown["not_awarded"]}
    for label in ("Carer element", "Child element", "Childcare element", "Work allowance", "Earned income"):
        assert any(label in labels for labels in nil), label
    assert all(nil.values())
    assert len(nil) == len(set(nil.values())) == len(shown["not_awarded"])


def test_without_an_award_the_cap_is_not_weighed_and_the_reason_stands_beside_the_award() -> None:
    shown = working(capital="20000")
    assert not [line for line in shown["not_awarded"] if "cap" in line["label"]]
    [award] = [row for one in shown["chains"] for row in one["rows"] if row["label"] == "Universal Credit"]
    assert award["amount"] == "£0.00"
    assert award["note"]


def test_the_paydays_of_the_month_stand_behind_the_earnings() -> None:
    job = {"net.amount": "840", "net.per": "four_weeks", "paid_on": "6 11 2026"}
    shown = working(claimant__employment=[job])
    [earnings] = [row for one in shown["chains"] for row in one["rows"] if row["label"] == "For earnings"]
    assert "1 payday" in [line["amount"] for line in earnings["before"]]
