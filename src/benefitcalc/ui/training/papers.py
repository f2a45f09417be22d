"""Papers to print: a practice paper with its key, the questions on escalation, and the scenario of the week."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping
from typing import ClassVar

from benefitcalc.training.choice_papers import escalation_paper
from benefitcalc.training.papers import paper
from benefitcalc.training.week import scenario_of_the_week, seed_of_week
from benefitcalc.ui.design.blocks import Block, Button, Form, Step, Text
from benefitcalc.ui.design.files import File
from benefitcalc.ui.design.steps_page import Answer, Download
from benefitcalc.ui.training.activity import Action, Values, no_file
from benefitcalc.ui.training.households import Households

HTML = "text/html"


class Papers:
    """Pages that a manager prints. Each is made from a seed: the same seed gives the same page."""

    code: ClassVar[str] = "papers"
    title: ClassVar[str] = "Papers to print"
    hint: ClassVar[str] = "A practice paper with its key, the questions on escalation, or the scenario of the week."

    def __init__(self) -> None:
        self._asked = Households("papers", questions="5")

    @property
    def actions(self) -> Mapping[str, Action]:
        """What can be done."""
        return {
            "papers-make": self._make,
            "papers-escalation": lambda _: _page("escalation.html", escalation_paper().html()),
            "papers-week": lambda _: _week(),
        }

    def received(self, file: File) -> Answer:
        """Papers take no file."""
        return no_file(file)

    def _make(self, values: Values) -> Answer | Download:
        asked = self._asked.read(values)
        if asked is None:
            return Answer("papers", "There is a problem with the paper.")
        seed = secrets.randbelow(1_000_000) if asked.seed is None else asked.seed
        made = paper(seed, topic=asked.topic, difficulty=asked.difficulty, questions=asked.questions)
        return _page(f"paper-{seed}.html", made.html())

    def steps(self) -> list[Step]:
        """What to print."""
        return [Step("papers", "Papers to print", tuple(self._blocks()))]

    def _blocks(self) -> Iterator[Block]:
        yield Text(
            "Each page is one file, which opens in a browser and prints on A4. A key begins on a sheet of its own."
        )
        yield from self._asked.problem()
        yield Form("papers-make", self._asked.fields(), "Save the paper and its key")
        yield Button("papers-escalation", "Save the questions on escalation", "Ten questions and their key.")
        yield Button(
            "papers-week", "Save the scenario of this week", "One page for a huddle, the same for everybody this week."
        )


def _week() -> Download:
    seed = seed_of_week(dt.datetime.now(tz=dt.UTC).date())
    return _page(f"week-{seed}.html", scenario_of_the_week(seed).html())


def _page(name: str, html: str) -> Download:
    return Download(name, HTML, html.encode())
