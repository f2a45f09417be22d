"""Who to phone first: the tenancies by what a call can find, and a list to save."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from benefitcalc.money import in_pounds, pounds
from benefitcalc.ui.design.blocks import Block, Button, Field, Form, Message, Table, Text

if TYPE_CHECKING:
    from benefitcalc.ui.portfolio.state import State

FIRST = 25
"""How many tenancies stand on the page; the file to save has all."""


def who_to_phone_blocks(state: State) -> Iterator[Block]:
    """The question for which day; then the first of the list, and a button to save all of it."""
    where, sentence = state.failed
    if where == "who":
        yield Message("There is a problem", sentence.splitlines())
    yield Text(
        "Tenancies by what one call can find: help that is not claimed, facts to show, and arrears that are real. What "
        "a claim would bring is an estimate, if it is awarded."
    )
    error = state.list_error
    field = Field("list_on", "On which day", "For example 30 11 2026.", state.list_on, error=error)
    yield Form("who", [field], "Rank the tenancies")
    if state.worklist is not None:
        yield from _list(state.worklist)


def _list(worklist: pd.DataFrame) -> Iterator[Block]:
    wanted = worklist[(worklist["a_week"] > 0) | (worklist["real_arrears"] > 0).fillna(value=False)]
    yield Text(f"{len(wanted):,} of {len(worklist):,} tenancies have a reason to phone.", strong=True)
    rows = [
        (
            str(row["rank"]),
            str(row["tenancy_ref"]),
            str(row["reason"]),
            *(_amount(row[name]) for name in ("found_a_week", "rent_to_pay", "real_arrears")),
        )
        for row in wanted.head(FIRST).to_dict("records")
    ]
    headers = ("Place", "Tenancy", "Why", "Could be found a week", "Rent to pay a week", "Real arrears")
    yield Table(f"The first {len(rows)} to phone", headers, rows, amounts=(0, 3, 4, 5), note=_not_looked_at(worklist))
    yield Button("save-worklist", "Save the whole list (CSV)", main=True)


def amounts_in_pounds(worklist: pd.DataFrame) -> pd.DataFrame:
    """The list as people open it: amounts in pounds, exact."""
    money = [str(name) for name in worklist if worklist[name].dtype == "Int64" and name != "rank"]
    return worklist.assign(**{name: worklist[name].map(pounds, na_action="ignore") for name in money})


def _not_looked_at(worklist: pd.DataFrame) -> str:
    unknown = int(worklist["problem"].notna().sum())
    if not unknown:
        return ""
    return (
        f"Of {unknown:,} tenancies too little is known of the household to look for help; they stand by their arrears."
    )


def _amount(pence: Any) -> str:
    return "not known" if pd.isna(pence) else in_pounds(pence)
