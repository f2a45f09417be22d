"""A made-up export that is spoilt as real ones are, with a list of every cell that was spoilt and of what it said.

A reader that drops nothing in silence can be checked against it: each spoilt cell is read, not known, or its row set
aside, and everything else is read as it was.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from benefitcalc.columns import Ints
from benefitcalc.money import Flag
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.synthetic.exports import CODED_TABLES, heading_of, style, written
from benefitcalc.portfolio.tables import tables_of_the_roll

READ, NOT_KNOWN, SET_ASIDE = "read", "not_known", "set_aside"
_TITLE = ("Rent roll", "Printed for: Income", "")
"""What stands above the header, a row each."""
_HEADER_ROW = len(_TITLE) + 1
LAST_ROW_OF_A_SHEET = 1_048_576
_NOBODY = "T9999999"
_FORMULAS = ('=HYPERLINK("http://example.invalid","Assured")', "=1+1", "+1-1", "@SUM(A1)", "-2+3")
_SCHEMES = ("Café Court – sheltered", "£1 House – supported", "Noël’s Yard")


@dataclass(frozen=True)
class MessyExport:
    """The files of the export, and what was done to them."""

    tenancies: Path
    """An XLSX workbook."""
    people: Path
    """A CSV file."""
    mixed: Path
    """A CSV file of tenancies of its own, in UTF-8 and Windows' code page by turns."""
    mapping: Path
    spoilt: pd.DataFrame
    """A row for each spoilt cell or row: ``table``, ``row`` as the file counts, ``ref`` of the tenancy, ``column``,
    ``kind`` of what was done, ``written``, ``truth`` (what the cell said before, as this style writes it), and what a
    reader can make of it (``becomes``): the truth is ``read``, the value is ``not_known``, or the row is ``set_aside``.
    """
    rows: dict[str, int]
    """How many rows ``tenancies`` and ``people`` have below their headers, without totals and a header again."""


def write_messy_export(
    folder: Path, tenancies: pd.DataFrame, people: pd.DataFrame, *, seed: int, to_row: int = LAST_ROW_OF_A_SHEET
) -> MessyExport:
    """Write a made-up roll into a folder as an export that is spoilt in a few rows of a hundred, each row in one way.

    The workbook has rows that are formatted and empty up to ``to_row``. Raises ``ValueError`` for fewer than 300
    tenancies, among which not everything can be spoilt.
    """
    if len(tenancies) < 300:
        raise ValueError(f"{len(tenancies)} tenancies are too few to spoil in every way; give 300 or more")
    mapping, tables = style(CODED_TABLES), tables_of_the_roll()
    chances = np.random.default_rng(seed)
    homes = _Table("tenancies", written(tenancies, tables["tenancies"], mapping, "tenancies"), mapping, chances)
    blocks = _merge_patches(homes)
    _spoil_tenancies(homes)
    hidden = homes.some(4)
    homes.note(hidden, "patch", "hidden_row", homes.cells("patch", hidden), READ)
    persons = _Table("people", written(people, tables["people"], mapping, "people"), mapping, chances)
    _spoil_people(persons)
    mixed = _Table("mixed", written(tenancies, tables["tenancies"], mapping, "tenancies"), mapping, chances)
    in_two_encodings = _in_two_encodings(mixed)
    made = MessyExport(
        tenancies=folder / "tenancies.xlsx",
        people=folder / "people.csv",
        mixed=folder / "mixed.csv",
        mapping=folder / "mapping.toml",
        spoilt=pd.concat([table.spoilt() for table in (homes, persons, mixed)], ignore_index=True),
        rows={table.name: len(table.whole()) for table in (homes, persons)},
    )
    made.tenancies.write_bytes(_workbook(homes, blocks, hidden, to_row))
    persons.whole().to_csv(made.people, index=False)
    made.mixed.write_bytes(in_two_encodings)
    mapping.save(made.mapping)
    return made


class _Table:
    """A table of texts that is spoilt step by step, each row at most once; rows can be added at its end."""

    def __init__(self, name: str, frame: pd.DataFrame, mapping: Mapping, chances: np.random.Generator) -> None:
        self.name, self.mapping, self.chances = name, mapping, chances
        self.frame = frame.astype(object)
        self.untouched = np.ones(len(frame), dtype=np.bool_)
        self.first_row = _HEADER_ROW + 1 if name == "tenancies" else 2
        self._added: list[pd.DataFrame] = []
        self._notes: list[pd.DataFrame] = []

    def heading(self, column: str) -> str:
        return heading_of(column, self.mapping, "people" if self.name == "people" else "tenancies")

    def cells(self, column: str, rows: Ints) -> list[str]:
        """What the rows of the frame say, in their order."""
        return list(self.frame[self.heading(column)].to_numpy()[rows])

    def some(self, in_a_thousand: int, where: Flag | None = None) -> Ints:
        """So many of a thousand rows, at least two, that nobody has touched and for which ``where`` holds."""
        free = np.flatnonzero(self.untouched if where is None else self.untouched & where)
        number = max(2, len(self.frame) * in_a_thousand // 1000)
        rows = np.sort(self.chances.permutation(free)[:number])
        self.untouched[rows] = False
        return rows

    def spoil(
        self,
        column: str,
        kind: str,
        spoil: Callable[[str, int], str],
        becomes: str,
        *,
        in_a_thousand: int = 3,
        where: Callable[[str], bool] = bool,
    ) -> None:
        """Write something else in some cells for which ``where`` holds: what ``spoil`` makes of the text, where the
        second argument counts the cells.
        """  # fmt: skip
        heading = self.heading(column)
        rows = self.some(in_a_thousand, np.array([where(text) for text in self.frame[heading]], dtype=np.bool_))
        truth = self.cells(column, rows)
        self.frame.loc[rows, heading] = [spoil(text, number) for number, text in enumerate(truth)]
        self.note(rows, column, kind, truth, becomes)

    def add(self, rows: Ints, column: str, kind: str, change: Callable[[str], str], becomes: str) -> None:
        """Copy some rows to the end of the table, with one of their cells changed."""
        copies = self.frame.iloc[rows].copy()
        first = len(self.frame) + sum(map(len, self._added))
        truth = list(copies[self.heading(column)])
        copies[self.heading(column)] = [change(text) for text in truth]
        self._added.append(copies)
        self._say(np.arange(first, first + len(copies)), copies, column, kind, truth, becomes)

    def note(self, rows: Ints, column: str, kind: str, truth: Sequence[str], becomes: str) -> None:
        """List the cells, which say in the frame what they say now."""
        self._say(rows, self.frame.iloc[rows], column, kind, truth, becomes)

    def _say(
        self, places: Ints, frame: pd.DataFrame, column: str, kind: str, truth: Sequence[str], becomes: str
    ) -> None:
        said = {
            "table": self.name,
            "row": places + self.first_row,
            "ref": frame[self.heading("tenancy_ref")].to_numpy(),
            "column": column,
            "kind": kind,
            "written": frame[self.heading(column)].to_numpy(),
            "truth": list(truth),
            "becomes": becomes,
        }
        self._notes.append(pd.DataFrame(said))

    def whole(self) -> pd.DataFrame:
        """All rows, those that were added too."""
        return pd.concat([self.frame, *self._added], ignore_index=True)

    def spoilt(self) -> pd.DataFrame:
        """The list, by row."""
        return pd.concat(self._notes, ignore_index=True).sort_values("row", kind="stable", ignore_index=True)


# --- What is spoilt ---------------------------------------------------------------------------------------------------


def _spoil_tenancies(homes: _Table) -> None:
    homes.spoil("rent", "wrong_sign", lambda text, _: f"-{text}", SET_ASIDE)
    homes.spoil("rent", "text_in_number", lambda _, number: ("see file", "o95.00", "95.00.00")[number % 3], SET_ASIDE)
    homes.spoil("rent", "currency_sign", lambda text, _: f"£{text}", READ)
    homes.spoil("bedrooms", "text_in_number", lambda _, number: ("two", "2 bed")[number % 2], NOT_KNOWN)
    homes.spoil("tenure", "unknown_code", lambda _, __: "ZZ", NOT_KNOWN)
    homes.spoil("tenancy_start", "date_1900", lambda _, __: "01/01/1900", NOT_KNOWN)
    homes.spoil("tenancy_start", "us_date", lambda text, _: _american(text), NOT_KNOWN, where=_tells)
    homes.spoil("tenancy_type", "formula", lambda _, number: _FORMULAS[number % len(_FORMULAS)], READ)
    homes.spoil("balance", "thousands", lambda text, _: f"{text[:-6]},{text[-6:]}", READ, where=_thousands)
    homes.spoil("balance", "brackets", lambda text, _: f"({text[1:]})", READ, where=_negative)
    homes.spoil("balance", "trailing_minus", lambda text, _: f"{text[1:]}-", READ, where=_negative)
    homes.spoil("balance", "credit_in_words", lambda text, _: f"{text[1:]} CR", READ, where=_negative)
    homes.spoil("uc_flag", "text_in_flag", lambda _, __: "maybe", NOT_KNOWN)
    homes.spoil("tenancy_ref", "missing_reference", lambda _, __: "", SET_ASIDE)
    homes.add(homes.some(2), "tenancy_ref", "repeated_row", lambda text: text, SET_ASIDE)
    twice = homes.some(2)
    homes.note(twice, "rent", "duplicate_reference", homes.cells("rent", twice), SET_ASIDE)
    homes.add(twice, "rent", "duplicate_reference", lambda text: f"1{text}", SET_ASIDE)


def _spoil_people(persons: _Table) -> None:
    persons.spoil("born", "impossible_age", lambda _, number: ("01/02/1850", "01/02/2190")[number % 2], NOT_KNOWN)
    persons.spoil("born", "date_1900", lambda _, __: "01/01/1900", NOT_KNOWN)
    persons.spoil("born", "us_date", lambda text, _: _american(text), NOT_KNOWN, where=_tells)
    persons.spoil("gross_pay", "text_in_number", lambda _, __: "about 900", NOT_KNOWN)
    persons.spoil("net_pay", "wrong_sign", lambda text, _: f"-{text}", NOT_KNOWN)
    persons.spoil("gross_pay", "thousands", lambda text, _: f"{text[:-6]},{text[-6:]}", READ, where=_thousands)
    persons.add(persons.some(2), "tenancy_ref", "orphan", lambda _: _NOBODY, SET_ASIDE)


def _american(text: str) -> str:
    return f"{text[3:5]}/{text[:2]}/{text[6:]}"


def _tells(text: str) -> bool:
    """Whether a date shows by itself that the day is written first. Others turned round cannot be told by anybody."""
    return bool(text) and int(text[:2]) > 12


def _thousands(text: str) -> bool:
    return len(text.lstrip("-")) == len("1234.56")


def _negative(text: str) -> bool:
    return text.startswith("-")


def _merge_patches(homes: _Table) -> Ints:
    """The first rows of blocks of three in which the patch stands once, as a merged cell; the other two say nothing."""
    blocks = np.arange(0, len(homes.frame) - 2, 3)
    firsts = np.sort(homes.chances.permutation(blocks)[: max(2, len(homes.frame) // 1000)])
    below = (firsts[:, None] + np.arange(1, 3)).ravel()
    homes.untouched[np.concatenate([firsts, below])] = False
    truth = np.repeat(homes.cells("patch", firsts), 2)
    homes.frame.loc[below, homes.heading("patch")] = ""
    homes.note(below, "patch", "merged_cell", list(truth), READ)
    return firsts


# --- The files --------------------------------------------------------------------------------------------------------


def _workbook(homes: _Table, blocks: Ints, hidden: Ints, to_row: int) -> bytes:
    """The sheet with rows above its header, a header again, a total, hidden and merged cells, and empty rows."""
    whole, stream = homes.whole(), io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_numbers": True, "strings_to_formulas": False}) as book:
        sheet, grey = book.add_worksheet("Tenancies"), book.add_format({"bg_color": "#eeeeee"})
        for row, text in enumerate(_TITLE):
            sheet.write(row, 0, text or None)
        top = homes.first_row - 1
        sheet.write_row(top - 1, 0, list(whole))
        for row, line in enumerate(whole.itertuples(index=False, name=None), top):
            sheet.write_row(row, 0, [cell or None for cell in line])
        end = top + len(whole)
        sheet.write_row(end, 0, list(whole))
        sheet.write_row(end + 1, 0, ["Grand total", len(whole)])
        for row in hidden:
            sheet.set_row(int(row) + top, None, None, {"hidden": True})
        place = list(whole).index(homes.heading("patch"))
        for first in blocks:
            row = int(first) + top
            sheet.merge_range(row, place, row + 2, place, whole.iat[int(first), place])
        for row in range(end + 2, to_row):
            sheet.write_blank(row, 0, None, grey)
    return stream.getvalue()


def _in_two_encodings(mixed: _Table) -> bytes:
    """The tenancies as CSV, with lines in UTF-8 and in Windows' code page."""
    rows = mixed.some(40)
    names = [_SCHEMES[number % len(_SCHEMES)] for number in range(len(rows))]
    mixed.frame.loc[rows, mixed.heading("housing_scheme")] = names
    mixed.note(rows, "housing_scheme", "encoding", names, READ)
    lines = mixed.frame.to_csv(index=False, lineterminator="\n").splitlines(keepends=True)
    windows = set((rows[::2] + 1).tolist())
    return b"".join(line.encode("cp1252" if row in windows else "utf-8") for row, line in enumerate(lines))
