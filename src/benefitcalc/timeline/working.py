"""How the periods of a timeline are assessed, and the events between two of them, one after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from benefitcalc.assessment.from_columns import basis_of
from benefitcalc.assessment.household import require_rates
from benefitcalc.case import Case, Money, Period, Tenure
from benefitcalc.columns import Ints
from benefitcalc.columns.table import Columns
from benefitcalc.errors import RatesNotChecked, RatesNotKnown
from benefitcalc.money import parse_pounds
from benefitcalc.periods import Day, as_date, assessment_period_start, day_number, from_day_number
from benefitcalc.rates import Assumptions, Basis, RateBook, rate_book, rate_year
from benefitcalc.rates.starts import first_day_of
from benefitcalc.rules import tracing
from benefitcalc.schemes.universal_credit.transitional_protection import (
    ERODING,
    increase_in_elements_pm,
    transitional_element_left_pm,
)
from benefitcalc.timeline.figures import Event, Figures, TimelinePeriod, in_words
from benefitcalc.timeline.household import Household, Span, State, Step
from benefitcalc.timeline.notes import assumed, not_followed, not_known, overlap, what_if, why_it_ends
from benefitcalc.timeline.periods import Timeline
from benefitcalc.timeline.states import assessed, figures_of

BESIDE = "law.universal_credit.last_period_beside_pension_age_benefits"
"""Whether Universal Credit's last assessment period lets Housing Benefit and Pension Credit begin inside it."""
_MOST_MONTHS = 120
_DAY = dt.timedelta(days=1)


def timeline(
    case: Case | Mapping[str, Any],
    months: int = 24,
    *,
    grace_period_ends: Day | None = None,
    deaths: Mapping[str, Day] | None = None,
    rents: Mapping[Day, str] | None = None,
    project: Assumptions | Literal["default"] | None = "default",
    book: RateBook | None = None,
) -> Timeline:
    """What the household of ``case`` gets over ``months`` from its date, with the events that change it.

    Universal Credit goes by assessment periods, all of them listed; Housing Benefit by benefit weeks, listed where
    something changes. Someone who reaches pension age goes over from the one to the other. ``grace_period_ends`` is the
    last day of the benefit cap's grace period, and stands in place of the case's flag. ``deaths`` has the day on which
    someone of the case died, by path (``{"non_dependants[0]": date(2026, 6, 2)}``): Universal Credit counts them for
    that assessment period and two more, Housing Benefit until the Monday after. ``rents`` has the rent of one charge
    from a day on (``{"2027-04-05": "112.40"}``); service charges stay as they are.

    After the rates that are checked it goes on with projected ones, and says so of every period and event that rests on
    them: as :func:`~benefitcalc.rates.default_assumptions` says, or as ``project`` says of prices and earnings. With
    ``project=None`` it ends with the checked rates. It ends, too, where a rate is not known and no rule says how it
    goes on. ``book`` replaces the law's rates, for what-if work; what it assumes of years to come stands unless
    ``project`` says otherwise. Raises as :func:`~benefitcalc.assessment.household.assess` does for the case's own date,
    on the book that the timeline reads.
    """
    if not 1 <= months <= _MOST_MONTHS:
        raise ValueError(f"months {months} is out of range; give a whole number from 1 to {_MOST_MONTHS}")
    valid = case if isinstance(case, Case) else Case.model_validate(case)
    end = assessment_period_start(valid.date, months) - _DAY
    book = book_until(end, project=project, book=book)
    require_rates(valid, book)
    died = {who: as_date(day) for who, day in (deaths or {}).items()}
    ends = None if grace_period_ends is None else as_date(grace_period_ends)
    household = Household(valid, book, ends, died, _pence_by_day(rents or {}))
    last, why = min(end, book.last_day), ""
    if last < end:
        why = why_it_ends(book)
    while True:
        try:
            periods = _periods(household, last, book)
            break
        except (RatesNotKnown, RatesNotChecked) as error:
            if not valid.date < error.day <= last:
                raise
            last = error.day - _DAY
            why = f"It ends on {in_words(last)}, as far as the rates are known. {error}"
    notes = [*not_followed(household, last, monthly=periods[-1].per == "month"), *overlap(periods)]
    if any(period.per == "month" and period.figures.housing_benefit for period in periods):
        notes.append("Housing Benefit is that of the benefit week in which each assessment period begins.")
    found = Timeline(case=valid, periods=tuple(_runs(periods)), notes=())
    notes += [*not_known(found, book), *assumed(found, book), *what_if(book), why]
    return replace(found, notes=tuple(note for note in notes if note))


def awards(
    case: Case, last_day: dt.date, *, rents: Mapping[dt.date, int] | None = None, book: RateBook
) -> tuple[tuple[Span, ...], Columns]:
    """Every assessment period and benefit week of the household from the case's date to ``last_day``, and its columns:
    the household that :func:`timeline` follows, without the events. The columns are those of
    :func:`~benefitcalc.assessment.batches.assess_columns`, of shape ``(len(spans),)``.

    ``case`` is not checked again, so it may be on any day that ``book`` has rates for. ``rents`` are in pence.
    """
    household = Household(case, book, None, {}, rents)
    spans = _spans(household, last_day, book)
    return tuple(spans), assessed(household, _states(household, spans, book), book)


def _pence_by_day(rents: Mapping[Day, str]) -> dict[dt.date, int]:
    return {as_date(day): parse_pounds(amount) for day, amount in rents.items()}


def book_until(
    end: dt.date, *, project: Assumptions | Literal["default"] | None = "default", book: RateBook | None = None
) -> RateBook:
    """A book of rates that reaches ``end``: it projects if that day needs it and the caller wants it."""
    book = rate_book() if book is None else book
    if project is None or end <= book.checked_until:
        return book
    if project == "default":
        return book if book.assumptions is not None else book.project()
    return book.project(project)


def _periods(household: Household, last: dt.date, book: RateBook) -> list[TimelinePeriod]:
    """Every assessment period and benefit week that begins on ``last`` or earlier."""
    spans = _spans(household, last, book)
    ends = [*(following.start - _DAY for following in spans[1:]), spans[-1].end]
    states = _states(household, spans, book)
    steps = [
        _steps(household, before, after, span, book)
        for (before, after), span in zip(pairwise(states), spans[1:], strict=True)
    ]
    figures = figures_of(household, [states[0], *(step.state for each in steps for step in each)], book)
    periods = [_period(household, spans[0], ends[0], states[0], next(figures), None, (), book)]
    for span, end, state, each in zip(spans[1:], ends[1:], states[1:], steps, strict=True):
        before, events = periods[-1].figures, []
        stands = before
        projection = book.projection(span.start, basis_of(household.case, monthly=span.monthly))
        for step in each:
            now = next(figures)
            if effect := now - stands:
                events.append(Event(step.kind, step.day, step.label, step.who, effect, projection))
            stands = now
        periods.append(_period(household, span, end, state, stands, before, tuple(events), book))
    return periods


def _weeks(first: dt.date, last: dt.date) -> Iterator[Span]:
    """The rest of the first benefit week, and the weeks that follow it, Monday to Sunday."""
    while first <= last:
        end = first + _DAY * (6 - first.weekday())
        yield Span(first, end, monthly=False)
        first = end + _DAY


def _spans(household: Household, last: dt.date, book: RateBook) -> list[Span]:
    """Assessment periods while Universal Credit is the scheme, and benefit weeks otherwise. Where pension age is
    reached inside the last assessment period, the weeks begin on that day, beside it.
    """
    starts = [assessment_period_start(household.case.date, index) for index in range(_MOST_MONTHS + 1)]
    months = [
        Span(start, following - _DAY, monthly=True)
        for start, following in pairwise(starts)
        if start <= max(last, starts[0])
    ]
    columns = assessed(household, [household.at(span) for span in months], book)
    on_universal_credit = columns["applies.universal_credit"]
    until = len(months) if on_universal_credit.all() else int(np.argmin(on_universal_credit))
    after = starts[until]
    beside = list(_beside(household, months[until - 1], last, book)) if until else []
    if until == len(months) and not beside:
        return months
    return [*months[:until], *beside, *_weeks(after, last if until else max(last, after))]


def _beside(household: Household, period: Span, last: dt.date, book: RateBook) -> Iterator[Span]:
    """The benefit weeks of Housing Benefit and Pension Credit beside the last assessment period of Universal Credit,
    from the day on which pension age is reached (UC (TP) Regs 2014 reg 5(2)(c)); none before the law let them overlap.
    """
    for day in household.pension_ages(period):
        if day > last or not book.on(day, Basis.HB_OTHER_RENT)[BESIDE]:
            return
        state = household.at(Span(day, day, monthly=False))
        if not assessed(household, [state], book)["applies.universal_credit"].any():
            for week in _weeks(day, min(last, period.end)):
                yield replace(week, end=min(week.end, period.end), beside_universal_credit=True)
            return


def _states(household: Household, spans: Sequence[Span], book: RateBook) -> list[State]:
    """The household in each period, with what is left of its transitional element."""
    states = [household.at(span) for span in spans]
    if any(state.rent_protected for state in states) and _has_bedroom_charge(household, states[0], book):
        states = [replace(state, rent_protected=False) for state in states]
    if not household.case.universal_credit.transitional_element or not spans[0].monthly:
        return states
    columns = assessed(household, states, book)
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


def _has_bedroom_charge(household: Household, state: State, book: RateBook) -> bool:
    """Whether there is a bedroom charge already. The protection after a death keeps the rent that counted before it,
    and so does not remove the charge (HB Regs 2006 reg 12BA).
    """
    return bool(assessed(household, [state], book)["housing.under_occupation_charge"].any())


def _steps(household: Household, before: State, after: State, span: Span, book: RateBook) -> list[Step]:
    """The events between two periods, in the order in which they are applied."""
    if after.beside_universal_credit and not before.beside_universal_credit:
        return [household.pension_age_inside(after)]
    first, *rest = household.steps(before, after, span.monthly)
    basis = basis_of(household.case, monthly=span.monthly)
    new = "Projected" if book.projection(after.date, basis) else "New"
    year, was = rate_year(after.date, basis), rate_year(before.date, basis)
    if year == was:
        changes = _change_days(book, basis)
        passed = changes[(changes > day_number(before.date)) & (changes <= day_number(after.date))]
        day = from_day_number(passed[-1]) if len(passed) else after.date
        return [replace(first, day=day, label=f"{new} rates or rules from {in_words(day)}"), *rest]
    day = first_day_of(year, basis)
    new_rates = replace(first, day=day, label=f"{new} rates for {year}, from {in_words(day)}")
    home = household.case.tenancy
    if home.tenure is not Tenure.PRIVATE_RENT or home.local_housing_allowance is not None:
        return [new_rates, *rest]
    old = _allowance(household, before, book)
    label = f"{new} Local Housing Allowance for {year}, from {in_words(day)}"
    return [
        replace(new_rates, state=replace(first.state, allowance=old)),
        Step("local_housing_allowance", day, label, None, first.state),
        *rest,
    ]


@lru_cache(maxsize=16)
def _change_days(book: RateBook, basis: Basis) -> Ints:
    return book.change_days(basis)


def _allowance(household: Household, state: State, book: RateBook) -> Money | None:
    """The Local Housing Allowance that applied so far."""
    with tracing() as steps:
        assessed(household, [state], book)
    for step in steps:
        if step.rule.name in _ALLOWANCES and step.value[0]:
            return Money.model_construct(amount=int(step.value[0]), per=_ALLOWANCES[step.rule.name])
    return None


_ALLOWANCES = {"local_housing_allowance_pm": Period.MONTH, "local_housing_allowance_pw": Period.WEEK}


def _period(
    household: Household,
    span: Span,
    end: dt.date,
    state: State,
    figures: Figures,
    before: Figures | None,
    events: tuple[Event, ...],
    book: RateBook,
) -> TimelinePeriod:
    return TimelinePeriod(
        start=span.start,
        end=end,
        per="month" if span.monthly else "week",
        rates=rate_year(span.start, basis_of(household.case, monthly=span.monthly)),
        projection=book.projection(span.start, basis_of(household.case, monthly=span.monthly)),
        figures=figures,
        change=figures - (figures if before is None else before),
        events=events,
        case=household.case_shown(state),
        paydays=household.number_of_paydays(state) if span.monthly else (),
    )


def _runs(periods: Iterable[TimelinePeriod]) -> list[TimelinePeriod]:
    """Join weeks in which nothing changes to the week before them, if both rest on the same assumptions."""
    runs: list[TimelinePeriod] = []
    for period in periods:
        weeks = period.per == "week" and runs and runs[-1].per == "week"
        if weeks and not period.events and period.projection == runs[-1].projection:
            runs[-1] = replace(runs[-1], end=period.end)
        else:
            runs.append(period)
    return runs
