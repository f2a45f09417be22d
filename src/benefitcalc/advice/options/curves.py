"""What a household has left at each number of hours of work, for a chart with its table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from benefitcalc.advice.options.altering import person_of
from benefitcalc.advice.options.pay import minimum_wage
from benefitcalc.case import Case, Member
from benefitcalc.money import pounds
from benefitcalc.rates import Basis, RateBook, rate_book
from benefitcalc.what_if import Curve, hours_curve


def by_hours(
    case: Case | Mapping[str, Any],
    *,
    hourly_wage: Decimal | None = None,
    up_to: int = 40,
    of: Member | str = Member.CLAIMANT,
    book: RateBook | None = None,
) -> Curve:
    """:func:`benefitcalc.what_if.hours_curve` at an hourly wage, by default the minimum wage of the person's age.

    Its ``headers()`` and ``rows()`` are the table: hours, what is left after the rent, the awards, the rent that is
    covered and what is left to pay. Raises ``LookupError`` for a partner who is not there.
    """
    valid = case if isinstance(case, Case) else Case.model_validate(case)
    book = rate_book() if book is None else book
    person = person_of(valid, Member(of))
    if hourly_wage is None:
        age = person.age_on(valid.date, valid.date)
        hourly_wage = pounds(minimum_wage(book.on(valid.date, Basis.DAY), age))
    return hours_curve(valid, hourly_wage, up_to=up_to, of=of, book=book)
