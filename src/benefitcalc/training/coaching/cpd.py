"""A log of continuing professional development (CPD), from marked files and calls heard: supporting evidence.

It is no proof of competence, and it is not called compliance: the Competence and Conduct Standard (England, October
2026) asks landlords that their staff have the skills, knowledge, experience and behaviours they need, and for a written
policy on learning, appraisal and poor performance. It prescribes no log (``docs/coaching.md`` has the sources). Writing
a workbook loads pandas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benefitcalc.training.coaching.listening_form import HeardCall
from benefitcalc.training.coaching.marked_file import ACTIVITIES, MarkedFile
from benefitcalc.training.coaching.privacy import code_of
from benefitcalc.training.scenario import TOPICS

CALL_HEARD = "Call listened to, with a form"
WHAT_IT_IS = (
    "Supporting evidence of training done, from files of marked work. It says nothing on whether a standard is met."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity."""

    on: dt.date
    activity: str
    topics: str
    result: str
    """The marks, or the score of a call."""
    minutes: int | None = None
    seed: int | None = None
    rates: str = ""


@dataclass(frozen=True, slots=True)
class CpdLog:
    """The activities of an officer, by day; ``left_out`` counts what is of others, or without a day."""

    officer: str
    entries: tuple[Entry, ...]
    left_out: int = 0

    @property
    def minutes(self) -> int:
        """The minutes of all activities whose time was taken."""
        return sum(one.minutes or 0 for one in self.entries)

    @property
    def summary(self) -> str:
        """How much was done."""
        number = len(self.entries)
        what = "activity" if number == 1 else "activities"
        return f"Officer {self.officer}: {number} {what}, {_time(self.minutes)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What the log is, and what is not in it."""
        untimed = sum(one.minutes is None for one in self.entries)
        found = [WHAT_IT_IS]
        if untimed:
            found.append(f"Not timed: {untimed} of them.")
        if self.left_out:
            found.append(f"Left out: {self.left_out} of other officers, or without a code or a day.")
        return tuple(found)

    def __str__(self) -> str:
        lines = [f"CPD log. {self.summary}"]
        for one in self.entries:
            minutes = "" if one.minutes is None else f", {one.minutes} minutes"
            seed = "" if one.seed is None else f", seed {one.seed}"
            topics = f", {one.topics}" if one.topics else ""
            lines.append(f"- {one.on:%-d %B %Y}: {one.activity}{topics}{minutes}{seed}, {one.result}")
        return "\n".join([*lines, *self.notes])

    def to_xlsx(self) -> bytes:
        """The log as a workbook."""
        from benefitcalc.portfolio.writing import Sheet
        from benefitcalc.training.coaching.workbook import bytes_of

        heads = ("Date", "Activity", "Topics", "Minutes", "Seed of the paper", "Result", "Rates")

        def write(book: object) -> None:
            sheet = Sheet(book, "CPD log")
            sheet.header(heads, (12, 26, 60, 10, 14, 34, 10))
            for row, one in enumerate(self.entries, 1):
                cells = (one.on, one.activity, one.topics, one.minutes, one.seed, one.result, one.rates)
                for place, value in enumerate(cells):
                    sheet.cell(row, place, value)
            after = len(self.entries) + 2
            sheet.cell(after, 0, self.summary)
            for row, note in enumerate(self.notes, after + 1):
                sheet.cell(row, 0, note)

        return bytes_of(write, "CPD log")


def cpd_log(files: Sequence[MarkedFile], officer: str, calls: Sequence[HeardCall] = ()) -> CpdLog:
    """The log of an officer, from marked files and from calls that were listened to. Raises ``ValueError`` for a code
    that is none.
    """
    code = code_of(officer)
    found = [_entry(file) for file in files if file.officer == code]
    found += [_of_call(call, call.call_on) for call in calls if call.officer == code and call.call_on is not None]
    return CpdLog(code, tuple(sorted(found, key=_order)), len(files) + len(calls) - len(found))


def _of_call(call: HeardCall, on: dt.date) -> Entry:
    return Entry(on=on, activity=CALL_HEARD, topics="", result=str(call.score))


def _entry(file: MarkedFile) -> Entry:
    return Entry(
        on=file.date,
        activity=ACTIVITIES[file.activity],
        topics=_words(file.topics),
        minutes=file.minutes,
        seed=file.seed,
        result=f"{file.marks} of {file.out_of} marks",
        rates=file.rates or "",
    )


def _order(one: Entry) -> tuple[dt.date, str, int]:
    return one.on, one.activity, one.seed or 0


def _words(topics: Iterable[str]) -> str:
    return "; ".join(TOPICS[topic] for topic in topics)


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"
