"""Wrap-up: what happened on the call, the note of it for the action diary, and the page for the tenant."""

from __future__ import annotations

import datetime as dt

from benefitcalc.advice.call_notes import Call, Note, call_note, words
from benefitcalc.advice.options import options
from benefitcalc.advice.plans import ArrearsPlan
from benefitcalc.advice.tenant_page import tenant_page
from benefitcalc.errors import InvalidCase
from benefitcalc.ui.call.advice import told
from benefitcalc.ui.call.affordable import Ends, ends_of
from benefitcalc.ui.call.arrears import plan_of
from benefitcalc.ui.call.asked import Asked, Given
from benefitcalc.ui.call.assuming import assumed_of
from benefitcalc.ui.call.reading import Unreadable, read_date
from benefitcalc.ui.design.blocks import Block, Copy, Field, Form, Message

__all__ = ["call_of", "note_of", "page_of", "wrap_blocks"]


def wrap_blocks(asked: Asked) -> list[Block]:
    """What happened on the call, and the note of it."""
    form = Form(
        "call", _fields(asked.given), "Write the note", "The balance and the plan are those of the budget part."
    )
    try:
        note = note_of(asked)
    except ValueError as wrong:
        return [form, Message("The note cannot be written", str(wrong).splitlines())]
    return [form, Copy(note.text, "Copy the note")]


def _fields(given: Given) -> list[Field]:
    said = words()
    lists = {name: tuple(said[name].items()) for name in ("directions", "spoke_to", "reasons")}
    methods = (("", "not agreed"), *said["methods"].items())
    return [
        Field("call.direction", "Call", "", given.get("call.direction", "inbound"), lists["directions"]),
        Field("call.spoke_to", "Spoke to", "", given.get("call.spoke_to", "tenant"), lists["spoke_to"]),
        Field("call.officer", "Officer", "A code, no name", given.get("call.officer", "")),
        Field("call.reason", "Reason", "", given.get("call.reason", "not_said"), lists["reasons"]),
        Field("call.method", "Plan paid by", "", given.get("call.method", ""), methods),
        Field("call.next_action", "Next action", "No health detail", given.get("call.next_action", "")),
        Field("call.next_on", "Day of the next action", "Such as 4 12 2026", given.get("call.next_on", "")),
        Field("call.verified", "Identity verified", "", given.get("call.verified", ""), tick=True),
        Field("call.agreed", "Plan agreed", "", given.get("call.agreed", ""), tick=True),
        Field("call.consequence", "Consequence explained", "", given.get("call.consequence", ""), tick=True),
        *(
            Field(f"referred.{code}", f"Referred: {label}", "", given.get(f"referred.{code}", ""), tick=True)
            for code, label in said["referrals"].items()
        ),
    ]


def call_of(asked: Asked) -> Call:
    """What happened on the call. Raises ``ValueError`` with every problem."""
    given = asked.given
    return Call(
        at=asked.now,
        direction=given.get("call.direction", "inbound"),
        spoke_to=given.get("call.spoke_to", "tenant"),
        verified=given.get("call.verified") == "yes",
        officer=given.get("call.officer", "").strip(),
        balance=asked.balance,
        weeks_owed=asked.accounts[0].today.weeks_owed if asked.accounts else None,
        reason=given.get("call.reason", "not_said"),
        agreed=given.get("call.agreed") == "yes",
        method=given.get("call.method") or None,
        consequence_explained=given.get("call.consequence") == "yes",
        referrals=tuple(code for code in words()["referrals"] if given.get(f"referred.{code}") == "yes"),
        next_action=given.get("call.next_action", ""),
        next_on=_next_day(given),
    )


def _next_day(given: Given) -> dt.date | None:
    text = given.get("call.next_on", "").strip()
    try:
        return read_date(text) if text else None
    except Unreadable as wrong:
        raise ValueError(f"Day of the next action: {wrong}") from None


def note_of(asked: Asked) -> Note:
    """The note of the call. Raises ``ValueError`` with every problem."""
    ends = _ends(asked)
    found = ends.found if ends is not None and ends.asked else ()
    return call_note(call_of(asked), asked.figures, plan=_plan(asked, ends), affordability=found, options=told(asked))


def page_of(asked: Asked) -> str:
    """The page for the tenant, whole in itself. Its options are those that were told; the best where none is ticked."""
    ends = _ends(asked)
    found = ends.found if ends is not None and ends.asked else ()
    ranked = (
        ()
        if asked.is_range
        else options(asked.result.case, asked.circumstances, assumed=assumed_of(asked.given)).ranked
    )
    return tenant_page(
        asked.figures,
        on=asked.now.date(),
        plan=_plan(asked, ends),
        agreed=asked.given.get("call.agreed") == "yes",
        affordability=found,
        options=told(asked) or ranked,
    )


def _ends(asked: Asked) -> Ends | None:
    """The budget; None where it cannot be read, which the budget part says."""
    try:
        return ends_of(asked)
    except InvalidCase:
        return None


def _plan(asked: Asked, ends: Ends | None) -> ArrearsPlan | None:
    return plan_of(asked, ends) if ends is not None else None
