"""Questions with choices, one after another: escalation and protocol, and what changed in April."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal

from benefitcalc.training import INVENTED, Choice
from benefitcalc.training.choice_papers import ChoicePaper, ChoiceQuestion
from benefitcalc.training.coaching import Activity, MarkedFile
from benefitcalc.ui.design.blocks import (
    Block,
    Dialogue,
    Field,
    Figures,
    Form,
    Message,
    Step,
    Text,
    Verdict,
    Verdicts,
)
from benefitcalc.ui.design.files import Refused
from benefitcalc.ui.design.steps_page import Answer, Download
from benefitcalc.ui.training.activity import Action, Values, text
from benefitcalc.ui.training.saving import Saving


class Quiz:
    """A row of questions. Each is marked when it is answered, and the score stands at the end.

    ``prefix`` begins the ids of its steps and buttons. ``topic``, ``activity`` and ``seed`` are what the file of marks
    says.
    """

    def __init__(
        self, prefix: str, paper: ChoicePaper, *, topic: str, activity: Activity, seed: int | None = None
    ) -> None:
        self._prefix = prefix
        self._questions = paper.questions
        self._topic = topic
        self._activity = activity
        self._seed = seed
        self._chosen: list[int] = []
        self._missing = False
        self._saving = Saving(f"{prefix}-save", f"{prefix}-score")

    @property
    def actions(self) -> Mapping[str, Action]:
        """What can be done."""
        return {f"{self._prefix}-answer": self._answer, f"{self._prefix}-save": self._save}

    def _answer(self, values: Values) -> Answer:
        if len(self._chosen) == len(self._questions):
            raise Refused("all questions are answered")
        chosen = text(values, "choice")
        choices = self._questions[len(self._chosen)].choices
        self._missing = not (chosen.isascii() and chosen.isdigit() and int(chosen[:3]) < len(choices))
        if self._missing:
            return Answer(f"{self._prefix}-question", "Choose an answer.")
        self._chosen.append(int(chosen))
        return Answer(f"{self._prefix}-marked", "Right." if choices[int(chosen)].right else "Not right.")

    def _save(self, values: Values) -> Answer | Download:
        def made(officer: str | None, today: dt.date, last: dt.date) -> MarkedFile:
            return MarkedFile.of_choices(
                [(one.code, right) for one, right in self._marked],
                topic=self._topic,
                activity=self._activity,
                on=today,
                expires=last,
                officer=officer,
                seed=self._seed,
            )

        return self._saving.saved(values, made)

    @property
    def _marked(self) -> list[tuple[ChoiceQuestion, bool]]:
        answered = zip(self._questions, self._chosen, strict=False)
        return [(one, one.choices[chosen].right) for one, chosen in answered]

    def steps(self) -> list[Step]:
        """What was answered last, and the next question; at the end the score."""
        steps = []
        done, number = len(self._chosen), len(self._questions)
        if done:
            last = self._questions[done - 1]
            steps.append(Step(f"{self._prefix}-marked", _title(done, last), tuple(self._last(last))))
        if done < number:
            one = self._questions[done]
            steps.append(Step(f"{self._prefix}-question", _title(done + 1, one, number), tuple(self._next(one))))
        else:
            steps.append(Step(f"{self._prefix}-score", "Your score", tuple(self._score())))
        return steps

    def _last(self, question: ChoiceQuestion) -> Iterator[Block]:
        yield Text(question.ask, strong=True)
        yield Verdicts([_judged(one, chosen=place == self._chosen[-1]) for place, one in enumerate(question.choices)])
        if question.learned:
            yield Text(question.learned)
        if question.law:
            yield Text(f"To read: {'; '.join(question.law)}.")

    def _next(self, question: ChoiceQuestion) -> Iterator[Block]:
        if self._missing:
            yield Message("There is a problem", links=[("choice", "Choose an answer.")])
        if question.about:
            yield Text(question.about)
        if question.dialogue:
            yield Dialogue([(said.speaker, said.words) for said in question.dialogue], INVENTED)
        choices = [(str(place), one.say) for place, one in enumerate(question.choices)]
        error = "Choose an answer." if self._missing else ""
        asked = Field("choice", question.ask, options=choices, shown=True, error=error)
        yield Form(f"{self._prefix}-answer", [asked], "Answer")

    def _score(self) -> Iterator[Block]:
        right = sum(right for _, right in self._marked)
        yield Figures([("Right answers", f"{right} of {len(self._questions)}", "")])
        yield self._saving.form()


def _title(place: int, question: ChoiceQuestion, number: int | None = None) -> str:
    of = "" if number is None else f" of {number}"
    return f"Question {place}{of}{': ' if question.title else ''}{question.title}"


def _judged(one: Choice, *, chosen: bool) -> Verdict:
    """A choice with what is right about it. What nobody chose and is wrong is only explained."""
    words = "Right." if one.right else "Wrong choice."
    said = f"{words} You chose:" if chosen else words
    kind: Literal["right", "half", "wrong"] = "right" if one.right else ("wrong" if chosen else "half")
    return Verdict(one.say, "", kind, said, [one.why] if one.why else [])
