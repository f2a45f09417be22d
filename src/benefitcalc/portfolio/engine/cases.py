"""From the two tables of a rent roll to cases, one at a time: for an explanation, and to say what is wrong with a row.

What a row says is written as a case file says it (:mod:`benefitcalc.portfolio.written`), and the case itself checks it:
there is one definition of each check.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from benefitcalc.case import Case
from benefitcalc.periods import Day
from benefitcalc.portfolio.written import Record, WrittenCase, written_case


def written_cases(tenancies: pd.DataFrame, people: pd.DataFrame, on: Day | None = None) -> Iterator[WrittenCase]:
    """Each tenancy as a case file has it, in the order of the table. ``on`` is the date of rows without one."""
    by_tenancy: dict[Any, list[tuple[Any, Record]]] = {}
    for label, person in _records(people):
        if "tenancy_ref" in person:
            by_tenancy.setdefault(person["tenancy_ref"], []).append((label, person))
    for label, home in _records(tenancies):
        yield written_case(label, home, by_tenancy.get(home.get("tenancy_ref"), []), on)


def cases_of(tenancies: pd.DataFrame, people: pd.DataFrame, on: Day | None = None) -> Iterator[Case]:
    """The case of each tenancy, in the order of the table: slow, for one or a few.

    ``on`` is the date of rows that have none of their own. Raises ``InvalidCase`` for a row that is no valid case.
    """
    for written in written_cases(tenancies, people, on):
        yield written.case()


def _records(frame: pd.DataFrame) -> Iterator[tuple[Any, Record]]:
    columns = {name: frame[name].astype(object).to_numpy() for name in frame.columns}
    there = {name: frame[name].notna().to_numpy() for name in frame.columns}
    for place, label in enumerate(frame.index):
        yield label, {name: column[place] for name, column in columns.items() if there[name][place]}
