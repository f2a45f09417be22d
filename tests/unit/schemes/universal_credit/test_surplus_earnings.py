"""Surplus earnings from one award to the next (reg 54A)."""

from decimal import Decimal

import pytest

from benefitcalc.errors import RatesNotKnown
from benefitcalc.rates import rate_book
from benefitcalc.schemes.universal_credit.surplus_earnings import surplus_earnings
from tests.unit.schemes.across_periods import W19, D


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
