"""The answer while facts are not known: every figure from its lowest to its highest, and what to ask next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benefitcalc import assess_many
from benefitcalc.advice.ranges import Partial, Question, Ranges, Span, work_out
from benefitcalc.explain.words import AFTER_RENT, AWARDS, in_a_sentence, money
from benefitcalc.ui.call.amounts import PER
from benefitcalc.ui.call.answer import WHAT_IS_LEFT, figures
from benefitcalc.ui.call.form import Form

__all__ = ["range_of_figures"]

Data = dict[str, Any]

MOST_NAMED = 3
PER_OF_AWARD = {"universal_credit": "month"}
"""Every other award is by the week."""


def range_of_figures(form: Form, besides: Mapping[str, Any] | None = None) -> Data:
    """The figures as the screen shows them, of a form whose facts are there or not known; ``besides`` has more facts
    that are not known. Raises ``InvalidCase`` with the problems of the facts that are known.
    """
    found = work_out(Partial(form.case or form.partial or {}, {**form.unknown, **(besides or {})}), quick=True)
    least, most = assess_many([found.rent_to_pay.lowest_case, found.rent_to_pay.highest_case])
    of_least, of_most = figures(least), figures(most)
    return {
        **of_least,
        "why": of_least["why"] if of_least["why"] == of_most["why"] else "Which benefits depends on what is not known.",
        "rent": _rent(found, [one["rent"][0]["note"] for one in (of_least, of_most)]) if of_least["rent"] else [],
        "awards": _awards(found),
        "flags": [_flag(*pair) for pair in zip(of_least["flags"], of_most["flags"], strict=True)],
        "shortfall": of_least["shortfall"] if of_least["shortfall"] == of_most["shortfall"] else None,
        "warnings": list(dict.fromkeys([*of_least["warnings"], *of_most["warnings"]])),
        "range": _range(form, found),
    }


def _rent(found: Ranges, notes: Sequence[str]) -> list[Data]:
    """``notes`` are those of the two ends of the rent to pay; the benefit cap takes something else between them."""
    capped = notes[0] if notes[0] == notes[1] else "The benefit cap may take some of it"
    return [
        _figure(AFTER_RENT["rent_to_pay"].short, found.rent_to_pay, "week", capped),
        _figure(AFTER_RENT["left_after_rent"].short, found.left_after_rent, "week", WHAT_IS_LEFT),
        _figure(AFTER_RENT["help_with_rent"].short, found.help_with_rent, "week"),
    ]


def _awards(found: Ranges) -> list[Data]:
    return [
        _figure(AWARDS[name], span, PER_OF_AWARD.get(name, "week"))
        for name, span in found.awards.items()
        if span.highest
    ]


def _figure(name: str, span: Span, per: str, note: str = "") -> Data:
    return {"name": name, "amount": _span(span), "per": PER[per], "also": "", "note": note}


def _span(span: Span) -> str:
    """``£12.00 to £45.00``, or one amount where both ends are the same."""
    return money(span.lowest) if not span.width else f"{money(span.lowest)} to {money(span.highest)}"


def _flag(least: Data, most: Data) -> Data:
    """The flag of both ends; where they differ, what each of them says, in short."""
    if least == most:
        return least
    told = [f"{end['word']}, {end['takes']}" if end["takes"] else end["word"] for end in (least, most)]
    if told[0] == told[1]:
        return {**most, "text": f"{most['takes']} at both ends" if most["takes"] else "Not at either end of the range"}
    text = f"{told[0]}, with the least rent to pay; {in_a_sentence(told[1])} with the most."
    same = least["word"] == most["word"]
    alike = {"state": most["state"], "word": most["word"]} if same else {"state": "none", "word": "Depends"}
    return {**most, **alike, "text": text}


# What is not known --------------------------------------------------------------------------------------------------


def _range(form: Form, found: Ranges) -> Data:
    return {
        "ask": _question(form, found.ask_next) if found.ask_next else None,
        "questions": [_question(form, one) for one in found.questions],
        "prevents": [f"{one.label}: alone {money(one.width)} a week" for one in found.prevents],
        "narrow": found.is_narrow,
        "guessed": _guessed(found),
    }


def _guessed(found: Ranges) -> str:
    """What the page says where more is unknown than can be tried."""
    if not found.guessed:
        return ""
    named, more = found.guessed[:MOST_NAMED], len(found.guessed) - MOST_NAMED
    facts = ", ".join([*named, *([f"{more} more"] if more > 0 else [])])
    return (
        f"Too much is not known to try every combination ({facts}). The rent to pay lies within nothing and the whole "
        "rent; what is left and the awards may lie beyond what stands here."
    )


def _question(form: Form, question: Question) -> Data:
    return {
        "field": form.place(question.path),
        "label": question.label,
        "narrows": f"{money(question.narrows_by)} a week" if question.narrows_by else "",
    }
