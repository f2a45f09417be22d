"""The portfolio app without a browser: from a file to a forecast, and what it says of what is wrong."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from benefitcalc.portfolio import Mapping
from benefitcalc.ui.design.blocks import Block, Form, Message, More, Step, Table, Text, as_json
from benefitcalc.ui.design.files import File
from benefitcalc.ui.design.steps_page import Answer, Download
from benefitcalc.ui.portfolio.plan import Plan, read_plan
from benefitcalc.ui.portfolio.session import Session

TODAY = dt.date(2026, 11, 29)
ROLL = b"""Tenancy Ref,Patch,Beds,Weekly Rent,Balance,UC
T1,North,2,112.45,240.10,Y
T2,North,3,"1,121.00",12.00,N
T3,South,1,98.10,-15.00,Y
T3,South,2,98.10,-15.00,Y
T4,South,x,99.99,5.00,N
"""
ANSWERS = {
    "tenure": "social_rent",
    "rent_per": "week",
    "balance_sign": "owed_positive",
    "rent_includes": "nothing",
    "chargeable_weeks": "52",
}
RUN = {"on": "7 12 2026", "months": "12", "rent": "3.8", "pay": "3.4", "draws": "20"}


@pytest.fixture
def session() -> Session:
    return Session(today=TODAY)


def blocks(session: Session, step: str) -> list[Block]:
    [found] = [one for one in session.steps() if one.id == step]
    return list(found.blocks)


def of_kind(where: Iterable[Block], kind: type[Any]) -> list[Any]:
    found: list[Any] = []
    for block in where:
        found += [block] if isinstance(block, kind) else []
        found += of_kind(block.blocks, kind) if isinstance(block, More) else []
    return found


def give(session: Session, content: bytes = ROLL, kind: str = "roll") -> Answer:
    return session.received(File(kind, "roll.csv", content))


def answers_to(session: Session, said: dict[str, str]) -> dict[str, str]:
    return {f"q{place}": said[question.name] for place, question in enumerate(session.state.questions)}


def read(session: Session) -> None:
    give(session)
    session.act("match", answers_to(session, ANSWERS))
    assert session.state.roll is not None


def test_what_the_file_does_not_say_is_asked_and_nothing_is_guessed(session: Session) -> None:
    assert give(session).go == "match"
    assert session.state.roll is None
    [form] = of_kind(blocks(session, "match"), Form)
    assert [one.value for one in form.fields] == ["?"] * len(form.fields)
    assert {question.name for question in session.state.questions} == set(ANSWERS)


def test_answers_are_kept_and_can_be_saved(session: Session) -> None:
    read(session)
    saved = session.act("save-mapping", {})
    assert isinstance(saved, Download)
    again = Session(today=TODAY)
    give(again, saved.content, "mapping")
    assert give(again).go == "problems"
    assert again.state.roll is not None
    assert again.state.roll.tenancies.equals(session.state.roll.tenancies)  # type: ignore[union-attr]


def test_a_question_left_open_is_asked_again(session: Session) -> None:
    give(session)
    values = answers_to(session, ANSWERS) | {"q1": "?"}
    assert session.act("match", values).go == "match"  # type: ignore[union-attr]
    [message] = of_kind(blocks(session, "match"), Message)
    assert message.title == "1 still to answer"
    [form] = of_kind(blocks(session, "match"), Form)
    assert [one.error for one in form.fields] == ["Choose an answer"]


@pytest.mark.parametrize("value", ["weekly", 5, None, ["week"]])
def test_an_answer_that_is_none_of_the_choices_is_no_answer(session: Session, value: Any) -> None:
    give(session)
    values = answers_to(session, ANSWERS)
    place = [question.name for question in session.state.questions].index("rent_per")
    session.act("match", values | {f"q{place}": value})
    assert [question.name for question in session.state.questions] == ["rent_per"]


def test_a_column_can_say_what_differs_from_row_to_row(session: Session) -> None:
    give(session, b"Tenancy Ref,Rent,FREQ\nT1,112.45,week\nT2,412.45,month\n")
    place = [question.name for question in session.state.questions].index("rent_per")
    [form] = of_kind(blocks(session, "match"), Form)
    assert ("FREQ", "The column “FREQ” says it") in form.fields[place].options
    session.act("match", {f"q{place}": "FREQ"})
    session.act("match", answers_to(session, ANSWERS))
    assert session.state.roll is not None
    assert session.state.roll.tenancies["rent_per"].tolist() == ["week", "month"]


def test_a_column_that_nobody_knows_is_mapped_once(session: Session) -> None:
    give(session, ROLL.replace(b",UC\n", b",Zone of ours\n"))
    session.act("match", answers_to(session, ANSWERS))
    [form] = [one for one in of_kind(blocks(session, "match"), Form) if one.id == "use-columns"]
    assert [one.label for one in form.fields] == ["Zone of ours"]
    offered = {code for code, _ in form.fields[0].options}
    assert {"", "tenancies.uc_flag"} <= offered
    assert "tenancies.rent" not in offered
    session.act("use-columns", {"c0": "tenancies.uc_flag"})
    assert session.state.roll is not None
    assert session.state.roll.tenancies["uc_flag"].tolist() == [True, False, False]
    assert session.state.matching.columns["Zone of ours"] == "tenancies.uc_flag"


@pytest.mark.parametrize("value", ["tenancies.nonsense", "uc_flag", "people.uc_flag", 5, None, ""])
def test_a_column_is_mapped_to_a_column_of_its_table_or_not_at_all(session: Session, value: Any) -> None:
    give(session, ROLL.replace(b",UC\n", b",Zone of ours\n"))
    session.act("match", answers_to(session, ANSWERS))
    session.act("use-columns", {"c0": value})
    assert "Zone of ours" not in session.state.matching.columns


def test_problems_come_first_and_what_came_in_is_all_there(session: Session) -> None:
    read(session)
    text = of_kind(blocks(session, "problems"), Text)[0]
    assert text.text == "5 tenancies came in: 3 go on, 2 are set aside."
    came, kinds = of_kind(blocks(session, "problems"), Table)[:2]
    assert ("Charges a year, 52 weeks", "£79,541.28", "£69,338.88", "£10,202.40") in came.rows
    assert {row[2] for row in kinds.rows} == {"The row is set aside", "Taken as not known", "Read as meant"}
    saved = session.act("save-problems", {})
    assert isinstance(saved, Download)
    assert saved.content.decode("utf-8-sig").count("duplicate_reference") == 2


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04rubbish", b"only,headings\n"])
def test_a_file_that_is_no_rent_roll_says_so(session: Session, content: bytes) -> None:
    answer = give(session, content)
    said = of_kind(blocks(session, "files"), Message)
    assert answer.go in {"files", "match"}
    assert session.state.roll is None
    assert said or session.state.questions


def test_a_mapping_that_is_none_says_so(session: Session) -> None:
    assert give(session, b"[[[", "mapping").go == "files"
    [message] = of_kind(blocks(session, "files"), Message)
    assert message.lines[0].startswith("The mapping is not TOML")


def test_people_alone_wait_for_the_rent_roll(session: Session) -> None:
    assert give(session, b"tenancy_ref,role,age\nT1,claimant,40\n", "people") == Answer(
        "files", "Choose the rent roll too."
    )


def test_a_new_file_takes_the_place_of_the_old_one(session: Session) -> None:
    read(session)
    give(session, ROLL.replace(b"T4,South,x", b"T4,South,2"))
    assert session.state.forecast is None
    assert session.state.roll is not None  # the answers hold for the new file
    assert "bedrooms" not in set(session.state.roll.problems()["column"])


# --- What to work out -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"on": "31 2 2026"}, "on"), ({"on": "tomorrow"}, "on"), ({"on": ""}, "on"), ({"months": "13"}, "months"),
        ({"rent": "-1"}, "rent"), ({"rent": "NaN"}, "rent"), ({"rent": "1e9"}, "rent"), ({"pay": "lots"}, "pay"),
        ({"draws": "1000000"}, "draws"), ({"pay": ["3"]}, "pay"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_named_and_stays_in_its_field(typed: dict[str, Any], error: str) -> None:
    plan = read_plan(RUN | typed)
    assert list(plan.errors) == [error]
    assert plan.value(error) == str(typed[error]) or not typed[error]


@pytest.mark.parametrize("text", ["7 12 2026", "7/12/2026", "07.12.2026", "2026-12-07"])
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert read_plan(RUN | {"on": text}).on == dt.date(2026, 12, 7)


@pytest.mark.parametrize(
    ("today", "monday"), [("2026-11-29", "2026-12-07"), ("2026-12-31", "2027-01-04"), ("2027-02-01", "2027-03-01")]
)
def test_the_usual_day_is_the_first_monday_of_the_month_that_comes(today: str, monday: str) -> None:
    assert Plan.usual(dt.date.fromisoformat(today)).on == dt.date.fromisoformat(monday)


def test_a_wrong_answer_stops_the_run_and_leads_to_its_field(session: Session) -> None:
    read(session)
    session.act("run", RUN | {"rent": "much"})
    [message] = of_kind(blocks(session, "run"), Message)
    assert [link[0] for link in message.links] == ["rent"]
    assert session.state.forecast is None


def test_the_run_gives_figures_with_ranges_and_says_what_was_drawn(session: Session) -> None:
    read(session)
    assert session.act("run", RUN) == Answer("result", "The forecast is here.")
    shown = as_json(session.steps())
    assert not [step for step in shown if step["waits"]]
    result = blocks(session, "result")
    assert any("were drawn" in text.text for text in of_kind(result, Text))
    session.act("look-up", {"reference": "T1"})
    table = of_kind(blocks(session, "tenancy"), Table)[0]
    assert len(table.rows) == 12
    session.act("look-up", {"reference": "nobody"})
    [form] = of_kind(blocks(session, "tenancy"), Form)
    assert form.fields[0].error == "No tenancy of the forecast has the reference “nobody”"


def test_steps_that_are_not_reached_say_what_they_wait_for(session: Session) -> None:
    waiting = {step.id: step.waits for step in session.steps() if step.waits}
    assert set(waiting) == {"match", "problems", "who", "run", "result", "tenancy"}


def test_the_list_of_whom_to_phone_is_shown_and_saved_in_pounds(session: Session) -> None:
    session.act("example", {})
    assert session.act("who", {"list_on": "6 7 2026"}) == Answer("who", "The list is here.")
    [table] = of_kind(blocks(session, "who"), Table)
    assert len(table.rows) == 25
    assert [row[0] for row in table.rows] == [str(place) for place in range(1, 26)]
    saved = session.act("save-worklist", {})
    assert isinstance(saved, Download)
    rows = list(csv.DictReader(saved.content.decode("utf-8-sig").splitlines()))
    assert len(rows) == 1_000
    assert f"£{Decimal(rows[0]['found_a_week']):,.2f}" == table.rows[0][3]


def test_tenancies_of_nobody_known_stand_by_what_they_owe(session: Session) -> None:
    read(session)
    session.act("who", {"list_on": "2026-07-06"})
    [table] = of_kind(blocks(session, "who"), Table)
    assert "too little is known" in table.note
    assert all(row[3] == "not known" for row in table.rows)


def test_a_day_that_is_none_is_told_beside_its_field(session: Session) -> None:
    read(session)
    session.act("who", {"list_on": "31 2 2026"})
    [form] = of_kind(blocks(session, "who"), Form)
    assert form.fields[0].error == "“31 2 2026” is no day; write it like 6 4 2026 or 2026-04-06"
    assert session.state.worklist is None


def test_an_action_that_there_is_not_is_refused(session: Session) -> None:
    with pytest.raises(KeyError):
        session.act("delete everything", {})
    with pytest.raises(KeyError):
        session.act("save-board", {})


def test_every_step_can_be_sent_to_the_page(session: Session) -> None:
    read(session)
    steps: list[Step] = session.steps()
    assert [step["id"] for step in as_json(steps)] == [
        "files", "match", "problems", "who", "run", "result", "tenancy",
    ]  # fmt: skip
    assert isinstance(session.state.matching, Mapping)


def test_a_formula_in_a_file_is_no_formula_in_what_is_saved(session: Session) -> None:
    give(session, ROLL + b'=1+1,North,2,100.00,"=HYPERLINK(""x"")",Y\n')
    session.act("match", answers_to(session, ANSWERS))
    saved = session.act("save-problems", {})
    assert isinstance(saved, Download)
    text = saved.content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert ",=" not in text


def texts(session: Session) -> list[str]:
    return [text.text for text in of_kind(blocks(session, "problems"), Text)]


def test_totals_of_the_ledger_that_tie_are_said_to(session: Session) -> None:
    read(session)
    # 52 × (112.45 + 1,121.00 + 2 × 98.10 + 99.99), and 240.10 + 12.00 − 2 × 15.00 + 5.00
    answer = session.act("tie", {"ledger_total": "£79,541.28", "ledger_balance": "227.10"})
    assert answer == Answer("problems", "Your totals tie.")
    assert "Charges a year: ties to your total of £79,541.28." in texts(session)
    assert "Balance: ties to your total of £227.10." in texts(session)
    assert session.act("tie", {"ledger_total": "", "ledger_balance": ""}) == Answer("problems", "No total was given.")
    assert len(texts(session)) == 1


def test_totals_that_do_not_tie_say_by_how_much_they_differ(session: Session) -> None:
    read(session)
    answer = session.act("tie", {"ledger_total": "79541.27", "ledger_balance": "-£5"})
    assert answer == Answer("problems", "Your totals do not tie.")
    charges, balance = texts(session)[1:]
    assert charges == "Charges a year: does not tie. Your total of £79,541.27 is £0.01 less than what came in."
    assert balance == "Balance: does not tie. Your total of −£5.00 is £232.10 less than what came in."


@pytest.mark.parametrize("typed", ["much", "1,23.00", "1.234", "--5", "£"])
def test_a_total_that_is_no_amount_leads_to_its_field(session: Session, typed: str) -> None:
    read(session)
    session.act("tie", {"ledger_total": typed, "ledger_balance": "227.10"})
    [message] = of_kind(blocks(session, "problems"), Message)
    assert [link[0] for link in message.links] == ["ledger_total"]
    [form] = of_kind(blocks(session, "problems"), Form)
    assert form.fields[0].value == typed
    assert form.fields[0].error == f"“{typed}” is no amount in pounds; write it like 1,234,567.89"
    assert "Balance: ties to your total of £227.10." in texts(session)


def test_a_roll_without_balances_is_asked_for_charges_alone(session: Session) -> None:
    give(session, b"Tenancy Ref,Beds,Weekly Rent\nT1,2,112.45\n")
    session.act("match", answers_to(session, ANSWERS))
    session.act("tie", {"ledger_total": "5847.40", "ledger_balance": "0.00"})
    [form] = of_kind(blocks(session, "problems"), Form)
    assert [one.id for one in form.fields] == ["ledger_total"]
    assert texts(session)[1:2] == ["Charges a year: ties to your total of £5,847.40."]


@pytest.mark.parametrize(("action", "people"), [("template", False), ("template-wide", True)])
def test_each_template_can_be_saved_and_read(session: Session, action: str, people: bool) -> None:
    saved = session.act(action, {})
    assert isinstance(saved, Download)
    give(session, saved.content)
    answers = {"balance_sign": "owed_positive", "rent_includes": "nothing"}
    session.act("match", answers_to(session, answers))
    assert session.state.roll is not None
    assert len(session.state.roll.people) > 1
    sheets = pd.read_excel(io.BytesIO(saved.content), sheet_name=None, engine="openpyxl")
    assert ("People" not in sheets) == people
