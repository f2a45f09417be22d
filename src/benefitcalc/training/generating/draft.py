"""A household in the making: its facts in the form of the case file, and the home that is to fit it.

What is typical is an estimate, and stands in ``typical.toml``. Rooms are fitted last: a home has as many bedrooms as
the engine says that the household needs, and as many more as the paper wants.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from benefitcalc.assessment.household import assess
from benefitcalc.case import Case
from benefitcalc.money import format_pounds
from benefitcalc.training.generating.draws import Draws

_PARENTS_AT = (20, 43)
"""How old the parents of a made-up child are at its birth, at least and at most."""
_WEEKS_OF = {"week": 1, "fortnight": 2, "four_weeks": 4}


@cache
def typical() -> dict[str, Any]:
    """What stands in ``typical.toml``."""
    return tomllib.loads(files(__package__).joinpath("typical.toml").read_text(encoding="utf-8"))


@dataclass
class Draft:
    """A household in the making, which recipes and traps change."""

    draws: Draws
    facts: dict[str, Any] = field(default_factory=dict)
    spare: int = 0
    rent_per: str = "week"
    rent_free_weeks: int = 0
    charges: list[tuple[str, bool]] = field(default_factory=list)
    """Kinds of service charges, and whether help can cover each."""
    water_in_rent: bool = False

    # --- People ---

    @property
    def day(self) -> dt.date:
        """The date of the case."""
        return dt.date.fromisoformat(self.facts["date"])

    @property
    def claimant(self) -> dict[str, Any]:
        """The facts of the claimant."""
        found: dict[str, Any] = self.facts["claimant"]
        return found

    @property
    def couple(self) -> bool:
        """Whether there is a partner."""
        return "partner" in self.facts

    def partner(self) -> dict[str, Any]:
        """The facts of the partner; where there was none, one of about the claimant's age."""
        if not self.couple:
            self.facts["partner"] = {"age": self.claimant["age"] + self.draws.between(-6, 6)}
        found: dict[str, Any] = self.facts["partner"]
        return found

    @property
    def children(self) -> list[dict[str, Any]]:
        """The children so far; a new one may be put in."""
        found: list[dict[str, Any]] = self.facts.setdefault("children", [])
        return found

    def add(self, name: str, **facts: Any) -> dict[str, Any]:
        """Put one more into the list of that name: a child, another adult, an income."""
        self.facts.setdefault(name, []).append(facts)
        return facts

    def child(self, age: int, sex: str | None = None, **facts: Any) -> dict[str, Any]:
        """A child of that age, whose birthday is not near the date of the case."""
        before = dt.timedelta(days=self.draws.between(45, 330))
        born = self.day.replace(year=self.day.year - age) - before
        return self.add("children", born=born.isoformat(), sex=sex or self.draws.one_of(("female", "male")), **facts)

    # --- Money ---

    def pounds(self, least: int, most: int, *, step: int = 5) -> str:
        """An amount between two sums of pence, in whole steps of pence."""
        return format_pounds(self.draws.between(least // step, most // step) * step)

    def job(self, least: int, most: int) -> dict[str, Any]:
        """A job of so many hours, with net pay by the month that goes with them."""
        hours = self.draws.between(least, most)
        hourly = self.draws.between(*typical()["net_pay_an_hour"][hours > 24])
        return {"net": money(hours * hourly * 52 // 12 // 100 * 100, "month"), "hours_per_week": hours}

    # --- The home ---

    def case(self) -> Case:
        """The case, with a home that has ``spare`` bedrooms more than the household needs."""
        home = self.facts["tenancy"]
        self._fit_parents()
        if "bedrooms" not in home:
            tried = {**self.facts, "tenancy": {**home, "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}}}
            home["bedrooms"] = max(assess(tried).housing.bedrooms_needed + self.spare, 1)
        if "rent" not in home:
            home["rent"] = self._rent(home)
        if self.water_in_rent:
            home["ineligible_in_rent"] = money(self._for_the_period(500, 1100), self.rent_per)
        free = {"rent_free_weeks": self.rent_free_weeks} if self.rent_free_weeks else {}
        home["service_charges"] = [
            {
                "label": label,
                **money(self._for_the_period(*typical()["charges"][label]), self.rent_per),
                **free,
                "eligible": eligible,
            }
            for label, eligible in self.charges
        ]
        return Case.model_validate(self.facts)

    def _fit_parents(self) -> None:
        """Put the eldest child first, and make the parents neither too young nor too old for the children."""
        children = sorted(self.facts.get("children", ()), key=lambda child: str(child["born"]))
        if not children:
            return
        self.facts["children"] = children
        ages = [self.day.year - dt.date.fromisoformat(child["born"]).year for child in children]
        least, most = (ages[0] + _PARENTS_AT[0], ages[-1] + _PARENTS_AT[1])
        for parent in (self.facts["claimant"], self.facts.get("partner")):
            if parent is not None and "age" in parent:
                parent["age"] = max(min(parent["age"], most), least)

    def _rent(self, home: dict[str, Any]) -> dict[str, Any]:
        kind = home["tenure"] if home["tenure"] in typical()["rent"] else "social_rent"
        ranges = typical()["rent"][kind]
        least, most = ranges[min(home["bedrooms"], len(ranges)) - 1]
        if self.facts.get("greater_london"):
            least, most = least + least * 2 // 5, most + most * 2 // 5
        free = {"rent_free_weeks": self.rent_free_weeks} if self.rent_free_weeks else {}
        return {**money(self._for_the_period(least, most), self.rent_per), **free}

    def _for_the_period(self, least: int, most: int) -> int:
        """An amount of the period in which the rent is charged, made from an amount a week."""
        week = self.draws.between(least, most)
        return week * 52 // 12 if self.rent_per == "month" else week * _WEEKS_OF[self.rent_per]


def money(pence: int, per: str) -> dict[str, str]:
    """An amount as the case file writes it."""
    return {"amount": format_pounds(pence), "per": per}
