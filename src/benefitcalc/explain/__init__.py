"""How a result was worked out, as data: each figure with its sum in words, the law, the rates, and why it was nil.

The renderers in :mod:`benefitcalc.explain.text` and :mod:`benefitcalc.explain.html` only lay this out; they do no sums.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from benefitcalc.law import Citation, citations
from benefitcalc.money import format_pounds
from benefitcalc.rates.values import Rate
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
    "benefitcalc.universal_credit": "Universal Credit",
    "benefitcalc.benefit_cap": "Benefit cap",
    "benefitcalc.pension_credit": "Pension Credit",
    "benefitcalc.applicable_amount": "Housing Benefit: the amount that a household is taken to need",
    "benefitcalc.housing_benefit_income": "Housing Benefit: income",
    "benefitcalc.housing_benefit": "Housing Benefit",
    "benefitcalc.council_tax_reduction": "Council Tax Reduction",
    "benefitcalc.assess": "Rent",
}
_SUFFIXES = ("_pm", "_pw", "_pa")
_PERIODS = {"week": "a week", "month": "a month", "year": "a year", None: ""}
_WHOSE = ("claimant", "partner")
_MONEY_WITHOUT_PERIOD = ("rent", "capital", "gross_pay", "net_pay", "taxable_pay", "net_profit", "service_charge")


@dataclass(frozen=True, slots=True)
class Input:
    """What went into a figure: an answer, or another line by its ``name``."""

    name: str
    label: str
    text: str
    line: str | None


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


def explanation(steps: Sequence[Step], *, partner: bool) -> Explanation:
    """The explanation of a batch of one household, from its trace."""
    made_by = {id(step.value): step for step in steps}
    lines = [(SECTIONS[step.rule.module], line) for step in steps for line in _lines(step, made_by, partner)]
    order = {title: place for place, (title, _) in enumerate(reversed(lines))}
    lines.sort(key=lambda part: -order[part[0]])
    return Explanation(
        tuple(
            Section(title, tuple(line for _, line in group))
            for title, group in groupby(lines, key=lambda part: part[0])
        )
    )


def plain_name(name: str) -> str:
    """The name of a rule or input without its period: ``earnings_deduction`` for ``earnings_deduction_pm``."""
    return name[:-3] if name.endswith(_SUFFIXES) else name


def _lines(step: Step, made_by: Mapping[int, Step], partner: bool) -> Iterator[Line]:
    rule = step.rule
    for place, value in enumerate(np.ravel(step.value).tolist()):
        label = rule.label
        if rule.each == "adult":
            if place and not partner:
                return
            label = f"{label} ({_WHOSE[place]})" if partner else label
        yield Line(
            name=plain_name(rule.name),
            label=label,
            value=int(value),
            unit=rule.unit,
            how=rule.sentence,
            law=rule.law,
            citations=citations(rule.law),
            inputs=tuple(_inputs(step, made_by, place if rule.each else 0)),
            rates=tuple(_rates(step.inputs.values())),
            nil_reason=_why_nil(step) if not value else None,
        )


def _why_nil(step: Step) -> str | None:
    nil = step.rule.nil
    return nil(step.inputs) if callable(nil) else nil


def _inputs(step: Step, made_by: Mapping[int, Step], place: int) -> Iterator[Input]:
    for name, value in step.inputs.items():
        if isinstance(value, Rate) or not isinstance(value, np.ndarray):
            continue
        maker = made_by.get(id(value))
        row = np.ravel(value)
        text = ", ".join(
            _input_text(name, part, maker) for part in (row[place : place + 1] if len(row) > place else row).tolist()
        )
        label = maker.rule.label if maker else plain_name(name).replace("_", " ").capitalize()
        yield Input(plain_name(name), label, text, plain_name(maker.rule.name) if maker else None)


def _input_text(name: str, value: Any, maker: Step | None) -> str:
    if maker is not None:
        return _text(int(value), maker.rule.unit)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if (
        name.endswith(_SUFFIXES)
        or name.startswith(_MONEY_WITHOUT_PERIOD)
        or name.endswith(("_entered", "_rent", "_threshold", "_limit"))
    ):
        period = {"_pm": " a month", "_pw": " a week", "_pa": " a year"}.get(name[-3:], "")
        return f"£{format_pounds(value)}{period}"
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


def _rates(values: Any) -> Iterator[RateUsed]:
    for value in values:
        if isinstance(value, Rate):
            yield RateUsed(
                key=value.key,
                label=value.label,
                text=value.text,
                start=value.start,
                source=value.source,
                confidence=value.confidence,
                note=value.note,
                overridden=value.overridden,
                projected=value.projected,
            )
