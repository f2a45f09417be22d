"""The result and its explanation as HTML for notebooks: everything escaped, no script, no address that is fetched
by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from benefitcalc.explain import Explanation, Line
from benefitcalc.explain.words import CAUSES, block_lines, headline, in_a_sentence

if TYPE_CHECKING:
    from benefitcalc.result import Assessment

_TABLE = '<table style="border-collapse:collapse;margin:0.4em 0 0.8em">'
_CELL = 'style="text-align:left;padding:2px 12px 2px 0"'
_AMOUNT = 'style="text-align:right;padding:2px 0;font-variant-numeric:tabular-nums"'


def assessment_html(result: Assessment) -> str:
    """The headline, a table a block, the causes of rent to pay, warnings, and the working folded away."""
    parts = [f"<p><strong>{escape(headline(result))}</strong></p>"]
    parts.append(f"<p>{escape(' '.join(result.why_this_scheme))}</p>")
    parts += [_table(title, rows) for title, rows in block_lines(result)]
    if result.shortfall:
        causes = [(CAUSES[part.cause], f"£{part.amount:,.2f} a week") for part in result.shortfall]
        parts.append(_table("Why there is rent to pay", causes))
    parts += [f"<p>Please note: {escape(warning.message)}</p>" for warning in result.warnings]
    parts.append(f"<details><summary>How is this worked out?</summary>{explanation_html(result.explanation)}</details>")
    parts.append("<p>An estimate, not a decision.</p>")
    return f"<div>{''.join(parts)}</div>"


def explanation_html(explanation: Explanation) -> str:
    """Every figure with its sum in words, its law as links, and what came to nothing with the reason."""
    return "".join(_sections(explanation))


def _sections(explanation: Explanation) -> Iterator[str]:
    for section in explanation.sections:
        lines = [line for line in section.lines if line.nil_reason is None]
        if lines:
            yield f"<h4>{escape(section.title)}</h4><dl>{''.join(_figure(line) for line in lines)}</dl>"
    if explanation.not_awarded:
        nothing = (
            f"<li>{escape(line.label)}: {escape(line.nil_reason or '')} {_law(line)}</li>"
            for line in explanation.not_awarded
        )
        yield f"<h4>Considered, and nothing</h4><ul>{''.join(nothing)}</ul>"


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


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    body = "".join(
        f'<tr><th scope="row" {_CELL}>{escape(label)}</th><td {_AMOUNT}>{escape(amount)}</td></tr>'
        for label, amount in rows
    )
    return f'{_TABLE}<caption style="text-align:left;font-weight:bold">{escape(title)}</caption>{body}</table>'
