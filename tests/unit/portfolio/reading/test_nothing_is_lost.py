"""Properties: a typed roll survives every kind of file, and whatever is spoilt, rows and pounds add up."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefitcalc.money import format_pounds
from benefitcalc.portfolio import RentRoll
from benefitcalc.portfolio.reading.findings import COLUMNS, READ, SET_ASIDE, kinds
from benefitcalc.portfolio.synthetic import synthetic_roll
from benefitcalc.portfolio.tables import Column, tables_of_the_roll
from benefitcalc.portfolio.writing import Sheet, new_workbook

ANSWERS = {"rent_includes": "nothing", "balance_sign": "owed_positive", "today": dt.date(2026, 11, 29)}


# --- Every kind of file -----------------------------------------------------------------------------------------------


def as_text(frame: pd.DataFrame, columns: dict[str, Column]) -> pd.DataFrame:
    """The cells of a typed frame as people write them."""

    def cell(value: Any, kind: str) -> Any:
        if value is pd.NA or value is pd.NaT:
            return None
        match kind:
            case "money" | "hours":
                return format_pounds(int(value))
            case "flag":
                return "yes" if value else "no"
            case "date":
                return f"{value:%d/%m/%Y}"
        return str(value)

    return pd.DataFrame(
        {name: [cell(value, columns[name].kind) for value in frame[name]] for name in frame}, dtype=object
    )


def csv(frame: pd.DataFrame, _: str) -> bytes:
    return frame.to_csv(index=False).encode()


def xlsx(frame: pd.DataFrame, name: str) -> bytes:
    written = io.BytesIO()
    with new_workbook(written) as book:
        Sheet(book, name).frame(frame)
    return written.getvalue()


def parquet(frame: pd.DataFrame, _: str) -> bytes:
    written = io.BytesIO()
    frame.to_parquet(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def typed() -> tuple[pd.DataFrame, pd.DataFrame]:
    return synthetic_roll(60, seed=4)


def same(roll: RentRoll, typed: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    for read, meant in zip((roll.tenancies, roll.people), typed, strict=True):
        there = [name for name in read if name in meant]
        assert set(meant.columns[meant.notna().any()]) <= set(there)
        pd.testing.assert_frame_equal(read[there], meant[there].astype(read[there].dtypes.to_dict()))
        assert read.drop(columns=there).isna().all(axis=None)


@pytest.mark.parametrize("write", [csv, xlsx, parquet])
def test_a_roll_survives_a_file(write: Callable[..., bytes], typed: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    tables = tables_of_the_roll()
    files = [
        write(as_text(frame, tables[name]), name) for frame, name in zip(typed, ("tenancies", "people"), strict=True)
    ]
    roll = RentRoll.read(files[0], people=files[1], **ANSWERS)
    same(roll, typed)
    assert set(roll.problems()["code"]) <= {"number_as_text"}


def test_a_roll_survives_as_frames_of_text_and_as_typed_frames(typed: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    tables = tables_of_the_roll()
    same(RentRoll.read(as_text(typed[0], tables["tenancies"]), as_text(typed[1], tables["people"]), **ANSWERS), typed)
    hours = typed[1].assign(hours=typed[1]["hours"] // 100) if "hours" in typed[1] else typed[1]
    assert len(RentRoll.read(typed[0], hours, money="pence", **ANSWERS).tenancies) == 60


# --- Whatever is spoilt -----------------------------------------------------------------------------------------------

REFS = st.sampled_from(["T1", "T2", "T3", "T4", " T5", "", None, "N/A", "Total", "=T6", "tenancy_ref"])
AMOUNTS = st.sampled_from(
    ["100.00", "1,234.56", "£80", "-5", "(3.00)", "2.00-", "abc", "", None, "9e9", 75.5, -1.0, True, "7.005"]
)
PERIODS = st.sampled_from(["week", "Monthly", "4 weekly", "", None, "daily", "fortnight"])
WEEKS = st.sampled_from(["52", 48, 50.0, "53", "60", "", None, "all"])
DATES = st.sampled_from(["31/12/2020", "12/31/2020", "1900-01-01", 44000, "", None, "soon", dt.date(2021, 5, 6)])
FLAGS = st.sampled_from(["Y", "no", "maybe", "", None, True, 1])
HOMES = st.lists(st.tuples(REFS, AMOUNTS, PERIODS, WEEKS, AMOUNTS, AMOUNTS, DATES, FLAGS), max_size=12)
HOME = [
    "tenancy_ref",
    "rent",
    "rent_per",
    "chargeable_weeks",
    "balance",
    "eligible_service_charge",
    "tenancy_start",
    "uc_flag",
]
PERSON = ["tenancy_ref", "role", "age", "born", "gross_pay"]
ROLES = st.sampled_from(["claimant", "partner", "Child", "dog", "", None])
AGES = st.sampled_from(["34", 7, -1, 300, "", None, "ten"])
PEOPLE = st.lists(st.tuples(REFS, ROLES, AGES, DATES, AMOUNTS), max_size=12)
FIRST = ("T0", "100.00", "week", "52", "0.00", "", "31/12/2020", "no")


def spoilt(homes: list[Any], people: list[Any], includes: str) -> RentRoll:
    roll = pd.DataFrame([FIRST, *homes], columns=HOME, dtype=object)
    persons = pd.DataFrame([("T0", "claimant", 40, "31/12/1985", None), *people], columns=PERSON, dtype=object)
    return RentRoll.read(
        roll, persons, balance_sign="owed_negative", rent_includes=includes, pay_per="week", money="pounds",
        date_order="day_first", tenure="social_rent", today=dt.date(2026, 11, 29),
    )  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(HOMES, PEOPLE, st.sampled_from(["nothing", "eligible_services", "all_services"]))
def test_rows_and_pounds_add_up_whatever_is_spoilt(homes: list[Any], people: list[Any], includes: str) -> None:
    roll = spoilt(homes, people, includes)
    total = roll.control_total()
    assert total.sums
    lines = total.lines.set_index("what")
    no_rows = total.not_counted
    counted = lines.loc["tenancies", "came_in"] + lines.loc["people", "came_in"]
    assert counted + sum(no_rows.values()) == len(homes) + len(people) + 2
    assert lines.loc["tenancies", "kept"] == len(roll.tenancies)
    assert lines.loc["people", "kept"] == len(roll.people)
    assert roll.tenancies["tenancy_ref"].is_unique
    assert set(roll.people["tenancy_ref"]) <= set(roll.tenancies["tenancy_ref"])
    assert roll.tenancies[["rent", "rent_per"]].notna().all(axis=None)
    assert (roll.tenancies["rent"] >= 0).all()


@settings(max_examples=25, deadline=None)
@given(HOMES, PEOPLE)
def test_no_row_and_no_cell_is_dropped_without_a_word(homes: list[Any], people: list[Any]) -> None:
    roll = spoilt(homes, people, "nothing")
    problems = roll.problems()
    assert list(problems) == list(COLUMNS)
    aside = problems[problems["outcome"] == SET_ASIDE]
    lines = roll.control_total().lines.set_index("what")
    for table in ("tenancies", "people"):
        assert aside.loc[aside["table"] == table, "row"].nunique() == lines.loc[table, "set_aside"]
    kept = set(roll.tenancies["tenancy_ref"])
    named = set(zip(problems["table"], problems["row"], problems["column"], strict=True))
    together = set(problems.loc[~problems["code"].map(lambda code: kinds()[code].each), "column"])
    for number, home in enumerate(homes, 2):
        row = roll.tenancies[roll.tenancies["tenancy_ref"] == str(home[0] or "").strip()]
        if str(home[0] or "").strip() not in kept or len(row) != 1:
            continue
        for name, cell in zip(HOME, home, strict=True):
            if str("" if cell is None else cell).strip() and row[name].isna().all():
                assert ("tenancies", number, name) in named or name in together
    assert (problems.loc[problems["outcome"] == READ, "pence_at_stake"] == 0).all()
