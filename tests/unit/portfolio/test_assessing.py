"""A rent roll on one day: its results, one tenancy explained, and a frame with a household in each row."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from benefitcalc import InvalidCase, assess, rate_book
from benefitcalc.errors import AnswersMissing
from benefitcalc.portfolio import RentRoll, Scenario, assess_frame
from benefitcalc.portfolio.engine import cases_of, frames_of
from tests.rolls import tenancy

DAY = "2026-06-01"
ANSWERS = {"rent_includes": "nothing", "chargeable_weeks": 52, "tenure": "social_rent", "date_order": "day_first"}


def roll() -> RentRoll:
    """A few tenancies with labels, on one day."""
    homes, people = frames_of([tenancy(seed, date=DAY) for seed in range(12)], [f"T{place}" for place in range(12)])
    return RentRoll(homes.assign(patch=pd.array(["N", "S"] * 6, dtype="string")).drop(columns="date"), people)


def test_every_tenancy_has_a_row_with_its_labels_and_the_figures_of_its_case() -> None:
    found = roll().assess(DAY)
    assert found["tenancy_ref"].tolist() == [f"T{place}" for place in range(12)]
    assert found["patch"].tolist() == ["N", "S"] * 6
    for row, case in zip(found.itertuples(), cases_of(roll().tenancies, roll().people, DAY), strict=True):
        assert row.help_with_rent == assess(case).help_with_rent * 100
    assert found["problems"].isna().all()


def test_a_day_is_needed() -> None:
    with pytest.raises(ValueError, match="give the day of the run"):
        roll().assess()


def test_one_tenancy_is_explained_as_its_case() -> None:
    here = roll()
    case = next(cases_of(here.tenancies.iloc[3:4], here.people, DAY))
    assert str(here.explain("T3", DAY)) == str(assess(case).explanation)


def test_a_reference_that_no_tenancy_has_is_told() -> None:
    with pytest.raises(ValueError, match=r"no tenancy has the reference 'T33'; did you mean T3"):
        roll().explain("T33", DAY)


def test_a_scenario_changes_rates_and_facts() -> None:
    here = roll()
    scenario = Scenario(name="Nothing tapered", rates={"uc.taper": "0%"}, facts={"universal_credit.claimed": True})
    law, then = here.assess(DAY), here.assess(DAY, scenario)
    assert (then["universal_credit.earnings_deduction"].fillna(0) == 0).all()
    assert law["universal_credit.earnings_deduction"].sum() > 0
    assert then["warnings"].str.contains("rate_overridden").all()
    case = next(cases_of(here.tenancies.iloc[3:4], here.people, DAY))
    claimed = case.replace(universal_credit={**case.to_dict().get("universal_credit", {}), "claimed": True})
    alone = assess(claimed, book=rate_book().replace({"uc.taper": "0%"}))
    assert str(here.explain("T3", DAY, scenario)) == str(alone.explanation)


def test_a_scenario_that_has_not_begun_changes_nothing() -> None:
    later = Scenario(name="Later", rates={"uc.taper": "0%"}, begins=dt.date(2026, 6, 2))
    pd.testing.assert_frame_equal(roll().assess(DAY, later), roll().assess(DAY))


def test_rents_of_a_scenario_rise_once() -> None:
    then = roll().assess(DAY, Scenario(name="Settlement", rent="10%"))
    law = roll().assess(DAY)
    assert then["housing.contractual_rent"].sum() > law["housing.contractual_rent"].sum()


def test_a_scenario_is_for_one_day() -> None:
    homes, people = frames_of([tenancy(1)])
    with pytest.raises(ValueError, match="give the day of the run"):
        RentRoll(homes, people).assess(scenario=Scenario(name="Settlement", rent="3.8%"))


def test_what_is_wrong_with_a_row_is_told_cell_by_cell() -> None:
    here = roll()
    here.tenancies.loc[2, "rent"] = -5_00
    found = here.assess(DAY)
    assert found["rent_to_pay"].isna().tolist() == [row == 2 for row in range(12)]
    assert found["problems"][2].startswith('rent: amount "-5.00" is below zero')
    told = here.not_assessed(DAY)
    assert told.loc[0, ["table", "row", "ref", "column", "code", "found"]].tolist() == [
        "tenancies", 2, "T2", "rent", "negative_amount", "-5.00",
    ]  # fmt: skip
    with pytest.raises(InvalidCase, match="below zero"):
        here.explain("T2", DAY)


WIDE = pd.DataFrame(
    {
        "tenancy_ref": ["A", "B", "C", "D"],
        "bedrooms": ["2", "1", "two", "3"],
        "rent": ["112.45", "98.00", "100.00", "131.00"],
        "rent_per": "week",
        "claimant_age": ["34", "70", "40", "15"],
        "child_1_age": ["5", None, None, None],
    },
    index=[10, 20, 30, 40],
)


def test_a_frame_with_a_household_in_each_row_gives_a_row_for_each() -> None:
    found = assess_frame(WIDE, DAY, answers=ANSWERS)
    assert found.index.tolist() == [10, 20, 30, 40]
    assert found["tenancy_ref"].tolist() == ["A", "B", "C", "D"]
    assert found["help_with_rent"].isna().tolist() == [False, False, True, True]
    home = {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "112.45", "per": "week"}}
    case = {"date": DAY, "claimant": {"age": 34}, "children": [{"age": 5}], "tenancy": home}
    assert found.loc[10, "universal_credit.award"] == assess(case).universal_credit.award * 100
    assert found.loc[[10, 20], "problems"].isna().all()
    assert "bedrooms" in found.loc[30, "problems"]
    assert "too young" in found.loc[40, "problems"]


def test_what_a_frame_leaves_open_is_asked_at_once() -> None:
    with pytest.raises(AnswersMissing, match="rent_includes"):
        assess_frame(WIDE, DAY)


def test_a_cell_that_cannot_be_read_is_named_with_what_would_be_valid() -> None:
    broken = WIDE.assign(claimant_age=["x", "70", "40", "15"], rent=["ten", "112.45", "98.10", "98.10"])
    found = assess_frame(broken, DAY, answers=ANSWERS)
    assert found.loc[10, "problems"] == 'rent: "ten" was found; valid is pounds and pence, such as 112.45'
    found = assess_frame(broken.assign(rent=WIDE["rent"]), DAY, answers=ANSWERS)
    assert found.loc[10, "problems"].startswith(
        'age: "x" was found; valid is digits, such as 3; age: age is missing; give age'
    )
    assert pd.isna(found.loc[20, "problems"])
