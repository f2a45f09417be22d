"""The figures that were given on a call: read as they were typed, and set beside the correct ones.

A figure of a call (an award, the rent to pay) may also be a step of the working under another name; here it has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from benefitcalc.account.terms import signed_pounds
from benefitcalc.advice.figures import PER, Figure, Figures
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.explain.data import PERIODS, amount_text
from benefitcalc.explain.words import AWARDS, money
from benefitcalc.money import pounds
from benefitcalc.training.exercises import Exercise, Step
from benefitcalc.training.marking import Marked, parse_answer

Ends: TypeAlias = tuple[int, int]
"""The lowest and the highest of a figure in pence."""
_STEP_OF = {"universal_credit": "award"}
"""The step of each figure of a call that has another name as a step."""
_FIGURE_OF = {step: figure for figure, step in _STEP_OF.items()}


def figure_name(name: str) -> str:
    """The name of a figure, which may be given by the name of its step."""
    return _FIGURE_OF.get(name, name)


def step_name(name: str) -> str:
    """The name of the step that a figure of a call is."""
    return _STEP_OF.get(name, name)


@dataclass(frozen=True, slots=True)
class FigureGiven:
    """One figure that was given, in pounds: both ends are one where it was no range, or where all facts were known."""

    name: str
    label: str
    per: str
    """``week`` or ``month``; empty for a number of rooms."""
    given: str
    correct: str
    right: bool
    too_much: Decimal
    """By how many pounds it was too much; below zero: too little. Nothing where it is right or no money."""

    @property
    def sentence(self) -> str:
        """What is right and what is not."""
        if self.right:
            return f"{self.label}: {self.given} was right."
        way = "much" if self.too_much > 0 else "little"
        by = f" ({money(abs(self.too_much))} too {way})" if self.too_much else ""
        return f"{self.label}: {self.given} was given{by}; it is {self.correct}."


def shared(correct: Figures) -> Iterator[tuple[str, str]]:
    """The figures of a call, each with the step that it is."""
    return ((figure.name, step_name(figure.name)) for figure in correct.all)


def read(
    typed: Mapping[str, str], correct: Figures, practice: Exercise | None
) -> tuple[dict[str, int], dict[str, Ends]]:
    """What was typed: the answers to steps by the name of the step, and the other figures."""
    figures = [figure.name for figure in correct.all]
    steps = {step.name: step for step in practice.steps} if practice is not None else {}
    answers: dict[str, int] = {}
    told: dict[str, Ends] = {}
    problems: list[Problem] = []
    for name, text in typed.items():
        step = steps.get(step_name(name))
        try:
            if step is not None:
                answers[step.name] = parse_answer(text, step.unit) or 0
            elif name in PER:
                amount = signed_pounds(text.strip().removeprefix("£").replace(",", ""))
                told[name] = (amount, amount)
            else:
                known = ", ".join(dict.fromkeys([*figures, *(figure_name(one) for one in steps)]))
                problems.append(Problem(name, "no_figure", f"{name} is no figure of this call; there are {known}."))
        except ValueError as error:
            problems.append(Problem(name, "not_money", f"{name}: {str(error).rstrip('.')}."))
    if problems:
        raise InvalidCase(problems)
    return answers, told


def answers_told(told: Mapping[str, Ends], practice: Exercise | None) -> Iterator[tuple[str, int]]:
    """The figures of a call that are steps of it too."""
    key = practice.key if practice is not None else {}
    for name, (lowest, highest) in told.items():
        step = step_name(name)
        if step in key and lowest == highest:
            yield step, lowest


def figures_of_call(told: Mapping[str, Ends], correct: Figures) -> Iterator[FigureGiven]:
    """What was told beside the figures of the call, in their order; then awards that the household does not get."""
    for figure in correct.all:
        if figure.name not in told:
            continue
        lowest, highest = (pounds(pence) for pence in told[figure.name])
        right = figure.lowest <= lowest and highest <= figure.highest
        beyond = highest - figure.highest if highest > figure.highest else lowest - figure.lowest
        said = Figure(figure.name, figure.label, lowest, highest, figure.per)
        yield FigureGiven(
            name=figure.name,
            label=figure.label,
            per=figure.per,
            given=str(said),
            correct=str(figure),
            right=right,
            too_much=Decimal("0.00") if right else beyond,
        )
    known = {figure.name for figure in correct.all}
    yield from (_not_awarded(name, *ends) for name, ends in told.items() if name not in known)


def _not_awarded(name: str, lowest: int, highest: int) -> FigureGiven:
    """A figure of an award that this household does not get."""
    label, per = AWARDS.get(name, name), PER[name]
    said = Figure(name, label, pounds(lowest), pounds(highest), per)
    nothing = str(Figure(name, label, pounds(0), pounds(0), per))
    return FigureGiven(name, label, per, str(said), nothing, not highest, pounds(highest))


def steps_given(marked: Marked | None, answers: Mapping[str, int], correct: Figures) -> Iterator[FigureGiven]:
    """The steps that were typed and are no figure of the call."""
    of_call = {step for _, step in shared(correct)}
    for one in marked.steps if marked is not None else ():
        step = one.step
        if step.name not in answers or step.name in of_call or one.given is None:
            continue
        yield FigureGiven(
            name=step.name,
            label=label_of(step),
            per=step.unit.per or "",
            given=said(one.given, step),
            correct=said(step.answer, step),
            right=one.given == step.answer,
            too_much=pounds(one.given - step.answer) if step.unit.is_money else Decimal("0.00"),
        )


def said(figure: int, step: Step) -> str:
    """A figure of a step with its period."""
    return f"{amount_text(figure, step.unit)} {PERIODS[step.unit.per]}".strip()


def label_of(step: Step) -> str:
    """The label of a step without a period, which stands behind its amount."""
    return step.label.removesuffix(", by the month")
