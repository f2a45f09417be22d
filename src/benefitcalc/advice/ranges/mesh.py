"""Which completions are worked out: every combination of the answers to the unknown facts, or fewer that hold the ends.

Where all combinations are too many, facts of which more never means less are taken together: all at their best, and all
at their worst. Of which facts that holds depends on the scheme, so households on Universal Credit alone stand apart
from those with Housing Benefit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from benefitcalc.advice.ranges.facts import Fact
from benefitcalc.advice.ranges.rows import Completions
from benefitcalc.assessment.which_schemes import Scheme, schemes_of
from benefitcalc.columns import Ints

DECIDE_THE_SCHEME = (
    "adult.age",
    "adult.over_pension_age",
    "partner",
    "universal_credit.claimed",
    "housing_benefit.mixed_age_protection",
)
"""Facts by which a household has Universal Credit, or Housing Benefit, or both."""
_MANY = 1 << 40
AT_WORST = 4
"""Before a fact is guessed, so many times as many completions are worked out."""


@dataclass(frozen=True)
class Axis:
    """One fact, or several whose answers go together; each row of ``places`` has an answer to each of them."""

    facts: tuple[Fact, ...]
    places: Ints
    """Shape ``(answers, facts)``."""
    joined: bool = False
    """Whether it has its facts at their best and worst only."""

    def __len__(self) -> int:
        return len(self.places)


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

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of all axes."""
        return tuple(fact for axis in self.axes for fact in axis.facts)

    @property
    def households(self) -> int:
        """At most how many different households there are: where a part is absent, its facts have no answers."""
        single = {axis.facts[0].path: len(axis) for axis in self.axes if len(axis.facts) == 1 and not axis.joined}
        within = {fact.path: fact.within for fact in self.facts}

        def under(part: str | None) -> int:
            count = 1
            for path, answers in single.items():
                if within[path] == part:
                    inside = under(path)
                    count *= answers if inside == 1 else 1 + inside
            return count

        # A fact of a part that has no axis of its own here stands by itself.
        apart = prod(
            answers for path, answers in single.items() if within[path] is not None and within[path] not in single
        )
        others = prod(len(axis) for axis in self.axes if axis.joined or len(axis.facts) > 1)
        return under(None) * apart * others

    def places(self) -> dict[str, Ints]:
        """The place of the answer to each fact, for every combination."""
        at = np.unravel_index(np.arange(self.size), self.shape) if self.axes else ()
        return {
            fact.path: axis.places[:, number][where]
            for axis, where in zip(self.axes, at, strict=True)
            for number, fact in enumerate(axis.facts)
        }


def axis_of(fact: Fact, *, uc: bool = False) -> Axis:
    """All answers to one fact; with ``uc``, those that are enough on Universal Credit alone."""
    places = fact.enough_in_universal_credit if uc and fact.enough_in_universal_credit else range(len(fact.values))
    return Axis((fact,), np.array(places, dtype=np.int64)[:, None])


def together(facts: Sequence[Fact], *, uc: bool) -> Axis:
    """Those facts together: all with the least help, all with the most, and with the least and most left after rent."""
    moves = [fact.moves(uc=uc) or (1, 1) for fact in facts]
    places = [
        [0 if towards * move[of] >= 0 else len(fact.values) - 1 for fact, move in zip(facts, moves, strict=True)]
        for of in (0, 1)
        for towards in (1, -1)
    ]
    return Axis(tuple(facts), np.unique(np.array(places, dtype=np.int64), axis=0), joined=True)


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
    if not any(fact.within for fact in facts):
        return places, np.arange(count)
    plain = dict(places)
    of = {fact.path: fact for fact in facts}
    for fact in facts:
        part = fact.within
        while part is not None:
            plain[fact.path] = np.where(plain[part] == 0, 0, plain[fact.path])
            part = of[part].within
    number = numbered([(plain[fact.path], len(fact.values)) for fact in facts], count)
    _, first, stands = np.unique(number, return_index=True, return_inverse=True)
    return {path: place[first] for path, place in plain.items()}, stands.reshape(-1)


def numbered(places: Sequence[tuple[Ints, int]], count: int) -> Ints:
    """One number for each set of places that are alike; each with how many places there are."""
    number, most = np.zeros(count, dtype=np.int64), 1
    for place, answers in places:
        if most * answers > _MANY:
            _, number = np.unique(number, return_inverse=True)
            most = count
        number, most = number.reshape(-1) * answers + place, most * answers
    return number


# Which meshes -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """The meshes that are worked out, and which facts are together in one of them."""

    facts: tuple[Fact, ...]
    meshes: tuple[Mesh, ...]
    main: int = 1
    """How many of them, from the first, hold the ends; the others answer for one fact each."""
    joined: tuple[Fact, ...] = ()
    guessed: tuple[Fact, ...] = ()
    """Facts that had to be tried at their ends though the law does not say that the ends hold them."""
    joined_in_housing_benefit: bool = False
    """Whether facts are together in households with Housing Benefit too."""


def planned(completions: Completions, facts: Sequence[Fact], at_most: int) -> Plan:
    """All combinations; with fewer amounts where they are more than ``at_most``; then with facts together. Where even
    these are many more, further facts are tried at their ends.
    """
    for tried in (facts, [fact.thinned() for fact in facts]):
        whole = Mesh(tuple(map(axis_of, tried)))
        if whole.households <= at_most and whole.size <= 8 * at_most:
            return Plan(tuple(tried), (whole,))
    facts = [fact.thinned() for fact in facts]
    deciding = [fact for fact in facts if fact.spec.pattern in DECIDE_THE_SCHEME]
    others = [fact for fact in facts if fact not in deciding]
    decided = Mesh(tuple(map(axis_of, deciding)))
    alone = _on_universal_credit_alone(completions, decided, others)
    which = decided.places()
    by_fact = (
        np.stack([which[fact.path] for fact in deciding], axis=1) if deciding else np.zeros((1, 0), dtype=np.int64)
    )
    meshes: list[Mesh] = []
    asking: list[Mesh] = []
    joined: dict[str, Fact] = {}
    guessed: dict[str, Fact] = {}
    joined_in_hb = False
    for some, uc in ((alone, True), (~alone, False)):
        if not some.any():
            continue
        fixed = [Axis(tuple(deciding), _enough(deciding, by_fact[some], uc=uc))] if deciding else []
        apart, together_, forced = _parted(fixed, others, at_most, uc=uc)
        meshes.append(_mesh(fixed, apart, together_, uc=uc))
        asked = [fact for fact in together_ if _moves(fact, uc=uc) or fact in forced]
        asking += [_about(fact, fixed, apart, together_, at_most // len(asked), uc=uc) for fact in asked]
        joined_in_hb |= not uc and any(_moves(fact, uc=uc) for fact in together_)
        joined |= {fact.path: fact for fact in together_ if fact not in forced and _moves(fact, uc=uc)}
        guessed |= {fact.path: fact for fact in forced}
    return Plan(
        tuple(facts),
        (*meshes, *asking),
        len(meshes),
        tuple(joined.values()),
        tuple(guessed.values()),
        joined_in_hb,
    )


def _parted(
    fixed: Sequence[Axis], facts: Sequence[Fact], at_most: int, *, uc: bool
) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """The facts that stand apart, those together by what the law says of them, and those of these that are guessed."""
    apart, joined, forced = list(facts), list[Fact](), list[Fact]()
    can_join = [fact for fact in facts if fact.moves(uc=uc) is not None]
    # Facts that move nothing cost nothing; then those with most answers.
    for fact in sorted(can_join, key=lambda fact: (_moves(fact, uc=uc), -len(fact.values))):
        if _moves(fact, uc=uc) and _mesh(fixed, apart, joined, uc=uc).households <= at_most:
            break
        apart.remove(fact)
        joined.append(fact)
    for fact in sorted(apart, key=lambda fact: -len(fact.values)):
        if _mesh(fixed, apart, joined, uc=uc).households <= AT_WORST * at_most:
            break
        apart.remove(fact)
        joined.append(fact)
        forced.append(fact)
    return apart, joined, forced


def _about(
    fact: Fact, fixed: Sequence[Axis], apart: Sequence[Fact], joined: Sequence[Fact], at_most: int, *, uc: bool
) -> Mesh:
    """What one fact changes: its own answers, beside the others at their best and worst. It judges the question, and
    holds no end: so it may have other facts together too.
    """
    around = [one for one in apart if one.path == fact.within]
    free = sorted((one for one in apart if one not in around), key=lambda one: len(one.values))
    others = [one for one in joined if one is not fact]
    while free and _mesh(fixed, [*around, fact, *free], others, uc=uc).households > at_most:
        others.append(free.pop())
    return _mesh(fixed, [*around, fact, *free], others, uc=uc)


def _moves(fact: Fact, *, uc: bool) -> bool:
    """Whether the fact moves any figure, as far as the law says."""
    return fact.moves(uc=uc) != (0, 0)


def _enough(deciding: Sequence[Fact], places: Ints, *, uc: bool) -> Ints:
    """The answers to the facts that decide the scheme, without those that are like others in Universal Credit."""
    keep = np.ones(len(places), dtype=np.bool_)
    for number, fact in enumerate(deciding):
        if uc and fact.enough_in_universal_credit:
            keep &= np.isin(places[:, number], fact.enough_in_universal_credit)
    return places[keep]


def _mesh(fixed: Sequence[Axis], apart: Sequence[Fact], joined: Sequence[Fact], *, uc: bool) -> Mesh:
    axes = [*fixed, *(axis_of(fact, uc=uc) for fact in apart)]
    return Mesh((*axes, together(joined, uc=uc)) if joined else tuple(axes))


def _on_universal_credit_alone(completions: Completions, decided: Mesh, others: Sequence[Fact]) -> Ints:
    """For every answer to the facts that decide the scheme, whether it is Universal Credit and nothing else."""
    places = decided.places() | {fact.path: np.zeros(decided.size, dtype=np.int64) for fact in others}
    rows = rows_of(places, [*decided.facts, *others])
    alone: Ints = schemes_of(completions.batch(rows, decided.size)) == Scheme.UNIVERSAL_CREDIT
    return alone
