"""The people of a case through time: how each scheme counts them in a period, and the steps from one period to the
next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from benefitcalc.case import SPECIFIED_ACCOMMODATION, Case, Child, Member, Money, NonDependant, Person, Tenancy, Tenure
from benefitcalc.case.ages import Standing, standing
from benefitcalc.money import format_pounds
from benefitcalc.periods import assessment_period_end, completed_years, first_september_after, years_later
from benefitcalc.rates import RateBook
from benefitcalc.rates.pension_age import pension_age_day
from benefitcalc.schemes.universal_credit.award import counted_until_after_death

Ages: TypeAlias = tuple[int, int]
"""The completed years by the last day of the assessment period, and on its first day."""
Paydays: TypeAlias = tuple[dt.date, dt.date] | None
"""The first and the last payday of an assessment period; None where no payday is known."""
ADULT = 20
"""From this age on a person is not among the children of a case."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period that is assessed: an assessment period, or a benefit week.

    For a benefit week too there is an age "by the end of the assessment period"; no scheme uses it then.
    """

    start: dt.date
    end: dt.date
    monthly: bool
    beside_universal_credit: bool = False
    """Whether the last assessment period of Universal Credit still runs, after pension age was reached inside it."""

    @property
    def last_day(self) -> dt.date:
        return self.end if self.monthly else assessment_period_end(self.start)


@dataclass(frozen=True, slots=True)
class State:
    """Everything that events change; all else stays as in the case."""

    date: dt.date
    last_day: dt.date
    ages: tuple[Ages, ...]
    over_pension_age: tuple[bool, ...]
    standing: tuple[Standing, ...]
    """How each scheme counts each child of the case, in the order of the case."""
    paydays: tuple[Paydays, ...]
    """The paydays of claimant and partner."""
    grown: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()
    rent_protected: bool = False
    grace: bool = False
    transitional: int | None = None
    allowance: Money | None = None
    rent: int | None = None
    """The rent of one charge where the caller gave changes of it; None leaves the rent of the case."""
    beside_universal_credit: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """An event whose effect is not worked out yet, and the household after it."""

    kind: str
    day: dt.date
    label: str
    who: str | None
    state: State


class Household:
    """The people of a case in one row (claimant, partner, children, other adults), and how each scheme counts them on a
    day.
    """

    def __init__(
        self,
        case: Case,
        book: RateBook,
        grace_period_ends: dt.date | None,
        deaths: Mapping[str, dt.date],
        rents: Mapping[dt.date, int] | None = None,
    ) -> None:
        self.case = case
        self.book = book
        self.rents = dict(sorted((rents or {}).items()))
        """The rent of one charge in pence from each day on."""
        self.grace_period_ends = grace_period_ends
        self.known = case.on(case.date)
        """The same case, with the birth date that everybody is taken to have on its date."""
        self.shown = case.model_copy(
            update={
                "claimant": _by_birth_date(case.claimant),
                "partner": case.partner and _by_birth_date(case.partner),
                "children": tuple(map(_by_birth_date, case.children)),
                "non_dependants": tuple(map(_by_birth_date, case.non_dependants)),
            }
        )
        """The same case without an age beside a birth date, because the age changes with time."""
        self.people = [*case.adults, *case.children, *case.non_dependants]
        self.born = [person.born_on(case.date) for person in self.people]
        self.paths = [
            *("claimant", "partner")[: len(case.adults)],
            *(f"children[{i}]" for i in range(len(case.children))),
            *(f"non_dependants[{i}]" for i in range(len(case.non_dependants))),
        ]
        self.names = [
            *("Claimant", "Partner")[: len(case.adults)],
            *(f"Child {i + 1}" for i in range(len(case.children))),
            *(f"Other adult {i + 1}" for i in range(len(case.non_dependants))),
        ]
        self.deaths = self._deaths(deaths)
        """The day of death of each person who died, by place."""
        self.rent_elsewhere = case.tenancy.tenure in {*SPECIFIED_ACCOMMODATION, Tenure.TEMPORARY_ACCOMMODATION}
        """Whether Housing Benefit helps with the rent while Universal Credit is paid."""
        self.first = Span(case.date, assessment_period_end(case.date), monthly=True)
        for place, day in self.deaths.items():
            if self._is_gone(place, self.first):
                who = f"deaths {self.paths[place]} {day}"
                raise ValueError(f"{who} counts no longer on {case.date}; leave the person out of the case")

    def _deaths(self, deaths: Mapping[str, dt.date]) -> dict[int, dt.date]:
        for path, day in deaths.items():
            if path == "claimant":
                raise ValueError(f"deaths 'claimant' {day}: {self._what_the_claimants_death_means()}")
            if path not in self.paths:
                raise ValueError(f"deaths {path!r} {day}: nobody of the case is there; {self._whose_death()}")
            if day < self.born[self.paths.index(path)]:
                raise ValueError(f"deaths {path} {day} is before that person's birth")
        return {self.paths.index(path): day for path, day in deaths.items()}

    def _what_the_claimants_death_means(self) -> str:
        if self.case.partner is not None:
            return (
                "the months that are followed are the claimant's. To follow the partner who is left, enter them as the "
                'claimant and the one who died as the partner, and give the death as {"partner": …}'
            )
        return (
            "nobody else is in the claim. The awards of a single tenant end with the death, so there are no months "
            f"after it to follow; {self._whose_death()}"
        )

    def _whose_death(self) -> str:
        others = ", ".join(self.paths[1:])
        return f"a death can be given of {others}" if others else "nobody else lives there, so leave deaths out"

    @property
    def children(self) -> list[tuple[int, Child]]:
        return list(enumerate(self.case.children, start=len(self.case.adults)))

    def leaves(self, place: int, child: Child, monthly: bool) -> dt.date:
        """The day from which someone among the children counts as an adult in the home (contract, reading 22)."""
        if not (child.in_education or child.of_non_dependant):
            return first_september_after(self.born[place], 16)
        if monthly and not child.of_non_dependant:
            return first_september_after(self.born[place], 19)
        return years_later(self.born[place], 20)

    def at(self, span: Span) -> State:
        """How each scheme counts everybody in a period, with the transitional element of the case."""
        return State(
            date=span.start,
            last_day=span.last_day,
            ages=tuple(self._ages(place, span) for place in range(len(self.people))),
            over_pension_age=tuple(
                self._over_pension_age(place, person, span.start) for place, person in enumerate(self.case.adults)
            ),
            standing=tuple(self._standing(place, child, span) for place, child in self.children),
            paydays=tuple(self._paydays(person, span) for person in self.case.adults),
            grown=frozenset(
                place
                for place, child in self.children
                if child.born is not None and completed_years(child.born, span.start) >= ADULT
            ),
            gone=frozenset(place for place in self.deaths if self._is_gone(place, span)),
            rent_protected=any(self._protects_rent(day, span) for day in self.deaths.values()),
            grace=self._in_grace_period(span.start),
            transitional=self.case.universal_credit.transitional_element,
            rent=self._rent(span),
            beside_universal_credit=span.beside_universal_credit,
        )

    def _rent(self, span: Span) -> int | None:
        """The rent that counts in a period. A new one counts for the whole assessment period in which it begins, and
        from its benefit week (UC (D&A) Regs 2013 Sch 1 para 20; HB Regs 2006 reg 79).
        """
        if not self.rents:
            return None
        by = span.last_day if span.monthly else span.start
        begun = [amount for day, amount in self.rents.items() if day <= by]
        return begun[-1] if begun else self.case.tenancy.rent.amount

    def _ages(self, place: int, span: Span) -> Ages:
        born, span = self.born[place], self.first if self.people[place].born is None else span
        return completed_years(born, span.last_day), completed_years(born, span.start)

    def _standing(self, place: int, child: Child, span: Span) -> Standing:
        span = self.first if child.born is None else span
        return standing(self.born[place], span.start, span.last_day, in_education=child.in_education)

    def _paydays(self, person: Person, span: Span) -> Paydays:
        return None if person.employment is None else person.employment.paydays(span.start, span.last_day)

    def number_of_paydays(self, state: State) -> tuple[int | None, ...]:
        """How many paydays claimant and partner have in the assessment period, where their paydays are known."""
        return tuple(
            None if place in state.gone else _number_of_paydays(person, paydays)
            for place, (person, paydays) in enumerate(zip(self.case.adults, state.paydays, strict=True))
        )

    def _over_pension_age(self, place: int, person: Person, day: dt.date) -> bool:
        if person.over_pension_age is not None:
            return person.over_pension_age
        return pension_age_day(self.born[place]) <= (self.case.date if person.born is None else day)

    def _is_gone(self, place: int, span: Span) -> bool:
        """Whether a scheme no longer counts someone who died. Universal Credit counts them for the period of the death
        and two more; Housing Benefit until the Monday after it (UC Regs 2013 reg 37; HB Regs 2006 reg 79(1)). Other
        adults matter only to the scheme that helps with the rent.
        """
        day, other_adult = self.deaths[place], self.paths[place].startswith("non_dependants")
        if span.monthly and not (other_adult and self.rent_elsewhere):
            return span.start > counted_until_after_death(day, first_period=self.case.date, book=self.book)
        return span.start > day

    def _protects_rent(self, died: dt.date, span: Span) -> bool:
        """Whether the year after a death still runs, in which no bedroom charge begins in Housing Benefit (HB Regs 2006
        reg 12BA).
        """
        helped = self.rent_elsewhere or not span.monthly
        return helped and died < span.start < years_later(died, 1)

    def _in_grace_period(self, day: dt.date) -> bool:
        if self.grace_period_ends is None:
            return self.case.universal_credit.benefit_cap_grace_period
        return day <= self.grace_period_ends

    def case_of(self, state: State) -> Case:
        """The case in that state, with the birth dates that people are taken to have."""
        return self._case(self.known, state)

    def case_shown(self, state: State) -> Case:
        """The case in that state for people to read: someone with an age and no birth date keeps the age."""
        return self._case(self.shown, state)

    def _case(self, case: Case, state: State) -> Case:
        first, everyone = len(case.adults), len(self.people) - len(case.non_dependants)
        adults = [
            person.model_copy(update={"over_pension_age": over})
            if case is self.known or person.born is None
            else person
            for place, (person, over) in enumerate(zip(case.adults, state.over_pension_age, strict=True))
            if place not in state.gone
        ]
        children = [
            child for place, child in enumerate(case.children, start=first) if place not in state.grown | state.gone
        ]
        grown = [
            _grown(child) for place, child in enumerate(case.children, start=first) if place in state.grown - state.gone
        ]
        others = _without(case.non_dependants, [place - everyone for place in state.gone if place >= everyone])
        facts = case.universal_credit.model_copy(
            update={"benefit_cap_grace_period": state.grace, "transitional_element": state.transitional}
        )
        tenancy, incomes = case.tenancy, case.incomes
        if state.allowance is not None:
            tenancy = tenancy.model_copy(update={"local_housing_allowance": state.allowance})
        if state.rent is not None:
            tenancy = tenancy.model_copy(update={"rent": tenancy.rent.model_copy(update={"amount": state.rent})})
        if state.rent_protected:
            tenancy = tenancy.model_copy(update={"bereavement_protection": True})
        if state.gone:
            own = sum(not child.of_non_dependant for child in children)
            tenancy = _liable_now(tenancy, len(adults) + own)
            incomes = tuple(income for income in incomes if income.of is Member.CLAIMANT or len(adults) > 1)
        return case.model_copy(
            update={
                "date": state.date,
                "claimant": adults[0],
                "partner": adults[1] if len(adults) > 1 else None,
                "children": tuple(children),
                "non_dependants": (*others, *grown),
                "incomes": incomes,
                "universal_credit": facts,
                "tenancy": tenancy,
            }
        )

    def pension_ages(self, period: Span) -> list[dt.date]:
        """The days inside an assessment period, after its first, on which someone in the claim reaches pension age."""
        days = {self.pension_age_day_of(place) for place in range(len(self.case.adults))}
        return sorted(day for day in days if day is not None and period.start < day <= period.end)

    def pension_age_day_of(self, place: int) -> dt.date | None:
        """The day on which one of the adults reaches pension age; None where the timeline does not follow it."""
        person = self.case.adults[place]
        followed = person.born is not None and person.over_pension_age is None
        return pension_age_day(self.born[place]) if followed else None

    def pension_age_inside(self, after: State) -> Step:
        """The one step inside an assessment period: Universal Credit stays as it is until the period ends, and all that
        Housing Benefit and Pension Credit give begins with this step.
        """
        place = next(place for place in range(len(self.case.adults)) if self.pension_age_day_of(place) == after.date)
        label = f"{self.names[place]} reaches pension age"
        return Step("pension_age", after.date, label, self.paths[place], after)

    def steps(self, before: State, after: State, monthly: bool) -> Iterator[Step]:
        """The steps from one period to the next, one event at a time; after the last one the household is as in
        ``after``.
        """
        state = replace(before, date=after.date, last_day=after.last_day)
        yield Step("rates", after.date, "", None, state)
        for step in self._rent_and_paydays(state, after, monthly):
            state = step.state
            yield step
        for step in self._birthdays(state, after):
            state = step.state
            yield step
        for index, (place, child) in enumerate(self.children):
            if (stood := state.standing[index]) != (stands := after.standing[index]):
                state = replace(state, standing=_put(state.standing, index, stands))
                birthday = 19 if child.in_education and stood.of_school_age == stands.of_school_age else 16
                left = "" if child.in_education or child.of_non_dependant else ", and not in education"
                label = f"{self.names[place]}: 1 September after the {birthday}th birthday{left}"
                day = first_september_after(self.born[place], birthday)
                yield Step("school_leaving", day, label, self.paths[place], state)
        for place, over in enumerate(after.over_pension_age):
            if over != state.over_pension_age[place]:
                state = replace(state, over_pension_age=_put(state.over_pension_age, place, over))
                label = f"{self.names[place]} reaches pension age"
                yield Step("pension_age", pension_age_day(self.born[place]), label, self.paths[place], state)
        if state.beside_universal_credit and not after.beside_universal_credit:
            state = replace(state, beside_universal_credit=False)
            label = "Universal Credit ends with the assessment period in which pension age was reached"
            yield Step("universal_credit_end", after.date, label, None, state)
        for place in sorted(after.gone - state.gone):
            state = replace(state, gone=state.gone | {place}, rent_protected=after.rent_protected)
            run_on = self.deaths[place] < before.date
            ends = ": Universal Credit counts them no longer" if monthly and run_on else ""
            yield Step("death", self.deaths[place], f"{self.names[place]} died{ends}", self.paths[place], state)
        if state.rent_protected != after.rent_protected:
            state = replace(state, rent_protected=after.rent_protected)
            yield Step("death", after.date, "The year of protection from a bedroom charge ends", None, state)
        if state.grace != after.grace and self.grace_period_ends is not None:
            state = replace(state, grace=after.grace)
            label = "The grace period of the benefit cap ends"
            yield Step("grace_period_end", self.grace_period_ends, label, None, state)
        if state.transitional != after.transitional:
            was, now = format_pounds(state.transitional or 0), format_pounds(after.transitional or 0)
            label = f"The transitional element goes from £{was} to £{now}, as other elements went up"
            yield Step("transitional_element", after.date, label, None, after)

    def _rent_and_paydays(self, state: State, after: State, monthly: bool) -> Iterator[Step]:
        if state.rent is not None and after.rent is not None and state.rent != after.rent:
            was, now = format_pounds(state.rent), format_pounds(after.rent)
            day = max(day for day, amount in self.rents.items() if amount == after.rent and day <= after.last_day)
            state = replace(state, rent=after.rent)
            yield Step("rent", day, f"The rent goes from £{was} to £{now} from {day:%-d %B %Y}", None, state)
        if monthly:
            yield from self._paydays_of(state, after)

    def _paydays_of(self, state: State, after: State) -> Iterator[Step]:
        for place, person in enumerate(self.case.adults):
            now, was = (_number_of_paydays(person, one.paydays[place]) for one in (after, state))
            state = replace(state, paydays=_put(state.paydays, place, after.paydays[place]))
            if now != was:
                paydays = "payday" if now == 1 else "paydays"
                label = f"{self.names[place]}: {now} {paydays} in this period, and {was} before"
                yield Step("paydays", after.date, label, self.paths[place], state)

    def _birthdays(self, state: State, after: State) -> Iterator[Step]:
        """The birthdays between two periods. From a 20th birthday on, someone among the children is among the other
        adults.
        """
        for place, (was, now) in enumerate(zip(state.ages, after.ages, strict=True)):
            if was == now:
                continue
            years = now[0] if now[0] != was[0] else now[1]
            state = replace(state, ages=_put(state.ages, place, now), grown=state.grown | (after.grown & {place}))
            if place in state.grown:
                index = place - len(self.case.adults)
                state = replace(state, standing=_put(state.standing, index, after.standing[index]))
            day, label = years_later(self.born[place], years), f"{self.names[place]} turns {years}"
            yield Step("birthday", day, label, self.paths[place], state)


def _number_of_paydays(person: Person, paydays: Paydays) -> int | None:
    weeks = None if person.employment is None else person.employment.weeks_apart
    return None if paydays is None or weeks is None else (paydays[1] - paydays[0]).days // (7 * weeks) + 1


def _without(others: tuple[NonDependant, ...], gone: list[int]) -> tuple[NonDependant, ...]:
    """The other adults who are left, each with the new place of their partner."""
    left = [place for place in range(len(others)) if place not in gone]
    places = {place: now for now, place in enumerate(left)}
    return tuple(
        others[place].model_copy(update={"couple_with": places.get(others[place].couple_with)})  # type: ignore[arg-type]
        for place in left
    )


def _liable_now(tenancy: Tenancy, family: int) -> Tenancy:
    """The tenancy, where no more people of the family are liable than are left of it."""
    fewer = max(0, tenancy.people_liable_in_claim - family)
    return tenancy.model_copy(
        update={
            "people_liable": tenancy.people_liable - fewer,
            "people_liable_in_claim": tenancy.people_liable_in_claim - fewer,
        }
    )


V = TypeVar("V")


def _put(values: tuple[V, ...], place: int, value: V) -> tuple[V, ...]:
    return (*values[:place], value, *values[place + 1 :])


P = TypeVar("P", Person, Child, NonDependant)


def _by_birth_date(person: P) -> P:
    return person if person.born is None else person.model_copy(update={"age": None})


def _grown(child: Child) -> NonDependant:
    return NonDependant(
        age=child.age,
        born=child.born,
        disability_benefits=child.disability_benefits,
        severely_sight_impaired=child.severely_sight_impaired,
    )
