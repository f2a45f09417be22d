"""The rent roll: a stock of tenancies and the people in them, read from what a landlord's system exports.

    roll = RentRoll.read("roll.xlsx", people="people.csv", mapping="nec.toml", balance_sign="owed_positive")
    print(roll.control_total())
    roll.problems()

Nothing is guessed: what a table does not say of itself is asked in one error. Nothing is dropped in silence: a value
that cannot be read is in ``problems()``, and rows in = rows kept + rows set aside.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, Self

import numpy as np
import pandas as pd

from benefitcalc.explain.explanation import Explanation
from benefitcalc.money import Flag
from benefitcalc.periods import Day
from benefitcalc.portfolio.assessing import explain_tenancy
from benefitcalc.portfolio.engine.check import check
from benefitcalc.portfolio.engine.results import Options, assess_tables
from benefitcalc.portfolio.parquet import write_roll
from benefitcalc.portfolio.reading.control import (
    BALANCE,
    CHARGES,
    ControlTotal,
    column_or_nothing,
    control_total,
    year_of_charges,
)
from benefitcalc.portfolio.reading.findings import COLUMNS
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.roll import read_roll
from benefitcalc.portfolio.reading.sources import Source
from benefitcalc.portfolio.scenario import Scenario
from benefitcalc.portfolio.stock import Stock, stock_of
from benefitcalc.portfolio.unknown.priors import Priors
from benefitcalc.rates import RateBook


@dataclass(frozen=True, slots=True)
class RentRoll:
    """Tenancies and people with typed columns (``benefitcalc.portfolio.tables``), and how they were read.

    ``RentRoll(tenancies, people)`` takes frames that are typed already, as they are; ``RentRoll.read`` reads anything
    else.
    """

    tenancies: pd.DataFrame
    """A row a tenancy, the good ones alone. ``rent`` is without the services, which stand beside it."""
    people: pd.DataFrame
    """A row a person of those tenancies."""
    mapping: Mapping = field(default_factory=Mapping)
    """What was recognised and answered: save it, and the next export needs no word."""
    unmapped: MappingOf[str, tuple[str, ...]] = field(default_factory=dict)
    """For each table the headings that were not used."""
    _problems: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS))
    _set_aside: pd.DataFrame | None = None
    """The other tenancies, with what could be read of them."""
    _people_set_aside: int = 0
    _not_counted: MappingOf[str, int] = field(default_factory=dict)

    @classmethod
    def read(
        cls,
        tenancies: Source,
        people: Source | None = None,
        mapping: Mapping | MappingOf[str, Any] | str | os.PathLike[str] | bytes | None = None,
        *,
        today: dt.date | None = None,
        **answers: Any,
    ) -> Self:
        """Read a rent roll from frames, or from CSV, XLSX or Parquet files (paths, bytes or open files).

        ``people`` can be left out where the workbook of the tenancies has a sheet of them, where they stand in numbered
        columns of the tenancies (``claimant_age``, ``partner_born``, ``child_1_age``), or where nobody knows them.
        Amounts are in pounds. ``mapping`` says what the headings and codes mean that are not recognised.

        Answers, as keywords or in the mapping, each asked only where it is needed:

        - ``balance_sign``: "owed_positive" or "owed_negative", the sign of a balance that the tenant owes
        - ``tenure``: what the homes are let as ("social_rent"), where no column says it
        - ``rent_per``: "week", "fortnight", "four_weeks", "month", "quarter" or "year", where no column says it
        - ``chargeable_weeks``: 48 to 53, how many weeks of the year are charged, where no column says it
        - ``rent_includes``: "nothing", "eligible_services" or "all_services", what the rent holds besides itself
        - ``date_order``: "day_first" or "month_first", where no date tells
        - ``money``: "pounds" or "pence", of whole numbers in a frame or a Parquet file; with "pence", hours are in
          hundredths
        - any other column that the table lacks, with one value for every row (``tenure="social_rent"``)

        ``today`` is the last day on which somebody can be born (today). Raises AnswersMissing with every question that
        is open, UnreadableTable for a file that is no table, and OSError for one that is not there.
        """
        found = read_roll(tenancies, people, mapping, answers, today)
        return cls(
            found.tenancies.good(),
            found.people.good() if found.people is not None else _nobody(),
            found.mapping,
            found.unmapped,
            found.problems,
            found.tenancies.frame[found.tenancies.aside].reset_index(drop=True),
            int(found.people.aside.sum()) if found.people is not None else 0,
            found.not_counted,
        )

    def problems(self) -> pd.DataFrame:
        """What is wrong or odd, worst first: ``table``, ``sheet``, ``row`` (as the file counts), ``ref``, ``column``,
        ``code``, ``found``, ``valid``, ``outcome`` ("set_aside", "not_known", "read"), ``cells`` (how many the line is
        for) and ``pence_at_stake``: the tenancy's charges a week, missing where they are not known, 0 where the value
        was read all the same.
        """
        return self._problems.copy()

    def to_parquet(self, path: str | os.PathLike[str]) -> None:
        """Write the good rows as one Parquet file, the people of each tenancy in a list beside it: what
        :func:`benefitcalc.portfolio.assess_parquet` and :mod:`benefitcalc.portfolio.dask` take.
        """
        write_roll(self.tenancies, self.people, path)

    def control_total(
        self,
        *,
        ledger_total: Decimal | int | str | None = None,
        ledger_balance: Decimal | int | str | None = None,
        not_assessed: Iterable[str] = (),
    ) -> ControlTotal:
        """Rows and pounds that came in = kept + set aside. Charges are those of a year, in the weeks that are charged.

        ``ledger_total`` and ``ledger_balance`` are the landlord's own totals, in pounds: of the charges of a year and
        of the balances; the result says whether they tie. ``not_assessed`` are references that a run set aside besides.
        """
        later = self.tenancies["tenancy_ref"].isin(list(not_assessed)).to_numpy(dtype=np.bool_)
        parts = [self.tenancies] if self._set_aside is None else [self.tenancies, self._set_aside]
        whole = pd.concat(parts, ignore_index=True)
        aside: Flag = np.concatenate([later, np.ones(len(whole) - len(later), dtype=np.bool_)])
        given = {CHARGES: ledger_total, BALANCE: ledger_balance}
        people_later = int(self.people["tenancy_ref"].isin(list(not_assessed)).sum()) if len(self.people) else 0
        return control_total(
            aside=aside,
            charges=year_of_charges(whole),
            balance=column_or_nothing(whole, "balance"),
            people=(len(self.people) - people_later, self._people_set_aside + people_later),
            not_counted=dict(self._not_counted),
            ledger={what: Decimal(total) for what, total in given.items() if total is not None},
        )

    def assess(
        self,
        on: Day | None = None,
        scenario: Scenario | None = None,
        *,
        book: RateBook | None = None,
        money: Literal["pence", "decimal"] = "pence",
        warnings: bool = True,
    ) -> pd.DataFrame:
        """What each tenancy gets on a day, a row a tenancy: awards, help with rent, rent to pay and why, bedrooms.

        A fact that a tenancy leaves out is none or nothing, as in a case; ``stock`` draws what is not known instead.
        The columns are the landlord's labels (``tenancy_ref``, ``patch`` …), ``scheme`` (which helps with the rent:
        "universal_credit", "housing_benefit" or "none"), every figure of :func:`benefitcalc.to_frame` under the same
        name, and ``reasons``, ``exemptions`` and ``warnings`` as codes. A tenancy whose case is refused has missing
        results and says why in ``problems``; ``not_assessed`` lists them cell by cell.

        ``on`` is the day for rows without a date of their own. ``scenario`` has other rates, facts, rents or pay
        (rises come once), and ``book`` other rates than the law's. ``money`` is whole pence (``Int64``), or with
        "decimal" pounds as Arrow's ``decimal128(12, 2)``. Without ``warnings`` the run is faster. Raises ``ValueError``
        where no day is known.
        """
        return assess_tables(self.tenancies, self.people, on, Options(scenario, book, money, warnings))

    def explain(
        self, tenancy_ref: str, on: Day | None = None, scenario: Scenario | None = None, *, book: RateBook | None = None
    ) -> Explanation:
        """How every figure of one tenancy was worked out, with the law. It takes what ``assess`` takes; raises
        ``ValueError`` for a reference that no tenancy has, and ``InvalidCase`` for a tenancy that cannot be assessed.
        """
        return explain_tenancy(self.tenancies, self.people, tenancy_ref, on, Options(scenario, book))

    def not_assessed(self, on: Day | None = None, *, book: RateBook | None = None) -> pd.DataFrame:
        """What is wrong with the tenancies that ``assess`` would have no results for: ``table``, ``row`` (of that
        table, from 0), ``ref``, ``column``, ``code``, ``found`` and ``valid``.
        """
        return check(self.tenancies, self.people, on, book=book).problems

    def stock(
        self,
        on: Day,
        *,
        unknown: Priors | None = None,
        draws: int = 1,
        pin: Collection[str] | None = None,
        seed: int = 1,
        book: RateBook | None = None,
    ) -> Stock:
        """The tenancies on a day with every fact complete, to be worked out and forecast.

        ``unknown=Priors.default()`` draws what the roll does not know from stated distributions, in ``draws`` versions
        that differ in nothing else. The draws agree with the columns named in ``pin``, such as ``uc_flag`` and
        ``hb_weekly``; by default with all that there are (``benefitcalc.portfolio.stock.PINS``). Raises ``ValueError``
        as :func:`benefitcalc.portfolio.stock.stock_of` says.
        """
        return stock_of(self.tenancies, self.people, on, unknown=unknown, draws=draws, pin=pin, seed=seed, book=book)


def _nobody() -> pd.DataFrame:
    return pd.DataFrame({"tenancy_ref": pd.array([], dtype="string"), "role": pd.array([], dtype="string")})
