"""The misconceptions of a team as a chart with its table. This module loads matplotlib."""

from __future__ import annotations

from textwrap import fill

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from benefitcalc.charts.drawing import BLUE, GRID, Chart, chart_of, style, titled
from benefitcalc.training.coaching.one_to_one import times as how_often
from benefitcalc.training.coaching.team import TeamView, counted

MOST = 12
"""How many misconceptions are drawn; the table under it has all."""


def team_chart(view: TeamView) -> Chart:
    """A bar for each misconception, from the most frequent down. Raises ``ValueError`` where none was named."""
    counts = view.counts("misconception")
    rows = [(str(one), int(times)) for one, times in zip(counts["title"], counts["misconceptions"], strict=True)]
    if not rows:
        raise ValueError("no misconception was named, so there is nothing to draw")
    shown = rows[:MOST]
    most, times = rows[0]
    title = f"Most often: {most[0].lower()}{most[1:]} ({how_often(times)})"
    with rc_context(style()):
        figure = Figure(figsize=(8, 2 + len(shown) * 3 // 5), layout="constrained")
        axes = figure.subplots()
        axes.barh(range(len(shown)), [number for _, number in shown], color=BLUE)
        for place, (_, number) in enumerate(shown):
            axes.annotate(str(number), (number, place), (5, 0), textcoords="offset points", va="center")
        axes.set_yticks(range(len(shown)), [fill(name, 42) for name, _ in shown])
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel("How often it fitted a wrong figure")
        axes.grid(axis="x", color=GRID)
        axes.set_axisbelow(True)
        titled(axes, title, f"{counted(view.files, 'marked file')}. Several may fit one figure.")
    said = "; ".join(f"{name} {number}" for name, number in shown)
    return chart_of(figure, title, f"{title}. {said}.", ["Misconception", "Times"], rows)
