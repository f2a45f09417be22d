"""The result of one household. It is a view on a row of the columns; its parts are made when somebody asks for them."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from benefitcalc.assessment.blocks import (
    BenefitCapResult,
    HousingBenefitResult,
    HousingResult,
    PensionCreditResult,
    ResultWarning,
    Shortfall,
    UniversalCreditResult,
)
from benefitcalc.assessment.from_columns import Row, basis_of, block, block_if, year_of_rates
from benefitcalc.assessment.warnings import codes_in
from benefitcalc.assessment.which_schemes import why_this_scheme
from benefitcalc.case import Case
from benefitcalc.circumstances import Circumstances
from benefitcalc.errors import BenefitcalcError, InvalidCase, Problem
from benefitcalc.explain.explanation import Explanation
from benefitcalc.explain.words import (
    AFTER_RENT,
    AWARDS,
    CAUSES,
    EXEMPTIONS,
    HOUSING_BENEFIT,
    PENSION_CREDIT,
    REASONS,
    money,
    universal_credit_rows,
    warning_sentence,
)
from benefitcalc.money import pounds
from benefitcalc.rates import Basis, RateBook, Rates
from benefitcalc.version import __version__

SCHEMA = "benefitcalc.result/1"


@dataclass(frozen=True, eq=False, repr=False)
class Assessment:
    """Everything that one household gets, and which part of its rent no help covers.

    A block is None where its scheme does not apply to this household. ``child_benefit``, ``help_with_rent``,
    ``rent_to_pay`` and the shortfall are by the week, ``council_tax_reduction`` is by the year. ``left_after_rent`` is
    what the household has left of all its income after the whole rent, and ``benefit_cap_reduction_pw`` is what the cap
    takes; both are by the week. ``weeks_basis`` is the number of weeks in the year in which those amounts of rent are
    due. ``rates`` is the year of the rates, ``engine`` this package's version, ``circumstances`` the facts of other
    periods that were counted. ``projection`` is empty where the rates are checked; otherwise it says what they rest on:
    ``"projected, if prices rise by 2.0% and earnings by 2.5% a year"``.

    Two assessments are equal when their cases and all their figures are equal.
    """

    given: Case | bytes = field(repr=False)
    """The case, or how it was written (:func:`case_of`)."""
    row: Row
    book: RateBook
    explanation_of: Callable[[Case], Explanation]
    """The function that makes the explanation when somebody asks for it."""
    circumstances: Circumstances | None = None
    engine: str = field(default=__version__, init=False)

    @cached_property
    def case(self) -> Case:
        return case_of(self.given)

    @cached_property
    def _basis(self) -> Basis:
        return basis_of(self.case, monthly=self.row["applies.universal_credit"])

    @cached_property
    def rates(self) -> str:
        """The year of the rates: Universal Credit's where it is worked out, else Housing Benefit's."""
        return year_of_rates(self.case.date, self._basis)

    @cached_property
    def universal_credit(self) -> UniversalCreditResult | None:
        """Universal Credit, by the month; null where it is not the scheme for this household."""
        return block_if(UniversalCreditResult, "universal_credit", self.row)

    @cached_property
    def housing_benefit(self) -> HousingBenefitResult | None:
        """Housing Benefit, by the week; null where it is not the scheme for this household."""
        return block_if(HousingBenefitResult, "housing_benefit", self.row)

    @cached_property
    def housing(self) -> HousingResult:
        """The home: rent, bedrooms, and what restricts the help with the rent."""
        return block(HousingResult, "housing", self.row, per="week" if self.row["housing.weekly"] else "month")

    @cached_property
    def benefit_cap(self) -> BenefitCapResult | None:
        """The benefit cap; null where none is in question."""
        exemptions = tuple(sorted(self.row.codes("exempt.")))
        per = "week" if self.row["benefit_cap.weekly"] else "month"
        return block_if(BenefitCapResult, "benefit_cap", self.row, exemptions=exemptions, per=per)

    @cached_property
    def pension_credit(self) -> PensionCreditResult | None:
        """Pension Credit, by the week; null where it is not the scheme for this household."""
        return block_if(PensionCreditResult, "pension_credit", self.row)

    @cached_property
    def child_benefit(self) -> Decimal:
        """Child Benefit, in pounds a week."""
        return pounds(self.row["child_benefit"])

    @cached_property
    def council_tax_reduction(self) -> Decimal | None:
        """Council Tax Reduction, in pounds a year; null where it is not asked about or not modelled."""
        return pounds(self.row["council_tax_reduction"]) if self.row["applies.council_tax_reduction"] else None

    @cached_property
    def help_with_rent(self) -> Decimal:
        """What the household gets towards its rent after every reduction, in pounds a week."""
        return pounds(self.row["help_with_rent"])

    @cached_property
    def rent_to_pay(self) -> Decimal:
        """The whole contractual rent less ``help_with_rent``, in pounds a week."""
        return pounds(self.row["rent_to_pay"])

    @cached_property
    def left_after_rent(self) -> Decimal:
        """What the household has left of its net pay, every income and every award after the whole rent, in pounds a
        week over the whole year. It may be below zero.
        """
        return pounds(self.row["left_after_rent"])

    @cached_property
    def benefit_cap_reduction_pw(self) -> Decimal:
        """What the benefit cap takes, in pounds a week."""
        return pounds(self.row["benefit_cap_reduction_pw"])

    @cached_property
    def weeks_basis(self) -> int:
        """In how many weeks of the year the weekly amounts of rent are due: 52, or the weeks charged."""
        return int(self.row["weeks_basis"])

    @cached_property
    def shortfall(self) -> tuple[Shortfall, ...]:
        """The causes of ``rent_to_pay``, which add up to it; one that takes nothing is left out."""
        causes = self.row.codes("shortfall.")
        return tuple(Shortfall(cause, pounds(self.row[f"shortfall.{cause}"])) for cause in causes)

    @cached_property
    def warnings(self) -> tuple[ResultWarning, ...]:
        """What the reader must know about the result."""
        codes = self.row.warnings()
        if self.circumstances is not None:
            codes = list(codes_in(self.circumstances, self.case, self.book, codes))
        return tuple(ResultWarning(code, warning_sentence(code, **self.row.figures(code))) for code in codes)

    @property
    def _rates_of_the_day(self) -> Rates:
        return self.book.on(self.case.date, Basis.DAY)

    @cached_property
    def projection(self) -> str:
        return self.book.projection(self.case.date, self._basis)

    @property
    def projected(self) -> bool:
        """Whether the date comes after the checked rates, so that the rates are projected."""
        return bool(self.projection)

    @cached_property
    def explanation(self) -> Explanation:
        """How every figure was worked out, with the law beside it."""
        return replace(self.explanation_of(self.case), projection=self.projection)

    def with_parts(self, **parts: Any) -> Assessment:
        """The same result with those parts in place of its own, as a council's own scheme needs it."""
        other = copy.copy(self)
        vars(other).update(parts)
        return other

    @property
    def why_this_scheme(self) -> tuple[str, ...]:
        """Why Universal Credit or Housing Benefit applies, and why the other does not, as sentences with
        the provision.
        """
        return why_this_scheme(
            self.case,
            self._rates_of_the_day,
            universal_credit=self.universal_credit is not None,
            housing_benefit=self.housing_benefit is not None,
        )

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """The result as JSON Schema 2020-12, with a description of each field; ``docs/result.schema.json`` holds it."""
        from benefitcalc.assessment.schema import result_schema

        return result_schema(Assessment, SCHEMA, ("rates", "projected", *_BLOCKS))

    def to_dict(self, *, steps: bool = True) -> dict[str, Any]:
        """The result object of the contract, with money as text. Without ``steps``, nothing is worked out a second
        time.
        """
        return {
            "schema": SCHEMA,
            **({"id": self.case.id} if self.case.id is not None else {}),
            "date": self.case.date.isoformat(),
            "rates": self.rates,
            "engine": self.engine,
            "projected": self.projected,
            **{name: _plain(getattr(self, name)) for name in _BLOCKS},
            **({"steps": self.explanation.to_steps()} if steps else {}),
        }

    def to_json(self, *, indent: int | None = None, steps: bool = True) -> str:
        """The result object as JSON text; the same case always gives the same bytes."""
        return json.dumps(self.to_dict(steps=steps), indent=indent, ensure_ascii=False)

    @property
    def headline(self) -> str:
        """One sentence: what the household gets, and how much of the rent is left to pay."""
        parts = []
        if self.universal_credit is not None:
            parts.append(f"Universal Credit £{self.universal_credit.award:,.2f} a month")
        if self.housing_benefit is not None:
            parts.append(f"Housing Benefit £{self.housing_benefit.award:,.2f} a week")
        if self.pension_credit is not None:
            parts.append(f"Pension Credit £{self.pension_credit.award:,.2f} a week")
        parts.append(f"rent covered £{self.help_with_rent:,.2f} a week")
        parts.append(f"rent to pay £{self.rent_to_pay:,.2f} a week")
        return f"{self.case.date:%a %-d %b %Y}, {self._which_rates}: {'; '.join(parts)}."

    @property
    def _which_rates(self) -> str:
        return f"{self.rates} rates{', projected' if self.projected else ''}"

    def tables(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Each block that applies, as a title and rows of label and amount."""
        for name, rows, per in (
            ("universal_credit", universal_credit_rows(), "a month"),
            ("housing_benefit", HOUSING_BENEFIT.items(), "a week"),
            ("pension_credit", PENSION_CREDIT.items(), "a week"),
        ):
            part = getattr(self, name)
            if part is not None:
                lines = [(label, money(getattr(part, amount), per)) for amount, label in rows]
                lines += [("Not entitled", REASONS[code].full) for code in getattr(part, "reasons", ())]
                yield AWARDS[name], lines
        home = self.housing
        rows_of_home = [("Bedrooms needed", str(home.bedrooms_needed)), ("Bedrooms spare", str(home.bedrooms_spare))]
        if home.under_occupation_percent:
            charge = money(home.under_occupation_charge, f"a {home.per}")
            rows_of_home.append((f"Bedroom charge (under-occupation), {home.under_occupation_percent}%", charge))
        if home.local_housing_allowance_restriction:
            above = money(home.local_housing_allowance_restriction, f"a {home.per}")
            rows_of_home.append(("Rent above the Local Housing Allowance", above))
        yield "The home", rows_of_home
        cap = self.benefit_cap
        if cap is not None:
            exempt = ", ".join(EXEMPTIONS[code].full for code in cap.exemptions)
            yield (
                "Benefit cap",
                [
                    ("Limit", money(cap.limit, f"a {cap.per}")),
                    ("Counted", money(cap.counted_income, f"a {cap.per}")),
                    ("Does not apply, because of", exempt) if exempt else ("Applies", "no exemption holds"),
                ],
            )
        totals = [(AWARDS["child_benefit"], money(self.child_benefit, "a week"))]
        if self.council_tax_reduction is not None:
            totals.append((AWARDS["council_tax_reduction"], money(self.council_tax_reduction, "a year")))
        totals += [(words.full, money(getattr(self, name), "a week")) for name, words in AFTER_RENT.items()]
        yield "In all", totals
        if self.shortfall:
            causes = [(CAUSES[part.cause].full, money(part.amount, "a week")) for part in self.shortfall]
            yield "Why there is rent to pay", causes

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Assessment):
            return NotImplemented
        return self.case == other.case and self.to_dict(steps=False) == other.to_dict(steps=False)

    def __hash__(self) -> int:
        return hash(self.case)

    def __repr__(self) -> str:
        parts = [f"{self.case.date} ({self._which_rates})"]
        if self.universal_credit is not None:
            parts.append(f"Universal Credit £{self.universal_credit.award} a month")
        if self.housing_benefit is not None:
            parts.append(f"Housing Benefit £{self.housing_benefit.award} a week")
        if self.pension_credit is not None:
            parts.append(f"Pension Credit £{self.pension_credit.award} a week")
        parts.append(f"rent covered £{self.help_with_rent} a week, to pay £{self.rent_to_pay} a week")
        return f"<Assessment {'; '.join(parts)}>"

    def _repr_html_(self) -> str:
        from benefitcalc.explain.html import result_html

        return result_html(
            headline=self.headline,
            reasons=self.why_this_scheme,
            tables=self.tables(),
            notes=[warning.message for warning in self.warnings],
            sections=self.explanation.sections,
            projection=self.projection,
        )

    def __str__(self) -> str:
        from benefitcalc.explain.text import result_text

        return result_text(
            headline=self.headline,
            reasons=self.why_this_scheme,
            tables=self.tables(),
            notes=[warning.message for warning in self.warnings],
            sections=self.explanation.sections,
            projection=self.projection,
        )


def case_of(given: Case | bytes) -> Case:
    """The case; one of many is kept as it was written, since most are never asked for."""
    return given if isinstance(given, Case) else Case.model_validate(pickle.loads(given))  # noqa: S301  own bytes


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A case that could not be assessed, among others that could: its ``id``, and the reason."""

    id: str | None
    error: BenefitcalcError

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, each problem with its path, the first 100. A problem without a path is a rate that is not
        known.
        """
        if isinstance(self.error, InvalidCase):
            return self.error.problems
        return (Problem("", type(self.error).__name__, str(self.error)),)

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        problems = [{"path": p.path, "code": p.code, "message": p.message} for p in self.problems]
        more = self.error.more if isinstance(self.error, InvalidCase) else 0
        error = {"type": type(self.error).__name__, "message": str(self.error), "problems": problems, "more": more}
        return {**({"id": self.id} if self.id is not None else {}), "error": error}


_BLOCKS = (
    "universal_credit",
    "housing_benefit",
    "housing",
    "benefit_cap",
    "pension_credit",
    "child_benefit",
    "council_tax_reduction",
    "help_with_rent",
    "rent_to_pay",
    "left_after_rent",
    "benefit_cap_reduction_pw",
    "weeks_basis",
    "shortfall",
    "warnings",
)


def _plain(value: Any) -> Any:
    """A value as JSON has it: pounds as text, tuples as lists, dataclasses as objects."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return value
