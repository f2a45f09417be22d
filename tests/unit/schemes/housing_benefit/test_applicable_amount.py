"""Personal allowances, premiums and components."""

import pytest

from benefitcalc.money import format_pounds, parse_pounds
from tests.unit.schemes.housing_benefit.households import BLIND, MOBILITY, PIP_DL, check, children, household, income


# The applicable amount (law file 6, 20). ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("extra", "amount"),
    [
        ({"claimant": {"age": 24}}, "75.65"),
        ({"claimant": {"age": 25}}, "95.55"),
        ({"claimant": {"age": 24, "esa": "work_related_activity"}}, "95.55"),
        ({"claimant": {"age": 17}, "children": [{"age": 0, "sex": "male"}]}, "163.53"),
        ({"claimant": {"age": 18}, "children": [{"age": 0, "sex": "male"}]}, "183.43"),
        ({"claimant": {"age": 17}, "partner": {"age": 17}}, "114.35"),
        ({"claimant": {"age": 17}, "partner": {"age": 18}}, "150.15"),
        ({"claimant": {"age": 17, "esa": "work_related_activity"}, "partner": {"age": 17}}, "150.15"),
        ({"claimant": {"age": 17}, "partner": {"age": 17, "esa": "work_related_activity"}}, "114.35"),
        ({"claimant": {"age": 70}}, "238.00"),
        ({"claimant": {"age": 70}, "partner": {"age": 70}}, "363.25"),
        ({"claimant": {"age": 70}, "partner": {"age": 75}}, "383.35"),
        ({"claimant": {"age": 75}}, "256.00"),
        ({"claimant": {"age": 68}, "housing_benefit": {"pension_age_before_april_2021": True}}, "256.00"),
    ],
)
def test_personal_allowances(extra, amount):
    check(household(**extra), {"applicable_amount": amount})


@pytest.mark.parametrize(
    ("date", "age", "over", "amount"),
    [
        ("2013-06-03", 64, True, "145.40"),
        ("2013-06-03", 65, None, "163.50"),
        ("2019-06-03", 64, True, "167.25"),
        ("2020-06-01", 66, None, "187.75"),
    ],
)
def test_pension_age_allowances_before_2021_go_by_the_age_of_65(date, age, over, amount):
    check(household(date, claimant={"age": age, "over_pension_age": over}), {"applicable_amount": amount})


@pytest.mark.parametrize(
    ("date", "born", "facts", "amount"),
    [
        ("2026-03-30", ["2018-01-01", "2019-01-01", "2020-01-01"], {}, "261.37"),
        ("2026-04-06", ["2018-01-01", "2019-01-01", "2020-01-01"], {}, "359.19"),
        ("2026-03-30", ["2014-01-01", "2015-01-01", "2016-01-01"], {}, "346.03"),
        ("2026-03-30", ["2014-01-01", "2015-01-01", "2020-01-01"], {}, "261.37"),
        ("2026-03-30", ["2018-01-01", "2019-01-01", "2020-01-01"], {"two_child_limit_exception": True}, "346.03"),
        ("2017-04-03", ["2014-01-01", "2015-01-01", "2016-01-01"], {}, "273.80"),
    ],
)
def test_the_two_child_limit(date, born, facts, amount):
    check(household(date, home={"bedrooms": 3}, **children(*born, **facts)), {"applicable_amount": amount})


def test_a_third_disabled_child_has_the_premium_but_no_allowance():
    case = household("2026-03-30", home={"bedrooms": 3}, **children("2018-01-01", "2019-01-01", "2020-01-01"))
    case["children"][2]["disability_benefits"] = ["dla_care_highest"]
    check(case, {"applicable_amount": "375.49"})  # 261.37 + 81.37 + 32.75


@pytest.mark.parametrize(
    ("date", "protected", "amount"),
    [
        ("2016-04-25", False, "157.45"),
        ("2016-05-02", False, "140.00"),
        ("2016-05-02", True, "157.45"),
        ("2026-06-01", True, "203.65"),
    ],
)
def test_family_premium(date, protected, amount):
    facts = {"family_premium_protection": protected}
    case = household(date, **children("2010-01-01", in_education=True), housing_benefit=facts)
    check(case, {"applicable_amount": amount})


ENHANCED = {"disability_benefits": ["pip_daily_living_enhanced"]}


@pytest.mark.parametrize(
    ("claimant", "partner", "rest", "extra"),
    [
        (MOBILITY, None, {}, "44.85"),
        (BLIND, None, {}, "44.85"),
        ({}, MOBILITY, {}, "64.00"),
        ({**MOBILITY, "work_capability": "lcw_without_element"}, None, {}, "0.00"),
        ({**MOBILITY, "esa": "work_related_activity"}, None, {}, "0.00"),
        ({**MOBILITY, "esa": "work_related_activity", "work_capability": "lcw"}, None, {}, "37.95"),
        ({**MOBILITY, "esa": "support"}, None, {}, "72.35"),
        ({"work_capability": "lcwra_standard"}, None, {}, "72.35"),
        (MOBILITY, {"esa": "support"}, {}, "95.40"),
        ({}, {"esa": "support"}, {}, "81.75"),
        ({}, {**MOBILITY, "age": 70}, {}, "0.00"),
        ({}, {**ENHANCED, "age": 70}, {}, "0.00"),
        (PIP_DL, None, {}, "130.90"),
        ({**PIP_DL, "has_paid_carer": True}, None, {}, "44.85"),
        (ENHANCED, None, {}, "152.90"),
        (PIP_DL, None, {"non_dependants": [{"age": 18}]}, "44.85"),
        (PIP_DL, None, {"non_dependants": [{"age": 17}]}, "130.90"),
        (PIP_DL, None, {"non_dependants": [{"age": 30, **PIP_DL}]}, "130.90"),
        (PIP_DL, None, {"non_dependants": [{"age": 30, **BLIND}]}, "130.90"),
        (PIP_DL, {}, {}, "64.00"),
        (PIP_DL, PIP_DL, {}, "236.10"),
        (PIP_DL, {**PIP_DL, "has_paid_carer": True}, {}, "150.05"),
        ({**PIP_DL, "has_paid_carer": True}, {**PIP_DL, "has_paid_carer": True}, {}, "64.00"),
        (PIP_DL, BLIND, {}, "150.05"),
        (BLIND, PIP_DL, {}, "64.00"),
        ({"carer": True}, {"carer": True}, {}, "96.30"),
        ({}, None, {"incomes": [income("severe_disablement_allowance", "20.00")]}, "44.85"),
    ],
)
def test_premiums_of_working_age(claimant, partner, rest, extra):
    case = household(claimant=claimant, **rest)
    if partner is not None:
        case["partner"] = {"age": 40, **partner}
    allowance = parse_pounds("95.55" if partner is None else "150.15")
    check(case, {"applicable_amount": format_pounds(allowance + parse_pounds(extra))})


@pytest.mark.parametrize(
    ("claimant", "extra"),
    [
        (MOBILITY, "0.00"),
        (ENHANCED, "86.05"),
        ({"esa": "support"}, "0.00"),
        ({"carer": True}, "48.15"),
        ({"disability_benefits": ["attendance_allowance_lower"]}, "86.05"),
        ({"disability_benefits": ["afip"]}, "86.05"),
    ],
)
def test_premiums_of_pension_age(claimant, extra):
    allowance = parse_pounds("238.00")
    case = household(claimant={"age": 70, **claimant})
    check(case, {"applicable_amount": format_pounds(allowance + parse_pounds(extra))})


@pytest.mark.parametrize(("date", "component"), [("2017-03-27", "29.05"), ("2017-04-03", "0.00")])
def test_the_work_related_component_closed_in_april_2017(date, component):
    amount = parse_pounds("73.10") + parse_pounds(component)
    check(household(date, claimant={"esa": "work_related_activity"}), {"applicable_amount": format_pounds(amount)})
