"""A case with one thing altered. Every alteration is a valid case again, so that none is checked a second time."""

from __future__ import annotations

from typing import Any

from benefitcalc.case import Case, Child, Income, IncomeKind, Member, Money, NonDependant, Period, Person, Rent
from benefitcalc.money import format_pounds


def money(pence: int, per: Period) -> Money:
    """That much money for a period."""
    return Money.model_validate({"amount": format_pounds(pence), "per": per})


def with_person(case: Case, of: Member, **changes: Any) -> Case:
    """Claimant or partner changed."""
    person = person_of(case, of)
    return case.model_copy(update={of.value: person.model_copy(update=changes)})


def person_of(case: Case, of: Member) -> Person:
    """The claimant or the partner. Raises ``LookupError`` where there is no partner."""
    person = case.claimant if of is Member.CLAIMANT else case.partner
    if person is None:
        raise LookupError("the case has no partner")
    return person


def with_child(case: Case, place: int, **changes: Any) -> Case:
    """One of the children changed."""
    changed = case.children[place].model_copy(update=changes)
    return case.model_copy(update={"children": (*case.children[:place], changed, *case.children[place + 1 :])})


def with_another_child(case: Case, child: Child) -> Case:
    """One child more."""
    return case.model_copy(update={"children": (*case.children, child)})


def with_other(case: Case, place: int, **changes: Any) -> Case:
    """One of the other adults changed."""
    others = case.non_dependants
    changed = others[place].model_copy(update=changes)
    return case.model_copy(update={"non_dependants": (*others[:place], changed, *others[place + 1 :])})


def without_other(case: Case, place: int) -> Case:
    """The home without one of the other adults, whose partner stays as a single person. The children of other adults
    leave with the last of them.
    """
    others = tuple(
        other.model_copy(update={"couple_with": _place_without(other, place)})
        for other in case.non_dependants[:place] + case.non_dependants[place + 1 :]
    )
    children = case.children if others else tuple(child for child in case.children if not child.of_non_dependant)
    return case.model_copy(update={"non_dependants": others, "children": children})


def _place_without(other: NonDependant, place: int) -> int | None:
    partner = other.couple_with
    if partner is None or partner == place:
        return None
    return partner - (partner > place)


def with_home(case: Case, **changes: Any) -> Case:
    """The tenancy changed."""
    return case.model_copy(update={"tenancy": case.tenancy.model_copy(update=changes)})


def with_rent(case: Case, **changes: Any) -> Case:
    """The rent changed, and the part of it that help never covers kept for the same period and within it."""
    home = case.tenancy
    rent: Rent = home.rent.model_copy(update=changes)
    inside = home.ineligible_in_rent
    if inside is not None:
        inside = money(min(inside.amount, rent.amount), rent.per)
    return with_home(case, rent=rent, ineligible_in_rent=inside)


def with_income(case: Case, kind: IncomeKind, pence: int, per: Period, of: Member = Member.CLAIMANT) -> Case:
    """One income more."""
    added = Income.model_validate({"kind": kind, "amount": format_pounds(pence), "per": per, "of": of})
    return case.model_copy(update={"incomes": (*case.incomes, added)})


def with_incomes_of(case: Case, kind: IncomeKind, of: Member) -> Case:
    """All incomes of a kind made those of one member."""
    incomes = tuple(one.model_copy(update={"of": of}) if one.kind is kind else one for one in case.incomes)
    return case.model_copy(update={"incomes": incomes})


def swapped(case: Case) -> Case:
    """A couple in which the other one claims."""
    other = {Member.CLAIMANT: Member.PARTNER, Member.PARTNER: Member.CLAIMANT}
    incomes = tuple(income.model_copy(update={"of": other[income.of]}) for income in case.incomes)
    return case.model_copy(update={"claimant": case.partner, "partner": case.claimant, "incomes": incomes})
