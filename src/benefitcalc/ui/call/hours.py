"""What is left at each number of hours or each pay: a chart with its table, drawn when somebody opens it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from benefitcalc.advice.options import by_hours
from benefitcalc.case import Case, Member, Period
from benefitcalc.explain.words import money
from benefitcalc.ui.call.asked import Asked
from benefitcalc.ui.call.reading import Unreadable, read_money
from benefitcalc.ui.design.blocks import Block, Chart, Field, Form, Table, Text
from benefitcalc.ui.design.line_chart import Axis, Line, line_chart
from benefitcalc.what_if import Curve, earnings_curve, show_cell

__all__ = ["hours_blocks"]

AGAINST = (("hours", "hours of work a week"), ("pay", "take-home pay a month"))
HOURS, PAY, PAY_STEP = 40, 3000, 100
ROWS = {"hours": 4, "pay": 3}
"""Every how many places the table has a row."""
SHOWN = {"left_after_rent": "Left after the rent", "help_with_rent": "Help with the rent", "rent_to_pay": "Rent to pay"}
WIDE, NARROW = (720, 340), (320, 300)


def hours_blocks(asked: Asked) -> list[Block]:
    """The chart and its table; of a range, what is left at both ends."""
    given, case = asked.given, asked.ends[0].case
    against = given.get("hours.against", "hours")
    who = Member.PARTNER if given.get("hours.of") == "partner" and case.partner else Member.CLAIMANT
    wage, error = given.get("hours.wage", "").strip(), ""
    if wage:
        try:
            wage = read_money(wage)
        except Unreadable as wrong:
            error = f"Wage an hour: {wrong}"
    form = _form(asked, against, who, error)
    if error:
        return [form]
    curves = [_curve(end.case, against, who, wage) for end in asked.ends]
    return [form, *_shown(asked, curves, against, who)]


def _form(asked: Asked, against: str, who: Member, error: str) -> Form:
    people = [("claimant", "the tenant"), *([("partner", "the partner")] if asked.ends[0].case.partner else [])]
    fields = [
        Field("hours.against", "Against", "", against, AGAINST),
        Field("hours.of", "Work of", "", who.value, people),
        Field(
            "hours.wage",
            "Wage an hour, £",
            "Left empty: the minimum wage. For hours alone",
            asked.given.get("hours.wage", ""),
            error=error,
        ),
    ]
    return Form("hours", fields, "Draw the chart")


def _curve(case: Case, against: str, who: Member, wage: str) -> Curve:
    if against == "pay":
        found = earnings_curve(case, step=PAY_STEP, up_to=PAY, per=Period.MONTH, of=who)
        names = [name for name in found.shown if name.partition(".")[2] == "award"]
        return found.choosing("left_after_rent", *names, "help_with_rent", "rent_to_pay")
    return by_hours(case, hourly_wage=Decimal(wage) if wage else None, up_to=HOURS, of=who)


def _shown(asked: Asked, curves: Sequence[Curve], against: str, who: Member) -> Iterator[Block]:
    least, most = curves[0], curves[-1]
    lines = [Line(f"{label}, £ a week", least.columns[name].tolist()) for name, label in SHOWN.items()]
    if len(curves) == 2:
        lines = [
            Line("Left after the rent where least is left, £ a week", least.columns["left_after_rent"].tolist()),
            Line("Left after the rent where most is left, £ a week", most.columns["left_after_rent"].tolist()),
        ]
    places = [int(value) for value in least.values]
    along = Axis(least.label, places, "£" if against == "pay" else "")
    mark = _now(asked, against, who)
    wide, narrow = (line_chart(lines, along, width=w, height=h, mark=mark) for w, h in (WIDE, NARROW))
    yield Chart(f"{least.label}: what is left", wide, narrow, _alt(curves, against), _table(curves, against))
    if asked.circumstances is not None:
        yield Text("Facts of an existing award are not in this chart.")


def _now(asked: Asked, against: str, who: Member) -> tuple[int, str] | None:
    """The hours of the case, where they are known."""
    case = asked.ends[0].case
    person = case.partner if who is Member.PARTNER else case.claimant
    job = None if person is None else person.employment
    if against != "hours" or job is None or not job.hours_per_week or asked.is_range:
        return None
    return int(job.hours_per_week), "now"


def _alt(curves: Sequence[Curve], against: str) -> str:
    """What the picture shows, in words."""
    at = "hours" if against == "hours" else "pounds a month"
    names = SHOWN if len(curves) == 1 else {"left_after_rent": SHOWN["left_after_rent"]}
    where = ("",) if len(curves) == 1 else (", where least is left", ", where most is left")
    said = [
        f"{label}{end}: {money(curve[name][0])} a week at {curve.values[0]} {at}, "
        f"{money(curve[name][-1])} at {curve.values[-1]}"
        for end, curve in zip(where, curves, strict=True)
        for name, label in names.items()
    ]
    return f"Lines over {curves[0].label[:1].lower()}{curves[0].label[1:]}. {'. '.join(said)}."


def _table(curves: Sequence[Curve], against: str) -> Table:
    every, first = ROWS[against], "Hours" if against == "hours" else "Pay, £"
    if len(curves) == 2:
        headers = [first, "Left after rent at the least, £ a week", "at the most, £ a week"]
        pairs = zip(*(curve.rows("left_after_rent", every=every) for curve in curves), strict=True)
        rows = [[str(least[0]), show_cell(least[1]), show_cell(most[1])] for least, most in pairs]
    else:
        headers = [first, *curves[0].headers()[1:]]
        rows = [[str(row[0]), *map(show_cell, row[1:])] for row in curves[0].rows(every=every)]
    return Table(curves[0].label, headers, rows, tuple(range(1, len(headers))))
