"""What came in, what goes on, what is set aside, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from benefitcalc.money import in_pounds
from benefitcalc.portfolio.reading.findings import kinds
from benefitcalc.ui.design.blocks import Block, Button, More, Table, Text
from benefitcalc.ui.portfolio.show import plain
from benefitcalc.ui.portfolio.totals import Totals, totals_blocks

if TYPE_CHECKING:
    from benefitcalc.portfolio import RentRoll
    from benefitcalc.portfolio.reading.control import ControlTotal

MOST_ROWS = 50
"""How many rows of a long table stand on the page; the file to save has all."""


def problems_blocks(roll: RentRoll, totals: Totals) -> Iterator[Block]:
    """First the reconciliation, also with the landlord's own totals, then the problems by kind, then one by one."""
    total = totals.beside(roll)
    came_in, kept, aside = (int(total.lines[name].iloc[0]) for name in ("came_in", "kept", "set_aside"))
    yield Text(f"{came_in:,} tenancies came in: {kept:,} go on, {aside:,} are set aside.", strong=True)
    yield Table(
        "What came in goes on or is set aside",
        ("", "Came in", "Goes on", "Set aside"),
        [_line(line) for line in total.lines.to_dict("records")],
        amounts=(1, 2, 3),
        note=_not_in_the_sums(total),
    )
    yield from totals_blocks(totals, total)
    problems = roll.problems()
    if not len(problems):
        yield Text("No problem was found.")
        return
    yield _by_kind(problems)
    first = problems.head(MOST_ROWS)
    each = [_one(row) for row in first.to_dict("records")]
    headers = ("Where", "Tenancy", "Column", "Found", "What would be valid", "What became of it")
    yield More(f"The first {len(first):,} of {len(problems):,} problems", [Table("Problems one by one", headers, each)])
    yield Button("save-problems", "Save all problems (CSV)")


OUTCOMES = {"set_aside": "The row is set aside", "not_known": "Taken as not known", "read": "Read as meant"}
"""What became of a value, in words."""


def _one(row: Mapping[Any, Any]) -> tuple[str, ...]:
    where = plain(row["table"]) if row["row"] is pd.NA else f"{plain(row['table'])}, row {row['row']}"
    outcome = OUTCOMES[row["outcome"]]
    return (where, *(_cell(row[name]) for name in ("ref", "column", "found", "valid")), outcome)


def _line(line: Mapping[Any, Any]) -> tuple[str, ...]:
    amounts = (line[name] for name in ("came_in", "kept", "set_aside"))
    return (plain(line["what"]), *(in_pounds(one) if line["unit"] == "pence" else f"{one:,}" for one in amounts))


def _cell(value: object) -> str:
    return "" if value is pd.NA else str(value)[:120]


def _not_in_the_sums(total: ControlTotal) -> str:
    unknown = [f"{what} not known in {count:,} rows" for what, count in total.unknown.items() if count]
    others = [f"{count:,} {what}" for what, count in total.not_counted.items() if count]
    notes = [f"Not in the sums: {', '.join(unknown)}."] * bool(unknown)
    notes += [f"Not counted as rows: {', '.join(others)}."] * bool(others)
    return " ".join(notes)


def _by_kind(problems: pd.DataFrame) -> Table:
    kind = ["table", "column", "code", "outcome"]
    found = problems.groupby(kind, dropna=False)[["cells", "pence_at_stake"]].sum().reset_index()
    rows = [
        (
            " · ".join(plain(row[name]) for name in ("table", "column") if not pd.isna(row[name])),
            kinds()[row["code"]].says,
            OUTCOMES[row["outcome"]],
            f"{row['cells']:,}",
            in_pounds(row["pence_at_stake"]),
        )
        for row in found.sort_values("cells", ascending=False, kind="stable").head(MOST_ROWS).to_dict("records")
    ]
    headers = ("Where", "What is wrong", "What became of it", "How many", "Charges a week at stake")
    return Table("Problems by kind", headers, rows, amounts=(3, 4), note="Rows without problems go on.")
