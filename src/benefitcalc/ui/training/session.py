"""One user's way through the training app: what they chose to do, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from benefitcalc.ui.design.blocks import Button, Step, Text
from benefitcalc.ui.design.files import File, Refused
from benefitcalc.ui.design.steps_page import Answer, Download
from benefitcalc.ui.training.activity import Activity
from benefitcalc.ui.training.april import April
from benefitcalc.ui.training.coach import Coach
from benefitcalc.ui.training.escalation import Escalation
from benefitcalc.ui.training.papers import Papers
from benefitcalc.ui.training.practice import Practice
from benefitcalc.ui.training.team import Team

__all__ = ["FILES", "Session"]

FILES = ("call", "own_form", "heard", "marked", "last", "kpis")
"""The kinds of files that the page may send: a call file, a landlord's own form, a filled form of a call, a marked
file, the last one-to-one, and the month's report of key figures.
"""


class Session:
    """One user."""

    title: ClassVar[str] = "Training: benefits and rent"
    kept: ClassVar[str] = (
        "Households here are made up, and nobody’s scores are kept: what you do stays in this machine’s memory while "
        "this page is open. Your marks are yours to save."
    )
    files: ClassVar[Sequence[str]] = FILES

    def __init__(self, activities: Sequence[Activity] | None = None) -> None:
        self._activities: list[Activity] = (
            [Practice(), Escalation(), April(), Papers(), Coach(), Team()] if activities is None else list(activities)
        )
        self._chosen: Activity | None = None

    def steps(self) -> list[Step]:
        """What can be done, and the steps of what was chosen."""
        chosen = self._chosen
        buttons = [Button(f"do-{one.code}", one.title, one.hint, main=one is chosen) for one in self._activities]
        first = Step("start", "What to do", (Text("Choose one. You can change at any time."), *buttons))
        return [first] if chosen is None else [first, *chosen.steps()]

    def received(self, file: File) -> Answer:
        """Take a file for the activity that was chosen."""
        if self._chosen is None:
            raise Refused("choose what to do before you choose a file")
        return self._chosen.received(file)

    def act(self, action: str, values: Mapping[str, Any]) -> Answer | Download:
        """Do what the user pressed. Raises ``KeyError`` for what is no action."""
        for one in self._activities:
            if action == f"do-{one.code}":
                self._chosen = one
                return Answer(one.steps()[0].id, f"{one.title}.")
        if self._chosen is None:
            raise KeyError(action)
        return self._chosen.actions[action](values)
