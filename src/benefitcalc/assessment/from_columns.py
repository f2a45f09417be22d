"""The row of one household in the columns, and the blocks of a result that are read from it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from benefitcalc.assessment.warnings import in_order, warning_columns
from benefitcalc.case import Case, Period
from benefitcalc.columns import Batch
from benefitcalc.columns.table import Columns
from benefitcalc.money import pounds
from benefitcalc.rates import Basis, RateBook, first_day, rate_year

LISTS = ("exempt.", "reason.universal_credit.", "reason.housing_benefit.", "shortfall.")
"""The beginnings of the columns of lists: those that are not nil in a row are the codes of the list."""


class Found:
    """The results of a batch, with the columns of each list looked up once for all its rows. The warnings are worked
    out when somebody first asks for them.
    """

    def __init__(self, columns: Columns, batch: Batch, book: RateBook) -> None:
        self.columns = columns
        self._for_warnings: tuple[Batch, RateBook] | None = (batch, book)

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """By their beginnings (:data:`LISTS`), the codes of the columns of each list."""
        return {prefix: self._codes(prefix) for prefix in LISTS}

    @cached_property
    def warnings(self) -> list[str]:
        """The codes of the columns of warnings, in the order in which they are said."""
        if self._for_warnings is not None:
            batch, book = self._for_warnings
            self.columns, self._for_warnings = self.columns | warning_columns(batch, self.columns, book), None
        return in_order(self._codes("warning."))

    def _codes(self, prefix: str) -> list[str]:
        return [name.removeprefix(prefix) for name in self.columns if name.startswith(prefix)]

    @cached_property
    def figures(self) -> dict[str, list[str]]:
        """The names of the amounts in the sentence of each warning."""
        figures: dict[str, list[str]] = defaultdict(list)
        for name in self.columns:
            kind, _, rest = name.partition(".")
            if kind == "figure":
                code, _, figure = rest.partition(".")
                figures[code].append(figure)
        return figures

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def rows(self) -> Iterator[Row]:
        """Each household's row."""
        return (Row(self, place) for place in range(len(self)))


class Row(Mapping[str, Any]):
    """One household's row: plain Python values under the names of the columns."""

    __slots__ = ("found", "place")

    def __init__(self, found: Found, place: int) -> None:
        self.found = found
        self.place = place

    def __getitem__(self, name: str) -> Any:
        return self.found.columns[name][self.place].item()

    def __iter__(self) -> Iterator[str]:
        return iter(self.found.columns)

    def __len__(self) -> int:
        return len(self.found.columns)

    def codes(self, prefix: str) -> list[str]:
        """The codes of a list (:data:`LISTS`) that hold for this household, in the order of the columns."""
        return self._that_hold(prefix, self.found.lists[prefix])

    def warnings(self) -> list[str]:
        """The codes of the warnings of this household, in the order in which they are said."""
        return self._that_hold("warning.", self.found.warnings)

    def _that_hold(self, prefix: str, codes: list[str]) -> list[str]:
        columns, place = self.found.columns, self.place
        return [code for code in codes if columns[prefix + code][place]]

    def figures(self, code: str) -> dict[str, Decimal]:
        """The amounts in the sentence of a warning, by their names in it."""
        return {name: pounds(self[f"figure.{code}.{name}"]) for name in self.found.figures.get(code, ())}


B = TypeVar("B")


def block_if(kind: type[B], name: str, row: Row, **given: Any) -> B | None:
    """A block of the result, or None where it does not apply to the household."""
    return block(kind, name, row, **given) if row[f"applies.{name}"] else None


def block(kind: type[B], name: str, row: Row, **given: Any) -> B:
    """A block of the result; ``given`` are the parts that are in no column."""
    values = dict(given)
    for part in fields(kind):  # type: ignore[arg-type]
        if part.name == "reasons":
            values["reasons"] = tuple(row.codes(f"reason.{name}."))
        elif part.name not in values:
            value = row[f"{name}.{part.name}"]
            values[part.name] = pounds(value) if part.type == "Decimal" else value
    return kind(**values)


def year_of_rates(date: dt.date, basis: Basis) -> str:
    """The year of Universal Credit's rates where Universal Credit is worked out, otherwise that of Housing
    Benefit's (contract, reading 20).
    """
    return rate_year(max(date, first_day(basis)), basis)


def basis_of(case: Case, *, monthly: bool) -> Basis:
    """On which day in April the rates of a household start. Universal Credit's start by the month; Housing Benefit's
    depend on whether the rent is paid by the week or several weeks.
    """
    if monthly:
        return Basis.ASSESSMENT_PERIOD
    rent = case.tenancy.rent
    weekly = rent.amount > 0 and rent.per in (Period.WEEK, Period.FORTNIGHT, Period.FOUR_WEEKS)
    return Basis.HB_WEEKLY_RENT if weekly else Basis.HB_OTHER_RENT
