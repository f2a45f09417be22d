"""A rule: a pure, keyword-only function over columns that works out one amount which an adviser would write down.

The decorator holds the label, the unit, the law and the reason why the amount may be nil. Inside :func:`tracing` it
also records what the rule was given and what it gave. One case is a batch of one row, so a phone call, an explanation
and a portfolio run the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from inspect import CO_VARKEYWORDS
from typing import Any, Literal, NamedTuple, ParamSpec, TypeAlias, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Nil = str | Callable[[Mapping[str, Any]], str]
Each = Literal["adult", "service charge", "non-dependant", "child", "income", "element", "deduction"]


class Unit(Enum):
    """What the numbers in a rule's column are; the value is the period in the words of the result."""

    PENCE = ("money", None)
    PENCE_PW = ("money", "week")
    PENCE_PM = ("money", "month")
    PENCE_PA = ("money", "year")
    BEDROOMS = ("bedrooms", None)
    PERCENT = ("percent", None)
    PEOPLE = ("people", None)
    PAYDAYS = ("paydays", None)
    YES_NO = ("yes or no", None)

    def __init__(self, kind: str, per: str | None) -> None:
        self.is_money = kind == "money"
        self.per = per
        """``"week"``, ``"month"``, ``"year"``, or None for an amount of no period."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Everything known of a rule besides its sum. ``kinds`` has the type of each input by name, as the
    code writes it.
    """

    name: str
    label: str
    unit: Unit
    law: str
    sentence: str
    nil: Nil | None
    each: Each | None
    module: str
    kinds: Mapping[str, str]
    kind_of_more: str = ""
    """The type of every other input, for a rule that takes any number of them (``**elements_pm``)."""

    def kind_of(self, name: str) -> str:
        """The type of an input, as the code writes it."""
        return self.kinds.get(name, self.kind_of_more)


class Step(NamedTuple):
    """One call of a rule: its inputs by name, and the column that it returned."""

    rule: Rule
    inputs: Mapping[str, Any]
    value: Any


Instead: TypeAlias = Callable[[Rule, Callable[..., Any], Mapping[str, Any]], Any]
"""Works out a rule in place of its function. It is given the rule, the function and the inputs by name."""
RULES: dict[str, Rule] = {}
_trace: ContextVar[list[Step] | None] = ContextVar("benefitcalc_trace", default=None)
_instead: ContextVar[Instead | None] = ContextVar("benefitcalc_instead", default=None)


def rule(
    label: str, *, unit: Unit, law: str, nil: Nil | None = None, each: Each | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a rule.

    ``nil`` says why the amount is nothing, in words for the caller. It is a text, or a function of the rule's inputs
    (each a column of one row) that picks the reason which holds. ``each`` says what the column has a row for, where
    that is not a household: ``"adult"`` for the shape ``(2, n)``.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        name = function.__name__
        if name in RULES:
            raise ValueError(f"two rules are named {name}")
        sentence = " ".join((function.__doc__ or "").strip().split("\n\n")[0].split())
        kinds = {key: str(kind) for key, kind in function.__annotations__.items() if key != "return"}
        code = function.__code__
        more = code.co_varnames[code.co_kwonlyargcount] if code.co_flags & CO_VARKEYWORDS else ""
        of_more = kinds.pop(more, "")
        info = RULES[name] = Rule(name, label, unit, law, sentence, nil, each, function.__module__, kinds, of_more)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            instead = _instead.get()
            value = function(*args, **kwargs) if instead is None else instead(info, function, kwargs)
            trace = _trace.get()
            if trace is not None:
                trace.append(Step(info, kwargs, value))
            return value

        return call

    return decorate


def said_by(name: str, words: Sequence[str]) -> Callable[[Mapping[str, Any]], str]:
    """A ``nil`` for a rule with an input of that name which is a :data:`~benefitcalc.money.Why`. It gives the words at
    that place, and the first words where the amount is nothing for no reason of the list.
    """
    return lambda inputs: words[int(inputs[name][0])]


@contextmanager
def tracing() -> Iterator[list[Step]]:
    """Collect a :class:`Step` for every rule that is called inside the block."""
    steps: list[Step] = []
    token = _trace.set(steps)
    try:
        yield steps
    finally:
        _trace.reset(token)


@contextmanager
def worked_out_by(instead: Instead) -> Iterator[None]:
    """Let ``instead`` work out every rule that is called inside the block, so that a figure can be another one than the
    law's and every later figure follows from it.

    It holds in this thread alone, and so for a batch of one household, which needs no other.
    """
    token = _instead.set(instead)
    try:
        yield
    finally:
        _instead.reset(token)
