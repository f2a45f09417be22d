"""A tenancy is set aside exactly where its case is refused, whatever its cells hold."""

from __future__ import annotations

from random import Random
from typing import Any

import pandas as pd
from hypothesis import given

from benefitcalc import Case, InvalidCase
from benefitcalc.portfolio.engine import check, frames_of, written_cases
from benefitcalc.portfolio.engine.screen import surely_valid
from benefitcalc.portfolio.tables import Column, tables_of_the_roll
from benefitcalc.rates import rate_book
from tests.properties.households import quick, seeds
from tests.rolls import tenancy

NASTY: dict[str, list[Any]] = {
    "money": [-1, 0, 1, 50_00, 999_999_999, 1_000_000_000, 2**63 - 1, -(2**63)],
    "whole": [-1, 0, 1, 2, 3, 15, 16, 19, 20, 21, 48, 50, 51, 52, 53, 99, 120, 121, 2**62],
    "hours": [-1, 0, 1, 16_00, 100_00, 168_00, 168_01, 2**40],
    "flag": [True, False],
    "date": [
        "1000-01-01", "1900-01-01", "1905-05-05", "2008-02-29", "2010-08-31", "2013-03-31", "2013-04-01", "2024-02-29",
        "2026-06-01", "2027-03-31", "2030-01-01", "2250-01-01", "9999-12-31",
    ],
    "text": ["", "x", "2/3", "3/2", "0/1", "1/0", "Leeds", "lothian", "\ud7ff"],
    "codes": [
        "", "none", "x", "afip afip", "pip_daily_living_standard pip_daily_living_enhanced", "dla_care_lowest",
        "attendance_allowance_lower", "pip_mobility_standard dla_care_lowest", "pension_credit",
        "carers_allowance carers_allowance",
    ],
}  # fmt: skip


def nasty(column: Column, rng: Random) -> Any:
    """Something that the column may hold, right or wrong."""
    if rng.random() < 0.2:
        return pd.NA
    if column.kind == "code":
        return rng.choice([*column.of, *column.of, "weekly", ""])
    value = rng.choice(NASTY[column.kind])
    return pd.Timestamp(value).as_unit("s") if column.kind == "date" else value


def spoilt(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables of a few tenancies in which some cells hold something else, and some people are gone or doubled."""
    rng = Random(seed)  # noqa: S311 - cells, not secrets
    homes, people = frames_of([tenancy(rng.randrange(2**32)) for _ in range(6)])
    for name, frame in (("tenancies", homes), ("people", people)):
        columns = tables_of_the_roll()[name]
        for _ in range(rng.randint(0, 12)):
            column = columns[rng.choice([*columns, *frame.columns])]
            if column.name == "tenancy_ref":
                continue
            if column.name not in frame:
                empty = {"text": "string", "code": "string", "codes": "string", "flag": "boolean"}
                frame[column.name] = pd.Series(pd.NA, index=frame.index, dtype=empty.get(column.kind, "Int64"))
                if column.kind == "date":
                    frame[column.name] = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
            frame.loc[rng.randrange(len(frame)), column.name] = nasty(column, rng)
    if rng.random() < 0.3:
        people = people.drop(index=rng.randrange(len(people)))
    if rng.random() < 0.3:
        people = pd.concat([people, people.iloc[[rng.randrange(len(people))]]])
    return homes, people.sample(frac=1, random_state=seed % 1000).reset_index(drop=True)


def refused(homes: pd.DataFrame, people: pd.DataFrame) -> list[bool]:
    """Of each tenancy, whether its case is refused."""
    found = []
    for written in written_cases(homes, people, "2026-06-01"):
        try:
            case = Case.model_validate(written.data)
        except InvalidCase:
            found.append(True)
        else:
            found.append(bool(written.problems) or bool(rate_book().beyond(case.date)))
    return found


@quick
@given(seeds)
def test_a_tenancy_is_set_aside_exactly_where_its_case_is_refused(seed: int) -> None:
    homes, people = spoilt(seed)
    checked = check(homes, people, "2026-06-01")
    assert (~checked.valid).tolist() == refused(homes, people)
    told = set(checked.problems["ref"])
    assert set(homes["tenancy_ref"][~checked.valid]) == told
    assert (
        checked.problems["column"]
        .isin([*homes.columns, *people.columns, *tables_of_the_roll()["tenancies"], *tables_of_the_roll()["people"]])
        .all()
    )


def test_every_valid_tenancy_passes_the_screen() -> None:
    checked = check(*frames_of([tenancy(seed) for seed in range(1_000)]))
    assert checked.valid.all()
    assert surely_valid(checked.tables, rate_book()).all()
    assert checked.problems.empty
