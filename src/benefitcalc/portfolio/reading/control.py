"""The control total of a rent roll: what came in is what goes on and what is set aside, in rows and in pence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.columns import Ints
from benefitcalc.money import Flag, in_pounds

CHARGES, OWED, CREDIT, BALANCE = "charges a year", "balances owed", "balances in credit", "balance"
PERIODS = {"week": 1, "fortnight": 2, "four_weeks": 4}
"""How many weeks a charge is for."""
TIMES = {"month": 12, "quarter": 4, "year": 1}
"""How many charges a year has that go by the calendar."""


@dataclass(frozen=True, slots=True)
class Charges:
    """What each tenancy is charged in a year, in pence, and how it is charged."""

    pence: Ints
    known: Flag
    basis: np.ndarray[tuple[int], np.dtype[np.object_]]
    """``52 weeks``, ``12 months`` …; empty where it is not known."""


def charges_of(charge: pd.Series[int], per: pd.Series[str], weeks: pd.Series[int]) -> Charges:
    """The charges of a year: one charge times the months, or times the weeks charged; a week that is left over has its
    part of a fortnight's or four weeks' charge, to the nearest penny.
    """
    amount = charge.fillna(0).to_numpy(dtype=np.int64)
    charged = weeks.fillna(0).to_numpy(dtype=np.int64)
    period = per.fillna("").to_numpy(dtype=object)
    pence = np.zeros(len(amount), dtype=np.int64)
    known = charge.notna().to_numpy(dtype=np.bool_)
    basis = np.full(len(amount), "", dtype=object)
    for name, length in PERIODS.items():
        here = period == name
        pence[here] = (amount[here] * charged[here] + length // 2) // length
        basis[here & (charged > 0)] = np.char.add(charged[here & (charged > 0)].astype(str), " weeks")
    for name, times in TIMES.items():
        here = period == name
        pence[here] = amount[here] * times
        basis[here] = {"month": "12 months", "quarter": "4 quarters", "year": "1 year"}[name]
    known = known & (basis != "")
    return Charges(np.where(known, pence, 0), known, basis)


def column_or_nothing(frame: pd.DataFrame, name: str, kind: str = "Int64") -> pd.Series[Any]:
    """A column, or one of nothing where the frame has none."""
    if name in frame:
        return frame[name]
    return pd.Series(pd.NA, index=frame.index, dtype=kind)


def year_of_charges(tenancies: pd.DataFrame) -> Charges:
    """What each tenancy is charged in a year: rent and services."""
    charge = column_or_nothing(tenancies, "rent")
    for service in ("eligible_service_charge", "ineligible_service_charge"):
        charge = charge + column_or_nothing(tenancies, service).fillna(0)
    return charges_of(charge, column_or_nothing(tenancies, "rent_per", "string"), weeks_charged(tenancies))


def weeks_charged(tenancies: pd.DataFrame) -> pd.Series[int]:
    """How many weeks of the year are charged: ``chargeable_weeks``, or 52 less ``rent_free_weeks``."""
    weeks = column_or_nothing(tenancies, "chargeable_weeks")
    return weeks.fillna(52 - column_or_nothing(tenancies, "rent_free_weeks"))


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """A control total. ``print`` shows it; ``lines`` has the figures, ``sums`` says whether they add up."""

    lines: pd.DataFrame
    """``what``, ``unit`` (rows or pence), ``came_in``, ``kept``, ``set_aside``."""
    unknown: dict[str, int]
    """In how many rows an amount is not known, so that no sum holds it."""
    not_counted: dict[str, int]
    """How many rows of the files are no rows of a table: empty ones, totals, a header again."""
    differences: dict[str, int]
    """What the user's own total is above what came in, in pence; 0 where they tie."""

    @property
    def sums(self) -> bool:
        """Whether what came in is what was kept and what was set aside, in each line."""
        return bool((self.lines["came_in"] == self.lines["kept"] + self.lines["set_aside"]).all())

    @property
    def ties(self) -> bool | None:
        """Whether the user's own totals tie; None where none was given."""
        return all(gap == 0 for gap in self.differences.values()) if self.differences else None

    def __str__(self) -> str:
        head = ("", "came in", "= kept", "+ set aside")
        rows = [
            (line["what"], *(_shown(line[part], line["unit"]) for part in ("came_in", "kept", "set_aside")))
            for line in self.lines.to_dict("records")
        ]
        widths = [max(len(row[place]) for row in (head, *rows)) for place in range(4)]
        lines = ["  ".join(_aligned(row, widths)) for row in (head, *rows)]
        lines += [f"{what}: not known in {count:,} rows, so in no sum" for what, count in self.unknown.items() if count]
        lines += [f"{what}: {count:,}, not counted as rows" for what, count in self.not_counted.items() if count]
        for what, gap in self.differences.items():
            apart = f"is {in_pounds(abs(gap))} {'more' if gap > 0 else 'less'}"
            lines.append(f"{what}: ties to your total" if gap == 0 else f"{what}: your total {apart}")
        return "\n".join(line.rstrip() for line in lines)


def control_total(
    *,
    aside: Flag,
    charges: Charges,
    balance: pd.Series[int],
    people: tuple[int, int],
    not_counted: dict[str, int],
    ledger: dict[str, Decimal],
) -> ControlTotal:
    """The control total of tenancies of which some are set aside; ``people`` are the rows kept and set aside, and
    ``ledger`` the user's own totals in pounds, by line.
    """
    lines = [_line("tenancies", "rows", np.ones(len(aside), dtype=np.int64), aside)]
    lines.append({"what": "people", "unit": "rows", "came_in": sum(people), "kept": people[0], "set_aside": people[1]})
    bases = sorted({basis for basis in charges.basis if basis}, key=lambda basis: (len(basis), basis))
    if len(bases) > 1:
        lines += [
            _line(f"{CHARGES}, {basis}", "pence", np.where(charges.basis == basis, charges.pence, 0), aside)
            for basis in bases
        ]
    lines.append(_line(CHARGES if len(bases) != 1 else f"{CHARGES}, {bases[0]}", "pence", charges.pence, aside))
    held = np.asarray(balance.fillna(0), dtype=np.int64)
    if balance.notna().any():
        lines.append(_line(OWED, "pence", np.maximum(held, 0), aside))
        lines.append(_line(CREDIT, "pence", np.minimum(held, 0), aside))
        lines.append(_line(BALANCE, "pence", held, aside))
    came_in = {CHARGES: int(charges.pence.sum()), BALANCE: int(held.sum())}
    return ControlTotal(
        pd.DataFrame(lines),
        {CHARGES: int((~charges.known).sum()), BALANCE: int(balance.isna().sum()) if balance.notna().any() else 0},
        not_counted,
        {what: int(total * 100) - came_in[what] for what, total in ledger.items()},
    )


def _line(what: str, unit: str, amount: Ints, aside: Flag) -> dict[str, object]:
    return {
        "what": what,
        "unit": unit,
        "came_in": int(amount.sum()),
        "kept": int(amount[~aside].sum()),
        "set_aside": int(amount[aside].sum()),
    }


def _shown(number: int, unit: str) -> str:
    return f"{number:,}" if unit == "rows" else in_pounds(number)


def _aligned(row: tuple[str, ...], widths: list[int]) -> list[str]:
    return [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
