"""A timeline follows the paydays of pay by the week, fortnight or four weeks (contract, reading 23)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from benefitcalc import assess, rate_book
from benefitcalc.timeline import timeline
from tests.unit.timeline.test_timeline import HOME, case, events


def paid(amount: str, per: str, **more: Any) -> dict[str, Any]:
    return {"born": "1981-02-11", "employment": {"net": {"amount": amount, "per": per}, **more}}


def test_each_period_has_its_number_of_paydays() -> None:
    """Fridays: four in a period, or five; 424.90 and the rent of 372.66 less 55% of 800.00 or 1,000.00."""
    household = case(date="2026-08-01", claimant=paid("200.00", "week", paid_on="2026-11-06"))
    found = timeline(household, 5)
    assert [period.paydays for period in found] == [(4,), (4,), (5,), (4,), (4,)]
    credit = [f"{period.figures.universal_credit}" for period in found]
    assert credit == ["357.56", "357.56", "247.56", "357.56", "357.56"]
    more, fewer = events(found, "paydays")
    assert more.label == "Claimant: 5 paydays in this period, and 4 before"
    assert (more.day, more.who) == (dt.date(2026, 10, 1), "claimant")
    assert (more.effect.universal_credit, fewer.effect.universal_credit) == (Decimal("-110.00"), Decimal("110.00"))


def test_eleven_periods_of_a_year_are_capped_and_one_is_not() -> None:
    """The family of the fault cases: 840.00 every four weeks is below the threshold, and twice that is not."""
    family = case(
        date="2026-05-01",
        claimant=paid("840.00", "four_weeks", paid_on="2026-11-06"),
        children=[{"age": age, "sex": "female"} for age in (9, 7, 5, 3)],
        tenancy={**HOME, "bedrooms": 4, "rent": {"amount": "165.00", "per": "week"}},
    )
    found = timeline(family, 12)
    assert [period.paydays for period in found].count((1,)) == 11
    assert [bool(period.figures.benefit_cap) for period in found] == [period.paydays == (1,) for period in found]


def test_a_period_is_what_assessing_it_alone_gives() -> None:
    couple = case(
        date="2026-02-28",
        claimant=paid("210.00", "week", paid_on="2026-11-04"),
        partner=paid("300.00", "fortnight", paid_on="2026-11-06"),
        children=[{"born": "2010-07-02", "sex": "female", "childcare": {"amount": "90.00", "per": "month"}}],
    )
    for period in timeline(couple, 12):
        alone = assess(period.case, book=rate_book()).universal_credit
        assert alone is not None
        assert period.figures.universal_credit == alone.award


def test_february_of_a_cycle_from_the_30th_has_its_own_days() -> None:
    """From 27 February to 29 March 2026 there are five Fridays, though a case of 27 February alone ends on the 26th."""
    found = timeline(case(date="2026-01-30", claimant=paid("200.00", "week", paid_on="2026-02-27")), 3)
    assert [(period.end.isoformat(), period.paydays) for period in found] == [
        ("2026-02-26", (4,)),
        ("2026-03-29", (5,)),
        ("2026-04-29", (4,)),
    ]


def test_without_a_payday_the_average_stands_and_it_says_so() -> None:
    found = timeline(case(claimant=paid("200.00", "week")), 3)
    assert [period.paydays for period in found] == [(None,)] * 3
    assert not events(found, "paydays")
    assert any("no payday was given" in note for note in found.notes)


def test_housing_benefit_takes_the_average() -> None:
    home = {"tenure": "temporary_accommodation", "rent": {"amount": "100.00", "per": "week"}}
    claimed = {"universal_credit": {"claimed": False}}
    found = timeline(case(claimant=paid("200.00", "week", paid_on="2026-06-05"), tenancy=home, **claimed), 3)
    assert not found.events
    assert {period.paydays for period in found} == {()}


def test_a_partner_who_died_has_no_paydays() -> None:
    couple = case(
        date="2026-05-01",
        claimant=paid("100.00", "week", paid_on="2026-05-01"),
        partner=paid("100.00", "week", paid_on="2026-05-01"),
    )
    found = timeline(couple, 4, deaths={"partner": dt.date(2026, 5, 20)})
    assert [period.paydays for period in found] == [(5, 5), (4, 4), (5, 5), (4, None)]
