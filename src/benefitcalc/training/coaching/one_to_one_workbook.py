"""The monthly one-to-one as a workbook: to be filled in Excel, read back, and the next month begun from it.

The workbook says what its form is, so that it is read back without another file. ``form_to_xlsx`` and
``form_from_xlsx`` are the form alone, on a plain sheet that a landlord can change. This module loads pandas.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from benefitcalc.account.definitions import definitions
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.training.coaching.one_to_one import (
    DONE,
    Action,
    CallRow,
    KpiRow,
    Need,
    OneToOne,
    WentWrong,
)
from benefitcalc.training.coaching.one_to_one_form import FILLS, OneToOneForm
from benefitcalc.training.coaching.privacy import LONGEST_TEXT, refused
from benefitcalc.training.coaching.workbook import FormSheet, Row, bytes_of, lines_of, rows_of, rows_of_table

SHEET = "One-to-one"
FORM_SHEET = "Form"
_WIDTHS = (52, 16, 14, 14, 14, 34)
_HEADS: Mapping[str, tuple[str, ...]] = {
    "calls": ("Action agreed on the call", "Date", "Account", "Score", "", "Result"),
    "misconceptions": ("What was taken for right", "In practice", "In calls", "", "", ""),
    "kpis": ("Key figure", "Officer", "Team", "Target", "Target met", ""),
    "actions": ("Action", "Due date", "Done", "", "", "What came of it"),
    "training": ("Topic", "Seed", "Why", "", "", "The paper"),
    "agreed": ("Action", "Due date", "", "", "", ""),
}
_MONTH = re.compile(r"\d{4}-\d{2}")
_KEEP = "Codes, not names. No health detail. What stands in white comes from the files; fill in what is yellow."


def to_xlsx(talk: OneToOne) -> bytes:
    """The form as far as it is filled in."""
    return bytes_of(lambda book: _write(book, talk), talk.form.title)


def _write(book: Any, talk: OneToOne) -> None:
    sheet = FormSheet(book, SHEET, _WIDTHS, landscape=True)
    sheet.key("title")
    sheet.put(1, talk.form.title, "title")
    sheet.down(height=24)
    sheet.across(_KEEP, "quiet")
    sheet.down(2)
    for key, label, value in (
        ("officer", "Officer (code)", talk.officer),
        ("manager", "Manager (code)", talk.manager),
        ("month", "Month", f"{talk.month:%Y-%m}"),
    ):
        sheet.key(key)
        sheet.put(1, label, "label")
        sheet.put(2, value, "entry")
        sheet.down()
    sheet.key("held_on")
    sheet.put(1, "Held on", "label")
    sheet.day(2, talk.held_on)
    sheet.down(2)
    for place, section in enumerate(talk.form.sections):
        sheet.key(f"section:{section.fill}:{section.rows}:{','.join(section.kpis)}")
        sheet.put(1, section.title, "section")
        sheet.down(height=20)
        if section.fill:
            _filled(sheet, section.fill, talk)
        for number, question in enumerate(section.questions):
            _question(sheet, question, talk.answers.get((place, number), ""))
        sheet.down()
    for note in talk.notes:
        sheet.key("note")
        sheet.across(note, "quiet")
        sheet.down()
    sheet.key("source")
    sheet.across(talk.form.source, "quiet")


def _question(sheet: FormSheet, question: str, answer: str) -> None:
    sheet.key("question")
    sheet.put(1, question, "label")
    sheet.page.merge_range(sheet.row, 2, sheet.row, len(_WIDTHS), "", sheet.format("entry", "@"))
    sheet.put(2, answer, "entry")
    sheet.down(height=13 * max(3, lines_of(answer, 90)) + 4)


def _filled(sheet: FormSheet, fill: str, talk: OneToOne) -> None:
    """What is filled in: its heads and rows, or a sentence where there is nothing."""
    rows: Sequence[Any] = {
        "calls": talk.calls,
        "misconceptions": talk.went_wrong,
        "kpis": talk.kpis,
        "actions": talk.actions,
        "training": talk.training,
        "agreed": talk.agreed,
    }[fill]
    if not rows:
        sheet.across(talk.lines(fill)[0] if fill != "agreed" else "", "quiet")
        sheet.down()
        return
    for place, head in enumerate(_HEADS[fill], 1):
        sheet.put(place, head, "head")
    sheet.down()
    for one in rows:
        _ROWS[fill](sheet, one)
        sheet.down()


def _call(sheet: FormSheet, one: CallRow) -> None:
    sheet.key("call")
    for place, value in enumerate((one.action, one.on, one.account, one.score, "", one.result), 1):
        sheet.put(place, value)


def _misconception(sheet: FormSheet, one: WentWrong) -> None:
    sheet.key(f"misconception:{one.code}")
    for place, value in enumerate((one.title, one.in_practice, one.in_calls), 1):
        sheet.put(place, value)


def _kpi(sheet: FormSheet, one: KpiRow) -> None:
    sheet.key(f"kpi:{one.kpi}")
    for place, value in enumerate((one.label, one.officer, one.team, one.target, one.met), 1):
        sheet.put(place, value)


def _action(sheet: FormSheet, one: Action) -> None:
    sheet.key("action")
    sheet.put(1, one.text)
    sheet.put(2, one.due)
    sheet.choice(3, one.done, DONE)
    sheet.put(6, one.outcome, "entry")


def _need(sheet: FormSheet, one: Need) -> None:
    sheet.key(f"training:{one.topic}")
    sheet.put(1, one.label)
    sheet.put(2, one.seed)
    sheet.put(3, one.why)
    sheet.put(6, one.command)


def _agreed(sheet: FormSheet, one: Action) -> None:
    sheet.key("agreed")
    sheet.put(1, one.text, "entry")
    sheet.day(2, one.due)


_ROWS: Mapping[str, Callable[[FormSheet, Any], None]] = {
    "calls": _call,
    "misconceptions": _misconception,
    "kpis": _kpi,
    "actions": _action,
    "training": _need,
    "agreed": _agreed,
}


# --- Reading ---------------------------------------------------------------------------------------------------------


def from_xlsx(workbook: bytes) -> OneToOne:
    """What a filled form says. Raises ``UnreadableTable`` for what is no such workbook, and ``InvalidCase`` with every
    cell that cannot be read.
    """
    rows = list(rows_of(workbook, SHEET, ("action", "agreed")))
    single = {row.key: row for row in rows}
    problems: list[Problem] = []
    form = _form(rows, single, problems)
    codes = {name: _code(single.get(name), name.capitalize(), problems) for name in ("officer", "manager")}
    month = _month(single.get("month"), problems)
    held = single["held_on"].day(2, problems, "Held on") if "held_on" in single else None
    of = {kind: [row for row in rows if row.key.partition(":")[0] == kind] for kind in _KINDS}
    answers = {place: _text(row, 2, problems) for place, row in _questions(rows)}
    actions = [_read_action(row, problems, done=True) for row in of["action"]]
    agreed = [_read_action(row, problems, done=False) for row in of["agreed"]]
    calls = [
        CallRow(row.day(2, problems, "Date"), row.text(3), row.text(4), row.text(6), row.text(1)) for row in of["call"]
    ]
    problems += _without_section(form, of)
    if problems or form is None or month is None:
        raise InvalidCase(problems)
    return OneToOne(
        form=form,
        **codes,
        month=month,
        held_on=held,
        calls=tuple(calls),
        went_wrong=tuple(_read_misconception(row) for row in of["misconception"]),
        kpis=tuple(KpiRow(_code_of(row), *(row.text(place) for place in range(1, 6))) for row in of["kpi"]),
        actions=tuple(actions),
        training=tuple(Need(_code_of(row), row.text(1), row.text(3), _count(row, 2)) for row in of["training"]),
        agreed=tuple(agreed),
        answers={place: text for place, text in answers.items() if text},
        notes=tuple(row.text(1) for row in of["note"]),
    )


_FILL_OF = {
    "action": "actions",
    "agreed": "agreed",
    "call": "calls",
    "misconception": "misconceptions",
    "kpi": "kpis",
    "training": "training",
}
"""What is filled in with the rows of each key."""
_KINDS = (*_FILL_OF, "note")


def _without_section(form: OneToOneForm | None, of: Mapping[str, Sequence[Row]]) -> Iterator[Problem]:
    """Rows whose section has lost its key, which would be lost when the form is written again."""
    fills = {section.fill for section in form.sections} if form is not None else set(_FILL_OF.values())
    for kind, fill in _FILL_OF.items():
        if of[kind] and fill not in fills:
            row = of[kind][0]
            sentence = f"{row.text(1) or 'This row'} stands in no section; give the section its key back."
            yield Problem(row.where(1), "no_section", sentence)


def _read_misconception(row: Row) -> WentWrong:
    return WentWrong(_code_of(row), row.text(1), _count(row, 2), _count(row, 3))


def _code_of(row: Row) -> str:
    return row.key.partition(":")[2]


def _questions(rows: Iterable[Row]) -> Iterator[tuple[tuple[int, int], Row]]:
    """The questions, each with the place of its section and its own, as they stand on the sheet now."""
    section, number = -1, 0
    for row in rows:
        kind = row.key.partition(":")[0]
        if kind == "section":
            section, number = section + 1, 0
        elif kind == "question" and section >= 0:
            yield (section, number), row
            number += 1


def _count(row: Row, place: int) -> int:
    text = row.text(place)
    return int(text) if text.isdecimal() else 0


def _text(row: Row, place: int, problems: list[Problem]) -> str:
    text = row.text(place)
    if len(text) > LONGEST_TEXT:
        sentence = f"{len(text):,} characters are too many; write at most {LONGEST_TEXT:,}."
        problems.append(Problem(row.where(place), "too_long", sentence))
    return text


def _code(row: Row | None, what: str, problems: list[Problem]) -> str:
    given = "" if row is None else row.text(2)
    why = refused(given) if given or what == "Officer" else None
    if why is not None:
        where = SHEET if row is None else row.where(2)
        problems.append(Problem(where, "personal_detail", f"{what} {why}."))
    return given.upper()


def _month(row: Row | None, problems: list[Problem]) -> dt.date | None:
    text = "" if row is None else row.text(2)
    if _MONTH.fullmatch(text):
        try:
            return dt.date.fromisoformat(f"{text}-01")
        except ValueError:
            pass
    where = SHEET if row is None else row.where(2)
    problems.append(Problem(where, "not_a_month", f"Month {text!r} is no month; give one such as 2026-11."))
    return None


def _read_action(row: Row, problems: list[Problem], *, done: bool) -> Action:
    text, due = _text(row, 1, problems), row.day(2, problems, "Due date")
    if not done:
        return Action(text, due)
    written = row.text(3)
    found = next((one for one in DONE if one.lower() == written.lower()), "")
    if written and not found:
        sentence = f"Done {written!r} is no answer; choose one of {', '.join(DONE)}."
        problems.append(Problem(row.where(3), "no_answer", sentence))
    return Action(text, due, found, _text(row, 6, problems))


def _form(rows: Sequence[Row], single: Mapping[str, Row], problems: list[Problem]) -> OneToOneForm | None:
    """The form that the workbook says."""
    sections: list[dict[str, Any]] = []
    for row in rows:
        kind, _, rest = row.key.partition(":")
        if kind == "section":
            fill, lines, kpis = (*rest.split(":"), "", "")[:3]
            sections.append({
                "title": row.text(1), "fill": fill, "rows": int(lines) if lines.isdecimal() else lines,
                "kpis": kpis.split(",") if kpis else [], "questions": [],
            })  # fmt: skip
        elif kind == "question" and sections:
            sections[-1]["questions"].append(row.text(1))
    if not sections or "title" not in single:
        sentence = "The hidden first column has no keys of a one-to-one; give a file that was written here."
        problems.append(Problem(SHEET, "not_a_form", sentence))
        return None
    source = single["source"].text(1) if "source" in single else ""
    try:
        return OneToOneForm.from_toml({"title": single["title"].text(1), "source": source, "sections": sections})
    except InvalidCase as error:
        problems += error.problems
        return None


# --- The form alone --------------------------------------------------------------------------------------------------

_COLUMNS = ("Section", "Filled in", "Question or key figure")
_HOW = (
    f"A section is all rows with its name. Filled in: {', '.join(FILLS)}, or nothing. "
    "Rows of kpis may name key figures (docs/kpis.md); every other text is a question."
)


def form_to_xlsx(form: OneToOneForm) -> bytes:
    """The form on a plain sheet: a row for each question or key figure, to be changed and handed in again."""
    return bytes_of(lambda book: _write_form(book, form), form.title)


def _write_form(book: Any, form: OneToOneForm) -> None:
    page = book.add_worksheet(FORM_SHEET)
    bold, plain = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    page.write_string(0, 0, form.title, book.add_format({"bold": True, "font_size": 14}))
    for place, (head, width) in enumerate(zip(_COLUMNS, (32, 18, 80), strict=True)):
        page.write_string(2, place, head, bold)
        page.set_column(place, place, width)
    page.data_validation(3, 1, 200, 1, {"validate": "list", "source": list(FILLS)})
    row = 3
    for section in form.sections:
        for text in (*section.kpis, *section.questions) or ("",):
            page.write_string(row, 0, section.title, plain)
            page.write_string(row, 1, section.fill, plain)
            page.write_string(row, 2, text, plain)
            row += 1
    page.freeze_panes(3, 0)
    page.write_string(1, 0, _HOW)


def form_from_xlsx(workbook: bytes) -> OneToOneForm:
    """A landlord's own form from such a sheet. Raises ``UnreadableTable`` or ``InvalidCase`` with every problem."""
    table = [tuple(str(cell).strip() for cell in cells) for _, cells in rows_of_table(workbook, FORM_SHEET)]
    heads = next((place for place, cells in enumerate(table) if cells[:3] == _COLUMNS), None)
    if heads is None:
        sentence = f"No row has the headings {', '.join(_COLUMNS)}; begin from a form that was written here."
        raise InvalidCase([Problem(FORM_SHEET, "not_a_form", sentence)])
    sections: dict[str, dict[str, Any]] = {}
    for cells in table[heads + 1 :]:
        title, fill, text = (*cells, "", "", "")[:3]
        if not title:
            continue
        section = sections.setdefault(title, {"title": title, "fill": fill, "kpis": [], "questions": []})
        section["fill"] = section["fill"] or fill
        if text:
            section["kpis" if fill == "kpis" and text in definitions() else "questions"].append(text)
    title = next((cells[0] for cells in table[:heads] if cells and cells[0]), "Monthly one-to-one")
    return OneToOneForm.from_toml({"title": title, "sections": list(sections.values())})
