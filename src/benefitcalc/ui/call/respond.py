"""One round: what the page sent -> what it shows. The library is asked here and nowhere else in the app."""

from __future__ import annotations

from typing import Any

from benefitcalc import Case, InvalidCase, assess
from benefitcalc.errors import BenefitcalcError
from benefitcalc.ui.call.form import Complaint, read_form
from benefitcalc.ui.call.schema import Schema
from benefitcalc.ui.call.screen import figures, screen

__all__ = ["respond"]

SENTENCES = {
    "before_first_rate": "the rates begin on 1 April 2013; give a later day",
    "conflicting_rates": "two rates of one benefit are ticked; keep the one in payment",
    "more_than_family": "that is more people than the family has",
    "more_than_whole": "that is more than the whole that it is a part of",
    "not_in_education": "someone of 16 or over who has left education goes under other adults",
    "rent_free_weeks_in_part": "give whole payment periods: a multiple of 2 for a fortnight, of 4 for 4 weeks",
    "too_old": "someone of 20 or over goes under other adults",
    "too_young": "this must be someone of 16 or over; younger people go under children",
}
"""Problems that answers run into often, without the words of the case file. The others speak for themselves."""


def respond(schema: Schema, sent: object, last: dict[str, Any] | None) -> dict[str, Any]:
    """The screen for these answers; ``last`` are the figures in view, which stay, marked, if there are no new ones."""
    form = read_form(schema, sent)
    last = None if form.untouched else last
    if form.case is None:
        return screen(form, last, fresh=False)
    try:
        assessment = assess(Case.model_validate(form.case))
    except InvalidCase as invalid:
        wrong = [form.complaint(one.path, SENTENCES.get(one.code, one.message)) for one in invalid.problems]
        return screen(form, last, fresh=False, complaints=wrong)
    except BenefitcalcError as refusal:
        return screen(form, last, fresh=False, complaints=[Complaint("", str(refusal))])
    shown = figures(form.case, assessment.to_dict(), assessment.explanation.sections)
    return screen(form, shown, fresh=True)
