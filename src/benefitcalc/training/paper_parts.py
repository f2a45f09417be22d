"""What a paper is made of: households with their boxes and choices, and the key to both."""

from __future__ import annotations

from dataclasses import dataclass

from benefitcalc.assessment.household import assess
from benefitcalc.explain.data import PERIODS, amount_text
from benefitcalc.rules import Unit
from benefitcalc.training.exercises import Exercise, Step
from benefitcalc.training.scenario import Scenario
from benefitcalc.version import __version__

MARKS_FOR_ADVICE = 1
"""For each piece of right advice that is chosen."""


@dataclass(frozen=True, slots=True)
class Option:
    """A piece of advice to choose, and whether it is right; ``when`` says when it is."""

    letter: str
    say: str
    right: bool
    when: str


@dataclass(frozen=True, slots=True)
class KeyStep:
    """A step with its key: figures that go into it and stand in no box, its sum, and what the law says."""

    number: int
    step: Step
    before: tuple[str, ...]
    sum: str
    rates: tuple[str, ...]

    @property
    def answer(self) -> str:
        """The key as people read it: ``£76.99 a month``."""
        return f"{amount_text(self.step.answer, self.step.unit)} {PERIODS[self.step.unit.per]}".rstrip()

    @property
    def worked(self) -> str:
        """The sum, or what stands before it where it has none of its own."""
        return self.sum or "; ".join(self.before)

    @property
    def whole_sum(self) -> str:
        """What goes into the figure, and then its sum."""
        return "; ".join(filter(None, (*self.before, self.sum)))

    @property
    def told(self) -> str:
        """The sum in a sentence, for feedback; those of the figures that go into it where it has none of its own."""
        if self.sum:
            return f"The sum: {self.sum}." if " = " in self.sum else f"{self.sum}."
        return "".join(f"{one}. " for one in self.before if " = " in one).rstrip()

    @property
    def blank(self) -> str:
        """What stands beside the box for the answer: ``£ a month``."""
        unit = {Unit.BEDROOMS: "bedrooms", Unit.PERCENT: "%"}.get(
            self.step.unit, "£" if self.step.unit.is_money else ""
        )
        return f"{unit} {PERIODS[self.step.unit.per]}".strip()


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A household of a paper, with its boxes, its choices, and the key to both."""

    number: int
    exercise: Exercise
    steps: tuple[KeyStep, ...]
    options: tuple[Option, ...]

    @property
    def scenario(self) -> Scenario:
        """The household and what is to be learned from it."""
        return self.exercise.scenario

    @property
    def marks(self) -> int:
        """The marks that there are, for figures and for advice."""
        return self.exercise.out_of + MARKS_FOR_ADVICE * sum(one.right for one in self.options)


@dataclass(frozen=True)
class Sheet:
    """Questions with their key. ``name`` says from what they were made."""

    title: str
    name: str
    questions: tuple[PaperQuestion, ...]

    @property
    def marks(self) -> int:
        """The marks that there are."""
        return sum(question.marks for question in self.questions)

    @property
    def foot(self) -> str:
        """What made the paper, so that it can be made again."""
        years = dict.fromkeys(assess(question.scenario.case).rates for question in self.questions)
        return f"{self.name} · benefitcalc {__version__} · rates {', '.join(years)} · estimates, not decisions"
