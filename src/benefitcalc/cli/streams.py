"""Where the command reads and prints. It copes with anything that the input holds and anything that happens to the
output.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NoReturn, TypeAlias

from benefitcalc.case.reading import LONGEST

INVALID = 2
_READER_GONE = 128 + 13  # as the shell says it of a program that SIGPIPE ended

Line: TypeAlias = tuple[int, bytes]
"""A line that holds a case, with its number in the file."""


class Stop(Exception):
    """The command cannot go on. It holds the reason as a sentence, and the exit status."""

    def __init__(self, sentence: str, status: int = INVALID) -> None:
        super().__init__(sentence)
        self.status = status


# --- Output ----------------------------------------------------------------------------------------------------------

_PLAIN = {"£": "GBP ", "×": "x", "÷": "/", "−": "-", "–": "-", "—": "-", "‘": "'", "’": "'", "→": "->", "·": "-"}
_IN_PLAIN_LETTERS = "benefitcalc.in_plain_letters"


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    """What to print for characters that the terminal's encoding does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plainly, error.object[error.start : error.end])), error.end


def _plainly(character: str) -> str:
    letters = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return _PLAIN.get(character) or letters or character.encode("ascii", "backslashreplace").decode()


codecs.register_error(_IN_PLAIN_LETTERS, _in_plain_letters)


def print_for_people() -> None:
    """From now on print in the encoding of the terminal, and replace characters that it does not have with plain
    letters.

    Raises :class:`Stop` where there is nowhere to print.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_IN_PLAIN_LETTERS)
    if sys.stdout is None:
        raise Stop("the output is closed, so nothing was done")


def print_for_programs() -> None:
    """From now on print JSON, in UTF-8 on every machine."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def put(text: str) -> None:
    """Print text and an end of line. Raises :class:`Stop` where it cannot be written."""
    try:
        sys.stdout.write(f"{text}\n")
    except OSError as error:
        _output_lost(error)


def flush() -> None:
    """Hand over what was printed so far. Raises :class:`Stop` where it cannot be written."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _output_lost(error)


def _output_lost(error: OSError) -> NoReturn:
    # The interpreter writes what is left at its end: into nothing, or it would complain of the same again.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        raise Stop("the output was closed before its end, and the rest is not printed", _READER_GONE) from None
    raise Stop(f"the output cannot be written: {error.strerror or error}") from None


def say(message: str) -> None:
    """Tell the person at the terminal, if there is one."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"benefitcalc: {message}", file=sys.stderr, flush=True)


# --- Input -----------------------------------------------------------------------------------------------------------


def opened(path: str) -> AbstractContextManager[BinaryIO]:
    """A file, or standard input for ``-``, as bytes. Raises :class:`Stop` where it cannot be opened."""
    if path == "-":
        if sys.stdin is None:
            raise Stop("standard input is closed")
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def whole(path: str) -> bytes:
    """What a file of one household holds: all of it, or enough to see that it is too long."""
    with opened(path) as stream:
        try:
            return stream.read(LONGEST + 1)
        except OSError as error:
            raise _unreadable(path, error) from None


def name_of(path: str) -> str:
    """What a file is called in a sentence."""
    return "standard input" if path == "-" else path


def _unreadable(path: str, error: OSError | ValueError) -> Stop:
    return Stop(f"{name_of(path)} cannot be read: {getattr(error, 'strerror', None) or error}")


class CaseFile:
    """The cases of a file, one on each line, read when they are asked for; or one case that is written over several
    lines.

    Blank lines hold no case. ``fault`` says, after the last line that could be read, why no more could be read.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.fault: Stop | None = None

    def __iter__(self) -> Iterator[Line]:
        with opened(self.path) as stream:
            lines = self._lines(stream)
            head = list(islice(lines, 1))
            if head and not _is_json(head[0][1]):
                head.extend(_together(lines, LONGEST))
            text = b"".join(line for _, line in head)
            yield from [(head[0][0], text)] if _is_json(text) else head
            yield from lines

    def _lines(self, stream: BinaryIO) -> Iterator[Line]:
        """Each line that is not blank. Of a line that is too long for a household, enough to see that it
        is too long.
        """
        number = 0
        try:
            while line := stream.readline(LONGEST + 1):
                number += 1
                if line.strip():
                    yield number, line
                while len(line) > LONGEST and not line.endswith(b"\n"):
                    line = stream.readline(LONGEST + 1)
        except OSError as error:
            self.fault = _unreadable(self.path, error)


def _together(lines: Iterator[Line], size: int) -> Iterator[Line]:
    """The next lines, up to that size together."""
    while size > 0 and (line := next(lines, None)):
        yield line
        size -= len(line[1])


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
