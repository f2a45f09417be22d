"""The command line: ``benefitcalc assess`` and ``benefitcalc rates``.

Exit status: 0 when everything was assessed, 2 when a case is invalid or the command itself is.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benefitcalc.assessment.household import assess, assess_many
from benefitcalc.assessment.result import VERSION, Assessment
from benefitcalc.case import Case
from benefitcalc.circumstances import Circumstances
from benefitcalc.errors import BenefitcalcError, InvalidCase, Problem
from benefitcalc.rates import report

_INVALID = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except BrokenPipeError:
        # The reader (head, less) has gone: what was printed is what was wanted.
        sys.stderr.close()
        status = 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benefitcalc", description="Welfare benefits and rent of UK social tenants.")
    parser.add_argument("--version", action="version", version=f"benefitcalc {VERSION}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser(
        "assess",
        help="work out what a household gets",
        description="Work out what a household gets: one case (.json), or a case a line (.jsonl, or - to read in).",
    )
    one.add_argument("case", metavar="CASE", help="a .json or .jsonl file, or - for standard input (one case a line)")
    one.add_argument(
        "--circumstances",
        metavar="FACTS",
        help="a .json file with facts of other periods that a case has no field for (one case only)",
    )
    one.add_argument("--json", action="store_true", help="print the result object, one line a case")
    one.set_defaults(run=_assess)

    rates = commands.add_parser("rates", help="show, compare and check the rates").add_subparsers(
        required=True, metavar="ACTION"
    )
    show = rates.add_parser("show", help="the rates in force on a day")
    show.add_argument("day", nargs="?", type=_day, default=None, metavar="DATE", help="YYYY-MM-DD; today unless given")
    show.add_argument(
        "scheme", nargs="?", default=None, metavar="SCHEME", help="such as universal_credit; all unless given"
    )
    show.set_defaults(run=_show)
    diff = rates.add_parser("diff", help="what changes from the end of one year to another's start, and in it")
    diff.add_argument("before", metavar="YEAR", help="such as 2025-26")
    diff.add_argument("after", metavar="YEAR", help="such as 2026-27")
    diff.add_argument(
        "scheme", nargs="?", default=None, metavar="SCHEME", help="such as universal_credit; all unless given"
    )
    diff.set_defaults(run=_diff)
    check = rates.add_parser("check", help="gaps, unknown values, weak sources, and when each file was last checked")
    check.add_argument("day", nargs="?", type=_day, default=None, metavar="DATE", help="YYYY-MM-DD; today unless given")
    check.set_defaults(run=_check)
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write YYYY-MM-DD, such as 2026-04-06") from None


def _assess(options: argparse.Namespace) -> int:
    try:
        text = sys.stdin.read() if options.case == "-" else Path(options.case).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        print(f"benefitcalc: {options.case} cannot be read: {error}", file=sys.stderr)
        return _INVALID
    many = options.case == "-" or options.case.endswith(".jsonl")
    lines = _lines(text) if many else {0: text}
    if options.circumstances is None:
        results = _results(list(lines.values()))
    elif len(lines) == 1:
        try:
            facts = Path(options.circumstances).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            print(f"benefitcalc: {options.circumstances} cannot be read: {error}", file=sys.stderr)
            return _INVALID
        results = [_in_circumstances(next(iter(lines.values())), facts)]
    else:
        print(f"benefitcalc: --circumstances go with one case, and {options.case} has {len(lines)}", file=sys.stderr)
        return _INVALID
    for line, result in zip(lines, results, strict=True):
        _print(result, line if many else None, as_json=options.json or many)
    return _INVALID if any(isinstance(result, BenefitcalcError) for result in results) else 0


def _lines(text: str) -> dict[int, str]:
    """Each line that holds a case, by its number. A single case may be written over several lines."""
    lines = {number: line for number, line in enumerate(text.split("\n"), start=1) if line.strip()}
    if len(lines) > 1:
        try:
            json.loads(text)
        except ValueError:
            return lines
        return {1: text}
    return lines


def _results(texts: Sequence[str]) -> list[Assessment | BenefitcalcError]:
    """The result of each case in its order, the valid ones worked out as one batch; an error stands in its case's
    place.
    """
    read: list[Case | BenefitcalcError] = [_read(text) for text in texts]
    waiting = iter(_assessed([case for case in read if isinstance(case, Case)]))
    return [next(waiting) if isinstance(case, Case) else case for case in read]


def _assessed(cases: Sequence[Case]) -> list[Assessment | BenefitcalcError]:
    """The results of valid cases; where a rate of one is not known, the batch is halved until that one stands alone."""
    try:
        return list(assess_many(cases))
    except BenefitcalcError as error:
        if len(cases) == 1:
            return [error]
    middle = len(cases) // 2
    return _assessed(cases[:middle]) + _assessed(cases[middle:])


def _in_circumstances(text: str, facts: str) -> Assessment | BenefitcalcError:
    """The result of one case with its facts of other periods; an error has the problems of both."""
    problems: list[Problem] = []
    case: Case | None = None
    circumstances: Circumstances | None = None
    try:
        case = Case.from_json(text)
    except InvalidCase as error:
        problems += error.problems
    try:
        circumstances = Circumstances.from_json(facts)
    except InvalidCase as error:
        problems += error.problems
    if case is None or circumstances is None:
        return InvalidCase(problems)
    try:
        return assess(case, circumstances)
    except BenefitcalcError as error:
        return error


def _read(text: str) -> Case | InvalidCase:
    try:
        return Case.from_json(text)
    except InvalidCase as error:
        return error


def _print(result: Assessment | BenefitcalcError, line: int | None, *, as_json: bool) -> None:
    if isinstance(result, Assessment):
        print(result.to_json() if as_json else result)
        return
    if as_json:
        print(json.dumps({"error": _error(result)}, ensure_ascii=False))
    where = "" if line is None else f"line {line}: "
    for message in str(result).splitlines():
        print(f"benefitcalc: {where}{message}", file=sys.stderr)


def _error(error: BenefitcalcError) -> dict[str, object]:
    """What is wrong, as data: the kind of error, a message, and each problem with its path and code."""
    problems = (
        [{"path": p.path, "code": p.code, "message": p.message} for p in error.problems]
        if isinstance(error, InvalidCase)
        else []
    )
    return {"type": type(error).__name__, "message": str(error), "problems": problems}


def _show(options: argparse.Namespace) -> int:
    return _say(lambda: report.show_text(options.day or dt.date.today(), options.scheme))  # noqa: DTZ011  the user's own day


def _diff(options: argparse.Namespace) -> int:
    return _say(lambda: report.diff_text(options.before, options.after, options.scheme))


def _check(options: argparse.Namespace) -> int:
    found = report.check(options.day or dt.date.today())  # noqa: DTZ011  the user's own day
    print(found.text)
    return found.status


def _say(text: Callable[[], str]) -> int:
    try:
        print(text())
    except (BenefitcalcError, ValueError) as error:
        print(f"benefitcalc: {error}", file=sys.stderr)
        return _INVALID
    return 0


if __name__ == "__main__":
    sys.exit(main())
