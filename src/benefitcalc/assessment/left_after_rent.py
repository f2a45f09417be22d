"""What a household has left in a week after its whole rent, over the year (contract, reading 27).

A capped household may have its rent covered and still have nothing to live on. Help with rent is the smaller of the
housing costs element and the award, so the shortfall alone hides what the benefit cap takes. Every part is taken for a
year, and only the week is rounded; ``docs/validation/oracle.md`` has the definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from benefitcalc.columns import AFIP, DISABILITY_BITS, Batch, Ints, income_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Pence
from benefitcalc.periods import PAYMENTS_A_YEAR, WEEKS, day_number, from_day_number, month_to_week
from benefitcalc.rates import Basis, RateBook, Rates, first_day
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.housing_benefit.award import HousingBenefit
from benefitcalc.schemes.housing_benefit.rent import weeks_in_the_rent_year
from benefitcalc.schemes.net_pay import net_pay_of
from benefitcalc.schemes.universal_credit.award import UniversalCredit

Parts: TypeAlias = npt.NDArray[np.int64]
"""Parts of a penny, or how many parts a penny has: a year of 53 rent weeks needs them."""
CHILD_BENEFIT = income_mask("child_benefit")
KEYS = {
    "pip_daily_living_standard": "pip.daily_living.standard",
    "pip_daily_living_enhanced": "pip.daily_living.enhanced",
    "pip_mobility_standard": "pip.mobility.standard",
    "pip_mobility_enhanced": "pip.mobility.enhanced",
    "dla_care_lowest": "dla.care.lowest",
    "dla_care_middle": "dla.care.middle",
    "dla_care_highest": "dla.care.highest",
    "dla_mobility_lower": "dla.mobility.lower",
    "dla_mobility_higher": "dla.mobility.higher",
    "attendance_allowance_lower": "attendance_allowance.lower",
    "attendance_allowance_higher": "attendance_allowance.higher",
}
"""The rate for each disability benefit code; Armed Forces Independence Payment is the sum of two rates."""
AFIP_KEYS = ("pip.daily_living.enhanced", "pip.mobility.enhanced")
"""SI 2011/517 art 24F."""


@rule("Disability benefits", unit=Unit.PENCE_PW, law="WRA 2012 ss 77-79", nil="nobody gets a disability benefit")
def disability_benefits_pw(*, paid_to_adults_pw: Pence, paid_for_children_pw: Pence) -> Pence:
    """Claimant, partner and the children of the family get these disability benefits in a week, at the rates of the
    date.
    """
    return paid_to_adults_pw + paid_for_children_pw


@rule("Left after the rent", unit=Unit.PENCE_PW, law="UC Regs 2013 Sch 4 para 7; HB Regs 2006 reg 80")
def left_after_rent_pw(
    *,
    net_pay_pa: Pence,
    other_income_pa: Pence,
    disability_benefits_pw: Pence,
    award_pm: Pence,
    housing_benefit_pa: Pence,
    pension_credit_pw: Pence,
    child_benefit_worked_out_pw: Pence,
    whole_rent_pa: Pence,
    parts_of_a_penny: Parts,
    parts_more: Parts,
) -> Pence:
    """Pay, every income and every award of the year are added up; the whole rent and every service charge come off. The
    rest is divided by 52, to the nearest penny, and is below nothing where the rent is more.
    """
    in_a_year = (
        net_pay_pa
        + other_income_pa
        + 12 * award_pm
        + housing_benefit_pa
        + 52 * (disability_benefits_pw + pension_credit_pw + child_benefit_worked_out_pw)
        - whole_rent_pa
    )
    parts, weeks = in_a_year * parts_of_a_penny + parts_more, 52 * parts_of_a_penny
    return np.sign(parts) * ((2 * np.abs(parts) + weeks) // (2 * weeks))


@dataclass(frozen=True, slots=True)
class LeftAfterRent:
    """Columns of shape ``(n,)``: what is left by the week, and how many weeks of the year the weekly amounts of rent
    are for.
    """

    left_after_rent: Pence
    benefit_cap_reduction: Pence
    weeks_basis: Ints


@lru_cache(maxsize=64)
def _days(book: RateBook) -> Ints:
    return book.change_days(Basis.DAY, ("attendance_allowance.", "dla.", "pip."))


@lru_cache(maxsize=256)
def _weekly_amounts(book: RateBook, position: int) -> Ints:
    """Pence a week for each bit of the disability codes, in the span between two changes of the rates."""
    rates = book.on(from_day_number(_days(book)[position - 1]), Basis.DAY)
    amounts = np.zeros(len(DISABILITY_BITS), dtype=np.int64)
    for place, code in enumerate(DISABILITY_BITS):
        keys = AFIP_KEYS if DISABILITY_BITS[code] == AFIP else (KEYS[code],)
        amounts[place] = sum(int(rates.money(key)) for key in keys)
    return amounts


def _paid(benefits: Ints, dates: Ints, book: RateBook) -> Pence:
    """What those disability benefits, given as bits, come to in a week on each date; the shape is that
    of ``benefits``.
    """
    paid = np.zeros(benefits.shape, dtype=np.int64)
    some = np.flatnonzero(benefits)
    if not len(some):
        return paid
    bits = benefits.ravel()[some]
    # The rates of the first day also serve for the week before it.
    on = np.maximum(np.broadcast_to(dates, benefits.shape).ravel()[some], day_number(first_day(Basis.DAY)))
    positions = np.searchsorted(_days(book), on, side="right")
    of_some = np.zeros(len(some), dtype=np.int64)
    for position in np.unique(positions):
        amounts = _weekly_amounts(book, int(position))
        here = positions == position
        of_some[here] = ((bits[here, None] >> np.arange(len(amounts))) & 1) @ amounts
    paid.ravel()[some] = of_some
    return paid


def assess_left_after_rent(
    batch: Batch,
    family: Family,
    rates: Rates,
    book: RateBook,
    *,
    uc: UniversalCredit | None,
    hb: HousingBenefit | None,
    pension_credit_pw: Pence,
    child_benefit_pw: Pence,
) -> LeftAfterRent:
    """Work out what every household has left after the rent; ``family`` holds the ages of the date.

    ``uc`` and ``hb`` are None where the scheme is not worked out for any of the households.
    """
    home, adults, incomes, charges = batch.households, batch.adults, batch.incomes, batch.service_charges
    nothing = np.zeros(len(batch), dtype=np.int64)
    group = batch.group(incomes)
    pay = net_pay_of(batch, rates) * PAYMENTS_A_YEAR[adults.pay_per]
    profit = adults.profit * PAYMENTS_A_YEAR[adults.profit_per]
    weeks = np.full(len(batch), 52)
    of_year = np.full(len(batch), 52) if hb is None else weeks_in_the_rent_year(home.date)
    # The rent in parts of a penny, as many as the rent year has weeks.
    rent = home.rent * PAYMENTS_A_YEAR[home.rent_per] * (of_year - home.rent_free_periods * WEEKS[home.rent_per])
    if len(charges):
        free = charges.rent_free_periods * WEEKS[charges.amount_per]
        yearly = charges.amount * PAYMENTS_A_YEAR[charges.amount_per] * (of_year[charges.household] - free)
        rent = rent + batch.group(charges).sum(yearly)
    housing_benefit = nothing
    if hb is not None:
        weeks = np.where(home.rent_free_periods > 0, of_year - home.rent_free_periods * WEEKS[home.rent_per], 52)
        charged = of_year - home.rent_free_periods * WEEKS[home.rent_per]
        housing_benefit = hb.award * 52 * charged
    left = left_after_rent_pw(
        net_pay_pa=pay.sum(axis=0) + profit.sum(axis=0),
        other_income_pa=group.sum(incomes.amount * PAYMENTS_A_YEAR[incomes.amount_per]),
        disability_benefits_pw=disability_benefits_pw(
            paid_to_adults_pw=_paid(adults.disability_benefits, home.date, book).sum(axis=0),
            paid_for_children_pw=family.group.sum(
                _paid(
                    np.where(family.own, batch.children.disability_benefits, 0),
                    home.date[batch.children.household],
                    book,
                )
            ),
        ),
        award_pm=nothing if uc is None else uc.award,
        housing_benefit_pa=housing_benefit // of_year,
        pension_credit_pw=pension_credit_pw,
        child_benefit_worked_out_pw=np.where(group.any(CHILD_BENEFIT[incomes.kind]), 0, child_benefit_pw),
        whole_rent_pa=rent // of_year,
        parts_of_a_penny=of_year,
        parts_more=housing_benefit % of_year - rent % of_year,
    )
    by_month = nothing if uc is None else month_to_week(uc.benefit_cap_reduction)
    by_week = nothing if hb is None else hb.benefit_cap_reduction
    return LeftAfterRent(left, by_month + by_week, weeks)
