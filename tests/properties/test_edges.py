"""The day before, of and after every change of a rate and every birthday; a penny below, at and above each limit.

The oracle says what is right on both sides of an edge; here the edges are sought out one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from benefitcalc import assess
from tests.oracle.__main__ import disagreements
from tests.oracle.common import add_months, assessment_period_end, first_monday

Household = dict[str, Any]
UNIVERSAL_CREDIT_BEGAN = date(2013, 4, 29)
RENT = {"amount": "130.01", "per": "week"}
SOCIAL = {"tenure": "social_rent", "bedrooms": 4, "rent": RENT}
FIRST_DAY, LAST_DAY = date(2013, 4, 1), date(2027, 3, 31)
"""The contract, reading 1."""
UPRATINGS = sorted(
    {first_monday(year, 4, 6) for year in range(2014, 2027)}
    | {first_monday(year, 4, 1) for year in range(2014, 2027)}
    | {date(year, 4, 1) for year in range(2014, 2027)}
)
# Other days on which the law changed (the specifications' tables of dates).
CHANGES = [
    date(2013, 4, 15), date(2013, 4, 29), date(2013, 12, 4), date(2016, 5, 1), date(2016, 11, 7), date(2017, 4, 6),
    date(2018, 4, 11), date(2019, 2, 1), date(2019, 5, 15), date(2020, 3, 13), date(2020, 4, 6), date(2021, 8, 1),
    date(2021, 10, 1), date(2021, 10, 6), date(2021, 11, 24), date(2023, 6, 28), date(2025, 1, 27), date(2026, 10, 5),
]  # fmt: skip


def about(day: date, *days: int) -> Iterator[date]:
    """The day before, the day and the day after, where there are rates."""
    for shift in days or (-1, 0, 1):
        if FIRST_DAY <= day + timedelta(days=shift) <= LAST_DAY:
            yield day + timedelta(days=shift)


def pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"


def family(on: date) -> Household:
    """A couple with something of everything that has a rate in Universal Credit."""
    return {
        "date": on.isoformat(),
        "country": "england",
        "claimant": {
            "age": 30,
            "work_capability": "lcwra_standard",
            "employment": {"net": {"amount": "900.00", "per": "month"}, "hours_per_week": 20},
        },
        "partner": {"age": 24, "carer": True},
        "children": [
            {"born": "2011-05-05", "sex": "male", "disability_benefits": ["dla_care_highest"]},
            {
                "born": "2012-09-01",
                "sex": "female",
                "disability_benefits": ["dla_mobility_lower"],
                "childcare": {"amount": "300.00", "per": "week"},
            },
        ],
        "non_dependants": [{"age": 30, "works_16_hours": True, "gross_income": {"amount": "300.00", "per": "week"}}],
        "tenancy": SOCIAL,
        "capital": "7000.00",
        "incomes": [],
        "universal_credit": None,
    }


def supported(on: date) -> Household:
    """A working-age household on Housing Benefit, not on Universal Credit."""
    home = {"tenure": "managed_property", "bedrooms": 4, "rent": RENT}
    return family(on) | {"tenancy": home, "universal_credit": {"claimed": False}}


def pensioner(on: date) -> Household:
    """Pension age, with a little more than the guarantee."""
    return {
        "date": on.isoformat(),
        "country": "england",
        "claimant": {"born": "1938-01-10"},
        "children": [],
        "non_dependants": [{"age": 30, "works_16_hours": True, "gross_income": {"amount": "300.00", "per": "week"}}],
        "incomes": [
            {"kind": "state_pension", "amount": "150.00", "per": "week", "of": "claimant"},
            {"kind": "occupational_pension", "amount": "60.00", "per": "week", "of": "claimant"},
        ],
        "tenancy": SOCIAL,
        "capital": "12000.00",
        "pension_credit": {"reached_pension_age_before_6_april_2016": True},
        "council_tax": {"annual_liability": "1500.00", "scheme": "pension_age_england"},
    }


def agree(households: list[Household]) -> None:
    found = [(one.case, one.differences) for one in disagreements(households)]
    assert not found, f"{len(found)} of {len(households)} differ (expected, got), such as {found[0]}"


@pytest.mark.parametrize("household", [family, supported, pensioner])
def test_the_days_about_every_change_of_rates_and_law(household: Any) -> None:
    first = UNIVERSAL_CREDIT_BEGAN if household is family else FIRST_DAY
    days = sorted({day for edge in [*UPRATINGS, *CHANGES] for day in about(edge) if day >= first})
    agree([household(day) for day in days])


@pytest.mark.parametrize("day", [FIRST_DAY, date(2013, 4, 28)])
def test_there_is_no_universal_credit_before_it_began(day: date) -> None:
    result = assess(family(day))
    assert result.universal_credit is not None
    assert result.universal_credit.reasons == ("before_universal_credit",)
    assert not result.universal_credit.award
    assert result.help_with_rent == 0
    assert result.rent_to_pay == sum(part.amount for part in result.shortfall)


def test_periods_that_end_about_a_change() -> None:
    """Some changes reach the period that ends on or after them."""
    starts = {day for edge in CHANGES for day in about(add_months(edge, -1), -2, -1, 0, 1, 2)}
    agree([family(day) for day in sorted(starts) if day >= UNIVERSAL_CREDIT_BEGAN])


def birthdays(on: date, age: int) -> Iterator[str]:
    """Dates of birth whose birthday of that age falls about the first and the last day of the assessment period."""
    for edge in (on, assessment_period_end(on)):
        for day in about(edge):
            yield add_months(day, -12 * age).isoformat()


@pytest.mark.parametrize("on", [date(2026, 6, 1), date(2019, 2, 11)])
def test_the_days_about_every_birthday(on: date) -> None:
    base = {"date": on.isoformat(), "country": "england", "children": [], "non_dependants": [], "incomes": []}
    single = base | {"claimant": {"age": 40}, "tenancy": SOCIAL, "universal_credit": None}
    households: list[Household] = []
    for age in (18, 25, 35, 65, 66):
        rented = {
            "tenure": "private_rent",
            "rent": RENT,
            "local_housing_allowance": {"amount": "400.00", "per": "month"},
        }
        households += [single | {"claimant": {"born": born}, "tenancy": rented} for born in birthdays(on, age)]
    for age in (5, 10, 16, 19):
        sister = {"age": 8, "sex": "female"}
        for born in birthdays(on, age):
            if born < on.isoformat():
                child = {"born": born, "sex": "male", "in_education": True}
                households.append(single | {"children": [child, sister]})
    for age in (18, 21, 25):
        households += [single | {"non_dependants": [{"born": born}]} for born in birthdays(on, age)]
    agree([household for household in households if household["claimant"].get("born", "") < "2008-06"])


def limits(*pounds_: int) -> Iterator[str]:
    for whole in pounds_:
        for penny in (-1, 0, 1):
            yield pounds(whole * 100 + penny)


@pytest.mark.parametrize("household", [family, supported, pensioner])
def test_capital_a_penny_about_every_step(household: Any) -> None:
    on = date(2026, 6, 1)
    steps = (6000, 6250, 6500, 9750, 10000, 10250, 10500, 15500, 15750, 16000)
    agree([household(on) | {"capital": capital} for capital in limits(*steps)])


def earning(on: date, amount: str, **more: Any) -> Household:
    job = {"net": {"amount": amount, "per": "month"}, "hours_per_week": 16}
    return family(on) | {"claimant": {"age": 30, "employment": job}, "partner": None, "capital": "0.00"} | more


def test_earnings_a_penny_about_the_work_allowances_and_the_caps_threshold() -> None:
    thresholds = {2016: 430, 2017: 520, 2021: 617, 2023: 722, 2024: 793, 2025: 846, 2026: 881}
    households = [
        earning(date(year, 7, 1), amount) for year, pounds_ in thresholds.items() for amount in limits(pounds_)
    ]
    for amount in limits(427, 710):
        households += [
            earning(date(2026, 7, 1), amount, tenancy=home) for home in (SOCIAL, {"tenure": "owner_occupier"})
        ]
    agree(households)
