"""Council Tax Reduction of one household under a council's own scheme, worked out from the household's result."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np

from benefitcalc.assessment.result import Assessment
from benefitcalc.case import Case, Country
from benefitcalc.columns import Batch, from_cases
from benefitcalc.columns.family import Family, adults_of_the_childrens_table, family_on_date
from benefitcalc.explain.explanation import Explanation
from benefitcalc.explain.from_trace import explanation
from benefitcalc.money import Pence, parse_pounds, pounds
from benefitcalc.rates.values import NONE
from benefitcalc.rules import Step, tracing
from benefitcalc.schemes.council_tax.local_scheme import (
    banded_reduction_pa,
    local_scheme_applicable_amount_pw,
    local_scheme_deductions_pw,
    local_scheme_excess_income_pw,
    local_scheme_income_pw,
    means_tested_reduction_pa,
)
from benefitcalc.schemes.council_tax.local_scheme_file import KINDS, BandedScheme, MeansTestedScheme, Scheme
from benefitcalc.schemes.council_tax.pension_age import days_in_the_financial_year, pensioners

NOT_MODELLED = {
    "other_nation": "The home is not in England: the other nations have schemes of their own.",
    "pension_age": "The household is of pension age: the prescribed scheme applies (CTR (PR) Regs 2012 reg 3).",
    "scheme_not_in_force": "The scheme is not in force on that date.",
    "no_council_tax": "No council tax was entered.",
    "no_income_known": "No income known: no Universal Credit is in payment, and no Housing Benefit in question.",
}


@dataclass(frozen=True, slots=True)
class WorkingAgeReduction:
    """The ``reduction`` of the year, or the reason why it was not worked out: a code of :data:`NOT_MODELLED`.

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
        """How the reduction follows from the household's income, with the scheme's own figures."""
        return explanation(self.steps, self.case)


def working_age_reduction(
    result: Assessment,
    scheme: Scheme,
    *,
    annual_liability: str | None = None,
    protected: bool = False,
) -> WorkingAgeReduction:
    """The year's reduction of one household under a council's scheme.

    ``annual_liability`` is the council tax of the year in pounds, after discounts; unless given, it is that of the
    case. ``protected``: the household is in a group that a banded scheme protects.
    """
    case, batch = result.case, from_cases([result.case])
    tax = None if case.council_tax is None else case.council_tax.annual_liability
    tax = tax if annual_liability is None else parse_pounds(annual_liability)
    if tax is None:
        return WorkingAgeReduction(case, scheme, "no_council_tax")
    if code := _why_not(result, batch, scheme):
        return WorkingAgeReduction(case, scheme, code)
    family = family_on_date(batch)
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
            row = scheme.row(KINDS[case.partner is not None][children], int(income[0]), protected=protected)
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
    """The income of a week as the scheme counts it, and the applicable amount, which a banded scheme does not use."""
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
