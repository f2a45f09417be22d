"""What learners often get wrong: each misconception is a way of working that makes the wrong figures it leads to."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from benefitcalc.case import Period
from benefitcalc.errors import BenefitcalcError
from benefitcalc.training.working import Working

if TYPE_CHECKING:
    from benefitcalc.training.exercises import Exercise, Step

Mistake: TypeAlias = Callable[[Working], "Working | None"]
"""Gives the working of somebody who makes the mistake; None where the household gives no occasion to make it."""
_MISTAKES: dict[str, Mistake] = {}


@dataclass(frozen=True, slots=True)
class Misconception:
    """A misconception, in words, and the working that it leads to."""

    code: str
    title: str
    feedback: str
    law: str
    mistake: Mistake

    def wrong(self, exercise: Exercise, answers: Mapping[str, int] | None = None) -> dict[str, int] | None:
        """What somebody with this misconception enters at each step, with their ``answers`` before it; None where the
        case gives no occasion.
        """
        working = self.mistake(Working(exercise.scenario.case))
        if working is None:
            return None
        try:
            figures = working.figures(answers)
        except BenefitcalcError:
            return None
        return {step.name: figures[step.name] for step in exercise.steps if step.name in figures}


def _misconception(mistake: Mistake) -> Mistake:
    _MISTAKES[mistake.__name__] = mistake
    return mistake


@_misconception
def four_weeks_in_a_month(working: Working) -> Working | None:
    """Four weeks of rent a month."""
    rent = working.case.tenancy.rent
    if rent.per is not Period.WEEK:
        return None

    def own(function: Callable[..., Any], inputs: Mapping[str, Any], _: Mapping[str, Any]) -> Any:
        return function(**{**inputs, "payments_a_year": np.full_like(inputs["payments_a_year"], 48)})

    return working.with_rule("rent_pm", own).with_rule("core_rent_pm", own).with_rule("service_charge_pm", own)


@_misconception
def no_work_allowance(working: Working) -> Working:
    """The taper on all earnings."""
    return working.with_rule(
        "earnings_deduction_pm",
        lambda function, inputs, _: function(
            **{**inputs, "work_allowance_pm": np.zeros_like(inputs["work_allowance_pm"])}
        ),
    )


@_misconception
def charge_after_non_dependants(working: Working) -> Working | None:
    """The charge on what the other adults leave of the rent."""
    if not working.case.non_dependants:
        return None
    figures = working.figures()
    contributions = figures.get("housing_cost_contributions", figures.get("non_dependant_deductions", 0))

    def own(function: Callable[..., Any], inputs: Mapping[str, Any], _: Mapping[str, Any]) -> Any:
        left = {
            name: np.maximum(value - contributions, 0) if name.startswith("eligible_rent") else value
            for name, value in inputs.items()
        }
        return function(**left)

    return working.with_rule("under_occupation_charge_pm", own).with_rule("under_occupation_charge_pw", own)


def _all() -> dict[str, Misconception]:
    words = tomllib.loads(files(__package__).joinpath("misconceptions.toml").read_text(encoding="utf-8"))
    return {code: Misconception(code, mistake=_MISTAKES[code], **said) for code, said in words.items()}


MISCONCEPTIONS = _all()
"""Every misconception by its code."""


def name(exercise: Exercise, step: Step, given: int, answers: Mapping[str, int]) -> tuple[str, ...]:
    """The codes of all misconceptions that make exactly ``given`` of the learner's ``answers`` before the step."""
    found = []
    for code, misconception in MISCONCEPTIONS.items():
        wrong = misconception.wrong(exercise, answers)
        if wrong is not None and wrong.get(step.name) == given != step.answer:
            found.append(code)
    return tuple(found)
