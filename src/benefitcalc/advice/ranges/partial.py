"""A case of which some facts are not known, or known as a range."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal, TypeAlias

from benefitcalc.advice.ranges.facts import BLANK, Fact, facts_of, pattern_of
from benefitcalc.advice.ranges.paths import opened
from benefitcalc.errors import InvalidCase, Problem

__all__ = ["UNKNOWN", "Between", "Partial"]


class Unknown(enum.Enum):
    """Whether a fact is not known at all."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN
"""A fact that may be anything between its bounds in ``facts.toml``."""


@dataclass(frozen=True, slots=True)
class Between:
    """An amount, an age, hours or a number from ``low`` to ``high``, both included, written as the case file does.

    Money is for the period that stands beside it in the case. Raises ``ValueError`` where low is above high or either
    is no number.
    """

    low: str | int | Decimal
    high: str | int | Decimal

    def __post_init__(self) -> None:
        try:
            low, high = Decimal(str(self.low)), Decimal(str(self.high))
        except InvalidOperation:
            raise ValueError(f"{self.low!r} to {self.high!r} is no range; give two numbers") from None
        if not (low.is_finite() and high.is_finite() and 0 <= low <= high):
            raise ValueError(f"{self.low} to {self.high} is no range; give two numbers from 0, the lower one first")


Answer: TypeAlias = Between | Literal[Unknown.UNKNOWN]


@dataclass(frozen=True)
class Partial:
    """A case in the form of the case file, and its facts that are not known, by path.

    ``Partial(case, {"capital": UNKNOWN, "children[0].sex": UNKNOWN, "claimant.employment.net.amount": Between(800,
    1100)})``. What the case says at those paths does not count and can be left out. A part that is not known
    (``"claimant.employment"``, ``"incomes[1]"``, ``"partner"``) may be there or not, with its facts not known either.

    Raises ``InvalidCase`` for a path that may not be unknown, and where nation, tenure or rent is missing. Other
    problems of the known facts are raised when it is worked out.
    """

    case: Mapping[str, Any]
    unknown: Mapping[str, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problems = [*_required(self.case)]
        for path, answer in self.unknown.items():
            spec = BLANK.get(pattern_of(path))
            if spec is None:
                problems.append(Problem(path, "must_be_known", f"{path} has to be known; it has no bounds."))
            elif isinstance(answer, Between) and spec.kind not in {"money", "hours", "age", "whole"}:
                problems.append(
                    Problem(path, "no_range", f"{path} has no range of numbers; leave it unknown, or give its value.")
                )
        if problems:
            raise InvalidCase(problems)

    @classmethod
    def of_form(cls, case: Mapping[str, Any], *, blank: Iterable[str] = (), unread: Iterable[str] = ()) -> Partial:
        """The case of a call form. ``blank`` are the paths of its empty boxes that were asked: each is not known, or
        means none, as ``facts.toml`` says. ``unread`` are those of answers that are typed by half: none of them is
        known.
        """
        asked = {path: UNKNOWN for path in blank if _asked(path)}
        return cls(case, {**asked, **{path: UNKNOWN for path in unread if pattern_of(path) in BLANK}})

    def facts(self) -> tuple[Fact, ...]:
        """Every fact that is not known, with what is tried of it; the facts of unknown parts are among them."""
        given = {
            path: None if answer is UNKNOWN else (answer.low, answer.high) for path, answer in self.unknown.items()
        }
        return facts_of(self.case, given)


def _asked(path: str) -> bool:
    spec = BLANK.get(pattern_of(path))
    return spec is not None and spec.blank == "unknown"


def _required(case: Mapping[str, Any]) -> Iterable[Problem]:
    needed = ["country", "tenancy.tenure"]
    if opened(case, "tenancy.tenure") not in {"owner_occupier", "no_housing_costs"}:
        needed.append("tenancy.rent.amount")
    for path in needed:
        if opened(case, path) is None:
            yield Problem(path, "missing", f"{path} is missing; nation, tenure and rent are needed for any figure.")
