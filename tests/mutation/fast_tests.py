"""``python -m tests.mutation.fast_tests MODULE``: exit status 1 as soon as a fast test notices a slip in it.

The worked cases as one batch, then random households against the oracle, then the tests of the module's scheme, then
the worked cases one at a time with their steps: the first two take about a second each and notice most.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.oracle.__main__ import PROFILES, disagreements, random_cases
from tests.test_worked_cases import WORKED, in_a_batch
from tests.worked import found

HOUSEHOLDS, SEED = 600, 20261129
UNIT = "tests/unit"
EVERYWHERE = (
    f"{UNIT}/explain",
    f"{UNIT}/circumstances",
    "tests/properties/test_cliffs.py",
    "tests/properties/test_incomes.py",
    "tests/test_worked_cases.py",
)
OF_A_SCHEME = {
    "universal_credit": (
        f"{UNIT}/assessment/test_paydays.py",
        f"{UNIT}/assessment/test_unsettled.py",
        "tests/properties/test_edges.py",
    ),
    "pension_credit": (f"{UNIT}/assessment/test_unsettled.py",),
    "home": (f"{UNIT}/assessment/test_warnings.py", "tests/properties/test_amounts.py"),
}
"""What tests a scheme beside the tests of the schemes themselves."""


def worked_cases_agree() -> bool:
    results = in_a_batch()
    return all(found(results[worked.id], worked.expect) == worked.expect for worked in WORKED)


def the_oracle_agrees() -> bool:
    return not any(disagreements(random_cases(HOUSEHOLDS // len(PROFILES), SEED, profile)) for profile in PROFILES)


def the_schemes_tests_pass(module: Path) -> bool:
    words = (*module.parts, module.stem) if module.suffix else tuple(OF_A_SCHEME)
    named = [path for word in words for path in OF_A_SCHEME.get(word, ())]
    return pytest.main(["-q", "-x", "-p", "no:cacheprovider", *named, f"{UNIT}/schemes", *EVERYWHERE]) == 0


if __name__ == "__main__":
    raise SystemExit(not (worked_cases_agree() and the_oracle_agrees() and the_schemes_tests_pass(Path(sys.argv[1]))))
