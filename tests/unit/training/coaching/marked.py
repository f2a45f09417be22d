"""Marked files to coach with: steps with their verdicts, written out."""

from __future__ import annotations

from typing import Any

from benefitcalc.training.coaching import MarkedFile


def step(name: str, verdict: str = "right", *misconceptions: str) -> dict[str, Any]:
    marks = 2 if verdict in {"right", "carried_forward"} else 0
    return {
        "step": name, "verdict": verdict, "marks": marks, "out_of": 2, "misconceptions": list(misconceptions),
    }  # fmt: skip


def file(*steps: dict[str, Any], topic: str = "universal_credit", **more: Any) -> MarkedFile:
    task = {"scenario": "one", "topic": topic, "steps": list(steps)}
    whole = {
        "expires": "2027-11-01", "date": "2026-11-10", "activity": "paper", "engine": "0.1.0", "topic": topic,
        "tasks": [task],
    }  # fmt: skip
    return MarkedFile.model_validate(whole | more)


FOUR_WEEKS = "four_weeks_in_a_month"
NO_ALLOWANCE = "no_work_allowance"


def team() -> list[MarkedFile]:
    """Three files of two officers and one without a code, over two months."""
    return [
        file(
            step("under_occupation_charge", "wrong", FOUR_WEEKS),
            step("award", "wrong", FOUR_WEEKS, NO_ALLOWANCE),
            step("earnings_deduction", "penny_off"),
            step("rent_to_pay", "missing"),
            officer="IO01", minutes=20, seed=202611, topic="universal_credit",
        ),
        file(step("award", "wrong", NO_ALLOWANCE), officer="IO02", date="2026-10-02", activity="replay"),
        file(*[step("award")] * 20, step("rent_to_pay", "wrong", FOUR_WEEKS)),
    ]  # fmt: skip
