"""The lowest and the highest of every figure over all completions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np

from benefitcalc.advice.ranges.facts import Fact
from benefitcalc.advice.ranges.rows import Completions, Rows
from benefitcalc.assessment.household import assess_columns
from benefitcalc.assessment.which_schemes import schemes_of
from benefitcalc.columns import Ints
from benefitcalc.money import Flag
from benefitcalc.rates import RateBook

WEEKLY = ("rent_to_pay", "help_with_rent", "left_after_rent")
AWARDS = {
    "universal_credit": "universal_credit.award",
    "housing_benefit": "housing_benefit.award",
    "pension_credit": "pension_credit.award",
    "child_benefit": "child_benefit",
}
FIGURES = (*WEEKLY, *AWARDS.values())
CONDITIONS = (
    "universal_credit.entitled",
    "universal_credit.benefit_cap_reduction",
    "benefit_cap.applies",
    "housing_benefit.entitled",
    "housing_benefit.passported",
    "housing_benefit.net_earnings",
    "pension_credit.guarantee_credit",
    "pension_credit.savings_credit",
    "refused.local_housing_allowance",
)
"""Columns that are nothing or something: where one starts or ends between two amounts, a figure may jump there."""
SLOPE = 2
"""By how many pence a figure moves at most for a penny of an amount in the same period, apart from jumps. Nothing in
the law takes or gives more than a pound for a pound; pay by the week can count five times in a month instead of 4.33.
"""
STEPS = 48
"""Into how many parts a stretch with a jump is divided at once. The widest, £4,000.00 a month, has parts of less than
the £17.10 a week of Housing Benefit's additional disregard, so that its dip is not stepped over.
"""
ROUNDS = 6
"""So many times; 48 to the fourth is more pence than any stretch has."""


@dataclass
class Seen:
    """What was worked out: figures by name in pence, and which conditions hold as bits, for each completion."""

    figures: dict[str, Ints]
    conditions: Ints

    def at(self, which: Ints) -> Seen:
        """Those completions."""
        return Seen({name: figure[which] for name, figure in self.figures.items()}, self.conditions[which])


@dataclass
class End:
    """An end of a figure: pence, the completion, and how much farther it is set than that."""

    pence: int
    answers: dict[str, Any]
    widened: int = 0


@dataclass
class Ends:
    """The lowest and highest of each figure so far, over all completions worked out."""

    completions: Completions
    lowest: dict[str, End] = field(default_factory=dict)
    highest: dict[str, End] = field(default_factory=dict)
    worked_out: int = 0

    def take(self, seen: Seen, rows: Rows) -> None:
        """Fold in what was worked out. A completion that is no valid case is passed over."""
        self.worked_out += len(seen.conditions)
        for name, figure in seen.figures.items():
            self._fold(self.lowest, name, figure, 1, rows)
            self._fold(self.highest, name, figure, -1, rows)

    def _fold(self, ends: dict[str, End], name: str, figure: Ints, sign: int, rows: Rows) -> None:
        known = ends.get(name)
        for row in self._in_order(figure * sign, int((figure * sign).argmin())):
            pence = int(figure[row])
            if known is not None and sign * pence >= sign * known.pence:
                return
            answers = answers_at(self.completions.facts, rows, row)
            if self.completions.can_be(answers):
                ends[name] = End(pence, answers)
                return

    @staticmethod
    def _in_order(figure: Ints, best: int) -> Iterator[int]:
        yield best
        yield from np.argsort(figure, kind="stable").tolist()


def answers_at(facts: Sequence[Fact], rows: Rows, row: int) -> dict[str, Any]:
    """The answers of one completion: pence of amounts, else values."""
    return {
        fact.path: int(rows[fact.path][row]) if fact.is_amount else fact.values[int(rows[fact.path][row])]
        for fact in facts
    }


def look(completions: Completions, rows: Rows, count: int, book: RateBook | None) -> Seen:
    """Work out those completions in one batch."""
    columns = assess_columns(completions.batch(rows, count), book, only=(*FIGURES, *CONDITIONS))
    bits = np.zeros(count, dtype=np.int64)
    for place, name in enumerate(CONDITIONS):
        if name in columns:
            bits |= (columns[name] != 0).astype(np.int64) << place
    return Seen({name: columns[name] for name in FIGURES}, bits)


# All combinations ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Axis:
    """One fact, or several ``joined`` at their best and worst; each row of ``places`` has an answer to each of them."""

    facts: tuple[Fact, ...]
    places: Ints
    """Shape ``(answers, facts)``."""
    joined: bool = False

    def __len__(self) -> int:
        return len(self.places)


def axis_of(fact: Fact) -> Axis:
    """All answers to one fact."""
    return Axis((fact,), np.arange(len(fact.values))[:, None])


def together(facts: Sequence[Fact]) -> Axis:
    """Those facts together: all with the least help, all with the most, and with the least and most left after rent."""
    moves = ([fact.help_moves or 0 for fact in facts], [fact.left_moves or 0 for fact in facts])
    places = [
        [0 if towards * move >= 0 else len(fact.values) - 1 for fact, move in zip(facts, each, strict=True)]
        for each in moves
        for towards in (1, -1)
    ]
    return Axis(tuple(facts), np.unique(np.array(places, dtype=np.int64), axis=0), joined=True)


@dataclass(frozen=True)
class Mesh:
    """Every combination of the answers of some axes."""

    axes: tuple[Axis, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """How many answers each axis has."""
        return tuple(len(axis) for axis in self.axes)

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return prod(self.shape)

    def places(self) -> dict[str, Ints]:
        """The place of the answer to each fact, for every combination."""
        at = np.unravel_index(np.arange(self.size), self.shape) if self.axes else ()
        found: dict[str, Ints] = {}
        for axis, where in zip(self.axes, at, strict=True):
            for number, fact in enumerate(axis.facts):
                found[fact.path] = axis.places[:, number][where]
        return found


def rows_of(places: Mapping[str, Ints], facts: Sequence[Fact]) -> dict[str, Ints]:
    """The completions at those places: pence in place of the places of amounts."""
    return {
        fact.path: np.array(fact.values, dtype=np.int64)[places[fact.path]] if fact.is_amount else places[fact.path]
        for fact in facts
    }


def without_the_same(places: dict[str, Ints], facts: Sequence[Fact]) -> tuple[dict[str, Ints], Ints]:
    """Of combinations that are one household, one: where a part is absent, its facts have no answers. The second of
    the two says which of the kept ones stands for each combination.
    """
    count = len(next(iter(places.values()))) if places else 1
    plain = dict(places)
    of = {fact.path: fact for fact in facts}
    for fact in sorted(facts, key=lambda fact: fact.path.count(".")):
        part = fact.within
        while part is not None:
            absent = plain[part] == 0
            plain[fact.path] = np.where(absent, 0, plain[fact.path])
            part = of[part].within
    number = np.zeros(count, dtype=np.int64)
    for fact in facts:
        number = number * len(fact.values) + plain[fact.path]
    if not any(fact.within for fact in facts):
        return plain, np.arange(count)
    _, first, stands = np.unique(number, return_index=True, return_inverse=True)
    return {path: place[first] for path, place in plain.items()}, stands.reshape(-1)


# Between two amounts ------------------------------------------------------------------------------------------------


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


def stretches(mesh: Mesh, axis: int, rows: Rows, seen: Seen) -> Stretch:
    """All stretches of one amount of the mesh."""
    fact = mesh.axes[axis].facts[0]
    at = np.arange(mesh.size).reshape(mesh.shape)
    left = at.take(range(len(fact.values) - 1), axis=axis).ravel()
    right = at.take(range(1, len(fact.values)), axis=axis).ravel()
    chosen = {path: place[left] for path, place in rows.items()}
    return Stretch(fact, chosen, rows[fact.path][left], rows[fact.path][right], seen.at(left), seen.at(right))


def reach(stretch: Stretch, name: str) -> Ints:
    """How far a figure can move within each stretch beyond its ends, apart from one jump."""
    width = (stretch.right - stretch.left - 1) * stretch.fact.payments_a_year * SLOPE
    of_figure = 12 if name == AWARDS["universal_credit"] else 52
    return -(-width // of_figure)


def unsettled(stretch: Stretch, ends: Ends) -> tuple[Flag, dict[str, tuple[Ints, Ints]]]:
    """Which stretches could hold an end beyond those found, and for each figure how far below and above."""
    turned = stretch.at_left.conditions ^ stretch.at_right.conditions
    wide = stretch.right - stretch.left > 1
    some = np.zeros(len(stretch), dtype=np.bool_)
    beyond = {}
    for name in FIGURES:
        before, after = stretch.at_left.figures[name], stretch.at_right.figures[name]
        sign, watched = movement(stretch.fact, name)
        may = (turned & watched) != 0
        if sign:
            may |= sign * (after - before) < -1
        may &= wide
        far = reach(stretch, name)
        low = np.where(may, ends.lowest[name].pence - (np.minimum(before, after) - far), 0)
        high = np.where(may, np.maximum(before, after) + far - ends.highest[name].pence, 0)
        beyond[name] = (np.maximum(low, 0), np.maximum(high, 0))
        some |= (low > 0) | (high > 0)
    return some, beyond


def split_up(stretch: Stretch, completions: Completions, ends: Ends, book: RateBook | None) -> Stretch:
    """The parts of those stretches, worked out; what is found goes into the ends."""
    count, steps = len(stretch), STEPS
    shares = np.arange(1, steps)
    inner = stretch.left[:, None] + (stretch.right - stretch.left)[:, None] * shares // steps
    rows = {path: np.repeat(place, steps - 1) for path, place in stretch.rows.items()}
    rows[stretch.fact.path] = inner.ravel()
    seen = look(completions, rows, count * (steps - 1), book)
    ends.take(seen, rows)
    amounts = np.concatenate((stretch.left[:, None], inner, stretch.right[:, None]), axis=1)

    def along(left: Ints, middle: Ints, right: Ints) -> Ints:
        return np.concatenate((left[:, None], middle.reshape(count, steps - 1), right[:, None]), axis=1)

    figures = {
        name: along(stretch.at_left.figures[name], seen.figures[name], stretch.at_right.figures[name])
        for name in FIGURES
    }
    conditions = along(stretch.at_left.conditions, seen.conditions, stretch.at_right.conditions)
    parts = {path: np.repeat(place, steps) for path, place in stretch.rows.items()}
    parts[stretch.fact.path] = amounts[:, :-1].ravel()
    return Stretch(
        stretch.fact,
        parts,
        amounts[:, :-1].ravel(),
        amounts[:, 1:].ravel(),
        Seen({name: figure[:, :-1].ravel() for name, figure in figures.items()}, conditions[:, :-1].ravel()),
        Seen({name: figure[:, 1:].ravel() for name, figure in figures.items()}, conditions[:, 1:].ravel()),
    )


# What is known of directions ----------------------------------------------------------------------------------------

_EVERYTHING = (1 << len(CONDITIONS)) - 1


def _bits(*names: str) -> int:
    return sum(1 << CONDITIONS.index(name) for name in names)


_MAY_BRING_HELP = _bits("benefit_cap.applies", "housing_benefit.net_earnings")
"""Conditions at which help can rise with pay: the benefit cap ends, or the additional disregard begins."""
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


def movement(fact: Fact, name: str) -> tuple[int, int]:
    """Which way a figure moves between two amounts of the fact (1 up, −1 down, 0 not known), and at which conditions it
    can jump the other way: the limits of help that depend on the amount end it, and none of them brings more.
    """
    pattern = fact.spec.pattern
    to_pay = -1 if name == "rent_to_pay" else 1
    if name == "child_benefit":
        return 0, 0
    if pattern in _INCOME:
        return (1, _MAY_COST_ALL) if name == "left_after_rent" else (-to_pay, _MAY_BRING_HELP)
    if pattern in _LESS_HELP:
        return -to_pay, 0
    if pattern in _MORE_HELP:
        return to_pay, 0
    return 0, _EVERYTHING


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


def schemes_in_question(completions: Completions, rows: Rows, count: int) -> set[int]:
    """Which schemes those completions have."""
    return set(np.unique(schemes_of(completions.batch(rows, count))).tolist())
