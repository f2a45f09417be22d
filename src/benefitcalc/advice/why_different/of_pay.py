"""What may be held differently of pay: left out, gross or net, its period and paydays, hours, and a trade."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from benefitcalc.advice.options.pay import minimum_wage
from benefitcalc.advice.why_different.alteration import (
    Alteration,
    Alterations,
    Known,
    in_words,
    of_pence,
    said,
    with_pence,
)
from benefitcalc.advice.why_different.of_people import adults
from benefitcalc.case import Case, Employment, Money, Period
from benefitcalc.errors import BenefitcalcError
from benefitcalc.money import format_pounds
from benefitcalc.periods import assessment_period_end, years_later
from benefitcalc.rates import Basis

SWAPPED = {
    Period.WEEK: (Period.MONTH, Period.FOUR_WEEKS),
    Period.FORTNIGHT: (Period.MONTH, Period.WEEK),
    Period.FOUR_WEEKS: (Period.MONTH, Period.WEEK),
    Period.MONTH: (Period.WEEK, Period.FOUR_WEEKS),
    Period.QUARTER: (Period.MONTH, Period.YEAR),
    Period.YEAR: (Period.MONTH, Period.QUARTER),
}
"""For which other periods an amount is entered by mistake."""


_NOT_GROSS = {"gross": None, "pension_contribution": None}


def _jobs(case: Case) -> Iterator[tuple[str, Employment, Money, str]]:
    """Each job: whose, the job, its pay, and the name of the field that has the pay."""
    for who, person in adults(case):
        job = person.employment
        if job is not None and (pay := job.net or job.gross) is not None and pay.amount:
            yield who, job, pay, "net" if job.net is not None else "gross"


def pay(case: Case, known: Known) -> Iterator[Alteration]:
    """Pay left out, paid twice, gross taken for net or net for gross, or for another period."""
    for who, job, amount, field in _jobs(case):
        words = {"who": who, "pay": in_words(amount)}
        yield Alteration("pay_missing", {f"{who}.employment": None}, words)
        twice = of_pence(known.net_pay[who] * 2, amount.per)
        if job.paid_on is None:
            changes = {f"{who}.employment": job.model_copy(update={"net": twice, **_NOT_GROSS})}
            yield Alteration("pay_twice", changes, words)
        as_net = job.model_copy(update={"net": amount, **_NOT_GROSS})
        as_gross = job.model_copy(update={"gross": amount, "net": None})
        if field == "gross":
            yield Alteration("gross_for_net", {f"{who}.employment": as_net}, words)
            if job.pension_contribution is not None:
                whole = job.model_copy(update={"pension_contribution": None})
                yield Alteration("pension_contribution_missing", {f"{who}.employment": whole}, words)
        else:
            yield Alteration("net_for_gross", {f"{who}.employment": as_gross}, words)
        for per in SWAPPED[amount.per]:
            other = with_pence(amount, amount.amount, per=per)
            turned = {field: other, "paid_on": job.paid_on if per.weeks else None}
            if job.pension_contribution is not None:
                turned["pension_contribution"] = job.pension_contribution.model_copy(update={"per": per})
            changes = {f"{who}.employment": job.model_copy(update=turned)}
            yield Alteration("pay_period", changes, words | {"other": in_words(other)}, among=2)


def pay_before_april(case: Case, known: Known) -> Iterator[Alteration]:
    """Pay from before April: at the minimum wage of that year, or lower by as much as that wage rose."""
    then, now = (known.book.on(day, Basis.DAY) for day in (a_year_before(case.date), case.date))
    for who, job, amount, field in _jobs(case):
        age = getattr(case, who).age_on(case.date, case.date)
        try:
            old, new = minimum_wage(then, age), minimum_wage(now, age)
        except (BenefitcalcError, StopIteration):
            continue
        if old >= new:
            continue
        scaled = (2 * amount.amount * old + new) // (2 * new)
        by_the_hour = int(job.hours_per_week * old) if amount.per is Period.WEEK else scaled
        for before in {scaled, by_the_hour} - {amount.amount, 0}:
            earlier = with_pence(amount, before)
            changes = {f"{who}.employment": job.model_copy(update={field: earlier})}
            words = {"who": who, "pay": in_words(amount), "other": in_words(earlier)}
            yield Alteration("pay_before_april", changes, words)


def a_year_before(date: dt.date) -> dt.date:
    """The same day of the year before, when the rates of the year before were in force."""
    return years_later(date, -1)


def paydays(case: Case, _: Known) -> Iterator[Alteration]:
    """A payday more or fewer in the assessment period, or the average of a month in place of the paydays."""
    last = assessment_period_end(case.date)
    for who, job, amount, _field in _jobs(case):
        weeks = job.weeks_apart
        if weeks is None:
            continue
        has = _paydays(case.date, last, job.paid_on, weeks)
        words = {"who": who, "pay": in_words(amount), "has": "the average of a month" if has is None else str(has)}
        seen = {has}
        for paid_on in (case.date, case.date + dt.timedelta(days=7 * weeks - 1)):
            other = _paydays(case.date, last, paid_on, weeks)
            if other in seen:
                continue
            seen.add(other)
            changes = {f"{who}.employment": job.model_copy(update={"paid_on": paid_on})}
            yield Alteration("paydays", changes, words | {"other": str(other)})
        if has is not None:
            changes = {f"{who}.employment": job.model_copy(update={"paid_on": None})}
            yield Alteration("pay_averaged", changes, words)


def _paydays(first: dt.date, last: dt.date, paid_on: dt.date | None, weeks: int) -> int | None:
    if paid_on is None:
        return None
    days = range((last - first).days + 1)
    return sum(((first + dt.timedelta(days=day)) - paid_on).days % (7 * weeks) == 0 for day in days)


def hours(case: Case, known: Known) -> Iterator[Alteration]:
    """Hours on the other side of a line of Housing Benefit: 16 or 24 for childcare, 16 or 30 for what is left out."""
    if not known["applies.housing_benefit"]:
        return
    for who, job, _pay, _field in _jobs(case):
        for other in (15, 16, 24, 30):
            if other != job.hours_per_week:
                changes = {f"{who}.employment": job.model_copy(update={"hours_per_week": Decimal(other)})}
                words = {"who": who, "hours": str(other), "has": f"{job.hours_per_week:f}"}
                yield Alteration("hours", changes, words, among=2)


def self_employment(case: Case, _: Known) -> Iterator[Alteration]:
    """Profit left out, or a minimum income floor that applies or not."""
    for who, person in adults(case):
        trade = person.self_employment
        if trade is None:
            continue
        words = {"who": who, "profit": in_words(trade.net_profit)}
        yield Alteration("profit_missing", {f"{who}.self_employment": None}, words)
        has = trade.minimum_income_floor
        turned = trade.model_copy(update={"minimum_income_floor": not has})
        yield Alteration("floor_missing" if has else "floor_extra", {f"{who}.self_employment": turned}, words)
        for hours in (16, 20, 25, 30, 35):
            if (has and hours != trade.expected_hours) or (not has and hours != 35):
                floor = trade.model_copy(update={"minimum_income_floor": True, "expected_hours": hours})
                changes = {f"{who}.self_employment": floor}
                yield Alteration("floor_hours", changes, words | {"hours": str(hours)}, among=4)
        for per in SWAPPED[trade.net_profit.per]:
            other = trade.model_copy(update={"net_profit": trade.net_profit.model_copy(update={"per": per})})
            words_of_it = words | {"other": in_words(other.net_profit)}
            yield Alteration("profit_period", {f"{who}.self_employment": other}, words_of_it, among=2)


def work_allowance(case: Case, known: Known) -> Iterator[Alteration]:
    """The other work allowance, or none."""
    del case
    has = known["universal_credit.work_allowance"]
    if not has:
        return
    keys = ("uc.work_allowance.lower", "uc.work_allowance.higher")
    amounts = {int(rate) for key in keys if (rate := known.rates.get(key)) is not None}
    for other in sorted({*amounts, 0} - {has}):
        rates = dict.fromkeys(keys, format_pounds(other))
        words = {"other": said(other, Period.MONTH), "has": said(has, Period.MONTH)}
        yield Alteration("work_allowance", rates=rates, words=words)


OF_PAY: tuple[Alterations, ...] = (
    pay,
    pay_before_april,
    paydays,
    hours,
    self_employment,
    work_allowance,
)
