"""A household as somebody else works it out: with other facts, other rates, rules of their own, or figures of theirs.

The engine's rules work out every figure. A figure that somebody gives stands in place of the engine's, and whatever
goes on from it goes on from theirs; so an error that is carried forward is not marked twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from benefitcalc.assessment.household import CAUSES, assess_columns
from benefitcalc.case import Case
from benefitcalc.columns import from_cases
from benefitcalc.explain.from_trace import plain_name
from benefitcalc.periods import week_to_month
from benefitcalc.rates import RateBook, rate_book
from benefitcalc.rules import Rule, worked_out_by

Function: TypeAlias = Callable[..., Any]
OwnRule: TypeAlias = Callable[[Function, Mapping[str, Any], Mapping[str, Any]], Any]
"""A rule as somebody understands it. It is given the engine's function, the inputs by name, and every figure so far by
the name of its rule; it gives a column of one row, as the engine's rule does.
"""
RENT_TO_PAY, RENT_TO_PAY_A_MONTH = "rent_to_pay", "rent_to_pay_a_month"
_COLUMNS = (RENT_TO_PAY, "housing.weekly", "month.")


class Call(NamedTuple):
    """A rule that was called, with every figure before it, and its outcome before any answer took its place."""

    rule: str
    function: Function
    inputs: Mapping[str, Any]
    so_far: Mapping[str, Any]
    value: Any


class Run(NamedTuple):
    """A household that was worked out: every figure by the name of its line, and every rule that was called."""

    working: Working
    figures: dict[str, int]
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Working:
    """How somebody works a household out: the facts and rates that they take, and the rules that they have their own
    way with, by name.
    """

    case: Case
    book: RateBook = field(default_factory=rate_book)
    rules: Mapping[str, OwnRule] = field(default_factory=dict)

    def with_case(self, case: Case) -> Working:
        """The same with other facts."""
        return replace(self, case=case)

    def with_rule(self, name: str, own: OwnRule) -> Working:
        """The same with a rule of their own; one that they have already goes first, and the new one goes on from it."""
        before = self.rules.get(name)
        both = own if before is None else _after(before, own)
        return replace(self, rules={**self.rules, name: both})

    def with_inputs(self, *names: str, **changes: Any) -> Working:
        """The same with other inputs to the rules of those names: each a value, or a function of the inputs and of
        every figure so far. An input that a rule does not have is left out.
        """

        def own(function: Function, inputs: Mapping[str, Any], so_far: Mapping[str, Any]) -> Any:
            new = {
                key: change(inputs, so_far) if callable(change) else change
                for key, change in changes.items()
                if key in inputs
            }
            return function(**{**inputs, **new})

        working = self
        for name in names:
            working = working.with_rule(name, own)
        return working

    def with_outcome(self, *names: str, is_: Callable[[Any, Mapping[str, Any], Mapping[str, Any]], Any]) -> Working:
        """The same with another outcome of the rules of those names: ``is_`` makes it of the engine's figure, the
        inputs and every figure so far.
        """

        def own(function: Function, inputs: Mapping[str, Any], so_far: Mapping[str, Any]) -> Any:
            return is_(function(**inputs), inputs, so_far)

        working = self
        for name in names:
            working = working.with_rule(name, own)
        return working

    def with_figures_of(self, other: Working, *names: str) -> Working:
        """The same with the figures of another working under those names of rules, whatever is entered before them."""
        figures = other.figures()
        working = self
        for name in names:
            if (figure := figures.get(plain_name(name))) is not None:
                working = working.with_outcome(name, is_=partial(_always, figure))
        return working

    def figures(self, answers: Mapping[str, int] | None = None) -> dict[str, int]:
        """The figures of :meth:`run`."""
        return self.run(answers).figures

    def run(self, answers: Mapping[str, int] | None = None) -> Run:
        """Work the household out. ``answers`` are figures of somebody's own, by the names of lines, in pence where it
        is money. Each stands in place of the engine's for all that follows; what the run has under its name is still
        what the engine makes, of the answers before it.

        Raises :class:`~benefitcalc.errors.BenefitcalcError` where the household cannot be assessed.
        """
        answers = answers or {}
        found: dict[str, int] = {}
        so_far: dict[str, Any] = {}
        calls: list[Call] = []

        def instead(rule: Rule, function: Function, inputs: Mapping[str, Any]) -> Any:
            own = self.rules.get(rule.name)
            value = function(**inputs) if own is None else own(function, inputs, so_far)
            calls.append(Call(rule.name, function, inputs, dict(so_far), value))
            if rule.each is None and np.size(value) == 1:
                name, figure = plain_name(rule.name), int(np.ravel(value)[0])
                # A rule that is called again for another benefit is the same line where it gives the same figure.
                if figure == found.setdefault(name, figure) and name in answers:
                    value = np.full_like(value, answers[name])
            so_far[rule.name] = value
            return value

        with worked_out_by(instead):
            columns = assess_columns(from_cases([self.case]), self.book, only=_COLUMNS)
        # Where a rule makes the rent to pay, its own outcome stands, and not an answer that took its place.
        return Run(self, self._rent_to_pay(columns) | found, tuple(calls))

    def changes(self, run: Run) -> bool:
        """Whether this working can make other figures than that run of another one. It is quick to say where nothing
        but rules are their own, and none of them gives another outcome of the same inputs.
        """
        if self.case is not run.working.case or self.book is not run.working.book:
            return True
        own = [(self.rules[call.rule], call) for call in run.calls if call.rule in self.rules]
        return not all(np.array_equal(rule(call.function, call.inputs, call.so_far), call.value) for rule, call in own)

    def _rent_to_pay(self, columns: Mapping[str, Any]) -> dict[str, int]:
        """The rent to pay a week, and a month where the rent is charged all year."""
        found = {RENT_TO_PAY: int(columns[RENT_TO_PAY][0])}
        if not columns["housing.weekly"][0]:
            found[RENT_TO_PAY_A_MONTH] = int(sum(columns[f"month.{cause}"][0] for cause in CAUSES))
        elif not self.case.tenancy.rent.rent_free_weeks:
            found[RENT_TO_PAY_A_MONTH] = int(week_to_month(columns[RENT_TO_PAY])[0])
        return found


def _always(figure: int, value: Any, *_: Any) -> Any:
    return np.full_like(value, figure)


def _after(before: OwnRule, own: OwnRule) -> OwnRule:
    def both(function: Function, inputs: Mapping[str, Any], so_far: Mapping[str, Any]) -> Any:
        return own(lambda **given: before(function, given, so_far), inputs, so_far)

    return both
