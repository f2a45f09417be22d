"""Figures and codes as people read them."""

from __future__ import annotations

from typing import Any


def plain(code: Any) -> str:
    """A code in plain words: ``rent_per`` is Rent per."""
    return capital(str(code).replace("_", " ").strip())


def capital(words: str) -> str:
    """The words with a capital letter first."""
    return words[:1].upper() + words[1:]
