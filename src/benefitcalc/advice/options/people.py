"""Options about claimant, partner and children: what they could claim, and who of them claims or cares."""

from __future__ import annotations

from collections.abc import Iterator

from benefitcalc.advice.options.altering import swapped, with_child, with_incomes_of, with_person
from benefitcalc.advice.options.household import LCWRA, WHO, Found, Household, in_work
from benefitcalc.case import Case, DisabilityBenefit, IncomeKind, Member, Person, WorkCapability


def carer(h: Household) -> Iterator[Found]:
    """The carer element or addition: somebody else in the home has a benefit for care and no carer here yet, or the
    household is capped, so that caring for somebody elsewhere would end the cap.
    """
    carers = sum(person.carer for _, person in h.members)
    for of, person in h.members:
        if person.carer or h.gets(IncomeKind.CARERS_ALLOWANCE, of):
            continue
        looked_after = list(h.looked_after(of))
        if len(looked_after) <= carers and not h.capped:
            continue
        after = with_person(h.case, of, carer=True)
        if looked_after and set(looked_after) == {"member"}:
            other = Member.PARTNER if of is Member.CLAIMANT else Member.CLAIMANT
            after = with_person(after, other, has_paid_carer=True)
        whom = "somebody in the home who" if len(looked_after) > carers else "somebody, in the home or elsewhere, who"
        yield Found("carer", after, {"who": WHO[of], "whom": whom}, for_the_cap=len(looked_after) <= carers)


def other_of_couple_cares(h: Household) -> Iterator[Found]:
    """One of a couple has the health element (LCWRA) and is the carer too, for which nobody gets both: the other is
    entered as the carer of a child or another adult.
    """
    if not h.universal_credit or h.case.partner is None:
        return
    for (of, person), (to, other) in ((h.members[0], h.members[1]), (h.members[1], h.members[0])):
        others = [who for who in h.looked_after(of) if who != "member"]
        free = not other.carer and other.work_capability not in LCWRA
        if person.carer and person.work_capability in LCWRA and free and others:
            after = with_person(with_person(h.case, of, carer=False), to, carer=True)
            after = with_incomes_of(after, IncomeKind.CARERS_ALLOWANCE, to)
            yield Found("other_of_couple_cares", after, {"who": WHO[of], "other": WHO[to]})


def ill(h: Household, of: Member, person: Person) -> bool:
    """Whether the case has a sign that somebody's health is poor."""
    return bool(
        person.disability_benefits
        or person.esa
        or person.severely_sight_impaired
        or person.has_paid_carer
        or person.work_capability is not WorkCapability.NONE
        or any(h.gets(kind, of) for kind in _OF_ILL_HEALTH)
    )


_OF_ILL_HEALTH = (
    IncomeKind.STATUTORY_SICK_PAY,
    IncomeKind.NEW_STYLE_ESA,
    IncomeKind.INCAPACITY_BENEFIT,
    IncomeKind.SEVERE_DISABLEMENT_ALLOWANCE,
)


def health_element(h: Household) -> Iterator[Found]:
    """The health element of Universal Credit: there is a sign of ill health, or the household is capped."""
    for of, person in h.members:
        if not h.universal_credit or h.over_pension_age(person) or person.work_capability in LCWRA:
            continue
        if ill(h, of, person) or h.capped:
            after = with_person(h.case, of, work_capability=WorkCapability.LCWRA_STANDARD)
            yield Found("lcwra", after, {"who": WHO[of]}, for_the_cap=not ill(h, of, person))


def disability_benefit(h: Household) -> Iterator[Found]:
    """A disability benefit for an adult who has none: under pension age there is a sign of ill health, or the household
    is capped; over pension age the only question is care needs.
    """
    for of, person in h.members:
        if person.disability_benefits:
            continue
        if h.over_pension_age(person):
            benefits = (DisabilityBenefit.ATTENDANCE_ALLOWANCE_LOWER,)
            yield Found("attendance_allowance", _with_benefits(h.case, of, benefits), {"who": WHO[of]})
        elif ill(h, of, person) or h.capped:
            benefits = (DisabilityBenefit.PIP_DAILY_LIVING_STANDARD,)
            after = _with_benefits(h.case, of, benefits)
            yield Found("pip", after, {"who": WHO[of]}, for_the_cap=not ill(h, of, person))


def _with_benefits(case: Case, of: Member, benefits: tuple[DisabilityBenefit, ...]) -> Case:
    return with_person(case, of, disability_benefits=benefits)


def childs_disability_benefit(h: Household) -> Iterator[Found]:
    """A disability benefit for a child under 16 of the family who has none: the case says that the child's sight is
    impaired or that the child cannot share, or the household is capped; then it is asked of one of the children.
    """
    told = False
    for place, child in enumerate(h.case.children):
        if child.disability_benefits or child.of_non_dependant or h.age(child) >= 16:
            continue
        sign = child.severely_sight_impaired or child.cannot_share_bedroom
        if sign or (h.capped and not told):
            told = True
            after = with_child(h.case, place, disability_benefits=(DisabilityBenefit.DLA_CARE_LOWEST,))
            yield Found("childs_disability_benefit", after, {"age": str(h.age(child))}, for_the_cap=not sign)


def claim_universal_credit(h: Household) -> Iterator[Found]:
    """A household of working age that was said not to claim Universal Credit."""
    facts = h.case.universal_credit
    if h.housing_benefit and not h.pension_age and not facts.claimed:
        after = h.case.model_copy(update={"universal_credit": facts.model_copy(update={"claimed": True})})
        yield Found("claim_universal_credit", after)


def cap_grace_period(h: Household) -> Iterator[Found]:
    """The months after work without a benefit cap: nobody works now."""
    facts = h.case.universal_credit
    if h.capped and not any(in_work(person) for _, person in h.members):
        after = h.case.model_copy(
            update={"universal_credit": facts.model_copy(update={"benefit_cap_grace_period": True})}
        )
        yield Found("cap_grace_period", after, for_the_cap=True)


def who_claims(h: Household) -> Iterator[Found]:
    """The other of a couple claims Housing Benefit. Universal Credit is claimed by both."""
    if h.case.partner is not None and h.housing_benefit:
        yield Found("who_claims", swapped(h.case))


def savings_credit(h: Household) -> Iterator[Found]:
    """Savings credit that hangs on whether somebody reached pension age before 6 April 2016."""
    if h.pence("figure.savings_credit_unsettled.more") > 0:
        facts = h.case.pension_credit.model_copy(update={"reached_pension_age_before_6_april_2016": True})
        yield Found("savings_credit", h.case.model_copy(update={"pension_credit": facts}))


FINDERS = (
    carer,
    other_of_couple_cares,
    health_element,
    disability_benefit,
    childs_disability_benefit,
    claim_universal_credit,
    cap_grace_period,
    who_claims,
    savings_credit,
)
