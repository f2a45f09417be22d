"""A council's own scheme of Council Tax Reduction: worked by hand on the two examples, both sides of each line, and a
file that is read strictly.

Each sum stands beside its figure. Universal Credit of 2026-27, single and 25 or over: £424.90 a month, £98.05 a week
(424.90 x 12 / 52).
"""

import datetime as dt
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from benefitcalc import assess
from benefitcalc.assessment.household import assess_working_age_reduction
from benefitcalc.assessment.local_council_tax import NOT_MODELLED
from benefitcalc.rates.files import rates_files, rates_folder
from benefitcalc.schemes.council_tax.local_scheme_file import (
    BandedScheme,
    MeansTestedScheme,
    example_scheme,
    read_scheme,
)

EXAMPLES = {kind: rates_folder() / "examples" / f"council_tax_{kind}.toml" for kind in ("means_tested", "banded")}


def earning(amount, per="month"):
    return {"age": 30, "employment": {"net": {"amount": amount, "per": per}}}


def household(earnings="0.00", **rest):
    return {
        "date": "2026-06-01",
        "claimant": earning(earnings),
        "tenancy": {"tenure": "no_housing_costs"},
        "council_tax": {"annual_liability": "1460.00", "scheme": "pension_age_england"},
        **rest,
    }


RENTED = {"tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}}}
NO_UNIVERSAL_CREDIT = {**RENTED, "universal_credit": {"claimed": False}}
NOTHING_TO_PAY = {"annual_liability": "0.00", "scheme": "pension_age_england"}
INCOME_SUPPORT = {"kind": "income_support", "amount": "95.55", "per": "week", "of": "claimant"}


def changed(kind, **facts):
    """The example of that kind with some of its settings replaced."""
    text = tomllib.loads(EXAMPLES[kind].read_text(encoding="utf-8")) | facts
    model = MeansTestedScheme if kind == "means_tested" else BandedScheme
    return model.model_validate(text)


def reduction(kind, case, *, annual_liability=None, protected=False, **facts):
    return str(
        assess_working_age_reduction(
            case, changed(kind, **facts), annual_liability=annual_liability, protected=protected
        ).reduction
    )


# --- Means-tested ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        # No earnings: the award is the maximum, so nothing is over it. 80% x 1,460 = 1,168.
        (household(), "1168.00"),
        # Award 424.90 - 55% x 500 = 149.90; income (149.90 + 500) x 12 / 52 = 149.98; over 98.05 by 51.93.
        # 1,168 - 20% x 51.93 x 365 / 7 = 1,168 - 541.5557... = 626.44.
        (household("500.00"), "626.44"),
        # With another adult: 626.4442... - 7.50 x 365 / 7 (391.0714...) = 235.37.
        (household("500.00", non_dependants=[{"age": 18}]), "235.37"),
        (household("500.00", non_dependants=[{"age": 17}]), "626.44"),
        # A rent of 100 a week is 433.33 a month: award 858.23 - 275 = 583.23, and 149.90 without the element.
        (household("500.00", **RENTED), "626.44"),
        # At 1,000 the award of 308.23 is less than the element: income 230.77, over 98.05 by 132.72, and
        # 20% x 132.72 x 365 / 7 = 1,384.08 is more than 1,168.
        (household("1000.00", **RENTED), "0.00"),
    ],
)
def test_means_tested_by_hand(case, expected):
    assert reduction("means_tested", case) == expected


def test_the_law_files_example_e7():
    """Project law specification, Housing Benefit and Pension Credit, E7: 150.15 + 87.88 = 238.03; 301.40 is over it by
    63.37. 85% x 1,830.24 = 1,555.704, less 20% x 63.37 x 365 / 7 = 660.8586: 894.8454.
    """
    family = household(
        claimant={"age": 40},
        partner={"age": 40},
        children=[{"age": 8, "sex": "female"}],
        incomes=[{"kind": "occupational_pension", "amount": "301.40", "per": "week", "of": "claimant"}],
        **NO_UNIVERSAL_CREDIT,
    )
    hb = assess(family).housing_benefit
    assert (str(hb.applicable_amount), str(hb.income)) == ("238.03", "301.40")
    assert reduction("means_tested", family, annual_liability="1830.24", maximum="85%") == "894.85"


def test_elements_that_a_scheme_keeps_count_on_both_sides():
    # Award 308.23 + 1,000 = 1,308.23, 301.90 a week; maximum 858.23, 198.05 a week (198.0530...); over by 103.85.
    # 1,168 - 20% x 103.85 x 365 / 7 = 1,168 - 1,083.0071... = 84.99.
    assert reduction("means_tested", household("1000.00", **RENTED), universal_credit_leaves_out=[]) == "84.99"


def test_a_taper_of_more_than_one_part_of_the_pound():
    # 1,168 - 30% x 51.93 x 365 / 7 = 1,168 - 812.3335... = 355.67.
    assert reduction("means_tested", household("500.00"), taper="30%") == "355.67"


def test_council_tax_above_the_band_cap_does_not_count():
    # 80% x 2,100.00 = 1,680.00; without a cap 80% x 2,600.00 = 2,080.00.
    assert reduction("means_tested", household(), annual_liability="2100.00") == "1680.00"
    assert reduction("means_tested", household(), annual_liability="2600.00") == "1680.00"
    assert reduction("means_tested", household(), annual_liability="2600.00", band_cap="none") == "2080.00"


def test_savings_at_the_limit_and_a_penny_over():
    # 10,000 in savings: tariff income of (10,000 - 6,000) / 250 x 4.35 = 69.60 has come off the award already, so that
    # the award and the maximum leave nothing over.
    assert reduction("means_tested", household(capital="10000.00")) == "1168.00"
    assert reduction("means_tested", household(capital="10000.01")) == "0.00"
    assert reduction("means_tested", household(capital="10000.01"), capital_limit="none") == "1168.00"


def test_the_minimum_is_paid_and_a_penny_less_is_not():
    # 80% x 1,460 is 1,168 a year, 22.40 a week exactly (1,168 x 7 / 365).
    assert reduction("means_tested", household(), minimum_weekly_award="22.40") == "1168.00"
    assert reduction("means_tested", household(), minimum_weekly_award="22.41") == "0.00"


def test_a_leap_year_has_a_day_more():
    # 2023-24 has 366 days. Award 368.74 - 275 = 93.74; (93.74 + 500) x 12 / 52 = 137.02; 368.74 is 85.09
    # a week; over by 51.93. 1,168 - 20% x 51.93 x 366 / 7 = 1,168 - 543.0394... = 624.96.
    dates = {"from": dt.date(2023, 4, 1), "to": dt.date(2024, 3, 31)}
    assert reduction("means_tested", household("500.00", date="2023-06-01"), **dates) == "624.96"


def test_without_universal_credit_housing_benefits_income_and_needs_count():
    # 130.00 a week less the disregard of 5.00 is 125.00; over 95.55 by 29.45.
    # 1,168 - 20% x 29.45 x 365 / 7 = 1,168 - 307.1214... = 860.88.
    case = household(**NO_UNIVERSAL_CREDIT) | {"claimant": earning("130.00", "week")}
    assert reduction("means_tested", case) == "860.88"


def test_income_support_brings_the_whole_help():
    case = household(**NO_UNIVERSAL_CREDIT, incomes=[INCOME_SUPPORT])
    assert reduction("means_tested", case) == "1168.00"


# --- Banded ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earnings", "discount", "expected"),
    [
        # By the week x 12 / 52: 520.00 is 120.00 exactly, 520.02 is 120.0046 and so 120.00, 520.03 is 120.01.
        ("520.00", "80%", "1168.00"),  # 80% x 1,460
        ("520.02", "80%", "1168.00"),
        ("520.03", "55%", "803.00"),  # 55% x 1,460
    ],
)
def test_edges_between_bands(earnings, discount, expected):
    found = assess_working_age_reduction(household(earnings), example_scheme("banded"))
    assert (found.discount, str(found.reduction)) == (discount, expected)


@pytest.mark.parametrize(
    ("earnings", "discount"),
    [
        ("823.33", "55%"),  # 190.00 a week
        ("823.37", "25%"),  # 190.01
        ("1126.66", "25%"),  # 260.00
        ("1126.70", "0%"),  # 260.01
    ],
)
def test_edges_of_the_higher_bands(earnings, discount):
    # With rent in the award: without, no Universal Credit is left from 772.55 of earnings (424.90 / 55%).
    assert assess_working_age_reduction(household(earnings, **RENTED), example_scheme("banded")).discount == discount


@pytest.mark.parametrize(
    ("facts", "protected", "discount"),
    [
        ({}, False, "25%"),  # single, over 190.00
        ({"partner": {"age": 30}}, False, "55%"),  # a couple, over 170.00
        ({"children": [{"age": 5}]}, False, "55%"),  # a lone parent, one child: over 190.00
        ({"children": [{"age": 5}, {"age": 7}]}, False, "80%"),  # two children: up to 250.00
        ({"partner": {"age": 30}, "children": [{"age": 5}]}, False, "80%"),  # any other: up to 290.00
        ({}, True, "100%"),  # protected: up to 300.00
    ],
)
def test_each_household_reads_its_own_rows(facts, protected, discount):
    case = household("860.00", **RENTED, **facts)  # 198.46 a week
    found = assess_working_age_reduction(case, example_scheme("banded"), protected=protected)
    assert found.discount == discount


def test_a_flat_deduction_for_each_other_adult():
    # 1,168 - 2 x 5.00 x 365 / 7 = 1,168 - 521.4285... = 646.57.
    others = [{"age": 30}, {"age": 40}]
    assert reduction("banded", household("500.00", non_dependants=others)) == "646.57"
    assert reduction("banded", household("500.00", non_dependants=others), non_dependant_deduction="none") == "1168.00"


def test_universal_credit_can_count_as_income():
    # 149.90 + 500.00 = 649.90 a month, 149.98 a week: over 120.00. 55% x 1,460 = 803.
    assert reduction("banded", household("500.00"), universal_credit_counts=True) == "803.00"


def test_a_discount_with_half_a_percent_is_rounded_once_a_year():
    # 62.5% x 1,460.02 = 912.5125.
    rows = [{"household": "any", "from": "0.00", "to": "none", "discount": "62.5%"}]
    assert reduction("banded", household(), rows=rows, annual_liability="1460.02") == "912.51"


def test_housing_benefits_net_earnings_are_banded_too():
    # 130.00 less 5.00 is 125.00: over 120.00. Income support counts no income.
    case = household(**NO_UNIVERSAL_CREDIT) | {"claimant": earning("130.00", "week")}
    assert reduction("banded", case) == "803.00"
    assert reduction("banded", household(**NO_UNIVERSAL_CREDIT, incomes=[INCOME_SUPPORT])) == "1168.00"


# --- What is refused, and what is told -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (household(country="wales"), "other_nation"),
        (household(claimant={"age": 70}), "pension_age"),
        (household(date="2026-03-31"), "scheme_not_in_force"),
        (household(council_tax=None), "no_council_tax"),
        (household("5000.00"), "no_income_known"),
        (household(universal_credit={"claimed": False}), "no_income_known"),
    ],
)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_what_is_not_modelled_has_a_reason_and_no_figure(kind, case, code):
    case = {name: fact for name, fact in case.items() if fact is not None}
    found = assess_working_age_reduction(case, example_scheme(kind))
    assert (found.not_modelled, found.reduction) == (code, None)
    assert NOT_MODELLED[code].endswith(".")


@pytest.mark.parametrize(
    ("kind", "case", "facts", "reason"),
    [
        ("banded", household(capital="16000.00"), {}, "savings are above the scheme's limit"),
        ("banded", household(council_tax=NOTHING_TO_PAY), {}, "there is no council tax to reduce"),
        ("banded", household("1126.70", **RENTED), {}, "the income band has no discount"),  # 260.01 a week
        (
            "banded",
            household("1126.66", **RENTED, non_dependants=[{"age": 30}, {"age": 40}]),  # 25% is less than 2 x 5.00
            {},
            "the deductions for other adults take away the whole amount",
        ),
        ("means_tested", household("1000.00", **RENTED), {}, "the deduction for income takes away the whole amount"),
        (
            "means_tested",
            household("1000.00", **RENTED, non_dependants=[{"age": 30}]),
            {},
            "the deductions for other adults and for income take away the whole amount",
        ),
        (
            "means_tested",
            household(),
            {"minimum_weekly_award": "22.41"},
            "what is left is less than the scheme's minimum",
        ),
    ],
)
def test_why_there_is_nothing(kind, case, facts, reason):
    explained = assess_working_age_reduction(case, changed(kind, **facts)).explanation
    assert explained.line(f"{kind}_reduction").nil_reason == reason


def test_an_assessment_is_taken_as_it_is_and_its_own_result_does_not_change():
    result = assess(household("500.00"))
    found = assess_working_age_reduction(result, example_scheme("means_tested"))
    assert found.reduction == Decimal("626.44")
    assert result.council_tax_reduction is None


def test_the_sum_is_explained_with_the_schemes_own_figures():
    explained = assess_working_age_reduction(household("500.00"), example_scheme("means_tested")).explanation
    line = explained.line("means_tested_reduction")
    assert line.amount == "£626.44"
    assert {(rate.label, rate.text) for rate in line.rates} == {
        ("Example means-tested scheme: maximum", "80%"),
        ("Example means-tested scheme: band cap", "£2,100.00"),
        ("Example means-tested scheme: taper", "20%"),
        ("Example means-tested scheme: minimum weekly award", "£1.00"),
    }
    assert not any(rate.overridden for rate in line.rates)
    assert explained.line("local_scheme_excess_income").amount == "£51.93"


# --- The file --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EXAMPLES)
def test_an_example_says_that_it_is_one(kind):
    scheme = example_scheme(kind)
    assert scheme.example
    assert scheme.title.startswith("Example")
    assert scheme.source.startswith("Example")


def test_the_examples_are_no_rates():
    assert not {path.name for path in rates_files(rates_folder())} & {path.name for path in EXAMPLES.values()}


def rows(*edges):
    return [{"household": "any", "from": low, "to": high, "discount": "50%"} for low, high in edges]


@pytest.mark.parametrize(
    ("kind", "facts", "message"),
    [
        ("means_tested", {"tapir": "20%"}, "Extra inputs are not permitted"),
        ("means_tested", {"source": ""}, "at least 1 character"),
        ("means_tested", {"taper": 20}, "valid string"),
        ("means_tested", {"taper": "20"}, "should match pattern"),
        ("means_tested", {"maximum": "100.01%"}, "more than the whole"),
        ("means_tested", {"band_cap": "2100"}, "should match pattern"),
        ("means_tested", {"from": "2026-04-01"}, "valid date"),
        ("means_tested", {"to": dt.date(2026, 3, 31)}, "comes before"),
        ("means_tested", {"minimum_weekly_award": "none"}, "should match pattern"),
        ("means_tested", {"universal_credit_leaves_out": ["rent"]}, "'housing_costs' or 'childcare'"),
        ("means_tested", {"universal_credit_counts": False}, "Input should be True"),
        ("banded", {"taper": "20%"}, "Extra inputs are not permitted"),
        ("banded", {"rows": []}, "at least 1 item"),
        ("banded", {"rows": rows(("0.01", "none"))}, "must begin at 0.00"),
        ("banded", {"rows": rows(("0.00", "100.00"))}, "end with none"),
        ("banded", {"rows": rows(("0.00", "100.00"), ("100.00", "none"))}, "a penny after"),
        ("banded", {"rows": rows(("0.00", "100.00"), ("100.02", "none"))}, "a penny after"),
        ("banded", {"rows": rows(("0.00", "none"), ("0.01", "none"))}, "a penny after"),
        ("banded", {"rows": [{**rows(("0.00", "none"))[0], "household": "single"}]}, "no row for couple"),
    ],
)
def test_a_file_is_read_strictly(kind, facts, message):
    with pytest.raises(ValidationError, match=message):
        changed(kind, **facts)


def test_a_band_of_a_single_penny_is_read():
    assert len(changed("banded", rows=rows(("0.00", "0.00"), ("0.01", "none"))).rows) == 2


@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_setting_without_a_default_is_required(kind):
    text = tomllib.loads(EXAMPLES[kind].read_text(encoding="utf-8"))
    model = MeansTestedScheme if kind == "means_tested" else BandedScheme
    for name in text:
        with pytest.raises(ValidationError, match="Field required"):
            model.model_validate({key: value for key, value in text.items() if key != name})


def test_a_file_of_neither_kind_is_refused(tmp_path: Path):
    path = tmp_path / "scheme.toml"
    path.write_text('kind = "lottery"\n', encoding="utf-8")
    with pytest.raises(ValidationError, match="'means-tested', 'banded'"):
        read_scheme(path)
