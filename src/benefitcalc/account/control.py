"""The control total of a ledger: what came in is what goes on and what is set aside, and it ties to the balances."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from benefitcalc.portfolio.reading.control import ControlTotal

_OPENING, _CHARGED, _CREDITED, _CLOSING = (
    "opening balances", "transactions that raise the debt", "transactions that lower it", "closing balances",
)  # fmt: skip


def control_total(
    good: Mapping[str, pd.DataFrame],
    aside: Mapping[str, pd.DataFrame],
    not_counted: Mapping[str, int],
    closing_balance: Decimal | None,
) -> ControlTotal:
    """The control total of the rows that go on and those set aside, by table."""
    lines = [_line(name, "rows", len(good[name]), len(aside[name])) for name in good]
    parts = [_sums(good), _sums(aside)]
    lines += [_line(what, "pence", parts[0][what], parts[1][what]) for what in parts[0]]
    unknown = {
        name: int(aside[name][column].isna().sum())
        for name, column in (("accounts", "opening_balance"), ("transactions", "amount"))
    }
    gaps = {}
    if closing_balance is not None:
        gaps[_CLOSING] = int(closing_balance * 100) - parts[0][_CLOSING] - parts[1][_CLOSING]
    return ControlTotal(pd.DataFrame(lines), unknown, dict(not_counted), gaps)


def _line(what: str, unit: str, kept: int, set_aside: int) -> dict[str, object]:
    return {"what": what, "unit": unit, "came_in": kept + set_aside, "kept": kept, "set_aside": set_aside}


def _sums(tables: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    opening = int(tables["accounts"]["opening_balance"].sum())
    amounts = tables["transactions"]["amount"]
    raised, lowered = (int(amounts[where.fillna(value=False)].sum()) for where in (amounts > 0, amounts < 0))
    return {_OPENING: opening, _CHARGED: raised, _CREDITED: lowered, _CLOSING: opening + raised + lowered}
