"""A practice case: a household, what a caller says of it, and what is to be learned from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from benefitcalc.case import Case

Difficulty: TypeAlias = Literal[1, 2, 3]
TOPICS = {
    "universal_credit": "Universal Credit: elements and income",
    "under_occupation": "Bedrooms and the bedroom charge",
    "benefit_cap": "The benefit cap",
    "non_dependants": "Other adults in the home",
    "children": "Children and the two-child limit",
    "earnings": "Earnings, work allowance and taper",
    "paydays": "Paydays in an assessment period",
    "childcare": "Childcare costs",
    "health_and_caring": "Health and caring elements",
    "savings": "Savings and other income",
    "private_rent": "Private rent and the Local Housing Allowance",
    "housing_benefit": "Housing Benefit: deductions, income and taper",
    "pension_age": "Pension age: Housing Benefit and Pension Credit",
    "supported_housing": "Supported and temporary housing",
    "transitional": "Transitional elements",
    "rent_charges": "Rent by weeks and months, charges and shares",
    "nations": "Scotland, Wales and Northern Ireland",
    "council_tax": "Council Tax Reduction",
    "escalation": "Escalation and protocol",
    "rates": "What changed in April",
}
"""What a scenario can be about, by code, in words."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an invented dialogue."""

    speaker: Literal["Caller", "Officer"]
    words: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A household and what is to be learned from it.

    ``law`` are the provisions to read, as :func:`benefitcalc.law.citations` reads them. ``advise`` are the codes of the
    right advice, ``distractors`` those of advice that is wrong here.
    """

    code: str
    title: str
    topic: str
    difficulty: Difficulty
    case: Case
    dialogue: tuple[Said, ...] = ()
    teaching_point: str = ""
    law: tuple[str, ...] = ()
    advise: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.topic not in TOPICS:
            raise ValueError(f"{self.code}: no topic is named {self.topic}; there are {', '.join(TOPICS)}")
