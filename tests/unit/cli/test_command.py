"""The command line, as the contract says: text for people, a result a line for programs, errors in their place."""

import json
import subprocess
import sys

import pytest

from benefitcalc import assess, rate_book
from benefitcalc.assessment import household
from benefitcalc.assessment.batches import assess_columns
from benefitcalc.cli import main

SMALLEST = {
    "date": "2026-06-01",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}},
}
WRONG = {"date": "2026-06-01", "claimant": {"age": 34}, "tenancy": {"tenure": "social_rent"}, "colour": "red"}


@pytest.fixture
def case_file(tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(SMALLEST))
    return path


def lines(tmp_path, *cases):
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(f"{case if isinstance(case, str) else json.dumps(case)}\n" for case in cases))
    return path


def test_text_tells_what_how_and_what_was_nil(case_file, capsys):
    assert main(["assess", str(case_file)]) == 0
    text = capsys.readouterr().out
    assert "Universal Credit £858.23 a month" in text
    assert "rent covered £100.00 a week; rent to pay £0.00 a week" in text
    assert "UC Regs 2013 reg 36" in text
    assert "Considered, and came to nothing" in text
    assert "Carer element: nobody cares for a severely disabled person" in text
    assert "An estimate, not a decision." in text


def test_json_is_the_result_object(case_file, capsys):
    assert main(["assess", str(case_file), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["schema"] == "benefitcalc.result/1"
    assert result["universal_credit"]["award"] == "858.23"
    assert result["steps"][0].keys() >= {"name", "label", "amount", "per", "law", "inputs"}
    assert any(step["name"] == "housing_costs_element" and step["amount"] == "433.33" for step in result["steps"])


def test_steps_are_left_out_where_they_are_not_wanted(case_file, tmp_path, capsys):
    main(["assess", str(case_file), "--json"])
    whole = json.loads(capsys.readouterr().out)
    del whole["steps"]
    assert main(["assess", str(case_file), "--json", "--no-steps"]) == 0
    assert json.loads(capsys.readouterr().out) == whole
    assert main(["assess", str(lines(tmp_path, SMALLEST)), "--no-steps"]) == 0
    assert json.loads(capsys.readouterr().out) == whole
    assert main(["assess", str(case_file), "--no-steps"]) == 2
    assert "--no-steps needs --json" in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--no-steps"]])
def test_projected_rates_are_taken_where_they_are_asked_for(tmp_path, capsys, more):
    later = {**SMALLEST, "date": "2027-06-01"}
    path = str(lines(tmp_path, SMALLEST, later))
    assert main(["assess", path, *more]) == 2
    assert "date 2027-06-01 is after the last day that the rates are checked for" in capsys.readouterr().err
    assert main(["assess", path, "--projected", *more]) == 0
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [result["projected"] for result in results] == [False, True]
    book = rate_book().project()
    assert results == [assess(case, book=book).to_dict(steps=not more) for case in (SMALLEST, later)]


def test_projected_rates_reach_facts_of_other_periods_and_the_text(tmp_path, capsys):
    case, facts = tmp_path / "later.json", tmp_path / "facts.json"
    case.write_text(json.dumps({**SMALLEST, "date": "2027-06-01"}))
    facts.write_text(json.dumps({"surplus_earnings": {"amount": "10.00"}}))
    assert main(["assess", str(case), "--circumstances", str(facts), "--projected"]) == 0
    assert "projected, if prices rise by" in capsys.readouterr().out


def test_households_are_worked_out_together_and_each_once_more_for_its_steps(tmp_path, monkeypatch, capsys):
    runs = []

    def counted(batch, *given, **more):
        runs.append(len(batch))
        return assess_columns(batch, *given, **more)

    monkeypatch.setattr(household, "assess_columns", counted)
    cases = [{**SMALLEST, "claimant": {"age": age}} for age in range(20, 40)]
    assert main(["assess", str(lines(tmp_path, *cases)), "--json"]) == 0
    assert all(json.loads(line)["steps"] for line in capsys.readouterr().out.splitlines())
    assert runs == [len(cases), *[1] * len(cases)]


def test_many_cases_keep_their_order_and_errors_their_place(tmp_path, capsys):
    other = {**SMALLEST, "id": "other", "date": "2020-05-01"}
    path = lines(tmp_path, {**SMALLEST, "id": "first"}, WRONG, "{not json", other)
    assert main(["assess", str(path)]) == 2
    captured = capsys.readouterr()
    results = [json.loads(line) for line in captured.out.splitlines()]
    assert [result.get("id") for result in results] == ["first", None, None, "other"]
    assert {problem["path"] for problem in results[1]["error"]["problems"]} == {"colour", "tenancy.bedrooms"}
    assert results[2]["error"]["problems"][0]["code"] == "not_json"
    assert "line 2: tenancy.bedrooms" in captured.err


def test_a_rate_that_is_not_known_refuses_its_case_alone(tmp_path, capsys):
    private = {"tenure": "private_rent", "brma": "Belfast", "rent": {"amount": "500.00", "per": "month"}}
    unknown = {**SMALLEST, "country": "northern_ireland", "date": "2019-06-01", "tenancy": private}
    assert main(["assess", str(lines(tmp_path, unknown, SMALLEST))]) == 2
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["error"]["type"] == "RatesNotKnown"
    assert second["universal_credit"]["award"] == "858.23"


def test_standard_input_holds_a_case_a_line():
    run = subprocess.run(
        [sys.executable, "-m", "benefitcalc.cli", "assess", "-"],
        input=f"{json.dumps(SMALLEST)}\n\n{json.dumps(SMALLEST)}\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert [json.loads(line)["universal_credit"]["award"] for line in run.stdout.splitlines()] == ["858.23", "858.23"]


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    assert main(["assess", str(tmp_path / "none.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_wrong_case_has_every_problem_on_a_line_of_its_own(tmp_path, capsys):
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(WRONG))
    assert main(["assess", str(path)]) == 2
    captured = capsys.readouterr()
    assert not captured.out
    assert len(captured.err.splitlines()) == 2


def test_rates_of_a_day_and_between_years(capsys):
    assert main(["rates", "show", "2026-06-01", "universal_credit"]) == 0
    assert "£424.90 a month" in capsys.readouterr().out
    assert main(["rates", "diff", "2025-26", "2026-27"]) == 0
    assert "£400.14 a month → £424.90 a month" in capsys.readouterr().out
    assert main(["rates", "diff", "2025-26", "2026-27", "pension_credit"]) == 0
    assert "Universal Credit" not in capsys.readouterr().out
    assert main(["rates", "diff", "2026-27", "2027-28", "uc"]) == 0
    assert "NOT CHECKED" in capsys.readouterr().out
    assert main(["rates", "check"]) in {0, 1}
    assert "universal_credit" in capsys.readouterr().out
    assert main(["rates", "check", "2026-11-24"]) == 0
    assert capsys.readouterr().out.startswith("Rates on 2026-11-24\n")


def test_a_day_before_all_rates_is_said(capsys):
    assert main(["rates", "show", "2010-01-01"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "No rates are known for 2010-01-01" in said.err


def test_a_scheme_that_is_not_there_is_said(capsys):
    assert main(["rates", "show", "2026-06-01", "hosing_benefit"]) == 2
    assert "hosing_benefit" in capsys.readouterr().err


def test_a_date_that_is_no_date_is_said(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["rates", "show", "yesterday"])
    assert stopped.value.code == 2
    assert "is not a date" in capsys.readouterr().err
