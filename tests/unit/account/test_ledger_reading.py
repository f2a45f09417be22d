"""A ledger from the files of a housing system: recognised, asked, read, and reconciled to the penny."""

import datetime as dt
import io

import openpyxl
import pandas as pd
import pytest

from benefitcalc.account import Ledger, kpis, write_ledger_template
from benefitcalc.errors import AnswersMissing, UnreadableTable

ACCOUNTS = """Account No,Tenancy ID,Account Type,Patch Code,UC,APA,Opening Arrears,Termination Date
0012,T1,Current Tenant,N1,Y,N,-£210.40,
0013,T2,FTA,N1,,,-95.00,14/09/2026
0014,T3,Garages,N2,,,12.50,
0015,T4,Current Tenant,N2,N,N,lots,
"""
TRANSACTIONS = """Account No,Tran Date,Transaction Type,Payment Method,Amount
0012,06/04/2026,Rent Debit,,-112.45
0012,10/04/2026,Direct Debit,DD,80.00
0012,13/04/2026,Payment,HB,"1,032.45"
0099,13/04/2026,Rent Debit,,-10.00
0013,13/04/2026,W/O,,45.00
0013,31/04/2026,Payment,Card,5.00
"""
ANSWERS = {"opening_on": "2026-04-06", "balance_sign": "owed_negative", "amount_sign": "owed_negative"}


def read(**more):
    return Ledger.read(ACCOUNTS.encode(), TRANSACTIONS.encode(), **{**ANSWERS, **more})


def test_headings_codes_and_signs_of_an_export():
    book = read()
    assert book.accounts[["account_ref", "kind", "opening_balance"]].to_numpy().tolist() == [
        ["0012", "current", 210_40], ["0013", "former", 95_00], ["0014", "garage", -12_50],
    ]  # fmt: skip
    assert book.transactions[["account_ref", "kind", "source", "amount"]].fillna("").to_numpy().tolist() == [
        ["0012", "rent", "", 112_45],
        ["0012", "payment", "tenant", -80_00],
        ["0012", "payment", "housing_benefit", -1_032_45],
        ["0013", "write_off", "", -45_00],
    ]
    assert (book.opening_on, book.complete_from) == (dt.date(2026, 4, 6), dt.date(2026, 4, 6))


def test_problems_name_the_row_of_the_file():
    problems = read().problems()
    aside = problems[problems["outcome"] == "set_aside"]
    found = aside[["table", "row", "column", "code", "found"]].astype(object).to_numpy().tolist()
    assert ["accounts", 5, "account_ref", "no_opening_balance", "0015"] in found
    assert ["transactions", 5, "account_ref", "no_such_account", "0099"] in found
    assert ["transactions", 7, "date", "not_a_date", "31/04/2026"] in found
    assert len(found) == 3
    total = read().control_total()
    assert total.sums
    lines = total.lines.set_index("what")["came_in"]
    assert (lines["accounts"], lines["transactions"]) == (4, 6)
    # 210.40 + 95.00 - 12.50 + 112.45 + 10.00 - 80.00 - 1,032.45 - 45.00 - 5.00
    assert lines["closing balances"] == -747_10


def test_everything_that_is_not_said_is_asked_at_once():
    with pytest.raises(AnswersMissing) as error:
        Ledger.read(ACCOUNTS.encode(), TRANSACTIONS.encode())
    assert {question.name for question in error.value.questions} == {"opening_on", "balance_sign", "amount_sign"}
    assert "at the start of which day did the opening balances stand?" in str(error.value)


def test_an_answer_that_nothing_asks_for_is_named():
    with pytest.raises(UnreadableTable, match="Nothing asks for opening"):
        read(opening="2026-04-06")


def test_a_day_that_is_none_is_asked_again():
    with pytest.raises(AnswersMissing, match="opening_on"):
        read(opening_on="6 April")


def test_the_mapping_that_was_recognised_reads_the_next_export_without_a_word():
    book = read(complete_from="2026-04-01")
    again = Ledger.read(ACCOUNTS.encode(), TRANSACTIONS.encode(), mapping=book.mapping)
    assert again.accounts.equals(book.accounts)
    assert again.complete_from == dt.date(2026, 4, 1)


def test_one_workbook_with_a_sheet_for_each_table():
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in (("Accounts", ACCOUNTS), ("Transactions", TRANSACTIONS)):
        sheet = book.create_sheet(name)
        for line in pd.read_csv(io.StringIO(text), dtype=str, header=None).to_numpy():
            sheet.append([None if pd.isna(cell) else cell for cell in line])
    targets = book.create_sheet("Targets")
    for row in (["kpi", "target"], ["current_arrears", "150.00"]):
        targets.append(row)
    written = io.BytesIO()
    book.save(written)
    read_from_sheets = Ledger.read(written.getvalue(), **ANSWERS)
    assert read_from_sheets.transactions.equals(read().transactions)
    got = kpis(None, read_from_sheets, period=("2026-04-06", "2026-04-30"))
    assert got.value("current_arrears", column="target") == 150_00


def test_the_template_is_read_with_the_answers_of_the_landlord(tmp_path):
    write_ledger_template(tmp_path / "ledger.xlsx")
    with pytest.raises(AnswersMissing) as raised:
        Ledger.read(tmp_path / "ledger.xlsx")
    assert {question.name for question in raised.value.questions} == {"opening_on", "balance_sign", "amount_sign"}
    answers = {"opening_on": "2026-04-06", "balance_sign": "owed_positive", "amount_sign": "owed_positive"}
    book = Ledger.read(tmp_path / "ledger.xlsx", **answers)
    assert (len(book.accounts), len(book.transactions), len(book.arrangements), len(book.targets)) == (1, 2, 1, 1)
    assert book.opening_on == dt.date(2026, 4, 6)
    assert book.control_total(closing_balance="93.25").ties  # 212.40 + 130.85 - 250.00
    assert not (book.problems()["outcome"] == "set_aside").any()


def test_the_template_says_what_each_column_means_and_offers_its_codes(tmp_path):
    write_ledger_template(tmp_path / "ledger.xlsx")
    book = openpyxl.load_workbook(tmp_path / "ledger.xlsx")
    assert book.sheetnames == ["Accounts", "Transactions", "Arrangements", "Targets", "Answers", "Notes", "Codes"]
    rules = book["Transactions"].data_validations.dataValidation
    kind = next(rule for rule in rules if rule.promptTitle == "Kind")
    assert (kind.type, kind.formula1.startswith("Codes!")) == ("list", True)
    assert {row[0].value for row in book["Notes"].iter_rows(min_row=2)} == set(book.sheetnames[:4])
