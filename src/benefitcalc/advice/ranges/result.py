"""What a work-out with unknown facts gives. Money is in exact pounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

NARROW = Decimal("25.00")
"""A range of the rent to pay at most so wide, in pounds a week, serves a call."""


class Span(NamedTuple):
    """A figure from its lowest to its highest, each with a completed case (as the case file writes it) that gives it.

    Where ``widened_by`` is not 0.00, the ends are so many pounds beyond what these two cases give: no completion lies
    outside, and nobody has looked for the exact end.
    """

    lowest: Decimal
    highest: Decimal
    lowest_case: dict[str, Any]
    highest_case: dict[str, Any]
    widened_by: Decimal = Decimal("0.00")

    @property
    def width(self) -> Decimal:
        """How far the ends lie apart."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is not known, and by how many pounds a week knowing it narrows the rent to pay.

    ``narrows_by`` is what it brings on average, when every answer that was tried is as likely as another, and an amount
    as likely as every other between its bounds. ``at_least`` is what the worst answer brings.
    """

    path: str
    label: str
    topic: str
    narrows_by: Decimal
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Together:
    """Two facts of which neither narrows the rent to pay alone, and by how many pounds a week, on average, knowing both
    narrows it.
    """

    questions: tuple[Question, Question]
    narrows_by: Decimal


@dataclass(frozen=True, slots=True)
class Prevents:
    """A fact that keeps the range of the rent to pay wide, and how many pounds a week wide it would be still with the
    worst answer to all other facts.
    """

    path: str
    label: str
    width: Decimal


@dataclass(frozen=True, slots=True)
class Ranges:
    """The figures of a case with unknown facts, each from its lowest to its highest.

    ``rent_to_pay``, ``help_with_rent`` and ``left_after_rent`` are by the week. ``awards`` are by name:
    ``universal_credit`` a month, ``housing_benefit``, ``pension_credit`` and ``child_benefit`` a week.

    ``cap_takes`` is what the benefit cap takes a week, and ``cap_takes_of_rent`` how much of it from help with rent:
    the least and the most of the completions that were worked out. Where some are passed over (``by_direction``,
    ``guessed``), another may have more or less.

    ``questions`` are the unknown facts, from the one that narrows the rent to pay most. ``prevents`` is empty where the
    rent to pay lies within £25.00 a week already; otherwise it names the facts that keep it wide. ``completions`` says
    how many were worked out, and ``by_direction`` which facts were tried at their best and worst together only.
    ``ask_together`` is a pair of facts to ask where no fact narrows the rent to pay alone, and a pair does.
    """

    rent_to_pay: Span
    help_with_rent: Span
    left_after_rent: Span
    awards: Mapping[str, Span]
    cap_takes: Span
    cap_takes_of_rent: Span
    questions: tuple[Question, ...]
    ask_next: Question | None
    prevents: tuple[Prevents, ...]
    completions: int
    by_direction: tuple[str, ...]
    """Labels of those facts."""
    ask_together: Together | None = None
    guessed: tuple[str, ...] = ()
    """Where more is unknown than can be tried: labels of facts of which the ends alone were tried. The rent to pay then
    goes from nothing to the whole rent; what is left and the awards may go farther than they say.
    """

    @property
    def is_narrow(self) -> bool:
        """Whether the rent to pay lies within £25.00 a week."""
        return self.rent_to_pay.width <= NARROW

    @property
    def is_one_figure(self) -> bool:
        """Whether what is not known changes no figure: each has one amount, and nothing was guessed."""
        spans = (self.rent_to_pay, self.help_with_rent, self.left_after_rent, self.cap_takes, *self.awards.values())
        return not self.guessed and not any(span.width for span in spans)
