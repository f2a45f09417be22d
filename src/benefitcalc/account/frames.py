"""Frames of accounts: days, texts, and money as whole pence or exact pounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.money import pounds

TEXTS = frozenset({"kind", "what", "cause", "rule", "said", "of", "source", "scheme"})


def frame_of(cells: Mapping[str, Sequence[Any]], *, money: str = "pence") -> pd.DataFrame:
    """A frame of those columns: ``day`` and names that end in ``_day`` are ``datetime64[s]``, :data:`TEXTS` are
    ``string``, and all else is money, which comes in pence.

    ``money="pence"`` gives ``Int64``; ``money="decimal"`` exact pounds as Arrow decimals. Anything else raises
    ``ValueError``.
    """
    if money not in {"pence", "decimal"}:
        raise ValueError(f'money is {money!r}; give "pence" or "decimal"')
    return pd.DataFrame({name: _column(name, values, money) for name, values in cells.items()})


def _column(name: str, values: Sequence[Any], money: str) -> Any:
    if name == "day" or name.endswith("_day"):
        return np.array(values, dtype="datetime64[D]").astype("datetime64[s]")
    if name in TEXTS:
        return pd.array(list(values), dtype="string")
    if money == "decimal":
        import pyarrow as pa

        exact = [pounds(value) for value in values]
        return pd.arrays.ArrowExtensionArray(pa.array(exact, pa.decimal128(18, 2)))
    return pd.array(np.asarray(values, dtype=np.int64), dtype="Int64")
