"""Papers of questions with choices, of which one is right: on escalation and protocol, and on what changed in April."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from benefitcalc.account.days import in_words
from benefitcalc.training.curated import Choice, Question, escalation_questions
from benefitcalc.training.dialogue import INVENTED, words
from benefitcalc.training.generating.draws import Draws
from benefitcalc.training.paper_html import dialogue_html, page, style
from benefitcalc.training.paper_text import dialogue_lines
from benefitcalc.training.scenario import Said
from benefitcalc.version import __version__

_LETTERS = "ABCDEFGH"
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """A question with its choices, in the order in which they stand; ``learned`` and ``law`` belong to the key.

    ``code`` names it in a file of marks.
    """

    code: str
    ask: str
    choices: tuple[Choice, ...]
    learned: str
    law: tuple[str, ...]
    title: str = ""
    about: str = ""
    dialogue: tuple[Said, ...] = ()

    @property
    def right(self) -> str:
        """The letter of the right choice."""
        return next(letter for letter, choice in self.lettered if choice.right)

    @property
    def lettered(self) -> tuple[tuple[str, Choice], ...]:
        """The choices with their letters."""
        return tuple(zip(_LETTERS, self.choices, strict=False))


@dataclass(frozen=True, slots=True, repr=False)
class ChoicePaper:
    """Questions with choices, and their key. ``name`` says from what it was made."""

    title: str
    name: str
    questions: tuple[ChoiceQuestion, ...]

    @property
    def foot(self) -> str:
        """What made the paper, so that it can be made again."""
        return f"{self.name} · benefitcalc {__version__}"

    def text(self, *, key: bool = True) -> str:
        """The paper as text, and its key after it."""
        parts = [*_sheet(self), *(["", *_key(self)] if key else []), "", self.foot]
        return "\n".join(parts)

    def html(self, *, key: bool = True) -> str:
        """The paper as one page of HTML to print, which loads nothing; the key begins on a sheet of its own."""
        return page(self.title, [*_sheet_html(self), *(_key_html(self) if key else ())], self.foot)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<ChoicePaper: {self.title}, {len(self.questions)} questions>"

    def _repr_html_(self) -> str:
        return f'<div class="paper"><style>{style()}</style>{"".join(_sheet_html(self))}</div>'


def escalation_paper(seed: int | None = None, *, questions: int | None = None) -> ChoicePaper:
    """The ten questions on escalation and protocol, or some of them. With a seed questions and choices have another
    order.

    Raises ``ValueError`` for a number of questions that there are not.
    """
    found = escalation_questions()
    number = len(found) if questions is None else questions
    if not 1 <= number <= len(found):
        raise ValueError(f"questions is {number}; give 1 to {len(found)}")
    draws = Draws("escalation", 0 if seed is None else seed)
    order = found if seed is None else tuple(draws.shuffled(found))
    asked = tuple(_on_escalation(question, draws) for question in order[:number])
    return ChoicePaper("Escalation and protocol", "the ten questions" if seed is None else f"seed {seed}", asked)


def _on_escalation(question: Question, draws: Draws) -> ChoiceQuestion:
    return ChoiceQuestion(
        code=question.code,
        ask=question.ask,
        choices=tuple(draws.shuffled(question.choices)),
        learned=question.teaching_point,
        law=question.law,
        title=question.title,
        about=f"{words()['country'][question.nation]}, {in_words(question.day)}.",
        dialogue=question.dialogue,
    )


# --- As text ----------------------------------------------------------------------------------------------------------


def _invented(paper: ChoicePaper) -> str:
    return f"{INVENTED} " if any(question.dialogue for question in paper.questions) else ""


def _sheet(paper: ChoicePaper) -> Iterator[str]:
    yield paper.title
    yield "=" * len(paper.title)
    yield f"{_invented(paper)}{len(paper.questions)} questions; one choice is right in each."
    for number, question in enumerate(paper.questions, 1):
        yield ""
        yield from wrapped(f"{number}. {question.title or question.ask}", "", "   ")
        if question.about:
            yield f"    {question.about}"
        yield from dialogue_lines(question.dialogue)
        if question.title:
            yield from wrapped(question.ask, "    ", "    ")
        for letter, choice in question.lettered:
            yield from wrapped(f"[ ] {letter}. {choice.say}", "      ", "             ")


def _key(paper: ChoicePaper) -> Iterator[str]:
    title = f"Key: {paper.title}"
    yield title
    yield "=" * len(title)
    for number, question in enumerate(paper.questions, 1):
        yield ""
        yield from wrapped(f"{number}. {question.right}. {question.title or question.ask}", "", "      ")
        for letter, choice in question.lettered:
            if choice.why:
                yield from wrapped(f"{letter}. {'Yes' if choice.right else 'No'}. {choice.why}", "      ", "         ")
        yield from wrapped(question.learned, "    ", "    ")
        yield from wrapped(f"Law: {'; '.join(question.law)}", "    ", "      ")


def wrapped(text: str, first: str, others: str) -> list[str]:
    """Text in lines that fit a terminal and a sheet."""
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=others)


# --- As HTML ----------------------------------------------------------------------------------------------------------


def _sheet_html(paper: ChoicePaper) -> Iterator[str]:
    yield f"<h1>{escape(paper.title)}</h1><p>{len(paper.questions)} questions; one choice is right in each.</p>"
    for number, question in enumerate(paper.questions, 1):
        yield f'<section class="together"><h2>{number}. {escape(question.title or question.ask)}</h2>'
        if question.about:
            yield f"<p>{escape(question.about)}</p>"
        if question.dialogue:
            yield dialogue_html(question.dialogue)
        if question.title:
            yield f"<p><strong>{escape(question.ask)}</strong></p>"
        yield f"{_list(_choice(letter, choice) for letter, choice in question.lettered)}</section>"


def _choice(letter: str, choice: Choice) -> str:
    return f'<span class="tick"></span>{letter}. {escape(choice.say)}'


def _key_html(paper: ChoicePaper) -> Iterator[str]:
    yield f'<section class="key"><h1>Key: {escape(paper.title)}</h1>'
    for number, question in enumerate(paper.questions, 1):
        yield f'<div class="together"><h2>{number}. {question.right}. {escape(question.title or question.ask)}</h2>'
        why = [(letter, choice) for letter, choice in question.lettered if choice.why]
        yield _list(
            f"<strong>{letter}. {'Yes' if one.right else 'No'}.</strong> {escape(one.why)}" for letter, one in why
        )
        yield f"<p>{escape(question.learned)}</p><p><strong>Law:</strong> {escape('; '.join(question.law))}</p></div>"
    yield "</section>"


def _list(items: Iterable[str]) -> str:
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="choices">{inside}</ul>' if inside else ""
