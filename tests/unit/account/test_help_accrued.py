"""Help accrued of a roll: worked by hand, and the same as the book arrears of single accounts on every day."""

import datetime as dt

import pandas as pd
import pytest

from benefitcalc import assess
from benefitcalc.account import kpis, project_account
from benefitcalc.account.help_accrued import help_accrued
from tests.unit.account.ledgers import accounts, ledger, transactions

HOME = {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "104.00", "per": "week"}}


def roll(**columns):
    types = {"uc_flag": "boolean", "hb_flag": "boolean", "uc_start": "datetime64[s]", "rent_per": "string"}
    cells = {name: pd.array(cell, dtype=types.get(name, "Int64")) for name, cell in columns.items()}
    return pd.DataFrame({"tenancy_ref": [f"T{place}" for place in range(len(next(iter(cells.values()))))], **cells})


def test_universal_credit_by_hand():
    # Paid 450.00 a month. On Wednesday 17 June 2026 the week is charged to Sunday 21 June.
    # From the 10th: 10 June to 9 July has 30 days, 12 of them by the 21st; 10 May to 9 June was paid on the 16th.
    # From the 15th: 15 May to 14 June is payable on Sunday 21 June, so paid on Friday 19th: not yet. And 7 days of 30.
    found = help_accrued(
        roll(uc_flag=[True, True], uc_start=["2025-01-10", "2025-01-15"], managed_payment=[450_00, 450_00]),
        "2026-06-17",
    )
    assert found.tolist() == [180_00, 450_00 + 105_00]


def test_a_new_claim_has_accrued_from_its_day():
    found = help_accrued(roll(uc_flag=[True], uc_start=["2026-06-10"], managed_payment=[450_00]), "2026-07-13")
    # 10 June to 9 July, payable on the 16th; and 10 to 19 July, 10 of 31 days: 145.16.
    assert found.tolist() == [450_00 + 145_16]


def test_housing_benefit_by_hand():
    stock = roll(hb_flag=[True], hb_weekly=[80_00])
    # The schedule of Monday 1 June 2026 paid to Sunday 31 May; by Sunday 21 June three weeks have accrued.
    assert help_accrued(stock, "2026-06-17", housing_benefit_day="2026-06-01").tolist() == [240_00]
    assert help_accrued(stock, "2026-06-28", housing_benefit_day="2026-04-06").tolist() == [320_00]
    assert help_accrued(stock, "2026-06-29", housing_benefit_day="2026-04-06").tolist() == [80_00]
    assert help_accrued(stock, "2026-06-17").isna().tolist() == [True]


def test_rent_by_the_month_is_charged_to_the_end_of_the_month():
    stock = roll(uc_flag=[True], uc_start=["2025-01-10"], managed_payment=[450_00], rent_per=["month"])
    assert help_accrued(stock, "2026-06-17").tolist() == [315_00]  # 21 of 30 days


def test_what_is_not_known_is_missing():
    stock = roll(uc_flag=[None, False, True, True], hb_flag=[None, False, False, False],
                 uc_start=[None, None, None, "2025-01-10"])  # fmt: skip
    assert help_accrued(stock, "2026-06-17").astype(object).where(lambda cell: cell.notna(), None).tolist() == [
        None,
        0,
        None,
        None,
    ]
    names = ("universal_credit.housing_costs_element", "universal_credit.award")
    results = pd.DataFrame({name: pd.array([None, None, 100_00, 450_67], dtype="Int64") for name in names})
    # 12 of 30 days of 450.67 are 180.27.
    assert help_accrued(stock, "2026-06-17", results=results).tolist()[3] == 180_27


@pytest.mark.parametrize("claimed", ["2026-01-05", "2026-01-31", "2025-11-18"])
def test_the_book_arrears_of_a_single_account_are_the_same_on_every_day(claimed):
    case = {"date": claimed, "claimant": {"age": 40}, "tenancy": HOME}
    account = project_account(case, first_day="2026-02-02", weeks=8, claimed=claimed)
    month = int(assess(case).universal_credit.housing_costs_element * 100)
    stock = roll(uc_flag=[True], uc_start=[claimed], managed_payment=[month])
    days = pd.date_range("2026-02-02", "2026-03-29")
    book = [account.on(day.date()).book_arrears for day in days]
    assert [int(help_accrued(stock, day.date())[0]) for day in days] == book


def test_the_book_arrears_under_housing_benefit_are_the_same_on_every_day():
    case = {"date": "2026-02-02", "claimant": {"age": 70}, "tenancy": HOME, "incomes": []}
    account = project_account(case, first_day="2026-02-02", weeks=8, housing_benefit_day="2026-02-09")
    week = int(assess(case).help_with_rent * 100)
    stock = roll(hb_flag=[True], hb_weekly=[week])
    days = pd.date_range("2026-02-02", "2026-03-29")
    book = [account.on(day.date()).book_arrears for day in days]
    assert [int(help_accrued(stock, day.date(), housing_benefit_day="2026-02-09")[0]) for day in days] == book


def test_the_key_figures_take_it_where_the_ledger_says_nothing():
    class Roll:
        tenancies = roll(
            uc_flag=[True] * 2,
            uc_start=["2025-01-10"] * 2,
            managed_payment=[450_00] * 2,
            rent=[104_00] * 2,
            chargeable_weeks=[52] * 2,
            rent_per=["week"] * 2,
        )

        def assess(self, on):
            assert on == dt.date(2026, 6, 17)
            names = ["rent_to_pay", "help_with_rent", "benefit_cap_reduction_pw"]
            names += [
                f"shortfall.{cause}"
                for cause in ("under_occupation", "non_dependants", "ineligible_charges", "benefit_cap")
            ]
            cells = {name: pd.array([0, 0], dtype="Int64") for name in names}
            return pd.DataFrame({"tenancy_ref": ["T1", "T0"], **cells})

    table = accounts(
        {"account_ref": "A", "tenancy_ref": "T0", "opening_balance": 300_00},
        {"account_ref": "B", "tenancy_ref": "T1", "opening_balance": 300_00, "help_accrued": 50_00},
    )
    got = kpis(Roll(), ledger(table, transactions()), period=("2026-04-06", "2026-06-17"))
    assert got.value("help_accrued") == 180_00 + 50_00
