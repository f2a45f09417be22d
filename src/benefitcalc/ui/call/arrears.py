"""The rent account, a plan for its arrears that is matched to a payday, and what a deduction from benefit would take.

Where facts are not known each is worked out for the answers that leave least after the rent, and for those that leave
most; an offer that nobody made is what is left at the least.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from benefitcalc import Assessment
from benefitcalc.advice.affordability import Affordability
from benefitcalc.advice.deductions import rent_deduction
from benefitcalc.advice.plan_account import PlanAccount, Standing, late_payment, plan_account
from benefitcalc.advice.plans import ArrearsPlan, Payday, affordable_plan, arrears_plan, paydays
from benefitcalc.errors import BenefitcalcError
from benefitcalc.explain.words import money
from benefitcalc.ui.call.affordable import Ends, ends_of
from benefitcalc.ui.call.amounts import day
from benefitcalc.ui.call.asked import Asked, Given
from benefitcalc.ui.call.reading import Unreadable, read_date, read_money
from benefitcalc.ui.design.blocks import Block, Field, Form, Message, More, Table, Text

__all__ = ["account_of", "arrears_blocks", "balance_of", "of_ends", "plan_of"]

EVERY = (
    ("week", "every week"),
    ("fortnight", "every fortnight"),
    ("four_weeks", "every four weeks"),
    ("month", "every month"),
)
PAID_TO = (("tenant", "to the tenant, who passes it on"), ("landlord", "to the landlord (managed payment)"))
LATE = (("7", "1 week"), *((str(weeks * 7), f"{weeks} weeks") for weeks in (2, 4, 8)))
USUALLY_LATE = "28"
NONE_LATE = "No payment of Universal Credit for the rent could come late."


def arrears_blocks(asked: Asked, ends: Ends) -> list[Block]:
    """The account, the plan beside a deduction, and the account with one payment late."""
    form = _form(asked)
    if not _told(asked.given):
        return [form]
    blocks: list[Block] = [form]
    try:
        accounts = [one for one in (account_of(asked, end) for end in asked.ends) if one is not None]
        blocks += _standing(accounts)
        plan = plan_of(asked, ends)
        return [*blocks, *_plan(asked, ends, plan), *_late(asked, plan)]
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
        Field("plan.first", "First payment", "Such as 4 12 2026", first),
        Field(
            "plan.deducted",
            "Taken off Universal Credit already, £ a month",
            "Advances, overpayments and other debts",
            given.get("plan.deducted", ""),
        ),
        Field("plan.late", "One Universal Credit payment late by", "", given.get("plan.late", USUALLY_LATE), LATE),
    ]
    return Form("plan", fields, "Work out the plan", " ".join(one.sentence for one in known))


# The rent account ----------------------------------------------------------------------------------------------------


def balance_of(given: Given) -> str | None:
    """The balance as the account reads it; None where nobody gave it. Raises :class:`Unreadable`."""
    text = given.get("plan.balance", "").strip()
    if not text:
        return None
    credit = text.startswith(("-", "−"))
    return f"{'-' if credit else ''}{_money('Balance of the rent account', text.lstrip('-−'))}"


def _money(name: str, text: str) -> str:
    try:
        return read_money(text)
    except Unreadable as wrong:
        raise Unreadable(f"{name}: {wrong}") from None


def account_of(asked: Asked, end: Assessment, plan: ArrearsPlan | None = None) -> PlanAccount | None:
    """The rent account from the day of the call on; None where nobody gave its balance."""
    balance = balance_of(asked.given)
    if balance is None:
        return None
    pays_to: Any = asked.given.get("plan.paid_to", "tenant")
    first = asked.now.date()
    return plan_account(end.case, balance=balance, plan=plan, first_day=first, pays_to=pays_to)


def _standing(accounts: Sequence[PlanAccount]) -> Iterator[Block]:
    if not accounts:
        return
    now = [one.today for one in accounts]
    headers = ["", "£"] if len(now) == 1 else ["", "Where least is left, £", "Where most is left, £"]
    rows = [
        [
            "Of it timing: help that has accrued and is not yet paid (book arrears)",
            *(money(one.book_arrears) for one in now),
        ],
        ["Really owed; below nothing a credit (real arrears)", *(money(one.real_arrears) for one in now)],
    ]
    total = [f"Balance, {_weeks(now[0])}", *(money(one.balance) for one in now)]
    yield Table("The rent account on the day of the call", headers, rows, tuple(range(1, len(headers))), total)
    notes = dict.fromkeys(note for one in accounts for note in one.notes)
    yield More("What was taken for granted", [Text(note) for note in notes])


def _weeks(at: Standing) -> str:
    if at.balance < 0:
        return "in credit"
    return "owed" if at.weeks_owed is None else f"{at.weeks_owed} weeks’ rent owed"


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
        found = (ends or ends_of(asked)).found
        return affordable_plan(found[0], debt=debt, payday=payday) if payday and found else None
    if payday is None:
        raise Unreadable("First payment: enter a day, month and year, such as 4 12 2026")
    return arrears_plan(debt=debt, every=payday.every, first=payday.day, amount=_money("Offer", given["plan.amount"]))


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
    return read_date(text.partition(" ")[2] if text[:3].isalpha() else text)


def _debt(asked: Asked) -> str | None:
    """What is to be paid off: what was typed, or what is really owed at the most."""
    typed = asked.given.get("plan.debt", "").strip()
    if typed:
        return _money("Arrears to pay off", typed)
    accounts = [account_of(asked, end) for end in asked.ends]
    owed = max((one.sized_to for one in accounts if one is not None), default=None)
    return str(owed) if owed else None


def _plan(asked: Asked, ends: Ends, plan: ArrearsPlan | None) -> Iterator[Block]:
    if plan is None:
        yield Text(_no_plan(asked), strong=True)
        return
    yield Text(f"{plan.sentence} That is {money(plan.weekly)} a week{_within(plan, ends.found)}.", strong=True)
    others = asked.given.get("plan.deducted", "").strip()
    try:
        amount = read_money(others) if others else "0.00"
    except Unreadable as wrong:
        yield Message("The deduction cannot be worked out", [f"Taken off Universal Credit already: {wrong}"])
        return
    today = asked.now.date()
    deductions = [
        rent_deduction(end, debt=str(plan.debt), other_deductions=amount, asked_on=today) for end in asked.ends
    ]
    for lines in (
        [one.beside(plan) for one in deductions],
        [_taken(one.lowest, one.highest) for one in deductions],
        [" ".join(one.why_not) for one in deductions],
        [" ".join(one.notes) for one in deductions],
    ):
        yield from (Text(line) for line in of_ends(lines))


def _taken(lowest: Any, highest: Any) -> str:
    """What DWP would take, from the least to the most."""
    if lowest is None or highest is None:
        return ""
    if lowest == highest:
        return f"A deduction would take {lowest.sentence}."
    return f"A deduction would take from {lowest.sentence}, to {highest.sentence}."


def of_ends(lines: Sequence[str]) -> Iterator[str]:
    """One line where both ends say the same, else one each."""
    if len(set(lines)) == 1:
        yield from (line for line in lines[:1] if line)
        return
    for where, line in zip(("Where least is left", "Where most is left"), lines, strict=True):
        if line:
            yield f"{where}: {line}"


def _within(plan: ArrearsPlan, found: Sequence[Affordability]) -> str:
    left = [one.left.weekly for one in found]
    if not left:
        return ""
    if plan.weekly <= min(left):
        return ", within what is left"
    if plan.weekly > max(left):
        return ", more than what is left"
    return ", more than what is left at the least, and within it at the most"


def _no_plan(asked: Asked) -> str:
    if _debt(asked) is None:
        return "Nothing is really owed: no plan is needed."
    if _payday(asked) is None:
        return "No payday is known: give an offer, how often, and the first day."
    return "The budget leaves nothing for a plan: give an offer, or look at the options."


# One payment late ----------------------------------------------------------------------------------------------------


def _late(asked: Asked, plan: ArrearsPlan | None) -> Iterator[Block]:
    """The account with one payment of Universal Credit late, under the plan or where it is over sooner without it."""
    if balance_of(asked.given) is None:
        return
    days = int(asked.given.get("plan.late", USUALLY_LATE))
    sentences = []
    for end in asked.ends:
        accounts = [one for one in (account_of(asked, end, plan), account_of(asked, end)) if one is not None]
        found = next(filter(None, (late_payment(one.account, plan=plan, days=days) for one in accounts)), None)
        sentences.append(found.sentence if found else NONE_LATE)
    yield from (Text(line) for line in of_ends(sentences))
