"""How the number of paydays changes a result where no payday is known (contract, reading 23).

Universal Credit counts what is paid in the assessment period. Without a payday the result rests on the yearly average
of a month, and perhaps no month is like that. So those households are worked out twice more, in one batch: with the
fewest and with the most paydays that the period can have.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benefitcalc.assessment.batches import assess_columns
from benefitcalc.columns import Batch, Ints
from benefitcalc.columns.table import Columns
from benefitcalc.money import Flag
from benefitcalc.periods import WEEKS
from benefitcalc.rates import RateBook

AMOUNTS = (
    "universal_credit.award",
    "housing_benefit.award",
    "help_with_rent",
    "rent_to_pay",
    "council_tax_reduction",
)
"""The columns in which a difference is worth a warning."""
FIGURES = {
    "award": "universal_credit.award",
    "earnings": "universal_credit.earned_income",
    "rent_to_pay": "rent_to_pay",
}
"""The figures that the warning gives for each kind of month."""


def paydays_that_matter(batch: Batch, columns: Columns, book: RateBook) -> Columns:
    """The columns of the warning ``paydays_matter`` and its figures, for the results of ``batch``; none where every
    payday is known.
    """
    rows = np.flatnonzero(columns.get("open.payday", ()))
    if not len(rows):
        return {}
    twice = _with_fewest_and_most_paydays(batch.take(np.concatenate((rows, rows))))
    found = assess_columns(twice, book, only=(*AMOUNTS, *FIGURES.values()))
    fewest, most = slice(None, len(rows)), slice(len(rows), None)
    matters = np.zeros(len(batch), dtype=np.bool_)
    matters[rows] = np.logical_or.reduce(
        [found[name][kind] != columns[name][rows] for name in AMOUNTS for kind in (fewest, most)]
    )
    result: Columns = {"warning.paydays_matter": matters}
    for kind, of in (("fewest", fewest), ("most", most)):
        for figure, name in FIGURES.items():
            amounts = np.zeros(len(batch), dtype=np.int64)
            amounts[rows] = found[name][of]
            result[f"figure.paydays_matter.{kind}_{figure}"] = amounts
    return result


def _with_fewest_and_most_paydays(batch: Batch) -> Batch:
    """All households whose paydays are not known, twice: first with the fewest paydays that their assessment periods
    can have, then with the most.
    """
    adults, days = batch.adults, batch.households.days_in_period
    weeks = WEEKS[adults.pay_per]
    apart: Ints = 7 * np.maximum(weeks, 1)
    most = np.arange(len(batch)) >= len(batch) // 2
    paydays = np.where(most, -(-days // apart), days // apart)
    assumed: Flag = adults.employed & (weeks > 0) & ~adults.payday_known
    first = np.broadcast_to(batch.households.date, assumed.shape)
    return replace(
        batch,
        adults=adults.replaced(
            first_payday=np.where(assumed, first, adults.first_payday),
            last_payday=np.where(assumed, first + (paydays - 1) * apart, adults.last_payday),
            payday_known=adults.payday_known | assumed,
        ),
    )
