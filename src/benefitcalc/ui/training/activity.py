"""What one can do in the training app: each activity has steps of its own, and the actions that they ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Protocol, TypeAlias

from benefitcalc.ui.design.blocks import Step
from benefitcalc.ui.design.files import File, Refused
from benefitcalc.ui.design.steps_page import Answer, Download

LARGEST_SEED = 10**15 - 1
Values: TypeAlias = Mapping[str, Any]
Action: TypeAlias = Callable[[Values], Answer | Download]


class Activity(Protocol):
    """One activity, with what the user has given in it so far."""

    code: ClassVar[str]
    title: ClassVar[str]
    """What the button that begins it says."""
    hint: ClassVar[str]
    """What it is for, in a sentence."""

    def steps(self) -> list[Step]:
        """Its steps as they stand."""

    @property
    def actions(self) -> Mapping[str, Action]:
        """What can be done in it, by the id of the form or button."""

    def received(self, file: File) -> Answer:
        """Take a file."""


def text(values: Values, name: str) -> str:
    """What was typed or chosen under that name, cut to a length that a page may send."""
    given = values.get(name, "")
    return given.strip()[:200] if isinstance(given, str) else ""


def seed_of(typed: str) -> int:
    """The seed that was typed. Raises ``ValueError`` with a sentence."""
    if typed.isascii() and typed.isdigit() and int(typed) <= LARGEST_SEED:
        return int(typed)
    raise ValueError(f"“{typed}” is no whole number of at most 15 digits.")


def no_file(file: File) -> Answer:
    """Refuse a file where none is asked for."""
    raise Refused(f"{file.name} belongs to nothing that is asked here")
