"""A batch of any size and any dates. It is worked out in groups that share their schemes and one set of rates.

Inside a rule a rate is a plain number. Each group goes through the processor in chunks, and the results are columns.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from benefitcalc.assessment.blocks import (
    BenefitCapResult,
    HousingBenefitResult,
    HousingResult,
    PensionCreditResult,
    UniversalCreditResult,
    amounts_of,
)
from benefitcalc.assessment.groups import Job, jobs_of, net_pay_of_all, regimes_of
from benefitcalc.assessment.left_after_rent import assess_left_after_rent
from benefitcalc.assessment.shortfall import CAUSES, rent_columns_of_housing_benefit, rent_columns_of_universal_credit
from benefitcalc.assessment.which_schemes import Scheme, pension_age_rules
from benefitcalc.columns import Batch, Ints
from benefitcalc.columns.family import Family, family_in_pension_credit, family_in_universal_credit, family_on_date
from benefitcalc.columns.table import Columns
from benefitcalc.errors import RatesNotChecked
from benefitcalc.money import Flag, Pence
from benefitcalc.periods import day_number, from_day_number
from benefitcalc.rates import Basis, RateBook, Rates, first_day, rate_book
from benefitcalc.schemes.benefit_cap import BenefitCap
from benefitcalc.schemes.child_benefit import ChildBenefit, assess_child_benefit
from benefitcalc.schemes.council_tax.pension_age import assess_council_tax_reduction, pensioners
from benefitcalc.schemes.housing_benefit.award import HousingBenefit, assess_housing_benefit
from benefitcalc.schemes.pension_credit.award import assess_pension_credit
from benefitcalc.schemes.universal_credit.award import UniversalCredit, assess_universal_credit
from benefitcalc.schemes.universal_credit.benefit_cap import threshold_in_doubt


def _assess_job(job: Job) -> Columns:
    """The results of households that share their schemes and their rates.

    Universal Credit takes the ages at the end of the assessment period, the other schemes those on the date.
    """
    job = replace(job, batch=job.batch.take(job.rows))
    batch = job.batch
    helped_by_hb = Scheme.HOUSING_BENEFIT in job.scheme
    by_day = family_on_date(batch)
    if Scheme.UNIVERSAL_CREDIT not in job.scheme:
        child_benefit = assess_child_benefit(batch, by_day, job.housing_benefit_rates, by_the_month=False)
        return _assess_housing_benefit(job, by_day, child_benefit, None)
    child_benefit = assess_child_benefit(batch, by_day, job.universal_credit_rates, by_the_month=True)
    uc = assess_universal_credit(
        batch,
        family_in_universal_credit(batch),
        child_benefit.monthly,
        job.universal_credit_rates,
        rent_elsewhere=helped_by_hb,
    )
    columns = _universal_credit_columns(job, uc)
    if helped_by_hb:
        return columns | _assess_housing_benefit(job, by_day, child_benefit, uc)
    nothing = np.zeros(len(batch), dtype=np.int64)
    columns |= rent_columns_of_universal_credit(uc) | {"child_benefit": child_benefit.weekly}
    columns |= _left_columns(
        job, by_day, job.universal_credit_rates, uc=uc, hb=None, pension_credit_pw=nothing, child_benefit=child_benefit
    )
    return columns | _council_tax_columns(job, by_day, nothing, nothing, uc)


def _left_columns(
    job: Job,
    family: Family,
    rates: Rates,
    *,
    uc: UniversalCredit | None,
    hb: HousingBenefit | None,
    pension_credit_pw: Pence,
    child_benefit: ChildBenefit,
) -> Columns:
    """What is left after the rent, a tenth of the whole work: nothing where the caller wants none of its columns."""
    if not any(map(job.wanted, ("left_after_rent", "benefit_cap_reduction_pw", "weeks_basis"))):
        return {}
    left = assess_left_after_rent(
        job.batch,
        family,
        rates,
        job.book,
        uc=uc,
        hb=hb,
        pension_credit_pw=pension_credit_pw,
        child_benefit_pw=child_benefit.weekly,
    )
    return {
        "left_after_rent": left.left_after_rent,
        "benefit_cap_reduction_pw": left.benefit_cap_reduction,
        "weeks_basis": left.weeks_basis,
    }


def _universal_credit_columns(job: Job, uc: UniversalCredit) -> Columns:
    columns: Columns = {f"universal_credit.{name}": uc.amount(name) for name in amounts_of(UniversalCreditResult)}
    columns |= {
        "applies.universal_credit": np.ones(len(uc.award), dtype=np.bool_),
        "universal_credit.entitled": uc.entitled,
    }
    columns |= {f"reason.universal_credit.{code}": flag for code, flag in uc.reasons.items()}
    columns |= _cap_columns(uc.cap, uc.entitled)
    columns["warning.benefit_cap_earnings_threshold"] = threshold_in_doubt(
        uc.actual_earnings,
        job.universal_credit_rates,
        living_wage=job.book.amounts_on("nmw.national_living_wage", Basis.ASSESSMENT_PERIOD, job.batch.households.date),
    )
    columns["refused.local_housing_allowance"] = uc.housing.allowance_not_known
    columns["open.payday"] = uc.payday_not_known
    return columns


def _cap_columns(cap: BenefitCap, where: Flag) -> Columns:
    """The columns of the cap, filled where the cap is in question."""
    return {
        "applies.benefit_cap": where,
        "benefit_cap.applies": cap.applies,
        "benefit_cap.limit": cap.limit,
        "benefit_cap.counted_income": cap.counted_income,
        **{f"exempt.{code}": flag for code, flag in cap.exemptions.items()},
    }


def _assess_housing_benefit(
    job: Job, family: Family, child_benefit: ChildBenefit, uc: UniversalCredit | None
) -> Columns:
    """The results for rent that Housing Benefit helps with, or that nothing helps with; with Pension Credit and Council
    Tax Reduction.
    """
    batch, rates = job.batch, job.housing_benefit_rates
    n = len(batch)
    pension_age = pension_age_rules(batch)
    nothing, no = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.bool_)
    credit = assess_pension_credit(batch, family_in_pension_credit(batch), rates, pension_age=pension_age)
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
        "applies.pension_credit": pension_age & (batch.households.date >= day_number(first_day(Basis.DAY))),
        "warning.savings_credit_unsettled": credit.unsettled_savings_credit > 0,
        "figure.savings_credit_unsettled.more": credit.unsettled_savings_credit,
        "refused.local_housing_allowance": hb.allowance_not_known,
        "warning.shares_home_excepted": hb.excepted_though_sharing,
        "child_benefit": child_benefit.weekly,
        **rent_columns_of_housing_benefit(hb),
        **_left_columns(
            job,
            family,
            rates if uc is None else job.universal_credit_rates,
            uc=uc,
            hb=hb,
            pension_credit_pw=credit.award,
            child_benefit=child_benefit,
        ),
        **_council_tax_columns(job, family, credit.guarantee_credit, credit.savings_credit, uc),
    }


def _council_tax_columns(
    job: Job, family: Family, guarantee_credit_pw: Pence, savings_credit_pw: Pence, uc: UniversalCredit | None
) -> Columns:
    """Council Tax Reduction at the rates of the calendar day; nothing where no council tax was entered."""
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
    """Universal Credit's cap where there is an award, otherwise Housing Benefit's cap where that is in question
    (reading 18).
    """
    by_month, by_week = _cap_columns(uc.cap, uc.entitled), _cap_columns(hb.cap, hb.cap_in_question & ~uc.entitled)
    none = np.zeros(len(uc.entitled), dtype=np.bool_)
    either = {
        name: np.where(uc.entitled, by_month.get(name, none), by_week.get(name, none)) for name in by_month | by_week
    }
    return either | {"benefit_cap.weekly": by_week["applies.benefit_cap"]}


def assess_columns(
    batch: Batch,
    book: RateBook | None = None,
    *,
    only: Iterable[str] | None = None,
    workers: int | None = None,
) -> Columns:
    """Work out a batch of any size and any dates. The results are columns of shape ``(len(batch),)`` in its order.

    ``only`` names the columns that you want, or their beginnings (``"shortfall."``); no other column is written. Raises
    ``ValueError`` for a name that is no column and no beginning of one. The work goes in chunks over ``workers``
    threads (by default one for each processor), because numpy frees the interpreter while it calculates. Raises
    ``RatesNotKnown`` where a rate that is needed is not known, and ``RatesNotChecked`` for dates after the checked
    rates.
    """
    book = rate_book() if book is None else book
    if not len(batch):
        return {}
    latest = from_day_number(batch.households.date.max())
    if sentence := book.beyond(latest):
        raise RatesNotChecked("date", latest, sentence[0].upper() + sentence[1:])
    order: Ints | None = None
    regimes = regimes_of(batch, book) if len(batch) > 1 else np.zeros(1, dtype=np.int64)
    if (regimes[1:] < regimes[:-1]).any():
        order = np.argsort(regimes, kind="stable")
    batch = replace(batch, net_pay=net_pay_of_all(batch, book))
    found = _Results(len(batch), _wanted(only))
    jobs = list(jobs_of(batch, regimes, order, book, found.wanted))
    alone = len(jobs) == 1 or len(batch) < WORTH_THREADS
    with nullcontext() if alone else ThreadPoolExecutor(workers or os.cpu_count()) as pool:
        each: Callable[..., Iterable[None]] = map if pool is None else pool.map
        for _ in each(lambda job: found.put(job.place, _assess_job(job)), jobs):
            pass
        if order is not None:
            for _ in each(found.sorter(order), found.columns.values()):
                pass
    if found.wanted("projected"):
        found.columns["projected"] = book.projects(batch.households.date)
    return found.columns


WORTH_THREADS = 8_192
"""Fewer households than this are worked out faster than threads are started."""
_OF_LISTS = ("reason.", "exempt.", "warning.", "figure.", "open.", "refused.")
"""The beginnings of the columns that exist only when some household asked for the rule that makes them."""


def _wanted(only: Iterable[str] | None) -> Callable[[str], bool]:
    """Whether the caller wants the column of that name."""
    if only is None:
        return lambda _: True
    names = (only,) if isinstance(only, str) else tuple(only)
    there = (*_NUMBERS, *_FLAGS, "projected")
    for name in names:
        begins = name.endswith(".") and any(column.startswith(name) for column in there)
        if not (begins or name in there or name.startswith(_OF_LISTS)):
            raise ValueError(f"no column is named {name!r} or begins so; there are {', '.join(there)}")
    whole, beginnings = frozenset(names), tuple(name for name in names if name.endswith("."))
    return cache(lambda name: name in whole or name.startswith(beginnings))


_BLOCKS = {
    "universal_credit": UniversalCreditResult,
    "housing_benefit": HousingBenefitResult,
    "pension_credit": PensionCreditResult,
    "benefit_cap": BenefitCapResult,
}
_NUMBERS = (
    *(f"{name}.{amount}" for name, block in _BLOCKS.items() for amount in amounts_of(block)),
    *(f"housing.{name}" for name in (*amounts_of(HousingResult), "bedrooms_needed", "bedrooms_spare")),
    "housing.under_occupation_percent",
    *(f"shortfall.{cause}" for cause in CAUSES),
    "month.help_with_rent",
    *(f"month.{cause}" for cause in CAUSES),
    "child_benefit",
    "council_tax_reduction",
    "help_with_rent",
    "rent_to_pay",
    "left_after_rent",
    "benefit_cap_reduction_pw",
    "weeks_basis",
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
"""The columns that every batch has: they are nil and no where no household asks for the scheme."""


class _Results:
    """The columns of a whole batch, filled part by part in the order of the regimes. The rows of one part lie together,
    which is several times as fast as putting each row in its place; each column is sorted once at the end.

    A column that some part lacks (a column of another scheme, or an exemption of later law) is nil or no for that part.
    """

    def __init__(self, households: int, wanted: Callable[[str], bool]) -> None:
        self.households = households
        self.wanted = wanted
        names, marks = list(filter(wanted, _NUMBERS)), list(filter(wanted, _FLAGS))
        # One block of memory for all: the system hands a large one out in large pages, at less than half the time.
        numbers = np.zeros((len(names), households), dtype=np.int64)
        flags = np.zeros((len(marks), households), dtype=np.bool_)
        self.columns: Columns = dict(zip(names, numbers, strict=True)) | dict(zip(marks, flags, strict=True))

    def put(self, place: slice, part: Columns) -> None:
        """Write the columns of a part into their places. Several threads may do so at once."""
        for name, column in part.items():
            if not self.wanted(name):
                continue
            if len(column) == self.households:
                self.columns[name] = column
                continue
            if name not in self.columns:
                self.columns.setdefault(name, np.zeros(self.households, dtype=column.dtype))
            self.columns[name][place] = column

    @staticmethod
    def sorter(order: Ints) -> Callable[[npt.NDArray[Any]], None]:
        """The index that puts a column in the order of the regimes back into the order of the batch."""
        places = np.empty_like(order)
        places[order] = np.arange(len(order))

        def sort(column: npt.NDArray[Any]) -> None:
            if column.any():  # most exemptions, reasons and warnings hold for nobody
                column[:] = column.take(places)

        return sort
