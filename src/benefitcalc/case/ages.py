"""Who is over pension age, and who is a child or qualifying young person, as far as a case says it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from benefitcalc.case.parts import Person, Someone
from benefitcalc.periods import first_september_after, years_later
from benefitcalc.rates.pension_age import pension_age_day

__all__ = [
    "Standing",
    "child_or_young_person",
    "child_or_young_person_to_19",
    "may_be_over_pension_age",
    "over_pension_age",
    "standing",
]


def child_or_young_person(born: dt.date, day: dt.date, *, in_education: bool) -> bool:
    """Whether Child Benefit and Housing Benefit count someone on that day (contract, reading 22).

    They count everybody until 1 September following the 16th birthday, and from then until the 20th birthday someone in
    education (CB (General) Regs 2006 regs 3-7; HB Regs 2006 reg 19).
    """
    return day < first_september_after(born, 16) or (in_education and day < years_later(born, 20))


def child_or_young_person_to_19(born: dt.date, day: dt.date, *, in_education: bool) -> bool:
    """Whether Universal Credit and Pension Credit count someone on that day. They count someone in education until 1
    September following the 19th birthday (UC Regs 2013 reg 5(1); SPC Regs 2002 reg 4A).
    """
    return day < first_september_after(born, 16) or (in_education and day < first_september_after(born, 19))


class Standing(NamedTuple):
    """How each scheme counts someone among the children of a case, in an assessment period that begins on a date."""

    in_universal_credit: bool
    """Whether Universal Credit counts them as a child or young person, on the last day of the period."""
    on_date: bool
    """Whether Child Benefit and Housing Benefit do, on the date."""
    in_pension_credit: bool
    """Whether Pension Credit does, on the date."""
    of_school_age: bool
    """Whether the whole period comes before 1 September following the 16th birthday."""


def standing(born: dt.date, date: dt.date, last_day: dt.date, *, in_education: bool) -> Standing:
    """How each scheme counts someone born on that day (contract, reading 22)."""
    if last_day.year - born.year < 16:
        return Standing(in_universal_credit=True, on_date=True, in_pension_credit=True, of_school_age=True)
    return Standing(
        in_universal_credit=child_or_young_person_to_19(born, last_day, in_education=in_education),
        on_date=child_or_young_person(born, date, in_education=in_education),
        in_pension_credit=child_or_young_person_to_19(born, date, in_education=in_education),
        of_school_age=last_day < first_september_after(born, 16),
    )


def over_pension_age(person: Person, date: dt.date) -> bool:
    """Whether the person is over pension age on the case's date: as the case says, or by the birth date (reading 2)."""
    if person.over_pension_age is not None:
        return person.over_pension_age
    return pension_age_day(person.born_on(date)) <= date


def may_be_over_pension_age(someone: Someone, date: dt.date, *, by: dt.date | None = None) -> bool:
    """Whether someone of that age on the case's ``date`` could be over pension age on that day, or on the day ``by``;
    where no birth date is given, whether some birth date would make it so.
    """
    said = someone.over_pension_age if isinstance(someone, Person) else None
    return pension_age_day(someone.births(date)[0]) <= (by or date) if said is None else said
