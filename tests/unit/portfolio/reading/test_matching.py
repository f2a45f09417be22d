"""Which column is which: names of housing systems, the user's mapping, doubts that are asked, wide sheets."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benefitcalc.errors import AnswersMissing, Question, UnreadableTable
from benefitcalc.portfolio import Mapping, RentRoll
from benefitcalc.portfolio.reading.tables import TableRead, read_table
from benefitcalc.portfolio.tables import key_of, tables_of_the_roll

ANSWERS = {"tenure": "social_rent", "rent_includes": "nothing", "rent_per": "month", "balance_sign": "owed_positive"}


def read(cells: dict[str, list[Any]], **more: Any) -> RentRoll:
    return RentRoll.read(pd.DataFrame(cells), **{**ANSWERS, **more})


def asked(cells: dict[str, list[Any]], **more: Any) -> tuple[Question, ...]:
    with pytest.raises(AnswersMissing) as caught:
        read(cells, **more)
    return caught.value.questions


@pytest.mark.parametrize(
    "heading", ["Tenancy Ref", "TENANCY_REF", "tenancy-ref.", "TenancyRef", "TAG_REF", "ltcy_alt_ref", "Pay Ref"]
)
def test_case_spaces_and_punctuation_are_ignored(heading: str) -> None:
    assert read({heading: ["T1"], "Net Rent": ["100.00"]}).tenancies["tenancy_ref"].tolist() == ["T1"]


def test_no_name_stands_twice_without_being_asked() -> None:
    doubted = {"servicecharge", "servicecharges"}
    for columns in tables_of_the_roll().values():
        seen: dict[str, str] = {}
        for name, column in columns.items():
            for word in {key_of(word) for word in (name, *column.aliases, *column.fallbacks)} - doubted:
                assert seen.setdefault(word, name) == name, word


def test_a_surer_name_goes_before_a_fallback() -> None:
    roll = read({"Tenancy Ref": ["T1"], "Payment Ref": ["P1"], "Rent": ["100.00"], "Patch": ["N"], "Area": ["North"]})
    assert roll.tenancies[["tenancy_ref", "patch"]].iloc[0].tolist() == ["T1", "N"]
    assert roll.unmapped["tenancies"] == ("Payment Ref", "Area")


def test_two_headings_for_one_column_are_asked_and_answered_by_a_mapping() -> None:
    cells = {"Tenancy Ref": ["T1"], "Net Rent": ["100.00"], "Gross Rent": ["110.00"]}
    (question,) = asked(cells)
    assert (question.part, question.name, question.choices) == ("columns", "rent", ("Net Rent", "Gross Rent"))
    assert read(cells, mapping={"columns": {"Gross rent": "rent"}}).tenancies["rent"].tolist() == [11000]


def test_a_service_charge_may_be_eligible_or_not() -> None:
    cells = {"Tenancy Ref": ["T1"], "Rent": ["100.00"], "Service Charge": ["5.00"]}
    (question,) = asked(cells)
    assert question.choices == ("eligible_service_charge", "ineligible_service_charge", "")
    roll = read(cells, mapping={"columns": {"Service Charge": "ineligible_service_charge"}})
    assert roll.tenancies["ineligible_service_charge"].tolist() == [500]


def test_several_columns_of_services_are_added() -> None:
    cells = {
        "Tenancy Ref": ["T1", "T2", "T3"], "Rent": ["100.00"] * 3,
        "Heating charge": ["5.00", None, "5.00"], "Water charge": ["2.50", "1.00", "abc"],
    }  # fmt: skip
    roll = read(cells)
    assert roll.tenancies["ineligible_service_charge"].tolist() == [750, 100, pd.NA]
    assert roll.problems()["code"].tolist() == ["not_an_amount"]


def test_an_essential_column_that_nobody_recognises_is_asked() -> None:
    (question,) = asked({"Ref No": ["T1"], "Rent": ["100.00"]})
    assert (question.part, question.name, question.choices) == ("columns", "tenancy_ref", ("Ref No",))


def test_periods_are_asked_once_for_all_amounts() -> None:
    people = pd.DataFrame({"Tenancy Ref": ["T1"], "Role": ["claimant"], "State Pension": [230], "Net pay": [100.0]})
    questions = asked({"Tenancy Ref": ["T1"], "Rent": ["100.00"]}, people=people, money="pounds")
    assert {(question.name, question.headings) for question in questions} == {
        ("pay_per", ("Net pay",)), ("incomes_per", ("State Pension",)),
    }  # fmt: skip


def test_an_answer_that_is_none_of_the_choices_is_asked_again() -> None:
    (question,) = asked({"Tenancy Ref": ["T1"], "Rent": ["1"], "Balance": ["2"]}, balance_sign="positive")
    assert '"positive" is none of the answers' in str(question)


def test_whole_numbers_of_a_frame_are_pounds_or_pence() -> None:
    cells = {"tenancy_ref": ["T1"], "rent": [11245]}
    (question,) = asked(cells)
    assert question.choices == ("pounds", "pence")
    assert read(cells, money="pence").tenancies["rent"].tolist() == [11245]
    assert read(cells, money="pounds").tenancies["rent"].tolist() == [1124500]


def test_an_answer_that_nothing_asks_for_is_refused() -> None:
    with pytest.raises(UnreadableTable, match="balence_sign"):
        read({"tenancy_ref": ["T1"], "rent": ["1"]}, balence_sign="owed_positive")


def test_a_value_that_is_too_common_for_a_slip_is_asked_and_a_rare_one_is_a_problem() -> None:
    cells = {
        "tenancy_ref": [f"T{number}" for number in range(42)], "rent": ["100.00"] * 42,
        "tenure": ["GN"] * 20 + ["Sheltered"] * 20 + ["social rent", "slip"],
    }  # fmt: skip
    questions = asked(cells)
    assert [(one.part, one.name, one.headings) for one in questions] == [
        ("values", "tenure", ("GN",)), ("values", "tenure", ("Sheltered",)),
    ]  # fmt: skip
    assert "social_rent" in questions[0].choices
    roll = read(cells, mapping={"values": {"tenure": {"gn": "social_rent", "Sheltered": ""}}})
    assert roll.tenancies["tenure"].tolist() == ["social_rent"] * 20 + [pd.NA] * 20 + ["social_rent", pd.NA]
    assert roll.problems()[["row", "code", "found"]].to_numpy().tolist() == [[42, "unknown_code", "slip"]]


def test_a_way_of_writing_is_listed_once_for_a_column_and_each_time_where_it_is_rare() -> None:
    few = ["100.00"] * 60 + ["£100.00", "£100.00"]
    cells = {"tenancy_ref": [f"T{number}" for number in range(62)], "rent": few, "hb_weekly": ["£10.00"] * 62}
    problems = read(cells).problems()
    assert problems[["row", "column", "cells"]].to_numpy().tolist() == [
        [1, "hb_weekly", 62], [61, "rent", 1], [62, "rent", 1],
    ]  # fmt: skip


# --- The mapping ------------------------------------------------------------------------------------------------------


def test_a_mapping_says_columns_values_constants_and_answers(tmp_path: Path) -> None:
    mapping = Mapping(
        columns={"Tncy": "tenancy_ref", 'The "basic" £ rent': "rent", "Kind": "tenure", "Notes": ""},
        values={"tenure": {"GN": "social_rent", "": ""}},
        constants={"rent_per": "four_weeks"},
        answers={"rent_includes": "nothing", "chargeable_weeks": "52"},
    )
    mapping.save(tmp_path / "nec.toml")
    assert Mapping.read(tmp_path / "nec.toml") == mapping
    frame = pd.DataFrame({"Tncy": ["T1"], 'The "basic" £ rent': ["400"], "Kind": ["gn"], "Notes": ["x"]})
    roll = RentRoll.read(frame, mapping=tmp_path / "nec.toml")
    assert roll.tenancies.iloc[0].tolist() == ["T1", "social_rent", 40000, "four_weeks", 52]
    assert roll.unmapped["tenancies"] == ()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (b"[column]\na = 1", "no part column"),
        (b"columns = 3", "table of names"),
        (b"[values]\ntenure = 1", "a table for each column"),
        (b"[columns", "not TOML"),
    ],
)
def test_a_mapping_that_cannot_be_read_says_why(written: bytes, says: str) -> None:
    with pytest.raises(UnreadableTable, match=says):
        Mapping.read(written)


def test_a_name_of_two_tables_can_be_said_for_one() -> None:
    mapping = Mapping(columns={"Ref": "people.tenancy_ref"}, values={"people.role": {"M": "claimant"}})
    assert mapping.column("people", "ref") == "tenancy_ref"
    assert mapping.column("tenancies", "Ref") is None
    assert mapping.codes("people", "role") == {"M": "claimant"}
    assert mapping.codes("tenancies", "role") == {}


def test_a_column_that_the_mapping_names_wrongly_is_reported() -> None:
    roll = read({"tenancy_ref": ["T1"], "rent": ["1"], "Beds?": [2]}, mapping={"columns": {"Beds?": "bedroms"}})
    assert roll.unmapped["tenancies"] == ("Beds?",)


# --- People in numbered columns ---------------------------------------------------------------------------------------


def test_a_wide_sheet_has_people_in_numbered_columns() -> None:
    roll = read(
        {
            "Tenancy Ref": ["T1", "T2"], "Rent": ["100.00", "90.00"],
            "Claimant DOB": ["1980-01-31", "1990-02-28"], "Child 2 age": [None, "7"], "Child age 1": ["3", "9"],
            "Other adult 1 gross income": ["100.00", None], "Gross income per": ["week", "week"],
        },
        mapping={"columns": {"Gross income per": "other_adult_1_gross_income_per"}},
    )  # fmt: skip
    rows = roll.people[["tenancy_ref", "role", "age", "gross_income"]]
    assert rows.astype(object).where(rows.notna(), None).to_numpy().tolist() == [
        ["T1", "claimant", None, None],
        ["T1", "child", 3, None],
        ["T1", "non_dependant", None, 10000],
        ["T2", "claimant", None, None],
        ["T2", "child", 9, None],
        ["T2", "child", 7, None],
    ]
    assert roll.unmapped["tenancies"] == ()


def test_one_persons_column_twice_is_asked() -> None:
    (question,) = asked({"Tenancy Ref": ["T1"], "Rent": ["1"], "Child 1 dob": [None], "Child dob 1": [None]})
    assert question.headings == ("Child 1 dob", "Child dob 1")


# --- Any table --------------------------------------------------------------------------------------------------------


def payments(cells: dict[str, list[Any]], **more: Any) -> TableRead:
    columns = {name: tables_of_the_roll()["tenancies"][name] for name in ("tenancy_ref", "balance", "tenancy_start")}
    return read_table(
        pd.DataFrame(cells), columns, table="payments", essential=["tenancy_ref", "balance"], stake="balance", **more
    )


def test_any_table_can_be_read() -> None:
    cells = {"Account no": ["A1", "A2", "A1"], "Balance": ["-5.00", "x", "7.00"], "Start date": ["31/01/2026", "", "x"]}
    found = payments(cells, balance_sign="owed_negative")
    assert found.frame["balance"].tolist() == [500, -700]
    assert found.places["row"].tolist() == [1, 3]
    assert found.set_aside["tenancy_ref"].tolist() == ["A2"]
    problems = found.problems[["row", "code", "outcome", "pence_at_stake"]].to_numpy().tolist()
    assert problems == [[2, "not_an_amount", "set_aside", pd.NA], [3, "not_a_date", "not_known", 700]]
    again = payments(cells, mapping=found.mapping)
    pd.testing.assert_frame_equal(again.frame, found.frame)
