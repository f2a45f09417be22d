"""Facts of other periods as they are read: what cannot be read, and what reads back the same."""

import datetime as dt
import json

import pytest

from benefitcalc import (
    Circumstances,
    InvalidCase,
    assess,
)
from tests.conftest import REPOSITORY
from tests.unit.circumstances.worked import ELISE, LATE, each_worked, household, problems, surplus

# --- What does not fit, and what cannot be read -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "path", "code", "said"),
    [
        ({"surplus": 1}, "surplus", "unknown_key", "did you mean surplus_earnings?"),
        ({"surplus_earnings": {"amount": "1.001"}}, "surplus_earnings.amount", "too_many_decimals", "1.001"),
        ({"surplus_earnings": {}}, "surplus_earnings.amount", "missing", "is missing"),
        ({"surplus_earnings": {"amount": 1, "of": "child"}}, "surplus_earnings.of", "unknown_value", "partner"),
        ({"surplus_earnings": {"amount": 1, "off": 1}}, "surplus_earnings.off", "unknown_key", "did you mean of?"),
        ({"late_reclaim": {**LATE, "claimed": "20 October"}}, "late_reclaim.claimed", "not_a_date", "YYYY-MM-DD"),
        ({"late_reclaim": {**LATE, "good_reason": "yes"}}, "late_reclaim.good_reason", "not_true_or_false", "quotes"),
        ({"course_years": "none"}, "course_years", "not_a_list", "square brackets"),
        ({"late_reclaim": []}, "late_reclaim", "not_an_object", "curly brackets"),
        (
            {"incomes_for_part_of_period": [{"income": "0"}]},
            "incomes_for_part_of_period[0].income",
            "not_a_whole_number",
            "0 to 99",
        ),
        (
            {"deferred_deductions": [{"non_dependant": -1, "changed": "2026-05-01"}]},
            "deferred_deductions[0].non_dependant",
            "out_of_range",
            "-1",
        ),
        ({"schema": "benefitcalc.case/1"}, "schema", "unknown_schema", "benefitcalc.circumstances/1"),
        (
            {"working_age_council_tax": {"scheme": {"kind": "banded"}}},
            "working_age_council_tax.scheme",
            "not_a_scheme",
            "title",
        ),
        (
            {"working_age_council_tax": {"scheme": "ours"}},
            "working_age_council_tax.scheme",
            "not_a_scheme",
            "council",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_words(facts, path, code, said):
    with pytest.raises(InvalidCase) as refused:
        Circumstances.model_validate(facts)
    found = {problem.path: problem for problem in refused.value.problems}[f"circumstances.{path}"]
    assert found.code == code
    assert said in found.message


def test_an_unknown_keys_value_is_never_repeated():
    with pytest.raises(InvalidCase) as refused:
        Circumstances.model_validate({"name": "Somebody"})
    assert "Somebody" not in str(refused.value)


def test_the_problems_of_case_and_facts_come_together():
    case = {**household(), "colour": "red"}
    assert set(problems(case, {"surplus": 1})) == {"colour", "circumstances.surplus"}


def test_facts_are_read_from_json_digit_by_digit():
    read = Circumstances.from_json('{"surplus_earnings": {"amount": 1043.64}}')
    assert read == Circumstances.model_validate(surplus("1043.64"))
    assert Circumstances.model_validate(read.to_dict()) == read
    for text, code in (("{", "not_json"), ('{"late_reclaim": null, "late_reclaim": null}', "repeated_key")):
        with pytest.raises(InvalidCase) as refused:
            Circumstances.from_json(text)
        assert refused.value.problems[0].code == code


@each_worked
def test_facts_read_back_the_same(source, case, facts, figures):
    assert source
    assert case
    assert figures
    read = Circumstances.model_validate(facts)
    assert Circumstances.from_json(json.dumps(read.to_dict())) == read


# --- The command ------------------------------------------------------------------------------------------------------


def test_the_document_has_every_fact_and_its_example_reads():
    text = (REPOSITORY / "docs" / "circumstances.md").read_text(encoding="utf-8")
    facts = Circumstances.from_json(text.partition("```json")[2].partition("```")[0])
    rows = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    assert rows == Circumstances.model_fields.keys() - {"schema_"}
    assert facts.model_fields_set == Circumstances.model_fields.keys() - {"working_age_council_tax"}


def test_days_may_be_dates():
    late = {"claimed": dt.date(2019, 10, 20), "job_ended": dt.date(2019, 10, 6)}
    assert assess(ELISE, {"late_reclaim": late}) == assess(ELISE, {"late_reclaim": LATE})
