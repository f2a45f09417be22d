"""The result of one household from its row of the columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from benefitcalc.assessment.nations import notes_of
from benefitcalc.assessment.result import (
    VERSION,
    Assessment,
    BenefitCapResult,
    HousingBenefitResult,
    HousingResult,
    PensionCreditResult,
    ResultWarning,
    Shortfall,
    UniversalCreditResult,
)
from benefitcalc.assessment.warnings import codes_of_warnings
from benefitcalc.case import Case, Period
from benefitcalc.circumstances import Circumstances
from benefitcalc.explain.explanation import Explanation
from benefitcalc.explain.words import warning_sentence
from benefitcalc.money import pounds
from benefitcalc.rates import Basis, RateBook, rate_year

FIRST_ASSESSMENT_PERIOD = dt.date(2013, 4, 29)


def assessment(
    case: Case,
    row: Mapping[str, Any],
    book: RateBook,
    circumstances: Circumstances | None = None,
    *,
    explanation_of: Callable[[], Explanation],
) -> Assessment:
    """The result of one household from its ``row`` of the columns (:data:`~benefitcalc.columns.table.Columns`).

    ``explanation_of`` makes the explanation, when somebody asks for it.
    """
    scheme = "universal_credit" if row["applies.universal_credit"] else "housing_benefit"
    basis = basis_of(case, monthly=scheme == "universal_credit")
    return Assessment(
        case=case,
        rates=_year_of_rates(case, basis),
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
        left_after_rent=pounds(row["left_after_rent"]),
        benefit_cap_reduction_pw=pounds(row["benefit_cap_reduction_pw"]),
        weeks_basis=row["weeks_basis"],
        shortfall=tuple(
            Shortfall(name.removeprefix("shortfall."), pounds(amount))
            for name, amount in row.items()
            if name.startswith("shortfall.") and amount
        ),
        warnings=tuple(
            _warning(code, row)
            for code in (
                *_codes("warning.", row),
                *codes_of_warnings(case, row, book, basis, circumstances),
                *notes_of(case, row),
            )
        ),
        explanation_of=explanation_of,
        circumstances=circumstances,
        projection=book.projection(case.date, basis),
    )


def _warning(code: str, row: Mapping[str, Any]) -> ResultWarning:
    """A warning with its sentence, and in that the amounts that the columns hold for it."""
    prefix = f"figure.{code}."
    figures = {name.removeprefix(prefix): pounds(row[name]) for name in row if name.startswith(prefix)}
    return ResultWarning(code, warning_sentence(code, **figures))


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


def _year_of_rates(case: Case, basis: Basis) -> str:
    """Universal Credit's year where it is worked out, else Housing Benefit's (contract, reading 20)."""
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
