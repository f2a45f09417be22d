"""A household to which each option is open, its changes worked by hand, and one to which it is not.

Rates of 2026-27. The rent of £104.00 a week is £450.67 a month in Universal Credit; 14% of it for one spare bedroom is
£63.09, which is £14.56 a week. The standard allowance of a single person is £424.90. What is left after the rent is
rounded on either side: for a single person 12 × £875.57 − 52 × £104.00 in a year are £98.05 a week, and with the charge
12 × £812.48 − 52 × £104.00 are £83.50.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from benefitcalc.advice.options import Assumed

Case = dict[str, Any]
ON = "2026-06-01"


def home(bedrooms: int = 1, amount: str = "104.00", per: str = "week", tenure: str = "social_rent") -> Case:
    return {"tenure": tenure, "bedrooms": bedrooms, "rent": {"amount": amount, "per": per}}


def case(claimant: Case | None = None, bedrooms: int = 1, **more: Any) -> Case:
    return {"date": ON, "claimant": claimant or {"age": 40}, "tenancy": home(bedrooms), **more}


def pensioner(**more: Any) -> Case:
    """A single pensioner without income: guarantee credit, and Housing Benefit for the rent less deductions."""
    return {"date": ON, "claimant": {"born": "1950-01-15"}, "tenancy": home(3, "150.00"), **more}


COUNCIL_TAX = {"annual_liability": "1460.00", "scheme": "pension_age_england"}
PIP = {"disability_benefits": ["pip_daily_living_standard"]}
DLA = {"disability_benefits": ["dla_care_highest"]}
GIRLS = [{"age": age, "sex": "female"} for age in (8, 6, 4, 2)]
CAPPED = case(bedrooms=3, children=GIRLS)
"""£424.90 + 4 × £303.94 + £450.67 is £2,091.33; with Child Benefit of £349.92 it is £606.25 over £1,835.00, which is
£139.90 a week.
"""
ALONE = case()
SPARE = case(bedrooms=2)
JOB = {"net": {"amount": "1000.00", "per": "month"}, "hours_per_week": 20}


@dataclass(frozen=True)
class Worked:
    """``left`` and ``rent`` are the changes a week of what is left after the rent, and of the rent to pay; None where
    the option has no figure. ``why`` is the sum.
    """

    code: str
    open_to: Case
    left: str | None
    rent: str | None
    why: str
    not_open_to: Case
    assumed: Assumed = field(default_factory=Assumed)


WORKED = (
    Worked(
        "overnight_carer_room",
        case({"age": 40, **PIP}, 2),
        "14.55",
        "-14.56",
        "£98.05 less £83.50: the bedroom charge ends",
        SPARE,
    ),
    Worked(
        "disabled_childs_room",
        case(bedrooms=3, children=[{"age": 8, "sex": "female", **DLA}, {"age": 6, "sex": "female"}]),
        "14.56",
        "-14.56",
        "two girls share one room; apart they need three rooms in all",
        case(bedrooms=3, children=[{"age": 8, "sex": "female"}, {"age": 6, "sex": "female"}]),
    ),
    Worked(
        "couples_rooms",
        case(bedrooms=2, partner={"age": 40, **PIP}),
        "14.56",
        "-14.56",
        "the bedroom charge ends",
        case({"age": 40, **PIP}, 2),
    ),
    Worked(
        "foster_room",
        case(bedrooms=2, incomes=[{"kind": "fostering_allowance", "amount": "200.00", "per": "week"}]),
        "14.55",
        "-14.56",
        "£298.05 less £283.50: the bedroom charge ends",
        SPARE,
    ),
    Worked(
        "bereavement_protection",
        {"date": ON, "claimant": {"age": 40}, "tenancy": home(2, tenure="managed_property")},
        "14.56",
        "-14.56",
        "Housing Benefit of £104.00 in place of 86% of it, £89.44",
        SPARE,
    ),
    Worked("downsizing", SPARE, "14.55", "-14.56", "£98.05 less £83.50: the bedroom charge ends", ALONE),
    Worked("lodger", SPARE, "80.00", "0.00", "Universal Credit does not count what a lodger pays", ALONE),
    Worked(
        "carer",
        case(partner={"age": 40, **PIP}),
        "48.31",
        "0.00",
        "£209.34 a month × 12 ÷ 52",
        case(partner={"age": 40, "disability_benefits": ["pip_mobility_enhanced"]}),
    ),
    Worked(
        "other_of_couple_cares",
        case(
            {"age": 40, "carer": True, "work_capability": "lcwra_standard"},
            2,
            partner={"age": 40},
            children=[{"age": 8, "sex": "male", **DLA}],
        ),
        "48.31",
        "0.00",
        "LCWRA of £217.26 before; the carer element of £209.34 beside it after",
        case(
            {"age": 40, "work_capability": "lcwra_standard"},
            2,
            partner={"age": 40, "carer": True},
            children=[{"age": 8, "sex": "male", **DLA}],
        ),
    ),
    Worked(
        "lcwra",
        case({"age": 40, "work_capability": "lcw_without_element"}),
        "50.14",
        "0.00",
        "£217.26 a month × 12 ÷ 52",
        ALONE,
    ),
    Worked("pip", case({"age": 40, "esa": "work_related_activity"}), "76.70", "0.00", "PIP itself", ALONE),
    Worked(
        "attendance_allowance",
        {
            "date": ON,
            "claimant": {"born": "1956-01-15"},
            "tenancy": home(1),
            "incomes": [{"kind": "state_pension", "amount": "241.30", "per": "week"}],
        },
        "161.60",
        "-2.15",
        "£76.70; guarantee credit of £238.00 + £86.05 − £241.30 = £82.75; and 65% of the £3.30 over £238.00, £2.15",
        ALONE,
    ),
    Worked(
        "childs_disability_benefit",
        case(bedrooms=2, children=[{"age": 8, "sex": "male", "cannot_share_bedroom": True}]),
        "68.33",
        "0.00",
        "DLA of £30.30 and £164.79 a month × 12 ÷ 52 = £38.03",
        case(bedrooms=2, children=[{"age": 8, "sex": "male"}]),
    ),
    Worked(
        "claim_universal_credit",
        {
            "date": ON,
            "claimant": {"age": 40},
            "tenancy": home(tenure="temporary_accommodation"),
            "universal_credit": {"claimed": False},
        },
        "98.05",
        "0.00",
        "£424.90 a month × 12 ÷ 52; Housing Benefit is the whole rent before and after",
        ALONE,
    ),
    Worked("cap_grace_period", CAPPED, "139.90", "0.00", "what the cap takes", ALONE),
    Worked(
        "who_claims",
        {
            "date": ON,
            "claimant": {"age": 40, "esa": "support"},
            "partner": {
                "age": 40,
                "employment": {"net": {"amount": "400.00", "per": "week"}, "hours_per_week": 30},
                **PIP,
            },
            "tenancy": home(amount="150.00", tenure="temporary_accommodation"),
            "universal_credit": {"claimed": False},
        },
        "8.87",
        "-8.87",
        "65% of a disability premium of £64.00 in place of the support component of £50.35",
        case({"age": 40, "esa": "support"}, partner={"age": 40, **PIP}),
    ),
    Worked(
        "savings_credit",
        {
            "date": ON,
            "claimant": {"age": 75},
            "tenancy": home(1),
            "incomes": [{"kind": "state_pension", "amount": "220.00", "per": "week"}],
        },
        "7.16",
        "0.00",
        "60% of £220.00 − £208.07; Housing Benefit is the whole rent with guarantee credit",
        pensioner(),
    ),
    Worked(
        "other_adults_income",
        pensioner(non_dependants=[{"age": 30, "works_16_hours": True}]),
        "26.25",
        "-26.25",
        "£131.45 less £105.20, the deduction for £365.00 to £484.99: 35 hours at £12.71 are £444.85",
        pensioner(
            non_dependants=[{"age": 30, "works_16_hours": True, "gross_income": {"amount": "700.00", "per": "week"}}]
        ),
    ),
    Worked(
        "other_adult_claims_uc",
        pensioner(non_dependants=[{"age": 20}]),
        "20.40",
        "-20.40",
        "the lowest deduction",
        pensioner(non_dependants=[{"age": 25}]),
    ),
    Worked(
        "other_adult_claims_pc",
        case(bedrooms=2, non_dependants=[{"age": 72}]),
        "22.28",
        "-22.28",
        "the contribution of £96.55 a month × 12 ÷ 52",
        case(bedrooms=2, non_dependants=[{"age": 50}]),
    ),
    Worked(
        "other_adult_parent",
        case(
            bedrooms=3,
            non_dependants=[{"age": 25}],
            children=[{"age": 3, "sex": "male", "of_non_dependant": True}],
        ),
        "22.28",
        "-22.28",
        "the contribution",
        case(
            bedrooms=3,
            non_dependants=[{"age": 25}],
            children=[{"age": 5, "sex": "male", "of_non_dependant": True}],
        ),
    ),
    Worked(
        "other_adult_carer",
        case(bedrooms=3, non_dependants=[{"age": 25}], children=[{"age": 8, "sex": "male", **DLA}]),
        "22.28",
        "-22.28",
        "the contribution",
        case(bedrooms=3, non_dependants=[{"age": 25, **PIP}, {"age": 26}]) | {"non_dependants": [{"age": 25}]},
    ),
    Worked(
        "other_adults_couple",
        pensioner(non_dependants=[{"age": 30}, {"age": 31}]),
        "20.40",
        "-20.40",
        "one of two lowest deductions",
        pensioner(non_dependants=[{"age": 30}]),
    ),
    Worked(
        "deferred_deduction",
        pensioner(non_dependants=[{"age": 30}]),
        None,
        None,
        "nobody says when it began",
        case(bedrooms=2, non_dependants=[{"age": 30}]),
    ),
    Worked(
        "work",
        ALONE,
        "91.52",
        "13.79",
        "12 × (£390.89 − £875.57) + 52 × £203.36 in a year; £390.89 a month is £90.21 a week, less than the rent",
        case({"age": 40, "work_capability": "lcwra_standard"}),
    ),
    Worked(
        "more_hours",
        case({"age": 40, "employment": {"net": {"amount": "600.00", "per": "month"}, "hours_per_week": 12}}),
        "22.88",
        "6.06",
        "£220.31 a month less 55%: £99.14 × 12 ÷ 52; the award of £424.40 is £97.94 a week",
        case({"age": 40, "employment": {"net": {"amount": "600.00", "per": "month"}, "hours_per_week": 35}}),
    ),
    Worked(
        "earn_over_the_cap",
        CAPPED,
        "285.61",
        "0.00",
        "pay of £881.23 a month, 55% of it over £427.00 off £2,091.33, in place of £1,485.08",
        ALONE,
    ),
    Worked(
        "childcare",
        case({"age": 40, "employment": JOB}, 2, children=[{"age": 4, "sex": "male"}]),
        "78.46",
        "0.00",
        "85% of £400.00 a month × 12 ÷ 52",
        case(bedrooms=2, children=[{"age": 4, "sex": "male"}]),
        Assumed(childcare_a_month=Decimal("400.00")),
    ),
    Worked("scotland_bedroom_charge", SPARE | {"country": "scotland"}, "14.56", "0.00", "the charge, in full", SPARE),
    Worked("scotland_benefit_cap", CAPPED | {"country": "scotland"}, None, None, "the council decides", CAPPED),
    Worked("crisis_and_resilience_fund", SPARE, None, None, "the council decides", SPARE | {"country": "wales"}),
    Worked("discretionary_housing_payment", SPARE | {"country": "wales"}, None, None, "the council decides", SPARE),
    Worked(
        "northern_ireland_supplementary_payment",
        SPARE | {"country": "northern_ireland"},
        None,
        None,
        "the department decides",
        SPARE,
    ),
    Worked("pension_credit", pensioner(), None, None, "it is in the figures", ALONE),
    Worked(
        "council_tax_reduction",
        ALONE,
        None,
        None,
        "each council has its own scheme",
        pensioner(
            incomes=[{"kind": "state_pension", "amount": "900.00", "per": "week"}],
            council_tax={"annual_liability": "1500.00", "scheme": "pension_age_england"},
        ),
    ),
    Worked("rate_rebate", ALONE | {"country": "northern_ireland"}, None, None, "Northern Ireland has rates", ALONE),
    Worked(
        "second_adult_rebate",
        pensioner(non_dependants=[{"age": 30}]),
        None,
        None,
        "it depends on the income of the other adult",
        pensioner(non_dependants=[{"age": 30}], partner={"born": "1951-01-15"}),
    ),
    Worked(
        "savings_step",
        ALONE | {"capital": "6300.00"},
        "1.00",
        "0.00",
        "£8.70 a month are counted of £6,300.00, and £4.35 of £6,250.00: £4.35 × 12 ÷ 52",
        ALONE | {"capital": "6000.00"},
    ),
    Worked(
        "savings_limit",
        ALONE | {"capital": "16000.01"},
        "161.90",
        "-104.00",
        "£875.57 less 40 × £4.35, £701.57 a month: 12 × £701.57 ÷ 52, in place of nothing",
        ALONE | {"capital": "16000.00"},
    ),
    Worked(
        "room_for_child",
        case(bedrooms=3, children=[{"age": 9, "sex": "male"}, {"age": 7, "sex": "female"}]),
        "14.55",
        "-14.56",
        "a boy of 10 and a girl need a room each: the bedroom charge ends; what is left is rounded on either side",
        case(bedrooms=3, children=[{"age": 9, "sex": "male"}, {"age": 7, "sex": "male"}]),
    ),
    Worked(
        "pension_age_ends_charge",
        case({"born": "1960-08-01"}, 2),
        None,
        None,
        "the schemes change on that day, so no figure is given",
        case({"born": "1970-08-01"}, 2),
    ),
    Worked(
        "single_adult_discount",
        pensioner(council_tax=COUNCIL_TAX),
        None,
        None,
        "it is not known whether it is on the bill",
        pensioner(council_tax=COUNCIL_TAX, partner={"born": "1951-01-15"}),
    ),
    Worked("warm_home_discount", ALONE, None, None, "amounts differ", ALONE | {"country": "scotland"}),
    Worked("managed_payment", ALONE, None, None, "it changes who is paid", pensioner()),
    Worked("scottish_choice", ALONE | {"country": "scotland"}, None, None, "it changes who is paid", ALONE),
    Worked(
        "rent_period",
        {"date": ON, "claimant": {"age": 40}, "tenancy": home(amount="450.00")},
        "264.34",
        "-166.29",
        "capped at £1,229.42 a month for £450.00 a week; all of £450.00 a month is covered",
        ALONE,
    ),
    Worked(
        "rent_weeks",
        SPARE,
        "1.11",
        "-1.12",
        "14% of £416.00 a month, £58.24, in place of £63.09: £84.61 less £83.50",
        pensioner(),
    ),
    Worked(
        "missing_child",
        case(
            bedrooms=2,
            children=[{"age": 8, "sex": "male"}],
            incomes=[{"kind": "child_benefit", "amount": "44.95", "per": "week"}],
        ),
        "70.14",
        "0.00",
        "£303.94 a month × 12 ÷ 52",
        case(
            bedrooms=2,
            children=[{"age": 8, "sex": "male"}],
            incomes=[{"kind": "child_benefit", "amount": "27.05", "per": "week"}],
        ),
    ),
    Worked(
        "old_rent",
        SPARE,
        "-0.70",
        "0.70",
        "14% of £472.29 a month, £66.12, in place of £63.09",
        SPARE | {"date": "2026-07-01"},
        Assumed(rent_rise=Decimal("4.8")),
    ),
    Worked(
        "other_adult_moved_out",
        case(bedrooms=2, non_dependants=[{"age": 25}]),
        "7.73",
        "-7.72",
        "the contribution of £22.28 ends, and a bedroom charge of £14.56 begins: £83.50 less £75.77",
        case(bedrooms=2, non_dependants=[{"age": 20}]),
    ),
    Worked("bedrooms", SPARE, "14.55", "-14.56", "£98.05 less £83.50: the bedroom charge ends", ALONE),
)
