"""Practise with figures: a caller's dialogue, the learner's figures step by step, and how they were marked."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from benefitcalc.account.days import in_words
from benefitcalc.assessment.household import assess
from benefitcalc.explain.data import PERIODS, amount_text
from benefitcalc.rules import Unit
from benefitcalc.training import (
    INVENTED,
    TOPICS,
    Exercise,
    Marked,
    MarkedStep,
    Scenario,
    advice,
    curated,
    exercise,
    mark,
    parse_answer,
    scenario_of,
)
from benefitcalc.training import Step as Asked
from benefitcalc.training.coaching import Activity, MarkedFile
from benefitcalc.training.generating import generate
from benefitcalc.training.key_steps import key_steps
from benefitcalc.ui.design.blocks import (
    Block,
    Button,
    Clock,
    Dialogue,
    Field,
    Figures,
    Form,
    Message,
    More,
    Step,
    Table,
    Text,
    Verdict,
    Verdicts,
)
from benefitcalc.ui.design.files import File, Refused
from benefitcalc.ui.design.steps_page import Answer, Download
from benefitcalc.ui.training.activity import Action, Values, no_file, text
from benefitcalc.ui.training.households import Households
from benefitcalc.ui.training.saving import Saving

AIM = "The aim on a call: the first useful figure within 1:30."
_VERDICTS: Mapping[str, tuple[Literal["right", "half", "wrong"], str]] = {
    "right": ("right", "Right."),
    "carried_forward": ("half", "Right for your own figures."),
    "penny_off": ("half", "A penny off."),
    "wrong": ("wrong", "Not right."),
    "missing": ("wrong", "Not answered."),
}


@dataclass(slots=True)
class Try:
    """One household, with what the learner typed for it and, once it is marked, how it went."""

    exercise: Exercise
    began: float
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    advised: frozenset[str] = frozenset()
    marked: Marked | None = None
    seconds: int = 0

    @property
    def scenario(self) -> Scenario:
        """The household and what is to be learned from it."""
        return self.exercise.scenario

    @property
    def choices(self) -> list[str]:
        """The codes of all advice to choose from, in an order that tells nothing."""
        return sorted({*self.scenario.advise, *self.scenario.distractors})

    @property
    def advised_well(self) -> bool:
        """Whether the right advice was chosen, and no other."""
        return self.advised == frozenset(self.scenario.advise)


class Practice:
    """Households one after another: made from a seed by topic and difficulty, or one of the curated ones."""

    code: ClassVar[str] = "practice"
    title: ClassVar[str] = "Practise with figures"
    hint: ClassVar[str] = "A caller tells you of a household; you work out bedrooms, awards and the rent to pay."

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._asked = Households("practice", questions="3")
        self._waiting: tuple[Scenario, ...] = ()
        self._tries: list[Try] = []
        self._number = 0
        self._seed: int | None = None
        self._topic: str | None = None
        self._timed = False
        self._saving = Saving("practice-save", "practice-marks")

    @property
    def actions(self) -> Mapping[str, Action]:
        """What can be done."""
        return {
            "practice-begin": self._begin,
            "practice-curated": self._begin_curated,
            "practice-mark": self._mark,
            "practice-again": self._again,
            "practice-next": self._next,
            "practice-save": self._save,
        }

    def received(self, file: File) -> Answer:
        """Practice takes no file."""
        return no_file(file)

    # --- What the user does -------------------------------------------------------------------------------------------

    def _begin(self, values: Values) -> Answer:
        asked = self._asked.read(values)
        if asked is None:
            return Answer("practice", "There is a problem with what to practise.")
        self._seed = secrets.randbelow(1_000_000) if asked.seed is None else asked.seed
        self._topic = asked.topic
        self._timed = text(values, "timed") == "yes"
        return self._start(generate(self._seed, topic=asked.topic, difficulty=asked.difficulty, n=asked.questions))

    def _begin_curated(self, values: Values) -> Answer:
        code = text(values, "curated")
        if code not in {one.code for one in curated()}:
            raise Refused("the page asked for a practice case that there is not")
        self._seed = self._topic = None
        self._timed = text(values, "timed_curated") == "yes"
        return self._start((scenario_of(code),))

    def _start(self, scenarios: tuple[Scenario, ...]) -> Answer:
        self._waiting, self._tries = scenarios, []
        self._number = len(scenarios)
        return self._next({})

    def _next(self, _: Values) -> Answer:
        if not self._waiting:
            raise Refused("there is no other household")
        one, *rest = self._waiting
        self._waiting = tuple(rest)
        self._tries.append(Try(exercise(one), self._clock()))
        return Answer("practice-call", f"Household {len(self._tries)} of {self._number}: {one.title}.")

    def _mark(self, values: Values) -> Answer:
        now = self._now
        now.typed = {step.name: text(values, step.name) for step in now.exercise.steps}
        now.advised = frozenset(code for code in now.choices if text(values, f"advise-{code}") == "yes")
        now.errors, answers = {}, {}
        for step in now.exercise.steps:
            try:
                answers[step.name] = parse_answer(now.typed[step.name], step.unit)
            except ValueError as error:
                now.errors[step.name] = str(error)
        if now.errors:
            return Answer("practice-figures", "There is a problem with your figures.")
        now.marked = mark(now.exercise, answers)
        now.seconds = int(self._clock() - now.began)
        return Answer("practice-marks", f"{_marks(now.marked)}.")

    def _again(self, _: Values) -> Answer:
        now = self._now
        right = {one.step.name for one in (now.marked.steps if now.marked else ()) if one.verdict == "right"}
        typed = {name: figure for name, figure in now.typed.items() if name in right}
        self._tries[-1] = Try(now.exercise, self._clock(), typed)
        return Answer("practice-call", "The same household again.")

    def _save(self, values: Values) -> Answer | Download:
        def made(officer: str | None, today: dt.date, last: dt.date) -> MarkedFile:
            return MarkedFile.of(
                [(one.scenario, one.marked) for one in self._tries if one.marked is not None],
                on=today,
                expires=last,
                activity=Activity.PRACTICE if self._seed is None else Activity.PAPER,
                officer=officer,
                minutes=-(-sum(one.seconds for one in self._tries) // 60),
                seed=self._seed,
                topic=self._topic,
            )

        return self._saving.saved(values, made)

    @property
    def _now(self) -> Try:
        if not self._tries:
            raise Refused("no household is begun")
        return self._tries[-1]

    # --- What stands on the page --------------------------------------------------------------------------------------

    def steps(self) -> list[Step]:
        """What to practise, the call, the learner's figures, and how it went."""
        steps = [Step("practice", "What to practise", tuple(self._choosing()))]
        if not self._tries:
            return steps
        now = self._now
        of = f", {len(self._tries)} of {self._number}" if self._number > 1 else ""
        steps += [
            Step("practice-call", f"The call{of}", tuple(_call(now, self._clock() if self._timed else None))),
            Step("practice-figures", "Your figures", tuple(_figures(now)), beside=True),
        ]
        if now.marked is not None:
            steps.append(Step("practice-marks", "How it went", tuple(self._how_it_went(now, now.marked))))
        return steps

    def _choosing(self) -> Iterator[Block]:
        yield from self._asked.problem()
        timed = Field("timed", "Call mode: with a clock", value="yes" if self._timed else "", tick=True)
        yield Form("practice-begin", [*self._asked.fields(), timed], "Begin")
        cases = [(one.code, f"{one.title} ({TOPICS[one.topic]})") for one in curated()]
        fields = [
            Field("curated", "Practice case", value=cases[0][0], options=cases),
            Field("timed_curated", "Call mode: with a clock", tick=True),
        ]
        yield More(f"Or one of the {len(cases)} prepared cases", [Form("practice-curated", fields, "Begin this case")])

    def _how_it_went(self, now: Try, marked: Marked) -> Iterator[Block]:
        minutes, seconds = divmod(now.seconds, 60)
        time_taken = [("Time", f"{minutes}:{seconds:02d}", AIM)] if self._timed else []
        yield Figures([("Your marks", f"{marked.marks} of {marked.out_of}", _how_many(marked)), *time_taken])
        yield Verdicts([*map(_verdict, marked.steps), *_of_advice(now)])
        point = now.scenario.teaching_point
        if point:
            yield Text(point, strong=True)
        if now.scenario.law:
            yield Text(f"To read: {'; '.join(now.scenario.law)}.")
        yield More("The key, step by step, with the law", [_key(now.exercise)])
        if self._waiting:
            yield Button("practice-next", "Next household", main=True)
        yield Button("practice-again", "Work it out again", "Figures that were right stay.")
        yield self._saving.form()


def _call(now: Try, clock: float | None) -> Iterator[Block]:
    yield Text(f"{now.scenario.title}. {TOPICS[now.scenario.topic]}.", strong=True)
    if clock is not None and now.marked is None:
        yield Clock(int(clock - now.began), AIM)
    yield Dialogue([(said.speaker, said.words) for said in now.scenario.dialogue], INVENTED)
    yield Text(f"Work it out for {in_words(now.scenario.case.date)}.")
    yield More("Rates on that day", [_rates(now.exercise)])


def _figures(now: Try) -> Iterator[Block]:
    if now.errors:
        labels = {step.name: step.label for step in now.exercise.steps}
        links = [(name, f"{labels[name]}: {why}") for name, why in now.errors.items()]
        yield Message("There is a problem", links=links)
    fields = [_asked_for(step, now) for step in now.exercise.steps]
    said = advice()
    ticks = [
        Field(f"advise-{code}", said[code].say, value="yes" if code in now.advised else "", tick=True)
        for code in now.choices
    ]
    hint = "Leave empty what you do not know; type 0 for nothing."
    if ticks:
        right = len(now.scenario.advise)
        hint += f" Below the figures is advice. Tick {right} (not counted in the marks)."
    yield Form("practice-mark", [*fields, *ticks], "Mark my answers", hint, close=True)


def _asked_for(step: Asked, now: Try) -> Field:
    value, error = now.typed.get(step.name, ""), now.errors.get(step.name, "")
    return Field(step.name, asked_as(step), value=value, error=error, figure=True)


def asked_as(step: Asked) -> str:
    """How a step is asked, with its unit: ``Eligible rent (£ a month)``."""
    if step.unit.is_money:
        return f"{step.label} (£ {PERIODS[step.unit.per]})".replace(" )", ")")
    units = {Unit.PERCENT: " (%)", Unit.BEDROOMS: " (number)", Unit.PAYDAYS: " (number of paydays)"}
    return step.label + units.get(step.unit, "")


def _marks(marked: Marked) -> str:
    return f"{marked.marks} of {marked.out_of} marks"


def _how_many(marked: Marked) -> str:
    right = sum(one.verdict in {"right", "carried_forward"} for one in marked.steps)
    return f"{right} of {len(marked.steps)} steps"


def _verdict(one: MarkedStep) -> Verdict:
    kind, words = _VERDICTS[one.verdict]
    given = "" if one.given is None else amount_text(one.given, one.step.unit)
    why = () if one.verdict == "right" else (one.feedback,)
    return Verdict(one.step.label, given, kind, words, why)


def _of_advice(now: Try) -> Iterator[Verdict]:
    said = advice()
    for code in now.choices:
        chosen, right = code in now.advised, code in now.scenario.advise
        if chosen == right:
            if right:
                yield Verdict(said[code].say, "", "right", "Right advice.")
            continue
        words = "Not right here." if chosen else "You left out:"
        yield Verdict(said[code].say, "", "wrong", words, (said[code].when,))


def _key(of: Exercise) -> Table:
    rows = [
        (one.step.label, amount_text(one.step.answer, one.step.unit), one.whole_sum, one.step.how, one.step.law)
        for one in key_steps(of)
    ]
    return Table("The key", ("Step", "Figure", "Sum", "How", "Law"), rows, amounts=(1,))


def _rates(of: Exercise) -> Table:
    used: dict[str, Any] = {}
    for line in assess(of.scenario.case).explanation.lines:
        if line.nil_reason is None or line.name in of.key:
            used |= {rate.key: rate for rate in line.rates}
    rows = [(rate.label, rate.text, in_words(rate.start), rate.source) for rate in used.values()]
    caption = "Rates that the law looks at for this household, used or not"
    return Table(caption, ("Rate", "Amount", "From", "Source"), rows, amounts=(1,))
