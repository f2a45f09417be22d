"""What a household spends beside its rent, by heading, and a landlord's own guidelines for it.

The headings stand in ``budget.toml``. A landlord can load its own spending guidelines, a TOML file::

    title = "Spending guidelines of Example Homes"
    source = "Board paper of 3 March 2026"
    from = 2026-04-06                 # until = … where they end

    [food]                            # a heading; in pounds for the period
    per = "week"
    first_adult = "45.00"
    other_adult = "32.00"             # each; nothing where left out
    child = "24.00"                   # each
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from benefitcalc.case import Money, Period
from benefitcalc.case.parts import Part, payments_a_year
from benefitcalc.case.reading import Format, problems_of
from benefitcalc.case.values import printable
from benefitcalc.errors import InvalidCase
from benefitcalc.money import parse_pounds

BUDGET = Format(
    schema="benefitcalc.call/1",
    whole="budget",
    path="budget",
    wanted={
        "amount": "give pounds with at most two decimals, such as 60.00",
        "per": f"give one of {', '.join(Period)}",
    },
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the spending."""

    code: str
    label: str
    hint: str
    priority: bool = False
    """Whether not paying it has grave consequences."""


@cache
def headings() -> Mapping[str, Heading]:
    """The headings by code, in the order in which a call asks them."""
    written = tomllib.loads(files(__package__).joinpath("budget.toml").read_text(encoding="utf-8"))
    return {code: Heading(code, **fields) for code, fields in written.items()}


def _known(spending: object) -> object:
    """The same spending in the order of the headings; a key that is none is refused before anything else is read."""
    if not isinstance(spending, Mapping):
        return spending
    unknown = sorted(map(str, spending.keys() - headings().keys()))
    if unknown:
        wanted = {"unknown": printable(", ".join(unknown)), "known": ", ".join(headings())}
        raise PydanticCustomError("unknown_key", "has no heading {unknown}; the headings are {known}", wanted)
    return {code: spending[code] for code in headings() if code in spending}


class Budget(Part):
    """What a household spends beside its rent, in pounds; a heading that is left out was not asked."""

    spending: Annotated[dict[str, Money], BeforeValidator(_known), Field(title="money by heading")]
    """What is spent, by the heading: ``{"food": {"amount": "60.00", "per": "week"}}``. The headings are those of
    ``benefitcalc.advice.budget.headings()``.
    """


def budget_of(spending: Budget | Mapping[str, Any] | None) -> Budget:
    """The budget of what is spent by heading. Raises ``InvalidCase`` with every problem."""
    if isinstance(spending, Budget):
        return spending
    try:
        return Budget.model_validate({"spending": dict(spending or {})})
    except ValidationError as error:
        raise InvalidCase(*problems_of(error.errors(include_url=False), Budget, BUDGET)) from None


# --- Guidelines ------------------------------------------------------------------------------------------------------

_SIZES = ("first_adult", "other_adult", "child")


@dataclass(frozen=True, slots=True)
class Guidelines:
    """A landlord's own guidelines: pence a year by heading, for the first adult, each other adult and each child."""

    title: str
    source: str
    first_day: dt.date
    last_day: dt.date
    amounts: Mapping[str, tuple[int, int, int]]

    @classmethod
    def read(cls, source: Path | bytes | Mapping[str, Any]) -> Guidelines:
        """The guidelines of a TOML file, of its bytes or of its content. Raises ``ValueError`` with every problem."""
        match source:
            case Path():
                given = tomllib.loads(source.read_text(encoding="utf-8"))
            case bytes():
                given = tomllib.loads(source.decode("utf-8"))
            case _:
                given = dict(source)
        problems = list(_problems_with_guidelines(given))
        if problems:
            raise ValueError("\n".join(problems))
        amounts = {code: _sizes(fields) for code, fields in given.items() if isinstance(fields, Mapping)}
        last = given.get("until", dt.date.max)
        return cls(str(given["title"]), str(given.get("source", "")), given["from"], last, amounts)

    def on(self, day: dt.date) -> bool:
        """Whether they are in force on that day."""
        return self.first_day <= day <= self.last_day

    def a_year(self, heading: str, *, adults: int, children: int) -> int | None:
        """The guideline of a heading for a household in pence a year; None where there is none."""
        if heading not in self.amounts:
            return None
        first, other, child = self.amounts[heading]
        return first + other * (adults - 1) + child * children


def _problems_with_guidelines(given: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} is missing" for name in ("title", "from") if name not in given)
    for name in ("from", "until"):
        if name in given and type(given[name]) is not dt.date:
            yield f"{name} is {given[name]!r}; give a day, such as 2026-04-06 without quotes"
    for name, fields in given.items():
        if name in {"title", "source", "from", "until"}:
            continue
        if name not in headings():
            yield f"{name} is no heading; there are {', '.join(headings())}"
        elif not isinstance(fields, Mapping):
            yield f"{name} is {fields!r}; write a table [{name}] with per and first_adult"
        else:
            yield from _problems_with_sizes(name, fields)


def _problems_with_sizes(name: str, fields: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        f"{name}.{key} is no field; there are per, {', '.join(_SIZES)}" for key in fields.keys() - {"per", *_SIZES}
    )
    if fields.get("per") not in set(Period):
        yield f"{name}.per is {fields.get('per')!r}; give one of {', '.join(Period)}"
    if "first_adult" not in fields:
        yield f"{name}.first_adult is missing"
    for key in _SIZES:
        try:
            parse_pounds(str(fields.get(key, "0")))
        except ValueError as error:
            yield f"{name}.{key}: {error}"


def _sizes(fields: Mapping[str, Any]) -> tuple[int, int, int]:
    a_year = payments_a_year(Period(fields["per"]))
    first, other, child = (parse_pounds(str(fields.get(key, "0"))) * a_year for key in _SIZES)
    return first, other, child
