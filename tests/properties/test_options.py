"""Options of random households: their figures by the oracle, and to whom each may be offered, said a second time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given

from benefitcalc import Case
from benefitcalc.advice.options import Assumed, Option, options
from benefitcalc.advice.options.words import codes
from tests.oracle import household as oracle
from tests.properties.households import households, quick

ASSUMED = Assumed(childcare_a_month=Decimal("400.00"), rent_of_smaller_home=Decimal("90.00"), rent_rise=Decimal("4.8"))
Facts = dict[str, Any]
CARE = {
    "dla_care_middle", "dla_care_highest", "pip_daily_living_standard", "pip_daily_living_enhanced",
    "attendance_allowance_lower", "attendance_allowance_higher", "afip",
}  # fmt: skip
LCWRA = {"lcwra_standard", "lcwra_protected"}
SIGNS = {"statutory_sick_pay", "new_style_esa", "incapacity_benefit", "severe_disablement_allowance"}


def whole(case: Case) -> Facts:
    """The case as the oracle reads it."""
    return {"country": "england", **case.to_dict()}


def adults(case: Facts) -> list[tuple[str, Facts]]:
    return [(name, case[name]) for name in ("claimant", "partner") if case.get(name)]


def children(case: Facts) -> list[Facts]:
    return case.get("children") or []


def others(case: Facts) -> list[Facts]:
    return case.get("non_dependants") or []


def benefits(person: Facts) -> set[str]:
    return set(person.get("disability_benefits") or ())


def gets(case: Facts, *kinds: str, of: str | None = None) -> bool:
    return any(
        one["kind"] in kinds and Decimal(one["amount"]) and of in {None, one.get("of", "claimant")}
        for one in case.get("incomes") or []
    )


def cause(result: Facts, *names: str) -> bool:
    return any(part["cause"] in names for part in result["shortfall"])


def capped(result: Facts) -> bool:
    return Decimal(result["benefit_cap_reduction_pw"]) > 0


def room_matters(result: Facts) -> bool:
    return cause(result, "under_occupation", "local_housing_allowance")


def somebody_needs_care(case: Facts) -> bool:
    return any(CARE & benefits(one) for one in [*(one for _, one in adults(case)), *children(case), *others(case)])


def tenure(case: Facts) -> str:
    return str(case["tenancy"]["tenure"])


def on_universal_credit(result: Facts) -> bool:
    return result["universal_credit"] is not None


def on_housing_benefit(case: Facts) -> bool:
    return oracle.housing_benefit_is_worked_out(case)


def others_contribute(result: Facts) -> bool:
    return Decimal(result["housing"]["non_dependant_contributions"]) > 0


def over(case: Facts, person: Facts) -> bool:
    return oracle.over_pension_age(case, person)


def ill(case: Facts, of: str, person: Facts) -> bool:
    signs = ("esa", "severely_sight_impaired", "has_paid_carer")
    return (
        any(person.get(name) for name in signs)
        or person.get("work_capability", "none") != "none"
        or bool(benefits(person))
        or gets(case, *SIGNS, of=of)
    )


def works(person: Facts) -> bool:
    return bool(person.get("employment") or person.get("self_employment"))


def can_take_work(case: Facts, of: str, person: Facts) -> bool:
    return not (
        over(case, person)
        or person.get("student")
        or person.get("work_capability") in LCWRA
        or gets(case, "carers_allowance", of=of)
    )


def some(case: Facts, test: Callable[[str, Facts], bool]) -> bool:
    return any(test(of, person) for of, person in adults(case))


def pounds_a_week(money: Facts) -> Decimal:
    payments = {"week": 52, "fortnight": 26, "four_weeks": 13, "month": 12, "quarter": 4, "year": 1}[money["per"]]
    return Decimal(money["amount"]) * payments / 52


def april_to_june(case: Facts) -> bool:
    return date.fromisoformat(case["date"]).month in {4, 5, 6}


SOCIAL = {"social_rent", "managed_property", "refuge", "local_authority_hostel"}
OPEN_TO: dict[str, Callable[[Facts, Facts], bool]] = {
    "overnight_carer_room": lambda case, result: room_matters(result) and somebody_needs_care(case),
    "disabled_childs_room": lambda case, result: (
        room_matters(result)
        and any({"dla_care_middle", "dla_care_highest"} & benefits(child) for child in children(case))
    ),
    "couples_rooms": lambda case, result: (
        room_matters(result) and bool(case.get("partner")) and some(case, lambda _, one: bool(CARE & benefits(one)))
    ),
    "foster_room": lambda case, result: room_matters(result) and gets(case, "fostering_allowance"),
    "bereavement_protection": lambda case, result: cause(result, "under_occupation") and on_housing_benefit(case),
    "downsizing": lambda _, result: cause(result, "under_occupation"),
    "lodger": lambda case, result: tenure(case) == "social_rent" and result["housing"]["bedrooms_spare"] > 0,
    "carer": lambda case, result: (
        some(case, lambda _, one: not one.get("carer")) and (capped(result) or somebody_needs_care(case))
    ),
    "other_of_couple_cares": lambda case, result: (
        on_universal_credit(result)
        and bool(case.get("partner"))
        and some(case, lambda _, one: bool(one.get("carer")) and one.get("work_capability") in LCWRA)
    ),
    "lcwra": lambda case, result: (
        on_universal_credit(result)
        and some(
            case,
            lambda of, one: (
                not over(case, one)
                and one.get("work_capability") not in LCWRA
                and (capped(result) or ill(case, of, one))
            ),
        )
    ),
    "pip": lambda case, result: some(
        case,
        lambda of, one: not over(case, one) and not benefits(one) and (capped(result) or ill(case, of, one)),
    ),
    "attendance_allowance": lambda case, _: some(case, lambda _, one: over(case, one) and not benefits(one)),
    "childs_disability_benefit": lambda case, result: any(
        not benefits(child)
        and not child.get("of_non_dependant")
        and (capped(result) or child.get("severely_sight_impaired") or child.get("cannot_share_bedroom"))
        for child in children(case)
    ),
    "claim_universal_credit": lambda case, _: (
        (case.get("universal_credit") or {}).get("claimed") is False and not oracle.pension_age_household(case)
    ),
    "cap_grace_period": lambda case, result: capped(result) and not some(case, lambda _, one: works(one)),
    "who_claims": lambda case, _: bool(case.get("partner")) and on_housing_benefit(case),
    "savings_credit": lambda case, _: (
        some(case, lambda _, one: over(case, one))
        and (case.get("pension_credit") or {}).get("reached_pension_age_before_6_april_2016") is None
    ),
    "other_adults_income": lambda case, result: (
        on_housing_benefit(case)
        and others_contribute(result)
        and any(one.get("works_16_hours") and not one.get("gross_income") for one in others(case))
    ),
    "other_adult_claims_uc": lambda case, result: (
        on_housing_benefit(case)
        and others_contribute(result)
        and any(18 <= oracle.age(case, one) < 25 and not one.get("works_16_hours") for one in others(case))
    ),
    "other_adult_claims_pc": lambda case, result: (
        others_contribute(result) and any(oracle.age(case, one) >= 60 for one in others(case))
    ),
    "other_adult_parent": lambda case, result: (
        on_universal_credit(result)
        and others_contribute(result)
        and any(child.get("of_non_dependant") and oracle.age(case, child) < 5 for child in children(case))
    ),
    "other_adult_carer": lambda case, result: (
        on_universal_credit(result) and others_contribute(result) and somebody_needs_care(case)
    ),
    "other_adults_couple": lambda case, result: (
        on_housing_benefit(case) and others_contribute(result) and len(others(case)) >= 2
    ),
    "deferred_deduction": lambda case, result: oracle.pension_age_household(case) and others_contribute(result),
    "work": lambda case, result: (
        on_universal_credit(result) and some(case, lambda of, one: not works(one) and can_take_work(case, of, one))
    ),
    "more_hours": lambda case, result: (
        on_universal_credit(result)
        and some(
            case,
            lambda of, one: (
                can_take_work(case, of, one)
                and Decimal(str((one.get("employment") or {"hours_per_week": 35}).get("hours_per_week", 0))) < 35
            ),
        )
    ),
    "earn_over_the_cap": lambda case, result: (
        on_universal_credit(result)
        and Decimal(result["universal_credit"]["benefit_cap_reduction"]) > 0
        and some(case, lambda of, one: can_take_work(case, of, one))
    ),
    "childcare": lambda case, result: (
        on_universal_credit(result) and not some(case, lambda _, one: not works(one)) and bool(children(case))
    ),
    "savings_step": lambda case, _: 6000 < Decimal(case.get("capital", "0")) <= 16000,
    "savings_limit": lambda case, _: Decimal(case.get("capital", "0")) > 16000,
    "room_for_child": lambda case, result: (
        cause(result, "under_occupation") and any(8 <= oracle.age(case, child) < 16 for child in children(case))
    ),
    "pension_age_ends_charge": lambda case, result: (
        cause(result, "under_occupation") and some(case, lambda _, one: oracle.age(case, one) >= 58)
    ),
    "single_adult_discount": lambda case, _: (
        bool(case.get("council_tax")) and not case.get("partner") and not others(case)
    ),
    "warm_home_discount": lambda case, _: case["country"] in {"england", "wales"},
    "scotland_bedroom_charge": lambda case, result: (
        case["country"] == "scotland" and case["date"] >= "2017-04-01" and cause(result, "under_occupation")
    ),
    "scotland_benefit_cap": lambda case, result: (
        case["country"] == "scotland" and case["date"] >= "2017-04-01" and capped(result)
    ),
    "crisis_and_resilience_fund": lambda case, result: (
        case["country"] == "england" and case["date"] >= "2026-04-01" and Decimal(result["rent_to_pay"]) > 0
    ),
    "discretionary_housing_payment": lambda case, result: (
        case["country"] != "northern_ireland"
        and (case["country"] != "england" or case["date"] < "2026-04-01")
        and Decimal(result["rent_to_pay"]) > 0
    ),
    "northern_ireland_supplementary_payment": lambda case, result: (
        case["country"] == "northern_ireland" and (cause(result, "under_occupation") or capped(result))
    ),
    "pension_credit": lambda _, result: Decimal((result["pension_credit"] or {"award": "0"})["award"]) > 0,
    "council_tax_reduction": lambda case, result: (
        case["country"] != "northern_ireland" and result["council_tax_reduction"] != "0.00"
    ),
    "rate_rebate": lambda case, _: case["country"] == "northern_ireland",
    "second_adult_rebate": lambda case, _: (
        case["country"] == "england"
        and oracle.pension_age_household(case)
        and not case.get("partner")
        and bool(others(case))
    ),
    "managed_payment": lambda case, result: (
        on_universal_credit(result)
        and tenure(case) == "social_rent"
        and case["country"] in {"england", "wales"}
        and Decimal(result["help_with_rent"]) > 0
    ),
    "scottish_choice": lambda case, result: (
        on_universal_credit(result) and tenure(case) == "social_rent" and case["country"] == "scotland"
    ),
    "rent_period": lambda case, _: (
        tenure(case) == "social_rent" and not 50 <= pounds_a_week(case["tenancy"]["rent"]) <= 250
    ),
    "rent_weeks": lambda case, _: (
        tenure(case) in SOCIAL and case["tenancy"]["rent"]["per"] in {"week", "fortnight", "four_weeks"}
    ),
    "missing_child": lambda case, _: gets(case, "child_benefit"),
    "old_rent": lambda case, _: tenure(case) in SOCIAL and april_to_june(case),
    "other_adult_moved_out": lambda case, result: others_contribute(result) and bool(others(case)),
    "bedrooms": lambda _, result: cause(result, "under_occupation"),
}


def all_of(case: Case) -> tuple[Option, ...]:
    found = options(case, assumed=ASSUMED)
    return (*found.ranked, *found.checks, *found.without_figure)


def test_every_option_says_to_whom_it_is_open() -> None:
    assert OPEN_TO.keys() == set(codes())


@quick
@given(households())
def test_the_figures_are_those_of_the_oracle(written: Facts) -> None:
    case = Case.model_validate(written)
    before = oracle.assess(whole(case))
    for option in all_of(case):
        if option.case_after is None:
            assert option.change_in_left_after_rent is None
            continue
        assert Case.model_validate(option.case_after.to_dict()) == option.case_after
        after = oracle.assess(whole(option.case_after))
        assert option.change_in_left_after_rent == Decimal(after["left_after_rent"]) - Decimal(
            before["left_after_rent"]
        )
        assert option.change_in_rent_to_pay == Decimal(after["rent_to_pay"]) - Decimal(before["rent_to_pay"])


@quick
@given(households())
def test_what_is_not_open_is_not_offered(written: Facts) -> None:
    case = Case.model_validate(written)
    result = oracle.assess(whole(case))
    assert [option.code for option in all_of(case) if not OPEN_TO[option.code](whole(case), result)] == []


@quick
@given(households())
def test_the_most_comes_first_and_nothing_that_loses(written: Facts) -> None:
    found = options(written, assumed=ASSUMED)
    left = [option.change_in_left_after_rent or Decimal(0) for option in found.ranked]
    assert left == sorted(left, reverse=True)
    assert all(change > 0 for change in left)
    assert all(option.kind == "check" for option in found.checks)
    assert not [option for option in found.ranked if option.kind == "check"]
