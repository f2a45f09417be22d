"""For the manager: what a team gets wrong, the form of a monthly one-to-one, and a log of an officer's training."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from benefitcalc.errors import BenefitcalcError, InvalidCase
from benefitcalc.training.coaching import HeardCall, MarkedFile, OneToOneForm
from benefitcalc.training.coaching.cpd import cpd_log
from benefitcalc.training.coaching.one_to_one import OneToOne, one_to_one
from benefitcalc.training.coaching.privacy import refused
from benefitcalc.ui.design.blocks import Block, Button, Field, Form, Message, More, Picture, Step, Table, Text, Upload
from benefitcalc.ui.design.files import File, Refused
from benefitcalc.ui.design.steps_page import Answer, Download
from benefitcalc.ui.training.activity import Action, Values, text
from benefitcalc.ui.training.coach import XLSX

if TYPE_CHECKING:
    from benefitcalc.training.coaching.team import TeamView

_FIELDS = ("team-officer", "team-month", "team-manager")


class Team:
    """One manager's files, held while the page is open."""

    code: ClassVar[str] = "team"
    title: ClassVar[str] = "Manager: the team and one-to-ones"
    hint: ClassVar[str] = "What a team gets wrong, the form of a monthly one-to-one, and an officer’s log of training."

    def __init__(self) -> None:
        self._marked: dict[str, MarkedFile] = {}
        self._calls: dict[str, HeardCall] = {}
        self._last: OneToOne | None = None
        self._kpis: bytes = b""
        self._form = OneToOneForm.example()
        self._failed: dict[str, list[str]] = {}
        self._typed: dict[str, str] = {}
        self._errors: dict[str, str] = {}

    @property
    def actions(self) -> Mapping[str, Action]:
        """What can be done."""
        return {
            "team-save": self._save_team,
            "team-forget": self._forget,
            "team-talk": self._save_talk,
            "team-log": self._save_log,
        }

    # --- Files --------------------------------------------------------------------------------------------------------

    def received(self, file: File) -> Answer:
        """A marked file, a form of a call, the last one-to-one, the report of key figures, or the landlord's form."""
        readers: dict[str, Callable[[File], str]] = {
            "marked": self._read_marked,
            "heard": self._read_heard,
            "last": self._read_last,
            "kpis": self._read_kpis,
            "own_form": self._read_own_form,
        }
        if file.kind not in readers:
            raise Refused(f"{file.name} belongs to nothing that is asked here")
        step = "team-files" if file.kind == "marked" else "team-talk"
        self._failed.pop(file.kind, None)
        try:
            return Answer(step, readers[file.kind](file))
        except InvalidCase as error:
            self._failed[file.kind] = [f"{file.name}: {problem.message}" for problem in error.problems]
        except BenefitcalcError as error:
            self._failed[file.kind] = [f"{file.name}: {error}"]
        return Answer(step, f"{file.name} could not be read.")

    def _read_marked(self, file: File) -> str:
        self._marked[file.name] = MarkedFile.from_json(file.content)
        return f"{len(self._marked)} marked files are read."

    def _read_heard(self, file: File) -> str:
        from benefitcalc.training.coaching import listening_workbook  # loads pandas

        self._calls[file.name] = listening_workbook.from_xlsx(file.content)
        return f"{len(self._calls)} forms of calls are read."

    def _read_last(self, file: File) -> str:
        from benefitcalc.training.coaching import one_to_one_workbook  # loads pandas

        self._last = one_to_one_workbook.from_xlsx(file.content)
        return "The last one-to-one is read."

    def _read_kpis(self, file: File) -> str:
        self._kpis = file.content
        return "The report of key figures is here."

    def _read_own_form(self, file: File) -> str:
        if file.name.lower().endswith(".xlsx"):
            from benefitcalc.training.coaching import one_to_one_workbook  # loads pandas

            self._form = one_to_one_workbook.form_from_xlsx(file.content)
        else:
            self._form = OneToOneForm.from_toml(file.content)
        return f"The form “{self._form.title}” is read."

    def _forget(self, _: Values) -> Answer:
        self._marked, self._calls, self._last, self._kpis = {}, {}, None, b""
        self._failed, self._errors = {}, {}
        return Answer("team-files", "All files are forgotten.")

    # --- What is saved ------------------------------------------------------------------------------------------------

    @property
    def _view(self) -> TeamView:
        from benefitcalc.training.coaching.team import team_view  # loads pandas

        return team_view(self._marked.values())

    def _save_team(self, _: Values) -> Download:
        return Download("team.xlsx", XLSX, self._view.to_xlsx())

    def _save_talk(self, values: Values) -> Answer | Download:
        from benefitcalc.training.coaching import one_to_one_workbook  # loads pandas
        from benefitcalc.training.coaching.kpi_rows import kpi_rows

        self._typed |= {name: text(values, name) for name in _FIELDS}
        officer, manager = self._typed["team-officer"], self._typed["team-manager"]
        month = _month(self._typed["team-month"])
        self._errors = _codes_refused({"team-officer": officer, **({"team-manager": manager} if manager else {})})
        if month is None:
            self._errors["team-month"] = f"“{self._typed['team-month']}” is no month; write it like 11 2026."
        if self._errors or month is None:
            return Answer("team-talk", "There is a problem with the form.")
        try:
            talk = one_to_one(
                self._form,
                officer=officer,
                month=month,
                manager=manager,
                calls=tuple(self._calls.values()),
                marked=tuple(self._marked.values()),
                kpis=kpi_rows(self._kpis, officer) if self._kpis else (),
                last=self._last,
            )
        except (BenefitcalcError, ValueError) as error:  # a file that does not fit the officer
            self._errors["team-officer"] = str(error)
            return Answer("team-talk", f"There is a problem with the form. {error}")
        name = f"one-to-one-{talk.officer}-{talk.month:%Y-%m}.xlsx"
        return Download(name, XLSX, one_to_one_workbook.to_xlsx(talk))

    def _save_log(self, values: Values) -> Answer | Download:
        officer = self._typed["log-officer"] = text(values, "log-officer")
        self._errors = _codes_refused({"log-officer": officer})
        if self._errors:
            return Answer("team-talk", "There is a problem with the code.")
        log = cpd_log(tuple(self._marked.values()), officer)
        return Download(f"training-log-{log.officer}.xlsx", XLSX, log.to_xlsx())

    # --- What stands on the page --------------------------------------------------------------------------------------

    def steps(self) -> list[Step]:
        """The files, what the team gets wrong, and the one-to-one."""
        steps = [Step("team-files", "Marked files", tuple(self._files()))]
        if self._marked:
            steps.append(Step("team-view", "What the team gets wrong", tuple(self._shown())))
        steps.append(Step("team-talk", "One officer", tuple(self._one_officer())))
        return steps

    def _problem(self, kind: str) -> Iterator[Block]:
        if kind in self._failed:
            yield Message("This file could not be read", self._failed[kind])

    def _files(self) -> Iterator[Block]:
        yield from self._problem("marked")
        held = f"{len(self._marked)} read: {', '.join(self._marked)}." if self._marked else ""
        hint = "What officers saved after practice, and what you saved after a replay. Several at once."
        yield Upload("marked", "Marked files", hint, ".json", held, many=True)
        if self._marked or self._calls or self._last or self._kpis:
            yield Button("team-forget", "Forget all files")

    def _shown(self) -> Iterator[Block]:
        view = self._view
        for caution in view.cautions:
            yield Text(caution)
        if not view.frame.empty:
            from benefitcalc.training.coaching.team_chart import team_chart  # loads matplotlib

            chart = team_chart(view)
            table = Table(chart.title, chart.headers, [tuple(map(str, row)) for row in chart.rows], amounts=(1,))
            yield Picture(chart.title, chart.png(), chart.alt, table)
        for by, words in (("topic", "By topic"), ("officer", "By officer"), ("month", "By month")):
            yield More(words, [_counts(view, by, words)])
        yield Button("team-save", "Save the tables", "A workbook.")

    def _one_officer(self) -> Iterator[Block]:
        if self._errors:
            yield Message("There is a problem", links=list(self._errors.items()))
        for kind in ("heard", "last", "kpis", "own_form"):
            yield from self._problem(kind)
        yield Text(
            f"The form is “{self._form.title}”. It is filled from the files here; what is talked about, you write."
        )
        heard = f"{len(self._calls)} read." if self._calls else ""
        yield More(
            "Files that fill the form",
            [
                Upload("heard", "Forms of calls heard", "Filled in, several at once.", ".xlsx", heard, many=True),
                Upload(
                    "last", "The last one-to-one", "Its open actions go on.", ".xlsx", "Read." if self._last else ""
                ),
                Upload("kpis", "Report of key figures", "The month’s report.", ".xlsx", "Read." if self._kpis else ""),
                Upload("own_form", "Your own form", "TOML or Excel; docs/coaching.md has an example.", ".toml,.xlsx"),
            ],
        )
        usual = f"{dt.datetime.now(tz=dt.UTC).date():%-m %Y}"
        codes = "A code with a digit, such as IO04; never a name."
        yield Form(
            "team-talk",
            [
                self._field("team-officer", "Officer’s code", codes),
                self._field("team-month", "Month", "Such as 11 2026.", usual),
                self._field("team-manager", "Your code", "It may stay empty."),
            ],
            "Save the one-to-one form",
        )
        log = self._field("log-officer", "Officer’s code", codes)
        says = "Supporting evidence of training: days, topics, minutes and marks. No standard prescribes such a log."
        yield More("A log of an officer’s training", [Form("team-log", [log], "Save the log", says)])

    def _field(self, name: str, label: str, hint: str, usual: str = "") -> Field:
        return Field(name, label, hint, self._typed.get(name, usual), error=self._errors.get(name, ""))


def _codes_refused(codes: Mapping[str, str]) -> dict[str, str]:
    """Why some of these are no codes, by the id of their field."""
    why = {name: "is missing; give one, such as IO04" if not code else refused(code) for name, code in codes.items()}
    return {name: f"The code {reason}." for name, reason in why.items() if reason is not None}


def _counts(view: TeamView, by: str, caption: str) -> Table:
    table = view.counts(by)
    heads = [str(head).replace("_", " ").capitalize() for head in table.columns]
    rows = table.astype(object).where(table.notna(), "").astype(str).to_numpy().tolist()
    figures = [place for place, head in enumerate(table.columns) if place and head != "title"]
    return Table(caption, heads, rows, amounts=figures)


def _month(typed: str) -> dt.date | None:
    """The first day of the month that was typed; None where it is no month."""
    parts = typed.replace("-", " ").replace("/", " ").split()
    if len(parts) == 2 and all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
        month, year = sorted(map(int, parts))
        if 1 <= month <= 12 and 2013 <= year <= 2100:
            return dt.date(year, month, 1)
    return None
