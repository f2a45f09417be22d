"""The result and its explanation as HTML for notebooks. All text is escaped; there is no script, and nothing is loaded
from an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from benefitcalc.explain.data import Line, Section, not_awarded
from benefitcalc.explain.words import assumption, in_a_sentence

_TABLE = '<table style="border-collapse:collapse;margin:0.4em 0 0.8em">'
_CELL = 'style="text-align:left;padding:2px 12px 2px 0"'
_AMOUNT = 'style="text-align:right;padding:2px 0;font-variant-numeric:tabular-nums"'


def result_html(
    *,
    headline: str,
    reasons: Iterable[str],
    tables: Iterable[tuple[str, Iterable[tuple[str, str]]]],
    notes: Iterable[str],
    sections: Sequence[Section],
    projection: str,
) -> str:
    """The headline, a table for each block, the notes, and the working folded away."""
    parts = [f"<p><strong>{escape(headline)}</strong></p>", f"<p>{escape(' '.join(reasons))}</p>"]
    parts += [_table(title, rows) for title, rows in tables]
    parts += [f"<p>Please note: {escape(note)}</p>" for note in notes]
    parts.append(f"<details><summary>How is this worked out?</summary>{sections_html(sections, projection)}</details>")
    parts.append("<p>An estimate, not a decision.</p>")
    return f"<div>{''.join(parts)}</div>"


def sections_html(sections: Sequence[Section], projection: str = "") -> str:
    """Every figure with its sum in words and links to its law; then what came to nothing, with the reason."""
    said = f"<p>{escape(assumption(projection))}</p>" if projection else ""
    return "".join([said, *_sections(sections)])


def _sections(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        lines = [line for line in section.lines if line.nil_reason is None]
        if lines:
            yield f"<h4>{escape(section.title)}</h4><dl>{''.join(_figure(line) for line in lines)}</dl>"
    if nothing := not_awarded(sections):
        items = (f"<li>{escape(line.label)}: {escape(line.nil_reason or '')} {_law(line)}</li>" for line in nothing)
        yield f"<h4>Considered, and came to nothing</h4><ul>{''.join(items)}</ul>"


def _figure(line: Line) -> str:
    inputs = "; ".join(f"{in_a_sentence(part.label)} {part.text}" for part in line.inputs if not part.idle)
    rates = "".join(
        f"<br>{escape(rate.label)}: {escape(rate.text)} (from {rate.start:%-d %B %Y}, {escape(rate.provenance)})"
        for rate in line.rates
    )
    amount = escape(f"{line.amount} {line.per}".rstrip())
    working = f"{escape(line.how)} <em>{escape(inputs)}</em>{rates}<br>{_law(line)}"
    return f"<dt>{escape(line.label)}: <strong>{amount}</strong></dt><dd>{working}</dd>"


def _law(line: Line) -> str:
    return "; ".join(f'<a href="{escape(citation.url)}">{escape(citation.text)}</a>' for citation in line.citations)


def _table(title: str, rows: Iterable[tuple[str, str]]) -> str:
    body = "".join(
        f'<tr><th scope="row" {_CELL}>{escape(label)}</th><td {_AMOUNT}>{escape(amount)}</td></tr>'
        for label, amount in rows
    )
    return f'{_TABLE}<caption style="text-align:left;font-weight:bold">{escape(title)}</caption>{body}</table>'
