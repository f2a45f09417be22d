"""Surplus earnings: earnings of an old award, which earnings ended, that count in the next claim (UC Regs 2013
reg 54A).

Work them out with :func:`surplus_earnings` before you assess the new claim, and enter them among its
:class:`~benefitcalc.circumstances.Circumstances`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from benefitcalc.case.amounts import Amount, column_of, pounds_of
from benefitcalc.money import Pence, not_below_zero, pounds, round_half_up
from benefitcalc.periods import assessment_period_start
from benefitcalc.rates import Basis, MoneyRate, RateBook, ShareRate, rate_book
from benefitcalc.rules import Unit, rule


@rule(
    "Earnings at which no Universal Credit is left",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 54A(6)",
    nil="other income alone is as much as the maximum amount, and there is no work allowance",
)
def nil_award_threshold_pm(
    *, maximum_amount_pm: Pence, unearned_income_pm: Pence, work_allowance_pm: Pence, taper: ShareRate
) -> Pence:
    """At these earnings no Universal Credit is left: the maximum amount less other income, divided by the taper, plus
    the work allowance.
    """
    left = not_below_zero(maximum_amount_pm - unearned_income_pm)
    return round_half_up(left * taper.denominator, taper.numerator) + work_allowance_pm


@rule("Threshold of surplus earnings", unit=Unit.PENCE_PM, law="UC Regs 2013 reg 54A(6); SI 2015/345 reg 5")
def relevant_threshold_pm(*, nil_award_threshold_pm: Pence, de_minimis: MoneyRate) -> Pence:
    """The threshold is the earnings at which no award is left, plus the amount above them that the law ignores."""
    return nil_award_threshold_pm + int(de_minimis)


@rule(
    "Surplus earnings",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 54A(3)",
    nil="the month's earnings, with what was left of the surplus, are no more than the threshold",
)
def surplus_earnings_pm(*, surplus_before_pm: Pence, earned_income_pm: Pence, relevant_threshold_pm: Pence) -> Pence:
    """The surplus is what the earnings of a month, with the surplus that counted in it, come to above the threshold."""
    return not_below_zero(surplus_before_pm + earned_income_pm - relevant_threshold_pm)


@dataclass(frozen=True, slots=True)
class SurplusEarnings:
    """Pounds a month. ``surplus`` is earned income of the claim, besides the claim's own earnings."""

    nil_award_threshold: Decimal
    relevant_threshold: Decimal
    surplus: Decimal


def surplus_earnings(
    *,
    month: dt.date,
    award_ended: dt.date,
    claimed: dt.date,
    earned_income: Amount,
    maximum_amount: Amount,
    unearned_income: Amount = 0,
    work_allowance: Amount = 0,
    surplus_before: Amount = 0,
    book: RateBook | None = None,
) -> SurplusEarnings:
    """The surplus earnings that a claim takes over after an award that earnings ended (UC Regs 2013 reg 54A).

    ``award_ended`` is the first day without the old award. The amounts are those of ``month`` (give its first day). For
    the first claim after the award it is the last month of the old award; for each further claim it is the month of the
    claim before, whose surplus is ``surplus_before``. A new couple adds both surpluses. Enter earnings without the
    minimum income floor. The surplus is nil six months after the award. It does not apply to someone who was entitled
    since then, nor to a recent victim of domestic abuse. Raises ``RatesNotKnown`` for claims before 11 April 2018, and
    from 1 April 2027, for which the threshold is not set.
    """
    if claimed < award_ended:
        raise ValueError(f"claimed {claimed} is before the old award ended, on {award_ended}")
    book = rate_book() if book is None else book
    nil_award = nil_award_threshold_pm(
        maximum_amount_pm=column_of(maximum_amount),
        unearned_income_pm=column_of(unearned_income),
        work_allowance_pm=column_of(work_allowance),
        taper=book.on(month, Basis.ASSESSMENT_PERIOD).share("uc.taper"),
    )
    at_claim = book.on(claimed, Basis.DAY)
    de_minimis, months = at_claim.money("uc.surplus_earnings.de_minimis"), at_claim.count("uc.surplus_earnings.months")
    threshold = relevant_threshold_pm(nil_award_threshold_pm=nil_award, de_minimis=de_minimis)
    surplus = surplus_earnings_pm(
        surplus_before_pm=column_of(surplus_before),
        earned_income_pm=column_of(earned_income),
        relevant_threshold_pm=threshold,
    )
    in_time = claimed < assessment_period_start(award_ended, months)
    return SurplusEarnings(pounds_of(nil_award), pounds_of(threshold), pounds_of(surplus) if in_time else pounds(0))
