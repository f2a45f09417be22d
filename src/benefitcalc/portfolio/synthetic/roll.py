"""A made-up rent roll: its two tables, of any size."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from benefitcalc.periods import Day, as_date
from benefitcalc.portfolio.engine import batch_of
from benefitcalc.portfolio.synthetic.draws import Draws
from benefitcalc.portfolio.synthetic.facts import Facts, references
from benefitcalc.portfolio.synthetic.homes import homes_of
from benefitcalc.portfolio.synthetic.known import put_what_is_known
from benefitcalc.portfolio.synthetic.people import people_of

_CHANCES = 280
"""Numbers kept for one household; none uses all of them."""
_BLOCK = 20_000
"""Households that are drawn together; their number changes no figure."""


def synthetic_roll(tenancies: int, *, seed: int, on: Day = "2026-03-30") -> tuple[pd.DataFrame, pd.DataFrame]:
    """So many made-up tenancies on a day, and their people: the two tables of a rent roll, typed, with every fact.

    The same seed gives the same tenancies, and a smaller roll is the beginning of a larger one. The households are of
    the kinds that social landlords in England house. Rents and incomes are at the level of 2025-26 on any day. Shares
    and levels are rough estimates (``shares.toml``) and no statistics of any landlord. Columns have the names and types
    of :mod:`benefitcalc.portfolio.tables`. Raises ``ValueError`` for fewer than one tenancy.
    """
    if tenancies < 1:
        raise ValueError(f"tenancies is {tenancies}; a rent roll has at least one")
    day = as_date(on)
    chances = np.random.default_rng(seed)
    blocks = [
        _block(Draws(chances.random((min(_BLOCK, tenancies - first), _CHANCES))), first, day)
        for first in range(0, tenancies, _BLOCK)
    ]
    homes, people = (pd.concat(tables, ignore_index=True) for tables in zip(*blocks, strict=True))
    return homes, people


def _block(draws: Draws, first: int, day: dt.date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two tables of a block of tenancies; ``first`` is its place in the roll."""
    number = np.arange(first, first + draws.households)
    drawn = people_of(draws, len(number), day)
    homes = homes_of(draws, drawn, day)
    household, _ = np.nonzero(drawn.present)
    people = _named(drawn.facts.rows(drawn.present), tenancy_ref=references("T", number + 1).take(household))
    names = {"tenancy_ref": references("T", number + 1), "property_ref": references("P", number + 1)}
    put_what_is_known(draws, homes, drawn, batch_of(_named(homes, **names), people, day), day)
    return _named(homes, **names), people


def _named(facts: Facts, **columns: pd.api.extensions.ExtensionArray) -> pd.DataFrame:
    """The frame of those facts with columns of references before them."""
    return pd.concat([pd.DataFrame(columns), facts.frame()], axis="columns")
