"""Counts of people that cannot be."""

from __future__ import annotations

from typing import Any

import numpy as np

from benefitcalc.columns.table import Ints
from benefitcalc.portfolio.unknown.composition import NOT_KNOWN
from benefitcalc.portfolio.unknown.known import ADULT_AGE, COUNTS, Known, liable_outside


def counts_contradicted(known: Known) -> list[tuple[int, str, int, int, int]]:
    """Tenancies whose counts of people cannot be: the tenancy, the count, what the roll says, and the lowest and
    highest that can be. Where the people are on the roll, it is how many they are.
    """
    base = known.base
    found: list[tuple[int, str, int, int, int]] = []
    of, every = known.allowed.of, known.allowed.every
    children = base.group(base.children).count(base.children.age_on_date < ADULT_AGE)
    everybody = base.adults.present.sum(axis=0) + sum(
        np.bincount(table.household, minlength=len(base)) for table in (base.children, base.non_dependants)
    )
    possible = (every.adults, every.children, every.adults + every.children)
    there = (everybody - children, children, everybody)
    pattern, nobody, outside = known.allowed.pattern, known.missing.household, liable_outside(base)
    for name, said, can_be, are in zip(COUNTS, of[-len(COUNTS) :], possible, there, strict=True):
        more = np.zeros_like(outside) if name == "children" else outside
        told = said[pattern] != NOT_KNOWN
        differ = np.flatnonzero(told & ~nobody & (said[pattern] != are)).tolist()
        found += [_count(row, name, more, said[pattern[row]], are[row], are[row]) for row in differ]
        for row in np.flatnonzero(told & nobody & known.allowed.contradicted[pattern]).tolist():
            values = can_be[known.allowed.people[pattern[row]]]
            found.append(_count(row, name, more, said[pattern[row]], values.min(), values.max()))
    return found


def _count(row: int, name: str, more: Ints, *counts: Any) -> tuple[int, str, int, int, int]:
    said, lowest, highest = (int(count + more[row]) for count in counts)
    return row, name, said, lowest, highest
