"""Options about other adults in the home: evidence and claims that lower what is expected of them."""

from __future__ import annotations

from collections.abc import Iterator

from benefitcalc.advice.options.altering import money, with_other
from benefitcalc.advice.options.household import CARE, Found, Household
from benefitcalc.advice.options.pay import minimum_wage
from benefitcalc.case import NonDependant, NonDependantBenefit, Period
from benefitcalc.case.ages import may_be_over_pension_age

FULL_TIME = 35
"""Hours a week at the National Living Wage, which stand in for an income that was not shown."""


def _contributing(h: Household) -> Iterator[tuple[int, NonDependant]]:
    """The other adults, where something is taken off for some of them."""
    return iter(enumerate(h.case.non_dependants) if h.others_contribute else ())


def evidence_of_income(h: Household) -> Iterator[Found]:
    """Housing Benefit makes the highest deduction for somebody who works and whose income was not shown."""
    for place, other in _contributing(h):
        if h.housing_benefit and other.works_16_hours and other.gross_income is None:
            pay = FULL_TIME * minimum_wage(h.rates, h.age(other))
            after = with_other(h.case, place, gross_income=money(pay, Period.WEEK))
            yield Found("other_adults_income", after, _who(h, other) | {"pay": f"£{pay // 100:,}.{pay % 100:02d}"})


def claims_universal_credit(h: Household) -> Iterator[Found]:
    """Housing Benefit deducts nothing for somebody under 25 on Universal Credit without earnings."""
    for place, other in _contributing(h):
        without = not other.works_16_hours and not (other.gross_income and other.gross_income.amount)
        if h.housing_benefit and 18 <= h.age(other) < 25 and without and not other.benefits and not other.student:
            benefits = (NonDependantBenefit.UNIVERSAL_CREDIT_NO_EARNINGS,)
            yield Found("other_adult_claims_uc", with_other(h.case, place, benefits=benefits), _who(h, other))


def claims_pension_credit(h: Household) -> Iterator[Found]:
    """Nothing is expected of another adult on Pension Credit."""
    for place, other in _contributing(h):
        if may_be_over_pension_age(other, h.case.date) and NonDependantBenefit.PENSION_CREDIT not in other.benefits:
            benefits = (*other.benefits, NonDependantBenefit.PENSION_CREDIT)
            yield Found("other_adult_claims_pc", with_other(h.case, place, benefits=benefits), _who(h, other))


def parent_of_young_child(h: Household) -> Iterator[Found]:
    """Universal Credit expects nothing of another adult who is responsible for a child under 5."""
    young = any(child.of_non_dependant and h.age(child) < 5 for child in h.case.children)
    for place, other in _contributing(h):
        if h.universal_credit and young and not other.responsible_for_child_under_5:
            after = with_other(h.case, place, responsible_for_child_under_5=True)
            yield Found("other_adult_parent", after, _who(h, other))


def carers_allowance(h: Household) -> Iterator[Found]:
    """Universal Credit expects nothing of another adult on Carer's Allowance: somebody else in the home needs care."""
    for place, other in _contributing(h):
        own = 1 if CARE & set(other.disability_benefits) else 0
        needs_care = len(list(h.looked_after())) > own
        if h.universal_credit and needs_care and NonDependantBenefit.CARERS_ALLOWANCE not in other.benefits:
            benefits = (*other.benefits, NonDependantBenefit.CARERS_ALLOWANCE)
            yield Found("other_adult_carer", with_other(h.case, place, benefits=benefits), _who(h, other))


def are_a_couple(h: Household) -> Iterator[Found]:
    """Housing Benefit makes one deduction for a couple of other adults."""
    single = [
        place for place, other in enumerate(h.case.non_dependants) if other.couple_with is None and h.age(other) >= 18
    ]
    if h.housing_benefit and h.others_contribute and len(single) >= 2:
        first, second = single[:2]
        after = with_other(with_other(h.case, first, couple_with=second), second, couple_with=first)
        yield Found("other_adults_couple", after)


def deduction_deferred(h: Household) -> Iterator[Found]:
    """At pension age a new or higher deduction waits 26 weeks; the case does not say when it began."""
    if h.housing_benefit and h.pension_age and h.others_contribute:
        yield Found("deferred_deduction")


def _who(h: Household, other: NonDependant) -> dict[str, str]:
    return {"age": str(h.age(other))}


FINDERS = (
    evidence_of_income,
    claims_universal_credit,
    claims_pension_credit,
    parent_of_young_child,
    carers_allowance,
    are_a_couple,
    deduction_deferred,
)
