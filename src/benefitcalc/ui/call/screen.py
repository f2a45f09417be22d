"""A result and its explanation -> what is shown, as plain data. Pure: every figure is the library's.

The arithmetic here is of the bars, in thousandths of the rent, and of a month's rent less what is covered of it; what
is shown for a month and a week is converted by the library.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from benefitcalc.case import NOT_RENTED, SOCIAL_LANDLORD
from benefitcalc.explain.data import Line, Section
from benefitcalc.explain.from_trace import SECTIONS
from benefitcalc.law import Citation
from benefitcalc.money import format_pounds, parse_pounds
from benefitcalc.periods import benefit_week_start, month_to_week, week_to_month
from benefitcalc.ui.call.conditions import HELPED_BY_COUNCIL
from benefitcalc.ui.call.form import Complaint, Form

__all__ = ["day", "figures", "money", "screen"]

Data = dict[str, Any]

PER = {"week": "a week", "month": "a month", "year": "a year"}
CAUSES = {
    "ineligible_charges": "Charges that benefit cannot help with (ineligible)",
    "under_occupation": "Bedroom charge (under-occupation)",
    "joint_tenancy": "Share of another joint tenant",
    "local_housing_allowance": "Rent above the Local Housing Allowance",
    "non_dependants": "Other adults in the home (non-dependants)",
    "income": "Income and savings",
    "minimum_award": "Help too small to be paid (minimum award)",
    "not_entitled": "Not entitled",
    "benefit_cap": "Benefit cap",
    "no_help": "No help with this rent",
}
REASONS = {
    "under_18": "the tenant is under 18",
    "over_pension_age": "over State Pension age",
    "student": "full-time student",
    "capital": "savings over the limit",
    "income_too_high": "income is too high",
    "before_universal_credit": "before Universal Credit began",
    "non_dependant_deductions": "deductions for other adults take all of it",
    "below_minimum": "too small to be paid",
    "no_eligible_rent": "no rent that benefit can help with",
}
EXEMPTIONS = {
    "armed_forces_independence_payment": "Armed Forces Independence Payment",
    "attendance_allowance": "Attendance Allowance",
    "carer_element": "carer element",
    "carers_allowance": "Carer’s Allowance",
    "disability_living_allowance": "Disability Living Allowance",
    "earnings": "earnings",
    "esa_support": "ESA support group",
    "grace_period": "grace period after leaving work",
    "guardians_allowance": "Guardian’s Allowance",
    "industrial_injuries": "industrial injuries benefit",
    "lcwra_element": "limited capability for work-related activity",
    "personal_independence_payment": "Personal Independence Payment",
    "universal_credit": "Universal Credit is paid",
    "war_pension": "war pension",
    "working_tax_credit": "Working Tax Credit",
}
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
"""Lines that lead to another of the same section: where both come to nothing, the other says it."""
RENT_IN_UNIVERSAL_CREDIT = SECTIONS["schemes.universal_credit.housing_costs"]
CAP = SECTIONS["schemes.universal_credit.benefit_cap"]
WARNINGS = {
    "owner_service_charges_not_modelled": "Nothing is included for the service charges of an owner until nine months "
    "in a row on Universal Credit without earnings are said to be served: answer that under Rent and home, own home "
    "(UC Regs 2013 Sch 5 para 5).",
    "circumstances_owner_service_charges": "Service charges of an owner are included, because nine months without "
    "earnings were said to be served; in a month with any earnings they are not (UC Regs 2013 Sch 5).",
    "circumstances_owner_qualifying_period": "Nothing is included for the service charges of an owner, because nine "
    "months in a row on Universal Credit without earnings are not served yet (UC Regs 2013 Sch 5 para 5).",
    "circumstances_surplus_earnings": "Surplus earnings from an award that ended count as earnings of this month (UC "
    "Regs 2013 reg 54A).",
    "circumstances_incomes_for_part_of_period": "An income that starts or ends in this month counts for its days alone "
    "in Universal Credit (UC Regs 2013 reg 73(2A)).",
    "circumstances_move_from_legacy_benefits": "A first transitional element was worked out: the benefits before, less "
    "the Universal Credit for these answers. DWP takes the facts of the day of the move, which may differ (UC (TP) "
    "Regs 2014 reg 55).",
    "circumstances_transitional_sdp": "A transitional SDP element for severe disability premium before is in the award "
    "of this first month; its further amounts, as for enhanced disability premium or disabled children, are not (UC "
    "(TP) Regs 2014 Sch 2).",
    "circumstances_rent_could_be_afforded": "No bedroom charge for the first 13 weeks of the award, because the rent "
    "could be afforded when it was taken on (HB Regs 2006 reg 12BA).",
    "circumstances_rent_could_be_afforded_over": "That the rent could be afforded when it was taken on changes nothing "
    "any more: the first 13 weeks of the award are over (HB Regs 2006 reg 12BA).",
    "circumstances_deferred_deduction": "A new or higher deduction for another adult does not count yet: it waits 26 "
    "weeks from the change (HB (SPC) Regs 2006 reg 59(10)).",
    "circumstances_deferred_deduction_over": "The deduction for another adult counts in full: the 26 weeks since the "
    "change are over (HB (SPC) Regs 2006 reg 59(10)).",
}
"""Warnings about what this form asks beside the case, in its words. The library's others speak for themselves."""
NO_STATE_PENSION = "No State Pension has been entered. Ask for it, and add it under Work and money."
NO_BEDROOM_CHARGE = "Not for this kind of home"


def money(pounds: str) -> str:
    """``"£1,250.50"`` for ``"1250.50"``."""
    whole, _, pence = format_pounds(parse_pounds(pounds)).partition(".")
    return f"£{int(whole):,}.{pence}"


def day(date: dt.date) -> str:
    """``"Mon 7 Dec 2026"``."""
    return f"{date:%a} {date.day} {date:%b %Y}"


# The whole screen ---------------------------------------------------------------------------------------------------


def screen(form: Form | None, shown: Data | None, *, fresh: bool, complaints: Sequence[Complaint] = ()) -> Data:
    """What the page shows. ``shown`` are figures, and ``fresh`` whether they are of the answers as they stand now.

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
    """What a screen reader says once typing stops."""
    if shown and fresh:
        parts = [f"{one['name']} {one['amount']} {one['per']}" for one in [*shown["awards"], *shown["rent"]]]
        return ". ".join(["Estimate", *parts]) + "."
    before = "Figures not updated. " if shown else ""
    if problems:
        return f"{before}{problems} {'answer needs' if problems == 1 else 'answers need'} putting right."
    return f"{before}Still needed: {', '.join(needed)}." if needed else before


# The figures --------------------------------------------------------------------------------------------------------


def figures(case: Mapping[str, Any], result: Mapping[str, Any], sections: Sequence[Section]) -> Data:
    """One assessment as it is shown."""
    told = [section for section in sections if section.title not in _beside_the_point(result)]
    return {
        "when": _when(result),
        "why": _why(case, result),
        "awards": _awards(result),
        "rent": _rent(case, result),
        "flags": [_bedroom_flag(case, result), _cap_flag(result)],
        "shortfall": _shortfall(result),
        "warnings": [*_left_out(case, result), *map(_warning, result["warnings"])],
        "working": [_working(section) for section in told],
        "not_awarded": _considered(line for section in told for line in section.lines),
        "source": f"Rates {result['rates']}, checked against their sources; engine {result['engine']}.",
    }


def _warning(warning: Mapping[str, str]) -> str:
    return WARNINGS.get(warning["code"], warning["message"])


def _left_out(case: Mapping[str, Any], result: Mapping[str, Any]) -> list[str]:
    """What nearly everyone of that age has, and the answers do not."""
    pension = any(income["kind"] == "state_pension" for income in case.get("incomes", ()))
    return [NO_STATE_PENSION] if result["pension_credit"] and not pension else []


def _helper(result: Mapping[str, Any]) -> Any:
    """The scheme that helps with the rent, or would; None where there is none."""
    return result["universal_credit" if result["housing"]["per"] == "month" else "housing_benefit"]


def _capped(result: Mapping[str, Any]) -> Any:
    """The scheme whose award the benefit cap is tested on; None where there is no award to cap."""
    cap = result["benefit_cap"]
    scheme = cap and result["universal_credit" if cap["per"] == "month" else "housing_benefit"]
    return scheme if scheme and scheme["entitled"] else None


def _beside_the_point(result: Mapping[str, Any]) -> set[str]:
    """Sections of the working that bear on no figure shown."""
    without = set() if _capped(result) else {CAP}
    return without | ({RENT_IN_UNIVERSAL_CREDIT} if result["housing_benefit"] else set())


def _why(case: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    """Which scheme helps this household, and why not the other, in a sentence."""
    tenure, couple = case["tenancy"]["tenure"], "partner" in case
    rented = tenure not in NOT_RENTED
    if result["universal_credit"] and result["housing_benefit"]:
        home = HELPED_BY_COUNCIL[tenure]
        return f"Universal Credit for living costs, but Housing Benefit for the rent, because the home is {home}."
    if result["universal_credit"]:
        young = "the couple are not both over State Pension age" if couple else "the tenant is under State Pension age"
        home = " and the home is not supported or temporary accommodation" if rented else ""
        return f"Universal Credit, not Housing Benefit or Pension Credit, because {young}{home}."
    if not result["pension_credit"] and not case.get("universal_credit", {}).get("claimed", True):
        if not rented:
            return "Nothing is worked out: the household does not claim Universal Credit, and there is no rent."
        return "Housing Benefit, not Universal Credit, because the household does not claim Universal Credit."
    protected = couple and case.get("housing_benefit", {}).get("mixed_age_protection")
    both = "both of the couple are over State Pension age" if couple else "the tenant is over State Pension age"
    old = "the couple keep the pension-age help they had" if protected else both
    schemes = "Pension Credit and Housing Benefit" if rented else "Pension Credit"
    return f"{schemes}, not Universal Credit, because {old}."


def _when(result: Mapping[str, Any]) -> str:
    """The month, the week, or both where one scheme goes by each."""
    date = dt.date.fromisoformat(result["date"])
    week = f"eek of {day(benefit_week_start(date))}"
    if not result["universal_credit"]:
        return f"W{week}"
    month = f"Month from {day(date)}"
    return f"{month}; Housing Benefit for the w{week}" if result["housing_benefit"] else month


def _figure(name: str, pounds: str, per: str, *, also: str = "", note: str = "") -> Data:
    return {"name": name, "amount": money(pounds), "per": PER[per], "also": also, "note": note}


def _weekly(pounds_a_month: str) -> str:
    """The same by the week, in pounds."""
    return format_pounds(int(month_to_week(np.array([parse_pounds(pounds_a_month)]))[0]))


def _monthly(pounds_a_week: str) -> str:
    """The same by the month, in pounds."""
    return format_pounds(int(week_to_month(np.array([parse_pounds(pounds_a_week)]))[0]))


def _awards(result: Mapping[str, Any]) -> list[Data]:
    """Each scheme's award, in the period that it is paid for."""
    awards = []
    universal_credit, housing_benefit = result["universal_credit"], result["housing_benefit"]
    if universal_credit:
        award = universal_credit["award"]
        also, note = f"{money(_weekly(award))} a week", _reasons(universal_credit)
        awards.append(_figure("Universal Credit", award, "month", also=also, note=note))
    if housing_benefit:
        awards.append(_figure("Housing Benefit", housing_benefit["award"], "week", note=_reasons(housing_benefit)))
    if result["pension_credit"]:
        awards.append(_figure("Pension Credit", result["pension_credit"]["award"], "week"))
    if result["child_benefit"] != "0.00":
        awards.append(_figure("Child Benefit", result["child_benefit"], "week"))
    if result["council_tax_reduction"]:
        awards.append(_figure("Council Tax Reduction", result["council_tax_reduction"], "year"))
    return awards


def _reasons(scheme: Mapping[str, Any]) -> str:
    """Why there is no award, or nothing."""
    if scheme["entitled"]:
        return ""
    return f"Not entitled: {'; '.join(REASONS.get(code, code.replace('_', ' ')) for code in scheme['reasons'])}"


def _rent(case: Mapping[str, Any], result: Mapping[str, Any]) -> list[Data]:
    """What is covered of the rent and what is left to pay, by the week and the month.

    With rent-free weeks, Housing Benefit's week is one in which rent is charged, and no month is like another.
    """
    if result["housing"]["contractual_rent"] == "0.00":
        return []
    amounts = {"Rent covered": result["help_with_rent"], "Rent to pay": result["rent_to_pay"]}
    if result["housing"]["per"] == "month":
        monthly = _rent_by_the_month(result)
    elif case["tenancy"].get("rent", {}).get("rent_free_weeks"):
        return [_figure(name, pounds, "week", also="when rent is charged") for name, pounds in amounts.items()]
    else:
        monthly = [_monthly(pounds) for pounds in amounts.values()]
    return [
        _figure(name, pounds, "week", also=f"{money(by_month)} a month")
        for (name, pounds), by_month in zip(amounts.items(), monthly, strict=True)
    ]


def _rent_by_the_month(result: Mapping[str, Any]) -> list[str]:
    """Under Universal Credit: the lesser of the housing costs element and the award, and the rest of the rent."""
    universal_credit = result["universal_credit"]
    covered = 0
    if parse_pounds(result["help_with_rent"]):
        covered = min(parse_pounds(universal_credit[name]) for name in ("housing_costs_element", "award"))
    return [format_pounds(covered), format_pounds(parse_pounds(result["housing"]["contractual_rent"]) - covered)]


def _flag(name: str, state: str, word: str, text: str) -> Data:
    return {"name": name, "state": state, "word": word, "text": text}


def _both(pounds: str, per: str) -> str:
    """An amount for the period that it is worked out for, and by the week."""
    amount = f"{money(pounds)} {PER[per]}"
    return f"{amount} ({money(_weekly(pounds))} a week)" if per == "month" else amount


def _bedroom_flag(case: Mapping[str, Any], result: Mapping[str, Any]) -> Data:
    name, housing = "Bedroom charge (under-occupation)", result["housing"]
    if case["tenancy"]["tenure"] not in SOCIAL_LANDLORD:
        return _flag(name, "none", "No", NO_BEDROOM_CHARGE)
    needed, spare = housing["bedrooms_needed"], housing["bedrooms_spare"]
    rooms = f"{needed} needed, {spare} spare"
    if not housing["under_occupation_percent"]:
        uncharged = "; no charge under the pension-age rules" if result["pension_credit"] else "; no charge"
        return _flag(name, "clear", "No", rooms + (uncharged if spare else ""))
    charge = _both(housing["under_occupation_charge"], housing["per"])
    terms = f"{charge}: {housing['under_occupation_percent']}% of the eligible rent; {rooms}"
    if not _entitled(result):
        return _flag(name, "none", "No award", f"It would be {terms}")
    return _flag(name, "charge", "Yes", terms)


def _entitled(result: Mapping[str, Any]) -> bool:
    """There is an award from which the bedroom charge can be taken."""
    helper = _helper(result)
    return bool(helper and helper["entitled"])


def _cap_flag(result: Mapping[str, Any]) -> Data:
    name, cap, scheme = "Benefit cap", result["benefit_cap"], _capped(result)
    if not scheme:
        return _flag(name, "none", "No", "Not in question for this household")
    if not cap["applies"]:
        return _flag(name, "clear", "No", f"Exempt: {', '.join(EXEMPTIONS.get(e, e) for e in cap['exemptions'])}")
    per = PER[cap["per"]]
    limit = f"{money(cap['counted_income'])} counted, limit {money(cap['limit'])} {per}"
    reduction = scheme["benefit_cap_reduction"]
    if reduction == "0.00":
        return _flag(name, "clear", "No", f"Tested, no reduction: {limit}")
    return _flag(name, "charge", "Yes", f"{_both(reduction, cap['per'])}: {limit}{_cap_beside_the_rent(result)}")


def _cap_beside_the_rent(result: Mapping[str, Any]) -> str:
    """A cap that takes nothing from the help with rent says so."""
    if parse_pounds(result["help_with_rent"]) and all(one["cause"] != "benefit_cap" for one in result["shortfall"]):
        return ". It comes off the rest of the award: the help with rent stays the same."
    return ""


def _shortfall(result: Mapping[str, Any]) -> Data | None:
    """Where the rent goes: from the whole rent, each cause taken off, to what is covered. Bars are in thousandths."""
    housing = result["housing"]
    if not housing or housing["contractual_rent"] == "0.00":
        return None
    rent = housing["contractual_rent"]
    rent = _weekly(rent) if housing["per"] == "month" else rent
    whole = parse_pounds(rent)
    left = whole
    rows = [_row("Rent and service charges", rent, "rent", 0, 1000)]
    for cause in result["shortfall"]:
        taken = parse_pounds(cause["amount"])
        left -= taken
        label = CAUSES.get(cause["cause"], cause["cause"])
        if cause["cause"] == "under_occupation" and not _entitled(result):
            label = f"{label}, which would be charged"
        rows.append(_row(label, cause["amount"], "cause", left * 1000 // whole, max(taken * 1000 // whole, 4)))
    covered = result["help_with_rent"]
    rows.append(_row("Covered by benefit", covered, "covered", 0, parse_pounds(covered) * 1000 // whole))
    return {"rows": rows, "to_pay": money(result["rent_to_pay"])}


def _row(label: str, pounds: str, kind: str, start: int, width: int) -> Data:
    sign = "−" if kind == "cause" else ""
    return {"label": label, "amount": f"{sign}{money(pounds)}", "kind": kind, "start": start, "width": width}


# How it is worked out -----------------------------------------------------------------------------------------------


def _working(section: Section) -> Data:
    """The lines that come to something, each once: two schemes may work out the same."""
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
