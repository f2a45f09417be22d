"""Cells of one column, read as its kind says. Each different value is read once."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.columns import Ints
from benefitcalc.portfolio.reading.cells import TEXT, RawColumn
from benefitcalc.portfolio.reading.one_value import EPOCH, Habits, Value, read_value, reader_of
from benefitcalc.portfolio.tables import Column, key_of

_COMMON = 20
"""In how many rows a value stands, at least, that is asked; rarer ones are problems."""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column, read: a value a row, and for each problem or note the rows that have it."""

    array: pd.api.extensions.ExtensionArray
    problems: dict[str, Ints]
    notes: dict[str, Ints]


def read_column(raw: RawColumn, column: Column, codes: MappingOf[str, str], habits: Habits) -> ReadColumn:
    """Read a column. ``codes`` are the user's words for its values."""
    reader = reader_of(column, habits)
    said = {key_of(theirs) or theirs: ours for theirs, ours in codes.items()}
    values = [
        read_value(text.strip(), int(kind), reader, codes, said, plain=column.kind == "text")
        for text, kind in zip(raw.texts, raw.kinds, strict=True)
    ]
    by_code: dict[str, list[int]] = {}
    by_note: dict[str, list[int]] = {}
    for place, (value, kind) in enumerate(zip(values, raw.kinds, strict=True)):
        if value.code:
            by_code.setdefault(value.code, []).append(place)
        for note in value.notes:
            by_note.setdefault(note, []).append(place)
        plain_text = kind == TEXT and value.value is not None and not value.notes
        if habits.typed and plain_text and column.kind in {"money", "whole", "hours"}:
            by_note.setdefault("number_as_text", []).append(place)
    return ReadColumn(
        _array(values, raw, column.kind),
        {code: _rows(raw, places) for code, places in by_code.items()},
        {note: _rows(raw, places) for note, places in by_note.items()},
    )


def codes_not_known(raw: RawColumn, column: Column, codes: MappingOf[str, str]) -> list[str]:
    """The values of a column of codes that nobody has said the meaning of, and that are too common to be slips."""
    counts = np.bincount(raw.codes[raw.filled], minlength=len(raw.texts))
    least = max(_COMMON, int(counts.sum()) // 50)
    common = np.flatnonzero(counts >= least)
    if not len(common):
        return []
    some = replace(raw, texts=[raw.texts[int(place)] for place in common], kinds=raw.kinds[common])
    some = replace(some, codes=np.arange(len(common), dtype=np.int32))
    wrong = read_column(some, column, codes, Habits(today=EPOCH)).problems.get("unknown_code", ())
    return [some.texts[int(place)].strip() for place in wrong]


def _rows(raw: RawColumn, places: list[int]) -> Ints:
    """The rows that have one of those values."""
    there = np.zeros(len(raw.texts) + 1, dtype=np.bool_)  # the last is for the empty cell, whose place is -1
    there[places] = True
    return np.flatnonzero(there[raw.codes])


def _array(values: list[Value], raw: RawColumn, kind: str) -> pd.api.extensions.ExtensionArray:
    if kind in {"text", "code", "codes"}:
        texts: Any = pd.array(np.array([value.value for value in values], dtype=object), dtype="string")
        return texts.take(raw.codes, allow_fill=True)
    there = np.array([value.value is not None for value in values] + [False], dtype=np.bool_)
    numbers = np.array([value.value or 0 for value in values] + [0], dtype=np.int64)
    missing, whole = ~there[raw.codes], numbers[raw.codes]
    if kind == "flag":
        return pd.arrays.BooleanArray(whole != 0, missing)
    if kind == "date":
        days = whole.astype("datetime64[D]").astype("datetime64[s]")
        days[missing] = np.datetime64("NaT")
        return pd.array(days, dtype="datetime64[s]")
    return pd.arrays.IntegerArray(whole, missing)
