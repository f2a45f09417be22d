"""The distributions from which missing facts are drawn, and how sure they are (``priors.toml``)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import erf, exp, sqrt
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from benefitcalc.columns.table import Ints
from benefitcalc.portfolio.unknown.numbers import Chances, cumulated, pick

BANDS = 24
"""In how many bands an amount is drawn."""
_WIDEST = 2.75
_EDGES = np.array([-3.25, *np.linspace(-_WIDEST, _WIDEST, BANDS - 1), 3.25])
"""Where the bands end, in standard deviations of the logarithm around the usual median."""
_SMALLEST = 1e-12
_WRITTEN_BESIDE = {"outcomes", "sure", "between", "confidence", "source"}
_LEVEL = {"median", "spread", "unsure", "lowest", "at", "growth", "confidence", "source"}
CONFIDENCE = ("published", "guided", "estimate")


class InvalidPriors(ValueError):
    """A file of priors that cannot be used; the message names every place, what is there and what would be valid."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of a hundred have each outcome, by row."""

    name: str
    outcomes: tuple[str, ...]
    rows: tuple[str, ...]
    weights: Chances = field(repr=False)
    """Shape ``(rows, outcomes)``; each row adds up to 1."""
    sure: float | None
    """As sure as a count of so many households; None where the shares stay as they are."""
    between: float
    """How far landlords differ: the standard deviation of the logarithm of a factor for each outcome, in all rows."""
    confidence: str
    source: str

    @property
    def ranges(self) -> tuple[Ints, Ints]:
        """Where outcomes are bands such as ``"18-24"``: the first and the last number of each."""
        ends = np.array([[int(end) for end in outcome.split("-")] for outcome in self.outcomes], dtype=np.int64)
        return ends[:, 0], ends[:, 1]

    def row(self, name: str) -> int:
        """The number of the row of that name."""
        return self.rows.index(name)

    def drawn(self, chance: np.random.Generator) -> Chances:
        """The shares of one draw."""
        if self.sure is None:
            return self.weights
        landlord = self.weights * np.exp(self.between * chance.standard_normal(len(self.outcomes)))
        landlord /= landlord.sum(axis=1, keepdims=True)
        found = chance.gamma(np.maximum(landlord * self.sure, _SMALLEST))
        found = np.where(self.weights > 0, np.maximum(found, _SMALLEST), 0)
        return found / found.sum(axis=1, keepdims=True)


@dataclass(frozen=True, slots=True)
class Level:
    """An amount that people have more or less of: a log-normal distribution, drawn in :data:`BANDS` bands."""

    name: str
    median: float
    spread: float
    unsure: float
    lowest: float
    at: dt.date
    growth: float
    confidence: str
    source: str

    def weights(self, moved: float = 0.0) -> Chances:
        """How many are in each band where the median's logarithm is higher by ``moved``; shape ``(1, bands)``."""
        below = np.array([(1 + erf((edge - moved / self.spread) / sqrt(2))) / 2 for edge in _EDGES])
        below[0], below[-1] = 0, 1
        return np.maximum(np.diff(below), _SMALLEST)[None, :]

    def drawn(self, chance: np.random.Generator) -> Chances:
        """The weights of the bands in one draw."""
        return self.weights(self.unsure * float(chance.standard_normal()))

    def pence(self, band: Ints, within: Chances, on: dt.date) -> Ints:
        """Amounts on that day in whole pence: by band, and by the place within the band from 0 to 1."""
        grown = (1 + self.growth) ** ((on - self.at).days / 365.25)
        low, high = _EDGES[band], _EDGES[band + 1]
        pounds = self.median * np.exp(self.spread * (low + within * (high - low)))
        found: Ints = np.floor(np.maximum(pounds, self.lowest) * (grown * 100) + 0.5).astype(np.int64)
        return found


@dataclass(frozen=True, slots=True)
class Pins:
    """How near a drawn household must come to a payment that the roll knows; pounds as in the file."""

    week_width: float
    month_width: float
    farthest: float


@dataclass(frozen=True, slots=True)
class Odds:
    """How the odds of help of tenancies differ of which the roll does not say whether benefit is in payment."""

    odds: float
    unsure: float
    confidence: str
    source: str

    def drawn(self, chance: np.random.Generator) -> float:
        """The odds of one draw."""
        return self.odds * exp(self.unsure * float(chance.standard_normal()))


class Tables:
    """The weights of every share and level, as the file has them or as one draw has them."""

    def __init__(self, weights: Mapping[str, Chances], odds: float = 1.0) -> None:
        self.weights = dict(weights)
        self.odds = odds
        """The odds of help of tenancies of which the roll does not say whether benefit is in payment."""
        self._lines = {name: cumulated(found) for name, found in self.weights.items()}

    def pick(self, name: str, row: Ints | int, chance: Chances) -> Ints:
        """The outcome of each chance in that row of that share, or the band of that level."""
        rows = np.broadcast_to(np.asarray(row, dtype=np.int64), chance.shape)
        return pick(self._lines[name], self.weights[name].shape[1], rows, chance)

    def likelier(self, name: str, than: Tables) -> Chances:
        """By how much likelier each outcome is here than there, as a logarithm, row after row; before all, 0 for a fact
        that was not drawn.
        """
        here, there = (np.maximum(one.weights[name], _SMALLEST).reshape(-1) for one in (self, than))
        return np.concatenate(([0.0], np.log(here / there)))


@dataclass(frozen=True, slots=True)
class Priors:
    """What missing facts are drawn from. :meth:`default` is the package's own; :meth:`read` takes a file of yours."""

    shares: Mapping[str, Shares] = field(repr=False)
    levels: Mapping[str, Level] = field(repr=False)
    pins: Pins
    status_not_known: Odds
    not_drawn: Mapping[str, str] = field(repr=False)
    """Facts that are taken as none where the roll says nothing, each with the reason."""

    @classmethod
    def default(cls) -> Priors:
        """The priors of this package, for social tenants in England (``portfolio/unknown/priors.toml``)."""
        return _default()

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Priors:
        """The priors of this package with the tables of your TOML file in place of its own.

        Raises :class:`InvalidPriors`, which names everything that is wrong at once, and ``OSError`` where the file
        cannot be read.
        """
        try:
            given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InvalidPriors(f"{Path(path).name} is not a TOML file: {error}") from None
        return _priors(given, Path(path).name)

    def typical(self) -> Tables:
        """The weights as the file has them."""
        return Tables(
            {name: share.weights for name, share in self.shares.items()}
            | {name: level.weights() for name, level in self.levels.items()}
        )

    def drawn(self, seed: int, draw: int) -> Tables:
        """The weights of one draw: each share and level has its own, drawn by how sure it is."""
        chance = np.random.default_rng([seed, draw])
        return Tables(
            {name: share.drawn(chance) for name, share in self.shares.items()}
            | {name: level.drawn(chance) for name, level in self.levels.items()},
            self.status_not_known.drawn(chance),
        )


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("priors.toml").read_text(encoding="utf-8"))


@cache
def _default() -> Priors:
    return _priors({}, "priors.toml")


def _priors(given: Mapping[str, Any], name: str) -> Priors:
    own, problems = _written(), []
    for section, tables in given.items():
        if section not in own or not isinstance(tables, Mapping):
            problems.append(f"[{section}] is no part of a file of priors; there are {', '.join(own)}")
            continue
        unknown = tables.keys() - own[section].keys() if section in {"shares", "levels"} else ()
        there = ", ".join(own[section])
        problems.extend(f"[{section}.{table}] is not drawn from; there are {there}" for table in sorted(unknown))
    own_of = {section: tables for section, tables in given.items() if isinstance(tables, Mapping)}
    whole = {section: {**tables, **own_of.get(section, {})} for section, tables in own.items()}
    shares = {table: _shares(table, whole["shares"][table], problems) for table in own["shares"]}
    levels = {table: _level(table, whole["levels"][table], problems) for table in own["levels"]}
    pins = {
        key: _number(f"pins.{key}", whole["pins"][key], problems) for key in ("week_width", "month_width", "farthest")
    }
    odds = whole["status_not_known"]
    of_odds = {"odds": _number("status_not_known.odds", odds["odds"], problems)}
    of_odds["unsure"] = _number("status_not_known.unsure", odds["unsure"], problems, may_be_nothing=True)
    _said("status_not_known", odds, problems)
    if problems:
        raise InvalidPriors("; ".join(f"{name}: {problem}" for problem in problems))
    return Priors(
        shares={table: found for table, found in shares.items() if found},
        levels={table: found for table, found in levels.items() if found},
        pins=Pins(**pins),
        status_not_known=Odds(**of_odds, confidence=odds["confidence"], source=odds["source"]),
        not_drawn=whole["not_drawn"],
    )


def _shares(name: str, table: Any, problems: list[str]) -> Shares | None:
    own, where, before = _written()["shares"][name], f"shares.{name}", len(problems)
    if not isinstance(table, Mapping):
        problems.append(f"{where} is no table; write [{where}]")
        return None
    rows = tuple(row for row in own if row not in _WRITTEN_BESIDE)
    if table.get("outcomes") != own["outcomes"]:
        problems.append(f"{where}.outcomes is {table.get('outcomes')!r}; the outcomes are {own['outcomes']!r}")
    if unknown := [key for key in table if key not in {*rows, *_WRITTEN_BESIDE}]:
        problems.append(f"{where} has {', '.join(unknown)}; its rows are {', '.join(rows)}")
    weights = np.zeros((len(rows), len(own["outcomes"])))
    for place, row in enumerate(rows):
        cells = table.get(row)
        if (
            not isinstance(cells, list)
            or len(cells) != weights.shape[1]
            or not all(map(_plain, cells))
            or sum(cells) <= 0
        ):
            problems.append(f"{where}.{row} is {cells!r}; give {weights.shape[1]} numbers from 0, not all of them 0")
        else:
            weights[place] = cells
    sure = None if "sure" not in table else _number(f"{where}.sure", table["sure"], problems)
    between = _number(f"{where}.between", table.get("between", 0), problems, may_be_nothing=True)
    _said(where, table, problems)
    if len(problems) > before:
        return None
    weights /= weights.sum(axis=1, keepdims=True)
    return Shares(name, tuple(own["outcomes"]), rows, weights, sure, between, table["confidence"], table["source"])


def _level(name: str, table: Any, problems: list[str]) -> Level | None:
    where, before = f"levels.{name}", len(problems)
    if not isinstance(table, Mapping) or set(table) != _LEVEL:
        problems.append(f"{where} needs {', '.join(sorted(_LEVEL))}, and nothing else")
        return None
    numbers = {key: _number(f"{where}.{key}", table[key], problems) for key in ("median", "spread", "lowest")}
    numbers |= {
        key: _number(f"{where}.{key}", table[key], problems, may_be_nothing=True) for key in ("unsure", "growth")
    }
    try:
        at = dt.date.fromisoformat(table["at"])
    except (TypeError, ValueError):
        problems.append(f'{where}.at is {table["at"]!r}; write a day such as "2025-04-06"')
    _said(where, table, problems)
    if len(problems) > before:
        return None
    return Level(name, at=at, confidence=table["confidence"], source=table["source"], **numbers)


def _said(where: str, table: Mapping[str, Any], problems: list[str]) -> None:
    if table.get("confidence") not in CONFIDENCE:
        problems.append(f"{where}.confidence is {table.get('confidence')!r}; write one of {', '.join(CONFIDENCE)}")
    if not isinstance(table.get("source"), str) or not table["source"].strip():
        problems.append(f"{where}.source is {table.get('source')!r}; say where the figures come from")


def _plain(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**9


def _number(where: str, value: Any, problems: list[str], *, may_be_nothing: bool = False) -> float:
    if not _plain(value) or (value == 0 and not may_be_nothing):
        problems.append(f"{where} is {value!r}; give a number {'from' if may_be_nothing else 'above'} 0")
        return 1.0
    return float(value)
