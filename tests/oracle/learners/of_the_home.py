"""Learners' mistakes about the home in Universal Credit: rent, bedroom charge, bedrooms, allowance, other adults."""

from __future__ import annotations

import copy
from dataclasses import replace
from fractions import Fraction
from typing import Any
from unittest.mock import patch

from tests.oracle import housing_benefit
from tests.oracle import universal_credit as theirs
from tests.oracle.common import (
    PERIODS_A_YEAR,
    WEEKS_IN,
    Case,
    a_month,
    penny,
    periods_charged,
    pounds,
)
from tests.oracle.universal_credit import Household, Housing

from .learner import planted

ZERO = Fraction(0)


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
