"""Key figures for a one-to-one, from the month's report: its figures, or its workbook (:meth:`Kpis.to_excel`).

This module loads pandas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd

from benefitcalc.account.definitions import PARTS, Unit, definitions
from benefitcalc.account.key_figures import Kpis, said
from benefitcalc.account.one_page import met
from benefitcalc.errors import UnreadableTable
from benefitcalc.training.coaching.one_to_one import KpiRow
from benefitcalc.training.coaching.workbook import rows_of_table

SHEET = "By patch and officer"
_SUMS: tuple[Unit, ...] = ("pounds", "number")
"""Units whose target is for all together: one officer's pounds neither meet it nor miss it."""
_READ = {"By": "by", "Code": "group", "This period": "value", "Target": "target", "Name": "kpi"}
"""The columns of the report's sheet that are read, each with its name in the figures."""


def kpi_rows(report: Kpis | bytes, officer: str) -> tuple[KpiRow, ...]:
    """The key figures of an officer, by the code that the report has, beside those of all; those that the report does
    not have by officer are of all alone. A target in pounds or a number is for all, and no officer meets or misses it.

    Raises ``UnreadableTable`` for bytes that are no such workbook, and ``ValueError`` where the report has no figure of
    that officer.
    """
    frame = report.frame if isinstance(report, Kpis) else _frame(report)
    own = frame[(frame["by"] == "officer") & (frame["group"].astype(str).str.upper() == officer.upper())]
    if own.empty:
        codes = ", ".join(sorted(set(frame["group"][frame["by"] == "officer"].astype(str)))) or "none by officer"
        raise ValueError(f"the report has no figures of officer {officer}; it has {codes}")
    by_name = {row["kpi"]: row for row in own.to_dict("records")}
    of_all = frame[frame["by"] == "all"].to_dict("records")
    return tuple(_row(by_name.get(row["kpi"]), row) for row in of_all)


def _row(own: Mapping[Any, Any] | None, of_all: Mapping[Any, Any]) -> KpiRow:
    one = definitions()[of_all["kpi"]]
    target = (of_all if own is None else own)["target"]
    whole = one.unit in _SUMS
    return KpiRow(
        kpi=one.kpi,
        label=one.label,
        officer="" if own is None else said(own["value"], one.unit),
        team=said(of_all["value"], one.unit),
        target="" if pd.isna(target) else f"{said(target, one.unit)}{' for all' if whole else ''}",
        met="" if own is None or whole else met(own, one),
    )


def _frame(workbook: bytes) -> pd.DataFrame:
    """The figures of the workbook's second sheet."""
    rows = rows_of_table(workbook, SHEET)
    heads = [str(cell) for cell in rows[0][1]] if rows else []
    missing = [head for head in _READ if head not in heads]
    if missing:
        raise UnreadableTable(
            f"The sheet {SHEET!r} has no column {', '.join(missing)}; give the report of key figures."
        )
    places = {name: heads.index(head) for head, name in _READ.items()}
    return pd.DataFrame(list(_figures(rows[1:], places)), columns=list(places))


def _figures(rows: list[tuple[int, tuple[Any, ...]]], places: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for number, cells in rows:
        row = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        one = definitions().get(str(row["kpi"]))
        if one is None:
            continue
        try:
            parts = {name: _parts(row[name], one.unit) for name in ("value", "target")}
        except (InvalidOperation, ValueError):
            raise UnreadableTable(f"Row {number} of the sheet {SHEET!r} has no number for {one.label}.") from None
        yield {**row, **parts}


def _parts(cell: object, unit: Unit) -> Any:
    """A number of the sheet in parts of its unit, as the figures have it."""
    if cell in {"", None}:
        return pd.NA
    return int((Decimal(str(cell)) * PARTS[unit]).to_integral_value())
