"""``python -m bench [--json] [--profile [RULES]]``: how long an import, one case and 100,000 households take;
``python -m bench portfolio``: a rent roll of a million tenancies (:mod:`bench.portfolio`); ``python -m bench app``: the
call app in a browser (:mod:`bench.app`).

Households are random ones of the tests' oracle, tiled, so that every scheme and every odd fact is in them. The first
run of each measure is thrown away. The last line of ``--json`` is an object of all the figures. Each kind of work has
its memory measured in a process of its own. ``python -m bench intervals`` measures how often intervals hold the truth.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from random import Random
from typing import Any
from unittest import mock

import numpy as np

import benefitcalc
from benefitcalc import Case, assess, assess_columns, rules
from benefitcalc.assessment import batches
from benefitcalc.assessment.household import trace
from benefitcalc.columns import Batch, from_cases
from tests.oracle.random_cases import random_case

ONE_DAY = dt.date(2026, 6, 1)
DIFFERENT = 4_000
FORECAST = ("help_with_rent", "rent_to_pay", "left_after_rent", "benefit_cap_reduction_pw", "weeks_basis", "shortfall.")
"""The columns that a forecast of rental income asks for."""
TENANT = {
    "date": ONE_DAY.isoformat(),
    "claimant": {"age": 34, "employment": {"net": {"amount": "900.00", "per": "month"}, "hours_per_week": 20}},
    "children": [{"born": "2016-03-02", "sex": "female"}, {"born": "2019-08-20", "sex": "male"}],
    "tenancy": {"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "112.45", "per": "week"}},
}


def median_of(runs: int, work: Callable[[], Any]) -> float:
    """Seconds, the median of several runs after one that is thrown away."""
    work()
    taken = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def importing() -> float:
    """Seconds that ``import benefitcalc`` takes in a new process, without the interpreter's own start."""
    code = "import time; t = time.perf_counter(); import benefitcalc; print(time.perf_counter() - t)"

    def once() -> float:
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
        return float(run.stdout)

    once()
    return statistics.median(once() for _ in range(7))


def households(profile: str | None, on: dt.date | None) -> Batch:
    """Different random households, all on one day or on the days that they were made for."""
    rng = Random(1)  # noqa: S311 - households, not secrets
    cases = []
    while len(cases) < DIFFERENT:
        case = random_case(rng, profile)
        if on is not None:
            case["date"] = on.isoformat()
        try:
            cases.append(Case.model_validate(case))
        except benefitcalc.InvalidCase:
            continue  # on another day than its own a household may not be one: a child is born later, say
    return from_cases(cases)


def tiled(batch: Batch, rows: int) -> Batch:
    """That many rows, each household again and again, in a random order."""
    order = np.random.default_rng(2).permutation(np.arange(rows) % len(batch))
    return batch.take(order)


def say(what: str, how_much: str) -> None:
    """One line of the report."""
    print(f"{what:<58}{how_much:>20}")


def megabytes() -> float:
    """The most that this process has held; Linux counts it in KiB, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def columns(rows: int, workers: int) -> dict[str, float]:
    """Batches of households as columns: how many a second, by the name of the measure."""
    found = {}
    for profile in ("universal_credit", None):
        kind = "mixed" if profile is None else profile
        for on in (ONE_DAY, None):
            batch = tiled(households(profile, on), rows)
            when = "one_date" if on else "random_dates"
            for wanted, what in ((None, ""), (FORECAST, "_forecast_columns")):
                seconds = median_of(
                    5, lambda batch=batch, wanted=wanted: assess_columns(batch, workers=workers, only=wanted)
                )
                name = f"{kind}_{when}{what}_per_second"
                found[name] = rows / seconds
                say(f"{rows:,} households: {name}", f"{rows / seconds:,.0f}")
    return found


def dicts(rows: int) -> dict[str, float]:
    """Cases as people hold them, read, checked, assessed and given back, in a process of its own for its memory."""
    code = (
        "import time; from bench.__main__ import megabytes, written; from benefitcalc import assess_many; "
        f"given = written({rows}); held = megabytes(); begin = time.perf_counter(); results = assess_many(given); "
        "print(time.perf_counter() - begin, held, megabytes())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    seconds, before, after = map(float, run.stdout.split())
    say(f"{rows:,} case dicts, assess_many", f"{rows / seconds:,.0f} a second")
    say("  memory: the dicts, and the most in all", f"{before:,.0f}, {after:,.0f} MiB")
    return {"assess_many_dicts_per_second": rows / seconds, "assess_many_dicts_rss_mb": after}


def written(rows: int) -> list[dict[str, Any]]:
    """Random households as case files have them, each again and again."""
    rng = Random(1)  # noqa: S311 - households, not secrets
    made: list[dict[str, Any]] = []
    while len(made) < DIFFERENT:
        case = random_case(rng, None)
        try:
            Case.model_validate(case)
        except benefitcalc.InvalidCase:
            continue
        made.append(case)
    return [made[place % DIFFERENT] for place in range(rows)]


class OneThread:
    """Stands in for a pool of threads, which would not see the clock."""

    def __init__(self, *_: Any) -> None:
        pass

    def __enter__(self) -> OneThread:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    map = staticmethod(map)


class Clock(list):  # type: ignore[type-arg]
    """A trace that keeps no step, but the time since the one before, by the rule's name."""

    def __init__(self) -> None:
        super().__init__()
        self.spent: dict[str, float] = defaultdict(float)
        self.last = time.perf_counter()

    def append(self, step: rules.Step) -> None:
        """Note the time instead of the step."""
        self.tick(step.rule.name)

    def tick(self, what: str) -> None:
        """The time since the one before goes to that."""
        now = time.perf_counter()
        self.spent[what] += now - self.last
        self.last = now

    def around(self, function: Callable[..., Any], before: str, after: str) -> Callable[..., Any]:
        """The function, with the time before it and in it told apart."""

        def call(*given: Any) -> Any:
            self.tick(before)
            value = function(*given)
            self.tick(after)
            return value

        return call


def profile(rows: int, top: int) -> None:
    """Where one thread spends its time, between one rule's end and the next one's."""
    batch = tiled(households(None, ONE_DAY), rows)
    assess_columns(batch)
    clock = Clock()
    token = rules._trace.set(clock)  # noqa: SLF001 - the one place that times rules
    put = clock.around(batches._Results.put, "(after the last rule of a chunk)", "(results written)")  # noqa: SLF001
    take = clock.around(Batch.take, "(regimes and order of the batch)", "(rows of a chunk found)")
    with (
        mock.patch.object(batches, "ThreadPoolExecutor", OneThread),
        mock.patch.object(batches._Results, "put", put),  # noqa: SLF001
        mock.patch.object(Batch, "take", take),
    ):
        clock.last = time.perf_counter()
        assess_columns(batch)
    rules._trace.reset(token)  # noqa: SLF001
    total = sum(clock.spent.values())
    print(f"\nTime up to the end of each rule, {rows:,} mixed households on one date, one thread")
    for name, seconds in sorted(clock.spent.items(), key=lambda item: -item[1])[:top]:
        say(f"  {name}", f"{seconds * 1000:.1f} ms  {seconds / total:>5.1%}")


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] in (["advice"], ["app"], ["intervals"], ["portfolio"]):
        # They load pandas or a browser, which the import that is timed here must not.
        importlib.import_module(f"bench.{sys.argv[1]}").main(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="households in a batch")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="threads (one a processor)")
    parser.add_argument("--profile", type=int, nargs="?", const=10, help="show the rules that take most time")
    parser.add_argument("--json", action="store_true", help="end with a line of all figures as JSON")
    given = parser.parse_args()
    print(
        f"benefitcalc {benefitcalc.__version__}, Python {platform.python_version()}, numpy {np.__version__}, "
        f"{os.cpu_count()} processors"
    )
    figures = {"import_s": importing()}
    say("import benefitcalc", f"{figures['import_s']:.3f} s")
    case, text = Case.model_validate(TENANT), json.dumps(TENANT)
    for name, what, work in (
        ("one_case_read_ms", "read and checked from its JSON", lambda: Case.model_validate(json.loads(text))),
        ("one_case_ms", "assessed", lambda: assess(case)),
        ("one_case_traced_ms", "traced", lambda: trace(case)),
        ("one_case_explained_ms", "assessed and explained", lambda: assess(case).explanation),
    ):
        figures[name] = 1000 * median_of(200, work)
        say(f"one case, {what}", f"{figures[name]:.2f} ms")
    say("memory so far", f"{megabytes():,.0f} MiB")
    figures |= columns(given.rows, given.workers)
    figures["peak_rss_mb"] = megabytes()
    say("peak memory", f"{figures['peak_rss_mb']:,.0f} MiB")
    figures |= dicts(given.rows)
    if given.profile:
        profile(given.rows, given.profile)
    if given.json:
        print(json.dumps({name: round(value, 4) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
