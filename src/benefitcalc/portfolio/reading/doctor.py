"""Sheets into one typed table: good rows go on, bad ones are set aside, and nothing is dropped without a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.columns import Ints
from benefitcalc.money import Flag
from benefitcalc.portfolio.reading.cells import NO_VALUE, RawColumn, constant, joined
from benefitcalc.portfolio.reading.findings import NOT_KNOWN, READ, SET_ASIDE, Findings, kinds
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.matching import Columns
from benefitcalc.portfolio.reading.one_value import Habits
from benefitcalc.portfolio.reading.sheets import Note, Sheet
from benefitcalc.portfolio.reading.values import read_column
from benefitcalc.portfolio.tables import Column, key_of

_TOTALS = ("total", "grandtotal", "subtotal", "pagetotal", "reporttotal")


@dataclass(frozen=True, slots=True)
class Spec:
    """What a table needs."""

    table: str
    columns: Columns
    essential: tuple[str, ...] = ()
    """Columns without which a row is set aside, the reference first."""
    key: str | None = None
    """The column whose values stand once each."""


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of one sheet by our names."""

    sheet: Sheet
    columns: dict[str, RawColumn]


@dataclass(slots=True)
class Doctored:
    """A table while it is read: every row, which are set aside, and why."""

    spec: Spec
    frame: pd.DataFrame
    """Every row, typed; a value that could not be read is missing."""
    sheets: np.ndarray[tuple[int], np.dtype[np.object_]]
    numbers: Ints
    aside: Flag
    findings: Findings = field(default_factory=Findings)

    @property
    def refs(self) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        """The reference of each row; None where it has none."""
        ref = self.spec.key or (self.spec.essential[0] if self.spec.essential else None)
        if ref is None or ref not in self.frame:
            return np.full(len(self.frame), None, dtype=object)
        refs = self.frame[ref]
        return np.where(refs.isna().to_numpy(), np.array(None), refs.to_numpy(dtype=object))

    def set_aside(self, code: str, column: str, where: Flag) -> None:
        """Set rows aside that are not set aside yet."""
        rows = np.flatnonzero(where & ~self.aside)
        cells = self.frame[column] if column in self.frame else pd.Series("", index=self.frame.index)
        found = cells.astype("string").fillna("").to_numpy(dtype=object)[rows]
        self.findings.add(code, column, rows, found, outcome=SET_ASIDE)
        self.aside[rows] = True

    def good(self) -> pd.DataFrame:
        """The rows that go on."""
        return self.frame[~self.aside].reset_index(drop=True)

    def problems(self) -> pd.DataFrame:
        """Every problem; what is at stake is for the table's owner to say."""
        return self.findings.frame(self.spec.table, sheets=self.sheets, numbers=self.numbers, refs=self.refs)


def doctored(spec: Spec, parts: Sequence[Part], mapping: Mapping, habits: Habits) -> Doctored:
    """The typed table that the sheets make together."""
    findings = Findings()
    kept = [_rows_of_the_table(part, spec, findings) for part in parts]
    sheets = np.concatenate([np.full(len(part.sheet.rows), part.sheet.name, dtype=object) for part in kept])
    numbers = np.concatenate([part.sheet.rows for part in kept])
    table = Doctored(spec, pd.DataFrame(index=range(len(numbers))), sheets, numbers, np.zeros(len(numbers), np.bool_))
    table.findings = findings
    arrays = {}
    for name, column in spec.columns.items():
        raw = _whole_column(name, column, kept, mapping.constant(spec.table, name), table)
        if raw is None:
            continue
        more = sorted({key for part in kept for key in part.columns if key.startswith(f"{name}+")})
        raws = [raw, *(one for key in more if (one := _whole_column(key, column, kept, None, table)) is not None)]
        read = [_typed_column(one, column, mapping, habits, table) for one in raws]
        arrays[name] = _added(read, raws) if more else read[0]
    table.frame = pd.DataFrame(arrays, index=range(len(numbers)))
    _needed_periods(table)
    essentials(table)
    for part, start in zip(kept, np.cumsum([0, *(len(part.sheet.rows) for part in kept)]), strict=False):
        for code, torn in part.sheet.torn.items():
            rows = np.zeros(len(numbers), dtype=np.bool_)
            rows[start : start + len(torn)] = torn
            table.set_aside(code, spec.essential[0] if spec.essential else "", rows)
    if spec.key is not None:
        each_once(table, spec.key)
    return table


# --- Rows -------------------------------------------------------------------------------------------------------------


def _rows_of_the_table(part: Part, spec: Spec, findings: Findings) -> Part:
    """The part without the rows that hold totals or the header again. Both are noted."""
    sheet = part.sheet
    findings.notes += [(sheet.name, note) for note in sheet.notes]
    ref = part.columns.get(spec.essential[0]) if spec.essential else None
    if ref is None:
        return part
    header = np.array([*(text == ref.heading for text in ref.texts), False], dtype=np.bool_)[ref.codes]
    totals = _like_a_total(ref)
    for column in sheet.columns:
        totals |= _like_a_total(column) & ~ref.filled
    for code, where in (("repeated_header", header), ("total_row", totals & ~header)):
        rows = np.flatnonzero(where)
        for row in rows:
            findings.notes.append((sheet.name, _note(code, sheet, int(row))))
    keep = ~(header | totals)
    if keep.all():
        return part
    return Part(sheet.take(keep), {name: column.take(keep) for name, column in part.columns.items()})


def _note(code: str, sheet: Sheet, row: int) -> Note:
    cells = " · ".join(text for column in sheet.columns if (text := column.text_of(row)))
    return Note(code, cells[:200], row=int(sheet.rows[row]))


def _like_a_total(column: RawColumn) -> Flag:
    like = ["otal" in text.lower() and len(text) < 40 and key_of(text).startswith(_TOTALS) for text in column.texts]
    return np.array([*like, False], dtype=np.bool_)[column.codes]


def each_once(table: Doctored, key: str) -> None:
    """Rows of the same reference: where they say the same, the first stands; where they differ, none does."""
    refs = table.frame[key]
    again = refs.notna() & refs.duplicated(keep=False)
    if not again.any():
        return
    among = table.frame[again]
    same_as_before = among.duplicated(keep="first")
    different = among[~same_as_before].groupby(key)[key].transform("size") > 1
    torn = set(among.loc[different[different].index, key])
    differ = (again & refs.isin(torn)).to_numpy()
    repeated = np.zeros(len(refs), dtype=np.bool_)
    repeated[among.index[same_as_before]] = True
    table.set_aside("duplicate_reference", key, differ)
    table.set_aside("repeated_row", key, repeated & ~differ)


# --- Columns ----------------------------------------------------------------------------------------------------------


def _whole_column(
    name: str, column: Column, parts: Sequence[Part], fixed: str | None, table: Doctored
) -> RawColumn | None:
    """The column of all sheets, with the constant where a cell is empty; None where nobody has it."""
    if not any(name in part.columns for part in parts):
        return None if fixed is None else constant(name, fixed, len(table.numbers))
    filled = []
    start = 0
    for part in parts:
        raw = part.columns.get(name)
        if raw is None:
            raw = RawColumn(name, [], np.array([], dtype=np.int64), np.full(len(part.sheet.rows), NO_VALUE, np.int32))
        filled.append(_with_merged(raw, column, part.sheet, start, table))
        start += len(part.sheet.rows)
    whole = joined(filled[0].heading, filled) if len(filled) > 1 else filled[0]
    if fixed is None:
        return whole
    with_constant = joined(whole.heading, [whole, constant(name, fixed, 1)])
    codes = with_constant.codes[:-1]
    return replace(with_constant, codes=np.where(codes == NO_VALUE, with_constant.codes[-1], codes).astype(np.int32))


def _with_merged(raw: RawColumn, column: Column, sheet: Sheet, start: int, table: Doctored) -> RawColumn:
    """The column with the value of a merged cell in each of its rows; an amount stands once, the rest are problems."""
    merged = [one for one in sheet.merged if one.heading == raw.heading and one.last > one.first]
    if not merged:
        return raw
    codes = raw.codes.copy()
    below: list[int] = []
    for one in merged:
        first, end = (int(place) for place in np.searchsorted(sheet.rows, [one.first, one.last + 1]))
        if first < end and sheet.rows[first] == one.first and codes[first] != NO_VALUE:
            empty = first + 1 + np.flatnonzero(codes[first + 1 : end] == NO_VALUE)
            codes[empty] = codes[first]
            below += empty.tolist()
    rows = np.array(below, dtype=np.int64)
    found = np.array(raw.texts, dtype=object)[codes[rows]]
    if column.kind == "money":
        table.findings.add("merged_amount", column.name, rows + start, found, outcome=_outcome(column, table.spec))
        return raw
    table.findings.add("merged_cell", column.name, rows + start, found, outcome=READ)
    return replace(raw, codes=codes)


def _typed_column(
    raw: RawColumn, column: Column, mapping: Mapping, habits: Habits, table: Doctored
) -> pd.api.extensions.ExtensionArray:
    read = read_column(raw, column, mapping.codes(table.spec.table, column.name), habits)
    texts, filled = np.array([*raw.texts, ""], dtype=object), int(raw.filled.sum())
    for code, rows in read.problems.items():
        table.findings.add(
            code,
            column.name,
            rows,
            texts[raw.codes[rows]],
            outcome=_outcome(column, table.spec),
            valid=_valid(code, column),
        )
    for note, rows in read.notes.items():
        table.findings.add(note, column.name, rows, texts[raw.codes[rows]], outcome=READ, among=filled)
    return read.array


def _added(amounts: Sequence[pd.api.extensions.ExtensionArray], raws: Sequence[RawColumn]) -> Any:
    """The sum of several columns of amounts. An empty cell is nothing beside an amount; one that cannot be read leaves
    the sum not known.
    """
    whole = pd.concat([pd.Series(amount) for amount in amounts], axis=1)
    filled = np.column_stack([raw.filled for raw in raws])
    unreadable = (filled & whole.isna().to_numpy(dtype=np.bool_)).any(axis=1)
    return whole.sum(axis=1, min_count=1).mask(unreadable).astype("Int64").array


def _outcome(column: Column, spec: Spec) -> str:
    return SET_ASIDE if column.name in spec.essential else NOT_KNOWN


def _valid(code: str, column: Column) -> str:
    if code == "unknown_code":
        return ", ".join(column.of)
    if code == "out_of_range" and column.between:
        scale = 100 if column.kind == "hours" else 1
        lowest, highest = (number // scale for number in column.between)
        return f"a number from {lowest} to {highest}"
    return kinds()[code].valid


def _needed_periods(table: Doctored) -> None:
    """An amount whose period is not known says nothing."""
    for name, column in table.spec.columns.items():
        if column.needs is None or name not in table.frame:
            continue
        amount = table.frame[name]
        without = amount.notna()
        for needed in periods_for(column, table.spec.columns):
            if needed in table.frame:
                without &= table.frame[needed].isna()
        rows = np.flatnonzero(without.to_numpy(dtype=np.bool_))
        if len(rows) and column.needs not in table.spec.essential:
            found = amount.astype("string").to_numpy(dtype=object)[rows]
            table.findings.add("missing_period", name, rows, found, outcome=_outcome(column, table.spec))
            table.frame.loc[rows, name] = pd.NA


def periods_for(column: Column, columns: Columns) -> tuple[str, ...]:
    """The columns that can say for what period the money is: its own, and the one for all incomes of a person."""
    needs = column.needs or ""
    return (needs, "incomes_per") if column.field is None and "incomes_per" in columns else (needs,)


def essentials(table: Doctored) -> None:
    """Rows without an essential value are set aside; where the cell was filled in, the problem is listed already."""
    said = np.zeros(len(table.numbers), dtype=np.bool_)
    for name in table.spec.essential:
        gone = table.frame[name].isna().to_numpy(dtype=np.bool_)
        listed = np.zeros(len(gone), dtype=np.bool_)
        for finding in table.findings.found:
            if finding.column == name and finding.outcome == SET_ASIDE:
                listed[finding.rows] = True
        rows = np.flatnonzero(gone & ~listed)
        table.findings.add("missing", name, rows, [""] * len(rows), outcome=SET_ASIDE)
        said |= gone
    table.aside |= said
