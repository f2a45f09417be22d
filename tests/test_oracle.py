"""The oracle against figures that others worked out, and the package against the oracle on random households.

``ORACLE_CASES`` and ``ORACLE_SEED`` ask for more households or others; ``python -m tests.oracle`` does the same by
hand and shows where they differ, shortest case first.
"""

import json
import os

import pytest

from tests.conftest import REPOSITORY
from tests.oracle import household
from tests.oracle.__main__ import PROFILES, disagreements, random_cases
from tests.oracle.compare import BLOCKS, PLAIN
from tests.worked import WORKED_FILES, WorkedCase, found, worked_cases

CASES = int(os.environ.get("ORACLE_CASES", "1500"))
SEED = int(os.environ.get("ORACLE_SEED", "2026"))
BY_HAND = REPOSITORY / "tests" / "oracle" / "worked_by_hand.jsonl"


def cases_by_hand() -> list[WorkedCase]:
    return [WorkedCase(**json.loads(line)) for line in BY_HAND.read_text(encoding="utf-8").splitlines()]


def oracle_misses(worked: WorkedCase) -> dict[str, tuple[object, object]]:
    """What a case expects of the figures, and what the oracle has where that is something else."""
    expect = {path: want for path, want in worked.expect.items() if path.split(".")[0] in {*BLOCKS, *PLAIN}}
    got = found(household.assess({"country": "england", **worked.case}), expect)
    return {path: (want, got[path]) for path, want in expect.items() if got[path] != want}


@pytest.mark.parametrize("worked", cases_by_hand(), ids=str)
def test_oracle_agrees_with_figures_worked_by_hand(worked: WorkedCase) -> None:
    assert not oracle_misses(worked), worked.note


@pytest.mark.parametrize("file", WORKED_FILES)
def test_oracle_agrees_with_the_worked_cases(file: str) -> None:
    missed = {worked.id: oracle_misses(worked) for worked in worked_cases(file)}
    assert {worked_id: misses for worked_id, misses in missed.items() if misses} == {}


@pytest.mark.parametrize("profile", PROFILES)
def test_random_households_agree(profile: str) -> None:
    found_out = disagreements(random_cases(CASES // len(PROFILES), SEED, profile))
    shown = [f"{json.dumps(one.case)}\n    {one.differences}" for one in found_out[:3]]
    assert not found_out, f"{len(found_out)} differ (expected, got), such as\n" + "\n".join(shown)
