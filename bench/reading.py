"""``python -m bench.reading [--n N] [--json]``: how long a messy export of a rent roll takes to read and to reconcile.

The export is the made-up one of ``benefitcalc.portfolio.synthetic.messy``: a workbook of tenancies whose sheet is
formatted to its last row, and a CSV file of people. It is written in one process and read in another, so that the
memory is that of the reading.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benefitcalc.portfolio import RentRoll
from benefitcalc.portfolio.synthetic import synthetic_roll
from benefitcalc.portfolio.synthetic.messy import write_messy_export


def write(folder: Path, tenancies: int) -> None:
    """Write the export into the folder."""
    write_messy_export(folder, *synthetic_roll(tenancies, seed=3), seed=5)


def read(folder: Path) -> dict[str, Any]:
    """The seconds, the memory and the reconciliation of the export in that folder."""
    begin, cpu = time.perf_counter(), time.process_time()
    roll = RentRoll.read(folder / "tenancies.xlsx", folder / "people.csv", folder / "mapping.toml")
    total = roll.control_total()
    return {
        "seconds": time.perf_counter() - begin,
        "cpu_seconds": time.process_time() - cpu,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "tenancies": int(total.lines["came_in"].iloc[0]),
        "problems": len(roll.problems()),
        "sums": total.sums,
        "control_total": str(total),
    }


def apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """What the work gives in a new process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def main() -> None:
    """Write the export, read it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=120_000, help="how many tenancies")
    parser.add_argument("--json", action="store_true", help="print an object of all the figures on the last line")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        apart(write, Path(folder), given.n)
        figures = apart(read, Path(folder))
    print(figures.pop("control_total"))
    if given.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name}: {figure:,.1f}" if isinstance(figure, float) else f"{name}: {figure:,}")


if __name__ == "__main__":
    main()
