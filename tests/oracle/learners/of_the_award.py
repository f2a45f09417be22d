"""Learners' mistakes about the award of Universal Credit: elements, income, the benefit cap, help with the rent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from tests.oracle import rates
from tests.oracle.common import (
    Case,
    a_month,
    a_week,
    born_on,
    penny,
)
from tests.oracle.universal_credit import Elements, Housing

from .learner import planted

ZERO = Fraction(0)


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
