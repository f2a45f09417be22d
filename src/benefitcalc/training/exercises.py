"""The steps of a practice case: the figures that a learner enters, in the order in which one works them out.

The key to each is the engine's: a line of its explanation. A line is a step where the topic asks for it and it matters
in this household, which is where it is not nil, or where a learner could easily think that it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benefitcalc.assessment.household import assess
from benefitcalc.case import Case, Tenure
from benefitcalc.explain.data import Line
from benefitcalc.explain.explanation import Explanation
from benefitcalc.rules import Unit
from benefitcalc.training.own_law import OwnLaw, own_law
from benefitcalc.training.scenario import Scenario
from benefitcalc.training.working import RENT_TO_PAY, RENT_TO_PAY_A_MONTH, Working

_HOME = (
    "bedrooms_needed",
    "bedrooms_spare",
    "weekly_rent",
    "contractual_rent",
    "eligible_rent",
    "under_occupation_charge",
    "tenants_share",
    "local_housing_allowance",
    "rent_within_allowance",
    "housing_cost_contributions",
    "housing_costs_element",
    "non_dependant_deductions",
    "maximum_housing_benefit",
)
_ELEMENTS = (
    "standard_allowance",
    "child_element",
    "disabled_child_addition",
    "work_capability_element",
    "carer_element",
    "childcare_element",
    "transitional_element",
    "maximum_amount",
)
_INCOME = (
    "earned_income",
    "work_allowance",
    "earnings_deduction",
    "unearned_income",
    "tariff_income",
    "award_before_cap",
)
_CAP = ("benefit_cap_limit", "capped_income", "benefit_cap_reduction")
_AWARD = ("award",)
_PENSION_CREDIT = ("appropriate_minimum_guarantee", "pension_credit_income", "guarantee_credit", "savings_credit")
_HOUSING_BENEFIT = (
    "applicable_amount",
    "net_earnings",
    "other_income",
    "housing_benefit_tariff_income",
    "income",
    "taper_reduction",
    "housing_benefit_before_cap",
)
_CAP_A_WEEK = ("housing_benefit_cap_limit", "housing_benefit_capped_income", "housing_benefit_cap_reduction")
_END = ("housing_benefit", "help_with_rent", RENT_TO_PAY, RENT_TO_PAY_A_MONTH, "council_tax_reduction")
ORDER = (
    *_HOME,
    *_ELEMENTS,
    *_INCOME,
    *_CAP,
    *_AWARD,
    *_PENSION_CREDIT,
    *_HOUSING_BENEFIT,
    *_CAP_A_WEEK,
    *_END,
)
"""The lines that can be steps, in the order of work: the home first, then what else makes the award, what comes off
it, and the rent that is left to pay.
"""
_ONLY_WITH = {
    "work_allowance": ("earned_income",),
    "earnings_deduction": ("earned_income",),
    "taper_reduction": ("income",),
    "help_with_rent": ("housing_costs_element",),
    "award_before_cap": ("benefit_cap_reduction",),
    "housing_benefit_before_cap": ("housing_benefit_cap_reduction",),
    "benefit_cap_limit": ("benefit_cap_reduction",),
    "capped_income": ("benefit_cap_reduction",),
    "housing_benefit_cap_limit": ("housing_benefit_cap_reduction",),
    "housing_benefit_capped_income": ("housing_benefit_cap_reduction",),
}
"""Lines that are steps where one of those others is not nil, and only there, though they may be nil themselves."""
_ALWAYS = ("award", "housing_benefit", RENT_TO_PAY, RENT_TO_PAY_A_MONTH)
_OF_TOPIC: Mapping[str, tuple[str, ...]] = {
    "under_occupation": ("bedrooms_spare", "under_occupation_charge"),
    "benefit_cap": ("award_before_cap", "housing_benefit_before_cap", *_CAP, *_CAP_A_WEEK),
    "non_dependants": ("housing_cost_contributions", "non_dependant_deductions"),
    "children": ("child_element",),
    "earnings": ("earned_income", "work_allowance", "earnings_deduction"),
    "paydays": ("earned_income",),
    "childcare": ("childcare_element",),
    "health_and_caring": ("work_capability_element", "carer_element"),
    "savings": ("tariff_income", "unearned_income", "housing_benefit_tariff_income"),
    "council_tax": ("council_tax_reduction",),
}
"""What a topic asks for even where it is nil: that nothing comes off is then what is to be learned."""
_THROUGH_FLAGS = {
    "local_housing_allowance": ("bedrooms_needed",),
    "work_allowance": ("housing_costs_element",),
    RENT_TO_PAY: ("weekly_rent", "contractual_rent", "housing_benefit", "help_with_rent"),
    RENT_TO_PAY_A_MONTH: ("contractual_rent", "housing_costs_element", "award", RENT_TO_PAY),
}
"""Steps that go into another one otherwise than as an input of its rule."""
_LABELS = {
    RENT_TO_PAY: "Rent to pay",
    RENT_TO_PAY_A_MONTH: "Rent to pay, by the month",
    "pension_credit_income": "Income for Pension Credit",
    "income": "Income for Housing Benefit",
}
"""Labels of steps that have no line, or that another step shares with its line."""
_UNITS = {RENT_TO_PAY: Unit.PENCE_PW, RENT_TO_PAY_A_MONTH: Unit.PENCE_PM}
_RENT_TO_PAY = "It is the rent and every service charge of the home, less the help with the rent."
MARKS_FOR_MONEY, MARKS_FOR_A_COUNT = 2, 1


@dataclass(frozen=True, slots=True)
class Step:
    """A figure that a learner enters.

    ``answer`` is the key, in pence where the unit is money. ``inputs`` are the names of earlier steps that go into it.
    ``how`` says in a sentence how it is worked out, and ``law`` by which provisions.
    """

    name: str
    label: str
    unit: Unit
    answer: int
    inputs: tuple[str, ...]
    marks: int
    how: str
    law: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """A practice case with its steps."""

    scenario: Scenario
    steps: tuple[Step, ...]

    @property
    def out_of(self) -> int:
        """The marks that there are."""
        return sum(step.marks for step in self.steps)

    @property
    def key(self) -> dict[str, int]:
        """The right answers by the names of the steps."""
        return {step.name: step.answer for step in self.steps}

    def step(self, name: str) -> Step:
        """The step of that name. Raises ``KeyError`` with the names that there are."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(f"no step is named {name}; there are {', '.join(step.name for step in self.steps)}")


def exercise(scenario: Scenario) -> Exercise:
    """The steps of a practice case. Raises the errors of :func:`~benefitcalc.assessment.household.assess`."""
    explanation = assess(scenario.case).explanation
    key = Working(scenario.case).figures()
    lines = {line.name: line for line in reversed(explanation.lines)}
    names = [name for name in ORDER if name in key and _is_step(name, key, scenario)]
    goes_into = _Inputs(explanation, names)
    law = own_law(scenario.case)
    return Exercise(scenario, tuple(_step(name, lines.get(name), key[name], goes_into, law) for name in names))


def _is_step(name: str, key: Mapping[str, int], scenario: Scenario) -> bool:
    if name in _CAP_A_WEEK and key.get("award_before_cap"):  # the cap is on Universal Credit
        return False
    if name in _ALWAYS or name in _OF_TOPIC.get(scenario.topic, ()):
        return True
    of_household = _of_household(scenario.case, key)
    if name in of_household:
        return of_household[name]
    return any(key.get(other) for other in _ONLY_WITH.get(name, (name,)))


def _of_household(case: Case, key: Mapping[str, int]) -> dict[str, bool]:
    """The lines of which the household decides whether they are steps, even where they are nil."""
    home = case.tenancy
    allowance, spare = bool(key.get("local_housing_allowance")), bool(key.get("bedrooms_spare"))
    return {
        "bedrooms_needed": home.bedrooms is not None or allowance,
        "bedrooms_spare": spare and home.tenure is not Tenure.PRIVATE_RENT,
        "under_occupation_charge": spare and home.tenure is not Tenure.PRIVATE_RENT,
        "tenants_share": home.share_of_rent != 1,
        "rent_within_allowance": allowance,
        "housing_cost_contributions": bool(case.non_dependants),
        "non_dependant_deductions": bool(case.non_dependants),
        "applicable_amount": not key.get("passported"),
    }


class _Inputs:
    """Which steps go into a line, through lines that are no steps."""

    def __init__(self, explanation: Explanation, names: list[str]) -> None:
        self.steps = names
        self.of_lines = {
            line.name: {part.name for part in line.inputs} | {part.line for part in line.inputs if part.line}
            for line in explanation.lines
        }

    def __getitem__(self, name: str) -> tuple[str, ...]:
        before = self.steps[: self.steps.index(name)]
        found = {*self._steps_in(name, frozenset()), *_THROUGH_FLAGS.get(name, ())}
        return tuple(step for step in before if step in found)

    def _steps_in(self, name: str, seen: frozenset[str]) -> Iterator[str]:
        for part in (self.of_lines.get(name, set()) | set(_THROUGH_FLAGS.get(name, ()))) - seen:
            if part in self.steps:
                yield part
            else:
                yield from self._steps_in(part, seen | {name, part})


def _step(name: str, line: Line | None, answer: int, goes_into: _Inputs, law: OwnLaw) -> Step:
    unit = _UNITS[name] if line is None else line.unit
    return Step(
        name=name,
        label=_LABELS[name] if name in _LABELS or line is None else line.label,
        unit=unit,
        answer=answer,
        inputs=goes_into[name],
        marks=MARKS_FOR_MONEY if unit.is_money else MARKS_FOR_A_COUNT,
        how=_RENT_TO_PAY if line is None else line.how,
        law=law.weeks_and_months if line is None else law.first(line.law),
    )
