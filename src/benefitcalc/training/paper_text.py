"""A paper as text for the command line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from benefitcalc.training.dialogue import INVENTED, facts_line
from benefitcalc.training.paper_parts import KeyStep, Option, Sheet
from benefitcalc.training.scenario import Said

_WIDTH = 100


def paper_text(paper: Sheet, *, key: bool) -> str:
    """The paper, and its key after it."""
    parts = [*_sheet(paper)]
    if key:
        parts += ["", *_key(paper)]
    return "\n".join([*parts, "", paper.foot])


def _sheet(paper: Sheet) -> Iterator[str]:
    yield paper.title
    yield "=" * len(paper.title)
    yield f"{INVENTED} {paper.marks} marks."
    yield "Work to the penny. Figures are by the month or by the week, as the box says."
    for question in paper.questions:
        yield ""
        yield f"Question {question.number}. {question.scenario.title} ({question.marks} marks)"
        yield f"    {facts_line(question.scenario.case)}"
        yield ""
        yield from dialogue_lines(question.scenario.dialogue)
        yield ""
        for one in question.steps:
            yield f"  {one.number:>2}. {one.step.label:<58} {'.' * 14} {one.blank} [{one.step.marks}]"
        yield from _choices(question.options)


def dialogue_lines(dialogue: Iterable[Said]) -> Iterator[str]:
    """A dialogue as lines of text."""
    for one in dialogue:
        yield from textwrap.wrap(
            f"{one.speaker}: {one.words}", _WIDTH, initial_indent="    ", subsequent_indent="      "
        )


def _choices(options: Sequence[Option]) -> Iterator[str]:
    if options:
        yield f"  What do you advise? Tick {sum(one.right for one in options)} of {len(options)}."
        for one in options:
            yield from textwrap.wrap(
                f"[ ] {one.letter}. {one.say}", _WIDTH, initial_indent="      ", subsequent_indent="             "
            )


def key_text(paper: Sheet) -> str:
    """The key alone."""
    return "\n".join(_key(paper))


def _key(paper: Sheet) -> Iterator[str]:
    title = f"Key: {paper.title}"
    yield title
    yield "=" * len(title)
    yield "Each figure is the engine’s. A step that is right for wrong figures before it has its marks."
    for question in paper.questions:
        yield ""
        yield f"Question {question.number}. {question.scenario.title}"
        for one in question.steps:
            yield from _key_lines(one)
        right = [option for option in question.options if option.right]
        yield f"  Advice: {', '.join(option.letter for option in right)}."
        for option in question.options:
            verdict = "Yes" if option.right else "No"
            yield from textwrap.wrap(
                f"{option.letter}. {verdict}. {option.when}",
                _WIDTH,
                initial_indent="      ",
                subsequent_indent="         ",
            )
        yield from textwrap.wrap(
            f"Learned: {question.scenario.teaching_point}", _WIDTH, initial_indent="  ", subsequent_indent="      "
        )
        yield from textwrap.wrap(
            f"Law: {'; '.join(question.scenario.law)}", _WIDTH, initial_indent="  ", subsequent_indent="      "
        )


def _key_lines(one: KeyStep) -> Iterator[str]:
    yield f"  {one.number:>2}. {one.step.label:<58} {one.answer:>22} [{one.step.marks}]"
    for line in one.before:
        yield from _indented(line)
    if one.sum:
        yield from _indented(one.sum)
    for rate in one.rates:
        yield from _indented(rate)
    yield from _indented(f"{one.step.how} ({one.step.law})")


def _indented(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="        ", subsequent_indent="          ")
