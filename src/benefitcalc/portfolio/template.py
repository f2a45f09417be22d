"""The template workbook of a rent roll: headings that are recognised, drop-downs, notes, and an example to overwrite.

    write_template("rent roll.xlsx")                 a sheet of tenancies and a sheet of people
    write_template("rent roll.xlsx", wide=True)      one sheet, a row a tenancy, people in numbered columns

``RentRoll.read`` reads the workbook once it is filled in. Its sheet Answers asks what nobody may guess, such as the
sign of a balance; what is left open there ``RentRoll.read`` asks.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO, Any, TypeAlias

from benefitcalc.portfolio.reading.roll import INCLUDES
from benefitcalc.portfolio.reading.tables import ORDERS, SIGNS
from benefitcalc.portfolio.tables import Column, tables_of_the_roll
from benefitcalc.portfolio.writing import Sheet, new_workbook

ROWS = 20_000
"""How far down the drop-downs reach."""
_NAMES = {"non_dependant": "other adult"}


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the sheet of answers."""

    says: str
    choices: tuple[str, ...] = ()
    """What can be answered; anything where there is none."""


BALANCE_SIGN = Ask("The sign of a balance that the tenant owes.", SIGNS)
DATE_ORDER = Ask("Whether the day or the month comes first where a date was typed as text.", ORDERS)
_ASKS = {
    "balance_sign": BALANCE_SIGN,
    "rent_includes": Ask(
        "What the rent holds besides the rent itself; services beside it have their own columns.", INCLUDES
    ),
    "date_order": DATE_ORDER,
}
Columns: TypeAlias = Sequence[tuple[str, Column]]
"""The columns of a sheet, each with its heading."""


def write_template(target: str | os.PathLike[str] | IO[bytes], *, wide: bool = False) -> None:
    """Write the template to a path or an open file; an existing file is replaced."""
    plan, tables = _plan(), tables_of_the_roll()
    household = plan["example"]
    columns = [(heading_of(name), tables["tenancies"][name]) for name in plan["tenancies"]]
    first = [household["tenancy"].get(name) for name in plan["tenancies"]]
    if wide:
        more = list(_wide(plan, tables["people"]))
        columns += [(heading, column) for heading, column, _ in more]
        first += [cell for _, _, cell in more]
        sheets: dict[str, tuple[Columns, list[list[Any]]]] = {"Tenancies": (columns, [first])}
    else:
        people = [{"tenancy_ref": household["tenancy"]["tenancy_ref"], **one} for one in household["people"]]
        of_people = [(heading_of(name), tables["people"][name]) for name in plan["people"]]
        rows = [[person.get(name) for name in plan["people"]] for person in people]
        sheets = {"Tenancies": (columns, [first]), "People": (of_people, rows)}
    write_sheets(target, sheets, plan["answers"], asks=_ASKS, tables=tables)


def write_sheets(
    target: str | os.PathLike[str] | IO[bytes],
    sheets: Mapping[str, tuple[Columns, Sequence[Sequence[Any]]]],
    answers: Mapping[str, str],
    *,
    asks: Mapping[str, Ask],
    tables: Mapping[str, Mapping[str, Column]],
) -> None:
    """Write a template of those sheets, each its columns and the rows of its example, with the sheets beside them:
    answers, notes on every column of ``tables``, and codes.
    """
    with new_workbook(target) as book:
        written = {name: Sheet(book, name) for name in sheets}
        _answers(Sheet(book, "Answers"), answers, asks)
        _notes(Sheet(book, "Notes"), tables)
        codes = _codes(Sheet(book, "Codes"), [column for columns, _ in sheets.values() for _, column in columns])
        for name, (columns, rows) in sheets.items():
            _fill(written[name], columns, rows, codes)


@cache
def _plan() -> dict[str, Any]:
    return tomllib.loads(files(f"{__package__}.reading").joinpath("template.toml").read_text(encoding="utf-8"))


def heading_of(name: str) -> str:
    """The heading of a column, which the reader recognises."""
    return name.replace("_", " ").capitalize()


def _wide(plan: Mapping[str, Any], people: Mapping[str, Column]) -> Iterator[tuple[str, Column, Any]]:
    """The numbered columns of each person, with the cell of the example."""
    for role, names in plan["wide"].items():
        there = [person for person in plan["example"]["people"] if person["role"] == role]
        places = plan["wide_places"][role]
        for place in range(places):
            person = there[place] if place < len(there) else {}
            who = _NAMES.get(role, role) + (f" {place + 1}" if places > 1 else "")
            for name in names:
                yield heading_of(f"{who} {name}"), people[name], person.get(name)


def _fill(sheet: Sheet, columns: Columns, rows: Sequence[Sequence[Any]], codes: Mapping[str, str]) -> None:
    sheet.header([heading for heading, _ in columns], [max(11, len(heading) // 2 + 4) for heading, _ in columns])
    for place, (heading, column) in enumerate(columns):
        for row, cells in enumerate(rows, 1):
            sheet.cell(row, place, _cell(cells[place], column), money=column.kind == "money")
        choice = {"validate": "list", "source": codes[column.name]} if column.name in codes else {"validate": "any"}
        prompt = {"input_title": heading[:32], "input_message": column.means[:255], "ignore_blank": True}
        sheet.page.data_validation(1, place, ROWS, place, {**choice, **prompt})


def _cell(value: Any, column: Column) -> Any:
    """A cell of the example, money in pence."""
    if value is None:
        return None
    if column.kind == "money":
        return int(str(value).replace(".", ""))
    return int(value) if column.kind in {"whole", "hours"} else value


def _codes(sheet: Sheet, columns: Sequence[Column]) -> dict[str, str]:
    """The sheet of codes, and for each column the range that its drop-down lists."""
    lists = {column.name: column.of for column in columns if column.kind == "code"}
    lists |= {column.name: ("yes", "no") for column in columns if column.kind == "flag"}
    sheet.header([f"Codes of {name}" for name in lists], [24] * len(lists))
    ranges = {}
    for place, (name, of) in enumerate(lists.items()):
        for row, code in enumerate(of, 1):
            sheet.cell(row, place, code)
        ranges[name] = f"=Codes!{_cell_name(1, place)}:{_cell_name(len(of), place)}"
    return ranges


def _cell_name(row: int, place: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, place, row_abs=True, col_abs=True))


def _answers(sheet: Sheet, answers: Mapping[str, str], asks: Mapping[str, Ask]) -> None:
    sheet.header(["Question", "Answer", "What it says"], [20, 20, 80])
    for row, (name, answer) in enumerate(answers.items(), 1):
        for place, text in enumerate((name, answer, asks[name].says)):
            sheet.cell(row, place, text)
        if asks[name].choices:
            sheet.page.data_validation(row, 1, row, 1, {"validate": "list", "source": list(asks[name].choices)})


def _notes(sheet: Sheet, tables: Mapping[str, Mapping[str, Column]]) -> None:
    """What each column means, of those in the sheets and of those that can be added."""
    sheet.header(["Sheet", "Column", "What it says", "How it reads", "Codes"], [12, 34, 80, 24, 80])
    reads = {
        "text": "text", "money": "pounds and pence", "whole": "whole number", "hours": "hours a week",
        "flag": "yes or no", "date": "date", "code": "one of the codes", "codes": "codes with a space between",
    }  # fmt: skip
    lines = [(table, column) for table, columns in tables.items() for column in columns.values()]
    for row, (table, column) in enumerate(lines, 1):
        cells = (table.capitalize(), heading_of(column.name), column.means, reads[column.kind], ", ".join(column.of))
        for place, text in enumerate(cells):
            sheet.cell(row, place, text)
