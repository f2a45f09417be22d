"""How well drawn households agree with what the roll knows of payments and flags."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns.table import Ints
from benefitcalc.money import Flag
from benefitcalc.portfolio.unknown.numbers import Chances
from benefitcalc.portfolio.unknown.pins import FLAGS, PAYMENTS, Pinned
from benefitcalc.portfolio.unknown.priors import Pins

_UNIVERSAL_CREDIT = ("uc_flag", "uc_award", "managed_payment", "managed_payment_flag")
_HOUSING_BENEFIT = ("hb_flag", "hb_weekly")


@dataclass(frozen=True, slots=True)
class Problem:
    """A pin that no household of a tenancy agrees with: the lowest and highest that they would have of it, in pence or
    as 0 and 1, and how many households were tried.
    """

    tenancy: int
    pin: str
    lowest: int
    highest: int
    tried: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well each household agrees with all pins of its tenancy, by scheme and by whether it claims that."""

    agrees: Chances
    """Shape ``(2, 2, households)``: Universal Credit and Housing Benefit; not claimed and claimed. The best household
    of each tenancy has 1.
    """
    problems: tuple[Problem, ...]

    @property
    def best(self) -> Chances:
        """How well each household agrees if it claims what it has to."""
        found: Chances = self.agrees.max(axis=1).prod(axis=0)
        return found

    def effective(self, starts: Ints) -> Chances:
        """How many households of equal weight would say as much, by tenancy; nothing where pins were left out."""
        best = self.best
        total, squares = (np.add.reduceat(part, starts[:-1]) for part in (best, best**2))
        enough: Chances = total**2 / squares
        enough[[problem.tenancy for problem in self.problems]] = 0
        return enough


def agreement(
    pinned: Pinned, tenancy: Ints, starts: Ints, found: dict[str, Ints], by_housing_benefit: Flag, widths: Pins
) -> Agreement:
    """The agreement of households sorted by ``tenancy``; ``found`` is what they would have if they claim.

    Where no household of a tenancy agrees with all pins, its payments are left out and noted, and where none agrees
    with its flags either, these too.
    """
    parts = {name: _of_pin(name, pinned, tenancy, found[name], widths) for name in (*FLAGS, *PAYMENTS)}
    parts = {name: part for name, part in parts.items() if (part < 1).any()}
    agrees = _together(parts, by_housing_benefit)
    short = _not_met(agrees, starts)
    if not len(short):
        return Agreement(_scaled(agrees, tenancy, starts), ())
    flags = _together({name: part for name, part in parts.items() if name in FLAGS}, by_housing_benefit)
    flags[:, :, np.isin(tenancy, _not_met(flags, starts))] = 1
    agrees = np.where(np.isin(tenancy, short), flags, agrees)
    problems = [
        _problem(int(one), name, starts, found)
        for one in short
        for name in _unmet({name: part[:, starts[one] : starts[one + 1]] for name, part in parts.items()})
    ]
    return Agreement(_scaled(agrees, tenancy, starts), tuple(problems))


def _of_pin(name: str, pinned: Pinned, tenancy: Ints, found: Ints, widths: Pins) -> Chances:
    """How well each household agrees with one pin if it does not claim and if it does, shape ``(2, households)``, from
    0 to 1; 1 where the roll knows nothing.

    Flags agree or do not. A payment agrees the more the nearer it is (``[pins]`` of the priors). A payment to the
    landlord of nothing, and a flag that says so, tell only who is paid.
    """
    known, said = pinned.known[name][tenancy], pinned.value[name][tenancy]
    if name.startswith("managed_payment"):
        known = known & (said > 0)
    either = np.stack([np.zeros_like(found), found])
    if name in FLAGS:
        return np.where(known, either == said, 1).astype(np.float64)
    width = 100 * (widths.week_width if PAYMENTS[name] == "week" else widths.month_width)
    apart = np.abs(either - said) / width
    near = (apart <= widths.farthest) & ((said > 0) == (either > 0))
    return np.where(known, np.where(near, np.exp(-(apart**2) / 2), 0), 1)


def _together(parts: dict[str, Chances], by_housing_benefit: Flag) -> Chances:
    agrees = np.ones((2, 2, len(by_housing_benefit)))
    for name, part in parts.items():
        if name not in _HOUSING_BENEFIT:
            agrees[0] *= part if name in _UNIVERSAL_CREDIT else np.where(by_housing_benefit, 1, part)
        if name not in _UNIVERSAL_CREDIT:
            agrees[1] *= part if name in _HOUSING_BENEFIT else np.where(by_housing_benefit, part, 1)
    return agrees


def _best(agrees: Chances, starts: Ints) -> Chances:
    """Of each tenancy the best agreement."""
    return np.maximum.reduceat(agrees.max(axis=1).prod(axis=0), starts[:-1])


def _not_met(agrees: Chances, starts: Ints) -> Ints:
    return np.flatnonzero(_best(agrees, starts) <= 0)


def _scaled(agrees: Chances, tenancy: Ints, starts: Ints) -> Chances:
    return agrees / np.sqrt(_best(agrees, starts))[tenancy]


def _unmet(parts: dict[str, Chances]) -> list[str]:
    """The pins of one tenancy that no household agrees with; where there is none, those that some does not agree with:
    they cannot be met together.
    """
    never = [name for name, part in parts.items() if part.max() <= 0]
    return never or [name for name, part in parts.items() if part.min() < 1]


def _problem(tenancy: int, name: str, starts: Ints, found: dict[str, Ints]) -> Problem:
    values = found[name][starts[tenancy] : starts[tenancy + 1]]
    return Problem(tenancy, name, int(values.min()), int(values.max()), len(values))
