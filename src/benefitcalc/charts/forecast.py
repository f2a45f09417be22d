"""Pictures of a forecast: its months, what changes it, and where the rent is left to pay.

Amounts come from the forecast's tables in pence; the tables beside the pictures show pounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from matplotlib import rc_context
from matplotlib.figure import Figure

from benefitcalc.charts.drawing import (
    BLUE,
    GRID,
    INK,
    ORANGE,
    PAPER,
    SAND,
    SKY,
    Chart,
    chart_of,
    floats,
    pounds_axis,
    stated,
    style,
    titled,
)
from benefitcalc.money import in_whole_pounds, pounds
from benefitcalc.portfolio.forecast.names import CAUSE_NAMES, GROUP_NAMES, SUM_NAMES
from benefitcalc.what_if import show_cell

if TYPE_CHECKING:
    import pandas as pd

    from benefitcalc.portfolio.forecast.result import Forecast

RANGE = "The range holds 80% of the draws of what is not known."
MOST_GROUPS = 20
"""How many groups a picture has room for; its table has all of them."""
_NAMES = {**SUM_NAMES, **CAUSE_NAMES, "shortfall": "Rent that no help covers"}


def _amounts(frame: pd.DataFrame, name: str) -> list[Decimal]:
    return [pounds(int(pence)) for pence in frame[name]]


def _ends(frame: pd.DataFrame, name: str) -> tuple[list[Decimal], list[Decimal]]:
    return _amounts(frame, f"{name}_low"), _amounts(frame, f"{name}_high")


def _brief(amount: Decimal) -> str:
    return in_whole_pounds(int(amount * 100))


def months_chart(
    forecast: Forecast, amount: str = "shortfall", *, title: str = "{name}: {first} in {start}, {last} in {end}"
) -> Chart:
    """One amount of a forecast month by month, with the range of 80% of the draws.

    A title may name ``{name}``, what the amount is; ``{first}`` and ``{last}``, what is expected of the first and the
    last month, ``{start}`` and ``{end}``, these months; ``{most}`` and ``{most_month}``, the highest of all.
    """
    months = forecast.months
    expected, (low, high) = _amounts(months, amount), _ends(months, amount)
    names = [f"{start:%B %Y}" for start in forecast.starts]
    most = max(range(len(names)), key=expected.__getitem__)
    facts = {
        "name": lambda: _NAMES[amount],
        "first": lambda: _brief(expected[0]),
        "last": lambda: _brief(expected[-1]),
        "start": lambda: names[0],
        "end": lambda: names[-1],
        "most": lambda: _brief(expected[most]),
        "most_month": lambda: names[most],
    }
    title = stated(title, facts)
    places = list(range(len(names)))
    with rc_context(style()):
        figure = Figure(figsize=(8.2, 3.8), layout="constrained")
        axes = figure.subplots()
        axes.fill_between(places, floats(low), floats(high), color=SKY, alpha=0.45, linewidth=0, label="80% range")
        axes.plot(places, floats(expected), color=BLUE, marker="o", markersize=4, label="Expected")
        axes.set_xticks(places[:: max(len(places) // 12, 1)], _short(names)[:: max(len(places) // 12, 1)])
        axes.set_ylim(bottom=0 if min(low) >= 0 else None)
        axes.set_ylabel("Pounds a month")
        axes.grid(axis="y", color=GRID)
        axes.set_axisbelow(True)
        pounds_axis(axes.yaxis)
        axes.legend(frameon=False, loc="lower right", ncols=2)
        titled(axes, title, RANGE)
    rows = list(zip(names, expected, low, high, strict=True))
    said = "; ".join(f"{row[0]}: {show_cell(row[1])}" for row in rows)
    return chart_of(figure, title, f"{title}. {said}.", ["Month", "Expected", "Low", "High"], rows)


def _short(names: Sequence[str]) -> list[str]:
    """The months by three letters, the year under the first of them and under each January."""
    found = []
    for place, name in enumerate(names):
        month, year = name.split()
        found.append(f"{month[:3]}\n{year}" if place == 0 or month == "January" else month[:3])
    return found


def waterfall_chart(
    bridge: pd.DataFrame,
    amount: str = "rent_to_pay",
    *,
    title: str = "{name} goes from {start} to {end}; the largest change is {most}",
) -> Chart:
    """One amount of :meth:`Forecast.bridge <benefitcalc.portfolio.Forecast.bridge>`: where it starts, what each change
    adds in the order of the bridge, and where it ends.

    A title may name ``{name}``, what the amount is; ``{start}`` and ``{end}``; and ``{most}``, the step that changes it
    most, with ``{change}``, by how much.
    """
    steps, changes, (low, high) = list(map(str, bridge.index)), _amounts(bridge, amount), _ends(bridge, amount)
    largest = max(range(1, len(steps) - 1), key=lambda place: abs(changes[place]))
    facts: dict[str, Callable[[], str]] = {
        "name": lambda: _NAMES[amount],
        "start": lambda: _brief(changes[0]),
        "end": lambda: _brief(changes[-1]),
        "most": lambda: f"“{steps[largest]}”",
        "change": lambda: f"{'+' if changes[largest] > 0 else ''}{_brief(changes[largest])}",
    }
    title = stated(title, facts)
    with rc_context(style()):
        figure = Figure(figsize=(8.2, 0.52 * len(steps) + 1.6), layout="constrained")
        axes = figure.subplots()
        before = Decimal(0)
        for place, change in enumerate(changes):
            whole = place in {0, len(steps) - 1}
            left = Decimal(0) if whole else before
            less = change < 0
            colour = SAND if whole else ORANGE if less else BLUE
            axes.barh(place, float(change), left=float(left), height=0.62, color=colour, edgecolor=PAPER,
                      hatch="xx" if less and not whole else "")  # fmt: skip
            text = show_cell(change) if whole else f"{'+' if change > 0 else ''}{show_cell(change)}"
            axes.annotate(
                text, (float(max(left, left + change)), place), (6, 0), textcoords="offset points", va="center"
            )
            before = change if whole else before + change
            if place < len(steps) - 2:
                axes.plot([float(before)] * 2, [place + 0.31, place + 0.69], color=INK, linewidth=0.8)
        axes.set_yticks(range(len(steps)), steps)
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("Pounds over the time of the forecast")
        axes.set_xlim(*_close_up(changes))
        axes.grid(axis="x", color=GRID)
        axes.set_axisbelow(True)
        pounds_axis(axes.xaxis)
        titled(axes, title, "One change at a time, from the top down; the axis does not begin at nothing.")
    rows = list(zip(steps, changes, low, high, strict=True))
    said = "; ".join(f"{row[0]}: {show_cell(row[1])}" for row in rows)
    headers = ["Step", "Amount or change", "Low", "High"]
    return chart_of(figure, title, f"{title}. {said}.", headers, rows)


def _close_up(changes: Sequence[Decimal]) -> tuple[float, float]:
    """The stretch of the axis in which the changes lie, with room for labels."""
    levels, level = [changes[-1]], Decimal(0)
    for change in changes[:-1]:
        level += change
        levels.append(level)
    span = max(levels) - min(levels) or abs(levels[0]) or Decimal(1)
    return float(max(min(levels) - span, Decimal(0)) if min(levels) >= 0 else min(levels) - span), float(
        max(levels) + span
    )


def by_patch_chart(
    forecast: Forecast,
    column: str | None = None,
    amount: str = "shortfall",
    *,
    title: str = "{name}: most in {most}, {most_amount}",
) -> Chart:
    """One amount of a forecast by patch, or by another column of the roll, with the range of 80% of the draws.

    Without ``column`` it is the patch, or the housing scheme or region where the roll has no patch. A title may name
    ``{name}``, what the amount is, and ``{most}`` and ``{most_amount}``, the group with the largest.
    """
    if column is None:
        there = [name for name in ("patch", "housing_scheme", "region") if name in forecast.labels]
        column = there[0] if there else "household"
    frame = forecast.by(column).sort_values(amount, ascending=False, kind="stable")
    groups, expected, (low, high) = list(map(str, frame.index)), _amounts(frame, amount), _ends(frame, amount)
    title = stated(
        title,
        {"name": lambda: _NAMES[amount], "most": lambda: groups[0], "most_amount": lambda: _brief(expected[0])},
    )
    shown = slice(0, MOST_GROUPS)
    below = RANGE if len(groups) <= MOST_GROUPS else f"The {MOST_GROUPS} largest of {len(groups)}. {RANGE}"
    with rc_context(style()):
        figure = Figure(figsize=(8.2, 0.36 * len(groups[shown]) + 1.7), layout="constrained")
        axes = figure.subplots()
        middle, ends = floats(expected[shown]), (floats(low[shown]), floats(high[shown]))
        axes.barh(range(len(middle)), middle, height=0.62, color=SKY, edgecolor=PAPER)
        axes.hlines(range(len(middle)), *ends, color=INK, linewidth=1.6)
        for place, (text, end) in enumerate(zip(expected[shown], ends[1], strict=True)):
            axes.annotate(show_cell(text), (max(end, middle[place]), place), (6, 0), textcoords="offset points",
                          va="center")  # fmt: skip
        axes.set_yticks(range(len(middle)), groups[shown])
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("Pounds over the time of the forecast")
        axes.set_xmargin(0.16)
        axes.grid(axis="x", color=GRID)
        axes.set_axisbelow(True)
        pounds_axis(axes.xaxis)
        titled(axes, title, below)
    rows = list(zip(groups, map(int, frame["tenancies"]), expected, low, high, strict=True))
    said = "; ".join(f"{row[0]}: {show_cell(row[2])}" for row in rows)
    headers = [GROUP_NAMES.get(column, column), "Tenancies", "Expected", "Low", "High"]
    return chart_of(figure, title, f"{title}. {said}.", headers, rows)
