"""What is not modelled, gathered from the code: each scheme's module says it under "Not covered:", with the provision.

``python -m benefitcalc.not_modelled`` prints the catalogue that stands in ``docs/not-modelled.md``.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

MODULES = {
    "schemes.universal_credit": "Universal Credit",
    "schemes.home": "Bedrooms and Local Housing Allowance",
    "schemes.benefit_cap": "Benefit cap",
    "schemes.child_benefit": "Child Benefit",
    "schemes.net_pay": "Net pay from gross",
    "schemes.housing_benefit": "Housing Benefit",
    "schemes.pension_credit": "Pension Credit",
    "schemes.council_tax": "Council Tax Reduction",
    "circumstances": "Facts of other periods",
    "assessment.nations": "Nations",
}
"""The modules whose words are gathered, with a title for each, in the order of the catalogue."""


@dataclass(frozen=True, slots=True)
class NotModelled:
    """Something that is left out, and the provision it stands in."""

    scheme: str
    what: str


def not_modelled() -> Iterator[NotModelled]:
    """Everything that the modules say they do not cover."""
    for name, title in MODULES.items():
        document = importlib.import_module(f"benefitcalc.{name}").__doc__ or ""
        _, _, listed = document.partition("Not covered:")
        for item in re.findall(r"^- (.*(?:\n  .*)*)", listed, flags=re.MULTILINE):
            yield NotModelled(title, " ".join(item.split()))


def catalogue() -> str:
    """The catalogue as Markdown."""
    lines = [
        "# What is not modelled",
        "",
        "Gathered from the code by `python -m benefitcalc.not_modelled`; a test keeps the two alike. Where a household",
        "needs one of these, the result gives what the rest of the law says, and the officer has to add it.",
    ]
    scheme = ""
    for item in not_modelled():
        if item.scheme != scheme:
            scheme = item.scheme
            lines += ["", f"## {scheme}", ""]
        lines.append(f"- {item.what}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(catalogue(), end="")  # noqa: T201  this is a command
