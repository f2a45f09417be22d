"""A paper to practise on, and its key: the same seed gives the same bytes on every machine.

A paper has households with the steps to fill in and what to advise. The key is the engine's, step by step, each with
its sum and its law.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benefitcalc.training.curated import advice
from benefitcalc.training.exercises import exercise
from benefitcalc.training.generating.draws import Draws
from benefitcalc.training.generating.generator import generate
from benefitcalc.training.key_steps import key_steps
from benefitcalc.training.paper_html import in_a_notebook, key_in_a_notebook, paper_html
from benefitcalc.training.paper_parts import Option, PaperQuestion, Sheet
from benefitcalc.training.paper_text import key_text, paper_text
from benefitcalc.training.scenario import TOPICS, Scenario

QUESTIONS, MOST_QUESTIONS = 5, 50
LETTERS = "ABCDEFGH"
_LEVELS = {1: "one rule at a time", 2: "with a trap", 3: "with traps"}


@dataclass(frozen=True, repr=False)
class PaperKey:
    """The key of a paper alone; folded in a notebook, so that nobody sees it by chance."""

    paper: Sheet

    def __str__(self) -> str:
        return key_text(self.paper)

    def __repr__(self) -> str:
        return f"<PaperKey: {self.paper.title}>"

    def _repr_html_(self) -> str:
        return key_in_a_notebook(self.paper)


@dataclass(frozen=True, repr=False)
class Paper(Sheet):
    """Questions with their key; printed as text, to print as a page, and without its key in a notebook."""

    @property
    def key(self) -> PaperKey:
        """The key alone."""
        return PaperKey(self)

    def text(self, *, key: bool = True) -> str:
        """The paper as text, and its key after it."""
        return paper_text(self, key=key)

    def html(self, *, key: bool = True) -> str:
        """The paper as one page of HTML to print, which loads nothing; the key begins on a sheet of its own."""
        return paper_html(self, key=key)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Paper: {self.title}, {len(self.questions)} questions, {self.marks} marks>"

    def _repr_html_(self) -> str:
        return in_a_notebook(self)


def paper(seed: int, *, topic: str | None = None, difficulty: int | None = None, questions: int = QUESTIONS) -> Paper:
    """A paper of generated households. Raises ``ValueError`` for a topic, a difficulty or a number that is none."""
    if not 1 <= questions <= MOST_QUESTIONS:
        raise ValueError(f"questions is {questions}; give 1 to {MOST_QUESTIONS}")
    found = generate(seed, topic=topic, difficulty=difficulty, n=questions)
    about = "Benefits and rent" if topic is None else TOPICS[topic]
    level = "" if difficulty is None else f", difficulty {difficulty} ({_LEVELS[difficulty]})"
    named = "" if topic is None else f" · topic {topic}"
    named += "" if difficulty is None else f" · difficulty {difficulty}"
    return paper_of(found, title=f"Practice paper: {about}{level}", name=f"seed {seed}{named}")


def paper_of(scenarios: Iterable[Scenario], *, title: str, name: str) -> Paper:
    """A paper of any scenarios: curated ones, or a landlord's own."""
    return Paper(title, name, tuple(_question(number, one) for number, one in enumerate(scenarios, 1)))


# --- Questions --------------------------------------------------------------------------------------------------------


def _question(number: int, scenario: Scenario) -> PaperQuestion:
    set_ = exercise(scenario)
    return PaperQuestion(number, set_, key_steps(set_), _options(scenario))


def _options(scenario: Scenario) -> tuple[Option, ...]:
    codes = Draws("options", scenario.code).shuffled((*scenario.advise, *scenario.distractors))
    said = advice()
    return tuple(
        Option(letter, said[code].say, code in scenario.advise, said[code].when)
        for letter, code in zip(LETTERS, codes, strict=False)
    )
