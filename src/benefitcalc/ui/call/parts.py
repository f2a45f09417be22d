"""What the page asks for apart from its figures: the working, the months to come, the advice, and files to save.

Each part is worked out only when somebody looks at it, so that typing never waits. A part is a function from what was
asked to plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Any, TypeAlias

from benefitcalc.errors import BenefitcalcError
from benefitcalc.timeline import timeline
from benefitcalc.ui.call.advice import option_blocks, why_blocks
from benefitcalc.ui.call.affordable import budget_blocks, ends_of
from benefitcalc.ui.call.arrears import arrears_blocks
from benefitcalc.ui.call.asked import NO_FIGURES, Asked, NotYet
from benefitcalc.ui.call.ends import end_blocks, one_of_the_answers
from benefitcalc.ui.call.files import call_to_save
from benefitcalc.ui.call.filling import answers_shown
from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.home import home_blocks
from benefitcalc.ui.call.hours import hours_blocks
from benefitcalc.ui.call.outlook import outlook
from benefitcalc.ui.call.printed import answer_page
from benefitcalc.ui.call.ranging import CHANGES_NO_FIGURE
from benefitcalc.ui.call.schema import Schema
from benefitcalc.ui.call.steps import steps_blocks
from benefitcalc.ui.call.unasked import unasked
from benefitcalc.ui.call.working import working
from benefitcalc.ui.call.wrap import note_of, page_of, wrap_blocks
from benefitcalc.ui.design.blocks import Block, block_json

__all__ = ["FILES", "PARTS", "part", "saved"]

Data: TypeAlias = dict[str, Any]

MONTHS = 24
"""How many months ahead the app shows changes; fewer where a rate is not known that far and cannot be projected."""
LATER = "Another answer changes no figure of today, but may change those of a later month."


def _ahead(asked: Asked) -> Data:
    """What changes in the months to come."""
    case, form = asked.result.case, asked.form
    asked.needs_every_age()
    shown = outlook(form.case or form.partial or {}, timeline(case, months=MONTHS), form.circumstances, form.beside)
    return {**shown, "assumes": f"{one_of_the_answers(asked)} {LATER}" if asked.is_range else ""}


def _working(asked: Asked) -> Data:
    """How the figures come about; where facts are not known that change none of them, with which answers."""
    shown = working(asked.result)
    return {**shown, "assumes": f"{CHANGES_NO_FIGURE} {one_of_the_answers(asked)}" if asked.is_range else ""}


def _budget(asked: Asked) -> list[Block]:
    """The budget, and the account and the plan beside it."""
    ends = ends_of(asked)
    return [*budget_blocks(asked, ends), *arrears_blocks(asked, ends)]


def _blocks(make: Callable[[Asked], Sequence[Block]]) -> Callable[[Asked], Data]:
    return lambda asked: {"blocks": [block_json(one) for one in make(asked)]}


def _options(asked: Asked) -> Data:
    """The options, and what a screen reader says of them."""
    made = _blocks(option_blocks)(asked)
    first = next((one["choices"][0] for one in made["blocks"] if one["block"] == "choices"), None)
    return {**made, "spoken": f"The first option: {first['title']}. {first['worth']}." if first else "No option."}


PARTS: Mapping[str, Callable[[Asked], Data]] = {
    "ahead": _ahead,
    "unasked": unasked,
    "ends": _blocks(end_blocks),
    "working": _working,
    "options": _options,
    "hours": _blocks(hours_blocks),
    "why": _blocks(why_blocks),
    "budget": _blocks(_budget),
    "home": _blocks(home_blocks),
    "steps": _blocks(steps_blocks),
    "wrap": _blocks(wrap_blocks),
}


def part(schema: Schema, name: str, values: object, given: Mapping[str, str]) -> Data:
    """A part for these answers; where it cannot be worked out, ``failed`` says why."""
    form = read_form(schema, values)
    if form.case is None and form.partial is None:
        return {"failed": NO_FIGURES}
    try:
        return PARTS[name](Asked(form, given))
    except BenefitcalcError as refusal:
        return {"failed": str(refusal)}


# Files to save -------------------------------------------------------------------------------------------------------


def _note_file(asked: Asked) -> tuple[str, str, str]:
    note = note_of(asked)
    return note.file_name, "text/plain;charset=utf-8", note.text


def _page_file(asked: Asked) -> tuple[str, str, str]:
    return f"tenant-page-{asked.now:%Y-%m-%d-%H%M}.html", "text/html;charset=utf-8", page_of(asked)


def _answer_file(asked: Asked) -> tuple[str, str, str]:
    apart = (_if_there_is(_working, asked), _if_there_is(_ahead, asked))
    return f"answer-{asked.now:%Y-%m-%d-%H%M}.html", "text/html;charset=utf-8", answer_page(asked, *apart)


def _if_there_is(make: Callable[[Asked], Data], asked: Asked) -> Data | None:
    """A part that goes from one result; None where there is none, or an age that it needs is not known."""
    try:
        return make(asked)
    except NotYet:
        return None


def _call_file(asked: Asked) -> tuple[str, str, str]:
    return f"call-{asked.now:%Y-%m-%d-%H%M}.json", "application/json", call_to_save(asked).to_json()


def _example(name: str) -> Callable[[Asked], tuple[str, str, str]]:
    """A file of the landlord to fill in, as it comes with the package."""
    file = files("benefitcalc.advice").joinpath(f"{name}.toml")
    return lambda _: (f"{name}.toml", "text/plain;charset=utf-8", file.read_text(encoding="utf-8"))


FILES: Mapping[str, Callable[[Asked], tuple[str, str, str]]] = {
    "note": _note_file,
    "page": _page_file,
    "answer": _answer_file,
    "call": _call_file,
    "example_guidelines": _example("guidelines"),
    "example_ladder": _example("ladder"),
}


def saved(schema: Schema, name: str, values: object, given: Mapping[str, str]) -> tuple[str, str, str]:
    """A file to save: its name, its kind and its text. Raises ``ValueError`` where it cannot be written."""
    form = read_form(schema, values)
    if form.case is None and form.partial is None:
        raise NotYet(NO_FIGURES)
    return FILES[name](Asked(form, given, answers_shown(schema, form.answers)))
