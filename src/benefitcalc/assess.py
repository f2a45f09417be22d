"""One result for a household: which schemes apply, what each gives, and where the rent goes that no help covers.

``assess_columns`` runs a batch of any size and any dates; ``assess`` and ``assess_many`` wrap it for cases. A
batch is split into groups that share one set of rates, so that inside a rule a rate is a plain number.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import IntFlag
from functools import lru_cache, partial
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from benefitcalc.benefit_cap import BenefitCap
from benefitcalc.case import Case
from benefitcalc.child_benefit import ChildBenefit, assess_child_benefit
from benefitcalc.circumstances import (
    Circumstances,
    Question,
    WorkingAgeCouncilTax,
    columns_of,
    problems_with,
    problems_with_result,
)
from benefitcalc.columns import Batch, Ints, Tenure, from_cases
from benefitcalc.council_tax_reduction import assess_council_tax_reduction, pensioners
from benefitcalc.council_tax_working_age import NOT_MODELLED, WorkingAgeReduction, assess_working_age_reduction
from benefitcalc.errors import InvalidCase, Problem, RatesNotKnown
from benefitcalc.explain import Explanation
from benefitcalc.explain.words import WARNINGS
from benefitcalc.family import Family, family_of
from benefitcalc.housing_benefit import HousingBenefit, assess_housing_benefit
from benefitcalc.money import Count, Flag, Pence
from benefitcalc.pension_credit import assess_pension_credit
from benefitcalc.periods import Per, day_number, from_day_number, month_to_week
from benefitcalc.rates import Basis, RateBook, Rates, rate_book
from benefitcalc.result import (
    Assessment,
    BenefitCapResult,
    HousingBenefitResult,
    PensionCreditResult,
    ResultWarning,
    UniversalCreditResult,
    amounts_of,
    assessment,
)
from benefitcalc.rules import Step, Unit, rule, tracing
from benefitcalc.size_criteria import SizeCriteria
from benefitcalc.universal_credit import UNIVERSAL_CREDIT_BEGAN, UniversalCredit, assess_universal_credit

Columns: TypeAlias = dict[str, npt.NDArray[Any]]
"""Results by the path that the contract gives them (``"universal_credit.award"``), money in pence;
``"applies.<block>"`` flags say whether the block is there at all, ``"reason.<block>.<code>"``, ``"exempt.<code>"``
and ``"warning.<code>"`` hold the lists.
"""

CHUNK = 32_768
"""Households worked out at once: small enough for a run to stay inside the processor's cache."""

UNIVERSAL_CREDIT_KEYS = ("uc.", "benefit_cap.", "child_benefit.", "nmw.", "income_tax.", "ni.", "law.", "lha.")
HOUSING_BENEFIT_KEYS = ("hb.", "pension_credit.", "ctr.", *UNIVERSAL_CREDIT_KEYS[1:])
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
    nil=lambda inputs: (
        "there is no award to pay it from" if inputs["housing_costs_element_pm"].any() else "no housing costs element"
    ),
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
    # A late re-claim pays for part of the period: what the days before the claim take away is "not entitled".
    from_claim = np.minimum(uc.housing_costs_element, uc.award_before_cap)
    of_whole_period = np.maximum(np.minimum(after_non_dependants, uc.award_of_whole_period), from_claim)
    after_income = np.where(helped & entitled, of_whole_period, after_non_dependants)
    after_entitlement = np.where(helped, np.where(entitled, from_claim, 0), after_income)
    after_cap = np.where(helped & entitled, np.minimum(uc.housing_costs_element, uc.award), after_entitlement)
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


class Scheme(IntFlag):
    """Which schemes are worked out for a household; the values sort a batch."""

    NEITHER = 0
    UNIVERSAL_CREDIT = 1
    HOUSING_BENEFIT = 2


def pension_age_rules(batch: Batch) -> Flag:
    """Households under the pension-age rules: everybody is over pension age, or a mixed-age couple is protected.

    WRA 2012 s 4(4); SI 2019/37. All other households of mixed age are of working age, before 15 May 2019 too (contract,
    reading 10).
    """
    claimant, partner = batch.adults.over_pension_age
    couple = batch.adults.present[1]
    mixed = couple & (claimant ^ partner)
    return (claimant & (~couple | partner)) | (mixed & batch.households.mixed_age_protection)


def schemes_of(batch: Batch) -> Count:
    """The :class:`Scheme` of each household.

    Housing Benefit helps with the rent at pension age, in specified and temporary accommodation, and where working-age
    people do not claim Universal Credit (contract, reading 10).
    """
    home = batch.households
    pension_age = pension_age_rules(batch)
    universal_credit = ~pension_age & home.universal_credit_claimed
    rented = (home.tenure != Tenure.OWNER_OCCUPIER) & (home.tenure != Tenure.NO_HOUSING_COSTS)
    housing_benefit = rented & (~universal_credit | (home.tenure >= Tenure.EXEMPT_ACCOMMODATION))
    return universal_credit * int(Scheme.UNIVERSAL_CREDIT) + housing_benefit * int(Scheme.HOUSING_BENEFIT)


PENSION_CREDIT_FROM = day_number(dt.date(2013, 4, 8))
"""The first day whose rates are known (contract, reading 21)."""


@dataclass(frozen=True, slots=True)
class Job:
    """Those ``rows`` of ``batch``, which share their schemes and their rates, to be worked out together."""

    batch: Batch
    rows: slice | Ints
    scheme: Scheme
    universal_credit_rates: Rates
    housing_benefit_rates: Rates
    day_rates: Rates


def _assess_job(job: Job) -> Columns:
    """The results of households that share their schemes and their rates.

    Universal Credit asks for the ages at the end of the assessment period, the rest for those on the date.
    """
    job = replace(job, batch=job.batch.take(job.rows))
    batch = job.batch
    helped_by_hb = Scheme.HOUSING_BENEFIT in job.scheme
    by_day = family_of(batch, batch.children.age_on_date)
    if Scheme.UNIVERSAL_CREDIT not in job.scheme:
        child_benefit = assess_child_benefit(batch, by_day, job.housing_benefit_rates, by_the_month=False)
        return _assess_housing_benefit(job, by_day, child_benefit, None)
    child_benefit = assess_child_benefit(batch, by_day, job.universal_credit_rates, by_the_month=True)
    uc = assess_universal_credit(
        batch,
        family_of(batch, batch.children.age),
        child_benefit.monthly,
        job.universal_credit_rates,
        rent_elsewhere=helped_by_hb,
    )
    columns = _universal_credit_columns(uc)
    if helped_by_hb:
        return columns | _assess_housing_benefit(job, by_day, child_benefit, uc)
    nothing = np.zeros(len(batch), dtype=np.int64)
    columns |= _rent_columns_of_universal_credit(uc) | {"child_benefit": child_benefit.weekly}
    return columns | _council_tax_columns(job, by_day, nothing, nothing, uc)


def _universal_credit_columns(uc: UniversalCredit) -> Columns:
    columns: Columns = {f"universal_credit.{name}": getattr(uc, name) for name in amounts_of(UniversalCreditResult)}
    columns |= {
        "applies.universal_credit": np.ones(len(uc.award), dtype=np.bool_),
        "universal_credit.entitled": uc.entitled,
    }
    columns |= {f"reason.universal_credit.{code}": flag for code, flag in uc.reasons.items()}
    columns |= _cap_columns(uc.cap, uc.entitled)
    columns["warning.benefit_cap_earnings_threshold"] = uc.cap.threshold_in_doubt
    columns["refused.local_housing_allowance"] = uc.housing.allowance_not_known
    return columns


def _cap_columns(cap: BenefitCap, where: Flag) -> Columns:
    """The cap's columns, shown where it is in question."""
    return {
        "applies.benefit_cap": where,
        "benefit_cap.applies": cap.applies,
        "benefit_cap.limit": cap.limit,
        "benefit_cap.counted_income": cap.counted_income,
        **{f"exempt.{code}": flag for code, flag in cap.exemptions.items()},
    }


def _rent_columns_of_universal_credit(uc: UniversalCredit) -> Columns:
    housing = uc.housing
    levels = [month_to_week(level) for level in _universal_credit_levels(uc)]
    help_with_rent = help_with_rent_pw(housing_costs_element_pm=uc.housing_costs_element, award_pm=uc.award)
    return {
        "housing.contractual_rent": housing.contractual_rent_pm,
        "housing.eligible_rent": housing.eligible_rent_pm,
        "housing.ineligible_charges": housing.contractual_rent_pm - housing.eligible_rent_pm,
        "housing.bedrooms_needed": housing.size.bedrooms_needed,
        "housing.bedrooms_spare": housing.bedrooms_spare,
        "housing.under_occupation_percent": housing.under_occupation_percent,
        "housing.under_occupation_charge": housing.under_occupation_charge_pm,
        "housing.local_housing_allowance_restriction": housing.tenants_share_pm - housing.rent_within_allowance_pm,
        "housing.non_dependant_contributions": housing.contributions_pm,
        "help_with_rent": help_with_rent,
        "rent_to_pay": rent_to_pay_pw(contractual_rent_pw=levels[0], help_with_rent_pw=help_with_rent),
        **_shortfall_columns(levels),
        **_size_warnings(housing.size),
    }


def _shortfall_columns(levels: Sequence[Pence]) -> Columns:
    """What each cause leaves to pay: the weekly level before it less the one after it."""
    return {
        f"shortfall.{cause}": before - after for cause, (before, after) in zip(CAUSES, pairwise(levels), strict=True)
    }


def _size_warnings(size: SizeCriteria) -> Columns:
    return {
        "warning.overnight_carer_bedroom": size.overnight_care_refused,
        "warning.couple_cannot_share_bedroom": size.couple_refused,
        "warning.child_cannot_share_bedroom": size.child_refused,
    }


def _assess_housing_benefit(
    job: Job, family: Family, child_benefit: ChildBenefit, uc: UniversalCredit | None
) -> Columns:
    """Rent that Housing Benefit helps with, or nothing does; with Pension Credit and Council Tax Reduction."""
    batch, rates = job.batch, job.housing_benefit_rates
    n, home = len(batch), batch.households
    pension_age = pension_age_rules(batch)
    nothing, no = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.bool_)
    credit = assess_pension_credit(batch, family, rates, pension_age=pension_age)
    hb = assess_housing_benefit(
        batch,
        family,
        rates,
        pension_age=pension_age,
        universal_credit_award_pm=nothing if uc is None else uc.award,
        universal_credit_in_payment=no if uc is None else uc.entitled,
        guarantee_credit_pw=credit.guarantee_credit,
        savings_credit_pw=credit.savings_credit,
        child_benefit_pw=child_benefit.weekly,
    )
    help_with_rent = hb.award
    columns: Columns = {f"housing_benefit.{name}": getattr(hb, name) for name in amounts_of(HousingBenefitResult)}
    columns |= {f"pension_credit.{name}": getattr(credit, name) for name in amounts_of(PensionCreditResult)}
    columns |= {f"reason.housing_benefit.{code}": flag for code, flag in hb.reasons.items()}
    if uc is None:
        columns |= _cap_columns(hb.cap, hb.cap_in_question)
        columns["benefit_cap.weekly"] = hb.cap_in_question
    else:
        columns |= _either_cap(uc, hb)
    return columns | {
        "applies.housing_benefit": np.full(n, Scheme.HOUSING_BENEFIT in job.scheme),
        "housing_benefit.entitled": hb.entitled,
        "housing_benefit.passported": hb.passported,
        "applies.pension_credit": pension_age & (home.date >= PENSION_CREDIT_FROM),
        "housing.weekly": np.ones(n, dtype=np.bool_),
        "housing.contractual_rent": hb.weekly_rent,
        "housing.eligible_rent": hb.eligible_rent,
        "housing.ineligible_charges": hb.ineligible_charges,
        "housing.bedrooms_needed": hb.bedrooms_needed,
        "housing.bedrooms_spare": hb.bedrooms_spare,
        "housing.under_occupation_percent": hb.under_occupation_percent,
        "housing.under_occupation_charge": hb.under_occupation_charge,
        "housing.local_housing_allowance_restriction": hb.local_housing_allowance_restriction,
        "housing.non_dependant_contributions": hb.non_dependant_deductions,
        "refused.local_housing_allowance": hb.allowance_not_known,
        "child_benefit": child_benefit.weekly,
        "help_with_rent": help_with_rent,
        "rent_to_pay": hb.levels[0] - help_with_rent,
        **_shortfall_columns(hb.levels),
        **_size_warnings(hb.size),
        **_council_tax_columns(job, family, credit.guarantee_credit, credit.savings_credit, uc),
    }


def _council_tax_columns(
    job: Job, family: Family, guarantee_credit_pw: Pence, savings_credit_pw: Pence, uc: UniversalCredit | None
) -> Columns:
    """Council Tax Reduction, on the rates of the calendar day; nothing where no council tax was entered."""
    batch = job.batch
    if not batch.households.has_council_tax.any():
        return {}
    in_payment = np.zeros(len(batch), dtype=np.bool_) if uc is None else uc.entitled
    reduction = assess_council_tax_reduction(
        batch,
        family,
        job.day_rates,
        guarantee_credit_pw=guarantee_credit_pw,
        savings_credit_pw=savings_credit_pw,
        pension_age=pensioners(batch, in_payment),
    )
    return {
        "applies.council_tax_reduction": reduction.modelled,
        "council_tax_reduction": reduction.reduction,
        "warning.second_adult_rebate_not_known": reduction.rebate_not_known,
        "warning.council_tax_other_nation_not_modelled": reduction.not_modelled["other_nation"],
        "warning.council_tax_working_age_not_modelled": reduction.not_modelled["working_age"],
    }


def _either_cap(uc: UniversalCredit, hb: HousingBenefit) -> Columns:
    """Universal Credit's cap where there is an award, else Housing Benefit's where that is in question (reading 18)."""
    by_month, by_week = _cap_columns(uc.cap, uc.entitled), _cap_columns(hb.cap, hb.cap_in_question & ~uc.entitled)
    none = np.zeros(len(uc.entitled), dtype=np.bool_)
    either = {
        name: np.where(uc.entitled, by_month.get(name, none), by_week.get(name, none)) for name in by_month | by_week
    }
    return either | {"benefit_cap.weekly": by_week["applies.benefit_cap"]}


@lru_cache(maxsize=64)
def _change_days(book: RateBook, basis: Basis) -> Ints:
    keys = UNIVERSAL_CREDIT_KEYS if basis is Basis.ASSESSMENT_PERIOD else HOUSING_BENEFIT_KEYS
    return book.change_days(basis, keys)


_SCHEME = 1_000_000
"""What a scheme counts in the number of a regime; below it stand the places of the two schemes' rates."""


def _regimes(batch: Batch, book: RateBook) -> Ints:
    """A number for each household: those with one number share their schemes and the rates that these ask for."""
    dates, weekly, schemes = batch.households.date, _rent_is_weekly(batch), schemes_of(batch)
    periods = _position(_change_days(book, Basis.ASSESSMENT_PERIOD), np.maximum(dates, UNIVERSAL_CREDIT_BEGAN))
    weeks = np.where(
        weekly,
        2 * _position(_change_days(book, Basis.HB_WEEKLY_RENT), dates),
        2 * _position(_change_days(book, Basis.HB_OTHER_RENT), dates) + 1,
    )
    by_period = np.where(schemes & Scheme.UNIVERSAL_CREDIT, periods, 0)
    by_week = np.where(schemes == Scheme.UNIVERSAL_CREDIT, 0, weeks)
    return schemes * _SCHEME + by_period * 1_000 + by_week


def _position(change_days: Ints, dates: Ints) -> Ints:
    return np.searchsorted(change_days, dates, side="right")


def _jobs(batch: Batch, regimes: Ints, order: Ints | None, book: RateBook) -> Iterator[Job]:
    """The households, in order of their regimes, in chunks that share their schemes and their rates."""
    dates, weekly = batch.households.date, _rent_is_weekly(batch)
    in_order = regimes if order is None else regimes[order]
    for begin, end in pairwise([0, *np.flatnonzero(np.diff(in_order)) + 1, len(batch)]):
        one = begin if order is None else int(order[begin])
        day = from_day_number(dates[one])
        job = Job(
            batch=batch,
            rows=slice(begin, end),
            scheme=Scheme(int(in_order[begin]) // _SCHEME),
            universal_credit_rates=book.on(max(day, from_day_number(UNIVERSAL_CREDIT_BEGAN)), Basis.ASSESSMENT_PERIOD),
            housing_benefit_rates=book.on(day, Basis.HB_WEEKLY_RENT if weekly[one] else Basis.HB_OTHER_RENT),
            day_rates=book.on(day, Basis.HB_OTHER_RENT),
        )
        for first in range(begin, end, CHUNK):
            chunk = slice(first, min(first + CHUNK, end))
            yield replace(job, rows=chunk if order is None else order[chunk])


def _rent_is_weekly(batch: Batch) -> Flag:
    """Rent of a week or a multiple of weeks, with rates from the first Monday in April (HB Regs 2006 reg 79(3))."""
    home = batch.households
    weekly: Flag = (home.rent_per <= Per.FOUR_WEEKS) & (home.rent > 0)
    return weekly


def assess_columns(batch: Batch, book: RateBook | None = None, *, workers: int | None = None) -> Columns:
    """The results of a batch of any size and any dates, as columns of shape ``(len(batch),)`` in its order.

    Work goes in chunks over ``workers`` threads (one a processor unless said otherwise): numpy frees the interpreter
    while it calculates. Raises ``RatesNotKnown`` where a rate that is needed is not known, ``RatesNotChecked`` for
    dates beyond the checked rates.
    """
    book = rate_book() if book is None else book
    if not len(batch):
        return {}
    order: Ints | None = None
    regimes = _regimes(batch, book) if len(batch) > 1 else schemes_of(batch) * _SCHEME
    if (regimes[1:] < regimes[:-1]).any():
        order = np.argsort(regimes, kind="stable")
    found = _Results(len(batch))
    jobs = list(_jobs(batch, regimes, order, book))
    if len(jobs) == 1:
        found.put(slice(None), _assess_job(jobs[0]))
        return found.columns
    with ThreadPoolExecutor(workers or os.cpu_count()) as pool:
        for _ in pool.map(lambda job: found.put(job.rows, _assess_job(job)), jobs):
            pass
    return found.columns


_BLOCKS = {
    "universal_credit": UniversalCreditResult,
    "housing_benefit": HousingBenefitResult,
    "pension_credit": PensionCreditResult,
    "benefit_cap": BenefitCapResult,
}
_AMOUNTS = (
    *(f"{name}.{amount}" for name, block in _BLOCKS.items() for amount in amounts_of(block)),
    "council_tax_reduction",
)
_FLAGS = (
    *(f"applies.{name}" for name in (*_BLOCKS, "council_tax_reduction")),
    "universal_credit.entitled",
    "housing_benefit.entitled",
    "housing_benefit.passported",
    "housing.weekly",
    "benefit_cap.applies",
    "benefit_cap.weekly",
)
"""What stands in the columns of every batch: nil and no where no household asks for the scheme."""


class _Results:
    """The columns of a whole batch, filled in part by part.

    A column that some part lacks (another scheme's, an exemption of later law) is nil or no there.
    """

    def __init__(self, households: int) -> None:
        self.households = households
        self.columns: Columns = {name: np.zeros(households, dtype=np.int64) for name in _AMOUNTS}
        self.columns |= {name: np.zeros(households, dtype=np.bool_) for name in _FLAGS}

    def put(self, rows: slice | Ints, part: Columns) -> None:
        """Write a part's columns into their rows; parts may come from several threads at once."""
        for name, column in part.items():
            if len(column) == self.households:
                self.columns[name] = column
                continue
            if name not in self.columns:
                self.columns.setdefault(name, np.zeros(self.households, dtype=column.dtype))
            if column.any():  # most exemptions, reasons and warnings hold for nobody
                self.columns[name][rows] = column


def assess(
    case: Case | Mapping[str, Any],
    circumstances: Circumstances | Mapping[str, Any] | None = None,
    *,
    book: RateBook | None = None,
) -> Assessment:
    """What the household of ``case`` gets, and where its rent goes.

    ``case`` is a :class:`~benefitcalc.case.Case`, or a mapping in the form of the case file; ``circumstances`` facts of
    other periods that no case has a field for, likewise. ``book`` replaces the law's rates, for what-if work. Raises
    ``InvalidCase`` with every problem of the case at once, ``RatesNotKnown`` and ``RatesNotChecked`` where a rate is
    missing.
    """
    if circumstances is None:
        return assess_many([case if isinstance(case, Case) else Case.model_validate(case)], book=book)[0]
    return _assess_in_circumstances(case, circumstances, rate_book() if book is None else book)


def assess_many(cases: Iterable[Case | Mapping[str, Any]], *, book: RateBook | None = None) -> list[Assessment]:
    """:func:`assess` for many cases of any dates at once, in their order: they run as one batch.

    ``InvalidCase`` has the problems of all of them, each path with the place of its case: ``[3].tenancy.bedrooms``.
    """
    book = rate_book() if book is None else book
    valid = _validated(cases)
    columns = assess_columns(from_cases(valid), book)
    return [assessment(case, row, book) for case, row in zip(valid, _rows(columns, valid), strict=True)]


def _rows(columns: Columns, cases: Sequence[Case]) -> Iterator[dict[str, Any]]:
    """Each case's row of the columns; RatesNotKnown where one has no Local Housing Allowance."""
    for case, refused in zip(cases, columns.get("refused.local_housing_allowance", ()), strict=False):
        if refused:
            area = case.tenancy.brma
            message = f"The allowance of {area} on {case.date} is not known; give local_housing_allowance."
            raise RatesNotKnown(f"lha.{area}", case.date, message)
    plain = {name: column.tolist() for name, column in columns.items()}
    for row in range(len(cases)):
        yield {name: values[row] for name, values in plain.items()}


def _assess_in_circumstances(
    what: Case | Mapping[str, Any], given: Circumstances | Mapping[str, Any], book: RateBook
) -> Assessment:
    case, facts = _case_and_facts(what, given)
    batch = from_cases([case])
    scheme = Scheme(int(schemes_of(batch)[0]))
    question = Question(
        universal_credit=Scheme.UNIVERSAL_CREDIT in scheme,
        housing_benefit=Scheme.HOUSING_BENEFIT in scheme,
        pension_age=bool(pension_age_rules(batch)[0]),
        anyone_over_pension_age=bool(batch.adults.over_pension_age.any()),
    )
    if problems := list(problems_with(facts, case, question)):
        raise InvalidCase(problems)
    columns = assess_columns(replace(batch, across_periods=columns_of([(case, facts)])), book)
    [row] = _rows(columns, [case])
    result = assessment(case, row, book, facts)
    if problems := list(problems_with_result(facts, result)):
        raise InvalidCase(problems)
    council = facts.working_age_council_tax
    return result if council is None else _with_councils_scheme(result, council)


def _case_and_facts(
    what: Case | Mapping[str, Any], given: Circumstances | Mapping[str, Any]
) -> tuple[Case, Circumstances]:
    """Both, read; ``InvalidCase`` with the problems of both."""
    found: list[Any] = []
    problems: list[Problem] = []
    for model, value in ((Case, what), (Circumstances, given)):
        try:
            found.append(value if isinstance(value, model) else model.model_validate(value))
        except InvalidCase as error:
            problems += error.problems
    if problems:
        raise InvalidCase(problems)
    case, facts = found
    return case, facts


def _with_councils_scheme(result: Assessment, given: WorkingAgeCouncilTax) -> Assessment:
    """The result with the reduction of the council's own scheme, and its lines behind those of the household."""
    found = assess_working_age_reduction(result, given.scheme, protected=given.protected)
    if found.not_modelled not in {None, "no_income_known"}:
        message = f"The council's scheme does not apply. {NOT_MODELLED[str(found.not_modelled)]}"
        raise InvalidCase([Problem("circumstances.working_age_council_tax", str(found.not_modelled), message)])
    known = found.reduction is not None
    code = "circumstances_working_age_council_tax" if known else "circumstances_council_tax_no_income"
    warnings = [part for part in result.warnings if part.code != "council_tax_working_age_not_modelled"]
    return replace(
        result,
        council_tax_reduction=found.reduction,
        warnings=(*warnings, ResultWarning(code, WARNINGS[code])),
        explanation_of=partial(_with_councils_lines, result, found),
    )


def _with_councils_lines(result: Assessment, found: WorkingAgeReduction) -> Explanation:
    return result.explanation.followed_by(found.explanation)


def _validated(cases: Iterable[Case | Mapping[str, Any]]) -> list[Case]:
    valid: list[Case] = []
    problems: list[Problem] = []
    for place, case in enumerate(cases):
        try:
            valid.append(case if isinstance(case, Case) else Case.model_validate(case))
        except InvalidCase as error:
            problems += [replace(problem, path=f"[{place}].{problem.path}") for problem in error.problems]
    if problems:
        raise InvalidCase(problems)
    return valid


def trace(case: Case, circumstances: Circumstances | None = None, *, book: RateBook | None = None) -> list[Step]:
    """Every rule that was worked out for one household, in order."""
    batch = from_cases([case])
    if circumstances is not None:
        batch = replace(batch, across_periods=columns_of([(case, circumstances)]))
    with tracing() as steps:
        assess_columns(batch, book)
    return steps


def explain(
    what: Case | Mapping[str, Any] | Assessment,
    circumstances: Circumstances | Mapping[str, Any] | None = None,
    *,
    book: RateBook | None = None,
) -> Explanation:
    """How every figure of a household was worked out, with the law, the rates and what came to nothing.

    Takes a case, with facts of other periods where there are any, or an assessment with what it was made on.
    """
    if isinstance(what, Assessment):
        if circumstances is not None:
            raise ValueError("an assessment has its circumstances already; give them with a case")
        return what.explanation
    return assess(what, circumstances, book=book).explanation
