"""The replay of a call: the figures that the officer gave beside the engine's, the step that went wrong, and why.

``replay(call, given)`` takes a call file (``benefitcalc.call/1``) and what was said on the call: by name, in pounds.
Where nothing is typed, the figures of the file are taken as what was said. ``right`` means right to the penny; where
facts were not known, that the figure lies in the range of what they allow.

Where all facts were known, the figures given are marked as a practice case is: the first step that does not follow from
the steps before it is where it went wrong, and the misconceptions are those that give just that figure. What fits a
fact entered wrongly (:func:`~benefitcalc.advice.why_different.why_different`) is a second opinion.

Nothing is kept. The listener decides what it means: a figure can differ because the tenant said something else later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benefitcalc.advice.call_file import CallFile
from benefitcalc.advice.figures import Figures
from benefitcalc.advice.why_different import Differences, why_different
from benefitcalc.assessment.household import assess
from benefitcalc.case import Case
from benefitcalc.explain.data import PERIODS, amount_text
from benefitcalc.money import pounds
from benefitcalc.periods import Day, as_date
from benefitcalc.training.coaching.figures_given import (
    FigureGiven,
    answers_told,
    figure_name,
    figures_of_call,
    label_of,
    read,
    said,
    shared,
    steps_given,
)
from benefitcalc.training.coaching.marked_file import Activity, MarkedFile
from benefitcalc.training.coaching.plan_check import plan_sentences
from benefitcalc.training.coaching.topics import topic_of_household, topic_of_step
from benefitcalc.training.exercises import MARKS_FOR_MONEY, Exercise, exercise
from benefitcalc.training.marking import Marked, MarkedStep, mark
from benefitcalc.training.misconceptions.register import MISCONCEPTIONS, figures_of, working_with
from benefitcalc.training.scenario import Scenario
from benefitcalc.training.working import Working

CALL = "call"
"""The code of the practice case that a replayed call makes."""
_WHY = {"award": "award", "housing_benefit": "hb_weekly", "housing_costs_element": "housing_element"}
"""The steps that a wrong fact can explain, each with its name in ``why_different``."""


@dataclass(frozen=True, slots=True)
class Fits:
    """A misconception that gives just the wrong figure, or two that do together, and the step with which it begins."""

    codes: tuple[str, ...]
    title: str
    feedback: str
    law: str
    begins: str
    """The label of the first step that it changes."""
    step: str
    """The name of that step."""
    path: tuple[tuple[str, str, str], ...]
    """Each step that it changes, up to the wrong one: its label, the correct figure, and the one it leads to."""


@dataclass(frozen=True)
class Replay:
    """A call, replayed. ``figures`` are those that were given, in the order of the call's figures and then of the
    steps. ``marked`` is None where facts were not known, or stand in the circumstances beside the case.
    """

    on: Day
    figures: tuple[FigureGiven, ...]
    marked: Marked | None
    went_wrong: MarkedStep | None
    """The first step that does not follow from the steps before it."""
    fits: tuple[Fits, ...]
    second_opinion: Differences | None
    topic: str
    """What to practise."""
    rates: str
    engine: str
    plan: tuple[str, ...]
    """What there is to say of the plan for arrears, beside the budget of the call."""
    notes: tuple[str, ...]
    """What a listener has to know of this replay."""

    @property
    def all_right(self) -> bool:
        """Whether every figure that was given is right."""
        return all(figure.right for figure in self.figures)

    @property
    def verdict(self) -> str:
        """The answer in a sentence or two."""
        if not self.figures:
            return "No figure was given, so there is nothing to check."
        if self.all_right:
            number = len(self.figures)
            return "The figure given is right." if number == 1 else f"All {number} figures given are right."
        wrong, number = sum(not figure.right for figure in self.figures), len(self.figures)
        count = f"{wrong} of {number} figures {'is' if wrong == 1 else 'are'} not right."
        if number == 1:
            count = "The figure given is not right."
        if self.went_wrong is None:
            return count
        fitting = f" It fits: {' Or: '.join(one.title for one in self.fits)}." if self.fits else ""
        return f"{count} It went wrong at {self.went_wrong.step.label}.{fitting}"

    @property
    def to_say(self) -> tuple[str, ...]:
        """What to say to the officer, in order: what went well, what to put right, why, and what to practise."""
        return tuple(_to_say(self))

    def marked_file(
        self, *, expires: Day, on: Day | None = None, officer: str | None = None, minutes: int | None = None
    ) -> MarkedFile:
        """The replay as a marked file: verdicts and misconceptions, and no figure of the household. ``on`` is the day
        of the coaching; the day of the call where left out. Raises ``ValueError`` where no figure was given.
        """
        if not self.figures:
            raise ValueError("no figure was given, so there is nothing to keep")
        steps = _steps_of(self.marked) if self.marked is not None else _steps_of_ranges(self.figures)
        return MarkedFile.model_validate(
            {
                "expires": as_date(expires),
                "date": as_date(on or self.on),
                "activity": Activity.REPLAY,
                "officer": officer or None,
                "minutes": minutes,
                "engine": self.engine,
                "rates": self.rates,
                "tasks": [{"scenario": CALL, "topic": self.topic, "steps": list(steps)}],
            }
        )

    def __str__(self) -> str:
        lines = [self.verdict, *(f"- {figure.sentence}" for figure in self.figures)]
        lines += ["", "What to say", *(f"- {one}" for one in self.to_say)] if self.figures else []
        if self.second_opinion is not None:
            lines += ["", "Second opinion: a fact entered wrongly", str(self.second_opinion)]
        if self.plan:
            lines += ["", "The plan for arrears", *(f"- {one}" for one in self.plan)]
        return "\n".join([*lines, "", *self.notes])


def replay(call: CallFile, given: Mapping[str, str] | None = None, *, second_opinion: bool = True) -> Replay:
    """Replay a call. ``given`` are the figures that were said, in pounds as text, by the names of
    :func:`figures_known`; ``award`` is Universal Credit's. Without any, those of the file are taken.

    Raises ``InvalidCase`` with every figure that cannot be read, and the errors of
    :func:`~benefitcalc.assessment.household.assess`.
    """
    correct = call.worked_out_again()
    practice = _practice(call)
    typed = {figure_name(name): text for name, text in (given or {}).items() if text.strip()}
    answers, told = read(typed, correct, practice)
    if call.figures is not None and not typed:
        told = {name: (one.lowest, one.highest) for name, one in call.figures.amounts.items()}
    told |= {name: (answers[step], answers[step]) for name, step in shared(correct) if step in answers}
    steps = dict(answers_told(told, practice)) | answers
    marked = None if practice is None or not steps else mark(practice, steps)
    wrong = None if marked is None else next((one for one in marked.steps if _is_wrong(one)), None)
    figures = (*figures_of_call(told, correct), *steps_given(marked, answers, correct))
    fits = () if wrong is None or practice is None else tuple(_fitting(practice, wrong, steps))
    return Replay(
        on=correct.date,
        figures=figures,
        marked=marked,
        went_wrong=wrong,
        fits=fits,
        second_opinion=_second(call, wrong) if second_opinion else None,
        topic=_to_practise(wrong, fits, _topic(call, correct)),
        rates=correct.audit.rates,
        engine=correct.audit.engine,
        plan=tuple(plan_sentences(call)),
        notes=tuple(_notes(call, correct, practice)),
    )


def figures_known(call: CallFile) -> dict[str, str]:
    """The names of the figures that can be given for this call, with what each is and its period."""
    correct, practice = call.worked_out_again(), _practice(call)
    found = {figure.name: f"{figure.label}, a {figure.per}" for figure in correct.all}
    for step in practice.steps if practice is not None else ():
        found.setdefault(figure_name(step.name), f"{label_of(step)} {PERIODS[step.unit.per]}".strip())
    return found


def _practice(call: CallFile) -> Exercise | None:
    """The call as a practice case; None where its facts are not all known, or not all in the case."""
    if call.unknown or call.circumstances is not None:
        return None
    return exercise(Scenario(CALL, "A call", "universal_credit", 1, Case.model_validate(call.case)))


def _topic(call: CallFile, correct: Figures) -> str:
    """What the call is about as a whole."""
    if not call.unknown:
        return topic_of_household(assess(call.case))
    awards = {figure.name for figure in correct.awards}
    if "universal_credit" in awards:
        return "universal_credit"
    return "pension_age" if "pension_credit" in awards else "housing_benefit"


def _to_practise(wrong: MarkedStep | None, fits: tuple[Fits, ...], whole: str) -> str:
    """The topic of the step at which all that fits begins, or of the wrong step; ``whole`` where these have none."""
    if wrong is None:
        return whole
    begun = {topic_of_step(one.step, "") for one in fits}
    begins = begun.pop() if len(begun) == 1 else ""
    return begins or topic_of_step(wrong.step.name, whole)


# --- Why it is wrong -------------------------------------------------------------------------------------------------


def _is_wrong(one: MarkedStep) -> bool:
    return one.verdict in {"wrong", "penny_off"}


def _fitting(practice: Exercise, wrong: MarkedStep, answers: Mapping[str, int]) -> Iterator[Fits]:
    """The misconceptions of the step, each with the steps that it changes."""
    before = {name: figure for name, figure in answers.items() if name != wrong.step.name}
    until = practice.steps[: practice.steps.index(wrong.step) + 1]
    for codes in wrong.alternatives:
        made = tuple(MISCONCEPTIONS[code] for code in codes)
        working = working_with(Working(practice.scenario.case), made)
        figures = None if working is None else figures_of(working, before)
        changed = [(step, (figures or {}).get(step.name, step.answer)) for step in until]
        path = [(step, figure) for step, figure in changed if figure != step.answer]
        begins = path[0][0] if path else wrong.step
        yield Fits(
            codes=codes,
            title=" And: ".join(one.title for one in made),
            feedback=" And: ".join(one.feedback for one in made),
            law="; ".join(one.law for one in made),
            begins=begins.label,
            step=begins.name,
            path=tuple((label_of(step), said(step.answer, step), said(figure, step)) for step, figure in path),
        )


def _second(call: CallFile, wrong: MarkedStep | None) -> Differences | None:
    """What a fact entered wrongly would explain."""
    if wrong is None or wrong.given is None or wrong.step.name not in _WHY:
        return None
    try:
        amount: dict[str, Any] = {_WHY[wrong.step.name]: pounds(wrong.given)}
        return why_different(call.case, **amount)
    except ValueError:  # the scheme does not serve this household
        return None


def _to_say(found: Replay) -> Iterator[str]:
    right = [figure.label for figure in found.figures if figure.right]
    if right:
        yield f"Right: {', '.join(right)}."
    for figure in found.figures:
        if not figure.right:
            yield f"Put right with the tenant and in the diary: {figure.label} is {figure.correct}, not {figure.given}."
    if found.went_wrong is not None:
        step = found.went_wrong.step
        for one in found.fits:
            begins = "" if one.begins == step.label else f" It begins at {one.begins}."
            yield f"{one.title}. {one.feedback}{begins} ({one.law})"
        if not found.fits:
            given = amount_text(found.went_wrong.given or 0, step.unit)
            yield f"No known misconception gives {step.label} {given}. {step.how} ({step.law})"
        yield "Ask how the officer came to it before you say what fits: other slips can give the same figure."


def _steps_of(marked: Marked) -> Iterator[dict[str, object]]:
    for one in marked.steps:
        if one.given is not None:
            yield {
                "step": one.step.name,
                "verdict": one.verdict,
                "marks": one.marks,
                "out_of": one.step.marks,
                "misconceptions": list(one.misconceptions),
            }


def _steps_of_ranges(figures: Iterable[FigureGiven]) -> Iterator[dict[str, object]]:
    """Figures of a call with unknown facts, each of the marks that an amount has."""
    for figure in figures:
        marks = MARKS_FOR_MONEY if figure.right else 0
        verdict = "right" if figure.right else "wrong"
        yield {"step": figure.name, "verdict": verdict, "marks": marks, "out_of": MARKS_FOR_MONEY}


def _notes(call: CallFile, correct: Figures, practice: Exercise | None) -> Iterator[str]:
    yield correct.sentence
    if call.unknown:
        yield f"Not known on the call: {', '.join(correct.labels)}. A figure is right where it lies in the range."
    elif practice is None:
        yield "Facts of other periods count, so only the figures of the call are compared, and not its steps."
    made = call.figures
    if made is not None and made.rates_checksum != correct.audit.rates_checksum:
        yield (
            f"The call was worked out with engine {made.engine} and other rates of {made.rates}; this replay is with "
            f"engine {correct.audit.engine} and the rates of today."
        )
    elif made is not None and made.engine != correct.audit.engine:
        yield f"The call was worked out with engine {made.engine}; this replay is with {correct.audit.engine}."
    yield "For coaching. Nothing of it belongs in the tenant's diary but the figures put right."
