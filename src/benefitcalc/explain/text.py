"""The result and its explanation as plain text for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benefitcalc.explain.data import Line, Section, not_awarded
from benefitcalc.explain.words import assumption, in_a_sentence

_WIDTH = 62
_AMOUNT = 22


def result_text(
    *,
    headline: str,
    reasons: Iterable[str],
    tables: Iterable[tuple[str, Iterable[tuple[str, str]]]],
    notes: Sequence[str],
    sections: Sequence[Section],
    projection: str,
) -> str:
    """What the household gets, where the rent goes, the notes, how it was worked out, and what came to
    nothing and why.
    """
    lines = [headline, *reasons, ""]
    for title, rows in tables:
        lines += [title, *(_row(label, amount) for label, amount in rows), ""]
    if notes:
        lines += ["Please note", *(f"  - {note}" for note in notes), ""]
    lines += ["How this is worked out", "", sections_text(sections, projection), "", "An estimate, not a decision."]
    return "\n".join(lines)


def sections_text(sections: Sequence[Section], projection: str = "") -> str:
    """Every figure with its sum in words and the law; then what came to nothing, and why."""
    said = [assumption(projection), ""] if projection else []
    return "\n".join([*said, *_worked_out(sections), *_nothing(sections)]).rstrip()


def _worked_out(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
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


def _nothing(sections: Sequence[Section]) -> Iterator[str]:
    if nothing := not_awarded(sections):
        yield "Considered, and came to nothing"
        for line in nothing:
            yield f"  {line.label}: {line.nil_reason} ({line.law})"


def _row(label: str, amount: str) -> str:
    """The label and the amount in columns; an amount in many words follows its label."""
    return f"  {label:<{_WIDTH}} {amount:>{_AMOUNT}}" if len(amount) <= _AMOUNT else f"  {label}: {amount}"
