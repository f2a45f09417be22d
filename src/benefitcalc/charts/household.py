"""The waterfalls of one household: how its award adds up, and where its rent goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from matplotlib import rc_context
from matplotlib.figure import Figure

from benefitcalc.charts.drawing import (
    BLUE,
    GRID,
    ORANGE,
    PAPER,
    SAND,
    SKY,
    Chart,
    amounts,
    chart_of,
    pounds_axis,
    stated,
    style,
    titled,
)
from benefitcalc.explain.words import AFTER_RENT, AWARDS, CAUSES, TAKEN_OFF, elements
from benefitcalc.what_if import show_cell

if TYPE_CHECKING:
    from benefitcalc.assessment.blocks import UniversalCreditResult
    from benefitcalc.assessment.result import Assessment


@dataclass(frozen=True, slots=True)
class _Bar:
    """A step of a waterfall: where it begins, how long it is, and what kind it is."""

    label: str
    amount: Decimal
    begin: Decimal
    kind: str


_KINDS = {"part": (SKY, ""), "less": (SAND, "///"), "total": (BLUE, ""), "to pay": (ORANGE, "xx")}


def rent_chart(result: Assessment, *, title: str | None = None) -> Chart:
    """The whole rent of a week, what each cause takes from the help with it, and what is covered.

    A title may name ``{rent}``, ``{covered}`` and ``{to_pay}``.
    """
    covered, to_pay = result.help_with_rent, result.rent_to_pay
    whole = covered + to_pay
    bars, left = [_Bar("Rent and service charges", whole, Decimal(0), "total")], whole
    for part in result.shortfall:
        left -= part.amount
        bars.append(_Bar(CAUSES[part.cause].full, part.amount, left, "less"))
    bars.append(_Bar(AFTER_RENT["help_with_rent"].full, covered, Decimal(0), "part"))
    bars.append(_Bar(AFTER_RENT["rent_to_pay"].full, to_pay, covered, "to pay"))
    if title is None:
        title = "Of the rent of {rent} a week {covered} is covered and {to_pay} is to pay"
        if not to_pay:
            title = "The whole rent of {rent} a week is covered"
        elif not covered:
            title = "The whole rent of {rent} a week is to pay"
    facts = {"rent": whole, "covered": covered, "to_pay": to_pay}
    return _waterfall(bars, stated(title, amounts(facts)), "Pounds a week")


def award_chart(result: Assessment, *, title: str | None = None) -> Chart:
    """The elements of an award of Universal Credit one on another, what comes off, and what is paid for the month.

    A title may name ``{maximum}`` and ``{award}``. Raises ``ValueError`` for a household that is not on Universal
    Credit.
    """
    award = result.universal_credit
    if award is None:
        raise ValueError("this household is not on Universal Credit")
    bars = _award_bars(award)
    if title is None:
        title = "Universal Credit is {award} a month"
        if taken := [bar for bar in bars if bar.kind == "less"]:
            most = max(taken, key=lambda bar: bar.amount)
            title += f", after {show_cell(most.amount)} {most.label[0].lower()}{most.label[1:]}"
    facts = {"maximum": award.maximum_amount, "award": award.award}
    return _waterfall(bars, stated(title, amounts(facts)), "Pounds a month")


def _award_bars(award: UniversalCreditResult) -> list[_Bar]:
    bars, level = [], Decimal(0)
    for name, label in elements():
        if amount := getattr(award, name):
            bars.append(_Bar(label, amount, level, "part"))
            level += amount
    bars.append(_Bar("Maximum amount", award.maximum_amount, Decimal(0), "total"))
    for name, cause in TAKEN_OFF.items():
        if amount := getattr(award, name):
            taken = min(amount, level)
            level -= taken
            bars.append(_Bar(f"Off for {cause}", amount, level, "less"))
    bars.append(_Bar(AWARDS["universal_credit"], award.award, Decimal(0), "total"))
    return bars


def _waterfall(bars: Sequence[_Bar], title: str, unit: str) -> Chart:
    signs = {"less": "−"}
    with rc_context(style()):
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
        pounds_axis(axes.xaxis)
        titled(axes, title)
    said = "; ".join(f"{bar.label} {signs.get(bar.kind, '')}{show_cell(bar.amount)}" for bar in bars)
    rows = [(bar.label, -bar.amount if bar.kind == "less" else bar.amount) for bar in bars]
    return chart_of(figure, title, f"{title}: {said}.", ["", unit], rows)
