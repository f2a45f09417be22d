"""How a result was worked out, as sections of lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NotRequired, TypedDict

from benefitcalc.explain.data import Line, Section, not_awarded
from benefitcalc.money import format_pounds


class Step(TypedDict):
    """One figure of the working, as the result writes it."""

    name: str
    """The name of the figure; other steps name it among their inputs."""
    label: str
    """What the figure is, in words."""
    amount: str
    """The figure: pounds with two decimals, or a number where it is none of money."""
    per: str | None
    """The period that the figure is for: ``week``, ``month`` or ``year``; null where it has none."""
    law: str
    """The provision that it follows."""
    inputs: list[str]
    """The names of the figures and answers, and the keys of the rates, that went into it."""
    nil: NotRequired[str]
    """Why the figure came to nothing; left out where it did not."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every figure of a household, in the order in which the law works it out.

    ``projection`` says what rates that are not set yet rest on; it is empty where the rates are checked.
    """

    sections: tuple[Section, ...]
    projection: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order."""
        return tuple(line for section in self.sections for line in section.lines)

    def line(self, name: str) -> Line:
        """The first line of that name. Raises KeyError with the names that there are."""
        for line in self.lines:
            if line.name == name:
                return line
        raise KeyError(f"no line is named {name}; there are {', '.join(line.name for line in self.lines)}")

    @property
    def not_awarded(self) -> tuple[Line, ...]:
        """The lines that were considered and came to nothing, each with the reason."""
        return not_awarded(self.sections)

    def followed_by(self, other: Explanation) -> Explanation:
        """This explanation with the sections of another one after its own."""
        return Explanation((*self.sections, *other.sections), self.projection)

    def to_steps(self) -> list[Step]:
        """The ``steps`` of the result as the contract writes them."""
        return [_step(line) for line in self.lines]

    def __str__(self) -> str:
        from benefitcalc.explain.text import sections_text

        return sections_text(self.sections, self.projection)

    def _repr_html_(self) -> str:
        from benefitcalc.explain.html import sections_html

        return sections_html(self.sections, self.projection)


def _step(line: Line) -> Step:
    step: Step = {
        "name": line.name,
        "label": line.label,
        "amount": format_pounds(line.value) if line.unit.is_money else str(line.value),
        "per": line.unit.per,
        "law": line.law,
        "inputs": [part.name for part in line.inputs] + [rate.key for rate in line.rates],
    }
    if line.nil_reason:
        step["nil"] = line.nil_reason
    return step
