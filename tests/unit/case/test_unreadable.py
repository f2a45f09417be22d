"""The sentence of a problem: the field, the value, and what would be valid."""

import pickle

import pytest

from benefitcalc.case import (
    Case,
)
from benefitcalc.errors import BenefitcalcError, InvalidCase, Problem
from tests.unit.case.cases import WEEK, message


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"tenancy": {"tenure": "social_rent"}},
            "bedrooms is missing; tenure social_rent needs the landlord's number of bedrooms (a bedsit is 1).",
        ),
        (
            {"tenancy.rent": {"amount": "-5.00", "per": "week"}},
            'amount "-5.00" is below zero; an amount is 0.00 or more.',
        ),
        (
            {"claimant.born": "1980-01-01"},
            "age 34 does not agree with born 1980-01-01, which makes 46 on 2026-06-01; correct one.",
        ),
        ({"date": "2012-01-01"}, "date 2012-01-01 is before the first rates; give 2013-04-01 or later."),
        ({"date": "9999-12-31"}, 'date "9999-12-31" is not a day with rates; give one such as 2026-06-01.'),
        ({"tenancy.bedroms": 2}, '"bedroms" is not a field; did you mean bedrooms?'),
        ({"claimant.dob": 2}, '"dob" is not a field; did you mean born?'),
        (
            {"council_tax": {"zzz": 1, "annual_liability": 1, "scheme": "pension_age_england"}},
            '"zzz" is not a field; the fields here are annual_liability, scheme.',
        ),
        (
            {"country": "france"},
            'country "france" is not a valid value; give one of england, scotland, wales, northern_ireland.',
        ),
        ({"claimant.carer": "yes"}, 'carer "yes" is not an answer to yes or no; write true or false, without quotes.'),
        (
            {"tenancy.rent": "112.45"},
            'rent "112.45" is not an object; write it as {"amount": "112.45", "per": "week"}.',
        ),
        ({"children": [{"age": 9, "sex": "boy"}]}, 'sex "boy" is not a valid value; give one of female, male.'),
        (
            {"children": [{"born": "2017-01-02", "disability_benefits": ["attendance_allowance_higher"]}]},
            (
                "disability_benefits attendance_allowance_higher does not go with born 2017-01-02 (age 9): Attendance "
                "Allowance is for people over pension age; give dla_care_middle or dla_care_highest if DLA is what is "
                "in payment."
            ),
        ),
        (
            {"children": [{"age": 9, "disability_benefits": ["pip_mobility_enhanced"]}]},
            (
                "disability_benefits pip_mobility_enhanced does not go with age 9: PIP is for people of 16 or over; "
                "give the DLA code, for Child Disability Payment too."
            ),
        ),
        (
            {"claimant.disability_benefits": ["dla_care_lowest", "pip_mobility_standard"]},
            (
                "disability_benefits dla_care_lowest and pip_mobility_standard are never paid together; keep the one "
                "in payment."
            ),
        ),
        (
            {"incomes": [{"kind": "state_pension", "amount": 1, "per": "week"}]},
            (
                "kind state_pension does not go with the claimant's age 34: it is for people over pension age; give "
                "another kind, or correct the age."
            ),
        ),
        (
            {"tenancy.brma": "Greater Glasgow"},
            'brma "Greater Glasgow" is in scotland but country is england; correct one.',
        ),
        ({"id": "QQ123456C"}, "id looks like a National Insurance number; use a label of your own."),
    ],
)
def test_a_sentence_names_the_field_the_value_and_what_would_be_valid(changes, words):
    assert message(changes) == words


def test_of_many_valid_values_the_nearest_are_named():
    assert "state_pension" in message({"incomes": [{**WEEK, "kind": "state_pensoin"}]})
    assert "severe_disablement" not in message({"incomes": [{**WEEK, "kind": "state_pensoin"}]})
    assert "severe_disablement_allowance" in message({"incomes": [{**WEEK, "kind": "???"}]})
    assert message({"claimant.disability_benefits": ["DLA care"]}).endswith(
        "give one of dla_care_lowest, dla_care_middle, dla_care_highest."
    )


def test_what_an_unknown_field_held_is_never_repeated():
    for key in ("name", "zzz"):
        assert "Jane" not in message({f"claimant.{key}": "Jane"})


def test_long_and_strange_values_are_shown_short():
    assert len(message({"country": "x" * 10_000})) < 200
    assert len(message({"capital": 10**5000})) < 200
    assert "of type object" in message({"country": object()})
    assert "null" in message({"country": None})
    assert "[…]" in message({"country": [1]})
    assert "{…}" in message({"country": {"a": 1}})


def test_the_text_of_an_invalid_case_is_one_line_a_problem():
    with pytest.raises(InvalidCase) as refused:
        Case(date="2026-06-01")
    lines = str(refused.value).split("\n")
    assert [line.partition(":")[0] for line in lines] == ["claimant", "tenancy"]
    assert isinstance(refused.value, BenefitcalcError)
    assert pickle.loads(pickle.dumps(refused.value)).problems == refused.value.problems  # noqa: S301  # our own bytes


def test_a_problem_of_the_whole_case_has_no_path_before_it():
    assert str(Problem("", "not_json", "This is not JSON.")) == "This is not JSON."
