"""A recipe for each topic: the household that it begins with, the traps that go with it, and when the topic matters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from benefitcalc.assessment.result import Assessment
from benefitcalc.training.generating import traps
from benefitcalc.training.generating.draft import Draft
from benefitcalc.training.generating.draws import Draws

AREAS = ("Leeds", "Sheffield", "Birmingham", "Leicester", "Nottingham", "North Cumbria")
"""Broad rental market areas that papers use."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """``begin`` makes the draft of difficulty 1; each trap makes it harder; ``matters`` says whether the topic decides
    something in the household that came out, so that a paper on it is worth working.
    """

    begin: Callable[[Draws], Draft]
    traps: tuple[str, ...]
    matters: Callable[[Assessment], bool]


# --- Beginnings -------------------------------------------------------------------------------------------------------


def _draft(
    draws: Draws, *, couple: bool = False, age: tuple[int, int] = (27, 58), tenure: str = "social_rent"
) -> Draft:
    day = dt.date(2026, 5, 4) + dt.timedelta(days=draws.below(210))
    facts = {"date": day.isoformat(), "claimant": {"age": draws.between(*age)}, "tenancy": {"tenure": tenure}}
    draft = Draft(draws, facts)
    if couple:
        partner = draft.partner()
        partner["age"] = min(max(partner["age"], age[0]), age[1])
    return draft


def _family(draws: Draws, children: int, *, couple: bool | None = None, tenure: str = "social_rent") -> Draft:
    draft = _draft(draws, couple=draws.chance(50) if couple is None else couple, age=(28, 44), tenure=tenure)
    for _ in range(children):
        draft.child(draws.between(1, 14))
    return draft


def _plain(draws: Draws) -> Draft:
    draft = _family(draws, draws.below(3))
    if draws.chance(50):
        draft.claimant["employment"] = draft.job(12, 24)
    return draft


def _under_occupied(draws: Draws) -> Draft:
    draft = _draft(draws, couple=draws.chance(40), age=(36, 60))
    if draws.chance(50):
        draft.child(draws.between(5, 14))
    if draws.chance(40):
        draft.claimant["employment"] = draft.job(10, 22)
    draft.spare = draws.one_of((0, 1, 1, 1, 1, 2, 2))
    if draws.chance(15):
        draft.facts["country"] = "wales"
    return draft


def _capped(draws: Draws) -> Draft:
    return _family(draws, draws.between(3, 5))


def _with_other_adult(draws: Draws) -> Draft:
    draft = _draft(draws, couple=draws.chance(35), age=(45, 61))
    if draws.chance(50):
        draft.claimant["employment"] = draft.job(10, 20)
    traps.other_adult(draft, 21, 35)
    return draft


def _children(draws: Draws) -> Draft:
    draft = _family(draws, draws.between(1, 3))
    draft.claimant["employment"] = draft.job(12, 24)
    return draft


def _earner(draws: Draws) -> Draft:
    draft = _family(draws, draws.below(3))
    draft.claimant["employment"] = draft.job(14, 32)
    return draft


def _paid_by_weeks(draws: Draws) -> Draft:
    draft = _family(draws, draws.below(3), couple=False)
    traps.weekly_pay(draft, draws.one_of(("week", "fortnight", "four_weeks", "four_weeks")), 17000, 31000)
    return draft


def _childcare(draws: Draws) -> Draft:
    draft = _draft(draws, couple=draws.chance(40), age=(26, 42))
    draft.claimant["employment"] = draft.job(20, 37)
    if draft.couple:
        draft.facts["partner"]["employment"] = draft.job(20, 37)
    for age in draws.several((1, 2, 3), draws.between(1, 2)):
        draft.child(age, childcare={"amount": draft.pounds(8000, 24000, step=100), "per": "week"})
    return draft


def _health(draws: Draws) -> Draft:
    draft = _family(draws, draws.below(3))
    if draws.chance(60):
        traps.health_element(draft)
    else:
        traps.caring(draft)
    return draft


def _saver(draws: Draws) -> Draft:
    draft = _draft(draws, couple=draws.chance(40), age=(35, 62))
    traps.savings_between_the_limits(draft)
    if draws.chance(50):
        draft.claimant["employment"] = draft.job(8, 18)
    return draft


def _private(draws: Draws) -> Draft:
    draft = _family(draws, draws.below(4), tenure="private_rent")
    draft.facts["tenancy"]["brma"] = draws.one_of(AREAS)
    if draws.chance(50):
        draft.claimant["employment"] = draft.job(16, 30)
    return draft


def _pensioner(draws: Draws) -> Draft:
    # Young enough not to have reached pension age before 6 April 2016, man or woman.
    draft = _draft(draws, couple=draws.chance(35), age=(68, 72))
    draft.facts["date"] = _monday(draft.day).isoformat()
    draft.facts["pension_credit"] = {"reached_pension_age_before_6_april_2016": False}
    draft.facts["incomes"] = [{"kind": "state_pension", "amount": draft.pounds(13900, 24100), "per": "week"}]
    if draft.couple:
        draft.add("incomes", kind="state_pension", amount=draft.pounds(8000, 18000), per="week", of="partner")
    if draws.chance(50):
        draft.add("incomes", kind="occupational_pension", amount=draft.pounds(1200, 6800), per="week")
    return draft


def _housing_benefit(draws: Draws) -> Draft:
    draft = _pensioner(draws)
    draft.facts["incomes"][0]["amount"] = draft.pounds(20500, 24100)
    if draws.chance(70):
        draft.add("incomes", kind="occupational_pension", amount=draft.pounds(1500, 7900), per="week")
    return draft


def _supported(draws: Draws) -> Draft:
    tenure = draws.one_of(("exempt_accommodation", "exempt_accommodation", "temporary_accommodation"))
    draft = _draft(draws, age=(26, 52), tenure=tenure)
    if tenure == "temporary_accommodation":
        for _ in range(draws.between(1, 2)):
            draft.child(draws.between(1, 12))
    elif draws.chance(70):
        draft.charges += [("communal cleaning", True), ("support", False)]
    return draft


def _transitional(draws: Draws) -> Draft:
    draft = _children(draws)
    traps.transitional_element(draft)
    return draft


def _rent(draws: Draws) -> Draft:
    draft = _plain(draws)
    draws.one_of((traps.service_charges, traps.monthly_rent, traps.rent_free_weeks, traps.water_in_the_rent))(draft)
    return draft


def _nation(draws: Draws) -> Draft:
    draft = _under_occupied(draws)
    draft.facts["country"] = draws.one_of(("scotland", "wales", "northern_ireland"))
    return draft


def _council_tax(draws: Draws) -> Draft:
    draft = _pensioner(draws)
    liability = draft.pounds(98000, 168000, step=100)
    draft.facts["council_tax"] = {"annual_liability": liability, "scheme": "pension_age_england"}
    return draft


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


# --- When a topic matters ---------------------------------------------------------------------------------------------


def _award(result: Assessment) -> bool:
    return result.universal_credit is not None and result.universal_credit.award > 0


def _bedrooms(result: Assessment) -> bool:
    return _award(result) and (result.housing.bedrooms_spare > 0 or result.housing.bedrooms_needed > 1)


def _cap(result: Assessment) -> bool:
    award = result.universal_credit
    return award is not None and 0 < award.benefit_cap_reduction < award.award_before_cap


def _other_adults(result: Assessment) -> bool:
    return bool(result.case.non_dependants) and result.help_with_rent > 0


def _child_element(result: Assessment) -> bool:
    return _award(result) and result.universal_credit is not None and result.universal_credit.child_element > 0


def _earnings(result: Assessment) -> bool:
    return _award(result) and result.universal_credit is not None and result.universal_credit.earned_income > 0


def _childcare_costs(result: Assessment) -> bool:
    return _award(result) and any(child.childcare is not None for child in result.case.children)


def _health_or_caring(result: Assessment) -> bool:
    award = result.universal_credit
    return award is not None and award.award > 0 and award.work_capability_element + award.carer_element > 0


def _capital(result: Assessment) -> bool:
    return result.universal_credit is not None and result.case.capital > 0


def _allowance(result: Assessment) -> bool:
    return _award(result)


def _weekly_help(result: Assessment) -> bool:
    """Income takes a part of it, or other adults take a part or all."""
    help_ = result.housing_benefit
    return help_ is not None and (help_.non_dependant_deductions > 0 or (help_.taper_reduction > 0 and help_.award > 0))


def _pension(result: Assessment) -> bool:
    return result.help_with_rent > 0


def _supported_home(result: Assessment) -> bool:
    return result.housing_benefit is not None and result.housing_benefit.award > 0


def _protected(result: Assessment) -> bool:
    return _award(result) and result.universal_credit is not None and result.universal_credit.transitional_element > 0


def _mitigated(result: Assessment) -> bool:
    return _award(result) and any(part.cause == "under_occupation" for part in result.shortfall)


def _reduction(result: Assessment) -> bool:
    return result.council_tax_reduction is not None and result.council_tax_reduction > 0


# --- The recipes ------------------------------------------------------------------------------------------------------

_HOME = ("spare_room", "service_charges", "monthly_rent", "rent_free_weeks")
_WORK = ("part_time_job", "gross_pay_with_pension", "savings_between_the_limits")

RECIPES = {
    "universal_credit": Recipe(
        _plain, (*_HOME, *_WORK, "working_adult", "health_element", "caring", "transitional_element"), _award
    ),
    "under_occupation": Recipe(
        _under_occupied,
        (
            "boy_and_girl_under_ten",
            "two_of_one_sex",
            "tenth_birthday",
            "sixteen_and_out_of_school",
            "room_for_overnight_carer",
            "disabled_child_with_a_room",
            "room_for_fostering",
            "working_adult",
            "adult_under_21",
            "service_charges",
            "monthly_rent",
        ),
        _bedrooms,
    ),
    "benefit_cap": Recipe(
        _capped,
        ("spare_room", "in_london", "part_time_job", "four_weekly_pay", "working_adult", "first_child_before_2017"),
        _cap,
    ),
    "non_dependants": Recipe(
        _with_other_adult,
        (
            "adult_under_21",
            "adult_with_pip",
            "adult_without_work",
            "couple_of_other_adults",
            "spare_room",
            "service_charges",
            "part_time_job",
        ),
        _other_adults,
    ),
    "children": Recipe(
        _children,
        (
            "first_child_before_2017",
            "third_child_before_april",
            "disabled_child",
            "sixteen_and_out_of_school",
            "student_of_eighteen",
        ),
        _child_element,
    ),
    "earnings": Recipe(
        _earner,
        ("gross_pay_with_pension", "partner_works_too", "minimum_income_floor", "health_element", "four_weekly_pay"),
        _earnings,
    ),
    "paydays": Recipe(
        _paid_by_weeks, ("partner_works_too", "spare_room", "service_charges", "first_child_before_2017"), _earnings
    ),
    "childcare": Recipe(
        _childcare,
        (
            "two_nurseries",
            "partner_without_work",
            "first_child_before_2017",
            "service_charges",
            "gross_pay_with_pension",
            "monthly_rent",
        ),
        _childcare_costs,
    ),
    "health_and_caring": Recipe(
        _health, ("caring", "health_element", "partner_cares", "part_time_job", "spare_room"), _health_or_caring
    ),
    "savings": Recipe(
        _saver,
        (
            "income_pound_for_pound",
            "income_that_is_left_out",
            "savings_over_the_limit",
            "spare_room",
            "partner_works_too",
        ),
        _capital,
    ),
    "private_rent": Recipe(
        _private,
        ("under_thirty_five", "working_adult", "boy_and_girl_under_ten", "monthly_rent", "spare_room"),
        _allowance,
    ),
    "housing_benefit": Recipe(
        _housing_benefit,
        (
            "working_adult",
            "couple_of_other_adults",
            "pay_not_shown",
            "service_charges",
            "savings_over_ten_thousand",
            "rent_free_weeks",
        ),
        _weekly_help,
    ),
    "pension_age": Recipe(
        _pensioner,
        (
            "spare_room",
            "savings_over_ten_thousand",
            "reached_pension_age_before_2016",
            "partner_under_pension_age",
            "working_adult",
        ),
        _pension,
    ),
    "supported_housing": Recipe(_supported, ("part_time_job", "service_charges", "health_element"), _supported_home),
    "transitional": Recipe(
        _transitional, ("nursery_costs", "spare_room", "service_charges", "first_child_before_2017"), _protected
    ),
    "rent_charges": Recipe(
        _rent, ("service_charges", "water_in_the_rent", "spare_room", "joint_tenant_outside", "working_adult"), _award
    ),
    "nations": Recipe(
        _nation, ("boy_and_girl_under_ten", "service_charges", "working_adult", "part_time_job"), _mitigated
    ),
    "council_tax": Recipe(
        _council_tax,
        ("savings_over_ten_thousand", "reached_pension_age_before_2016", "working_adult", "spare_room"),
        _reduction,
    ),
}
"""The recipe of each topic. Questions on escalation are not generated: their facts are law and not figures."""
