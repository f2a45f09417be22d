"""The call-listening form: its lines with their weights, and the rules by which a call is scored.

``ListeningForm.example()`` is the form of ``listening.toml``; ``ListeningForm.from_toml(…)`` reads the landlord's own.

The rules. Met counts the whole weight of a line, Part half, Not nothing; N/A is left out of the sum and of what could
be had. The score is a whole percentage, half up. A line with an automatic fail that is marked Not fails the call,
whatever the score. There is no result before every line is marked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, Self, TypeAlias, get_args

from pydantic import AfterValidator, Field, StrictBool, StringConstraints
from pydantic_core import PydanticCustomError

from benefitcalc.case.parts import Part
from benefitcalc.case.reading import Format
from benefitcalc.case.values import Several, whole
from benefitcalc.training.coaching.privacy import doubts_of
from benefitcalc.training.coaching.toml_files import form_of
from benefitcalc.training.scenario import TOPICS

Mark: TypeAlias = Literal["Met", "Part", "Not", "N/A"]
MARKS: tuple[Mark, ...] = get_args(Mark)
HALVES: Mapping[str, int] = {"Met": 2, "Part": 1, "Not": 0}
"""How many halves of its weight a mark counts; N/A counts nowhere."""
STRENGTHS = 2
FORM = Format(
    schema="",
    whole="The call-listening form",
    wanted={
        "items": "give at least one [[items]] with code, label and weight",
        "weight": "give a whole number from 1 to 10",
        "code": "give a short code of its own, such as identity",
    },
)
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
_Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


def _topic(value: str) -> str:
    if value and value not in TOPICS:
        raise PydanticCustomError("unknown_value", "is no topic; give one of {known}", {"known": ", ".join(TOPICS)})
    return value


class Item(Part):
    """A line of the form."""

    code: _Code
    """Its code, by which a filled form is read back."""
    label: _Line
    """What is marked."""
    look_for: str = ""
    """What to listen for."""
    weight: Annotated[int, whole(1, 10)]
    """How much it counts."""
    automatic_fail: StrictBool = False
    """Whether a Not here fails the call."""
    figures: StrictBool = False
    """Whether it is the line that a replay fills in."""
    topic: Annotated[str, AfterValidator(_topic)] = ""
    """What to practise where it is marked Part or Not, such as escalation; nothing where left out."""


def _once(items: tuple[Item, ...]) -> tuple[Item, ...]:
    codes = [item.code for item in items]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise PydanticCustomError("twice", "has {codes} twice; give each line a code of its own", {"codes": twice})
    if sum(item.figures for item in items) > 1:
        raise PydanticCustomError("twice", "has more than one line with figures = true; a replay fills one")
    return items


class ListeningForm(Part):
    """A call-listening form."""

    title: _Line
    """What it is called."""
    source: str = ""
    """Where it comes from."""
    pass_mark: Annotated[int, whole(0, 100)]
    """The least percentage with which a call passes."""
    items: Annotated[Several[Item], Field(min_length=1, max_length=60), AfterValidator(_once)]
    """Its lines in order."""

    @classmethod
    def from_toml(cls, source: bytes | str | Mapping[str, Any]) -> Self:
        """The landlord's own form from the bytes or the text of a TOML file. Raises ``InvalidCase`` with every
        problem.
        """
        return form_of(cls, source, FORM)

    @classmethod
    def example(cls) -> Self:
        """The form of this package, to use or to change."""
        return cls.from_toml(example_text())

    @property
    def figures_item(self) -> Item | None:
        """The line that a replay fills in."""
        return next((item for item in self.items if item.figures), None)


@cache
def example_text() -> str:
    """The example as TOML, to copy."""
    return files(__package__).joinpath("listening.toml").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class LineMarked:
    """How a line was marked; an empty mark is one that is still to be made."""

    mark: Mark | Literal[""] = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What the rules give. ``percent`` is None where no line counts; ``failed`` are the lines that fail the call."""

    marks: int
    """In halves of a weight."""
    out_of: int
    """Likewise."""
    percent: int | None
    failed: tuple[Item, ...]
    unmarked: tuple[Item, ...]
    passed: bool

    @property
    def result(self) -> str:
        """The result in words."""
        if self.unmarked:
            return f"Not finished: {len(self.unmarked)} still to mark"
        if self.failed:
            return f"Automatic fail: {', '.join(item.label for item in self.failed)}"
        if self.percent is None:
            return "Nothing to score"
        return "Pass" if self.passed else "Below the pass mark"

    def __str__(self) -> str:
        return self.result if self.percent is None or self.unmarked else f"{self.percent}%: {self.result}"


@dataclass(frozen=True, kw_only=True)
class HeardCall:
    """A call that was listened to: a form with its marks, two strengths, one action and its due date.

    Codes only: ``officer`` and ``listener`` are codes, ``account`` is a code of the landlord's own and no tenancy
    reference.
    """

    form: ListeningForm
    officer: str = ""
    listener: str = ""
    call_on: dt.date | None = None
    call_at: dt.time | None = None
    account: str = ""
    marks: Mapping[str, LineMarked] = field(default_factory=dict)
    """By the code of the line."""
    strengths: tuple[str, ...] = ()
    action: str = ""
    due: dt.date | None = None

    def marked(self, item: Item) -> LineMarked:
        """How a line was marked."""
        return self.marks.get(item.code, LineMarked())

    @property
    def score(self) -> Score:
        """The score by the rules of the form."""
        made = [(item, self.marked(item).mark) for item in self.form.items]
        counted = [(item, mark) for item, mark in made if mark in HALVES]
        marks = sum(item.weight * HALVES[mark] for item, mark in counted)
        out_of = sum(2 * item.weight for item, _ in counted)
        failed = tuple(item for item, mark in made if item.automatic_fail and mark == "Not")
        unmarked = tuple(item for item, mark in made if not mark)
        percent = (200 * marks + out_of) // (2 * out_of) if out_of else None
        passed = not failed and not unmarked and percent is not None and percent >= self.form.pass_mark
        return Score(marks, out_of, percent, failed, unmarked, passed)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What somebody should look at again: comments that tell of health or of who somebody is, and what is open."""
        texts = {item.label: self.marked(item).comment for item in self.form.items}
        texts |= {f"Strength {place}": text for place, text in enumerate(self.strengths, 1)} | {"Action": self.action}
        found = [f"{what}: it {doubt}." for what, text in texts.items() for doubt in doubts_of(text)]
        score = self.score
        if not score.unmarked:
            found += [f"{item.label}: Not without a comment; say what was heard." for item in self._bare()]
            if len([one for one in self.strengths if one]) < STRENGTHS:
                found.append(f"Strengths: give {STRENGTHS}.")
            if not self.action:
                found.append("Action: give one.")
        if self.action and self.due is None:
            found.append("Due date: give the day by which the action is done.")
        return tuple(found)

    def _bare(self) -> list[Item]:
        return [item for item in self.form.items if self.marked(item) == LineMarked("Not")]

    def __str__(self) -> str:
        when = "" if self.call_on is None else f", call of {self.call_on:%-d %B %Y}"
        lines = [f"{self.form.title}: officer {self.officer or 'not given'}{when}", str(self.score)]
        for item in self.form.items:
            one = self.marked(item)
            lines.append(f"- {item.label}: {one.mark or 'not marked'}{f' ({one.comment})' if one.comment else ''}")
        lines += [f"Strength: {one}" for one in self.strengths if one]
        if self.action:
            due = "" if self.due is None else f", by {self.due:%-d %B %Y}"
            lines.append(f"Action: {self.action}{due}")
        return "\n".join([*lines, *(f"Look again: {one}" for one in self.doubts)])
