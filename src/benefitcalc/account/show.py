"""A rent account as text and as HTML. It does no sums."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape

from benefitcalc.account.book_arrears import PARTS
from benefitcalc.account.days import in_words
from benefitcalc.account.lines import Line, Position
from benefitcalc.money import in_pounds

_HEADS = ("Debit", "Credit", "Balance")


def as_text(
    *,
    headline: str,
    opening: tuple[dt.date, int],
    lines: Sequence[Line],
    last: Position,
    alerts: Sequence[str],
    notes: Sequence[str],
) -> Iterator[str]:
    """The lines of a statement."""
    yield headline
    yield f"{'Day':<15}  {'What':<40}{''.join(f'{head:>13}' for head in _HEADS)}  Why"
    yield f"{in_words(opening[0]):<15}  {'Opening balance':<40}{'':>26}{in_pounds(opening[1]):>13}"
    for line in lines:
        amounts = "".join(f"{amount:>13}" for amount in _amounts(line))
        yield f"{in_words(line.day):<15}  {line.what:<40}{amounts}  {line.cause}"
    yield from (f"{label:<57}{in_pounds(amount):>13}" for label, amount in _position(last))
    yield from (f"Alert: {alert}" for alert in alerts)
    yield from (f"Note: {note}" for note in notes)


def _amounts(line: Line) -> tuple[str, str, str]:
    return (
        in_pounds(line.debit) if line.debit else "",
        in_pounds(line.credit) if line.credit else "",
        in_pounds(line.balance),
    )


def _position(last: Position) -> list[tuple[str, int]]:
    """What the last balance is made of; a part of nothing is left out."""
    parts = [(f"  {label}", getattr(last.parts, name)) for name, label in PARTS.items() if getattr(last.parts, name)]
    return [
        ("Balance", last.balance),
        ("Book arrears (help accrued and not yet payable)", last.book_arrears),
        ("Real arrears", last.real_arrears),
        *parts,
    ]


_CELL = 'style="text-align:left;padding:2px 12px 2px 0"'
_DAY = 'style="text-align:left;padding:2px 12px 2px 0;white-space:nowrap"'
_AMOUNT = 'style="text-align:right;padding:2px 12px 2px 0;font-variant-numeric:tabular-nums"'


def as_html(
    *,
    headline: str,
    opening: tuple[dt.date, int],
    lines: Sequence[Line],
    last: Position,
    alerts: Sequence[str],
    notes: Sequence[str],
) -> str:
    """What the balance is made of, the alerts, the statement and the notes."""
    made_of = "".join(
        f'<tr><th scope="row" {_CELL}>{escape(label.strip())}</th><td {_AMOUNT}>{in_pounds(amount)}</td></tr>'
        for label, amount in _position(last)
    )
    heads = "".join(f'<th scope="col" {_AMOUNT}>{head}</th>' for head in _HEADS)
    day, amount = opening
    first = _row(Line(day, "", "Opening balance", 0, 0, amount, ""))
    rows = first + "".join(_row(line) for line in lines)
    told = "".join(f"<li>{escape(alert)}</li>" for alert in alerts)
    said = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return (
        f"<p><strong>{escape(headline)}</strong></p>"
        '<table style="border-collapse:collapse;margin:0.4em 0 0.8em">'
        f'<caption style="text-align:left;font-weight:bold">What the balance is made of</caption>{made_of}</table>'
        + (f"<p>Alerts</p><ul>{told}</ul>" if told else "")
        + '<table style="border-collapse:collapse;margin:0.4em 0 0.8em">'
        '<caption style="text-align:left;font-weight:bold">Statement</caption>'
        f'<thead><tr><th scope="col" {_CELL}>Day</th><th scope="col" {_CELL}>What</th>{heads}'
        f'<th scope="col" {_CELL}>Why</th></tr></thead><tbody>{rows}</tbody></table>'
        + (f"<ul>{said}</ul>" if said else "")
    )


def _row(line: Line) -> str:
    amounts = "".join(f"<td {_AMOUNT}>{amount}</td>" for amount in _amounts(line))
    return (
        f'<tr><th scope="row" {_DAY}>{escape(in_words(line.day))}</th><td {_CELL}>{escape(line.what)}</td>{amounts}'
        f"<td {_CELL}>{escape(line.cause)}</td></tr>"
    )
