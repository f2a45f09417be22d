"""A rent roll from a messy export to typed tables: what is asked, what is kept, what is set aside."""

import datetime as dt

import pandas as pd
import pytest

from benefitcalc.errors import AnswersMissing, UnreadableTable
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
    "tenure": "social_rent",
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
    assert set(names) == {"balance_sign", "rent_per", "chargeable_weeks", "rent_includes", "tenure"}
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
        "balance": "Int64", "tenure": "string",
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


# --- What the rent includes, and in how many weeks it is charged ------------------------------------------------------


def read(cells: dict[str, list[object]], people: pd.DataFrame | None = None, **answers: object) -> RentRoll:
    return RentRoll.read(
        pd.DataFrame(cells, dtype=object), people, **{"rent_includes": "nothing", "tenure": "social_rent", **answers}
    )


@pytest.mark.parametrize(
    ("includes", "rent"), [("nothing", 10000), ("eligible_services", 9500), ("all_services", 9200)]
)
def test_services_are_taken_out_of_a_rent_that_includes_them(includes: str, rent: int) -> None:
    cells = {"tenancy_ref": ["T1"], "rent": ["100.00"], "rent_per": ["month"], "new_rent": ["110.00"]}
    services = {"eligible_service_charge": ["5.00"], "ineligible_service_charge": ["3.00"]}
    roll = read(cells | services, rent_includes=includes)
    row = roll.tenancies.iloc[0]
    assert (row["rent"], row["new_rent"]) == (rent, rent + 1000)
    # What is charged is the rent and the services that it does not include.
    charged = {"nothing": 10800, "eligible_services": 10300, "all_services": 10000}[includes]
    assert roll.control_total().lines.set_index("what").loc["charges a year, 12 months", "came_in"] == 12 * charged


def test_a_rent_below_the_services_that_it_includes_is_set_aside() -> None:
    cells = {"tenancy_ref": ["T1"], "rent": ["4.00"], "rent_per": ["month"], "eligible_service_charge": ["5.00"]}
    roll = read(cells, rent_includes="eligible_services")
    assert roll.tenancies.empty
    assert roll.problems()["code"].tolist() == ["services_above_rent"]
    assert roll.control_total().sums


def test_services_that_nobody_tells_apart_are_said_so() -> None:
    cells = {"tenancy_ref": ["T1"], "rent": ["100.00"], "rent_per": ["month"]}
    assert read(cells, rent_includes="all_services").problems()["code"].tolist() == ["services_not_apart"]


@pytest.mark.parametrize(
    ("per", "weeks", "a_year", "at_stake"),
    [
        ("week", 48, 480000, 9231),
        ("week", 53, 530000, 10192),
        ("fortnight", 53, 265000, 5096),
        ("four_weeks", 50, 125000, 2404),
        ("month", None, 120000, 2308),
        ("quarter", None, 40000, 769),
        ("year", None, 10000, 192),
    ],
)
def test_charges_of_a_year_in_the_weeks_that_are_charged(
    per: str, weeks: int | None, a_year: int, at_stake: int
) -> None:
    cells = {
        "tenancy_ref": ["T1"], "rent": ["100.00"], "rent_per": [per], "chargeable_weeks": [weeks], "bedrooms": ["x"],
    }  # fmt: skip
    roll = read(cells)
    assert roll.control_total().lines["came_in"].tolist() == [1, 0, a_year]
    assert roll.problems()["pence_at_stake"].tolist() == [at_stake]  # a year's charges / 52, half up


def test_rent_free_weeks_stand_in_place_of_the_weeks_charged() -> None:
    cells = {"tenancy_ref": ["T1", "T2"], "rent": ["100.00"] * 2, "rent_per": ["week"] * 2, "rent_free_weeks": [4, "x"]}
    roll = read(cells)
    assert roll.control_total().lines.set_index("what").loc["charges a year, 48 weeks", "kept"] == 480000
    assert roll.tenancies["tenancy_ref"].tolist() == ["T1"]


def test_weeks_beside_a_rent_by_the_month_are_left_out_with_a_word() -> None:
    cells = {"tenancy_ref": ["T1"], "rent": ["100.00"], "rent_per": ["month"], "chargeable_weeks": [48]}
    roll = read(cells)
    assert roll.tenancies["chargeable_weeks"].isna().all()
    assert roll.problems()["code"].tolist() == ["weeks_of_a_month"]


# --- People and their tenancies ---------------------------------------------------------------------------------------


def test_people_go_with_their_tenancy_and_a_tenancy_with_its_people() -> None:
    cells = {"tenancy_ref": ["T1", "T2", "T3"], "rent": ["100.00", "abc", "90.00"], "rent_per": ["month"] * 3}
    people = pd.DataFrame(
        {
            "tenancy_ref": ["T1", "T2", "T3", "T3", "T9"],
            "role": ["claimant", "claimant", "claimant", "dog", "claimant"],
            "age": ["40", "41", "42", "3", "50"],
        }
    )
    roll = read(cells, people)
    assert roll.tenancies["tenancy_ref"].tolist() == ["T1"]
    assert roll.people["tenancy_ref"].tolist() == ["T1"]
    found = roll.problems().set_index(["table", "row"])["code"].to_dict()
    assert found == {
        ("people", 2): "tenancy_set_aside", ("people", 3): "tenancy_set_aside", ("people", 4): "unknown_code",
        ("people", 5): "orphan_person", ("tenancies", 2): "not_an_amount", ("tenancies", 3): "household_incomplete",
    }  # fmt: skip
    assert roll.control_total().lines["set_aside"].tolist() == [2, 4, 108000]


def test_tenancies_that_a_run_sets_aside_move_over_in_the_control_total() -> None:
    cells = {"tenancy_ref": ["T1", "T2"], "rent": ["100.00", "50.00"], "rent_per": ["month"] * 2}
    total = read(cells).control_total(not_assessed=["T2"])
    assert total.sums
    assert total.lines["kept"].tolist() == [1, 0, 120000]


def test_a_typed_frame_has_pence_and_hundredths_of_an_hour() -> None:
    people = pd.DataFrame({"tenancy_ref": ["T1"], "role": ["claimant"], "hours": pd.array([3750], dtype="Int64")})
    cells = {"tenancy_ref": ["T1"], "rent": [10000], "rent_per": ["month"]}
    roll = read(cells, people, money="pence")
    assert roll.tenancies["rent"].tolist() == [10000]
    assert roll.people["hours"].tolist() == [3750]


@pytest.mark.parametrize(("given", "kind"), [(5, "int"), (None, "NoneType"), ([{"rent": 5}], "list")])
def test_what_is_no_table_says_what_can_be_given(given, kind):
    with pytest.raises(UnreadableTable, match=f"of the type {kind} is no table. Give a frame, the path of a CSV"):
        RentRoll.read(given)
