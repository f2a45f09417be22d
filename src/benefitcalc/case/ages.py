"""Who is over pension age, as far as a case says."""

from __future__ import annotations

import datetime as dt

from benefitcalc.case.parts import Person, Someone
from benefitcalc.rates.pension_age import pension_age_day

__all__ = ["may_be_over_pension_age", "over_pension_age"]


def over_pension_age(person: Person, date: dt.date) -> bool:
    """Whether the person is over pension age on the case's date: as it says, or by the birth date (reading 2)."""
    if person.over_pension_age is not None:
        return person.over_pension_age
    return pension_age_day(person.born_on(date)) <= date


def may_be_over_pension_age(someone: Someone, date: dt.date, *, by: dt.date | None = None) -> bool:
    """Whether someone of that age on the case's ``date`` could be over pension age then, or ``by`` another day, by some
    birth date if by none given.
    """
    said = someone.over_pension_age if isinstance(someone, Person) else None
    return pension_age_day(someone.births(date)[0]) <= (by or date) if said is None else said
