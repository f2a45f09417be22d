"""The result of one household, as the contract writes it: typed, immutable, money as exact pounds."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy.typing as npt

from benefitcalc.case import Case, Period
from benefitcalc.doubts import warnings_of
from benefitcalc.explain.words import WARNINGS
from benefitcalc.money import pounds
from benefitcalc.nations import notes_of
from benefitcalc.rates import Basis, RateBook, rate_year
from benefitcalc.schemes import why_this_scheme

if TYPE_CHECKING:
    from benefitcalc.circumstances import Circumstances
    from benefitcalc.explain import Explanation

Columns: TypeAlias = dict[str, npt.NDArray[Any]]
"""Results by the path that the contract gives them (``"universal_credit.award"``), money in pence;
``"applies.<block>"`` flags say whether the block is there at all, ``"reason.<block>.<code>"``, ``"exempt.<code>"``
and ``"warning.<code>"`` hold the lists.
"""
SCHEMA = "benefitcalc.result/1"
VERSION = "0.1.0"
FIRST_ASSESSMENT_PERIOD = dt.date(2013, 4, 29)


@dataclass(frozen=True, slots=True)
class UniversalCreditResult:
    """A month of Universal Credit. ``reasons`` says, by code, why a household is not entitled."""

    entitled: bool
    reasons: tuple[str, ...]
    standard_allowance: Decimal
    child_element: Decimal
    disabled_child_addition: Decimal
    work_capability_element: Decimal
    carer_element: Decimal
    childcare_element: Decimal
    housing_costs_element: Decimal
    transitional_element: Decimal
    maximum_amount: Decimal
    earned_income: Decimal
    work_allowance: Decimal
    earnings_deduction: Decimal
    unearned_income: Decimal
    tariff_income: Decimal
    award_before_cap: Decimal
    benefit_cap_reduction: Decimal
    award: Decimal


@dataclass(frozen=True, slots=True)
class HousingBenefitResult:
    """A week of Housing Benefit."""

    entitled: bool
    reasons: tuple[str, ...]
    passported: bool
    weekly_rent: Decimal
    eligible_rent: Decimal
    maximum: Decimal
    non_dependant_deductions: Decimal
    applicable_amount: Decimal
    net_earnings: Decimal
    other_income: Decimal
    tariff_income: Decimal
    income: Decimal
    taper_reduction: Decimal
    award_before_cap: Decimal
    benefit_cap_reduction: Decimal
    award: Decimal


@dataclass(frozen=True, slots=True)
class HousingResult:
    """The home: ``per`` says whether its money is by the month (Universal Credit) or the week (Housing Benefit)."""

    per: str
    contractual_rent: Decimal
    eligible_rent: Decimal
    ineligible_charges: Decimal
    bedrooms_needed: int
    bedrooms_spare: int
    under_occupation_percent: int
    under_occupation_charge: Decimal
    local_housing_allowance_restriction: Decimal
    non_dependant_contributions: Decimal


@dataclass(frozen=True, slots=True)
class BenefitCapResult:
    """The cap: ``applies`` when no exemption holds, though the reduction may be nil."""

    applies: bool
    exemptions: tuple[str, ...]
    limit: Decimal
    counted_income: Decimal
    per: str


@dataclass(frozen=True, slots=True)
class PensionCreditResult:
    """A week of Pension Credit."""

    guarantee_credit: Decimal
    savings_credit: Decimal
    award: Decimal
    appropriate_minimum_guarantee: Decimal
    income: Decimal


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A part of the rent that no help covers, by the week, and its cause."""

    cause: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ResultWarning:
    """Something about the result that the reader must know: a stable code and a sentence."""

    code: str
    message: str


@dataclass(frozen=True)
class Assessment:
    """Everything that one household gets, and where its rent goes.

    A block is None where its scheme is not the one for this household. ``child_benefit``, ``help_with_rent``,
    ``rent_to_pay`` and the shortfall are by the week, ``council_tax_reduction`` by the year. ``rates`` is the year
    of the rates, ``engine`` this package's version, ``circumstances`` the facts of other periods that went in.
    """

    case: Case
    rates: str
    engine: str
    universal_credit: UniversalCreditResult | None
    housing_benefit: HousingBenefitResult | None
    housing: HousingResult
    benefit_cap: BenefitCapResult | None
    pension_credit: PensionCreditResult | None
    child_benefit: Decimal
    council_tax_reduction: Decimal | None
    help_with_rent: Decimal
    rent_to_pay: Decimal
    shortfall: tuple[Shortfall, ...]
    warnings: tuple[ResultWarning, ...]
    explanation_of: Callable[[], Explanation] = field(repr=False, compare=False)
    circumstances: Circumstances | None = None

    @cached_property
    def explanation(self) -> Explanation:
        """How every figure was worked out, with the law beside it."""
        return self.explanation_of()

    @property
    def why_this_scheme(self) -> tuple[str, ...]:
        """Why Universal Credit or Housing Benefit, and why not the other: sentences with the provision."""
        return why_this_scheme(
            self.case,
            universal_credit=self.universal_credit is not None,
            housing_benefit=self.housing_benefit is not None,
        )

    def to_dict(self, *, steps: bool = True) -> dict[str, Any]:
        """The result object of the contract; money as text. Without ``steps``, nothing is worked out a second time."""
        return {
            "schema": SCHEMA,
            **({"id": self.case.id} if self.case.id is not None else {}),
            "date": self.case.date.isoformat(),
            "rates": self.rates,
            "engine": self.engine,
            **{name: _plain(getattr(self, name)) for name in _BLOCKS},
            **({"steps": self.explanation.to_steps()} if steps else {}),
        }

    def to_json(self, *, indent: int | None = None, steps: bool = True) -> str:
        """The same as text: the same bytes for the same case."""
        return json.dumps(self.to_dict(steps=steps), indent=indent, ensure_ascii=False)

    def __repr__(self) -> str:
        parts = [f"{self.case.date} ({self.rates} rates)"]
        if self.universal_credit is not None:
            parts.append(f"Universal Credit £{self.universal_credit.award} a month")
        if self.housing_benefit is not None:
            parts.append(f"Housing Benefit £{self.housing_benefit.award} a week")
        if self.pension_credit is not None:
            parts.append(f"Pension Credit £{self.pension_credit.award} a week")
        parts.append(f"rent covered £{self.help_with_rent} a week, to pay £{self.rent_to_pay} a week")
        return f"<Assessment {'; '.join(parts)}>"

    def _repr_html_(self) -> str:
        from benefitcalc.explain.html import assessment_html

        return assessment_html(self)

    def __str__(self) -> str:
        from benefitcalc.explain.text import assessment_text

        return assessment_text(self)


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


def amounts_of(block: type) -> tuple[str, ...]:
    """The names of a block's amounts of money."""
    return tuple(field.name for field in fields(block) if field.type == "Decimal")


def assessment(
    case: Case, row: Mapping[str, Any], book: RateBook, circumstances: Circumstances | None = None
) -> Assessment:
    """The result of one household from its row of the columns (:data:`Columns`)."""
    scheme = "universal_credit" if row["applies.universal_credit"] else "housing_benefit"
    return Assessment(
        case=case,
        rates=_year_of_rates(case, scheme),
        engine=VERSION,
        universal_credit=_block(UniversalCreditResult, "universal_credit", row),
        housing_benefit=_block(HousingBenefitResult, "housing_benefit", row),
        housing=_filled(HousingResult, "housing", row, per="week" if row["housing.weekly"] else "month"),
        benefit_cap=_block(
            BenefitCapResult,
            "benefit_cap",
            row,
            exemptions=tuple(sorted(_codes("exempt.", row))),
            per="week" if row["benefit_cap.weekly"] else "month",
        ),
        pension_credit=_block(PensionCreditResult, "pension_credit", row),
        child_benefit=pounds(row["child_benefit"]),
        council_tax_reduction=pounds(row["council_tax_reduction"]) if row["applies.council_tax_reduction"] else None,
        help_with_rent=pounds(row["help_with_rent"]),
        rent_to_pay=pounds(row["rent_to_pay"]),
        shortfall=tuple(
            Shortfall(name.removeprefix("shortfall."), pounds(amount))
            for name, amount in row.items()
            if name.startswith("shortfall.") and amount
        ),
        warnings=tuple(
            ResultWarning(code, WARNINGS[code])
            for code in (
                *_codes("warning.", row),
                *_open_questions(case, row, book, basis_of(case, monthly=scheme == "universal_credit"), circumstances),
                *notes_of(case, row),
            )
        ),
        explanation_of=partial(_explained, case, book, circumstances),
        circumstances=circumstances,
    )


def _open_questions(
    case: Case, row: Mapping[str, Any], book: RateBook, basis: Basis, circumstances: Circumstances | None
) -> Iterator[str]:
    """What the case leaves open and the circumstances do not answer; and what these brought in."""
    if circumstances is None:
        yield from warnings_of(case, row, book, basis)
        return
    from benefitcalc.circumstances import codes_of

    answered = circumstances.service_charges_qualifying_period_served is not None
    for code in warnings_of(case, row, book, basis):
        if not (answered and code == "owner_service_charges_not_modelled"):
            yield code
    yield from codes_of(circumstances, case)


def _explained(case: Case, book: RateBook, circumstances: Circumstances | None) -> Explanation:
    from benefitcalc.assess import trace
    from benefitcalc.explain import explanation

    return explanation(trace(case, circumstances, book=book), case)


def _codes(prefix: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes that hold, in the order of the columns."""
    return tuple(name.removeprefix(prefix) for name, holds in row.items() if name.startswith(prefix) and holds)


B = TypeVar("B")


def _block(kind: type[B], name: str, row: Mapping[str, Any], **given: Any) -> B | None:
    """A block of the result, or None where it does not apply."""
    return _filled(kind, name, row, **given) if row[f"applies.{name}"] else None


def _filled(kind: type[B], name: str, row: Mapping[str, Any], **given: Any) -> B:
    values = dict(given)
    for part in fields(kind):  # type: ignore[arg-type]
        if part.name == "reasons":
            values["reasons"] = _codes(f"reason.{name}.", row)
        elif part.name not in values:
            value = row[f"{name}.{part.name}"]
            values[part.name] = pounds(value) if part.type == "Decimal" else value
    return kind(**values)


def _year_of_rates(case: Case, scheme: str) -> str:
    """Universal Credit's year where it is worked out, else Housing Benefit's (contract, reading 20)."""
    basis = basis_of(case, monthly=scheme == "universal_credit")
    return rate_year(max(case.date, FIRST_ASSESSMENT_PERIOD) if basis is Basis.ASSESSMENT_PERIOD else case.date, basis)


def basis_of(case: Case, *, monthly: bool) -> Basis:
    """On which day in April the rates start that a household has: Universal Credit's by the month, else Housing
    Benefit's, which go by whether the rent is paid by the week or a multiple of weeks.
    """
    if monthly:
        return Basis.ASSESSMENT_PERIOD
    rent = case.tenancy.rent
    weekly = rent.amount > 0 and rent.per in (Period.WEEK, Period.FORTNIGHT, Period.FOUR_WEEKS)
    return Basis.HB_WEEKLY_RENT if weekly else Basis.HB_OTHER_RENT
