"""The rent or the pay that would make an amount: what to compare where no cause explains it.

Nearly every amount is that of some pay, so this explains nothing. It tells what the record would show if only that
figure were another: the officer compares it with the rent account or the pay in the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import numpy as np

from benefitcalc.advice.why_different.alteration import altered, in_words, with_pence
from benefitcalc.advice.why_different.of_people import adults
from benefitcalc.case import NOT_RENTED, Case, Employment, Money
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, pounds

POINTS = 50
"""How many amounts are tried in each round."""
MOST = 3
"""The highest amount that is tried, times the one of the case."""

Compare = Callable[[Sequence[Case]], tuple[Ints, Flag]]
"""Gives the figure of each case that goes with the given amount, less that amount, and whether all amounts agree."""


@dataclass(frozen=True, slots=True)
class WouldFit:
    """``fact`` is ``rent``, or ``pay`` of claimant or partner; ``amount`` is in pounds for the period of the case."""

    fact: str
    amount: Decimal
    sentence: str


def would_fit(case: Case, compare: Compare) -> Iterator[WouldFit]:
    """The rent, and the pay of each adult, with which the household has the given amount to the penny."""
    rent = case.tenancy.rent
    if case.tenancy.tenure not in NOT_RENTED and rent.amount:
        yield from _of(case, "rent", "the rent", rent, lambda pence: {"tenancy.rent": with_pence(rent, pence)}, compare)
    for who, person in adults(case):
        job = person.employment
        if job is None:
            continue
        pay = job.net or job.gross
        if pay is None or not pay.amount or job.pension_contribution is not None:
            continue
        yield from _of(
            case,
            f"{who}.pay",
            f"the {'tenant' if who == 'claimant' else who}’s pay",
            pay,
            partial(_with_pay, who, job, pay),
            compare,
        )


def _with_pay(who: str, job: Employment, pay: Money, pence: int) -> dict[str, object]:
    field = "gross" if job.net is None else "net"
    return {f"{who}.employment": job.model_copy(update={field: with_pence(pay, pence)})}


def _of(
    case: Case,
    fact: str,
    named: str,
    has: Money,
    changes: Callable[[int], dict[str, object]],
    compare: Compare,
) -> Iterator[WouldFit]:
    pence = _solved(lambda amounts: compare([altered(case, changes(one)) for one in amounts]), has.amount)
    if pence is not None:
        other = with_pence(has, pence)
        sentence = f"If only {named} differs, it would be {in_words(other)}, where the case has {in_words(has)}."
        yield WouldFit(fact, pounds(pence), sentence)


def _solved(compare: Callable[[list[int]], tuple[Ints, Flag]], has: int) -> int | None:
    """The amount in pence that agrees: between two tried amounts whose figures lie on both sides of the given one,
    closer and closer, nearest to the amount of the case first.
    """
    low, high = 0, has * MOST
    while True:
        tried = sorted({*np.linspace(low, high, POINTS, dtype=np.int64).tolist(), *([has] if low < has < high else [])})
        off, agree = compare(tried)
        if agree.any():
            return min((tried[place] for place in np.flatnonzero(agree).tolist()), key=lambda pence: abs(pence - has))
        crossing = np.flatnonzero(np.sign(off[1:]) != np.sign(off[:-1])).tolist()
        if not crossing or high - low <= POINTS:
            return None
        place = min(crossing, key=lambda one: abs(tried[one] - has))
        low, high = tried[place], tried[place + 1]
