"""Help beside the award: discretionary payments by nation and date, Pension Credit and council tax, managed payment."""

from __future__ import annotations

from collections.abc import Iterator

from benefitcalc.advice.options.altering import with_income
from benefitcalc.advice.options.household import Found, Household
from benefitcalc.case import Country, IncomeKind, Period
from benefitcalc.money import pounds

DISCRETIONARY = (
    "crisis_and_resilience_fund",
    "discretionary_housing_payment",
    "scotland_benefit_cap",
    "northern_ireland_supplementary_payment",
)
"""Notes for a nation (:mod:`benefitcalc.assessment.nations`) that are options without a figure: somebody decides on the
amount.
"""


def _a_week(pence: int) -> str:
    return f"£{pounds(pence):,.2f} a week"


def scotlands_bedroom_charge(h: Household) -> Iterator[Found]:
    """Scotland makes up the bedroom charge in full."""
    if "scotland_bedroom_charge" not in h.notes or h.gets(IncomeKind.DISCRETIONARY_HOUSING_PAYMENT):
        return
    charge = h.pence("shortfall.under_occupation")
    yearly = charge * h.pence("weeks_basis")
    after = with_income(h.case, IncomeKind.DISCRETIONARY_HOUSING_PAYMENT, yearly, Period.YEAR)
    yield Found("scotland_bedroom_charge", after, {"amount": _a_week(charge)})


def discretionary(h: Household) -> Iterator[Found]:
    """What the council or department may pay: at most the rent that is left to pay, or what the cap takes."""
    if h.gets(IncomeKind.DISCRETIONARY_HOUSING_PAYMENT):
        return
    for code in DISCRETIONARY:
        if code in h.notes:
            most = "benefit_cap_reduction_pw" if code == "scotland_benefit_cap" else "rent_to_pay"
            yield Found(code, None, {"amount": _a_week(h.pence(most))})


def pension_credit(h: Household) -> Iterator[Found]:
    """Pension Credit is in the figures as if it were paid."""
    award = h.pence("pension_credit.award")
    if h.pension_age and award > 0:
        yield Found("pension_credit", None, {"amount": _a_week(award)})


def council_tax_reduction(h: Household) -> Iterator[Found]:
    """Council Tax Reduction: the amount where it is worked out, otherwise the question. Northern Ireland has rates."""
    if h.case.country is Country.NORTHERN_IRELAND:
        yield Found("rate_rebate")
    elif not h.row.get("applies.council_tax_reduction", False):
        yield Found("council_tax_reduction", None, {"amount": "It is not worked out here."})
    elif h.pence("council_tax_reduction"):
        yearly = f"£{pounds(h.pence('council_tax_reduction')):,.2f}"
        yield Found("council_tax_reduction", None, {"amount": f"By these answers it is {yearly} a year."})


def second_adult_rebate(h: Household) -> Iterator[Found]:
    """A rebate of council tax for the low income of a second adult, under England's scheme for pension age."""
    single = h.case.partner is None and h.pension_age and h.case.country is Country.ENGLAND
    others = [other for other in h.case.non_dependants if h.age(other) >= 18 and not other.prisoner]
    if single and others and not any(h.gets(kind) for kind in (IncomeKind.LODGER, IncomeKind.BOARDER)):
        yield Found("second_adult_rebate")


def managed_payment(h: Household) -> Iterator[Found]:
    """The housing element of Universal Credit paid to the landlord. In Northern Ireland it is paid so anyway."""
    paid = h.pence("help_with_rent")
    if h.universal_credit and h.social_rent and paid and h.case.country is not Country.NORTHERN_IRELAND:
        code = "scottish_choice" if h.case.country is Country.SCOTLAND else "managed_payment"
        yield Found(code, None, {"amount": _a_week(paid)})


FINDERS = (
    scotlands_bedroom_charge,
    discretionary,
    pension_credit,
    council_tax_reduction,
    second_adult_rebate,
    managed_payment,
)
