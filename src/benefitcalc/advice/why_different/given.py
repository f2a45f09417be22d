"""The amounts that somebody was told, and the same amounts of many households."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from benefitcalc.columns.table import Columns
from benefitcalc.money import Flag, Pence, parse_pounds, pounds

NONE = -1
"""The figure of a household that the scheme does not serve: no amount is below nothing."""
AMOUNTS = {
    "award": "Universal Credit of the journal, a month",
    "paid_to_landlord": "what the landlord is paid, a month",
    "housing_element": "the housing costs element, a month",
    "hb_weekly": "Housing Benefit, a week",
}
COLUMNS = (
    "universal_credit.award",
    "universal_credit.housing_costs_element",
    "universal_credit.standard_allowance",
    "housing_benefit.award",
    "applies.universal_credit",
    "applies.housing_benefit",
    "refused.",
)


@dataclass(frozen=True, slots=True)
class Given:
    """Amounts in pence, by their names (:data:`AMOUNTS`)."""

    amounts: Mapping[str, int]

    def figures(self, columns: Columns) -> Iterator[tuple[int, Pence]]:
        """Each amount with the same figure of each household."""
        for name, amount in self.amounts.items():
            yield amount, figure(name, columns)

    def agree(self, columns: Columns) -> Flag:
        """Which households have exactly these amounts."""
        return np.logical_and.reduce([figures == amount for amount, figures in self.figures(columns)])

    def first(self, columns: Columns) -> Pence:
        """The figure of each household that goes with the first amount."""
        return figure(next(iter(self.amounts)), columns)

    def taken_off(self, columns: Columns) -> Pence:
        """What would have to come off each household's award afterwards to leave these amounts; nothing where that
        cannot be.
        """
        if "hb_weekly" in self.amounts:
            off = figure("hb_weekly", columns) - self.amounts["hb_weekly"]
            return np.maximum(off, 0)
        award, element = figure("award", columns), figure("housing_element", columns)
        left = self.amounts.get("award", self.amounts.get("paid_to_landlord"))
        if left is None:
            return np.zeros(len(award), dtype=np.int64)
        could = (award > left) & (element == self.amounts.get("housing_element", element))
        paid = np.minimum(element, left)
        could &= paid == self.amounts.get("paid_to_landlord", paid)
        return np.where(could, award - left, 0)


def figure(name: str, columns: Columns) -> Pence:
    """The amount of that name of each household, in pence."""
    if name == "hb_weekly":
        return np.where(columns["applies.housing_benefit"], columns["housing_benefit.award"], NONE)
    award, element = columns["universal_credit.award"], columns["universal_credit.housing_costs_element"]
    amount = {"award": award, "housing_element": element}.get(name)
    return np.where(columns["applies.universal_credit"], np.minimum(award, element) if amount is None else amount, NONE)


def read_amounts(amounts: Mapping[str, str | Decimal | int | None]) -> dict[str, int]:
    """The amounts in pence, without those that are None. Raises ``ValueError`` with every one that is no amount."""
    found, problems = {}, []
    for name, amount in amounts.items():
        try:
            if amount is not None:
                found[name] = parse_pounds(str(amount))
        except ValueError:
            problems.append(f"{name} is {amount!r}; give pounds with at most two decimals, such as 512.30")
    if problems:
        raise ValueError("\n".join(problems))
    return found


def read_given(amounts: Mapping[str, str | Decimal | int | None]) -> Given:
    """The amounts that were given, in pounds. Raises ``ValueError`` where they cannot be compared."""
    given = read_amounts(amounts)
    if not given:
        said = "; ".join(f"{name}, {what}" for name, what in AMOUNTS.items())
        raise ValueError(f"no amount is given; give one or more of: {said}")
    if "hb_weekly" in given and len(given) > 1:
        raise ValueError(
            "hb_weekly is Housing Benefit, the other amounts are Universal Credit; give those of one scheme"
        )
    return Given(given)


def in_pounds(given: Given, columns: Columns) -> dict[str, Decimal]:
    """The same figures of the first household, by name. Raises ``ValueError`` where its scheme has none."""
    found = {name: int(figure(name, columns)[0]) for name in given.amounts}
    if missing := [name for name, amount in found.items() if amount == NONE]:
        scheme = "Housing Benefit" if missing[0] == "hb_weekly" else "Universal Credit"
        raise ValueError(f"{missing[0]} does not go with this case, which has no {scheme}")
    return {name: pounds(amount) for name, amount in found.items()}
