"""Council Tax Reduction at working age in England: each council makes its own scheme, so a scheme is a file.

:func:`read_scheme` reads one strictly, of either kind: means-tested (a taper on income over an applicable amount) or
banded (a discount by household and income). :func:`assess_working_age_reduction` applies it to one household, on what
:func:`benefitcalc.assessment.household` gives. ``rates/examples`` has one of each kind; they are no council's.

Income is what Universal Credit counts, or Housing Benefit where no Universal Credit is in payment. A week's income is
in whole pence; from there on the sum is exact, and only the year's reduction is rounded.

Left to the officer: deductions for other adults by their income and every exemption from them, protected groups of a
means-tested scheme, jointly liable people outside the claim, extended reductions, backdating, discretionary reductions
(LGFA 1992 s 13A(1)(c)).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from benefitcalc.money import Count, Flag, Pence, not_below_zero, round_half_up
from benefitcalc.periods import month_to_week
from benefitcalc.rates import MoneyRate, ShareRate
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.council_tax.local_scheme_file import LAW

# --- Rules -----------------------------------------------------------------------------------------------------------


@rule(
    "Income for the council's scheme",
    unit=Unit.PENCE_PW,
    law=LAW,
    nil="no earnings, and no Universal Credit that counts",
)
def local_scheme_income_pw(
    *, award_that_counts_pm: Pence, elements_left_out_pm: Pence, earned_income_pm: Pence
) -> Pence:
    """The scheme counts net earnings as Universal Credit counts them, and Universal Credit without the elements that
    the scheme leaves out, by the week.
    """
    return month_to_week(not_below_zero(award_that_counts_pm - elements_left_out_pm) + earned_income_pm)


@rule("Applicable amount of the council's scheme", unit=Unit.PENCE_PW, law=LAW)
def local_scheme_applicable_amount_pw(*, maximum_amount_pm: Pence, elements_left_out_pm: Pence) -> Pence:
    """The applicable amount is the maximum amount of Universal Credit without the elements that the scheme leaves out,
    by the week.
    """
    return month_to_week(not_below_zero(maximum_amount_pm - elements_left_out_pm))


@rule(
    "Income over what is needed (council's scheme)",
    unit=Unit.PENCE_PW,
    law=LAW,
    nil="income is no more than the applicable amount",
)
def local_scheme_excess_income_pw(*, income_pw: Pence, applicable_amount_pw: Pence) -> Pence:
    """The excess is the income above the applicable amount."""
    return not_below_zero(income_pw - applicable_amount_pw)


@rule(
    "Deductions for other adults (council's scheme)",
    unit=Unit.PENCE_PW,
    law=LAW,
    nil=lambda inputs: (
        "the scheme makes no deductions" if inputs["other_adults"].any() else "no other adult of that age"
    ),
)
def local_scheme_deductions_pw(*, other_adults: Count, deduction: MoneyRate | None) -> Pence:
    """The scheme takes off the same amount for each other adult."""
    return other_adults * (0 if deduction is None else int(deduction))


def _year_by_means(
    *,
    council_tax_pa: Pence,
    local_scheme_deductions_pw: Pence,
    excess_income_pw: Pence,
    days_in_the_year: Count,
    maximum: ShareRate,
    band_cap: MoneyRate | None,
    taper: ShareRate,
    **_: Any,
) -> tuple[Pence, int]:
    """The year's reduction of a means-tested scheme as so many parts of a whole, before the scheme's
    minimum is tested.
    """
    counts = council_tax_pa if band_cap is None else np.minimum(council_tax_pa, int(band_cap))
    a_week = local_scheme_deductions_pw * taper.denominator + excess_income_pw * taper.numerator
    full = counts * (maximum.numerator * 7 * taper.denominator)
    year = not_below_zero(full - a_week * days_in_the_year * maximum.denominator)
    return year, maximum.denominator * 7 * taper.denominator


def _year_by_band(
    *,
    council_tax_pa: Pence,
    local_scheme_deductions_pw: Pence,
    days_in_the_year: Count,
    discount: ShareRate,
    **_: Any,
) -> tuple[Pence, int]:
    """The year's reduction of a banded scheme, in the same form."""
    full = council_tax_pa * (discount.numerator * 7)
    year = not_below_zero(full - local_scheme_deductions_pw * days_in_the_year * discount.denominator)
    return year, 7 * discount.denominator


def _why_nothing(inputs: Mapping[str, Any], year: Pence) -> str:
    if inputs["capital_too_high"].any():
        return "savings are above the scheme's limit"
    if year.any():
        return "what is left is less than the scheme's minimum"
    if not inputs["council_tax_pa"].any():
        return "there is no council tax to reduce"
    if "discount" in inputs and not inputs["discount"]:
        return "the income band has no discount"
    others, income = inputs["local_scheme_deductions_pw"].any(), inputs.get("excess_income_pw", np.zeros(1)).any()
    if others and income:
        return "the deductions for other adults and for income take away the whole amount"
    return f"the {'deductions for other adults take' if others else 'deduction for income takes'} away the whole amount"


def _paid(year: Pence, whole: int, *, days: Count, minimum: MoneyRate, none: Flag) -> Pence:
    """``year / whole`` to the nearest penny. It is nil where the amount of a week (seven days of the year) is below the
    minimum.
    """
    too_little = 7 * year < int(minimum) * days * whole
    return np.where(none | too_little, 0, round_half_up(year, whole))


@rule(
    "Council Tax Reduction (council's means-tested scheme)",
    unit=Unit.PENCE_PA,
    law=LAW,
    nil=lambda inputs: _why_nothing(inputs, _year_by_means(**inputs)[0]),
)
def means_tested_reduction_pa(
    *,
    council_tax_pa: Pence,
    local_scheme_deductions_pw: Pence,
    excess_income_pw: Pence,
    days_in_the_year: Count,
    capital_too_high: Flag,
    maximum: ShareRate,
    band_cap: MoneyRate | None,
    taper: ShareRate,
    minimum_weekly_award: MoneyRate,
) -> Pence:
    """The scheme takes its percentage of the council tax that counts. For each day it takes off a seventh of the week's
    deductions and of the taper's share of the excess income.
    """
    year, whole = _year_by_means(
        council_tax_pa=council_tax_pa,
        local_scheme_deductions_pw=local_scheme_deductions_pw,
        excess_income_pw=excess_income_pw,
        days_in_the_year=days_in_the_year,
        maximum=maximum,
        band_cap=band_cap,
        taper=taper,
    )
    return _paid(year, whole, days=days_in_the_year, minimum=minimum_weekly_award, none=capital_too_high)


@rule(
    "Council Tax Reduction (council's banded scheme)",
    unit=Unit.PENCE_PA,
    law=LAW,
    nil=lambda inputs: _why_nothing(inputs, _year_by_band(**inputs)[0]),
)
def banded_reduction_pa(
    *,
    council_tax_pa: Pence,
    local_scheme_deductions_pw: Pence,
    days_in_the_year: Count,
    capital_too_high: Flag,
    discount: ShareRate,
    minimum_weekly_award: MoneyRate,
) -> Pence:
    """The scheme takes the band's percentage of the council tax. For each day it takes off a seventh of the week's
    deductions.
    """
    year, whole = _year_by_band(
        council_tax_pa=council_tax_pa,
        local_scheme_deductions_pw=local_scheme_deductions_pw,
        days_in_the_year=days_in_the_year,
        discount=discount,
    )
    return _paid(year, whole, days=days_in_the_year, minimum=minimum_weekly_award, none=capital_too_high)


# --- One household ---------------------------------------------------------------------------------------------------
