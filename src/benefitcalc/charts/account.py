"""A rent account through time: its balance, the part that is book arrears, and the real arrears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib import rc_context
from matplotlib.figure import Figure

from benefitcalc.charts.drawing import (
    BLUE,
    GRID,
    INK,
    ORANGE,
    Chart,
    amounts,
    apart,
    chart_of,
    floats,
    name_line,
    pounds_axis,
    stated,
    style,
    titled,
)
from benefitcalc.money import in_pounds, pounds
from benefitcalc.periods import day_number

if TYPE_CHECKING:
    from benefitcalc.account.lines import Position
    from benefitcalc.account.rent_account import RentAccount


def account_chart(account: RentAccount, *, title: str | None = None) -> Chart:
    """The balance day by day, the book arrears under it as an area, and the real arrears as a line; with a mark where
    the 53rd week of a rent year is charged. The table has the first day and the last day of each month.

    A title may name ``{balance}``, ``{book}`` and ``{real}``, as they stand at the end, and ``{most}``, the highest
    balance.
    """
    last = account.positions[-1]
    most = max(each.balance for each in account.positions)
    if title is None:
        title = "Of the balance of {balance}, {book} is book arrears and {real} is real arrears"
    facts = {"balance": last.balance, "book": last.book_arrears, "real": last.real_arrears, "most": most}
    title = stated(title, amounts({name: pounds(amount) for name, amount in facts.items()}))
    days = [day_number(each.day) for each in account.positions]
    balance, book, real = (
        floats([pounds(getattr(each, name)) for each in account.positions])
        for name in ("balance", "book_arrears", "real_arrears")
    )
    weeks_53 = [line.day for line in account.lines if line.kind == "rent" and "53rd week" in line.cause]
    with rc_context(style()):
        figure = Figure(figsize=(8.6, 4.4), layout="constrained")
        axes = figure.subplots()
        axes.fill_between(days, 0, book, step="post", facecolor="#dfe8f1", edgecolor=BLUE, hatch="...", linewidth=0)
        axes.step(days, balance, where="post", color=INK, linewidth=1.6)
        axes.step(days, real, where="post", color=ORANGE, linewidth=2.4, linestyle="--")
        for day in weeks_53:
            axes.axvline(day_number(day), color=INK, linewidth=1, linestyle=":")
            axes.annotate(
                "53rd week", (day_number(day), 1), (3, -10), xycoords=("data", "axes fraction"),
                textcoords="offset points", fontsize=9,
            )  # fmt: skip
        ends = [real[-1], book[-1], balance[-1]]
        span = (max(*balance, *book, *real) - min(*balance, *book, *real)) or 1
        for place, name, colour in zip(
            apart(ends, span / 16), ("real arrears", "book arrears", "balance"), (ORANGE, BLUE, INK), strict=True
        ):
            name_line(axes, days[-1], place, name, colour)
        months = [each.day for each in account.positions[1:] if each.day.day == 1]
        shown = months[:: max(1, len(months) // 8)]
        axes.set_xticks([day_number(day) for day in shown], [f"{day:%b %Y}" for day in shown], fontsize=9)
        axes.set_ylabel("Pounds owed")
        axes.set_xlim(days[0], days[-1])
        axes.axhline(0, color=INK, linewidth=0.8)
        axes.grid(axis="y", color=GRID)
        pounds_axis(axes.yaxis)
        titled(axes, title, "Book arrears: help accrued and not yet payable. Real arrears: the rest of the balance.")
    rows = [
        (f"{each.day:%a %-d %b %Y}", pounds(each.balance), pounds(each.book_arrears), pounds(each.real_arrears))
        for each in _ends_of_months(account)
    ]
    alt = (
        f"{title}. The balance goes between {_range(account, 'balance')}, the real arrears between "
        f"{_range(account, 'real_arrears')}, from {account.first_day:%-d %B %Y} to {account.last_day:%-d %B %Y}."
    )
    return chart_of(figure, title, alt, ["End of", "Balance", "Book arrears", "Real arrears"], rows)


def _ends_of_months(account: RentAccount) -> list[Position]:
    """The eve of the account, the last day of each month, and the last day."""
    after = account.positions[1:]
    ends = [
        each for each, following in zip(account.positions, after, strict=False) if following.day.month != each.day.month
    ]
    eve = [] if ends and ends[0] is account.positions[0] else [account.positions[0]]
    return [*eve, *ends, account.positions[-1]]


def _range(account: RentAccount, name: str) -> str:
    every = [getattr(each, name) for each in account.positions]
    return f"{in_pounds(min(every))} and {in_pounds(max(every))}"
