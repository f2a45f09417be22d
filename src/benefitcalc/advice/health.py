"""Keeping health out of notes and pages: which words tell of it, and which facts of a case (``health.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("health.toml").read_text(encoding="utf-8"))


@cache
def _pattern() -> re.Pattern[str]:
    stems = "|".join(map(re.escape, _written()["stems"]))
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _written()["words"])
    return re.compile(rf"\b(?:(?:{stems})\w*|(?:{words})\b)", re.IGNORECASE)


def instead() -> str:
    """What is said in place of anything about health."""
    said: str = _written()["instead"]
    return said


def health_words(text: str) -> tuple[str, ...]:
    """The words of a text that tell of health, as they stand there."""
    return tuple(dict.fromkeys(found[0] for found in _pattern().finditer(text)))


def without_health(text: str) -> str:
    """The text, or where it tells of health what is said in its place."""
    return instead() if health_words(text) else text


def is_health_income(kind: str) -> bool:
    """Whether an income of the case file is not named."""
    return kind in _written()["incomes"]


def health_facts(case: Mapping[str, Any]) -> Iterator[str]:
    """The paths of a case, as the case file writes it, whose facts are not named."""
    for name, value in case.items():
        if name in {"claimant", "partner"} and isinstance(value, Mapping):
            yield from _of(name, value)
        elif name in {"children", "non_dependants"}:
            for place, person in enumerate(value):
                yield from _of(f"{name}[{place}]", person)
        elif name == "incomes":
            yield from (
                f"incomes[{place}]" for place, one in enumerate(value) if is_health_income(str(one.get("kind")))
            )


def _of(path: str, person: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        f"{path}.{name}" for name in _written()["facts"] if person.get(name) not in (None, False, [], (), "none")
    )
