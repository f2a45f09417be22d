"""The answer while facts are not known: every figure from its lowest to its highest, and what to ask next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benefitcalc import assess_many
from benefitcalc.advice.ranges import Partial, Question, Ranges, Span, work_out
from benefitcalc.explain.words import AFTER_RENT, AWARDS, in_a_sentence, money
from benefitcalc.ui.call.amounts import PER, monthly
from benefitcalc.ui.call.answer import WHAT_IS_LEFT, figures
from benefitcalc.ui.call.form import Form

__all__ = ["CHANGES_NO_FIGURE", "range_of_figures"]

Data = dict[str, Any]

MOST_NAMED = 3
PER_OF_AWARD = {"universal_credit": "month"}
"""Every other award is by the week."""
A_MONTH = f" {PER['month']}"
BEDROOMS = "tenancy.bedrooms"
CHANGES_NO_FIGURE = "What is not known changes no figure."


def range_of_figures(form: Form, besides: Mapping[str, Any] | None = None) -> Data:
    """The figures as the screen shows them, of a form whose facts are there or not known; ``besides`` has more facts
    that are not known. Raises ``InvalidCase`` with the problems of the facts that are known.
    """
    found = work_out(Partial(form.case or form.partial or {}, {**form.unknown, **(besides or {})}), quick=True)
    rent, left = found.rent_to_pay, found.left_after_rent
    ends = assess_many([rent.lowest_case, rent.highest_case, left.lowest_case, left.highest_case])
    shown = [figures(end) for end in ends]
    of_least, of_most = shown[:2]
    return {
        **of_least,
        "why": _why(found, shown),
        "rent": _rent(found, [one["rent"][0]["also"] for one in shown[:2]]) if of_least["rent"] else [],
        "awards": _awards(found),
        "flags": _flags(found, [one["flags"] for one in shown]),
        "shortfall": of_least["shortfall"] if of_least["shortfall"] == of_most["shortfall"] else None,
        "warnings": list(dict.fromkeys([*of_least["warnings"], *of_most["warnings"]])),
        "range": _range(form, found),
    }


def _why(found: Ranges, ends: Sequence[Data]) -> str:
    """Which scheme helps, where every end says the same and none of the others is paid between them."""
    told = {end["why"] for end in ends}
    of_ends = {award["name"] for end in ends for award in end["awards"]}
    between = {AWARDS[name] for name, span in found.awards.items() if span.highest} - of_ends
    return told.pop() if len(told) == 1 and not between else "Which benefits depends on what is not known."


def _rent(found: Ranges, also: Sequence[str]) -> list[Data]:
    """``also`` is the rent to pay of both its ends as they say it by the month."""
    to_pay = _figure(AFTER_RENT["rent_to_pay"].short, found.rent_to_pay, "week", _what_the_cap_takes(found))
    return [
        {**to_pay, "also": _by_the_month(found.rent_to_pay, *also)},
        _figure(AFTER_RENT["left_after_rent"].short, found.left_after_rent, "week", WHAT_IS_LEFT),
        _figure(AFTER_RENT["help_with_rent"].short, found.help_with_rent, "week"),
    ]


def _by_the_month(span: Span, least: str, most: str) -> str:
    """From the month of one end to that of the other, as with every fact known; where nobody has looked for the exact
    end, from its week. With rent-free weeks what the ends say if both do, as months differ from one another.
    """
    if not (least.endswith(A_MONTH) and most.endswith(A_MONTH)):
        return least if least == most else ""
    if span.widened_by:
        least, most = (money(monthly(end), PER["month"]) for end in (span.lowest, span.highest))
    return least if least == most else f"{least.removesuffix(A_MONTH)} to {most}"


def _what_the_cap_takes(found: Ranges) -> str:
    """A sentence beside the rent to pay. It has no amount where not every combination was tried."""
    takes, of_the_rent = found.cap_takes, found.cap_takes_of_rent.highest
    if not takes.highest:
        return ""
    if found.by_direction or found.guessed:
        return f"The benefit cap may take some of {'it' if of_the_rent else 'the money to live on'}"
    amount = _span(takes) if takes.lowest else money(takes.highest)
    whose = "" if of_the_rent else " of the money to live on"
    return f"The benefit cap {'takes' if takes.lowest else 'may take up to'} {amount} a week{whose}"


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


def _flags(found: Ranges, ends: Sequence[Sequence[Data]]) -> list[Data]:
    """Both flags. Without the bedrooms nobody can say that there is no charge, whatever the ends have."""
    bedrooms, cap = (_flag(*flags) for flags in zip(*ends, strict=True))
    if bedrooms["state"] == "clear" and any(one.path == BEDROOMS for one in found.questions):
        bedrooms = {**bedrooms, "state": "none", "word": "Depends", "text": "On the bedrooms, which are not known"}
    return [bedrooms, cap]


def _flag(least: Data, most: Data, poorest: Data, richest: Data) -> Data:
    """The flag of the ends of the rent to pay and of what is left; where they differ, what two say, in short."""
    if _told(least) != _told(most):
        return _either(least, most, "the least rent to pay", "the most")
    if _told(poorest) != _told(richest):
        return _either(poorest, richest, "the least left to live on", "the most")
    if least == most == poorest == richest:
        return least
    return {**most, "text": f"{most['takes']} at both ends" if most["takes"] else "Not at either end of the range"}


def _either(one: Data, other: Data, with_one: str, with_other: str) -> Data:
    if one["word"] == other["word"]:
        return {**other, "text": f"{one['takes']}, with {with_one}; {other['takes']} with {with_other}."}
    text = f"{_told(one)}, with {with_one}; {in_a_sentence(_told(other))} with {with_other}."
    return {**other, "state": "none", "word": "Depends", "text": text}


def _told(flag: Data) -> str:
    return f"{flag['word']}, {flag['takes']}" if flag["takes"] else str(flag["word"])


# What is not known --------------------------------------------------------------------------------------------------


def _range(form: Form, found: Ranges) -> Data:
    return {
        "ask": _question(form, found.ask_next) if found.ask_next and not found.ask_together else None,
        "together": _together(form, found),
        "questions": [_question(form, one) for one in found.questions],
        "prevents": [f"{one.label}: alone {money(one.width)} a week" for one in found.prevents],
        "narrow": found.is_narrow,
        "guessed": _guessed(found),
        "changes_nothing": CHANGES_NO_FIGURE if found.is_one_figure else "",
    }


def _together(form: Form, found: Ranges) -> Data | None:
    pair = found.ask_together
    if pair is None:
        return None
    words = [_in_words(one.label) for one in pair.questions]
    return {
        "questions": [_question(form, one) | {"words": said} for one, said in zip(pair.questions, words, strict=True)],
        "label": " and ".join(words),
        "narrows": f"{money(pair.narrows_by)} a week",
    }


def _in_words(label: str) -> str:
    """A fact within a sentence: ``the sex of child 1``, ``whether there is a partner``."""
    return f"{'' if label.startswith('Whether') else 'the '}{in_a_sentence(label)}"


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
