"""Made-up exports in the manner of two housing systems, each with the mapping that reads it.

The mapping is the one description of an export: it is what a landlord would keep, and the export is written from it.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingOf
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from benefitcalc.columns import Ints
from benefitcalc.money import round_half_up
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.one_value import OWED_NEGATIVE
from benefitcalc.portfolio.synthetic.facts import Texts, texts
from benefitcalc.portfolio.tables import Column, tables_of_the_roll

CODED_TABLES, WIDE_SHEET = "coded_tables", "wide_sheet"
STYLES = (CODED_TABLES, WIDE_SHEET)
_PLACES = {"claimant": "Main Tenant", "partner": "Partner", "child": "Child {}", "non_dependant": "Other Adult {}"}
_MONTHS, _WEEKS = 12, 52


def style(name: str) -> Mapping:
    """The mapping that reads exports of that style. Raises ``ValueError`` for a name that is no style."""
    if name not in STYLES:
        raise ValueError(f"style is {name!r}; styles are {', '.join(STYLES)}")
    return Mapping.read(files(__package__).joinpath(f"styles/{name}.toml").read_bytes())


def write_export(folder: Path, tenancies: pd.DataFrame, people: pd.DataFrame, *, style_name: str) -> list[Path]:
    """Write the export of a roll and its mapping into a folder; the paths: the files of the roll, then the mapping.

    ``coded_tables`` is two CSV files, and ``wide_sheet`` one XLSX workbook in which every tenancy is charged by the
    month (:func:`by_the_month`). Reading them with the mapping gives the frames again.
    """
    mapping, tables = style(style_name), tables_of_the_roll()
    if style_name == WIDE_SHEET:
        wide = written(by_the_month(tenancies), tables["tenancies"], mapping, "tenancies")
        beside = people_beside(tenancies, people, mapping)
        path = folder / "tenancies.xlsx"
        path.write_bytes(workbook_of({"Tenancies": pd.concat([wide, beside], axis="columns")}))
        paths = [path]
    else:
        paths = [
            _csv(folder / f"{name}.csv", written(frame, tables[name], mapping, name))
            for name, frame in (("tenancies", tenancies), ("people", people))
        ]
    kept = folder / "mapping.toml"
    mapping.save(kept)
    return [*paths, kept]


def by_the_month(tenancies: pd.DataFrame) -> pd.DataFrame:
    """The tenancies with all charges by the month: a twelfth of the year's, to the nearest penny."""
    weeks = tenancies["chargeable_weeks"].fillna(_MONTHS).to_numpy(np.int64)
    changed = {}
    for name in ("rent", "ineligible_in_rent", "eligible_service_charge", "ineligible_service_charge"):
        amount = tenancies[name].to_numpy(np.int64, na_value=0)
        changed[name] = pd.arrays.IntegerArray(
            round_half_up(amount * weeks, _MONTHS), tenancies[name].isna().to_numpy()
        )
    per = pd.Categorical(["month"] * len(tenancies), categories=tenancies["rent_per"].cat.categories)
    return tenancies.assign(**changed, rent_per=per).drop(columns=["chargeable_weeks", "rent_free_weeks"])


# --- A table as it is written -----------------------------------------------------------------------------------------


def written(frame: pd.DataFrame, columns: MappingOf[str, Column], mapping: Mapping, table: str) -> pd.DataFrame:
    """The table in text under the headings of the mapping, with its codes and signs; an empty cell is empty text."""
    names = [str(name) for name in frame]
    return pd.DataFrame(
        {heading_of(name, mapping, table): cells(frame[name], columns[name], mapping, table) for name in names},
        copy=False,
    )


def heading_of(name: str, mapping: Mapping, table: str) -> str:
    """What the mapping calls a column of ours; our own name where it says nothing."""
    for ours in (f"{table}.{name}", name):
        for heading, column in mapping.columns.items():
            if column == ours:
                return heading
    return name


def cells(column: pd.Series, about: Column, mapping: Mapping, table: str) -> Texts:
    """The cells of a column in text."""
    missing = pa.array(column.isna().to_numpy())
    match about.kind:
        case "money" | "hours":
            values = column.to_numpy(np.int64, na_value=0)
            owed_negative = about.asked is not None and mapping.answers.get(about.asked) == OWED_NEGATIVE
            text = pounds_of(-values if owed_negative else values)
        case "whole":
            text = pc.cast(pa.array(column.to_numpy(np.int64, na_value=0)), pa.string())
        case "flag":
            text = pc.if_else(pa.array(column.to_numpy(np.bool_, na_value=False)), "Y", "N")
        case "date":
            text = pc.strftime(pa.array(column.to_numpy(), pa.timestamp("s")), format="%d/%m/%Y")
        case _:
            theirs = {ours: value for value, ours in mapping.codes(table, about.name).items()}
            between = "; " if about.kind == "codes" else " "
            text = _mapped(column, lambda word: theirs.get(word, word.replace(" ", between)))
    return texts(pc.fill_null(pc.if_else(missing, pa.scalar("", pa.string()), text), ""))


def pounds_of(pence: Ints) -> pa.Array:
    """``-1250.50`` for -125050 pence."""
    whole, rest = np.divmod(np.abs(pence), 100)
    sign = pc.if_else(pa.array(pence < 0), "-", "")
    decimals = pc.utf8_lpad(pc.cast(pa.array(rest), pa.string()), width=2, padding="0")
    return pc.binary_join_element_wise(
        pc.binary_join_element_wise(sign, pc.cast(pa.array(whole), pa.string()), ""), decimals, "."
    )


def _mapped(column: pd.Series, word: Callable[[str], str]) -> pa.Array:
    """Each text as ``word`` writes it, which is asked once for each different text."""
    places, different = pd.factorize(column)
    words = pa.array([*(word(text) for text in different), None], pa.string())
    return words.take(pa.array(np.where(places < 0, len(different), places)))


def people_beside(tenancies: pd.DataFrame, people: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """The people in numbered columns, a row a tenancy, in the order of ``tenancies``."""
    columns = tables_of_the_roll()["people"]
    number = people.groupby(["tenancy_ref", "role"], observed=True, sort=False).cumcount() + 1
    home = pd.Index(tenancies["tenancy_ref"]).get_indexer(people["tenancy_ref"])
    beside = {}
    for role, place in _PLACES.items():
        of_role = (people["role"] == role).to_numpy(np.bool_)
        for count in range(1, int(number[of_role].max()) + 1 if of_role.any() else 1):
            rows = np.flatnonzero(of_role & (number == count).to_numpy(np.bool_))
            there = people.iloc[rows]
            for name in there.columns.difference(["tenancy_ref", "role"], sort=False):
                if there[name].notna().any():
                    whole = np.full(len(tenancies), "", dtype=object)
                    whole[home[rows]] = cells(there[name], columns[name], mapping, "people")
                    heading = (columns[name].aliases or (name.replace("_", " "),))[0]
                    beside[f"{place.format(count)} {heading}".title()] = whole
    return pd.DataFrame(beside)


# --- Files ------------------------------------------------------------------------------------------------------------


def _csv(path: Path, frame: pd.DataFrame) -> Path:
    frame.to_csv(path, index=False, lineterminator="\r\n")
    return path


def workbook_of(sheets: MappingOf[str, pd.DataFrame]) -> bytes:
    """A workbook with a sheet for each table of texts; what reads as a number or a British date is one."""
    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_numbers": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(stream, {**options, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, frame in sheets.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(_lines(frame)):
                sheet.write_row(row, 0, line)
    return stream.getvalue()


def _lines(frame: pd.DataFrame) -> Iterable[tuple[dt.date | str | None, ...]]:
    """The headings, and then the rows, with nothing in empty cells."""
    yield tuple(str(heading) for heading in frame)
    for line in frame.itertuples(index=False, name=None):
        yield tuple(_date_or_text(cell) if cell else None for cell in line)


@lru_cache(maxsize=65_536)
def _date_or_text(cell: str) -> dt.date | str:
    if len(cell) == 10 and cell[2] == cell[5] == "/":
        return dt.datetime.strptime(cell, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()
    return cell
