"""How a figure that rests on a fact of another period is explained."""

from decimal import Decimal

import pytest

from benefitcalc import (
    assess,
    explain,
)
from benefitcalc.assessment.household import trace
from benefitcalc.schemes.council_tax.local_scheme_file import example_scheme
from tests.unit.circumstances.worked import (
    COUPLE,
    COURSE,
    DAVID,
    ELISE,
    JOHN,
    JOSH,
    LATE,
    TAXED,
    W12,
    W15,
    WORKING_SON,
    deferred,
    household,
    legacy,
    money,
    of_pension_age,
    on_housing_benefit,
    surplus,
)

# --- The explanation --------------------------------------------------------------------------------------------------


LINES = [
    (JOHN, surplus("284.64"), "earnings_with_surplus", "784.64"),
    (
        JOSH,
        {"incomes_for_part_of_period": [{"income": 0, "last_day": "2019-12-19"}]},
        "income_for_part_of_period",
        "138.90",
    ),
    (W12, {"course_years": [COURSE]}, "student_income_of_each_period", "1013.11"),
    (ELISE, {"late_reclaim": LATE}, "elements_of_first_period", "219.43"),
    (ELISE, {"late_reclaim": LATE}, "deductions_of_first_period", "85.44"),
    (W15, legacy("1421.36"), "initial_transitional_element", "218.25"),
    (COUPLE, {"transitional_sdp": {"higher_rate": True}}, "transitional_sdp_element", "502.27"),
    (household(), {"transitional_sdp": {"disabled_children": 1}}, "transitional_sdp_additional", "199.37"),
    (DAVID, {"service_charges_qualifying_period_served": True}, "owners_service_charges", "50.00"),
    (of_pension_age([WORKING_SON]), {"deferred_deductions": [deferred("2026-05-01")]}, "deferred_deduction", "0.00"),
    (
        on_housing_benefit("2026-06-08"),
        {"extended_payment": {"qualifying_benefit_ended": "2026-06-03", "award_before": "90.00"}},
        "extended_payment",
        "90.00",
    ),
]


@pytest.mark.parametrize(("case", "facts", "name", "amount"), LINES, ids=[line[2] for line in LINES])
def test_the_explanation_has_the_line(case, facts, name, amount):
    line = explain(case, facts).line(name)
    assert line.amount == f"£{Decimal(amount):,.2f}"
    assert line.label in str(explain(case, facts))
    assert line.law in {step["law"] for step in assess(case, facts).to_dict()["steps"]}
    assert (line.nil_reason is not None) == (amount == "0.00")


@pytest.mark.parametrize(
    ("charge", "facts", "reason"),
    [
        ("12.50", surplus("0.01"), "an owner gets nothing for a period in which there are earnings"),
        ("0.00", {}, "no service charge that help can cover"),
    ],
)
def test_an_owner_without_help_is_told_why(charge, facts, reason):
    home = {**DAVID["tenancy"], "service_charges": [{"label": "stairs", **money(charge), "eligible": True}]}
    facts = {"service_charges_qualifying_period_served": True, **facts}
    assert explain({**DAVID, "tenancy": home}, facts).line("owners_service_charges").nil_reason == reason


def test_a_deferred_deduction_of_nothing_says_why():
    reasons = [
        explain(of_pension_age([person]), {"deferred_deductions": [deferred("2026-05-01")]}).line("deferred_deduction")
        for person in (WORKING_SON, {"age": 24, "student": True})
    ]
    assert [line.nil_reason for line in reasons] == [
        "the deduction is new, and waits for 26 weeks",
        "there is no deduction for this person",
    ]


def test_lines_name_what_they_are_about():
    late = explain(ELISE, {"late_reclaim": LATE})
    labels = [line.label for line in late.lines if line.name.endswith("of_first_period")]
    assert labels == [
        "First period of a late re-claim: standard allowance",
        "First period of a late re-claim: earnings",
    ]
    maximum = late.line("maximum_amount")
    assert [(part.label, part.text) for part in maximum.inputs if not part.idle] == [
        ("Standard allowance", "£219.43 a month")
    ]
    moved = explain(W15, legacy("1421.36"))
    assert [part.label for part in moved.line("maximum_amount").inputs if part.line == "initial_transitional_element"]
    assert [line.name for line in moved.lines].count("maximum_amount") == 1
    protected = explain(on_housing_benefit(), {"rent_could_be_afforded": {"award_began": "2026-06-01"}})
    assert protected.line("protected_from_bedroom_charge").amount == "yes"


def test_the_councils_scheme_has_its_lines_behind_those_of_the_household():
    facts = {"working_age_council_tax": {"scheme": example_scheme("means_tested")}}
    sections = [section.title for section in explain(household(**TAXED), facts).sections]
    assert sections[-1] == "Council Tax Reduction by the council's own scheme"
    assert "Universal Credit" in sections


def test_an_assessment_explains_itself_with_its_facts():
    result = assess(W15, legacy("1421.36"))
    assert explain(result).line("initial_transitional_element").amount == "£218.25"
    assert any(step.rule.name == "initial_transitional_element_pm" for step in trace(result.case, result.circumstances))


# --- The command ------------------------------------------------------------------------------------------------------


def test_an_assessment_is_explained_with_its_own_facts_alone():
    with pytest.raises(ValueError, match="already"):
        explain(assess(W15), legacy("1421.36"))
