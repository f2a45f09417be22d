"""``benefitcalc portfolio``: a rent roll in, a table of results out, and a summary that sums."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benefitcalc.cli.streams import INVALID, Stop, put
from benefitcalc.errors import BenefitcalcError

if TYPE_CHECKING:
    import pandas as pd

    from benefitcalc.portfolio.engine import Options

SUFFIXES = (".csv", ".xlsx", ".parquet")
MOST_ROWS = 1_048_575
"""How many rows a sheet of a workbook has below its heading."""


def run(options: argparse.Namespace) -> int:
    """Work the roll out, write the results and the problems, and print the summary. The status is 2 where a tenancy was
    set aside.
    """
    out = Path(options.out)
    if out.suffix.lower() not in SUFFIXES:
        raise Stop(f"--out {out} is none of {', '.join(SUFFIXES)}; give a name that ends so")
    if len(options.roll) > 2:
        raise Stop("a rent roll is one table, or a table of tenancies and one of people")
    try:
        from benefitcalc.portfolio.engine import Options
        from benefitcalc.portfolio.parquet import is_roll
        from benefitcalc.portfolio.scenario import Scenario
    except ImportError as error:
        raise Stop(f"{error.name} is not installed; install benefitcalc[frames]") from None
    try:
        scenario = None if options.scenario is None else Scenario.read(options.scenario)
        in_parts = len(options.roll) == 1 and is_roll(options.roll[0])
        pounds = out.suffix.lower() == ".csv"
        supposed = Options(scenario, money="decimal" if pounds else "pence", warnings=options.warnings)
        if in_parts and out.suffix.lower() == ".parquet":
            return _from_parquet(options, supposed, out)
        return _from_tables(options, supposed, out)
    except (BenefitcalcError, OSError, ValueError) as error:
        raise Stop(_sentence(error)) from None


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename} cannot be read or written: {error.strerror}"
    if isinstance(error, tomllib.TOMLDecodeError):
        return f"the file is no TOML: {error}"
    return str(error)


def _from_parquet(options: argparse.Namespace, supposed: Options, out: Path) -> int:
    from benefitcalc.portfolio.run import assess_parquet, problems_beside

    shown = sys.stderr is not None and sys.stderr.isatty()
    total = assess_parquet(options.roll[0], out, options.on, supposed, progress=shown)
    put(str(total))
    put(f"Results: {out}")
    if total.set_aside:
        put(f"Problems: {problems_beside(out)}")
    return INVALID if total.set_aside else 0


def _from_tables(options: argparse.Namespace, supposed: Options, out: Path) -> int:
    import pandas as pd

    from benefitcalc.portfolio.engine import check
    from benefitcalc.portfolio.engine.results import frame_of
    from benefitcalc.portfolio.rent_roll import RentRoll
    from benefitcalc.portfolio.run import problems_beside
    from benefitcalc.portfolio.summary import Summary
    from benefitcalc.portfolio.writing import write_csv

    tenancies, *others = options.roll
    roll = RentRoll.read(tenancies, people=next(iter(others), None), mapping=options.mapping, **_answers(options))
    checked = check(roll.tenancies, roll.people, options.on, book=supposed.law)
    results = frame_of(checked, supposed)
    _write(results, out)
    refused = checked.tables.tenancies["tenancy_ref"][results["help_with_rent"].isna()]
    total = roll.control_total(not_assessed=refused)
    put(str(total))
    put("")
    put(str(Summary.of(results)))
    put(f"Results: {out}")
    problems = pd.concat([roll.problems(), checked.problems.assign(outcome="set_aside")], ignore_index=True)
    if len(problems):
        write_csv(problems, problems_beside(out))
        put(f"Problems: {problems_beside(out)}")
    set_aside = len(refused) or (roll.problems()["outcome"] == "set_aside").any()
    return INVALID if set_aside else 0


def _answers(options: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for written in options.answer:
        name, equals, value = written.partition("=")
        if not equals:
            raise Stop(f"--answer {written!r} is no answer; write NAME=VALUE, such as rent_includes=nothing")
        found[name] = value
    return found


def _write(results: pd.DataFrame, out: Path) -> None:
    from benefitcalc.assessment.frames import COLUMNS, MONEY
    from benefitcalc.portfolio.run import write_results
    from benefitcalc.portfolio.writing import Sheet, new_workbook, write_csv

    match out.suffix.lower():
        case ".csv":
            write_csv(results, out)
        case ".parquet":
            write_results(results, str(out))
        case _:
            if len(results) > MOST_ROWS:
                raise Stop(f"{len(results):,} rows are more than a sheet of a workbook has; write .csv or .parquet")
            with new_workbook(out) as book:
                money = [name for name, kind in COLUMNS.items() if kind == MONEY]
                Sheet(book, "Results").frame(results, money=money)
