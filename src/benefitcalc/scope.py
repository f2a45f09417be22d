"""What is not modelled, gathered from the code: each scheme's module says it under "Not covered:", with the provision.

``python -m benefitcalc.scope`` prints the catalogue that stands in ``docs/not-modelled.md``.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

MODULES = {
    "universal_credit": "Universal Credit",
    "universal_credit_elements": "Universal Credit",
    "universal_credit_income": "Universal Credit",
    "transitional_protection": "Universal Credit",
    "earnings": "Earned income in Universal Credit",
    "housing_costs": "Help with rent in Universal Credit",
    "size_criteria": "Bedrooms",
    "lha": "Local Housing Allowance",
    "benefit_cap": "Benefit cap",
    "child_benefit": "Child Benefit",
    "net_pay": "Net pay from gross",
    "housing_benefit": "Housing Benefit",
    "housing_benefit_rent": "Housing Benefit",
    "standard_deductions": "Fuel and meals in the rent, in Housing Benefit",
    "housing_benefit_earnings": "Income in Housing Benefit",
    "housing_benefit_childcare": "Income in Housing Benefit",
    "housing_benefit_income": "Income in Housing Benefit",
    "applicable_amount": "Applicable amount in Housing Benefit",
    "pension_credit": "Pension Credit",
    "council_tax_reduction": "Council Tax Reduction",
    "circumstances": "Facts of other periods",
    "nations": "Nations",
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
        "Gathered from the code by `python -m benefitcalc.scope`; a test keeps the two alike. Where a household needs",
        "one of these, the result gives what the rest of the law says, and the officer has to add it.",
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
