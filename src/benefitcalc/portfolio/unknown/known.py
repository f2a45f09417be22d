"""What a rent roll knows of each tenancy, and which facts it does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from benefitcalc.case import IncomeKind
from benefitcalc.columns import Batch
from benefitcalc.columns.dates import born_of_age
from benefitcalc.columns.moved import moved
from benefitcalc.columns.table import Ints
from benefitcalc.money import Flag
from benefitcalc.portfolio.engine import batch_of
from benefitcalc.portfolio.engine.batches import dates_of
from benefitcalc.portfolio.engine.cells import Cells, places_of
from benefitcalc.portfolio.unknown.composition import ANY_ACTIVITY, NOT_KNOWN, Allowed, Knowledge, allowed
from benefitcalc.portfolio.unknown.numbers import Keys
from benefitcalc.portfolio.unknown.priors import Priors

PAY = ("net_pay", "gross_pay")
PROFIT = ("net_profit", "self_employed_hours")
HEALTH = ("work_capability", "disability_benefits", "carer", "esa")
INCOMES = tuple(kind.value for kind in IncomeKind)
MEANS_OF_OTHERS = ("works_16_hours", "gross_income", "benefits", "student")
COUNTS = ("adults", "children", "occupants")
_ROLES = ("claimant", "partner", "child", "non_dependant")
_WORKS, _ILL, _CARER, _NONE = 1, 2, 4, 8
ADULT_AGE = 18
_STAND_INS = dict(zip(_ROLES, (40, 40, 8, 30), strict=True))
_PENSIONER = 80
"""Ages that stand in the columns where none is known, until one is drawn."""


class Missing(NamedTuple):
    """Which facts are not known: of tenancies ``(n,)``, of claimants and partners ``(2, n)``, and of the rows of
    children and other adults in the batch.
    """

    household: Flag
    """Nobody is on the roll: who lives there is not known."""
    bedrooms: Flag
    capital: Flag
    uc_claimed: Flag
    age: Flag
    pay: Flag
    """Whether someone works, and for how much; of someone whose hours are known, only for how much."""
    hours: Flag
    health: Flag
    pension: Flag
    child_age: Flag
    child_sex: Flag
    child_health: Flag
    other_age: Flag
    other_means: Flag


@dataclass(frozen=True, slots=True)
class Known:
    """The tenancies of a roll on a day: their facts as columns, with stand-ins for those that are missing."""

    on: dt.date
    base: Batch
    keys: Keys
    missing: Missing
    hours: Ints
    """The hours of work a week that are known, in hundredths, shape ``(2, n)``."""
    possible: Ints
    """What claimants and partners may do, in bits, shape ``(2, n)``."""
    allowed: Allowed

    def __len__(self) -> int:
        return len(self.base)

    def drawn(self) -> dict[str, Flag]:
        """Which facts of each tenancy are drawn, by name."""
        base, missing, nobody = self.base, self.missing, self.missing.household
        children, others = base.group(base.children), base.group(base.non_dependants)
        return {
            "household": nobody,
            "bedrooms": missing.bedrooms,
            "ages": missing.age[0] | missing.age[1] | children.any(missing.child_age) | others.any(missing.other_age),
            "pay": missing.pay[0] | missing.pay[1],
            "hours": missing.hours[0] | missing.hours[1],
            "health": missing.health[0] | missing.health[1] | children.any(missing.child_health),
            "pensions": missing.pension[0] | missing.pension[1],
            "sex_of_children": nobody | children.any(missing.child_sex),
            "means_of_other_adults": nobody | others.any(missing.other_means),
            "capital": missing.capital,
            "uc_claimed": missing.uc_claimed,
        }


def everybody(tenancies: pd.DataFrame, people: pd.DataFrame) -> tuple[pd.DataFrame, Flag]:
    """The people, with a claimant for each tenancy without people, of whom nothing is known, and a partner where two of
    the claim are liable for the rent; and which tenancies these are.
    """
    there = places_of(people["tenancy_ref"], tenancies["tenancy_ref"])
    nobody = np.bincount(there[there >= 0], minlength=len(tenancies)) == 0
    couple = nobody & (Cells(tenancies).ints("people_liable_in_claim", 1) > 1)
    tables = [people.astype({"role": "string"})]
    for role, which in (("claimant", nobody), ("partner", couple)):
        table = pd.DataFrame({"tenancy_ref": tenancies["tenancy_ref"][which], "role": role})
        tables.append(table.astype({"tenancy_ref": people["tenancy_ref"].dtype, "role": "string"}))
    return pd.concat(tables, ignore_index=True), nobody


def without_age(people: pd.DataFrame) -> Flag:
    """Of whom neither age nor birth date is known."""
    one = Cells(people)
    return ~one.known("age") & ~one.known("born")


def completed(tenancies: pd.DataFrame, people: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two tables with what a case must have, until it is drawn: homes with bedrooms, people with an age, children
    with a sex, and those whose hours are known with a pay of nothing.
    """
    one, role = Cells(people), people["role"]
    pensioner = (one.ints("state_pension") > 0) | one.flags("over_pension_age")
    age = role.map(_STAND_INS).astype("Int64").where(~pensioner, _PENSIONER)
    no_sex = (role == "child").to_numpy(dtype=np.bool_) & ~one.known("sex")
    no_pay = (one.ints("hours") > 0) & ~_any_known(one, (*PAY, *PROFIT))
    people = _with(people, "age", "Int64", without_age(people), age)
    people = _with(people, "sex", "string", no_sex, "female")
    people = _with(people, "gross_pay", "Int64", no_pay, 0)
    people = _with(people, "pay_per", "string", no_pay & ~one.known("pay_per"), "month")
    return _with(tenancies, "bedrooms", "Int64", ~Cells(tenancies).known("bedrooms"), 1), people


def _with(frame: pd.DataFrame, name: str, kind: Any, where: Flag, value: Any) -> pd.DataFrame:
    column = frame[name] if name in frame else pd.Series(pd.NA, frame.index, dtype=kind)
    return frame.assign(**{name: column.astype(kind).where(~where, value)})


def known_of(
    tenancies: pd.DataFrame,
    people: pd.DataFrame,
    on: dt.date,
    priors: Priors,
    *,
    counts: Collection[str] = COUNTS,
    scheme_told: Flag | bool = False,
) -> Known:
    """What the two tables of a roll (``portfolio/tables.toml``) say of each tenancy on that day, and of those
    ``counts``. ``scheme_told`` says of which tenancies the payments tell that Universal Credit is claimed, or nothing.

    An empty cell means: not known. But where something is known of a person's work, health or incomes, a column of
    these that the table has and that is empty for the person means none; and so do hours of nothing. Every row is
    valid (:func:`benefitcalc.portfolio.engine.check`).
    """
    people, nobody = everybody(tenancies, people)
    no_age, (_, whole) = without_age(people), completed(tenancies, people)
    one, home = Cells(people), Cells(tenancies)
    place = places_of(people["tenancy_ref"], tenancies["tenancy_ref"])
    batch = moved(batch_of(tenancies, whole, on), on)

    role = {name: (people["role"] == name).to_numpy(dtype=np.bool_) for name in _ROLES}
    adults = [_row_of_each(place, role[name], len(tenancies)) for name in _ROLES[:2]]
    means = _means_of(one)
    children = _children_in_order(Cells(whole), place, role["child"], dates_of(home, on))
    others = np.flatnonzero(role["non_dependant"])
    others = others[np.argsort(place[others], kind="stable")]

    def of_adults(marked: Any, otherwise: Any = False) -> Any:
        return np.stack([np.where(rows >= 0, marked[rows], otherwise) for rows in adults])

    retired = batch.adults.over_pension_age[0] & ~of_adults(no_age)[0]
    missing = Missing(
        household=nobody,
        bedrooms=~home.known("bedrooms"),
        capital=~home.known("capital"),
        uc_claimed=~home.known("uc_claimed") & ~scheme_told & ~retired,
        age=of_adults(no_age),
        pay=of_adults(~means.pay),
        hours=of_adults((means.hours == 0) & (~means.pay | means.paid)),
        health=of_adults(~means.health),
        pension=of_adults(~means.incomes),
        child_age=no_age[children],
        child_sex=~one.known("sex")[children],
        child_health=np.full(len(children), not one.known("disability_benefits")[children].any()),
        other_age=no_age[others],
        other_means=~_any_known(one, MEANS_OF_OTHERS)[others],
    )
    possible = of_adults(_possible(one, means), ANY_ACTIVITY)
    pensioner = np.where(one.known("over_pension_age"), one.flags("over_pension_age"), NOT_KNOWN)
    pension = one.known("state_pension")
    pensioner = np.where(pension, one.ints("state_pension") > 0, pensioner)[adults[0]]
    knowledge = _knowledge(home, batch, missing, possible, pensioner, priors, counts)
    keys = pd.util.hash_array(tenancies["tenancy_ref"].to_numpy(dtype=object), categorize=False)
    return Known(on, batch, keys, missing, of_adults(means.hours, 0), possible, allowed(knowledge, priors))


def liable_outside(batch: Batch) -> Ints:
    """How many live there who are liable for the rent and in no claim of the household: a roll counts them too."""
    home = batch.households
    outside: Ints = np.maximum(home.people_liable - home.people_liable_in_claim, 0)
    return outside


class _Means(NamedTuple):
    """Of each person: whether the roll knows the pay, the health and the incomes, or that there are none; whether the
    person is paid, and works at all; and the hours of work, 0 where they are not known.
    """

    pay: Flag
    health: Flag
    incomes: Flag
    paid: Flag
    works: Flag
    hours: Ints


def _means_of(one: Cells) -> _Means:
    hours = one.ints("hours")
    pay = _any_known(one, (*PAY, *PROFIT)) | (one.known("hours") & (hours == 0))
    health, incomes = _any_known(one, HEALTH), _any_known(one, INCOMES)
    something = pay | (hours > 0) | health | incomes
    paid = (one.ints("net_pay") > 0) | (one.ints("gross_pay") > 0)
    return _Means(
        pay=pay | (something & pay.any() & (hours == 0)),
        health=health | (something & health.any()),
        incomes=incomes | (something & incomes.any()),
        paid=paid,
        works=paid | (hours > 0) | (one.ints("net_profit") > 0) | (one.ints("self_employed_hours") > 0),
        hours=hours,
    )


def _any_known(one: Cells, columns: Collection[str]) -> Flag:
    return np.logical_or.reduce([one.known(name) for name in columns])


def _row_of_each(place: Ints, which: Flag, tenancies: int) -> Ints:
    """For each tenancy the row of the one person of that role, -1 where there is none."""
    found = np.full(tenancies, -1, dtype=np.int64)
    found[place[which]] = np.flatnonzero(which)
    return found


def _children_in_order(one: Cells, place: Ints, which: Flag, dates: Ints) -> Ints:
    """The rows of the children in the order of the batch: by tenancy, the eldest first."""
    rows = np.flatnonzero(which)
    of_child = one.rows(rows)
    born = np.where(
        of_child.known("born"), of_child.days("born"), born_of_age(dates[place[rows]], of_child.ints("age"))
    )
    return rows[np.lexsort((of_child.flags("two_child_limit_exception"), born, place[rows]))]


def _possible(one: Cells, means: _Means) -> Ints:
    """What each person may do, a bit for each outcome of the share ``claimant_activity``."""
    ill = one.codes("work_capability", {"lcw": 1, "lcwra_standard": 1, "lcwra_protected": 1}, unknown=0) == 1
    by_work = np.where(means.works, _WORKS, np.where(means.pay, ANY_ACTIVITY & ~_WORKS, ANY_ACTIVITY))
    by_health = np.where(ill, _WORKS | _ILL, np.where(one.flags("carer"), _WORKS | _CARER, _WORKS | _NONE))
    both = by_work & np.where(means.health, by_health, ANY_ACTIVITY)
    return np.where(both > 0, both, by_work)


def _knowledge(
    home: Cells,
    batch: Batch,
    missing: Missing,
    possible: Ints,
    pensioner: Ints,
    priors: Priors,
    counted: Collection[str],
) -> Knowledge:
    people_known = ~missing.household
    most_bedrooms, most_children, most_others = (
        int(priors.shares[name].outcomes[-1]) for name in ("bedrooms", "children", "other_adults")
    )
    first, _ = priors.shares["claimant_age"].ranges
    by_partner = missing.age[0] & batch.adults.present[1] & ~missing.age[1]
    age = np.where(by_partner, *batch.adults.age_on_date[::-1])
    band = np.maximum(np.searchsorted(first, age, side="right") - 1, 0)
    children, others = (
        np.bincount(table.household, minlength=len(batch)) for table in (batch.children, batch.non_dependants)
    )
    outside = liable_outside(batch)
    counts = []
    for name in COUNTS:
        known = home.known(name) & (name in counted)
        counts.append(np.where(known, home.ints(name) - (0 if name == "children" else outside), NOT_KNOWN))

    def told(known: Flag, values: Ints) -> Ints:
        return np.where(known, values, NOT_KNOWN)

    return Knowledge(
        bedrooms=told(~missing.bedrooms, np.minimum(batch.households.bedrooms, most_bedrooms)),
        partner=told(people_known | batch.adults.present[1], batch.adults.present[1].astype(np.int64)),
        children=told(people_known, np.minimum(children, most_children)),
        others=told(people_known, np.minimum(others, most_others)),
        age_band=told(people_known & (~missing.age[0] | by_partner), band),
        pensioner=told(people_known, pensioner),
        activity=possible[0],
        partner_activity=possible[1],
        adults_counted=counts[0],
        children_counted=counts[1],
        occupants_counted=counts[2],
    )
