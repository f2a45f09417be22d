"""What a developer meets: many cases at once, every problem of all of them, and a result that cannot be changed."""

from dataclasses import FrozenInstanceError
from decimal import Decimal

import numpy as np
import pytest

from benefitcalc import Case, InvalidCase, RatesNotKnown, assess, assess_many, explain, rate_book
from benefitcalc.assessment.result import NotAssessed

SMALLEST = {
    "date": "2026-06-01",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}},
}


def test_the_problems_of_many_cases_come_at_once_with_the_place_of_each():
    wrong = {**SMALLEST, "capital": "-1"}
    homeless = {**SMALLEST, "tenancy": {"tenure": "social_rent"}}
    with pytest.raises(InvalidCase) as raised:
        assess_many([SMALLEST, wrong, homeless])
    assert {problem.path for problem in raised.value.problems} == {"[1].capital", "[2].tenancy.bedrooms"}


def test_one_case_has_plain_paths():
    with pytest.raises(InvalidCase) as raised:
        assess({**SMALLEST, "capital": "-1"})
    assert [problem.path for problem in raised.value.problems] == ["capital"]


def test_an_allowance_that_is_not_known_is_refused():
    home = {"tenure": "private_rent", "brma": "Belfast", "rent": {"amount": "500.00", "per": "month"}}
    with pytest.raises(RatesNotKnown, match="Belfast"):
        assess({**SMALLEST, "country": "northern_ireland", "date": "2019-06-01", "tenancy": home})


def test_a_result_is_fixed_and_says_itself():
    result = assess(SMALLEST)
    with pytest.raises(FrozenInstanceError):
        result.rent_to_pay = Decimal(0)  # type: ignore[misc]
    assert repr(result).startswith("<Assessment 2026-06-01 (2026-27 rates); Universal Credit £858.23 a month")
    assert "<script" not in result._repr_html_()


def test_a_result_without_its_steps_is_worked_out_once(monkeypatch):
    result = assess(SMALLEST)
    whole = result.to_dict()
    again = assess(SMALLEST)
    monkeypatch.setattr(type(again), "explanation", property(lambda _: pytest.fail("a trace that nobody asked for")))
    assert again.to_dict(steps=False) == {name: value for name, value in whole.items() if name != "steps"}


def test_what_is_typed_is_escaped_in_html():
    charge = {"label": "<img src=x>", "amount": "1.00", "per": "week", "eligible": True}
    home = {**SMALLEST["tenancy"], "service_charges": [charge]}
    assert "<img" not in assess({**SMALLEST, "tenancy": home})._repr_html_()


def test_a_what_if_says_so():
    result = assess(SMALLEST, book=rate_book().replace({"uc.standard_allowance.single_25_or_over": "500.00"}))
    assert result.universal_credit.award == Decimal("933.33")
    assert "rate_overridden" in [warning.code for warning in result.warnings]
    (rate,) = explain(result).line("standard_allowance").rates
    assert rate.overridden


def test_before_universal_credit_there_is_none():
    result = assess({**SMALLEST, "date": "2013-04-15"})
    assert not result.universal_credit.entitled
    assert result.universal_credit.reasons == ("before_universal_credit",)
    assert result.rent_to_pay == Decimal("100.00")
    assert [part.cause for part in result.shortfall] == ["not_entitled"]


def test_one_bad_case_never_loses_the_others():
    bad = {**SMALLEST, "id": "bad", "tenancy": {"tenure": "social_rent"}}
    home = {"tenure": "private_rent", "brma": "Belfast", "rent": {"amount": "500.00", "per": "month"}}
    unknown = {**SMALLEST, "id": "no allowance", "country": "northern_ireland", "date": "2019-06-01", "tenancy": home}
    cases = [{**SMALLEST, "id": "first"}, bad, unknown, {**SMALLEST, "id": "last"}, 7]
    results = assess_many(cases, errors="collect")
    told = [result.id if isinstance(result, NotAssessed) else result.case.id for result in results]
    assert told == ["first", "bad", "no allowance", "last", None]
    assert results[0] == assess(cases[0])
    assert results[3] == assess(cases[3])
    assert results[1].problems[0].path == "tenancy.bedrooms"
    assert results[1].to_dict()["id"] == "bad"
    assert results[1].to_dict()["error"]["type"] == "InvalidCase"


def test_what_errors_are_to_do_is_said_or_refused():
    with pytest.raises(ValueError, match="'ignore'; give"):
        assess_many([SMALLEST], errors="ignore")


def test_results_are_equal_when_every_figure_is():
    assert assess(SMALLEST) == assess_many([SMALLEST])[0]
    assert hash(assess(SMALLEST)) == hash(assess(SMALLEST))
    assert assess(SMALLEST) != assess({**SMALLEST, "capital": "7000.00"})
    assert assess(SMALLEST) != "a result"


def test_a_result_explains_itself_long_after_others_were_assessed():
    first = assess(SMALLEST)
    for _ in range(40):
        assess({**SMALLEST, "capital": "7000.00"})
    assert first.explanation == explain(SMALLEST)


def test_a_case_among_many_keeps_the_numbers_that_it_was_given_in():
    written = {**SMALLEST, "claimant": {"age": np.int64(34)}, "capital": np.float64(7000.5)}
    (result,) = assess_many([written])
    assert result.case == Case.model_validate({**SMALLEST, "capital": "7000.50"})
    assert result == assess(written)


def test_a_result_is_the_same_text_whatever_its_neighbours():
    """A pensioner's Housing Benefit is worked out first and has one of the couple's two warnings, the second one."""
    pensioner = {**SMALLEST, "date": "2026-03-30", "claimant": {"age": 80}}
    couple = {
        "date": "2026-04-03",
        "claimant": {"age": 34, "employment": {"net": {"amount": "860.00", "per": "month"}}},
        "partner": {"age": 34},
        "tenancy": {
            "tenure": "temporary_accommodation",
            "rent": {"amount": "100.00", "per": "week"},
            "couple_cannot_share_bedroom": True,
        },
    }
    alone = assess(couple)
    assert {warning.code for warning in alone.warnings} >= {
        "benefit_cap_earnings_threshold",
        "couple_cannot_share_bedroom",
    }
    assert assess_many([pensioner, couple])[1].to_json() == alone.to_json()


def test_rents_by_the_week_keep_their_own_rates_among_others_on_a_day_between_the_two_upratings():
    """3 April 2020: a rent by the month has the deduction of 2020-21 (15.85), one by the week that of 2019-20 (15.60)
    until Monday 6 April (HB Regs 2006 reg 79(3)).
    """
    by_week = {**SMALLEST, "date": "2020-04-03", "claimant": {"age": 75}, "non_dependants": [{"age": 30}]}
    by_month = {**by_week, "tenancy": {**SMALLEST["tenancy"], "rent": {"amount": "500.00", "per": "month"}}}
    awards = {"week": Decimal("84.40"), "month": Decimal("99.53")}  # 100.00 − 15.60; 500.00 × 12 ÷ 52 − 15.85
    for first, second in ((by_week, by_month), (by_month, by_week)):
        for result in assess_many([first, second]):
            assert result.housing_benefit.award == awards[result.case.tenancy.rent.per]
