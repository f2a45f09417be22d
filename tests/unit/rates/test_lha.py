"""Local housing allowance by area and the day that reads it; places in Greater London."""

import datetime as dt
from decimal import Decimal

import pytest

from benefitcalc import assess
from benefitcalc.rates import Basis, RatesNotChecked, RatesNotKnown, rate_book
from benefitcalc.rates.lha import areas, categories, find_area, in_greater_london, is_weak, lha_rate

AP, WEEKLY, OTHER = Basis.ASSESSMENT_PERIOD, Basis.HB_WEEKLY_RENT, Basis.HB_OTHER_RENT


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "basis", "pence"),
    [
        ("2024-04-07", AP, 49500),
        ("2024-04-08", AP, 69500),
        ("2026-06-01", AP, 69500),
        ("2024-03-31", WEEKLY, 11392),
        ("2024-04-01", WEEKLY, 15995),
        ("2020-03-31", OTHER, 9482),
        ("2020-04-01", OTHER, 11392),
        ("2020-04-05", WEEKLY, 9482),
        ("2020-04-06", WEEKLY, 11392),
    ],
)
def test_the_year_begins_with_the_scheme_that_reads_it(text, basis, pence):
    assert lha_rate("Greater Glasgow", "B", day(text), basis) == pence


def test_a_rate_knows_where_it_comes_from():
    rate = lha_rate("ashford", "C", day("2026-06-01"), AP)
    assert rate.key == "lha.ASHFORD.C.monthly"
    assert rate.label == "Local housing allowance, Ashford: two bedrooms"
    assert rate.unit == "pounds a month"
    assert rate.start == day("2024-04-08")
    assert rate.source.startswith("Department for Work and Pensions, England: Universal Credit Local Housing Allowance")
    assert lha_rate("ASHFORD", "C", day("2026-06-01"), WEEKLY).unit == "pounds a week"


def test_an_unchanged_rate_names_the_table_of_its_own_year():
    assert lha_rate("Ashford", "C", day("2025-06-02"), AP).source.endswith("monthly rates 2025 to 2026")
    assert lha_rate("Ashford", "C", day("2025-04-06"), AP).source.endswith("monthly rates 2024 to 2025")
    assert lha_rate("Ashford", "C", day("2026-04-05"), WEEKLY).source.endswith("from April 2025 to March 2026")
    assert lha_rate("Ashford", "C", day("2026-04-06"), WEEKLY).source.endswith("from April 2026 to March 2027")
    later = lha_rate("Ashford", "C", day("2031-06-02"), WEEKLY, allow_unchecked=True)
    assert later.source.endswith("from April 2026 to March 2027")


@pytest.mark.parametrize(
    ("area", "text", "basis", "confidence"),
    [
        ("Belfast", "2026-04-05", WEEKLY, "high"),
        ("Belfast", "2026-04-06", WEEKLY, "medium"),
        ("Belfast", "2026-04-01", OTHER, "medium"),
        ("Belfast", "2026-06-01", AP, "high"),
        ("North West (NI)", "2026-06-01", WEEKLY, "medium"),
        ("Ashford", "2026-06-01", WEEKLY, "high"),
    ],
)
def test_weekly_rates_of_northern_ireland_in_2026_27_were_derived(area, text, basis, confidence):
    for category in categories():
        rate = lha_rate(area, category, day(text), basis)
        assert rate.confidence == confidence
        assert rate.weak == is_weak(area, day(text), basis) == (rate.note is not None)
    if confidence != "high":
        assert "NISR 2026/2" in rate.source
        assert "Derived" in rate.note


@pytest.mark.parametrize("basis", [AP, WEEKLY])
def test_each_amount_comes_from_a_table_of_its_year_or_is_in_doubt(basis):
    known = 0
    for area in areas():
        for year in range(2014, 2027):
            try:
                rate = lha_rate(area.key, "B", day(f"{year}-06-01"), basis)
            except RatesNotKnown:
                continue
            known += 1
            assert rate.weak or "as transcribed" not in rate.source
    assert known > 2500


def private_tenant(area, **facts):
    rent = {"amount": "200.00", "per": "week"}
    tenancy = {"tenure": "private_rent", "bedrooms": 1, "rent": rent, "brma": area} | facts.pop("tenancy", {})
    return {
        "schema": "benefitcalc.case/1",
        "date": "2026-06-01",
        "country": "northern_ireland" if area == "Belfast" else "england",
        "claimant": {"age": 70},
        "tenancy": tenancy,
        "pension_credit": {"reached_pension_age_before_6_april_2016": False},
    } | facts


@pytest.mark.parametrize(
    ("area", "facts", "warned"),
    [
        ("Belfast", {}, True),
        ("Belfast", {"date": "2026-04-05"}, False),
        ("Belfast", {"tenancy": {"local_housing_allowance": {"amount": "139.34", "per": "week"}}}, False),
        ("Belfast", {"claimant": {"age": 40}}, False),
        ("Ashford", {}, False),
        ("Ashford", {"date": "2016-06-06"}, True),
    ],
)
def test_a_result_that_rests_on_a_derived_allowance_says_so(area, facts, warned):
    result = assess(private_tenant(area, **facts))
    assert ("weak_rates" in [warning.code for warning in result.warnings]) == warned
    if area == "Belfast" and "claimant" not in facts:
        assert result.housing.local_housing_allowance_restriction == Decimal("60.66")


def test_two_hundred_areas_found_by_key_or_name():
    assert len(areas()) == 200
    for area in areas():
        assert find_area(area.key) == find_area(area.name) == find_area(area.name.upper()) == area
    assert find_area("Atlantis") is None


@pytest.mark.parametrize("basis", [AP, WEEKLY])
def test_every_area_has_every_category_today_and_none_is_above_the_national_limit(basis):
    rates = rate_book().on(day("2026-11-22"), basis)
    period = "monthly" if basis is AP else "weekly"
    for area in areas():
        amounts = [lha_rate(area.key, category, day("2026-11-22"), basis) for category in categories()]
        assert amounts == sorted(amounts)
        limits = [rates[f"lha.national_cap.{period}.{category}"] for category in categories()]
        assert all(amount <= limit for amount, limit in zip(amounts, limits, strict=True))


def test_what_is_not_known():
    with pytest.raises(
        RatesNotKnown, match="Local housing allowance, Belfast: one bedroom is not known for 2020-06-01"
    ):
        lha_rate("Belfast", "B", day("2020-06-01"), AP)
    with pytest.raises(RatesNotKnown):
        lha_rate("Ashford", "B", day("2014-04-06"), AP)
    with pytest.raises(RatesNotKnown):
        lha_rate("Greater Glasgow", "B", day("2014-06-02"), WEEKLY)


def test_not_checked_after_the_next_uprating():
    with pytest.raises(RatesNotChecked, match="new rates were due on 2027-04-12"):
        lha_rate("Ashford", "B", day("2027-04-12"), AP)
    assert lha_rate("Ashford", "B", day("2027-04-12"), AP, allow_unchecked=True)
    assert lha_rate("Ashford", "B", day("2027-04-11"), AP)


def test_no_such_area_or_category():
    with pytest.raises(ValueError, match="'Atlantis' is not a broad rental market area"):
        lha_rate("Atlantis", "B", day("2026-06-01"), AP)
    with pytest.raises(ValueError, match="'F' is not a category of dwelling; they are A, B, C, D, E"):
        lha_rate("Ashford", "F", day("2026-06-01"), AP)


def test_greater_london():
    assert in_greater_london("Camden")
    assert in_greater_london("city of london")
    assert in_greater_london("E09000033")
    assert not in_greater_london("Luton")
