"""A quiz on what changed in April, from the tables of rates."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import ClassVar

from benefitcalc.rates import rate_book
from benefitcalc.training.april_quiz import FIRST_APRIL, quiz
from benefitcalc.training.coaching import Activity
from benefitcalc.ui.design.blocks import Block, Field, Form, Message, Step
from benefitcalc.ui.design.files import File
from benefitcalc.ui.design.steps_page import Answer
from benefitcalc.ui.training.activity import Action, Values, no_file, seed_of, text
from benefitcalc.ui.training.choices import Quiz


class April:
    """A quiz on the April that somebody chooses."""

    code: ClassVar[str] = "april"
    title: ClassVar[str] = "What changed in April"
    hint: ClassVar[str] = "A short quiz on rates and rules that rose, froze, began or ended."

    def __init__(self) -> None:
        self._last = rate_book().first_april_not_set - 1
        self._april = str(self._last)
        self._typed = ""
        self._error = ""
        self._quiz: Quiz | None = None

    @property
    def actions(self) -> Mapping[str, Action]:
        """What can be done."""
        return {"april-begin": self._begin, **({} if self._quiz is None else self._quiz.actions)}

    def received(self, file: File) -> Answer:
        """A quiz takes no file."""
        return no_file(file)

    def _begin(self, values: Values) -> Answer:
        asked, self._typed, self._error = text(values, "april"), text(values, "april-seed"), ""
        if asked in self._aprils:
            self._april = asked
        try:
            seed = seed_of(self._typed) if self._typed else secrets.randbelow(1_000_000)
        except ValueError as error:
            self._error = str(error)
            return Answer("april", f"There is a problem with the seed. {error}")
        paper = quiz(int(self._april), seed)
        self._quiz = Quiz("quiz", paper, topic="rates", activity=Activity.QUIZ, seed=seed)
        return Answer("quiz-question", f"{paper.title} {len(paper.questions)} questions.")

    @property
    def _aprils(self) -> list[str]:
        return [str(year) for year in range(self._last, FIRST_APRIL - 1, -1)]

    def steps(self) -> list[Step]:
        """Which April, and the quiz."""
        return [Step("april", "Which April", tuple(self._choosing())), *(self._quiz.steps() if self._quiz else [])]

    def _choosing(self) -> Iterator[Block]:
        if self._error:
            yield Message("There is a problem", links=[("april-seed", self._error)])
        hint = "A number makes the same quiz each time. Leave it empty for a new one."
        fields = [
            Field("april", "April of", value=self._april, options=[(year, year) for year in self._aprils]),
            Field("april-seed", "Seed", hint, self._typed, error=self._error),
        ]
        yield Form("april-begin", fields, "Begin")
