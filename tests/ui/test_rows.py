"""A row of the rent roll -> what goes into the form. Who it is about is left out, and nothing is guessed."""

import subprocess
import sys

import pytest

from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.rows import ReadRow, read_row
from benefitcalc.ui.call.view import CallForm
from benefitcalc.ui.design.blocks import Form, Message, Table, Text
from tests.ui.forms import FORM

WHO = {
    "Tenancy Ref": "T-77",
    "Tenant Name": "Mary Jones",
    "Address": "1 High Street",
    "NINO": "AB123456C",
    "Tel": "0161",
}
ROW = {
    **WHO,
    "Rent": "£112.40",
    "Beds": "2",
    "DOB": "03/02/1990",
    "Child 1 age": "5",
    "Net pay": "300",
    "Pay frequency": "monthly",
}
ANSWERS = {"row.rent_per": "week", "row.chargeable_weeks": "48", "row.rent_includes": "nothing"}


def read(cells: dict[str, str], **answers: str) -> ReadRow:
    text = "\n".join("\t".join(line) for line in (cells.keys(), cells.values()))
    return read_row(FORM, text, {f"row.{name.removeprefix('row.')}": answer for name, answer in answers.items()})


def table(found: ReadRow) -> dict[str, str]:
    return {row[0]: row[1] for block in found.blocks if isinstance(block, Table) for row in block.rows}


def questions(found: ReadRow) -> list[str]:
    return [field.id for block in found.blocks if isinstance(block, Form) for field in block.fields]


def test_nothing_of_who_it_is_comes_back() -> None:
    found = read(ROW, **ANSWERS)
    said = repr(found)
    assert not [text for text in (*WHO.values(), "03/02/1990", "3 2 1990", "1990-02-03") if text in said]
    assert [block.text for block in found.blocks if isinstance(block, Text)] == [
        "Left out, as no call needs it: Tenant Name, Address, NINO, Tel, Tenancy Ref."
    ]


def test_a_kernel_holds_nothing_of_a_row_but_what_goes_into_the_form() -> None:
    form, sent = CallForm(FORM), []
    form.send = lambda content, buffers=None: sent.append((content, buffers))  # type: ignore[method-assign]
    text = "\t".join(ROW) + "\n" + "\t".join(ROW.values())
    form._told(form, {"begin": "row", "given": ANSWERS}, [memoryview(text.encode())])
    [(content, _)] = sent
    assert content["shows"]["values"]["tenancy.rent.amount"] == "112.40"
    held = repr(sent) + repr(vars(form)) + repr(form.get_state())
    assert not [who for who in WHO.values() if who in held]


def test_how_often_how_many_weeks_and_what_the_rent_holds_are_asked_and_never_guessed() -> None:
    first = read(ROW)
    assert questions(first) == ["row.rent_per", "row.rent_includes"]
    assert "Rent" not in table(first)
    assert first.answers is not None
    assert first.answers["tenancy.rent.amount"] == ""
    second = read(ROW, rent_per="week", rent_includes="nothing")
    assert questions(second) == ["row.rent_per", "row.chargeable_weeks", "row.rent_includes"]
    assert "Rent" not in table(second)
    third = read(ROW, **ANSWERS)
    assert table(third)["Rent"] == "£112.40 a week"
    assert table(third)["Rent-free weeks a year"] == "4"
    monthly = read(ROW, rent_per="month", rent_includes="nothing")
    assert table(monthly)["Rent"] == "£112.40 a month"


def test_the_form_takes_the_row_as_if_it_were_typed() -> None:
    answers = read(ROW, **ANSWERS).answers
    assert answers is not None
    form = read_form(FORM, answers)
    assert form.wrong == ()
    assert form.case is not None
    assert form.case["claimant"]["employment"] == {"net": {"amount": "300.00", "per": "month"}}
    assert form.case["children"] == [{"age": 5}]


@pytest.mark.parametrize(
    ("cell", "owed", "credit"),
    [("50.00", "owed_positive", "owed_negative"), ("-50.00", "owed_negative", "owed_positive")],
)
def test_what_the_sign_of_a_balance_means_is_asked_in_words(cell: str, owed: str, credit: str) -> None:
    found = read({"Balance": cell, "Beds": "2"})
    assert found.given == {}
    [form] = [block for block in found.blocks if isinstance(block, Form)]
    options = {words: code for code, words in form.fields[0].options}
    assert (options["the tenant owes it"], options["it is a credit"]) == (owed, credit)
    assert read({"Balance": cell, "Beds": "2"}, balance_sign=owed).given == {"plan.balance": "50.00"}
    assert read({"Balance": cell, "Beds": "2"}, balance_sign=credit).given == {"plan.balance": "-50.00"}


def test_what_the_landlord_knows_of_payments_goes_where_it_is_compared() -> None:
    found = read({"UC award": "700.00", "Beds": "2", "HB paid": "Y"})
    assert found.given == {"why.award": "700.00"}


def test_what_is_not_understood_is_told() -> None:
    found = read({"Beds": "many", "service charge": "5.00", "Tenure": "general needs"})
    [message] = [block for block in found.blocks if isinstance(block, Message)]
    assert [line.partition(":")[0] for line in message.lines] == ["Beds", "What does the heading 'service charge' mean"]
    assert not message.urgent


@pytest.mark.parametrize("cells", [{"Mood": "cross", "Name": "x"}, {"Mrs Jones": "Mr Smith", "T-1": "T-2"}])
def test_a_row_of_which_nothing_is_understood_fills_nothing(cells: dict[str, str]) -> None:
    found = read(cells)
    assert found.answers is None
    assert any(isinstance(block, Text) and block.strong for block in found.blocks)


@pytest.mark.parametrize("answers", [{"rent_per": "moon"}, {"chargeable_weeks": "x"}, {"chargeable_weeks": "3"}])
def test_an_answer_that_the_page_cannot_send_is_refused(answers: dict[str, str]) -> None:
    found = read(ROW, **answers)
    assert isinstance(found.blocks[0], Message)
    assert found.answers is None


def test_the_call_app_reads_a_row_without_pandas() -> None:
    code = (
        "import sys, benefitcalc.ui.call.view\n"
        "from benefitcalc.ui.call.questions import form_for\n"
        "from benefitcalc.ui.call.rows import read_row\n"
        "import datetime as dt\n"
        "read_row(form_for(dt.date(2026, 12, 1)), 'Weekly rent,Beds\\n1.00,2', {})\n"
        "print('pandas' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
