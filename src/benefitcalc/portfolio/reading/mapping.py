"""What a user says once about the exports of a housing system, kept in a small TOML file.

    [columns]                  # their heading = our column; "" leaves a heading out
    "Tncy Ref" = "tenancy_ref"

    [values.tenure]            # under our column: their value = our code
    "GN" = "social_rent"

    [constants]                # a column that the table lacks, the same for every row
    rent_per = "week"

    [answers]                  # what a table cannot say of itself
    balance_sign = "owed_positive"

A column that several tables have can be said for one of them: ``people.tenancy_ref``.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from benefitcalc.errors import UnreadableTable
from benefitcalc.portfolio.tables import key_of

PARTS = ("columns", "values", "constants", "answers")


@dataclass(frozen=True, slots=True)
class Mapping:
    """The parts of a mapping; see the module for what each says."""

    columns: MappingOf[str, str] = field(default_factory=dict)
    values: MappingOf[str, MappingOf[str, str]] = field(default_factory=dict)
    constants: MappingOf[str, str] = field(default_factory=dict)
    answers: MappingOf[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, source: Mapping | MappingOf[str, Any] | str | os.PathLike[str] | bytes | None) -> Mapping:
        """A mapping from a TOML file, its bytes, or its content as a dict. Raises UnreadableTable where it is none."""
        match source:
            case None:
                return cls()
            case Mapping():
                return source
            case bytes():
                written = _loaded(source.decode("utf-8", errors="replace"))
            case str() | os.PathLike():
                written = _loaded(Path(source).read_text(encoding="utf-8-sig"))
            case _:
                written = dict(source)
        unknown = sorted(set(written) - set(PARTS))
        if unknown:
            raise UnreadableTable(f"A mapping has no part {', '.join(unknown)}; its parts are {', '.join(PARTS)}.")
        for part in PARTS:
            if not isinstance(written.get(part, {}), MappingOf):
                raise UnreadableTable(f"[{part}] of a mapping is a table of names.")
        plain = {
            part: {str(name): _said(part, value) for name, value in written.get(part, {}).items()} for part in PARTS
        }
        return cls(**plain)  # type: ignore[arg-type]  # _said gives each part its kind of value

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the mapping to a TOML file, which ``read`` reads."""
        Path(path).write_text(self.to_toml(), encoding="utf-8")

    def to_toml(self) -> str:
        """The text of the TOML file."""
        tables = [("columns", self.columns), *((f"values.{_quoted(name)}", said) for name, said in self.values.items())]
        tables += [("constants", self.constants), ("answers", self.answers)]
        blocks = [
            "\n".join([f"[{name}]", *(f"{_quoted(key)} = {_quoted(value)}" for key, value in said.items())])
            for name, said in tables
            if said
        ]
        return "\n\n".join(blocks) + "\n" if blocks else ""

    def with_answers(self, answers: MappingOf[str, Any]) -> Self:
        """The mapping with those answers, which stand over its own."""
        return replace(self, answers={**self.answers, **{name: str(value) for name, value in answers.items()}})

    def column(self, table: str, heading: str) -> str | None:
        """Which column the user says the heading is; empty where it is none, None where nothing is said."""
        said = self.columns.get(heading)
        if said is None:
            wanted = key_of(heading)
            said = next((ours for theirs, ours in self.columns.items() if key_of(theirs) == wanted), None)
        if said is None or "." not in said:
            return said
        owner, _, name = said.partition(".")
        return name if owner == table else None

    def codes(self, table: str, column: str) -> dict[str, str]:
        """Their values of a column and the codes that the user gives them."""
        return {**self.values.get(column, {}), **self.values.get(f"{table}.{column}", {})}

    def constant(self, table: str, column: str) -> str | None:
        """The value of a column for every row, as the user says it, in an answer or in a constant."""
        for said in (self.answers, self.constants):
            for name in (f"{table}.{column}", column):
                if name in said:
                    return said[name]
        return None


def _loaded(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableTable(f"The mapping is not TOML: {error}.") from None


def _said(part: str, value: object) -> str | dict[str, str]:
    if part == "values":
        if not isinstance(value, MappingOf):
            raise UnreadableTable(
                '[values] of a mapping has a table for each column: [values.tenure] "GN" = "social_rent".'
            )
        return {str(theirs): str(ours) for theirs, ours in value.items()}
    return str(value)


def _quoted(text: str) -> str:
    """The text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
