"""``benefitcalc portfolio``: files in, a file out, a summary, and what was wrong beside it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from benefitcalc.cli import main
from benefitcalc.portfolio.parquet import write_roll
from tests.unit.portfolio.test_run import tables

ROLL = """tenancy_ref,patch,bedrooms,rent,rent_per,claimant_age,child_1_age
A1,=North,2,112.45,week,34,5
A2,South,1,98.00,week,70,
"""
ANSWERS = ["--answer", "rent_includes=nothing", "--answer", "chargeable_weeks=52", "--answer", "tenure=social_rent"]
# A1: two bedrooms needed, no income: all of 112.45 is covered (UC). A2: over pension age: 98.00 is covered (HB).


def command(roll: Path, out: Path, *more: str) -> list[str]:
    return ["portfolio", str(roll), "--out", str(out), "--on", "2026-06-01", *ANSWERS, *more]


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    path = tmp_path / "roll.csv"
    path.write_text(ROLL)
    return path


def test_a_roll_goes_to_a_table_and_a_summary(roll: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(roll, tmp_path / "out.csv")) == 0
    told = capsys.readouterr().out
    assert "2 tenancies in = 2 assessed + 0 set aside" in told
    assert "£210.45" in told
    assert "£10,943.40" in told
    found = pd.read_csv(tmp_path / "out.csv", dtype=str)
    assert found["help_with_rent"].tolist() == ["112.45", "98.00"]
    assert found["scheme"].tolist() == ["universal_credit", "housing_benefit"]
    assert found["patch"].tolist() == ["'=North", "South"]


@pytest.mark.parametrize("suffix", ["xlsx", "parquet"])
def test_other_kinds_of_files(roll: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    assert main(command(roll, out)) == 0
    if suffix == "xlsx":
        found = pd.read_excel(out, engine="calamine")
        assert found["help_with_rent"].tolist() == [112.45, 98.0]
    else:
        assert pd.read_parquet(out)["help_with_rent"].tolist() == [112_45, 98_00]


def test_a_tenancy_set_aside_is_status_2_and_told_beside(
    roll: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roll.write_text(ROLL + "A3,South,1,98.00,week,12,\n")
    assert main(command(roll, tmp_path / "out.csv")) == 2
    assert "3 tenancies in = 2 assessed + 1 set aside" in capsys.readouterr().out
    problems = pd.read_csv(tmp_path / "out.problems.csv")
    assert "too young" in problems[problems["ref"] == "A3"]["valid"].iloc[0]


def test_what_is_not_answered_is_asked(roll: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["portfolio", str(roll), "--out", str(tmp_path / "out.csv"), "--on", "2026-06-01"]) == 2
    assert "rent_includes" in capsys.readouterr().err


def test_a_scenario_from_a_file(roll: Path, tmp_path: Path) -> None:
    scenario = tmp_path / "cheaper.toml"
    scenario.write_text('name = "Dearer"\nrent = "10%"\n')
    assert main(command(roll, tmp_path / "out.csv", "--scenario", str(scenario))) == 0
    found = pd.read_csv(tmp_path / "out.csv", dtype=str)
    assert found["help_with_rent"].tolist() == ["123.70", "107.80"]  # 112.45 x 1.1 = 123.695


def test_from_parquet_to_parquet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_roll(*tables(), tmp_path / "roll.parquet")
    out = tmp_path / "out.parquet"
    assert main(["portfolio", str(tmp_path / "roll.parquet"), "--out", str(out), "--on", "2026-06-01"]) == 2
    told = capsys.readouterr().out
    assert "40 tenancies in = 39 assessed + 1 set aside" in told
    assert "out.problems.csv" in told
    assert len(pd.read_parquet(out)) == 40


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"--out": "out.txt"}, "is none of .csv, .xlsx, .parquet"),
        ({"--answer": "rent_includes"}, "write NAME=VALUE"),
        ({"--scenario": "no.toml"}, "cannot be read"),
        ({"--mapping": "no.toml"}, "cannot be read"),
    ],
)
def test_what_the_command_gets_wrong_is_a_sentence(
    roll: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], told: str
) -> None:
    more = [part for pair in change.items() for part in pair]
    assert main(command(roll, tmp_path / "out.csv", *more)) == 2
    assert told in capsys.readouterr().err
