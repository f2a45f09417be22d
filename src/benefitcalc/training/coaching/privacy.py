"""Keeping people out of coaching files: codes for officers, and comments that name or describe nobody.

A code has a digit, so that a first name or initials alone cannot be one. What could still be a name is questioned and
not refused: only the landlord knows what its codes mean. A code is pseudonymous, not anonymous: whoever holds the list
of codes knows whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from benefitcalc.advice.health import health_words, instead

LONGEST_CODE = 20
LONGEST_TEXT = 1_000
"""The most characters of a comment or an answer."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
_WORD = re.compile(r"[A-Za-z]{4,}")
_NO_NAMES = frozenset(
    {"adviser", "advisor", "agent", "area", "central", "coach", "collector", "desk", "east", "income", "learner",
     "listener", "manager", "north", "officer", "patch", "rent", "rents", "south", "staff", "team", "tenancy",
     "trainee", "user", "west", "worker"}
)  # fmt: skip
_PERSONAL = {
    "an e-mail address": re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    "a National Insurance number": re.compile(r"\b[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d]\b"),
    "a telephone number": re.compile(r"(?:\+44|\b0)(?:[ -]?\d){9,10}\b"),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"),
}


def refused(code: str) -> str | None:
    """Why this is no code; None where it is one. The sentence does not repeat what was given."""
    if "@" in code:
        return "looks like an e-mail address; give a code, such as IO04"
    if not _CODE.fullmatch(code):
        return f"is no code; give at most {LONGEST_CODE} letters, digits, - and _, such as IO04"
    if not any(letter.isdigit() for letter in code):
        return "has no digit and so may be a name; give a code, such as IO04"
    return None


def questioned(code: str) -> str | None:
    """What to ask about a code that is read but looks like a name, such as ``"JSMITH2"``; else None."""
    if refused(code) is not None:
        return None
    words = [word.lower() for word in _WORD.findall(code)]
    if all(word in _NO_NAMES for word in words):
        return None
    return f"{code} looks like a name with a number. Is it a code that tells nobody whose it is?"


def code_of(code: str) -> str:
    """The code as it is kept, in capitals. Raises ``ValueError`` for what is none."""
    why = refused(code)
    if why is not None:
        raise ValueError(f"the code {why}")
    return code.upper()


def doubts_of(text: str) -> Iterator[str]:
    """What a comment or an answer should not tell: health, and what names or finds a person."""
    told = health_words(text)
    if told:
        yield f"tells of health ({', '.join(told)}); write {instead()!r} in its place"
    yield from (f"seems to hold {what}; leave it out" for what, pattern in _PERSONAL.items() if pattern.search(text))


def _code(value: str) -> str:
    why = refused(value)
    if why is not None:
        raise PydanticCustomError("personal_detail", "{why}", {"why": why})
    return value.upper()


OfficerCode: TypeAlias = Annotated[
    str,
    AfterValidator(_code),
    WithJsonSchema({"title": "code", "type": "string", "pattern": r"^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9_-]{0,19}$"}),
]
"""A code of an officer in a file, kept in capitals."""
