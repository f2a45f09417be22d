"""Pictures of a what-if: one fact takes many values, and the picture shows what the household gets or pays at each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import cycle, islice, pairwise
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from benefitcalc.charts.drawing import (
    BLUE,
    GREEN,
    GRID,
    LINES,
    ORANGE,
    PALETTE,
    QUIET,
    Chart,
    apart,
    brief,
    chart_of,
    floats,
    name_line,
    pounds_axis,
    stated,
    style,
    titled,
)
from benefitcalc.what_if import Curve, show_cell

_ROWS = 13
"""About how many rows the table beside a curve has."""
_NEVER = "comes to nothing at every value"
_ALWAYS = "comes to something at the first value"
_TO_THE_END = "comes to something at the last value"


def _every(curve: Curve) -> int:
    return max(1, round((len(curve) - 1) / (_ROWS - 1)))


def earnings_chart(curve: Curve, *, title: str | None = None) -> Chart:
    """What a household has in hand at each level of pay, in layers; below it, what is kept of each added pound.

    Takes an :func:`~benefitcalc.what_if.earnings_curve`. A title may name ``{kept}``, the least that is kept of an
    added pound; ``{below}`` and ``{at}``, the levels of pay between which far more comes or goes than the pay that was
    added; and ``{jump}``, how much.
    """
    per = curve.label.rpartition(" ")[2]
    pay, in_hand, after = (floats(curve[name]) for name in ("earnings", "in_hand", "after_rent"))
    kept = [100 * float(share) for share in curve.kept()]
    jumps = _jumps(curve)
    title = stated(title or _earnings_title(jumps, per), _earnings_facts(kept, jumps))
    with rc_context(style()):
        figure = Figure(figsize=(8.2, 6.6), layout="constrained")
        top, bottom = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
        top.fill_between(pay, pay, color="#dfe8f1", hatch="", linewidth=0)
        top.fill_between(pay, pay, in_hand, facecolor="#fbeadf", edgecolor="#e9b48f", hatch="///", linewidth=0)
        top.plot(pay, in_hand, color=ORANGE, linewidth=2.4)
        top.plot(pay, after, color=GREEN, linewidth=2.4, linestyle="--")
        top.plot(pay, pay, color=BLUE, linewidth=2, linestyle="-.")
        gap = max(in_hand) * 0.05
        labels = (("Pay", BLUE), ("Left after rent", GREEN), ("In hand", ORANGE))
        for (text, colour), height in zip(labels, apart([pay[-1], after[-1], in_hand[-1]], gap), strict=True):
            name_line(top, pay[-1], height, text, colour)
        top.set_ylabel(f"Pounds a {per}")
        top.set_ylim(bottom=min(0, *after))
        bottom.step(pay, [*kept, kept[-1]], where="post", color=ORANGE, linewidth=2)
        bottom.fill_between(pay, [*kept, kept[-1]], step="post", color="#fbeadf", linewidth=0)
        bottom.set_ylabel("Kept of each\nadded pound")
        bottom.set_ylim(max(min(0, *kept), -20), 112)
        for _, at, change in jumps:
            top.axvline(float(at), color=QUIET, linewidth=1, linestyle=":")
            top.annotate(
                f"{'up' if change > 0 else 'down'} {show_cell(abs(change))}",
                (float(at), 0.03), (5, 0), xycoords=("data", "axes fraction"), textcoords="offset points",
                color=QUIET, fontsize=9.5,
            )  # fmt: skip
        bottom.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}p"))
        bottom.set_xlabel(f"Take-home pay, pounds a {per}")
        for axes in (top, bottom):
            axes.grid(axis="y", color=GRID)
            axes.set_axisbelow(True)
        pounds_axis(top.yaxis)
        pounds_axis(bottom.xaxis)
        bottom.set_xlim(pay[0], pay[-1])
        titled(top, title, f"Shaded: pay below the line, benefits above it. All by the {per}.")
    first, *_, last = curve.rows("in_hand", "after_rent")
    shares = sorted({round(share) for share in kept if 0 <= share <= 100})
    leaps = "".join(
        f" Between {show_cell(below)} and {show_cell(at)} of pay it {'jumps' if change > 0 else 'drops'} by "
        f"{show_cell(abs(change))}."
        for below, at, change in jumps
    )
    alt = (
        f"{title}. With no pay the household has {show_cell(first[1])} a {per} in hand, {show_cell(first[2])} after "
        f"rent; with {show_cell(last[0])} of pay, {show_cell(last[1])} and {show_cell(last[2])}. Of an added pound "
        f"from {shares[0]}p to {shares[-1]}p is kept.{leaps} The table gives the amounts."
    )
    names = ("in_hand", "after_rent", "help_with_rent", "rent_to_pay")
    return chart_of(figure, title, alt, curve.headers(*names), curve.rows(*names, every=_every(curve)))


_Jump = tuple[Decimal, Decimal, Decimal]
"""Between which levels of pay far more comes or goes than the pay that was added, and how much."""


def _jumps(curve: Curve) -> list[_Jump]:
    steps = zip(pairwise(curve.values), pairwise(curve["in_hand"]), curve.kept(), strict=True)
    return [(below, at, after - before) for (below, at), (before, after), share in steps if abs(share) > 2]


def _largest(jumps: Sequence[_Jump]) -> _Jump:
    if not jumps:
        raise ValueError("the title names a jump, but nowhere does far more come or go than the pay that is added")
    return max(jumps, key=lambda jump: abs(jump[2]))


def _earnings_title(jumps: Sequence[_Jump], per: str) -> str:
    if not jumps:
        return "Of each added pound of pay at least {kept} stays in hand"
    way = "gains" if _largest(jumps)[2] > 0 else "loses"
    return f"Between {{below}} and {{at}} of pay a {per} the household {way} {{jump}} at once"


def _earnings_facts(kept: Sequence[float], jumps: Sequence[_Jump]) -> dict[str, Callable[[], str]]:
    return {
        "kept": lambda: f"{min(kept):.0f}p",
        "below": lambda: brief(_largest(jumps)[0]),
        "at": lambda: brief(_largest(jumps)[1]),
        "jump": lambda: show_cell(abs(_largest(jumps)[2])),
    }


def lines_chart(
    curves: Mapping[str, Curve],
    column: str,
    *,
    title: str,
    y: str,
    x: str | None = None,
    marks: Mapping[str, Any] | None = None,
) -> Chart:
    """One column of several curves over the same values, each line named at its end.

    ``y`` and ``x`` are the words at the axes, with units. ``marks`` are values to point out on the way, by their words.
    A title may name facts of the first curve; they are those of :func:`steps_chart`.
    """
    first = next(iter(curves.values()))
    if any(curve.values != first.values for curve in curves.values()):
        raise ValueError("curves in one chart have the same values")
    title = stated(title, _facts(first, column))
    across = floats(first.values)
    with rc_context(style()):
        figure = Figure(figsize=(8.2, 4.6), layout="constrained")
        axes = figure.subplots()
        heights = [floats(curve[column]) for curve in curves.values()]
        span = max(map(max, heights)) - min(0, *map(min, heights)) or 1
        ends = apart([line[-1] for line in heights], span * 0.065)
        for name, line, end, colour, dashes in zip(curves, heights, ends, _colours(len(curves)), cycle(LINES)):
            axes.plot(across, line, color=colour, linestyle=dashes, linewidth=2.4)
            name_line(axes, across[-1], end, name, colour)
        for words, where in (marks or {}).items():
            axes.axvline(float(where), color=QUIET, linewidth=1, linestyle=":")
            axes.annotate(
                words, (float(where), 1), (5, -4), xycoords=("data", "axes fraction"), textcoords="offset points",
                color=QUIET, fontsize=9.5, va="top",
            )  # fmt: skip
        axes.set_ylabel(y)
        axes.set_xlabel(x or first.label)
        axes.set_ylim(bottom=min(0, *map(min, heights)), top=max(map(max, heights)) + span * 0.09)
        axes.set_xlim(across[0], across[-1])
        axes.grid(axis="y", color=GRID)
        pounds_axis(axes.yaxis)
        if isinstance(first.values[0], Decimal):
            pounds_axis(axes.xaxis)
        else:
            axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        titled(axes, title)
    said = "; ".join(
        f"{name}: from {show_cell(curve[column][0])} to {show_cell(curve[column][-1])}"
        for name, curve in curves.items()
    )
    every = _every(first)
    rows = [
        (value, *(cells[1] for cells in others))
        for value, *others in zip(
            [row[0] for row in first.rows(column, every=every)],
            *(curve.rows(column, every=every) for curve in curves.values()),
            strict=True,
        )
    ]
    return chart_of(figure, title, f"{title}. {y}, by {x or first.label}. {said}.", [x or first.label, *curves], rows)


def steps_chart(curve: Curve, column: str, *, title: str, y: str, x: str | None = None) -> Chart:
    """A column at a few values, as bars with their amounts: bedrooms, children, ages.

    A title may name ``{first}``, ``{last}``, ``{lowest}`` and ``{highest}``, which are amounts; ``{begins}``, the first
    value with an amount after values without; and ``{gone}``, the first value after which there is no amount any more.
    """
    amounts = curve[column]
    title = stated(title, _facts(curve, column))
    labels = [show_cell(value) for value in curve.values]
    with rc_context(style()):
        figure = Figure(figsize=(7.2, 4.2), layout="constrained")
        axes = figure.subplots()
        bars = axes.bar(labels, floats(amounts), color=BLUE, width=0.62)
        axes.bar_label(bars, [show_cell(amount) for amount in amounts], padding=3, fontweight="bold")
        axes.set_ylabel(y)
        axes.set_xlabel(x or curve.label)
        axes.grid(axis="y", color=GRID)
        axes.set_axisbelow(True)
        axes.margins(y=0.15)
        pounds_axis(axes.yaxis)
        titled(axes, title)
    said = "; ".join(f"{label}: {show_cell(amount)}" for label, amount in zip(labels, amounts, strict=True))
    return chart_of(
        figure, title, f"{title}. {y}, by {x or curve.label}. {said}.", [x or curve.label, y], curve.rows(column)
    )


def _facts(curve: Curve, column: str) -> dict[str, Callable[[], str]]:
    """What a title may say about a column of a curve."""
    amounts = curve[column]
    return {
        "first": lambda: show_cell(amounts[0]),
        "last": lambda: show_cell(amounts[-1]),
        "lowest": lambda: show_cell(min(amounts)),
        "highest": lambda: show_cell(max(amounts)),
        "begins": lambda: brief(_begins(curve, column)),
        "gone": lambda: brief(_gone(curve, column)),
    }


def _begins(curve: Curve, column: str) -> Any:
    some = [bool(amount) for amount in curve[column]]
    if some[0] or not any(some):
        raise ValueError(f"the title says where {column} begins, but it {_ALWAYS if some[0] else _NEVER}")
    return curve.values[some.index(True)]


def _gone(curve: Curve, column: str) -> Any:
    some = [bool(amount) for amount in curve[column]]
    if some[-1] or not any(some):
        raise ValueError(f"the title says where {column} is gone, but it {_TO_THE_END if some[-1] else _NEVER}")
    return curve.values[len(some) - some[::-1].index(True)]


def _colours(number: int) -> list[str]:
    return list(islice(cycle(PALETTE), number))
