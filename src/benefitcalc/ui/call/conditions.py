"""When a question is asked: the fewest that this household's law needs. Each reads the answers as they stand."""

from __future__ import annotations

import datetime as dt

from benefitcalc.ui.call.schema import Facts

HELPED_BY_COUNCIL = (
    "exempt_accommodation",
    "managed_property",
    "refuge",
    "local_authority_hostel",
    "temporary_accommodation",
)
"""Tenures whose rent Housing Benefit helps with at any age."""
BEDROOMS_MATTER = ("social_rent", "managed_property", "refuge", "local_authority_hostel")
BEDROOM_NEEDS = (*BEDROOMS_MATTER, "private_rent")
MIGHT_BE_OF_PENSION_AGE = 61
"""Pension age was 61 and some months when the law covered begins. This decides what is asked, no more."""
TWO_CHILD_LIMIT = (dt.date(2017, 4, 6), dt.date(2026, 4, 6))


def couple(facts: Facts) -> bool:
    """There is a partner."""
    return facts.any("couple", "yes")


def pension_age(facts: Facts) -> bool:
    """The tenant or the partner might be over pension age."""
    ages = [facts.age("claimant.age"), facts.age("partner.age") if couple(facts) else None]
    return any(age is not None and age >= MIGHT_BE_OF_PENSION_AGE for age in ages)


def council(facts: Facts) -> bool:
    """Housing Benefit might be the help with the rent."""
    unclaimed = any(row.get("claimed") == "no" for row in facts.rows("universal_credit"))
    return unclaimed or facts.any("tenancy.tenure", *HELPED_BY_COUNCIL) or pension_age(facts)


def with_children(facts: Facts) -> bool:
    """A child lives there."""
    return bool(facts.rows("children"))


def rented(facts: Facts) -> bool:
    """Rent is paid."""
    return not facts.any("tenancy.tenure", "owner_occupier", "no_housing_costs")


def charged(facts: Facts) -> bool:
    """There are housing costs."""
    return not facts.any("tenancy.tenure", "no_housing_costs")


def bedrooms(facts: Facts) -> bool:
    """The number of bedrooms may change the help with the rent."""
    return facts.any("tenancy.tenure", *BEDROOMS_MATTER)


def bedroom_needs(facts: Facts) -> bool:
    """A reason for a further bedroom may change the help with the rent."""
    return facts.any("tenancy.tenure", *BEDROOM_NEEDS)


def private(facts: Facts) -> bool:
    """The landlord is private."""
    return facts.any("tenancy.tenure", "private_rent")


def area_decides(facts: Facts) -> bool:
    """The landlord is private, and the allowance is not given in place of the area's."""
    return private(facts) and not facts.text("tenancy.local_housing_allowance.amount")


def shared_rate(facts: Facts) -> bool:
    """The shared accommodation rate might apply."""
    age = facts.age("claimant.age")
    return private(facts) and not couple(facts) and not with_children(facts) and (age is None or age < 35)


def jointly_liable(facts: Facts) -> bool:
    """More than one person is liable for the rent."""
    return facts.text("tenancy.people_liable") not in {"", "1"}


def rent_free_possible(facts: Facts) -> bool:
    """Rent is charged by weeks."""
    return rented(facts) and facts.any("tenancy.rent.per", "week", "fortnight", "four_weeks")


def rent_free(facts: Facts) -> bool:
    """This charge is made by weeks and the rent has weeks without one."""
    charged_weekly = facts.any(".per", "week", "fortnight", "four_weeks")
    return charged_weekly and facts.text("tenancy.rent.rent_free_weeks") not in {"", "0"}


def sexes_matter(facts: Facts) -> bool:
    """This child and another are under 16, and one is 10 by the end of the month: sex decides who shares."""
    rows = [facts.of_row(row) for row in facts.rows("children")]
    young = [row for row in rows if (row.age(".age") or 0) < 16]
    age = facts.age(".age")
    return len(young) > 1 and any((row.age(".age", by_end=True) or 0) >= 10 for row in young) and (age or 0) < 16


def of_school_leaving_age(facts: Facts) -> bool:
    """This child is 16 to 19."""
    age = facts.age(".age")
    return age is not None and 16 <= age <= 19


def two_child_limit(facts: Facts) -> bool:
    """The two-child limit was law on the day, and there are more than two children."""
    return len(facts.rows("children")) > 2 and TWO_CHILD_LIMIT[0] <= facts.on() < TWO_CHILD_LIMIT[1]


def other_adults(facts: Facts) -> bool:
    """Another adult lives there."""
    return bool(facts.rows("non_dependants"))


def other_adult_couples(facts: Facts) -> bool:
    """The council's deduction might be one for two adults."""
    return council(facts) and len(facts.rows("non_dependants")) > 1


def gross(facts: Facts) -> bool:
    """Pay is given before tax."""
    return facts.any(".pay_is", "gross")


def minimum_income_floor(facts: Facts) -> bool:
    """The minimum income floor is asked for."""
    return facts.any(".minimum_income_floor", "yes")


JOBS = ("employment", "self_employment")
WORK_INCOMES = ("statutory_sick_pay", "statutory_maternity_pay", "maternity_allowance")


def childcare(facts: Facts) -> bool:
    """Someone is in paid work, or is treated as if, and this child is young enough for childcare."""
    jobs = any(facts.rows(f"{who}.{job}") for who in ("claimant", "partner") for job in JOBS)
    paid = any(row.get("kind") in WORK_INCOMES for row in facts.rows("incomes"))
    age = facts.age(".age")
    return (jobs or paid) and (age is None or age <= 16)
