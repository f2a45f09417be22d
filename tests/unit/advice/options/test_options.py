"""Each option with a household to which it is open, worked by hand, and one to which it is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benefitcalc import InvalidCase, RatesNotKnown, assess
from benefitcalc.advice.options import Assumed, Option, options, options_of
from benefitcalc.advice.options.words import codes, said
from benefitcalc.case import Case, Country
from benefitcalc.law import citations
from tests.unit.advice.options.worked import ALONE, CAPPED, SPARE, WORKED, Worked, case, home, pensioner

each = pytest.mark.parametrize("worked", WORKED, ids=lambda worked: worked.code)


def found(case: dict, code: str, assumed: Assumed | None = None) -> list[Option]:
    of = options(case, assumed=assumed)
    return [one for one in (*of.ranked, *of.checks, *of.without_figure) if one.code == code]


@each
def test_an_option_that_is_open(worked: Worked) -> None:
    option = found(worked.open_to, worked.code, worked.assumed)[0]
    changes = (option.change_in_left_after_rent, option.change_in_rent_to_pay)
    assert changes == tuple(None if one is None else Decimal(one) for one in (worked.left, worked.rent)), worked.why
    assert (option.case_after is None) == (worked.left is None)


@each
def test_an_option_that_is_not_open(worked: Worked) -> None:
    assert found(worked.not_open_to, worked.code, worked.assumed) == []


def test_every_option_is_worked() -> None:
    assert {worked.code for worked in WORKED} == set(codes())


@each
def test_the_words_are_whole(worked: Worked) -> None:
    for option in found(worked.open_to, worked.code, worked.assumed):
        for text in (option.title, option.evidence, option.ask, option.note):
            assert text
            assert "{" not in text
        assert option.title[0].isupper()
        assert [one.url for one in citations(option.law)]


def test_many_households_have_the_options_of_each_alone() -> None:
    cases = [Case.model_validate(worked.open_to) for worked in WORKED]
    assert options_of(cases) == [options(case) for case in cases]


def test_the_hours_that_end_the_cap_in_paydays() -> None:
    # 16 hours at £12.71 are £881.23 a month. Four weeks' pay must reach £881 alone:
    # 17 hours are £864.28, 18 are £915.12.
    [option] = found(CAPPED, "earn_over_the_cap")
    assert option.title == "The tenant works 16 hours a week at £12.71, which ends the benefit cap"
    assert "18 hours reach it in every one" in option.note
    [dearer] = found(CAPPED, "earn_over_the_cap", Assumed(hourly_wage=Decimal("15.00")))
    assert dearer.title == "The tenant works 14 hours a week at £15.00, which ends the benefit cap"


def test_more_hours_beside_pay_by_the_week_end_the_cap_on_four_paydays() -> None:
    job = {"net": {"amount": "100.00", "per": "week"}, "hours_per_week": 8, "paid_on": "2026-06-05"}
    [option] = found(CAPPED | {"claimant": {"age": 34, "employment": job}}, "earn_over_the_cap")
    # £881.00 less four paydays of £100.00 are £481.00: 10 hours more at £12.71, of which 9 would bring £457.56.
    assert option.case_after is not None
    after = option.case_after.claimant.employment
    assert after is not None
    assert after.gross is not None
    assert after.gross.amount == 227_10
    assert after.hours_per_week == 18


def test_tax_comes_off_more_hours_of_pay_that_was_given_net() -> None:
    # £1,675.91 a month leaves £1,500.00: £125.68 of tax and £50.23 of insurance. With £260.00 more it leaves £1,687.20.
    # 55% of the £187.20 is £102.96; 12 × £84.24 a year are £19.44 a week.
    job = {"net": {"amount": "1500.00", "per": "month"}, "hours_per_week": 20}
    with_job = case({"age": 40, "employment": job}, tenancy=home(amount="400.00"))
    [option] = found(with_job, "more_hours", Assumed(hourly_wage=Decimal("15.00"), more_hours=4))
    assert option.change_in_left_after_rent == Decimal("19.44")


def test_a_wage_is_the_minimum_of_the_age() -> None:
    for age, wage in ((17, "8.00"), (20, "10.85"), (21, "12.71")):
        young = case({"age": age, "carer": True}, children=[{"age": 1, "sex": "male"}])
        [option] = found(young | {"tenancy": home(2)}, "work")
        assert f"at £{wage}" in option.title


def test_scotland_names_its_own_benefits() -> None:
    ill = case({"age": 40, "esa": "support"}, country="scotland")
    assert found(ill, "pip")[0].title == "Adult Disability Payment (ADP) for the tenant"
    assert found(pensioner(country="scotland"), "attendance_allowance")[0].ask == "Social Security Scotland."


def test_england_had_discretionary_housing_payments_until_april_2026() -> None:
    before = {**SPARE, "date": "2026-03-02"}
    assert found(before, "discretionary_housing_payment")
    assert not found(before, "crisis_and_resilience_fund")


def test_a_payment_that_is_there_already_is_not_offered() -> None:
    paid = [{"kind": "discretionary_housing_payment", "amount": "14.56", "per": "week"}]
    assert not found({**SPARE, "incomes": paid}, "crisis_and_resilience_fund")
    assert not found({**SPARE, "incomes": paid, "country": "scotland"}, "scotland_bedroom_charge")


def test_a_smaller_home_at_its_own_rent() -> None:
    [option] = found(SPARE, "downsizing", Assumed(rent_of_smaller_home=Decimal("90.00")))
    assert option.title == "Move to a home of 1 bedroom, at a rent of £90.00 a week"
    assert option.change_in_left_after_rent == Decimal("14.55")  # all of either rent is covered


def test_circumstances_count_before_and_after() -> None:
    # £881.00 less £400.00 that was carried over are £481.00 a month: 9 hours at £12.71 are £495.69.
    found_with_it = options(CAPPED, {"surplus_earnings": {"amount": "400.00"}}).ranked
    [option] = [one for one in found_with_it if one.code == "earn_over_the_cap"]
    assert option.title == "The tenant works 9 hours a week at £12.71, which ends the benefit cap"
    assert option.case_after is not None
    after = assess(option.case_after, {"surplus_earnings": {"amount": "400.00"}})
    before = assess(CAPPED, {"surplus_earnings": {"amount": "400.00"}})
    assert option.change_in_left_after_rent == after.left_after_rent - before.left_after_rent


def test_circumstances_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InvalidCase, match="surplus_earnings"):
        options(pensioner(), {"surplus_earnings": {"amount": "400.00"}})


def test_an_allowance_that_is_not_known_is_said() -> None:
    private = {"tenure": "private_rent", "brma": "Belfast", "rent": {"amount": "150.00", "per": "week"}}
    case = {"date": "2013-06-03", "country": "northern_ireland", "claimant": {"age": 40}, "tenancy": private}
    with pytest.raises(RatesNotKnown):
        assess(case)
    with pytest.raises(RatesNotKnown):
        options(case)


def test_amounts_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="hourly_wage is -1") as caught:
        Assumed(hourly_wage=Decimal(-1), hours=0, rent_rise=Decimal(0))
    assert len(str(caught.value).splitlines()) == 3
    with pytest.raises(InvalidCase):
        options({"date": "2026-06-01"})


def test_words_of_a_nation_fall_back() -> None:
    assert said("pip").text("title", Country.WALES, {"who": "the tenant"}).startswith("Personal Independence")


def test_nothing_is_offered_of_what_there_is_already() -> None:
    codes_of = {one.code for one in options(ALONE).ranked}
    assert codes_of == {"work"}
