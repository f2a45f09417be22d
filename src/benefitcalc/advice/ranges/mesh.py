"""Which completions are worked out: every combination of the answers to the unknown facts, or fewer that hold the ends.

Where all combinations are too many, facts of which more never means less are taken together: all at their best, and all
at their worst. Of which facts that holds depends on the scheme, so households on Universal Credit alone stand apart
from those with Housing Benefit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations_with_replacement, permutations, product
from math import comb, prod
from typing import Any, TypeAlias

import numpy as np

from benefitcalc.advice.ranges.facts import Fact
from benefitcalc.advice.ranges.paths import opened
from benefitcalc.advice.ranges.rows import Completions
from benefitcalc.assessment.which_schemes import Scheme, schemes_of
from benefitcalc.columns import Ints
from benefitcalc.money import Flag

DECIDE_THE_SCHEME = (
    "adult.age",
    "adult.over_pension_age",
    "partner",
    "universal_credit.claimed",
    "housing_benefit.mixed_age_protection",
)
"""Facts by which a household has Universal Credit, or Housing Benefit, or both."""
AT_WORST = 2
"""Before a fact is guessed, so many times as many completions are worked out."""

FEW = 12
"""So many of the answers that decide the scheme are enough to judge a question about another fact."""

Answers: TypeAlias = tuple[int, ...]
"""The place of the answer to each of some facts."""


@dataclass(frozen=True, eq=False)
class Axis:
    """One fact, or several whose answers hang together."""

    facts: tuple[Fact, ...]
    states: tuple[Answers, ...]
    joined: bool = False
    """Whether it has its facts at their best and worst only."""
    times: int = 1
    """Of children who are alike, how many there are: each of them has one of the states, no matter who which."""

    def __len__(self) -> int:
        return comb(len(self.states) + self.times - 1, self.times)

    @cached_property
    def places(self) -> tuple[Answers, ...]:
        """The answers to all facts, each household once."""
        if self.times == 1:
            return self.states
        return tuple(sum(several, ()) for several in combinations_with_replacement(self.states, self.times))

    @property
    def alike(self) -> tuple[Answers, ...]:
        """The numbers of the facts of each of the children who are alike."""
        size = len(self.facts) // self.times
        return tuple(tuple(range(place * size, (place + 1) * size)) for place in range(self.times))

    def thinned(self, most: int) -> Axis:
        """The axis with at most so many of its states, from the first to the last."""
        count = len(self.states)
        if count <= most:
            return self
        return replace(self, states=tuple(self.states[place * (count - 1) // (most - 1)] for place in range(most)))

    @cached_property
    def numbers(self) -> Ints:
        """The same, shape ``(answers, facts)``."""
        return np.array(self.places, dtype=np.int64).reshape(len(self.places), len(self.facts))

    def columns_of(self, facts: Sequence[Fact]) -> Iterator[Answers]:
        """The numbers of those facts; where children are alike, also with each of them in the place of another."""
        size = len(self.facts) // self.times
        own = [divmod(self.facts.index(fact), size) for fact in facts]
        children = list(dict.fromkeys(child for child, _ in own))
        for others in permutations(range(self.times), len(children)):
            instead = dict(zip(children, others, strict=True))
            yield tuple(instead[child] * size + place for child, place in own)

    def stand_ins(self, fact: Fact) -> list[tuple[int, Answers]]:
        """The number of the fact, and those of the other facts; where children are alike, of each child in its place
        too.
        """
        own = self.facts.index(fact)
        mine = next(child for child in self.alike if own in child)
        found = []
        for child in self.alike:
            other = child[mine.index(own)]
            rest = [place for place in child if place != other]
            found.append((other, (*rest, *(place for each in self.alike if each != child for place in each))))
        return found


@dataclass(frozen=True, eq=False)
class Mesh:
    """Every combination of the answers of some axes. Each is another household."""

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

    def rows(self) -> dict[str, Ints]:
        """The completions: pence of an amount, else the place of the answer."""
        at = np.unravel_index(np.arange(self.size), self.shape) if self.axes else ()
        found = {}
        for axis, where in zip(self.axes, at, strict=True):
            for number, fact in enumerate(axis.facts):
                answers = axis.numbers[:, number]
                values = np.array(fact.values, dtype=np.int64)[answers] if fact.is_amount else answers
                found[fact.path] = values[where]
        return found


# Axes ---------------------------------------------------------------------------------------------------------------


def alike_children(case: Mapping[str, Any], facts: Sequence[Fact]) -> tuple[tuple[str, ...], ...]:
    """The children of whom everything known is the same, and the same is not known: no matter who of them is who."""
    groups: dict[str, list[str]] = {}
    for place, _ in enumerate(opened(case, "children") or ()):
        child = f"children[{place}]"
        mine = {fact.path.removeprefix(f"{child}."): fact for fact in facts if fact.path.startswith(f"{child}.")}
        if mine and not any(fact.is_amount for fact in mine.values()):
            known = {key: value for key, value in (opened(case, child) or {}).items() if key not in mine}
            tried = {tail: fact.values for tail, fact in mine.items()}
            groups.setdefault(repr((known, tried)), []).append(child)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


@dataclass(frozen=True)
class Axes:
    """Makes the axes of facts in households on Universal Credit alone (``uc``), or in any."""

    alike: tuple[tuple[str, ...], ...] = ()
    uc: bool = False
    fixed: Axis | None = None
    """The facts that decide the scheme, where it is decided."""
    _made: dict[tuple[str, ...], Axis] = field(default_factory=dict)

    def mesh(self, apart: Sequence[Fact], joined: Sequence[Fact] = ()) -> Mesh:
        """Every combination of the facts that stand apart and of those together."""
        axes = self._axes({fact.path: fact for fact in apart})
        return Mesh((*axes, together(joined, uc=self.uc)) if joined else tuple(axes))

    def _axes(self, apart: Mapping[str, Fact]) -> list[Axis]:
        """An axis for each fact, with those that hang on it; one for children who are alike."""
        decided = {} if self.fixed is None else {fact.path: "" for fact in self.fixed.facts}
        roots: dict[str, str] = dict(decided)
        for group in self.alike:
            tails = [sorted(path[len(child) :] for path in apart if path.startswith(f"{child}.")) for child in group]
            if tails[0] and all(mine == tails[0] for mine in tails):
                roots |= {f"{child}{tail}": group[0] for child in group for tail in tails[0]}
        units: dict[str, list[Fact]] = {"": []} if self.fixed else {}
        for fact in sorted(apart.values(), key=lambda fact: fact.path.count(".")):
            hangs_on = fact.within if fact.within in roots else fact.matters and fact.matters.age
            if fact.path not in roots:
                roots[fact.path] = roots.get(hangs_on or "", fact.path) if hangs_on in roots else fact.path
        for fact in sorted(apart.values(), key=lambda fact: (fact.path.count("."), bool(fact.matters))):
            units.setdefault(roots[fact.path], []).append(fact)
        return [self._axis(root, facts) for root, facts in units.items()]

    def _axis(self, root: str, facts: Sequence[Fact]) -> Axis:
        key = (root, *(fact.path for fact in facts))
        if key not in self._made:
            group = next((group for group in self.alike if group[0] == root), None)
            if group is not None:
                made = self._of_alike(group, facts)
            elif root:
                made = Axis(tuple(facts), _states((), [()], facts, self._enough))
            else:
                first = self.fixed or Axis((), ((),))
                made = Axis((*first.facts, *facts), _states(first.facts, first.states, facts, self._enough))
            self._made[key] = made
        return self._made[key]

    def _of_alike(self, group: Sequence[str], facts: Sequence[Fact]) -> Axis:
        """The children who are alike, each set of answers once, whoever of them has which."""
        of_each = [[fact for fact in facts if fact.path.startswith(f"{child}.")] for child in group]
        states = _states((), [()], of_each[0], self._enough)
        return Axis(tuple(fact for mine in of_each for fact in mine), states, times=len(group))

    def _enough(self, fact: Fact) -> Sequence[int]:
        """The answers to try; on Universal Credit alone fewer ages are enough."""
        if self.uc and fact.enough_in_universal_credit:
            return fact.enough_in_universal_credit
        return range(len(fact.values))


def _states(
    before: Sequence[Fact], states: Sequence[Answers], facts: Sequence[Fact], enough: Callable[[Fact], Sequence[int]]
) -> tuple[Answers, ...]:
    """Those states with every answer to further facts. Where a part is absent, or an age leaves nothing to a fact, it
    has one answer.
    """
    number = {fact.path: place for place, fact in enumerate((*before, *facts))}
    for fact in facts:
        answers = enough(fact)
        part = number.get(fact.within or "")
        age = number.get(fact.matters.age) if fact.matters else None
        states = [
            (*state, answer)
            for state in states
            for answer in (
                answers[:1]
                if (part is not None and state[part] == 0)
                or (age is not None and fact.matters is not None and not fact.matters.at[state[age]])
                else answers
            )
        ]
    return tuple(states)


def together(facts: Sequence[Fact], *, uc: bool) -> Axis:
    """Those facts together: all with the least help, all with the most, and with the least and most left after rent;
    each of it with all facts that may do either at their first answers, and at their last.
    """
    moves = [fact.moves(uc=uc) for fact in facts]
    places = {
        tuple(
            0 if first or (move is not None and towards * move[of] >= 0) else len(fact.values) - 1
            for fact, move in zip(facts, moves, strict=True)
            for first in [move is None and either]
        )
        for of in (0, 1)
        for towards in (1, -1)
        for either in ((True, False) if None in moves else (True,))
    }
    return Axis(tuple(facts), tuple(sorted(places)), joined=True)


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
    alike = alike_children(completions.written, facts)
    for tried in (facts, [fact.thinned() for fact in facts]):
        whole = Axes(alike).mesh(tried)
        if whole.size <= at_most:
            return Plan(tuple(tried), (whole,))
    facts = [fact.thinned() for fact in facts]
    deciding = [fact for fact in facts if fact.spec.pattern in DECIDE_THE_SCHEME]
    others = [fact for fact in facts if fact not in deciding]
    every = list(product(*(range(len(fact.values)) for fact in deciding)))
    alone = _on_universal_credit_alone(completions, deciding, every, others)
    meshes: list[Mesh] = []
    asking: list[Mesh] = []
    joined: dict[str, Fact] = {}
    guessed: dict[str, Fact] = {}
    joined_in_hb = False
    for some, uc in ((alone, True), (~alone, False)):
        if not some.any():
            continue
        of_these = [answers for answers, is_one in zip(every, some, strict=True) if is_one]
        axes = Axes(alike, uc, _decided(deciding, of_these, uc=uc) if deciding else None)
        apart, together_, forced = _parted(axes, others, at_most)
        meshes.append(axes.mesh(apart, together_))
        asked = [fact for fact in together_ if _moves(fact, uc=uc) or fact in forced]
        few = Axes(alike, uc, axes.fixed and axes.fixed.thinned(FEW))
        asking += [_about(few, fact, apart, together_, at_most // len(asked)) for fact in asked]
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


def _parted(axes: Axes, facts: Sequence[Fact], at_most: int) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """The facts that stand apart, those together by what the law says of them, and those of these that are guessed."""
    apart, joined, forced = list(facts), list[Fact](), list[Fact]()
    can_join = [fact for fact in facts if fact.moves(uc=axes.uc) is not None]
    # Facts that move nothing cost nothing; then those with most answers.
    for fact in sorted(can_join, key=lambda fact: (_moves(fact, uc=axes.uc), -len(fact.values))):
        if _moves(fact, uc=axes.uc) and axes.mesh(apart, joined).size <= at_most:
            break
        apart.remove(fact)
        joined.append(fact)
    for fact in sorted(apart, key=lambda fact: -len(fact.values)):
        if axes.mesh(apart, joined).size <= AT_WORST * at_most:
            break
        apart.remove(fact)
        joined.append(fact)
        forced.append(fact)
    return apart, joined, forced


def _about(axes: Axes, fact: Fact, apart: Sequence[Fact], joined: Sequence[Fact], at_most: int) -> Mesh:
    """What one fact changes: its own answers, beside the others at their best and worst. It judges the question, and
    holds no end: so it may have other facts together too.
    """
    around = [one for one in apart if one.path == fact.within]
    free = sorted((one for one in apart if one not in around), key=lambda one: len(one.values))
    others = [one for one in joined if one is not fact]

    def with_apart(count: int) -> Mesh:
        return axes.mesh([*around, fact, *free[:count]], [*others, *free[count:]])

    too_many = bisect_right(range(len(free) + 1), at_most, key=lambda count: with_apart(count).size)
    return with_apart(max(too_many - 1, 0))


def _moves(fact: Fact, *, uc: bool) -> bool:
    """Whether the fact moves any figure, as far as the law says."""
    return fact.moves(uc=uc) != (0, 0)


def _decided(deciding: Sequence[Fact], every: Collection[Answers], *, uc: bool) -> Axis:
    """The facts that decide the scheme with those answers: without those that are like others in Universal Credit, and
    each household once.
    """
    number = {fact.path: place for place, fact in enumerate(deciding)}
    found: dict[Answers, Answers] = {}
    for answers in every:
        plain = list(answers)
        for place, fact in enumerate(deciding):
            if uc and fact.enough_in_universal_credit and answers[place] not in fact.enough_in_universal_credit:
                break
            if fact.within in number and answers[number[fact.within]] == 0:
                plain[place] = 0
        else:
            found.setdefault(tuple(plain), answers)
    return Axis(tuple(deciding), tuple(found.values()))


def _on_universal_credit_alone(
    completions: Completions, deciding: Sequence[Fact], every: Sequence[Answers], others: Sequence[Fact]
) -> Flag:
    """For every answer to the facts that decide the scheme, whether it is Universal Credit and nothing else."""
    usual = [Axis((fact,), ((0,),)) for fact in others]
    mesh = Mesh((*([Axis(tuple(deciding), tuple(every))] if deciding else []), *usual))
    alone: Flag = schemes_of(completions.batch(mesh.rows(), mesh.size)) == Scheme.UNIVERSAL_CREDIT
    return alone
