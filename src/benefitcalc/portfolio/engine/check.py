"""What is wrong with the tenancies that no valid case comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.assessment.household import require_rates
from benefitcalc.case import Case
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.money import Flag, format_pounds
from benefitcalc.periods import Day
from benefitcalc.portfolio.engine.batches import Tables
from benefitcalc.portfolio.engine.cases import written_cases
from benefitcalc.portfolio.engine.screen import surely_valid
from benefitcalc.portfolio.tables import tables_of_the_roll
from benefitcalc.portfolio.written import Cell, WrittenCase
from benefitcalc.rates import RateBook, rate_book

PROBLEMS = {
    "table": "string",
    "row": "Int64",
    "ref": "string",
    "column": "string",
    "code": "string",
    "found": "string",
    "valid": "string",
}
"""The columns of a frame of problems and their types: ``row`` is the place in the table, counted from 0; ``ref`` the
tenancy; ``found`` what the cell holds, ``valid`` a sentence that says what is wrong and what would be valid.
"""


@dataclass(frozen=True)
class Checked:
    """Which tenancies can be assessed, and what is wrong with the others."""

    tables: Tables
    valid: Flag
    problems: pd.DataFrame
    """A row a problem (:data:`PROBLEMS`), also of people who live in no tenancy of the table."""


def check(
    tenancies: pd.DataFrame, people: pd.DataFrame, on: Day | None = None, *, book: RateBook | None = None
) -> Checked:
    """Look at every row of the two tables. A tenancy is valid exactly where its case is: one definition of each check.

    ``on`` is the date of the rows that have none of their own; raises ``ValueError`` where neither is there. ``book``
    has other rates than the law's, projected ones for later dates say.
    """
    book = rate_book() if book is None else book
    tenancies, people = tenancies.reset_index(drop=True), people.reset_index(drop=True)
    tables = Tables(tenancies, people, on)
    valid = surely_valid(tables, book)
    found: list[tuple[Cell, Problem]] = []
    doubtful = np.flatnonzero(~valid)
    if len(doubtful):
        theirs = people[np.isin(tables.household, doubtful)]
        for place, written in zip(doubtful.tolist(), written_cases(tenancies.iloc[doubtful], theirs, on), strict=True):
            problems = [*_of_reference(tables, place), *_of_case(written, book)]
            valid[place] = not problems
            found += problems
    found += _of_nobody(tables)
    return Checked(tables, valid, _frame(found, tenancies, people))


def _of_reference(tables: Tables, place: int) -> Iterator[tuple[Cell, Problem]]:
    if tables.first_of_its_reference[place]:
        return
    reference = tables.tenancies["tenancy_ref"].iloc[place]
    missing = reference is pd.NA or reference is None
    code = "missing" if missing else "repeated_reference"
    message = (
        "tenancy_ref is missing; give the landlord's reference of the tenancy."
        if missing
        else f"tenancy_ref {reference} stands on a row before; each stands once."
    )
    yield ("tenancies", place, "tenancy_ref"), Problem("tenancy_ref", code, message)


def _of_case(written: WrittenCase, book: RateBook) -> Iterator[tuple[Cell, Problem]]:
    """What no case can say, and what the case refuses."""
    yield from written.problems
    told = {problem.path for _, problem in written.problems}
    try:
        require_rates(Case.model_validate(written.data), book)
    except InvalidCase as error:
        yield from ((written.cell_of(problem.path), problem) for problem in error.problems if problem.path not in told)


def _of_nobody(tables: Tables) -> Iterator[tuple[Cell, Problem]]:
    message = "tenancy_ref is the reference of no tenancy in the table; correct it, or leave the person out."
    for row in np.flatnonzero(tables.household < 0).tolist():
        yield ("people", row, "tenancy_ref"), Problem("tenancy_ref", "no_such_tenancy", message)


def _frame(found: list[tuple[Cell, Problem]], tenancies: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    frames = {"tenancies": tenancies, "people": people}
    rows = [
        (
            table,
            row,
            frames[table]["tenancy_ref"].iloc[row],
            column,
            problem.code,
            _shown(frames[table], table, row, column),
            problem.message,
        )
        for (table, row, column), problem in found
    ]
    return pd.DataFrame(
        {
            name: pd.Series([row[place] for row in rows], dtype=dtype)
            for place, (name, dtype) in enumerate(PROBLEMS.items())
        }
    )


def _shown(frame: pd.DataFrame, table: str, row: int, column: str) -> Any:
    """What the cell holds, as people write it; missing where it holds nothing."""
    value = frame[column].iloc[row] if column in frame else pd.NA
    if pd.isna(value):
        return pd.NA
    kind = tables_of_the_roll()[table][column].kind
    if kind == "money":
        return format_pounds(int(value))
    return str(value.date()) if kind == "date" else str(value)
