"""The form reads answers as strings and makes a case of them. Otherwise it says what is still needed and what is wrong,
each beside its question.

It is a pure function. It trusts nothing that the page sends: it refuses unknown questions, rows beyond the limit and
answers that were not offered, as if the page did not exist.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from benefitcalc.advice.ranges import UNKNOWN, Between
from benefitcalc.explain.words import in_a_sentence
from benefitcalc.periods import assessment_period_end, completed_years
from benefitcalc.ui.call.plausible import beyond, question_of
from benefitcalc.ui.call.reading import (
    LONGEST,
    Unreadable,
    ends_of_range,
    is_hedged,
    is_unknown,
    read_age,
    read_date,
    read_hours,
    read_money,
    read_share,
    read_whole,
    written,
)
from benefitcalc.ui.call.schema import (
    LAST_DAY,
    PERIODS,
    Answers,
    Facts,
    Field,
    Group,
    More,
    Option,
    Place,
    Row,
    Schema,
    assumed,
    blank,
    blank_row,
    case_path,
    fields,
    may_be_unknown,
    nothing,
)

__all__ = ["Complaint", "Form", "Refused", "read_form"]

CIRCUMSTANCES = "circumstances"
AREA, ALLOWANCE = "tenancy.brma", "tenancy.local_housing_allowance.amount"
"""An area that is not known is an allowance that is not known."""
ROW_IN = {"deferred_deductions": "non_dependant", "incomes_for_part_of_period": "income"}
"""Lists of the circumstances, and the field in which an entry says which row of the case it is about."""
RANGED = ("money", "whole", "hours", "age")
"""Kinds of answers that may be a range."""
TYPED = ("money", "whole", "hours", "date", "share", "text")
"""Kinds of answers of which somebody may have typed half."""
LONGEST_SENT = 1000
"""The most characters in an answer that the page can send; its longest answer is a set with every box ticked."""


class Refused(ValueError):
    """Answers that this form's page cannot have sent."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that the officer has to put right at one question. ``field`` is its id on screen, empty for the form as
    a whole.
    """

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form with its present answers: it has a case when nothing is needed and nothing is wrong."""

    case: dict[str, Any] | None
    partial: dict[str, Any] | None
    """The case without the facts that are not known, if there are some and every other one is there."""
    unknown: Mapping[str, Between | Any]
    """Those facts, by path: not known, or a range."""
    circumstances: dict[str, Any] | None
    """Facts beside the case; None where there are none, or no case."""
    beside: tuple[Complaint, ...]
    """The question and the name of each of those facts."""
    needed: tuple[Complaint, ...]
    wrong: tuple[Complaint, ...]
    doubts: tuple[Complaint, ...]
    """Answers that count and are not usual."""
    hidden: tuple[str, ...]
    """Ids of the questions, headings and groups that do not matter for this household."""
    untouched: bool
    """Whether no answer differs from the form as it opened."""
    origins: Mapping[str, str]
    """The question on screen that stands for each path of the case."""
    names: Mapping[str, str]
    """What a message calls each question."""
    assumed: Mapping[str, str]
    """The answer that an empty box is taken to have."""
    answers: Answers
    """What is on screen."""

    def complaint(self, path: str, sentence: str) -> Complaint:
        """A problem of the case as a complaint at the question that it belongs to."""
        asked = self.place(path)
        return Complaint(asked, f"{self.names[asked]}: {sentence}" if asked else sentence)

    def place(self, path: str) -> str:
        """The question that a problem of the case belongs to: the one nearest to its path, such as
        ``children[2].age``.
        """
        steps = _steps(path)
        for length in range(len(steps), 0, -1):
            stem = ".".join(steps[:length])
            if stem in self.origins:
                return self.origins[stem]
            below = (asked for known, asked in self.origins.items() if known.startswith(f"{stem}."))
            found = next(below, "")
            if found:
                return found
        return ""


def read_form(schema: Schema, sent: object) -> Form:
    """Read the answers on screen. Raises :class:`Refused` for answers that the page cannot have sent."""
    given = _checked(schema, sent)
    half_typed = _half_typed(schema, given)
    taken = assumed(schema, {**given, **dict.fromkeys(half_typed, "")})
    answers: Answers = {**given, **taken}
    reading = _Reading(Facts(answers))
    for stage in schema:
        reading.items(stage.items, answers, _Spot(facts=reading.facts))
    for screen, error in half_typed.items():
        reading.wrong.append(Complaint(screen, f"{reading.names[screen]}: {error}; until then {taken[screen]}"))
    made = _nested({"schema": "benefitcalc.case/1", **reading.counted()})
    case = made if not (reading.unknown or reading.missing) else None
    may_range = bool(reading.unknown) and not reading.missing and CIRCUMSTANCES not in made
    if reading.unknown and not reading.missing and not may_range:
        told = ", ".join(one.message for one in reading.beside())
        reading.wrong.append(Complaint("", f"{told}: counts only where every other answer is known"))
    return Form(
        case=case,
        partial=made if may_range else None,
        unknown=reading.unknown,
        circumstances=case.pop(CIRCUMSTANCES, None) if case else None,
        beside=tuple(reading.beside()),
        needed=tuple(reading.needed),
        wrong=tuple(reading.wrong),
        doubts=tuple(reading.doubts),
        hidden=tuple(reading.hidden),
        untouched=given == blank(schema),
        origins=reading.origins,
        names=reading.names,
        assumed=taken,
        answers=answers,
    )


# What may be sent ---------------------------------------------------------------------------------------------------


def _checked(schema: Schema, sent: object) -> Answers:
    """Those answers, with the form's defaults where the page sent none."""
    if not isinstance(sent, Mapping):
        raise Refused("the answers are not a set of questions and answers")
    answers = blank(schema)
    groups = {item.id: item for stage in schema for item in stage.items if isinstance(item, Group)}
    for name, answer in sent.items():
        if name not in answers:
            raise Refused(f"there is no question {str(name)[:LONGEST]!r}")
        answers[name] = _rows(groups[name], answer) if name in groups else _text(name, answer)
    return answers


def _half_typed(schema: Schema, given: Answers) -> dict[str, Unreadable]:
    """The dates that cannot be read and that the form supposes while they are not given, such as the first day of the
    month: it goes on with what it supposes.
    """
    found = {}
    for stage in schema:
        for question in fields(stage.items):
            if question.assumed is not nothing and _answer(given, question.id):
                try:
                    _READERS[question.kind](question, _answer(given, question.id))
                except Unreadable as error:
                    found[question.id] = error
    return found


def _rows(group: Group, sent: object) -> list[Row]:
    if not isinstance(sent, list) or len(sent) > group.most:
        raise Refused(f"{group.row}: at most {group.most}")
    return [_row(group, row) for row in sent]


def _row(group: Group, sent: object) -> Row:
    row = blank_row(group.items)
    if not isinstance(sent, Mapping) or not row.keys() >= sent.keys():
        raise Refused(f"{group.row}: not a row of this form")
    return row | {name: _text(name, answer) for name, answer in sent.items()}


def _text(name: str, sent: object) -> str:
    if not isinstance(sent, str) or len(sent) > LONGEST_SENT:
        raise Refused(f"{name}: not the text of an answer")
    return sent


# From answers to a case ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a question stands: on the form, or in a row of a group."""

    facts: Facts
    screen: str = ""
    """What comes before the id of a question on screen: ``children.1.`` or nothing."""
    case: str = ""
    """What comes before its path in the case: ``children.1.``, or ``claimant.employment.`` where there is one row at
    most.
    """
    row: str = ""
    """What comes before its name in a message: "Child 2, ", or nothing."""
    place: int = 0
    """Of its row in the group."""

    def name(self, question: Field) -> str:
        """What a message calls the question."""
        return f"{self.row}{in_a_sentence(question.name)}" if self.row else question.name


@dataclass
class _Reading:
    """What has been read so far. ``case`` is flat (path to value) until the end."""

    facts: Facts
    case: dict[str, Any] = field(default_factory=dict)
    entries: dict[tuple[str, str], int] = field(default_factory=dict)
    """The place of its entry, by list of the circumstances and row on screen."""
    origins: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, Any] = field(default_factory=dict)
    """The facts that are not known, by path; an answer that is needed or cannot be read is one of them."""
    missing: bool = False
    """Whether a fact is missing that has to be known."""
    dropped: set[str] = field(default_factory=set)
    """Facts of other periods that do not count yet: a part of each is missing or cannot be read."""
    needed: list[Complaint] = field(default_factory=list)
    wrong: list[Complaint] = field(default_factory=list)
    doubts: list[Complaint] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def items(self, items: Iterable[Field | Group | More | Place], answers: Answers, spot: _Spot) -> None:
        """Read the questions of a stage, or of a row."""
        for item in items:
            match item:
                case Field():
                    self.question(item, answers, spot)
                case More():
                    before = len(self.hidden)
                    self.items(item.items, answers, spot)
                    if len(self.hidden) - before == len(item.items):
                        self.hidden.append(spot.screen + item.id)
                case Group() if item.asked(self.facts):
                    self.rows(item)
                case Group():
                    self.hidden.append(item.id)
                case Place():
                    pass

    def rows(self, group: Group) -> None:
        """Read the rows of a group. A row that is not finished is read for its messages alone, and does not count."""
        place = 0
        for index, row in enumerate(self.facts.rows(group.id)):
            several = group.most > 1
            spot = _Spot(
                facts=self.facts.of_row(row),
                screen=f"{group.id}.{index}.",
                case=f"{group.id}.{place}." if several else f"{group.id}.",
                row=f"{group.row} {index + 1}, " if several else f"{group.row}, ",
                place=place,
            )
            if several and _is_unfinished(group, row, spot):
                self.beside_the_case(group, row, spot)
                continue
            place += 1
            self.case[spot.case.removesuffix(".")] = {}
            self.items(group.items, row, spot)

    def beside_the_case(self, group: Group, row: Row, spot: _Spot) -> None:
        """Say what a row needs, and take nothing of it."""
        apart = _Reading(self.facts)
        apart.items(group.items, row, spot)
        self.names |= apart.names
        for mine, its in (
            (self.needed, apart.needed),
            (self.wrong, apart.wrong),
            (self.doubts, apart.doubts),
        ):
            mine.extend(its)
        self.hidden += apart.hidden

    def question(self, question: Field, answers: Answers, spot: _Spot) -> None:
        """Read one answer."""
        screen = spot.screen + question.id
        if not question.asked(spot.facts):
            self.hidden.append(screen)
            return
        self.names[screen] = spot.name(question)
        text = _answer(answers, question.id)
        if "*" in question.path and not self.can_be_read(question, screen, spot, text, answers):
            return
        path = self.path(question, spot) if text or "*" not in question.path else screen  # an empty box makes no entry
        self.origins.setdefault(path, screen)
        if question.kind == "age":
            self.origins[_born(path)] = screen
        if path == ALLOWANCE and is_unknown(text) and self.facts.text(AREA):
            return  # the area gives it
        if not text:
            if question.required:
                self.needed.append(Complaint(screen, spot.name(question)))
                self.leave_open(question, path, answers)
            return
        ends = ends_of_range(text) if question.kind in RANGED else None
        try:
            if question.kind == "money":
                _one_amount_or_range(question, text, may_be_range=may_be_unknown(case_path(path)))
            if is_unknown(text) and may_be_unknown(case_path(path)):
                self.leave_open(question, path, answers)
            elif ends and may_be_unknown(case_path(path)):
                self.leave_open(question, path, answers, self.between(question, path, ends, answers))
            else:
                read = self.read(question, path, text, answers)
                self.weigh(question, screen, spot, path, read)
                self.case |= read
        except Unreadable as error:
            self.leave_open(question, path, answers)
            counts = may_be_unknown(case_path(path)) or self.missing
            until = "" if counts else "; until then it does not count"
            self.wrong.append(Complaint(screen, f"{spot.name(question)}: {error}{until}"))

    def can_be_read(self, question: Field, screen: str, spot: _Spot, text: str, answers: Answers) -> bool:
        """Whether an answer to a question of an entry is one, so that it may make the entry."""
        try:
            if text:
                self.read(question, screen, text, answers)
        except Unreadable as error:
            self.names[screen] = spot.name(question)
            said = f"{spot.name(question)}: {error}; until then it does not count"
            self.wrong.append(Complaint(screen, said))
            return False
        return True

    def weigh(self, question: Field, screen: str, spot: _Spot, path: str, read: Mapping[str, Any]) -> None:
        """Ask about an answer that is not usual; refuse one that cannot be right."""
        if question.kind not in RANGED:
            return
        per = read.get(f"{path.removesuffix('amount')}per")
        value = Decimal(str(read[path] if path in read else self.age_of(read[_born(path)])))
        if refused := beyond(path, value, per):
            raise Unreadable(refused)
        if asked := question_of(path, value, per):
            self.doubts.append(Complaint(screen, f"{spot.name(question)}: {asked}"))

    def age_of(self, born: str) -> int:
        """Completed years on the date of the calculation."""
        return completed_years(dt.date.fromisoformat(born), self.facts.on())

    def leave_open(self, question: Field, path: str, answers: Answers, known: Any = UNKNOWN) -> None:
        """A fact of the case that is not known, or only as a range. What has no bounds has to be known where it is
        required; else it does not count.
        """
        if path == AREA:
            self.origins[ALLOWANCE] = self.origins[path]
            self.case[ALLOWANCE.replace("amount", "per")] = _answer(answers, ALLOWANCE.replace("amount", "per"))
            path = ALLOWANCE
        if not may_be_unknown(case_path(path)):
            if path.startswith(f"{CIRCUMSTANCES}."):
                self.dropped.add(".".join(_steps(path)[:2]))
            elif question.required or question.kind not in TYPED:
                self.missing = True
            return
        self.unknown[case_path(path)] = known
        per_id = question.per_id or question.per_like
        if per_id:
            self.case[f"{path.removesuffix('amount')}per"] = _chosen(PERIODS, _answer(answers, per_id))

    def counted(self) -> dict[str, Any]:
        """The answers that count, by path."""
        return {path: value for path, value in self.case.items() if ".".join(_steps(path)[:2]) not in self.dropped}

    def between(self, question: Field, path: str, ends: tuple[str, str], answers: Answers) -> Between:
        """A range that was typed."""
        low, high = (self.read(question, path, end, answers).get(path) for end in ends)
        if low is None or high is None:
            raise Unreadable("give a range of ages in years, such as 30 to 40")
        try:
            return Between(low, high)
        except ValueError:
            raise Unreadable("give the lower end first, such as 800 to 1,100") from None

    def path(self, question: Field, spot: _Spot) -> str:
        """Where an answer goes. The first answer of a row makes the entry of that row in the list."""
        listed, star, rest = question.path.partition(".*.")
        if not star:
            return question.makes or question.path or spot.case + question.id
        known = (listed, spot.screen) in self.entries
        place = self.entries.setdefault((listed, spot.screen), sum(name == listed for name, _ in self.entries))
        entry = f"{listed}.{place}"
        if not known:
            whose = f"{entry}.{ROW_IN[_steps(listed)[-1]]}"
            self.case |= {entry: {}, whose: spot.place}
            self.origins[whose] = spot.screen + question.id
        return f"{entry}.{rest}"

    def beside(self) -> Iterator[Complaint]:
        """Each fact of the circumstances, by its first question; the answer no changes nothing."""
        given = [path for path, value in self.case.items() if path.startswith(CIRCUMSTANCES) and value is not False]
        told: dict[str, str] = {}
        for path in given:
            steps = _steps(path)
            if path in self.origins:
                told.setdefault(".".join(steps[: 3 if steps[1] in ROW_IN else 2]), self.origins[path])
        return (Complaint(screen, self.names[screen]) for screen in told.values())

    def read(self, question: Field, path: str, text: str, answers: Answers) -> dict[str, Any]:
        """What an answer adds to the case, as path and value."""
        if question.makes:
            _flag(question, text)
            return {path: {}}
        if not question.in_case:
            _chosen(question.choices, text)
            return {}
        if question.in_month:
            return {path: self.day_of_the_month(text)}
        if question.kind == "age":
            age = read_age(text, self.facts.on())
            return {path: age} if isinstance(age, int) else {_born(path): age.isoformat()}
        if question.kind in ("search", "which"):
            return {path: self.picked(question, text)}
        written = {path: _READERS[question.kind](question, text), **dict(question.also)}
        per_id = question.per_id or question.per_like
        if per_id:
            written[f"{path.removesuffix('amount')}per"] = _chosen(PERIODS, _answer(answers, per_id))
        return written

    def picked(self, question: Field, text: str) -> str | int:
        """An option of the group that another answer chooses, or a row of another group."""
        if question.kind == "which":
            return _row_number(text, len(self.facts.rows(question.of)))
        return _found(question, text, self.facts.text(question.within))

    def day_of_the_month(self, text: str) -> str:
        """A day that must lie in the month that is worked out."""
        day, first = read_date(text), self.facts.on()
        last = assessment_period_end(first)
        if first <= LAST_DAY and not first <= day <= last:
            raise Unreadable(f"give a day from {written(first)} to {written(last)}, or leave it empty")
        return day.isoformat()


def _is_unfinished(group: Group, row: Row, spot: _Spot) -> bool:
    """Whether a row has no answer yet to a question that has to be known, such as the kind of an income."""
    return any(
        question.required and question.asked(spot.facts) and not _answer(row, question.id)
        for question in fields(group.items)
        if not may_be_unknown(case_path(spot.case + question.id))
    )


def _one_amount_or_range(question: Field, text: str, *, may_be_range: bool) -> None:
    """Refuse an amount that is told by half, and one that is not known where it has to be."""
    if may_be_range:
        if is_hedged(text):
            raise Unreadable("type an amount, or a range such as 800 to 1,100")
    elif is_hedged(text) or is_unknown(text) or ends_of_range(text):
        raise Unreadable(f"the {in_a_sentence(question.name)} must be one amount, such as 112.45")


def _answer(answers: Answers, name: str) -> str:
    found = answers[name]
    return found.strip() if isinstance(found, str) else ""


def _chosen(options: Iterable[Option], text: str) -> str:
    if all(text != option.value for option in options):
        raise Unreadable("choose one of the answers shown")
    return text


def _found(question: Field, text: str, within: str) -> str:
    """The option with that name or value, in any letter case, of the group that may be chosen."""
    wanted = text.casefold()
    known = next((one for one in question.options if wanted in (one.label.casefold(), one.value.casefold())), None)
    if known and known.group == within:
        return known.value
    if known:
        raise Unreadable(f"{known.label} is in another nation; choose one of this nation, or correct the nation")
    offered = {one.label.casefold(): one.label for one in question.options if one.group == within}
    near = next((name for name in offered if wanted in name), "") or next(iter(get_close_matches(wanted, offered)), "")
    hint = f"such as {offered[near]}" if near else "from the list"
    raise Unreadable(f"this nation has no area with exactly that name; choose one, {hint}")


def _several(question: Field, text: str) -> list[str]:
    return [_chosen(question.choices, code) for code in dict.fromkeys(text.split())]


def _flag(_: Field, text: str) -> bool:
    if text != "yes":
        raise Unreadable("choose one of the answers shown")
    return True


def _free(_: Field, text: str) -> str:
    if len(text) > LONGEST or not text.isprintable():
        raise Unreadable(f"at most {LONGEST} characters")
    return text


def _row_number(text: str, rows: int) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= rows):
        raise Unreadable("choose one of the answers shown")
    return int(text) - 1


_READERS: Mapping[str, Callable[[Field, str], Any]] = {
    "money": lambda _, text: read_money(text),
    "whole": lambda _, text: read_whole(text),
    "hours": lambda _, text: read_hours(text),
    "share": lambda _, text: read_share(text),
    "date": lambda _, text: read_date(text).isoformat(),
    "text": _free,
    "radio": lambda question, text: _chosen(question.choices, text),
    "select": lambda question, text: _chosen(question.choices, text),
    "yesno": lambda question, text: _chosen(question.choices, text) == "yes",
    "flag": _flag,
    "checks": _several,
}


def _born(path: str) -> str:
    return f"{path.removesuffix('age')}born"


def _steps(path: str) -> list[str]:
    return path.replace("[", ".").replace("]", "").split(".")


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """``{"children.0.age": 9}`` as ``{"children": [{"age": 9}]}``. A container stands before its contents."""
    case: dict[str, Any] = {}
    for path, value in flat.items():
        steps = path.split(".")
        at: Any = case
        for step, after in itertools.pairwise(steps):
            at = at[int(step)] if isinstance(at, list) else at.setdefault(step, [] if after.isdigit() else {})
        if isinstance(at, list):
            at.append(value)
        else:
            at.setdefault(steps[-1], value)
    return case
