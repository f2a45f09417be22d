"""One round: what the page sent -> what it shows. The library is asked here and nowhere else in the app."""

from __future__ import annotations

from typing import Any

from benefitcalc import Case, InvalidCase, assess
from benefitcalc.errors import BenefitcalcError
from benefitcalc.ui.call.form import Complaint, read_form
from benefitcalc.ui.call.schema import Schema
from benefitcalc.ui.call.screen import figures, screen

__all__ = ["respond"]


def respond(schema: Schema, sent: object, last: dict[str, Any] | None) -> dict[str, Any]:
    """The screen for these answers; ``last`` are the figures in view, which stay, marked, if there are no new ones."""
    form = read_form(schema, sent)
    last = None if form.untouched else last
    if form.case is None:
        return screen(form, last, fresh=False)
    try:
        assessment = assess(Case.model_validate(form.case))
    except InvalidCase as invalid:
        wrong = [Complaint(form.place(problem.path), problem.message) for problem in invalid.problems]
        return screen(form, last, fresh=False, complaints=wrong)
    except BenefitcalcError as refusal:
        return screen(form, last, fresh=False, complaints=[Complaint("", str(refusal))])
    shown = figures(form.case, assessment.to_dict(), assessment.explanation.sections)
    return screen(form, shown, fresh=True)
