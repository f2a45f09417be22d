"""The rates as people read them."""

import datetime as dt

import pytest

from benefitcalc.rates import rate_book
from benefitcalc.rates.report import check, check_text, diff_text, show_text

TODAY = dt.date(2026, 11, 24)


def test_show_one_scheme_by_any_of_its_names():
    text = show_text(dt.date(2026, 6, 1), "uc")
    assert text.startswith("Universal Credit, 2026-06-01 (checked 2026-11-22)\n")
    assert "£424.90 a month  from 2026-04-06  uc.standard_allowance.single_25_or_over" in text
    assert "two_child" not in text
    assert "max_children" not in text
    assert (
        text == show_text(dt.date(2026, 6, 1), "universal credit") == show_text(dt.date(2026, 6, 1), "Universal_Credit")
    )


def test_show_everything():
    text = show_text(dt.date(2026, 6, 1))
    for table in rate_book().tables():
        assert f"{table.title}, 2026-06-01 (checked {table.checked})" in text


def test_show_says_what_is_replaced_unknown_or_unchecked():
    book = rate_book().replace({"uc.taper": "50%"})
    assert "50%  replaced uc.taper" in show_text(dt.date(2026, 6, 1), "uc", book=book)
    assert "not known" in show_text(dt.date(2023, 6, 1), "ctr")
    assert "NOT CHECKED: new rates were due on 2027-04-12" in show_text(dt.date(2027, 6, 1), "uc")
    assert "(low)" in show_text(dt.date(2013, 6, 1), "uc")


def test_show_of_no_scheme():
    with pytest.raises(ValueError, match="'council rent' is not a scheme; they are benefit_cap, child_benefit"):
        show_text(TODAY, "council rent")


def test_what_differs_between_two_years():
    text = diff_text("2025-26", "2026-27")
    assert "Universal Credit: 2025-26 and 2026-27" in text
    assert "Standard allowance: single, 25 or over: £400.14 a month → £424.90 a month" in text
    assert "Two-child limit: most children with a child element: 2 children → none" in text
    assert "standard rate: none → £217.26 a month" in text
    assert "Taper on earned income" not in text
    assert (
        "Earnings disregard in specified or temporary accommodation: single, 25 or over: £77.73 a week from 2026-10-05"
        in text
    )


def test_changes_within_a_year_are_shown_with_their_day():
    text = diff_text("2020-21", "2021-22", "uc")
    assert "Taper on earned income above the work allowance: 55% from 2021-11-24" in text
    assert "Standard allowance: single, 25 or over: £324.84 a month from 2021-10-06" in text


def test_nothing_differs():
    assert diff_text("2018-19", "2019-20", "benefit_cap").count("\n") == 1
    assert diff_text("2025-26", "2025-26", "child_benefit") == "No rate differs between 2025-26 and 2025-26."
    with pytest.raises(ValueError, match="'2025' is not a year of rates"):
        diff_text("2025", "2026-27")


def test_check_says_what_was_checked_when_and_what_is_weak():
    found = check(TODAY)
    assert found.status == 0
    assert "universal_credit       checked 2026-11-22  next due 2027-04-12" in found.text
    assert "uc.surplus_earnings.de_minimis from 2027-04-01" in found.text
    assert "ctr.scotland.non_dependant.deduction.band_1 from 2021-04-01" in found.text
    assert "low    hb.extended_payment.weeks = 4 weeks" in found.text
    assert check_text(TODAY) == found.text


def test_check_fails_once_rates_are_overdue():
    found = check(dt.date(2027, 4, 12))
    assert found.status == 1
    assert "universal_credit       checked 2026-11-22  OVERDUE since 2027-04-12" in found.text


def test_check_fails_on_a_file_that_is_out_of_order(monkeypatch, tmp_path):
    (tmp_path / "bad.toml").write_text("checked = 2026-11-22\n", encoding="utf-8")
    monkeypatch.setattr("benefitcalc.rates.report.rates_folder", lambda: tmp_path)
    found = check(TODAY)
    assert found.status == 1
    assert "bad.toml: head → scheme: Field required" in found.text
