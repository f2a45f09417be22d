"""Nations: what differs beside the sums, which is mitigation of the bedroom charge and the cap, and discretionary help.

None of it is an entitlement that can be worked out, so it is said, and never added to a figure: the council (in
Northern Ireland the Department for Communities) decides.

Not covered:

- amounts of Discretionary Housing Payments, the Crisis and Resilience Fund and Welfare Supplementary Payments (SS
  (Scotland) Act 2018 Part 5)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from benefitcalc.case import Case, Country

SCOTTISH_PAYMENTS = dt.date(2017, 4, 1)
"""Discretionary Housing Payments devolved (SS (Scotland) Act 2018 Part 5)."""
SUPPLEMENTARY_PAYMENTS_END = dt.date(2028, 3, 31)
"""Northern Ireland's Welfare Supplementary Payments run to this day."""
CRISIS_AND_RESILIENCE_FUND = dt.date(2026, 4, 1)
"""England's fund in place of Discretionary Housing Payments, to 31 March 2029."""
_DISCRETIONARY_CAUSES = ("under_occupation", "local_housing_allowance", "non_dependants", "income", "benefit_cap")

_MITIGATED = ("under_occupation", "benefit_cap")
"""What Scotland's payments make up in full."""


def notes_of(case: Case, row: Mapping[str, Any]) -> Iterator[str]:
    """Codes of what to say about this household's nation, in order; ``row`` is its row of the result's columns."""
    charged = bool(row["shortfall.under_occupation"])
    capped = bool(row.get("universal_credit.benefit_cap_reduction")) or bool(row["shortfall.benefit_cap"])
    on_universal_credit = bool(row.get("applies.universal_credit"))
    if case.country is Country.NORTHERN_IRELAND:
        yield "northern_ireland_law"
        if (charged or capped) and case.date <= SUPPLEMENTARY_PAYMENTS_END:
            yield "northern_ireland_supplementary_payment"
        if on_universal_credit:
            yield "northern_ireland_payment"
        return
    if case.country is Country.SCOTLAND and case.date >= SCOTTISH_PAYMENTS:
        if charged:
            yield "scotland_bedroom_charge"
        if capped:
            yield "scotland_benefit_cap"
        if on_universal_credit:
            yield "scotland_choices"
    told = _MITIGATED if case.country is Country.SCOTLAND and case.date >= SCOTTISH_PAYMENTS else ()
    others = [cause for cause in _DISCRETIONARY_CAUSES if cause not in told]
    if any(row[f"shortfall.{cause}"] for cause in others) and row["help_with_rent"]:
        fund = case.country is Country.ENGLAND and case.date >= CRISIS_AND_RESILIENCE_FUND
        yield "crisis_and_resilience_fund" if fund else "discretionary_housing_payment"
