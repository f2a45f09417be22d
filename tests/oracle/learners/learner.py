"""Somebody who works Universal Credit out with mistakes: each is a class that replaces a method of the household."""

from __future__ import annotations

import copy
from collections.abc import Callable
from fractions import Fraction

from tests.oracle.common import (
    Case,
    a_week,
)
from tests.oracle.universal_credit import Household, Housing

ZERO = Fraction(0)
MISTAKES: dict[str, type] = {}
"""By kind, a class to put before the household."""


class Learner(Household):
    """Somebody who makes no mistake."""

    def help_a_week(self, housing: Housing, award: Fraction) -> Fraction:
        """The help with the rent: the housing costs element or the award, whichever is less."""
        return a_week(min(housing.element, award))


def learner(case: Case, kinds: tuple[str, ...]) -> Learner:
    """Somebody who makes these mistakes, before the household."""
    mistakes = tuple(MISTAKES[kind] for kind in kinds if kind in MISTAKES)
    made: Learner = type("WhoIsMistaken", (*mistakes, Learner), {})(copy.deepcopy(case))
    return made


def planted(kind: str) -> Callable[[type], type]:
    """Plant a mistake under its kind."""

    def plant(mistake: type) -> type:
        MISTAKES[kind] = mistake
        return mistake

    return plant
