"""Housing Benefit worked out by hand: the law's examples, each disregard, premium, band and condition, and both sides
of each line.

Every row names what it comes from; amounts are exact pence.
"""

import datetime as dt
import itertools

import numpy as np
import pytest

from benefitcalc.case import Case
from benefitcalc.columns import from_cases
from benefitcalc.columns.family import family_on_date
from benefitcalc.law import citations
from benefitcalc.money import format_pounds, parse_pounds
from benefitcalc.periods import Per
from benefitcalc.rates import Basis, rate_book
from benefitcalc.rules import RULES, tracing
from benefitcalc.schemes.child_benefit import assess_child_benefit
from benefitcalc.schemes.housing_benefit.award import assess_housing_benefit
from benefitcalc.schemes.housing_benefit.rent import rent_weeks


def money(amount, per="week"):
    return {"amount": amount, "per": per}


def income(kind, amount, of="claimant", per="week"):
    return {"kind": kind, "amount": amount, "per": per, "of": of}


def job(net, hours=16):
    return {"net": money(net), "hours_per_week": hours}


def household(date="2026-06-01", *, rent="200.00", tenure="social_rent", home=None, claimant=None, **rest):
    tenancy = {"tenure": tenure, "bedrooms": 1, "rent": money(rent), **(home or {})}
    return {
        "schema": "benefitcalc.case/1",
        "date": date,
        "country": "england",
        "claimant": {"age": 40, **(claimant or {})},
        "tenancy": tenancy,
        "universal_credit": {"claimed": False},
        **rest,
    }


def assessed(cases, *, guarantee="0.00", savings="0.00", uc="0.00"):
    """The award of cases of one date and rent period; who is over pension age is under the regulations for it."""
    batch = from_cases([Case.model_validate(case) for case in cases])
    weekly = batch.households.rent_per[0] <= Per.FOUR_WEEKS
    day = dt.date.fromisoformat(cases[0]["date"])
    rates = rate_book().on(day, Basis.HB_WEEKLY_RENT if weekly else Basis.HB_OTHER_RENT)
    family = family_on_date(batch)
    over, couple = batch.adults.over_pension_age, batch.adults.present[1]
    each = np.ones(len(batch), dtype=np.int64)
    pension_age = over[0] & (~couple | over[1])
    return assess_housing_benefit(
        batch,
        family,
        rates,
        pension_age=pension_age,
        universal_credit_award_pm=each * parse_pounds(uc),
        universal_credit_in_payment=each * parse_pounds(uc) > 0,
        guarantee_credit_pw=np.where(pension_age, parse_pounds(guarantee), 0),
        savings_credit_pw=np.where(pension_age, parse_pounds(savings), 0),
        child_benefit_pw=assess_child_benefit(batch, family, rates).weekly,
    )


def shown(result, name, row=0):
    value = getattr(result.cap if name in {"limit", "counted_income"} else result, name)[row]
    if isinstance(value, np.bool_):
        return bool(value)
    counts = {"bedrooms_needed", "bedrooms_spare", "under_occupation_percent"}
    return int(value) if name in counts else format_pounds(int(value))


def check(case, expected, **other):
    result = assessed([case], **other)
    assert {name: shown(result, name) for name in expected} == expected


PENSIONER = {"claimant": {"age": 79}, "housing_benefit": {"pension_age_before_april_2021": True}}
LONE_PARENT_OF_TWO = {
    "claimant": {"age": 30},
    "children": [{"born": "2019-05-10", "sex": "male"}, {"born": "2021-05-10", "sex": "male"}],
}


# The examples of the specification, section 21. ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "core", "eligible", "ineligible", "guarantee", "award"),
    [
        ("2016-06-06", "86.20", "5.10", "9.80", "89.15", "91.30"),
        ("2024-06-03", "103.60", "7.70", "13.95", "121.15", "111.30"),
        ("2026-06-01", "112.40", "8.35", "15.30", "130.15", "120.75"),
    ],
)
def test_e1_pensioner_on_guarantee_credit(date, core, eligible, ineligible, guarantee, award):
    charges = [
        {"label": "services", "amount": eligible, "per": "week", "eligible": True},
        {"label": "heating and water", "amount": ineligible, "per": "week", "eligible": False},
    ]
    case = household(
        date,
        rent=core,
        home={"bedrooms": 2, "service_charges": charges},
        capital="14500.00",
        incomes=[income("state_pension", "119.30")],
        **PENSIONER,
    )
    expected = {
        "award": award,
        "passported": True,
        "ineligible_charges": ineligible,
        "bedrooms_spare": 1,
        "under_occupation_percent": 0,
        "income": "0.00",
        "tariff_income": "0.00",
    }
    check(case, expected, guarantee=guarantee)


@pytest.mark.parametrize(
    ("date", "pension", "savings", "rent", "income_counted", "needs", "taper", "award"),
    [
        ("2016-06-06", ("119.30", "49.90"), "4.83", "88.75", "181.03", "168.70", "8.01", "80.74"),
        ("2024-06-03", ("169.50", "58.40"), "10.31", "108.60", "245.21", "235.20", "6.51", "102.09"),
        ("2026-06-01", ("184.90", "62.35"), "11.46", "118.20", "265.71", "256.00", "6.31", "111.89"),
    ],
)
def test_e2_savings_credit_counts(date, pension, savings, rent, income_counted, needs, taper, award):
    case = household(
        date,
        rent=rent,
        capital="13260.00",
        incomes=[income("state_pension", pension[0]), income("occupational_pension", pension[1])],
        **PENSIONER,
    )
    expected = {"income": income_counted, "applicable_amount": needs, "taper_reduction": taper, "award": award}
    check(case, {**expected, "tariff_income": "7.00"}, savings=savings)


@pytest.mark.parametrize(
    ("date", "born", "pension", "rent", "award"),
    [
        ("2026-06-01", "1957-01-01", "252.80", "118.20", "108.58"),
        ("2024-06-03", "1956-01-01", "230.95", "108.60", "100.28"),
    ],
)
def test_e2b_pension_age_reached_since_april_2021(date, born, pension, rent, award):
    check(
        household(date, rent=rent, claimant={"age": None, "born": born}, incomes=[income("state_pension", pension)]),
        {"award": award},
    )


def test_e4e_percentage_before_the_joint_tenants_share():
    case = household(rent="150.00", home={"bedrooms": 3, "people_liable": 2})
    check(case, {"bedrooms_needed": 2, "under_occupation_percent": 14, "award": "64.50"})


SON_AND_COUPLE = [
    {"age": 24, "benefits": ["universal_credit_no_earnings"]},
    {"age": 31, "works_16_hours": True, "gross_income": money("420.00"), "couple_with": 2},
    {"age": 33, "gross_income": money("110.00"), "couple_with": 1},
]


@pytest.mark.parametrize(
    ("date", "rent", "deduction", "award"),
    [
        ("2016-06-06", "101.60", "94.50", "7.10"),
        ("2024-06-03", "121.00", "113.50", "7.50"),
        ("2026-06-01", "132.75", "119.85", "12.90"),
    ],
)
def test_e5_non_dependant_couple(date, rent, deduction, award):
    case = household(date, rent=rent, partner={"age": 80}, non_dependants=SON_AND_COUPLE, **PENSIONER)
    check(case, {"non_dependant_deductions": deduction, "award": award, "bedrooms_needed": 3}, guarantee="1.00")
    case["partner"]["disability_benefits"] = ["attendance_allowance_lower"]
    check(case, {"non_dependant_deductions": "0.00", "award": rent}, guarantee="1.00")


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


@pytest.mark.parametrize(
    ("rent", "per", "weekly"),
    [("612.40", "month", "141.32"), ("461.20", "four_weeks", "115.30"), ("90.05", "fortnight", "45.03")],
)
def test_e8_rent_by_the_week(rent, per, weekly):
    check(household(home={"rent": money(rent, per)}), {"weekly_rent": weekly, "award": weekly})


def free_weeks(weeks, date="2026-06-01", rent="150.00", **rest):
    return household(date, home={"rent": {**money(rent), "rent_free_weeks": weeks}}, **rest)


def test_e8_rent_free_weeks():
    case = free_weeks(4, incomes=[income("occupational_pension", "182.34")])
    expected = {"applicable_amount": "103.51", "income": "197.54", "taper_reduction": "61.12", "award": "88.88"}
    check(case, expected)
    adult = [{"age": 30, "works_16_hours": False}]
    check(free_weeks(4, non_dependants=adult), {"non_dependant_deductions": "22.10", "eligible_rent": "150.00"})


@pytest.mark.parametrize(("weeks", "deduction"), [(4, "15.76"), (6, "16.45"), (0, "14.55")])
def test_rent_free_weeks_as_councils_print_them(weeks, deduction):
    """Anglia Revenues' table for 2015-16: 14.55 in 48 and 46 weeks."""
    case = free_weeks(weeks, "2015-06-01", non_dependants=[{"age": 30}])
    check(case, {"non_dependant_deductions": deduction})


@pytest.mark.parametrize(
    ("date", "in_year"),
    [
        ("2013-04-01", 53),
        ("2014-04-06", 53),
        ("2014-04-07", 52),
        ("2019-04-01", 53),
        ("2020-04-05", 53),
        ("2020-04-06", 52),
        ("2024-03-31", 52),
        ("2024-04-01", 53),
        ("2025-04-06", 53),
        ("2025-04-07", 52),
        ("2026-06-01", 52),
    ],
)
def test_weeks_of_the_rent_year(date, in_year):
    weeks = rent_weeks(from_cases([Case.model_validate(free_weeks(4, date))]))
    assert (weeks.in_year.tolist(), weeks.charged.tolist()) == ([in_year], [in_year - 4])


# Size criteria: Housing Benefit's own differences (law file 4.1, 4.2; contract reading 12). ---------------------------


@pytest.mark.parametrize(
    ("extra", "needed"),
    [
        ({}, 1),
        ({"incomes": [income("lodger", "60.00")]}, 2),
        ({"incomes": [income("lodger", "60.00"), income("boarder", "60.00")]}, 3),
        ({"non_dependants": SON_AND_COUPLE}, 3),
        ({"home": {"bedrooms": 4, "people_liable": 3}}, 3),
        ({"partner": {"age": 40}, "home": {"bedrooms": 4, "people_liable": 2, "people_liable_in_claim": 2}}, 1),
        ({"children": [{"age": 16, "sex": "male", "in_education": True}, {"age": 12, "sex": "male"}]}, 3),
    ],
)
def test_rooms_of_other_people(extra, needed):
    check(household(**{"home": {"bedrooms": 4}, **extra}), {"bedrooms_needed": needed})


@pytest.mark.parametrize(
    ("date", "benefit", "needed"),
    [
        ("2026-06-01", "attendance_allowance_higher", 2),
        ("2026-06-01", "attendance_allowance_lower", 1),
        ("2026-06-01", "pip_daily_living_standard", 2),
        ("2017-03-27", "pip_daily_living_standard", 1),
    ],
)
def test_a_couple_who_cannot_share(date, benefit, needed):
    home = {"bedrooms": 3, "couple_cannot_share_bedroom": True}
    case = household(date, home=home, claimant={"age": 70, "disability_benefits": [benefit]}, partner={"age": 40})
    check(case, {"bedrooms_needed": needed})


@pytest.mark.parametrize(("date", "needed"), [("2013-12-02", 2), ("2013-12-04", 3)])
def test_a_child_who_cannot_share_since_december_2013(date, needed):
    children = [{"age": 8, "sex": "male"}, {"age": 6, "sex": "male"}]
    children[0] |= {"cannot_share_bedroom": True, "disability_benefits": ["dla_care_middle"]}
    check(household(date, home={"bedrooms": 3}, children=children), {"bedrooms_needed": needed})


@pytest.mark.parametrize(
    ("tenure", "extra", "percent"),
    [
        ("social_rent", {}, 25),
        ("managed_property", {}, 25),
        ("refuge", {}, 25),
        ("local_authority_hostel", {}, 25),
        ("exempt_accommodation", {}, 0),
        ("temporary_accommodation", {}, 0),
        ("shared_ownership", {}, 0),
        ("social_rent", {"partner": {"age": 70}}, 0),
        ("social_rent", {"claimant": {"age": 70}, "partner": {"age": 40}}, 0),
        ("social_rent", {"claimant": {"age": 70}}, 0),
        ("social_rent", {"home": {"bedrooms": 3, "bereavement_protection": True}}, 0),
        ("social_rent", {"home": {"bedrooms": 3, "sanctuary_scheme": True}}, 0),
        ("social_rent", {"home": {"bedrooms": 2}}, 14),
    ],
)
def test_where_the_bedroom_charge_applies(tenure, extra, percent):
    check(household(tenure=tenure, **{"home": {"bedrooms": 3}, **extra}), {"under_occupation_percent": percent})


def test_a_sanctuary_scheme_before_october_2021():
    case = household("2021-09-27", home={"bedrooms": 3, "sanctuary_scheme": True})
    check(case, {"under_occupation_percent": 25})


def test_what_is_left_after_the_charge_is_rounded():
    """R2: 87.75 x 86% = 75.465, so 75.47 is left and 12.28 is off; 14% alone would round to 12.29."""
    check(household(rent="87.75", home={"bedrooms": 2}), {"under_occupation_charge": "12.28", "award": "75.47"})


def test_local_housing_allowance_comes_before_deductions_and_the_taper():
    """Section 22, item 1: rent 200, allowance 150, taper 30 leaves 120."""
    home = {"local_housing_allowance": money("150.00")}
    case = household(tenure="private_rent", home=home, incomes=[income("occupational_pension", "141.70")])
    expected = {"local_housing_allowance_restriction": "50.00", "taper_reduction": "30.00", "award": "120.00"}
    check(case, expected)


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


def children(*born, **facts):
    return {"children": [{"born": day, "sex": "male", **facts} for day in born]}


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


PIP_DL, BLIND = {"disability_benefits": ["pip_daily_living_standard"]}, {"severely_sight_impaired": True}
ENHANCED = {"disability_benefits": ["pip_daily_living_enhanced"]}
MOBILITY = {"disability_benefits": ["pip_mobility_standard"]}
ATTENDANCE = {"disability_benefits": ["attendance_allowance_lower"]}


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


# Income (law file 8). -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "net"),
    [
        (household(claimant={"employment": job("100.00", 10)}), "95.00"),
        (household(claimant={"employment": job("3.00", 10)}), "0.00"),
        (household(claimant={"employment": job("100.00", 10)}, partner={"age": 40}), "90.00"),
        (
            household(claimant={"employment": job("60.00", 10)}, partner={"age": 40, "employment": job("60.00", 10)}),
            "110.00",
        ),
        (household(**{**LONE_PARENT_OF_TWO, "claimant": {"age": 30, "employment": job("100.00", 10)}}), "75.00"),
        (household(claimant={"employment": job("100.00", 10), **MOBILITY}), "80.00"),
        (household(claimant={"age": 70, "employment": job("100.00", 10), **MOBILITY}), "80.00"),
        (household(claimant={"age": 70, "employment": job("100.00", 10), **PIP_DL}), "80.00"),
        (household(claimant={"employment": job("100.00", 10), "work_capability": "lcwra_standard"}), "80.00"),
        (household(claimant={"employment": job("100.00", 10), "carer": True}), "80.00"),
        (household(claimant={"employment": job("15.00", 10), "carer": True}), "0.00"),
        (
            household(
                claimant={"employment": job("12.00", 5), "carer": True},
                partner={"age": 40, "employment": job("50.00", 8)},
            ),
            "42.00",
        ),
        (
            household(
                claimant={"employment": job("7.00", 5), "carer": True},
                partner={"age": 40, "employment": job("50.00", 8)},
            ),
            "40.00",
        ),
        (household(claimant={"carer": True}, partner={"age": 40, "employment": job("50.00", 8)}), "40.00"),
        (household(claimant={"employment": job("203.50", 15), "esa": "work_related_activity"}), "0.00"),
        (household(claimant={"employment": job("203.51", 15), "esa": "work_related_activity"}), "198.51"),
        (household(claimant={"employment": job("203.50", 16), "esa": "work_related_activity"}), "198.50"),
        (
            household(
                claimant={"employment": job("190.00", 10), "esa": "work_related_activity"},
                partner={"age": 40, "employment": job("50.00", 8)},
            ),
            "36.50",
        ),
        (household(incomes=[income("statutory_sick_pay", "100.00")]), "95.00"),
        (
            household(claimant={"self_employment": {"net_profit": money("520.00", "month"), "hours_per_week": 9}}),
            "115.00",
        ),
    ],
)
def test_the_one_earnings_disregard(case, net):
    check(case, {"net_earnings": net})


@pytest.mark.parametrize(
    ("case", "net"),
    [
        (household(claimant={"age": 25, "employment": job("300.00", 30)}), "277.90"),
        (household(claimant={"age": 24, "employment": job("300.00", 30)}), "295.00"),
        (household(claimant={"age": 25, "employment": job("300.00", 29)}), "295.00"),
        (household(claimant={"age": 25, "employment": job("22.10", 30)}), "0.00"),
        (household(claimant={"age": 25, "employment": job("22.09", 30)}), "17.09"),
        (household(claimant={"employment": job("300.00", 16), **MOBILITY}), "262.90"),
        (household(claimant={"employment": job("300.00", 15), **MOBILITY}), "280.00"),
        (household(**{**LONE_PARENT_OF_TWO, "claimant": {"age": 20, "employment": job("300.00", 16)}}), "257.90"),
        (household("2020-06-01", claimant={"employment": job("300.00", 30)}), "257.90"),
        (household("2021-04-05", claimant={"employment": job("300.00", 30)}), "277.90"),
        (household(claimant={"age": 70, "employment": job("300.00", 30)}), "277.90"),
    ],
)
def test_the_additional_earnings_disregard(case, net):
    check(case, {"net_earnings": net})


def with_childcare(*charges, born=("2019-05-10", "2021-05-10"), date="2026-06-01", partner=None, hours=16, **facts):
    kids = [{"born": day, "sex": "male", "childcare": money(c), **facts} for day, c in zip(born, charges, strict=False)]
    case = household(date, claimant={"age": 30, "employment": job("400.00", hours)}, children=kids)
    return case if partner is None else {**case, "partner": {"age": 30, **partner}}


@pytest.mark.parametrize(
    ("case", "net"),
    [
        (with_childcare("100.00"), "257.90"),
        (with_childcare("200.00"), "182.90"),
        (with_childcare("200.00", "90.00"), "67.90"),
        (with_childcare("200.00", "190.00"), "57.90"),
        (with_childcare("100.00", hours=15), "375.00"),
        (with_childcare("100.00", partner={}), "372.90"),
        (with_childcare("100.00", partner={"work_capability": "lcwra_standard"}), "262.90"),
        (with_childcare("100.00", partner=MOBILITY), "262.90"),
        (with_childcare("100.00", partner={"employment": job("0.00", 16)}), "272.90"),
        (with_childcare("100.00", born=["2011-06-15"], date="2026-08-31"), "257.90"),
        (with_childcare("100.00", born=["2011-06-15"], date="2026-09-07"), "357.90"),
        (with_childcare("100.00", born=["2011-09-07"], date="2026-09-07"), "257.90"),
        (with_childcare("100.00", born=["2010-09-08"], date="2026-08-31"), "257.90"),
        (
            with_childcare("100.00", born=["2010-06-15"], date="2026-08-31", disability_benefits=["dla_care_lowest"]),
            "257.90",
        ),
        (
            with_childcare("100.00", born=["2010-06-15"], date="2026-09-07", disability_benefits=["dla_care_lowest"]),
            "357.90",
        ),
    ],
)
def test_childcare(case, net):
    for child in case["children"]:
        child["in_education"] = True
    check(case, {"net_earnings": net})


ACCOMMODATION = {"tenure": "exempt_accommodation", "rent": "300.00"}


@pytest.mark.parametrize(
    ("claimant", "partner", "base", "amount"),
    [
        (24, None, "5.00", "61.41"),
        (25, None, "5.00", "77.73"),
        (17, 17, "10.00", "97.33"),
        (17, 18, "10.00", "61.53"),
        (24, 24, "10.00", "61.53"),
        (24, 25, "10.00", "119.70"),
    ],
)
def test_the_accommodation_disregard_of_october_2026(claimant, partner, base, amount):
    """SI 2006/213 Sch 4 para 18, by age (law file 8.2A)."""
    for date, off in (("2026-09-28", [base]), ("2026-10-05", [base, amount])):
        case = household(date, **ACCOMMODATION, claimant={"age": claimant, "employment": job("250.00", 10)})
        if partner is not None:
            case["partner"] = {"age": partner}
        check(case, {"net_earnings": format_pounds(parse_pounds("250.00") - sum(map(parse_pounds, off)))})


@pytest.mark.parametrize(
    ("tenure", "net"),
    [
        ("refuge", "167.27"),
        ("temporary_accommodation", "167.27"),
        ("social_rent", "245.00"),
    ],
)
def test_where_the_accommodation_disregard_applies(tenure, net):
    case = household("2026-10-05", tenure=tenure, claimant={"employment": job("250.00", 10)})
    check(case, {"net_earnings": net})


def test_no_accommodation_disregard_in_pension_age():
    case = household("2026-10-05", **ACCOMMODATION, claimant={"age": 70, "employment": job("250.00", 10)})
    check(case, {"net_earnings": "245.00"})


def test_housing_benefit_begins_to_fall_where_universal_credit_ends():
    """Law file 7: exactly so for a single person of 25; a lone parent of two loses 133.93 there."""
    single = household("2026-10-05", **ACCOMMODATION, claimant={"employment": job("178.28", 20)})
    check(single, {"net_earnings": "95.55", "taper_reduction": "0.00"})
    worker = {"claimant": {"age": 30, "employment": job("597.18", 30)}}
    parent = household("2026-10-05", **ACCOMMODATION, **{**LONE_PARENT_OF_TWO, **worker})
    check(parent, {"net_earnings": "477.35", "taper_reduction": "133.93"})


def test_the_accommodation_disregard_counts_in_the_test_of_the_additional_one():
    """Law file 8.2A: 5.00 + 77.73 + 17.10 = 99.83."""
    for net, counted in (("99.83", "0.00"), ("99.82", "17.09")):
        case = household("2026-10-05", **ACCOMMODATION, claimant={"employment": job(net, 30)})
        check(case, {"net_earnings": counted})


KIDS = children("2015-01-01")


@pytest.mark.parametrize(
    ("kind", "older", "younger", "with_child"),
    [
        ("carers_allowance", "100.00", "100.00", "100.00"),
        ("widowed_parents_allowance", "85.00", "85.00", "85.00"),
        ("war_pension", "90.00", "90.00", "90.00"),
        ("spousal_maintenance", "100.00", "100.00", "85.00"),
        ("lodger", "80.00", "80.00", "80.00"),
        ("boarder", "40.00", "40.00", "40.00"),
        ("student_income", "90.00", "90.00", "90.00"),
        ("child_tax_credit", "0.00", "100.00", "100.00"),
        ("working_tax_credit", "0.00", "100.00", "100.00"),
        ("child_benefit", "0.00", "0.00", "0.00"),
        ("child_maintenance", "0.00", "0.00", "0.00"),
        ("guardians_allowance", "0.00", "0.00", "0.00"),
        ("bereavement_support_payment", "0.00", "0.00", "0.00"),
        ("scottish_child_payment", "0.00", "0.00", "0.00"),
        ("fostering_allowance", "0.00", "0.00", "0.00"),
        ("discretionary_housing_payment", "0.00", "0.00", "0.00"),
        ("other_disregarded", "0.00", "0.00", "0.00"),
    ],
)
def test_other_income(kind, older, younger, with_child):
    entered = [income(kind, "100.00")]
    check(household(claimant={"age": 70}, incomes=entered), {"other_income": older})
    check(household(incomes=entered), {"other_income": younger})
    check(household(incomes=entered, **KIDS), {"other_income": with_child})


def test_a_state_pension_counts_whole():
    pensioner = {"claimant": {"age": 70}, "incomes": [income("state_pension", "100.00")]}
    for others in ({}, {"partner": {"age": 40}}, {"partner": {"age": 40}, **KIDS}):
        check(household(**pensioner, **others), {"other_income": "100.00"})


def test_half_of_a_boarders_payment_above_twenty_pounds_counts_to_the_nearest_penny():
    check(household(incomes=[income("boarder", "50.01")]), {"other_income": "15.01"})


def test_student_income_has_its_disregard_once_a_person():
    entered = [
        income("student_income", "30.00"),
        income("student_income", "8.00"),
        income("student_income", "9.00", "partner"),
    ]
    check(household(partner={"age": 40}, incomes=entered), {"other_income": "28.00"})


@pytest.mark.parametrize(
    ("age", "capital", "tariff", "award"),
    [
        (40, "6000.00", "0.00", "200.00"),
        (40, "6000.01", "1.00", "199.35"),
        (40, "6250.00", "1.00", "199.35"),
        (40, "6250.01", "2.00", "198.70"),
        (40, "16000.00", "40.00", "174.00"),
        (40, "16000.01", "0.00", "0.00"),
        (70, "10000.00", "0.00", "200.00"),
        (70, "10500.00", "1.00", "199.35"),
        (70, "10500.01", "2.00", "198.70"),
        (70, "16000.00", "12.00", "192.20"),
        (70, "16000.01", "0.00", "0.00"),
    ],
)
def test_capital(age, capital, tariff, award):
    pension = {40: "95.55", 70: "238.00"}[age]
    case = household(claimant={"age": age}, capital=capital, incomes=[income("occupational_pension", pension)])
    check(case, {"tariff_income": tariff, "award": award})


def test_a_benefit_that_brings_full_help_opens_any_capital():
    rich = household(claimant={"age": 70}, capital="50000.00", incomes=[income("state_pension", "300.00")])
    check(rich, {"passported": True, "award": "200.00", "income": "0.00"}, guarantee="0.01")
    check(household(capital="50000.00"), {"passported": True, "award": "200.00"}, uc="0.01")
    legacy = household("2026-03-30", capital="50000.00", incomes=[income("income_support", "80.00")])
    check(legacy, {"passported": True, "award": "200.00"})


# Non-dependants (law file 10). ----------------------------------------------------------------------------------------

BANDS = {
    "2013-06-03": ("126 186 242 322 401", "13.60 31.25 42.90 70.20 79.95 87.75"),
    "2014-06-02": ("128 188 245 326 406", "14.15 32.45 44.55 72.95 83.05 91.15"),
    "2015-06-01": ("129 189 246 328 408", "14.55 33.40 45.85 75.05 85.45 93.80"),
    "2016-06-06": ("133 195 253 338 420", "14.65 33.65 46.20 75.60 86.10 94.50"),
    "2017-06-05": ("136 200 259 346 430", "14.80 34.00 46.65 76.35 86.95 95.45"),
    "2018-06-04": ("139 204 265 354 439", "15.25 35.00 48.05 78.65 89.55 98.30"),
    "2019-06-03": ("143 209 272 363 451", "15.60 35.85 49.20 80.55 91.70 100.65"),
    "2020-06-01": ("149 217 283 377 469", "15.85 36.45 50.05 81.90 93.25 102.35"),
    "2021-06-07": ("149 217 283 377 469", "15.95 36.65 50.30 82.30 93.70 102.85"),
    "2022-06-06": ("154 224 292 389 484", "16.45 37.80 51.85 84.85 96.60 106.05"),
    "2023-06-05": ("162 236 308 410 511", "18.10 41.60 57.10 93.40 106.35 116.75"),
    "2024-06-03": ("176 256 334 445 554", "19.30 44.40 60.95 99.65 113.50 124.55"),
    "2025-06-02": ("183 266 348 463 577", "19.65 45.15 62.00 101.35 115.45 126.65"),
    "2026-06-01": ("192 279 365 485 605", "20.40 46.85 64.35 105.20 119.85 131.45"),
}
"""The specification's table, but 70.20 in 2013-14 as SI 2013/574 art 19(3)(f) has it."""


@pytest.mark.parametrize("date", BANDS)
def test_non_dependant_bands_of_every_year(date):
    thresholds, deductions = (line.split() for line in BANDS[date])
    worker = {"age": 30, "works_16_hours": True}
    expected = {}
    for threshold, (below, from_there) in zip(thresholds, itertools.pairwise(deductions), strict=True):
        expected |= {f"{int(threshold) - 1}.99": below, f"{threshold}.00": from_there}
    people = [{**worker, "gross_income": money(gross)} for gross in expected]
    result = assessed([household(date, non_dependants=[person]) for person in [*people, worker]])
    found = [shown(result, "non_dependant_deductions", row) for row in range(len(people) + 1)]
    assert found == [*expected.values(), deductions[-1]]


ON_UC, ON_JSA = ["universal_credit_no_earnings"], ["income_related_legacy"]


@pytest.mark.parametrize(
    ("person", "deduction"),
    [
        ({"age": 17}, "0.00"),
        ({"age": 18}, "20.40"),
        ({"age": 24, "benefits": ON_UC}, "0.00"),
        ({"age": 25, "benefits": ON_UC}, "20.40"),
        ({"age": 24, "benefits": ON_JSA}, "0.00"),
        ({"age": 25, "benefits": ON_JSA}, "20.40"),
        ({"age": 25, "benefits": ON_JSA, "works_16_hours": True}, "20.40"),
        ({"age": 70, "benefits": ["pension_credit"]}, "0.00"),
        ({"age": 70}, "20.40"),
        ({"age": 30, "benefits": ["carers_allowance"]}, "20.40"),
        ({"age": 30, "disability_benefits": ["pip_daily_living_enhanced"]}, "20.40"),
        ({"age": 30, "responsible_for_child_under_5": True}, "20.40"),
        ({"age": 22, "student": True, "works_16_hours": True}, "0.00"),
        ({"age": 22, "prisoner": True}, "0.00"),
        ({"age": 22, "armed_forces_away": True, "works_16_hours": True}, "0.00"),
    ],
)
def test_which_non_dependants_bring_a_deduction(person, deduction):
    check(household(non_dependants=[person]), {"non_dependant_deductions": deduction})


@pytest.mark.parametrize(
    ("claimant", "deduction"),
    [
        ({"disability_benefits": ["dla_care_lowest"]}, "0.00"),
        ({"age": 70, "disability_benefits": ["attendance_allowance_lower"]}, "0.00"),
        ({"disability_benefits": ["pip_daily_living_standard"]}, "0.00"),
        ({"disability_benefits": ["afip"]}, "0.00"),
        ({"severely_sight_impaired": True}, "0.00"),
        ({"disability_benefits": ["pip_mobility_enhanced"]}, "20.40"),
        ({"disability_benefits": ["dla_mobility_higher"]}, "20.40"),
    ],
)
def test_households_without_deductions(claimant, deduction):
    check(household(claimant=claimant, non_dependants=[{"age": 30}]), {"non_dependant_deductions": deduction})


def test_someone_of_18_who_left_school_is_a_non_dependant():
    child = {"age": 18, "sex": "male"}
    check(household(children=[child]), {"non_dependant_deductions": "20.40", "applicable_amount": "95.55"})
    studying = {**child, "in_education": True}
    check(household(children=[studying]), {"non_dependant_deductions": "0.00", "applicable_amount": "183.43"})
    check(household(children=[{**studying, "of_non_dependant": True}]), {"non_dependant_deductions": "0.00"})


def test_a_couple_with_one_exempt_member():
    """Reading 22: each alone, joint income for the bands, the higher amount."""
    couple = [
        {"age": 24, "benefits": ON_UC, "gross_income": money("100.00"), "couple_with": 1},
        {"age": 30, "works_16_hours": True, "gross_income": money("200.00"), "couple_with": 0},
    ]
    check(household(non_dependants=couple), {"non_dependant_deductions": "64.35"})


def test_joint_tenants_share_each_deduction():
    home = {"bedrooms": 5, "people_liable": 3}
    case = household(rent="300.00", home=home, non_dependants=[{"age": 30}, {"age": 31}, {"age": 32}])
    check(case, {"non_dependant_deductions": "20.40", "maximum": "79.60"})
    home = {"bedrooms": 5, "rent_share": "2/3", "people_liable": 3}
    check({**case, "tenancy": {**case["tenancy"], **home}}, {"maximum": "159.20"})


# The award, its reasons, and where the rent goes. ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (household(capital="16000.01"), "capital"),
        (household(rent="0.00"), "no_eligible_rent"),
        (household(rent="20.00", non_dependants=[{"age": 30}]), "non_dependant_deductions"),
        (household(rent="65.00", incomes=[income("occupational_pension", "195.55")]), "income_too_high"),
        (household(rent="65.49", incomes=[income("occupational_pension", "195.55")]), "below_minimum"),
        (household(rent="65.50", incomes=[income("occupational_pension", "195.55")]), None),
        (household(tenure="owner_occupier"), "no_eligible_rent"),
    ],
)
def test_reasons(case, reason):
    result = assessed([case])
    assert [code for code, holds in result.reasons.items() if holds[0]] == ([reason] if reason else [])
    assert bool(result.entitled[0]) is (reason is None)


CAUSES = (
    "ineligible_charges",
    "under_occupation",
    "joint_tenancy",
    "local_housing_allowance",
    "non_dependants",
    "income",
    "minimum_award",
    "not_entitled",
    "benefit_cap",
    "no_help",
)


@pytest.mark.parametrize(
    ("case", "shortfall"),
    [
        (
            household(
                rent="100.00",
                home={"bedrooms": 4, "people_liable": 2, "ineligible_in_rent": money("10.00")},
                non_dependants=[{"age": 30}],
                incomes=[income("occupational_pension", "105.55")],
            ),
            {
                "ineligible_charges": "10.00",
                "under_occupation": "12.60",
                "joint_tenancy": "38.70",
                "non_dependants": "10.20",
                "income": "6.50",
            },
        ),
        (
            household(rent="65.49", incomes=[income("occupational_pension", "195.55")]),
            {"income": "65.00", "minimum_award": "0.49"},
        ),
        (
            household(capital="20000.00", incomes=[income("occupational_pension", "195.55")]),
            {"income": "65.00", "not_entitled": "135.00"},
        ),
        (household(tenure="owner_occupier", rent="30.00"), {"no_help": "30.00"}),
        (
            household("2024-06-03", rent="300.00", tenure="temporary_accommodation"),
            {"benefit_cap": "16.29"},
        ),
        (
            household(tenure="private_rent", home={"local_housing_allowance": money("150.00")}),
            {"local_housing_allowance": "50.00"},
        ),
    ],
)
def test_where_the_rent_goes(case, shortfall):
    result = assessed([case])
    levels = [result.weekly_rent, *result.levels.values()]
    amounts = [int(before[0] - after[0]) for before, after in itertools.pairwise(levels)]
    found = {cause: format_pounds(pence) for cause, pence in zip(CAUSES, amounts, strict=True) if pence}
    assert found == shortfall
    assert sum(amounts) == result.weekly_rent[0] - result.award[0]


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


# Columns and rules. ---------------------------------------------------------------------------------------------------

MIXED = [
    household(claimant={"employment": job("300.00", 30)}, partner={"age": 70}, non_dependants=SON_AND_COUPLE),
    household(claimant={"age": 70, **PIP_DL}, capital="12000.00", incomes=[income("state_pension", "300.00")]),
    with_childcare("100.00", "90.00"),
    household(tenure="private_rent", home={"local_housing_allowance": money("150.00")}, **KIDS),
    free_weeks(4, non_dependants=[{"age": 30}], incomes=[income("boarder", "90.00")]),
    household(
        tenure="refuge", home={"bedrooms": 4}, claimant={"esa": "work_related_activity", "employment": job("90.00", 4)}
    ),
    household(tenure="temporary_accommodation", rent="500.00", incomes=[income("student_income", "50.00")]),
    household(tenure="owner_occupier", children=[{"age": 18, "sex": "male"}]),
]


def test_a_row_of_a_batch_is_the_same_as_alone():
    amounts = [name for name in type(assessed(MIXED)).__slots__ if name not in {"reasons", "size", "cap", "levels"}]
    for order in (range(len(MIXED)), reversed(range(len(MIXED)))):
        places = list(order)
        together = assessed([MIXED[place] for place in places])
        for row, place in enumerate(places):
            alone = assessed([MIXED[place]])
            assert {name: shown(together, name, row) for name in amounts} == {
                name: shown(alone, name) for name in amounts
            }
            assert [level[row] for level in together.levels.values()] == [level[0] for level in alone.levels.values()]


def test_inputs_that_bear_a_rules_name_are_that_rules_columns():
    for case in MIXED:
        with tracing() as steps:
            assessed([case])
        made = {}
        for step in steps:
            for name, column in step.inputs.items():
                assert name not in made or any(column is value for value in made[name]), (step.rule.name, name)
            made.setdefault(step.rule.name, []).append(step.value)


def test_every_rule_cites_law_that_leads_somewhere():
    rules = [rule for rule in RULES.values() if rule.module.startswith("benefitcalc.schemes.housing_benefit.")]
    assert len(rules) > 40
    for rule in rules:
        assert all(citation.url.startswith("https://www.legislation.gov.uk/") for citation in citations(rule.law))
        assert rule.sentence.endswith(".")
