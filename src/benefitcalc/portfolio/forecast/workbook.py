"""The forecast as a workbook for the board, in XLSX.

Sums that people check are formulas of Excel, with their values beside them. Text from the roll is written as text and
never read as a formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_range

from benefitcalc.money import pounds
from benefitcalc.portfolio.forecast.names import CAUSE_NAMES, GROUP_NAMES, SHORT, SUM_NAMES

POUNDS = "£#,##0.00;[Red]-£#,##0.00"
_TEXT = {"font_name": "Arial", "font_size": 9, "valign": "top"}
_HEAD = {**_TEXT, "bold": True, "bottom": 1, "bg_color": "#E8EEF4", "text_wrap": True}
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "text": _TEXT,
    "wrapped": {**_TEXT, "text_wrap": True},
    "title": {**_TEXT, "font_size": 14, "bold": True},
    "head": _HEAD,
    "head_right": {**_HEAD, "align": "right"},
    "money": {**_TEXT, "num_format": POUNDS},
    "whole": {**_TEXT, "num_format": "#,##0"},
    "month": {**_TEXT, "num_format": "mmmm yyyy", "align": "left"},
    "total": {**_TEXT, "bold": True, "top": 1, "num_format": POUNDS},
    "total_whole": {**_TEXT, "bold": True, "top": 1, "num_format": "#,##0"},
    "total_text": {**_TEXT, "bold": True, "top": 1},
}


@dataclass(frozen=True, eq=False)
class Board:
    """What the workbook shows: the tables of a :class:`~benefitcalc.portfolio.forecast.result.Forecast`."""

    title: str
    subtitle: str
    total: pd.DataFrame
    months: pd.DataFrame
    bridge: pd.DataFrame
    causes: pd.DataFrame
    groups: Mapping[str, pd.DataFrame]
    worst: pd.DataFrame
    assumptions: pd.DataFrame
    drawn: pd.DataFrame


def write_workbook(board: Board, path: str | Path | BinaryIO) -> None:
    """Write the workbook to ``path``, over what may be there, or to an open file."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path) if isinstance(path, Path) else path, options) as book:
        formats = {name: book.add_format(dict(given)) for name, given in _FORMATS.items()}
        _summary(_Sheet(book, formats, "Summary", board.title, board.subtitle, widths=(48,)), board)
        _months(_Sheet(book, formats, "Months", "Month by month", _INTERVAL, widths=(18,)), board.months)
        _bridge(_Sheet(book, formats, "Bridge", "From the stock as it stands to the forecast", _ORDER, widths=(44,)),
                board.bridge)  # fmt: skip
        for column, frame in board.groups.items():
            name = GROUP_NAMES.get(column, column)
            _group(
                _Sheet(book, formats, f"By {name.lower()}"[:31], f"By {name.lower()}", _INTERVAL, widths=(32,)), frame
            )
        _worst(_Sheet(book, formats, "Largest shortfalls", "The tenancies with the largest shortfalls", _A_MONTH,
                      widths=(16, 14, 14, 18, 18)), board.worst)  # fmt: skip
        _pairs(
            _Sheet(book, formats, "Assumptions", "What the forecast rests on", "", widths=(36, 90)), board.assumptions
        )
        _pairs(_Sheet(book, formats, "What was drawn", "Facts that the roll does not have", _DRAWN, widths=(36, 20)),
               board.drawn)  # fmt: skip


_INTERVAL = "Low and high bound the range that holds 80% of the draws of what is not known."
_ORDER = "One change at a time, in this order: each row adds to those before it. " + _INTERVAL
_A_MONTH = "The mean of the months. " + _INTERVAL
_DRAWN = "In each draw these facts were made up from stated distributions; everything else is the roll's."


class _Sheet:
    """A sheet written from the top down, under a title and a note."""

    def __init__(
        self, book: Any, formats: Mapping[str, Any], name: str, title: str, note: str, *, widths: Sequence[int]
    ) -> None:
        self.book, self.formats = book, formats
        self.page = book.add_worksheet(name)
        self.name = name
        self.page.hide_gridlines(2)
        self.page.set_paper(9)  # A4
        self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        self.page.set_column(0, 40, 14)
        for place, width in enumerate(widths):
            self.page.set_column(place, place, width)
        self.text(0, 0, title, "title")
        self.text(1, 0, note)
        self.row = 3

    def text(self, row: int, column: int, text: object, style: str = "text") -> None:
        self.page.write_string(row, column, str(text), self.formats[style])

    def money(self, row: int, column: int, pence: Any, style: str = "money") -> None:
        self.page.write_number(row, column, pounds(int(pence)), self.formats[style])

    def heads(self, names: Sequence[str], *, texts: int = 1) -> None:
        for column, name in enumerate(names):
            self.text(self.row, column, name, "head" if column < texts else "head_right")
        self.page.freeze_panes(self.row + 1, texts)
        self.page.repeat_rows(self.row)
        self.row += 1

    def rows(self, names: Sequence[Sequence[object]], frame: pd.DataFrame, columns: Sequence[str]) -> int:
        """Rows of texts and amounts; gives the first of them."""
        first = self.row
        for texts, amounts in zip(names, frame[list(columns)].itertuples(index=False), strict=True):
            for column, text in enumerate(texts):
                self.text(self.row, column, text)
            for column, pence in enumerate(amounts, len(texts)):
                self.money(self.row, column, pence)
            self.row += 1
        return first

    def sums(self, label: str, first: int, columns: Mapping[int, int], style: str = "total") -> None:
        """A row of formulas that sum the rows from ``first`` on, with their values in pence."""
        self.text(self.row, 0, label, "total_text")
        for column, pence in columns.items():
            formula = f"=SUM({xl_range(first, column, self.row - 1, column)})"
            self.page.write_formula(self.row, column, formula, self.formats[style], str(pounds(pence)))
        self.row += 1


def _ranged(names: Sequence[str]) -> list[str]:
    return [column for name in names for column in (name, f"{name}_low", f"{name}_high")]


def _heads(names: Sequence[str]) -> list[str]:
    return [head for name in names for head in (SHORT[name], "low", "high")]


def _summary(sheet: _Sheet, board: Board) -> None:
    sheet.heads(["The time of the forecast", "Expected", "Low", "High"])
    total = board.total.iloc[0]
    for name, label in SUM_NAMES.items():
        sheet.text(sheet.row, 0, label)
        for column, end in enumerate(("", "_low", "_high"), 1):
            sheet.money(sheet.row, column, total[name + end])
        sheet.row += 1
    sheet.row += 1
    sheet.heads(["Rent to pay, by cause", "Expected", "Low", "High"])
    causes = board.causes
    first = sheet.rows([(CAUSE_NAMES[str(cause)],) for cause in causes.index], causes, _ranged(["rent_to_pay"]))
    sheet.sums("Rent to pay", first, {1: int(causes["rent_to_pay"].sum())})
    sheet.row += 1
    for line in (_INTERVAL, "Expected is the mean of the draws. An estimate, not a decision on any tenancy."):
        sheet.text(sheet.row, 0, line)
        sheet.row += 1


def _months(sheet: _Sheet, months: pd.DataFrame) -> None:
    names = ["rent", "help_with_rent", "rent_to_pay", "shortfall"]
    sheet.heads(["Month", "Mondays", *_heads(names)])
    first = sheet.row
    for start, weeks, *amounts in months[["weeks", *_ranged(names)]].itertuples():
        sheet.page.write_datetime(sheet.row, 0, start.to_pydatetime(), sheet.formats["month"])
        sheet.page.write_number(sheet.row, 1, int(weeks), sheet.formats["whole"])
        for column, pence in enumerate(amounts, 2):
            sheet.money(sheet.row, column, pence)
        sheet.row += 1
    last = sheet.row - 1
    sheet.sums("In all", first, {2 + 3 * place: int(months[name].sum()) for place, name in enumerate(names)})
    formula = f"=SUM({xl_range(first, 1, last, 1)})"
    sheet.page.write_formula(sheet.row - 1, 1, formula, sheet.formats["total_whole"], int(months["weeks"].sum()))
    sheet.text(sheet.row, 0, "Ranges of months do not add up to the range of the whole time, which is on the summary.")
    _line_chart(sheet, "Shortfall by month, with the range of 80% of the draws", first, last,
                {"Expected": 11, "Low": 12, "High": 13})  # fmt: skip


def _line_chart(sheet: _Sheet, title: str, first: int, last: int, series: Mapping[str, int]) -> None:
    chart = sheet.book.add_chart({"type": "line"})
    for name, column in series.items():
        dash = "solid" if name == "Expected" else "dash"
        chart.add_series({
            "name": name,
            "categories": [sheet.name, first, 0, last, 0],
            "values": [sheet.name, first, column, last, column],
            "line": {"color": "#1f5a94", "dash_type": dash},
        })  # fmt: skip
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_y_axis({"num_format": "£#,##0", "major_gridlines": {"visible": True, "line": {"color": "#e3e7eb"}}})
    chart.set_x_axis({"date_axis": True, "num_format": "mmm yy"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 320})
    sheet.page.insert_chart(sheet.row + 2, 0, chart, {"description": title})


def _bridge(sheet: _Sheet, bridge: pd.DataFrame) -> None:
    names = ["rent", "help_with_rent", "rent_to_pay"]
    sheet.heads(["Step", *_heads(names)])
    steps, end = bridge.iloc[:-1], bridge.iloc[-1]
    first = sheet.rows([(step,) for step in steps.index], steps, _ranged(names))
    columns = {1 + 3 * place: int(end[name]) for place, name in enumerate(names)}
    sheet.sums(str(bridge.index[-1]), first, columns)
    for place, name in enumerate(names):
        for more, side in enumerate(("low", "high"), 2):
            sheet.money(sheet.row - 1, 3 * place + more, end[f"{name}_{side}"], "total")


def _group(sheet: _Sheet, frame: pd.DataFrame) -> None:
    names = ["rent", "help_with_rent", "rent_to_pay", "shortfall"]
    sheet.heads(["Group", "Tenancies", *_heads(names)])
    first = sheet.row
    for group, tenancies, *amounts in frame[["tenancies", *_ranged(names)]].itertuples():
        sheet.text(sheet.row, 0, group)
        sheet.page.write_number(sheet.row, 1, int(tenancies), sheet.formats["whole"])
        for column, pence in enumerate(amounts, 2):
            sheet.money(sheet.row, column, pence)
        sheet.row += 1
    sheet.page.autofilter(first - 1, 0, sheet.row - 1, 1 + 3 * len(names))
    sheet.sums("In all", first, {2 + 3 * place: int(frame[name].sum()) for place, name in enumerate(names)})


def _worst(sheet: _Sheet, worst: pd.DataFrame) -> None:
    labels = [name for name in map(str, worst) if name in GROUP_NAMES]
    amounts = [name for name in map(str, worst) if name.startswith("shortfall")]
    sheet.heads([*(GROUP_NAMES[name] for name in labels), "Largest cause", "A month", "low", "high", "Of that cause"],
                texts=len(labels) + 1)  # fmt: skip
    texts = worst[[*labels, "cause"]].astype("string").fillna("").itertuples(index=False)
    first = sheet.rows(list(texts), worst, [*amounts, "cause_a_month"])
    if sheet.row > first:
        sheet.page.autofilter(first - 1, 0, sheet.row - 1, len(labels) + 4)


def _pairs(sheet: _Sheet, frame: pd.DataFrame) -> None:
    sheet.heads([str(name).capitalize() for name in frame])
    for what, how in frame.itertuples(index=False):
        sheet.text(sheet.row, 0, what, "wrapped")
        sheet.text(sheet.row, 1, how, "wrapped")
        sheet.row += 1
