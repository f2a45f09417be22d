"""The parts of the page that advise: options, why an amount is different, a budget and a plan, and the wrap-up.

Each is a list of blocks made from ``benefitcalc.advice``. What somebody types in one part is known to the others, so
that the note tells the plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from benefitcalc import Assessment
from benefitcalc.advice.affordability import Affordability, affordability
from benefitcalc.advice.budget import headings
from benefitcalc.advice.call_notes import Call, Note, call_note, words
from benefitcalc.advice.deductions import rent_deduction
from benefitcalc.advice.figures import Figures
from benefitcalc.advice.options import Option, options
from benefitcalc.advice.plans import ArrearsPlan, affordable_plan, arrears_plan, paydays
from benefitcalc.advice.tenant_page import tenant_page
from benefitcalc.advice.why_different import why_different
from benefitcalc.errors import InvalidCase
from benefitcalc.explain.words import money
from benefitcalc.ui.call.amounts import day, signed
from benefitcalc.ui.call.reading import Unreadable, read_date, read_money
from benefitcalc.ui.design.blocks import Block, Copy, Field, Form, Message, More, Table, Text

__all__ = ["budget_blocks", "note_of", "option_blocks", "page_of", "why_blocks", "wrap_blocks"]

Given = Mapping[str, str]

AWARDS_TO_COMPARE = {
    "award": (
        "Universal Credit on the journal, £ for the month",
        "Before deductions where the journal says them apart",
    ),
    "paid_to_landlord": ("Paid to the landlord for it, £", "From the landlord portal or schedule"),
    "housing_element": ("Housing element on the journal, £ for the month", ""),
    "hb_weekly": ("Housing Benefit, £ a week", ""),
}
EVERY = (
    ("week", "every week"),
    ("fortnight", "every fortnight"),
    ("four_weeks", "every four weeks"),
    ("month", "every month"),
)


# Options -------------------------------------------------------------------------------------------------------------


def option_blocks(result: Assessment) -> list[Block]:
    """What the household can do, claim or show, ranked by what it leaves after the rent; then mistakes to check."""
    found = options(result.case, result.circumstances)
    ranked = _table("What leaves more after the rent", found.ranked)
    checks = _table("Mistakes to check: what the figures would be", found.checks)
    apart = [
        Table(
            "Without a figure",
            ["Option", "Evidence", "Whom to ask"],
            [[_title(one), one.evidence, one.ask] for one in found.without_figure],
        )
    ]
    return [
        *(ranked or [Text("No option with a figure is open to this household.")]),
        *checks,
        *(apart if found.without_figure else []),
    ]


def _table(caption: str, found: Sequence[Option]) -> list[Block]:
    if not found:
        return []
    rows = [
        [_title(one), _change(one.change_in_left_after_rent), _change(one.change_in_rent_to_pay), one.evidence, one.ask]
        for one in found
    ]
    headers = ["Option", "Left after rent, £ a week", "Rent to pay, £ a week", "Evidence", "Whom to ask"]
    return [Table(caption, headers, rows, amounts=(1, 2))]


def _title(one: Option) -> str:
    return f"{one.title} (if awarded)" if one.if_awarded else one.title


def _change(amount: Decimal | None) -> str:
    return "" if amount is None else signed(amount) if amount else money(amount)


# Why is it different? ------------------------------------------------------------------------------------------------


def why_blocks(result: Assessment, given: Given) -> list[Block]:
    """The amounts that somebody was told, and the facts or deductions that explain them to the penny."""
    fields, amounts = [], {}
    for name, (label, hint) in AWARDS_TO_COMPARE.items():
        text, error = given.get(f"why.{name}", ""), ""
        if text.strip():
            try:
                amounts[name] = read_money(text)
            except Unreadable as wrong:
                error = f"{label}: {wrong}"
        fields.append(Field(f"why.{name}", label, hint, text, error=error))
    form = Form("why", fields, "Find out why", "Type one amount, or several of the same month.")
    if not amounts or any(one.error for one in fields):
        return [form]
    try:
        found = why_different(
            result.case,
            award=amounts.get("award"),
            paid_to_landlord=amounts.get("paid_to_landlord"),
            housing_element=amounts.get("housing_element"),
            hb_weekly=amounts.get("hb_weekly"),
        )
    except ValueError as refusal:
        return [form, Message("This cannot be compared", [str(refusal)])]
    rows = [
        [one.sentence if one.certain else f"Could be: {one.sentence}", signed(one.amount), one.what_to_check]
        for one in found
    ]
    table = Table("What makes this amount to the penny", ["Cause", "£", "What to check"], rows, amounts=(1,))
    return [
        form,
        Text(found.verdict, strong=True),
        *([table] if rows else []),
        *(Text(one.sentence) for one in found.would_fit),
    ]


# Budget and plan -----------------------------------------------------------------------------------------------------


def budget_blocks(result: Assessment, given: Given, today: dt.date) -> list[Block]:
    """Income and expenditure, what is left, and a plan for arrears that is matched to a payday."""
    spending, fields = _spending(given)
    form = Form("budget", fields, "Work out what is left", "Pounds a week. Leave empty what nobody asked about.")
    blocks: list[Block] = [More("What the household spends", [form])] if not spending else [form]
    if any(one.error for one in fields):
        return [form]
    found = affordability(result, spending)
    rows = [[one.label, money(one.amount.weekly), money(one.amount.monthly)] for one in found.incoming]
    rows.append(["Less the whole rent", f"−{money(found.rent.weekly)}", f"−{money(found.rent.monthly)}"])
    rows.extend(
        [f"Less {one.label}", f"−{money(one.amount.weekly)}", f"−{money(one.amount.monthly)}"] for one in found.spending
    )
    total = ["Left", money(found.left.weekly), money(found.left.monthly)]
    share = f"The rent is {found.rent_share}% of the income." if found.rent_share is not None else ""
    note = " ".join([share, *found.notes]).strip()
    blocks.append(Table("Income and expenditure", ["", "£ a week", "£ a month"], rows, (1, 2), total, note))
    return [*blocks, *_plan_blocks(result, found, given, today)]


def _spending(given: Given) -> tuple[dict[str, Any], list[Field]]:
    spending: dict[str, Any] = {}
    fields = []
    for code, heading in headings().items():
        text, error = given.get(f"budget.{code}", ""), ""
        if text.strip():
            try:
                spending[code] = {"amount": read_money(text), "per": "week"}
            except Unreadable as wrong:
                error = f"{heading.label}: {wrong}"
        fields.append(Field(f"budget.{code}", heading.label, heading.hint, text, error=error))
    return spending, fields


def _plan_blocks(result: Assessment, found: Affordability, given: Given, today: dt.date) -> list[Block]:
    known = paydays(result, after=today)
    first = given.get("plan.first", "") or (day(known[0].day) if known else "")
    fields = [
        Field("plan.debt", "Rent arrears, £", "", given.get("plan.debt", "")),
        Field("plan.amount", "Offer, £ each time", "Left empty: what the budget leaves", given.get("plan.amount", "")),
        Field("plan.every", "How often", "", given.get("plan.every", known[0].every if known else "month"), EVERY),
        Field("plan.first", "First payment", "Such as 4 12 2026", first),
    ]
    form = Form("plan", fields, "Work out the plan", " ".join(one.sentence for one in known))
    if not given.get("plan.debt", "").strip():
        return [form]
    try:
        plan = plan_of(result, given, today, found)
    except (Unreadable, ValueError) as wrong:
        return [form, Message("The plan cannot be worked out", str(wrong).splitlines())]
    if plan is None:
        return [form, Text("The budget leaves nothing for a plan: give an offer, or look at the options.", strong=True)]
    enough = "within" if plan.weekly <= found.left.weekly else "more than"
    deduction = rent_deduction(result, debt=str(plan.debt))
    return [
        form,
        Text(f"{plan.sentence} That is {money(plan.weekly)} a week, {enough} what is left.", strong=True),
        Text(deduction.beside(plan)),
        *(Text(note) for note in deduction.notes),
    ]


def plan_of(result: Assessment, given: Given, today: dt.date, found: Affordability | None = None) -> ArrearsPlan | None:
    """The plan that was typed; None where there is none. Raises ``ValueError`` with what is wrong with it."""
    debt = given.get("plan.debt", "").strip()
    if not debt:
        return None
    known = paydays(result, after=today)
    if not given.get("plan.amount", "").strip():
        budget = found or affordability(result, None)
        return affordable_plan(budget, debt=read_money(debt), payday=known[0]) if known else None
    first = given.get("plan.first", "").strip()
    return arrears_plan(
        debt=read_money(debt),
        every=given.get("plan.every", "month"),  # type: ignore[arg-type]  # another word is refused with a sentence
        first=read_date(first.partition(" ")[2] if first[:3].isalpha() else first),
        amount=read_money(given["plan.amount"]),
    )


# Wrap-up -------------------------------------------------------------------------------------------------------------


def wrap_blocks(note: Note | str, given: Given) -> list[Block]:
    """What happened on the call, and the note of it."""
    choices = {name: tuple(words()[name].items()) for name in ("directions", "spoke_to", "reasons")}
    fields = [
        Field("call.direction", "Call", "", given.get("call.direction", "inbound"), choices["directions"]),
        Field("call.spoke_to", "Spoke to", "", given.get("call.spoke_to", "tenant"), choices["spoke_to"]),
        Field("call.verified", "Identity verified", "", given.get("call.verified", ""), tick=True),
        Field("call.balance", "Balance of the rent account, £", "A credit as -12.50", given.get("call.balance", "")),
        Field("call.reason", "Reason", "", given.get("call.reason", "not_said"), choices["reasons"]),
        Field("call.agreed", "Plan agreed", "", given.get("call.agreed", ""), tick=True),
        Field("call.consequence", "Consequence explained", "", given.get("call.consequence", ""), tick=True),
        Field("call.next_action", "Next action", "No health detail", given.get("call.next_action", "")),
    ]
    form = Form("call", fields, "Write the note")
    if isinstance(note, str):
        return [form, Message("The note cannot be written", note.splitlines())]
    return [form, Copy(note.text, "Copy the note")]


def note_of(figures: Figures, given: Given, now: dt.datetime, result: Assessment | None) -> Note:
    """The note of the call. Raises ``ValueError`` with every problem."""
    call = Call(
        at=now,
        direction=given.get("call.direction", "inbound"),
        spoke_to=given.get("call.spoke_to", "tenant"),
        verified=given.get("call.verified") == "yes",
        balance=given.get("call.balance", "").strip() or None,
        reason=given.get("call.reason", "not_said"),
        agreed=given.get("call.agreed") == "yes",
        consequence_explained=given.get("call.consequence") == "yes",
        next_action=given.get("call.next_action", ""),
    )
    if result is None:
        return call_note(call, figures)
    found = _budget_asked(result, given)
    return call_note(call, figures, plan=plan_of(result, given, now.date(), found), affordability=found)


def _budget_asked(result: Assessment, given: Given) -> Affordability | None:
    """The budget, if somebody asked about it."""
    spending, fields = _spending(given)
    if not spending or any(one.error for one in fields):
        return None
    try:
        return affordability(result, spending)
    except InvalidCase:
        return None


def page_of(figures: Figures, given: Given, today: dt.date, result: Assessment | None) -> str:
    """The page for the tenant, whole in itself."""
    if result is None:
        return tenant_page(figures, on=today)
    found = _budget_asked(result, given)
    plan = plan_of(result, given, today, found)
    told = options(result.case, result.circumstances).ranked
    agreed = given.get("call.agreed") == "yes"
    return tenant_page(figures, on=today, plan=plan, agreed=agreed, affordability=found, options=told)
