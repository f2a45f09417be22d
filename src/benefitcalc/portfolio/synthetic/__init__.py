"""Made-up tenancies of any size, to try forecasts on, for tests and for teaching. Nobody in them exists.

:func:`synthetic_roll` draws the two tables of a rent roll. The shares and levels that it draws from stand in
``shares.toml``; all are rough estimates, and none is a statistic of any landlord. This package loads pandas.
"""

from benefitcalc.portfolio.synthetic.exports import by_the_month, write_export
from benefitcalc.portfolio.synthetic.messy import write_messy_export
from benefitcalc.portfolio.synthetic.roll import synthetic_roll
from benefitcalc.portfolio.synthetic.typical import raise_income, raise_rent, typical_tenants

__all__ = [
    "by_the_month",
    "raise_income",
    "raise_rent",
    "synthetic_roll",
    "typical_tenants",
    "write_export",
    "write_messy_export",
]
