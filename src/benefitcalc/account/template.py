"""The template workbook of a ledger: a sheet for each table, with drop-downs, notes, and an example to overwrite.

``Ledger.read`` reads the workbook once it is filled in. Its sheet Answers asks what nobody may guess, such as the sign
of a balance; what is left open there ``Ledger.read`` asks.
"""

from __future__ import annotations

import os
import tomllib
from importlib.resources import files
from typing import IO

from benefitcalc.account.tables import tables_of_the_ledger
from benefitcalc.portfolio.reading.tables import SIGNS
from benefitcalc.portfolio.template import BALANCE_SIGN, DATE_ORDER, Ask, heading_of, write_sheets

_ASKS = {
    "opening_on": Ask("The day at whose start the opening balances stood: year, month, day."),
    "complete_from": Ask("The first day from which the transactions are complete."),
    "balance_sign": BALANCE_SIGN,
    "amount_sign": Ask("The sign of an amount that raises what the tenant owes.", SIGNS),
    "date_order": DATE_ORDER,
}


def write_ledger_template(target: str | os.PathLike[str] | IO[bytes]) -> None:
    """Write the template to a path or an open file; an existing file is replaced."""
    plan = tomllib.loads(files(__package__).joinpath("template.toml").read_text(encoding="utf-8"))
    tables = tables_of_the_ledger()
    sheets = {
        table.capitalize(): (
            [(heading_of(name), tables[table][name]) for name in names],
            [[row.get(name) for name in names] for row in plan["rows"][table]],
        )
        for table, names in plan["columns"].items()
    }
    write_sheets(target, sheets, plan["answers"], asks=_ASKS, tables=tables)
