"""What an option needs that no case says: the wage, the hours, and other amounts that a call may change."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from benefitcalc.advice.options import Assumed
from benefitcalc.ui.call.asked import Given
from benefitcalc.ui.call.reading import Unreadable, read_money, read_whole
from benefitcalc.ui.design.blocks import Field, Form, More

__all__ = ["assumed_of", "assuming"]

USUAL = Assumed()


class _Asked(NamedTuple):
    name: str
    label: str
    hint: str
    read: Callable[[str], Any]


def _pounds(text: str) -> Decimal:
    return Decimal(read_money(text))


QUESTIONS = (
    _Asked("hourly_wage", "Wage an hour, £", "Left empty: the minimum wage", _pounds),
    _Asked("hours", "Hours a week of a first job", f"Left empty: {USUAL.hours}", read_whole),
    _Asked("more_hours", "Hours a week more in a job", f"Left empty: {USUAL.more_hours}", read_whole),
    _Asked("lodger_pays", "A lodger pays, £ a week", f"Left empty: {USUAL.lodger_pays}, a round amount", _pounds),
    _Asked("childcare_a_month", "Childcare that they would pay, £ a month", "Without it there is no figure", _pounds),
    _Asked("rent_of_smaller_home", "Rent of a smaller home, £", "Each time as now. Left empty: the same", _pounds),
    _Asked("rent_rise", "How rents rose last April, %", "To check for the old rent. Such as 4.8", _pounds),
)


def assuming(given: Given) -> tuple[More | Form, Assumed]:
    """The questions, and what they say; a wrong answer is told beside its question and counts as left empty."""
    fields, found = [], {}
    for one in QUESTIONS:
        text, error = given.get(f"assume.{one.name}", ""), ""
        if text.strip():
            try:
                value = one.read(text)
                Assumed(**{one.name: value})
                found[one.name] = value
            except (Unreadable, ValueError) as wrong:
                error = f"{one.label}: {str(wrong).partition('; ')[2] or wrong}"
        fields.append(Field(f"assume.{one.name}", one.label, one.hint, text, error=error))
    form = Form("assume", fields, "Work out the options with these")
    told = any(field.value.strip() for field in fields)
    return (form if told else More("Assume another wage, hours or rent", [form])), Assumed(**found)


def assumed_of(given: Given) -> Assumed:
    """What was said, where it can be read."""
    return assuming(given)[1]
