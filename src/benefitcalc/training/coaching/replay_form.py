"""The line "figures given were correct" of a call-listening form, filled from a replay.

Met where every figure given is right; Part where some are right, or all that is wrong is a penny; Not where none is
right; N/A where no figure was given. The listener may mark it otherwise: the comment says what the replay found.
"""

from __future__ import annotations

from dataclasses import replace

from benefitcalc.periods import as_date
from benefitcalc.training.coaching.call_replay import Replay
from benefitcalc.training.coaching.listening_form import HeardCall, LineMarked, Mark


def mark_of(found: Replay) -> Mark:
    """The mark that the rules give."""
    if not found.figures:
        return "N/A"
    if found.all_right:
        return "Met"
    a_penny = all(abs(figure.too_much) * 100 == 1 for figure in found.figures if not figure.right)
    return "Part" if a_penny or any(figure.right for figure in found.figures) else "Not"


def with_replay(call: HeardCall, found: Replay) -> HeardCall:
    """The form with its line of figures filled in, and the day of the call where it has none yet. Raises ``ValueError``
    where the form has no such line.
    """
    item = call.form.figures_item
    if item is None:
        raise ValueError("the form has no line with figures = true; add it to the line that a replay fills in")
    wrong = [figure.sentence for figure in found.figures if not figure.right]
    comment = " ".join([f"Replayed: {found.verdict}", *wrong])
    marks = {**call.marks, item.code: LineMarked(mark_of(found), comment)}
    return replace(call, marks=marks, call_on=call.call_on or as_date(found.on))
