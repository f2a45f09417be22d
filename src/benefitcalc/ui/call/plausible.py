"""Whether an answer is one that people usually give: a slip of the keyboard is asked about while it is typed.

``plausible.toml`` has what is usual, with its source. An answer outside it still counts; one far outside is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from benefitcalc.advice.ranges.facts import pattern_of
from benefitcalc.explain.words import money
from benefitcalc.periods import PAYMENTS_A_YEAR, Per
from benefitcalc.ui.call.schema import PERIODS, case_path

__all__ = ["beyond", "question_of"]

WORDS_OF_PERIOD = {option.value: option.label for option in PERIODS}


@cache
def _usual() -> Mapping[str, Mapping[str, Any]]:
    text = (files("benefitcalc.ui.call") / "plausible.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def question_of(path: str, value: Decimal, per: str | None) -> str:
    """A question about an answer that is not usual, or nothing. ``per`` is the period of an amount."""
    usual = _for(path)
    if usual is None:
        return ""
    low, high = (_for_period(Decimal(end), per) for end in usual["usual"])
    if low <= value <= high or (not value and not usual.get("ask_about_nothing", False)):
        return ""
    return f"usually {_told(low, per)} to {_told(high, per, last=True)}; is this right?"


def beyond(path: str, value: Decimal, per: str | None) -> str:
    """Why an answer is refused, or nothing."""
    usual = _for(path)
    if usual is None or "most" not in usual or value <= _for_period(Decimal(usual["most"]), per):
        return ""
    low, high = (_for_period(Decimal(end), per) for end in usual["usual"])
    return f"this cannot be right: usually {_told(low, per)} to {_told(high, per, last=True)}"


def _for(path: str) -> Mapping[str, Any] | None:
    pattern = pattern_of(case_path(path)).replace("adult.", "claimant.")
    found = _usual().get(pattern)
    return found if found is not None else _usual().get(path.rpartition(".")[2])


def _for_period(amount: Decimal, per: str | None) -> Decimal:
    """An amount a week for that period; a plain number as it is."""
    if per is None:
        return amount
    payments = int(PAYMENTS_A_YEAR[getattr(Per, per.upper())])
    return (amount * 52 / payments).quantize(Decimal("0.01"))


def _told(amount: Decimal, per: str | None, *, last: bool = False) -> str:
    if amount == amount.to_integral() and per is None and amount < 1000:
        return f"{amount.to_integral()}"
    return money(amount, WORDS_OF_PERIOD[per] if last and per else "")
