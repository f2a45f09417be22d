"""The marked file: read as it was written, anonymous, refused after its last day."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from benefitcalc import Case, InvalidCase
from benefitcalc.training import Scenario, exercise, mark
from benefitcalc.training.coaching import Activity, MarkedFile
from benefitcalc.training.coaching.marked_file import files_of
from tests.unit.training.coaching.calls import CASE

TODAY, LAST = "2026-12-01", "2027-12-01"
STEP = {"step": "award", "verdict": "wrong", "marks": 0, "out_of": 2, "misconceptions": ["four_weeks_in_a_month"]}
TASK = {"scenario": "single-1", "topic": "under_occupation", "difficulty": 1, "steps": [STEP]}
FILE: dict[str, Any] = {
    "schema": "benefitcalc.marked/1",
    "expires": LAST,
    "date": TODAY,
    "activity": "paper",
    "officer": "IO04",
    "minutes": 20,
    "seed": 7,
    "topic": "under_occupation",
    "engine": "0.1.0",
    "rates": "2026-27",
    "tasks": [TASK],
}


def refusals(**changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidCase) as refused:
        MarkedFile.from_json(json.dumps({**FILE, **changes}), today=TODAY)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def test_a_file_is_read_as_it_was_written_and_fits_the_schema() -> None:
    file = MarkedFile.from_json(json.dumps(FILE), today=TODAY)
    assert file.to_dict() == FILE
    assert MarkedFile.from_json(file.to_json(), today=TODAY) == file
    assert (file.marks, file.out_of, file.topics) == (0, 2, ("under_occupation",))
    assert list(Draft202012Validator(MarkedFile.json_schema()).iter_errors(file.to_dict())) == []


def test_a_marked_case_becomes_a_file_without_its_figures() -> None:
    scenario = Scenario("single-1", "Single", "under_occupation", 1, Case.model_validate(CASE))
    practice = exercise(scenario)
    marked = mark(practice, {**practice.key, "award": 76890, "rent_to_pay": None})
    file = MarkedFile.of([(scenario, marked)], on=TODAY, expires=LAST, officer="io04", seed=7, rates="2026-27")
    assert (file.activity, file.officer) == (Activity.PAPER, "IO04")
    verdicts = {step.step: step.verdict for _, step in file.steps}
    assert (verdicts["award"], verdicts["rent_to_pay"]) == ("wrong", "missing")
    assert file.marks == marked.marks
    assert file.out_of == marked.out_of
    assert "768" not in file.to_json()


@pytest.mark.parametrize("officer", ["jane@example.org", "Jane", "J Smith"])
def test_an_officer_is_a_code(officer: str) -> None:
    assert refusals(officer=officer) == [("officer", "personal_detail")]
    assert list(Draft202012Validator(MarkedFile.json_schema()).iter_errors({**FILE, "officer": officer}))


def test_no_key_takes_a_name_or_a_note() -> None:
    assert refusals(name="Jane") == [("name", "personal_detail")]
    assert refusals(comment="well done") == [("comment", "unknown_key")]
    assert refusals(tasks=[{**TASK, "answer": "1.00"}]) == [("tasks[0].answer", "unknown_key")]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"topic": "jane_smith"}, "topic"),
        ({"tasks": [{**TASK, "topic": "other"}]}, "tasks[0].topic"),
        ({"tasks": [{**TASK, "steps": [{**STEP, "misconceptions": ["jane"]}]}]}, "tasks[0].steps[0].misconceptions"),
        ({"tasks": [{**TASK, "steps": [{**STEP, "verdict": "right"}]}]}, "tasks[0].steps[0].misconceptions"),
        ({"tasks": [{**TASK, "steps": [{**STEP, "marks": 3}]}]}, "tasks[0].steps[0].marks"),
        ({"tasks": []}, "tasks"),
        ({"activity": "exam"}, "activity"),
        ({"minutes": -1}, "minutes"),
        ({"seed": 1.5}, "seed"),
        ({"expires": "2026-11-30"}, "expires"),
        ({"expires": "2029-01-01"}, "expires"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(changes: dict[str, Any], path: str) -> None:
    assert [at for at, _ in refusals(**changes)] == [path]


def test_after_its_last_day_a_file_is_not_read() -> None:
    with pytest.raises(InvalidCase, match="expired on Wed 1 Dec 2027"):
        MarkedFile.from_json(json.dumps(FILE), today="2027-12-02")


def test_problems_of_several_files_come_at_once_with_their_names() -> None:
    good = json.dumps(FILE)
    assert len(files_of([("a.json", good), ("b.json", good)], today=TODAY)) == 2
    with pytest.raises(InvalidCase) as refused:
        files_of([("a.json", "{}"), ("b.json", "no"), ("c.json", good)], today=TODAY)
    assert {problem.path.partition(":")[0] for problem in refused.value.problems} == {"a.json", "b.json"}
