"""The case file as JSON Schema.

The docstring under a field is its description, in the models of a case and in the blocks of a result alike. It is read
from the source when somebody asks for a schema, so that an import costs nothing more.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import ModelSchema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of_model(model: type[BaseModel], title: str) -> dict[str, Any]:
    """The schema of what is read into a model."""
    schema = model.model_json_schema(schema_generator=Described)
    return {"$schema": DIALECT, **schema, "title": title}


def plain(docstring: str) -> str:
    """The text of a docstring on one line, with code as Markdown has it."""
    return " ".join(docstring.split()).replace("``", "`")


def first_paragraph(docstring: str | None) -> str:
    """The first paragraph of a docstring on one line."""
    return plain(inspect.cleandoc(docstring or "").partition("\n\n")[0])


def field_docstrings(kind: type) -> dict[str, str]:
    """What the docstring under each field of a class says, inherited fields and the members of an enumeration too."""
    found: dict[str, str] = {}
    for base in reversed(inspect.getmro(kind)):
        if base.__module__.startswith("benefitcalc."):
            found |= dict(_docstrings_in(_classes_of(base.__module__)[base.__name__]))
    return found


@cache
def _classes_of(module: str) -> Mapping[str, ast.ClassDef]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def _docstrings_in(body: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in zip(body.body, body.body[1:], strict=False):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, plain(text)


class Described(GenerateJsonSchema):
    """Pydantic's generator, which takes descriptions from docstrings and writes defaults as a case writes them."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  pydantic's signature
        return False

    def model_schema(self, schema: ModelSchema) -> dict[str, Any]:
        model = schema["cls"]
        made = {**super().model_schema(schema), "description": first_paragraph(model.__doc__)}
        told, fields = field_docstrings(model), model.model_fields
        defaults = model.model_construct().model_dump(mode="json", by_alias=True)
        for name, field in fields.items():
            key = field.alias or name
            made["properties"][key]["description"] = told[name]
            if not field.is_required():
                made["properties"][key]["default"] = defaults[key]
        return made

    def enum_schema(self, schema: Any) -> dict[str, Any]:
        return {**super().enum_schema(schema), "description": first_paragraph(schema["cls"].__doc__)}
