"""The two tables of a rent roll in one Parquet file, with the people of each tenancy in a list beside it.

So every part of the file holds whole households, and can be worked out apart from the others: by another process, or
on another machine. Columns have the names of :mod:`benefitcalc.portfolio.tables`, ``people`` is a list of structs,
money is in whole pence, and a day is a date.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from benefitcalc.columns import Ints
from benefitcalc.errors import UnreadableTable
from benefitcalc.portfolio.engine.cells import places_of
from benefitcalc.portfolio.engine.frames import typed
from benefitcalc.portfolio.tables import Column, tables_of_the_roll

PEOPLE = "people"
ROWS_TOGETHER = 65_536
"""How many tenancies stand in a row group, the part of a file that one process reads and writes at a time."""

_TYPES: Mapping[str, pa.DataType] = {
    "text": pa.large_string(),
    "code": pa.dictionary(pa.int32(), pa.string()),
    "codes": pa.dictionary(pa.int32(), pa.string()),
    "money": pa.int64(),
    "whole": pa.int64(),
    "hours": pa.int64(),
    "flag": pa.bool_(),
    "date": pa.date32(),
}
_OF_PANDAS = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype(), pa.large_string(): pd.StringDtype()}


def write_roll(
    tenancies: pd.DataFrame, people: pd.DataFrame, path: str | os.PathLike[str], *, rows_together: int = ROWS_TOGETHER
) -> None:
    """Write the two typed tables as one Parquet file. People of no tenancy are refused with ``ValueError``."""
    household = places_of(people["tenancy_ref"], tenancies["tenancy_ref"])
    if (household < 0).any():
        lost = people["tenancy_ref"][household < 0].iloc[0]
        raise ValueError(f"{(household < 0).sum():,} people are of no tenancy in the table, the first of {lost!r}")
    pq.write_table(nested(tenancies, people, household), path, row_group_size=rows_together)


def nested(tenancies: pd.DataFrame, people: pd.DataFrame, household: Ints) -> pa.Table:
    """The two tables in one, where ``household`` is the row of each person's tenancy."""
    tables = tables_of_the_roll()
    if (household[1:] < household[:-1]).any():
        order = np.argsort(household, kind="stable")
        people, household = people.iloc[order], household[order]
    starts = np.searchsorted(household, np.arange(len(tenancies) + 1)).astype(np.int32)
    members = _arrow(people.drop(columns="tenancy_ref"), tables["people"])
    persons = pa.StructArray.from_arrays([column.combine_chunks() for column in members.columns], members.column_names)
    return _arrow(tenancies, tables["tenancies"]).append_column(PEOPLE, pa.ListArray.from_arrays(starts, persons))


def _arrow(frame: pd.DataFrame, columns: Mapping[str, Column]) -> pa.Table:
    fields = [pa.field(name, _TYPES[columns[name].kind]) for name in frame.columns if name in columns]
    return pa.table([pa.array(frame[field.name], field.type, from_pandas=True) for field in fields], pa.schema(fields))


def is_roll(source: str | os.PathLike[str]) -> bool:
    """Whether the source is a folder, or a Parquet file with people beside each tenancy."""
    path = Path(source)
    if path.is_dir():
        return True
    with path.open("rb") as file:
        return file.read(4) == b"PAR1" and PEOPLE in pq.read_schema(path).names


def parts_of(source: str | os.PathLike[str]) -> list[ds.ParquetFileFragment]:
    """The row groups of a file or of the files in a folder, each a part that can be read alone. Raises
    ``FileNotFoundError`` where there is none.
    """
    files = ds.dataset(source, format="parquet").get_fragments()
    parts = [part for file in files for part in file.split_by_row_group()]
    if not parts:
        raise FileNotFoundError(f"{source} holds no rows of a rent roll")
    return parts


def tables_of(table: pa.Table) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two typed tables of a part of such a file. Raises UnreadableTable where the file is none."""
    if PEOPLE not in table.column_names or not pa.types.is_list(table.schema.field(PEOPLE).type):
        raise UnreadableTable(
            "The Parquet file has no list of people beside each tenancy. "
            "RentRoll.read(tenancies, people).to_parquet(…) writes such a file."
        )
    lists = table.column(PEOPLE).combine_chunks()
    persons = lists.flatten()
    members = pa.table(persons.flatten(), [field.name for field in persons.type])
    references = table.column("tenancy_ref").combine_chunks().take(pc.list_parent_indices(lists))
    people = members.add_column(0, "tenancy_ref", references) if len(members.columns) else typed([], PEOPLE)
    return _pandas(table.drop_columns(PEOPLE)), _pandas(people)


def _pandas(table: pa.Table) -> pd.DataFrame:
    """The table as pandas has it, with the types of the package."""
    columns: Iterable[pa.Field] = table.schema
    schema = pa.schema([field.with_type(_read_as(field.type)) for field in columns])
    return table.cast(schema).to_pandas(types_mapper=_OF_PANDAS.get, ignore_metadata=True)


def _read_as(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return pa.timestamp("s")
    return pa.large_string() if pa.types.is_string(kind) else kind
