"""Where the rent goes: how much help covers, how much is left to pay, and why."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from benefitcalc.columns.table import Columns
from benefitcalc.money import Pence
from benefitcalc.periods import month_to_week
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.home.size_criteria import SizeCriteria
from benefitcalc.schemes.housing_benefit.award import HousingBenefit
from benefitcalc.schemes.universal_credit.award import UniversalCredit

CAUSES = (
    "ineligible_charges",
    "under_occupation",
    "joint_tenancy",
    "local_housing_allowance",
    "non_dependants",
    "income",
    "minimum_award",
    "not_entitled",
    "benefit_cap",
    "no_help",
)
"""The causes of rent that is left to pay, in the order of the contract."""


@rule(
    "Help with rent",
    unit=Unit.PENCE_PW,
    law="UC Regs 2013 reg 26; UC (C&P) Regs 2013 reg 58",
    nil=lambda inputs: (
        "there is no award to pay it from" if inputs["housing_costs_element_pm"].any() else "no housing costs element"
    ),
)
def help_with_rent_pw(*, housing_costs_element_pm: Pence, award_pm: Pence) -> Pence:
    """The help with rent is the housing costs element or the award, whichever is less, by the week."""
    return month_to_week(np.minimum(housing_costs_element_pm, award_pm))


@rule("Rent to pay", unit=Unit.PENCE_PW, law="UC Regs 2013 Sch 4 para 7", nil="the whole rent is covered")
def rent_to_pay_pw(*, contractual_rent_pw: Pence, help_with_rent_pw: Pence) -> Pence:
    """The rent to pay is everything that the landlord charges for the home in a week, less the help."""
    return contractual_rent_pw - help_with_rent_pw


def _universal_credit_levels(uc: UniversalCredit) -> dict[str, Pence]:
    """What is left of the monthly rent after each cause, in the order of :data:`CAUSES`."""
    housing, helped, entitled = uc.housing, uc.housing.helped, uc.entitled
    after_non_dependants = np.where(helped, housing.housing_costs_element_pm, housing.rent_within_allowance_pm)
    # A late re-claim pays for part of the period: what the days before the claim take away is "not entitled".
    from_claim = np.minimum(uc.elements.housing_costs_element, uc.award_before_cap)
    of_whole_period = np.maximum(np.minimum(after_non_dependants, uc.award_of_whole_period), from_claim)
    # Without an award the whole rent is left because of income, where no other condition fails (reading 21).
    weighed = entitled | uc.reasons["income_too_high"]
    after_income = np.where(helped & weighed, of_whole_period, after_non_dependants)
    after_entitlement = np.where(helped, np.where(entitled, from_claim, 0), after_income)
    after_cap = np.where(helped & entitled, np.minimum(uc.elements.housing_costs_element, uc.award), after_entitlement)
    return {
        "ineligible_charges": housing.eligible_rent_pm,
        "under_occupation": housing.eligible_rent_pm - housing.under_occupation_charge_pm,
        "joint_tenancy": housing.tenants_share_pm,
        "local_housing_allowance": housing.rent_within_allowance_pm,
        "non_dependants": after_non_dependants,
        "income": after_income,
        "minimum_award": after_income,
        "not_entitled": after_entitlement,
        "benefit_cap": after_cap,
        "no_help": np.where(helped, after_cap, 0),
    }


def rent_columns_of_universal_credit(uc: UniversalCredit) -> Columns:
    """The columns of the rent under Universal Credit: the rent by the month, the help with it, and what is left to pay
    by cause.
    """
    housing = uc.housing
    rent = month_to_week(housing.contractual_rent_pm)
    by_month = _universal_credit_levels(uc)
    by_week = {cause: month_to_week(level) for cause, level in by_month.items()}
    help_with_rent = help_with_rent_pw(housing_costs_element_pm=uc.elements.housing_costs_element, award_pm=uc.award)
    return {
        "housing.contractual_rent": housing.contractual_rent_pm,
        "housing.eligible_rent": housing.eligible_rent_pm,
        "housing.ineligible_charges": housing.contractual_rent_pm - housing.eligible_rent_pm,
        "housing.bedrooms_needed": housing.size.bedrooms_needed,
        "housing.bedrooms_spare": housing.bedrooms_spare,
        "housing.under_occupation_percent": housing.under_occupation_percent,
        "housing.under_occupation_charge": housing.under_occupation_charge_pm,
        "housing.local_housing_allowance_restriction": housing.tenants_share_pm - housing.rent_within_allowance_pm,
        "housing.non_dependant_contributions": housing.contributions_pm,
        "help_with_rent": help_with_rent,
        "rent_to_pay": rent_to_pay_pw(contractual_rent_pw=rent, help_with_rent_pw=help_with_rent),
        **_left_to_pay("shortfall", rent, by_week),
        # The same by the month, as it is paid: weekly amounts are rounded, and do not sum to a year's help.
        "month.help_with_rent": np.minimum(uc.elements.housing_costs_element, uc.award),
        **_left_to_pay("month", housing.contractual_rent_pm, by_month),
        **_size_warnings(housing.size),
    }


def rent_columns_of_housing_benefit(hb: HousingBenefit) -> Columns:
    """The same columns where Housing Benefit helps with the rent, or nothing does."""
    return {
        "housing.weekly": np.ones(len(hb.award), dtype=np.bool_),
        "housing.contractual_rent": hb.weekly_rent,
        "housing.eligible_rent": hb.eligible_rent,
        "housing.ineligible_charges": hb.ineligible_charges,
        "housing.bedrooms_needed": hb.bedrooms_needed,
        "housing.bedrooms_spare": hb.bedrooms_spare,
        "housing.under_occupation_percent": hb.under_occupation_percent,
        "housing.under_occupation_charge": hb.under_occupation_charge,
        "housing.local_housing_allowance_restriction": hb.local_housing_allowance_restriction,
        "housing.non_dependant_contributions": hb.non_dependant_deductions,
        "help_with_rent": hb.award,
        "rent_to_pay": hb.weekly_rent - hb.award,
        **_left_to_pay("shortfall", hb.weekly_rent, hb.levels),
        **_size_warnings(hb.size),
    }


def _left_to_pay(name: str, rent: Pence, levels: Mapping[str, Pence]) -> Columns:
    """What each cause leaves to pay: the level before it, less the level after it; the first level is the rent."""
    columns, before = {}, rent
    for cause in CAUSES:
        columns[f"{name}.{cause}"] = before - levels[cause]
        before = levels[cause]
    return columns


def _size_warnings(size: SizeCriteria) -> Columns:
    return {
        "warning.overnight_carer_bedroom": size.overnight_care_refused,
        "warning.overnight_carer_of_child_before_april_2017": size.overnight_care_of_child_too_early,
        "warning.overnight_carer_of_adult_before_april_2017": size.overnight_care_of_adult_too_early,
        "warning.couple_cannot_share_bedroom": size.couple_refused,
        "warning.couple_cannot_share_before_april_2017": size.couple_too_early,
        "warning.child_cannot_share_bedroom": size.child_refused,
        "warning.child_cannot_share_before_december_2013": size.child_too_early,
    }
