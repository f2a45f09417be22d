"""The monthly one-to-one of an officer, filled in from calls heard, marked work, key figures and the last form.

What is filled in is what the files say; answers and actions are for the two people who talk. ``one_to_one_workbook``
writes it as XLSX and reads it back, so that next month begins with what was agreed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from benefitcalc.training.coaching.listening_form import HeardCall
from benefitcalc.training.coaching.marked_file import Activity, MarkedFile
from benefitcalc.training.coaching.one_to_one_form import OneToOneForm
from benefitcalc.training.coaching.privacy import code_of, doubts_of
from benefitcalc.training.coaching.topics import topic_of_step
from benefitcalc.training.misconceptions import MISCONCEPTIONS
from benefitcalc.training.scenario import TOPICS

DONE = ("Yes", "Partly", "No")
ESCALATION = "escalation"
MOST_NEEDS = 3
"""How many topics are named to practise: more than that nobody does in a month."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call that was heard."""

    on: dt.date | None
    account: str
    score: str
    result: str
    action: str


@dataclass(frozen=True, slots=True)
class WentWrong:
    """A misconception, and how often it fitted a wrong figure."""

    code: str
    title: str
    in_practice: int
    in_calls: int


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A key figure as people read it: the officer's, the team's, the target, and whether the officer meets it."""

    kpi: str
    label: str
    officer: str
    team: str
    target: str
    met: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something that was agreed, its due date, and at the next one-to-one whether it is done."""

    text: str
    due: dt.date | None = None
    done: str = ""
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it goes on to the next month."""
        return bool(self.text) and self.done != "Yes"


@dataclass(frozen=True, slots=True)
class Need:
    """A topic to practise, why, and the paper for it: the same seed gives the same paper."""

    topic: str
    label: str
    why: str
    seed: int

    @property
    def command(self) -> str:
        """What makes the paper; on escalation, the ten questions in another order."""
        if self.topic == ESCALATION:
            return f"benefitcalc training escalation --seed {self.seed}"
        return f"benefitcalc training paper --seed {self.seed} --topic {self.topic}"


@dataclass(frozen=True, kw_only=True)
class OneToOne:
    """A one-to-one. ``month`` is the first day of the month that is talked about; ``answers`` are by section and
    question, both counted from 0. ``notes`` say what of the files was left out.
    """

    form: OneToOneForm
    officer: str
    month: dt.date
    manager: str = ""
    held_on: dt.date | None = None
    calls: tuple[CallRow, ...] = ()
    went_wrong: tuple[WentWrong, ...] = ()
    kpis: tuple[KpiRow, ...] = ()
    actions: tuple[Action, ...] = ()
    """Carried over from the last form."""
    training: tuple[Need, ...] = ()
    agreed: tuple[Action, ...] = ()
    answers: Mapping[tuple[int, int], str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def carried_over(self) -> tuple[Action, ...]:
        """What goes on to the next month: what was agreed, and what is not done of before."""
        open_ones = [one for one in self.actions if one.is_open]
        return (*open_ones, *(one for one in self.agreed if one.is_open))

    @property
    def doubts(self) -> tuple[str, ...]:
        """What tells of health or of who somebody is, and agreed actions without a day."""
        texts = [*self.answers.values(), *(one.text for one in self.agreed), *(one.outcome for one in self.actions)]
        found = [f"“{text[:40]}”: it {doubt}." for text in texts for doubt in doubts_of(text)]
        found += [f"“{one.text[:40]}”: give a due date." for one in self.agreed if one.text and one.due is None]
        return tuple(found)

    def __str__(self) -> str:
        lines = [f"{self.form.title}: officer {self.officer}, {self.month:%B %Y}"]
        for place, section in enumerate(self.form.sections):
            lines += ["", section.title, *(f"- {text}" for text in self.lines(section.fill))]
            for number, question in enumerate(section.questions):
                lines.append(f"- {question} {self.answers.get((place, number), '')}".rstrip())
        return "\n".join([*lines, *(["", *self.notes] if self.notes else [])])

    def lines(self, fill: str) -> list[str]:
        """What is filled in under a section, a line each; a sentence where there is nothing."""
        found = {
            "calls": [_of_call(one) for one in self.calls],
            "misconceptions": [f"{one.title}: {times(one.in_practice + one.in_calls)}" for one in self.went_wrong],
            "kpis": [_of_kpi(one) for one in self.kpis],
            "actions": [_of_action(one) for one in self.actions],
            "training": [f"{one.label}: {one.why}. {one.command}" for one in self.training],
            "agreed": [_of_action(one) for one in self.agreed if one.text],
        }
        return found.get(fill) or _NOTHING.get(fill, [])


_NOTHING = {
    "calls": ["No call was heard this month."],
    "misconceptions": ["No misconception was named this month."],
    "kpis": ["No report of key figures was given."],
    "actions": ["Nothing was carried over."],
    "training": ["Nothing follows from this month's files."],
}


def times(number: int) -> str:
    """``once``, ``3 times``."""
    return "once" if number == 1 else f"{number} times"


def _of_kpi(one: KpiRow) -> str:
    return f"{one.label}: {one.officer or 'not by officer'}; team {one.team}; target {one.target or 'none'}"


def _of_call(one: CallRow) -> str:
    when = "no date" if one.on is None else f"{one.on:%-d %B}"
    return f"{when}, {one.account or 'no account'}: {one.score} {one.result}".rstrip()


def _of_action(one: Action) -> str:
    due = "" if one.due is None else f", by {one.due:%-d %B %Y}"
    return f"{one.text}{due}{f' ({one.done})' if one.done else ''}"


def one_to_one(
    form: OneToOneForm,
    *,
    officer: str,
    month: dt.date,
    manager: str = "",
    calls: Sequence[HeardCall] = (),
    marked: Sequence[MarkedFile] = (),
    kpis: Iterable[KpiRow] = (),
    last: OneToOne | None = None,
) -> OneToOne:
    """Fill in the form for an officer and a month (any day of it). ``last`` is the form of the month before.

    Calls and files of another officer or month are left out, and ``notes`` say how many. Raises ``ValueError`` for a
    code that is none, and for a last form of another officer.
    """
    officer, first = code_of(officer), month.replace(day=1)
    if last is not None and last.officer != officer:
        raise ValueError(f"the last form is of {last.officer}, and not of {officer}")
    heard = [one for one in calls if one.officer == officer and _in_month(one.call_on, first)]
    own = [one for one in marked if one.officer == officer and _in_month(one.date, first)]
    section = form.section("kpis")
    wanted = section.kpis if section is not None else ()
    agreed = form.section("agreed")
    return OneToOne(
        form=form,
        officer=officer,
        manager=manager and code_of(manager),
        month=first,
        calls=tuple(_row(one) for one in sorted(heard, key=_when)),
        went_wrong=tuple(_went_wrong(own)),
        kpis=tuple(one for one in kpis if not wanted or one.kpi in wanted),
        actions=tuple(replace(one, done="", outcome="") for one in (last.carried_over if last is not None else ())),
        training=tuple(_needs(own, heard, first, {(one.topic, one.seed) for one in marked if one.officer == officer})),
        agreed=(Action(""),) * (agreed.rows if agreed is not None else 0),
        notes=tuple(_notes(len(calls) - len(heard), len(marked) - len(own))),
    )


def _in_month(day: dt.date | None, first: dt.date) -> bool:
    return day is not None and (day.year, day.month) == (first.year, first.month)


def _when(call: HeardCall) -> tuple[dt.date, dt.time, str]:
    return call.call_on or dt.date.min, call.call_at or dt.time.min, call.account


def _row(call: HeardCall) -> CallRow:
    score = call.score
    percent = "" if score.percent is None or score.unmarked else f"{score.percent}%"
    due = "" if call.due is None else f", by {call.due:%-d %B %Y}"
    return CallRow(call.call_on, call.account, percent, score.result, f"{call.action}{due}" if call.action else "")


def _went_wrong(files: Iterable[MarkedFile]) -> Iterator[WentWrong]:
    """The misconceptions from the most frequent down; where several fit one figure each is counted."""
    calls: Counter[str] = Counter()
    practice: Counter[str] = Counter()
    for file in files:
        for _, step in file.steps:
            (calls if file.activity is Activity.REPLAY else practice).update(step.misconceptions)
    both = calls + practice
    for code in sorted(both, key=lambda code: (-both[code], code)):
        yield WentWrong(code, MISCONCEPTIONS[code].title, practice[code], calls[code])


def _needs(
    files: Sequence[MarkedFile],
    calls: Iterable[HeardCall],
    first: dt.date,
    used: Container[tuple[str | None, int | None]],
) -> Iterator[Need]:
    """The topics with the most wrong steps and lines not met in calls, each with the paper of the month, or another
    where that was done.
    """
    wrong = Counter(
        topic_of_step(step.step, task.topic)
        for file in files
        for task, step in file.steps
        if step.verdict in {"wrong", "penny_off"}
    )
    not_met = Counter(
        item.topic
        for call in calls
        for item in call.form.items
        if item.topic and call.marked(item).mark in {"Part", "Not"}
    )
    both = wrong + not_met
    for topic in sorted(both, key=lambda topic: (-both[topic], topic))[:MOST_NEEDS]:
        seed = first.year * 100 + first.month
        while (topic, seed) in used:
            seed += 1_000_000
        why = [f"{wrong[topic]} wrong {'step' if wrong[topic] == 1 else 'steps'}"] if wrong[topic] else []
        why += [f"not met in calls: {not_met[topic]}"] if not_met[topic] else []
        yield Need(topic, TOPICS[topic], ", ".join(why), seed)


def _notes(calls: int, files: int) -> Iterator[str]:
    if calls:
        yield f"Left out: {calls} of the calls, of another officer or month."
    if files:
        yield f"Left out: {files} of the marked files, of another officer or month."
