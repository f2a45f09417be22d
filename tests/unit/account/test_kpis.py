"""The key figures of a year that is worked by hand (tests/unit/account/worked_year.py), to the penny."""

from pathlib import Path

import pandas as pd
import pytest

from benefitcalc.account.debt_bridge import LINES, combined_debt
from benefitcalc.account.definitions import definitions, page
from benefitcalc.account.key_figures import kpis
from tests.unit.account.ledgers import accounts, ledger, transactions
from tests.unit.account.worked_year import MOVES, PERIOD, WorkedRoll, worked_ledger


@pytest.fixture(scope="module")
def last_year():
    """Of FTA of 1,000.00 a fifth was collected in the year before, of sundry debts of 100.00 half."""
    book = ledger(
        accounts(
            {"account_ref": "F", "kind": "former", "opening_balance": 1_000_00},
            {"account_ref": "S", "kind": "sundry", "opening_balance": 100_00},
        ),
        transactions(("F", "2025-06-01", "payment", -200_00), ("S", "2025-06-01", "payment", -50_00)),
        opening_on="2025-04-07",
    )
    return kpis(None, book, period=("2025-04-07", "2026-04-05"))


@pytest.fixture(scope="module")
def year(last_year):
    return kpis(WorkedRoll(), worked_ledger(), period=PERIOD, last_year=last_year)


# Charges of current accounts: A1 5,200 + A2 5,720 + A3 4,680 + A4 6,240 + A5 5,200 + A6 2,600 + A7 2,600 (until it
#   left) + A8 1,300 = 33,540. Cash: 5,120 + 5,400 + 4,680 + 6,000 + 4,700 + 2,650 + 2,100 + 1,340 = 31,990.
# Opening debts: 200 + 500 + 1,000 + 300 = 2,000; the credit of 50 of A3 is not netted.
# Former: opening 900 + 600 = 1,500, leavers 800, cash 100 + 150 = 250, written off 200 + 400 = 600.
# Rent roll: (100 + 105 + 5 + 90 + 120 + 100 + 100) × 52 = 620 × 52 = 32,240.
WORKED = {
    "collected_excluding_arrears": (31_990_00, 33_540_00, 95_38),  # 95.3786
    "collected_including_arrears": (31_990_00, 35_540_00, 90_01),  # 33,540 + 2,000; 90.0113
    "current_arrears": (2_840_00, None, 2_840_00),  # 280 + 820 + 240 + 1,500, without the credits of A3 and A6
    "current_arrears_percent": (2_840_00, 32_240_00, 8_81),  # 8.8089
    "help_accrued": (1_030_00, None, 1_030_00),  # A1 280 (of 300 no more than its arrears) + 400 + 350
    "adjusted_arrears_percent": (1_810_00, 32_240_00, 5_61),  # 5.6141
    "former_arrears": (1_500_00, None, 1_500_00),  # 500 + 400 + 600
    "former_arrears_percent": (1_500_00, 32_240_00, 4_65),  # 4.6526
    "former_collected": (250_00, 2_300_00, 10_87),  # of 1,500 + 800; 10.8696
    "written_off": (600_00, None, 600_00),
    "written_off_percent": (600_00, 32_240_00, 1_86),  # 1.8610
    "recovered": (50_00, None, 50_00),
    "sundry_debts": (260_00, None, 260_00),  # 250 + 100 - 90
    "sundry_collected": (90_00, 350_00, 25_71),  # 25.7143
    "accounts_apart": (774_00, None, 774_00),  # garage 50 + use and occupation 700 + sub-account 24
    "collected_with_former": (32_240_00, 37_040_00, 87_04),  # 31,990 + 250; 35,540 + 1,500; 87.0410
    "collected_with_sundry": (32_080_00, 35_890_00, 89_38),  # 31,990 + 90; 35,540 + 350; 89.3842
    "collected_overall": (32_330_00, 37_390_00, 86_47),  # 86.4670
    "points_lost_to_former": (None, None, -2_97),  # 87.04 - 90.01
    "points_lost_to_sundry": (None, None, -63),  # 89.38 - 90.01
    "points_lost": (None, None, -3_54),  # 86.47 - 90.01
    "pounds_lost": (1_325_21, None, 1_325_21),  # 1,850 × 31,990 ÷ 35,540 = 1,665.21; less 250 and 90
    # A fifth of 2,300 is 460, half of 350 is 175: (31,990 + 460 + 175) ÷ 37,390 = 87.2560
    "collected_at_last_years_rates": (32_625_00, 37_390_00, 87_26),
    "uc_accounts": (3, None, 3),
    "uc_share": (3, 6, 50_00),
    "uc_in_arrears": (3, 3, 100_00),
    "rest_in_arrears": (1, 3, 33_33),
    "uc_mean_arrears": (2_600_00, 3, 866_67),  # 280 + 820 + 1,500
    "uc_mean_arrears_in_arrears": (2_600_00, 3, 866_67),
    "rest_mean_arrears": (240_00, 3, 80_00),
    "rest_mean_arrears_in_arrears": (240_00, 1, 240_00),
    "uc_managed": (1, 3, 33_33),
    "uc_with_deduction": (1, 3, 33_33),
    "uc_mean_arrears_with_deduction": (280_00, 1, 280_00),
    "uc_mean_arrears_without_deduction": (2_320_00, 2, 1_160_00),
    "exposure_under_occupation": (14_00, None, 14_00),
    "exposure_benefit_cap": (107_00, None, 107_00),  # 62 + 45, where the rent loses only 30
    "capped_households": (2, None, 2),
    "capped_with_rent_met": (1, None, 1),
    "exposure_non_dependants": (0, None, 0),
    "exposure_ineligible_charges": (5_00, None, 5_00),
    "exposure_other_causes": (120_00, None, 120_00),  # 169 - 14 - 0 - 5 - 30
    "rent_to_pay": (169_00, None, 169_00),
    "arrangements_made": (3, None, 3),  # the one of A4 was made before
    "arrangements_kept": (2, 3, 66_67),
    "arrangements_broken": (1, 3, 33_33),
    "weeks_to_clear": (168, 14, 12_00),  # the middle of 70 and 98 days is 84
}


def test_every_figure_is_worked():
    assert list(WORKED) == list(definitions())


@pytest.mark.parametrize("kpi", WORKED)
def test_the_figures_of_the_worked_year(year, kpi):
    assert tuple(year.value(kpi, column=name) for name in ("numerator", "denominator", "value")) == WORKED[kpi]


def test_by_patch_and_officer(year):
    # N: charges 5,200 + 5,720 + 4,680 + 6,240 + 1,300 = 23,140, cash 5,120 + 5,400 + 4,680 + 6,000 + 1,340 = 22,540.
    assert year.value("collected_excluding_arrears", "patch", "N") == 97_41
    # S: 5,200 + 2,600 + 2,600 = 10,400, cash 4,700 + 2,650 + 2,100 = 9,450.
    assert year.value("collected_excluding_arrears", "patch", "S") == 90_87
    assert year.value("collected_excluding_arrears", "officer", "O-S") == 90_87
    assert year.value("exposure_benefit_cap", "patch", "N") == 62_00
    assert year.value("weeks_to_clear", "patch", "S") is None


def test_the_patches_add_up_to_all(year):
    sums = year.frame[year.frame["value"].notna()].groupby(["kpi", "by"])[["numerator", "denominator"]].sum().unstack()
    for name in ("numerator", "denominator"):
        rows = sums[name].drop(index=["weeks_to_clear", "pounds_lost"])
        full = year.frame.groupby("kpi")["value"].apply(lambda values: values.notna().all()).loc[rows.index]
        assert (rows[full]["all"] == rows[full]["patch"]).all()
        assert (rows[full]["all"] == rows[full]["officer"]).all()


def test_numbers_are_whole_and_never_floats(year):
    numbers = ["numerator", "denominator", "value", "target", "last_month", "last_year"]
    assert {str(year.frame[name].dtype) for name in numbers} == {"Int64"}
    assert {str(kind) for kind in year.bridge.dtypes} == {"int64"}


def test_both_rates_of_collection_differ_and_say_which_is_which(year):
    rows = year.frame.set_index(["kpi", "by"]).loc[["collected_excluding_arrears", "collected_including_arrears"]]
    labels = list(dict.fromkeys(rows["label"]))
    assert "EXCLUDING arrears brought forward" in labels[0]
    assert "INCLUDING arrears brought forward" in labels[1]
    assert year.value("collected_excluding_arrears") > year.value("collected_including_arrears")


# --- Bridges ----------------------------------------------------------------------------------------------------------


def test_the_bridge_of_former_tenant_arrears(year):
    former = year.bridge["former"].to_dict()
    assert former == {
        **dict.fromkeys(LINES, 0),
        "opening": 1_500_00,
        "leavers": 800_00,
        "cash": -250_00,
        "write_offs": -600_00,
        "write_backs": 50_00,
        "closing": 1_500_00,
    }


def test_closing_is_opening_and_leavers_less_cash_and_write_offs(year):
    former = year.bridge["former"]
    net_write_offs = former["write_offs"] + former["write_backs"]
    assert former["opening"] + former["leavers"] + former["cash"] + net_write_offs == former["closing"]


def test_leavers_improve_current_arrears_without_a_penny_collected(year):
    line = year.bridge.loc["leavers"]
    assert (line["current"], line["former"], line["all"]) == (-800_00, 800_00, 0)
    assert (
        "Leavers took £800.00 of debt from current to former accounts: without a penny collected, current arrears are "
        "£2,840.00 and not £3,640.00 (£2,000.00 at the start)." in str(year)
    )


def test_every_column_of_the_bridge_adds_up(year):
    lines = [line for line in LINES if line != "closing"]
    assert (year.bridge.loc[lines].sum() == year.bridge.loc["closing"]).all()
    assert (year.bridge.drop(columns="all").sum(axis=1) == year.bridge["all"]).all()
    assert year.bridge.loc["closing"].to_dict() == {
        "current": 2_840_00, "former": 1_500_00, "sundry": 260_00, "garage": 50_00, "sub_account": 24_00,
        "use_and_occupation": 700_00, "all": 5_374_00,
    }  # fmt: skip


def test_a_leaver_whose_debt_is_moved_to_an_account_of_its_own_is_a_leaver_too():
    book = ledger(
        accounts({"account_ref": "C", "opening_balance": 500_00}, {"account_ref": "F", "kind": "former"}),
        transactions(
            ("C", "2026-05-04", "transfer", -500_00),
            ("F", "2026-05-04", "transfer", 500_00),
            ("F", "2026-06-01", "payment", -50_00),
        ),
    )
    got = kpis(None, book, period=("2026-04-06", "2026-07-05"))
    assert got.value("former_collected") == 10_00
    assert got.bridge.loc["transfers"].to_dict() | {"rest": 0} == {
        "current": -500_00, "former": 500_00, "sundry": 0, "garage": 0, "sub_account": 0, "use_and_occupation": 0,
        "all": 0, "rest": 0,
    }  # fmt: skip
    assert got.value("collected_overall") == 10_00  # 50 of 500, which is in it once


# --- Beside a figure --------------------------------------------------------------------------------------------------


def test_targets_of_a_patch_stand_over_those_of_all(year):
    assert year.value("collected_excluding_arrears", column="target") == 98_50
    assert year.value("collected_excluding_arrears", "patch", "S", "target") == 97_00
    assert year.value("collected_excluding_arrears", "patch", "N", "target") == 98_50
    assert year.value("current_arrears", column="target") == 2_500_00
    assert year.value("uc_accounts", column="target") == 4
    assert year.value("former_arrears", column="target") is None


def test_last_month_is_the_period_to_the_end_of_the_month_before(year):
    # To 31 March 2027 all cash is in, and the last charge, of Monday 29 March, too.
    assert year.value("collected_excluding_arrears", column="last_month") == 95_38
    # What rests on the roll or on flags of today is not known of then.
    assert year.value("current_arrears_percent", column="last_month") is None
    assert year.value("uc_in_arrears", column="last_month") is None


def test_last_year_is_missing_where_the_ledger_does_not_go_back_and_nothing_was_kept(year):
    got = kpis(None, worked_ledger(), period=PERIOD)
    assert got.value("collected_excluding_arrears", column="last_year") is None
    assert got.value("collected_at_last_years_rates") is None
    assert year.value("former_collected", column="last_year") == 20_00


def test_the_ledger_gives_last_year_where_it_goes_back():
    rents = [("A", day, "rent", 100_00) for day in pd.date_range("2025-04-07", periods=104, freq="7D")]
    paid = [("A", "2025-06-02", "payment", -2_600_00), ("A", "2026-06-01", "payment", -3_900_00)]
    book = ledger(accounts({"account_ref": "A"}), transactions(*rents, *paid), opening_on="2025-04-07")
    # 3,900 of 52 charges; 52 weeks before, from 7 April 2025 to 5 April 2026, 2,600 of 52.
    got = kpis(None, book, period=("2026-04-06", "2027-04-04"))
    assert got.value("collected_excluding_arrears") == 75_00
    assert got.value("collected_excluding_arrears", column="last_year") == 50_00


def test_within_one_month_last_month_is_the_whole_month_before():
    moves = [("A", "2026-05-04", "rent", 100_00), ("A", "2026-05-05", "payment", -90_00)]
    moves += [("A", "2026-06-01", "rent", 100_00), ("A", "2026-06-02", "payment", -80_00)]
    book = ledger(accounts({"account_ref": "A"}), transactions(*moves))
    got = kpis(None, book, period=("2026-06-01", "2026-06-30"))
    assert got.value("collected_excluding_arrears") == 80_00
    assert got.value("collected_excluding_arrears", column="last_month") == 90_00


# --- Documents --------------------------------------------------------------------------------------------------------


def test_the_document_is_what_the_definitions_say():
    root = Path(__file__).parents[3]
    assert (root / "docs" / "kpis.md").read_text(encoding="utf-8") == page()


def test_a_figure_that_is_not_there_is_named(year):
    with pytest.raises(KeyError, match="no figure 'x' by 'all'"):
        year.value("x")


def test_combined_debt_alone_is_the_same_bridge(year):
    assert combined_debt(worked_ledger(MOVES), PERIOD).equals(year.bridge)


@pytest.mark.parametrize(
    ("last", "period"),
    [
        ("2026-06-30", ("2026-04-06", "2026-06-30")),  # 6 April 2026 is the first Monday in April
        ("2026-04-05", ("2025-06-02", "2026-04-05")),  # in the rent year before, of which the ledger lacks the start
    ],
)
def test_without_a_period_it_is_the_rent_year_to_date(last, period):
    book = ledger(accounts({"account_ref": "A"}), transactions(("A", last, "rent", 100_00)), opening_on="2025-06-02")
    got = kpis(None, book)
    assert (str(got.first), str(got.last)) == period
