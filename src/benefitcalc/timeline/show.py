"""A timeline as text and as HTML. It does no sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import groupby

from benefitcalc.timeline.figures import FIGURES, Event, Figures, TimelinePeriod, in_words


def _signed(amount: Decimal) -> str:
    return f"{'−' if amount < 0 else '+'}£{abs(amount):,.2f}"


def _effect(effect: Figures) -> str:
    return "; ".join(f"{FIGURES[name]} {_signed(getattr(effect, name))}" for name in FIGURES if getattr(effect, name))


def _told(event: Event) -> str:
    """What happens, what it changes, and what that rests on."""
    return f"{event.label}: {_effect(event.effect)}" + (f" ({event.projection})" if event.projected else "")


def _shown(periods: Sequence[TimelinePeriod]) -> list[str]:
    """The figures that are not nil in every period."""
    always = ("help_with_rent", "rent_to_pay")
    return [name for name in FIGURES if name in always or any(getattr(period.figures, name) for period in periods)]


def as_text(periods: Sequence[TimelinePeriod], notes: Sequence[str]) -> Iterator[str]:
    """The lines of a timeline."""
    names = _shown(periods)
    yield "  ".join([f"{'From':<17}", *(f"{FIGURES[name]:>{len(FIGURES[name])}}" for name in names)])
    for period in periods:
        amounts = [f"{getattr(period.figures, name):>{len(FIGURES[name])},.2f}" for name in names]
        mark = f"  {period.projection}" if period.projected else ""
        yield "  ".join([f"{in_words(period.start):<17}", *amounts]) + mark
        yield from (f"    {_told(event)}" for event in period.events)
    yield from (f"Note: {note}" for note in notes)


_CELL = 'style="text-align:left;padding:2px 12px 2px 0"'
_DAY = 'style="text-align:left;padding:2px 12px 2px 0;white-space:nowrap"'
_AMOUNT = 'style="text-align:right;padding:2px 12px 2px 0;font-variant-numeric:tabular-nums"'


def as_html(periods: Sequence[TimelinePeriod], notes: Sequence[str]) -> str:
    """A table, a line that says what it means, and the notes."""
    names = _shown(periods)
    heads = "".join(f'<th scope="col" {_AMOUNT}>{escape(FIGURES[name])}</th>' for name in names)
    body = "".join(
        _html_group(projection, list(group), names) for projection, group in groupby(periods, key=_projection)
    )
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return (
        '<table style="border-collapse:collapse;margin:0.4em 0 0.8em">'
        '<caption style="text-align:left;font-weight:bold">What changes, and when</caption>'
        f'<thead><tr><th scope="col" {_CELL}>From</th>{heads}<th scope="col" {_CELL}>What happens</th></tr></thead>'
        f"{body}</table><p>Effects are in the order in which they are applied, each on top of those "
        f"before it; they add up to the change.</p><ul>{items}</ul>"
    )


def _projection(period: TimelinePeriod) -> str:
    return period.projection


def _html_group(projection: str, periods: Sequence[TimelinePeriod], names: Sequence[str]) -> str:
    """Periods that rest on the same assumptions; above projected ones stands what they assume."""
    rows = "".join(_html_row(period, names) for period in periods)
    said = escape(projection[:1].upper() + projection[1:])
    head = f'<tr><th scope="rowgroup" colspan="{len(names) + 2}" {_CELL}>{said}</th></tr>' if projection else ""
    return f"<tbody>{head}{rows}</tbody>"


def _html_row(period: TimelinePeriod, names: Sequence[str]) -> str:
    amounts = "".join(f"<td {_AMOUNT}>£{getattr(period.figures, name):,.2f}</td>" for name in names)
    events = "<br>".join(escape(_told(event)) for event in period.events)
    mark = " <em>(projected)</em>" if period.projected else ""
    start = f'<th scope="row" {_DAY}>{escape(in_words(period.start))}{mark}</th>'
    return f"<tr>{start}{amounts}<td {_CELL}>{events}</td></tr>"
