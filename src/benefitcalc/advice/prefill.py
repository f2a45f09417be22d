"""A case begun from one row of a rent roll, pasted or as a mapping, so that a call asks less.

It reads headings and cells as the reader of rent rolls does (``portfolio/tables.toml`` has the names), and loads no
pandas. References, names and everything that no case asks are left out; of a birth date the month is kept.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from benefitcalc.advice.plain import plain
from benefitcalc.money import format_pounds, in_pounds
from benefitcalc.periods import Day
from benefitcalc.portfolio.reading.cells import cell_text
from benefitcalc.portfolio.reading.mapping import Mapping as Said
from benefitcalc.portfolio.reading.matching import Names, Place, person_column
from benefitcalc.portfolio.reading.one_value import EPOCH, OWED_NEGATIVE, OWED_POSITIVE, Habits, read_value, reader_of
from benefitcalc.portfolio.tables import Column, tables_of_the_roll
from benefitcalc.portfolio.written import written_case

INSIDE = {
    "nothing": (),
    "eligible_services": ("eligible_service_charge",),
    "all_services": ("eligible_service_charge", "ineligible_service_charge"),
}
"""Which service charges a rent holds, by the answer ``rent_includes``."""
_CHARGES = INSIDE["all_services"]
WEEKS_CHARGED = range(46, 54)
SEPARATORS = ("\t", ",", ";")
"""What stands between the cells of a line; the one that the headings have most often."""


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a row says. ``case`` is in the form of a case file and seldom whole: the call asks the rest.

    ``known`` has what the landlord knows beside it (a balance, a managed payment), money in pounds. ``ask`` are the
    questions that the row leaves open, ``left_out`` the headings that were not taken, ``problems`` the cells that
    cannot be read, each a sentence.
    """

    case: dict[str, Any]
    known: dict[str, Any]
    ask: tuple[str, ...]
    left_out: tuple[str, ...]
    problems: tuple[str, ...]
    open: tuple[str, ...] = ()
    """Those answers of :func:`prefill` that would close a question of ``ask``."""


@dataclass
class _Read:
    """What the cells say, by column."""

    home: dict[str, Any] = field(default_factory=dict)
    people: dict[Place, dict[str, Any]] = field(default_factory=dict)
    headings: dict[str, list[str]] = field(default_factory=dict)
    ask: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def leave_open(self, answer: str, question: str) -> None:
        """Ask what an answer of the caller would settle."""
        self.open.append(answer)
        self.ask.append(question)


def prefill(
    row: Mapping[str, Any] | str,
    *,
    on: Day | None = None,
    rent_per: str | None = None,
    chargeable_weeks: int | None = None,
    rent_includes: str | None = None,
    balance_sign: str | None = None,
    mapping: Said | None = None,
) -> Prefill:
    """A case begun from a row: its cells by heading, or two lines of a sheet, headings over values, as copied from
    Excel or as CSV.

    Four answers say what a row seldom does. ``rent_per`` is how often the rent is charged, such as "week" or "month",
    and ``chargeable_weeks`` how many weeks of the year (46 to 53); what the row says itself goes first.
    ``rent_includes`` says what the rent holds: "nothing", "eligible_services" or "all_services"; ``balance_sign`` which
    sign is owed: "owed_positive" or "owed_negative". Without the last two, the charges and the balance are asked for
    and not taken. ``mapping`` is the landlord's own for its housing system. Raises ``ValueError`` for text that is not
    two lines, and for an answer that is none.
    """
    columns = tables_of_the_roll()["tenancies"]
    for name, answer, valid in (
        ("rent_per", rent_per, columns["rent_per"].of),
        ("chargeable_weeks", chargeable_weeks, WEEKS_CHARGED),
        ("rent_includes", rent_includes, tuple(INSIDE)),
        ("balance_sign", balance_sign, (OWED_POSITIVE, OWED_NEGATIVE)),
    ):
        if answer is not None and answer not in valid:
            raise ValueError(f"{name} is {answer!r}; give one of {', '.join(map(str, valid))}")
    cells = _pasted(row) if isinstance(row, str) else row
    today = dt.datetime.now(tz=dt.UTC).date()
    habits = Habits(today=today, owed={"balance_sign": balance_sign or OWED_POSITIVE})
    read = _read(cells, habits, mapping or Said())
    _settle_periods(read, rent_per, chargeable_weeks)
    _settle_charges(read, rent_includes)
    _settle_balance(read, balance_sign)
    people = [({"role": place.role} | said) for place, said in sorted(read.people.items())]
    written = written_case("row", read.home, list(enumerate(people)), on)
    read.problems += [problem.message for _, problem in written.problems if problem.code != "no_claimant"]
    known = {name: _shown(column, read.home[name]) for name, column in _beside() if name in read.home}
    case = _month_of_birth(plain(written.data))
    return Prefill(case, known, tuple(read.ask), tuple(read.left_out), tuple(read.problems), tuple(read.open))


def _pasted(text: str) -> dict[str, Any]:
    first = text.lstrip().partition("\n")[0]
    between = max(SEPARATORS, key=first.count)
    lines = [
        line for line in csv.reader(io.StringIO(text.strip("\r\n")), delimiter=between) if any(map(str.strip, line))
    ]
    if len(lines) != 2 or len(lines[0]) < 2:
        raise ValueError("Paste two lines from the sheet: the headings, and one row of values, in columns.")
    headings, values = lines
    if len(values) > len(headings):
        raise ValueError(f"The row has {len(values)} cells and there are {len(headings)} headings; copy both whole.")
    return dict(zip(headings, values, strict=False))


def _read(cells: Mapping[str, Any], habits: Habits, said: Said) -> _Read:
    tables = tables_of_the_roll()
    homes, persons = (Names(table, tables[table], said) for table in ("tenancies", "people"))
    found = _Read()
    ranked: dict[str, list[tuple[int, str]]] = {}
    for heading, cell in cells.items():
        text, kind = cell_text(cell)
        if not text.strip():
            continue
        rank, ours = homes.of(heading)
        if len(ours) == 1:
            ranked.setdefault(ours[0], []).append((rank, heading))
        elif len(ours) > 1:
            found.ask.append(f"What does the heading {heading!r} mean: {' or '.join(map(_named, ours))}?")
        else:
            _take_person(found, heading, (text, kind), persons, habits)
    for name, headings in ranked.items():
        _take(found, tables["tenancies"][name], headings, cells, habits)
    return found


def _take(
    found: _Read, column: Column, headings: list[tuple[int, str]], cells: Mapping[str, Any], habits: Habits
) -> None:
    """The surest heading of a column; several are added where the column allows it."""
    if column.kind == "text" and column.field is None:
        found.left_out += [heading for _, heading in headings]
        return
    best = min(rank for rank, _ in headings)
    first = [heading for rank, heading in headings if rank == best]
    found.left_out += [heading for rank, heading in headings if rank > best]
    if len(first) > 1 and not column.adds:
        found.ask.append(f"Which of {', '.join(map(repr, first))} is the {_named(column.name)}?")
        return
    values = [_value(found, heading, cell_text(cells[heading]), column, habits) for heading in first]
    there = [value for value in values if value is not None]
    if there:
        found.home[column.name] = sum(there) if column.adds else there[0]
        found.headings[column.name] = first


def _take_person(found: _Read, heading: str, cell: tuple[str, int], names: Names, habits: Habits) -> None:
    """A heading of a wide sheet (``child 2 age``), or a plain one of people, which is the tenant's."""
    read = person_column(heading, names)
    if read is None:
        _, ours = names.of(heading)
        if len(ours) != 1 or names.columns[ours[0]].kind == "text" or ours[0] == "role":
            found.left_out.append(heading)
            return
        read = Place(0, "claimant", 1), ours[0]
    place, name = read
    value = _value(found, heading, cell, names.columns[name], habits)
    if value is not None:
        found.people.setdefault(place, {})[name] = value


def _value(found: _Read, heading: str, cell: tuple[str, int], column: Column, habits: Habits) -> Any:
    """What a cell says, as the rows of a roll hold it; None where it says nothing or cannot be read."""
    text, kind = cell
    read = read_value(text.strip(), kind, reader_of(column, habits), {}, {}, plain=column.kind == "text")
    if read.code:
        found.problems.append(f"{heading}: the cell is no {_KINDS[column.kind]}{_of(column)}; ask the tenant.")
        return None
    if read.value is None:
        return None
    if column.kind == "date":
        return EPOCH + dt.timedelta(days=int(read.value))
    return bool(read.value) if column.kind == "flag" else read.value


_KINDS = {
    "text": "text",
    "money": "amount",
    "whole": "number that can be",
    "hours": "number of hours",
    "flag": "yes or no",
    "date": "day",
    "code": "word that is known",
    "codes": "words that are known",
}


def _of(column: Column) -> str:
    return f" ({', '.join(column.of)})" if column.of and len(column.of) <= len(INSIDE) * 4 else ""


def _named(name: str) -> str:
    return name.replace("_", " ")


# --- What a row cannot say of itself ----------------------------------------------------------------------------------


def _settle_periods(found: _Read, per: str | None, weeks: int | None) -> None:
    """Say how often the rent is charged where its heading does, and in how many weeks of the year."""
    home = found.home
    if "rent" not in home:
        return
    if "rent_per" not in home:
        heading = found.headings["rent"][0].casefold()
        said = next((said for word, said in (("week", "week"), ("month", "month")) if word in heading), per)
        if said is None:
            found.leave_open("rent_per", "How often is the rent charged: every week, two weeks, four weeks or month?")
        else:
            home["rent_per"] = said
    if home.get("rent_per") in {"week", "fortnight", "four_weeks"} and not home.keys() & {
        "chargeable_weeks",
        "rent_free_weeks",
    }:
        if weeks is None:
            found.leave_open("chargeable_weeks", "How many weeks of the year are charged? All of them are taken to be.")
        else:
            home["chargeable_weeks"] = weeks


def _settle_charges(found: _Read, includes: str | None) -> None:
    """Take services out of a rent that holds them."""
    home = found.home
    charges = [name for name in _CHARGES if home.get(name)]
    if not charges and "rent" in home:
        rent = in_pounds(home["rent"])
        if includes is None:
            found.leave_open("rent_includes", f"Does the rent of {rent} hold service charges, water, fuel or support?")
        elif includes != "nothing":
            found.problems.append(
                f"The rent of {rent} holds charges that the row does not say apart; ask for the rent without them."
            )
            for name in ("rent", "rent_per", "chargeable_weeks", "rent_free_weeks"):
                home.pop(name, None)
    if charges and includes is None:
        held = ", ".join(f"{_named(name)} {in_pounds(home[name])}" for name in charges)
        question = f"Does the rent of {in_pounds(home.get('rent', 0))} hold the charges beside it ({held})?"
        found.leave_open("rent_includes", question)
        for name in charges:
            del home[name]
    elif charges and includes is not None:
        inside = sum(home.get(name, 0) for name in INSIDE[includes])
        if inside > home.get("rent", 0):
            found.problems.append("The service charges are more than the rent that should hold them; ask for both.")
        else:
            home["rent"] = home.get("rent", 0) - inside


def _settle_balance(found: _Read, sign: str | None) -> None:
    balance = found.home.get("balance")
    if balance and sign is None:
        del found.home["balance"]
        found.leave_open(
            "balance_sign", f"Does the tenant owe the balance of {in_pounds(abs(balance))}, or is it a credit?"
        )


def _beside() -> Iterator[tuple[str, Column]]:
    """The columns that say what the landlord knows beside the case."""
    for name, column in tables_of_the_roll()["tenancies"].items():
        if column.field is None and column.kind != "text" and name not in {*_CHARGES, "rent_per", "chargeable_weeks"}:
            yield name, column


def _shown(column: Column, value: Any) -> Any:
    if column.kind == "money":
        return format_pounds(int(value))
    return plain(Decimal(value) / 100 if column.kind == "hours" else value)


def _month_of_birth(case: dict[str, Any]) -> dict[str, Any]:
    """The case with months of birth in place of birth dates, which no call needs."""
    people = [case.get(name) for name in ("claimant", "partner")]
    for person in filter(None, [*people, *case.get("children", ()), *case.get("non_dependants", ())]):
        if "born" in person:
            person["born"] = person["born"][:7]
    return case
