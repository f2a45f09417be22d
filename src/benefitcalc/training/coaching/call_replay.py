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
from decimal import Decimal

from benefitcalc.account.terms import signed_pounds
from benefitcalc.advice.call_file import CallFile
from benefitcalc.advice.figures import PER, Figure, Figures
from benefitcalc.advice.why_different import Differences, why_different
from benefitcalc.assessment.household import assess
from benefitcalc.case import Case
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.explain.data import PERIODS, amount_text
from benefitcalc.explain.words import AWARDS, money
from benefitcalc.money import pounds
from benefitcalc.periods import Day, as_date
from benefitcalc.rates import RateBook, rate_book
from benefitcalc.training.coaching.marked_file import Activity, MarkedFile
from benefitcalc.training.coaching.topics import topic_of_household, topic_of_step
from benefitcalc.training.exercises import MARKS_FOR_MONEY, Exercise, Step, exercise
from benefitcalc.training.marking import Marked, MarkedStep, mark, parse_answer
from benefitcalc.training.misconceptions import MISCONCEPTIONS
from benefitcalc.training.scenario import Scenario

CALL = "call"
"""The code of the practice case that a replayed call makes."""
_STEP_OF = {"universal_credit": "award"}
"""The step of each figure of a call that has another name as a step."""
_FIGURE_OF = {step: figure for figure, step in _STEP_OF.items()}
_WHY = {"award": "award", "housing_benefit": "hb_weekly", "housing_costs_element": "housing_element"}
"""The steps that a wrong fact can explain, each with its name in ``why_different``."""


@dataclass(frozen=True, slots=True)
class FigureGiven:
    """One figure that was given, in pounds: both ends are one where it was no range, or where all facts were known."""

    name: str
    label: str
    per: str
    """``week`` or ``month``; empty for a number of rooms."""
    given: str
    correct: str
    right: bool
    too_much: Decimal
    """By how many pounds it was too much; below zero: too little. Nothing where it is right or no money."""

    @property
    def sentence(self) -> str:
        """What is right and what is not."""
        if self.right:
            return f"{self.label}: {self.given} was right."
        way = "much" if self.too_much > 0 else "little"
        by = f" ({money(abs(self.too_much))} too {way})" if self.too_much else ""
        return f"{self.label}: {self.given} was given{by}; it is {self.correct}."


@dataclass(frozen=True, slots=True)
class Fits:
    """A misconception that gives just the wrong figure, and the step with which it begins."""

    code: str
    title: str
    feedback: str
    law: str
    begins: str
    """The label of the first step that it changes."""
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
        return "\n".join([*lines, "", *self.notes])


def replay(
    call: CallFile,
    given: Mapping[str, str] | None = None,
    *,
    book: RateBook | None = None,
    second_opinion: bool = True,
) -> Replay:
    """Replay a call. ``given`` are the figures that were said, in pounds as text, by the names of
    :func:`figures_known`; ``award`` is Universal Credit's. Without any, those of the file are taken.

    Raises ``InvalidCase`` with every figure that cannot be read, and the errors of
    :func:`~benefitcalc.assessment.household.assess`.
    """
    book = rate_book() if book is None else book
    correct = call.worked_out_again(book=book)
    practice = _practice(call)
    typed = {_FIGURE_OF.get(name, name): text for name, text in (given or {}).items() if text.strip()}
    answers, told = _read(typed, correct, practice)
    if call.figures is not None and not typed:
        told = {name: (one.lowest, one.highest) for name, one in call.figures.amounts.items()}
    told |= {name: (answers[step], answers[step]) for name, step in _shared(correct) if step in answers}
    steps = dict(_answers_told(told, practice)) | answers
    marked = None if practice is None or not steps else mark(practice, steps)
    wrong = None if marked is None else next((one for one in marked.steps if _is_wrong(one)), None)
    figures = (*_figures(told, correct), *_steps_given(marked, answers, correct))
    topic = topic_of_step(wrong.step.name, _topic(call)) if wrong is not None else _topic(call)
    return Replay(
        on=correct.date,
        figures=figures,
        marked=marked,
        went_wrong=wrong,
        fits=() if wrong is None or practice is None else tuple(_fitting(practice, wrong, steps)),
        second_opinion=_second(call, wrong, book) if second_opinion else None,
        topic=topic,
        rates=correct.audit.rates,
        engine=correct.audit.engine,
        notes=tuple(_notes(call, correct, practice)),
    )


def figures_known(call: CallFile, *, book: RateBook | None = None) -> dict[str, str]:
    """The names of the figures that can be given for this call, with what each is and its period."""
    correct, practice = call.worked_out_again(book=book), _practice(call)
    found = {figure.name: f"{figure.label}, a {figure.per}" for figure in correct.all}
    for step in practice.steps if practice is not None else ():
        found.setdefault(_FIGURE_OF.get(step.name, step.name), f"{_label(step)} {PERIODS[step.unit.per]}".strip())
    return found


def _said(figure: int, step: Step) -> str:
    return f"{amount_text(figure, step.unit)} {PERIODS[step.unit.per]}".strip()


def _label(step: Step) -> str:
    """The label of a step without a period, which stands behind its amount."""
    return step.label.removesuffix(", by the month")


# --- What was given --------------------------------------------------------------------------------------------------


def _practice(call: CallFile) -> Exercise | None:
    """The call as a practice case; None where its facts are not all known, or not all in the case."""
    if call.unknown or call.circumstances is not None:
        return None
    return exercise(Scenario(CALL, "A call", "universal_credit", 1, Case.model_validate(call.case)))


def _topic(call: CallFile) -> str:
    case = call.case if not call.unknown else None
    return "universal_credit" if case is None else topic_of_household(assess(case))


def _shared(correct: Figures) -> Iterator[tuple[str, str]]:
    """The figures of a call, each with the step that it is."""
    return ((figure.name, _STEP_OF.get(figure.name, figure.name)) for figure in correct.all)


def _read(
    typed: Mapping[str, str], correct: Figures, practice: Exercise | None
) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    """What was typed: the answers to steps by the name of the step, and the other figures."""
    figures = [figure.name for figure in correct.all]
    steps = {step.name: step for step in practice.steps} if practice is not None else {}
    answers: dict[str, int] = {}
    told: dict[str, tuple[int, int]] = {}
    problems: list[Problem] = []
    for name, text in typed.items():
        step = steps.get(_STEP_OF.get(name, name))
        try:
            if step is not None:
                answers[step.name] = parse_answer(text, step.unit) or 0
            elif name in figures:
                amount = signed_pounds(text.strip().removeprefix("£").replace(",", ""))
                told[name] = (amount, amount)
            else:
                known = ", ".join(dict.fromkeys([*figures, *(_FIGURE_OF.get(one, one) for one in steps)]))
                problems.append(Problem(name, "no_figure", f"{name} is no figure of this call; there are {known}."))
        except ValueError as error:
            problems.append(Problem(name, "not_money", f"{name}: {str(error).rstrip('.')}."))
    if problems:
        raise InvalidCase(problems)
    return answers, told


def _answers_told(told: Mapping[str, tuple[int, int]], practice: Exercise | None) -> Iterator[tuple[str, int]]:
    """The figures of a call that are steps of it too."""
    key = practice.key if practice is not None else {}
    for name, (lowest, highest) in told.items():
        step = _STEP_OF.get(name, name)
        if step in key and lowest == highest:
            yield step, lowest


def _figures(told: Mapping[str, tuple[int, int]], correct: Figures) -> Iterator[FigureGiven]:
    for figure in correct.all:
        if figure.name not in told:
            continue
        lowest, highest = (pounds(pence) for pence in told[figure.name])
        right = figure.lowest <= lowest and highest <= figure.highest
        beyond = highest - figure.highest if highest > figure.highest else lowest - figure.lowest
        said = Figure(figure.name, figure.label, lowest, highest, figure.per)
        yield FigureGiven(
            name=figure.name,
            label=figure.label,
            per=figure.per,
            given=str(said),
            correct=str(figure),
            right=right,
            too_much=Decimal("0.00") if right else beyond,
        )
    known = {figure.name for figure in correct.all}
    yield from (_not_awarded(name, *ends) for name, ends in told.items() if name not in known)


def _not_awarded(name: str, lowest: int, highest: int) -> FigureGiven:
    """A figure of an award that this household does not get."""
    label, per = AWARDS.get(name, name), PER[name]
    said = Figure(name, label, pounds(lowest), pounds(highest), per)
    nothing = str(Figure(name, label, pounds(0), pounds(0), per))
    return FigureGiven(name, label, per, str(said), nothing, not highest, pounds(highest))


def _steps_given(marked: Marked | None, answers: Mapping[str, int], correct: Figures) -> Iterator[FigureGiven]:
    """The steps that were typed and are no figure of the call."""
    of_call = {step for _, step in _shared(correct)}
    for one in marked.steps if marked is not None else ():
        step = one.step
        if step.name not in answers or step.name in of_call or one.given is None:
            continue
        yield FigureGiven(
            name=step.name,
            label=_label(step),
            per=step.unit.per or "",
            given=_said(one.given, step),
            correct=_said(step.answer, step),
            right=one.given == step.answer,
            too_much=pounds(one.given - step.answer) if step.unit.is_money else Decimal("0.00"),
        )


# --- Why it is wrong -------------------------------------------------------------------------------------------------


def _is_wrong(one: MarkedStep) -> bool:
    return one.verdict in {"wrong", "penny_off"}


def _fitting(practice: Exercise, wrong: MarkedStep, answers: Mapping[str, int]) -> Iterator[Fits]:
    """The misconceptions of the step, each with the first step that it changes."""
    before = {name: figure for name, figure in answers.items() if name != wrong.step.name}
    for code in wrong.misconceptions:
        one = MISCONCEPTIONS[code]
        made = one.wrong(practice, before) or {}
        until = practice.steps[: practice.steps.index(wrong.step) + 1]
        path = [(step, made[step.name]) for step in until if made.get(step.name, step.answer) != step.answer]
        figures = ((_label(step), _said(step.answer, step), _said(figure, step)) for step, figure in path)
        yield Fits(code, one.title, one.feedback, one.law, path[0][0].label, tuple(figures))


def _second(call: CallFile, wrong: MarkedStep | None, book: RateBook) -> Differences | None:
    """What a fact entered wrongly would explain."""
    if wrong is None or wrong.given is None or wrong.step.name not in _WHY:
        return None
    try:
        return why_different(call.case, **{_WHY[wrong.step.name]: pounds(wrong.given)}, book=book)
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
