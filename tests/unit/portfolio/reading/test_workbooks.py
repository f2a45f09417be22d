"""XLSX files as people keep them: hidden and merged cells, several sheets, errors, and files that are refused."""

import io
import zipfile
from typing import Any

import pytest

from benefitcalc.errors import UnreadableTable
from benefitcalc.portfolio import RentRoll
from benefitcalc.portfolio.reading import limits, workbooks
from tests.unit.portfolio.reading.workbooks import HEADINGS, ROWS, workbook


def read(written: bytes, **more: Any) -> RentRoll:
    return RentRoll.read(written, **{"tenure": "social_rent", "rent_includes": "nothing", **more})


def lines(roll: RentRoll, code: str) -> list[tuple[Any, ...]]:
    found = roll.problems()
    return [
        tuple(line) for line in found.loc[found["code"] == code, ["row", "column", "found"]].itertuples(index=False)
    ]


def test_a_plain_workbook_has_no_problems() -> None:
    roll = read(workbook())
    assert roll.tenancies["rent"].tolist() == [10150, 10225, 10300]
    assert roll.problems().empty


def test_hidden_rows_and_columns_are_read_and_reported() -> None:
    def hide(_book: Any, sheet: Any) -> None:
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(4, 4, None, None, {"hidden": True})

    roll = read(workbook(then=hide))
    assert len(roll.tenancies) == 3
    assert lines(roll, "hidden_row") == [(3, "", "row 3 is hidden")]
    assert lines(roll, "hidden_column")[0][2] == "column E"


def test_a_hidden_sheet_of_tenancies_is_read_and_reported() -> None:
    def more(book: Any, _sheet: Any) -> None:
        hidden = book.add_worksheet("Old")
        hidden.write_row(0, 0, HEADINGS)
        hidden.write_row(1, 0, ("T9", 99, "Weekly", 52, "West"))
        hidden.hide()

    roll = read(workbook(then=more))
    assert roll.tenancies["tenancy_ref"].tolist() == ["T1", "T2", "T3", "T9"]
    assert lines(roll, "hidden_sheet")[0][2] == "Old"


def test_a_merged_patch_stands_for_each_row_and_a_merged_rent_for_one() -> None:
    def merge(_book: Any, sheet: Any) -> None:
        sheet.merge_range(1, 4, 3, 4, "North")
        sheet.merge_range(2, 1, 3, 1, 102.25)

    rows = [ROWS[0], ("T2", None, "Weekly", 52), ("T3", None, "Weekly", 52)]
    roll = read(workbook(rows, then=merge))
    assert roll.tenancies["tenancy_ref"].tolist() == ["T1", "T2"]
    assert roll.tenancies["patch"].tolist() == ["North", "North"]
    assert lines(roll, "merged_cell") == [(3, "patch", "North"), (4, "patch", "North")]
    assert lines(roll, "merged_amount") == [(4, "rent", "102.25")]


def test_rows_that_are_formatted_and_empty_are_no_rows() -> None:
    def paint(book: Any, sheet: Any) -> None:
        red = book.add_format({"bg_color": "red"})
        for row in range(4, 3000):
            sheet.write_blank(row, 0, None, red)

    assert len(read(workbook(then=paint)).tenancies) == 3


def test_the_header_may_stand_below_a_title() -> None:
    def title(_book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "Rent roll of week 35")

    roll = read(workbook(top=4, then=title))
    assert len(roll.tenancies) == 3
    assert lines(roll, "rows_above_header") == [(1, "", "Rent roll of week 35")]


def test_a_cell_with_an_error_is_reported() -> None:
    def spoil(_book: Any, sheet: Any) -> None:
        sheet.write_formula(2, 1, "=NA()", None, "#N/A")

    roll = read(workbook(then=spoil))
    assert len(roll.tenancies) == 2
    assert lines(roll, "excel_error") == [(3, "", "cell B3")]
    assert lines(roll, "missing") == [(3, "rent", "")]


def test_numbers_kept_as_text_and_day_numbers_are_read() -> None:
    rows = [("T1", "101.50", "Weekly", "52", 46118), ("T2", 5, "Weekly", 52, "06/04/2026")]
    roll = read(workbook(rows, headings=[*HEADINGS[:4], "Tenancy start"]), date_order="day_first")
    assert roll.tenancies["tenancy_start"].astype(str).tolist() == ["2026-04-06", "2026-04-06"]
    assert {column for _, column, _ in lines(roll, "number_as_text")} == {"rent", "chargeable_weeks"}
    assert lines(roll, "day_number")[0][1] == "tenancy_start"


# --- What is refused --------------------------------------------------------------------------------------------------


def repacked(written: bytes, part: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return packed.getvalue()


def test_a_workbook_that_unpacks_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 2000)
    with pytest.raises(UnreadableTable, match="unpacks to more than"):
        read(workbook())


def test_a_sheet_of_two_cells_far_apart_is_refused_before_memory_is_set_aside() -> None:
    def far(_book: Any, sheet: Any) -> None:
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(UnreadableTable, match="row 1,048,576 and column XFD"):
        read(workbook(then=far))
    assert limits.MOST_CELLS < 1_048_576 * 16_384


def test_a_part_whose_stated_size_is_a_lie_is_refused() -> None:
    written = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    record = written.find(b"PK\x01\x02")
    while bytes(written[record + 46 : record + 46 + len(sheet.filename)]) != sheet.filename.encode():
        record = written.find(b"PK\x01\x02", record + 4)
    written[record + 24 : record + 28] = (100).to_bytes(4, "little")
    with pytest.raises(UnreadableTable, match="not an XLSX workbook"):
        read(bytes(written))


def test_xml_with_entities_of_its_own_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><workbook>&b;</workbook>'
    with pytest.raises(UnreadableTable, match="no spreadsheet writes"):
        read(repacked(workbook(), "xl/workbook.xml", bomb))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0 and more", "old kind"),
        (b"PK\x03\x04 and no zip", "not an XLSX workbook"),
        (b"PAR1 and no table", "Parquet"),
        (b"\x00\x01\x02\x03", "not text"),
    ],
)
def test_other_files_are_refused_with_a_sentence(written: bytes, says: str) -> None:
    with pytest.raises(UnreadableTable, match=says):
        read(written)


def test_a_path_that_is_not_there_is_the_systems_own_error(tmp_path: Any) -> None:
    with pytest.raises(FileNotFoundError):
        RentRoll.read(tmp_path / "none.xlsx")


def test_rows_are_those_of_the_workbook() -> None:
    assert [row[0] for row in ROWS] == read(workbook()).tenancies["tenancy_ref"].tolist()
