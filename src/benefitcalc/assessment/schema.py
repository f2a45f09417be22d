"""The result as JSON Schema, from the types of its parts and the docstrings of what an assessment has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from types import UnionType
from typing import Any, NotRequired, TypeAlias, get_args, get_origin, get_type_hints

from benefitcalc.case.schema import DIALECT, field_docstrings, first_paragraph
from benefitcalc.explain.explanation import Step
from benefitcalc.explain.words import CAUSES, EXEMPTIONS, REASONS

_Schema: TypeAlias = dict[str, Any]

_CODES: Mapping[tuple[str, str], Iterable[str]] = {
    ("UniversalCreditResult", "reasons"): REASONS,
    ("HousingBenefitResult", "reasons"): REASONS,
    ("BenefitCapResult", "exemptions"): EXEMPTIONS,
    ("Shortfall", "cause"): CAUSES,
}
"""The codes that a field of a block can hold."""
_SIMPLE: Mapping[Any, _Schema] = {
    Decimal: {"title": "pounds", "type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"},
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}
_OF_THE_CASE: Mapping[str, _Schema] = {
    "id": {"type": "string", "description": "The label of the case; left out where it has none."},
    "date": {"title": "date", "type": "string", "format": "date", "description": "The date of the case."},
    "engine": {"type": "string", "description": "The version of benefitcalc that worked the result out."},
}
_STEPS = "How every figure was worked out, in order; left out with `steps=False` and `--no-steps`."


def result_schema(assessment: type, form: str, parts: Iterable[str]) -> _Schema:
    """The schema of what ``to_dict`` of an assessment gives. ``form`` is the name of the format, and ``parts`` are the
    properties of the assessment that it writes.
    """
    definitions: dict[str, _Schema] = {}
    properties: dict[str, _Schema] = {
        "schema": {"type": "string", "const": form, "description": "The format of the result."},
        **_OF_THE_CASE,
    }
    for name in parts:
        part = getattr(assessment, name)
        getter = part.func if isinstance(part, cached_property) else part.fget
        kind = _schema_of(get_type_hints(getter)["return"], definitions)
        properties[name] = {**kind, "description": first_paragraph(part.__doc__)}
    required = [name for name in properties if name != "id"]
    properties["steps"] = {**_schema_of(list[Step], definitions), "description": _STEPS}
    return {
        "$schema": DIALECT,
        "$defs": definitions,
        "title": "A result of benefitcalc",
        **_object(first_paragraph(assessment.__doc__), properties, required),
    }


def _schema_of(kind: Any, definitions: dict[str, _Schema]) -> _Schema:
    """The schema of a type. An object has its schema put among the definitions, and is referred to."""
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if get_origin(kind) in {tuple, list}:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], definitions)}
    if isinstance(kind, UnionType):
        return {"anyOf": [_schema_of(one, definitions) for one in get_args(kind)]}
    name = kind.__name__
    if name not in definitions:
        definitions[name] = _schema_of_fields(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _schema_of_fields(kind: type, definitions: dict[str, _Schema]) -> _Schema:
    """The schema of a dataclass or a typed dictionary."""
    types, told = get_type_hints(kind, include_extras=True), field_docstrings(kind)
    properties = {}
    for field, declared in types.items():
        given = get_args(declared)[0] if get_origin(declared) is NotRequired else declared
        value = _schema_of(given, definitions)
        if codes := _CODES.get((kind.__name__, field)):
            value.get("items", value)["enum"] = list(codes)
        properties[field] = {**value, "description": told[field]}
    required = [field for field, declared in types.items() if get_origin(declared) is not NotRequired]
    return {"title": kind.__name__, **_object(first_paragraph(kind.__doc__), properties, required)}


def _object(description: str, properties: dict[str, _Schema], required: list[str]) -> _Schema:
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
