"""Work out a case with unknown facts: the ends of every figure, what to ask next, and what keeps the range wide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from benefitcalc.advice.ranges.asking import Tried, asked_together, prevented, questions_of, to_ask_next
from benefitcalc.advice.ranges.between import rounding, set_out, settle
from benefitcalc.advice.ranges.mesh import Mesh, Plan, planned
from benefitcalc.advice.ranges.partial import Partial
from benefitcalc.advice.ranges.result import NARROW, Ranges, Span
from benefitcalc.advice.ranges.rows import Completions
from benefitcalc.advice.ranges.search import AWARDS, CAP, CAP_ON_RENT, FIGURES, End, Ends, look
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.money import pounds
from benefitcalc.rates import RateBook

AT_ONCE = 24_000
"""How many completions one batch has at most: about a tenth of a second on an ordinary machine."""
QUICK = 1_000
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
    plan = planned(completions, facts, QUICK if quick else at_most)
    ends = Ends(completions)
    tried = _tried(plan.meshes, completions, ends, book)
    between = [part for one in tried[: plan.main] for part in one.stretches()]
    if quick:
        set_out(between, ends)
    else:
        settle(between, completions, ends, at_most, book)
    _widen_by_what_is_not_tried(ends, plan)
    tried = [one for one in tried if one.seen.may_be.any()]
    spans = {name: _span(completions, ends.lowest[name], ends.highest[name]) for name in (*FIGURES, CAP, CAP_ON_RENT)}
    width = spans["rent_to_pay"].width
    questions = questions_of(tried, plan.facts)
    prevents = prevented(tried, plan.facts, plan.guessed, int(width * 100)) if width > NARROW else ()
    return Ranges(
        rent_to_pay=spans["rent_to_pay"],
        help_with_rent=spans["help_with_rent"],
        left_after_rent=spans["left_after_rent"],
        awards={award: spans[name] for award, name in AWARDS.items()},
        cap_takes=spans[CAP],
        cap_takes_of_rent=spans[CAP_ON_RENT],
        questions=questions,
        ask_next=to_ask_next(questions, topic, prevents),
        prevents=prevents,
        completions=ends.worked_out,
        by_direction=tuple(fact.label for fact in plan.joined),
        ask_together=None if plan.guessed else asked_together(tried, plan.facts, questions),
        guessed=tuple(fact.label for fact in plan.guessed),
    )


def _tried(meshes: Sequence[Mesh], completions: Completions, ends: Ends, book: RateBook | None) -> list[Tried]:
    """Work out every combination of the meshes in one batch."""
    parts = [mesh.rows() for mesh in meshes]
    rows = {path: np.concatenate([part[path] for part in parts]) for path in parts[0]}
    begins = [0, *accumulate(mesh.size for mesh in meshes)]
    seen = look(completions, rows, begins[-1], book)
    ends.take(seen, rows)
    if not ends.lowest:
        raise InvalidCase([Problem("", "no_value", "No answers to what is not known go with what is known.")])
    return [
        Tried(mesh, part, seen.at(slice(begin, end)))
        for mesh, part, (begin, end) in zip(meshes, parts, pairwise(begins), strict=True)
    ]


def _widen_by_what_is_not_tried(ends: Ends, plan: Plan) -> None:
    """Set the ends farther out: by rounding between two amounts; by the additional disregard, where facts together
    could gain or lose it; and to no rent and the whole rent, where facts were guessed.
    """
    for name in FIGURES:
        more = rounding(plan.facts, name) + (ends.additional_disregard(name) if plan.joined_in_housing_benefit else 0)
        ends.lowest[name].widened += more
        ends.highest[name].widened += more
        if name != "left_after_rent":  # nothing else is less than nothing
            ends.lowest[name].widened = min(ends.lowest[name].widened, max(ends.lowest[name].pence, 0))
    for name in ("rent_to_pay", "help_with_rent"):
        lowest, highest = ends.lowest[name], ends.highest[name]
        # Help is never more than the rent, nor less than nothing.
        below, above = lowest.pence, max(ends.whole_rent - highest.pence, 0)
        lowest.widened = below if plan.guessed else min(lowest.widened, max(below, 0))
        highest.widened = above if plan.guessed else min(highest.widened, above)


def _span(completions: Completions, lowest: End, highest: End) -> Span:
    return Span(
        pounds(lowest.pence - lowest.widened),
        pounds(highest.pence + highest.widened),
        completions.case(lowest.which),
        completions.case(highest.which),
        pounds(max(lowest.widened, highest.widened)),
    )
