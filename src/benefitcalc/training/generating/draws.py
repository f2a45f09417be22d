"""Chance that is the same on every machine and with every Python: bytes of SHA-256, and whole numbers made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """A row of draws that its name decides, and nothing else.

    The draw of place ``i`` is the SHA-256 of ``name/i``, read as a whole number from its first byte on. Taken modulo a
    small number the draws are even to far more digits than anybody can count.
    """

    def __init__(self, *name: object) -> None:
        self._name = "/".join(map(str, name))
        self._place = 0

    def below(self, number: int) -> int:
        """A whole number from 0 to ``number`` - 1."""
        digest = hashlib.sha256(f"{self._name}/{self._place}".encode()).digest()
        self._place += 1
        return int.from_bytes(digest, "big") % number

    def between(self, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``, both included."""
        return least + self.below(most - least + 1)

    def chance(self, percent: int) -> bool:
        """Yes in so many of a hundred draws."""
        return self.below(100) < percent

    def one_of(self, things: Sequence[T]) -> T:
        """One of these."""
        return things[self.below(len(things))]

    def several(self, things: Sequence[T], number: int) -> list[T]:
        """So many of these, none twice, in the order of the draws; all of them where there are no more."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(min(number, len(left)))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of these in another order."""
        return self.several(things, len(things))
