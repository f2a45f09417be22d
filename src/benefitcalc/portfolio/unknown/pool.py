"""For each tenancy many households that it may have, weighted by how they agree with what the roll knows.

The households are drawn once, from the distributions as the file has them, and worked out by the engine. Each draw of
the stock then has its own distributions: a household's weight in it is its agreement with the pins, times how much
likelier its facts are in this draw than where they were drawn from (importance sampling). So each draw is one from
the distribution of the missing facts given the draw's own parameters and the tenancy's own pins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benefitcalc.assessment.batches import assess_columns
from benefitcalc.columns.table import Ints
from benefitcalc.money import Flag
from benefitcalc.portfolio.unknown.composition import Chooser, composed
from benefitcalc.portfolio.unknown.drawing import draw
from benefitcalc.portfolio.unknown.facts import batch_of_drawn
from benefitcalc.portfolio.unknown.known import Known
from benefitcalc.portfolio.unknown.numbers import Chances, mixed, uniform
from benefitcalc.portfolio.unknown.pins import COLUMNS, Pinned, agreement, payments, take_up_row
from benefitcalc.portfolio.unknown.priors import Priors, Tables

FIRST, MORE, LAST = 96, 400, 4000
"""How many households are drawn for a tenancy, how many more where few of the first agree with the pins, and how many
more where none does.
"""
ENOUGH = 12
"""How many households, by their weights, are enough."""
_CHUNK = 30_000
_JOINED = 8192
"""Codes of several facts are joined into one while they have at most so many values: looking up is what takes time."""
_NEGLIGIBLE = 1e-5


@dataclass(frozen=True, slots=True)
class Joined:
    """What was drawn of several facts together, as one number for each household."""

    names: tuple[str, ...]
    codes: Any

    def likelier(self, tables: dict[str, Chances]) -> Chances:
        """By how much likelier each is, as a logarithm."""
        table = np.zeros(1)
        for name in self.names:
            table = (table[:, None] + tables[name][None, :]).reshape(-1)
        return table.astype(np.float32)[self.codes]


@dataclass(frozen=True, slots=True)
class Pool:
    """The households of all tenancies, sorted by tenancy."""

    number: Ints
    """Which of the tenancy's households each is: its key."""
    starts: Ints
    """Where each tenancy's households begin, and where the last ones end."""
    joined: tuple[Joined, ...]
    if_claims: Chances
    if_not: Chances
    """How well each agrees with the pins if it claims, and if it does not; the best of a tenancy has 1."""
    take_up: Ints
    """The row of the share ``takes_up``."""
    contradictions: tuple[tuple[int, str, int, int, int], ...]
    """Tenancy, pin, and the lowest and highest that the households would have of it, and how many were tried."""

    def choose(self, tables: dict[str, Chances], takes_up: Chances, keys: Any) -> tuple[Ints, Flag]:
        """For each tenancy the number of a household, and whether it claims, in one draw: ``takes_up`` has the share
        that claims by row.
        """
        likelier = np.zeros(len(self.number), dtype=np.float32)
        for part in self.joined:
            likelier += part.likelier(tables)
        claiming = takes_up[self.take_up] * self.if_claims
        weights = np.exp(likelier) * (claiming + (1 - takes_up)[self.take_up] * self.if_not)
        reached = np.cumsum(weights, dtype=np.float64)
        ends = reached[self.starts[1:] - 1]
        before = np.concatenate(([0.0], ends[:-1]))
        chosen = np.searchsorted(reached, before + uniform(keys, 0) * (ends - before), side="right")
        chosen = np.clip(chosen, self.starts[:-1], self.starts[1:] - 1)
        share = claiming[chosen]
        not_claiming = (1 - takes_up)[self.take_up[chosen]] * self.if_not[chosen]
        return self.number[chosen], uniform(keys, 1) * (share + not_claiming) < share


def log_weights(known: Known, tables: Tables, typical: Tables, priors: Priors) -> dict[str, Chances]:
    """By how much likelier each outcome is in those tables, as a logarithm, by share and level."""
    every = known.allowed.every
    here, there = (np.maximum(composed(every, one), 1e-30) for one in (tables, typical))
    names = (*priors.shares, *priors.levels)
    return {name: tables.likelier(name, typical) for name in names} | {
        "composition": np.concatenate(([0.0], np.log(here / there)))
    }


@dataclass(slots=True)
class _Round:
    """Households of one round: what was drawn, and what each would have."""

    tenancy: Ints
    number: Ints
    codes: list[tuple[str, Ints]]
    take_up: Ints
    found: dict[str, Ints]


def pool_of(known: Known, pinned: Pinned, priors: Priors, typical: Tables, incomplete: Flag) -> Pool:
    """Draw the households, work them out and weight them. A tenancy that is not ``incomplete`` has one: its own."""
    everyone = np.arange(len(known))
    rounds = [_round(known, np.repeat(everyone, np.where(incomplete, FIRST, 1)), 0, priors, typical)]
    agree = _Agreement.of(rounds, pinned, priors, len(known))
    for more, enough in ((MORE, ENOUGH), (LAST, 1)):
        poor = np.flatnonzero(incomplete & (agree.effective() < enough))
        if len(poor):
            first = int(max(one.number.max() for one in rounds)) + 1
            rounds.append(_round(known, np.repeat(poor, more), first, priors, typical))
            agree = _Agreement.of(rounds, pinned, priors, len(known))
    return agree.pool(rounds, known, typical)


def _round(known: Known, tenancy: Ints, first: int, priors: Priors, typical: Tables) -> _Round:
    starts = np.flatnonzero(np.diff(tenancy, prepend=-1))
    number = first + np.arange(len(tenancy)) - np.repeat(starts, np.diff(np.append(starts, len(tenancy))))
    chooser = Chooser.of(known.allowed, typical, priors)
    codes: list[list[Ints]] = []
    names: list[str] = []
    take_up, found = [], []
    for begin in range(0, len(tenancy), _CHUNK):
        rows = tenancy[begin : begin + _CHUNK]
        drawn = draw(known, rows, mixed(known.keys[rows], number[begin : begin + _CHUNK]), typical, chooser, priors)
        batch = batch_of_drawn(known, drawn)
        names = [name for name, _ in drawn.codes]
        codes.append([code for _, code in drawn.codes])
        take_up.append(take_up_row(batch))
        found.append(payments(assess_columns(batch, only=COLUMNS)))
    return _Round(
        tenancy,
        number,
        [(name, np.concatenate([part[place] for part in codes])) for place, name in enumerate(names)],
        np.concatenate(take_up),
        {name: np.concatenate([part[name] for part in found]) for name in found[0]},
    )


class _Agreement:
    """How well the households of all rounds agree with the pins."""

    def __init__(self, tenancy: Ints, starts: Ints, if_claims: Chances, if_not: Chances) -> None:
        self.tenancy, self.starts, self.if_claims, self.if_not = tenancy, starts, if_claims, if_not
        self.problems: list[tuple[int, str, int, int, int]] = []
        self.order = np.arange(len(tenancy))

    @classmethod
    def of(cls, rounds: Sequence[_Round], pinned: Pinned, priors: Priors, tenancies: int) -> _Agreement:
        """The agreement; where no household of a tenancy agrees with all pins, its payments are left out and noted, and
        where none agrees with its flags either, these too.
        """
        tenancy = np.concatenate([one.tenancy for one in rounds])
        order = np.argsort(tenancy, kind="stable")
        tenancy = tenancy[order]
        found = {name: np.concatenate([one.found[name] for one in rounds])[order] for name in rounds[0].found}
        starts = np.concatenate(([0], np.cumsum(np.bincount(tenancy, minlength=tenancies))))
        parts = [dict(agreement(pinned, tenancy, found, priors.pins, claims=claims)) for claims in (True, False)]
        made = cls(tenancy, starts, *(_product(each, len(tenancy)) for each in parts))
        made.order = order
        short = np.flatnonzero(~made._met(made.if_claims, made.if_not))
        if len(short):
            made._leave_out(short, parts, found)
        best = np.maximum.reduceat(np.maximum(made.if_claims, made.if_not), starts[:-1])[tenancy]
        made.if_claims, made.if_not = made.if_claims / best, made.if_not / best
        return made

    def _met(self, if_claims: Chances, if_not: Chances) -> Flag:
        return np.maximum.reduceat(np.maximum(if_claims, if_not), self.starts[:-1]) > 0

    def _leave_out(self, short: Ints, parts: list[dict[str, Chances]], found: dict[str, Ints]) -> None:
        size = len(self.tenancy)
        affected = np.isin(self.tenancy, short)
        for name in parts[0]:
            met = self._met(*(each[name] for each in parts))
            for tenancy in short[~met[short]]:
                self._note(int(tenancy), name, found)
        noted = {tenancy for tenancy, *_ in self.problems}
        for tenancy in short:
            if int(tenancy) not in noted:  # each pin can be met, and not all of them together
                for name in parts[0]:
                    if min(float(each[name][self._rows(int(tenancy))].min()) for each in parts) < 1:
                        self._note(int(tenancy), name, found)
        flags = [_product({name: each[name] for name in each if name.endswith("_flag")}, size) for each in parts]
        by_flags = self._met(*flags)[self.tenancy]
        ones = np.ones(size)
        self.if_claims = np.where(affected, np.where(by_flags, flags[0], ones), self.if_claims)
        self.if_not = np.where(affected, np.where(by_flags, flags[1], ones), self.if_not)

    def _rows(self, tenancy: int) -> slice:
        return slice(int(self.starts[tenancy]), int(self.starts[tenancy + 1]))

    def _note(self, tenancy: int, name: str, found: dict[str, Ints]) -> None:
        values = found[name][self._rows(tenancy)]
        self.problems.append((tenancy, name, int(values.min()), int(values.max()), len(values)))

    def effective(self) -> Chances:
        """How many households of equal weight would say as much, by tenancy; nothing where pins were left out."""
        weights = np.maximum(self.if_claims, self.if_not)
        total, squares = (np.add.reduceat(part, self.starts[:-1]) for part in (weights, weights**2))
        enough = total**2 / squares
        enough[[tenancy for tenancy, *_ in self.problems]] = 0
        return enough

    def pool(self, rounds: Sequence[_Round], known: Known, typical: Tables) -> Pool:
        """The households that are worth keeping."""
        keep = np.maximum(self.if_claims, self.if_not) > _NEGLIGIBLE
        order = self.order[keep]
        starts = np.concatenate(([0], np.cumsum(np.bincount(self.tenancy[keep], minlength=len(self.starts) - 1))))
        names = [name for name, _ in rounds[0].codes]
        codes = [np.concatenate([one.codes[place][1] for one in rounds])[order] for place in range(len(names))]
        number = np.concatenate([one.number for one in rounds])[order]
        take_up = np.concatenate([one.take_up for one in rounds])[order]
        return Pool(
            number=number,
            starts=starts,
            joined=_joined(names, codes, {name: _size(name, known, typical) for name in names}),
            if_claims=self.if_claims[keep].astype(np.float32),
            if_not=self.if_not[keep].astype(np.float32),
            take_up=take_up,
            contradictions=tuple(self.problems),
        )


def _product(parts: dict[str, Chances], size: int) -> Chances:
    found = np.ones(size)
    for part in parts.values():
        found = found * part
    return found


def _joined(names: Sequence[str], codes: Sequence[Ints], sizes: dict[str, int]) -> tuple[Joined, ...]:
    """The codes of facts that were drawn somewhere, joined as far as that pays."""
    made: list[Joined] = []
    together: list[str] = []
    so_far, values = np.zeros(0, dtype=np.int64), 1
    for name, code in zip(names, codes, strict=True):
        if not code.any():
            continue
        if together and values * sizes[name] > _JOINED:
            made.append(Joined(tuple(together), so_far.astype(np.uint16)))
            together, values = [], 1
        so_far = so_far * sizes[name] + code if together else code
        values *= sizes[name]
        together.append(name)
    if together:
        made.append(Joined(tuple(together), so_far.astype(np.uint16)))
    return tuple(made)


def _size(name: str, known: Known, typical: Tables) -> int:
    """How many values the code of that fact has."""
    return 1 + (len(known.allowed.every.kind) if name == "composition" else int(typical.weights[name].size))
