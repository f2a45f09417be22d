"""How many bedrooms a household is allowed. Universal Credit and Housing Benefit use one test and put in whom each of
them counts.

UC Regs 2013 Sch 4 paras 8-12 and, for Housing Benefit, HB Regs 2006 reg B13(5)-(9).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import (
    AA,
    AA_HIGHER,
    AFIP,
    DLA_CARE_MIDDLE_OR_HIGHEST,
    PIP_DAILY_LIVING,
    Batch,
    Tenure,
    has,
)
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag
from benefitcalc.rates import CountRate, Rates
from benefitcalc.rules import Unit, rule

_LAW = "UC Regs 2013 Sch 4 para 10; HB Regs 2006 reg B13(5)"
_LAW_ADDITIONAL = "UC Regs 2013 Sch 4 para 12; HB Regs 2006 reg B13(6)"
OVERNIGHT_CARE = DLA_CARE_MIDDLE_OR_HIGHEST | AA | PIP_DAILY_LIVING | AFIP
CANNOT_SHARE = DLA_CARE_MIDDLE_OR_HIGHEST | AA_HIGHER | PIP_DAILY_LIVING | AFIP


@rule(
    "Bedrooms for children under 16 who can share", unit=Unit.BEDROOMS, law=_LAW, nil="no child under 16 who can share"
)
def bedrooms_for_children(
    *, boys_10_to_15: Count, girls_10_to_15: Count, boys_under_10: Count, girls_under_10: Count
) -> Count:
    """Two children share a bedroom when both are under 10, or both are under 16 and of one sex; they are paired so that
    the rooms are fewest.

    Shapes ``(n,)``. A younger child takes the place left beside an older one of the same sex; the other young
    children pair freely.
    """
    boys_left = np.maximum(boys_under_10 - boys_10_to_15 % 2, 0)
    girls_left = np.maximum(girls_under_10 - girls_10_to_15 % 2, 0)
    return (boys_10_to_15 + 1) // 2 + (girls_10_to_15 + 1) // 2 + (boys_left + girls_left + 1) // 2


@rule(
    "Bedrooms for disabled children who cannot share",
    unit=Unit.BEDROOMS,
    law=_LAW_ADDITIONAL,
    nil="no child counts as unable to share",
)
def bedrooms_for_disabled_children(*, disabled_children_who_cannot_share: Count) -> Count:
    """A child on the middle or highest rate of care who cannot reasonably share has a room alone."""
    return disabled_children_who_cannot_share


@rule("Bedrooms for adults", unit=Unit.BEDROOMS, law=_LAW)
def bedrooms_for_adults(*, young_people: Count, other_adults: Count) -> Count:
    """There is one room for the claimant or couple, one for each young person of 16 or over, and one for each other
    adult in the home.
    """
    return 1 + young_people + other_adults


@rule(
    "Additional bedrooms",
    unit=Unit.BEDROOMS,
    law=_LAW_ADDITIONAL,
    nil="no room for overnight carers, fostering or a couple who cannot share counts",
)
def additional_bedrooms(*, overnight_care: Flag, fostering: Flag, couple_cannot_share: Flag) -> Count:
    """There is one room for overnight carers, one for fostering, and one for a couple who cannot share because of
    disability.
    """
    return overnight_care.astype(np.int64) + fostering + couple_cannot_share


@rule("Bedrooms needed", unit=Unit.BEDROOMS, law=_LAW)
def bedrooms_needed(
    *,
    bedrooms_for_adults: Count,
    bedrooms_for_children: Count,
    bedrooms_for_disabled_children: Count,
    additional_bedrooms: Count,
    private_rent: Flag,
    most_in_private_rent: CountRate,
) -> Count:
    """The rooms for adults and for children and the additional rooms are added up; in private rent four at most."""
    rooms = bedrooms_for_adults + bedrooms_for_children + bedrooms_for_disabled_children + additional_bedrooms
    return np.where(private_rent, np.minimum(rooms, int(most_in_private_rent)), rooms)


@dataclass(frozen=True, slots=True)
class SizeCriteria:
    """The bedrooms needed, and the flags that were not counted: because they did not meet the law's own condition, or
    because the date is before the rule.
    """

    bedrooms_needed: Count
    overnight_care_refused: Flag
    overnight_care_of_child_too_early: Flag
    overnight_care_of_adult_too_early: Flag
    couple_refused: Flag
    couple_too_early: Flag
    child_refused: Flag
    child_too_early: Flag

    @property
    def overnight_carer_has_a_room(self) -> Flag:
        """Whether the room for overnight carers counts, where the case says that one is needed."""
        too_early = self.overnight_care_of_child_too_early | self.overnight_care_of_adult_too_early
        return ~(self.overnight_care_refused | too_early)


def size_criteria(
    batch: Batch,
    family: Family,
    rates: Rates,
    *,
    other_adults: Count,
    cannot_share_bits: int,
    child_cannot_share: bool,
) -> SizeCriteria:
    """Work out the size criteria for households of one rate set.

    The two schemes differ in ``other_adults`` and in the benefits that the rule for couples asks for.
    """
    households, adults, children, others = batch.households, batch.adults, batch.children, batch.non_dependants
    group = family.group
    under_16 = family.age < int(rates.count("law.size_criteria.own_room_from_age"))
    cannot_share = children.cannot_share_bedroom & has(children.disability_benefits, DLA_CARE_MIDDLE_OR_HIGHEST)
    own_room = under_16 & cannot_share & child_cannot_share
    sharing = under_16 & ~own_room
    older, male = family.age >= int(rates.count("law.size_criteria.own_sex_from_age")), children.male
    cared_for = has(adults.disability_benefits, OVERNIGHT_CARE)
    claimant_or_partner = cared_for[0] | cared_for[1]
    child = group.any(has(children.disability_benefits, OVERNIGHT_CARE))
    other_adult = batch.group(others).any(has(others.disability_benefits, OVERNIGHT_CARE))
    of_anyone = bool(rates["law.overnight_care_of_anyone_in_the_home"])
    someone_cared_for = claimant_or_partner | ((child | other_adult) & of_anyone)
    without_carers_room = households.overnight_carer_bedroom & ~someone_cared_for
    too_ill_to_share = has(adults.disability_benefits, cannot_share_bits)
    ill_couple = adults.present[1] & (too_ill_to_share[0] | too_ill_to_share[1])
    couple = ill_couple & bool(rates["law.couple_who_cannot_share"])
    needed = bedrooms_needed(
        bedrooms_for_adults=bedrooms_for_adults(young_people=group.count(~under_16), other_adults=other_adults),
        bedrooms_for_children=bedrooms_for_children(
            boys_10_to_15=group.count(sharing & older & male),
            girls_10_to_15=group.count(sharing & older & ~male),
            boys_under_10=group.count(sharing & ~older & male),
            girls_under_10=group.count(sharing & ~older & ~male),
        ),
        bedrooms_for_disabled_children=bedrooms_for_disabled_children(
            disabled_children_who_cannot_share=group.count(own_room)
        ),
        additional_bedrooms=additional_bedrooms(
            overnight_care=households.overnight_carer_bedroom & someone_cared_for,
            fostering=households.foster_bedroom,
            couple_cannot_share=households.couple_cannot_share_bedroom & couple,
        ),
        private_rent=households.tenure == Tenure.PRIVATE_RENT,
        most_in_private_rent=rates.count("lha.most_bedrooms"),
    )
    return SizeCriteria(
        bedrooms_needed=needed,
        overnight_care_refused=without_carers_room & ~child & ~other_adult,
        overnight_care_of_child_too_early=without_carers_room & child,
        overnight_care_of_adult_too_early=without_carers_room & other_adult,
        couple_refused=households.couple_cannot_share_bedroom & ~ill_couple,
        couple_too_early=households.couple_cannot_share_bedroom & ill_couple & ~couple,
        child_refused=group.any(children.cannot_share_bedroom & ~cannot_share),
        child_too_early=group.any(under_16 & cannot_share & ~own_room),
    )
