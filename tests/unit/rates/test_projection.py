"""Rates of years not yet set: the rules of uprating, the sums, and how projected rates are marked."""

import datetime as dt
import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from benefitcalc import (
    Case,
    InvalidCase,
    RatesNotChecked,
    RatesNotKnown,
    assess,
    assess_columns,
    assess_many,
    explain,
    rate_book,
    rates_on,
    timeline,
)
from benefitcalc.columns import from_cases
from benefitcalc.explain.words import WARNINGS
from benefitcalc.rates import Assumptions, Basis, RateBook, default_assumptions, projection
from benefitcalc.rates.files import UPRATING, rates_folder, read_toml
from benefitcalc.rates.projection import (
    METHODS,
    default_source,
    increases,
    projected_values,
    rule_of,
    rules,
    uprated,
)
from benefitcalc.rates.values import NONE, UNKNOWN
from benefitcalc.what_if import vary

ASSUMED = Assumptions(cpi="2.0%", earnings="3.1%")
SET_BY_DECISION = {
    "nmw.age_18_to_20",  # 8.5%, on the way to the adult rate
    "nmw.age_16_to_17",  # 6.0%
    "nmw.apprentice",
    "income_tax.scotland.upper_limit_basic",  # the Scottish Budget of 2026-27
    "income_tax.scotland.upper_limit_starter",
    "maternity_allowance.standard",  # 3p more than CPI gives
    "esa.income_related.single_under_25",  # UC Act 2025 s 5(3)
}
"""Rates of 2026-27 that the rules do not make out of those of 2025-26, each for a reason of its own."""


def in_force(day: dt.date) -> dict[str, str]:
    found = {}
    for table in rate_book().tables():
        for key, parameter in table.parameters.items():
            place = parameter.position(day, Basis.DAY)
            found[key] = parameter.values[place].text if place >= 0 else NONE
    return found


def rate(key: str, year: int, assumed: Assumptions = ASSUMED) -> Any:
    return rates_on(dt.date(year, 6, 1), project=assumed)[key]


def test_the_rules_make_2026_27_out_of_2025_26() -> None:
    before, after = in_force(dt.date(2026, 3, 31)), in_force(dt.date(2026, 6, 1))
    of_2025 = in_force(dt.date(2025, 6, 1))
    made = uprated(before, [increases(2026)], lambda key: int(of_2025[key].replace(".", "")), {})
    lasting = {key for key in before if NONE not in {before[key], after[key]} and not key.startswith("law.")}
    assert {key for key in lasting if made[key] != after[key]} == SET_BY_DECISION
    assert len(lasting - SET_BY_DECISION) > 200
    assert made["uc.standard_allowance.single_under_25"] == "338.58"
    assert made["uc.lcwra_element.protected"] == "429.80"


def test_every_rate_has_a_rule_for_every_year_and_every_rule_a_rate() -> None:
    keys = in_force(dt.date(2026, 6, 1))
    used = {id(rule_of(key, april)) for key in keys for april in range(2026, 2038)}
    assert [rule.keys for rule in rules() if id(rule) not in used] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.keys[0]} until {rule.until}")
def test_a_rule_is_whole(rule: Any) -> None:
    assert rule.method == "frozen" or rule.method in METHODS
    assert rule.confidence in {"high", "medium", "low"}
    assert rule.confidence == "high" or rule.note
    assert rule.rounding in {"nearest", "up", "down"}
    assert rule.law
    assert not rule.how.endswith(".")
    assert (rule.to is None) == (rule.method == "frozen" or rule.share in {1, 2})


# --- Universal Credit, UC Act 2025 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "base"),
    [("single_25_or_over", "400.14"), ("couple_both_under_25", "497.55"), ("couple_one_or_both_25_or_over", "628.10")],
)
def test_the_uplift_of_one_year_is_not_carried_to_the_next(key: str, base: str) -> None:
    path = Fraction(base) * Fraction("1.038")
    for year, uplift in ((2027, "1.031"), (2028, "1.040"), (2029, "1.048")):
        path *= Fraction("1.02")
        least = path * Fraction(uplift) * 100
        assert int(rate(f"uc.standard_allowance.{key}", year)) == -(-least.numerator // least.denominator)


def test_the_standard_allowances_of_2027_28() -> None:
    assert rate("uc.standard_allowance.single_25_or_over", 2027).text == "£436.79 a month"  # 400.14×1.038×1.02×1.031


@pytest.mark.parametrize("year", [2027, 2028, 2029])
@pytest.mark.parametrize("cpi", ["0.0%", "2.0%", "3.9%", "11.1%"])
def test_every_allowance_with_the_protected_amount_keeps_up_with_prices(year: int, cpi: str) -> None:
    assumed = Assumptions(cpi=cpi, earnings="3.1%")
    protected = "uc.lcwra_element.protected"
    rise = 1 + Fraction(cpi.removesuffix("%")) / 100
    for kind in ("single_under_25", "single_25_or_over", "couple_both_under_25", "couple_one_or_both_25_or_over"):
        allowance = f"uc.standard_allowance.{kind}"
        before = rate(allowance, year - 1, assumed) + rate(protected, year - 1, assumed)
        assert rate(allowance, year, assumed) + rate(protected, year, assumed) >= before * rise


def test_frozen_stays_frozen_until_2029_30() -> None:
    for year in (2027, 2028, 2029):
        assert rate("uc.lcw_element", year).text == "£158.76 a month"
        assert rate("uc.lcwra_element.new_claimant", year).text == "£217.26 a month"
    later = Assumptions(cpi="2.0%", earnings="3.1%", years=4)
    assert rate("uc.lcw_element", 2030, later).text == "£161.94 a month"
    assert rate("uc.lcw_element", 2030, later).confidence == "low"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("uc.taper", "55%"),
        ("uc.capital.lower_limit", "£6,000.00"),
        ("uc.capital.tariff_amount", "£4.35 a month"),
        ("hb.earnings_disregard.lone_parent", "£25.00 a week"),
        ("benefit_cap.annual.rest.single", "£14,753.00 a year"),
        ("lha.national_cap.weekly.B", "£331.39 a week"),
        ("income_tax.personal_allowance", "£12,570.00 a year"),
        ("hb.premium.family.closed_to_new_from", "2016-05-01"),
    ],
)
def test_what_no_law_raises_stays(key: str, text: str) -> None:
    for year in (2027, 2029):
        assert rate(key, year).text == text
        assert rate(key, year).projected


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("uc.housing_cost_contribution", "£98.48 a month"),  # 96.55 × 1.02
        ("uc.work_allowance.lower", "£436.00 a month"),  # 427 × 1.02, to the pound
        ("pip.daily_living.standard", "£78.25 a week"),  # 76.70 × 1.02, to 5p
        ("state_pension.new_full", "£248.80 a week"),  # 241.30 × 1.031, to 5p
        ("pension_credit.minimum_guarantee.single", "£245.40 a week"),  # 238.00 × 1.031, to 5p
        ("hb.pension_age.personal_allowance.single_reached_on_or_after_2021_04", "£245.40 a week"),
        ("pension_credit.savings_credit.max_single", "£18.32 a week"),  # 17.96 × 1.02
        ("pension_credit.savings_credit.threshold_single", "£214.87 a week"),  # 245.40 − 18.32 ÷ 0.6
        ("hb.pension_age.personal_allowance.single_reached_before_2021_04", "£263.75 a week"),  # 263.72, up to 5p
        ("nmw.national_living_wage", "£13.10 an hour"),  # 12.71 × 1.031
        ("benefit_cap.uc_earnings_threshold", "£908.00 a month"),  # 16 × 13.10 × 52 ÷ 12, pence dropped
        ("carers_allowance.earnings_limit", "£210.00 a week"),  # 16 × 13.10, up to the pound
        ("hb.non_dependant.gross_income_threshold.band_2", "£198.00 a week"),  # 192 × 1.031
        ("hb.premium.severe_disability_couple_both", "£175.50 a week"),  # twice 87.75
    ],
)
def test_what_rises(key: str, text: str) -> None:
    assert rate(key, 2027).text == text


# --- Assumptions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cpi", "earnings", "text"),
    [
        ("2.0%", "1.0%", "£247.35 a week"),  # 241.30 × 1.025, to 5p
        ("2.0%", "3.1%", "£248.80 a week"),
        ("4.25%", "3.1%", "£251.55 a week"),
    ],
)
def test_the_triple_lock_is_the_most_of_three(cpi: str, earnings: str, text: str) -> None:
    assert rate("state_pension.new_full", 2027, Assumptions(cpi=cpi, earnings=earnings)).text == text


def test_from_april_2030_the_state_pension_rises_by_the_higher_of_prices_and_the_floor() -> None:
    """Announced on 29 September 2026, in place of the triple lock; not enacted."""
    before = "£260.60 a week"  # 241.30 × 1.026, three times, each to 5p
    for cpi, text in (("2.0%", "£267.10 a week"), ("2.6%", "£267.40 a week")):  # 260.60 × 1.025; × 1.026
        assumed = Assumptions(cpi=cpi, earnings=("2.6%", "2.6%", "2.6%", "4.0%"), years=4)
        assert rate("state_pension.new_full", 2029, assumed).text == before
        found = rate("state_pension.new_full", 2030, assumed)
        assert (found.text, found.confidence) == (text, "low")
        assert "not enacted" in found.note


def test_what_is_given_for_the_state_pension_and_the_living_wage_stands() -> None:
    told = Assumptions(cpi="2.0%", earnings="3.1%", triple_lock="0%", living_wage="5%", years=4)
    assert rate("state_pension.new_full", 2027, told).text == "£241.30 a week"
    assert rate("state_pension.new_full", 2030, told).text == "£241.30 a week"
    assert rate("nmw.national_living_wage", 2027, told).text == "£13.35 an hour"  # 12.71 × 1.05


def test_a_percentage_for_each_year_and_the_last_goes_on() -> None:
    assumed = Assumptions(cpi=("3.0%", "2.0%"), earnings="3.1%")
    assert [assumed.rise(2027 + place, place=place).cpi * 100 for place in range(3)] == [3, 2, 2]


def test_assumptions_that_cannot_be_read_are_all_told() -> None:
    with pytest.raises(ValueError, match="cpi") as caught:
        Assumptions(cpi="2", earnings=("3%", 3), triple_lock=(), years=0)  # type: ignore[arg-type]
    assert str(caught.value).split("\n") == [
        "cpi '2' is not a percentage; write text with its sign, such as \"2.0%\"",
        'earnings 3 is not a percentage; write text with its sign, such as "2.0%"',
        "triple_lock is empty; give a percentage, or one for each year",
        "years 0 is not a whole number from 1 to 10",
    ]
    with pytest.raises(ValueError, match="cpi None"):
        Assumptions(cpi=None, earnings="3%")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="prices"):
        Assumptions(cpi="2%", earnings="3%", prices="3%")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("assumed", "words"),
    [
        (Assumptions(cpi="2.0%", earnings="2.5%"), "if prices rise by 2.0% and earnings by 2.5% a year"),
        (
            Assumptions(cpi=("2.3%", "2.0%"), earnings="2.5%"),
            "if prices rise by 2.3%, then 2.0% a year, and earnings by 2.5% a year",
        ),
        (
            Assumptions(cpi="2.0%", earnings="2.5%", triple_lock="3.0%"),
            "if prices rise by 2.0%, earnings by 2.5% and the State Pension by 3.0% a year",
        ),
    ],
)
def test_assumptions_in_words(assumed: Assumptions, words: str) -> None:
    assert assumed.words() == words


def test_the_words_of_some_years_tell_only_what_they_rest_on() -> None:
    assumed = Assumptions(cpi=("2.3%", "2.0%"), earnings=("3.4%", "2.4%", "2.1%"))
    assert assumed.words(1) == "if prices rise by 2.3% and earnings by 3.4%"
    assert assumed.words(2) == "if prices rise by 2.3%, then 2.0%, and earnings by 3.4%, then 2.4%"


def test_what_is_assumed_by_default_is_dated_data_with_its_source() -> None:
    told = read_toml(rates_folder() / UPRATING)["assumed"]
    assumed = default_assumptions()
    assert told[0]["april"] == rate_book().first_april_not_set == 2027
    assert assumed.cpi == tuple(entry["cpi"]["rise"] for entry in told)
    assert assumed.earnings == tuple(entry["earnings"]["rise"] for entry in told)
    assert assumed.years == len(told) >= 3  # 24 months from any checked day
    parts = [part for entry in told for name, part in entry.items() if name != "april"]
    assert all(part["source"] and part["note"] and part["confidence"] in {"medium", "low"} for part in parts)
    assert all(part["source"] in default_source() for part in parts)


def test_the_assumptions_of_april_2027_are_the_latest_that_were_published() -> None:
    """ONS, August and September 2026; Low Pay Commission. The amounts are the second reading's of 29 November 2026."""
    assumed = default_assumptions()
    assert (assumed.cpi[0], assumed.earnings[0]) == ("3.1%", "3.9%")
    assert assumed.living_wage == ("3.7%", *assumed.earnings[1:])
    for key, text in {
        # By s 4: (338.58 + 429.80) × 1.031 − 439.70; by s 1 alone it would be 349.75.
        "uc.standard_allowance.single_under_25": "£352.50 a month",
        "uc.standard_allowance.single_25_or_over": "£441.50 a month",
        "uc.standard_allowance.couple_both_under_25": "£548.98 a month",
        "uc.standard_allowance.couple_one_or_both_25_or_over": "£693.02 a month",
        "uc.lcwra_element.protected": "£439.70 a month",
        "state_pension.new_full": "£250.70 a week",
        "state_pension.basic_category_a_or_b": "£192.10 a week",
        "pension_credit.minimum_guarantee.single": "£247.30 a week",
        "pension_credit.minimum_guarantee.couple": "£377.40 a week",
        "nmw.national_living_wage": "£13.18 an hour",
        "benefit_cap.uc_earnings_threshold": "£913.00 a month",
        "carers_allowance.earnings_limit": "£211.00 a week",
        "hb.permitted_work.higher_limit": "£211.00 a week",
        "scottish_child_payment.weekly": "£29.05 a week",  # 28.20 × 1.031; not the £40.00 for a child under one
    }.items():
        assert rate(key, 2027, assumed).text == text, key


def test_years_that_nothing_is_assumed_of_are_not_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "_file", lambda: {"assumed": [{"april": 2028, "cpi": "2.0%", "earnings": "2.0%"}]})
    with pytest.raises(LookupError, match="does not say what to assume from April 2027"):
        default_assumptions()


# --- The book ---------------------------------------------------------------------------------------------------------


def test_checked_years_are_as_they_were() -> None:
    book = rate_book().project(ASSUMED)
    for basis in Basis:
        for day in (dt.date(2013, 6, 3), dt.date(2026, 6, 1), dt.date(2027, 3, 31)):
            assert dict(book.on(day, basis)) == dict(rate_book().on(day, basis))
    assert not rates_on(dt.date(2027, 3, 31), project=ASSUMED)["uc.taper"].projected


@pytest.mark.parametrize(
    ("key", "basis", "first"),
    [
        ("uc.taper", Basis.ASSESSMENT_PERIOD, dt.date(2027, 4, 12)),
        ("benefit_cap.annual.rest.single", Basis.ASSESSMENT_PERIOD, dt.date(2027, 4, 12)),
        ("hb.taper", Basis.HB_WEEKLY_RENT, dt.date(2027, 4, 5)),
        ("hb.taper", Basis.HB_OTHER_RENT, dt.date(2027, 4, 1)),
        ("pip.mobility.standard", Basis.DAY, dt.date(2027, 4, 12)),
        ("nmw.national_living_wage", Basis.DAY, dt.date(2027, 4, 1)),
        ("income_tax.personal_allowance", Basis.DAY, dt.date(2027, 4, 6)),
    ],
)
def test_projected_from_the_day_on_which_new_rates_are_due(key: str, basis: Basis, first: dt.date) -> None:
    book = rate_book().project(ASSUMED)
    found = book.on(first, basis)[key]
    assert (found.projected, found.start) == (True, first)
    assert not book.on(first - dt.timedelta(days=1), basis)[key].projected
    assert (first - dt.date(1970, 1, 1)).days in book.change_days(basis)


def test_a_projected_rate_says_so() -> None:
    found = rate("uc.standard_allowance.single_25_or_over", 2027)
    assert found.label == "Standard allowance: single, 25 or over (projected)"
    assert found.source == "projected for 2027-28, CPI 2%, earnings 3.1%: UC Act 2025 s 1"
    assert found.note.startswith("Projected: the 2025-26 amount by CPI each year")
    assert repr(found).endswith(", projected>")


def test_no_further_than_it_was_asked() -> None:
    assert rate_book().last_day == dt.date(2027, 3, 31)
    book = rate_book().project(ASSUMED)
    assert (book.checked_until, book.last_day) == (dt.date(2027, 3, 31), dt.date(2030, 3, 31))
    with pytest.raises(RatesNotChecked, match="projected only until 2030-04-07"):
        book.on(dt.date(2030, 4, 8), Basis.ASSESSMENT_PERIOD)["uc.taper"]
    assert repr(book).endswith("; if prices rise by 2.0% and earnings by 3.1% a year: projected to 2030-03-31>")


def test_what_a_day_is_projected_from_in_words() -> None:
    book = rate_book().project(Assumptions(cpi=("2.3%", "2.0%"), earnings="3.1%"))
    first = "projected, if prices rise by 2.3% and earnings by 3.1% a year"
    assert book.projection(dt.date(2027, 3, 31), Basis.ASSESSMENT_PERIOD) == ""
    assert book.projection(dt.date(2027, 4, 1), Basis.ASSESSMENT_PERIOD) == first
    assert book.projection(dt.date(2028, 4, 9), Basis.ASSESSMENT_PERIOD) == first
    assert book.projection(dt.date(2028, 4, 10), Basis.ASSESSMENT_PERIOD) == (
        "projected, if prices rise by 2.3%, then 2.0%, and earnings by 3.1% a year"
    )
    assert rate_book().projection(dt.date(2027, 6, 1), Basis.DAY) == ""


def test_ended_and_unknown_rates_stay_so() -> None:
    made = projected_values(rate_book().tables(), rate_book().first_april_not_set, ASSUMED)
    last = in_force(dt.date(2027, 3, 31))
    assert not [key for key in made if last[key] in {NONE, UNKNOWN}]
    assert "uc.surplus_earnings.de_minimis" not in made  # the file has it, as not known, from April 2027
    assert rate_book().project(ASSUMED).on(dt.date(2028, 6, 1), Basis.DAY).get("uc.child_limit.max_children") is None


def test_a_rate_without_a_rule_is_not_known_after_the_checked_years(monkeypatch: pytest.MonkeyPatch) -> None:
    wanting = {"uc.carer_element", "nmw.national_living_wage"}
    without = tuple(rule for rule in rules() if not any(rule.fits(key, 2027) for key in wanting))
    monkeypatch.setattr(projection, "rules", lambda: without)
    book = rate_book().replace({}).project(ASSUMED)
    assert book.on(dt.date(2027, 4, 11), Basis.ASSESSMENT_PERIOD)["uc.carer_element"].text == "£209.34 a month"
    for day in (dt.date(2027, 4, 12), dt.date(2029, 6, 1)):
        rates = book.on(day, Basis.ASSESSMENT_PERIOD)
        for key in (*wanting, "benefit_cap.uc_earnings_threshold"):  # the last follows from the National Living Wage
            with pytest.raises(RatesNotKnown, match=r"is not known from 2027-04-.*No rule says how it goes on"):
                rates[key]
        assert rates["uc.standard_allowance.single_25_or_over"].projected


def test_a_projection_and_a_replaced_rate_go_together() -> None:
    for book in (
        rate_book().replace({"uc.taper": "50%"}).project(ASSUMED),
        rate_book().project(ASSUMED).replace({"uc.taper": "50%"}),
    ):
        rates = book.on(dt.date(2028, 6, 1), Basis.DAY)
        assert (rates["uc.taper"].text, rates["uc.taper"].overridden, rates["uc.taper"].projected) == (
            "50%",
            True,
            False,
        )
        assert rates["hb.taper"].projected


def test_the_same_assumptions_make_the_same_book() -> None:
    assert rate_book().project(ASSUMED) is rate_book().project(Assumptions(cpi="2.0%", earnings="3.1%"))


# --- Results ----------------------------------------------------------------------------------------------------------


def test_a_result_on_projected_rates_says_so_and_so_does_its_explanation() -> None:
    case = Case(
        date="2027-03-01",
        claimant={"born": "1990-01-01"},
        tenancy={"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}},
    )
    book = rate_book().project(ASSUMED)
    assert "rates_projected" not in {warning.code for warning in assess(case, book=book).warnings}
    result = assess(case.on(dt.date(2027, 5, 1)), book=book)
    assert result.rates == "2027-28"
    assert result.universal_credit is not None
    assert str(result.universal_credit.standard_allowance) == "436.79"
    assert "rates_projected" in {warning.code for warning in result.warnings}
    (used,) = result.explanation.line("standard_allowance").rates
    assert used.projected
    assert used.label.endswith("(projected)")
    assert "projected for 2027-28" in str(result.explanation)


LATER: dict[str, Any] = {
    "date": "2027-05-03",
    "claimant": {"born": "1990-01-01"},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}},
}
PENSIONER: dict[str, Any] = {
    **LATER,
    "claimant": {"born": "1950-01-01"},
    "council_tax": {"annual_liability": "1500.00", "scheme": "pension_age_england"},
}


@pytest.mark.parametrize(
    "given", [LATER, Case.model_validate(LATER), Case.model_validate(LATER).on(dt.date(2027, 5, 3))]
)
def test_a_case_after_the_checked_rates_is_assessed_on_projected_ones(given: Any) -> None:
    for book in (rate_book().project(), rate_book().project(default_assumptions())):
        result = assess(given, book=book)
        assert result.universal_credit is not None
        assert str(result.universal_credit.standard_allowance) == "441.50"
        assert assess_many([given], book=book) == [result]
        assert result.projected
        assert result.projection == f"projected, {default_assumptions().words(1)}"


@pytest.mark.parametrize("household", [LATER, PENSIONER], ids=["universal credit", "pension age"])
def test_a_projected_result_says_so_wherever_it_goes(household: dict[str, Any]) -> None:
    result = assess(household, book=rate_book().project())
    assumption = f"The rates are projected, {default_assumptions().words(1)}. That is an assumption, not a forecast."
    assert result.to_dict()["projected"] is True
    assert json.loads(result.to_json())["projected"] is True
    assert "rates, projected" in repr(result)
    assert "(projected)" in str(result.explanation)
    for text in (str(result), str(result.explanation), result._repr_html_(), result.explanation._repr_html_()):
        assert assumption in text
    for text in (str(result), result._repr_html_()):
        assert "2027-28 rates, projected: " in text
        assert WARNINGS["rates_projected"].full in text
    assert explain(household, book=rate_book().project()) == result.explanation


def test_a_result_on_checked_rates_says_that_too() -> None:
    for book in (None, rate_book().project(), rate_book().replace({"uc.taper": "50%"})):
        result = assess({**LATER, "date": "2027-03-31"}, book=book)
        assert (result.projected, result.to_dict()["projected"]) == (False, False)
        for text in (str(result), repr(result), str(result.explanation), result._repr_html_()):
            assert "rojected" not in text


@pytest.mark.parametrize(
    ("given", "book", "message"),
    [
        (
            LATER,
            rate_book(),
            (
                "date 2027-05-03 is after the last day that the rates are checked for; give 2027-03-31 or earlier, "
                "or projected rates: --projected, or assess(case, book=rate_book().project())."
            ),
        ),
        (
            {**LATER, "date": "2031-05-01"},
            rate_book().project(ASSUMED),
            (
                "date 2031-05-01 is after the last day that the rates are projected for; give 2030-03-31 or earlier, "
                "or assumptions for more years."
            ),
        ),
    ],
)
def test_a_date_that_the_book_does_not_reach_is_refused(given: Any, book: RateBook, message: str) -> None:
    def refused(work_out: Callable[[], object], path: str = "date") -> None:
        with pytest.raises(InvalidCase) as caught:
            work_out()
        assert [(problem.path, problem.message) for problem in caught.value.problems] == [(path, message)]

    refused(lambda: assess(given, book=book))
    refused(lambda: assess(given, {}, book=book))
    refused(lambda: explain(given, book=book))
    refused(lambda: assess_many([{**given, "date": "2026-06-01"}, given], book=book), "[1].date")
    if book.assumptions is None:
        refused(lambda: timeline(given, project=None))
    with pytest.raises(RatesNotChecked, match="^Date 20.. is after the last day".replace("20..", given["date"])):
        assess_columns(from_cases([Case.model_validate(given)]), book)


def test_the_first_day_that_needs_projected_rates_is_the_one_after_the_checked() -> None:
    book = rate_book().project()
    days = [dt.date(2027, 3, 31) + dt.timedelta(days=place) for place in range(14)]
    cases = [Case.model_validate(household).on(day) for day in days for household in (LATER, PENSIONER)]
    columns = assess_columns(from_cases(cases), book)
    assert columns["projected"].tolist() == [case.date > dt.date(2027, 3, 31) for case in cases]
    assert [result.projected for result in assess_many(cases, book=book)] == columns["projected"].tolist()
    assert not assess_columns(from_cases(cases[:2])).pop("projected").any()


def test_what_is_made_of_columns_says_which_are_projected() -> None:
    book = rate_book().project()
    months = ["2027-03-01", "2027-04-12"]
    curve = vary(LATER, "date", months, book=book)
    assert curve["projected"] == (False, True)
    assert curve.to_frame()["projected"].tolist() == [False, True]
    assert "projected" in repr(curve)
    assert "projected" in curve._repr_html_()
    assert "projected" not in repr(vary(LATER, "date", months[:1], book=book))


def test_a_timeline_and_a_case_of_its_day_are_on_the_same_book() -> None:
    (month,) = timeline(LATER, months=1)
    result = assess(LATER, book=rate_book().project())
    assert result.universal_credit is not None
    assert month.projection == result.projection
    assert month.figures.universal_credit == result.universal_credit.award
