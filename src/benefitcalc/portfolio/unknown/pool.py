"""For each tenancy many households that it may have, weighted by how they agree with what the roll knows.

The households are drawn once, from the distributions as the file has them, and worked out by the engine. Each draw of
the stock then has its own distributions: a household's weight in it is its agreement with the pins, times how much
likelier its facts are in this draw than where they were drawn from (importance sampling). So each draw is one from
the distribution of the missing facts given the draw's own parameters and the tenancy's own pins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from benefitcalc.assessment.batches import assess_columns
from benefitcalc.columns.table import Ints
from benefitcalc.money import Flag
from benefitcalc.portfolio.unknown.agreement import Agreement, Problem, agreement
from benefitcalc.portfolio.unknown.composition import Chooser, composed
from benefitcalc.portfolio.unknown.drawing import draw
from benefitcalc.portfolio.unknown.facts import batch_of_drawn
from benefitcalc.portfolio.unknown.known import Known
from benefitcalc.portfolio.unknown.numbers import Chances, Keys, mixed, uniform
from benefitcalc.portfolio.unknown.pins import COLUMNS, Pinned, payments, take_up_row
from benefitcalc.portfolio.unknown.priors import Priors, Tables
from benefitcalc.rates import RateBook

Codes: TypeAlias = npt.NDArray[np.uint16]

FIRST, MORE, LAST = 128, 400, 4000
"""How many households are drawn for a tenancy, how many more where few of the first agree with the pins, and how many
more where none does.
"""
ENOUGH = 24
"""How many households, by their weights, are enough."""
_CHUNK = 30_000
_JOINED = 8192
"""Codes of several facts are joined into one while they have at most so many values: looking up is what takes time."""
_NEGLIGIBLE = 1e-5
_SMALLEST = 1e-30
_TAKE_UP, _BY_HOUSING_BENEFIT = "take_up", "by_housing_benefit"


@dataclass(frozen=True, slots=True)
class Pool:
    """The households of all tenancies, sorted by tenancy."""

    number: Ints
    """Which of the tenancy's households each is: its key."""
    starts: Ints
    """Where each tenancy's households begin, and where the last ones end."""
    joined: dict[tuple[str, ...], Codes]
    """What was drawn of several facts together, as one number for each household, by the names of the facts."""
    agrees: Any
    """How well each agrees with the pins (:class:`Agreement`), shape ``(2, 2, households)``."""
    by_housing_benefit: Flag
    """Whether Housing Benefit helps with the rent."""
    open: Flag
    """Whether it would have help with the rent, and the roll does not say if its tenancy has."""
    take_up: Ints
    """The row of the share ``takes_up``."""
    problems: tuple[Problem, ...]

    def choose(self, tables: dict[str, Chances], takes_up: Chances, odds: float, keys: Keys) -> tuple[Ints, Flag]:
        """For each tenancy the number of a household, and whether it claims help with the rent, in one draw;
        ``takes_up`` has the share that claims by row, and ``odds`` are those of help where the roll does not say.
        """
        likelier = np.zeros(len(self.number), dtype=np.float32)
        for names, codes in self.joined.items():
            likelier += reduce(np.add.outer, (tables[name] for name in names)).astype(np.float32).ravel()[codes]
        claims = takes_up.astype(np.float32)[self.take_up]
        more = np.where(self.open, np.float32(odds) * claims, claims)
        weights = np.exp(likelier)
        for of_rent, (not_claimed, claimed) in zip(
            (~self.by_housing_benefit, self.by_housing_benefit), self.agrees, strict=True
        ):
            weights *= (1 - claims) * not_claimed + np.where(of_rent, more, claims) * claimed
        reached = np.cumsum(weights, dtype=np.float64)
        ends = reached[self.starts[1:] - 1]
        before = np.concatenate(([0], ends[:-1]))
        chosen = np.searchsorted(reached, before + uniform(keys, 0) * (ends - before), side="right")
        chosen = np.clip(chosen, self.starts[:-1], self.starts[1:] - 1)
        scheme = self.by_housing_benefit[chosen].astype(np.int64)
        not_claimed, claimed = self.agrees[scheme, :, chosen].T * np.stack([1 - claims[chosen], more[chosen]])
        return self.number[chosen], uniform(keys, 1) * (not_claimed + claimed) < claimed


def log_weights(known: Known, tables: Tables, typical: Tables, priors: Priors) -> dict[str, Chances]:
    """By how much likelier each outcome is in those tables, as a logarithm, by share and level."""
    every = known.allowed.every
    here, there = (np.maximum(composed(every, one), _SMALLEST) for one in (tables, typical))
    names = (*priors.shares, *priors.levels)
    return {name: tables.likelier(name, typical) for name in names} | {
        "composition": np.concatenate(([0], np.log(here / there)))
    }


@dataclass(frozen=True, slots=True)
class _Round:
    """Households of one round or of several, sorted by tenancy: what was drawn, and what each would have."""

    tenancy: Ints
    number: Ints
    joined: dict[tuple[str, ...], Codes]
    facts: dict[str, Ints]

    def with_more(self, other: _Round) -> _Round:
        """The households of both."""
        order = np.argsort(np.concatenate((self.tenancy, other.tenancy)), kind="stable")

        def both(one: Any, more: Any) -> Any:
            return np.concatenate((one, more))[order]

        return _Round(
            both(self.tenancy, other.tenancy),
            both(self.number, other.number),
            {names: both(codes, other.joined[names]) for names, codes in self.joined.items()},
            {name: both(values, other.facts[name]) for name, values in self.facts.items()},
        )


def pool_of(
    known: Known, pinned: Pinned, priors: Priors, typical: Tables, incomplete: Flag, book: RateBook | None
) -> Pool:
    """Draw the households, work them out and weight them. A tenancy that is not ``incomplete`` has one: its own."""
    everyone = np.arange(len(known))
    tried = _round(known, np.repeat(everyone, np.where(incomplete, FIRST, 1)), 0, priors, typical, book)
    starts, found = _weighted(tried, known, pinned, priors)
    for first, more, enough in ((FIRST, MORE, ENOUGH), (FIRST + MORE, LAST, 1)):
        poor = np.flatnonzero(incomplete & (found.effective(starts) < enough))
        if len(poor):
            tried = tried.with_more(_round(known, np.repeat(poor, more), first, priors, typical, book))
            starts, found = _weighted(tried, known, pinned, priors)
    keep = found.best > _NEGLIGIBLE
    return Pool(
        number=tried.number[keep],
        starts=_starts(tried.tenancy[keep], len(known)),
        joined={names: codes[keep] for names, codes in tried.joined.items() if codes.any()},
        agrees=found.agrees[:, :, keep].astype(np.float32),
        by_housing_benefit=tried.facts[_BY_HOUSING_BENEFIT][keep] > 0,
        open=_open(tried, pinned)[keep],
        take_up=tried.facts[_TAKE_UP][keep],
        problems=found.problems,
    )


def _open(tried: _Round, pinned: Pinned) -> Flag:
    scheme = tried.facts[_BY_HOUSING_BENEFIT]
    award = np.where(scheme > 0, tried.facts["hb_weekly"], tried.facts["uc_award"])
    return (award > 0) & ~pinned.status[scheme, tried.tenancy]


def _starts(tenancy: Ints, tenancies: int) -> Ints:
    return np.concatenate(([0], np.cumsum(np.bincount(tenancy, minlength=tenancies))))


def _weighted(tried: _Round, known: Known, pinned: Pinned, priors: Priors) -> tuple[Ints, Agreement]:
    starts = _starts(tried.tenancy, len(known))
    by_housing_benefit = tried.facts[_BY_HOUSING_BENEFIT] > 0
    return starts, agreement(pinned, tried.tenancy, starts, tried.facts, by_housing_benefit, priors.pins)


def _round(known: Known, tenancy: Ints, first: int, priors: Priors, typical: Tables, book: RateBook | None) -> _Round:
    begins = np.flatnonzero(np.diff(tenancy, prepend=-1))
    number = first + np.arange(len(tenancy)) - np.repeat(begins, np.diff(np.append(begins, len(tenancy))))
    chooser, sizes = Chooser.of(known.allowed, typical, priors), _sizes(known, typical)
    joined: list[dict[Any, Any]] = []
    facts: list[dict[Any, Any]] = []
    for begin in range(0, len(tenancy), _CHUNK):
        rows = tenancy[begin : begin + _CHUNK]
        drawn = draw(known, rows, mixed(known.keys[rows], number[begin : begin + _CHUNK]), typical, chooser, priors)
        batch = batch_of_drawn(known, drawn)
        columns = assess_columns(batch, book, only=COLUMNS)
        joined.append(_joined(drawn.codes, sizes))
        facts.append(
            payments(columns)
            | {_TAKE_UP: take_up_row(batch), _BY_HOUSING_BENEFIT: columns["applies.housing_benefit"].astype(np.int64)}
        )
    return _Round(
        tenancy,
        number,
        *({name: np.concatenate([part[name] for part in parts]) for name in parts[0]} for parts in (joined, facts)),
    )


def _joined(codes: list[tuple[str, Ints]], sizes: Mapping[str, int]) -> dict[tuple[str, ...], Codes]:
    """The codes of all facts, joined while they have few values, by the names of the facts that are in each; a name
    that stands in several has a fact of each of several people.
    """
    made: dict[tuple[str, ...], Codes] = {}
    names: tuple[str, ...] = ()
    so_far, values = np.zeros(len(codes[0][1]), dtype=np.int64), 1
    for name, code in codes:
        if values * sizes[name] > _JOINED:
            made[names] = so_far.astype(np.uint16)
            names, so_far, values = (), np.zeros_like(so_far), 1
        names, so_far, values = (*names, name), so_far * sizes[name] + code, values * sizes[name]
    return made | {names: so_far.astype(np.uint16)}


def _sizes(known: Known, typical: Tables) -> dict[str, int]:
    """How many values the code of each fact has."""
    sizes = {name: 1 + int(weights.size) for name, weights in typical.weights.items()}
    return sizes | {"composition": 1 + len(known.allowed.every.kind)}
