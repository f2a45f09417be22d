"""Draws of the facts that are missing: whole households for chosen tenancies, each by a key of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benefitcalc.columns.codes import DISABILITY_BITS, NON_DEPENDANT_BENEFIT_BITS, WorkCapability
from benefitcalc.columns.dates import pension_ages
from benefitcalc.columns.table import Ints
from benefitcalc.money import Flag, round_half_up
from benefitcalc.periods import day_number
from benefitcalc.portfolio.unknown.composition import Chooser, partner_row
from benefitcalc.portfolio.unknown.dice import Dice, whole
from benefitcalc.portfolio.unknown.known import Known
from benefitcalc.portfolio.unknown.numbers import Keys, mixed, uniform
from benefitcalc.portfolio.unknown.priors import Priors, Tables

WORKS, ILL, CARER, NONE = range(4)
"""The outcomes of what a person does."""
_CLAIMANT, _PARTNER, _CHILDREN, _OTHERS = 1, 2, 100, 200
"""Where the keys of each person begin."""
_APART = 5
"""A partner is at most so many years older or younger: an estimate."""
_NOTED_OTHERS = 3
_ADULT = 18
_YOUNG_PERSON = 16


@dataclass(frozen=True, slots=True)
class People:
    """Children or other adults of drawn households: for each the household of the batch, the row in the known batch or
    -1 for a person who is drawn whole, and by fact whose it is drawn and the values.
    """

    household: Ints
    row: Ints
    facts: dict[str, tuple[Flag, Any]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Households of ``tenancy`` with every missing fact. Adults' facts have the shape ``(2, n)``; money is in pence, by
    the month for pay and by the week for pensions.
    """

    tenancy: Ints
    bedrooms: Ints
    capital: Ints
    uc_claimed: Flag
    present: Flag
    born: Ints
    does: Ints
    adults: dict[str, Ints]
    """Hours, pay, work capability, disability benefits, state pension and works pension."""
    children: People
    others: People
    codes: list[tuple[str, Ints]] = field(repr=False)
    """What was drawn by shares and levels whose weights differ between draws (:class:`Dice`)."""


def draw(known: Known, tenancy: Ints, keys: Keys, tables: Tables, chooser: Chooser, priors: Priors) -> Drawn:
    """The missing facts of those tenancies, drawn by ``keys`` (one each) from ``tables``."""
    dice = Dice(priors, tables, known.on)
    missing, base, every = known.missing, known.base, known.allowed.every
    nobody, home = missing.household[tenancy], base.households
    composition = chooser.composition(tenancy, uniform(keys, 0))
    dice.note("composition", composition, np.ones(len(tenancy), dtype=np.bool_))
    kind = every.kind[composition]
    present = base.adults.present[:, tenancy] | (nobody & np.stack([np.ones_like(nobody), every.partner[composition]]))
    born, over = _born(dice, known, tenancy, keys, kind)
    who = [mixed(keys, _CLAIMANT), mixed(keys, _PARTNER)]
    does = _does(dice, known, tenancy, who, kind, present, chooser)
    adults = [
        _adult(dice, known, tenancy, one, place, kind, present[place], does[place], present[place] & over[place])
        for place, one in enumerate(who)
    ]
    row = np.where(over[0], *reversed(dice.row("capital", "working_age", "pension_age")))
    band = dice.share("capital", keys, 3, row=row, where=missing.capital[tenancy])
    low, high = priors.shares["capital"].ranges
    capital = 100 * low[band] + whole(uniform(keys, 4) * (100 * (high - low)[band]))
    existing = dice.share("existing_housing_benefit", keys, 5, where=missing.uc_claimed[tenancy])
    claimed = existing == priors.shares["existing_housing_benefit"].outcomes.index("no")
    return Drawn(
        tenancy=tenancy,
        bedrooms=np.where(missing.bedrooms[tenancy], every.bedrooms[composition], home.bedrooms[tenancy]),
        capital=np.where(missing.capital[tenancy], capital, home.capital[tenancy]),
        uc_claimed=np.where(missing.uc_claimed[tenancy], claimed, home.universal_credit_claimed[tenancy]),
        present=present,
        born=born,
        does=does,
        adults={name: np.stack([part[name] for part in adults]) for name in adults[0]},
        children=_children(dice, known, tenancy, keys, np.where(nobody, every.children[composition], 0)),
        others=_others(dice, known, tenancy, keys, np.where(nobody, every.others[composition], 0)),
        codes=dice.codes,
    )


def _born(dice: Dice, known: Known, tenancy: Ints, keys: Keys, kind: Ints) -> tuple[Ints, Flag]:
    """The birth dates of claimant and partner, and who of them is over pension age."""
    base, known_band = known.base.adults, known.allowed.of.age_band[known.allowed.pattern[tenancy]]
    band = np.where(known_band >= 0, known_band, dice.share("claimant_age", keys, 1, row=kind))
    bands = len(dice.priors.shares["claimant_age"].outcomes)
    dice.note("claimant_age", kind * bands + band, np.ones(len(tenancy), dtype=np.bool_))
    drawn = known.missing.age[:, tenancy] | known.missing.household[tenancy]
    of_claimant, of_partner = base.age_on_date[:, tenancy]
    apart = whole(uniform(keys, 7) * (2 * _APART + 1)) - _APART
    by_partner = base.present[1][tenancy] & ~drawn[1]
    claimant = np.where(by_partner, of_partner + apart, dice.within("claimant_age", band, uniform(keys, 6)))
    claimant = np.maximum(np.where(drawn[0], claimant, of_claimant), _YOUNG_PERSON)
    partner = np.maximum(claimant + apart, _ADULT)
    born = np.stack([dice.born(claimant, uniform(keys, 8)), dice.born(partner, uniform(keys, 9))])
    born = np.where(drawn, born, base.born[:, tenancy])
    reached = pension_ages(born.reshape(-1)).reshape(born.shape) <= day_number(known.on)
    return born, np.where(drawn, reached, base.over_pension_age[:, tenancy])


def _does(
    dice: Dice, known: Known, tenancy: Ints, who: list[Keys], kind: Ints, present: Flag, chooser: Chooser
) -> Ints:
    """What claimant and partner do."""
    possible, of_partner = known.possible[:, tenancy], partner_row(kind, dice.priors)
    claimant = chooser.does(kind, possible[0], uniform(who[0], 2))
    partner = chooser.partner_does(of_partner, possible[1], uniform(who[1], 2))
    outcomes = len(dice.priors.shares["claimant_activity"].outcomes)
    dice.note("claimant_activity", kind * outcomes + claimant, present[0])
    dice.note("partner_activity", of_partner * outcomes + partner, present[1])
    return np.stack([claimant, partner])


def _adult(
    dice: Dice, known: Known, tenancy: Ints, who: Keys, place: int, kind: Ints, present: Flag, does: Ints, over: Flag
) -> dict[str, Ints]:
    """What a claimant (``place`` 0) or partner (1) has of work, health and pensions, where it is missing."""
    missing, nobody = known.missing, known.missing.household[tenancy]
    no_pay, no_hours, no_health, no_pension = (
        present & (which[place][tenancy] | nobody)
        for which in (missing.pay, missing.hours, missing.health, missing.pension)
    )
    kinds = dice.priors.shares["household"].outcomes
    lone_parent, partner, other = dice.row("hours", "lone_parent", "partner", "other")
    row = np.where(kind == kinds.index("lone_parent"), lone_parent, other) if place == 0 else partner
    working = present & (does == WORKS)
    band = dice.share("hours", who, 3, row=row, where=working & no_hours)
    hours = 100 * dice.within("hours", band, uniform(who, 4))
    hours = np.where(working, np.where(no_hours, hours, known.hours[place][tenancy]), 0)
    hourly = dice.level("hourly_pay", who, 5, where=working & no_pay)

    ill = no_health & (does == ILL)
    capabilities = [getattr(WorkCapability, name.upper()) for name in dice.priors.shares["work_capability"].outcomes]
    capability = np.array(capabilities)[dice.share("work_capability", who, 7, where=ill)]
    of_ill, of_well, of_old = dice.row("health", "ill", "well", "pension_age")
    row = np.where(over, of_old, np.where(does == ILL, of_ill, of_well))
    health = _bits(dice, "health")[dice.share("health", who, 8, row=row, where=no_health)]

    retired = no_pension & over
    of_single, of_couple = dice.row("works_pension", "single_pensioner", "pensioner_couple")
    row = np.where(kind == kinds.index("pensioner_couple"), of_couple, of_single)
    without = dice.share("works_pension", who, 9, row=row, where=retired)
    return {
        "hours": hours,
        "pay": round_half_up(hourly * hours * 52, 12 * 100),
        "work_capability": np.where(ill, capability, WorkCapability.NONE),
        "benefits": np.where(no_health, health, 0),
        "state_pension": dice.level("state_pension", who, 10, where=retired),
        "works_pension": dice.level("works_pension_amount", who, 12, where=retired & (without == 0)),
    }


def _children(dice: Dice, known: Known, tenancy: Ints, keys: Keys, new: Ints) -> People:
    missing = known.missing
    household, row, place = _members(known.base.group(known.base.children).starts, tenancy, new)
    who = mixed(keys[household], _CHILDREN + place)
    age = dice.within("child_age", dice.share("child_age", who, 0), uniform(who, 1))
    no_age = _missing(missing.child_age, row)
    male = dice.share("child_sex", who, 3) == dice.priors.shares["child_sex"].outcomes.index("male")
    facts: dict[str, tuple[Flag, Any]] = {
        "born": (no_age, dice.born(age, uniform(who, 2))),
        "in_education": (no_age, age >= _YOUNG_PERSON),
        "male": (_missing(missing.child_sex, row), male),
        "disability_benefits": (
            _missing(missing.child_health, row),
            _bits(dice, "child_health")[dice.share("child_health", who, 4)],
        ),
    }
    return People(household, row, facts)


def _others(dice: Dice, known: Known, tenancy: Ints, keys: Keys, new: Ints) -> People:
    household, row, place = _members(known.base.group(known.base.non_dependants).starts, tenancy, new)
    no_age, no_means = (_missing(which, row) for which in (known.missing.other_age, known.missing.other_means))
    who = mixed(keys[household], _OTHERS + place)
    age = dice.within("other_adult_age", dice.share("other_adult_age", who, 0), uniform(who, 1))
    own = Dice(dice.priors, dice.tables, dice.on)
    does = own.share("other_adult", who, 3, where=no_means)
    works, jobless, student = (
        does == dice.priors.shares["other_adult"].outcomes.index(name)
        for name in ("works", "universal_credit_no_earnings", "student")
    )
    income = own.level("other_adult_income", who, 4, where=no_means & works)
    for one in range(_NOTED_OTHERS):  # of further ones the weights are taken as they are typically
        for name, codes in own.codes:
            of_household = np.zeros(len(tenancy), dtype=np.int64)
            of_household[household[place == one]] = codes[place == one]
            dice.codes.append((name, of_household))
    facts: dict[str, tuple[Flag, Any]] = {
        "born": (no_age, dice.born(age, uniform(who, 2))),
        "works_16_hours": (no_means, works),
        "has_gross_income": (no_means, works),
        "gross_income": (no_means, income),
        "benefits": (no_means, np.where(jobless, NON_DEPENDANT_BENEFIT_BITS["universal_credit_no_earnings"], 0)),
        "student": (no_means, student),
    }
    return People(household, row, facts)


def _members(starts: Ints, tenancy: Ints, new: Ints) -> tuple[Ints, Ints, Ints]:
    """The people of those tenancies, known ones first and ``new`` ones after them, sorted by household: the household
    (the place in ``tenancy``), the row of a known one or -1, and the place within the household.
    """
    known = (starts[1:] - starts[:-1])[tenancy]
    counts = known + new
    household = np.repeat(np.arange(len(tenancy)), counts)
    place = np.arange(len(household)) - (np.cumsum(counts) - counts)[household]
    row = np.where(place < known[household], starts[:-1][tenancy][household] + place, -1)
    return household, row, place


def _missing(which: Flag, row: Ints) -> Flag:
    """Whether the fact is missing of those rows; of a person who is drawn whole (row -1) it is."""
    return np.append(which, True)[row]


def _bits(dice: Dice, share: str) -> Ints:
    return np.array([DISABILITY_BITS.get(name, 0) for name in dice.priors.shares[share].outcomes], dtype=np.int64)
