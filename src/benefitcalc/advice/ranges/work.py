"""Work out a case with unknown facts: the ends of every figure, what to ask next, and what keeps the range wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benefitcalc.advice.ranges.asking import Tried, prevented, questions_of, to_ask_next
from benefitcalc.advice.ranges.facts import Fact
from benefitcalc.advice.ranges.partial import Partial
from benefitcalc.advice.ranges.result import NARROW, Ranges, Span
from benefitcalc.advice.ranges.rows import Completions
from benefitcalc.advice.ranges.search import (
    AWARDS,
    FIGURES,
    ROUNDS,
    STEPS,
    End,
    Ends,
    Mesh,
    Stretch,
    axis_of,
    look,
    rounding,
    rows_of,
    schemes_in_question,
    split_up,
    stretches,
    together,
    unsettled,
    without_the_same,
)
from benefitcalc.assessment.which_schemes import Scheme
from benefitcalc.money import pounds
from benefitcalc.rates import RateBook

AT_ONCE = 24_000
"""How many completions one batch has at most: about a tenth of a second on an ordinary machine."""
QUICK = 3_000
"""The same where an answer has to come while somebody types."""


def work_out(
    partial: Partial,
    *,
    topic: str | None = None,
    quick: bool = False,
    at_most: int = AT_ONCE,
    book: RateBook | None = None,
) -> Ranges:
    """Every figure of the case from its lowest to its highest, true for every completion of it.

    ``topic`` is that of the question asked last (``household``, ``home``, ``work``, ``health``, ``savings``): the next
    one stays with it where that costs little. ``quick`` tries fewer combinations, and sets ends farther out instead of
    looking for them to the penny. Raises ``InvalidCase`` with every problem of the known facts.
    """
    facts = partial.facts()
    completions = Completions(partial.case, facts)
    plan = _plan(completions, facts, QUICK if quick else at_most)
    ends = Ends(completions)
    tried = [_try(mesh, completions, ends, book) for mesh in plan.meshes]
    left_open = [] if quick else _between(tried, completions, ends, book)
    if quick:
        left_open = [part for one in tried for part in _stretches(one)]
    _widen(ends, left_open)
    for name in FIGURES:
        ends.lowest[name].widened += rounding(facts, name)
        ends.highest[name].widened += rounding(facts, name)
    spans = {name: _span(completions, ends.lowest[name], ends.highest[name]) for name in FIGURES}
    questions = questions_of(tried, facts, int(spans["rent_to_pay"].width * 100))
    wide = spans["rent_to_pay"].width > NARROW
    return Ranges(
        rent_to_pay=spans["rent_to_pay"],
        help_with_rent=spans["help_with_rent"],
        left_after_rent=spans["left_after_rent"],
        awards={award: spans[name] for award, name in AWARDS.items()},
        questions=questions,
        ask_next=to_ask_next(questions, topic),
        prevents=prevented(tried, facts) if wide else (),
        completions=ends.worked_out,
        by_direction=tuple(fact.label for fact in plan.by_direction),
    )


@dataclass(frozen=True)
class _Plan:
    meshes: tuple[Mesh, ...]
    by_direction: tuple[Fact, ...]


def _plan(completions: Completions, facts: Sequence[Fact], at_most: int) -> _Plan:
    """All combinations, with fewer amounts where they are many; then facts together by their direction."""
    for tried in (facts, [fact.thinned() for fact in facts]):
        whole = Mesh(tuple(map(axis_of, tried)))
        if whole.size <= at_most:
            return _Plan((whole,), ())
    facts = [fact.thinned() for fact in facts]
    if not _universal_credit_alone(completions, facts):
        return _Plan((Mesh(tuple(map(axis_of, facts))),), ())
    apart, joined = list(facts), []
    can_join = [fact for fact in facts if fact.help_moves is not None and fact.left_moves is not None]
    for fact in sorted(can_join, key=lambda fact: -len(fact.values)):
        apart.remove(fact)
        joined.append(fact)
        if _mesh(apart, joined).size <= at_most:
            break
    meshes = [_mesh(apart, joined)]
    # Each of them is asked too: its own answers, beside the others at their best and worst.
    meshes += [
        _mesh([*apart, fact], [other for other in joined if other is not fact]) for fact in joined if fact.help_moves
    ]
    return _Plan(tuple(meshes), tuple(fact for fact in joined if fact.help_moves or fact.left_moves))


def _mesh(apart: Sequence[Fact], joined: Sequence[Fact]) -> Mesh:
    axes = [*map(axis_of, apart)]
    return Mesh((*axes, together(joined)) if joined else tuple(axes))


_DECIDE_THE_SCHEME = (
    "adult.age",
    "adult.over_pension_age",
    "partner",
    "universal_credit.claimed",
    "housing_benefit.mixed_age_protection",
)


def _universal_credit_alone(completions: Completions, facts: Sequence[Fact]) -> bool:
    deciding = [fact for fact in facts if fact.spec.pattern in _DECIDE_THE_SCHEME]
    others = [fact for fact in facts if fact not in deciding]
    mesh = Mesh(tuple(map(axis_of, deciding)))
    places = mesh.places() | {fact.path: np.zeros(mesh.size, dtype=np.int64) for fact in others}
    return schemes_in_question(completions, rows_of(places, facts), mesh.size) == {int(Scheme.UNIVERSAL_CREDIT)}


def _try(mesh: Mesh, completions: Completions, ends: Ends, book: RateBook | None) -> Tried:
    """Work out every combination of a mesh, each household once."""
    facts = [fact for axis in mesh.axes for fact in axis.facts]
    places = mesh.places()
    kept, stands = without_the_same(places, facts)
    rows = rows_of(kept, facts)
    count = len(next(iter(rows.values()))) if rows else 1
    seen = look(completions, rows, count, book)
    ends.take(seen, rows)
    return Tried(mesh, {path: place[stands] for path, place in rows.items()}, seen.at(stands))


def _stretches(tried: Tried) -> list[Stretch]:
    amounts = [
        number
        for number, axis in enumerate(tried.mesh.axes)
        if not axis.joined and axis.facts[0].is_amount and len(axis) > 1
    ]
    return [stretches(tried.mesh, number, tried.rows, tried.seen) for number in amounts]


def _between(tried: Sequence[Tried], completions: Completions, ends: Ends, book: RateBook | None) -> list[Stretch]:
    """Divide the stretches that could hold an end, round by round; what is left open at last is handed back."""
    waiting = [part for one in tried[:1] for part in _stretches(one)]
    left_open = []
    for _ in range(ROUNDS):
        parts, waiting = waiting, []
        room = AT_ONCE // STEPS
        for part in parts:
            some, beyond = unsettled(part, ends)
            which = np.flatnonzero(some)
            if len(which) > room:
                far = np.maximum.reduce([np.maximum(*both) for both in beyond.values()])[which]
                which = which[np.argsort(-far, kind="stable")]
                left_open.append(part.take(which[room:]))
                which = which[:room]
            room -= len(which)
            if len(which):
                waiting.append(split_up(part.take(which), completions, ends, book))
        if not waiting:
            break
    return [*left_open, *waiting]


def _widen(ends: Ends, left_open: Sequence[Stretch]) -> None:
    """Set each end as far out as a stretch that is not settled could move it."""
    for part in left_open:
        if not len(part):
            continue
        _, beyond = unsettled(part, ends)
        for name, (low, high) in beyond.items():
            ends.lowest[name].widened = max(ends.lowest[name].widened, int(low.max()))
            ends.highest[name].widened = max(ends.highest[name].widened, int(high.max()))


def _span(completions: Completions, lowest: End, highest: End) -> Span:
    return Span(
        pounds(lowest.pence - lowest.widened),
        pounds(highest.pence + highest.widened),
        completions.case(lowest.answers),
        completions.case(highest.answers),
        pounds(max(lowest.widened, highest.widened)),
    )
