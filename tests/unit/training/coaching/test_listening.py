"""The call-listening form: scored by its rules, replaced by a landlord's own, filled in Excel and read back."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefitcalc import InvalidCase
from benefitcalc.errors import UnreadableTable
from benefitcalc.training.coaching import HeardCall, LineMarked, ListeningForm
from benefitcalc.training.coaching.listening_form import MARKS
from benefitcalc.training.coaching.listening_workbook import SHEET, from_xlsx, to_xlsx
from tests.properties.households import quick

OWN = """
title = "Our form"
pass_mark = 75
[[items]]
code = "identity"
label = "Identity"
weight = 2
automatic_fail = true
[[items]]
code = "figures"
label = "Figures"
weight = 3
figures = true
[[items]]
code = "tone"
label = "Tone"
weight = 1
topic = "escalation"
"""
FORM = ListeningForm.from_toml(OWN)


def heard(identity: str, figures: str, tone: str, form: ListeningForm = FORM) -> HeardCall:
    marks: dict[str, Any] = {"identity": identity, "figures": figures, "tone": tone}
    return HeardCall(form=form, marks={code: LineMarked(mark) for code, mark in marks.items()})


# By hand: weights 2, 3, 1. Met, Part, Met is 2 + 1.5 + 1 = 4.5 of 6 = 75%; without the line of figures 3 of 3;
# Met, Not, Part is 2.5 of 6 = 41.67%; Part, Part, N/A is 2.5 of 5.
@pytest.mark.parametrize(
    ("marks", "percent", "result"),
    [
        (("Met", "Met", "Met"), 100, "Pass"),
        (("Met", "Part", "Met"), 75, "Pass"),
        (("Met", "N/A", "Met"), 100, "Pass"),
        (("Met", "Not", "Part"), 42, "Below the pass mark"),
        (("Part", "Part", "N/A"), 50, "Below the pass mark"),
        (("Not", "Met", "Met"), 67, "Automatic fail: Identity"),
        (("N/A", "N/A", "N/A"), None, "Nothing to score"),
        (("Met", "Met", ""), 100, "Not finished: 1 still to mark"),
    ],
)
def test_a_call_is_scored_by_the_stated_rules(marks: tuple[str, str, str], percent: int | None, result: str) -> None:
    score = heard(*marks).score
    assert (score.percent, score.result, score.passed) == (percent, result, result == "Pass")


def test_an_automatic_fail_fails_at_any_score() -> None:
    form = ListeningForm.from_toml(OWN.replace("pass_mark = 75", "pass_mark = 0"))
    assert not heard("Not", "Met", "Met", form).score.passed
    assert heard("Part", "Not", "Not", form).score.passed


def test_the_example_has_the_lines_of_the_coaching_form() -> None:
    form = ListeningForm.example()
    assert len(form.items) == 13
    assert form.figures_item is not None
    assert {item.code for item in form.items if item.automatic_fail} == {"identity", "complaint"}
    assert all(item.look_for for item in form.items)


@pytest.mark.parametrize(
    ("change", "path", "said"),
    [
        (("weight = 3", "weight = 11"), "items[1].weight", "from 1 to 10"),
        (("weight = 3", ""), "items[1].weight", "give a whole number from 1 to 10"),
        (('code = "tone"', 'code = "identity"'), "items", "twice"),
        (("figures = true", 'figures = "yes"'), "items[1].figures", "true or false"),
        (("weight = 1", "weight = 1\nfigures = true"), "items", "more than one line"),
        (("pass_mark = 75", "pass_mark = 101"), "pass_mark", "from 0 to 100"),
        (('topic = "escalation"', 'topic = "tone"'), "items[2].topic", "no topic"),
        (("pass_mark = 75", "pass_mark = 75\nnote = 1"), "note", "not a field"),
        (('title = "Our form"', "title = Our form"), "", "no TOML"),
    ],
)
def test_what_is_wrong_with_a_landlords_form_is_said_plainly(change: tuple[str, str], path: str, said: str) -> None:
    with pytest.raises(InvalidCase) as refused:
        ListeningForm.from_toml(OWN.replace(*change))
    (problem,) = refused.value.problems
    assert problem.path == path
    assert said in problem.message


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"], max_codepoint=0x2FFF), max_size=40)


@quick
@given(
    st.lists(st.sampled_from([*MARKS, ""]), min_size=3, max_size=3),
    st.lists(TEXTS, min_size=3, max_size=3),
    st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)),
    st.none() | st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)),
)
def test_a_form_is_read_back_as_it_was_written(
    marks: list[Any], texts: list[str], day: dt.date | None, time: dt.time | None
) -> None:
    call = HeardCall(
        form=FORM,
        officer="IO04",
        listener="M1",
        account="A17",
        call_on=day,
        call_at=time,
        marks={item.code: LineMarked(mark, text) for item, mark, text in zip(FORM.items, marks, texts, strict=True)},
        strengths=("=1+1", texts[0]),
        action=texts[1],
        due=day,
    )
    written = to_xlsx(call)
    assert from_xlsx(written) == call
    assert to_xlsx(call) == written


def filled(**cells: Any) -> bytes:
    """The empty form with cells filled in as a manager does, in a spreadsheet."""
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(HeardCall(form=FORM))))
    sheet = book[SHEET]
    rows = [(str(row[0].value), row[0].row) for row in sheet.iter_rows(max_col=1) if row[0].value]
    places = {":".join(key.split(":")[:2]): row for key, row in rows}
    for key, value in cells.items():
        name, _, column = key.partition("__")
        sheet[f"{column or 'C'}{places[name.replace('_item_', 'item:')]}"] = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_form_that_was_filled_in_a_spreadsheet_is_read() -> None:
    call = from_xlsx(
        filled(
            officer="io04",
            call_on="3/11/2026",
            call_at="14.05",
            due=dt.datetime(2026, 12, 1),  # noqa: DTZ001  as a sheet has it
            _item_identity__F="met",
            _item_tone__F="N/A",
            _item_tone__G="line was bad",
            action="Practise the charge",
        )
    )
    assert (call.officer, call.call_on, call.call_at, call.due) == (
        "IO04", dt.date(2026, 11, 3), dt.time(14, 5), dt.date(2026, 12, 1),
    )  # fmt: skip
    assert call.marks["identity"].mark == "Met"
    assert call.marks["tone"] == LineMarked("N/A", "line was bad")
    assert call.form == FORM.model_copy(update={"items": call.form.items})
    assert call.score.result == "Not finished: 1 still to mark"


def test_cells_that_cannot_be_read_are_named_all_at_once() -> None:
    with pytest.raises(InvalidCase) as refused:
        from_xlsx(filled(officer="Jane", call_on="soon", call_at="25:00", _item_identity__F="Good"))
    found = {problem.code: problem for problem in refused.value.problems}
    assert set(found) == {"personal_detail", "not_a_date", "not_a_time", "no_mark"}
    assert found["no_mark"].path.startswith(f"{SHEET}!F")
    assert "Met, Part, Not, N/A" in found["no_mark"].message
    assert "Jane" not in str(refused.value)


def test_a_line_that_was_added_on_the_sheet_is_not_dropped_in_silence() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(HeardCall(form=FORM))))
    sheet = book[SHEET]
    last = max(row[0].row for row in sheet.iter_rows(max_col=1) if str(row[0].value).startswith("item:"))
    sheet[f"B{last + 1}"], sheet[f"F{last + 1}"] = "Empathy", "Met"
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(InvalidCase, match="Empathy was added on the sheet"):
        from_xlsx(target.getvalue())


def test_the_marks_are_chosen_from_a_list_and_the_score_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(heard("Met", "Part", "Met"))))
    lists = [rule.formula1 for rule in book[SHEET].data_validations.dataValidation if rule.type == "list"]
    assert lists == ['"Met,Part,Not,N/A"'] * 3
    formulas = [cell.value for row in book[SHEET].iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == 2
    values = openpyxl.load_workbook(io.BytesIO(to_xlsx(heard("Met", "Part", "Met"))), data_only=True)[SHEET]
    assert {75, "Pass"} <= {cell.value for row in values.iter_rows() for cell in row}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no workbook"])
def test_what_is_no_workbook_is_said(data: bytes) -> None:
    with pytest.raises(UnreadableTable):
        from_xlsx(data)


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(UnreadableTable, match="unpacks"):
        from_xlsx(target.getvalue())


def test_another_workbook_is_said() -> None:
    book = openpyxl.Workbook()
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(UnreadableTable, match="no sheet"):
        from_xlsx(target.getvalue())


def test_doubts_ask_for_what_is_open_and_for_what_tells_too_much() -> None:
    call = HeardCall(
        form=FORM,
        marks={"identity": LineMarked("Met"), "figures": LineMarked("Not"), "tone": LineMarked("Met", "depression")},
    )
    said = "\n".join(call.doubts)
    for part in ("Figures: Not without a comment", "tells of health", "give 2", "Action: give one"):
        assert part in said
