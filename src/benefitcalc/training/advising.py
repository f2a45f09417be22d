"""Which advice is right for a household: what the engine finds open to it, and what its own figures show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benefitcalc.advice.options import options
from benefitcalc.assessment.household import assess
from benefitcalc.assessment.result import Assessment
from benefitcalc.case import Case, Country, Period, Tenure
from benefitcalc.periods import assessment_period_end
from benefitcalc.training.curated import advice

_SUPPORTED = {
    Tenure.EXEMPT_ACCOMMODATION,
    Tenure.MANAGED_PROPERTY,
    Tenure.REFUGE,
    Tenure.LOCAL_AUTHORITY_HOSTEL,
    Tenure.TEMPORARY_ACCOMMODATION,
}


def right_advice(case: Case) -> tuple[str, ...]:
    """The codes of all advice that is right for a household, in the order of ``advice.toml``."""
    found = options(case)
    open_to_it = {one.code for one in (*found.ranked, *found.checks, *found.without_figure)}
    result = assess(case)
    return tuple(code for code in advice() if code in open_to_it or (code in RIGHT and RIGHT[code](result)))


def _universal_credit(result: Assessment) -> bool:
    return result.universal_credit is not None and result.universal_credit.award > 0


def _rent_by_the_week(result: Assessment) -> bool:
    rent = result.case.tenancy.rent
    return _universal_credit(result) and result.housing_benefit is None and rent.per.weeks is not None


def _shortfall(result: Assessment, *causes: str) -> bool:
    return any(part.cause in causes for part in result.shortfall)


def _paid_by_weeks(result: Assessment) -> bool:
    jobs = [adult.employment for adult in result.case.adults if adult.employment is not None]
    paid = [job.net or job.gross for job in jobs]
    return any(pay is not None and pay.per in {Period.WEEK, Period.FORTNIGHT, Period.FOUR_WEEKS} for pay in paid)


def _at_pension_age(result: Assessment) -> bool:
    return result.pension_credit is not None and result.universal_credit is None


def _mixed_age(result: Assessment) -> bool:
    ages = [adult.age_on(result.case.date, result.case.date) for adult in result.case.adults]
    return result.universal_credit is not None and len(ages) == 2 and max(ages) >= 67 > min(ages) and min(ages) < 66


def _joint(result: Assessment) -> bool:
    home = result.case.tenancy
    return home.people_liable > home.people_liable_in_claim


def _adult_counts(result: Assessment) -> bool:
    deductions = result.housing_benefit.non_dependant_deductions if result.housing_benefit is not None else 0
    return bool(result.housing.non_dependant_contributions or deductions)


def _under_21(result: Assessment) -> bool:
    ages = [adult.age_on(result.case.date, result.case.date) for adult in result.case.non_dependants]
    return _universal_credit(result) and any(age < 21 for age in ages)


def _children_decide(result: Assessment) -> bool:
    return len(result.case.children) >= 2 and result.case.tenancy.tenure is Tenure.SOCIAL_RENT


def _birthday_of_a_room(result: Assessment) -> bool:
    """Whether a child turns ten or sixteen in the month from the date of the case."""
    day = result.case.date
    last = assessment_period_end(day)
    ages = [(child.age_on(day, day), child.age_on(last, day)) for child in result.case.children]
    return any(now < age <= then for now, then in ages for age in (10, 16))


def _sixteen(result: Assessment) -> bool:
    return any(16 <= child.age_on(result.case.date, result.case.date) < 19 for child in result.case.children)


def _floor(result: Assessment) -> bool:
    trades = [adult.self_employment for adult in result.case.adults if adult.self_employment is not None]
    return any(trade.minimum_income_floor for trade in trades)


def _cap_in_sight(result: Assessment) -> bool:
    capped = result.universal_credit is not None and result.universal_credit.benefit_cap_reduction > 0
    return capped and _shortfall(result, "under_occupation")


def _unlimited(result: Assessment) -> bool:
    return (
        _universal_credit(result)
        and len(result.case.children) > 2
        and (result.case.date.year, result.case.date.month) >= (2026, 4)
    )


def _limited(result: Assessment) -> bool:
    return _universal_credit(result) and len(result.case.children) > 2 and not _unlimited(result)


RIGHT: Mapping[str, Callable[[Assessment], bool]] = {
    "budget_by_month": _rent_by_the_week,
    "pay_the_difference": lambda result: result.rent_to_pay > 0,
    "keep_housing_benefit": lambda result: (
        result.case.tenancy.tenure in _SUPPORTED and result.housing_benefit is not None
    ),
    "no_charge_at_pension_age": _at_pension_age,
    "charge_as_mixed_age": _mixed_age,
    "report_change_now": _birthday_of_a_room,
    "report_both_ways": _paid_by_weeks,
    "ask_for_cap_check": _cap_in_sight,
    "keep_transitional": lambda result: bool(result.case.universal_credit.transitional_element),
    "report_savings": lambda result: bool(result.universal_credit and result.universal_credit.tariff_income),
    "explain_minimum_income_floor": _floor,
    "tell_about_joint_share": _joint,
    "tell_about_room_rule": _children_decide,
    "tell_about_contribution": _adult_counts,
    "no_contribution_under_21": _under_21,
    "all_children_count": _unlimited,
    "two_child_exceptions": _limited,
    "young_person_evidence": _sixteen,
    "private_rent_allowance": lambda result: _shortfall(result, "local_housing_allowance"),
    "claim_housing_benefit": lambda result: _at_pension_age(result) or result.case.tenancy.tenure in _SUPPORTED,
    "discretionary_housing_payment": lambda result: result.case.country is Country.WALES and result.rent_to_pay > 0,
}
"""When advice that is no option of the engine is right."""
