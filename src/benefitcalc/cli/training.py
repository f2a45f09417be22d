"""``benefitcalc training``: practice papers, quizzes and the scenario of the week; a seed gives the same bytes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from benefitcalc.cli import coaching
from benefitcalc.cli.streams import Stop, put
from benefitcalc.training.papers import QUESTIONS, paper
from benefitcalc.training.scenario import TOPICS


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Put the command and its actions among the others."""
    actions = commands.add_parser(
        "training",
        help="practise and coach: papers, quizzes, calls replayed, forms of managers",
        description="Practice papers with keys, quizzes, and the scenario of the week: all are made up, and the same "
        "seed gives the same bytes. For coaches: calls replayed, forms, and what a team gets wrong.",
    ).add_subparsers(required=True, metavar="ACTION")
    _add_paper(actions)
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


def _seed_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, required=True, metavar="N", help="a whole number; the same gives the same")


def _key_and_html(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", action=argparse.BooleanOptionalAction, default=True, help="with the key after it")
    parser.add_argument(
        "--html", metavar="FILE", help="write a page to print, in place of text; a file there is replaced"
    )


def _paper(options: argparse.Namespace) -> int:
    try:
        made = paper(options.seed, topic=options.topic, difficulty=options.difficulty, questions=options.questions)
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
