"""Each cliff of the list, met by a household: what it has before, and after a little more of something; by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import Assessment, assess
from benefitcalc.explain.cliffs import CLIFFS, catalogue
from benefitcalc.law import citations
from benefitcalc.rates import rate_book
from tests.conftest import REPOSITORY

Written = dict[str, Any]
RENT = {"amount": "100.00", "per": "week"}
ONE_BEDROOM = {"tenure": "social_rent", "bedrooms": 1, "rent": RENT}
TWO_BEDROOMS = {**ONE_BEDROOM, "bedrooms": 2}
BORN_IN_2010 = {"born": "2010-07-02", "sex": "female"}
PENSIONER = {"born": "1950-01-01"}
WITH_ATTENDANCE_ALLOWANCE = {**PENSIONER, "disability_benefits": ["attendance_allowance_lower"]}
FOUR_BOYS = {
    "children": [{"age": age, "sex": "male"} for age in (8, 7, 6, 5)],
    "tenancy": {**ONE_BEDROOM, "bedrooms": 3, "rent": {"amount": "200.00", "per": "week"}},
}
ON_HOUSING_BENEFIT = {"universal_credit": {"claimed": False}}
BAND = ("191.99", "192.00")
SUPPORTED = {"tenure": "exempt_accommodation", "rent": {"amount": "200.00", "per": "week"}}


def case(**more: Any) -> Written:
    return {"date": "2026-06-01", "claimant": {"age": 40}, "tenancy": {"tenure": "no_housing_costs"}, **more}


def earning(net: str, per: str = "month", hours: int = 0, **more: Any) -> Written:
    return {"age": 40, "employment": {"net": {"amount": net, "per": per}, "hours_per_week": hours}, **more}


def self_employed(floor: bool) -> Written:
    profit = {"amount": "812.44", "per": "month"}
    work = {"net_profit": profit, "hours_per_week": 35, "minimum_income_floor": floor, "expected_hours": 35}
    return {"age": 36, "self_employment": work}


def pension(amount: str) -> list[Written]:
    return [{"kind": "occupational_pension", "amount": amount, "per": "week"}]


def other_adult(**facts: Any) -> Written:
    return {"non_dependants": [{"age": 30, **facts}]}


def pay(amount: str) -> Written:
    return {"works_16_hours": True, "gross_income": {"amount": amount, "per": "week"}}


MET = {
    # 700.00 is within 710.00 and 273.00 above 427.00: 150.15 comes off, and 10.00 of rent goes in.
    "first_rent": (
        case(claimant=earning("700.00"), children=[{"age": 8}]),
        case(
            claimant=earning("700.00"),
            children=[{"age": 8}],
            tenancy={**TWO_BEDROOMS, "rent": {"amount": "10.00", "per": "month"}},
        ),
        "universal_credit", "728.84", "588.69",
    ),
    # 55% of 772.52 leaves a penny of 424.90, of 772.55 nothing; 178.28 a week less 5.00, over 95.55: 65% is 50.52.
    "full_help_ends": (
        case(date="2026-09-07", claimant=earning("772.52"), tenancy=SUPPORTED),
        case(date="2026-09-07", claimant=earning("772.55"), tenancy=SUPPORTED),
        "housing_benefit", "200.00", "149.48",
    ),
    # 40 steps of 4.35 come off 424.90.
    "savings_limit": (case(capital="16000.00"), case(capital="16000.01"), "universal_credit", "250.90", "0.00"),
    "savings_step": (case(capital="6000.00"), case(capital="6000.01"), "universal_credit", "424.90", "420.55"),
    # 65% of 91.54 is 59.50, of 91.55 59.51; a rent of 60.00.
    "smallest_award": (
        case(**ON_HOUSING_BENEFIT, tenancy={**ONE_BEDROOM, "rent": {"amount": "60.00", "per": "week"}},
             incomes=pension("187.09")),
        case(**ON_HOUSING_BENEFIT, tenancy={**ONE_BEDROOM, "rent": {"amount": "60.00", "per": "week"}},
             incomes=pension("187.10")),
        "housing_benefit", "0.50", "0.00",
    ),
    # 424.90 + 4 × 303.94 + 866.67 less 249.70, or 249.69; with Child Benefit of 349.92 it is 772.56 above 1,835.00.
    "benefit_cap_earnings": (
        case(**FOUR_BOYS, claimant=earning("881.00")),
        case(**FOUR_BOYS, claimant=earning("880.99")),
        "universal_credit", "2257.63", "1485.08",
    ),
    # 2,507.33 and 349.92 are 1,022.25 above 1,835.00.
    "grace_period_ends": (
        case(**FOUR_BOYS, universal_credit={"benefit_cap_grace_period": True}),
        case(**FOUR_BOYS),
        "universal_credit", "2507.33", "1485.08",
    ),
    # 36.00 less 5.00 and 17.10 is 13.90; less 20.00, which is short of 37.10, 16.00. With 300.00 they are 57.90 and
    # 60.00 above 256.00: 65% is 37.64 and 39.00.
    "additional_disregard": (
        *(
            case(claimant={**PENSIONER, **work, "employment": earning("36.00", "week", 30)["employment"]},
                 tenancy=ONE_BEDROOM, incomes=pension("300.00"))
            for work in ({}, {"work_capability": "lcw_without_element"})
        ),
        "housing_benefit", "62.36", "61.00",
    ),
    # The applicable amount is 95.55 + 50.35 + 22.00; 183.51 above the ordinary 20.00 is 15.61 more, 65% of it 10.15.
    "permitted_work": (
        case(**ON_HOUSING_BENEFIT, claimant=earning("203.50", "week", 15, esa="support"), tenancy=ONE_BEDROOM),
        case(**ON_HOUSING_BENEFIT, claimant=earning("203.51", "week", 15, esa="support"), tenancy=ONE_BEDROOM),
        "housing_benefit", "100.00", "89.85",
    ),
    # With a pension of 10.00: 203.50 less 20.00 and 17.10, and the 10.00, are 8.50 above 167.90; 65% of it 5.53.
    "sixteen_hours_of_permitted_work": (
        case(**ON_HOUSING_BENEFIT, claimant=earning("203.50", "week", 15, esa="support"), tenancy=ONE_BEDROOM,
             incomes=pension("10.00")),
        case(**ON_HOUSING_BENEFIT, claimant=earning("203.50", "week", 16, esa="support"), tenancy=ONE_BEDROOM,
             incomes=pension("10.00")),
        "housing_benefit", "100.00", "94.47",
    ),
    # 95.55 and the premium of 44.85 are more than 140.00; without it 65% of 44.45 comes off.
    "component_in_place_of_premium": (
        case(**ON_HOUSING_BENEFIT, claimant={"age": 40, "disability_benefits": ["pip_mobility_standard"]},
             tenancy=ONE_BEDROOM, incomes=pension("140.00")),
        case(**ON_HOUSING_BENEFIT, tenancy=ONE_BEDROOM, incomes=pension("140.00"),
             claimant={"age": 40, "disability_benefits": ["pip_mobility_standard"],
                       "work_capability": "lcw_without_element"}),
        "housing_benefit", "100.00", "71.11",
    ),
    # W10 of the law file.
    "minimum_income_floor": (
        case(claimant=self_employed(floor=False),
             tenancy={**ONE_BEDROOM, "rent": {"amount": "150.00", "per": "week"}}),
        case(claimant=self_employed(floor=True), tenancy={**ONE_BEDROOM, "rent": {"amount": "150.00", "per": "week"}}),
        "universal_credit", "628.06", "140.82",
    ),
    # The period from 2 August ends on 1 September; the element of a first child, 351.88, and no work allowance.
    "child_grows_up": (
        case(date="2026-08-01", children=[{**BORN_IN_2010, "in_education": False}]),
        case(date="2026-08-02", children=[{**BORN_IN_2010, "in_education": False}]),
        "universal_credit", "776.78", "424.90",
    ),
    # 85% of 300.00.
    "childcare_ends": (
        *(
            case(date=date, claimant=earning("427.00"), children=[
                {**BORN_IN_2010, "in_education": True, "childcare": {"amount": "300.00", "per": "month"}}
            ])
            for date in ("2026-08-01", "2026-08-02")
        ),
        "universal_credit", "1031.78", "776.78",
    ),
    # 250.00 is in the third band, 46.85.
    "other_adult_turns_18": (
        *(case(claimant=PENSIONER, tenancy=TWO_BEDROOMS, **other_adult(age=age, **pay("250.00"))) for age in (17, 18)),
        "housing_benefit", "100.00", "53.15",
    ),
    # 424.90 + 433.33, less 96.55.
    "other_adult_turns_21": (
        *(case(tenancy=TWO_BEDROOMS, **other_adult(age=age)) for age in (20, 21)),
        "universal_credit", "858.23", "761.68",
    ),
    "other_adults_child_turns_5": (
        *(case(tenancy=TWO_BEDROOMS, **other_adult(responsible_for_child_under_5=young)) for young in (True, False)),
        "universal_credit", "858.23", "761.68",
    ),
    # The lowest deduction is 20.40.
    "other_adult_works_16_hours": (
        case(claimant=PENSIONER, tenancy=TWO_BEDROOMS, **other_adult(**(pay("250.00") | {"works_16_hours": False}))),
        case(claimant=PENSIONER, tenancy=TWO_BEDROOMS, **other_adult(**pay("250.00"))),
        "housing_benefit", "79.60", "53.15",
    ),
    "other_adult_in_the_next_band": (
        *(case(claimant=PENSIONER, tenancy=TWO_BEDROOMS, **other_adult(**pay(gross))) for gross in BAND),
        "housing_benefit", "79.60", "53.15",
    ),
    # 238.00 and 86.05.
    "other_adult_moves_in": (
        case(claimant=WITH_ATTENDANCE_ALLOWANCE, tenancy=ONE_BEDROOM),
        case(claimant=WITH_ATTENDANCE_ALLOWANCE, tenancy=TWO_BEDROOMS, **other_adult()),
        "pension_credit", "324.05", "238.00",
    ),
    # 14% of 433.33; at 20 the other adult does not contribute.
    "bedroom_left_spare": (
        case(tenancy=TWO_BEDROOMS, **other_adult(age=20)),
        case(tenancy=TWO_BEDROOMS),
        "universal_credit", "858.23", "797.56",
    ),
    # 424.90 + 303.94 + 85% of 800.00, less 55% of 900.00 above 710.00; pension age has no help with childcare.
    "pension_age": (
        *(
            case(claimant=earning("900.00", over_pension_age=over),
                 children=[{"age": 3, "childcare": {"amount": "800.00", "per": "month"}}])
            for over in (False, True)
        ),
        "universal_credit", "1304.34", "0.00",
    ),
    # The guarantee is 238.00 a week, 1,031.33 a month; a couple's standard allowance is 666.97.
    "partner_under_pension_age": (
        case(claimant=PENSIONER),
        case(claimant=PENSIONER, partner={"age": 40}),
        "pension_credit", "238.00", "0.00",
    ),
    # W8 of the law file: 666.97 in place of 424.90, and 544.00 less.
    "partner_not_in_work": (
        *(
            case(claimant=earning("1146.37"), children=[{"age": 7, "childcare": {"amount": "640.00", "per": "month"}}],
                 tenancy={**TWO_BEDROOMS, "rent": {"amount": "98.50", "per": "week"}}, **partner)
            for partner in ({}, {"partner": {"age": 40}})
        ),
        "universal_credit", "1304.02", "1002.09",
    ),
    # 95.55 + 44.85 + 86.05 are 226.45; a couple's 150.15 + 64.00 are 214.15, and 65% of 12.30 is 8.00.
    "partner_of_a_severely_disabled_person": (
        *(
            case(**ON_HOUSING_BENEFIT, claimant={"age": 40, "disability_benefits": ["pip_daily_living_standard"]},
                 tenancy=ONE_BEDROOM, incomes=pension("226.45"), **partner)
            for partner in ({}, {"partner": {"age": 40}})
        ),
        "housing_benefit", "100.00", "92.00",
    ),
}  # fmt: skip


def award(result: Assessment, scheme: str) -> Decimal:
    block = getattr(result, scheme)
    return Decimal(0) if block is None else block.award


@pytest.mark.parametrize("code", CLIFFS)
def test_each_cliff_is_met(code: str) -> None:
    before, after, scheme, was, now = MET[code]
    assert award(assess(before), scheme) == Decimal(was)
    assert award(assess(after), scheme) == Decimal(now)


def test_the_document_is_what_the_code_says() -> None:
    assert (REPOSITORY / "docs" / "cliffs.md").read_text(encoding="utf-8") == catalogue()


@pytest.mark.parametrize("code", CLIFFS)
def test_each_names_its_law_and_its_rates(code: str) -> None:
    assert all(citation.url for citation in citations(CLIFFS[code].law))
    assert not {"{", "}"} & set(CLIFFS[code].sentence(rate_book()))
