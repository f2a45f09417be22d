"""What of a rent increase will be collected: the part that help takes over, and what tenants pay of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benefitcalc.account.cash import ENDS, managed_payments, shares_of
from benefitcalc.account.payments import PaymentModel
from benefitcalc.columns import Ints
from benefitcalc.portfolio.unknown.intervals import interval

if TYPE_CHECKING:
    from benefitcalc.portfolio.forecast import Forecast


def increase_collected(forecast: Forecast, without: Forecast, payment_model: PaymentModel) -> pd.DataFrame:
    """What of the rents' rise is collected, month by month, in pence; the last row, ``all``, is the whole.

    ``without`` is the same forecast with the rents as they are: ``forecast.under(Scenario(rent="0%"))``. Both need the
    same stock, months and draws. ``charged`` is what is charged more; ``help`` is what help rises by, to the landlord
    or to the tenant; ``from_tenants`` is the rest, and ``paid`` what of the whole rise reaches the landlord: managed
    payments, Housing Benefit, and what tenants pay more of their share. ``paid`` and ``not_paid`` add up to
    ``charged``. All are of the middle draw of ``paid``; ``paid_low`` and ``paid_high`` bound it as in
    :meth:`~benefitcalc.account.cash.ExpectedCash.by_week`. Raises ``ValueError`` where the two do not match.
    """
    if not forecast.starts.equals(without.starts) or len(forecast.draws) != len(without.draws):
        raise ValueError(
            f"the two forecasts do not match: {len(forecast.starts)} months and {len(forecast.draws)} draws against "
            f"{len(without.starts)} and {len(without.draws)}; make the second with forecast.under(Scenario(rent='0%'))"
        )
    managed, _ = managed_payments(forecast.labels)
    found = []
    for drawn, plain in zip(forecast.draws, without.draws, strict=True):
        new, old = (shares_of(each, managed, payment_model) for each in (drawn, plain))
        charged = (drawn.amount("rent") - plain.amount("rent")).sum(axis=-1)
        helped = (new.help - old.help).sum(axis=-1)
        paid = (new.reaches_landlord - old.reaches_landlord).sum(axis=-1)
        found.append(np.stack([np.broadcast_to(each, (ENDS, len(charged))) for each in (charged, helped, paid)]))
    by_draw = np.stack(found)
    amounts = np.concatenate((by_draw, by_draw.sum(axis=-1, keepdims=True)), axis=-1)
    index = pd.Index([*forecast.starts.strftime("%Y-%m"), "all"], name="month")
    return _table(amounts, index)


def _table(amounts: Ints, index: pd.Index) -> pd.DataFrame:
    """``amounts`` has the shape ``(draws, 3, ENDS, months)``: charged, help and paid."""
    charged, helped, paid = np.moveaxis(amounts, 1, 0)
    order = np.argsort(paid[:, 1], axis=0, kind="stable")
    middle = order[(len(order) - 1) // 2]
    places = (middle, 1, np.arange(paid.shape[-1]))
    return pd.DataFrame(
        {
            "charged": charged[places],
            "help": helped[places],
            "from_tenants": charged[places] - helped[places],
            "paid": paid[places],
            "not_paid": charged[places] - paid[places],
            "paid_low": interval(paid[:, 0]).low,
            "paid_high": interval(paid[:, 2]).high,
        },
        index=index,
    )
