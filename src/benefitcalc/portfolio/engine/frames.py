"""From cases to the two tables of a rent roll."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

import pandas as pd

from benefitcalc.case import Case, CouncilTaxScheme, Period
from benefitcalc.case.parts import Part
from benefitcalc.portfolio.tables import Column, tables_of_the_roll
from benefitcalc.portfolio.written import KEPT_AT_NOTHING

DTYPES: Mapping[str, str] = {
    "text": "string",
    "code": "string",
    "codes": "string",
    "money": "Int64",
    "whole": "Int64",
    "hours": "Int64",
    "flag": "boolean",
    "date": "datetime64[s]",
}
"""The type of a column of each kind (:mod:`benefitcalc.portfolio.tables`)."""


def frames_of(cases: Iterable[Case], references: Sequence[str] | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables of tenancies and people that hold those cases, typed, with the columns that anything is in.

    ``references`` are the tenancies' (their places from 1 unless given). Raises ``ValueError`` for a case that says
    what no column holds: service charges of other periods than the rent's, say, or two incomes of one kind.
    """
    homes: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []
    for place, case in enumerate(cases):
        reference = str(place + 1) if references is None else references[place]
        homes.append({"tenancy_ref": reference, **_home(case)})
        people += ({"tenancy_ref": reference, **person} for person in _people(case))
    return typed(homes, "tenancies"), typed(people, "people")


def typed(records: Sequence[Mapping[str, Any]], table: str) -> pd.DataFrame:
    """A typed frame of a table from rows that leave out empty cells."""
    columns = tables_of_the_roll()[table]
    there = [name for name in columns if name in _ALWAYS or any(name in record for record in records)]
    return pd.DataFrame(
        {name: pd.Series([record.get(name) for record in records], dtype=DTYPES[columns[name].kind]) for name in there}
    )


_ALWAYS = frozenset({"tenancy_ref", "role"})


def _home(case: Case) -> dict[str, Any]:
    home = case.tenancy
    found = _told(case, tables_of_the_roll()["tenancies"].values())
    found |= {"date": case.date, "rent": home.rent.amount, "rent_per": str(home.rent.per)}
    for charge in home.service_charges:
        name = "eligible_service_charge" if charge.eligible else "ineligible_service_charge"
        alike = (charge.per, charge.rent_free_weeks) == (home.rent.per, home.rent.rent_free_weeks)
        if name in found or not alike or not charge.amount:
            raise ValueError(f"no column holds the service charge {charge!r} beside {home.rent!r}")
        found[name] = charge.amount
    allowance, tax = home.local_housing_allowance, case.council_tax
    if allowance is not None and allowance.per is not Period.WEEK:
        raise ValueError(f"local_housing_allowance is by the week in a rent roll, not {allowance!r}")
    if tax is not None and tax.scheme is not CouncilTaxScheme.PENSION_AGE_ENGLAND:
        raise ValueError(f"no column holds the scheme of {tax!r}")
    if home.rent_share is not None:
        found["rent_share"] = str(home.rent_share)
    return found


def _people(case: Case) -> Iterator[dict[str, Any]]:
    columns = tables_of_the_roll()["people"].values()
    for role, people in (
        ("claimant", (case.claimant,)),
        ("partner", () if case.partner is None else (case.partner,)),
        ("child", case.children),
        ("non_dependant", case.non_dependants),
    ):
        for person in people:
            found = {"role": role, **_told(person, columns)}
            if role in {"claimant", "partner"}:
                _complete(found, person)
                for income in case.incomes:
                    if income.of == role:
                        if income.kind.value in found or not (income.amount or income.kind.value == KEPT_AT_NOTHING):
                            raise ValueError(f"no column holds {income!r} beside the other incomes of the {role}")
                        found |= {income.kind.value: income.amount, f"{income.kind.value}_per": str(income.per)}
            yield found


def _complete(found: dict[str, Any], person: Any) -> None:
    """Pay has one column for its period, whether it is net or gross; a trade has a profit, be it nothing."""
    job, trade = person.employment, person.self_employment
    if job is not None:
        pay = job.net or job.gross
        found["pay_per"] = str(pay.per)
        if job.pension_contribution is not None and job.pension_contribution.per is not pay.per:
            raise ValueError(f"pension_contribution is by the period of the pay in a rent roll, not {job!r}")
    if trade is not None:
        found |= {"net_profit": trade.net_profit.amount, "profit_per": str(trade.net_profit.per)}


def _told(part: Part, columns: Iterable[Column]) -> dict[str, Any]:
    """What a case or a person says in the columns, by the field of each, but for what every case leaves out."""
    found: dict[str, Any] = {}
    for column in columns:
        value = _at(part, column.field) if column.field else None
        if value is None or value == () or (value is False and column.name not in _NO_SAYS_SOMETHING):
            continue
        found[column.name] = _cell(value, column.kind)
    return found


_NO_SAYS_SOMETHING = frozenset({"over_pension_age", "uc_claimed", "reached_pension_age_before_6_april_2016"})
"""Flags for which a no is not the same as an empty cell."""


def _at(part: Any, path: str) -> Any:
    return reduce(lambda inner, name: getattr(inner, name, None), path.split("."), part)


def _cell(value: Any, kind: str) -> Any:
    match kind:
        case "hours":
            return int(value * 100)
        case "codes":
            return " ".join(value)
        case "code" | "text":
            return str(value)
    return value
