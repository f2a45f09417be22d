"""Misconceptions about the home: rent by the month, charges, bedrooms, the bedroom charge, Local Housing Allowance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from benefitcalc.case import Case, Country, Period, Sex, Tenure
from benefitcalc.money import round_half_up
from benefitcalc.periods import assessment_period_end
from benefitcalc.training.misconceptions.ways import (
    misconception,
    no,
    nothing,
    rent_in_universal_credit,
    with_children,
    with_home,
)
from benefitcalc.training.working import Working

_RENTS = ("rent_pm", "core_rent_pm", "service_charge_pm", "rent_pw", "core_rent_pw", "service_charge_pw")
_BY_MONTH = _RENTS[:3]
_ELIGIBLE = ("eligible_rent_pm", "eligible_rent_pw")
_CHARGE = ("under_occupation_charge_pm", "under_occupation_charge_pw")
_AFTER_CHARGE = ("tenants_share_pm", "tenants_share_pw")
_COUNTED = ("rent_within_allowance_pm", "rent_within_allowance_pw")
_WEEKLY = {52: 48, 26: 24, 13: 12, 12: 13}
"""The payments of a year, and those of a year whose months are taken to have four weeks."""


# --- Weeks and months -------------------------------------------------------------------------------------------------


def _payments(inputs: Mapping[str, Any], as_if: Mapping[int, int]) -> Any:
    payments = inputs["payments_a_year"]
    return np.array([as_if.get(int(one), int(one)) for one in payments], dtype=np.int64)


@misconception
def four_weeks_in_a_month(working: Working) -> Working:
    """A month of four weeks, in either direction."""
    return working.with_inputs(*_RENTS, payments_a_year=lambda inputs, _: _payments(inputs, _WEEKLY))


@misconception
def fifty_three_weeks(working: Working) -> Working:
    """A year of 53 weeks of rent."""
    return working.with_inputs(*_BY_MONTH, payments_a_year=lambda inputs, _: _payments(inputs, {52: 53}))


@misconception
def rent_free_weeks_ignored(working: Working) -> Working | None:
    """Rent in every week of the year."""
    home = working.case.tenancy
    rent = home.rent.model_copy(update={"rent_free_weeks": 0})
    charges = tuple(charge.model_copy(update={"rent_free_weeks": 0}) for charge in home.service_charges)
    if rent == home.rent and charges == home.service_charges:
        return None
    return working.with_case(with_home(working.case, rent=rent, service_charges=charges))


def _by_rounded_weeks(working: Working, hundredths: int) -> Working | None:
    if working.case.tenancy.rent.per is not Period.WEEK:
        return None

    def is_(value: Any, inputs: Mapping[str, Any], _: Mapping[str, Any]) -> Any:
        amount = inputs.get("rent_charged", inputs.get("service_charge"))
        amount = amount - inputs.get("ineligible_in_rent", 0)
        return np.where(inputs["payments_a_year"] == 52, round_half_up(amount * hundredths, 100), value)

    return working.with_outcome(*_BY_MONTH, is_=is_)


@misconception
def weeks_4_33(working: Working) -> Working | None:
    """4.33 weeks in a month."""
    return _by_rounded_weeks(working, 433)


@misconception
def weeks_4_35(working: Working) -> Working | None:
    """4.35 weeks in a month."""
    return _by_rounded_weeks(working, 435)


# --- What is eligible -------------------------------------------------------------------------------------------------


def _whole_rent(so_far: Mapping[str, Any]) -> Any:
    return so_far["contractual_rent_pm"] if "contractual_rent_pm" in so_far else so_far["weekly_rent_pw"]


@misconception
def service_charges_left_out(working: Working) -> Working:
    """No service charge is eligible."""
    return working.with_inputs(*_ELIGIBLE, eligible_service_charges_pm=nothing, eligible_service_charges_pw=nothing)


@misconception
def ineligible_charges_counted(working: Working) -> Working | None:
    """Everything that is charged is eligible."""
    home = working.case.tenancy
    if not home.ineligible_in_rent and all(charge.eligible for charge in home.service_charges):
        return None
    return working.with_outcome(*_ELIGIBLE, is_=lambda _value, _inputs, so_far: _whole_rent(so_far))


@misconception
def whole_rent_of_joint_tenant(working: Working) -> Working:
    """The whole rent of a joint tenancy."""
    return working.with_outcome(*_AFTER_CHARGE, is_=_not_shared)


def _not_shared(_value: Any, inputs: Mapping[str, Any], _: Mapping[str, Any]) -> Any:
    eligible = inputs.get("eligible_rent_pm", inputs.get("eligible_rent_pw"))
    return eligible - inputs.get("under_occupation_charge_pm", inputs.get("under_occupation_charge_pw"))


# --- The bedroom charge -----------------------------------------------------------------------------------------------


def _percent(working: Working, as_if: Mapping[int, int]) -> Working:
    return working.with_outcome(
        "under_occupation_percent",
        is_=lambda value, _inputs, _so_far: np.array([as_if.get(int(one), int(one)) for one in value], dtype=np.int64),
    )


@misconception
def fourteen_percent_for_two(working: Working) -> Working:
    """14% though two bedrooms or more are spare."""
    return _percent(working, {25: 14})


@misconception
def twenty_five_percent_for_one(working: Working) -> Working:
    """25% though one bedroom is spare."""
    return _percent(working, {14: 25})


@misconception
def fourteen_percent_for_each_room(working: Working) -> Working:
    """14% for each spare bedroom."""
    return working.with_outcome(
        "under_occupation_percent",
        is_=lambda value, inputs, _: np.where(value > 0, np.minimum(14 * inputs["bedrooms_spare"], 100), 0),
    )


def _charge_of(working: Working, base: Any) -> Working:
    return working.with_inputs(*_CHARGE, eligible_rent_pm=base, eligible_rent_pw=base)


@misconception
def charge_after_non_dependants(working: Working) -> Working | None:
    """The charge on what other adults leave of the rent."""
    if not working.case.non_dependants:
        return None
    figures = working.figures()
    off = figures.get("housing_cost_contributions", figures.get("non_dependant_deductions", 0))
    return _charge_of(working, lambda inputs, _: np.maximum(_eligible(inputs) - off, 0))


def _eligible(inputs: Mapping[str, Any]) -> Any:
    return inputs.get("eligible_rent_pm", inputs.get("eligible_rent_pw"))


@misconception
def charge_on_rent_alone(working: Working) -> Working:
    """The charge on the rent without its service charges."""
    return _charge_of(working, lambda _, so_far: so_far.get("core_rent_pm", so_far.get("core_rent_pw")))


@misconception
def charge_on_whole_rent(working: Working) -> Working:
    """The charge on everything that is charged, eligible or not."""
    return _charge_of(working, lambda _, so_far: _whole_rent(so_far))


@misconception
def no_bedroom_charge(working: Working) -> Working:
    """No charge for spare bedrooms."""
    return working.with_outcome("under_occupation_percent", is_=lambda value, *_: np.zeros_like(value))


@misconception
def charge_made_up_in_scotland(working: Working) -> Working | None:
    """The charge left out of the award, because a Scottish council makes up for it."""
    if working.case.country is not Country.SCOTLAND:
        return None
    return working.with_outcome(*_CHARGE, is_=lambda value, *_: np.zeros_like(value))


@misconception
def charge_though_exempt(working: Working) -> Working:
    """The charge where the law makes none: joint tenants in Universal Credit, or pension age in Housing Benefit."""
    return working.with_inputs("under_occupation_percent", outside_charge=nothing)


# --- Bedrooms ---------------------------------------------------------------------------------------------------------


def _rooms(working: Working, more: int) -> Working:
    """So many rooms more for adults, or fewer."""
    return working.with_outcome("bedrooms_for_adults", is_=lambda value, *_: np.maximum(value + more, 0))


def _rooms_of(working: Working, case: Case) -> Working:
    """The rooms that another household needs."""
    return working.with_figures_of(working.with_case(case), "bedrooms_needed")


def _ages(working: Working) -> list[int]:
    """The age of each child as the scheme takes it."""
    case = working.case
    day = assessment_period_end(case.date) if rent_in_universal_credit(working) else case.date
    return [child.age_on(day, case.date) for child in case.children]


def _as_aged(working: Working, change: Mapping[int, int], sex: Sex | None = None) -> Working | None:
    """The rooms where children of some ages have others. ``sex`` is given to every child who changes."""
    case = working.case
    ages = _ages(working)
    if not any(age in change for age in ages):
        return None
    children = [
        child.model_copy(
            update={"age": change[age], "born": None, "sex": sex or child.sex or Sex.FEMALE, "of_non_dependant": False}
        )
        if age in change
        else child
        for child, age in zip(case.children, ages, strict=True)
    ]
    return _rooms_of(working, case.model_copy(update={"children": tuple(children)}))


@misconception
def over_16_shares(working: Working) -> Working | None:
    """Young people of 16 and over share like younger children."""
    return _as_aged(working, {16: 14, 17: 14, 18: 14, 19: 14})


@misconception
def over_16_left_out(working: Working) -> Working | None:
    """Young people of 16 and over are left out of the household."""
    case, ages = working.case, _ages(working)
    kept = tuple(child for child, age in zip(case.children, ages, strict=True) if age < 16)
    return None if len(kept) == len(ages) else working.with_case(case.model_copy(update={"children": kept}))


@misconception
def over_10s_of_different_sex_share(working: Working) -> Working | None:
    """A boy and a girl share though one is 10 or over."""
    return _as_aged(working, dict.fromkeys(range(10, 16), 8))


@misconception
def under_10s_of_different_sex_apart(working: Working) -> Working | None:
    """A boy and a girl under 10 have a room each."""
    return _as_aged(working, dict.fromkeys(range(10), 12))


@misconception
def each_child_a_room(working: Working) -> Working | None:
    """A room for every child."""
    return _as_aged(working, dict.fromkeys(range(16), 17))


@misconception
def one_room_for_all_children(working: Working) -> Working:
    """One room for all children together."""
    return working.with_outcome("bedrooms_for_children", is_=lambda value, *_: np.minimum(value, 1))


@misconception
def overnight_carers_room_forgotten(working: Working) -> Working | None:
    """No room for carers who stay overnight."""
    case = working.case
    if not case.tenancy.overnight_carer_bedroom:
        return None
    return _rooms_of(working, with_home(case, overnight_carer_bedroom=False))


@misconception
def foster_room_forgotten(working: Working) -> Working | None:
    """No room for fostering."""
    case = working.case
    return _rooms_of(working, with_home(case, foster_bedroom=False)) if case.tenancy.foster_bedroom else None


@misconception
def disabled_child_made_to_share(working: Working) -> Working | None:
    """A disabled child who cannot share is made to share."""
    case = working.case
    if not any(child.cannot_share_bedroom for child in case.children):
        return None
    return _rooms_of(working, with_children(case, cannot_share_bedroom=False))


@misconception
def couple_needs_two_rooms(working: Working) -> Working | None:
    """A room for each of a couple."""
    return None if working.case.partner is None else _rooms(working, 1)


@misconception
def no_room_for_claimant(working: Working) -> Working:
    """Rooms for everybody but the claimant."""
    return _rooms(working, -1)


@misconception
def other_adults_need_no_room(working: Working) -> Working | None:
    """No room for other adults in the home."""
    case = working.case
    return _rooms_of(working, case.model_copy(update={"non_dependants": ()})) if case.non_dependants else None


@misconception
def four_rooms_at_most_in_social_rent(working: Working) -> Working | None:
    """Four rooms at most, as in private rent."""
    if working.case.tenancy.tenure is Tenure.PRIVATE_RENT:
        return None
    return working.with_outcome("bedrooms_needed", is_=lambda value, *_: np.minimum(value, 4))


# --- Local Housing Allowance ------------------------------------------------------------------------------------------


@misconception
def allowance_of_rooms_in_home(working: Working) -> Working | None:
    """The Local Housing Allowance of the rooms that the home has."""
    rooms = working.case.tenancy.bedrooms
    if rooms is None:
        return None
    return working.with_inputs(
        "allowance_category", bedrooms_needed=lambda inputs, _: np.full_like(inputs["bedrooms_needed"], rooms)
    )


@misconception
def whole_allowance_though_rent_lower(working: Working) -> Working | None:
    """The whole Local Housing Allowance, though the rent is lower."""
    if working.case.tenancy.tenure is not Tenure.PRIVATE_RENT:
        return None
    return working.with_outcome(
        *_COUNTED,
        is_=lambda _value, inputs, _so_far: inputs.get(
            "local_housing_allowance_pm", inputs.get("local_housing_allowance_pw")
        ),
    )


@misconception
def allowance_ignored(working: Working) -> Working:
    """The whole rent, though the Local Housing Allowance is lower."""
    return working.with_inputs(*_COUNTED, private_rent=no)


@misconception
def one_room_rate_under_35(working: Working) -> Working:
    """The one-bedroom rate for somebody single under 35."""
    return working.with_inputs("allowance_category", single_under_35=no)


@misconception
def shared_rate_at_any_age(working: Working) -> Working | None:
    """The rate for shared accommodation for somebody single of 35 or over."""
    case = working.case
    if case.partner is not None or case.children or case.non_dependants:
        return None
    return working.with_inputs(
        "allowance_category", single_under_35=lambda inputs, _: np.full_like(inputs["single_under_35"], True)
    )
