"""Transitional protection after a move from the benefits before Universal Credit: the transitional element, the
transitional SDP element, what later increases leave of them, and two more weeks of Housing Benefit (UC (TP) Regs 2014).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from benefitcalc.case.amounts import Amount, column_of, pounds_of
from benefitcalc.columns import Batch, HouseholdsAcrossPeriods
from benefitcalc.money import Count, Flag, Pence, not_below_zero
from benefitcalc.periods import assessment_period_start
from benefitcalc.rates import Basis, CountRate, MoneyRate, RateBook, Rates, rate_book
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.universal_credit.elements import ELEMENTS

ERODING = tuple(name for name in ELEMENTS if name not in {"childcare_element", "transitional_element"})
"""The elements whose increase reduces the transitional element: all but the childcare element."""
RUN_ON_WEEKS = "hb.transition_to_uc.run_on_weeks"
_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)


@rule(
    "Transitional element",
    unit=Unit.PENCE_PM,
    law="UC (TP) Regs 2014 regs 52, 55",
    nil="no transitional element was entered",
)
def transitional_element_pm(*, transitional_element_entered: Pence) -> Pence:
    """The amount that was entered as in payment for this assessment period."""
    return transitional_element_entered


@rule(
    "First transitional element",
    unit=Unit.PENCE_PM,
    law="UC (TP) Regs 2014 reg 55(1)",
    nil="Universal Credit is no less than the benefits before it",
)
def initial_transitional_element_pm(
    *, total_legacy_amount_pm: Pence, indicative_amount_pm: Pence, excess_income_pm: Pence
) -> Pence:
    """The first transitional element is the benefits before the move, less the Universal Credit of that day. Where no
    Universal Credit would be left, it is those benefits plus the income above the maximum amount.
    """
    less = not_below_zero(total_legacy_amount_pm - indicative_amount_pm)
    return np.where(indicative_amount_pm > 0, less, total_legacy_amount_pm + excess_income_pm)


@rule(
    "Increase in the other elements",
    unit=Unit.PENCE_PM,
    law="UC (TP) Regs 2014 reg 55(3)-(5)",
    nil="no other element went up",
)
def increase_in_elements_pm(*, elements_before_pm: Pence, elements_now_pm: Pence) -> Pence:
    """The increases of all elements but childcare since the assessment period before are added up. An element that fell
    does not make up for another that rose.

    The inputs have the shape ``(e, n)``, with the elements of :data:`ERODING` in order.
    """
    return not_below_zero(elements_now_pm - elements_before_pm).sum(axis=0)


@rule(
    "Transitional element that is left",
    unit=Unit.PENCE_PM,
    law="UC (TP) Regs 2014 reg 55(2)-(3)",
    nil="increases in other elements have used it up, and it does not come back",
)
def transitional_element_left_pm(*, transitional_element_before_pm: Pence, increase_in_elements_pm: Pence) -> Pence:
    """The transitional element of the assessment period before, less the increase in the other elements, is left."""
    return not_below_zero(transitional_element_before_pm - increase_in_elements_pm)


@rule("Transitional SDP element", unit=Unit.PENCE_PM, law="UC (TP) Regs 2014 Sch 2 para 5")
def transitional_sdp_element_pm(
    *, higher_rate: Flag, lcwra_included: Flag, higher: MoneyRate, with_lcwra: MoneyRate, without_lcwra: MoneyRate
) -> Pence:
    """A couple with the higher rate of the premium has one amount; all others have less if LCWRA is included."""
    return np.where(higher_rate, int(higher), np.where(lcwra_included, int(with_lcwra), int(without_lcwra)))


@rule(
    "Additional amounts of the transitional SDP element",
    unit=Unit.PENCE_PM,
    law="UC (TP) Regs 2014 Sch 3 para 5",
    nil="no enhanced disability premium, disability premium or disabled child",
)
def transitional_sdp_additional_pm(
    *,
    couple: Flag,
    enhanced_disability_premium: Flag,
    disability_premium: Flag,
    disabled_children: Count,
    enhanced_disability_single: MoneyRate,
    enhanced_disability_couple: MoneyRate,
    disability_single: MoneyRate,
    disability_couple: MoneyRate,
    each_child: MoneyRate,
) -> Pence:
    """There is an amount for each premium that was in the old award, more for a couple, and one for each disabled
    child.
    """
    enhanced = np.where(couple, int(enhanced_disability_couple), int(enhanced_disability_single))
    disability = np.where(couple, int(disability_couple), int(disability_single))
    premiums = np.where(enhanced_disability_premium, enhanced, 0) + np.where(disability_premium, disability, 0)
    return premiums + disabled_children * int(each_child)


@rule(
    "Housing Benefit for two weeks after the move to Universal Credit",
    unit=Unit.PENCE,
    law="UC (TP) Regs 2014 reg 8A",
    nil="there was no Housing Benefit before the move",
)
def two_week_run_on_of_housing_benefit(*, award_before_pw: Pence, weeks: CountRate) -> Pence:
    """Housing Benefit goes on for two weeks at the rate of the award before the move."""
    return award_before_pw * int(weeks)


def assess_transitional_element(
    batch: Batch,
    rates: Rates,
    *,
    couple: Flag,
    lcwra_included: Flag,
    indicative_amounts: Callable[[Batch], tuple[Pence, Pence]],
) -> Pence:
    """The transitional element that was entered, or that of a first assessment period, or the SDP element: never two of
    them.

    ``indicative_amounts`` are the award on the same facts without a transitional element, after the cap, and, where
    that is nil, the income above the maximum amount.
    """
    across, firsts = batch.across_periods, []
    if across is not None and across.households.housing_benefit_before_pw.any():
        # The explanation tells it; no figure counts it.
        two_week_run_on_of_housing_benefit(
            award_before_pw=across.households.housing_benefit_before_pw, weeks=rates.count(RUN_ON_WEEKS)
        )
    if across is not None and (moved := across.households.moved_from_legacy_benefits).any():
        without = replace(across, households=across.households.replaced(moved_from_legacy_benefits=False))
        amounts = indicative_amounts(replace(batch, across_periods=without))
        firsts.append((moved, _first_transitional_element(across.households, amounts)))
    if across is not None and (premium := across.households.transitional_sdp).any():
        firsts.append((premium, _sdp_element(across.households, couple, lcwra_included, rates)))
    if firsts and firsts[0][0].all():
        return firsts[0][1]
    element = transitional_element_pm(transitional_element_entered=batch.households.transitional_element_pm)
    for these, first in firsts:
        element = np.where(these, first, element)
    return element


def _first_transitional_element(before: HouseholdsAcrossPeriods, indicative: tuple[Pence, Pence]) -> Pence:
    """The transitional element after a move from the benefits before (UC (TP) Regs 2014 regs 54, 55(1))."""
    amount, excess_income = indicative
    return initial_transitional_element_pm(
        total_legacy_amount_pm=before.total_legacy_amount_pm,
        indicative_amount_pm=amount,
        excess_income_pm=excess_income,
    )


def _sdp_element(before: HouseholdsAcrossPeriods, couple: Flag, lcwra_included: Flag, rates: Rates) -> Pence:
    """The transitional SDP element with its additional amounts (UC (TP) Regs 2014 Schs 2, 3)."""
    element = transitional_sdp_element_pm(
        higher_rate=before.higher_rate_before,
        lcwra_included=lcwra_included,
        higher=rates.money("uc.transitional_sdp_element.joint_higher_sdp"),
        with_lcwra=rates.money("uc.transitional_sdp_element.single_lcwra"),
        without_lcwra=rates.money("uc.transitional_sdp_element.single_not_lcwra"),
    )
    enhanced, disability = before.enhanced_disability_premium_before, before.disability_premium_before
    if not (enhanced.any() or disability.any() or before.disabled_children_before.any()):
        return element
    return element + transitional_sdp_additional_pm(
        couple=couple,
        enhanced_disability_premium=enhanced,
        disability_premium=disability,
        disabled_children=before.disabled_children_before,
        enhanced_disability_single=rates.money("uc.transitional_sdp_additional.edp_single"),
        enhanced_disability_couple=rates.money("uc.transitional_sdp_additional.edp_couple"),
        disability_single=rates.money("uc.transitional_sdp_additional.dp_single"),
        disability_couple=rates.money("uc.transitional_sdp_additional.dp_couple"),
        each_child=rates.money("uc.transitional_sdp_additional.per_disabled_child"),
    )


# --- For one household ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RunOn:
    """Housing Benefit that goes on after the move: its first and last day, pounds a week, and pounds in all."""

    first_day: dt.date
    last_day: dt.date
    weekly: Decimal
    total: Decimal


def transitional_element_left(
    before: Amount,
    elements_before: Mapping[str, Amount],
    elements_now: Mapping[str, Amount],
    *,
    period: dt.date,
    housing_benefit_ended: dt.date | None = None,
    book: RateBook | None = None,
) -> Decimal:
    """The transitional element, or SDP element, of the assessment period that begins on ``period``, worked out from
    that of the period before (UC (TP) Regs 2014 reg 55).

    Elements go by the names of :data:`ERODING`. One that you do not name is nil; childcare is not among them.
    ``housing_benefit_ended`` is the last day of Housing Benefit for specified or temporary accommodation: a housing
    costs element that follows it by less than a month takes nothing away (reg 55(5A), from 1 June 2025).
    """
    if unknown := sorted({*elements_before, *elements_now} - {*ERODING}):
        raise ValueError(f"{', '.join(unknown)}: not among {', '.join(ERODING)}")
    was = np.stack([column_of(elements_before.get(name, 0)) for name in ERODING])
    now = np.stack([column_of(elements_now.get(name, 0)) for name in ERODING])
    housing = ERODING.index("housing_costs_element")
    rates = (rate_book() if book is None else book).on(period, Basis.ASSESSMENT_PERIOD)
    excepted = rates["law.universal_credit.housing_element_after_housing_benefit_takes_nothing"]
    if housing_benefit_ended is not None and excepted and not was[housing].any():
        within_a_month = period < assessment_period_start(housing_benefit_ended, 1)
        was[housing] = np.where(within_a_month, now[housing], was[housing])
    return pounds_of(
        transitional_element_left_pm(
            transitional_element_before_pm=column_of(before),
            increase_in_elements_pm=increase_in_elements_pm(elements_before_pm=was, elements_now_pm=now),
        )
    )


def two_week_run_on(
    *, universal_credit_began: dt.date, award_before: Amount, book: RateBook | None = None
) -> RunOn | None:
    """Housing Benefit for two weeks from the first day of Universal Credit, which does not count it; nobody has to pay
    it back.

    ``award_before`` is by the week (UC (TP) Regs 2014 regs 8, 8A). There is none before 11 April 2018. In specified and
    temporary accommodation Housing Benefit goes on instead.
    """
    rates = (rate_book() if book is None else book).on(universal_credit_began, Basis.DAY)
    weeks = rates.get(RUN_ON_WEEKS)
    if weeks is None:
        return None
    weekly = column_of(award_before)
    total = two_week_run_on_of_housing_benefit(award_before_pw=weekly, weeks=weeks)
    last = universal_credit_began + int(weeks) * _WEEK - _DAY
    return RunOn(universal_credit_began, last, pounds_of(weekly), pounds_of(total))
