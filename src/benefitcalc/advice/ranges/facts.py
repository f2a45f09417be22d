"""The facts that may be not known: which there are, and which answers are tried of each."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from benefitcalc.advice.ranges.ages import Ages, ages_to_try
from benefitcalc.advice.ranges.paths import opened
from benefitcalc.case import Child
from benefitcalc.case.ages import standing
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.periods import PAYMENTS_A_YEAR, Per, assessment_period_end, completed_years
from benefitcalc.rates import Basis, rate_book

SIGNS = {"up": 1, "down": -1, "none": 0, None: None}
PARTS = 4
"""Into how many parts the widest stretch of an amount is divided, so that a question is judged by more than ends."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One kind of fact, as ``facts.toml`` has it."""

    pattern: str
    label: str
    topic: str
    kind: str
    blank: str
    why: str
    place: int
    """Its place in the file, which is that in the form."""
    values: tuple[Any, ...] = ()
    low: Any = None
    high: Any = None
    per: str | None = None
    lines: tuple[int, ...] = ()
    every: int = 1
    usual: Any = None
    odds: tuple[Any, ...] = ()
    rates: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    template: Mapping[str, Any] | None = None
    help: str | None = None
    left: str | None = None
    with_housing_benefit: Any = False
    none_is_null: bool = False
    of_kind: Mapping[str, Any] | None = None


@cache
def _written() -> dict[str, Any]:
    text = (files("benefitcalc.advice.ranges") / "facts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _specs() -> dict[str, Spec]:
    found = {}
    for place, (pattern, table) in enumerate(_written()["fact"].items()):
        lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
        found[pattern] = Spec(pattern=pattern, place=place, **{**table, **lists})
    return found


BLANK: Mapping[str, Spec] = _specs()
"""Every kind of fact that may be not known, by the pattern of its path, in the order of the form. ``blank`` says what
an empty box of the form means; an empty box of any other path means none.
"""
TOPICS: tuple[str, ...] = tuple(_written()["topics"])
"""The topics of a call in their order."""


@dataclass(frozen=True, slots=True)
class Matters:
    """At which ages a fact changes anything: the path of the age, and a flag for each answer to it."""

    age: str
    at: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of one case that is not known.

    ``values`` are the answers that are tried, as the case file writes them: all of a choice, or an age with the birth
    dates that it may have. Of an amount they are pence, in rising order, and ``lines`` are those that an end may
    lie at.
    """

    path: str
    spec: Spec
    label: str
    values: tuple[Any, ...]
    lines: tuple[Any, ...]
    odds: tuple[int, ...]
    """How likely each of them is, next to the others. It orders questions and moves no end."""
    enough_in_universal_credit: tuple[int, ...] = ()
    """Of ages, the places of the values that are enough on Universal Credit alone; empty where all are needed."""
    per: str | None = None
    within: str | None = None
    """The path of the part in which it stands, where that may be absent."""
    matters: Matters | None = None
    """Where an age is not known either, and it changes nothing at some ages."""
    is_left_out: bool = False
    """Whether nobody asked: the case leaves it out, and the age has to be asked first."""

    @property
    def is_amount(self) -> bool:
        """Whether it is money, whose values are whole pence."""
        return self.spec.kind == "money"

    @property
    def payments_a_year(self) -> int:
        """How often a year its money is paid; 1 for a sum that stands alone."""
        return 1 if self.per is None else int(PAYMENTS_A_YEAR[getattr(Per, self.per.upper())])

    def moves(self, *, uc: bool) -> tuple[int, int] | None:
        """Which way help, and what is left after the rent, move as the answer rises: 1 up, −1 down, 0 not at all. None
        where they may do either. ``uc``: on Universal Credit alone, otherwise with Housing Benefit.
        """
        moves = (SIGNS[self.spec.help], SIGNS[self.spec.left])
        if not uc and self.spec.with_housing_benefit is not True:
            moves = (SIGNS[self.spec.with_housing_benefit or None],) * 2
        return None if moves[0] is None or moves[1] is None else (moves[0], moves[1])

    def thinned(self) -> Fact:
        """The fact with only those values at which an end may lie."""
        odds = self.odds if self.values == self.lines else _odds(self.spec, self.per, self.lines)
        return replace(self, values=self.lines, odds=odds)


def pattern_of(path: str) -> str:
    """``children[0].sex`` as ``children[].sex``, and ``partner.age`` as ``adult.age``."""
    return re.sub(r"^(claimant|partner)(?=\.)", "adult", re.sub(r"\[\d+\]", "[]", path))


def facts_of(case: Mapping[str, Any], given: Mapping[str, tuple[Any, Any] | None]) -> tuple[Fact, ...]:
    """The facts at those paths, in the order of the form; each with its own range, or None for its bounds."""
    whole = dict(given)
    within: dict[str, str] = {}
    waiting = list(given)
    while waiting:
        path = waiting.pop()
        spec = BLANK[pattern_of(path)]
        for other in spec.opens:
            inner = _beside(path, other)
            within[inner] = path
            # What the case says of a part that may be there holds where it is; a job has net pay or gross pay.
            gross = inner.endswith(".net.amount") and opened(case, inner.replace(".net.amount", ".gross"))
            if inner not in whole and opened(case, inner) is None and not gross:
                whole[inner] = None
                waiting.append(inner)
        for part in _around(path):
            if part in given and part != path:
                within[path] = part
    left_out = _left_out(case, whole)
    whole |= dict.fromkeys(left_out)
    made = {path: _fact(case, path, within.get(path), limits, whole) for path, limits in whole.items()}
    with_ages = [
        replace(fact, matters=_matters(case, path, made), is_left_out=path in left_out) for path, fact in made.items()
    ]
    found = [one for one in with_ages if not (one.is_left_out and one.matters and not any(one.matters.at))]
    return tuple(sorted(found, key=lambda fact: (TOPICS.index(fact.spec.topic), fact.spec.place, fact.path)))


def _left_out(case: Mapping[str, Any], unknown: Collection[str]) -> list[str]:
    """Facts that a case leaves out because they matter at some ages only, where an age is not known: a child's sex
    beside another child, and whether a child is in education.
    """
    children = [f"children[{place}]" for place, _ in enumerate(opened(case, "children") or ())]
    ageless = [child for child in children if f"{child}.age" in unknown]
    sexless = children if ageless and len(children) > 1 else []
    paths = [*(f"{child}.sex" for child in sexless), *(f"{child}.in_education" for child in ageless)]
    return [path for path in paths if path not in unknown and opened(case, path) is None]


def _matters(case: Mapping[str, Any], path: str, facts: Mapping[str, Fact]) -> Matters | None:
    """At which of the ages that are tried a child's sex, or whether it is in education, changes anything."""
    child, _, name = path.rpartition(".")
    age = f"{child}.age"
    if age not in facts or not child.startswith("children[") or name not in {"sex", "in_education"}:
        return None
    date = _date(case)
    end = assessment_period_end(date)
    born = [_born(answer, date) for answer in facts[age].values]
    if name == "sex":  # from 16 on everybody has a room of their own
        return Matters(age, tuple(completed_years(one, date) < 16 for one in born))
    stands = [[standing(one, date, end, in_education=learns) for learns in (True, False)] for one in born]
    return Matters(age, tuple(learning != idle for learning, idle in stands))


def _born(answer: Mapping[str, Any], date: dt.date) -> dt.date:
    """The birth date of an age as it is tried; an age alone is a birthday on the date (contract, reading 2)."""
    return dt.date.fromisoformat(answer["born"]) if "born" in answer else Child(age=answer["age"]).born_on(date)


def _beside(path: str, pattern: str) -> str:
    """The path of a fact that a part opens."""
    who = path.split(".", maxsplit=1)[0]
    if pattern.startswith("incomes[]"):
        return path + pattern.removeprefix("incomes[]")
    return re.sub(r"^adult(?=\.)", who, pattern)


def _around(path: str) -> list[str]:
    """The paths of the parts that the path lies in."""
    parts = path.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def _fact(
    case: Mapping[str, Any],
    path: str,
    within: str | None,
    limits: tuple[Any, Any] | None,
    unknown: Collection[str],
) -> Fact:
    spec = BLANK[pattern_of(path)]
    per = _per(case, path, spec)
    values, lines, odds = _to_try(case, path, spec, per, limits)
    if path == "tenancy.bedrooms":
        values, odds = _bedrooms(values, odds, _most_rooms_needed(case, unknown))
        lines = values
    enough = _enough(case, path, spec, limits)
    if not values:
        raise InvalidCase([Problem(path, "no_value", f"{path}: nothing lies between these bounds.")])
    return Fact(path, spec, _label(case, path, spec), values, lines, odds, enough, per, within)


def _label(case: Mapping[str, Any], path: str, spec: Spec) -> str:
    number = re.search(r"\[(\d+)\]", path)
    kind = opened(case, f"incomes[{number[1]}].kind") if number and path.startswith("incomes[") else ""
    return spec.label.format(
        who="tenant" if path.startswith("claimant") else "partner",
        number=int(number[1]) + 1 if number else "",
        kind=str(kind or "").replace("_", " "),
    )


def _per(case: Mapping[str, Any], path: str, spec: Spec) -> str | None:
    if spec.per is None:
        return None
    said = opened(case, f"{path.removesuffix('amount')}per")
    if spec.pattern == "tenancy.ineligible_in_rent.amount":
        said = opened(case, "tenancy.rent.per")
    return str(said) if said is not None else spec.per


# What is tried ------------------------------------------------------------------------------------------------------


def _to_try(
    case: Mapping[str, Any], path: str, spec: Spec, per: str | None, limits: tuple[Any, Any] | None
) -> tuple[tuple[Any, ...], tuple[Any, ...], tuple[int, ...]]:
    """What is tried; of this, where an end may lie; and how likely each is."""
    values: tuple[Any, ...]
    match spec.kind:
        case "money":
            values, lines = _amounts(case, path, spec, per, limits)
            return values, lines, _odds(spec, per, values)
        case "age":
            ages = _ages(case, path, spec, limits)
            return ages.values, ages.values, ages.months
        case "hours":
            values = _hours(spec, *(Decimal(str(each)) for each in limits or _bounds(spec)))
        case "whole":
            low, high = (int(Decimal(str(each))) for each in limits or _bounds(spec))
            values = tuple(range(low, high + 1))
        case "flag":
            values = (False, True)
        case "payday":
            values = _paydays(case, path)
        case "part":
            values = (None, _template(case, path, spec))
        case _:
            values = tuple(None if spec.none_is_null and value == "none" else value for value in spec.values)
    odds = spec.odds if len(spec.odds) == len(values) else (1,) * len(values)
    return values, values, odds


def _bounds(spec: Spec) -> tuple[Any, Any]:
    return spec.low, spec.high


SPARE = 2
"""From so many spare bedrooms on the charge is the same (HB Regs 2006 reg B13(3); UC Regs 2013 Sch 4 para 36)."""


def _bedrooms(values: tuple[int, ...], odds: tuple[int, ...], most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Numbers of bedrooms, one of those that leave none spare however few are needed, and one of those that leave two
    or more spare whatever is needed.
    """
    shares: dict[int, int] = {}
    for value, share in zip(values, odds, strict=True):
        alike = next((one for one in shares if max(one, value) <= 1 or min(one, value) >= most + SPARE), value)
        shares[alike] = shares.get(alike, 0) + share
    return tuple(shares), tuple(shares.values())


def _most_rooms_needed(case: Mapping[str, Any], unknown: Collection[str]) -> int:
    """One for each person, each lodger, and for a carer and a foster child who may stay."""
    people = 1 + (opened(case, "partner") is not None or "partner" in unknown)
    people += sum(len(opened(case, group) or ()) for group in ("children", "non_dependants", "incomes"))
    rooms = ("tenancy.overnight_carer_bedroom", "tenancy.foster_bedroom")
    return people + sum(bool(opened(case, room)) or room in unknown for room in rooms)


def _date(case: Mapping[str, Any]) -> dt.date:
    try:
        return dt.date.fromisoformat(str(case.get("date")))
    except ValueError:
        raise InvalidCase([Problem("date", "missing", "date is missing; give the day, such as 2026-06-01.")]) from None


def _enough(case: Mapping[str, Any], path: str, spec: Spec, limits: tuple[Any, Any] | None) -> tuple[int, ...]:
    if spec.kind != "age":
        return ()
    return _ages(case, path, spec, limits).in_universal_credit


def _ages(case: Mapping[str, Any], path: str, spec: Spec, limits: tuple[Any, Any] | None) -> Ages:
    low, high = (int(Decimal(str(each))) for each in limits or _bounds(spec))
    return ages_to_try(_date(case), path, low, high, (*spec.lines, *_more_lines(case, path)))


def _more_lines(case: Mapping[str, Any], path: str) -> tuple[int, ...]:
    """Ages at which only some households see a change: those of the shared accommodation rate and the minimum wage."""
    if path.startswith("children["):
        return (14, 15, 16) if opened(case, path.replace(".age", ".childcare")) else ()
    if pattern_of(path) != "adult.age":
        return ()
    private = (35,) if opened(case, "tenancy.tenure") == "private_rent" else ()
    floor = any(opened(case, f"{who}.self_employment") for who in ("claimant", "partner"))
    return private + ((18, 20, 21, 22, 23, 24, 25) if floor else ())


def _template(case: Mapping[str, Any], path: str, spec: Spec) -> Any:
    said = opened(case, path)
    return said if said is not None else spec.template


def _hours(spec: Spec, low: Decimal, high: Decimal) -> tuple[int | Decimal, ...]:
    """The first hours on this side of each line; between two lines all are alike."""
    between = spec.lines or range(0, 169, spec.every)
    found = sorted({low, high, *(Decimal(line) for line in between if low < line < high)})
    return tuple(int(each) if each == int(each) else each for each in found)


def _paydays(case: Mapping[str, Any], path: str) -> tuple[str | None, ...]:
    """The yearly average, a payday that gives the month the most paydays, and one that gives it the fewest."""
    job = opened(case, path.rpartition(".")[0]) or {}
    weeks = {"week": 1, "fortnight": 2, "four_weeks": 4}.get(str((job.get("net") or job.get("gross") or {}).get("per")))
    if weeks is None:
        return (None,)
    first = _date(case)
    days = (assessment_period_end(first) - first).days
    # The most with a payday on the first day; the fewest with the first payday as late as it can be.
    return (None, first.isoformat(), (first + dt.timedelta(days=min(7 * weeks - 1, days))).isoformat())


def _amounts(
    case: Mapping[str, Any], path: str, spec: Spec, per: str | None, limits: tuple[Any, Any] | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if limits is not None:
        low, high = (_pence(each) for each in limits)
    else:
        kind = opened(case, f"{path.rpartition('.')[0]}.kind") if spec.of_kind else None
        most = (spec.of_kind or {}).get(str(kind), (spec.high,))[0]
        low, high = (_for_period(_pence(each), spec.per, per) for each in (spec.low, most))
    if spec.pattern == "tenancy.ineligible_in_rent.amount":
        high = min(high, _pence(opened(case, "tenancy.rent.amount") or 0))
    marks = [_for_period(mark, of, per) for mark, of in _of_law(_date(case), spec)]
    lines = {each for mark in marks for each in (mark - 1, mark)}
    if spec.pattern == "incomes[].amount":
        lines.add(1)  # a penny of some benefits keeps the benefit cap away
    bands = {_pence(band) for band in spec.bands}
    ends = sorted({low, high} | {line for line in lines if low < line < high})
    widest = max((right - left for left, right in pairwise(ends)), default=0)
    parts = {
        left + (right - left) * part // PARTS
        for left, right in pairwise(ends)
        if right - left == widest and not bands
        for part in range(1, PARTS)
    }
    values = sorted({*ends} | {each for each in bands | parts if low < each < high})
    return tuple(values), tuple(ends)


def _odds(spec: Spec, per: str | None, values: Sequence[int]) -> tuple[int, ...]:
    """How likely each amount is: the odds of the stretch in which it lies, shared by all that lie in it."""
    bands = [(_for_period(_pence(first), spec.per, per), odds) for first, odds in spec.odds] or [(0, 1)]
    lies_in = [sum(first <= value for first, _ in bands) - 1 for value in values]
    return tuple(max(1000 * bands[place][1] // lies_in.count(place), 1) for place in lies_in)


def _pence(amount: Any) -> int:
    return int(Decimal(str(amount)) * 100)


def _for_period(pence: int, of: str | None, per: str | None) -> int:
    """An amount for another period, up to a whole penny."""
    if of is None or per is None or of == per:
        return pence
    have, want = (int(PAYMENTS_A_YEAR[getattr(Per, each.upper())]) for each in (of, per))
    return -(-pence * have // want)


def _of_law(date: dt.date, spec: Spec) -> Sequence[tuple[int, str]]:
    """The amounts of law at which a condition starts or ends, each with its period."""
    if not spec.rates:
        return ()
    book = rate_book()
    found: list[tuple[int, str]] = []
    for key in spec.rates:
        if key == "benefit_cap.uc_earnings_threshold":
            value = book.on(date, Basis.ASSESSMENT_PERIOD).get(key)
            found += [] if value is None else [(int(value), "month")]
        else:
            weekly = book.on(date, Basis.HB_WEEKLY_RENT)
            values = (weekly.get(f"{key}band_{band}") for band in range(2, 7))
            found += [(int(value), "week") for value in values if value is not None]
    return found


__all__ = ["BLANK", "TOPICS", "Fact", "Spec", "facts_of", "pattern_of"]
