"""Facts that do not fit the case they stand beside."""

import pytest

from benefitcalc import (
    InvalidCase,
    assess,
)
from benefitcalc.assessment.household import trace
from tests.unit.circumstances.worked import (
    CLEANING,
    COURSE,
    ELISE,
    FUEL,
    JOSH,
    LATE,
    SPARE,
    W12,
    WORKING_SON,
    deferred,
    household,
    income,
    legacy,
    money,
    of_pension_age,
    on_housing_benefit,
    problems,
    surplus,
)

MISFITS = [
    (household("2018-04-10"), surplus("1.00"), {"surplus_earnings": "before_the_law"}),
    (household(), {"surplus_earnings": {"amount": 1, "of": "partner"}}, {"surplus_earnings.of": "no_partner"}),
    (
        JOSH,
        {"incomes_for_part_of_period": [{"income": 1, "first_day": "2019-12-17"}, {"income": 0}]},
        {
            "incomes_for_part_of_period[0].income": "no_such_income",
            "incomes_for_part_of_period[1]": "missing",
        },
    ),
    (
        JOSH,
        {
            "incomes_for_part_of_period": [
                {"income": 0, "first_day": "2019-12-17", "last_day": "2019-12-16"},
                {"income": 0, "first_day": "2019-12-17"},
            ]
        },
        {
            "incomes_for_part_of_period[0].last_day": "out_of_order",
            "incomes_for_part_of_period[1].income": "given_twice",
        },
    ),
    (
        household(incomes=[income("statutory_sick_pay", "100.00")]),
        {"incomes_for_part_of_period": [{"income": 0, "first_day": "2026-06-17"}]},
        {"incomes_for_part_of_period[0].income": "not_counted_by_days"},
    ),
    (
        W12,
        {"course_years": [{**COURSE, "year_begins": "2026-09-09"}]},
        {"course_years[0]": "out_of_order"},
    ),
    (
        {**W12, "incomes": [income("student_income", "100.00")]},
        {"course_years": [COURSE, COURSE]},
        {
            "course_years[0]": "given_twice",
            "course_years[1].of": "given_twice",
            "course_years[1]": "given_twice",
        },
    ),
    (
        W12,
        {"course_years": [{**COURSE, "first_period": "2026-09-11"}, {**COURSE, "of": "partner"}]},
        {"course_years[0].first_period": "not_in_the_cycle", "course_years[1].of": "no_partner"},
    ),
    (
        ELISE,
        {"late_reclaim": {"claimed": "2019-11-10", "job_ended": "2019-11-11"}},
        {"late_reclaim.claimed": "outside_the_period", "late_reclaim.job_ended": "out_of_order"},
    ),
    (ELISE, {"late_reclaim": {**LATE, "claimed": "2019-10-09"}}, {"late_reclaim.claimed": "outside_the_period"}),
    (
        household(universal_credit={"transitional_element": "10.00"}),
        {**legacy("500.00"), "transitional_sdp": {"higher_rate": True}},
        {
            "move_from_legacy_benefits": "given_twice",
            "transitional_sdp": "cannot_both_be",
            "transitional_sdp.higher_rate": "no_partner",
        },
    ),
    (
        ELISE,
        {**legacy("500.00"), "late_reclaim": LATE},
        {"move_from_legacy_benefits": "cannot_both_be"},
    ),
    (
        household(),
        {"service_charges_qualifying_period_served": True},
        {"service_charges_qualifying_period_served": "not_an_owner"},
    ),
    (
        {**household(), "tenancy": {"tenure": "owner_occupier"}},
        {"service_charges_qualifying_period_served": False},
        {"service_charges_qualifying_period_served": "no_service_charges"},
    ),
    (
        on_housing_benefit(),
        {
            "deferred_deductions": [deferred("2026-05-01")],
            "extended_payment": {"qualifying_benefit_ended": "2026-06-08", "award_before": 1},
            "rent_could_be_afforded": {"award_began": "2026-06-08"},
            **surplus("1.00"),
        },
        {
            "surplus_earnings": "scheme_not_in_question",
            "deferred_deductions": "scheme_not_in_question",
            "rent_could_be_afforded.award_began": "in_the_future",
            "deferred_deductions[0].non_dependant": "no_such_person",
            "extended_payment.qualifying_benefit_ended": "in_the_future",
        },
    ),
    (
        of_pension_age([WORKING_SON]),
        {"deferred_deductions": [deferred("2026-06-08"), deferred("2026-06-07")]},
        {"deferred_deductions[0].changed": "in_the_future", "deferred_deductions[1].non_dependant": "given_twice"},
    ),
    (
        on_housing_benefit("2026-06-08"),
        {"extended_payment": {"qualifying_benefit_ended": "2026-06-03", "award_before": "100.01"}},
        {"extended_payment.award_before": "more_than_the_rent"},
    ),
    (
        {**on_housing_benefit(), "tenancy": {"tenure": "exempt_accommodation", "rent": money("100.00", "week")}},
        {"tenant_on_housing_benefit_since_before_1996": True},
        {"tenant_on_housing_benefit_since_before_1996": "no_bedroom_charge"},
    ),
    (
        of_pension_age([]),
        {"rent_could_be_afforded": {"award_began": "2026-06-01"}},
        {"rent_could_be_afforded": "no_bedroom_charge"},
    ),
    (
        household("2018-04-10", rent=money("100.00", "week")),
        {"housing_benefit_before_the_move": {"award": "96.40"}},
        {"housing_benefit_before_the_move": "before_the_law"},
    ),
    (
        {**household(), "tenancy": {"tenure": "exempt_accommodation", "rent": money("100.00", "week")}},
        {"housing_benefit_before_the_move": {"award": "96.40"}},
        {"housing_benefit_before_the_move": "goes_on_anyway"},
    ),
    (
        of_pension_age([]),
        {"housing_benefit_before_the_move": {"award": "96.40"}},
        {"housing_benefit_before_the_move": "scheme_not_in_question"},
    ),
    (household("2019-07-23"), legacy("500.00"), {"move_from_legacy_benefits": "before_the_law"}),
    (household(rent=money("100.00", "week")), {"fuel_in_rent": FUEL}, {"fuel_in_rent": "scheme_not_in_question"}),
    (
        of_pension_age([], tenancy={**SPARE, "service_charges": [CLEANING]}),
        {"fuel_in_rent": {"one_room": True}, "meals_in_rent": {}},
        {"fuel_in_rent": "nothing_included", "meals_in_rent": "nothing_included"},
    ),
    (
        of_pension_age([], tenancy={**SPARE, "service_charges": [CLEANING]}),
        {"fuel_in_rent": FUEL},
        {"fuel_in_rent": "no_rent"},
    ),
    (
        of_pension_age(
            [],
            tenancy={
                "tenure": "private_rent",
                "rent": money("120.00", "week"),
                "local_housing_allowance": money("110.00", "week"),
            },
        ),
        {"fuel_in_rent": FUEL, "meals_in_rent": {"breakfast_only": 1}},
        {"fuel_in_rent": "local_housing_allowance", "meals_in_rent": "local_housing_allowance"},
    ),
    (
        of_pension_age([]),
        {"fuel_in_rent": {"lighting": True, "one_room": True}},
        {"fuel_in_rent.one_room": "not_modelled"},
    ),
    (
        household(incomes=[income("carers_allowance", "86.45", "week")]),
        {"incomes_for_part_of_period": [{"income": 0, "first_day": "2026-08-01"}]},
        {"incomes_for_part_of_period[0]": "outside_the_period"},
    ),
    (
        household(incomes=[income("carers_allowance", "86.45", "week")]),
        {"incomes_for_part_of_period": [{"income": 0, "last_day": "2026-06-09"}]},
        {"incomes_for_part_of_period[0]": "outside_the_period"},
    ),
    (
        of_pension_age([], tenancy={"tenure": "owner_occupier", "service_charges": [CLEANING]}),
        {"service_charges_qualifying_period_served": False},
        {"service_charges_qualifying_period_served": "scheme_not_in_question"},
    ),
    (
        household(),
        {"tenant_on_housing_benefit_since_before_1996": True},
        {"tenant_on_housing_benefit_since_before_1996": "scheme_not_in_question"},
    ),
]


@pytest.mark.parametrize(("case", "facts", "found"), MISFITS)
def test_a_fact_that_does_not_fit_is_never_left_out_unsaid(case, facts, found):
    assert problems(case, facts) == {f"circumstances.{path}": code for path, code in found.items()}


def test_a_trace_refuses_facts_that_do_not_fit():
    with pytest.raises(InvalidCase, match="is a fact of an owner_occupier"):
        trace(household(), {"service_charges_qualifying_period_served": True})


def test_each_problem_is_a_sentence():
    for case, facts, _ in MISFITS:
        with pytest.raises(InvalidCase) as refused:
            assess(case, facts)
        assert all(problem.message.endswith(".") and len(problem.message) > 20 for problem in refused.value.problems)
