"""Which topic a step belongs to, so that a wrong step says what to practise."""

from __future__ import annotations

from benefitcalc.assessment.result import Assessment
from benefitcalc.case.kinds import SPECIFIED_ACCOMMODATION, Tenure

_TOPICS = {
    "under_occupation": ("bedrooms_needed", "bedrooms_spare", "under_occupation_charge"),
    "benefit_cap": (
        "benefit_cap_limit", "capped_income", "benefit_cap_reduction", "housing_benefit_cap_limit",
        "housing_benefit_capped_income", "housing_benefit_cap_reduction",
    ),
    "non_dependants": ("housing_cost_contributions", "non_dependant_deductions"),
    "children": ("child_element", "disabled_child_addition"),
    "earnings": ("earned_income", "work_allowance", "earnings_deduction", "net_earnings"),
    "childcare": ("childcare_element",),
    "health_and_caring": ("work_capability_element", "carer_element"),
    "savings": ("unearned_income", "tariff_income", "housing_benefit_tariff_income", "other_income"),
    "private_rent": ("local_housing_allowance", "rent_within_allowance"),
    "transitional": ("transitional_element",),
    "pension_age": (
        "appropriate_minimum_guarantee", "pension_credit_income", "guarantee_credit", "savings_credit",
    ),
    "council_tax": ("council_tax_reduction",),
}  # fmt: skip
_OF_STEP = {step: topic for topic, steps in _TOPICS.items() for step in steps}


def topic_of_step(step: str, otherwise: str) -> str:
    """The topic of a step by its name; ``otherwise`` for a step of every topic, such as the award."""
    return _OF_STEP.get(step, otherwise)


def topic_of_household(found: Assessment) -> str:
    """What a household is about as a whole: the home first, then the scheme that serves it."""
    tenure = found.case.tenancy.tenure
    if tenure in SPECIFIED_ACCOMMODATION or tenure is Tenure.TEMPORARY_ACCOMMODATION:
        return "supported_housing"
    if tenure is Tenure.PRIVATE_RENT:
        return "private_rent"
    if found.universal_credit is not None:
        return "universal_credit"
    return "pension_age" if found.pension_credit is not None else "housing_benefit"
