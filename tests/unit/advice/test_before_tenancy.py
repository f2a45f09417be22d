"""The first weeks of a tenancy, counted by hand on a calendar."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import assess
from benefitcalc.advice.before_tenancy import first_weeks

HOME = {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "120.00", "per": "week"}}
ALONE: dict[str, Any] = {"date": "2026-12-01", "claimant": {"age": 34}, "tenancy": HOME, "capital": "300.00"}
PENSIONER = ALONE | {
    "claimant": {"age": 75},
    "incomes": [{"kind": "state_pension", "of": "claimant", "amount": "241.30", "per": "week"}],
}


def test_a_new_claim_is_paid_a_week_after_its_first_month() -> None:
    """Moved in on Wed 9 Dec 2026: the first period ends on Fri 8 Jan, and Fri 15 Jan is the payday. The rent falls due
    on the Mondays of 14, 21 and 28 December and of 4 and 11 January.
    """
    found = first_weeks(assess(ALONE), moves_in="2026-12-09")
    assert found.first_help == dt.date(2027, 1, 15)
    assert found.days == 37
    assert found.falls_due == Decimal("600.00")
    assert found.sentences == (
        "The first Universal Credit comes on Fri 15 Jan 2027, 37 days after the move.",
        "Until then £600.00 falls due in rent.",
        "The savings are £300.00.",
    )


def test_an_award_in_payment_pays_the_new_rent_with_its_next_payment() -> None:
    """Periods begin on the 1st: December ends on the 31st, and Thu 7 Jan 2027 is the payday."""
    found = first_weeks(assess(ALONE), moves_in="2026-12-09", new_claim=False)
    assert found.first_help == dt.date(2027, 1, 7)
    assert found.falls_due == Decimal("480.00")


def test_a_payday_on_a_weekend_is_the_working_day_before() -> None:
    """Moved in on Thu 24 Dec 2026: the period ends on Sat 23 Jan, and Sat 30 Jan is paid on Fri 29 Jan."""
    assert first_weeks(assess(ALONE), moves_in="2026-12-24").first_help == dt.date(2027, 1, 29)


def test_rent_in_advance_pays_the_first_of_what_falls_due() -> None:
    found = first_weeks(assess(ALONE), moves_in="2026-12-09", in_advance="240.00")
    assert found.more_to_find == Decimal("360.00")
    assert found.sentences[0] == "£240.00 is asked before the keys."
    assert "£360.00 more falls due" in found.sentences[2]
    assert first_weeks(assess(ALONE), in_advance="900.00").more_to_find == Decimal("0.00")


def test_housing_benefit_comes_four_weeks_later_and_no_help_says_so() -> None:
    """Tue 1 Dec 2026 and four weeks: Tue 29 Dec, after the Mondays of 7, 14, 21 and 28 December."""
    pensioner = first_weeks(assess(PENSIONER))
    assert (pensioner.award, pensioner.first_help) == ("housing_benefit", dt.date(2026, 12, 29))
    assert pensioner.falls_due == Decimal("480.00")
    rich = first_weeks(assess(ALONE | {"capital": "20000.00"}))
    assert (rich.award, rich.first_help, rich.days) == (None, None, None)
    assert rich.sentences[:2] == ("There is no help with the rent.", "£480.00 falls due in the first month.")


@pytest.mark.parametrize("wrong", [{"in_advance": "lots"}, {"moves_in": "31 2 2027"}])
def test_what_cannot_be_read_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong.values()))):
        first_weeks(assess(ALONE), **wrong)
