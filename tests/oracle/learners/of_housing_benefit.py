"""Learners' mistakes in Housing Benefit: each a function that stands in place of one of the oracle's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from fractions import Fraction
from typing import Any
from unittest.mock import patch

from tests.oracle import household, rates
from tests.oracle import housing_benefit as theirs
from tests.oracle.common import Case, a_week, penny, pounds, shown
from tests.oracle.universal_credit import Household

ZERO = Fraction(0)
Own = Callable[..., Any]
"""Is given the oracle's function, and then what that is given."""
MISTAKES: dict[str, dict[str, Own]] = {}
"""By kind, the functions that a learner has in place of the oracle's."""


@contextmanager
def mistaken(kinds: tuple[str, ...]) -> Iterator[None]:
    """Make these mistakes inside the block."""
    with ExitStack() as stack:
        for kind in kinds:
            for name, own in MISTAKES.get(kind, {}).items():
                stack.enter_context(_in_place(name, own))
        yield


def _in_place(name: str, own: Own) -> Any:
    before = getattr(theirs, name)
    return patch.object(theirs, name, lambda *args: own(before, *args))


def plant(kind: str, **own: Own) -> None:
    """Plant a mistake: each keyword names a function of the oracle."""
    MISTAKES[kind] = own


def _rates(**values: str) -> Own:
    """Rates of their own, by the end of the key."""

    def own(before: Own, case: Case, key: str) -> Fraction:
        name = key.removeprefix("hb.").replace(".", "_")
        return Fraction(values[name]) if name in values else before(case, key)

    return own


# --- Rent -------------------------------------------------------------------------------------------------------------


def _a_quarter_of_a_month(before: Own, case: Case) -> Fraction:
    def four_weeks(per_week: Own, money: Case) -> Fraction:
        return pounds(money["amount"]) / 4 if money["per"] == "month" else per_week(money)

    with _in_place("per_week", four_weeks):
        return before(case)


plant("four_weeks_in_a_month", contractual_rent=_a_quarter_of_a_month, eligible_rent=_a_quarter_of_a_month)
plant(
    "service_charges_left_out",
    eligible_rent=lambda before, case: before({**case, "tenancy": {**case["tenancy"], "service_charges": []}}),
)
plant("ineligible_charges_counted", eligible_rent=lambda _, case: theirs.contractual_rent(case))


# --- Bedrooms and the charge ------------------------------------------------------------------------------------------


def _although_exempt(_: Own, case: Case) -> Fraction:
    spare = theirs.bedrooms_spare(case)
    return ZERO if spare == 0 else Fraction("0.14") if spare == 1 else Fraction("0.25")


def _couples(case: Case) -> int:
    return sum(one.get("couple_with") is not None for one in case.get("non_dependants") or []) // 2


plant("fourteen_percent_for_two", under_occupation_percent=lambda before, case: min(before(case), Fraction("0.14")))
plant(
    "twenty_five_percent_for_one",
    under_occupation_percent=lambda before, case: Fraction("0.25") if before(case) else ZERO,
)
plant("no_bedroom_charge", under_occupation_percent=lambda *_: ZERO)
plant("charge_though_exempt", under_occupation_percent=_although_exempt)
plant("overnight_carers_room_forgotten", overnight_carer_room=lambda *_: 0)
plant("disabled_child_made_to_share", cannot_share=lambda *_: False)
plant("couple_needs_two_rooms", rooms_of_the_couple=lambda before, case: before(case) + bool(case.get("partner")))
plant(
    "couple_of_other_adults_apart_in_housing_benefit",
    rooms_of_other_adults=lambda before, case: before(case) + _couples(case),
)


# --- Other adults -----------------------------------------------------------------------------------------------------


def _each_alone(before: Own, case: Case) -> Fraction:
    def alone(units: Own, of: Case) -> list[list[Case]]:
        return [[person] for unit in units(of) for person in unit]

    with _in_place("non_dependant_units", alone):
        return before(case)


def _highest(before: Own, case: Case, person: Case, unit: list[Case]) -> Fraction:
    return household.hb_rate(case, "hb.non_dependant.deduction.band_6") if before(case, person, unit) else ZERO


def _lowest(before: Own, case: Case, person: Case, unit: list[Case]) -> Fraction:
    return household.hb_rate(case, "hb.non_dependant.deduction.band_1") if before(case, person, unit) else ZERO


def _flat(_: Own, case: Case) -> Fraction:
    return a_week(Household(case)._contributions())


plant("no_deduction_for_other_adults", non_dependant_deductions=lambda *_: ZERO)
plant("each_of_a_couple_in_housing_benefit", non_dependant_deductions=_each_alone)
plant("highest_band_for_every_other_adult", non_dependant_deduction=_highest)
plant("lowest_band_for_every_other_adult", non_dependant_deduction=_lowest)
plant("exempt_renter_forgotten", exempt_from_deductions=lambda *_: False)
plant("flat_amount_in_housing_benefit", non_dependant_deductions=_flat)


# --- Needs and income -------------------------------------------------------------------------------------------------


def _family_premium(_: Own, case: Case) -> Fraction:
    return household.hb_rate(case, "hb.premium.family") if household.family_children(case) else ZERO


def _no_disregard(before: Own, case: Case) -> theirs.Disregards:
    found = before(case)
    return theirs.Disregards(ZERO, found.accommodation, found.childcare, ZERO)


def _last_year(before: Own, case: Case, key: str) -> Fraction:
    if not rates.parameters()[key].get("unit", "").startswith("pounds"):
        return before(case, key)
    day = (household.hb_year_began(case) - timedelta(days=1)).isoformat()
    try:
        return before({**case, "date": day}, key)
    except rates.NotKnown:
        return before(case, key)


def _gross(before: Own, case: Case, of: str) -> Fraction:
    person = household.members(case)[of]
    job = person.get("employment")
    if not job or not job.get("gross"):
        return before(case, of)
    return before({**case, of: {**person, "employment": {"net": job["gross"]}}}, of)


plant("last_years_rates", hb_rate=_last_year)
plant("family_premium_for_all", family_premium=_family_premium)
plant("earnings_disregard_forgotten", disregards=_no_disregard)
plant("gross_for_net_in_housing_benefit", earnings_of=_gross)
plant("universal_credit_taper_in_housing_benefit", hb_rate=_rates(taper="0.55"))
plant("income_above_needs_in_full", hb_rate=_rates(taper="1"))
plant("full_help_though_income_counts", hb_rate=_rates(taper="0"))
plant(
    "child_benefit_as_income_in_housing_benefit",
    other_income=lambda before, case: before(case) + household.child_benefit(case),
)
plant("other_income_left_out", other_income=lambda *_: ZERO)
plant("no_tariff_income", tariff_income=lambda *_: ZERO)


def _savings(step: str, amount: str, lower: str | None = None) -> Own:
    """Income from savings by other steps."""

    def own(before: Own, case: Case) -> Fraction:
        if not before(case) and theirs.over_the_capital_limit(case):
            return ZERO
        limit = household.hb_rate(case, f"hb.capital.{theirs.regulations(case)}.lower_limit")
        above = theirs.capital_of(case) - (limit if lower is None else Fraction(lower))
        return max(0, (above / Fraction(step)).__ceil__()) * Fraction(amount)

    return own


def _steps(case: Case) -> str:
    return "500" if household.pension_age_household(case) else "250"


plant("working_age_tariff_at_pension_age", tariff_income=_savings("250", "1", "6000"))
plant("tariff_of_pension_age", tariff_income=_savings("500", "1"))
plant(
    "universal_credit_tariff_in_housing_benefit",
    tariff_income=lambda before, case: _savings(_steps(case), "4.35")(before, case),
)
plant(
    "tariff_from_the_first_pound",
    tariff_income=lambda before, case: _savings(_steps(case), "1", "0")(before, case),
)


# --- The cap ----------------------------------------------------------------------------------------------------------


def _in_london(before: Own, case: Case) -> Fraction:
    return before({**case, "greater_london": True})


plant("cap_forgotten", cap_exemptions=lambda *_: ["forgotten"])
plant("cap_though_exempt", cap_exemptions=lambda *_: [])
plant("london_limit_outside_london", cap_limit=_in_london)
plant("limit_outside_london_in_london", cap_limit=lambda before, case: before({**case, "greater_london": False}))
plant("single_limit_for_family", cap_limit=lambda before, case: before({**case, "partner": None, "children": []}))
plant(
    "child_benefit_outside_the_cap",
    counted_for_the_cap=lambda before, case, award: before(case, award) - household.child_benefit(case),
)
plant(
    "cap_before_the_bedroom_charge",
    counted_for_the_cap=lambda before, case, award: before(case, award) + _charge(case),
)


def _charge(case: Case) -> Fraction:
    eligible = theirs.eligible_rent(case)
    charge = eligible - penny(eligible * (1 - theirs.under_occupation_percent(case)))
    return Fraction(shown(charge))
