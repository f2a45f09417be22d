"""Pension Credit a week (State Pension Credit Act 2002; State Pension Credit Regulations 2002, SI 2002/1792: SPC)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from . import rates
from .common import Case, child_until_september, pounds, shown, young_person_until_september
from .household import (
    AA,
    AFIP,
    DLA,
    DLA_CARE_HIGHEST,
    PIP,
    PIP_DAILY_LIVING_ENHANCED,
    ZERO,
    age,
    born,
    couple,
    family_children,
    gets,
    gets_income,
    incomes,
    is_carer,
    members,
    over_pension_age,
    pension_age_household,
    per_week,
    reached_pension_age_before,
    severely_disabled,
    sight_impaired,
    the_date,
)
from .net_pay import net_pay

BEGINS = date(2013, 4, 8)  # contract, reading 21
CHILD_ADDITIONS_BEGIN = date(2019, 2, 1)
SAVINGS_CREDIT_CLOSED = date(2016, 4, 6)
LEAST_PAYMENT = Fraction(10, 100)

# What counts (SPCA s 15; SPC reg 15). Working tax credit does, child tax credit does not. Student income is not in
# the list of s 15, nor are the income-related benefits.
COUNTED = (
    "state_pension",
    "occupational_pension",
    "new_style_jsa",
    "new_style_esa",
    "carers_allowance",
    "maternity_allowance",
    "industrial_injuries",
    "widowed_parents_allowance",
    "widows_pension",
    "bereavement_allowance",
    "spousal_maintenance",
    "insurance",
    "other_taxable",
    "severe_disablement_allowance",
    "incapacity_benefit",
    "working_tax_credit",
    "war_pension",
    "lodger",
    "boarder",
)

# What is not qualifying income for the savings credit (SPC reg 9).
NOT_QUALIFYING = (
    "working_tax_credit",
    "new_style_esa",
    "incapacity_benefit",
    "new_style_jsa",
    "severe_disablement_allowance",
    "maternity_allowance",
    "spousal_maintenance",
)


def down(amount: Fraction) -> Fraction:
    """A fraction of a penny of income is dropped (SPC reg 24A)."""
    return Fraction((amount * 100).__floor__(), 100)


def up(amount: Fraction) -> Fraction:
    """A fraction of a penny of savings credit is made up (SPC reg 7(4))."""
    return Fraction((amount * 100).__ceil__(), 100)


def assess(case: Case) -> dict[str, str] | None:
    """Guarantee credit and savings credit a week; None where the household is not one for Pension Credit."""
    if not pension_age_household(case) or the_date(case) < BEGINS:
        return None
    guarantee = appropriate_minimum_guarantee(case)
    income = weekly_income(case)
    guarantee_credit = max(ZERO, guarantee - income)
    savings_credit = weekly_savings_credit(case, income, guarantee)
    award = guarantee_credit + savings_credit
    # SPC reg 13: less than 10p is paid only together with another benefit, here a State Pension.
    paid = award >= LEAST_PAYMENT or gets_income(case, "state_pension")
    return {
        "guarantee_credit": shown(guarantee_credit),
        "savings_credit": shown(savings_credit),
        "award": shown(award if paid else ZERO),
        "appropriate_minimum_guarantee": shown(guarantee),
        "income": shown(income),
    }


# -- guarantee credit -------------------------------------------------------------------------------------------------


def standard_minimum_guarantee(case: Case) -> Fraction:
    """SPC reg 6(1)."""
    return rates.number(f"pension_credit.minimum_guarantee.{'couple' if couple(case) else 'single'}", the_date(case))


def appropriate_minimum_guarantee(case: Case) -> Fraction:
    """The standard guarantee and its additions (SPCA s 2(3); SPC reg 6, Schs 1 and 2A)."""
    on = the_date(case)
    total = standard_minimum_guarantee(case)
    disabled = severely_disabled(case)
    if disabled:
        total += rates.number(f"pension_credit.severe_disability.{'couple_both' if disabled == 2 else 'single'}", on)
    carers = sum(is_carer(case, of) for of in members(case))
    total += carers * rates.number("pension_credit.carer_addition", on)
    if on >= CHILD_ADDITIONS_BEGIN:
        total += child_additions(case, on)
    return total


def children(case: Case) -> list[Case]:
    """SPC reg 4A has Universal Credit's young person: until the 1 September after the 19th birthday, not until 20."""
    on = the_date(case)
    return [
        child
        for child in family_children(case)
        if child_until_september(child, on, on) or young_person_until_september(child, on, on)
    ]


def child_additions(case: Case, on: date) -> Fraction:
    """SPC Sch 2A: the eldest at the higher rate if born before 6 April 2017; the disabled amounts are on top."""
    total = ZERO
    for place, child in enumerate(sorted(children(case), key=lambda child: born(case, child))):
        if place == 0 and born(case, child) < date(2017, 4, 6):
            total += rates.number("pension_credit.addition.child_first_born_before_2017_04_06", on)
        else:
            total += rates.number("pension_credit.addition.child", on)
        if gets(child, DLA_CARE_HIGHEST | PIP_DAILY_LIVING_ENHANCED) or sight_impaired(child):
            total += rates.number("pension_credit.addition.disabled_child_higher", on)
        elif gets(child, DLA | PIP):
            total += rates.number("pension_credit.addition.disabled_child_lower", on)
    return total


# -- income -----------------------------------------------------------------------------------------------------------


def weekly_income(case: Case) -> Fraction:
    """Net earnings, other income and the income deemed from capital (SPCA s 15; SPC regs 15 to 18)."""
    return counted_earnings(case) + sum((counted(case, kind) for kind in COUNTED), ZERO) + deemed_income(case)


def counted_earnings(case: Case) -> Fraction:
    """Both members' net earnings less one disregard (SPC reg 17A, Sch 6); each sum's fraction of a penny dropped."""
    earnings = ZERO
    for of, person in members(case).items():
        employment, trade = person.get("employment"), person.get("self_employment")
        if employment and employment.get("net"):
            earnings += down(per_week(employment["net"]))
        elif employment:
            pay = net_pay(
                employment,
                on=the_date(case),
                country=case["country"],
                over_pension_age=over_pension_age(case, person),
            )
            earnings += down(per_week({"amount": pay.for_housing_benefit, "per": pay.per}))
        if trade:
            earnings += down(per_week(trade["net_profit"]))
        for kind in ("statutory_sick_pay", "statutory_maternity_pay"):
            earnings += sum((down(per_week(income)) for income in incomes(case, kind, of)), ZERO)
    return max(ZERO, earnings - earnings_disregard(case))


def earnings_disregard(case: Case) -> Fraction:
    """SPC Sch 6: £20 for a lone parent, a carer, or one of the listed benefits; else £10 for a couple, £5."""
    special = not couple(case) and bool(children(case))
    for of, person in members(case).items():
        special = special or is_carer(case, of) or sight_impaired(person) or bool(person.get("esa"))
        special = special or gets(person, AA | DLA | PIP | AFIP)
        for kind in ("incapacity_benefit", "severe_disablement_allowance", "new_style_esa", "income_related_esa"):
            special = special or gets_income(case, kind, of)
    if special:
        return Fraction(20)
    return Fraction(10 if couple(case) else 5)


def counted(case: Case, kind: str) -> Fraction:
    """What counts of one kind of income, each item to the penny below (SPC reg 24A)."""
    total = ZERO
    for income in incomes(case, kind):
        amount = per_week(income)
        if kind in ("war_pension", "widowed_parents_allowance"):
            amount -= 10  # SPC Sch 4 paras 1, 7A; readings.md 20
        if kind in ("lodger", "boarder"):
            amount -= 20  # SPC Sch 4 paras 8, 9
        if kind == "boarder":
            amount /= 2
        total += down(max(ZERO, amount))
    return total


def deemed_income(case: Case) -> Fraction:
    """£1 for each £500 or part above £10,000, without an upper limit (SPC reg 15(6))."""
    on = the_date(case)
    above = pounds(case.get("capital") or 0) - rates.number("pension_credit.capital.disregard", on)
    return Fraction(max(0, (above / rates.number("pension_credit.capital.tariff_step", on)).__ceil__()))


# -- savings credit ---------------------------------------------------------------------------------------------------


def savings_credit_is_open(case: Case) -> bool:
    """Pension age before 6 April 2016 and 65 or over; of a couple where only one did, only if it has run since then.

    SPCA s 3(1); Pensions Act 2014 Sch 12 para 89.
    """
    facts = case.get("pension_credit") or {}
    people = list(members(case).values())
    # State pension age, which for these birth dates is a woman's or a man's: who has reached it only as a woman has not
    # been shown to have reached it (contract, reading 25).
    reached = [
        person
        for person in people
        if all(reached_pension_age_before(case, person, SAVINGS_CREDIT_CLOSED, sex) for sex in ("female", "male"))
    ]
    number = len(reached)
    flag = facts.get("reached_pension_age_before_6_april_2016")
    if flag is not None:  # it decides over a birth date (contract, reading 21)
        number = max(1, number) if flag else 0
    if not number or not any(age(case, person) >= 65 for person in reached or people):
        return False
    if couple(case) and number == 1 and the_date(case) >= SAVINGS_CREDIT_CLOSED:
        return bool(facts.get("savings_credit_since_2016"))
    return True


def weekly_savings_credit(case: Case, income: Fraction, guarantee: Fraction) -> Fraction:
    """SPCA s 3(3) to (7): amount A less amount B."""
    if not savings_credit_is_open(case):
        return ZERO
    size = "couple" if couple(case) else "single"
    threshold = rates.number(f"pension_credit.savings_credit.threshold_{size}", the_date(case))
    qualifying = income - sum((counted(case, kind) for kind in NOT_QUALIFYING), ZERO)
    if qualifying <= threshold:
        return ZERO
    maximum = (standard_minimum_guarantee(case) - threshold) * Fraction(60, 100)
    amount_a = up(min(maximum, (qualifying - threshold) * Fraction(60, 100)))
    amount_b = down(max(ZERO, income - guarantee) * Fraction(40, 100))
    return max(ZERO, amount_a - amount_b)
