"""Facts of other periods, for which the case file has no field: ``benefitcalc.circumstances/1``.

A case is one household in one period. What an earlier period, a course year, or the benefits before Universal Credit
bring into this one stands here, beside the case::

    assess(case, {"surplus_earnings": {"amount": "1043.64"}})

Everything is optional, and what is left out changes nothing. A key that is not known, a value that cannot be read, and
a fact that does not fit the case (an income that is not there, a scheme that is not in question) raise
:class:`~benefitcalc.errors.InvalidCase` with every problem at once, each path beginning ``circumstances``. A fact that
fits and has no effect in this period, because its time is over, is said in a warning. Each fact that is taken into
account has a warning of its own too, so that nobody takes the figures for those of the case alone.

Not covered:

- whether the conditions of a fact are met: that a surplus is carried, that a late re-claim is within 6 months of the
  old award, that a qualifying benefit was in payment for 26 weeks (UC Regs 2013 regs 21(3C), 54A(1); HB Regs 2006
  regs 72, 73)
- facts of the migration day that differ from those of the case, such as earnings of a tax credit's year, or a rent with
  no Housing Benefit on that day (UC (TP) Regs 2014 reg 54)
- an extended payment of someone who moves to another council's area (HB Regs 2006 regs 72C, 73C)
- an extended payment at what the claimant's partner would be entitled to, where that is the most
  (HB Regs 2006 reg 73B(1))
"""

from benefitcalc.circumstances.columns import columns_of
from benefitcalc.circumstances.effect import codes_of
from benefitcalc.circumstances.facts import (
    SCHEMA,
    Circumstances,
    CourseYear,
    DeferredDeduction,
    ExtendedPayment,
    IncomeForPartOfPeriod,
    LateReclaim,
    MoveFromLegacyBenefits,
    RentCouldBeAfforded,
    SurplusEarnings,
    TransitionalSdp,
    WorkingAgeCouncilTax,
)
from benefitcalc.circumstances.fitting import Question, problems_with

__all__ = [
    "SCHEMA",
    "Circumstances",
    "CourseYear",
    "DeferredDeduction",
    "ExtendedPayment",
    "IncomeForPartOfPeriod",
    "LateReclaim",
    "MoveFromLegacyBenefits",
    "Question",
    "RentCouldBeAfforded",
    "SurplusEarnings",
    "TransitionalSdp",
    "WorkingAgeCouncilTax",
    "codes_of",
    "columns_of",
    "problems_with",
]
