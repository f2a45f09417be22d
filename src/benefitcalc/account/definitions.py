"""What each key figure is: its definition as data (``kpis.toml``), and the page that describes them all.

``python -m benefitcalc.account.definitions`` prints the page, which is kept in ``docs/kpis.md``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Literal, TypeAlias

Unit: TypeAlias = Literal["percent", "points", "pounds", "weeks", "number"]
PARTS: dict[Unit, int] = {"percent": 100, "points": 100, "pounds": 100, "weeks": 100, "number": 1}
"""How many parts of a unit a value is in: 9853 of percent is 98.53%, 12345 of pounds is £123.45."""

SUMS = {
    "opening_arrears": "debit balances at the start of the first day; credits are not netted",
    "closing_arrears": "debit balances at the end of the last day; credits are not netted",
    "charges": "rent and service charges that fell due",
    "other_charges": "court costs, recharges and other charges that are no rent",
    "cash": "payments less refunds, from tenants, benefit and others",
    "write_offs": "debts written off, on accounts of every kind",
    "write_backs": "written-off debts brought back",
    "transfers": "balances moved from and to other accounts, net",
    "leavers": "debts that came to the former accounts with tenants who left",
    "annual_rent_roll": "rent and service charges of the tenancies current on the last day, times a year's charges",
    "help_accrued_in_arrears": "help accrued and not yet payable; on each account at most its arrears",
}
"""What the sums of the definitions are, where the name alone does not tell."""

_HEAD = """\
# The key figures of income management

Written from `account/kpis.toml` by `python -m benefitcalc.account.definitions`; a test keeps the two alike. A figure is
its first sum over its second, rounded once, half up: percentages to hundredths, pounds to pence. Each is given for all,
by patch and by officer. A period is any first and last day; receipts and charges are those dated in it.

Sums of one kind of account have its name behind a point: `cash.current`. Kinds are `current`, `former`, `sundry`,
`garage`, `sub_account` and `use_and_occupation`.
"""


@dataclass(frozen=True, slots=True)
class Definition:
    """One key figure."""

    kpi: str
    section: str
    label: str
    unit: Unit
    numerator: tuple[str, ...]
    """The sums that are added; those with a minus before their name are taken off."""
    denominator: tuple[str, ...]
    """Likewise; empty where the figure is the sum itself."""
    means: str
    traps: tuple[str, ...]
    source: str
    rests_on: tuple[str, ...]
    """What must be known: ledger, accounts, roll, results."""
    better: Literal["higher", "lower", ""]
    minus: str = ""
    """The figure that is taken off, of a difference of two figures."""


@cache
def definitions() -> dict[str, Definition]:
    """The figures by their names, in the order of the page."""
    written = tomllib.loads(files(__package__).joinpath("kpis.toml").read_text(encoding="utf-8"))
    return {name: _definition(name, given) for name, given in written.items()}


def _definition(name: str, given: Mapping[str, Any]) -> Definition:
    lists = {key: tuple(value) for key, value in given.items() if isinstance(value, list)}
    return Definition(kpi=name, **{**given, **lists})


def page() -> str:
    """The definitions as Markdown."""
    lines = [_HEAD, "| Sum | What it is |", "|---|---|", *(f"| `{name}` | {said} |" for name, said in SUMS.items())]
    for section, figures in groupby(definitions().values(), key=lambda one: one.section):
        lines += ["", f"## {section}"]
        for one in figures:
            lines += ["", f"### {one.label}", "", one.means, "", f"- Name: `{one.kpi}`; unit: {one.unit}"]
            lines += [f"- Made of: {_formula(one)}"]
            lines += [f"- Take care: {trap}" for trap in one.traps]
            lines += [f"- Source: {one.source}"]
    return "\n".join(lines) + "\n"


def _formula(one: Definition) -> str:
    if one.minus:
        return f"`{one.numerator[0]}` − `{one.minus}`"
    above = _sum(one.numerator)
    return f"({above}) ÷ ({_sum(one.denominator)})" if one.denominator else above


def _sum(names: tuple[str, ...]) -> str:
    words = " ".join(f"− `{name[1:]}`" if name.startswith("-") else f"+ `{name}`" for name in names)
    return words.removeprefix("+ ")


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201  this is a command
