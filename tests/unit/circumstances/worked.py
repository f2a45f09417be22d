"""Households with facts of other periods: the worked examples and what the tests make of them."""

import pytest

from benefitcalc import (
    InvalidCase,
    assess,
)
from benefitcalc.schemes.council_tax.local_scheme_file import example_scheme

SPECIFICATION = "Project law specification, Universal Credit"
HOUSING_BENEFIT = "Project law specification, Housing Benefit"
GUIDANCE = "Advice for decision making"


def money(amount, per="month"):
    return {"amount": amount, "per": per}


def earning(amount, **rest):
    return {"employment": {"net": money(amount)}, **rest}


def household(date="2026-06-10", *, rent=None, **rest):
    home = {"tenure": "no_housing_costs"}
    if rent is not None:
        home = {"tenure": "social_rent", "bedrooms": 1, "rent": rent}
    return {"date": date, "claimant": {"age": 40}, "tenancy": home, **rest}


def income(kind, amount, per="month", of="claimant"):
    return {"kind": kind, "amount": amount, "per": per, "of": of}


def on_housing_benefit(date="2026-06-01", **rest):
    """A tenant of working age on Housing Benefit, one bedroom spare unless said otherwise."""
    home = {"tenure": "social_rent", "bedrooms": 2, "rent": money("100.00", "week")}
    return {**household(date), "tenancy": home, "universal_credit": {"claimed": False}, **rest}


def of_pension_age(others, date="2026-06-01", **rest):
    return on_housing_benefit(date, claimant={"age": 75}, non_dependants=others, **rest)


JOHN = household("2024-05-11", claimant={"age": 26, **earning("500.00")})
EMMA = household("2019-08-11", claimant={"age": 27, **earning("300.00")})
W19 = household(rent=money("475.10"), claimant={"age": 30, **earning("1200.00")})
JOSH = household("2019-12-03", incomes=[income("new_style_jsa", "57.35", "week")])
W12 = household(
    "2026-10-10",
    claimant={"age": 30, "student": True},
    children=[{"age": 4}],
)
COURSE = {
    "amount": "9118.00",
    "first_period": "2026-09-10",
    "year_begins": "2026-09-21",
    "long_vacation_begins": "2027-06-19",
    "year_ends": "2027-09-19",
}
# The taper is that of the claim's year, so that it takes £196.43 to come to the deduction that the guidance prints.
ELISE = household("2019-10-10", claimant={"age": 26, **earning("196.43")})
LATE = {"claimed": "2019-10-20", "job_ended": "2019-10-06"}
PETE = household(
    "2019-10-01",
    rent=money("225.00", "week"),
    claimant={"age": 40, "work_capability": "lcwra_protected", "disability_benefits": ["pip_daily_living_enhanced"]},
)
W15 = household(
    "2026-02-10",
    rent=money("99.96", "week"),
    claimant={"age": 40, "work_capability": "lcwra_protected"},
    incomes=[income("occupational_pension", "53.46")],
)
LCWRA = household(claimant={"age": 40, "work_capability": "lcwra_protected"})
COUPLE = household(partner={"age": 40})
DAVID = {
    **household(),
    "tenancy": {
        "tenure": "owner_occupier",
        "service_charges": [{"label": "stairs", **money("12.50", "week"), "rent_free_weeks": 4, "eligible": True}],
    },
}
FUEL = {"heating": True, "hot_water": True, "lighting": True, "cooking": True}
SPARE = {"tenure": "social_rent", "bedrooms": 2}
CLEANING = {"label": "cleaning", **money("5.00", "week"), "eligible": True}
BEFORE_2014 = on_housing_benefit("2014-03-02")
WORKING_SON = {"age": 24, "works_16_hours": True, "gross_income": money("300.00", "week")}
TAXED = {"council_tax": {"annual_liability": "1460.00", "scheme": "pension_age_england"}}


def legacy(amount):
    return {"move_from_legacy_benefits": {"total_legacy_amount": amount}}


def surplus(amount):
    return {"surplus_earnings": {"amount": amount}}


def deferred(changed, before="0.00", non_dependant=0):
    return {"non_dependant": non_dependant, "changed": changed, "deduction_before": before}


# Each: the source, a case, its circumstances, and the figures printed there.
WORKED = [
    (
        f"{GUIDANCE}, H3311 example 1: 284.64 + 500 = 784.64; nothing is left of 393.45",
        JOHN,
        surplus("284.64"),
        {"earned_income": "784.64", "earnings_deduction": "431.55", "award": "0.00"},
    ),
    (
        f"{GUIDANCE}, H3311 example 2, fourth claim",
        EMMA,
        surplus("82.08"),
        {"earned_income": "382.08", "earnings_deduction": "240.71", "award": "77.11"},
    ),
    (
        f"{SPECIFICATION}, W19",
        W19,
        surplus("1043.64"),
        {"maximum_amount": "900.00", "earned_income": "2243.64", "earnings_deduction": "1234.00", "award": "0.00"},
    ),
    (
        f"{GUIDANCE}, H5203: 17 days of 248.52",
        JOSH,
        {"incomes_for_part_of_period": [{"income": 0, "first_day": "2019-12-17"}]},
        {"unearned_income": "138.90", "award": "178.92"},
    ),
    (
        f"{SPECIFICATION}, W12: 9,118 in nine parts, less 110",
        W12,
        {"course_years": [COURSE]},
        {"unearned_income": "903.11"},
    ),
    (
        f"{GUIDANCE}, E2127: 317.82 and 123.75 for 21 days (which prints 85.47, rounding the daily rate)",
        ELISE,
        {"late_reclaim": LATE},
        {"standard_allowance": "219.43", "earnings_deduction": "85.44", "award": "133.99"},
    ),
    (
        f"{GUIDANCE}, M7504: 1,816.97 less 1,629.02",
        PETE,
        legacy("1816.97"),
        {"transitional_element": "187.95", "award": "1816.97"},
    ),
    (
        f"{SPECIFICATION}, W15: 1,421.36 less 1,203.11",
        W15,
        legacy("1421.36"),
        {"transitional_element": "218.25", "award": "1421.36"},
    ),
    (
        # 900 x 55% = 495.00 is 70.10 above the maximum of 424.90, so that all of the 400.00 is kept.
        f"{SPECIFICATION}, 10.2, nothing left of the indicative amount, by hand",
        household(claimant={"age": 40, **earning("900.00")}),
        legacy("400.00"),
        {"transitional_element": "470.10", "award": "400.00"},
    ),
    (f"{SPECIFICATION}, 10.8", LCWRA, {"transitional_sdp": {}}, {"transitional_element": "148.82"}),
    (f"{SPECIFICATION}, 10.8", household(), {"transitional_sdp": {}}, {"transitional_element": "353.44"}),
    (f"{SPECIFICATION}, 10.8", COUPLE, {"transitional_sdp": {}}, {"transitional_element": "353.44"}),
    *[
        (f"{SPECIFICATION}, 10.8", then, {"transitional_sdp": facts}, {"transitional_element": element})
        for then, facts, element in (
            ({**household(), "date": "2026-04-05"}, {}, "340.50"),
            ({**COUPLE, "date": "2025-04-07"}, {"higher_rate": True}, "483.88"),
            ({**household(), "date": "2025-04-07"}, {"enhanced_disability_premium": True}, "431.65"),  # + 91.15
            ({**COUPLE, "date": "2025-04-07"}, {"enhanced_disability_premium": True}, "470.72"),  # + 130.22
            ({**household(), "date": "2025-04-07"}, {"disability_premium": True}, "527.14"),  # + 186.64
            ({**COUPLE, "date": "2025-04-07"}, {"disability_premium": True}, "607.44"),  # + 266.94
            ({**household(), "date": "2025-04-07"}, {"disabled_children": 1}, "532.57"),  # + 192.07
            ({**household(), "date": "2024-04-08"}, {}, "334.81"),
            ({**COUPLE, "date": "2024-04-08"}, {"higher_rate": True}, "475.79"),
        )
    ],
    (
        f"{SPECIFICATION}, 10.8",
        COUPLE,
        {"transitional_sdp": {"higher_rate": True}},
        {"transitional_element": "502.27"},
    ),
    (
        f"{SPECIFICATION}, 10.8: 353.44 + 94.61 + 193.73 + 2 x 199.37",
        household(),
        {"transitional_sdp": {"enhanced_disability_premium": True, "disability_premium": True, "disabled_children": 2}},
        {"transitional_element": "1040.52"},
    ),
    (
        f"{SPECIFICATION}, 10.8: 353.44 + 135.17 + 277.08",
        COUPLE,
        {"transitional_sdp": {"enhanced_disability_premium": True, "disability_premium": True}},
        {"transitional_element": "765.69"},
    ),
    (
        f"{GUIDANCE}, F4123: 48 weeks of 12.50",
        DAVID,
        {"service_charges_qualifying_period_served": True},
        {"housing_costs_element": "50.00", "award": "474.90"},
    ),
    (
        f"{HOUSING_BENEFIT}, 4.1, thirteen weeks of a rent that could be afforded",
        on_housing_benefit(),
        {"rent_could_be_afforded": {"award_began": "2026-06-01"}},
        {"housing_benefit.maximum": "100.00", "housing.under_occupation_percent": 0},
    ),
    (
        f"{HOUSING_BENEFIT}, 4.1, tenants since before 1996",
        BEFORE_2014,
        {"tenant_on_housing_benefit_since_before_1996": True},
        {"housing_benefit.maximum": "100.00", "housing.under_occupation_percent": 0},
    ),
    *[
        (
            f"{HOUSING_BENEFIT}, section 3, standard deductions",
            of_pension_age([], date),
            facts,
            {
                "housing.ineligible_charges": off,
                "housing.eligible_rent": left,
                "housing_benefit.award": left,
                "rent_to_pay": off,
            },
        )
        for date, facts, off, left in (
            ("2024-05-06", {"fuel_in_rent": FUEL}, "46.30", "53.70"),  # 35.25 + 4.10 + 2.85 + 4.10
            ("2024-05-06", {"fuel_in_rent": {"heating": True}}, "35.25", "64.75"),
            ("2024-05-06", {"fuel_in_rent": {"heating": True, "one_room": True}}, "21.10", "78.90"),
            ("2024-05-06", {"fuel_in_rent": {**FUEL, "one_room": True}}, "25.20", "74.80"),  # 21.10 + 4.10
            ("2019-05-06", {"meals_in_rent": {"all_meals_16_or_over": 1}}, "28.55", "71.45"),
            ("2019-05-06", {"meals_in_rent": {"breakfast_only": 2}}, "7.10", "92.90"),
            ("2026-06-01", {"meals_in_rent": {"all_meals_16_or_over": 1, "all_meals_under_16": 2}}, "75.20", "24.80"),
            ("2026-06-01", {"meals_in_rent": {"some_meals_16_or_over": 1, "some_meals_under_16": 1}}, "37.35", "62.65"),
            (
                "2024-05-06",
                {"fuel_in_rent": {"lighting": True}, "meals_in_rent": {"breakfast_only": 1}},
                "7.15",  # 2.85 + 4.30
                "92.85",
            ),
        )
    ],
    (
        f"{HOUSING_BENEFIT}, section 3, never more than the rent that the fuel is in",
        of_pension_age([], tenancy={**SPARE, "rent": money("20.00", "week"), "service_charges": [CLEANING]}),
        {"fuel_in_rent": FUEL},
        {"housing.ineligible_charges": "20.00", "housing.eligible_rent": "5.00", "housing_benefit.award": "5.00"},
    ),
    (
        f"{HOUSING_BENEFIT}, section 3, before the bedroom charge: 14% of 60.65",
        on_housing_benefit(),
        {"fuel_in_rent": {"heating": True, "hot_water": True}},
        {"housing.eligible_rent": "60.65", "housing.under_occupation_charge": "8.49"},
    ),
    (
        f"{HOUSING_BENEFIT}, 2.6, a deduction that went up in the 26 weeks",
        of_pension_age([WORKING_SON]),
        {"deferred_deductions": [deferred("2026-05-01", "19.65")]},
        {"housing_benefit.non_dependant_deductions": "19.65", "housing_benefit.award": "80.35"},
    ),
    (
        f"{HOUSING_BENEFIT}, section 13, the award before, by hand",
        on_housing_benefit("2026-06-08", claimant={"age": 40, **earning("1200.00")}),
        {"extended_payment": {"qualifying_benefit_ended": "2026-06-03", "award_before": "86.00"}},
        {"housing_benefit.award": "86.00", "rent_to_pay": "14.00"},
    ),
    (
        # 80% x 1,460: nothing of the award is over the maximum.
        f"{HOUSING_BENEFIT}, 15.2, by hand",
        household(**TAXED),
        {"working_age_council_tax": {"scheme": example_scheme("means_tested")}},
        {"council_tax_reduction": "1168.00"},
    ),
]
each_worked = pytest.mark.parametrize(("source", "case", "facts", "figures"), WORKED, ids=[w[0] for w in WORKED])


def problems(case, facts):
    with pytest.raises(InvalidCase) as refused:
        assess(case, facts)
    return {problem.path: problem.code for problem in refused.value.problems}


def codes(result):
    return [warning.code for warning in result.warnings if warning.code.startswith("circumstances_")]
