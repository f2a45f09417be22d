"""What hangs on whether an income is paid hangs on the first penny of it, and an amount of nothing is not paid."""

from typing import Any

import pytest

from benefitcalc import assess
from tests.oracle.__main__ import plain
from tests.worked import at

Written = dict[str, Any]
HOME = {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}}
ON_UC: Written = {"date": "2026-06-01", "claimant": {"age": 40}, "tenancy": HOME}
ON_HB: Written = {**ON_UC, "universal_credit": {"claimed": False}}
PENSIONER: Written = {**ON_UC, "claimant": {"born": "1950-01-01"}}
IN_CHILDCARE = {"children": [{"age": 3, "childcare": {"amount": "50.00", "per": "week"}}]}


def at_work(net: str, hours: int, **more: Any) -> Written:
    return {"age": 40, "employment": {"net": {"amount": net, "per": "week"}, "hours_per_week": hours}, **more}


PARTNER_AT_WORK = {"partner": at_work("200.00", 16)}


@pytest.mark.parametrize(
    ("kind", "case", "path", "nothing", "a_penny"),
    [
        ("incapacity_benefit", ON_HB, "housing_benefit.applicable_amount", "95.55", "140.40"),  # 44.85 more
        ("severe_disablement_allowance", ON_HB, "housing_benefit.applicable_amount", "95.55", "140.40"),
        ("carers_allowance", ON_HB, "housing_benefit.applicable_amount", "95.55", "143.70"),  # 48.15 more
        ("carers_allowance", PENSIONER, "pension_credit.appropriate_minimum_guarantee", "238.00", "286.15"),
        ("income_support", {**ON_HB, "date": "2026-03-02"}, "housing_benefit.passported", False, True),
        # Permitted work leaves out all of 203.50 at 15 hours, otherwise a single person's 5.00.
        (
            "new_style_esa",
            {**ON_HB, "claimant": at_work("203.50", 15)},
            "housing_benefit.net_earnings",
            "198.50",
            "0.00",
        ),
        # 200.00 less a couple's 10.00 and 17.10; and the childcare of 50.00, where both are in work or on leave.
        (
            "maternity_allowance",
            {**ON_HB, **IN_CHILDCARE, **PARTNER_AT_WORK},
            "housing_benefit.net_earnings",
            "172.90",
            "122.90",
        ),
        # The penny itself counts as earnings.
        (
            "statutory_maternity_pay",
            {**ON_HB, **IN_CHILDCARE, **PARTNER_AT_WORK},
            "housing_benefit.net_earnings",
            "172.90",
            "122.91",
        ),
        ("industrial_injuries", ON_HB, "benefit_cap.exemptions", [], ["industrial_injuries"]),
        ("war_pension", ON_HB, "benefit_cap.exemptions", [], ["war_pension"]),
        ("working_tax_credit", {**ON_HB, "date": "2025-03-03"}, "benefit_cap.exemptions", [], ["working_tax_credit"]),
        ("guardians_allowance", ON_HB, "benefit_cap.exemptions", [], ["guardians_allowance"]),
        ("industrial_injuries", ON_UC, "benefit_cap.exemptions", [], ["industrial_injuries"]),
        # A tax credit for the child stands in place of Pension Credit's addition of 66.29.
        (
            "child_tax_credit",
            {**PENSIONER, "date": "2025-03-03", "children": [{"age": 3}]},
            "pension_credit.appropriate_minimum_guarantee",
            "284.44",
            "218.15",
        ),
        # 50.00 less 5.00, or less 20.00 with the penny of the benefit.
        (
            "new_style_esa",
            {**PENSIONER, "claimant": {**at_work("50.00", 16), "age": 76}},
            "pension_credit.income",
            "45.00",
            "30.01",
        ),
        # 85% of 216.67, where both are in work or on such pay.
        (
            "maternity_allowance",
            {**ON_UC, **IN_CHILDCARE, **PARTNER_AT_WORK},
            "universal_credit.childcare_element",
            "0.00",
            "184.17",
        ),
        (
            "statutory_sick_pay",
            {**ON_UC, **IN_CHILDCARE, **PARTNER_AT_WORK},
            "universal_credit.childcare_element",
            "0.00",
            "184.17",
        ),
        # Less than 10p of guarantee credit is paid only together with a State Pension.
        (
            "state_pension",
            {
                **PENSIONER,
                "claimant": {"born": "1955-01-01"},
                "incomes": [{"kind": "occupational_pension", "amount": "237.93", "per": "week"}],
            },
            "pension_credit.award",
            "0.00",
            "0.06",
        ),
    ],
)
def test_a_penny_counts_and_nothing_does_not(
    kind: str, case: Written, path: str, nothing: object, a_penny: object
) -> None:
    def found(amount: str) -> object:
        income = {"kind": kind, "amount": amount, "per": "week", "of": "claimant"}
        return at(plain(assess({**case, "incomes": [*case.get("incomes", []), income]})), path)

    assert (found("0.00"), found("0.01")) == (nothing, a_penny)
