"""The rent account of one household against figures worked by hand.

Sources: DWP, written answers UIN 242021 (11 April 2019) and 2018-11-28/196906, of weekly rent and 53 Mondays; rightsnet
thread 20851, £135.30 a week and £586.30 a month; SFHA, Ask 3 (2019), thirteen schedules and twelve payments; Housing
Systems, Current Hot Topics 67 (the run-on) and 85 (53 weeks); Central England LC, UC waiting periods (claim 8 March,
paid 14 April).
"""

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from benefitcalc.account.book_arrears import PARTS, Parts
from benefitcalc.account.charges import Charging
from benefitcalc.account.how_paid import practice
from benefitcalc.account.lines import KINDS
from benefitcalc.account.projection import project_account
from benefitcalc.account.rent_account import RentAccount
from benefitcalc.account.terms import Deduction, Plan, Share
from benefitcalc.errors import InvalidCase
from benefitcalc.money import in_pounds
from tests.conftest import REPOSITORY

SINGLE: dict[str, Any] = {
    "date": "2024-04-01",
    "claimant": {"born": "1985-03-02"},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "110.00", "per": "week"}},
}
ON_HB = {**SINGLE, "universal_credit": {"claimed": False}}


def rent(**terms: Any) -> dict[str, Any]:
    return {**SINGLE, "tenancy": {**SINGLE["tenancy"], "rent": {"amount": "110.00", "per": "week", **terms}}}


def credits_of(account: RentAccount, kind: str) -> list[tuple[str, int]]:
    return [(f"{line.day}", line.credit) for line in account.lines if line.kind == kind]


@pytest.fixture(scope="module")
def two_years() -> RentAccount:
    """A claim on the first day of a rent year of 53 weeks, managed payments, and the year after it."""
    return project_account(SINGLE, claimed="2024-04-01", last_day="2026-04-05")


# --- The tenant on Universal Credit who is paid correctly for two years ----------------------------------------------


def test_weekly_rent_by_the_month_is_52_weeks_over_12(two_years: RentAccount) -> None:
    """110.00 × 52 ÷ 12 = 476.67."""
    paid = credits_of(two_years, "universal_credit")
    assert {amount for _, amount in paid} == {476_67}
    assert len(paid) == 23
    assert paid[:2] == [("2024-05-07", 476_67), ("2024-06-07", 476_67)]


def test_the_balance_oscillates_between_book_figures(two_years: RentAccount) -> None:
    # Six Mondays before the first payment, 1 April to 6 May; then 660.00 less 476.67.
    assert two_years.on("2024-05-06").balance == 660_00
    assert two_years.on("2024-05-07").balance == 183_33
    # Through Sunday 12 May: April's 476.67 and 12 of May's 31 days, 184.52; 476.67 of it payable on the 7th.
    assert two_years.on("2024-05-06").book_arrears == 476_67 + 184_52
    assert two_years.on("2024-05-07").book_arrears == 184_52
    # In the year: 36 Mondays to 2 December are 3,960.00, and seven payments are 3,336.69.
    assert two_years.on("2024-12-05").balance == 3960_00 - 7 * 476_67
    assert two_years.on("2024-12-06").balance == 3960_00 - 8 * 476_67  # the 7th is a Saturday


def test_real_arrears_are_the_53rd_week_and_the_drift_each_apart(two_years: RentAccount) -> None:
    # 52 weeks to Sunday 30 March 2025 are 364 days of the 365: the help of one day of March, 476.67 / 31, is missing;
    # twelve payments of 476.67 are 4p above 52 weeks.
    assert two_years.on("2025-03-30").parts == Parts(drift=15_34)
    # The 53rd Monday charges 110.00; help for its days is one of March, 15.37, and six of April, 95.33 (and a penny of
    # rounding by the day).
    week_53 = two_years.on("2025-03-31").parts
    assert week_53 == Parts(fifty_third_week=110_00, fifty_third_week_help=-110_71, drift=15_34)
    # The year after has 52 weeks: a day of help of April, 15.89, less 4p and the penny.
    first, second = two_years.years()
    assert (first.first, first.last) == (dt.date(2024, 4, 1), dt.date(2025, 4, 6))
    assert first.change == week_53
    assert second.change == Parts(drift=15_84)
    assert {each.parts.owed for each in two_years.positions} == {0}


def test_what_twelve_payments_leave_of_a_year_of_53_weeks(two_years: RentAccount) -> None:
    """5,830.00 charged, 12 × 476.67 = 5,720.04 for the year: 109.96."""
    charged = sum(line.debit for line in two_years.lines if line.day <= dt.date(2025, 3, 31))
    assert charged - 12 * 476_67 == 109_96


def test_the_drift_is_one_day_and_a_quarter_a_year() -> None:
    """Four years from a Monday: 1,461 days, of which 208 weeks are 1,456. Five days' help are missing."""
    account = project_account(
        {**SINGLE, "date": "2019-04-01"}, claimed="2019-04-01", last_day="2023-03-26", opening_balance="0.00"
    )
    last = account.positions[-1].parts
    # 53 weeks in 2019/20, so 208 weeks to 26 March 2023 with that one: five days of March are still to come.
    together = last.fifty_third_week + last.fifty_third_week_help + last.drift
    assert together == 208 * 110_00 - (48 * 476_67 - (5 * 476_67 + 15) // 31)
    assert last.real == together


def test_the_example_of_rightsnet() -> None:
    """135.30 a week: Universal Credit has 586.30 a month, where 53 weeks would be 597.58 (they say 597.57)."""
    account = project_account(rent(amount="135.30"), claimed="2024-04-01", weeks=53)
    assert {amount for _, amount in credits_of(account, "universal_credit")} == {586_30}
    assert account.positions[-1].parts.fifty_third_week == 135_30


def test_mondays_of_rent_years() -> None:
    from benefitcalc.account.days import rent_year_start, weeks_of_rent_year

    starts = [rent_year_start(dt.date(year, 6, 1)) for year in range(2013, 2041)]
    assert [start.year for start in starts if weeks_of_rent_year(start) == 53] == [2013, 2019, 2024, 2030, 2035]


# --- The first payment, and days of payment --------------------------------------------------------------------------


def test_the_first_payment_comes_a_month_and_seven_days_after_the_claim() -> None:
    """Claim 8 March 2027, period to 7 April, paid on 14 April."""
    account = project_account({**SINGLE, "date": "2027-03-08"}, claimed="2027-03-08", weeks=10)
    assert credits_of(account, "universal_credit")[0][0] == "2027-04-14"


def test_a_bank_holiday_moves_a_payday_to_the_working_day_before() -> None:
    """Period 1 to 30 April: the 7th of May 2018 was the early May bank holiday, a Monday."""
    terms: dict[str, Any] = {"claimed": "2018-04-01", "weeks": 10}
    case = {**SINGLE, "date": "2018-04-01"}
    moved = project_account(case, bank_holidays=["2018-05-07"], **terms)
    assert credits_of(moved, "universal_credit")[0][0] == "2018-05-04"
    assert credits_of(project_account(case, **terms), "universal_credit")[0][0] == "2018-05-07"
    assert any(note.startswith("Bank holidays were not given") for note in project_account(case, **terms).notes)


def test_an_award_that_goes_on_has_its_book_arrears_at_the_start() -> None:
    """Periods from the 1st: on Sunday 31 May 2026 all of May has accrued, 476.67, and April was paid on 7 May."""
    account = project_account({**SINGLE, "date": "2026-06-01"}, opening_balance="476.67", weeks=4)
    assert account.positions[0].book_arrears == 476_67
    assert account.positions[0].parts == Parts()
    assert credits_of(account, "universal_credit") == [("2026-06-05", 476_67)]
    assert not any("opening balance" in note for note in account.notes)
    without = project_account({**SINGLE, "date": "2026-06-01"}, weeks=4)
    assert without.notes[0].startswith("The opening balance is £0.00, and £476.67 of help had accrued by then")


def test_a_tenant_who_is_paid_passes_it_on_the_same_day() -> None:
    to_tenant = project_account(SINGLE, claimed="2024-04-01", pays_to="tenant")
    to_landlord = project_account(SINGLE, claimed="2024-04-01")
    assert to_tenant.positions == to_landlord.positions
    assert credits_of(to_tenant, "tenant") == credits_of(to_landlord, "universal_credit")


# --- The four-weekly schedule before 2020 ----------------------------------------------------------------------------


def test_one_of_thirteen_schedules_has_no_payment() -> None:
    """Schedules every 28 days from Monday 6 May 2019. The paydays from 7 May 2019 to 6 March 2020 come with eleven of
    them, 3 June to 9 March; that of Tuesday 7 April 2020 is a day after the schedule of 6 April, which has nothing.
    """
    account = project_account(
        {**SINGLE, "date": "2019-04-01"},
        claimed="2019-04-01",
        pays_to="schedule",
        schedule_day="2019-05-06",
        last_day="2020-05-10",
    )
    first = dt.date(2019, 6, 3)
    expected = [first + dt.timedelta(days=28 * place) for place in (*range(11), 12)]
    assert credits_of(account, "universal_credit") == [(f"{day}", 476_67) for day in expected]
    # The landlord waits for it: it is book arrears, and no real arrears.
    before, after = account.on("2020-04-05"), account.on("2020-04-06")
    assert after.balance == before.balance + 110_00
    assert after.real_arrears == before.real_arrears + after.parts.drift - before.parts.drift
    assert after.parts.owed == 0
    assert after.book_arrears > 476_67


def test_the_schedule_after_2020_is_told() -> None:
    account = project_account(SINGLE, claimed="2024-04-01", pays_to="schedule")
    assert any("20 Aug 2020" in note for note in account.notes)


# --- Housing Benefit, and the move from it ---------------------------------------------------------------------------


def test_housing_benefit_comes_every_four_weeks_in_arrears_and_covers_week_53() -> None:
    account = project_account(ON_HB, weeks=53, housing_benefit_day="2024-04-29", opening_balance="440.00")
    paid = credits_of(account, "housing_benefit")
    assert paid[:2] == [("2024-04-01", 440_00), ("2024-04-29", 440_00)]
    assert len(paid) == 14
    # On the day of a schedule a week has been charged that is not paid for.
    assert account.on("2024-04-29").balance == 110_00
    assert {(each.balance - each.book_arrears, each.parts.owed) for each in account.positions} == {(0, 0)}


def test_the_move_from_housing_benefit_with_its_run_on() -> None:
    """Claim on Thursday 13 June 2024. Housing Benefit to Wednesday 12 June: the last week has 3 of 7 days, 47.14. The
    run-on is two weeks, 220.00, beside Universal Credit's first period, 13 June to 12 July, paid on 19 July.
    """
    account = project_account(
        ON_HB,
        opening_balance="440.00",
        claimed="2024-06-13",
        moves_from_housing_benefit=True,
        housing_benefit_day="2024-04-29",
        weeks=26,
    )
    assert credits_of(account, "housing_benefit") == [
        ("2024-04-01", 440_00),
        ("2024-04-29", 440_00),
        ("2024-05-27", 440_00),
        ("2024-06-24", 2 * 110_00 + 47_14),
    ]
    assert credits_of(account, "run_on") == [("2024-06-24", 110_00), ("2024-07-22", 110_00)]
    assert credits_of(account, "universal_credit")[0] == ("2024-07-19", 476_67)
    # After the run-on the account is two weeks' rent better than the book says; else nothing but the drift.
    last = account.positions[-1].parts
    assert last == Parts(drift=last.drift, run_on=-220_00)
    assert abs(last.drift) < 20_00


def test_the_run_on_is_the_most_that_housing_benefit_can_be() -> None:
    """Earnings taper Housing Benefit before the move, and not in the run-on (Housing Systems, Hot Topics 67)."""
    claimant = {**SINGLE["claimant"], "employment": {"net": {"amount": "150.00", "per": "week"}, "hours_per_week": 16}}
    account = project_account(
        {**ON_HB, "claimant": claimant}, claimed="2024-06-10", moves_from_housing_benefit=True, weeks=20
    )
    assert credits_of(account, "housing_benefit")[1][1] < 440_00
    assert sum(amount for _, amount in credits_of(account, "run_on")) == 220_00


def test_no_run_on_before_the_law_had_it() -> None:
    case = {**ON_HB, "date": "2018-01-01"}
    account = project_account(case, claimed="2018-02-05", moves_from_housing_benefit=True, weeks=20)
    assert credits_of(account, "run_on") == []


# --- Weeks without a charge, months, new rents -----------------------------------------------------------------------


def test_rent_free_weeks_are_the_last_of_the_rent_year_or_at_christmas() -> None:
    free = {"rent_free_weeks": 4}
    account = project_account(rent(**free), claimed="2024-04-01", weeks=53)
    without = [f"{line.day}" for line in account.lines if line.what == "Rent-free week"]
    assert without == ["2025-03-10", "2025-03-17", "2025-03-24", "2025-03-31"]
    christmas = project_account(rent(**free), claimed="2024-04-01", charging=Charging(rent_free="christmas"), weeks=53)
    without = [f"{line.day}" for line in christmas.lines if line.what == "Rent-free week"]
    assert without == ["2024-12-23", "2024-12-30", "2025-01-06", "2025-01-13"]
    named = Charging(rent_free=(dt.date(2024, 12, 25), dt.date(2025, 1, 1)))
    chosen = project_account(rent(**free), claimed="2024-04-01", charging=named, weeks=53)
    assert [f"{line.day}" for line in chosen.lines if line.what == "Rent-free week"] == ["2024-12-23", "2024-12-30"]


def test_help_spread_over_the_rent_free_weeks_evens_out_at_the_years_end() -> None:
    """48 weeks of 110.00 are 440.00 a month. After 48 charged weeks of 52 help is behind by 48 × 110.00 × 4/52."""
    account = project_account(rent(rent_free_weeks=4), claimed="2025-04-07", first_day="2025-04-07", weeks=52)
    assert {amount for _, amount in credits_of(account, "universal_credit")} == {440_00}
    assert account.on("2026-03-08").parts.rent_free_weeks == 406_15
    assert account.positions[-1].parts.rent_free_weeks == 0
    assert account.positions[-1].parts.owed == 0


def test_monthly_rent_is_charged_on_its_day_and_met_by_the_month() -> None:
    case = rent(amount="476.67", per="month")
    account = project_account(case, claimed="2024-04-01", weeks=52)
    assert [line.debit for line in account.lines if line.kind == "rent"] == [476_67] * 12
    assert account.on("2024-05-07").balance == 476_67
    assert account.on("2024-05-07").parts == Parts()
    on_the_20th = project_account(case, claimed="2024-04-01", charging=Charging(day_of_month=20), weeks=20)
    assert f"{next(line.day for line in on_the_20th.lines)}" == "2024-04-20"


def test_a_new_rent_counts_for_the_whole_assessment_period_in_which_it_begins() -> None:
    """Periods from the 15th; 118.80 from Monday 6 April 2026. Three Mondays from 16 March are charged at 110.00 while
    Universal Credit counts 118.80.
    """
    case = {**SINGLE, "date": "2026-01-15"}
    account = project_account(case, first_day="2026-01-12", new_rent="118.80", weeks=26)
    debits = {f"{line.day}": line.debit for line in account.lines if line.kind == "rent"}
    assert (debits["2026-03-30"], debits["2026-04-06"]) == (110_00, 118_80)
    paid = dict(credits_of(account, "universal_credit"))
    assert (paid["2026-03-20"], paid["2026-04-21"]) == (476_67, 514_80)
    # The week of 9 March has one day, Sunday the 15th, in the new period: 8.80 / 7 = 1.26, half up of the negative.
    assert account.positions[-1].parts.rent_change == -(3 * 8_80 + 1_26)
    assert account.positions[-1].parts.owed == account.positions[0].parts.owed


def test_birthdays_and_new_rates_come_from_the_engine() -> None:
    """A non-dependant turns 21 on 2 June 2026: from the period that has the day 96.55 a month is expected of them."""
    case = {**SINGLE, "date": "2026-04-10", "non_dependants": [{"born": "2005-06-02", "works_16_hours": True}]}
    case["tenancy"] = {**SINGLE["tenancy"], "bedrooms": 2}
    account = project_account(case, claimed="2026-04-10", weeks=20)
    paid = [amount for _, amount in credits_of(account, "universal_credit")]
    assert paid == [476_67, 380_12, 380_12, 380_12]


# --- What the tenant pays, plans and deductions ----------------------------------------------------------------------

SPARE_ROOM: dict[str, Any] = {**SINGLE, "tenancy": {**SINGLE["tenancy"], "bedrooms": 2}}


def test_the_own_share_is_owed_until_it_is_paid() -> None:
    """The bedroom charge is 14% of 476.67, 66.73: help 409.94 a month, which is 94.60 a week, and 15.40 to pay."""
    account = project_account(SPARE_ROOM, claimed="2024-04-01", weeks=10)
    assert account.positions[-1].parts.owed == 10 * 15_40
    assert any("tenant's own share" in note for note in account.notes)
    paying = project_account(SPARE_ROOM, claimed="2024-04-01", weeks=10, share=Share(first="2024-04-05"))
    assert credits_of(paying, "share") == [(f"{dt.date(2024, 4, 5) + dt.timedelta(weeks=w)}", 15_40) for w in range(10)]
    assert paying.positions[-1].parts.owed == 0
    part = project_account(
        SPARE_ROOM, claimed="2024-04-01", weeks=10, share=Share(every="month", first="2024-05-01", paid="90%")
    )
    # Five weeks are charged by 1 May and nine by 1 June: 77.00 and 61.60, nine tenths of each.
    assert credits_of(part, "share") == [("2024-05-01", 69_30), ("2024-06-01", 55_44)]


def test_a_plan_is_paid_on_paydays_until_it_is_done() -> None:
    job = {"net": {"amount": "100.00", "per": "fortnight"}, "hours_per_week": 8, "paid_on": "2026-05-29"}
    case = {**SINGLE, "date": "2026-06-01", "claimant": {**SINGLE["claimant"], "employment": job}}
    account = project_account(case, plan=Plan(amount="10.00", in_all="25.00"), weeks=12)
    assert credits_of(account, "plan") == [("2026-06-12", 10_00), ("2026-06-26", 10_00), ("2026-07-10", 5_00)]
    monthly = project_account(case, plan=Plan(amount="10.00", first="2026-06-30"), weeks=12)
    assert credits_of(monthly, "plan") == [("2026-06-30", 10_00), ("2026-07-30", 10_00)]


def test_a_deduction_comes_by_its_schedule_four_weeks_behind() -> None:
    """10% of 424.90 is 42.49. Periods from the 1st, paydays 5 June (the 7th is a Sunday), 7 July and 7 August 2026;
    schedules every 28 days from Monday 1 June. What is taken on 5 June comes on 27 July, 7 July's on 24 August.
    """
    case = {**SINGLE, "date": "2026-06-01"}
    terms = Deduction(percent="10%", debt="100.00", schedule_day="2026-06-01")
    account = project_account(case, opening_balance="576.67", deduction=terms, weeks=26)
    assert credits_of(account, "deduction")[:2] == [("2026-07-27", 42_49), ("2026-08-24", 42_49)]
    assert sum(amount for _, amount in credits_of(account, "deduction")) == 100_00
    assert account.positions[0].parts.owed == 100_00
    assert account.positions[-1].parts.owed == 0
    assert any("Roberts" in note for note in account.notes)


def test_a_deduction_outside_the_law_is_refused() -> None:
    with pytest.raises(ValueError, match=r"deduction.percent is 25%; .* the law has 10% to 20%"):
        project_account(SINGLE, claimed="2024-04-01", deduction=Deduction(percent="25%", debt="100.00"))


def test_a_deduction_above_dwps_policy_is_told() -> None:
    case = {**SINGLE, "date": "2026-06-01"}
    terms: dict[str, Any] = {"weeks": 12, "opening_balance": "900.00"}
    above = project_account(case, deduction=Deduction(percent="20%", debt="400.00"), **terms)
    assert any("DWP's policy is at most 15%" in note for note in above.notes)
    within = project_account(case, deduction=Deduction(percent="15%", debt="400.00"), **terms)
    assert not any("policy" in note for note in within.notes)


def test_a_deduction_leaves_less_of_a_small_award_for_the_rent() -> None:
    """The award is as much as the earnings leave; what is deducted is not paid for the rent as well."""
    claimant = {
        **SINGLE["claimant"],
        "employment": {"net": {"amount": "1300.00", "per": "month"}, "hours_per_week": 30},
    }
    case = {**SINGLE, "date": "2026-06-01", "claimant": claimant}
    without = project_account(case, weeks=13)
    account = project_account(case, deduction=Deduction(percent="10%", debt="500.00"), weeks=13)
    (day, award), *_ = credits_of(without, "universal_credit")
    assert award < 476_67
    assert credits_of(account, "universal_credit")[0] == (day, award - 42_49)


# --- What an account says --------------------------------------------------------------------------------------------


def test_frames_have_whole_pence_or_exact_pounds(two_years: RentAccount) -> None:
    frame = two_years.to_frame()
    assert list(frame.columns) == [
        "day", "kind", "what", "debit", "credit", "balance", "cause", "book_arrears", "real_arrears",
    ]  # fmt: skip
    assert {str(frame.dtypes[name]) for name in ("debit", "credit", "balance")} == {"Int64"}
    assert str(two_years.to_frame(money="decimal").dtypes["balance"]).startswith("decimal128")
    daily = two_years.daily()
    assert len(daily) == len(two_years.positions)
    assert (daily["balance"] == daily["book_arrears"] + daily["real_arrears"]).all()
    assert (daily["real_arrears"] == daily[list(PARTS)].sum(axis=1)).all()
    with pytest.raises(ValueError, match='give "pence" or "decimal"'):
        two_years.to_frame(money="float")


def test_the_document_of_the_rent_account_has_its_figures(two_years: RentAccount) -> None:
    text = (REPOSITORY / "docs" / "rent-account.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w{3} \d+ \w{3} \d{4}) \| (\S+) \| (\S+) \| (\S+) \|", text, flags=re.MULTILINE)
    assert len(rows) == 5
    for day, *amounts in rows:
        each = two_years.on(dt.datetime.strptime(day, "%a %d %b %Y").date())  # noqa: DTZ007
        assert amounts == [in_pounds(each.balance), in_pounds(each.book_arrears), in_pounds(each.real_arrears)]


def test_the_words_of_an_account(two_years: RentAccount) -> None:
    text = str(two_years)
    assert text.startswith("Sun 5 Apr 2026: balance £586.59, of which book arrears £556.12 and real arrears £30.47.")
    assert "53rd week, charged" in text
    assert "the 53rd week of the rent year" in text
    assert "<table" in two_years._repr_html_()
    assert repr(two_years).startswith("<RentAccount 2024-04-01 to 2026-04-05: 128 lines")
    assert {line.kind for line in two_years.lines} <= set(KINDS)


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="pays_to is 'bank'") as caught:
        project_account(
            SINGLE,
            opening_balance="12.345",
            pays_to="bank",  # type: ignore[arg-type]
            moves_from_housing_benefit=True,
            plan=Plan(amount="ten"),
            share=Share(paid="110%"),
        )
    told = str(caught.value)
    for part in ("opening_balance", "plan.amount", "plan.first", "share.paid", "moves_from_housing_benefit"):
        assert part in told
    with pytest.raises(ValueError, match="give week, fortnight, four_weeks or month"):
        project_account(rent(per="quarter"))
    with pytest.raises(ValueError, match="at most ten years"):
        project_account(SINGLE, last_day="2020-01-01")
    with pytest.raises(InvalidCase):
        project_account({"date": "2024-04-01"})
    with pytest.raises(ValueError, match="is not in the account"):
        project_account(SINGLE, claimed="2024-04-01").on("2020-01-01")


def test_practice_can_be_other_than_the_file_says() -> None:
    assert practice().payday_after_period == 7
    sooner = replace(practice(), payday_after_period=3)
    account = project_account(SINGLE, claimed="2024-04-01", how_paid=sooner, weeks=10)
    assert credits_of(account, "universal_credit")[0][0] == "2024-05-03"
