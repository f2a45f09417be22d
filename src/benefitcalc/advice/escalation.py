"""What must come before a notice and before court for rent arrears, and what of it a call evidences; and the next rung
of the landlord's own ladder.

Law, protocols and guidance by nation are dated data (``escalation.toml``), and so is the ladder (``ladder.toml`` is an
example). Both say what is recorded and what is open; whether to go on, a person decides.

Not covered: tenancies that are no social lettings, introductory and starter tenancies, possession for other reasons
than rent, and the length of a notice under each kind of tenancy.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from benefitcalc.account.days import DAY, in_words
from benefitcalc.account.terms import signed_pounds
from benefitcalc.advice.affordability import Affordability
from benefitcalc.advice.call_notes import Call
from benefitcalc.advice.deductions import RentDeduction
from benefitcalc.advice.figures import Figures
from benefitcalc.advice.plans import ArrearsPlan
from benefitcalc.case import Country
from benefitcalc.money import in_pounds, parse_pounds
from benefitcalc.periods import Day, as_date

STAGES = ("notice", "court", "hearing")
"""What steps come before, in order."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A step that must come before a stage, or what stops one: ``needs`` are the facts that show it, all of them."""

    code: str
    say: str
    stages: tuple[str, ...]
    needs: tuple[str, ...]
    nations: tuple[str, ...]
    first_day: dt.date
    last_day: dt.date
    source: str
    confidence: str

    def holds(self, nation: str, day: dt.date) -> bool:
        """Whether it is the rule of that nation on that day."""
        return nation in self.nations and self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Rules:
    """The facts by code in words, the steps, and what stops a stage."""

    facts: Mapping[str, str]
    steps: tuple[Requirement, ...]
    bars: tuple[Requirement, ...]


@cache
def rules() -> Rules:
    """What stands in ``escalation.toml``."""
    written = tomllib.loads(files(__package__).joinpath("escalation.toml").read_text(encoding="utf-8"))
    steps = tuple(_requirement(one, (one["before"],), one["facts"]) for one in written["step"])
    bars = tuple(_requirement(one, one["stops"], one["when"]) for one in written["bar"])
    return Rules(written["facts"], steps, bars)


def _requirement(given: Mapping[str, Any], stages: Iterable[str], needs: Iterable[str]) -> Requirement:
    return Requirement(
        code=given["code"],
        say=given["say"],
        stages=tuple(stages),
        needs=tuple(needs),
        nations=tuple(given["nations"]),
        first_day=given["from"],
        last_day=given.get("until", dt.date.max),
        source=given["source"],
        confidence=given["confidence"],
    )


# --- What a call shows -----------------------------------------------------------------------------------------------


def evidence_of(
    call: Call,
    *,
    figures: Figures | None = None,
    affordability: Affordability | None = None,
    plan: ArrearsPlan | None = None,
    deduction: RentDeduction | None = None,
    also: Collection[str] = (),
) -> frozenset[str]:
    """The facts that a call shows, by code; ``also`` are those of the landlord's file, such as ``"statement_sent"``.

    A plan is affordable where its amount a week is within what the budget leaves, if the spending was asked. Raises
    ``ValueError`` for a code that is no fact.
    """
    _known_facts(also)
    spoke = call.spoke_to in {"tenant", "joint_tenant", "representative"} and call.verified
    asked = affordability is not None and bool(affordability.spending)
    within = plan is not None and affordability is not None and asked and plan.weekly <= affordability.left.weekly
    found = {
        "contact_made": spoke,
        "cause_explored": call.reason not in {"not_said", "no_arrears"},
        "benefits_checked": figures is not None,
        "money_discussed": asked,
        "plan_proposed": plan is not None,
        "plan_affordable": within,
        "agreement_made": plan is not None and call.agreed,
        "debt_advice_offered": "debt_advice" in call.referrals,
        "help_with_claim_offered": "welfare_benefits" in call.referrals,
        "deduction_considered": deduction is not None or call.method == "managed_payment",
        "support_considered": bool({"vulnerability", "tenancy_support", "safeguarding"} & set(call.referrals)),
    }
    return frozenset(code for code, shown in found.items() if shown) | frozenset(also)


def _known_facts(codes: Collection[str]) -> None:
    unknown = sorted(set(codes) - rules().facts.keys())
    if unknown:
        raise ValueError(f"{', '.join(unknown)} is no fact; there are {', '.join(rules().facts)}")


@dataclass(frozen=True, slots=True)
class StepStands:
    """A step and whether it is shown; ``missing`` are the facts, in words, that would show the rest."""

    step: Requirement
    met: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Escalation:
    """What is shown and what is open for a nation on a day. ``bars`` stop a stage now, whatever else is shown."""

    nation: str
    day: dt.date
    steps: tuple[StepStands, ...]
    bars: tuple[Requirement, ...]

    def open_before(self, stage: str) -> tuple[StepStands, ...]:
        """The steps that are open before a stage: those of the stages before it too."""
        wanted = STAGES[: STAGES.index(stage) + 1]
        return tuple(one for one in self.steps if not one.met and set(one.step.stages) & set(wanted))

    def stopped(self, stage: str) -> tuple[Requirement, ...]:
        """What stops a stage (``contact``, ``notice`` or ``court``) now."""
        return tuple(bar for bar in self.bars if stage in bar.stages)

    def ready_for(self, stage: str) -> bool:
        """Whether nothing recorded stands against a stage: a person still decides."""
        return not self.stopped(stage) and not self.open_before(stage)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What stops it, then what is open, in sentences."""
        said = [f"{bar.say}." for bar in self.bars]
        said += [f"Open: {one.step.say} ({'; '.join(one.missing)})." for one in self.steps if not one.met]
        return tuple(said)


def escalation(nation: Country | str, on: Day, evidence: Collection[str]) -> Escalation:
    """Which steps before a notice, court and hearing are shown by the ``evidence``, and what stops a stage.

    Raises ``ValueError`` for a nation or a fact that is none.
    """
    if nation not in set(Country):
        raise ValueError(f"nation is {nation!r}; give one of {', '.join(Country)}")
    _known_facts(evidence)
    day, shown = as_date(on), set(evidence)
    steps = [step for step in rules().steps if step.holds(str(nation), day)]
    bars = [bar for bar in rules().bars if bar.holds(str(nation), day) and shown.issuperset(bar.needs)]
    return Escalation(str(nation), day, tuple(_stands(step, shown) for step in steps), tuple(bars))


def _stands(step: Requirement, shown: set[str]) -> StepStands:
    missing = tuple(rules().facts[code] for code in step.needs if code not in shown)
    return StepStands(step, not missing, missing)


# --- The landlord's ladder -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of a ladder: what is measured and from how much, and how long after the rung before it."""

    code: str
    say: str
    of: str
    weeks: Fraction
    pounds: int
    after_days: int
    stage: str
    blocked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """A landlord's ladder, from its first rung to its last."""

    title: str
    source: str
    first_day: dt.date
    last_day: dt.date
    rungs: tuple[Rung, ...]

    @classmethod
    def read(cls, given: Path | bytes | Mapping[str, Any] | None = None) -> Ladder:
        """The ladder of a TOML file, of its bytes or its content; the example without any. Raises ``ValueError`` with
        every problem at once.
        """
        match given:
            case None:
                written = tomllib.loads(files(__package__).joinpath("ladder.toml").read_text(encoding="utf-8"))
            case Path():
                written = tomllib.loads(given.read_text(encoding="utf-8"))
            case bytes():
                written = tomllib.loads(given.decode("utf-8"))
            case _:
                written = dict(given)
        problems = list(_problems(written))
        if problems:
            raise ValueError("\n".join(problems))
        last = written.get("until", dt.date.max)
        rungs = tuple(map(_rung, written["rung"]))
        return cls(str(written["title"]), str(written.get("source", "")), written["from"], last, rungs)


_FIELDS = {"code", "say", "of", "weeks", "pounds", "after_days", "stage", "blocked_by"}


def _rung(given: Mapping[str, Any]) -> Rung:
    return Rung(
        code=str(given["code"]),
        say=str(given["say"]),
        of=given["of"],
        weeks=Fraction(str(given.get("weeks", "0"))),
        pounds=parse_pounds(str(given.get("pounds", "0"))),
        after_days=given.get("after_days", 0),
        stage=given["stage"],
        blocked_by=tuple(given.get("blocked_by", ())),
    )


def _problems(given: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} is missing" for name in ("title", "from") if name not in given)
    for name in ("from", "until"):
        if name in given and type(given[name]) is not dt.date:
            yield f"{name} is {given[name]!r}; give a day, such as 2026-04-06 without quotes"
    rungs = given.get("rung")
    if not isinstance(rungs, list) or not rungs or not all(isinstance(rung, Mapping) for rung in rungs):
        yield "rung is not given; write one [[rung]] or more"
        return
    for place, rung in enumerate(rungs):
        yield from _problems_with_rung(f"rung[{place}]", rung)


def _problems_with_rung(at: str, rung: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{at}.{name} is no field; there are {', '.join(sorted(_FIELDS))}" for name in rung.keys() - _FIELDS)
    yield from (f"{at}.{name} is missing" for name in ("code", "say", "of", "stage") if name not in rung)
    for name, among in (("of", ("balance", "real_arrears")), ("stage", ("contact", "notice", "court"))):
        if name in rung and rung[name] not in among:
            yield f"{at}.{name} is {rung[name]!r}; give {', '.join(among)}"
    if not rung.keys() & {"weeks", "pounds"}:
        yield f"{at} needs weeks or pounds"
    for name in ("weeks", "pounds"):
        try:
            parse_pounds(str(rung.get(name, "0")))
        except ValueError:
            yield f"{at}.{name} is {rung[name]!r}; give a number with at most two decimals, such as 4"
    days = rung.get("after_days", 0)
    if type(days) is not int or days < 0:
        yield f"{at}.after_days is {days!r}; give a whole number from 0"
    unknown = sorted(set(map(str, rung.get("blocked_by", ()))) - rules().facts.keys())
    if unknown:
        yield f"{at}.blocked_by has {', '.join(unknown)}; give facts of escalation.toml"


@dataclass(frozen=True, slots=True)
class NextRung:
    """The next rung of a ladder: whether it is ``due`` on the day, from which day it can be, and why not in words."""

    rung: Rung | None
    due: bool
    earliest: dt.date
    why_not: tuple[str, ...]


def next_rung(
    ladder: Ladder,
    *,
    on: Day,
    balance: str,
    real_arrears: str,
    weekly_rent: str,
    last: str | None = None,
    last_on: Day | None = None,
    facts: Collection[str] = (),
) -> NextRung:
    """The rung after ``last``, the one that was climbed on ``last_on``; the first where none was.

    Amounts are in pounds as text; ``weekly_rent`` is gross, with service charges. ``facts`` are those that can block a
    rung. Raises ``ValueError`` for a rung or a fact that is none, and for amounts that cannot be read.
    """
    _known_facts(facts)
    day = as_date(on)
    codes = [rung.code for rung in ladder.rungs]
    if last is not None and last not in codes:
        raise ValueError(f"last is {last!r}; the rungs are {', '.join(codes)}")
    if (last is None) != (last_on is None):
        raise ValueError("last and last_on go together: give the rung and the day on which it was climbed")
    if not ladder.first_day <= day <= ladder.last_day:
        return NextRung(None, due=False, earliest=day, why_not=(f"{ladder.title} is not in force on {in_words(day)}.",))
    place = 0 if last is None else codes.index(last) + 1
    if place == len(codes):
        return NextRung(None, due=False, earliest=day, why_not=(f"{ladder.rungs[-1].say} is the last rung.",))
    rung = ladder.rungs[place]
    earliest = day if last_on is None else as_date(last_on) + DAY * rung.after_days
    limit = max(rung.pounds, int(rung.weeks * parse_pounds(weekly_rent)))
    amount = signed_pounds(balance if rung.of == "balance" else real_arrears)
    why_not = []
    if amount < limit:
        measured = "Balance" if rung.of == "balance" else "Real arrears"
        why_not.append(f"{measured} {in_pounds(amount)}: {in_pounds(limit)} is needed.")
    if day < earliest:
        why_not.append(f"Not before {in_words(earliest)}.")
    why_not += [f"Stopped: {rules().facts[code]}." for code in rung.blocked_by if code in facts]
    return NextRung(rung, not why_not, max(earliest, day), tuple(why_not))
