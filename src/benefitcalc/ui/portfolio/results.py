"""What the forecast shows: the year in a few figures, the months, what changes them, where, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from benefitcalc.charts import by_patch_chart, months_chart, waterfall_chart
from benefitcalc.errors import BenefitcalcError
from benefitcalc.money import in_pounds, in_whole_pounds
from benefitcalc.portfolio import interval
from benefitcalc.ui.design.blocks import Block, Button, Field, Figures, Form, More, Picture, Table, Text
from benefitcalc.ui.portfolio.show import plain

if TYPE_CHECKING:
    from benefitcalc.charts.drawing import Chart
    from benefitcalc.columns import Ints
    from benefitcalc.explain.data import Line
    from benefitcalc.portfolio import Forecast, RentRoll, Stock

WORST = 25
"""How many tenancies stand on the page; the workbook has more."""


def results_blocks(forecast: Forecast, stock: Stock) -> Iterator[Block]:
    """The figures that people came for, then the pictures with their tables, then the lists."""
    total = forecast.total.iloc[0]
    yield Figures(
        [
            ("Rent charged", in_whole_pounds(total["rent"]), _between(total, "rent")),
            ("Help with rent", in_whole_pounds(total["help_with_rent"]), _between(total, "help_with_rent")),
            ("For tenants to pay", in_whole_pounds(total["rent_to_pay"]), _between(total, "rent_to_pay")),
        ]
    )
    yield Text(_drawn(forecast))
    for chart in (months_chart(forecast), waterfall_chart(forecast.bridge()), by_patch_chart(forecast)):
        yield _picture(chart)
    worst = forecast.worst(WORST)
    rows = [
        (
            str(row["tenancy_ref"]),
            in_pounds(row["shortfall_a_month"]),
            str(row["cause"]),
            in_pounds(row["cause_a_month"]),
        )
        for row in worst.to_dict("records")
    ]
    yield Table(
        "Tenancies with the most rent that no help covers",
        ("Tenancy", "A month", "Largest cause", "Of that cause"),
        rows,
        amounts=(1, 3),
    )
    yield from _contradictions(stock)
    rests = [tuple(map(str, row)) for row in forecast.assumptions().itertuples(index=False)]
    yield More("What the forecast rests on", [Table("Assumptions", ("What", "How"), rests)])
    yield Button("save-board", "Save the workbook for the board (Excel)", main=True)


def _between(total: Any, name: str) -> str:
    low, high = total[f"{name}_low"], total[f"{name}_high"]
    return "" if low == high else f"{in_whole_pounds(low)} to {in_whole_pounds(high)} in 8 of 10 draws"


def _drawn(forecast: Forecast) -> str:
    facts = forecast.stock.drawn[_facts(forecast)]
    some = int(facts.any(axis="columns").sum())
    if not some:
        return "Every fact comes from the rent roll; nothing was drawn. An estimate, not a decision."
    names = ", ".join(plain(name).lower() for name in facts.columns if facts[name].any())
    return (
        f"For {some:,} of {len(facts):,} tenancies some facts are not in the rent roll and were drawn: {names}. "
        "An estimate, not a decision."
    )


def _contradictions(stock: Stock) -> Iterator[Block]:
    found = stock.contradictions()
    if not len(found):
        return
    rows = [
        (str(row.tenancy_ref), plain(row.column), str(row.known), f"{row.lowest} to {row.highest}")
        for row in found.head(WORST).itertuples(index=False)
    ]
    tenancies = found["tenancy_ref"].nunique()
    headers = ("Tenancy", "What is known", "As the rent roll has it", "What its other facts allow")
    yield More(
        f"{tenancies:,} tenancies whose known payments do not fit their other facts",
        [Table("Look at these: a payment or a fact may be out of date", headers, rows)],
    )


def _picture(chart: Chart) -> Picture:
    amounts = tuple(place for place in range(1, len(chart.headers)))
    rows = [tuple(_shown(cell) for cell in row) for row in chart.rows]
    return Picture(chart.title, chart.png(), chart.alt, Table(chart.title, chart.headers, rows, amounts=amounts))


def _shown(cell: Any) -> str:
    return f"£{cell:,.2f}" if isinstance(cell, Decimal) else str(cell)


def tenancy_blocks(wanted: str, forecast: Forecast, roll: RentRoll) -> Iterator[Block]:
    """One tenancy month by month, for the reference that the user typed: which of its facts were drawn, and how its
    figures are worked out where none was.
    """
    places = np.flatnonzero((forecast.labels["tenancy_ref"] == wanted).to_numpy(dtype=np.bool_))
    error = f"No tenancy of the forecast has the reference “{wanted}”" if wanted and not len(places) else ""
    hint = "As the rent roll writes it."
    field = Field("reference", "Reference of the tenancy", hint, value=wanted, error=error)
    yield Form("look-up", [field], "Show this tenancy")
    if not len(places):
        return
    place = int(places[0])
    drawn = [plain(name).lower() for name in _facts(forecast) if bool(forecast.stock.drawn[name].iloc[place])]
    yield Text(
        f"Drawn, because the rent roll does not say it: {', '.join(drawn)}."
        if drawn
        else "Every fact is from the rent roll."
    )
    rows = []
    amounts = {name: forecast.cube(name)[:, :, place] for name in ("rent", "help_with_rent", "shortfall")}
    for month, start in enumerate(forecast.starts):
        cells = [_range(amounts[name][:, month]) for name in amounts]
        rows.append((f"{start:%B %Y}", *cells))
    headers = ("Month", "Rent charged", "Help with rent", "Rent that no help covers")
    yield Table(f"Tenancy {wanted}, month by month", headers, rows, amounts=(1, 2, 3))
    if not drawn:
        yield from _working(wanted, forecast, roll)


def _working(wanted: str, forecast: Forecast, roll: RentRoll) -> Iterator[Block]:
    on = forecast.plan.on
    try:
        explanation = roll.explain(wanted, on)
    except BenefitcalcError as error:
        yield Text(str(error))
        return
    sections = [
        Table(section.title, ("What", "How", "Law", "Amount"), [_line(line) for line in section.lines], amounts=(3,))
        for section in explanation.sections
    ]
    yield More(f"How it is worked out on {on:%-d %B %Y}", sections)


def _line(line: Line) -> tuple[str, ...]:
    return (line.label, line.nil_reason or line.how, line.law, f"{line.amount} {line.per}".strip())


def _range(of_draws: Ints) -> str:
    ends = interval(of_draws[:, None])
    low, high = int(ends.low[0]), int(ends.high[0])
    return in_pounds(low) if low == high else f"{in_pounds(low)} to {in_pounds(high)}"


def _facts(forecast: Forecast) -> list[str]:
    return [name for name in forecast.stock.drawn.columns if name != "tenancy_ref"]
