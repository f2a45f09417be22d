"""Who in the children's table belongs to the claimant's family, and who counts as another adult in the home.

Universal Credit decides on the last day of the assessment period, the other schemes on the date. Universal Credit and
Pension Credit count someone in education less long than the others do (contract, reading 22).
"""

from __future__ import annotations

from dataclasses import dataclass

from benefitcalc.columns import (
    Batch,
    Group,
)
from benefitcalc.money import Count, Flag


@dataclass(frozen=True, slots=True)
class Family:
    """Flags of shape ``(children,)``, and counts of shape ``(n,)``.

    ``own``: the claimant is responsible for this child or qualifying young person (SI 2013/376 regs 4, 5). ``adult``:
    the person is 16 or over and no young person of the family, and so another adult in the home.
    """

    group: Group
    age: Count
    own: Flag
    adult: Flag
    own_count: Count

    @property
    def responsible(self) -> Flag:
        """Whether the household is responsible for a child or young person."""
        return self.own_count > 0


def family_in_universal_credit(batch: Batch) -> Family:
    """The family at the end of the assessment period (UC Regs 2013 regs 4, 5)."""
    return _family(batch, batch.children.age, batch.children.counts)


def family_on_date(batch: Batch) -> Family:
    """The family on the date, for Child Benefit, Housing Benefit and Council Tax Reduction (SSCBA 1992 s 142)."""
    return _family(batch, batch.children.age_on_date, batch.children.counts_on_date)


def family_in_pension_credit(batch: Batch) -> Family:
    """The family on the date, for Pension Credit (SPC Regs 2002 reg 4A)."""
    return _family(batch, batch.children.age_on_date, batch.children.counts_in_pension_credit)


def _family(batch: Batch, age: Count, counts: Flag) -> Family:
    group, own = batch.group(batch.children), counts & ~batch.children.of_non_dependant
    return Family(group=group, age=age, own=own, adult=(age >= 16) & ~own, own_count=group.count(own))


def adults_of_the_childrens_table(family: Family, batch: Batch) -> Flag:
    """Who is 18 or 19 and in no family: a non-dependant, although entered among the children.

    Shape ``(children,)``.
    """
    children = batch.children
    return (family.age >= 18) & ~family.own & ~children.in_education
