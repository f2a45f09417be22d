"""Delimited text: CSV with a comma, a semicolon, a tab or a bar, in UTF-8, UTF-16, Windows' code page, or a mixture."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from benefitcalc.errors import UnreadableTable
from benefitcalc.portfolio.reading.sheets import LOOKED_AT, Known, Note, Sheet, sheet_from_rows

DELIMITERS = (",", ";", "\t", "|")


def read_delimited(written: bytes, known: Known) -> list[Sheet]:
    """The one sheet of a delimited file. Raises UnreadableTable where it is none."""
    text, notes = decoded(written)
    lines = text.splitlines(keepends=True)[:LOOKED_AT]
    delimiter = max(DELIMITERS, key=lambda one: _fitness("".join(lines), one, known))
    sheet = sheet_from_rows(_rows(text, delimiter), name="", known=known, typed=False, notes=notes)
    return [] if sheet is None else [_with_swallowed_lines(sheet, delimiter)]


def _with_swallowed_lines(sheet: Sheet, delimiter: str) -> Sheet:
    """The sheet, in which a row is torn whose cell holds whole lines: its quotation mark was never closed."""
    least = max(1, len(sheet.columns) // 2)
    swallowed = np.zeros(len(sheet.rows), dtype=np.bool_)
    for column in sheet.columns:
        whole_lines = ["\n" in text and text.count(delimiter) >= least for text in column.texts]
        swallowed |= np.array([*whole_lines, False], dtype=np.bool_)[column.codes]
    return replace(sheet, torn={**sheet.torn, "unclosed_quote": swallowed}) if swallowed.any() else sheet


def _rows(text: str, delimiter: str) -> Iterator[Sequence[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableTable(
            f"The file is not delimited text ({error}). Save it again as CSV or as an XLSX workbook."
        ) from None


def _fitness(text: str, delimiter: str, known: Known) -> tuple[int, int]:
    """How many headings the best row shows with that delimiter, and into how many cells it falls."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return max((sum(map(known, row)) for row in rows), default=0), max(map(len, rows), default=0)


def decoded(written: bytes) -> tuple[str, list[Note]]:
    """The text of a file, and a note for each oddity of its encoding. A line that is no UTF-8 is read in Windows' code
    page (cp1252), line by line, because exports are sometimes put together from both.
    """
    if written.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return written.decode("utf-16", errors="replace"), []
    written = written.removeprefix(codecs.BOM_UTF8)
    if b"\0" in written[:4096]:
        raise UnreadableTable("The file is not text. Give a CSV file, an XLSX workbook or a Parquet file.")
    try:
        return written.decode("utf-8"), []
    except UnicodeDecodeError:
        return _line_by_line(written)


def _line_by_line(written: bytes) -> tuple[str, list[Note]]:
    lines: list[str] = []
    other: list[tuple[int, str]] = []
    beyond_ascii = False
    for number, line in enumerate(written.splitlines(keepends=True), 1):
        try:
            lines.append(line.decode("utf-8"))
            beyond_ascii = beyond_ascii or not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
            other.append((number, lines[-1]))
    if not beyond_ascii:
        number, text = other[0]
        return "".join(lines), [Note("windows_encoding", text.strip()[:80], row=number, cells=len(other))]
    return "".join(lines), [Note("mixed_encodings", text.strip()[:80], row=number) for number, text in other]
