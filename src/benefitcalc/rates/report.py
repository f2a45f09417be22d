"""What people ask about rates, as text: the rates of a day, what differs between two years, and whether the files are
in order.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benefitcalc.errors import RatesNotKnown
from benefitcalc.rates import lha
from benefitcalc.rates.book import RateBook, Rates, rate_book
from benefitcalc.rates.files import rates_folder
from benefitcalc.rates.model import check_folder
from benefitcalc.rates.starts import Basis, Start, commencements, first_day_of, uprating_day
from benefitcalc.rates.tables import Parameter, Table, Value
from benefitcalc.rates.values import NONE, UNKNOWN, make, parse

__all__ = ["check", "check_text", "current_text", "diff_text", "show_text"]

_DAY = dt.timedelta(days=1)
_WIDTH = 119
_NO_CHANGE = "  no change is known"


def show_text(
    day: dt.date, scheme: str | None = None, *, basis: Basis = Basis.DAY, book: RateBook | None = None
) -> str:
    """The rates of a day, of all schemes or of one, under the title of their file: the value, then what it is and its
    source.

    ``scheme`` is the name of a file or scheme, or the first word of a key: ``universal_credit``, ``uc``. Raises
    ``ValueError`` for a scheme that does not exist, and :class:`RatesNotKnown` for a day without rates.
    """
    book = book or rate_book()
    tables = _tables(book, scheme)
    rates = book.on(day, basis, allow_unchecked=True)
    shown = [(table, lines) for table in tables if (lines := _shown(table, rates))]
    first = min(commencements(each)[0] for each in Basis)
    if day < first[0] or not shown:
        whose = "" if scheme is None else f" of {', '.join(table.title for table in tables)}"
        since = f"; the first year is {first[1]}, from {first[0]}" if day < first[0] else ""
        raise RatesNotKnown("commencement", day, f"No rates{whose} are known for {day}{since}")
    return "\n\n".join(
        "\n".join([f"{table.title}, {day} (checked {table.checked})", *_doubt(table, day, book), *lines])
        for table, lines in shown
    )


def diff_text(first: str, second: str, scheme: str | None = None, *, book: RateBook | None = None) -> str:
    """What differs between the end of one year (``"2025-26"``) and the start of another, and what changes inside the
    second.

    Each rate begins its year on its own day: by assessment periods, by benefit weeks, on 1 or on 6 April. Raises
    ``ValueError`` for a year that has no rates.
    """
    book = book or rate_book()
    for year in (first, second):
        first_day_of(year, Basis.DAY)
    what = (
        f"Inside {second}" if first == second else f"The end of {first} → the start of {second}; then inside {second}"
    )
    blocks: list[str] = []
    for table in _tables(book, scheme):
        changed = list(_changes(table, first, second, book))
        doubt = _doubt(table, max(first_day_of_table(table, year) for year in (first, second)), book)
        if changed or doubt:
            blocks.append("\n".join([f"{table.title}: {first} and {second}", *doubt, *(changed or [_NO_CHANGE])]))
    return "\n\n".join([f"{what}.", *blocks] if blocks else [f"No rate differs between {first} and {second}."])


@dataclass(frozen=True, slots=True)
class Check:
    """What a check of the files found: the report, and 0 when they can be relied on or 1 when something is wrong."""

    text: str
    status: int


def check(today: dt.date | None = None) -> Check:
    """Check that the files are strictly valid and not overdue, and list the values in them that are unknown or weak.

    An unknown or weak value is listed and is no failure: a result that uses one says so too.
    """
    today = today or dt.datetime.now(tz=dt.UTC).date()
    problems = check_folder(rates_folder())
    if problems:
        return Check("\n".join(["The files of rates are not in order:", *(f"  {line}" for line in problems)]), 1)
    tables = rate_book().tables()
    overdue = [table for table in tables if table.due(Basis.DAY) <= today]
    unknown = [(table.title, _not_known(table, today)) for table in tables]
    weak = [(table.title, _weak(table, today)) for table in tables]
    parts = [
        [f"Rates on {today}"],
        ["Files", *(_checked(table, overdue=table in overdue) for table in tables)],
        ["Not known", *_grouped([*unknown, (_ALLOWANCES, _allowances_not_known())])],
        [
            "Weak confidence (`benefitcalc rates show DATE` says why)",
            *_grouped([*weak, (_ALLOWANCES, _allowances_in_doubt(today))]),
        ],
    ]
    return Check("\n\n".join("\n".join(part) for part in parts), 1 if overdue else 0)


def check_text(today: dt.date | None = None) -> str:
    """The report of :func:`check`."""
    return check(today).text


def current_text(day: dt.date, book: RateBook | None = None) -> str:
    """Every value in force, one line each with its source, for the file in which a review sees a changed rate."""
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


def _shown(table: Table, rates: Rates) -> list[str]:
    found = ((parameter, rates.value(parameter.key)) for parameter in table.parameters.values())
    held = [(parameter, value) for parameter, value in found if value is not None and value.text != NONE]
    width = max((len(value_text(*each)) for each in held), default=0)
    return [_line(parameter, value, width) for parameter, value in held]


def _line(parameter: Parameter, value: Value, width: int) -> str:
    """One line where a terminal has room for it; otherwise the value and what it is, and under them the key and the
    source.
    """
    since = "" if value.overridden else f" from {value.begins}"
    weak = "" if value.confidence == "high" else f" ({value.confidence}: {value.note})"
    what = f"  {value_text(parameter, value):<{width}}  {parameter.label}"
    source = f"[{parameter.key}{since}; {value.source}]{weak}"
    if len(f"{what}  {source}") <= _WIDTH:
        return f"{what}  {source}"
    indent = width + 4
    return f"{_wrapped(what, indent)}\n{_wrapped(' ' * indent + source, indent + 2)}"


def value_text(parameter: Parameter, value: Value | None) -> str:
    """A value as people read it: ``£424.90 a month``, ``55%``, ``none``, ``not known``, ``not held``."""
    if value is None:
        return "not held"
    if value.text == NONE:
        return "none"
    if value.text == UNKNOWN:
        return "not known"
    kind, plain = parse(value.text, parameter.unit)
    return make(kind, plain, key=parameter.key, unit=parameter.unit).text


def _changes(table: Table, first: str, second: str, book: RateBook) -> Iterator[str]:
    ends, last = (dt.date(int(year[:4]) + 1, 3, 31) for year in (first, second))
    for key in table.parameters:
        parameter = book.parameter(key)
        basis = own_basis(parameter)
        starts = first_day_of_table(table, second, basis)
        old, new = (value_text(parameter, value_on(parameter, day, basis)) for day in (ends, starts))
        if old != new and first != second:
            yield _change(parameter, f"{old} → {new}")
        now = new
        for later in parameter.values[parameter.position(starts, basis) + 1 :]:
            before, now = now, value_text(parameter, later)
            if later.first_day(basis) <= last and now != before:
                yield _change(parameter, f"{now} from {later.begins}")


def _change(parameter: Parameter, what: str) -> str:
    line = f"  {parameter.label}: {what}"
    return line if len(line) <= _WIDTH else f"{_wrapped(f'  {parameter.label}:')}\n    {what}"


def own_basis(parameter: Parameter) -> Basis:
    """What kind of day the dates of a rate are, by its own start rule."""
    start = parameter.values[-1].start
    if start in {Start.PERIODS_BEGINNING, Start.PERIODS_ENDING}:
        return Basis.ASSESSMENT_PERIOD
    return Basis.HB_OTHER_RENT if start == Start.BENEFIT_WEEKS else Basis.DAY


def first_day_of_table(table: Table, year: str, basis: Basis = Basis.DAY) -> dt.date:
    """The day on which the rates of a year begin, by the rule of the file for those of the calendar."""
    return uprating_day(table.uprating, int(year[:4]), basis) if basis is Basis.DAY else first_day_of(year, basis)


def value_on(parameter: Parameter, day: dt.date, basis: Basis) -> Value | None:
    """The value that a day uses; None before the first."""
    position = parameter.position(day, basis)
    return parameter.values[position] if position >= 0 else None


def _doubt(table: Table, day: dt.date, book: RateBook) -> list[str]:
    """What to say above the rates of a day on which newer ones were due."""
    if day >= book.due(table, Basis.DAY):
        return [f"  NOT CHECKED: new rates were due on {table.due(Basis.DAY)}"]
    return ["  projected from assumptions"] if day >= table.due(Basis.DAY) else []


def _wrapped(text: str, indent: int = 4) -> str:
    """Text in lines that fit a terminal; all lines but the first are indented."""
    return textwrap.fill(text, _WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)


def _checked(table: Table, *, overdue: bool) -> str:
    values = sum(len(parameter.values) for parameter in table.parameters.values())
    due = f"OVERDUE since {table.due(Basis.DAY)}" if overdue else f"next due {table.due(Basis.DAY)}"
    return f"  {table.name:<22} checked {table.checked}  {due}  {len(table.parameters):>3} rates, {values:>4} values"


_ALLOWANCES = "Local housing allowance by area"
_CONFIDENCE = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class _Span:
    """A span of days on which a rate is not known, or is weak in one degree; ``ends`` is None while nothing follows."""

    begins: dt.date
    ends: dt.date | None
    confidence: str
    note: str

    def when(self, today: dt.date) -> str:
        if today < self.begins:
            return "to come"
        return "in force" if self.ends is None or today <= self.ends else "past"

    @property
    def days(self) -> str:
        return f"from {self.begins}" if self.ends is None else f"{self.begins} to {self.ends}"


def _spans(parameter: Parameter, *, known: bool) -> list[_Span]:
    """The spans in which the values of a rate are unknown or weak; spans that touch and are equally weak are joined."""
    spans: list[_Span] = []
    ends = [following.begins - _DAY for following in parameter.values[1:]]
    for value, end in zip(parameter.values, [*ends, None], strict=True):
        belongs = value.text != UNKNOWN and value.confidence != "high" if known else value.text == UNKNOWN
        if not belongs:
            continue
        span = _Span(value.begins, end, value.confidence, value.note or "no source was seen")
        if spans and spans[-1].ends == span.begins - _DAY and spans[-1].confidence == span.confidence:
            span = dataclasses.replace(span, begins=spans.pop().begins)
        spans.append(span)
    return spans


_Found = tuple[tuple[int, int, str], str]
"""A line and its place in its group: those in force first, then low confidence before medium, then by key."""


def _found(key: str, spans: list[_Span], today: dt.date, text: str) -> _Found:
    order = ("in force", "to come", "past")
    when = min((span.when(today) for span in spans), key=order.index)
    rank = min(_CONFIDENCE.index(span.confidence) for span in spans if span.when(today) == when)
    return (order.index(when), rank, key), _wrapped(f"    {when:<8}  {key}: {text}", 18)


def _weak(table: Table, today: dt.date) -> Iterator[_Found]:
    for key, parameter in table.parameters.items():
        spans = _spans(parameter, known=True)
        if spans:
            days = {each: [span.days for span in spans if span.confidence == each] for each in _CONFIDENCE}
            text = "; ".join(f"{each} {', '.join(found)}" for each, found in days.items() if found)
            yield _found(key, spans, today, text)


def _not_known(table: Table, today: dt.date) -> Iterator[_Found]:
    for key, parameter in table.parameters.items():
        spans = _spans(parameter, known=False)
        if spans:
            notes = " ".join(dict.fromkeys(span.note for span in spans))
            yield _found(key, spans, today, f"{', '.join(span.days for span in spans)}. {notes}")


def _allowances_in_doubt(today: dt.date) -> Iterator[_Found]:
    for doubt in lha.doubts():
        span = _Span(dt.date(doubt.from_year, 4, 1), dt.date(doubt.to_year + 1, 3, 31), doubt.confidence, doubt.note)
        key = f"{doubt.rates} rates of {doubt.country}"
        yield _found(key, [span], today, f"{span.confidence} {span.days}. {span.note}")


def _allowances_not_known() -> Iterator[_Found]:
    for country, period, years in lha.gaps():
        key = f"{period} rates of {country}"
        yield (2, 0, key), f"    past      {key}: {years[0]}-04-01 to {years[-1] + 1}-03-31"


def _grouped(found: Iterable[tuple[str, Iterable[_Found]]]) -> Iterator[str]:
    for title, lines in found:
        ordered = [line for _, line in sorted(lines)]
        if ordered:
            yield from (f"  {title}", *ordered)
