"""The form of the monthly one-to-one: the landlord's own from a file, or the example of this package.

A form is sections in order. Each has a title, questions to talk about, and at most one thing that is filled in: calls
heard, misconceptions, key figures, actions of last time, training needs, actions agreed. It is written in TOML
(``one_to_one.toml`` is the example), or on a sheet with the columns Section, Filled in, and Question or key figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, Self, TypeAlias, get_args

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from benefitcalc.account.definitions import definitions
from benefitcalc.case.parts import Part
from benefitcalc.case.reading import Format
from benefitcalc.case.values import Several, whole
from benefitcalc.training.coaching.toml_files import form_of

Fill: TypeAlias = Literal["", "calls", "misconceptions", "kpis", "actions", "training", "agreed"]
FILLS: tuple[Fill, ...] = get_args(Fill)[1:]
FORM = Format(
    schema="",
    whole="The one-to-one form",
    wanted={
        "sections": "give at least one [[sections]] with a title",
        "title": "give a heading, such as Calls heard",
    },
)
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


def _fill(value: str) -> str:
    if value and value not in FILLS:
        raise PydanticCustomError("unknown_value", "is nothing that is filled in; give one of {known}", {
            "known": ", ".join(FILLS)
        })  # fmt: skip
    return value


def _kpi(value: str) -> str:
    if value not in definitions():
        raise PydanticCustomError("unknown_value", "is no key figure; docs/kpis.md has their names")
    return value


class Section(Part):
    """A section of the form."""

    title: _Line
    """Its heading."""
    fill: Annotated[str, AfterValidator(_fill)] = ""
    """What is filled in; empty where there are only questions."""
    kpis: Several[Annotated[str, AfterValidator(_kpi)]] = ()
    """Which key figures, by name; all of the report where left out."""
    rows: Annotated[int, whole(1, 20)] = 4
    """How many lines there are for actions agreed."""
    questions: Several[_Line] = ()
    """What to talk about, each with room for an answer."""


def _once(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    fills = [section.fill for section in sections if section.fill]
    twice = sorted({fill for fill in fills if fills.count(fill) > 1})
    if twice:
        message = "has more than one section with {fills}; keep one"
        raise PydanticCustomError("twice", message, {"fills": ", ".join(twice)})
    return sections


class OneToOneForm(Part):
    """A form of the monthly one-to-one."""

    title: _Line
    """What it is called."""
    source: str = ""
    """Where it comes from."""
    sections: Annotated[Several[Section], Field(min_length=1), AfterValidator(_once)]
    """Its sections in order."""

    @classmethod
    def from_toml(cls, source: bytes | str | Mapping[str, Any]) -> Self:
        """The landlord's own form from the bytes or the text of a TOML file. Raises ``InvalidCase`` with every
        problem.
        """
        return form_of(cls, source, FORM)

    @classmethod
    def example(cls) -> Self:
        """The form of this package, to use or to change."""
        return cls.from_toml(example_text())

    def section(self, fill: Fill) -> Section | None:
        """The section in which that is filled in."""
        return next((section for section in self.sections if section.fill == fill), None)


@cache
def example_text() -> str:
    """The example as TOML, to copy."""
    return files(__package__).joinpath("one_to_one.toml").read_text(encoding="utf-8")
