"""Name the misconceptions that make exactly the figure that a learner gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations, islice
from typing import TypeAlias

from benefitcalc.training.exercises import Exercise, Step
from benefitcalc.training.misconceptions.register import MISCONCEPTIONS, figures_of, working_with
from benefitcalc.training.working import Working

Codes: TypeAlias = tuple[str, ...]
_MOST_PAIRS = 3
"""How many pairs are told, where several make one figure."""


class Naming:
    """What the misconceptions make of a case, after a learner's own answers."""

    def __init__(self, exercise: Exercise, answers: Mapping[str, int]) -> None:
        self.exercise = exercise
        self.working = Working(exercise.scenario.case)
        self.answers = answers
        self.right = answers.items() <= exercise.key.items()
        """Whether every answer is right."""
        self.run = self.working.run(answers)

    def expected(self, step: Step) -> int:
        """What is right at the step for the learner's own answers before it: nothing where, after those, the law does
        not come to the step. Where everything charged is eligible, the eligible rent is the learner's own rent.
        """
        rent, key = self.answers.get("contractual_rent"), self.exercise.key
        if step.name == "eligible_rent" and rent is not None and key["eligible_rent"] == key["contractual_rent"]:
            return rent
        return self.run.figures.get(step.name, 0)

    @cached_property
    def singles(self) -> dict[str, dict[str, int]]:
        """The figures of each misconception that changes any."""
        found = {}
        for code, misconception in MISCONCEPTIONS.items():
            mistaken = working_with(self.working, (misconception,))
            if mistaken is not None and mistaken.changes(self.run):
                found[code] = figures_of(mistaken, self.answers)
        return {code: figures for code, figures in found.items() if figures is not None}

    def alternatives(self, step: Step, given: int, before: Codes = ()) -> tuple[Codes, ...]:
        """Every misconception that makes ``given`` at the step, each alone: of the learner's answers before it, or else
        of the right ones; where none does, the pairs that do together.

        ``before`` are the codes that were named at earlier steps: each may have a part in the figure too.
        """
        for naming in (self, self._of_key):
            singles = [(code,) for code, figures in naming.singles.items() if figures.get(step.name) == given]
            if singles:
                return tuple(singles)
        if not step.unit.is_money:
            return ()
        return tuple(islice(self._pairs(step, given, before), _MOST_PAIRS))

    @cached_property
    def _of_key(self) -> Naming:
        """The same after the right answers to the same steps, for a learner who goes on from those."""
        key = self.exercise.key
        return self if self.right else Naming(self.exercise, {name: key[name] for name in self.answers})

    def _pairs(self, step: Step, given: int, before: Codes) -> Iterator[Codes]:
        right, name = self.expected(step), step.name
        moving = [code for code, figures in self.singles.items() if figures.get(name, right) != right]
        earlier = [(code, other) for code in before if code not in moving for other in moving]
        for pair in (*earlier, *combinations(moving, 2)):
            both = working_with(self.working, (MISCONCEPTIONS[pair[0]], MISCONCEPTIONS[pair[1]]))
            figures = None if both is None else figures_of(both, self.answers)
            if figures is not None and figures.get(name) == given:
                yield pair


def name(exercise: Exercise, step: Step, given: int, answers: Mapping[str, int]) -> Codes:
    """The codes of all misconceptions that make exactly ``given`` at the step, after the learner's ``answers`` to the
    steps before it; where no single one does, of pairs that do together. None for a plain slip.
    """
    naming = Naming(exercise, answers)
    if given in {step.answer, naming.expected(step)}:
        return ()
    return tuple(dict.fromkeys(code for codes in naming.alternatives(step, given) for code in codes))
