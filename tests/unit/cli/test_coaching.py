"""``benefitcalc training replay|form|one-to-one|team|cpd``: files in, files out, and sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from benefitcalc.cli import main
from benefitcalc.training.coaching import MarkedFile
from benefitcalc.training.coaching.listening_workbook import from_xlsx
from benefitcalc.training.coaching.one_to_one_workbook import from_xlsx as talk_from_xlsx
from tests.unit.training.coaching.calls import FOUR_WEEKS, RIGHT, known
from tests.unit.training.coaching.marked import team


@pytest.fixture(autouse=True)
def a_day_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of tests have last days in 2027: read them as on a day before."""
    import datetime as dt

    from benefitcalc.advice import call_file
    from benefitcalc.training.coaching import marked_file

    class Then(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Then:
            return cls(2026, 12, 1, tzinfo=tz)

    for module in (call_file, marked_file):
        monkeypatch.setattr(module, "dt", type("dt", (), {**vars(dt), "datetime": Then}))


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.json"
    path.write_text(known().to_json())
    return path


def run(*arguments: object) -> int:
    return main(["training", *map(str, arguments)])


def test_a_call_is_replayed_and_kept(call: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept, page, form = (tmp_path / name for name in ("kept.json", "page.html", "form.xlsx"))
    status = run(
        "replay", call, "--given", f"award={FOUR_WEEKS}", "--html", page, "--form", form, "--save", kept,
        "--officer", "io04", "--minutes", "10", "--expires", "2027-06-01",
    )  # fmt: skip
    assert status == 2
    assert "A month" in capsys.readouterr().out
    assert "£797.56" in page.read_text()
    filled = from_xlsx(form.read_bytes())
    assert (filled.officer, filled.marks["figures"].mark) == ("IO04", "Not")
    assert MarkedFile.from_json(kept.read_bytes(), today="2026-12-01").minutes == 10


def test_right_figures_are_status_0(call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("replay", call, "--given", f"award={RIGHT}") == 0
    assert "is right" in capsys.readouterr().out
    assert run("replay", call, "--names") == 0
    assert "rent_to_pay: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--given", "award"], "write NAME=AMOUNT"),
        (["--given", "award=lots"], "universal_credit"),
        (["--given", "house=1.00"], "no figure of this call"),
        (["--given", "award=1.00", "--save", "/nowhere/x", "--officer", "Jane"], "digit"),
        (["--given", "award=1.00", "--html", "/nowhere/x"], "cannot be read or written"),
        (["--own-form", "/nowhere/x", "--form", "out.xlsx"], "cannot be read or written"),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    call: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("replay", call, *arguments) == 2
    assert said in capsys.readouterr().err


def test_a_form_is_written_and_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form.xlsx"
    assert run("form", "--out", path) == 0
    assert run("form", path) == 2
    assert "13 still to mark" in capsys.readouterr().out
    assert run("form") == 2
    assert "give a filled form" in capsys.readouterr().err


def test_a_team_its_log_and_a_one_to_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / f"{place}.json" for place in range(3)]
    for path, one in zip(files, team(), strict=True):
        path.write_text(one.to_json())
    assert run("team", *files, "--out", tmp_path / "team.xlsx", "--chart", tmp_path / "team.png") == 0
    assert run("cpd", *files, "--officer", "IO01", "--out", tmp_path / "cpd.xlsx") == 0
    out = tmp_path / "talk.xlsx"
    talk = ("one-to-one", "--officer", "IO01", "--month", "2026-11-20", "--marked", *files, "--out", out)
    assert run(*talk) == 0
    assert {path.name for path in tmp_path.glob("*.*")} >= {"team.xlsx", "team.png", "cpd.xlsx", "talk.xlsx"}
    assert len(talk_from_xlsx(out.read_bytes()).went_wrong) == 2
    capsys.readouterr()
    assert run("one-to-one", out) == 0
    assert "November 2026" in capsys.readouterr().out
    assert run("one-to-one", "--write-form", tmp_path / "own.xlsx") == 0
    own = ("one-to-one", "--form", tmp_path / "own.xlsx", "--officer", "IO01", "--last", out)
    assert run(*own) == 0
    assert run("one-to-one") == 2
    assert "--officer is missing" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.json"
    path.write_text("{}")
    assert run("team", path) == 2
    assert "wrong.json: expires" in capsys.readouterr().err
