"""Which schemes are worked out for a household, and in words, with the provision, why these and not the others."""

from __future__ import annotations

from enum import IntFlag

from benefitcalc.case import NOT_RENTED, SPECIFIED_ACCOMMODATION, Case, Tenure
from benefitcalc.case.ages import over_pension_age
from benefitcalc.columns import Batch
from benefitcalc.columns import Tenure as TenureCode
from benefitcalc.money import Count, Flag
from benefitcalc.rates import Rates

MIXED_AGE_COUPLES = "pension_credit.mixed_age_couple_exclusion_from"
"""From this day a couple of mixed age cannot choose Pension Credit and Housing Benefit (SI 2019/37)."""


class Scheme(IntFlag):
    """Which schemes are worked out for a household. A batch is sorted by these values."""

    NEITHER = 0
    UNIVERSAL_CREDIT = 1
    HOUSING_BENEFIT = 2


def pension_age_rules(batch: Batch) -> Flag:
    """Households under the pension-age rules: everybody is over pension age, or a mixed-age couple is protected.

    WRA 2012 s 4(4); SI 2019/37. All other households of mixed age are of working age, before 15 May 2019 too (contract,
    reading 10).
    """
    claimant, partner = batch.adults.over_pension_age
    couple = batch.adults.present[1]
    mixed = couple & (claimant ^ partner)
    return (claimant & (~couple | partner)) | (mixed & batch.households.mixed_age_protection)


def schemes_of(batch: Batch) -> Count:
    """The :class:`Scheme` of each household.

    Housing Benefit helps with the rent at pension age, in specified and temporary accommodation, and where working-age
    people do not claim Universal Credit (contract, reading 10).
    """
    home = batch.households
    pension_age = pension_age_rules(batch)
    universal_credit = ~pension_age & home.universal_credit_claimed
    rented = (home.tenure != TenureCode.OWNER_OCCUPIER) & (home.tenure != TenureCode.NO_HOUSING_COSTS)
    housing_benefit = rented & (~universal_credit | (home.tenure >= TenureCode.EXEMPT_ACCOMMODATION))
    return universal_credit * int(Scheme.UNIVERSAL_CREDIT) + housing_benefit * int(Scheme.HOUSING_BENEFIT)


def why_this_scheme(case: Case, rates: Rates, *, universal_credit: bool, housing_benefit: bool) -> tuple[str, ...]:
    """Sentences that say why the scheme or schemes were worked out, and why the other was not."""
    return (
        *_living_costs(case, rates, universal_credit=universal_credit),
        *_rent(case, housing_benefit=housing_benefit),
    )


def _living_costs(case: Case, rates: Rates, *, universal_credit: bool) -> tuple[str, ...]:
    over = [over_pension_age(person, case.date) for person in case.adults]
    if universal_credit:
        if any(over) and case.date < rates.date(MIXED_AGE_COUPLES):
            reason = (
                "Universal Credit, as one of the couple is under pension age. Before 15 May 2019 Pension Credit and "
            )
            return (f"{reason}Housing Benefit were open to them: enter the protection if they had them (SI 2019/37).",)
        if any(over):
            return (
                "Universal Credit, because one of the couple is under pension age, without protection (SI 2019/37).",
            )
        return ("Universal Credit, because nobody in the claim is over pension age (WRA 2012 s 4).",)
    if all(over):
        return ("Not Universal Credit, because pension age has been reached (WRA 2012 s 4).",)
    if any(over) and case.housing_benefit.mixed_age_protection:
        return (
            "Not Universal Credit, because the couple's protection from before 15 May 2019 was entered (SI 2019/37).",
        )
    return ("Not Universal Credit, because it was entered that the household does not claim it.",)


def _rent(case: Case, *, housing_benefit: bool) -> tuple[str, ...]:
    tenure = case.tenancy.tenure
    if tenure in NOT_RENTED:
        return ("No help with rent, because the home is not rented.",)
    if not housing_benefit:
        return ("Help with rent comes through Universal Credit, not Housing Benefit (UC Regs 2013 reg 25).",)
    if tenure in SPECIFIED_ACCOMMODATION:
        return ("Help with rent comes through Housing Benefit: supported accommodation (UC Regs 2013 Sch 1 para 3A).",)
    if tenure is Tenure.TEMPORARY_ACCOMMODATION:
        return ("Help with rent comes through Housing Benefit: temporary accommodation (UC Regs 2013 Sch 1 para 3B).",)
    return ("Help with rent comes through Housing Benefit.",)
