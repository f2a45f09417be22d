"""The benefit cap in Housing Benefit."""

import pytest

from benefitcalc.money import format_pounds
from tests.unit.schemes.housing_benefit.households import (
    LONE_PARENT_OF_TWO,
    MOBILITY,
    assessed,
    check,
    household,
    income,
)

BORN_BEFORE_2012 = ["2005-01-01", "2007-01-01", "2009-01-01", "2011-01-01"]
BORN_BEFORE_2017 = ["2012-05-10", "2014-05-10", "2016-01-10", "2017-02-10"]


@pytest.mark.parametrize(
    ("date", "born", "jsa", "credit", "rent", "award"),
    [
        ("2024-06-03", BORN_BEFORE_2017[:3], "90.50", "209.23", "118.00", "64.23"),
        ("2024-06-03", BORN_BEFORE_2017, "90.50", "275.49", "118.00", "0.50"),
        ("2016-10-31", BORN_BEFORE_2012, "73.10", "223.71", "95.00", "95.00"),
        ("2016-11-07", BORN_BEFORE_2012, "73.10", "223.71", "95.00", "26.01"),
    ],
)
def test_e6_benefit_cap(date, born, jsa, credit, rent, award):
    case = household(
        date,
        rent=rent,
        home={"bedrooms": 3},
        incomes=[income("income_based_jsa", jsa), income("child_tax_credit", credit)],
        children=[{"born": day, "sex": "male"} for day in born],
    )
    check(case, {"award_before_cap": rent, "award": award})


@pytest.mark.parametrize(
    ("tenure", "child", "uc", "award", "counted"),
    [
        ("temporary_accommodation", {}, "0.00", "282.96", "450.50"),
        ("temporary_accommodation", {}, "0.01", "310.00", "450.50"),
        ("temporary_accommodation", {"disability_benefits": ["dla_mobility_lower"]}, "0.00", "310.00", "450.50"),
        ("exempt_accommodation", {}, "0.00", "310.00", "140.50"),
        ("refuge", {}, "0.00", "310.00", "140.50"),
    ],
)
def test_e6_benefit_cap_in_supported_and_temporary_accommodation(tenure, child, uc, award, counted):
    case = household(
        rent="310.00",
        tenure=tenure,
        home={"bedrooms": 2},
        incomes=[income("new_style_jsa", "95.55")],
        **LONE_PARENT_OF_TWO,
    )
    case["children"] = [{**case["children"][0], **child}, case["children"][1]]
    check(case, {"award": award, "counted_income": counted, "limit": "423.46"}, uc=uc)


def test_the_cap_leaves_fifty_pence_where_other_benefits_alone_pass_the_limit():
    """Reading 7: in specified accommodation too, where Housing Benefit counts as nil."""
    benefits = [income("maternity_allowance", "190.00"), income("child_tax_credit", "250.00")]
    case = household("2025-03-03", rent="310.00", tenure="refuge", incomes=benefits)
    check(case, {"award_before_cap": "82.82", "benefit_cap_reduction": "82.32", "award": "0.50"})


ATTENDANCE = {"disability_benefits": ["attendance_allowance_lower"]}


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"claimant": {"esa": "support"}}, "esa_support"),
        ({"claimant": {"carer": True}}, "carers_allowance"),
        ({"claimant": MOBILITY}, "personal_independence_payment"),
        ({"claimant": {"disability_benefits": ["dla_mobility_lower"]}}, "disability_living_allowance"),
        ({"claimant": {"age": 70, **ATTENDANCE}, "partner": {"age": 40}}, "attendance_allowance"),
        ({"claimant": {"disability_benefits": ["afip"]}}, "armed_forces_independence_payment"),
        ({"incomes": [income("industrial_injuries", "30.00")]}, "industrial_injuries"),
        ({"incomes": [income("war_pension", "30.00")]}, "war_pension"),
        ({"incomes": [income("guardians_allowance", "20.00")]}, "guardians_allowance"),
        ({"incomes": [income("working_tax_credit", "20.00")]}, "working_tax_credit"),
        ({"universal_credit": {"claimed": False, "benefit_cap_grace_period": True}}, "grace_period"),
    ],
)
def test_exemptions_from_the_cap(extra, code):
    result = assessed([household("2024-06-03", rent="400.00", **extra)])
    assert [name for name, holds in result.cap.exemptions.items() if holds[0]] == [code]
    assert not result.cap.applies[0]
    assert result.benefit_cap_reduction[0] == 0
    assert result.cap_in_question[0]


def test_carers_were_capped_until_november_2016():
    case = household("2016-10-31", rent="400.00", incomes=[income("carers_allowance", "62.10")])
    check(case, {"limit": "350.00", "counted_income": "462.10", "award": "287.90"})
    assert assessed([case]).cap.applies[0]


def test_no_cap_in_pension_age_or_before_it_began():
    assert not assessed([household(claimant={"age": 70}, rent="900.00")]).cap_in_question[0]
    early = assessed([household("2013-04-08", rent="900.00")])
    assert not early.cap_in_question[0]
    assert format_pounds(int(early.award[0])) == "900.00"
