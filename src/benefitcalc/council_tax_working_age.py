"""Council Tax Reduction at working age in England: each council makes its own scheme, so a scheme is a file.

:func:`read_scheme` reads one strictly, of either kind: means-tested (a taper on income over an applicable amount) or
banded (a discount by household and income). :func:`assess_working_age_reduction` applies it to one household, on what
:func:`benefitcalc.assess` gives. ``rates/examples`` has one of each kind; they are no council's.

Income is what Universal Credit counts, or Housing Benefit where no Universal Credit is in payment. A week's income is
in whole pence; from there on the sum is exact, and only the year's reduction is rounded.

Left to the officer: deductions for other adults by their income and every exemption from them, protected groups of a
means-tested scheme, jointly liable people outside the claim, extended reductions, backdating, discretionary reductions
(LGFA 1992 s 13A(1)(c)).
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeAlias

import numpy as np
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from benefitcalc.applicable_amount import adults_of_the_childrens_table
from benefitcalc.case import Case, Country
from benefitcalc.columns import Batch, from_cases
from benefitcalc.council_tax_reduction import days_in_the_financial_year, pensioners
from benefitcalc.explain import Explanation, explanation
from benefitcalc.family import Family, family_of
from benefitcalc.money import Count, Flag, Pence, not_below_zero, parse_pounds, pounds, round_half_up
from benefitcalc.periods import month_to_week
from benefitcalc.rates import MoneyRate, ShareRate
from benefitcalc.rates.files import rates_folder
from benefitcalc.rates.values import NONE, make, parse
from benefitcalc.result import Assessment
from benefitcalc.rules import Step, Unit, rule, tracing

_LAW = "LGFA 1992 s 13A(2); LGFA 1992 Sch 1A para 2"


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
"""Whom a row is for: ``protected`` whom the caller says the scheme protects, ``any`` who has no rows of their own."""


_KINDS: tuple[tuple[Household, ...], ...] = (
    ("single", "lone_parent_1_child", "lone_parent_2_children", "lone_parent_3_or_more_children"),
    ("couple", "couple_1_child", "couple_2_children", "couple_3_or_more_children"),
)
"""Without and with a partner, by the number of children, three standing for more."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Scheme(_Strict):
    """What both kinds say. Money is text in pounds.

    ``universal_credit_counts``: the award is income, besides net earnings. ``passported_counts_no_income``: there is
    no income to count where income support, or income-based JSA or ESA, is in payment.
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
        """An amount of the scheme with its source; None where the scheme has none."""
        text = getattr(self, name)
        return None if text == NONE else make(MoneyRate, parse(text, "pounds")[1], **self._facts(name, "pounds"))

    def share(self, name: str, text: str) -> ShareRate:
        """A percentage of the scheme with its source."""
        return make(ShareRate, parse(text, "percent")[1], **self._facts(name, "percent"))

    def _facts(self, name: str, unit: str) -> dict[str, Any]:
        return {
            "key": f"council_tax_scheme.{name}",
            "label": f"{self.title}: {name.replace('_', ' ')}",
            "unit": unit,
            "law": _LAW,
            "source": self.source,
            "start": self.begins,
            "confidence": "high",
            "note": None,
            "overridden": False,
            "projected": False,
        }


class MeansTestedScheme(_Scheme):
    """A percentage of the council tax, less a taper of income over the applicable amount.

    ``band_cap`` is the most council tax that counts, by the year.
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
        if "any" not in kinds and (missing := {kind for kinds_of in _KINDS for kind in kinds_of} - kinds):
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
        """The row of that household and that week's income, in pence."""
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
    """The example of that kind: real-looking, and no council's."""
    return read_scheme(rates_folder().joinpath("examples", f"council_tax_{kind}.toml"))


# --- Rules -----------------------------------------------------------------------------------------------------------


@rule(
    "Income for the council's scheme",
    unit=Unit.PENCE_PW,
    law=_LAW,
    nil="no earnings, and no Universal Credit that counts",
)
def local_scheme_income_pw(
    *, award_that_counts_pm: Pence, elements_left_out_pm: Pence, earned_income_pm: Pence
) -> Pence:
    """Universal Credit without the elements that the scheme leaves out, and net earnings as Universal Credit counts
    them, by the week.
    """
    return month_to_week(not_below_zero(award_that_counts_pm - elements_left_out_pm) + earned_income_pm)


@rule("Applicable amount of the council's scheme", unit=Unit.PENCE_PW, law=_LAW)
def local_scheme_applicable_amount_pw(*, maximum_amount_pm: Pence, elements_left_out_pm: Pence) -> Pence:
    """The maximum of Universal Credit without the elements that the scheme leaves out, by the week."""
    return month_to_week(not_below_zero(maximum_amount_pm - elements_left_out_pm))


@rule(
    "Income over what is needed (council's scheme)",
    unit=Unit.PENCE_PW,
    law=_LAW,
    nil="income is no more than the applicable amount",
)
def local_scheme_excess_income_pw(*, income_pw: Pence, applicable_amount_pw: Pence) -> Pence:
    """Income over the applicable amount."""
    return not_below_zero(income_pw - applicable_amount_pw)


@rule(
    "Deductions for other adults (council's scheme)",
    unit=Unit.PENCE_PW,
    law=_LAW,
    nil=lambda inputs: (
        "the scheme makes no deductions" if inputs["other_adults"].any() else "no other adult of that age"
    ),
)
def local_scheme_deductions_pw(*, other_adults: Count, deduction: MoneyRate | None) -> Pence:
    """The same amount for each of them."""
    return other_adults * (0 if deduction is None else int(deduction))


def _year_by_means(
    *,
    council_tax_pa: Pence,
    local_scheme_deductions_pw: Pence,
    excess_income_pw: Pence,
    days_in_the_year: Count,
    maximum: ShareRate,
    band_cap: MoneyRate | None,
    taper: ShareRate,
    **_: Any,
) -> tuple[Pence, int]:
    """The year's reduction as so many parts of a whole, before the scheme's minimum."""
    counts = council_tax_pa if band_cap is None else np.minimum(council_tax_pa, int(band_cap))
    a_week = local_scheme_deductions_pw * taper.denominator + excess_income_pw * taper.numerator
    full = counts * (maximum.numerator * 7 * taper.denominator)
    year = not_below_zero(full - a_week * days_in_the_year * maximum.denominator)
    return year, maximum.denominator * 7 * taper.denominator


def _year_by_band(
    *,
    council_tax_pa: Pence,
    local_scheme_deductions_pw: Pence,
    days_in_the_year: Count,
    discount: ShareRate,
    **_: Any,
) -> tuple[Pence, int]:
    """The same of a banded scheme."""
    full = council_tax_pa * (discount.numerator * 7)
    year = not_below_zero(full - local_scheme_deductions_pw * days_in_the_year * discount.denominator)
    return year, 7 * discount.denominator


def _why_nothing(inputs: Mapping[str, Any], year: Pence) -> str:
    if inputs["capital_too_high"].any():
        return "savings are above the scheme's limit"
    if year.any():
        return "what is left is less than the scheme's minimum"
    if not inputs["council_tax_pa"].any():
        return "there is no council tax to reduce"
    if "discount" in inputs and not inputs["discount"]:
        return "the income band has no discount"
    others, income = inputs["local_scheme_deductions_pw"].any(), inputs.get("excess_income_pw", np.zeros(1)).any()
    if others and income:
        return "the deductions for other adults and for income take away the whole amount"
    return f"the {'deductions for other adults take' if others else 'deduction for income takes'} away the whole amount"


def _paid(year: Pence, whole: int, *, days: Count, minimum: MoneyRate, none: Flag) -> Pence:
    """``year / whole`` to the nearest penny; nil where a week of it, a seventh of the days, is below the minimum."""
    too_little = 7 * year < int(minimum) * days * whole
    return np.where(none | too_little, 0, round_half_up(year, whole))


@rule(
    "Council Tax Reduction (council's means-tested scheme)",
    unit=Unit.PENCE_PA,
    law=_LAW,
    nil=lambda inputs: _why_nothing(inputs, _year_by_means(**inputs)[0]),
)
def means_tested_reduction_pa(
    *,
    council_tax_pa: Pence,
    local_scheme_deductions_pw: Pence,
    excess_income_pw: Pence,
    days_in_the_year: Count,
    capital_too_high: Flag,
    maximum: ShareRate,
    band_cap: MoneyRate | None,
    taper: ShareRate,
    minimum_weekly_award: MoneyRate,
) -> Pence:
    """The scheme's percentage of the council tax that counts less, for each day, a seventh of the week's deductions and
    of the taper's share of excess income.
    """
    year, whole = _year_by_means(
        council_tax_pa=council_tax_pa,
        local_scheme_deductions_pw=local_scheme_deductions_pw,
        excess_income_pw=excess_income_pw,
        days_in_the_year=days_in_the_year,
        maximum=maximum,
        band_cap=band_cap,
        taper=taper,
    )
    return _paid(year, whole, days=days_in_the_year, minimum=minimum_weekly_award, none=capital_too_high)


@rule(
    "Council Tax Reduction (council's banded scheme)",
    unit=Unit.PENCE_PA,
    law=_LAW,
    nil=lambda inputs: _why_nothing(inputs, _year_by_band(**inputs)[0]),
)
def banded_reduction_pa(
    *,
    council_tax_pa: Pence,
    local_scheme_deductions_pw: Pence,
    days_in_the_year: Count,
    capital_too_high: Flag,
    discount: ShareRate,
    minimum_weekly_award: MoneyRate,
) -> Pence:
    """The band's percentage of the council tax less, for each day, a seventh of the week's deductions."""
    year, whole = _year_by_band(
        council_tax_pa=council_tax_pa,
        local_scheme_deductions_pw=local_scheme_deductions_pw,
        days_in_the_year=days_in_the_year,
        discount=discount,
    )
    return _paid(year, whole, days=days_in_the_year, minimum=minimum_weekly_award, none=capital_too_high)


# --- One household ---------------------------------------------------------------------------------------------------

NOT_MODELLED = {
    "other_nation": "The home is not in England: the other nations have schemes of their own.",
    "pension_age": "The household is of pension age: the prescribed scheme applies (CTR (PR) Regs 2012 reg 3).",
    "scheme_not_in_force": "The scheme is not in force on that date.",
    "no_council_tax": "No council tax was entered.",
    "no_income_known": "No income known: no Universal Credit is in payment, and no Housing Benefit in question.",
}


@dataclass(frozen=True, slots=True)
class WorkingAgeReduction:
    """The ``reduction`` of the year, or why it was not worked out: a code of :data:`NOT_MODELLED`.

    ``discount`` is the percentage of a banded scheme, as its row writes it.
    """

    case: Case
    scheme: Scheme
    not_modelled: str | None = None
    reduction: Decimal | None = None
    discount: str | None = None
    steps: tuple[Step, ...] = field(default=(), repr=False, compare=False)

    @property
    def explanation(self) -> Explanation:
        """How the reduction was worked out from the household's income, with the scheme's own figures."""
        return explanation(self.steps, self.case)


def assess_working_age_reduction(
    what: Case | Mapping[str, Any] | Assessment,
    scheme: Scheme,
    *,
    annual_liability: str | None = None,
    protected: bool = False,
) -> WorkingAgeReduction:
    """The year's reduction of one household under a council's scheme.

    ``annual_liability`` is the council tax of the year in pounds, after discounts; that of the case unless given.
    ``protected``: the household is in a group that a banded scheme protects.
    """
    from benefitcalc.assess import assess

    result = what if isinstance(what, Assessment) else assess(what)
    case, batch = result.case, from_cases([result.case])
    tax = None if case.council_tax is None else case.council_tax.annual_liability
    tax = tax if annual_liability is None else parse_pounds(annual_liability)
    if tax is None:
        return WorkingAgeReduction(case, scheme, "no_council_tax")
    if code := _why_not(result, batch, scheme):
        return WorkingAgeReduction(case, scheme, code)
    family = family_of(batch, batch.children.age_on_date)
    discount = None
    with tracing() as steps:
        income, needed = _income_and_needs(result, scheme)
        facts: dict[str, Any] = {
            "council_tax_pa": np.array([tax], dtype=np.int64),
            "local_scheme_deductions_pw": _deductions(batch, family, scheme),
            "days_in_the_year": days_in_the_financial_year(batch.households.date),
            "capital_too_high": np.array(
                [scheme.capital_limit != NONE and case.capital > parse_pounds(scheme.capital_limit)]
            ),
            "minimum_weekly_award": scheme.money("minimum_weekly_award"),
        }
        if isinstance(scheme, MeansTestedScheme):
            reduction = means_tested_reduction_pa(
                excess_income_pw=local_scheme_excess_income_pw(income_pw=income, applicable_amount_pw=needed),
                maximum=scheme.share("maximum", scheme.maximum),
                band_cap=scheme.money("band_cap"),
                taper=scheme.share("taper", scheme.taper),
                **facts,
            )
        else:
            children = min(int(family.own_count[0]), 3)
            row = scheme.row(_KINDS[case.partner is not None][children], int(income[0]), protected=protected)
            discount = row.discount
            reduction = banded_reduction_pa(discount=scheme.share("discount", discount), **facts)
    return WorkingAgeReduction(case, scheme, None, pounds(reduction[0]), discount, tuple(steps))


def _why_not(result: Assessment, batch: Batch, scheme: Scheme) -> str | None:
    on_universal_credit = result.universal_credit is not None and result.universal_credit.entitled
    if result.case.country is not Country.ENGLAND:
        return "other_nation"
    if pensioners(batch, np.array([on_universal_credit]))[0]:
        return "pension_age"
    if not scheme.begins <= result.case.date <= scheme.ends:
        return "scheme_not_in_force"
    return None if on_universal_credit or result.housing_benefit is not None else "no_income_known"


def _deductions(batch: Batch, family: Family, scheme: Scheme) -> Pence:
    others = (batch.non_dependants.age_on_date >= scheme.non_dependant_from_age).sum()
    others += adults_of_the_childrens_table(family, batch).sum()
    return local_scheme_deductions_pw(
        other_adults=np.array([others], dtype=np.int64), deduction=scheme.money("non_dependant_deduction")
    )


def _income_and_needs(result: Assessment, scheme: Scheme) -> tuple[Pence, Pence]:
    """A week's income as the scheme counts it, and the applicable amount, which a banded scheme does not ask for."""
    uc, hb = result.universal_credit, result.housing_benefit
    banded = isinstance(scheme, BandedScheme)
    if uc is not None and uc.entitled:
        elements = (getattr(uc, f"{name}_element") for name in scheme.universal_credit_leaves_out)
        left_out = _column(sum(elements, Decimal(0)))
        income = local_scheme_income_pw(
            award_that_counts_pm=_column(uc.award if scheme.universal_credit_counts else Decimal(0)),
            elements_left_out_pm=left_out,
            earned_income_pm=_column(uc.earned_income),
        )
        if banded:
            return income, _column(Decimal(0))
        maximum = _column(uc.maximum_amount)
        return income, local_scheme_applicable_amount_pw(maximum_amount_pm=maximum, elements_left_out_pm=left_out)
    if hb is None:
        raise ValueError(NOT_MODELLED["no_income_known"])
    # With a passporting benefit income is none; a banded scheme says whether it is, and else counts net earnings.
    if hb.passported and scheme.passported_counts_no_income:
        return _column(Decimal(0)), _column(hb.applicable_amount)
    return _column(hb.net_earnings if banded else hb.income), _column(hb.applicable_amount)


def _column(amount: Decimal) -> Pence:
    return np.array([int(amount * 100)], dtype=np.int64)
