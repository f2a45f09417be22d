"""``python -m tests.oracle [CASES] [SEED] [PROFILE]``: random households through the package and the oracle.

Where they differ, the kinds of difference are shown, the most frequent first, each with its shortest household.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, is_dataclass
from random import Random

from benefitcalc import Assessment, Case, assess_many

from . import common, household
from .compare import BLOCKS, PLAIN, differences
from .random_cases import random_case

PROFILES = ("universal_credit", "housing_benefit", "pension_age")
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A household that the two read differently: by path, what the oracle expects and what the package gives."""

    case: common.Case
    differences: dict[str, tuple[object, object]]


def random_cases(count: int, seed: int, profile: str | None = None) -> list[common.Case]:
    """The same households for the same seed."""
    rng = Random(seed)  # noqa: S311 - households, not secrets
    return [_with_more(random_case(rng, profile), rng) for _ in range(count)]


def _with_more(case: common.Case, rng: Random) -> common.Case:
    """Facts beside what the maker gives: council tax of half of those with a pensioner, and saved protections."""
    people = household.members(case).values()
    if any(household.over_pension_age(case, person) for person in people) and rng.random() < 0.5:
        liability = f"{rng.randint(60_000, 400_000) / 100:.2f}"
        case["council_tax"] = {"annual_liability": liability, "scheme": "pension_age_england"}
    for protection in ("family_premium_protection", "pension_age_before_april_2021"):
        if rng.random() < 0.1:
            case["housing_benefit"] = {**(case.get("housing_benefit") or {}), protection: True}
    return case


def disagreements(cases: list[common.Case]) -> list[Disagreement]:
    """The households where oracle and package differ, the shortest first."""
    results = assess_many([Case.model_validate(case) for case in cases])
    pairs = (
        (case, differences(household.assess(case), plain(result))) for case, result in zip(cases, results, strict=True)
    )
    found = [Disagreement(case, different) for case, different in pairs if different]
    return sorted(found, key=lambda one: len(json.dumps(one.case)))


def plain(result: Assessment) -> common.Case:
    """The result as JSON has it, without its steps: working those out takes longer than the result."""
    blocks = {name: getattr(result, name) for name in (*BLOCKS, *PLAIN)}
    return json.loads(json.dumps(blocks, default=lambda part: asdict(part) if is_dataclass(part) else f"{part:.2f}"))


def _batch(job: tuple[int, int, str | None]) -> list[Disagreement]:
    return disagreements(random_cases(*job))


def _jobs(count: int, seed: int, profile: str | None) -> Iterator[tuple[int, int, str | None]]:
    for number, first in enumerate(range(0, count, BATCH)):
        yield min(BATCH, count - first), seed * 1_000_003 + number, profile


def report(found: Iterable[Disagreement], kinds: int) -> str:
    """The kinds of difference, the most frequent first, each with its shortest household."""
    by_fields: dict[tuple[str, ...], list[Disagreement]] = defaultdict(list)
    for one in found:
        by_fields[tuple(one.differences)].append(one)
    lines = []
    for fields, ones in sorted(by_fields.items(), key=lambda kind: -len(kind[1]))[:kinds]:
        shortest = min(ones, key=lambda one: len(json.dumps(one.case)))
        lines.append(f"\n{len(ones)} differ in {', '.join(fields)}")
        lines += [f"    {path}: expected {want}, got {got}" for path, (want, got) in shortest.differences.items()]
        lines.append("    " + json.dumps({key: value for key, value in shortest.case.items() if value}))
    return "\n".join(lines)


def main() -> None:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("cases", type=int, nargs="?", default=20_000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("profile", choices=PROFILES, nargs="?")
    parser.add_argument("--kinds", type=int, default=20, help="how many kinds of difference to show")
    given = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        found = [one for batch in pool.map(_batch, _jobs(given.cases, given.seed, given.profile)) for one in batch]
    print(report(found, given.kinds))  # noqa: T201
    print(f"\n{given.cases} households, {len(found)} differ")  # noqa: T201
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
