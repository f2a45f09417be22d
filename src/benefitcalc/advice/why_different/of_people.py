"""What may be held differently of the people: children, a partner, health and caring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from benefitcalc.advice.why_different.alteration import (
    Alteration,
    Alterations,
    Known,
    a_week,
    replaced,
    said,
    without,
)
from benefitcalc.case import (
    Case,
    Child,
    DisabilityBenefit,
    Esa,
    IncomeKind,
    Member,
    NonDependant,
    Period,
    Person,
    Sex,
    WorkCapability,
)
from benefitcalc.case.ages import may_be_over_pension_age
from benefitcalc.rates import Basis

_AGES_OF_A_NEW_CHILD = (0, 12)
_OF_ADULTS = (
    (),
    (DisabilityBenefit.PIP_DAILY_LIVING_STANDARD,),
    (DisabilityBenefit.PIP_DAILY_LIVING_ENHANCED,),
    (DisabilityBenefit.PIP_MOBILITY_STANDARD,),
)
_OF_PENSIONERS = (
    (),
    (DisabilityBenefit.ATTENDANCE_ALLOWANCE_LOWER,),
    (DisabilityBenefit.ATTENDANCE_ALLOWANCE_HIGHER,),
)
_OF_CHILDREN = (
    (),
    (DisabilityBenefit.DLA_CARE_LOWEST,),
    (DisabilityBenefit.DLA_CARE_MIDDLE,),
    (DisabilityBenefit.DLA_CARE_HIGHEST,),
)
_FROM_16 = (
    (),
    (DisabilityBenefit.PIP_MOBILITY_STANDARD,),
    (DisabilityBenefit.PIP_DAILY_LIVING_STANDARD,),
    (DisabilityBenefit.PIP_DAILY_LIVING_ENHANCED,),
)


def adults(case: Case) -> Iterator[tuple[str, Person]]:
    """The claimant and any partner, by the name of the field."""
    yield "claimant", case.claimant
    if case.partner is not None:
        yield "partner", case.partner


def children(case: Case, _: Known) -> Iterator[Alteration]:
    """A child missing, several missing, or a child more."""
    own = [place for place, child in enumerate(case.children) if not child.of_non_dependant]
    for place in own:
        words = {"child": _named(case, place)}
        yield Alteration("child_missing", {"children": without(case.children, place)}, words)
    for one, other in combinations(own, 2):
        if len(own) > 2:
            left = without(without(case.children, other), one)
            words = {"child": f"{_named(case, one)} and {_named(case, other)}"}
            yield Alteration("child_missing", {"children": left}, words, among=4)
    if len(own) > 1:
        kept = tuple(child for child in case.children if child.of_non_dependant)
        yield Alteration("no_children", {"children": kept})
    for age in _AGES_OF_A_NEW_CHILD:
        for sex in Sex:
            child = Child.model_construct(age=age, sex=sex)
            yield Alteration("child_more", {"children": (*case.children, child)}, {"age": str(age)}, among=4)


def _named(case: Case, place: int) -> str:
    child = case.children[place]
    age = child.age_on(case.date, case.date)
    return f"the child of {age}" if age else "the baby"


def rooms_of_children(case: Case, known: Known) -> Iterator[Alteration]:
    """Another sex or age, which decides who can share a bedroom; or the other side of the day for the first child."""
    born_before = known.book.on(case.date, Basis.DAY).date("law.children_born_before")
    for place, child in enumerate(case.children):
        words = {"child": _named(case, place)}
        if len(case.children) > 1:
            other = Sex.FEMALE if child.sex is Sex.MALE else Sex.MALE
            yield Alteration("child_sex", {"children": replaced(case.children, place, sex=other)}, words)
        age = child.age_on(case.date, case.date)
        for other_age in {9, 10, 15, 16} & {age - 1, age + 1}:
            turned = replaced(case.children, place, age=other_age, born=None)
            yield Alteration("child_age", {"children": turned}, words | {"age": str(other_age)})
        born = child.born_on(case.date)
        day = born_before - dt.timedelta(days=born >= born_before)
        if day <= case.date and not child.of_non_dependant:
            turned = replaced(case.children, place, age=None, born=day)
            side = "before" if born >= born_before else "on or after"
            words |= {"side": side, "day": f"{born_before:%-d %B %Y}"}
            yield Alteration("child_birth", {"children": turned}, words)


def two_child_limit(case: Case, _: Known) -> Iterator[Alteration]:
    """A child without an amount, or an exception of the two-child limit given or not."""
    own = [place for place, child in enumerate(case.children) if not child.of_non_dependant]
    for place in own:
        child = case.children[place]
        words = {"child": _named(case, place)}
        turned = replaced(case.children, place, two_child_limit_exception=not child.two_child_limit_exception)
        code = "exception_missing" if child.two_child_limit_exception else "exception_given"
        yield Alteration(code, {"children": turned}, words)
        if len(own) > 2:
            yield Alteration(
                "child_without_amount", {"children": replaced(case.children, place, of_non_dependant=True)}, words
            )


def young_people(case: Case, _: Known) -> Iterator[Alteration]:
    """Education of someone of 16 or over held differently, or the age itself."""
    for place, child in enumerate(case.children):
        if child.age_on(case.date, case.date) >= 15:
            code = "not_in_education" if child.in_education else "in_education"
            turned = replaced(case.children, place, in_education=not child.in_education)
            yield Alteration(code, {"children": turned}, {"child": _named(case, place)})


def disabled_children(case: Case, _: Known) -> Iterator[Alteration]:
    """A child's disability benefit missing, extra, or at another rate."""
    for place, child in enumerate(case.children):
        words = {"child": _named(case, place)}
        kinds = _FROM_16 if child.age_on(case.date, case.date) >= 16 else _OF_CHILDREN
        for benefits in kinds:
            if benefits == child.disability_benefits:
                continue
            code = (
                "disabled_child_missing"
                if not benefits
                else "disabled_child_rate"
                if child.disability_benefits
                else "disabled_child_extra"
            )
            named = {"benefit": _benefit(benefits[0])} if benefits else {}
            turned = replaced(case.children, place, disability_benefits=benefits)
            yield Alteration(code, {"children": turned}, words | named)
        blind = child.severely_sight_impaired
        turned = replaced(case.children, place, severely_sight_impaired=not blind)
        yield Alteration("blind_child_missing" if blind else "blind_child_extra", {"children": turned}, words)


def _benefit(benefit: DisabilityBenefit) -> str:
    first, *others = benefit.value.split("_")
    if first == "attendance":
        return f"Attendance Allowance, {others[-1]} rate"
    return f"{first.upper()} {' '.join(others[:-1])}, {others[-1]} rate"


def partners(case: Case, _: Known) -> Iterator[Alteration]:
    """A couple held as single, a partner as another adult, or a single person as one of a couple."""
    home = case.tenancy
    if case.partner is None:
        age = case.claimant.age_on(case.date, case.date)
        for other in {age, 25} if age < 25 else {age}:
            yield Alteration("partner_extra", {"partner": Person.model_construct(age=other)})
        return
    incomes = tuple(income for income in case.incomes if income.of is Member.CLAIMANT)
    in_claim = 1 if home.people_liable_in_claim == 2 else home.people_liable_in_claim
    changes: dict[str, Any] = {"partner": None, "incomes": incomes, "tenancy.people_liable_in_claim": in_claim}
    yield Alteration("partner_missing", changes)
    if home.people_liable_in_claim == 2:
        yield Alteration("partner_missing", {**changes, "tenancy.people_liable": max(1, home.people_liable - 1)})
    swapped = tuple(
        income.model_copy(update={"of": Member.CLAIMANT}) if income.of is Member.PARTNER else income
        for income in case.incomes
    )
    if swapped != incomes:
        yield Alteration("partner_missing", {**changes, "incomes": swapped}, among=4)
    adult = NonDependant.model_construct(age=case.partner.age_on(case.date, case.date))
    changes["non_dependants"] = (*case.non_dependants, adult)
    yield Alteration("partner_as_other_adult", changes)


def ages(case: Case, _: Known) -> Iterator[Alteration]:
    """The standard allowance goes by the 25th birthday, the shared accommodation rate by the 35th."""
    for who, person in adults(case):
        age = person.age_on(case.date, case.date)
        others = {24, 25} if age in {23, 24, 25, 26} else {34, 35} if age in {34, 35, 36} else {24 if age < 40 else 25}
        for other in others - {age}:
            changes = {f"{who}.age": other, f"{who}.born": None}
            yield Alteration("age", changes, {"who": who, "age": str(other)}, times=2 if abs(other - age) < 2 else 1)


def capability_for_work(case: Case, known: Known) -> Iterator[Alteration]:
    """A health element missing, extra, or at another rate."""
    two_rates = known.rates.get("uc.lcwra_element.new_claimant") is not None
    said_of = _CAPABILITY if two_rates else {**_CAPABILITY, **dict.fromkeys(_LCWRA, "the health element (LCWRA)")}
    for who, person in adults(case):
        has = person.work_capability
        for found in WorkCapability:
            if found is has:
                continue
            brings, brought = _ELEMENT[found], _ELEMENT[has]
            code = "health_rate" if brings and brought else "health_missing" if brought else "health_extra"
            if found in {WorkCapability.NONE, WorkCapability.LCW_WITHOUT_ELEMENT} and not brought:
                code = "health_work_allowance"
            words = {"who": who, "found": said_of[found], "has": said_of[has]}
            yield Alteration(code, {f"{who}.work_capability": found}, words)
        for group in (None, *Esa):
            if group is not person.esa:
                yield Alteration("esa_group", {f"{who}.esa": group}, {"who": who})


_LCWRA = (WorkCapability.LCWRA_STANDARD, WorkCapability.LCWRA_PROTECTED)
_ELEMENT = {
    WorkCapability.NONE: False,
    WorkCapability.LCW_WITHOUT_ELEMENT: False,
    WorkCapability.LCW: True,
    WorkCapability.LCWRA_STANDARD: True,
    WorkCapability.LCWRA_PROTECTED: True,
}
_CAPABILITY = {
    WorkCapability.NONE: "no limited capability for work",
    WorkCapability.LCW_WITHOUT_ELEMENT: "limited capability for work without an element (LCW)",
    WorkCapability.LCW: "limited capability for work with its element (LCW)",
    WorkCapability.LCWRA_STANDARD: "the health element (LCWRA) at the standard rate",
    WorkCapability.LCWRA_PROTECTED: "the health element (LCWRA) at the protected rate",
}


def caring(case: Case, known: Known) -> Iterator[Alteration]:
    """A carer element missing or extra, with and without Carer's Allowance."""
    for who, person in adults(case):
        paid = [income for income in case.incomes if income.kind is IncomeKind.CARERS_ALLOWANCE and income.of == who]
        rest = tuple(income for income in case.incomes if income not in paid)
        if person.carer or paid:
            if person.carer:
                yield Alteration("carer_missing", {f"{who}.carer": False}, {"who": who})
            if paid:
                yield Alteration("carer_missing", {f"{who}.carer": False, "incomes": rest}, {"who": who})
        if not person.carer:
            yield Alteration("carer_extra", {f"{who}.carer": True}, {"who": who})
        if person.carer or paid:
            continue
        rate = known.book.on(case.date, Basis.DAY).get("carers_allowance.rate")
        if rate is not None:
            income = a_week(IncomeKind.CARERS_ALLOWANCE, int(rate), Member(who))
            changes = {f"{who}.carer": True, "incomes": (*case.incomes, income)}
            yield Alteration(
                "carer_extra_with_allowance", changes, {"who": who, "amount": said(int(rate), Period.WEEK)}
            )


def disability_benefits(case: Case, _: Known) -> Iterator[Alteration]:
    """An adult's disability benefit missing or extra: it ends deductions for other adults and the benefit cap."""
    for who, person in adults(case):
        over = may_be_over_pension_age(person, case.date)
        for benefits in _OF_PENSIONERS if over else _OF_ADULTS:
            if benefits == person.disability_benefits:
                continue
            code = "disability_benefit_extra" if benefits else "disability_benefit_missing"
            words = {"who": who, "benefit": _benefit(benefits[0]) if benefits else ""}
            yield Alteration(code, {f"{who}.disability_benefits": benefits}, words)
        for flag in ("severely_sight_impaired", "has_paid_carer"):
            has = getattr(person, flag)
            yield Alteration(flag, {f"{who}.{flag}": not has}, {"who": who, "not": "not " if has else ""})


def students(case: Case, _: Known) -> Iterator[Alteration]:
    """Somebody held as a full-time student, or not."""
    for who, person in adults(case):
        words = {"who": who, "not": "not " if person.student else ""}
        yield Alteration("student", {f"{who}.student": not person.student}, words)


OF_PEOPLE: tuple[Alterations, ...] = (
    children,
    rooms_of_children,
    two_child_limit,
    young_people,
    disabled_children,
    partners,
    ages,
    capability_for_work,
    caring,
    disability_benefits,
    students,
)
