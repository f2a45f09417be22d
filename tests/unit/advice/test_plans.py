"""Plans for arrears, deductions, and the account under a plan, with figures worked out by hand."""

import datetime as dt
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefitcalc import assess
from benefitcalc.account import project_account
from benefitcalc.account.terms import Deduction, Every
from benefitcalc.advice.affordability import affordability
from benefitcalc.advice.deductions import rent_deduction
from benefitcalc.advice.plan_account import late_payment, plan_account
from benefitcalc.advice.plans import ArrearsPlan, affordable_plan, arrears_plan, paydays

ALONE: dict[str, Any] = {
    "date": "2026-12-01",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "120.00", "per": "week"}},
}
PAID_WEEKLY = {"net": {"amount": "150.00", "per": "week"}, "paid_on": "2026-11-20"}


def weekly(amount: str = "20.00") -> ArrearsPlan:
    return arrears_plan(debt="612.40", every="week", first="2026-12-04", amount=amount)


def test_a_plan_by_the_week() -> None:
    plan = weekly()
    # 30 × 20.00 = 600.00, and 12.40 more 30 weeks after 4 December 2026.
    assert len(plan.instalments) == 31
    assert plan.instalments[-1].amount == Decimal("12.40")
    assert plan.clears_by == dt.date(2027, 7, 2)
    assert plan.sentence == "£20.00 a week from Fri 4 Dec 2026: 31 payments, the last of £12.40 on Fri 2 Jul 2027."


@pytest.mark.parametrize(
    ("every", "second", "a_week"),
    [
        ("week", dt.date(2027, 2, 7), "40.00"),
        ("fortnight", dt.date(2027, 2, 14), "20.00"),
        ("four_weeks", dt.date(2027, 2, 28), "10.00"),
        ("month", dt.date(2027, 2, 28), "9.23"),
    ],
)
def test_the_days_of_each_frequency(every: Every, second: dt.date, a_week: str) -> None:
    plan = arrears_plan(debt="100.00", every=every, first="2027-01-31", amount="40.00")
    assert [one.day for one in plan.instalments[:2]] == [dt.date(2027, 1, 31), second]
    assert [str(one.amount) for one in plan.instalments] == ["40.00", "40.00", "20.00"]
    assert str(plan.weekly) == a_week


def test_the_least_that_clears_by_a_day() -> None:
    plan = arrears_plan(debt="612.40", every="month", first="2026-12-31", clear_by="2027-06-30")
    # Seven payments: 612.40 ÷ 7 = 87.486 up to 87.49, and 612.40 − 6 × 87.49 = 87.46.
    assert [str(one.amount) for one in plan.instalments] == ["87.49"] * 6 + ["87.46"]
    assert plan.clears_by == dt.date(2027, 6, 30)


@pytest.mark.parametrize(
    ("payments", "said"),
    [
        (37, ""),  # the last payment comes three years after the first
        (38, "It runs for about 3 years and 1 month, which is very long."),
        (39, "It runs for about 3 years and 2 months, which is very long."),
        (49, "It runs for about 4 years, which is very long."),
    ],
)
def test_a_plan_of_more_than_three_years_is_called_very_long(payments: int, said: str) -> None:
    plan = arrears_plan(debt=f"{payments * 10}.00", every="month", first="2026-12-31", amount="10.00")
    assert len(plan.instalments) == payments
    assert plan.very_long == said


def test_a_debt_that_one_payment_clears() -> None:
    assert weekly("700.00").sentence == "£612.40 once, on Fri 4 Dec 2026."


@settings(max_examples=60, deadline=None)
@given(
    debt=st.integers(1, 500_000),
    amount=st.integers(1, 20_000),
    every=st.sampled_from(get_args(Every)),
    day=st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)),
)
def test_the_instalments_add_up_to_the_debt(debt: int, amount: int, every: Every, day: dt.date) -> None:
    amount = max(amount, -(-debt // 520))
    owed, each = (f"{pence // 100}.{pence % 100:02d}" for pence in (debt, amount))
    plan = arrears_plan(debt=owed, every=every, first=day, amount=each)
    assert sum(one.amount for one in plan.instalments) == Decimal(owed)
    assert all(one.amount == plan.amount for one in plan.instalments[:-1])
    assert 0 < plan.instalments[-1].amount <= plan.amount
    days = [one.day for one in plan.instalments]
    assert days == sorted(set(days))
    assert plan.instalments[-1].left == 0


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="debt is 'x'") as refused:
        arrears_plan(debt="x", every="day", first="2026-13-01", amount="0.00", clear_by="2026-01-01")  # type: ignore[arg-type]  # what callers may do
    for problem in ("amount is 0.00; give more", "every is 'day'", "first: ", "needs amount or clear_by, and not both"):
        assert problem in str(refused.value)
    with pytest.raises(ValueError, match="clear_by 2026-01-01 comes before first"):
        arrears_plan(debt="5.00", every="week", first="2026-12-01", clear_by="2026-01-01")
    with pytest.raises(ValueError, match=r"takes 61,240 payments; give 1\.18 or more"):
        weekly("0.01")


# --- Payday ----------------------------------------------------------------------------------------------------------


def test_the_next_payday_of_pay_and_of_universal_credit() -> None:
    pay, credit = paydays(assess(ALONE | {"claimant": {"age": 34, "employment": PAID_WEEKLY}}))
    assert pay.sentence == "Pay comes every week, next on Fri 4 Dec 2026."
    # The period of 1 to 30 November is paid a week after it.
    assert credit.sentence == "Universal Credit comes every month, next on Mon 7 Dec 2026."
    later = paydays(assess(ALONE), after="2026-12-08")
    assert [one.day for one in later] == [dt.date(2027, 1, 7)]


def test_no_payday_is_made_up() -> None:
    rich = ALONE | {"capital": "20000.00", "claimant": {"age": 34, "employment": {"net": PAID_WEEKLY["net"]}}}
    assert paydays(assess(rich)) == ()


def test_the_plan_that_the_budget_leaves() -> None:
    result = assess(ALONE)
    [payday] = paydays(result)
    # 98.05 a week is left after the rent; 85.05 is spent; 13.00 a week is 56.33 a month, 56 whole pounds.
    found = affordability(result, {"food": {"amount": "85.05", "per": "week"}})
    plan = affordable_plan(found, debt="612.40", payday=payday)
    assert plan is not None
    assert plan.sentence == "£56.00 a month from Mon 7 Dec 2026: 11 payments, the last of £52.40 on Thu 7 Oct 2027."
    nothing = affordability(result, {"food": {"amount": "98.00", "per": "week"}})
    assert affordable_plan(nothing, debt="612.40", payday=payday) is None


# --- Deductions ------------------------------------------------------------------------------------------------------


def test_a_deduction_under_the_overall_limit() -> None:
    found = rent_deduction(assess(ALONE), debt="637.40")
    # Of 424.90: 10% is 42.49, 15% is 63.74 (63.735, half up), 20% is 84.98.
    assert [str(one) for one in (found.overall_limit, found.room, found.by_law)] == ["63.74", "63.74", "84.98"]
    assert found.lowest is not None
    assert found.highest is not None
    assert (str(found.lowest.monthly), found.lowest.months) == ("42.49", 16)
    assert (str(found.highest.monthly), found.highest.months) == ("63.74", 10)
    # The tenth payday is 7 September 2027; 28 days later is 5 October, 11 schedules of 28 days after 1 December 2026.
    assert found.highest.clears_by == dt.date(2027, 10, 5)
    assert not found.beyond_limit
    assert any("£1,040.00 here" in note for note in found.notes)  # two months: 52 × 120.00 ÷ 6
    assert any("Roberts v SSWP" in note for note in found.notes)


@pytest.mark.parametrize(
    ("others", "most", "beyond"),
    [("0.00", "63.74", False), ("21.25", "42.49", False), ("21.26", "42.49", True), ("100.00", "42.49", True)],
)
def test_other_deductions_leave_less_room(others: str, most: str, *, beyond: bool) -> None:
    found = rent_deduction(assess(ALONE), debt="1500.00", other_deductions=others)
    assert found.highest is not None
    assert str(found.highest.monthly) == most
    assert found.beyond_limit is beyond
    assert any("as a last resort" in note for note in found.notes) is beyond


def test_before_the_fair_repayment_rate_the_limit_was_a_quarter() -> None:
    found = rent_deduction(assess(ALONE | {"date": "2025-04-29"}), debt="1500.00")
    # 400.14 in 2025-26: 25% is 100.04 (100.035), and DWP took up to 20%: 80.03.
    assert found.highest is not None
    assert (str(found.overall_limit), str(found.highest.monthly)) == ("100.04", "80.03")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"capital": "20000.00"}, "no Universal Credit in payment"),
        ({"claimant": {"age": 34, "employment": PAID_WEEKLY}}, "above the work allowance of £0.00"),
        ({"tenancy": {"tenure": "no_housing_costs"}}, "no help with the rent"),
        ({"claimant": {"age": 70}}, "no Universal Credit in payment"),
    ],
)
def test_when_no_deduction_can_begin(facts: dict[str, Any], why: str) -> None:
    found = rent_deduction(assess(ALONE | facts), debt="1500.00")
    assert (found.lowest, found.highest, found.beyond_limit) == (None, None, False)
    assert any(why in reason for reason in found.why_not)
    assert found.beside(weekly()) == "No deduction can begin now, so only the plan clears the arrears."


@pytest.mark.parametrize(("percent", "which"), [("10%", "lowest"), ("15%", "highest")])
def test_the_rent_account_has_the_last_deduction_on_the_same_day(percent: str, which: str) -> None:
    found = getattr(rent_deduction(assess(ALONE), debt="170.00"), which)
    account = project_account(
        ALONE, opening_balance="170.00", weeks=40, deduction=Deduction(debt="170.00", percent=percent)
    )
    taken = [line for line in account.lines if line.kind == "deduction"]
    assert sum(line.credit for line in taken) == 17000
    assert (len(taken), taken[-1].day) == (found.months, found.clears_by)


def test_pension_credit_is_named_as_not_worked_out() -> None:
    found = rent_deduction(assess(ALONE | {"claimant": {"age": 70}}), debt="500.00")
    assert any("Pension Credit has deductions of its own" in why for why in found.why_not)


def test_which_clears_sooner() -> None:
    found = rent_deduction(assess(ALONE), debt="612.40")
    assert found.beside(weekly()).startswith("The plan clears on Fri 2 Jul 2027, sooner than a deduction")
    assert "later than a deduction" in found.beside(weekly("5.00"))
    # 612.40 ÷ 42.49 takes 15 months, ÷ 63.74 takes 10; a plan of 14.00 takes 44 weeks, into October 2027.
    assert "depends on how much DWP takes" in found.beside(weekly("13.00"))


# --- The account -----------------------------------------------------------------------------------------------------

# Two bedrooms, one needed: 14% of 520.00 is 72.80, so 447.20 of help a month, and 16.80 a week is the tenant's own.
UNDER_OCCUPIED = ALONE | {"tenancy": ALONE["tenancy"] | {"bedrooms": 2}}


def test_most_of_a_balance_can_be_timing() -> None:
    found = plan_account(UNDER_OCCUPIED, balance="612.40", plan=weekly())
    # On the eve the rent is charged through 6 December: 447.20 of November and 6 of 31 days of December, 86.55.
    assert str(found.today.book_arrears) == "533.75"
    assert str(found.today.real_arrears) == "78.65"
    assert str(found.sized_to) == "78.65"
    assert str(found.today.weeks_owed) == "5.1"
    assert found.at_the_end.day == dt.date(2027, 7, 3)
    assert found.today.sentence == (
        "Mon 30 Nov 2026: balance £612.40 (5.1 weeks' rent), of which £533.75 is timing (book arrears): £78.65 is "
        "really owed."
    )
    paid = [line.credit for line in found.account.lines if line.kind == "plan"]
    assert sum(paid) == 61240


def test_an_account_is_shown_for_two_years_at_most() -> None:
    found = plan_account(UNDER_OCCUPIED, balance="612.40", plan=weekly("2.00"))
    assert found.account.last_day == dt.date(2028, 11, 28)
    assert any("goes on after" in note for note in found.notes)


def test_one_late_payment() -> None:
    found = plan_account(UNDER_OCCUPIED, balance="612.40", plan=weekly())
    late = late_payment(found.account, plan=weekly())
    assert late is not None
    assert (late.due, late.comes, str(late.amount)) == (dt.date(2026, 12, 7), dt.date(2027, 1, 4), "447.20")
    # 612.40 and four charges of 120.00 to 28 December, less three own shares of 16.80 and four instalments of 20.00.
    assert (str(late.highest), late.highest_on) == ("962.00", dt.date(2026, 12, 28))
    assert str(late.highest_weeks) == "8.0"
    assert str(late.usual_highest) == "514.80"
    assert len(late.at_risk) == 4
    assert late.clears_by == dt.date(2027, 7, 30)
    assert "4 instalments may be missed; made up at the end, the plan clears on Fri 30 Jul 2027." in late.sentence


def test_without_universal_credit_nothing_is_late() -> None:
    found = plan_account(ALONE | {"claimant": {"age": 70}}, balance="50.00")
    assert late_payment(found.account) is None
