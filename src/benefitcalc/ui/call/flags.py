"""The two flags of a call, the bedroom charge and the benefit cap: whether it applies, what it takes, what ends it."""

from __future__ import annotations

from typing import Any

from benefitcalc import Assessment
from benefitcalc.assessment.blocks import HousingBenefitResult, UniversalCreditResult
from benefitcalc.case import SOCIAL_LANDLORD
from benefitcalc.explain.words import CAUSES, EXEMPTIONS, money
from benefitcalc.rates import Basis
from benefitcalc.ui.call.amounts import PER, both, by_the_week

__all__ = ["capped", "entitled", "flags"]

Data = dict[str, Any]

NO_BEDROOM_CHARGE = "Not for this kind of home"
EARNINGS = "benefit_cap.uc_earnings_threshold"
BENEFITS = "a disability benefit of anyone in the family, or for caring"


def flags(result: Assessment) -> list[Data]:
    """Both flags. ``state`` is ``charge`` where money is taken, ``clear`` where none is, and ``none`` where the
    question does not arise.
    """
    return [_bedroom_flag(result), _cap_flag(result)]


def scheme(result: Assessment, per: str) -> UniversalCreditResult | HousingBenefitResult | None:
    """Universal Credit for what goes by the month, and Housing Benefit for what goes by the week."""
    return result.universal_credit if per == "month" else result.housing_benefit


def capped(result: Assessment) -> UniversalCreditResult | HousingBenefitResult | None:
    """The scheme whose award the benefit cap applies to; None where there is no award to cap."""
    found = scheme(result, result.benefit_cap.per) if result.benefit_cap else None
    return found if found and found.entitled else None


def _flag(name: str, state: str, word: str, text: str, ends: str = "", *, takes: str = "") -> Data:
    """``takes`` is what it takes a week, for a range of figures, in which there is no place for the rest."""
    return {"name": name, "state": state, "word": word, "text": text, "ends": ends, "takes": takes}


def _bedroom_flag(result: Assessment) -> Data:
    name, home = CAUSES["under_occupation"].short, result.housing
    if result.case.tenancy.tenure not in SOCIAL_LANDLORD:
        return _flag(name, "none", "No", NO_BEDROOM_CHARGE)
    rooms = f"{home.bedrooms_needed} needed, {home.bedrooms_spare} spare"
    if not home.under_occupation_percent:
        uncharged = "; no charge under the pension-age rules" if result.pension_credit else "; no charge"
        return _flag(name, "clear", "No", rooms + (uncharged if home.bedrooms_spare else ""))
    taken = home.under_occupation_charge
    terms = f"{both(taken, home.per)}: {home.under_occupation_percent}% of the eligible rent; {rooms}"
    if not entitled(result):
        return _flag(name, "none", "No award", f"It would be {terms}")
    return _flag(name, "charge", "Yes", terms, _ends_the_charge(result), takes=by_the_week(taken, home.per))


def _ends_the_charge(result: Assessment) -> str:
    needed = result.housing.bedrooms_needed
    home = f"a home with {needed} {'bedroom' if needed == 1 else 'bedrooms'}"
    return f"Ends with {home}, or with someone more who needs a bedroom."


def entitled(result: Assessment) -> bool:
    """Whether there is an award from which the bedroom charge can come off."""
    helper = scheme(result, result.housing.per)
    return helper is not None and helper.entitled


def _cap_flag(result: Assessment) -> Data:
    name, cap, scheme = CAUSES["benefit_cap"].short, result.benefit_cap, capped(result)
    if cap is None or scheme is None:
        return _flag(name, "none", "No", "Not in question for this household")
    if not cap.applies:
        return _flag(name, "clear", "No", f"Exempt: {', '.join(EXEMPTIONS[code].short for code in cap.exemptions)}")
    limit = f"{money(cap.counted_income)} counted, limit {money(cap.limit, PER[cap.per])}"
    reduction = scheme.benefit_cap_reduction
    if not reduction:
        return _flag(name, "clear", "No", f"Tested, no reduction: {limit}")
    terms = f"{both(reduction, cap.per)}: {limit}{_cap_beside_the_rent(result)}"
    return _flag(name, "charge", "Yes", terms, _ends_the_cap(result), takes=by_the_week(reduction, cap.per))


def _ends_the_cap(result: Assessment) -> str:
    if result.universal_credit is None:
        return f"Ends with {BENEFITS}."
    threshold = result.book.on(result.case.date, Basis.ASSESSMENT_PERIOD).money(EARNINGS)
    together = " of both together" if result.case.partner else ""
    return f"Ends with pay after tax{together} of {threshold.text}, or with {BENEFITS}."


def _cap_beside_the_rent(result: Assessment) -> str:
    """A sentence for a cap that takes nothing from the help with rent."""
    if result.help_with_rent and all(part.cause != "benefit_cap" for part in result.shortfall):
        return ". It comes off the rest of the award: the help with rent stays the same."
    return ""
