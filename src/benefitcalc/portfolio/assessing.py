"""A rent roll worked out on one day, and one tenancy of it explained."""

from __future__ import annotations

import os
from collections.abc import Mapping as MappingOf
from difflib import get_close_matches
from typing import Any, Literal

import numpy as np
import pandas as pd

from benefitcalc.assessment.batches import assess_columns
from benefitcalc.assessment.household import require_allowances, require_rates
from benefitcalc.columns import from_cases
from benefitcalc.explain.explanation import Explanation
from benefitcalc.explain.from_trace import explanation
from benefitcalc.periods import Day
from benefitcalc.portfolio.engine.cases import cases_of
from benefitcalc.portfolio.engine.frames import typed
from benefitcalc.portfolio.engine.results import LABELS, Options, assess_tables
from benefitcalc.portfolio.reading.findings import NOT_KNOWN, SET_ASIDE
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.roll import read_roll
from benefitcalc.portfolio.scenario import Scenario
from benefitcalc.rates import RateBook
from benefitcalc.rules import tracing

_FOLLOWS = ("tenancy_set_aside", "household_incomplete")
"""Problems that only follow from another one of the same household, and so of the same row of a wide frame."""


def explain_tenancy(
    tenancies: pd.DataFrame, people: pd.DataFrame, reference: str, on: Day | None, options: Options
) -> Explanation:
    """How every figure of one tenancy was worked out. Raises ``ValueError`` for a reference that no tenancy has."""
    home = tenancies[(tenancies["tenancy_ref"] == reference).fillna(False)].head(1)
    if home.empty:
        near = get_close_matches(reference, tenancies["tenancy_ref"].dropna(), n=1)
        raise ValueError(f"no tenancy has the reference {reference!r}" + (f"; did you mean {near[0]}?" if near else ""))
    theirs = people[(people["tenancy_ref"] == reference).fillna(False)]
    [case] = cases_of(home, theirs, on)
    require_rates(case, options.law)
    batch, book = options.suppose(from_cases([case]), on)
    with tracing() as steps:
        require_allowances(assess_columns(batch, book), batch.households)
    return explanation(steps, case)


def assess_frame(
    frame: pd.DataFrame,
    on: Day | None = None,
    scenario: Scenario | None = None,
    *,
    mapping: Mapping | MappingOf[str, Any] | str | os.PathLike[str] | None = None,
    answers: MappingOf[str, Any] | None = None,
    book: RateBook | None = None,
    money: Literal["pence", "decimal"] = "pence",
    warnings: bool = True,
) -> pd.DataFrame:
    """Work out a frame with a household in each row: a row in is a row out, in the same order with the same index.

    ``frame`` is a wide table as :meth:`RentRoll.read` takes it, with people in numbered columns (``claimant_age``,
    ``child_1_age``); ``mapping`` and ``answers`` are what it asks. The result has the columns of
    :meth:`RentRoll.assess`. A row that cannot be worked out has missing results and says why in ``problems``.
    Raises ``AnswersMissing`` with every question that is open.
    """
    found = read_roll(frame, None, mapping, answers or {}, None)
    stock, household = found.tenancies, found.people
    people = typed([], "people") if household is None else household.good()
    results = assess_tables(stock.good(), people, on, Options(scenario, book, money, warnings))
    results.index = pd.Index(stock.numbers[~stock.aside] - 1)
    results = results.reindex(range(len(frame)))
    for label in results.columns.intersection(list(LABELS)):
        results[label] = stock.frame[label].set_axis(stock.numbers - 1).reindex(results.index)
    aside, unread = (_told(found.problems, outcome).reindex(results.index) for outcome in (SET_ASIDE, NOT_KNOWN))
    results["problems"] = (unread + "; " + results["problems"]).fillna(results["problems"]).fillna(aside)
    left_out = results["tenancy_ref"].isna() & results["problems"].isna()
    results.loc[left_out, "problems"] = "The row is no household: it is empty, a total, or a heading."
    return results.set_axis(frame.index)


def _told(problems: pd.DataFrame, outcome: str) -> pd.Series[str]:
    """What the reading says of cells with that outcome, by the place of their row: what it found, what is valid."""
    own = (problems["outcome"] == outcome) & problems["row"].notna() & ~problems["code"].isin(_FOLLOWS)
    lines = problems[own.to_numpy(dtype=np.bool_)]
    found = (' "' + lines["found"] + '" was found').fillna(" nothing was found")
    said = lines["column"].fillna("row") + ":" + found + "; valid is " + lines["valid"]
    return said.groupby(lines["row"].to_numpy(np.int64) - 1).agg("; ".join).astype("string")
