"""The answer: what the screen shows of a result, as plain data, in the order of a call. It is a pure function, and
every figure is the library's.

The only sums here are the lengths of the bars, in thousandths of the rent, and a month's rent less what is covered of
it. The library converts what is shown for a month and a week.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from benefitcalc import Assessment
from benefitcalc.assessment.blocks import HousingBenefitResult, ResultWarning, UniversalCreditResult
from benefitcalc.case import NOT_RENTED, IncomeKind
from benefitcalc.explain.words import AFTER_RENT, AWARDS, CAUSES, REASONS, WARNINGS, money
from benefitcalc.periods import benefit_week_start
from benefitcalc.ui.call.amounts import PER, by_the_week, day, monthly, signed, weekly
from benefitcalc.ui.call.conditions import HELPED_BY_COUNCIL
from benefitcalc.ui.call.flags import capped, entitled, flags

__all__ = ["WHAT_IS_LEFT", "figures"]

Data = dict[str, Any]

NO_STATE_PENSION = "No State Pension has been entered. Ask for it, and add it under Work and money."
CHILDCARE = "; childcare is still to be paid from it"
WHAT_IS_LEFT = "pay, other income and benefits, after every deduction and the benefit cap"


def figures(result: Assessment) -> Data:
    """The headline and the statement of one assessment. How it is worked out comes apart, from
    :func:`benefitcalc.ui.call.working.working`.
    """
    return {
        "when": _when(result),
        "why": _why(result),
        "rent": _rent(result),
        "awards": _awards(result),
        "flags": flags(result),
        "shortfall": _shortfall(result),
        "warnings": [*_left_out(result), *map(_warning, result.warnings)],
        "source": _source(result),
        "range": None,
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


def _why(result: Assessment) -> str:
    """A sentence that says which scheme helps this household, and why not the other."""
    case = result.case
    tenure, couple = case.tenancy.tenure, case.partner is not None
    rented = tenure not in NOT_RENTED
    if result.universal_credit and result.housing_benefit:
        home = f"because the home is {HELPED_BY_COUNCIL[tenure]}"
        if not result.universal_credit.entitled:
            return f"Housing Benefit for the rent, {home}. There is no Universal Credit for living costs beside it."
        return f"Universal Credit for living costs, but Housing Benefit for the rent, {home}."
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


def _awards(result: Assessment) -> list[Data]:
    """The award of each scheme, for the period that it is paid for; what is paid stands before what is not."""
    awards = []
    if uc := result.universal_credit:
        also = money(weekly(uc.award), "a week")
        awards.append(_figure(AWARDS["universal_credit"], uc.award, "month", also=also, note=_reasons(uc)))
    if hb := result.housing_benefit:
        also = "" if result.case.tenancy.rent.rent_free_weeks else money(monthly(hb.award), "a month")
        awards.append(_figure(AWARDS["housing_benefit"], hb.award, "week", also=also, note=_reasons(hb)))
    if pc := result.pension_credit:
        awards.append(_figure(AWARDS["pension_credit"], pc.award, "week", also=money(monthly(pc.award), "a month")))
    if paid := result.child_benefit:
        awards.append(_figure(AWARDS["child_benefit"], paid, "week", also=money(monthly(paid), "a month")))
    if result.council_tax_reduction is not None:
        awards.append(_figure(AWARDS["council_tax_reduction"], result.council_tax_reduction, "year"))
    return sorted(awards, key=lambda award: bool(award["note"]))


def _reasons(scheme: UniversalCreditResult | HousingBenefitResult) -> str:
    """Why there is no award; empty where there is one."""
    if scheme.entitled:
        return ""
    return f"Not entitled: {'; '.join(REASONS[code].short for code in scheme.reasons)}"


def _rent(result: Assessment) -> list[Data]:
    """What there is to pay, what is left to live on, and how much of the rent is covered, by the week and the month.

    With rent-free weeks, Housing Benefit's week is one with rent to pay, and months differ from one another.
    """
    if not result.housing.contractual_rent:
        return []
    amounts = {"rent_to_pay": result.rent_to_pay, "help_with_rent": result.help_with_rent}
    if result.housing.per == "week" and result.case.tenancy.rent.rent_free_weeks:
        also = dict.fromkeys(amounts, "when rent is charged")
    else:
        also = {name: money(amount, "a month") for name, amount in _rent_by_the_month(result, amounts).items()}
    to_pay, covered = (_figure(AFTER_RENT[name].short, amounts[name], "week", also=also[name]) for name in amounts)
    note = WHAT_IS_LEFT + (CHILDCARE if any(child.childcare for child in result.case.children) else "")
    left = _figure(AFTER_RENT["left_after_rent"].short, result.left_after_rent, "week", note=note)
    return [{**to_pay, "note": _what_the_cap_takes(result)}, left, covered]


def _what_the_cap_takes(result: Assessment) -> str:
    """A sentence beside the rent to pay, which alone would look harmless where the benefit cap takes the rest."""
    cap, scheme = result.benefit_cap, capped(result)
    if cap is None or scheme is None or not scheme.benefit_cap_reduction:
        return ""
    of_the_rent = any(part.cause == "benefit_cap" for part in result.shortfall)
    whose = "" if of_the_rent else " of the money to live on"
    return f"The benefit cap takes {by_the_week(scheme.benefit_cap_reduction, cap.per)}{whose}"


def _rent_by_the_month(result: Assessment, by_the_week: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The rent by the month under Universal Credit: the lesser of the housing costs element and the award, and the rest
    of the rent.
    """
    award = result.universal_credit
    if award is None or result.housing.per == "week":
        return {name: monthly(amount) for name, amount in by_the_week.items()}
    covered = min(award.housing_costs_element, award.award) if result.help_with_rent else Decimal(0)
    return {"help_with_rent": covered, "rent_to_pay": result.housing.contractual_rent - covered}


def _shortfall(result: Assessment) -> Data | None:
    """Why there is rent to pay: each cause goes on, up to the whole of it. Bars are in thousandths of the rent."""
    home = result.housing
    if not home.contractual_rent:
        return None
    whole = weekly(home.contractual_rent) if home.per == "month" else home.contractual_rent
    reached = Decimal(0)
    rows = []
    for part in result.shortfall:
        label = CAUSES[part.cause].short
        if part.cause == "under_occupation" and not entitled(result):
            label = f"{label}, which would be charged"
        width = max(_bar(part.amount, whole), 4)
        rows.append({"label": label, "amount": signed(part.amount), "start": _bar(reached, whole), "width": width})
        reached += part.amount
    covered = f"covers {money(result.help_with_rent)}" if result.help_with_rent else "covers nothing of it"
    return {
        "rent": f"Rent and service charges are {money(whole, 'a week')}. "
        f"Benefit {covered if rows else 'covers all of it'}.",
        "rows": rows,
        "to_pay": money(result.rent_to_pay),
        "width": _bar(result.rent_to_pay, whole),
    }


def _bar(amount: Decimal, whole: Decimal) -> int:
    return int(amount * 1000 // whole)
