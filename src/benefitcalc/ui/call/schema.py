"""The structure of the form: its stages and questions, and when each question is asked. The words are in
:mod:`questions`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from benefitcalc.advice.ranges.facts import BLANK, pattern_of
from benefitcalc.periods import assessment_period_end, completed_years, years_later
from benefitcalc.ui.call.reading import Unreadable, read_age, read_date

Row: TypeAlias = Mapping[str, str]
Answers: TypeAlias = Mapping[str, "str | list[Row]"]
"""What is on screen: a string for each question, and rows of strings for each group."""

FIRST_DAY, LAST_DAY = dt.date(2013, 4, 1), dt.date(2099, 12, 31)
"""Outside these no question depends on a birth date: no rates are known."""

Kind = Literal[
    "money",
    "whole",
    "hours",
    "date",
    "age",
    "share",
    "text",
    "radio",
    "select",
    "search",
    "yesno",
    "flag",
    "checks",
    "which",
]
"""How somebody gives an answer, and how it is read. ``flag`` is one box to tick, ``checks`` is a set of boxes (codes
between spaces), ``which`` is the number of a row of another group, ``search`` is a name out of a long list, found by
typing part of it.
"""


class Option(NamedTuple):
    """One answer that people can choose; ``group`` is the heading above it in a long list."""

    value: str
    label: str
    group: str = ""


PERIODS = (
    Option("week", "a week"),
    Option("fortnight", "a fortnight"),
    Option("four_weeks", "every 4 weeks"),
    Option("month", "a month"),
    Option("quarter", "a quarter"),
    Option("year", "a year"),
)
YES_NO = (Option("yes", "Yes"), Option("no", "No"))


class Facts:
    """The answers as a condition of a question sees them. Answers that cannot be read count as not given.

    A name that begins with a dot is a question of the same row.
    """

    def __init__(self, answers: Answers, row: Row | None = None) -> None:
        self._answers = answers
        self._row: Row = row or {}

    def of_row(self, row: Row) -> Facts:
        """The same answers, as a row of a group sees them."""
        return Facts(self._answers, row)

    def at(self, day: str) -> Facts:
        """The same answers with that day as the day of the calculation."""
        return Facts({**self._answers, "date": day}, self._row)

    def text(self, name: str) -> str:
        """The answer without spaces at its ends."""
        found = self._row.get(name[1:], "") if name.startswith(".") else self._answers.get(name, "")
        return found.strip() if isinstance(found, str) else ""

    def rows(self, group: str) -> list[Row]:
        """The rows of that group."""
        found = self._answers.get(group, [])
        return found if isinstance(found, list) else []

    def any(self, name: str, *values: str) -> bool:
        """Whether the answer is one of these, or one of these boxes is ticked."""
        return bool(set(self.text(name).split()) & set(values))

    def on(self) -> dt.date:
        """The day of the calculation; one far in the future when it cannot be read."""
        try:
            return read_date(self.text("date"))
        except Unreadable:
            return dt.date(9999, 1, 1)

    def age(self, name: str, *, by_end: bool = False) -> int | None:
        """Completed years on the day of the calculation, or by the end of the month that begins on it."""
        on = self.on()
        try:
            age = read_age(self.text(name), on)
        except Unreadable:
            return None
        if isinstance(age, int):
            return age
        return completed_years(age, assessment_period_end(on) if by_end else on)

    def births(self, name: str) -> tuple[dt.date, dt.date] | None:
        """The first and the last birth date that the answer allows; one day twice where a birth month was given."""
        on = self.on()
        if not FIRST_DAY <= on <= LAST_DAY:
            return None
        try:
            age = read_age(self.text(name), on)
        except Unreadable:
            return None
        if isinstance(age, dt.date):
            return age, age
        return years_later(on, -age - 1) + dt.timedelta(days=1), years_later(on, -age)


Asked: TypeAlias = Callable[[Facts], bool]


def always(_: Facts) -> bool:
    """The form asks this of every household."""
    return True


def nothing(_: Facts) -> str:
    """An empty answer is taken as nothing."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. ``id`` is also the path of its answer in the case file; for a question of a group it is the path
    within the row.

    A fact that has no field in the case file stands in the circumstances beside it; its ``path`` begins so.
    """

    id: str
    label: str
    kind: Kind
    short: str = ""
    """What a message or a summary calls it, where the label is long."""
    hint: str = ""
    options: tuple[Option, ...] = ()
    default: str = ""
    assumed: Callable[[Facts], str] = nothing
    """What the empty box is taken to mean, and shows. Unlike ``default`` it depends on the household."""
    required: bool = False
    per_id: str = ""
    """For an amount: the id of the question about its period. Its answers are ``PERIODS``."""
    per: str = ""
    per_like: str = ""
    """For an amount without a period of its own: the id of the period that it shares."""
    also: tuple[tuple[str, str], ...] = ()
    """What the case says too, as path and value, once this is answered."""
    in_case: bool = True
    """Whether the answer goes into the case, or only decides which other questions are asked."""
    path: str = ""
    """Where the answer goes, if not to ``id``. ``*`` in a list is the entry for this row; its first answer makes it."""
    makes: str = ""
    """For a box to tick: the part that it adds to the case. The part has no value of its own; other
    questions fill it.
    """
    in_month: bool = False
    """For a date: whether it must lie in the month that is worked out."""
    of: str = ""
    """For ``which``: the group whose rows can be chosen."""
    within: str = ""
    """For ``search``: the question whose answer is the group of the options that may be chosen."""
    place: str = ""
    """For a question of a row that stands in another stage: the id of its :class:`Place`."""
    asked: Asked = always

    @property
    def name(self) -> str:
        """What a message calls the question."""
        return self.short or self.label

    @property
    def choices(self) -> tuple[Option, ...]:
        """The answers that people choose from."""
        return self.options or (YES_NO if self.kind == "yesno" else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """Questions behind a heading that can be opened. While it is closed, their answers stand beside the heading."""

    id: str
    title: str
    items: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that can be added and removed: children, charges, or (``most`` = 1) something that few people have, such as
    a job.
    """

    id: str
    add: str
    row: str
    items: tuple[Field | More, ...]
    most: int = 12
    asked: Asked = always


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The place for a question of each row of a group that stands in another stage than the group."""

    id: str
    title: str
    group: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One heading of the form, in the order of a call."""

    id: str
    title: str
    items: tuple[Field | Group | More | Place, ...]
    intro: str = ""


Schema: TypeAlias = tuple[Stage, ...]


def fields(items: tuple[Field | Group | More | Place, ...] | tuple[Field | More, ...]) -> Iterator[Field]:
    """The questions of a stage or a row, with those behind a heading and without those in groups."""
    for item in items:
        if isinstance(item, Field):
            yield item
        elif isinstance(item, More):
            yield from item.items


def groups(schema: Schema) -> Iterator[Group]:
    """Every group of the form."""
    return (item for stage in schema for item in stage.items if isinstance(item, Group))


def case_path(name: str) -> str:
    """``children.0.age`` as the paths of a case write it: ``children[0].age``."""
    return re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", name)


def may_be_unknown(path: str) -> bool:
    """Whether the fact at that path of the case (``children[0].age``) has bounds between which it lies while nobody
    knows it.
    """
    return pattern_of(path) in BLANK


def blank(schema: Schema) -> dict[str, str | list[Row]]:
    """The answers before anyone has given one: the defaults, and no rows."""
    answers: dict[str, str | list[Row]] = {group.id: [] for group in groups(schema)}
    for stage in schema:
        answers |= blank_row(stage.items)
    return answers


def blank_row(items: tuple[Field | Group | More | Place, ...] | tuple[Field | More, ...]) -> dict[str, str]:
    """The answers of a new row: the defaults."""
    row: dict[str, str] = {}
    for field in fields(items):
        row[field.id] = field.default
        if field.per_id:
            row[field.per_id] = field.per
    return row


def assumed(schema: Schema, answers: Answers) -> dict[str, str]:
    """What each question without an answer is taken to mean, by question. No question of a group has such an answer."""
    facts = Facts(answers)
    asked = (field for stage in schema for field in fields(stage.items) if not facts.text(field.id))
    return {field.id: text for field in asked if (text := field.assumed(facts))}


def as_json(schema: Schema) -> list[dict[str, Any]]:
    """The form as the page draws it. Which questions are asked comes with each screen."""
    return [
        {"id": stage.id, "title": stage.title, "intro": stage.intro, "items": [_item(item) for item in stage.items]}
        for stage in schema
    ]


def _item(item: Field | Group | More | Place, within: str = "") -> dict[str, Any]:
    match item:
        case Field():
            return _field(item, within)
        case More():
            return {
                "type": "more",
                "id": item.id,
                "title": item.title,
                "items": [_field(f, within) for f in item.items],
            }
        case Group():
            return {
                "type": "group",
                "id": item.id,
                "add": item.add,
                "row": item.row,
                "most": item.most,
                "conditional": item.asked is not always,
                "items": [_item(child, f"{item.id}[]." if item.most > 1 else f"{item.id}.") for child in item.items],
                "blank": blank_row(item.items),
            }
        case Place():
            return {"type": "place", "id": item.id, "title": item.title, "group": item.group, "hint": item.hint}


def _field(field: Field, within: str) -> dict[str, Any]:
    return {
        "type": "field",
        "id": field.id,
        "kind": field.kind,
        "label": field.label,
        "short": field.name,
        "hint": field.hint,
        "options": [list(option) for option in field.choices],
        "default": field.default,
        "may_be_unknown": field.in_case and not field.path and not field.makes and may_be_unknown(within + field.id),
        "assumes": field.assumed is not nothing,
        "per_id": field.per_id,
        "periods": [list(option) for option in PERIODS] if field.per_id else [],
        "of": field.of,
        "within": field.within,
        "place": field.place,
        "conditional": field.asked is not always,
    }
