"""The words, the likelihood and the checks of each cause, from ``causes.toml`` beside this module."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

_WHO = {"claimant": "the tenant", "partner": "the partner"}


@dataclass(frozen=True, slots=True)
class Cause:
    """``likely``: of 10,000 awards that differ, about how many differ for this cause (an estimate)."""

    likely: int
    fits: str
    check: str

    def said(self, words: Mapping[str, str]) -> tuple[str, str]:
        """What the amount fits, and what to check, with the figures of a case."""
        whole = {**words, "who": _WHO.get(words.get("who", ""), "")}
        return self.fits.format_map(whole), self.check.format_map(whole)


def cause(code: str) -> Cause:
    """The cause of that code."""
    return Cause(**_file()[code])


def codes() -> frozenset[str]:
    """Every code that has words."""
    return frozenset(_file()) - {"rises"}


def rent_increases(day: dt.date) -> tuple[Fraction, ...]:
    """By how much a social rent could rise in the last April before ``day``, or in it; nothing where that is not
    known.
    """
    rise = _file()["rises"].get(str(day.year if day.month >= 4 else day.year - 1))
    return () if rise is None else (Fraction(rise.removesuffix("%")) / 100,)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("causes.toml").read_text(encoding="utf-8"))
