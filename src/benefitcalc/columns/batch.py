"""Many households together: all their tables, and how to add up the rows of each table by household."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from benefitcalc.columns.facts import (
    AcrossPeriods,
    Adults,
    Children,
    Households,
    Incomes,
    Members,
    NonDependants,
    ServiceCharges,
)
from benefitcalc.columns.table import Ints
from benefitcalc.money import Count, Flag, Pence


@dataclass(frozen=True, slots=True)
class Group:
    """Which household each row of a table belongs to, and how to add up rows by household."""

    household: Ints
    starts: Ints

    def sum(self, values: Ints) -> Ints:
        """Exact totals by household, also for a household without rows."""
        if not values.any():
            return np.zeros(len(self.starts) - 1, dtype=np.int64)
        running = np.empty(len(values) + 1, dtype=np.int64)
        running[0] = 0
        values.cumsum(dtype=np.int64, out=running[1:])
        at_starts = running[self.starts]
        totals: Ints = at_starts[1:] - at_starts[:-1]
        return totals

    def count(self, which: Flag) -> Count:
        """How many rows of each household are marked. It is faster than a sum, because most facts are rare."""
        if not which.size:
            return np.zeros(len(self.starts) - 1, dtype=np.int64)
        return np.bincount(self.household[which], minlength=len(self.starts) - 1)

    def any(self, which: Flag) -> Flag:
        """Whether any row of each household is marked."""
        return self.count(which) > 0

    def rank(self, which: Flag) -> Count:
        """For each row, how many marked rows of its household stand before it."""
        marked = which.astype(np.int64)
        before = np.cumsum(marked) - marked
        running = np.concatenate((before, [marked.sum()]))
        return before - running[self.starts[:-1]][self.household]

    def before(self, values: Ints) -> Ints:
        """For each row, the total of the rows of its household that stand before it."""
        running = np.cumsum(values) - values
        return running - np.append(running, 0)[self.starts[:-1]][self.household]

    def spread(self, values: Ints) -> Ints:
        """Each household's value, repeated for each of its rows."""
        return values[self.household]


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that is known of ``len(batch)`` households.

    ``across_periods`` is None where nobody has facts of other periods; rules that need them are then not called.
    """

    households: Households
    adults: Adults
    children: Children
    non_dependants: NonDependants
    incomes: Incomes
    service_charges: ServiceCharges
    across_periods: AcrossPeriods | None = None
    net_pay: Pence | None = None
    """Pay after tax in its own period, shape ``(2, n)``, where it was worked out beforehand for the whole batch."""
    _groups: dict[type[Members], Group] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.households)

    def group(self, members: Members) -> Group:
        """How to add up the rows of one of the tables by household."""
        kind = type(members)
        if kind not in self._groups:
            self._groups[kind] = Group(members.household, members.starting(len(self)))
        return self._groups[kind]

    def take(self, which: slice | Ints) -> Batch:
        """Those households with their people, as a batch of its own. Taking a slice costs nearly nothing."""
        if isinstance(which, slice):
            first, last, _ = which.indices(len(self))
            if last - first == len(self):
                return self
            parts: list[tuple[slice | Ints, Ints, Ints | int]] = [
                _between(table, first, last) for table in self._members()
            ]
        else:
            parts = [_gathered(self.group(table).starts, which) for table in self._members()]
        members: list[Any] = [table.renumbered(*part) for table, part in zip(self._members(), parts, strict=True)]
        across = self.across_periods
        if across is not None:
            across = across.take(which, incomes=parts[2][0], non_dependants=parts[1][0])
        children, non_dependants, incomes, charges = members
        return replace(
            self,
            households=self.households.rows(which),
            adults=self.adults.rows(which),
            children=children,
            non_dependants=non_dependants,
            incomes=incomes,
            service_charges=charges,
            across_periods=across,
            net_pay=None if self.net_pay is None else self.net_pay[:, which],
        )

    def _members(self) -> tuple[Members, ...]:
        return (self.children, self.non_dependants, self.incomes, self.service_charges)


def _between(table: Members, first: int, last: int) -> tuple[slice, Ints, int]:
    begin, end = (int(place) for place in np.searchsorted(table.household, (first, last)))
    return slice(begin, end), table.household[begin:end] - first, begin


def _gathered(starts: Ints, which: Ints) -> tuple[Ints, Ints, Ints]:
    counts = (starts[1:] - starts[:-1])[which]
    new_starts = np.concatenate(([0], np.cumsum(counts)))
    household = np.repeat(np.arange(len(which)), counts)
    shift = starts[which][household] - new_starts[:-1][household]
    return np.arange(new_starts[-1]) + shift, household, shift
