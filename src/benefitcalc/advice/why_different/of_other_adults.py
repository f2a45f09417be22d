"""What may be held differently of other adults in the home (non-dependants)."""

from __future__ import annotations

from collections.abc import Iterator

from benefitcalc.advice.why_different.alteration import (
    Alteration,
    Alterations,
    Known,
    of_pence,
    replaced,
    said,
    without,
)
from benefitcalc.case import Case, DisabilityBenefit, NonDependant, NonDependantBenefit, Period

_NO_ONE_EXPECTED = ("armed_forces_away", "prisoner", "responsible_for_child_under_5", "student")


def other_adults(case: Case, _: Known) -> Iterator[Alteration]:
    """Another adult who has left, who is not in the case, or who is exempt or not."""
    others = case.non_dependants
    for place, adult in enumerate(others):
        who = {"adult": f"the other adult of {adult.age_on(case.date, case.date)}"}
        yield Alteration("other_adult_missing", {"non_dependants": _left(others, place)}, who)
        plain = NonDependant.model_construct(
            age=max(21, adult.age_on(case.date, case.date)),
            works_16_hours=adult.works_16_hours,
            gross_income=adult.gross_income,
            couple_with=adult.couple_with,
        )
        if any(getattr(adult, flag) for flag in _NO_ONE_EXPECTED) or adult.benefits or adult.disability_benefits:
            yield Alteration("other_adult_not_exempt", {"non_dependants": _with(others, place, plain)}, who)
        for exempt in _exempt(adult):
            yield Alteration("other_adult_exempt", {"non_dependants": _with(others, place, exempt)}, who, among=2)
        for age in {20, 21, 18, 25} - {adult.age_on(case.date, case.date)}:
            of_age = adult.model_copy(update={"age": age, "born": None})
            changes = {"non_dependants": _with(others, place, of_age)}
            yield Alteration("other_adult_age", changes, who | {"age": str(age)}, among=2)
    if len(others) > 1:
        yield Alteration("no_other_adults", {"non_dependants": ()})
    extra = NonDependant.model_construct(age=30)
    yield Alteration("other_adult_extra", {"non_dependants": (*others, extra)})


def _exempt(adult: NonDependant) -> Iterator[NonDependant]:
    for benefit in NonDependantBenefit:
        if benefit not in adult.benefits:
            yield adult.model_copy(update={"benefits": (*adult.benefits, benefit)})
    for flag in _NO_ONE_EXPECTED:
        if not getattr(adult, flag):
            yield adult.model_copy(update={flag: True})
    if not adult.disability_benefits:
        yield adult.model_copy(update={"disability_benefits": (DisabilityBenefit.PIP_DAILY_LIVING_STANDARD,)})


def _left(others: tuple[NonDependant, ...], place: int) -> tuple[NonDependant, ...]:
    """The others, without one of them; whoever was that person's partner is single."""

    def moved(adult: NonDependant) -> NonDependant:
        with_whom = adult.couple_with
        if with_whom is None or with_whom < place:
            return adult
        return adult.model_copy(update={"couple_with": None if with_whom == place else with_whom - 1})

    return tuple(moved(adult) for adult in without(others, place))


def _with(others: tuple[NonDependant, ...], place: int, adult: NonDependant) -> tuple[NonDependant, ...]:
    return (*others[:place], adult, *others[place + 1 :])


def pay_of_other_adults(case: Case, known: Known) -> Iterator[Alteration]:
    """Housing Benefit's deduction goes by hours and gross income: each band, and income that is not shown."""
    if not known["applies.housing_benefit"]:
        return
    bands = [None, *(int(known.rates.money(f"{_BAND}{band}")) for band in range(2, 7)), 0]
    for weekly in bands:
        income = None if weekly is None else of_pence(weekly, Period.WEEK)
        extra = NonDependant.model_construct(age=30, works_16_hours=True, gross_income=income)
        yield Alteration("other_adult_extra", {"non_dependants": (*case.non_dependants, extra)}, among=4)
    for place, adult in enumerate(case.non_dependants):
        who = {"adult": f"the other adult of {adult.age_on(case.date, case.date)}"}
        if adult.works_16_hours:
            idle = replaced(case.non_dependants, place, works_16_hours=False)
            yield Alteration("other_adult_hours", {"non_dependants": idle}, who)
        for weekly in bands:
            income = None if weekly is None else of_pence(weekly, Period.WEEK)
            paid = replaced(case.non_dependants, place, works_16_hours=True, gross_income=income)
            words = who | {"income": "not shown" if weekly is None else f"{said(weekly, Period.WEEK)} or more"}
            yield Alteration("other_adult_income", {"non_dependants": paid}, words, among=2)


_BAND = "hb.non_dependant.gross_income_threshold.band_"


def couples_of_other_adults(case: Case, _: Known) -> Iterator[Alteration]:
    """Two other adults as a couple, of whom Housing Benefit expects one amount, or a couple as two single people."""
    others = case.non_dependants
    single = [place for place, adult in enumerate(others) if adult.couple_with is None]
    if len(single) > 1:
        one, other = single[:2]
        pair = replaced(replaced(others, one, couple_with=other), other, couple_with=one)
        yield Alteration("other_adults_couple", {"non_dependants": pair}, {"not": ""})
    if len(single) < len(others):
        apart = tuple(adult.model_copy(update={"couple_with": None}) for adult in others)
        yield Alteration("other_adults_couple", {"non_dependants": apart}, {"not": "not "})


OF_OTHER_ADULTS: tuple[Alterations, ...] = (other_adults, pay_of_other_adults, couples_of_other_adults)
