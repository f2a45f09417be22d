"""Find the options of households: their triggers are asked once, and all altered cases of all of them are one batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from benefitcalc.advice.options import help as beside_the_award
from benefitcalc.advice.options import later, mistakes, other_adults, people, rooms, work
from benefitcalc.advice.options.household import Assumed, Found, Household
from benefitcalc.advice.options.words import Kind, Said, said
from benefitcalc.assessment.from_columns import Found as Results
from benefitcalc.assessment.household import assess, assess_columns, require_allowances, require_rates
from benefitcalc.assessment.nations import NOTES
from benefitcalc.assessment.outcome import Outcome
from benefitcalc.case import Case
from benefitcalc.circumstances import Circumstances, columns_of
from benefitcalc.columns import Batch, from_cases
from benefitcalc.money import pounds
from benefitcalc.rates import RateBook, rate_book

FINDERS = (
    *rooms.FINDERS,
    *people.FINDERS,
    *other_adults.FINDERS,
    *work.FINDERS,
    *later.FINDERS,
    *beside_the_award.FINDERS,
    *mistakes.FINDERS,
)
"""Every option: a function from a household to the alterations of its case that are open to it."""
ASKED = (
    "applies.",
    "benefit_cap.",
    "benefit_cap_reduction_pw",
    "council_tax_reduction",
    "figure.savings_credit_unsettled.more",
    "help_with_rent",
    "housing.",
    "left_after_rent",
    "pension_credit.award",
    "refused.",
    "rent_to_pay",
    "shortfall.",
    "universal_credit.",
    "weeks_basis",
)
"""What the triggers and the notes for a nation ask of the results."""
CHANGED = ("left_after_rent", "rent_to_pay")
REFUSED = "refused.local_housing_allowance"
"""The column that says whose Local Housing Allowance is not known."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a household can do, claim, show or check.

    ``kind`` is "claim" (something that is not claimed), "fact" (something to show), "change" (something to do), "help"
    (payments beside the award) or "check" (a mistake). The two changes are in pounds a week, None where there is no
    figure; ``case_after`` is then None too. They are the figures of ``case_after`` less those of ``case_before``.
    ``if_awarded``: entitlement needs an assessment first. ``law`` has citations, separated by ``;``.
    """

    code: str
    kind: Kind
    title: str
    change_in_left_after_rent: Decimal | None
    change_in_rent_to_pay: Decimal | None
    case_before: Case
    case_after: Case | None
    if_awarded: bool
    evidence: str
    ask: str
    law: str
    note: str


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one household.

    ``ranked`` leave more after the rent, the most first; ``checks`` are mistakes that may have been made, the largest
    difference first, up or down; ``without_figure`` are the options whose amount somebody decides, or whose
    amount is in the figures already, and the checks that need a figure first.
    """

    case: Case
    ranked: tuple[Option, ...]
    checks: tuple[Option, ...]
    without_figure: tuple[Option, ...]


def options(
    case: Case | Mapping[str, Any],
    circumstances: Circumstances | Mapping[str, Any] | None = None,
    *,
    assumed: Assumed | None = None,
    book: RateBook | None = None,
) -> Options:
    """What is open to a household, each with its change a week; ``assumed`` has the wage, the hours and other amounts
    that no case says. Raises what :func:`benefitcalc.assess` raises for the case.
    """
    if circumstances is None:
        valid, facts = case if isinstance(case, Case) else Case.model_validate(case), None
    else:
        result = assess(case, circumstances, book=book)
        valid, facts = result.case, result.circumstances
    [found] = options_of([valid], [facts], assumed=assumed, book=book)
    return found


def options_of(
    cases: Sequence[Case],
    circumstances: Sequence[Circumstances | None] | None = None,
    *,
    assumed: Assumed | None = None,
    book: RateBook | None = None,
) -> list[Options]:
    """:func:`options` of many households, in their order: two batches altogether, one before and one after."""
    facts = [None] * len(cases) if circumstances is None else list(circumstances)
    changes = changes_of(cases, facts, assumed=assumed, book=book)
    of_each: list[list[Option]] = [[] for _ in cases]
    for change in changes:
        of_each[change.place].append(_option(cases[change.place], change))
    return [_sorted_out(case, found) for case, found in zip(cases, of_each, strict=True)]


class Change(NamedTuple):
    """An option that is open to the household at ``place``, and what it changes in pence a week."""

    place: int
    found: Found
    said: Said
    left_after_rent: int
    rent_to_pay: int


def changes_of(
    cases: Sequence[Case],
    circumstances: Sequence[Circumstances | None],
    *,
    assumed: Assumed | None = None,
    book: RateBook | None = None,
    kinds: Iterable[str] | None = None,
) -> list[Change]:
    """What is open to each household, in the order of the households. An option with a figure is open only where it
    leaves more after the rent, a check only where it changes something. ``kinds`` are those that are wanted, by default
    all.
    """
    book = rate_book() if book is None else book
    for case in cases:
        require_rates(case, book)
    assumed = Assumed() if assumed is None else assumed
    before = _batch(cases, circumstances, book)
    columns = assess_columns(before, book, only=ASKED)
    require_allowances(columns, before.households)
    notes = _notes(before, columns, book)
    rows = Results(columns, before, book).rows()
    wanted = None if kinds is None else frozenset(kinds)
    open_to = [
        (place, found)
        for place, (case, row) in enumerate(zip(cases, rows, strict=True))
        for found in _open(Household(case, row, notes[place], assumed, book), circumstances[place])
        if wanted is None or said(found.code).kind in wanted
    ]
    altered = [(found.after, circumstances[place]) for place, found in open_to if found.after is not None]
    after = iter(_after(altered, book))
    changes: list[Change] = []
    for place, found in open_to:
        if found.after is None:
            changes.append(Change(place, found, said(found.code), 0, 0))
            continue
        figures = next(after)
        if figures is not None:
            left, rent = (figure - int(columns[name][place]) for figure, name in zip(figures, CHANGED, strict=True))
            change = Change(place, found, said(found.code), left, rent)
            changes += [change] if _worth(change) else []
    return changes


def _after(altered: Sequence[tuple[Case, Circumstances | None]], book: RateBook) -> list[tuple[int, ...] | None]:
    """The figures of :data:`CHANGED` of each altered case; None where its Local Housing Allowance is not known."""
    if not altered:
        return []
    batch = _batch([case for case, _ in altered], [facts for _, facts in altered], book)
    columns = assess_columns(batch, book, only=(*CHANGED, REFUSED))
    refused = columns.get(REFUSED, np.zeros(len(batch), dtype=np.bool_)).tolist()
    figures = zip(*(columns[name].tolist() for name in CHANGED), strict=True)
    return [None if unknown else of_case for unknown, of_case in zip(refused, figures, strict=True)]


def _batch(cases: Sequence[Case], circumstances: Sequence[Circumstances | None], book: RateBook) -> Batch:
    batch = from_cases(cases)
    if all(facts is None for facts in circumstances):
        return batch
    return replace(batch, across_periods=columns_of(list(zip(cases, circumstances, strict=True)), book))


def _notes(batch: Batch, columns: Mapping[str, Any], book: RateBook) -> list[frozenset[str]]:
    """The codes of the notes for its nation, of each household."""
    seen = Outcome(batch, dict(columns), book)
    found: list[set[str]] = [set() for _ in range(len(batch))]
    for code, holds in NOTES.items():
        for place in holds(seen).nonzero()[0].tolist():
            found[place].add(code)
    return [frozenset(codes) for codes in found]


_MOVES_PEOPLE = frozenset({"who_claims", "other_adult_moved_out"})
"""What would move the people whom circumstances name by their places."""


def _open(household: Household, facts: Circumstances | None) -> Iterable[Found]:
    for find in FINDERS:
        for found in find(household):
            if facts is None or found.code not in _MOVES_PEOPLE:
                yield found


def _worth(change: Change) -> bool:
    if change.said.kind == "check":
        return change.left_after_rent != 0 or change.rent_to_pay != 0
    return change.left_after_rent > 0


def _option(case: Case, change: Change) -> Option:
    found, words = change.found, change.said
    known = found.after is not None
    country = case.country
    return Option(
        code=found.code,
        kind=words.kind,
        title=words.title(country, found.words),
        change_in_left_after_rent=pounds(change.left_after_rent) if known else None,
        change_in_rent_to_pay=pounds(change.rent_to_pay) if known else None,
        case_before=case,
        case_after=found.after,
        if_awarded=words.if_awarded,
        evidence=words.text("evidence", country, found.words),
        ask=words.text("ask", country, found.words),
        law=words.law,
        note=words.text("note", country, found.words),
    )


def _sorted_out(case: Case, found: Sequence[Option]) -> Options:
    figures = [one for one in found if one.change_in_left_after_rent is not None]
    ranked = [one for one in figures if one.kind != "check"]
    checks = [one for one in figures if one.kind == "check"]
    return Options(
        case,
        tuple(sorted(ranked, key=lambda one: -_left(one))),
        tuple(sorted(checks, key=lambda one: -abs(_left(one)))),
        tuple(one for one in found if one.change_in_left_after_rent is None),
    )


def _left(option: Option) -> Decimal:
    return Decimal(0) if option.change_in_left_after_rent is None else option.change_in_left_after_rent
