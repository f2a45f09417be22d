"""More of something brings no less, but for the cliffs that the package names; one thing said in two ways is one."""

from __future__ import annotations

import copy
import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given

from benefitcalc import Case
from benefitcalc.columns import from_cases
from benefitcalc.explain.cliffs import CLIFFS
from benefitcalc.rates import Basis, rate_book
from benefitcalc.schemes.net_pay import assess_net_pay
from tests.oracle.random_cases import random_case
from tests.properties.households import columns_of, households, quick, seeds, unlike
from tests.properties.relations import RELATIONS, age_of, falls_of, pairs_of

PAIRS, SEED = 40, 7
"""``python -m tests.properties.relations`` tries thousands by hand."""


@pytest.mark.parametrize("name", RELATIONS)
def test_every_fall_is_one_of_the_cliffs(name: str) -> None:
    each = RELATIONS[name]
    pairs = list(pairs_of(each, PAIRS, SEED))
    assert len(pairs) >= PAIRS // 4, "the relation is about too few households"
    unexplained = [fall for fall in falls_of(each, pairs) if not fall.is_explained]
    assert not unexplained, f"{each.says}: {unexplained[0].pence} pence a year less, {unexplained[0]}"


def test_every_cliff_that_a_relation_may_meet_is_in_the_list() -> None:
    assert {code for each in RELATIONS.values() for code in each.cliffs} <= set(CLIFFS)


# --- One thing said in two ways ---------------------------------------------------------------------------------------

SAME_WEEKS = {"week": 1, "fortnight": 2, "four_weeks": 4}
SAME_YEAR = {"month": 1, "quarter": 3, "year": 12}


def said_otherwise(money: dict[str, Any], rng: Random) -> dict[str, Any]:
    """The same amount by another period that is a whole number of its own, or that its own is of."""
    family = SAME_WEEKS if money["per"] in SAME_WEEKS else SAME_YEAR
    per = rng.choice(sorted(family))
    amount = Decimal(money["amount"]) * family[per] / family[money["per"]]
    return {**money, "amount": f"{amount:.2f}", "per": per} if amount == round(amount, 2) else money


@quick
@given(households(), seeds)
def test_how_often_an_amount_is_said_to_be_paid_changes_nothing(case: dict[str, Any], seed: int) -> None:
    rng, other = Random(seed), copy.deepcopy(case)  # noqa: S311 - periods, not secrets
    for who in ("claimant", "partner"):
        work = (other.get(who) or {}).get("self_employment")
        if work:
            work["net_profit"] = said_otherwise(work["net_profit"], rng)
    other["incomes"] = [said_otherwise(income, rng) for income in other["incomes"]]
    rent = other["tenancy"].get("rent")
    if rent and not rent.get("rent_free_weeks") and not other["tenancy"].get("ineligible_in_rent"):
        other["tenancy"]["rent"] = said_otherwise(rent, rng)
    for child in other["children"]:
        if "childcare" in child:
            child["childcare"] = said_otherwise(child["childcare"], rng)
    assert not unlike(columns_of([case]), columns_of([other]))


@quick
@given(households())
def test_savings_up_to_the_lower_limit_are_like_none(case: dict[str, Any]) -> None:
    none, some = copy.deepcopy(case), copy.deepcopy(case)
    none["capital"], some["capital"] = "0.00", "6000.00"
    assert not unlike(columns_of([none]), columns_of([some]))


@quick
@given(households("pension_age"))
def test_at_pension_age_the_lower_limit_is_higher(case: dict[str, Any]) -> None:
    none, some = copy.deepcopy(case), copy.deepcopy(case)
    none["capital"], some["capital"] = "0.00", "10000.00"
    columns = columns_of([none, some])
    assume(columns["applies.pension_credit"].all())
    assert not unlike(columns_of([none]), columns_of([some]))


WHO_CLAIMS = ("universal_credit.", "pension_credit.", "housing.", "exempt.", "reason.universal_credit.")


def with_partner_first(case: dict[str, Any]) -> dict[str, Any]:
    """The same couple with the partner as the one who claims."""
    other = copy.deepcopy(case)
    other["claimant"], other["partner"] = other["partner"], other["claimant"]
    for income in other["incomes"]:
        income["of"] = {"claimant": "partner", "partner": "claimant"}[income["of"]]
    return other


@quick
@given(households())
def test_who_of_a_couple_claims_changes_nothing_but_housing_benefit(case: dict[str, Any]) -> None:
    """Housing Benefit asks some things of the claimant alone (HB Regs 2006 Sch 3 paras 1, 13)."""
    assume(case.get("partner"))
    one, other = columns_of([case]), columns_of([with_partner_first(case)])
    assume(one["applies.universal_credit"].all() or one["applies.pension_credit"].all())
    assert not [name for name in unlike(one, other) if name.startswith(WHO_CLAIMS)]


def known_by_age(case: dict[str, Any]) -> dict[str, Any]:
    """The case with everybody's age in place of a birth date, so that they have a birthday on the date, whichever that
    is; and with pay averaged over the year, not by the paydays of the period.
    """
    other = copy.deepcopy(case)
    for person in (other["claimant"], other.get("partner"), *other["children"], *other["non_dependants"]):
        if person and "born" in person:
            person["age"] = age_of(case, person)
            del person["born"]
    for who in ("claimant", "partner"):
        ((other.get(who) or {}).get("employment") or {}).pop("paid_on", None)
    return other


@quick
@given(households(), seeds)
def test_a_day_more_between_two_changes_of_rates_changes_nothing(case: dict[str, Any], seed: int) -> None:
    on = dt.date.fromisoformat(case["date"])
    later = on + dt.timedelta(days=Random(seed).randrange(1, 20))  # noqa: S311 - a day, not a secret
    one, other = ({**known_by_age(case), "date": day.isoformat()} for day in (on, later))
    assume(all(rate_book().on(on, basis) is rate_book().on(later, basis) for basis in Basis))
    assume(eldest_born_before_the_first_child_rate_ended(one) == eldest_born_before_the_first_child_rate_ended(other))
    changed = unlike(columns_of([one]), columns_of([other]))
    assert not [name for name in changed if not name.startswith(("warning.", "unsettled."))]


def eldest_born_before_the_first_child_rate_ended(case: dict[str, Any]) -> list[bool]:
    """Whether each child of such an age on that date was born before 6 April 2017."""
    on = dt.date.fromisoformat(case["date"])
    births = [dt.date(on.year - child["age"], on.month, min(on.day, 28)) for child in case["children"]]
    return [born < dt.date(2017, 4, 6) for born in births]


# --- The benefit cap and pay ------------------------------------------------------------------------------------------


@quick
@given(households())
def test_the_cap_takes_what_is_above_the_limit_at_most(case: dict[str, Any]) -> None:
    columns = columns_of([case])
    above = columns["benefit_cap.counted_income"] - columns["benefit_cap.limit"]
    for scheme in ("universal_credit", "housing_benefit"):
        taken = columns[f"{scheme}.benefit_cap_reduction"]
        assert (taken <= columns[f"{scheme}.award_before_cap"]).all()
        assert ((taken == 0) | ((taken <= above) & columns["benefit_cap.applies"])).all()


def test_a_pound_more_of_gross_pay_is_no_less_net() -> None:
    """In every year, nation and pay period, with the same pension contribution; by a penny rounding can take one."""
    rng, tried = Random(3), 0  # noqa: S311 - pay, not secrets
    while tried < 200:
        case = random_case(rng)
        gross = (case["claimant"].get("employment") or {}).get("gross")
        if not gross:
            continue
        more = copy.deepcopy(case)
        more["claimant"]["employment"]["gross"]["amount"] = str(Decimal(gross["amount"]) + 1)
        batch = from_cases([Case.model_validate(case), Case.model_validate(more)])
        rates = rate_book().on(dt.date.fromisoformat(case["date"]), Basis.ASSESSMENT_PERIOD)
        net, net_of_more = assess_net_pay(batch.adults, batch.households.country, rates)[0]
        assert net <= net_of_more <= net + 100
        tried += 1
