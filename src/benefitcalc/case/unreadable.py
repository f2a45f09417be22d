"""What is said of fields that cannot be read, and of the others beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, get_args

from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from benefitcalc.case.checks import misfits
from benefitcalc.case.kinds import CouncilTaxScheme, Period, Tenure
from benefitcalc.case.parts import Money, Part
from benefitcalc.case.values import SCHEMA, show
from benefitcalc.errors import Problem

if TYPE_CHECKING:
    from benefitcalc.case.model import Case

_Loc: TypeAlias = tuple[int | str, ...]

_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "invalid_key": "unknown_key",
    "enum": "unknown_value",
    "literal_error": "unknown_schema",
    "bool_type": "not_true_or_false",
    "string_type": "not_text",
    "tuple_type": "not_a_list",
    "model_type": "not_an_object",
    "model_attributes_type": "not_an_object",
}
_FAULTS = {
    "invalid_key": "is not a key; write keys as text",
    "literal_error": f'is not a format that is read here; write "{SCHEMA}" or leave it out',
    "bool_type": "is not an answer to yes or no; write true or false, without quotes",
    "string_type": "is not text; write it in quotes",
    "tuple_type": "is not a list; write one in square brackets, [] when there is none",
}
_WANTED = {
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
}
_PERSONAL = re.compile(
    r"(^|_)(fore|first|middle|last|sur|full)?_?name$|(^|_)(address|street|postcode|phone|telephone|mobile|email|nino|"
    r"ref|reference|uprn|crn)(_|$)|national_insurance|ni_number"
)
_SAME_AS = {"dob": "born", "date_of_birth": "born", "birth_date": "born", "birthday": "born"}


def problems_of_unreadable(case_type: type[Case], data: object, errors: list[ErrorDetails]) -> tuple[Problem, ...]:
    """What each unreadable field says, and then what does not fit among the fields that can be read."""
    problems = [_problem(case_type, error) for error in errors]
    if isinstance(data, Mapping):
        told = tuple(problem.path for problem in problems)
        case = _readable(case_type, data, frozenset(error["loc"] for error in errors))
        problems += [late for late in misfits(case, AttributeError) if not _below(late.path, told)]
    return in_file_order(case_type, problems)


def in_file_order(case_type: type[Case], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by the top-level field that each is about, in the order of the contract."""
    order = {field.alias or name: i for i, (name, field) in enumerate(case_type.model_fields.items())}
    return tuple(sorted(problems, key=lambda problem: order.get(re.split(r"[.\[]", problem.path)[0], -1)))


def _below(path: str, told: Iterable[str]) -> bool:
    return any(path == start or path.startswith((f"{start}.", f"{start}[")) for start in told)


def _problem(case_type: type[Case], error: ErrorDetails) -> Problem:
    """Pydantic's error in our words."""
    loc, kind, value = error["loc"], error["type"], error["input"]
    path = _path(loc)
    name = path.rpartition(".")[2] or "The case"
    code = _CODES.get(kind, kind)
    if kind == "missing":
        sentence = f"{name} is missing; {_WANTED.get(name, 'it must be given')}."
    elif kind == "extra_forbidden":
        code, sentence = _unknown_key(str(loc[-1]), _model_at(case_type, loc[:-1]) or case_type)
    elif kind == "enum":
        sentence = f"{name} {show(value)} is not a valid value; {_nearest(value, error['ctx']['expected'])}."
    elif code == "not_an_object":
        sentence = f"{name} {show(value)} is not an object; {_object_wanted(_model_at(case_type, loc))}."
    elif kind == "personal_detail":
        sentence = f"{name} {error['msg']}."
    else:
        sentence = f"{name} {show(value)} {_FAULTS.get(kind, error['msg'])}."
    return Problem(path, code, sentence)


def _unknown_key(key: str, model: type[Part]) -> tuple[str, str]:
    """The code and the sentence for a key that the contract does not have; its value is never repeated."""
    if _PERSONAL.search(key.lower()):
        message = f"{show(key)} is not a field; no field takes a name, an address or a reference number. Leave it out."
        return "personal_detail", message
    valid = [field.alias or name for name, field in model.model_fields.items()]
    close = [name for name in (_SAME_AS.get(key.lower()),) if name in valid] or get_close_matches(key.lower(), valid, 1)
    advice = f"did you mean {close[0]}?" if close else f"the fields here are {', '.join(valid)}."
    return "unknown_key", f"{show(key)} is not a field; {advice}"


_SCOTTISH = {"adp": "pip", "cdp": "dla", "padp": "attendance_allowance", "sadla": "dla"}
"""Scotland's disability benefits are entered as those that they correspond to."""


def _nearest(value: object, expected: str) -> str:
    """The valid values of an enumeration; when they are many, those nearest to the one given."""
    valid = re.findall(r"'([^']+)'", expected)
    if len(valid) > 10 and isinstance(value, str) and value:
        text = value.lower().replace(" ", "_")
        here = _SCOTTISH.get(text.split("_")[0], text)
        valid = [name for name in valid if here in name] or get_close_matches(text, valid, 4) or valid
    return f"give one of {', '.join(valid)}"


def _object_wanted(model: type[Part] | None) -> str:
    if model is not None and issubclass(model, Money):
        return 'write it as {"amount": "112.45", "per": "week"}'
    return "write its fields in curly brackets"


def _path(loc: _Loc) -> str:
    """``("children", 2, "age")`` as ``children[2].age``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc).removeprefix(".")


def _model_in(annotation: Any) -> type[Part] | None:
    """The model in an annotation: itself, optional, or the items of a tuple."""
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return annotation if isinstance(annotation, type) and issubclass(annotation, Part) else None


def _model_at(case_type: type[Case], loc: _Loc) -> type[Part] | None:
    """The model that a location in the case holds."""
    model: type[Part] | None = case_type
    for step in loc:
        if isinstance(step, str) and model is not None:
            field = model.model_fields.get(step)
            model = _model_in(field.annotation) if field else None
    return model


@cache
def _reader(model: type[Part], name: str) -> TypeAdapter[Any]:
    """What reads one field alone."""
    field = model.model_fields[name]
    annotation: Any = field.annotation
    return TypeAdapter(Annotated[annotation, *field.metadata] if field.metadata else annotation)


def _readable(model: type[Part], data: Mapping[str, Any], bad: frozenset[_Loc], at: _Loc = ()) -> Any:
    """The part with every field that can be read; the others are absent, and using one raises AttributeError."""
    values: dict[str, Any] = {}
    absent: list[str] = []
    for name, field in model.model_fields.items():
        key = name if name in data else field.alias or name
        loc = (*at, key)
        inner = _model_in(field.annotation)
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


def _readable_parts(model: type[Part], data: Any, bad: frozenset[_Loc], at: _Loc) -> Any:
    """One object, or a list of them in their places, as far as each can be read."""
    if isinstance(data, model):
        return data
    if isinstance(data, Mapping):
        return _readable(model, data, bad, at)
    if at in bad:  # an item that is no object at all: nothing about it is known
        part = model.model_construct()
        vars(part).clear()
        return part
    return tuple(_readable_parts(model, item, bad, (*at, i)) for i, item in enumerate(data))
