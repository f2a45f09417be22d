"""Calls to replay, worked by hand from the rates of 2026-27.

Single, 40, no pay, a home with a spare room, 100.00 a week: 100.00 × 52 ÷ 12 = 433.33; 14% of it 60.67; housing costs
433.33 − 60.67 = 372.66; with the standard allowance of 424.90 Universal Credit is 797.56. With four weeks in a month:
400.00 − 56.00 = 344.00, and 768.90. With the charge left out: 433.33 + 424.90 = 858.23.
"""

from __future__ import annotations

from typing import Any

from benefitcalc import Circumstances, assess
from benefitcalc.advice.call_file import CallFile
from benefitcalc.advice.figures import figures_of, figures_of_ranges
from benefitcalc.advice.ranges import Between, Partial, work_out

CASE: dict[str, Any] = {
    "date": "2026-06-01",
    "country": "england",
    "claimant": {"age": 40},
    "tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}},
}
RIGHT, FOUR_WEEKS, NO_CHARGE = "797.56", "768.90", "858.23"
LAST = "2027-05-31"


def known(case: dict[str, Any] | None = None, **more: Any) -> CallFile:
    return CallFile.of(figures_of(assess(case or CASE)), expires=LAST, **more)


def with_facts() -> CallFile:
    """The same call with facts of other periods beside the case."""
    facts = Circumstances.model_validate({"schema": "benefitcalc.circumstances/1"})
    return CallFile.of(figures_of(assess(CASE, facts)), expires=LAST, circumstances=facts)


def with_unknown_pay() -> CallFile:
    """Pay of 0.00 to 200.00 a month: with no work allowance 55% of it comes off, so 797.56 down to 687.56."""
    case = {**CASE, "claimant": {"age": 40, "employment": {"net": {"amount": "0.00", "per": "month"}}}}
    partial = Partial(case, {"claimant.employment.net.amount": Between("0.00", "200.00")})
    return CallFile.of(figures_of_ranges(partial, work_out(partial)), expires=LAST)
