"""Random households through the package and through the oracle: every amount, flag, count and code agrees.

``ORACLE_CASES`` and ``ORACLE_SEED`` ask for more households or others; ``python -m tests.oracle`` does the same by
hand and shows where they differ, shortest case first.
"""

import json
import os

import pytest

from tests.oracle.__main__ import PROFILES, disagreements, random_cases

CASES = int(os.environ.get("ORACLE_CASES", "1500"))
SEED = int(os.environ.get("ORACLE_SEED", "2026"))


@pytest.mark.parametrize("profile", PROFILES)
def test_random_households_agree(profile: str) -> None:
    found = disagreements(random_cases(CASES // len(PROFILES), SEED, profile))
    shown = [f"{json.dumps(one.case)}\n    {one.differences}" for one in found[:3]]
    assert not found, f"{len(found)} differ (expected, got), such as\n" + "\n".join(shown)
