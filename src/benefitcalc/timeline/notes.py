"""The notes of a timeline: what it did not follow, what it assumed, and why it ends where it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from benefitcalc.assessment.household import assess
from benefitcalc.assessment.unsettled import UNSETTLED
from benefitcalc.periods import first_september_after
from benefitcalc.rates import RateBook, default_assumptions
from benefitcalc.rates.projection import default_source
from benefitcalc.timeline.figures import TimelinePeriod, in_words
from benefitcalc.timeline.household import Household
from benefitcalc.timeline.periods import Timeline


def not_followed(household: Household, last: dt.date, *, monthly: bool) -> Iterator[str]:
    """What the timeline did not follow, or assumed, up to that day."""
    unborn = [name for name, person in zip(household.names, household.people, strict=True) if person.born is None]
    if unborn:
        who = f"{', '.join(unborn[:-1])} and {unborn[-1]}" if len(unborn) > 1 else unborn[0]
        yield f"{who}: only an age was given, so birthdays are not followed. Give a birth date to follow them."
    first = "Charges" if household.rents else "Rent, charges"
    yield f"{first}, earnings, other income and savings stay as they were entered."
    passed = household.first.end if monthly else household.first.start
    for place, child in household.children:
        if child.born is None:
            continue
        name, left = household.names[place], first_september_after(child.born, 16)
        if household.case.date < left <= last and not child.of_non_dependant:
            stays = "stay in education after that" if child.in_education else "leave education then"
            yield f"{name} passes {in_words(left)}, the end of school age, and is taken to {stays}."
        if passed < household.leaves(place, child, monthly) <= last:
            yield f"{name} is counted, once grown up, as an adult in the home without work."
    for place in range(len(household.case.adults)):
        reached = household.pension_age_day_of(place)
        if reached is not None and household.case.date < reached <= last:
            who = f"{household.names[place]} reaches pension age on {in_words(reached)}"
            yield f"{who}: the figures have no State Pension from then."
    facts = household.case.universal_credit
    if facts.benefit_cap_grace_period and household.grace_period_ends is None:
        yield "No end was given for the benefit cap's grace period, so the timeline takes it to last."
    if facts.transitional_capital_disregard:
        yield "The timeline takes the transitional capital disregard to last; it ends after 12 assessment periods."


def not_known(found: Timeline, book: RateBook) -> Iterator[str]:
    """The facts of the household that are not known and were taken one way, in the words of the first result that says
    so.
    """
    told: set[str] = set()
    for period in {found[0].start: found[0], found[-1].start: found[-1]}.values():
        for warning in assess(period.case, book=book).warnings:
            if warning.code in UNSETTLED and warning.code not in told:
                told.add(warning.code)
                yield f"On {in_words(period.start)}: {warning.message}"


def assumed(found: Timeline, book: RateBook) -> Iterator[str]:
    """The assumptions behind the projected periods, and whose assumptions they are."""
    if found.projected_from is None:
        return
    source = f" Source: {default_source()}." if book.assumptions == default_assumptions(book) else ""
    yield (
        f"From {in_words(found.projected_from)} the figures are {found.projection}. "
        f"That is an assumption, not a forecast of this project.{source}"
    )


def what_if(book: RateBook) -> Iterator[str]:
    """A note that names the rates that are not the law's."""
    if book.replaced:
        rates = ", ".join(f"{key} {value}" for key, value in sorted(book.replaced.items()))
        yield f"A what-if, not the law: rates were replaced for this calculation ({rates})."


def overlap(periods: Sequence[TimelinePeriod]) -> Iterator[str]:
    """A note about what is shown where someone reaches pension age inside an assessment period."""
    beside = [period for period in periods if period.per == "week" and period.figures.universal_credit]
    if beside:
        yield (
            f"From {in_words(beside[0].start)} to {in_words(beside[-1].end)} Housing Benefit and Pension Credit are "
            "shown beside the last assessment period of Universal Credit: they can begin on the day that pension age "
            "is reached, and each has to be claimed (UC (TP) Regs 2014 reg 5(2)(c)). Universal Credit is taken to be "
            "no income in them; what it has for the rent of those days is not in the help with rent."
        )


def why_it_ends(book: RateBook) -> str:
    """A sentence that says why the timeline ends: the rates are checked, or projected, only so far."""
    if book.assumptions is not None:
        return f"It ends on {in_words(book.last_day)}, as far as the rates are projected, {book.assumptions.words()}."
    return f"It ends on {in_words(book.last_day)}, as far as the rates are checked; no projection was asked for."
