"""A year of a small landlord, 6 April 2026 to 4 April 2027, which can be worked by hand: 14 accounts in pounds.

account  kind      patch   opening  charges       cash      closing  and besides
A1       current   N        200.00  52 × 100.00   5,120.00   280.00  UC, managed, with a deduction
A2       current   N        500.00  52 × 110.00   5,400.00   820.00  UC
A3       current   N        -50.00  52 ×  90.00   4,680.00   -50.00  a credit that pays nobody else's debt
A4       current   N          0.00  52 × 120.00   6,000.00   240.00
A5       current   S      1,000.00  52 × 100.00   4,700.00 1,500.00  UC
A6       current   S          0.00  26 × 100.00   2,650.00   -50.00  a new tenancy from October
A7       leaver    S        300.00  26 × 100.00   2,100.00   500.00  left on 5 October owing 800.00, then paid
                                                                     100.00; 200.00 were written off
A8       leaver    N          0.00  13 × 100.00   1,340.00     0.00  left on 6 July 40.00 in credit, refunded then
A9       former    S        900.00  -               150.00   400.00  400.00 written off, 50.00 written back
A10      former    N        600.00  -                 -      600.00
A11      sundry    N        250.00  100.00           90.00   260.00  a recharge of a repair
A12      garage    S         30.00  52 ×  10.00     500.00    50.00
A13      use and occupation S 0.00  10 × 100.00     300.00   700.00
A14      sub-account N       20.00  52 ×   2.00     100.00    24.00  of the tenancy of A4
"""

import pandas as pd

from benefitcalc.account.ledger import Ledger
from tests.unit.account.ledgers import accounts, transactions

PERIOD = ("2026-04-06", "2027-04-04")
UC, NO_UC = {"universal_credit": True}, {"universal_credit": False, "managed_payment": False, "deduction": False}
ACCOUNTS = [
    ("A1", "current", "N", 200_00, {**UC, "managed_payment": True, "deduction": True, "help_accrued": 300_00}),
    ("A2", "current", "N", 500_00, {**UC, "managed_payment": False, "deduction": False, "help_accrued": 400_00}),
    ("A3", "current", "N", -50_00, {**NO_UC, "help_accrued": 0}),
    ("A4", "current", "N", 0, {**NO_UC, "help_accrued": 0, "tenancy_ref": "T4"}),
    ("A5", "current", "S", 1_000_00, {**UC, "managed_payment": False, "deduction": False, "help_accrued": 350_00}),
    ("A6", "current", "S", 0, {**NO_UC, "help_accrued": 0}),
    ("A7", "former", "S", 300_00, {"became_former_on": "2026-10-05"}),
    ("A8", "former", "N", 0, {"became_former_on": "2026-07-06"}),
    ("A9", "former", "S", 900_00, {}),
    ("A10", "former", "N", 600_00, {}),
    ("A11", "sundry", "N", 250_00, {}),
    ("A12", "garage", "S", 30_00, {}),
    ("A13", "use_and_occupation", "S", 0, {}),
    ("A14", "sub_account", "N", 20_00, {"tenancy_ref": "T4"}),
]


def weekly(account: str, first: str, weeks: int, pence: int, kind: str = "rent") -> list[tuple]:
    return [(account, day, kind, pence) for day in pd.date_range(first, periods=weeks, freq="7D")]


MOVES = [
    *weekly("A1", "2026-04-06", 52, 100_00), ("A1", "2027-03-01", "payment", -5_000_00, "universal_credit"),
    ("A1", "2027-03-01", "payment", -120_00, "deduction"),
    *weekly("A2", "2026-04-06", 52, 110_00), ("A2", "2027-03-01", "payment", -5_400_00, "tenant"),
    *weekly("A3", "2026-04-06", 52, 90_00), ("A3", "2027-03-01", "payment", -4_680_00, "housing_benefit"),
    *weekly("A4", "2026-04-06", 52, 120_00), ("A4", "2027-03-01", "payment", -6_000_00, "tenant"),
    *weekly("A5", "2026-04-06", 52, 100_00), ("A5", "2027-03-01", "payment", -4_700_00, "tenant"),
    *weekly("A6", "2026-10-05", 26, 100_00), ("A6", "2027-03-01", "payment", -2_650_00, "tenant"),
    *weekly("A7", "2026-04-06", 26, 100_00), ("A7", "2026-09-01", "payment", -2_100_00, "tenant"),
    ("A7", "2026-12-01", "payment", -100_00, "tenant"), ("A7", "2027-03-31", "write_off", -200_00),
    *weekly("A8", "2026-04-06", 13, 100_00), ("A8", "2026-07-01", "payment", -1_340_00, "tenant"),
    ("A8", "2026-07-20", "refund", 40_00, "tenant"),
    ("A9", "2026-06-01", "payment", -150_00, "tenant"), ("A9", "2026-06-30", "write_off", -400_00),
    ("A9", "2026-09-30", "write_back", 50_00),
    ("A11", "2026-05-01", "other_charge", 100_00), ("A11", "2026-08-01", "payment", -90_00, "tenant"),
    *weekly("A12", "2026-04-06", 52, 10_00), ("A12", "2027-03-01", "payment", -500_00, "tenant"),
    *weekly("A13", "2026-04-06", 10, 100_00), ("A13", "2026-06-01", "payment", -300_00, "tenant"),
    *weekly("A14", "2026-04-06", 52, 2_00, "service_charge"), ("A14", "2027-03-01", "payment", -100_00, "tenant"),
]  # fmt: skip
ARRANGEMENTS = pd.DataFrame(
    [
        ("A2", "2026-05-04", "2026-08-10", "kept"),  # 98 days
        ("A4", "2026-03-02", "2026-05-11", "kept"),  # 70 days, made before the period
        ("A5", "2026-06-01", "2026-07-01", "broken"),
        ("A1", "2027-01-04", None, "running"),
    ],
    columns=["account_ref", "made_on", "ended_on", "outcome"],
)
TARGETS = pd.DataFrame(
    {
        "kpi": ["collected_excluding_arrears", "collected_excluding_arrears", "current_arrears", "uc_accounts"],
        "patch": [None, "S", None, None],
        "target": ["98.5", "97", "2500.00", "4"],
    }
)


def worked_ledger(moves=MOVES, **more) -> Ledger:
    table = accounts(
        *(
            {"account_ref": ref, "kind": kind, "patch": patch, "officer": f"O-{patch}", "opening_balance": opening,
             "tenancy_ref": ref.replace("A", "T"), **rest}
            for ref, kind, patch, opening, rest in ACCOUNTS
        )
    )  # fmt: skip
    days = {name: pd.to_datetime(ARRANGEMENTS[name]) for name in ("made_on", "ended_on")}
    return Ledger.of(
        table,
        transactions(*moves),
        ARRANGEMENTS.assign(**days),
        TARGETS,
        **{"opening_on": "2026-04-06", **more},
    )


class WorkedRoll:
    """The six tenancies that are current on the last day, 620.00 a week, and what they were assessed at."""

    tenancies = pd.DataFrame(
        {
            "tenancy_ref": ["T1", "T2", "T3", "T4", "T5", "T6"],
            "patch": ["N", "N", "N", "N", "S", "S"],
            "officer": ["O-N", "O-N", "O-N", "O-N", "O-S", "O-S"],
            "rent": pd.array([100_00, 105_00, 90_00, 120_00, 100_00, 100_00], dtype="Int64"),
            "ineligible_service_charge": pd.array([None, 5_00, None, None, None, None], dtype="Int64"),
            "rent_per": pd.array(["week"] * 6, dtype="string"),
            "chargeable_weeks": pd.array([52] * 6, dtype="Int64"),
        }
    )
    results = pd.DataFrame(
        {
            "tenancy_ref": ["T1", "T2", "T3", "T4", "T5", "T6"],
            "rent_to_pay": pd.array([14_00, 5_00, 0, 120_00, 30_00, None], dtype="Int64"),
            "shortfall.under_occupation": pd.array([14_00, 0, 0, 0, 0, None], dtype="Int64"),
            "shortfall.non_dependants": pd.array([0, 0, 0, 0, 0, None], dtype="Int64"),
            "shortfall.ineligible_charges": pd.array([0, 5_00, 0, 0, 0, None], dtype="Int64"),
            "shortfall.benefit_cap": pd.array([0, 0, 0, 0, 30_00, None], dtype="Int64"),
            # T2 is capped, too, but what it loses is not for its rent.
            "benefit_cap_reduction_pw": pd.array([0, 62_00, 0, 0, 45_00, None], dtype="Int64"),
        }
    )

    def assess(self, on):
        assert str(on) == "2027-04-04"
        return self.results
