"""The range of a household with hidden facts contains the truth; ``hidden_facts`` tries as many as you like."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings

from benefitcalc.advice.ranges import Span, work_out
from benefitcalc.advice.ranges.search import AWARDS, WEEKLY
from benefitcalc.errors import BenefitcalcError
from tests.oracle.random_cases import random_case
from tests.properties.hidden_facts import hidden, tried
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


@settings(quick, max_examples=30)
@given(seeds)
def test_facts_that_are_tried_together_make_no_range_narrower(seed: int) -> None:
    """Where few completions are tried, by what the law says of directions, the range holds that of all of them."""
    rng = Random(seed)  # noqa: S311 - households, not secrets
    partial = hidden(random_case(rng), rng, most=8)
    if partial is None:
        return
    try:
        whole, few = work_out(partial), work_out(partial, at_most=100)
    except BenefitcalcError:
        return
    if few.guessed or whole.by_direction:
        return
    for name in AWARDS:
        assert_holds(few.awards[name], whole.awards[name])
    for name in WEEKLY:
        assert_holds(getattr(few, name), getattr(whole, name))


def assert_holds(outer: Span, inner: Span) -> None:
    assert outer.lowest <= inner.lowest + inner.widened_by
    assert inner.highest - inner.widened_by <= outer.highest
