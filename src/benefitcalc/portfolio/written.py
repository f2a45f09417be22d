"""One tenancy of a rent roll as a case file has it, from what its rows say. It needs no pandas.

What a row says is written as a case file says it, and the case itself checks it: there is one definition of each check.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

from benefitcalc.case import Case, Child, IncomeKind, NonDependant, Person
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.money import format_pounds
from benefitcalc.periods import Day, as_date
from benefitcalc.portfolio.tables import Column, tables_of_the_roll

ROLES = {"claimant": 0, "partner": 1, "child": 2, "non_dependant": 3}
WEEKS_OF_A_YEAR = 52
KEPT_AT_NOTHING = "child_benefit"
"""The one income that says something at 0.00: it is not claimed. Any other of 0.00 is none."""

Cell: TypeAlias = tuple[str, Any, str]
"""The table, the label of the row in its index, and the column."""
Record: TypeAlias = Mapping[str, Any]
"""What a row says, by column; empty cells are left out."""

_PARTS: Mapping[str, type[Person] | type[Child] | type[NonDependant]] = {
    "claimant": Person,
    "partner": Person,
    "child": Child,
    "non_dependant": NonDependant,
}
_LISTS = {"child": "children", "non_dependant": "non_dependants"}


@dataclass
class WrittenCase:
    """One tenancy as a case file has it, with the cell from which each of its fields comes."""

    tenancy: Any
    """The label of the tenancy's row."""
    data: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    problems: list[tuple[Cell, Problem]] = field(default_factory=list)
    """What no case can say: people without a role, two claimants, weeks that do not agree."""

    def put(self, path: str, value: Any, cell: Cell) -> None:
        """Write a value at its path, which leads through objects alone."""
        *outer, name = path.split(".")
        part = self.data
        for key in outer:
            part = part.setdefault(key, {})
        part[name] = value
        self.cells[path] = cell

    def case(self) -> Case:
        """The case. Raises ``InvalidCase`` where there is none."""
        if self.problems:
            raise InvalidCase([problem for _, problem in self.problems])
        return Case.model_validate(self.data)

    def cell_of(self, path: str) -> Cell:
        """The cell that a problem with that field of the case is about."""
        while path:
            if path in self.cells:
                return self.cells[path]
            below = [cell for place, cell in self.cells.items() if place.startswith((f"{path}.", f"{path}["))]
            if below:
                return below[0]
            path = path.rpartition("." if path.rfind(".") > path.rfind("[") else "[")[0]
        return ("tenancies", self.tenancy, "tenancy_ref")


def written_case(label: Any, home: Record, people: list[tuple[Any, Record]], on: Day | None) -> WrittenCase:
    """A tenancy as a case file has it: what its row says, and what the rows of its people say. ``on`` is the date of a
    row without one.
    """
    case = WrittenCase(label)
    if "date" in home or on is not None:
        case.put(
            "date", _plain(home["date"], "date") if "date" in home else as_date(on or ""), case_cell(label, "date")
        )
    for column in tables_of_the_roll()["tenancies"].values():
        if column.field is not None:
            case.cells.setdefault(column.field, case_cell(label, column.name))
            if column.name in home and column.name not in _WRITTEN_APART:
                case.put(column.field, _plain(home[column.name], column.kind), case_cell(label, column.name))
    _write_rent(case, label, home)
    if "local_housing_allowance" in home:
        amount = format_pounds(int(home["local_housing_allowance"]))
        cell = case_cell(label, "local_housing_allowance")
        case.put("tenancy.local_housing_allowance", {"amount": amount, "per": "week"}, cell)
    if "council_tax" in home:
        tax = {"annual_liability": format_pounds(int(home["council_tax"])), "scheme": "pension_age_england"}
        case.put("council_tax", tax, case_cell(label, "council_tax"))
    case.data.setdefault("tenancy", {})
    _write_people(case, people)
    return case


def case_cell(label: Any, column: str) -> Cell:
    """A cell of the table of tenancies."""
    return ("tenancies", label, column)


_WRITTEN_APART = frozenset(
    {"date", "rent", "rent_per", "rent_free_weeks", "ineligible_in_rent", "local_housing_allowance", "council_tax"}
)


def _write_rent(case: WrittenCase, label: Any, home: Record) -> None:
    weeks = _free_weeks(case, label, home)
    per = {"per": str(home["rent_per"])} if "rent_per" in home else {}
    free = {"rent_free_weeks": weeks} if weeks else {}
    if "rent" in home or per or free:
        rent = {"amount": format_pounds(int(home.get("rent", 0))), **per, **free}
        case.put("tenancy.rent", rent, case_cell(label, "rent"))
    if int(home.get("ineligible_in_rent", 0)):
        amount = format_pounds(int(home["ineligible_in_rent"]))
        cell = case_cell(label, "ineligible_in_rent")
        case.put("tenancy.ineligible_in_rent", {"amount": amount, **per}, cell)
        case.cells["tenancy.ineligible_in_rent.per"] = case_cell(label, "rent_per")
    charges: list[dict[str, Any]] = []
    for name, eligible in (("eligible_service_charge", True), ("ineligible_service_charge", False)):
        if int(home.get(name, 0)):
            path = f"tenancy.service_charges[{len(charges)}]"
            charges.append({"amount": format_pounds(int(home[name])), "eligible": eligible, **per, **free})
            case.cells |= {
                path: case_cell(label, name),
                f"{path}.per": case_cell(label, "rent_per"),
                f"{path}.rent_free_weeks": case.cells["tenancy.rent.rent_free_weeks"],
            }
    if charges:
        case.put("tenancy.service_charges", charges, case_cell(label, "eligible_service_charge"))


def _free_weeks(case: WrittenCase, label: Any, home: Record) -> int:
    """The weeks without a charge, said as such or by the weeks charged; both must agree."""
    charged, free = home.get("chargeable_weeks"), home.get("rent_free_weeks")
    by_charged = None if charged is None else max(WEEKS_OF_A_YEAR - int(charged), 0)
    if free is None and by_charged is not None:
        case.cells["tenancy.rent.rent_free_weeks"] = case_cell(label, "chargeable_weeks")
    if free is not None and by_charged is not None and int(free) != by_charged:
        message = (
            f"rent_free_weeks {free} does not agree with chargeable_weeks {charged}, which leave {by_charged}; correct "
            "one, or leave one out."
        )
        problem = Problem("tenancy.rent.rent_free_weeks", "weeks_differ", message)
        case.problems.append((case_cell(label, "rent_free_weeks"), problem))
    return int(free) if free is not None else by_charged or 0


# --- The people ------------------------------------------------------------------------------------------------------


def _write_people(case: WrittenCase, people: list[tuple[Any, Record]]) -> None:
    counts = dict.fromkeys(ROLES, 0)
    incomes: list[dict[str, Any]] = []
    for label, person in people:
        role = person.get("role")
        if role not in ROLES:
            message = f"role {role!r} is none of {', '.join(ROLES)}." if role else f"role is missing; {_GIVE_ROLE}"
            case.problems.append((("people", label, "role"), Problem("role", "unknown_role", message)))
            continue
        place, counts[role] = counts[role], counts[role] + 1
        if role not in _LISTS and place:
            message = f"The tenancy has a second {role}; keep one, and enter other adults as non_dependant."
            case.problems.append((("people", label, "role"), Problem("role", f"second_{role}", message)))
            continue
        own = WrittenCase(case.tenancy)
        at = f"{_LISTS[role]}[{place}]" if role in _LISTS else role
        _write_person(own, label, person, role)
        if role in _LISTS:
            case.data.setdefault(_LISTS[role], []).append(own.data)
        else:
            case.data[role] = own.data
            incomes += _incomes(case, label, person, role, len(incomes))
        case.cells |= {f"{at}.{path}": cell for path, cell in own.cells.items()}
        case.cells[at] = ("people", label, "role")
    if not counts["claimant"]:
        message = f"The tenancy has no claimant among its people; {_GIVE_ROLE}"
        case.problems.append((case_cell(case.tenancy, "tenancy_ref"), Problem("claimant", "no_claimant", message)))
    if incomes:
        case.data["incomes"] = incomes


_GIVE_ROLE = "give one person the role claimant, and each of the others partner, child or non_dependant."


def _write_person(one: WrittenCase, label: Any, person: Record, role: str) -> None:
    """What the row says of the person. What is no fact of the role is written too, for the case to refuse it."""
    for name, column in tables_of_the_roll()["people"].items():
        if says_nothing(column) or name in _INCOMES:
            continue
        path, own = column.field or name, is_of(role, column)
        cell = ("people", label, name)
        if own:
            one.cells.setdefault(path, cell)
            if column.needs is not None:
                one.cells[_period(path)] = ("people", label, column.needs)
        if name in person and _says_something(column, person, own=own):
            one.put(path, _plain(person[name], column.kind), cell)
            if own and column.needs in person:
                one.put(_period(path), str(person[str(column.needs)]), ("people", label, str(column.needs)))
    if role in _LISTS:
        for name in filter(person.get, _INCOMES):
            one.put(name, format_pounds(int(person[name])), ("people", label, name))


def says_nothing(column: Column) -> bool:
    """Whether a column of people is for no case by itself: a reference, a role or a period."""
    return column.name in {"tenancy_ref", "role"} or column.name.endswith("_per")


def is_of(role: str, column: Column) -> bool:
    """Whether a column of people is a fact of that role. Sex may be said of anybody, though a case asks it of children
    alone.
    """
    if column.name in _INCOMES:
        return role not in _LISTS
    return column.name == "sex" or (column.field or column.name).partition(".")[0] in _PARTS[role].model_fields


def _period(path: str) -> str:
    return path.removesuffix("amount") + "per"


def _says_something(column: Column, person: Record, *, own: bool) -> bool:
    """Whether the cell is for the case: a no or a nothing is not where the role leaves it out."""
    name, value = column.name, person[column.name]
    if name == "sex" and person["role"] != "child":
        return False
    if name == "expected_hours" and own:
        return bool("net_profit" in person or person.get("self_employed_hours") or person.get("minimum_income_floor"))
    return (own and name not in _NOTHING_AT_NONE) or value not in {0, "", "none"}


_NOTHING_AT_NONE = frozenset(
    {"pension_contribution", "childcare", "hours", "self_employed_hours", "minimum_income_floor"}
)
"""What makes no job, trade or childcare at 0 or no."""
_INCOMES = tuple(kind.value for kind in IncomeKind)


def _incomes(case: WrittenCase, label: Any, person: Record, of: str, first: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for kind in _INCOMES:
        amount = person.get(kind)
        if amount is None or (not amount and kind != KEPT_AT_NOTHING):
            continue
        per = person.get(f"{kind}_per", person.get("incomes_per"))
        path = f"incomes[{first + len(found)}]"
        found.append({"kind": kind, "amount": format_pounds(int(amount)), "of": of})
        if per is not None:
            found[-1]["per"] = str(per)
        of_its_own = f"{kind}_per" in person
        case.cells[path] = ("people", label, kind)
        case.cells[f"{path}.per"] = ("people", label, f"{kind}_per" if of_its_own else "incomes_per")
    return found


def _plain(value: Any, kind: str) -> Any:
    """What a cell holds as a case file has it."""
    return _PLAIN.get(kind, str)(value)


def _day(value: Any) -> dt.date | str:
    try:
        return as_date(value)
    except (ValueError, OverflowError):
        return str(value)  # a year that Python's dates do not have


_PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "money": lambda pence: format_pounds(int(pence)),
    "hours": lambda hundredths: Decimal(int(hundredths)) / 100,
    "whole": int,
    "flag": bool,
    "date": _day,
    "codes": lambda codes: str(codes).split(),
}
