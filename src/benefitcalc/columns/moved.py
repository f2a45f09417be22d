"""The same households on another day."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benefitcalc.columns.batch import Batch
from benefitcalc.columns.dates import completed_years, last_days, paydays, standings
from benefitcalc.columns.facts import Adults
from benefitcalc.columns.table import Ints
from benefitcalc.periods import Day, as_date, day_number

_EVERYBODY = np.True_


def moved(batch: Batch, day: Day | Ints) -> Batch:
    """The same households on ``day``, with the birth dates that everybody has now. Each household can have a day of its
    own: ``day`` is then a column of day numbers.

    Ages, who counts as a child, who is over pension age and the paydays of the period follow from the day; what a case
    says of pension age stands. It is ``from_cases`` of :meth:`Case.on <benefitcalc.case.Case.on>`, and like it checks
    nothing again. Raises ``ValueError`` for facts of other periods, which belong to their own day alone.
    """
    if batch.across_periods is not None:
        raise ValueError("facts of other periods belong to their day; move the households without them")
    date = day if isinstance(day, np.ndarray) else np.full(len(batch), day_number(as_date(day)))
    last_day = last_days(date)
    children, others = batch.children, batch.non_dependants
    of_child, end_of_child = date[children.household], last_day[children.household]
    counts = standings(children.born, of_child, end_of_child, in_education=children.in_education)
    return replace(
        batch,
        households=batch.households.replaced(date=date, last_day=last_day),
        adults=_adults(batch, date, last_day),
        children=children.replaced(
            age=completed_years(children.born, end_of_child),
            age_on_date=completed_years(children.born, of_child),
            birth_date_known=_EVERYBODY,
            counts=counts.in_universal_credit,
            counts_on_date=counts.on_date,
            counts_in_pension_credit=counts.in_pension_credit,
            of_school_age=counts.of_school_age,
        ),
        non_dependants=others.replaced(
            age=completed_years(others.born, last_day[others.household]),
            age_on_date=completed_years(others.born, date[others.household]),
            birth_date_known=_EVERYBODY,
        ),
        net_pay=None,
    )


def _adults(batch: Batch, date: Ints, last_day: Ints) -> Adults:
    adults = batch.adults
    there = adults.present
    first_payday, last_payday = paydays(date, last_day, adults.first_payday, adults.pay_per)
    return adults.replaced(
        age=np.where(there, completed_years(adults.born, last_day), 0),
        age_on_date=np.where(there, completed_years(adults.born, date), 0),
        first_payday=np.where(adults.payday_known, first_payday, 0),
        last_payday=np.where(adults.payday_known, last_payday, 0),
        birth_date_known=there,
        over_pension_age=np.where(
            adults.over_pension_age_said, adults.over_pension_age, there & (adults.pension_age <= date)
        ),
    )
