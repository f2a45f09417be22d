"""What somebody else may hold of a household instead of what its case says: one change of a case, as data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from benefitcalc.case import Case, Income, IncomeKind, Member, Money, Period
from benefitcalc.columns.table import Columns
from benefitcalc.explain.words import money
from benefitcalc.money import pounds
from benefitcalc.rates import RateBook, Rates

_Part = TypeVar("_Part", bound=Money)
_PERIODS = {
    Period.WEEK: "a week",
    Period.FORTNIGHT: "every two weeks",
    Period.FOUR_WEEKS: "every four weeks",
    Period.MONTH: "a month",
    Period.QUARTER: "a quarter",
    Period.YEAR: "a year",
}


@dataclass(frozen=True, slots=True)
class Alteration:
    """One change. ``changes`` has the new part of the case by its path: ``"capital"``, ``"tenancy.rent"``. ``rates``
    are put in place of the law's. ``words`` complete the sentence of the code; ``among`` is how many alternatives
    share the likelihood of the code, and ``times`` how much likelier it is on this case than on most.
    """

    code: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, str] = field(default_factory=dict)
    among: int = 1
    times: int = 1


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the case: its own result (columns of one row), the rates of its date, and the pay of each
    adult after tax, National Insurance and pension contributions, in pence for its own period.
    """

    columns: Columns
    book: RateBook
    rates: Rates
    net_pay: Mapping[str, int]
    rent_before: int | None = None
    """The rent before the last change in pence, for the period of the rent."""

    def __getitem__(self, name: str) -> int:
        """A figure of the result; nothing where the household has no such column."""
        return int(self.columns[name][0]) if name in self.columns else 0


Alterations: TypeAlias = Callable[[Case, Known], Iterator[Alteration]]
"""Gives the changes of one kind that are open to a case."""


def altered(case: Case, changes: Mapping[str, Any]) -> Case:
    """The case with those changes, not checked again."""
    whole: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = defaultdict(dict)
    for path, value in changes.items():
        name, _, within = path.partition(".")
        if within:
            parts[name][within] = value
        else:
            whole[name] = value
    return case.model_copy(
        update=whole | {name: getattr(case, name).model_copy(update=of_part) for name, of_part in parts.items()}
    )


def together(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Both changes as one; None where they change the same part."""
    heads = {path.partition(".")[0] for path in one if "." not in path}
    others = {path.partition(".")[0] for path in other if "." not in path}
    clash = (
        one.keys() & other.keys()
        or any(path.partition(".")[0] in heads for path in other)
        or any(path.partition(".")[0] in others for path in one)
    )
    return None if clash else {**one, **other}


def said(amount: int, per: Period | None = None) -> str:
    """Pence as people read them: ``£112.45 a week``."""
    return money(pounds(amount), "" if per is None else _PERIODS[per])


def in_words(part: Money) -> str:
    """An amount and its period as people read them."""
    return said(part.amount, part.per)


def with_pence(part: _Part, amount: int, **more: Any) -> _Part:
    """The same part with another amount, in pence."""
    return part.model_copy(update={"amount": amount, **more})


def of_pence(amount: int, per: Period) -> Money:
    """Money of that many pence. The constructor reads pounds."""
    return Money.model_construct(amount=amount, per=per)


def a_week(kind: IncomeKind, amount: int, of: Member) -> Income:
    """An income of that many pence a week."""
    return Income.model_construct(kind=kind, amount=amount, per=Period.WEEK, of=of)


def without(items: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    """The list without one of its items."""
    return items[:place] + items[place + 1 :]


def replaced(items: tuple[Any, ...], place: int, **fields: Any) -> tuple[Any, ...]:
    """The list with other fields in one of its items."""
    return (*items[:place], items[place].model_copy(update=fields), *items[place + 1 :])
