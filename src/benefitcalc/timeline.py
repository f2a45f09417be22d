"""A household's entitlement over the coming months, and what each event does to it.

``timeline(case)`` assesses every assessment period, or benefit week, from the case's date. Between two of them the
events are applied one after another, always in the order of :data:`KINDS`, and the household is assessed after each:
an event's effect is the difference that it makes to what stood before it. So the effects add up exactly to the change
between the two periods, and where two events work on each other (a birthday and new rates), the later one is shown at
what it changes after the earlier.

Not covered:

- changes of rent, charges, earnings, other income and capital: they stay as they were entered
- the 26 weeks before a new deduction for an adult in the home of someone over pension age (HB (SPC) Regs 2006 reg
  59(10)-(13))
- when a transitional element or capital disregard ends for reasons of its own (UC (TP) Regs 2014 regs 51, 56, 57)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any, TypeAlias, TypeVar

import numpy as np

from benefitcalc.across_periods import ERODING, increase_in_elements_pm, transitional_element_left_pm
from benefitcalc.assess import Columns, assess_columns
from benefitcalc.case import Case, Child, Money, NonDependant, Period, Person, Tenure
from benefitcalc.columns import Batch, Ints, Table, from_cases
from benefitcalc.errors import RatesNotKnown
from benefitcalc.money import format_pounds, pounds
from benefitcalc.periods import (
    assessment_period_end,
    assessment_period_start,
    completed_years,
    day_number,
    from_day_number,
    month_to_week,
    years_later,
)
from benefitcalc.rates import Assumptions, Basis, RateBook, rate_book, rate_year
from benefitcalc.rates.pension_age import pension_age_day
from benefitcalc.rates.starts import first_day_of
from benefitcalc.rules import tracing

__all__ = ["Event", "Figures", "Timeline", "TimelinePeriod", "timeline"]

KINDS = {
    "rates": "new rates, or a change of the law",
    "local_housing_allowance": "new Local Housing Allowance",
    "birthday": "a birthday",
    "school_leaving": "1 September after a 16th or 19th birthday, or the 20th birthday",
    "pension_age": "pension age",
    "grace_period_end": "the end of the benefit cap's grace period",
    "transitional_element": "the transitional element, less what other elements went up by (UC (TP) Regs 2014 reg 55)",
}
"""The kinds of event, in the order in which those of one period are applied."""

_MOST_MONTHS = 120
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """The key figures of a period, or what an event changed in each.

    ``universal_credit`` is by the month and everything else by the week; what Universal Credit gives by the month is
    shown × 12 ÷ 52. ``benefit_cap`` is what the cap takes, ``bedroom_charge`` the under-occupation deduction.
    """

    universal_credit: Decimal
    housing_benefit: Decimal
    pension_credit: Decimal
    help_with_rent: Decimal
    rent_to_pay: Decimal
    benefit_cap: Decimal
    bedroom_charge: Decimal

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, name) + getattr(other, name) for name in FIGURES))

    def __sub__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, name) - getattr(other, name) for name in FIGURES))

    def __bool__(self) -> bool:
        """Whether any figure is not nil."""
        return any(getattr(self, name) for name in FIGURES)

    def to_dict(self) -> dict[str, str]:
        """Pounds as text."""
        return {name: f"{getattr(self, name):.2f}" for name in FIGURES}


FIGURES = {
    "universal_credit": "Universal Credit a month",
    "housing_benefit": "Housing Benefit a week",
    "pension_credit": "Pension Credit a week",
    "help_with_rent": "Help with rent a week",
    "rent_to_pay": "Rent to pay a week",
    "benefit_cap": "Benefit cap a week",
    "bedroom_charge": "Bedroom charge a week",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that changes the figures. ``who`` is a person's path in the case, where it is about a person."""

    kind: str
    day: dt.date
    label: str
    who: str | None
    effect: Figures

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "kind": self.kind,
            "day": self.day.isoformat(),
            "label": self.label,
            "who": self.who,
            "effect": self.effect.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class TimelinePeriod:
    """An assessment period, or a run of benefit weeks in which nothing changes.

    ``change`` is the difference from the period before, to the penny the sum of the effects of ``events``. ``case`` is
    the household as it is then; someone known only by an age keeps that age.
    """

    start: dt.date
    end: dt.date
    per: str
    rates: str
    projected: bool
    figures: Figures
    change: Figures
    events: tuple[Event, ...]
    case: Case

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it, without the case."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "per": self.per,
            "rates": self.rates,
            "projected": self.projected,
            **self.figures.to_dict(),
            "change": self.change.to_dict(),
            "events": [event.to_dict() for event in self.events],
        }


@dataclass(frozen=True, slots=True)
class Timeline:
    """Periods in order. ``notes`` say what was not followed, what was assumed, and why it ends where it does."""

    case: Case
    periods: tuple[TimelinePeriod, ...]
    notes: tuple[str, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event, in order."""
        return tuple(event for period in self.periods for event in period.events)

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it; money as text."""
        return {
            "schema": "benefitcalc.timeline/1",
            **({"id": self.case.id} if self.case.id is not None else {}),
            "date": self.case.date.isoformat(),
            "periods": [period.to_dict() for period in self.periods],
            "notes": list(self.notes),
        }

    def __len__(self) -> int:
        return len(self.periods)

    def __iter__(self) -> Iterator[TimelinePeriod]:
        return iter(self.periods)

    def __getitem__(self, index: int) -> TimelinePeriod:
        return self.periods[index]

    def __repr__(self) -> str:
        first, last = self.periods[0], self.periods[-1]
        return (
            f"<Timeline {first.start} to {last.end}: {len(self.periods)} periods, {len(self.events)} events, "
            f"rent to pay £{first.figures.rent_to_pay} → £{last.figures.rent_to_pay} a week>"
        )

    def __str__(self) -> str:
        return "\n".join(_text(self))

    def _repr_html_(self) -> str:
        return _html(self)


# --- What the household is, step by step ------------------------------------------------------------------------------

_Ages: TypeAlias = tuple[int, int]
"""Completed years by the last day of the assessment period, and on its first day."""


@dataclass(frozen=True, slots=True)
class _Span:
    """A period that is assessed: an assessment period, or a benefit week.

    ``counted_to`` is the last day whose birthdays count: the last of an assessment period, the first of a week. An age
    "by the end of the assessment period" is asked of a week too, where no scheme reads it.
    """

    start: dt.date
    end: dt.date
    monthly: bool

    @property
    def counted_to(self) -> dt.date:
        return self.end if self.monthly else self.start

    @property
    def last_day(self) -> dt.date:
        return self.end if self.monthly else assessment_period_end(self.start)


@dataclass(frozen=True, slots=True)
class _State:
    """Everything that events change; the rest is as in the case."""

    date: dt.date
    last_day: dt.date
    ages: tuple[_Ages, ...]
    over_pension_age: tuple[bool, ...]
    grown: frozenset[int] = frozenset()
    grace: bool = False
    transitional: int | None = None
    allowance: Money | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """An event still without its effect, and the household after it."""

    kind: str
    day: dt.date
    label: str
    who: str | None
    state: _State


class _Household:
    """The people of a case in one line (claimant, partner, children, other adults), and how they stand on a day."""

    def __init__(self, case: Case, grace_period_ends: dt.date | None) -> None:
        self.case = case
        self.grace_period_ends = grace_period_ends
        self.known = case.on(case.date)
        """The same case, everyone with the birth date that they are taken to have on its date."""
        self.shown = case.model_copy(
            update={
                "claimant": _by_birth_date(case.claimant),
                "partner": case.partner and _by_birth_date(case.partner),
                "children": tuple(map(_by_birth_date, case.children)),
                "non_dependants": tuple(map(_by_birth_date, case.non_dependants)),
            }
        )
        """The same case, with no age beside a birth date, for the age will not last."""
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
        self.first = _Span(case.date, assessment_period_end(case.date), monthly=True)
        self.own = [place for place, child in self.children if self._is_followed(place, child)]
        """The claimant's own children and young people whose birthdays are known."""

    @property
    def children(self) -> list[tuple[int, Child]]:
        return list(enumerate(self.case.children, start=len(self.case.adults)))

    def _is_followed(self, place: int, child: Child) -> bool:
        counts = child.in_education or completed_years(self.born[place], self.case.date) < 16
        return child.born is not None and not child.of_non_dependant and counts

    def leaves(self, place: int, monthly: bool) -> tuple[dt.date, int] | None:
        """The day from which one of the claimant's own children no longer counts as one, and the birthday that it
        follows from (UC Regs 2013 reg 5; SSCBA 1992 s 142).

        Universal Credit ends at 1 September after the 19th birthday, Child Benefit and Housing Benefit at the 20th,
        all at 1 September after the 16th without education. A day that had passed, with the child still entered as one,
        is no bar.
        """
        born = self.born[place]
        days = [(years_later(born, 20), 20)]
        if monthly:
            days.append((first_september_after(born, 19), 19))
        if not self.case.children[place - len(self.case.adults)].in_education:
            days.append((first_september_after(born, 16), 16))
        passed = self.first.end if monthly else self.first.start
        return min((entry for entry in days if entry[0] > passed), default=None)

    def at(self, span: _Span) -> _State:
        """How everyone stands in a period, with the transitional element of the case."""
        return _State(
            date=span.start,
            last_day=span.last_day,
            ages=tuple(self._ages(place, span) for place in range(len(self.people))),
            over_pension_age=tuple(
                self._over_pension_age(place, person, span.start) for place, person in enumerate(self.case.adults)
            ),
            grown=frozenset(
                place
                for place in self.own
                if (left := self.leaves(place, span.monthly)) is not None and left[0] <= span.counted_to
            ),
            grace=self._in_grace_period(span.start),
            transitional=self.case.universal_credit.transitional_element,
        )

    def _ages(self, place: int, span: _Span) -> _Ages:
        born, span = self.born[place], self.first if self.people[place].born is None else span
        return completed_years(born, span.last_day), completed_years(born, span.start)

    def _over_pension_age(self, place: int, person: Person, day: dt.date) -> bool:
        if person.over_pension_age is not None:
            return person.over_pension_age
        return pension_age_day(self.born[place]) <= (self.case.date if person.born is None else day)

    def _in_grace_period(self, day: dt.date) -> bool:
        if self.grace_period_ends is None:
            return self.case.universal_credit.benefit_cap_grace_period
        return day <= self.grace_period_ends

    def case_of(self, state: _State) -> Case:
        """The case at that state, with birth dates as they are taken to be."""
        return self._case(self.known, state)

    def case_shown(self, state: _State) -> Case:
        """The same for people: someone known only by an age keeps it."""
        return self._case(self.shown, state)

    def _case(self, case: Case, state: _State) -> Case:
        first = len(case.adults)
        adults = [
            person.model_copy(update={"over_pension_age": over})
            if case is self.known or person.born is None
            else person
            for person, over in zip(case.adults, state.over_pension_age, strict=True)
        ]
        children = [
            _young(child) if place in self.own and state.ages[place][0] >= 16 else child
            for place, child in enumerate(case.children, start=first)
            if place not in state.grown
        ]
        grown = [_grown(child) for place, child in enumerate(case.children, start=first) if place in state.grown]
        facts = case.universal_credit.model_copy(
            update={"benefit_cap_grace_period": state.grace, "transitional_element": state.transitional}
        )
        tenancy = case.tenancy
        if state.allowance is not None:
            tenancy = tenancy.model_copy(update={"local_housing_allowance": state.allowance})
        return case.model_copy(
            update={
                "date": state.date,
                "claimant": adults[0],
                "partner": adults[1] if len(adults) > 1 else None,
                "children": tuple(children),
                "non_dependants": (*case.non_dependants, *grown),
                "universal_credit": facts,
                "tenancy": tenancy,
            }
        )

    def steps(self, before: _State, after: _State, monthly: bool) -> Iterator[_Step]:
        """From one period to the next, an event at a time; after the last the household is as in ``after``."""
        schooled = [place for place in self.own if self._ends_school(place, before.last_day, after.last_day)]
        state = replace(before, date=after.date, last_day=before.last_day if schooled else after.last_day)
        yield _Step("rates", after.date, "", None, state)
        for step in self._birthdays(state, after, monthly):
            state = step.state
            yield step
        for place in sorted({*schooled, *(after.grown - state.grown)}):
            state = replace(state, last_day=after.last_day, grown=state.grown | (after.grown & {place}))
            day, birthday = self._leaving(place, after, monthly) or (first_september_after(self.born[place], 16), 16)
            left = ", and not in education" if place in after.grown and birthday == 16 else ""
            label = f"{self.names[place]}: 1 September after the {birthday}th birthday{left}"
            yield _Step("school_leaving", day, label, self.paths[place], state)
        for place, over in enumerate(after.over_pension_age):
            if over != state.over_pension_age[place]:
                state = replace(state, over_pension_age=_put(state.over_pension_age, place, over))
                label = f"{self.names[place]} reaches pension age"
                yield _Step("pension_age", pension_age_day(self.born[place]), label, self.paths[place], state)
        if state.grace != after.grace and self.grace_period_ends is not None:
            state = replace(state, grace=after.grace)
            label = "The grace period of the benefit cap ends"
            yield _Step("grace_period_end", self.grace_period_ends, label, None, state)
        if state.transitional != after.transitional:
            was, now = format_pounds(state.transitional or 0), format_pounds(after.transitional or 0)
            label = f"The transitional element goes from £{was} to £{now}, as other elements went up"
            yield _Step("transitional_element", after.date, label, None, after)

    def _birthdays(self, state: _State, after: _State, monthly: bool) -> Iterator[_Step]:
        """A 20th birthday is also the day from which a young person counts as an adult."""
        for place, (was, now) in enumerate(zip(state.ages, after.ages, strict=True)):
            if was == now:
                continue
            years = now[0] if now[0] != was[0] else now[1]
            left = self._leaving(place, after, monthly)
            grown = {place} if left is not None and left[1] == 20 else set()
            state = replace(state, ages=_put(state.ages, place, now), grown=state.grown | grown)
            day, label = years_later(self.born[place], years), f"{self.names[place]} turns {years}"
            yield _Step("birthday", day, label, self.paths[place], state)

    def _ends_school(self, place: int, before: dt.date, after: dt.date) -> bool:
        return before < first_september_after(self.born[place], 16) <= after

    def _leaving(self, place: int, after: _State, monthly: bool) -> tuple[dt.date, int] | None:
        """When and with which birthday a child who has grown up by then did."""
        return self.leaves(place, monthly) if place in after.grown else None

    def notes(self, last: dt.date, monthly: bool) -> Iterator[str]:
        """What was not followed or was assumed, up to that day."""
        unborn = [name for name, person in zip(self.names, self.people, strict=True) if person.born is None]
        if unborn:
            who = f"{', '.join(unborn[:-1])} and {unborn[-1]}" if len(unborn) > 1 else unborn[0]
            yield f"{who}: only an age was given, so birthdays are not followed. Give a birth date to follow them."
        yield "Rent, charges, earnings, other income and savings stay as they were entered."
        for place, child in self.children:
            if place not in self.own:
                continue
            name, left = self.names[place], first_september_after(self.born[place], 16)
            if self.case.date < left <= last:
                stays = "stay in education after that" if child.in_education else "leave education then"
                yield f"{name} passes {left:%-d %B %Y}, the end of school age, and is taken to {stays}."
            if (leaves := self.leaves(place, monthly)) is not None and leaves[0] <= last:
                yield f"{name} is counted, once grown up, as an adult in the home without work."
        for place, person in enumerate(self.case.adults):
            reached = pension_age_day(self.born[place])
            if person.born is not None and person.over_pension_age is None and self.case.date < reached <= last:
                who = f"{self.names[place]} reaches pension age on {reached:%-d %B %Y}"
                yield f"{who}: the figures have no State Pension from then."
        facts = self.case.universal_credit
        if facts.benefit_cap_grace_period and self.grace_period_ends is None:
            yield "No end was given for the benefit cap's grace period, so it is taken to last."
        if facts.transitional_capital_disregard:
            yield "The transitional capital disregard is taken to last; it ends after 12 assessment periods."


V = TypeVar("V")


def _put(values: tuple[V, ...], place: int, value: V) -> tuple[V, ...]:
    return (*values[:place], value, *values[place + 1 :])


def first_september_after(born: dt.date, birthday: int) -> dt.date:
    """1 September after that birthday; someone born on 1 September waits a year."""
    day = years_later(born, birthday)
    return dt.date(day.year + (day >= dt.date(day.year, 9, 1)), 9, 1)


P = TypeVar("P", Person, Child, NonDependant)


def _by_birth_date(person: P) -> P:
    return person if person.born is None else person.model_copy(update={"age": None})


def _young(child: Child) -> Child:
    """Up to 1 September after the 16th birthday a child counts, in education or not (UC Regs 2013 reg 5(1)(a))."""
    return child.model_copy(update={"in_education": True})


def _grown(child: Child) -> NonDependant:
    return NonDependant(
        age=child.age,
        born=child.born,
        disability_benefits=child.disability_benefits,
        severely_sight_impaired=child.severely_sight_impaired,
    )


# --- Working it out ---------------------------------------------------------------------------------------------------

T = TypeVar("T", bound=Table)
_Row: TypeAlias = Mapping[str, Any]


def timeline(
    case: Case | Mapping[str, Any],
    months: int = 24,
    *,
    grace_period_ends: dt.date | None = None,
    project: Assumptions | None = None,
    book: RateBook | None = None,
) -> Timeline:
    """What the household of ``case`` gets over ``months`` from its date, with the events that change it.

    Universal Credit goes by assessment periods, all of them listed; Housing Benefit by benefit weeks, listed where
    something changes. Someone who reaches pension age goes over from the one to the other. ``grace_period_ends`` is the
    last day of the benefit cap's grace period, and stands in place of the case's flag. Beyond the rates that are
    checked the timeline ends, and says so, unless ``project`` says what to assume of prices and earnings. ``book``
    replaces the law's rates, for what-if work. Raises as :func:`~benefitcalc.assess.assess` does.
    """
    if not 1 <= months <= _MOST_MONTHS:
        raise ValueError(f"months {months} is out of range; give a whole number from 1 to {_MOST_MONTHS}")
    valid = case if isinstance(case, Case) else Case.model_validate(case)
    book = rate_book() if book is None else book
    book = book if project is None else book.project(project)
    household = _Household(valid, grace_period_ends)
    end = assessment_period_start(valid.date, months)
    last = min(end - _DAY, book.last_day)
    spans = _spans(household, last, book)
    states = _states(household, spans, book)
    steps = [
        _steps(household, before, after, span, book)
        for (before, after), span in zip(pairwise(states), spans[1:], strict=True)
    ]
    figures = iter(_figures(_assessed(household, [states[0], *(step.state for each in steps for step in each)], book)))
    periods = [_period(household, spans[0], states[0], next(figures), None, (), book)]
    for span, state, each in zip(spans[1:], states[1:], steps, strict=True):
        before, events = periods[-1].figures, []
        stands = before
        for step in each:
            now = next(figures)
            if effect := now - stands:
                events.append(Event(step.kind, step.day, step.label, step.who, effect))
            stands = now
        periods.append(_period(household, span, state, stands, before, tuple(events), book))
    notes = [*household.notes(last, monthly=spans[-1].monthly)]
    if any(period.per == "month" and period.figures.housing_benefit for period in periods):
        notes.append("Housing Benefit is that of the benefit week in which each assessment period begins.")
    if last < end - _DAY:
        notes.append(_why_it_ends(book))
    return Timeline(case=valid, periods=tuple(_runs(periods)), notes=tuple(notes))


def _weeks(first: dt.date, last: dt.date) -> Iterator[_Span]:
    """The rest of the first benefit week, and those that follow it, Mondays to Sundays."""
    while first <= last:
        end = first + _DAY * (6 - first.weekday())
        yield _Span(first, end, monthly=False)
        first = end + _DAY


def _spans(household: _Household, last: dt.date, book: RateBook) -> list[_Span]:
    """Assessment periods while Universal Credit is the scheme, and benefit weeks otherwise."""
    starts = [assessment_period_start(household.case.date, index) for index in range(_MOST_MONTHS + 1)]
    months = [
        _Span(start, following - _DAY, monthly=True)
        for start, following in pairwise(starts)
        if start <= max(last, starts[0])
    ]
    columns = _assessed(household, [household.at(span) for span in months], book)
    on_universal_credit = columns["applies.universal_credit"]
    if on_universal_credit.all():
        return months
    until = int(np.argmin(on_universal_credit))
    return [*months[:until], *_weeks(months[until].start, max(last, months[until].start))]


def _states(household: _Household, spans: Sequence[_Span], book: RateBook) -> list[_State]:
    """The household in each period, with what is left of the transitional element."""
    states = [household.at(span) for span in spans]
    grown: frozenset[int] = frozenset()
    for place, state in enumerate(states):
        grown |= state.grown
        states[place] = replace(state, grown=grown)
    if not household.case.universal_credit.transitional_element or not spans[0].monthly:
        return states
    columns = _assessed(household, states, book)
    elements = np.array([columns[f"universal_credit.{name}"] for name in ERODING])
    increases = increase_in_elements_pm(elements_before_pm=elements[:, :-1], elements_now_pm=elements[:, 1:])
    left = np.array([household.case.universal_credit.transitional_element], dtype=np.int64)
    for place, span in enumerate(spans[1:], start=1):
        if span.monthly:
            left = transitional_element_left_pm(
                transitional_element_before_pm=left, increase_in_elements_pm=increases[place - 1 : place]
            )
        states[place] = replace(states[place], transitional=int(left[0]))
    return states


def _steps(household: _Household, before: _State, after: _State, span: _Span, book: RateBook) -> list[_Step]:
    """The events between two periods, in the order in which they are applied."""
    first, *rest = household.steps(before, after, span.monthly)
    basis = _basis(household.case, span.monthly)
    year, was = rate_year(after.date, basis), rate_year(before.date, basis)
    if year == was:
        changes = _change_days(book, basis)
        passed = changes[(changes > day_number(before.date)) & (changes <= day_number(after.date))]
        day = from_day_number(passed[-1]) if len(passed) else after.date
        return [replace(first, day=day, label=f"New rates or rules from {_long(day)}"), *rest]
    day = first_day_of(year, basis)
    new_rates = replace(first, day=day, label=f"New rates for {year}, from {_long(day)}")
    home = household.case.tenancy
    if home.tenure is not Tenure.PRIVATE_RENT or home.local_housing_allowance is not None:
        return [new_rates, *rest]
    old = _allowance(household, before, book)
    label = f"New Local Housing Allowance for {year}, from {_long(day)}"
    return [
        replace(new_rates, state=replace(first.state, allowance=old)),
        _Step("local_housing_allowance", day, label, None, first.state),
        *rest,
    ]


@lru_cache(maxsize=16)
def _change_days(book: RateBook, basis: Basis) -> Ints:
    return book.change_days(basis)


def _allowance(household: _Household, state: _State, book: RateBook) -> Money | None:
    """The Local Housing Allowance that stood."""
    with tracing() as steps:
        _assessed(household, [state], book)
    for step in steps:
        if step.rule.name in _ALLOWANCES and step.value[0]:
            return Money.model_construct(amount=int(step.value[0]), per=_ALLOWANCES[step.rule.name])
    return None


_ALLOWANCES = {"local_housing_allowance_pm": Period.MONTH, "local_housing_allowance_pw": Period.WEEK}


def _period(
    household: _Household,
    span: _Span,
    state: _State,
    figures: Figures,
    before: Figures | None,
    events: tuple[Event, ...],
    book: RateBook,
) -> TimelinePeriod:
    return TimelinePeriod(
        start=span.start,
        end=span.end,
        per="month" if span.monthly else "week",
        rates=rate_year(span.start, _basis(household.case, span.monthly)),
        projected=span.start > book.checked_until,
        figures=figures,
        change=figures - (figures if before is None else before),
        events=events,
        case=household.case_shown(state),
    )


def _runs(periods: Iterable[TimelinePeriod]) -> list[TimelinePeriod]:
    """Weeks in which nothing changes are put to the week before them."""
    runs: list[TimelinePeriod] = []
    for period in periods:
        if runs and period.per == "week" and runs[-1].per == "week" and not period.events:
            runs[-1] = replace(runs[-1], end=period.end)
        else:
            runs.append(period)
    return runs


def _basis(case: Case, monthly: bool) -> Basis:
    if monthly:
        return Basis.ASSESSMENT_PERIOD
    weekly = case.tenancy.rent.per in {Period.WEEK, Period.FORTNIGHT, Period.FOUR_WEEKS}
    return Basis.HB_WEEKLY_RENT if weekly else Basis.HB_OTHER_RENT


def _assessed(household: _Household, states: Sequence[_State], book: RateBook) -> Columns:
    """Every state of the household assessed, as one batch. Raises ``RatesNotKnown`` as :func:`assess` does."""
    columns = assess_columns(_batch(household, states), book)
    refused = np.flatnonzero(columns.get("refused.local_housing_allowance", ()))
    if len(refused):
        day, area = states[refused[0]].date, household.case.tenancy.brma
        message = f"The allowance of {area} on {day} is not known; give local_housing_allowance."
        raise RatesNotKnown(f"lha.{area}", day, message)
    return columns


def _batch(household: _Household, states: Sequence[_State]) -> Batch:
    """The states as columns, with the ages that each says in place of those of its date."""
    batch = from_cases([household.case_of(state) for state in states])
    adults, children, others = _ages_in_order(household, states)
    ages = np.array(adults, dtype=np.int64).reshape(len(states), 2, 2)
    return replace(
        batch,
        households=_changed(batch.households, last_day=[day_number(state.last_day) for state in states]),
        adults=_changed(batch.adults, age=ages[:, :, 0].T, age_on_date=ages[:, :, 1].T),
        children=_aged(batch.children, children),
        non_dependants=_aged(batch.non_dependants, others),
    )


def _ages_in_order(
    household: _Household, states: Sequence[_State]
) -> tuple[list[tuple[_Ages, _Ages]], list[_Ages], list[_Ages]]:
    """Ages of adults, children and non-dependants, in the order in which they stand in columns."""
    case, first = household.case, len(household.case.adults)
    eldest_first = sorted(
        (place for place, _ in household.children),
        key=lambda place: (household.born[place], case.children[place - first].two_child_limit_exception),
    )
    others = range(first + len(case.children), len(household.people))
    adults: list[tuple[_Ages, _Ages]] = []
    children: list[_Ages] = []
    non_dependants: list[_Ages] = []
    for state in states:
        adults.append((state.ages[0], state.ages[1] if first > 1 else (0, 0)))
        children += [state.ages[place] for place in eldest_first if place not in state.grown]
        non_dependants += [state.ages[place] for place in (*others, *sorted(state.grown))]
    return adults, children, non_dependants


def _aged(table: T, ages: Sequence[_Ages]) -> T:
    columns = np.array(ages, dtype=np.int64).reshape(len(table), 2).T
    return _changed(table, age=columns[0], age_on_date=columns[1])


def _changed(table: T, **columns: Any) -> T:
    """The table with some of its columns of whole numbers replaced."""
    numbers = [np.asarray(columns.get(name, getattr(table, name)), dtype=np.int64) for name in table.numbers_of]
    return type(table)(np.stack(numbers), np.array([getattr(table, name) for name in table.flags_of]))


def _figures(columns: Columns) -> Iterator[Figures]:
    """The key figures of each row."""
    nothing = np.zeros(len(columns["rent_to_pay"]), dtype=np.int64)
    cap = columns.get("universal_credit.benefit_cap_reduction", nothing)
    charge = columns["housing.under_occupation_charge"]

    def award(scheme: str) -> Any:
        return np.where(columns.get(f"applies.{scheme}", nothing), columns.get(f"{scheme}.award", nothing), 0)

    found = (
        award("universal_credit"),
        award("housing_benefit"),
        award("pension_credit"),
        columns["help_with_rent"],
        columns["rent_to_pay"],
        np.where(columns["applies.universal_credit"], month_to_week(cap), nothing)
        + columns.get("housing_benefit.benefit_cap_reduction", nothing),
        np.where(columns["housing.weekly"], charge, month_to_week(charge)),
    )
    for row in zip(*(column.tolist() for column in found), strict=True):
        yield Figures(*map(pounds, row))


def _why_it_ends(book: RateBook) -> str:
    if book.last_day > book.checked_until:
        return f"It ends on {_long(book.last_day)}, as far as the rates are projected."
    return (
        f"It ends on {_long(book.last_day)}, as far as the rates are checked; "
        "with project=Assumptions(cpi=…, earnings=…) it goes on with projected rates."
    )


# --- How it is shown --------------------------------------------------------------------------------------------------


def _long(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"


def _signed(amount: Decimal) -> str:
    return f"{'−' if amount < 0 else '+'}£{abs(amount):,.2f}"


def _effect(effect: Figures) -> str:
    return "; ".join(f"{FIGURES[name]} {_signed(getattr(effect, name))}" for name in FIGURES if getattr(effect, name))


def _shown(found: Timeline) -> list[str]:
    """The figures that are not nil throughout."""
    always = ("help_with_rent", "rent_to_pay")
    return [name for name in FIGURES if name in always or any(getattr(period.figures, name) for period in found)]


def _text(found: Timeline) -> Iterator[str]:
    names = _shown(found)
    yield "  ".join([f"{'From':<17}", *(f"{FIGURES[name]:>{len(FIGURES[name])}}" for name in names)])
    for period in found:
        amounts = [f"{getattr(period.figures, name):>{len(FIGURES[name])},.2f}" for name in names]
        mark = "  projected rates" if period.projected else ""
        yield "  ".join([f"{_long(period.start):<17}", *amounts]) + mark
        yield from (f"    {event.label}: {_effect(event.effect)}" for event in period.events)
    yield from (f"Note: {note}" for note in found.notes)


_CELL = 'style="text-align:left;padding:2px 12px 2px 0"'
_AMOUNT = 'style="text-align:right;padding:2px 12px 2px 0;font-variant-numeric:tabular-nums"'


def _html(found: Timeline) -> str:
    names = _shown(found)
    heads = "".join(f'<th scope="col" {_AMOUNT}>{escape(FIGURES[name])}</th>' for name in names)
    body = "".join(_html_row(period, names) for period in found)
    notes = "".join(f"<li>{escape(note)}</li>" for note in found.notes)
    return (
        '<table style="border-collapse:collapse;margin:0.4em 0 0.8em">'
        '<caption style="text-align:left;font-weight:bold">What changes, and when</caption>'
        f'<thead><tr><th scope="col" {_CELL}>From</th>{heads}<th scope="col" {_CELL}>What happens</th></tr></thead>'
        f"<tbody>{body}</tbody></table><p>Effects are in the order in which they are applied, each on top of those "
        f"before it; they add up to the change.</p><ul>{notes}</ul>"
    )


def _html_row(period: TimelinePeriod, names: Sequence[str]) -> str:
    amounts = "".join(f"<td {_AMOUNT}>£{getattr(period.figures, name):,.2f}</td>" for name in names)
    events = "<br>".join(escape(f"{event.label}: {_effect(event.effect)}") for event in period.events)
    mark = " <em>(projected rates)</em>" if period.projected else ""
    start = f'<th scope="row" {_CELL}>{escape(_long(period.start))}{mark}</th>'
    return f"<tr>{start}{amounts}<td {_CELL}>{events}</td></tr>"
