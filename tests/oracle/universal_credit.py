"""Universal Credit, the housing costs element, the benefit cap and Child Benefit of one household.

Written from the Universal Credit Regulations 2013 (SI 2013/376) as the specification gives them; "reg" and "Sch" are
theirs unless another instrument is named. `assess` gives the fields of the contract's result that this scheme settles.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from . import rates
from .common import (
    PERIODS_A_YEAR,
    Case,
    a_month,
    a_week,
    age_on,
    assessment_period_end,
    born_on,
    child_for_child_benefit,
    child_until_september,
    first_monday,
    paydays,
    penny,
    pounds,
    september_after,
    shown,
    whole_pounds_down,
    young_person_until_september,
)
from .net_pay import net_pay, notional_deductions

NOTHING = Fraction(0)
UNIVERSAL_CREDIT_BEGAN = date(2013, 4, 29)
MIXED_AGE_COUPLES = date(2019, 5, 15)  # SI 2019/37
LOWER_CAP = date(2016, 11, 7)  # SI 2016/910
CAP_A_MONTH_AS_MADE = {"single": Fraction(1517), "couple_or_family": Fraction(2167)}  # reg 79 as made
TWO_CHILD_LIMIT = date(2017, 4, 6)  # Welfare Reform and Work Act 2016 s 14
SANCTUARY_SCHEMES = date(2021, 10, 1)  # SI 2021/991
NEW_REASONS_FOR_A_ROOM = date(2017, 4, 1)  # SI 2017/213
ANY_ATTENDANCE_ALLOWANCE = date(2025, 1, 27)  # ADM memo 01/25
FLOOR_SUSPENDED = (date(2020, 3, 13), date(2021, 7, 31))  # SI 2020/371, SI 2021/313
STUDENT_DISREGARD = Fraction(110)  # reg 71

# Tenures whose rent Housing Benefit meets (Sch 1 paras 3A, 3B); the first four are specified accommodation.
SPECIFIED = {"exempt_accommodation", "managed_property", "refuge", "local_authority_hostel"}
HOUSED_BY_HOUSING_BENEFIT = SPECIFIED | {"temporary_accommodation"}
HOUSING_COSTS = {"social_rent", "private_rent", "shared_ownership"}

CARE_MIDDLE_OR_HIGHEST = {"dla_care_middle", "dla_care_highest"}
DLA = {"dla_care_lowest", *CARE_MIDDLE_OR_HIGHEST, "dla_mobility_lower", "dla_mobility_higher"}
DAILY_LIVING = {"pip_daily_living_standard", "pip_daily_living_enhanced"}
PIP = {*DAILY_LIVING, "pip_mobility_standard", "pip_mobility_enhanced"}
ATTENDANCE = {"attendance_allowance_lower", "attendance_allowance_higher", "afip"}  # contract, reading 13
CARE = CARE_MIDDLE_OR_HIGHEST | DAILY_LIVING | ATTENDANCE

# Reg 66(1): a closed list. Anything else is ignored.
UNEARNED = {
    "state_pension", "occupational_pension", "new_style_jsa", "new_style_esa", "carers_allowance",
    "maternity_allowance", "industrial_injuries", "widowed_parents_allowance", "widows_pension",
    "bereavement_allowance", "spousal_maintenance", "student_income", "insurance", "other_taxable",
    "severe_disablement_allowance", "incapacity_benefit",
}  # fmt: skip
# Welfare Reform Act 2012 s 96(10).
CAPPED = {
    "new_style_jsa", "new_style_esa", "maternity_allowance", "widowed_parents_allowance", "widows_pension",
    "bereavement_allowance", "incapacity_benefit", "severe_disablement_allowance", "child_tax_credit", "income_support",
    "income_based_jsa", "income_related_esa",
}  # fmt: skip
STATUTORY_PAY = {"statutory_sick_pay", "statutory_maternity_pay"}


def assess(case: Case) -> Case:
    """The result object's fields that Universal Credit settles, or `{"scheme": "not_uc"}`."""
    if not universal_credit_is_the_scheme(case):
        return {"scheme": "not_uc", "universal_credit": None}
    return Household(case).result()


# --- Which scheme (contract, readings 1, 3 and 10; Welfare Reform Act 2012 s 4(1)(b); reg 3(2)(a)) -------------------


def over_pension_age(person: Case, on: date) -> bool:
    """Pension age counts when it is reached on or before the first day of the period (contract, reading 3)."""
    if person.get("over_pension_age") is not None:
        return bool(person["over_pension_age"])
    return rates.pension_age_day(born_on(person, on)) <= on


def universal_credit_is_the_scheme(case: Case) -> bool:
    """Whether the household claims Universal Credit, or would on these facts."""
    on = date.fromisoformat(case["date"])
    if on < UNIVERSAL_CREDIT_BEGAN or (case.get("universal_credit") or {}).get("claimed", True) is False:
        return False
    over = [over_pension_age(person, on) for person in _adults(case)]
    if all(over):
        return False
    # A mixed-age couple claims Universal Credit, unless it is saved by SI 2019/37 art 4.
    return not (any(over) and (case.get("housing_benefit") or {}).get("mixed_age_protection"))


def _adults(case: Case) -> list[Case]:
    return [person for person in (case["claimant"], case.get("partner")) if person]


def _codes(person: Case) -> set[str]:
    return set(person.get("disability_benefits") or [])


# --- One household ---------------------------------------------------------------------------------------------------


@dataclass
class Housing:
    """Monthly levels, each after one more step of Sch 4."""

    contractual: Fraction = NOTHING
    eligible: Fraction = NOTHING
    after_under_occupation: Fraction = NOTHING
    after_share: Fraction = NOTHING
    after_allowance: Fraction = NOTHING
    element: Fraction = NOTHING
    contributions: Fraction = NOTHING
    under_occupation: Fraction = NOTHING
    percent: Fraction = NOTHING
    bedrooms_needed: int = 0
    bedrooms_spare: int = 0


@dataclass
class Elements:
    """The parts of the maximum amount (Welfare Reform Act 2012 s 8(2); SI 2014/1230 reg 52(2))."""

    standard_allowance: Fraction = NOTHING
    child_element: Fraction = NOTHING
    disabled_child_addition: Fraction = NOTHING
    work_capability_element: Fraction = NOTHING
    carer_element: Fraction = NOTHING
    childcare_element: Fraction = NOTHING
    housing_costs_element: Fraction = NOTHING
    transitional_element: Fraction = NOTHING
    has_lcwra: bool = field(default=False, compare=False)

    def total(self) -> Fraction:
        """The maximum amount."""
        return (
            self.standard_allowance
            + self.child_element
            + self.disabled_child_addition
            + self.work_capability_element
            + self.carer_element
            + self.childcare_element
            + self.housing_costs_element
            + self.transitional_element
        )


class Household:
    """One household in one assessment period."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.on = date.fromisoformat(case["date"])
        self.period_end = assessment_period_end(self.on)
        self.country = case.get("country") or "england"
        self.tenancy: Case = case.get("tenancy") or {}
        self.award: Case = case.get("universal_credit") or {}
        self.incomes: list[Case] = case.get("incomes") or []
        self.couple = _adults(case)
        self._sort_the_children()
        self._settle_who_claims()

    def rate(self, key: str) -> Fraction:
        """A rate for this assessment period."""
        return rates.number(key, self.on, period_end=self.period_end)

    def age(self, person: Case) -> int:
        """The age reached by the last day of the period, for the whole of it (contract, reading 3)."""
        return age_on(person, self.on, self.period_end)

    # --- Who is who ---

    def _sort_the_children(self) -> None:
        """Own children and young persons, other people's children, and children grown up by the end of the period."""
        self.children: list[Case] = []
        self.others_children: list[Case] = []
        self.grown_up: list[Case] = []
        for child in self.case.get("children") or []:
            if not self._child_or_young_person(child):
                self.grown_up.append(child)
            elif child.get("of_non_dependant"):
                self.others_children.append(child)
            else:
                self.children.append(child)

    def _child_or_young_person(self, person: Case) -> bool:
        """Welfare Reform Act 2012 s 40; reg 5(1): by the position on the last day of the period."""
        return child_until_september(person, self.on, self.period_end) or young_person_until_september(
            person, self.on, self.period_end
        )

    def _settle_who_claims(self) -> None:
        """Both of a couple claim, unless one is too young and the other claims as a single person (reg 3(3)(a))."""
        old_enough = [person for person in self.couple if self._old_enough(person)]
        self.too_young = not old_enough
        self.claimants = old_enough or self.couple
        self.is_joint = len(self.claimants) == 2

    def _old_enough(self, person: Case) -> bool:
        """Reg 8: 18, or 16 with limited capability for work, caring responsibilities or a child."""
        if self.age(person) >= int(self.rate("uc.minimum_age")):
            return True
        return self.age(person) >= 16 and bool(
            _work_capability(person) != "none" or person.get("carer") or self.children
        )

    def _shut_out_by_study(self, person: Case) -> bool:
        """Regs 12-14: in education, and no exception."""
        if not person.get("student"):
            return False
        disabled_with_lcw = bool(_codes(person) & (DLA | PIP | ATTENDANCE)) and _work_capability(person) != "none"
        pensioner_of_a_mixed_age_couple = self.is_joint and over_pension_age(person, self.on)
        fostering = bool(self.tenancy.get("foster_bedroom"))  # reg 14(1)(c); (d) lets in the other of two students
        return not (self.children or disabled_with_lcw or pensioner_of_a_mixed_age_couple or fostering)

    def _reasons_of_the_gates(self, capital: Fraction) -> list[str]:
        """The conditions of entitlement that fail (Welfare Reform Act 2012 ss 4, 5)."""
        reasons = []
        if self.too_young:
            reasons.append("under_18")
        elif all(over_pension_age(person, self.on) for person in self.claimants):
            reasons.append("over_pension_age")
        if all(self._shut_out_by_study(person) for person in self.claimants):  # reg 3(2)(b): one of a couple may study
            reasons.append("student")
        if capital > self.rate("uc.capital.upper_limit"):  # reg 18; exactly the limit is within it
            reasons.append("capital")
        return reasons

    # --- Elements other than housing ---

    def elements(self, housing: Housing) -> Elements:
        """Every element of the award."""
        work_capability, carer, has_lcwra = self._work_capability_and_carer()
        return Elements(
            standard_allowance=self._standard_allowance(),
            child_element=self._child_element(),
            disabled_child_addition=sum((self._disabled_child(child) for child in self.children), NOTHING),
            work_capability_element=work_capability,
            carer_element=carer,
            childcare_element=self._childcare_element(),
            housing_costs_element=housing.element,
            transitional_element=pounds(self.award.get("transitional_element")),
            has_lcwra=has_lcwra,
        )

    def _standard_allowance(self) -> Fraction:
        """Reg 36: by whether the claim is joint and whether anyone in it is 25."""
        higher_rate_age = self.rate("uc.standard_allowance.higher_rate_age")
        older = any(self.age(person) >= higher_rate_age for person in self.claimants)
        if self.is_joint:
            return self.rate(f"uc.standard_allowance.couple_{'one_or_both_25_or_over' if older else 'both_under_25'}")
        return self.rate(f"uc.standard_allowance.single_{'25_or_over' if older else 'under_25'}")

    def _child_element(self) -> Fraction:
        """Reg 24(1), 24A, 24B, 36: the eldest first; of two born on one day, the one with no exception first."""
        in_order = sorted(
            self.children, key=lambda child: (born_on(child, self.on), bool(child.get("two_child_limit_exception")))
        )
        total = NOTHING
        for place, child in enumerate(in_order):
            born_before = born_on(child, self.on) < TWO_CHILD_LIMIT
            if place == 0 and born_before:
                total += self.rate("uc.child_element.first_child_higher")
            elif place < 2 or born_before or child.get("two_child_limit_exception") or not self._two_child_limit():
                total += self.rate("uc.child_element.standard")
        return total

    def _two_child_limit(self) -> bool:
        """Assessment periods beginning from 6 April 2017 until c. 13 of 2026 took the limit away."""
        return TWO_CHILD_LIMIT <= self.on < date(2026, 4, 6)

    def _disabled_child(self, child: Case) -> Fraction:
        """Reg 24(2): the higher or the lower addition, never both."""
        if _codes(child) & {"dla_care_highest", "pip_daily_living_enhanced"} or child.get("severely_sight_impaired"):
            return self.rate("uc.disabled_child_addition.higher")
        return self.rate("uc.disabled_child_addition.lower") if _codes(child) & (DLA | PIP) else NOTHING

    def _work_capability_and_carer(self) -> tuple[Fraction, Fraction, bool]:
        """Regs 27, 29: one work capability element an award, and no carer element for the person it is included for.

        Of two LCWRA elements of different amounts it is the higher (reg 27(4)(b)); else every way of including it is
        tried and the best total taken (readings.md 1).
        """
        carers = [person for person in self.claimants if person.get("carer")]
        carer_rate = self.rate("uc.carer_element")
        with_lcwra = [person for person in self.claimants if _work_capability(person).startswith("lcwra")]
        # Reg 27(4): where either has LCWRA, that element and not the LCW element.
        candidates = with_lcwra or [person for person in self.claimants if _work_capability(person) == "lcw"]
        highest = max((self._work_capability_rate(person) for person in candidates), default=NOTHING)
        candidates = [person for person in candidates if self._work_capability_rate(person) == highest]
        best = (NOTHING, carer_rate * len(carers), False)
        for person in candidates:
            element = self._work_capability_rate(person)
            caring = carer_rate * sum(other is not person for other in carers)
            if element + caring > best[0] + best[1]:
                best = (element, caring, bool(with_lcwra))
        return best

    def _work_capability_rate(self, person: Case) -> Fraction:
        """Reg 36; two LCWRA rates for periods beginning from 6 April 2026 (Universal Credit Act 2025 s 2)."""
        capability = _work_capability(person)
        if capability == "lcw":
            return self.rate("uc.lcw_element")
        if capability == "lcwra_standard" and self.on >= date(2026, 4, 6):
            return self.rate("uc.lcwra_element.new_claimant")
        return self.rate("uc.lcwra_element.protected")

    def _childcare_element(self) -> Fraction:
        """Regs 31-34: a percentage of the charges up to the maximum for the children they are for."""
        charges = [a_month(child.get("childcare")) for child in self.children if self._childcare_age(child)]
        charges = [charge for charge in charges if charge > 0]
        if not charges or not self._work_condition():
            return NOTHING
        most = self.rate(f"uc.childcare.max.{'one_child' if len(charges) == 1 else 'two_or_more_children'}")
        return min(penny(sum(charges, NOTHING) * self.rate("uc.childcare.percent")), most)

    def _childcare_age(self, child: Case) -> bool:
        """Reg 33(1)(a): until the 1 September after the sixteenth birthday."""
        return self.period_end < september_after(child, 16, self.on)

    def _work_condition(self) -> bool:
        """Reg 32: one is in paid work, and the other is too or can't care for the child."""
        working = [self._in_paid_work(person) for person in self.couple]
        unable = [_work_capability(person) != "none" or bool(person.get("carer")) for person in self.couple]
        return any(working) and all(work or cannot for work, cannot in zip(working, unable, strict=True))

    def _in_paid_work(self, person: Case) -> bool:
        """Contract, reading 9."""
        return bool(person.get("employment") or person.get("self_employment")) or any(
            income["kind"] in STATUTORY_PAY | {"maternity_allowance"} for income in self._incomes_of(person)
        )

    def _incomes_of(self, person: Case) -> list[Case]:
        name = "partner" if person is self.case.get("partner") else "claimant"
        return [income for income in self.incomes if (income.get("of") or "claimant") == name]

    # --- Housing costs element (regs 25, 26; Schs 1, 4) ---

    def housing(self) -> Housing:
        """The steps of Sch 4, from the contractual rent to the element."""
        rent = self.tenancy.get("rent")
        charges = self.tenancy.get("service_charges") or []
        eligible_rent = a_month(rent, less=_amount(self.tenancy.get("ineligible_in_rent")))
        found = Housing(
            contractual=a_month(rent) + sum((a_month(charge) for charge in charges), NOTHING),
            eligible=eligible_rent + sum((a_month(charge) for charge in charges if charge["eligible"]), NOTHING),
            bedrooms_needed=self.bedrooms_needed(),
        )
        if self.tenancy.get("bedrooms") is not None:
            found.bedrooms_spare = max(0, int(self.tenancy["bedrooms"]) - found.bedrooms_needed)
        if self.tenancy["tenure"] not in HOUSING_COSTS:
            return found
        # Sch 4 para 36: on rent and eligible service charges alike.
        found.percent = self._under_occupation_percent(found.bedrooms_spare)
        found.under_occupation = penny(found.eligible * found.percent)
        found.after_under_occupation = found.eligible - found.under_occupation
        # Sch 4 paras 24 and 35: A ÷ B × C, or the share decided.
        found.after_share = penny(found.after_under_occupation * self._share())
        # Sch 4 paras 22, 25: no more than the cap rent, which is the local housing allowance.
        found.after_allowance = found.after_share
        if self.tenancy["tenure"] == "private_rent":
            found.after_allowance = min(found.after_share, self._local_housing_allowance(found.bedrooms_needed))
        # Sch 4 paras 13, 14: contributions come off last, and never below nil.
        found.contributions = self._contributions()
        found.element = max(NOTHING, found.after_allowance - found.contributions)
        return found

    def _share(self) -> Fraction:
        if self.tenancy.get("rent_share"):
            return Fraction(self.tenancy["rent_share"])
        return Fraction(self.tenancy.get("people_liable_in_claim") or 1, self.tenancy.get("people_liable") or 1)

    def _under_occupation_percent(self, spare: int) -> Fraction:
        """Sch 4 para 36; nothing for shared ownership, a sanctuary scheme, or a joint tenancy with anyone else."""
        if self.tenancy["tenure"] != "social_rent" or spare == 0:
            return NOTHING
        if self.tenancy.get("rent_share") or self._share() != 1:  # para 35; contract, reading 21
            return NOTHING
        if self.tenancy.get("sanctuary_scheme") and self.on >= SANCTUARY_SCHEMES:
            return NOTHING
        return self.rate(f"uc.under_occupancy.reduction_{'one_bedroom' if spare == 1 else 'two_or_more'}")

    def _contributions(self) -> Fraction:
        """Sch 4 paras 13-16: a flat amount for each non-dependant, unless the renter or the non-dependant is exempt."""
        if any(_codes(person) & CARE or person.get("severely_sight_impaired") for person in self.claimants):
            return NOTHING
        liable = [person for person in self.case.get("non_dependants") or [] if self._contributes(person)]
        return self.rate("uc.housing_cost_contribution") * len(liable)

    def _contributes(self, person: Case) -> bool:
        exempt = (
            self.age(person) < int(self.rate("uc.housing_cost_contribution.min_age"))
            or _codes(person) & CARE
            or set(person.get("benefits") or []) & {"pension_credit", "carers_allowance"}
            or person.get("prisoner")
            or person.get("responsible_for_child_under_5")
            or person.get("armed_forces_away")
        )
        return not exempt

    def _local_housing_allowance(self, bedrooms: int) -> Fraction:
        """Sch 4 para 25: the allowance given, or the table's for the area, category and year (readings.md 10)."""
        given = self.tenancy.get("local_housing_allowance")
        if given is not None:
            return a_month(given)
        category = "A" if self._shared_accommodation() else "BCDE"[bedrooms - 1]
        return rates.local_housing_allowance(self.tenancy["brma"], category, self.year_begins().year, "monthly")

    def _shared_accommodation(self) -> bool:
        """Sch 4 paras 27-29: single, under 35, alone, and no exception."""
        if self.is_joint or self.children or self.case.get("non_dependants") or self.grown_up:
            return False
        person = self.claimants[0]
        excepted = (
            self.tenancy.get("shared_accommodation_rate_exempt")
            or _codes(person) & CARE
            or self.tenancy.get("foster_bedroom")
        )
        return self.age(person) < 35 and not excepted

    def year_begins(self) -> date:
        """The first Monday on or after 6 April that the period begins on or after."""
        monday = first_monday(self.on.year, 4, 6)
        return monday if monday <= self.on else first_monday(self.on.year - 1, 4, 6)

    # --- Size criteria (Sch 4 paras 8-12) ---

    def bedrooms_needed(self) -> int:
        """One room for each category of para 10, and the additional rooms of para 12; in private rent at most four."""
        everyone_young = self.children + self.others_children
        young_persons = [child for child in everyone_young if self.age(child) >= 16]
        under_16 = [child for child in everyone_young if self.age(child) < 16]
        own_room = [child for child in under_16 if self._cannot_share(child)]
        sharing = [child for child in under_16 if not self._cannot_share(child)]
        rooms = 1  # para 10(1)(a): the renter, or joint renters
        rooms += len(young_persons)  # (b), and a non-dependant's young person, who is a non-dependant
        rooms += len(self.case.get("non_dependants") or []) + len(self.grown_up)  # (c)
        rooms += len(sharing) - self._most_pairs(sharing)  # (d) to (f), in the way that gives the fewest rooms
        rooms += len(own_room)  # para 12(1)(c)
        rooms += self._overnight_carer() + bool(self.tenancy.get("foster_bedroom")) + self._couple_cannot_share()
        return min(rooms, 4) if self.tenancy.get("tenure") == "private_rent" else rooms  # para 26

    def _most_pairs(self, children: list[Case]) -> int:
        """The most rooms that two children can share: every pairing is tried."""
        if len(children) < 2:
            return 0
        first, rest = children[0], children[1:]
        best = self._most_pairs(rest)
        for index, other in enumerate(rest):
            if self._may_share(first, other):
                best = max(best, 1 + self._most_pairs(rest[:index] + rest[index + 1 :]))
        return best

    def _may_share(self, one: Case, other: Case) -> bool:
        both_under_10 = self.age(one) < 10 and self.age(other) < 10
        return both_under_10 or (one.get("sex") is not None and one.get("sex") == other.get("sex"))

    def _cannot_share(self, child: Case) -> bool:
        """Para 12(6): the middle or highest rate of the care component, and not reasonably able to share."""
        return bool(child.get("cannot_share_bedroom") and _codes(child) & CARE_MIDDLE_OR_HIGHEST)

    def _overnight_carer(self) -> int:
        """Para 12(3): the renter; anyone in the extended benefit unit since 1 April 2017. One room at most."""
        if not self.tenancy.get("overnight_carer_bedroom"):
            return 0
        people = list(self.claimants)
        if self.on >= NEW_REASONS_FOR_A_ROOM:
            people += self.children + self.others_children + self.grown_up + (self.case.get("non_dependants") or [])
        return int(any(_codes(person) & CARE for person in people))

    def _couple_cannot_share(self) -> int:
        """Para 12(8)-(9), since 1 April 2017; Attendance Allowance at the higher rate only until 26 January 2025."""
        needed = self.tenancy.get("couple_cannot_share_bedroom") and self.is_joint
        if not needed or self.on < NEW_REASONS_FOR_A_ROOM:
            return 0
        benefits = CARE if self.on >= ANY_ATTENDANCE_ALLOWANCE else CARE - {"attendance_allowance_lower"}
        return int(any(_codes(person) & benefits for person in self.claimants))

    # --- Income (regs 22, 51-74, 90) ---

    def earnings(self, person: Case) -> Fraction:
        """Regs 52-57: employed, self-employed and statutory pay of one person, each a month and rounded."""
        statutory = [income for income in self._incomes_of(person) if income["kind"] in STATUTORY_PAY]
        total = sum((a_month(income) for income in statutory), NOTHING)
        if person.get("employment"):
            total += self._pay(person, person["employment"])
        if person.get("self_employment"):
            total += a_month(person["self_employment"]["net_profit"])
        return total

    def _pay(self, person: Case, employment: Case) -> Fraction:
        """Reg 54: what is paid in the period, or without a payday the yearly average by the month (reading 23)."""
        if employment.get("net"):
            amount, per = pounds(employment["net"]["amount"]), employment["net"]["per"]
        else:
            pay = net_pay(
                employment, on=self.on, country=self.country, over_pension_age=over_pension_age(person, self.on)
            )
            amount, per = pay.for_universal_credit, pay.per
        if employment.get("paid_on"):
            return amount * paydays(date.fromisoformat(employment["paid_on"]), per, self.on, self.period_end)
        return penny(amount * PERIODS_A_YEAR[per] / 12)

    def earned_income(self) -> Fraction:
        """Of everyone in the couple, after the minimum income floor (regs 22(3), 62)."""
        earned = [self.earnings(person) for person in self.couple]
        total = NOTHING
        for mine, person in enumerate(self.couple):
            total += self._after_floor(mine, earned) if self._has_floor(person) else earned[mine]
        return total

    def _has_floor(self, person: Case) -> bool:
        if FLOOR_SUSPENDED[0] <= self.on <= FLOOR_SUSPENDED[1]:
            return False
        claims = any(claimant is person for claimant in self.claimants)
        return claims and bool((person.get("self_employment") or {}).get("minimum_income_floor"))

    def _after_floor(self, mine: int, earned: list[Fraction]) -> Fraction:
        """Reg 62(2) and (3)."""
        thresholds = [self._individual_threshold(person) for person in self.couple]
        if earned[mine] >= thresholds[mine]:
            return earned[mine]
        if len(self.couple) == 1:
            return thresholds[mine]
        if sum(earned) >= sum(thresholds):
            return earned[mine]
        over = thresholds[mine] + earned[1 - mine] - sum(thresholds)
        return thresholds[mine] - max(NOTHING, over)

    def _individual_threshold(self, person: Case) -> Fraction:
        """Reg 90(2), down to whole pounds by reg 6(1A), less notional tax and National Insurance (reg 62(4)).

        A partner who is not self-employed is taken at 35 hours (readings.md 23).
        """
        hours = Fraction((person.get("self_employment") or {}).get("expected_hours") or 35)
        gross = whole_pounds_down(self._minimum_wage(self.age(person)) * hours * 52 / 12)
        return gross - notional_deductions(gross, on=self.on, country=self.country)

    def _minimum_wage(self, age: int) -> Fraction:
        """The rate for the age, on the first day of the period (National Minimum Wage Regs 2015 regs 4, 4A)."""
        if age < 18:
            return self.rate("nmw.age_16_to_17")
        if age < 21:
            return self.rate("nmw.age_18_to_20")
        if not rates.known("nmw.national_living_wage", self.on):
            return self.rate("nmw.adult_21_plus_before_nlw")
        if age >= int(self.rate("nmw.nlw_min_age")):
            return self.rate("nmw.national_living_wage")
        return self.rate("nmw.age_21_to_24" if int(self.rate("nmw.nlw_min_age")) == 25 else "nmw.age_21_to_22")

    def work_allowance(self, element: Fraction) -> Fraction:
        """Reg 22: with a child or limited capability for work; the lower one when the award has a housing element."""
        # SI 2014/1230 reg 5A: temporary accommodation on Housing Benefit is as if the element were there.
        lower = element > 0 or self.tenancy.get("tenure") == "temporary_accommodation"
        level = "lower" if lower else "higher"
        has_lcw = any(_work_capability(person) != "none" for person in self.claimants)
        if rates.known("uc.work_allowance.higher", self.on):
            return self.rate(f"uc.work_allowance.{level}") if self.children or has_lcw else NOTHING
        # Until 10 April 2016: a table by couple, child and capability; the highest that applies.
        who = "joint" if self.is_joint else "single"
        kinds = ["with_child"] * bool(self.children) + ["lcw"] * has_lcw or ["no_child"]
        return max(self.rate(f"uc.work_allowance_2013_2016.{level}.{who}_{kind}") for kind in kinds)

    def unearned_income(self) -> Fraction:
        """Regs 65-73: everything in the closed list, in full; student income less 110.00, once a person."""
        total = NOTHING
        for person in self.couple:
            student = NOTHING
            for income in self._incomes_of(person):
                if income["kind"] == "student_income":
                    student += a_month(income)
                elif income["kind"] in UNEARNED:
                    total += a_month(income)
            total += max(NOTHING, student - STUDENT_DISREGARD)
        return total

    def tariff_income(self, capital: Fraction) -> Fraction:
        """Reg 72: for each 250.00 or part of it above the lower limit."""
        over = max(NOTHING, capital - self.rate("uc.capital.lower_limit"))
        steps = -(-over // self.rate("uc.capital.tariff_step"))
        return steps * self.rate("uc.capital.tariff_amount")

    # --- Benefit cap (Welfare Reform Act 2012 s 96; regs 78-83) ---

    def cap(self, award: Fraction, elements: Elements) -> tuple[Case, Fraction]:
        """The block of the result, and the reduction."""
        limit = self._cap_limit()
        counted = award + self._other_capped_income()
        exemptions = self._cap_exemptions(elements)
        excess = max(NOTHING, counted - limit)
        reduction = NOTHING if exemptions else max(NOTHING, excess - elements.childcare_element)  # reg 81
        block = {
            "applies": not exemptions,
            "exemptions": exemptions,
            "limit": shown(limit),
            "counted_income": shown(counted),
            "per": "month",
        }
        return block, min(reduction, award)

    def _cap_limit(self) -> Fraction:
        """Reg 80A: a twelfth of the year's limit; until November 2016 reg 79's own amounts a month."""
        who = "couple_or_family" if self.is_joint or self.children else "single"
        if self.on < LOWER_CAP:
            return CAP_A_MONTH_AS_MADE[who]
        place = "greater_london" if self.case.get("greater_london") else "rest"
        return penny(self.rate(f"benefit_cap.annual.{place}.{who}") / 12)

    def _other_capped_income(self) -> Fraction:
        kinds = CAPPED if self.on >= LOWER_CAP else CAPPED | {"carers_allowance", "guardians_allowance"}
        return self._child_benefit_a_month() + sum(
            (a_month(income) for income in self.incomes if income["kind"] in kinds), NOTHING
        )

    def _cap_exemptions(self, elements: Elements) -> list[str]:
        """Regs 82 and 83; the carer's and guardian's exemptions since 7 November 2016."""
        found = set()
        earned = sum((self.earnings(person) for person in self.couple), NOTHING)  # reg 82(4): without the floor
        if earned >= self.rate("benefit_cap.uc_earnings_threshold"):
            found.add("earnings")
        if self.award.get("benefit_cap_grace_period"):
            found.add("grace_period")
        if elements.has_lcwra:
            found.add("lcwra_element")
        if any(person.get("esa") == "support" for person in self.claimants):
            found.add("esa_support")
        received = {income["kind"] for income in self.incomes if pounds(income["amount"]) > 0}
        found |= received & {"industrial_injuries", "war_pension"}
        if self.on >= LOWER_CAP:
            found |= received & {"carers_allowance", "guardians_allowance"}
            if elements.carer_element > 0:
                found.add("carer_element")
        return sorted(found | self._cap_exemptions_for_disability())

    def _cap_exemptions_for_disability(self) -> set[str]:
        found = set()
        for person in self.claimants:
            if "afip" in _codes(person):
                found.add("armed_forces_independence_payment")
            if _codes(person) & (ATTENDANCE - {"afip"}):
                found.add("attendance_allowance")
        for person in self.claimants + self.children:
            if _codes(person) & DLA:
                found.add("disability_living_allowance")
            if _codes(person) & PIP:
                found.add("personal_independence_payment")
        return found

    # --- Child Benefit (contract, reading 8; SI 2006/965) ---

    def _child_benefit_given(self) -> list[Case]:
        return [income for income in self.incomes if income["kind"] == "child_benefit"]

    def child_benefit(self) -> Fraction:
        """A week: the amount entered, or worked out by the ages on the date."""
        given = self._child_benefit_given()
        if given:
            return sum(
                (penny(pounds(income["amount"]) * PERIODS_A_YEAR[income["per"]] / 52) for income in given), NOTHING
            )
        number = sum(
            child_for_child_benefit(child, self.on) and not child.get("of_non_dependant")
            for child in self.case.get("children") or []
        )
        if number == 0:
            return NOTHING
        return self.rate("child_benefit.eldest") + (number - 1) * self.rate("child_benefit.other")

    def _child_benefit_a_month(self) -> Fraction:
        """Reg 80(5), by reg 73(2): straight from the period it was entered in, or from the week worked out."""
        if self._child_benefit_given():
            return sum((a_month(income) for income in self._child_benefit_given()), NOTHING)
        return penny(self.child_benefit() * 52 / 12)

    # --- The award and the result ---

    def result(self) -> Case:
        """The calculation in the order of Welfare Reform Act 2012 s 8."""
        housing = self.housing()
        elements = self.elements(housing)
        capital = pounds(self.case.get("capital"))
        if self.award.get("transitional_capital_disregard"):  # SI 2014/1230 reg 51
            capital = min(capital, self.rate("uc.capital.upper_limit"))
        reasons = self._reasons_of_the_gates(capital)
        tariff = NOTHING if "capital" in reasons else self.tariff_income(capital)

        earned = self.earned_income()
        work_allowance = self.work_allowance(elements.housing_costs_element)
        deduction = penny(max(NOTHING, earned - work_allowance) * self.rate("uc.taper"))  # reg 22(1)(b)
        unearned = self.unearned_income()
        award = max(NOTHING, elements.total() - deduction - unearned - tariff)
        if not reasons and award < self.rate("uc.minimum_payable"):  # reg 17
            reasons = ["income_too_high"]
        if reasons:
            award = NOTHING
        cap_block, reduction = self.cap(award, elements)
        payable = award - reduction

        result: Case = {
            "universal_credit": {
                "entitled": not reasons,
                "reasons": reasons,
                "standard_allowance": shown(elements.standard_allowance),
                "child_element": shown(elements.child_element),
                "disabled_child_addition": shown(elements.disabled_child_addition),
                "work_capability_element": shown(elements.work_capability_element),
                "carer_element": shown(elements.carer_element),
                "childcare_element": shown(elements.childcare_element),
                "housing_costs_element": shown(elements.housing_costs_element),
                "transitional_element": shown(elements.transitional_element),
                "maximum_amount": shown(elements.total()),
                "earned_income": shown(earned),
                "work_allowance": shown(work_allowance),
                "earnings_deduction": shown(deduction),
                "unearned_income": shown(unearned),
                "tariff_income": shown(tariff),
                "award_before_cap": shown(award),
                "benefit_cap_reduction": shown(NOTHING if reasons else reduction),
                "award": shown(payable),
            },
            "child_benefit": shown(self.child_benefit()),
            "rates": self._rates_label(),
        }
        if self.tenancy["tenure"] in HOUSED_BY_HOUSING_BENEFIT:
            result["housing_scheme"] = "hb"
            if not reasons:  # contract, reading 18: otherwise the cap in question is Housing Benefit's
                result["benefit_cap"] = cap_block
            return result
        result["benefit_cap"] = None if reasons else cap_block
        result["housing"] = self._housing_block(housing)
        result |= self._help(housing, award, payable, reasons)
        return result

    def _rates_label(self) -> str:
        year = self.year_begins().year
        return f"{year}-{(year + 1) % 100:02d}"

    def _housing_block(self, housing: Housing) -> Case:
        return {
            "per": "month",
            "contractual_rent": shown(housing.contractual),
            "eligible_rent": shown(housing.eligible),
            "ineligible_charges": shown(housing.contractual - housing.eligible),
            "bedrooms_needed": housing.bedrooms_needed,
            "bedrooms_spare": housing.bedrooms_spare,
            "under_occupation_percent": int(housing.percent * 100),
            "under_occupation_charge": shown(housing.under_occupation),
            "local_housing_allowance_restriction": shown(housing.after_share - housing.after_allowance),
            "non_dependant_contributions": shown(housing.contributions),
        }

    def _help(self, housing: Housing, award: Fraction, payable: Fraction, reasons: list[str]) -> Case:
        """Contract, reading 19: each cause is the weekly level before less the weekly level after."""
        steps = [("ineligible_charges", housing.eligible)]
        if self.tenancy["tenure"] not in HOUSING_COSTS:
            steps += [("no_help", NOTHING)]
        else:
            steps += [
                ("under_occupation", housing.after_under_occupation),
                ("joint_tenancy", housing.after_share),
                ("local_housing_allowance", housing.after_allowance),
                ("non_dependants", housing.element),
            ]
            if reasons and reasons != ["income_too_high"]:  # contract, reading 21
                steps += [("not_entitled", NOTHING)]
            else:
                steps += [
                    ("income", min(housing.element, award)),
                    ("benefit_cap", min(housing.element, payable)),
                ]
        level = a_week(housing.contractual)
        shortfall = []
        for cause, monthly in steps:
            if level != a_week(monthly):
                shortfall.append({"cause": cause, "amount": shown(level - a_week(monthly))})
            level = a_week(monthly)
        return {
            "help_with_rent": shown(level),
            "rent_to_pay": shown(a_week(housing.contractual) - level),
            "shortfall": shortfall,
        }


def _work_capability(person: Case) -> str:
    return str(person.get("work_capability") or "none")


def _amount(value: Any) -> Any:
    return value["amount"] if isinstance(value, dict) else value
