"""What the form counts as none because nobody was asked yet, and by how much it could change the rent to pay."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from benefitcalc.advice.ranges import NotAsked, Partial, not_asked
from benefitcalc.errors import InvalidCase
from benefitcalc.explain.words import money
from benefitcalc.ui.call.asked import Asked
from benefitcalc.ui.call.form import Form

__all__ = ["unasked"]

LEAST = Decimal("1.00")
"""What could change the rent to pay by fewer pounds a week is not told."""
MOST_TOLD = 4
ROWS = ("non_dependants", "incomes", "claimant.employment", "partner.employment")
"""Groups of the form to which a row would have to be added."""


def unasked(asked: Asked) -> dict[str, Any]:
    """The facts that matter most, each with the question or the rows to which a link goes."""
    form = asked.form
    if asked.circumstances is not None:
        return {"items": []}  # facts of other periods are no part of what is tried
    ranges = asked.ranges if asked.is_range else None
    try:
        found = not_asked(Partial(_as_asked(form), form.unknown), ranges)
    except InvalidCase:
        return {"items": []}  # the form says what is wrong
    told = [one for one in found if one.could_change >= LEAST][:MOST_TOLD]
    return {"items": [_item(form, one) for one in told]}


def _as_asked(form: Form) -> dict[str, Any]:
    """The case without the answers with which the form opens."""
    case = dict(form.case or form.partial or {})
    for who in ("claimant", "partner"):
        if case.get(who, {}).get("work_capability") == "none":
            case[who] = {name: said for name, said in case[who].items() if name != "work_capability"}
    return case


def _item(form: Form, one: NotAsked) -> dict[str, str]:
    rows = re.sub(r"\[\d+\]$", "", one.path)
    return {
        "label": one.label,
        "amount": f"up to {money(one.could_change)} a week",
        "field": rows if rows in ROWS else form.place(one.path),
    }
