"""``python -m bench.forecast [--tenancies 5000] [--months 12] [--draws 200] [--pinned] [--json]``: how long a forecast
takes.

The stock is made up, and what a landlord would not know is drawn. With ``--pinned`` the draws agree with the payments
that the roll knows; making such a stock is measured apart. The last line of ``--json`` is an object of all figures.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from typing import TypeVar

from benefitcalc import default_assumptions
from benefitcalc.portfolio import Priors, RentRoll
from benefitcalc.portfolio.synthetic import synthetic_roll

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and the seconds that it takes."""
    begin = time.perf_counter()
    found = work()
    return found, round(time.perf_counter() - begin, 2)


def main() -> None:
    """Make a stock, its forecast, the bridge and the tables, and say how long each takes."""
    parser = argparse.ArgumentParser(prog="python -m bench.forecast", description=__doc__)
    parser.add_argument("--tenancies", type=int, default=5_000, help="tenancies of the stock")
    parser.add_argument("--months", type=int, default=12, help="months of the forecast")
    parser.add_argument("--draws", type=int, default=200, help="draws of what is not known")
    parser.add_argument("--workers", type=int, help="processes (as many as pay where left out)")
    parser.add_argument("--pinned", action="store_true", help="draws agree with the payments that the roll knows")
    parser.add_argument("--json", action="store_true", help="end with a line of all figures as JSON")
    given = parser.parse_args()
    roll = RentRoll(*synthetic_roll(given.tenancies, seed=1))
    pin = None if given.pinned else ()
    stock, making = timed(lambda: roll.stock("2027-03-29", unknown=Priors.default(), draws=given.draws, pin=pin))
    made, forecast = timed(
        lambda: stock.forecast(
            given.months, rent="3.8%", pay="3.4%", project=default_assumptions(), workers=given.workers
        )
    )
    _, tables = timed(lambda: (made.months, made.by("patch", "scheme"), made.worst(200)))
    _, bridge = timed(made.bridge)
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    figures = {
        "tenancies": given.tenancies,
        "months": given.months,
        "draws": given.draws,
        "stock_s": making,
        "forecast_s": forecast,
        "tables_s": tables,
        "bridge_s": bridge,
        "peak_rss_mb": memory // 1024,
    }
    for name, figure in figures.items():
        print(f"{name:<12} {figure}")
    if given.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
