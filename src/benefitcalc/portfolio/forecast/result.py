"""A forecast: month by month, by any column of the roll, by cause, and tenancy by tenancy, with intervals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO, Literal

import numpy as np
import pandas as pd

from benefitcalc.columns import Ints
from benefitcalc.money import in_pounds
from benefitcalc.portfolio.forecast.bridge import bridge_of
from benefitcalc.portfolio.forecast.draw import ALL_CAUSES, CALENDAR, Drawn, draw_of
from benefitcalc.portfolio.forecast.groups import cells_of
from benefitcalc.portfolio.forecast.names import CAUSE_NAMES, SUM_NAMES
from benefitcalc.portfolio.forecast.plan import Plan, Stock, plan_of
from benefitcalc.portfolio.forecast.run import Progress, each_draw
from benefitcalc.portfolio.forecast.totals import PARTS, SUMS, half_up, table
from benefitcalc.portfolio.forecast.workbook import Board, write_workbook
from benefitcalc.portfolio.growth import Percents
from benefitcalc.portfolio.rents import RentIncrease
from benefitcalc.portfolio.scenario import Scenario
from benefitcalc.portfolio.unknown.intervals import interval
from benefitcalc.rates import Assumptions


@dataclass(frozen=True)
class Forecast:
    """What a stock is charged, what help covers, and what is left to pay and why, month by month.

    All money is in whole pence (int64) for the time that a table names. ``rent`` is what is charged: of each Monday
    with a charge, or of the first of the month. ``help_with_rent`` is what Universal Credit pays for the assessment
    period, taken to be the month, or Housing Benefit for the weeks charged. ``rent_to_pay`` is the one less the other,
    and the causes sum to it. One cause is the ``calendar``: Universal Credit pays a twelfth of 52 weeks each month,
    whether four or five weeks are charged; it sums to nothing over the 52 weeks of a rent year with one rent, and to a
    week's help in a year of 53. ``shortfall`` leaves it out. What is expected is the mean of the draws; every table
    adds up to the penny. ``…_low`` and ``…_high`` bound the 80% interval of each total; ``…_median`` is its middle
    draw. ``print`` shows the totals in pounds.
    """

    plan: Plan = field(repr=False)
    stock: Stock = field(repr=False)
    draws: tuple[Drawn, ...] = field(repr=False)
    workers: int | None = field(default=None, repr=False)

    @property
    def scenario(self) -> Scenario:
        """What the forecast supposes beside the law and the roll."""
        return self.plan.scenario

    @property
    def labels(self) -> pd.DataFrame:
        """What the roll says of each tenancy, a row each."""
        return self.stock.labels

    @property
    def starts(self) -> pd.DatetimeIndex:
        """The first day of each month."""
        return pd.DatetimeIndex(np.array(self.plan.months.starts, dtype="datetime64[s]"), name="month")

    @property
    def weeks(self) -> int:
        """How many Mondays the months have."""
        return sum(map(len, self.plan.months.mondays))

    def __repr__(self) -> str:
        first, last = self.plan.months.starts[0], self.plan.months.last
        return (
            f"<Forecast of {len(self.labels):,} tenancies from {first} to {last}, "
            f"{len(self.draws)} draws: {self.scenario.name}>"
        )

    def __str__(self) -> str:
        first, last = self.plan.months.starts[0], self.plan.months.last
        head = (
            f"Forecast of {len(self.labels):,} tenancies, {first:%-d %B %Y} to {last:%-d %B %Y}: {self.scenario.name}"
        )
        total = table(self.parts.sum(axis=1, keepdims=True), pd.RangeIndex(1), (*SUMS, *ALL_CAUSES)).iloc[0]
        names = [*SUMS, *(cause for cause in ALL_CAUSES if total[cause])]
        lines: list[tuple[str, ...]] = [("", "expected", "80% of the draws from", "to")]
        lines += [
            (
                ("" if name in SUM_NAMES else "  of which ") + {**SUM_NAMES, **CAUSE_NAMES}[name],
                *(in_pounds(int(total[name + end])) for end in ("", "_low", "_high")),
            )
            for name in names
        ]
        widths = [max(len(line[place]) for line in lines) for place in range(4)]
        return "\n".join(
            [head, *("  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]) for line in lines)]
        )

    @cached_property
    def parts(self) -> Ints:
        """The parts of the rent (:data:`PARTS`) of the whole stock, shape ``(draws, months, parts)``."""
        return np.stack([np.stack([drawn.totals[name] for name in PARTS], axis=-1) for drawn in self.draws])

    @cached_property
    def months(self) -> pd.DataFrame:
        """A row for each month of the stock: the weeks that have a Monday in it, and every amount with its interval."""
        frame = table(self.parts, self.starts, (*SUMS, *ALL_CAUSES))
        frame.insert(0, "weeks", [len(each) for each in self.plan.months.mondays])
        return frame

    @cached_property
    def total(self) -> pd.DataFrame:
        """One row: the whole time of the forecast, in pence, with intervals."""
        return table(self.parts.sum(axis=1, keepdims=True), pd.Index([self.scenario.name], name="scenario"))

    def cube(self, name: str) -> Ints:
        """An amount of every tenancy in every month of every draw, shape ``(draws, months, tenancies)``, in pence:
        ``rent``, ``help_with_rent``, ``rent_to_pay``, ``shortfall``, or a cause. Raises ``KeyError`` for another name.
        """
        return np.stack([drawn.amount(name) for drawn in self.draws])

    def by(self, *columns: str) -> pd.DataFrame:
        """The time of the forecast by columns of the labels (``"patch"``), by ``"scheme"`` (who helps with the rent in
        each month), ``"household"`` (the kind of household) or ``"cause"``: every amount, with intervals.

        Raises ``ValueError`` for a column that is not there.
        """
        return cells_of(self.draws, self.labels, columns).frame(by_cause="cause" in columns)

    def worst(self, n: int = 50, *, of: Literal["shortfall", "rise"] = "shortfall") -> pd.DataFrame:
        """The ``n`` tenancies with the largest shortfall, or with the largest rise of it from the first month to the
        last: the labels, the shortfall by the month with its interval, and its largest cause. Pence.
        """
        if of not in {"shortfall", "rise"}:
            raise ValueError(f'of: {of!r} is neither "shortfall" nor "rise"')
        months = len(self.plan.months)
        of_draws = np.stack([_of_tenancies(drawn.amount("shortfall"), of) for drawn in self.draws])
        mean = of_draws.sum(axis=0)
        order = np.argsort(-mean, kind="stable")[:n]
        by_cause = np.stack(
            [sum(_of_tenancies(drawn.amount(cause)[:, order], of) for drawn in self.draws) for cause in _REAL_CAUSES]
        )
        ends = interval(of_draws[:, order])
        share = len(self.draws) * (months if of == "shortfall" else 1)
        frame = self.labels.iloc[order][[name for name in _SHOWN if name in self.labels]].copy()
        frame[f"{of}_a_month"] = half_up(mean[order], share)
        each = months if of == "shortfall" else 1
        frame[f"{of}_a_month_low"], frame[f"{of}_a_month_high"] = half_up(ends.low, each), half_up(ends.high, each)
        frame["cause"] = [CAUSE_NAMES[_REAL_CAUSES[place]] for place in by_cause.argmax(axis=0)]
        frame["cause_a_month"] = half_up(by_cause.max(axis=0), share)
        return frame

    def bridge(self) -> pd.DataFrame:
        """From the stock as it stands on its day to the forecast, one change at a time in the order of ``CHANGES``:
        rents, uprating, pay, the scenario's reform, the households. The first row is the same months with nothing
        changed; rows sum to the penny to the last. Pence for the time of the forecast, with intervals.
        """
        return bridge_of(self.plan, self.stock, self.parts.sum(axis=1), workers=self.workers)

    def under(self, scenario: Scenario, *, progress: Progress = False) -> Forecast:
        """The same stock and months under another scenario; where it says nothing of rent, pay or assumptions, those of
        this forecast hold.
        """
        filled = replace(
            scenario,
            rent=self.plan.increase if scenario.rent is None else scenario.rent,
            pay=self.plan.pay if scenario.pay is None else scenario.pay,
            project=self.plan.law.assumptions if scenario.project is None else scenario.project,
        )
        return forecast(
            self.stock, months=len(self.plan.months), scenario=filled, workers=self.workers, progress=progress
        )

    def assumptions(self) -> pd.DataFrame:
        """What the forecast rests on, a row each: what is assumed, and how."""
        return pd.DataFrame(list(_assumed(self)), columns=["what", "how"])

    def to_excel(self, path: str | Path | BinaryIO, *, worst: int = 200) -> None:
        """Write a workbook for the board to ``path``, over what may be there, or to an open file: a summary, the
        months, the bridge, groups of tenancies, the ``worst`` so many, the assumptions and what was drawn.
        """
        first, last = self.plan.months.starts[0], self.plan.months.last
        columns = [name for name in ("patch", "housing_scheme", "region") if name in self.labels]
        board = Board(
            title="Rent and the help with it: a forecast",
            subtitle=f"{len(self.labels):,} tenancies, {first:%-d %B %Y} to {last:%-d %B %Y}. {self.scenario.name}.",
            total=self.total,
            months=self.months,
            bridge=self.bridge(),
            causes=self.by("cause"),
            groups={name: self.by(name) for name in (*columns, "scheme", "household")},
            worst=self.worst(worst),
            assumptions=self.assumptions(),
            drawn=self.drawn(),
        )
        write_workbook(board, path)

    def drawn(self) -> pd.DataFrame:
        """Which facts were drawn, and of how many tenancies."""
        facts = self.stock.drawn.select_dtypes("bool")
        said = {str(name).replace("_", " "): f"{int(facts[name].sum()):,} tenancies" for name in facts}
        return pd.DataFrame({"fact": list(said), "drawn of": list(said.values())})


_SHOWN = ("tenancy_ref", "patch", "officer", "housing_scheme", "region")
"""The labels that stand beside a tenancy's figures."""
_REAL_CAUSES = tuple(cause for cause in ALL_CAUSES if cause != CALENDAR)


def _of_tenancies(amount: Ints, of: str) -> Ints:
    by_tenancy: Ints = amount.sum(axis=0) if of == "shortfall" else amount[-1] - amount[0]
    return by_tenancy


def forecast(
    stock: Stock,
    *,
    months: int = 12,
    rent: RentIncrease | Percents | None = None,
    pay: Percents | None = None,
    project: Assumptions | None = None,
    scenario: Scenario | None = None,
    workers: int | None = None,
    progress: Progress = False,
) -> Forecast:
    """What ``stock`` is charged and helped with in ``months`` months (1 to 60), from the first that begins on its day
    or after it.

    ``rent`` and ``pay`` are rises each April (``"3.8%"``, or one for each April), ``rent`` also a settlement
    (:class:`~benefitcalc.portfolio.rents.RentIncrease`, ``"CPI+1%"``); ``project`` says what to assume for years whose
    rates are not set (:func:`~benefitcalc.default_assumptions`); a ``scenario`` stands before them. ``workers`` is the
    number of processes that share the draws. Raises ``ValueError`` with every problem at once.
    """
    plan = plan_of(stock, months=months, rent=rent, pay=pay, project=project, scenario=scenario)
    drawn = each_draw(partial(_draw, plan), stock, months=months, workers=workers, progress=progress)
    return Forecast(plan=plan, stock=stock, draws=tuple(drawn), workers=workers)


def _draw(plan: Plan, stock: Stock, draw: int) -> Drawn:
    return draw_of(stock.batch(draw), stock.claims(draw), plan)


def _assumed(made: Forecast) -> Iterator[tuple[str, str]]:
    plan = made.plan
    yield "Tenancies", f"{len(made.labels):,} on {plan.on}"
    yield "Months", f"{len(plan.months)}, from {plan.months.starts[0]} to {plan.months.last}; {made.weeks} Mondays"
    yield "Draws of what is not known", f"{len(made.draws)}"
    yield "Scenario", made.scenario.name
    yield from made.scenario.words()
    yield "Rents rise by", plan.increase.words()
    yield "Pay rises each April by", _or_not(plan.pay)
    assumed = plan.law.assumptions
    yield "Rates not set yet", "none assumed" if assumed is None else assumed.words()
    if without := int(np.logical_or.reduce([drawn.allowance_not_known for drawn in made.draws]).sum()):
        yield "Tenancies whose Local Housing Allowance is not known", f"{without:,}; no help is counted for them"
    yield from _RULES


def _or_not(percents: Percents | None) -> str:
    if percents is None:
        return "nothing"
    return percents if isinstance(percents, str) else ", then ".join(percents)


_RULES = (
    ("A month's rent", "Each week on its Monday, at the rent of that day; other rents on the first of the month"),
    (
        "A month's help",
        "Universal Credit for an assessment period that is the month; Housing Benefit for the weeks charged",
    ),
    (
        "Rent rises inside a month",
        "Universal Credit takes the rent of the month's last day; Housing Benefit that of each week",
    ),
    ("Rates of a month", "Of the first day of the assessment period; in Housing Benefit of the month's first Monday"),
    ("Rent-free weeks", "Two at Christmas, others at the end of the rent year, where the roll does not say"),
    ("State Pension", "Rises with the uprating of the household's scheme, by its own rule"),
    ("Other benefits and works pensions", "Rise with the uprating of the household's scheme, by prices"),
    (
        "What does not change",
        "Savings, childcare, hours, health, who lives in the home, the transitional element",
    ),
    ("Children", "Leave the claim by age; who is in education stays in it"),
    ("Not in the figures", "Discretionary help, deductions for arrears, first payments and run-ons, empty homes"),
)
