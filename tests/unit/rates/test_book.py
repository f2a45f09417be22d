"""Which value a day reads: uprating days, the exceptions to them, and what cannot be answered."""

import datetime as dt
import pickle
from fractions import Fraction

import numpy as np
import pytest

from benefitcalc.rates import Basis, RateBook, RatesNotChecked, RatesNotKnown, rate_book, rate_year, rates_on
from benefitcalc.rates.starts import commencements, first_monday, first_period_ending, uprating_day
from benefitcalc.rates.values import PERCENTILE, CountRate, make

AP, WEEKLY, OTHER, DAY = Basis.ASSESSMENT_PERIOD, Basis.HB_WEEKLY_RENT, Basis.HB_OTHER_RENT, Basis.DAY
SINGLE = "uc.standard_allowance.single_25_or_over"


def day(text):
    return dt.date.fromisoformat(text)


def rate(key, text, basis=AP):
    return rate_book().on(day(text), basis)[key]


@pytest.mark.parametrize(
    ("start", "year", "pence"),
    [
        ("2026-04-05", "2025-26", 40014),
        ("2026-04-06", "2026-27", 42490),
        ("2025-04-06", "2024-25", 39345),
        ("2025-04-07", "2025-26", 40014),
        ("2024-04-07", "2023-24", 36874),
        ("2024-04-08", "2024-25", 39345),
        ("2013-04-29", "2013-14", 31155),
        ("2027-04-11", "2026-27", 42490),
    ],
)
def test_the_first_period_on_or_after_the_first_monday_on_or_after_6_april(start, year, pence):
    assert rate(SINGLE, start) == pence
    assert rate_year(day(start), AP) == year


@pytest.mark.parametrize(
    ("start", "taper", "lower", "higher"),
    [
        ("2017-04-09", "65%", 19200, 39700),
        ("2017-04-10", "63%", 19200, 39700),
        ("2021-10-24", "63%", 29300, 51500),  # ends on 23 November
        ("2021-10-25", "55%", 33500, 55700),  # ends on 24 November
        ("2021-11-24", "55%", 33500, 55700),
        ("2022-04-11", "55%", 34400, 57300),
    ],
)
def test_taper_and_work_allowance_follow_the_end_of_the_period_in_2021(start, taper, lower, higher):
    assert rate("uc.taper", start).text == taper
    assert rate("uc.work_allowance.lower", start) == lower
    assert rate("uc.work_allowance.higher", start) == higher


@pytest.mark.parametrize(
    ("start", "pence"),
    [
        ("2020-04-05", 31782),
        ("2020-04-06", 40989),
        ("2021-04-11", 40989),
        ("2021-04-12", 41151),
        ("2021-09-06", 41151),  # ends on 5 October
        ("2021-09-07", 32484),  # ends on 6 October
        ("2022-04-10", 32484),
        ("2022-04-11", 33491),
    ],
)
def test_the_temporary_increase_of_2020_and_2021(start, pence):
    assert rate(SINGLE, start) == pence


def test_the_standard_allowance_without_the_temporary_increase():
    key = "uc.standard_allowance_underlying.single_25_or_over"
    assert rate(key, "2021-04-11") == 32322
    assert rate(key, "2021-04-12") == 32484
    assert rate_book().on(day("2022-04-11"), AP).get(key) is None


def test_childcare_maxima_rose_in_june_2023():
    assert rate("uc.childcare.max.one_child", "2023-06-27") == 64635
    assert rate("uc.childcare.max.one_child", "2023-06-28") == 95092
    assert rate("uc.childcare.max.two_or_more_children", "2023-06-28") == 163015


@pytest.mark.parametrize(
    ("text", "basis", "pounds"),
    [
        ("2016-11-06", AP, 26000),
        ("2016-11-07", AP, 20000),
        ("2016-11-07", WEEKLY, 20000),
        ("2023-03-31", OTHER, 20000),
        ("2023-04-01", OTHER, 22020),
        ("2023-04-02", WEEKLY, 20000),
        ("2023-04-03", WEEKLY, 22020),
        ("2023-04-09", AP, 20000),
        ("2023-04-10", AP, 22020),
        ("2026-06-01", AP, 22020),
    ],
)
def test_the_benefit_cap_by_scheme(text, basis, pounds):
    assert rate("benefit_cap.annual.rest.couple_or_family", text, basis) == pounds * 100


@pytest.mark.parametrize(
    ("start", "pounds"),
    [
        ("2017-03-31", 430),
        ("2017-04-01", 520),
        ("2018-04-01", 520),
        ("2018-04-09", 542),
        ("2024-04-07", 722),
        ("2024-04-08", 793),
        ("2026-04-05", 846),
        ("2026-04-06", 881),
    ],
)
def test_earnings_that_end_the_cap(start, pounds):
    assert rate("benefit_cap.uc_earnings_threshold", start) == pounds * 100


@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_cap_threshold_is_16_hours_at_the_living_wage(year):
    """SI 2013/376 reg 82(1)(a), pence dropped (reg 6(1A)), read with the uprating."""
    start = first_monday(dt.date(year, 4, 6))
    living_wage = rate_book().on(start, AP)["nmw.national_living_wage"]
    assert rate_book().on(start, AP)["benefit_cap.uc_earnings_threshold"] == living_wage * 16 * 52 // 12 // 100 * 100


@pytest.mark.parametrize(
    ("text", "basis", "pence"),
    [
        ("2026-03-31", OTHER, 9205),
        ("2026-04-01", OTHER, 9555),
        ("2026-04-01", WEEKLY, 9205),
        ("2026-04-05", WEEKLY, 9205),
        ("2026-04-06", WEEKLY, 9555),
        ("2024-04-01", WEEKLY, 9050),
        ("2024-03-31", WEEKLY, 8480),
    ],
)
def test_housing_benefit_by_the_interval_of_the_rent(text, basis, pence):
    assert rate("hb.working_age.personal_allowance.single_25_or_over", text, basis) == pence


def test_the_two_child_limit_ended():
    key = "uc.child_limit.max_children"
    before, after = rate_book().on(day("2026-04-05"), AP), rate_book().on(day("2026-04-06"), AP)
    assert before[key] == 2
    assert after.get(key) is None
    assert key not in after
    with pytest.raises(RatesNotKnown, match="ended on 2026-04-06"):
        after[key]
    assert rate_book().on(day("2017-04-05"), AP).get(key) is None


def test_before_the_first_value():
    rates = rate_book().on(day("2013-04-28"), AP)
    with pytest.raises(RatesNotKnown, match="no value before 2013-04-29") as caught:
        rates["uc.taper"]
    assert caught.value.key == "uc.taper"
    assert rates.get("uc.taper", 0) == 0


def test_a_value_that_is_not_known():
    rates, key = rates_on(day("2019-06-01")), "ctr.england_pension_age.second_adult.lower_threshold"
    for ask in (rates.__getitem__, rates.get):
        with pytest.raises(RatesNotKnown, match="is not known from 2018-04-01"):
            ask(key)
    assert key not in rates
    assert rates_on(day("2020-04-01"))[key].weak


@pytest.mark.parametrize(
    ("year", "deductions", "thresholds"),
    [
        (2020, "4.25 8.45 10.70 12.80", "213 370 458"),  # the figures that SSI 2021/51 and SSI 2022/52 replaced
        (2021, "4.30 8.50 10.80 12.90", "213 370 458"),  # SSI 2021/51
        (2022, "4.45 8.80 11.15 13.30", "228 396 490"),  # SSI 2022/52
        (2023, "4.90 9.70 12.30 14.65", "241 418 517"),  # SSI 2023/38
        (2024, "5.25 10.35 13.15 15.65", "260 451 558"),  # SSI 2024/35
        (2025, "5.35 10.55 13.40 15.95", "273 474 586"),  # SSI 2025/24
    ],
)
def test_the_deductions_of_scotland_are_those_of_its_instruments(year, deductions, thresholds):
    rates, start = rates_on(dt.date(year, 4, 1)), "ctr.scotland.non_dependant"
    found = [rates[f"{start}.deduction.band_{band}"] for band in (1, 2, 3, 4)]
    limits = [rates[f"{start}.gross_income_threshold.band_{band}"] for band in (2, 3, 4)]
    assert [int(each) for each in found] == [int(text.replace(".", "")) for text in deductions.split()]
    assert [int(each) for each in limits] == [int(text) * 100 for text in thresholds.split()]
    assert not any(each.weak for each in found + limits)


@pytest.mark.parametrize("year", range(2022, 2027))
def test_the_most_that_is_taken_for_an_overpayment_is_by_its_formula(year):
    """HB Regs 2006 reg 102: 3 or, after fraud, 5 times 5% of the allowance from 25 on, the 5% up to 5p."""
    rates = rates_on(dt.date(year, 4, 4))
    five_percent = -(-rates["hb.working_age.personal_allowance.single_25_or_over"] * 5 // 500) * 5
    assert rates["hb.overpayment.weekly_maximum"] == 3 * five_percent
    assert rates["hb.overpayment.weekly_maximum_after_fraud"] == 5 * five_percent


def test_a_key_that_does_not_exist():
    with pytest.raises(RatesNotKnown, match=r"no rate called uc\.tapper; did you mean uc\.taper"):
        rates_on(day("2026-06-01"))["uc.tapper"]
    with pytest.raises(RatesNotKnown, match=r"no rate called xyz$"):
        rates_on(day("2026-06-01")).get("xyz")


@pytest.mark.parametrize(
    ("key", "last", "basis"),
    [
        ("uc.taper", "2027-04-11", AP),
        ("benefit_cap.annual.rest.single", "2027-04-11", AP),
        ("hb.taper", "2027-03-31", OTHER),
        ("hb.taper", "2027-04-04", WEEKLY),
        ("nmw.national_living_wage", "2027-03-31", DAY),
        ("ni.class1.main_rate", "2027-04-05", DAY),
        ("child_benefit.eldest", "2027-04-11", DAY),
    ],
)
def test_no_answer_once_new_values_were_due(key, last, basis):
    book, next_day = rate_book(), day(last) + dt.timedelta(days=1)
    known = book.on(day(last), basis)[key]
    with pytest.raises(RatesNotChecked, match="last checked on 2026-11-22, and new ones were due on 2027-04"):
        book.on(next_day, basis)[key]
    with pytest.raises(RatesNotChecked):
        book.on(next_day, basis).get(key)
    assert book.on(next_day, basis, allow_unchecked=True)[key] == known


def test_every_day_of_the_contract_is_checked():
    for basis in Basis:
        assert len(rate_book().on(day("2027-03-31"), basis)) == len(rate_book().on(day("2026-10-05"), basis))


def test_days_between_two_changes_share_their_rates():
    book = rate_book()
    assert book.on(day("2026-06-01"), AP) is book.on(day("2026-08-31"), AP)
    assert book.on(day("2026-04-05"), AP) is not book.on(day("2026-04-06"), AP)
    assert book is rate_book()


def test_change_days_of_some_schemes_only():
    universal_credit = rate_book().change_days(AP, ("uc.taper", "uc.work_allowance."))
    days = [str(np.datetime64(number, "D")) for number in universal_credit.tolist()]
    assert days[:5] == ["2013-04-29", "2016-04-11", "2017-04-10", "2018-04-09", "2019-04-08"]
    assert "2021-10-25" in days
    assert "2021-11-24" not in days
    assert "2016-11-07" not in days
    assert universal_credit.dtype == np.int64


def test_change_days_part_the_rates_exactly():
    book, prefixes = rate_book(), ("uc.", "benefit_cap.")
    for number in book.change_days(AP, prefixes).tolist():
        first = dt.date(1970, 1, 1) + dt.timedelta(days=number)
        before, after = (book.on(d, AP, allow_unchecked=True) for d in (first - dt.timedelta(days=1), first))
        keys = [key for table in book.tables(prefixes) for key in table.parameters]
        changed = [key for key in keys if before.value(key) != after.value(key)]
        due = [key for key in keys if before.is_checked(key) != after.is_checked(key)]
        assert changed or due


def test_a_rate_knows_where_it_comes_from():
    taper = rate("uc.taper", "2026-06-01")
    assert taper == Fraction(11, 20)
    assert (taper.numerator, taper.denominator) == (11, 20)
    assert (taper.key, taper.unit, taper.law) == ("uc.taper", "percent", "SI 2013/376 reg 22(1)(b)")
    assert (taper.source, taper.start, taper.confidence) == ("SI 2021/1283", day("2021-10-25"), "high")
    assert not taper.overridden
    assert not taper.projected
    assert repr(taper) == "<uc.taper: 55%, from 2021-10-25>"
    with pytest.raises(AttributeError):
        taper.source = "me"


def test_kinds_of_rate():
    rates = rates_on(day("2026-06-01"))
    assert rates[SINGLE] == 42490
    assert str(rates[SINGLE]) == "42490"
    assert rates[SINGLE].text == "£424.90 a month"
    assert rates["benefit_cap.annual.rest.single"].text == "£14,753.00 a year"
    assert rates["uc.capital.upper_limit"].text == "£16,000.00"
    assert rates["uc.deductions.overall_cap"].text == "15% of standard allowance"
    assert rates["uc.minimum_age"] == 18
    assert rates["uc.minimum_age"].text == "18 years of age"
    assert rates["law.children_born_before"] == day("2017-04-06")
    assert rates["lha.frozen"]
    assert rates["lha.frozen"].text == "yes"
    assert rates_on(day("2022-06-01"))["ni.class1.main_rate"] == Fraction(1325, 10000)
    assert rates_on(day("2022-06-01"))["ni.class1.main_rate"].text == "13.25%"
    assert np.array([100], dtype=np.int64) * rates[SINGLE] == np.array([4249000])


@pytest.mark.parametrize(
    ("number", "text"), [("1", "1st"), ("2", "2nd"), ("3", "3rd"), ("11", "11th"), ("30", "30th"), ("52", "52nd")]
)
def test_a_percentile_is_an_ordinal(number, text):
    assert make(CountRate, int(number), key="x", unit=PERCENTILE).text == f"{text} percentile"


def test_a_rate_can_be_sent_to_another_process():
    rates = rates_on(day("2026-06-01"))
    for key in rates:
        copy = pickle.loads(pickle.dumps(rates[key]))  # noqa: S301 - made here
        assert copy == rates[key]
        assert vars(copy) == vars(rates[key])


def test_weak_values_say_why():
    weak = rates_on(day("2013-06-01"))["uc.housing_cost_contribution"]
    assert weak.weak
    assert weak.confidence == "low"
    assert weak.note.startswith("Worked out only")


def test_replacing_a_rate_leaves_the_law_alone():
    book = rate_book().replace({"uc.taper": "50%"})
    changed = book.on(day("2026-06-01"), AP)["uc.taper"]
    assert changed == Fraction(1, 2)
    assert changed.overridden
    assert changed.source == "replaced for this calculation"
    assert rate("uc.taper", "2026-06-01") == Fraction(11, 20)
    assert book.on(day("2026-06-01"), AP)[SINGLE] == 42490
    assert book.replaced == {"uc.taper": "50%"}
    again = book.replace({SINGLE: "500.00"})
    assert again.on(day("2014-06-01"), AP)[SINGLE] == 50000
    assert again.on(day("2014-06-01"), AP)["uc.taper"] == Fraction(1, 2)
    assert (
        again.replace({"uc.child_limit.max_children": "2"}).on(day("2026-06-01"), AP)["uc.child_limit.max_children"]
        == 2
    )
    assert book.replace({"uc.lcw_element": "none"}).on(day("2026-06-01"), AP).get("uc.lcw_element") is None
    assert repr(book).endswith(", 1 replaced>")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("uc.taper", "0.5"),
        ("uc.taper", "50"),
        (SINGLE, "400"),
        (SINGLE, "-1.00"),
        ("uc.minimum_age", "x"),
        ("uc.taper", ""),
    ],
)
def test_replacing_with_what_does_not_fit(key, text):
    with pytest.raises(ValueError, match=f"^{key}: "):
        rate_book().replace({key: text})


def test_replacing_what_is_no_rate():
    with pytest.raises(RatesNotKnown, match=r"no rate called uc\.tapper"):
        rate_book().replace({"uc.tapper": "50%"})


def test_the_rates_of_a_day_show_themselves():
    text = repr(rates_on(day("2026-06-01")))
    assert text.startswith("Rates read from 2026-04-")
    assert "uc.taper" in text
    assert "£424.90 a month" in text


def test_a_book_of_another_folder(tmp_path):
    (tmp_path / "nothing.toml").write_text(
        'checked = 2026-11-22\nscheme = "s"\ntitle = "T"\nuprating = "1 April"\nkeys = ["x"]\n', encoding="utf-8"
    )
    assert list(RateBook(tmp_path).on(day("2026-06-01"), DAY)) == []


def test_years_of_rates():
    assert rate_year(day("2026-04-05"), WEEKLY) == "2025-26"
    assert rate_year(day("2026-04-01"), OTHER) == "2026-27"
    assert rate_year(day("2026-04-06"), DAY) == "2026-27"
    assert rate_year(day("2030-06-01"), AP) == "2030-31"
    with pytest.raises(RatesNotKnown, match="the first begin on 2013-04-29"):
        rate_year(day("2013-04-28"), AP)


@pytest.mark.parametrize("basis", Basis)
def test_the_days_listed_are_those_of_the_rule(basis):
    rule = "benefit weeks in April" if basis in {WEEKLY, OTHER} else "first Monday on or after 6 April"
    for first, year in commencements(basis):
        if year != "2013-14" or basis is not AP:  # Universal Credit began on 29 April 2013
            assert first == uprating_day(rule, int(year[:4]), basis)


@pytest.mark.parametrize(
    ("last_day", "first"),
    [
        ("2021-11-24", "2021-10-25"),
        ("2021-10-06", "2021-09-07"),
        ("2021-12-31", "2021-12-01"),
        ("2021-03-30", "2021-03-01"),
    ],
)
def test_the_earliest_period_that_ends_on_a_day_or_later(last_day, first):
    assert first_period_ending(day(last_day)) == day(first)
