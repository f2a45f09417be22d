"""A council's own scheme of Council Tax Reduction as a file, of either kind. Files are read strictly."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from benefitcalc.money import parse_pounds
from benefitcalc.rates import MoneyRate, ShareRate
from benefitcalc.rates.files import rates_folder
from benefitcalc.rates.values import NONE, make, parse

LAW = "LGFA 1992 s 13A(2); LGFA 1992 Sch 1A para 2"


def _whole_or_less(text: str) -> str:
    if parse(text, "percent")[1] > 1:  # type: ignore[operator]
        raise ValueError(f"{text} is more than the whole")
    return text


Sentence = Annotated[str, StringConstraints(min_length=1)]
Pounds = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,7}\.[0-9]{2}$")]
Percent = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?%$"), AfterValidator(_whole_or_less)]
No = Literal["none"]
Household = Literal[
    "single",
    "couple",
    "lone_parent_1_child",
    "lone_parent_2_children",
    "lone_parent_3_or_more_children",
    "couple_1_child",
    "couple_2_children",
    "couple_3_or_more_children",
    "protected",
    "any",
]
"""Which households a row is for: ``protected`` are those that the caller says the scheme protects, ``any`` those
without rows of their own.
"""
KINDS: tuple[tuple[Household, ...], ...] = (
    ("single", "lone_parent_1_child", "lone_parent_2_children", "lone_parent_3_or_more_children"),
    ("couple", "couple_1_child", "couple_2_children", "couple_3_or_more_children"),
)
"""Households without and with a partner, by the number of children; three stands for three or more."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Scheme(_Strict):
    """What schemes of both kinds say. Money is text in pounds.

    ``universal_credit_counts``: the award counts as income, besides net earnings. ``passported_counts_no_income``:
    where Income Support, or income-based JSA or ESA, is in payment, no income counts.
    """

    title: Sentence
    example: bool
    source: Sentence
    begins: dt.date = Field(alias="from")
    ends: dt.date = Field(alias="to")
    capital_limit: Pounds | No
    minimum_weekly_award: Pounds
    non_dependant_deduction: Pounds | No
    non_dependant_from_age: int = Field(ge=16)
    universal_credit_counts: bool
    universal_credit_leaves_out: list[Literal["housing_costs", "childcare"]]
    passported_counts_no_income: bool

    @model_validator(mode="after")
    def _days_rise(self) -> Self:
        if self.ends < self.begins:
            raise ValueError(f"{self.ends} comes before {self.begins}")
        return self

    def money(self, name: str) -> MoneyRate | None:
        """The amount of the scheme, with its source; None where the scheme has none."""
        text = getattr(self, name)
        return None if text == NONE else make(MoneyRate, parse(text, "pounds")[1], **self._facts(name, "pounds"))

    def share(self, name: str, text: str) -> ShareRate:
        """The percentage of the scheme, with its source."""
        return make(ShareRate, parse(text, "percent")[1], **self._facts(name, "percent"))

    def _facts(self, name: str, unit: str) -> dict[str, Any]:
        return {
            "key": f"council_tax_scheme.{name}",
            "label": f"{self.title}: {name.replace('_', ' ')}",
            "unit": unit,
            "law": LAW,
            "source": self.source,
            "start": self.begins,
            "confidence": "high",
            "note": None,
            "overridden": False,
            "projected": False,
        }


class MeansTestedScheme(_Scheme):
    """A percentage of the council tax, less a taper on the income above the applicable amount.

    ``band_cap`` is the most council tax of a year that counts.
    """

    kind: Literal["means-tested"]
    universal_credit_counts: Literal[True] = True
    maximum: Percent
    band_cap: Pounds | No
    taper: Percent


class Band(_Strict):
    """One row: the discount of a household whose week's income lies from ``lowest`` to ``highest``, both included."""

    household: Household
    lowest: Pounds = Field(alias="from")
    highest: Pounds | No = Field(alias="to")
    discount: Percent


class BandedScheme(_Scheme):
    """A discount by household and income."""

    kind: Literal["banded"]
    rows: list[Band] = Field(min_length=1)

    @model_validator(mode="after")
    def _every_income_has_one_row(self) -> Self:
        kinds = {row.household for row in self.rows}
        if "any" not in kinds and (missing := {kind for kinds_of in KINDS for kind in kinds_of} - kinds):
            raise ValueError(f"no row for {', '.join(sorted(missing))}")
        for kind in sorted(kinds):
            rows = [row for row in self.rows if row.household == kind]
            if parse_pounds(rows[0].lowest) or rows[-1].highest != NONE:
                raise ValueError(f"the rows of {kind} must begin at 0.00 and end with none")
            for row, following in pairwise(rows):
                if row.highest == NONE or parse_pounds(following.lowest) != parse_pounds(row.highest) + 1:
                    raise ValueError(f"the row of {kind} from {following.lowest} must begin a penny after the last")
            if any(row.highest != NONE and parse_pounds(row.highest) < parse_pounds(row.lowest) for row in rows):
                raise ValueError(f"a row of {kind} ends before it begins")
        return self

    def row(self, household: Household, income_pw: int, *, protected: bool = False) -> Band:
        """The row for that kind of household and that income of a week, in pence."""
        wanted: tuple[Household, ...] = ("protected", household, "any") if protected else (household, "any")
        rows = next(rows for kind in wanted if (rows := [row for row in self.rows if row.household == kind]))
        return next(row for row in rows if row.highest == NONE or income_pw <= parse_pounds(row.highest))


Scheme: TypeAlias = MeansTestedScheme | BandedScheme
_SCHEME: TypeAdapter[Scheme] = TypeAdapter(Annotated[Scheme, Field(discriminator="kind")])


def read_scheme(path: Path) -> Scheme:
    """The scheme of a file, read strictly. Raises ``pydantic.ValidationError`` with every problem."""
    return _SCHEME.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))


def scheme_from(given: object) -> Scheme:
    """A scheme that was read already, or one written as an object of JSON, with the keys of the file and days as text.

    Raises ``pydantic.ValidationError`` with every problem.
    """
    if isinstance(given, Mapping):
        return _SCHEME.validate_json(json.dumps(given, default=str))
    return _SCHEME.validate_python(given)


def example_scheme(kind: Literal["means_tested", "banded"]) -> Scheme:
    """The example of that kind. It looks real, but is no council's scheme."""
    return read_scheme(rates_folder().joinpath("examples", f"council_tax_{kind}.toml"))
