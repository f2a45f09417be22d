"""What to report about a case with fields that cannot be read, and about its other fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from benefitcalc.case.checks import misfits
from benefitcalc.case.kinds import CouncilTaxScheme, Period, Tenure
from benefitcalc.case.parts import Part
from benefitcalc.case.reading import Format, Loc, model_in, problems_of
from benefitcalc.case.values import SCHEMA
from benefitcalc.errors import InvalidCase, Problem

CASE_FILE = Format(
    schema=SCHEMA,
    whole="The case",
    wanted={
        "date": "give the first day of the assessment period or a day in the benefit week, such as 2026-06-01",
        "claimant": 'give at least an age, such as {"age": 34}',
        "tenancy": 'give at least a tenure, such as {"tenure": "social_rent", "bedrooms": 2}',
        "tenure": f"give one of {', '.join(Tenure)}",
        "amount": "give pounds with at most two decimals, such as 112.45",
        "per": f"give one of {', '.join(Period)}",
        "eligible": "say true when help with rent can cover this charge, false when it cannot",
        "kind": "give the kind of income, such as state_pension",
        "annual_liability": "give the year's council tax in pounds",
        "scheme": f"give one of {', '.join(CouncilTaxScheme)}",
    },
)


def unreadable(case_type: type[Part], data: object, errors: list[ErrorDetails]) -> InvalidCase:
    """What each unreadable field says, and then what does not fit among the fields that can be read.

    Where there are more unreadable fields than an error lists, the other fields are not checked.
    """
    problems, more = problems_of(errors, case_type, CASE_FILE)
    if isinstance(data, Mapping) and not more:
        told = tuple(problem.path for problem in problems)
        case = _readable(case_type, data, frozenset(error["loc"] for error in errors))
        problems += [late for late in misfits(case, AttributeError) if not _below(late.path, told)]
    return InvalidCase(in_file_order(case_type, problems), more)


def in_file_order(case_type: type[Part], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by the top-level field that each is about, in the order of the contract."""
    order = {field.alias or name: i for i, (name, field) in enumerate(case_type.model_fields.items())}
    return tuple(sorted(problems, key=lambda problem: order.get(re.split(r"[.\[]", problem.path)[0], -1)))


def _below(path: str, told: Iterable[str]) -> bool:
    return any(path == start or path.startswith((f"{start}.", f"{start}[")) for start in told)


@cache
def _reader(model: type[Part], name: str) -> TypeAdapter[Any]:
    """The function that reads one field alone."""
    field = model.model_fields[name]
    annotation: Any = field.annotation
    return TypeAdapter(Annotated[annotation, *field.metadata] if field.metadata else annotation)


def _readable(model: type[Part], data: Mapping[str, Any], bad: frozenset[Loc], at: Loc = ()) -> Any:
    """The part with every field that can be read; the others are missing, and using one raises AttributeError."""
    values: dict[str, Any] = {}
    absent: list[str] = []
    for name, field in model.model_fields.items():
        key = name if name in data else field.alias or name
        loc = (*at, key)
        inner = model_in(field.annotation)
        if loc in bad:
            absent.append(name)
        elif key not in data:
            continue
        elif not any(fault[: len(loc)] == loc for fault in bad):
            values[name] = _reader(model, name).validate_python(data[key])
        elif inner is None:
            absent.append(name)
        else:
            values[name] = _readable_parts(inner, data[key], bad, loc)
    part = model.model_construct(**values)
    for name in absent:
        vars(part).pop(name, None)
    return part


def _readable_parts(model: type[Part], data: Any, bad: frozenset[Loc], at: Loc) -> Any:
    """One object, or a list of objects in their places, as far as each can be read."""
    if isinstance(data, model):
        return data
    if isinstance(data, Mapping):
        return _readable(model, data, bad, at)
    if at in bad:  # an item that is no object at all: nothing about it is known
        part = model.model_construct()
        vars(part).clear()
        return part
    return tuple(_readable_parts(model, item, bad, (*at, i)) for i, item in enumerate(data))
