"""Council Tax Reduction worked out by hand: the law's examples, each year's deductions, both sides of each line, second
adult rebate, and who is refused.

Every table names what it comes from; amounts are exact pence.
"""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest

from benefitcalc.case import Case
from benefitcalc.columns import from_cases
from benefitcalc.columns.family import family_on_date
from benefitcalc.money import format_pounds, parse_pounds
from benefitcalc.periods import day_number
from benefitcalc.rates import Basis, rate_book
from benefitcalc.schemes.council_tax.pension_age import (
    assess_council_tax_reduction,
    days_in_the_financial_year,
    pensioners,
)
from benefitcalc.schemes.pension_credit.award import assess_pension_credit

BEFORE_2016 = {"reached_pension_age_before_6_april_2016": True}


def income(kind, amount, of="claimant"):
    return {"kind": kind, "amount": amount, "per": "week", "of": of}


def pension(amount):
    return [income("state_pension", amount)]


def other(gross=None, *, works=True, **facts):
    money = None if gross is None else {"amount": gross, "per": "week"}
    return {"age": 40, "works_16_hours": works, "gross_income": money, **facts}


def household(date="2026-06-01", *, tax="1000.00", **rest):
    return {
        "schema": "benefitcalc.case/1",
        "date": date,
        "country": "england",
        "claimant": {"age": 84},
        "tenancy": {"tenure": "no_housing_costs"},
        "council_tax": {"annual_liability": tax, "scheme": "pension_age_england"},
        **rest,
    }


def assessed(case, *, universal_credit=False):
    batch = from_cases([Case.model_validate(case)])
    rates = rate_book().on(dt.date.fromisoformat(case["date"]), Basis.DAY)
    family = family_on_date(batch)
    credit = assess_pension_credit(batch, family, rates)
    return assess_council_tax_reduction(
        batch,
        family,
        rates,
        guarantee_credit_pw=credit.guarantee_credit,
        savings_credit_pw=credit.savings_credit,
        pension_age=pensioners(batch, np.array([universal_credit])),
    )


def reduction(case):
    return format_pounds(int(assessed(case).reduction[0]))


def e1(date, amount, tax):
    claimant = {"age": 79, "disability_benefits": ["attendance_allowance_lower"]}
    return household(date, tax=tax, claimant=claimant, incomes=pension(amount), capital="14500.00")


def e2(date, age, state, occupational, tax):
    return household(
        date,
        tax=tax,
        claimant={"age": age},
        incomes=[*pension(state), income("occupational_pension", occupational)],
        capital="13260.00",
        pension_credit=BEFORE_2016,
        housing_benefit={"pension_age_before_april_2021": True},
    )


def e5(date, amount, tax):
    return household(
        date,
        tax=tax,
        partner={"age": 82},
        incomes=pension(amount),
        non_dependants=[
            other(age=24, works=False, benefits=["universal_credit_no_earnings"]),
            other("420.00", couple_with=2),
            other("110.00", works=False, couple_with=1),
        ],
    )


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (e1("2026-06-01", "184.90", "1230.09"), "1230.09"),
        (e1("2024-06-03", "169.50", "1115.51"), "1115.51"),
        (e1("2016-06-06", "119.30", "856.95"), "856.95"),
        ({**e1("2026-06-01", "184.90", "1640.12"), "non_dependants": [other("620.00", age=30)]}, "1640.12"),
        (e2("2026-06-01", 80, "184.90", "62.35", "1512.48"), "1411.22"),
        (e2("2024-06-03", 78, "169.50", "58.40", "1371.06"), "1266.67"),
        (e2("2016-06-06", 70, "119.30", "49.90", "1053.18"), "924.60"),
        (e5("2026-06-01", "295.00", "1830.24"), "1136.74"),
        (e5("2024-06-03", "270.00", "1659.42"), "1002.42"),
        (e5("2016-06-06", "200.00", "1274.55"), "677.51"),
        # South Oxfordshire's printed example, 2014-15: 7.00 a week of 12.44.
        (household("2014-06-02", tax="648.66", claimant={"age": 80}, incomes=pension("192.35")), "365.00"),
    ],
)
def test_the_laws_examples(case, expected):
    """Worked examples E1, E1b, E2 and E5, and a council's."""
    assert reduction(case) == expected


DEDUCTIONS = {  # 15.1: thresholds, then deductions
    2013: "186.00 322.00 401.00 3.65 7.25 9.15 10.95",
    2014: "188.00 326.00 406.00 3.70 7.45 9.40 11.25",
    2015: "189.00 328.00 408.00 3.74 7.52 9.49 11.36",
    2016: "195.00 338.00 420.00 3.77 7.58 9.56 11.45",
    2017: "196.95 341.40 424.20 3.80 7.65 9.65 11.55",
    2018: "202.85 351.65 436.90 3.90 7.90 9.95 11.90",
    2019: "207.70 360.10 447.40 4.00 8.10 10.20 12.20",
    2020: "217.00 377.00 469.00 4.05 8.25 10.35 12.40",
    2021: "217.00 377.00 469.00 4.05 8.30 10.40 12.45",
    2022: "224.00 389.00 484.00 4.20 8.55 10.70 12.85",
    2023: "236.00 410.00 511.00 4.60 9.40 11.80 14.15",
    2024: "256.00 445.00 554.00 4.90 10.05 12.60 15.10",
    2025: "266.00 463.00 577.00 5.00 10.20 12.80 15.35",
    2026: "279.00 485.00 605.00 5.20 10.60 13.30 15.95",
}


def less_a_week(tax, pounds, days=365, parts=7):
    """What is left of a year's tax after so much a week, by the fraction."""
    left = Fraction(tax) - Fraction(days * pounds) / parts
    return format_pounds((left * 100 + Fraction(1, 2)).__floor__())


@pytest.mark.parametrize("year", DEDUCTIONS)
@pytest.mark.parametrize("day", ["04-08", "06-03"])
def test_deductions_of_every_year(year, day):
    """The band begins at its threshold: a penny below is still the one before."""
    *starts, first, second, third, fourth = DEDUCTIONS[year].split()
    days = 366 if year in {2015, 2019, 2023} else 365
    bands = [first, second, third, fourth]

    def found(one):
        # A partner is no second adult's housemate: there is no rebate beside the deduction.
        case = household(f"{year}-{day}", tax="2000.00", partner={"age": 84}, incomes=pension("10.00"))
        return reduction({**case, "non_dependants": [one]})

    for start, below, above in zip(starts, bands, bands[1:], strict=False):
        penny_below = format_pounds(parse_pounds(start) - 1)
        assert found(other(penny_below)) == less_a_week(2000, Fraction(below), days)
        assert found(other(start)) == less_a_week(2000, Fraction(above), days)
    assert found(other(starts[2], works=False)) == less_a_week(2000, Fraction(first), days)
    assert found(other()) == less_a_week(2000, Fraction(fourth), days)


@pytest.mark.parametrize(
    ("claimant", "one", "deduction"),
    [
        ({}, other("700.00"), "15.95"),
        # Nobody's deduction beside a claimant's care benefit: section 10.
        ({"disability_benefits": ["dla_care_lowest"]}, other("700.00"), "0"),
        ({"disability_benefits": ["pip_daily_living_standard"]}, other("700.00"), "0"),
        ({"disability_benefits": ["pip_mobility_enhanced"]}, other("700.00"), "15.95"),
        ({"disability_benefits": ["attendance_allowance_lower"]}, other("700.00"), "0"),
        ({"severely_sight_impaired": True}, other("700.00"), "0"),
        # Wider exemptions than Housing Benefit's: at any age.
        ({}, other(works=False, benefits=["universal_credit_no_earnings"]), "0"),
        ({}, other(works=False, benefits=["income_related_legacy"]), "0"),
        ({}, other("300.00", benefits=["pension_credit"]), "0"),
        ({}, other("300.00", benefits=["carers_allowance"]), "10.60"),
        ({}, other("300.00", student=True), "0"),
        ({}, other("300.00", prisoner=True), "0"),
        ({}, other("300.00", armed_forces_away=True), "0"),
        ({}, other("300.00", age=17), "0"),
        ({}, other("300.00", age=18), "10.60"),
    ],
)
def test_whose_deduction(claimant, one, deduction):
    """15.1 and section 10: CTR (PR) Regs 2012 Sch 1 para 8."""
    case = household(claimant={"age": 84, **claimant}, partner={"age": 84}, incomes=pension("10.00"))
    assert reduction({**case, "non_dependants": [one]}) == less_a_week(1000, Fraction(deduction))


def test_a_couples_deduction_is_the_higher_one_on_joint_income():
    couple = [other("300.00", couple_with=1), other("310.00", works=False, couple_with=0)]
    case = household(partner={"age": 84}, incomes=pension("10.00"), non_dependants=couple)
    assert reduction(case) == less_a_week(1000, Fraction("15.95"))


def test_joint_tenants_split_deductions_equally_and_exactly():
    """5.20 in two, and in three of which a couple has two."""
    home = {"tenure": "no_housing_costs", "people_liable": 2, "people_liable_in_claim": 1}
    case = household(tenancy=home, incomes=pension("10.00"), non_dependants=[other(works=False)])
    assert reduction(case) == less_a_week(1000, Fraction("2.60"))
    home = {"tenure": "no_housing_costs", "people_liable": 3, "people_liable_in_claim": 2}
    case = household(tenancy=home, partner={"age": 84}, incomes=pension("10.00"), non_dependants=[other(works=False)])
    assert reduction(case) == less_a_week(1000, Fraction("5.20") * 2 / 3)


NOT_BEFORE_2016 = {"reached_pension_age_before_6_april_2016": False}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # Income at the applicable amount (256.00), a penny over it, and so high that nothing is left.
        ({"incomes": pension("256.00")}, "1000.00"),
        ({"incomes": pension("256.01")}, "999.90"),
        ({"incomes": pension("351.88")}, "0.11"),
        ({"incomes": pension("351.89")}, "0.00"),
        ({"incomes": pension("900.00")}, "0.00"),
        # Capital: tariff of 12.00 at 16,000.00; a penny more only with guarantee credit.
        ({"incomes": pension("250.00"), "capital": "16000.00"}, "937.43"),
        ({"incomes": pension("250.00"), "capital": "16000.01"}, "0.00"),
        ({"incomes": pension("100.00"), "capital": "50000.00"}, "1000.00"),
        # No family premium since 1 May 2016, though Housing Benefit may keep it: 256.00 and 87.88 for the child.
        (
            {
                "incomes": pension("353.88"),
                "children": [{"born": "2014-05-01", "sex": "male"}],
                "housing_benefit": {"family_premium_protection": True},
            },
            less_a_week(1000, Fraction(2)),
        ),
        # Rent-free weeks are Housing Benefit's own.
        (
            {
                "incomes": pension("266.00"),
                "tenancy": {
                    "tenure": "social_rent",
                    "bedrooms": 1,
                    "rent": {"amount": "100.00", "per": "week", "rent_free_weeks": 4},
                },
            },
            less_a_week(1000, Fraction(2)),
        ),
    ],
)
def test_income_and_capital(facts, expected):
    """15.1: classes A and B; 20% a week of the excess."""
    assert reduction(household(pension_credit=NOT_BEFORE_2016, **facts)) == expected


def test_a_leap_years_days():
    """15.1: 365 or 366, from 1 April to 31 March."""
    dates = ["2023-03-31", "2023-04-01", "2024-02-29", "2024-03-31", "2024-04-01", "2013-04-01", "2027-01-15"]
    found = days_in_the_financial_year(np.array([day_number(dt.date.fromisoformat(day)) for day in dates]))
    assert found.tolist() == [365, 366, 366, 366, 365, 365, 365]


RICH = {"incomes": pension("900.00"), "capital": "90000.00"}


@pytest.mark.parametrize(
    ("facts", "share"),
    [
        ({"non_dependants": [other(works=False, benefits=["pension_credit"])]}, "25"),
        ({"non_dependants": [other(works=False, benefits=["universal_credit_no_earnings"])]}, "0"),
        ({"non_dependants": [other("0.00", benefits=["universal_credit_no_earnings"])]}, "15"),
        ({"non_dependants": [other("288.99")]}, "15"),
        ({"non_dependants": [other("289.00")]}, "7.5"),
        ({"non_dependants": [other("374.99")]}, "7.5"),
        ({"non_dependants": [other("375.00")]}, "0"),
        ({"non_dependants": [other()]}, "0"),
        ({"non_dependants": [other("200.00"), other("89.00")]}, "7.5"),
        # The income of somebody on a listed benefit does not count.
        ({"non_dependants": [other("200.00"), other("200.00", benefits=["pension_credit"])]}, "15"),
        # Students and prisoners are no second adults, but a student's income counts beside a partner who is one.
        ({"non_dependants": [other("0.00", student=True)]}, "0"),
        ({"non_dependants": [other("100.00"), other("900.00", student=True)]}, "15"),
        (
            {
                "non_dependants": [
                    other("100.00", couple_with=1),
                    other("200.00", student=True, couple_with=0),
                ]
            },
            "7.5",
        ),
        ({"non_dependants": [other("100.00", age=17)]}, "0"),
        # One who pays rent, a partner who counts, or somebody else who is liable: none.
        ({"non_dependants": [other("100.00")], "incomes": [*pension("900.00"), income("lodger", "50.00")]}, "0"),
        ({"non_dependants": [other("100.00")], "partner": {"age": 80}}, "0"),
        ({"non_dependants": [other("100.00")], "partner": {"age": 80, "student": True}}, "15"),
        (
            {
                "non_dependants": [other("100.00")],
                "tenancy": {"tenure": "no_housing_costs", "people_liable": 2},
            },
            "0",
        ),
        # A home of students, but for second adults on a listed benefit.
        (
            {
                "claimant": {"age": 84, "student": True},
                "non_dependants": [other(works=False, benefits=["pension_credit"]), other("50.00", student=True)],
            },
            "100",
        ),
    ],
)
def test_second_adult_rebate(facts, share):
    """15.1, class C, 2026-27: CTR (PR) Regs 2012 Sch 1 paras 4, 9, Sch 3. The claimant's own money does not matter."""
    assert reduction(household(**{**RICH, **facts})) == format_pounds(int(Fraction(share) * 1000))


@pytest.mark.parametrize(
    ("year", "lower", "upper"),
    [
        (2016, "193.00", "250.00"),
        (2017, "194.95", "252.50"),
        (2020, "215.00", "279.00"),
        (2021, "215.00", "279.00"),
        (2022, "222.00", "288.00"),
        (2024, "265.00", "344.00"),
    ],
)
def test_second_adults_thresholds_of_other_years(year, lower, upper):
    """Councils' pages: East Devon, Sedgemoor, North Hertfordshire, Bury, Harborough."""
    for threshold, below, above in ((lower, "150.00", "75.00"), (upper, "75.00", "0.00")):
        for gross, expected in ((format_pounds(parse_pounds(threshold) - 1), below), (threshold, above)):
            case = household(f"{year}-06-03", non_dependants=[other(gross)], **RICH)
            assert reduction(case) == expected


def test_a_rebate_whose_thresholds_are_not_known_is_said():
    by_income = assessed(household("2019-06-03", non_dependants=[other("100.00")], **RICH))
    assert (bool(by_income.modelled[0]), bool(by_income.rebate_not_known[0])) == (False, True)
    enough = assessed(household("2019-06-03", non_dependants=[other("100.00")], incomes=pension("100.00")))
    assert (bool(enough.modelled[0]), bool(enough.rebate_not_known[0])) == (True, False)  # more than 15% by income
    on_benefit = assessed(
        household("2019-06-03", non_dependants=[other(works=False, benefits=["pension_credit"])], **RICH)
    )
    assert (int(on_benefit.reduction[0]), bool(on_benefit.rebate_not_known[0])) == (250_00, False)


def test_the_better_of_the_two():
    """Deduction of 10.60 a week, 552.71 a year, against 15% of 1,000.00; and of 5.20, 271.14, against 15%."""
    without = {"pension_credit": NOT_BEFORE_2016, "incomes": pension("256.00")}
    both = assessed(household(non_dependants=[other("280.00")], **without))
    assert (int(both.reduction_by_income[0]), int(both.second_adult_rebate[0])) == (447_29, 150_00)
    assert int(both.reduction[0]) == 447_29
    dearer = assessed(household(tax="600.00", non_dependants=[other("280.00")], **without))
    assert (int(dearer.reduction_by_income[0]), int(dearer.second_adult_rebate[0])) == (47_29, 90_00)
    assert int(dearer.reduction[0]) == 90_00


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (household(country="wales"), "other_nation"),
        (household(country="scotland"), "other_nation"),
        (household(country="northern_ireland"), "other_nation"),
        (household(claimant={"age": 40}), "working_age"),
        (household("2024-06-03", incomes=[income("income_support", "50.00")]), "working_age"),
    ],
)
def test_what_is_not_modelled_is_no_number(case, code):
    found = assessed(case)
    assert not found.modelled[0]
    assert [name for name, flag in found.not_modelled.items() if flag[0]] == [code]


def test_a_mixed_age_couple_is_a_pensioner_unless_on_universal_credit():
    """CTR (PR) Regs 2012 reg 3."""
    couple = household(claimant={"age": 84}, partner={"age": 40})
    assert assessed(couple).modelled[0]
    assert assessed(couple, universal_credit=True).not_modelled["working_age"][0]


def test_nothing_is_said_where_no_council_tax_was_entered():
    found = assessed({**household(), "council_tax": None})
    assert not found.modelled[0]
    assert not any(flag[0] for flag in found.not_modelled.values())
