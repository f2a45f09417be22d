"""The key to an exercise step by step: the engine's figures, each with its sum, what goes into it, and its rates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from benefitcalc.assessment.household import assess
from benefitcalc.explain.data import Line, amount_text
from benefitcalc.rules import Unit
from benefitcalc.training.exercises import Exercise, Step
from benefitcalc.training.paper_parts import KeyStep
from benefitcalc.training.sums import behind, sum_of
from benefitcalc.training.working import RENT_TO_PAY

_LEAST_AWARD = "least_award"
"""What Housing Benefit is only held against; it goes into no sum."""


def key_steps(set_: Exercise) -> tuple[KeyStep, ...]:
    """The steps of an exercise, each with its sum: for papers, for practice and for feedback."""
    return tuple(_key_steps(set_))


def _key_steps(set_: Exercise) -> Iterator[KeyStep]:
    lines = {line.name: line for line in reversed(assess(set_.scenario.case).explanation.lines)}
    shown = [step.name for step in set_.steps]
    for number, step in enumerate(set_.steps, 1):
        line = lines.get(step.name)
        before = behind(step.name, lines, shown)
        shown += [one.name for one in before]
        sum_ = _sum(step, set_, line)
        yield KeyStep(number, step, tuple(_worked(before)), sum_, tuple(_rates(line, sum_)))


def _worked(lines: Iterable[Line]) -> Iterator[str]:
    """Each line that says more than the figure that it hands on."""
    for line in lines:
        sum_ = sum_of(line)
        if line.name != _LEAST_AWARD and (sum_ or line.rates or line.unit is Unit.BEDROOMS):
            yield f"{line.label}: {f'{sum_} = ' if sum_ else ''}{line.amount} {line.per}".rstrip()


def _sum(step: Step, set_: Exercise, line: Line | None) -> str:
    """The sum with its result, or why it comes to nothing."""
    if line is not None and line.nil_reason:
        return f"Nothing: {line.nil_reason}"
    found = sum_of(line) if line is not None else _rent_left(step, set_.key)
    if found and step.name == "taper_reduction" and "applicable_amount" in set_.key:
        found = _excess_and_taper(found, step, set_.key)
    return f"{found} = {amount_text(step.answer, step.unit)}" if found else ""


def _excess_and_taper(sum_: str, step: Step, key: Mapping[str, int]) -> str:
    """The excess of income with its own result, and then the taper, which is on the excess alone."""
    less, percent = sum_.removeprefix("(").split(") × ")
    excess = amount_text(key["income"] - key["applicable_amount"], step.unit)
    return f"{less} = {excess} of income above the applicable amount; {excess} × {percent}"


def _rent_left(step: Step, key: Mapping[str, int]) -> str | None:
    """The rent less the help, for a period in which the explanation has no line for it."""
    if not step.answer:
        return None
    if step.name == RENT_TO_PAY and {"weekly_rent", "housing_benefit"} <= key.keys():
        rent, help_ = key["weekly_rent"], key["housing_benefit"]
    elif {"contractual_rent", "housing_costs_element", "award"} <= key.keys():
        rent, help_ = key["contractual_rent"], min(key["housing_costs_element"], key["award"])
    else:
        return f"{amount_text(key[RENT_TO_PAY], step.unit)} × 52 ÷ 12"
    return f"{amount_text(rent, step.unit)} − {amount_text(help_, step.unit)}" if rent - help_ == step.answer else None


def _rates(line: Line | None, sum_: str) -> Iterator[str]:
    """The rates of the sum; where there is no sum, all that went into the figure."""
    for rate in line.rates if line is not None and line.value else ():
        if not sum_ or rate.text.split(" ")[0] in sum_:
            yield f"{rate.label}: {rate.text}"
