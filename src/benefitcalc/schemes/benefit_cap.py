"""The benefit cap: the rules that Universal Credit and Housing Benefit share (WRA 2012 s 96).

Not covered:

- when a grace period begins and ends: whether it runs in this period is entered (UC Regs 2013 reg 82(2); HB Regs 2006
  reg 75E)
- benefits entitled to but not paid, in hospital or a care home (UC Regs 2013 reg 83)
- the phased start between 15 April and 30 September 2013, outside four London boroughs (SI 2012/2994)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import Country, Households, income_mask
from benefitcalc.money import Flag, Pence
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule

COUNTED = income_mask(
    "new_style_jsa",
    "new_style_esa",
    "maternity_allowance",
    "widowed_parents_allowance",
    "widows_pension",
    "bereavement_allowance",
    "incapacity_benefit",
    "severe_disablement_allowance",
    "child_tax_credit",
    "income_support",
    "income_based_jsa",
    "income_related_esa",
)
COUNTED_UNTIL_2016 = income_mask("carers_allowance", "guardians_allowance")


EXEMPTIONS = (
    "armed_forces_independence_payment",
    "attendance_allowance",
    "carer_element",
    "carers_allowance",
    "disability_living_allowance",
    "earnings",
    "esa_support",
    "grace_period",
    "guardians_allowance",
    "industrial_injuries",
    "lcwra_element",
    "personal_independence_payment",
    "universal_credit",
    "war_pension",
    "working_tax_credit",
)
"""The codes of the contract in sorted order, so that a household's list is sorted too."""


@rule(
    "Benefit cap limit a year",
    unit=Unit.PENCE_PA,
    law="WRA 2012 s 96(5A); UC Regs 2013 reg 80A(2); HB Regs 2006 reg 75CA(2)",
)
def benefit_cap_limit_of_the_year_pa(
    *,
    in_greater_london: Flag,
    couple_or_family: Flag,
    london_family: MoneyRate,
    london_single: MoneyRate,
    rest_family: MoneyRate,
    rest_single: MoneyRate,
) -> Pence:
    """The yearly limit is higher in Greater London, and higher for a couple and for anyone with a child."""
    london = np.where(couple_or_family, int(london_family), int(london_single))
    rest = np.where(couple_or_family, int(rest_family), int(rest_single))
    return np.where(in_greater_london, london, rest)


def limit_of_the_year(home: Households, couple_or_family: Flag, rates: Rates) -> Pence:
    """The yearly limit of each household at these rates."""
    return benefit_cap_limit_of_the_year_pa(
        in_greater_london=home.greater_london & (home.country == Country.ENGLAND),
        couple_or_family=couple_or_family,
        london_family=rates.money("benefit_cap.annual.greater_london.couple_or_family"),
        london_single=rates.money("benefit_cap.annual.greater_london.single"),
        rest_family=rates.money("benefit_cap.annual.rest.couple_or_family"),
        rest_single=rates.money("benefit_cap.annual.rest.single"),
    )


@dataclass(frozen=True, slots=True)
class BenefitCap:
    """Columns of shape ``(n,)``; ``exemptions`` by code."""

    limit: Pence
    counted_income: Pence
    reduction: Pence
    exemptions: dict[str, Flag]
    applies: Flag
