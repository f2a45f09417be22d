"""A call that begins from what is there already: a saved call, or a row of the rent roll.

The page sends the text, and keeps it no longer than it is looked at; nothing of it is kept here but what goes into the
form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from benefitcalc.advice.figures import Figures
from benefitcalc.errors import BenefitcalcError, InvalidCase
from benefitcalc.ui.call.asked import Asked
from benefitcalc.ui.call.files import opened_call, why_not_opened
from benefitcalc.ui.call.form import Form
from benefitcalc.ui.call.rows import read_row
from benefitcalc.ui.call.schema import Schema
from benefitcalc.ui.design.blocks import Block, Message, block_json

__all__ = ["BEGINNINGS", "begin"]

Data = dict[str, Any]
UNCHANGED = "Nothing on the page has changed."


def begin(schema: Schema, what: str, text: bytes, given: Mapping[str, str]) -> Data:
    """What the page shows, and what it may put into the form. ``given`` are the answers to what was asked meanwhile."""
    return BEGINNINGS[what](schema, text, given)


def _call(schema: Schema, text: bytes, _: Mapping[str, str]) -> Data:
    try:
        found = opened_call(schema, text, dt.datetime.now(tz=dt.UTC).astimezone().date(), _figures)
    except InvalidCase as invalid:
        return _shows([Message("This file cannot be opened", [*why_not_opened(invalid), UNCHANGED])])
    return {
        **_shows([Message("This is a saved call", found.said, urgent=False)]),
        "values": found.answers,
        "given": found.given,
    }


def _row(schema: Schema, text: bytes, given: Mapping[str, str]) -> Data:
    found = read_row(schema, text.decode("utf-8", errors="replace"), given)
    put = {} if found.answers is None else {"values": found.answers, "given": found.given}
    return {**_shows(found.blocks), **put}


def _figures(form: Form) -> Figures | None:
    if form.case is None and form.partial is None:
        return None
    try:
        return Asked(form, {}).figures
    except BenefitcalcError:
        return None  # the form says what is wrong


def _shows(blocks: list[Block]) -> Data:
    return {"blocks": [block_json(one) for one in blocks]}


BEGINNINGS: Mapping[str, Callable[[Schema, bytes, Mapping[str, str]], Data]] = {
    "call": _call,
    "row": _row,
}
