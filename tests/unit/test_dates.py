"""Wherever a date is taken, it may be a date, a datetime, a Timestamp, numpy's, or ISO text."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from benefitcalc import Case, InvalidCase, assess, rate_book, rates_on, timeline
from benefitcalc.periods import as_date
from benefitcalc.portfolio.synthetic import synthetic_roll, typical_tenants
from benefitcalc.rates import Basis
from benefitcalc.rates.lha import lha_rate

THE_DAY = dt.date(2026, 6, 1)
SAME = [
    THE_DAY,
    dt.datetime(2026, 6, 1, 13, 30),  # noqa: DTZ001  what a spreadsheet gives
    pd.Timestamp("2026-06-01"),
    np.datetime64("2026-06-01"),
    np.datetime64("2026-06-01T08:00"),
    "2026-06-01",
]
each = pytest.mark.parametrize("day", SAME, ids=lambda day: f"{type(day).__name__} {day}")
TENANT: dict[str, Any] = {"date": THE_DAY, "claimant": {"age": 34}, "tenancy": {"tenure": "no_housing_costs"}}


@each
def test_a_day_is_the_same_day_in_every_form(day: Any) -> None:
    assert as_date(day) == THE_DAY
    assert rates_on(day) == rates_on(THE_DAY)
    assert rate_book().on(day, Basis.DAY) is rate_book().on(THE_DAY, Basis.DAY)
    assert lha_rate("Ashford", "B", day, Basis.ASSESSMENT_PERIOD) == lha_rate(
        "Ashford", "B", THE_DAY, Basis.ASSESSMENT_PERIOD
    )
    assert assess({**TENANT, "date": day}) == assess(TENANT)
    assert Case.model_validate({**TENANT, "date": "2026-05-01"}).on(day).date == THE_DAY
    assert all(map(pd.DataFrame.equals, synthetic_roll(2, seed=1, on=day), synthetic_roll(2, seed=1, on=THE_DAY)))
    assert next(iter(typical_tenants(day).values())).date == THE_DAY


@each
def test_a_death_may_be_dated_in_every_form(day: Any) -> None:
    couple = {**TENANT, "partner": {"age": 40}}
    told = timeline({**couple, "date": "2026-05-15"}, months=3, deaths={"partner": day})
    assert told.events == timeline({**couple, "date": "2026-05-15"}, months=3, deaths={"partner": THE_DAY}).events


@each
def test_the_end_of_a_grace_period_may_be_dated_in_every_form(day: Any) -> None:
    children = [{"age": age, "sex": "male"} for age in (4, 5, 6, 7, 8)]
    capped = {**TENANT, "date": "2026-05-15", "children": children}
    told = timeline(capped, months=3, grace_period_ends=day)
    assert told.events == timeline(capped, months=3, grace_period_ends=THE_DAY).events
    assert [event.day for event in told.events] == [THE_DAY]


@pytest.mark.parametrize("day", [pd.NaT, np.datetime64("NaT", "D"), 20260601, None, 46174.0])
def test_what_is_no_date_is_refused(day: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        as_date(day)
    with pytest.raises(InvalidCase, match="date"):
        assess({**TENANT, "date": day})


def test_text_that_is_no_day_says_how_to_write_one() -> None:
    with pytest.raises(ValueError, match="'1/6/2026' is not a day; write YYYY-MM-DD"):
        rates_on("1/6/2026")
