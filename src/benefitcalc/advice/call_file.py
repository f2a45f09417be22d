"""The call file, ``benefitcalc.call/1``: what a call knew and what it said, saved only when somebody asks.

It is anonymous: no key takes a name, an address or a reference, an unknown key is an error, and the labels of a case
file (its ``id``, what a service charge is for) are refused. It has its last day, after which it is not read. The same
file always has the same bytes, and reading them gives the same file.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PlainSerializer,
    StrictBool,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from benefitcalc.account.days import in_words
from benefitcalc.account.terms import Every
from benefitcalc.advice.audit import without_labels
from benefitcalc.advice.budget import Budget
from benefitcalc.advice.figures import PER, Figures, figures_of, figures_of_ranges
from benefitcalc.advice.plain import plain
from benefitcalc.advice.plans import ArrearsPlan, arrears_plan
from benefitcalc.advice.ranges import UNKNOWN, Between, Partial, work_out
from benefitcalc.advice.ranges.paths import opened
from benefitcalc.assessment.household import assess
from benefitcalc.case import Case, Day, Pence
from benefitcalc.case.parts import Part
from benefitcalc.case.reading import Format, problems_of, read_whole
from benefitcalc.circumstances import Circumstances
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.money import format_pounds, parse_pounds
from benefitcalc.periods import Day as AnyDay
from benefitcalc.periods import as_date
from benefitcalc.rates import RateBook

SCHEMA = "benefitcalc.call/1"
LONGEST_KEPT = dt.timedelta(days=366)
"""How far ahead the last day of a file may be."""
CALL_FILE = Format(
    schema=SCHEMA,
    whole="The call file",
    wanted={
        "case": "give the household as a case file does",
        "expires": "give the last day on which the file may be read, such as 2027-02-28",
        "amount": "give pounds with at most two decimals, such as 112.45",
    },
)


def _signed(value: object) -> int:
    """The pence of signed pounds as text, such as ``"-15.28"``; pence stay as they are."""
    try:
        if isinstance(value, str):
            return -parse_pounds(value[1:]) if value.startswith("-") else parse_pounds(value)
    except ValueError:
        pass
    raise PydanticCustomError("not_money", "is not an amount in pounds as text, such as 120.50 or -12.50")


SignedPounds: TypeAlias = Annotated[
    int,
    BeforeValidator(_signed),
    PlainSerializer(format_pounds, return_type=str),
    WithJsonSchema({"title": "pounds", "type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{1,2})?$"}),
]


def _object(value: object) -> object:
    if not isinstance(value, Mapping):
        raise PydanticCustomError("not_an_object", "is not an object")
    return plain(value)


def _json_object(title: str, *others: str) -> WithJsonSchema:
    return WithJsonSchema({"title": title, "type": ["object", *others] if others else "object"})


class Range(Part):
    """A fact from ``low`` to ``high``, both included, written as the case file writes it."""

    low: Annotated[str | int, BeforeValidator(lambda value: str(value) if isinstance(value, Decimal) else value)]
    """The lowest that it may be."""
    high: Annotated[str | int, BeforeValidator(lambda value: str(value) if isinstance(value, Decimal) else value)]
    """The highest that it may be."""


class Given(Part):
    """A figure that was told, in pounds; both ends are the same where all facts were known."""

    lowest: SignedPounds
    """Its lowest."""
    highest: SignedPounds
    """Its highest."""


def _known_figures(value: object) -> object:
    if isinstance(value, Mapping) and not value.keys() <= PER.keys():
        raise PydanticCustomError(
            "unknown_key", "has a figure that is none; there are {known}", {"known": ", ".join(PER)}
        )
    return value


class FiguresGiven(Part):
    """The figures that the call told, and by what they were made, so that they can be worked out again."""

    engine: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9A-Za-z.+-]{0,30}$")]
    """The version of this package."""
    rates: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]
    """The year of the rates."""
    rates_checksum: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """The SHA-256 of the files of rates."""
    input_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """The SHA-256 of the facts that went in."""
    amounts: Annotated[dict[str, Given], BeforeValidator(_known_figures), Field(title="figures by name")]
    """``rent_to_pay``, ``help_with_rent`` and ``left_after_rent`` by the week, and the awards that apply:
    ``universal_credit`` by the month, ``housing_benefit``, ``pension_credit`` and ``child_benefit`` by the week.
    """

    @classmethod
    def of(cls, figures: Figures) -> Self:
        """The figures of a call."""
        audit = figures.audit
        amounts = {one.name: {"lowest": str(one.lowest), "highest": str(one.highest)} for one in figures.all}
        return cls.model_validate(
            {
                "engine": audit.engine,
                "rates": audit.rates,
                "rates_checksum": audit.rates_checksum,
                "input_hash": audit.input_hash,
                "amounts": amounts,
            }
        )


class PlanGiven(Part):
    """The plan for arrears that was offered or agreed."""

    debt: Pence
    """What it pays off, in pounds."""
    amount: Pence
    """One payment, in pounds; the last may be smaller."""
    every: Every
    """How often a payment comes."""
    first: Day
    """The day of the first payment."""
    agreed: StrictBool = False
    """Whether the tenant agreed to it."""

    def plan(self) -> ArrearsPlan:
        """The plan with its payments."""
        return arrears_plan(
            debt=format_pounds(self.debt), amount=format_pounds(self.amount), every=self.every, first=self.first
        )


Unknown: TypeAlias = Literal["unknown"] | Range


class CallFile(Part):
    """What a call knew and what it said: the household, what was not known, the figures, the budget and the plan.

    ``CallFile.of(…)`` makes one, ``from_json`` reads one, ``to_json`` writes it.
    """

    schema_: Literal["benefitcalc.call/1"] = Field(default="benefitcalc.call/1", alias="schema")
    """The format of the file."""
    expires: Day
    """The last day on which the file may be read, at most a year ahead."""
    case: Annotated[dict[str, Any], BeforeValidator(_object), _json_object("case file")]
    """The household as a case file has it (`case.schema.json`), without labels. Facts that are not known may be left
    out; then nation, tenure and rent are written.
    """
    circumstances: Annotated[dict[str, Any] | None, _json_object("circumstances", "null")] = None
    """Facts of other periods beside the case, in the form of `benefitcalc.circumstances/1`."""
    unknown: dict[str, Unknown] = Field(default_factory=dict, title="unknown facts by path")
    """The facts of the case that are not known, by path: `"unknown"`, or a range. What the case says there does not
    count.
    """
    figures: FiguresGiven | None = None
    """The figures that were told; null where none were."""
    budget: Budget | None = None
    """What the household spends; null where it was not asked."""
    balance: SignedPounds | None = None
    """The balance of the rent account in pounds; a credit is below zero."""
    plan: PlanGiven | None = None
    """The plan for arrears; null where there is none."""

    @model_validator(mode="wrap")
    @classmethod
    def _all_problems_at_once(cls, data: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(data, cls):
            return data
        try:
            file = read(data)
        except ValidationError as error:
            problems, more = problems_of(error.errors(include_url=False), cls, CALL_FILE)
            raise InvalidCase([*problems, *_of_what_is_there(data)], more) from None
        problems = list(_misfits(file))
        if problems:
            raise InvalidCase(problems)
        return file

    @classmethod
    def of(
        cls,
        figures: Figures,
        *,
        expires: AnyDay,
        circumstances: Circumstances | None = None,
        budget: Budget | None = None,
        balance: str | None = None,
        plan: ArrearsPlan | None = None,
        agreed: bool = False,
    ) -> Self:
        """The file of a call with those figures. Labels of the case are left out."""
        beside = None if circumstances is None else circumstances.model_dump(mode="json", exclude_defaults=True)
        paid = None
        if plan is not None:
            paid = {
                "debt": plan.debt,
                "amount": plan.amount,
                "every": plan.every,
                "first": plan.first,
                "agreed": agreed,
            }
        return cls.model_validate(
            {
                "expires": as_date(expires),
                "case": without_labels(figures.case),
                "circumstances": beside,
                "unknown": {path: _answer(answer) for path, answer in figures.unknown.items()},
                "figures": FiguresGiven.of(figures),
                "budget": budget,
                "balance": balance,
                "plan": paid,
            }
        )

    @classmethod
    def from_json(cls, text: str | bytes, *, today: AnyDay | None = None) -> Self:
        """Read a call file. Raises ``InvalidCase`` with every problem, or where its last day is past ``today``."""
        file = read_whole(cls, text, CALL_FILE)
        day = dt.datetime.now(tz=dt.UTC).date() if today is None else as_date(today)
        if file.expires < day:
            sentence = (
                f"This call file expired on {in_words(file.expires)} and is not read any more. Delete it, and ask the "
                "tenant again."
            )
            raise InvalidCase([Problem("expires", "expired", sentence)])
        if file.expires > day + LONGEST_KEPT:
            sentence = f"expires {file.expires} is more than a year ahead; give {day + LONGEST_KEPT} or earlier."
            raise InvalidCase([Problem("expires", "kept_too_long", sentence)])
        return file

    def to_dict(self) -> dict[str, Any]:
        """The file as JSON has it; defaults are left out."""
        return {"schema": SCHEMA, **self.model_dump(mode="json", by_alias=True, exclude_defaults=True)}

    def to_json(self, *, indent: int | None = 2) -> str:
        """The file as JSON text. Equal files give the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent) + "\n"

    @property
    def partial(self) -> Partial:
        """The case with the facts that are not known."""
        return Partial(self.case, {path: _back(answer) for path, answer in self.unknown.items()})

    def worked_out_again(self, *, book: RateBook | None = None) -> Figures:
        """The figures of the file's facts by this engine and these rates, to compare with those that were told."""
        if self.unknown:
            return figures_of_ranges(self.partial, work_out(self.partial), book=book)
        facts = None if self.circumstances is None else Circumstances.model_validate(self.circumstances)
        return figures_of(assess(self.case, facts, book=book))

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The call file as JSON Schema 2020-12, with a description of each field, as in ``docs/call.schema.json``."""
        from benefitcalc.case.schema import schema_of_model

        return schema_of_model(cls, "A call file of benefitcalc")


def _answer(answer: Between | None) -> Any:
    return "unknown" if answer is None else {"low": _text(answer.low), "high": _text(answer.high)}


def _text(bound: str | int | Decimal) -> str | int:
    return str(bound) if isinstance(bound, Decimal) else bound


def _back(answer: Unknown) -> Any:
    return Between(answer.low, answer.high) if isinstance(answer, Range) else UNKNOWN


# --- What does not fit ------------------------------------------------------------------------------------------------

_NEVER_FORGIVEN = {"unknown_key", "personal_detail", "repeated_key"}


def _misfits(file: CallFile) -> Iterator[Problem]:
    yield from _labels(file.case)
    of_the_case = list(_of_the_case(file.case, tuple(file.unknown)))
    yield from _within("case", iter(of_the_case))
    if file.unknown and not of_the_case:  # what is not known is read beside a case that can be
        yield from _within("unknown", _of_the_unknown(file))
    if file.circumstances is not None:
        try:
            Circumstances.model_validate(file.circumstances)
        except InvalidCase as error:
            yield from error.problems
    if file.plan is not None:
        try:
            file.plan.plan()
        except ValueError as error:
            for line in str(error).splitlines():
                yield Problem("plan", "no_plan", f"plan: {line}.")


def _of_what_is_there(data: object) -> Iterator[Problem]:
    """What is wrong with the case of a file of which other parts cannot be read."""
    given = data if isinstance(data, Mapping) else {}
    case, unknown = given.get("case"), given.get("unknown")
    if isinstance(case, Mapping):
        paths = tuple(map(str, unknown)) if isinstance(unknown, Mapping) else ()
        yield from _labels(case)
        yield from _within("case", _of_the_case(case, paths))


def _labels(case: Mapping[str, Any]) -> Iterator[Problem]:
    if case.get("id") is not None:
        yield Problem("case.id", "personal_detail", "case.id is a label, and a call file has none; leave it out.")
    home = case.get("tenancy")
    charges = home.get("service_charges") if isinstance(home, Mapping) else None
    for place, charge in enumerate(charges if isinstance(charges, list) else ()):
        if isinstance(charge, Mapping) and charge.get("label"):
            path = f"case.tenancy.service_charges[{place}].label"
            yield Problem(path, "personal_detail", f"{path} is a label, and a call file has none; leave it out.")


def _of_the_case(case: Mapping[str, Any], unknown: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with the known facts; a fact that is not known may be missing, and so may what it lies in."""
    try:
        Case.model_validate(case)
    except InvalidCase as error:
        for problem in error.problems:
            if problem.code in _NEVER_FORGIVEN or not any(_touch(problem.path, path) for path in unknown):
                yield problem


def _touch(one: str, other: str) -> bool:
    """Whether one path lies in the other, or is it."""
    short, long = sorted((one, other), key=len)
    return long == short or (long.startswith(short) and long[len(short)] in ".[")


_ENTRY = re.compile(r"(.+)\[([0-9]{1,3})\]")


def _of_the_unknown(file: CallFile) -> Iterator[Problem]:
    for path, answer in file.unknown.items():
        entry = _ENTRY.match(path)
        if entry is not None and len(opened(file.case, entry[1]) or ()) <= int(entry[2]):
            yield Problem(path, "no_such_entry", f"{path}: {entry[1]} has no entry {entry[2]}, counted from 0.")
            return
        if isinstance(answer, Range):
            try:
                Between(answer.low, answer.high)
            except (ValueError, InvalidOperation) as error:
                yield Problem(path, "no_range", f"{path}: {error}.")
                return
    try:
        file.partial.facts()
    except InvalidCase as error:
        yield from error.problems
    except LookupError as error:
        yield Problem("", "no_such_fact", f"{error}.")


def _within(part: str, problems: Iterator[Problem]) -> Iterator[Problem]:
    """The same problems with the part of the file before their paths."""
    for problem in problems:
        path = f"{part}.{problem.path}" if problem.path else part
        yield Problem(path, problem.code, problem.message)
