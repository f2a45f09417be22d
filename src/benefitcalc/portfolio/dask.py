"""A rent roll over Dask: the same results, on as many machines as a cluster has.

    from dask.distributed import Client
    from benefitcalc.portfolio import dask as over_dask

    Client("tcp://scheduler:8786")                    # or nothing, for the threads of this machine
    results = over_dask.assess("s3://stock/roll/", on="2026-06-01")
    results.to_parquet("s3://stock/results/")

Every partition of the file holds whole households (``RentRoll.to_parquet``), so no worker waits for another.
"""

from __future__ import annotations

import os

import dask.dataframe as dd
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from benefitcalc.periods import Day
from benefitcalc.portfolio.engine import Options, assess_tables
from benefitcalc.portfolio.parquet import parts_of, tables_of


def assess(source: str | os.PathLike[str], on: Day | None = None, options: Options | None = None) -> dd.DataFrame:
    """What each tenancy of a Parquet file or folder gets, as a Dask frame with the columns and types of
    ``RentRoll.assess``, a partition for each row group.

    ``source`` is what ``RentRoll.to_parquet`` wrote: a path, or an address that pyarrow reads (``s3://…``). ``on`` and
    ``options`` are those of ``RentRoll.assess``.
    """
    parts = parts_of(source)
    empty = read_part(parts[0]).iloc[:0]
    roll = dd.from_map(read_part, parts, meta=empty, label="rent-roll")  # type: ignore[no-untyped-call]
    return roll.map_partitions(assess_partition, on, options, meta=assess_partition(empty, on, options))


def read_part(part: ds.ParquetFileFragment) -> pd.DataFrame:
    """A part of the file, in columns of Arrow's types."""
    return part.to_table(use_threads=False).to_pandas(types_mapper=pd.ArrowDtype, ignore_metadata=True)


def assess_partition(part: pd.DataFrame, on: Day | None, options: Options | None) -> pd.DataFrame:
    """The results of one partition."""
    return assess_tables(*tables_of(pa.Table.from_pandas(part, preserve_index=False)), on, options)
