"""Traps: what makes a household harder to work out. Each changes a draft, and ``topics.toml`` says what it teaches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

from benefitcalc.money import format_pounds
from benefitcalc.rates import rates_on
from benefitcalc.training.generating.draft import Draft, money

Trap: TypeAlias = Callable[[Draft], None]
TRAPS: dict[str, Trap] = {}
"""Every trap by the name of its function."""


def _trap(function: Trap) -> Trap:
    TRAPS[function.__name__] = function
    return function


# --- The home ---------------------------------------------------------------------------------------------------------


@_trap
def spare_room(draft: Draft) -> None:
    """One room more than is needed, or two."""
    draft.spare = 1 if draft.draws.chance(70) else 2


@_trap
def service_charges(draft: Draft) -> None:
    """One charge that help can cover, and one that it never covers."""
    draft.charges += [
        (draft.draws.one_of(("communal cleaning", "lift and lighting", "grounds", "caretaker")), True),
        (draft.draws.one_of(("personal heating", "water", "garage")), False),
    ]


@_trap
def water_in_the_rent(draft: Draft) -> None:
    """A part of the rent is for water or fuel."""
    draft.water_in_rent = True


@_trap
def monthly_rent(draft: Draft) -> None:
    """Rent by the month."""
    draft.rent_per = "month"


@_trap
def rent_free_weeks(draft: Draft) -> None:
    """Two or four weeks of the year without rent."""
    draft.rent_per, draft.rent_free_weeks = "week", draft.draws.one_of((2, 4))


@_trap
def joint_tenant_outside(draft: Draft) -> None:
    """Somebody outside the claim is on the tenancy too."""
    inside = 2 if draft.couple else 1
    draft.facts["tenancy"] |= {"people_liable": inside + 1, "people_liable_in_claim": inside}


# --- Children and their rooms -----------------------------------------------------------------------------------------


@_trap
def boy_and_girl_under_ten(draft: Draft) -> None:
    """A boy and a girl under ten, who share."""
    ages = draft.draws.several((2, 3, 5, 6, 7, 8), 2)
    draft.child(ages[0], "male")
    draft.child(ages[1], "female")


@_trap
def two_of_one_sex(draft: Draft) -> None:
    """Two of one sex under sixteen, one of them over ten, who share."""
    sex = draft.draws.one_of(("female", "male"))
    draft.child(draft.draws.between(11, 14), sex)
    draft.child(draft.draws.between(4, 9), sex)


@_trap
def tenth_birthday(draft: Draft) -> None:
    """A child who turns ten in the assessment period, with a brother or sister of the other sex."""
    born = draft.day.replace(year=draft.day.year - 10) + dt.timedelta(days=draft.draws.between(6, 24))
    own, other = draft.draws.shuffled(("female", "male"))
    draft.add("children", born=born.isoformat(), sex=own)
    draft.child(draft.draws.between(4, 8), other)


@_trap
def sixteen_and_out_of_school(draft: Draft) -> None:
    """A young person of sixteen who has left school, before 1 September."""
    day = dt.date(2026, draft.draws.one_of((6, 7)), draft.draws.between(1, 28))
    draft.facts["date"] = day.isoformat()
    born = day.replace(year=day.year - 16) - dt.timedelta(days=draft.draws.between(20, 120))
    draft.add("children", born=born.isoformat(), sex=draft.draws.one_of(("female", "male")), in_education=False)


@_trap
def first_child_before_2017(draft: Draft) -> None:
    """The eldest child was born before 6 April 2017."""
    draft.child(draft.draws.between(10, 15))


@_trap
def third_child_before_april(draft: Draft) -> None:
    """Three children, two of them born after 5 April 2017, under the two-child limit."""
    draft.facts["date"] = dt.date(2026, draft.draws.one_of((1, 2)), draft.draws.between(2, 27)).isoformat()
    draft.facts["children"] = []
    draft.child(draft.draws.between(10, 13))
    draft.child(draft.draws.between(5, 7))
    draft.child(draft.draws.between(1, 4))


@_trap
def disabled_child(draft: Draft) -> None:
    """A child with Disability Living Allowance for care."""
    rate = draft.draws.one_of(("dla_care_middle", "dla_care_highest", "dla_care_lowest"))
    draft.child(draft.draws.between(4, 14), disability_benefits=[rate])


@_trap
def disabled_child_with_a_room(draft: Draft) -> None:
    """A disabled child who cannot share, and a brother or sister of the same sex."""
    sex = draft.draws.one_of(("female", "male"))
    rate = draft.draws.one_of(("dla_care_middle", "dla_care_highest"))
    draft.child(draft.draws.between(8, 14), sex, disability_benefits=[rate], cannot_share_bedroom=True)
    draft.child(draft.draws.between(4, 7), sex)


@_trap
def room_for_fostering(draft: Draft) -> None:
    """A room is kept for foster children."""
    draft.facts["tenancy"]["foster_bedroom"] = True


@_trap
def student_of_eighteen(draft: Draft) -> None:
    """A young person of eighteen in school or college."""
    draft.child(17, in_education=True)


@_trap
def room_for_overnight_carer(draft: Draft) -> None:
    """Carers stay overnight, and the benefit for care is there."""
    draft.claimant["disability_benefits"] = [
        draft.draws.one_of(("pip_daily_living_standard", "pip_daily_living_enhanced"))
    ]
    draft.facts["tenancy"]["overnight_carer_bedroom"] = True


# --- Other adults -----------------------------------------------------------------------------------------------------


def other_adult(draft: Draft, least: int, most: int, *, works: bool = True) -> None:
    """Another adult of that age, with gross pay by the week if they work."""
    pay = draft.draws.between(21000, 62000) // 500 * 500 if works else draft.draws.between(7800, 11000) // 5 * 5
    income = money(pay, "week")
    draft.add("non_dependants", age=draft.draws.between(least, most), works_16_hours=works, gross_income=income)


@_trap
def working_adult(draft: Draft) -> None:
    """Another adult over 21 who works."""
    other_adult(draft, 23, 34)


@_trap
def adult_under_21(draft: Draft) -> None:
    """Another adult of 19 or 20."""
    other_adult(draft, 19, 20)


@_trap
def adult_without_work(draft: Draft) -> None:
    """Another adult over 25 without work."""
    other_adult(draft, 26, 44, works=False)


@_trap
def adult_with_pip(draft: Draft) -> None:
    """Another adult whose benefit for daily living ends the contribution."""
    draft.add(
        "non_dependants",
        age=draft.draws.between(23, 45),
        works_16_hours=False,
        gross_income=money(draft.draws.between(15000, 26000) // 100 * 100, "week"),
        disability_benefits=["pip_daily_living_standard"],
    )


@_trap
def couple_of_other_adults(draft: Draft) -> None:
    """Two more adults who are a couple."""
    first = len(draft.facts.get("non_dependants", ()))
    for partner in (first + 1, first):
        other_adult(draft, 24, 38)
        draft.facts["non_dependants"][-1]["couple_with"] = partner


@_trap
def pay_not_shown(draft: Draft) -> None:
    """Another adult who works and has shown no payslips."""
    draft.add("non_dependants", age=draft.draws.between(24, 40), works_16_hours=True)


# --- Work and money ---------------------------------------------------------------------------------------------------


@_trap
def part_time_job(draft: Draft) -> None:
    """A part-time job by the month."""
    draft.claimant["employment"] = draft.job(8, 15)


@_trap
def partner_works_too(draft: Draft) -> None:
    """A partner with a job."""
    draft.partner()["employment"] = draft.job(16, 35)


@_trap
def partner_without_work(draft: Draft) -> None:
    """A partner without a job, who could look after the children."""
    draft.partner().pop("employment", None)


@_trap
def gross_pay_with_pension(draft: Draft) -> None:
    """Pay before tax, with a pension contribution."""
    gross = draft.draws.between(1500, 2300) * 100
    draft.claimant["employment"] = {
        "gross": money(gross, "month"),
        "pension_contribution": money(gross // 20, "month"),
        "hours_per_week": draft.draws.between(26, 37),
    }


@_trap
def minimum_income_floor(draft: Draft) -> None:
    """A trade that brings less than the minimum income floor."""
    draft.claimant.pop("employment", None)
    draft.claimant["self_employment"] = {
        "net_profit": money(draft.draws.between(250, 900) * 100, "month"),
        "hours_per_week": draft.draws.between(18, 34),
        "minimum_income_floor": True,
        "expected_hours": draft.draws.one_of((25, 30, 35)),
    }


@_trap
def four_weekly_pay(draft: Draft) -> None:
    """Pay every four weeks, with one payday in the period or two."""
    weekly_pay(draft, "four_weeks", 18000, 23500)


def weekly_pay(draft: Draft, per: str, least: int, most: int) -> None:
    """A job paid by that many weeks, with one of its paydays in the period."""
    weeks = {"week": 1, "fortnight": 2, "four_weeks": 4}[per]
    payday = draft.day + dt.timedelta(days=draft.draws.between(0, weeks * 7 - 1))
    amount = draft.draws.between(least, most) * weeks // 50 * 50
    hours = amount // weeks // 1230
    draft.claimant["employment"] = {
        "net": money(amount, per),
        "hours_per_week": hours,
        "paid_on": payday.isoformat(),
    }


@_trap
def savings_between_the_limits(draft: Draft) -> None:
    """Savings that bring a tariff income."""
    draft.facts["capital"] = draft.pounds(620000, 1180000, step=2500)


@_trap
def savings_over_the_limit(draft: Draft) -> None:
    """Savings above the upper limit."""
    draft.facts["capital"] = draft.pounds(1610000, 2400000, step=2500)


@_trap
def savings_over_ten_thousand(draft: Draft) -> None:
    """Savings that count at pension age."""
    draft.facts["capital"] = draft.pounds(1030000, 1490000, step=2500)


@_trap
def income_pound_for_pound(draft: Draft) -> None:
    """New style Employment and Support Allowance, which comes off in full."""
    weekly = rates_on(draft.day).money("esa.new_style.25_or_over")
    draft.add("incomes", kind="new_style_esa", amount=format_pounds(weekly), per="week")


@_trap
def income_that_is_left_out(draft: Draft) -> None:
    """Maintenance for the children, which no means test counts."""
    if not draft.children:
        draft.child(draft.draws.between(3, 14))
    draft.add("incomes", kind="child_maintenance", amount=draft.pounds(2500, 7000, step=50), per="week")


@_trap
def nursery_costs(draft: Draft) -> None:
    """Childcare for the youngest child."""
    if not draft.children:
        draft.child(draft.draws.between(1, 3))
    youngest = max(draft.children, key=lambda child: str(child["born"]))
    youngest["childcare"] = money(draft.draws.between(7000, 19000) // 100 * 100, "week")


# --- Health, caring, protection, place --------------------------------------------------------------------------------


@_trap
def two_nurseries(draft: Draft) -> None:
    """Childcare that costs more than the limit."""
    for child in draft.children:
        child["childcare"] = money(draft.draws.between(30500, 38000) // 100 * 100, "week")


@_trap
def health_element(draft: Draft) -> None:
    """Limited capability for work and work-related activity."""
    draft.claimant["work_capability"] = draft.draws.one_of(("lcwra_standard", "lcwra_protected"))


@_trap
def caring(draft: Draft) -> None:
    """The claimant cares for somebody."""
    draft.claimant["carer"] = True


@_trap
def partner_cares(draft: Draft) -> None:
    """The partner cares for somebody."""
    draft.partner()["carer"] = True


@_trap
def transitional_element(draft: Draft) -> None:
    """A transitional element in the award."""
    draft.facts["universal_credit"] = {"transitional_element": draft.pounds(4000, 26000)}


@_trap
def in_london(draft: Draft) -> None:
    """A home in Greater London."""
    draft.facts["greater_london"] = True


@_trap
def under_thirty_five(draft: Draft) -> None:
    """A single person under 35 in a private rent."""
    draft.facts.pop("partner", None)
    draft.facts.pop("children", None)
    draft.claimant["age"] = draft.draws.between(26, 33)


@_trap
def partner_under_pension_age(draft: Draft) -> None:
    """A partner who is years from pension age."""
    draft.facts["partner"] = {"age": draft.draws.between(57, 64)}


@_trap
def reached_pension_age_before_2016(draft: Draft) -> None:
    """Old enough for savings credit."""
    draft.claimant.pop("age", None)
    year = draft.draws.between(1938, 1946)
    draft.claimant["born"] = dt.date(year, draft.draws.between(1, 12), draft.draws.between(1, 28)).isoformat()
    draft.facts["pension_credit"] = {"reached_pension_age_before_6_april_2016": True}
