"""Facts that nobody has said and that change an amount: how each is taken, and what the result says of it."""

import re

import pytest

from benefitcalc import assess, timeline

HOME = {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}}


def pensioner(born, pension="238.00", date="2026-07-06", **more):
    income = {"kind": "state_pension", "amount": pension, "per": "week"}
    return {"date": date, "claimant": {"born": born}, "tenancy": HOME, "incomes": [income], **more}


def said(case, code):
    """The sentence of that warning; None where it is not given."""
    return next((warning.message for warning in assess(case).warnings if warning.code == code), None)


# --- Savings credit, before sex is known (contract, reading 25) -------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "open_to_question"),
    [
        ("1951-04-05", False),  # a man reached 65 on 5 April 2016
        ("1951-04-06", True),
        ("1953-04-05", True),  # a woman reached pension age on 6 March 2016
        ("1953-04-06", False),  # and on 6 July 2016
    ],
)
@pytest.mark.parametrize("pension", ["208.07", "208.08", "220.00", "238.00", "260.00", "282.89", "282.90", "290.00"])
def test_the_warning_gives_what_it_would_add_if_so(born, open_to_question, pension):
    case = pensioner(born, pension)
    told = case | {"pension_credit": {"reached_pension_age_before_6_april_2016": True}}
    without, with_it = (assess(one).pension_credit.savings_credit for one in (case, told))
    message = said(case, "savings_credit_unsettled")
    if open_to_question and with_it:
        assert without == 0
        assert f"£{with_it} a week more" in message
    else:
        assert message is None
        assert without == (0 if born >= "1951-04-06" else with_it)
    assert said(told, "savings_credit_unsettled") is None
    assert (
        said(case | {"pension_credit": {"reached_pension_age_before_6_april_2016": False}}, "savings_credit_unsettled")
        is None
    )


@pytest.mark.parametrize(
    ("partner", "facts", "amount"),
    [
        ("1950-06-01", {}, None),
        ("1952-06-01", {}, "20.10"),  # both did, if the partner is a woman
        ("1952-06-01", {"savings_credit_since_2016": True}, None),
        ("1955-06-01", {}, None),  # one of them did, and it is not said to have been paid since
    ],
)
def test_of_a_couple_it_may_hang_on_the_other_one(partner, facts, amount):
    case = pensioner("1950-01-01", "363.25", partner={"born": partner}, pension_credit=facts)
    message = said(case, "savings_credit_unsettled")
    assert (message and re.findall(r"£([\d.]+) a week more", message)) == (amount and [amount])


def test_a_household_outside_pension_credit_is_not_asked():
    working_age = pensioner("1952-01-01", incomes=[], partner={"age": 40})
    assert said(working_age, "savings_credit_unsettled") is None


def test_a_timeline_says_it_too():
    [note] = [note for note in timeline(pensioner("1952-01-01"), 3).notes if "avings credit" in note]
    assert note.startswith("On 6 July 2026: Savings credit is not in the figure.")
    assert "£17.96 a week more" in note
    assert not [note for note in timeline(pensioner("1951-01-01"), 3).notes if "avings credit" in note]


def test_the_steps_show_the_amount_that_may_be_due():
    steps = {step["name"]: step for step in assess(pensioner("1952-01-01")).to_dict()["steps"]}
    assert steps["unsettled_savings_credit"]["amount"] == "17.96"
    assert "savings_credit" not in steps or steps["savings_credit"]["amount"] == "0.00"
