"""Answers to the form at random: every kind of question, with “don’t know” and ranges where the page takes them."""

from random import Random
from typing import Any

from benefitcalc.ui.call.schema import Field, blank, fields, groups, may_be_unknown
from tests.ui.forms import FORM, SMALLEST

_TYPED = {
    "money": ("12.50", "80", "300.25", "1000.00"),
    "whole": ("0", "1", "2", "4"),
    "hours": ("8", "16", "37.5"),
    "age": ("3", "11", "17", "34", "66", "70", "3 1992", "14 2 1955"),
    "date": ("1 Oct 2026", "23 Nov 2026", "15 Apr 2020"),
    "share": ("1/2", "2/3"),
    "text": ("",),
    "which": ("", "1"),
}
_RANGES = {"money": "10 to 400", "whole": "1 to 3", "hours": "10 to 20", "age": "30 to 40"}


def random_answers(rng: Random) -> dict[str, Any]:
    """Answers to some of the questions; the rest stand as the form opens. They need not make a case."""
    answers: dict[str, Any] = blank(FORM) | SMALLEST
    for stage in FORM:
        for question in fields(stage.items):
            if question.id != "date" and rng.random() < 0.3:
                answers |= _answer(rng, question, question.id)
    for group in groups(FORM):
        if rng.random() < 0.4:
            within = f"{group.id}[]." if group.most > 1 else f"{group.id}."
            answers[group.id] = [
                {
                    key: text
                    for question in fields(group.items)
                    for key, text in _answer(rng, question, within + question.id).items()
                }
                for _ in range(rng.randint(1, min(group.most, 2)))
            ]
    return answers


def _answer(rng: Random, question: Field, path: str) -> dict[str, str]:
    text = _text(rng, question, path)
    return {question.id: text, **({question.per_id: rng.choice(["week", "month"])} if question.per_id else {})}


def _text(rng: Random, question: Field, path: str) -> str:
    codes = [option.value for option in question.choices]
    can_be_unknown = question.in_case and not (question.path or question.makes) and may_be_unknown(path)
    if can_be_unknown and question.kind not in {"flag", "checks"} and "" not in codes and rng.random() < 0.15:
        return _RANGES.get(question.kind, "?") if rng.random() < 0.5 else "?"
    match question.kind:
        case "flag":
            return rng.choice(["", "yes"])
        case "checks":
            return rng.choice(["", rng.choice(codes)])
        case "radio" | "select" | "search" | "yesno":
            return rng.choice(codes)
        case kind:
            return rng.choice(_TYPED[kind])
