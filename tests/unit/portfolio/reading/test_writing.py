"""Files that are written: text that begins as a formula does stays text."""

import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from benefitcalc.portfolio.writing import Sheet, neutral, new_workbook, write_csv

HARMFUL = ["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "http://x.example"]


@pytest.mark.parametrize("text", HARMFUL[:-1])
def test_text_that_would_be_a_formula_has_an_apostrophe_in_csv(text: str, tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"=heading": [text, "plain"], "n": [-1, 2]}), tmp_path / "out.csv")
    read = pd.read_csv(tmp_path / "out.csv", dtype=str, keep_default_na=False)
    assert read.columns.tolist() == ["'=heading", "n"]
    assert read["'=heading"].tolist() == [f"'{text}", "plain"]
    assert read["n"].tolist() == ["-1", "2"]
    assert neutral("plain") == "plain"


def test_text_is_a_string_in_a_workbook_and_money_is_in_pounds() -> None:
    written = io.BytesIO()
    frame = pd.DataFrame({"text": HARMFUL, "pence": pd.array([12345, -1, pd.NA, 0, 1, 2, 3], dtype="Int64")})
    with new_workbook(written) as book:
        Sheet(book, "Out").frame(frame, money=["pence"])
    sheet = openpyxl.load_workbook(io.BytesIO(written.getvalue()))["Out"]
    cells = list(sheet.iter_rows(min_row=2))
    assert [(row[0].value, row[0].data_type, row[0].hyperlink) for row in cells] == [
        (text, "s", None) for text in HARMFUL
    ]
    assert [row[1].value for row in cells[:3]] == [123.45, -0.01, None]
    assert all(row[0].quotePrefix for row in cells[:-1])
