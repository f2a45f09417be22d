"""The tables of a rent roll and their columns: what each is called, how a cell reads, and which fact of a case it is.

Frames inside the package have these names and types: ``text`` and ``code`` are pandas' ``string`` (or a category of
it), ``codes`` a ``string`` with a space between the codes, ``money`` ``Int64`` in whole pence, ``hours`` ``Int64`` in
hundredths, ``whole`` ``Int64``, ``flag`` ``boolean``, ``date`` ``datetime64[s]``. An empty cell is missing (``pd.NA``):
not known, or none. A column of which nothing is known can be absent.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from benefitcalc.case import IncomeKind

_NO_LETTER = re.compile(r"[\W_]+")
KINDS = ("text", "money", "whole", "hours", "flag", "date", "code", "codes")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    kind: str
    """One of :data:`KINDS`: how a cell reads."""
    means: str
    """What the column says, in a sentence."""
    aliases: tuple[str, ...] = ()
    """What housing systems call it, in lower case with single spaces."""
    fallbacks: tuple[str, ...] = ()
    """What stands for it in a table that has none of those names."""
    adds: bool = False
    """Whether a table may have several such columns, which are added."""
    field: str | None = None
    """The field of the case file that the column fills; of a person, the field within the person."""
    needs: str | None = None
    """The column that says for what period the money is."""
    of: tuple[str, ...] = ()
    """The codes that a ``code`` or ``codes`` column may hold."""
    signed: bool = False
    """Whether the money may be negative."""
    asked: str | None = None
    """The answer that says which sign of the money is which, such as ``balance_sign``."""
    between: tuple[int, ...] | None = None
    """The lowest and the highest number of a column of numbers, in the unit in which it is kept."""
    words: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    """Of a column of codes: what housing systems write for each code, where it can mean nothing else."""


def columns_from(written: Mapping[str, Mapping[str, Any]]) -> dict[str, Column]:
    """The columns of one table, read from TOML."""
    return {name: _column(name, given) for name, given in written.items()}


def _column(name: str, given: Mapping[str, Any]) -> Column:
    lists = {key: tuple(value) for key, value in given.items() if isinstance(value, list)}
    words = {code: tuple(said) for code, said in given.get("words", {}).items()}
    return Column(name=name, **{**given, **lists, "words": words})


def key_of(name: str) -> str:
    """What is left of a heading or a word when case, spaces, underscores and punctuation are ignored."""
    return _NO_LETTER.sub("", name.casefold())


@cache
def tables_of_the_roll() -> dict[str, dict[str, Column]]:
    """``tenancies`` and ``people``, each with its columns by name.

    People have a column besides for each kind of income of the case file; its amount is for ``incomes_per``, or for the
    period in ``<kind>_per`` where there is such a column.
    """
    written = tomllib.loads(files(__package__).joinpath("tables.toml").read_text(encoding="utf-8"))
    tables = {name: columns_from(table) for name, table in written.items()}
    periods = tables["people"]["incomes_per"].of
    for kind in IncomeKind:
        label = kind.value.replace("_", " ")
        tables["people"][kind.value] = Column(
            kind.value, "money", f"Income: {label}.", (label,), needs=f"{kind.value}_per"
        )
        tables["people"][f"{kind.value}_per"] = Column(
            f"{kind.value}_per", "code", f"For what period the {label} is; incomes_per where left out.", of=periods
        )
    return tables
