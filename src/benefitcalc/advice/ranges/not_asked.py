"""What nobody has asked yet, and how much of the rent to pay it could change: savings, other adults, pay, health.

A call form leaves most boxes empty, and an empty box means none. ``not_asked`` looks at the boxes that matter most and
says of each, for each person, by how many pounds a week the rent to pay could fall or rise if there is something after
all. It stands beside ``Ranges.questions``, which are about facts that are known not to be known.

On the page: call ``not_asked(partial, ranges)`` with the partial case on screen (``Partial(case)`` where nothing is
unknown) and the ranges that were just worked out, after the figures are shown, not before. ``summary`` makes one
sentence of the topics: "Not asked yet: savings (up to £84.34 a week), other adults (£21.60)". A link on each goes to
``path``. Leave out of the case what was not answered: a box that says none, or 0.00, was asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np

from benefitcalc.advice.ranges.facts import BLANK, TOPICS, Fact, facts_of
from benefitcalc.advice.ranges.partial import Partial
from benefitcalc.advice.ranges.paths import opened
from benefitcalc.advice.ranges.result import Ranges
from benefitcalc.advice.ranges.work import work_out
from benefitcalc.assessment.household import assess_columns
from benefitcalc.case import Case, DisabilityBenefit, Employment, Income, IncomeKind, Member, NonDependant, Person
from benefitcalc.case.ages import may_be_over_pension_age
from benefitcalc.columns import from_cases
from benefitcalc.money import format_pounds, pounds
from benefitcalc.rates import RateBook

__all__ = ["NotAsked", "not_asked", "summary"]

WORDS = {
    "household": "other adults",
    "work": "pay and pensions",
    "health": "health and caring",
    "savings": "savings",
}
"""What a sentence calls each topic here."""
OTHER_ADULT = "Other adults in the home"
_WHO = {"claimant": "tenant", "partner": "partner"}


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A fact that is in no answer, and what it could do to the rent to pay, in pounds a week.

    ``path`` is where the answer would stand in the case (``capital``, ``partner.employment``, ``non_dependants[0]``).
    ``lowers_by`` and ``raises_by`` are the most that an answer changes while all else stays; answers are tried at the
    bounds of ``facts.toml`` and at the lines of the law between them. ``answer`` says in words which changes it most.
    """

    path: str
    label: str
    topic: str
    lowers_by: Decimal
    raises_by: Decimal
    answer: str

    @property
    def could_change(self) -> Decimal:
        """The larger of the two."""
        return max(self.lowers_by, self.raises_by)


@dataclass(frozen=True)
class _Try:
    """One answer to a fact that was not asked."""

    path: str
    label: str
    topic: str
    answer: str
    after: Case


def not_asked(partial: Partial, ranges: Ranges | None = None, *, book: RateBook | None = None) -> tuple[NotAsked, ...]:
    """What was not asked, from what could change the rent to pay most; nothing that could not change it.

    ``ranges`` are those of the partial case, where they are there already: each answer is tried in the households with
    the least and the most to pay. Raises ``InvalidCase`` with every problem of the known facts.
    """
    known = work_out(partial, quick=True) if ranges is None else ranges
    ends = [known.rent_to_pay.lowest_case, known.rent_to_pay.highest_case]
    bases = [Case.model_validate(end) for end in (ends[:1] if ends[0] == ends[1] else ends)]
    tries = [(place, one) for place, base in enumerate(bases) for one in _tries(partial, base)]
    if not tries:
        return ()
    batch = from_cases([*bases, *(one.after for _, one in tries)])
    columns = assess_columns(batch, book, only=("rent_to_pay", "refused.local_housing_allowance"))
    rents = columns["rent_to_pay"].tolist()
    refused = columns.get("refused.local_housing_allowance", np.zeros(len(rents), dtype=np.bool_)).tolist()
    changes: dict[str, list[tuple[int, _Try]]] = {}
    for (place, one), rent, unknown in zip(tries, rents[len(bases) :], refused[len(bases) :], strict=True):
        if not unknown:
            changes.setdefault(one.path, []).append((rent - rents[place], one))
    found = [_said(tried) for tried in changes.values() if any(change for change, _ in tried)]
    return tuple(sorted(found, key=lambda one: (-one.could_change, TOPICS.index(one.topic), one.path)))


def _said(tried: Sequence[tuple[int, _Try]]) -> NotAsked:
    _, most = max(tried, key=lambda one: abs(one[0]))
    least_rent, most_rent = min(change for change, _ in tried), max(change for change, _ in tried)
    return NotAsked(
        most.path, most.label, most.topic, pounds(max(-least_rent, 0)), pounds(max(most_rent, 0)), most.answer
    )


def summary(found: Sequence[NotAsked]) -> str:
    """One sentence for the page, by topic, the most first: "Not asked yet: savings (up to £84.34 a week), …". Empty
    where there is nothing.
    """
    most: dict[str, Decimal] = {}
    for one in found:
        most[one.topic] = max(most.get(one.topic, Decimal(0)), one.could_change)
    if not most:
        return ""
    parts = [f"{WORDS[topic]} (up to £{amount:,.2f} a week)" for topic, amount in most.items()]
    return f"Not asked yet: {', '.join(parts)}."


# What is tried ------------------------------------------------------------------------------------------------------


def _tries(partial: Partial, base: Case) -> Iterator[_Try]:
    """Every answer to every fact that is in no answer and is not among those that are not known."""
    asked = _Asked(partial)
    yield from _savings(asked, base)
    yield from _other_adults(asked, base)
    for who in ("claimant", "partner"):
        person = getattr(base, who)
        if person is not None and "partner" not in partial.unknown:
            yield from _of_adult(asked, base, who, person)
    for place, _ in enumerate(base.children):
        yield from _of_child(asked, base, place)


@dataclass(frozen=True)
class _Asked:
    """Which facts were asked."""

    partial: Partial

    def no(self, path: str) -> bool:
        """Whether nothing is said at that place, nor of a part of it, nor that it is not known."""
        about = [
            one
            for one in self.partial.unknown
            if one == path or one.startswith(f"{path}.") or path.startswith(f"{one}.")
        ]
        return not about and opened(self.partial.case, path) in (None, [], {})

    def fact(self, path: str, part: str | None = None) -> Fact:
        """The fact at that path with the answers to try."""
        facts = facts_of(self.partial.case, {part or path: None})
        return next(fact for fact in facts if fact.path == path)


def _savings(asked: _Asked, base: Case) -> Iterator[_Try]:
    if asked.no("capital"):
        fact = asked.fact("capital")
        for pence in fact.values:
            after = base.model_copy(update={"capital": pence})
            yield _Try("capital", fact.label, "savings", f"savings of {_pounds(pence)}", after)


def _other_adults(asked: _Asked, base: Case) -> Iterator[_Try]:
    """One adult more: under each line of age, in work and out of it, at the lowest and the highest band of income."""
    if not asked.no("non_dependants"):
        return
    for words, other in _adults_to_try():
        after = base.model_copy(update={"non_dependants": (other,)})
        yield _Try("non_dependants[0]", OTHER_ADULT, "household", f"{words} lives in the home", after)


@cache
def _adults_to_try() -> tuple[tuple[str, NonDependant], ...]:
    income = {"amount": BLANK["non_dependants[].gross_income.amount"].high, "per": "week"}
    written: tuple[tuple[str, dict[str, Any]], ...] = (
        ("somebody of 17", {"age": 17}),
        ("somebody of 20", {"age": 20}),
        ("somebody of 24 without work", {"age": 24}),
        ("somebody of 30 without work", {"age": 30}),
        ("somebody of 30 with high pay", {"age": 30, "works_16_hours": True, "gross_income": income}),
        ("somebody of 80 on Pension Credit", {"age": 80, "benefits": ["pension_credit"]}),
    )
    return tuple((words, NonDependant.model_validate(one)) for words, one in written)


def _of_adult(asked: _Asked, base: Case, who: str, person: Person) -> Iterator[_Try]:
    """Pay, a State Pension where the age allows one, and health."""

    def changed(**changes: Any) -> Case:
        return base.model_copy(update={who: person.model_copy(update=changes)})

    if asked.no(f"{who}.employment") and asked.no(f"{who}.self_employment"):
        part = f"{who}.employment"
        fact = asked.fact(f"{part}.net.amount", part)
        for pence in fact.values:
            pay = {"amount": format_pounds(pence), "per": "month"}
            job = Employment.model_validate({"net": pay, "hours_per_week": 30})
            words = f"take-home pay of {_pounds(pence)} a month"
            yield _Try(part, f"Pay of the {_WHO[who]}", "work", words, changed(employment=job))
    if may_be_over_pension_age(person, base.date) and not _draws(asked.partial.case, who):
        yield from _state_pension(base, who)
    for name in ("disability_benefits", "carer", "work_capability"):
        path = f"{who}.{name}"
        if asked.no(path) and not (name == "work_capability" and may_be_over_pension_age(person, base.date)):
            fact = asked.fact(path)
            for value in fact.values:
                after = changed(**{name: _codes(person, name, value)})
                yield _Try(path, fact.label, "health", _in_words(value), after)


def _draws(case: Mapping[str, Any], who: str) -> bool:
    """Whether a State Pension of that person is entered, or may be."""
    return any(
        one.get("kind") == "state_pension" and one.get("of", "claimant") == who for one in case.get("incomes") or ()
    )


def _state_pension(base: Case, who: str) -> Iterator[_Try]:
    most = (BLANK["incomes[].amount"].of_kind or {})["state_pension"][0]
    for amount in ("85.00", "150.00", "200.00", "241.30", most):
        one = Income.model_validate(
            {"kind": IncomeKind.STATE_PENSION, "amount": amount, "per": "week", "of": Member(who)}
        )
        after = base.model_copy(update={"incomes": (*base.incomes, one)})
        label = f"State Pension of the {_WHO[who]}"
        yield _Try(f"incomes[{len(base.incomes)}]", label, "work", f"£{amount} a week", after)


def _of_child(asked: _Asked, base: Case, place: int) -> Iterator[_Try]:
    path = f"children[{place}].disability_benefits"
    if not asked.no(path):
        return
    fact = asked.fact(path)
    for value in fact.values:
        child = base.children[place].model_copy(update={"disability_benefits": _disability(value)})
        children = (*base.children[:place], child, *base.children[place + 1 :])
        yield _Try(path, fact.label, "health", _in_words(value), base.model_copy(update={"children": children}))


def _codes(person: Person, name: str, value: Any) -> Any:
    return _disability(value) if name == "disability_benefits" else type(getattr(person, name))(value)


def _disability(codes: Sequence[str]) -> tuple[DisabilityBenefit, ...]:
    return tuple(DisabilityBenefit(code) for code in codes)


def _pounds(pence: int) -> str:
    return f"£{pounds(pence):,.2f}"


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return value.replace("_", " ")
        case _:
            return " and ".join(code.replace("_", " ") for code in value) or "none"
