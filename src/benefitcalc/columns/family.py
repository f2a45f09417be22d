"""Who of the children's table belongs to the claimant's family, and who counts as another adult in the home.

Universal Credit asks at the age reached by the last day of the assessment period, Housing Benefit at the age on
the day; the tests are the same.
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

    ``own``: a child or qualifying young person for whom the claimant is responsible (SI 2013/376 regs 4, 5).
    ``adult``: 16 or over and not a young person of the family, so another adult in the home.
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


def family_of(batch: Batch, age: Count) -> Family:
    """The family, on the ages given for the children's table (shape ``(children,)``).

    16 to 19 must be in education, which is asked of the age on the date (contract, readings 3 and 21).
    """
    children = batch.children
    group = batch.group(children)
    dependent = (age < 20) & ((children.age_on_date < 16) | children.in_education)
    own = dependent & ~children.of_non_dependant
    return Family(group=group, age=age, own=own, adult=(age >= 16) & ~own, own_count=group.count(own))


def adults_of_the_childrens_table(family: Family, batch: Batch) -> Flag:
    """Who is 18 or 19 and in nobody's family: a non-dependant, though entered among the children.

    Shape ``(children,)``.
    """
    children = batch.children
    return (family.age >= 18) & ~family.own & ~children.in_education
