"""The tables of a rent roll, read together: what both need is asked at once, and people join their tenancies."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.columns import Ints
from benefitcalc.errors import AnswersMissing, Question, UnreadableTable
from benefitcalc.money import Flag, round_half_up
from benefitcalc.portfolio.reading.cells import RawColumn, constant, joined
from benefitcalc.portfolio.reading.control import PERIODS, year_of_charges
from benefitcalc.portfolio.reading.dates import order_of
from benefitcalc.portfolio.reading.doctor import Doctored, Part, Spec, doctored
from benefitcalc.portfolio.reading.findings import READ, in_order
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.matching import Match, Names, known_to, match, person_column, wide_columns
from benefitcalc.portfolio.reading.one_value import NO, Habits
from benefitcalc.portfolio.reading.sheets import Note, Sheet
from benefitcalc.portfolio.reading.sources import Source, sheets_of
from benefitcalc.portfolio.reading.tables import (
    about_missing,
    asked,
    complete,
    dates_of,
    finished,
    habits_of,
    questions_about,
)
from benefitcalc.portfolio.reading.values import read_column
from benefitcalc.portfolio.tables import key_of, tables_of_the_roll

INCLUDES = ("nothing", "eligible_services", "all_services")
WEEKS = tuple(map(str, range(48, 54)))
ANSWERS = ("balance_sign", "rent_includes", "date_order", "money")


@dataclass(frozen=True, slots=True)
class RollRead:
    """A rent roll that was read."""

    tenancies: Doctored
    people: Doctored | None
    problems: pd.DataFrame
    mapping: Mapping
    unmapped: dict[str, tuple[str, ...]]
    not_counted: dict[str, int]


@dataclass(slots=True)
class _Table:
    """The sheets of one of the tables."""

    spec: Spec
    names: Names
    parts: list[Part]
    matches: list[Match]
    source: object


def read_roll(
    tenancies: Source, people: Source | None, mapping: Any, answers: MappingOf[str, Any], today: dt.date | None
) -> RollRead:
    """Read a rent roll; see ``RentRoll.read``."""
    said = Mapping.read(mapping).with_answers(_known_answers(answers))
    homes, persons, unused = _tables(tenancies, people, said)
    said, unused = with_answers_of(unused, said)
    tables = [homes, persons] if persons.parts else [homes]
    orders = _orders(tables)
    questions = [
        question
        for table, order in zip(tables, orders, strict=True)
        for question in questions_about(table.spec, table.parts, table.matches, said, order)
    ]
    questions += _about_tenure(homes, said)
    questions += _about_charges(homes, said)
    if questions:
        raise AnswersMissing(asked_once(questions))
    read = [
        doctored(one.spec, one.parts, said, habits_of(one.spec, one.parts, said, order, one.source, today))
        for one, order in zip(tables, orders, strict=True)
    ]
    stock, household = read[0], read[1] if len(read) > 1 else None
    _settle_charges(stock, said.answers["rent_includes"])
    if household is not None:
        _join(stock, household)
    finals = [
        finished(one, table.parts, table.matches, unused if one is stock else [], said, stake=None)
        for one, table in zip(read, tables, strict=True)
    ]
    complete_mapping = said
    for table in tables:
        # The headings of a wide sheet's people are no headings of the table of people.
        complete_mapping = complete(
            complete_mapping, table.spec.table, [one for one in table.parts if one.sheet.columns]
        )
    return RollRead(
        stock,
        household,
        _with_stakes(in_order([final.problems for final in finals]), stock),
        complete_mapping,
        {table.spec.table: final.unmapped for table, final in zip(tables, finals, strict=True)},
        not_counted(read),
    )


def _orders(tables: Sequence[_Table]) -> list[str | None]:
    """Whether day or month comes first in each table; the tables of one file are asked together."""
    together = all(table.source is tables[0].source for table in tables)
    dates = [dates_of(table.spec, table.parts) for table in tables]
    return [order_of(chain(*dates) if together else own) for own in dates]


def _known_answers(answers: MappingOf[str, Any]) -> MappingOf[str, Any]:
    tables = tables_of_the_roll()
    columns = {name for table in tables.values() for name in table}
    unknown = [name for name in answers if name not in columns and name not in ANSWERS]
    if unknown:
        raise UnreadableTable(
            f"Nothing asks for {', '.join(unknown)}. Answers are {', '.join(ANSWERS)}, and columns of the roll."
        )
    return answers


# --- Which sheet is which ---------------------------------------------------------------------------------------------


def _tables(tenancies: Source, people: Source | None, said: Mapping) -> tuple[_Table, _Table, list[Sheet]]:
    """The sheets of tenancies, those of people, and those that are neither."""
    tables = tables_of_the_roll()
    of_homes, of_people = Names("tenancies", tables["tenancies"], said), Names("people", tables["people"], said)
    known = known_to(of_homes, of_people)
    homes = _Table(
        Spec("tenancies", of_homes.columns, ("tenancy_ref", "rent", "rent_per"), "tenancy_ref"),
        of_homes,
        [],
        [],
        tenancies,
    )
    persons = _Table(
        Spec("people", of_people.columns, ("tenancy_ref", "role")),
        of_people,
        [],
        [],
        tenancies if people is None else people,
    )
    unused: list[Sheet] = []
    sheets = sheets_of(tenancies, lambda heading: known(heading) or person_column(heading, of_people) is not None)
    if not sheets:
        raise UnreadableTable("The file of tenancies holds nothing.")
    sorted_out = [(sheet, match(sheet, of_homes), match(sheet, of_people)) for sheet in sheets]
    best = max(sorted_out, key=lambda one: ("rent" in one[1].columns, len(one[1].columns)))
    for one in sorted_out:
        sheet, home, person = one
        if one is best or {"tenancy_ref", "rent"} <= set(home.columns):
            _add_home(homes, persons, sheet, home, separate=people is not None)
        elif people is None and "tenancy_ref" in person.columns and len(person.columns) > 1:
            _add(persons, sheet, person)
        else:
            unused.append(sheet)
    if people is not None:
        found = [(sheet, match(sheet, of_people)) for sheet in sheets_of(people, known)]
        if not found:
            raise UnreadableTable("The file of people holds nothing.")
        first = max(found, key=lambda one: len(one[1].columns))
        for sheet, person in found:
            if sheet is first[0] or "tenancy_ref" in person.columns:
                _add(persons, sheet, person)
            else:
                unused.append(sheet)
    return homes, persons, unused


def _add(table: _Table, sheet: Sheet, found: Match) -> None:
    table.parts.append(Part(sheet, found.columns))
    table.matches.append(found)


def _add_home(homes: _Table, persons: _Table, sheet: Sheet, found: Match, *, separate: bool) -> None:
    """A sheet of tenancies, and the people who stand in its numbered columns."""
    wide, questions = ({}, []) if separate else wide_columns(sheet, persons.names, set(found.unmapped))
    taken = {column.heading for columns in wide.values() for column in columns.values()}
    left = tuple(heading for heading in found.unmapped if heading not in taken)
    _add(homes, sheet, replace(found, unmapped=left))
    ref = found.columns.get("tenancy_ref")
    if not wide or ref is None:
        return
    columns: dict[str, list[RawColumn]] = {}
    rows: list[Ints] = []
    names = ["tenancy_ref", "role", *sorted({name for there in wide.values() for name in there})]
    for place, there in sorted(wide.items()):
        filled = np.flatnonzero(np.logical_or.reduce([_tells_of_somebody(*one, persons) for one in there.items()]))
        rows.append(filled)
        nothing = constant("", "", len(filled))
        for name in names:
            if name == "tenancy_ref":
                cells = ref.take(filled)
            elif name == "role":
                cells = constant("role", place.role, len(filled))
            else:
                cells = there[name].take(filled) if name in there else replace(nothing, codes=nothing.codes - 1)
            columns.setdefault(name, []).append(cells)
    order = np.argsort(np.concatenate(rows), kind="stable")
    whole = {
        name: replace(
            joined(parts[0].heading or parts[-1].heading or name, parts), codes=joined("", parts).codes[order]
        )
        for name, parts in columns.items()
    }
    below = Sheet(sheet.name, (), sheet.rows[np.concatenate(rows)[order]], sheet.typed)
    _add(persons, below, Match(whole, (), tuple(questions)))


def with_answers_of(unused: Sequence[Sheet], said: Mapping) -> tuple[Mapping, list[Sheet]]:
    """The mapping with the answers of the template's sheet of them, and the sheets that are not the template's own.
    What the user says elsewhere stands over the sheet.
    """
    left = []
    for sheet in unused:
        by_key = {key_of(column.heading): column for column in sheet.columns}
        if key_of(sheet.name) != "answers" or not {"question", "answer"} <= set(by_key):
            left.append(sheet)
            continue
        names, given = by_key["question"], by_key["answer"]
        texts = [(names.text_of(row).strip(), given.text_of(row).strip()) for row in range(len(sheet.rows))]
        said = replace(said, answers={**{name: answer for name, answer in texts if answer}, **said.answers})
    if len(left) < len(unused):  # a workbook with such answers is the template, whose other sheets explain it
        left = [sheet for sheet in left if key_of(sheet.name) not in {"notes", "codes"}]
    return said, left


def _tells_of_somebody(name: str, column: RawColumn, persons: _Table) -> Flag:
    """In which rows the cell says that there is such a person: a period beside no amount does not, and no "no" does."""
    kind = persons.spec.columns[name].kind
    nothing = [name.endswith("_per") or (kind == "flag" and text.strip().lower() in NO) for text in column.texts]
    return column.filled & ~np.array([*nothing, False], dtype=np.bool_)[column.codes]


# --- What must be asked of a roll -------------------------------------------------------------------------------------


def _about_tenure(homes: _Table, said: Mapping) -> list[Question]:
    """What the homes are let as, on which every figure hangs."""
    if any("tenure" in part.columns for part in homes.parts) or said.constant("tenancies", "tenure") is not None:
        return []
    return [about_missing(homes.spec, homes.spec.columns["tenure"], _unmapped(homes))]


def _unmapped(table: _Table) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heading for found in table.matches for heading in found.unmapped))


def _about_charges(homes: _Table, said: Mapping) -> list[Question]:
    """What the rent includes, and in how many weeks of the year it is charged."""
    there = {name: raw.heading for part in homes.parts for name, raw in part.columns.items()}
    if "rent" not in there:
        return []
    questions = asked(
        said,
        "tenancies",
        "rent_includes",
        (there["rent"],),
        INCLUDES,
        "does the rent hold services beside the rent itself?",
    )
    counted = {"chargeable_weeks", "rent_free_weeks"} & set(there)
    if not counted and said.constant("tenancies", "chargeable_weeks") is None and _by_the_week(homes, said):
        sentence = "how many weeks of the rent year are charged?"
        questions.append(
            Question("constants", "chargeable_weeks", "tenancies", (there["rent"],), WEEKS, sentence, _unmapped(homes))
        )
    return questions


def _by_the_week(homes: _Table, said: Mapping) -> bool:
    """Whether any rent is charged by the week, fortnight or four weeks, or may be."""
    fixed = said.constant("tenancies", "rent_per")
    raws = [part.columns["rent_per"] for part in homes.parts if "rent_per" in part.columns]
    if not raws:
        return fixed is None or fixed in PERIODS
    habits = Habits(today=dt.date(2000, 1, 1))
    column = homes.spec.columns["rent_per"]
    codes = said.codes("tenancies", "rent_per")
    read = [pd.Series(read_column(raw, column, codes, habits).array) for raw in raws]
    return any(bool(series.isin(list(PERIODS)).any()) for series in read)


def asked_once(questions: Iterable[Question]) -> list[Question]:
    """Questions in which one answer for both tables is asked once."""
    merged: dict[tuple[str, str, str, str], Question] = {}
    for question in questions:
        own = "" if question.part == "answers" else question.table
        value = question.headings[0] if question.part == "values" else ""
        key = (question.part, question.name, own, value)
        before = merged.get(key, question)
        headings = tuple(dict.fromkeys([*before.headings, *question.headings]))
        tables = before.table if question.table in before.table else f"{before.table} and {question.table}"
        merged[key] = replace(question, headings=headings, table=tables)
    return list(merged.values())


# --- Charges, and people with their tenancies -------------------------------------------------------------------------


def _settle_charges(stock: Doctored, includes: str) -> None:
    """Take the services out of the rent that includes them, and set rows aside whose weeks of charge nobody knows."""
    frame = stock.frame
    inside = {"nothing": (), "eligible_services": ("eligible",), "all_services": ("eligible", "ineligible")}[includes]
    services = [f"{kind}_service_charge" for kind in inside if f"{kind}_service_charge" in frame]
    if services:
        held = sum((frame[service].fillna(0) for service in services), start=frame["rent"] * 0)
        more = (held > frame["rent"]).fillna(False).to_numpy(dtype=np.bool_)
        stock.set_aside("services_above_rent", "rent", more)
        fits = ~more
        frame.loc[more, services] = 0
        frame.loc[fits, "rent"] = (frame["rent"] - held)[fits]
        if "new_rent" in frame:
            frame["new_rent"] = (frame["new_rent"] - held).where(lambda rent: rent >= 0)
    if includes == "all_services" and not {"ineligible_service_charge", "ineligible_in_rent"} & set(frame):
        stock.findings.notes.append(("", Note("services_not_apart", "all_services", heading="rent", cells=len(frame))))
    weekly = frame["rent_per"].isin(list(PERIODS)).to_numpy(dtype=np.bool_)
    for name, whole_year in (("chargeable_weeks", 52), ("rent_free_weeks", 0)):
        if name in frame:
            rows = np.flatnonzero(~weekly & _flags(frame[name] != whole_year))
            found = frame[name].astype("string").to_numpy(dtype=object)[rows]
            stock.findings.add("weeks_of_a_month", name, rows, found, outcome=READ, among=len(frame))
            frame.loc[rows, name] = pd.NA
    known = np.logical_or.reduce(
        [
            frame[name].notna().to_numpy(dtype=np.bool_)
            for name in ("chargeable_weeks", "rent_free_weeks")
            if name in frame
        ]
        or [np.zeros(len(frame), dtype=np.bool_)]
    )
    if (weekly & ~known).any():
        stock.set_aside("missing", "chargeable_weeks", weekly & ~known)


def _join(stock: Doctored, household: Doctored) -> None:
    """Set people aside who have no tenancy, and tenancies of whom a person is set aside."""
    refs, homes = household.frame["tenancy_ref"], stock.frame["tenancy_ref"]
    household.set_aside("orphan_person", "tenancy_ref", _flags(refs.notna() & ~refs.isin(homes)))
    torn = set(refs[household.aside].dropna())
    stock.set_aside("household_incomplete", "tenancy_ref", _flags(homes.isin(torn)))
    gone = set(homes[stock.aside].dropna()) - set(homes[~stock.aside].dropna())
    household.set_aside("tenancy_set_aside", "tenancy_ref", _flags(refs.isin(gone)))


def _flags(series: pd.Series[bool]) -> Flag:
    return series.fillna(False).to_numpy(dtype=np.bool_)


def _with_stakes(problems: pd.DataFrame, stock: Doctored) -> pd.DataFrame:
    """The problems with the weekly charges of each tenancy, over 52 weeks."""
    frame = stock.frame
    charges = year_of_charges(frame)
    weekly = pd.Series(pd.arrays.IntegerArray(round_half_up(charges.pence, 52), ~charges.known))
    places = pd.Series(range(len(frame)), index=pd.MultiIndex.from_arrays([stock.sheets, stock.numbers]))
    of_row = weekly.set_axis(places.index)
    of_ref = weekly[frame["tenancy_ref"].notna().to_numpy()].set_axis(frame["tenancy_ref"].dropna())
    of_ref = of_ref[~of_ref.index.duplicated()]
    lines = problems["table"] == "tenancies"
    at = pd.MultiIndex.from_arrays(
        [problems.loc[lines, "sheet"].to_numpy(object), problems.loc[lines, "row"].to_numpy(object)]
    )
    problems.loc[lines, "pence_at_stake"] = of_row.reindex(at).to_numpy()
    problems.loc[~lines, "pence_at_stake"] = of_ref.reindex(problems.loc[~lines, "ref"]).to_numpy()
    problems.loc[problems["outcome"] == READ, "pence_at_stake"] = 0
    problems["pence_at_stake"] = problems["pence_at_stake"].astype("Int64")
    return problems


def not_counted(read: Iterable[Doctored]) -> dict[str, int]:
    """How many rows of the files are no rows of a table, by what they are."""
    names = {"empty_rows": "empty rows", "total_row": "total rows", "repeated_header": "headers again"}
    counts: Counter[str] = Counter()
    for table in read:
        for _, note in table.findings.notes:
            if note.code in names:
                counts[names[note.code]] += note.cells
    return dict(counts)
