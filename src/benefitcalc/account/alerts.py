"""Alerts of a rent account, with their days and in words, from the landlord's own rules.

Rules stand in a TOML file, because thresholds differ by landlord and change with time: ``alerts.toml`` beside this
module is an example and says what each field means.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

from benefitcalc.account.days import DAY, in_words
from benefitcalc.account.lines import Position
from benefitcalc.money import format_pounds, in_pounds, parse_pounds

MEASURES = {
    "balance": "Balance",
    "book_arrears": "Book arrears",
    "real_arrears": "Real arrears",
    "owed": "Owed by the tenant",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a landlord: what is measured, above how much, for how many days in a row."""

    code: str
    of: str
    weeks: Fraction | None
    pounds: int | None
    days: int
    first_day: dt.date
    last_day: dt.date
    say: str
    source: str


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that came to hold on a day: the amount that was measured and the limit, in pence."""

    day: dt.date
    rule: str
    of: str
    amount: int
    limit: int
    said: str

    def __str__(self) -> str:
        return self.said


def rules_from(given: Path | Mapping[str, Any] | None) -> tuple[Rule, ...]:
    """The rules of a TOML file, or of its content; without either those of the example. Raises ``ValueError`` with
    every problem at once.
    """
    if given is None:
        given = tomllib.loads(files(__package__).joinpath("alerts.toml").read_text(encoding="utf-8"))
    elif isinstance(given, Path):
        given = tomllib.loads(given.read_text(encoding="utf-8"))
    problems: list[str] = []
    rules = [_rule(place, one, problems) for place, one in enumerate(given.get("rule", ()))]
    if not rules:
        problems.append("rule is not given; write one [[rule]] or more")
    if problems:
        raise ValueError("\n".join(problems))
    return tuple(rule for rule in rules if rule is not None)


_FIELDS = {"code", "of", "weeks", "pounds", "days", "from", "until", "say", "source"}


def _rule(place: int, given: Mapping[str, Any], problems: list[str]) -> Rule | None:
    before = len(problems)
    where = f"rule[{place}]"
    problems += [
        f"{where}.{name} is no field; there are {', '.join(sorted(_FIELDS))}" for name in given.keys() - _FIELDS
    ]
    problems += [f"{where}.{name} is missing" for name in ("code", "of", "from", "say") if name not in given]
    if given.get("of", "balance") not in MEASURES:
        problems.append(f"{where}.of is {given['of']!r}; give {', '.join(MEASURES)}")
    if ("weeks" in given) == ("pounds" in given):
        problems.append(f"{where} needs weeks or pounds, and not both")
    for name in ("weeks", "pounds"):
        try:
            parse_pounds(str(given.get(name, "0")))
        except ValueError:
            problems.append(f"{where}.{name} is {given[name]!r}; give a number with at most two decimals, such as 4")
    days = given.get("days", 1)
    if not isinstance(days, int) or days < 1:
        problems.append(f"{where}.days is {days!r}; give a whole number from 1")
    for name in ("from", "until"):
        if name in given and type(given[name]) is not dt.date:
            problems.append(f"{where}.{name} is {given[name]!r}; give a day, such as 2026-04-06 without quotes")
    if len(problems) > before:
        return None
    return Rule(
        code=str(given["code"]),
        of=given["of"],
        weeks=Fraction(str(given["weeks"])) if "weeks" in given else None,
        pounds=parse_pounds(str(given["pounds"])) if "pounds" in given else None,
        days=days,
        first_day=given["from"],
        last_day=given.get("until", dt.date.max),
        say=str(given["say"]),
        source=str(given.get("source", "")),
    )


def alerts_of(
    positions: Sequence[Position],
    weekly_rent: Callable[[dt.date], int],
    rules: Path | Mapping[str, Any] | None = None,
) -> tuple[Alert, ...]:
    """Every day on which a rule came to hold, in order: once when it begins, and again after it ceased. The eve of the
    account counts where a rule held before it.
    """
    found = [alert for rule in rules_from(rules) for alert in _alerts(rule, positions, weekly_rent)]
    return tuple(sorted(found, key=lambda alert: (alert.day, alert.rule)))


def _alerts(rule: Rule, positions: Iterable[Position], weekly_rent: Callable[[dt.date], int]) -> Iterator[Alert]:
    since: dt.date | None = None
    for each in positions:
        if not rule.first_day <= each.day <= rule.last_day:
            since = None
            continue
        limit = rule.pounds if rule.pounds is not None else int((rule.weeks or 0) * weekly_rent(each.day))
        amount = each.parts.owed if rule.of == "owed" else getattr(each, rule.of)
        if amount <= limit:
            since = None
            continue
        since = each.day if since is None else since
        if each.day == since + DAY * (rule.days - 1):
            yield Alert(each.day, rule.code, rule.of, amount, limit, _said(rule, each.day, amount, limit))


def _said(rule: Rule, day: dt.date, amount: int, limit: int) -> str:
    if rule.weeks is None:
        over = f"over {in_pounds(limit)}"
    else:
        number = format_pounds(int(rule.weeks * 100)).removesuffix(".00")
        weeks = "week's" if number == "1" else "weeks'"
        over = f"over {number} {weeks} rent ({in_pounds(limit)})"
    lasting = f", for {rule.days} days" if rule.days > 1 else ""
    return f"{MEASURES[rule.of]} {over} on {in_words(day)}{lasting}: {in_pounds(amount)}. {rule.say}."
