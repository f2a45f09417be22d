"""Answers that count only up to a limit of the law: told beside the question, because the rest of the amount is paid by
the household alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from benefitcalc import Assessment
from benefitcalc.rates import Basis
from benefitcalc.ui.call.form import Complaint, Form

__all__ = ["over_a_limit"]

CHILDCARE = {False: ("uc.childcare.max.one_child", "one child"), True: ("uc.childcare.max.two_or_more_children", "all")}
"""The most that Universal Credit helps with, and for whom, by whether there is childcare for several children."""


def over_a_limit(form: Form, result: Assessment) -> Iterator[Complaint]:
    """The answers over a limit, each with the limit."""
    paid = [place for place, child in enumerate(result.case.children) if child.childcare is not None]
    award = result.universal_credit
    if award is None or not paid:
        return
    key, whom = CHILDCARE[len(paid) > 1]
    most = result.book.on(result.case.date, Basis.ASSESSMENT_PERIOD).money(key)
    if award.childcare_element * 100 >= int(most):
        sentence = f"Universal Credit helps with at most {most.text} for {whom}; the rest is paid without help"
        yield form.complaint(f"children[{paid[-1]}].childcare.amount", sentence)
