"""Dates, ages and sums that every part of the oracle needs. Money is pounds in a Fraction."""

import calendar
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Case = dict[str, Any]

# How many of each period there are in a year: 52 weeks, never 52.14 (UC Regs 2013 Sch 4 para 7, reg 73(2)).
PERIODS_A_YEAR = {"week": 52, "fortnight": 26, "four_weeks": 13, "month": 12, "quarter": 4, "year": 1}
WEEKS_IN = {"week": 1, "fortnight": 2, "four_weeks": 4}


def penny(amount: Fraction) -> Fraction:
    """To the nearest penny, half a penny up (UC Regs 2013 reg 6(1)); for amounts that are not negative."""
    pence = amount * 100
    whole = pence.numerator // pence.denominator
    return Fraction(whole + 1 if pence - whole >= Fraction(1, 2) else whole, 100)


def whole_pounds_down(amount: Fraction) -> Fraction:
    """Down to whole pounds (UC Regs 2013 reg 6(1A))."""
    return Fraction(amount.numerator // amount.denominator)


def pounds(value: Any) -> Fraction:
    """Plain money as the case file has it: text or a number with at most two decimals."""
    return Fraction(str(value)) if value is not None else Fraction(0)


def shown(amount: Fraction) -> str:
    """The amount as the result object shows it."""
    pence = amount * 100
    if pence.denominator != 1:
        raise AssertionError(f"{amount} was never rounded")
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence.numerator) // 100}.{abs(pence.numerator) % 100:02d}"


def periods_charged(per: str, rent_free_weeks: int = 0) -> Fraction:
    """The number of payments in a year, less the rent-free ones (UC Regs 2013 Sch 4 para 7(3A))."""
    return Fraction(PERIODS_A_YEAR[per]) - Fraction(rent_free_weeks or 0, WEEKS_IN.get(per, 1))


def a_month(money: Case | None, *, less: Any = None) -> Fraction:
    """Money with `per`, less something of the same `per`, as a month, to the nearest penny."""
    if money is None:
        return Fraction(0)
    amount = pounds(money["amount"]) - pounds(less)
    return penny(amount * periods_charged(money["per"], money.get("rent_free_weeks") or 0) / 12)


def a_week(monthly: Fraction) -> Fraction:
    """A monthly amount as a week: × 12 ÷ 52 (contract, reading 19)."""
    return penny(monthly * 12 / 52)


def born_on(person: Case, on: date) -> date:
    """The date of birth; an age alone is a birthday on the date of the case (contract, reading 2)."""
    if person.get("born"):
        text = str(person["born"])
        return date.fromisoformat(text if len(text) == 10 else text + "-01")
    return add_months(on, -12 * int(person["age"]))


def age_on(person: Case, on: date, reached_by: date) -> int:
    """Completed years on `reached_by`, of a person whose age was given on `on`."""
    if not person.get("born"):
        return int(person["age"])
    born = born_on(person, on)
    return reached_by.year - born.year - ((reached_by.month, reached_by.day) < (born.month, born.day))


def september_after(person: Case, birthday: int, on: date) -> date:
    """The 1 September that follows a birthday; one born on a 1 September waits for the next year's."""
    born = born_on(person, on)
    return date(born.year + birthday + ((born.month, born.day) >= (9, 1)), 9, 1)


def child_until_september(person: Case, on: date, day: date) -> bool:
    """Under 16 on that day, or 16 and before the 1 September that follows: a child whatever else (reading 22)."""
    return age_on(person, on, day) < 16 or day < september_after(person, 16, on)


def young_person_until_september(person: Case, on: date, day: date) -> bool:
    """In education, and before the 1 September after the 19th birthday (UC Regs 2013 reg 5(1)(b), and its like)."""
    return bool(person.get("in_education")) and day < september_after(person, 19, on)


def child_for_child_benefit(person: Case, on: date) -> bool:
    """A child, or a young person to the 20th birthday, for Child Benefit and Housing Benefit (contract, reading 22)."""
    in_education = bool(person.get("in_education")) and age_on(person, on, on) < 20
    return child_until_september(person, on, on) or in_education


def paydays(paid_on: date, per: str, first: date, last: date) -> int:
    """How many paydays there are from one day to another, `paid_on` being any payday of that series."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return sum((day - paid_on).days % (7 * WEEKS_IN[per]) == 0 for day in days)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a month that has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def assessment_period_end(first_day: date) -> date:
    """The last day of the assessment period (UC Regs 2013 reg 21), its first day being the first of the award."""
    next_start = add_months(first_day, 1)
    if first_day.day in {29, 30} and next_start.month == 2:
        # Reg 21(2)(b): a 29th or 30th becomes the 27th of February, or the 28th in a leap year.
        next_start = date(next_start.year, 2, 28 if calendar.isleap(next_start.year) else 27)
    return next_start - timedelta(days=1)


def first_monday(year: int, month: int, day: int) -> date:
    """The first Monday on or after that date."""
    start = date(year, month, day)
    return start + timedelta(days=-start.weekday() % 7)
