"""The tables of facts: of households, of their people and payments, and of other periods beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from benefitcalc.columns.table import Ints, Table
from benefitcalc.money import Count, Flag, Pence


class Households(Table):
    """One row for each household. Money is in pence for the period that the ``_per`` column names, or for a month where
    the name ends in ``_pm``.
    """

    date: Ints
    last_day: Ints
    country: Count
    tenure: Count
    bedrooms: Count
    rent: Pence
    rent_per: Count
    rent_free_periods: Count
    ineligible_in_rent: Pence
    brma: Count
    local_housing_allowance: Pence
    local_housing_allowance_per: Count
    people_liable: Count
    people_liable_in_claim: Count
    share_numerator: Count
    share_denominator: Count
    capital: Pence
    transitional_element_pm: Pence
    council_tax_pa: Pence
    greater_london: Flag
    has_rent_share: Flag
    has_local_housing_allowance: Flag
    shared_accommodation_rate_exempt: Flag
    shares_home: Flag
    overnight_carer_bedroom: Flag
    foster_bedroom: Flag
    couple_cannot_share_bedroom: Flag
    sanctuary_scheme: Flag
    bereavement_protection: Flag
    universal_credit_claimed: Flag
    transitional_capital_disregard: Flag
    benefit_cap_grace_period: Flag
    pension_age_before_april_2021: Flag
    mixed_age_protection: Flag
    family_premium_protection: Flag
    says_who_reached_pension_age_before_6_april_2016: Flag
    reached_pension_age_before_6_april_2016: Flag
    savings_credit_since_2016: Flag
    has_council_tax: Flag

    @property
    def days_in_period(self) -> Count:
        """How many days each household's assessment period has."""
        days: Count = self.last_day - self.date + 1
        return days


class Adults(Table):
    """The claimant and the partner. Every column has the shape ``(2, n)``, and nothing where there is no partner.

    Hours a week are in hundredths; ``pension_age`` is the day on which the person reaches it. ``first_payday`` and
    ``last_payday`` are those of the assessment period, where one payday of pay by the week, fortnight or four weeks is
    known (``payday_known``). ``over_pension_age_said``: the case says it, whatever the birth date is.
    """

    born: Ints
    age: Count
    age_on_date: Count
    pension_age: Ints
    pay: Pence
    pay_per: Count
    first_payday: Ints
    last_payday: Ints
    pension_contribution: Pence
    work_hours: Count
    profit: Pence
    profit_per: Count
    self_employed_hours: Count
    expected_hours: Count
    work_capability: Count
    esa: Count
    disability_benefits: Ints
    present: Flag
    birth_date_known: Flag
    over_pension_age: Flag
    over_pension_age_said: Flag
    employed: Flag
    pay_is_gross: Flag
    payday_known: Flag
    self_employed: Flag
    minimum_income_floor: Flag
    carer: Flag
    severely_sight_impaired: Flag
    has_paid_carer: Flag
    student: Flag


class Members(Table):
    """People or payments of households, sorted by household."""

    household: Ints

    def starting(self, households: int) -> Ints:
        """Where each household's rows begin, and where the last ones end: shape ``(households + 1,)``."""
        starts = np.zeros(households + 1, dtype=np.int64)
        np.cumsum(np.bincount(self.household, minlength=households), out=starts[1:])
        return starts

    def renumbered(self, rows: slice | Ints, household: Ints, shift: Ints | int) -> Self:
        """Those rows as a table of its own, with the new numbers of their households, and how far row numbers move
        down.
        """
        table = self.rows(rows)
        table.household = household
        if "couple_with" in self.numbers_of:
            vars(table)["couple_with"] = self.couple_with[rows] - shift
        return table


class Children(Members):
    """Children and young people, the eldest of a household first.

    ``counts``: Universal Credit counts the person as a child or qualifying young person, on the last day of the
    assessment period. ``counts_on_date``: Child Benefit and Housing Benefit do, on the date;
    ``counts_in_pension_credit``: Pension Credit does. ``of_school_age``: the whole assessment period comes before 1
    September following the 16th birthday.
    """

    household: Ints
    born: Ints
    age: Count
    age_on_date: Count
    disability_benefits: Ints
    childcare: Pence
    childcare_per: Count
    birth_date_known: Flag
    male: Flag
    severely_sight_impaired: Flag
    cannot_share_bedroom: Flag
    in_education: Flag
    counts: Flag
    counts_on_date: Flag
    counts_in_pension_credit: Flag
    of_school_age: Flag
    two_child_limit_exception: Flag
    of_non_dependant: Flag


class NonDependants(Members):
    """Other adults who live in the home. ``couple_with`` is the row of the person's partner, or the
    person's own row.
    """

    household: Ints
    born: Ints
    age: Count
    age_on_date: Count
    gross_income: Pence
    gross_income_per: Count
    couple_with: Ints
    disability_benefits: Ints
    benefits: Ints
    birth_date_known: Flag
    works_16_hours: Flag
    has_gross_income: Flag
    in_couple: Flag
    severely_sight_impaired: Flag
    student: Flag
    responsible_for_child_under_5: Flag
    armed_forces_away: Flag
    prisoner: Flag


class Incomes(Members):
    """Incomes other than earnings; ``of`` is 0 for the claimant and 1 for the partner."""

    household: Ints
    kind: Count
    amount: Pence
    amount_per: Count
    of: Count


class ServiceCharges(Members):
    """Service charges beside the rent."""

    household: Ints
    amount: Pence
    amount_per: Count
    rent_free_periods: Count
    eligible: Flag


class HouseholdsAcrossPeriods(Table):
    """What other periods of a household bring into this one, one row for each household; ``days_from_claim`` go with
    ``reclaimed_late``.
    """

    days_from_claim: Count
    total_legacy_amount_pm: Pence
    disabled_children_before: Count
    housing_benefit_before_pw: Pence
    award_before_pw: Pence
    all_meals_16_or_over: Count
    all_meals_under_16: Count
    some_meals_16_or_over: Count
    some_meals_under_16: Count
    breakfast_only: Count
    heating_in_rent: Flag
    hot_water_in_rent: Flag
    lighting_in_rent: Flag
    cooking_in_rent: Flag
    one_room: Flag
    reclaimed_late: Flag
    moved_from_legacy_benefits: Flag
    transitional_sdp: Flag
    higher_rate_before: Flag
    enhanced_disability_premium_before: Flag
    disability_premium_before: Flag
    qualifying_period_served: Flag
    rent_could_be_afforded: Flag
    tenant_since_before_1996: Flag
    extended_payment: Flag


class AdultsAcrossPeriods(Table):
    """What other periods of claimant and partner bring into this one; every column has the shape ``(2, n)``."""

    surplus_earnings_pm: Pence
    student_income_of_year: Pence
    periods_of_course_year: Count
    student_income_counts: Flag


class IncomesAcrossPeriods(Table):
    """For each row of :class:`Incomes`, whether it is paid for a part of the period, and for how many days."""

    days_of_income: Count
    part_of_period: Flag


class NonDependantsAcrossPeriods(Table):
    """For each row of :class:`NonDependants`, whether a deduction is deferred, and the deduction before
    it by the week.
    """

    deduction_before_pw: Pence
    deferred: Flag


@dataclass(frozen=True, slots=True)
class AcrossPeriods:
    """Facts of other periods (:mod:`benefitcalc.circumstances`), in rows that match those of the batch."""

    households: HouseholdsAcrossPeriods
    adults: AdultsAcrossPeriods
    incomes: IncomesAcrossPeriods
    non_dependants: NonDependantsAcrossPeriods

    def take(self, which: slice | Ints, *, incomes: slice | Ints, non_dependants: slice | Ints) -> AcrossPeriods:
        """The facts of those households, incomes and non-dependants."""
        return AcrossPeriods(
            self.households.rows(which),
            self.adults.rows(which),
            self.incomes.rows(incomes),
            self.non_dependants.rows(non_dependants),
        )
