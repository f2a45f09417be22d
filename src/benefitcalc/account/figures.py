"""Key figures from their sums: each a sum, a sum over another, or one of the few that need more than that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from benefitcalc.account.definitions import Definition, definitions
from benefitcalc.money import round_half_up

Group: TypeAlias = tuple[str, str]
"""By what, and the code: ``("patch", "P1")``; of all ``("all", "")``."""
Days: TypeAlias = Mapping[Group, tuple[int, int]]
"""The median days of the arrangements that were kept, by group, as an exact fraction."""


def figures(
    sums: pd.DataFrame,
    days: Days,
    last_year: pd.DataFrame | None,
    wanted: Sequence[Definition],
) -> pd.DataFrame:
    """The figures that are ``wanted``, a row for each and each group of ``sums`` (index ``(by, group)``).

    Columns: kpi, section, label, by, group, numerator, denominator, value, unit; numbers are ``Int64``. ``last_year``
    are the figures of that year, for the one figure that needs them.
    """
    tables: dict[str, pd.DataFrame] = {}
    for one in wanted:
        if one.minus:
            table = _difference(tables[one.numerator[0]], tables[one.minus])
        elif one.kpi in _OF_THEIR_OWN:
            table = _OF_THEIR_OWN[one.kpi](sums, one, days, last_year)
        else:
            table = _ratio(_added(sums, one.numerator), _added(sums, one.denominator) if one.denominator else None, one)
        tables[one.kpi] = table
    found = pd.concat(tables, names=["kpi"]).reset_index()
    said = pd.DataFrame([(one.section, one.label, one.unit) for one in wanted], columns=["section", "label", "unit"])
    said["kpi"] = [one.kpi for one in wanted]
    columns = ["kpi", "section", "label", "by", "group", "numerator", "denominator", "value", "unit"]
    return found.merge(said, on="kpi", validate="many_to_one")[columns]


def _added(sums: pd.DataFrame, names: Sequence[str]) -> pd.Series:
    """The sums added, those with a minus taken off; missing where one of them is not known."""
    total = pd.Series(0, index=sums.index, dtype="Int64")
    for name in names:
        taken_off, key = name.startswith("-"), name.removeprefix("-")
        part = sums[key] if key in sums else pd.Series(pd.NA, index=sums.index, dtype="Int64")
        total = total - part if taken_off else total + part
    return total


def _ratio(above: pd.Series, below: pd.Series | None, one: Definition) -> pd.DataFrame:
    """The value of a figure from its two sums, rounded half up; the sum itself where there is no second."""
    if below is None:
        missing = pd.Series(pd.NA, index=above.index, dtype="Int64")
        return pd.DataFrame({"numerator": above, "denominator": missing, "value": above})
    known = (above.notna() & below.notna() & (below > 0).fillna(False)).to_numpy(np.bool_)
    value = pd.array([pd.NA] * len(above), dtype="Int64")
    # A percentage is of a hundred, in hundredths; a mean of money is in pence already.
    scale = {"percent": 10_000, "weeks": 100}.get(one.unit, 1)
    value[known] = round_half_up(above[known].to_numpy(np.int64) * scale, below[known].to_numpy(np.int64))
    return pd.DataFrame({"numerator": above, "denominator": below, "value": pd.Series(value, index=above.index)})


def _difference(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    missing = pd.Series(pd.NA, index=one.index, dtype="Int64")
    return pd.DataFrame({"numerator": missing, "denominator": missing, "value": one["value"] - other["value"]})


def _share(amount: int, above: int, below: int) -> int:
    """``amount × above ÷ below`` to the nearest penny, half up; in Python's numbers, which have no end."""
    return (2 * amount * above + below) // (2 * below)


def _rows(sums: pd.DataFrame, cells: Sequence[int | None]) -> pd.Series:
    return pd.Series(pd.array([pd.NA if cell is None else cell for cell in cells], dtype="Int64"), index=sums.index)


def _pounds_lost(sums: pd.DataFrame, one: Definition, *_: Any) -> pd.DataFrame:
    kinds = definitions()
    current = kinds["collected_including_arrears"]
    rate = (_added(sums, current.numerator), _added(sums, current.denominator))
    # What is collectable of both without what moved between accounts, as in the overall rate.
    overall = _added(sums, kinds["collected_overall"].denominator) - rate[1]
    received = _added(sums, kinds["collected_overall"].numerator) - rate[0]
    cells = [
        None if below <= 0 else _share(int(amount), int(above), int(below)) - int(got)
        for amount, above, below, got in zip(overall, *rate, received, strict=True)
    ]
    return _ratio(_rows(sums, cells), None, one)


def _at_last_years_rates(sums: pd.DataFrame, one: Definition, _: Days, last_year: pd.DataFrame | None) -> pd.DataFrame:
    cash = [_cash_at_last_years_rates(sums.loc[group], _of_group(last_year, group)) for group in sums.index]
    return _ratio(_rows(sums, cash), _added(sums, one.denominator), one)


def _of_group(frame: pd.DataFrame | None, group: Group) -> pd.DataFrame:
    """The rows of a group by the names of their figures; none where there is no frame."""
    if frame is None:
        return pd.DataFrame({"numerator": [], "denominator": []})
    return frame[(frame["by"] == group[0]) & (frame["group"] == group[1])].set_index("kpi")


def _cash_at_last_years_rates(sums: pd.Series, last_year: pd.DataFrame) -> int | None:
    """What would have been collected; None where a rate of last year is not known and there is debt to take it of."""
    total = int(sums["cash.current"])
    for kind in ("former_collected", "sundry_collected"):
        collectable = sum(int(sums[name]) for name in definitions()[kind].denominator)
        if collectable <= 0:
            continue
        if kind not in last_year.index or last_year["value"].isna()[kind]:
            return None
        total += _share(collectable, int(last_year["numerator"][kind]), int(last_year["denominator"][kind]))
    return total


def _weeks_to_clear(sums: pd.DataFrame, one: Definition, days: Days, _: Any) -> pd.DataFrame:
    found = [days.get(group, (None, 0)) for group in sums.index]
    above, below = _rows(sums, [total for total, _ in found]), _rows(sums, [7 * number for _, number in found])
    return _ratio(above, below, one)


_OF_THEIR_OWN: dict[str, Callable[..., pd.DataFrame]] = {
    "pounds_lost": _pounds_lost,
    "collected_at_last_years_rates": _at_last_years_rates,
    "weeks_to_clear": _weeks_to_clear,
}
"""The figures that are more than one sum over another."""
