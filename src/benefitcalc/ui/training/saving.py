"""The form that saves a learner's marks, and the file that it makes. The server keeps neither."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from benefitcalc.errors import InvalidCase
from benefitcalc.training.coaching import MarkedFile
from benefitcalc.ui.design.blocks import Field, Form
from benefitcalc.ui.design.steps_page import Answer, Download
from benefitcalc.ui.training.activity import Values, text

KEPT = dt.timedelta(days=365)
"""How long a file of marks may be read: to the next round of appraisals."""


@dataclass(slots=True)
class Saving:
    """The form of the id ``do``, which stands in ``step``: of a learner, or of an officer by a coach."""

    do: str
    step: str
    by_coach: bool = False
    _officer: str = ""
    _error: str = ""

    def form(self) -> Form:
        """The form as it stands."""
        whose, button = ("Officer’s code", "Save these marks") if self.by_coach else ("Your code", "Save my marks")
        hint = "A code with a digit, such as IO04, never a name. Leave it empty if only you keep the file."
        officer = Field("officer", whose, hint, self._officer, error=self._error)
        says = "A file with steps, marks and misconceptions; no names, and no figures of a household. You keep it."
        return Form(self.do, [officer], button, says)

    def saved(self, values: Values, made: Callable[[str | None, dt.date, dt.date], MarkedFile]) -> Answer | Download:
        """The file that ``made`` makes of the officer's code, today and the last day of the file."""
        self._officer, self._error = text(values, "officer"), ""
        today = dt.datetime.now(tz=dt.UTC).date()
        try:
            file = made(self._officer or None, today, today + KEPT)
        except InvalidCase as error:
            self._error = " ".join(problem.message for problem in error.problems)
            return Answer(self.step, f"There is a problem with the code. {self._error}")
        return Download(file.file_name, "application/json", file.to_json().encode())
