"""The account of a row of a rent roll is the account of its case, with what the landlord knows."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from benefitcalc import account
from benefitcalc.account import project_account, project_tenancy
from benefitcalc.portfolio import RentRoll

CASE: dict[str, Any] = {
    "date": "2026-06-01",
    "claimant": {"born": "1985-03-02"},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "110.00", "per": "week"}},
}


def roll(**known: Any) -> RentRoll:
    row = {
        "tenancy_ref": "T1",
        "tenure": "social_rent",
        "bedrooms": 1,
        "rent": 110_00,
        "rent_per": "week",
        "uc_claimed": True,
        **known,
    }
    tenancies = pd.DataFrame([row]).convert_dtypes()
    people = pd.DataFrame([{"tenancy_ref": "T1", "role": "claimant", "born": pd.Timestamp("1985-03-02")}])
    return RentRoll(tenancies, people.convert_dtypes())


def test_a_row_gives_the_account_of_its_case() -> None:
    known = roll(
        balance=576_67,
        uc_start=pd.Timestamp("2024-05-12"),
        managed_payment=476_67,
        new_rent=115_50,
        rent_increase_on=pd.Timestamp("2026-09-07"),
        deduction=42_49,
    )
    made = project_tenancy(known, "T1", "2026-06-01", weeks=26)
    expected = project_account(
        CASE,
        opening_balance="576.67",
        claimed="2024-05-12",
        new_rent={"2026-09-07": "115.50"},
        deduction=account.Deduction(percent="10%", debt="576.67"),
        weeks=26,
    )
    assert made.positions == expected.positions
    assert next(line.credit for line in made.lines if line.kind == "deduction") == 42_49
    assert next(line.day for line in made.lines if line.kind == "universal_credit") == dt.date(2026, 6, 18)


def test_terms_stand_over_the_row_and_what_is_not_known_is_asked() -> None:
    assert project_tenancy(roll(balance=-12_50), "T1", "2026-06-01", weeks=4).opening_balance == -12_50
    to_tenant = project_tenancy(roll(balance=0), "T1", "2026-06-01", weeks=12)
    assert {line.kind for line in to_tenant.lines} == {"rent", "tenant"}
    given = project_tenancy(roll(), "T1", "2026-06-01", opening_balance="5.00", pays_to="landlord", weeks=12)
    assert {line.kind for line in given.lines} == {"rent", "universal_credit"}
    with pytest.raises(ValueError, match="balance of T1 is not known"):
        project_tenancy(roll(), "T1", "2026-06-01")
    with pytest.raises(KeyError, match="no tenancy of the roll is called 'T2'"):
        project_tenancy(roll(), "T2", "2026-06-01")


def test_an_amount_of_a_deduction_is_within_the_law() -> None:
    terms = account.Deduction(amount="20.00", debt="100.00")
    with pytest.raises(ValueError, match=r"amount is 20.00; .* 10% to 20% .*, £42.49 to £84.98"):
        project_account(CASE, deduction=terms)
    with pytest.raises(ValueError, match="needs percent or amount, and not both"):
        project_account(CASE, deduction=account.Deduction(debt="100.00"))
