"""Completions of a case as columns: any number of answers to its unknown facts, without an object for each.

Most facts are one column each, and an answer is a number in it. A few change several columns or the shape of a table
(ages, paydays, whether a part is there): for these every answer of one person is read as a case once, and its rows are
gathered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from benefitcalc.advice.ranges.facts import Fact
from benefitcalc.advice.ranges.paths import copied, opened, put
from benefitcalc.case import Case, Child, NonDependant, Person, Tenancy
from benefitcalc.case.ages import may_be_over_pension_age
from benefitcalc.columns import (
    DISABILITY_BITS,
    INCOME_KINDS,
    NON_DEPENDANT_BENEFIT_BITS,
    Batch,
    Ints,
    from_cases,
)
from benefitcalc.columns.codes import Esa, WorkCapability
from benefitcalc.columns.facts import Adults, Children, Incomes, Members, NonDependants, ServiceCharges
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.money import Flag, format_pounds, round_half_up
from benefitcalc.periods import PAYMENTS_A_YEAR, assessment_period_end

Rows: TypeAlias = Mapping[str, Ints]
"""Completions by the path of each unknown fact: pence of an amount, else the place of the answer among those tried."""


Which: TypeAlias = tuple[int, ...]
"""One completion: the same numbers, in the order of the facts."""


def _bits(table: Mapping[str, int]) -> Callable[[Any], int]:
    return lambda codes: sum(table[code] for code in codes)


_DISABILITY, _BENEFITS = _bits(DISABILITY_BITS), _bits(NON_DEPENDANT_BENEFIT_BITS)


def _hundredths(hours: Any) -> int:
    return int(Decimal(str(hours)) * 100)


_OF_ADULT: Mapping[str, tuple[str, Callable[[Any], int]]] = {
    "employment.net.amount": ("pay", int),
    "employment.gross.amount": ("pay", int),
    "employment.pension_contribution.amount": ("pension_contribution", int),
    "employment.hours_per_week": ("work_hours", _hundredths),
    "self_employment.net_profit.amount": ("profit", int),
    "self_employment.hours_per_week": ("self_employed_hours", _hundredths),
    "self_employment.minimum_income_floor": ("minimum_income_floor", int),
    "self_employment.expected_hours": ("expected_hours", _hundredths),
    "work_capability": ("work_capability", lambda code: getattr(WorkCapability, code.upper())),
    "esa": ("esa", lambda code: 0 if code is None else getattr(Esa, code.upper())),
    "disability_benefits": ("disability_benefits", _DISABILITY),
    "carer": ("carer", int),
    "severely_sight_impaired": ("severely_sight_impaired", int),
    "has_paid_carer": ("has_paid_carer", int),
    "student": ("student", int),
}
_OF_CHILD: Mapping[str, tuple[str, Callable[[Any], int]]] = {
    "sex": ("male", lambda sex: sex == "male"),
    "disability_benefits": ("disability_benefits", _DISABILITY),
    "severely_sight_impaired": ("severely_sight_impaired", int),
    "cannot_share_bedroom": ("cannot_share_bedroom", int),
    "two_child_limit_exception": ("two_child_limit_exception", int),
    "childcare.amount": ("childcare", int),
}
_OF_OTHER: Mapping[str, tuple[str, Callable[[Any], int]]] = {
    "works_16_hours": ("works_16_hours", int),
    "gross_income.amount": ("gross_income", int),
    "benefits": ("benefits", _BENEFITS),
    "disability_benefits": ("disability_benefits", _DISABILITY),
    "responsible_for_child_under_5": ("responsible_for_child_under_5", int),
    "student": ("student", int),
}
_OF_HOUSEHOLD: Mapping[str, tuple[str, Callable[[Any], int]]] = {
    "greater_london": ("greater_london", int),
    "capital": ("capital", int),
    "tenancy.bedrooms": ("bedrooms", int),
    "tenancy.local_housing_allowance.amount": ("local_housing_allowance", int),
    "tenancy.ineligible_in_rent.amount": ("ineligible_in_rent", int),
    **{
        f"tenancy.{flag}": (flag, int)
        for flag in ("overnight_carer_bedroom", "foster_bedroom", "couple_cannot_share_bedroom")
    },
    "universal_credit.claimed": ("universal_credit_claimed", int),
    "universal_credit.transitional_element": ("transitional_element_pm", int),
    "universal_credit.transitional_capital_disregard": ("transitional_capital_disregard", int),
    "universal_credit.benefit_cap_grace_period": ("benefit_cap_grace_period", int),
    "pension_credit.reached_pension_age_before_6_april_2016": ("reached_pension_age_before_6_april_2016", int),
    "pension_credit.savings_credit_since_2016": ("savings_credit_since_2016", int),
    "housing_benefit.pension_age_before_april_2021": ("pension_age_before_april_2021", int),
    "housing_benefit.mixed_age_protection": ("mixed_age_protection", int),
    "housing_benefit.family_premium_protection": ("family_premium_protection", int),
}
_OF_PAYMENT: Mapping[str, tuple[str, Callable[[Any], int]]] = {"amount": ("amount", int), "eligible": ("eligible", int)}
_COLUMNS = {
    "claimant": _OF_ADULT,
    "partner": _OF_ADULT,
    "children": _OF_CHILD,
    "non_dependants": _OF_OTHER,
    "incomes": _OF_PAYMENT,
    "service_charges": _OF_PAYMENT,
}
_LISTS: Mapping[str, type[Members]] = {
    "children": Children,
    "non_dependants": NonDependants,
    "incomes": Incomes,
    "service_charges": ServiceCharges,
}
_NOT_UNDER_16 = sum(bit for code, bit in DISABILITY_BITS.items() if code.startswith(("pip_", "attendance_allowance")))
_PEOPLE: Mapping[str, type[Child | NonDependant]] = {"children": Child, "non_dependants": NonDependant}
_ALONE: Mapping[str, dict[str, Any]] = {"non_dependants": {"couple_with": None}}
_PRESENT = {
    "pay": "employed",
    "pension_contribution": "employed",
    "work_hours": "employed",
    "profit": "self_employed",
    "self_employed_hours": "self_employed",
    "minimum_income_floor": "self_employed",
    "expected_hours": "self_employed",
}
"""The flag without which a column of an adult stays as it is; for all others it is ``present``."""


def in_order_of_writing(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts with every part before what lies in it."""
    return tuple(sorted(facts, key=lambda fact: (fact.spec.kind != "part", fact.path.count("."))))


def completed(case: Mapping[str, Any], facts: Iterable[Fact], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The case file with an answer to each fact: pence of an amount, else one of its values. The facts stand in order
    of writing.
    """
    whole: dict[str, Any] = copied(case)
    absent: set[str] = set()
    for fact in facts:
        if absent and any(fact.path.startswith(f"{path}.") for path in absent):
            continue
        answer = answers[fact.path]
        if fact.spec.kind == "part" and answer is None:
            absent.add(fact.path)
        _write(whole, fact, copied(answer))
    if "incomes" in whole:
        whole["incomes"] = [income for income in whole["incomes"] if income is not None]
    return whole


def _write(case: dict[str, Any], fact: Fact, answer: Any) -> None:
    place, _, name = fact.path.rpartition(".")
    if fact.spec.kind == "age":
        if opened(case, place) is None:
            put(case, place, {})  # nothing but an age that is not known is said of this person
        person = opened(case, place)
        person.pop("age", None)
        person.pop("born", None)
        person |= answer
    elif fact.is_amount:
        put(case, fact.path, format_pounds(int(answer)))
        if fact.per is not None and name == "amount":
            put(case, f"{place}.per", fact.per)
    else:
        put(case, fact.path, list(answer) if isinstance(answer, tuple) else answer)


def usual(fact: Fact) -> Any:
    """The answer with which the known facts are read: a part is there, and an age is a usual one."""
    if fact.spec.kind == "age":
        return next(
            (age for age in fact.values if age.get("age") == fact.spec.usual), fact.values[len(fact.values) // 2]
        )
    if fact.spec.kind == "part":
        return fact.values[-1]
    return fact.values[0]


_AGES = ("adult.age", "adult.over_pension_age", "children[].age")


def _problems(case: Mapping[str, Any]) -> Sequence[Problem]:
    try:
        Case.model_validate(case)
    except InvalidCase as error:
        return error.problems
    return ()


def _that_fits(case: Mapping[str, Any], facts: Sequence[Fact]) -> tuple[dict[str, Any], Case]:
    """Answers with which the known facts make a case, and that case: the usual ones, or another age where these do not
    fit (a State Pension of somebody whose age is not known).
    """
    answers = {fact.path: usual(fact) for fact in facts}
    first = problems = _problems(completed(case, facts, answers))
    for fact in (
        fact for fact in facts if fact.spec.pattern in {"adult.age", "adult.over_pension_age", "children[].age"}
    ):
        for value in fact.values:
            if not problems:
                break
            changed = {**answers, fact.path: value}
            left = _problems(completed(case, facts, changed))
            if len(left) < len(problems):
                answers, problems = changed, left
    if problems:
        raise InvalidCase(first)
    return answers, Case.model_validate(completed(case, facts, answers))


@dataclass(frozen=True)
class _Person:
    """The rows that one part of the case has, one for each set of answers that change more than a column."""

    facts: tuple[Fact, ...]
    table: Any
    """The rows; of an adult with a last axis for the answers."""
    there: Flag
    """Whether the part is there at all."""
    state_pension: Flag | None = None
    """Of an adult, whether a State Pension fits the age."""

    def rows(self, completions: Rows, count: int) -> Ints:
        """Which row each completion has."""
        place = np.zeros(count, dtype=np.int64)
        for fact in self.facts:
            place = place * len(fact.values) + completions[fact.path]
        return place


class Completions:
    """Every completion of one partial case, on demand, as a batch."""

    def __init__(self, case: Mapping[str, Any], facts: Sequence[Fact]) -> None:
        """Raises ``InvalidCase`` with every problem of the known facts."""
        self.written = case
        self.facts = tuple(facts)
        self.in_order = in_order_of_writing(facts)
        self.usual, self.base = _that_fits(case, self.in_order)
        self.file = completed(case, self.in_order, self.usual)
        self.single: dict[str, list[tuple[Fact, str, Ints]]] = {}
        self.shaping: dict[str, list[Fact]] = {}
        for fact in facts:
            part, tail = _part_of(fact.path)
            found = _COLUMNS.get(part.partition("[")[0], _OF_HOUSEHOLD).get(tail)
            if found is None:
                self.shaping.setdefault(part, []).append(fact)
            else:
                column, code = found
                codes = np.array([] if fact.is_amount else [code(value) for value in fact.values], dtype=np.int64)
                self.single.setdefault(part, []).append((fact, column, codes))
        self.known = from_cases([self.base])
        home = self.base.tenancy.model_copy(update={"service_charges": ()})
        self.bare = self.base.model_copy(update={**dict.fromkeys(_PEOPLE, ()), "incomes": (), "tenancy": home})
        self.adults = [self._shaped(who, "adults", 0) for who in ("claimant", "partner")]
        self.lists = {name: self._list(name) for name in _LISTS}
        self.household = self._shaped("household", "households", 0)
        self._cases: dict[Which, dict[str, Any]] = {}
        self._valid: dict[Which, bool] = {}

    def which(self, rows: Rows, row: int) -> Which:
        """One completion: for each fact the pence of an amount, else the place of the answer."""
        return tuple(int(rows[fact.path][row]) for fact in self.facts)

    def case(self, which: Which) -> dict[str, Any]:
        """The case file of one completion."""
        if which not in self._cases:
            answers = {
                fact.path: at if fact.is_amount else fact.values[at] for fact, at in zip(self.facts, which, strict=True)
            }
            self._cases[which] = completed(self.written, self.in_order, answers)
        return self._cases[which]

    def can_be(self, which: Which) -> bool:
        """Whether the facts of one completion fit together."""
        if which not in self._valid:
            self._valid[which] = not _problems(self.case(which))
        return self._valid[which]

    def may_be(self, completions: Rows, batch: Batch) -> Flag:
        """False for completions of which facts do not fit together: a State Pension below pension age, an income of a
        partner who is not there, PIP or Attendance Allowance of a child. What else may not fit, ``can_be`` says.
        """
        fits = np.ones(len(batch), dtype=np.bool_)
        money, children = batch.incomes, batch.children
        if len(money):
            draws = (money.kind == INCOME_KINDS["state_pension"]) & (money.amount > 0)
            for place, person in enumerate(self.adults):
                mine, where = money.of == place, money.household
                fits[where[mine & ~batch.adults.present[place][where]]] = False
                if person.state_pension is not None and not person.state_pension.all():
                    too_young = ~person.state_pension[person.rows(completions, len(batch))]
                    fits[where[mine & draws & too_young[where]]] = False
        if len(children):
            fits[children.household[(children.age < 16) & (children.disability_benefits & _NOT_UNDER_16 != 0)]] = False
        return fits

    def batch(self, completions: Rows, count: int) -> Batch:
        """The completions as columns, in their order."""
        households = self._patched(
            "household", self.household.table.rows(self.household.rows(completions, count)), completions
        )
        tables = {name: self._members(name, completions, count) for name in _LISTS}
        return Batch(
            households,
            self._adults(completions, count),
            tables["children"],
            tables["non_dependants"],
            tables["incomes"],
            tables["service_charges"],
        )

    # --- Reading each answer once ---

    def _shaped(self, part: str, table: str, place: int) -> _Person:
        """The rows of one part; ``place`` is its row where no fact shapes it."""
        facts = tuple(self.shaping.get(part, ()))
        if not facts:
            rows = getattr(self.known, table).rows(np.array([place]))
            return _Person((), rows, np.ones(1, dtype=np.bool_), self._may_draw(part, [self.base]))
        paths = [fact.path for fact in facts]
        file = self._file_of(part)
        read = [
            self._read(part, completed(file, in_order_of_writing(facts), dict(zip(paths, answers, strict=True))))
            for answers in product(*(fact.values for fact in facts))
        ]
        there = np.array([is_there for _, is_there in read])
        cases = [case for case, _ in read]
        return _Person(facts, getattr(from_cases(cases), table), there, self._may_draw(part, cases))

    def _file_of(self, part: str) -> dict[str, Any]:
        """As much of the case file as that part needs: itself, at its place."""
        name, _, place = part.rstrip("]").partition("[")
        if name in _PEOPLE:
            return {name: [{}] * int(place) + [self.file[name][int(place)]]}
        if name in {"claimant", "partner"}:
            return {name: self.file.get(name)}
        return self.file

    def _may_draw(self, part: str, cases: Sequence[Case]) -> Flag | None:
        """Whether a State Pension fits the age of the adult in each case."""
        if part not in {"claimant", "partner"}:
            return None
        adults = [getattr(case, part) for case in cases]
        end = assessment_period_end(self.base.date)
        return np.array([adult is None or may_be_over_pension_age(adult, self.base.date, by=end) for adult in adults])

    def _read(self, part: str, file: Mapping[str, Any]) -> tuple[Case, bool]:
        """The case with that part as the file has it, alone in its list, and whether the file has it at all."""
        name, _, place = part.rstrip("]").partition("[")
        if name == "household":
            return self.bare.model_copy(update={"tenancy": Tenancy.model_validate(file["tenancy"])}), True
        if name in {"claimant", "partner"}:
            given = file.get(name)
            person = None if given is None else Person.model_validate(given)
            return self.bare.model_copy(update={name: person}), person is not None
        if name == "service_charges":
            charge = self.base.tenancy.service_charges[int(place)]
            tenancy = self.base.tenancy.model_copy(update={"service_charges": (charge,)})
            return self.bare.model_copy(update={"tenancy": tenancy}), True
        one = getattr(self.base, name)[int(place)]
        there = name != "incomes" or len(file["incomes"]) == len(self.base.incomes)
        if name in _PEOPLE and self.shaping.get(part):
            one = _PEOPLE[name].model_validate(file[name][int(place)])
        one = one.model_copy(update=_ALONE.get(name, {}))
        return self.bare.model_copy(update={name: (one,)}), there

    def _list(self, name: str) -> list[_Person]:
        home = self.base.tenancy if name == "service_charges" else self.base
        members = getattr(home, name)
        order = list(range(len(members)))
        if name == "children":  # the eldest first, as the columns have them
            born = [child.born_on(self.base.date) for child in members]
            order.sort(key=lambda at: (born[at], members[at].two_child_limit_exception))
        return [self._shaped(f"{name}[{place}]", name, order.index(place)) for place in range(len(members))]

    # --- Gathering ---

    def _adults(self, completions: Rows, count: int) -> Adults:
        columns = {}
        both = []
        for place, (who, person) in enumerate(zip(("claimant", "partner"), self.adults, strict=True)):
            rows = person.rows(completions, count)
            mine = {name: getattr(person.table, name)[place][rows] for name in Adults.names()}
            for fact, column, codes in self.single.get(who, ()):
                given = completions[fact.path] if fact.is_amount else codes[completions[fact.path]]
                if column == "pension_contribution":
                    given = _in_pay_period(given, fact, mine["pay_per"])
                mine[column] = np.where(mine[_PRESENT.get(column, "present")], given, mine[column])
            both.append(mine)
        for name in Adults.names():
            columns[name] = np.stack([mine[name] for mine in both])
        return Adults.build((2, count), **columns)

    def _patched(self, part: str, table: Any, completions: Rows) -> Any:
        """A table with the columns of which each completion has its own number."""
        changed = {
            column: completions[fact.path] if fact.is_amount else codes[completions[fact.path]]
            for fact, column, codes in self.single.get(part, ())
        }
        return table.replaced(**changed) if changed else table

    def _members(self, name: str, completions: Rows, count: int) -> Any:
        """One table of people or payments: those of a completion beside each other, in the order that it needs."""
        kind, parts = _LISTS[name], self.lists[name]
        if not parts:
            return kind.from_rows([])
        gathered, there = [], []
        for place, part in enumerate(parts):
            rows = part.rows(completions, count)
            table = self._patched(f"{name}[{place}]", part.table.rows(rows), completions)
            gathered.append(table)
            there.append(part.there[rows])
        keep = np.stack(there, axis=1).ravel()
        columns = {
            column: np.stack([getattr(table, column) for table in gathered], axis=1).ravel() for column in kind.names()
        }
        columns["household"] = np.repeat(np.arange(count), len(parts))
        if name == "non_dependants":
            columns["couple_with"] = _couples(self.base, count)
            columns["in_couple"] = np.tile([one.couple_with is not None for one in self.base.non_dependants], count)
        order = np.arange(len(keep))
        if name == "children":
            order = np.lexsort((columns["two_child_limit_exception"], columns["born"], columns["household"]))
        order = order[keep[order]]
        return kind.build(len(order), **{column: values[order] for column, values in columns.items()})


def _couples(case: Case, count: int) -> Ints:
    """The row of each non-dependant's partner, or the own row."""
    own = np.array([at if one.couple_with is None else one.couple_with for at, one in enumerate(case.non_dependants)])
    return (np.arange(count)[:, None] * len(own) + own).ravel()


def _in_pay_period(given: Ints, fact: Fact, pay_per: Ints) -> Ints:
    """A pension contribution for the period of the pay, to the nearest penny (contract, reading 4)."""
    return round_half_up(given * fact.payments_a_year, PAYMENTS_A_YEAR[pay_per])


def _part_of(path: str) -> tuple[str, str]:
    """The part of the case in which a fact lies, and its path within it: ``("children[0]", "sex")``."""
    if path.startswith("tenancy.service_charges["):
        part, _, tail = path.removeprefix("tenancy.").partition(".")
        return part, tail
    part, _, tail = path.partition(".")
    if part.partition("[")[0] in _COLUMNS:
        return part, tail
    return "household", path
