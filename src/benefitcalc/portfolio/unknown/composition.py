"""Who may live in a home: every composition of a household, and which of them the roll allows for each tenancy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from benefitcalc.columns.table import Ints
from benefitcalc.money import Count, Flag
from benefitcalc.portfolio.unknown.numbers import Chances, cumulated, pick
from benefitcalc.portfolio.unknown.priors import Priors, Tables

NOT_KNOWN = -1
"""Stands for a count, a band or a number of bedrooms that the roll does not have."""
ANY_ACTIVITY = 0b1111


class Compositions(NamedTuple):
    """Every composition that can be drawn: a row of each column is one."""

    bedrooms: Count
    kind: Count
    """The household's place among the outcomes of the share ``household``."""
    children: Count
    others: Count
    partner: Flag

    @property
    def adults(self) -> Count:
        """Everybody of 18 or more."""
        adults: Count = 1 + self.partner + self.others
        return adults


def compositions(priors: Priors) -> Compositions:
    """Every pair of bedrooms, kind of household, children and other adults."""
    kinds = priors.shares["household"].outcomes
    with_partner = np.array(["couple" in kind for kind in kinds])
    with_children = np.array([kind in {"lone_parent", "couple_with_children"} for kind in kinds])
    most = len(priors.shares["children"].outcomes)
    bedrooms, kind, children, others = (
        part.reshape(-1)
        for part in np.meshgrid(
            np.arange(len(priors.shares["bedrooms"].outcomes)),
            np.arange(len(kinds)),
            np.arange(most + 1),
            np.arange(len(priors.shares["other_adults"].outcomes)),
            indexing="ij",
        )
    )
    there = with_children[kind] == (children > 0)
    kind = kind[there]
    return Compositions(bedrooms[there], kind, children[there], others[there], with_partner[kind])


class Knowledge(NamedTuple):
    """What the roll says of each tenancy's household: whole numbers of shape ``(n,)``, or :data:`NOT_KNOWN`."""

    bedrooms: Count
    partner: Count
    children: Count
    others: Count
    """Who lives there by the people on the roll; the most that can be drawn stands for more."""
    age_band: Count
    """The claimant's age by the bands of the share ``claimant_age``; the partner's where that alone is known."""
    pensioner: Count
    """1 where something else than the age says that the claimant is over pension age, 0 where it says not."""
    activity: Count
    partner_activity: Count
    """A bit for each outcome of the activity that the roll allows; all of them where nothing is known."""
    adults_counted: Count
    children_counted: Count
    occupants_counted: Count


@dataclass(frozen=True, slots=True)
class Allowed:
    """Which compositions each tenancy may have, by pattern: tenancies of which the same is known share one."""

    every: Compositions
    pattern: Ints
    """The pattern of each tenancy."""
    of: Knowledge
    """What is known in each pattern."""
    mask: Flag
    """Shape ``(patterns, compositions)``."""
    people: Flag
    """The same, before the counts of the roll."""
    contradicted: Flag
    """Patterns whose counts no household can have that the roll's people and the priors allow; they are left out."""

    def weights(self, tables: Tables, priors: Priors) -> Chances:
        """How likely each composition is in each pattern, shape ``(patterns, compositions)``, given its mask and what
        is known of the claimant's age and of what claimant and partner do.
        """
        known, every = self.of, self.every
        weights = composed(every, tables)[None, :] * self.mask
        by_age = tables.weights["claimant_age"]
        aged = np.where(known.age_band[:, None] >= 0, by_age[every.kind][:, known.age_band].T, 1)
        doing = activity_weights(tables.weights["claimant_activity"])[every.kind][:, known.activity].T
        theirs = activity_weights(tables.weights["partner_activity"])
        partners = partner_row(every.kind, priors)
        theirs = np.where(every.partner, theirs[partners][:, known.partner_activity].T, 1)
        found: Chances = weights * aged * doing * theirs
        nothing = found.sum(axis=1) <= 0
        found[nothing] = self.mask[nothing]
        return found


def composed(every: Compositions, tables: Tables) -> Chances:
    """How likely each composition is by itself."""
    parts = tables.weights
    of_children = np.concatenate((np.ones((len(parts["children"]), 1)), parts["children"]), axis=1)
    weights: Chances = (
        parts["bedrooms"][0][every.bedrooms]
        * parts["household"][every.bedrooms, every.kind]
        * of_children[every.bedrooms, every.children]
        * parts["other_adults"][every.bedrooms, every.others]
    )
    return weights


def activity_weights(weights: Chances) -> Chances:
    """For each row of an activity and each set of its outcomes, written in bits, how likely one of the set is."""
    bits = np.arange(1 << weights.shape[1])
    within = (bits[:, None] >> np.arange(weights.shape[1])) & 1
    return weights @ within.T


def partner_row(kind: Count, priors: Priors) -> Count:
    """The row of the share ``partner_activity`` for each kind of household; 0 where there is no partner."""
    rows = priors.shares["partner_activity"].rows
    places = [rows.index(kind) if kind in rows else 0 for kind in priors.shares["household"].outcomes]
    return np.array(places, dtype=np.int64)[kind]


def allowed(known: Knowledge, priors: Priors) -> Allowed:
    """The compositions that each tenancy may have.

    People on the roll are never set aside for a count: where both are there and differ, the count is contradicted.
    """
    every = compositions(priors)
    patterns, pattern = np.unique(np.stack(known, axis=1), axis=0, return_inverse=True)
    of = Knowledge(*patterns.T)
    people = np.ones((len(patterns), len(every.kind)), dtype=np.bool_)
    for said, there in (
        (of.bedrooms, every.bedrooms), (of.partner, every.partner), (of.children, every.children),
        (of.others, every.others),
    ):  # fmt: skip
        people &= (said[:, None] == NOT_KNOWN) | (said[:, None] == there)
    pensioner = np.array(["pensioner" in kind for kind in priors.shares["household"].outcomes])[every.kind]
    told = people & ((of.pensioner[:, None] == NOT_KNOWN) | (of.pensioner[:, None] == pensioner))
    people = np.where(told.any(axis=1, keepdims=True), told, people)
    possible = (priors.shares["claimant_age"].weights > 0)[every.kind][:, of.age_band].T
    aged = people & ((of.age_band[:, None] == NOT_KNOWN) | possible)
    people = np.where(aged.any(axis=1, keepdims=True), aged, people)
    counted = people.copy()
    for said, there in (
        (of.adults_counted, every.adults),
        (of.children_counted, every.children),
        (of.occupants_counted, every.adults + every.children),
    ):
        free = (said == NOT_KNOWN) | (of.others != NOT_KNOWN)  # who lives there is known person by person
        counted &= free[:, None] | (said[:, None] == there)
    contradicted: Flag = ~np.logical_or.reduce(counted, axis=1)
    mask = np.where(contradicted[:, None], people, counted)
    return Allowed(every, pattern.reshape(-1), of, mask, people, contradicted)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Picks compositions and activities by the weights of one set of tables."""

    allowed: Allowed
    line: Chances
    activity: Chances
    partner_activity: Chances

    @classmethod
    def of(cls, allowed: Allowed, tables: Tables, priors: Priors) -> Chooser:
        """The chooser for those tables."""
        lines = (_masked(tables.weights[name]) for name in ("claimant_activity", "partner_activity"))
        return cls(allowed, cumulated(allowed.weights(tables, priors)), *lines)

    def composition(self, tenancy: Ints, chance: Chances) -> Ints:
        """The number of a composition for each of those tenancies."""
        return pick(self.line, len(self.allowed.every.kind), self.allowed.pattern[tenancy], chance)

    def does(self, kind: Count, possible: Count, chance: Chances) -> Count:
        """What claimants do, among the ``possible`` outcomes written in bits."""
        return pick(self.activity, 4, kind * 16 + possible, chance)

    def partner_does(self, row: Count, possible: Count, chance: Chances) -> Count:
        """What partners do, by the row of their share."""
        return pick(self.partner_activity, 4, row * 16 + possible, chance)


def _masked(weights: Chances) -> Chances:
    """The weights of each row within each set of outcomes, one row after another; where a set has no weight, each of
    its outcomes has the same.
    """
    bits = np.arange(1 << weights.shape[1])
    within = ((bits[:, None] >> np.arange(weights.shape[1])) & 1).astype(np.bool_)
    within[0] = True
    found = weights[:, None, :] * within
    nothing = found.sum(axis=2, keepdims=True) <= 0
    return cumulated(np.where(nothing, within, found).reshape(-1, weights.shape[1]))
