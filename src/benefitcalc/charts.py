"""Pictures of results, each beside the table that it was drawn from and with words for those who do not see it.

A :class:`Chart` shows itself in a notebook; ``chart.figure.savefig("…")`` keeps it. Nothing here calculates: amounts
come from assessments and :mod:`benefitcalc.what_if`, and become floats only to be drawn. Colour never says anything
that a label, a line style or a hatch does not say too. Loads matplotlib; ``import benefitcalc`` does not load this.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import escape
from itertools import cycle, islice, pairwise
from typing import TYPE_CHECKING, Any

from matplotlib import font_manager, rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from benefitcalc.explain.words import CAUSES
from benefitcalc.periods import day_number
from benefitcalc.what_if import Curve, show_cell, table_html

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from benefitcalc.assessment.result import Assessment, UniversalCreditResult
    from benefitcalc.explain.data import Line
    from benefitcalc.explain.explanation import Explanation
    from benefitcalc.timeline import Timeline

__all__ = [
    "Chart",
    "award_chart",
    "bars_chart",
    "changes_chart",
    "earnings_chart",
    "lines_chart",
    "rent_chart",
    "spread_chart",
    "steps_chart",
    "timeline_chart",
]

INK, QUIET, GRID, PAPER = "#1d2733", "#5a6673", "#e3e7eb", "#ffffff"
BLUE, ORANGE, GREEN, PLUM, SKY, SAND = "#1f5a94", "#c4561a", "#2f7d5b", "#7a3b69", "#79aed6", "#e3b778"
PALETTE = (BLUE, ORANGE, GREEN, PLUM, SKY, SAND)
"""Told apart in print and by people who do not tell red from green; dark ones stand at 4.5:1 on white."""
LINES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)), (0, (1, 2)))
HATCHES = ("", "///", "...", "\\\\\\", "xx", "++")
_FONTS = ("Source Sans 3", "Open Sans", "Noto Sans", "Liberation Sans", "Arial", "Helvetica", "DejaVu Sans")
_PENCE: Callable[[int], int] = (100).__mul__
_ROWS = 13
"""Rows of the table beside a curve, about."""


@dataclass(frozen=True)
class Chart:
    """A figure, what it shows in words (``alt``), the table that it was drawn from, and the law behind it."""

    figure: Figure = field(repr=False)
    title: str
    alt: str
    headers: tuple[str, ...] = field(repr=False)
    rows: tuple[tuple[Any, ...], ...] = field(repr=False)
    law: tuple[Line, ...] = field(default=(), repr=False)

    def citing(self, explanation: Explanation, *names: str) -> Chart:
        """The same with the rules of those lines under it: their sentence, their rates and their law."""
        return replace(self, law=tuple(_line(explanation, name) for name in names))

    def svg(self) -> str:
        """The figure as SVG, text as outlines, so that it looks alike everywhere."""
        with rc_context({"svg.fonttype": "path", "svg.hashsalt": "benefitcalc"}):
            drawn = io.StringIO()
            self.figure.savefig(drawn, format="svg", metadata={"Date": None})
        return drawn.getvalue()

    def _repr_html_(self) -> str:
        image = base64.b64encode(self.svg().encode()).decode()
        picture = (
            f'<img style="max-width:100%;height:auto" alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{image}">'
        )
        table = table_html(self.headers, self.rows, caption=self.title)
        rules = "".join(f"<li>{_rule_html(line)}</li>" for line in self.law)
        under = f'<figcaption style="flex:1 0 100%"><ul style="margin:0">{rules}</ul></figcaption>' if rules else ""
        layout = "display:flex;flex-wrap:wrap;gap:0.6em 1.5em;align-items:flex-start;margin:0.5em 0 1.5em"
        return f'<figure style="{layout}"><div style="flex:0 1 46em">{picture}</div><div>{table}</div>{under}</figure>'


def _line(explanation: Explanation, name: str) -> Line:
    """The line of that name; where two schemes have one, the one that came to something."""
    something = (line for line in reversed(explanation.lines) if line.name == name and line.nil_reason is None)
    return next(something, None) or explanation.line(name)


def _rule_html(line: Line) -> str:
    rates = "".join(f" {escape(rate.label)}: {escape(rate.text)} from {rate.start:%-d %B %Y}." for rate in line.rates)
    law = "; ".join(f'<a href="{escape(each.url)}">{escape(each.text)}</a>' for each in line.citations)
    return f"<strong>{escape(line.label)}</strong>: {escape(line.how)}{rates} {law}"


# --- What charts share -----------------------------------------------------------------------------------------------


def _style() -> Any:
    """Settings of matplotlib, whose type names every one of hundreds."""
    known = set(font_manager.get_font_names())
    return {
        "font.family": [name for name in _FONTS if name in known],
        "font.size": 10.5,
        "text.color": INK,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "axes.facecolor": PAPER,
        "figure.facecolor": PAPER,
        "xtick.color": INK,
        "ytick.color": INK,
        "hatch.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }


def _pounds_axis(axis: Any) -> None:
    axis.set_major_locator(MaxNLocator(nbins="auto", steps=[1, 2, 5, 10], integer=True))
    axis.set_major_formatter(FuncFormatter(lambda value, _: _pounds(value)))


def _pounds(value: float) -> str:
    return f"{'−' if value < 0 else ''}£{abs(value):,.0f}"


def _titled(axes: Axes, title: str, below: str = "") -> None:
    """A title over the whole picture, from its left edge, and a quiet line under it."""
    figure = axes.get_figure(root=True)
    if figure is not None:
        figure.suptitle(title, x=0.012, ha="left", fontsize=13.5, fontweight="bold")
    axes.set_title(below, loc="left", color=QUIET, fontsize=10)


def _floats(values: Sequence[Any]) -> list[float]:
    return [float(value) for value in values]


def _chart(figure: Figure, title: str, alt: str, headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> Chart:
    return Chart(figure, title, alt, tuple(headers), tuple(map(tuple, rows)))


def _every(curve: Curve) -> int:
    return max(1, round((len(curve) - 1) / (_ROWS - 1)))


def _name_line(axes: Axes, x: float, y: float, text: str, colour: str, shift: float = 0) -> None:
    axes.annotate(
        text, (x, y), (6, shift), textcoords="offset points", color=colour, va="center", fontweight="bold", fontsize=10
    )


def _apart(heights: Sequence[float], gap: float) -> list[float]:
    """The heights moved up as little as keeps each ``gap`` above the one below."""
    placed: dict[int, float] = {}
    lowest = float("-inf")
    for place in sorted(range(len(heights)), key=heights.__getitem__):
        lowest = placed[place] = max(heights[place], lowest + gap)
    return [placed[place] for place in range(len(heights))]


# --- Curves ----------------------------------------------------------------------------------------------------------


def earnings_chart(curve: Curve, *, title: str = "More pay, less benefit: what is in hand") -> Chart:
    """What a household has in hand at each level of pay, in layers, over what is kept of each added pound.

    Takes an :func:`~benefitcalc.what_if.earnings_curve`.
    """
    per = curve.label.rpartition(" ")[2]
    pay, in_hand, after = (_floats(curve[name]) for name in ("earnings", "in_hand", "after_rent"))
    kept = [100 * float(share) for share in curve.kept()]
    jumps = _jumps(curve)
    with rc_context(_style()):
        figure = Figure(figsize=(8.2, 6.6), layout="constrained")
        top, bottom = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
        top.fill_between(pay, pay, color="#dfe8f1", hatch="", linewidth=0)
        top.fill_between(pay, pay, in_hand, facecolor="#fbeadf", edgecolor="#e9b48f", hatch="///", linewidth=0)
        top.plot(pay, in_hand, color=ORANGE, linewidth=2.4)
        top.plot(pay, after, color=GREEN, linewidth=2.4, linestyle="--")
        top.plot(pay, pay, color=BLUE, linewidth=2, linestyle="-.")
        gap = max(in_hand) * 0.05
        labels = (("Pay", BLUE), ("Left after rent", GREEN), ("In hand", ORANGE))
        for (text, colour), height in zip(labels, _apart([pay[-1], after[-1], in_hand[-1]], gap), strict=True):
            _name_line(top, pay[-1], height, text, colour)
        top.set_ylabel(f"Pounds a {per}")
        top.set_ylim(bottom=min(0, *after))
        bottom.step(pay, [*kept, kept[-1]], where="post", color=ORANGE, linewidth=2)
        bottom.fill_between(pay, [*kept, kept[-1]], step="post", color="#fbeadf", linewidth=0)
        bottom.set_ylabel("Kept of each\nadded pound")
        bottom.set_ylim(max(min(0, *kept), -20), 112)
        for at, change in jumps:
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
        _pounds_axis(top.yaxis)
        _pounds_axis(bottom.xaxis)
        bottom.set_xlim(pay[0], pay[-1])
        _titled(top, title, f"Shaded: pay below the line, benefits above it. All by the {per}.")
    first, *_, last = curve.rows("in_hand", "after_rent")
    shares = sorted({round(share) for share in kept if 0 <= share <= 100})
    leaps = "".join(
        f" At {show_cell(at)} of pay it {'jumps' if change > 0 else 'drops'} by {show_cell(abs(change))}."
        for at, change in jumps
    )
    alt = (
        f"{title}. With no pay the household has {show_cell(first[1])} a {per} in hand, {show_cell(first[2])} after "
        f"rent; with {show_cell(last[0])} of pay, {show_cell(last[1])} and {show_cell(last[2])}. Of an added pound "
        f"from {shares[0]}p to {shares[-1]}p is kept.{leaps} The table gives the amounts."
    )
    names = ("in_hand", "after_rent", "help_with_rent", "rent_to_pay")
    return _chart(figure, title, alt, curve.headers(*names), curve.rows(*names, every=_every(curve)))


def _jumps(curve: Curve) -> list[tuple[Decimal, Decimal]]:
    """Where far more comes or goes than the pay that was added: at what pay, and how much."""
    steps = zip(curve.values[1:], pairwise(curve["in_hand"]), curve.kept(), strict=True)
    return [(at, after - before) for at, (before, after), share in steps if abs(share) > 2]


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

    ``y`` and ``x`` are what the axes say, with units. ``marks`` are values to point out on the way, by their words.
    """
    first = next(iter(curves.values()))
    if any(curve.values != first.values for curve in curves.values()):
        raise ValueError("curves in one chart have the same values")
    across = _floats(first.values)
    with rc_context(_style()):
        figure = Figure(figsize=(8.2, 4.6), layout="constrained")
        axes = figure.subplots()
        heights = [_floats(curve[column]) for curve in curves.values()]
        span = max(map(max, heights)) - min(0, *map(min, heights)) or 1
        ends = _apart([line[-1] for line in heights], span * 0.065)
        for name, line, end, colour, style in zip(curves, heights, ends, _colours(len(curves)), cycle(LINES)):
            axes.plot(across, line, color=colour, linestyle=style, linewidth=2.4)
            _name_line(axes, across[-1], end, name, colour)
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
        _pounds_axis(axes.yaxis)
        if isinstance(first.values[0], Decimal):
            _pounds_axis(axes.xaxis)
        else:
            axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        _titled(axes, title)
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
    return _chart(figure, title, f"{title}. {y}, by {x or first.label}. {said}.", [x or first.label, *curves], rows)


def steps_chart(curve: Curve, column: str, *, title: str, y: str, x: str | None = None) -> Chart:
    """A column at a few values, as bars with their amounts: bedrooms, children, ages."""
    amounts = curve[column]
    labels = [show_cell(value) for value in curve.values]
    with rc_context(_style()):
        figure = Figure(figsize=(7.2, 4.2), layout="constrained")
        axes = figure.subplots()
        bars = axes.bar(labels, _floats(amounts), color=BLUE, width=0.62)
        axes.bar_label(bars, [show_cell(amount) for amount in amounts], padding=3, fontweight="bold")
        axes.set_ylabel(y)
        axes.set_xlabel(x or curve.label)
        axes.grid(axis="y", color=GRID)
        axes.set_axisbelow(True)
        axes.margins(y=0.15)
        _pounds_axis(axes.yaxis)
        _titled(axes, title)
    said = "; ".join(f"{label}: {show_cell(amount)}" for label, amount in zip(labels, amounts, strict=True))
    return _chart(
        figure, title, f"{title}. {y}, by {x or curve.label}. {said}.", [x or curve.label, y], curve.rows(column)
    )


def _colours(number: int) -> list[str]:
    return list(islice(cycle(PALETTE), number))


# --- One household ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bar:
    """A step of a waterfall: from where to where it runs, and what it is."""

    label: str
    amount: Decimal
    begin: Decimal
    kind: str


_KINDS = {"part": (SKY, ""), "less": (SAND, "///"), "total": (BLUE, ""), "to pay": (ORANGE, "xx")}


def rent_chart(result: Assessment, *, title: str = "Where the rent goes, a week") -> Chart:
    """The whole rent, what each cause takes from the help with it, and what is covered."""
    whole = result.help_with_rent + result.rent_to_pay
    bars, left = [_Bar("Rent and service charges", whole, Decimal(0), "total")], whole
    for part in result.shortfall:
        left -= part.amount
        bars.append(_Bar(CAUSES[part.cause], part.amount, left, "less"))
    bars.append(_Bar("Rent covered", result.help_with_rent, Decimal(0), "part"))
    bars.append(_Bar("Rent to pay", result.rent_to_pay, result.help_with_rent, "to pay"))
    return _waterfall(bars, title, "Pounds a week")


_ELEMENTS = (
    ("standard_allowance", "Standard allowance"),
    ("child_element", "Children (child element)"),
    ("disabled_child_addition", "Disabled child addition"),
    ("work_capability_element", "Health (LCW or LCWRA)"),
    ("carer_element", "Carer element"),
    ("childcare_element", "Childcare element"),
    ("housing_costs_element", "Rent (housing costs element)"),
    ("transitional_element", "Transitional element"),
)
_DEDUCTIONS = (
    ("earnings_deduction", "Off for earnings"),
    ("unearned_income", "Off for other income"),
    ("tariff_income", "Off for savings"),
    ("benefit_cap_reduction", "Off for the benefit cap"),
)


def award_chart(result: Assessment, *, title: str = "How Universal Credit adds up, a month") -> Chart:
    """The elements of an award one on another, what comes off, and what is paid.

    Raises ``ValueError`` for a household that is not on Universal Credit.
    """
    award = result.universal_credit
    if award is None:
        raise ValueError("this household is not on Universal Credit")
    return _waterfall(_award_bars(award), title, "Pounds a month")


def _award_bars(award: UniversalCreditResult) -> list[_Bar]:
    bars, level = [], Decimal(0)
    for name, label in _ELEMENTS:
        if amount := getattr(award, name):
            bars.append(_Bar(label, amount, level, "part"))
            level += amount
    bars.append(_Bar("Maximum amount", award.maximum_amount, Decimal(0), "total"))
    for name, label in _DEDUCTIONS:
        if amount := getattr(award, name):
            taken = min(amount, level)
            level -= taken
            bars.append(_Bar(label, amount, level, "less"))
    bars.append(_Bar("Universal Credit", award.award, Decimal(0), "total"))
    return bars


def _waterfall(bars: Sequence[_Bar], title: str, unit: str) -> Chart:
    signs = {"less": "−"}
    with rc_context(_style()):
        figure = Figure(figsize=(8.2, 0.46 * len(bars) + 1.3), layout="constrained")
        axes = figure.subplots()
        top = max(float(bar.begin + bar.amount) for bar in bars)
        for place, bar in enumerate(bars):
            colour, hatch = _KINDS[bar.kind]
            begin, amount = float(bar.begin), float(bar.amount)
            axes.barh(place, amount, left=begin, color=colour, hatch=hatch, edgecolor=PAPER, height=0.66)
            axes.text(
                begin + amount + top * 0.012, place, f"{signs.get(bar.kind, '')}{show_cell(bar.amount)}",
                va="center", fontweight="bold" if bar.kind in {"total", "to pay"} else "normal",
            )  # fmt: skip
        axes.set_yticks(range(len(bars)), [bar.label for bar in bars])
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlim(0, top * 1.16 or 1)
        axes.set_xlabel(unit)
        axes.grid(axis="x", color=GRID)
        axes.set_axisbelow(True)
        _pounds_axis(axes.xaxis)
        _titled(axes, title)
    said = "; ".join(f"{bar.label} {signs.get(bar.kind, '')}{show_cell(bar.amount)}" for bar in bars)
    rows = [(bar.label, -bar.amount if bar.kind == "less" else bar.amount) for bar in bars]
    return _chart(figure, title, f"{title}: {said}.", ["", unit], rows)


# --- Several households, or many -------------------------------------------------------------------------------------


def changes_chart(before: Curve, after: Curve, column: str, *, title: str, unit: str, names: tuple[str, str]) -> Chart:
    """One column of several households at two times, and what changes between; see :func:`.curves.side_by_side`."""
    if before.values != after.values:
        raise ValueError("only the same households can be compared")
    rows = [
        (name, old, new, new - old) for name, old, new in zip(before.values, before[column], after[column], strict=True)
    ]
    with rc_context(_style()):
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
        axes.set_xlim(low * 1.1, high + (high - low or 1) * 0.62)
        axes.grid(axis="x", color=GRID)
        axes.set_axisbelow(True)
        _pounds_axis(axes.xaxis)
        _titled(axes, title, f"The change from {names[0]} to {names[1]}; in brackets the amounts.")
    said = "; ".join(f"{name} {show_cell(old)} to {show_cell(new)}" for name, old, new, _ in rows)
    alt = f"{title}. {unit}, {names[0]} and {names[1]}: {said}."
    return _chart(figure, title, alt, [before.label, *names, "Change"], rows)


def _change(change: Decimal) -> str:
    return f"{'+' if change > 0 else ''}{show_cell(change)}" if change else "no change"


def bars_chart(groups: Mapping[str, Mapping[str, Decimal]], *, title: str, unit: str, first_header: str = "") -> Chart:
    """For each label one bar a group, with its amount: ``{"2025-26": {"Benefit cap": …}, "2026-27": {…}}``."""
    labels = list(dict.fromkeys(label for group in groups.values() for label in group))
    height = 0.8 / len(groups)
    with rc_context(_style()):
        figure = Figure(figsize=(8.2, 0.36 * len(labels) * len(groups) + 1.7), layout="constrained")
        axes = figure.subplots()
        for place, (name, group) in enumerate(groups.items()):
            at = [row + (place - (len(groups) - 1) / 2) * height for row in range(len(labels))]
            amounts = [group.get(label, Decimal(0)) for label in labels]
            bars = axes.barh(
                at, _floats(amounts), height=height * 0.92, color=PALETTE[place], hatch=HATCHES[place],
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
        _pounds_axis(axes.xaxis)
        if len(groups) > 1:
            figure.legend(frameon=False, loc="outside lower right", ncols=len(groups), handlelength=2.2)
        _titled(axes, title)
    rows = [(label, *(group.get(label, Decimal(0)) for group in groups.values())) for label in labels]
    said = "; ".join(f"{row[0]}: {', '.join(map(show_cell, row[1:]))}" for row in rows)
    return _chart(figure, title, f"{title}. {unit}, {' and '.join(groups)}. {said}.", [first_header, *groups], rows)


def spread_chart(
    pence: Sequence[int], edges: Sequence[int], *, title: str, unit: str, noun: str = "Tenancies"
) -> Chart:
    """How many amounts lie in each band between the ``edges`` (whole pounds) and beyond them; nil has its own bar."""
    bands = [f"less than {_pounds(edges[0])}"]
    bands += [f"{_pounds(low)} to {_pounds(high)}" for low, high in pairwise(edges)]
    bands.append(f"more than {_pounds(edges[-1])}")
    places = Counter(_band(edges, amount) for amount in map(int, pence) if amount)
    counts = [places[place] for place in range(len(bands))]
    nothing = sum(not amount for amount in pence)
    middle = bisect_left(edges, 0)
    bands.insert(middle + 1, "no change")
    counts.insert(middle + 1, nothing)
    with rc_context(_style()):
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
        axes.set_xmargin(0.12)
        axes.grid(axis="x", color=GRID)
        axes.set_axisbelow(True)
        _titled(axes, title)
    said = "; ".join(f"{band}: {count:,}" for band, count in zip(bands, counts, strict=True))
    alt = f"{title}. {noun} by {unit}: {said}."
    return _chart(figure, title, alt, [unit, noun], list(zip(bands, counts, strict=True)))


def _band(edges: Sequence[int], pence: int) -> int:
    """Which band an amount is in; on an edge, the one nearer to nothing."""
    find = bisect_right if pence < 0 else bisect_left
    return find(edges, pence, key=_PENCE)


# --- One household through time --------------------------------------------------------------------------------------


def _quarters(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first days of January, April, July and October between two days."""
    every = (dt.date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10))
    return [day for day in every if first <= day <= last]


def timeline_chart(line: Timeline, *, title: str = "Rent covered and rent to pay in the coming months") -> Chart:
    """Rent covered and rent to pay through time, with a numbered mark for each event that changes the figures.

    From the first day whose rates are projected the picture says so, and the line under its title on what.
    """
    starts = [period.start for period in line]
    ends = [*starts[1:], line[-1].end]
    covered, to_pay = ([float(getattr(p.figures, name)) for p in line] for name in ("help_with_rent", "rent_to_pay"))
    days = [day_number(day) for pair in zip(starts, ends, strict=True) for day in pair]
    below, above = ([amount for each in amounts for amount in (each, each)] for amounts in (covered, to_pay))
    whole = [low + high for low, high in zip(below, above, strict=True)]
    with rc_context(_style()):
        figure = Figure(figsize=(8.2, 4.4), layout="constrained")
        axes = figure.subplots()
        axes.fill_between(days, below, color="#dfe8f1", linewidth=0)
        axes.fill_between(days, below, whole, facecolor="#fbeadf", edgecolor="#e9b48f", hatch="///", linewidth=0)
        axes.plot(days, below, color=BLUE, linewidth=2.2)
        axes.plot(days, whole, color=ORANGE, linewidth=2.2)
        top = max(whole) or 1
        for number, period in enumerate((each for each in line if each.events), start=1):
            axes.axvline(day_number(period.start), color=QUIET, linewidth=1, linestyle=":")
            axes.text(
                day_number(period.start), top * 1.05, str(number), ha="center", va="bottom", fontweight="bold",
                bbox={"boxstyle": "circle,pad=0.28", "facecolor": PAPER, "edgecolor": QUIET},
            )  # fmt: skip
        _name_line(axes, days[-1], below[-1] / 2, "covered", BLUE)
        _name_line(axes, days[-1], (below[-1] + whole[-1]) / 2, "to pay", ORANGE)
        axes.set_ylabel("Pounds a week")
        axes.set_xlabel("First day of the assessment period or benefit week")
        axes.set_ylim(0, top * 1.18)
        axes.set_xlim(days[0], days[-1])
        quarters = _quarters(starts[0], ends[-1])
        axes.set_xticks([day_number(day) for day in quarters], [f"{day:%b %Y}" for day in quarters], fontsize=9)
        axes.grid(axis="y", color=GRID)
        _pounds_axis(axes.yaxis)
        if line.projected_from is not None:
            axes.axvline(day_number(line.projected_from), color=INK, linewidth=1.4, linestyle="--")
            axes.annotate(
                "projected →", (day_number(line.projected_from), 0.02), (5, 0), xycoords=("data", "axes fraction"),
                textcoords="offset points", color=INK, fontsize=9.5, fontweight="bold",
            )  # fmt: skip
            projected = f"From {line.projected_from:%-d %B %Y} {line.projection}."
        else:
            projected = ""
        _titled(axes, title, projected)
    rows = [
        (
            number,
            f"{period.start:%-d %b %Y}",
            "; ".join(event.label for event in period.events) + (f" ({period.projection})" if period.projected else ""),
            period.figures.help_with_rent,
            period.figures.rent_to_pay,
        )
        for number, period in enumerate((each for each in line if each.events), start=1)
    ]
    said = "; ".join(f"{number}, {day}: {what}" for number, day, what, *_ in rows) or "no event changes the figures"
    alt = f"{title}, from {starts[0]:%-d %B %Y} to {ends[-1]:%-d %B %Y}, pounds a week. {said}. {projected}".rstrip()
    return _chart(figure, title, alt, ["", "From", "What happens", "Rent covered a week", "Rent to pay a week"], rows)
