"""Amounts and days as the screen writes them, and the same amount for another period, by the library's conversion."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np

from benefitcalc.explain.words import money
from benefitcalc.money import pounds
from benefitcalc.periods import month_to_week, week_to_month

__all__ = ["PER", "both", "by_the_week", "day", "monthly", "signed", "weekly"]

PER = {"week": "a week", "month": "a month", "year": "a year"}


def day(date: dt.date) -> str:
    """``"Mon 7 Dec 2026"``."""
    return f"{date:%a} {date.day} {date:%b %Y}"


def weekly(amount_a_month: Decimal) -> Decimal:
    """The same by the week."""
    return pounds(month_to_week(np.array([int(amount_a_month * 100)]))[0])


def monthly(amount_a_week: Decimal) -> Decimal:
    """The same by the month."""
    return pounds(week_to_month(np.array([int(amount_a_week * 100)]))[0])


def by_the_week(amount: Decimal, per: str) -> str:
    """An amount that is worked out for that period, by the week."""
    return money(weekly(amount) if per == "month" else amount, "a week")


def both(amount: Decimal, per: str) -> str:
    """An amount for the period for which it is worked out, and by the week."""
    told = money(amount, PER[per])
    return f"{told} ({by_the_week(amount, per)})" if per == "month" else told


def signed(amount: Decimal) -> str:
    """``"+£8.10"``, ``"−£8.10"``."""
    return f"{'−' if amount < 0 else '+'}{money(abs(amount))}"
