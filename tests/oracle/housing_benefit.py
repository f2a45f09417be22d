"""Housing Benefit a week.

WA: Housing Benefit Regulations 2006 (SI 2006/213). PA: the regulations of the same year for persons who have attained
the qualifying age for state pension credit (SI 2006/214). In the order of section 11 of the law file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from . import pension_credit, rates, universal_credit
from .common import Case, add_months, first_monday, penny, pounds, shown
from .household import (
    AA,
    AA_HIGHER,
    AFIP,
    DLA,
    DLA_CARE,
    DLA_CARE_HIGHEST,
    DLA_CARE_MIDDLE_OR_HIGHEST,
    NO_RENT,
    PIP,
    PIP_DAILY_LIVING,
    PIP_DAILY_LIVING_ENHANCED,
    SPECIFIED,
    ZERO,
    age,
    all_children,
    born,
    child_benefit,
    couple,
    family_children,
    gets,
    gets_income,
    hb_rate,
    hb_year_began,
    housing_benefit_is_worked_out,
    incomes,
    is_carer,
    lone_parent,
    members,
    non_dependants,
    over_pension_age,
    pension_age_household,
    per_week,
    reached_pension_age_before,
    severely_disabled,
    sight_impaired,
    the_date,
    universal_credit_is_worked_out,
    weeks_charged,
    year_label,
)
from .net_pay import net_pay

SOCIAL_LANDLORD = {"social_rent", "managed_property", "refuge", "local_authority_hostel"}
LEGACY = ("income_support", "income_based_jsa", "income_related_esa")


# =====================================================================================================================
# The rent (WA regs 12, 12B, 80; PA regs 12, 12B, 61)
# =====================================================================================================================


def contractual_rent(case: Case) -> Fraction:
    """Rent and every service charge, each as a week and rounded (contract, reading 17)."""
    rent = case["tenancy"].get("rent")
    total = penny(per_week(rent)) if rent else ZERO
    return total + sum((penny(per_week(charge)) for charge in service_charges(case)), ZERO)


def eligible_rent(case: Case) -> Fraction:
    """The rent less what is ineligible in it, and the eligible service charges (contract, reading 5)."""
    rent = case["tenancy"].get("rent")
    total = ZERO
    if rent:
        ineligible = case["tenancy"].get("ineligible_in_rent")
        if isinstance(ineligible, dict):
            ineligible = ineligible["amount"]
        amount = max(ZERO, pounds(rent["amount"]) - pounds(ineligible))
        total = penny(per_week({"amount": amount, "per": rent["per"]}))
    return total + sum((penny(per_week(charge)) for charge in service_charges(case) if charge["eligible"]), ZERO)


def service_charges(case: Case) -> list[Case]:
    return list(case["tenancy"].get("service_charges") or [])


def joint_share(case: Case) -> Fraction:
    """The claimant's share of what is jointly due, by persons unless decided otherwise (WA reg 12B(4))."""
    tenancy = case["tenancy"]
    if tenancy.get("rent_share"):
        return Fraction(tenancy["rent_share"])
    return Fraction(tenancy.get("people_liable_in_claim") or 1, tenancy.get("people_liable") or 1)


def people_liable_outside(case: Case) -> int:
    tenancy = case["tenancy"]
    return int(tenancy.get("people_liable") or 1) - int(tenancy.get("people_liable_in_claim") or 1)


def rent_free_scale(case: Case) -> Fraction:
    """Weeks in the rent year over the weeks charged (WA reg 81; PA reg 62)."""
    return 1 / weeks_charged(case, case["tenancy"].get("rent") or {})


# =====================================================================================================================
# Bedrooms (WA reg B13(5) to (9), reg 13D; law file 4.2)
# =====================================================================================================================


def bedrooms_needed(case: Case) -> int:
    """One for each in the first category that fits; private rent has at most four (contract, reading 17)."""
    return min(4, rooms(case)) if case["tenancy"]["tenure"] == "private_rent" else rooms(case)


def rooms(case: Case) -> int:
    needed = rooms_of_the_couple(case)
    needed += rooms_of_other_adults(case)
    needed += rooms_of_children(case)
    needed += overnight_carer_room(case)
    needed += bool(case["tenancy"].get("foster_bedroom"))  # B13(6)(b), (9): a qualifying parent or carer
    return needed


def rooms_of_the_couple(case: Case) -> int:
    """B13(5)(za) and (zb) since 1 April 2017 (SI 2017/213); (a) any other couple; (b) a single claimant."""
    flagged = bool(case["tenancy"].get("couple_cannot_share_bedroom"))
    if couple(case) and flagged and the_date(case) >= date(2017, 4, 1):
        # In HB it is Attendance Allowance at the higher rate; UC was widened in January 2025 and HB was not.
        wanted = DLA_CARE_MIDDLE_OR_HIGHEST | AA_HIGHER | PIP_DAILY_LIVING | AFIP
        if any(gets(person, wanted) for person in members(case).values()):
            return 2
    return 1


def rooms_of_other_adults(case: Case) -> int:
    """B13(5)(a), (b): a non-dependant couple has one, each other person of 16 or over has one."""
    # Joint tenants outside the claim need rooms, but are no occupiers for the local housing allowance (WA and PA reg
    # 13D(12); contract, readings 12 and 24).
    number = 0 if case["tenancy"]["tenure"] == "private_rent" else people_liable_outside(case)
    number += len(incomes(case, "lodger")) + len(incomes(case, "boarder"))  # each is one person
    number += sum(age(case, child) >= 16 for child in all_children(case))
    return number + len(non_dependant_units(case))


def non_dependant_units(case: Case) -> list[list[Case]]:
    """The non-dependants, the two of a couple together."""
    people = non_dependants(case)
    partner_of = {
        index: person["couple_with"] for index, person in enumerate(people) if person.get("couple_with") is not None
    }
    partner_of |= {other: index for index, other in partner_of.items()}
    units, seen = [], set()
    for index, person in enumerate(people):
        if index in seen:
            continue
        other = partner_of.get(index)
        seen |= {index, other}
        units.append([person] if other is None else [person, people[other]])
    return units


def rooms_of_children(case: Case) -> int:
    """B13(5)(ba) to (e): those who cannot share, then pairs so as to need the fewest rooms."""
    alone = unsaid = 0
    boys = girls = young_boys = young_girls = 0
    for child in all_children(case):
        if age(case, child) >= 16:
            continue
        if cannot_share(case, child):
            alone += 1
        elif age(case, child) >= 10:
            boys += child.get("sex") == "male"
            girls += child.get("sex") == "female"
            alone += child.get("sex") is None
        else:
            young_boys += child.get("sex") == "male"
            young_girls += child.get("sex") == "female"
            unsaid += child.get("sex") is None
    # Two of the same sex share up to 15; an odd one of 10 or over may take in a younger child of the same sex.
    pairs = -(-boys // 2) + -(-girls // 2)
    left = max(0, young_boys - boys % 2) + max(0, young_girls - girls % 2) + unsaid
    return alone + pairs + -(-left // 2)  # any two under 10 share


def cannot_share(case: Case, child: Case) -> bool:
    """B13(5)(ba) since 4 December 2013 (SI 2013/2828): disability living allowance care, middle or highest."""
    return (
        bool(child.get("cannot_share_bedroom"))
        and gets(child, DLA_CARE_MIDDLE_OR_HIGHEST)
        and the_date(case) >= date(2013, 12, 4)
    )


def overnight_carer_room(case: Case) -> int:
    """B13(6)(a): one, for claimant or partner; for a child or other adult too since 1 April 2017 (SI 2017/213)."""
    if not case["tenancy"].get("overnight_carer_bedroom"):
        return 0
    people = list(members(case).values())
    if the_date(case) >= date(2017, 4, 1):
        people += all_children(case) + non_dependants(case)
    wanted = DLA_CARE_MIDDLE_OR_HIGHEST | AA | PIP_DAILY_LIVING | AFIP
    return int(any(gets(person, wanted) for person in people))


# =====================================================================================================================
# What limits the eligible rent: the bedroom charge, and the local housing allowance
# =====================================================================================================================


def bedrooms_spare(case: Case) -> int:
    bedrooms = case["tenancy"].get("bedrooms")
    return max(0, bedrooms - bedrooms_needed(case)) if bedrooms is not None else 0


def under_occupation_percent(case: Case) -> Fraction:
    """WA regs A13, B13(3): nothing, or the share of the eligible rent taken for one or for more spare bedrooms."""
    tenancy = case["tenancy"]
    spare = bedrooms_spare(case)
    if not spare or tenancy["tenure"] not in SOCIAL_LANDLORD:
        return ZERO
    if any(over_pension_age(case, person) for person in members(case).values()):
        return ZERO  # A13(2)(d): either member; and PA has no B13
    if tenancy.get("sanctuary_scheme") and the_date(case) >= date(2021, 10, 1):
        return ZERO
    if tenancy.get("bereavement_protection"):
        return ZERO  # reg 12BA
    return hb_rate(case, f"hb.under_occupancy.reduction_{'one_bedroom' if spare == 1 else 'two_or_more'}")


def shared_accommodation(case: Case) -> bool:
    """WA and PA reg 13D(2)(a): the young individual, and whoever shares the home and needs one bedroom at most."""
    return young_individual(case) or (bool(case["tenancy"].get("shares_home")) and rooms(case) < 2)


def young_individual(case: Case) -> bool:
    """WA reg 2(1), 13D(2)(a)(i): single, under 35, no child, no non-dependant, no severe disability premium."""
    return (
        not pension_age_household(case)
        and not couple(case)
        and age(case, case["claimant"]) < rates.number("lha.shared_accommodation_age", the_date(case))
        and not all_children(case)
        and not non_dependants(case)
        and not severely_disabled(case)
        and not overnight_carer_room(case)
        and not case["tenancy"].get("foster_bedroom")
        and not case["tenancy"].get("shared_accommodation_rate_exempt")
    )


def local_housing_allowance(case: Case) -> Fraction | None:
    """A week, for private rent; None elsewhere (WA regs 13C, 13D; PA regs 13C, 13D)."""
    tenancy = case["tenancy"]
    if tenancy["tenure"] != "private_rent":
        return None
    given = tenancy.get("local_housing_allowance")
    if given:
        return penny(per_week(given))
    category = "A" if shared_accommodation(case) else "BCDE"[min(4, rooms(case)) - 1]
    return rates.local_housing_allowance(tenancy["brma"], category, hb_year_began(case).year, "weekly")


# =====================================================================================================================
# Non-dependant deductions (WA reg 74; PA reg 55)
# =====================================================================================================================


def exempt_from_deductions(case: Case) -> bool:
    """WA reg 74(6), PA reg 55(6): claimant or partner is severely sight impaired, or gets one of these."""
    wanted = AA | DLA_CARE | PIP_DAILY_LIVING | AFIP
    return any(sight_impaired(person) or gets(person, wanted) for person in members(case).values())


def non_dependant_deductions(case: Case) -> Fraction:
    """Their sum in the claimant's share, scaled in a rent year with rent-free weeks (WA regs 74(5), 81)."""
    if exempt_from_deductions(case):
        return ZERO
    # A couple have one deduction, the higher; each is tested alone, on joint income (readings.md 22).
    amounts = [
        max(non_dependant_deduction(case, person, unit) for person in unit) for unit in non_dependant_units(case)
    ]
    if rent_free_scale(case) == 1:  # each share is rounded (reg 74(5))
        return sum((penny(amount * joint_share(case)) for amount in amounts), ZERO)
    # With rent-free weeks nothing is rounded until the end (contract, reading 26).
    return penny(sum(amounts, ZERO) * joint_share(case) * rent_free_scale(case))


def non_dependant_deduction(case: Case, person: Case, unit: list[Case]) -> Fraction:
    """One non-dependant's, before joint occupiers."""
    benefits = person.get("benefits") or []
    if age(case, person) < hb_rate(case, "hb.non_dependant.min_age"):
        return ZERO
    if person.get("student") or person.get("prisoner") or person.get("armed_forces_away"):
        return ZERO
    if "pension_credit" in benefits:
        return ZERO
    if age(case, person) < 25 and {"income_related_legacy", "universal_credit_no_earnings"} & set(benefits):
        return ZERO
    if not person.get("works_16_hours") or "income_related_legacy" in benefits:
        return hb_rate(case, "hb.non_dependant.deduction.band_1")  # not in remunerative work
    income = joint_gross_income(unit)
    band = 1
    for higher in range(2, 7):
        threshold = hb_rate(case, f"hb.non_dependant.gross_income_threshold.band_{higher}")
        if income is None or income >= threshold:  # not shown: nothing lowers the top rate
            band = higher
    return hb_rate(case, f"hb.non_dependant.deduction.band_{band}")


def joint_gross_income(unit: list[Case]) -> Fraction | None:
    """Both members' gross income a week; None unless all of it is shown."""
    incomes_shown = [person["gross_income"] for person in unit if person.get("gross_income")]
    if len(incomes_shown) < len(unit):
        return None
    return sum((penny(per_week(income)) for income in incomes_shown), ZERO)


# =====================================================================================================================
# The applicable amount (WA reg 22, Sch 3; PA reg 22, Sch 3)
# =====================================================================================================================


def applicable_amount(case: Case) -> Fraction:
    """Before any rent-free scaling."""
    total = personal_allowance(case) + child_allowances(case) + family_premium(case)
    total += severe_disability_premium(case) + enhanced_disability_premium(case)
    total += disabled_child_premiums(case) + carer_premiums(case)
    return total + disability_premium(case) + esa_component(case)


def personal_allowance(case: Case) -> Fraction:
    return pension_age_allowance(case) if pension_age_household(case) else working_age_allowance(case)


def working_age_allowance(case: Case) -> Fraction:
    """WA Sch 3 para 1. An ESA group means the main phase (contract, reading 7)."""
    main_phase = bool(case["claimant"].get("esa"))
    if couple(case):
        both_under_18 = all(age(case, person) < 18 for person in members(case).values())
        name = "couple_both_under_18" if both_under_18 and not main_phase else "couple_one_or_both_18_or_over"
    elif lone_parent(case):
        name = "lone_parent_under_18" if age(case, case["claimant"]) < 18 else "lone_parent_18_or_over"
    elif age(case, case["claimant"]) >= 25:
        name = "single_25_or_over"
    else:
        name = "single_main_phase_esa" if main_phase else "single_under_25"
    return hb_rate(case, f"hb.working_age.personal_allowance.{name}")


def pension_age_allowance(case: Case) -> Fraction:
    """PA Sch 3 para 1: two cohorts from April 2021; before, under 65 and 65 or over; a couple by its better member."""
    size = "couple" if couple(case) else "single"
    people = list(members(case).values())
    began = hb_year_began(case)
    if began >= date(2021, 4, 1):
        flag = (case.get("housing_benefit") or {}).get("pension_age_before_april_2021")
        if flag or any(reached_pension_age_before(case, person, date(2021, 4, 1)) for person in people):
            name = "reached_before_2021_04"
        else:
            name = "both_reached_on_or_after_2021_04" if couple(case) else "reached_on_or_after_2021_04"
    elif began.year < 2020 and all(age(case, person) < 65 for person in people):
        name = "both_under_65" if couple(case) else "under_65"
    else:
        name = "reached_before_2021_04"
    return hb_rate(case, f"hb.pension_age.personal_allowance.{size}_{name}")


def child_allowances(case: Case) -> Fraction:
    """WA and PA Sch 3 para 2, for each child or young person of reg 22(1)(b)."""
    return children_in_the_limit(case) * hb_rate(case, "hb.personal_allowance.dependent_child")


def children_in_the_limit(case: Case) -> int:
    """From 6 April 2017 to 5 April 2026 the first two, later ones born before it or excepted (readings.md 4, 5)."""
    # Of one birth date the unflagged come first, which is the claimant's choice.
    children = sorted(
        family_children(case), key=lambda child: (born(case, child), bool(child.get("two_child_limit_exception")))
    )
    if not date(2017, 4, 6) <= the_date(case) < date(2026, 4, 6):
        return len(children)
    return sum(
        place < 2 or born(case, child) < date(2017, 4, 6) or bool(child.get("two_child_limit_exception"))
        for place, child in enumerate(children)
    )


def family_premium(case: Case) -> Fraction:
    """WA and PA Sch 3 para 3: closed on 1 May 2016, kept by those entitled since (SI 2015/1857)."""
    protected = bool((case.get("housing_benefit") or {}).get("family_premium_protection"))
    if family_children(case) and (protected or the_date(case) < date(2016, 5, 1)):
        return hb_rate(case, "hb.premium.family")
    return ZERO


def limited_capability_for_work(person: Case) -> bool:
    return (person.get("work_capability") or "none") != "none" or bool(person.get("esa"))


def lcwra(person: Case) -> bool:
    return (person.get("work_capability") or "none").startswith("lcwra") or person.get("esa") == "support"


def disability_premium(case: Case) -> Fraction:
    """WA Sch 3 paras 12, 13: not if the claimant has limited capability for work; from a member under pension age."""
    if pension_age_household(case) or limited_capability_for_work(case["claimant"]):
        return ZERO
    for of, person in members(case).items():
        if over_pension_age(case, person):
            continue
        qualifies = gets(person, AA | DLA | PIP | AFIP) or sight_impaired(person)
        qualifies = qualifies or gets_income(case, "incapacity_benefit", of)
        if qualifies or gets_income(case, "severe_disablement_allowance", of):
            return hb_rate(case, f"hb.premium.disability_{'couple' if couple(case) else 'single'}")
    return ZERO


def enhanced_disability_premium(case: Case) -> Fraction:
    """WA Sch 3 para 15: adults under pension age and each child; PA Sch 3 para 7: children alone."""
    wanted = DLA_CARE_HIGHEST | PIP_DAILY_LIVING_ENHANCED | AFIP
    total = ZERO
    if not pension_age_household(case) and any(
        (lcwra(person) or gets(person, wanted)) and not over_pension_age(case, person)
        for person in members(case).values()
    ):
        total += hb_rate(case, f"hb.premium.enhanced_disability_{'couple' if couple(case) else 'single'}")
    children = sum(gets(child, wanted) for child in family_children(case))
    return total + children * hb_rate(case, "hb.premium.enhanced_disability_child")


def severe_disability_premium(case: Case) -> Fraction:
    """WA Sch 3 para 14, PA Sch 3 para 6."""
    number = severely_disabled(case)
    if not number:
        return ZERO
    if not couple(case):
        return hb_rate(case, "hb.premium.severe_disability_single")
    return hb_rate(case, f"hb.premium.severe_disability_couple_{'both' if number == 2 else 'one'}")


def disabled_child_premiums(case: Case) -> Fraction:
    """WA Sch 3 para 16, PA Sch 3 para 8: DLA or PIP at any rate, or severely sight impaired; no child limit here."""
    children = sum(gets(child, DLA | PIP) or sight_impaired(child) for child in family_children(case))
    return children * hb_rate(case, "hb.premium.disabled_child")


def carer_premiums(case: Case) -> Fraction:
    """WA Sch 3 para 17, PA Sch 3 para 9: one for each carer."""
    return sum(is_carer(case, of) for of in members(case)) * hb_rate(case, "hb.premium.carer")


def esa_component(case: Case) -> Fraction:
    """WA Sch 3 paras 21 to 24: one, of either member, the support component first; none beside a disability premium."""
    if pension_age_household(case) or disability_premium(case):
        return ZERO
    people = members(case).values()
    if any(lcwra(person) for person in people):
        return hb_rate(case, "hb.component.support")
    saved_by_date = the_date(case) < date(2017, 4, 3)
    if any(
        person.get("esa") == "work_related_activity" and (saved_by_date or person.get("work_capability") == "lcw")
        for person in people
    ):
        return hb_rate(case, "hb.component.work_related_activity")
    return ZERO


# =====================================================================================================================
# Earnings (WA regs 27, 28, 35, 36, Sch 4; PA regs 30, 31, 35, Sch 4)
# =====================================================================================================================


def earnings_of(case: Case, of: str) -> Fraction:
    """One member's net earnings a week: wages, profits and statutory pay, each rounded."""
    person = members(case)[of]
    employment, trade = person.get("employment"), person.get("self_employment")
    total = ZERO
    if employment and employment.get("net"):
        total += penny(per_week(employment["net"]))
    elif employment:
        pay = net_pay(
            employment, on=the_date(case), country=case["country"], over_pension_age=over_pension_age(case, person)
        )
        total += penny(per_week({"amount": pay.for_housing_benefit, "per": pay.per}))
    if trade:
        total += penny(per_week(trade["net_profit"]))
    for kind in ("statutory_sick_pay", "statutory_maternity_pay"):
        total += sum((penny(per_week(income)) for income in incomes(case, kind, of)), ZERO)
    return total


def hours_of(person: Case) -> Fraction:
    """Hours of all work."""
    work = [person.get("employment") or {}, person.get("self_employment") or {}]
    return sum((pounds(job.get("hours_per_week")) for job in work), ZERO)


@dataclass(frozen=True)
class Disregards:
    """What comes off earnings, a week."""

    base: Fraction
    accommodation: Fraction
    childcare: Fraction
    additional: Fraction

    @property
    def total(self) -> Fraction:
        return self.base + self.accommodation + self.childcare + self.additional


def disregards(case: Case) -> Disregards:
    earnings = sum((earnings_of(case, of) for of in members(case)), ZERO)
    base, accommodation = base_disregard(case), accommodation_disregard(case)
    childcare = childcare_disregard(case)
    additional = additional_disregard(case)
    # Para 17(3): none unless the earnings reach all of them together.
    if earnings < base + accommodation + childcare + additional:
        additional = ZERO
    return Disregards(base, accommodation, childcare, additional)


def base_disregard(case: Case) -> Fraction:
    """One a claim, the best that applies (WA Sch 4 paras 3 to 10A; PA Sch 4 paras 1 to 5, 7)."""
    options = [hb_rate(case, f"hb.earnings_disregard.{'couple' if couple(case) else 'single'}")]
    special = hb_rate(case, "hb.earnings_disregard.special")
    if lone_parent(case):
        options.append(hb_rate(case, "hb.earnings_disregard.lone_parent"))
    if disability_premium(case) or severe_disability_premium(case) or esa_component(case):
        options.append(special)
    if pension_age_household(case) and any(long_term_sick_or_disabled(case, of) for of in members(case)):
        options.append(special)
    options.append(carers_disregard(case, special))
    options.append(permitted_work_disregard(case))
    return max(options)


def long_term_sick_or_disabled(case: Case, of: str) -> bool:
    """PA Sch 4 para 5(1), of claimant or partner: a benefit of the list, certified sight impairment, or limited
    capability for work. An ESA group means its main phase (contract, reading 7)."""
    person = members(case)[of]
    return (
        gets(person, AA | DLA | PIP | AFIP)
        or sight_impaired(person)
        or limited_capability_for_work(person)
        or gets_income(case, "incapacity_benefit", of)
        or gets_income(case, "severe_disablement_allowance", of)
    )


def carers_disregard(case: Case, special: Fraction) -> Fraction:
    """Carers' own earnings up to £20, then a partner's who is none up to £10 within it (readings.md 18)."""
    carers = [of for of in members(case) if is_carer(case, of)]
    if not carers:
        return ZERO
    own = min(special, sum((earnings_of(case, of) for of in carers), ZERO))
    others = sum((earnings_of(case, of) for of in members(case) if of not in carers), ZERO)
    return own + min(special - own, others, hb_rate(case, "hb.earnings_disregard.couple"))


def permitted_work_disregard(case: Case) -> Fraction:
    """WA Sch 4 para 10A: work that someone on contributory ESA may do: under 16 hours, earnings within the limit; where
    it is below the limit, up to £20 of the other's earnings within what is left (para 10A(4))."""
    if pension_age_household(case):
        return ZERO
    limit = hb_rate(case, "hb.permitted_work.higher_limit")
    permitted, others = ZERO, ZERO
    workers = 0
    for of, person in members(case).items():
        on_esa = bool(person.get("esa")) or gets_income(case, "new_style_esa", of)
        statutory = sum(
            (
                penny(per_week(income))
                for kind in ("statutory_sick_pay", "statutory_maternity_pay")
                for income in incomes(case, kind, of)
            ),
            ZERO,
        )
        at_work = earnings_of(case, of) - statutory  # statutory pay is no permitted work
        if on_esa and ZERO < at_work <= limit and hours_of(person) < 16:
            permitted += at_work
            others += statutory
            workers += 1
        else:
            others += earnings_of(case, of)
    if workers != 1:
        return min(permitted, limit)  # one disregard for a couple, whoever of them works
    return permitted + min(others, Fraction(20), limit - permitted)


def accommodation_disregard(case: Case) -> Fraction:
    """WA Sch 4 para 18 from 5 October 2026: an earner in specified or temporary accommodation."""
    if pension_age_household(case) or the_date(case) < date(2026, 10, 5):
        return ZERO
    if case["tenancy"]["tenure"] not in SPECIFIED | {"temporary_accommodation"}:
        return ZERO
    if not any(earnings_of(case, of) for of in members(case)):
        return ZERO
    oldest = max(age(case, person) for person in members(case).values())
    if couple(case):
        name = "couple_one_or_both_25_or_over"
        if oldest < 25:
            name = "couple_both_under_18" if oldest < 18 else "couple_one_18_to_24_none_25"
    else:
        size = "lone_parent" if lone_parent(case) else "single"
        name = f"{size}_{'under_25' if oldest < 25 else '25_or_over'}"
    return hb_rate(case, f"hb.earnings_disregard.specified_or_temporary_accommodation.{name}")


def additional_disregard(case: Case) -> Fraction:
    """WA Sch 4 para 17, PA Sch 4 para 9: for 25 and 30 hours, or 16 hours and a child, or 16 hours and a disability."""
    hours = {of: hours_of(person) for of, person in members(case).items()}
    disability = bool(disability_premium(case) or esa_component(case))  # working age alone: readings.md 19
    full_hours = hb_rate(case, "hb.earnings_disregard.additional.hours")
    for of, person in members(case).items():
        if age(case, person) >= 25 and hours[of] >= full_hours:
            break
        if hours[of] >= 16 and (family_children(case) or disability):
            break
    else:
        return ZERO
    return hb_rate(case, "hb.earnings_disregard.additional")


# -- childcare --------------------------------------------------------------------------------------------------------


def childcare_disregard(case: Case) -> Fraction:
    """Charges up to the maximum for one or for more children (WA regs 27(3), 28; PA regs 30(3), 31)."""
    if not childcare_may_be_deducted(case):
        return ZERO
    charges = [
        penny(per_week(child["childcare"]))
        for child in family_children(case)
        if child.get("childcare") and young_enough_for_childcare(case, child)
    ]
    charges = [charge for charge in charges if charge]
    if not charges:
        return ZERO
    name = "max_one_child" if len(charges) == 1 else "max_two_or_more"
    return min(sum(charges, ZERO), hb_rate(case, f"hb.childcare_disregard.{name}"))


def childcare_may_be_deducted(case: Case) -> bool:
    """Reg 28(1): a lone parent, or both of a couple, working 16 hours; or one, the other being incapacitated."""
    working = [of for of in members(case) if working_for_childcare(case, of)]
    if len(working) == len(members(case)):
        return True
    return bool(working) and all(incapacitated(case, of) for of in members(case) if of not in working)


def working_for_childcare(case: Case, of: str) -> bool:
    """16 hours; on statutory pay or Maternity Allowance, with no job entered, still in that work (reg 28(14))."""
    person = members(case)[of]
    if hours_of(person) >= 16:
        return True
    if person.get("employment") or person.get("self_employment"):
        return False
    return any(
        gets_income(case, kind, of) for kind in ("statutory_sick_pay", "statutory_maternity_pay", "maternity_allowance")
    )


def incapacitated(case: Case, of: str) -> bool:
    """Reg 28(11)."""
    person = members(case)[of]
    return (
        limited_capability_for_work(person)
        or gets(person, AA | DLA | PIP | AFIP)
        or gets_income(case, "incapacity_benefit", of)
        or gets_income(case, "severe_disablement_allowance", of)
    )


def young_enough_for_childcare(case: Case, child: Case) -> bool:
    """Reg 28(6): until the day before the first Monday in September after the 15th birthday; the 16th if disabled."""
    disabled = gets(child, DLA | PIP) or sight_impaired(child)
    birthday = add_months(born(case, child), 12 * (16 if disabled else 15))
    september = first_monday(birthday.year, 9, 1)
    if september <= birthday:
        september = first_monday(birthday.year + 1, 9, 1)
    return the_date(case) < september


# =====================================================================================================================
# Other income (WA regs 31, 40, Sch 5; PA reg 29, Sch 5) and capital (WA regs 43, 52; PA regs 29(2), 43)
# =====================================================================================================================

IN_FULL = (
    "state_pension",
    "occupational_pension",
    "new_style_jsa",
    "new_style_esa",
    "carers_allowance",
    "maternity_allowance",
    "industrial_injuries",
    "widows_pension",
    "bereavement_allowance",
    "insurance",
    "other_taxable",
    "severe_disablement_allowance",
    "incapacity_benefit",
)
TAX_CREDITS = ("working_tax_credit", "child_tax_credit")  # income of working age only


def other_income(case: Case) -> Fraction:
    """Everything but earnings and the income taken from capital; savings credit with it at pension age."""
    total = sum((total_of(case, kind) for kind in IN_FULL), ZERO)
    total += less_once_a_person(case, "war_pension", "hb.income_disregard.war_pension")
    total += less_once_a_person(case, "widowed_parents_allowance", "hb.income_disregard.widowed_parents_allowance")
    total += less_once_a_person(case, "student_income", "hb.income_disregard.student_loan")
    total += maintenance(case) + lodgers_and_boarders(case)
    if pension_age_household(case):
        return total + savings_credit(case)
    return total + tax_credits(case)


def total_of(case: Case, kind: str, of: str | None = None) -> Fraction:
    return sum((penny(per_week(income)) for income in incomes(case, kind, of)), ZERO)


def less_once_a_person(case: Case, kind: str, disregard: str) -> Fraction:
    return sum((max(ZERO, total_of(case, kind, of) - hb_rate(case, disregard)) for of in members(case)), ZERO)


def maintenance(case: Case) -> Fraction:
    """A former partner's: £15 is ignored where there is a child (WA Sch 5 para 47; PA Sch 5 para 20)."""
    total = total_of(case, "spousal_maintenance")
    if family_children(case):
        total -= hb_rate(case, "hb.income_disregard.maintenance_adult")
    return max(ZERO, total)


def lodgers_and_boarders(case: Case) -> Fraction:
    """£20 of each lodger's payments; £20 and half the rest of each boarder's (WA Sch 5 paras 22, 42)."""
    total = ZERO
    for income in incomes(case, "lodger"):
        total += max(ZERO, penny(per_week(income)) - hb_rate(case, "hb.income_disregard.subtenant"))
    for income in incomes(case, "boarder"):
        above = max(ZERO, penny(per_week(income)) - hb_rate(case, "hb.income_disregard.boarder_fixed"))
        total += penny(above * (1 - hb_rate(case, "hb.income_disregard.boarder_percent_of_rest")))
    return total


def tax_credits(case: Case) -> Fraction:
    """Less what is left of the childcare costs when earnings are too low to bear them (WA reg 27(1)(c))."""
    total = sum((total_of(case, kind) for kind in TAX_CREDITS), ZERO)
    off = disregards(case)
    earnings = sum((earnings_of(case, of) for of in members(case)), ZERO)
    left_for_childcare = max(ZERO, earnings - off.base - off.accommodation)
    return max(ZERO, total - max(ZERO, off.childcare - left_for_childcare))


def savings_credit(case: Case) -> Fraction:
    """In payment: it counts as income in full (PA reg 27(4); law file 7)."""
    credit = pension_credit.assess(case)
    if credit is None or not Fraction(credit["award"]):
        return ZERO
    return Fraction(credit["savings_credit"])


def capital_of(case: Case) -> Fraction:
    return pounds(case.get("capital"))


def regulations(case: Case) -> str:
    return "pension_age" if pension_age_household(case) else "working_age"


def over_the_capital_limit(case: Case) -> bool:
    return capital_of(case) > hb_rate(case, f"hb.capital.{regulations(case)}.upper_limit")


def tariff_income(case: Case) -> Fraction:
    """£1 for each £250 (£500 at pension age) or part above the lower limit; nil above the upper one."""
    if over_the_capital_limit(case):
        return ZERO
    rules = f"hb.capital.{regulations(case)}"
    above = capital_of(case) - hb_rate(case, f"{rules}.lower_limit")
    steps = max(0, (above / hb_rate(case, f"{rules}.tariff_step")).__ceil__())
    return steps * hb_rate(case, f"{rules}.tariff_amount")


# =====================================================================================================================
# Passports (WA Schs 4 to 6; PA reg 26)
# =====================================================================================================================


def universal_credit_in_payment(case: Case) -> bool:
    if not universal_credit_is_worked_out(case):
        return False
    award = universal_credit.assess(case)["universal_credit"]
    return bool(award and award["entitled"])


def passported(case: Case) -> bool:
    if pension_age_household(case):
        credit = pension_credit.assess(case)
        return credit is not None and Fraction(credit["guarantee_credit"]) > 0  # even 1p
    if any(gets_income(case, kind) for kind in LEGACY):
        return True
    return universal_credit_in_payment(case)


# =====================================================================================================================
# The benefit cap (WRA 2012 s 96; WA regs 75A to 75H), never under PA
# =====================================================================================================================

CAP_BEGINS = date(2013, 4, 15)
CAP_LOWERED = date(2016, 11, 7)
CAPPED = (
    "child_tax_credit",
    "new_style_jsa",
    "income_based_jsa",
    "income_support",
    "income_related_esa",
    "new_style_esa",
    "maternity_allowance",
    "incapacity_benefit",
    "severe_disablement_allowance",
    "bereavement_allowance",
    "widowed_parents_allowance",
    "widows_pension",
)
CAPPED_UNTIL_LOWERED = ("carers_allowance", "guardians_allowance")


def cap_limit(case: Case) -> Fraction:
    """Reg 75CA: single is without a partner and without a child."""
    where = "greater_london" if case.get("greater_london") else "rest"
    who = "couple_or_family" if couple(case) or family_children(case) else "single"
    return penny(hb_rate(case, f"benefit_cap.annual.{where}.{who}") / 52)


def cap_exemptions(case: Case) -> list[str]:
    """Regs 75E, 75F. A carer's or guardian's allowance exempts since it left the list of what counts."""
    people = list(members(case).values())
    family = people + family_children(case)
    lowered = the_date(case) >= CAP_LOWERED
    codes = {
        "armed_forces_independence_payment": any(gets(person, AFIP) for person in people),
        "attendance_allowance": any(gets(person, AA) for person in people),
        "carers_allowance": lowered and any(is_carer(case, of) for of in members(case)),
        "disability_living_allowance": any(gets(person, DLA) for person in family),
        "esa_support": any(person.get("esa") == "support" for person in people),
        "grace_period": bool((case.get("universal_credit") or {}).get("benefit_cap_grace_period")),
        "guardians_allowance": lowered and gets_income(case, "guardians_allowance"),
        "industrial_injuries": gets_income(case, "industrial_injuries"),
        "personal_independence_payment": any(gets(person, PIP) for person in family),
        "universal_credit": universal_credit_in_payment(case),
        "war_pension": gets_income(case, "war_pension"),
        "working_tax_credit": gets_income(case, "working_tax_credit"),
    }
    return [code for code, applies in codes.items() if applies]


def counted_for_the_cap(case: Case, housing_benefit: Fraction) -> Fraction:
    """Reg 75C: HB is nil for specified accommodation; carers' and guardian's allowances left in November 2016."""
    kinds = CAPPED + (CAPPED_UNTIL_LOWERED if the_date(case) < CAP_LOWERED else ())
    total = child_benefit(case) + sum((total_of(case, kind) for kind in kinds), ZERO)
    return total + (ZERO if case["tenancy"]["tenure"] in SPECIFIED else housing_benefit)


# =====================================================================================================================
# The award (SSCBA 1992 s 130; WA regs 70, 71, 75; PA regs 50, 51, 56)
# =====================================================================================================================


def assess(case: Case) -> dict[str, Any]:
    """Housing Benefit and what hangs on it, in the contract's fields; `housing` a week whoever helps with the rent."""
    from . import council_tax_reduction  # it takes its income and applicable amount from here

    whole_rent = contractual_rent(case)
    eligible = eligible_rent(case)
    percent = under_occupation_percent(case)
    limited = penny(eligible * (1 - percent))  # B13(2): the limited rent is rounded, not the charge (R2)
    share = penny(limited * joint_share(case))
    allowance = local_housing_allowance(case) if housing_benefit_is_worked_out(case) else None
    rent = share if allowance is None else min(share, allowance)
    deductions = non_dependant_deductions(case) if case["tenancy"]["tenure"] not in NO_RENT else ZERO
    result: dict[str, Any] = {
        "rates": year_label(hb_year_began(case)),
        "housing_benefit": None,
        "housing": {
            "per": "week",
            "contractual_rent": shown(whole_rent),
            "eligible_rent": shown(eligible),
            "ineligible_charges": shown(whole_rent - eligible),
            "bedrooms_needed": bedrooms_needed(case),
            "bedrooms_spare": bedrooms_spare(case),
            "under_occupation_percent": int(percent * 100),
            "under_occupation_charge": shown(eligible - limited),
            "local_housing_allowance_restriction": shown(share - rent),
            "non_dependant_contributions": shown(deductions),
        },
        "benefit_cap": None,
        "pension_credit": pension_credit.assess(case),
        "child_benefit": shown(child_benefit(case)),
        "council_tax_reduction": council_tax_reduction.assess(case),
    }
    levels = [
        ("ineligible_charges", eligible),
        ("under_occupation", limited),
        ("joint_tenancy", share),
        ("local_housing_allowance", rent),
    ]
    if housing_benefit_is_worked_out(case):
        result["housing_benefit"], more = award(case, rent, deductions, whole_rent, eligible)
        levels += more
        if not pension_age_household(case) and the_date(case) >= CAP_BEGINS:
            result["benefit_cap"], after = benefit_cap(case, result["housing_benefit"])
            result["housing_benefit"]["benefit_cap_reduction"] = shown(levels[-1][1] - after)
            result["housing_benefit"]["award"] = shown(after)
            levels.append(("benefit_cap", after))
        help_with_rent = Fraction(result["housing_benefit"]["award"])
    else:
        levels = [levels[0], ("no_help", ZERO)]
        help_with_rent = ZERO
    result["help_with_rent"] = shown(help_with_rent)
    result["rent_to_pay"] = shown(whole_rent - help_with_rent)
    result["shortfall"] = causes(whole_rent, levels)
    return result


def award(
    case: Case, rent: Fraction, deductions: Fraction, whole_rent: Fraction, eligible: Fraction
) -> tuple[dict[str, Any], list[tuple[str, Fraction]]]:
    """The award before the cap, and the level that each step leaves."""
    scale = rent_free_scale(case)
    passport = passported(case)
    maximum = max(ZERO, rent - deductions)  # reg 70: deductions come off before the taper
    allowed = penny(applicable_amount(case) * scale)
    earnings = other = tariff = income = ZERO
    if not passport:
        gross = sum((earnings_of(case, of) for of in members(case)), ZERO)
        earnings = max(ZERO, gross - disregards(case).total)
        other = other_income(case)
        tariff = tariff_income(case)
        income = penny((earnings + other + tariff) * scale)
    taper = penny(hb_rate(case, "hb.taper") * max(ZERO, income - allowed)) if not passport else ZERO
    after_income = max(ZERO, maximum - taper)
    levels = [("non_dependants", maximum), ("income", after_income)]

    least = penny(hb_rate(case, "hb.minimum_weekly_award") * scale)
    reasons: list[str] = []
    before_cap = after_income
    if not passport and over_the_capital_limit(case):
        reasons, before_cap = ["capital"], ZERO
        levels.append(("not_entitled", ZERO))
    elif not rent:
        reasons = ["no_eligible_rent"]
    elif not maximum:
        reasons = ["non_dependant_deductions"]
    elif not after_income:
        reasons = ["income_too_high"]
    elif after_income < least:
        reasons, before_cap = ["below_minimum"], ZERO
        levels.append(("minimum_award", ZERO))
    return {
        "entitled": not reasons,
        "reasons": reasons,
        "passported": passport,
        "weekly_rent": shown(whole_rent),
        "eligible_rent": shown(eligible),
        "maximum": shown(maximum),
        "non_dependant_deductions": shown(deductions),
        "applicable_amount": shown(allowed),
        "net_earnings": shown(earnings),
        "other_income": shown(other),
        "tariff_income": shown(tariff),
        "income": shown(income),
        "taper_reduction": shown(taper),
        "award_before_cap": shown(before_cap),
        "benefit_cap_reduction": shown(ZERO),
        "award": shown(before_cap),
    }, levels


def benefit_cap(case: Case, housing_benefit: dict[str, Any]) -> tuple[dict[str, Any], Fraction]:
    """Regs 75A to 75D: the cap, and what it leaves: never less than 50p."""
    before = Fraction(housing_benefit["award_before_cap"])
    exemptions = cap_exemptions(case)
    limit = cap_limit(case)
    counted = counted_for_the_cap(case, before)
    after = before
    if before and not exemptions and counted > limit:
        after = min(before, max(hb_rate(case, "benefit_cap.hb_minimum_left"), before - (counted - limit)))
    return {
        "applies": not exemptions,
        "exemptions": exemptions,
        "limit": shown(limit),
        "counted_income": shown(counted),
        "per": "week",
    }, after


def causes(whole_rent: Fraction, levels: list[tuple[str, Fraction]]) -> list[dict[str, str]]:
    """Each step's fall from the level before; nil ones left out (contract, reading 19)."""
    found, level = [], whole_rent
    for cause, after in levels:
        if level != after:
            found.append({"cause": cause, "amount": shown(level - after)})
        level = after
    return found
