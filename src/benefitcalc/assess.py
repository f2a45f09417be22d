"""One result for a household: which schemes apply, what each gives, and where the rent goes that no help covers.

``assess_columns`` runs a batch of any size and any dates; ``assess`` and ``assess_many`` wrap it for cases. A
batch is split into groups that share one set of rates, so that inside a rule a rate is a plain number.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from benefitcalc.case import Case
from benefitcalc.child_benefit import assess_child_benefit
from benefitcalc.columns import Batch, Ints, from_cases
from benefitcalc.explain import Explanation
from benefitcalc.family import family_of
from benefitcalc.money import Pence
from benefitcalc.periods import from_day_number, month_to_week
from benefitcalc.rates import Basis, RateBook, Rates, rate_book
from benefitcalc.result import Assessment, assessment
from benefitcalc.rules import Step, Unit, rule, tracing
from benefitcalc.universal_credit import UniversalCredit, assess_universal_credit

Columns: TypeAlias = dict[str, npt.NDArray[Any]]
"""Results by the path that the contract gives them (``"universal_credit.award"``), money in pence;
``"applies.<block>"`` flags say whether the block is there at all, ``"reason.<block>.<code>"``, ``"exempt.<code>"``
and ``"warning.<code>"`` hold the lists.
"""

CHUNK = 16_384
"""Households worked out at once: small enough for a run to stay inside the processor's cache."""

UNIVERSAL_CREDIT_KEYS = ("uc.", "benefit_cap.", "child_benefit.", "nmw.", "income_tax.", "ni.", "law.", "lha.")
CAUSES = (
    "ineligible_charges",
    "under_occupation",
    "joint_tenancy",
    "local_housing_allowance",
    "non_dependants",
    "income",
    "minimum_award",
    "not_entitled",
    "benefit_cap",
    "no_help",
)
"""Why rent is left to pay, in the order of the contract."""


@rule(
    "Help with rent",
    unit=Unit.PENCE_PW,
    law="UC Regs 2013 reg 26; UC (C&P) Regs 2013 reg 58",
    nil="no housing costs element, or no award to pay it from",
)
def help_with_rent_pw(*, housing_costs_element_pm: Pence, award_pm: Pence) -> Pence:
    """The housing costs element or the award, whichever is less, by the week."""
    return month_to_week(np.minimum(housing_costs_element_pm, award_pm))


@rule("Rent to pay", unit=Unit.PENCE_PW, law="UC Regs 2013 Sch 4 para 7", nil="the whole rent is covered")
def rent_to_pay_pw(*, contractual_rent_pw: Pence, help_with_rent_pw: Pence) -> Pence:
    """Everything that is charged for the home in a week, less the help."""
    return contractual_rent_pw - help_with_rent_pw


def _universal_credit_levels(uc: UniversalCredit) -> list[Pence]:
    """What is left of the rent, by the month, after each cause in the order of :data:`CAUSES`, the whole rent first."""
    housing, helped, entitled = uc.housing, uc.housing.helped, uc.entitled
    after_charge = housing.eligible_rent_pm - housing.under_occupation_charge_pm
    after_non_dependants = np.where(helped, housing.housing_costs_element_pm, housing.rent_within_allowance_pm)
    after_income = np.where(
        helped & entitled, np.minimum(after_non_dependants, uc.award_before_cap), after_non_dependants
    )
    after_entitlement = np.where(helped & ~entitled, 0, after_income)
    after_cap = np.where(helped & entitled, np.minimum(housing.housing_costs_element_pm, uc.award), after_entitlement)
    return [
        housing.contractual_rent_pm,
        housing.eligible_rent_pm,
        after_charge,
        housing.tenants_share_pm,
        housing.rent_within_allowance_pm,
        after_non_dependants,
        after_income,
        after_income,
        after_entitlement,
        after_cap,
        np.where(helped, after_cap, 0),
    ]


def _assess_rates_alike(batch: Batch, rates: Rates) -> Columns:
    """The results of households that share one set of rates."""
    family = family_of(batch, batch.children.age)
    child_benefit = assess_child_benefit(batch, family_of(batch, batch.children.age_on_date), rates)
    uc = assess_universal_credit(batch, family, child_benefit.monthly, rates)
    housing, cap = uc.housing, uc.cap
    levels = [month_to_week(level) for level in _universal_credit_levels(uc)]
    help_with_rent = help_with_rent_pw(housing_costs_element_pm=uc.housing_costs_element, award_pm=uc.award)
    columns: Columns = {f"universal_credit.{name}": getattr(uc, name) for name in _UC_AMOUNTS}
    columns |= {
        "applies.universal_credit": np.ones(len(batch), dtype=np.bool_),
        "applies.housing_benefit": np.zeros(len(batch), dtype=np.bool_),
        "applies.pension_credit": np.zeros(len(batch), dtype=np.bool_),
        "applies.council_tax_reduction": np.zeros(len(batch), dtype=np.bool_),
        "housing.weekly": np.zeros(len(batch), dtype=np.bool_),
        "benefit_cap.weekly": np.zeros(len(batch), dtype=np.bool_),
        "universal_credit.entitled": uc.entitled,
        "housing.contractual_rent": housing.contractual_rent_pm,
        "housing.eligible_rent": housing.eligible_rent_pm,
        "housing.ineligible_charges": housing.contractual_rent_pm - housing.eligible_rent_pm,
        "housing.bedrooms_needed": housing.size.bedrooms_needed,
        "housing.bedrooms_spare": housing.bedrooms_spare,
        "housing.under_occupation_percent": housing.under_occupation_percent,
        "housing.under_occupation_charge": housing.under_occupation_charge_pm,
        "housing.local_housing_allowance_restriction": housing.tenants_share_pm - housing.rent_within_allowance_pm,
        "housing.non_dependant_contributions": housing.contributions_pm,
        "benefit_cap.applies": cap.applies,
        "benefit_cap.limit": cap.limit,
        "benefit_cap.counted_income": cap.counted_income,
        "applies.benefit_cap": uc.entitled,
        "child_benefit": child_benefit.weekly,
        "help_with_rent": help_with_rent,
        "rent_to_pay": rent_to_pay_pw(contractual_rent_pw=levels[0], help_with_rent_pw=help_with_rent),
        "warning.benefit_cap_earnings_threshold": cap.threshold_in_doubt,
        "warning.overnight_carer_bedroom": housing.size.overnight_care_refused,
        "warning.couple_cannot_share_bedroom": housing.size.couple_refused,
        "warning.child_cannot_share_bedroom": housing.size.child_refused,
    }
    columns |= {
        f"shortfall.{cause}": before - after for cause, (before, after) in zip(CAUSES, pairwise(levels), strict=True)
    }
    columns |= {f"reason.universal_credit.{code}": flag for code, flag in uc.reasons.items()}
    columns |= {f"exempt.{code}": flag for code, flag in cap.exemptions.items()}
    return columns


_UC_AMOUNTS = (
    "standard_allowance",
    "child_element",
    "disabled_child_addition",
    "work_capability_element",
    "carer_element",
    "childcare_element",
    "housing_costs_element",
    "transitional_element",
    "maximum_amount",
    "earned_income",
    "work_allowance",
    "earnings_deduction",
    "unearned_income",
    "tariff_income",
    "award_before_cap",
    "benefit_cap_reduction",
    "award",
)


@lru_cache(maxsize=16)
def _change_days(book: RateBook) -> npt.NDArray[np.int64]:
    return book.change_days(Basis.ASSESSMENT_PERIOD, UNIVERSAL_CREDIT_KEYS)


def _jobs(batch: Batch, book: RateBook) -> Iterator[tuple[Batch, Rates]]:
    """The batch, sorted so that rows of one set of rates stand together, in chunks with their rates."""
    dates = batch.households.date
    changes = np.searchsorted(_change_days(book), dates, side="right")
    bounds = [0, *np.flatnonzero(np.diff(changes)) + 1, len(batch)]
    for begin, end in pairwise(bounds):
        rates = book.on(from_day_number(dates[begin]), Basis.ASSESSMENT_PERIOD)
        for first in range(begin, end, CHUNK):
            yield batch.take(slice(first, min(first + CHUNK, end))), rates


def assess_columns(batch: Batch, book: RateBook | None = None, *, workers: int | None = None) -> Columns:
    """The results of a batch of any size and any dates, as columns of shape ``(len(batch),)`` in its order.

    Work goes in chunks over ``workers`` threads (one a processor unless said otherwise): numpy frees the interpreter
    while it calculates. Raises ``RatesNotKnown`` where a rate that is needed is not known, ``RatesNotChecked`` for
    dates beyond the checked rates.
    """
    book = rate_book() if book is None else book
    if not len(batch):
        return {}
    dates = batch.households.date
    order = None if (dates[1:] >= dates[:-1]).all() else np.argsort(dates, kind="stable")
    jobs = list(_jobs(batch if order is None else batch.take(order), book))
    if len(jobs) == 1:
        parts = [_assess_rates_alike(*jobs[0])]
    else:
        with ThreadPoolExecutor(workers or os.cpu_count()) as pool:
            parts = list(pool.map(lambda job: _assess_rates_alike(*job), jobs))
    return _joined(parts, [len(part) for part, _ in jobs], order)


def _joined(parts: Sequence[Columns], lengths: Sequence[int], order: Ints | None) -> Columns:
    """The parts' columns one after another, put back in the batch's order.

    A column that some part lacks (an exemption of later law) is no there.
    """
    if len(parts) == 1 and order is None:
        return parts[0]
    kinds = {name: column.dtype for part in parts for name, column in part.items()}
    joined = {name: np.zeros(sum(lengths), dtype=kind) for name, kind in kinds.items()}
    begin = 0
    for part, length in zip(parts, lengths, strict=True):
        place = slice(begin, begin + length) if order is None else order[begin : begin + length]
        for name, column in part.items():
            joined[name][place] = column
        begin += length
    return joined


def assess(case: Case | Mapping[str, Any], *, book: RateBook | None = None) -> Assessment:
    """What the household of ``case`` gets, and where its rent goes.

    ``case`` is a :class:`~benefitcalc.case.Case`, or a mapping in the form of the case file. ``book`` replaces the
    law's rates, for what-if work. Raises ``InvalidCase`` with every problem of the case at once, ``RatesNotKnown``
    and ``RatesNotChecked`` where a rate is missing.
    """
    return assess_many([case], book=book)[0]


def assess_many(cases: Iterable[Case | Mapping[str, Any]], *, book: RateBook | None = None) -> list[Assessment]:
    """:func:`assess` for many cases of any dates at once, in their order: they run as one batch."""
    book = rate_book() if book is None else book
    valid = [case if isinstance(case, Case) else Case.model_validate(case) for case in cases]
    columns = assess_columns(from_cases(valid), book)
    plain = {name: column.tolist() for name, column in columns.items()}
    return [
        assessment(case, {name: values[row] for name, values in plain.items()}, book) for row, case in enumerate(valid)
    ]


def trace(case: Case, *, book: RateBook | None = None) -> list[Step]:
    """Every rule that was worked out for one household, in order."""
    with tracing() as steps:
        assess_columns(from_cases([case]), book)
    return steps


def explain(what: Case | Mapping[str, Any] | Assessment, *, book: RateBook | None = None) -> Explanation:
    """How every figure of a household was worked out, with the law, the rates and what came to nothing.

    Takes a case, or an assessment with the rates it was made on.
    """
    if isinstance(what, Assessment):
        return what.explanation
    return assess(what, book=book).explanation
