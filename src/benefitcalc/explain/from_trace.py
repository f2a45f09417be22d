"""The explanation of one household, made from the trace of its rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np

from benefitcalc.case import Case, ServiceCharge
from benefitcalc.explain.data import Input, Line, RateUsed, Section, amount_text, thousands
from benefitcalc.explain.explanation import Explanation
from benefitcalc.law import citations
from benefitcalc.periods import from_day_number
from benefitcalc.rates import MoneyRate, Rate, ShareRate
from benefitcalc.rules import Step, Unit
from benefitcalc.schemes.net_pay import Bands
from benefitcalc.schemes.universal_credit.elements import ELEMENTS
from benefitcalc.schemes.universal_credit.late_reclaim import DEDUCTIONS

SECTIONS = {
    "schemes.child_benefit": "Child Benefit",
    "schemes.net_pay": "Net pay",
    "schemes.universal_credit.earnings": "Earnings",
    "schemes.home": "Bedrooms",
    "schemes.home.local_housing_allowance": "Local Housing Allowance",
    "schemes.universal_credit.housing_costs": "Help with rent in Universal Credit",
    "schemes.universal_credit": "Universal Credit",
    "schemes.pension_credit": "Pension Credit",
    "schemes.housing_benefit.applicable_amount": "Housing Benefit: what the law says the household needs",
    "schemes.housing_benefit.childcare": "Housing Benefit: income",
    "schemes.housing_benefit.earnings": "Housing Benefit: income",
    "schemes.housing_benefit.income": "Housing Benefit: income",
    "schemes.housing_benefit": "Housing Benefit",
    "schemes.benefit_cap": "Benefit cap",
    "schemes.universal_credit.benefit_cap": "Benefit cap",
    "schemes.housing_benefit.benefit_cap": "Benefit cap",
    "schemes.council_tax": "Council Tax Reduction",
    "schemes.council_tax.local_scheme": "Council Tax Reduction by the council's own scheme",
    "assessment.shortfall": "Rent",
    "assessment.left_after_rent": "Rent",
}
"""The title for the rules of each package or module, in the order of the explanation. The longest name that fits a
module decides.
"""
_SUFFIXES = ("_pm", "_pw", "_pa")
_WHOSE = ("claimant", "partner")
_PARTS = {"element": ELEMENTS, "deduction": DEDUCTIONS}
_KINDS = ("Pence", "Count", "Flag", "Hours", "DayNumber")


def explanation(steps: Sequence[Step], case: Case) -> Explanation:
    """The explanation of a batch of one household, from its trace."""
    made_by = {id(step.value): step for step in steps}
    found: dict[str, list[Line]] = {title: [] for title in SECTIONS.values()}
    for step in _without_repeats(steps):
        found[section_of(step.rule.module)].extend(_lines(step, made_by, case))
    return Explanation(tuple(Section(title, tuple(lines)) for title, lines in found.items() if lines))


@cache
def section_of(module: str) -> str:
    """The title for the rules of ``module`` (``benefitcalc.schemes.home.size_criteria``)."""
    parts = module.split(".")[1:]
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next(SECTIONS[name] for name in names if name in SECTIONS)


def _without_repeats(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps without repeats: where two schemes ask for the same steps, as Council Tax Reduction and Housing Benefit
    do, they stay once.
    """
    told: dict[str, list[Any]] = {}
    for step in steps:
        values = told.setdefault(step.rule.name, [])
        if not any(np.array_equal(step.value, value) for value in values):
            values.append(step.value)
            yield step


@cache
def plain_name(name: str) -> str:
    """The name of a rule or input without its period: ``earnings_deduction`` for ``earnings_deduction_pm``."""
    return name[:-3] if name.endswith(_SUFFIXES) else name


def _lines(step: Step, made_by: Mapping[int, Step], case: Case) -> Iterator[Line]:
    rule, partner = step.rule, case.partner is not None
    for place, value in enumerate(np.ravel(step.value).tolist()):
        label = rule.label
        if rule.each == "adult":
            if place and not partner:
                return
            label = f"{label} ({_WHOSE[place]})" if partner else label
        if rule.each == "service charge":
            label = _service_charge(label, case.tenancy.service_charges[place])
        if rule.each == "income":
            label = f"{label}: {case.incomes[place].kind.replace('_', ' ')}"
        if rule.unit is Unit.PAYDAYS and value:
            label = f"{label}: {_days(step, place)}"
        if rule.each in _PARTS:
            if not value:  # what is nil of a whole period has said why
                continue
            label = f"{label}: {_PARTS[rule.each][place].replace('_', ' ')}"
        yield Line(
            name=plain_name(rule.name),
            label=label,
            value=int(value),
            unit=rule.unit,
            how=rule.sentence,
            law=rule.law,
            citations=citations(rule.law),
            inputs=tuple(_inputs(step, made_by, place, partner)),
            rates=tuple(_rates(step.inputs.values(), int(value), rule.unit)),
            nil_reason=_why_nil(step, place) if not value else None,
        )


def _service_charge(label: str, charge: ServiceCharge) -> str:
    named = f"{label}: {charge.label}" if charge.label else label
    return named if charge.eligible else f"{named} (help never covers it)"


def _days(step: Step, place: int) -> str:
    """Every payday of that adult."""
    first, last, apart = (
        int(np.ravel(step.inputs[name])[place]) for name in ("first_payday", "last_payday", "days_apart")
    )
    return ", ".join(f"{from_day_number(day):%-d %B %Y}" for day in range(first, last + 1, apart))


def _why_nil(step: Step, place: int) -> str | None:
    """The reason why the figure is nothing. Where the rule has a row for each person or payment, only the inputs of
    that one are looked at.
    """
    nil, inputs = step.rule.nil, step.inputs
    if not callable(nil):
        return nil
    if step.rule.each is not None:
        inputs = {name: _at(value, place) for name, value in inputs.items()}
    return nil(inputs)


def _at(value: Any, place: int) -> Any:
    return np.ravel(value)[place : place + 1] if isinstance(value, np.ndarray) and value.size > 1 else value


def _inputs(step: Step, made_by: Mapping[int, Step], place: int, partner: bool) -> Iterator[Input]:
    rule = step.rule
    for name, value in step.inputs.items():
        kind = rule.kind_of(name).removesuffix(" | None")
        if value is None or kind not in _KINDS or isinstance(value, Rate):
            continue
        maker = made_by.get(id(value))
        maker = None if maker is step else maker
        unit = maker.rule.unit if maker else None
        parts = np.ravel(value).tolist()
        if rule.each is not None:
            parts = parts[place : place + 1] if len(parts) > 1 else parts
        elif maker and maker.rule.each == "adult" and not partner:
            parts = parts[:1]
        text = " and ".join(amount_text(part, unit) if unit else _answer(name, part, kind) for part in parts)
        label = maker.rule.label if maker else _in_words(plain_name(name))
        idle = not any(parts) or (name.startswith("share_") and parts == [1])
        yield Input(plain_name(name), label, text, plain_name(maker.rule.name) if maker else None, idle)


@cache
def _in_words(name: str) -> str:
    words = name.replace("_", " ").capitalize()
    for proper in ("Greater London", "April", "Universal Credit", "Child Benefit"):
        words = words.replace(proper.lower(), proper)
    return words


def _answer(name: str, value: Any, kind: str) -> str:
    if kind == "Flag":
        return "yes" if value else "no"
    if kind == "DayNumber":
        return f"{from_day_number(value):%-d %B %Y}"
    if kind == "Hours":
        return f"{Decimal(value).scaleb(-2).normalize():f}"
    if kind == "Pence":
        return f"£{thousands(value)}{ {'_pm': ' a month', '_pw': ' a week', '_pa': ' a year'}.get(name[-3:], '') }"
    return str(value)


def _is_value(rate: Rate, value: int, unit: Unit) -> bool:
    if unit is Unit.PERCENT:
        return isinstance(rate, ShareRate) and rate * 100 == value
    return isinstance(rate, MoneyRate) and unit.is_money and rate == value


def _rates(inputs: Iterable[Any], value: int, unit: Unit) -> Iterator[RateUsed]:
    """The rates among the inputs; where the figure is just one of these rates, that rate alone."""
    rates = [part for given in inputs for part in (given.rates if isinstance(given, Bands) else (given,))]
    rates = [rate for rate in rates if isinstance(rate, Rate)]
    exactly = [rate for rate in rates if _is_value(rate, value, unit)]
    for rate in exactly if len(exactly) == 1 else rates:
        yield RateUsed(
            key=rate.key,
            label=rate.label,
            text=rate.text,
            start=rate.start,
            source=rate.source,
            confidence=rate.confidence,
            note=rate.note,
            overridden=rate.overridden,
            projected=rate.projected,
        )
