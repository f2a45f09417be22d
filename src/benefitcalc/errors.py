"""What can go wrong, as one tree of exceptions.

    BenefitcalcError
    ├── InvalidCase        a case file that cannot be read as a household: its problems at once, in ``.problems``
    ├── UnreadableTable    a file or frame that is not a table of a rent roll or a ledger
    ├── AnswersMissing     what a table does not say of itself and nobody has answered: in ``.questions``
    ├── RatesNotKnown      a rate is asked for on a day before its first value, or its value is not known
    └── RatesNotChecked    a rate is asked for on a day after the last one that its file was checked for

A household that the law does not help, or that is not modelled, is no error: it is a result with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

__all__ = [
    "MOST_PROBLEMS",
    "AnswersMissing",
    "BenefitcalcError",
    "InvalidCase",
    "Problem",
    "Question",
    "RatesNotChecked",
    "RatesNotKnown",
    "UnreadableTable",
]

MOST_PROBLEMS = 100
"""How many problems an error lists; it then says how many more there are."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right in a case.

    ``path`` names the field as it is written in the case file (``tenancy.bedrooms``, ``children[2].age``; empty for
    the case as a whole). ``code`` is stable, for programs. ``message`` is a sentence for the person who filled the
    field in: the field, the value given, and what would be valid.
    """

    path: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class BenefitcalcError(Exception):
    """The root of all errors that this package raises on purpose."""


class InvalidCase(BenefitcalcError):
    """The household of this case cannot be assessed. ``str()`` gives one line for each problem.

    ``problems`` are the first 100; ``more`` is how many there are besides.
    """

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        found = tuple(problems)
        self.problems: tuple[Problem, ...] = found[:MOST_PROBLEMS]
        self.more = more + len(found) - len(self.problems)
        super().__init__(self.problems, self.more)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        if self.more:
            lines.append(f"and {self.more:,} more.")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Question:
    """What a table does not say of itself, and nobody may guess.

    ``name`` is the answer's name, ``headings`` are the columns of the table that hang on it, ``choices`` what can be
    answered, and ``sentence`` asks it. ``part`` says which part of a mapping takes the answer: ``answers`` and
    ``constants`` under ``name``; ``columns`` as heading = column; ``values`` under the column ``name`` as value =
    choice, where ``headings`` is the value. ``may_say`` are headings that nobody has said the meaning of, one of which
    may be the column itself, so that no single answer holds for every row.
    """

    part: str
    name: str
    table: str
    headings: tuple[str, ...]
    choices: tuple[str, ...]
    sentence: str
    may_say: tuple[str, ...] = ()

    def __str__(self) -> str:
        headings = _quoted(self.headings)
        parts = [f"{self.name} ({self.table}: {headings}):" if headings else f"{self.name} ({self.table}):"]
        parts.append(self.sentence)
        if self.choices and self.choices != self.headings:
            parts.append(_quoted(self.choices, " or "))
        if self.part == "columns" and self.name not in self.headings:
            parts.append(f'Say it in the mapping, under [columns]: "THEIR HEADING" = "{self.name}".')
        if self.may_say:
            parts.append(f'Or a column says it: map one of {_quoted(self.may_say)} to "{self.name}".')
        return " ".join(parts)


def _quoted(words: Iterable[str], between: str = ", ") -> str:
    return between.join(f'"{word}"' for word in words)


class UnreadableTable(BenefitcalcError):
    """This file or frame cannot be read as a table; ``str()`` says why and what to do."""


class AnswersMissing(BenefitcalcError):
    """A table cannot be read before these questions are answered. ``str()`` gives one line for each.

    Answer with keywords (``balance_sign="owed_positive"``) or in a mapping, which can be saved.
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self.questions: tuple[Question, ...] = tuple(questions)
        super().__init__(self.questions)

    def __str__(self) -> str:
        return "\n".join(map(str, self.questions))


class _RatesError(BenefitcalcError):
    """A rate is not available: its ``key``, the ``day`` for which it was asked, and the reason as a sentence."""

    def __init__(self, key: str, day: date, message: str) -> None:
        self.key = key
        self.day = day
        self.message = message
        super().__init__(key, day, message)

    def __str__(self) -> str:
        return self.message


class RatesNotKnown(_RatesError):
    """The law has no rate on that day, or nobody here knows its value."""


class RatesNotChecked(_RatesError):
    """The day comes after the last day for which the rate was checked."""
