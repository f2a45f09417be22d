"""What is wrong with a table, gathered while it is read, and the frame that lists it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from benefitcalc.columns import Ints
from benefitcalc.portfolio.reading.sheets import Note

Texts: TypeAlias = Sequence[str] | npt.NDArray[Any]
"""A text for each row."""
SET_ASIDE, NOT_KNOWN, READ = "set_aside", "not_known", "read"
"""What became of a value or its row."""
COLUMNS = {
    "table": "string", "sheet": "string", "row": "Int64", "ref": "string", "column": "string", "code": "string",
    "found": "string", "valid": "string", "outcome": "string", "cells": "Int64", "pence_at_stake": "Int64",
}  # fmt: skip
"""The columns of a frame of problems and their types."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: what is said of it."""

    says: str
    valid: str
    outcome: str
    each: bool = True


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of problem by its code."""
    written = tomllib.loads(files(__package__).joinpath("problems.toml").read_text(encoding="utf-8"))
    return {code: Kind(**given) for code, given in written.items()}


@dataclass(frozen=True, slots=True)
class Finding:
    """The same problem in rows of one column."""

    code: str
    column: str
    rows: Ints
    """The places of the rows in the table."""
    found: Texts
    """What each of them has."""
    outcome: str
    valid: str = ""
    cells: int = 1
    """For how many cells each line stands."""


@dataclass(slots=True)
class Findings:
    """The problems of a table, by the places of its rows, and the oddities of its files."""

    found: list[Finding] = field(default_factory=list)
    notes: list[tuple[str, Note]] = field(default_factory=list)
    """The sheet and the note."""

    def add(
        self, code: str, column: str, rows: Ints, found: Texts, *, outcome: str, valid: str = "", among: int = 0
    ) -> None:
        """Add a problem of those rows. Where its kind says so, and more than one in 20 ``among`` the column's filled
        cells share it, it is the way in which the column is written: one line for all of them.
        """
        if not len(rows):
            return
        if kinds()[code].each or len(rows) * 20 <= among:
            self.found.append(Finding(code, column, rows, found, outcome, valid))
        else:
            self.found.append(Finding(code, column, rows[:1], found[:1], outcome, valid, cells=len(rows)))

    def frame(self, table: str, *, sheets: Texts, numbers: Ints, refs: Texts) -> pd.DataFrame:
        """The frame of problems: the notes, then the problems by column. ``sheets``, ``numbers`` and ``refs`` are those
        of each row: its sheet, its number in the file, its reference.
        """
        found = self.found
        rows = np.concatenate([np.array([], dtype=np.int64), *(one.rows for one in found)])
        count = [len(one.rows) for one in found]
        notes = [note for _, note in self.notes]

        def each(values: Sequence[object], of_notes: Sequence[object]) -> npt.NDArray[Any]:
            return np.concatenate([_objects(of_notes), np.repeat(_objects(values), count)])

        texts = [np.asarray(one.found, dtype=object) for one in found]
        lines = {
            "table": table,
            "sheet": np.concatenate([_objects([sheet for sheet, _ in self.notes]), np.asarray(sheets, object)[rows]]),
            "row": np.concatenate([_objects([note.row for note in notes]), numbers[rows].astype(object)]),
            "ref": np.concatenate([_objects([None] * len(notes)), np.asarray(refs, dtype=object)[rows]]),
            "column": each([one.column for one in found], [note.heading for note in notes]),
            "code": each([one.code for one in found], [note.code for note in notes]),
            "found": np.concatenate([_objects([note.found for note in notes]), *texts]),
            "valid": each(
                [one.valid or kinds()[one.code].valid for one in found], [kinds()[note.code].valid for note in notes]
            ),
            "outcome": each([one.outcome for one in found], [READ] * len(notes)),
            "cells": each([one.cells for one in found], [note.cells for note in notes]),
            "pence_at_stake": pd.NA,
        }
        return typed(pd.DataFrame(lines, columns=list(COLUMNS)))


def _objects(values: Sequence[object]) -> npt.NDArray[Any]:
    return np.fromiter(values, dtype=object, count=len(values))


def typed(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines with the types of a frame of problems."""
    return lines.astype(COLUMNS)


def in_order(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Frames of problems in one, what is worst first and then in the order of the rows."""
    whole = pd.concat([typed(pd.DataFrame(columns=list(COLUMNS))), *parts], ignore_index=True)
    worst = whole["outcome"].map({SET_ASIDE: 0, NOT_KNOWN: 1, READ: 2})
    by = whole.assign(_worst=worst).sort_values(["_worst", "table", "sheet", "row"], kind="stable", na_position="first")
    return by.drop(columns="_worst").reset_index(drop=True)
