"""The command with facts of other periods beside a case."""

import json

import pytest

from benefitcalc.cli import main
from tests.unit.circumstances.worked import W15, deferred, legacy, surplus


@pytest.fixture
def files(tmp_path):
    def write(case, facts):
        paths = tmp_path / "case.json", tmp_path / "facts.json"
        for path, content in zip(paths, (case, facts), strict=True):
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return [str(path) for path in paths]

    return write


def test_the_command_takes_them(files, capsys):
    case, facts = files(W15, legacy("1421.36"))
    assert main(["assess", case, "--circumstances", facts]) == 0
    text = capsys.readouterr().out
    assert "Universal Credit £1,421.36 a month" in text
    assert "First transitional element" in text
    assert "The move from other benefits to Universal Credit was taken into account" in text
    assert main(["assess", case, "--circumstances", facts, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["universal_credit"]["transitional_element"] == "218.25"


@pytest.mark.parametrize(
    ("case", "facts", "said"),
    [
        (W15, {"surplus": 1}, "circumstances.surplus"),
        ({**W15, "colour": "red"}, "{", "circumstances: This is not JSON"),
        (W15, surplus("1.001"), "circumstances.surplus_earnings.amount"),
        (W15, {"deferred_deductions": [deferred("2026-01-01")]}, "not in question"),
    ],
)
def test_the_command_says_what_is_wrong(files, capsys, case, facts, said):
    case, facts = files(case, facts)
    assert main(["assess", case, "--circumstances", facts]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert not captured.out


def test_the_command_takes_them_for_one_case_alone(tmp_path, files, capsys):
    _, facts = files(W15, {})
    many = tmp_path / "cases.jsonl"
    many.write_text(f"{json.dumps(W15)}\n{json.dumps(W15)}\n")
    assert main(["assess", str(many), "--circumstances", facts]) == 2
    assert "one case" in capsys.readouterr().err
    assert main(["assess", str(many), "--circumstances", str(tmp_path / "none.json")]) == 2
    case, _ = files(W15, {})
    assert main(["assess", case, "--circumstances", str(tmp_path / "none.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err
