"""One household as the triggers of options look at it: its case, its results, and what is assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from benefitcalc.case import (
    Case,
    DisabilityBenefit,
    IncomeKind,
    Member,
    Person,
    Tenure,
    WorkCapability,
)
from benefitcalc.case.ages import over_pension_age
from benefitcalc.case.parts import Someone
from benefitcalc.money import parse_pounds
from benefitcalc.rates import Basis, RateBook, Rates, first_day

LCWRA = frozenset({WorkCapability.LCWRA_STANDARD, WorkCapability.LCWRA_PROTECTED})
CARE = frozenset(
    {
        DisabilityBenefit.DLA_CARE_MIDDLE,
        DisabilityBenefit.DLA_CARE_HIGHEST,
        DisabilityBenefit.PIP_DAILY_LIVING_STANDARD,
        DisabilityBenefit.PIP_DAILY_LIVING_ENHANCED,
        DisabilityBenefit.ATTENDANCE_ALLOWANCE_LOWER,
        DisabilityBenefit.ATTENDANCE_ALLOWANCE_HIGHER,
        DisabilityBenefit.AFIP,
    }
)
"""The benefits for care of a person for whom a carer can have a carer's benefit, and overnight carers a room."""
CHILD_CARE = frozenset({DisabilityBenefit.DLA_CARE_MIDDLE, DisabilityBenefit.DLA_CARE_HIGHEST})
"""Those of a child who cannot share a bedroom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What an option needs that no case says. Money is in pounds; nothing here is a fact of the household.

    ``hourly_wage`` left out is the minimum wage for the person's age on the date. ``rent_of_smaller_home`` is for the
    period of the rent, and left out is the rent as it is. ``rent_rise`` is the percentage by which rents rose in April.
    What is None has no figure.
    """

    hourly_wage: Decimal | None = None
    hours: int = 16
    """Hours a week of a first job."""
    more_hours: int = 4
    """Hours a week more in a job that there is."""
    lodger_pays: Decimal = Decimal("80.00")
    """What a lodger pays in a week: an example without a source. A landlord gives what rooms fetch nearby."""
    childcare_a_month: Decimal | None = None
    rent_of_smaller_home: Decimal | None = None
    rent_rise: Decimal | None = None

    def __post_init__(self) -> None:
        problems = [
            f"{name} is {value}; give pounds with at most two decimals, such as 12.71"
            for name in ("hourly_wage", "lodger_pays", "childcare_a_month", "rent_of_smaller_home")
            if (value := getattr(self, name)) is not None and not _is_money(value)
        ]
        problems += [
            f"{name} is {value}; give whole hours from 1 to 60"
            for name in ("hours", "more_hours")
            if not 1 <= (value := getattr(self, name)) <= 60
        ]
        if self.rent_rise is not None and not 0 < self.rent_rise <= 50:
            problems.append(f"rent_rise is {self.rent_rise}; give a percentage above 0 and at most 50, such as 4.8")
        if problems:
            raise ValueError("\n".join(problems))


def _is_money(amount: Decimal) -> bool:
    try:
        parse_pounds(str(amount))
    except ValueError:
        return False
    return True


class Found(NamedTuple):
    """An option that is open: its code, the case when it is taken up (None where it has no figure), the words that its
    sentences need, and whether only the benefit cap makes it worth asking, without another sign in the case.
    """

    code: str
    after: Case | None = None
    words: Mapping[str, str] = {}
    for_the_cap: bool = False


@dataclass(frozen=True)
class Household:
    """A case with its row of the results. ``notes`` are the codes of the notes for its nation."""

    case: Case
    row: Mapping[str, Any]
    notes: frozenset[str]
    assumed: Assumed
    book: RateBook

    def pence(self, name: str) -> int:
        """A figure of the results; nothing where no household asked for it."""
        return int(self.row.get(name, 0))

    @cached_property
    def universal_credit(self) -> bool:
        """Whether Universal Credit is the scheme for living costs."""
        return bool(self.row["applies.universal_credit"])

    @cached_property
    def housing_benefit(self) -> bool:
        return bool(self.row["applies.housing_benefit"])

    @cached_property
    def pension_age(self) -> bool:
        """Whether the household is under the rules for pension age."""
        return bool(self.row["applies.pension_credit"])

    @cached_property
    def capped(self) -> bool:
        """Whether the benefit cap takes something."""
        return self.pence("benefit_cap_reduction_pw") > 0

    @cached_property
    def charged(self) -> bool:
        """Whether there is a bedroom charge."""
        return self.pence("shortfall.under_occupation") > 0

    @cached_property
    def room_matters(self) -> bool:
        """Whether one more bedroom that is needed could change the help with the rent."""
        return self.charged or self.pence("shortfall.local_housing_allowance") > 0

    @cached_property
    def others_contribute(self) -> bool:
        """Whether something is taken off the help with the rent for other adults."""
        return self.pence("housing.non_dependant_contributions") > 0

    @cached_property
    def social_rent(self) -> bool:
        return self.case.tenancy.tenure is Tenure.SOCIAL_RENT

    @cached_property
    def rates(self) -> Rates:
        """The rates of the calendar day."""
        return self.book.on(max(self.case.date, first_day(Basis.DAY)), Basis.DAY)

    # --- People -------------------------------------------------------------------------------------------------------

    @cached_property
    def members(self) -> tuple[tuple[Member, Person], ...]:
        """Claimant and partner."""
        both = ((Member.CLAIMANT, self.case.claimant), (Member.PARTNER, self.case.partner))
        return tuple((of, person) for of, person in both if person is not None)

    def over_pension_age(self, person: Person) -> bool:
        return over_pension_age(person, self.case.date)

    def age(self, person: Someone) -> int:
        """Completed years on the date."""
        return person.age_on(self.case.date, self.case.date)

    def gets(self, kind: IncomeKind, of: Member | None = None) -> bool:
        """Whether an income of that kind is paid, to that member or to anybody."""
        return any(one.kind is kind and one.amount and of in {None, one.of} for one in self.case.incomes)

    def looked_after(self, by: Member | None = None) -> Iterator[str]:
        """Who in the home, apart from the one who cares, has a benefit for care: ``child``, ``other`` (adult) or
        ``member`` (of the couple).
        """
        yield from ("child" for child in self.case.children if CARE & set(child.disability_benefits))
        yield from ("other" for other in self.case.non_dependants if CARE & set(other.disability_benefits))
        yield from ("member" for of, person in self.members if of is not by and CARE & set(person.disability_benefits))


WHO = {Member.CLAIMANT: "the tenant", Member.PARTNER: "the partner"}


def in_work(person: Person) -> bool:
    """Whether somebody has a job or a trade."""
    return person.employment is not None or person.self_employment is not None
