"""pandas frames and Parquet files as sheets."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from benefitcalc.errors import UnreadableTable
from benefitcalc.portfolio.reading.cells import RawColumn, column_of
from benefitcalc.portfolio.reading.sheets import Sheet


def read_parquet(written: bytes) -> list[Sheet]:
    """The one sheet of a Parquet file."""
    try:
        return read_frame(pyarrow.parquet.read_table(io.BytesIO(written)).to_pandas(types_mapper=pd.ArrowDtype))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableTable(f"The Parquet file cannot be read ({error}).") from None


def read_frame(frame: pd.DataFrame) -> list[Sheet]:
    """The one sheet of a frame. Its rows are counted from 1, whatever its index says."""
    repeated = [str(name) for name in frame.columns[frame.columns.duplicated()]]
    if repeated:
        raise UnreadableTable(f"The frame has more than one column {', '.join(repeated)}; give each a name of its own.")
    columns = tuple(_column(str(name), frame[name], place) for place, name in enumerate(frame.columns))
    return [Sheet("", columns, np.arange(1, len(frame) + 1, dtype=np.int64), typed=True)]


def _column(heading: str, series: pd.Series[Any], place: int) -> RawColumn:
    values: list[object]
    if isinstance(series.dtype, pd.CategoricalDtype):
        codes, values = series.cat.codes.to_numpy(), list(series.cat.categories.astype(object))
    elif series.dtype == object:
        # 1, 1.0 and True are equal in Python, and not the same in a cell.
        kept = [None if pd.api.types.is_scalar(cell) and pd.isna(cell) else (cell.__class__, cell) for cell in series]
        codes, keys = pd.factorize(np.fromiter(kept, dtype=object, count=len(kept)))
        values = [cell for _, cell in keys]
    else:
        codes, found = pd.factorize(series)
        values = list(pd.Series(found).astype(object))
    return replace(column_of(heading, values, codes.astype(np.int32)), place=place)
