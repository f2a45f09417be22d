"""What must come before a notice and court, what of it this call shows, and the next rung of the landlord's ladder.

It says what is recorded and what is open; a person decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from benefitcalc.advice.deductions import rent_deduction
from benefitcalc.advice.escalation import (
    STAGES,
    Escalation,
    Ladder,
    Requirement,
    StepStands,
    escalation,
    evidence_of,
    next_rung,
    rules,
)
from benefitcalc.case import NOT_RENTED, Tenure
from benefitcalc.errors import BenefitcalcError
from benefitcalc.money import in_pounds, pounds
from benefitcalc.ui.call.affordable import ends_of, opened_file
from benefitcalc.ui.call.amounts import day
from benefitcalc.ui.call.arrears import plan_of
from benefitcalc.ui.call.asked import Asked, Given
from benefitcalc.ui.call.reading import Unreadable, read_date
from benefitcalc.ui.call.wrap import call_of
from benefitcalc.ui.design.blocks import Block, Button, Choice, Choices, Field, Form, Message, More, Text, Upload

__all__ = ["LADDER", "steps_blocks"]

LADDER = "ladder"
"""What was opened as the landlord's ladder: the text of the file."""
OF_CALL = frozenset(
    {
        "contact_made",
        "cause_explored",
        "benefits_checked",
        "money_discussed",
        "plan_proposed",
        "plan_affordable",
        "agreement_made",
        "debt_advice_offered",
        "help_with_claim_offered",
        "deduction_considered",
        "support_considered",
    }
)
"""Facts that the call shows by itself; all others are ticked."""
BEFORE = {"notice": "a notice", "court": "court", "hearing": "the hearing"}


def steps_blocks(asked: Asked) -> list[Block]:
    """The steps before each stage, what stops one, and the next rung."""
    ladder, problems = _ladder(asked.given)
    form = Form("steps", list(_fields(asked, ladder)), "Show what is open", "Tick what is in the tenancy’s file.")
    blocks: list[Block] = [form]
    try:
        shown = _evidence(asked)
        found = escalation(_nation(asked), asked.now.date(), shown)
        rung = list(_rung(asked, ladder, shown))
    except (ValueError, BenefitcalcError) as wrong:
        return [
            form,
            Message("This cannot be shown", str(wrong).splitlines()),
            *_ladder_blocks(ladder, problems, asked),
        ]
    blocks += [*_other_homes(asked), *_verdict(found), *rung, *_lists(found)]
    return [*blocks, *_ladder_blocks(ladder, problems, asked)]


def _other_homes(asked: Asked) -> Iterator[Block]:
    if asked.ends[0].case.tenancy.tenure in (Tenure.PRIVATE_RENT, *NOT_RENTED):
        yield Message(
            "For social lettings only", ["This home is no social letting: its rules are not here."], urgent=False
        )


def _nation(asked: Asked) -> str:
    return str(asked.ends[0].case.country)


# What is recorded ----------------------------------------------------------------------------------------------------


def _evidence(asked: Asked) -> frozenset[str]:
    """The facts that this call and the ticks show."""
    ends = ends_of(asked)
    plan = plan_of(asked, ends)
    return evidence_of(
        call_of(asked),
        figures=asked.figures,
        affordability=ends.found[0] if ends.found else None,
        plan=plan,
        deduction=rent_deduction(asked.ends[0], debt=str(plan.debt)) if plan else None,
        also={code for code in rules().facts if asked.given.get(f"file.{code}") == "yes"},
    )


def _fields(asked: Asked, ladder: Ladder) -> Iterator[Field]:
    nation, on, given = _nation(asked), asked.now.date(), asked.given
    needed = [
        code
        for one in (*rules().bars, *rules().steps)
        if one.holds(nation, on)
        for code in one.needs
        if code not in OF_CALL
    ]
    blocks = [code for rung in ladder.rungs for code in rung.blocked_by]
    for code in dict.fromkeys([*needed, *blocks]):
        label = rules().facts[code]
        yield Field(f"file.{code}", label[:1].upper() + label[1:], "", given.get(f"file.{code}", ""), tick=True)
    rungs = (("", "none yet"), *((rung.code, rung.say) for rung in ladder.rungs))
    yield Field("ladder.last", "Last rung of the ladder", "", given.get("ladder.last", ""), rungs)
    yield Field("ladder.last_on", "On which day", "Such as 4 12 2026", given.get("ladder.last_on", ""))


def _verdict(found: Escalation) -> Iterator[Block]:
    if found.bars:
        yield Message("Stopped now", [f"{bar.say}. {_source(bar)}" for bar in found.bars], urgent=False)
    said = []
    for stage in STAGES[:2]:
        number = len(found.open_before(stage))
        steps = "1 step is" if number == 1 else f"{number} steps are"
        said.append(f"{steps} open before {BEFORE[stage]}." if number else f"No step is open before {BEFORE[stage]}.")
    yield Text(f"{' '.join(said)} A person decides whether to go on.", strong=True)


def _lists(found: Escalation) -> Iterator[Block]:
    """The steps of each stage, and which are shown."""
    for stage in STAGES:
        steps = [one for one in found.steps if one.step.stages[0] == stage]
        if steps:
            yield Choices(f"Before {BEFORE[stage]}", [_step(one) for one in steps])
    yield Text(
        "What this call shows counts as shown. In our own words; no legal advice: check the source before acting."
    )


def _step(one: StepStands) -> Choice:
    missing = [] if one.met else [("Open", "; ".join(one.missing))]
    return Choice(one.step.say, "Shown" if one.met else "", [*missing, ("Source", _source(one.step))])


def _source(one: Requirement) -> str:
    return f"{one.source} (confidence {one.confidence})"


# The landlord's ladder -----------------------------------------------------------------------------------------------


def _ladder(given: Given) -> tuple[Ladder, tuple[str, ...]]:
    """The landlord's ladder, or the example; and what is wrong with the file that was opened."""
    text = given.get(LADDER, "")
    if not text.strip():
        return Ladder.read(), ()
    unreadable = opened_file(text, "the ladder")
    if unreadable:
        return Ladder.read(), (unreadable,)
    try:
        return Ladder.read(text.encode()), ()
    except ValueError as wrong:
        return Ladder.read(), tuple(str(wrong).splitlines())


def _ladder_blocks(ladder: Ladder, problems: tuple[str, ...], asked: Asked) -> list[Block]:
    own = bool(asked.given.get(LADDER, "").strip()) and not problems
    blocks: list[Block] = [
        Upload(
            LADDER,
            "Ladder of your landlord",
            "A small text file (.toml) in the form of the example. It is not kept when the page is closed.",
            ".toml,.txt",
            f"Open: {ladder.title}" if own else "",
        ),
        Button("example_ladder", "Save the example to change"),
    ]
    if problems:
        blocks.append(Message("This ladder cannot be used", problems))
    if own or problems:
        return [*blocks, Button(f"close.{LADDER}", "Close this file")]
    return [More(f"Use the landlord’s own ladder (now: {ladder.title})", blocks)]


def _rung(asked: Asked, ladder: Ladder, shown: frozenset[str]) -> Iterator[Block]:
    balance = asked.balance
    if balance is None:
        yield Text("The next rung needs the balance of the rent account, which the budget part asks.")
        return
    account = min(asked.accounts, key=lambda one: one.today.real_arrears)
    today = asked.now.date()
    rent = pounds(account.account.rent_of_week(today))
    found = next_rung(
        ladder,
        on=today,
        balance=balance,
        real_arrears=str(account.today.real_arrears),
        weekly_rent=str(rent),
        last=asked.given.get("ladder.last") or None,
        last_on=_last_on(asked.given),
        facts=shown,
    )
    measured = f"Balance {in_pounds(_pence(balance))}, real arrears {in_pounds(_pence(account.today.real_arrears))}."
    if found.rung is None:
        yield Text(f"{measured} {' '.join(found.why_not)}")
    elif found.due:
        yield Text(f"{measured} Next rung: {found.rung.say}, due now by the ladder.")
    else:
        yield Text(f"{measured} Next rung: {found.rung.say}, from {day(found.earliest)} on. {' '.join(found.why_not)}")


def _last_on(given: Given) -> dt.date | None:
    text = given.get("ladder.last_on", "").strip()
    try:
        return read_date(text) if text else None
    except Unreadable as wrong:
        raise ValueError(f"On which day: {wrong}") from None


def _pence(amount: str | Decimal) -> int:
    return int(Decimal(amount) * 100)
