"""The made-up ledger: seeded, tied to the penny, charged by the calendar, and paid by schedules."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from benefitcalc.account.help_accrued import help_accrued
from benefitcalc.account.ledger import Ledger
from benefitcalc.account.synthetic import calendar, synthetic_ledger
from benefitcalc.account.synthetic.lettings import habits
from benefitcalc.account.tables import tables_of_the_ledger
from benefitcalc.periods import assessment_period_start
from benefitcalc.portfolio.synthetic import synthetic_roll

ON = dt.date(2026, 3, 30)


@pytest.fixture(scope="module")
def roll():
    tenancies, _ = synthetic_roll(900, seed=4, on=ON)
    return tenancies


@pytest.fixture(scope="module")
def made(roll):
    return synthetic_ledger(roll, seed=7, on=ON, years=2)


@pytest.fixture(scope="module")
def ledger(made):
    return Ledger.of(*made[:4], opening_on=made.opening_on)


def lines(made, account, **wanted):
    """The transactions of an account of some kind, by day."""
    rows = made.transactions[made.transactions["account_ref"] == account]
    for column, value in wanted.items():
        rows = rows[(rows[column] == value).fillna(False)]
    return rows


def test_the_reader_finds_nothing_wrong(ledger):
    assert ledger.problems().empty
    assert not ledger.control_total().lines["set_aside"].any()


def test_opening_and_transactions_make_the_balances_of_the_roll(made, ledger):
    closing = ledger.balances_at(ON)[: len(made.tenancies)]
    assert closing.tolist() == made.tenancies["balance"].tolist()
    assert made.accounts["tenancy_ref"].head(len(made.tenancies)).tolist() == made.tenancies["tenancy_ref"].tolist()


def test_the_same_seed_gives_the_same_ledger(made, roll):
    for one, other in zip(made[:5], synthetic_ledger(roll, seed=7, on=ON, years=2)[:5], strict=True):
        pd.testing.assert_frame_equal(one, other)
    assert not synthetic_ledger(roll, seed=8, on=ON, years=2).transactions.equals(made.transactions)


def test_columns_have_the_names_and_types_of_the_tables(made):
    types = {"text": "string", "code": "string", "money": "Int64", "flag": "boolean", "date": "datetime64[s]"}
    for name, columns in tables_of_the_ledger().items():
        frame = getattr(made, name)
        assert list(frame) == [column for column in columns if column in frame]
        for column in frame:
            dtype = frame[column].dtype
            if isinstance(dtype, pd.CategoricalDtype):
                dtype = dtype.categories.dtype
            assert dtype == types[columns[column].kind], column


def test_rent_of_this_rent_year_is_charged_each_monday(made, roll):
    row = roll[(roll["chargeable_weeks"] == 52) & (roll["tenancy_start"] < "2024-01-01")].index[0]
    charged = lines(made, f"A{row + 1:07}", kind="rent")
    assert len(charged) == 104
    assert (charged["date"].dt.day_of_week == 0).all()
    assert (charged.loc[charged["date"] >= "2025-04-07", "amount"] == roll.loc[row, "rent"]).all()


def test_rents_of_last_year_are_lower_by_what_they_rose_by():
    # £108.71 in 2025-26, after the rise of 2.7% in April 2025: £108.71 / 1.027 = £105.85199, and 7.7% before.
    assert calendar.at_rents_of(np.array([108_71]), np.array([2024]), 2025, habits()["charges"]["increase"]) == 105_85
    assert calendar.at_rents_of(np.array([108_71]), np.array([2023]), 2025, habits()["charges"]["increase"]) == 98_28


def test_a_year_that_nobody_entered_is_refused():
    with pytest.raises(ValueError, match="rose in 2030 is not known"):
        calendar.at_rents_of(np.array([100_00]), np.array([2029]), 2030, habits()["charges"]["increase"])


@pytest.mark.parametrize(("year", "monday"), [(2024, "2024-04-01"), (2025, "2025-04-07"), (2026, "2026-04-06")])
def test_rents_go_up_on_the_first_monday_of_april(year, monday):
    assert calendar.first_monday_of_april(year) == dt.date.fromisoformat(monday)


def test_a_year_of_48_charges_is_free_at_christmas_and_at_its_end(made, roll):
    row = roll[(roll["chargeable_weeks"] == 48) & (roll["tenancy_start"] < "2024-01-01")].index[0]
    charged = set(lines(made, f"A{row + 1:07}", kind="rent")["date"].dt.date)
    year = {dt.date(2025, 4, 7) + dt.timedelta(weeks=week) for week in range(51)}  # to 23 March, the ledger's last week
    free = ["2025-12-22", "2025-12-29", "2026-03-23"]  # and Monday 30 March
    assert year - charged == set(map(dt.date.fromisoformat, free))


def test_housing_benefit_comes_every_four_weeks_for_weeks_that_were_charged(made, roll):
    longstanding = roll["hb_flag"] & (roll["tenancy_start"] < "2024-01-01")
    row = roll[longstanding & (roll["chargeable_weeks"] == 52)].index[0]
    paid = lines(made, f"A{row + 1:07}", source="housing_benefit")
    assert set(paid["date"].diff().dropna().dt.days) == {28}
    assert (paid.loc[paid["date"] >= "2025-05-05", "amount"] == -4 * roll.loc[row, "hb_weekly"]).all()


def test_managed_payments_come_each_month_on_the_pay_day(made, roll):
    row = roll[roll["managed_payment"].fillna(0).gt(0) & (roll["tenancy_start"] < "2024-01-01")].index[0]
    paid = lines(made, f"A{row + 1:07}", source="universal_credit")
    claimed = roll.loc[row, "uc_start"].date()
    starts = [assessment_period_start(dt.date(2024, 1, claimed.day), number) for number in range(30)]
    pay_days = [start + dt.timedelta(days=6) for start in starts]  # the period ended on the eve; seven days later
    assert paid["date"].dt.date.tolist() == [day for day in pay_days if made.opening_on <= day < ON]
    assert (paid.loc[paid["date"] >= "2025-05-01", "amount"] == -roll.loc[row, "managed_payment"]).all()


def test_help_accrued_is_what_is_not_yet_payable(made, roll):
    hb = roll["hb_flag"] & (roll["chargeable_weeks"] == 52)
    weeks = made.accounts["help_accrued"].head(len(roll))[hb] / roll.loc[hb, "hb_weekly"]
    assert set(weeks) == {1, 2, 3, 4}


def test_help_accrued_is_what_the_roll_gives_for_the_same_day(made, roll):
    managed = roll["managed_payment"].fillna(0).gt(0) & roll["uc_start"].lt("2025-12-01")
    expected = help_accrued(roll[managed], ON - dt.timedelta(days=1))
    assert made.accounts["help_accrued"].head(len(roll))[managed].tolist() == expected.tolist()


def test_tenants_who_left_become_former_accounts_and_their_homes_are_let_again(made):
    former = made.accounts[(made.accounts["kind"] == "former") & (made.accounts["became_former_on"] >= "2024-04-01")]
    assert len(former) > 20
    assert former["tenancy_ref"].str.startswith("L").all()
    of_former = made.transactions.merge(former[["account_ref", "became_former_on"]], on="account_ref")
    charges = of_former[of_former["kind"].isin(["rent", "service_charge"])]
    assert (charges["date"] < charges["became_former_on"]).all()
    assert (of_former.loc[of_former["kind"] == "write_off", "amount"] < 0).all()


def test_all_kinds_of_accounts_and_transactions_are_there(made):
    assert {"current", "former", "sundry", "garage"} == set(made.accounts["kind"])
    there = set(made.transactions["kind"])
    assert {"rent", "service_charge", "payment", "refund", "write_off", "court_costs", "other_charge"} <= there
    assert {"kept", "broken", "running"} <= set(made.arrangements["outcome"])
    assert made.transactions["date"].between(pd.Timestamp(made.opening_on), pd.Timestamp(ON), inclusive="left").all()


def test_only_payments_and_refunds_have_a_source(made):
    with_source = made.transactions["kind"].isin(["payment", "refund"])
    assert (made.transactions["source"].notna() == with_source).all()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"on": "2026-03-31"}, "on is 2026-03-31, a Tuesday; a ledger ends with a week, so give a Monday"),
        ({"on": ON, "years": 3}, "years is 3; a ledger has 1 or 2"),
    ],
)
def test_other_days_and_years_are_refused(roll, more, message):
    with pytest.raises(ValueError, match=message):
        synthetic_ledger(roll, seed=1, **more)


def test_other_charges_are_refused(roll):
    with pytest.raises(ValueError, match="neither by the week nor by the month"):
        synthetic_ledger(roll.assign(rent_per="year"), seed=1, on=ON)
