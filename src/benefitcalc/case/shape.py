"""The fields of a household that the checks ask for, of a finished case and of one that is still being read."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from benefitcalc.case.kinds import Country
from benefitcalc.case.parts import (
    Child,
    CouncilTax,
    HousingBenefitFacts,
    Income,
    NonDependant,
    PensionCreditFacts,
    Person,
    Tenancy,
    UniversalCreditFacts,
)


class Household(Protocol):
    """The fields of :class:`~benefitcalc.case.model.Case`."""

    @property
    def date(self) -> dt.date: ...
    @property
    def country(self) -> Country: ...
    @property
    def greater_london(self) -> bool: ...
    @property
    def claimant(self) -> Person: ...
    @property
    def partner(self) -> Person | None: ...
    @property
    def children(self) -> tuple[Child, ...]: ...
    @property
    def non_dependants(self) -> tuple[NonDependant, ...]: ...
    @property
    def tenancy(self) -> Tenancy: ...
    @property
    def incomes(self) -> tuple[Income, ...]: ...
    @property
    def capital(self) -> int: ...
    @property
    def universal_credit(self) -> UniversalCreditFacts: ...
    @property
    def housing_benefit(self) -> HousingBenefitFacts: ...
    @property
    def pension_credit(self) -> PensionCreditFacts: ...
    @property
    def council_tax(self) -> CouncilTax | None: ...
    @property
    def adults(self) -> tuple[Person, ...]: ...
