"""The words of each option, from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from benefitcalc.case import Country

_BEGINS = re.compile(r"(?:^|[.?!] )[a-z]")
Kind = Literal["claim", "fact", "change", "help", "check"]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of an option. Texts have the places of words in braces: the option's own, and the names of benefits
    that differ by nation.
    """

    code: str
    kind: Kind
    if_awarded: bool
    asks_everybody: bool
    law: str
    texts: Mapping[str, str]

    def title(self, country: Country, words: Mapping[str, str]) -> str:
        """The title, with a capital letter first."""
        text = self.text("title", country, words)
        return text[:1].upper() + text[1:]

    def text(self, which: str, country: Country, words: Mapping[str, str]) -> str:
        """``evidence``, ``ask`` or ``note``, with the words in their places and a capital letter at each beginning."""
        text = self.texts[which].format_map({**_names(country), **words})
        return text if which == "title" else _BEGINS.sub(lambda found: found[0].upper(), text)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def _names(country: Country) -> dict[str, str]:
    return {name: by_nation.get(country.value, by_nation["else"]) for name, by_nation in _file()["names"].items()}


@cache
def said(code: str) -> Said:
    """What is said of an option. Raises ``KeyError`` for a code that has no words."""
    one = _file()["option"][code]
    texts = {name: one.get(name, "") for name in ("title", "evidence", "ask", "note")}
    return Said(code, one["kind"], one.get("if_awarded", False), one.get("asks_everybody", False), one["law"], texts)


def codes() -> tuple[str, ...]:
    """The code of every option, in the order of the file."""
    return tuple(_file()["option"])
