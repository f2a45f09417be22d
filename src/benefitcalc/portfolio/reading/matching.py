"""Which column of a sheet is which of ours: by what the user says, by our name, and by the names of housing systems."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field

from benefitcalc.errors import Question
from benefitcalc.portfolio.reading.cells import RawColumn
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.sheets import Known, Sheet
from benefitcalc.portfolio.tables import Column, key_of

Columns = MappingOf[str, Column]


@dataclass(frozen=True, slots=True)
class Match:
    """The columns of a sheet by our names, what is left over, and what must be asked."""

    columns: dict[str, RawColumn]
    unmapped: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


SAID, OWN, ALIAS, FALLBACK = range(4)
"""How surely a heading is meant: by the user, by our own name, by a name of housing systems, for want of a better."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the columns of one table, and who says what a heading means."""

    table: str
    columns: Columns
    mapping: Mapping
    _names: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, column in self.columns.items():
            for rank, words in ((OWN, (name,)), (ALIAS, column.aliases), (FALLBACK, column.fallbacks)):
                for key in dict.fromkeys(map(key_of, words)):
                    self._names.setdefault((key, rank), []).append(name)

    def of(self, heading: str) -> tuple[int, tuple[str, ...]]:
        """How surely the heading is meant, and our columns that it can mean: one where it is clear."""
        said = self.mapping.column(self.table, heading)
        if said is not None:
            return SAID, ((said,) if said in self.columns else ())
        return self.recognised(heading)

    def recognised(self, heading: str) -> tuple[int, tuple[str, ...]]:
        """The same where the user says nothing."""
        key = key_of(heading)
        for rank in (OWN, ALIAS, FALLBACK):
            if (key, rank) in self._names:
                return rank, tuple(self._names[key, rank])
        return FALLBACK, ()

    def __contains__(self, heading: object) -> bool:
        return isinstance(heading, str) and bool(key_of(heading)) and bool(self.of(heading)[1])


def known_to(*names: Names) -> Known:
    """Whether one of the tables knows a heading, or the user has said what it is."""
    said = {key_of(heading) for one in names for heading in one.mapping.columns}
    return lambda heading: key_of(heading) in said or any(heading in one for one in names)


def match(sheet: Sheet, names: Names) -> Match:
    """The columns of the sheet by our names, the surest heading for each. Two headings that are as sure, or a heading
    with two meanings, are asked; several columns that ``adds`` allows stand as ``name``, ``name+2`` ….
    """
    candidates: dict[str, list[tuple[int, RawColumn]]] = {}
    unmapped, questions = [], []
    for column in sheet.columns:
        rank, ours = names.of(column.heading)
        if len(ours) > 1:
            sentence = "what does this heading mean?"
            questions.append(Question("columns", column.heading, names.table, (column.heading,), (*ours, ""), sentence))
        elif ours:
            candidates.setdefault(ours[0], []).append((rank, column))
        elif names.mapping.column(names.table, column.heading) != "":
            unmapped.append(column.heading)
    found: dict[str, RawColumn] = {}
    for name, ranked in candidates.items():
        best = min(rank for rank, _ in ranked)
        first = [column for rank, column in ranked if rank == best]
        if len(first) > 1 and not names.columns[name].adds:
            headings = tuple(column.heading for column in first)
            sentence = f'which of these headings is {name}? Map the others to "".'
            questions.append(Question("columns", name, names.table, headings, headings, sentence))
        kept = first if names.columns[name].adds else first[:1]
        found |= {f"{name}+{place}" if place > 1 else name: column for place, column in enumerate(kept, 1)}
        unmapped += [column.heading for rank, column in ranked if rank > best]
    return Match(found, tuple(unmapped), tuple(questions))


# --- One wide sheet: a row a tenancy, people in numbered columns ------------------------------------------------------

_PLACES = {
    "claimant": ("claimant", "main tenant", "lead tenant", "tenant", "tenant 1"),
    "partner": ("partner", "spouse"),
    "child": ("child", "dependant", "dependent child"),
    "non_dependant": ("other adult", "non dependant", "non dependent", "nondep"),
}
_ROLES = {key_of(word): role for role, words in _PLACES.items() for word in words}
_SEVERAL = {"child", "non_dependant"}
_NOT_WIDE = {"tenancy_ref", "role"}
_WORDS = "|".join(sorted(_ROLES, key=len, reverse=True))
_BEFORE = re.compile(rf"({_WORDS})([0-9]{{0,2}})([a-z].*)")
_BEHIND = re.compile(rf"({_WORDS})([a-z].*?)([0-9]{{1,2}})")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A person's place in the columns of a wide sheet: the second child."""

    rank: int
    role: str
    number: int


def wide_columns(
    sheet: Sheet, names: Names, among: set[str]
) -> tuple[dict[Place, dict[str, RawColumn]], list[Question]]:
    """The columns of each person by our names for people: ``claimant_age``, ``child_2_born``,
    ``other_adult_1_gross_income``. A heading can be mapped to such a name; two headings for one are asked. ``among``
    are the headings that are no columns of tenancies.
    """
    people: dict[Place, dict[str, RawColumn]] = {}
    questions = []
    for column in sheet.columns:
        read = person_column(column.heading, names)
        if read is None or column.heading not in among:
            continue
        place, name = read
        there = people.setdefault(place, {})
        if name in there:
            headings = (there[name].heading, column.heading)
            sentence = 'both are the same column of the same person; map one to "".'
            questions.append(Question("columns", name, names.table, headings, headings, sentence))
        there[name] = column
    return people, questions


def person_column(heading: str, names: Names) -> tuple[Place, str] | None:
    """Whose column and which column of people a heading of a wide sheet is; None where it is no such heading."""
    said = names.mapping.column(names.table, heading)
    key = key_of(heading if said is None else said)
    for pattern, number, rest in ((_BEFORE, 2, 3), (_BEHIND, 3, 2)):
        read = pattern.fullmatch(key)
        if read is None:
            continue
        (_, ours), role, place = names.recognised(read[rest]), _ROLES[read[1]], int(read[number] or 1)
        if len(ours) == 1 and ours[0] not in _NOT_WIDE and (place == 1 or role in _SEVERAL):
            return Place(list(_PLACES).index(role), role, place), ours[0]
    return None
