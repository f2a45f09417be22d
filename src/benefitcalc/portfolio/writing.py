"""Frames into files that people open in a spreadsheet. Text from outside stays text there.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is executed by a spreadsheet that reads it from a CSV file, and so
can do harm far from here. In CSV such text gets an apostrophe in front; in XLSX it is a string with Excel's own mark
for text, and never a formula.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import pandas as pd
import xlsxwriter

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
MONEY, DAY = "£#,##0.00;[Red]-£#,##0.00", "dd/mm/yyyy"


def neutral(text: str) -> str:
    """The text as a CSV file may hold it: what would be a formula has an apostrophe in front."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def write_csv(frame: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write a frame as CSV; see :func:`csv_of`."""
    Path(path).write_bytes(csv_of(frame))


def csv_of(frame: pd.DataFrame) -> bytes:
    """The CSV file of a frame, in UTF-8 with its mark, which spreadsheets need to show £."""
    safe = frame.copy()
    for name in safe.columns:
        if pd.api.types.is_string_dtype(safe[name]) or safe[name].dtype == object:
            safe[name] = safe[name].map(lambda cell: neutral(cell) if isinstance(cell, str) else cell)
    safe.columns = pd.Index([neutral(str(name)) for name in safe.columns])
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def new_workbook(target: str | os.PathLike[str] | IO[bytes]) -> Any:
    """An xlsxwriter workbook in which text is never taken for a formula, a link or a number."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return xlsxwriter.Workbook(target if hasattr(target, "write") else os.fspath(target), plain)


class Sheet:
    """A sheet of a workbook with a frozen header, which is filled cell by cell or from a frame."""

    def __init__(self, book: Any, name: str) -> None:
        self.page = book.add_worksheet(name)
        self.page.freeze_panes(1, 0)
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"quote_prefix": True})
        self._money = book.add_format({"num_format": MONEY})
        self._day = book.add_format({"num_format": DAY})

    def header(self, headings: Collection[str], widths: Collection[int] = ()) -> None:
        """The headings in the first row."""
        for place, heading in enumerate(headings):
            self.page.write_string(0, place, heading, self._head)
        for place, width in enumerate(widths):
            self.page.set_column(place, place, width)

    def cell(self, row: int, place: int, value: object, *, money: bool = False) -> None:
        """One cell; ``money`` is in pence. What is missing leaves the cell empty."""
        if value is None or value is pd.NA or value is pd.NaT:
            return
        if isinstance(value, bool):
            self.page.write_string(row, place, "yes" if value else "no")
        elif isinstance(value, str):
            self.page.write_string(row, place, value, self._text if value.startswith(_DANGEROUS) else None)
        elif isinstance(value, dt.date | dt.datetime):
            self.page.write_datetime(row, place, value, self._day)
        elif money:
            self.page.write_number(row, place, Decimal(str(value)).scaleb(-2), self._money)
        else:
            self.page.write_number(row, place, value)

    def frame(self, frame: pd.DataFrame, *, money: Collection[str] = ()) -> None:
        """A frame under its header; the columns of ``money`` are in pence and shown in pounds."""
        texts = [str(name) for name in frame.columns]
        self.header(texts, [min(40, max(10, len(text) + 2)) for text in texts])
        for place, name in enumerate(frame.columns):
            for row, value in enumerate(frame[name].astype(object).tolist(), 1):
                self.cell(row, place, value, money=name in money)
        if len(frame):
            self.page.autofilter(0, 0, len(frame), len(texts) - 1)
