"""The note of a call and the tenant's page: what they say, and that they say nothing of health."""

import datetime as dt
import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any, NamedTuple

import pytest
from hypothesis import given

from benefitcalc import assess
from benefitcalc.advice.affordability import affordability
from benefitcalc.advice.call_notes import Call, Note, call_note, facts_given, words
from benefitcalc.advice.figures import Figures, figures_of, figures_of_ranges
from benefitcalc.advice.health import health_facts, health_words, instead, without_health
from benefitcalc.advice.options import options
from benefitcalc.advice.plans import arrears_plan
from benefitcalc.advice.ranges import UNKNOWN, Between, Partial, work_out
from benefitcalc.advice.ranges.facts import BLANK
from benefitcalc.advice.tenant_page import tenant_page
from benefitcalc.case import DisabilityBenefit, WorkCapability
from benefitcalc.explain.words import CAUSES
from tests.properties.households import households, quick

CASE: dict[str, Any] = {
    "date": "2026-12-01",
    "country": "england",
    "claimant": {"age": 34, "disability_benefits": ["pip_mobility_standard"], "work_capability": "lcwra_standard"},
    "children": [{"age": 5}],
    "incomes": [
        {"kind": "child_maintenance", "amount": "20.00", "per": "week"},
        {"kind": "new_style_esa", "amount": "90.00", "per": "week"},
    ],
    "tenancy": {"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "120.00", "per": "week"}},
}
PLAN = arrears_plan(debt="612.40", every="week", first="2026-12-04", amount="20.00")


class Option(NamedTuple):
    title: str
    change_in_left_after_rent: Decimal | None
    if_awarded: bool = False


OPTIONS = [
    Option("Personal Independence Payment (PIP)", Decimal("76.70"), if_awarded=True),
    Option("Move to a home of 2 bedrooms", Decimal("16.80")),
    Option("Managed payment to the landlord", None),
]


def call(**facts: Any) -> Call:
    given = {"at": dt.datetime(2026, 11, 29, 10, 5), "verified": True, "officer": "IO7", "balance": "612.40"}  # noqa: DTZ001  the clock on the wall
    return Call(**(given | facts))


def said(note: Note) -> dict[str, str]:
    return dict(note.lines)


def test_a_note_has_the_parts_of_the_action_diary_in_order() -> None:
    result = assess(CASE)
    note = call_note(
        call(
            weeks_owed=Decimal("5.1"), reason="income_fell", agreed=True, method="direct_debit",
            consequence_explained=True, referrals=("debt_advice",), next_action="Check the first payment.",
            next_on="2026-12-07",
        ),
        figures_of(result),
        plan=PLAN,
        affordability=(affordability(result, {"food": {"amount": "70.00", "per": "week"}}),),
        options=OPTIONS,
    )  # fmt: skip
    found = said(note)
    assert list(found) == [
        "When", "Officer", "Call", "Spoke to", "Verified", "Balance", "Reason", "Facts given", "Worked out",
        "Income and spending", "Advice", "Agreement", "Consequence explained", "Referrals", "Next", "Audit",
    ]  # fmt: skip
    assert found["When"] == "Sun 29 Nov 2026 10:05"
    assert found["Balance"] == "£612.40 (5.1 weeks)"
    assert found["Facts given"] == (
        "single; 1 child; social rent; 3 bedrooms; rent £120.00 a week; child maintenance £20.00 a week; no savings "
        "given; relevant benefit component: yes"
    )
    assert "rent to pay £16.80 a week (Bedroom charge (under-occupation) £16.80)" in found["Worked out"]
    assert found["Worked out"].endswith(
        "Tue 1 Dec 2026, 2026-27 rates, from the facts given. An estimate, not a decision."
    )
    assert found["Advice"] == (
        "relevant benefit component (+£76.70 a week if awarded); Move to a home of 2 bedrooms (+£16.80 a week); "
        "Managed payment to the landlord"
    )
    assert found["Agreement"] == (
        "agreed: £20.00 a week from Fri 4 Dec 2026: 31 payments, the last of £12.40 on Fri 2 Jul 2027. By direct debit."
    )
    assert found["Next"] == "Check the first payment, Mon 7 Dec 2026"
    assert found["Audit"].startswith("Engine 0.1.0; rates 2026-27, checksum ")
    assert note.file_name == "call-note-2026-11-29-1005.txt"
    assert note.one_line.count(" · ") == 15
    assert note.text.count("\n") == 16


def test_a_call_without_figures_still_has_a_note() -> None:
    found = said(call_note(call(spoke_to="nobody", balance="-12.50")))
    assert found["Balance"] == "£12.50 in credit"
    assert "Worked out" not in found
    assert found["Agreement"] == "none"


def test_every_problem_of_a_call_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="direction is 'x'") as refused:
        call(direction="x", officer="Mrs Jones", balance="much", referrals=("q",), next_on="31 Feb", method="gold")
    for problem in ("referral is 'q'", "officer is no code", "balance: 'much'", "next_on: ", "method is 'gold'"):
        assert problem in str(refused.value)


@pytest.mark.parametrize(
    "typed",
    ["Ring about PIP", "depression is worse", "Waiting for a GP letter", "She is a carer", "off sick", "LCWRA decision",
     "Signed off, fit note", "he is disabled", "in hospital", "is ill"],
)  # fmt: skip
def test_health_that_the_officer_types_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="next_action tells of health"):
        call(next_action=typed)


@pytest.mark.parametrize(
    "typed",
    ["Ring on Friday about childcare costs", "Send the careful budget", "Check benefit cap", "still waiting",
     "Bill paid", "Essay of the pipe fitting", "Crisis and Resilience Fund applied for"],
)  # fmt: skip
def test_plain_words_are_no_health_words(typed: str) -> None:
    assert call(next_action=typed).next_action == typed


# --- Nothing of health -----------------------------------------------------------------------------------------------

NEVER = re.compile(
    r"pip\b|dla\b|lcw|esa\b|disab|carer|caring|sick|health|attendance|incapac|matern|injur|impair|blind|overnight|"
    r"war.pension|cannot.share|mobility|daily.living|employment.and.support",
    re.IGNORECASE,
)


class Text(HTMLParser):
    """The text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, _: Any) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self.tags[-1:]:
            self.parts.append(data)


def text_of(page: str) -> str:
    read = Text()
    read.feed(page)
    return " ".join(read.parts)


@quick
@given(households())
def test_a_note_and_a_page_of_any_household_say_nothing_of_health(case: dict[str, Any]) -> None:
    result = assess(case)
    figures = figures_of(result)
    found_options = options(result.case)
    told = [*found_options.ranked, *found_options.without_figure]
    note = call_note(call(), figures, plan=PLAN, affordability=(affordability(result),), options=told)
    for text in (note.text, text_of(tenant_page(figures, plan=PLAN, options=told))):
        found = NEVER.search(text)
        assert not found, f"{found and found[0]} in {text}"
        assert health_words(text) == ()
        assert not [code for code in (*DisabilityBenefit, *WorkCapability) if code.value in text and code != "none"]
    assert (f"{instead()}: yes" in note.text) == bool(list(health_facts(result.case.to_dict())))


def test_what_is_not_known_of_health_is_one_phrase() -> None:
    labels = [spec.label for spec in BLANK.values()]
    kept = [without_health(label) for label in labels]
    assert not [label for label in kept if NEVER.search(label)]
    assert kept.count(instead()) >= 10
    assert "Savings" in kept


# --- Facts that are not known ----------------------------------------------------------------------------------------


def test_a_note_from_lowest_to_highest() -> None:
    net = {"amount": "280.00", "per": "month"}
    case = CASE | {"claimant": {"age": 34, "employment": {"net": net}}, "incomes": []}
    unknown = {"claimant.employment.net.amount": Between("250", "300"), "claimant.disability_benefits": UNKNOWN}
    partial = Partial(case, unknown)
    figures = figures_of_ranges(partial, work_out(partial))
    found = said(call_note(call(), figures))
    assert "pay after tax £250.00 to £300.00 a month" in found["Facts given"]
    assert "280" not in found["Facts given"]
    assert found["Facts given"].endswith("not known: take-home pay of the tenant, relevant benefit component")
    assert found["Worked out"].endswith("lowest to highest, as some facts are not known. An estimate, not a decision.")
    # The award is above the rent's help either way, so the rent to pay is the bedroom charge.
    assert "rent to pay £16.80 a week;" in found["Worked out"]
    left = figures.left_after_rent
    assert left.lowest < left.highest
    assert f"left after rent {left}" in found["Worked out"]
    page = text_of(tenant_page(figures))
    assert "We did not know everything on the call" in page
    assert figures.audit.input_hash != figures_of(assess(case)).audit.input_hash


def test_pay_by_four_weeks_is_said_as_people_say_it() -> None:
    net = {"amount": "840.00", "per": "four_weeks"}
    case = CASE | {"claimant": {"age": 34, "employment": {"net": net}}, "incomes": []}
    found = said(call_note(call(), figures_of(assess(case))))
    assert "pay after tax £840.00 every four weeks" in found["Facts given"]


def test_a_partner_who_may_be_there_is_not_known() -> None:
    partial = Partial(CASE | {"partner": {"age": 30}}, {"partner": UNKNOWN})
    assert facts_given(figures_of_ranges(partial, work_out(partial))).startswith("partner not known; ")


# --- The page --------------------------------------------------------------------------------------------------------


def test_the_page_stands_alone_and_escapes_what_it_is_given() -> None:
    page = tenant_page(
        figures_of(assess(CASE)), plan=PLAN, options=[Option("<script>alert(1)</script>", None)], contact="<b>&"
    )
    assert "<script" not in page
    assert "&lt;b&gt;&amp;" in page
    assert not re.search(r"(src|href|url\()", page)
    read = Text()
    read.feed(page)
    assert read.tags.count("h1") == 1
    assert {"link", "script", "img", "iframe"}.isdisjoint(read.tags)
    assert page.startswith('<!doctype html><html lang="en-GB">')
    assert "@media print" in page


def test_the_page_says_what_was_worked_out() -> None:
    text = text_of(tenant_page(figures_of(assess(CASE)), plan=PLAN, agreed=True, on=dt.date(2026, 11, 29)))
    for sentence in (
        "Sun 29 Nov 2026. ",
        "This is an estimate, not a decision.",
        "£16.80 a week (£72.80 a month)",
        "£16.80 a week is because your home has more bedrooms than the rules allow for (the bedroom charge).",
        "Ask it about the Crisis and Resilience Fund.",
        "The plan you agreed",
        "£20.00 a week, beside your rent. 31 payments pay off £612.40 by Fri 2 Jul 2027.",
        "then every week",
        "Citizens Advice: citizensadvice.org.uk",
    ):
        assert sentence in text


def test_a_rent_that_is_covered_is_said_first() -> None:
    covered = CASE | {"tenancy": CASE["tenancy"] | {"bedrooms": 2}}
    text = text_of(tenant_page(figures_of(assess(covered))))
    assert "Nothing: your help with rent covers all of it." in text
    assert "Why there is rent to pay" not in text


@pytest.mark.parametrize("nation", ["england", "wales", "scotland", "northern_ireland"])
def test_each_nation_has_its_advice(nation: str) -> None:
    text = text_of(tenant_page(figures_of(assess(CASE | {"country": nation}))))
    assert words()["tenant"]["advice"][nation][0] in text


def test_every_cause_has_plain_words() -> None:
    assert words()["tenant"]["causes"].keys() == CAUSES.keys()
    assert all("{amount}" in said for said in words()["tenant"]["causes"].values())


def test_the_sentences_of_the_page_are_short() -> None:
    text = text_of(tenant_page(figures_of(assess(CASE)), plan=PLAN, options=OPTIONS))
    sentences = re.split(r"(?<=[a-z)])[.:?!] ", text)
    assert max(len(re.findall(r"[A-Za-z]{2,}", sentence)) for sentence in sentences) <= 40
    for sentence in words()["tenant"]["causes"].values():
        assert len(sentence.split()) <= 25


def test_a_contact_that_tells_of_health_is_refused() -> None:
    with pytest.raises(ValueError, match="contact tells of health"):
        tenant_page(figures_of(assess(CASE)), contact="Mental health team")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("The tenant works 16 hours a week at £12.71", "You work 16 hours a week at £12.71: about £9.00 a week more."),
        ("The partner works 4 hours more", "Your partner works 4 hours more: about £9.00 a week more."),
        (
            "The tenant works 16 hours a week at £12.71, which ends the benefit cap",
            "You work 16 hours a week at £12.71, which ends the benefit cap: about £9.00 a week more.",
        ),
        (
            "Second adult rebate: less council tax",
            "Second adult rebate: less council tax. That would be about £9.00 a week more.",
        ),
        (
            "Are there really 3 bedrooms, or 2?",
            "Are there really 3 bedrooms, or 2? That would be about £9.00 a week more.",
        ),
    ],
)
def test_the_page_speaks_to_the_tenant(title: str, said: str) -> None:
    page = tenant_page(figures_of(assess(CASE)), options=[Option(title, Decimal("9.00"))])
    assert said in text_of(page)


CAPPED: dict[str, Any] = {
    "date": "2026-06-01",
    "country": "england",
    "claimant": {"age": 29},
    "children": [{"age": age} for age in (2, 4, 6, 8)],
    "tenancy": {"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "150.00", "per": "week"}},
}


def test_note_and_page_say_what_the_benefit_cap_takes_although_there_is_no_rent_to_pay() -> None:
    """4 children: 424.90 + 4 × 303.94 + 650.00 and Child Benefit of 349.92 are 2,640.58, above 1,835.00 by 805.58."""
    found = figures_of(assess(CAPPED))
    assert not found.rent_to_pay.highest
    assert "the benefit cap takes £185.90 a week" in said(call_note(call(), found))["Worked out"]
    assert "The limit on benefits (the benefit cap) takes £185.90 a week." in tenant_page(found)


def capped_with_unknown(unknown: dict[str, Any], **facts: Any) -> Figures:
    partial = Partial(CAPPED | facts, unknown)
    return figures_of_ranges(partial, work_out(partial))


def test_the_cap_may_take_something_where_some_answers_leave_nothing_to_take() -> None:
    """Savings above 16,000 leave no award; without savings the cap takes 805.58 a month, as above."""
    found = capped_with_unknown({"capital": UNKNOWN})
    takes = "may take up to about £185.90 a week"
    assert f"the benefit cap {takes};" in said(call_note(call(), found))["Worked out"]
    assert f"The limit on benefits (the benefit cap) {takes}. It is off already." in tenant_page(found)


def test_the_cap_takes_from_the_least_to_the_most_where_every_answer_is_capped() -> None:
    """Pay of 500.00 is 73.00 above the work allowance of 427.00: 55% is 40.15 less for the cap to take, 765.43 a month.
    Pay of 700.00 is 273.00 above it: 150.15 less, 655.43 a month.
    """
    net = {"amount": "500.00", "per": "month"}
    unknown = {"claimant.employment.net.amount": Between("500", "700")}
    found = capped_with_unknown(unknown, claimant={"age": 29, "employment": {"net": net}})
    takes = "takes about £151.25 to £176.64 a week"
    assert f"the benefit cap {takes};" in said(call_note(call(), found))["Worked out"]
    assert f"The limit on benefits (the benefit cap) {takes}. It is off already." in tenant_page(found)


def test_a_household_that_no_answer_caps_is_told_of_no_cap() -> None:
    partial = Partial(CASE, {"capital": UNKNOWN})
    found = figures_of_ranges(partial, work_out(partial))
    assert found.cap_takes == (Decimal("0.00"), Decimal("0.00"))
    assert "cap takes" not in said(call_note(call(), found))["Worked out"]


def test_all_options_that_tell_of_health_are_one_line_of_the_page() -> None:
    told = [
        Option("Limited capability for work", Decimal("254.23"), if_awarded=True),
        Option("A lodger", Decimal("20.00")),
        Option("Carer element", Decimal("262.60"), if_awarded=True),
        Option("Attendance Allowance", None),
    ]
    text = text_of(tenant_page(figures_of(assess(CASE)), options=told))
    assert text.count("elevant benefit component") == 1
    assert "Relevant benefit component: up to £262.60 a week more, if it is awarded." in text
    assert "A lodger: about £20.00 a week more." in text
