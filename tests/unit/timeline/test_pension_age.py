"""Pension age in a timeline: Housing Benefit and Pension Credit from that day, beside Universal Credit's last period.

UC (TP) Regs 2014 reg 5(2)(c), in force from 25 November 2020 (SI 2020/655 regs 1(2), 6(3)); UC (D&A) Regs 2013 Sch 1
para 26: the award itself ends with the assessment period.
"""

import datetime as dt
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from typing import Any

import pytest

from benefitcalc import assess
from benefitcalc.timeline import Figures, Timeline, timeline
from tests.unit.timeline.test_timeline import NOTHING, case, events, only

UNIVERSAL_CREDIT = Decimal("797.56")
"""424.90, and 433.33 less 14%."""
GUARANTEE = Decimal("238.00")
"""With no State Pension entered."""


def rows(found: Timeline) -> list[tuple[str, Decimal, Decimal, Decimal]]:
    return [
        (
            period.start.isoformat(),
            period.figures.universal_credit,
            period.figures.housing_benefit,
            period.figures.pension_credit,
        )
        for period in found
    ]


def test_housing_benefit_and_pension_credit_begin_on_the_day_beside_universal_credit() -> None:
    found = timeline(case(claimant={"born": "1960-05-11"}), 6)  # 66 years and 2 months: 11 July 2026
    assert rows(found) == [
        ("2026-06-10", UNIVERSAL_CREDIT, 0, 0),
        ("2026-07-10", UNIVERSAL_CREDIT, 0, 0),
        ("2026-07-11", UNIVERSAL_CREDIT, 100, GUARANTEE),
        ("2026-08-10", 0, 100, GUARANTEE),
    ]
    assert [period.end for period in found][1:3] == [dt.date(2026, 7, 10), dt.date(2026, 8, 9)]
    reached, ended = only(found, "pension_age"), only(found, "universal_credit_end")
    assert (reached.day, reached.who) == (dt.date(2026, 7, 11), "claimant")
    assert reached.effect.universal_credit == 0
    assert (reached.effect.housing_benefit, reached.effect.pension_credit) == (100, GUARANTEE)
    assert reached.effect.rent_to_pay == Decimal("-14.00")
    assert (ended.day, ended.effect.universal_credit) == (dt.date(2026, 8, 10), -UNIVERSAL_CREDIT)
    assert any("the figures have no State Pension" in note for note in found.notes)
    (said,) = (note for note in found.notes if "beside the last assessment period" in note)
    assert said.startswith("From 11 July 2026 to 9 August 2026 Housing Benefit and Pension Credit are shown beside ")
    assert "Universal Credit is taken to be no income in them" in said


@pytest.mark.parametrize(
    ("date", "weeks_from", "universal_credit_to"),
    [
        ("2026-07-12", "2026-07-12", None),  # the day after: not Universal Credit at all
        ("2026-07-11", "2026-07-11", None),  # reached on the first day of the period, which then is none
        ("2026-07-10", "2026-07-11", "2026-08-09"),  # on the second day
        ("2026-06-12", "2026-07-11", "2026-07-11"),  # on the last day: one day beside
        ("2026-06-11", "2026-07-11", "2026-07-10"),  # the day after a period ends: none beside
    ],
)
def test_the_days_about_the_edges_of_the_period(date: str, weeks_from: str, universal_credit_to: str | None) -> None:
    found = timeline(case(date=date, claimant={"born": "1960-05-11"}), 3)
    weeks = [period for period in found if period.per == "week"]
    on_universal_credit = [period for period in found if period.figures.universal_credit]
    assert weeks[0].start.isoformat() == weeks_from
    assert (on_universal_credit[-1].end.isoformat() if on_universal_credit else None) == universal_credit_to
    assert bool(events(found, "universal_credit_end")) == (universal_credit_to not in {None, "2026-07-10"})


def test_a_couple_goes_over_when_the_younger_reaches_it() -> None:
    both = case(claimant={"born": "1950-05-11"}, partner={"born": "1960-05-20"})
    found = timeline(both, 3)
    assert rows(found)[2:] == [
        ("2026-07-20", Decimal("1039.63"), 100, Decimal("363.25")),
        ("2026-08-10", 0, 100, Decimal("363.25")),
    ]
    assert only(found, "pension_age").who == "partner"


def test_one_of_a_couple_of_mixed_age_changes_nothing_of_it() -> None:
    found = timeline(case(claimant={"born": "1960-05-11"}, partner={"born": "1980-05-20"}), 4)
    assert {period.per for period in found} == {"month"}


def test_the_last_month_that_was_asked_for_shows_both() -> None:
    found = timeline(case(date="2026-07-10", claimant={"born": "1960-05-11"}), 1)
    assert rows(found) == [
        ("2026-07-10", UNIVERSAL_CREDIT, 0, 0),
        ("2026-07-11", UNIVERSAL_CREDIT, 100, GUARANTEE),
    ]
    assert found[-1].end == dt.date(2026, 8, 9)


@pytest.mark.parametrize(
    ("born", "beside"),
    [("1954-11-24", False), ("1954-11-25", True), ("1954-11-26", True)],  # 66 on the day
)
def test_before_25_november_2020_they_did_not_overlap(born: str, beside: bool) -> None:
    found = timeline(case(date="2020-11-10", claimant={"born": born}), 2)
    assert any(period.per == "week" and period.figures.universal_credit for period in found) is beside


def test_new_rates_inside_the_last_period_are_not_given_to_universal_credit() -> None:
    # 66 on 10 April 2025; new rates from the 7th, and the period from 25 March keeps 393.45 and the rent less 14%.
    found = timeline(case(date="2025-03-25", claimant={"born": "1959-04-10"}), 2)
    assert rows(found) == [
        ("2025-03-25", Decimal("766.11"), 0, 0),
        ("2025-04-10", Decimal("766.11"), 100, Decimal("227.10")),
        ("2025-04-25", 0, 100, Decimal("227.10")),
    ]


def test_effects_still_add_up_to_the_change() -> None:
    nothing: Figures = NOTHING
    for on in ("2026-06-12", "2026-06-30", "2026-07-10"):
        found = timeline(case(date=on, claimant={"born": "1960-05-11"}, non_dependants=[{"born": "2008-07-20"}]), 4)
        for before, period in pairwise(found):
            assert period.start == before.end + dt.timedelta(days=1)
            assert reduce(Figures.__add__, (event.effect for event in period.events), nothing) == period.change


@pytest.mark.parametrize(
    ("date", "more", "warned"),
    [
        ("2026-07-11", {}, False),  # reached on the first day: not Universal Credit
        ("2026-07-10", {}, True),
        ("2026-06-12", {}, True),  # on the last day
        ("2026-06-11", {}, False),  # the day after it ends
        ("2026-07-10", {"partner": {"born": "1980-01-01"}}, False),
        ("2026-07-10", {"partner": {"born": "1950-01-01"}}, True),
        ("2026-07-10", {"claimant": {"born": "1960-05-11", "over_pension_age": False}}, False),
        ("2020-11-10", {"claimant": {"born": "1954-11-24"}}, False),
        ("2020-11-10", {"claimant": {"born": "1954-11-25"}}, True),
        ("2027-03-15", {"claimant": {"born": "1960-10-01"}}, True),  # on 1 April 2027, after the checked rates
    ],
)
def test_a_result_of_the_last_period_says_what_can_begin(date: str, more: dict[str, Any], warned: bool) -> None:
    result = assess(case(**{"date": date, "claimant": {"born": "1960-05-11"}, **more}))
    assert ("pension_age_in_this_period" in {warning.code for warning in result.warnings}) is warned
