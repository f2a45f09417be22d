"""The command with its options, and how it ends."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from benefitcalc.cli import cases, portfolio, rates, training
from benefitcalc.cli.days import day
from benefitcalc.cli.streams import Stop, flush, print_for_people, put, say
from benefitcalc.ui import serve
from benefitcalc.version import __version__

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_INTERRUPTED = 128 + 2  # as the shell says it of a program that SIGINT ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status. Whatever happens to input and output, the command ends with a
    sentence.
    """
    try:
        return _run(arguments)
    except Stop as stop:
        say(str(stop))
        return stop.status
    except KeyboardInterrupt:
        with suppress(Stop):
            flush()
        say("interrupted")
        return _INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    print_for_people()
    try:
        options = _parser().parse_args(arguments)
        status: int = options.run(options)
    finally:
        flush()
    return status


class _Parser(argparse.ArgumentParser):
    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Print help and version as everything else is printed, because argparse says nothing when it cannot print."""
        if file is sys.stdout:
            put(message.rstrip("\n"))
        else:
            super()._print_message(message, file)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="benefitcalc", description="Welfare benefits and rent of UK social tenants.")
    parser.add_argument("--version", action="version", version=f"benefitcalc {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser(
        "assess",
        help="work out what a household gets",
        description="Work out what a household gets: one case (.json), or one case on each line (.jsonl, or -).",
    )
    one.add_argument(
        "case", metavar="CASE", help="a .json or .jsonl file, or - for standard input (one case on each line)"
    )
    one.add_argument(
        "--circumstances",
        metavar="FACTS",
        help="a .json file with facts of other periods that a case has no field for (one case only)",
    )
    one.add_argument("--json", action="store_true", help="print the result object, one line for each case")
    one.add_argument(
        "--no-steps",
        action="store_false",
        dest="steps",
        help="leave out how each figure is worked out, which is most of the result object and takes most of the time",
    )
    one.add_argument(
        "--projected",
        action="store_true",
        help="take projected rates for a date after the checked ones; the result says so, and on which assumptions",
    )
    one.set_defaults(run=cases.run)

    stock = commands.add_parser(
        "portfolio",
        help="work out every tenancy of a rent roll",
        description="Work out every tenancy of a rent roll: a CSV, XLSX or Parquet file of tenancies, and perhaps one "
        "of the people in them. CSV and XLSX have pounds, Parquet has whole pence. A file of RentRoll.to_parquet goes "
        "to a folder of Parquet files in constant memory.",
    )
    stock.add_argument("roll", metavar="IN", nargs="+", help="the file of tenancies, and the file of people")
    stock.add_argument(
        "--out",
        metavar="OUT",
        required=True,
        help="the .csv, .xlsx or .parquet file of the results; one that is there already is replaced, and so is the "
        "file of problems beside it",
    )
    stock.add_argument("--on", metavar="DATE", type=day, help="the day, where the rows have none of their own")
    stock.add_argument("--scenario", metavar="FILE", help="a .toml file with other rates, rents, pay or facts")
    stock.add_argument("--mapping", metavar="FILE", help="a .toml file that says what the headings and codes mean")
    stock.add_argument(
        "--answer",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="an answer that the table needs, such as rent_includes=nothing; may be given several times",
    )
    stock.add_argument(
        "--no-warnings", action="store_false", dest="warnings", help="leave the column of warnings out; faster"
    )
    stock.set_defaults(run=portfolio.run)

    app = commands.add_parser(
        "app",
        help="serve an app on this machine",
        description="Serve an app on this machine, print its address and open it in a browser: the call app, or the "
        "one that is named. It listens on the loopback address only.",
    )
    serve.add_arguments(app)
    app.set_defaults(run=serve.run)

    training.add_to(commands)

    of_rates = commands.add_parser("rates", help="show, compare and check the rates").add_subparsers(
        required=True, metavar="ACTION"
    )
    show = of_rates.add_parser("show", help="the rates in force on a day")
    _day_of(show)
    _scheme_of(show)
    show.set_defaults(run=rates.show)
    diff = of_rates.add_parser(
        "diff", help="what changes from the end of one year to the start of another, and during that one"
    )
    diff.add_argument("before", metavar="YEAR", help="such as 2025-26")
    diff.add_argument("after", metavar="YEAR", help="such as 2026-27")
    _scheme_of(diff)
    diff.set_defaults(run=rates.diff)
    check = of_rates.add_parser(
        "check", help="gaps, unknown values, weak sources, and the day on which each file was last checked"
    )
    _day_of(check)
    check.set_defaults(run=rates.check)
    return parser


def _day_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("day", nargs="?", type=day, metavar="DATE", help="YYYY-MM-DD; today unless given")


def _scheme_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scheme", nargs="?", metavar="SCHEME", help="such as universal_credit; all unless given")
