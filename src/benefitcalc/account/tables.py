"""The tables of the ledger that stands beside a rent roll, and their columns."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from benefitcalc.portfolio.tables import Column, columns_from


@cache
def tables_of_the_ledger() -> dict[str, dict[str, Column]]:
    """``accounts``, ``transactions``, ``arrangements`` and ``targets``, each with its columns by name."""
    written = tomllib.loads(files(__package__).joinpath("tables.toml").read_text(encoding="utf-8"))
    return {name: columns_from(table) for name, table in written.items()}
