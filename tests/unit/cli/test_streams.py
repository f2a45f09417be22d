"""Whatever the input and the output are, the command ends with a sentence and an honest status, never a traceback."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benefitcalc.case.reading import LONGEST
from benefitcalc.cli import main
from benefitcalc.cli.cases import _CASES_AT_ONCE

SMALLEST = {
    "date": "2026-06-01",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}},
}
GOOD = json.dumps(SMALLEST).encode()
COMMAND = [sys.executable, "-m", "benefitcalc.cli"]
BOM = b"\xef\xbb\xbf"
ASSESS = ("assess", "case.json")
EVERYTHING_PRINTED = [
    ASSESS, (*ASSESS, "--json"), ("rates", "show"), ("rates", "diff", "2025-26", "2026-27"), ("rates", "check"),
    ("--help",), ("rates", "show", "--help"), ("--version",),
]  # fmt: skip
each_print = pytest.mark.parametrize("arguments", EVERYTHING_PRINTED, ids=" ".join)


@pytest.fixture(params=["a file", "standard input"])
def given(request, tmp_path, monkeypatch):
    """Give the command bytes in either way; the argument to name them."""

    def give(text: bytes) -> str:
        if request.param == "standard input":
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
            return "-"
        path = tmp_path / "cases.jsonl"
        path.write_bytes(text)
        return str(path)

    return give


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "case.json").write_bytes(GOOD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printing_to(stream, monkeypatch, *arguments):
    monkeypatch.setattr(sys, "stdout", stream)
    try:
        return main(arguments)
    except SystemExit as ended:
        return ended.code


# --- Lines -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"[" * 100_000, "too deep"),
        (b'{"a":' * 100_000, "too deep"),
        (b'{"id": "\xa3"}', "byte 0xa3 after 8 others"),
        (b'{"\\ud800": 1}', '"\\ud800" holds half of a character'),
        (GOOD[:-1] + b', "id": "\\udfff"}', 'id "\\udfff" holds half of a character'),
        (GOOD[:-1] + b', "capital": 1e99999999999999999999}', "capital NaN is not an amount"),
        (GOOD[:-1] + b', "capital": ' + b"9" * 5000 + b"}", "is too large"),
        (GOOD[:-1] + b', "capital": -Infinity}', "capital -inf is not an amount"),
        (b'{"children": [' + b"1," * LONGEST + b"1]}", "too long"),
        (b"\x00", "not JSON"),
        (b"null", "is not an object"),
        (BOM, "empty"),
        (GOOD.decode().encode("utf-16"), "save the file as UTF-8"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_bad_line_never_loses_the_good_ones(line, why, given, capsys):
    assert main(["assess", given(b"\n".join([GOOD, line, GOOD])), "--no-steps"]) == 2
    printed = capsys.readouterr()
    first, error, last = map(json.loads, printed.out.splitlines())
    assert first == last
    assert first["universal_credit"]["award"] == "858.23"
    assert why in error["error"]["message"]
    assert "benefitcalc: line 2: " in printed.err
    assert why in printed.err


@pytest.mark.parametrize(
    "text",
    [BOM + GOOD + b"\r\n" + GOOD, GOOD + b"\n\n \t\r\n" + BOM + GOOD + b"\n", b"\n" + GOOD + b"\n" + GOOD],
    ids=["CRLF behind a byte order mark", "blank lines and a second byte order mark", "no end of the last line"],
)
def test_lines_as_other_programs_write_them(text, given, capsys):
    assert main(["assess", given(text), "--no-steps"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_one_case_may_be_written_over_several_lines(given, capsys):
    text = json.dumps(SMALLEST, indent=2).encode()
    assert main(["assess", given(text)]) == 0
    assert json.loads(capsys.readouterr().out)["universal_credit"]["award"] == "858.23"
    assert main(["assess", given(text + b"\n{}")]) == 2
    assert len(capsys.readouterr().out.splitlines()) == text.count(b"\n") + 2


@pytest.mark.parametrize("text", [b"", b"\n \r\n", b"\t"])
def test_empty_input_says_so(text, given, tmp_path, capsys):
    assert main(["assess", given(text)]) == 2
    assert "is empty; it holds no case" in capsys.readouterr().err
    single = tmp_path / "case.json"
    single.write_bytes(text)
    assert main(["assess", str(single)]) == 2
    assert "This is empty" in capsys.readouterr().err


def test_a_long_file_is_answered_while_it_is_read(monkeypatch, capsys):
    """The answers to the first lines are there before the last line is."""
    printed = []

    class Endless(io.BytesIO):
        def readline(self, size=-1):
            printed.append(capsys.readouterr().out.count("\n"))
            return super().readline(size)

    many = 2 * _CASES_AT_ONCE + 1
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": Endless((GOOD + b"\n") * many)}))
    assert main(["assess", "-", "--no-steps"]) == 0
    assert max(printed[: many + 1]) == _CASES_AT_ONCE
    assert sum(printed) + capsys.readouterr().out.count("\n") == many


def test_what_was_read_before_a_fault_is_answered(monkeypatch, capsys):
    class Failing(io.BytesIO):
        def readline(self, size=-1):
            line = super().readline(size)
            if not line:
                raise OSError(5, "Input/output error")
            return line

    for first in (GOOD, b"{"):
        monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": Failing(first + b"\n" + GOOD + b"\n")}))
        assert main(["assess", "-", "--no-steps"]) == 2
        printed = capsys.readouterr()
        assert len(printed.out.splitlines()) == 2
        assert "standard input cannot be read: Input/output error" in printed.err


# --- Files -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", [["assess"], ["assess", "case.json", "--circumstances"]])
@pytest.mark.parametrize(
    ("name", "why"),
    [(".", "Is a directory"), ("none.json", "No such file or directory"), ("a\0b", "embedded null byte")],
)
def test_what_is_no_file_is_said(arguments, name, why, capsys):
    assert main([*arguments, name]) == 2
    assert capsys.readouterr().err == f"benefitcalc: {name} cannot be read: {why}\n"


@pytest.mark.parametrize("name", ["case.json", "cases.jsonl"])
def test_a_file_without_permission_is_said(name, monkeypatch, capsys):
    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    assert main(["assess", name]) == 2
    assert capsys.readouterr().err == f"benefitcalc: {name} cannot be read: Permission denied\n"


@pytest.mark.parametrize("facts", [b"", b"[" * 100_000, b'{"a": "\xa3"}', b'{"\\ud800": 1}', b"1" * 6000, b"[]"])
def test_facts_beside_a_case_that_cannot_be_read(facts, folder, capsys):
    (folder / "facts.json").write_bytes(facts)
    assert main(["assess", "case.json", "--circumstances", "facts.json", "--json"]) == 2
    printed = capsys.readouterr()
    assert json.loads(printed.out)["error"]["problems"][0]["path"].startswith("circumstances")
    assert printed.err.startswith("benefitcalc: circumstances: ")


def test_facts_go_with_one_case(folder, capsys):
    (folder / "cases.jsonl").write_bytes(GOOD + b"\n" + GOOD)
    (folder / "facts.json").write_bytes(BOM + b"{}")
    assert main(["assess", "cases.jsonl", "--circumstances", "facts.json"]) == 2
    assert "needs one case" in capsys.readouterr().err
    assert main(["assess", "case.json", "--circumstances", "facts.json"]) == 0


# --- Output ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
@each_print
def test_a_closed_output_is_no_success(arguments, monkeypatch, capsys):
    assert printing_to(None, monkeypatch, *arguments) == 2
    assert capsys.readouterr().err == "benefitcalc: the output is closed, so nothing was done\n"


@pytest.mark.usefixtures("folder")
@each_print
@pytest.mark.parametrize("buffered", [True, False])
def test_a_full_disk_is_no_success(arguments, buffered, monkeypatch, capsys):
    full = io.TextIOWrapper(Path("/dev/full").open("wb", buffering=0), write_through=not buffered)  # noqa: SIM115
    assert printing_to(full, monkeypatch, *arguments) == 2
    assert capsys.readouterr().err == "benefitcalc: the output cannot be written: No space left on device\n"
    full.close()


@pytest.mark.usefixtures("folder")
@each_print
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_another_encoding_is_readable(arguments, encoding, monkeypatch):
    held = io.BytesIO()
    assert printing_to(io.TextIOWrapper(held, encoding), monkeypatch, *arguments) in {0, 1}
    text = held.getvalue().decode("utf-8" if "--json" in arguments else encoding)
    assert text
    assert "\\" not in text


@pytest.mark.usefixtures("folder")
def test_pounds_without_a_pound_sign(monkeypatch):
    held = io.BytesIO()
    assert printing_to(io.TextIOWrapper(held, "ascii"), monkeypatch, *ASSESS) == 0
    assert b"Universal Credit GBP 858.23 a month" in held.getvalue()
    sys.stdout.flush()


def test_json_is_the_same_bytes_in_every_encoding(folder, monkeypatch):
    """In UTF-8, and an id with any character at all."""
    (folder / "case.json").write_text(json.dumps({**SMALLEST, "id": "Tŷ Gwyn £1 \x7f 屋"}), encoding="utf-8")
    printed = set()
    for encoding in ("ascii", "latin-1", "utf-8", "cp437"):
        held = io.BytesIO()
        assert printing_to(io.TextIOWrapper(held, encoding), monkeypatch, *ASSESS, "--json") == 0
        printed.add(held.getvalue())
    [text] = printed
    assert json.loads(text)["id"] == "Tŷ Gwyn £1 \x7f 屋"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("status", [2, 130])
def test_nobody_needs_to_listen(status, monkeypatch):
    """Without a place for messages nothing goes among the answers."""
    held = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdin", None)
    if status == 130:
        monkeypatch.setattr("benefitcalc.cli.cases.whole", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    assert printing_to(io.TextIOWrapper(held), monkeypatch, "assess", "-" if status == 2 else "case.json") == status
    assert held.getvalue() == b""


# --- A process of its own --------------------------------------------------------------------------------------------


def in_a_shell(script, folder, **environment):
    return subprocess.run(
        ["bash", "-c", script, "bash", *COMMAND],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "", **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("script", "status", "said"),
    [
        ('"$@" assess - <&-', 2, "standard input is closed"),
        ('"$@" assess case.json >&-', 2, "the output is closed, so nothing was done"),
        ('"$@" assess case.json --json >/dev/full', 2, "the output cannot be written: No space left on device"),
        ('"$@" assess none.json 2>&-', 2, None),
        ('"$@" assess - <cases.jsonl | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}', 141, "the output was closed"),
    ],
)
def test_what_a_shell_can_do(script, status, said, folder):
    (folder / "cases.jsonl").write_bytes((GOOD + b"\n") * 50)
    run = in_a_shell(script, folder)
    assert (run.returncode, run.stdout) == (status, b"")
    [*lines] = run.stderr.decode().splitlines()
    assert len(lines) == (said is not None)
    assert not lines or lines[0].startswith(f"benefitcalc: {said}")


def test_an_interrupt_ends_it_at_once():
    with subprocess.Popen(
        [*COMMAND, "assess", "-", "--no-steps"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdin
        assert run.stdout
        assert run.stderr
        run.stdin.write((GOOD + b"\n") * (_CASES_AT_ONCE + 1))
        run.stdin.flush()
        run.stdout.readline()  # it is at work
        run.send_signal(signal.SIGINT)
        assert run.stdout.read().count(b"\n") in range(_CASES_AT_ONCE)
        assert run.stderr.read() == b"benefitcalc: interrupted\n"
        assert run.wait() == 130
