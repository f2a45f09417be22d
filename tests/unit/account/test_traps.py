"""What goes wrong with key figures in practice: a test for each of the usual traps."""

import pandas as pd
import pytest

from benefitcalc.account.cautions import weeks_charged
from benefitcalc.account.key_figures import kpis
from tests.unit.account.ledgers import accounts, ledger, transactions
from tests.unit.account.worked_year import weekly


class Roll:
    """One tenancy at 100.00 a week, of so many weeks a year."""

    def __init__(self, weeks, per="week"):
        self.tenancies = pd.DataFrame(
            {
                "tenancy_ref": ["T"],
                "rent": pd.array([100_00], dtype="Int64"),
                "rent_per": pd.array([per], dtype="string"),
                "chargeable_weeks": pd.array([weeks], dtype="Int64"),
            }
        )

    def assess(self, on):  # noqa: ARG002
        columns = ["rent_to_pay", "benefit_cap_reduction_pw"]
        columns += [
            f"shortfall.{cause}"
            for cause in ("under_occupation", "non_dependants", "ineligible_charges", "benefit_cap")
        ]
        return pd.DataFrame({"tenancy_ref": ["T"], **{name: pd.array([0], dtype="Int64") for name in columns}})


def test_the_53rd_week():
    # Monday 1 April 2024 to Monday 31 March 2025: 53 charges, and benefit pays 52 of them.
    moves = [*weekly("A", "2023-04-03", 52, 100_00), *weekly("A", "2024-04-01", 53, 100_00)]
    moves += [("A", "2024-03-01", "payment", -5_200_00), ("A", "2025-03-01", "payment", -5_200_00)]
    book = ledger(accounts({"account_ref": "A"}), transactions(*moves), opening_on="2023-04-01")
    got = kpis(Roll(53), book, period=("2024-04-01", "2025-03-31"))
    # The 53rd charge is due and not collected: 5,200 of 5,300, and 100 of 53 weeks' rent.
    assert got.value("collected_excluding_arrears") == 98_11
    assert (got.value("current_arrears"), got.value("current_arrears_percent", column="denominator")) == (
        100_00,
        5_300_00,
    )
    # A year before, 1 April 2023 to 31 March 2024, there were 52 charges and all were paid.
    assert got.value("collected_excluding_arrears", column="last_year") == 100_00
    assert "Rent was charged in 53 weeks of the period, and in 52 of the same period a year before." in got.notes


def test_rent_free_weeks_at_the_end_of_the_year():
    # 50 charges from 6 April 2026; the last two weeks, from 22 and 29 March, are free, and the tenant pays on.
    moves = [*weekly("A", "2026-04-06", 50, 100_00), *weekly("A", "2026-04-10", 52, -95_00, "payment")]
    book = ledger(accounts({"account_ref": "A"}), transactions(*moves))
    before, at_end = (kpis(Roll(50), book, period=("2026-04-06", day)) for day in ("2027-03-21", "2027-04-04"))
    # 50 × 95 of 5,000 is 95.00%; two weeks later 52 × 95 = 4,940 is 98.80%, though nobody pays more than before.
    assert before.value("collected_excluding_arrears") == 95_00
    assert at_end.value("collected_excluding_arrears") == 98_80
    assert (before.value("current_arrears"), at_end.value("current_arrears")) == (250_00, 60_00)
    assert at_end.value("current_arrears_percent", column="denominator") == 5_000_00
    said = [note for note in at_end.notes if note.startswith("No rent was charged")]
    assert len(said) == 1
    assert (
        "in 2 weeks (from Mon 22 Mar 2027, Mon 29 Mar 2027): receipts of those weeks stand against no charge" in said[0]
    )
    assert not [note for note in before.notes if note.startswith("No rent was charged")]


def test_payments_dated_next_year():
    moves = [
        *weekly("A", "2026-04-06", 52, 100_00),
        ("A", "2027-04-02", "payment", -5_000_00),
        ("A", "2027-04-05", "payment", -200_00),
    ]
    got = kpis(None, ledger(accounts({"account_ref": "A"}), transactions(*moves)), period=("2026-04-06", "2027-04-04"))
    assert got.value("collected_excluding_arrears") == 96_15  # 5,000 of 5,200
    assert got.value("current_arrears") == 200_00
    assert "1 payments of £200.00 are dated after the period and are not counted." in got.notes


def test_credits_are_not_netted():
    rows = [{"account_ref": "A", "opening_balance": 300_00}, {"account_ref": "B", "opening_balance": -250_00}]
    rows += [
        {"account_ref": "C", "kind": "former", "opening_balance": 80_00},
        {"account_ref": "D", "kind": "former", "opening_balance": -30_00},
    ]
    book = ledger(
        accounts(*rows), transactions(("A", "2026-05-01", "payment", -100_00), ("B", "2026-05-01", "payment", -50_00))
    )
    got = kpis(None, book, period=("2026-04-06", "2026-06-30"))
    assert got.value("current_arrears") == 200_00  # not 200 - 300
    assert got.value("former_arrears") == 80_00
    assert got.value("collected_including_arrears", column="denominator") == 300_00
    # The payment of 50 into a credit lowers no debt: the bridge says so on a line of its own.
    assert got.bridge["current"].loc[["opening", "cash", "credits", "closing"]].to_list() == [
        300_00,
        -150_00,
        50_00,
        200_00,
    ]


@pytest.mark.parametrize("kind", ["garage", "sub_account"])
def test_garages_and_sub_accounts_are_in_no_rate_of_rent(kind):
    table = accounts(
        {"account_ref": "A", "tenancy_ref": "T", "universal_credit": True},
        {"account_ref": "G", "tenancy_ref": "T", "kind": kind, "opening_balance": 40_00, "universal_credit": True},
    )
    moves = [
        *weekly("A", "2026-04-06", 10, 100_00),
        *weekly("G", "2026-04-06", 10, 12_00),
        ("A", "2026-06-01", "payment", -900_00),
    ]
    got = kpis(None, ledger(table, transactions(*moves)), period=("2026-04-06", "2026-06-14"))
    assert got.value("collected_excluding_arrears") == 90_00
    assert (got.value("current_arrears"), got.value("accounts_apart")) == (100_00, 160_00)
    # The household is counted once, with the arrears of its rent.
    assert (got.value("uc_accounts"), got.value("uc_mean_arrears")) == (1, 100_00)


def test_use_and_occupation_is_neither_rent_nor_debt_of_a_former_tenant():
    table = accounts(
        {"account_ref": "A"}, {"account_ref": "U", "kind": "use_and_occupation", "opening_balance": 500_00}
    )
    moves = [
        *weekly("A", "2026-04-06", 10, 100_00),
        *weekly("U", "2026-04-06", 10, 100_00),
        ("A", "2026-06-01", "payment", -1_000_00),
    ]
    moves += [("U", "2026-06-01", "payment", -50_00)]
    got = kpis(None, ledger(table, transactions(*moves)), period=("2026-04-06", "2026-06-14"))
    assert got.value("collected_excluding_arrears") == 100_00
    assert (got.value("current_arrears"), got.value("former_arrears"), got.value("accounts_apart")) == (0, 0, 1_450_00)


def test_a_write_off_and_a_transfer_are_no_receipts():
    moves = [
        ("A", "2026-04-06", "rent", 100_00),
        ("A", "2026-05-01", "write_off", -40_00),
        ("A", "2026-05-01", "transfer", -30_00),
    ]
    moves += [
        ("A", "2026-05-01", "adjustment", -5_00),
        ("A", "2026-05-02", "payment", -20_00),
        ("A", "2026-05-03", "refund", 2_00),
    ]
    got = kpis(None, ledger(accounts({"account_ref": "A"}), transactions(*moves)), period=("2026-04-06", "2026-06-14"))
    assert got.value("collected_excluding_arrears") == 18_00
    assert "Transfers do not balance: −£30.00 came from or went to no account of the ledger." in got.notes


def test_court_costs_are_not_rent_due():
    moves = [
        ("A", "2026-04-06", "rent", 100_00),
        ("A", "2026-05-01", "court_costs", 100_00),
        ("A", "2026-05-02", "payment", -50_00),
    ]
    got = kpis(None, ledger(accounts({"account_ref": "A"}), transactions(*moves)), period=("2026-04-06", "2026-06-14"))
    assert got.value("collected_excluding_arrears") == 50_00


def test_what_is_not_known_is_missing_and_said():
    table = accounts(
        {"account_ref": "A", "opening_balance": 100_00, "universal_credit": True, "help_accrued": 60_00},
        {"account_ref": "B", "opening_balance": 50_00},
    )
    got = kpis(None, ledger(table, transactions()), period=("2026-04-06", "2026-06-14"))
    assert (got.value("uc_accounts"), got.value("uc_share"), got.value("uc_managed")) == (1, 100_00, None)
    assert got.value("current_arrears_percent") is None
    assert got.value("capped_households") is None
    assert got.value("help_accrued") == 60_00
    assert "Whether 1 current accounts have Universal Credit is not known: they are in neither part." in got.notes
    assert "Help accrued is not known of 1 accounts with £50.00 of arrears: nothing is taken off there." in got.notes


@pytest.mark.parametrize(
    ("per", "weeks", "year"),
    [("week", 48, 4_800_00), ("month", None, 1_200_00), ("four_weeks", 53, 1_325_00), ("week", None, 0)],
)
def test_the_annual_rent_roll(per, weeks, year):
    book = ledger(accounts({"account_ref": "A", "tenancy_ref": "T"}), transactions())
    got = kpis(Roll(weeks, per), book, period=("2026-04-06", "2027-04-04"))
    assert got.value("current_arrears_percent", column="denominator") == year
    told = [note for note in got.notes if note.startswith("The year's charges of 1 of 1 tenancies are not known")]
    assert len(told) == (year == 0)


def test_what_the_roll_knows_of_an_account_fills_in():
    class WithFlags(Roll):
        def __init__(self):
            super().__init__(52)
            flags = {"uc_flag": True, "managed_payment_flag": True}
            self.tenancies = self.tenancies.assign(
                patch="P", officer="O", deduction=pd.array([0], dtype="Int64"), **flags
            )

    book = ledger(accounts({"account_ref": "A", "tenancy_ref": "T", "opening_balance": 10_00}), transactions())
    got = kpis(WithFlags(), book, period=("2026-04-06", "2027-04-04"))
    assert (got.value("uc_managed", "patch", "P"), got.value("uc_with_deduction", "officer", "O")) == (100_00, 0)


def test_a_landlord_who_charges_by_the_month_has_no_rent_free_weeks():
    days = pd.date_range("2026-05-01", periods=11, freq="MS")
    book = ledger(accounts({"account_ref": "A"}), transactions(*(("A", day, "rent", 400_00) for day in days)))
    assert weeks_charged(book, book.opening_on, book.last_day) is None


def test_a_credit_repaid_to_a_former_tenant_is_no_collection():
    rows = [
        {"account_ref": "A", "kind": "former", "opening_balance": -60_00},
        {"account_ref": "B", "kind": "former", "opening_balance": 100_00},
    ]
    moves = [
        ("A", "2026-05-01", "refund", 60_00),
        ("B", "2026-05-01", "payment", -20_00),
        ("B", "2026-05-09", "refund", 5_00),
    ]
    got = kpis(None, ledger(accounts(*rows), transactions(*moves)), period=("2026-04-06", "2026-06-30"))
    # The payment of B that bounced is none; the 60.00 of A were never owed.
    assert got.value("former_collected") == 15_00
    assert got.bridge["former"].loc[["opening", "cash", "credits", "closing"]].to_list() == [100_00, -15_00, 0, 85_00]


def test_a_payment_that_bounced_after_the_period_it_was_made_in_lowers_collection():
    row = {"account_ref": "A", "kind": "former", "opening_balance": 100_00}
    got = kpis(
        None,
        ledger(accounts(row), transactions(("A", "2026-05-01", "refund", 30_00))),
        period=("2026-04-06", "2026-06-30"),
    )
    assert got.value("former_collected") == -30_00


def test_where_only_those_with_a_deduction_are_written_down_the_share_is_not_known():
    flags = [{"deduction": True}, {"deduction": None}, {"deduction": False}]
    rows = [
        {"account_ref": str(i), "opening_balance": 100, "universal_credit": True, **one} for i, one in enumerate(flags)
    ]
    books = [ledger(accounts(*some), transactions()) for some in (rows[:2], rows[:1], rows)]
    shares = [kpis(None, book, period=("2026-04-06", "2026-06-30")).value("uc_with_deduction") for book in books]
    assert shares == [None, 100_00, 50_00]
