"""The monthly one-to-one: filled in from files, written to Excel and back, with actions carried over."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benefitcalc import InvalidCase
from benefitcalc.account import kpis
from benefitcalc.errors import UnreadableTable
from benefitcalc.training.coaching import HeardCall, LineMarked, ListeningForm
from benefitcalc.training.coaching.kpi_rows import kpi_rows
from benefitcalc.training.coaching.one_to_one import Action, CallRow, KpiRow, OneToOne, one_to_one
from benefitcalc.training.coaching.one_to_one_form import OneToOneForm
from benefitcalc.training.coaching.one_to_one_workbook import (
    FORM_SHEET,
    SHEET,
    form_from_xlsx,
    form_to_xlsx,
    from_xlsx,
    to_xlsx,
)
from tests.unit.account.worked_year import PERIOD, WorkedRoll, worked_ledger
from tests.unit.training.coaching.marked import FOUR_WEEKS, NO_ALLOWANCE, file, step, team

FORM = OneToOneForm.example()
NOVEMBER = dt.date(2026, 11, 1)
KPI = KpiRow("current_arrears_percent", "Current tenant arrears", "3.20%", "2.90%", "3.00%", "no")
OTHER_KPI = KpiRow("written_off", "Written off", "", "£1.00", "", "")
OWN = """
title = "Our one-to-one"
[[sections]]
title = "Figures"
fill = "kpis"
kpis = ["written_off"]
[[sections]]
title = "Talk"
questions = ["How are you?"]
[[sections]]
title = "To do"
fill = "agreed"
rows = 2
"""


def heard(officer: str = "IO01", day: int = 3) -> HeardCall:
    form = ListeningForm.example()
    return HeardCall(
        form=form,
        officer=officer,
        account="A17",
        call_on=dt.date(2026, 11, day),
        marks={item.code: LineMarked("Met") for item in form.items},
        action="Practise the charge",
        due=dt.date(2026, 12, 1),
    )


def filled(**more: Any) -> OneToOne:
    given: dict[str, Any] = {"officer": "io01", "month": dt.date(2026, 11, 20), "manager": "m1"}
    return one_to_one(FORM, **given | {"calls": [heard()], "marked": team(), "kpis": [KPI, OTHER_KPI]} | more)


def test_it_is_filled_in_from_calls_marked_work_and_key_figures() -> None:
    talk = filled()
    assert (talk.officer, talk.manager, talk.month) == ("IO01", "M1", NOVEMBER)
    assert talk.calls == (
        CallRow(dt.date(2026, 11, 3), "A17", "100%", "Pass", "Practise the charge, by 1 December 2026"),
    )
    assert [(one.code, one.in_practice, one.in_calls) for one in talk.went_wrong] == [
        (FOUR_WEEKS, 2, 0),
        (NO_ALLOWANCE, 1, 0),
    ]
    assert talk.kpis == (KPI,)  # the example does not ask for write-offs
    assert talk.notes == ("Left out: 2 of the marked files, of another officer or month.",)


def test_training_needs_have_a_paper_that_was_not_done_yet() -> None:
    # One wrong step each in three topics; the paper of the month on universal_credit was done (seed 202611).
    needs = {need.topic: need.seed for need in filled().training}
    assert needs == {"earnings": 202611, "under_occupation": 202611, "universal_credit": 1202611}
    assert "paper --seed 202611 --topic earnings" in filled().training[0].command


def test_lines_that_were_not_met_in_calls_are_training_needs_too() -> None:
    marks = heard().marks | {"next_step": LineMarked("Part"), "complaint": LineMarked("Not", "missed")}
    (need,) = filled(marked=[], calls=[replace(heard(), marks=marks)]).training
    assert (need.topic, need.why, need.command) == (
        "escalation", "not met in calls: 2", "benefitcalc training escalation --seed 202611",
    )  # fmt: skip


def test_calls_of_others_and_of_other_months_are_left_out_and_counted() -> None:
    talk = filled(calls=[heard(), heard("IO02"), replace(heard(), call_on=dt.date(2026, 10, 3))])
    assert len(talk.calls) == 1
    assert "Left out: 2 of the calls, of another officer or month." in talk.notes


def test_misconceptions_of_calls_are_told_apart() -> None:
    replayed = file(step("award", "wrong", FOUR_WEEKS), officer="IO01", activity="replay")
    assert [(one.in_practice, one.in_calls) for one in filled(marked=[replayed]).went_wrong] == [(0, 1)]


def test_what_is_not_done_is_carried_over() -> None:
    october = replace(
        filled(),
        actions=(Action("old and done", done="Yes"), Action("old and open", dt.date(2026, 10, 1), "Partly", "half")),
        agreed=(Action("new", dt.date(2026, 11, 30)), Action("")),
    )
    assert filled(last=october).actions == (
        Action("old and open", dt.date(2026, 10, 1)),
        Action("new", dt.date(2026, 11, 30)),
    )
    with pytest.raises(ValueError, match="last form is of IO01"):
        filled(officer="IO02", last=october)


@pytest.mark.parametrize("form", [FORM, OneToOneForm.from_toml(OWN)], ids=["example", "own"])
def test_a_form_is_read_back_as_it_was_written(form: OneToOneForm) -> None:
    talk = replace(
        one_to_one(form, officer="IO01", month=NOVEMBER, calls=[heard()], marked=team(), kpis=[KPI, OTHER_KPI]),
        held_on=dt.date(2026, 12, 2),
        actions=(Action("=SUM(1)", dt.date(2026, 11, 1), "Partly", "half"),) if form is FORM else (),
        answers={(0, 0): "Fine", (0, 1): "-nothing"} if form is FORM else {(1, 0): "Fine"},
    )
    if form is not FORM:
        talk = replace(talk, calls=(), went_wrong=(), training=())  # the form does not ask for them
    written = to_xlsx(talk)
    assert from_xlsx(written) == talk
    assert to_xlsx(talk) == written


def test_a_form_that_was_filled_in_a_spreadsheet_begins_the_next_month() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(filled())))
    sheet = book[SHEET]
    agreed = [row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "agreed"]
    assert len(agreed) == 4
    sheet[f"B{agreed[0]}"], sheet[f"C{agreed[0]}"] = "Do the paper", "15/12/2026"
    sheet[f"B{agreed[3] + 1}"] = "A fifth action"
    target = io.BytesIO()
    book.save(target)
    november = from_xlsx(target.getvalue())
    assert november.agreed[0] == Action("Do the paper", dt.date(2026, 12, 15))
    december = filled(month=dt.date(2026, 12, 1), calls=[], marked=[], last=november)
    assert december.actions == (Action("Do the paper", dt.date(2026, 12, 15)), Action("A fifth action"))


def test_cells_that_cannot_be_read_are_named_all_at_once() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(filled(last=replace(filled(), agreed=(Action("x"),))))))
    sheet = book[SHEET]
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value}
    sheet[f"C{rows['officer']}"], sheet[f"C{rows['month']}"] = "Jane", "November"
    sheet[f"D{rows['action']}"], sheet[f"C{rows['held_on']}"] = "Maybe", "soon"
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(InvalidCase) as refused:
        from_xlsx(target.getvalue())
    assert {problem.code for problem in refused.value.problems} == {
        "personal_detail", "not_a_month", "no_answer", "not_a_date",
    }  # fmt: skip
    assert all(problem.path.startswith(f"{SHEET}!") for problem in refused.value.problems)


def test_the_landlords_form_can_be_a_sheet() -> None:
    assert form_from_xlsx(form_to_xlsx(FORM)).sections == FORM.sections
    book = openpyxl.load_workbook(io.BytesIO(form_to_xlsx(FORM)))
    sheet = book[FORM_SHEET]
    sheet["A1"], sheet["C4"] = "Ours", "What are you proud of?"
    sheet.append(["Well-being", "", "Is the workload right?"])
    target = io.BytesIO()
    book.save(target)
    form = form_from_xlsx(target.getvalue())
    assert (form.title, form.sections[0].questions[0]) == ("Ours", "What are you proud of?")
    assert form.sections[-1].questions == ("Is the workload right?",)


@pytest.mark.parametrize(
    ("change", "path", "said"),
    [
        (('fill = "kpis"', 'fill = "figures"'), "sections[0].fill", "give one of calls"),
        (('"written_off"', '"arrears"'), "sections[0].kpis[0]", "no key figure"),
        (('fill = "agreed"', 'fill = "kpis"'), "sections", "more than one section with kpis"),
        (("rows = 2", "rows = 99"), "sections[2].rows", "from 1 to 20"),
        (('title = "Talk"', ""), "sections[1].title", "give a heading"),
    ],
)
def test_what_is_wrong_with_a_landlords_form_is_said_plainly(change: tuple[str, str], path: str, said: str) -> None:
    with pytest.raises(InvalidCase) as refused:
        OneToOneForm.from_toml(OWN.replace(*change))
    assert [problem.path for problem in refused.value.problems] == [path]
    assert said in refused.value.problems[0].message


def test_another_workbook_is_said() -> None:
    with pytest.raises(UnreadableTable):
        from_xlsx(form_to_xlsx(FORM))
    with pytest.raises(UnreadableTable):
        form_from_xlsx(to_xlsx(filled()))


def test_the_report_and_its_workbook_give_the_same_and_a_target_of_all_is_nobodys(tmp_path: Path) -> None:
    figures = kpis(WorkedRoll(), worked_ledger(), period=PERIOD)
    figures.to_excel(tmp_path / "board.xlsx")
    rows = kpi_rows(figures, "o-n")
    assert kpi_rows((tmp_path / "board.xlsx").read_bytes(), "O-N") == rows
    by_name = {row.kpi: row for row in rows}
    rate, arrears = by_name["collected_excluding_arrears"], by_name["current_arrears"]
    assert (rate.officer, rate.target, rate.met) == ("97.41%", "98.50%", "no")
    assert (arrears.officer, arrears.target, arrears.met) == ("£1,340.00", "£2,500.00 for all", "")


def report() -> bytes:
    """A sheet of the board's report, as its columns are."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("By patch and officer")
    sheet.append(["Figure", "By", "Code", "This period", "Target", "Last month", "Last year", "Name"])
    for by, code, value, target in (("all", "", 2.9, 3), ("officer", "io01", 3.2, 3), ("officer", "IO02", 2.85, 3)):
        sheet.append(["Arrears", by, code, value, target, None, None, "current_arrears_percent"])
    sheet.append(["Written off", "all", "", 1234.5, None, None, None, "written_off"])
    target_file = io.BytesIO()
    book.save(target_file)
    return target_file.getvalue()


def test_key_figures_come_from_the_report_with_what_the_target_says() -> None:
    arrears, written_off = kpi_rows(report(), "IO01")
    assert (arrears.officer, arrears.team, arrears.target, arrears.met) == ("3.20%", "2.90%", "3.00%", "no")
    assert (written_off.officer, written_off.team, written_off.target) == ("", "£1,234.50", "")
    assert kpi_rows(report(), "IO02")[0].met == "yes"
    with pytest.raises(ValueError, match="it has IO02, io01"):
        kpi_rows(report(), "IO03")


def test_doubts_ask_for_due_dates_and_point_at_what_tells_too_much() -> None:
    talk = replace(filled(), answers={(0, 0): "stress since her depression"}, agreed=(Action("Practise"),))
    said = "\n".join(talk.doubts)
    assert "health" in said
    assert "due date" in said


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("section:actions:4:", None, "no_section"),
        ("section:calls:4:", "section:calls:many", "not_a_whole_number"),
        ("section:calls:4:", "section:heard:4:", "unknown_value"),
        ("title", None, "not_a_form"),
    ],
)
def test_keys_that_were_changed_are_said(key: str, value: str | None, code: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(filled(last=replace(filled(), agreed=(Action("x"),))))))
    (row,) = (row[0] for row in book[SHEET].iter_rows(max_col=1) if row[0].value == key)
    row.value = value
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(InvalidCase) as refused:
        from_xlsx(target.getvalue())
    assert code in {problem.code for problem in refused.value.problems}


def test_a_section_may_be_deleted_from_the_sheet() -> None:
    talk = replace(filled(), answers={(0, 0): "Fine", (2, 0): "Clear calls"})
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(talk)))
    sheet = book[SHEET]
    rows = {str(row[0].value): row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value}
    sheet.delete_rows(rows["section:actions:4:"], 2)
    target = io.BytesIO()
    book.save(target)
    read = from_xlsx(target.getvalue())
    assert [section.fill for section in read.form.sections][:2] == ["", "calls"]
    assert read.answers == {(0, 0): "Fine", (1, 0): "Clear calls"}
