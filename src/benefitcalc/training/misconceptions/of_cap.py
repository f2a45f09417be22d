"""Misconceptions about the benefit cap, and about what is left of an award for the rent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from benefitcalc.case import Case, Tenure
from benefitcalc.money import round_half_up
from benefitcalc.periods import month_to_week
from benefitcalc.training.misconceptions.of_income import paid_gross, paid_on_average
from benefitcalc.training.misconceptions.ways import (
    misconception,
    no,
    nothing,
    rent_in_universal_credit,
    with_home,
    yes,
)
from benefitcalc.training.working import Function, Working

_LIMIT = "benefit_cap_limit_of_the_year_pa"
_INCOME = ("capped_income_pm", "housing_benefit_capped_income_pw")
_REDUCTION = ("benefit_cap_reduction_pm", "housing_benefit_cap_reduction_pw")


# --- The limit --------------------------------------------------------------------------------------------------------


@misconception
def london_limit_outside_london(working: Working) -> Working:
    """The limit of Greater London elsewhere."""
    return working.with_inputs(_LIMIT, in_greater_london=yes)


@misconception
def limit_outside_london_in_london(working: Working) -> Working:
    """The lower limit in Greater London."""
    return working.with_inputs(_LIMIT, in_greater_london=no)


@misconception
def single_limit_for_family(working: Working) -> Working:
    """The limit of a single person for a couple or a family."""
    return working.with_inputs(_LIMIT, couple_or_family=no)


@misconception
def family_limit_for_single(working: Working) -> Working:
    """The limit of a family for a single person."""
    return working.with_inputs(_LIMIT, couple_or_family=yes)


@misconception
def limit_before_2023(working: Working) -> Working:
    """The limits that ended in April 2023."""
    return working.with_inputs(
        _LIMIT, london_family=2_300_000, london_single=1_541_000, rest_family=2_000_000, rest_single=1_340_000
    )


@misconception
def limit_of_four_weeks(working: Working) -> Working:
    """A weekly limit times four."""
    return working.with_outcome(
        "benefit_cap_limit_pm",
        is_=lambda _value, inputs, _: round_half_up(inputs["benefit_cap_limit_of_the_year_pa"], 52) * 4,
    )


# --- What counts ------------------------------------------------------------------------------------------------------


@misconception
def cap_before_the_bedroom_charge(working: Working) -> Working:
    """The cap worked out as if there were no bedroom charge."""
    return working.with_outcome("capped_income_pm", is_=_plus("under_occupation_charge_pm")).with_outcome(
        "housing_benefit_capped_income_pw", is_=_plus("under_occupation_charge_pw")
    )


def _plus(name: str) -> Any:
    def is_(value: Any, _: Mapping[str, Any], so_far: Mapping[str, Any]) -> Any:
        return value + so_far.get(name, 0)

    return is_


@misconception
def cap_with_the_whole_rent(working: Working) -> Working:
    """The whole rent counted for the cap, in place of the housing costs element or of no Housing Benefit."""
    rent = 0
    if not rent_in_universal_credit(working):
        rent = Working(with_home(working.case, tenure=Tenure.SOCIAL_RENT)).figures().get("contractual_rent", 0)
    return working.with_outcome(
        "capped_income_pm",
        is_=lambda value, _inputs, so_far: (
            value + so_far.get("contractual_rent_pm", rent) - so_far.get("housing_costs_element_pm", 0)
        ),
    )


@misconception
def child_benefit_outside_the_cap(working: Working) -> Working:
    """Child Benefit not counted for the cap."""
    return working.with_inputs(*_INCOME, child_benefit_for_the_cap_pm=nothing, child_benefit_pw=nothing)


@misconception
def child_benefit_of_four_weeks(working: Working) -> Working:
    """Four weeks of Child Benefit in a month."""
    return working.with_inputs(
        "capped_income_pm", child_benefit_for_the_cap_pm=lambda _inputs, so_far: 4 * so_far["child_benefit_pw"]
    )


@misconception
def maximum_amount_in_the_cap(working: Working) -> Working:
    """The maximum amount counted for the cap, before income came off."""
    return working.with_inputs(
        "capped_income_pm", award_before_cap_pm=lambda _inputs, so_far: so_far["maximum_amount_pm"]
    )


@misconception
def all_income_in_the_cap(working: Working) -> Working:
    """All other income counted for the cap, such as Carer's Allowance or a pension."""
    return working.with_inputs(
        "capped_income_pm", other_capped_benefits_pm=lambda _inputs, so_far: so_far["unearned_income_pm"]
    )


@misconception
def earnings_in_the_cap(working: Working) -> Working:
    """Earnings counted for the cap."""
    return working.with_outcome("capped_income_pm", is_=_plus("earned_income_pm"))


@misconception
def childcare_capped(working: Working) -> Working:
    """The childcare element not left out of the reduction."""
    return working.with_inputs("benefit_cap_reduction_pm", childcare_element_pm=nothing)


@misconception
def cap_though_exempt(working: Working) -> Working:
    """The cap though the household is exempt."""
    return working.with_inputs(*_REDUCTION, cap_tested=yes)


@misconception
def cap_forgotten(working: Working) -> Working:
    """No cap."""
    return working.with_outcome(*_REDUCTION, is_=lambda value, *_: np.zeros_like(value))


@misconception
def average_pay_in_the_cap(working: Working) -> Working | None:
    """The earnings of the exemption taken as a yearly average, though the paydays of the period count."""
    return _exempt_as(working, paid_on_average(working.case))


@misconception
def gross_pay_in_the_cap(working: Working) -> Working | None:
    """Gross pay compared with the earnings of the exemption."""
    return _exempt_as(working, paid_gross(working.case))


def _exempt_as(working: Working, case: Case | None) -> Working | None:
    """Exempt from the cap, or not, as the other case is, and everything else as in this one."""
    if case is None:
        return None
    tested: list[Any] = []

    def listen(function: Function, inputs: Mapping[str, Any], _: Mapping[str, Any]) -> Any:
        tested.append(inputs["cap_tested"])
        return function(**inputs)

    working.with_case(case).with_rule("benefit_cap_reduction_pm", listen).figures()
    return working.with_inputs("benefit_cap_reduction_pm", cap_tested=tested[0]) if tested else None


# --- Help with the rent -----------------------------------------------------------------------------------------------


@misconception
def whole_award_for_the_rent(working: Working) -> Working:
    """The whole award taken as help with the rent."""
    return working.with_outcome("help_with_rent_pw", is_=lambda _value, inputs, _: month_to_week(inputs["award_pm"]))


@misconception
def housing_element_though_award_lower(working: Working) -> Working:
    """The whole housing costs element taken as help, though the award is lower."""
    return working.with_outcome(
        "help_with_rent_pw", is_=lambda _value, inputs, _: month_to_week(inputs["housing_costs_element_pm"])
    )


@misconception
def help_by_four_weeks(working: Working) -> Working:
    """The help of a month divided by four."""
    return working.with_outcome(
        "help_with_rent_pw",
        is_=lambda _value, inputs, _: round_half_up(
            np.minimum(inputs["housing_costs_element_pm"], inputs["award_pm"]), 4
        ),
    )


@misconception
def eligible_rent_to_pay(working: Working) -> Working:
    """The help taken off the eligible rent, though the tenant owes the whole."""
    return working.with_inputs(
        "rent_to_pay_pw",
        contractual_rent_pw=lambda _inputs, so_far: month_to_week(so_far["eligible_rent_pm"]),
    )
