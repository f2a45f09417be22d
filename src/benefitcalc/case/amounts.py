"""Pounds of one household as a column of one row, and back, for amounts that are worked out before an assessment by the
same rules.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

import numpy as np
from pydantic import TypeAdapter

from benefitcalc.case.values import Pence
from benefitcalc.money import Pence as Column
from benefitcalc.money import pounds

Amount: TypeAlias = Decimal | int | str
"""Pounds: ``Decimal("317.82")``, ``"317.82"``, or ``317``."""
_POUNDS: TypeAdapter[int] = TypeAdapter(Pence)


def column_of(amount: Amount) -> Column:
    """The amount as a column of one row. Raises ``ValueError`` for anything that is not money."""
    return np.array([_POUNDS.validate_python(amount)], dtype=np.int64)


def pounds_of(column: Column) -> Decimal:
    """The pounds of a column of one row."""
    return pounds(int(column[0]))
