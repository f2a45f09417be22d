"""The rent account of a tenancy of a rent roll, with what the landlord knows beside the case."""

from __future__ import annotations

from typing import Any

import pandas as pd

from benefitcalc.account.projection import project_account
from benefitcalc.account.rent_account import RentAccount
from benefitcalc.account.terms import Deduction
from benefitcalc.money import format_pounds
from benefitcalc.periods import Day, as_date
from benefitcalc.portfolio.engine.cases import cases_of
from benefitcalc.portfolio.rent_roll import RentRoll


def project_tenancy(roll: RentRoll, tenancy_ref: str, on: Day, **terms: Any) -> RentAccount:
    """The rent account of one tenancy of a roll from a day on: :func:`~benefitcalc.account.project_account` with what
    its row says.

    The opening balance is the row's ``balance``; ``new_rent`` counts from ``rent_increase_on``, Universal Credit from
    ``uc_start``, a ``managed_payment`` goes to the landlord and any other to the tenant, and a ``deduction`` goes on
    until the balance is paid. ``terms`` are those of ``project_account`` and stand over the row.

    Raises ``KeyError`` for a reference that the roll does not have, ``ValueError`` where it has no balance and none is
    given, and ``InvalidCase`` where the row is no whole case, as without ages.
    """
    rows = roll.tenancies[roll.tenancies["tenancy_ref"] == tenancy_ref]
    if rows.empty:
        raise KeyError(f"no tenancy of the roll is called {tenancy_ref!r}")
    [case] = cases_of(rows, roll.people[roll.people["tenancy_ref"] == tenancy_ref], on)
    known = {name: value for name, value in rows.iloc[0].items() if not pd.isna(value)}
    found = _terms_of(known) | terms
    if "opening_balance" not in found:
        raise ValueError(f"balance of {tenancy_ref} is not known; give opening_balance, such as '120.50'")
    return project_account(case, first_day=as_date(on), **found)


def _terms_of(known: dict[Any, Any]) -> dict[str, Any]:
    """The terms of the account that the cells of a row say."""
    found: dict[str, Any] = {}
    managed = known.get("managed_payment_flag", known.get("managed_payment", 0) > 0)
    found["pays_to"] = "landlord" if managed else "tenant"
    if "balance" in known:
        found["opening_balance"] = format_pounds(int(known["balance"]))
    if "new_rent" in known:
        found["new_rent"] = format_pounds(int(known["new_rent"]))
        found["rent_increase_on"] = known.get("rent_increase_on")
    if "uc_start" in known:
        found["claimed"] = known["uc_start"]
    if known.get("deduction", 0) > 0 and known.get("balance", 0) > 0:
        found["deduction"] = Deduction(
            amount=format_pounds(int(known["deduction"])), debt=format_pounds(int(known["balance"]))
        )
    return found
