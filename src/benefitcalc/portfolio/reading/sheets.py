"""A sheet: named columns below a header that may stand anywhere near the top, and what was odd about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, zip_longest

import numpy as np

from benefitcalc.columns import Ints
from benefitcalc.money import Flag
from benefitcalc.portfolio.reading.cells import ColumnBuilder, RawColumn

LOOKED_AT = 40
"""How many rows from the top may come before the header."""
BLOCK = 20_000
Known = Callable[[str], bool]
"""Whether a heading is one that the table knows."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd about a file or a sheet that stops nothing."""

    code: str
    found: str
    row: int | None = None
    heading: str = ""
    cells: int = 1


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells of one column that are merged, from row to row."""

    heading: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows below the header that hold anything."""

    name: str
    columns: tuple[RawColumn, ...]
    rows: Ints
    """Where each row stands in its file, counted from 1 as a spreadsheet counts."""
    typed: bool
    """Whether the file tells text from numbers; a delimited file does not."""
    notes: tuple[Note, ...] = ()
    torn: Mapping[str, Flag] = field(default_factory=dict)
    """Rows of which nobody knows which cell is which, by the code of the problem."""
    hidden: bool = False
    merged: tuple[Merged, ...] = ()

    def take(self, keep: Flag) -> Sheet:
        """The sheet with those rows alone."""
        return replace(
            self,
            columns=tuple(column.take(keep) for column in self.columns),
            rows=self.rows[keep],
            torn={code: rows[keep] for code, rows in self.torn.items()},
        )


def sheet_from_rows(
    rows: Iterable[Sequence[object]],
    *,
    name: str,
    known: Known,
    typed: bool,
    notes: Iterable[Note] = (),
    hidden: bool = False,
) -> Sheet | None:
    """The sheet that those rows make, the first of them being row 1; None where nothing is filled in."""
    stream = iter(rows)
    preview = list(islice(stream, LOOKED_AT))
    top = _header_row(preview, known)
    if top is None:
        return None
    said = [*notes]
    above = [_text(cell) for row in preview[:top] for cell in row if _text(cell)]
    if above:
        said.append(Note("rows_above_header", " · ".join(above)[:200], row=1, cells=top))
    headings, repeated = _headings(preview[top])
    said += [Note("repeated_heading", heading, row=top + 1, heading=heading) for heading in repeated]
    columns = _gather(chain(preview[top + 1 :], stream), headings, typed=typed)
    numbers = np.arange(len(columns[0].codes), dtype=np.int64) + top + 2
    filled = np.logical_or.reduce([column.filled for column in columns])
    torn = {}
    if not typed and len(columns) > len(headings):
        torn["more_cells_than_headings"] = np.logical_or.reduce([one.filled for one in columns[len(headings) :]])
        columns = columns[: len(headings)]
    sheet = Sheet(name, tuple(columns), numbers, typed, torn=torn, hidden=hidden)
    last = int(np.flatnonzero(filled)[-1]) + 1 if filled.any() else 0
    if not filled[:last].all():
        gaps = np.flatnonzero(~filled[:last])
        said.append(Note("empty_rows", f"{len(gaps):,} between the rows", row=int(numbers[gaps[0]]), cells=len(gaps)))
    if last < len(filled):
        said.append(Note("empty_rows", "at the end", row=int(numbers[last]), cells=len(filled) - last))
    sheet = sheet.take(filled)
    named = []
    for place, column in enumerate(sheet.columns):
        if column.heading:
            named.append(replace(column, place=place))
        elif column.filled.any():
            heading = f"column {letters(place)}"
            named.append(replace(column, heading=heading, place=place))
            said.append(Note("no_heading", heading, row=top + 1, cells=int(column.filled.sum())))
    return replace(sheet, columns=tuple(named), notes=tuple(said))


def _text(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _header_row(preview: Sequence[Sequence[object]], known: Known) -> int | None:
    """The row with most headings that are known; where none is, the first row with two texts or more, or with any."""
    counts = [sum(isinstance(cell, str) and known(cell) for cell in row) for row in preview]
    if any(counts):
        return counts.index(max(counts))
    texts = [sum(isinstance(cell, str) and bool(cell.strip()) for cell in row) for row in preview]
    for least in (2, 1):
        for place, count in enumerate(texts):
            if count >= least:
                return place
    return None


def _headings(row: Sequence[object]) -> tuple[list[str], list[str]]:
    """The headings, each once, and which of them stood twice: the second "Rent" becomes "Rent (2)"."""
    written = [_text(cell) for cell in row]
    while written and not written[-1]:
        written.pop()
    seen: Counter[str] = Counter()
    headings, repeated = [], []
    for heading in written:
        seen[heading] += bool(heading)
        again = seen[heading] > 1
        headings.append(f"{heading} ({seen[heading]})" if again else heading)
        if again:
            repeated.append(heading)
    return headings, repeated


def _gather(rows: Iterable[Sequence[object]], headings: Sequence[str], *, typed: bool) -> list[RawColumn]:
    """The columns, block by block, so that few rows are held at a time."""
    builders = [ColumnBuilder() for _ in headings]
    done = 0
    for block in _blocks(iter(rows)):
        columns = list(zip_longest(*block, fillvalue=""))
        builders += [ColumnBuilder(empty_before=done) for _ in range(len(columns) - len(builders))]
        columns += [("",) * len(block)] * (len(builders) - len(columns))
        for builder, cells in zip(builders, columns, strict=True):
            builder.cells(cells) if typed else builder.texts(cells)  # type: ignore[arg-type]  # text alone, where not typed
        done += len(block)
    names = [*headings, *[""] * (len(builders) - len(headings))]
    return [builder.column(heading) for builder, heading in zip(builders, names, strict=True)]


def _blocks(rows: Iterator[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    while block := list(islice(rows, BLOCK)):
        yield block


def letters(place: int) -> str:
    """A, B … Z, AA …: what a spreadsheet calls the column at that place, counted from 0."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
