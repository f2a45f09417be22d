"""Which regulations are a household's own, so that a step cites those first."""

from __future__ import annotations

from dataclasses import dataclass

from benefitcalc.assessment.which_schemes import Scheme, pension_age_rules, schemes_of
from benefitcalc.case import Case
from benefitcalc.columns import from_cases


@dataclass(frozen=True, slots=True)
class OwnLaw:
    """The regulations by which a household has help with its rent.

    ``weeks_and_months`` is their provision on rent by the week and by the month. ``scheme`` is how a citation of the
    benefit begins, and ``of_others`` how one of other households does, the farthest last.
    """

    weeks_and_months: str
    scheme: str
    of_others: tuple[str, ...]

    def first(self, law: str) -> str:
        """The same provisions, those of other households last, where any is of this benefit."""
        provisions = law.split("; ")
        if any(one.startswith(self.scheme) for one in provisions):
            provisions.sort(key=self._distance)
        return "; ".join(provisions)

    def _distance(self, provision: str) -> int:
        return next((place for place, other in enumerate(self.of_others, 1) if provision.startswith(other)), 0)


_UNIVERSAL_CREDIT = OwnLaw("UC Regs 2013 Sch 4 para 7", "UC ", ("HB ",))
_WORKING_AGE = OwnLaw("HB Regs 2006 reg 80", "HB ", ("HB (SPC) ", "UC "))
_PENSION_AGE = OwnLaw("HB (SPC) Regs 2006 reg 61", "HB ", ("HB Regs ", "UC "))


def own_law(case: Case) -> OwnLaw:
    """The regulations of a household's help with the rent: HB (SPC) Regs 2006 reg 5 says which are for pension age."""
    batch = from_cases([case])
    if Scheme.HOUSING_BENEFIT not in Scheme(int(schemes_of(batch)[0])):
        return _UNIVERSAL_CREDIT
    return _PENSION_AGE if pension_age_rules(batch)[0] else _WORKING_AGE
