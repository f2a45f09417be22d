"""The marked file, ``benefitcalc.marked/1``: how a paper, a practice or a replayed call was marked, to keep and load.

It names nobody: an officer is a code, no key takes a name, and there is no free text in it. It has its last day, after
which it is not read. The server keeps none of it: a learner downloads the file, and a coach loads it. The same file
always has the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ModelWrapValidatorHandler, StringConstraints, ValidationError, model_validator

from benefitcalc.account.days import in_words
from benefitcalc.case import Day
from benefitcalc.case.parts import Part
from benefitcalc.case.reading import Format, problems_of, read_whole
from benefitcalc.case.values import Several, whole
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.periods import Day as AnyDay
from benefitcalc.periods import as_date
from benefitcalc.training.coaching.privacy import OfficerCode
from benefitcalc.training.marking import Marked
from benefitcalc.training.misconceptions import MISCONCEPTIONS
from benefitcalc.training.scenario import TOPICS, Scenario
from benefitcalc.version import __version__

SCHEMA = "benefitcalc.marked/1"
LONGEST_KEPT = dt.timedelta(days=731)
"""How far ahead the last day of a file may be: two years, for two rounds of appraisals."""
LARGEST_SEED = 2**53 - 1
MARKED_FILE = Format(
    schema=SCHEMA,
    whole="The marked file",
    wanted={
        "expires": "give the last day on which the file may be read, such as 2027-11-30",
        "date": "give the day of the activity, such as 2026-11-30",
        "activity": "give one of paper, practice, quiz, escalation, replay",
        "tasks": "give at least one task",
    },
)
_Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.:-]{0,79}$")]
_Marks = Annotated[int, whole(0, 100)]


class Activity(StrEnum):
    """What was done."""

    PAPER = "paper"
    """A practice paper, in the app or on paper."""
    PRACTICE = "practice"
    """A single practice case."""
    QUIZ = "quiz"
    """A quiz, such as what changed this April."""
    ESCALATION = "escalation"
    """Questions on escalation and protocol."""
    REPLAY = "replay"
    """A call that a coach replayed."""


ACTIVITIES = {
    Activity.PAPER: "Practice paper",
    Activity.PRACTICE: "Practice case",
    Activity.QUIZ: "Quiz",
    Activity.ESCALATION: "Escalation and protocol",
    Activity.REPLAY: "Call replayed with a coach",
}
"""The activities in words."""


class Verdict(StrEnum):
    """How a step was marked."""

    RIGHT = "right"
    """It is the right figure or choice."""
    CARRIED_FORWARD = "carried_forward"
    """It is right for the learner's own earlier figures."""
    PENNY_OFF = "penny_off"
    """It is a penny off: something was rounded too early."""
    WRONG = "wrong"
    """It does not follow from what came before."""
    MISSING = "missing"
    """Nothing was given."""


class StepMarked(Part):
    """One step of a task."""

    step: _Code
    """The name of the step: a line of the explanation, or the code of a question."""
    verdict: Verdict
    """How it was marked."""
    marks: _Marks
    """The marks it has."""
    out_of: _Marks
    """The marks it could have."""
    misconceptions: Several[_Code] = ()
    """The misconceptions that give just the wrong figure that was given, by code; there may be more than one."""


class Task(Part):
    """A practice case, a question or a call, with its steps."""

    scenario: _Code
    """The code of the practice case; `call` for a replayed call."""
    topic: _Code
    """What it is about, by code."""
    difficulty: Annotated[int, whole(1, 3)] | None = None
    """How hard it is, from 1 to 3; null for a call."""
    steps: Annotated[Several[StepMarked], Field(min_length=1)]
    """Its steps in the order of work."""


class MarkedFile(Part):
    """How a paper, a practice or a replayed call was marked: steps with their verdicts and misconceptions, and no
    figures of any household.

    ``MarkedFile.of(…)`` makes one, ``from_json`` reads one, ``to_json`` writes it.
    """

    schema_: Literal["benefitcalc.marked/1"] = Field(default="benefitcalc.marked/1", alias="schema")
    """The format of the file."""
    expires: Day
    """The last day on which the file may be read, at most two years ahead."""
    date: Day
    """The day of the activity."""
    activity: Activity
    """What was done."""
    officer: OfficerCode | None = None
    """A code of the officer, with a digit in it; never a name. Null where it is kept by the officer alone."""
    minutes: Annotated[int, whole(0, 600)] | None = None
    """How long it took, in whole minutes; null where nobody took the time."""
    seed: Annotated[int, whole(0, LARGEST_SEED)] | None = None
    """The seed from which the paper was made; null where it was not made from one."""
    topic: _Code | None = None
    """The topic of the whole paper; null where it is of several."""
    engine: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9A-Za-z.+-]{0,30}$")]
    """The version of this package that marked it."""
    rates: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")] | None = None
    """The year of the rates; null where it is of several."""
    tasks: Annotated[Several[Task], Field(min_length=1)]
    """What was marked, in order."""

    @model_validator(mode="wrap")
    @classmethod
    def _all_problems_at_once(cls, data: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(data, cls):
            return data
        try:
            file = read(data)
        except ValidationError as error:
            raise InvalidCase(*problems_of(error.errors(include_url=False), cls, MARKED_FILE)) from None
        problems = list(_misfits(file))
        if problems:
            raise InvalidCase(problems)
        return file

    @classmethod
    def of(
        cls,
        marked: Iterable[tuple[Scenario, Marked]],
        *,
        on: AnyDay,
        expires: AnyDay,
        activity: str = Activity.PAPER,
        officer: str | None = None,
        minutes: int | None = None,
        seed: int | None = None,
        topic: str | None = None,
        rates: str | None = None,
    ) -> Self:
        """The file of practice cases that were marked. Raises ``InvalidCase`` with every problem."""
        return cls.model_validate(
            {
                "expires": as_date(expires),
                "date": as_date(on),
                "activity": activity,
                "officer": officer or None,
                "minutes": minutes,
                "seed": seed,
                "topic": topic,
                "engine": __version__,
                "rates": rates,
                "tasks": [task_of(scenario, one) for scenario, one in marked],
            }
        )

    @classmethod
    def of_choices(
        cls,
        answers: Iterable[tuple[str, bool]],
        *,
        topic: str,
        on: AnyDay,
        expires: AnyDay,
        activity: str,
        officer: str | None = None,
        seed: int | None = None,
    ) -> Self:
        """The file of questions with choices: the code of each, and whether the right answer was chosen. Raises
        ``InvalidCase`` with every problem.
        """
        steps = [
            {"step": code, "verdict": "right" if right else "wrong", "marks": int(right), "out_of": 1}
            for code, right in answers
        ]
        return cls.model_validate(
            {
                "expires": as_date(expires),
                "date": as_date(on),
                "activity": activity,
                "officer": officer or None,
                "seed": seed,
                "topic": topic,
                "engine": __version__,
                "tasks": [{"scenario": str(activity), "topic": topic, "steps": steps}],
            }
        )

    @classmethod
    def from_json(cls, text: str | bytes, *, today: AnyDay | None = None) -> Self:
        """Read a marked file. Raises ``InvalidCase`` with every problem, or where its last day is past ``today``."""
        file = read_whole(cls, text, MARKED_FILE)
        day = dt.datetime.now(tz=dt.UTC).date() if today is None else as_date(today)
        if file.expires < day:
            sentence = f"This marked file expired on {in_words(file.expires)} and is not read any more. Delete it."
            raise InvalidCase([Problem("expires", "expired", sentence)])
        if file.expires > day + LONGEST_KEPT:
            last = day + LONGEST_KEPT
            sentence = f"expires {file.expires} is more than two years ahead; give {last} or earlier."
            raise InvalidCase([Problem("expires", "kept_too_long", sentence)])
        return file

    def to_dict(self) -> dict[str, Any]:
        """The file as JSON has it; defaults are left out."""
        return {"schema": SCHEMA, **self.model_dump(mode="json", by_alias=True, exclude_defaults=True)}

    def to_json(self, *, indent: int | None = 2) -> str:
        """The file as JSON text. Equal files give the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent) + "\n"

    @property
    def steps(self) -> Iterator[tuple[Task, StepMarked]]:
        """Every step with its task."""
        return ((task, step) for task in self.tasks for step in task.steps)

    @property
    def marks(self) -> int:
        """The marks of all steps."""
        return sum(step.marks for _, step in self.steps)

    @property
    def out_of(self) -> int:
        """The marks that could be had."""
        return sum(step.out_of for _, step in self.steps)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of its tasks, each once, in order."""
        return tuple(dict.fromkeys(task.topic for task in self.tasks))

    @property
    def file_name(self) -> str:
        """A name for the download, which tells nobody whose it is."""
        return f"marked-{self.activity}-{self.date}.json"

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The marked file as JSON Schema 2020-12, with a description of each field, as in
        ``docs/marked.schema.json``.
        """
        from benefitcalc.case.schema import schema_of_model

        return schema_of_model(cls, "A marked file of benefitcalc")


def task_of(scenario: Scenario, marked: Marked) -> dict[str, Any]:
    """A practice case as a task of the file: without what was given, and without the answers."""
    steps = [
        {
            "step": one.step.name,
            "verdict": one.verdict,
            "marks": one.marks,
            "out_of": one.step.marks,
            "misconceptions": list(one.misconceptions),
        }
        for one in marked.steps
    ]
    return {"scenario": scenario.code, "topic": scenario.topic, "difficulty": scenario.difficulty, "steps": steps}


def files_of(sources: Iterable[tuple[str, str | bytes]], *, today: AnyDay | None = None) -> tuple[MarkedFile, ...]:
    """Several marked files, each with a name for its problems. Raises ``InvalidCase`` with the problems of all."""
    found: list[MarkedFile] = []
    problems: list[Problem] = []
    for name, text in sources:
        try:
            found.append(MarkedFile.from_json(text, today=today))
        except InvalidCase as error:
            problems += (Problem(f"{name}: {one.path}".rstrip(": "), one.code, one.message) for one in error.problems)
    if problems:
        raise InvalidCase(problems)
    return tuple(found)


def _misfits(file: MarkedFile) -> Iterator[Problem]:
    """What does not fit together, and codes that this version does not know: a file has no free text in disguise."""
    if file.expires < file.date:
        yield Problem("expires", "before_date", f"expires {file.expires} is before date {file.date}; give a later day.")
    if file.topic is not None:
        yield from _topic("topic", file.topic)
    for at, task in enumerate(file.tasks):
        yield from _topic(f"tasks[{at}].topic", task.topic)
        for place, step in enumerate(task.steps):
            path = f"tasks[{at}].steps[{place}]"
            if step.marks > step.out_of:
                sentence = f"marks {step.marks} are more than the {step.out_of} that the step has; give at most that."
                yield Problem(f"{path}.marks", "too_many_marks", sentence)
            if step.misconceptions and step.verdict != Verdict.WRONG:
                sentence = f"misconceptions stand at a step that is {step.verdict}; give them with wrong alone."
                yield Problem(f"{path}.misconceptions", "not_wrong", sentence)
            for code in step.misconceptions:
                if code not in MISCONCEPTIONS:
                    sentence = f"misconceptions has {code!r}, which this version does not know; leave it out."
                    yield Problem(f"{path}.misconceptions", "unknown_value", sentence)


def _topic(path: str, topic: str) -> Iterator[Problem]:
    if topic not in TOPICS:
        sentence = f"topic {topic!r} is no topic of this version; give one of {', '.join(TOPICS)}."
        yield Problem(path, "unknown_value", sentence)
