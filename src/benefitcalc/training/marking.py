"""Mark a learner's figures step by step, with part marks, and say what went wrong.

A step that is right for the learner's own figures before it has its marks: the engine's rules are worked out again with
those figures in place of its own. A penny off, where something was rounded too early, has the marks for the method.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from benefitcalc.explain.data import amount_text
from benefitcalc.rules import Unit
from benefitcalc.training.exercises import Exercise, Step
from benefitcalc.training.key_steps import key_steps
from benefitcalc.training.misconceptions.naming import Codes, Naming
from benefitcalc.training.misconceptions.register import MISCONCEPTIONS, Misconception
from benefitcalc.training.paper_html import table_in_a_notebook

Verdict: TypeAlias = Literal["right", "carried_forward", "penny_off", "wrong", "missing"]
_MONEY = re.compile(r"(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.(?P<pence>[0-9]{1,2}))?")
_PENNY_OFF = (
    "A penny off: something was rounded too early or the wrong way. Keep every digit until the law rounds, and then "
    "round to the nearest penny, half a penny up (UC Regs 2013 reg 6(1))."
)
_TOLD = 3
"""How many alternatives the feedback tells."""
_CARRIED = (
    "Right for your own figures before it, so the earlier error is not marked again. With those right it is {key}."
)


@dataclass(frozen=True, slots=True)
class MarkedStep:
    """A step with what the learner gave, in pence where it is money.

    ``alternatives`` are the misconceptions that make exactly this figure: each alone, or where no single one does,
    those that do together.
    """

    step: Step
    given: int | None
    verdict: Verdict
    marks: int
    alternatives: tuple[Codes, ...]
    feedback: str

    @property
    def misconceptions(self) -> Codes:
        """The code of each misconception that is named."""
        return tuple(dict.fromkeys(code for codes in self.alternatives for code in codes))


@dataclass(frozen=True, slots=True, repr=False)
class Marked:
    """A whole exercise, marked."""

    steps: tuple[MarkedStep, ...]

    @property
    def marks(self) -> int:
        """The marks that the learner has."""
        return sum(one.marks for one in self.steps)

    @property
    def out_of(self) -> int:
        """The marks that there are."""
        return sum(one.step.marks for one in self.steps)

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The code of each misconception that was named, once, in the order of the steps."""
        return tuple(dict.fromkeys(code for one in self.steps for code in one.misconceptions))

    def __repr__(self) -> str:
        return f"<Marked: {self.marks} of {self.out_of} marks>"

    def _repr_html_(self) -> str:
        heads = ("Figure", "Given", "Verdict", "Marks", "Feedback")
        return table_in_a_notebook(f"{self.marks} of {self.out_of} marks", heads, map(_row, self.steps))


def _row(one: MarkedStep) -> tuple[str, ...]:
    given = "" if one.given is None else amount_text(one.given, one.step.unit)
    verdict = one.verdict.replace("_", " ")
    return one.step.label, given, verdict, f"{one.marks} of {one.step.marks}", one.feedback


def mark(exercise: Exercise, answers: Mapping[str, int | None]) -> Marked:
    """Mark the answers, by the names of the steps: in pence where the unit is money, None or left out where missing.

    Raises ``KeyError`` for a name that is no step.
    """
    for answered in answers:
        exercise.step(answered)
    own = {step: given for step, given in answers.items() if given is not None}
    naming = Naming(exercise, own)
    sums = {} if own == exercise.key else {one.step.name: one.told for one in key_steps(exercise)}
    marked: list[MarkedStep] = []
    for step in exercise.steps:
        before = tuple(dict.fromkeys(code for one in marked for code in one.misconceptions))
        marked.append(_marked(step, own.get(step.name), naming, before, sums.get(step.name, "")))
    return Marked(tuple(marked))


def _marked(step: Step, given: int | None, naming: Naming, before: Codes, sum_: str) -> MarkedStep:
    key, from_own = amount_text(step.answer, step.unit), naming.expected(step)
    it_is = f"It is {key}. {sum_}".rstrip()
    if given is None:
        return MarkedStep(step, None, "missing", 0, (), f"{it_is} {step.how} ({step.law})")
    if given == step.answer:
        return MarkedStep(step, given, "right", step.marks, (), "Right.")
    if given == from_own:
        return MarkedStep(step, given, "carried_forward", step.marks, (), _CARRIED.format(key=key))
    if from_own != step.answer:
        it_is += f" With your own figures before it, it would be {amount_text(from_own, step.unit)}."
    found = naming.alternatives(step, given, before)
    if not found and step.unit.is_money and 1 in {abs(given - step.answer), abs(given - from_own)}:
        return MarkedStep(step, given, "penny_off", step.marks // 2, (), f"{it_is} {_PENNY_OFF}")
    why = _feedback(found) or f"{step.how} ({step.law})"
    return MarkedStep(step, given, "wrong", 0, found, f"{it_is} {why}")


def _feedback(alternatives: tuple[Codes, ...]) -> str:
    """What to tell the learner: each alternative in a sentence, or two where two misconceptions were made together."""
    said = [" And: ".join(_said(MISCONCEPTIONS[code]) for code in codes) for codes in alternatives[:_TOLD]]
    return " Or: ".join(said)


def _said(misconception: Misconception) -> str:
    """The misconception, the rule, and its law."""
    return f"{misconception.title}. {misconception.feedback} ({misconception.law})"


def parse_answer(text: str, unit: Unit) -> int | None:
    """What somebody typed for a step: ``"£1,234.5"`` is 123450 pence, ``"2"`` two bedrooms, ``"14%"`` fourteen percent.

    Nothing typed is None. Raises ``ValueError`` with a sentence for the learner where it is none of these.
    """
    typed = text.strip().replace(" ", "")
    if not typed:
        return None
    if unit.is_money:
        money = _MONEY.fullmatch(typed.removeprefix("£"))
        if money is None or not any(money.groups()):
            raise ValueError(f"“{text.strip()}” is not an amount: type pounds and pence, such as 412.50.")
        pounds = (money["pounds"] or "0").replace(",", "")
        return int(pounds) * 100 + int((money["pence"] or "").ljust(2, "0"))
    number = typed.removesuffix("%") if unit is Unit.PERCENT else typed
    if not re.fullmatch(r"[0-9]{1,4}", number):
        raise ValueError(f"“{text.strip()}” is not a whole number: type one such as 2.")
    return int(number)
