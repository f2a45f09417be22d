"""The draws of a stock one after another, or shared by several processes: each runs alone."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Any, TypeAlias, TypeVar

from benefitcalc.portfolio.forecast.plan import Stock

T = TypeVar("T")
Progress: TypeAlias = bool | Callable[[int, int], None]
"""Whether a long run shows how far it is; or who is told how many draws are done, of how many."""
_WORTH_IT = 1_000_000
"""From so many months of tenancies on, a second process saves more time than it takes to start."""
_held: list[Stock] = []


def each_draw(
    work: Callable[[Stock, int], T], stock: Stock, *, months: int, workers: int | None, progress: Progress
) -> list[T]:
    """``work(stock, draw)`` of every draw, in their order.

    ``workers`` is the number of processes; left out, it is one for each processor where the run is long and the system
    can fork, and otherwise one.
    """
    processes = _processes(stock, months) if workers is None else workers
    draws = range(stock.draws)
    if processes <= 1 or len(draws) == 1:
        return [work(stock, draw) for draw in _shown(draws, progress, len(draws))]
    with ProcessPoolExecutor(
        min(processes, len(draws)), multiprocessing.get_context(_METHOD), initializer=_hold, initargs=(stock,)
    ) as pool:
        return list(_shown(pool.map(partial(_of_held, work), draws), progress, len(draws)))


_METHOD = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"


def threads() -> int | None:
    """How many threads the engine may use: one where several processes share the draws, otherwise what it takes."""
    return None if multiprocessing.parent_process() is None else 1


def _processes(stock: Stock, months: int) -> int:
    if _METHOD != "fork" or stock.draws * months * len(stock.labels) < _WORTH_IT:
        return 1
    return os.cpu_count() or 1


def _hold(stock: Stock) -> None:
    _held[:] = [stock]


def _of_held(work: Callable[[Stock, int], T], draw: int) -> T:
    return work(_held[0], draw)


def _shown(each: Iterable[Any], progress: Progress, total: int) -> Iterable[Any]:
    if callable(progress):
        return _told(each, progress, total)
    if not progress:
        return each
    from tqdm.auto import tqdm

    return tqdm(each, total=total, unit="draw")


def _told(each: Iterable[Any], tell: Callable[[int, int], None], total: int) -> Iterator[Any]:
    for done, one in enumerate(each):
        tell(done, total)
        yield one
