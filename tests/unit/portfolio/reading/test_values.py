"""Single values: amounts, numbers, dates, yes and no, and codes, as people and programs write them."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefitcalc.portfolio.reading.amounts import read_hundredths, read_pence, read_whole
from benefitcalc.portfolio.reading.cells import ColumnBuilder, cell_text, column_of
from benefitcalc.portfolio.reading.dates import DAY_FIRST, MONTH_FIRST, order_of, read_day
from benefitcalc.portfolio.reading.one_value import OWED_NEGATIVE, Habits
from benefitcalc.portfolio.reading.values import read_column
from benefitcalc.portfolio.tables import Column, tables_of_the_roll

TODAY = dt.date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "pence", "notes"),
    [
        ("112.45", 11245, ()),
        ("112", 11200, ()),
        (" 112.4 ", 11240, ()),
        (".5", 50, ()),
        ("1,234,567.89", 123456789, ("thousands",)),
        ("£1,234.50", 123450, ("currency_sign", "thousands")),
        ("-£12.00", -1200, ("currency_sign",)),
        ("£-12.00", -1200, ("currency_sign",)),
        ("12.00-", -1200, ("trailing_minus",)),
        ("(12.00)", -1200, ("brackets",)),
        ("(£12.00)", -1200, ("currency_sign", "brackets")),
        ("−12.00", -1200, ()),
        ("12.00 CR", -1200, ("debit_credit",)),
        ("12.00DR", 1200, ("debit_credit",)),
        ("12.005", 1201, ("rounded",)),
        ("12.0049", 1200, ("rounded",)),
        ("12.0000", 1200, ()),
        ("4.54747350886464e-13", 0, ("rounded",)),
    ],
)
def test_amounts_that_can_be_read(text: str, pence: int, notes: tuple[str, ...]) -> None:
    read = read_pence(text)
    assert (read.value, read.code, set(read.notes)) == (pence, "", set(notes))


@pytest.mark.parametrize(
    "text", ["abc", "12O.50", "1,23.00", "1.234,50", "12,50", "£", "-", "12p", "1 2", "€5", "1e5", "=1+1", "12.5.1"]
)
def test_amounts_that_nobody_guesses(text: str) -> None:
    assert read_pence(text).code == "not_an_amount"


def test_an_amount_beyond_every_case_file_is_too_large() -> None:
    assert read_pence("9999999.99").value == 999_999_999
    assert read_pence("10000000.00").code == "too_large"


@given(st.decimals(min_value=0, max_value=9_999_999, places=4))
def test_amounts_are_rounded_half_up_to_the_penny(amount: Decimal) -> None:
    assert read_pence(f"{amount:f}").value == int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3), ("3.0", 3), ("-3", -3), ("3.5", None), ("three", None), ("3.001", None)]
)
def test_whole_numbers(text: str, value: int | None) -> None:
    assert read_whole(text).value == value


def test_hours_are_hundredths() -> None:
    assert read_hundredths("37.5").value == 3750


# --- Dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-31", dt.date(2026, 12, 31)),
        ("2026-12-31 00:00:00", dt.date(2026, 12, 31)),
        ("2026-12-31T23:59:59Z", dt.date(2026, 12, 31)),
        ("2026-12", dt.date(2026, 12, 1)),
        ("31/12/2026", dt.date(2026, 12, 31)),
        ("31.12.2026", dt.date(2026, 12, 31)),
        ("31-12-2026 00:00", dt.date(2026, 12, 31)),
        ("1/2/2026", dt.date(2026, 2, 1)),
        ("20261231", dt.date(2026, 12, 31)),
        ("31 Dec 2026", dt.date(2026, 12, 31)),
        ("31-DEC-2026", dt.date(2026, 12, 31)),
        ("Thursday, 31st December 2026", dt.date(2026, 12, 31)),
        ("December 31, 2026", dt.date(2026, 12, 31)),
        ("December 2026", dt.date(2026, 12, 1)),
    ],
)
def test_dates_that_can_be_read(text: str, day: dt.date) -> None:
    assert read_day(text, 0, order=DAY_FIRST, latest=TODAY).day == day


@pytest.mark.parametrize(
    "text", ["31/02/2026", "32/01/2026", "yesterday", "31 Decembr 2026", "1980", "00/00/0000", "12", "2026-13-01"]
)
def test_dates_that_nobody_guesses(text: str) -> None:
    assert read_day(text, 0, order=DAY_FIRST, latest=TODAY).code == "not_a_date"


def test_the_day_number_of_a_spreadsheet_is_a_date() -> None:
    # A spreadsheet shows 46118 as 6 April 2026.
    assert read_day("46118", 1, order=DAY_FIRST, latest=TODAY) == (dt.date(2026, 4, 6), "", "day_number")


def test_two_digits_are_the_latest_year_that_can_be() -> None:
    assert read_day("29/11/26", 0, order=DAY_FIRST, latest=TODAY).day == dt.date(2026, 11, 29)
    assert read_day("30/11/26", 0, order=DAY_FIRST, latest=TODAY).day == dt.date(1926, 11, 30)


def test_an_american_date_among_british_ones_is_a_problem_and_the_other_way_round() -> None:
    assert read_day("12/31/2026", 0, order=DAY_FIRST, latest=TODAY).code == "other_date_order"
    assert read_day("31/12/2026", 0, order=MONTH_FIRST, latest=TODAY).code == "other_date_order"
    assert read_day("12/31/2026", 0, order=MONTH_FIRST, latest=TODAY).day == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["01/02/2026", "13/02/2026"], DAY_FIRST),
        (["13/02/2026", "14/02/2026", "02/13/2026"], DAY_FIRST),
        (["01/02/2026"], None),
        (["02/13/2026", "01/02/2026"], None),
        (["02/13/2026", "13/02/2026"], None),
        (["05/05/2026", "2026-01-02"], DAY_FIRST),
        ([], DAY_FIRST),
    ],
)
def test_whether_the_day_comes_first_is_told_by_the_dates_or_asked(texts: list[str], order: str | None) -> None:
    assert order_of([column_of("d", texts, np.arange(len(texts), dtype=np.int32))]) == order


# --- Columns ----------------------------------------------------------------------------------------------------------


def values(
    name: str, *cells: object, table: str = "people", codes: dict[str, str] | None = None
) -> tuple[list[object], set[str]]:
    builder = ColumnBuilder()
    builder.cells(cells)
    column = tables_of_the_roll()[table][name]
    read = read_column(builder.column(name), column, codes or {}, Habits(TODAY, owed={"balance_sign": OWED_NEGATIVE}))
    return list(read.array), {*read.problems, *read.notes}


NOTHING = (None, "", "  ", "N/A", "-", "--", "unknown", "Not known", "#N/A", "?")


@pytest.mark.parametrize("name", ["age", "born", "carer", "sex", "net_pay"])
@pytest.mark.parametrize("cell", NOTHING)
def test_words_for_nothing_known_are_no_values(name: str, cell: object) -> None:
    (value,), codes = values(name, cell)
    assert str(value) in {"<NA>", "NaT"}
    assert codes <= {"written_missing"}


@pytest.mark.parametrize("cell", ["Y", "yes", "TRUE", "1", True, 1.0, "t"])
def test_yes(cell: object) -> None:
    assert values("carer", cell) == ([True], set())


@pytest.mark.parametrize("cell", ["N", "no", "False", 0, False, "0"])
def test_no(cell: object) -> None:
    assert values("carer", cell) == ([False], set())


def test_true_one_and_one_point_nothing_stay_apart() -> None:
    assert values("age", 1.0, True, 1)[0][0] == 1
    assert values("age", True)[1] == {"not_a_number"}


@pytest.mark.parametrize(("cell", "code"), [(-1, "impossible_age"), (121, "impossible_age"), ("ten", "not_a_number")])
def test_impossible_ages(cell: object, code: str) -> None:
    (value,), codes = values("age", cell)
    assert str(value) == "<NA>"
    assert code in codes


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("01/01/1900", "date_1900"),
        (dt.date(1899, 12, 30), "date_1900"),
        ("01/01/1753", "date_1900"),
        ("30/11/2026", "impossible_age"),
        ("28/11/1905", "impossible_age"),
        ("01/02/1850", "impossible_age"),
        ("31/12/9999", "impossible_age"),
    ],
)
def test_birth_dates_that_nobody_has(cell: object, code: str) -> None:
    assert code in values("born", cell)[1]


def test_a_far_end_is_no_end() -> None:
    (value,), codes = values("tenancy_end", "31/12/9999", table="tenancies")
    assert str(value) == "NaT"
    assert codes == {"open_end"}


def test_codes_in_words_and_the_users_own() -> None:
    assert values("role", "Main Tenant", "PARTNER", "non-dependant", "Lodger") == (
        ["claimant", "partner", "non_dependant", values("role", "Lodger")[0][0]],
        {"unknown_code"},
    )
    assert values("role", "Lodger", codes={"lodger": "non_dependant"})[0] == ["non_dependant"]
    assert values("work_capability", "none")[0] == ["none"]


def test_several_codes_in_one_cell() -> None:
    wanted = "pip_daily_living_standard afip"
    for written in (wanted, "PIP daily living standard, AFIP", "afip; afip"):
        value = values("disability_benefits", written)[0][0]
        assert value == (wanted if "pip" in written.lower() else "afip")
    assert values("disability_benefits", "afip dla")[1] == {"unknown_code"}


def test_the_sign_that_is_owed_is_turned_and_dr_and_cr_stand() -> None:
    assert values("balance", "-12.00", "12.00", "12.00 DR", "12.00 CR", table="tenancies")[0] == [
        1200,
        -1200,
        1200,
        -1200,
    ]


def test_text_that_begins_as_a_formula_stays_text() -> None:
    assert values("patch", '=HYPERLINK("x")', "North", table="tenancies") == (
        ['=HYPERLINK("x")', "North"], {"formula_text"},
    )  # fmt: skip


def test_a_binary_number_is_what_a_spreadsheet_shows() -> None:
    assert cell_text(0.1 + 0.2)[0] == "0.3"
    assert cell_text(112.45)[0] == "112.45"


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(st.none(), st.text(max_size=8), st.integers(), st.floats(allow_nan=False), st.booleans(), st.dates())
    )
)
def test_no_cell_stops_the_reading_of_a_column(cells: list[object]) -> None:
    for kind in ("text", "money", "whole", "hours", "flag", "date", "code", "codes"):
        builder = ColumnBuilder()
        builder.cells(cells)
        read = read_column(builder.column("x"), Column("x", kind, "", of=("a", "b")), {}, Habits(TODAY))
        assert len(read.array) == len(cells)
        bad = {row for rows in read.problems.values() for row in rows.tolist()}
        assert all(read.array.isna()[row] for row in bad)
