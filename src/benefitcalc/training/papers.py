"""A paper to practise on, and its key: the same seed gives the same bytes on every machine.

A paper has households with the steps to fill in and what to advise. The key is the engine's, step by step, each with
its sum and its law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from benefitcalc.assessment.household import assess
from benefitcalc.explain.data import Line, amount_text
from benefitcalc.rules import Unit
from benefitcalc.training.curated import advice
from benefitcalc.training.exercises import Exercise, Step, exercise
from benefitcalc.training.generating.draws import Draws
from benefitcalc.training.generating.generator import generate
from benefitcalc.training.paper_html import in_a_notebook, key_in_a_notebook, paper_html
from benefitcalc.training.paper_parts import KeyStep, Option, PaperQuestion, Sheet
from benefitcalc.training.paper_text import key_text, paper_text
from benefitcalc.training.scenario import TOPICS, Scenario
from benefitcalc.training.sums import behind, sum_of
from benefitcalc.training.working import RENT_TO_PAY

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


# --- Questions and their key ------------------------------------------------------------------------------------------


def _question(number: int, scenario: Scenario) -> PaperQuestion:
    set_ = exercise(scenario)
    return PaperQuestion(number, set_, tuple(_key_steps(set_)), _options(scenario))


def _options(scenario: Scenario) -> tuple[Option, ...]:
    codes = Draws("options", scenario.code).shuffled((*scenario.advise, *scenario.distractors))
    said = advice()
    return tuple(
        Option(letter, said[code].say, code in scenario.advise, said[code].when)
        for letter, code in zip(LETTERS, codes, strict=False)
    )


def _key_steps(set_: Exercise) -> Iterator[KeyStep]:
    lines = {line.name: line for line in reversed(assess(set_.scenario.case).explanation.lines)}
    shown = [step.name for step in set_.steps]
    for number, step in enumerate(set_.steps, 1):
        line = lines.get(step.name)
        before = behind(step.name, lines, shown)
        shown += [one.name for one in before]
        sum_ = _sum(step, set_, line)
        yield KeyStep(number, step, tuple(_worked(before)), sum_, tuple(_rates(line, sum_)))


def _worked(lines: Iterable[Line]) -> Iterator[str]:
    """Each line that says more than the figure that it hands on."""
    for line in lines:
        sum_ = sum_of(line)
        if sum_ or line.rates or line.unit is Unit.BEDROOMS:
            yield f"{line.label}: {f'{sum_} = ' if sum_ else ''}{line.amount} {line.per}".rstrip()


def _sum(step: Step, set_: Exercise, line: Line | None) -> str:
    """The sum with its result, or why it comes to nothing."""
    if line is not None and line.nil_reason:
        return f"Nothing: {line.nil_reason}"
    found = sum_of(line) if line is not None else _rent_left(step, set_.key)
    return f"{found} = {amount_text(step.answer, step.unit)}" if found else ""


def _rent_left(step: Step, key: Mapping[str, int]) -> str | None:
    """The rent less the help, for a period in which the explanation has no line for it."""
    if not step.answer:
        return None
    if step.name == RENT_TO_PAY and {"weekly_rent", "housing_benefit"} <= key.keys():
        rent, help_ = key["weekly_rent"], key["housing_benefit"]
    elif {"contractual_rent", "housing_costs_element", "award"} <= key.keys():
        rent, help_ = key["contractual_rent"], min(key["housing_costs_element"], key["award"])
    else:
        return f"{amount_text(key[RENT_TO_PAY], step.unit)} × 52 ÷ 12"
    return f"{amount_text(rent, step.unit)} − {amount_text(help_, step.unit)}" if rent - help_ == step.answer else None


def _rates(line: Line | None, sum_: str) -> Iterator[str]:
    """The rates of the sum; where there is no sum, all that went into the figure."""
    for rate in line.rates if line is not None and line.value else ():
        if not sum_ or rate.text.split(" ")[0] in sum_:
            yield f"{rate.label}: {rate.text}"
