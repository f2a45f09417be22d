"""What lies between two neighbouring amounts that were tried.

There a figure only rises or only falls, unless a condition of the law starts or ends between them. Stretches where that
could move an end are divided until they are settled, to the penny if need be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benefitcalc.advice.ranges.facts import Fact
from benefitcalc.advice.ranges.mesh import Axis, Mesh
from benefitcalc.advice.ranges.rows import Completions, Rows
from benefitcalc.advice.ranges.search import AWARDS, CONDITIONS, FIGURES, Ends, Seen, look
from benefitcalc.columns import Ints
from benefitcalc.money import Flag
from benefitcalc.rates import RateBook

STEPS = 8
"""Into how many parts a stretch is divided at once."""
ROUNDS = 12
"""So many times at most; 8 to the ninth is more pence than any stretch has."""


@dataclass
class Stretch:
    """Stretches between two neighbouring amounts of one fact, with all other answers the same."""

    fact: Fact
    rows: dict[str, Ints]
    """The completions at their left ends."""
    left: Ints
    right: Ints
    at_left: Seen
    at_right: Seen

    def take(self, which: Ints) -> Stretch:
        """Those stretches."""
        return Stretch(
            self.fact,
            {path: place[which] for path, place in self.rows.items()},
            self.left[which],
            self.right[which],
            self.at_left.at(which),
            self.at_right.at(which),
        )

    def __len__(self) -> int:
        return len(self.left)


def stretches(mesh: Mesh, rows: Rows, seen: Seen) -> list[Stretch]:
    """All stretches of a mesh, of which ``rows`` are worked out. Where neither end can be, nothing between them can."""
    at = np.arange(mesh.size).reshape(mesh.shape)
    found = []
    for number, axis in enumerate(mesh.axes):
        for fact in () if axis.joined else (fact for fact in axis.facts if fact.is_amount):
            before, after = _neighbours(axis, fact)
            left, right = at.take(before, axis=number).ravel(), at.take(after, axis=number).ravel()
            some = seen.may_be[left] | seen.may_be[right]
            left, right = left[some], right[some]
            chosen = {path: place[left] for path, place in rows.items()}
            found.append(
                Stretch(fact, chosen, rows[fact.path][left], rows[fact.path][right], seen.at(left), seen.at(right))
            )
    return found


def _neighbours(axis: Axis, fact: Fact) -> tuple[list[int], list[int]]:
    """The places of an axis at which an amount is followed by the next one tried while all else is the same."""
    own = axis.facts.index(fact)
    at = {answers: place for place, answers in enumerate(axis.places)}
    pairs = [
        (place, at.get((*answers[:own], answers[own] + 1, *answers[own + 1 :])))
        for place, answers in enumerate(axis.places)
    ]
    there = [(before, after) for before, after in pairs if after is not None]
    return [before for before, _ in there], [after for _, after in there]


def settle(waiting: Sequence[Stretch], completions: Completions, ends: Ends, most: int, book: RateBook | None) -> None:
    """Divide the stretches that could hold an end, those first that could move one farthest. When ``most`` completions
    were worked out, every end is set out by what is still open.
    """
    open_ = list(waiting)
    for _ in range(ROUNDS):
        room, parts, open_ = most // STEPS, open_, []
        for part in parts:
            some, far = unsettled(part, ends)
            which = np.flatnonzero(some)
            which = which[np.argsort(-far[which], kind="stable")]
            if len(which) > room:
                open_.append(part.take(which[room:]))
            now = which[:room]
            if len(now):
                open_.append(_divided(part.take(now), completions, ends, book))
                room -= len(now)
                most -= len(now) * (STEPS - 1)
        if not open_ or most < STEPS:
            break
    set_out(open_, ends)


def set_out(open_: Sequence[Stretch], ends: Ends) -> None:
    """Set each end as far out as a stretch that is not settled could move it."""
    for part in open_:
        for name, (low, high) in _beyond(part, ends).items():
            ends.lowest[name].widened = max(ends.lowest[name].widened, int(low.max(initial=0)))
            ends.highest[name].widened = max(ends.highest[name].widened, int(high.max(initial=0)))


def unsettled(stretch: Stretch, ends: Ends) -> tuple[Flag, Ints]:
    """Which stretches could hold an end beyond those found, and how far beyond in pence."""
    far = np.zeros(len(stretch), dtype=np.int64)
    for low, high in _beyond(stretch, ends).values():
        np.maximum(far, np.maximum(low, high), out=far)
    return far > 0, far


def _beyond(stretch: Stretch, ends: Ends) -> dict[str, tuple[Ints, Ints]]:
    """For each figure, by how many pence each stretch could lie below its lowest and above its highest."""
    found = {}
    for name in FIGURES:
        before, after = stretch.at_left.figures[name], stretch.at_right.figures[name]
        sign = movement(stretch.fact, name)
        far = _reach(stretch, name, sign, ends)
        # It moves one way but for the jump: so an end lies just before the jump, or at it.
        down = np.minimum(before - (0 if sign > 0 else far), after - (0 if sign < 0 else far))
        up = np.maximum(before + (0 if sign < 0 else far), after + (0 if sign > 0 else far))
        low, high = ends.lowest[name].pence - down, up - ends.highest[name].pence
        found[name] = (np.where(far > 0, np.maximum(low, 0), 0), np.where(far > 0, np.maximum(high, 0), 0))
    return found


def _reach(stretch: Stretch, name: str, sign: int, ends: Ends) -> Ints:
    """How far a figure can move within each stretch beyond its ends before or after a jump: nothing in the law takes
    or gives more than a pound for a pound. A penny more for rounding; nothing where no jump the other way can be.
    """
    pattern, width = stretch.fact.spec.pattern, stretch.right - stretch.left - 1
    of_figure = 12 if name == AWARDS["universal_credit"] else 52
    far = np.where(width > 0, 1 - (-width * stretch.fact.payments_a_year // of_figure), 0)
    turned = stretch.at_left.conditions ^ stretch.at_right.conditions
    against = sign * (stretch.at_right.figures[name] - stretch.at_left.figures[name]) < -1
    if pattern not in _INCOME:
        jumps = against if sign or name == AWARDS["child_benefit"] else (turned != 0) | against
        return np.where(jumps, far, 0)
    if name == "left_after_rent":
        return np.where(against | ((turned & _MAY_COST_ALL) != 0), far, 0)
    capped = (stretch.at_left.conditions & _CAPPED) != 0
    free = ((turned & _FREE_OF_THE_CAP) != 0) & capped
    dip = (turned & _DISREGARDS) != 0
    return np.where(against | free, far, np.where(dip, np.minimum(far, ends.additional_disregard(name)), 0))


# What is known of directions ----------------------------------------------------------------------------------------


def _bits(*names: str) -> int:
    return sum(1 << CONDITIONS.index(name) for name in names)


_CAPPED = _bits("universal_credit.benefit_cap_reduction")
_FREE_OF_THE_CAP = _bits("exempt.earnings")
"""With enough pay in the month the benefit cap ends, and help rises."""
_DISREGARDS = _bits("housing_benefit.net_earnings")
"""About where pay begins to count in Housing Benefit, the additional disregard begins: before it, help dips."""
_MAY_COST_ALL = _bits(
    "housing_benefit.entitled",
    "housing_benefit.passported",
    "housing_benefit.net_earnings",
    "pension_credit.guarantee_credit",
)
"""Conditions at which a household can have less left for a pound more: full help ends, the smallest award, permitted
work (``explain.cliffs``). The property tests of relations find no others.
"""
_INCOME = (
    "adult.employment.net.amount",
    "adult.employment.gross.amount",
    "adult.self_employment.net_profit.amount",
    "incomes[].amount",
)
_LESS_HELP = ("capital", "non_dependants[].gross_income.amount", "tenancy.ineligible_in_rent.amount")
_MORE_HELP = ("children[].childcare.amount", "universal_credit.transitional_element")


def movement(fact: Fact, name: str) -> int:
    """Which way a figure moves between two amounts of the fact, but for a jump: 1 up, −1 down, 0 not known."""
    pattern = fact.spec.pattern
    to_pay = -1 if name == "rent_to_pay" else 1
    if name == AWARDS["child_benefit"]:
        return 0
    if pattern in _INCOME:
        return 1 if name == "left_after_rent" else -to_pay
    if pattern in _LESS_HELP:
        return -to_pay
    return to_pay if pattern in _MORE_HELP else 0


_ROUNDED_TWICE = (
    "adult.employment.gross.amount",
    "adult.employment.pension_contribution.amount",
    "tenancy.service_charges[].amount",
    "tenancy.ineligible_in_rent.amount",
)
"""Amounts of which each is rounded in two sums that are taken from each other: tax and insurance, or rent and help."""


def rounding(facts: Sequence[Fact], name: str) -> int:
    """By how many pence a figure can lie outside its ends because a sum between two amounts is rounded another way: a
    penny for each amount that is not known and enters it by two roundings, as every amount enters what is left.
    """
    amounts = [fact for fact in facts if fact.is_amount and len(fact.values) > 1]
    return sum(name == "left_after_rent" or fact.spec.pattern in _ROUNDED_TWICE for fact in amounts)


# Dividing -----------------------------------------------------------------------------------------------------------


def _divided(stretch: Stretch, completions: Completions, ends: Ends, book: RateBook | None) -> Stretch:
    """The parts of those stretches, worked out; what is found goes into the ends."""
    count, steps = len(stretch), STEPS
    shares = np.arange(1, steps)
    inner = stretch.left[:, None] + (stretch.right - stretch.left)[:, None] * shares // steps
    rows = {path: np.repeat(place, steps - 1) for path, place in stretch.rows.items()}
    rows[stretch.fact.path] = inner.ravel()
    seen = look(completions, rows, count * (steps - 1), book)
    ends.take(seen, rows)
    amounts = np.concatenate((stretch.left[:, None], inner, stretch.right[:, None]), axis=1)

    def along(left: Any, middle: Any, right: Any) -> Any:
        return np.concatenate((left[:, None], middle.reshape(count, steps - 1), right[:, None]), axis=1)

    figures = {
        name: along(stretch.at_left.figures[name], seen.figures[name], stretch.at_right.figures[name])
        for name in FIGURES
    }
    bits = along(stretch.at_left.conditions, seen.conditions, stretch.at_right.conditions)
    may = along(stretch.at_left.may_be, seen.may_be, stretch.at_right.may_be)
    parts = {path: np.repeat(place, steps) for path, place in stretch.rows.items()}
    parts[stretch.fact.path] = amounts[:, :-1].ravel()
    return Stretch(
        stretch.fact,
        parts,
        amounts[:, :-1].ravel(),
        amounts[:, 1:].ravel(),
        *(
            Seen(
                {name: figure[:, side].ravel() for name, figure in figures.items()},
                bits[:, side].ravel(),
                may[:, side].ravel(),
            )
            for side in (slice(None, -1), slice(1, None))
        ),
    )
