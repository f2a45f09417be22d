"""Of two LCWRA elements the higher is included, whatever else would give more (UC Act 2025 Sch 1 para 3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import assess, rate_book

PROTECTED, STANDARD = {"work_capability": "lcwra_protected"}, {"work_capability": "lcwra_standard"}


def elements(claimant: dict[str, Any], partner: dict[str, Any], carer: str | None = None) -> tuple[Decimal, Decimal]:
    """The health element and the carer element of a couple in June 2026."""
    case = {
        "date": "2026-06-01",
        "claimant": {"age": 40, **claimant},
        "partner": {"age": 40, **partner},
        "tenancy": {"tenure": "no_housing_costs"},
    }
    book = rate_book() if carer is None else rate_book().replace({"uc.carer_element": carer})
    found = assess(case, book=book).universal_credit
    assert found is not None
    return found.work_capability_element, found.carer_element


CARES = {"carer": True}


@pytest.mark.parametrize(
    ("claimant", "partner", "health", "carer"),
    [
        ({**PROTECTED, **CARES}, STANDARD, "429.80", "0.00"),  # 217.26 and a carer element would be 517.26
        (STANDARD, {**PROTECTED, **CARES}, "429.80", "0.00"),
        ({**PROTECTED, **CARES}, {**STANDARD, **CARES}, "429.80", "300.00"),
        (PROTECTED, {**STANDARD, **CARES}, "429.80", "300.00"),
        # Of equal amounts it is for the one who does not care; and nothing is chosen against one person alone.
        ({**PROTECTED, **CARES}, PROTECTED, "429.80", "300.00"),
        ({**STANDARD, **CARES}, STANDARD, "217.26", "300.00"),
    ],
)
def test_the_higher_element_is_included(
    claimant: dict[str, Any], partner: dict[str, Any], health: str, carer: str
) -> None:
    """With a carer element of 300.00, above what lies between the two, so that a choice by the total would show."""
    assert elements(claimant, partner, "300.00") == (Decimal(health), Decimal(carer))


def test_at_the_laws_amounts_the_total_is_the_same_choice() -> None:
    assert elements({**PROTECTED, **CARES}, STANDARD) == (Decimal("429.80"), Decimal("0.00"))
    assert elements({**PROTECTED, **CARES}, {**STANDARD, **CARES}) == (Decimal("429.80"), Decimal("209.34"))
