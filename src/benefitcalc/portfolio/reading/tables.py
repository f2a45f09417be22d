"""Any table of a landlord, from a file or a frame to typed columns: recognised, asked, read and checked."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from typing import Any

import pandas as pd

from benefitcalc.errors import AnswersMissing, Question
from benefitcalc.portfolio.reading.cells import WHOLE, RawColumn, joined
from benefitcalc.portfolio.reading.dates import DAY_FIRST, MONTH_FIRST, order_of
from benefitcalc.portfolio.reading.doctor import Doctored, Part, Spec, doctored, periods_for
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.matching import Columns, Match, Names, known_to, match
from benefitcalc.portfolio.reading.one_value import OWED_NEGATIVE, OWED_POSITIVE, PENCE, POUNDS, Habits
from benefitcalc.portfolio.reading.sheets import Note, Sheet
from benefitcalc.portfolio.reading.sources import Source, sheets_of
from benefitcalc.portfolio.reading.values import codes_not_known
from benefitcalc.portfolio.tables import Column

SIGNS = (OWED_POSITIVE, OWED_NEGATIVE)
ORDERS = (DAY_FIRST, MONTH_FIRST)
UNITS = (POUNDS, PENCE)


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table that was read: rows in = rows of ``frame`` + rows of ``set_aside``."""

    frame: pd.DataFrame
    """The good rows, typed as :mod:`benefitcalc.portfolio.tables` says."""
    set_aside: pd.DataFrame
    """The other rows, typed too; what could not be read is missing."""
    problems: pd.DataFrame
    """One line for each problem; see ``reading.findings.COLUMNS``."""
    places: pd.DataFrame
    """The ``sheet`` and the ``row`` of the file from which each good row comes."""
    unmapped: tuple[str, ...]
    """Headings that nobody has said the meaning of."""
    mapping: Mapping
    """Everything that was recognised or said, to be saved and used again."""


def read_table(
    source: Source,
    columns: Columns,
    *,
    table: str,
    mapping: Mapping | MappingOf[str, Any] | str | os.PathLike[str] | bytes | None = None,
    essential: Sequence[str] = (),
    key: str | None = None,
    stake: str | None = None,
    today: dt.date | None = None,
    **answers: Any,
) -> TableRead:
    """Read a table from a frame, or from a CSV, XLSX or Parquet file (its path, its bytes or the open file).

    ``columns`` are those of the table by our names. Rows without an ``essential`` value are set aside (the reference of
    a row comes first among them); ``key`` is a column whose values stand once each; ``stake`` is the money that is at
    stake in a row with a problem. ``today`` is the last day on which somebody can be born (today).

    Answers that a table needs come as keywords or in the mapping: ``balance_sign`` and ``amount_sign`` ("owed_positive"
    or "owed_negative"), ``date_order`` ("day_first" or "month_first"), ``money`` ("pounds" or "pence", of the whole
    numbers in a typed frame), and the value of any column that the table lacks (``per="week"``).

    Raises AnswersMissing with every question that is open, and UnreadableTable for a file that is no table.
    """
    said = Mapping.read(mapping).with_answers(answers)
    names = Names(table, columns, said)
    spec = Spec(table, columns, tuple(essential), key)
    sheets = sheets_of(source, known_to(names))
    parts, matches, unused = parts_of(sheets, names, spec)
    order = order_of(dates_of(spec, parts))
    questions = questions_about(spec, parts, matches, said, order)
    if questions:
        raise AnswersMissing(questions)
    read = doctored(spec, parts, said, habits_of(spec, parts, said, order, source, today))
    return finished(read, parts, matches, unused, said, stake=stake)


def parts_of(sheets: Iterable[Sheet], names: Names, spec: Spec) -> tuple[list[Part], list[Match], list[Sheet]]:
    """The sheets that have columns of the table, and those that have none. Of several sheets, those count that have the
    reference of a row.
    """
    sheets = list(sheets)
    matched = [(sheet, match(sheet, names)) for sheet in sheets]
    ref = spec.essential[0] if spec.essential else None
    with_ref = [one for one in matched if ref is None or ref in one[1].columns]
    used = with_ref or sorted(matched, key=lambda one: -len(one[1].columns))[:1]
    unused = [sheet for sheet in sheets if not any(sheet is one for one, _ in used)]
    return [Part(sheet, found.columns) for sheet, found in used], [found for _, found in used], unused


def finished(
    read: Doctored,
    parts: Sequence[Part],
    matches: Sequence[Match],
    unused: Sequence[Sheet],
    mapping: Mapping,
    *,
    stake: str | None,
) -> TableRead:
    """The table as its users get it."""
    unmapped = tuple(dict.fromkeys(heading for found in matches for heading in found.unmapped))
    for part, found in zip(parts, matches, strict=True):
        read.findings.notes += [
            (part.sheet.name, Note("column_not_used", heading, heading=heading)) for heading in found.unmapped
        ]
    read.findings.notes += [(sheet.name, Note("sheet_not_used", sheet.name)) for sheet in unused]
    problems = read.problems()
    if stake is not None and stake in read.frame:
        amounts = dict(zip(zip(read.sheets, read.numbers, strict=True), read.frame[stake].abs(), strict=True))
        at_stake = [amounts.get(place, pd.NA) for place in zip(problems["sheet"], problems["row"], strict=True)]
        problems["pence_at_stake"] = pd.array(at_stake, dtype="Int64")
        problems.loc[problems["outcome"] == "read", "pence_at_stake"] = 0
    return TableRead(
        read.good(),
        read.frame[read.aside].reset_index(drop=True),
        problems,
        pd.DataFrame({"sheet": read.sheets[~read.aside], "row": read.numbers[~read.aside]}),
        unmapped,
        complete(mapping, read.spec.table, parts),
    )


def complete(mapping: Mapping, table: str, parts: Iterable[Part]) -> Mapping:
    """The mapping with every heading that was recognised."""
    columns = {**mapping.columns}
    for part in parts:
        for name, raw in part.columns.items():
            if mapping.column(table, raw.heading) is None:
                said = columns.get(raw.heading)
                ours = name.partition("+")[0]
                columns[raw.heading] = ours if said in {None, ours} else f"{table}.{ours}"
    return Mapping(columns, mapping.values, mapping.constants, mapping.answers)


# --- What must be asked -----------------------------------------------------------------------------------------------


def column_of(spec: Spec, name: str) -> Column:
    """The column that a name of a match stands for; ``name+2`` is the second of several that are added."""
    return spec.columns[name.partition("+")[0]]


def dates_of(spec: Spec, parts: Sequence[Part]) -> list[RawColumn]:
    """The columns of dates."""
    return [raw for part in parts for name, raw in part.columns.items() if column_of(spec, name).kind == "date"]


def questions_about(
    spec: Spec, parts: Sequence[Part], matches: Sequence[Match], mapping: Mapping, order: str | None
) -> list[Question]:
    """Every question about the table that nobody has answered, and every answer that is none of the choices. ``order``
    is that of day and month, where the dates tell.
    """
    there = {name: raw for part in parts for name, raw in part.columns.items()}
    questions = [question for found in matches for question in found.questions]
    unmapped = tuple(dict.fromkeys(heading for found in matches for heading in found.unmapped))
    questions += [
        about_missing(spec, spec.columns[name], unmapped)
        for name in spec.essential
        if name not in there and mapping.constant(spec.table, name) is None
    ]
    needed: dict[str, list[str]] = {}
    for name, raw in there.items():
        column = column_of(spec, name)
        periods = periods_for(column, spec.columns) if column.needs else ()
        if periods and not any(one in there or mapping.constant(spec.table, one) for one in periods):
            needed.setdefault(periods[-1], []).append(raw.heading)
    for name, headings in needed.items():
        if name not in spec.essential:
            sentence = "for what period are these amounts?"
            of = spec.columns[name].of
            questions.append(Question("constants", name, spec.table, tuple(headings), of, sentence, unmapped))
    return [*questions, *_about_codes(spec, parts, mapping), *_about_writing(spec, there, mapping, order)]


def about_missing(spec: Spec, column: Column, unmapped: tuple[str, ...]) -> Question:
    """A question about an essential column that no heading was recognised as."""
    if column.of:
        sentence = f"{column.means} No column is known to say it."
        return Question("constants", column.name, spec.table, (), column.of, sentence, unmapped)
    sentence = f"which heading is it? {column.means}"
    return Question("columns", column.name, spec.table, unmapped, unmapped, sentence)


def _about_codes(spec: Spec, parts: Sequence[Part], mapping: Mapping) -> list[Question]:
    """A question about each value of a column of codes that is no code of ours and no slip."""
    questions = []
    for name, column in spec.columns.items():
        raws = [part.columns[name] for part in parts if name in part.columns]
        if column.kind != "code" or not raws:
            continue
        sentence = f'what does this value of the column "{raws[0].heading}" mean?'
        questions += [
            Question("values", name, spec.table, (value,), (*column.of, ""), sentence)
            for value in codes_not_known(joined(name, raws), column, mapping.codes(spec.table, name))
        ]
    return questions


def _about_writing(spec: Spec, there: MappingOf[str, RawColumn], mapping: Mapping, order: str | None) -> list[Question]:
    """Questions about signs, dates and units."""
    questions = []
    signed: dict[str, list[str]] = {}
    for name, raw in there.items():
        if column_of(spec, name).asked:
            signed.setdefault(str(column_of(spec, name).asked), []).append(raw.heading)
    for answer, headings in signed.items():
        sentence = "which sign does the table give what a tenant owes, or what raises the debt?"
        questions += asked(mapping, spec.table, answer, tuple(headings), SIGNS, sentence)
    dates = {name: raw for name, raw in there.items() if column_of(spec, name).kind == "date"}
    if order is None or "date_order" in mapping.answers:
        headings = [raw.heading for raw in dates.values()]
        sentence = "does the day or the month come first? No date of the table tells."
        questions += asked(mapping, spec.table, "date_order", tuple(headings), ORDERS, sentence)
    whole = [
        raw.heading
        for name, raw in there.items()
        if column_of(spec, name).kind == "money" and (raw.kinds == WHOLE).any()
    ]
    if whole:
        sentence = "are these whole numbers pounds or pence?"
        questions += asked(mapping, spec.table, "money", tuple(whole), UNITS, sentence)
    return questions


def asked(
    mapping: Mapping, table: str, name: str, headings: tuple[str, ...], choices: tuple[str, ...], sentence: str
) -> list[Question]:
    """The question, where it has no answer, or one that is none of the choices."""
    answer = mapping.answers.get(name)
    if answer in choices:
        return []
    if answer is not None:
        sentence = f'"{answer}" is none of the answers. {sentence[0].upper()}{sentence[1:]}'
    return [Question("answers", name, table, headings, choices, sentence)]


def habits_of(
    spec: Spec, parts: Sequence[Part], mapping: Mapping, order: str | None, source: object, today: dt.date | None
) -> Habits:
    """How the values of the table are written."""
    signs = {
        column.asked: mapping.answers.get(column.asked, OWED_POSITIVE)
        for column in spec.columns.values()
        if column.asked
    }
    return Habits(
        today=today or dt.datetime.now(tz=dt.UTC).date(),
        order=mapping.answers.get("date_order") or order or DAY_FIRST,
        money=mapping.answers.get("money", POUNDS),
        owed=signs,
        typed=any(part.sheet.typed for part in parts) and not isinstance(source, pd.DataFrame),
    )
