"""What was not asked, and how many pounds a week of the rent to pay it could change: worked by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import assess
from benefitcalc.advice.ranges import UNKNOWN, NotAsked, Partial, not_asked, summary, work_out

Written = dict[str, Any]
SPARE: Written = {
    "date": "2026-06-01",
    "country": "england",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}},
}
PENSIONER: Written = {
    "date": "2026-06-01",
    "country": "england",
    "claimant": {"age": 80},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}},
}


def by_path(case: Written, **unknown: Any) -> dict[str, NotAsked]:
    return {one.path: one for one in not_asked(Partial(case, unknown))}


def test_savings_above_the_limit_cost_all_help() -> None:
    # 14.00 of 100.00 is to pay for the spare bedroom; above £16,000.00 all of it.
    savings = by_path(SPARE)["capital"]
    assert (savings.raises_by, savings.lowers_by) == (Decimal("86.00"), Decimal("0.00"))
    assert savings.label == "Savings"


def test_another_adult_fills_the_spare_room_and_pays() -> None:
    # A grown-up child of 18 or 20 fills the room and pays nothing towards the rent: 14.00 less. From 21 on £96.37 a
    # month are expected, 22.24 a week, in place of the 14.00.
    other = by_path(SPARE)["non_dependants[0]"]
    assert other.lowers_by == Decimal("14.00")
    assert other.raises_by == assess({**SPARE, "non_dependants": [{"age": 30}]}).rent_to_pay - Decimal("14.00")
    assert other.raises_by > 0


def test_a_pensioners_own_facts() -> None:
    # No pension at all leaves full help. A full new State Pension of 241.30 is 3.30 over the guarantee of 238.00.
    found = by_path(PENSIONER)
    assert found["incomes[0]"].label == "State Pension of the tenant"
    assert found["incomes[0]"].raises_by > 0
    assert "claimant.work_capability" not in found
    # Savings of 20,000 count as 20.00 a week, below the guarantee; only with more is there anything to pay.
    assert assess({**PENSIONER, "capital": "20000.00"}).rent_to_pay == 0


def test_every_person_each() -> None:
    couple = {**SPARE, "partner": {"age": 33}, "children": [{"age": 3}, {"age": 2}]}
    couple["tenancy"] = {**SPARE["tenancy"], "bedrooms": 2, "rent": {"amount": "300.00", "per": "week"}}
    found = by_path(couple)
    assert {"claimant.employment", "partner.employment", "capital", "non_dependants[0]"} <= found.keys()
    # With pay that tapers the award away, whatever raises it lowers the rent to pay: anybody's health.
    job = {"net": {"amount": "3600.00", "per": "month"}}
    earning = by_path({**couple, "claimant": {"age": 34, "employment": job}})
    assert earning["partner.work_capability"].lowers_by > 0
    both = [earning[f"children[{place}].disability_benefits"] for place in (0, 1)]
    assert [(one.label, one.lowers_by > 0, one.raises_by) for one in both] == [
        ("Disability benefits of child 1", True, 0),
        ("Disability benefits of child 2", True, 0),
    ]


def test_what_was_answered_or_is_not_known_is_not_in_it() -> None:
    answered = {
        **SPARE,
        "capital": "0.00",
        "non_dependants": [{"age": 30}],
        "claimant": {"age": 34, "employment": {"net": {"amount": "500.00", "per": "month"}}},
    }
    assert not {"capital", "non_dependants[0]", "claimant.employment"} & by_path(answered).keys()
    unknown = not_asked(Partial(SPARE, {"capital": UNKNOWN, "claimant.employment": UNKNOWN}))
    assert not {"capital", "claimant.employment"} & {one.path for one in unknown}


def test_nothing_where_nothing_could_change_the_rent() -> None:
    supported = {**SPARE, "tenancy": {**SPARE["tenancy"], "tenure": "no_housing_costs"}}
    del supported["tenancy"]["rent"]
    assert not_asked(Partial(supported)) == ()
    assert summary(()) == ""


def test_the_most_comes_first_and_one_sentence_says_it() -> None:
    found = not_asked(Partial(SPARE))
    assert [one.could_change for one in found] == sorted((one.could_change for one in found), reverse=True)
    said = summary(found)
    assert said.startswith("Not asked yet: ")
    assert "savings (up to £86.00 a week)" in said
    assert "other adults (up to £14.00 a week)" in said


@pytest.mark.parametrize("case", [SPARE, PENSIONER])
def test_ranges_that_are_there_already_give_the_same(case: Written) -> None:
    partial = Partial(case, {"tenancy.bedrooms": UNKNOWN})
    assert not_asked(partial, work_out(partial, quick=True)) == not_asked(partial)


def test_a_child_of_ten_who_has_grown_up_counts_as_another_adult() -> None:
    """The household of ten years later: a rent roll that still has no adult child in it."""
    family = {**SPARE, "claimant": {"age": 44}, "tenancy": {**SPARE["tenancy"], "bedrooms": 2}}
    found = by_path(family)["non_dependants[0]"]
    of_age = assess({**family, "non_dependants": [{"age": 20}]})
    assert found.lowers_by == assess(family).rent_to_pay - of_age.rent_to_pay
