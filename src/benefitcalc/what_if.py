"""What-ifs as data: one household, one fact with many values, all of them worked out as one batch.

``vary(case, "tenancy.bedrooms", [1, 2, 3])`` gives a :class:`Curve`: a row for each value, with the columns of a result
under the paths of the contract, in exact pounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise
from numbers import Integral
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from benefitcalc.assessment.household import assess_columns
from benefitcalc.case import Case, Member, Period
from benefitcalc.columns import from_cases
from benefitcalc.money import Pence, pounds
from benefitcalc.periods import month_to_week, week_to_month
from benefitcalc.rates import RateBook

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COUNTS", "Curve", "earnings_curve", "hours_curve", "money_range", "show_cell", "side_by_side", "vary"]

COUNTS = frozenset({"housing.bedrooms_needed", "housing.bedrooms_spare", "housing.under_occupation_percent"})
"""Columns of a result that count something; all other whole numbers are pence."""
SHOWN = (
    "universal_credit.award",
    "housing_benefit.award",
    "pension_credit.award",
    "help_with_rent",
    "rent_to_pay",
)
"""The columns that a table shows unless somebody chose others."""
LABELS = {
    "universal_credit.award": "Universal Credit a month",
    "universal_credit.earnings_deduction": "Off for earnings a month",
    "universal_credit.benefit_cap_reduction": "Off for the benefit cap a month",
    "universal_credit.tariff_income": "Off for savings a month",
    "universal_credit.maximum_amount": "Maximum amount a month",
    "housing_benefit.award": "Housing Benefit a week",
    "housing_benefit.taper_reduction": "Off for income a week",
    "housing_benefit.income": "Income that counts a week",
    "housing_benefit.applicable_amount": "Applicable amount a week",
    "pension_credit.award": "Pension Credit a week",
    "child_benefit": "Child Benefit a week",
    "help_with_rent": "Rent covered a week",
    "rent_to_pay": "Rent to pay a week",
    "housing.bedrooms_needed": "Bedrooms needed",
    "housing.bedrooms_spare": "Bedrooms spare",
    "housing.under_occupation_percent": "Bedroom charge, percent",
    "left_after_rent": "Left after rent, over the year",
    "earnings": "Earnings",
    "benefits": "Benefits in all a week",
    "in_hand": "In hand",
    "after_rent": "Left after rent",
}
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


@dataclass(frozen=True)
class Curve:
    """What the household gets at each value of one fact: ``curve["universal_credit.award"]`` is a tuple of pounds.

    ``label`` names the fact, ``values`` are its values as the case file writes them, ``cases`` the households with
    those values. ``columns`` hold whole pence, counts and flags, under the paths of the contract.
    """

    label: str
    values: tuple[Any, ...]
    cases: tuple[Case, ...]
    columns: Mapping[str, Any]
    shown: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, name: str) -> tuple[Any, ...]:
        """A column: exact pounds for money, whole numbers for counts, True and False for flags."""
        return tuple(_plain(name, value) for value in self.columns[name].tolist())

    def rows(self, *names: str, every: int = 1) -> list[tuple[Any, ...]]:
        """The value and the named columns (or the shown ones), one row for each value. With ``every``, only each
        ``every``-th row and the last.
        """
        columns = [self.values, *(self[name] for name in names or self.shown)]
        whole = list(zip(*columns, strict=True))
        thinned = whole[::every]
        return thinned if not whole or thinned[-1] is whole[-1] else [*thinned, whole[-1]]

    def headers(self, *names: str) -> list[str]:
        """What the columns of :meth:`rows` are, in words."""
        return [self.label, *(label_of(name) for name in names or self.shown)]

    def choosing(self, *names: str) -> Curve:
        """The same curve, which now shows those columns."""
        for name in names:
            self.columns[name]
        return Curve(self.label, self.values, self.cases, self.columns, names)

    def kept(self, name: str = "in_hand") -> tuple[Decimal, ...]:
        """How much of each added pound stays in that column, between one value and the next: ``len(curve) - 1`` shares.

        The values must be amounts of money. The shares are exact to the penny to which the column is rounded.
        """
        amounts = [Decimal(str(value)) for value in self.values]
        steps = zip(pairwise(amounts), pairwise(self[name]), strict=True)
        return tuple((after - before) / (right - left) for (left, right), (before, after) in steps)

    def to_frame(self) -> pd.DataFrame:
        """All columns as a pandas frame, in exact pounds; its index is the values."""
        import pandas as pd

        return pd.DataFrame({name: self[name] for name in self.columns}, index=pd.Index(self.values, name=self.label))

    def __repr__(self) -> str:
        ends = f", {self.values[0]} to {self.values[-1]}" if self.values else ""
        return f"<Curve {self._caption}: {len(self)} values{ends}; {', '.join(self.shown)}>"

    @property
    def _caption(self) -> str:
        """The name of the fact, and whether a result rests on rates that are not set yet."""
        return f"{self.label}, projected" if self.columns["projected"].any() else self.label

    def _repr_html_(self) -> str:
        every = max(1, -(-len(self) // 25))
        return table_html(self.headers(), self.rows(every=every), caption=self._caption)


def label_of(name: str) -> str:
    """A column's name in words."""
    return LABELS.get(name) or name.replace(".", ": ").replace("_", " ").capitalize()


def show_cell(value: Any) -> str:
    """A cell as people read it: money as £1,234.50, a count as 1,234, yes and no, else as it is written.

    ``frame.map(show_cell)`` does so for a whole pandas frame.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{'−' if value < 0 else ''}£{abs(value):,.2f}"
    if isinstance(value, Integral):
        return f"{int(value):,}"
    return str(value)


def table_html(headers: Sequence[str], rows: Iterable[Sequence[Any]], *, caption: str) -> str:
    """An HTML table for people, with headers and a caption; all text in it is escaped."""
    rows = list(rows)
    words = [any(isinstance(row[place], str) for row in rows) for place in range(len(headers))]
    cell = "padding:2px 10px;font-variant-numeric:tabular-nums;text-align:"
    first, *others = (cell + ("left" if of_words else "right") for of_words in words)
    head = "".join(
        f'<th scope="col" style="{style}">{escape(header)}</th>'
        for style, header in zip((first, *others), headers, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row" style="{first};font-weight:normal">{escape(show_cell(row[0]))}</th>'
        + "".join(
            f'<td style="{style}">{escape(show_cell(value))}</td>' for style, value in zip(others, row[1:], strict=True)
        )
        + "</tr>"
        for row in rows
    )
    title = f'<caption style="text-align:left;font-weight:bold;padding:4px 0">{escape(caption)}</caption>'
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def money_range(
    first: str | Decimal | int, last: str | Decimal | int, step: str | Decimal | int
) -> tuple[Decimal, ...]:
    """Exact amounts from ``first`` in steps of ``step`` pounds; ``last`` is among them if a step ends there."""
    begin, end, each = (Decimal(str(amount)) for amount in (first, last, step))
    if each <= 0:
        raise ValueError("the step is an amount above 0.00")
    return tuple(begin + each * place for place in range(int((end - begin) / each) + 1))


def vary(
    case: Case | Mapping[str, Any],
    path: str,
    values: Iterable[Any],
    *,
    label: str | None = None,
    book: RateBook | None = None,
) -> Curve:
    """The household with each of ``values`` at ``path``; write both as the case file does.

    ``vary(case, "children[0].age", range(16))``. An object on the path that the case leaves out is added; a place in a
    list must exist. Raises ``InvalidCase`` for a value that does not fit, and ``LookupError`` for a place that does not
    exist.
    """
    case = case if isinstance(case, Case) else Case.model_validate(case)
    given = tuple(values)
    if not given:
        raise ValueError("give at least one value to try")
    written = case.to_dict()
    cases = tuple(Case.model_validate(_with(written, path, value)) for value in given)
    name = label or path.replace(".", ", ").replace("_", " ").capitalize()
    return _curve(name, given, cases, {}, book)


def earnings_curve(
    case: Case | Mapping[str, Any],
    *,
    step: str | Decimal | int = 10,
    up_to: str | Decimal | int = 3000,
    per: Period | str = Period.MONTH,
    of: Member | str = Member.CLAIMANT,
    book: RateBook | None = None,
) -> Curve:
    """The household with take-home pay from nothing to ``up_to``, in steps of ``step`` pounds, in place of one person's
    job.

    Besides the columns of the result there are three more for the same period. ``earnings`` is the pay; ``in_hand`` is
    pay, Universal Credit, Housing Benefit, Pension Credit and Child Benefit together; ``after_rent`` is that less the
    whole rent. A partner's pay and other incomes are the same at every point and are left out. ``per`` is a week or a
    month. Hours of work stay as they are.
    """
    case = case if isinstance(case, Case) else Case.model_validate(case)
    per, of = Period(per), Member(of)
    if per not in (Period.WEEK, Period.MONTH):
        raise ValueError("an earnings curve is by the week or the month")
    amounts = money_range(0, up_to, step)
    written = case.to_dict()
    job = {key: value for key, value in ((written[of].get("employment")) or {}).items() if key == "hours_per_week"}
    cases = tuple(
        Case.model_validate(_with(written, f"{of}.employment", {**job, "net": {"amount": amount, "per": per}}))
        for amount in amounts
    )
    pay: Pence = np.array([int(amount * 100) for amount in amounts], dtype=np.int64)
    curve = _curve(f"Take-home pay a {per}", amounts, cases, {"earnings": pay}, book)
    return _with_money_in_hand(curve, per)


def hours_curve(
    case: Case | Mapping[str, Any],
    hourly_wage: str | Decimal,
    *,
    up_to: int = 40,
    of: Member | str = Member.CLAIMANT,
    book: RateBook | None = None,
) -> Curve:
    """The household with one person's job at each whole number of hours a week, from none to ``up_to``, at
    ``hourly_wage`` pounds before tax, paid by the week.

    ``earnings`` is the pay of a week before tax. It shows what is left after the rent over the year, the help with the
    rent and what is left to pay of it, all by the week, and the awards.
    """
    case = case if isinstance(case, Case) else Case.model_validate(case)
    of, wage = Member(of), Decimal(str(hourly_wage))
    hours = tuple(range(up_to + 1))
    written = case.to_dict()
    jobs = [{"gross": {"amount": wage * each, "per": Period.WEEK}, "hours_per_week": each} for each in hours]
    cases = tuple(
        Case.model_validate(_with(written, f"{of}.employment", job if each else None))
        for each, job in zip(hours, jobs, strict=True)
    )
    pay: Pence = np.array([int(wage * 100) * each for each in hours], dtype=np.int64)
    curve = _curve(f"Hours a week at £{wage:.2f}", hours, cases, {"earnings": pay}, book)
    return curve.choosing("left_after_rent", *(name for name in curve.shown if name != "rent_to_pay"), "rent_to_pay")


def side_by_side(cases: Mapping[str, Case], *, label: str = "Household", book: RateBook | None = None) -> Curve:
    """Several households by name, worked out as one batch.

    Besides the columns of the result there is ``benefits``: Universal Credit, Housing Benefit, Pension Credit and Child
    Benefit together, by the week.
    """
    curve = _curve(label, tuple(cases), tuple(cases.values()), {}, book)
    benefits = month_to_week(curve.columns["universal_credit.award"]) + _weekly_benefits(curve.columns)
    columns = MappingProxyType({**curve.columns, "benefits": benefits})
    return Curve(label, curve.values, curve.cases, columns, ("benefits", "help_with_rent", "rent_to_pay"))


def _weekly_benefits(columns: Mapping[str, Any]) -> Pence:
    total: Pence = columns["child_benefit"] + columns["housing_benefit.award"] + columns["pension_credit.award"]
    return total


def _with_money_in_hand(curve: Curve, per: Period) -> Curve:
    """The curve with what the household has in hand, and what it has left when it has paid the whole rent."""
    columns = curve.columns
    weekly, monthly = _weekly_benefits(columns), columns["universal_credit.award"]
    rent_pw = columns["help_with_rent"] + columns["rent_to_pay"]
    by_month = per is Period.MONTH
    benefits = monthly + week_to_month(weekly) if by_month else month_to_week(monthly) + weekly
    rent = np.where(columns["housing.weekly"], week_to_month(rent_pw), columns["housing.contractual_rent"])
    in_hand = columns["earnings"] + benefits
    extra = {"in_hand": in_hand, "after_rent": in_hand - (rent if by_month else rent_pw)}
    shown = ("in_hand", "after_rent", *curve.shown)
    return Curve(curve.label, curve.values, curve.cases, MappingProxyType({**columns, **extra}), shown)


def _curve(
    label: str, values: tuple[Any, ...], cases: tuple[Case, ...], extra: Mapping[str, Pence], book: RateBook | None
) -> Curve:
    columns = {**extra, **_only_what_applies(assess_columns(from_cases(cases), book))}
    for column in columns.values():
        column.flags.writeable = False
    shown = tuple(name for name in SHOWN if name.partition(".")[2] != "award" or columns[name].any())
    return Curve(label, values, cases, MappingProxyType(columns), shown)


def _only_what_applies(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns, with nothing in a block of the result where its scheme does not apply to the household."""
    whole = {}
    for name, column in columns.items():
        applies = columns.get(f"applies.{name.partition('.')[0]}")
        whole[name] = column.copy() if applies is None else np.where(applies, column, np.zeros_like(column))
    return whole


def _plain(name: str, value: Any) -> Any:
    return value if isinstance(value, bool) or name in COUNTS else pounds(value)


def _with(written: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of a case file with ``value`` at ``path``."""
    changed: dict[str, Any] = deepcopy(dict(written))
    *way, last = path.split(".")
    place: Any = changed
    for part in way:
        place = _inside(place, part)
    name, index = _named(last)
    if index is None:
        place[name] = value
    else:
        _item(place, name, index)
        place[name][index] = value
    return changed


def _inside(place: dict[str, Any], part: str) -> Any:
    name, index = _named(part)
    if index is not None:
        return _item(place, name, index)
    if place.get(name) is None:
        place[name] = {}
    return place[name]


def _item(place: Mapping[str, Any], name: str, index: int) -> Any:
    there = place.get(name, ())
    if index >= len(there):
        raise LookupError(f"{name}[{index}] is not there: the case has {len(there)}")
    return there[index]


def _named(part: str) -> tuple[str, int | None]:
    match = _STEP.fullmatch(part)
    if match is None:
        raise LookupError(f"{part!r} is not a place in a case; write one such as children[0].age")
    return match[1], None if match[2] is None else int(match[2])
