"""Income and expenditure, and another home, with figures worked out by hand."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from benefitcalc import Case, InvalidCase, assess
from benefitcalc.advice.affordability import Amount, affordability, can_afford
from benefitcalc.advice.audit import audit_of
from benefitcalc.advice.budget import Guidelines, headings
from benefitcalc.advice.escalation import Ladder
from benefitcalc.rates import rate_book
from tests.conftest import REPOSITORY
from tests.properties.households import households, quick

# Universal Credit a month in 2026-27: 424.90 and the rent of 120.00 a week, 520.00: 944.90.
ALONE: dict[str, Any] = {
    "date": "2026-12-01",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "120.00", "per": "week"}},
}
SPENDING = {"food": {"amount": "45.00", "per": "week"}, "energy": {"amount": "90.00", "per": "month"}}


def amount(weekly: str, monthly: str) -> Amount:
    return Amount(Decimal(weekly), Decimal(monthly))


def test_each_column_adds_up() -> None:
    found = affordability(assess(ALONE), SPENDING)
    # A year: 12 × 944.90 = 11,338.80 in, 52 × 120.00 = 6,240.00 of rent, 5,098.80 left: 98.05 a week, 424.90 a month.
    assert [(line.code, line.amount) for line in found.incoming] == [("universal_credit", amount("218.05", "944.90"))]
    assert found.income == amount("218.05", "944.90")
    assert found.rent == amount("120.00", "520.00")
    assert found.left_after_rent == amount("98.05", "424.90")
    # Energy: 1,080.00 a year, 20.77 a week.
    assert [(line.code, line.amount) for line in found.spending] == [
        ("energy", amount("20.77", "90.00")),
        ("food", amount("45.00", "195.00")),
    ]
    assert found.spent == amount("65.77", "285.00")
    assert found.left == amount("32.28", "139.90")
    assert found.sentence == "£32.28 a week (£139.90 a month) is left after the rent and the spending."


def test_an_award_keeps_its_pennies_where_other_lines_are_rounded() -> None:
    job = {"net": {"amount": "840.00", "per": "four_weeks"}, "paid_on": "2026-06-05"}
    child = {"age": 3, "childcare": {"amount": "400.00", "per": "month"}}
    rent = {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "112.45", "per": "week"}}
    case = {"date": "2026-06-01", "claimant": {"age": 31, "employment": job}, "children": [child], "tenancy": rent}
    result = assess(case)
    assert result.universal_credit is not None
    assert result.universal_credit.award == Decimal("1328.97")
    coming = {line.code: line.amount for line in affordability(result).incoming}
    # Child Benefit of 27.05 a week is 117.2166… a month, and gives up the penny that the lines have too much.
    assert coming["universal_credit"].monthly == Decimal("1328.97")
    assert coming["child_benefit"].monthly == Decimal("117.21")


def test_the_share_of_the_rent() -> None:
    found = affordability(assess(ALONE | {"tenancy": ALONE["tenancy"] | {"bedrooms": 2}}))
    # The bedroom charge takes 14% of 520.00, 72.80 a month: 447.20 of help, 872.10 in all. A year has 10,465.20 in, of
    # which the rent takes 6,240.00: 59.6%. The rent to pay of 16.80 is 17.1% of 201.25 less the help of 103.20.
    assert found.rent_share == Decimal("59.6")
    assert found.rent_to_pay_share == Decimal("17.1")


def test_nobody_is_told_a_share_of_no_income() -> None:
    case = {
        "date": "2026-12-01",
        "claimant": {"age": 34},
        "tenancy": ALONE["tenancy"],
        "capital": "20000.00",
    }
    found = affordability(assess(case))
    assert (found.rent_share, found.rent_to_pay_share) == (None, None)
    assert found.left == amount("-120.00", "-520.00")
    assert found.sentence.startswith("The spending is £120.00 a week (£520.00 a month) more")


@quick
@given(households())
def test_what_is_left_after_the_rent_is_the_engines(case: dict[str, Any]) -> None:
    result = assess(case)
    found = affordability(result, SPENDING)
    assert found.left_after_rent.weekly == result.left_after_rent
    for column in ("weekly", "monthly"):
        incoming = sum(getattr(line.amount, column) for line in found.incoming)
        income, rent, left = (getattr(part, column) for part in (found.income, found.rent, found.left_after_rent))
        assert incoming == income == rent + left
        assert getattr(found.left, column) == left - getattr(found.spent, column)


# --- The landlord's guidelines ---------------------------------------------------------------------------------------

GUIDELINES = b"""
title = "Spending guidelines of Example Homes"
from = 2026-04-06
until = 2027-04-05

[food]
per = "week"
first_adult = "45.00"
other_adult = "32.00"
child = "24.00"
"""


def test_spending_above_a_guideline_is_asked_about() -> None:
    family = ALONE | {"partner": {"age": 33}, "children": [{"age": 4}, {"age": 2}]}
    guidelines = Guidelines.read(GUIDELINES)
    spending = {"food": {"amount": "130.50", "per": "week"}, "travel": {"amount": "500.00", "per": "week"}}
    food, travel = affordability(assess(family), spending, guidelines=guidelines).spending
    # 45.00 + 32.00 + 2 × 24.00 = 125.00 a week.
    assert food.guideline == amount("125.00", "541.67")
    assert food.ask == "Food and household goods is £5.50 a week above the guideline. Ask what it is for."
    assert (travel.guideline, travel.ask) == (None, "")
    at_it = affordability(assess(family), {"food": {"amount": "125.00", "per": "week"}}, guidelines=guidelines)
    assert at_it.spending[0].ask == ""


def test_guidelines_end() -> None:
    guidelines = Guidelines.read(GUIDELINES)
    assert guidelines.on(dt.date(2027, 4, 5))
    assert not guidelines.on(dt.date(2027, 4, 6))
    before = affordability(assess(ALONE | {"date": "2026-04-05"}), SPENDING, guidelines=guidelines)
    assert before.spending[1].guideline is None
    assert "Spending guidelines of Example Homes is not for 2026-04-05." in before.notes


def test_every_problem_of_guidelines_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="title is missing") as refused:
        Guidelines.read({"from": "2026", "rent": {}, "food": {"per": "day", "child": "x", "dog": "1"}})
    for problem in ("from is '2026'", "rent is no heading", "food.per is 'day'", "food.first_adult is missing"):
        assert problem in str(refused.value)
    assert "food.child: 'x'" in str(refused.value)
    assert "food.dog is no field" in str(refused.value)


def test_a_budget_says_what_it_cannot_read_and_repeats_no_name() -> None:
    with pytest.raises(InvalidCase) as refused:
        affordability(assess(ALONE), {"food": {"amount": "x", "per": "day"}})
    assert [problem.path for problem in refused.value.problems] == [
        "budget.spending.food.amount",
        "budget.spending.food.per",
    ]
    with pytest.raises(InvalidCase, match="has no heading holiday") as refused:
        affordability(assess(ALONE), {"holiday": {"note": "Mrs Jones"}})
    assert "Jones" not in str(refused.value)


def test_headings_are_short_enough_for_a_call() -> None:
    assert len(headings()) <= 14
    assert all(heading.label and heading.hint for heading in headings().values())


# --- Another home ----------------------------------------------------------------------------------------------------


def test_whether_a_home_can_be_afforded() -> None:
    found = can_afford(ALONE, rent={"amount": "150.00", "per": "week"}, bedrooms=2, spending=SPENDING)
    # 650.00 a month, less 14%: 559.00 of help, 983.90 in all. A year: 11,806.80 less 7,800.00, 77.05 a week.
    assert found.there.left_after_rent == amount("77.05", "333.90")
    assert found.there.left == amount("11.28", "48.90")
    assert found.changes_by == amount("-21.00", "-91.00")
    assert found.affordable
    assert found.sentence == (
        "The rent to pay would be £21.00 a week, and £11.28 a week (£48.90 a month) would be left after the spending."
    )


def test_a_home_that_leaves_too_little() -> None:
    charge = {"amount": "12.00", "per": "week", "eligible": False}
    found = can_afford(
        ALONE, rent={"amount": "150.00", "per": "week"}, bedrooms=2, service_charges=[charge], spending=SPENDING
    )
    assert found.there.left == amount("-0.72", "-3.10")
    assert not found.affordable
    assert found.sentence.endswith("and £0.72 a week (£3.10 a month) would be missing after the spending.")


def test_a_day_of_moving_after_a_birthday() -> None:
    young = ALONE | {"claimant": {"born": "2002-01-15"}}
    found = can_afford(young, rent={"amount": "120.00", "per": "week"}, bedrooms=1, moves_on="2027-02-01")
    assert found.home.case.date == dt.date(2027, 2, 1)
    # From 25 the standard allowance is the full one.
    assert found.there.left_after_rent == amount("98.05", "424.90")


# --- The audit line --------------------------------------------------------------------------------------------------


def test_the_same_facts_have_the_same_hash_and_others_another() -> None:
    first, again = audit_of(assess(ALONE)), audit_of(assess(Case.model_validate(ALONE | {"id": "a label"})))
    assert first == again
    assert first.engine == assess(ALONE).engine
    assert first.rates == "2026-27"
    assert audit_of(assess(ALONE | {"capital": "1.00"})).input_hash != first.input_hash


def test_replaced_rates_have_a_checksum_of_their_own() -> None:
    book = rate_book()
    assert len(book.checksum) == 64
    assert book.replace({"uc.taper": "63%"}).checksum != book.checksum
    assert book.project().checksum != book.checksum
    assert book.project().checksum == rate_book().project().checksum


def test_the_example_of_the_documentation_can_be_opened() -> None:
    page = (REPOSITORY / "docs" / "landlords-files.md").read_text(encoding="utf-8")
    guidelines, ladder = re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)
    assert Guidelines.read(guidelines.encode()).a_year("food", adults=2, children=1) == 52 * (4500 + 3200 + 2400)
    assert [rung.code for rung in Ladder.read(ladder.encode()).rungs] == ["first_letter"]
