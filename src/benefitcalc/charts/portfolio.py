"""Pictures of several households, or of a whole stock: what changes, by how much and for how many."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from benefitcalc.charts.drawing import (
    BLUE,
    GRID,
    HATCHES,
    INK,
    ORANGE,
    PALETTE,
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
from benefitcalc.money import in_whole_pounds
from benefitcalc.what_if import Curve, show_cell

_PENCE: Callable[[int], int] = (100).__mul__


def changes_chart(before: Curve, after: Curve, column: str, *, title: str, unit: str, names: tuple[str, str]) -> Chart:
    """One column of several households at two times, and by how much it changes.

    Takes two curves of :func:`~benefitcalc.what_if.side_by_side`. A title may name ``{most}`` and ``{least}``, the
    households with the largest rise and the largest fall (or the smallest rise); ``{most_change}`` and
    ``{least_change}``, by how much; and ``{more}``, ``{less}`` and ``{same}``, how many households have more, less and
    the same.
    """
    if before.values != after.values:
        raise ValueError("only the same households can be compared")
    rows = [
        (name, old, new, new - old) for name, old, new in zip(before.values, before[column], after[column], strict=True)
    ]
    title = stated(title, _change_facts(rows))
    with rc_context(style()):
        figure = Figure(figsize=(8.2, 0.44 * len(rows) + 1.7), layout="constrained")
        axes = figure.subplots()
        for place, (_, old, new, change) in enumerate(rows):
            less = change < 0
            axes.barh(
                place, float(change), height=0.62, edgecolor=PAPER,
                color=ORANGE if less else BLUE, hatch="xx" if less else "",
            )  # fmt: skip
            axes.annotate(
                f"{_change(change)}   ({show_cell(old)} → {show_cell(new)})", (max(float(change), 0), place), (6, 0),
                textcoords="offset points", va="center",
            )  # fmt: skip
        axes.axvline(0, color=INK, linewidth=1)
        axes.set_yticks(range(len(rows)), [row[0] for row in rows])
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(f"Change, {unit[0].lower()}{unit[1:]}")
        low, high = min(0.0, *(float(row[3]) for row in rows)), max(0.0, *(float(row[3]) for row in rows))
        axes.set_xlim(low * 1.1, high + (high - low or 1) * 0.9)
        axes.grid(axis="x", color=GRID)
        axes.set_axisbelow(True)
        pounds_axis(axes.xaxis)
        titled(axes, title, f"The change from {names[0]} to {names[1]}; in brackets the amounts.")
    said = "; ".join(f"{name} {show_cell(old)} to {show_cell(new)}" for name, old, new, _ in rows)
    alt = f"{title}. {unit}, {names[0]} and {names[1]}: {said}."
    return chart_of(figure, title, alt, [before.label, *names, "Change"], rows)


def _change_facts(rows: Sequence[tuple[Any, Any, Any, Decimal]]) -> dict[str, Callable[[], str]]:
    most, least = max(rows, key=lambda row: row[3]), min(rows, key=lambda row: row[3])
    return {
        "most": lambda: str(most[0]),
        "least": lambda: str(least[0]),
        "most_change": lambda: _change(most[3]),
        "least_change": lambda: _change(least[3]),
        **_counts([row[3] for row in rows]),
    }


def _counts(changes: Sequence[Decimal | int]) -> dict[str, Callable[[], str]]:
    """How many changes are a rise, a fall and neither."""
    return {
        "more": lambda: f"{sum(change > 0 for change in changes):,}",
        "less": lambda: f"{sum(change < 0 for change in changes):,}",
        "same": lambda: f"{sum(change == 0 for change in changes):,}",
    }


def _change(change: Decimal) -> str:
    return f"{'+' if change > 0 else ''}{show_cell(change)}" if change else "no change"


def bars_chart(groups: Mapping[str, Mapping[str, Decimal]], *, title: str, unit: str, first_header: str = "") -> Chart:
    """A bar for each group at each label, with its amount: ``{"2025-26": {"Benefit cap": …}, "2026-27": {…}}``.

    A title may name ``{most}`` and ``{least}``, the labels with the largest and the smallest amount of the last group,
    and ``{most_amount}`` and ``{least_amount}``, those amounts.
    """
    labels = list(dict.fromkeys(label for group in groups.values() for label in group))
    title = stated(title, _bar_facts(list(groups.values())[-1]))
    height = 0.8 / len(groups)
    with rc_context(style()):
        figure = Figure(figsize=(8.2, 0.36 * len(labels) * len(groups) + 1.7), layout="constrained")
        axes = figure.subplots()
        for place, (name, group) in enumerate(groups.items()):
            at = [row + (place - (len(groups) - 1) / 2) * height for row in range(len(labels))]
            amounts = [group.get(label, Decimal(0)) for label in labels]
            bars = axes.barh(
                at, floats(amounts), height=height * 0.92, color=PALETTE[place], hatch=HATCHES[place],
                edgecolor=PAPER, label=name,
            )  # fmt: skip
            axes.bar_label(bars, [show_cell(amount) for amount in amounts], padding=4)
        axes.set_yticks(range(len(labels)), labels)
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(unit)
        axes.set_xmargin(0.14)
        axes.grid(axis="x", color=GRID)
        axes.set_axisbelow(True)
        pounds_axis(axes.xaxis)
        if len(groups) > 1:
            figure.legend(frameon=False, loc="outside lower right", ncols=len(groups), handlelength=2.2)
        titled(axes, title)
    rows = [(label, *(group.get(label, Decimal(0)) for group in groups.values())) for label in labels]
    said = "; ".join(f"{row[0]}: {', '.join(map(show_cell, row[1:]))}" for row in rows)
    return chart_of(figure, title, f"{title}. {unit}, {' and '.join(groups)}. {said}.", [first_header, *groups], rows)


def _bar_facts(group: Mapping[str, Decimal]) -> dict[str, Callable[[], str]]:
    most, least = max(group, key=group.__getitem__), min(group, key=group.__getitem__)
    return {
        "most": lambda: most,
        "least": lambda: least,
        "most_amount": lambda: show_cell(group[most]),
        "least_amount": lambda: show_cell(group[least]),
    }


def spread_chart(
    pence: Sequence[int], edges: Sequence[int], *, title: str, unit: str, noun: str = "Tenancies"
) -> Chart:
    """How many amounts lie in each band between the ``edges`` (whole pounds) and beyond them; nil has its own bar.

    A title may name ``{more}``, ``{less}`` and ``{same}``: how many amounts are above nil, below it, and nil.
    """
    title = stated(title, _counts(list(map(int, pence))))
    bands = [f"less than {in_whole_pounds(100 * edges[0])}"]
    bands += [f"{in_whole_pounds(100 * low)} to {in_whole_pounds(100 * high)}" for low, high in pairwise(edges)]
    bands.append(f"more than {in_whole_pounds(100 * edges[-1])}")
    places = Counter(_band(edges, amount) for amount in map(int, pence) if amount)
    counts = [places[place] for place in range(len(bands))]
    nothing = sum(not amount for amount in pence)
    middle = bisect_left(edges, 0)
    bands.insert(middle + 1, "no change")
    counts.insert(middle + 1, nothing)
    with rc_context(style()):
        figure = Figure(figsize=(8.2, 0.36 * len(bands) + 1.5), layout="constrained")
        axes = figure.subplots()
        colours = [SKY if band != "no change" else SAND for band in bands]
        bars = axes.barh(bands, counts, color=colours, height=0.72)
        axes.bar_label(bars, [f"{count:,}" for count in counts], padding=4)
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_ylabel(unit)
        axes.set_xlabel(noun)
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.set_xmargin(0.12)
        axes.grid(axis="x", color=GRID)
        axes.set_axisbelow(True)
        titled(axes, title)
    said = "; ".join(f"{band}: {count:,}" for band, count in zip(bands, counts, strict=True))
    alt = f"{title}. {noun} by {unit}: {said}."
    return chart_of(figure, title, alt, [unit, noun], list(zip(bands, counts, strict=True)))


def _band(edges: Sequence[int], pence: int) -> int:
    """The band of an amount; an amount on an edge is in the band nearer to nothing."""
    find = bisect_right if pence < 0 else bisect_left
    return find(edges, pence, key=_PENCE)
