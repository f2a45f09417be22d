"""What holds of every household's months to come."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from itertools import pairwise
from typing import Any

from hypothesis import given

from benefitcalc import Case, assess, rate_book
from benefitcalc.periods import assessment_period_start
from benefitcalc.rates import default_assumptions
from benefitcalc.timeline import Figures, timeline
from tests.properties.households import households, quick

ENDS = dt.date(2027, 4, 1)


def with_birthdays(household: dict[str, Any]) -> Case:
    """Everyone with a birth date: someone known only by an age has no birthday."""
    case = Case.model_validate(household)
    return case.on(case.date)


@quick
@given(households())
def test_effects_add_up_to_the_change_and_every_month_is_there(household: dict[str, Any]) -> None:
    case = with_birthdays(household)
    found = timeline(case, months=14)
    for before, period in pairwise(found):
        assert period.start == before.end + dt.timedelta(days=1)
        assert period.change == period.figures - before.figures
        nothing = period.figures - period.figures
        assert reduce(Figures.__add__, (event.effect for event in period.events), nothing) == period.change
    assert found[-1].end >= assessment_period_start(case.date, 14) - dt.timedelta(days=1)
    assert all(period.projected == (period.start >= ENDS) for period in found)


@quick
@given(households())
def test_the_last_period_is_what_assessing_it_alone_gives(household: dict[str, Any]) -> None:
    last = timeline(with_birthdays(household), months=14)[-1]
    alone = assess(last.case, book=rate_book().project(default_assumptions()))
    assert (last.figures.help_with_rent, last.figures.rent_to_pay) == (alone.help_with_rent, alone.rent_to_pay)
    assert last.figures.universal_credit == (alone.universal_credit.award if alone.universal_credit else 0)
    assert last.figures.housing_benefit == (alone.housing_benefit.award if alone.housing_benefit else 0)
