"""The rate book: every dated value, and the rates in force on a day.

``rate_book().on(day, basis)["uc.taper"]`` is one look-up in a dictionary, because the days between two changes share
one :class:`Rates`. A file is parsed when somebody asks for the first of its keys.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from benefitcalc.errors import RatesNotChecked, RatesNotKnown
from benefitcalc.money import parse_pounds
from benefitcalc.periods import Day, as_date
from benefitcalc.rates import files
from benefitcalc.rates.starts import (
    Basis,
    every_first_day_read,
    next_uprating,
    rate_year,
    uprating_day,
)
from benefitcalc.rates.tables import Parameter, Table, Value, load_table
from benefitcalc.rates.values import NONE, UNKNOWN, AnyRate, CountRate, DateRate, MoneyRate, ShareRate, make, parse

if TYPE_CHECKING:
    from benefitcalc.rates.projection import Assumptions

R = TypeVar("R", MoneyRate, ShareRate, CountRate, DateRate)
_EPOCH = dt.date(1970, 1, 1)
_DAY = dt.timedelta(days=1)
_REPLACED = "replaced for this calculation"


class RateBook:
    """All rates of all years. A book never changes: :meth:`replace` and :meth:`project` make another one."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        replaced: Mapping[str, str] | None = None,
        assumptions: Assumptions | None = None,
    ) -> None:
        paths = files.rates_files(folder or files.rates_folder())
        self._folder = folder
        self._paths = {word: path for path in paths for word in files.first_words(path)}
        self._replaced = dict(replaced or {})
        self._assumptions = assumptions
        self._spans: dict[tuple[str, Basis], tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]] = {}
        self._projects: dict[Assumptions, RateBook] = {}
        self._regimes = {basis: _regimes(paths, basis, self._years) for basis in Basis}
        self._rates: dict[tuple[int, Basis, bool, tuple[str, ...] | None], Rates] = {}

    def on(
        self, day: Day, basis: Basis, *, allow_unchecked: bool = False, reads: tuple[str, ...] | None = None
    ) -> Rates:
        """The rates in force on ``day``; the same object for every day until a rate changes.

        With ``allow_unchecked`` the book also gives the last known values after the day on which new ones were due.
        ``reads`` are the beginnings of the keys that the caller has declared; reading another key then raises
        ``LookupError``.
        """
        position = bisect_right(self._regimes[basis], as_date(day))
        rates = self._rates.get((position, basis, allow_unchecked, reads))
        if rates is None:
            starts = (dt.date.min, *self._regimes[basis])
            rates = Rates(self, basis, starts[position], allow_unchecked=allow_unchecked, reads=reads)
            self._rates[position, basis, allow_unchecked, reads] = rates
        return rates

    def sets_alike(
        self, basis: Basis, prefixes: tuple[str, ...], *, but: tuple[str, ...] = ()
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The days, as rising numbers, on which a rate with one of these prefixes changes or is due to change; and a
        number for the days before the first of them and for the days from each one on. Two spans with the same values
        have the same number. A rate whose key begins with one of ``but`` is not compared.
        """
        days = self.change_days(basis, prefixes)
        first_of_span = np.concatenate(([np.iinfo(np.int64).min], days))
        columns = []
        for table in self.tables(prefixes):
            due = (self.due(table, basis) - _EPOCH).days
            columns.append((first_of_span >= due).astype(np.int64))
            for key, parameter in table.parameters.items():
                if parameter.reference or key.startswith(but) or not key.startswith(prefixes):
                    continue
                values = self.parameter(key).values
                begins = np.array([_day_number(value.first_day(basis)) for value in values], dtype=np.int64)
                # A value that is not known is like no other: the error says from when.
                texts = [f"{value.text} {value.begins}" if value.text == UNKNOWN else value.text for value in values]
                numbers = {text: number for number, text in enumerate(dict.fromkeys([NONE, *texts]))}
                of_values = np.array([0, *(numbers[text] for text in texts)], dtype=np.int64)
                columns.append(of_values[np.searchsorted(begins, first_of_span, side="right")])
        _, alike = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
        return days, alike.reshape(-1).astype(np.int64)

    def change_days(self, basis: Basis, prefixes: Iterable[str] | None = None) -> npt.NDArray[np.int64]:
        """Day numbers (since 1970-01-01), rising, on which a rate with one of these prefixes changes or is due to.

        Days between two of them read the same rates: ``searchsorted(change_days, days, side="right")`` groups them.
        """
        wanted = tuple(prefixes) if prefixes is not None else None
        days: set[dt.date] = set()
        for table in self.tables(wanted):
            keys = [key for key in table.parameters if wanted is None or key.startswith(wanted)]
            days.update(value.first_day(basis) for key in keys for value in table.parameters[key].values)
            days.update(_due_days(table.uprating, table.checked, basis, self._years))
        return np.array(sorted((day - _EPOCH).days for day in days), dtype=np.int64)

    def begins(self, key: str) -> dt.date:
        """The first day that has a rate of that name."""
        return self.parameter(key).values[0].begins

    def amounts_on(self, key: str, basis: Basis, dates: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """An amount of money on each of those days, in pence; nothing where the law has none."""
        begins, amounts = self._amounts(key, basis)
        return amounts[np.searchsorted(begins, dates, side="right")]

    def _amounts(self, key: str, basis: Basis) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        found = self._spans.get((key, basis))
        if found is None:
            values = self.parameter(key).values
            begins = np.array([_day_number(value.first_day(basis)) for value in values], dtype=np.int64)
            texts = [NONE, *(value.text for value in values)]
            amounts = np.array([0 if text == NONE else parse_pounds(text) for text in texts], dtype=np.int64)
            found = self._spans[key, basis] = (begins, amounts)
        return found

    def replace(self, values: Mapping[str, str]) -> RateBook:
        """A book with these rates replaced on every day, each ``overridden``: ``replace({"uc.taper": "50%"})``.

        Values are written as in the files: ``"400.14"``, ``"50%"``, ``"25"``, ``"2026-04-06"``, or ``"none"``.
        Raises, with every problem at once, ``ValueError`` where one does not fit its unit or no rule reads the rate,
        and :class:`RatesNotKnown` where the only problems are keys that are no rates.
        """
        problems: list[str] = []
        unknown: list[str] = []
        for key, text in values.items():
            try:
                parameter = self.table_of(key).parameters[key]
                if parameter.reference:
                    why = "is for reference: no rule reads it, so to replace it would change nothing"
                    problems.append(f"{key} {why}. {parameter.reference}")
                elif text != NONE:
                    parse(text, parameter.unit)
            except RatesNotKnown as error:
                unknown.append(error.key)
                problems.append(str(error))
            except (ValueError, TypeError):
                problems.append(f"{key}: {text!r} is not written as {self.parameter(key).unit}")
        if len(problems) > len(unknown):
            raise ValueError("\n".join(problems))
        if unknown:
            raise RatesNotKnown(unknown[0], dt.date.min, "\n".join(problems))
        return RateBook(self._folder, replaced={**self._replaced, **values}, assumptions=self._assumptions)

    def project(self, assumptions: Assumptions | None = None) -> RateBook:
        """A book that goes on after the checked rates, with values made from ``assumptions`` and marked projected.

        Without ``assumptions`` they are those of :func:`~benefitcalc.rates.default_assumptions`.
        """
        if assumptions is None:
            assumptions = default_assumptions(self)
        book = self._projects.get(assumptions)
        if book is None:
            book = RateBook(self._folder, replaced=self._replaced, assumptions=assumptions)
            self._projects[assumptions] = book
        return book

    def projects(self, days: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Whether each of those days comes after the checked rates, in a book that goes on with projected ones."""
        return (days > (self.checked_until - _EPOCH).days) & (self._assumptions is not None)

    def beyond(self, day: dt.date) -> str:
        """Why a household cannot be assessed on ``day``, if the day comes after the last that the book has rates for;
        otherwise nothing.
        """
        if day <= self.last_day:
            return ""
        known, more = (
            ("checked", "projected rates: --projected, or assess(case, book=rate_book().project())")
            if self._assumptions is None
            else ("projected", "assumptions for more years")
        )
        return (
            f"date {day} is after the last day that the rates are {known} for; "
            f"give {self.last_day} or earlier, or {more}."
        )

    @property
    def assumptions(self) -> Assumptions | None:
        """The assumptions from which years not yet set are made; None where the book makes none."""
        return self._assumptions

    @cached_property
    def checked_until(self) -> dt.date:
        """The last day, on any basis, for which all rates are checked."""
        return min(days[0] for days in self._due_days()) - _DAY

    @cached_property
    def last_day(self) -> dt.date:
        """The last day that the book has rates for, checked or projected."""
        return min(days[-1] for days in self._due_days()) - _DAY

    def _due_days(self) -> Iterator[list[dt.date]]:
        """For each file and basis, the days on which new values are due, found without parsing the file."""
        for path in set(self._paths.values()):
            for basis in Basis:
                yield _due_days(files.uprating_rule(path), files.day_checked(path), basis, self._years)

    @property
    def first_april_not_set(self) -> int:
        """The April that begins the first year for which not all rates are checked."""
        return (self.checked_until + _DAY).year

    def projection(self, day: dt.date, basis: Basis) -> str:
        """``"projected, if prices rise by 2.0% and earnings by 2.5% a year"``; empty where the rates are checked."""
        if self._assumptions is None or day <= self.checked_until:
            return ""
        years = int(rate_year(day, basis)[:4]) - self.first_april_not_set + 1
        return f"projected, {self._assumptions.words(max(years, 1))}"

    def due(self, table: Table, basis: Basis) -> dt.date:
        """The day from which the book has neither a checked nor a projected value of that file."""
        return _due_days(table.uprating, table.checked, basis, self._years)[-1]

    @property
    def _years(self) -> int:
        return 0 if self._assumptions is None else self._assumptions.years

    @cached_property
    def _projected(self) -> Mapping[str, tuple[Value, ...]]:
        if self._assumptions is None:
            return {}
        from benefitcalc.rates.projection import projected_values

        return projected_values(self.tables(), self.first_april_not_set, self._assumptions)

    @property
    def replaced(self) -> Mapping[str, str]:
        """The rates that the caller put in place of the law's."""
        return MappingProxyType(self._replaced)

    @cached_property
    def checksum(self) -> str:
        """The SHA-256, in hexadecimal, of the files of rates and of what this book replaces and assumes."""
        own = files.checksum(self._folder or files.rates_folder())
        if not self._replaced and self._assumptions is None:
            return own
        return hashlib.sha256(f"{own} {sorted(self._replaced.items())} {self._assumptions}".encode()).hexdigest()

    def tables(self, prefixes: tuple[str, ...] | None = None) -> list[Table]:
        """The files that hold keys with one of these prefixes, or all files, sorted by name."""
        paths = {path for word, path in self._paths.items() if prefixes is None or _may_hold(word, prefixes)}
        return [load_table(path) for path in sorted(paths)]

    def table_of(self, key: str) -> Table:
        """The file that holds ``key``."""
        path = self._paths.get(key.partition(".")[0])
        table = load_table(path) if path is not None else None
        if table is None or key not in table.parameters:
            near = get_close_matches(key, (known for each in self.tables() for known in each.parameters), n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise RatesNotKnown(key, dt.date.min, f"There is no rate called {key}{hint}")
        return table

    def parameter(self, key: str) -> Parameter:
        """Everything known of a rate, with the caller's value in place of the law's if the caller replaced it."""
        parameter = self.table_of(key).parameters[key]
        if key not in self._replaced:
            more = self._projected.get(key, ())
            return dataclasses.replace(parameter, values=(*parameter.values, *more)) if more else parameter
        value = Value(dt.date.min, self._replaced[key], "day", None, _REPLACED, "high", None, overridden=True)
        return Parameter(key, parameter.label, parameter.unit, parameter.law, (value,))

    def __repr__(self) -> str:
        changes = f", {len(self._replaced)} replaced" if self._replaced else ""
        if self._assumptions is not None:
            changes += f"; {self._assumptions.words()}: projected to {self.last_day}"
        return f"<RateBook: {', '.join(dict.fromkeys(path.stem for path in self._paths.values()))}{changes}>"


def _day_number(day: dt.date) -> int:
    return (day - _EPOCH).days


def _may_hold(word: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a file whose keys begin with ``word.`` may hold a key with such a prefix."""
    return any(prefix.startswith(f"{word}.") or f"{word}.".startswith(prefix) for prefix in prefixes)


def _due_days(rule: str, checked: dt.date, basis: Basis, years: int) -> list[dt.date]:
    """The first uprating day after a file was checked, and as many more as asked."""
    first = next_uprating(rule, checked, basis)
    return [first, *(uprating_day(rule, first.year + more, basis) for more in range(1, years + 1))]


def _regimes(paths: list[Path], basis: Basis, years: int) -> tuple[dt.date, ...]:
    """The days that separate different rates, found without parsing the files: at least every day on which some value
    changes or is due to change.
    """
    days: set[dt.date] = set()
    for path in paths:
        days.update(_due_days(files.uprating_rule(path), files.day_checked(path), basis, years))
        days.update(*(every_first_day_read(day, basis) for day in files.days_named(path)))
    return tuple(sorted(days))


class Rates(Mapping[str, Any]):
    """The rates that one day reads; as a mapping, those with a value in force.

    Values are :class:`MoneyRate` (an ``int`` of pence), :class:`ShareRate` (an exact fraction), :class:`CountRate`,
    :class:`FlagRate` (``int``) or :class:`DateRate` (a ``date``), by the unit of the rate.
    """

    __slots__ = ("_allow_unchecked", "_book", "_found", "_reads", "_start", "basis")

    def __init__(
        self,
        book: RateBook,
        basis: Basis,
        start: dt.date,
        *,
        allow_unchecked: bool,
        reads: tuple[str, ...] | None = None,
    ) -> None:
        self._book = book
        self._reads = reads
        self._found: dict[str, AnyRate | None] = {}
        self._allow_unchecked = allow_unchecked
        self._start = start
        self.basis = basis

    @property
    def start(self) -> dt.date:
        """The first day that has exactly these rates."""
        return self._start

    def __getitem__(self, key: str) -> AnyRate:
        """The rate.

        Raises :class:`RatesNotKnown` before its first value, after it ended, and where it is not known;
        :class:`RatesNotChecked` when newer values were due.
        """
        rate = self.get(key)
        if rate is None:
            raise RatesNotKnown(key, self._start, self._why_none(key))
        return rate

    def get(self, key: str, default: Any = None) -> Any:
        """The rate, or ``default`` where the law has no rate that day because it has not begun or has ended.

        A rate that is not known or not checked raises an error, as ``rates[key]`` does.
        """
        try:
            rate = self._found[key]
        except KeyError:
            rate = self._found[key] = self._look_up(key)
        return default if rate is None else rate

    def money(self, key: str) -> MoneyRate:
        """The rate, which must be money. Raises the errors of ``rates[key]``."""
        rate = self._found.get(key)
        return rate if type(rate) is MoneyRate else self._of(key, MoneyRate)

    def share(self, key: str) -> ShareRate:
        """The rate, which must be a percentage. Raises the errors of ``rates[key]``."""
        rate = self._found.get(key)
        return rate if type(rate) is ShareRate else self._of(key, ShareRate)

    def count(self, key: str) -> CountRate:
        """The rate, which must be a whole number of something. Raises the errors of ``rates[key]``."""
        rate = self._found.get(key)
        return rate if type(rate) is CountRate else self._of(key, CountRate)

    def date(self, key: str) -> DateRate:
        """The rate, which must be a day that the law names. Raises the errors of ``rates[key]``."""
        return self._of(key, DateRate)

    def _of(self, key: str, kind: type[R]) -> R:
        rate = self[key]
        if not isinstance(rate, kind):
            raise TypeError(f"{key} is {rate.unit}, not a {kind.__name__}")
        return rate

    def value(self, key: str) -> Value | None:
        """The dated value in force, known or not; None before the first value."""
        parameter = self._book.parameter(key)
        position = parameter.position(self._start, self.basis)
        return parameter.values[position] if position >= 0 else None

    def is_checked(self, key: str) -> bool:
        """Whether the file of ``key`` was checked late enough for these rates."""
        return self._start < self._book.due(self._book.table_of(key), self.basis)

    def _look_up(self, key: str) -> AnyRate | None:
        if self._reads is not None and not key.startswith(self._reads):
            raise LookupError(f"{key} is read, but only {', '.join(self._reads)} are declared")
        value = self.value(key)
        if value is None or value.text == NONE:
            return None
        parameter = self._book.parameter(key)
        if value.text == UNKNOWN:
            why = f"{_named(parameter)} is not known from {value.begins}. {value.note or ''}"
            raise RatesNotKnown(key, self._start, why.strip())
        if not (self.is_checked(key) or self._allow_unchecked or value.overridden):
            raise RatesNotChecked(key, self._start, self._why_unchecked(parameter))
        kind, plain = parse(value.text, parameter.unit)
        return make(
            kind,
            plain,
            key=key,
            label=f"{parameter.label} (projected)" if value.projected else parameter.label,
            unit=parameter.unit,
            law=parameter.law,
            source=value.source,
            start=self._start if value.overridden else value.first_day(self.basis),
            confidence=value.confidence,
            note=value.note,
            overridden=value.overridden,
            projected=value.projected,
        )

    def _why_none(self, key: str) -> str:
        parameter, value = self._book.parameter(key), self.value(key)
        if value is None:
            return f"{_named(parameter)} has no value before {parameter.values[0].first_day(self.basis)}"
        return f"{_named(parameter)} ended on {value.first_day(self.basis)} ({value.source})"

    def _why_unchecked(self, parameter: Parameter) -> str:
        table = self._book.table_of(parameter.key)
        why = (
            f"{_named(parameter)}: the rates of {table.scheme} were last checked on {table.checked}, "
            f"and new ones were due on {table.due(self.basis)}"
        )
        if self._book.assumptions is None:
            return why
        return f"{why}; they are projected only until {self._book.due(table, self.basis) - _DAY}"

    def __contains__(self, key: object) -> bool:
        return key in set(iter(self))

    def __iter__(self) -> Iterator[str]:
        for table in self._book.tables():
            yield from filter(self._is_known, table.parameters)

    def _is_known(self, key: str) -> bool:
        value = self.value(key)
        if value is None or value.text in {NONE, UNKNOWN}:
            return False
        return self._allow_unchecked or value.overridden or self.is_checked(key)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        lines = [f"{key:<75} {self[key].text}" for key in self]
        return "\n".join([f"Rates read from {self._start} ({self.basis}):", *lines])


def _named(parameter: Parameter) -> str:
    return f"{parameter.label} ({parameter.key})"


@cache
def rate_book() -> RateBook:
    """The book with the law's own rates."""
    return RateBook()


def rates_on(
    day: Day, *, basis: Basis = Basis.DAY, allow_unchecked: bool = False, project: Assumptions | None = None
) -> Rates:
    """The rates in force on ``day``: ``rates_on("2026-04-06")["uc.taper"]``.

    ``basis`` says what kind of day it is: a day of the calendar, the first day of an assessment period, or a day of a
    benefit week. ``project`` says what to assume for years whose rates are not set yet.
    """
    book = rate_book() if project is None else rate_book().project(project)
    return book.on(day, basis, allow_unchecked=allow_unchecked)


def default_assumptions(book: RateBook | None = None) -> Assumptions:
    """What a projection assumes unless somebody says otherwise. It is an assumption with its source
    (``rates/uprating.toml``), not a forecast of this project. It begins with the first year whose rates ``book`` does
    not have.
    """
    from benefitcalc.rates.projection import assumed_from

    return assumed_from((rate_book() if book is None else book).first_april_not_set)
