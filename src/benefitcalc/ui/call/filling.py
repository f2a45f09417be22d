"""The answers of the form that a case gives: what ``form.read_form`` does, the other way round.

A call file and a row of a rent roll come back into the form so. A fact for which the form has no question is named,
never dropped in silence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from benefitcalc.advice.ranges import Between
from benefitcalc.rates.lha import find_area
from benefitcalc.ui.call.form import ALLOWANCE, CIRCUMSTANCES, RANGED, ROW_IN, read_form
from benefitcalc.ui.call.reading import DONT_KNOW, written
from benefitcalc.ui.call.schema import (
    PERIODS,
    Answers,
    Field,
    Group,
    Row,
    Schema,
    blank,
    case_path,
    fields,
)

__all__ = ["Filled", "answers_shown", "filled"]

SAYS_NOTHING: tuple[Any, ...] = (None, False, "", "none", [], {})
"""Values that leave a case as it is without them."""
_NEVER_ASKED = {"schema"}
_KNOWN = {"flag", "checks", "which", "share", "text"}
"""Kinds of answers among which the page has no “don’t know”; neither has a list with an answer for none."""
_TO_CHOOSE = {"radio", "select", "search", "yesno"}


@dataclass(frozen=True, slots=True)
class Filled:
    """The answers of the form, and the paths of the facts of the case that are not among them."""

    answers: Answers
    left_out: tuple[str, ...]
    """Facts for which the form has no question."""
    not_asked: tuple[str, ...] = ()
    """The names of questions that the case answers and the form does not ask of this household."""


def filled(
    schema: Schema,
    case: Mapping[str, Any],
    unknown: Mapping[str, Between | Any] | None = None,
    circumstances: Mapping[str, Any] | None = None,
    *,
    whole: bool,
) -> Filled:
    """The form filled with a case in the form of a case file, and its facts that are not known by path.

    ``whole`` says whether the case says no where it leaves a yes or no out, as a case file does; otherwise the form
    opens on its own answer there.
    """
    filling = _Filling(
        dict(_leaves({**case, **({CIRCUMSTANCES: circumstances} if circumstances else {})})),
        {path.replace("[", ".").replace("]", ""): answer for path, answer in (unknown or {}).items()},
    )
    answers: dict[str, Any] = blank(schema)
    for stage in schema:
        for question in fields(stage.items):
            answers |= filling.answer(question)
        for item in stage.items:
            if isinstance(item, Group):
                answers[item.id] = filling.rows(item)
    names = read_form(schema, answers).names
    not_asked = []
    for at, question, row in _questions(schema, answers):
        if at not in names and question.in_case and row[question.id] not in {"", question.default}:
            not_asked.append(question.name)
        elif at in names and whole and at not in filling.said and question.id in _NO_WHERE_LEFT_OUT:
            row[question.id] = "no"
    return Filled(answers, tuple(filling.left()), tuple(dict.fromkeys(not_asked)))


_NO_WHERE_LEFT_OUT = {"in_education", "works_16_hours", "minimum_income_floor", "greater_london"}
"""The questions with yes or no of which a case file means no where it leaves them out."""


def _questions(schema: Schema, answers: Mapping[str, Any]) -> Iterator[tuple[str, Field, dict[str, str]]]:
    """Each question on screen: its id there, what it is, and the answers among which its own stands."""
    for stage in schema:
        for item in stage.items:
            if isinstance(item, Group):
                for place, row in enumerate(answers[item.id]):
                    yield from ((f"{item.id}.{place}.{question.id}", question, row) for question in fields(item.items))
            else:
                yield from ((question.id, question, answers) for question in fields((item,)))  # type: ignore[misc]


def answers_shown(schema: Schema, answers: Answers) -> list[tuple[str, str]]:
    """Each answer that differs from the form as it opens, in the words of the page: the question, and the answer."""
    names = read_form(schema, answers).names
    return [
        (names[at], _shown(question, row))
        for at, question, row in _questions(schema, answers)
        if at in names and row[question.id] not in {"", question.default}
    ]


def _shown(question: Field, answers: Mapping[str, str]) -> str:
    text = answers[question.id]
    if text == DONT_KNOW:
        return "not known"
    labels = {option.value: option.label for option in question.choices}
    if question.kind in _TO_CHOOSE:
        return labels.get(text, text)
    if question.kind == "checks":
        return ", ".join(labels[code] for code in text.split())
    if question.kind != "money":
        return text
    per = {option.value: option.label for option in PERIODS}.get(answers.get(question.per_id, ""), "")
    return f"£{text} {per}".strip()


# From a case to answers ----------------------------------------------------------------------------------------------


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """``{"children": [{"age": 9}]}`` as ``children.0.age`` and 9."""
    match value:
        case dict() if value:
            for name, inner in value.items():
                yield from _leaves(inner, f"{path}.{name}" if path else name)
        case list() if value and all(isinstance(one, dict) for one in value):
            for place, inner in enumerate(value):
                yield from _leaves(inner, f"{path}.{place}")
        case _:
            yield path, value


@dataclass
class _Filling:
    """What is still to be put into the form."""

    facts: dict[str, Any]
    """Of the case and the circumstances, by path with dots."""
    unknown: dict[str, Any]
    taken: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    """The unknown facts that the form holds."""
    said: set[str] = field(default_factory=set)
    """The questions on screen of which the case says something."""

    def answer(self, question: Field, row: str = "", screen: str = "", place: int = 0) -> dict[str, str]:
        """The answer to a question, and that about its period. ``row`` comes before its id in the case, ``screen`` on
        screen.
        """
        path = self._path(question, row, place)
        if path in self.facts or path in self.unknown:
            self.said.add(screen + question.id)
        text = self._text(question, path, row)
        if question.per_like and text not in {"", question.default}:
            self._same_period(path, row + question.per_like)
        if not question.per_id:
            return {question.id: text}
        per = self._take(_per(path))
        return {question.id: text, question.per_id: question.per if per is None else str(per)}

    def rows(self, group: Group) -> list[Row]:
        """The rows of a group."""
        several = group.most > 1
        names = [name for name in [*self.facts, *self.unknown] if name == group.id or name.startswith(f"{group.id}.")]
        self.taken.add(group.id)
        if not several:
            return [self._row(group, f"{group.id}.", 0)] if names else []
        places = [int(step) for step in (name[len(group.id) + 1 :].partition(".")[0] for name in names) if step]
        count = min(max(places, default=-1) + 1, group.most)
        return [self._row(group, f"{group.id}.{place}.", place) for place in range(count)]

    def left(self) -> Iterator[str]:
        """What was not put anywhere and says something."""
        for path, value in self.facts.items():
            if path not in self.taken and path not in _NEVER_ASKED and value not in SAYS_NOTHING:
                yield case_path(path)
        yield from (case_path(path) for path in self.unknown if path not in self.held)

    def _row(self, group: Group, prefix: str, place: int) -> Row:
        self.taken.add(prefix.removesuffix("."))
        row: dict[str, str] = {}
        for question in fields(group.items):
            row |= self.answer(question, prefix, f"{group.id}.{place}.", place)
        return row

    def _text(self, question: Field, path: str, row: str) -> str:
        if not question.in_case:
            return _OF_OTHERS[question.id](self, row) or question.default
        if question.makes:
            self.taken.add(path)
            return "yes" if self._is_there(path) else ""
        if path in self.unknown:
            return self._unknown_text(question, path)
        value = self._take(path)
        if question.kind == "age":
            value = self._take(f"{path.removesuffix('age')}born") or value
        if value is None:
            return question.default
        for also, said in question.also:
            if self.facts.get(also) == said:
                self.taken.add(also)
        text = _area(value) if question.id == "tenancy.brma" else _WRITERS[question.kind](value)
        if not _is_offered(question, text):
            self.taken.discard(path)
            return question.default
        return text

    def _unknown_text(self, question: Field, path: str) -> str:
        """``?``, or a range; a question that cannot hold it is left as it opens, and the fact is named."""
        answer = self.unknown[path]
        if question.kind in _KNOWN or any(option.value == "" for option in question.choices):
            return question.default
        self.held.add(path)
        self.taken |= {path, f"{path.removesuffix('age')}born"} if question.kind == "age" else {path}
        if isinstance(answer, Between) and question.kind in RANGED:
            return f"{_plain(answer.low)} to {_plain(answer.high)}"
        return "" if question.id == ALLOWANCE else DONT_KNOW  # the form asks for the area

    def _path(self, question: Field, row: str, place: int) -> str:
        listed, star, rest = question.path.partition(".*.")
        if not star:
            return question.makes or question.path or row + question.id
        whose = ROW_IN[listed.rpartition(".")[2]]
        for number in range(len(self.facts)):
            if self.facts.get(f"{listed}.{number}.{whose}") == place:
                self.taken.add(f"{listed}.{number}.{whose}")
                return f"{listed}.{number}.{rest}"
        return ""

    def _take(self, path: str) -> Any:
        if path in self.facts:
            self.taken.add(path)
        return self.facts.get(path)

    def _is_there(self, path: str) -> bool:
        return any(name == path or name.startswith(f"{path}.") for name in [*self.facts, *self.unknown])

    def _same_period(self, path: str, other: str) -> None:
        """An amount without a period of its own has that of another; if the case says a different one, it is named."""
        own, shared = self.facts.get(_per(path)), self.facts.get(other)
        if own is None or own == shared:
            self.taken.add(_per(path))


def _per(path: str) -> str:
    return f"{path.removesuffix('amount')}per"


_OF_OTHERS: Mapping[str, Callable[[_Filling, str], str]] = {
    "couple": lambda filling, _: "yes" if filling._is_there("partner") else "",  # noqa: SLF001  its own table
    "pay_is": lambda filling, row: "gross" if filling._is_there(f"{row}gross") else "",  # noqa: SLF001
    "not_moved": lambda filling, row: "yes" if filling.facts.get(f"{row}claimed") is False else "",
}
"""Questions that the case has no field for, by what it says elsewhere."""


def _is_offered(question: Field, text: str) -> bool:
    codes = {option.value for option in question.choices}
    return question.kind not in {"checks", *_TO_CHOOSE} or {text} <= codes or set(text.split()) <= codes - {""}


def _area(name: Any) -> str:
    """The key of a rental area, which a case may call by its name."""
    found = find_area(str(name))
    return str(name) if found is None else found.key


def _plain(number: Any) -> str:
    return f"{Decimal(str(number)):f}"


def _age(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    year, month, *day = (int(part) for part in str(value).split("-"))
    return f"{month} {year}" if day in ([], [1]) else f"{day[0]} {month} {year}"


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "money": _plain,
    "whole": str,
    "hours": lambda value: f"{Decimal(str(value)).normalize():f}",
    "share": str,
    "date": lambda value: written(dt.date.fromisoformat(str(value))),
    "age": _age,
    "text": str,
    "radio": str,
    "select": str,
    "search": str,
    "yesno": lambda value: "yes" if value else "no",
    "flag": lambda value: "yes" if value else "",
    "checks": " ".join,
    "which": lambda value: str(value + 1),
}
