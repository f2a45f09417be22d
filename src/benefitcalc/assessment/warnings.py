"""What a reader must know before relying on a result, worked out for a whole batch from its facts and its results.

A rule that finds something (a flag that failed its condition) gives its warning with its columns. The warnings here
come from what the case leaves open, and from facts that it gives but that no figure counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from benefitcalc.assessment.births import birth_date_matters
from benefitcalc.assessment.nations import NOTES
from benefitcalc.assessment.outcome import Outcome, anybody
from benefitcalc.assessment.unlikely import UNLIKELY
from benefitcalc.assessment.unsettled import FAMILY_PREMIUM_CLOSED, NOT_MOVED, UNSAID
from benefitcalc.case import Case, IncomeKind
from benefitcalc.circumstances import Circumstances, codes_of
from benefitcalc.columns import Batch, Country, Ints, Tenure, WorkCapability
from benefitcalc.columns.dates import LATEST, of_each_day
from benefitcalc.columns.table import Columns
from benefitcalc.money import Flag
from benefitcalc.periods import day_number, from_day_number
from benefitcalc.rates import Basis, RateBook, rate_year
from benefitcalc.rates.lha import areas, is_weak
from benefitcalc.rates.starts import first_day_of

BESIDE_UNIVERSAL_CREDIT = "law.universal_credit.last_period_beside_pension_age_benefits"
"""Whether pension age lets Housing Benefit and Pension Credit begin in the last assessment period."""
LEGACY_BENEFITS = "law.legacy_benefits"
LEGACY = frozenset(
    {
        IncomeKind.INCOME_SUPPORT,
        IncomeKind.INCOME_BASED_JSA,
        IncomeKind.INCOME_RELATED_ESA,
        IncomeKind.CHILD_TAX_CREDIT,
        IncomeKind.WORKING_TAX_CREDIT,
    }
)
INCAPACITY = frozenset({IncomeKind.INCAPACITY_BENEFIT, IncomeKind.SEVERE_DISABLEMENT_ALLOWANCE})
UPRATED = LEGACY | {
    IncomeKind.STATE_PENSION,
    IncomeKind.NEW_STYLE_JSA,
    IncomeKind.NEW_STYLE_ESA,
    IncomeKind.CARERS_ALLOWANCE,
    IncomeKind.MATERNITY_ALLOWANCE,
    IncomeKind.INDUSTRIAL_INJURIES,
    IncomeKind.WIDOWED_PARENTS_ALLOWANCE,
    IncomeKind.WIDOWS_PENSION,
    IncomeKind.BEREAVEMENT_ALLOWANCE,
    IncomeKind.WAR_PENSION,
    IncomeKind.SEVERE_DISABLEMENT_ALLOWANCE,
    IncomeKind.INCAPACITY_BENEFIT,
}
"""Benefits whose amounts go up each April, some days later than Housing Benefit's do."""
YOUNG_CHILD = "law.universal_credit.young_child_below"
"""While a child is below this age, its main carer need not look for work (WRA 2012 ss 19-21)."""
WEAK_UNTIL = dt.date(2017, 4, 1)
"""Many rates before this day are weak; of each day, its own confidence says so."""


def warning_columns(batch: Batch, columns: Columns, book: RateBook) -> Columns:
    """A column ``warning.<code>`` for each warning of :data:`WARNINGS` that holds for any household of the batch;
    ``columns`` are all its results.
    """
    seen = Outcome(batch, columns, book)
    found = ((code, holds(seen)) for code, holds in WARNINGS.items())
    return {f"warning.{code}": flag for code, flag in found if flag.any()}


def in_order(codes: Sequence[str]) -> list[str]:
    """The codes of one result in the order in which they are said: first those that rules found, by the alphabet."""
    return sorted(codes, key=lambda code: (_PLACES.get(code, -1), code))


def codes_in(circumstances: Circumstances, case: Case, book: RateBook, codes: Sequence[str]) -> Iterator[str]:
    """The codes of a result that the circumstances do not answer, and of what the circumstances brought in; before the
    notes for the nation.
    """
    answered = circumstances.service_charges_qualifying_period_served is not None
    yield from (
        code for code in codes if code not in NOTES and not (answered and code == "owner_service_charges_not_modelled")
    )
    yield from codes_of(circumstances, case, book)
    yield from (code for code in codes if code in NOTES)


# --- Rates and dates --------------------------------------------------------------------------------------------------


def _weak_rates(seen: Outcome) -> Flag:
    """Old rates; or a private rent is limited to the allowance of an area that nobody has seen in a table of the
    year.
    """
    homes = seen.homes
    weak: Flag = homes.date < day_number(WEAK_UNTIL)
    by_area = (homes.tenure == Tenure.PRIVATE_RENT) & ~homes.has_local_housing_allowance & (homes.brma != 0)
    for number in np.unique(homes.brma[by_area]).tolist():
        name = areas()[number - 1].name
        here = by_area & (homes.brma == number)
        weak |= here & (seen.by_date_and_basis(partial(is_weak, name), here) != 0)
    return weak


def _pension_age_inside(seen: Outcome) -> Flag:
    """Whether the claim comes to an end because pension age is reached inside the assessment period, so that Housing
    Benefit and Pension Credit can begin beside it.
    """
    adults, homes = seen.adults, seen.homes
    open_to_age = adults.present & ~adults.over_pension_age_said
    first = np.where(open_to_age, adults.pension_age, LATEST).min(axis=0)
    last = np.where(open_to_age, adults.pension_age, -LATEST).max(axis=0)
    day = np.where(homes.mixed_age_protection, first, last)
    said_under = anybody(adults.over_pension_age_said & ~adults.over_pension_age)
    inside: Flag = seen.by_month & ~said_under & (homes.date < day) & (day <= homes.last_day)
    rows = np.flatnonzero(inside)
    last_day = day_number(seen.book.last_day)
    inside[rows] = of_each_day(partial(_beside, seen.book), np.minimum(day[rows], last_day)) != 0
    return inside


def _beside(book: RateBook, days: Ints) -> Ints:
    on = (book.on(from_day_number(day), Basis.HB_OTHER_RENT) for day in days.tolist())
    return np.array([int(bool(rates[BESIDE_UNIVERSAL_CREDIT])) for rates in on], dtype=np.int64)


def _before_the_benefits_go_up(seen: Outcome) -> Flag:
    """Housing Benefit has its new rates already, and other benefits do not have theirs yet (readings 13)."""
    by_income = seen.has("applies.housing_benefit") & ~seen.has("housing_benefit.passported")
    if not by_income.any():
        return by_income

    def early(day: dt.date, basis: Basis) -> bool:
        return day < first_day_of(rate_year(day, basis), Basis.DAY)

    return by_income & (seen.by_date_and_basis(early, by_income) != 0) & seen.any_paid(UPRATED)


def _legacy_benefit(seen: Outcome) -> Flag:
    return seen.any_paid(LEGACY, even_nothing=True)


# --- Rules that are in no figure, for the households that they could be about ----------------------------------------


def _owner_with_charges(seen: Outcome) -> Flag:
    charges = seen.batch.service_charges
    with_charges = seen.batch.group(charges).any(np.ones(len(charges), dtype=np.bool_))
    return (seen.homes.tenure == Tenure.OWNER_OCCUPIER) & with_charges


def _supported(seen: Outcome) -> Flag:
    tenure = seen.homes.tenure
    of_a_kind = (tenure > Tenure.EXEMPT_ACCOMMODATION) & (tenure < Tenure.TEMPORARY_ACCOMMODATION)
    return seen.by_month & of_a_kind & ~seen.law("law.universal_credit.no_rent_in_specified_accommodation")


def _temporary(seen: Outcome) -> Flag:
    temporary = seen.homes.tenure == Tenure.TEMPORARY_ACCOMMODATION
    return seen.by_month & temporary & ~seen.law("law.universal_credit.no_rent_in_temporary_accommodation")


def _floor_is_unlikely(seen: Outcome) -> Flag:
    """A minimum income floor is entered for someone who does not have all work requirements, and so has none (UC Regs
    2013 reg 62(1); WRA 2012 ss 19-22).
    """
    adults = seen.adults
    excused = (adults.work_capability != WorkCapability.NONE) | adults.carer | seen.over
    floored = adults.minimum_income_floor & (excused | _lone_parent_of_a_young_child(seen))
    return seen.by_month & anybody(floored)


def _lone_parent_of_a_young_child(seen: Outcome) -> Flag:
    """A lone parent of a young child. Of a couple either may be the one who is responsible for the child (WRA 2012
    s 19(6)).
    """
    young = seen.children.age < seen.spread(seen.count(YOUNG_CHILD), seen.children)
    return ~seen.couple & seen.any_child(seen.own_children & young)


def _rent_from_18_to_21(seen: Outcome) -> Flag:
    age = seen.adults.age_on_date
    young = (((age >= 18) & (age < 22)) | ~seen.adults.present).all(axis=0)
    helped = seen.has("universal_credit.housing_costs_element")
    return helped & young & seen.law("law.universal_credit.no_rent_from_18_to_21")


def _student(seen: Outcome) -> Flag:
    return seen.has("applies.housing_benefit") & anybody(seen.adults.student) & ~seen.any_over


def _disabled_worker(seen: Outcome) -> Flag:
    """Someone is sick or disabled and works 16 hours, in a household that has the additional disregard for no other
    reason (HB (SPC) Regs 2006 Sch 4 para 9(2)).
    """
    asked = seen.has("applies.pension_credit") & seen.has("housing_benefit.net_earnings")
    if not asked.any():
        return asked
    adults, key = seen.adults, "hb.earnings_disregard.additional"
    with_child = seen.any_child(seen.own_children & seen.children.counts_on_date)
    for_30_hours = (seen.hours >= 100 * seen.count(f"{key}.hours")) & (adults.age_on_date >= seen.count(f"{key}.age"))
    sick = (
        (adults.disability_benefits != 0)
        | adults.severely_sight_impaired
        | (adults.esa != 0)
        | (adults.work_capability != WorkCapability.NONE)
        | seen.paid(INCAPACITY)
    )
    works = seen.hours >= 100 * seen.count("hb.non_dependant.remunerative_work_hours")
    another = with_child | anybody(adults.present & for_30_hours)
    return asked & ~another & anybody(adults.present & works & sick)


def _greater_london_not_said(seen: Outcome) -> Flag:
    return (seen.region == "London") & ~seen.homes.greater_london & seen.has("applies.benefit_cap")


# --- Facts that no figure counts --------------------------------------------------------------------------------------


def _not_of_mixed_age(seen: Outcome) -> Flag:
    return ~seen.couple | (seen.over[0] == seen.over[1])


def _nobody_over_pension_age(seen: Outcome) -> Flag:
    return ~seen.any_over


def _no_family_premium_to_keep(seen: Outcome) -> Flag:
    young = seen.any_child(seen.own_children & seen.children.counts_on_date)
    return (seen.homes.date < seen.day(FAMILY_PREMIUM_CLOSED)) | ~young | _no_housing_benefit(seen)


def _no_housing_benefit(seen: Outcome) -> Flag:
    return ~seen.has("applies.housing_benefit")


def _no_universal_credit(seen: Outcome) -> Flag:
    return ~seen.by_month


def _no_benefit_cap(seen: Outcome) -> Flag:
    return ~seen.by_month & ~seen.has("applies.benefit_cap")


def _no_bedroom_charge_to_lift(seen: Outcome) -> Flag:
    tenure = seen.homes.tenure
    managed = (tenure > Tenure.EXEMPT_ACCOMMODATION) & (tenure < Tenure.TEMPORARY_ACCOMMODATION)
    return ~(managed | (tenure == Tenure.SOCIAL_RENT)) | ~seen.law("law.sanctuary_scheme")


def _no_allowance_by_the_week(seen: Outcome) -> Flag:
    return (seen.homes.tenure != Tenure.PRIVATE_RENT) | _no_housing_benefit(seen)


Test = Callable[[Outcome], Flag]

NOT_COUNTED: Mapping[str, Test] = {
    "tenancy.shares_home": _no_allowance_by_the_week,
    "tenancy.sanctuary_scheme": _no_bedroom_charge_to_lift,
    "tenancy.bereavement_protection": _no_housing_benefit,
    "universal_credit.transitional_element": _no_universal_credit,
    "universal_credit.transitional_capital_disregard": _no_universal_credit,
    "universal_credit.benefit_cap_grace_period": _no_benefit_cap,
    "housing_benefit.pension_age_before_april_2021": _nobody_over_pension_age,
    "housing_benefit.mixed_age_protection": _not_of_mixed_age,
    "housing_benefit.family_premium_protection": _no_family_premium_to_keep,
    "pension_credit.reached_pension_age_before_6_april_2016": _nobody_over_pension_age,
    "pension_credit.savings_credit_since_2016": _nobody_over_pension_age,
}
"""Each flag of the case by its path, with what removes the facts that the flag is about. The last name of the path is
the warning's code.
"""
_COLUMN_OF = {"transitional_element": "transitional_element_pm"}


def _not_counted(code: str, facts_are_missing: Test, seen: Outcome) -> Flag:
    said = getattr(seen.homes, _COLUMN_OF.get(code, code)) != 0
    return said & facts_are_missing(seen) if said.any() else said


WARNINGS: Mapping[str, Test] = {
    "birth_date_matters": birth_date_matters,
    "weak_rates": _weak_rates,
    "legacy_benefit_ended": lambda seen: _legacy_benefit(seen) & ~seen.law(LEGACY_BENEFITS),
    "pension_age_in_this_period": _pension_age_inside,
    "benefits_not_yet_uprated": _before_the_benefits_go_up,
    **NOT_MOVED,
    **UNSAID,
    "owner_service_charges_not_modelled": lambda seen: _owner_with_charges(seen) & seen.by_month,
    "owner_in_pension_credit_not_modelled": lambda seen: _owner_with_charges(seen) & ~seen.by_month,
    "supported_accommodation_before_november_2014": _supported,
    "temporary_accommodation_before_2018": _temporary,
    "legacy_benefit_beside_universal_credit": lambda seen: (
        seen.by_month & _legacy_benefit(seen) & seen.law(LEGACY_BENEFITS)
    ),
    "minimum_income_floor_unlikely": _floor_is_unlikely,
    "rent_from_18_to_21_not_modelled": _rent_from_18_to_21,
    "student_in_housing_benefit_not_modelled": _student,
    "disabled_worker_disregard_not_modelled": _disabled_worker,
    "northern_ireland_later_start_not_modelled": lambda seen: (
        (seen.homes.country == Country.NORTHERN_IRELAND) & ~seen.law("law.northern_ireland.all_in_force")
    ),
    "greater_london_not_said": _greater_london_not_said,
    **{
        path.rpartition(".")[2]: partial(_not_counted, path.rpartition(".")[2], facts_are_missing)
        for path, facts_are_missing in NOT_COUNTED.items()
    },
    **UNLIKELY,
    "rate_overridden": lambda seen: np.full(len(seen.batch), bool(seen.book.replaced)),
    "rates_projected": lambda seen: seen.has("projected"),
    **NOTES,
}
"""Each warning with the test that finds its households, in the order in which a result says them."""
_PLACES = {code: place for place, code in enumerate(WARNINGS)}
