"""Council Tax Reduction a year: the scheme prescribed for pensioners in England (SI 2012/2885: PR), and no other.

Only the year's figure is rounded (R6).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from . import rates
from .common import Case, penny, pounds, shown
from .household import (
    ZERO,
    age,
    couple,
    gets_income,
    incomes,
    members,
    non_dependants,
    over_pension_age,
    pension_age_household,
    per_week,
    the_date,
)

# The second adult rebate's limits of gross income a week (PR Sch 3): the specification has those of 2026-27 alone.
SECOND_ADULT_LOWER, SECOND_ADULT_UPPER = Fraction(289), Fraction(375)


def assess(case: Case) -> str | None:
    """None when it is not asked for, or when the household is not a pensioner's in England (PR reg 3)."""
    facts = case.get("council_tax")
    if not facts or facts.get("scheme") != "pension_age_england" or case["country"] != "england":
        return None
    if not pensioner(case):
        return None
    # Its year begins on 1 April whatever the rent: the rates are those of rent that is not weekly (law file 2.5).
    case = case | {"tenancy": {**case["tenancy"], "rent": None}}
    liability = pounds(facts["annual_liability"])
    try:
        rebate = second_adult_rebate(case, liability)
    except rates.NotKnown:  # thresholds of that year: nothing is said where the most that it can be would be better
        by_income = penny(means_tested(case, liability))
        return None if by_income < penny(liability * Fraction(15, 100)) else shown(by_income)
    return shown(penny(max(means_tested(case, liability), rebate)))


def pensioner(case: Case) -> bool:
    """Claimant or partner over pension age, and neither on Universal Credit or a legacy income-related benefit."""
    from .housing_benefit import LEGACY, universal_credit_in_payment

    if not any(over_pension_age(case, person) for person in members(case).values()):
        return False
    return not any(gets_income(case, kind) for kind in LEGACY) and not universal_credit_in_payment(case)


def days_in_financial_year(on: date) -> int:
    year = on.year if on >= date(on.year, 4, 1) else on.year - 1
    return (date(year + 1, 4, 1) - date(year, 4, 1)).days


# -- classes A and B --------------------------------------------------------------------------------------------------


def means_tested(case: Case, liability: Fraction) -> Fraction:
    """The year's liability less deductions and 20% of the income above the applicable amount, both by the day."""
    from . import housing_benefit as hb

    # One of a mixed-age couple makes a pensioner here even where Pension Credit and PA HB are closed to the couple.
    on_pension_credit = pension_age_household(case)
    facts = case if on_pension_credit else as_if_protected(case)
    passport = on_pension_credit and hb.passported(case)
    if not passport and capital_is_too_much(case):
        return ZERO  # PR reg 11: £16,000
    days = days_in_financial_year(the_date(case))
    home = case["tenancy"]
    share = Fraction(int(home.get("people_liable_in_claim") or 1), int(home.get("people_liable") or 1))
    reduction = liability - non_dependant_deductions(case) * share * days / 7  # PR Sch 1 paras 7, 8; law file 15.1
    if not passport:
        earnings = sum((hb.earnings_of(facts, of) for of in members(facts)), ZERO)
        income = max(ZERO, earnings - hb.disregards(facts).total) + hb.other_income(facts) + hb.tariff_income(facts)
        if not on_pension_credit:
            income -= hb.savings_credit(facts)
        excess = max(ZERO, income - applicable_amount(facts))
        reduction -= excess * rates.number("ctr.england_pension_age.taper", the_date(case)) * days / 7
    return max(ZERO, reduction)


def as_if_protected(case: Case) -> Case:
    """The same household under the pension-age rules of income and of the applicable amount."""
    return {**case, "housing_benefit": {**(case.get("housing_benefit") or {}), "mixed_age_protection": True}}


def capital_is_too_much(case: Case) -> bool:
    return pounds(case.get("capital")) > rates.number("ctr.england_pension_age.capital_limit", the_date(case))


def applicable_amount(case: Case) -> Fraction:
    """PA HB's, without a family premium for anyone since 1 May 2016 (PR Sch 2)."""
    from . import housing_benefit as hb

    amount = hb.applicable_amount(case)
    return amount - hb.family_premium(case) if the_date(case) >= date(2016, 5, 1) else amount


def non_dependant_deductions(case: Case) -> Fraction:
    """A week (PR Sch 1 para 8): claimants are exempt as in HB; one a couple, on their joint income."""
    from . import housing_benefit as hb

    if hb.exempt_from_deductions(case):
        return ZERO
    return sum(
        (
            max(non_dependant_deduction(case, person, hb.joint_gross_income(unit)) for person in unit)
            for unit in hb.non_dependant_units(case)
        ),
        ZERO,
    )


def non_dependant_deduction(case: Case, person: Case, income: Fraction | None) -> Fraction:
    """Nil at any age on an income-related benefit, or on Universal Credit without earnings."""
    on = the_date(case)
    benefits = set(person.get("benefits") or [])
    if age(case, person) < 18 or person.get("student") or person.get("prisoner") or person.get("armed_forces_away"):
        return ZERO
    if benefits & {"pension_credit", "income_related_legacy", "universal_credit_no_earnings"}:
        return ZERO
    band = 1
    if person.get("works_16_hours"):
        band = 4
        if income is not None:
            name = "ctr.england_pension_age.non_dependant.gross_income_threshold.band_"
            band = max([1] + [n for n in (2, 3, 4) if income >= rates.number(f"{name}{n}", on)])
    return rates.number(f"ctr.england_pension_age.non_dependant.deduction.band_{band}", on)


# -- class C ----------------------------------------------------------------------------------------------------------


def second_adult_rebate(case: Case, liability: Fraction) -> Fraction:
    """The alternative maximum reduction (PR Sch 1 paras 4, 9; Sch 3), whatever the claimant has and gets."""
    home = case["tenancy"]
    if int(home.get("people_liable") or 1) > int(home.get("people_liable_in_claim") or 1):
        return ZERO  # somebody else is liable too: not modelled
    if incomes(case, "lodger") or incomes(case, "boarder"):
        return ZERO  # a resident pays rent
    if couple(case) and not any(person.get("student") for person in members(case).values()):
        return ZERO  # one liable adult, or only one who is not disregarded (law file 18, P4)
    adults = [person for person in non_dependants(case) if is_second_adult(case, person)]
    return liability * share_of_the_tax(case, adults) if adults else ZERO


def share_of_the_tax(case: Case, adults: list[Case]) -> Fraction:
    """PR Sch 3, the table."""
    benefits = {"pension_credit", "income_related_legacy"}
    others = [person for person in adults if not benefits & set(person.get("benefits") or [])]
    if not others:
        students = all(person.get("student") for person in members(case).values())
        return Fraction(1) if students else Fraction(25, 100)
    # The income of a second adult who is disregarded for discount counts where that of the partner does (PR Sch 3 para
    # 3), but none of somebody on a listed benefit (para 1(b)), nor under 18, who is no resident (LGFA 1992 s 6(5)).
    everyone = non_dependants(case)
    partners = [everyone[person["couple_with"]] for person in others if person.get("couple_with") is not None]
    partners = [
        person for person in partners if age(case, person) >= 18 and not benefits & set(person.get("benefits") or [])
    ]
    counted = others + [person for person in partners if not any(person is other for other in others)]
    income = sum((penny(per_week(person["gross_income"])) for person in counted if person.get("gross_income")), ZERO)
    all_shown = all(person.get("gross_income") for person in counted)
    if not all_shown:
        return ZERO
    lower, upper = (
        rates.number(f"ctr.england_pension_age.second_adult.{name}_threshold", the_date(case))
        for name in ("lower", "upper")
    )
    if income >= upper:
        return ZERO
    return Fraction(15, 100) if income < lower else Fraction(75, 1000)


def is_second_adult(case: Case, person: Case) -> bool:
    """An adult resident who is not disregarded for discount (LGFA 1992 Sch 1): not a student, prisoner or away."""
    disregarded = person.get("student") or person.get("prisoner") or person.get("armed_forces_away")
    return age(case, person) >= 18 and not disregarded
