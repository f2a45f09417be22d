"""The two ends of a range, for whoever asks: the answers that give the lowest and the highest of each figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from benefitcalc import assess_many
from benefitcalc.advice.figures import PER, figures_of
from benefitcalc.advice.ranges import Ranges, Span
from benefitcalc.advice.ranges.paths import opened
from benefitcalc.explain.words import AFTER_RENT, AWARDS, money
from benefitcalc.ui.call.asked import Asked
from benefitcalc.ui.design.blocks import Block, Table, Text

__all__ = ["end_blocks", "one_of_the_answers"]


def end_blocks(asked: Asked) -> list[Block]:
    """A table for each figure that is a range."""
    if not asked.is_range:
        return [Text("Every fact is known: there is one figure.")]
    tables = [_table(asked.ranges, name, span) for name, span in _spans(asked.ranges) if span.width]
    return [*tables] or [Text("What is not known changes no figure.")]


def one_of_the_answers(asked: Asked) -> str:
    """With which answers a part is worked out that goes from one result, where facts are not known."""
    if not asked.is_range:
        return ""
    case = asked.ranges.rent_to_pay.lowest_case
    answers = (f"{one.label}: {answer_of(case, one.path)}" for one in asked.ranges.questions)
    return f"Worked out with one of the possible answers. {'; '.join(answers)}."


def _spans(found: Ranges) -> Iterator[tuple[str, Span]]:
    for name in ("rent_to_pay", "left_after_rent"):
        yield name, getattr(found, name)
    yield from ((name, span) for name, span in found.awards.items() if name in PER)


def _table(found: Ranges, name: str, span: Span) -> Table:
    label = AFTER_RENT[name].full if name in AFTER_RENT else AWARDS[name]
    low, high = span.lowest_case, span.highest_case
    rows = [[one.label, answer_of(low, one.path), answer_of(high, one.path)] for one in found.questions]
    total = [f"{label}, a {PER[name]}", *(money(_amount(name, one)) for one in assess_many([low, high]))]
    note = f"The range goes up to {money(span.widened_by)} beyond these two: no answer lies outside it."
    return Table(
        f"{label}: the answers that give its lowest and its highest",
        ["Not known", "Lowest", "Highest"],
        rows,
        (1, 2),
        total,
        note if span.widened_by else "",
    )


def _amount(name: str, one: Any) -> Decimal:
    return next((figure.lowest for figure in figures_of(one).all if figure.name == name), Decimal("0.00"))


def answer_of(case: Mapping[str, Any], path: str) -> str:
    """A fact of a completed case, as people read it."""
    found = opened(case, path)
    if found is None and path.endswith("age"):
        found = f"born {opened(case, path.removesuffix('age') + 'born')}"
    match found:
        case None:
            return "none"
        case bool():
            return "yes" if found else "no"
        case Mapping():
            return "yes"
        case list():
            return ", ".join(str(one).replace("_", " ") for one in found) or "none"
        case str() if path.rpartition(".")[2] in ("amount", "capital"):
            return money(Decimal(found))
        case _:
            return str(found).replace("_", " ")
