"""Counts of people that cannot be."""

from __future__ import annotations

import numpy as np

from benefitcalc.portfolio.unknown.composition import NOT_KNOWN
from benefitcalc.portfolio.unknown.known import ADULT_AGE, COUNTS, Known


def counts_contradicted(known: Known) -> list[tuple[int, str, int, int, int]]:
    """Tenancies whose counts of people cannot be: the tenancy, the count, what the roll says, and the lowest and
    highest that can be. Where the people are on the roll, it is how many they are.
    """
    base, found = known.base, []
    of, every = known.allowed.of, known.allowed.every
    children = base.group(base.children).count(base.children.age_on_date < ADULT_AGE)
    everybody = base.adults.present.sum(axis=0) + sum(
        np.bincount(table.household, minlength=len(base)) for table in (base.children, base.non_dependants)
    )
    possible = (every.adults, every.children, every.adults + every.children)
    there = (everybody - children, children, everybody)
    pattern, nobody = known.allowed.pattern, known.missing.household
    for name, said, can_be, are in zip(COUNTS, of[-len(COUNTS) :], possible, there, strict=True):
        told = said[pattern] != NOT_KNOWN
        differ = np.flatnonzero(told & ~nobody & (said[pattern] != are))
        found += [(row, name, int(said[pattern[row]]), int(are[row]), int(are[row])) for row in differ.tolist()]
        for row in np.flatnonzero(told & nobody & known.allowed.contradicted[pattern]).tolist():
            values = can_be[known.allowed.people[pattern[row]]]
            found += [(row, name, int(said[pattern[row]]), int(values.min()), int(values.max()))]
    return found
