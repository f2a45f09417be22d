"""One household on one date."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    StrictBool,
    ValidationError,
    model_validator,
)

from benefitcalc.case.checks import AFTER_CHECKED_RATES, misfits
from benefitcalc.case.kinds import Country
from benefitcalc.case.parts import (
    Child,
    CouncilTax,
    HousingBenefitFacts,
    Income,
    NonDependant,
    Part,
    PensionCreditFacts,
    Person,
    Tenancy,
    UniversalCreditFacts,
)
from benefitcalc.case.reading import read_whole
from benefitcalc.case.unreadable import CASE_FILE, in_file_order, unreadable
from benefitcalc.case.values import SCHEMA, DateOfCase, Label, Pence, Several, null_as
from benefitcalc.errors import InvalidCase
from benefitcalc.periods import Day as AnyDay
from benefitcalc.periods import as_date


class Case(Part):
    """One household on one date, which is the first day of an assessment period, or a day in the benefit week.

    However you make it (``Case(...)``, ``Case.model_validate(dict)``, ``Case.from_json(text)``), an invalid case raises
    :class:`~benefitcalc.errors.InvalidCase` with every problem. ``capital`` is in pence; ``id`` is an optional label
    that results repeat. A date after the checked rates needs projected rates:
    ``assess(case, book=rate_book().project())``.
    """

    schema_: Literal["benefitcalc.case/1"] = Field(default="benefitcalc.case/1", alias="schema")
    """The format of the file."""
    id: Label | None = None
    """A label of your own, which the result repeats; never a person's reference."""
    date: DateOfCase
    """The first day of Universal Credit's assessment period, or a day in the week of Housing Benefit (its Monday)."""
    country: Country = Country.ENGLAND
    """The nation in which the home is."""
    greater_london: StrictBool = False
    """Whether the home is in Greater London, where the benefit cap is higher."""
    claimant: Person
    """The person who claims."""
    partner: Person | None = None
    """The person with whom the claimant lives as a couple; null when the claimant is single."""
    children: Several[Child] = ()
    """The children and qualifying young people who live here."""
    non_dependants: Several[NonDependant] = ()
    """The other adults who live here and are no joint tenants."""
    tenancy: Tenancy
    """The home and what the household pays for it."""
    incomes: Several[Income] = ()
    """Every income but earnings, Universal Credit and Housing Benefit, before the law's disregards."""
    capital: Pence = 0
    """Savings and other capital of claimant and partner together, in pounds."""
    universal_credit: Annotated[UniversalCreditFacts, null_as({}, UniversalCreditFacts)] = UniversalCreditFacts()
    """Facts of an award of Universal Credit; null or left out for a new claim."""
    housing_benefit: Annotated[HousingBenefitFacts, null_as({}, HousingBenefitFacts)] = HousingBenefitFacts()
    """What the household keeps from past entitlement to Housing Benefit."""
    pension_credit: Annotated[PensionCreditFacts, null_as({}, PensionCreditFacts)] = PensionCreditFacts()
    """What decides whether there is savings credit."""
    council_tax: CouncilTax | None = None
    """The council tax of the home; null where Council Tax Reduction is not asked about."""

    @model_validator(mode="wrap")
    @classmethod
    def _all_problems_at_once(cls, data: Any, read: ModelWrapValidatorHandler[Case]) -> Case:
        if isinstance(data, cls):
            return data
        try:
            case = read(data)
        except ValidationError as error:
            raise unreadable(cls, data, error.errors(include_url=False)) from None
        problems = misfits(case)
        # Projected rates can reach a date after the checked ones, so it is told beside other problems and is none
        # alone: `assess` refuses it where its book of rates does not reach so far.
        if any(problem.code != AFTER_CHECKED_RATES for problem in problems):
            raise InvalidCase(in_file_order(cls, problems))
        return case

    @classmethod
    def from_json(cls, text: str | bytes) -> Case:
        """Read a case from JSON. Numbers keep every digit that was written. A key that is given twice is a problem."""
        return read_whole(cls, text, CASE_FILE)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The case file as JSON Schema 2020-12, with a description of each field; ``docs/case.schema.json`` holds it.

        It says what each field may hold. Which fields fit together, reading the case says.
        """
        from benefitcalc.case.schema import schema_of_model

        return schema_of_model(cls, "A case of benefitcalc")

    def to_dict(self) -> dict[str, Any]:
        """The case as the contract writes it, ready for JSON. Defaults are left out; reading it gives the same case
        again.
        """
        return {"schema": SCHEMA, **self.model_dump(mode="json", by_alias=True, exclude_defaults=True)}

    def to_json(self, *, indent: int | None = None) -> str:
        """The case as JSON text (see :meth:`to_dict`). Equal cases give the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def replace(self, **changes: Any) -> Case:
        """The case with whole top-level fields replaced, and checked again: ``case.replace(capital="7000.00")``."""
        return Case.model_validate({**self.to_dict(), **changes})

    def on(self, day: AnyDay) -> Case:
        """The same household on another day, with the birth dates that everybody has now.

        It serves timelines and projections: the day may come after the checked rates, and the case is not checked
        again.
        """
        moved = {
            "claimant": self.claimant.with_birth_date(self.date),
            "partner": self.partner and self.partner.with_birth_date(self.date),
            "children": tuple(child.with_birth_date(self.date) for child in self.children),
            "non_dependants": tuple(adult.with_birth_date(self.date) for adult in self.non_dependants),
        }
        return self.model_copy(update={"date": as_date(day), **moved})

    @property
    def adults(self) -> tuple[Person, ...]:
        """The claimant, and the partner if there is one."""
        return (self.claimant,) if self.partner is None else (self.claimant, self.partner)
