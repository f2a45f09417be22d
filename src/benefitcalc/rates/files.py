"""Where the files of rates are, and what they say, read without checks; :mod:`benefitcalc.rates.model` checks them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGED = Path(__file__).parent / "data"
_REPOSITORY = Path(__file__).parents[3] / "rates"
UPRATING = "uprating.toml"
_BEGINS = re.compile(r"from = (\d{4}-\d{2}-\d{2})")


@cache
def rates_folder() -> Path:
    """The folder with the rates: inside a wheel, or at the top of the repository for an editable install."""
    for folder in (_PACKAGED, _REPOSITORY):
        if (folder / "commencement.csv").is_file():
            return folder
    raise FileNotFoundError(f"no rates in {_PACKAGED} or {_REPOSITORY}")


def rates_files(folder: Path) -> list[Path]:
    """All files of rates, sorted by name. The file with the rules of uprating is not among them."""
    return sorted(path for path in folder.glob("*.toml") if path.name != UPRATING)


@cache
def checksum(folder: Path) -> str:
    """The SHA-256, in hexadecimal, of every file of rates in a folder with its name; examples are left out."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.*"), key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.suffix in {".toml", ".csv"} and not name.startswith("examples/"):
            # Line ends differ where a copy was checked out on Windows; the rates do not.
            text = path.read_bytes().replace(b"\r\n", b"\n")
            found.update(f"{name} {len(text)}\n".encode() + text)
    return found.hexdigest()


@cache
def read_text(path: Path) -> str:
    """The text of a file; each file is read once."""
    return path.read_text(encoding="utf-8")


def read_toml(path: Path) -> dict[str, Any]:
    """The whole file, parsed."""
    return tomllib.loads(read_text(path))


def first_words(path: Path) -> tuple[str, ...]:
    """The first words of the keys in a file (``uc``)."""
    return tuple(_head(path)["keys"])


def day_checked(path: Path) -> dt.date:
    """The day on which the values of a file were last compared with their sources."""
    day: dt.date = _head(path)["checked"]
    return day


def uprating_rule(path: Path) -> str:
    """The rule that says when the next values of a file are due."""
    return str(_head(path)["uprating"])


def days_named(path: Path) -> set[dt.date]:
    """Every day on which some value of a file begins. The file is not parsed, which would take twenty times as long."""
    return {dt.date.fromisoformat(text) for text in set(_BEGINS.findall(read_text(path)))}


@cache
def _head(path: Path) -> dict[str, Any]:
    """What a file says before its first table."""
    return tomllib.loads(read_text(path).partition("\n[")[0])
