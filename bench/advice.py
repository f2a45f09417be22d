"""``python -m bench advice [CALLS] [--json]``: what advice on a call takes, in milliseconds of the processor.

The calls are made-up tenancies of a landlord's roll, each after none, one, two … answers to what to ask next: the range
and the next question as the page asks for them (``quick``) and as the library gives them; what was not asked; options;
and why an award is different, for errors that the oracle plants.
"""

from __future__ import annotations

import argparse
import copy
import json
import time
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from bench.questions import Call, asked_next, truths
from benefitcalc import Case
from benefitcalc.advice.options import options
from benefitcalc.advice.ranges import UNKNOWN, Partial, not_asked, work_out
from benefitcalc.advice.why_different import why_different
from tests.oracle.planted import planted


def partials(calls: int, seed: int) -> list[Partial]:
    """What is known of each call after each answer, until the range is narrow."""
    found = []
    for truth in truths(calls, seed):
        call = Call(truth)
        while True:
            found.append(Partial(copy.deepcopy(call.known), dict.fromkeys(call.unknown, UNKNOWN)))
            ranges = call.ranges()
            path = asked_next(ranges)
            if ranges.is_narrow or path is None:
                break
            call.answer(path)
    return found


def timed(name: str, work: Callable[[Any], Any], over: Iterable[Any]) -> dict[str, float]:
    """The median and the 95th of 100 of how long one takes."""
    took = []
    for one in over:
        began = time.process_time()
        work(one)
        took.append((time.process_time() - began) * 1000)
    took.sort()
    half, nearly_all = took[len(took) // 2], took[len(took) * 95 // 100]
    print(f"{name:<40} {half:7.1f} ms (median) {nearly_all:7.1f} ms (95 of 100), {len(took)} times")
    return {f"{name}_p50_ms": half, f"{name}_p95_ms": nearly_all}


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench advice", description=__doc__)
    parser.add_argument("calls", type=int, nargs="?", default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="end with a line of all figures as JSON")
    given = parser.parse_args(arguments)
    known = partials(given.calls, given.seed)
    rng = Random(given.seed)  # noqa: S311 - households, not secrets
    errors = [planted(rng) for _ in range(given.calls)]
    cases = [Case.model_validate(error.right) for error in errors]
    work_out(known[0])
    figures = timed("range_quick", lambda one: work_out(one, quick=True), known)
    figures |= timed("range", work_out, known)
    figures |= timed("not_asked", lambda pair: not_asked(*pair), [(one, work_out(one, quick=True)) for one in known])
    figures |= timed("options", options, cases)
    figures |= timed(
        "why_different",
        lambda pair: why_different(pair[1], **{pair[0].amount: pair[0].wrong_amount}),
        list(zip(errors, cases, strict=True)),
    )
    if given.json:
        print(json.dumps({name: round(value, 2) for name, value in figures.items()}))
