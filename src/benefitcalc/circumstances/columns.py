"""The facts of other periods as columns, in rows that match those of the cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benefitcalc.case import Case, Member
from benefitcalc.circumstances.effect import afforded, before_1996, days_from_claim, deferred, extended, whole_period
from benefitcalc.circumstances.facts import Circumstances, FuelInRent, MealsInRent
from benefitcalc.columns import (
    AcrossPeriods,
    AdultsAcrossPeriods,
    HouseholdsAcrossPeriods,
    IncomesAcrossPeriods,
    NonDependantsAcrossPeriods,
    Table,
)
from benefitcalc.rates import Basis, RateBook
from benefitcalc.schemes.universal_credit.income import days_of_income


def columns_of(pairs: Sequence[tuple[Case, Circumstances | None]], book: RateBook) -> AcrossPeriods:
    """The facts as columns in the order of the cases; None where nobody has any."""
    facts = [given or Circumstances() for _, given in pairs]
    cases = [case for case, _ in pairs]
    adults = [
        [_adult(fact, case, member) for case, fact in zip(cases, facts, strict=True)]
        for member in (Member.CLAIMANT, Member.PARTNER)
    ]
    households = [_household(fact, case, book) for case, fact in zip(cases, facts, strict=True)]
    return AcrossPeriods(
        HouseholdsAcrossPeriods.build(len(cases), **_named(HouseholdsAcrossPeriods, households)),
        AdultsAcrossPeriods.build(
            (2, len(cases)),
            **{name: [[row[name] for row in one] for one in adults] for name in AdultsAcrossPeriods.names()},
        ),
        _incomes(cases, facts),
        _non_dependants(cases, facts, book),
    )


def _named(table: type[Table], rows: Sequence[Mapping[str, int]]) -> dict[str, list[int]]:
    return {name: [row[name] for row in rows] for name in table.names()}


def _household(facts: Circumstances, case: Case, book: RateBook) -> dict[str, int]:
    reclaim, move, sdp = facts.late_reclaim, facts.move_from_legacy_benefits, facts.transitional_sdp
    rent, extension = facts.rent_could_be_afforded, facts.extended_payment
    run_on = facts.housing_benefit_before_the_move
    fuel, meals = facts.fuel_in_rent or FuelInRent(), facts.meals_in_rent or MealsInRent()
    award_before = extension.award_before if extension is not None and extended(extension, case, book) else None
    return {
        "days_from_claim": 0 if reclaim is None else days_from_claim(reclaim, case, book),
        "reclaimed_late": reclaim is not None and not whole_period(reclaim, case, book),
        "total_legacy_amount_pm": 0 if move is None else move.total_legacy_amount,
        "moved_from_legacy_benefits": move is not None,
        "housing_benefit_before_pw": 0 if run_on is None else run_on.award,
        "transitional_sdp": sdp is not None,
        "higher_rate_before": sdp is not None and sdp.higher_rate,
        "enhanced_disability_premium_before": sdp is not None and sdp.enhanced_disability_premium,
        "disability_premium_before": sdp is not None and sdp.disability_premium,
        "disabled_children_before": 0 if sdp is None else sdp.disabled_children,
        **{f"{use}_in_rent": getattr(fuel, use) for use in ("heating", "hot_water", "lighting", "cooking")},
        "one_room": fuel.one_room,
        **dict(meals),
        "qualifying_period_served": bool(facts.service_charges_qualifying_period_served),
        "rent_could_be_afforded": rent is not None and afforded(rent, case, book),
        "tenant_since_before_1996": facts.tenant_on_housing_benefit_since_before_1996
        and before_1996(book.on(case.date, Basis.DAY)),
        "extended_payment": award_before is not None,
        "award_before_pw": award_before or 0,
    }


def _adult(facts: Circumstances, case: Case, member: Member) -> dict[str, int]:
    surplus = facts.surplus_earnings
    year = next((year for year in facts.course_years if year.of is member), None)
    return {
        "surplus_earnings_pm": surplus.amount if surplus is not None and surplus.of is member else 0,
        "student_income_of_year": 0 if year is None else year.amount,
        "periods_of_course_year": 0 if year is None else len(year.periods),
        "student_income_counts": year is not None and case.date in year.periods,
    }


def _incomes(cases: Sequence[Case], facts: Sequence[Circumstances]) -> IncomesAcrossPeriods:
    days = [
        next(
            (
                (days_of_income(case.date, first_day=part.first_day, last_day=part.last_day), True)
                for part in fact.incomes_for_part_of_period
                if part.income == place
            ),
            (0, False),
        )
        for case, fact in zip(cases, facts, strict=True)
        for place in range(len(case.incomes))
    ]
    return IncomesAcrossPeriods.from_rows(days)


def _non_dependants(
    cases: Sequence[Case], facts: Sequence[Circumstances], book: RateBook
) -> NonDependantsAcrossPeriods:
    rows = [
        next(
            (
                (deferral.deduction_before, deferred(deferral, case, book))
                for deferral in fact.deferred_deductions
                if deferral.non_dependant == place
            ),
            (0, False),
        )
        for case, fact in zip(cases, facts, strict=True)
        for place in range(len(case.non_dependants))
    ]
    return NonDependantsAcrossPeriods.from_rows(rows)
