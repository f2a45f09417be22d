"""The rent account beside the plan: where it stands, and what one late payment of Universal Credit does to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benefitcalc.advice.plan_account import PlanAccount, Standing, late_payment
from benefitcalc.advice.plans import ArrearsPlan
from benefitcalc.explain.words import money
from benefitcalc.ui.call.asked import Asked
from benefitcalc.ui.design.blocks import Block, More, Table, Text

__all__ = ["LATE", "USUALLY_LATE", "late", "of_ends", "standing"]

LATE = (("7", "1 week"), *((str(weeks * 7), f"{weeks} weeks") for weeks in (2, 4, 8)))
USUALLY_LATE = "28"
NONE_LATE = "No payment of Universal Credit for the rent could come late."


def of_ends(lines: Sequence[str]) -> Iterator[str]:
    """One line where both ends say the same, else one each."""
    if len(set(lines)) == 1:
        yield from (line for line in lines[:1] if line)
        return
    for where, line in zip(("Where least is left", "Where most is left"), lines, strict=True):
        if line:
            yield f"{where}: {line}"


def standing(accounts: Sequence[PlanAccount]) -> Iterator[Block]:
    """Where the account stands on the day of the call, what of it is timing and what is really owed."""
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


# One payment late ----------------------------------------------------------------------------------------------------


def late(asked: Asked, plan: ArrearsPlan | None) -> Iterator[Block]:
    """The account with one payment of Universal Credit late, under the plan or where it is over sooner without it."""
    if not asked.accounts:
        return
    given = asked.given.get("plan.late", USUALLY_LATE)
    days = int(given if given in dict(LATE) else USUALLY_LATE)
    sentences = []
    for end, account in zip(asked.ends, asked.accounts, strict=True):
        found = late_payment(asked.account(end, plan).account, plan=plan, days=days) if plan is not None else None
        found = found or late_payment(account.account, plan=plan, days=days)
        sentences.append(found.sentence if found else NONE_LATE)
    yield from (Text(line) for line in of_ends(sentences))
