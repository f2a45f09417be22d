"""A timeline that follows new rents."""

from decimal import Decimal
from typing import Any

from benefitcalc import timeline

CASE: dict[str, Any] = {
    "date": "2026-03-06",
    "claimant": {"born": "1985-03-20"},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "99.96", "per": "week"}},
    "universal_credit": {"transitional_element": "218.25"},
}


def test_a_new_rent_is_an_event_and_erodes_the_transitional_element() -> None:
    """99.96 to 104.76 a week is 433.16 to 453.96 a month, 20.80 more; with 24.76 more of standard allowance 45.56 of
    218.25 is used up.
    """
    line = timeline(CASE, months=2, rents={"2026-04-06": "104.76"})
    assert [event.kind for event in line.events] == ["rates", "rent", "transitional_element"]
    assert line.events[1].effect.universal_credit == Decimal("20.80")
    assert line.events[1].label == "The rent goes from £99.96 to £104.76 from 6 April 2026"
    assert "from £218.25 to £172.69" in line.events[2].label
    # What the elements went up by, the transitional element goes down by.
    assert line[1].figures.universal_credit == line[0].figures.universal_credit
    assert "Charges, earnings, other income and savings stay as they were entered." in line.notes


def test_it_counts_for_the_whole_assessment_period_and_from_its_benefit_week() -> None:
    case = {**CASE, "date": "2026-02-15", "universal_credit": {}}
    line = timeline(case, months=2, rents={"2026-04-06": "104.76"})
    assert line[0].figures.help_with_rent == Decimal("99.96")
    assert line[1].start.isoformat() == "2026-03-15"
    assert line[1].figures.help_with_rent == Decimal("104.76")
    by_week = timeline({**case, "universal_credit": {"claimed": False}}, months=2, rents={"2026-04-06": "104.76"})
    assert [(f"{period.start}", f"{period.figures.help_with_rent}") for period in by_week][-1] == (
        "2026-04-06",
        "104.76",
    )


def test_without_new_rents_nothing_changes() -> None:
    assert timeline(CASE, months=3, rents={}).to_dict() == timeline(CASE, months=3).to_dict()
