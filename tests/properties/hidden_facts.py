"""Random households of whom random facts are hidden, and whether the range of the rest contains the truth.

``python -m tests.properties.hidden_facts [HOUSEHOLDS] [SEED] [HIDDEN] [AT_ONCE]`` prints how often it does, and how
wide the ranges are. Few completions at once make that facts are taken together, by what the law says of them.
"""

from __future__ import annotations

import copy
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from benefitcalc import InvalidCase
from benefitcalc.advice.ranges import UNKNOWN, Between, Partial, Ranges, Span, work_out
from benefitcalc.advice.ranges.facts import BLANK, Fact, pattern_of
from benefitcalc.advice.ranges.paths import opened
from benefitcalc.advice.ranges.search import AWARDS, WEEKLY
from benefitcalc.advice.ranges.work import AT_ONCE
from benefitcalc.errors import BenefitcalcError
from tests.oracle.random_cases import random_case
from tests.properties.households import columns_of

Written = dict[str, Any]
MOST_HIDDEN = 6
ADULT = [pattern.partition(".")[2] for pattern in BLANK if pattern.startswith("adult.")]
PARTS = ("employment", "self_employment")


def places(case: Written) -> Iterator[str]:
    """Every path of the case that may be hidden."""
    for who in ("claimant", "partner"):
        if (person := case.get(who)) is None:
            continue
        for name in ADULT:
            part, _, _ = name.partition(".")
            if part not in PARTS or name in PARTS or (person.get(part) and _has(person, name)):
                yield f"{who}.{name}"
    if case.get("partner"):
        yield "partner"
    for group in ("children", "non_dependants", "incomes"):
        for place, _ in enumerate(case.get(group, ())):
            for pattern in BLANK:
                if pattern.startswith(f"{group}[]"):
                    yield pattern.replace("[]", f"[{place}]")
    for place, _ in enumerate(case["tenancy"].get("service_charges", ())):
        yield f"tenancy.service_charges[{place}].amount"
        yield f"tenancy.service_charges[{place}].eligible"
    yield from (pattern for pattern in BLANK if "[]" not in pattern and not pattern.startswith(("adult.", "partner")))


def _has(person: Written, name: str) -> bool:
    """Pay is hidden as the case has it: net or gross."""
    part, _, rest = name.partition(".")
    first = rest.partition(".")[0]
    if first in {"net", "gross"}:
        return person[part].get(first) is not None
    return first != "pension_contribution" or person[part].get("gross") is not None


def hidden(case: Written, rng: Random, most: int = MOST_HIDDEN) -> Partial | None:
    """The case with some facts hidden; None where the truth is no completion of any of them."""
    possible = list(places(case))
    chosen = rng.sample(possible, min(rng.randint(1, most), len(possible)))
    unknown: dict[str, Any] = {}
    known = copy.deepcopy(case)
    for path in chosen:
        if any(path.startswith(f"{other}.") or other.startswith(f"{path}.") for other in unknown):
            continue
        answer = _answer(case, path, rng)
        if answer is not None:
            unknown[path] = answer
    return Partial(known, unknown) if unknown else None


def _answer(case: Written, path: str, rng: Random) -> Any:
    """Not known at all, or a range about the truth; None where the bounds leave the truth out."""
    spec = BLANK[pattern_of(path)]
    if spec.kind not in {"money", "hours", "whole"}:
        return _unknown_or_none(case, path)
    at = opened(case, path)
    truth = Decimal(str(at if at is not None else 0))
    if at is None and spec.pattern == "tenancy.local_housing_allowance.amount":
        return None  # a rental area stands for it
    if at is None and (spec.kind == "whole" or spec.pattern == "non_dependants[].gross_income.amount"):
        return UNKNOWN if spec.kind == "money" else None  # not shown is no amount
    if rng.random() < 0.5 and _within(case, path, truth):
        return UNKNOWN
    if spec.kind == "whole":
        return Between(max(int(truth) - rng.randrange(2), int(spec.low)), int(truth) + rng.randrange(3))
    return Between(
        max(Decimal(0), round(truth * rng.randrange(50, 101) / 100, 2)),
        round(truth * rng.randrange(100, 151) / 100 + rng.randrange(20), 2)
        if spec.kind == "money"
        else truth + rng.randrange(10),
    )


def _unknown_or_none(case: Written, path: str) -> Any:
    """Parts that have more than their bounds say stay known."""
    if pattern_of(path) == "partner":
        person = case["partner"]
        return None if set(person) - {"age", "born", "employment"} or not _within_bounds(case, path) else UNKNOWN
    return UNKNOWN if _within_bounds(case, path) else None


def _within(case: Written, path: str, truth: Decimal) -> bool:
    fact = _fact(case, path)
    if not fact.is_amount:
        return Decimal(str(fact.values[0])) <= truth <= Decimal(str(fact.values[-1]))
    return fact.values[0] <= int(truth * 100) <= fact.values[-1]


def _within_bounds(case: Written, path: str) -> bool:
    """Whether the facts that the path opens lie within their bounds too."""
    facts = Partial(case, {path: UNKNOWN}).facts()
    return all(
        _within(case, fact.path, Decimal(str(opened(case, fact.path) or 0)))
        for fact in facts
        if fact.spec.kind in {"money", "hours", "whole"}
    )


def _fact(case: Written, path: str) -> Fact:
    return next(fact for fact in Partial(case, {path: UNKNOWN}).facts() if fact.path == path)


@dataclass(frozen=True)
class Tried:
    case: Written
    partial: Partial
    ranges: Ranges
    outside: tuple[str, ...]
    """The figures of which the range does not contain the truth."""


def tried(rng: Random, most: int = MOST_HIDDEN, **options: Any) -> Tried | None:
    """One household and its range; None where it cannot be."""
    case = random_case(rng)
    try:
        truth = columns_of([case])
    except BenefitcalcError:  # no such household, or a rate that nobody knows
        return None
    partial = hidden(case, rng, most)
    if partial is None:
        return None
    try:
        ranges = work_out(partial, **options)
    except InvalidCase:
        return None
    sure = [name for name in WEEKLY if not ranges.guessed or name != "left_after_rent"]
    figures = {name: truth[name] for name in sure}
    if not ranges.guessed:
        figures |= {name: truth[path] for name, path in AWARDS.items()}
    spans: dict[str, Span] = {name: getattr(ranges, name) for name in WEEKLY} | dict(ranges.awards)
    outside = [
        name
        for name, figure in figures.items()
        if not spans[name].lowest <= Decimal(int(figure[0])) / 100 <= spans[name].highest
    ]
    return Tried(case, partial, ranges, tuple(outside))


def main(count: int = 1000, seed: int = 1, most: int = MOST_HIDDEN, at_once: int = AT_ONCE) -> int:
    """Hide facts of so many households, and print how often the range contains the truth."""
    rng = Random(seed)  # noqa: S311 - households, not secrets
    found, outside, together, width, took = 0, 0, 0, Decimal(0), []
    while found < count:
        began = time.process_time()
        one = tried(rng, most, at_most=at_once)
        if one is None:
            continue
        took.append(time.process_time() - began)
        found += 1
        together += bool(one.ranges.by_direction)
        width += one.ranges.rent_to_pay.width
        if one.outside:
            outside += 1
            print(one.outside, one.partial.unknown)  # noqa: T201
            print("   ", one.case)  # noqa: T201
    took.sort()
    print(  # noqa: T201
        f"{found} households, {found - outside} contained, {together} with facts together; "
        f"mean width of the rent to pay £{width / found:.2f}; "
        f"{took[len(took) // 2] * 1000:.0f} ms each (median), {took[len(took) * 95 // 100] * 1000:.0f} ms (95 of 100)"
    )
    return 1 if outside else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
