"""What the page asks for apart from its figures: the working, the months to come, the advice, and files to save.

Each part is worked out only when somebody looks at it, so that typing never waits. A part is a function from what was
asked to plain data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from benefitcalc import Assessment, Circumstances, assess
from benefitcalc.advice.call_file import CallFile
from benefitcalc.advice.figures import Figures, figures_of, figures_of_ranges
from benefitcalc.advice.ranges import Partial, work_out
from benefitcalc.errors import BenefitcalcError
from benefitcalc.timeline import timeline
from benefitcalc.ui.call.advice import budget_blocks, note_of, option_blocks, page_of, why_blocks, wrap_blocks
from benefitcalc.ui.call.form import Form, read_form
from benefitcalc.ui.call.outlook import outlook
from benefitcalc.ui.call.schema import Schema
from benefitcalc.ui.call.working import working
from benefitcalc.ui.design.blocks import Block, block_json

__all__ = ["FILES", "PARTS", "part", "saved"]

Data: TypeAlias = dict[str, Any]

MONTHS = 24
"""How many months ahead the app shows changes; fewer where a rate is not known that far and cannot be projected."""
NO_FIGURES = "This is worked out once there are figures."
NOT_OF_A_RANGE = "This is worked out once every fact is known: it is of one figure, not of a range."
KEPT_DAYS = 90
"""How long a call file may be read."""


class _NotYet(BenefitcalcError):
    """A part that cannot be worked out for these answers."""


@dataclass(frozen=True)
class Asked:
    """The answers for which somebody asks for a part; they have figures. ``given`` is what was typed in the parts."""

    form: Form
    given: Mapping[str, str]
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(tz=dt.UTC).astimezone())

    @cached_property
    def circumstances(self) -> Circumstances | None:
        found = self.form.circumstances
        return None if found is None else Circumstances.model_validate(found)

    @cached_property
    def result(self) -> Assessment:
        """The result, where every fact is known."""
        if self.form.case is None:
            raise _NotYet(NO_FIGURES if self.form.partial is None else NOT_OF_A_RANGE)
        return assess(self.form.case, self.circumstances)

    @cached_property
    def figures(self) -> Figures:
        """The figures of the result, or from lowest to highest."""
        if self.form.case is None and self.form.partial is not None:
            partial = Partial(self.form.partial, self.form.unknown)
            return figures_of_ranges(partial, work_out(partial, quick=True))
        return figures_of(self.result)

    @property
    def one_result(self) -> Assessment | None:
        """The result; None where it is a range."""
        return None if self.form.case is None else self.result


def _ahead(asked: Asked) -> Data:
    """What changes in the months to come."""
    case, form = asked.result.case, asked.form
    return outlook(form.case or {}, timeline(case, months=MONTHS), form.circumstances, form.beside)


def _wrap(asked: Asked) -> list[Block]:
    try:
        return wrap_blocks(note_of(asked.figures, asked.given, asked.now, asked.one_result), asked.given)
    except ValueError as wrong:
        return wrap_blocks(str(wrong), asked.given)


def _blocks(make: Callable[[Asked], Sequence[Block]]) -> Callable[[Asked], Data]:
    return lambda asked: {"blocks": [block_json(one) for one in make(asked)]}


PARTS: Mapping[str, Callable[[Asked], Data]] = {
    "ahead": _ahead,
    "working": lambda asked: working(asked.result),
    "options": _blocks(lambda asked: option_blocks(asked.result)),
    "why": _blocks(lambda asked: why_blocks(asked.result, asked.given)),
    "budget": _blocks(lambda asked: budget_blocks(asked.result, asked.given, asked.now.date())),
    "wrap": _blocks(_wrap),
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
    note = note_of(asked.figures, asked.given, asked.now, asked.one_result)
    return note.file_name, "text/plain;charset=utf-8", note.text


def _page_file(asked: Asked) -> tuple[str, str, str]:
    page = page_of(asked.figures, asked.given, asked.now.date(), asked.one_result)
    return f"tenant-page-{asked.now:%Y-%m-%d-%H%M}.html", "text/html;charset=utf-8", page


def _call_file(asked: Asked) -> tuple[str, str, str]:
    expires = asked.now.date() + dt.timedelta(days=KEPT_DAYS)
    file = CallFile.of(asked.figures, expires=expires, circumstances=asked.circumstances)
    return f"call-{asked.now:%Y-%m-%d-%H%M}.json", "application/json", file.to_json()


FILES: Mapping[str, Callable[[Asked], tuple[str, str, str]]] = {
    "note": _note_file,
    "page": _page_file,
    "call": _call_file,
}


def saved(schema: Schema, name: str, values: object, given: Mapping[str, str]) -> tuple[str, str, str]:
    """A file to save: its name, its kind and its text. Raises ``ValueError`` where it cannot be written."""
    form = read_form(schema, values)
    if form.case is None and form.partial is None:
        raise _NotYet(NO_FIGURES)
    return FILES[name](Asked(form, given))
