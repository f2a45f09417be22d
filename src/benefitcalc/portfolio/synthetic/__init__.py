"""Made-up tenancies of any size, to try forecasts on, for tests and for teaching. Nobody in them exists.

:func:`synthetic_roll` draws the two tables of a rent roll. The shares and levels that it draws from stand in
``shares.toml``; all are rough estimates, and none is a statistic of any landlord. This package loads pandas.
"""

from benefitcalc.portfolio.synthetic.roll import synthetic_roll
from benefitcalc.portfolio.synthetic.stock import (
    REGIONS,
    Effect,
    Stock,
    compare,
    raise_income,
    raise_rent,
    synthetic_stock,
)
from benefitcalc.portfolio.synthetic.typical import typical_tenants

__all__ = [
    "REGIONS",
    "Effect",
    "Stock",
    "compare",
    "raise_income",
    "raise_rent",
    "synthetic_roll",
    "synthetic_stock",
    "typical_tenants",
]
