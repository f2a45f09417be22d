"""Every line gets exactly one answer, whatever stands in it and in the others."""

import io
import json
import sys
from random import Random

import pytest

from benefitcalc import Circumstances
from benefitcalc.cli import main
from benefitcalc.errors import MOST_PROBLEMS
from tests.unit.circumstances.worked import WORKED
from tests.unit.cli.hostile import hostile_line
from tests.worked import WORKED_FILES, worked_cases

FACTS = [
    (case, Circumstances.model_validate(facts).to_dict())
    for _, case, facts, _ in WORKED
    if "working_age_council_tax" not in facts
]
CASES = [worked.case for worked in worked_cases(*WORKED_FILES)]
LINES = 600


def answers(lines, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines))))
    status = main(["assess", "-", "--no-steps"])
    printed = capsys.readouterr()
    return status, [json.loads(line) for line in printed.out.splitlines()], printed.err


@pytest.mark.parametrize("seed", range(3))
def test_every_line_gets_one_answer(seed, monkeypatch, capsys):
    rng = Random(seed)  # noqa: S311  households, not secrets
    good = [json.dumps({**rng.choice(CASES), "id": str(number)}).encode() for number in range(0, LINES, 3)]
    lines = [good[number // 3] if number % 3 == 0 else hostile_line(CASES, rng) for number in range(LINES)]
    status, found, said = answers(lines, monkeypatch, capsys)
    assert (status, len(found)) == (2, LINES)

    # The good ones are answered as if they stood alone.
    _, alone, nothing = answers(good, monkeypatch, capsys)
    assert found[::3] == alone
    assert nothing == ""

    # Every other is a result, or an error that says what is wrong, and says it to the person too.
    refused = [number for number, answer in enumerate(found) if "schema" not in answer]
    assert all(found[number].keys() == {"error"} for number in refused)
    assert all(found[number]["error"]["message"] for number in refused)
    assert {int(line.split()[2].rstrip(":")) - 1 for line in said.splitlines()} == set(refused)
    assert 50 < len(refused) < LINES - len(good)


def test_facts_beside_a_case_get_an_answer_too(tmp_path, monkeypatch, capsys):
    rng = Random(0)  # noqa: S311  households, not secrets
    monkeypatch.chdir(tmp_path)
    for _ in range(LINES // 3):
        case, facts = rng.choice(FACTS)
        (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
        (tmp_path / "facts.json").write_bytes(hostile_line([facts], rng))
        status = main(["assess", "case.json", "--circumstances", "facts.json", "--json", "--no-steps"])
        printed = capsys.readouterr()
        assert json.loads(printed.out).keys() >= ({"schema"} if status == 0 else {"error"})
        assert all(line.isprintable() for line in printed.err.splitlines())
        assert printed.err.count("\n") <= MOST_PROBLEMS + 1
        assert (status == 0) == (printed.err == "")
