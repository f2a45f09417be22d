"""What is left out of earnings."""

import pytest

from benefitcalc import explain
from benefitcalc.money import format_pounds, parse_pounds
from tests.unit.schemes.housing_benefit.households import (
    LONE_PARENT_OF_TWO,
    MOBILITY,
    PIP_DL,
    check,
    household,
    income,
    job,
    money,
)


# Income (law file 8). -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("case", "net"),
    [
        (household(claimant={"employment": job("100.00", 10)}), "95.00"),
        (household(claimant={"employment": job("3.00", 10)}), "0.00"),
        (household(claimant={"employment": job("100.00", 10)}, partner={"age": 40}), "90.00"),
        (
            household(claimant={"employment": job("60.00", 10)}, partner={"age": 40, "employment": job("60.00", 10)}),
            "110.00",
        ),
        (household(**{**LONE_PARENT_OF_TWO, "claimant": {"age": 30, "employment": job("100.00", 10)}}), "75.00"),
        (household(claimant={"employment": job("100.00", 10), **MOBILITY}), "80.00"),
        (household(claimant={"age": 70, "employment": job("100.00", 10), **MOBILITY}), "80.00"),
        (household(claimant={"age": 70, "employment": job("100.00", 10), **PIP_DL}), "80.00"),
        (household(claimant={"employment": job("100.00", 10), "work_capability": "lcwra_standard"}), "80.00"),
        (household(claimant={"employment": job("100.00", 10), "carer": True}), "80.00"),
        (household(claimant={"employment": job("15.00", 10), "carer": True}), "0.00"),
        (
            household(
                claimant={"employment": job("12.00", 5), "carer": True},
                partner={"age": 40, "employment": job("50.00", 8)},
            ),
            "42.00",
        ),
        (
            household(
                claimant={"employment": job("7.00", 5), "carer": True},
                partner={"age": 40, "employment": job("50.00", 8)},
            ),
            "40.00",
        ),
        (household(claimant={"carer": True}, partner={"age": 40, "employment": job("50.00", 8)}), "40.00"),
        (household(claimant={"employment": job("203.50", 15), "esa": "work_related_activity"}), "0.00"),
        (household(claimant={"employment": job("203.51", 15), "esa": "work_related_activity"}), "198.51"),
        (household(claimant={"employment": job("203.50", 16), "esa": "work_related_activity"}), "198.50"),
        (
            household(
                claimant={"employment": job("190.00", 10), "esa": "work_related_activity"},
                partner={"age": 40, "employment": job("50.00", 8)},
            ),
            "36.50",
        ),
        (household(incomes=[income("statutory_sick_pay", "100.00")]), "95.00"),
        (
            household(claimant={"self_employment": {"net_profit": money("520.00", "month"), "hours_per_week": 9}}),
            "115.00",
        ),
    ],
)
def test_the_one_earnings_disregard(case, net):
    check(case, {"net_earnings": net})


@pytest.mark.parametrize(
    ("other", "amount"),
    [
        ("5.00", "£195.00"),  # 190.00 of permitted work, and 5.00 that the other earns
        ("13.50", "£203.50"),
        ("50.00", "£203.50"),  # what the limit leaves of 20.00
    ],
)
def test_beside_permitted_work_no_more_is_left_out_than_the_other_earns(other, amount):
    case = household(
        claimant={"employment": job(other, 8)},
        partner={"age": 40, "employment": job("190.00", 10), "esa": "work_related_activity"},
    )
    assert explain(case).line("permitted_work_disregard").amount == amount


@pytest.mark.parametrize(
    ("case", "net"),
    [
        (household(claimant={"age": 25, "employment": job("300.00", 30)}), "277.90"),
        (household(claimant={"age": 24, "employment": job("300.00", 30)}), "295.00"),
        (household(claimant={"age": 25, "employment": job("300.00", 29)}), "295.00"),
        (household(claimant={"age": 25, "employment": job("22.10", 30)}), "0.00"),
        (household(claimant={"age": 25, "employment": job("22.09", 30)}), "17.09"),
        (household(claimant={"employment": job("300.00", 16), **MOBILITY}), "262.90"),
        (household(claimant={"employment": job("300.00", 15), **MOBILITY}), "280.00"),
        (household(**{**LONE_PARENT_OF_TWO, "claimant": {"age": 20, "employment": job("300.00", 16)}}), "257.90"),
        (household("2020-06-01", claimant={"employment": job("300.00", 30)}), "257.90"),
        (household("2021-04-05", claimant={"employment": job("300.00", 30)}), "277.90"),
        (household(claimant={"age": 70, "employment": job("300.00", 30)}), "277.90"),
    ],
)
def test_the_additional_earnings_disregard(case, net):
    check(case, {"net_earnings": net})


ACCOMMODATION = {"tenure": "exempt_accommodation", "rent": "300.00"}


@pytest.mark.parametrize(
    ("claimant", "partner", "base", "amount"),
    [
        (24, None, "5.00", "61.41"),
        (25, None, "5.00", "77.73"),
        (17, 17, "10.00", "97.33"),
        (17, 18, "10.00", "61.53"),
        (24, 24, "10.00", "61.53"),
        (24, 25, "10.00", "119.70"),
    ],
)
def test_the_accommodation_disregard_of_october_2026(claimant, partner, base, amount):
    """SI 2006/213 Sch 4 para 18, by age (law file 8.2A)."""
    for date, off in (("2026-09-28", [base]), ("2026-10-05", [base, amount])):
        case = household(date, **ACCOMMODATION, claimant={"age": claimant, "employment": job("250.00", 10)})
        if partner is not None:
            case["partner"] = {"age": partner}
        check(case, {"net_earnings": format_pounds(parse_pounds("250.00") - sum(map(parse_pounds, off)))})


@pytest.mark.parametrize(
    ("tenure", "net"),
    [
        ("refuge", "167.27"),
        ("temporary_accommodation", "167.27"),
        ("social_rent", "245.00"),
    ],
)
def test_where_the_accommodation_disregard_applies(tenure, net):
    case = household("2026-10-05", tenure=tenure, claimant={"employment": job("250.00", 10)})
    check(case, {"net_earnings": net})


def test_no_accommodation_disregard_in_pension_age():
    case = household("2026-10-05", **ACCOMMODATION, claimant={"age": 70, "employment": job("250.00", 10)})
    check(case, {"net_earnings": "245.00"})


def test_housing_benefit_begins_to_fall_where_universal_credit_ends():
    """Law file 7: exactly so for a single person of 25; a lone parent of two loses 133.93 there."""
    single = household("2026-10-05", **ACCOMMODATION, claimant={"employment": job("178.28", 20)})
    check(single, {"net_earnings": "95.55", "taper_reduction": "0.00"})
    worker = {"claimant": {"age": 30, "employment": job("597.18", 30)}}
    parent = household("2026-10-05", **ACCOMMODATION, **{**LONE_PARENT_OF_TWO, **worker})
    check(parent, {"net_earnings": "477.35", "taper_reduction": "133.93"})


def test_the_accommodation_disregard_counts_in_the_test_of_the_additional_one():
    """Law file 8.2A: 5.00 + 77.73 + 17.10 = 99.83."""
    for net, counted in (("99.83", "0.00"), ("99.82", "17.09")):
        case = household("2026-10-05", **ACCOMMODATION, claimant={"employment": job(net, 30)})
        check(case, {"net_earnings": counted})
