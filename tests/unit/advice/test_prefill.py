"""A case begun from one row of a rent roll."""

import subprocess
import sys
from typing import Any

import pandas as pd
import pytest

from benefitcalc import Case, assess
from benefitcalc.advice.prefill import prefill
from benefitcalc.portfolio.engine.cases import cases_of
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.rent_roll import RentRoll

HEADINGS = (
    "Tenancy Ref", "Tenant Name", "Weekly Rent", "Eligible Service Charge", "Chargeable Weeks", "Beds", "Tenure",
    "Current Balance", "DOB", "Child 1 age", "Child 1 sex", "UC start", "Mood", "Net pay", "Pay frequency",
)  # fmt: skip
VALUES = (
    "T-77", "Mrs Jones", "£112.40", "5.60", "50", "2", "General Needs", "-612.40", "03/02/1990", "5", "F", "01/06/2025",
    "cross", "300", "Monthly",
)  # fmt: skip
PASTED = "\t".join(HEADINGS) + "\r\n" + "\t".join(VALUES) + "\r\n"
ANSWERS = {"rent_includes": "eligible_services", "balance_sign": "owed_negative"}


def test_a_pasted_row_begins_a_case() -> None:
    found = prefill(PASTED, on="2026-12-01", **ANSWERS)
    assert found.case == {
        "date": "2026-12-01",
        "claimant": {"born": "1990-02", "employment": {"net": {"amount": "300.00", "per": "month"}}},
        "children": [{"age": 5, "sex": "female"}],
        "tenancy": {
            "tenure": "social_rent",
            "bedrooms": 2,
            "rent": {"amount": "106.80", "per": "week", "rent_free_weeks": 2},  # 112.40 less the 5.60 that it holds
            "service_charges": [{"amount": "5.60", "per": "week", "eligible": True, "rent_free_weeks": 2}],
        },
    }
    assert found.known == {"balance": "612.40", "uc_start": "2025-06-01"}
    assert (found.ask, found.problems) == ((), ())
    assert set(found.left_out) == {"Tenancy Ref", "Tenant Name", "Mood"}
    assert assess(found.case).rent_to_pay is not None


def test_nobody_is_named_in_what_comes_back() -> None:
    assert not [word for word in ("Jones", "T-77", "1990-02-03", "cross") if word in repr(prefill(PASTED))]


def test_a_mapping_gives_the_same_as_a_pasted_row() -> None:
    assert prefill(dict(zip(HEADINGS, VALUES, strict=True)), **ANSWERS) == prefill(PASTED, **ANSWERS)


def test_it_reads_as_the_rent_roll_does() -> None:
    """One definition of how a cell reads and of how a row becomes a case."""
    row = {
        "tenancy_ref": "T1", "weekly rent": "112.40", "rent frequency": "weekly", "eligible service charge": "5.60",
        "ineligible service charge": "2.10", "weeks charged": "48", "beds": "3", "tenure": "general needs",
        "tenant 1 age": "36", "tenant 1 net pay": "310.55", "tenant 1 pay frequency": "fortnightly",
        "child 1 age": "7", "child 1 sex": "m", "child 2 age": "2", "child 2 sex": "f", "other adult 1 age": "24",
        "nation": "wales",
    }  # fmt: skip
    roll = RentRoll.read(pd.DataFrame([row], dtype=str), rent_includes="nothing")
    [case] = cases_of(roll.tenancies, roll.people, "2026-12-01")
    assert Case.model_validate(prefill(row, on="2026-12-01", rent_includes="nothing").case) == case


def test_what_the_row_leaves_open_is_asked_and_not_taken() -> None:
    found = prefill({"rent": "120.00", "eligible service charge": "4.00", "balance": "50.00"}, on="2026-12-01")
    assert found.case["tenancy"] == {"rent": {"amount": "120.00"}}
    assert found.known == {}
    assert found.ask == (
        "How often is the rent charged: every week, two weeks, four weeks or month?",
        "Does the rent of £120.00 hold the charges beside it (eligible service charge £4.00)?",
        "Does the tenant owe the balance of £50.00, or is it a credit?",
    )
    weekly = prefill({"weekly rent": "120.00"})
    assert weekly.case["tenancy"]["rent"]["per"] == "week"
    assert weekly.ask == (
        "How many weeks of the year are charged? All of them are taken to be.",
        "Does the rent of £120.00 hold service charges, water, fuel or support?",
    )
    assert weekly.open == ("chargeable_weeks", "rent_includes")


def test_an_answer_closes_its_question() -> None:
    row = {"rent": "120.00", "balance": "50.00"}
    found = prefill(
        row, rent_per="fortnight", chargeable_weeks=50, rent_includes="nothing", balance_sign="owed_positive"
    )
    assert found.case["tenancy"] == {"rent": {"amount": "120.00", "per": "fortnight", "rent_free_weeks": 2}}
    assert (found.known, found.ask, found.open) == ({"balance": "50.00"}, (), ())


def test_what_the_row_says_itself_goes_before_an_answer() -> None:
    found = prefill({"weekly rent": "120.00", "weeks charged": "48"}, rent_per="month", chargeable_weeks=52)
    assert found.case["tenancy"]["rent"] == {"amount": "120.00", "per": "week", "rent_free_weeks": 4}


def test_a_rent_that_holds_what_the_row_does_not_say_is_asked_for_again() -> None:
    found = prefill({"weekly rent": "120.00", "weeks charged": "52"}, rent_includes="all_services")
    assert found.case["tenancy"] == {}
    assert found.problems == (
        "The rent of £120.00 holds charges that the row does not say apart; ask for the rent without them.",
    )


@pytest.mark.parametrize(
    "text",
    [
        'Weekly Rent,Tenant Name,Beds\n120.00,"Jones, Mary",2\n',
        "Weekly Rent;Tenant Name;Beds\r\n120.00;Jones, Mary;2",
        'Weekly Rent\tTenant Name\tBeds\n120.00\t"Jones\nMary"\t2',
    ],
)
def test_a_row_may_be_csv_or_copied_from_a_sheet(text: str) -> None:
    home = prefill(text).case["tenancy"]
    assert (home["rent"]["amount"], home["bedrooms"]) == ("120.00", 2)


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ({"service charge": "4.00"}, "What does the heading 'service charge' mean"),
        ({"weekly rent": "1.00", "current rent": "2.00"}, "Which of 'weekly rent', 'current rent' is the rent?"),
    ],
)
def test_a_heading_that_is_not_clear_is_asked(row: dict[str, Any], asked: str) -> None:
    assert any(asked in question for question in prefill(row).ask)


def test_a_cell_that_cannot_be_read_stops_nothing() -> None:
    found = prefill({"beds": "many", "tenure": "castle", "rent": "120.00", "rent frequency": "weekly", "DOB": "soon"})
    assert found.case == {"tenancy": {"rent": {"amount": "120.00", "per": "week"}}}
    assert {problem.partition(":")[0] for problem in found.problems} == {"beds", "tenure", "DOB"}
    assert "castle" not in repr(found.problems)


def test_charges_above_the_rent_that_holds_them() -> None:
    row = {"rent": "10.00", "rent frequency": "monthly", "eligible service charge": "12.00"}
    found = prefill(row, rent_includes="eligible_services")
    assert found.problems == ("The service charges are more than the rent that should hold them; ask for both.",)


def test_the_landlords_own_mapping_comes_first() -> None:
    said = Mapping.read({"columns": {"Zimmer": "bedrooms"}})
    assert prefill({"Zimmer": "3"}, mapping=said).case["tenancy"]["bedrooms"] == 3


@pytest.mark.parametrize("text", ["", "rent\tbeds", "rent\n1", "a\tb\n1\t2\n3\t4", "a\tb\n1\t2\t3"])
def test_text_that_is_no_row_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Paste two lines|The row has"):
        prefill(text)


def test_an_answer_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="rent_includes is 'water'"):
        prefill({"rent": "1.00"}, rent_includes="water")
    with pytest.raises(ValueError, match="balance_sign is 'up'"):
        prefill({"rent": "1.00"}, balance_sign="up")


ON_A_CALL = """
import sys
from benefitcalc.advice import (
    affordability, call_file, call_notes, deductions, escalation, figures, plan_account, plans, prefill, tenant_page,
)
prefill.prefill({"weekly rent": "120.00", "beds": "2", "balance": "10.00"}, on="2026-12-01")
case = {"date": "2026-12-01", "claimant": {"age": 34},
        "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "120.00", "per": "week"}}}
plan_account.plan_account(case, balance="12.00")
print(*sorted({"pandas", "matplotlib", "dask"} & set(sys.modules)))
"""


def test_a_call_loads_no_pandas() -> None:
    run = subprocess.run([sys.executable, "-c", ON_A_CALL], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
