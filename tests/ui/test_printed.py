"""The answer on paper has everything that the page shows, and nothing of it is left behind a heading."""

import re
from typing import Any

import pytest

from benefitcalc.ui.call.parts import part, saved
from benefitcalc.ui.call.respond import respond
from tests.ui.results import FORM, SMALLEST

CAPPED = {"children": [{"age": age} for age in ("2", "4", "6", "8")], "tenancy.rent.amount": "180"}
UNKNOWN = {"capital": "?"}
AMOUNT = re.compile(r"£[\d,]+\.\d\d")


def amounts(shown: Any) -> set[str]:
    """Every amount in plain data, however deep."""
    if isinstance(shown, dict):
        return set().union(*map(amounts, shown.values()))
    if isinstance(shown, list | tuple):
        return set().union(*map(amounts, shown))
    return set(AMOUNT.findall(shown)) if isinstance(shown, str) else set()


@pytest.mark.parametrize("answers", [{}, CAPPED, UNKNOWN, {"claimant.age": "70"}, {"tenancy.bedrooms": "1 to 3"}])
def test_every_amount_of_the_answer_is_on_paper(answers: dict[str, Any]) -> None:
    values = SMALLEST | answers
    title, kind, page = saved(FORM, "answer", values, {})
    assert title.startswith("answer-")
    assert kind.startswith("text/html")
    shown = [respond(FORM, values, None)["figures"], part(FORM, "working", values, {}), part(FORM, "ahead", values, {})]
    assert amounts(shown)
    assert amounts(shown) <= amounts(page)


def test_the_page_stands_alone_and_says_what_it_is() -> None:
    page = saved(FORM, "answer", SMALLEST, {})[2]
    assert not re.search(r"<script|<link|src=|href=", page)
    assert "An estimate, not a decision." in page
    assert "Tenant’s age" in page


def test_what_somebody_typed_is_text() -> None:
    charge = {"label": "<b>lift</b>", "amount": "5", "per": "week", "eligible": "yes"}
    page = saved(FORM, "answer", SMALLEST | {"tenancy.service_charges": [charge]}, {})[2]
    assert "<b>" not in page
    assert "&lt;b&gt;lift" in page
