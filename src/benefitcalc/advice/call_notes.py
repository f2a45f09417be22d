"""The note of a call for the action diary: what was said, what was worked out, what was agreed.

It is factual and says nothing of health beyond "relevant benefit component" (``health.toml``). Everything in it that is
no code is made from the figures; the next action is the only text that the officer types, and it is refused where it
tells of health.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from benefitcalc.account.days import in_words
from benefitcalc.account.terms import signed_pounds
from benefitcalc.advice.affordability import Affordability, between
from benefitcalc.advice.figures import Figures
from benefitcalc.advice.health import health_facts, health_words, instead, is_health_income, without_health
from benefitcalc.advice.plans import ArrearsPlan
from benefitcalc.advice.ranges import Between
from benefitcalc.advice.ranges.paths import opened
from benefitcalc.explain.words import CAUSES, money
from benefitcalc.money import in_pounds
from benefitcalc.periods import Day, as_date

LONGEST = 200
"""The most characters of a next action."""
_OFFICER = re.compile(r"[A-Za-z0-9_-]{0,20}")


class Offered(Protocol):
    """An option as a note says it (:class:`benefitcalc.advice.options.Option`)."""

    @property
    def title(self) -> str: ...
    @property
    def change_in_left_after_rent(self) -> Decimal | None: ...
    @property
    def if_awarded(self) -> bool: ...


@cache
def words() -> Mapping[str, Any]:
    """The codes of a call and their words (``call.toml``)."""
    return tomllib.loads(files(__package__).joinpath("call.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What happened on a call. Codes are those of ``call.toml``; nobody is named.

    ``officer`` is a code of letters and digits. ``balance`` is in pounds as text, ``"-12.50"`` for a credit. A plan
    that is handed in with the call is ``agreed`` or only offered; ``method`` is how it is paid. Raises ``ValueError``
    with every problem at once.
    """

    at: dt.datetime
    direction: str = "inbound"
    spoke_to: str = "tenant"
    verified: bool = False
    officer: str = ""
    balance: str | None = None
    weeks_owed: Decimal | None = None
    reason: str = "not_said"
    agreed: bool = False
    method: str | None = None
    consequence_explained: bool = False
    referrals: tuple[str, ...] = ()
    next_action: str = ""
    next_on: Day | None = None

    def __post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise ValueError("\n".join(problems))

    def _problems(self) -> Iterator[str]:
        coded = {
            "directions": self.direction,
            "spoke_to": self.spoke_to,
            "reasons": self.reason,
            "methods": self.method,
        }
        for name, code in [*coded.items(), *(("referrals", code) for code in self.referrals)]:
            if code is not None and code not in words()[name]:
                yield f"{name.rstrip('s')} is {code!r}; give one of {', '.join(words()[name])}"
        if not _OFFICER.fullmatch(self.officer):
            yield "officer is no code; give at most 20 letters and digits, and never a name"
        if self.balance is not None:
            try:
                signed_pounds(self.balance)
            except ValueError as error:
                yield f"balance: {error}; a credit is -12.50"
        told = health_words(self.next_action)
        if told:
            yield f"next_action tells of health ({', '.join(told)}); write {instead()!r} in its place"
        if len(self.next_action) > LONGEST:
            yield f"next_action has {len(self.next_action)} characters; give at most {LONGEST}"
        try:
            as_date(self.next_on or self.at.date())
        except (ValueError, TypeError) as error:
            yield f"next_on: {error}"


@dataclass(frozen=True, slots=True)
class Note:
    """The note as lines of a label and a text."""

    lines: tuple[tuple[str, str], ...]
    at: dt.datetime

    @property
    def text(self) -> str:
        """The note to copy: a line for each part."""
        return "".join(f"{label}: {said}\n" for label, said in self.lines)

    @property
    def one_line(self) -> str:
        """The note for a diary that takes one line."""
        return " · ".join(said for _, said in self.lines)

    @property
    def file_name(self) -> str:
        """A name for the download, which tells nobody whose note it is."""
        return f"call-note-{self.at:%Y-%m-%d-%H%M}.txt"


def call_note(
    call: Call,
    figures: Figures | None = None,
    *,
    plan: ArrearsPlan | None = None,
    affordability: Sequence[Affordability] = (),
    options: Iterable[Offered] = (),
) -> Note:
    """The note of a call, in the order of the action diary. ``options`` are those that were told; ``affordability`` is
    the income and expenditure, or where facts are not known those of the two ends.
    """
    return Note(
        tuple((label, " ".join(said.split())) for label, said in _lines(call, figures, plan, affordability, options)),
        call.at,
    )


def _lines(
    call: Call,
    figures: Figures | None,
    plan: ArrearsPlan | None,
    found: Sequence[Affordability],
    options: Iterable[Offered],
) -> Iterator[tuple[str, str]]:
    said = words()
    yield "When", f"{in_words(call.at.date())} {call.at:%H:%M}"
    yield "Officer", call.officer or "not given"
    yield "Call", said["directions"][call.direction]
    yield "Spoke to", said["spoke_to"][call.spoke_to]
    yield "Verified", _yes(call.verified)
    yield "Balance", _balance(call)
    yield "Reason", said["reasons"][call.reason]
    if figures is not None:
        yield "Facts given", facts_given(figures)
        yield "Worked out", _worked_out(figures)
    if found:
        yield "Income and spending", _budget(found)
    yield "Advice", _advice(options)
    yield "Agreement", _agreement(call, plan)
    yield "Consequence explained", _yes(call.consequence_explained)
    yield "Referrals", ", ".join(said["referrals"][code] for code in call.referrals) or "none"
    yield "Next", _next(call)
    if figures is not None:
        yield "Audit", str(figures.audit)


def _yes(given: bool) -> str:
    return "yes" if given else "no"


def _balance(call: Call) -> str:
    if call.balance is None:
        return "not given"
    pence = signed_pounds(call.balance)
    weeks = "" if call.weeks_owed is None else f" ({call.weeks_owed} weeks)"
    return f"{in_pounds(-pence)} in credit" if pence < 0 else f"{in_pounds(pence)}{weeks}"


def _worked_out(figures: Figures) -> str:
    causes = "; ".join(f"{CAUSES[part.cause].short} {money(part.amount)}" for part in figures.shortfall)
    because = f" ({causes})" if causes else ""
    parts = [f"rent to pay {figures.rent_to_pay}{because}", f"help with rent {figures.help_with_rent}"]
    parts += [f"{figure.label} {figure}" for figure in figures.awards]
    if figures.what_the_cap_takes:
        parts.append(figures.what_the_cap_takes)
    parts.append(f"left after rent {figures.left_after_rent}")
    return f"{'; '.join(parts)}. {figures.sentence}"


def _budget(found: Sequence[Affordability]) -> str:
    asked = f"{len(found[0].spending)} of {len(found[0].spending) + len(found[0].not_asked)} headings asked"
    money_in, rent, spent, left = (between(found, name) for name in ("income", "rent", "spent", "left"))
    return f"money in {money_in}; rent {rent}; spending {spent}, {asked}; left {left}"


def _advice(options: Iterable[Offered]) -> str:
    told: list[str] = []
    for option in options:
        change = option.change_in_left_after_rent
        awarded = " if awarded" if option.if_awarded else ""
        worth = "" if change is None else f" ({_signed(change)} a week{awarded})"
        told.append(f"{without_health(option.title)}{worth}")
    return "; ".join(dict.fromkeys(told)) or "none recorded"


def _agreement(call: Call, plan: ArrearsPlan | None) -> str:
    if plan is None:
        return "none"
    by = "" if call.method is None else f" By {words()['methods'][call.method]}."
    return f"{'agreed' if call.agreed else 'offered, not agreed'}: {plan.sentence}{by}"


def _next(call: Call) -> str:
    day = "" if call.next_on is None else in_words(as_date(call.next_on))
    return ", ".join(part for part in (call.next_action.rstrip(". "), day) if part) or "none"


# --- The facts -------------------------------------------------------------------------------------------------------

_PEOPLE = {"children": ("child", "children"), "non_dependants": ("other adult", "other adults")}
_TENURE = {"no_housing_costs": "no rent"}


def facts_given(figures: Figures) -> str:
    """The facts of the household in a line: how many people, the home, money coming in, savings. What is not known is
    named, and what tells of health is one phrase.
    """
    case, unknown = figures.case, figures.unknown
    alone = "couple" if isinstance(case.get("partner"), Mapping) else "single"
    parts = ["partner not known" if "partner" in unknown else alone]
    for name, (one, several) in _PEOPLE.items():
        number = len(case.get(name, ()))
        if number:
            parts.append(f"{number} {one if number == 1 else several}")
    parts += _home(case, unknown)
    parts += _money(case, unknown)
    if any(path not in unknown for path in health_facts(case)):
        parts.append(f"{instead()}: yes")
    if figures.labels:
        labels = dict.fromkeys(without_health(label) for label in figures.labels)
        parts.append(f"not known: {', '.join(label[:1].lower() + label[1:] for label in labels)}")
    return "; ".join(parts)


def _home(case: Mapping[str, Any], unknown: Mapping[str, Between | None]) -> Iterator[str]:
    home = case.get("tenancy", {})
    tenure = str(home.get("tenure", ""))
    yield _TENURE.get(tenure, tenure.replace("_", " "))
    if home.get("bedrooms") is not None and "tenancy.bedrooms" not in unknown:
        yield f"{home['bedrooms']} bedroom{'' if home['bedrooms'] == 1 else 's'}"
    if home.get("rent"):
        yield f"rent {_amount(case, 'tenancy.rent', unknown)}"
    for place, _ in enumerate(home.get("service_charges", ())):
        yield f"service charge {_amount(case, f'tenancy.service_charges[{place}]', unknown)}"


def _money(case: Mapping[str, Any], unknown: Mapping[str, Between | None]) -> Iterator[str]:
    for who, whose in (("claimant", ""), ("partner", "partner’s ")):
        for path, what in (
            ("employment.net", "pay after tax"),
            ("employment.gross", "pay before tax"),
            ("self_employment.net_profit", "profit"),
        ):
            if opened(case, f"{who}.{path}") is not None:
                yield f"{whose}{what} {_amount(case, f'{who}.{path}', unknown)}"
    for place, income in enumerate(case.get("incomes", ())):
        if not is_health_income(str(income.get("kind"))):
            yield f"{str(income.get('kind')).replace('_', ' ')} {_amount(case, f'incomes[{place}]', unknown)}"
    if "capital" in unknown:
        yield f"savings {_range(unknown['capital'])}"
    elif case.get("capital"):
        yield f"savings {_plain(case['capital'])}"
    else:
        yield "no savings given"


def _amount(case: Mapping[str, Any], path: str, unknown: Mapping[str, Between | None]) -> str:
    """The amount at a path with its period; or its range, or that it is not known."""
    per = str(opened(case, f"{path}.per"))
    often = "every four weeks" if per == "four_weeks" else f"a {per}"
    at = f"{path}.amount"
    if at in unknown or path in unknown:
        return f"{_range(unknown.get(at))} {often}" if unknown.get(at) else "not known"
    return f"{_plain(opened(case, at))} {often}"


def _range(answer: Between | None) -> str:
    return "not known" if answer is None else f"{_plain(answer.low)} to {_plain(answer.high)}"


def _plain(amount: Any) -> str:
    return "not known" if amount is None else in_pounds(int(Decimal(str(amount)) * 100))


def _signed(amount: Decimal) -> str:
    return f"+{money(amount)}" if amount > 0 else money(amount)
