"""``benefitcalc training``: papers, quizzes, the week and escalation, as text and as pages to print."""

import pytest

from benefitcalc.cli import main

ACTIONS = {
    "paper": ["paper", "--seed", "7", "--topic", "benefit_cap", "--questions", "1"],
    "quiz": ["quiz", "--april", "2026", "--seed", "1", "--questions", "4"],
    "week": ["week", "--seed", "7"],
    "escalation": ["escalation", "--questions", "2", "--seed", "3"],
}
each_action = pytest.mark.parametrize("action", ACTIONS)


@each_action
def test_an_action_prints_text(action, capsys):
    assert main(["training", *ACTIONS[action]]) == 0
    printed = capsys.readouterr().out
    assert "Key" in printed or "For whoever leads" in printed
    assert "£" in printed or action == "escalation"


@each_action
def test_an_action_writes_a_page(action, tmp_path, capsys):
    page = tmp_path / "page.html"
    assert main(["training", *ACTIONS[action], "--html", str(page)]) == 0
    assert capsys.readouterr().out == f"Written: {page}\n"
    assert page.read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="en-GB">')


@pytest.mark.parametrize("action", ["paper", "quiz", "escalation"])
def test_the_key_can_be_left_out(action, capsys):
    assert main(["training", *ACTIONS[action], "--no-key"]) == 0
    assert "Key:" not in capsys.readouterr().out


def test_a_week_of_the_year_is_its_seed(capsys):
    pages = []
    for which in (["--week", "2026-W49"], ["--seed", "202649"]):
        assert main(["training", "week", *which]) == 0
        pages.append(capsys.readouterr().out)
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["paper", "--seed", "1", "--topic", "nothing"], "topic is 'nothing'; give one of universal_credit"),
        (["paper", "--seed", "1", "--difficulty", "4"], "difficulty is 4; give 1, 2 or 3"),
        (["paper", "--seed", "1", "--questions", "0"], "questions is 0; give 1 to 50"),
        (["quiz", "--april", "2030", "--seed", "1"], "april is 2030; give 2014 to 2026"),
        (["escalation", "--questions", "99"], "questions is 99; give 1 to 10"),
        (["week", "--seed", "1", "--html", "/nowhere/page.html"], "/nowhere/page.html cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(given, said, capsys):
    assert main(["training", *given]) == 2
    assert said in capsys.readouterr().err


def test_a_week_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["training", "week", "--week", "2026-49"])
    assert "write YEAR-WNN, such as 2026-W49" in capsys.readouterr().err
