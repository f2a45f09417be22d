"""What a team gets wrong: misconceptions by topic, officer code and month, from marked papers and replays.

Pseudonymous: officers are codes. A count is of wrong figures that a misconception fits; where several fit one figure,
each is counted. Small numbers say little: a share is shown from 20 steps on, and no order of officers is given. It is
for choosing what to practise, not for ranking people. This module loads pandas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from benefitcalc.portfolio.writing import Sheet
from benefitcalc.training.coaching.marked_file import ACTIVITIES, MarkedFile
from benefitcalc.training.coaching.topics import topic_of_step
from benefitcalc.training.coaching.workbook import bytes_of
from benefitcalc.training.misconceptions import MISCONCEPTIONS
from benefitcalc.training.scenario import TOPICS

FEW = 20
"""Under so many steps no share is shown."""
NO_CODE = "(no code)"
BY = ("misconception", "topic", "officer", "month")
_HEADS: dict[str, tuple[str, int]] = {
    "month": ("Month", 10),
    "officer": ("Officer (code)", 16),
    "activity": ("Activity", 24),
    "topic": ("Topic", 22),
    "step": ("Step", 30),
    "misconception": ("Misconception", 34),
    "title": ("In words", 62),
    "steps": ("Steps answered", 12),
    "wrong": ("Wrong", 10),
    "wrong_percent": (f"Wrong, percent (from {FEW} steps on)", 18),
    "misconceptions": ("Misconceptions named", 16),
}
"""The columns as a sheet has them, with their widths."""
_DRAWN = 12
"""How many misconceptions the picture in the workbook has."""
_WRONG = frozenset({"wrong", "penny_off"})


@dataclass(frozen=True, eq=False)
class TeamView:
    """What a team gets wrong."""

    steps: pd.DataFrame
    """A row for each step that was answered: ``month`` (2026-11), ``officer`` (a code), ``activity``, ``topic``,
    ``step``, ``wrong`` (whether it did not follow).
    """
    frame: pd.DataFrame
    """A row for each misconception that fits a wrong figure: ``month``, ``officer``, ``activity``, ``topic``, ``step``,
    ``misconception``, ``title``.
    """
    files: int
    cautions: tuple[str, ...]
    """What a reader has to know."""

    def counts(self, by: str) -> pd.DataFrame:
        """How often, by ``misconception``, ``topic``, ``officer`` or ``month``.

        ``misconceptions`` is how many were named. Except by misconception there are also ``steps``, how many were
        answered, ``wrong``, how many of them did not follow, and ``wrong_percent``, half up, missing under 20 steps.
        Misconceptions and topics come from the most frequent down, officers and months by their names.
        """
        if by not in BY:
            raise ValueError(f"by is {by!r}; give one of {', '.join(BY)}")
        named = Counter(self.frame[by].tolist())
        if by == "misconception":
            rows = [(code, MISCONCEPTIONS[code].title, number) for code, number in _ordered(named)]
            return pd.DataFrame(rows, columns=["misconception", "title", "misconceptions"])
        answered = Counter(self.steps[by].tolist())
        wrong = Counter(self.steps[by][self.steps["wrong"]].tolist())
        keys = [key for key, _ in _ordered(wrong)] if by == "topic" else []
        keys += sorted(answered.keys() - set(keys))
        table = pd.DataFrame({
            by: keys,
            "steps": [answered[key] for key in keys],
            "wrong": [wrong[key] for key in keys],
            "wrong_percent": pd.array([_percent(wrong[key], answered[key]) for key in keys], dtype="Int64"),
            "misconceptions": [named[key] for key in keys],
        })  # fmt: skip
        if by == "topic":
            table.insert(1, "title", [TOPICS[key] for key in keys])
        return table

    def by_topic_and_misconception(self) -> pd.DataFrame:
        """How often each misconception was named in each topic: a row a misconception, a column a topic."""
        if self.frame.empty:
            return pd.DataFrame(columns=["misconception"])
        table = pd.crosstab(self.frame["misconception"], self.frame["topic"])
        return table.reset_index().rename_axis(None, axis=1)

    def to_xlsx(self) -> bytes:
        """The view as a workbook: a sheet for each count, every step that a misconception fits, and what to know."""
        return bytes_of(self._write, "Misconceptions of a team")

    def _write(self, book: Any) -> None:
        about = Sheet(book, "Read this first")
        about.header(["What to know of these figures"], [110])
        for row, text in enumerate(self.cautions, 1):
            about.cell(row, 0, text)
        for by in BY:
            table = self.counts(by)
            sheet = _sheet(book, f"By {by}", table)
            if by == "misconception" and len(table):
                _picture(book, sheet, min(len(table), _DRAWN))
        _sheet(book, "All", self.frame)

    def __str__(self) -> str:
        rows = self.counts("misconception").itertuples(index=False)
        lines = [f"{row.title}: {row.misconceptions}" for row in rows]
        return "\n".join([*(lines or ["No misconception was named."]), "", *self.cautions])


def _sheet(book: Any, name: str, table: pd.DataFrame) -> Sheet:
    """A table on a sheet of its own, with headings in words."""
    sheet = Sheet(book, name)
    heads = [_HEADS[str(column)] for column in table.columns]
    sheet.header([head for head, _ in heads], [width for _, width in heads])
    for row, cells in enumerate(table.astype(object).itertuples(index=False, name=None), 1):
        for place, cell in enumerate(cells):
            sheet.cell(row, place, cell)
    if len(table):
        sheet.page.autofilter(0, 0, len(table), len(heads) - 1)
    return sheet


def _picture(book: Any, sheet: Sheet, rows: int) -> None:
    """A bar for each misconception, drawn by the spreadsheet from the table beside it."""
    chart = book.add_chart({"type": "bar"})
    name = sheet.page.get_name()
    chart.add_series({"categories": [name, 1, 1, rows, 1], "values": [name, 1, 2, rows, 2]})
    chart.set_title({"name": "How often each misconception fitted a wrong figure"})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 900, "height": 120 + 40 * rows})
    sheet.page.insert_chart(1, 4, chart, {"description": "The counts of the table beside it, as bars."})


def team_view(files: Iterable[MarkedFile]) -> TeamView:
    """What a team gets wrong, from the marked files of papers and replays."""
    given = list(files)
    steps = pd.DataFrame(list(_steps(given)), columns=["month", "officer", "activity", "topic", "step", "wrong"])
    columns = ["month", "officer", "activity", "topic", "step", "misconception", "title"]
    frame = pd.DataFrame(list(_named(given)), columns=columns)
    return TeamView(steps, frame, len(given), tuple(_cautions(given, steps)))


def _each(files: Sequence[MarkedFile]) -> Iterator[tuple[tuple[str, str, str, str, str], Any]]:
    for file in files:
        month, officer = f"{file.date:%Y-%m}", file.officer or NO_CODE
        for task, step in file.steps:
            topic = topic_of_step(step.step, task.topic)
            yield (month, officer, ACTIVITIES[file.activity], topic, step.step), step


def _steps(files: Sequence[MarkedFile]) -> Iterator[tuple[Any, ...]]:
    for where, step in _each(files):
        if step.verdict != "missing":
            yield (*where, step.verdict in _WRONG)


def _named(files: Sequence[MarkedFile]) -> Iterator[tuple[Any, ...]]:
    for where, step in _each(files):
        yield from ((*where, code, MISCONCEPTIONS[code].title) for code in step.misconceptions)


def counted(number: int, what: str) -> str:
    """``1 step``, ``3 steps``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _ordered(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def _percent(part: int, whole: int) -> Any:
    return (200 * part + whole) // (2 * whole) if whole >= FEW else pd.NA


def _cautions(files: Sequence[MarkedFile], steps: pd.DataFrame) -> Iterator[str]:
    officers = sorted(set(steps["officer"]) - {NO_CODE})
    given, people, answered = ((len(files), "marked file"), (len(officers), "officer"), (len(steps), "step"))
    yield f"{counted(*given)} of {counted(*people)}, {counted(*answered)} answered. Officers are codes."
    yield (
        "A misconception is counted where it gives just the wrong figure that was entered. Where several fit one "
        "figure each is counted; a plain slip has none."
    )
    few = [code for code in officers if (steps["officer"] == code).sum() < FEW]
    if few:
        yield f"Under {FEW} steps, so no share is shown: {', '.join(few)}. A few wrong steps say little about a person."
    if len(officers) < 5:
        yield "In so small a team a code is easily recognised. Share this view only with those who may know."
    if NO_CODE in set(steps["officer"]):
        yield f"Files without a code stand under {NO_CODE}."
    yield "It is for choosing what to practise. Harder papers have more wrong steps, so do not compare officers by it."
