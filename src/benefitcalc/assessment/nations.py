"""Nations: what differs beside the sums, which is mitigation of the bedroom charge and the cap, and discretionary help.

None of it is an entitlement that can be worked out, so it is said, and never added to a figure: the council (in
Northern Ireland the Department for Communities) decides.

Not covered:

- amounts of Discretionary Housing Payments, the Crisis and Resilience Fund and Welfare Supplementary Payments (SS
  (Scotland) Act 2018 Part 5)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from benefitcalc.assessment.outcome import Outcome
from benefitcalc.columns import Country
from benefitcalc.money import Flag

_ALWAYS_DISCRETIONARY = ("local_housing_allowance", "non_dependants", "income")
_MITIGATED = ("under_occupation", "benefit_cap")
"""The causes that payments in Scotland make up in full."""


def _charged(seen: Outcome) -> Flag:
    return seen.has("shortfall.under_occupation")


def _capped(seen: Outcome) -> Flag:
    return seen.has("universal_credit.benefit_cap_reduction") | seen.has("shortfall.benefit_cap")


def _northern_ireland(seen: Outcome) -> Flag:
    return seen.homes.country == Country.NORTHERN_IRELAND


def _supplementary_payment(seen: Outcome) -> Flag:
    paid = seen.law("law.northern_ireland.supplementary_payments")
    return _northern_ireland(seen) & (_charged(seen) | _capped(seen)) & paid


def _scotland(seen: Outcome) -> Flag:
    return (seen.homes.country == Country.SCOTLAND) & seen.law("law.scotland.discretionary_payments")


def _discretionary_help(seen: Outcome) -> Flag:
    """Some help with the rent is there, and a part is left that the council can help with."""
    left = np.logical_or.reduce([seen.has(f"shortfall.{cause}") for cause in _ALWAYS_DISCRETIONARY])
    mitigated = np.logical_or.reduce([seen.has(f"shortfall.{cause}") for cause in _MITIGATED])
    either = left | (mitigated & ~_scotland(seen))
    return either & seen.has("help_with_rent") & ~_northern_ireland(seen)


def _crisis_and_resilience_fund(seen: Outcome) -> Flag:
    return (seen.homes.country == Country.ENGLAND) & seen.law("law.england.crisis_and_resilience_fund")


NOTES: Mapping[str, Callable[[Outcome], Flag]] = {
    "northern_ireland_law": _northern_ireland,
    "northern_ireland_supplementary_payment": _supplementary_payment,
    "northern_ireland_payment": lambda seen: _northern_ireland(seen) & seen.by_month,
    "scotland_bedroom_charge": lambda seen: _scotland(seen) & _charged(seen),
    "scotland_benefit_cap": lambda seen: _scotland(seen) & _capped(seen),
    "scotland_choices": lambda seen: _scotland(seen) & seen.by_month,
    "crisis_and_resilience_fund": lambda seen: _discretionary_help(seen) & _crisis_and_resilience_fund(seen),
    "discretionary_housing_payment": lambda seen: _discretionary_help(seen) & ~_crisis_and_resilience_fund(seen),
}
"""Each note for a nation, with the test that finds its households; in the order in which they are said."""
