"""Figures and codes as people read them."""

from __future__ import annotations

from typing import Any


def pounds(pence: Any) -> str:
    """Whole pence as pounds with commas: £1,234.56; a minus sign stands before the pound sign."""
    whole = int(pence)
    return f"{'−' if whole < 0 else ''}£{abs(whole) // 100:,}.{abs(whole) % 100:02d}"


def whole_pounds(pence: Any) -> str:
    """The same to the nearest pound, half up."""
    whole = int(pence)
    return f"{'−' if whole < 0 else ''}£{(abs(whole) + 50) // 100:,}"


def plain(code: Any) -> str:
    """A code in plain words: ``rent_per`` is Rent per."""
    return capital(str(code).replace("_", " ").strip())


def capital(words: str) -> str:
    """The words with a capital letter first."""
    return words[:1].upper() + words[1:]
