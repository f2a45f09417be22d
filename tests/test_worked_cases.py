"""Cases that others worked out (guidance, the specification's examples, councils): exact pence, no tolerance.

Each runs alone, as a row of one shuffled batch of all, and under tracing, where every input that bears a rule's name
must be that rule's very column.
"""

import json
import random
from datetime import date
from functools import cache
from typing import Any

import pytest

from benefitcalc import Case, assess, assess_many
from benefitcalc.assessment.household import trace
from benefitcalc.periods import assessment_period_end, assessment_period_start
from tests.oracle.__main__ import plain
from tests.worked import FOLDER, WORKED_FILES, WorkedCase, found, worked_cases

WORKED = worked_cases(*WORKED_FILES)
BY_ID = {worked.id: worked for worked in WORKED}
each_case = pytest.mark.parametrize("worked", WORKED, ids=str)


@cache
def in_a_batch() -> dict[str, dict[str, Any]]:
    """Every case in one batch, shuffled so that a row that leaks into its neighbours is seen."""
    shuffled = list(WORKED)
    random.Random(20260601).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    results = assess_many([worked.case for worked in shuffled])
    return {worked.id: plain(result) for worked, result in zip(shuffled, results, strict=True)}


def test_ids_are_unique() -> None:
    assert len({worked.id for worked in WORKED}) == len(WORKED)


def test_each_names_its_source() -> None:
    assert all(len(worked.source) > 10 and worked.expect for worked in WORKED)
    assert {worked.quality for worked in WORKED} <= {"official", "expert", "spec", "peer-code"}


@cache
def alone(worked_id: str) -> dict[str, Any]:
    return plain(assess(BY_ID[worked_id].case))


@each_case
def test_alone(worked: WorkedCase) -> None:
    assert found(alone(worked.id), worked.expect) == worked.expect


@each_case
def test_in_a_shuffled_batch_of_all(worked: WorkedCase) -> None:
    assert in_a_batch()[worked.id] == alone(worked.id)


@each_case
def test_wiring(worked: WorkedCase) -> None:
    made: dict[str, list[Any]] = {}
    for step in trace(Case.model_validate(worked.case)):
        for name, column in step.inputs.items():
            # A rule that is not needed for a batch is not called, and the answer that was entered stands in for it.
            if name in made:
                assert any(column is value for value in made[name]), f"{step.rule.name} is given another {name}"
        made.setdefault(step.rule.name, []).append(step.value)


@pytest.mark.parametrize("worked", [worked for worked in WORKED if worked.disputed], ids=str)
def test_a_disputed_case_keeps_both_figures_and_the_reason(worked: WorkedCase) -> None:
    printed = worked.expect_alternative
    assert printed.keys() <= worked.expect.keys()
    assert worked.note
    assert found(alone(worked.id), printed) != printed


def test_only_disputed_cases_have_another_figure() -> None:
    assert all(bool(worked.expect_alternative) == worked.disputed for worked in WORKED)


@pytest.mark.parametrize(
    "row", [json.loads(line) for line in (FOLDER / "assessment_periods.jsonl").read_text(encoding="utf-8").splitlines()]
)
def test_assessment_periods(row: dict[str, Any]) -> None:
    assert row["source"]
    first, *later = map(date.fromisoformat, row["starts"])
    assert [assessment_period_start(first, index) for index in range(1, len(later) + 1)] == later
    if "first_ends" in row:
        assert assessment_period_end(first).isoformat() == row["first_ends"]
