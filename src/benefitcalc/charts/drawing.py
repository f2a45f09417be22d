"""What all charts share: the chart itself, colours and styles, axes in pounds, and titles that state a fact."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from html import escape
from textwrap import fill
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context
from matplotlib.ticker import FuncFormatter, MaxNLocator
from PIL import Image

from benefitcalc.money import in_whole_pounds
from benefitcalc.what_if import show_cell, table_html

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from benefitcalc.explain.data import Line
    from benefitcalc.explain.explanation import Explanation

INK, QUIET, GRID, PAPER = "#1d2733", "#5a6673", "#e3e7eb", "#ffffff"
BLUE, ORANGE, GREEN, PLUM, SKY, SAND = "#1f5a94", "#c4561a", "#2f7d5b", "#7a3b69", "#79aed6", "#e3b778"
PALETTE = (BLUE, ORANGE, GREEN, PLUM, SKY, SAND)
"""These differ in print, and for people who do not tell red from green; the dark ones stand at 4.5:1 on white."""
LINES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)), (0, (1, 2)))
HATCHES = ("", "///", "...", "\\\\\\", "xx", "++")
_DOTS_PER_INCH = 140
_COLOURS = 48
"""Enough colours for a chart and the soft edges of its letters."""


@dataclass(frozen=True)
class Chart:
    """A figure, what it shows in words (``alt``), the table from which it was drawn, and the law behind it."""

    figure: Figure = field(repr=False)
    title: str
    alt: str
    headers: tuple[str, ...] = field(repr=False)
    rows: tuple[tuple[Any, ...], ...] = field(repr=False)
    law: tuple[Line, ...] = field(default=(), repr=False)

    def citing(self, explanation: Explanation, *names: str) -> Chart:
        """The same chart with the rules of those lines under it: the sentence of each rule, its rates and its law."""
        return replace(self, law=tuple(_line(explanation, name) for name in names))

    def png(self) -> bytes:
        """The figure as PNG, in few colours, so that a notebook that keeps its pictures stays small.

        The same figure gives the same bytes with the same versions of matplotlib and Pillow.
        """
        drawn, small = io.BytesIO(), io.BytesIO()
        with rc_context(style()):
            self.figure.savefig(drawn, format="png", dpi=_DOTS_PER_INCH)
        Image.open(drawn).convert("RGB").quantize(_COLOURS).save(small, "PNG", optimize=True)
        return small.getvalue()

    def _repr_html_(self) -> str:
        image = base64.b64encode(self.png()).decode()
        width = round(self.figure.get_figwidth() * 100)
        picture = (
            f'<img width="{width}" style="max-width:100%;height:auto" alt="{escape(self.alt)}" '
            f'src="data:image/png;base64,{image}">'
        )
        table = table_html(self.headers, self.rows, caption=self.title)
        rules = "".join(f"<li>{_rule_html(line)}</li>" for line in self.law)
        under = f'<figcaption style="flex:1 0 100%"><ul style="margin:0">{rules}</ul></figcaption>' if rules else ""
        layout = "display:flex;flex-wrap:wrap;gap:0.6em 1.5em;align-items:flex-start;margin:0.5em 0 1.5em"
        return f'<figure style="{layout}"><div style="flex:0 1 46em">{picture}</div><div>{table}</div>{under}</figure>'


def chart_of(figure: Figure, title: str, alt: str, headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> Chart:
    """A chart of those parts, its table made of tuples."""
    return Chart(figure, title, alt, tuple(headers), tuple(map(tuple, rows)))


def _line(explanation: Explanation, name: str) -> Line:
    """The line of that name; where two schemes have one, the one that came to something."""
    something = (line for line in reversed(explanation.lines) if line.name == name and line.nil_reason is None)
    return next(something, None) or explanation.line(name)


def _rule_html(line: Line) -> str:
    rates = "".join(f" {escape(rate.label)}: {escape(rate.text)} from {rate.start:%-d %B %Y}." for rate in line.rates)
    law = "; ".join(f'<a href="{escape(each.url)}">{escape(each.text)}</a>' for each in line.citations)
    return f"<strong>{escape(line.label)}</strong>: {escape(line.how)}{rates} {law}"


# --- Titles that state a fact ----------------------------------------------------------------------------------------


class _Facts(Mapping[str, str]):
    """The facts that a title may name, each worked out when the title names it."""

    def __init__(self, facts: Mapping[str, Callable[[], str]]) -> None:
        self._facts = facts

    def __getitem__(self, name: str) -> str:
        return self._facts[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def stated(title: str, facts: Mapping[str, Callable[[], str]]) -> str:
    """The title with its facts filled in: ``"At {gone} the charge is gone"``.

    A fact is a function that gives its words, or raises ``ValueError`` where the fact does not hold. A name in braces
    that is no fact of this chart raises ``ValueError`` too.
    """
    try:
        return title.format_map(_Facts(facts))
    except KeyError:
        known = ", ".join(f"{{{name}}}" for name in facts)
        raise ValueError(f"the title {title!r} names a fact that this chart does not know; it knows {known}") from None


def amounts(facts: Mapping[str, Decimal]) -> dict[str, Callable[[], str]]:
    """Facts that are amounts of money."""
    return {name: partial(show_cell, amount) for name, amount in facts.items()}


def brief(value: Any) -> str:
    """A value in a title: whole pounds without pence."""
    return show_cell(value).removesuffix(".00") if isinstance(value, Decimal) else show_cell(value)


# --- Axes ------------------------------------------------------------------------------------------------------------


def style() -> Any:
    """The settings of matplotlib for every chart (its own type for them names hundreds). DejaVu Sans comes with it."""
    return {
        "font.family": ["DejaVu Sans"],
        "font.size": 10,
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


def pounds_axis(axis: Any) -> None:
    """An axis with round amounts in whole pounds: £1,000, £1,500."""
    axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True))
    axis.set_major_formatter(FuncFormatter(lambda value, _: in_whole_pounds(int(value * 100))))


def titled(axes: Axes, title: str, below: str = "") -> None:
    """Write a title over the whole picture, from its left edge, and a quiet line under it."""
    figure = axes.get_figure(root=True)
    if figure is not None:
        figure.suptitle(title, x=0.012, ha="left", fontsize=12.5, fontweight="bold", wrap=True)
    axes.set_title(fill(below, 100), loc="left", color=QUIET, fontsize=9.5)


def floats(values: Sequence[Any]) -> list[float]:
    """Exact amounts as floats, to be drawn and for nothing else."""
    return [float(value) for value in values]


def name_line(axes: Axes, x: float, y: float, text: str, colour: str) -> None:
    """Write the name of a line at its end, in its colour."""
    axes.annotate(
        text, (x, y), (6, 0), textcoords="offset points", color=colour, va="center", fontweight="bold", fontsize=9.5
    )


def apart(heights: Sequence[float], gap: float) -> list[float]:
    """The heights, moved up as little as possible so that each is at least ``gap`` above the one below."""
    placed: dict[int, float] = {}
    lowest = float("-inf")
    for place in sorted(range(len(heights)), key=heights.__getitem__):
        lowest = placed[place] = max(heights[place], lowest + gap)
    return [placed[place] for place in range(len(heights))]
