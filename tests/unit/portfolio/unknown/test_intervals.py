"""The 80% interval of several draws."""

from __future__ import annotations

import numpy as np
import pytest

from benefitcalc.portfolio.unknown.intervals import interval


def test_the_ends_are_draws() -> None:
    """Of 200 draws in order, the 20th and the 181st: (200 + 1) × 10 ÷ 100 is 20, from below and from above."""
    draws = np.random.default_rng(1).permutation(np.arange(1, 201)) * 100
    found = interval(draws)
    assert (found.low, found.middle, found.high) == (20_00, 100_00, 181_00)
    assert found.low.dtype == np.int64


def test_few_draws_give_their_lowest_and_highest() -> None:
    assert tuple(interval(np.array([7, 3, 5]))) == (3, 5, 7)
    assert tuple(interval(np.array([4]))) == (4, 4, 4)


def test_an_interval_holds_exactly_four_in_five_of_truths_from_the_same_distribution() -> None:
    """Of 20 values each is the truth once, and the other 19 are the draws: 16 are held."""
    values = np.arange(20)
    held = 0
    for truth in values:
        found = interval(values[values != truth])
        held += int(found.low <= truth <= found.high)
    assert held == 16


def test_each_figure_has_its_own_interval() -> None:
    draws = np.stack([np.arange(1, 20), np.arange(101, 120)[::-1]], axis=1)
    found = interval(draws)
    assert found.low.tolist() == [2, 102]
    assert found.high.tolist() == [18, 118]


def test_no_draw_has_no_interval() -> None:
    with pytest.raises(ValueError, match="at least one draw"):
        interval(np.zeros((0, 3), dtype=np.int64))
