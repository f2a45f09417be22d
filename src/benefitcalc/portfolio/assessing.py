"""A rent roll worked out on one day, and one tenancy of it explained."""

from __future__ import annotations

import os
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.assessment.household import assess
from benefitcalc.explain.explanation import Explanation
from benefitcalc.periods import Day, as_date
from benefitcalc.portfolio.engine.cases import case_cell, written_cases
from benefitcalc.portfolio.engine.frames import typed
from benefitcalc.portfolio.engine.results import LABELS, Money, assess_tables
from benefitcalc.portfolio.reading.findings import SET_ASIDE
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.roll import read_roll
from benefitcalc.portfolio.scenario import Scenario
from benefitcalc.rates import RateBook, rate_book


@dataclass(frozen=True)
class Supposed:
    """What a scenario changes on one day: the rates, and facts of the case file by path and by column."""

    book: RateBook
    facts: MappingOf[str, bool] = field(default_factory=dict)
    columns: MappingOf[str, bool] = field(default_factory=dict)


def supposed(scenario: Scenario | None, on: Day | None, book: RateBook | None) -> Supposed:
    """What the scenario changes on that day. Raises ``ValueError`` for a rise of rents or pay: how often it comes
    depends on the months between, which a forecast has.
    """
    law = rate_book() if book is None else book
    if scenario is None:
        return Supposed(law)
    rises = [name for name in ("rent", "pay", "rate_year") if getattr(scenario, name) is not None]
    if rises:
        raise ValueError(
            f"the scenario {scenario.name!r} has {' and '.join(rises)}, which needs months; give it to a forecast "
            "(stock.forecast)"
        )
    if scenario.project is not None:
        law = law.project(scenario.project)
    if scenario.begins is not None:
        if on is None:
            raise ValueError(f"the scenario {scenario.name!r} begins on a day, so give the day of the run (on)")
        if as_date(on) < as_date(scenario.begins):
            return Supposed(law)
    return Supposed(scenario.book(law), scenario.facts, scenario.columns)


def assess_roll(
    tenancies: pd.DataFrame,
    people: pd.DataFrame,
    on: Day | None,
    scenario: Scenario | None,
    *,
    book: RateBook | None,
    money: Money,
    warnings: bool,
) -> pd.DataFrame:
    """See ``RentRoll.assess``."""
    then = supposed(scenario, on, book)
    return assess_tables(tenancies, people, on, book=then.book, money=money, warnings=warnings, facts=then.columns)


def explain_tenancy(
    tenancies: pd.DataFrame,
    people: pd.DataFrame,
    reference: str,
    on: Day | None,
    scenario: Scenario | None,
    *,
    book: RateBook | None,
) -> Explanation:
    """See ``RentRoll.explain``."""
    then = supposed(scenario, on, book)
    home = tenancies[(tenancies["tenancy_ref"] == reference).fillna(False)].head(1)
    if home.empty:
        near = get_close_matches(reference, tenancies["tenancy_ref"].dropna(), n=1)
        raise ValueError(f"no tenancy has the reference {reference!r}" + (f"; did you mean {near[0]}?" if near else ""))
    theirs = people[(people["tenancy_ref"] == reference).fillna(False)]
    [written] = written_cases(home, theirs, on)
    for path, value in then.facts.items():
        written.put(path, value, case_cell(written.tenancy, "tenancy_ref"))
    return assess(written.case(), book=then.book).explanation


def assess_frame(
    frame: pd.DataFrame,
    on: Day | None = None,
    scenario: Scenario | None = None,
    *,
    mapping: Mapping | MappingOf[str, Any] | str | os.PathLike[str] | None = None,
    answers: MappingOf[str, Any] | None = None,
    book: RateBook | None = None,
    money: Money = "pence",
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
    results = assess_roll(stock.good(), people, on, scenario, book=book, money=money, warnings=warnings)
    results.index = pd.Index(stock.numbers[~stock.aside] - 1)
    results = results.reindex(range(len(frame)))
    for label in results.columns.intersection(list(LABELS)):
        results[label] = stock.frame[label].set_axis(stock.numbers - 1).reindex(results.index)
    aside = found.problems[(found.problems["outcome"] == SET_ASIDE).to_numpy()]
    told = (aside["column"].fillna("") + ": " + aside["valid"]).groupby(aside["row"].to_numpy(np.int64) - 1)
    results["problems"] = results["problems"].fillna(told.agg("; ".join).reindex(results.index).astype("string"))
    left_out = results["tenancy_ref"].isna() & results["problems"].isna()
    results.loc[left_out, "problems"] = "The row is no household: it is empty, a total, or a heading."
    return results.set_axis(frame.index)
