"""The four tables of a ledger, read together from files or frames: what they need is asked at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from benefitcalc.account.doctor import STAKE, check, complete_columns, of_typed, spec_of
from benefitcalc.account.tables import tables_of_the_ledger
from benefitcalc.errors import AnswersMissing, Question, UnreadableTable
from benefitcalc.periods import as_date
from benefitcalc.portfolio.reading.dates import order_of
from benefitcalc.portfolio.reading.doctor import Doctored, Part, Spec, doctored
from benefitcalc.portfolio.reading.findings import in_order
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.matching import Match, Names, known_to
from benefitcalc.portfolio.reading.roll import asked_once, with_answers_of
from benefitcalc.portfolio.reading.sheets import Sheet
from benefitcalc.portfolio.reading.sources import Source, sheets_of
from benefitcalc.portfolio.reading.tables import dates_of, finished, habits_of, parts_of, questions_about
from benefitcalc.portfolio.tables import key_of

DAYS = {
    "opening_on": "at the start of which day did the opening balances stand? Write it as 2026-04-06.",
    "complete_from": "from which day on are the transactions complete? Write it as 2026-04-06.",
}
ANSWERS = ("balance_sign", "amount_sign", "date_order", "money", *DAYS)


@dataclass(frozen=True, slots=True)
class LedgerRead:
    """A ledger that was read."""

    tables: dict[str, Doctored]
    problems: pd.DataFrame
    mapping: Mapping
    unmapped: dict[str, tuple[str, ...]]
    opening_on: dt.date
    complete_from: dt.date


@dataclass(frozen=True, slots=True)
class _Table:
    """The sheets of one table, recognised."""

    spec: Spec
    parts: list[Part]
    matches: list[Match]
    unused: list[Sheet]
    order: str | None
    source: object


def read_ledger(sources: MappingOf[str, Source | None], mapping: Any, answers: MappingOf[str, Any]) -> LedgerRead:
    """Read a ledger; see ``Ledger.read``. ``sources`` has one for each table, or None."""
    said = Mapping.read(mapping).with_answers(_known(answers))
    sheets, said = _sheets(sources, said)
    tables = {name: _recognised(name, there, said, sources[name]) for name, there in sheets.items() if there}
    questions = [
        question
        for one in tables.values()
        for question in questions_about(one.spec, one.parts, one.matches, said, one.order)
    ]
    days, of_days = _days(said)
    if questions or of_days:
        raise AnswersMissing(asked_once([*questions, *of_days]))
    read = {name: _read(tables[name], said) if name in tables else of_typed(name, None) for name in sheets}
    check(read, days["opening_on"])
    finals = {
        name: finished(read[name], one.parts, one.matches, one.unused, said, stake=STAKE[name])
        for name, one in tables.items()
    }
    for final in finals.values():
        said = replace(said, columns={**said.columns, **final.mapping.columns})
    return LedgerRead(
        read,
        in_order([final.problems for final in finals.values()]),
        said,
        {name: final.unmapped for name, final in finals.items()},
        days["opening_on"],
        days["complete_from"],
    )


def _known(answers: MappingOf[str, Any]) -> MappingOf[str, Any]:
    columns = {name for table in tables_of_the_ledger().values() for name in table}
    unknown = [name for name in answers if name not in columns and name not in ANSWERS]
    if unknown:
        raise UnreadableTable(
            f"Nothing asks for {', '.join(unknown)}. Answers are {', '.join(ANSWERS)}, and columns of the ledger."
        )
    return answers


def _sheets(sources: MappingOf[str, Source | None], said: Mapping) -> tuple[dict[str, list[Sheet]], Mapping]:
    """The sheets of each table. Another table may be a sheet of its name in the accounts' workbook, which may have a
    sheet of answers too.
    """
    known = known_to(*(Names(name, columns, said) for name, columns in tables_of_the_ledger().items()))
    sheets = {name: [] if source is None else sheets_of(source, known) for name, source in sources.items()}
    said, own = with_answers_of(sheets["accounts"], said)
    for name in set(sources) - {"accounts"}:
        sheets[name] = sheets[name] + [sheet for sheet in own if key_of(sheet.name) == name]
    others = set(sources) - {"accounts"}
    return {**sheets, "accounts": [sheet for sheet in own if key_of(sheet.name) not in others]}, said


def _recognised(name: str, sheets: list[Sheet], said: Mapping, source: object) -> _Table:
    spec = spec_of(name)
    parts, matches, unused = parts_of(sheets, Names(name, spec.columns, said), spec)
    return _Table(spec, parts, matches, unused, order_of(dates_of(spec, parts)), source)


def _read(table: _Table, said: Mapping) -> Doctored:
    habits = habits_of(table.spec, table.parts, said, table.order, table.source, None)
    read = doctored(table.spec, table.parts, said, habits)
    complete_columns(read)
    return read


def _days(said: Mapping) -> tuple[dict[str, dt.date], list[Question]]:
    """The days that were said, and a question about each that is none; complete from the opening day where not said."""
    found, questions = {}, []
    for name, sentence in DAYS.items():
        text = said.answers.get(name, said.answers.get("opening_on"))
        try:
            found[name] = as_date(text or "")
        except ValueError:
            questions.append(Question("answers", name, "accounts and transactions", (), (), sentence))
    return found, questions if "opening_on" in said.answers else questions[:1]
