"""``benefitcalc training replay|form|one-to-one|team|cpd``: what a coach does with files.

Nothing is written but what ``--out`` and its like name. Workbooks need ``benefitcalc[frames]``.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benefitcalc.cli.days import day
from benefitcalc.cli.streams import INVALID, Stop, put, say, whole
from benefitcalc.errors import BenefitcalcError

if TYPE_CHECKING:
    from benefitcalc.training.coaching import HeardCall, ListeningForm, MarkedFile
    from benefitcalc.training.coaching.one_to_one import OneToOne
    from benefitcalc.training.coaching.one_to_one_form import OneToOneForm


def add_to(actions: argparse._SubParsersAction[Any]) -> None:
    """Add the actions to ``benefitcalc training``."""
    one = actions.add_parser(
        "replay",
        help="replay a call: which figure was not right, where it went wrong, and what fits",
        description="Replay a call file with the figures that were said: which is not right, at which step it went "
        "wrong, and which misconception gives just that figure.",
    )
    one.add_argument("call", metavar="CALL", help="a call file, benefitcalc.call/1 (.json)")
    one.add_argument(
        "--given",
        metavar="NAME=AMOUNT",
        action="append",
        default=[],
        help="a figure that was said, such as award=812.30; may be given several times. Without any, those of the "
        "file are taken",
    )
    one.add_argument("--names", action="store_true", help="list the figures that can be given for this call, and stop")
    one.add_argument("--html", metavar="OUT", help="write the replay as a page, too")
    one.add_argument(
        "--form", metavar="OUT", help="write a call-listening form (.xlsx) with its line of figures filled"
    )
    one.add_argument("--own-form", metavar="FORM", help="the landlord's own call-listening form (.toml)")
    one.add_argument("--save", metavar="OUT", help="keep what went wrong as a marked file (.json), without any figure")
    _kept(one)
    one.set_defaults(run=replay)

    form = actions.add_parser(
        "form",
        help="write an empty call-listening form, or score a filled one",
        description="Write an empty call-listening form as a workbook, or score one that was filled in.",
    )
    form.add_argument("filled", metavar="FILLED", nargs="?", help="a filled form (.xlsx), to be scored")
    form.add_argument("--out", metavar="OUT", help="where to write an empty form (.xlsx)")
    form.add_argument("--form", metavar="FORM", help="the landlord's own form (.toml); the example where left out")
    form.set_defaults(run=listening_form)

    talk = actions.add_parser(
        "one-to-one",
        help="fill in the form of a monthly one-to-one",
        description="Fill in the form of a monthly one-to-one from calls heard, marked work, key figures and the last "
        "form; or print a form that was filled in.",
    )
    talk.add_argument("filled", metavar="FILLED", nargs="?", help="a filled form (.xlsx), to be printed")
    talk.add_argument("--officer", metavar="CODE", help="the officer's code, such as IO04")
    talk.add_argument("--manager", metavar="CODE", default="", help="the manager's code")
    talk.add_argument("--month", metavar="DATE", type=day, help="any day of the month; today's where left out")
    talk.add_argument("--calls", metavar="FORM", nargs="*", default=[], help="filled call-listening forms (.xlsx)")
    talk.add_argument("--marked", metavar="FILE", nargs="*", default=[], help="marked files (.json)")
    talk.add_argument("--kpis", metavar="REPORT", help="the month's report of key figures (.xlsx)")
    talk.add_argument("--report-code", metavar="CODE", help="the officer's code in that report, where it is another")
    talk.add_argument("--last", metavar="FORM", help="the form of the month before (.xlsx), whose open actions go on")
    talk.add_argument(
        "--form", metavar="FORM", help="the landlord's own form (.toml or .xlsx); the example if left out"
    )
    talk.add_argument("--write-form", metavar="OUT", help="write the form itself on a sheet (.xlsx), to be changed")
    talk.add_argument("--out", metavar="OUT", help="where to write the form (.xlsx)")
    talk.set_defaults(run=one_to_one)

    team = actions.add_parser(
        "team",
        help="what a team gets wrong, by misconception, topic, officer code and month",
        description="What a team gets wrong, from the marked files of papers and replays. Officers are codes.",
    )
    team.add_argument("files", metavar="FILE", nargs="+", help="marked files, benefitcalc.marked/1 (.json)")
    team.add_argument("--out", metavar="OUT", help="where to write the tables (.xlsx)")
    team.add_argument("--chart", metavar="OUT", help="where to write the picture (.png)")
    team.set_defaults(run=team_view)

    log = actions.add_parser(
        "cpd",
        help="a log of an officer's training, as supporting evidence",
        description="A log of an officer's training from marked files: supporting evidence, and no proof that a "
        "standard is met.",
    )
    log.add_argument("files", metavar="FILE", nargs="*", help="marked files, benefitcalc.marked/1 (.json)")
    log.add_argument("--calls", metavar="FORM", nargs="*", default=[], help="filled call-listening forms (.xlsx)")
    log.add_argument("--officer", metavar="CODE", required=True, help="the officer's code, such as IO04")
    log.add_argument("--out", metavar="OUT", help="where to write the log (.xlsx)")
    log.set_defaults(run=cpd)


def _kept(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--officer", metavar="CODE", help="the officer's code for --save and --form, such as IO04")
    parser.add_argument("--minutes", metavar="N", type=int, help="how many minutes the coaching took, for --save")
    parser.add_argument(
        "--expires", metavar="DATE", type=day, help="the last day of what --save keeps; a year ahead where left out"
    )


@contextmanager
def _in_sentences() -> Iterator[None]:
    """Errors of the package, of values and of files as a sentence, and no traceback."""
    try:
        yield
    except ImportError as error:
        raise Stop(f"{error.name} is not installed; install benefitcalc[frames,charts]") from None
    except OSError as error:
        raise Stop(f"{error.filename} cannot be read or written: {error.strerror}") from None
    except (BenefitcalcError, ValueError) as error:
        raise Stop(str(error)) from None


def _write(path: str, data: str | bytes) -> None:
    Path(path).write_bytes(data.encode() if isinstance(data, str) else data)
    put(f"Written: {path}")


def _question_code(code: str | None) -> None:
    from benefitcalc.training.coaching.privacy import questioned

    asked = questioned(code) if code else None
    if asked:
        say(asked)


def _listening(path: str | None) -> ListeningForm:
    from benefitcalc.training.coaching import ListeningForm

    return ListeningForm.example() if path is None else ListeningForm.from_toml(Path(path).read_bytes())


def replay(options: argparse.Namespace) -> int:
    """Replay a call, and print what came of it. The status is 2 where a figure was not right."""
    from benefitcalc.advice.call_file import CallFile
    from benefitcalc.training.coaching import HeardCall, figures_known, replay_html, with_replay
    from benefitcalc.training.coaching import replay as replay_call
    from benefitcalc.training.coaching.privacy import code_of

    with _in_sentences():
        call = CallFile.from_json(whole(options.call))
        if options.names:
            for name, what in figures_known(call).items():
                put(f"{name}: {what}")
            return 0
        found = replay_call(call, dict(_amounts(options.given)))
        put(str(found))
        _question_code(options.officer)
        if options.html:
            _write(options.html, replay_html(found))
        if options.form:
            from benefitcalc.training.coaching.listening_workbook import to_xlsx

            officer = code_of(options.officer) if options.officer else ""
            heard = with_replay(HeardCall(form=_listening(options.own_form), officer=officer), found)
            _write(options.form, to_xlsx(heard))
        if options.save:
            today = dt.date.today()  # noqa: DTZ011  the user's own day
            last = options.expires or today + dt.timedelta(days=365)
            kept = found.marked_file(expires=last, on=today, officer=options.officer, minutes=options.minutes)
            _write(options.save, kept.to_json())
    return 0 if found.all_right else INVALID


def _amounts(given: list[str]) -> Iterator[tuple[str, str]]:
    for written in given:
        name, equals, amount = written.partition("=")
        if not equals:
            raise ValueError(f"--given {written!r} is no figure; write NAME=AMOUNT, such as award=812.30")
        yield name.strip(), amount


def listening_form(options: argparse.Namespace) -> int:
    """Write an empty form, or score a filled one. The status is 2 where it has no result yet, or cannot be read."""
    if (options.filled is None) == (options.out is None):
        raise Stop("give a filled form to score, or --out for an empty one")
    from benefitcalc.training.coaching import HeardCall

    with _in_sentences():
        if options.out is not None:
            from benefitcalc.training.coaching.listening_workbook import to_xlsx

            _write(options.out, to_xlsx(HeardCall(form=_listening(options.form))))
            return 0
        call = _heard(options.filled)
        put(str(call))
    return INVALID if call.score.unmarked else 0


def _heard(path: str) -> HeardCall:
    from benefitcalc.training.coaching.listening_workbook import from_xlsx

    return from_xlsx(Path(path).read_bytes())


def one_to_one(options: argparse.Namespace) -> int:
    """Fill in a one-to-one and write it; or print a filled one, or the form itself."""
    with _in_sentences():
        if options.filled is not None:
            put(str(_talk(options.filled)))
            return 0
        form = _one_to_one_form(options.form)
        if options.write_form is not None:
            from benefitcalc.training.coaching.one_to_one_workbook import form_to_xlsx

            _write(options.write_form, form_to_xlsx(form))
            return 0
        if options.officer is None:
            raise Stop("--officer is missing; give the officer's code, such as IO04")
        _question_code(options.officer)
        talk = _filled(form, options)
        put(str(talk))
        if options.out is not None:
            from benefitcalc.training.coaching.one_to_one_workbook import to_xlsx

            _write(options.out, to_xlsx(talk))
    return 0


def _talk(path: str) -> OneToOne:
    from benefitcalc.training.coaching.one_to_one_workbook import from_xlsx

    return from_xlsx(Path(path).read_bytes())


def _one_to_one_form(path: str | None) -> OneToOneForm:
    from benefitcalc.training.coaching.one_to_one_form import OneToOneForm

    if path is None:
        return OneToOneForm.example()
    given = Path(path).read_bytes()
    if not path.lower().endswith(".xlsx"):
        return OneToOneForm.from_toml(given)
    from benefitcalc.training.coaching.one_to_one_workbook import form_from_xlsx

    return form_from_xlsx(given)


def _filled(form: OneToOneForm, options: argparse.Namespace) -> OneToOne:
    from benefitcalc.training.coaching.one_to_one import one_to_one as fill_in

    kpis: Any = ()
    if options.kpis is not None:
        from benefitcalc.training.coaching.kpi_rows import kpi_rows

        kpis = kpi_rows(Path(options.kpis).read_bytes(), options.report_code or options.officer)
    return fill_in(
        form,
        officer=options.officer,
        manager=options.manager,
        month=options.month or dt.date.today(),  # noqa: DTZ011  the user's own day
        calls=[_heard(path) for path in options.calls],
        marked=_marked(options.marked),
        kpis=kpis,
        last=None if options.last is None else _talk(options.last),
    )


def _marked(paths: list[str]) -> tuple[MarkedFile, ...]:
    from benefitcalc.training.coaching.marked_file import files_of

    return files_of((path, whole(path)) for path in paths)


def team_view(options: argparse.Namespace) -> int:
    """Print what a team gets wrong, and write the tables and the picture that are asked for."""
    with _in_sentences():
        from benefitcalc.training.coaching.team import team_view as view_of

        view = view_of(_marked(options.files))
        put(str(view))
        if options.out is not None:
            _write(options.out, view.to_xlsx())
        if options.chart is not None:
            from benefitcalc.training.coaching.team_chart import team_chart

            _write(options.chart, team_chart(view).png())
    return 0


def cpd(options: argparse.Namespace) -> int:
    """Print the log of an officer, and write it where that is asked for."""
    with _in_sentences():
        from benefitcalc.training.coaching.cpd import cpd_log

        log = cpd_log(_marked(options.files), options.officer, [_heard(path) for path in options.calls])
        put(str(log))
        if options.out is not None:
            _write(options.out, log.to_xlsx())
    return 0
