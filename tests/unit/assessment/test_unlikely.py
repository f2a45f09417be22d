"""Facts that hardly go together: the figure takes them as entered, and a warning says so; what cannot be is refused."""

import pytest

from benefitcalc import Case, InvalidCase, assess
from benefitcalc.assessment import unlikely
from benefitcalc.assessment.unlikely import UNLIKELY
from benefitcalc.explain.words import WARNINGS

DATE = "2026-06-01"
HOME = {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}}
ADULT = {"age": 30}


def weekly(amount, **more):
    return {"amount": amount, "per": "week", **more}


def household(**more):
    return {"date": DATE, "claimant": {"age": 34}, "tenancy": HOME, **more}


def of(age, **claimant):
    return household(claimant={"age": age, **claimant})


def born(day, **claimant):
    return household(claimant={"born": day, **claimant})


def paid(kind, amount="50.00", of="claimant", **more):
    return household(incomes=[weekly(amount, kind=kind, of=of)], **more)


def job(hours, net="100.00"):
    return {"net": weekly(net), "hours_per_week": hours}


def trade(hours=0, profit="100.00", **more):
    return {"net_profit": weekly(profit), "hours_per_week": hours, **more}


def child(years, **more):
    return {"age": years, "sex": "male", "in_education": True, **more}


def home(**changes):
    return household(tenancy={**HOME, **changes})


def non_dependant(**facts):
    return household(non_dependants=[{**ADULT, **facts}])


def pensioner(**facts):
    return {**of(80), **facts}


WEEKLY = {"universal_credit": {"claimed": False}}
COUPLE = {"partner": {"age": 30}}
OWNER = {"tenure": "owner_occupier"}
SAID_2016 = {"pension_credit": {"reached_pension_age_before_6_april_2016": True}}
SAID_NOT_2016 = {"pension_credit": {"reached_pension_age_before_6_april_2016": False}}
SAID_2021 = {"housing_benefit": {"pension_age_before_april_2021": True}}
PENSIONERS_ESA = {**paid("new_style_esa"), "claimant": {"age": 70}}

CASES = {
    "child_age_unlikely": (
        [
            {**of(17), "children": [child(18)]},
            {**of(34), "children": [child(0), child(19)], "claimant": {"age": 18}},
            {**born("2000-01-01"), "children": [{"born": "2011-12-31"}]},
            household(children=[child(9, of_non_dependant=True)], non_dependants=[{"age": 19}]),
        ],
        [
            {**of(17), "children": [child(4)]},
            {**of(18), "partner": {"age": 40}, "children": [child(19)]},  # the partner's
            {**born("2000-01-01"), "children": [{"born": "2012-01-01"}]},
            {**of(20), "children": [child(7)]},  # born between 12 and 14 years after
            household(children=[{"born": "2020-01-01"}, {"born": "2020-04-01"}]),
            household(children=[child(9, of_non_dependant=True)], non_dependants=[{"age": 30}, {"age": 17}]),
        ],
    ),
    "over_pension_age_unlikely": (
        [
            of(20, over_pension_age=True),
            of(65, over_pension_age=True),
            of(80, over_pension_age=False),
            born("1960-04-06", over_pension_age=False),  # 6 May 2026
            born("1960-05-06", over_pension_age=True),  # 6 July 2026
        ],
        [
            of(66, over_pension_age=True),
            of(66, over_pension_age=False),
            of(20, over_pension_age=False),
            of(80, over_pension_age=True),
            of(20),
            born("1960-04-06", over_pension_age=True),
            born("1960-05-06", over_pension_age=False),
        ],
    ),
    "pension_age_before_2016_unlikely": (
        [{**born("1953-04-06"), **SAID_2016}, {**born("1951-04-05"), **SAID_NOT_2016}],
        [
            {**born("1953-04-05"), **SAID_2016},
            {**born("1951-04-06"), **SAID_NOT_2016},
            {**born("1951-04-05"), **SAID_2016},
            {**born("1953-04-06"), **SAID_NOT_2016},
            {**of(40), **SAID_2016},  # nobody is over pension age, which is said in words of its own
        ],
    ),
    "pension_age_before_2021_unlikely": (
        [{**born("1955-04-01"), **SAID_2021}],
        [{**born("1955-03-31"), **SAID_2021}, {**of(71), **SAID_2021}, of(70), {**of(40), **SAID_2021}],
    ),
    "working_age_benefit_over_pension_age": (
        [PENSIONERS_ESA, of(70, esa="support"), {**paid("new_style_jsa"), "claimant": {"age": 70}}],
        [
            paid("new_style_esa"),
            of(65, esa="support"),
            of(66, esa="support"),
            pensioner(partner={"age": 60, "esa": "support"}),
        ],
    ),
    "rent_without_housing_costs": (
        [
            home(tenure="no_housing_costs"),
            household(
                tenancy={"tenure": "no_housing_costs", "service_charges": [weekly("5.00", eligible=True)]},
            ),
        ],
        [household(tenancy={"tenure": "no_housing_costs"}), household(tenancy={**HOME, "tenure": "shared_ownership"})],
    ),
    "rent_of_owner": (
        [home(tenure="owner_occupier")],
        [household(tenancy=OWNER), household(tenancy={**OWNER, "service_charges": [weekly("5.00", eligible=True)]})],
    ),
    "no_rent_entered": (
        [home(rent=None), home(rent=weekly("0.00"))],
        [household(), home(rent=None, service_charges=[weekly("5.00", eligible=True)]), household(tenancy=OWNER)],
    ),
    "greater_london_unlikely": (
        [{**home(tenure="private_rent", brma="Leeds"), "greater_london": True}],
        [
            home(tenure="private_rent", brma="Leeds"),
            {**home(tenure="private_rent", brma="Inner North London"), "greater_london": True},
            {**household(), "greater_london": True},
        ],
    ),
    "child_of_nobody": (
        [household(children=[child(5, of_non_dependant=True)])],
        [household(children=[child(5)]), household(children=[child(5, of_non_dependant=True)], non_dependants=[ADULT])],
    ),
    "child_of_non_dependant_missing": (
        [
            non_dependant(responsible_for_child_under_5=True),
            {
                **non_dependant(responsible_for_child_under_5=True),
                "children": [child(4), child(5, of_non_dependant=True)],
            },
        ],
        [
            {**non_dependant(responsible_for_child_under_5=True), "children": [child(4, of_non_dependant=True)]},
            non_dependant(),
        ],
    ),
    "carers_allowance_without_carer": (
        [
            paid("carers_allowance", "86.45"),
            paid("carers_allowance", of="partner", **COUPLE, claimant={"age": 34, "carer": True}),
        ],
        [
            paid("carers_allowance", claimant={"age": 34, "carer": True}),
            paid("carers_allowance", "0.00"),
            paid("carers_allowance", **WEEKLY),  # Housing Benefit has the carer premium by it
            household(claimant={"age": 34, "carer": True}),
        ],
    ),
    "bereavement_benefit_of_couple": (
        [paid(kind, **COUPLE) for kind in ("widowed_parents_allowance", "widows_pension", "bereavement_allowance")],
        [
            paid("widows_pension"),
            paid("bereavement_support_payment", **COUPLE),
            paid("widows_pension", "0.00", **COUPLE),
        ],
    ),
    "income_without_child": (
        [
            paid(kind)
            for kind in ("child_benefit", "child_maintenance", "guardians_allowance", "widowed_parents_allowance")
        ],
        [
            paid("child_benefit", children=[child(5)]),
            paid("child_benefit", "0.00"),
            paid("fostering_allowance"),
            household(),
        ],
    ),
    "scottish_payment_elsewhere": (
        [paid("scottish_child_payment", children=[child(5)])],
        [paid("scottish_child_payment", children=[child(5)], country="scotland"), household(country="scotland")],
    ),
    "income_entered_twice": (
        [
            household(incomes=[weekly("86.45", kind="carers_allowance"), weekly("80.00", kind="carers_allowance")]),
            pensioner(incomes=[weekly("1.00", kind="state_pension")] * 2),
        ],
        [
            household(incomes=[weekly("86.45", kind="carers_allowance"), weekly("0.00", kind="carers_allowance")]),
            household(
                incomes=[weekly("9.00", kind="new_style_esa"), weekly("9.00", kind="new_style_esa", of="partner")],
                **COUPLE,
            ),
            household(incomes=[weekly("9.00", kind="occupational_pension")] * 2),
        ],
    ),
    "jobseeker_unlikely": (
        [
            paid("new_style_jsa", claimant={"age": 34, "employment": job(16)}),
            paid("new_style_jsa", claimant={"age": 34, "employment": job(10), "self_employment": trade(6)}),
            household(incomes=[weekly("9.00", kind="new_style_jsa"), weekly("9.00", kind="new_style_esa")]),
        ],
        [
            paid("new_style_jsa", claimant={"age": 34, "employment": job(15.99)}),
            paid("new_style_jsa", partner={"age": 30, "employment": job(40)}),
            paid("new_style_esa", claimant={"age": 34, "employment": job(16)}),
        ],
    ),
    "non_dependant_works_without_earnings": (
        [non_dependant(works_16_hours=True, benefits=["universal_credit_no_earnings"])],
        [
            non_dependant(benefits=["universal_credit_no_earnings"]),
            non_dependant(works_16_hours=True, benefits=["carers_allowance"]),
        ],
    ),
    "paid_carer_without_benefit": (
        [of(34, has_paid_carer=True), of(34, has_paid_carer=True, disability_benefits=["pip_mobility_enhanced"])],
        [
            of(34, has_paid_carer=True, disability_benefits=["pip_daily_living_standard"]),
            of(80, has_paid_carer=True, disability_benefits=["attendance_allowance_lower"]),
            of(34, has_paid_carer=True, disability_benefits=["afip"]),
            of(34),
        ],
    ),
    "hours_unlikely": (
        [of(34, employment=job(100.5)), of(34, employment=job(60), self_employment=trade(41))],
        [
            of(34, employment=job(100)),
            household(claimant={"age": 34, "employment": job(60)}, partner={"age": 30, "employment": job(60)}),
        ],
    ),
    "expected_hours_unlikely": (
        [of(34, self_employment=trade(10, minimum_income_floor=True, expected_hours=36))],
        [
            of(34, self_employment=trade(10, minimum_income_floor=True, expected_hours=35)),
            of(34, self_employment=trade(10, expected_hours=40)),
        ],
    ),
    "rent_unlikely": (
        [home(rent=weekly("1000.01")), home(rent=weekly("995.01"), service_charges=[weekly("5.00", eligible=False)])],
        [home(rent=weekly("1000.00")), home(rent={"amount": "4333.33", "per": "month"})],
    ),
    "pay_unlikely": (
        [of(34, employment=job(20, "3000.01")), of(34, self_employment=trade(20, "3000.01"))],
        [of(34, employment=job(20, "3000.00"), self_employment=trade(20, "3000.00"))],
    ),
    "income_unlikely": ([paid("insurance", "1000.01")], [paid("insurance", "1000.00")]),
    "childcare_unlikely": (
        [household(children=[child(3, childcare=weekly("700.01"))])],
        [household(children=[child(3, childcare=weekly("700.00"))])],
    ),
    "council_tax_unlikely": (
        [pensioner(council_tax={"annual_liability": "8000.01", "scheme": "pension_age_england"})],
        [pensioner(council_tax={"annual_liability": "8000.00", "scheme": "pension_age_england"})],
    ),
}
OF_ANOTHER_TEST = {
    "attendance_allowance_under_pension_age",
    "non_dependant_pension_credit_under_pension_age",
    "non_dependant_attendance_allowance_under_pension_age",
}


def codes(case):
    return {warning.code for warning in assess(case).warnings}


@pytest.mark.parametrize("code", CASES)
def test_what_is_unlikely_is_said_and_nothing_else_is(code):
    unlikely_ones, likely_ones = CASES[code]
    assert [code in codes(case) for case in unlikely_ones] == [True] * len(unlikely_ones)
    assert [code in codes(case) for case in likely_ones] == [False] * len(likely_ones)


def test_each_has_its_test():
    assert set(CASES) | OF_ANOTHER_TEST == set(UNLIKELY)


def test_a_usual_household_has_none():
    usual = household(
        claimant={"age": 34, "employment": job(20, "220.00"), "carer": True},
        partner={"age": 36, "disability_benefits": ["pip_daily_living_enhanced"], "has_paid_carer": True},
        children=[child(9), child(0)],
        non_dependants=[{"age": 19, "works_16_hours": True, "gross_income": weekly("300.00")}],
        incomes=[weekly("86.45", kind="carers_allowance"), weekly("44.00", kind="child_benefit")],
    )
    assert not codes(usual) & set(UNLIKELY)


@pytest.mark.parametrize(
    ("code", "limit"),
    [
        ("rent_unlikely", unlikely.RENT),
        ("pay_unlikely", unlikely.PAY),
        ("income_unlikely", unlikely.INCOME),
        ("childcare_unlikely", unlikely.CHILDCARE),
        ("council_tax_unlikely", unlikely.COUNCIL_TAX),
    ],
)
def test_a_sentence_names_the_limit(code, limit):
    assert f"£{limit // 100:,} " in WARNINGS[code].full


@pytest.mark.parametrize(
    ("employed", "self_employed", "refused"), [(168, 0, False), (100, 68, False), (100, 68.01, True), (168, 168, True)]
)
def test_more_hours_than_a_week_has_are_refused(employed, self_employed, refused):
    data = of(34, employment=job(employed), self_employment=trade(self_employed))
    if not refused:
        Case.model_validate(data)
        return
    with pytest.raises(InvalidCase) as error:
        Case.model_validate(data)
    [problem] = error.value.problems
    assert problem.path == "claimant.self_employment.hours_per_week"
    assert f"hours_per_week {self_employed} and the {employed} of employment" in problem.message
    assert f"give at most {168 - employed} here" in problem.message
