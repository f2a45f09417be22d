"""The result and its explanation as plain text for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benefitcalc.explain import Explanation, Line
from benefitcalc.explain.words import CAUSES, block_lines, headline, in_a_sentence

if TYPE_CHECKING:
    from benefitcalc.result import Assessment

_WIDTH = 62
_AMOUNT = 22


def assessment_text(result: Assessment) -> str:
    """What you get, where the rent goes, how it was worked out, and what was nil and why."""
    lines = [headline(result), *result.why_this_scheme, ""]
    for title, rows in block_lines(result):
        lines += [title, *(_row(label, amount) for label, amount in rows), ""]
    if result.shortfall:
        lines += [
            "Why there is rent to pay",
            *(_row(CAUSES[part.cause], f"£{part.amount:,.2f} a week") for part in result.shortfall),
            "",
        ]
    if result.warnings:
        lines += ["Please note", *(f"  - {warning.message}" for warning in result.warnings), ""]
    lines += ["How this is worked out", "", explanation_text(result.explanation), "", "An estimate, not a decision."]
    return "\n".join(lines)


def explanation_text(explanation: Explanation) -> str:
    """Every figure with its sum in words and the law; then what came to nothing, and why."""
    return "\n".join([*_worked_out(explanation), *_nothing(explanation)]).rstrip()


def _worked_out(explanation: Explanation) -> Iterator[str]:
    for section in explanation.sections:
        lines = [line for line in section.lines if line.nil_reason is None]
        if not lines:
            continue
        yield section.title
        for line in lines:
            yield from _figure(line)
        yield ""


def _figure(line: Line) -> Iterator[str]:
    yield _row(line.label, f"{line.amount} {line.per}".rstrip())
    yield f"      {line.how}"
    if inputs := [f"{in_a_sentence(part.label)} {part.text}" for part in line.inputs if not part.idle]:
        yield "      from " + "; ".join(inputs)
    for rate in line.rates:
        yield f"      rate: {rate.label}: {rate.text} (from {rate.start:%-d %B %Y}, {rate.provenance})"
    yield f"      law: {line.law}"


def _nothing(explanation: Explanation) -> Iterator[str]:
    if explanation.not_awarded:
        yield "Considered, and nothing"
        for line in explanation.not_awarded:
            yield f"  {line.label}: {line.nil_reason} ({line.law})"


def _row(label: str, amount: str) -> str:
    """Label and amount in columns; an amount in many words follows its label."""
    return f"  {label:<{_WIDTH}} {amount:>{_AMOUNT}}" if len(amount) <= _AMOUNT else f"  {label}: {amount}"
