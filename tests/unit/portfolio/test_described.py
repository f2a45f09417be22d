"""The page about the rent roll is the one that is kept, and its five lines run."""

import re

from benefitcalc.portfolio.described import page
from benefitcalc.portfolio.synthetic import synthetic_roll, write_export
from benefitcalc.portfolio.tables import tables_of_the_roll
from tests.conftest import REPOSITORY

DOCS = REPOSITORY / "docs" / "rent-roll.md"


def test_the_page_that_is_kept_is_the_one_that_the_columns_make():
    assert DOCS.read_text(encoding="utf-8") == page()


def test_every_column_stands_on_the_page():
    written = page()
    assert all(
        f"`{name}`" in written for table in tables_of_the_roll().values() for name in table if "_per" not in name
    )


def five_lines(path):
    (block,) = re.findall(r"```python\n([^`]*board\.xlsx[^`]*)```", (REPOSITORY / path).read_text(encoding="utf-8"))
    assert len([line for line in block.splitlines() if line.strip() and not line.startswith("from ")]) == 5
    return block


def test_the_five_lines_go_from_a_wide_sheet_to_a_board_page(tmp_path, monkeypatch, capsys):
    block = five_lines("README.md")
    assert block == five_lines("docs/rent-roll.md")
    sheet, mapping = write_export(tmp_path, *synthetic_roll(25, seed=1, on="2027-03-29"), style_name="wide_sheet")
    sheet.rename(tmp_path / "roll.xlsx")
    mapping.rename(tmp_path / "ours.toml")
    monkeypatch.chdir(tmp_path)
    exec(block.replace("draws=200", "draws=3"), {})  # noqa: S102  the code of the page, which is the project's own
    assert (tmp_path / "board.xlsx").stat().st_size > 10_000
    out = capsys.readouterr().out
    assert "Forecast of 25 tenancies, 1 April 2027 to 31 March 2028" in out
    assert "Rent charged" in out
