"""Misconceptions about what an award is made of: standard allowance, children, health, caring, childcare, rates."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from benefitcalc.training.misconceptions.ways import (
    misconception,
    no,
    nothing,
    rates_before,
    rates_to_come,
    whole,
    with_rates,
    yes,
)
from benefitcalc.training.working import Working

_STANDARD = "standard_allowance_pm"
_CHILDCARE = "childcare_element_pm"


@misconception
def last_years_rates(working: Working) -> Working | None:
    """The rates before the last uprating."""
    return with_rates(working, rates_before(working))


@misconception
def new_rates_too_early(working: Working) -> Working | None:
    """New rates in an assessment period that began before them."""
    return with_rates(working, rates_to_come(working))


@misconception
def under_25_rate(working: Working) -> Working:
    """The lower standard allowance, though the claimant or either of a couple is 25."""
    return working.with_inputs(_STANDARD, either_25_or_over=no)


@misconception
def over_25_rate(working: Working) -> Working:
    """The higher standard allowance, though nobody is 25."""
    return working.with_inputs(_STANDARD, either_25_or_over=yes)


@misconception
def single_rate_for_couple(working: Working) -> Working:
    """The standard allowance of a single person for a couple."""
    return working.with_inputs(_STANDARD, couple=no)


@misconception
def couple_as_two_singles(working: Working) -> Working | None:
    """Two single standard allowances for a couple."""
    if working.case.partner is None:
        return None
    return working.with_inputs(_STANDARD, couple=no).with_outcome(_STANDARD, is_=lambda value, *_: 2 * value)


# --- Children ---------------------------------------------------------------------------------------------------------


def _own_children(working: Working) -> int:
    return sum(not child.of_non_dependant for child in working.case.children)


@misconception
def two_child_limit_still(working: Working) -> Working:
    """Two children counted at most, though the limit ended or an exception holds."""
    return working.with_inputs(
        "child_element_pm",
        "child_allowances_pw",
        children_counted=lambda inputs, _: np.minimum(inputs["children_counted"], 2),
    )


@misconception
def two_child_limit_forgotten(working: Working) -> Working:
    """Every child counted, though the limit holds."""
    key = "uc.child_limit.max_children", "hb.child_limit.max_children"
    return with_rates(working, dict.fromkeys(key, "20")) or working


@misconception
def higher_first_child_rate(working: Working) -> Working:
    """The higher amount for an eldest child who was born on or after 6 April 2017."""
    return working.with_inputs("child_element_pm", eldest_born_before_6_april_2017=yes)


@misconception
def first_child_rate_forgotten(working: Working) -> Working:
    """The same amount for every child, though the eldest was born before 6 April 2017."""
    return working.with_inputs("child_element_pm", eldest_born_before_6_april_2017=no)


@misconception
def higher_rate_for_every_child(working: Working) -> Working:
    """The higher amount of the first child for every child."""
    return working.with_inputs("child_element_pm", each_child=lambda inputs, _: int(inputs["first_child"]))


@misconception
def disabled_child_lower_for_higher(working: Working) -> Working:
    """The lower disabled child addition for a child who has the higher."""
    return working.with_inputs("disabled_child_addition_pm", higher=lambda inputs, _: int(inputs["lower"]))


@misconception
def disabled_child_higher_for_lower(working: Working) -> Working:
    """The higher disabled child addition for a child who has the lower."""
    return working.with_inputs("disabled_child_addition_pm", lower=lambda inputs, _: int(inputs["higher"]))


@misconception
def disabled_child_both_additions(working: Working) -> Working:
    """Both disabled child additions for a child who has the higher."""
    return working.with_inputs(
        "disabled_child_addition_pm", higher=lambda inputs, _: int(inputs["higher"]) + int(inputs["lower"])
    )


# --- Health and caring ------------------------------------------------------------------------------------------------


@misconception
def carer_and_health_element_together(working: Working) -> Working:
    """The carer element and the health element for one person."""
    return working.with_outcome(
        "carer_element_pm", is_=lambda _value, inputs, _: inputs["carers"].sum(axis=0) * int(inputs["carer"])
    ).with_outcome(
        "work_capability_element_pm", is_=lambda _value, inputs, _: inputs["health_element_of_each_pm"].max(axis=0)
    )


@misconception
def health_element_for_each(working: Working) -> Working | None:
    """A health element for each of a couple."""
    if working.case.partner is None:
        return None

    def each(_: Any, inputs: Mapping[str, Any], __: Mapping[str, Any]) -> Any:
        amounts = np.array(
            [0, 0, int(inputs["lcw"]), int(inputs["lcwra"]), int(inputs["lcwra_protected"])], dtype=np.int64
        )
        return amounts[inputs["work_capability"]]

    return working.with_outcome("health_element_of_each_pm", is_=each).with_outcome(
        "work_capability_element_pm", is_=lambda _value, inputs, _: inputs["health_element_of_each_pm"].sum(axis=0)
    )


@misconception
def protected_health_rate_for_all(working: Working) -> Working:
    """The protected rate of the health element for somebody who has the standard one."""
    return working.with_inputs("health_element_of_each_pm", lcwra=lambda inputs, _: int(inputs["lcwra_protected"]))


@misconception
def standard_health_rate_for_all(working: Working) -> Working:
    """The standard rate of the health element for somebody who has the protected one."""
    return working.with_inputs("health_element_of_each_pm", lcwra_protected=lambda inputs, _: int(inputs["lcwra"]))


@misconception
def carer_element_forgotten(working: Working) -> Working:
    """No carer element."""
    return working.with_outcome("carer_element_pm", is_=lambda value, *_: np.zeros_like(value))


@misconception
def one_carer_element_for_two(working: Working) -> Working:
    """One carer element where both care."""
    return working.with_outcome(
        "carer_element_pm", is_=lambda value, inputs, _: np.minimum(value, int(inputs["carer"]))
    )


# --- Childcare and the transitional element ---------------------------------------------------------------------------


@misconception
def all_of_the_childcare(working: Working) -> Working:
    """All of the childcare charges instead of a share."""
    return working.with_inputs(_CHILDCARE, percent=Fraction(1))


@misconception
def seventy_percent_of_the_childcare(working: Working) -> Working:
    """70% of the charges, the share of the tax credits."""
    return working.with_inputs(_CHILDCARE, percent=Fraction(7, 10))


@misconception
def childcare_above_the_limit(working: Working) -> Working:
    """The share of the charges without its limit."""
    return working.with_inputs(_CHILDCARE, one_child=10**9, two_or_more=10**9)


@misconception
def childcare_limited_first(working: Working) -> Working:
    """The limit on the charges, before the share is taken."""

    def is_(_: Any, inputs: Mapping[str, Any], __: Mapping[str, Any]) -> Any:
        limit = np.where(inputs["children_in_care"] >= 2, int(inputs["two_or_more"]), int(inputs["one_child"]))
        charges = np.minimum(inputs["childcare_charges_pm"], limit)
        share = inputs["percent"]
        return (charges * share.numerator + share.denominator // 2) // share.denominator

    return working.with_outcome(_CHILDCARE, is_=is_)


@misconception
def childcare_limit_of_all_children(working: Working) -> Working:
    """The limit of two children, though one is in childcare."""
    return working.with_inputs(_CHILDCARE, children_in_care=whole(_own_children(working)))


@misconception
def childcare_without_work(working: Working) -> Working:
    """Childcare costs of somebody who does not work."""
    return working.with_inputs("childcare_charges_pm", in_work_or_unable_to_care=yes)


@misconception
def childcare_in_four_weeks(working: Working) -> Working | None:
    """Four weeks of childcare in a month."""
    weekly = [child for child in working.case.children if child.childcare and child.childcare.per.weeks]
    if not weekly:
        return None
    return working.with_inputs(
        "childcare_charges_pm", charges_entered_pm=lambda inputs, _: (inputs["charges_entered_pm"] * 12 + 6) // 13
    )


@misconception
def transitional_element_forgotten(working: Working) -> Working:
    """No transitional element."""
    return working.with_inputs("maximum_amount_pm", transitional_element_pm=nothing).with_outcome(
        "transitional_element_pm", is_=lambda value, *_: np.zeros_like(value)
    )
