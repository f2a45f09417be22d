"""The cash of a stock by week, what of an increase is collected, the provision, and last year's forecast and ledger."""

import datetime as dt
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from benefitcalc import account
from benefitcalc.account.bad_debt import Losses, provision
from benefitcalc.account.cash import expected_cash
from benefitcalc.account.cash_days import InOrder, Weeks, gather, payday_weeks, schedule_weeks, spread_over
from benefitcalc.account.hindsight import CAUSES, against
from benefitcalc.account.how_paid import practice
from benefitcalc.account.increase import increase_collected
from benefitcalc.account.ledger import Ledger
from benefitcalc.account.payments import BANDS, Help, PaymentModel
from benefitcalc.money import in_whole_pounds
from benefitcalc.portfolio.forecast import Forecast, forecast
from benefitcalc.portfolio.scenario import Scenario
from tests.unit.portfolio.forecast.stocks import rented, small_stock

DAY = "2026-04-01"
SPARE: dict[str, Any] = {"bedrooms": 2}
LABELS: dict[str, Any] = {
    "managed_payment_flag": pd.array([True, False, None, None], dtype="boolean"),
    "uc_start": pd.to_datetime(pd.Series(["2025-01-01", "2025-01-15", None, None])).astype("datetime64[s]"),
}


def pays(by_help: dict[Help, tuple[int, int, int]]) -> PaymentModel:
    """A model with those parts of 10,000 by how help comes (low end, middle, high end); others pay all."""
    parts = np.array([[by_help.get(way, (10_000,) * 3)] * len(BANDS) for way in Help], dtype=np.int64)
    none = np.zeros(parts.shape[:2], dtype=np.int64)
    return PaymentModel(parts, none, (("own",) * len(BANDS),) * len(Help), "Made up for a test.")


ALL_PAY = pays({})
SOME_PAY = pays({Help.MANAGED_PAYMENT: (4_000, 6_000, 9_000), Help.PAID_TO_TENANT: (9_000, 9_500, 10_000)})


def four() -> list[Any]:
    """A managed payment with a spare room; Universal Credit to the tenant; Housing Benefit; and no help."""
    pay = {"employment": {"net": {"amount": "3000.00", "per": "month"}, "hours_per_week": 37}}
    return [
        rented(DAY, "110.00", tenancy=SPARE),
        rented(DAY, "120.00"),
        rented(DAY, "100.00", universal_credit={"claimed": False}),
        rented(DAY, "130.00", claimant={"born": "1986-01-15", **pay}),
    ]


@pytest.fixture(scope="module")
def year() -> Forecast:
    return forecast(small_stock(four(), **LABELS), months=12, rent="0%")


# --- Cash by week ----------------------------------------------------------------------------------------------------


def test_the_cash_of_a_year_by_hand(year: Forecast) -> None:
    """Rent year 2026/27 from 1 April 2026 to 31 March 2027 has 52 Mondays.

    Managed payment: 110.00 × 52 ÷ 12 = 476.67, less 14%, 409.94, paid on the 7th: twelve times, the first for a period
    before. The own share is 66.73 a month. To the tenant: 520.00 a month, all of which is the own share. Housing
    Benefit: 100.00 a week, by schedules from Monday 6 April: 13 of 400.00. No help: 52 × 130.00.
    """
    cash = expected_cash(year, ALL_PAY)
    total = cash.total().iloc[0]
    assert total["universal_credit"] == 12 * 409_94
    assert total["housing_benefit"] == 13 * 400_00
    assert total["tenants"] == 12 * 66_73 + 12 * 520_00 + 52 * 130_00
    assert (
        total["low"]
        == total["median"]
        == total["high"]
        == total[["universal_credit", "housing_benefit", "tenants"]].sum()
    )
    by_week = cash.by_week()
    assert len(by_week) == 53
    assert (by_week.index[0], by_week.index[1]) == (pd.Timestamp("2026-03-30"), pd.Timestamp("2026-04-06"))
    assert by_week.sum()["median"] == total["median"]
    # 6 April: the payday of the 7th, a schedule, the rent of the tenant without help, a quarter of the spare room.
    week = by_week.loc["2026-04-06"]
    assert (week["universal_credit"], week["housing_benefit"], week["tenants"]) == (409_94, 400_00, 130_00 + 16_68)
    # The tenant on Universal Credit since the 15th is paid on the 21st.
    assert by_week.loc["2026-04-20", "tenants"] == 520_00 + 130_00 + 16_68


def test_what_is_paid_of_the_share_goes_by_how_help_comes(year: Forecast) -> None:
    cash = expected_cash(year, SOME_PAY)
    total = cash.total().iloc[0]
    none = 52 * 130_00
    # Of 66.73: 26.69, 40.04 and 60.06; of 520.00: 468.00, 494.00 and all.
    assert total["median"] == 12 * (409_94 + 40_04 + 494_00) + 13 * 400_00 + none
    assert total["low"] == 12 * (409_94 + 26_69 + 468_00) + 13 * 400_00 + none
    assert total["high"] == 12 * (409_94 + 60_06 + 520_00) + 13 * 400_00 + none
    assert cash.not_paid[1, 0].tolist() == [12 * 26_69, 12 * 26_00, 0, 0]
    assert in_whole_pounds(total["median"]) in repr(cash)


def test_several_draws_give_an_interval() -> None:
    other = [rented(DAY, "90.00", tenancy=SPARE), *four()[1:]]
    stock = small_stock(four(), four(), other, **LABELS)
    total = expected_cash(forecast(stock, months=12, rent="0%"), ALL_PAY).total().iloc[0]
    assert total["low"] < total["median"] == total["high"]


def test_what_the_roll_does_not_say_is_told(year: Forecast) -> None:
    notes = expected_cash(year, ALL_PAY).notes
    assert notes[0].startswith("Of 2 of 4 tenancies the roll does not say whether Universal Credit")
    assert notes[1].startswith("Of 2 of 4 tenancies the roll does not say when Universal Credit began")
    bare = expected_cash(forecast(small_stock(four()), months=1), ALL_PAY)
    assert bare.notes[0].startswith("Of 4 of 4")
    assert bare.total().iloc[0]["universal_credit"] == 0


def test_the_53rd_week_is_in_no_share() -> None:
    """April 2024 to March 2025 has 53 Mondays: 110.00 more is charged, and Universal Credit's help is the same."""
    case = rented("2024-04-01", "110.00")
    labels = {"managed_payment_flag": pd.array([True], dtype="boolean")}
    made = forecast(small_stock([case], **labels), months=12, rent="0%")
    cash = expected_cash(made, ALL_PAY)
    assert cash.charged.sum() == 53 * 110_00
    assert cash.total().iloc[0]["median"] == 12 * 476_67
    assert not cash.not_paid.any()


# --- Days of payment -------------------------------------------------------------------------------------------------

WEEKS = Weeks((dt.date(2026, 4, 1), dt.date(2026, 5, 1)), dt.date(2026, 5, 31))


def test_weeks_paydays_and_schedules() -> None:
    assert [f"{monday}" for monday in WEEKS.mondays][:2] == ["2026-03-30", "2026-04-06"]
    assert len(WEEKS.mondays) == 9
    assert WEEKS.charged_in(0) == [1, 2, 3, 4]
    assert WEEKS.charged_in(1) == [5, 6, 7, 8]
    weeks = payday_weeks(WEEKS, np.array([1, 28, 31]), practice())
    # From the 1st: February is paid on 6 March (the 7th is a Saturday), March on 7 April, April on 7 May, May in June.
    assert weeks[:, 0].tolist() == [-1, 1, 5, -1]
    # From the 28th: to 27 March, paid on Friday 3 April; to 27 April, paid on Monday 4 May.
    assert weeks[:, 1].tolist() == [0, 5, -1, -1]
    # From the 31st, which in February is the 28th: to 30 March, paid on 6 April; to 29 April, paid on 6 May.
    assert weeks[:, 2].tolist() == [1, 5, -1, -1]
    assert [(week, list(covered)) for week, covered in schedule_weeks(WEEKS, dt.date(2026, 4, 6), practice())] == [
        (1, [-3, -2, -1, 0]),
        (5, [1, 2, 3, 4]),
    ]


def test_a_months_total_is_spread_to_the_penny_and_weeks_are_gathered() -> None:
    assert spread_over(np.array([10, 7]), [1, 2, 4], 5).tolist() == [[0, 3, 3, 0, 4], [0, 2, 2, 0, 3]]
    amounts = np.array([[1, 2, 4, 8], [10, 20, 40, 80]])
    assert gather(amounts, InOrder.of(np.array([2, -1, 0, 2])), 3).tolist() == [[4, 0, 9], [40, 0, 90]]
    assert gather(amounts, InOrder.of(np.array([-1, -1, -1, -1])), 2).tolist() == [[0, 0], [0, 0]]


# --- Aprils increase, and the provision ------------------------------------------------------------------------------


def test_what_of_the_increase_is_collected() -> None:
    """5% on 110.00 with a managed payment: 5.50 a week, of which help takes 86% over by the month, and the tenant pays
    six tenths of the rest. On 130.00 without help the tenant pays all.
    """
    cases = [four()[0], four()[3]]
    labels = {"managed_payment_flag": pd.array([True, False], dtype="boolean")}
    stock = small_stock([case.on("2026-03-30") for case in cases], **labels)
    made = forecast(stock, months=12, rent="5%")
    found = increase_collected(made, made.under(Scenario(rent="0%")), SOME_PAY)
    whole = found.loc["all"]
    # 115.50 × 52 ÷ 12 is 500.50, less 14% 430.43: 20.49 a month more help, and the own share is 70.07 against 66.73.
    assert whole["charged"] == 52 * (5_50 + 6_50)
    assert whole["help"] == 12 * 20_49
    assert whole["paid"] == 12 * (20_49 + 42_04 - 40_04) + 52 * 6_50
    assert whole["paid"] + whole["not_paid"] == whole["charged"]
    assert whole["paid_low"] < whole["paid"] < whole["paid_high"]
    assert found.iloc[:-1]["charged"].sum() == whole["charged"]
    with pytest.raises(ValueError, match="the two forecasts do not match"):
        increase_collected(made, forecast(stock, months=6), SOME_PAY)


def test_a_provision_takes_the_landlords_percentages_of_what_will_be_owed(year: Forecast) -> None:
    losses = Losses.read({"losses": {"0": "5%", "4": "25%", "13": "75%"}})
    assert losses.parts == (Fraction(1, 20), Fraction(1, 4), Fraction(3, 4))
    cash = expected_cash(year, SOME_PAY)
    owed = np.array([500_00, 100_00, -50_00, 0])
    weekly = np.array([110_00, 120_00, 100_00, 130_00])
    found = provision(cash, owed=owed, weekly_rent=weekly, losses=losses)
    # Now 500.00 is over four weeks, 125.00, and 100.00 is not, 5.00. At the end 820.28 and 412.00: 205.07 and 20.60.
    assert found.loc["now"].tolist() == [600_00, 130_00, 130_00, 130_00]
    assert found.loc["end", "owed"] == 820_28 + 412_00
    assert found.loc["end", "median"] == 205_07 + 20_60
    assert found.loc["end", "low"] < found.loc["end", "median"] < found.loc["end", "high"]
    assert (found.loc["end"] - found.loc["now"] == found.loc["change"]).all()


def test_percentages_of_a_provision_are_asked_for() -> None:
    with pytest.raises(ValueError, match="losses is not given"):
        Losses.read({})
    with pytest.raises(ValueError, match='no percentage for debts over "0" weeks') as caught:
        Losses.read({"losses": {"4": "120%", "x": "5%", "8": "half"}})
    assert "losses.x" in str(caught.value)
    assert "losses.8" in str(caught.value)
    assert "more than the whole debt" in str(caught.value)


# --- Last year's forecast and ledger ---------------------------------------------------------------------------------


def ledger_of(moves: list[tuple[str, str, str, str | None, int]], **accounts: Any) -> Ledger:
    """A ledger of current accounts T1 to T5; moves are account, day, kind, source and pence."""
    refs = [f"T{place}" for place in range(1, 6)]
    table = {"account_ref": refs, "tenancy_ref": refs, "kind": ["current"] * 5, "opening_balance": [0] * 5, **accounts}
    names = ["account_ref", "date", "kind", "source", "amount"]
    rows = pd.DataFrame(moves, columns=names)
    rows["date"] = pd.to_datetime(rows["date"])
    return Ledger.of(pd.DataFrame(table), rows, opening_on="2026-04-01")


def happened_as_expected() -> list[tuple[str, str, str, str | None, int]]:
    mondays = [f"{dt.date(2026, 4, 6) + dt.timedelta(weeks=week)}" for week in range(52)]
    rents = {"T1": 110_00, "T2": 120_00, "T3": 100_00, "T4": 130_00}
    moves: list[tuple[str, str, str, str | None, int]] = [
        (ref, day, "rent", None, rent) for ref, rent in rents.items() for day in mondays
    ]
    months = [f"{2026 + (3 + m) // 12}-{(3 + m) % 12 + 1:02d}-07" for m in range(12)]
    for day in months:
        moves += [("T1", day, "payment", "universal_credit", -409_94), ("T1", day, "payment", "tenant", -66_73)]
        moves.append(("T2", day, "payment", "tenant", -520_00))
    moves += [("T3", day, "payment", "housing_benefit", -400_00) for day in mondays[::4]]
    moves += [("T4", day, "payment", "tenant", -130_00) for day in mondays]
    return moves


def test_a_year_that_went_as_it_was_forecast_has_no_error(year: Forecast) -> None:
    found = against(year, ALL_PAY, ledger_of(happened_as_expected()))
    assert list(found.loc["cash"].index) == [*[cause for cause in CAUSES if cause != "rent_charged"], "all"]
    # What UC covers and what is charged differ by the rounding of a month, 4p in the year, and so does a share.
    assert found.loc[("charged", "all")].tolist() == [52 * 460_00, 52 * 460_00, 0]
    assert found.loc[("cash", "all"), "error"] == 0
    assert abs(found["error"]).max() <= 4


def test_the_error_by_cause_adds_up_to_the_penny(year: Forecast) -> None:
    """T1's managed payments stop after six months, T2 leaves at the end of September, T4 pays half, T5 is new."""
    moves = [
        move
        for move in happened_as_expected()
        if not (move[0] == "T2" and move[1] > "2026-09-30")
        and not (move[3] == "universal_credit" and move[1] > "2026-10-01")
    ]
    moves = [(*move[:4], -65_00) if move[0] == "T4" and move[2] == "payment" else move for move in moves]
    moves += [("T5", "2026-07-06", "rent", None, 90_00), ("T5", "2026-07-10", "payment", "tenant", -80_00)]
    moves += [("T1", "2026-08-03", "payment", "deduction", -42_49), ("T3", "2026-08-03", "refund", "tenant", 10_00)]
    kinds = ["current", "former", "current", "current", "current"]
    ended = pd.to_datetime(pd.Series([None, "2026-09-30", None, None, None]))
    ledger = ledger_of(moves, kind=kinds, became_former_on=ended)
    found = against(year, ALL_PAY, ledger)
    errors = found["error"]
    assert errors[("cash", "universal_credit")] == -6 * 409_94
    assert errors[("cash", "other_tenancies")] == 80_00
    assert errors[("cash", "tenancies_left")] == -6 * 520_00
    assert errors[("cash", "deductions")] == 42_49
    # What Universal Credit no longer covers becomes the own share, of which the model has all paid; it was not.
    assert errors[("cash", "share_due")] == 6 * 409_94 - 4
    assert errors[("cash", "payment")] == -52 * 65_00 - 10_00 - 6 * 409_94 + 4
    assert errors[("charged", "tenancies_left")] == -26 * 120_00
    assert errors[("charged", "rent_charged")] == 0
    for what in ("charged", "cash"):
        table = found.loc[what]
        assert table.drop(index="all").sum().tolist() == table.loc["all"].tolist()
        assert (table["actual"] - table["forecast"] == table["error"]).all()
    cash = -sum(move[4] for move in moves if move[2] in {"payment", "refund"})
    assert found.loc[("cash", "all"), "actual"] == cash


def test_the_ledger_has_to_hold_the_months_of_the_forecast(year: Forecast) -> None:
    with pytest.raises(ValueError, match="give the ledger of the same months"):
        against(year, ALL_PAY, ledger_of([("T1", "2026-04-06", "rent", None, 110_00)]))


def test_the_published_ranges_serve_without_a_ledger(year: Forecast) -> None:
    cash = account.expected_cash(year, account.PaymentModel.default())
    total = cash.total().iloc[0]
    assert total["low"] < total["median"] < total["high"] < expected_cash(year, ALL_PAY).total().iloc[0]["median"]
    assert any("published ranges" in note for note in cash.notes)
