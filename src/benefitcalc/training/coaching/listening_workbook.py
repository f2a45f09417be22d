"""The call-listening form as a workbook: to be filled in Excel, and read back from it.

The workbook says what its form is (lines, weights, pass mark), so that it is read back without another file. The score
in it is a formula by the same rules as :class:`~benefitcalc.training.coaching.listening_form.ListeningForm`; reading
works it out again. This module loads pandas.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from xlsxwriter.utility import xl_rowcol_to_cell

from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.training.coaching.listening_form import (
    MARKS,
    STRENGTHS,
    HeardCall,
    LineMarked,
    ListeningForm,
    Mark,
)
from benefitcalc.training.coaching.privacy import LONGEST_TEXT, refused
from benefitcalc.training.coaching.workbook import FormSheet, Row, bytes_of, lines_of, rows_of

SHEET = "Call listening"
_WIDTHS = (30, 46, 8, 11, 9, 46)
_HEADS = ("What is heard", "Look for", "Weight", "Automatic fail", "Mark", "Comment")
_LABEL, _LOOK_FOR, _WEIGHT, _FAIL, _MARK, _COMMENT = range(1, 7)
_CODES = {"officer": "Officer (code)", "listener": "Listened by (code)", "account": "Account (a code of your own)"}
_RULES = (
    "Met counts the whole weight, Part half, Not nothing; N/A is left out of the score. "
    "A line with an automatic fail that is marked Not fails the call, whatever the score."
)
_KEEP = "Codes, not names. No health detail: write 'relevant benefit component'. A person listened and decides."


def to_xlsx(call: HeardCall) -> bytes:
    """The form with what is filled in so far; empty with ``HeardCall(form=…)``."""
    return bytes_of(lambda book: _write(book, call), call.form.title)


def _write(book: Any, call: HeardCall) -> None:
    sheet = FormSheet(book, SHEET, _WIDTHS, landscape=True)
    form = call.form
    sheet.key("title")
    sheet.put(1, form.title, "title")
    sheet.down(height=24)
    sheet.across(_KEEP, "quiet")
    sheet.down(2)
    _head(sheet, call)
    sheet.down()
    for place, head in enumerate(_HEADS, 1):
        sheet.put(place, head, "head")
    sheet.page.freeze_panes(sheet.row + 1, 2)
    sheet.page.repeat_rows(sheet.row)
    sheet.down(height=28)
    first = sheet.row
    for item in form.items:
        marked = call.marked(item)
        sheet.key(f"item:{item.code}:{'figures' if item.figures else ''}:{item.topic}")
        sheet.put(_LABEL, item.label, "label")
        sheet.put(_LOOK_FOR, item.look_for)
        sheet.put(_WEIGHT, item.weight)
        sheet.put(_FAIL, "Yes" if item.automatic_fail else "")
        sheet.choice(_MARK, marked.mark, MARKS)
        sheet.put(_COMMENT, marked.comment, "entry")
        lines = max(lines_of(item.look_for, 46), lines_of(marked.comment, 46), lines_of(item.label, 28), 2)
        sheet.down(height=13 * lines + 4)
    sheet.down()
    _score(sheet, call, first, first + len(form.items) - 1)
    sheet.down()
    for place in range(STRENGTHS):
        _text(sheet, f"strength:{place}", f"Strength {place + 1}", dict(enumerate(call.strengths)).get(place, ""))
    _text(sheet, "action", "One action", call.action)
    sheet.key("due")
    sheet.put(1, "Due date", "label")
    sheet.day(2, call.due)
    sheet.down(2)
    sheet.across(_RULES, "quiet")
    sheet.down(height=26)
    sheet.key("source")
    sheet.across(form.source, "quiet")
    sheet.down(height=26)


def _head(sheet: FormSheet, call: HeardCall) -> None:
    for name, label in _CODES.items():
        sheet.key(name)
        sheet.put(1, label, "label")
        sheet.put(2, getattr(call, name), "entry")
        sheet.down()
    sheet.key("call_on")
    sheet.put(1, "Date of the call", "label")
    sheet.day(2, call.call_on)
    sheet.down()
    sheet.key("call_at")
    sheet.put(1, "Time of the call", "label")
    sheet.time(2, call.call_at)
    sheet.down()


def _text(sheet: FormSheet, key: str, label: str, text: str) -> None:
    sheet.key(key)
    sheet.put(1, label, "label")
    sheet.page.merge_range(sheet.row, 2, sheet.row, 6, "", sheet.format("entry", "@"))
    sheet.put(2, text, "entry")
    sheet.down(height=13 * max(2, lines_of(text, 110)) + 4)


def _score(sheet: FormSheet, call: HeardCall, first: int, last: int) -> None:
    """The score as formulas, with the values that the rules give now."""

    def column(place: int) -> str:
        return f"{xl_rowcol_to_cell(first, place, True, True)}:{xl_rowcol_to_cell(last, place, True, True)}"

    mark, weight, fail = column(_MARK), column(_WEIGHT), column(_FAIL)
    counted = f'SUMIF({mark},"Met",{weight})+SUMIF({mark},"Part",{weight})+SUMIF({mark},"Not",{weight})'
    had = f'2*SUMIF({mark},"Met",{weight})+SUMIF({mark},"Part",{weight})'
    score = call.score
    sheet.key("pass_mark")
    sheet.put(1, "Pass mark, percent", "label")
    sheet.put(2, call.form.pass_mark)
    pass_mark = xl_rowcol_to_cell(sheet.row, 2, True, True)
    sheet.down()
    sheet.put(1, "Score, percent", "label")
    percent = xl_rowcol_to_cell(sheet.row, 2, True, True)
    # In halves, and half up: INT(100 × marks ÷ out of + ½) with whole numbers throughout.
    formula = f'=IF({counted}=0,"",INT((200*({had})+2*({counted}))/(4*({counted}))))'
    now = "" if score.percent is None else score.percent
    sheet.page.write_formula(sheet.row, 2, formula, sheet.format("result"), now)
    sheet.down()
    sheet.put(1, "Result", "label")
    result = (
        f'=IF(COUNTBLANK({mark})>0,"Not finished: "&COUNTBLANK({mark})&" still to mark",'
        f'IF(COUNTIFS({mark},"Not",{fail},"Yes")>0,"Automatic fail",'
        f'IF({percent}="","Nothing to score",IF({percent}>={pass_mark},"Pass","Below the pass mark"))))'
    )
    now = "Automatic fail" if score.failed and not score.unmarked else score.result
    sheet.page.write_formula(sheet.row, 2, result, sheet.format("result"), now)
    sheet.down()


# --- Reading ---------------------------------------------------------------------------------------------------------


def from_xlsx(workbook: bytes) -> HeardCall:
    """What a filled form says. Raises ``UnreadableTable`` for what is no such workbook, and ``InvalidCase`` with every
    cell that cannot be read.
    """
    rows = {row.key: row for row in rows_of(workbook, SHEET, ("item",))}
    problems: list[Problem] = []
    if "item" in rows:
        added = rows.pop("item")
        sentence = f"{added.text(_LABEL) or 'A line'} was added on the sheet; add lines in the form's TOML file."
        problems.append(Problem(added.where(_LABEL), "line_added", sentence))
    form = _form(rows, problems)
    for name, label in _CODES.items():
        given = rows[name].text(2) if name in rows else ""
        why = refused(given) if given and name != "account" else None
        if why is not None:
            problems.append(Problem(rows[name].where(2), "personal_detail", f"{label} {why}."))
    due = rows["due"].day(2, problems, "Due date") if "due" in rows else None
    called = rows["call_on"].day(2, problems, "Date of the call") if "call_on" in rows else None
    at = rows["call_at"].time(2, problems, "Time of the call") if "call_at" in rows else None
    marks = {row.key.split(":")[1]: _marked(row, problems) for row in _items(rows)}
    strengths = tuple(
        _long(rows[f"strength:{place}"], 2, problems) for place in range(STRENGTHS) if f"strength:{place}" in rows
    )
    action = _long(rows["action"], 2, problems) if "action" in rows else ""
    if problems or form is None:
        raise InvalidCase(problems)
    return HeardCall(
        form=form,
        **{name: rows[name].text(2).upper() if name in rows else "" for name in _CODES},
        call_on=called,
        call_at=at,
        marks=marks,
        strengths=strengths,
        action=action,
        due=due,
    )


def _items(rows: Mapping[str, Row]) -> list[Row]:
    return [row for key, row in rows.items() if key.startswith("item:")]


def _form(rows: Mapping[str, Row], problems: list[Problem]) -> ListeningForm | None:
    """The form that the workbook says."""
    missing = [key for key in ("title", "pass_mark") if key not in rows]
    if missing or not _items(rows):
        sentence = "The hidden first column has no keys of a call-listening form; give a file that was written here."
        problems.append(Problem(SHEET, "not_a_form", sentence))
        return None
    items = [
        {
            "label": row.text(_LABEL),
            "look_for": row.text(_LOOK_FOR),
            "weight": _number(row.text(_WEIGHT)),
            "automatic_fail": row.text(_FAIL).lower() == "yes",
            **_kept_in_key(row.key),
        }
        for row in _items(rows)
    ]
    try:
        return ListeningForm.from_toml(
            {
                "title": rows["title"].text(1),
                "source": rows["source"].text(1) if "source" in rows else "",
                "pass_mark": _number(rows["pass_mark"].text(2)),
                "items": items,
            }
        )
    except InvalidCase as error:
        problems += error.problems
        return None


def _kept_in_key(key: str) -> dict[str, Any]:
    """The code of a line, whether a replay fills it, and its topic."""
    _, code, figures, topic = (*key.split(":"), "", "")[:4]
    return {"code": code, "figures": figures == "figures", "topic": topic}


def _number(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _marked(row: Row, problems: list[Problem]) -> LineMarked:
    written = row.text(_MARK)
    mark = next((one for one in MARKS if one.lower() == written.lower()), "")
    if written and not mark:
        sentence = f"{row.text(_LABEL)}: {written!r} is no mark; choose one of {', '.join(MARKS)}."
        problems.append(Problem(row.where(_MARK), "no_mark", sentence))
    return LineMarked(cast("Mark", mark), _long(row, _COMMENT, problems))


def _long(row: Row, place: int, problems: list[Problem]) -> str:
    text = row.text(place)
    if len(text) > LONGEST_TEXT:
        sentence = f"{row.text(_LABEL)}: {len(text):,} characters are too many; write at most {LONGEST_TEXT:,}."
        problems.append(Problem(row.where(place), "too_long", sentence))
    return text
