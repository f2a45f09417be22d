"""Places in a case that is written as the case file writes it, such as ``children[0].childcare.amount``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


@lru_cache(maxsize=1024)
def steps(path: str) -> tuple[str | int, ...]:
    """``children[0].sex`` as ``("children", 0, "sex")``. Raises ``LookupError`` for what is no place."""
    found: list[str | int] = []
    for part in path.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            raise LookupError(f"{path!r} is not a place in a case; write one such as children[0].age")
        found.append(match[1])
        if match[2] is not None:
            found.append(int(match[2]))
    return tuple(found)


def opened(case: Any, path: str) -> Any:
    """What stands at the path; None where nothing does."""
    at = case
    for step in steps(path):
        if isinstance(step, int):
            at = at[step] if isinstance(at, list | tuple) and step < len(at) else None
        else:
            at = at.get(step) if isinstance(at, Mapping) else None
    return at


def copied(case: Any) -> Any:
    """A copy of what a case file says, which shares no part with it."""
    if isinstance(case, Mapping):
        return {name: copied(value) for name, value in case.items()}
    return [copied(value) for value in case] if isinstance(case, list) else case


def put(case: dict[str, Any], path: str, value: Any) -> None:
    """Write ``value`` at the path. Objects that are missing on the way are made; entries of lists have to be there."""
    *way, last = steps(path)
    at: Any = case
    for place, step in enumerate(way):
        if isinstance(step, int):
            if step >= len(at):
                raise LookupError(f"{path}: there is no entry {step}")
            if at[step] is None:
                at[step] = {}
        elif at.get(step) is None:
            after = way[place + 1] if place + 1 < len(way) else last
            at[step] = [] if isinstance(after, int) else {}
        at = at[step]
    if isinstance(last, int) and last >= len(at):
        raise LookupError(f"{path}: there is no entry {last}")
    at[last] = value
