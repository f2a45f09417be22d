"""Which question narrows the rent to pay most, and which facts keep its range wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from benefitcalc.advice.ranges.between import Stretch, stretches
from benefitcalc.advice.ranges.facts import Fact
from benefitcalc.advice.ranges.mesh import Mesh, numbered, rows_of
from benefitcalc.advice.ranges.result import Prevents, Question
from benefitcalc.advice.ranges.search import Seen
from benefitcalc.columns import Ints
from benefitcalc.money import pounds

STAYS = 2
"""The next question stays with its topic where it narrows at least one part in so many of what the best one does."""
_NO_RENT_IS_SO_HIGH = 10**12


@dataclass(frozen=True)
class Tried:
    """A mesh that was worked out, each household once: the places of the answers of those that were ``kept``, and what
    was ``seen`` of them. ``stands`` says which of them stands for each combination.
    """

    mesh: Mesh
    places: Mapping[str, Ints]
    stands: Ints
    seen: Seen

    @property
    def rents(self) -> Ints:
        """The rent to pay of each household, pence a week."""
        return self.seen.figures["rent_to_pay"]

    def stretches(self) -> list[Stretch]:
        """What lies between the amounts that were tried."""
        return stretches(self.mesh, rows_of(self.places, self.mesh.facts), self.stands, self.seen)

    @cached_property
    def apart(self) -> frozenset[str]:
        """The facts that have their own answers here, and are not together with others."""
        return frozenset(fact.path for axis in self.mesh.axes if not axis.joined for fact in axis.facts)

    @cached_property
    def answers(self) -> dict[str, int]:
        """How many answers each fact has."""
        return {fact.path: len(fact.values) for fact in self.mesh.facts}


def questions_of(tried: Sequence[Tried], facts: Sequence[Fact]) -> tuple[Question, ...]:
    """The unknown facts, from the one that narrows the rent to pay most; a part is asked with the facts in it."""
    found = []
    for fact in facts:
        about = [one for one in tried if fact.path in one.apart]
        if fact.within is not None or not about:
            continue
        inner = [one for one in facts if _lies_in(one, fact, facts) and all(one.path in each.apart for each in about)]
        lowest, highest, weights = _by_answer(about, [fact, *inner])
        width, widths = int(highest.max() - lowest.min()), highest - lowest
        usual = int((widths * weights).sum() // weights.sum())
        found.append((width - usual, width - int(widths.max()), fact))
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


def _by_answer(tried: Sequence[Tried], asked: Sequence[Fact]) -> tuple[Ints, Ints, Ints]:
    """For each set of answers to those facts the lowest and the highest rent to pay, and how likely it is."""
    shape = tuple(len(fact.values) for fact in asked)
    lowest = np.full(shape, _NO_RENT_IS_SO_HIGH, dtype=np.int64).ravel()
    highest = -lowest
    for one in tried:
        key = np.ravel_multi_index([one.places[fact.path] for fact in asked], shape)
        np.minimum.at(lowest, key, one.rents)
        np.maximum.at(highest, key, one.rents)
    met = np.flatnonzero(lowest <= highest)
    weights = np.ones(len(met), dtype=np.int64)
    for fact, place in zip(asked, np.unravel_index(met, shape), strict=True):
        weights *= np.array(fact.odds, dtype=np.int64)[place]
    return lowest[met], highest[met], weights


def to_ask_next(questions: Sequence[Question], topic: str | None, prevents: Sequence[Prevents]) -> Question | None:
    """The question that narrows most, or one of the same topic that narrows nearly as much. Where several facts have to
    be known before the range is any narrower, it is the one that moves the rent most by itself.
    """
    useful = [question for question in questions if question.narrows_by > 0]
    if not useful:
        moving = (one.path for one in prevents)
        return next((asked for path in moving for asked in questions if _is_about(asked.path, path)), None)
    same = [question for question in useful if question.topic == topic]
    if same and same[0].narrows_by * STAYS >= useful[0].narrows_by:
        return same[0]
    return useful[0]


def _is_about(asked: str, path: str) -> bool:
    """Whether a question is about a fact, or about the part in which it is."""
    return path == asked or path.startswith((f"{asked}.", f"{asked}["))


def prevented(
    tried: Sequence[Tried], facts: Sequence[Fact], guessed: Sequence[Fact], width: int
) -> tuple[Prevents, ...]:
    """The facts that move the rent to pay, from the one that can move it most while all others are known. One that was
    guessed could move it by the whole width.
    """
    widths = dict.fromkeys((fact.path for fact in facts), 0) | dict.fromkeys((fact.path for fact in guessed), width)
    for one in tried:
        for fact in (fact for fact in facts if fact.path in one.apart):
            others = [(place, one.answers[path]) for path, place in one.places.items() if path != fact.path]
            widths[fact.path] = max(widths[fact.path], _widest(numbered(others, len(one.rents)), one.rents))
    found = sorted((fact for fact in facts if widths[fact.path]), key=lambda fact: -widths[fact.path])
    return tuple(Prevents(fact.path, fact.label, pounds(widths[fact.path])) for fact in found)


def _widest(number: Ints, rents: Ints) -> int:
    """How wide the rents are at most that have one number."""
    order = np.argsort(number, kind="stable")
    sorted_ = number[order]
    begins = np.flatnonzero(np.concatenate(([True], sorted_[1:] != sorted_[:-1])))
    in_order = rents[order]
    return int((np.maximum.reduceat(in_order, begins) - np.minimum.reduceat(in_order, begins)).max())
