"""The rent account, a plan for its arrears that is matched to a payday, and what a deduction from benefit would take.

Where facts are not known each is worked out for the answers that leave least after the rent, and for those that leave
most; an offer that nobody made is what is left at the least.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from benefitcalc.advice.deductions import RentDeduction, rent_deduction
from benefitcalc.advice.plans import ArrearsPlan, Payday, affordable_plan, arrears_plan, paydays
from benefitcalc.errors import BenefitcalcError
from benefitcalc.explain.words import money
from benefitcalc.ui.call.affordable import Ends, ends_of
from benefitcalc.ui.call.amounts import day
from benefitcalc.ui.call.asked import Asked, Given
from benefitcalc.ui.call.reading import Unreadable, read_date, read_named_money
from benefitcalc.ui.call.rent_account import LATE, USUALLY_LATE, late, of_ends, standing
from benefitcalc.ui.design.blocks import Block, Field, Form, Message, More, Table, Text

__all__ = ["arrears_blocks", "plan_of"]

EVERY = (
    ("week", "every week"),
    ("fortnight", "every fortnight"),
    ("four_weeks", "every four weeks"),
    ("month", "every month"),
)
PAID_TO = (("tenant", "to the tenant, who passes it on"), ("landlord", "to the landlord (managed payment)"))


def arrears_blocks(asked: Asked, ends: Ends) -> list[Block]:
    """The account, the plan beside a deduction, and the account with one payment late."""
    form = _form(asked)
    if not _told(asked.given):
        return [form]
    blocks: list[Block] = [form]
    try:
        blocks += standing(asked.accounts)
        if any(one.error for one in form.fields):
            return blocks  # the form says it beside the field
        plan = plan_of(asked, ends)
        return [*blocks, *_plan(asked, ends, plan), *late(asked, plan)]
    except (Unreadable, ValueError, BenefitcalcError) as wrong:
        return [*blocks, Message("The plan cannot be worked out", str(wrong).splitlines())]


def _told(given: Given) -> bool:
    return any(given.get(name, "").strip() for name in ("plan.balance", "plan.debt"))


def _form(asked: Asked) -> Form:
    given = asked.given
    known = _paydays(asked)
    first = given.get("plan.first", "") or (day(known[0].day) if known else "")
    fields = [
        Field("plan.balance", "Balance of the rent account, £", "A credit as -12.50", given.get("plan.balance", "")),
        Field("plan.paid_to", "Help with the rent is paid", "", given.get("plan.paid_to", "tenant"), PAID_TO),
        Field("plan.debt", "Arrears to pay off, £", "Left empty: what is really owed", given.get("plan.debt", "")),
        Field("plan.amount", "Offer, £ each time", "Left empty: what the budget leaves", given.get("plan.amount", "")),
        Field("plan.every", "How often", "", given.get("plan.every", known[0].every if known else "month"), EVERY),
        Field("plan.first", "First payment", "Such as 4 12 2026", first, error=_error_of_day(first)),
        Field(
            "plan.deducted",
            "Taken off Universal Credit already, £ a month",
            "Advances, overpayments and other debts",
            given.get("plan.deducted", ""),
        ),
        Field("plan.late", "One Universal Credit payment late by", "", given.get("plan.late", USUALLY_LATE), LATE),
    ]
    return Form("plan", fields, "Work out the plan", " ".join(one.sentence for one in known))


# The plan ------------------------------------------------------------------------------------------------------------


def plan_of(asked: Asked, ends: Ends | None = None) -> ArrearsPlan | None:
    """The plan; None where there are no arrears to pay off, or nothing is left for it. Raises ``ValueError`` with what
    is wrong with it.
    """
    given = asked.given
    debt = _debt(asked)
    if debt is None:
        return None
    payday = _payday(asked)
    if not given.get("plan.amount", "").strip():
        budget = ends or ends_of(asked)
        return affordable_plan(budget.found[0], debt=debt, payday=payday) if payday and budget.asked else None
    if payday is None:
        raise Unreadable("First payment: enter a day, month and year, such as 4 12 2026")
    return arrears_plan(
        debt=debt, every=payday.every, first=payday.day, amount=read_named_money("Offer", given["plan.amount"])
    )


def _paydays(asked: Asked) -> tuple[Payday, ...]:
    """The next paydays: those of either end."""
    return tuple(dict.fromkeys(one for end in asked.ends for one in paydays(end, after=asked.now.date())))


def _payday(asked: Asked) -> Payday | None:
    """The first day of the plan and how often it is paid: as it was typed, else the next payday; None where neither is
    known.
    """
    first, every = (asked.given.get(f"plan.{name}", "").strip() for name in ("first", "every"))
    known = next(iter(_paydays(asked)), None)
    if not first and known is None:
        return None
    if every not in {"", *(code for code, _ in EVERY)}:
        raise Unreadable(f"How often is {every!r}; give one of {', '.join(code for code, _ in EVERY)}")
    begins = _day(first) if first else known.day  # type: ignore[union-attr]  # one of the two is there
    often = every or (known.every if known else "month")
    return Payday(begins, often, "pay")  # type: ignore[arg-type]  # it is one of EVERY


def _day(text: str) -> dt.date:
    """A day as it is typed, or as the page puts it in (``Fri 4 Dec 2026``)."""
    try:
        return read_date(text.partition(" ")[2] if text[:3].isalpha() else text)
    except Unreadable as wrong:
        raise Unreadable(f"First payment: {wrong}") from None


def _error_of_day(text: str) -> str:
    try:
        if text.strip():
            _day(text.strip())
    except Unreadable as wrong:
        return str(wrong)
    return ""


def _debt(asked: Asked) -> str | None:
    """What is to be paid off: what was typed, or what is really owed at the most."""
    typed = asked.given.get("plan.debt", "").strip()
    if typed:
        return read_named_money("Arrears to pay off", typed)
    owed = max((one.sized_to for one in asked.accounts), default=None)
    return str(owed) if owed else None


def _plan(asked: Asked, ends: Ends, plan: ArrearsPlan | None) -> Iterator[Block]:
    if plan is None:
        yield Text(_no_plan(asked, ends), strong=True)
        return
    yield Text(f"{plan.sentence} That is {money(plan.weekly)} a week{_within(plan, ends)}.", strong=True)
    if plan.very_long:
        yield Text(plan.very_long, strong=True)
    others = asked.given.get("plan.deducted", "").strip()
    try:
        amount = read_named_money("Taken off Universal Credit already", others) if others else "0.00"
    except Unreadable as wrong:
        yield Message("The deduction cannot be worked out", [str(wrong)])
        return
    yield More("Every payment of the plan", [_payments(plan)])
    today = asked.now.date()
    deductions = [
        rent_deduction(end, debt=str(plan.debt), other_deductions=amount, asked_on=today) for end in asked.ends
    ]
    for lines in (
        [one.beside(plan) for one in deductions],
        [_taken(one) for one in deductions],
        [" ".join(one.why_not) for one in deductions],
        [" ".join(one.notes) for one in deductions],
    ):
        yield from (Text(line) for line in of_ends(lines))


def _payments(plan: ArrearsPlan) -> Table:
    rows = [[day(one.day), money(one.amount), money(one.left)] for one in plan.instalments]
    return Table("Payments beside the rent", ["Day", "Payment, £", "Still owed, £"], rows, (1, 2))


def _taken(found: RentDeduction) -> str:
    """What DWP would take, from the least to the most, and the limit of all deductions together."""
    least, most = found.lowest, found.highest
    if least is None or most is None:
        return ""
    limit = (
        f"All deductions together take at most {money(found.overall_limit)} a month, and {money(found.room)} is free."
    )
    if least == most:
        return f"A deduction would take {least.sentence}. {limit}"
    return f"A deduction would take from {least.sentence}, to {most.sentence}. {limit}"


def _within(plan: ArrearsPlan, ends: Ends) -> str:
    left = [one.left.weekly for one in ends.found]
    if not left:
        return ""
    if plan.weekly > max(left):
        return ", more than what is left"
    if plan.weekly > min(left):
        return ", more than what is left at the least, and within it at the most"
    return ", within what is left" if ends.asked else "; ask what they spend before they agree to it"


def _no_plan(asked: Asked, ends: Ends) -> str:
    if _debt(asked) is None:
        return "Nothing is really owed: no plan is needed."
    if _payday(asked) is None:
        return "No payday is known: give an offer, how often, and the first day."
    if not ends.asked:
        return "Ask what they spend, or give an offer: what is left for a plan is not known yet."
    return "The budget leaves nothing for a plan: give an offer, or look at the options."
