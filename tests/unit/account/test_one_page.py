"""The page for the board as XLSX: one sheet of A4, sums that check, and no formula from the ledger."""

import openpyxl
import pytest

from benefitcalc.account import kpis
from benefitcalc.account.definitions import definitions
from benefitcalc.account.one_page import units_of_sums
from tests.unit.account.ledgers import accounts, ledger, transactions
from tests.unit.account.worked_year import PERIOD, WorkedRoll, worked_ledger

LEFT, RIGHT = 0, 7


@pytest.fixture(scope="module")
def figures():
    return kpis(WorkedRoll(), worked_ledger(), period=PERIOD)


@pytest.fixture(scope="module")
def book(figures, tmp_path_factory):
    path = tmp_path_factory.mktemp("board") / "board.xlsx"
    figures.to_excel(path)
    return openpyxl.load_workbook(path)


def cells(sheet, label, half=LEFT):
    """The five cells beside a label."""
    row = next(row for row in sheet.iter_rows() if row[half].value == label)
    return row[half + 1 : half + 6]


def values(sheet, label, half=LEFT):
    return [cell.value for cell in cells(sheet, label, half)]


def test_it_prints_on_one_page_of_a4(book):
    page = book["Key figures"]
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {page.page_setup.fitToWidth, page.page_setup.fitToHeight} <= {None, 1}  # one is what it is left out for
    # Text of 8 points is no smaller than 6 on the sheet: a column has 5.25 points a unit of width.
    columns = page.column_dimensions.values()
    assert sum(5.25 * one.width * (one.max - one.min + 1) for one in columns) * 6 / 8 < 842 - 36
    assert 12 * page.max_row * 6 / 8 < 595 - 36
    # A label has room in its column, at 4 points a character.
    assert max(len(one.label) for one in definitions().values()) * 4 < 5.25 * page.column_dimensions["A"].width


def test_figures_stand_in_their_units_beside_target_and_last_month(book):
    sheet = book["Key figures"]
    label = "Rent collected, EXCLUDING arrears brought forward"
    assert values(sheet, label) == [95.38, 98.5, 95.38, "–", "no"]
    assert cells(sheet, label)[0].number_format == '0.00"%"'
    assert values(sheet, "Arrears per UC account", RIGHT) == [866.67, "–", "–", "–", ""]
    assert values(sheet, "Accounts with Universal Credit", RIGHT)[:2] == [3, 4]


def test_every_figure_is_on_the_page(book):
    shown = {row[half].value for row in book["Key figures"].iter_rows() for half in (LEFT, RIGHT)}
    assert {one.label for one in definitions().values()} <= shown


def test_the_bridge_closes_by_formulas_that_give_the_same_figures(book):
    sheet = book["Key figures"]
    start, closing = cells(sheet, "Debt at the start")[0].row, cells(sheet, "Debt at the end")
    assert closing[1].value == f"=SUM(C{start}:C{closing[0].row - 1})"
    assert sheet.cell(start, 6).value == f"=SUM(B{start}:E{start})"
    rows = range(start, closing[0].row)
    sums = [sum(round(sheet.cell(row, column).value * 100) for row in rows) for column in range(2, 6)]
    assert sums == [2_840_00, 1_500_00, 260_00, 774_00]


def test_only_sums_of_the_page_are_formulas(book):
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == 4 + 11  # the closing line, and the total of each of the eleven lines
    assert all(formula.startswith("=SUM(") for formula in formulas)


@pytest.mark.parametrize("code", ['=HYPERLINK("http://x","y")', "+1+1", "@SUM(A1)", "-2", "https://example.org", "007"])
def test_text_from_the_ledger_is_never_a_formula_nor_a_link(tmp_path, code):
    table = accounts({"account_ref": "A", "patch": code, "officer": code, "opening_balance": 100})
    kpis(None, ledger(table, transactions()), period=PERIOD).to_excel(tmp_path / "x.xlsx")
    read = openpyxl.load_workbook(tmp_path / "x.xlsx")
    for name in ("Key figures", "By patch and officer"):
        found = [cell for row in read[name].iter_rows() for cell in row if cell.value == code]
        assert found
        assert {(cell.data_type, cell.hyperlink) for cell in found} == {("s", None)}


def test_more_patches_than_the_page_holds_are_on_the_sheet_behind(tmp_path):
    table = accounts(*({"account_ref": str(i), "patch": f"P{i:02}", "opening_balance": 100} for i in range(15)))
    kpis(None, ledger(table, transactions()), period=PERIOD).to_excel(tmp_path / "x.xlsx")
    read = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert cells(read["Key figures"], "5 more on the next sheet", RIGHT)
    codes = {row[2].value for row in read["By patch and officer"].iter_rows(min_row=2)}
    assert {f"P{i:02}" for i in range(15)} <= codes


def test_the_frame_is_on_the_sheet_behind_with_the_sums_of_each_figure(book, figures):
    sheet = book["By patch and officer"]
    assert sheet.max_row == len(figures.frame) + 1
    rows = {(row[11].value, row[1].value): row for row in sheet.iter_rows(min_row=2)}
    assert [cell.value for cell in rows["collected_excluding_arrears", "all"][7:9]] == [31_990, 33_540]
    assert [cell.value for cell in rows["uc_in_arrears", "all"][7:9]] == [3, 3]
    assert [cell.value for cell in rows["uc_mean_arrears", "all"][7:9]] == [2_600, 3]


@pytest.mark.parametrize("kpi", ["uc_share", "uc_managed", "arrangements_kept", "weeks_to_clear", "uc_in_arrears"])
def test_counts_are_not_shown_as_money(kpi):
    assert units_of_sums(definitions()[kpi]) == ("number", "number")


@pytest.mark.parametrize(
    "kpi", ["collected_overall", "adjusted_arrears_percent", "written_off_percent", "former_collected"]
)
def test_sums_of_money_are_shown_as_money(kpi):
    assert units_of_sums(definitions()[kpi]) == ("pounds", "pounds")
