"""What one user has given and asked for, and what came of it. Each action of the page is one method."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

import pandas as pd

from benefitcalc.errors import AnswersMissing, BenefitcalcError, Question
from benefitcalc.portfolio import Mapping as Matching
from benefitcalc.portfolio import RentRoll
from benefitcalc.portfolio.tables import tables_of_the_roll
from benefitcalc.rates import default_assumptions
from benefitcalc.ui.design.blocks import Step
from benefitcalc.ui.design.files import File
from benefitcalc.ui.design.steps_page import Answer, Download
from benefitcalc.ui.portfolio import steps
from benefitcalc.ui.portfolio.plan import Plan, no_day, read_day, read_plan
from benefitcalc.ui.portfolio.questions import columns_left
from benefitcalc.ui.portfolio.state import State
from benefitcalc.ui.portfolio.totals import Totals, read_totals

__all__ = ["FILES", "Session"]

FILES = {"roll": "rent roll", "people": "people", "mapping": "mapping"}
"""The files that the page may send, and what each is called."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE = 1_000
"""How many made-up tenancies the example has."""


class Session:
    """One user's way from a file to a forecast. ``progress`` is told how far a long run is."""

    title: ClassVar[str] = "Rent roll and rental income"
    kept: ClassVar[str] = (
        "Your files stay in this machine’s memory while this page is open. Nothing is written or sent anywhere; what "
        "you want to keep, you save."
    )
    files: ClassVar[Sequence[str]] = tuple(FILES)

    def __init__(self, progress: Callable[[str], None] = lambda _: None, today: dt.date | None = None) -> None:
        day = today or dt.datetime.now(tz=dt.UTC).astimezone().date()
        self.state = State(plan=Plan.usual(day), list_on=f"{day:%-d %-m %Y}")
        self._progress = progress
        self._actions: dict[str, Callable[[Mapping[str, Any]], Answer | Download]] = {
            "example": self._example,
            "template": self._template,
            "template-wide": self._wide_template,
            "tie": self._tie,
            "match": self._match,
            "use-columns": self._use_columns,
            "save-mapping": self._save_mapping,
            "save-problems": self._save_problems,
            "who": self._who,
            "save-worklist": self._save_worklist,
            "run": self._run,
            "save-board": self._save_board,
            "save-tenancies": self._save_tenancies,
            "look-up": self._look_up,
        }

    def steps(self) -> list[Step]:
        """The page as it stands."""
        return steps.steps_of(self.state)

    def received(self, file: File) -> Answer:
        """Take a file, and read the roll anew."""
        state = self.state
        state.files[file.kind] = file
        state.example = state.asked_again = False
        if file.kind == "mapping":
            try:
                state.matching = Matching.read(file.content)
            except BenefitcalcError as error:
                return self._stopped(str(error), "files")
        return self._read()

    def act(self, action: str, values: Mapping[str, Any]) -> Answer | Download:
        """Do what the user pressed. Raises ``KeyError`` for what is no action."""
        self.state.failed = ("", "")
        return self._actions[action](values)

    # --- Reading ------------------------------------------------------------------------------------------------------

    def _read(self) -> Answer:
        state = self.state
        state.roll = state.stock = state.forecast = None
        state.questions, state.failed, state.looked_up = (), ("", ""), ""
        state.worklist = None
        if "roll" not in state.files:
            return Answer("files", "Choose the rent roll too.")
        people = state.files["people"].content if "people" in state.files else None
        try:
            state.roll = RentRoll.read(state.files["roll"].content, people=people, mapping=state.matching)
        except AnswersMissing as missing:
            state.questions = missing.questions
            return Answer("match", f"{len(missing.questions)} questions about your file.")
        except BenefitcalcError as error:
            return self._stopped(str(error), "files")
        return Answer("problems", f"{len(state.roll.tenancies):,} tenancies are read.")

    def _stopped(self, sentence: str, step: str) -> Answer:
        self.state.failed = (step, sentence)
        return Answer(step, sentence)

    def _match(self, values: Mapping[str, Any]) -> Answer:
        before = self.state.questions
        self.state.matching = matched(self.state.matching, before, values)
        answer = self._read()
        self.state.asked_again = bool(set(self.state.questions) & set(before))
        return answer

    def _use_columns(self, values: Mapping[str, Any]) -> Answer:
        state = self.state
        columns = dict(state.matching.columns)
        for place, (table, heading) in enumerate(columns_left(_known(state.roll))):
            ours = values.get(f"c{place}")
            if ours in {f"{table}.{name}" for name in tables_of_the_roll()[table]}:
                columns[heading] = ours
        state.matching = replace(state.matching, columns=columns)
        return self._read()

    def _tie(self, values: Mapping[str, Any]) -> Answer:
        totals = self.state.totals = read_totals(values)
        if totals.errors:
            return Answer("problems", "There is a problem with your totals.")
        ties = totals.beside(_known(self.state.roll)).ties
        says = {True: "Your totals tie.", False: "Your totals do not tie.", None: "No total was given."}
        return Answer("problems", says[ties])

    def _example(self, _: Mapping[str, Any]) -> Answer:
        from benefitcalc.portfolio.synthetic import synthetic_roll

        state = self.state
        state.files.clear()
        state.stock = state.forecast = state.worklist = None
        state.questions, state.example, state.totals = (), True, Totals()
        state.roll = RentRoll(*synthetic_roll(EXAMPLE, seed=1, on=state.plan.on))
        return Answer("problems", f"An example of {EXAMPLE:,} made-up tenancies is read.")

    # --- Files to save ------------------------------------------------------------------------------------------------

    def _template(self, _: Mapping[str, Any]) -> Download:
        return Download("rent-roll-template.xlsx", XLSX, _empty_template(wide=False))

    def _wide_template(self, _: Mapping[str, Any]) -> Download:
        return Download("rent-roll-template-one-sheet.xlsx", XLSX, _empty_template(wide=True))

    def _save_mapping(self, _: Mapping[str, Any]) -> Download:
        return Download("mapping.toml", "application/toml", self.state.matching.to_toml().encode())

    def _save_problems(self, _: Mapping[str, Any]) -> Download:
        return _csv("problems.csv", _known(self.state.roll).problems())

    def _save_board(self, _: Mapping[str, Any]) -> Download:
        held = io.BytesIO()
        _known(self.state.forecast).to_excel(held)
        return Download("rental-income-forecast.xlsx", XLSX, held.getvalue())

    def _save_tenancies(self, _: Mapping[str, Any]) -> Download:
        return _csv("tenancies.csv", _known(self.state.forecast).worst(None))

    # --- Who to phone -------------------------------------------------------------------------------------------------

    def _who(self, values: Mapping[str, Any]) -> Answer:
        from benefitcalc.advice.worklist import worklist

        state = self.state
        state.list_on = str(values.get("list_on", "")).strip()[:40]
        state.list_error, state.worklist = "", None
        try:
            day = read_day(state.list_on)
        except ValueError:
            state.list_error = no_day(state.list_on)
            return Answer("who", "There is a problem with the day.")
        self._progress("Looking for what a call can find …")
        try:
            state.worklist = worklist(_known(state.roll), day)
        except (BenefitcalcError, ValueError) as error:
            return self._stopped(str(error), "who")
        return Answer("who", "The list is here.")

    def _save_worklist(self, _: Mapping[str, Any]) -> Download:
        from benefitcalc.ui.portfolio.who_to_phone import amounts_in_pounds

        return _csv("who-to-phone-first.csv", amounts_in_pounds(_known(self.state.worklist)))

    # --- The run ------------------------------------------------------------------------------------------------------

    def _run(self, values: Mapping[str, Any]) -> Answer:
        from benefitcalc.portfolio import Priors
        from benefitcalc.ui.portfolio.results import results_blocks  # loads matplotlib

        state = self.state
        state.plan = read_plan(values)
        state.stock = state.forecast = None
        if state.plan.errors:
            return Answer("run", "There is a problem with what to work out.")
        plan = state.plan
        try:
            self._progress("Looking at the tenancies …")
            state.stock = _known(state.roll).stock(on=plan.on, unknown=Priors.default(), draws=plan.draws)
            state.forecast = state.stock.forecast(
                months=plan.months,
                rent=f"{plan.rent}%",
                pay=f"{plan.pay}%",
                project=default_assumptions(),
                workers=1,  # beside a page's own threads no second process is forked
                progress=lambda done, of: self._progress(f"Worked out {done:,} of {of:,} draws …"),
            )
        except (BenefitcalcError, ValueError) as error:
            return self._stopped(str(error), "run")
        self._progress("Drawing what it shows …")
        state.shown = tuple(results_blocks(state.forecast, state.stock))
        return Answer("result", "The forecast is here.")

    def _look_up(self, values: Mapping[str, Any]) -> Answer:
        self.state.looked_up = str(values.get("reference", "")).strip()[:100]
        return Answer("tenancy", f"Tenancy {self.state.looked_up}.")


def matched(matching: Matching, questions: tuple[Question, ...], values: Mapping[str, Any]) -> Matching:
    """The mapping with the answers to those questions; the answer to each stands under ``q`` and its place."""
    parts: dict[str, dict[str, Any]] = {
        "columns": dict(matching.columns),
        "values": {name: dict(said) for name, said in matching.values.items()},
        "constants": dict(matching.constants),
        "answers": dict(matching.answers),
    }
    for place, question in enumerate(questions):
        answer = values.get(f"q{place}")
        choices = (*question.choices, *question.may_say)
        if not isinstance(answer, str) or (answer not in choices and choices):
            continue
        if answer in question.may_say and answer not in question.choices:
            parts["columns"][answer] = f"{question.table}.{question.name}"
        elif question.part == "columns" and question.name not in question.headings:
            parts["columns"] |= {heading: question.name if heading == answer else "" for heading in question.headings}
        elif question.part == "columns":
            parts["columns"][question.name] = answer
        elif question.part == "values":
            parts["values"].setdefault(question.name, {})[question.headings[0]] = answer
        elif answer:
            parts[question.part][question.name] = answer
    return Matching(**parts)


def _known(value: Any) -> Any:
    if value is None:
        raise KeyError("nothing to do this with yet")
    return value


def _empty_template(*, wide: bool) -> bytes:
    from benefitcalc.portfolio import write_template

    held = io.BytesIO()
    write_template(held, wide=wide)
    return held.getvalue()


def _csv(name: str, frame: pd.DataFrame) -> Download:
    from benefitcalc.portfolio.writing import csv_of

    return Download(name, "text/csv", csv_of(frame))
