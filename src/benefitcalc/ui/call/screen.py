"""What the screen shows of a result and its explanation, as plain data. It is a pure function, and every figure is the
library's.

The only sums here are the lengths of the bars, in thousandths of the rent, and a month's rent less what is covered of
it. The library converts what is shown for a month and a week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from benefitcalc import Assessment
from benefitcalc.assessment.blocks import HousingBenefitResult, ResultWarning, UniversalCreditResult
from benefitcalc.case import NOT_RENTED, SOCIAL_LANDLORD, IncomeKind
from benefitcalc.explain.data import Line, Section
from benefitcalc.explain.from_trace import SECTIONS
from benefitcalc.explain.words import AFTER_RENT, AWARDS, CAUSES, EXEMPTIONS, REASONS, WARNINGS, money
from benefitcalc.law import Citation
from benefitcalc.money import Pence, pounds
from benefitcalc.periods import benefit_week_start, month_to_week, week_to_month
from benefitcalc.ui.call.conditions import HELPED_BY_COUNCIL
from benefitcalc.ui.call.form import Complaint, Form

__all__ = ["day", "figures", "screen"]

Data = dict[str, Any]

PER = {"week": "a week", "month": "a month", "year": "a year"}
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
"""Lines that lead to another line of the same section; where both come to nothing, only the other one is shown."""
RENT_IN_UNIVERSAL_CREDIT = SECTIONS["schemes.universal_credit.housing_costs"]
CAP = SECTIONS["schemes.universal_credit.benefit_cap"]
NO_STATE_PENSION = "No State Pension has been entered. Ask for it, and add it under Work and money."
NO_BEDROOM_CHARGE = "Not for this kind of home"
WHAT_IS_LEFT = "pay after tax, other income and all benefits, less the whole rent"


def day(date: dt.date) -> str:
    """``"Mon 7 Dec 2026"``."""
    return f"{date:%a} {date.day} {date:%b %Y}"


# The whole screen ---------------------------------------------------------------------------------------------------


def screen(form: Form | None, shown: Data | None, *, fresh: bool, complaints: Sequence[Complaint] = ()) -> Data:
    """What the page shows. ``fresh`` says whether the figures ``shown`` are those of the present answers.

    Figures that are not fresh stay in view, marked as not updated; ``complaints`` say why, besides what the form says.
    """
    needed = form.needed if form else ()
    problems = [*(form.wrong if form else ()), *complaints]
    return {
        "hidden": list(form.hidden) if form else None,
        "assumed": dict(form.assumed) if form else None,
        "needed": [_complaint(one) for one in needed],
        "problems": [_complaint(one) for one in problems],
        "figures": shown,
        "fresh": fresh,
        "spoken": _spoken(shown, fresh, len(problems), [one.message for one in needed]),
    }


def _complaint(one: Complaint) -> Data:
    return {"field": one.field, "message": one.message}


def _spoken(shown: Data | None, fresh: bool, problems: int, needed: Sequence[str]) -> str:
    """What a screen reader says when the officer stops typing."""
    if shown and fresh:
        parts = [f"{one['name']} {one['amount']} {one['per']}" for one in [*shown["awards"], *shown["rent"]]]
        return ". ".join(["Estimate", *parts]) + "."
    before = "Figures not updated. " if shown else ""
    if problems:
        return f"{before}{problems} {'answer needs' if problems == 1 else 'answers need'} putting right."
    return f"{before}Still needed: {', '.join(needed)}." if needed else before


# The figures --------------------------------------------------------------------------------------------------------


def figures(result: Assessment) -> Data:
    """The figures of one assessment as the screen shows them."""
    without = _beside_the_point(result)
    told = [section for section in result.explanation.sections if section.title not in without]
    return {
        "when": _when(result),
        "why": _why(result),
        "awards": _awards(result),
        "rent": _rent(result),
        "flags": [_bedroom_flag(result), _cap_flag(result)],
        "shortfall": _shortfall(result),
        "warnings": [*_left_out(result), *map(_warning, result.warnings)],
        "working": [_working(section) for section in told],
        "not_awarded": _considered(line for section in told for line in section.lines),
        "source": _source(result),
    }


def _source(result: Assessment) -> str:
    """What the figures rest on."""
    rates = "projected" if result.projected else "checked against their sources"
    return f"Rates {result.rates}, {rates}; engine {result.engine}."


def _warning(warning: ResultWarning) -> str:
    """In short where the vocabulary has that; otherwise the message, which may have amounts in it."""
    words = WARNINGS[warning.code]
    return warning.message if words.short == words.full else words.short


def _left_out(result: Assessment) -> list[str]:
    """Something that nearly everyone of that age has and that the answers do not have."""
    pension = any(income.kind is IncomeKind.STATE_PENSION for income in result.case.incomes)
    return [NO_STATE_PENSION] if result.pension_credit and not pension else []


def _scheme(result: Assessment, per: str) -> UniversalCreditResult | HousingBenefitResult | None:
    """Universal Credit for what goes by the month, and Housing Benefit for what goes by the week."""
    return result.universal_credit if per == "month" else result.housing_benefit


def _capped(result: Assessment) -> UniversalCreditResult | HousingBenefitResult | None:
    """The scheme whose award the benefit cap applies to; None where there is no award to cap."""
    scheme = _scheme(result, result.benefit_cap.per) if result.benefit_cap else None
    return scheme if scheme and scheme.entitled else None


def _beside_the_point(result: Assessment) -> set[str]:
    """Sections of the working that no shown figure depends on."""
    without = set() if _capped(result) else {CAP}
    return without | ({RENT_IN_UNIVERSAL_CREDIT} if result.housing_benefit else set())


def _why(result: Assessment) -> str:
    """A sentence that says which scheme helps this household, and why not the other."""
    case = result.case
    tenure, couple = case.tenancy.tenure, case.partner is not None
    rented = tenure not in NOT_RENTED
    if result.universal_credit and result.housing_benefit:
        home = HELPED_BY_COUNCIL[tenure]
        return f"Universal Credit for living costs, but Housing Benefit for the rent, because the home is {home}."
    if result.universal_credit:
        young = "the couple are not both over State Pension age" if couple else "the tenant is under State Pension age"
        home = " and the home is not supported or temporary accommodation" if rented else ""
        return f"Universal Credit, not Housing Benefit or Pension Credit, because {young}{home}."
    if not result.pension_credit and not case.universal_credit.claimed:
        if not rented:
            return "Nothing is worked out: the household does not claim Universal Credit, and there is no rent."
        return "Housing Benefit, not Universal Credit, because the household does not claim Universal Credit."
    both = "both of the couple are over State Pension age" if couple else "the tenant is over State Pension age"
    protected = couple and case.housing_benefit.mixed_age_protection
    old = "the couple keep the pension-age help they had" if protected else both
    schemes = "Pension Credit and Housing Benefit" if rented else "Pension Credit"
    return f"{schemes}, not Universal Credit, because {old}."


def _when(result: Assessment) -> str:
    """The month, the week, or both where each of two schemes has its own."""
    date = result.case.date
    week = f"eek of {day(benefit_week_start(date))}"
    if not result.universal_credit:
        return f"W{week}"
    month = f"Month from {day(date)}"
    return f"{month}; Housing Benefit for the w{week}" if result.housing_benefit else month


def _figure(name: str, amount: Decimal, per: str, *, also: str = "", note: str = "") -> Data:
    return {"name": name, "amount": money(amount), "per": PER[per], "also": also, "note": note}


def _weekly(amount_a_month: Decimal) -> Decimal:
    """The same by the week."""
    return pounds(month_to_week(_pence(amount_a_month))[0])


def _monthly(amount_a_week: Decimal) -> Decimal:
    """The same by the month."""
    return pounds(week_to_month(_pence(amount_a_week))[0])


def _pence(amount: Decimal) -> Pence:
    return np.array([int(amount * 100)])


def _awards(result: Assessment) -> list[Data]:
    """The award of each scheme, for the period that it is paid for."""
    awards = []
    if uc := result.universal_credit:
        also = money(_weekly(uc.award), "a week")
        awards.append(_figure(AWARDS["universal_credit"], uc.award, "month", also=also, note=_reasons(uc)))
    if hb := result.housing_benefit:
        awards.append(_figure(AWARDS["housing_benefit"], hb.award, "week", note=_reasons(hb)))
    if pc := result.pension_credit:
        awards.append(_figure(AWARDS["pension_credit"], pc.award, "week"))
    if result.child_benefit:
        awards.append(_figure(AWARDS["child_benefit"], result.child_benefit, "week"))
    if result.council_tax_reduction is not None:
        awards.append(_figure(AWARDS["council_tax_reduction"], result.council_tax_reduction, "year"))
    return awards


def _reasons(scheme: UniversalCreditResult | HousingBenefitResult) -> str:
    """Why there is no award; empty where there is one."""
    if scheme.entitled:
        return ""
    return f"Not entitled: {'; '.join(REASONS[code].short for code in scheme.reasons)}"


def _rent(result: Assessment) -> list[Data]:
    """How much of the rent help covers and how much is left to pay, by the week and the month.

    With rent-free weeks, Housing Benefit's week is one with rent to pay, and months differ from one another.
    """
    if not result.housing.contractual_rent:
        return []
    amounts = {"help_with_rent": result.help_with_rent, "rent_to_pay": result.rent_to_pay}
    if result.housing.per == "week" and result.case.tenancy.rent.rent_free_weeks:
        also = dict.fromkeys(amounts, "when rent is charged")
    else:
        also = {name: money(amount, "a month") for name, amount in _rent_by_the_month(result, amounts).items()}
    return [
        *(_figure(AFTER_RENT[name].short, amount, "week", also=also[name]) for name, amount in amounts.items()),
        _figure(AFTER_RENT["left_after_rent"].short, result.left_after_rent, "week", note=WHAT_IS_LEFT),
    ]


def _rent_by_the_month(result: Assessment, by_the_week: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The rent by the month under Universal Credit: the lesser of the housing costs element and the award, and the rest
    of the rent.
    """
    award = result.universal_credit
    if award is None or result.housing.per == "week":
        return {name: _monthly(amount) for name, amount in by_the_week.items()}
    covered = min(award.housing_costs_element, award.award) if result.help_with_rent else Decimal(0)
    return {"help_with_rent": covered, "rent_to_pay": result.housing.contractual_rent - covered}


def _flag(name: str, state: str, word: str, text: str) -> Data:
    return {"name": name, "state": state, "word": word, "text": text}


def _both(amount: Decimal, per: str) -> str:
    """An amount for the period for which it is worked out, and by the week."""
    told = money(amount, PER[per])
    return f"{told} ({money(_weekly(amount), 'a week')})" if per == "month" else told


def _bedroom_flag(result: Assessment) -> Data:
    name, home = CAUSES["under_occupation"].short, result.housing
    if result.case.tenancy.tenure not in SOCIAL_LANDLORD:
        return _flag(name, "none", "No", NO_BEDROOM_CHARGE)
    rooms = f"{home.bedrooms_needed} needed, {home.bedrooms_spare} spare"
    if not home.under_occupation_percent:
        uncharged = "; no charge under the pension-age rules" if result.pension_credit else "; no charge"
        return _flag(name, "clear", "No", rooms + (uncharged if home.bedrooms_spare else ""))
    charge = _both(home.under_occupation_charge, home.per)
    terms = f"{charge}: {home.under_occupation_percent}% of the eligible rent; {rooms}"
    if not _entitled(result):
        return _flag(name, "none", "No award", f"It would be {terms}")
    return _flag(name, "charge", "Yes", terms)


def _entitled(result: Assessment) -> bool:
    """Whether there is an award from which the bedroom charge can come off."""
    helper = _scheme(result, result.housing.per)
    return helper is not None and helper.entitled


def _cap_flag(result: Assessment) -> Data:
    name, cap, scheme = CAUSES["benefit_cap"].short, result.benefit_cap, _capped(result)
    if cap is None or scheme is None:
        return _flag(name, "none", "No", "Not in question for this household")
    if not cap.applies:
        return _flag(name, "clear", "No", f"Exempt: {', '.join(EXEMPTIONS[code].short for code in cap.exemptions)}")
    limit = f"{money(cap.counted_income)} counted, limit {money(cap.limit, PER[cap.per])}"
    reduction = scheme.benefit_cap_reduction
    if not reduction:
        return _flag(name, "clear", "No", f"Tested, no reduction: {limit}")
    return _flag(name, "charge", "Yes", f"{_both(reduction, cap.per)}: {limit}{_cap_beside_the_rent(result)}")


def _cap_beside_the_rent(result: Assessment) -> str:
    """A sentence for a cap that takes nothing from the help with rent."""
    if result.help_with_rent and all(part.cause != "benefit_cap" for part in result.shortfall):
        return ". It comes off the rest of the award: the help with rent stays the same."
    return ""


def _shortfall(result: Assessment) -> Data | None:
    """Where the rent goes: from the whole rent each cause comes off, down to what is covered. Bars are
    in thousandths.
    """
    home = result.housing
    if not home.contractual_rent:
        return None
    whole = _weekly(home.contractual_rent) if home.per == "month" else home.contractual_rent
    left = whole
    rows = [_row("Rent and service charges", whole, "rent", 0, 1000)]
    for part in result.shortfall:
        left -= part.amount
        label = CAUSES[part.cause].short
        if part.cause == "under_occupation" and not _entitled(result):
            label = f"{label}, which would be charged"
        rows.append(_row(label, part.amount, "cause", _bar(left, whole), max(_bar(part.amount, whole), 4)))
    covered = result.help_with_rent
    rows.append(_row("Covered by benefit", covered, "covered", 0, _bar(covered, whole)))
    return {"rows": rows, "to_pay": money(result.rent_to_pay)}


def _bar(amount: Decimal, whole: Decimal) -> int:
    return int(amount * 1000 // whole)


def _row(label: str, amount: Decimal, kind: str, start: int, width: int) -> Data:
    sign = "−" if kind == "cause" else ""
    return {"label": label, "amount": f"{sign}{money(amount)}", "kind": kind, "start": start, "width": width}


# How it is worked out -----------------------------------------------------------------------------------------------


def _working(section: Section) -> Data:
    """The lines that come to something, each once, because two schemes may work out the same."""
    lines = {(line.label, line.value): line for line in reversed(section.lines) if line.nil_reason is None}
    return {"title": section.title, "lines": [_line(line) for line in reversed(lines.values())]}


def _line(line: Line) -> Data:
    return {
        "name": line.name,
        "label": line.label,
        "amount": f"{line.amount} {line.per}".strip(),
        "how": line.how,
        "law": _law(line.citations),
        "inputs": [f"{used.label}: {used.text}" for used in line.inputs],
        "rates": [f"{rate.label}: {rate.text}, from {day(rate.start)} ({rate.provenance})" for rate in line.rates],
    }


def _law(provisions: Sequence[Citation]) -> list[list[str]]:
    return [[provision.text, provision.url] for provision in provisions]


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
