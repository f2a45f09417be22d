"""Who to phone first: the tenancies of a rent roll by what a call can find, and by arrears that are real and grow.

This module loads pandas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from benefitcalc.account.help_accrued import help_accrued
from benefitcalc.account.ledger import Ledger
from benefitcalc.advice.options.finding import Change, changes_of
from benefitcalc.advice.options.household import Assumed
from benefitcalc.case import Country
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, pounds, round_half_up
from benefitcalc.periods import Day, as_date
from benefitcalc.portfolio.engine.cases import written_cases
from benefitcalc.portfolio.engine.results import LABELS
from benefitcalc.portfolio.rent_roll import RentRoll
from benefitcalc.rates import RateBook

WEEKS = 13
"""Over how many weeks arrears are looked at, unless the caller says otherwise."""
KINDS = ("claim", "fact", "help")
"""The kinds of options that a call can find: no mistakes of an entry, and nothing that changes somebody's life."""
_DAY = dt.timedelta(days=1)
Row: TypeAlias = Mapping[Hashable, Any]
"""A row of the frame, by the names of its columns."""


def worklist(
    roll: RentRoll,
    on: Day,
    ledger: Ledger | None = None,
    *,
    weeks: int = WEEKS,
    housing_benefit_day: Day | None = None,
    assumed: Assumed | None = None,
    book: RateBook | None = None,
) -> pd.DataFrame:
    """Every tenancy of the roll, the one to phone first at the top: a frame with a row a tenancy.

    The order is by ``a_week``: what the best option leaves more after the rent a week, and what real arrears grow by a
    week; then by the real arrears. Amounts are in pence (``Int64``), missing where they are not known.

    - the landlord's labels: ``tenancy_ref``, ``patch``, ``officer`` …; ``rank`` from 1
    - ``reason``: one sentence that says why
    - ``option``: the code of the best option, ``what``: its title, ``if_awarded``: whether it hangs on an assessment;
      ``options``: the codes of all that are open, best first (:mod:`benefitcalc.advice.options`). A question that is
      open to everybody is left out, such as Attendance Allowance at pension age.
    - ``found_a_week`` and ``rent_found_a_week``: what it leaves more after the rent, and how much less rent is to pay.
      Where nothing but the benefit cap is a reason to ask, no more than the cap takes counts.
    - ``rent_to_pay`` a week by the engine; ``balance``; ``real_arrears``: the balance less the help that has accrued
      and is paid later; ``grows_a_week``: by how much real arrears grew in a week over the last ``weeks``
    - ``problem``: why a household was not assessed; its arrears still count

    Balances are those of ``ledger`` at the end of the day ``on``, otherwise the column of the roll; only a ledger can
    tell whether arrears grow, and the help accrued then is taken by today's awards. Housing Benefit accrued needs
    ``housing_benefit_day``, any one day of the council's four-weekly schedule. Raises ``ValueError`` for fewer weeks
    than one, or where the ledger does not go so far back.
    """
    day = as_date(on)
    if weeks < 1:
        raise ValueError(f"weeks is {weeks}; give 1 or more")
    then = day - _DAY * 7 * weeks
    if ledger is not None and then + _DAY < ledger.complete_from:
        raise ValueError(
            f"weeks is {weeks}, but the ledger is complete from {ledger.complete_from}; give at most "
            f"{max((day + _DAY - ledger.complete_from).days // 7, 0)}"
        )
    tenancies = roll.tenancies.reset_index(drop=True)
    results = roll.assess(on=day, book=book, warnings=False)
    found = _found(roll, day, results, assumed, book)
    arrears = _arrears(tenancies, results, ledger, day, then, weeks, housing_benefit_day)
    labels = [name for name in LABELS if name in tenancies]
    told = results[["rent_to_pay"]].assign(problem=results["problems"])
    frame = pd.concat([tenancies[labels], found, told, arrears], axis="columns")
    frame["a_week"] = frame["found_a_week"].fillna(0) + _growing(frame)
    frame["reason"] = pd.array([_reason(row) for row in frame.to_dict("records")], dtype="string")
    order = frame.assign(owed=frame["real_arrears"].fillna(0)).sort_values(
        ["a_week", "owed", "tenancy_ref"], ascending=[False, False, True], kind="stable"
    )
    frame = frame.loc[order.index].reset_index(drop=True)
    frame.insert(0, "rank", pd.Series(np.arange(1, len(frame) + 1), dtype="Int64"))
    shown = [name for name in FOUND if name not in _FOR_THE_REASON]
    return frame[["rank", *labels, "reason", "a_week", *shown, "rent_to_pay", *ARREARS, "problem"]]


FOUND = {
    "option": "string",
    "what": "string",
    "words": "string",
    "found_a_week": "Int64",
    "rent_found_a_week": "Int64",
    "if_awarded": "boolean",
    "for_the_cap": "boolean",
    "options": "string",
}
_FOR_THE_REASON = {"words", "for_the_cap"}
ARREARS = ("balance", "real_arrears", "grows_a_week")


# --- What a call can find ---------------------------------------------------------------------------------------------


def _found(
    roll: RentRoll, on: dt.date, results: pd.DataFrame, assumed: Assumed | None, book: RateBook | None
) -> pd.DataFrame:
    """The best option of each tenancy that was assessed."""
    places = np.flatnonzero(results["problems"].isna().to_numpy(np.bool_))
    homes = roll.tenancies.iloc[places]
    people = roll.people[roll.people["tenancy_ref"].isin(homes["tenancy_ref"])]
    cases = [written.case() for written in written_cases(homes, people, on)]
    changes = changes_of(cases, [None] * len(cases), assumed=assumed, book=book, kinds=KINDS)
    cap = results["benefit_cap_reduction_pw"].fillna(0).to_numpy(np.int64)[places]
    best: dict[int, list[Change]] = {}
    for change in changes:
        if change.found.after is not None and not change.said.asks_everybody:
            most = int(cap[change.place]) if change.found.for_the_cap else change.left_after_rent
            counted = change._replace(left_after_rent=min(change.left_after_rent, most))
            best.setdefault(change.place, []).append(counted)
    cells: dict[str, list[Any]] = {name: [None] * len(results) for name in FOUND}
    for place, ones in best.items():
        ones.sort(key=lambda one: -one.left_after_rent)
        row = int(places[place])
        for name, cell in zip(FOUND, _cells(ones, cases[place].country), strict=True):
            cells[name][row] = cell
    return pd.DataFrame({name: pd.Series(cells[name], dtype=kind) for name, kind in FOUND.items()})


def _cells(ones: list[Change], country: Country) -> Iterator[Any]:
    best = ones[0]
    yield best.found.code
    yield best.said.title(country, best.found.words)
    yield best.said.text("title", country, best.found.words)
    yield best.left_after_rent
    yield -best.rent_to_pay
    yield best.said.if_awarded
    yield best.found.for_the_cap
    yield " ".join(dict.fromkeys(one.found.code for one in ones))


# --- Arrears ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Owed:
    """Pence owed on the account of each tenancy, and which are known."""

    balance: Ints
    known: Flag

    @property
    def column(self) -> pd.Series[int]:
        """The same as a column, missing where it is not known."""
        return pd.Series(pd.arrays.IntegerArray(self.balance, ~self.known))


def _arrears(
    tenancies: pd.DataFrame,
    results: pd.DataFrame,
    ledger: Ledger | None,
    on: dt.date,
    then: dt.date,
    weeks: int,
    housing_benefit_day: Day | None,
) -> pd.DataFrame:
    now = _of_roll(tenancies) if ledger is None else _of_ledger(tenancies, ledger, on)
    accrued = help_accrued(tenancies, on, results=results, housing_benefit_day=housing_benefit_day)
    real = now.column - accrued
    grows = pd.Series(pd.NA, index=tenancies.index, dtype="Int64")
    if ledger is not None:
        earlier = _of_ledger(tenancies, ledger, then)
        before = help_accrued(tenancies, then, results=results, housing_benefit_day=housing_benefit_day)
        grown = real - (earlier.column - before)
        known = grown.notna().to_numpy(np.bool_)
        pence = grown.fillna(0).to_numpy(np.int64)
        each = np.sign(pence) * round_half_up(np.abs(pence), weeks)
        grows = pd.Series(pd.arrays.IntegerArray(each, ~known))
    return pd.DataFrame({"balance": now.column, "real_arrears": real, "grows_a_week": grows})


def _owed(column: pd.Series[Any]) -> _Owed:
    return _Owed(column.fillna(0).to_numpy(np.int64), column.notna().to_numpy(np.bool_))


def _of_roll(tenancies: pd.DataFrame) -> _Owed:
    if "balance" not in tenancies:
        n = len(tenancies)
        return _Owed(np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.bool_))
    return _owed(tenancies["balance"])


def _of_ledger(tenancies: pd.DataFrame, ledger: Ledger, end_of: dt.date) -> _Owed:
    """The balances of the current accounts at the end of a day, by tenancy."""
    accounts = ledger.accounts.assign(balance=ledger.balances_at(end_of + _DAY))
    current = accounts[accounts["kind"].eq("current").fillna(value=False)]
    by_tenancy = current.groupby("tenancy_ref")["balance"].sum()
    return _owed(tenancies["tenancy_ref"].map(by_tenancy).astype("Int64"))


def _growing(frame: pd.DataFrame) -> pd.Series[int]:
    """What counts of the growth: that of arrears that are real and grow."""
    grows = frame["grows_a_week"].where((frame["real_arrears"] > 0) & (frame["grows_a_week"] > 0), 0)
    return grows.fillna(0).astype("Int64")


# --- The reason -------------------------------------------------------------------------------------------------------


def _reason(row: Row) -> str:
    """Why to phone, in one sentence."""
    parts = [*_what_is_found(row), *_what_is_owed(row)]
    text = "; ".join(parts) if parts else "nothing in the rent roll gives a reason to phone"
    return f"{text[:1].upper()}{text[1:]}."


def _what_is_found(row: Row) -> Iterator[str]:
    if _known(row["problem"]):
        yield "too little is known of the household to look for help"
    elif _known(row["words"]):
        awarded = ", if awarded" if row["if_awarded"] else ""
        what = f"an end of the benefit cap, such as by {row['words']}" if row["for_the_cap"] else row["words"]
        yield f"{_pounds(row['found_a_week'])} a week could be found{awarded}: {what}"


def _what_is_owed(row: Row) -> Iterator[str]:
    real, grows, balance = row["real_arrears"], row["grows_a_week"], row["balance"]
    if not _known(real):
        if _known(balance) and balance > 0:
            yield f"{_pounds(balance)} is owed, of which some may be help on its way"
    elif real > 0:
        growing = f", growing by {_pounds(grows)} a week" if _known(grows) and grows > 0 else ""
        yield f"real arrears are {_pounds(real)}{growing}"


def _known(value: Any) -> bool:
    return not pd.isna(value)


def _pounds(pence: Any) -> str:
    return f"£{pounds(pence):,.2f}"
