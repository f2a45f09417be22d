"""Amounts and numbers as people and programs write them."""

from __future__ import annotations

import re
from typing import NamedTuple

MOST_PENCE = 999_999_999
"""The largest amount that a case file holds."""
_USUAL = re.compile(r"([0-9]{1,7})(?:\.([0-9]{1,2}))?")
_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.([0-9]*))?")
_SMALL = re.compile(r"([0-9](?:\.[0-9]+)?)e-([0-9]{1,3})")
_MARKS = {"dr": 1, "debit": 1, "cr": -1, "credit": -1}
_CURRENCY = re.compile(r"^([-+(]*)\s*(?:£|gbp|\ufffd|Â£)\s*", re.IGNORECASE)


class ReadNumber(NamedTuple):
    """A whole number of hundredths or ones, or what is wrong with it. ``notes`` say how it was written. ``marked`` is
    true where DR or CR said its sign.
    """

    value: int | None
    code: str = ""
    notes: tuple[str, ...] = ()
    marked: bool = False


def read_pence(text: str) -> ReadNumber:
    """Whole pence from ``£1,234.50``, ``12.00-``, ``(12.00)``, ``12.00 CR``: half a penny and more is rounded up."""
    if usual := _USUAL.fullmatch(text):  # most amounts, and several times as fast
        return ReadNumber(int(usual[1]) * 100 + int((usual[2] or "").ljust(2, "0")))
    return _read(text, decimals=2, wrong="not_an_amount", most=MOST_PENCE)


def read_hundredths(text: str) -> ReadNumber:
    """Hundredths from ``37.5``."""
    return _read(text, decimals=2, wrong="not_a_number", most=MOST_PENCE)


def read_whole(text: str) -> ReadNumber:
    """A whole number from ``3`` or ``3.0``."""
    read = _read(text, decimals=2, wrong="not_a_number", most=MOST_PENCE)
    if read.value is None:
        return read
    ones, rest = divmod(abs(read.value), 100)
    if rest or "rounded" in read.notes:
        return ReadNumber(None, "not_a_number")
    return ReadNumber(ones if read.value >= 0 else -ones, notes=read.notes)


def _read(text: str, *, decimals: int, wrong: str, most: int) -> ReadNumber:
    plain, notes, sign, marked = _unsigned(text)
    small = _SMALL.fullmatch(plain)  # what is left of a sum that a spreadsheet worked out to nearly nothing
    if small:
        plain = "0." + "0" * (int(small[2]) - 1) + small[1].replace(".", "")
    read = _AMOUNT.fullmatch(plain)
    if read is None or not (read[1] or read[2]):
        return ReadNumber(None, wrong)
    whole, part = read[1] or "0", read[2] or ""
    if "," in whole:
        notes.append("thousands")
    value = int(whole.replace(",", "") + part[:decimals].ljust(decimals, "0"))
    rest = part[decimals:].rstrip("0")
    if rest:
        value += rest[0] >= "5"
        notes.append("rounded")
    if value > most:
        return ReadNumber(None, "too_large")
    return ReadNumber(sign * value, notes=tuple(notes), marked=marked)


def _unsigned(text: str) -> tuple[str, list[str], int, bool]:
    """The digits of an amount, how it was written, its sign, and whether DR or CR said the sign."""
    plain, notes, sign, marked = text.strip().replace("\u00a0", "").replace("\u2212", "-"), [], 1, False
    for mark, meant in _MARKS.items():
        if plain.lower().endswith(mark) and not plain[: -len(mark)].strip()[-1:].isalpha():
            plain, sign, marked = plain[: -len(mark)].strip(), meant, True
            notes.append("debit_credit")
            break
    if _CURRENCY.match(plain):
        plain = _CURRENCY.sub(r"\1", plain)
        notes.append("currency_sign")
    if plain.startswith("(") and plain.endswith(")"):
        plain, sign = plain[1:-1].strip(), -sign
        notes.append("brackets")
    elif plain.endswith("-"):
        plain, sign = plain[:-1].strip(), -sign
        notes.append("trailing_minus")
    elif plain.startswith("-"):
        plain, sign = plain[1:].strip(), -sign
    elif plain.startswith("+"):
        plain = plain[1:].strip()
    if _CURRENCY.match(plain):
        plain = _CURRENCY.sub("", plain)
        notes.append("currency_sign")
    return plain, notes, sign, marked
