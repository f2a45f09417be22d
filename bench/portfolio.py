"""``python -m bench portfolio --n 1000000 [--json]``: a rent roll in memory, and from Parquet to Parquet.

The roll is made up (``benefitcalc.portfolio.synthetic``), with every scheme in it. It is made and written in a process
of its own, and so is each measure; memory is the most that all processes of a run hold together.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import psutil

from bench.__main__ import TENANT, median_of, say
from benefitcalc import Case, assess, assess_columns
from benefitcalc.portfolio.engine import Options, batch_of
from benefitcalc.portfolio.parquet import ROWS_TOGETHER, parts_of, tables_of, write_roll
from benefitcalc.portfolio.run import assess_parquet
from benefitcalc.portfolio.synthetic import synthetic_roll

ON = "2026-06-01"
DIFFERENT = 100_000
"""So many different households; a larger roll has them again and again."""


class Memory:
    """The most that this process and its children hold together, in MiB; looked at fifty times a second."""

    def __enter__(self) -> Memory:
        self.most = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        own = psutil.Process()
        while not self._over.wait(0.02):
            held = 0
            for process in (own, *own.children(recursive=True)):
                try:
                    held += process.memory_info().rss
                except psutil.Error:
                    continue  # it has ended
            self.most = max(self.most, held / 2**20)


def make(n: int, path: Path) -> None:
    """Write a roll of so many tenancies as a folder of Parquet files."""
    path.mkdir()
    homes, people = synthetic_roll(min(n, DIFFERENT), seed=1, on=ON)
    for number, first in enumerate(range(0, n, DIFFERENT)):
        count = min(DIFFERENT, n - first)
        some = homes.iloc[:count]
        theirs = people[people["tenancy_ref"].isin(some["tenancy_ref"])] if count < len(homes) else people
        mark = f"{number}-"
        write_roll(
            some.assign(tenancy_ref=mark + some["tenancy_ref"]),
            theirs.assign(tenancy_ref=mark + theirs["tenancy_ref"]),
            path / f"roll-{number:04}.parquet",
        )


def in_memory(n: int, path: Path) -> dict[str, float]:
    """Columns to columns, on every processor: all figures of every scheme, a row group after another."""
    batches = [batch_of(*tables_of(part.to_table()), ON) for part in parts_of(path)[:4]]
    done, spent = 0, 0.0
    for batch in batches:
        assess_columns(batch)
    before = processor_seconds()
    while done < n:
        for batch in batches:
            begin = time.perf_counter()
            assess_columns(batch)
            spent += time.perf_counter() - begin
            done += len(batch)
    used = (processor_seconds() - before) / done
    return {"tenancies_per_second": done / spent, "in_memory_processor_us_each": 1e6 * used}


def end_to_end(n: int, path: Path, out: Path, workers: int | None) -> dict[str, float]:
    """Parquet to Parquet, with every check, figure, code and warning."""
    before = processor_seconds()
    with Memory() as memory:
        begin = time.perf_counter()
        total = assess_parquet(path, out, ON, Options(), workers=workers, progress=False)
        seconds = time.perf_counter() - begin
    assert total.assessed == n  # noqa: S101 - a measure of another run would be no measure
    used = (processor_seconds() - before) / n
    return {
        "end_to_end_per_second": n / seconds,
        "end_to_end_s": seconds,
        "end_to_end_processor_us_each": 1e6 * used,
        "peak_rss_mb": memory.most,
    }


def processor_seconds() -> float:
    """What this process and its ended children have taken of the processors: on a busy machine it says more than the
    clock.
    """
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def one_case() -> dict[str, float]:
    """One case, assessed."""
    case = Case.model_validate(TENANT)
    return {"one_case_ms": 1000 * median_of(200, lambda: assess(case))}


def apart(work: Callable[..., Any], *given: Any) -> Any:
    """What the work gives in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench portfolio", description=__doc__)
    parser.add_argument("--n", type=int, default=1_000_000, help="tenancies in the roll")
    parser.add_argument("--workers", type=int, help="processes from Parquet to Parquet (one a processor)")
    parser.add_argument("--json", action="store_true", help="end with a line of all figures as JSON")
    given = parser.parse_args(arguments)
    print(f"{given.n:,} tenancies, {os.cpu_count()} processors, row groups of {ROWS_TOGETHER:,}")
    folder = Path(tempfile.mkdtemp(prefix="benefitcalc-bench-"))
    try:
        roll = folder / "roll"
        apart(make, given.n, roll)
        figures = apart(one_case) | apart(in_memory, given.n, roll)
        figures |= apart(end_to_end, given.n, roll, folder / "out", given.workers)
        figures["roll_mb"] = sum(file.stat().st_size for file in roll.iterdir()) / 2**20
        figures["results_mb"] = sum(file.stat().st_size for file in (folder / "out").iterdir()) / 2**20
    finally:
        shutil.rmtree(folder)
    for name, value in figures.items():
        say(name, f"{value:,.2f}")
    if given.json:
        print(json.dumps({name: round(value, 4) for name, value in figures.items()}))
