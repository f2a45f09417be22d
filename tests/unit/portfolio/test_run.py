"""A rent roll from Parquet to Parquet, and over Dask: the results of the frames, value and type."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from benefitcalc.errors import UnreadableTable
from benefitcalc.portfolio import RentRoll, assess_parquet
from benefitcalc.portfolio.engine import Options, assess_tables, frames_of
from benefitcalc.portfolio.parquet import write_roll
from benefitcalc.portfolio.summary import Summary
from tests.rolls import tenancy

DAY = "2026-06-01"


def tables(count: int = 40) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Random tenancies of which one is not valid, with a label."""
    homes, people = frames_of([tenancy(seed) for seed in range(count)])
    homes.loc[7, "rent"] = -1
    return homes.assign(patch=pd.array(["=N", "S"] * (count // 2), dtype="string")), people


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "roll.parquet"
    write_roll(*tables(), path, rows_together=9)
    return path


def test_from_parquet_to_parquet_is_the_frame(source: Path, tmp_path: Path) -> None:
    expected = assess_tables(*tables(), DAY)
    total = assess_parquet(source, tmp_path / "out", DAY, progress=False)
    found = pd.read_parquet(tmp_path / "out")
    found["date"] = found["date"].astype("datetime64[s]")  # Parquet has no seconds
    assert_frame_equal(found, expected, check_exact=True)
    assert len(list((tmp_path / "out").iterdir())) == 5
    assert total == Summary.of(expected)
    assert (total.rows, total.assessed, total.set_aside) == (40, 39, 1)
    problems = pd.read_csv(tmp_path / "out.problems.csv")
    assert problems[["ref", "column", "found"]].to_numpy().tolist() == [[8, "rent", "'-0.01"]]


def test_several_processes_give_the_same(source: Path, tmp_path: Path) -> None:
    one = assess_parquet(source, tmp_path / "one", DAY, progress=False, workers=1)
    two = assess_parquet(source, tmp_path / "two", DAY, progress=False, workers=2)
    assert one == two
    assert_frame_equal(pd.read_parquet(tmp_path / "one"), pd.read_parquet(tmp_path / "two"))


def test_money_may_be_pounds(source: Path, tmp_path: Path) -> None:
    options = Options(money="decimal", warnings=False)
    total = assess_parquet(source, tmp_path / "out", DAY, options, progress=False)
    assert total == Summary.of(assess_tables(*tables(), DAY))
    written = pd.read_parquet(tmp_path / "out", dtype_backend="pyarrow")
    expected = assess_tables(*tables(), DAY, options)["rent_to_pay"]
    assert written["rent_to_pay"].tolist() == expected.tolist()


def test_a_folder_that_holds_something_is_left_alone(source: Path, tmp_path: Path) -> None:
    with pytest.raises(FileExistsError, match="holds something already"):
        assess_parquet(source, tmp_path, DAY, progress=False)


def test_a_file_without_people_is_refused(tmp_path: Path) -> None:
    tables()[0].to_parquet(tmp_path / "homes.parquet")
    with pytest.raises(UnreadableTable, match="no list of people"):
        assess_parquet(tmp_path / "homes.parquet", tmp_path / "out", DAY, progress=False)


def test_people_of_no_tenancy_are_not_written(tmp_path: Path) -> None:
    homes, people = tables()
    people.loc[3, "tenancy_ref"] = "X"
    with pytest.raises(ValueError, match="1 people are of no tenancy in the table, the first of 'X'"):
        write_roll(homes, people, tmp_path / "roll.parquet")


def test_a_roll_writes_itself(tmp_path: Path) -> None:
    homes, people = tables()
    RentRoll(homes, people).to_parquet(tmp_path / "roll.parquet")
    assess_parquet(tmp_path / "roll.parquet", tmp_path / "out", DAY, progress=False)
    assert len(pd.read_parquet(tmp_path / "out")) == 40


def test_a_summary_says_what_went_in_and_what_came_of_it() -> None:
    results = pd.DataFrame(
        {
            "help_with_rent": pd.array([80_00, None, 50_00], dtype="Int64"),
            "rent_to_pay": pd.array([20_00, None, 10_00], dtype="Int64"),
            "weeks_basis": pd.array([52, None, 48], dtype="Int64"),
            **{
                f"shortfall.{cause}": pd.array([0, None, 0], dtype="Int64")
                for cause in ("ineligible_charges", "joint_tenancy", "local_housing_allowance", "non_dependants")
            },
            "shortfall.under_occupation": pd.array([20_00, None, 10_00], dtype="Int64"),
            **{
                f"shortfall.{cause}": pd.array([0, None, 0], dtype="Int64")
                for cause in ("income", "minimum_award", "not_entitled", "benefit_cap", "no_help")
            },
        }
    )
    # 80.00 x 52 + 50.00 x 48 = 6,560.00 a year; / 52 = 126.15. 20.00 x 52 + 10.00 x 48 = 1,520.00; / 52 = 29.23.
    lines = str(Summary.of(results)).splitlines()
    assert lines[0] == "3 tenancies in = 2 assessed + 1 set aside"
    assert [line.split()[-2:] for line in lines[2:]] == [
        ["£126.15", "£6,560.00"],
        ["£29.23", "£1,520.00"],
        ["£29.23", "£1,520.00"],
    ]
