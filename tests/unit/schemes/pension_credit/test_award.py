"""Pension Credit worked out by hand: the law's examples, each addition, income, disregard and era, and both sides of
each line.

Every table names what it comes from; amounts are exact pence.
"""

import datetime as dt

import numpy as np
import pytest

from benefitcalc.case import Case
from benefitcalc.columns import from_cases
from benefitcalc.columns.family import family_in_pension_credit
from benefitcalc.money import format_pounds
from benefitcalc.rates import Basis, rate_book
from benefitcalc.schemes.pension_credit.award import assess_pension_credit

LAW = "Project law specification, Housing Benefit and Pension Credit"
BEFORE_2016 = {"reached_pension_age_before_6_april_2016": True}
NOT_BEFORE_2016 = {"reached_pension_age_before_6_april_2016": False}
IN_PAYMENT_SINCE = {**BEFORE_2016, "savings_credit_since_2016": True}


def income(kind, amount, of="claimant", per="week"):
    return {"kind": kind, "amount": amount, "per": per, "of": of}


def pension(amount):
    return [income("state_pension", amount)]


def person(age=80, **facts):
    return {"age": age, **facts}


def child(born, **facts):
    return {"born": born, "sex": "male", **facts}


def job(net, per="week"):
    return {"net": {"amount": net, "per": per}, "hours_per_week": 10}


def household(date="2026-06-01", *, claimant=None, **rest):
    return {
        "schema": "benefitcalc.case/1",
        "date": date,
        "country": "england",
        "claimant": claimant or person(),
        "tenancy": {"tenure": "no_housing_costs"},
        **rest,
    }


def assessed(case):
    batch = from_cases([Case.model_validate(case)])
    rates = rate_book().on(dt.date.fromisoformat(case["date"]), Basis.DAY)
    credit = assess_pension_credit(batch, family_in_pension_credit(batch), rates)
    return {name: format_pounds(int(getattr(credit, name)[0])) for name in credit.__slots__}


AA = {"disability_benefits": ["attendance_allowance_lower"]}
ADULT = {"age": 18}


@pytest.mark.parametrize(
    ("case", "guarantee"),
    [
        (household(), "238.00"),
        (household(partner=person()), "363.25"),
        # Severe disability: 14.2, and the conditions of section 6.
        (household(claimant=person(**AA)), "324.05"),
        (household(claimant=person(disability_benefits=["dla_care_middle"])), "324.05"),
        (household(claimant=person(disability_benefits=["dla_care_lowest"])), "238.00"),
        (household(claimant=person(disability_benefits=["pip_daily_living_standard"])), "324.05"),
        (household(claimant=person(disability_benefits=["pip_mobility_enhanced"])), "238.00"),
        (household(claimant=person(has_paid_carer=True, **AA)), "238.00"),
        (household(claimant=person(**AA), non_dependants=[ADULT]), "238.00"),
        (household(claimant=person(**AA), non_dependants=[{"age": 17}]), "324.05"),
        (household(claimant=person(**AA), non_dependants=[{**ADULT, **AA}]), "324.05"),
        (household(claimant=person(**AA), non_dependants=[{**ADULT, "severely_sight_impaired": True}]), "324.05"),
        (household(claimant=person(**AA), partner=person()), "363.25"),
        (household(claimant=person(**AA), partner=person(**AA)), "535.35"),
        (household(claimant=person(**AA), partner=person(has_paid_carer=True, **AA)), "449.30"),
        (household(claimant=person(**AA), partner=person(severely_sight_impaired=True)), "449.30"),
        # A carer each.
        (household(claimant=person(carer=True)), "286.15"),
        (household(incomes=[income("carers_allowance", "86.45")]), "286.15"),
        (household(claimant=person(carer=True), partner=person(carer=True)), "459.55"),
        # Children, however many: SPC Regs 2002 Sch IIA has no two-child limit.
        (household(children=[child("2015-05-01")]), "319.07"),
        (household(children=[child("2017-04-05")]), "319.07"),
        (household(children=[child("2017-04-06")]), "307.98"),
        (household(children=[child("2020-05-01"), child("2015-05-01"), child("2018-05-01")]), "459.03"),
        (household("2024-06-03", children=[child(f"{year}-05-01") for year in (2018, 2019, 2020)]), "417.02"),
        (household(children=[child("2018-05-01", of_non_dependant=True)]), "238.00"),
        (household(children=[child("2018-05-01", disability_benefits=["dla_care_middle"])]), "345.91"),
        (household(children=[child("2018-05-01", disability_benefits=["dla_care_highest"])]), "426.44"),
        (household(children=[child("2018-05-01", severely_sight_impaired=True)]), "426.44"),
        # Since 1 February 2019, and never beside a tax credit (reg 6(11)).
        (household("2019-01-31", children=[child("2018-05-01")]), "163.00"),
        (household("2019-02-01", children=[child("2018-05-01")]), "216.34"),
        (
            household("2024-06-03", children=[child("2018-05-01")], incomes=[income("child_tax_credit", "60.00")]),
            "218.15",
        ),
    ],
)
def test_the_appropriate_minimum_guarantee(case, guarantee):
    """Rates of 20.2, 20.3 and 14.2."""
    assert assessed(case)["appropriate_minimum_guarantee"] == guarantee


@pytest.mark.parametrize(
    ("incomes", "counted"),
    [
        ([income("state_pension", "184.90")], "184.90"),
        # Each calculation's fraction of a penny goes to the claimant (DMG 86004): 23.0769.
        ([income("occupational_pension", "100.00", per="month")], "23.07"),
        ([income("occupational_pension", "100.00", per="month"), income("insurance", "100.00", per="month")], "46.14"),
        ([income("occupational_pension", "100.03", per="four_weeks")], "25.00"),
        ([income("occupational_pension", "1000.00", per="year")], "19.23"),
        # Contributory benefits count, Carer's Allowance too; Working Tax Credit counts, Child Tax Credit does not.
        ([income("carers_allowance", "86.45")], "86.45"),
        ([income("new_style_esa", "95.55", of="partner")], "95.55"),
        ([income("industrial_injuries", "50.00")], "50.00"),
        ([income("spousal_maintenance", "40.00")], "40.00"),
        ([income("working_tax_credit", "50.00")], "50.00"),
        ([income("child_tax_credit", "50.00")], "0.00"),
        ([income("child_benefit", "27.05")], "0.00"),
        ([income("child_maintenance", "50.00")], "0.00"),
        ([income("bereavement_support_payment", "23.07")], "0.00"),
        ([income("student_income", "50.00")], "0.00"),
        ([income("income_support", "50.00")], "0.00"),
        # Disregards: readings 20 for the widowed parent's.
        ([income("war_pension", "30.00")], "20.00"),
        ([income("war_pension", "9.99")], "0.00"),
        ([income("widowed_parents_allowance", "30.00")], "20.00"),
        ([income("lodger", "50.00"), income("lodger", "15.00")], "30.00"),
        ([income("boarder", "50.01")], "15.00"),
    ],
)
def test_income_that_counts(incomes, counted):
    """14.3: SPC Act 2002 s 15; SPC Regs 2002 regs 15-17, Sch IV."""
    assert assessed(household(partner=person(), incomes=incomes))["income"] == counted


@pytest.mark.parametrize(
    ("capital", "deemed"),
    [
        ("10000.00", "0.00"),
        ("10000.01", "1.00"),
        ("10500.00", "1.00"),
        ("10500.01", "2.00"),
        ("16000.01", "13.00"),
        ("110000.00", "200.00"),
    ],
)
def test_deemed_income_has_no_upper_limit(capital, deemed):
    """14.3: £1 for each £500 or part above £10,000 (reg 15(6))."""
    assert assessed(household(capital=capital))["income"] == deemed


@pytest.mark.parametrize(
    ("case", "counted"),
    [
        (household(claimant=person(employment=job("30.00"))), "25.00"),
        (household(claimant=person(employment=job("4.99"))), "0.00"),
        (household(claimant=person(employment=job("4.00")), incomes=pension("50.00")), "50.00"),
        (household(claimant=person(employment=job("30.00")), partner=person(employment=job("30.00"))), "50.00"),
        (household(claimant=person(employment=job("50.00")), children=[child("2018-05-01")]), "30.00"),
        (
            household(claimant=person(employment=job("50.00")), partner=person(), children=[child("2018-05-01")]),
            "40.00",
        ),
        (household(claimant=person(employment=job("50.00"), carer=True)), "30.00"),
        (household(claimant=person(employment=job("50.00")), partner=person(**AA)), "30.00"),
        (household(claimant=person(employment=job("50.00"), **AA), partner=person(carer=True)), "30.00"),
        (household(claimant=person(employment=job("50.00"), severely_sight_impaired=True)), "30.00"),
        (household(claimant=person(employment=job("50.00"), esa="support")), "30.00"),
        (
            household(
                "2019-06-03",
                claimant=person(employment=job("50.00")),
                incomes=[income("severe_disablement_allowance", "70.00")],
            ),
            "100.00",
        ),
        (household(claimant=person(employment=job("100.00", "month"))), "18.07"),
        (household(claimant=person(), incomes=[income("statutory_sick_pay", "80.00")]), "75.00"),
        (
            household(
                claimant=person(
                    self_employment={"net_profit": {"amount": "1000.00", "per": "month"}, "hours_per_week": 10}
                )
            ),
            "225.76",
        ),
        # Gross 200.00 with 10.01 into a pension: no tax (9,879.48 a year), no NI over pension age; 194.995 down.
        (
            household(
                claimant=person(
                    employment={
                        "gross": {"amount": "200.00", "per": "week"},
                        "pension_contribution": {"amount": "10.01", "per": "week"},
                        "hours_per_week": 10,
                    }
                )
            ),
            "189.99",
        ),
    ],
)
def test_earnings_after_the_one_disregard(case, counted):
    """14.3: SPC Regs 2002 Sch VI; DMG 86110-86123. At most £20, once for a couple."""
    assert assessed(case)["income"] == counted


E1 = household(claimant=person(79, **AA), incomes=pension("184.90"), capital="14500.00", pension_credit=BEFORE_2016)
E2 = household(
    claimant=person(80),
    incomes=[*pension("184.90"), income("occupational_pension", "62.35")],
    capital="13260.00",
    pension_credit=BEFORE_2016,
)


def in_year(case, date, **changes):
    return {**case, "date": date, **changes}


@pytest.mark.parametrize(
    ("case", "guarantee", "savings"),
    [
        (E1, "130.15", "0.00"),
        (in_year(E1, "2024-06-03", incomes=pension("169.50")), "121.15", "0.00"),
        (in_year(E1, "2016-06-06", incomes=pension("119.30")), "89.15", "0.00"),
        ({**E1, "non_dependants": [{"age": 30, "works_16_hours": True}]}, "44.10", "0.00"),
        (E2, "0.00", "11.46"),
        (
            in_year(E2, "2024-06-03", incomes=[*pension("169.50"), income("occupational_pension", "58.40")]),
            "0.00",
            "10.31",
        ),
        (
            in_year(
                E2,
                "2016-06-06",
                claimant=person(70),
                incomes=[*pension("119.30"), income("occupational_pension", "49.90")],
            ),
            "0.00",
            "4.83",
        ),
    ],
)
def test_the_laws_examples(case, guarantee, savings):
    """Worked examples E1, E1b and E2."""
    found = assessed(case)
    assert (found["guarantee_credit"], found["savings_credit"]) == (guarantee, savings)


MAXIMUMS = [  # 20.3: year, standard minimum guarantee, maximum savings credit, single and couple
    (2013, "145.40", "18.06", "222.05", "22.89"),
    (2014, "148.35", "16.80", "226.50", "20.70"),
    (2015, "151.20", "14.82", "230.85", "17.43"),
    (2016, "155.60", "13.07", "237.55", "14.75"),
    (2017, "159.35", "13.20", "243.25", "14.90"),
    (2018, "163.00", "13.40", "248.80", "14.99"),
    (2019, "167.25", "13.73", "255.25", "15.35"),
    (2020, "173.75", "13.97", "265.20", "15.62"),
    (2021, "177.10", "14.04", "270.30", "15.71"),
    (2022, "182.60", "14.48", "278.70", "16.20"),
    (2023, "201.05", "15.94", "306.85", "17.84"),
    (2024, "218.15", "17.01", "332.95", "19.04"),
    (2025, "227.10", "17.30", "346.60", "19.36"),
    (2026, "238.00", "17.96", "363.25", "20.10"),
]


@pytest.mark.parametrize(("year", "single", "most_single", "couple", "most_couple"), MAXIMUMS)
def test_savings_credit_is_most_where_income_is_the_guarantee(year, single, most_single, couple, most_couple):
    """DMG chapter 77, appendix 1."""
    alone = assessed(household(f"{year}-06-03", incomes=pension(single), pension_credit=BEFORE_2016))
    assert (alone["guarantee_credit"], alone["savings_credit"]) == ("0.00", most_single)
    both = household(f"{year}-06-03", partner=person(), incomes=pension(couple), pension_credit=BEFORE_2016)
    assert assessed(both)["savings_credit"] == most_couple


@pytest.mark.parametrize(
    ("incomes", "savings"),
    [
        (pension("208.07"), "0.00"),
        (pension("208.08"), "0.01"),  # 60% of a penny, up
        (pension("238.00"), "17.96"),
        (pension("238.01"), "17.96"),  # 40% of a penny, down
        (pension("238.03"), "17.95"),
        (pension("282.89"), "0.01"),  # 17.956, down
        (pension("282.90"), "0.00"),
        # What does not qualify still counts in amount B: 60% of 11.93 is 7.158, 40% of 12.00 is 4.80.
        ([*pension("220.00"), income("new_style_jsa", "30.00")], "2.36"),
        ([*pension("220.00"), income("working_tax_credit", "30.00")], "2.36"),
        ([*pension("220.00"), income("spousal_maintenance", "30.00")], "2.36"),
        ([*pension("220.00"), income("maternity_allowance", "30.00")], "2.36"),
        ([*pension("200.00"), income("incapacity_benefit", "60.00")], "0.00"),
        ([*pension("220.00"), income("carers_allowance", "30.00")], "17.96"),  # the carer addition: below the guarantee
    ],
)
def test_savings_credit_to_the_penny(incomes, savings):
    """14.4 and R4: SPC Regs 2002 regs 7(4), 9."""
    assert assessed(household(incomes=incomes, pension_credit=BEFORE_2016))["savings_credit"] == savings


def born(day):
    return {"born": day}


@pytest.mark.parametrize(
    ("case", "has_it"),
    [
        # Readings 11 and 21: where it is given, the flag decides over a birth date.
        (household(claimant=born("1945-01-01"), incomes=pension("238.00")), True),
        (household(claimant=born("1945-01-01"), incomes=pension("238.00"), pension_credit=NOT_BEFORE_2016), False),
        (household(claimant=born("1956-01-01"), incomes=pension("238.00")), False),
        (household(claimant=born("1956-01-01"), incomes=pension("238.00"), pension_credit=BEFORE_2016), True),
        # Of a couple both did, or it has been in payment ever since (reg 7A).
        (
            household(
                claimant=born("1945-01-01"),
                partner=born("1948-01-01"),
                incomes=pension("363.25"),
                pension_credit=BEFORE_2016,
            ),
            True,
        ),
        (
            household(
                claimant=born("1945-01-01"),
                partner=born("1957-01-01"),
                incomes=pension("363.25"),
                pension_credit=BEFORE_2016,
            ),
            False,
        ),
        (
            household(
                claimant=born("1957-01-01"),
                partner=born("1945-01-01"),
                incomes=pension("363.25"),
                pension_credit=IN_PAYMENT_SINCE,
            ),
            True,
        ),
        # Until 5 April 2016 anyone of 65 (SPC Act 2002 s 3(1) as it was), and nobody younger.
        (household("2016-04-05", claimant=person(66), incomes=pension("151.20")), True),
        (household("2016-04-06", claimant=person(66), incomes=pension("151.20")), True),
        (
            household("2016-04-06", claimant=person(66), incomes=pension("151.20"), pension_credit=NOT_BEFORE_2016),
            False,
        ),
        (household("2015-06-01", claimant=person(64), incomes=pension("151.20")), False),
        (household("2015-06-01", claimant=person(65), incomes=pension("151.20")), True),
        (household("2015-06-01", claimant=person(64), partner=person(65), incomes=pension("230.85")), True),
        (household("2016-06-06", claimant=person(64), incomes=pension("155.60"), pension_credit=BEFORE_2016), False),
    ],
)
def test_who_has_savings_credit(case, has_it):
    assert (assessed(case)["savings_credit"] != "0.00") is has_it


@pytest.mark.parametrize(
    ("kind", "amount", "award"),
    [
        ("state_pension", "237.95", "0.05"),
        ("occupational_pension", "237.95", "0.00"),
        ("occupational_pension", "237.90", "0.10"),
    ],
)
def test_a_few_pence_are_paid_only_with_a_state_pension(kind, amount, award):
    """SPC Regs 2002 reg 13."""
    found = assessed(household(claimant=born("1957-01-01"), incomes=[income(kind, amount)]))
    assert found["award"] == award
    assert found["guarantee_credit"] != "0.00"


def test_it_begins_with_the_first_known_rates():
    """Contract, reading 21."""
    assert set(assessed(household("2013-04-07")).values()) == {"0.00"}
    assert assessed(household("2013-04-08"))["guarantee_credit"] == "145.40"


def test_rows_do_not_leak_into_each_other():
    cases = [E1, E2, household(partner=person(), incomes=pension("238.03"), pension_credit=BEFORE_2016), household()]
    batch = from_cases([Case.model_validate(case) for case in cases])
    rates = rate_book().on(dt.date(2026, 6, 1), Basis.DAY)
    together = assess_pension_credit(batch, family_in_pension_credit(batch), rates)
    for row, case in enumerate(cases):
        alone = assessed(case)
        assert {name: format_pounds(int(getattr(together, name)[row])) for name in alone} == alone
    assert together.award.dtype == np.int64
