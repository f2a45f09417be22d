"""Every misconception with its words, and the figures that it leads to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from benefitcalc.errors import BenefitcalcError
from benefitcalc.training.exercises import Exercise
from benefitcalc.training.misconceptions import (
    of_cap,
    of_elements,
    of_home,
    of_housing_benefit,
    of_income,
    of_other_adults,
)
from benefitcalc.training.misconceptions.ways import MISTAKES, Mistake
from benefitcalc.training.working import Working

PARTS = (of_home, of_other_adults, of_elements, of_income, of_cap, of_housing_benefit)
"""The modules that hold the mistakes."""


@dataclass(frozen=True, slots=True)
class Misconception:
    """What a learner holds by mistake.

    ``title`` is what is done wrong, ``feedback`` tells the learner the rule, and ``law`` has its provisions.
    ``mistake`` gives the working of somebody who makes it.
    """

    code: str
    title: str
    feedback: str
    law: str
    mistake: Mistake

    def wrong(self, exercise: Exercise, answers: Mapping[str, int] | None = None) -> dict[str, int] | None:
        """What somebody with this misconception enters at each step that they come to, after their ``answers`` to the
        steps before it, in pence where it is money; None where the case gives no occasion.
        """
        working = working_with(Working(exercise.scenario.case), (self,))
        figures = None if working is None else figures_of(working, answers)
        return None if figures is None else {step.name: figures.get(step.name, 0) for step in exercise.steps}


def working_with(working: Working, misconceptions: tuple[Misconception, ...]) -> Working | None:
    """The working with these misconceptions together; None where one of them has no occasion."""
    made: Working | None = working
    try:
        for misconception in misconceptions:
            made = misconception.mistake(made) if made is not None else None
    except BenefitcalcError:  # the household as they see it cannot be assessed
        return None
    return made


def figures_of(working: Working, answers: Mapping[str, int] | None = None) -> dict[str, int] | None:
    """Every figure of a working, after those answers; None where the household as they see it cannot be assessed."""
    try:
        return working.figures(answers)
    except BenefitcalcError:
        return None


def _read() -> dict[str, Misconception]:
    text = files("benefitcalc.training.misconceptions").joinpath("misconceptions.toml").read_text(encoding="utf-8")
    return {code: Misconception(code, mistake=MISTAKES[code], **said) for code, said in tomllib.loads(text).items()}


MISCONCEPTIONS: Mapping[str, Misconception] = MappingProxyType(_read())
"""Every misconception by its code."""
