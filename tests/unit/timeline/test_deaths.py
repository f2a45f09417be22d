"""Deaths in a timeline: from when each scheme no longer counts someone, and whose death cannot be followed."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from benefitcalc.timeline import timeline
from tests.unit.timeline.test_timeline import HOME, PENSION, case, events, only

WEEKLY = {"amount": "118.62", "per": "week"}
COUPLE_AND_SON = case(  # W3 of the law file
    date="2026-05-20",
    claimant={"age": 52},
    partner={"age": 50},
    non_dependants=[{"age": 24, "works_16_hours": True}],
    tenancy={
        "tenure": "social_rent",
        "bedrooms": 3,
        "rent": WEEKLY,
        "service_charges": [{"amount": "4.75", "per": "week", "eligible": True}],
    },
)


def test_a_death_counts_in_universal_credit_after_the_period_it_falls_in_and_two_more() -> None:
    """W22: until 19 August an element of 363.21; then 25% of 534.60 comes off and no contribution, 400.95."""
    found = timeline(COUPLE_AND_SON, 6, deaths={"non_dependants[0]": dt.date(2026, 6, 2)})
    credit = {period.start.isoformat(): period.figures.universal_credit for period in found}
    assert credit["2026-07-20"] == Decimal("666.97") + Decimal("363.21")
    assert credit["2026-08-20"] == Decimal("666.97") + Decimal("400.95")
    event = only(found, "death")
    assert (event.day, event.who) == (dt.date(2026, 6, 2), "non_dependants[0]")
    assert event.effect.universal_credit == Decimal("37.74")
    assert not found[3].case.non_dependants


def test_a_partner_who_died_leaves_a_single_tenant() -> None:
    """666.97 and the whole rent of 541.67 with both; 424.90 with one, and the partner's allowance no more."""
    pair = case(
        date="2026-05-20",
        claimant={"age": 52},
        partner={"age": 50, "carer": True},
        incomes=[{"kind": "carers_allowance", "amount": "86.45", "per": "week", "of": "partner"}],
        tenancy={
            "tenure": "social_rent",
            "bedrooms": 1,
            "rent": {"amount": "125.00", "per": "week"},
            "people_liable": 2,
            "people_liable_in_claim": 2,
        },
    )
    found = timeline(pair, 4, deaths={"partner": dt.date(2026, 5, 25)})
    with_both = Decimal("666.97") + Decimal("209.34") + Decimal("541.67") - Decimal("374.62")
    assert [period.figures.universal_credit for period in found] == [
        *[with_both] * 3,
        Decimal("424.90") + Decimal("541.67"),
    ]


def test_of_a_couple_of_other_adults_the_one_who_is_left_is_alone() -> None:
    both = case(
        claimant={"born": "1950-01-01"},
        incomes=[PENSION],
        non_dependants=[{"age": 50}, {"age": 45, "couple_with": 2}, {"age": 46, "couple_with": 1}],
        tenancy={**HOME, "bedrooms": 4},
    )
    found = timeline(
        both, 2, deaths={"non_dependants[1]": dt.date(2026, 6, 20), "non_dependants[0]": dt.date(2026, 6, 29)}
    )
    assert [one.couple_with for one in found[-1].case.non_dependants] == [None]


def test_in_housing_benefit_a_death_counts_from_the_monday_after() -> None:
    """A deduction of 131.45 leaves nothing of a rent of 100.00; from Monday 15 June all of it is covered."""
    pensioner = case(
        claimant={"born": "1950-01-01"},
        incomes=[PENSION],
        non_dependants=[{"age": 30, "works_16_hours": True, "gross_income": {"amount": "620.00", "per": "week"}}],
    )
    found = timeline(pensioner, 1, deaths={"non_dependants[0]": dt.date(2026, 6, 10)})
    assert [(period.start.isoformat(), period.figures.housing_benefit) for period in found] == [
        ("2026-06-10", Decimal("0.00")),
        ("2026-06-15", Decimal("100.00")),
    ]


def test_housing_benefit_has_no_bedroom_charge_for_a_year_after_a_death() -> None:
    placed = case(
        date="2025-06-09",
        claimant={"age": 40},
        non_dependants=[{"age": 30, "prisoner": True}],
        tenancy={**HOME, "tenure": "managed_property"},
    )
    found = timeline(placed, 14, deaths={"non_dependants[0]": dt.date(2025, 6, 12)})
    charge = {period.start: period.figures.bedroom_charge for period in found}
    assert charge[dt.date(2026, 6, 9)] == 0  # the week that holds the 9th began before the year was over
    assert charge[dt.date(2026, 7, 9)] == Decimal("14.00")
    assert [event.label for event in events(found, "death")] == ["The year of protection from a bedroom charge ends"]


@pytest.mark.parametrize(
    ("deaths", "message"),
    [
        ({"children[0]": dt.date(2026, 6, 2)}, "nobody of the case is there; a death can be given of partner"),
        ({"partner": dt.date(1900, 1, 1)}, "before that person's birth"),
        ({"partner": dt.date(2025, 1, 1)}, "counts no longer on 2026-05-20"),
    ],
)
def test_deaths_that_cannot_be_followed(deaths: dict[str, dt.date], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        timeline(COUPLE_AND_SON, 2, deaths=deaths)


CLAIMANT = {"claimant": dt.date(2026, 6, 20)}
ENDS = (
    "deaths 'claimant' 2026-06-20: nobody else is in the claim. The awards of a single tenant end with the death, so "
    "there are no months after it to follow;"
)


@pytest.mark.parametrize(
    ("household", "meaning"),
    [
        (
            case(),
            f"{ENDS} nobody else lives there, so leave deaths out",
        ),
        (
            case(children=[{"age": 9}], non_dependants=[{"age": 30}]),
            f"{ENDS} a death can be given of children[0], non_dependants[0]",
        ),
        (
            COUPLE_AND_SON,
            (
                "deaths 'claimant' 2026-06-20: the months that are followed are the claimant's. To follow the partner "
                "who is left, enter them as the claimant and the one who died as the partner, and give the death as "
                '{"partner": …}'
            ),
        ),
    ],
    ids=["alone", "with a child and another adult", "couple"],
)
def test_a_claimants_death_is_said_to_end_the_award(household: Any, meaning: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011  the sentence is compared whole
        timeline(household, 2, deaths=CLAIMANT)
    assert str(error.value) == meaning


def test_the_partner_who_is_left_is_followed_as_the_sentence_says() -> None:
    left = case(date="2026-05-20", claimant={"age": 50}, partner={"age": 52})
    found = timeline(left, 4, deaths={"partner": dt.date(2026, 6, 19)})
    assert found[-1].case.partner is None
