"""A rent roll from a messy export to typed tables: what is asked, what is kept, what is set aside."""

import datetime as dt

import pandas as pd
import pytest

from benefitcalc.errors import AnswersMissing
from benefitcalc.portfolio import RentRoll

HEADINGS = (
    "Tenancy Ref,Weekly Rent,Beds,Current Balance,Start Date,Notes,claimant dob,child_1_age,Partner Age,UC,"
    "Eligible Service Charge"
)
MESSY = f"""My report,,,
,,,
{HEADINGS}
T1,"£1,120.50",2,-12.50,31/12/2020,x,01/02/1980,4,33,Y,5.00
T2,99.995,1,(3.00),12/31/2020,,01/01/1900,,,N,
T3,abc,1,,01/02/2021,,05/06/1990,,,maybe,
T4,-80,1,,01/02/2021,,05/06/1990,,,,
T5,80.10,1,=HYPERLINK("x"),15/02/2021,,05/06/2030,,,,
T6,80.10,N/A,1.00-,01/02/2021,,05/06/1990,,,,
T6,81.10,1,,01/02/2021,,05/06/1990,,,,
,,,,,,,,,,
Total,1000.00,,,,,,,,,
""".encode("cp1252")
ANSWERS = {
    "balance_sign": "owed_negative",
    "rent_per": "week",
    "chargeable_weeks": 50,
    "rent_includes": "eligible_services",
    "date_order": "day_first",
    "today": dt.date(2026, 11, 29),
}


@pytest.fixture(scope="module")
def roll() -> RentRoll:
    return RentRoll.read(MESSY, **ANSWERS)


def codes(problems: pd.DataFrame, ref: str) -> set[tuple[str, str]]:
    own = problems[problems["ref"] == ref]
    return set(zip(own["column"], own["code"], strict=True))


def test_everything_that_is_missing_is_asked_at_once() -> None:
    with pytest.raises(AnswersMissing) as caught:
        RentRoll.read(MESSY)
    names = {question.name: question for question in caught.value.questions}
    assert set(names) == {"balance_sign", "rent_per", "chargeable_weeks", "rent_includes"}
    assert names["balance_sign"].headings == ("Current Balance",)
    assert names["balance_sign"].choices == ("owed_positive", "owed_negative")
    assert "Current Balance" in str(caught.value)


def test_the_good_rows_go_on_typed(roll: RentRoll) -> None:
    assert roll.tenancies["tenancy_ref"].tolist() == ["T1", "T2", "T5"]
    assert roll.tenancies["rent"].tolist() == [112050 - 500, 10000, 8010]
    assert roll.tenancies["balance"].tolist() == [1250, 300, pd.NA]
    assert roll.tenancies["uc_flag"].tolist() == [True, False, pd.NA]
    assert roll.tenancies.dtypes.astype(str).to_dict() == {
        "tenancy_ref": "string", "tenancy_start": "datetime64[s]", "bedrooms": "Int64", "rent": "Int64",
        "rent_per": "string", "chargeable_weeks": "Int64", "eligible_service_charge": "Int64", "uc_flag": "boolean",
        "balance": "Int64",
    }  # fmt: skip


def test_people_in_numbered_columns_become_rows(roll: RentRoll) -> None:
    people = roll.people.astype(object).where(roll.people.notna(), None)
    assert [tuple(row) for row in people.head(3).itertuples(index=False)] == [
        ("T1", "claimant", None, pd.Timestamp("1980-02-01")),
        ("T1", "partner", 33, None),
        ("T1", "child", 4, None),
    ]


def test_every_bad_value_is_listed_with_its_row(roll: RentRoll) -> None:
    problems = roll.problems()
    assert codes(problems, "T1") == {("rent", "currency_sign"), ("rent", "thousands")}
    assert codes(problems, "T2") == {
        ("rent", "rounded"), ("tenancy_start", "other_date_order"), ("born", "date_1900"), ("balance", "brackets"),
    }  # fmt: skip
    assert ("rent", "not_an_amount") in codes(problems, "T3")
    assert ("rent", "negative") in codes(problems, "T4")
    assert codes(problems, "T5") == {("balance", "not_an_amount"), ("born", "impossible_age")}
    found = problems[problems["code"] == "not_an_amount"].set_index("ref").loc["T3"]
    assert (found["row"], found["found"], found["outcome"]) == (6, "abc", "set_aside")


def test_rows_and_pounds_that_came_in_are_kept_or_set_aside(roll: RentRoll) -> None:
    total = roll.control_total(ledger_total="70089.00", ledger_balance="16.00")
    lines = total.lines.set_index("what")
    assert lines.loc["tenancies"].tolist() == ["rows", 7, 3, 4]
    # 50 weeks of 1,120.50 (5.00 of it services), 100.00 and 80.10 are kept, of 80.10 and 81.10 set aside.
    kept, aside = 50 * (112050 + 10000 + 8010), 50 * (8010 + 8110)
    assert lines.loc["charges a year, 50 weeks"].tolist() == ["pence", kept + aside, kept, aside]
    assert lines.loc["balance"].tolist() == ["pence", 1250 + 300 + 100, 1550, 100]
    assert total.sums
    assert total.differences == {"charges a year": 7008900 - kept - aside, "balance": 1600 - 1650}
    assert not total.ties
    assert "not known in 2 rows" in str(total)


def test_the_mapping_of_a_roll_reads_the_next_without_a_question(roll: RentRoll) -> None:
    again = RentRoll.read(MESSY, mapping=roll.mapping.to_toml().encode(), today=dt.date(2026, 11, 29))
    pd.testing.assert_frame_equal(again.tenancies, roll.tenancies)
    pd.testing.assert_frame_equal(again.people, roll.people)
