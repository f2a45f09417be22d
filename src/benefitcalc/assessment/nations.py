"""Nations: what differs beside the sums, which is mitigation of the bedroom charge and the cap, and discretionary help.

None of it is an entitlement that can be worked out, so it is said, and never added to a figure: the council (in
Northern Ireland the Department for Communities) decides.

Not covered:

- amounts of Discretionary Housing Payments, the Crisis and Resilience Fund and Welfare Supplementary Payments (SS
  (Scotland) Act 2018 Part 5)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benefitcalc.case import Case, Country
from benefitcalc.rates import Rates

_DISCRETIONARY_CAUSES = ("under_occupation", "local_housing_allowance", "non_dependants", "income", "benefit_cap")

_MITIGATED = ("under_occupation", "benefit_cap")
"""The causes that payments in Scotland make up in full."""


def notes_of(case: Case, row: Mapping[str, Any], rates: Rates) -> Iterator[str]:
    """The codes of the notes for the nation of this household, in order; ``row`` is its row of the columns."""
    charged = bool(row["shortfall.under_occupation"])
    capped = bool(row.get("universal_credit.benefit_cap_reduction")) or bool(row["shortfall.benefit_cap"])
    on_universal_credit = bool(row.get("applies.universal_credit"))
    if case.country is Country.NORTHERN_IRELAND:
        yield "northern_ireland_law"
        if (charged or capped) and rates["law.northern_ireland.supplementary_payments"]:
            yield "northern_ireland_supplementary_payment"
        if on_universal_credit:
            yield "northern_ireland_payment"
        return
    scotland = case.country is Country.SCOTLAND and rates["law.scotland.discretionary_payments"]
    if scotland:
        if charged:
            yield "scotland_bedroom_charge"
        if capped:
            yield "scotland_benefit_cap"
        if on_universal_credit:
            yield "scotland_choices"
    told = _MITIGATED if scotland else ()
    others = [cause for cause in _DISCRETIONARY_CAUSES if cause not in told]
    if any(row[f"shortfall.{cause}"] for cause in others) and row["help_with_rent"]:
        fund = case.country is Country.ENGLAND and rates["law.england.crisis_and_resilience_fund"]
        yield "crisis_and_resilience_fund" if fund else "discretionary_housing_payment"
