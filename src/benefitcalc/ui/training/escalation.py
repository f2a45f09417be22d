"""Questions on escalation and protocol: what must come before the next stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from benefitcalc.training.choice_papers import escalation_paper
from benefitcalc.training.coaching import Activity
from benefitcalc.ui.design.blocks import Step
from benefitcalc.ui.design.files import File
from benefitcalc.ui.design.steps_page import Answer
from benefitcalc.ui.training.activity import Action, no_file
from benefitcalc.ui.training.choices import Quiz


class Escalation:
    """The ten questions, one after another."""

    code: ClassVar[str] = "escalation"
    title: ClassVar[str] = "Escalation and protocol"
    hint: ClassVar[str] = "What must come before a notice and before court, in each nation."

    def __init__(self) -> None:
        self._quiz = Quiz("escalation", escalation_paper(), topic="escalation", activity=Activity.ESCALATION)

    @property
    def actions(self) -> Mapping[str, Action]:
        """What can be done."""
        return self._quiz.actions

    def received(self, file: File) -> Answer:
        """These questions take no file."""
        return no_file(file)

    def steps(self) -> list[Step]:
        """The last question answered, and the next one."""
        return self._quiz.steps()
