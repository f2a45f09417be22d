"""Learners' mistakes in Universal Credit: each a class that replaces a method of the oracle's household."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from unittest.mock import patch

from tests.oracle import housing_benefit, rates
from tests.oracle import universal_credit as theirs
from tests.oracle.common import (
    PERIODS_A_YEAR,
    WEEKS_IN,
    Case,
    a_month,
    a_week,
    born_on,
    penny,
    periods_charged,
    pounds,
)
from tests.oracle.universal_credit import Elements, Household, Housing

ZERO = Fraction(0)
MISTAKES: dict[str, type] = {}
"""By kind, a class to put before the household."""


class Learner(Household):
    """Somebody who makes no mistake."""

    def help_a_week(self, housing: Housing, award: Fraction) -> Fraction:
        """The help with the rent: the housing costs element or the award, whichever is less."""
        return a_week(min(housing.element, award))


def learner(case: Case, kinds: tuple[str, ...]) -> Learner:
    """Somebody who makes these mistakes, before the household."""
    mistakes = tuple(MISTAKES[kind] for kind in kinds if kind in MISTAKES)
    made: Learner = type("WhoIsMistaken", (*mistakes, Learner), {})(copy.deepcopy(case))
    return made


def planted(kind: str) -> Callable[[type], type]:
    """Plant a mistake under its kind."""

    def plant(mistake: type) -> type:
        MISTAKES[kind] = mistake
        return mistake

    return plant


# --- Rent ---


class _Rent:
    """A learner who takes the rent and each service charge by the month in a way of their own."""

    def housing(self) -> Housing:
        with patch.object(theirs, "a_month", self.own_month):
            return super().housing()  # type: ignore[misc]

    def own_month(self, money: Case | None, *, less: Any = None) -> Fraction:
        rents = [self.tenancy.get("rent"), *(self.tenancy.get("service_charges") or [])]
        if money is None or not any(money is one for one in rents):
            return a_month(money, less=less)
        return self.by_month(pounds(money["amount"]) - pounds(less), money)


@planted("four_weeks_in_a_month")
class FourWeeks(_Rent):
    def by_month(self, amount: Fraction, money: Case) -> Fraction:
        if money["per"] in WEEKS_IN and not money.get("rent_free_weeks"):
            return penny(amount * 4 / WEEKS_IN[money["per"]])
        return penny(amount * periods_charged(money["per"], money.get("rent_free_weeks") or 0) / 12)


@planted("fifty_three_weeks")
class FiftyThreeWeeks(_Rent):
    def by_month(self, amount: Fraction, money: Case) -> Fraction:
        weeks = periods_charged(money["per"], money.get("rent_free_weeks") or 0)
        return penny(amount * (53 if weeks == 52 else weeks) / 12)


@planted("weeks_4_33")
class Weeks433(_Rent):
    def by_month(self, amount: Fraction, money: Case) -> Fraction:
        weeks = periods_charged(money["per"], money.get("rent_free_weeks") or 0)
        return penny(amount * Fraction("4.33")) if weeks == 52 else penny(amount * weeks / 12)


@planted("rent_free_weeks_ignored")
class NoFreeWeeks(_Rent):
    def by_month(self, amount: Fraction, money: Case) -> Fraction:
        return penny(amount * PERIODS_A_YEAR[money["per"]] / 12)


class _Tenancy:
    """A learner who reads the tenancy otherwise, for the help with the rent."""

    def housing(self) -> Housing:
        true = self.tenancy
        self.tenancy = self.as_read({**copy.deepcopy(true)})
        found = super().housing()  # type: ignore[misc]
        self.tenancy = true
        return replace(found, contractual=super().housing().contractual)  # type: ignore[misc]


@planted("service_charges_left_out")
class NoServiceCharges(_Tenancy):
    def as_read(self, tenancy: Case) -> Case:
        return {**tenancy, "service_charges": []}


@planted("ineligible_charges_counted")
class EveryCharge(_Tenancy):
    def as_read(self, tenancy: Case) -> Case:
        for charge in tenancy.get("service_charges") or []:
            charge["eligible"] = True
        tenancy.pop("ineligible_in_rent", None)
        return tenancy


@planted("whole_rent_of_joint_tenant")
class WholeRent:
    def _share(self) -> Fraction:
        return Fraction(1)

    def _under_occupation_percent(self, spare: int) -> Fraction:
        return super()._under_occupation_percent(spare) if Household._share(self) == 1 else ZERO


# --- The bedroom charge ---


@planted("fourteen_percent_for_two")
class Fourteen:
    def _under_occupation_percent(self, spare: int) -> Fraction:
        return min(super()._under_occupation_percent(spare), Fraction("0.14"))


@planted("twenty_five_percent_for_one")
class TwentyFive:
    def _under_occupation_percent(self, spare: int) -> Fraction:
        return Fraction("0.25") if super()._under_occupation_percent(spare) else ZERO


@planted("no_bedroom_charge")
class NoCharge:
    def _under_occupation_percent(self, _: int) -> Fraction:
        return ZERO


@planted("charge_though_exempt")
class ChargeAllTheSame:
    def _under_occupation_percent(self, spare: int) -> Fraction:
        return ZERO if spare == 0 else Fraction("0.14") if spare == 1 else Fraction("0.25")


class _Charge:
    """A learner who takes the percentage of something else than the eligible rent."""

    def housing(self) -> Housing:
        found = super().housing()  # type: ignore[misc]
        if not found.percent:
            return found
        charge = penny(self.base(found) * found.percent)
        after = found.eligible - charge
        share = penny(after * self._share())
        element = max(ZERO, share - found.contributions)
        return replace(
            found,
            under_occupation=charge,
            after_under_occupation=after,
            after_share=share,
            after_allowance=share,
            element=element,
        )


@planted("charge_after_non_dependants")
class ChargeLast(_Charge):
    def base(self, found: Housing) -> Fraction:
        return max(ZERO, found.eligible - found.contributions)


@planted("charge_on_whole_rent")
class ChargeOnAll(_Charge):
    def base(self, found: Housing) -> Fraction:
        return found.contractual


@planted("charge_on_rent_alone")
class ChargeOnRent(_Charge):
    def base(self, _: Housing) -> Fraction:
        part = self.tenancy.get("ineligible_in_rent")
        return a_month(self.tenancy.get("rent"), less=part["amount"] if isinstance(part, dict) else part)


@planted("charge_made_up_in_scotland")
class ChargeMadeUp(_Charge):
    def base(self, found: Housing) -> Fraction:
        return ZERO if self.country == "scotland" else found.eligible


# --- Bedrooms ---


@planted("over_10s_of_different_sex_share")
class AnySex:
    def _may_share(self, *_: Case) -> bool:
        return True


@planted("under_10s_of_different_sex_apart")
class SexesApart:
    def _may_share(self, one: Case, other: Case) -> bool:
        return (one.get("sex") or "female") == (other.get("sex") or "female")


@planted("each_child_a_room")
class NobodyShares:
    def _may_share(self, *_: Case) -> bool:
        return False


@planted("over_16_left_out")
class NoYoungPeople:
    def _sort_the_children(self) -> None:
        young = [child for child in self.case.get("children") or [] if self.age(child) < 16]
        self.case = {**self.case, "children": young}
        super()._sort_the_children()


@planted("overnight_carers_room_forgotten")
class NoCarersRoom:
    def _overnight_carer(self) -> int:
        return 0


@planted("disabled_child_made_to_share")
class EveryChildShares:
    def _cannot_share(self, _: Case) -> bool:
        return False


class _Rooms:
    def bedrooms_needed(self) -> int:
        true, self.tenancy = self.tenancy, {**self.tenancy, "tenure": "social_rent"}  # no limit to the rooms
        rooms = max(0, super().bedrooms_needed() + self.more())  # type: ignore[misc]
        self.tenancy = true
        return min(4, rooms) if true["tenure"] == "private_rent" else rooms


@planted("couple_needs_two_rooms")
class TwoRooms(_Rooms):
    def more(self) -> int:
        return int(bool(self.case.get("partner")))


@planted("other_adults_need_no_room")
class NoRoomForOthers(_Rooms):
    def more(self) -> int:
        return -len(self.case.get("non_dependants") or [])


@planted("couple_of_other_adults_shares_in_universal_credit")
class CoupleShares(_Rooms):
    def more(self) -> int:
        return -len([one for one in self.case.get("non_dependants") or [] if one.get("couple_with") is not None]) // 2


# --- Local Housing Allowance ---


@planted("allowance_of_rooms_in_home")
class RoomsOfTheHome:
    def _local_housing_allowance(self, bedrooms: int) -> Fraction:
        there = self.tenancy.get("bedrooms")
        return super()._local_housing_allowance(bedrooms if there is None else min(4, max(1, there)))


class _Allowance:
    def housing(self) -> Housing:
        found = super().housing()  # type: ignore[misc]
        if self.tenancy["tenure"] != "private_rent":
            return found
        counted = self.counted(found)
        return replace(found, after_allowance=counted, element=max(ZERO, counted - found.contributions))


@planted("whole_allowance_though_rent_lower")
class WholeAllowance(_Allowance):
    def counted(self, found: Housing) -> Fraction:
        return self._local_housing_allowance(found.bedrooms_needed)


@planted("allowance_ignored")
class NoAllowance(_Allowance):
    def counted(self, found: Housing) -> Fraction:
        return found.after_share


@planted("one_room_rate_under_35")
class NoSharedRate:
    def _shared_accommodation(self) -> bool:
        return False


# --- Other adults ---


@planted("housing_benefit_bands_in_universal_credit")
class Bands:
    def _contributions(self) -> Fraction:
        return penny(housing_benefit.non_dependant_deductions(self.case) * 52 / 12)


@planted("one_for_a_couple_in_universal_credit")
class OneForACouple:
    def _contributions(self) -> Fraction:
        found = super()._contributions()
        couples = sum(one.get("couple_with") is not None for one in self.case.get("non_dependants") or []) // 2
        return max(ZERO, found - couples * self.rate("uc.housing_cost_contribution"))


@planted("no_deduction_for_other_adults")
class NoContribution:
    def _contributions(self) -> Fraction:
        return ZERO


@planted("under_21_contributes")
class YoungContribute:
    def _contributes(self, person: Case) -> bool:
        aged = {**person, "age": 21}
        aged.pop("born", None)
        return super()._contributes(aged if 18 <= self.age(person) < 21 else person)


@planted("exempt_renter_forgotten")
class RenterNotExempt:
    def _contributions(self) -> Fraction:
        paying = [person for person in self.case.get("non_dependants") or [] if self._contributes(person)]
        return self.rate("uc.housing_cost_contribution") * len(paying)


# --- Elements ---


@planted("last_years_rates")
class LastYear:
    """The amounts in pounds of the day before this year of rates began."""

    def rate(self, key: str) -> Fraction:
        if not rates.parameters()[key].get("unit", "").startswith("pounds") or key.startswith("nmw."):
            return super().rate(key)
        try:
            day = self.year_begins() - timedelta(days=1)
            return rates.number(key, day, period_end=day)
        except rates.NotKnown:
            return super().rate(key)


@planted("under_25_rate")
class Younger:
    def _standard_allowance(self) -> Fraction:
        return self.rate(f"uc.standard_allowance.{'couple_both_under_25' if self.is_joint else 'single_under_25'}")


@planted("over_25_rate")
class Older:
    def _standard_allowance(self) -> Fraction:
        name = "couple_one_or_both_25_or_over" if self.is_joint else "single_25_or_over"
        return self.rate(f"uc.standard_allowance.{name}")


@planted("couple_as_two_singles")
class TwoSingles:
    def _standard_allowance(self) -> Fraction:
        if not self.is_joint:
            return super()._standard_allowance()
        older = any(self.age(person) >= 25 for person in self.claimants)
        return 2 * self.rate(f"uc.standard_allowance.single_{'25_or_over' if older else 'under_25'}")


@planted("two_child_limit_forgotten")
class NoLimit:
    def _two_child_limit(self) -> bool:
        return False


@planted("two_child_limit_still")
class TwoAtMost:
    def _child_element(self) -> Fraction:
        everybody = self.children
        self.children = sorted(everybody, key=lambda child: born_on(child, self.on))[:2]
        found = super()._child_element()
        self.children = everybody
        return found


@planted("higher_first_child_rate")
class HigherFirst:
    def _child_element(self) -> Fraction:
        found = super()._child_element()
        if not self.children:
            return found
        eldest = min(born_on(child, self.on) for child in self.children)
        if eldest < date(2017, 4, 6):
            return found
        return found + self.rate("uc.child_element.first_child_higher") - self.rate("uc.child_element.standard")


@planted("first_child_rate_forgotten")
class NoHigherFirst:
    def _child_element(self) -> Fraction:
        found = super()._child_element()
        if not self.children or min(born_on(child, self.on) for child in self.children) >= date(2017, 4, 6):
            return found
        return found - self.rate("uc.child_element.first_child_higher") + self.rate("uc.child_element.standard")


@planted("disabled_child_lower_for_higher")
class LowerAddition:
    def _disabled_child(self, child: Case) -> Fraction:
        return min(super()._disabled_child(child), self.rate("uc.disabled_child_addition.lower"))


@planted("carer_and_health_element_together")
class CarerAndHealth:
    def _work_capability_and_carer(self) -> tuple[Fraction, Fraction, bool]:
        health, _, lcwra = super()._work_capability_and_carer()
        able = [one for one in self.claimants if (one.get("work_capability") or "none") == "lcw" or _lcwra(one)]
        health = max([health, *(self._work_capability_rate(one) for one in able)])
        carers = sum(bool(one.get("carer")) for one in self.claimants)
        return health, self.rate("uc.carer_element") * carers, lcwra


def _lcwra(person: Case) -> bool:
    return str(person.get("work_capability") or "none").startswith("lcwra")


@planted("carer_element_forgotten")
class NoCarer:
    def _work_capability_and_carer(self) -> tuple[Fraction, Fraction, bool]:
        health, _, lcwra = super()._work_capability_and_carer()
        return health, ZERO, lcwra


@planted("protected_health_rate_for_all")
class Protected:
    def _work_capability_rate(self, person: Case) -> Fraction:
        return self.rate("uc.lcwra_element.protected") if _lcwra(person) else super()._work_capability_rate(person)


class _Childcare:
    def _charges(self) -> list[Fraction]:
        charges = [a_month(child.get("childcare")) for child in self.children if self._childcare_age(child)]
        return [charge for charge in charges if charge > 0]

    def _most(self) -> Fraction:
        return self.rate(f"uc.childcare.max.{'one_child' if len(self._charges()) == 1 else 'two_or_more_children'}")


@planted("all_of_the_childcare")
class AllCharges(_Childcare):
    def _childcare_element(self) -> Fraction:
        return min(sum(self._charges(), ZERO), self._most()) if super()._childcare_element() else ZERO


@planted("childcare_above_the_limit")
class NoChildcareLimit(_Childcare):
    def _childcare_element(self) -> Fraction:
        if not super()._childcare_element():
            return ZERO
        return penny(sum(self._charges(), ZERO) * self.rate("uc.childcare.percent"))


@planted("childcare_limited_first")
class LimitFirst(_Childcare):
    def _childcare_element(self) -> Fraction:
        if not super()._childcare_element():
            return ZERO
        return penny(min(sum(self._charges(), ZERO), self._most()) * self.rate("uc.childcare.percent"))


@planted("childcare_without_work")
class NoWorkNeeded:
    def _work_condition(self) -> bool:
        return True


# --- Income ---


class _Pay:
    """A learner who takes a job's pay in a way of their own."""

    def earned_income(self) -> Fraction:
        self.own = True
        found = super().earned_income()  # type: ignore[misc]
        self.own = False
        return found

    def _pay(self, person: Case, employment: Case) -> Fraction:
        return super()._pay(person, self.as_read(employment) if getattr(self, "own", False) else employment)  # type: ignore[misc]


@planted("gross_for_net")
class Gross(_Pay):
    def as_read(self, employment: Case) -> Case:
        read = {**employment, "net": employment.get("gross") or employment.get("net")}
        return {name: value for name, value in read.items() if name not in {"gross", "pension_contribution"}}


@planted("pension_contribution_left_in")
class NoPension(_Pay):
    def as_read(self, employment: Case) -> Case:
        return {name: value for name, value in employment.items() if name != "pension_contribution"}


@planted("paydays_averaged")
class Averaged(_Pay):
    def as_read(self, employment: Case) -> Case:
        return {name: value for name, value in employment.items() if name != "paid_on"}


@planted("minimum_income_floor_forgotten")
class NoFloor:
    def _has_floor(self, _: Case) -> bool:
        return False


@planted("no_work_allowance")
class NoWorkAllowance:
    def work_allowance(self, _: Fraction) -> Fraction:
        return ZERO


@planted("work_allowance_of_the_other_kind")
class OtherAllowance:
    def work_allowance(self, element: Fraction) -> Fraction:
        lower = element > 0 or self.tenancy.get("tenure") == "temporary_accommodation"
        tenancy, self.tenancy = self.tenancy, {**self.tenancy, "tenure": "social_rent"}
        found = super().work_allowance(ZERO if lower else Fraction(1))
        self.tenancy = tenancy
        return found


@planted("work_allowance_for_everyone")
class AllowanceForAll:
    def work_allowance(self, element: Fraction) -> Fraction:
        if not rates.known("uc.work_allowance.higher", self.on):
            return super().work_allowance(element)
        children, self.children = self.children, self.children or [{"age": 1}]
        found = super().work_allowance(element)
        self.children = children
        return found


@planted("taper_of_63_percent")
class Taper63:
    def rate(self, key: str) -> Fraction:
        return Fraction("0.63") if key == "uc.taper" else super().rate(key)


@planted("taper_of_65_percent")
class Taper65:
    def rate(self, key: str) -> Fraction:
        return Fraction("0.65") if key == "uc.taper" else super().rate(key)


@planted("share_that_is_kept")
class Kept:
    def rate(self, key: str) -> Fraction:
        return 1 - super().rate(key) if key == "uc.taper" else super().rate(key)


@planted("earnings_in_full")
class InFull:
    def rate(self, key: str) -> Fraction:
        return Fraction(1) if key == "uc.taper" else super().rate(key)


@planted("tariff_of_a_pound")
class APound:
    def rate(self, key: str) -> Fraction:
        return Fraction(1) if key == "uc.capital.tariff_amount" else super().rate(key)


@planted("tariff_of_pension_age")
class PensionAgeSteps:
    def rate(self, key: str) -> Fraction:
        own = {"uc.capital.tariff_amount": Fraction(1), "uc.capital.tariff_step": Fraction(500)}
        return own.get(key) or super().rate(key)


@planted("tariff_from_the_first_pound")
class NothingLeftOut:
    def rate(self, key: str) -> Fraction:
        return ZERO if key == "uc.capital.lower_limit" else super().rate(key)


@planted("tariff_without_part_steps")
class WholeSteps:
    def tariff_income(self, capital: Fraction) -> Fraction:
        over = max(ZERO, capital - self.rate("uc.capital.lower_limit"))
        return over // self.rate("uc.capital.tariff_step") * self.rate("uc.capital.tariff_amount")


@planted("no_tariff_income")
class NoTariff:
    def tariff_income(self, _: Fraction) -> Fraction:
        return ZERO


@planted("award_with_savings_above_the_limit")
class NoCapitalLimit:
    def _reasons_of_the_gates(self, capital: Fraction) -> list[str]:
        return [reason for reason in super()._reasons_of_the_gates(capital) if reason != "capital"]


@planted("other_income_tapered")
class TaperedIncome:
    def unearned_income(self) -> Fraction:
        return penny(super().unearned_income() * self.rate("uc.taper"))


@planted("child_benefit_as_income")
class ChildBenefitCounted:
    def unearned_income(self) -> Fraction:
        return super().unearned_income() + self._child_benefit_a_month()


@planted("other_income_left_out")
class NoOtherIncome:
    def unearned_income(self) -> Fraction:
        return ZERO


# --- The cap, and the rent ---


class _CapLimit:
    def _cap_limit(self) -> Fraction:
        true, self.case = self.case, {**self.case, "greater_london": self.london}
        found = super()._cap_limit()  # type: ignore[misc]
        self.case = true
        return found


@planted("london_limit_outside_london")
class London(_CapLimit):
    london = True


@planted("limit_outside_london_in_london")
class NotLondon(_CapLimit):
    london = False


@planted("single_limit_for_family")
class SingleLimit:
    def _cap_limit(self) -> Fraction:
        children, joint = self.children, self.is_joint
        self.children, self.is_joint = [], False
        found = super()._cap_limit()
        self.children, self.is_joint = children, joint
        return found


@planted("family_limit_for_single")
class FamilyLimit:
    def _cap_limit(self) -> Fraction:
        joint, self.is_joint = self.is_joint, True
        found = super()._cap_limit()
        self.is_joint = joint
        return found


@planted("child_benefit_outside_the_cap")
class NoChildBenefit:
    def _other_capped_income(self) -> Fraction:
        return super()._other_capped_income() - self._child_benefit_a_month()


@planted("earnings_in_the_cap")
class EarningsCounted:
    def _other_capped_income(self) -> Fraction:
        return super()._other_capped_income() + self.earned_income()


@planted("cap_before_the_bedroom_charge")
class CapFirst:
    def _other_capped_income(self) -> Fraction:
        return super()._other_capped_income() + self.housing().under_occupation


@planted("cap_with_the_whole_rent")
class CapWithRent:
    def _other_capped_income(self) -> Fraction:
        housing = self.housing()
        return super()._other_capped_income() + housing.contractual - housing.element


@planted("childcare_capped")
class ChildcareCapped:
    def cap(self, award: Fraction, elements: Elements) -> tuple[Case, Fraction]:
        return super().cap(award, replace(elements, childcare_element=ZERO))


@planted("cap_though_exempt")
class NoExemption:
    def _cap_exemptions(self, _: Elements) -> list[str]:
        return []


@planted("cap_forgotten")
class NoCap:
    def cap(self, award: Fraction, elements: Elements) -> tuple[Case, Fraction]:
        return super().cap(award, elements)[0], ZERO


@planted("average_pay_in_the_cap")
class AverageInTheCap:
    def _cap_exemptions(self, elements: Elements) -> list[str]:
        self.average = True
        found = super()._cap_exemptions(elements)
        self.average = False
        return found

    def _pay(self, person: Case, employment: Case) -> Fraction:
        if getattr(self, "average", False):
            employment = {name: value for name, value in employment.items() if name != "paid_on"}
        return super()._pay(person, employment)


@planted("whole_award_for_the_rent")
class AllForRent:
    def help_a_week(self, _: Housing, award: Fraction) -> Fraction:
        return a_week(award)


@planted("housing_element_though_award_lower")
class ElementForRent:
    def help_a_week(self, housing: Housing, _: Fraction) -> Fraction:
        return a_week(housing.element)


@planted("help_by_four_weeks")
class FourForRent:
    def help_a_week(self, housing: Housing, award: Fraction) -> Fraction:
        return penny(min(housing.element, award) / 4)
