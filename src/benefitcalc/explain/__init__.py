"""How a result was worked out, as data: each figure with its sum in words, the law, the rates, and why it was nil.

The renderers in :mod:`benefitcalc.explain.text` and :mod:`benefitcalc.explain.html` only lay this out; they do no sums.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np

from benefitcalc.case import Case, ServiceCharge
from benefitcalc.late_reclaim import DEDUCTIONS, ELEMENTS
from benefitcalc.law import Citation, citations
from benefitcalc.money import format_pounds
from benefitcalc.net_pay import Bands
from benefitcalc.rates import MoneyRate, Rate, ShareRate
from benefitcalc.rules import Step, Unit

__all__ = ["Explanation", "Input", "Line", "RateUsed", "Section", "explanation"]

SECTIONS = {
    "benefitcalc.child_benefit": "Child Benefit",
    "benefitcalc.net_pay": "Net pay",
    "benefitcalc.earnings": "Earnings",
    "benefitcalc.size_criteria": "Bedrooms",
    "benefitcalc.under_occupation": "Bedrooms",
    "benefitcalc.lha": "Local Housing Allowance",
    "benefitcalc.housing_costs": "Help with rent in Universal Credit",
    "benefitcalc.universal_credit_elements": "Universal Credit",
    "benefitcalc.transitional_protection": "Universal Credit",
    "benefitcalc.universal_credit_income": "Universal Credit",
    "benefitcalc.surplus_earnings": "Universal Credit",
    "benefitcalc.late_reclaim": "Universal Credit",
    "benefitcalc.universal_credit": "Universal Credit",
    "benefitcalc.pension_credit": "Pension Credit",
    "benefitcalc.applicable_amount": "Housing Benefit: what the household is taken to need",
    "benefitcalc.housing_benefit_childcare": "Housing Benefit: income",
    "benefitcalc.housing_benefit_earnings": "Housing Benefit: income",
    "benefitcalc.housing_benefit_income": "Housing Benefit: income",
    "benefitcalc.housing_benefit_rent": "Housing Benefit",
    "benefitcalc.standard_deductions": "Housing Benefit",
    "benefitcalc.housing_benefit_non_dependants": "Housing Benefit",
    "benefitcalc.housing_benefit": "Housing Benefit",
    "benefitcalc.benefit_cap": "Benefit cap",
    "benefitcalc.council_tax_reduction": "Council Tax Reduction",
    "benefitcalc.council_tax_working_age": "Council Tax Reduction by the council's own scheme",
    "benefitcalc.rent": "Rent",
}
_SUFFIXES = ("_pm", "_pw", "_pa")
_PERIODS = {"week": "a week", "month": "a month", "year": "a year", None: ""}
_WHOSE = ("claimant", "partner")
_PARTS = {"element": ELEMENTS, "deduction": DEDUCTIONS}
_KINDS = ("Pence", "Count", "Flag", "Hours")


@dataclass(frozen=True, slots=True)
class Input:
    """What went into a figure: an answer, or another line by its ``name``."""

    name: str
    label: str
    text: str
    line: str | None
    idle: bool
    """No, nothing, or the whole: it took no part in the figure, and a short account leaves it out."""


@dataclass(frozen=True, slots=True)
class RateUsed:
    """A rate that a figure used, with its start and source."""

    key: str
    label: str
    text: str
    start: dt.date
    source: str
    confidence: str
    note: str | None
    overridden: bool
    projected: bool

    @property
    def provenance(self) -> str:
        """The source, and what a reader must know besides: that the rate is not the law's, or rests on little."""
        marks = [mark for mark in ("overridden", "projected") if getattr(self, mark)]
        weak = [] if self.confidence == "high" else [f"{self.confidence} confidence"]
        return ", ".join([self.source, *marks, *weak])


@dataclass(frozen=True, slots=True)
class Line:
    """One figure. ``value`` is pence, or a count where ``unit`` is not money; ``nil_reason`` says why it is nothing."""

    name: str
    label: str
    value: int
    unit: Unit
    how: str
    law: str
    citations: tuple[Citation, ...]
    inputs: tuple[Input, ...]
    rates: tuple[RateUsed, ...]
    nil_reason: str | None

    @property
    def amount(self) -> str:
        """The figure as people read it: ``£424.90``, ``2 bedrooms``, ``14%``."""
        return _text(self.value, self.unit)

    @property
    def per(self) -> str:
        """``a week``, ``a month``, ``a year``, or nothing."""
        return _PERIODS[self.unit.per]

    @property
    def law_url(self) -> str:
        """Where the first provision can be read."""
        return self.citations[0].url


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every figure of a household, in the order in which the law works it out."""

    sections: tuple[Section, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order."""
        return tuple(line for section in self.sections for line in section.lines)

    def line(self, name: str) -> Line:
        """The first line of that name; KeyError names those that there are."""
        for line in self.lines:
            if line.name == name:
                return line
        raise KeyError(f"no line is named {name}; there are {', '.join(line.name for line in self.lines)}")

    @property
    def not_awarded(self) -> tuple[Line, ...]:
        """What was considered and came to nothing, each with the reason."""
        return tuple(line for line in self.lines if line.nil_reason is not None)

    def followed_by(self, other: Explanation) -> Explanation:
        """This one, with the sections of another behind its own."""
        return Explanation((*self.sections, *other.sections))

    def to_steps(self) -> list[dict[str, Any]]:
        """The ``steps`` of the result as the contract writes them."""
        return [
            {
                "name": line.name,
                "label": line.label,
                "amount": format_pounds(line.value) if line.unit.is_money else str(line.value),
                "per": line.unit.per,
                "law": line.law,
                "inputs": [part.name for part in line.inputs] + [rate.key for rate in line.rates],
                **({"nil": line.nil_reason} if line.nil_reason else {}),
            }
            for line in self.lines
        ]

    def __str__(self) -> str:
        from benefitcalc.explain.text import explanation_text

        return explanation_text(self)

    def _repr_html_(self) -> str:
        from benefitcalc.explain.html import explanation_html

        return explanation_html(self)


def explanation(steps: Sequence[Step], case: Case) -> Explanation:
    """The explanation of a batch of one household, from its trace."""
    made_by = {id(step.value): step for step in steps}
    found: dict[str, list[Line]] = {title: [] for title in SECTIONS.values()}
    for step in _without_repeats(steps):
        found[SECTIONS[step.rule.module]].extend(_lines(step, made_by, case))
    return Explanation(tuple(Section(title, tuple(lines)) for title, lines in found.items() if lines))


def _without_repeats(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps, but those that two schemes ask for alike (Council Tax Reduction asks as Housing Benefit does) once."""
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


def _why_nil(step: Step, place: int) -> str | None:
    """The reason, asked of the inputs of that person or payment alone where the rule has a row for each."""
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
        kind = rule.kinds.get(name, "").removesuffix(" | None")
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
        text = " and ".join(_text(part, unit) if unit else _answer(name, part, kind) for part in parts)
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
    if kind == "Hours":
        return f"{Decimal(value).scaleb(-2).normalize():f}"
    if kind == "Pence":
        return f"£{_thousands(value)}{ {'_pm': ' a month', '_pw': ' a week', '_pa': ' a year'}.get(name[-3:], '') }"
    return str(value)


def _text(value: int, unit: Unit) -> str:
    if unit.is_money:
        return f"£{_thousands(value)}"
    if unit is Unit.PERCENT:
        return f"{value}%"
    if unit is Unit.YES_NO:
        return "yes" if value else "no"
    noun = {Unit.BEDROOMS: ("bedroom", "bedrooms"), Unit.PEOPLE: ("person", "people")}[unit]
    return f"{value} {noun[value != 1]}"


def _thousands(pence: int) -> str:
    pounds, rest = format_pounds(pence).split(".")
    return f"{int(pounds):,}.{rest}"


def _is_value(rate: Rate, value: int, unit: Unit) -> bool:
    if unit is Unit.PERCENT:
        return isinstance(rate, ShareRate) and rate * 100 == value
    return isinstance(rate, MoneyRate) and unit.is_money and rate == value


def _rates(inputs: Iterable[Any], value: int, unit: Unit) -> Iterator[RateUsed]:
    """The rates that went in; where the figure is just one of them, that one alone."""
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
