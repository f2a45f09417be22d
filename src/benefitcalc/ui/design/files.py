"""Files that come from the page in pieces. They are held in memory, limited in size, and gone with the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that the app takes."""
MOST_PIECES = 4096
_LONGEST_NAME = 200


class Refused(Exception):
    """The page sent something that is no piece of a file."""


@dataclass(frozen=True, slots=True)
class File:
    """A whole file: what it is for, what the user calls it, and what it holds."""

    kind: str
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    name: str
    number: int
    pieces: int


@dataclass(slots=True)
class _Arriving:
    name: str
    pieces: int
    parts: list[bytes] = field(default_factory=list)
    size: int = 0

    def goes_on_with(self, piece: _Piece) -> bool:
        return (piece.number, piece.pieces, piece.name) == (len(self.parts), self.pieces, self.name)


class Arrivals:
    """The pieces that have arrived of each file. Pieces come in order; any others are refused, and nothing is kept of
    their file.
    """

    def __init__(self, kinds: Sequence[str], *, most: int = MOST_BYTES) -> None:
        self._kinds = frozenset(kinds)
        self._most = most
        self._arriving: dict[str, _Arriving] = {}

    def take(self, told: Mapping[str, Any], part: bytes) -> File | None:
        """Take a piece; the whole file when it was the last one. Raises :class:`Refused`."""
        piece = _read(told)
        if piece is None or piece.kind not in self._kinds:
            raise Refused("this is no piece of a file that the app asks for")
        if piece.number == 0:
            self._arriving[piece.kind] = _Arriving(piece.name, piece.pieces)
        arriving = self._arriving.get(piece.kind)
        if arriving is None or not arriving.goes_on_with(piece):
            self._arriving.pop(piece.kind, None)
            raise Refused("the pieces of the file did not come in order; choose the file again")
        arriving.parts.append(part)
        arriving.size += len(part)
        if arriving.size > self._most:
            del self._arriving[piece.kind]
            raise Refused(f"the file has more than {self._most // 1_000_000} MB")
        if len(arriving.parts) < arriving.pieces:
            return None
        del self._arriving[piece.kind]
        return File(piece.kind, piece.name, b"".join(arriving.parts))


def _read(told: Mapping[str, Any]) -> _Piece | None:
    kind, name, number, pieces = (told.get(key) for key in ("file", "name", "piece", "pieces"))
    if isinstance(kind, str) and isinstance(name, str) and type(number) is int and type(pieces) is int:
        return _Piece(kind, name[:_LONGEST_NAME], number, pieces) if 0 < pieces <= MOST_PIECES else None
    return None
