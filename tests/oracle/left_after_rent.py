"""What a household has left after its rent, and what else a result says of its own weeks (contract, reading 27).

The definition is in docs/validation/oracle.md, "Readings of the new result fields".
"""

from __future__ import annotations

from fractions import Fraction

from . import rates
from .common import PERIODS_A_YEAR, Case, a_week, penny, periods_charged, pounds, shown
from .household import (
    ZERO,
    child_benefit,
    family_children,
    incomes,
    members,
    over_pension_age,
    the_date,
    weeks_charged,
    weeks_in_rent_year,
)
from .net_pay import net_pay

# AFIP is both components of personal independence payment at the enhanced rate (SI 2011/517 art 24F).
AFIP = ("pip.daily_living.enhanced", "pip.mobility.enhanced")


def assess(case: Case, result: Case) -> Case:
    """The fields, of a result that has everything else."""
    rent = case["tenancy"].get("rent") or {}
    free = int(rent.get("rent_free_weeks") or 0)
    by_charged_week = result["housing"]["per"] == "week" and free
    a_year = pay(case) + other_income(case) + awards(case, result) + disability_benefits(case) - rents(case, result)
    return {
        "left_after_rent": shown(nearest(a_year / 52)),
        "benefit_cap_reduction_pw": shown(benefit_cap_reduction(result)),
        "weeks_basis": weeks_in_rent_year(case) - free if by_charged_week else 52,
        "projected": False,  # the oracle reads what is enacted alone
    }


def nearest(amount: Fraction) -> Fraction:
    """To the nearest penny, half a penny away from nothing."""
    return penny(amount) if amount >= 0 else -penny(-amount)


def benefit_cap_reduction(result: Case) -> Fraction:
    """One of the two schemes' caps at most takes anything off."""
    monthly = (result["universal_credit"] or {}).get("benefit_cap_reduction", "0.00")
    weekly = (result["housing_benefit"] or {}).get("benefit_cap_reduction", "0.00")
    return a_week(Fraction(monthly)) + Fraction(weekly)


# -- a year of each part ----------------------------------------------------------------------------------------------


def a_year_of(money: Case) -> Fraction:
    return pounds(money["amount"]) * PERIODS_A_YEAR[money["per"]]


def pay(case: Case) -> Fraction:
    """Wages after tax, National Insurance and the whole pension contribution, and profits."""
    total = ZERO
    for person in members(case).values():
        job = person.get("employment")
        if job and job.get("net"):
            total += a_year_of(job["net"])
        elif job:
            over = over_pension_age(case, person)
            wages = net_pay(job, on=the_date(case), country=case["country"], over_pension_age=over)
            total += wages.for_universal_credit * PERIODS_A_YEAR[wages.per]
        if person.get("self_employment"):
            total += a_year_of(person["self_employment"]["net_profit"])
    return total


def other_income(case: Case) -> Fraction:
    """Everything entered; Child Benefit that is not entered as it is worked out."""
    total = sum((a_year_of(income) for income in case.get("incomes") or []), ZERO)
    return total if incomes(case, "child_benefit") else total + child_benefit(case) * 52


def awards(case: Case, result: Case) -> Fraction:
    credit = Fraction((result["universal_credit"] or {}).get("award", "0.00"))
    pension_credit = Fraction((result["pension_credit"] or {}).get("award", "0.00"))
    housing_benefit = Fraction((result["housing_benefit"] or {}).get("award", "0.00"))
    paid = weeks_charged(case, case["tenancy"].get("rent") or {})
    return credit * 12 + pension_credit * 52 + housing_benefit * 52 * paid


def disability_benefits(case: Case) -> Fraction:
    """Of the family, each at the rate of the day; the first values known stand in for the week before them."""
    total = ZERO
    for person in [*members(case).values(), *family_children(case)]:
        for code in person.get("disability_benefits") or []:
            keys = AFIP if code == "afip" else (rate_of(code),)
            total += sum((rates.number_or_first(key, the_date(case)) for key in keys), ZERO)
    return total * 52


def rate_of(code: str) -> str:
    """`pip_daily_living_standard` is `pip.daily_living.standard` in the rates."""
    name, rate = code.rsplit("_", 1)
    if name == "attendance_allowance":
        return f"{name}.{rate}"
    benefit, component = name.split("_", 1)
    return f"{benefit}.{component}.{rate}"


def rents(case: Case, result: Case) -> Fraction:
    """The whole contractual rent: every charge as entered, for the weeks that it is charged."""
    tenancy = case["tenancy"]
    charges = [tenancy["rent"]] if tenancy.get("rent") else []
    charges += tenancy.get("service_charges") or []
    if result["housing"]["per"] == "week":  # by the rent year, which can have 53 weeks
        return sum((a_year_of(charge) * weeks_charged(case, charge) for charge in charges), ZERO)
    return sum(
        (
            pounds(charge["amount"]) * periods_charged(charge["per"], charge.get("rent_free_weeks") or 0)
            for charge in charges
        ),
        ZERO,
    )
