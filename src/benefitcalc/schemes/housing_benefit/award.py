"""Housing Benefit: the award of a benefit week, for working age (HB Regs 2006) and pension age (HB (SPC) Regs 2006).

It goes through rent by the week, size criteria, Local Housing Allowance, joint tenants, non-dependants, income and cap,
in this order (SSCBA 1992 s 130). Where the rent has free weeks, the figures are those of a week with rent to pay.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from benefitcalc.case import NOT_RENTED
from benefitcalc.columns import Batch, income_mask, tenure_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence, not_below_zero, round_half_up, share_of
from benefitcalc.periods import benefit_week_start
from benefitcalc.rates import Basis, MoneyRate, RateBook, Rates, ShareRate, rate_book
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.benefit_cap import BenefitCap
from benefitcalc.schemes.home.size_criteria import SizeCriteria
from benefitcalc.schemes.housing_benefit.applicable_amount import assess_applicable_amount
from benefitcalc.schemes.housing_benefit.benefit_cap import assess_housing_benefit_cap
from benefitcalc.schemes.housing_benefit.income import assess_income, by_age
from benefitcalc.schemes.housing_benefit.non_dependants import NOT_HELPED, assess_non_dependant_deductions
from benefitcalc.schemes.housing_benefit.rent import NO_RENT, Rent, assess_rent, rent_weeks
from benefitcalc.schemes.housing_benefit.rent_weeks import RentWeeks

INCOME_RELATED = income_mask("income_support", "income_based_jsa", "income_related_esa")
RENTED = ~tenure_mask(NOT_RENTED)


@rule(
    "Most that Housing Benefit can be",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 70; HB (SPC) Regs 2006 reg 50",
    nil=lambda inputs: (
        NOT_HELPED
        if not inputs["helped"].any()
        else "the deductions for other adults take away the rent that counts"
        if inputs["rent_within_allowance_pw"].any()
        else NO_RENT
    ),
)
def maximum_housing_benefit_pw(
    *, rent_within_allowance_pw: Pence, non_dependant_deductions_pw: Pence, helped: Flag
) -> Pence:
    """Housing Benefit can be at most the rent that counts, less the deductions for other adults, and never below
    nothing.
    """
    return np.where(helped, not_below_zero(rent_within_allowance_pw - non_dependant_deductions_pw), 0)


@rule(
    "Full help because of another benefit",
    unit=Unit.YES_NO,
    law="HB Regs 2006 Sch 4 para 12, Sch 5 para 4, Sch 6 para 5; HB (SPC) Regs 2006 reg 26",
    nil="no Universal Credit, guarantee credit or income-related benefit is in payment",
)
def passported(*, universal_credit_in_payment: Flag, guarantee_credit_pw: Pence, income_related_benefit: Flag) -> Flag:
    """Universal Credit, guarantee credit or an income-related benefit brings full help: income and savings do not
    count.
    """
    return universal_credit_in_payment | (guarantee_credit_pw > 0) | income_related_benefit


@rule(
    "Deduction for income",
    unit=Unit.PENCE_PW,
    law="SSCBA 1992 s 130(3)(b); HB Regs 2006 reg 71; HB (SPC) Regs 2006 reg 51",
    nil=lambda inputs: (
        "a benefit brings full help" if inputs["passported"].any() else "income is no more than the applicable amount"
    ),
)
def taper_reduction_pw(*, income_pw: Pence, applicable_amount_pw: Pence, passported: Flag, taper: ShareRate) -> Pence:
    """The taper is applied to the income above the applicable amount, and the result is rounded to the
    nearest penny.
    """
    return np.where(passported, 0, share_of(not_below_zero(income_pw - applicable_amount_pw), taper))


@rule(
    "Smallest amount that is paid",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 75, 81; HB (SPC) Regs 2006 regs 56, 62",
)
def least_award_pw(
    *, minimum_weekly_award: MoneyRate, weeks_in_the_rent_year: Count, weeks_with_rent_to_pay: Count
) -> Pence:
    """Housing Benefit below this amount is not paid. Where the rent has free weeks, the amount is multiplied by the
    weeks of the year and divided by the weeks with rent to pay.
    """
    return round_half_up(int(minimum_weekly_award) * weeks_in_the_rent_year, weeks_with_rent_to_pay)


@rule(
    "Housing Benefit before the benefit cap",
    unit=Unit.PENCE_PW,
    law="SSCBA 1992 s 130; HB Regs 2006 regs 43, 75; HB (SPC) Regs 2006 regs 43, 56",
    nil=lambda inputs: (
        "savings are above the limit"
        if inputs["capital_too_high"].any()
        else "the most that can be paid is nothing"
        if not inputs["maximum_housing_benefit_pw"].any()
        else "income takes away the whole amount"
        if (inputs["taper_reduction_pw"] >= inputs["maximum_housing_benefit_pw"]).any()
        else "income leaves less than the smallest amount that is paid"
    ),
)
def housing_benefit_before_cap_pw(
    *, maximum_housing_benefit_pw: Pence, taper_reduction_pw: Pence, least_award_pw: Pence, capital_too_high: Flag
) -> Pence:
    """The award before the cap is the most that can be paid, less the deduction for income; it is nothing where less is
    left than the smallest amount that is paid.
    """
    left = not_below_zero(maximum_housing_benefit_pw - taper_reduction_pw)
    return np.where(capital_too_high | (left < least_award_pw), 0, left)


@rule(
    "Extended payment of Housing Benefit",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 73B, 73E; HB (SPC) Regs 2006 reg 53B",
    nil="there was no Housing Benefit before, and there is none now",
)
def extended_payment_pw(*, award_before_pw: Pence, award_now_pw: Pence) -> Pence:
    """An extended payment is the award of the last week before the qualifying benefit ended, or the award of the week
    itself if that is more, both before the benefit cap.
    """
    return np.maximum(award_before_pw, award_now_pw)


@rule(
    "Housing Benefit",
    unit=Unit.PENCE_PW,
    law="SSCBA 1992 s 130; HB Regs 2006 reg 75D",
    nil=lambda inputs: (
        "the benefit cap takes away the whole amount"
        if inputs["housing_benefit_before_cap_pw"].any()
        else "nothing is left before the benefit cap"
    ),
)
def housing_benefit_pw(*, housing_benefit_before_cap_pw: Pence, housing_benefit_cap_reduction_pw: Pence) -> Pence:
    """Housing Benefit pays this amount for the week, before deductions for overpayments."""
    return housing_benefit_before_cap_pw - housing_benefit_cap_reduction_pw


@dataclass(frozen=True, slots=True)
class HousingBenefit:
    """Columns of shape ``(n,)``, money by the week.

    ``reasons`` holds, by code, why a household is not entitled. ``levels`` holds what is left of the whole rent after
    each cause of a shortfall. ``cap`` means nothing where ``cap_in_question`` is False: under the regulations for
    pension age, and before the cap began.
    """

    weekly_rent: Pence
    eligible_rent: Pence
    ineligible_charges: Pence
    under_occupation_charge: Pence
    under_occupation_percent: Count
    bedrooms_needed: Count
    bedrooms_spare: Count
    local_housing_allowance_restriction: Pence
    non_dependant_deductions: Pence
    maximum: Pence
    passported: Flag
    applicable_amount: Pence
    net_earnings: Pence
    other_income: Pence
    tariff_income: Pence
    income: Pence
    taper_reduction: Pence
    award_before_cap: Pence
    benefit_cap_reduction: Pence
    award: Pence
    entitled: Flag
    reasons: dict[str, Flag]
    helped: Flag
    size: SizeCriteria
    cap: BenefitCap
    cap_in_question: Flag
    allowance_not_known: Flag
    excepted_though_sharing: Flag
    levels: dict[str, Pence]


def extended_weeks(qualifying_benefit_ended: dt.date, book: RateBook | None = None) -> tuple[dt.date, dt.date]:
    """The first and the last day of the four benefit weeks after the one in which work ended a qualifying benefit (HB
    Regs 2006 regs 72-73E; HB (SPC) Regs 2006 reg 53).

    ``qualifying_benefit_ended`` is the first day without the benefit.
    """
    first = benefit_week_start(qualifying_benefit_ended) + dt.timedelta(weeks=1)
    rates = (rate_book() if book is None else book).on(first, Basis.DAY)
    return first, first + dt.timedelta(weeks=rates.count("hb.extended_payment.weeks"), days=-1)


def _income_related(batch: Batch) -> Flag:
    """Whether an income-related benefit is paid. One that was entered for a day after the benefit ended is taken as
    entered, with a warning.
    """
    incomes = batch.incomes
    return batch.group(incomes).any(INCOME_RELATED[incomes.kind] & (incomes.amount > 0))


def _reasons(
    *, capital_too_high: Flag, counted_rent: Pence, maximum: Pence, taper: Pence, entitled: Flag
) -> dict[str, Flag]:
    """Why each household is not entitled, by the contract's code: the first reason that holds.

    An entitled household has no reason, though its extended payment may come from an award that income or capital would
    now take away.
    """
    capital_too_high = capital_too_high & ~entitled
    with_capital = ~capital_too_high & ~entitled
    with_maximum = with_capital & (maximum > 0)
    gone = taper >= maximum
    return {
        "capital": capital_too_high,
        "no_eligible_rent": with_capital & (counted_rent == 0),
        "non_dependant_deductions": with_capital & (counted_rent > 0) & (maximum == 0),
        "income_too_high": with_maximum & gone,
        "below_minimum": with_maximum & ~gone,
    }


@dataclass(frozen=True, slots=True)
class BeforeCap:
    """The award of a week before the benefit cap, and the award with an extended payment."""

    taper: Pence
    amount: Pence
    capital_too_high: Flag
    extended: Flag
    """Who has an extended payment; no cap applies to it (HB Regs 2006 reg 73E)."""


def _before_cap(
    batch: Batch,
    rates: Rates,
    *,
    pension_age: Flag,
    maximum: Pence,
    income: Pence,
    applicable_amount: Pence,
    full_help: Flag,
    weeks: RentWeeks,
) -> BeforeCap:
    """The award before the cap: what income and savings leave of the most that can be paid."""
    taper = taper_reduction_pw(
        income_pw=income, applicable_amount_pw=applicable_amount, passported=full_help, taper=rates.share("hb.taper")
    )
    least = least_award_pw(
        minimum_weekly_award=rates.money("hb.minimum_weekly_award"),
        weeks_in_the_rent_year=weeks.in_year,
        weeks_with_rent_to_pay=weeks.charged,
    )
    capital_too_high = (batch.households.capital > by_age(pension_age, "upper_limit", rates)) & ~full_help
    amount = housing_benefit_before_cap_pw(
        maximum_housing_benefit_pw=maximum,
        taper_reduction_pw=taper,
        least_award_pw=least,
        capital_too_high=capital_too_high,
    )
    across = batch.across_periods
    if across is None or not across.households.extended_payment.any():
        return BeforeCap(taper, amount, capital_too_high, np.zeros(len(batch), dtype=np.bool_))
    extended = across.households.extended_payment
    before = np.where(extended, across.households.award_before_pw, 0)
    amount = extended_payment_pw(award_before_pw=before, award_now_pw=amount)
    return BeforeCap(taper, amount, capital_too_high, extended)


def _levels(rent: Rent, before_cap: BeforeCap, *, helped: Flag, maximum: Pence, award: Pence) -> dict[str, Pence]:
    """What is left of the rent after each cause of a shortfall, in the contract's order."""
    after_income = not_below_zero(maximum - before_cap.taper)
    levels = {
        "ineligible_charges": rent.eligible,
        "under_occupation": rent.eligible - rent.charge,
        "joint_tenancy": rent.share,
        "local_housing_allowance": rent.within_allowance,
    }
    levels |= {
        cause: np.where(helped, level, rent.within_allowance)
        for cause, level in {
            "non_dependants": maximum,
            "income": after_income,
            "minimum_award": np.where(before_cap.capital_too_high, after_income, before_cap.amount),
            "not_entitled": before_cap.amount,
            "benefit_cap": award,
        }.items()
    }
    levels["no_help"] = award
    if before_cap.extended.any():  # an extended payment may be more than this week's rent and income leave
        least = np.where(before_cap.extended, before_cap.amount, 0)
        levels = {cause: np.maximum(level, least) for cause, level in levels.items()}
    return levels


def assess_housing_benefit(
    batch: Batch,
    family: Family,
    rates: Rates,
    *,
    pension_age: Flag,
    universal_credit_award_pm: Pence,
    universal_credit_in_payment: Flag,
    guarantee_credit_pw: Pence,
    savings_credit_pw: Pence,
    child_benefit_pw: Pence,
) -> HousingBenefit:
    """Work out the award of every household of ``batch``; all of them have one rate set for the benefit week.

    ``family`` holds the ages of the date. ``pension_age`` says who is under the regulations for pension age.
    """
    helped = RENTED[batch.households.tenure]
    weeks = rent_weeks(batch)
    rent = assess_rent(batch, family, rates, pension_age)
    deductions = assess_non_dependant_deductions(batch, family, rates, helped, weeks)
    maximum = maximum_housing_benefit_pw(
        rent_within_allowance_pw=rent.within_allowance, non_dependant_deductions_pw=deductions, helped=helped
    )
    full_help = passported(
        universal_credit_in_payment=universal_credit_in_payment,
        guarantee_credit_pw=guarantee_credit_pw,
        income_related_benefit=_income_related(batch) & ~pension_age,
    )
    applicable = assess_applicable_amount(batch, family, rates, pension_age=pension_age, weeks=weeks)
    income = assess_income(
        batch,
        family,
        rates,
        pension_age=pension_age,
        applicable=applicable,
        full_help=full_help,
        savings_credit_pw=savings_credit_pw,
        weeks=weeks,
    )
    before_cap = _before_cap(
        batch,
        rates,
        pension_age=pension_age,
        maximum=maximum,
        income=income.income,
        applicable_amount=applicable.total,
        full_help=full_help,
        weeks=weeks,
    )
    can_be_capped = ~pension_age & ~before_cap.extended
    cap, cap_began = assess_housing_benefit_cap(
        batch,
        family,
        rates,
        working_age=can_be_capped,
        housing_benefit_before_cap_pw=before_cap.amount,
        child_benefit_pw=child_benefit_pw,
        universal_credit_award_pm=universal_credit_award_pm,
        universal_credit_in_payment=universal_credit_in_payment,
    )
    award = housing_benefit_pw(
        housing_benefit_before_cap_pw=before_cap.amount, housing_benefit_cap_reduction_pw=cap.reduction
    )
    entitled = before_cap.amount > 0
    return HousingBenefit(
        weekly_rent=rent.whole,
        eligible_rent=rent.eligible,
        ineligible_charges=rent.whole - rent.eligible,
        under_occupation_charge=rent.charge,
        under_occupation_percent=rent.percent,
        bedrooms_needed=rent.size.bedrooms_needed,
        bedrooms_spare=rent.spare,
        local_housing_allowance_restriction=rent.share - rent.within_allowance,
        non_dependant_deductions=deductions,
        maximum=maximum,
        passported=full_help,
        applicable_amount=applicable.total,
        net_earnings=income.net_earnings,
        other_income=income.other_income,
        tariff_income=income.tariff_income,
        income=income.income,
        taper_reduction=before_cap.taper,
        award_before_cap=before_cap.amount,
        benefit_cap_reduction=cap.reduction,
        award=award,
        entitled=entitled,
        reasons=_reasons(
            capital_too_high=before_cap.capital_too_high,
            counted_rent=np.where(helped, rent.within_allowance, 0),
            maximum=maximum,
            taper=before_cap.taper,
            entitled=entitled,
        ),
        helped=helped,
        size=rent.size,
        cap=cap,
        cap_in_question=can_be_capped & helped & cap_began,
        allowance_not_known=rent.allowance_not_known,
        excepted_though_sharing=rent.excepted_though_sharing & helped,
        levels=_levels(rent, before_cap, helped=helped, maximum=maximum, award=award),
    )
