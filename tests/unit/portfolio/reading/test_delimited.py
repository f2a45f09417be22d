"""Delimited files: delimiters, encodings, and rows that do not fit their header."""

import codecs
from typing import Any

import pytest

from benefitcalc.portfolio import RentRoll

ANSWERS = {"tenure": "social_rent", "rent_includes": "nothing", "rent_per": "month"}
PLAIN = "Tenancy Ref,Rent,Patch\nT1,101.50,Zoë\nT2,102.00,Ann\n"


def read(written: bytes) -> RentRoll:
    return RentRoll.read(written, **ANSWERS)


def codes(roll: RentRoll) -> list[tuple[str, Any]]:
    problems = roll.problems()
    return list(zip(problems["code"], problems["row"], strict=True))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_told(delimiter: str) -> None:
    roll = read(PLAIN.replace(",", delimiter).encode())
    assert roll.tenancies["rent"].tolist() == [10150, 10200]
    assert roll.problems().empty


@pytest.mark.parametrize(
    "written",
    [codecs.BOM_UTF8 + PLAIN.encode(), PLAIN.encode("utf-16"), PLAIN.encode(), PLAIN.replace("\n", "\r\n").encode()],
)
def test_every_usual_encoding_is_told(written: bytes) -> None:
    roll = read(written)
    assert roll.tenancies["patch"].tolist() == ["Zoë", "Ann"]
    assert roll.problems().empty


def test_a_file_in_windows_code_page_is_reported_once() -> None:
    roll = read(PLAIN.encode("cp1252"))
    assert roll.tenancies["patch"].tolist() == ["Zoë", "Ann"]
    assert codes(roll) == [("windows_encoding", 2)]


def test_lines_of_another_encoding_are_reported_each() -> None:
    roll = read(PLAIN.encode() + "T3,103.00,Renée\n".encode("cp1252") + "T4,104.00,José\n".encode("cp1252"))
    assert roll.tenancies["patch"].tolist() == ["Zoë", "Ann", "Renée", "José"]
    assert codes(roll) == [("mixed_encodings", 4), ("mixed_encodings", 5)]


def test_a_row_with_more_cells_than_headings_is_set_aside() -> None:
    roll = read(PLAIN.encode() + b"T3,1,103.00,North\n")
    assert roll.tenancies["tenancy_ref"].tolist() == ["T1", "T2"]
    assert codes(roll) == [("more_cells_than_headings", 4)]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    roll = read(b'Tenancy Ref,Rent,Patch\nT1,101.50,"two\nlines"\n\nT2,x,Ann\n')
    assert [row for code, row in codes(roll) if code == "not_an_amount"] == [4]


def test_totals_and_a_header_again_are_no_tenancies() -> None:
    roll = read(PLAIN.encode() + b"Tenancy Ref,Rent,Patch\nT3,103.00,Ann\n,306.50,Total\nTotal 3 tenancies,306.50,\n")
    assert len(roll.tenancies) == 3
    assert sorted(codes(roll)) == [("repeated_header", 4), ("total_row", 6), ("total_row", 7)]
    assert "total rows: 2" in str(roll.control_total())


def test_a_heading_that_stands_twice_is_called_by_its_number() -> None:
    roll = RentRoll.read(b"Tenancy Ref,Rent,Note,Note\nT1,101.50,a,b\n", **ANSWERS)
    assert roll.unmapped["tenancies"] == ("Note", "Note (2)")
    assert ("repeated_heading", 1) in codes(roll)


def test_a_quotation_mark_that_is_never_closed_swallows_no_row_in_silence() -> None:
    roll = read(
        b'Tenancy Ref,Rent,Patch\nT1,101.50,"North\nT2,102.00,South\nT3,103.00,South"\nT4,104.00,"two\nlines"\n'
    )
    assert roll.tenancies["tenancy_ref"].tolist() == ["T4"]
    assert ("unclosed_quote", 2) in codes(roll)
