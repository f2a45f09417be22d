"""What is paid to a rent account and when: help from benefits, deductions, plans, and the tenant's share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from benefitcalc.account.days import DAY, again, in_words, schedule_day, working_day_by
from benefitcalc.account.help_periods import HOUSING_BENEFIT, RUN_ON, UNIVERSAL_CREDIT, HelpPeriod
from benefitcalc.account.how_paid import Practice
from benefitcalc.account.terms import Deduction, PaidTo, Plan, Share, paydays_of, percent
from benefitcalc.case import Case
from benefitcalc.money import Share as ShareOf
from benefitcalc.money import in_pounds, parse_pounds
from benefitcalc.periods import as_date
from benefitcalc.rates import Basis, RateBook

LEAST, MOST = "uc.deductions.rent_arrears_min", "uc.deductions.rent_arrears_max"
POLICY = "uc.deductions.rent_arrears_policy_max"


@dataclass(frozen=True, slots=True)
class Credit:
    """A payment to the account, in pence."""

    day: dt.date
    kind: str
    what: str
    amount: int
    cause: str


@dataclass(frozen=True, slots=True)
class PaidHelp:
    """The periods as they are paid, the day on which each is payable by its place, and the payments."""

    periods: list[HelpPeriod]
    payable_on: dict[int, dt.date]
    credits: list[Credit]


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays what on which days of an account."""

    first: dt.date
    last: dt.date
    pays_to: PaidTo
    schedule_day: dt.date
    housing_benefit_day: dt.date
    holidays: frozenset[dt.date]
    practice: Practice
    book: RateBook

    def help(self, periods: Sequence[HelpPeriod], deduction: Deduction | None) -> PaidHelp:
        """The payments of help, and the deductions from it. A deduction comes first, so that the help for the rent is
        no more than what is left of the award.
        """
        taken = dict(self._deducted(periods, deduction)) if deduction is not None else {}
        paid: list[HelpPeriod] = []
        payable: dict[int, dt.date] = {}
        found: list[Credit] = []
        for place, period in enumerate(periods):
            off = taken.get(place, 0)
            kept = replace(period, amount=min(period.amount, period.award - off)) if off else period
            paid.append(kept)
            payable[place] = self._payable_on(kept)
            if kept.amount and period.scheme == UNIVERSAL_CREDIT:
                found.append(self._credit(kept, payable[place]))
            if off and deduction is not None:
                found.append(self._deduction(kept, off, deduction))
        found += self._of_housing_benefit(paid, payable)
        return PaidHelp(paid, payable, found)

    @staticmethod
    def _of_housing_benefit(periods: Sequence[HelpPeriod], payable: Mapping[int, dt.date]) -> Iterator[Credit]:
        """One payment for all the weeks of a schedule; the run-on in a line of its own."""
        said = {HOUSING_BENEFIT: ("Housing Benefit", "in arrears"), RUN_ON: ("Run-on", "beside Universal Credit,")}
        together: dict[tuple[dt.date, str], list[HelpPeriod]] = {}
        for place, period in enumerate(periods):
            if period.scheme in said and period.amount:
                together.setdefault((payable[place], period.scheme), []).append(period)
        for (day, scheme), weeks in together.items():
            what, how = said[scheme]
            days = f"{in_words(weeks[0].first)} to {in_words(weeks[-1].last)}"
            yield Credit(day, scheme, what, sum(week.amount for week in weeks), f"{how} for {days}")

    def payday(self, period: HelpPeriod) -> dt.date:
        """The tenant's payday of an assessment period."""
        day = period.last + DAY * self.practice.payday_after_period
        return working_day_by(day, self.holidays) if self.practice.early_before_weekend else day

    def _payable_on(self, period: HelpPeriod) -> dt.date:
        if period.scheme in {HOUSING_BENEFIT, RUN_ON}:
            apart = self.practice.housing_benefit_schedule
            return schedule_day(self.housing_benefit_day, apart, period.last + DAY)
        if self.pays_to == "schedule":
            return schedule_day(self.schedule_day, self.practice.managed_payment_schedule, self.payday(period))
        return self.payday(period)

    def _credit(self, period: HelpPeriod, day: dt.date) -> Credit:
        days = f"{in_words(period.first)} to {in_words(period.last)}"
        if self.pays_to == "tenant":
            return Credit(day, "tenant", "Paid by the tenant from Universal Credit", period.amount, f"help for {days}")
        by = f", by the schedule after the payday {in_words(self.payday(period))}" if self.pays_to == "schedule" else ""
        return Credit(day, UNIVERSAL_CREDIT, "Universal Credit, managed payment", period.amount, f"help for {days}{by}")

    # --- Deductions --------------------------------------------------------------------------------------------------

    def _deducted(self, periods: Sequence[HelpPeriod], deduction: Deduction) -> Iterator[tuple[int, int]]:
        """What is taken from each award, by the place of its period, until it comes to the debt. A penny of the award
        is left (UC (C&P) Regs 2013 Sch 6 para 3).
        """
        begins = self.first if deduction.first is None else as_date(deduction.first)
        left = parse_pounds(deduction.debt)
        for place, period in enumerate(periods):
            if period.scheme != UNIVERSAL_CREDIT or not left or not begins <= self.payday(period):
                continue
            taken = min(self._a_month(period, deduction), left, max(period.award - 1, 0))
            left -= taken
            if taken:
                yield place, taken

    def _a_month(self, period: HelpPeriod, deduction: Deduction) -> int:
        """The deduction of one period, within what the law allows of the standard allowance, to the nearest penny."""
        rates = self.book.on(period.first, Basis.ASSESSMENT_PERIOD)
        least, most = (_part(period.standard_allowance, rates.share(key)) for key in (LEAST, MOST))
        if deduction.percent is not None:
            amount = _part(period.standard_allowance, percent(deduction.percent))
        else:
            amount = parse_pounds(deduction.amount or "0.00")
        if not least <= amount <= most:
            given = (
                f"percent is {deduction.percent}" if deduction.percent is not None else f"amount is {deduction.amount}"
            )
            limits = " to ".join(
                f"{share.numerator * 100 // share.denominator}%" for share in map(rates.share, (LEAST, MOST))
            )
            raise ValueError(
                f"deduction.{given}; from {in_words(period.first)} the law has {limits} of the standard allowance, "
                f"{in_pounds(least)} to {in_pounds(most)} ({rates.share(MOST).law})"
            )
        return amount

    def above_policy(self, periods: Sequence[HelpPeriod], deduction: Deduction) -> Iterator[str]:
        """A note where a deduction is within the law and above what DWP takes by its policy."""
        awards = [period for period in periods if period.scheme == UNIVERSAL_CREDIT]
        rates = self.book.on(awards[-1].first, Basis.ASSESSMENT_PERIOD) if awards else None
        policy = None if rates is None else rates.get(POLICY)
        if policy is not None and self._a_month(awards[-1], deduction) > _part(awards[-1].standard_allowance, policy):
            most = f"{policy.numerator * 100 // policy.denominator}%"
            yield f"The deduction is within the law; DWP's policy is at most {most} of the standard allowance."

    def _deduction(self, period: HelpPeriod, taken: int, deduction: Deduction) -> Credit:
        payday = self.payday(period)
        day = schedule_day(
            self.first if deduction.schedule_day is None else as_date(deduction.schedule_day),
            self.practice.deduction_schedule,
            payday + DAY * self.practice.deduction_days_behind,
        )
        of_it = f"{deduction.percent} of the standard allowance of {in_pounds(period.standard_allowance)}, "
        said = f"{of_it if deduction.percent is not None else ''}taken on {in_words(payday)}"
        return Credit(day, "deduction", "Deduction for arrears", taken, said)

    # --- What the tenant pays ----------------------------------------------------------------------------------------

    def plan(self, plan: Plan | None, case: Case) -> Iterator[Credit]:
        """The payments of a plan."""
        if plan is None:
            return
        amount, left = parse_pounds(plan.amount), parse_pounds(plan.in_all) if plan.in_all is not None else None
        for day in self._days_of(plan, case):
            pays = amount if left is None else min(amount, left)
            if pays:
                said = f"{in_pounds(amount)} a {plan.every.replace('_', ' ')}"
                rest = "" if left is None else f", {in_pounds(left)} left to pay"
                yield Credit(day, "plan", "Plan", pays, said + rest)
            left = None if left is None else left - pays

    def _days_of(self, plan: Plan, case: Case) -> Iterator[dt.date]:
        paydays = None if plan.first is not None else paydays_of(case)
        if paydays is None:
            start, every = as_date(plan.first or self.first), str(plan.every)
        else:
            payday, every = paydays
            start = schedule_day(payday, {"week": 7, "fortnight": 14}.get(every, 28), self.first)
        return (day for day in again(start, every, self.last) if day >= self.first)

    def share(self, share: Share | None, own: Sequence[tuple[dt.date, int]]) -> Iterator[Credit]:
        """The payments of the tenant's own share: what was charged beside the help since the payment before."""
        if share is None:
            return
        part, waiting, due = percent(share.paid), list(own), 0
        for day in again(self.first if share.first is None else as_date(share.first), share.every, self.last):
            while waiting and waiting[0][0] <= day:
                due += waiting.pop(0)[1]
            pays = due * part.numerator // part.denominator
            due = min(due, 0)
            if pays > 0:
                of_it = "" if part == 1 else f"{share.paid} of "
                yield Credit(day, "share", "Tenant's own share", pays, f"{of_it}what help does not cover")


def _part(amount: int, share: ShareOf) -> int:
    """That share of an amount in pence, to the nearest penny, half up."""
    return (2 * amount * share.numerator + share.denominator) // (2 * share.denominator)
