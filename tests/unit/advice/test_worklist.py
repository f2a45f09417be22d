"""Who to phone first: the order, the amounts and the reasons, worked by hand."""

import datetime as dt

import pandas as pd
import pytest

from benefitcalc import Case
from benefitcalc.account import Ledger
from benefitcalc.advice.options import options_of
from benefitcalc.advice.options.words import said
from benefitcalc.advice.worklist import KINDS, worklist
from benefitcalc.portfolio import RentRoll
from benefitcalc.portfolio.engine.cases import cases_of
from benefitcalc.portfolio.engine.frames import frames_of
from benefitcalc.portfolio.synthetic import synthetic_roll

ON = "2026-06-01"
HOME = {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "104.00", "per": "week"}}
DISABLED = {"age": 46, "work_capability": "lcwra_standard", "disability_benefits": ["pip_daily_living_standard"]}
# One bedroom is spare: 14% of £104.00 is £14.56 a week. A room for overnight carers ends it.
COUPLE = {
    "date": ON,
    "claimant": {"age": 44, "carer": True},
    "partner": DISABLED,
    "tenancy": HOME | {"bedrooms": 2},
}
ALONE = {"date": ON, "claimant": {"age": 30}, "tenancy": HOME}
CAPPED = {
    "date": ON,
    "claimant": {"age": 34},
    "children": [{"age": age, "sex": "female"} for age in (8, 6, 4, 2)],
    "tenancy": HOME | {"bedrooms": 3},
}


def roll_of(*cases: dict, **columns) -> RentRoll:
    references = [f"T{place}" for place in range(1, len(cases) + 1)]
    tenancies, people = frames_of([Case.model_validate(case) for case in cases], references)
    types = {"uc_flag": "boolean", "hb_flag": "boolean"}
    for name, cells in columns.items():
        tenancies[name] = pd.array(cells, dtype=types.get(name, "Int64"))
    return RentRoll(tenancies, people)


def nothing_on_its_way(count: int) -> dict[str, list[bool]]:
    return {"uc_flag": [False] * count, "hb_flag": [False] * count}


def by_ref(frame: pd.DataFrame) -> dict[str, dict]:
    return {row["tenancy_ref"]: row for row in frame.to_dict("records")}


def test_what_a_call_can_find_and_why():
    found = by_ref(worklist(roll_of(ALONE, COUPLE, balance=[-5_00, 20_00], **nothing_on_its_way(2)), ON))
    couple = found["T2"]
    assert (couple["rank"], couple["option"], couple["if_awarded"]) == (1, "overnight_carer_room", False)
    assert (couple["found_a_week"], couple["rent_found_a_week"], couple["a_week"]) == (14_56, 14_56, 14_56)
    assert couple["options"] == "overnight_carer_room couples_rooms"
    assert couple["reason"] == (
        "£14.56 a week could be found: a room for carers who stay overnight; real arrears are £20.00."
    )
    alone = found["T1"]
    assert alone["reason"] == "Nothing in the rent roll gives a reason to phone."
    assert pd.isna(alone["option"])
    assert (alone["a_week"], alone["rank"]) == (0, 2)


def test_a_capped_family_is_told_with_what_the_cap_takes():
    # £424.90 + 4 × £303.94 + £450.67 (£104.00 × 52 ÷ 12) is £2,091.33, and with Child Benefit of £80.75 a week
    # (£349.92) it is £2,441.25: £606.25 a month over £1,835.00, which is £139.90 a week. Nothing else
    # in the case is a reason to ask about a disability benefit, so that its own amount does not count.
    [row] = worklist(roll_of(CAPPED), ON).to_dict("records")
    assert row["reason"] == (
        "£139.90 a week could be found, if awarded: an end of the benefit cap, such as by the carer element or "
        "addition for the tenant."
    )
    assert row["found_a_week"] == 139_90
    assert {"pip", "lcwra", "carer", "childs_disability_benefit"} <= set(row["options"].split())


def rent_and_payments(paid_a_week: int) -> pd.DataFrame:
    mondays = [dt.date(2026, 2, 2) + dt.timedelta(weeks=week) for week in range(18)]
    moves = [(monday, "rent", pd.NA, 104_00) for monday in mondays]
    moves += [(monday, "payment", "tenant", -paid_a_week) for monday in mondays]
    rows = pd.DataFrame(moves, columns=["date", "kind", "source", "amount"])
    return rows.assign(date=pd.to_datetime(rows["date"]))


def ledger_of(**paid_a_week: int) -> Ledger:
    accounts = pd.DataFrame({"account_ref": list(paid_a_week), "tenancy_ref": list(paid_a_week), "kind": "current"})
    moves = [rent_and_payments(paid).assign(account_ref=ref) for ref, paid in paid_a_week.items()]
    return Ledger.of(accounts.assign(opening_balance=0), pd.concat(moves, ignore_index=True), opening_on="2026-02-02")


def test_arrears_that_are_real_and_grow():
    roll = roll_of(ALONE, ALONE, COUPLE, **nothing_on_its_way(3))
    frame = worklist(roll, ON, ledger_of(T1=104_00, T2=94_00, T3=104_00))
    found = by_ref(frame)
    # 18 weeks of £10 less by the end of 1 June, 13 of them since the end of 2 March.
    late = found["T2"]
    assert (late["balance"], late["real_arrears"], late["grows_a_week"], late["a_week"]) == (
        180_00,
        180_00,
        10_00,
        10_00,
    )
    assert late["reason"] == "Real arrears are £180.00, growing by £10.00 a week."
    assert frame["tenancy_ref"].tolist() == ["T3", "T2", "T1"]
    assert (found["T1"]["real_arrears"], found["T1"]["grows_a_week"]) == (0, 0)


def test_help_on_its_way_is_no_real_arrears():
    # Housing Benefit of £80.00 a week, paid to Sunday 31 May on Monday 1 June, has accrued for the week to 7 June.
    roll = roll_of(ALONE, balance=[100_00], hb_flag=[True], uc_flag=[False], hb_weekly=[80_00])
    [row] = worklist(roll, ON, housing_benefit_day=ON).to_dict("records")
    assert (row["balance"], row["real_arrears"]) == (100_00, 20_00)
    [row] = worklist(roll, ON).to_dict("records")
    assert pd.isna(row["real_arrears"])
    assert row["reason"] == "£100.00 is owed, of which some may be help on its way."


def test_a_household_that_is_not_known_stands_by_its_arrears():
    roll = roll_of(ALONE, ALONE, balance=[0, 300_00], **nothing_on_its_way(2))
    roll = RentRoll(roll.tenancies, roll.people[roll.people["tenancy_ref"] == "T1"])
    row = worklist(roll, ON).to_dict("records")[0]
    assert row["tenancy_ref"] == "T2"
    assert "claimant" in row["problem"]
    assert row["reason"] == ("Too little is known of the household to look for help; real arrears are £300.00.")


def test_weeks_that_the_ledger_does_not_have_are_refused():
    roll = roll_of(ALONE, **nothing_on_its_way(1))
    with pytest.raises(ValueError, match="weeks is 30, but the ledger is complete from 2026-02-02; give at most 17"):
        worklist(roll, ON, ledger_of(T1=0), weeks=30)
    with pytest.raises(ValueError, match="weeks is 0"):
        worklist(roll, ON, weeks=0)


def test_a_made_up_roll_has_the_options_of_its_single_cases():
    roll = RentRoll(*synthetic_roll(60, seed=3, on=ON))
    frame = worklist(roll, ON)
    assert frame["rank"].tolist() == list(range(1, 61))
    assert frame["a_week"].is_monotonic_decreasing
    found = by_ref(frame)
    for ref, each in zip(
        roll.tenancies["tenancy_ref"], options_of(list(cases_of(roll.tenancies, roll.people, ON))), strict=True
    ):
        wanted = [one for one in each.ranked if one.kind in KINDS and not said(one.code).asks_everybody]
        row = found[ref]
        if not wanted:
            assert pd.isna(row["option"])
            continue
        assert row["option"] == wanted[0].code
        assert row["what"] == wanted[0].title
        assert row["found_a_week"] == int(wanted[0].change_in_left_after_rent * 100)
        assert row["rent_found_a_week"] == -int(wanted[0].change_in_rent_to_pay * 100)
