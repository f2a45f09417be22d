"""How a learner who holds something by mistake works a household out: the oracle with a rule of its own, or two.

``sheet(case, kinds)`` gives every figure that the learner would enter, by the names of the steps, in pence or as a
count. The kinds are the titles of the package's misconceptions; what each leads to is written here anew, from the law
and from the words of the title.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle import housing_benefit, universal_credit
from tests.oracle.common import Case, a_week, penny

from . import learner, of_housing_benefit, of_the_award, of_the_home
from .learner import Learner

Sheet = dict[str, int]
PARTS = (of_the_home, of_the_award, of_housing_benefit)
"""The modules that plant."""
KINDS = tuple(sorted({*learner.MISTAKES, *of_housing_benefit.MISTAKES}))
"""Every mistake that can be planted."""


def sheet(case: Case, kinds: tuple[str, ...] = ()) -> Sheet:
    """Every figure of somebody who makes these mistakes, in Universal Credit, in Housing Benefit, or in both; nothing
    where neither helps.
    """
    by_month = universal_credit.universal_credit_is_the_scheme(case)
    by_week = not by_month or case["tenancy"]["tenure"] in universal_credit.HOUSED_BY_HOUSING_BENEFIT
    found: Sheet = {}
    if by_week:
        with of_housing_benefit.mistaken(kinds):
            found |= _by_week(case)
    if by_month:
        home = learner.learner(case, kinds)
        result = home.result()
        found |= _award(result)
        if not by_week:
            found |= _rent_by_month(home, Fraction(result["universal_credit"]["award"]))
    return found


def _pence(amount: Any) -> int:
    return int(Fraction(amount) * 100)


def _award(result: Case) -> Sheet:
    """The elements, what comes off, the cap and the award of Universal Credit."""
    block, cap = result["universal_credit"], result.get("benefit_cap")
    found = {name: _pence(amount) for name, amount in block.items() if name not in {"entitled", "reasons"}}
    if cap:
        found |= {"benefit_cap_limit": _pence(cap["limit"]), "capped_income": _pence(cap["counted_income"])}
    return found


def _rent_by_month(home: Learner, award: Fraction) -> Sheet:
    """The rent in Universal Credit."""
    housing = home.housing()
    helped = home.help_a_week(housing, award)
    found = {
        "bedrooms_needed": housing.bedrooms_needed,
        "bedrooms_spare": housing.bedrooms_spare,
        "contractual_rent": _pence(housing.contractual),
        "eligible_rent": _pence(housing.eligible),
        "under_occupation_charge": _pence(housing.under_occupation),
        "tenants_share": _pence(housing.after_share),
        "rent_within_allowance": _pence(housing.after_allowance),
        "housing_cost_contributions": _pence(housing.contributions),
        "help_with_rent": _pence(helped),
        "rent_to_pay": _pence(a_week(housing.contractual) - helped),
        "rent_to_pay_a_month": _pence(housing.contractual - min(housing.element, award)),
    }
    if home.tenancy["tenure"] == "private_rent":
        found["local_housing_allowance"] = _pence(home._local_housing_allowance(housing.bedrooms_needed))
    return found


_HOUSING_BENEFIT = {
    "weekly_rent": "weekly_rent",
    "eligible_rent": "eligible_rent",
    "non_dependant_deductions": "non_dependant_deductions",
    "maximum_housing_benefit": "maximum",
    "applicable_amount": "applicable_amount",
    "net_earnings": "net_earnings",
    "other_income": "other_income",
    "housing_benefit_tariff_income": "tariff_income",
    "income": "income",
    "taper_reduction": "taper_reduction",
    "housing_benefit_before_cap": "award_before_cap",
    "housing_benefit": "award",
    "housing_benefit_cap_reduction": "benefit_cap_reduction",
}
"""The steps of Housing Benefit, and their names in a result."""


def _by_week(case: Case) -> Sheet:
    """The steps of Housing Benefit and its rent."""
    result = housing_benefit.assess(case)
    block, home, cap = result["housing_benefit"], result["housing"], result["benefit_cap"]
    if block is None:
        return {}
    charge = Fraction(home["under_occupation_charge"])
    share = penny((Fraction(home["eligible_rent"]) - charge) * housing_benefit.joint_share(case))
    found = {step: _pence(block[name]) for step, name in _HOUSING_BENEFIT.items()}
    found |= {
        "bedrooms_needed": home["bedrooms_needed"],
        "bedrooms_spare": home["bedrooms_spare"],
        "under_occupation_charge": _pence(charge),
        "tenants_share": _pence(share),
        "rent_within_allowance": _pence(share - Fraction(home["local_housing_allowance_restriction"])),
        "rent_to_pay": _pence(result["rent_to_pay"]),
        "rent_to_pay_a_month": _pence(penny(Fraction(result["rent_to_pay"]) * 52 / 12)),
    }
    allowance = housing_benefit.local_housing_allowance(case)
    if allowance is not None:
        found["local_housing_allowance"] = _pence(allowance)
    if cap:
        found |= {
            "housing_benefit_cap_limit": _pence(cap["limit"]),
            "housing_benefit_capped_income": _pence(cap["counted_income"]),
        }
    credit = result["pension_credit"]
    if credit:
        found |= {
            "appropriate_minimum_guarantee": _pence(credit["appropriate_minimum_guarantee"]),
            "pension_credit_income": _pence(credit["income"]),
            "guarantee_credit": _pence(credit["guarantee_credit"]),
            "savings_credit": _pence(credit["savings_credit"]),
        }
    return found
