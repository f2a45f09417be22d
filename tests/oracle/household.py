"""Who lives in the home, which schemes they are on, and the whole result.

First come the facts that Housing Benefit, Pension Credit and Council Tax Reduction ask of a case file; then which
scheme helps with the rent; then the schemes are put together and what is left to pay is told by cause.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from . import rates
from .common import (
    PERIODS_A_YEAR,
    WEEKS_IN,
    Case,
    age_on,
    born_on,
    child_for_child_benefit,
    first_monday,
    penny,
    pounds,
)

ZERO = Fraction(0)
UNIVERSAL_CREDIT_BEGAN = date(2013, 4, 29)


# -- money and time ---------------------------------------------------------------------------------------------------


def per_week(money: Case) -> Fraction:
    """Money with a period as a week, not yet rounded (WA regs 33, 80(2); PA regs 33, 61(2)): weeks are divided by
    their number; months are multiplied by 12 and divided by 52, and so a quarter by 4 and a year by 1."""
    return pounds(money["amount"]) * PERIODS_A_YEAR[money["per"]] / 52


def the_date(case: Case) -> date:
    return date.fromisoformat(case["date"])


def rent_is_weekly(case: Case) -> bool:
    """Rent of a week or a multiple of weeks, whose rates begin on the first Monday in April (WA reg 79(3)(a)(ii))."""
    rent = case["tenancy"].get("rent")
    return rent is not None and rent["per"] in WEEKS_IN


def hb_year_began(case: Case) -> date:
    """The day that the Housing Benefit year of the case's date began: 1 April, or the first Monday in April."""
    on = the_date(case)

    def start(year: int) -> date:
        return first_monday(year, 4, 1) if rent_is_weekly(case) else date(year, 4, 1)

    return start(on.year) if on >= start(on.year) else start(on.year - 1)


def hb_rate(case: Case, key: str) -> Fraction:
    """A Housing Benefit rate in force on the date of the case (contract, reading 21: mid-week, as on `date`)."""
    return rates.number(key, the_date(case), weekly_rent=rent_is_weekly(case))


def year_label(began: date) -> str:
    return f"{began.year}-{(began.year + 1) % 100:02d}"


def weeks_charged(case: Case, charge: Case) -> Fraction:
    """Of the weeks of the rent year, how many a rent or service charge is due for, as a share (WA reg 81)."""
    free = int(charge.get("rent_free_weeks") or 0)
    return Fraction(weeks_in_rent_year(case) - free, weeks_in_rent_year(case)) if free else Fraction(1)


def weeks_in_rent_year(case: Case) -> int:
    """Mondays from the first Monday in April to the next one: 53 in 2013-14, 2019-20 and 2024-25 (law file 2.4)."""
    on = the_date(case)
    year = on.year if on >= first_monday(on.year, 4, 1) else on.year - 1
    return (first_monday(year + 1, 4, 1) - first_monday(year, 4, 1)).days // 7


# -- people -----------------------------------------------------------------------------------------------------------


def age(case: Case, person: Case) -> int:
    """Completed years on the date of the case (contract, reading 3)."""
    on = the_date(case)
    return age_on(person, on, on)


def born(case: Case, person: Case) -> date:
    return born_on(person, the_date(case))


def couple(case: Case) -> bool:
    return case.get("partner") is not None


def members(case: Case) -> dict[str, Case]:
    """The claimant and any partner."""
    found = {"claimant": case["claimant"]}
    if couple(case):
        found["partner"] = case["partner"]
    return found


def all_children(case: Case) -> list[Case]:
    """Children and young persons in the home: without education from the September after 16 they are adults in it."""
    return [child for child in case.get("children") or [] if child_for_child_benefit(child, the_date(case))]


def family_children(case: Case) -> list[Case]:
    """Children and qualifying young persons of the claimant's family: not a non-dependant's."""
    return [child for child in all_children(case) if not child.get("of_non_dependant")]


def non_dependants(case: Case) -> list[Case]:
    """Those entered, and whoever was entered as a child and is none any more: without work or income of their own."""
    grown_up = [child for child in case.get("children") or [] if not child_for_child_benefit(child, the_date(case))]
    return list(case.get("non_dependants") or []) + grown_up


def lone_parent(case: Case) -> bool:
    return not couple(case) and bool(family_children(case))


def incomes(case: Case, kind: str, of: str | None = None) -> list[Case]:
    """The incomes of a kind, of one person or of either; one without an owner is the claimant's."""
    return [
        income
        for income in case.get("incomes") or []
        if income["kind"] == kind and of in (None, income.get("of") or "claimant")
    ]


def gets_income(case: Case, kind: str, of: str | None = None) -> bool:
    return any(pounds(income["amount"]) > 0 for income in incomes(case, kind, of))


AA = {"attendance_allowance_lower", "attendance_allowance_higher"}
AA_HIGHER = {"attendance_allowance_higher"}
DLA_CARE = {"dla_care_lowest", "dla_care_middle", "dla_care_highest"}
DLA_CARE_MIDDLE_OR_HIGHEST = {"dla_care_middle", "dla_care_highest"}
DLA_CARE_HIGHEST = {"dla_care_highest"}
DLA = DLA_CARE | {"dla_mobility_lower", "dla_mobility_higher"}
PIP_DAILY_LIVING = {"pip_daily_living_standard", "pip_daily_living_enhanced"}
PIP_DAILY_LIVING_ENHANCED = {"pip_daily_living_enhanced"}
PIP = PIP_DAILY_LIVING | {"pip_mobility_standard", "pip_mobility_enhanced"}
AFIP = {"afip"}


def gets(person: Case, codes: set[str]) -> bool:
    """Whether the person gets one of those disability benefits."""
    return bool(codes & set(person.get("disability_benefits") or []))


def sight_impaired(person: Case) -> bool:
    return bool(person.get("severely_sight_impaired"))


def is_carer(case: Case, of: str) -> bool:
    """Entitled to Carer's Allowance, underlying entitlement included (contract, reading 7)."""
    return bool(members(case)[of].get("carer")) or gets_income(case, "carers_allowance", of)


# -- pension age ------------------------------------------------------------------------------------------------------


def over_pension_age(case: Case, person: Case) -> bool:
    """Over the qualifying age for Pension Credit on the date of the case."""
    given = person.get("over_pension_age")
    return bool(given) if given is not None else rates.pension_age_day(born(case, person)) <= the_date(case)


def reached_pension_age_before(case: Case, person: Case, limit: date, sex: str = "female") -> bool:
    """Whether pension age was reached before that day; one said to be over it had reached it by the case's date."""
    given = person.get("over_pension_age")
    if given is False:
        return False
    reached = rates.pension_age_day(born(case, person), sex)
    if given is True:
        reached = min(reached, the_date(case))
    return reached < limit


def pension_age_household(case: Case) -> bool:
    """Both over pension age, or a mixed-age couple protected since 14 May 2019 (law file 1)."""
    over = [over_pension_age(case, person) for person in members(case).values()]
    protected = bool((case.get("housing_benefit") or {}).get("mixed_age_protection"))
    return all(over) or (any(over) and protected)


# -- severe disability, of the premium and of Pension Credit's addition -----------------------------------------------


def severe_disability_benefit(person: Case) -> bool:
    return gets(person, AA | DLA_CARE_MIDDLE_OR_HIGHEST | PIP_DAILY_LIVING | AFIP)


def severely_disabled(case: Case) -> int:
    """For how many of the couple it is due: 0, 1 or 2 (WA Sch 3 para 14; PA Sch 3 para 6; SPC Regs Sch 1 para 1)."""
    for person in non_dependants(case):
        if age(case, person) >= 18 and not (severe_disability_benefit(person) or sight_impaired(person)):
            return 0
    claimant, partner = case["claimant"], case.get("partner")
    if not severe_disability_benefit(claimant):
        return 0
    if partner is not None and severe_disability_benefit(partner):
        return 2 - bool(claimant.get("has_paid_carer")) - bool(partner.get("has_paid_carer"))
    if partner is not None and not sight_impaired(partner):
        return 0
    # Single, or with a partner who, being severely sight impaired, is treated as not being one.
    return 0 if claimant.get("has_paid_carer") else 1


# -- Child Benefit ----------------------------------------------------------------------------------------------------


def child_benefit(case: Case) -> Fraction:
    """A week: one rate for the eldest, one for each other (SI 2006/965 reg 2); an amount entered replaces it."""
    entered = incomes(case, "child_benefit")
    if entered:
        return sum((penny(per_week(income)) for income in entered), ZERO)
    children = len(family_children(case))
    if not children:
        return ZERO
    on = the_date(case)
    return rates.number("child_benefit.eldest", on) + (children - 1) * rates.number("child_benefit.other", on)


# -- which scheme helps with the rent ---------------------------------------------------------------------------------

SPECIFIED = {"exempt_accommodation", "managed_property", "refuge", "local_authority_hostel"}  # WA reg 75H
NO_RENT = {"owner_occupier", "no_housing_costs"}


def universal_credit_is_worked_out(case: Case) -> bool:
    """A household under the working-age rules, unless it is said not to claim."""
    claimed = (case.get("universal_credit") or {}).get("claimed", True)
    return not pension_age_household(case) and claimed is not False


def housing_benefit_is_worked_out(case: Case) -> bool:
    """Pension age; specified or temporary accommodation; or an existing working-age award (contract, reading 10)."""
    tenure = case["tenancy"]["tenure"]
    if tenure in NO_RENT:
        return False
    if pension_age_household(case) or not universal_credit_is_worked_out(case):
        return True
    return tenure in SPECIFIED | {"temporary_accommodation"}


# -- the whole result -------------------------------------------------------------------------------------------------


def assess(case: Case) -> Case:
    """Every scheme together, in the contract's fields. Its `steps` and `warnings` are not the oracle's business.

    Housing Benefit's assessment is the ground: it has Pension Credit, Council Tax Reduction and Child Benefit, and the
    housing figures a week. Where Universal Credit is worked out its own figures come on top, and where it is also what
    helps with the rent, so do its housing figures a month.
    """
    from . import housing_benefit, left_after_rent  # they take their facts from here

    result = {"date": case["date"], "universal_credit": None} | housing_benefit.assess(case)
    if universal_credit_is_worked_out(case):
        result |= with_universal_credit(case, result)
    return result | left_after_rent.assess(case, result)


def with_universal_credit(case: Case, by_week: Case) -> Case:
    """What Universal Credit puts in place of Housing Benefit's view of the household."""
    from . import universal_credit

    if the_date(case) < UNIVERSAL_CREDIT_BEGAN:
        return before_universal_credit(case, by_week)
    credit = universal_credit.assess(case)
    result: Case = {}
    by_housing_benefit = housing_benefit_is_worked_out(case)
    for name in ("universal_credit", "child_benefit", "rates"):
        result[name] = credit[name]
    if credit["universal_credit"]["entitled"] or not by_housing_benefit:
        result["benefit_cap"] = credit["benefit_cap"]  # contract, reading 18: else Housing Benefit's stands
    if not by_housing_benefit:
        for name in ("housing", "help_with_rent", "rent_to_pay", "shortfall"):
            result[name] = credit[name]
    return result


def before_universal_credit(case: Case, result: Case) -> Case:
    """Before 29 April 2013 there was none to claim: whatever Housing Benefit does not cover has no help."""
    more: Case = {"universal_credit": {"entitled": False, "reasons": ["before_universal_credit"]}}
    if not housing_benefit_is_worked_out(case):
        more["shortfall"] = [
            {**part, "cause": "not_entitled" if part["cause"] == "no_help" else part["cause"]}
            for part in result["shortfall"]
        ]
    return more
