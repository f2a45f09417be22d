"""A provision for bad debt: the landlord's own percentages, by how many weeks' rent are owed, on what is expected to be
owed.

The percentages are a landlord's accounting policy. They are asked for and never assumed: no published figure fits
another landlord's debts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.account.cash import ExpectedCash
from benefitcalc.account.terms import percent
from benefitcalc.columns import Ints
from benefitcalc.money import parse_pounds, round_half_up
from benefitcalc.portfolio.unknown.intervals import interval


@dataclass(frozen=True, slots=True)
class Losses:
    """What part of a debt a landlord provides for, by how many weeks' rent it is, from the fewest weeks on."""

    over_weeks: tuple[Fraction, ...]
    parts: tuple[Fraction, ...]

    @classmethod
    def read(cls, given: Path | Mapping[str, Any]) -> Losses:
        """Read a TOML file, or what it holds: ``[losses]`` with a percentage for debts over so many weeks' rent, such
        as ``"0" = "5%"``, ``"4" = "25%"``, ``"13" = "75%"``. Raises ``ValueError`` with every problem at once.
        """
        written = tomllib.loads(given.read_text(encoding="utf-8")) if isinstance(given, Path) else given
        found: dict[Fraction, Fraction] = {}
        problems: list[str] = []
        table = written.get("losses", {})
        if not table:
            problems.append('losses is not given; write a percentage for debts over so many weeks, such as "4" = "25%"')
        for weeks, part in table.items():
            try:
                found[Fraction(parse_pounds(str(weeks)), 100)] = percent(str(part))
            except ValueError as error:
                problems.append(f"losses.{weeks}: {error}")
        problems += [f"losses: {part} is more than the whole debt" for part in found.values() if part > 1]
        if found and min(found) != 0:
            problems.append('losses has no percentage for debts over "0" weeks; give one, such as "0" = "5%"')
        if problems:
            raise ValueError("\n".join(problems))
        return cls(tuple(sorted(found)), tuple(found[weeks] for weeks in sorted(found)))

    def of(self, debts: Ints, weekly_rent: Ints) -> Ints:
        """The provision for each debt in pence; none for a credit. ``weekly_rent`` is in pence, shape ``(n,)``."""
        found = np.zeros_like(debts)
        for weeks, part in zip(self.over_weeks, self.parts, strict=True):
            over = (debts > 0) & (debts * weeks.denominator > weeks.numerator * weekly_rent)
            found = np.where(over, round_half_up(np.maximum(debts, 0) * part.numerator, part.denominator), found)
        return found


def provision(cash: ExpectedCash, *, owed: Ints, weekly_rent: Ints, losses: Losses) -> pd.DataFrame:
    """The provision now and at the end of a forecast, in pence: a row each for ``now``, ``end`` and the ``change``.

    ``owed`` is what each tenancy owes now and ``weekly_rent`` its rent of a week, shape ``(n,)`` in pence, in the order
    of the forecast's labels; leave book arrears out of ``owed`` where they are known, because help will pay them. At
    the end each owes what of its own share is not paid besides. ``owed`` counts debts alone, with no credit set off.
    ``median`` is at the model's middle, ``low`` at its high end of payment and ``high`` at its low end, as bounds of at
    least 80%.
    """
    now = losses.of(owed, weekly_rent)
    debts = owed + cash.not_paid
    at_end = losses.of(debts, weekly_rent).sum(axis=-1)
    debit = np.maximum(debts, 0).sum(axis=-1)
    ends = interval(at_end[2]).low, interval(at_end[1]).middle, interval(at_end[0]).high
    first = int(now.sum())
    owed_now, owed_end = int(np.maximum(owed, 0).sum()), int(interval(debit[1]).middle)
    rows = {
        "now": (owed_now, first, first, first),
        "end": (owed_end, *map(int, ends)),
        "change": (owed_end - owed_now, *(int(each) - first for each in ends)),
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["owed", "low", "median", "high"], dtype="int64")
