"""For the coach: a call replayed with the figures that the officer gave, and the call-listening form.

A coach opens a call file, types what the officer said, and sees which step went wrong. The form is downloaded as a
workbook, with its line of figures filled from the replay, and loaded again when it is marked, for its score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from benefitcalc.advice.call_file import CallFile
from benefitcalc.errors import BenefitcalcError, InvalidCase
from benefitcalc.training.coaching import (
    FigureGiven,
    HeardCall,
    ListeningForm,
    Replay,
    figures_known,
    replay,
    replay_html,
    with_replay,
)
from benefitcalc.ui.design.blocks import (
    Block,
    Button,
    Field,
    Form,
    Message,
    More,
    Step,
    Table,
    Text,
    Upload,
    Verdict,
    Verdicts,
)
from benefitcalc.ui.design.files import File, Refused
from benefitcalc.ui.design.steps_page import Answer, Download
from benefitcalc.ui.training.activity import Action, Values, text
from benefitcalc.ui.training.saving import Saving

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Coach:
    """One coach's way: a call, its replay, and the form."""

    code: ClassVar[str] = "coach"
    title: ClassVar[str] = "Coach: a call that was heard"
    hint: ClassVar[str] = "Replay a call with the figures that the officer gave, and score the call-listening form."

    def __init__(self) -> None:
        self._call: CallFile | None = None
        self._asked: Mapping[str, str] = {}
        self._typed: dict[str, str] = {}
        self._errors: dict[str, str] = {}
        self._replayed: Replay | None = None
        self._form = ListeningForm.example()
        self._heard: HeardCall | None = None
        self._failed: dict[str, list[str]] = {}
        self._saving = Saving("coach-save-marks", "coach-replay", by_coach=True)

    @property
    def actions(self) -> Mapping[str, Action]:
        """What can be done."""
        return {
            "coach-replay": self._replay,
            "coach-save-replay": self._save_replay,
            "coach-save-marks": self._save_marks,
            "coach-save-form": self._save_form,
        }

    # --- Files --------------------------------------------------------------------------------------------------------

    def received(self, file: File) -> Answer:
        """A call file, the landlord's own form, or a form that somebody filled in."""
        readers = {"call": self._read_call, "own_form": self._read_own_form, "heard": self._read_heard}
        if file.kind not in readers:
            raise Refused(f"{file.name} belongs to nothing that is asked here")
        self._failed.pop(file.kind, None)
        try:
            return readers[file.kind](file.content)
        except InvalidCase as error:
            self._failed[file.kind] = [problem.message for problem in error.problems]
        except BenefitcalcError as error:
            self._failed[file.kind] = [str(error)]
        step = "coach-call" if file.kind == "call" else "coach-form"
        return Answer(step, f"{file.name} could not be read. {' '.join(self._failed[file.kind])}")

    def _read_call(self, content: bytes) -> Answer:
        call = CallFile.from_json(content)
        self._asked = figures_known(call)
        self._call, self._replayed, self._errors = call, None, {}
        self._typed = {}
        return Answer("coach-given", "The call file is read. Type the figures that the officer gave.")

    def _read_own_form(self, content: bytes) -> Answer:
        self._form = ListeningForm.from_toml(content)
        return Answer("coach-form", f"The form “{self._form.title}” is read.")

    def _read_heard(self, content: bytes) -> Answer:
        from benefitcalc.training.coaching import listening_workbook  # loads pandas

        self._heard = listening_workbook.from_xlsx(content)
        return Answer("coach-form", f"The form is read. {self._heard.score}.")

    # --- The replay ---------------------------------------------------------------------------------------------------

    def _replay(self, values: Values) -> Answer:
        if self._call is None:
            raise Refused("no call file is read")
        self._typed = {name: text(values, name) for name in self._asked}
        self._errors, self._replayed = {}, None
        given = {name: typed for name, typed in self._typed.items() if typed}
        try:
            self._replayed = replay(self._call, given or None)
        except InvalidCase as error:
            self._errors = {problem.path: problem.message for problem in error.problems}
            return Answer("coach-given", "There is a problem with the figures.")
        return Answer("coach-replay", self._replayed.verdict)

    @property
    def _found(self) -> Replay:
        if self._replayed is None:
            raise Refused("no call is replayed")
        return self._replayed

    def _save_replay(self, _: Values) -> Download:
        return Download(f"replay-{self._found.on}.html", "text/html", replay_html(self._found).encode())

    def _save_marks(self, values: Values) -> Answer | Download:
        found = self._found
        return self._saving.saved(
            values, lambda officer, today, last: found.marked_file(expires=last, on=today, officer=officer)
        )

    def _save_form(self, _: Values) -> Download:
        from benefitcalc.training.coaching import listening_workbook  # loads pandas

        call = HeardCall(form=self._form)
        if self._replayed is not None and self._form.figures_item is not None:
            call = with_replay(call, self._replayed)
        return Download("call-listening-form.xlsx", XLSX, listening_workbook.to_xlsx(call))

    # --- What stands on the page --------------------------------------------------------------------------------------

    def steps(self) -> list[Step]:
        """The call, what the officer gave, the replay, and the form."""
        steps = [Step("coach-call", "The call", tuple(self._call_blocks()))]
        if self._call is not None:
            steps.append(Step("coach-given", "What the officer said", tuple(self._given())))
        if self._replayed is not None:
            steps.append(Step("coach-replay", "The replay", tuple(self._shown(self._replayed))))
        steps.append(Step("coach-form", "The call-listening form", tuple(self._form_blocks())))
        return steps

    def _problem(self, kind: str) -> Iterator[Block]:
        if kind in self._failed:
            yield Message("This file could not be read", self._failed[kind])

    def _call_blocks(self) -> Iterator[Block]:
        yield from self._problem("call")
        held = "" if self._call is None else "A call file is read."
        hint = "The file that the call app saves. It holds no name and no reference."
        yield Upload("call", "Call file", hint, ".json", held)

    def _given(self) -> Iterator[Block]:
        if self._errors:
            yield Message("There is a problem", links=list(self._errors.items()))
        if self._call is not None and self._call.figures is not None:
            yield Text("Type nothing to check the figures that the file itself holds.")
        fields = [
            Field(name, label, value=self._typed.get(name, ""), error=self._errors.get(name, ""), figure=True)
            for name, label in self._asked.items()
        ]
        hint = "Pounds and pence, or a number of rooms. Leave empty what was not said."
        yield Form("coach-replay", fields, "Replay the call", hint, close=True)

    def _shown(self, found: Replay) -> Iterator[Block]:
        yield Text(found.verdict, strong=True)
        if found.figures:
            yield Verdicts([_judged(figure) for figure in found.figures])
        if found.to_say:
            rows = [(str(place), sentence) for place, sentence in enumerate(found.to_say, 1)]
            yield Table("What to say to the officer", ("", "In these words, or in yours"), rows)
        for sentence in found.plan:
            yield Text(sentence)
        for one in found.fits:
            heads = ("Step", "Correct", "With this misconception")
            path = Table("From where it begins", heads, one.path, amounts=(1, 2))
            yield More(f"How it fits: {one.title}", [path])
        other = found.second_opinion
        if other is not None:
            said = [f"{one.sentence} {one.what_to_check}" for one in other] or [other.verdict]
            yield More("A second opinion: a fact entered wrongly", [Text(sentence) for sentence in said])
        for note in found.notes:
            yield Text(note)
        yield Button("coach-save-replay", "Save the replay", "One page to read or print.")
        if found.figures:
            yield self._saving.form()

    def _form_blocks(self) -> Iterator[Block]:
        yield from self._problem("own_form")
        yield from self._problem("heard")
        if self._heard is not None:
            yield from _score(self._heard)
        filled = "" if self._replayed is None else " Its line of figures is filled from the replay."
        yield Text(f"The form is “{self._form.title}”, {len(self._form.items)} lines.{filled}")
        yield Button("coach-save-form", "Save the form to fill in", "A workbook with drop-downs; codes, and no names.")
        yield Upload("heard", "A form that is filled in", "The workbook from here, marked.", ".xlsx")
        own = Upload("own_form", "Your own form", "A TOML file; docs/coaching.md has an example.", ".toml")
        yield More("Use your own form", [own])


def _judged(figure: FigureGiven) -> Verdict:
    if figure.right:
        return Verdict(figure.label, figure.given, "right", "Right.")
    return Verdict(figure.label, figure.given, "wrong", "Not right.", (f"It is {figure.correct}.",))


def _score(heard: HeardCall) -> Iterator[Block]:
    yield Text(str(heard.score), strong=True)
    if heard.doubts:
        yield Message("Look again", list(heard.doubts), urgent=False)
    rows = [
        (item.label, heard.marked(item).mark or "not marked", heard.marked(item).comment) for item in heard.form.items
    ]
    yield More("The form, line by line", [Table(heard.form.title, ("Line", "Mark", "Comment"), rows)])
