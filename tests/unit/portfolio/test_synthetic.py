"""The made-up stock: the same for the same seed, plausible, nobody's, and compared to the penny."""

import datetime as dt
from collections import Counter
from decimal import Decimal

import pandas as pd
import pytest

from benefitcalc import Case, assess, rate_book
from benefitcalc.assessment.household import CAUSES
from benefitcalc.money import pounds
from benefitcalc.portfolio.synthetic import (
    REGIONS,
    Stock,
    compare,
    raise_income,
    raise_rent,
    synthetic_stock,
    typical_tenants,
)

APRIL = "2026-04-06"


@pytest.fixture(scope="module")
def stock():
    return synthetic_stock(1200, seed=5)


@pytest.fixture(scope="module")
def effect(stock):
    return compare(stock, stock.on(APRIL).with_rents_raised("4.8"), names=("2025-26", "2026-27"))


def test_the_same_seed_gives_the_same_stock(stock):
    assert synthetic_stock(60, seed=5).cases == stock.cases[:60]
    assert synthetic_stock(60, seed=6).cases != stock.cases[:60]


def test_a_smaller_stock_is_the_beginning_of_a_larger_one(stock):
    pd.testing.assert_frame_equal(synthetic_stock(25, seed=5).frame, stock.frame.head(25))


def test_the_frame_says_what_the_cases_say(stock):
    frame = stock.frame
    assert len(frame) == len(stock) == 1200
    for (_, row), case in zip(frame.head(40).iterrows(), stock.cases, strict=False):
        assert row["rent"] == pounds(case.tenancy.rent.amount)
        assert row["bedrooms"] == case.tenancy.bedrooms
        assert row["children"] == len(case.children)
        assert (row["region"] == "London") == case.greater_london


def test_it_looks_like_a_social_landlord_s(stock):
    frame = stock.frame
    assert set(frame["region"]) == set(REGIONS)
    assert Decimal(70) < frame["rent"].min() < frame["rent"].max() < Decimal(340)
    general = frame[frame["household"] != "supported housing"]
    by_bedrooms = {bedrooms: sum(rents) / len(rents) for bedrooms, rents in general.groupby("bedrooms")["rent"]}
    assert by_bedrooms[1] < by_bedrooms[2] < by_bedrooms[3] < by_bedrooms[4]
    london = general[general["region"] == "London"]["rent"]
    north = general[general["region"] == "North East"]["rent"]
    assert sum(london) / len(london) > sum(north) / len(north)
    helped = Counter(stock.results()["scheme"])
    assert helped["Universal Credit"] > helped["Housing Benefit"] > helped["no help with rent"] > 0


def test_nobody_has_a_birthday_between_the_two_years(stock):
    assert all(person.born.day == 15 for case in stock.cases for person in (*case.adults, *case.children))


def test_results_are_those_of_one_assessment_at_a_time(stock):
    results = stock.results()
    for (_, row), case in zip(results.head(150).iterrows(), stock.cases, strict=False):
        alone = assess(case)
        assert pounds(row["covered"]) == alone.help_with_rent
        assert pounds(row["to_pay"]) == alone.rent_to_pay
        assert {part.cause: part.amount for part in alone.shortfall} == {
            cause: pounds(row[cause]) for cause in CAUSES if row[cause]
        }


def test_causes_add_up_to_the_rent_to_pay(effect):
    for each in (effect.before, effect.after):
        assert (each[list(CAUSES)].sum(axis="columns") == each["to_pay"]).all()
        assert (each["covered"] + each["to_pay"] == each["rent"]).all()
    totals, causes = effect.totals(), effect.causes()
    for name in ("2025-26", "2026-27", "change"):
        assert causes[name].sum() == totals.loc["Rent to pay", name]
        assert totals.loc["Rent covered", name] + totals.loc["Rent to pay", name] == totals.loc["Rent charged", name]


@pytest.mark.parametrize("column", ["region", "household", "scheme"])
@pytest.mark.parametrize("amount", ["rent", "covered", "to_pay"])
def test_groups_add_up_to_the_stock(effect, column, amount):
    groups = effect.by(column, amount)
    assert groups["tenancies"].sum() == 1200
    row = {"rent": "Rent charged", "covered": "Rent covered", "to_pay": "Rent to pay"}[amount]
    for name in ("2025-26", "2026-27", "change"):
        assert groups[name].sum() == effect.totals().loc[row, name]


def test_changes_are_a_tenancy_each(effect):
    changes = effect.changes()
    assert pounds((changes * effect.before["weeks"]).sum()) == effect.totals().loc["Rent to pay", "change"]
    assert list(changes.index) == list(effect.before.index)


def test_rent_rises_to_the_nearest_penny_with_its_charges():
    case = typical_tenants()["Single, 22, looking for work"]
    charges = [{"amount": "10.00", "per": "week", "eligible": True}]
    extras = {"service_charges": charges, "ineligible_in_rent": {"amount": "3.10", "per": "week"}}
    higher = raise_rent(case.replace(tenancy={**case.to_dict()["tenancy"], **extras}), "4.8").tenancy
    assert higher.rent.amount == 92_43  # £88.20 + £4.2336
    assert higher.service_charges[0].amount == 10_48
    assert higher.ineligible_in_rent.amount == 3_25  # £3.2488


def test_pay_and_pensions_rise_and_nothing_else():
    tenants = typical_tenants()
    worker = raise_income(tenants["Couple in their fifties, one part-time job"], "4.8")
    assert worker.claimant.employment.net.amount == 754_56
    assert worker.partner.employment is None
    pensioners = raise_income(tenants["Pensioner couple, small works pension"], Decimal(10))
    assert [income.amount for income in pensioners.incomes] == [343_42, 78_65]
    assert pensioners.capital == 11_200_00
    assert raise_income(tenants["Single, 22, looking for work"], "4.8") == tenants["Single, 22, looking for work"]


def test_a_dozen_typical_tenants_are_as_they_are_called():
    tenants = typical_tenants(dt.date(2026, 3, 30))
    assert len(tenants) == 12
    for name, case in tenants.items():
        years = next(
            (int(word) for word in name.replace(",", "").split() if word.isdigit() and "hours" not in name), None
        )
        if years is not None:
            assert case.claimant.age_on(case.date, case.date) == years
    assert assess(tenants["Couple, four children, no work, capped"]).universal_credit.benefit_cap_reduction > 0
    assert assess(tenants["Pensioner, 79, State Pension only"]).housing_benefit.passported
    assert assess(tenants["Single, 41, too ill to work, a spare room"]).housing.bedrooms_spare == 1


def test_without_the_bedroom_charge_its_cause_is_gone(stock):
    none = rate_book().replace(
        {f"{scheme}.under_occupancy.{name}": "0%" for scheme in ("uc", "hb")
         for name in ("reduction_one_bedroom", "reduction_two_or_more")}
    )  # fmt: skip
    without = compare(stock, stock, books=(None, none))
    assert without.before["under_occupation"].sum() > 0
    assert without.after["under_occupation"].sum() == 0
    assert without.totals().loc["Rent charged", "change"] == 0


def test_only_the_same_tenancies_are_compared(stock):
    with pytest.raises(ValueError, match="same tenancies"):
        compare(stock, synthetic_stock(3, seed=5))


def test_a_stock_has_a_tenancy():
    with pytest.raises(ValueError, match="at least one"):
        synthetic_stock(0, seed=1)


def test_weeks_of_different_bases_are_added_up_over_the_year():
    home = {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "104.00", "per": "week", "rent_free_weeks": 4}}
    pensioner = {"date": "2026-06-01", "claimant": {"born": "1948-05-01"}, "tenancy": home, "capital": "20000.00"}
    worker = {"date": "2026-06-01", "claimant": {"age": 30}, "tenancy": home, "capital": "20000.00"}
    cases = tuple(Case.model_validate(case) for case in (pensioner, worker))
    stock = Stock(cases, pd.DataFrame({"region": ["North East"] * 2, "household": ["one"] * 2}))
    results = stock.results()
    assert results["weeks"].tolist() == [48, 52]
    assert results["rent"].tolist() == [104_00, 96_00]  # a charged week, and 104.00 x 48 / 52
    assert compare(stock, stock).totals().loc["Rent charged", "before"] == 2 * 48 * 104
