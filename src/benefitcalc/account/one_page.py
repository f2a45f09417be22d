"""The page for the board: the key figures, the combined-debt bridge and the notes on one sheet of A4, in XLSX.

Sums that people check are formulas of Excel: the closing line of the bridge and its total. Text from the ledger is
written as text and never read as a formula. Behind the page are the figures by patch and officer with the sums that
they are made of, and the definitions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from benefitcalc.account.debt_bridge import LINES, TOTAL, of_leavers
from benefitcalc.account.definitions import PARTS, Definition, Unit, definitions
from benefitcalc.account.measures import ALL
from benefitcalc.money import pounds
from benefitcalc.portfolio.writing import new_workbook

_FORMATS: dict[Unit, str] = {
    "pounds": "£#,##0.00;[Red]-£#,##0.00",
    "percent": '0.00"%"',
    "points": '+0.00" pts";-0.00" pts"',
    "weeks": '0.00" weeks"',
    "number": "#,##0",
}
_BESIDE = {"value": "This period", "target": "Target", "last_month": "Last month", "last_year": "Last year"}
_MET = "Met"
"""The head of the column that says whether the target is met."""
_LEFT = ("Collection", "Arrears of current tenants", "Former tenants, write-offs and sundry debts",
         "Overall collection, incl. arrears brought forward")  # fmt: skip
"""The sections of the left half; the others are in the right half."""
_BY_PATCH = {
    "collected_excluding_arrears": "Collected, excl. b/f",
    "collected_including_arrears": "Collected, incl. b/f",
    "current_arrears_percent": "Current arrears",
    "former_arrears": "FTA",
    "uc_in_arrears": "UC in arrears",
}
"""The figures that the page shows by patch, with their short heads."""
MOST_PATCHES = 10
"""How many patches the page has room for; all of them are on the sheet behind it."""
_BRIDGE = {
    "Current": ("current",),
    "Former": ("former",),
    "Sundry": ("sundry",),
    "Apart": ("garage", "sub_account", "use_and_occupation"),
}
"""The columns of the bridge on the page, each with its kinds of account."""
_COUNTED = ("Universal Credit and the rest", "Arrangements")
"""The sections whose percentages are of accounts and arrangements, and not of money."""
_RIGHT = 7
"""The column in which the right half begins."""


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
    with new_workbook(str(path)) as book:
        _Page(book, shown).write()
        _figures(book, shown.frame)
        _definitions(book)


class _Page:
    """The first sheet: two halves of figures side by side, the bridge and the patches below, and the notes."""

    def __init__(self, book: Any, shown: Shown) -> None:
        self.shown = shown
        self.sheet = book.add_worksheet("Key figures")
        plain = {"font_name": "Arial", "font_size": 8, "valign": "vcenter"}
        head = {**plain, "bold": True, "bottom": 1, "bg_color": "#E8EEF4"}
        self.text = book.add_format(plain)
        self.title = book.add_format({**plain, "font_size": 15, "bold": True})
        self.head = book.add_format(head)
        self.head_right = book.add_format({**head, "align": "right"})
        self.note = book.add_format({**plain, "text_wrap": True, "valign": "top"})
        self.right = book.add_format({**plain, "align": "right"})
        self.of_unit = {unit: book.add_format({**plain, "num_format": said}) for unit, said in _FORMATS.items()}
        self.total = book.add_format({**plain, "bold": True, "top": 1, "num_format": _FORMATS["pounds"]})
        self.total_text = book.add_format({**plain, "bold": True, "top": 1})

    def write(self) -> None:
        """The whole page, on one sheet of A4."""
        self.layout()
        first, last = self.shown.first, self.shown.last
        self.sheet.write_string(0, 0, "Income collection and arrears", self.title)
        self.sheet.write_string(1, 0, f"{first:%-d %B %Y} to {last:%-d %B %Y}", self.text)
        of_all = self.shown.frame[self.shown.frame["by"] == ALL]
        left = of_all["section"].isin(_LEFT)
        below = max(self.sections(of_all[left], 0), self.sections(of_all[~left], _RIGHT)) + 1
        below = max(self.bridge(below), self.patches(below)) + 1
        end = self.notes(below)
        self.sheet.print_area(0, 0, end, _RIGHT + len(_BESIDE) + 1)

    def layout(self) -> None:
        inches = Decimal("0.25")
        self.sheet.set_paper(9)  # A4
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 1)
        self.sheet.set_margins(left=inches, right=inches, top=inches, bottom=inches)
        self.sheet.hide_gridlines(2)
        self.sheet.set_default_row(12)
        for half in (0, _RIGHT):
            self.sheet.set_column(half, half, 40)
            self.sheet.set_column(half + 1, half + 4, 11)
            self.sheet.set_column(half + 5, half + 5, 11 if half == 0 else 8)
        self.sheet.set_column(_RIGHT - 1, _RIGHT - 1, 1)

    def sections(self, rows: pd.DataFrame, half: int) -> int:
        """The figures of one half, from the third row on; the row after them."""
        row = 2
        for section, of_section in rows.groupby("section", sort=False):
            self.heads(row, half, str(section), [*_BESIDE.values(), _MET])
            for figure in of_section.to_dict("records"):
                row += 1
                self.sheet.write_string(row, half, figure["label"], self.text)
                for column, name in enumerate(_BESIDE, half + 1):
                    self.cell(row, column, figure[name], figure["unit"])
                self.sheet.write_string(row, half + 5, met(figure, definitions()[figure["kpi"]]), self.right)
            row += 1
        return row

    def bridge(self, row: int) -> int:
        """The combined-debt bridge, whose last line and last column are formulas; the row after it."""
        bridge, top = self.shown.bridge, row + 1
        self.heads(row, 0, "Combined-debt bridge", [*_BRIDGE, "All"])
        for line, said in LINES.items():
            row += 1
            closing = line == "closing"
            self.sheet.write_string(row, 0, said, self.total_text if closing else self.text)
            money = self.total if closing else self.of_unit["pounds"]
            for column, kinds in enumerate(_BRIDGE.values(), 1):
                value = pounds(sum(int(bridge[kind][line]) for kind in kinds))
                if closing:
                    self.sheet.write_formula(row, column, _sum((top, column), (row - 1, column)), money, value)
                else:
                    self.sheet.write_number(row, column, value, money)
            total = pounds(int(bridge[TOTAL][line]))
            self.sheet.write_formula(row, len(_BRIDGE) + 1, _sum((row, 1), (row, len(_BRIDGE))), money, total)
        self.sheet.write_string(row + 1, 0, "Apart: garages, sub-accounts, use and occupation", self.text)
        return row + 2

    def patches(self, row: int) -> int:
        """The chief figures, a line a patch, from ``row`` on; the row after them."""
        rows = self.shown.frame[(self.shown.frame["by"] == "patch") & self.shown.frame["kpi"].isin(list(_BY_PATCH))]
        values = {(one["group"], one["kpi"]): one["value"] for one in rows.to_dict("records")}
        patches = sorted(set(rows["group"]))
        if not patches:
            return row
        self.heads(row, _RIGHT, "By patch", list(_BY_PATCH.values()))
        for patch in patches[:MOST_PATCHES]:
            row += 1
            self.sheet.write_string(row, _RIGHT, patch or "(no patch)", self.text)
            for column, kpi in enumerate(_BY_PATCH, _RIGHT + 1):
                self.cell(row, column, values[patch, kpi], definitions()[kpi].unit)
        if len(patches) > MOST_PATCHES:
            row += 1
            self.sheet.write_string(row, _RIGHT, f"{len(patches) - MOST_PATCHES} more on the next sheet", self.text)
        return row + 1

    def notes(self, row: int) -> int:
        """What a reader has to know, from ``row`` on; the last row."""
        last = _RIGHT + len(_BESIDE) + 1
        self.heads(row, 0, "What to know of these figures", [])
        for sentence in (of_leavers(self.shown.bridge), *self.shown.notes):
            row += 1
            self.sheet.merge_range(row, 0, row, last, "", self.note)
            self.sheet.write_string(row, 0, sentence, self.note)
            self.sheet.set_row(row, 12 * (1 + len(sentence) // 210))
        return row

    def heads(self, row: int, half: int, title: str, columns: Sequence[str]) -> None:
        self.sheet.write_string(row, half, title, self.head)
        for place in range(5):
            said = columns[place] if place < len(columns) else ""
            self.sheet.write_string(row, half + 1 + place, said, self.head_right)

    def cell(self, row: int, column: int, value: Any, unit: Unit) -> None:
        if pd.isna(value):
            self.sheet.write_string(row, column, "–", self.right)
        else:
            self.sheet.write_number(row, column, in_units(int(value), unit), self.of_unit[unit])


def _sum(first: tuple[int, int], last: tuple[int, int]) -> str:
    return f"=SUM({xl_rowcol_to_cell(*first)}:{xl_rowcol_to_cell(*last)})"


def met(figure: Mapping[Any, Any], one: Definition) -> str:
    """Whether the target is met, as a word; empty where there is none, or no direction is better."""
    if pd.isna(figure["target"]) or pd.isna(figure["value"]) or not one.better:
        return ""
    ahead = figure["value"] - figure["target"]
    return "yes" if (ahead if one.better == "higher" else -ahead) >= 0 else "no"


def in_units(value: int, unit: Unit) -> Decimal | int:
    """A value of the frame as a number of its unit, exact."""
    return pounds(value) if PARTS[unit] == 100 else value


def units_of_sums(one: Definition) -> tuple[Unit, Unit]:
    """In what the two sums of a figure are: money or a number."""
    if one.unit == "pounds":
        return "pounds", "number"
    return ("number", "number") if one.section in _COUNTED else ("pounds", "pounds")


def _figures(book: Any, frame: pd.DataFrame) -> None:
    """All figures by patch and officer, a row each with its two sums, to filter, to sort and to check."""
    sheet = book.add_worksheet("By patch and officer")
    heads = ["Figure", "By", "Code", *_BESIDE.values(), "Made of", "Out of", "Unit", "Section", "Name"]
    bold = book.add_format({"bold": True, "bottom": 1})
    formats = {unit: book.add_format({"num_format": said}) for unit, said in _FORMATS.items()}
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for place, row in enumerate(frame.to_dict("records"), 1):
        for column, name in ((0, "label"), (1, "by"), (2, "group"), (9, "unit"), (10, "section"), (11, "kpi")):
            sheet.write_string(place, column, str(row[name]))
        above, below = units_of_sums(definitions()[row["kpi"]])
        units = [*[row["unit"]] * len(_BESIDE), above, below]
        for column, (name, unit) in enumerate(zip([*_BESIDE, "numerator", "denominator"], units, strict=True), 3):
            if not pd.isna(row[name]):
                sheet.write_number(place, column, in_units(int(row[name]), unit), formats[unit])
    sheet.autofilter(0, 0, len(frame), len(heads) - 1)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 62)
    sheet.set_column(1, 9, 14)
    sheet.set_column(10, 11, 36)


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
