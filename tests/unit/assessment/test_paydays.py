"""Paydays in Universal Credit (contract, reading 23): the warning with both kinds of month, and where it is silent."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from benefitcalc import Case, assess, assess_many
from benefitcalc.assessment.batches import assess_columns
from benefitcalc.case.parts import Employment
from benefitcalc.columns import from_cases
from benefitcalc.periods import assessment_period_end

FAMILY: dict[str, Any] = {
    "date": "2026-11-01",
    "claimant": {"age": 29},
    "children": [{"age": age, "sex": "female"} for age in (9, 7, 5, 3)],
    "tenancy": {"tenure": "social_rent", "bedrooms": 4, "rent": {"amount": "165.00", "per": "week"}},
}
SINGLE: dict[str, Any] = {
    "date": "2026-11-01",
    "claimant": {"age": 45},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}},
}


def job(amount: str, per: str = "week", **more: Any) -> dict[str, Any]:
    return {"employment": {"net": {"amount": amount, "per": per}, "hours_per_week": 16, **more}}


def paid(case: dict[str, Any], amount: str, per: str = "week", **more: Any) -> dict[str, Any]:
    return {**case, "claimant": {**case["claimant"], **job(amount, per, **more)}}


def warned(case: dict[str, Any]) -> str | None:
    said = [warning.message for warning in assess(case).warnings if warning.code == "paydays_matter"]
    return said[0] if said else None


def test_both_kinds_of_month_are_told() -> None:
    """The average of 910.00 is above the cap's threshold of 881.00; a month with one payday is not (fault cases)."""
    told = warned(paid(FAMILY, "840.00", "four_weeks"))
    assert told is not None
    assert "With the fewest paydays: £1,485.08 of Universal Credit on earnings of £840.00" in told
    assert "With the most: £1,566.41 on earnings of £1,680.00, and £23.10." in told


def test_the_figures_of_a_batch_are_those_of_each_alone() -> None:
    cases = [
        paid(SINGLE, "200.00"),
        paid(FAMILY, "840.00", "four_weeks"),
        paid(SINGLE, "200.00", paid_on="2026-11-06"),
        {**paid(SINGLE, "400.00", "fortnight"), "date": "2027-02-01"},
    ]
    together = [[(one.code, one.message) for one in result.warnings] for result in assess_many(cases)]
    assert together == [[(one.code, one.message) for one in assess(case).warnings] for case in cases]


@pytest.mark.parametrize(
    "case",
    [
        paid(SINGLE, "200.00", paid_on="2026-11-06"),
        paid(SINGLE, "866.67", "month"),
        paid(SINGLE, "0.00"),
        # Below the work allowance of 427.00 with four paydays and with five.
        paid(FAMILY, "80.00"),
        # Above the whole amount with four paydays and with five.
        paid(SINGLE, "500.00"),
        {**paid(SINGLE, "200.00"), "capital": "16000.01"},
        {**paid(SINGLE, "200.00"), "universal_credit": {"claimed": False}},
        {**paid(SINGLE, "200.00"), "claimant": {"age": 80, **job("200.00")}},
    ],
)
def test_nothing_is_said_where_the_number_changes_no_amount(case: dict[str, Any]) -> None:
    assert warned(case) is None


@pytest.mark.parametrize(
    ("case", "fewest", "most"),
    [
        # 858.23 less 55% of 4 or 5 times 200.00; of 2 or 3 times 400.00; the average of either is 866.67.
        (
            paid(SINGLE, "200.00"),
            "£418.23 of Universal Credit on earnings of £800.00",
            "£308.23 on earnings of £1,000.00",
        ),
        (
            paid(SINGLE, "400.00", "fortnight"),
            "£418.23 of Universal Credit on earnings of £800.00",
            "£198.23 on earnings of £1,200.00",
        ),
        # 28 days hold four paydays whatever the day of the week.
        (
            {**paid(SINGLE, "200.00"), "date": "2027-02-01"},
            "£418.23 of Universal Credit on earnings of £800.00",
            "£418.23 on earnings of £800.00",
        ),
        # Nothing with the most paydays: 55% of 5 x 320.00 is 880.00.
        (
            paid(SINGLE, "320.00"),
            "£154.23 of Universal Credit on earnings of £1,280.00",
            "£0.00 on earnings of £1,600.00",
        ),
        # 4 or 5 times 100.00 of the one, and 1 or 2 times 500.00 of the other: 1,100.30 less 495.00 or 825.00.
        (
            {**paid(SINGLE, "100.00"), "partner": {"age": 44, **job("500.00", "four_weeks")}},
            "£605.30 of Universal Credit on earnings of £900.00",
            "£275.30 on earnings of £1,500.00",
        ),
        # The one whose payday is known keeps four paydays.
        (
            {
                **paid(SINGLE, "100.00", paid_on="2026-11-05"),
                "partner": {"age": 44, **job("500.00", "four_weeks")},
            },
            "£605.30 of Universal Credit on earnings of £900.00",
            "£330.30 on earnings of £1,400.00",
        ),
    ],
)
def test_the_fewest_and_the_most_paydays(case: dict[str, Any], fewest: str, most: str) -> None:
    told = warned(case)
    assert told is not None
    assert f"With the fewest paydays: {fewest}" in told
    assert f"With the most: {most}" in told


def test_columns_say_where_a_payday_is_not_known() -> None:
    cases = [paid(SINGLE, "200.00"), paid(SINGLE, "200.00", paid_on="2026-11-06"), SINGLE]
    columns = assess_columns(from_cases([Case.model_validate(case) for case in cases]))
    assert columns["open.payday"].tolist() == [True, False, False]
    assert not any(name.startswith("figure.paydays_matter") for name in columns)


@pytest.mark.parametrize("per", ["week", "fortnight", "four_weeks"])
def test_every_payday_of_a_period_is_counted_once(per: str) -> None:
    """The columns against a count day by day, over every first day of a year and three paydays."""
    weeks = {"week": 1, "fortnight": 2, "four_weeks": 4}[per]
    starts = [dt.date(2026, 3, 1) + dt.timedelta(days=day) for day in range(0, 366, 5)]
    for payday in (dt.date(2019, 8, 13), dt.date(2026, 10, 31), dt.date(2031, 2, 1)):
        pay = Employment.model_validate({"net": {"amount": "1.00", "per": per}, "paid_on": payday})
        for start in starts:
            end = assessment_period_end(start)
            days = [start + dt.timedelta(days=day) for day in range((end - start).days + 1)]
            expected = [day for day in days if (day - payday).days % (7 * weeks) == 0]
            assert pay.paydays(start, end) == (expected[0], expected[-1])
            assert (expected[-1] - expected[0]).days == (len(expected) - 1) * 7 * weeks


def test_the_first_transitional_element_does_not_go_by_paydays() -> None:
    """The indicative amount takes pay as it stood in the benefits before (UC (TP) Regs 2014 reg 54(2)): 858.23 less 55%
    of 866.67 a month, so that 1,000.00 before leaves 618.44; the award itself counts the four paydays.
    """
    facts = {"move_from_legacy_benefits": {"total_legacy_amount": "1000.00"}}
    known, unknown = (
        assess(case, facts) for case in (paid(SINGLE, "200.00", paid_on="2026-11-06"), paid(SINGLE, "200.00"))
    )
    assert known.universal_credit is not None
    assert unknown.universal_credit is not None
    assert f"{known.universal_credit.transitional_element}" == "618.44"
    assert known.universal_credit.transitional_element == unknown.universal_credit.transitional_element
    assert f"{known.universal_credit.earned_income}" == "800.00"


def test_surplus_earnings_come_on_top_of_the_paydays() -> None:
    facts = {"surplus_earnings": {"amount": "100.00"}}
    found = assess(paid(SINGLE, "200.00", paid_on="2026-11-06"), facts)
    assert found.universal_credit is not None
    assert f"{found.universal_credit.earned_income}" == "900.00"


def test_the_explanation_says_how_many_paydays_and_which() -> None:
    line = assess(paid(SINGLE, "400.00", "fortnight", paid_on="2026-11-06")).explanation.line("paydays_in_period")
    assert line.amount == "2 paydays"
    assert line.label == "Paydays in the assessment period: 6 November 2026, 20 November 2026"
    assert ("First payday", "6 November 2026") in [(used.label, used.text) for used in line.inputs]
    couple = {**paid(SINGLE, "200.00", "fortnight", paid_on="2026-11-06"), "partner": {"age": 44, **job("500.00")}}
    labels = [line.label for line in assess(couple).explanation.lines if line.name == "paydays_in_period"]
    assert labels == [
        "Paydays in the assessment period (claimant): 6 November 2026, 20 November 2026",
        "Paydays in the assessment period (partner)",
    ]


def test_the_whole_result_is_not_changed_by_a_payday_of_monthly_pay() -> None:
    columns = assess_columns(from_cases([Case.model_validate(paid(SINGLE, "866.67", "month"))]))
    assert np.array_equal(columns["universal_credit.earned_income"], [86667])
