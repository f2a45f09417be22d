"""``benefitcalc assess``: one case for a person to read, or one result on each line for a program."""

from __future__ import annotations

import argparse
import json
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from benefitcalc.assessment.household import assess, assess_many
from benefitcalc.assessment.result import Assessment, NotAssessed
from benefitcalc.case import Case
from benefitcalc.circumstances import Circumstances
from benefitcalc.cli.streams import (
    INVALID,
    CaseFile,
    Line,
    Stop,
    flush,
    name_of,
    print_for_programs,
    put,
    say,
    whole,
)
from benefitcalc.errors import BenefitcalcError, InvalidCase, Problem
from benefitcalc.rates import RateBook, rate_book

_Answer: TypeAlias = Assessment | NotAssessed
_Numbered: TypeAlias = tuple[int, _Answer]
"""An answer with the number of its line."""

# The memory that a run takes goes with these, and not with the size of the file.
_CASES_AT_ONCE = 1_000
_BYTES_AT_ONCE = 4_000_000


def run(options: argparse.Namespace) -> int:
    """Assess the cases that the options name, and print the answers in their order."""
    many = options.case == "-" or options.case.endswith(".jsonl")
    as_json = options.json or many
    if as_json:
        print_for_programs()
    elif not options.steps:
        raise Stop("--no-steps needs --json")
    lines = CaseFile(options.case) if many else [(0, whole(options.case))]
    book = rate_book().project() if options.projected else rate_book()
    if options.circumstances is not None:
        answered = _answered_in_circumstances(lines, options, book)
    else:
        answered = _answered_together(lines, book)
    status: int | None = None
    for batch in answered:
        while batch:  # an answer takes a hundred times the memory once its steps are made, so none is kept
            number, answer = batch.popleft()
            if isinstance(answer, Assessment):
                put(answer.to_json(steps=options.steps) if as_json else str(answer))
                status = status or 0
                continue
            if as_json:
                put(json.dumps({"error": answer.to_dict()["error"]}, ensure_ascii=False))
            for message in str(answer.error).split("\n"):
                say(f"line {number}: {message}" if many else message)
            status = INVALID
        flush()
    if isinstance(lines, CaseFile) and lines.fault:
        raise lines.fault
    if status is None:
        raise Stop(f"{name_of(options.case)} is empty; it holds no case")
    return status


def _answered_together(lines: Iterable[Line], book: RateBook) -> Iterator[deque[_Numbered]]:
    """The answer to each line with the number of the line. Many are worked out at a time, and their warnings with them,
    which is several times as fast; the steps of each are made when it is printed.
    """
    for batch in _batches(lines):
        read = [_read(text) for _, text in batch]
        results = deque(assess_many([case for case in read if isinstance(case, Case)], errors="collect", book=book))
        yield deque(
            (number, results.popleft() if isinstance(case, Case) else case)
            for (number, _), case in zip(batch, read, strict=True)
        )


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line[1])
        if len(batch) >= _CASES_AT_ONCE or size >= _BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(text: bytes) -> Case | NotAssessed:
    try:
        return Case.from_json(text)
    except InvalidCase as error:
        return NotAssessed(None, error)


def _answered_in_circumstances(
    lines: Iterable[Line], options: argparse.Namespace, book: RateBook
) -> Iterator[deque[_Numbered]]:
    """The answer to one case with its facts of other periods. An error has the problems of both."""
    cases = list(islice(lines, 2))
    if len(cases) > 1:
        raise Stop(f"--circumstances needs one case, and {name_of(options.case)} has more")
    facts = whole(options.circumstances)
    yield deque((number, _answer(text, book, facts)) for number, text in cases)


def _answer(text: bytes, book: RateBook, facts: bytes | None = None) -> _Answer:
    """The answer to one case, with the text of its facts of other periods if there are any."""
    parts: list[tuple[type[Case] | type[Circumstances], bytes]] = [(Case, text)]
    if facts is not None:
        parts.append((Circumstances, facts))
    found: list[Any] = []
    problems: list[Problem] = []
    more = 0
    for model, given in parts:
        try:
            found.append(model.from_json(given))
        except InvalidCase as error:
            problems += error.problems
            more += error.more
    if problems:
        return NotAssessed(None, InvalidCase(problems, more))
    try:
        return assess(*found, book=book)
    except BenefitcalcError as error:
        return NotAssessed(None, error)
