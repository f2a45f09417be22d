"""The rates as people read them."""

import datetime as dt

import pytest

from benefitcalc.errors import RatesNotKnown
from benefitcalc.rates import rate_book
from benefitcalc.rates.report import check, check_text, diff_text, show_text

TODAY = dt.date(2026, 11, 24)


def line(text, word):
    """The lines of a text that hold a word, as one."""
    return "\n".join(each for each in text.splitlines() if word in each)


def block(text, title):
    """What stands under a title, up to the next empty line."""
    return next(each for each in text.split("\n\n") if each.startswith(title))


def test_show_one_scheme_by_any_of_its_names():
    text = show_text(dt.date(2026, 6, 1), "uc")
    assert text.startswith("Universal Credit, 2026-06-01 (checked 2026-11-22)\n")
    assert "two_child" not in text
    assert "max_children" not in text
    assert (
        text == show_text(dt.date(2026, 6, 1), "universal credit") == show_text(dt.date(2026, 6, 1), "Universal_Credit")
    )


def test_show_puts_the_value_first_and_the_source_after():
    text = show_text(dt.date(2026, 6, 1), "uc")
    assert line(text, "[uc.carer_element ") == (
        "  £209.34 a month            Carer element  [uc.carer_element from 2026-04-06; SI 2026/148]"
    )
    lines = text.splitlines()
    place = lines.index("  £424.90 a month            Standard allowance: single, 25 or over")
    assert lines[place + 1].lstrip().startswith("[uc.standard_allowance.single_25_or_over from 2026-04-06; UC Act 2025")


@pytest.mark.parametrize("day", ["2013-06-03", "2026-06-01", "2027-06-01"])
def test_show_fits_a_terminal(day):
    assert max(map(len, show_text(dt.date.fromisoformat(day)).splitlines())) < 120


def test_show_everything():
    text = show_text(dt.date(2026, 6, 1))
    for table in rate_book().tables():
        assert f"{table.title}, 2026-06-01 (checked {table.checked})" in text


def test_show_says_what_is_replaced_unknown_or_unchecked():
    book = rate_book().replace({"uc.taper": "50%"})
    assert "[uc.taper; replaced for this calculation]" in show_text(dt.date(2026, 6, 1), "uc", book=book)
    assert "not known" in show_text(dt.date(2019, 6, 1), "ctr")
    assert "NOT CHECKED: new rates were due on 2027-04-12" in show_text(dt.date(2027, 6, 1), "uc")
    assert "(low: From memory" in show_text(dt.date(2013, 6, 1), "hb")


def test_show_before_the_first_rates():
    with pytest.raises(
        RatesNotKnown, match="No rates are known for 2010-01-01; the first year is 2013-14, from 2013-04"
    ):
        show_text(dt.date(2010, 1, 1))
    with pytest.raises(RatesNotKnown, match="No rates of Housing Benefit are known for 2013-03-31"):
        show_text(dt.date(2013, 3, 31), "hb")
    with pytest.raises(RatesNotKnown, match="No rates of Universal Credit are known for 2013-04-02"):
        show_text(dt.date(2013, 4, 2), "uc")
    text = show_text(dt.date(2013, 4, 2))
    assert "Housing Benefit, 2013-04-02" in text
    assert "Universal Credit, 2013-04-02" not in text


def test_show_of_no_scheme():
    with pytest.raises(ValueError, match="'council rent' is not a scheme; they are benefit_cap, child_benefit"):
        show_text(TODAY, "council rent")


def test_what_differs_between_two_years():
    text = diff_text("2025-26", "2026-27")
    assert text.startswith("The end of 2025-26 → the start of 2026-27; then inside 2026-27.\n\n")
    assert "Universal Credit: 2025-26 and 2026-27" in text
    assert "Standard allowance: single, 25 or over: £400.14 a month → £424.90 a month" in text
    assert "Two-child limit: most children with a child element: 2 children → none" in text
    assert "Taper on earned income" not in text
    assert (
        "Earnings disregard in specified or temporary accommodation: single, 25 or over: £77.73 a week from 2026-10-05"
        in text
    )
    assert max(map(len, text.splitlines())) < 120


def test_a_value_that_is_not_held_is_no_nil():
    text = diff_text("2025-26", "2026-27")
    assert "Wales: non-dependant deduction, band 1: not held → £6.70 a week" in text
    assert "standard rate: not held →" in text


def test_changes_within_a_year_are_shown_with_their_day():
    text = diff_text("2020-21", "2021-22", "uc")
    assert "Taper on earned income above the work allowance: 55% from 2021-11-24" in text
    assert "Standard allowance: single, 25 or over: £409.89 a month → £411.51 a month" in text
    assert "Standard allowance: single, 25 or over: £324.84 a month from 2021-10-06" in text
    assert "Overall limit on deductions from an award: 15% of standard allowance from 2025-04-30" in diff_text(
        "2024-25", "2025-26", "uc"
    )


def test_changes_within_the_first_year_are_not_credited_to_the_second():
    text = diff_text("2021-22", "2022-23", "uc")
    assert "Taper" not in text
    assert "Standard allowance: single, 25 or over: £324.84 a month → £334.91 a month" in text
    assert "Work allowance: higher, no housing costs element in the award: £557.00 a month → £573.00 a month" in text
    assert "Overall limit on deductions" not in diff_text("2025-26", "2026-27", "uc")


@pytest.mark.parametrize(
    ("years", "scheme", "change"),
    [
        (("2024-25", "2025-26"), "hb", "Working-age allowance: single, 25 or over: £90.50 a week → £92.05 a week"),
        (("2022-23", "2023-24"), "benefit_cap", "elsewhere: £20,000.00 a year → £22,020.00 a year"),
        (("2024-25", "2025-26"), "minimum_wage", "National Living Wage: £11.44 an hour → £12.21 an hour"),
        (("2024-25", "2025-26"), "ctr", "England, pension age: non-dependant deduction, band 1: £4.90 a week → £5.00"),
        (("2020-21", "2021-22"), "other_benefits", "Statutory Sick Pay: £95.85 a week → £96.35 a week"),
    ],
)
def test_each_rate_begins_its_year_on_its_own_day(years, scheme, change):
    """A value of 1 April is the new year's, and is no change inside the year before."""
    text = diff_text(*years, scheme)
    assert change in text
    assert f"from {years[1][:4]}-04-01" not in text
    before = f"{int(years[0][:4]) - 1}-{years[0][2:4]}"
    assert f"from {years[1][:4]}-04" not in diff_text(before, years[0], scheme)


def test_nothing_differs():
    assert diff_text("2018-19", "2019-20", "benefit_cap").splitlines()[3:] == [
        "  Earnings at which the cap no longer applies (16 hours a week at the National Living Wage, pence dropped):",
        "    £542.00 a month → £569.00 a month",
    ]
    assert diff_text("2025-26", "2025-26", "child_benefit") == "No rate differs between 2025-26 and 2025-26."
    with pytest.raises(ValueError, match="'2025' is not a year of rates"):
        diff_text("2025", "2026-27")


def test_one_year_beside_itself_has_only_what_changes_inside_it():
    text = diff_text("2021-22", "2021-22", "uc")
    assert text.startswith("Inside 2021-22.")
    assert "→" not in text
    assert "Taper on earned income above the work allowance: 55% from 2021-11-24" in text


def test_a_year_that_is_not_checked_is_said_to_be_so():
    text = diff_text("2026-27", "2027-28")
    for table in rate_book().tables():
        assert "\n  NOT CHECKED: new rates were due on 2027-04-" in block(text, f"{table.title}: 2026-27 and 2027-28")
    assert "no change is known" in block(text, "Housing Benefit: ")
    assert "£2,500.00 a month → not known" in block(text, "Universal Credit: ").replace("\n    ", " ")
    assert "NOT CHECKED" not in diff_text("2025-26", "2026-27")
    assert "NOT CHECKED" in diff_text("2027-28", "2026-27", "uc")


def test_check_says_what_was_checked_when_and_on_which_day():
    found = check(TODAY)
    assert found.status == 0
    assert found.text.startswith("Rates on 2026-11-24\n")
    assert "universal_credit       checked 2026-11-22  next due 2027-04-12" in found.text
    assert check_text(TODAY) == found.text
    assert max(map(len, found.text.splitlines())) < 120


def test_check_lists_what_is_not_known():
    text = block(check_text(TODAY), "Not known").replace("\n" + " " * 18, " ")
    assert "  Universal Credit\n    to come   uc.surplus_earnings.de_minimis: from 2027-04-01. It falls to 300" in text
    assert (
        "    past      ctr.england_pension_age.second_adult.lower_threshold: 2018-04-01 to 2020-03-31. "
        "No figure was found" in text
    )
    assert "monthly rates of Northern Ireland: 2014-04-01 to 2024-03-31" in text


def test_check_lists_every_weak_rate_in_one_entry():
    text = block(check_text(TODAY), "Weak confidence").replace("\n" + " " * 18, " ")
    weak = [
        parameter.key
        for table in rate_book().tables()
        for parameter in table.parameters.values()
        if any(value.confidence != "high" and value.text != "unknown" for value in parameter.values)
    ]
    assert len(weak) > 150
    for key in weak:
        assert len(line(text, f"  {key}: ").splitlines()) == 1
    assert "in force  hb.extended_payment.weeks: low from 2008-10-01" in text
    assert line(text, "hb.ineligible_charge.fuel.heating") == (
        "    in force  hb.ineligible_charge.fuel.heating: low 2014-04-01 to 2018-03-31; medium from 2025-04-01"
    )
    assert "uc.taper: medium 2013-04-29 to 2017-04-09" in text
    assert "weekly rates of Northern Ireland: medium 2026-04-01 to 2027-03-31. Derived" in text


def test_check_puts_what_is_in_force_first_and_low_before_medium():
    text = block(check_text(TODAY), "Weak confidence").replace("\n" + " " * 18, " ")
    group = text[text.index("  Housing Benefit\n") : text.index("  Changes of law\n")].splitlines()[1:]
    whens = [each.split()[0] for each in group]
    assert whens == sorted(whens)  # in force, past
    in_force = [each for each in group if each.startswith("    in force")]
    now = ["low" if each.rpartition(" from ")[0].endswith("low") else "medium" for each in in_force]
    assert now == sorted(now)
    assert set(now) == {"low", "medium"}


def test_check_of_another_day():
    text = block(check_text(dt.date(2015, 6, 1)), "Weak confidence")
    assert "    in force  uc.childcare.percent: low 2013-04-29 to 2016-04-10" in text
    assert "    to come   hb.transition_to_uc.run_on_weeks: medium from 2018-04-11" in text


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
