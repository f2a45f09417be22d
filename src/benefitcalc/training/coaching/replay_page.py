"""The replay of a call as a page that stands alone: nothing is loaded, nothing runs, and all text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from benefitcalc.account.days import in_words
from benefitcalc.explain.data import PERIODS, amount_text
from benefitcalc.periods import as_date
from benefitcalc.training.coaching.call_replay import Replay
from benefitcalc.training.coaching.page import document, paragraph, section, table

VERDICTS = {
    "right": "Right",
    "carried_forward": "Right for the earlier figure",
    "penny_off": "A penny off",
    "wrong": "Wrong",
    "missing": "Not given",
}
"""How a step was marked, in words."""


def replay_html(found: Replay) -> str:
    """The page, in UTF-8."""
    return document("Replay of a call", [paragraph(in_words(as_date(found.on))), replay_part(found)], found.notes)


def replay_part(found: Replay) -> str:
    """The same without the frame of a page, to stand in another one; its headings are of the second level."""
    return "".join(_sections(found))


def _sections(found: Replay) -> Iterator[str]:
    figures = [(one.label, one.given, one.correct, "Right" if one.right else "Not right") for one in found.figures]
    heads = ("Figure", "Given", "Correct", "Verdict")
    parts = [paragraph(found.verdict, "most")]
    yield section("What was given", *parts, *([table("Figures given", heads, figures)] if figures else []))
    if found.to_say:
        yield section("What to say", _list(found.to_say))
    if found.plan:
        yield section("The plan for arrears", _list(found.plan))
    steps = list(_steps(found))
    if steps:
        heads = ("Step", "Given", "Correct", "Verdict")
        yield section("Step by step", table("Steps", heads, steps))
    for one in found.fits:
        path = table("From where it begins", ("Step", "Correct", "With this misconception"), one.path)
        yield section(f"How it fits: {one.title}", path)
    other = found.second_opinion
    if other is not None:
        items = [f"{one.sentence} {one.what_to_check}" for one in other]
        items += [one.sentence for one in other.would_fit]
        lead = paragraph("What else makes the figure that was given: a fact entered wrongly, or a deduction.")
        yield section("Second opinion", lead, _list(items) if items else paragraph(other.verdict))


def _steps(found: Replay) -> Iterator[tuple[str, str, str, str]]:
    """The steps that were given, and those that go into the wrong one, so that one sees where it begins."""
    if found.marked is None or found.went_wrong is None:
        return
    wanted = {found.went_wrong.step.name, *found.went_wrong.step.inputs}
    for one in found.marked.steps:
        if one.given is None and one.step.name not in wanted:
            continue
        per = PERIODS[one.step.unit.per]
        given = "" if one.given is None else amount_text(one.given, one.step.unit)
        correct = f"{amount_text(one.step.answer, one.step.unit)} {per}".strip()
        yield one.step.label, given, correct, VERDICTS[one.verdict]


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
