"""From the stock as it stands to the forecast, one change at a time."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from benefitcalc.columns import Ints
from benefitcalc.portfolio.forecast.draw import draw_of
from benefitcalc.portfolio.forecast.plan import CHANGES, Plan, Stock
from benefitcalc.portfolio.forecast.run import each_draw
from benefitcalc.portfolio.forecast.totals import PARTS, SUMS, expected, sums_of
from benefitcalc.portfolio.unknown.intervals import interval

STEPS = {
    "rents": "Rents rise",
    "uprating": "Benefit rates and pensions are uprated",
    "pay": "Pay rises",
    "reform": "The scenario's rates and facts",
    "household": "Households change (ages)",
}
"""What each change is called, in the order in which they are taken."""


def bridge_of(plan: Plan, stock: Stock, after: Ints, *, workers: int | None) -> pd.DataFrame:
    """A row for the start, one for each change, and one for the end; for each of ``SUMS`` the amount or the change of
    it, and its interval. ``after`` has the parts of the rent with all changes, shape ``(draws, parts)``.
    """
    there = [change for change in CHANGES if _plays_a_part(change, plan)]
    stages = [plan.only(*there[:number]) for number in range(len(there))]
    work = partial(_totals, stages)
    before = each_draw(work, stock, months=len(plan.months) * len(stages), workers=workers, progress=False)
    levels = np.concatenate((np.stack(before), after[:, None]), axis=1)
    names = [f"As on {plan.on:%-d %B %Y}", *(STEPS[change] for change in there), "Forecast"]
    return _table(levels, pd.Index(names, name="step"))


def _plays_a_part(change: str, plan: Plan) -> bool:
    return {"reform": plan.scenario.reforms, "pay": plan.pay is not None}.get(change, True)


def _totals(stages: list[Plan], stock: Stock, draw: int) -> Ints:
    """The parts of the rent over all months, shape ``(stages, parts)``."""
    batch, claims = stock.batch(draw), stock.claims(draw)
    found = []
    for stage in stages:
        totals = draw_of(batch, claims, stage).totals
        found.append([int(totals[name].sum()) for name in PARTS])
    return np.array(found, dtype=np.int64)


def _table(levels: Ints, index: pd.Index) -> pd.DataFrame:
    """``levels`` has the shape ``(draws, stages, parts)``; each row but the last is what its stage adds."""
    of_stages = sums_of(np.concatenate([expected(levels[:, [stage]]) for stage in range(levels.shape[1])]))
    columns: dict[str, Ints] = {name: _steps(of_stages[name][None])[0] for name in SUMS}
    of_draws = sums_of(levels)
    for name in SUMS:
        ends = interval(_steps(of_draws[name]))
        columns |= {f"{name}_low": ends.low, f"{name}_median": ends.middle, f"{name}_high": ends.high}
    return pd.DataFrame(columns, index=index)


def _steps(levels: Ints) -> Ints:
    """The first level, what each later one adds, and the last level; shape ``(draws, stages + 1)``."""
    return np.concatenate((np.diff(levels, axis=1, prepend=0), levels[:, -1:]), axis=1)
