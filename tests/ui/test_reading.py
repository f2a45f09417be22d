"""The texts of answers: money, days, ages, hours and shares as people write them."""

import datetime as dt
from decimal import Decimal

import pytest

from benefitcalc.ui.call.reading import Unreadable, read_age, read_date, read_hours, read_money, read_share, read_whole

ON = dt.date(2026, 11, 1)


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("112.45", "112.45"),
        ("£112.45", "112.45"),
        (" £ 112.4 ", "112.40"),
        ("1,250.50", "1250.50"),
        ("£1,234,567.89", "1234567.89"),
        ("0", "0.00"),
        ("007", "7.00"),
        ("12.", "12.00"),  # the pence are still to come
    ],
)
def test_money_is_cleaned_and_kept_to_the_penny(text: str, pounds: str) -> None:
    assert read_money(text) == pounds


@pytest.mark.parametrize(
    "text", ["", "-5", "−5", "12,50", "1,25.00", "12.345", "12..", ".5", "1e3", "1 250", "£", "££5", "٣", "NaN", "12p"]
)
def test_money_is_never_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_money(text)


def test_a_negative_amount_is_told_so() -> None:
    with pytest.raises(Unreadable, match="negative"):
        read_money("-5.00")


@pytest.mark.parametrize(
    "text", ["1/12/2026", "1 12 2026", "01.12.26", "1 Dec 2026", "1 december 2026", "2026-12-01", "1-12-2026"]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_date(text) == dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    "text", ["", "12/2026", "31/2/2026", "1/13/2026", "tomorrow", "1/1/126", "1/2/3/4", "²/1/2026"]
)
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("34", 34),
        ("0", 0),
        ("3 1992", dt.date(1992, 3, 1)),
        ("3/92", dt.date(1992, 3, 1)),
        ("3/26", dt.date(2026, 3, 1)),
        ("12/27", dt.date(1927, 12, 1)),
        ("Mar 1992", dt.date(1992, 3, 1)),
        ("1992-03", dt.date(1992, 3, 1)),
        ("11/02/1992", dt.date(1992, 2, 11)),
        ("sept 2019", dt.date(2019, 9, 1)),
    ],
)
def test_an_age_or_a_month_of_birth(text: str, age: int | dt.date) -> None:
    assert read_age(text, ON) == age


@pytest.mark.parametrize(
    "text", ["", "-1", "121", "34.5", "about 30", "13/1992", "3/1", "12/2026", "12/26", "1/1/1850"]
)
def test_an_age_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_age(text, ON)


def test_small_readers() -> None:
    assert read_whole(" 3 ") == 3
    assert read_share("2 / 3") == "2/3"
    assert read_hours("37.5") == Decimal("37.5")
    assert read_hours("16") == 16
    for reader, bad in [
        (read_whole, "3.0"),
        (read_whole, "-1"),
        (read_whole, "99999"),
        (read_share, "3/2"),
        (read_share, "0/2"),
        (read_share, "half"),
        (read_hours, "a few"),
        (read_hours, "16.125"),
        (read_hours, "168.5"),
    ]:
        with pytest.raises(Unreadable):
            reader(bad)
