"""Name the misconceptions that make exactly the figure that a learner gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

from benefitcalc.training.exercises import Exercise, Step
from benefitcalc.training.misconceptions.register import MISCONCEPTIONS, figures_of
from benefitcalc.training.working import Working

Codes: TypeAlias = tuple[str, ...]
_MOST_PAIRS = 3
"""How many pairs are told, where several make one figure."""


class Naming:
    """What the misconceptions make of a case, after a learner's own answers."""

    def __init__(self, exercise: Exercise, answers: Mapping[str, int]) -> None:
        self.working = Working(exercise.scenario.case)
        self.answers = answers
        self.expected = self.working.figures(answers)
        """What is right for the learner's own answers, by the names of the steps."""

    @cached_property
    def singles(self) -> dict[str, dict[str, int]]:
        """The figures of each misconception that has an occasion."""
        found = {code: figures_of(self.working, (one,), self.answers) for code, one in MISCONCEPTIONS.items()}
        return {code: figures for code, figures in found.items() if figures is not None}

    def alternatives(self, step: Step, given: int) -> tuple[Codes, ...]:
        """Every misconception that makes ``given`` at the step, each alone; or else the pairs that do together."""
        singles = [(code,) for code, figures in self.singles.items() if figures.get(step.name) == given]
        if singles or not step.unit.is_money:
            return tuple(singles)
        return tuple(pair for pair, _ in zip(self._pairs(step.name, given), range(_MOST_PAIRS), strict=False))

    def _pairs(self, name: str, given: int) -> Iterator[Codes]:
        right = self.expected[name]
        moving = [code for code, figures in self.singles.items() if figures.get(name, right) != right]
        for pair in combinations(moving, 2):
            figures = figures_of(self.working, (MISCONCEPTIONS[pair[0]], MISCONCEPTIONS[pair[1]]), self.answers)
            if figures is not None and figures.get(name) == given:
                yield pair


def name(exercise: Exercise, step: Step, given: int, answers: Mapping[str, int]) -> Codes:
    """The codes of all misconceptions that make exactly ``given`` at the step, after the learner's ``answers`` to the
    steps before it; where no single one does, of pairs that do together. None for a plain slip.
    """
    naming = Naming(exercise, answers)
    if given in {step.answer, naming.expected[step.name]}:
        return ()
    return tuple(dict.fromkeys(code for codes in naming.alternatives(step, given) for code in codes))
