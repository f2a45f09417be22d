"""The worked cases of ``tests/cases``: read once, for every test that runs them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "tests" / "cases"
# Every file but the table of assessment periods, which are no households.
WORKED_FILES = tuple(sorted({path.stem for path in FOLDER.glob("*.jsonl")} - {"assessment_periods"}))


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """A case that someone else worked out: where it was printed, and the figures, in the paths of the result.

    A disputed one is expected as the law reads here; ``expect_alternative`` is what its source printed, and ``note``
    says why it differs.
    """

    id: str
    source: str
    quality: str
    topic: str
    case: dict[str, Any]
    expect: dict[str, Any]
    note: str = ""
    year: str = ""
    disputed: bool = False
    expect_alternative: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.id


@cache
def worked_cases(*files: str) -> tuple[WorkedCase, ...]:
    """The cases of those files in order."""
    texts = [(FOLDER / f"{name}.jsonl").read_text(encoding="utf-8") for name in files]
    return tuple(WorkedCase(**json.loads(line)) for text in texts for line in text.splitlines())


def at(result: Any, path: str) -> Any:
    """The value at ``universal_credit.award``; None where a block on the way is not there."""
    for name in path.split("."):
        result = None if result is None else result[name]
    return result


def found(result: dict[str, Any], expect: dict[str, Any]) -> dict[str, Any]:
    """What the result says where something is expected."""
    return {path: at(result, path) for path in expect}
