"""``python -m bench.reading [--n N] [--json]``: how long a messy export of a rent roll takes to read and to reconcile.

The export is the made-up one of ``benefitcalc.portfolio.synthetic.messy``: a workbook of tenancies whose sheet is
formatted to its last row, and a CSV file of people. Both are read in a process of their own, so that the memory is that
of the reading.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benefitcalc.portfolio import RentRoll
from benefitcalc.portfolio.synthetic import synthetic_roll
from benefitcalc.portfolio.synthetic.messy import write_messy_export


def read(folder: Path) -> dict[str, object]:
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


def main() -> None:
    """Write the export, read it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=120_000, help="how many tenancies")
    parser.add_argument("--json", action="store_true", help="print an object of all the figures on the last line")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.folder is not None:
        print(json.dumps(read(given.folder)))
        return
    with tempfile.TemporaryDirectory() as folder:
        write_messy_export(Path(folder), *synthetic_roll(given.n, seed=3), seed=5)
        command = [sys.executable, "-m", "bench.reading", "--folder", folder]
        run = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    figures = json.loads(run.stdout)
    print(figures.pop("control_total"))
    if given.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name}: {figure:,.1f}" if isinstance(figure, float) else f"{name}: {figure:,}")


if __name__ == "__main__":
    main()
