"""The page for the board as XLSX: one sheet of A4, sums that check, and no formula from the ledger."""

import openpyxl
import pandas as pd
import pytest

from benefitcalc.account.key_figures import kpis
from tests.unit.account.ledgers import accounts, ledger, transactions
from tests.unit.account.worked_year import PERIOD, WorkedRoll, worked_ledger


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("board") / "board.xlsx"
    kpis(WorkedRoll(), worked_ledger(), period=PERIOD).to_excel(path)
    return openpyxl.load_workbook(path)


def row_of(sheet, label):
    return next(row for row in sheet.iter_rows() if row[0].value == label)


def test_it_prints_on_one_page_of_a4(book):
    page = book["Key figures"]
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {page.page_setup.fitToWidth, page.page_setup.fitToHeight} <= {None, 1}  # one is what it is left out for


def test_figures_stand_in_their_units(book):
    sheet = book["Key figures"]
    row = row_of(sheet, "Rent collected, EXCLUDING arrears brought forward")
    assert [cell.value for cell in row[1:7]] == [95.38, 98.5, 95.38, "–", 31990, 33540]
    assert row[1].number_format == '0.00"%"'
    assert [cell.value for cell in row_of(sheet, "Arrears per UC account")[1:7]] == [866.67, "–", "–", "–", 2600, 3]


def test_the_bridge_closes_by_formulas_that_give_the_same_figures(book):
    sheet = book["Key figures"]
    closing = row_of(sheet, "Debt at the end")
    start = row_of(sheet, "Debt at the start")[0].row
    assert closing[2].value == f"=SUM(C{start}:C{closing[0].row - 1})"
    pence = lambda cell: round(cell.value * 100)  # noqa: E731  what Excel would add
    sums = [sum(pence(sheet.cell(row, column)) for row in range(start, closing[0].row)) for column in range(2, 8)]
    assert sums == [2_840_00, 1_500_00, 260_00, 50_00, 24_00, 700_00]
    assert sheet.cell(start, 8).value == f"=SUM(B{start}:G{start})"


def test_only_sums_of_the_page_are_formulas(book):
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == 6 + 11  # the closing line, and the total of each of the eleven lines
    assert all(formula.startswith("=SUM(") for formula in formulas)


@pytest.mark.parametrize("code", ['=HYPERLINK("http://x","y")', "+1+1", "@SUM(A1)", "-2", "https://example.org", "007"])
def test_text_from_the_ledger_is_never_a_formula_nor_a_link(tmp_path, code):
    table = accounts({"account_ref": "A", "patch": code, "officer": code, "opening_balance": 100})
    kpis(None, ledger(table, transactions()), period=PERIOD).to_excel(tmp_path / "x.xlsx")
    read = openpyxl.load_workbook(tmp_path / "x.xlsx")
    for name in ("Key figures", "By patch and officer"):
        cells = [cell for row in read[name].iter_rows() for cell in row if cell.value == code]
        assert cells
        assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}


def test_more_patches_than_the_page_holds_are_on_the_sheet_behind(tmp_path):
    table = accounts(*({"account_ref": str(i), "patch": f"P{i:02}", "opening_balance": 100} for i in range(15)))
    kpis(None, ledger(table, transactions()), period=PERIOD).to_excel(tmp_path / "x.xlsx")
    read = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert row_of(read["Key figures"], "5 more on the next sheet")
    codes = {row[2].value for row in read["By patch and officer"].iter_rows(min_row=2)}
    assert {f"P{i:02}" for i in range(15)} <= codes


def test_the_frame_is_on_the_sheet_behind(book):
    sheet = book["By patch and officer"]
    frame = kpis(WorkedRoll(), worked_ledger(), period=PERIOD).frame
    assert sheet.max_row == len(frame) + 1
    known = int(frame["value"].notna().sum())
    assert sum(isinstance(row[3].value, int | float) for row in sheet.iter_rows(min_row=2)) == known
    assert pd.isna(frame["last_year"]).all()
