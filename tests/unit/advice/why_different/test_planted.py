"""Errors that the oracle plants are found from the amount alone; gaps by chance are not explained.

``python -m tests.oracle.why_different 1000 200`` does the same for more households and prints the shares.
"""

from __future__ import annotations

import pytest

from tests.oracle.planted import PLANTS
from tests.oracle.why_different import NAMES, errors, gaps, right_awards

ERRORS, GAPS = 60, 20


def test_every_kind_of_error_has_a_cause() -> None:
    assert NAMES.keys() == PLANTS.keys()


@pytest.mark.slow
def test_planted_errors_are_named() -> None:
    looks = errors(ERRORS, seed=11)
    missed = [one.error.kind for one in looks if one.place is None]
    assert len(missed) * 20 <= ERRORS, missed


@pytest.mark.slow
def test_gaps_by_chance_are_not_explained() -> None:
    assert [found.verdict for _, _, found in gaps(GAPS, seed=12) if found.explained] == []


def test_no_error_is_named_on_a_right_award() -> None:
    assert right_awards(GAPS, seed=13) == 0
