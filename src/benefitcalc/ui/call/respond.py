"""One exchange with the page: the answers that it sent, and the screen that it gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from benefitcalc import InvalidCase, assess
from benefitcalc.advice.ranges import UNKNOWN
from benefitcalc.errors import BenefitcalcError, Problem, RatesNotChecked
from benefitcalc.ui.call.answer import figures
from benefitcalc.ui.call.form import CIRCUMSTANCES, Complaint, Form, read_form
from benefitcalc.ui.call.limits import over_a_limit
from benefitcalc.ui.call.ranging import range_of_figures
from benefitcalc.ui.call.schema import Schema, may_be_unknown
from benefitcalc.ui.call.screen import screen

__all__ = ["respond"]

SENTENCES = {
    "after_checked_rates": "the rates of this day are not set yet; give an earlier day",
    "area_in_another_nation": "this area is in another nation; choose one of this nation, or correct the nation",
    "before_first_rate": "the rates begin on 1 April 2013; give a later day",
    "conflicting_benefits": "PIP, DLA, Attendance Allowance and AFIP are not paid together; keep the one in payment",
    "conflicting_rates": "two rates of one benefit are ticked; keep the one in payment",
    "more_than_family": "that is more people than the family has",
    "more_than_whole": "that is more than the whole that it is a part of",
    "pip_under_16": "PIP is for people of 16 or over. Choose DLA, for Child Disability Payment too",
    "rent_free_weeks_in_part": "give whole payment periods: a multiple of 2 for a fortnight, of 4 for 4 weeks",
    "state_pension_under_pension_age": "State Pension is for people over pension age. Choose another kind, "
    "or correct the age",
    "too_old": "someone of 20 or over goes under other adults",
    "too_young": "this must be someone of 16 or over; younger people go under children",
}
"""Sentences for problems that answers often cause, without the words of the case file. All other problems have the
library's sentence.
"""
SENTENCES_BESIDE = {
    "cannot_both_be": "there is a first transitional element or an SDP element, never both; keep one",
    "given_twice": "the transitional element in payment is entered already, and this is of a first month; keep one",
    "in_the_future": "this is after the week that is worked out; give the day, or correct the date",
    "not_entitled": "there is no Universal Credit for these answers, and so no transitional element; leave this empty",
    "one_of_a_couple": "the deduction for a couple waits for both: give their partner’s day too, or neither",
    "out_of_order": "this is before the first day",
}
"""The same for problems of the facts beside the case."""


def _said(problem: Problem) -> str:
    words = SENTENCES_BESIDE if problem.path.startswith(CIRCUMSTANCES) else SENTENCES
    return words.get(problem.code, problem.message)


def respond(schema: Schema, sent: object, last: dict[str, Any] | None) -> dict[str, Any]:
    """The screen for these answers. ``last`` are the figures that are in view; they stay, marked as old, if there are
    no new ones.
    """
    form = read_form(schema, sent)
    last = None if form.untouched else last
    if form.case is None and form.partial is None:
        return screen(form, last, fresh=False)
    try:
        if form.case is None:
            shown = range_of_figures(form)
        else:
            result = assess(form.case, form.circumstances)
            shown = figures(result)
            form = replace(form, doubts=(*form.doubts, *over_a_limit(form, result)))
    except InvalidCase as invalid:
        wrong = [form.complaint(one.path, _said(one)) for one in invalid.problems]
        instead = _without(form, [one.path for one in invalid.problems])
        return screen(form, instead or last, fresh=instead is not None, complaints=wrong)
    except RatesNotChecked:
        late = form.complaint("date", SENTENCES["after_checked_rates"])
        return screen(form, last, fresh=False, complaints=[late])
    except BenefitcalcError as refusal:
        return screen(form, last, fresh=False, complaints=[Complaint("", str(refusal))])
    return screen(form, shown, fresh=True)


def _without(form: Form, paths: Sequence[str]) -> dict[str, Any] | None:
    """The figures as if the answers at those paths, which cannot be right, were not known; None where they have to be
    known.
    """
    places = [f"{path.removesuffix('born')}age" if path.endswith(".born") else path for path in paths]
    facts = [place for place in places if may_be_unknown(place)]
    if form.circumstances or not facts:
        return None
    try:
        return range_of_figures(form, dict.fromkeys(facts, UNKNOWN))
    except BenefitcalcError:
        return None
