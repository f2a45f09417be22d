"""The workbook for the board, as Excel reads it."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benefitcalc.portfolio.forecast import Forecast, forecast
from benefitcalc.portfolio.scenario import Scenario
from tests.unit.portfolio.forecast.stocks import small_stock, three_tenancies

EVIL = '=HYPERLINK("http://example.org","click")'


@pytest.fixture(scope="module")
def made() -> Forecast:
    stock = small_stock(three_tenancies(), three_tenancies()[::-1], patch=[EVIL, "North", "@South"])
    return forecast(stock, rent="3.8%", pay="3.4%", scenario=Scenario(name="=1+1"))


@pytest.fixture(scope="module")
def path(made: Forecast, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("board") / "board.xlsx"
    made.to_excel(path)
    return path


def _cells(path: Path, sheet: str, *, values: bool = True) -> list[list[Any]]:
    book = openpyxl.load_workbook(path, data_only=values)
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_it_has_the_pages_of_a_board(path: Path) -> None:
    names = openpyxl.load_workbook(path).sheetnames
    assert names == [
        "Summary", "Months", "Bridge", "By patch", "By who helps with the rent", "By household", "Largest shortfalls",
        "Assumptions", "What was drawn",
    ]  # fmt: skip


def test_only_sums_are_formulas(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert all(formula.startswith("=SUM(") for formula in formulas)
    assert EVIL in [row[0] for row in _cells(path, "By patch")]
    with zipfile.ZipFile(path) as package:
        assert not [name for name in package.namelist() if "externalLink" in name or "vba" in name]


def test_the_figures_are_those_of_the_forecast(path: Path, made: Forecast) -> None:
    months = _cells(path, "Months")
    head = next(place for place, row in enumerate(months) if row[0] == "Month")
    april = months[head + 1]
    assert april[0].isoformat() == "2026-04-01T00:00:00"
    assert Decimal(str(april[2])) * 100 == int(made.months["rent"].iloc[0])
    in_all = next(row for row in months if row[0] == "In all")
    assert in_all[1] == 52
    assert Decimal(str(in_all[2])) * 100 == int(made.total["rent"].item())
    bridge = _cells(path, "Bridge")
    end = next(row for row in bridge if row[0] == "Forecast")
    assert Decimal(str(end[4])) * 100 == int(made.total["help_with_rent"].item())
    summary = {row[0]: row[1] for row in _cells(path, "Summary")}
    assert Decimal(str(summary["Help with rent"])) * 100 == int(made.total["help_with_rent"].item())
    assert Decimal(str(summary["Income and savings"])) * 100 == int(made.total["income"].item())


def test_it_says_what_was_assumed_and_drawn(path: Path) -> None:
    assumed = {row[0]: row[1] for row in _cells(path, "Assumptions")}
    assert assumed["Rents rise by"] == "3.8%"
    assert assumed["Scenario"] == "=1+1"
    assert ["pay", "3 tenancies"] in _cells(path, "What was drawn")
