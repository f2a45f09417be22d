"""How the figures come about, as a payslip: for each award one chain of amounts with signs and a total, and behind each
amount its sum, its inputs, its rates and the law. It is a pure function, and every amount is the library's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benefitcalc import Assessment
from benefitcalc.assessment.blocks import HousingBenefitResult, PensionCreditResult, UniversalCreditResult
from benefitcalc.explain.data import Line
from benefitcalc.explain.from_trace import SECTIONS
from benefitcalc.explain.words import AWARDS, CAUSES, HOUSING_BENEFIT, REASONS, TAKEN_OFF, elements, money
from benefitcalc.law import Citation
from benefitcalc.money import pounds
from benefitcalc.rules import Unit
from benefitcalc.ui.call.amounts import day
from benefitcalc.ui.call.flags import capped
from benefitcalc.ui.call.reading import read_money

__all__ = ["working"]

Data = dict[str, Any]

PLUS, LESS, TOTAL = "+", "−", "="
RENT_IN_UNIVERSAL_CREDIT = SECTIONS["schemes.universal_credit.housing_costs"]
CAP = SECTIONS["schemes.universal_credit.benefit_cap"]
STEPS_ON_THE_WAY = frozenset(
    {
        "actual_earnings",
        "award_before_cap",
        "bedrooms_for_children",
        "bedrooms_for_disabled_children",
        "childcare_charges",
        "core_rent",
        "employed_earnings",
        "excess_income",
        "housing_benefit_before_cap",
        "savings_credit_amount_a",
        "savings_credit_amount_b",
        "self_employed_earnings",
        "statutory_pay",
        "student_income",
        "under_occupation_percent",
    }
)
"""Lines that lead to another line; where both come to nothing, only the other one is told."""
CAUSE_IN_UNIVERSAL_CREDIT = {
    "ineligible_charges": "eligible_rent",
    "under_occupation": "under_occupation_charge",
    "joint_tenancy": "tenants_share",
    "local_housing_allowance": "rent_within_allowance",
    "non_dependants": "housing_cost_contributions",
}
"""What comes off the rent before the housing costs element, and the line that has its sum."""
CAUSE_IN_HOUSING_BENEFIT = CAUSE_IN_UNIVERSAL_CREDIT | {
    "non_dependants": "non_dependant_deductions",
    "income": "taper_reduction",
    "minimum_award": "least_award",
    "not_entitled": "maximum_housing_benefit",
    "benefit_cap": "housing_benefit_cap_reduction",
}


IN_A_YEAR = {
    "net_pay": ("Pay and profit, after tax", 1),
    "other_income": ("Other income", 1),
    "disability_benefits": ("Disability benefits", 52),
    "award": (AWARDS["universal_credit"], 12),
    "housing_benefit": (AWARDS["housing_benefit"], 1),
    "pension_credit": (AWARDS["pension_credit"], 52),
    "child_benefit_worked_out": (AWARDS["child_benefit"], 52),
    "whole_rent": ("Rent and service charges", 1),
}
"""What goes into what is left to live on, in words, and how many of it there are in a year."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One amount of a chain. ``name`` is the line of the explanation that has its sum."""

    sign: str
    label: str
    amount: Decimal
    name: str = ""
    note: str = ""


def working(result: Assessment) -> Data:
    """The chains, and what was considered and came to nothing, each reason once."""
    without = _beside_the_point(result)
    lines = [line for part in result.explanation.sections if part.title not in without for line in part.lines]
    chains = list(_chains(result))
    told = _Told(lines, [*(row.name for _, _, rows in chains for row in rows), *TAKEN_OFF, "award_before_cap"])
    return {
        "chains": [{"title": title, "per": per, "rows": told.chain(rows)} for title, per, rows in chains],
        "not_awarded": _considered(lines),
    }


def _beside_the_point(result: Assessment) -> set[str]:
    """Sections on which no shown figure depends: the benefit cap where there is no award that it could reduce, and the
    rent in Universal Credit where Housing Benefit helps with the rent.
    """
    without = set() if capped(result) else {CAP}
    return without | ({RENT_IN_UNIVERSAL_CREDIT} if result.housing_benefit else set())


# The chains ---------------------------------------------------------------------------------------------------------


def _chains(result: Assessment) -> Iterator[tuple[str, str, list[_Row]]]:
    if uc := result.universal_credit:
        if uc.housing_costs_element and uc.housing_costs_element != result.housing.contractual_rent:
            yield "Rent in Universal Credit", "a month", list(_rent_of_the_month(result, uc))
        yield AWARDS["universal_credit"], "a month", list(_universal_credit(uc))
    if hb := result.housing_benefit:
        yield AWARDS["housing_benefit"], "a week", list(_housing_benefit(result, hb))
    if pc := result.pension_credit:
        yield AWARDS["pension_credit"], "a week", list(_pension_credit(pc))
    if result.child_benefit:
        yield _alone("child_benefit", "a week", result.child_benefit)
    if reduction := result.council_tax_reduction:
        yield _alone("council_tax_reduction", "a year", reduction)
    if result.housing.contractual_rent:
        yield "Left to live on", "a year", list(_left(result))


def _alone(name: str, per: str, amount: Decimal) -> tuple[str, str, list[_Row]]:
    return AWARDS[name], per, [_Row(TOTAL, AWARDS[name], amount, name)]


def _some(row: _Row) -> Iterator[_Row]:
    """The row, unless nothing goes on or comes off."""
    if row.amount:
        yield row


def _pension_credit(pc: PensionCreditResult) -> Iterator[_Row]:
    least = pc.appropriate_minimum_guarantee
    yield _Row("", "What the law brings the income up to", least, "appropriate_minimum_guarantee")
    yield from _some(_Row(LESS, "Income that counts", pc.income, "pension_credit_income"))
    nothing = "" if pc.guarantee_credit else "never below nothing"
    if pc.savings_credit:
        yield _Row(TOTAL, "Guarantee credit", pc.guarantee_credit, "guarantee_credit", nothing)
        yield _Row(PLUS, "Savings credit", pc.savings_credit, "savings_credit")
    yield _Row(TOTAL, AWARDS["pension_credit"], pc.award, "pension_credit", "" if pc.award else "never below nothing")


def _universal_credit(uc: UniversalCreditResult) -> Iterator[_Row]:
    for place, (name, label) in enumerate(elements()):
        yield from _some(_Row(PLUS if place else "", label, getattr(uc, name), name))
    if any(getattr(uc, name) for name in TAKEN_OFF):
        yield _Row(TOTAL, "Together (maximum amount)", uc.maximum_amount, "maximum_amount")
    for name, cause in TAKEN_OFF.items():
        if name == "benefit_cap_reduction" and uc.benefit_cap_reduction and uc.award_before_cap != uc.maximum_amount:
            yield _Row(TOTAL, "Before the benefit cap", uc.award_before_cap, "award_before_cap")
        yield from _some(_Row(LESS, f"For {cause}", getattr(uc, name), name))
    yield _Row(TOTAL, AWARDS["universal_credit"], uc.award, "award", _why_nothing(uc))


def _why_nothing(scheme: UniversalCreditResult | HousingBenefitResult) -> str:
    return "" if scheme.entitled else "; ".join(REASONS[code].full for code in scheme.reasons)


def _rent_of_the_month(result: Assessment, uc: UniversalCreditResult) -> Iterator[_Row]:
    yield _Row("", HOUSING_BENEFIT["weekly_rent"], result.housing.contractual_rent, "contractual_rent")
    for cause, name in CAUSE_IN_UNIVERSAL_CREDIT.items():
        yield from _some(_Row(LESS, CAUSES[cause].short, pounds(result.row[f"month.{cause}"]), name))
    yield _Row(TOTAL, "Rent (housing costs element)", uc.housing_costs_element, "housing_costs_element")


def _housing_benefit(result: Assessment, hb: HousingBenefitResult) -> Iterator[_Row]:
    yield _Row("", HOUSING_BENEFIT["weekly_rent"], result.housing.contractual_rent, "weekly_rent")
    taken = {part.cause: part.amount for part in result.shortfall}
    if "benefit_cap" in taken:
        before = [(cause, amount) for cause, amount in taken.items() if cause != "benefit_cap"]
        yield from (_off(cause, amount) for cause, amount in before)
        yield _Row(TOTAL, "Before the benefit cap", hb.award_before_cap, "housing_benefit_before_cap")
        yield _off("benefit_cap", taken["benefit_cap"])
    else:
        yield from (_off(cause, amount) for cause, amount in taken.items())
    yield _Row(TOTAL, AWARDS["housing_benefit"], hb.award, "housing_benefit", _why_nothing(hb))


def _left(result: Assessment) -> Iterator[_Row]:
    """What comes in and the rent in a year, and what is left of it by the week."""
    lines = (line for part in result.explanation.sections for line in part.lines if line.name == "left_after_rent")
    together = Decimal(0)
    for used in next(lines).inputs:
        if used.name in IN_A_YEAR:
            label, times = IN_A_YEAR[used.name]
            amount = times * Decimal(read_money(used.text.split()[0]))
            rent = used.name == "whole_rent"
            yield from _some(_Row(LESS if rent else PLUS if together else "", label, amount))
            together += -amount if rent else amount
    yield _Row(TOTAL, "Left in a year", together)
    yield _Row("", "By the week (the year divided by 52)", result.left_after_rent, "left_after_rent")


def _off(cause: str, amount: Decimal) -> _Row:
    return _Row(LESS, CAUSES[cause].short, amount, CAUSE_IN_HOUSING_BENEFIT.get(cause, ""))


# Behind each amount -------------------------------------------------------------------------------------------------


class _Told:
    """The lines of the explanation, each told behind one amount only, and no amount twice under two names."""

    def __init__(self, lines: Sequence[Line], chained: Iterable[str]) -> None:
        self._by_name: dict[str, list[Line]] = {}
        for line in lines:
            self._by_name.setdefault(line.name, []).append(line)
        self._lines = lines
        self._names = set(chained)

    def chain(self, rows: Sequence[_Row]) -> list[Data]:
        """The rows of one chain."""
        sums = [self._sum(row) for row in rows]
        amounts = {(line.value, line.unit) for line in sums if line}
        return [
            {
                "sign": row.sign,
                "label": row.label,
                "amount": money(row.amount),
                "note": row.note,
                "sum": _line(line) if line else None,
                "before": [_line(one) for one in self._before(line, amounts)] if line else [],
            }
            for row, line in zip(rows, sums, strict=True)
        ]

    def _sum(self, row: _Row) -> Line | None:
        named = self._by_name.get(row.name, [])
        return next((line for line in named if line.value == int(row.amount * 100)), named[-1] if named else None)

    def _before(self, line: Line, amounts: set[tuple[int, Unit]]) -> list[Line]:
        """The lines that lead to that one and are not told yet."""
        leading: set[str] = set()
        wanted = [line]
        while wanted:
            for used in wanted.pop().inputs:
                if used.line and used.line not in leading | self._names:
                    leading.add(used.line)
                    wanted += self._by_name.get(used.line, ())
        self._names |= leading
        found = []
        for one in self._lines:
            amount = (one.value, one.unit)
            if one.name in leading and one.nil_reason is None and amount not in amounts:
                amounts.add(amount)
                found.append(one)
        return found


def _line(line: Line) -> Data:
    return {
        "label": line.label,
        "amount": f"{line.amount} {line.per}".strip(),
        "how": line.how,
        "law": _law(line.citations),
        "inputs": [f"{used.label}: {used.text}" for used in line.inputs],
        "rates": [f"{rate.label}: {rate.text}, from {day(rate.start)} ({rate.provenance})" for rate in line.rates],
    }


def _law(provisions: Sequence[Citation]) -> list[list[str]]:
    return [[provision.text, provision.url] for provision in provisions]


# What came to nothing -----------------------------------------------------------------------------------------------


def _considered(lines: Iterable[Line]) -> list[Data]:
    """What came to nothing, each reason once."""
    found: dict[str, Data] = {}
    for line in lines:
        if line.nil_reason is None or line.name in STEPS_ON_THE_WAY:
            continue
        told = found.setdefault(line.nil_reason, {"labels": [], "reason": line.nil_reason, "law": _law(line.citations)})
        if not any(line.label.startswith(label) for label in told["labels"]):
            told["labels"].append(line.label)
    return [{"label": ", ".join(one.pop("labels")), **one} for one in found.values()]
