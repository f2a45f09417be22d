"""Book arrears apart from real arrears, to the penny, on every day.

**Book arrears** are the help with rent that has accrued and is not yet payable. Help accrues by the day: an assessment
period's amount over its days, a benefit week's over its seven, rounded so that the days add up to the amount. It is
counted to the last day that has been charged, because rent is charged in advance: on Monday the account owes seven
days' rent, and seven days' help stand against it. A period's help leaves the book arrears on the day it is payable,
paid or not.

**Real arrears** are the balance less the book arrears. Their parts add up to them:

- ``fifty_third_week``: what Universal Credit covers of a week's rent, charged in a 53rd week. It takes every year to
  have 52 (UC Regs 2013 Sch 4 para 7): the rent charged in a year goes up by a week's and the year's help does not.
- ``fifty_third_week_help``: the help that accrues on the seven days of that week (below nothing). They are the days
  that 52 weeks leave out of a year, charged at once.
- ``drift``: what the other weeks leave out. 52 weeks have 364 days and 12 months have 365 or 366, so the help of one
  day is missing each year, or of two: 1.24 days' rent a year. Within a year it goes up and down, because a month of 28
  days and one of 31 have the same help.
- ``rent_free_weeks``: help is spread over 52 weeks and rent is charged in fewer. It is nothing at the end of each rent
  year.
- ``rent_change``: Universal Credit counts a new rent for the whole assessment period in which it begins, so before the
  day it covers more than the rent (below nothing).
- ``run_on``: the two weeks of Housing Benefit that come beside Universal Credit (below nothing).
- ``owed``: everything else, which is the tenant's: what was owed before, and the tenant's own share, less what was paid
  of them; and help that was payable and did not come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from benefitcalc.account.charges import Charge
from benefitcalc.account.help_periods import HOUSING_BENEFIT, RUN_ON, UNIVERSAL_CREDIT, HelpPeriod


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of real arrears, in pence."""

    fifty_third_week: int = 0
    fifty_third_week_help: int = 0
    drift: int = 0
    rent_free_weeks: int = 0
    rent_change: int = 0
    run_on: int = 0
    owed: int = 0

    @property
    def real(self) -> int:
        return sum(getattr(self, name) for name in PARTS)

    def with_owed(self, real: int) -> Parts:
        """These parts, with all that they leave of the real arrears as owed by the tenant."""
        return replace(self, owed=real - (self.real - self.owed))

    def __sub__(self, other: Parts) -> Parts:
        return Parts(*(getattr(self, name) - getattr(other, name) for name in PARTS))


PARTS = {
    "fifty_third_week": "53rd week, charged",
    "fifty_third_week_help": "53rd week, help for its days",
    "drift": "Drift of 52 weeks over 12 months",
    "rent_free_weeks": "Rent-free weeks",
    "rent_change": "New rent counted early",
    "run_on": "Run-on of Housing Benefit",
    "owed": "Owed by the tenant",
}


@dataclass(frozen=True, slots=True)
class Cover:
    """What help covers of one charge, in pence."""

    help: int
    by_universal_credit: int
    rent_change: int
    """The charge less the rent from which Universal Credit was worked out."""
    spread: Fraction
    """The help of the charge, less a fifty-second of the year's; only with rent-free weeks."""


def cover_of(charge: Charge, periods: Sequence[HelpPeriod], *, charges_a_year: int, weeks: int | None) -> Cover:
    """What help covers of a charge: the year's Universal Credit over the charges that it takes a year to have, each day
    at the award of its period; and the Housing Benefit of its days.

    ``charges_a_year`` is that number, less those without a charge; ``weeks`` is how many weeks a charge is for.
    """
    by_uc, even, change, by_hb = Fraction(0), Fraction(0), Fraction(0), 0
    for period in periods:
        part = period.share_of(charge.day, charge.through)
        if period.scheme == HOUSING_BENEFIT and part:
            by_hb += period.accrued(charge.through) - period.accrued(_eve(charge.day))
        elif period.scheme == UNIVERSAL_CREDIT and part:
            by_uc += part * period.amount * 12 / charges_a_year
            even += part * period.amount * 12 * (weeks or 0) / 52
            change += part * (charge.rent - period.rent)
    if charge.free:
        return Cover(0, 0, 0, -even)
    spread = by_uc - even if weeks is not None and charges_a_year * weeks != 52 and not charge.week_53 else Fraction(0)
    whole = _half_up(by_uc)
    return Cover(whole + by_hb, whole, _half_up(change), spread)


def _eve(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1)


def _half_up(amount: Fraction) -> int:
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def accrued(periods: Sequence[HelpPeriod], through: dt.date) -> int:
    """All help that has accrued by the end of a day, in pence."""
    return sum(period.accrued(through) for period in periods)


def parts_by_charge(
    charges: Sequence[Charge], covers: Sequence[Cover], periods: Sequence[HelpPeriod]
) -> Iterator[Parts]:
    """The parts but ``owed`` after each charge: the first is where the account begins, and has none."""
    of_run_on = [period for period in periods if period.scheme == RUN_ON]
    others = [period for period in periods if period.scheme != RUN_ON]
    at_first, run_on_at_first = accrued(others, charges[0].through), accrued(of_run_on, charges[0].through)
    yield Parts()
    covered, week_53, help_53, change, spread = 0, 0, 0, 0, Fraction(0)
    for charge, cover in zip(charges[1:], covers[1:], strict=True):
        covered += cover.help
        if charge.week_53:
            week_53 += cover.by_universal_credit
            help_53 -= sum(
                period.accrued(charge.through) - period.accrued(_eve(charge.day))
                for period in others
                if period.scheme == UNIVERSAL_CREDIT
            )
        change += cover.rent_change
        spread += cover.spread
        behind = covered - (accrued(others, charge.through) - at_first)
        yield Parts(
            fifty_third_week=week_53,
            fifty_third_week_help=help_53,
            drift=behind - week_53 - help_53 - _half_up(spread),
            rent_free_weeks=_half_up(spread),
            rent_change=change,
            run_on=run_on_at_first - accrued(of_run_on, charge.through),
        )
