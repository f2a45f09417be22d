"""Which question narrows the rent to pay most, and which facts keep its range wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product
from math import prod

import numpy as np

from benefitcalc.advice.ranges.between import Stretch, stretches
from benefitcalc.advice.ranges.facts import Fact
from benefitcalc.advice.ranges.mesh import Mesh
from benefitcalc.advice.ranges.result import Prevents, Question, Together
from benefitcalc.advice.ranges.rows import Rows
from benefitcalc.advice.ranges.search import Seen
from benefitcalc.columns import Ints
from benefitcalc.money import pounds

STAYS = 2
"""The next question stays with its topic where it narrows at least one part in so many of what the best one does."""
MOST_PAIRED = 8
"""Of so many facts at most every pair is tried."""
MOST_ANSWERS = 100_000
"""A pair that has more answers is not tried: it would take too long."""
_NO_RENT_IS_SO_HIGH = 10**12


@dataclass(frozen=True)
class Tried:
    """A mesh that was worked out: its completions, and what was ``seen`` of them."""

    mesh: Mesh
    rows: Rows
    seen: Seen
    _along: dict[tuple[int, ...], tuple[Ints, Ints]] = field(default_factory=dict)

    def stretches(self) -> list[Stretch]:
        """What lies between the amounts that were tried."""
        return stretches(self.mesh, self.rows, self.seen)

    @cached_property
    def rents(self) -> tuple[Ints, Ints]:
        """The rent to pay of each combination, pence a week, in the shape of the mesh, twice: where there can be no
        such household, more than any rent and less than any.
        """
        rents, may_be = self.seen.figures["rent_to_pay"], self.seen.may_be
        lowest, highest = (np.where(may_be, rents, far) for far in (_NO_RENT_IS_SO_HIGH, -_NO_RENT_IS_SO_HIGH))
        return lowest.reshape(self.mesh.shape), highest.reshape(self.mesh.shape)

    @cached_property
    def axes(self) -> dict[str, int]:
        """The number of the axis of each fact that has its own answers here, and is not together with others."""
        return {
            fact.path: number for number, axis in enumerate(self.mesh.axes) if not axis.joined for fact in axis.facts
        }

    def along(self, *numbers: int) -> tuple[Ints, Ints]:
        """The lowest and the highest rent to pay at each place of those axes, which stand in their order."""
        if numbers not in self._along:
            others = tuple(other for other in range(len(self.mesh.axes)) if other not in numbers)
            low, high = self.rents
            self._along[numbers] = low.min(axis=others), high.max(axis=others)
        return self._along[numbers]


def questions_of(tried: Sequence[Tried], facts: Sequence[Fact]) -> tuple[Question, ...]:
    """The unknown facts, from the one that narrows the rent to pay most; a part is asked with the facts in it."""
    found = []
    for fact in facts:
        about = [one for one in tried if fact.path in one.axes]
        if fact.within is not None or fact.is_left_out or not about:
            continue
        found.append((*_narrowing(about, _with_inner(fact, about, facts)), fact))
    found.sort(key=lambda one: (-one[0], -one[1]))
    return tuple(
        Question(fact.path, fact.label, fact.spec.topic, pounds(narrows), pounds(at_least))
        for narrows, at_least, fact in found
    )


def asked_together(tried: Sequence[Tried], facts: Sequence[Fact], questions: Sequence[Question]) -> Together | None:
    """The two facts that narrow the rent to pay most where both are known, and none does alone."""
    if any(question.narrows_by > 0 for question in questions):
        return None
    by_path = {fact.path: fact for fact in facts}
    moving = [one for one in questions if any(_moves(each, by_path[one.path]) for each in tried)]
    found = []
    for pair in combinations(moving[:MOST_PAIRED], 2):
        about = [each for each in tried if all(one.path in each.axes for one in pair)]
        asked = [fact for one in pair for fact in _with_inner(by_path[one.path], about, facts)]
        if about and prod(len(fact.values) for fact in asked) <= MOST_ANSWERS:
            found.append((_narrowing(about, asked)[0], pair))
    narrows, best = max(found, key=lambda one: one[0], default=(0, None))
    return Together(best, pounds(narrows)) if best and narrows > 0 else None


def _moves(tried: Tried, fact: Fact) -> bool:
    return fact.path in tried.axes and _widest(tried, fact) > 0


def _narrowing(tried: Sequence[Tried], asked: Sequence[Fact]) -> tuple[int, int]:
    """By how many pence a week the answers to those facts narrow the rent to pay, on average and at least."""
    lowest, highest, weights = _by_answer(tried, asked)
    width, widths = int(highest.max() - lowest.min()), highest - lowest
    usual = int((widths * weights).sum() // weights.sum())
    return width - usual, width - int(widths.max())


def _with_inner(part: Fact, tried: Sequence[Tried], facts: Sequence[Fact]) -> list[Fact]:
    """The fact, and those that are asked with it as they lie in it."""
    inner = (one for one in facts if _lies_in(one, part, facts))
    return [part, *(one for one in inner if all(each.axes.get(one.path) == each.axes[part.path] for each in tried))]


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
        numbers = sorted({one.axes[fact.path] for fact in asked})
        axes = [
            (one.mesh.axes[number], [fact for fact in asked if one.axes[fact.path] == number]) for number in numbers
        ]
        low, high = one.along(*numbers)
        for columns in product(*(axis.columns_of(mine) for axis, mine in axes)):
            grids = np.ix_(*(np.arange(len(axis)) for axis, _ in axes))
            answers = {
                fact.path: np.broadcast_to(axis.numbers[grid, column], low.shape)
                for (axis, mine), grid, own in zip(axes, grids, columns, strict=True)
                for fact, column in zip(mine, own, strict=True)
            }
            key = np.ravel_multi_index([answers[fact.path] for fact in asked], shape)
            np.minimum.at(lowest, key, low)
            np.maximum.at(highest, key, high)
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
    """The facts that move the rent to pay, from the one that was seen to move it most while all others are known. One
    that was guessed could move it by the whole width.
    """
    seen = dict.fromkeys((fact.path for fact in facts), 0)
    for one in tried:
        for fact in (fact for fact in facts if fact.path in one.axes):
            seen[fact.path] = max(seen[fact.path], _widest(one, fact))
    widths = {fact.path: width if fact in guessed else seen[fact.path] for fact in facts}
    found = sorted(
        (fact for fact in facts if widths[fact.path] and not fact.is_left_out), key=lambda fact: -seen[fact.path]
    )
    return tuple(Prevents(fact.path, fact.label, pounds(widths[fact.path])) for fact in found)


def _widest(tried: Tried, fact: Fact) -> int:
    """How wide the rents are at most while all facts but one are known."""
    number = tried.axes[fact.path]
    axis = tried.mesh.axes[number]
    low, high = (np.moveaxis(rents, number, 0).reshape(len(axis), -1) for rents in tried.rents)
    if len(axis.facts) > 1:
        stand_ins = [others for _, others in axis.stand_ins(fact)]
        known = np.concatenate([axis.numbers[:, others] for others in stand_ins])
        order = np.lexsort(known.T)
        begins = np.flatnonzero(np.append(True, (known[order][1:] != known[order][:-1]).any(axis=1)))
        places = order % len(axis)
        low, high = np.minimum.reduceat(low[places], begins), np.maximum.reduceat(high[places], begins)
    else:
        low, high = low.min(axis=0), high.max(axis=0)
    return max(int((high - low).max()), 0)
