"""Workbooks for tests, written with xlsxwriter."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

HEADINGS = ("Tenancy Ref", "Rent", "Rent Per", "Chargeable Weeks", "Patch")
ROWS = (
    ("T1", 101.5, "Weekly", 52, "North"),
    ("T2", 102.25, "Weekly", 52, "North"),
    ("T3", 103, "Weekly", 52, "South"),
)


def workbook(
    rows: Sequence[Sequence[Any]] = ROWS,
    *,
    headings: Sequence[str] = HEADINGS,
    top: int = 0,
    then: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """A workbook with one sheet of rows; ``then`` does more to the book and the sheet."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rent roll")
        sheet.write_row(top, 0, headings)
        for number, row in enumerate(rows, top + 1):
            sheet.write_row(number, 0, row)
        if then is not None:
            then(book, sheet)
    return written.getvalue()
