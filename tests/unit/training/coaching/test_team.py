"""The team view and the CPD log: counted by hand, with codes alone, and careful with small numbers."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest

from benefitcalc.training.coaching import HeardCall, ListeningForm
from benefitcalc.training.coaching.cpd import cpd_log
from benefitcalc.training.coaching.team import BY, NO_CODE, team_view
from benefitcalc.training.coaching.team_chart import team_chart
from tests.unit.training.coaching.marked import FOUR_WEEKS, NO_ALLOWANCE, file, step, team


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_misconceptions_are_counted_each_from_the_most_frequent_down() -> None:
    table = team_view(team()).counts("misconception")
    assert rows(table, "misconception", "misconceptions") == [(FOUR_WEEKS, 3), (NO_ALLOWANCE, 2)]


def test_a_step_counts_for_its_own_topic() -> None:
    table = team_view(team()).counts("topic")
    assert rows(table, "topic", "steps", "wrong", "misconceptions") == [
        ("universal_credit", 23, 3, 4),
        ("earnings", 1, 1, 0),
        ("under_occupation", 1, 1, 1),
    ]


def test_no_share_is_shown_of_few_steps() -> None:
    # 1 wrong of 21 is 4.76%, so 5%; the others have three steps and one.
    table = team_view(team()).counts("officer")
    assert rows(table, "officer", "steps", "wrong") == [(NO_CODE, 21, 1), ("IO01", 3, 3), ("IO02", 1, 1)]
    assert table["wrong_percent"].tolist() == [5, pd.NA, pd.NA]
    cautions = "\n".join(team_view(team()).cautions)
    assert "IO01, IO02" in cautions
    assert "small a team" in cautions
    assert cautions.startswith("3 marked files of 2 officers, 25 steps answered.")


def test_months_are_in_order() -> None:
    assert rows(team_view(team()).counts("month"), "month", "wrong") == [("2026-10", 1), ("2026-11", 4)]


def test_by_topic_and_misconception() -> None:
    table = team_view(team()).by_topic_and_misconception().set_index("misconception")
    assert table.loc[FOUR_WEEKS, "under_occupation"] == 1
    assert table.loc[NO_ALLOWANCE, "universal_credit"] == 2


def test_nothing_named_is_no_error() -> None:
    view = team_view([file(step("award"))])
    assert "No misconception" in str(view)
    assert view.counts("misconception").empty
    assert view.by_topic_and_misconception().empty
    assert view.to_xlsx()
    with pytest.raises(ValueError, match="nothing to draw"):
        team_chart(view)
    assert team_view([]).counts("officer").empty


def test_a_count_by_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="give one of misconception, topic, officer, month"):
        team_view([]).counts("name")


def test_the_workbook_has_every_table_and_is_the_same_bytes() -> None:
    written = team_view(team()).to_xlsx()
    assert team_view(team()).to_xlsx() == written
    book = openpyxl.load_workbook(io.BytesIO(written))
    assert book.sheetnames == ["Read this first", *(f"By {by}" for by in BY), "All"]
    assert book["All"].max_row == 1 + 5


def test_the_chart_has_its_table() -> None:
    chart = team_chart(team_view(team()))
    assert [row[1] for row in chart.rows] == [3, 2]
    assert chart.title.endswith("(3 times)")
    assert "misconception" in chart.headers[0].lower()


def test_the_log_of_an_officer_has_what_was_done_and_says_what_it_is() -> None:
    log = cpd_log(team(), "io01")
    (entry,) = log.entries
    assert (entry.activity, entry.minutes, entry.seed, entry.result) == ("Practice paper", 20, 202611, "0 of 8 marks")
    assert log.left_out == 2
    text = str(log)
    assert "Supporting evidence" in text
    assert "compl" not in text.lower()
    book = openpyxl.load_workbook(io.BytesIO(log.to_xlsx()))
    assert [cell.value for cell in book["CPD log"][2]][3:6] == [20, 202611, "0 of 8 marks"]
    with pytest.raises(ValueError, match="digit"):
        cpd_log(team(), "Jane")


def test_calls_that_were_listened_to_are_in_the_log() -> None:
    heard = HeardCall(form=ListeningForm.example(), officer="IO01", call_on=dt.date(2026, 11, 9))
    log = cpd_log([], "IO01", [heard, replace(heard, call_on=None), replace(heard, officer="IO02")])
    (entry,) = log.entries
    assert entry.result == "Not finished: 13 still to mark"
    assert log.left_out == 2


def test_entries_are_by_day_and_minutes_are_added() -> None:
    given = [file(step("award"), officer="IO01", date=f"2026-11-{day:02d}", minutes=35) for day in (9, 2)]
    log = cpd_log([*given, file(step("award"), officer="IO01", date="2026-11-05")], "IO01")
    assert [entry.on.day for entry in log.entries] == [2, 5, 9]
    assert "1 h 10 min" in str(log)
    assert "Not timed: 1 of them." in str(log)
