"""The tenancies of a rent roll on one day with every fact complete, in one version or in several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.columns import Batch
from benefitcalc.money import Flag, format_pounds
from benefitcalc.periods import Day, as_date
from benefitcalc.portfolio.engine.check import check
from benefitcalc.portfolio.forecast.result import Forecast, forecast
from benefitcalc.portfolio.forecast.run import Progress
from benefitcalc.portfolio.growth import Percents
from benefitcalc.portfolio.rents import RentIncrease
from benefitcalc.portfolio.scenario import Scenario
from benefitcalc.portfolio.unknown.composition import Chooser
from benefitcalc.portfolio.unknown.counts import counts_contradicted
from benefitcalc.portfolio.unknown.drawing import draw as draw_households
from benefitcalc.portfolio.unknown.facts import batch_of_drawn
from benefitcalc.portfolio.unknown.known import Known, completed, everybody, known_of, without_age
from benefitcalc.portfolio.unknown.numbers import mixed, uniform
from benefitcalc.portfolio.unknown.pins import PAYMENTS, PINS, Pinned, pinned, take_up_row
from benefitcalc.portfolio.unknown.pool import Pool, log_weights, pool_of
from benefitcalc.portfolio.unknown.priors import Priors
from benefitcalc.rates import Assumptions, RateBook

__all__ = ["PINS", "Stock", "stock_of"]

_TAKE_UP, _CHOICE, _DIRECT = 1, 2, 3


@dataclass(slots=True)
class Stock:
    """Tenancies on a day, with every fact, in each of ``draws`` versions; the versions differ only in facts that the
    roll does not have.

    A draw depends on the seed, its number and the tenancy's reference alone: not on the other draws or tenancies. So
    several processes can share the draws, and 20 draws are the first of 200.
    """

    labels: pd.DataFrame = field(repr=False)
    """The columns of the roll's tenancies, a row each, in the order of the batches."""
    on: dt.date
    draws: int
    drawn: pd.DataFrame = field(repr=False)
    """Which facts of each tenancy are drawn: ``tenancy_ref``, and a flag for each kind of fact."""
    set_aside: pd.DataFrame = field(repr=False)
    """What is wrong with the tenancies of the roll that are in no draw, a row a problem
    (:data:`benefitcalc.portfolio.engine.check.PROBLEMS`).
    """
    seed: int
    _known: Known = field(repr=False)
    _pinned: Pinned = field(repr=False)
    _priors: Priors | None = field(repr=False)
    _pool: Pool | None = field(repr=False)
    _last: tuple[int, Batch, Flag] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.labels)

    def batch(self, draw: int) -> Batch:
        """The facts of all tenancies in that draw, counted from 0: a row each, in the order of ``labels``."""
        return self._version(draw)[0]

    def claims(self, draw: int) -> Flag:
        """Which tenancies claim the help that they are entitled to, in that draw: shape ``(tenancies,)``.

        A tenancy that does not claim has no help with rent and no Universal Credit, whatever the engine works out for
        it; multiply its help by this. One that the roll knows to have neither Universal Credit nor Housing Benefit
        claims in no draw, and one that is known to have one of them claims that in all, unless its facts contradict it
        (:meth:`contradictions`). For the others it is drawn, by the share ``takes_up`` of the priors. Without priors
        everybody claims who is not known to claim nothing.
        """
        return self._version(draw)[1]

    def forecast(
        self,
        months: int = 12,
        *,
        rent: RentIncrease | Percents | None = None,
        pay: Percents | None = None,
        project: Assumptions | None = None,
        scenario: Scenario | None = None,
        workers: int | None = None,
        progress: Progress = False,
    ) -> Forecast:
        """What the tenancies are charged and helped with, month by month, in every draw: see
        :func:`benefitcalc.portfolio.forecast.forecast`.
        """
        return forecast(
            self,
            months=months,
            rent=rent,
            pay=pay,
            project=project,
            scenario=scenario,
            workers=workers,
            progress=progress,
        )

    def contradictions(self) -> pd.DataFrame:
        """Tenancies whose known payments, flags or counts no household can have that their other facts allow.

        A row for each of these columns of the roll: ``tenancy_ref``, ``column``, what is ``known``, the ``lowest`` and
        ``highest`` that the facts allow if the tenancy claims (pounds; yes and no; people), and how many households
        were ``tried``. Their draws leave the payments out, and where flags cannot be met either, these too.
        """
        refs = self.labels["tenancy_ref"].to_numpy(dtype=object)
        rows = [(refs[tenancy], *rest) for tenancy, *rest in self._contradictions()]
        names = ("tenancy_ref", "column", "known", "lowest", "highest", "tried")
        columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
        texts = {name: pd.array(list(columns[name]), dtype="string") for name in names[:-1]}
        return pd.DataFrame(texts | {"tried": pd.array(list(columns["tried"]), dtype="Int64")})

    def _contradictions(self) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        for one in () if self._pool is None else self._pool.problems:
            tenancy, name, lowest, highest, tried = one.tenancy, one.pin, one.lowest, one.highest, one.tried
            said = int(self._pinned.value[name][tenancy])
            written = [
                format_pounds(one) if name in PAYMENTS else ("no", "yes")[one] for one in (said, lowest, highest)
            ]
            found.append((tenancy, name, *written, tried))
        for tenancy, name, *counts in counts_contradicted(self._known):
            found.append((tenancy, name, *map(str, counts), 0))
        return sorted(found)

    def _version(self, draw: int) -> tuple[Batch, Flag]:
        if not 0 <= draw < self.draws:
            raise IndexError(f"draw {draw} is not there; draws are counted from 0 to {self.draws - 1}")
        if self._last is None or self._last[0] != draw:
            self._last = (draw, *self._made(draw))
        return self._last[1:]

    def _made(self, draw: int) -> tuple[Batch, Flag]:
        known, priors = self._known, self._priors
        if priors is None:
            return known.base, ~self._pinned.claims_nothing
        tables = priors.drawn(self.seed, draw)
        keys, everyone = mixed(mixed(known.keys, self.seed), draw), np.arange(len(known))
        if self._pool is None:
            chooser = Chooser.of(known.allowed, tables, priors)
            batch = batch_of_drawn(
                known, draw_households(known, everyone, mixed(keys, _DIRECT), tables, chooser, priors)
            )
            share = tables.weights["takes_up"][take_up_row(batch), 0]
            return batch, uniform(mixed(keys, _TAKE_UP), 0) < share
        typical = priors.typical()
        number, claims = self._pool.choose(
            log_weights(known, tables, typical, priors),
            tables.weights["takes_up"][:, 0],
            tables.odds,
            mixed(keys, _CHOICE),
        )
        chooser = Chooser.of(known.allowed, typical, priors)
        chosen = draw_households(known, everyone, mixed(known.keys, number), typical, chooser, priors)
        return batch_of_drawn(known, chosen), claims & ~self._pinned.claims_nothing


def stock_of(
    tenancies: pd.DataFrame,
    people: pd.DataFrame,
    on: Day,
    *,
    unknown: Priors | None = None,
    draws: int = 1,
    pin: Collection[str] | None = None,
    seed: int = 1,
    book: RateBook | None = None,
) -> Stock:
    """The tenancies of the two typed tables of a roll on a day, in ``draws`` versions. Tenancies that no valid case
    comes from are set aside: ``set_aside`` says why.

    ``unknown`` says from what missing facts are drawn; without it the roll has to know who lives where and how old they
    are, and every other empty cell means none. ``pin`` names columns of the tenancies (:data:`PINS`) that the draws
    must agree with; by default all of them that the roll has. ``book`` has other rates than the law's, projected ones
    for a later day say. Raises ``ValueError`` for a name that is none of them or that the roll does not have, for fewer
    than one draw, without ``unknown`` for several draws or where ages or people are missing, and where every tenancy
    would be set aside.
    """
    day = as_date(on)
    names = _pins(tenancies, pin)
    if draws < 1:
        raise ValueError(f"draws is {draws}; give 1 or more")
    if unknown is None and draws > 1:
        raise ValueError(f"draws is {draws}, and nothing is drawn without priors; give unknown=Priors.default()")
    if unknown is None:
        _must_be_complete(tenancies, people)
    tenancies, people, problems = _valid(tenancies, people, day, book, complete=unknown is None)
    facts = pinned(tenancies, names)
    known = known_of(
        tenancies,
        people,
        day,
        unknown or Priors.default(),
        counts=names,
        scheme_told=facts.universal_credit | facts.claims_nothing,
    )
    missing = known.drawn()
    if unknown is None:
        missing = {name: np.zeros_like(flags) for name, flags in missing.items()}
    missing["takes_up"] = np.full(len(known), unknown is not None) & ~facts.claims & ~facts.claims_nothing
    drawn = pd.DataFrame({"tenancy_ref": tenancies["tenancy_ref"].array} | missing)
    incomplete = np.logical_or.reduce([flags for name, flags in missing.items() if name != "takes_up"])
    pool = None
    if unknown is not None and facts.any.any():
        pool = pool_of(known, facts, unknown, unknown.typical(), incomplete, book)
    return Stock(tenancies, day, draws, drawn, problems, seed, known, facts, unknown, pool)


def _must_be_complete(tenancies: pd.DataFrame, people: pd.DataFrame) -> None:
    """Raise ``ValueError`` where people or ages are missing."""
    whole, nobody = everybody(tenancies, people)
    lacking = nobody | tenancies["tenancy_ref"].isin(whole["tenancy_ref"][without_age(whole)]).to_numpy(dtype=np.bool_)
    if lacking.any():
        some = ", ".join(tenancies["tenancy_ref"][lacking].head(5))
        raise ValueError(
            f"{lacking.sum()} of {len(tenancies)} tenancies lack people or ages ({some}); "
            "give unknown=Priors.default() to draw them, or complete the roll"
        )


def _valid(
    tenancies: pd.DataFrame, people: pd.DataFrame, day: dt.date, book: RateBook | None, *, complete: bool
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The tenancies that can be worked out, once their missing facts are drawn where the roll is not ``complete``;
    their people; and what is wrong with the others.
    """
    whole = (tenancies, people) if complete else completed(tenancies, everybody(tenancies, people)[0])
    checked = check(*whole, day, book=book)
    if not checked.valid.any():
        said = "; ".join(checked.problems["valid"].head(3))
        raise ValueError(f"no tenancy can be worked out: {said or 'there is none'}")
    good = tenancies[checked.valid].reset_index(drop=True)
    return good, people[people["tenancy_ref"].isin(good["tenancy_ref"])].reset_index(drop=True), checked.problems


def _pins(tenancies: pd.DataFrame, pin: Collection[str] | None) -> tuple[str, ...]:
    if pin is None:
        return tuple(name for name in PINS if name in tenancies)
    names = (pin,) if isinstance(pin, str) else tuple(pin)
    if unknown := [name for name in names if name not in PINS]:
        raise ValueError(f"pin names {', '.join(unknown)}; draws can be pinned to {', '.join(PINS)}")
    if absent := [name for name in names if name not in tenancies]:
        raise ValueError(f"pin names {', '.join(absent)}, and the roll has no such column")
    return names
