"""What must come before court by nation, what a call evidences, and a landlord's ladder."""

import datetime as dt
import itertools
from typing import Any

import pytest

from benefitcalc import assess
from benefitcalc.advice.affordability import affordability
from benefitcalc.advice.call_notes import Call
from benefitcalc.advice.deductions import rent_deduction
from benefitcalc.advice.escalation import STAGES, Ladder, NextRung, escalation, evidence_of, next_rung, rules
from benefitcalc.advice.figures import figures_of
from benefitcalc.advice.plans import arrears_plan
from benefitcalc.case import Country

CASE: dict[str, Any] = {
    "date": "2026-12-01",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "120.00", "per": "week"}},
}
RESULT = assess(CASE)


def call(**facts: Any) -> Call:
    return Call(at=dt.datetime(2026, 12, 1, 10, 0), verified=True, **({"reason": "income_fell"} | facts))  # noqa: DTZ001  the clock on the wall


def plan(amount: str) -> Any:
    return arrears_plan(debt="612.40", every="week", first="2026-12-04", amount=amount)


# --- What a call shows -----------------------------------------------------------------------------------------------


def test_a_whole_call_shows_what_it_did() -> None:
    # 98.05 a week is left after the rent, 78.05 is spent: 20.00 is within it, 20.01 is not.
    budget = affordability(RESULT, {"food": {"amount": "78.05", "per": "week"}})
    shown = evidence_of(
        call(referrals=("debt_advice", "welfare_benefits", "tenancy_support"), agreed=True),
        figures=figures_of(RESULT),
        affordability=budget,
        plan=plan("20.00"),
        deduction=rent_deduction(RESULT, debt="612.40"),
        also=["statement_sent"],
    )
    assert shown == {
        "contact_made", "cause_explored", "benefits_checked", "money_discussed", "plan_proposed", "plan_affordable",
        "agreement_made", "debt_advice_offered", "help_with_claim_offered", "deduction_considered",
        "support_considered", "statement_sent",
    }  # fmt: skip
    assert "plan_affordable" not in evidence_of(call(), affordability=budget, plan=plan("20.01"))


@pytest.mark.parametrize("facts", [{"spoke_to": "nobody"}, {"spoke_to": "other"}])
def test_nobody_is_contacted_who_was_not_spoken_to(facts: dict[str, Any]) -> None:
    assert "contact_made" not in evidence_of(call(**facts))


def test_a_call_that_asked_nothing_shows_contact_alone() -> None:
    assert evidence_of(call(reason="not_said"), affordability=affordability(RESULT)) == {"contact_made"}
    unverified = Call(at=dt.datetime(2026, 12, 1, 10, 0))  # noqa: DTZ001  the clock on the wall
    assert evidence_of(unverified) == frozenset()


# --- Before court ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nation", list(Country))
def test_each_nation_has_steps_before_a_notice_and_before_court(nation: Country) -> None:
    found = escalation(nation, "2026-12-01", [])
    stages = {stage for one in found.steps for stage in one.step.stages}
    assert {"notice", "court"} <= stages
    assert not found.ready_for("notice")
    needed = {code for one in found.steps for code in one.step.needs}
    everything = escalation(nation, "2026-12-01", needed)
    assert all(one.met for one in everything.steps)
    assert everything.ready_for("hearing" if "hearing" in stages else "court")


def test_the_protocol_begins_on_13_january_2020() -> None:
    assert "early_contact" not in codes("england", "2020-01-12")
    assert "early_contact" in codes("england", "2020-01-13")


def test_wales_has_its_own_act_from_1_december_2022() -> None:
    assert "notice_of_breach" not in codes("wales", "2022-11-30")
    assert "notice_of_breach" in codes("wales", "2022-12-01")
    assert "notice_of_breach" not in codes("england", "2026-12-01")
    assert "early_contact" in codes("wales", "2026-12-01")


def test_scotlands_requirements_come_before_the_notice() -> None:
    assert codes("scotland", "2012-07-31") == []
    found = escalation("scotland", "2026-12-01", ["benefits_checked", "help_with_claim_offered", "plan_proposed"])
    stands = {one.step.code: one.met for one in found.steps}
    assert stands["financial_help"]
    assert not stands["reasonable_plan"]
    open_steps = {one.step.code for one in found.open_before("notice")}
    assert open_steps == {"clear_information", "debt_advice", "reasonable_plan", "council"}


def codes(nation: str, day: str) -> list[str]:
    return [one.step.code for one in escalation(nation, day, []).steps]


def test_open_steps_name_the_facts_that_are_missing() -> None:
    found = escalation("england", "2026-12-01", ["contact_made", "cause_explored"])
    first = found.steps[0]
    assert first.missing == ("benefits worked out", "income and spending asked")
    assert found.sentences[0] == (
        "Open: Contact the tenant as soon as possible about the cause, their money, benefits and repayment (benefits "
        "worked out; income and spending asked)."
    )


# --- What stops it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nation", "facts", "stopped"),
    [
        ("england", ["claim_complete", "help_likely"], set()),
        ("england", ["claim_complete", "help_likely", "other_sums_paid"], {"court"}),
        ("scotland", ["claim_complete", "help_likely"], {"notice", "court"}),
        ("wales", ["agreement_kept"], {"court"}),
        ("scotland", ["agreement_kept"], {"notice", "court"}),
        ("england", ["breathing_space"], {"contact", "notice", "court"}),
        ("northern_ireland", ["breathing_space"], set()),
        ("scotland", ["breathing_space"], set()),
    ],
)
def test_what_stops_a_stage(nation: str, facts: list[str], stopped: set[str]) -> None:
    found = escalation(nation, "2026-12-01", facts)
    assert {stage for stage in ("contact", "notice", "court") if found.stopped(stage)} == stopped
    everything = {code for one in found.steps for code in one.step.needs}
    assert escalation(nation, "2026-12-01", everything | set(facts)).ready_for("court") is ("court" not in stopped)


def test_breathing_space_begins_on_4_may_2021() -> None:
    assert not escalation("england", "2021-05-03", ["breathing_space"]).bars
    assert escalation("england", "2021-05-04", ["breathing_space"]).bars


def test_what_is_no_nation_or_fact_is_refused() -> None:
    with pytest.raises(ValueError, match="nation is 'france'"):
        escalation("france", "2026-12-01", [])
    with pytest.raises(ValueError, match="x is no fact"):
        escalation("england", "2026-12-01", ["x"])
    with pytest.raises(ValueError, match="x is no fact"):
        evidence_of(call(), also=["x"])


def test_the_data_is_whole() -> None:
    held = rules()
    for one in (*held.steps, *held.bars):
        assert set(one.needs) <= held.facts.keys()
        assert one.confidence in {"high", "medium", "low"}
        assert one.source
        assert set(one.nations) <= set(Country)
        assert one.needs
    assert {stage for step in held.steps for stage in step.stages} == set(STAGES)
    for one, other in itertools.combinations(held.steps, 2):
        assert not (one.code == other.code and set(one.nations) & set(other.nations))


# --- The ladder ------------------------------------------------------------------------------------------------------


def climb(balance: str, real_arrears: str | None = None, **more: Any) -> NextRung:
    return next_rung(
        Ladder.read(), **({"on": "2026-12-01"} | more), balance=balance, real_arrears=real_arrears or balance,
        weekly_rent="120.00",
    )  # fmt: skip


@pytest.mark.parametrize(("balance", "due"), [("4.99", False), ("5.00", True), ("-12.00", False)])
def test_the_first_rung_is_at_five_pounds(balance: str, *, due: bool) -> None:
    found = climb(balance)
    assert found.rung is not None
    assert found.rung.code == "text_message"
    assert found.due is due


def test_the_notice_is_at_four_weeks_of_real_arrears_seven_days_after_the_letter() -> None:
    letter = {"last": "second_letter", "last_on": "2026-11-24"}
    assert climb("600.00", "480.00", **letter).due  # 4 × 120.00
    below = climb("600.00", "479.99", **letter)
    assert below.why_not == ("Real arrears £479.99: £480.00 is needed.",)
    early = climb("600.00", "480.00", last="second_letter", last_on="2026-11-25")
    assert early.why_not == ("Not before Wed 2 Dec 2026.",)
    assert early.earliest == dt.date(2026, 12, 2)


@pytest.mark.parametrize("fact", ["agreement_kept", "pause", "breathing_space", "future_court_date"])
def test_what_blocks_a_notice(fact: str) -> None:
    found = climb("600.00", last="second_letter", last_on="2026-11-01", facts=[fact])
    assert not found.due
    assert found.why_not == (f"Stopped: {rules().facts[fact]}.",)


def test_the_last_rung_has_none_after_it() -> None:
    assert climb("600.00", last="court", last_on="2026-11-01").rung is None


def test_a_ladder_says_everything_that_is_wrong_with_it() -> None:
    with pytest.raises(ValueError, match="title is missing") as refused:
        Ladder.read({"from": "now", "rung": [{"code": "x", "of": "mood", "stage": "bin", "weeks": "x", "dog": 1,
                                              "after_days": -1, "blocked_by": ["rain"]}, {"code": "y"}]})  # fmt: skip
    for problem in (
        "from is 'now'", "rung[0].of is 'mood'", "rung[0].stage is 'bin'", "rung[0].weeks is 'x'", "rung[0].dog is no",
        "rung[0].after_days is -1", "rung[0].blocked_by has rain", "rung[1] needs weeks or pounds", "rung[1].say is",
    ):  # fmt: skip
        assert problem in str(refused.value)
    with pytest.raises(ValueError, match="last is 'x'"):
        climb("1.00", last="x", last_on="2026-11-01")
    with pytest.raises(ValueError, match="last and last_on go together"):
        climb("1.00", last="court")


def test_a_ladder_has_its_days() -> None:
    found = climb("600.00", on="2020-01-12")
    assert found.why_not == ("Example ladder is not in force on Sun 12 Jan 2020.",)
