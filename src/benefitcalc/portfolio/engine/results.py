"""The results of a rent roll as a frame: a row a tenancy, typed, and money exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from benefitcalc.assessment.batches import assess_columns
from benefitcalc.assessment.frames import COLUMNS, figure_array, texts_array
from benefitcalc.assessment.from_columns import Found, year_of_rates
from benefitcalc.assessment.household import allowances_not_known
from benefitcalc.assessment.outcome import Outcome
from benefitcalc.assessment.paydays import paydays_that_matter
from benefitcalc.columns import Batch, Ints
from benefitcalc.errors import BenefitcalcError
from benefitcalc.money import Flag
from benefitcalc.periods import Day
from benefitcalc.portfolio.engine.check import Checked, check
from benefitcalc.portfolio.scenario import Scenario
from benefitcalc.portfolio.supposed import supposed_on
from benefitcalc.portfolio.tables import tables_of_the_roll
from benefitcalc.rates import RateBook, rate_book

OF_EVERY_SUMMARY = ("help_with_rent", "rent_to_pay", "weeks_basis", "shortfall.")
UNIVERSAL_CREDIT, HOUSING_BENEFIT, NO_HELP = "universal_credit", "housing_benefit", "none"
"""Which scheme helps with the rent."""


@dataclass(frozen=True)
class Options:
    """How tables are worked out, and what their frame holds. Each field is one of :func:`assess_tables`."""

    scenario: Scenario | None = None
    book: RateBook | None = None
    money: Literal["pence", "decimal"] = "pence"
    warnings: bool = True
    columns: tuple[str, ...] | None = None
    """The figures that are wanted, or their beginnings (``"universal_credit."``), beside those of a summary; all unless
    named.
    """
    threads: int | None = None
    """How many threads work the columns out; by default one for each processor."""

    def __post_init__(self) -> None:
        if self.money not in {"pence", "decimal"}:
            raise ValueError(f'money is {self.money!r}; give "pence" or "decimal"')
        unknown = [name for name in self.columns or () if not any(_is_wanted(path, (name,)) for path in COLUMNS)]
        if unknown:
            raise ValueError(f"columns: {', '.join(unknown)} is no figure; there are {', '.join(COLUMNS)}")

    @property
    def figures(self) -> list[str]:
        """The figures that the frame holds, in its order."""
        wanted = COLUMNS if self.columns is None else (*self.columns, *OF_EVERY_SUMMARY)
        return [path for path in COLUMNS if _is_wanted(path, wanted)]

    @property
    def only(self) -> list[str] | None:
        """What has to be worked out; a warning may look at anything."""
        return None if self.warnings else [*self.figures, "applies.", "projected", "refused.", "reason.", "exempt."]

    @property
    def law(self) -> RateBook:
        """The rates before the scenario replaces any, as far as they reach under it."""
        law = rate_book() if self.book is None else self.book
        assumed = None if self.scenario is None else self.scenario.project
        return law if assumed is None else law.project(assumed)

    def suppose(self, batch: Batch, on: Day | None) -> tuple[Batch, RateBook]:
        """The households and the rates under the scenario."""
        if self.scenario is None:
            return batch, self.law
        if on is None:
            raise ValueError(f"the scenario {self.scenario.name!r} is for one day; give the day of the run (on)")
        return supposed_on(batch, on, self.scenario, self.law)


def _is_wanted(path: str, wanted: Iterable[str]) -> bool:
    return any(path == name or (name.endswith(".") and path.startswith(name)) for name in wanted)


def assess_tables(
    tenancies: pd.DataFrame, people: pd.DataFrame, on: Day | None = None, options: Options | None = None
) -> pd.DataFrame:
    """What each tenancy of the two typed tables gets, a row a tenancy in its order.

    The columns are the landlord's labels that the table has (``tenancy_ref``, ``patch``, …), ``date``, ``rates`` (their
    year), ``projected``, ``scheme`` (which helps with the rent: "universal_credit", "housing_benefit" or "none"), every
    figure of :func:`benefitcalc.to_frame` under the same name, and ``reasons``, ``exemptions`` and ``warnings`` as
    codes with a space between them. A tenancy that is not valid stands in its place, with missing results and what is
    wrong in ``problems``. ``on`` is the date of the rows that have none of their own.

    Of the options, ``scenario`` has other rates, facts, rents or pay (:class:`~benefitcalc.portfolio.Scenario`),
    ``book`` other rates than the law's; ``money`` is ``Int64`` pence, or with "decimal" pounds as Arrow's
    ``decimal128(12, 2)``. Without ``warnings`` there is no such column, and the run is faster: some warnings need a
    household worked out anew. ``columns`` names the figures that are wanted.
    """
    options = Options() if options is None else options
    return frame_of(check(tenancies, people, on, book=options.law), options)


def frame_of(checked: Checked, options: Options) -> pd.DataFrame:
    """The frame of :func:`assess_tables` for tables that were looked at already."""
    frame = pd.DataFrame(_cells(checked, options), copy=False)
    tenancies = checked.tables.tenancies
    labels = [name for name in LABELS if name in tenancies]
    return pd.concat([tenancies[labels], frame], axis="columns")


LABELS = tuple(
    name for name, column in tables_of_the_roll()["tenancies"].items() if column.kind == "text" and not column.field
)
"""What the landlord calls a tenancy and where it belongs; no case holds it."""


def _cells(checked: Checked, options: Options) -> dict[str, Any]:
    """The columns of the frame after the labels, by name."""
    count = len(checked.valid)
    run = _Run(checked, options)
    book = run.book
    problems = problem_texts(checked) | run.problems
    there = np.ones(count, dtype=np.bool_)
    there[list(problems)] = False
    columns = run.found.columns
    seen = Outcome(run.batch, columns, book)
    every = len(run.rows) == count

    def spread(values: Any) -> Any:
        if every:
            return values
        whole = np.zeros(count, dtype=values.dtype)
        whole[run.rows] = values
        return whole

    def texts(values: Ints, words: Sequence[str]) -> Any:
        return texts_array(np.where(there, spread(values), -1), words)

    cells: dict[str, Any] = {
        "date": np.where(there, checked.tables.date, _NO_DAY).astype("datetime64[D]").astype("datetime64[s]"),
        "rates": texts(*_years(seen)),
        "projected": pd.arrays.BooleanArray(spread(seen.has("projected")), ~there),
        "scheme": texts(*_schemes(seen)),
    }
    for path in options.figures:
        applies = columns.get(f"applies.{path.partition('.')[0]}")
        missing = ~there if applies is None else ~(there & spread(applies))
        cells[path] = figure_array(spread(seen[path]), missing, COLUMNS[path], decimal=options.money == "decimal")
    cells["reasons"] = texts(*_said(run.found, "reason.universal_credit.", "reason.housing_benefit."))
    cells["exemptions"] = texts(*_said(run.found, "exempt."))
    if options.warnings:
        columns |= paydays_that_matter(run.batch, columns, book)
        cells["warnings"] = texts(*_said(run.found, "warning."))
    told = np.full(count, -1)
    told[list(problems)] = np.arange(len(problems))
    cells["problems"] = texts_array(told, list(problems.values()))
    return cells


_NO_DAY = np.iinfo(np.int64).min


class _Run:
    """The valid tenancies worked out: ``rows`` are their places in the table, ``problems`` what no rates are for."""

    def __init__(self, checked: Checked, options: Options) -> None:
        self.rows = np.flatnonzero(checked.valid)
        self.problems: dict[int, str] = {}
        tables = checked.tables.of(self.rows)
        self.batch, self.book = options.suppose(tables.batch(), tables.on)
        book = self.book
        try:
            columns = assess_columns(self.batch, book, only=options.only, workers=options.threads)
        except BenefitcalcError:
            refused = _refused(self.batch, book)
            self.problems = {int(self.rows[place]): sentence for place, sentence in refused.items()}
            keep = np.setdiff1d(np.arange(len(self.rows)), list(refused))
            self.rows, self.batch = self.rows[keep], self.batch.take(keep)
            columns = assess_columns(self.batch, book, only=options.only, workers=options.threads)
        for place, error in allowances_not_known(columns, self.batch.households).items():
            self.problems[int(self.rows[place])] = str(error)
        self.found = Found(columns, self.batch, book)


def _refused(batch: Batch, book: RateBook, first: int = 0) -> dict[int, str]:
    """What is said of each household for which a rate is not known, by its place: the batch is halved until it stands
    alone.
    """
    try:
        assess_columns(batch, book, only="projected")
    except BenefitcalcError as error:
        if len(batch) == 1:
            return {first: str(error)}
        middle = len(batch) // 2
        return _refused(batch.take(slice(0, middle)), book, first) | _refused(
            batch.take(slice(middle, len(batch))), book, first + middle
        )
    return {}


def problem_texts(checked: Checked) -> dict[int, str]:
    """What is wrong with each tenancy that is not valid, in a sentence for each problem, by its place in the table."""
    place_of = {"tenancies": np.arange(len(checked.valid)), "people": checked.tables.household}
    found: dict[int, list[str]] = {}
    told = checked.problems
    for table, row, column, message in zip(told["table"], told["row"], told["column"], told["valid"], strict=True):
        place = int(place_of[table][row])
        if place >= 0:
            found.setdefault(place, []).append(f"{column}: {message}")
    return {place: "; ".join(messages) for place, messages in found.items()}


def _years(seen: Outcome) -> tuple[Ints, list[str]]:
    """Of each household the number of the year of its rates, and the years."""
    everybody = np.ones(len(seen.batch), dtype=np.bool_)
    aprils = seen.by_date_and_basis(lambda day, basis: int(year_of_rates(day, basis)[:4]), everybody)
    places, years = pd.factorize(aprils)
    return places, [f"{april}-{(april + 1) % 100:02d}" for april in years.tolist()]


def _schemes(seen: Outcome) -> tuple[Ints, list[str]]:
    scheme = np.where(seen.has("applies.housing_benefit"), 1, 0)
    return np.where(seen.has("help_with_rent"), scheme, 2), [UNIVERSAL_CREDIT, HOUSING_BENEFIT, NO_HELP]


def _said(found: Found, *prefixes: str) -> tuple[Ints, list[str]]:
    """Of each household the number of its list of codes, and the lists, with a space between codes."""
    flags: list[tuple[str, Flag]] = []
    for prefix in prefixes:
        codes = found.warnings if prefix == "warning." else found.lists[prefix]
        block = {"exempt.": "benefit_cap"}.get(prefix, prefix.split(".")[1])
        applies = found.columns.get(f"applies.{block}")
        for code in sorted(codes) if prefix == "exempt." else codes:
            flag = found.columns[prefix + code]
            flags.append((code, flag if applies is None else flag & applies))
    return lists_of(flags, len(found))


def lists_of(flags: Iterable[tuple[str, Flag]], count: int) -> tuple[Ints, list[str]]:
    """Of each row the number of the list of the codes that hold for it, and each list that there is as a text."""
    holding = [(code, flag) for code, flag in flags if flag.any()]
    key = np.zeros(count, dtype=np.int64)
    kinds = 1
    for _, flag in holding:
        if kinds > 2**60:
            key, there = pd.factorize(key)
            kinds = len(there)
        key = key * 2 + flag
        kinds *= 2
    numbers, there = pd.factorize(key)
    one_of_each = np.zeros(len(there), dtype=np.int64)
    one_of_each[numbers] = np.arange(count)
    return numbers, [" ".join(code for code, flag in holding if flag[row]) for row in one_of_each.tolist()]
