"""The questions that a file leaves open, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from benefitcalc.portfolio.tables import tables_of_the_roll
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
            if fields := list(_columns_left(state.roll)):
                yield More(f"Columns that are not used ({len(fields)})", [Form("use-columns", fields, "Use these")])
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
    options = [
        (code, code if code in question.headings else CHOICES.get(code, plain(code))) for code in question.choices
    ]
    options += [(heading, f"The column “{heading}” says it") for heading in question.may_say]
    options = [(_OPEN, "Choose"), *options] if options else []
    error = "Choose an answer" if again else ""
    return Field(f"q{place}", capital(question.sentence), where, _OPEN if options else "", options, error=error)


_OPEN = "?"
"""What stands for a question that is not answered yet; empty text is an answer."""


def columns_left(roll: RentRoll) -> list[tuple[str, str]]:
    """The headings that are not used, each with its table."""
    return [(table, heading) for table, headings in roll.unmapped.items() for heading in headings]


def _columns_left(roll: RentRoll) -> Iterator[Field]:
    """For each heading that is not used a question: which column of ours it is, of those that nothing fills yet."""
    free = {
        table: [
            ("", "Not used"),
            *((f"{table}.{name}", plain(name)) for name in columns if name not in _filled(roll, table)),
        ]
        for table, columns in tables_of_the_roll().items()
    }
    for place, (table, heading) in enumerate(columns_left(roll)):
        yield Field(f"c{place}", heading, "What this column says", "", free[table])


def _filled(roll: RentRoll, table: str) -> Sequence[str]:
    frame = roll.tenancies if table == "tenancies" else roll.people
    return [str(name) for name in frame]
