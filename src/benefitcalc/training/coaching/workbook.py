"""Forms as workbooks: written so that people can fill them in Excel, and read back by the key of each row.

The first column of a form holds the keys and is hidden; rows may be added or moved without harm. Text is written as
text and never read as a formula. This module loads pandas, which the writing of workbooks brings.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from benefitcalc.errors import Problem, UnreadableTable
from benefitcalc.portfolio.writing import new_workbook

MOST_BYTES = 5_000_000
"""The most that a form of a landlord may weigh."""
MOST_UNPACKED = 50_000_000
_CHUNK = 1 << 20
_WRITTEN_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WRITTEN_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?")
_DANGEROUS = ("=", "+", "-", "@")
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "title": {"font_size": 16, "bold": True, "text_wrap": False},
    "section": {"font_size": 12, "bold": True, "top": 1, "text_wrap": False},
    "head": {"bold": True, "bottom": 1, "bg_color": "#E8EEF4"},
    "label": {"bold": True},
    "entry": {"bg_color": "#FFF9DB", "border": 1, "border_color": "#8A8F98", "locked": False},
    "quiet": {"font_color": "#4A5563"},
    "result": {"bold": True, "font_size": 12},
}


class FormSheet:
    """One sheet of a form, filled row by row; cells to fill in are yellow and unlocked, all others are locked."""

    def __init__(self, book: Any, name: str, widths: Sequence[int], *, landscape: bool = False) -> None:
        self.page = book.add_worksheet(name)
        self.row = 0
        self._book = book
        self._last = len(widths)
        self._formats: dict[tuple[str, str], Any] = {}
        self.page.set_column(0, 0, None, None, {"hidden": True})
        for place, width in enumerate(widths, 1):
            self.page.set_column(place, place, width)
        self.page.set_paper(9)  # A4
        if landscape:
            self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        inches = Decimal("0.5")
        self.page.set_margins(left=inches, right=inches, top=inches, bottom=inches)
        self.page.hide_gridlines(2)
        self.page.protect("", {"format_rows": True, "format_columns": True, "insert_rows": True})

    def format(self, kind: str, number: str = "") -> Any:
        """A format by its name."""
        made = self._formats.get((kind, number))
        if made is None:
            numbered = {"num_format": number} if number else {}
            made = self._book.add_format({**_FONT, **_LOOKS[kind], **numbered})
            self._formats[kind, number] = made
        return made

    def put(self, place: int, value: object, kind: str = "text") -> None:
        """A value in a column of this row (1 is the first that is seen)."""
        if value is None or value == "":
            self.page.write_blank(self.row, place, None, self.format(kind, "@" if kind == "entry" else ""))
        elif isinstance(value, dt.datetime | dt.date):
            self.page.write_datetime(self.row, place, value, self.format(kind, "dd/mm/yyyy"))
        elif isinstance(value, dt.time):
            self.page.write_datetime(self.row, place, value, self.format(kind, "hh:mm"))
        elif isinstance(value, int):
            self.page.write_number(self.row, place, value, self.format(kind))
        else:
            self.page.write_string(self.row, place, str(value), self.format(kind, "@" if kind == "entry" else ""))

    def day(self, place: int, value: dt.date | None) -> None:
        """A cell for a day."""
        self._dated(place, value, "dd/mm/yyyy", "date", dt.date(2000, 1, 1))

    def time(self, place: int, value: dt.time | None) -> None:
        """A cell for a time of day."""
        self._dated(place, value, "hh:mm", "time", dt.time(0, 0))

    def _dated(self, place: int, value: Any, number: str, kind: str, least: Any) -> None:
        if value is None:
            self.page.write_blank(self.row, place, None, self.format("entry", number))
        else:
            self.page.write_datetime(self.row, place, value, self.format("entry", number))
        wanted = "a day, such as 07/12/2026" if kind == "date" else "a time, such as 14:05"
        self.page.data_validation(self.row, place, self.row, place, {
            "validate": kind, "criteria": ">=", "value": least,
            "error_title": "Not read", "error_message": f"Give {wanted}.",
        })  # fmt: skip

    def choice(self, place: int, value: str, choices: Sequence[str]) -> None:
        """A cell with a list to choose from."""
        self.put(place, value, "entry")
        self.page.data_validation(self.row, place, self.row, place, {
            "validate": "list", "source": list(choices),
            "error_title": "Not one of the list", "error_message": f"Choose {', '.join(choices)}.",
        })  # fmt: skip

    def key(self, key: str) -> None:
        """The key by which this row is read back."""
        self.page.write_string(self.row, 0, key)

    def down(self, rows: int = 1, height: int | None = None) -> None:
        """Go on to a row below; ``height`` is that of the row left, in points."""
        if height is not None:
            self.page.set_row(self.row, height)
        self.row += rows

    def across(self, text: str, kind: str = "text", first: int = 1) -> None:
        """A text over all columns."""
        self.page.merge_range(self.row, first, self.row, self._last, "", self.format(kind))
        if text:
            self.page.write_string(self.row, first, text, self.format(kind))


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column of that width, about."""
    return sum(1 + len(part) // max(1, width) for part in text.split("\n")) if text else 1


def bytes_of(write: Any, title: str) -> bytes:
    """The workbook that ``write(book)`` fills, as bytes. Equal content gives equal bytes."""
    target = io.BytesIO()
    book = new_workbook(target)
    book.set_properties({"title": title, "created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
    write(book)
    book.close()
    return target.getvalue()


# --- Reading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form: its key, and its cells from the first column that is seen on."""

    sheet: str
    number: int
    key: str
    cells: tuple[Any, ...]

    def text(self, place: int) -> str:
        """The text of a cell (1 is the first that is seen), without blanks around it; a number as it is shown."""
        value = self.cells[place - 1] if place <= len(self.cells) else ""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, dt.datetime):
            value = value.date() if value.time() == dt.time(0) else value
        if isinstance(value, int | dt.date | dt.time):
            return str(value)
        return _whole(value) if not isinstance(value, str) else _unquoted(value.strip())

    def where(self, place: int) -> str:
        """The cell, as people find it: ``Call listening!F7``."""
        return f"{self.sheet}!{xl_col_to_name(place)}{self.number}"

    def day(self, place: int, problems: list[Problem], what: str) -> dt.date | None:
        """The day in a cell; None where it is empty. What is no day goes to ``problems``."""
        text = self.text(place)
        if not text:
            return None
        written = _WRITTEN_DAY.fullmatch(text)
        try:
            return dt.date(*map(int, reversed(written.groups()))) if written else dt.date.fromisoformat(text)
        except ValueError:
            sentence = f"{what} {text!r} is not a day; give one such as 07/12/2026."
            problems.append(Problem(self.where(place), "not_a_date", sentence))
            return None

    def time(self, place: int, problems: list[Problem], what: str) -> dt.time | None:
        """The time of day in a cell; None where it is empty."""
        text = self.text(place)
        if not text:
            return None
        written = _WRITTEN_TIME.fullmatch(text)
        try:
            if written:
                return dt.time(int(written[1]), int(written[2]))
        except ValueError:
            pass
        sentence = f"{what} {text!r} is no time; give one such as 14:05."
        problems.append(Problem(self.where(place), "not_a_time", sentence))
        return None


def _whole(value: Any) -> str:
    """A number as a sheet shows it: 3.0 is 3."""
    text = repr(value) if value is not None else ""
    return text.removesuffix(".0")


def _unquoted(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_DANGEROUS) else text


def rows_of(workbook: bytes, sheet: str, going_on: Collection[str] = ()) -> Iterator[Row]:
    """The rows with a key of that sheet. A row that somebody added straight below one of a kind of ``going_on``, and
    that holds anything, has the kind as its key. Raises ``UnreadableTable`` for what is no such workbook.
    """
    kind = ""
    for number, cells in rows_of_table(workbook, sheet):
        key = str(cells[0]) if cells else ""
        if key:
            kind = key.partition(":")[0]
            yield Row(sheet, number, key, cells[1:])
        elif kind in going_on and any(str(cell).strip() for cell in cells):
            yield Row(sheet, number, kind, cells[1:])
        else:
            kind = ""


def _checked(workbook: bytes) -> None:
    """See that the workbook unpacks to no more than a form holds, and that its parts are as large as they say."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise UnreadableTable("The workbook unpacks to more than a form can hold.")
        for name in archive.namelist():
            with archive.open(name) as stream:
                while stream.read(_CHUNK):
                    pass  # the size and the checksum that the zip states are checked as it is read


def rows_of_table(workbook: bytes, sheet: str | None = None) -> list[tuple[int, tuple[Any, ...]]]:
    """The rows of a sheet with their numbers, the first column first; of the first sheet where none is named."""
    import python_calamine

    if len(workbook) > MOST_BYTES:
        raise UnreadableTable(f"The workbook has more than {MOST_BYTES // 1_000_000} MB, and a form has far less.")
    try:
        _checked(workbook)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook))
        if sheet is not None and sheet not in book.sheet_names:
            names = ", ".join(book.sheet_names)
            raise UnreadableTable(f"The workbook has no sheet {sheet!r}; it has {names}. Give a file of this form.")
        cells = book.get_sheet_by_name(sheet or book.sheet_names[0])
        top, left = cells.start or (0, 0)
        indent = ("",) * left
        return [(number, (*indent, *row)) for number, row in enumerate(cells.iter_rows(), 1) if number > top]
    except python_calamine.PasswordError:
        raise UnreadableTable("The workbook needs a password. Save a copy without one.") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        python_calamine.CalamineError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise UnreadableTable(f"The file is no XLSX workbook that can be read ({error}). Save it as .xlsx.") from None
