"""What a case file is refused for: each rule, both sides of its edge, and all problems at once."""

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from benefitcalc.case import (
    Child,
    NonDependant,
    Person,
)
from tests.unit.case.cases import MONTH, WEEK, edited, message, problems

# --- Each rule --------------------------------------------------------------------------------------------------------


STATE_PENSION = {**WEEK, "kind": "state_pension"}
AA_LOWER = {"disability_benefits": ["attendance_allowance_lower"]}
AA_HIGHER = {"disability_benefits": ["attendance_allowance_higher"]}
PIP = {"disability_benefits": ["pip_daily_living_standard"]}
ELSEWHERE = "area_in_another_nation"
AA_OF_A_CHILD = "attendance_allowance_of_a_child"

REFUSED = [
    # what the values are
    ({"date": "01/06/2026"}, "date", "not_a_date"),
    ({"date": 20260601}, "date", "not_a_date"),
    ({"date": "2026-06-31"}, "date", "no_such_day"),
    ({"date": ...}, "date", "missing"),
    ({"date": "2013-03-31"}, "date", "before_first_rate"),
    ({"date": "0001-01-01"}, "date", "before_first_rate"),
    ({"date": "9999-12-31"}, "date", "after_checked_rates"),
    ({"schema": "benefitcalc.case/2"}, "schema", "unknown_schema"),
    ({"id": 7}, "id", "not_text"),
    ({"id": "QQ 12 34 56 C"}, "id", "personal_detail"),
    ({"country": "france"}, "country", "unknown_value"),
    ({"greater_london": "yes"}, "greater_london", "not_true_or_false"),
    ({"greater_london": 1}, "greater_london", "not_true_or_false"),
    ({"children": {}}, "children", "not_a_list"),
    ({"children": [3]}, "children[0]", "not_an_object"),
    ({"claimant": ...}, "claimant", "missing"),
    ({"claimant": None}, "claimant", "not_an_object"),
    ({"tenancy": ...}, "tenancy", "missing"),
    ({"tenancy": {}}, "tenancy.tenure", "missing"),
    ({"tenancy.tenure": "council"}, "tenancy.tenure", "unknown_value"),
    ({"tenancy.rent": "100.00"}, "tenancy.rent", "not_an_object"),
    ({"tenancy.rent": {"amount": "100.00"}}, "tenancy.rent.per", "missing"),
    ({"tenancy.rent": {"per": "week"}}, "tenancy.rent.amount", "missing"),
    ({"tenancy.rent": {"amount": -1, "per": "week"}}, "tenancy.rent.amount", "negative_amount"),
    ({"tenancy.rent": {"amount": 1, "per": "day"}}, "tenancy.rent.per", "unknown_value"),
    ({"tenancy.service_charges": [WEEK]}, "tenancy.service_charges[0].eligible", "missing"),
    ({"council_tax": {"scheme": "pension_age_england"}}, "council_tax.annual_liability", "missing"),
    ({"council_tax": {"annual_liability": 1}}, "council_tax.scheme", "missing"),
    ({"council_tax": {"annual_liability": 1, "scheme": "ours"}}, "council_tax.scheme", "unknown_value"),
    # unknown keys
    ({"contry": "wales"}, "contry", "unknown_key"),
    ({"tenancy.bedroom": 3}, "tenancy.bedroom", "unknown_key"),
    ({"claimant.dob": "1990-01-01"}, "claimant.dob", "unknown_key"),
    ({"claimant.name": "A"}, "claimant.name", "personal_detail"),
    ({"claimant.surname": "A"}, "claimant.surname", "personal_detail"),
    ({"tenancy.address": "A"}, "tenancy.address", "personal_detail"),
    ({"tenancy.postcode": "A"}, "tenancy.postcode", "personal_detail"),
    ({"reference": "A"}, "reference", "personal_detail"),
    ({"claimant.national_insurance_number": "A"}, "claimant.national_insurance_number", "personal_detail"),
    # ages
    ({"claimant": {}}, "claimant.age", "missing"),
    ({"claimant.age": "34"}, "claimant.age", "not_a_whole_number"),
    ({"claimant.age": 34.5}, "claimant.age", "not_a_whole_number"),
    ({"claimant.age": True}, "claimant.age", "not_a_whole_number"),
    ({"claimant.age": 121}, "claimant.age", "out_of_range"),
    ({"claimant.age": Decimal("1E+99999999")}, "claimant.age", "out_of_range"),
    ({"claimant.age": -1}, "claimant.age", "out_of_range"),
    ({"claimant.age": 15}, "claimant.age", "too_young"),
    ({"claimant": {"born": "2010-06-02"}}, "claimant.born", "too_young"),
    ({"claimant": {"born": "2026-06-02"}}, "claimant.born", "born_after_date"),
    ({"claimant": {"born": "1905-06-01"}}, "claimant.born", "out_of_range"),
    ({"claimant": {"born": "1992"}}, "claimant.born", "not_a_date"),
    ({"claimant": {"born": "1992-13"}}, "claimant.born", "no_such_day"),
    ({"claimant.born": "1992-06-02"}, "claimant.age", "age_and_born_differ"),
    ({"claimant.born": "1991-06-01"}, "claimant.age", "age_and_born_differ"),
    ({"partner": {"age": 15}}, "partner.age", "too_young"),
    ({"children": [{}]}, "children[0].age", "missing"),
    ({"children": [{"age": 20, "in_education": True}]}, "children[0].age", "too_old"),
    ({"children": [{"age": 9, "sex": "male"}, {"age": 10}]}, "children[1].sex", "missing"),
    ({"children": [{"born": "2016-06-30"}, {"age": 3, "sex": "male"}]}, "children[0].sex", "missing"),
    ({"non_dependants": [{"age": 15}]}, "non_dependants[0].age", "too_young"),
    # work
    ({"claimant.employment": {"hours_per_week": 9}}, "claimant.employment.net", "missing"),
    ({"claimant.employment": {"net": WEEK, "gross": WEEK}}, "claimant.employment.net", "net_and_gross"),
    (
        {"claimant.employment": {"net": WEEK, "pension_contribution": WEEK}},
        "claimant.employment.pension_contribution",
        "pension_without_gross",
    ),
    (
        {"claimant.employment": {"gross": MONTH, "pension_contribution": WEEK}},  # 433.33 a month of 400.00
        "claimant.employment.pension_contribution.amount",
        "more_than_whole",
    ),
    (
        {"claimant.employment": {"gross": WEEK, "pension_contribution": {"amount": 100.01, "per": "week"}}},
        "claimant.employment.pension_contribution.amount",
        "more_than_whole",
    ),
    (
        {"claimant.employment": {"net": MONTH, "paid_on": "2026-06-12"}},
        "claimant.employment.paid_on",
        "payday_needs_weeks",
    ),
    (
        {"partner": {"age": 40, "employment": {"gross": {"amount": 1, "per": "year"}, "paid_on": "2026-06-12"}}},
        "partner.employment.paid_on",
        "payday_needs_weeks",
    ),
    ({"claimant.employment": {"net": WEEK, "paid_on": "Friday"}}, "claimant.employment.paid_on", "not_a_date"),
    ({"claimant.employment": {"net": WEEK, "paid_on": "2026-02-30"}}, "claimant.employment.paid_on", "no_such_day"),
    # benefits
    (
        {"claimant.disability_benefits": ["dla_care_lowest", "dla_care_middle"]},
        "claimant.disability_benefits[1]",
        "conflicting_rates",
    ),
    ({"claimant.disability_benefits": ["afip", "afip"]}, "claimant.disability_benefits[1]", "repeated_value"),
    ({"claimant.disability_benefits": ["afip", "pip"]}, "claimant.disability_benefits[1]", "unknown_value"),
    (
        {"non_dependants": [{"age": 30, "benefits": ["pension_credit"] * 2}]},
        "non_dependants[0].benefits[1]",
        "repeated_value",
    ),
    # benefits by age: on 1 June 2026 those born until 1 May 1960 have reached pension age
    ({"children": [{"age": 9, **AA_LOWER}]}, "children[0].disability_benefits[0]", AA_OF_A_CHILD),
    ({"children": [{"born": "2010-07-01", **AA_HIGHER}]}, "children[0].disability_benefits[0]", AA_OF_A_CHILD),
    ({"children": [{"age": 15, **PIP}]}, "children[0].disability_benefits[0]", "pip_under_16"),
    ({"children": [{"born": "2010-07-01", **PIP}]}, "children[0].disability_benefits[0]", "pip_under_16"),
    *[
        (
            {"claimant": {"age": 70, "disability_benefits": [first, second]}},
            "claimant.disability_benefits[1]",
            "conflicting_benefits",
        )
        for first, second in (
            ("dla_care_lowest", "pip_mobility_standard"),
            ("pip_daily_living_enhanced", "dla_mobility_higher"),
            ("attendance_allowance_lower", "pip_mobility_standard"),
            ("dla_care_highest", "attendance_allowance_higher"),
            ("afip", "attendance_allowance_lower"),
            ("dla_mobility_lower", "afip"),
            ("pip_mobility_enhanced", "afip"),
        )
    ],
    (
        {"partner": {"age": 40, "disability_benefits": ["pip_mobility_standard", "dla_care_lowest"]}},
        "partner.disability_benefits[1]",
        "conflicting_benefits",
    ),
    (
        {"children": [{"age": 17, "disability_benefits": ["dla_care_lowest", *PIP["disability_benefits"]]}]},
        "children[0].disability_benefits[1]",
        "conflicting_benefits",
    ),
    ({"claimant.age": 65, "incomes": [STATE_PENSION]}, "incomes[0].kind", "state_pension_under_pension_age"),
    (
        {"claimant": {"born": "1960-06-02"}, "incomes": [STATE_PENSION]},
        "incomes[0].kind",
        "state_pension_under_pension_age",
    ),
    (
        {"claimant.age": 70, "partner": {"age": 40}, "incomes": [{**STATE_PENSION, "of": "partner"}]},
        "incomes[0].kind",
        "state_pension_under_pension_age",
    ),
    (
        {"claimant.age": 70, "claimant.over_pension_age": False, "incomes": [STATE_PENSION]},
        "incomes[0].kind",
        "state_pension_under_pension_age",
    ),
    ({"incomes": [{**WEEK}]}, "incomes[0].kind", "missing"),
    ({"incomes": [{**WEEK, "kind": "lodger", "of": "partner"}]}, "incomes[0].of", "no_partner"),
    ({"incomes": [{**WEEK, "kind": "lodger", "of": "child"}]}, "incomes[0].of", "unknown_value"),
    # non-dependant couples
    ({"non_dependants": [{"age": 30, "couple_with": 1}]}, "non_dependants[0].couple_with", "no_such_person"),
    ({"non_dependants": [{"age": 30, "couple_with": 0}]}, "non_dependants[0].couple_with", "couple_with_self"),
    (
        {"non_dependants": [{"age": 30, "couple_with": 1}, {"age": 30}]},
        "non_dependants[0].couple_with",
        "couple_not_mutual",
    ),
    # place
    ({"greater_london": True, "country": "wales"}, "greater_london", "london_outside_england"),
    # the home
    *[
        ({"tenancy": {"tenure": tenure}}, "tenancy.bedrooms", "missing")
        for tenure in ("social_rent", "managed_property", "refuge", "local_authority_hostel")
    ],
    ({"tenancy.bedrooms": -1}, "tenancy.bedrooms", "out_of_range"),
    ({"tenancy.bedrooms": 21}, "tenancy.bedrooms", "out_of_range"),
    ({"tenancy": {"tenure": "private_rent"}}, "tenancy.brma", "missing"),
    *[
        ({"tenancy": {"tenure": "private_rent", "brma": area}, "country": nation}, "tenancy.brma", ELSEWHERE)
        for area, nation in (
            ("Greater Glasgow", "england"),
            ("GREATER_GLASGOW", "wales"),
            ("Belfast", "scotland"),
            ("Leeds", "northern_ireland"),
            ("cardiff", "england"),
        )
    ],
    ({"tenancy.brma": "Greater Glasgow"}, "tenancy.brma", ELSEWHERE),
    ({"tenancy.brma": "Nowhere"}, "tenancy.brma", "unknown_area"),
    (
        {"tenancy.rent": {"amount": 1, "per": "month", "rent_free_weeks": 4}},
        "tenancy.rent.rent_free_weeks",
        "rent_free_weeks_need_weeks",
    ),
    (
        {"tenancy.rent": {"amount": 1, "per": "fortnight", "rent_free_weeks": 3}},
        "tenancy.rent.rent_free_weeks",
        "rent_free_weeks_in_part",
    ),
    (
        {"tenancy.rent": {"amount": 1, "per": "four_weeks", "rent_free_weeks": 2}},
        "tenancy.rent.rent_free_weeks",
        "rent_free_weeks_in_part",
    ),
    (
        {"tenancy.rent": {"amount": 1, "per": "week", "rent_free_weeks": 52}},
        "tenancy.rent.rent_free_weeks",
        "out_of_range",
    ),
    (
        {"tenancy.service_charges": [{**MONTH, "eligible": True, "rent_free_weeks": 2}]},
        "tenancy.service_charges[0].rent_free_weeks",
        "rent_free_weeks_need_weeks",
    ),
    (
        {"tenancy.rent": WEEK, "tenancy.ineligible_in_rent": MONTH},
        "tenancy.ineligible_in_rent.per",
        "period_differs",
    ),
    (
        {"tenancy.rent": WEEK, "tenancy.ineligible_in_rent": {"amount": "100.01", "per": "week"}},
        "tenancy.ineligible_in_rent.amount",
        "more_than_whole",
    ),
    ({"tenancy.people_liable": 0}, "tenancy.people_liable", "out_of_range"),
    ({"tenancy.people_liable_in_claim": 0}, "tenancy.people_liable_in_claim", "out_of_range"),
    (
        {"tenancy.people_liable_in_claim": 2, "partner": {"age": 30}},
        "tenancy.people_liable_in_claim",
        "more_than_whole",
    ),
    (
        {"tenancy.people_liable_in_claim": 2, "tenancy.people_liable": 2},
        "tenancy.people_liable_in_claim",
        "more_than_family",
    ),
    ({"tenancy.rent_share": "0/3"}, "tenancy.rent_share", "out_of_range"),
    ({"tenancy.rent_share": "4/3"}, "tenancy.rent_share", "out_of_range"),
    ({"tenancy.rent_share": "1/0"}, "tenancy.rent_share", "not_a_share"),
    ({"tenancy.rent_share": 0.5}, "tenancy.rent_share", "not_a_share"),
]


@pytest.mark.parametrize(("changes", "path", "code"), REFUSED, ids=[f"{path} {code}" for _, path, code in REFUSED])
def test_one_fault_is_one_problem(changes, path, code):
    assert problems(edited(changes)) == [(path, code)]


def test_a_date_after_the_checked_rates_is_told_beside_other_problems_and_is_none_alone():
    late = {"date": "2027-04-01", "tenancy": {"tenure": "social_rent"}}
    assert problems(edited(late)) == [("date", "after_checked_rates"), ("tenancy.bedrooms", "missing")]
    assert problems(edited({"date": "2027-04-01"})) == []  # projected rates reach it; assess refuses it without them


@pytest.mark.parametrize("date", ["0001-01-01", "0050-02-28", "1899-12-31", "2200-01-01", "9999-11-30", "9999-12-31"])
@pytest.mark.parametrize("claimant", [{"age": 66}, {"age": 120}, {"born": "0001-01-01"}, {"born": "9999-01-01"}])
def test_a_date_at_the_end_of_the_calendar_is_refused(date, claimant):
    children = [{"age": 11, "sex": "male"}, {"age": 3}]
    codes = {code for _, code in problems(edited({"date": date, "claimant": claimant, "children": children}))}
    assert codes & {"before_first_rate", "after_checked_rates"}


ACCEPTED = [
    {"date": "2013-04-01"},
    {"date": "2027-03-31"},
    {"schema": "benefitcalc.case/1"},
    {"id": None},
    {"id": "row 12"},
    {"greater_london": True},
    {"claimant.age": 16},
    {"claimant.age": 34.0},
    {"claimant.age": np.int64(34)},
    {"claimant": {"born": "2010-06-01"}},
    {"claimant.born": "1992-06-01"},
    {"claimant.born": "1991-06-02"},
    {"claimant.born": "1992-06"},
    {"claimant.born": dt.date(1992, 2, 11)},
    {"children": [{"age": 0}]},
    {"children": [{"age": 19, "in_education": True}]},
    {"children": [{"age": 3}, {"age": 9}]},  # under ten: sex changes nothing
    {"children": [{"age": 15}]},  # nobody to share with
    {"children": [{"age": 15}, {"age": 16, "in_education": True}]},  # 16: a room of their own
    {"children": [{"born": "2016-07-01"}, {"age": 3}]},  # ten after the period ends
    {"non_dependants": [{"age": 16}, {"age": 30, "couple_with": 2}, {"age": 30, "couple_with": 1}]},
    {"claimant.employment": {"net": WEEK}},
    {"claimant.employment": {"gross": WEEK, "pension_contribution": WEEK}},
    {"claimant.employment": {"gross": WEEK, "pension_contribution": {"amount": "433.33", "per": "month"}}},
    {"claimant.disability_benefits": ["pip_daily_living_standard", "pip_mobility_standard"]},
    {"claimant": {"born": "1960-05", **AA_HIGHER}},  # reaches pension age on the day: 66 years and a month
    {"claimant": {"age": 45, **AA_LOWER}},  # Constant Attendance Allowance, it may be; a warning asks
    {"children": [{"age": 19, "in_education": True, **AA_LOWER}]},
    {"claimant": {"born": "1960-05-20"}, "incomes": [STATE_PENSION], "date": "2026-07-01"},  # from 20 July
    {"claimant": {"age": 66, **AA_LOWER}},  # some of that age have reached it
    {"claimant": {"age": 60, "over_pension_age": True, **AA_LOWER}, "incomes": [STATE_PENSION]},
    {"claimant": {"age": 63, **AA_LOWER}, "date": "2016-10-03"},  # one of that age may have reached it, another not
    {"claimant": {"age": 63}, "incomes": [STATE_PENSION], "date": "2016-10-03"},
    {"claimant.age": 40, "partner": {"age": 70, **AA_LOWER}, "incomes": [{**STATE_PENSION, "of": "partner"}]},
    {"claimant": {"born": "1960-05-01"}, "incomes": [STATE_PENSION]},
    {"incomes": [{**STATE_PENSION, "amount": 0}]},
    {"non_dependants": [{"age": 30, **AA_LOWER}]},  # taken as entered, with a warning
    {"non_dependants": [{"age": 30, "disability_benefits": ["afip", "pip_mobility_standard"]}]},
    {"children": [{"age": 16, "in_education": True, **PIP}]},
    {"children": [{"born": "2010-06-30", **PIP}]},  # 16 on the last day of the assessment period
    {"children": [{"age": 9, "disability_benefits": ["dla_care_lowest", "dla_mobility_lower"]}]},
    {"claimant": {"age": 70, "disability_benefits": ["dla_mobility_higher", "attendance_allowance_lower"]}},
    {"partner": {"age": 30}, "incomes": [{**WEEK, "kind": "lodger", "of": "partner"}]},
    {"incomes": [{**WEEK, "kind": "occupational_pension"}] * 2},
    {"tenancy.bedrooms": 0},
    {"tenancy": {"tenure": "social_rent", "bedrooms": 0}},
    {"tenancy": {"tenure": "temporary_accommodation"}},
    {"tenancy": {"tenure": "exempt_accommodation"}},
    {"tenancy": {"tenure": "private_rent", "brma": "Greater Glasgow"}, "country": "scotland"},
    {"tenancy": {"tenure": "private_rent", "brma": "GREATER_GLASGOW"}, "country": "scotland"},
    {"tenancy": {"tenure": "private_rent", "brma": "Belfast"}, "country": "northern_ireland"},
    {"tenancy": {"tenure": "private_rent", "brma": "cardiff"}, "country": "wales"},
    {"tenancy": {"tenure": "private_rent", "local_housing_allowance": WEEK}},
    {"tenancy.rent": {"amount": 1, "per": "week", "rent_free_weeks": 51}},
    {"tenancy.rent": {"amount": 1, "per": "fortnight", "rent_free_weeks": 2}},
    {"tenancy.rent": {"amount": 1, "per": "four_weeks", "rent_free_weeks": 8}},
    {"tenancy.rent": WEEK, "tenancy.ineligible_in_rent": WEEK},
    {"tenancy.people_liable_in_claim": 2, "tenancy.people_liable": 2, "children": [{"age": 17, "in_education": True}]},
    {"tenancy.rent_share": "1"},
    {"tenancy.rent_share": Fraction(1, 3)},
]


@pytest.mark.parametrize("changes", ACCEPTED, ids=str)
def test_what_lies_just_inside_is_accepted(changes):
    assert problems(edited(changes)) == []


# --- All at once ------------------------------------------------------------------------------------------------------


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    wrong = {
        "contry": "wales",
        "date": "2012-06-01",
        "greater_london": "yes",
        "claimant": {"age": "x", "name": "Bob", "employment": {"hours_per_week": 200}},
        "children": ["x", {"age": 9, "sex": "boy"}, {"age": 21}],
        "non_dependants": [{"age": 24, "couple_with": 4}, {"age": 3}],
        "tenancy": {
            "tenure": "social_rent",
            "rent": {"amount": "1,200", "per": "month", "rent_free_weeks": 3},
            "service_charges": [{"amount": -5, "per": "month", "rent_free_weeks": 2}],
            "people_liable_in_claim": 2,
        },
        "incomes": [{"kind": "state_pensoin", "amount": "1.234", "per": "week", "of": "partner"}],
        "council_tax": {},
    }
    assert problems(wrong) == [
        ("contry", "unknown_key"),
        ("date", "before_first_rate"),
        ("greater_london", "not_true_or_false"),
        ("claimant.age", "not_a_whole_number"),
        ("claimant.employment.hours_per_week", "out_of_range"),
        ("claimant.name", "personal_detail"),
        ("claimant.employment.net", "missing"),
        ("children[0]", "not_an_object"),
        ("children[1].sex", "unknown_value"),
        ("children[2].age", "too_old"),
        ("non_dependants[0].couple_with", "no_such_person"),
        ("non_dependants[1].age", "too_young"),
        ("tenancy.rent.amount", "not_money"),
        ("tenancy.service_charges[0].amount", "negative_amount"),
        ("tenancy.service_charges[0].eligible", "missing"),
        ("tenancy.bedrooms", "missing"),
        ("tenancy.rent.rent_free_weeks", "rent_free_weeks_need_weeks"),
        ("tenancy.people_liable_in_claim", "more_than_whole"),
        ("tenancy.service_charges[0].rent_free_weeks", "rent_free_weeks_need_weeks"),
        ("incomes[0].amount", "too_many_decimals"),
        ("incomes[0].kind", "unknown_value"),
        ("incomes[0].of", "no_partner"),
        ("council_tax.annual_liability", "missing"),
        ("council_tax.scheme", "missing"),
    ]


def test_two_allowances_of_one_person_are_one_problem_whatever_their_components():
    four = ["dla_care_lowest", "dla_mobility_lower", "pip_daily_living_standard", "pip_mobility_standard"]
    assert problems(edited({"claimant.disability_benefits": four})) == [
        ("claimant.disability_benefits[2]", "conflicting_benefits")
    ]


def test_what_does_not_go_together_is_told_beside_what_cannot_be_read():
    twice = ["dla_care_lowest", "pip_mobility_standard"]
    ageless = edited({"claimant": {"age": "old", "disability_benefits": twice}, "incomes": [STATE_PENSION]})
    assert problems(ageless) == [
        ("claimant.age", "not_a_whole_number"),
        ("claimant.disability_benefits[1]", "conflicting_benefits"),
    ]
    nowhere = edited({"country": "france", "tenancy.brma": "Greater Glasgow", "children": [{"age": 4, **AA_LOWER}]})
    assert problems(nowhere) == [
        ("country", "unknown_value"),
        ("children[0].disability_benefits[0]", AA_OF_A_CHILD),
    ]
    unsaid = edited({"claimant": {"age": 34, "over_pension_age": "no"}, "incomes": [STATE_PENSION]})
    assert problems(unsaid) == [("claimant.over_pension_age", "not_true_or_false")]
    dateless = edited({"date": "soon", "children": [{"age": 4, **AA_LOWER}], "incomes": [STATE_PENSION]})
    assert problems(dateless) == [("date", "not_a_date")]
    for people in ({"claimant": {}}, {"claimant": {"born": "2030-01-01"}}, {"claimant": 3}):
        told = problems(edited({**people, "incomes": [STATE_PENSION]}))
        assert len(told) == 1
        assert told[0][0].startswith("claimant")


def test_a_field_that_cannot_be_read_raises_no_second_problem():
    assert problems(edited({"tenancy": {"tenure": "social_rent", "bedrooms": "two"}})) == [
        ("tenancy.bedrooms", "not_a_whole_number")
    ]
    assert problems(edited({"partner": 3, "incomes": [{**WEEK, "kind": "lodger", "of": "partner"}]})) == [
        ("partner", "not_an_object")
    ]
    assert problems(edited({"date": "soon", "claimant": {"age": 34, "born": "2020-01-01"}})) == [("date", "not_a_date")]


def test_every_pair_of_faults_in_different_places_is_told_together():
    """No problem in one part of the case hides one in another."""
    tops = {}
    for changes, path, code in REFUSED:
        top = path.split(".")[0].split("[")[0]
        if set(changes) <= {top} | {key for key in changes if key.startswith(f"{top}.")}:
            tops.setdefault(top, (changes, path, code))
    assert len(tops) > 9
    faults = [fault for top, fault in tops.items() if top not in {"date", "claimant", "tenancy"}]
    together = edited({key: value for changes, _, _ in faults for key, value in changes.items()})
    assert sorted(problems(together)) == sorted((path, code) for _, path, code in faults)


def test_parts_already_made_stay_while_the_rest_is_refused():
    people = {"claimant": Person(age=15), "children": [Child(age=9), 3], "non_dependants": (NonDependant(age=2),)}
    assert problems({**people, "date": "2026-06-01", "tenancy": {"tenure": "refuge"}}) == [
        ("claimant.age", "too_young"),
        ("children[1]", "not_an_object"),
        ("non_dependants[0].age", "too_young"),
        ("tenancy.bedrooms", "missing"),
    ]


@pytest.mark.parametrize("data", [None, [], "x", 3])
def test_what_is_no_object_at_all(data):
    assert problems(data) == [("", "not_an_object")]


def test_keys_that_are_no_text():
    assert ("date", "missing") in problems({1: 2})


def test_every_refusal_is_a_sentence():
    for changes, path, code in REFUSED:
        sentence = message(changes)
        assert sentence.endswith((".", "?"))
        assert any(step in sentence for step in re.findall(r"\w+", path)) or code in {
            "conflicting_rates",
            "repeated_value",
        }
        assert len(sentence) < 250
