"""Fuel and meals that the rent includes, at the standard amounts of Housing Benefit (HB Regs 2006 Sch 1; HB (SPC) Regs
2006 Sch 1).

Nobody knows what they cost, so the law sets an amount a week for each, which comes off the rent before anything else.
Where the charge for fuel is known, enter it as ineligible; it needs no standard amount.
"""

from __future__ import annotations

import numpy as np

from benefitcalc.columns import Batch
from benefitcalc.money import Count, Flag, Pence, share_of
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule

_FUEL = "hb.ineligible_charge.fuel"
_MEALS = "hb.ineligible_charge.meals"


@rule(
    "Fuel in the rent",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 1 para 6(2)-(3); HB (SPC) Regs 2006 Sch 1 para 6(2)-(3)",
    nil="the rent includes no fuel",
)
def fuel_in_rent_pw(
    *,
    heating: Flag,
    hot_water: Flag,
    lighting: Flag,
    cooking: Flag,
    one_room: Flag,
    for_heating: MoneyRate,
    for_hot_water: MoneyRate,
    for_lighting: MoneyRate,
    for_cooking: MoneyRate,
    share_for_one_room: ShareRate,
) -> Pence:
    """There is an amount for each use of fuel. Where the household lives in one room, heating, hot water and lighting
    together count half, and cooking in full.
    """
    for_warmth = np.where(heating, int(for_heating), 0)
    in_rooms = for_warmth + np.where(hot_water, int(for_hot_water), 0) + np.where(lighting, int(for_lighting), 0)
    together = np.where(heating, int(for_heating) + int(for_hot_water) + int(for_lighting), 0)
    in_one_room = share_of(together, share_for_one_room)
    return np.where(one_room, in_one_room, in_rooms) + np.where(cooking, int(for_cooking), 0)


@rule(
    "Meals in the rent",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 1 para 2; HB (SPC) Regs 2006 Sch 1 para 2",
    nil="the rent includes no meals",
)
def meals_in_rent_pw(
    *,
    all_meals_16_or_over: Count,
    all_meals_under_16: Count,
    some_meals_16_or_over: Count,
    some_meals_under_16: Count,
    breakfast_only: Count,
    all_16_or_over: MoneyRate,
    all_under_16: MoneyRate,
    some_16_or_over: MoneyRate,
    some_under_16: MoneyRate,
    breakfast: MoneyRate,
) -> Pence:
    """There is an amount for each person who gets three meals a day or more, fewer meals, or only breakfast, whatever
    the landlord charges.
    """
    return (
        all_meals_16_or_over * int(all_16_or_over)
        + all_meals_under_16 * int(all_under_16)
        + some_meals_16_or_over * int(some_16_or_over)
        + some_meals_under_16 * int(some_under_16)
        + breakfast_only * int(breakfast)
    )


@rule(
    "Standard deductions from the rent",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 12B(2), Sch 1; HB (SPC) Regs 2006 reg 12B(2), Sch 1",
    nil="the rent includes neither fuel nor meals",
)
def standard_deductions_pw(*, fuel_in_rent_pw: Pence, meals_in_rent_pw: Pence, core_rent_pw: Pence) -> Pence:
    """Both amounts come off together, and never more than the rent that includes them."""
    return np.minimum(fuel_in_rent_pw + meals_in_rent_pw, core_rent_pw)


def assess_standard_deductions(batch: Batch, core_rent_pw: Pence, rates: Rates) -> Pence | None:
    """Work out what comes off the rent of each household for fuel and meals in it; None where nobody has either."""
    if batch.across_periods is None:
        return None
    facts = batch.across_periods.households
    heating, hot_water, lighting, cooking = (
        facts.heating_in_rent,
        facts.hot_water_in_rent,
        facts.lighting_in_rent,
        facts.cooking_in_rent,
    )
    meals = {
        name: getattr(facts, name)
        for name in (
            "all_meals_16_or_over",
            "all_meals_under_16",
            "some_meals_16_or_over",
            "some_meals_under_16",
            "breakfast_only",
        )
    }
    if not ((heating | hot_water | lighting | cooking).any() or any(people.any() for people in meals.values())):
        return None
    return standard_deductions_pw(
        fuel_in_rent_pw=fuel_in_rent_pw(
            heating=heating,
            hot_water=hot_water,
            lighting=lighting,
            cooking=cooking,
            one_room=facts.one_room,
            for_heating=rates.money(f"{_FUEL}.heating"),
            for_hot_water=rates.money(f"{_FUEL}.hot_water"),
            for_lighting=rates.money(f"{_FUEL}.lighting"),
            for_cooking=rates.money(f"{_FUEL}.cooking"),
            share_for_one_room=rates.share(f"{_FUEL}.one_room_share"),
        ),
        meals_in_rent_pw=meals_in_rent_pw(
            **meals,
            all_16_or_over=rates.money(f"{_MEALS}.three_or_more.aged_16_or_over"),
            all_under_16=rates.money(f"{_MEALS}.three_or_more.under_16"),
            some_16_or_over=rates.money(f"{_MEALS}.fewer_than_three.aged_16_or_over"),
            some_under_16=rates.money(f"{_MEALS}.fewer_than_three.under_16"),
            breakfast=rates.money(f"{_MEALS}.breakfast_only"),
        ),
        core_rent_pw=core_rent_pw,
    )
