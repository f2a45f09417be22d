"""The figures that a call gives: of one household whose facts are known, or from lowest to highest where some are not.

The note, the tenant's page and the call file all speak of these figures, and so agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from benefitcalc.account.days import in_words
from benefitcalc.advice.audit import Audit, audit_of, audit_of_facts, without_labels
from benefitcalc.advice.ranges import Between, Partial, Ranges
from benefitcalc.advice.ranges.result import Span
from benefitcalc.assessment.blocks import ResultWarning, Shortfall
from benefitcalc.assessment.household import assess, assess_many
from benefitcalc.assessment.result import Assessment
from benefitcalc.explain.words import AFTER_RENT, AWARDS, money
from benefitcalc.money import pounds
from benefitcalc.rates import RateBook

PER = {
    **dict.fromkeys(AFTER_RENT, "week"),
    "universal_credit": "month",
    "housing_benefit": "week",
    "pension_credit": "week",
    "child_benefit": "week",
}
"""The period of each figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in pounds for its period; the two ends are one where all facts are known."""

    name: str
    label: str
    lowest: Decimal
    highest: Decimal
    per: str

    def __str__(self) -> str:
        if self.lowest == self.highest:
            return f"{money(self.lowest)} a {self.per}"
        return f"{money(self.lowest)} to {money(self.highest)} a {self.per}"

    @property
    def monthly(self) -> str:
        """A weekly figure by the month: × 52 ÷ 12, to the nearest penny."""
        ends = [pounds(_by_the_month(int(end * 100))) for end in (self.lowest, self.highest)]
        return str(Figure(self.name, self.label, ends[0], ends[1], "month"))


@dataclass(frozen=True)
class Figures:
    """The figures of a call, and the facts that they rest on.

    ``case`` is written as a case file; what it says at a path of ``unknown`` does not count. ``awards`` are those that
    apply. ``shortfall`` and ``warnings`` are empty where facts are not known. ``rates`` is the year of the rates.
    """

    date: dt.date
    case: Mapping[str, Any]
    rent_to_pay: Figure
    help_with_rent: Figure
    left_after_rent: Figure
    awards: tuple[Figure, ...]
    shortfall: tuple[Shortfall, ...]
    warnings: tuple[ResultWarning, ...]
    audit: Audit
    projected: bool
    unknown: Mapping[str, Between | None] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    """What is not known, in words."""
    cap_takes: tuple[Decimal, Decimal] = (Decimal("0.00"), Decimal("0.00"))
    """What the benefit cap takes a week, from the rent or the rest, at the least and at the most. Where facts are not
    known it is that of the answers at the ends of the other figures; answers between them may have more or less.
    """

    @property
    def all(self) -> Iterator[Figure]:
        """Every figure, the rent to pay first."""
        yield from (self.rent_to_pay, self.help_with_rent, self.left_after_rent, *self.awards)

    @property
    def what_the_cap_takes(self) -> str:
        """Such as ``the benefit cap takes £185.90 a week``; empty where it takes nothing."""
        least, most = self.cap_takes
        if not most:
            return ""
        if not least:
            return f"the benefit cap may take up to about {money(most)} a week"
        if self.unknown:
            span = money(least) if least == most else f"{money(least)} to {money(most)}"
            return f"the benefit cap takes about {span} a week"
        return f"the benefit cap takes {money(most)} a week"

    @property
    def sentence(self) -> str:
        """What kind of figures they are."""
        known = "from the facts given" if not self.unknown else "lowest to highest, as some facts are not known"
        projected = ", projected" if self.projected else ""
        return f"{in_words(self.date)}, {self.audit.rates} rates{projected}, {known}. An estimate, not a decision."


def figures_of(what: Assessment) -> Figures:
    """The figures of an assessment."""
    awards = {name: getattr(what, name) for name in AWARDS if name in PER}
    amounts = {name: getattr(one, "award", one) for name, one in awards.items() if one is not None}
    return Figures(
        date=what.case.date,
        case=what.case.to_dict(),
        rent_to_pay=_figure("rent_to_pay", what.rent_to_pay, what.rent_to_pay),
        help_with_rent=_figure("help_with_rent", what.help_with_rent, what.help_with_rent),
        left_after_rent=_figure("left_after_rent", what.left_after_rent, what.left_after_rent),
        awards=tuple(_figure(name, one, one) for name, one in amounts.items() if one or name != "child_benefit"),
        shortfall=what.shortfall,
        warnings=what.warnings,
        audit=audit_of(what),
        projected=what.projected,
        cap_takes=(_cap_takes(what), _cap_takes(what)),
    )


def _cap_takes(what: Assessment) -> Decimal:
    uc, hb = what.universal_credit, what.housing_benefit
    by_month = Decimal(0) if uc is None else pounds(_by_the_week(int(uc.benefit_cap_reduction * 100)))
    return by_month + (Decimal(0) if hb is None else hb.benefit_cap_reduction)


def figures_of_ranges(partial: Partial, ranges: Ranges, *, book: RateBook | None = None) -> Figures:
    """The figures of a case of which some facts are not known, and what :func:`~benefitcalc.advice.ranges.work_out`
    gave for it.
    """
    one = assess(ranges.rent_to_pay.lowest_case, book=book)
    spans = {name: span for name, span in ranges.awards.items() if span.highest}
    facts = {path: answer if isinstance(answer, Between) else None for path, answer in partial.unknown.items()}
    said = {path: "unknown" if each is None else [str(each.low), str(each.high)] for path, each in facts.items()}
    return Figures(
        date=one.case.date,
        case=partial.case,
        rent_to_pay=_of_span("rent_to_pay", ranges.rent_to_pay),
        help_with_rent=_of_span("help_with_rent", ranges.help_with_rent),
        left_after_rent=_of_span("left_after_rent", ranges.left_after_rent),
        awards=tuple(_of_span(name, spans[name]) for name in AWARDS if name in spans),
        shortfall=(),
        warnings=(),
        audit=audit_of_facts([without_labels(partial.case), said], one),
        projected=one.projected,
        unknown=facts,
        labels=tuple(question.label for question in ranges.questions),
        cap_takes=_cap_takes_at_ends(ranges, book),
    )


def _cap_takes_at_ends(ranges: Ranges, book: RateBook | None) -> tuple[Decimal, Decimal]:
    spans = (ranges.rent_to_pay, ranges.help_with_rent, ranges.left_after_rent, *ranges.awards.values())
    ends = [case for span in spans for case in (span.lowest_case, span.highest_case)]
    taken = [_cap_takes(one) for one in assess_many(ends, book=book)]
    return min(taken), max(taken)


def _of_span(name: str, span: Span) -> Figure:
    return _figure(name, span.lowest, span.highest)


def _figure(name: str, lowest: Decimal, highest: Decimal) -> Figure:
    label = AFTER_RENT[name].full if name in AFTER_RENT else AWARDS[name]
    return Figure(name, label, lowest, highest, PER[name])


def _by_the_week(pence: int) -> int:
    return (2 * pence * 12 + 52) // 104


def _by_the_month(pence: int) -> int:
    whole = (2 * abs(pence) * 52 + 12) // 24
    return whole if pence >= 0 else -whole
