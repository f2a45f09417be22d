"""The range of a household with hidden facts contains the truth; ``hidden_facts`` tries as many as you like."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings

from tests.properties.hidden_facts import tried
from tests.properties.households import quick, seeds


@settings(quick, max_examples=200)
@given(seeds)
def test_the_range_contains_the_truth(seed: int) -> None:
    found = tried(Random(seed))  # noqa: S311 - households, not secrets
    assert found is None or not found.outside, (found.outside, found.partial, found.case)


@settings(quick, max_examples=60)
@given(seeds)
def test_a_quick_range_contains_the_truth(seed: int) -> None:
    found = tried(Random(seed), quick=True)  # noqa: S311 - households, not secrets
    assert found is None or not found.outside, (found.outside, found.partial, found.case)
