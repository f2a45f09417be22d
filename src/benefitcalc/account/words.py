"""Amounts as people read them."""

from __future__ import annotations

from benefitcalc.money import format_pounds


def in_pounds(pence: int) -> str:
    """``"£1,250.50"``, with a minus before it below nothing."""
    whole, _, rest = format_pounds(abs(pence)).partition(".")
    return f"{'−' if pence < 0 else ''}£{int(whole):,}.{rest}"
