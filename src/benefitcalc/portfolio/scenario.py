"""What a forecast supposes beside the law and the roll: other rates, rents, pay and facts.

    Scenario(name="Taper of 50%", rates={"uc.taper": "50%"})
    Scenario(name="No cap", rates={"benefit_cap.annual.*": "9999999.00"})
    Scenario(name="Settlement", rent=RentIncrease(percent="CPI+1%", cpi="3.1%", convergence=True), pay="3.4%")
    Scenario(name="Moved to Universal Credit", facts={"universal_credit.claimed": True}, begins=date(2027, 6, 1))

``Scenario.read("scenario.toml")`` reads the same from TOML, with tables ``[rates]``, ``[rent]``, ``[facts]`` and
``[assumptions]``.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from benefitcalc.columns import Households
from benefitcalc.errors import RatesNotKnown
from benefitcalc.periods import Day, as_date
from benefitcalc.portfolio.growth import Percents, percent_problems
from benefitcalc.portfolio.rents import RentIncrease, rent_increase
from benefitcalc.portfolio.tables import tables_of_the_roll
from benefitcalc.rates import Assumptions, Basis, RateBook, rate_book
from benefitcalc.rates.starts import first_day_of

__all__ = ["Scenario"]

AS_IT_STANDS = "The law as it stands"
_COLUMN = {"universal_credit.claimed": "universal_credit_claimed"}


def facts_of_a_scenario() -> dict[str, str]:
    """The facts of the case file that a scenario can set for every household, each with its column: yes or no."""
    paths = (
        (column.field, _COLUMN.get(column.field, column.field.rpartition(".")[2]))
        for column in tables_of_the_roll()["tenancies"].values()
        if column.kind == "flag" and column.field is not None
    )
    return {path: name for path, name in paths if name in Households.flags_of}


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What is supposed; whatever is left out is the law's, the roll's, or what the forecast says.

    ``rates`` replaces rates as :meth:`RateBook.replace <benefitcalc.RateBook.replace>` does; a ``*`` in a key stands
    for anything. ``facts`` sets facts of the case file that are yes or no, for every household
    (``{"universal_credit.claimed": True}`` moves working-age tenants from Housing Benefit to Universal Credit, without
    a transitional element). Both hold from the first month that begins on ``begins`` or later, or in every month.
    ``rate_year`` (``"2026-27"``) keeps the rates of one year in every month. ``rent`` and ``pay`` are rises each April,
    and ``project`` what to assume for years whose rates are not set. Raises ``ValueError`` with every problem at once.
    """

    name: str = AS_IT_STANDS
    rates: Mapping[str, str] = field(default_factory=dict)
    rent: RentIncrease | Percents | None = None
    pay: Percents | None = None
    facts: Mapping[str, bool] = field(default_factory=dict)
    begins: Day | None = None
    rate_year: str | None = None
    project: Assumptions | None = None

    def __post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise ValueError("\n".join(problems))

    def _problems(self) -> Iterator[str]:
        if not self.name.strip():
            yield f"name: {self.name!r} is no name; write a few words"
        if self.pay is not None:
            yield from percent_problems("pay", self.pay)
        known = facts_of_a_scenario()
        for path, value in self.facts.items():
            if path not in known:
                yield f"facts: {path!r} is no fact that a scenario sets; there are {', '.join(sorted(known))}"
            elif not _yes_or_no(value):
                yield f"facts.{path}: {value!r} is neither true nor false"
        for problem in (
            _told(lambda: rent_increase(self.rent)),
            _told(self.book),
            _told(lambda: None if self.begins is None else as_date(self.begins), "begins: "),
            _told(lambda: self.rate_days, "rate_year: "),
        ):
            if problem:
                yield problem

    def book(self, law: RateBook | None = None) -> RateBook:
        """The book of ``law`` with the rates of this scenario in place of its own."""
        law = rate_book() if law is None else law
        return law.replace(self._keys(law)) if self.rates else law

    def _keys(self, law: RateBook) -> dict[str, str]:
        """The rates by whole keys. A key with a ``*`` names all rates that fit it and that a rule reads."""
        found: dict[str, str] = {}
        for pattern, text in self.rates.items():
            if "*" not in pattern:
                found[pattern] = text
                continue
            keys = [
                key
                for table in law.tables()
                for key, parameter in table.parameters.items()
                if fnmatchcase(key, pattern) and not parameter.reference
            ]
            if not keys:
                raise ValueError(f"rates: no rate is called {pattern!r}")
            found |= dict.fromkeys(keys, text)
        return found

    @property
    def rate_days(self) -> tuple[dt.date, dt.date] | None:
        """The first days of ``rate_year``: for Universal Credit, and for Housing Benefit with rent by the week."""
        if self.rate_year is None:
            return None
        return (
            first_day_of(self.rate_year, Basis.ASSESSMENT_PERIOD),
            first_day_of(self.rate_year, Basis.HB_WEEKLY_RENT),
        )

    @property
    def reforms(self) -> bool:
        """Whether any rate or fact is set."""
        return bool(self.rates or self.facts)

    @property
    def columns(self) -> dict[str, bool]:
        """The facts, by their columns of :class:`~benefitcalc.columns.Households`."""
        known = facts_of_a_scenario()
        return {known[path]: value for path, value in self.facts.items()}

    def words(self) -> Iterator[tuple[str, str]]:
        """What is supposed, as pairs of what and how."""
        for key, text in self.rates.items():
            yield f"Rate {key}", text
        for path, value in self.facts.items():
            yield f"Fact {path}", "yes" if value else "no"
        if self.begins is not None:
            yield "Rates and facts of the scenario from", as_date(self.begins).isoformat()
        if self.rate_year is not None:
            yield "Rates of one year in every month", self.rate_year

    @classmethod
    def read(cls, path: str | Path) -> Scenario:
        """Read a scenario from a TOML file. Raises ``ValueError`` with every problem, each with the file's name."""
        try:
            return cls.from_mapping(tomllib.loads(Path(path).read_text(encoding="utf-8")))
        except (ValueError, RatesNotKnown) as error:
            raise ValueError("\n".join(f"{Path(path).name}: {line}" for line in str(error).splitlines())) from None

    @classmethod
    def from_mapping(cls, written: Mapping[str, Any]) -> Scenario:
        """A scenario from what a TOML file holds."""
        given = dict(written)
        problems: list[str] = []
        made: dict[str, Any] = {}
        for name in list(given):
            if name not in _TABLES:
                continue
            try:
                made[_TABLES[name][0]] = _TABLES[name][1](given.pop(name))
            except (ValueError, TypeError, AttributeError) as error:
                problems += (f"{name}: {line}" for line in str(error).splitlines())
        known = {part.name for part in fields(cls)} - {"project"} | set(_TABLES)
        problems += (f"{name}: is nothing that a scenario has; there are {', '.join(sorted(known))}"
                     for name in given.keys() - known)  # fmt: skip
        try:
            scenario = cls(**{name: value for name, value in given.items() if name in known}, **made)
        except (ValueError, TypeError) as error:
            problems += str(error).splitlines()
        if problems:
            raise ValueError("\n".join(problems))
        return scenario


def _yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _told(check: Callable[[], object], before: str = "") -> str:
    try:
        check()
    except (ValueError, TypeError, RatesNotKnown) as error:
        return before + str(error)
    return ""


def _percents(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _rent(value: Any) -> RentIncrease:
    if not isinstance(value, Mapping):
        return rent_increase(_percents(value))
    return RentIncrease(**_parts_of(RentIncrease, value))


def _assumptions(value: Mapping[str, Any]) -> Assumptions:
    return Assumptions(**_parts_of(Assumptions, value))


def _parts_of(made: type[RentIncrease | Assumptions], value: Mapping[str, Any]) -> dict[str, Any]:
    """What a table says, by the fields that it fills. Raises ``ValueError`` for what is none, and for what lacks."""
    there = {part.name: part.default is MISSING for part in fields(made)}
    problems = [f"{name}: is not known; there are {', '.join(there)}" for name in value if name not in there]
    problems += [f"{name}: is missing" for name, needed in there.items() if needed and name not in value]
    if problems:
        raise ValueError("\n".join(problems))
    return {name: _percents(each) for name, each in value.items()}


_TABLES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "rent": ("rent", _rent),
    "pay": ("pay", _percents),
    "assumptions": ("project", _assumptions),
}
"""The parts of a file that are read on their own: the field that each fills, and how."""
