"""XLSX workbooks: every sheet, hidden ones too, with what is hidden or merged in it. Nothing in a file is executed.

python-calamine reads the cells. What it does not tell is read from the sheet's XML: hidden rows and columns, cells that
show an error, and how far the sheet reaches, before memory is set aside for it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree import ElementTree as ET

import python_calamine

from benefitcalc.errors import UnreadableTable
from benefitcalc.portfolio.reading.limits import MOST_CELLS, MOST_UNPACKED
from benefitcalc.portfolio.reading.sheets import Known, Merged, Note, Sheet, letters, sheet_from_rows

_CHUNK = 1 << 20
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b(?=[^<>]*\bhidden="(?:1|true)")[^<>]*>')
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*[^<>/]>')
_ERROR = re.compile(rb'<(?:\w+:)?c\b(?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]{1,3}\d{1,7})"')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


@dataclass(slots=True)
class _Seen:
    """What the XML of a sheet tells besides its cells."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0


def read_workbook(written: bytes, known: Known) -> list[Sheet]:
    """Every sheet that holds anything, in the order of the workbook. Raises UnreadableTable for a file that is no
    workbook, that needs a password, or that unpacks to more than a landlord's stock can hold.
    """
    seen = _checked(written)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(written))
        found = [_sheet(book, about, seen.get(about.name, _Seen()), known) for about in book.sheets_metadata]
    except python_calamine.PasswordError:
        raise UnreadableTable("The workbook needs a password. Save a copy without one.") from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableTable(f"The workbook cannot be read ({error}). Save it again as .xlsx.") from None
    return [sheet for sheet in found if sheet is not None]


def _sheet(book: Any, about: Any, seen: _Seen, known: Known) -> Sheet | None:
    if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
        return None
    cells = book.get_sheet_by_name(about.name)
    if cells.start is None:
        return None
    indent = [""] * cells.start[1]
    rows: Iterator[Sequence[object]] = ([*indent, *row] if indent else row for row in cells.iter_rows())
    hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
    notes = [Note("hidden_row", f"row {row} is hidden", row=row) for row in seen.hidden_rows]
    notes += [Note("hidden_column", f"column {name}", heading=f"column {name}") for name in seen.hidden_columns]
    notes += [Note("excel_error", f"cell {cell}", row=int(re.sub(r"\D", "", cell))) for cell in seen.errors]
    if hidden:
        notes.append(Note("hidden_sheet", about.name))
    sheet = sheet_from_rows(rows, name=about.name, known=known, typed=True, notes=notes, hidden=hidden)
    return None if sheet is None else _with_merged(sheet, cells.merged_cell_ranges or [])


def _with_merged(sheet: Sheet, ranges: Sequence[Any]) -> Sheet:
    """The sheet with its merged cells below the header. Whether the value stands for each row is for the reader of the
    column to say: a patch does, an amount does not.
    """
    headings = {column.place: column.heading for column in sheet.columns}
    merged = tuple(
        Merged(headings[place], first + 1, last + 1)
        for (first, left), (last, right) in ranges
        for place in range(left, right + 1)
        if place in headings and last + 1 >= (sheet.rows[0] if len(sheet.rows) else 0)
    )
    return replace(sheet, merged=merged)


# --- What the zip holds -----------------------------------------------------------------------------------------------


def _checked(written: bytes) -> dict[str, _Seen]:
    """What the XML of each sheet tells, by the sheet's name, after the sizes were found in order."""
    try:
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise UnreadableTable(
                    f"The workbook unpacks to more than {MOST_UNPACKED >> 20:,} MB. Save the sheet alone, as CSV."
                )
            paths = _paths(archive)
            for part in archive.namelist():
                if part not in paths.values():
                    for _ in _chunks(archive, part):
                        pass  # the size and the checksum that the zip states are checked as it is read
            return {name: _scan(archive, path) for name, path in paths.items()}
    except (zipfile.BadZipFile, zlib.error, ET.ParseError, KeyError, EOFError, RuntimeError) as error:
        raise UnreadableTable(f"The file is not an XLSX workbook ({error}). Save it again as .xlsx.") from None


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where the XML of each sheet stands in the zip."""
    links = {link.get("Id"): link.get("Target", "") for link in _parsed(archive, "xl/_rels/workbook.xml.rels")}
    found = {}
    for sheet in _parsed(archive, "xl/workbook.xml").iter():
        if sheet.tag in {f"{_MAIN}sheet", f"{_STRICT}sheet"}:
            link = next((value for key, value in sheet.items() if key.endswith("}id")), "")
            target = links.get(link, "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if path in archive.namelist():
                found[sheet.get("name", "")] = path
    return found


def _parsed(archive: zipfile.ZipFile, part: str) -> ET.Element:
    """A small part as XML. A document type could define entities that grow without end, so there may be none."""
    written = b"".join(_chunks(archive, part))
    if b"<!DOCTYPE" in written or len(written) > 16 * _CHUNK:
        raise UnreadableTable("The workbook holds XML that no spreadsheet writes. Save it again as .xlsx.")
    return ET.fromstring(written)  # noqa: S314  no document type, so no entities


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _scan(archive: zipfile.ZipFile, path: str) -> _Seen:
    """Look through the XML of a sheet, a megabyte at a time."""
    seen, rest = _Seen(), b""
    for chunk in _chunks(archive, path):
        text = rest + chunk
        end = text.rfind(b"<") if len(text) < 4 * _CHUNK else len(text)
        _look(text[:end], seen)
        rest = text[end:]
    _look(rest, seen)
    if seen.last_row * seen.last_column > MOST_CELLS:
        raise UnreadableTable(
            f"A sheet reaches to row {seen.last_row:,} and column {letters(seen.last_column - 1)}, which is more than "
            f"{MOST_CELLS:,} cells. Delete what stands far from the table, or save the sheet as CSV."
        )
    return seen


def _look(text: bytes, seen: _Seen) -> None:
    if b"hidden=" in text:
        seen.hidden_rows += [int(row) for row in _HIDDEN_ROW.findall(text)]
        for column in _HIDDEN_COLUMN.findall(text):
            first, last = (int(re.search(rb'\b%s="(\d+)"' % name, column)[1]) for name in (b"min", b"max"))  # type: ignore[index]
            seen.hidden_columns += [letters(place - 1) for place in range(first, min(last, first + 50) + 1)]
    if b't="e"' in text:
        seen.errors += [cell.decode() for cell in _ERROR.findall(text)]
    filled = _FILLED.findall(text)
    seen.last_row = max([seen.last_row, *(int(row) for _, row in filled)])
    seen.last_column = max([seen.last_column, *map(_number_of, {name for name, _ in filled})])


def _number_of(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
