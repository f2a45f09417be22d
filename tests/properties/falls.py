"""Two households that differ in one thing, and what each of the package's cliffs is worth of a fall between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benefitcalc.explain.cliffs import CLIFFS
from benefitcalc.rates import Basis, Rates, rate_book

Written = dict[str, Any]
IN_A_YEAR = {"week": 52, "fortnight": 26, "four_weeks": 13, "month": 12, "quarter": 4, "year": 1}
ROUNDING = 104
"""Pence a year: each award and each income is rounded to a penny a week or month, two of them together."""
CARE_BENEFITS = ("dla_care_middle", "dla_care_highest", "attendance_allowance", "pip_daily_living", "afip")


def yearly(money: Mapping[str, Any] | None) -> int:
    """Pence a year."""
    return 0 if money is None else int(Decimal(money["amount"]) * 100) * IN_A_YEAR[money["per"]]


@dataclass(frozen=True)
class Household:
    """A case as it is written, and its row of the results."""

    case: Written
    row: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        """A column of the result, nil where its block is not in the result."""
        return self.row.get(name, 0) if self.row.get(f"applies.{name.partition('.')[0]}", True) else 0

    @property
    def date(self) -> dt.date:
        return dt.date.fromisoformat(self.case["date"])

    @property
    def adults(self) -> list[Written]:
        return [self.case[who] for who in ("claimant", "partner") if self.case.get(who)]

    @property
    def unknown(self) -> bool:
        """Whether a rate that is needed is not known."""
        return bool(self.row.get("refused.local_housing_allowance", False))

    @property
    def housing_benefit(self) -> int:
        return self["housing_benefit.award"] * self.weeks_charged

    @property
    def weeks_charged(self) -> int:
        return 52 - int(self.case["tenancy"].get("rent", {}).get("rent_free_weeks", 0))

    @property
    def periods(self) -> int:
        """How many of the periods of the home's amounts a year has."""
        return self.weeks_charged if self.row.get("housing.weekly") else 12

    @property
    def awards(self) -> int:
        """Everything that is awarded in a year but Council Tax Reduction, which working age has by each council."""
        weekly = self["pension_credit.award"] + self["child_benefit"]
        return self["universal_credit.award"] * 12 + self.housing_benefit + weekly * 52

    @property
    def help_with_rent(self) -> int:
        return self["help_with_rent"] * self.weeks_charged

    @property
    def pay(self) -> int:
        """Take-home pay and profit in a year."""
        works = [person.get("employment") or {} for person in self.adults]
        profits = [person.get("self_employment") or {} for person in self.adults]
        return sum(yearly(work.get("net")) for work in works) + sum(yearly(work.get("net_profit")) for work in profits)

    @property
    def rates(self) -> Rates:
        return rate_book().on(self.date, Basis.HB_WEEKLY_RENT)

    def of_housing_benefit(self, weekly: int) -> int:
        """The most that so much more income a week takes off Housing Benefit in a year of 53 weeks."""
        taper = self.rates.share("hb.taper")
        return -(-weekly * 53 * taper.numerator // taper.denominator)


Worth = Callable[[Household, Household], int]
EXPLAINS: dict[str, Worth] = {}


def explains(code: str) -> Callable[[Worth], Worth]:
    """How much of a fall, in pence a year, that cliff is worth to a pair; nil or less where they do not meet it."""

    def put(worth: Worth) -> Worth:
        assert code in CLIFFS
        EXPLAINS[code] = worth
        return worth

    return put


def more_off_for_earnings(before: Household, after: Household) -> int:
    return (after["universal_credit.earnings_deduction"] - before["universal_credit.earnings_deduction"]) * 12


def more_off_for_income(before: Household, after: Household) -> int:
    more = after["housing_benefit.taper_reduction"] - before["housing_benefit.taper_reduction"]
    return more * after.weeks_charged


@explains("first_rent")
def _first_rent(before: Household, after: Household) -> int:
    none_before = not before["universal_credit.housing_costs_element"]
    first = none_before and bool(after["universal_credit.housing_costs_element"])
    lower = after["universal_credit.work_allowance"] < before["universal_credit.work_allowance"]
    return more_off_for_earnings(before, after) if first and lower else 0


@explains("full_help_ends")
def _full_help_ends(before: Household, after: Household) -> int:
    ends = before["housing_benefit.passported"] and not after["housing_benefit.passported"]
    return before.housing_benefit - after.housing_benefit if ends else 0


@explains("smallest_award")
def _smallest_award(before: Household, after: Household) -> int:
    too_little = after["reason.housing_benefit.below_minimum"] and before["housing_benefit.entitled"]
    return int(after.rates.money("hb.minimum_weekly_award")) * 53 if too_little else 0


@explains("additional_disregard")
def _additional_disregard(before: Household, after: Household) -> int:
    more_counts = after["housing_benefit.net_earnings"] > before["housing_benefit.net_earnings"]
    lost = after.of_housing_benefit(int(after.rates.money("hb.earnings_disregard.additional")))
    return lost if more_counts and before.pay == after.pay else 0


def on_esa(one: Household) -> Iterator[tuple[Written, bool]]:
    """Each adult, and whether they are on contributory Employment and Support Allowance."""
    for who in ("claimant", "partner"):
        if person := one.case.get(who):
            paid = any(income["kind"] == "new_style_esa" and income["of"] == who for income in one.case["incomes"])
            yield person, paid or person.get("esa") is not None


def weekly_work(person: Written) -> int:
    job, own = person.get("employment") or {}, person.get("self_employment") or {}
    return round((yearly(job.get("net")) + yearly(own.get("net_profit"))) / 52)


def hours(person: Written) -> int:
    return sum(int((person.get(work) or {}).get("hours_per_week", 0)) for work in ("employment", "self_employment"))


def permitted(one: Household) -> int:
    """How many adults are in permitted work."""
    limit = int(one.rates.money("hb.permitted_work.higher_limit"))
    return sum(esa and 0 < weekly_work(person) <= limit and hours(person) < 16 for person, esa in on_esa(one))


def permitted_work_lost(before: Household, after: Household) -> int:
    """The pay that was left out, and what of the partner's was left out beside it."""
    lost = permitted(before) > permitted(after) and not after["housing_benefit.passported"]
    most = int(after.rates.money("hb.permitted_work.higher_limit"))
    return after.of_housing_benefit(most) if lost else 0


@explains("permitted_work")
def _permitted_work(before: Household, after: Household) -> int:
    more = any(weekly_work(new) > weekly_work(old) for old, new in zip(before.adults, after.adults, strict=True))
    return permitted_work_lost(before, after) if more else 0


@explains("sixteen_hours_of_permitted_work")
def _sixteen_hours(before: Household, after: Household) -> int:
    reached = any(hours(old) < 16 <= hours(new) for old, new in zip(before.adults, after.adults, strict=True))
    return permitted_work_lost(before, after) if reached else 0


@explains("component_in_place_of_premium")
def _component(before: Household, after: Household) -> int:
    """The premium, and with it the disregards of pay that go by it."""
    was, now = (one.case["claimant"].get("work_capability", "none") for one in (before, after))
    less = after["housing_benefit.applicable_amount"] < before["housing_benefit.applicable_amount"]
    return more_off_for_income(before, after) if was != now and less else 0


@explains("minimum_income_floor")
def _minimum_income_floor(before: Household, after: Household) -> int:
    floored = any((person.get("self_employment") or {}).get("minimum_income_floor") for person in after.adults)
    more = after["universal_credit.earned_income"] > before["universal_credit.earned_income"]
    return more_off_for_earnings(before, after) if floored and more and before.pay == after.pay else 0


@explains("child_grows_up")
def _child_grows_up(before: Household, after: Household) -> int:
    counts = ("universal_credit.child_element", "child_benefit", "housing_benefit.applicable_amount")
    fewer = any(after[name] < before[name] for name in counts)
    return before.awards - after.awards if fewer and grown(before, after) >= 16 else 0


@explains("childcare_ends")
def _childcare_ends(before: Household, after: Household) -> int:
    less = before["universal_credit.childcare_element"] - after["universal_credit.childcare_element"]
    return less * 12 if grown(before, after) >= 16 else 0


def grown(before: Household, after: Household) -> int:
    """The new age of whoever of the children, or of the other adults, is a year older."""
    pairs = [
        pair
        for group in ("children", "non_dependants")
        for pair in zip(before.case[group], after.case[group], strict=True)
    ]
    return max((int(new.get("age", 0)) for old, new in pairs if old.get("age") != new.get("age")), default=0)


@explains("other_adult_turns_18")
def _other_adult_turns_18(before: Household, after: Household) -> int:
    more = after["housing_benefit.non_dependant_deductions"] - before["housing_benefit.non_dependant_deductions"]
    return more * after.weeks_charged if grown(before, after) in {18, 25} else 0


@explains("other_adult_turns_21")
def _other_adult_turns_21(before: Household, after: Household) -> int:
    more = after["housing.non_dependant_contributions"] - before["housing.non_dependant_contributions"]
    return more * 12 if grown(before, after) == 21 and not after.row.get("housing.weekly") else 0


@explains("bedroom_left_spare")
def _bedroom_left_spare(before: Household, after: Household) -> int:
    names = ("housing.under_occupation_charge", "housing.local_housing_allowance_restriction")
    fewer = after["housing.bedrooms_needed"] < before["housing.bedrooms_needed"]
    return sum(after[name] - before[name] for name in names) * after.periods if fewer else 0


@explains("pension_age")
def _pension_age(before: Household, after: Household) -> int:
    goes_over = before.row["applies.universal_credit"] and not after.row["applies.universal_credit"]
    return before.awards - after.awards if goes_over else 0


@explains("partner_under_pension_age")
def _partner_under_pension_age(before: Household, after: Household) -> int:
    goes_over = before.row["applies.pension_credit"] and not after.row["applies.pension_credit"]
    return before.awards - after.awards if goes_over else 0


@explains("partner_not_in_work")
def _partner_not_in_work(before: Household, after: Household) -> int:
    """The element; and of Housing Benefit what the pay that childcare left out takes off."""
    if not any(child.get("childcare") for child in before.case["children"]):
        return 0
    element = before["universal_credit.childcare_element"] - after["universal_credit.childcare_element"]
    more_pay_counts = after["housing_benefit.net_earnings"] > before["housing_benefit.net_earnings"]
    return element * 12 + (more_off_for_income(before, after) if more_pay_counts else 0)


@explains("partner_of_a_severely_disabled_person")
def _partner_of_a_severely_disabled_person(before: Household, after: Household) -> int:
    benefits = before.case["claimant"].get("disability_benefits", ())
    disabled = any(code.startswith(CARE_BENEFITS) for code in benefits)
    less = after["housing_benefit.applicable_amount"] < before["housing_benefit.applicable_amount"]
    return more_off_for_income(before, after) if disabled and less else 0
