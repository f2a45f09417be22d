"""Whatever the user gives, as sheets: a path, bytes, an open file, or a frame."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, TypeAlias

import pandas as pd

from benefitcalc.errors import UnreadableTable
from benefitcalc.portfolio.reading.delimited import read_delimited
from benefitcalc.portfolio.reading.frames import read_frame, read_parquet
from benefitcalc.portfolio.reading.limits import MOST_BYTES
from benefitcalc.portfolio.reading.sheets import Known, Sheet
from benefitcalc.portfolio.reading.workbooks import read_workbook

Source: TypeAlias = pd.DataFrame | str | os.PathLike[str] | bytes | IO[bytes]
"""A frame, the path of a CSV, XLSX or Parquet file, its bytes, or the open file."""


def sheets_of(source: Source, known: Known) -> list[Sheet]:
    """Every sheet of the source. What a file is says its content, and not its name.

    Raises UnreadableTable for what is none of these and for a file that is none of the kinds, and OSError for one that
    is not there.
    """
    if isinstance(source, pd.DataFrame):
        return read_frame(source)
    written = _bytes_of(source)
    if not written.strip():
        raise UnreadableTable("The file is empty.")
    if written.startswith(b"PK\x03\x04"):
        return read_workbook(written, known)
    if written.startswith(b"PAR1"):
        return read_parquet(written)
    if written.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableTable(
            "The file is a workbook of the old kind, or needs a password. Save it as .xlsx without one."
        )
    return read_delimited(written, known)


def _bytes_of(source: str | os.PathLike[str] | bytes | IO[bytes]) -> bytes:
    if isinstance(source, bytes | bytearray | memoryview):
        written = bytes(source)
    elif isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as stream:
            written = stream.read(MOST_BYTES + 1)
    elif not hasattr(source, "read"):
        raise UnreadableTable(
            f"A value of the type {type(source).__name__} is no table. Give a frame, the path of a CSV, XLSX or "
            "Parquet file, its bytes, or the open file."
        )
    else:
        written = source.read(MOST_BYTES + 1)
        if not isinstance(written, bytes):
            raise UnreadableTable("The file is open as text; open it in binary, so that its encoding can be told.")
    if len(written) > MOST_BYTES:
        raise UnreadableTable(f"The file has more than {MOST_BYTES >> 20:,} MB.")
    return written
