"""Which question narrows the rent to pay most, and which facts keep its range wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benefitcalc.advice.ranges.facts import Fact
from benefitcalc.advice.ranges.result import Prevents, Question
from benefitcalc.advice.ranges.rows import Rows
from benefitcalc.advice.ranges.search import Mesh, Seen
from benefitcalc.columns import Ints
from benefitcalc.money import pounds

STAYS = 2
"""The next question stays with its topic where it narrows at least one part in so many of what the best one does."""


@dataclass(frozen=True)
class Tried:
    """A mesh that was worked out, combination by combination."""

    mesh: Mesh
    rows: Rows
    seen: Seen

    @property
    def rent_to_pay(self) -> Ints:
        """The rent to pay in the shape of the mesh."""
        return self.seen.figures["rent_to_pay"].reshape(self.mesh.shape)

    def axes_of(self, facts: Sequence[Fact]) -> list[int] | None:
        """The axes of those facts; None where one that moves help has no axis of its own here."""
        alone = {axis.facts[0].path: number for number, axis in enumerate(self.mesh.axes) if not axis.joined}
        if any(fact.path not in alone and fact.help_moves != 0 for fact in facts):
            return None
        return sorted(alone[fact.path] for fact in facts if fact.path in alone)


def questions_of(tried: Sequence[Tried], facts: Sequence[Fact], width: int) -> tuple[Question, ...]:
    """The unknown facts, from the one that narrows the rent to pay most; a part is asked with the facts in it."""
    found = []
    for fact in facts:
        if fact.within is not None:
            continue
        asked = [fact, *(inner for inner in facts if _lies_in(inner, fact, facts))]
        widths = _widths(tried, asked)
        if widths is None:
            continue
        each, weights = widths
        usual = int((each * weights).sum() // weights.sum())
        narrows, at_least = max(width - usual, 0), max(width - int(each.max()), 0)
        found.append((narrows, at_least, fact))
    found.sort(key=lambda one: (-one[0], -one[1]))
    return tuple(
        Question(fact.path, fact.label, fact.spec.topic, pounds(narrows), pounds(at_least))
        for narrows, at_least, fact in found
    )


def _lies_in(inner: Fact, part: Fact, facts: Sequence[Fact]) -> bool:
    around = {fact.path: fact.within for fact in facts}
    at = inner.within
    while at is not None and at != part.path:
        at = around.get(at)
    return at == part.path


def _widths(tried: Sequence[Tried], asked: Sequence[Fact]) -> tuple[Ints, Ints] | None:
    """For each answer to those facts, how wide the rent to pay is still, and how much of all answers it stands for."""
    for one in tried:
        axes = one.axes_of(asked)
        if not axes:
            continue
        others = tuple(number for number in range(len(one.mesh.shape)) if number not in axes)
        rent = one.rent_to_pay
        widths = rent.max(axis=others) - rent.min(axis=others)
        weights = np.ones(1, dtype=np.int64)
        for number in axes:
            weights = np.multiply.outer(weights, _weights(one.mesh.axes[number].facts[0]))
        return widths.ravel(), weights.ravel()
    return None


def _weights(fact: Fact) -> Ints:
    """How much each answer stands for: alike for choices, the amounts nearest to it for money, in thousandths."""
    if not fact.is_amount or len(fact.values) == 1:
        return np.full(len(fact.values), 1000 // len(fact.values), dtype=np.int64)
    values = np.array(fact.values, dtype=np.int64)
    edges = np.concatenate((values[:1], (values[1:] + values[:-1]) // 2, values[-1:]))
    return np.maximum((edges[1:] - edges[:-1]) * 1000 // (values[-1] - values[0]), 1)


def to_ask_next(questions: Sequence[Question], topic: str | None) -> Question | None:
    """The question that narrows most, or one of the same topic that narrows nearly as much."""
    useful = [question for question in questions if question.narrows_by > 0]
    if not useful:
        return None
    same = [question for question in useful if question.topic == topic]
    if same and same[0].narrows_by * STAYS >= useful[0].narrows_by:
        return same[0]
    return useful[0]


def prevented(tried: Sequence[Tried], facts: Sequence[Fact]) -> tuple[Prevents, ...]:
    """The facts that move the rent to pay, from the one that can move it most while all others are known."""
    found = []
    for fact in facts:
        for one in tried:
            axes = one.axes_of([fact])
            if not axes:
                continue
            rent = one.rent_to_pay
            width = int((rent.max(axis=axes[0]) - rent.min(axis=axes[0])).max())
            if width:
                found.append((width, fact))
            break
    found.sort(key=lambda one: -one[0])
    return tuple(Prevents(fact.path, fact.label, pounds(width)) for width, fact in found)
