"""A call that begins from a row of the rent roll: what goes into the form, what does not, and what no roll says.

Only facts of the case are taken (``advice/prefill.py``). How often the rent is charged, in how many weeks, and what it
holds are asked; until somebody answers, the rent is left for the form to ask.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from benefitcalc.account.days import in_words
from benefitcalc.advice.prefill import WEEKS_CHARGED, Prefill, prefill
from benefitcalc.portfolio.tables import tables_of_the_roll
from benefitcalc.ui.call.asked import Given
from benefitcalc.ui.call.filling import answers_shown, filled
from benefitcalc.ui.call.schema import Answers, Schema
from benefitcalc.ui.design.blocks import Block, Field, Form, Message, Table, Text

__all__ = ["ReadRow", "read_row"]

ALL_WEEKS = 52
NOT_ANSWERED = ("", "Not answered")
Choices = tuple[tuple[str, str], ...]
OWED, CREDIT = "the tenant owes it", "it is a credit"
ASKED: Mapping[str, tuple[str, Choices]] = {
    "rent_per": (
        "How often is this rent charged?",
        (
            ("week", "every week"),
            ("fortnight", "every fortnight"),
            ("four_weeks", "every 4 weeks"),
            ("month", "every month"),
        ),
    ),
    "chargeable_weeks": (
        "In how many weeks of the year is it charged?",
        tuple((str(weeks), f"{weeks} weeks") for weeks in sorted(WEEKS_CHARGED, key=lambda weeks: weeks != ALL_WEEKS)),
    ),
    "rent_includes": (
        "Does this rent hold service charges, water, fuel or support?",
        (
            ("nothing", "no, it is the rent alone"),
            ("eligible_services", "yes, services that benefit helps with"),
            ("all_services", "yes, all of them"),
        ),
    ),
    "balance_sign": ("What does the balance mean?", (("owed_positive", OWED), ("owed_negative", CREDIT))),
}
"""What a rent roll never says: the questions, and their answers by the names of ``prefill``."""
_OF_THE_RENT = {"rent_per", "chargeable_weeks", "rent_includes"}
_SAID_OF_THE_ROW = {"rent_includes", "balance_sign"}
"""Questions whose sentence has amounts of the row."""
_IN_PARTS = {
    "balance": ("plan.balance", "Balance of the rent account"),
    "uc_award": ("why.award", "Universal Credit in payment, a month"),
    "managed_payment": ("why.paid_to_landlord", "Paid to the landlord, a month"),
    "hb_weekly": ("why.hb_weekly", "Housing Benefit in payment, a week"),
}
"""What the landlord knows beside the case: the question of a part that it answers, and its name."""


class ReadRow(NamedTuple):
    """What the page shows of a row, and what it may put into the form and the parts; None where nothing is taken."""

    blocks: list[Block]
    answers: Answers | None
    given: dict[str, str]


def read_row(schema: Schema, text: str, given: Given) -> ReadRow:
    """A row of the rent roll under its headings. ``given`` are the answers to what was asked of it."""
    answered = {name: given[f"row.{name}"] for name in ASKED if given.get(f"row.{name}")}
    weeks = answered.get("chargeable_weeks")
    try:
        arguments: dict[str, Any] = {**answered, **({"chargeable_weeks": int(weeks)} if weeks else {})}
        found = prefill(text, **arguments)
        is_below_nothing = str(prefill(text, balance_sign="owed_positive").known.get("balance", "")).startswith("-")
    except ValueError as wrong:
        return ReadRow([Message("This row cannot be read", [str(wrong)])], None, {})
    answers = filled(schema, _without_open(found), whole=False).answers
    for award in answers["universal_credit"]:
        award["not_moved"] = ""  # type: ignore[index]  # a row of the form; it is asked, never supposed
    parts = [(*_IN_PARTS[name], found.known[name]) for name in _IN_PARTS if name in found.known]
    taken = [*answers_shown(schema, answers), *((label, _pounds(amount)) for _, label, amount in parts)]
    blocks = [*_asked(found, answered, is_below_nothing=is_below_nothing), *_taken(taken), *_rest(found)]
    return ReadRow(blocks, answers if taken else None, {question: amount for question, _, amount in parts})


def _pounds(amount: str) -> str:
    return f"−£{amount[1:]}" if amount.startswith("-") else f"£{amount}"


def _without_open(found: Prefill) -> dict[str, Any]:
    """The case without a rent of which something is still asked: nothing of it is guessed."""
    if not _OF_THE_RENT & set(found.open):
        return found.case
    home = {name: said for name, said in found.case.get("tenancy", {}).items() if name not in _CHARGED}
    return {**found.case, "tenancy": home}


_CHARGED = {"rent", "service_charges", "ineligible_in_rent"}


def _asked(found: Prefill, answered: Mapping[str, str], *, is_below_nothing: bool) -> Iterator[Block]:
    names = [name for name in ASKED if name in found.open or name in answered]
    sentences = dict(zip(reversed(found.open), reversed(found.ask), strict=False))
    fields = []
    for name in names:
        label, choices = ASKED[name]
        if name == "balance_sign" and is_below_nothing:
            choices = (("owed_negative", OWED), ("owed_positive", CREDIT))
        hint = sentences.get(name, "") if name in _SAID_OF_THE_ROW else ""
        fields.append(Field(f"row.{name}", label, hint, answered.get(name, ""), (NOT_ANSWERED, *choices)))
    if fields:
        yield Form("row", fields, "Take these answers", "The sheet does not say this. Without it the form asks again.")


def _taken(taken: list[tuple[str, str]]) -> Iterator[Block]:
    if taken:
        yield Table("What goes into the form", ["Question", "Answer"], taken)
    else:
        yield Text("Nothing of this row goes into the form. Are the headings above it?", strong=True)


def _rest(found: Prefill) -> Iterator[Block]:
    """What was not understood, what the row says that the form does not ask, and what no call needs."""
    unclear = [*found.problems, *found.ask[: len(found.ask) - len(found.open)]]
    if unclear:
        yield Message("Not understood", unclear, urgent=False)
    known = [_said(name, value) for name, value in found.known.items() if name not in _IN_PARTS]
    if known:
        yield Text(f"The row says too, and the form does not ask: {'; '.join(known)}.")
    if found.left_out:
        yield Text(f"Left out, as no call needs it: {', '.join(found.left_out)}.")


def _said(name: str, value: Any) -> str:
    column = tables_of_the_roll()["tenancies"][name]
    match column.kind:
        case "money":
            text = _pounds(str(value))
        case "date":
            text = in_words(dt.date.fromisoformat(str(value)))
        case "flag":
            text = "yes" if value else "no"
        case _:
            text = str(value)
    return f"{' '.join(_SHORT.get(word, word) for word in name.split('_'))} {text}"


_SHORT = {"uc": "Universal Credit", "hb": "Housing Benefit", "dhp": "discretionary help"}
