"""The key figures of income management from the ledger and the roll: one page for the board, exact to the penny.

Each figure is defined in ``kpis.toml`` (in words: ``docs/kpis.md``). Both rates of collection are given, each labelled
with what it counts. This module loads pandas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pandas as pd

from benefitcalc.account import cautions, measures
from benefitcalc.account.debt_bridge import bridge_of, of_leavers
from benefitcalc.account.definitions import PARTS, Unit, definitions
from benefitcalc.account.doctor import target_parts
from benefitcalc.account.figures import Days, figures
from benefitcalc.account.help_accrued import help_accrued
from benefitcalc.account.ledger import Ledger
from benefitcalc.account.measures import ALL
from benefitcalc.account.movements import movements, period_of, year_to_date
from benefitcalc.money import in_pounds, pounds
from benefitcalc.periods import Day, years_later

_KEYS = ["kpi", "by", "group"]


class Roll(Protocol):
    """What the figures ask of a rent roll."""

    @property
    def tenancies(self) -> pd.DataFrame: ...
    def assess(self, on: Day) -> pd.DataFrame: ...


@dataclass(frozen=True, eq=False)
class Kpis:
    """The key figures of a period; ``print`` shows them, :meth:`to_excel` writes the page for the board."""

    first: dt.date
    last: dt.date
    frame: pd.DataFrame
    """A row for each figure and group: ``kpi``, ``section``, ``label``, ``by`` (all, patch, officer), ``group`` (its
    code), ``numerator``, ``denominator``, ``value``, ``unit``, ``target``, ``last_month`` and ``last_year``.

    All numbers are ``Int64``. Sums of money are in pence. A value is in hundredths of its unit (percent, points,
    pounds, weeks), a number in ones (:data:`~benefitcalc.account.definitions.PARTS`), rounded once, half up. A value is
    missing where something that it needs is not known, or its denominator is nothing.
    """
    bridge: pd.DataFrame
    """All debt from the first day to the last, by kind of account: see :mod:`benefitcalc.account.debt_bridge`."""
    notes: tuple[str, ...]
    """What a reader has to know of these figures: what was left out, and what makes the period unlike others."""

    def value(self, kpi: str, by: str = ALL, group: str = "", column: str = "value") -> int | None:
        """One number of the frame, or None where it is missing. Raises ``KeyError`` where there is no such row."""
        rows = self.frame[(self.frame["kpi"] == kpi) & (self.frame["by"] == by) & (self.frame["group"] == group)]
        if rows.empty:
            raise KeyError(f"no figure {kpi!r} by {by!r} for {group!r}")
        number = rows[column].iloc[0]
        return None if number is pd.NA else int(number)

    def to_excel(self, path: str | Path) -> None:
        """Write the page for the board; behind it are the figures by patch and officer, and the definitions."""
        from benefitcalc.account.one_page import Shown, write

        write(Shown(self.first, self.last, self.frame, self.bridge, self.notes), path)

    def __str__(self) -> str:
        lines = [f"Key figures from {self.first:%-d %B %Y} to {self.last:%-d %B %Y}"]
        section = ""
        for row in self.frame[self.frame["by"] == ALL].to_dict("records"):
            if row["section"] != section:
                section = row["section"]
                lines += ["", section]
            beside = [
                f"{name.replace('_', ' ')} {said(row[name], row['unit'])}"
                for name in ("target", "last_month", "last_year")
                if not pd.isna(row[name])
            ]
            told = f" ({', '.join(beside)})" if beside else ""
            lines.append(f"  {row['label']}: {said(row['value'], row['unit'])}{told}")
        return "\n".join([*lines, "", of_leavers(self.bridge), *self.notes])


def said(value: Any, unit: Unit) -> str:
    """A value of the frame as people write it: £1,234.50, 98.53%, 1.20 points."""
    if pd.isna(value):
        return "not known"
    if unit == "pounds":
        return in_pounds(int(value))
    number = pounds(value) if PARTS[unit] == 100 else int(value)
    return f"{number:,}" + {"percent": "%", "points": " points", "weeks": " weeks", "number": ""}[unit]


def kpis(
    roll: Roll | None,
    ledger: Ledger,
    *,
    period: tuple[Day, Day] | None = None,
    by: Sequence[str] = ("patch", "officer"),
    results: pd.DataFrame | None = None,
    housing_benefit_day: Day | None = None,
    last_month: Kpis | None = None,
    last_year: Kpis | None = None,
) -> Kpis:
    """The key figures of ``period`` (first day, last day) by patch and officer, with target, last month and last year.

    Without a ``period`` it is the rent year to date: from the first Monday in April, or the day from which the ledger
    is complete where that is later, to the day of the ledger's last transaction.
    ``results`` is what ``roll.assess`` gave, where it is there already; otherwise the roll is assessed on the last day.
    Help accrued that the accounts do not have is worked out from the roll; that of Housing Benefit needs
    ``housing_benefit_day``, any one day of the council's four-weekly schedule.
    ``last_month`` and ``last_year`` are figures that were worked out then. Where they are left out, the ledger gives
    what it can of the period to the end of the month before, and of the same period a year before (52 weeks before,
    where it is of whole weeks): no figure that rests on the roll or on the accounts' flags, which are those of today.
    Raises ``ValueError`` where the ledger begins after the period.
    """
    first, last = period_of(year_to_date(ledger) if period is None else period, ledger)
    tenancies = None if roll is None else roll.tenancies.reset_index(drop=True)
    if results is None and roll is not None:
        results = roll.assess(on=last)
    if tenancies is not None:
        if results is not None:
            results = tenancies[["tenancy_ref"]].merge(results, on="tenancy_ref", how="left", validate="one_to_one")
        accrued = help_accrued(tenancies, last, results=results, housing_benefit_day=housing_benefit_day)
        tenancies = tenancies.assign(help_accrued=accrued)
    sums, days = _sums(ledger, first, last, by, tenancies, results)
    month = _month_before(first, last)
    year = _year_before(first, last)
    before = {
        "last_month": _frame_before(ledger, month, by, tenancies) if last_month is None else last_month.frame,
        "last_year": _frame_before(ledger, year, by, tenancies) if last_year is None else last_year.frame,
    }
    frame = figures(sums, days, before["last_year"], list(definitions().values()))
    frame["target"] = _targets(frame, ledger.targets)
    for name, earlier in before.items():
        frame[name] = _beside(frame, earlier)
    moved = movements(ledger, first, last)
    return Kpis(
        first,
        last,
        frame,
        bridge_of(moved),
        tuple(cautions.notes(ledger, first, last, year, moved, tenancies, results)),
    )


def _month_before(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The period to the end of the month before; of a period within one month, the whole month before."""
    end = last.replace(day=1) - dt.timedelta(days=1)
    if end >= first:
        return first, end
    return end.replace(day=1), end


def _year_before(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The period a year before: of whole weeks from a Monday 52 weeks before, so that the same weeks are charged."""
    weeks = dt.timedelta(weeks=52)
    if first.weekday() == 0 and last.weekday() == 6:
        return first - weeks, last - weeks
    return years_later(first, -1), years_later(last, -1)


def _frame_before(
    ledger: Ledger, period: tuple[dt.date, dt.date], by: Sequence[str], tenancies: pd.DataFrame | None
) -> pd.DataFrame | None:
    """The figures of an earlier period that rest on the transactions alone; None where they do not go back so far."""
    first, last = period
    if first < ledger.complete_from:
        return None
    sums, days = _sums(ledger, first, last, by, tenancies, None, flags=False)
    return figures(sums, days, None, [one for one in definitions().values() if one.rests_on == ("ledger",)])


def _sums(
    ledger: Ledger,
    first: dt.date,
    last: dt.date,
    by: Sequence[str],
    tenancies: pd.DataFrame | None,
    results: pd.DataFrame | None,
    *,
    flags: bool = True,
) -> tuple[pd.DataFrame, Days]:
    """All sums by group, and the median days of the arrangements that were kept."""
    moved = movements(ledger, first, last)
    keys = measures.keys_of_accounts(ledger, tenancies, by)
    parts = [measures.by_groups(measures.of_movements(moved), keys.loc[moved["place"]], by)]
    if flags:
        there = measures.current_on(last, ledger, moved)
        known = measures.flags_of_accounts(ledger, tenancies).loc[there["place"]]
        counts = measures.of_accounts(there["closing"].to_numpy(np.int64), known)
        parts.append(measures.by_groups(counts, keys.loc[there["place"]], by))
        if tenancies is not None:
            of_roll, _ = measures.of_roll(tenancies, last)
            parts.append(measures.by_groups(of_roll, _keys(tenancies, by), by))
        if results is not None and tenancies is not None:
            parts.append(measures.by_groups(measures.of_results(results), _keys(tenancies, by), by))
    arranged = measures.of_arrangements(ledger.arrangements, first, last)
    places = pd.Index(ledger.accounts["account_ref"]).get_indexer(ledger.arrangements["account_ref"])
    keys_arranged = keys.iloc[places]
    parts.append(measures.by_groups(arranged.drop(columns="days"), keys_arranged, by))
    return pd.concat(parts, axis=1).fillna(0).astype("Int64"), measures.medians(arranged["days"], keys_arranged, by)


def _keys(tenancies: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    missing = pd.Series(pd.NA, index=tenancies.index, dtype="string")
    return pd.DataFrame({name: tenancies.get(name, missing) for name in by}, index=tenancies.index)


def _targets(frame: pd.DataFrame, targets: pd.DataFrame) -> pd.Series:
    """The target of each row: of its patch, or the one for all patches."""
    parts = {
        (str(row.kpi), "" if row.patch is pd.NA else str(row.patch)): target_parts(str(row.target))
        for row in targets.itertuples()
    }
    cells = []
    for kpi, by, group, unit in frame[["kpi", "by", "group", "unit"]].itertuples(index=False):
        hundredths = parts.get((kpi, group if by == "patch" else ""), parts.get((kpi, "")))
        cells.append(pd.NA if hundredths is None else hundredths * PARTS[unit] // 100)
    return pd.Series(pd.array(cells, dtype="Int64"), index=frame.index)


def _beside(frame: pd.DataFrame, earlier: pd.DataFrame | None) -> pd.Series:
    """The value of an earlier period beside each row."""
    if earlier is None:
        return pd.Series(pd.NA, index=frame.index, dtype="Int64")
    found = frame[_KEYS].merge(earlier[[*_KEYS, "value"]], on=_KEYS, how="left", validate="one_to_one")
    return found["value"].set_axis(frame.index)
