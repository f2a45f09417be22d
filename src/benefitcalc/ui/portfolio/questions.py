"""The questions that a file leaves open, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from benefitcalc.ui.design.blocks import Block, Button, Field, Form, Message, More, Text
from benefitcalc.ui.portfolio.show import capital, plain

if TYPE_CHECKING:
    from benefitcalc.errors import Question
    from benefitcalc.portfolio import RentRoll
    from benefitcalc.ui.portfolio.state import State


def questions_blocks(state: State) -> Iterator[Block]:
    """The questions as one form; once all are answered, what is not used, and the answers to save."""
    if not state.questions:
        if state.roll is not None:
            yield Text("Every question about the file is answered.")
            if left := _unmapped(state.roll):
                yield More(f"Columns that are not used ({len(left)})", [Text(", ".join(left))])
            yield Button("save-mapping", "Save these answers for next time")
        return
    yield Text(
        "The file does not say these things of itself, and a wrong guess would change the totals. Answer them once; "
        "you can save the answers for next time."
    )
    if state.asked_again:
        links = [(f"q{place}", capital(question.sentence)) for place, question in enumerate(state.questions)]
        yield Message(f"{len(links)} still to answer", links=links)
    fields = [_question(place, question, again=state.asked_again) for place, question in enumerate(state.questions)]
    yield Form("match", fields, "Go on")


CHOICES = {
    "owed_positive": "What a tenant owes is positive",
    "owed_negative": "What a tenant owes is negative",
    "nothing": "No, they stand beside it or there are none",
    "eligible_services": "Yes, the services that help can cover",
    "all_services": "Yes, all services",
    "day_first": "The day comes first",
    "month_first": "The month comes first",
    "four_weeks": "Every four weeks",
    "": "Leave it out",
}
"""What can be answered, in words; other choices read as they are."""


def _question(place: int, question: Question, *, again: bool) -> Field:
    columns = " · ".join(f"“{heading}”" for heading in question.headings)
    where = f"{plain(question.table)}, column {columns}" if columns else plain(question.table)
    options = [(code, CHOICES.get(code, plain(code))) for code in question.choices]
    options = [(_OPEN, "Choose"), *options] if options else []
    error = "Choose an answer" if again else ""
    return Field(f"q{place}", capital(question.sentence), where, _OPEN if options else "", options, error=error)


_OPEN = "?"
"""What stands for a question that is not answered yet; empty text is an answer."""


def _unmapped(roll: RentRoll) -> Sequence[str]:
    return [heading for headings in roll.unmapped.values() for heading in headings]
