"""Households that were drawn, as the columns that the engine reads."""

from __future__ import annotations

from typing import Any

import numpy as np

from benefitcalc.columns import Batch
from benefitcalc.columns.codes import INCOME_KINDS
from benefitcalc.columns.dates import pension_ages
from benefitcalc.columns.facts import Adults, Children, Incomes, NonDependants
from benefitcalc.columns.moved import moved
from benefitcalc.columns.table import Ints, Table
from benefitcalc.periods import Per
from benefitcalc.portfolio.unknown.drawing import CARER, WORKS, Drawn, People
from benefitcalc.portfolio.unknown.known import Known


def batch_of_drawn(known: Known, drawn: Drawn) -> Batch:
    """The drawn households in their order. Only facts that are missing differ from the roll's."""
    tenancy, base = drawn.tenancy, known.base
    home = base.households.rows(tenancy)
    households = home.replaced(
        bedrooms=drawn.bedrooms, capital=drawn.capital, universal_credit_claimed=drawn.uc_claimed
    )
    batch = Batch(
        households,
        _adults(known, drawn),
        _children(base.children, drawn.children),
        _others(base.non_dependants, drawn.others),
        _incomes(known, drawn),
        _gathered(base, base.service_charges, tenancy),
    )
    return moved(batch, known.on)


def _adults(known: Known, drawn: Drawn) -> Adults:
    tenancy, missing, base = drawn.tenancy, known.missing, known.base.adults
    nobody = missing.household[tenancy]
    pay = missing.pay[:, tenancy] | nobody
    hours = pay | missing.hours[:, tenancy]
    health = missing.health[:, tenancy] | nobody
    works = drawn.present & (drawn.does == WORKS)
    of = base.rows(tenancy)
    return of.replaced(
        present=drawn.present,
        born=np.where(drawn.present, drawn.born, 0),
        pension_age=np.where(
            drawn.present, pension_ages(drawn.born.reshape(-1)).reshape(drawn.born.shape), of.pension_age
        ),
        employed=np.where(pay, works, of.employed),
        pay=np.where(pay, drawn.adults["pay"], of.pay),
        pay_per=np.where(pay & works, Per.MONTH, of.pay_per),
        pay_is_gross=np.where(pay, works, of.pay_is_gross),
        work_hours=np.where(hours, drawn.adults["hours"], of.work_hours),
        work_capability=np.where(health, drawn.adults["work_capability"], of.work_capability),
        disability_benefits=np.where(health, drawn.adults["benefits"], of.disability_benefits),
        carer=np.where(health, drawn.present & (drawn.does == CARER), of.carer),
    )


def _children(base: Children, people: People) -> Children:
    columns = _columns(base, people)
    order = np.lexsort((columns["two_child_limit_exception"], columns["born"], people.household))
    return Children.build(len(order), **{name: column[order] for name, column in columns.items()})


def _others(base: NonDependants, people: People) -> NonDependants:
    columns = _columns(base, people)
    # The partner of a known person lives in the same household: their rows are as far apart as before.
    here = np.arange(len(people.row))
    columns["couple_with"] = np.where(people.row >= 0, here + columns["couple_with"] - people.row, here)
    return NonDependants.build(len(here), **columns)


def _columns(base: Table, people: People) -> dict[str, Any]:
    """All columns of the table: of known people as they are but for what was drawn, and of the others as drawn."""
    known, rows = people.row >= 0, people.row[people.row >= 0]
    columns: dict[str, Any] = {}
    for name in base.names():
        there = getattr(base, name)
        columns[name] = np.zeros(len(known), dtype=there.dtype)
        columns[name][known] = there[rows]
    for name, (which, values) in people.facts.items():
        columns[name] = np.where(which, values, columns[name])
    return columns | {"household": people.household}


def _incomes(known: Known, drawn: Drawn) -> Incomes:
    tables: list[Any] = [_gathered(known.base, known.base.incomes, drawn.tenancy)]
    for kind, name in (("state_pension", "state_pension"), ("occupational_pension", "works_pension")):
        for place, amounts in enumerate(drawn.adults[name]):
            household = np.flatnonzero(amounts)
            facts = {"kind": INCOME_KINDS[kind], "amount": amounts[household], "amount_per": Per.WEEK, "of": place}
            tables.append(Incomes.build(len(household), household=household, **facts))
    columns = {name: np.concatenate([getattr(table, name) for table in tables]) for name in Incomes.names()}
    order = np.argsort(columns["household"], kind="stable")
    return Incomes.build(len(order), **{name: column[order] for name, column in columns.items()})


def _gathered(base: Batch, table: Any, tenancy: Ints) -> Any:
    """The rows of those tenancies, as a table of their own."""
    starts = base.group(table).starts
    counts = (starts[1:] - starts[:-1])[tenancy]
    household = np.repeat(np.arange(len(tenancy)), counts)
    within = np.arange(len(household)) - (np.cumsum(counts) - counts)[household]
    return table.rows(starts[:-1][tenancy][household] + within).replaced(household=household)
