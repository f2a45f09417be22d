"""What the page shows, as plain data: the answer, and what is still needed or wrong. It is a pure function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benefitcalc.ui.call.form import Complaint, Form

__all__ = ["screen"]

Data = dict[str, Any]

MOST_SPOKEN = 2


def screen(form: Form | None, shown: Data | None, *, fresh: bool, complaints: Sequence[Complaint] = ()) -> Data:
    """What the page shows. ``fresh`` says whether the figures ``shown`` are those of the present answers.

    Figures that are not fresh stay in view, marked as not updated; ``complaints`` say why, besides what the form says.
    """
    needed, names = (form.needed, form.names) if form else ((), {})
    problems = [*(form.wrong if form else ()), *complaints]
    return {
        "hidden": list(form.hidden) if form else None,
        "assumed": dict(form.assumed) if form else None,
        "needed": [_complaint(one) for one in needed],
        "problems": [_beside(one, names) for one in problems],
        "doubts": [_beside(one, names) for one in form.doubts] if form else [],
        "figures": shown,
        "fresh": fresh,
        "spoken": _spoken(
            shown,
            fresh,
            [one.message for one in problems],
            [one.message for one in needed],
            [one.message for one in form.doubts] if form else [],
        ),
    }


def _complaint(one: Complaint) -> Data:
    return {"field": one.field, "message": one.message}


def _beside(one: Complaint, names: Mapping[str, str]) -> Data:
    """``beside`` is what stands at the question itself, where its name need not be said again."""
    beside = one.message.removeprefix(f"{names.get(one.field, '')}: ")
    return {**_complaint(one), "beside": beside[:1].upper() + beside[1:]}


def _spoken(
    shown: Data | None, fresh: bool, problems: Sequence[str], needed: Sequence[str], doubts: Sequence[str]
) -> str:
    """What a screen reader says when the officer stops typing."""
    if shown and fresh:
        parts = [f"{one['name']} {one['amount']} {one['per']}" for one in [*shown["rent"], *shown["awards"]]]
        if shown["rent"] and shown["rent"][0]["note"]:
            parts.insert(1, shown["rent"][0]["note"])  # a capped family must not hear a harmless rent
        ask = shown["range"] and (shown["range"]["ask"] or shown["range"]["together"])
        told = ["Estimate", *parts, *([f"Ask next: {ask['label']}"] if ask else [])]
        told += [*([_wrong(problems)] if problems else []), *doubts]
        return ". ".join(told) + "."
    before = "Figures not updated. " if shown else ""
    if problems:
        return f"{before}{_wrong(problems)}."
    return f"{before}Still needed: {', '.join(needed)}." if needed else before


def _wrong(problems: Sequence[str]) -> str:
    """What is wrong, or how much where it is more than a listener keeps in mind."""
    if len(problems) <= MOST_SPOKEN:
        return f"To put right: {'; '.join(one.removesuffix('.') for one in problems)}"
    return f"{len(problems)} answers need putting right"
