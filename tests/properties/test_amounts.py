"""What holds for every household, whatever its figures."""

from __future__ import annotations

import copy
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

import numpy as np
from hypothesis import assume, given

from benefitcalc import assess
from benefitcalc.schemes.home.size_criteria import bedrooms_for_children
from tests.properties.households import columns_of, households, portfolios, quick, unlike


@quick
@given(portfolios())
def test_nothing_but_what_is_left_after_rent_is_ever_negative(cases: list[dict[str, Any]]) -> None:
    negative = {name for name, column in columns_of(cases).items() if (column < 0).any()}
    assert negative <= {"left_after_rent"}


@quick
@given(portfolios())
def test_the_shortfall_sums_to_the_rent_to_pay(cases: list[dict[str, Any]]) -> None:
    columns = columns_of(cases)
    causes = sum(column for name, column in columns.items() if name.startswith("shortfall."))
    assert np.array_equal(causes, columns["rent_to_pay"])


@quick
@given(households())
def test_the_result_shows_every_penny_of_the_shortfall(case: dict[str, Any]) -> None:
    result = assess(case)
    assert sum((part.amount for part in result.shortfall), Decimal(0)) == result.rent_to_pay
    assert all(part.amount for part in result.shortfall)
    assert result.help_with_rent >= 0


@quick
@given(households("universal_credit"))
def test_a_penny_of_earnings_takes_a_penny_at_most(case: dict[str, Any]) -> None:
    pay = (case["claimant"].get("employment") or {}).get("net")
    assume(pay is not None and pay["per"] == "month")
    more = copy.deepcopy(case)
    more["claimant"]["employment"]["net"]["amount"] = str(Decimal(pay["amount"]) + Decimal("0.01"))
    before, after = columns_of([case, more])["universal_credit.award_before_cap"]
    assert before - after in {0, 1}


@quick
@given(households())
def test_a_third_spare_room_changes_nothing(case: dict[str, Any]) -> None:
    assume("bedrooms" in case["tenancy"])
    needed = int(columns_of([case])["housing.bedrooms_needed"][0])
    two, three = copy.deepcopy(case), copy.deepcopy(case)
    two["tenancy"]["bedrooms"], three["tenancy"]["bedrooms"] = needed + 2, needed + 3
    changed = unlike(columns_of([two]), columns_of([three]))
    assert set(changed) == {"housing.bedrooms_spare"}


# One of these pairs may share a room (UC Regs 2013 Sch 4 para 10): boys and girls of 10 to 15, boys and girls under 10.
MAY_SHARE = [(0, 0), (1, 1), (0, 2), (1, 3), (2, 2), (3, 3), (2, 3)]


@cache
def fewest_rooms(children: tuple[int, int, int, int]) -> int:
    """The fewest rooms, by trying every way to share."""
    kinds = [kind for kind, number in enumerate(children) if number]
    if not kinds:
        return 0
    first = kinds[0]
    rooms = [1 + fewest_rooms(without(children, first))]
    for pair in MAY_SHARE:
        if first in pair:
            other = pair[1] if pair[0] == first else pair[0]
            if without(children, first)[other]:
                rooms.append(1 + fewest_rooms(without(without(children, first), other)))
    return min(rooms)


def without(children: tuple[int, int, int, int], kind: int) -> tuple[int, int, int, int]:
    left = list(children)
    left[kind] -= 1
    return left[0], left[1], left[2], left[3]


def test_bedrooms_for_children_are_the_fewest_of_all_ways_to_share() -> None:
    families = list(product(range(6), repeat=4))
    boys, girls, small_boys, small_girls = np.array(families, dtype=np.int64).T
    rooms = bedrooms_for_children(
        boys_10_to_15=boys, girls_10_to_15=girls, boys_under_10=small_boys, girls_under_10=small_girls
    )
    assert rooms.tolist() == [fewest_rooms(family) for family in families]
