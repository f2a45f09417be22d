"""One household through time: the rent covered and the rent to pay, with a mark for each event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from matplotlib import rc_context
from matplotlib.figure import Figure

from benefitcalc.charts.drawing import (
    BLUE,
    GRID,
    INK,
    ORANGE,
    PAPER,
    QUIET,
    Chart,
    chart_of,
    name_line,
    pounds_axis,
    stated,
    style,
    titled,
)
from benefitcalc.periods import day_number
from benefitcalc.what_if import show_cell

if TYPE_CHECKING:
    from benefitcalc.timeline import Timeline


def _quarters(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first days of January, April, July and October between two days."""
    every = (dt.date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10))
    return [day for day in every if first <= day <= last]


def _title(line: Timeline) -> str:
    if all(period.figures.rent_to_pay == line[0].figures.rent_to_pay for period in line):
        return "The rent to pay is {first} a week from {from} to {until}"
    return "The rent to pay goes from {first} a week in {from} to {last} in {until}"


def _facts(line: Timeline) -> dict[str, Callable[[], str]]:
    return {
        "first": lambda: show_cell(line[0].figures.rent_to_pay),
        "last": lambda: show_cell(line[-1].figures.rent_to_pay),
        "from": lambda: f"{line[0].start:%B %Y}",
        "until": lambda: f"{line[-1].start:%B %Y}",
    }


def timeline_chart(line: Timeline, *, title: str | None = None) -> Chart:
    """Rent covered and rent to pay through time, with a numbered mark for each event that changes the figures.

    From the first day whose rates are projected the picture says so; the line under its title says what is assumed.
    A title may name ``{first}`` and ``{last}``, the rent to pay at both ends, and ``{from}`` and ``{until}``, their
    months.
    """
    title = stated(title or _title(line), _facts(line))
    starts = [period.start for period in line]
    ends = [*starts[1:], line[-1].end]
    covered, to_pay = ([float(getattr(p.figures, name)) for p in line] for name in ("help_with_rent", "rent_to_pay"))
    days = [day_number(day) for pair in zip(starts, ends, strict=True) for day in pair]
    below, above = ([amount for each in amounts for amount in (each, each)] for amounts in (covered, to_pay))
    whole = [low + high for low, high in zip(below, above, strict=True)]
    with rc_context(style()):
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
        name_line(axes, days[-1], below[-1] / 2, "covered", BLUE)
        name_line(axes, days[-1], (below[-1] + whole[-1]) / 2, "to pay", ORANGE)
        axes.set_ylabel("Pounds a week")
        axes.set_xlabel("First day of the assessment period or benefit week")
        axes.set_ylim(0, top * 1.18)
        axes.set_xlim(days[0], days[-1])
        quarters = _quarters(starts[0], ends[-1])
        axes.set_xticks([day_number(day) for day in quarters], [f"{day:%b %Y}" for day in quarters], fontsize=9)
        axes.grid(axis="y", color=GRID)
        pounds_axis(axes.yaxis)
        if line.projected_from is not None:
            axes.axvline(day_number(line.projected_from), color=INK, linewidth=1.4, linestyle="--")
            axes.annotate(
                "projected →", (day_number(line.projected_from), 0.02), (5, 0), xycoords=("data", "axes fraction"),
                textcoords="offset points", color=INK, fontsize=9.5, fontweight="bold",
            )  # fmt: skip
            projected = f"From {line.projected_from:%-d %B %Y} {line.projection}."
        else:
            projected = ""
        titled(axes, title, projected)
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
    return chart_of(figure, title, alt, ["", "From", "What happens", "Rent covered a week", "Rent to pay a week"], rows)
