"""A case that is too large, or wrong in too many places, is refused in a few sentences and in little time."""

import json
import pickle
import time

import pytest

from benefitcalc import Case, Circumstances, InvalidCase
from benefitcalc.case.reading import LONGEST
from benefitcalc.errors import MOST_PROBLEMS, Problem

SMALLEST = {"date": "2026-06-01", "claimant": {"age": 34}, "tenancy": {"tenure": "no_housing_costs"}}
RENTED = {"tenure": "social_rent", "bedrooms": 1}
CHARGE = {"amount": "1.00", "per": "week", "eligible": True}


def refused(case, model=Case):
    read = model.from_json if isinstance(case, str | bytes) else model.model_validate
    with pytest.raises(InvalidCase) as error:
        read(case)
    return error.value


@pytest.mark.parametrize(
    ("path", "case", "most"),
    [
        ("children", {"children": [1] * 1_000_000}, 100),
        ("non_dependants", {"non_dependants": [{}] * 101}, 100),
        ("incomes", {"incomes": [None] * 101}, 100),
        ("tenancy.service_charges", {"tenancy": {**RENTED, "service_charges": [[]] * 101}}, 100),
        ("claimant.disability_benefits", {"claimant": {"age": 34, "disability_benefits": ["afip"] * 21}}, 20),
        ("children[0].disability_benefits", {"children": [{"age": 3, "disability_benefits": ["afip"] * 21}]}, 20),
        ("non_dependants[0].benefits", {"non_dependants": [{"age": 30, "benefits": ["pension_credit"] * 21}]}, 20),
    ],
)
def test_a_list_has_a_most(path, case, most):
    [problem] = refused({**SMALLEST, **case}).problems
    assert (problem.path, problem.code) == (path, "too_long")
    assert problem.message.endswith(f" items; give at most {most}.")


def test_a_list_may_have_as_many_as_that():
    children = [{"age": 3, "sex": "male"}] * 100
    assert len(Case.model_validate({**SMALLEST, "children": children}).children) == 100


@pytest.mark.parametrize(
    "facts",
    [{"incomes_for_part_of_period": [{}] * 101}, {"course_years": [{}] * 101}, {"deferred_deductions": [1] * 101}],
)
def test_a_list_of_facts_has_a_most(facts):
    [problem] = refused(facts, Circumstances).problems
    assert (problem.path, problem.code) == (f"circumstances.{next(iter(facts))}", "too_long")


def test_the_first_problems_are_told_and_the_others_counted():
    error = refused({**SMALLEST, "children": [{"colour": "red", "size": 1}] * 100})
    assert (len(error.problems), error.more) == (MOST_PROBLEMS, 100)
    assert str(error).splitlines()[-1] == "and 100 more."
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert (again.problems, again.more) == (error.problems, 100)


def test_as_many_problems_as_are_told_are_all_of_them():
    error = InvalidCase(Problem("", "some", str(number)) for number in range(MOST_PROBLEMS))
    assert (len(error.problems), error.more) == (MOST_PROBLEMS, 0)
    assert "more" not in str(error)


def test_facts_that_do_not_fit_are_counted_too():
    error = refused({**SMALLEST, "children": [{"age": 3, "disability_benefits": ["afip"] * 20}] * 100})
    assert (len(error.problems), error.more) == (MOST_PROBLEMS, 1800)


def test_facts_beside_a_case_are_counted_too():
    error = refused({f"k{number}": 1 for number in range(250)}, Circumstances)
    assert (len(error.problems), error.more) == (MOST_PROBLEMS, 150)


def test_keys_given_twice_are_counted_too():
    twice = ", ".join(f'"k{number // 2}": 1' for number in range(500))
    error = refused(f"{json.dumps(SMALLEST)[:-1]}, {twice}}}")
    assert (len(error.problems), error.more) == (MOST_PROBLEMS, 150 + 250)
    assert error.problems[0].code == "repeated_key"


@pytest.mark.parametrize("kind", [str, str.encode])
def test_a_case_is_at_most_so_long(kind):
    text = json.dumps(SMALLEST)
    assert Case.from_json(kind(text + " " * (LONGEST - len(text))))
    [problem] = refused(kind(text + " " * (LONGEST + 1 - len(text)))).problems
    assert problem.code == "too_long"


@pytest.mark.parametrize("text", ["\ufeff" + json.dumps(SMALLEST), b"\xef\xbb\xbf" + json.dumps(SMALLEST).encode()])
def test_a_byte_order_mark_is_no_part_of_the_case(text):
    assert Case.from_json(text) == Case.model_validate(SMALLEST)


@pytest.mark.parametrize(
    ("field", "case"),
    [
        ("id", {"id": "\ud800"}),
        ("tenancy.brma", {"tenancy": {"tenure": "private_rent", "brma": "\udfff"}}),
        (
            "tenancy.service_charges[0].label",
            {"tenancy": {**RENTED, "service_charges": [{**CHARGE, "label": "a\ud800"}]}},
        ),
        ("country", {"country": "\ud800"}),
        ("schema", {"schema": "\ud800"}),
    ],
)
def test_half_a_character_is_refused_where_it_stands(field, case):
    [problem] = refused({**SMALLEST, **case}).problems
    assert (problem.path, problem.code) == (field, "not_text")
    assert str(problem).isascii()


@pytest.mark.parametrize("key", ["\ud800", "a\nb", "\x1b[31m", "\u202ecba", "k" * 5000])
def test_a_message_is_one_line_that_can_be_printed(key):
    for case in ({**SMALLEST, key: 1}, {**SMALLEST, "tenancy": {"tenure": "no_housing_costs", key: 1}}):
        message = str(refused(case))
        assert message.isprintable()
        assert len(message) < 500
        message.encode()


LARGE = 150_000
SLOW = {
    "a key repeated": "{" + ", ".join(['"k":1'] * LARGE) + "}",
    "keys repeated": "{" + ", ".join(f'"k{number // 2}":1' for number in range(LARGE // 2)) + "}",
    "unknown keys": json.dumps({f"k{number}": 1 for number in range(LARGE // 2)}),
    "a child without end": json.dumps({**SMALLEST, "children": [{f"k{number}": 1 for number in range(LARGE // 2)}]}),
    "children": json.dumps({**SMALLEST, "children": [1] * LARGE}),
    "a number": json.dumps(SMALLEST)[:-1] + ', "capital": ' + "9" * 900_000 + "}",
    "a fraction": json.dumps(SMALLEST)[:-1] + ', "capital": 0.' + "9" * 900_000 + "}",
    "a label": json.dumps({**SMALLEST, "id": "AB123456" + " " * 900_000 + "x", "capital": -1}),
    "an area": json.dumps({**SMALLEST, "tenancy": {"tenure": "private_rent", "brma": "ab " * 300_000}}),
    "a kind": json.dumps({**SMALLEST, "incomes": [{"kind": "state_pensio" * 75_000, "amount": 1, "per": "week"}]}),
    "an unknown key": json.dumps({**SMALLEST, "claiman" * 120_000: 1}),
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_no_check_grows_with_the_square_of_its_input(text):
    """Each takes half a second at most; a check that grows with the square takes minutes."""
    started = time.process_time()
    refused(text)
    assert time.process_time() - started < 10
