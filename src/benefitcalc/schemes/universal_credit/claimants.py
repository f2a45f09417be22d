"""Who is in the claim for Universal Credit, and which conditions of entitlement are not met (WRA 2012 ss 2-5; UC Regs
2013 regs 3, 8, 12-14).
"""

from __future__ import annotations

from benefitcalc.columns import AFIP, Adults, Batch, WorkCapability, disability_bits, has
from benefitcalc.columns.family import Family
from benefitcalc.money import Flag
from benefitcalc.periods import day_number
from benefitcalc.rates import Basis, Rates, first_day
from benefitcalc.schemes.universal_credit.elements import (
    ANY_ADDITION,
)


def _too_young(adults: Adults, family: Family, rates: Rates) -> Flag:
    """Who is below the minimum age and meets no exception that a case can state (reg 8).

    Shape ``(2, n)``.
    """
    excepted = (adults.work_capability != WorkCapability.NONE) | adults.carer | family.responsible
    return adults.present & (adults.age < int(rates.count("uc.minimum_age"))) & ~excepted


def claimants_of(adults: Adults, family: Family, rates: Rates) -> Flag:
    """Who is in the claim. Where only one of a couple is too young, the other claims as a single person (reg 3(3)(a)).

    The income and capital of both still count (regs 18(2), 22(3)).
    """
    too_young = _too_young(adults, family, rates)
    return adults.present & ~(too_young & adults.present[::-1] & ~too_young[::-1])


def conditions_not_met(batch: Batch, family: Family, claimants: Flag, rates: Rates) -> dict[str, Flag]:
    """The conditions of WRA 2012 ss 4-5 that a household does not meet, by the contract's code. Everybody in the claim
    must meet them.
    """
    home, adults = batch.households, batch.adults
    limited = adults.work_capability != WorkCapability.NONE
    too_young = _too_young(adults, family, rates)
    disabled_student = limited & has(
        adults.disability_benefits, ANY_ADDITION | AFIP | disability_bits("attendance_allowance_")
    )
    couple = adults.present[1]
    joint = claimants[0] & claimants[1]
    older_of_mixed_couple = adults.over_pension_age & joint & ~adults.over_pension_age[::-1]
    # A couple of whom both are students is let in by the one who fosters, as a single student is (reg 14(1)(c)-(d)).
    excepted = disabled_student | older_of_mixed_couple | family.responsible | home.foster_bedroom
    excluded = adults.student & ~excepted
    return {
        "under_18": too_young[0] & (~couple | too_young[1]),
        "over_pension_age": (adults.over_pension_age | ~claimants).all(axis=0),
        "student": (excluded | ~claimants).all(axis=0),
        "capital": (home.capital > int(rates.money("uc.capital.upper_limit"))) & ~home.transitional_capital_disregard,
        "before_universal_credit": home.date < day_number(first_day(Basis.ASSESSMENT_PERIOD)),
    }
