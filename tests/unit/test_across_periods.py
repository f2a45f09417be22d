"""What needs more than one period and stands beside an assessment: the law file's worked examples, both sides of each
line, and what is refused.
"""

import datetime as dt
import re
from decimal import Decimal

import numpy as np
import pytest

from benefitcalc.errors import RatesNotKnown
from benefitcalc.law import citations
from benefitcalc.rates import rate_book
from benefitcalc.rules import RULES
from benefitcalc.schemes.housing_benefit.award import extended_weeks
from benefitcalc.schemes.universal_credit.award import counted_until_after_death
from benefitcalc.schemes.universal_credit.income import (
    days_of_income,
    income_for_part_of_period_pm,
    periods_of_course_year,
)
from benefitcalc.schemes.universal_credit.late_reclaim import days_from_claim, deductions_of_first_period_pm
from benefitcalc.schemes.universal_credit.surplus_earnings import surplus_earnings, surplus_earnings_pm
from benefitcalc.schemes.universal_credit.transitional_protection import (
    RunOn,
    transitional_element_left,
    two_week_run_on,
)

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
W15 = {
    "elements_before": {"standard_allowance": "400.14", "housing_costs_element": "433.16"},
    "elements_now": {"standard_allowance": "424.90", "housing_costs_element": "453.96"},
    "period": D("2026-04-10"),
}


# Each a source, a figure as it is worked out here, and the figure that is printed there.
WORKED = [
    (f"{SPECIFICATION}, W19", lambda: surplus_earnings(**W19).nil_award_threshold, "1636.36"),
    (f"{SPECIFICATION}, W19", lambda: surplus_earnings(**W19).relevant_threshold, "4136.36"),
    (f"{SPECIFICATION}, W19", lambda: surplus_earnings(**W19).surplus, "1043.64"),
    (f"{SPECIFICATION}, W15", lambda: transitional_element_left("218.25", **W15), "172.69"),
    (
        f"{HOUSING_BENEFIT}, section 13, two weeks of 96.40 by hand",
        lambda: two_week_run_on(universal_credit_began=D("2026-06-03"), award_before="96.40").total,
        "192.80",
    ),
]


@pytest.mark.parametrize(("source", "work_out", "printed"), WORKED, ids=[f"{w[0]}: {w[2]}" for w in WORKED])
def test_worked_examples(source, work_out, printed):
    assert source
    assert work_out() == Decimal(printed)


# --- The rules, held to what those of one case are held to ------------------------------------------------------------

OWN = [
    rule
    for rule in RULES.values()
    if rule.module.rpartition(".")[2] in {"late_reclaim", "surplus_earnings", "transitional_protection"}
]


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


def test_rules_take_whole_columns():
    surplus = surplus_earnings_pm(
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
    return surplus_earnings(**{**W19, **dates, "surplus_before": "1043.64", **facts})


def test_w19s_next_claim_starts_clean():
    assert again(earned_income="1200.00").surplus == 0


@pytest.mark.parametrize(("earned", "surplus"), [("3092.72", "0.00"), ("3092.73", "0.01"), ("4136.36", "1043.64")])
def test_a_surplus_is_tested_again_with_the_earnings_of_the_next_claim(earned, surplus):
    assert again(earned_income=earned).surplus == Decimal(surplus)


@pytest.mark.parametrize(("earned", "surplus"), [("4136.36", "0.00"), ("4136.37", "0.01")])
def test_the_threshold_itself_leaves_no_surplus(earned, surplus):
    assert surplus_earnings(**{**W19, "earned_income": earned}).surplus == Decimal(surplus)


def test_other_income_lowers_the_threshold_and_the_work_allowance_raises_it():
    found = surplus_earnings(**W19, unearned_income="350.00", work_allowance="427.00")
    assert found.nil_award_threshold == Decimal("1427.00")
    assert surplus_earnings(**W19, unearned_income="900.01").nil_award_threshold == 0


def test_the_taper_is_that_of_the_month():
    dates = {"month": D("2020-06-10"), "award_ended": D("2020-07-10"), "claimed": D("2020-07-10")}
    assert surplus_earnings(**{**W19, **dates}).nil_award_threshold == Decimal("1428.57")


@pytest.mark.parametrize(("claimed", "surplus"), [("2027-01-09", "1043.64"), ("2027-01-10", "0.00")])
def test_six_months_after_the_award_nothing_is_carried(claimed, surplus):
    assert surplus_earnings(**{**W19, "claimed": D(claimed)}).surplus == Decimal(surplus)


@pytest.mark.parametrize("claimed", ["2018-04-10", "2027-04-01"])
def test_a_threshold_that_is_not_known_is_refused(claimed):
    dates = {"month": D("2017-09-10"), "award_ended": D("2017-10-10")} if claimed < "2019" else {}
    with pytest.raises(RatesNotKnown) as refused:
        surplus_earnings(**{**W19, **dates, "claimed": D(claimed)})
    assert refused.value.key == "uc.surplus_earnings.de_minimis"


@pytest.mark.parametrize("claimed", ["2018-04-11", "2027-03-31"])
def test_the_first_and_last_day_of_the_temporary_threshold(claimed):
    dates = {"month": D("2018-02-10"), "award_ended": D("2018-03-10")} if claimed < "2019" else {}
    found = surplus_earnings(**{**W19, **dates, "claimed": D(claimed)})
    assert found.relevant_threshold - found.nil_award_threshold == 2500


def test_a_replaced_rate_is_used():
    book = rate_book().replace({"uc.surplus_earnings.de_minimis": "300.00"})
    assert surplus_earnings(**W19, book=book).surplus == Decimal("3243.64")


def test_a_claim_before_the_award_ended_is_refused():
    with pytest.raises(ValueError, match="before the old award ended"):
        surplus_earnings(**{**W19, "claimed": D("2026-07-09")})


# --- Days and periods -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_day", "last_day", "days"),
    [
        (None, None, 30),
        ("2026-06-10", "2026-07-09", 30),
        ("2026-05-01", "2026-08-01", 30),
        ("2026-06-11", None, 29),
        (None, "2026-07-08", 29),
        ("2026-07-09", None, 1),
        ("2026-06-20", "2026-06-20", 1),
        ("2026-07-10", None, 0),
        (None, "2026-06-09", 0),
    ],
)
def test_the_days_of_an_income_in_the_period(first_day, last_day, days):
    ends = {"first_day": first_day and D(first_day), "last_day": last_day and D(last_day)}
    assert days_of_income(D("2026-06-10"), **ends) == days


def test_income_counts_for_its_days_and_whole_for_a_whole_period():
    # 50,000 pence for 29, 1 and 0 of the days; all of it in a whole February, though 28 days of it are less.
    amounts = income_for_part_of_period_pm(
        income_pm=np.array([50000] * 5),
        days_of_income=np.array([30, 29, 1, 0, 28]),
        days_in_period=np.array([30, 30, 30, 30, 28]),
    )
    assert amounts.tolist() == [50000, 47671, 1644, 0, 50000]


@pytest.mark.parametrize(
    ("claimed", "job_ended", "good_reason", "days"),
    [
        ("2026-06-19", "2026-06-12", False, 30),
        ("2026-06-19", "2026-06-11", False, 21),
        ("2026-06-19", "2026-06-11", True, 30),
        ("2026-06-10", "2026-05-01", False, 30),
        ("2026-07-09", "2026-05-01", False, 1),
    ],
)
def test_a_claim_within_a_week_of_the_job_has_a_whole_period(claimed, job_ended, good_reason, days):
    dates = {"claimed": D(claimed), "job_ended": D(job_ended)}
    assert days_from_claim(D("2026-06-10"), **dates, good_reason=good_reason) == days


def test_the_deductions_of_a_first_period_are_one_sum():
    by_day = deductions_of_first_period_pm(
        deductions_pm=np.array([[5500, 5500], [10000, 10000], [435, 435]]),
        days_from_claim=np.array([21, 30]),
        days_in_period=np.array([30, 30]),
    )
    assert by_day.tolist() == [[3797, 5500], [6904, 10000], [301, 435]]
    assert by_day.sum(axis=0).tolist() == [11002, 15935]


def test_w12s_nine_periods():
    periods = periods_of_course_year(**W12)
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
    assert periods_of_course_year(**{**W12, **changed})[-1] == D(last)


def test_a_year_out_of_order_is_refused():
    with pytest.raises(ValueError, match="order of time"):
        periods_of_course_year(**{**W12, "year_begins": D("2026-09-09")})


@pytest.mark.parametrize(
    ("ended", "first", "last"),
    [
        ("2026-06-01", "2026-06-08", "2026-07-05"),  # a Monday
        ("2026-06-07", "2026-06-08", "2026-07-05"),  # the Sunday of that week
        ("2026-06-08", "2026-06-15", "2026-07-12"),
    ],
)
def test_an_extended_payment_is_the_four_benefit_weeks_after(ended, first, last):
    assert extended_weeks(D(ended)) == (D(first), D(last))


# --- Transitional element ---------------------------------------------------------------------------------------------


def test_an_element_included_for_the_first_time_ends_w15s():
    now = {**W15["elements_now"], "work_capability_element": "429.80"}
    left = transitional_element_left("172.69", W15["elements_now"], now, period=D("2026-05-10"))
    assert left == 0
    assert transitional_element_left(left, now, {}, period=D("2026-06-10")) == 0


def test_a_decrease_makes_up_for_no_increase():
    before, now = {"carer_element": "209.34"}, {"standard_allowance": "10.00"}
    assert transitional_element_left(100, before, now, period=D("2026-05-10")) == 90


def test_a_health_element_that_goes_up_counts_its_difference():
    before, now = {"work_capability_element": "158.76"}, {"work_capability_element": "217.26"}
    assert transitional_element_left(100, before, now, period=D("2026-05-10")) == Decimal("41.50")


def test_childcare_is_not_among_the_elements():
    with pytest.raises(ValueError, match="childcare_element"):
        transitional_element_left(100, {}, {"childcare_element": 50}, period=D("2026-05-10"))


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
    found = transitional_element_left(
        500,
        {"housing_costs_element": before},
        {"housing_costs_element": 400},
        period=D(period),
        housing_benefit_ended=ended and D(ended),
    )
    assert found == Decimal(left)


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
    assert counted_until_after_death(D(died), first_period=D(first)) == D(last)


def test_housing_benefit_runs_on_for_a_fortnight_since_11_april_2018():
    found = two_week_run_on(universal_credit_began=D("2018-04-11"), award_before=100)
    assert found == RunOn(D("2018-04-11"), D("2018-04-24"), Decimal("100.00"), Decimal("200.00"))
    assert two_week_run_on(universal_credit_began=D("2018-04-10"), award_before=100) is None


# --- Money ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("amount", ["317.825", "-1", "£10", None, Decimal("0.001")])
def test_what_is_no_money_is_refused(amount):
    with pytest.raises(ValueError, match="validation error"):
        two_week_run_on(universal_credit_began=D("2026-06-10"), award_before=amount)


@pytest.mark.parametrize("amount", [317, "317", "317.00", Decimal(317), Decimal("317.00")])
def test_pounds_however_they_are_written(amount):
    found = two_week_run_on(universal_credit_began=D("2026-06-10"), award_before=amount)
    assert found.weekly == Decimal("317.00")
