from __future__ import annotations

import ast
import datetime as dt
import re
from random import Random

import numpy as np
import pytest

from benefitcalc import Case, InvalidCase
from benefitcalc.advice.why_different import words
from benefitcalc.advice.why_different.alteration import altered, together
from benefitcalc.advice.why_different.pairs import FEW, likeliest_pairs, not_by_chance
from benefitcalc.advice.why_different.words import cause, codes
from tests.conftest import REPOSITORY
from tests.oracle.random_cases import random_case

PACKAGE = REPOSITORY / "src" / "benefitcalc" / "advice" / "why_different"
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)*")


def texts() -> set[str]:
    """Every text that stands in the modules."""
    found = set()
    for path in PACKAGE.glob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        found |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_cause_is_used_and_says_all(code: str) -> None:
    assert code in texts()
    one = cause(code)
    assert 1 <= one.likely <= 10_000
    assert one.check.endswith(".")
    assert one.fits[0] != " "
    assert not one.fits.endswith(".")


def test_a_rise_is_known_for_the_years_of_the_rules() -> None:
    assert words.rent_increases(dt.date(2026, 6, 1)) == words.rent_increases(dt.date(2027, 3, 1))
    assert words.rent_increases(dt.date(1999, 6, 1)) == ()


def test_changes_of_the_same_part_do_not_go_together() -> None:
    assert together({"tenancy.rent": 1}, {"tenancy.bedrooms": 2}) == {"tenancy.rent": 1, "tenancy.bedrooms": 2}
    assert together({"tenancy.rent": 1}, {"tenancy.rent": 2}) is None
    assert together({"partner": None}, {"partner.carer": True}) is None
    assert together({"partner.carer": True}, {"partner": None}) is None


def test_an_alteration_changes_only_its_part() -> None:
    rng = Random(4)  # noqa: S311 - households, not secrets
    for _ in range(20):
        try:
            case = Case.model_validate(random_case(rng))
        except InvalidCase:
            continue
        other = altered(case, {"capital": 123, "claimant.carer": True})
        assert other.capital == 123
        assert other.claimant.carer
        assert other.model_copy(update={"capital": case.capital, "claimant": case.claimant}) == case


def test_the_likeliest_pairs_come_first() -> None:
    assert likeliest_pairs([9, 5, 4, 1], most=3) == [(0, 1), (0, 2), (1, 2)]


def test_a_pair_explains_only_where_few_as_likely_make_amounts_nearby() -> None:
    given = 50_000
    few = np.array([given, *(given + 7 * n for n in range(1, FEW))])
    likely = np.full(len(few), 10)
    assert not_by_chance(few, likely, given, few == given) == [0]
    many = np.append(few, given - 3)
    assert not_by_chance(many, np.full(len(many), 10), given, many == given) == []
    less_likely = np.append(likely, 9)
    assert not_by_chance(many, less_likely, given, many == given) == [0]
