"""What a household can afford: a short income and expenditure, and whether it could afford another home.

The income side is the engine's: what is left after the rent (``Assessment.left_after_rent``) and the rent. The spending
and the landlord's guidelines are those of :mod:`benefitcalc.advice.budget`.

Spending above a guideline is asked about, never refused. An estimate, not a decision: a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from benefitcalc.advice.budget import Budget, Guidelines, Heading, budget_of, headings
from benefitcalc.assessment.household import assess_many, trace
from benefitcalc.assessment.result import Assessment
from benefitcalc.case import Case, Rent
from benefitcalc.case.parts import payments_a_year
from benefitcalc.explain.words import AWARDS
from benefitcalc.money import in_pounds, pounds
from benefitcalc.periods import Day, day_number
from benefitcalc.rates import RateBook
from benefitcalc.schemes.housing_benefit.rent import weeks_in_the_rent_year

# --- Income and expenditure ------------------------------------------------------------------------------------------


class Amount(NamedTuple):
    """An amount by the week and by the month (a year ÷ 52 and ÷ 12, each to the nearest penny)."""

    weekly: Decimal
    monthly: Decimal

    def __str__(self) -> str:
        return f"{in_pounds(int(self.weekly * 100))} a week ({in_pounds(int(self.monthly * 100))} a month)"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One kind of money coming in, after tax and before the rent."""

    code: str
    label: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Spending:
    """What is spent under one heading, the guideline for it, and what to ask where it is above."""

    code: str
    label: str
    amount: Amount
    guideline: Amount | None = None
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Affordability:
    """A short income and expenditure. Each column adds up: the lines of ``incoming`` are ``income``; ``income`` −
    ``rent`` = ``left_after_rent``; and less ``spent`` it is ``left``, which may be below zero.

    ``income`` is all money coming in after tax, help with the rent too. The lines that rounding moved most take the
    pennies that it left over, so that an award of a whole penny stays as it is.
    ``rent`` is the whole rent with every service charge, spread over the year. ``rent_share`` is the percentage of the
    income that the rent takes, and ``rent_to_pay_share`` the percentage of the other income that the rent to pay takes;
    None where there is no such income. ``not_asked`` are the headings nobody gave, ``notes`` what the reader must know.
    """

    incoming: tuple[Incoming, ...]
    income: Amount
    rent: Amount
    left_after_rent: Amount
    spending: tuple[Spending, ...]
    spent: Amount
    left: Amount
    rent_share: Decimal | None
    rent_to_pay_share: Decimal | None
    not_asked: tuple[Heading, ...]
    notes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What is left, in a sentence."""
        if self.left.weekly < 0:
            short = Amount(-self.left.weekly, -self.left.monthly)
            return f"The spending is {short} more than the money that is left after the rent."
        return f"{self.left} is left after the rent and the spending."


def affordability(
    assessment: Assessment,
    spending: Budget | Mapping[str, Any] | None = None,
    *,
    guidelines: Guidelines | None = None,
) -> Affordability:
    """The income and expenditure of a household, from its assessment and what it spends by heading.

    Raises ``InvalidCase`` with every problem of the spending, such as ``budget.spending.food.amount``.
    """
    budget, case = budget_of(spending), assessment.case
    coming = _coming_in_a_year(assessment)
    rent_pa = whole_rent_a_year(assessment)
    left_after_rent = _amount(sum(coming.values(), Fraction(0)) - rent_pa)
    rent = _amount(rent_pa)
    income = _sum((left_after_rent, rent))
    lines = tuple(_lines(budget, case, guidelines))
    spent = _sum(line.amount for line in lines)
    own_income = _pence(income.weekly) - _pence(assessment.help_with_rent)
    notes = [] if guidelines is None or guidelines.on(case.date) else [f"{guidelines.title} is not for {case.date}."]
    if budget.spending.keys() != headings().keys():
        notes.append("Headings that nobody asked about count as nothing.")
    return Affordability(
        incoming=tuple(_incoming(coming, income)),
        income=income,
        rent=rent,
        left_after_rent=left_after_rent,
        spending=lines,
        spent=spent,
        left=Amount(left_after_rent.weekly - spent.weekly, left_after_rent.monthly - spent.monthly),
        rent_share=_percent(rent_pa, 52 * _pence(income.weekly)),
        rent_to_pay_share=_percent(Fraction(_pence(assessment.rent_to_pay)), own_income),
        not_asked=tuple(heading for code, heading in headings().items() if code not in budget.spending),
        notes=tuple(notes),
    )


def between(ends: Sequence[Affordability], name: str) -> str:
    """An amount of one income and expenditure, such as ``left``; of two, from its lowest to its highest."""
    low, high = min(getattr(one, name) for one in ends), max(getattr(one, name) for one in ends)
    if low == high:
        return str(low)
    of_week, of_month = ([in_pounds(_pence(amount)) for amount in pair] for pair in zip(low, high, strict=True))
    return f"{' to '.join(of_week)} a week ({' to '.join(of_month)} a month)"


INCOMING = {
    "net_pay_pa": ("pay", "Pay after tax, and profit", 1),
    "award_pm": ("universal_credit", AWARDS["universal_credit"], 12),
    "housing_benefit_pa": ("housing_benefit", AWARDS["housing_benefit"], 1),
    "pension_credit_pw": ("pension_credit", AWARDS["pension_credit"], 52),
    "child_benefit_worked_out_pw": ("child_benefit", AWARDS["child_benefit"], 52),
    "disability_benefits_pw": ("disability_benefits", "Disability benefits", 52),
    "other_income_pa": ("other_income", "Other income", 1),
}
"""What comes in, by the input of the rule ``left_after_rent_pw``: its code, its label, and how often a year."""


def _coming_in_a_year(assessment: Assessment) -> dict[str, Fraction]:
    """What comes in in a year, in pence by code, as the engine adds it up in ``left_after_rent_pw``."""
    steps = trace(assessment.case, assessment.circumstances, book=assessment.book)
    given = next(step.inputs for step in steps if step.rule.name == "left_after_rent_pw")
    found = {code: Fraction(int(given[name][0]) * times) for name, (code, _, times) in INCOMING.items()}
    # The rule has the parts of a penny of Housing Benefit and of the rent in one number.
    parts = Fraction(int(given["parts_more"][0]), int(given["parts_of_a_penny"][0]))
    found["housing_benefit"] += parts + whole_rent_a_year(assessment) - int(given["whole_rent_pa"][0])
    return found


def _incoming(coming: Mapping[str, Fraction], income: Amount) -> Iterator[Incoming]:
    labels = {code: label for code, label, _ in INCOMING.values()}
    some = {code: a_year for code, a_year in coming.items() if a_year}
    weekly = _adding_up({code: a_year / 52 for code, a_year in some.items()}, _pence(income.weekly))
    monthly = _adding_up({code: a_year / 12 for code, a_year in some.items()}, _pence(income.monthly))
    for code in some:
        yield Incoming(code, labels[code], Amount(pounds(weekly[code]), pounds(monthly[code])))


def _adding_up(exact: Mapping[str, Fraction], total: int) -> dict[str, int]:
    """The amounts in whole pence, which add up to ``total``: those that rounding moved most are moved back."""
    whole = {code: _rounded(amount) for code, amount in exact.items()}
    for _ in range(abs(total - sum(whole.values())) if whole else 0):
        step = 1 if total > sum(whole.values()) else -1
        whole[max(whole, key=lambda code: step * (exact[code] - whole[code]))] += step
    return whole


def _lines(budget: Budget, case: Case, guidelines: Guidelines | None) -> Iterator[Spending]:
    adults = len(case.adults)
    children = sum(not child.of_non_dependant for child in case.children)
    for code, money in budget.spending.items():
        label = headings()[code].label
        a_year = money.amount * payments_a_year(money.per)
        most = None
        if guidelines is not None and guidelines.on(case.date):
            most = guidelines.a_year(code, adults=adults, children=children)
        ask = ""
        if most is not None and a_year > most:
            over = _amount(Fraction(a_year - most))
            ask = f"{label} is {in_pounds(_pence(over.weekly))} a week above the guideline. Ask what it is for."
        yield Spending(code, label, _amount(Fraction(a_year)), None if most is None else _amount(Fraction(most)), ask)


def whole_rent_a_year(assessment: Assessment) -> Fraction:
    """The whole rent and every service charge of a year in pence, as :mod:`~benefitcalc.assessment.left_after_rent`
    counts it: 52 payments of a weekly rent, less the weeks without a charge.
    """
    case = assessment.case
    weeks = 52
    if assessment.housing_benefit is not None:
        weeks = int(weeks_in_the_rent_year(np.array([day_number(case.date)], dtype=np.int64))[0])
    return sum((_a_year(charge, weeks) for charge in (case.tenancy.rent, *case.tenancy.service_charges)), Fraction(0))


def _a_year(charge: Rent, weeks: int) -> Fraction:
    whole_year = Fraction(charge.amount * payments_a_year(charge.per))
    return whole_year * (weeks - charge.rent_free_weeks) / weeks


def _pence(amount: Decimal) -> int:
    return int(amount * 100)


def _rounded(amount: Fraction) -> int:
    """To the nearest whole, half away from nothing."""
    whole = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return whole if amount >= 0 else -whole


def _amount(a_year: Fraction) -> Amount:
    return Amount(pounds(_rounded(a_year / 52)), pounds(_rounded(a_year / 12)))


def _sum(amounts: Iterable[Amount]) -> Amount:
    every = list(amounts)
    nothing = Decimal("0.00")
    return Amount(sum((one.weekly for one in every), nothing), sum((one.monthly for one in every), nothing))


def _percent(part: Fraction, whole: int) -> Decimal | None:
    """With one decimal."""
    return Decimal(_rounded(part * 1000 / whole)).scaleb(-1) if whole > 0 else None


# --- Before a tenancy ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HomeCheck:
    """Whether a household could afford a home: its income and expenditure there and in the home of the case.

    ``affordable`` is whether nothing is missing after the rent and the spending; ``changes_by`` is what it has left
    there more or less than now.
    """

    home: Assessment
    there: Affordability
    now: Affordability
    changes_by: Amount
    affordable: bool
    sentence: str


def can_afford(
    case: Case | Mapping[str, Any],
    *,
    rent: Mapping[str, Any],
    bedrooms: int,
    service_charges: Iterable[Mapping[str, Any]] = (),
    tenure: str = "social_rent",
    moves_on: Day | None = None,
    spending: Budget | Mapping[str, Any] | None = None,
    guidelines: Guidelines | None = None,
    book: RateBook | None = None,
) -> HomeCheck:
    """Whether the household of ``case`` could afford another home, before it signs for it.

    ``rent`` and ``service_charges`` are written as in a case: ``{"amount": "112.40", "per": "week"}``, a charge with
    ``"eligible": True`` or ``False``. Nothing of the old home counts in the new one. The household is otherwise that
    of the case, on its date or on ``moves_on``. Both homes are worked out in one batch.

    Raises ``InvalidCase`` for the case, the new home or the spending.
    """
    valid = case if isinstance(case, Case) else Case.model_validate(case)
    budget = budget_of(spending)
    home = {"tenure": tenure, "bedrooms": bedrooms, "rent": rent, "service_charges": list(service_charges)}
    moved = valid.on(moves_on) if moves_on is not None else valid
    there = moved.replace(tenancy=home)
    before, after = assess_many([moved, there], book=book)
    now = affordability(before, budget, guidelines=guidelines)
    found = affordability(after, budget, guidelines=guidelines)
    changes = Amount(found.left.weekly - now.left.weekly, found.left.monthly - now.left.monthly)
    affordable = found.left.weekly >= 0
    return HomeCheck(after, found, now, changes, affordable, _said_of_home(after, found, affordable=affordable))


def _said_of_home(home: Assessment, there: Affordability, *, affordable: bool) -> str:
    to_pay = f"The rent to pay would be {in_pounds(_pence(home.rent_to_pay))} a week"
    if affordable:
        return f"{to_pay}, and {there.left} would be left after the spending."
    short = Amount(-there.left.weekly, -there.left.monthly)
    return f"{to_pay}, and {short} would be missing after the spending."
