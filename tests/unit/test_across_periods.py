"""What needs more than one period: the law file's worked examples, both sides of each line, and what is refused."""

import datetime as dt
import re
from decimal import Decimal

import numpy as np
import pytest

from benefitcalc import across_periods as across
from benefitcalc.errors import RatesNotKnown
from benefitcalc.law import citations
from benefitcalc.rates import rate_book
from benefitcalc.rules import RULES, tracing

D = dt.date.fromisoformat
SPECIFICATION = "Project law specification, Universal Credit"
HOUSING_BENEFIT = "Project law specification, Housing Benefit"

W19 = {
    "month": D("2026-06-10"),
    "award_ended": D("2026-07-10"),
    "claimed": D("2026-07-10"),
    "maximum_amount": "900.00",
    "earned_income": "5180.00",
}
W12 = {
    "first_period": D("2026-09-10"),
    "year_begins": D("2026-09-21"),
    "long_vacation_begins": D("2027-06-19"),
    "year_ends": D("2027-09-19"),
}
E2124 = {"period": D("2026-06-10"), "claimed": D("2026-06-19"), "job_ended": D("2026-06-01")}
W15 = {
    "elements_before": {"standard_allowance": "400.14", "housing_costs_element": "433.16"},
    "elements_now": {"standard_allowance": "424.90", "housing_costs_element": "453.96"},
    "period": D("2026-04-10"),
}


def sdp(period="2026-04-06", **facts):
    return across.transitional_sdp_element(period=D(period), **{"lcwra_included": True, **facts})


def sdp_addition_of_2025(**facts):
    """What the additional amounts add to the element; 143.37 is that of 2025-26 with LCWRA, couple or not."""
    return sdp("2025-04-07", **facts) - Decimal("143.37")


# Each a source, a figure as it is worked out here, and the figure that is printed there.
WORKED = [
    (f"{SPECIFICATION}, W19", lambda: across.surplus_earnings(**W19).nil_award_threshold, "1636.36"),
    (f"{SPECIFICATION}, W19", lambda: across.surplus_earnings(**W19).relevant_threshold, "4136.36"),
    (f"{SPECIFICATION}, W19", lambda: across.surplus_earnings(**W19).surplus, "1043.64"),
    (f"{SPECIFICATION}, W12", lambda: across.student_income("9118", **W12).each, "1013.11"),
    (f"{SPECIFICATION}, W12", lambda: across.student_income("9118", **W12).counted, "903.11"),
    (f"{SPECIFICATION}, 1.3", lambda: across.first_period_of_reclaim("317.82", **E2124), "219.43"),
    # DWP's guidance prints 85.47, rounding the daily rate as well; the provision has one calculation.
    (f"{SPECIFICATION}, 1.3", lambda: across.first_period_of_reclaim("123.75", **E2124), "85.44"),
    (f"{SPECIFICATION}, W15", lambda: across.initial_transitional_element("1421.36", "1203.11"), "218.25"),
    (f"{SPECIFICATION}, W15", lambda: across.transitional_element_left("218.25", **W15), "172.69"),
    (f"{SPECIFICATION}, 10.8", sdp, "148.82"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp(lcwra_included=False), "353.44"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp(couple=True), "148.82"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp(couple=True, lcwra_included=False), "353.44"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp(couple=True, higher_rate=True), "502.27"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp("2026-04-05"), "143.37"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp("2026-04-05", lcwra_included=False), "340.50"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp("2025-04-07", couple=True, higher_rate=True), "483.88"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp("2024-04-08"), "140.97"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp("2024-04-08", lcwra_included=False), "334.81"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp("2024-04-08", couple=True, higher_rate=True), "475.79"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp_addition_of_2025(enhanced_disability_premium=True), "91.15"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp_addition_of_2025(couple=True, enhanced_disability_premium=True), "130.22"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp_addition_of_2025(disability_premium=True), "186.64"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp_addition_of_2025(couple=True, disability_premium=True), "266.94"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp(enhanced_disability_premium=True) - sdp(), "94.61"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp(couple=True, enhanced_disability_premium=True) - sdp(), "135.17"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp(disability_premium=True) - sdp(), "193.73"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp(couple=True, disability_premium=True) - sdp(), "277.08"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp(disabled_children=2) - sdp(), "398.74"),
    (f"{SPECIFICATION}, 10.8", lambda: sdp("2025-04-07", disabled_children=1) - sdp("2025-04-07"), "192.07"),
    # 500.00 for 10 of the 30 days from 10 June: 10 × 500.00 × 12 ÷ 365 = 164.3835.
    (
        f"{SPECIFICATION}, 1.5, regulation 73(2A) by hand",
        lambda: across.income_for_part_of_period("500.00", period=D("2026-06-10"), first_day=D("2026-06-30")),
        "164.38",
    ),
    (
        f"{HOUSING_BENEFIT}, section 13, four weeks of 96.40 by hand",
        lambda: across.extended_payment(qualifying_benefit_ended=D("2026-06-03"), award_before="96.40").total,
        "385.60",
    ),
    (
        f"{HOUSING_BENEFIT}, section 13, two weeks of 96.40 by hand",
        lambda: across.two_week_run_on(universal_credit_began=D("2026-06-03"), award_before="96.40").total,
        "192.80",
    ),
]


@pytest.mark.parametrize(("source", "work_out", "printed"), WORKED, ids=[f"{w[0]}: {w[2]}" for w in WORKED])
def test_worked_examples(source, work_out, printed):
    assert source
    assert work_out() == Decimal(printed)


# --- The rules, held to what those of one case are held to ------------------------------------------------------------

OWN = [rule for rule in RULES.values() if rule.module == across.__name__]


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_is_and_cites_a_provision(rule):
    assert rule.label[0].isupper()
    assert not rule.label.endswith(".")
    assert rule.sentence[0].isupper()
    assert rule.sentence.endswith(".")
    assert re.search(r"/[0-9]{4}/[0-9]+/[a-z]+/[0-9A-Z]+", citations(rule.law)[0].url)
    assert not {"float", "Any"} & set(rule.kinds.values())
    suffix = {"week": "_pw", "month": "_pm"}.get(rule.unit.per or "", "")
    assert rule.name.endswith(suffix)


def test_every_rule_is_exercised_by_a_worked_example():
    with tracing() as steps:
        for _, work_out, _ in WORKED:
            work_out()
    assert {step.rule.name for step in steps if np.any(step.value)} >= {rule.name for rule in OWN}


def test_rules_take_whole_columns():
    surplus = across.surplus_earnings_pm(
        surplus_before_pm=np.array([0, 104364, 0]),
        earned_income_pm=np.array([518000, 120000, 413637]),
        relevant_threshold_pm=np.array([413636, 413636, 413636]),
    )
    assert surplus.tolist() == [104364, 0, 1]
    assert surplus.dtype == np.int64


# --- Surplus earnings -------------------------------------------------------------------------------------------------


def again(**facts):
    """W19's next claim: the month of the first, with its surplus."""
    dates = {"month": D("2026-07-10"), "claimed": D("2026-08-10")}
    return across.surplus_earnings(**{**W19, **dates, "surplus_before": "1043.64", **facts})


def test_w19s_next_claim_starts_clean():
    assert again(earned_income="1200.00").surplus == 0


@pytest.mark.parametrize(("earned", "surplus"), [("3092.72", "0.00"), ("3092.73", "0.01"), ("4136.36", "1043.64")])
def test_a_surplus_is_tested_again_with_the_earnings_of_the_next_claim(earned, surplus):
    assert again(earned_income=earned).surplus == Decimal(surplus)


@pytest.mark.parametrize(("earned", "surplus"), [("4136.36", "0.00"), ("4136.37", "0.01")])
def test_the_threshold_itself_leaves_no_surplus(earned, surplus):
    assert across.surplus_earnings(**{**W19, "earned_income": earned}).surplus == Decimal(surplus)


def test_other_income_lowers_the_threshold_and_the_work_allowance_raises_it():
    found = across.surplus_earnings(**W19, unearned_income="350.00", work_allowance="427.00")
    assert found.nil_award_threshold == Decimal("1427.00")
    assert across.surplus_earnings(**W19, unearned_income="900.01").nil_award_threshold == 0


def test_the_taper_is_that_of_the_month():
    dates = {"month": D("2020-06-10"), "award_ended": D("2020-07-10"), "claimed": D("2020-07-10")}
    assert across.surplus_earnings(**{**W19, **dates}).nil_award_threshold == Decimal("1428.57")


@pytest.mark.parametrize(("claimed", "surplus"), [("2027-01-09", "1043.64"), ("2027-01-10", "0.00")])
def test_six_months_after_the_award_nothing_is_carried(claimed, surplus):
    assert across.surplus_earnings(**{**W19, "claimed": D(claimed)}).surplus == Decimal(surplus)


@pytest.mark.parametrize("claimed", ["2018-04-10", "2027-04-01"])
def test_a_threshold_that_is_not_known_is_refused(claimed):
    dates = {"month": D("2017-09-10"), "award_ended": D("2017-10-10")} if claimed < "2019" else {}
    with pytest.raises(RatesNotKnown) as refused:
        across.surplus_earnings(**{**W19, **dates, "claimed": D(claimed)})
    assert refused.value.key == "uc.surplus_earnings.de_minimis"


@pytest.mark.parametrize("claimed", ["2018-04-11", "2027-03-31"])
def test_the_first_and_last_day_of_the_temporary_threshold(claimed):
    dates = {"month": D("2018-02-10"), "award_ended": D("2018-03-10")} if claimed < "2019" else {}
    found = across.surplus_earnings(**{**W19, **dates, "claimed": D(claimed)})
    assert found.relevant_threshold - found.nil_award_threshold == 2500


def test_a_replaced_rate_is_used():
    book = rate_book().replace({"uc.surplus_earnings.de_minimis": "300.00"})
    assert across.surplus_earnings(**W19, book=book).surplus == Decimal("3243.64")


def test_a_claim_before_the_award_ended_is_refused():
    with pytest.raises(ValueError, match="before the old award ended"):
        across.surplus_earnings(**{**W19, "claimed": D("2026-07-09")})


# --- Parts of a period ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_day", "last_day", "counted"),
    [
        (None, None, "500.00"),
        ("2026-06-10", "2026-07-09", "500.00"),
        ("2026-05-01", "2026-08-01", "500.00"),
        ("2026-06-11", None, "476.71"),  # 29 days
        (None, "2026-07-08", "476.71"),
        ("2026-07-09", None, "16.44"),  # one day
        ("2026-06-20", "2026-06-20", "16.44"),
        ("2026-07-10", None, "0.00"),
        (None, "2026-06-09", "0.00"),
    ],
)
def test_income_counts_for_its_days_and_whole_for_a_whole_period(first_day, last_day, counted):
    days = {"first_day": first_day and D(first_day), "last_day": last_day and D(last_day)}
    assert across.income_for_part_of_period("500.00", period=D("2026-06-10"), **days) == Decimal(counted)


def test_a_whole_february_is_a_whole_month():
    assert across.income_for_part_of_period(500, period=D("2026-02-01"), first_day=D("2026-02-01")) == 500


def test_income_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before its first"):
        across.income_for_part_of_period(1, period=D("2026-06-10"), first_day=D("2026-06-12"), last_day=D("2026-06-11"))


@pytest.mark.parametrize(
    ("claimed", "job_ended", "good_reason", "amount"),
    [
        ("2026-06-19", "2026-06-12", False, "317.82"),
        ("2026-06-19", "2026-06-11", False, "219.43"),
        ("2026-06-19", "2026-06-11", True, "317.82"),
        ("2026-06-10", "2026-05-01", False, "317.82"),
        ("2026-07-09", "2026-05-01", False, "10.45"),  # one day: 317.82 × 12 ÷ 365 = 10.4489
    ],
)
def test_a_claim_within_a_week_of_the_job_has_a_whole_period(claimed, job_ended, good_reason, amount):
    dates = {"period": D("2026-06-10"), "claimed": D(claimed), "job_ended": D(job_ended)}
    assert across.first_period_of_reclaim("317.82", **dates, good_reason=good_reason) == Decimal(amount)


@pytest.mark.parametrize("claimed", ["2026-06-09", "2026-07-10"])
def test_a_claim_outside_the_period_is_refused(claimed):
    with pytest.raises(ValueError, match="not in the assessment period"):
        across.first_period_of_reclaim(1, **{**E2124, "claimed": D(claimed)})


# --- Student income ---------------------------------------------------------------------------------------------------


def test_w12s_nine_periods():
    periods = across.student_income("9118", **W12).periods
    assert (len(periods), periods[0], periods[-1]) == (9, D("2026-09-10"), D("2027-05-10"))


@pytest.mark.parametrize(
    ("changed", "last"),
    [
        ({"long_vacation_begins": D("2027-06-09")}, "2027-04-10"),  # the last day of the period from 10 May
        ({"long_vacation_begins": D("2027-06-10")}, "2027-05-10"),  # the first day of the next
        ({"long_vacation_begins": None, "year_ends": D("2027-06-18")}, "2027-05-10"),  # a last year
        ({"long_vacation_begins": None, "year_ends": D("2026-10-01")}, "2026-09-10"),  # it begins and ends in one
    ],
)
def test_the_period_in_which_vacation_begins_or_the_course_ends_does_not_count(changed, last):
    assert across.student_income("9118", **{**W12, **changed}).periods[-1] == D(last)


@pytest.mark.parametrize(("amount", "counted"), [("990.00", "0.00"), ("990.09", "0.01"), ("0", "0.00")])
def test_the_disregard_takes_no_more_than_there_is(amount, counted):
    assert across.student_income(amount, **W12).counted == Decimal(counted)


def test_a_year_out_of_order_is_refused():
    with pytest.raises(ValueError, match="order of time"):
        across.student_income(1, **{**W12, "year_begins": D("2026-09-09")})


# --- Transitional element ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("legacy", "indicative", "excess", "element"),
    [
        ("1203.12", "1203.11", 0, "0.01"),
        ("1203.11", "1203.11", 0, "0.00"),
        ("1000.00", "1203.11", 0, "0.00"),
        ("400.00", 0, "55.50", "455.50"),
    ],
)
def test_the_first_transitional_element(legacy, indicative, excess, element):
    assert across.initial_transitional_element(legacy, indicative, excess_income=excess) == Decimal(element)


def test_an_element_included_for_the_first_time_ends_w15s():
    now = {**W15["elements_now"], "work_capability_element": "429.80"}
    left = across.transitional_element_left("172.69", W15["elements_now"], now, period=D("2026-05-10"))
    assert left == 0
    assert across.transitional_element_left(left, now, {}, period=D("2026-06-10")) == 0


def test_a_decrease_makes_up_for_no_increase():
    before, now = {"carer_element": "209.34"}, {"standard_allowance": "10.00"}
    assert across.transitional_element_left(100, before, now, period=D("2026-05-10")) == 90


def test_a_health_element_that_goes_up_counts_its_difference():
    before, now = {"work_capability_element": "158.76"}, {"work_capability_element": "217.26"}
    assert across.transitional_element_left(100, before, now, period=D("2026-05-10")) == Decimal("41.50")


def test_childcare_is_not_among_the_elements():
    with pytest.raises(ValueError, match="childcare_element"):
        across.transitional_element_left(100, {}, {"childcare_element": 50}, period=D("2026-05-10"))


@pytest.mark.parametrize(
    ("period", "ended", "before", "left"),
    [
        ("2026-05-10", "2026-04-11", 0, "500.00"),
        ("2026-05-10", "2026-04-10", 0, "100.00"),  # a month
        ("2026-05-10", "2026-05-20", 0, "500.00"),
        ("2025-06-01", "2025-05-20", 0, "500.00"),
        ("2025-05-31", "2025-05-20", 0, "100.00"),  # before regulation 55(5A)
        ("2026-05-10", "2026-04-11", 350, "450.00"),  # the element is not new
        ("2026-05-10", None, 0, "100.00"),
    ],
)
def test_a_move_from_supported_housing_takes_nothing_away(period, ended, before, left):
    found = across.transitional_element_left(
        500,
        {"housing_costs_element": before},
        {"housing_costs_element": 400},
        period=D(period),
        housing_benefit_ended=ended and D(ended),
    )
    assert found == Decimal(left)


def test_the_sdp_element_before_it_began_is_refused():
    assert sdp("2021-01-27") == 120
    with pytest.raises(RatesNotKnown):
        sdp("2021-01-26")


def test_additional_amounts_begin_on_14_february_2024():
    assert sdp("2024-02-14", disability_premium=True) - sdp("2024-02-14") == 172
    assert sdp("2024-02-13") == Decimal("132.12")
    with pytest.raises(RatesNotKnown):
        sdp("2024-02-13", disability_premium=True)


@pytest.mark.parametrize("facts", [{"higher_rate": True}, {"disabled_children": -1}])
def test_impossible_combinations_are_refused(facts):
    with pytest.raises(ValueError, match="higher_rate is for a couple"):
        sdp(**facts)


# --- After a death, and Housing Benefit that goes on ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "died", "last"),
    [
        ("2026-05-20", "2026-06-02", "2026-08-19"),  # W22: the periods from 20 May, 20 June and 20 July
        ("2024-11-20", "2026-06-02", "2026-08-19"),
        ("2026-08-20", "2026-06-02", "2026-08-19"),  # a death before the period that is worked from
        ("2026-05-20", "2026-05-20", "2026-08-19"),
        ("2026-05-20", "2026-06-19", "2026-08-19"),
        ("2026-05-20", "2026-06-20", "2026-09-19"),
        ("2025-12-31", "2026-02-28", "2026-05-30"),
        ("2025-12-30", "2026-02-26", "2026-04-29"),
    ],
)
def test_the_household_is_as_it_was_for_three_periods(first, died, last):
    assert across.counted_until_after_death(D(died), first_period=D(first)) == D(last)


@pytest.mark.parametrize(
    ("ended", "first", "last"),
    [
        ("2026-06-01", "2026-06-08", "2026-07-05"),  # a Monday
        ("2026-06-07", "2026-06-08", "2026-07-05"),  # the Sunday of that week
        ("2026-06-08", "2026-06-15", "2026-07-12"),
    ],
)
def test_an_extended_payment_is_the_four_benefit_weeks_after(ended, first, last):
    found = across.extended_payment(qualifying_benefit_ended=D(ended), award_before="96.40")
    assert (found.first_day, found.last_day) == (D(first), D(last))


@pytest.mark.parametrize(("now", "weekly"), [("0", "96.40"), ("96.40", "96.40"), ("96.41", "96.41")])
def test_an_extended_payment_is_the_new_award_where_that_is_more(now, weekly):
    found = across.extended_payment(qualifying_benefit_ended=D("2026-06-01"), award_before="96.40", award_now=now)
    assert (found.weekly, found.total) == (Decimal(weekly), Decimal(weekly) * 4)


def test_housing_benefit_runs_on_for_a_fortnight_since_11_april_2018():
    found = across.two_week_run_on(universal_credit_began=D("2018-04-11"), award_before=100)
    assert found == across.RunOn(D("2018-04-11"), D("2018-04-24"), Decimal("100.00"), Decimal("200.00"))
    assert across.two_week_run_on(universal_credit_began=D("2018-04-10"), award_before=100) is None


# --- Money ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("amount", ["317.825", "-1", "£10", None, Decimal("0.001")])
def test_what_is_no_money_is_refused(amount):
    with pytest.raises(ValueError, match="validation error"):
        across.income_for_part_of_period(amount, period=D("2026-06-10"))


@pytest.mark.parametrize("amount", [317, "317", "317.00", Decimal(317), Decimal("317.00")])
def test_pounds_however_they_are_written(amount):
    assert across.income_for_part_of_period(amount, period=D("2026-06-10")) == Decimal("317.00")
