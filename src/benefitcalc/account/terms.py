"""What the caller tells of an account beside the case: how help is paid, deductions, plans, and the tenant's share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from benefitcalc.case import Case
from benefitcalc.money import parse_pounds
from benefitcalc.periods import Day, as_date

Every: TypeAlias = Literal["week", "fortnight", "four_weeks", "month"]
PaidTo: TypeAlias = Literal["landlord", "tenant", "schedule"]
PAID_TO = ("landlord", "tenant", "schedule")
"""``landlord`` on the tenant's payday; ``tenant``, who passes it on that day; ``schedule``: to the landlord every four
weeks, as before August 2020.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Payments of a plan beside the rent: ``amount`` in pounds on ``first`` and then ``every`` so often, until it comes
    to ``in_all``. Without ``first`` they come on the claimant's paydays, as the case has them.
    """

    amount: str
    every: Every = "month"
    first: Day | None = None
    in_all: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How the tenant pays the own share of the rent: all that has been charged since, or ``paid`` percent of it, on
    ``first`` and then ``every`` so often. Without ``first`` it is on the first day of the account.
    """

    every: Every = "week"
    first: Day | None = None
    paid: str = "100%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """A deduction from Universal Credit for arrears, which is paid to the landlord (UC (C&P) Regs 2013 Sch 6 para 7).

    Give ``percent`` of the standard allowance, or the ``amount`` in pounds a month. It is taken from the payday
    ``first`` on, until it comes to ``debt``, in pounds. ``schedule_day`` is any one day of the
    landlord's schedule; the first day of the account where left out.
    """

    debt: str
    percent: str | None = None
    amount: str | None = None
    first: Day | None = None
    schedule_day: Day | None = None


def percent(text: str) -> Fraction:
    """``"12.5%"`` as an exact fraction. Raises ``ValueError`` for anything else."""
    try:
        if not text.endswith("%"):
            raise ValueError
        return Fraction(parse_pounds(text.removesuffix("%")), 10_000)
    except ValueError:
        raise ValueError(f"{text!r} is not a percentage, such as 10%") from None


def signed_pounds(text: str) -> int:
    """The pence of ``"-12.50"``: what is owed is positive, a credit is negative."""
    return -parse_pounds(text[1:]) if text.startswith("-") else parse_pounds(text)


def paydays_of(case: Case) -> tuple[dt.date, str] | None:
    """A payday of the claimant and how often pay comes; None where the case does not have it."""
    job = case.claimant.employment
    pay = None if job is None else job.net or job.gross
    if job is None or pay is None or job.paid_on is None:
        return None
    return job.paid_on, pay.per.value


def problems_with_terms(
    *, pays_to: str, plan: Plan | None, share: Share | None, deduction: Deduction | None, case: Case
) -> Iterator[str]:
    """Everything in the terms that cannot be read."""
    terms = {"plan": plan, "share": share, "deduction": deduction}
    if pays_to not in PAID_TO:
        yield f"pays_to is {pays_to!r}; give landlord, tenant or schedule"
    read: list[tuple[str, Any, Callable[[Any], object]]] = [
        ("plan.amount", plan and plan.amount, parse_pounds),
        ("plan.in_all", plan and plan.in_all, parse_pounds),
        ("share.paid", share and share.paid, percent),
        ("deduction.percent", deduction and deduction.percent, percent),
        ("deduction.amount", deduction and deduction.amount, parse_pounds),
        ("deduction.debt", deduction and deduction.debt, parse_pounds),
        *((f"{name}.first", term and term.first, as_date) for name, term in terms.items()),
    ]
    for name, given, reader in read:
        if given is not None:
            try:
                reader(given)
            except (ValueError, TypeError) as error:
                yield f"{name}: {error}"
    for name, term in (("plan", plan), ("share", share)):
        if term is not None and term.every not in {"week", "fortnight", "four_weeks", "month"}:
            yield f"{name}.every is {term.every!r}; give week, fortnight, four_weeks or month"
    if deduction is not None and (deduction.percent is None) == (deduction.amount is None):
        yield "deduction needs percent or amount, and not both"
    if share is not None and _over_all(share.paid):
        yield f"share.paid is {share.paid}; give 0% to 100%"
    if plan is not None and plan.first is None and paydays_of(case) is None:
        yield "plan.first is not given, and the case has no claimant.employment.paid_on; give one of them"


def _over_all(text: str) -> bool:
    try:
        return percent(text) > 1
    except ValueError:
        return False
