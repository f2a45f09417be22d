"""Random households of whom random facts are hidden, and whether the range of the rest contains the truth.

``python -m tests.properties.hidden_facts [HOUSEHOLDS] [SEED]`` prints how often it does, and how wide the ranges are.
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

from benefitcalc import Case, InvalidCase
from benefitcalc.advice.ranges import UNKNOWN, Between, Partial, Ranges, Span, work_out
from benefitcalc.advice.ranges.facts import BLANK, Fact, pattern_of
from benefitcalc.advice.ranges.paths import opened
from benefitcalc.advice.ranges.search import AWARDS, WEEKLY
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


def hidden(case: Written, rng: Random) -> Partial | None:
    """The case with some facts hidden; None where the truth is no completion of any of them."""
    possible = list(places(case))
    chosen = rng.sample(possible, rng.randint(1, MOST_HIDDEN))
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
    if spec.kind == "whole" and at is None:
        return None
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


def tried(rng: Random, **options: Any) -> Tried | None:
    """One household and its range; None where it cannot be."""
    case = random_case(rng)
    try:
        Case.model_validate(case)
        truth = columns_of([case])
        partial = hidden(case, rng)
        if partial is None:
            return None
        ranges = work_out(partial, **options)
    except (InvalidCase, BenefitcalcError):
        return None
    figures = {name: truth[name] for name in WEEKLY} | {name: truth[path] for name, path in AWARDS.items()}
    spans: dict[str, Span] = {name: getattr(ranges, name) for name in WEEKLY} | dict(ranges.awards)
    outside = [
        name
        for name, figure in figures.items()
        if not spans[name].lowest <= Decimal(int(figure[0])) / 100 <= spans[name].highest
    ]
    return Tried(case, partial, ranges, tuple(outside))


def main(count: int = 1000, seed: int = 1) -> int:
    """Hide facts of so many households, and print how often the range contains the truth."""
    rng = Random(seed)  # noqa: S311 - households, not secrets
    found, outside, width, took = 0, 0, Decimal(0), []
    while found < count:
        began = time.perf_counter()
        one = tried(rng)
        if one is None:
            continue
        took.append(time.perf_counter() - began)
        found += 1
        width += one.ranges.rent_to_pay.width
        if one.outside:
            outside += 1
            print(one.outside, one.partial.unknown)  # noqa: T201
            print("   ", one.case)  # noqa: T201
    took.sort()
    print(  # noqa: T201
        f"{found} households, {found - outside} contained; mean width of the rent to pay £{width / found:.2f}; "
        f"{took[len(took) // 2] * 1000:.0f} ms each (median), {took[len(took) * 95 // 100] * 1000:.0f} ms (95 of 100)"
    )
    return 1 if outside else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
