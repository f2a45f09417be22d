"""The page for the board: the key figures, the combined-debt bridge and the notes on one sheet of A4, in XLSX.

Sums that people check are formulas of Excel: the closing line of the bridge and its total. Text from the ledger is
written as text and never read as a formula. Behind the page are the figures by patch and officer, and the definitions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from benefitcalc.account.debt_bridge import LINES, TOTAL, of_leavers
from benefitcalc.account.definitions import PARTS, Unit, definitions
from benefitcalc.account.measures import ALL
from benefitcalc.account.movements import GROUPS
from benefitcalc.money import pounds

_MONEY, _PERCENT, _HUNDREDTHS, _NUMBER = "#,##0.00;[Red]-#,##0.00", '0.00"%"', "0.00", "#,##0"
_FORMATS: dict[Unit, str] = {
    "pounds": f"£{_MONEY.replace('-#', '-£#')}",
    "percent": _PERCENT,
    "points": '+0.00" pts";-0.00" pts"',
    "weeks": '0.00" weeks"',
    "number": _NUMBER,
}
_BESIDE = {"value": "This period", "target": "Target", "last_month": "Last month", "last_year": "Last year"}
_SIDE_BY_SIDE = (
    "collected_excluding_arrears",
    "collected_including_arrears",
    "current_arrears_percent",
    "former_arrears",
    "uc_in_arrears",
    "arrangements_kept",
)
"""The figures that the page shows by patch."""
MOST_PATCHES = 10
"""How many patches the page has room for; all of them are on the sheet behind it."""


@dataclass(frozen=True, eq=False)
class Shown:
    """What the page shows: see :class:`~benefitcalc.account.key_figures.Kpis`."""

    first: dt.date
    last: dt.date
    frame: pd.DataFrame
    bridge: pd.DataFrame
    notes: tuple[str, ...]


def write(shown: Shown, path: str | Path) -> None:
    """Write the workbook to ``path``, over what may be there."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        _Page(book, shown).write()
        _figures(book, shown.frame)
        _definitions(book)


class _Page:
    """The first sheet, written from the top down."""

    def __init__(self, book: Any, shown: Shown) -> None:
        self.shown = shown
        self.sheet = book.add_worksheet("Key figures")
        self.row = 0
        plain = {"font_name": "Arial", "font_size": 8, "valign": "vcenter"}
        self.text = book.add_format(plain)
        self.title = book.add_format({**plain, "font_size": 14, "bold": True})
        self.head = book.add_format({**plain, "bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
        self.head_right = book.add_format({**plain, "bold": True, "bottom": 1, "bg_color": "#E8EEF4", "align": "right",
                                           "text_wrap": True})  # fmt: skip
        self.note = book.add_format({**plain, "text_wrap": True, "valign": "top"})
        self.unknown = book.add_format({**plain, "align": "right", "font_color": "#666666"})
        self.of_unit = {unit: book.add_format({**plain, "num_format": said}) for unit, said in _FORMATS.items()}
        self.total = book.add_format({**plain, "bold": True, "top": 1, "num_format": _FORMATS["pounds"]})
        self.total_text = book.add_format({**plain, "bold": True, "top": 1})

    def write(self) -> None:
        sheet = self.sheet
        sheet.set_paper(9)  # A4
        sheet.set_portrait()
        sheet.fit_to_pages(1, 1)
        inches = Decimal("0.4")
        sheet.set_margins(left=inches, right=inches, top=inches, bottom=inches)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 58)
        sheet.set_column(1, 7, 13)
        first, last = self.shown.first, self.shown.last
        sheet.write_string(0, 0, "Income collection and arrears", self.title)
        sheet.write_string(1, 0, f"{first:%-d %B %Y} to {last:%-d %B %Y}", self.text)
        self.row = 3
        self.sections()
        self.patches()
        self.bridge()
        self.notes()
        sheet.print_area(0, 0, self.row, len(GROUPS) + 1)
        sheet.freeze_panes(3, 1)

    def sections(self) -> None:
        """All figures of the whole stock, under the heads of their sections."""
        of_all = self.shown.frame[self.shown.frame["by"] == ALL]
        for section, rows in of_all.groupby("section", sort=False):
            self.heads(str(section), [*_BESIDE.values(), "Made of", "Out of"])
            for row in rows.to_dict("records"):
                self.sheet.write_string(self.row, 0, row["label"], self.text)
                for column, name in enumerate(_BESIDE, 1):
                    self.cell(column, row[name], row["unit"])
                self.parts(row)
                self.row += 1

    def parts(self, row: Mapping[Hashable, Any]) -> None:
        """The two sums of a figure, so that it can be checked; a figure that is its own sum has none."""
        if pd.isna(row["denominator"]):
            return
        above, below = units_of_sums(row["kpi"])
        self.cell(5, row["numerator"], above)
        self.cell(6, row["denominator"], below)

    def patches(self) -> None:
        """The chief figures, a line a patch."""
        rows = self.shown.frame[self.shown.frame["by"] == "patch"]
        table = rows.pivot_table(
            index="group", columns="kpi", values="value", aggfunc="first", sort=False, dropna=False
        )
        if table.empty:
            return
        shown = sorted(table.index)[:MOST_PATCHES]
        self.heads("By patch", [definitions()[kpi].label for kpi in _SIDE_BY_SIDE])
        self.sheet.set_row(self.row - 1, 46)
        for patch in shown:
            self.sheet.write_string(self.row, 0, patch or "(no patch)", self.text)
            for column, kpi in enumerate(_SIDE_BY_SIDE, 1):
                self.cell(column, table[kpi][patch], definitions()[kpi].unit)
            self.row += 1
        if len(table) > len(shown):
            self.sheet.write_string(self.row, 0, f"{len(table) - len(shown)} more on the next sheet", self.text)
            self.row += 1

    def bridge(self) -> None:
        """The combined-debt bridge; its last line and its last column are formulas."""
        bridge = self.shown.bridge
        self.heads("Combined-debt bridge", [*(name.replace("_", " ").capitalize() for name in GROUPS), "All"])
        top = self.row
        for line, said in LINES.items():
            closing = line == "closing"
            self.sheet.write_string(self.row, 0, said, self.total_text if closing else self.text)
            money = self.total if closing else self.of_unit["pounds"]
            for column, group in enumerate(GROUPS, 1):
                value = pounds(int(bridge[group][line]))
                if closing:
                    above = f"{xl_rowcol_to_cell(top, column)}:{xl_rowcol_to_cell(self.row - 1, column)}"
                    self.sheet.write_formula(self.row, column, f"=SUM({above})", money, value)
                else:
                    self.sheet.write_number(self.row, column, value, money)
            across = f"{xl_rowcol_to_cell(self.row, 1)}:{xl_rowcol_to_cell(self.row, len(GROUPS))}"
            total = pounds(int(bridge[TOTAL][line]))
            self.sheet.write_formula(self.row, len(GROUPS) + 1, f"=SUM({across})", money, total)
            self.row += 1

    def notes(self) -> None:
        self.heads("What to know of these figures", [])
        for sentence in (of_leavers(self.shown.bridge), *self.shown.notes):
            self.sheet.merge_range(self.row, 0, self.row, len(GROUPS) + 1, "", self.note)
            self.sheet.write_string(self.row, 0, sentence, self.note)
            self.sheet.set_row(self.row, 12 * (1 + len(sentence) // 180))
            self.row += 1

    def heads(self, title: str, columns: list[str]) -> None:
        self.row += 1
        self.sheet.write_string(self.row, 0, title, self.head)
        for column in range(1, len(GROUPS) + 2):
            said = columns[column - 1] if column <= len(columns) else ""
            self.sheet.write_string(self.row, column, said, self.head_right)
        self.row += 1

    def cell(self, column: int, value: Any, unit: Unit) -> None:
        if pd.isna(value):
            self.sheet.write_string(self.row, column, "–", self.unknown)
        else:
            self.sheet.write_number(self.row, column, in_units(int(value), unit), self.of_unit[unit])


def in_units(value: int, unit: Unit) -> Decimal | int:
    """A value of the frame as a number of its unit, exact."""
    return pounds(value) if PARTS[unit] == 100 else value


def units_of_sums(kpi: str) -> tuple[Unit, Unit]:
    """In what the two sums of a figure are: money or a number."""
    one = definitions()[kpi]
    if one.unit == "pounds":
        return "pounds", "number"
    counted = set(one.rests_on) == {"ledger", "accounts"} or kpi.startswith(("arrangements", "weeks"))
    return ("number", "number") if counted else ("pounds", "pounds")


def _figures(book: Any, frame: pd.DataFrame) -> None:
    """All figures by patch and officer, a row each, to filter and to sort."""
    sheet = book.add_worksheet("By patch and officer")
    heads = ["Figure", "By", "Code", *_BESIDE.values(), "Unit", "Section", "Name"]
    bold = book.add_format({"bold": True, "bottom": 1})
    formats = {unit: book.add_format({"num_format": said}) for unit, said in _FORMATS.items()}
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for place, row in enumerate(frame.to_dict("records"), 1):
        for column, name in ((0, "label"), (1, "by"), (2, "group"), (7, "unit"), (8, "section"), (9, "kpi")):
            sheet.write_string(place, column, str(row[name]))
        for column, name in enumerate(_BESIDE, 3):
            if not pd.isna(row[name]):
                sheet.write_number(place, column, in_units(int(row[name]), row["unit"]), formats[row["unit"]])
    sheet.autofilter(0, 0, len(frame), len(heads) - 1)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 7, 12)
    sheet.set_column(8, 9, 36)


def _definitions(book: Any) -> None:
    """What each figure is, and what to take care of."""
    sheet = book.add_worksheet("Definitions")
    bold, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (head, width) in enumerate((("Figure", 50), ("What it is", 80), ("Take care", 80), ("Source", 40))):
        sheet.write_string(0, column, head, bold)
        sheet.set_column(column, column, width)
    for place, one in enumerate(definitions().values(), 1):
        for column, text in enumerate((one.label, one.means, " ".join(one.traps), one.source)):
            sheet.write_string(place, column, text, wrapped)
    sheet.freeze_panes(1, 1)
