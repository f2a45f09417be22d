"""The template workbook: it is read back once its questions are answered, as it is and filled in."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest

from benefitcalc.errors import AnswersMissing
from benefitcalc.portfolio import RentRoll, write_template
from benefitcalc.portfolio.tables import tables_of_the_roll

ANSWERS = {"balance_sign": "owed_positive", "rent_includes": "nothing"}


def template(*, wide: bool) -> bytes:
    written = io.BytesIO()
    write_template(written, wide=wide)
    return written.getvalue()


def answered(book: openpyxl.Workbook) -> bytes:
    """The workbook with the sheet of answers filled in."""
    for row in book["Answers"].iter_rows(min_row=2):
        row[1].value = ANSWERS.get(row[0].value)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def template_answered(*, wide: bool) -> bytes:
    return answered(openpyxl.load_workbook(io.BytesIO(template(wide=wide))))


@pytest.mark.parametrize("wide", [False, True])
def test_the_template_answers_nothing_for_the_landlord(wide: bool) -> None:
    with pytest.raises(AnswersMissing) as raised:
        RentRoll.read(template(wide=wide))
    assert {question.name for question in raised.value.questions} == set(ANSWERS)


@pytest.mark.parametrize("wide", [False, True])
def test_the_template_is_read_with_its_own_answers(wide: bool) -> None:
    roll = RentRoll.read(template_answered(wide=wide))
    assert roll.tenancies["tenancy_ref"].tolist() == ["EXAMPLE-1"]
    assert roll.tenancies[["rent", "balance", "chargeable_weeks"]].iloc[0].tolist() == [12438, 21240, 52]
    assert roll.people["role"].tolist() == ["claimant", "partner", "child", "child", "non_dependant"]
    assert roll.people["born"].dt.year.tolist() == [1988, 1986, 2014, 2018, 2004]
    assert roll.people["gross_pay"].dropna().tolist() == [118000]
    assert roll.problems().empty
    assert roll.control_total().sums


@pytest.mark.parametrize("wide", [False, True])
def test_every_heading_of_the_template_is_recognised(wide: bool) -> None:
    roll = RentRoll.read(template_answered(wide=wide))
    assert set(roll.unmapped.values()) <= {()}


def filled_in(cells: dict[str, Any]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(template(wide=False)))
    sheet = book["Tenancies"]
    places = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in cells.items():
        sheet.cell(3, places[heading], value)
    book["People"].append(["NEW-1", "claimant", dt.datetime(1970, 1, 31)])  # noqa: DTZ001  a day
    return answered(book)


def test_a_template_filled_in_by_another_program_is_read_back() -> None:
    roll = RentRoll.read(
        filled_in(
            {"Tenancy ref": "NEW-1", "Rent": 98.76, "Rent per": "month", "Tenancy start": "31/01/2020", "Uc flag": "no"}
        )
    )
    new = roll.tenancies.iloc[1]
    assert new[["tenancy_ref", "rent", "rent_per", "uc_flag"]].tolist() == ["NEW-1", 9876, "month", False]
    assert new["tenancy_start"].date() == dt.date(2020, 1, 31)
    assert roll.people.iloc[-1]["born"].date() == dt.date(1970, 1, 31)


def test_drop_downs_list_the_codes_and_notes_explain_every_column() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(wide=False)))
    lists = {rule.formula1 for rule in book["Tenancies"].data_validations.dataValidation if rule.type == "list"}
    assert all(formula.startswith("Codes!$") for formula in lists)
    tenure = next(column for column in book["Codes"].columns if column[0].value == "Codes of tenure")
    assert tuple(cell.value for cell in tenure[1:11]) == tables_of_the_roll()["tenancies"]["tenure"].of
    assert book["Notes"].max_row - 1 == sum(map(len, tables_of_the_roll().values()))
    assert book["Tenancies"].freeze_panes == "A2"
