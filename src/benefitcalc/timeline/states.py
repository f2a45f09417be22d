"""The states of a household as columns: assessed as one batch, with the key figures of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from benefitcalc.assessment.household import Columns, assess_columns, require_allowances
from benefitcalc.case.ages import Standing
from benefitcalc.columns import Batch, Ints, Table, from_cases
from benefitcalc.money import pounds
from benefitcalc.periods import day_number, month_to_week
from benefitcalc.rates import RateBook
from benefitcalc.timeline.figures import Figures
from benefitcalc.timeline.household import Ages, Household, State

T = TypeVar("T", bound=Table)


def assessed(household: Household, states: Sequence[State], book: RateBook) -> Columns:
    """Assess every state of the household as one batch. Raises ``RatesNotKnown`` as :func:`assess` does."""
    batch = _batch(household, states)
    columns = assess_columns(batch, book)
    require_allowances(columns, batch.households)
    return columns


def _batch(household: Household, states: Sequence[State]) -> Batch:
    """The states as columns, with the ages of each state in place of those of its date."""
    batch = from_cases([household.case_of(state) for state in states])
    adults, children, others, standings = _people_in_order(household, states)
    paydays = _paydays_in_order(states)
    ages = np.array(adults, dtype=np.int64).reshape(len(states), 2, 2)
    in_uc, on_date, in_pc, of_school_age = np.array(standings, dtype=np.bool_).reshape(len(standings), 4).T
    return replace(
        batch,
        households=_changed(batch.households, last_day=[day_number(state.last_day) for state in states]),
        adults=_changed(
            batch.adults,
            age=ages[:, :, 0].T,
            age_on_date=ages[:, :, 1].T,
            first_payday=paydays[:, :, 0].T,
            last_payday=paydays[:, :, 1].T,
        ),
        children=_changed(
            _aged(batch.children, children),
            counts=in_uc,
            counts_on_date=on_date,
            counts_in_pension_credit=in_pc,
            of_school_age=of_school_age,
        ),
        non_dependants=_aged(batch.non_dependants, others),
    )


def _paydays_in_order(states: Sequence[State]) -> Ints:
    """The first and the last payday of claimant and partner: shape ``(states, 2, 2)``, 0 where none is known."""
    none = (0, 0)
    known = [
        [none if one is None else (day_number(one[0]), day_number(one[1])) for one in (*state.paydays, None)[:2]]
        for state in states
    ]
    return np.array(known, dtype=np.int64).reshape(len(states), 2, 2)


def _people_in_order(
    household: Household, states: Sequence[State]
) -> tuple[list[tuple[Ages, Ages]], list[Ages], list[Ages], list[Standing]]:
    """The ages of adults, children and non-dependants in the order of the columns, and how the schemes count the
    children.
    """
    case, first = household.case, len(household.case.adults)
    eldest_first = sorted(
        (place for place, _ in household.children),
        key=lambda place: (household.born[place], case.children[place - first].two_child_limit_exception),
    )
    others = range(first + len(case.children), len(household.people))
    adults: list[tuple[Ages, Ages]] = []
    children: list[Ages] = []
    non_dependants: list[Ages] = []
    standings: list[Standing] = []
    for state in states:
        adults.append((state.ages[0], state.ages[1] if first > 1 and 1 not in state.gone else (0, 0)))
        here = [place for place in eldest_first if place not in state.grown | state.gone]
        children += [state.ages[place] for place in here]
        standings += [state.standing[place - first] for place in here]
        non_dependants += [state.ages[place] for place in (*others, *sorted(state.grown)) if place not in state.gone]
    return adults, children, non_dependants, standings


def _aged(table: T, ages: Sequence[Ages]) -> T:
    columns = np.array(ages, dtype=np.int64).reshape(len(table), 2).T
    return _changed(table, age=columns[0], age_on_date=columns[1])


def _changed(table: T, **columns: Any) -> T:
    """The table with some of its columns replaced."""
    numbers = [np.asarray(columns.get(name, getattr(table, name)), dtype=np.int64) for name in table.numbers_of]
    flags = [np.asarray(columns.get(name, getattr(table, name)), dtype=np.bool_) for name in table.flags_of]
    return type(table)(np.stack(numbers), np.stack(flags))


def figures_of(household: Household, states: Sequence[State], book: RateBook) -> Iterator[Figures]:
    """The key figures of each state. During its last assessment period Universal Credit stays what it was."""
    before: Figures | None = None
    for state, found in zip(states, _figures(assessed(household, states, book)), strict=True):
        if state.beside_universal_credit and before is not None:
            before = replace(found, universal_credit=before.universal_credit, benefit_cap=before.benefit_cap)
        else:
            before = found
        yield before


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
