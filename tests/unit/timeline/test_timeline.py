"""A timeline: its periods, the events of each with their effects, and what it says that it did not follow."""

import datetime as dt
import json
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from typing import Any

import pytest

from benefitcalc import Case, InvalidCase, RatesNotKnown, assess, rate_book
from benefitcalc.rates import Assumptions, default_assumptions, projection
from benefitcalc.timeline import (
    FIGURES,
    KINDS,
    Event,
    Figures,
    Timeline,
    TimelinePeriod,
    first_september_after,
    timeline,
)

ASSUMED = Assumptions(cpi="2.0%", earnings="3.1%")
NOTHING = Figures(*[Decimal(0)] * len(FIGURES))
PENSION = {"kind": "state_pension", "amount": "100.00", "per": "week"}
HOME = {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}}


def case(**more: Any) -> Case:
    household = {"date": "2026-06-10", "claimant": {"born": "1990-02-11"}, "tenancy": HOME}
    return Case.model_validate({**household, **more})


def events(found: Timeline, kind: str) -> list[Event]:
    return [event for event in found.events if event.kind == kind]


def events_of(period: TimelinePeriod, kind: str) -> list[Event]:
    return [event for event in period.events if event.kind == kind]


def only(found: Timeline, kind: str) -> Event:
    (event,) = events(found, kind)
    return event


HOUSEHOLDS = {
    "single": case(claimant={"born": "2001-11-30"}),
    "family": case(
        children=[{"born": "2016-12-01", "sex": "male"}, {"born": "2020-02-29", "sex": "female"}],
        tenancy={**HOME, "bedrooms": 3},
        claimant={"born": "1990-02-11", "employment": {"net": {"amount": "1100.00", "per": "month"}}},
    ),
    "leaving school": case(
        date="2025-06-30",
        children=[{"born": "2010-03-02", "sex": "female"}, {"born": "2008-09-01", "in_education": True}],
        universal_credit={"transitional_element": "150.00"},
        non_dependants=[{"born": "2005-10-05"}],
    ),
    "childcare to 1 September": case(
        claimant={"born": "1990-02-11", "employment": {"net": {"amount": "1100.00", "per": "month"}}},
        children=[{"born": "2010-07-04", "in_education": True, "childcare": {"amount": "300.00", "per": "month"}}],
    ),
    "young person of 19": case(children=[{"born": "2007-05-01", "in_education": True}]),
    "past the September after 19": case(date="2026-10-10", children=[{"born": "2007-05-01", "in_education": True}]),
    "private rent": case(
        date="2024-01-10",
        claimant={"born": "1989-04-20"},
        tenancy={"tenure": "private_rent", "brma": "Leeds", "rent": {"amount": "212.45", "per": "week"}},
    ),
    "pension age": case(date="2026-02-28", claimant={"born": "1960-05-11"}, capital="9000.00"),
    "mixed-age couple": case(claimant={"born": "1960-05-11"}, partner={"born": "1970-01-01"}),
    "pensioner": case(claimant={"born": "1955-05-11"}, non_dependants=[{"born": "2008-09-20"}]),
    "pensioner with a monthly rent": case(
        claimant={"born": "1955-05-11"}, tenancy={**HOME, "rent": {"amount": "433.33", "per": "month"}}
    ),
    "pensioner who owns": case(
        date="2025-04-02", claimant={"born": "1950-05-11"}, tenancy={"tenure": "owner_occupier"}
    ),
    "supported accommodation": case(
        date="2026-08-03",
        tenancy={"tenure": "exempt_accommodation", "rent": {"amount": "212.45", "per": "week"}},
        non_dependants=[{"born": "2008-09-20"}],
    ),
    "joint tenants, 31st of the month": case(
        date="2026-01-31",
        partner={"born": "2001-06-07"},
        tenancy={**HOME, "people_liable": 3, "people_liable_in_claim": 2},
    ),
}


BESIDE_UNIVERSAL_CREDIT = {(dt.date(2026, 7, 11), "week")}
"""Weeks of the household that reaches pension age, with Universal Credit from the assessment period before."""


@pytest.fixture(params=HOUSEHOLDS, scope="module")
def found(request: pytest.FixtureRequest) -> Timeline:
    return timeline(HOUSEHOLDS[request.param], project=ASSUMED)


# --- What holds for every household -----------------------------------------------------------------------------------


def test_effects_add_up_exactly_to_the_change(found: Timeline) -> None:
    assert not found[0].change
    assert not found[0].events
    for before, period in pairwise(found):
        assert period.change == period.figures - before.figures
        assert reduce(Figures.__add__, (event.effect for event in period.events), NOTHING) == period.change


def test_each_period_is_what_assessing_it_alone_gives(found: Timeline) -> None:
    book = rate_book().project(ASSUMED)
    for period in found:
        alone = assess(period.case, book=book)
        assert period.case.date == period.start
        assert (period.figures.help_with_rent, period.figures.rent_to_pay) == (alone.help_with_rent, alone.rent_to_pay)
        universal_credit = alone.universal_credit
        if (period.start, period.per) not in BESIDE_UNIVERSAL_CREDIT:
            assert period.figures.universal_credit == (universal_credit.award if universal_credit else 0)
        assert period.rates == alone.rates
        assert period.projected == ("rates_projected" in {warning.code for warning in alone.warnings})


def test_periods_follow_one_another_without_a_gap(found: Timeline) -> None:
    for before, period in pairwise(found):
        assert period.start == before.end + dt.timedelta(days=1)


def test_events_have_an_effect_and_come_in_order(found: Timeline) -> None:
    order = list(KINDS)
    for period in found:
        assert all(event.effect for event in period.events)
        kinds = [order.index(event.kind) for event in period.events]
        assert kinds == sorted(kinds)
        assert all(event.day <= period.end for event in period.events)


def test_the_case_itself_comes_first(found: Timeline) -> None:
    first = assess(found.case)
    assert (found[0].start, found[0].figures.rent_to_pay) == (found.case.date, first.rent_to_pay)


# --- Periods ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "starts"),
    [
        ("2026-01-31", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2026-01-30", ["2026-01-30", "2026-02-27", "2026-03-30", "2026-04-30"]),
        ("2024-01-29", ["2024-01-29", "2024-02-28", "2024-03-29", "2024-04-29"]),
    ],
)
def test_assessment_periods_start_as_regulation_21_says(first: str, starts: list[str]) -> None:
    assert [period.start.isoformat() for period in timeline(case(date=first), 4)] == starts


def test_benefit_weeks_are_listed_where_something_changes() -> None:
    found = timeline(case(claimant={"born": "1955-05-11"}, non_dependants=[{"born": "2008-09-23"}]), 6)
    assert [(period.start.isoformat(), period.per) for period in found] == [
        ("2026-06-10", "week"),
        ("2026-09-28", "week"),
    ]
    assert found[0].end == dt.date(2026, 9, 27)
    birthday = only(found, "birthday")
    assert (birthday.day, birthday.who) == (dt.date(2026, 9, 23), "non_dependants[0]")
    assert birthday.effect.rent_to_pay == Decimal("20.40")


@pytest.mark.parametrize("household", HOUSEHOLDS.values(), ids=list(HOUSEHOLDS))
def test_every_month_that_was_asked_for_is_there(household: Case) -> None:
    present = household.on(dt.date(2026, 11, 2))
    found = timeline(present)
    assert found[0].start == dt.date(2026, 11, 2)
    assert found[-1].end == (dt.date(2028, 11, 1) if found[-1].per == "month" else dt.date(2028, 11, 5))  # a Sunday
    assert all(period.projected == (period.start > dt.date(2027, 3, 31)) for period in found)


def test_months_after_the_checked_rates_say_that_they_are_projected_and_from_what() -> None:
    found = timeline(case(), project=ASSUMED)
    said = "projected, if prices rise by 2.0% and earnings by 3.1% a year"
    assert len(found) == 24
    assert [period.projection for period in found] == [""] * 10 + [said] * 14
    assert {period.rates for period in found} == {"2026-27", "2027-28", "2028-29"}
    assert [(event.label, event.projection) for event in found.events] == [
        ("Projected rates for 2027-28, from 12 April 2027", said),
        ("Projected rates for 2028-29, from 10 April 2028", said),
    ]
    assert (found.projected_from, found.projection) == (dt.date(2027, 4, 10), said)
    assert found.notes[-1] == (
        f"From 10 April 2027 the figures are {said}. That is an assumption, not a forecast of this project."
    )


def test_what_is_assumed_where_nothing_is_said_is_told_with_its_source() -> None:
    found = timeline(case())
    assert found.periods == timeline(case(), project=default_assumptions()).periods
    assert found[-1].projection == f"projected, {default_assumptions().words(2)}"
    assert found.notes[-1].endswith(" OBR, Economic and fiscal outlook, March 2026.")
    first, *_ = found.events
    assert first.effect.universal_credit == Decimal("16.60")  # 400.14 × 1.038 × 1.031 × 1.031, up to 441.50; − 424.90


def test_the_checked_rates_alone_if_that_is_wanted() -> None:
    found = timeline(case(), project=None)
    assert found[-1].start == dt.date(2027, 3, 10)
    assert found.projection == ""
    assert found.notes[-1] == (
        "It ends on 31 March 2027, as far as the rates are checked; no projection was asked for."
    )


def test_it_ends_where_the_assumptions_do() -> None:
    short = timeline(case(), 120, project=Assumptions(cpi="2.0%", earnings="3.1%", years=1))
    assert short[-1].end == dt.date(2028, 4, 9)
    assert short.notes[-1] == (
        "It ends on 31 March 2028, as far as the rates are projected, if prices rise by 2.0% and earnings by 3.1% a "
        "year."
    )


def test_what_a_book_assumes_stands_unless_something_else_is_said() -> None:
    book = rate_book().project(ASSUMED)
    assert timeline(case(), book=book).periods == timeline(case(), project=ASSUMED).periods
    assert timeline(case(), book=book, project=None).periods == timeline(case(), project=ASSUMED).periods
    other = Assumptions(cpi="5.0%", earnings="5.0%")
    assert timeline(case(), book=book, project=other).projection.endswith("by 5.0% and earnings by 5.0% a year")


def test_it_ends_where_a_rate_has_no_rule_and_never_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    key = "uc.carer_element"
    without = tuple(rule for rule in projection.rules() if not rule.fits(key, 2027))
    monkeypatch.setattr(projection, "rules", lambda: without)
    found = timeline(case(claimant={"born": "1990-02-11", "carer": True}), book=rate_book().replace({}))
    assert found[-1].end == dt.date(2027, 5, 9)  # the period that began on 10 April reads the rates of 2026-27
    assert found.notes[-1].startswith("It ends on 11 April 2027, as far as the rates are known. ")
    assert "is not known from 2027-04-12. No rule says how it goes on" in found.notes[-1]


def test_periods_of_the_same_figures_are_told_apart_where_only_one_is_projected() -> None:
    home = {"tenure": "exempt_accommodation", "rent": {"amount": "100.00", "per": "week"}}
    found = timeline(case(claimant={"born": "1955-05-11"}, tenancy=home, incomes=[PENSION]), 12)
    assert [(period.start.isoformat(), period.projected) for period in found][:2] == [
        ("2026-06-10", False),
        ("2027-04-05", True),
    ]
    assert not found[1].events


def test_a_birthday_in_the_last_days_of_a_short_february_counts() -> None:
    # From 27 February to 29 March 2026, since the first period began on the 30th.
    found = timeline(case(date="2026-01-30", claimant={"born": "2001-03-28"}), 3)
    assert found[1].end == dt.date(2026, 3, 29)
    assert [event.label for event in found[1].events] == ["Claimant turns 25"]


@pytest.mark.parametrize("months", [0, 121, -1])
def test_months_out_of_range(months: int) -> None:
    with pytest.raises(ValueError, match=f"months {months} is out of range"):
        timeline(case(), months)


def test_an_allowance_that_is_not_known_is_refused() -> None:
    home = {"tenure": "private_rent", "brma": "Belfast", "rent": {"amount": "100.00", "per": "week"}}
    with pytest.raises(RatesNotKnown, match="The allowance of Belfast on 2020-06-10 is not known"):
        timeline(case(date="2020-06-10", country="northern_ireland", tenancy=home), 2)


def test_a_mapping_is_read_as_a_case() -> None:
    assert len(timeline({"date": "2026-06-10", "claimant": {"age": 34}, "tenancy": HOME}, 2)) == 2
    with pytest.raises(InvalidCase, match="tenancy is missing"):
        timeline({"date": "2026-06-10", "claimant": {"age": 34}})


# --- Events -----------------------------------------------------------------------------------------------------------


def test_a_25th_birthday_counts_for_its_whole_period() -> None:
    found = timeline(case(claimant={"born": "2001-11-30"}), 8)
    event = only(found, "birthday")
    assert (event.label, event.day, event.who) == ("Claimant turns 25", dt.date(2026, 11, 30), "claimant")
    assert event.effect.universal_credit == Decimal("86.32")  # 424.90 − 338.58
    assert next(period for period in found if period.events).start == dt.date(2026, 11, 10)


def test_a_tenth_birthday_ends_a_bedroom_charge() -> None:
    children = [{"born": "2016-12-01", "sex": "male"}, {"born": "2019-02-28", "sex": "female"}]
    event = only(timeline(case(children=children, tenancy={**HOME, "bedrooms": 3}), 8), "birthday")
    assert (event.label, event.who) == ("Child 1 turns 10", "children[0]")
    assert event.effect.bedroom_charge == Decimal("-14.00")
    assert event.effect.rent_to_pay == Decimal("-14.00")


def test_a_16th_birthday_ends_a_bedroom_charge() -> None:
    # Two boys share until one is 16; with a room of his own the three bedrooms are needed (UC Regs 2013 Sch 4 para 10).
    children = [{"born": "2010-11-20", "sex": "male"}, {"born": "2014-02-28", "sex": "male"}]
    found = timeline(case(children=children, tenancy={**HOME, "bedrooms": 3}), 8)
    event = only(found, "birthday")
    assert (event.label, event.day, event.who) == ("Child 1 turns 16", dt.date(2026, 11, 20), "children[0]")
    assert event.effect.universal_credit == Decimal("60.67")  # 14% of 433.33 a month
    assert event.effect.bedroom_charge == event.effect.rent_to_pay == Decimal("-14.00")
    assert next(period for period in found if period.events).start == dt.date(2026, 11, 10)


def test_an_18th_birthday_brings_a_deduction_from_housing_benefit_and_none_from_universal_credit() -> None:
    adult = [{"born": "2008-09-23", "works_16_hours": True, "gross_income": {"amount": "250.00", "per": "week"}}]
    pensioner = case(claimant={"born": "1955-05-11"}, non_dependants=adult, tenancy={**HOME, "bedrooms": 2})
    event = only(timeline(pensioner, 6), "birthday")
    assert (event.label, event.effect.housing_benefit) == (
        "Other adult 1 turns 18",
        Decimal("-46.85"),
    )  # from £192 a week
    assert not timeline(case(non_dependants=adult), 6).events


def test_an_18th_birthday_of_the_claimant_brings_universal_credit() -> None:
    found = timeline(case(claimant={"born": "2008-10-20"}, tenancy={**HOME, "bedrooms": 1}), 8)
    event = only(found, "birthday")
    assert (event.label, event.day) == ("Claimant turns 18", dt.date(2026, 10, 20))
    assert event.effect.universal_credit == Decimal("771.91")  # 338.58 and the rent, 100.00 × 52 ÷ 12


def test_a_20th_birthday_ends_child_benefit_and_universal_credit_ended_before() -> None:
    """424.90 and the rent of 866.67 are 1,291.57, and Child Benefit of 117.22 makes 179.37 above the single limit of
    1,229.42; without it 62.15.
    """
    young = [{"born": "2006-12-01", "in_education": True}]
    rent = {**HOME, "rent": {"amount": "200.00", "per": "week"}}
    found = timeline(case(date="2026-10-10", children=young, tenancy=rent), 4)
    event = only(found, "birthday")
    assert (event.label, event.day) == ("Child 1 turns 20", dt.date(2026, 12, 1))
    assert event.effect.universal_credit == Decimal("117.22")
    # Child Benefit is that of the first day of the period.
    assert next(period for period in found if period.events).start == dt.date(2026, 12, 10)
    assert [len(period.case.children) for period in found] == [1, 1, 0, 0]
    assert [adult.born for adult in found[-1].case.non_dependants] == [dt.date(2006, 12, 1)]


def test_a_21st_birthday_brings_a_housing_cost_contribution() -> None:
    event = only(timeline(case(non_dependants=[{"born": "2005-10-05"}]), 8), "birthday")
    assert (event.label, event.effect.universal_credit) == ("Other adult 1 turns 21", Decimal("-96.55"))


def test_leaving_school_ends_the_child_element_from_the_period_with_1_september() -> None:
    found = timeline(case(children=[{"born": "2010-07-02", "sex": "female"}]), 8)
    event = only(found, "school_leaving")
    assert event.day == dt.date(2026, 9, 1)
    assert event.label == "Child 1: 1 September after the 16th birthday, and not in education"
    assert event.effect.universal_credit == Decimal("-351.88")
    assert next(period for period in found if period.events).start == dt.date(2026, 8, 10)
    assert (
        "Child 1 passes 1 September 2026, the end of school age, and is taken to leave education then." in found.notes
    )
    assert found[-1].case.children == found[0].case.children  # and is an adult in the home there


def test_child_benefit_ends_in_the_period_after_the_one_with_1_september() -> None:
    """Universal Credit takes the position on 9 September, and Child Benefit that on 10 August (reading 22).

    Then the cap is the single one, and 424.90 + 866.67 + 117.22 is 179.37 above it, 62.15 without Child Benefit.
    """
    rent = {**HOME, "rent": {"amount": "200.00", "per": "week"}}
    found = timeline(case(children=[{"born": "2010-07-02", "sex": "female"}], tenancy=rent), 4)
    ends, after = events(found, "school_leaving")
    assert [period.start.isoformat() for period in found if period.events] == ["2026-08-10", "2026-09-10"]
    assert [period.figures.universal_credit for period in found][2:] == [Decimal("1112.20"), Decimal("1229.42")]
    assert ends.label == after.label == "Child 1: 1 September after the 16th birthday, and not in education"


def test_staying_in_education_goes_on_to_1_september_after_19() -> None:
    found = timeline(case(children=[{"born": "2007-05-01", "in_education": True}]), 8)
    event = only(found, "school_leaving")
    assert (event.label, event.day) == ("Child 1: 1 September after the 19th birthday", dt.date(2026, 9, 1))
    stays = timeline(case(children=[{"born": "2010-05-01", "in_education": True}]), 8)
    assert not stays.events
    assert any(note.endswith("is taken to stay in education after that.") for note in stays.notes)


def test_childcare_ends_at_1_september_after_16_and_education_goes_on() -> None:
    event = only(timeline(HOUSEHOLDS["childcare to 1 September"], 8), "school_leaving")
    assert event.label == "Child 1: 1 September after the 16th birthday"
    assert event.effect.universal_credit == Decimal("-255.00")


def test_one_already_past_the_september_after_19_is_an_adult_in_universal_credit() -> None:
    found = timeline(HOUSEHOLDS["past the September after 19"], 10, project=ASSUMED)
    assert {event.kind for event in found.events} == {"rates"}
    assert found[0].figures.universal_credit == Decimal("858.23")  # 424.90 and the rent, two rooms needed


@pytest.mark.parametrize(
    ("born", "birthday", "day"),
    [
        ("2010-08-31", 16, "2026-09-01"),
        ("2010-09-01", 16, "2027-09-01"),
        ("2010-09-02", 16, "2027-09-01"),
        ("2008-02-29", 19, "2027-09-01"),
    ],
)
def test_the_first_of_september_after_a_birthday(born: str, birthday: int, day: str) -> None:
    assert first_september_after(dt.date.fromisoformat(born), birthday).isoformat() == day


def test_the_end_of_the_grace_period() -> None:
    children = [{"age": age, "sex": "male"} for age in (4, 5, 6, 7)]
    capped = case(children=children, tenancy={**HOME, "bedrooms": 3, "rent": {"amount": "200.00", "per": "week"}})
    found = timeline(capped, 6, grace_period_ends=dt.date(2026, 9, 10))
    assert [bool(period.figures.benefit_cap) for period in found] == [False] * 4 + [True] * 2
    event = only(found, "grace_period_end")
    assert event.day == dt.date(2026, 9, 10)
    # 424.90 + 4 × 303.94 + 866.67, and Child Benefit of (27.05 + 3 × 17.90) × 52 ÷ 12, above 22,020 a year.
    assert event.effect.universal_credit == Decimal("-1022.25")
    assert event.effect.benefit_cap == Decimal("235.90")  # 1,022.25 × 12 ÷ 52
    lasting = timeline(capped.replace(universal_credit={"benefit_cap_grace_period": True}), 6)
    assert not lasting.events
    assert "No end was given for the benefit cap's grace period, so the timeline takes it to last." in lasting.notes


def test_the_transitional_element_goes_down_by_what_others_go_up() -> None:
    found = timeline(case(date="2026-01-10", universal_credit={"transitional_element": "60.00"}), 5)
    facts = [period.case.universal_credit.transitional_element for period in found]
    assert facts == [6000, 6000, 6000, 6000 - 2476, 6000 - 2476]  # 424.90 − 400.14
    rates, element = found[3].events
    assert rates.effect.universal_credit == Decimal("24.76")
    assert element.effect.universal_credit == Decimal("-24.76")
    assert element.label == "The transitional element goes from £60.00 to £35.24, as other elements went up"
    assert not found[3].change


def test_the_transitional_element_ends_at_nil_and_never_comes_back() -> None:
    children = [{"born": "2010-03-02", "sex": "female"}]
    facts = {"transitional_element": "20.00"}
    found = timeline(case(date="2026-01-10", universal_credit=facts, children=children), 12)
    elements = [period.case.universal_credit.transitional_element for period in found]
    assert elements == [2000, 2000, 2000] + [0] * 9  # the child element falls away in August


def test_childcare_does_not_erode_the_transitional_element() -> None:
    works = {"born": "1990-02-11", "employment": {"net": {"amount": "900.00", "per": "month"}}}
    children = [{"age": 4, "childcare": {"amount": "3000.00", "per": "month"}}]
    facts = {"transitional_element": "500.00"}
    found = timeline(case(date="2026-01-10", claimant=works, children=children, universal_credit=facts), 5)
    left = found[-1].case.universal_credit.transitional_element
    assert left == 50000 - 2476 - 1113  # the standard allowance and 303.94 − 292.81 for the child; not the new maximum


def test_new_rates_and_a_new_local_housing_allowance_are_two_events() -> None:
    found = timeline(HOUSEHOLDS["private rent"], 6)
    rates, allowance, birthday = found[3].events
    assert (rates.label, rates.day) == ("New rates for 2024-25, from 8 April 2024", dt.date(2024, 4, 8))
    assert rates.effect.universal_credit == Decimal("24.71")  # 393.45 − 368.74
    assert allowance.label == "New Local Housing Allowance for 2024-25, from 8 April 2024"
    assert allowance.effect.universal_credit == Decimal("60.14")  # shared accommodation, 347.62 − 287.48
    assert birthday.label == "Claimant turns 35"
    assert birthday.effect.universal_credit == Decimal("327.38")  # one bedroom, 675.00 − 347.62
    assert birthday.effect.rent_to_pay == Decimal("-75.55")  # 327.38 × 12 ÷ 52


def test_uprating_counts_from_the_first_period_that_begins_after_it() -> None:
    # A carer's period from 10 March 2026 keeps the old rates to 9 April, though the new ones began on the 6th.
    found = timeline(case(date="2026-03-10", claimant={"born": "1986-02-11", "carer": True}), 3)
    event = only(found, "rates")
    assert (event.label, event.day) == ("New rates for 2026-27, from 6 April 2026", dt.date(2026, 4, 6))
    assert event.effect.universal_credit == Decimal("32.42")  # 424.90 − 400.14 and 209.34 − 201.68
    assert [bool(period.events) for period in found] == [False, True, False]
    assert not event.projected


def test_a_change_of_rules_inside_a_year() -> None:
    works = {"born": "1990-02-11", "employment": {"net": {"amount": "900.00", "per": "month"}}}
    found = timeline(case(date="2021-10-20", claimant=works, children=[{"age": 4}]), 3)
    event = only(found, "rates")  # the taper of 55% and the work allowances of 24 November 2021
    assert event.label == "New rates or rules from 25 October 2021"
    assert event.day == dt.date(2021, 10, 25)


# --- Who is followed --------------------------------------------------------------------------------------------------


def test_people_known_only_by_age_stay_that_age_and_it_says_so() -> None:
    children = [{"age": 9, "sex": "male"}, {"age": 15, "sex": "female"}]
    found = timeline(case(claimant={"age": 24}, children=children, non_dependants=[{"age": 20}]), project=ASSUMED)
    assert {event.kind for event in found.events} == {"rates"}
    assert found.notes[0] == (
        "Claimant, Child 1, Child 2 and Other adult 1: only an age was given, so birthdays are not followed. "
        "Give a birth date to follow them."
    )
    assert found[-1].case.claimant.age == 24


def test_a_child_known_only_by_age_keeps_the_first_child_rate() -> None:
    found = timeline(case(children=[{"age": 10, "sex": "male"}]), 20, project=ASSUMED)
    assert {event.kind for event in found.events} == {"rates"}
    assert all(event.effect.universal_credit > 0 for event in found.events)


def test_an_adult_known_only_by_age_does_not_lose_pension_age() -> None:
    # At 66 on 10 March 2026 pension age has been reached; for someone who is 66 in 2027 it has not.
    found = timeline(case(date="2026-03-10", claimant={"age": 66}), project=ASSUMED)
    assert {period.per for period in found} == {"week"}


def test_what_was_entered_of_pension_age_stands() -> None:
    found = timeline(case(claimant={"born": "1960-05-11", "over_pension_age": False}), 6)
    assert not events(found, "pension_age")


def test_a_child_of_a_non_dependant_and_one_who_left_education_are_not_moved() -> None:
    children = [{"born": "2010-03-02", "of_non_dependant": True}, {"born": "2009-05-02", "sex": "male"}]
    found = timeline(case(children=children, non_dependants=[{"born": "1990-01-01"}]), 8)
    assert found[-1].case.children == found[0].case.children


# --- How it is shown --------------------------------------------------------------------------------------------------


def test_as_json(found: Timeline) -> None:
    plain = found.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["schema"] == "benefitcalc.timeline/1"
    assert [period["start"] for period in plain["periods"]] == [period.start.isoformat() for period in found]
    assert all(set(period["change"]) == set(FIGURES) for period in plain["periods"])
    assert [period["projection"] for period in plain["periods"]] == [period.projection for period in found]
    assert all(event["projected"] == period["projected"] for period in plain["periods"] for event in period["events"])


def test_as_text() -> None:
    found = timeline(case(claimant={"born": "2001-11-30"}), project=ASSUMED)
    said = "projected, if prices rise by 2.0% and earnings by 3.1% a year"
    assert repr(found) == (
        "<Timeline 2026-06-10 to 2028-06-09: 24 periods, 3 events, rent to pay £14.00 → £14.00 a week; "
        f"from 2027-04-10 {said}>"
    )
    lines = str(found).splitlines()
    assert "    Claimant turns 25: Universal Credit a month +£86.32" in lines
    assert f"    Projected rates for 2027-28, from 12 April 2027: Universal Credit a month +£11.89 ({said})" in lines
    periods = [line for line in lines if line[0].isdigit()]
    assert [line.endswith(f"  {said}") for line in periods] == [False] * 10 + [True] * 14
    assert "Housing Benefit" not in str(found)
    assert "projected" not in repr(timeline(case(), 6))


def test_as_html() -> None:
    html = timeline(case(claimant={"born": "2001-11-30"}), project=ASSUMED)._repr_html_()
    said = "projected, if prices rise by 2.0% and earnings by 3.1% a year"
    assert html.count(" <em>(projected)</em></th>") == 14
    assert (
        html.count(f'<th scope="rowgroup" colspan="6" style="text-align:left;padding:2px 12px 2px 0">P{said[1:]}<') == 1
    )
    assert html.index(f">P{said[1:]}<") < html.index("(projected)")
    assert f"Universal Credit a month +£11.89 ({said})" in html
    assert "Claimant turns 25: Universal Credit a month +£86.32<" in html
    assert '<th scope="row"' in html
    assert "they add up to the change" in html


def test_replaced_rates_are_used() -> None:
    book = rate_book().replace({"uc.under_occupancy.reduction_one_bedroom": "0%"})
    assert timeline(case(), 2, book=book)[0].figures.rent_to_pay == 0


def test_a_what_if_is_said() -> None:
    earning = case(claimant={"age": 40, "employment": {"net": {"amount": "500.00", "per": "month"}}})
    found = timeline(earning, 2, book=rate_book().replace({"uc.taper": "50%"}))
    assert any(note.startswith("A what-if, not the law") and "uc.taper 50%" in note for note in found.notes)
    assert "A what-if, not the law" in str(found)
    assert "what-if" not in str(timeline(earning, 2))
