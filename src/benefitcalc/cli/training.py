"""``benefitcalc training``: practice papers, quizzes and the scenario of the week; a seed gives the same bytes."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benefitcalc.cli import coaching
from benefitcalc.cli.streams import Stop, put
from benefitcalc.training import april_quiz
from benefitcalc.training.choice_papers import ChoicePaper, escalation_paper
from benefitcalc.training.papers import QUESTIONS, Paper, paper
from benefitcalc.training.scenario import TOPICS
from benefitcalc.training.week import scenario_of_the_week, seed_of_week


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Put the command and its actions among the others."""
    actions = commands.add_parser(
        "training",
        help="practise and coach: papers, quizzes, calls replayed, forms of managers",
        description="Practice papers with keys, quizzes, and the scenario of the week: all are made up, and the same "
        "seed gives the same bytes. For coaches: calls replayed, forms, and what a team gets wrong.",
    ).add_subparsers(required=True, metavar="ACTION")
    _add_paper(actions)
    _add_quiz(actions)
    _add_week(actions)
    _add_escalation(actions)
    coaching.add_to(actions)


def _add_paper(actions: argparse._SubParsersAction[Any]) -> None:
    one = actions.add_parser("paper", help="a practice paper and its key")
    _seed_of(one)
    one.add_argument("--topic", metavar="TOPIC", help=f"one of {', '.join(TOPICS)}; any unless given")
    one.add_argument(
        "--difficulty",
        type=int,
        metavar="1|2|3",
        help="1: the topic’s own rules; 2: and one trap; 3: and two; any unless given",
    )
    one.add_argument(
        "--questions", type=int, default=QUESTIONS, metavar="N", help=f"how many households; {QUESTIONS} unless given"
    )
    _key_and_html(one)
    one.set_defaults(run=_paper)


def _add_quiz(actions: argparse._SubParsersAction[Any]) -> None:
    one = actions.add_parser("quiz", help="what changed in an April, from the tables of rates, with choices")
    one.add_argument("--april", type=int, required=True, metavar="YEAR", help="such as 2026")
    _seed_of(one)
    one.add_argument("--questions", type=int, default=april_quiz.QUESTIONS, metavar="N", help="how many questions")
    _key_and_html(one)
    one.set_defaults(run=_quiz)


def _add_week(actions: argparse._SubParsersAction[Any]) -> None:
    one = actions.add_parser("week", help="the scenario of the week for a huddle: one page")
    which = one.add_mutually_exclusive_group(required=True)
    which.add_argument("--seed", type=int, metavar="N", help="a whole number; the same gives the same page")
    which.add_argument("--week", type=_week_of_year, metavar="YEAR-WNN", help="a week of the year, such as 2026-W49")
    one.add_argument("--html", metavar="FILE", help="write a page to print; a file there is replaced")
    one.set_defaults(run=_week)


def _add_escalation(actions: argparse._SubParsersAction[Any]) -> None:
    one = actions.add_parser("escalation", help="ten questions on escalation and protocol, with choices")
    one.add_argument("--seed", type=int, metavar="N", help="puts questions and choices into another order")
    one.add_argument("--questions", type=int, metavar="N", help="how many of them; all unless given")
    _key_and_html(one)
    one.set_defaults(run=_escalation)


def _week_of_year(text: str) -> int:
    try:
        return seed_of_week(dt.date.fromisoformat(f"{text}-1"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a week; write YEAR-WNN, such as 2026-W49") from None


def _seed_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, required=True, metavar="N", help="a whole number; the same gives the same")


def _key_and_html(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", action=argparse.BooleanOptionalAction, default=True, help="with the key after it")
    parser.add_argument(
        "--html", metavar="FILE", help="write a page to print, in place of text; a file there is replaced"
    )


def _paper(options: argparse.Namespace) -> int:
    return _print(
        options,
        lambda: paper(options.seed, topic=options.topic, difficulty=options.difficulty, questions=options.questions),
    )


def _quiz(options: argparse.Namespace) -> int:
    return _print(options, lambda: april_quiz.quiz(options.april, options.seed, questions=options.questions))


def _escalation(options: argparse.Namespace) -> int:
    return _print(options, lambda: escalation_paper(options.seed, questions=options.questions))


def _week(options: argparse.Namespace) -> int:
    page = scenario_of_the_week(options.week if options.seed is None else options.seed)
    if options.html is None:
        put(page.text())
    else:
        _write(options.html, page.html())
    return 0


def _print(options: argparse.Namespace, make: Callable[[], Paper | ChoicePaper]) -> int:
    try:
        made = make()
    except ValueError as error:
        raise Stop(str(error)) from None
    if options.html is None:
        put(made.text(key=options.key))
    else:
        _write(options.html, made.html(key=options.key))
    return 0


def _write(path: str, page: str) -> None:
    try:
        Path(path).write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror or error}") from None
    put(f"Written: {path}")
