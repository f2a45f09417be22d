"""What the page asks for apart from its figures: the working, the months to come, and the advice.

Each part is worked out only when somebody looks at it, so that typing never waits. A part is a function from what was
asked to plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from benefitcalc import Assessment, Case, Circumstances, assess
from benefitcalc.errors import BenefitcalcError
from benefitcalc.timeline import timeline
from benefitcalc.ui.call.form import Form, read_form
from benefitcalc.ui.call.outlook import outlook
from benefitcalc.ui.call.schema import Schema
from benefitcalc.ui.call.working import working

__all__ = ["PARTS", "part"]

Data: TypeAlias = dict[str, Any]

MONTHS = 24
"""How many months ahead the app shows changes; fewer where a rate is not known that far and cannot be projected."""
NO_FIGURES = "This is worked out once there are figures."
NOT_OF_A_RANGE = "This is worked out once every fact is known: it is of one figure, not of a range."


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers for which somebody asks for a part; they have figures. ``given`` is what was typed in the part."""

    form: Form
    written: Mapping[str, Any]
    """The case as the form writes it."""
    case: Case
    circumstances: Circumstances | None
    given: Mapping[str, str]

    def assessment(self) -> Assessment:
        """Its result."""
        return assess(self.case, self.circumstances)


def _ahead(asked: Asked) -> Data:
    """What changes in the months to come."""
    return outlook(asked.written, timeline(asked.case, months=MONTHS), asked.form.circumstances, asked.form.beside)


def _working(asked: Asked) -> Data:
    """How the figures come about."""
    return working(asked.assessment())


PARTS: Mapping[str, Callable[[Asked], Data]] = {"ahead": _ahead, "working": _working}


def part(schema: Schema, name: str, values: object, given: Mapping[str, str]) -> Data:
    """A part for these answers; where it cannot be worked out, ``failed`` says why."""
    form = read_form(schema, values)
    if form.case is None:
        return {"failed": NO_FIGURES if form.partial is None else NOT_OF_A_RANGE}
    try:
        case = Case.model_validate(form.case)
        circumstances = None if form.circumstances is None else Circumstances.model_validate(form.circumstances)
        return PARTS[name](Asked(form, form.case, case, circumstances, given))
    except BenefitcalcError as refusal:
        return {"failed": str(refusal)}
