"""What the household can afford: its spending, the landlord's own guidelines, and what is left.

Where facts are not known it is worked out for the answers that leave least after the rent, and for those that leave
most.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from benefitcalc.advice.affordability import INCOMING, Affordability, Amount, affordability
from benefitcalc.advice.budget import Guidelines, headings
from benefitcalc.explain.words import money
from benefitcalc.ui.call.asked import Asked, Given
from benefitcalc.ui.call.reading import Unreadable, read_money
from benefitcalc.ui.design.blocks import Block, Button, Field, Form, Message, More, Table, Upload

__all__ = ["GUIDELINES", "budget_blocks", "ends_of", "opened_file"]

GUIDELINES = "guidelines"
"""What was opened as the landlord's guidelines: the text of the file."""
PERIODS = {
    "week": r"week|wk|w|pw|weekly",
    "fortnight": r"fortnight|2 weeks|two weeks|fortnightly",
    "four_weeks": r"4 weeks|four weeks|4-weekly",
    "month": r"month|m|pm|monthly|pcm|calendar month",
    "year": r"year|yr|y|pa|yearly",
}
_WITH_PERIOD = re.compile(
    rf"(?P<amount>[£\d][\d,. ]*?)\s*(?:\b(?:a|per|every)\b|/)?\s*"
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in PERIODS.items())})",
    re.IGNORECASE,
)


class Ends(NamedTuple):
    """What is left at the one end or at both, the least first, and what was wrong with the questions or the file."""

    found: tuple[Affordability, ...]
    fields: tuple[Field, ...]
    guidelines: Guidelines | None
    problems: tuple[str, ...]

    @property
    def asked(self) -> bool:
        """Whether somebody asked about the spending."""
        return bool(self.found) and bool(self.found[0].spending)


def ends_of(asked: Asked) -> Ends:
    """The income and expenditure of each end."""
    spending, fields = _spending(asked.given)
    guidelines, problems = _guidelines(asked.given)
    if any(one.error for one in fields):
        return Ends((), tuple(fields), guidelines, problems)
    found = tuple(affordability(end, spending, guidelines=guidelines) for end in asked.ends)
    return Ends(found, tuple(fields), guidelines, problems)


def budget_blocks(asked: Asked, ends: Ends) -> list[Block]:
    """What the household spends, what the landlord's guidelines say of it, and what is left."""
    hint = "By the week; or write 80 a month. Leave empty what nobody asked about."
    form = Form("budget", ends.fields, "Work out what is left", hint)
    wrong = any(one.error for one in ends.fields)
    questions: list[Block] = [form] if ends.asked or wrong else [More("What the household spends", [form])]
    return [*questions, *_guidelines_blocks(ends), *([] if wrong else _table(asked, ends))]


def _table(asked: Asked, ends: Ends) -> list[Block]:
    found = ends.found
    two = len(found) == 2
    headers = ["", "Least, £ a week", "Most, £ a week"] if two else ["", "£ a week", "£ a month"]
    rows = [
        *([label, *_cells(found, code)] for code, label in _codes(found)),
        ["Less the whole rent", *_of(found, lambda one: one.rent, less=True)],
        *(
            [f"Less {line.label}", *_of(found, lambda one, place=place: one.spending[place].amount, less=True)]
            for place, line in enumerate(found[0].spending)
        ),
    ]
    total = ["Left", *_of(found, lambda one: one.left)]
    if ends.guidelines is not None and found[0].spending:
        headers.append("Guideline, £ a week")
        most = {f"Less {line.label}": line.guideline for line in found[0].spending}
        for row in rows:
            guideline = most.get(row[0])
            row.append("" if guideline is None else money(guideline.weekly))
        total.append("")
    caption = "Income and expenditure" + (", where least is left and where most is left" if two else "")
    table = Table(caption, headers, rows, tuple(range(1, len(headers))), total, " ".join(_notes(asked, found)))
    asks = [line.ask for line in found[0].spending if line.ask]
    return [table, *([Message("Above the guidelines", asks, urgent=False)] if asks else [])]


def _codes(found: Sequence[Affordability]) -> Iterator[tuple[str, str]]:
    """The incomes of either end, in the order in which the engine adds them up."""
    there = {one.code for each in found for one in each.incoming}
    yield from ((code, label) for code, label, _ in INCOMING.values() if code in there)


def _cells(found: Sequence[Affordability], code: str) -> list[str]:
    nothing = Amount(Decimal("0.00"), Decimal("0.00"))
    return _of(found, lambda one: next((line.amount for line in one.incoming if line.code == code), nothing))


def _of(found: Sequence[Affordability], amount: Any, *, less: bool = False) -> list[str]:
    """An amount by the week and by the month; or by the week at both ends."""
    amounts = [amount(one) for one in found]
    cells = [one.weekly for one in amounts] if len(amounts) == 2 else [amounts[0].weekly, amounts[0].monthly]
    return [money(-one if less else one) for one in cells]


def _notes(asked: Asked, found: Sequence[Affordability]) -> Iterator[str]:
    shares = sorted({one.rent_share for one in found if one.rent_share is not None})
    if shares:
        yield f"The rent is {' to '.join(f'{one}%' for one in shares)} of the income."
    if asked.is_range:
        yield "Some facts are not known: these are the answers that leave least after the rent, and most."
    if asked.beyond_ends:
        yield f"What is left may go {money(asked.beyond_ends)} a week beyond them."
    yield from dict.fromkeys(note for one in found for note in one.notes)


# What is typed -------------------------------------------------------------------------------------------------------


def _spending(given: Given) -> tuple[dict[str, Any], list[Field]]:
    spending: dict[str, Any] = {}
    fields = []
    for code, heading in headings().items():
        text, error = given.get(f"budget.{code}", ""), ""
        if text.strip():
            try:
                spending[code] = read_spending(text)
            except Unreadable as wrong:
                error = f"{heading.label}: {wrong}"
        label = f"{heading.label}, £ a week"
        fields.append(Field(f"budget.{code}", label, heading.hint, text, error=error))
    return spending, fields


def read_spending(text: str) -> dict[str, str]:
    """An amount and its period: by the week, or as it says, such as ``80 a month`` or ``£25/fortnight``."""
    found = _WITH_PERIOD.fullmatch(text.strip())
    if found is None:
        return {"amount": read_money(text), "per": "week"}
    per = next(name for name in PERIODS if found[name])
    return {"amount": read_money(found["amount"]), "per": per}


# The landlord's guidelines -------------------------------------------------------------------------------------------


def opened_file(text: str, what: str) -> str:
    """What is wrong with a file that was opened, in plain words; nothing where it can be read as TOML."""
    if "\ufffd" in text or "\x00" in text:
        return f"This file is no text. Open {what} as a text file in the form of the example."
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        return f"This file is not in the form of the example for {what}: {wrong}."
    return ""


def _guidelines(given: Given) -> tuple[Guidelines | None, tuple[str, ...]]:
    text = given.get(GUIDELINES, "")
    if not text.strip():
        return None, ()
    unreadable = opened_file(text, "spending guidelines")
    if unreadable:
        return None, (unreadable,)
    try:
        return Guidelines.read(text.encode()), ()
    except ValueError as wrong:
        return None, tuple(str(wrong).splitlines())


def _guidelines_blocks(ends: Ends) -> list[Block]:
    held = ends.guidelines
    blocks: list[Block] = [
        Upload(
            GUIDELINES,
            "Spending guidelines of your landlord",
            "A small text file (.toml) in the form of the example. It is not kept when the page is closed.",
            ".toml,.txt",
            "" if held is None else f"Open: {held.title}",
        ),
        Button("example_guidelines", "Save an example to fill in"),
    ]
    if ends.problems:
        blocks.append(Message("These guidelines cannot be used", ends.problems))
    opened = held is not None or bool(ends.problems)
    if opened:
        blocks.append(Button(f"close.{GUIDELINES}", "Close this file"))
    return blocks if opened else [More("Compare with the landlord’s spending guidelines", blocks)]
