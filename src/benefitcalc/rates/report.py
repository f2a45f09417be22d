"""What people ask of the rates, as text: those of a day, what differs between two years, and whether all is in
order.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from benefitcalc.rates.book import Parameter, RateBook, Rates, Table, Value, rate_book
from benefitcalc.rates.files import rates_folder
from benefitcalc.rates.model import check_folder
from benefitcalc.rates.starts import Basis, first_day_of
from benefitcalc.rates.values import NONE, UNKNOWN, make, parse

_DAY = dt.timedelta(days=1)


def show_text(
    day: dt.date, scheme: str | None = None, *, basis: Basis = Basis.DAY, book: RateBook | None = None
) -> str:
    """The rates of a day, a line each under the title of their file, all schemes or one.

    ``scheme`` is the name of a file or scheme, or the first word of a key: ``universal_credit``, ``uc``. Raises
    ``ValueError`` for one that is not there.
    """
    book = book or rate_book()
    rates = book.on(day, basis, allow_unchecked=True)
    return "\n\n".join(_shown(table, rates, day) for table in _tables(book, scheme))


def diff_text(first: str, second: str, scheme: str | None = None, *, book: RateBook | None = None) -> str:
    """What differs between two years (``"2025-26"``), and what changes later in the second.

    Raises ``ValueError`` for a year that has no rates.
    """
    book = book or rate_book()
    days = first_day_of(first, Basis.DAY), first_day_of(second, Basis.DAY)
    before, after = (book.on(day, Basis.DAY, allow_unchecked=True) for day in days)
    lines: list[str] = []
    for table in _tables(book, scheme):
        changed = list(_changes(table, before, after, _last_day(second)))
        if changed:
            lines += [f"{table.title}: {first} and {second}", *changed, ""]
    return "\n".join(lines).rstrip() or f"No rate differs between {first} and {second}."


@dataclass(frozen=True, slots=True)
class Check:
    """What a check of the files found: the report, and 0 when they can be relied on or 1 when something is wrong."""

    text: str
    status: int


def check(today: dt.date | None = None) -> Check:
    """Whether the files are read strictly without a problem and are not overdue; and what in them is unknown or weak.

    An unknown or weak value is said, and is no failure: a result that used one says so too.
    """
    today = today or dt.datetime.now(tz=dt.UTC).date()
    problems = check_folder(rates_folder())
    if problems:
        return Check("\n".join(["The files of rates are not in order:", *(f"  {line}" for line in problems)]), 1)
    book = rate_book()
    tables = book.tables()
    overdue = [table for table in tables if table.due(Basis.DAY) <= today]
    rates = book.on(min([today, *(table.due(Basis.DAY) - _DAY for table in tables)]), Basis.DAY)
    parts = [
        "\n".join(["Files", *(_checked(table, overdue=table in overdue) for table in tables)]),
        "\n".join(["Not known", *_unknown(tables)]),
        "\n".join([f"In force on {rates.start} with weak confidence", *_weak(tables, rates)]),
    ]
    return Check("\n\n".join(parts), 1 if overdue else 0)


def check_text(today: dt.date | None = None) -> str:
    """The report of :func:`check`."""
    return check(today).text


def current_text(day: dt.date, book: RateBook | None = None) -> str:
    """Every value in force, a line each with its source, for a file that shows a changed rate in review."""
    rates = (book or rate_book()).on(day, Basis.DAY)
    lines = [
        f"{key} = {rates[key].text} [{rates[key].start}; {rates[key].confidence}; {rates[key].source}]" for key in rates
    ]
    return "\n".join([f"Rates in force on {day}", *lines, ""])


def _tables(book: RateBook, scheme: str | None) -> list[Table]:
    tables = book.tables()
    if scheme is None:
        return tables
    words = scheme.casefold().replace("_", " ")
    found = [table for table in tables if words in _names(table)]
    if not found:
        raise ValueError(f"{scheme!r} is not a scheme; they are {', '.join(table.name for table in tables)}")
    return found


def _names(table: Table) -> set[str]:
    first_words = {key.partition(".")[0] for key in table.parameters}
    return {name.casefold().replace("_", " ") for name in {table.name, table.scheme, *first_words}}


def _shown(table: Table, rates: Rates, day: dt.date) -> str:
    lines = [_line(parameter, rates.value(parameter.key)) for parameter in table.parameters.values()]
    shown = [line for line in lines if line is not None]
    width = max((len(label) for label, _, _ in shown), default=0)
    heading = f"{table.title}, {day} (checked {table.checked})"
    if day >= table.due(rates.basis):
        heading += f"; NOT CHECKED: new rates were due on {table.due(rates.basis)}"
    return "\n".join([heading, *(f"  {label:<{width}}  {text:>20}  {since}".rstrip() for label, text, since in shown)])


def _line(parameter: Parameter, value: Value | None) -> tuple[str, str, str] | None:
    if value is None or value.text == NONE:
        return None
    since = f"replaced {parameter.key}" if value.overridden else f"from {value.begins}  {parameter.key}"
    return (
        parameter.label,
        _text(parameter, value),
        since if value.confidence == "high" else f"{since}  ({value.confidence})",
    )


def _text(parameter: Parameter, value: Value | None) -> str:
    if value is None or value.text == NONE:
        return "none"
    if value.text == UNKNOWN:
        return "not known"
    kind, plain = parse(value.text, parameter.unit)
    return make(kind, plain, key=parameter.key, unit=parameter.unit).text


def _changes(table: Table, before: Rates, after: Rates, last: dt.date) -> Iterator[str]:
    for parameter in table.parameters.values():
        old, new = _text(parameter, before.value(parameter.key)), _text(parameter, after.value(parameter.key))
        if old != new:
            yield f"  {parameter.label}: {old} → {new}"
        position = parameter.position(after.start, Basis.DAY)
        for later in parameter.values[position + 1 :]:
            if later.begins <= last:
                yield f"  {parameter.label}: {_text(parameter, later)} from {later.begins}"


def _last_day(year: str) -> dt.date:
    following = int(year[:4]) + 1
    return first_day_of(f"{following}-{(following + 1) % 100:02d}", Basis.DAY) - _DAY


def _checked(table: Table, *, overdue: bool) -> str:
    values = sum(len(parameter.values) for parameter in table.parameters.values())
    due = f"OVERDUE since {table.due(Basis.DAY)}" if overdue else f"next due {table.due(Basis.DAY)}"
    return f"  {table.name:<22} checked {table.checked}  {due}  {len(table.parameters):>3} rates, {values:>4} values"


def _unknown(tables: list[Table]) -> Iterator[str]:
    for table in tables:
        for parameter in table.parameters.values():
            for value in parameter.values:
                if value.text == UNKNOWN:
                    yield f"  {parameter.key} from {value.begins}: {value.note or 'no source seen'}"


def _weak(tables: list[Table], rates: Rates) -> Iterator[str]:
    for table in tables:
        for parameter in table.parameters.values():
            value = rates.value(parameter.key)
            if value is not None and value.text not in {NONE, UNKNOWN} and value.confidence != "high":
                shown = f"{parameter.key} = {_text(parameter, value)} from {value.begins}"
                yield f"  {value.confidence:<6} {shown}: {value.note}"
        yield from _weak_of_all_years(table)


def _weak_of_all_years(table: Table) -> Iterator[str]:
    values = (value for parameter in table.parameters.values() for value in parameter.values)
    counts = Counter(value.confidence for value in values if value.text != UNKNOWN and value.confidence != "high")
    if counts:
        numbers = ", ".join(f"{count} {confidence}" for confidence, count in sorted(counts.items()))
        yield f"  {table.name}, all years: {numbers}"
