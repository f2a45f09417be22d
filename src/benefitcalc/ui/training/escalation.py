"""Questions on escalation and protocol: what must come before the next stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from benefitcalc.account.days import in_words
from benefitcalc.training import INVENTED, escalation_questions
from benefitcalc.training import Question as Asked
from benefitcalc.training.coaching import Activity
from benefitcalc.ui.design.blocks import Step
from benefitcalc.ui.design.files import File, Refused
from benefitcalc.ui.design.steps_page import Answer
from benefitcalc.ui.training.activity import Action
from benefitcalc.ui.training.choices import Choice, Question, Quiz, in_order


class Escalation:
    """The ten questions, one after another."""

    code: ClassVar[str] = "escalation"
    title: ClassVar[str] = "Escalation and protocol"
    hint: ClassVar[str] = "What must come before a notice and before court, in each nation."

    def __init__(self) -> None:
        questions = [_question(one) for one in escalation_questions()]
        self._quiz = Quiz("escalation", questions, topic="escalation", activity=Activity.ESCALATION)

    @property
    def actions(self) -> Mapping[str, Action]:
        """What can be done."""
        return self._quiz.actions

    def received(self, file: File) -> Answer:
        """These questions take no file."""
        raise Refused(f"{file.name} belongs to nothing that is asked here")

    def steps(self) -> list[Step]:
        """The last question answered, and the next one."""
        return self._quiz.steps()


def _question(one: Asked) -> Question:
    return Question(
        code=one.code,
        title=one.title,
        ask=f"{in_words(one.day)}. {one.ask}",
        choices=in_order([Choice(choice.say, choice.right, choice.why) for choice in one.choices]),
        dialogue=[(said.speaker, said.words) for said in one.dialogue],
        note=INVENTED,
        learned=[one.teaching_point, f"To read: {'; '.join(one.law)}."],
    )
