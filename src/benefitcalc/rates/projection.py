"""Rates of years that are not set yet, made from assumptions by the rules of the law or of settled practice.

The file ``rates/uprating.toml`` says which rule applies to which rate; this module does the sums.
``rate_book().project(Assumptions(cpi="2.0%", earnings="3.1%"))`` is a book that goes on after the checked rates, and
says for each rate that it is projected and how. A rate without a rule is not known after the checked years. The
timeline and the call app use :func:`~benefitcalc.rates.default_assumptions`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from fractions import Fraction
from functools import cache
from typing import Any, Final, TypeVar

from benefitcalc.money import format_pounds, parse_pounds
from benefitcalc.rates.files import UPRATING, rates_folder, read_toml
from benefitcalc.rates.starts import Basis, Start, Uprating, uprating_day
from benefitcalc.rates.tables import Parameter, Table, Value
from benefitcalc.rates.values import NONE, UNKNOWN, percent_text

__all__ = ["Assumptions", "Rise", "Rule", "assumed_from", "projected_values", "uprated"]

_MOST_YEARS: Final = 10
_PERCENT = re.compile(r"\d{1,2}(?:\.\d{1,2})?%")

Percents = str | tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """What to assume for the years that are not set yet.

    ``cpi`` is the increase of prices to the September before each April; ``earnings`` is the increase of average
    earnings to the May to July before it. Each is one percentage for every year, ``"2.0%"``, or a tuple with one for
    each year, whose last goes on. ``triple_lock`` and ``living_wage`` are the increases of the State Pension and of the
    National Living Wage; unless given, the first follows the rule of the State Pension and the second follows earnings.
    ``years`` says how many years to make; three include those that the Universal Credit Act 2025 sets out. Raises
    ``ValueError`` with every problem at once.
    """

    cpi: Percents
    earnings: Percents
    triple_lock: Percents | None = None
    living_wage: Percents | None = None
    years: int = 3

    def __post_init__(self) -> None:
        problems = [
            problem
            for part in fields(self)
            if part.name != "years"
            for problem in _problems(part.name, getattr(self, part.name), optional=part.default is None)
        ]
        if type(self.years) is not int or not 1 <= self.years <= _MOST_YEARS:
            problems.append(f"years {self.years!r} is not a whole number from 1 to {_MOST_YEARS}")
        if problems:
            raise ValueError("\n".join(problems))

    def rise(self, april: int, *, place: int) -> Rise:
        """The increases of one April: the one at ``place`` among those that are made, from 0."""
        cpi, earnings = _of_year(self.cpi, place), _of_year(self.earnings, place)
        lock = None if self.triple_lock is None else _of_year(self.triple_lock, place)
        wage = earnings if self.living_wage is None else _of_year(self.living_wage, place)
        return Rise(april=april, cpi=cpi, earnings=earnings, triple_lock=lock, living_wage=wage)

    def words(self, years: int | None = None) -> str:
        """``"if prices rise by 2.0% and earnings by 2.5% a year"``: the assumptions behind the first so many years, or
        behind all.
        """
        of = {"prices rise by": self.cpi, "earnings by": self.earnings}
        of |= {"the State Pension by": self.triple_lock} if self.triple_lock is not None else {}
        of |= {"the National Living Wage by": self.living_wage} if self.living_wage is not None else {}
        told = {name: _by_year(percents, self.years if years is None else years) for name, percents in of.items()}
        parts = [f"{name} {text}" for name, text in told.items()]
        if any("then" in part for part in parts):
            return f"if {', '.join(parts[:-1])}, and {parts[-1]}"
        return f"if {', '.join(part.removesuffix(' a year') for part in parts[:-1])} and {parts[-1]}"


def _by_year(percents: Percents, years: int) -> str:
    """``"2.3%, then 2.0% a year"``. One percentage that was given for every year says "a year" even for one year."""
    texts = (percents,) if isinstance(percents, str) else percents
    each = [texts[min(place, len(texts) - 1)] for place in range(years)]
    *first, last = each
    while first and first[-1] == last:
        first.pop()
    lasts = isinstance(percents, str) or len(first) + 1 < years
    return ", then ".join([*first, f"{last} a year" if lasts else last])


def _problems(name: str, value: object, *, optional: bool) -> Iterator[str]:
    if value is None and optional:
        return
    several: tuple[object, ...] = value if isinstance(value, tuple) else (value,)
    for text in several:
        if not (isinstance(text, str) and _PERCENT.fullmatch(text)):
            yield f'{name} {text!r} is not a percentage; write text with its sign, such as "2.0%"'
    if not several:
        yield f"{name} is empty; give a percentage, or one for each year"


def _of_year(percents: Percents, place: int) -> Fraction:
    texts = (percents,) if isinstance(percents, str) else percents
    return _share(texts[min(place, len(texts) - 1)])


def _share(text: str) -> Fraction:
    return Fraction(text.removesuffix("%")) / 100


@dataclass(frozen=True, slots=True)
class Rise:
    """The increases of one April; ``triple_lock`` is set where the State Pension's increase is given and does not
    follow from the others.
    """

    april: int
    cpi: Fraction
    earnings: Fraction
    triple_lock: Fraction | None
    living_wage: Fraction

    @property
    def year(self) -> str:
        """``"2027-28"``."""
        return f"{self.april}-{(self.april + 1) % 100:02d}"


@dataclass(frozen=True, slots=True)
class Rule:
    """How the rates of some keys go on: one entry of ``uprating.toml``.

    ``of`` names the rate that they follow, ``share`` says what part of it they are, or ``hours`` for how many hours of
    it; ``floor`` is their smallest increase.
    """

    keys: tuple[str, ...]
    method: str
    law: str
    how: str
    confidence: str
    to: int | None = None
    rounding: str = "nearest"
    of: str | None = None
    share: Fraction | None = None
    floor: Fraction | None = None
    hours: int | None = None
    until: int | None = None
    note: str | None = None

    def fits(self, key: str, april: int) -> bool:
        """Whether this rule applies to that rate in the year that begins in that April."""
        return (self.until is None or april <= self.until) and any(fnmatchcase(key, each) for each in self.keys)

    def rounded(self, pence: Fraction) -> int:
        """The amount rounded as the rule says."""
        if self.to is None:
            if pence.denominator != 1:
                raise ValueError(f"the rule of {', '.join(self.keys)} says no rounding")
            return int(pence)
        steps = pence / self.to
        whole = {"nearest": (steps + Fraction(1, 2)).__floor__, "up": steps.__ceil__, "down": steps.__floor__}
        return whole[self.rounding]() * self.to


@cache
def _file() -> dict[str, Any]:
    return read_toml(rates_folder() / UPRATING)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they are tried."""
    read: Mapping[str, Callable[[Any], Any]] = {"keys": tuple, "to": parse_pounds, "share": _share, "floor": _share}
    return tuple(
        Rule(**{name: read[name](value) if name in read else value for name, value in entry.items()})
        for entry in _file()["rule"]
    )


def increases(april: int) -> Rise:
    """The increases of prices and earnings for an April whose rates are set."""
    told = _file()["increases"][str(april)]
    return Rise(april=april, **{name: _share(told[name]) for name in ("cpi", "earnings", "triple_lock", "living_wage")})


def assumed_from(first: int) -> Assumptions:
    """The assumptions of ``rates/uprating.toml`` for the years from April ``first`` on."""
    told = [entry for entry in _file()["assumed"] if entry["april"] >= first]
    if [entry["april"] for entry in told] != list(range(first, first + len(told))) or not told:
        raise LookupError(f"{UPRATING} does not say what to assume from April {first}, one year after the other")
    return Assumptions(
        cpi=tuple(entry["cpi"]["rise"] for entry in told),
        earnings=tuple(entry["earnings"]["rise"] for entry in told),
        living_wage=tuple(entry.get("living_wage", entry["earnings"])["rise"] for entry in told),
        years=len(told),
    )


def default_source() -> str:
    """Where the default assumptions come from."""
    return "; ".join(dict.fromkeys(part["source"] for entry in _file()["assumed"] for part in _parts(entry).values()))


def _parts(entry: Mapping[str, Any]) -> Mapping[str, Mapping[str, str]]:
    """The assumed increases of one April, each with its source and confidence."""
    return {name: part for name, part in entry.items() if name != "april"}


def rule_of(key: str, april: int) -> Rule:
    """The rule that applies to a rate in the year that begins in that April."""
    for rule in rules():
        if rule.fits(key, april):
            return rule
    raise NoRule(f"{UPRATING} has no rule for {key} in {april}")


class NoRule(LookupError):
    """No rule says how a rate goes on."""


class _NotKnown(Exception):
    """A rate is not known, because the rate that it follows has no amount."""


@dataclass(frozen=True)
class _Year:
    """A year in the making. Each rate is worked out when somebody first asks for it, because some rates
    follow others.
    """

    rises: tuple[Rise, ...]
    """The increases of each year since 2026-27; the last one is of this year."""
    before: Mapping[str, str]
    """The rates of the year before, as the files write them."""
    of_2025: Callable[[str], int]
    """The amounts of 2025-26, from which the Universal Credit Act 2025 counts."""
    set_already: Mapping[str, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)

    @property
    def rise(self) -> Rise:
        return self.rises[-1]

    def text(self, key: str) -> str:
        if key in self.set_already:
            return self.set_already[key]
        if key not in self.found:
            self.found[key] = self._made(key)
        return self.found[key]

    def _made(self, key: str) -> str:
        """The new value. It is not known where no rule says how the rate goes on, or where the rule follows a rate that
        is not known.
        """
        try:
            rule = rule_of(key, self.rise.april)
            if rule.method == "frozen":
                return self.before[key]
            return format_pounds(rule.rounded(METHODS[rule.method](self, key, rule)))
        except (NoRule, _NotKnown):
            return UNKNOWN

    def pence(self, key: str) -> int:
        return _amount(key, self.text(key))

    def was(self, key: str) -> int:
        return _amount(key, self.before[key])


def _amount(key: str, text: str) -> int:
    if text in {NONE, UNKNOWN}:
        raise _NotKnown(key)
    return parse_pounds(text)


def _cpi(year: _Year, key: str, _: Rule) -> Fraction:
    return year.was(key) * (1 + year.rise.cpi)


def _earnings(year: _Year, key: str, _: Rule) -> Fraction:
    return year.was(key) * (1 + year.rise.earnings)


def _triple_lock(year: _Year, key: str, rule: Rule) -> Fraction:
    return _locked(year, key, year.rise.earnings, year.rise.cpi, _given(rule.floor, "floor", rule))


def _prices_or_floor(year: _Year, key: str, rule: Rule) -> Fraction:
    return _locked(year, key, year.rise.cpi, _given(rule.floor, "floor", rule))


def _locked(year: _Year, key: str, *rises: Fraction) -> Fraction:
    """The amount raised by the largest of these increases, or by the one that was given for the State Pension."""
    return year.was(key) * (1 + (max(rises) if year.rise.triple_lock is None else year.rise.triple_lock))


def _living_wage(year: _Year, key: str, _: Rule) -> Fraction:
    return year.was(key) * (1 + year.rise.living_wage)


def _share_of(year: _Year, _: str, rule: Rule) -> Fraction:
    return year.pence(_of(rule)) * _given(rule.share, "share", rule)


def _weekly_hours(year: _Year, __: str, rule: Rule) -> Fraction:
    return Fraction(_given(rule.hours, "hours", rule) * year.pence(_of(rule)))


def _monthly_hours(year: _Year, key: str, rule: Rule) -> Fraction:
    return _weekly_hours(year, key, rule) * 52 / 12


def _of(rule: Rule) -> str:
    return _given(rule.of, "of", rule)


def _given(value: T | None, name: str, rule: Rule) -> T:
    if value is None:
        raise ValueError(f"the rule of {', '.join(rule.keys)} has no {name}")
    return value


def _guarantee_and_savings_credit(year: _Year, _: str, rule: Rule) -> Fraction:
    guarantee = year.pence(f"pension_credit.minimum_guarantee.{rule.of}")
    return Fraction(guarantee + year.pence(f"pension_credit.savings_credit.max_{rule.of}"))


def _savings_credit_threshold(year: _Year, _: str, rule: Rule) -> Fraction:
    guarantee = year.pence(f"pension_credit.minimum_guarantee.{rule.of}")
    share = _share(year.text("pension_credit.savings_credit.share_of_qualifying_income"))
    return guarantee - year.pence(f"pension_credit.savings_credit.max_{rule.of}") / share


def _standard_allowance(year: _Year, key: str, _: Rule) -> Fraction:
    """The standard allowance by steps 1 to 3 of UC Act 2025 s 1(2). The uplift of one year is not carried into the
    next, and nothing is rounded between the steps.
    """
    amount = Fraction(year.of_2025(key))
    for rise in year.rises:
        amount *= 1 + rise.cpi
    return amount * (1 + _share(_file()["uplifts"][str(year.rise.april)]))


SINGLE_UNDER_25: Final = "uc.standard_allowance.single_under_25"
PROTECTED: Final = "uc.lcwra_element.protected"
OTHER_ALLOWANCES: Final = (
    "uc.standard_allowance.single_25_or_over",
    "uc.standard_allowance.couple_both_under_25",
    "uc.standard_allowance.couple_one_or_both_25_or_over",
)


def _in_step(year: _Year, allowance: str) -> int:
    """The smallest amount that a standard allowance and the protected LCWRA amount may come to (UC Act 2025 s 4(2))."""
    return ((year.was(allowance) + year.was(PROTECTED)) * (1 + year.rise.cpi)).__ceil__()


def _protected_lcwra(year: _Year, key: str, _: Rule) -> Fraction:
    needed = (_in_step(year, allowance) - year.pence(allowance) for allowance in OTHER_ALLOWANCES)
    return Fraction(max(year.was(key), *needed))


def _standard_allowance_under_25(year: _Year, key: str, rule: Rule) -> Fraction:
    return max(_standard_allowance(year, key, rule), Fraction(_in_step(year, key) - year.pence(PROTECTED)))


METHODS: Final[Mapping[str, Callable[[_Year, str, Rule], Fraction]]] = {
    "cpi": _cpi,
    "earnings": _earnings,
    "triple_lock": _triple_lock,
    "prices_or_floor": _prices_or_floor,
    "living_wage": _living_wage,
    "share_of": _share_of,
    "weekly_hours_at_minimum_wage": _weekly_hours,
    "hours_at_minimum_wage": _monthly_hours,
    "guarantee_and_savings_credit": _guarantee_and_savings_credit,
    "savings_credit_threshold": _savings_credit_threshold,
    "standard_allowance": _standard_allowance,
    "standard_allowance_under_25": _standard_allowance_under_25,
    "protected_lcwra": _protected_lcwra,
}
"""How each method makes the amount, in pence before rounding. Only ``frozen`` does no sum."""


def uprated(
    before: Mapping[str, str], rises: Iterable[Rise], of_2025: Callable[[str], int], set_already: Mapping[str, str]
) -> dict[str, str]:
    """The rates of a year, made from those of the year before; both are as the files write them.

    ``rises`` are the increases of each year from 2026-27 to this one; ``of_2025`` gives amounts of 2025-26; the rates
    in ``set_already`` stay as they are. A rate that has ended or is not known stays so.
    """
    year = _Year(rises=tuple(rises), before=before, of_2025=of_2025, set_already=set_already)
    return {key: text if text in {NONE, UNKNOWN} else year.text(key) for key, text in before.items()}


def projected_values(tables: Iterable[Table], first: int, assumptions: Assumptions) -> dict[str, tuple[Value, ...]]:
    """By key, the values of each rate of ``tables`` in the years that the assumptions make, from April ``first`` on."""
    parameters = {key: (table, parameter) for table in tables for key, parameter in table.parameters.items()}
    first_uplift = min(map(int, _file()["uplifts"]))
    known = [increases(april) for april in range(first_uplift, first)]

    def of_2025(key: str) -> int:
        return parse_pounds(_in_force(parameters[key][1], dt.date(first_uplift, 3, 31)))

    before = {key: _in_force(parameter, dt.date(first, 3, 31)) for key, (_, parameter) in parameters.items()}
    values: dict[str, list[Value]] = {}
    for place in range(assumptions.years):
        rise = assumptions.rise(first + place, place=place)
        known.append(rise)
        set_already = {
            key: text
            for key, (_, parameter) in parameters.items()
            if (text := _set_in(parameter, rise.april)) is not None
        }
        after = uprated(before, known, of_2025, set_already)
        for key, text in after.items():
            if before[key] in {NONE, UNKNOWN} or key in set_already:
                continue
            uprating = Uprating(parameters[key][0].uprating)
            weeks = uprating is Uprating.BENEFIT_WEEKS_IN_APRIL
            source, confidence, note = _whence(key, text, rise)
            values.setdefault(key, []).append(
                Value(
                    begins=uprating_day(uprating, rise.april, Basis.DAY),
                    text=text,
                    start=Start.BENEFIT_WEEKS if weeks else Start.PERIODS_BEGINNING,
                    periods_from=uprating_day(uprating, rise.april, Basis.ASSESSMENT_PERIOD),
                    source=source,
                    confidence=confidence,
                    note=note,
                    projected=True,
                )
            )
        before = after
    return {key: tuple(made) for key, made in values.items()}


def _in_force(parameter: Parameter, day: dt.date) -> str:
    """The value of a day as the file writes it; None before the first value."""
    position = parameter.position(day, Basis.DAY)
    return parameter.values[position].text if position >= 0 else NONE


def _set_in(parameter: Parameter, april: int) -> str | None:
    """The value that the file itself has for the year that begins in that April, if any."""
    begins, ends = dt.date(april, 4, 1), dt.date(april + 1, 4, 1)
    texts = [value.text for value in parameter.values if begins <= value.begins < ends]
    return texts[-1] if texts else None


def _whence(key: str, text: str, rise: Rise) -> tuple[str, str, str]:
    """The source, the confidence and the note of a projected value."""
    if text == UNKNOWN:
        return f"not projected for {rise.year}", "low", "No rule says how it goes on from year to year."
    rule = rule_of(key, rise.april)
    return _source(rule, rise), rule.confidence, f"Projected: {rule.how}." + (f" {rule.note}" if rule.note else "")


def _source(rule: Rule, rise: Rise) -> str:
    """The text that stands in place of an instrument:
    ``projected for 2027-28, CPI 2%, earnings 3.1%: UC Act 2025 s 1``.
    """
    if rule.method == "frozen":
        return f"projected for {rise.year}, unchanged: {rule.law}"
    return (
        f"projected for {rise.year}, CPI {percent_text(rise.cpi)}, earnings {percent_text(rise.earnings)}: {rule.law}"
    )
