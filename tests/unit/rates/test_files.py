"""The files of rates themselves: read strictly, in order, and the same as the list that people review."""

import datetime as dt
import hashlib
import tomllib
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from benefitcalc.law import citations
from benefitcalc.rates import Basis, RateBook, rate_book
from benefitcalc.rates.files import rates_files, rates_folder
from benefitcalc.rates.model import check_file, check_folder
from benefitcalc.rates.report import current_text

GOLDEN = Path(__file__).parents[2] / "golden" / "current_rates.txt"
FILES = rates_files(rates_folder())

HEAD = """
checked = 2026-11-22
scheme = "universal credit"
title = "Universal Credit"
uprating = "first Monday on or after 6 April"
keys = ["uc"]
"""
TAPER = """
["uc.taper"]
label = "Taper"
unit = "percent"
law = "SI 2013/376 reg 22(1)(b)"
start = "assessment periods beginning"
values = [
  { from = 2017-04-10, value = "63%", confidence = "high", source = "SI 2017/348" },
  { from = 2021-11-24, value = "55%", start = "assessment periods ending", confidence = "high", source = "SI 2021" },
]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "universal_credit.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_read_strictly(path):
    assert check_file(path).parameters


def test_the_folder_is_in_order():
    assert check_folder(rates_folder()) == []


def test_every_law_leads_somewhere():
    laws = {p.law for table in rate_book().tables() for p in table.parameters.values()}
    devolved = ("SSI ", "WSI ")
    for law in laws:
        assert law.startswith(devolved) or citations(law)


@pytest.mark.parametrize("path", [*FILES, rates_folder() / "uprating.toml", rates_folder() / "lha" / "tables.toml"])
def test_apostrophes_are_curly(path):
    texts = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    assert "'" not in texts


def test_current_values_are_those_that_were_reviewed():
    """A changed rate shows here.

    When it is right, write ``benefitcalc.rates.report.current_text(date(2026, 11, 22))`` to the file again.
    """
    assert current_text(dt.date(2026, 11, 22)) == GOLDEN.read_text(encoding="utf-8")


def test_a_good_file_passes(tmp_path):
    assert list(check_file(written(tmp_path, HEAD + TAPER)).parameters) == ["uc.taper"]
    assert check_folder(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('value = "63%"', 'value = "63"', "is not written as percent"),
        ('value = "63%"', 'value = "63.00"', "is not written as percent"),
        ('unit = "percent"', 'unit = "pounds a month"', "is not written as pounds a month"),
        ('unit = "percent"', 'unit = "per cent"', "unit"),
        ("from = 2021-11-24", "from = 2017-04-10", "does not come after"),
        ("from = 2021-11-24", "from = 2016-11-24", "does not come after"),
        ("from = 2021-11-24", 'from = "2021-11-24"', "from"),
        ("from = 2021-11-24", "from = 2017-05-09", "does not come after"),
        ('law = "SI 2013/376 reg 22(1)(b)"\n', "", "law"),
        ('law = "SI 2013/376 reg 22(1)(b)"', 'law = "the regulations"', "is not a citation"),
        (', source = "SI 2017/348"', "", "source"),
        (', source = "SI 2017/348"', ', source = ""', "source"),
        ('confidence = "high", source = "SI 2017/348"', 'confidence = "low", source = "SI 2017/348"', "no note"),
        ('confidence = "high", source = "SI 2017/348"', 'confidence = "sure", source = "SI 2017/348"', "confidence"),
        ('label = "Taper"', 'label = "Taper"\nnotes = "new"', "Extra inputs"),
        ('scheme = "universal credit"', 'scheme = "universal credit"\nauthor = "me"', "Extra inputs"),
        ('start = "assessment periods beginning"', 'start = "some day"', "start"),
        ('["uc.taper"]', '["hb.taper"]', "does not begin with"),
        ("checked = 2026-11-22\n", "", "checked"),
        ("first Monday on or after 6 April", "in spring", "uprating"),
    ],
)
def test_a_bad_file_is_refused(tmp_path, old, new, says):
    text = HEAD + TAPER
    assert old in text
    path = written(tmp_path, text.replace(old, new))
    with pytest.raises(ValidationError, match=says.replace("(", r"\(")):
        check_file(path)
    assert check_folder(tmp_path)


def test_two_files_cannot_hold_the_same_keys(tmp_path):
    written(tmp_path, HEAD + TAPER)
    (tmp_path / "other.toml").write_text(HEAD + TAPER, encoding="utf-8")
    assert check_folder(tmp_path) == ["universal_credit.toml: keys that begin with uc are in other.toml too"]


@pytest.mark.parametrize("basis", Basis)
def test_no_rate_changes_inside_a_regime(basis):
    """The book parts the days without parsing the files: each day that a parsed file changes on is among them."""
    book = RateBook()
    regimes = {(day - dt.date(1970, 1, 1)).days for day in book._regimes[basis]}
    changes = book.change_days(basis)
    assert set(changes.tolist()) <= regimes
    assert np.all(np.diff(changes) > 0)


def test_the_tables_of_local_housing_allowance_are_the_ones_that_were_checked():
    folder = rates_folder() / "lha"
    head = tomllib.loads((folder / "tables.toml").read_text(encoding="utf-8"))
    assert set(head["sha256"]) == {path.name for path in folder.glob("*.csv")}
    for name, digest in head["sha256"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
