"""What explains an amount that is not the one worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from benefitcalc.advice.why_different.would_fit import WouldFit
from benefitcalc.case import Case
from benefitcalc.explain.words import money


@dataclass(frozen=True, slots=True)
class Difference:
    """One explanation, which makes the amount to the penny.

    ``codes`` are its causes (``causes.toml``): one, or two together. ``likelihood`` puts explanations in order: of
    10,000 awards that differ, about how many do for this cause, an estimate. ``amount`` is what it adds to the amount
    worked out, in pounds (below zero: takes off). ``certain`` is False for what fits because it could be any amount,
    such as a deduction, or by chance, such as an unlikely pair. ``altered_case`` is the case that gives the amount; it
    is None where the cause is no fact of a case.
    """

    codes: tuple[str, ...]
    sentence: str
    likelihood: int
    altered_case: Case | None
    amount: Decimal
    certain: bool
    what_to_check: str

    @property
    def code(self) -> str:
        """The causes in one word, two joined by a plus."""
        return "+".join(self.codes)


@dataclass(frozen=True, slots=True)
class Differences:
    """All explanations that were found, the most likely first: those that are certain come before those that could be.

    ``given`` and ``worked_out`` have the same amounts by name, in pounds. ``tried`` is how many households were worked
    out. Where nothing explains the difference, ``would_fit`` has the rent or the pay that would make it.
    """

    given: Mapping[str, Decimal]
    worked_out: Mapping[str, Decimal]
    found: tuple[Difference, ...]
    tried: int
    would_fit: tuple[WouldFit, ...] = ()

    def __iter__(self) -> Iterator[Difference]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    @property
    def gap(self) -> Decimal:
        """What was given less what was worked out, in pounds: of the first amount that differs."""
        gaps = (self.given[name] - self.worked_out[name] for name in self.given)
        return next((gap for gap in gaps if gap), Decimal("0.00"))

    @property
    def agrees(self) -> bool:
        """Whether there is no difference."""
        return self.gap == 0

    @property
    def explained(self) -> bool:
        """Whether something explains the difference that is more than a deduction of any amount, or chance."""
        return any(one.certain for one in self.found)

    @property
    def verdict(self) -> str:
        """The answer in a sentence or two."""
        if self.agrees:
            return "The amounts agree."
        size = f"{money(abs(self.gap))} {'less' if self.gap < 0 else 'more'} than worked out"
        if self.explained:
            return f"{size}. Most likely: {self.found[0].sentence}"
        could = f" {self.found[0].sentence}" if self.found else ""
        return f"{size}: not explained. No single fact that was tried makes this amount.{could}"

    def __str__(self) -> str:
        lines = [self.verdict]
        lines += [f"- {one.sentence} {one.what_to_check}" for one in self.found]
        lines += [f"- {one.sentence}" for one in self.would_fit]
        return "\n".join(lines)
