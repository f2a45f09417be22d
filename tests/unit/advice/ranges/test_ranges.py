"""Ranges of cases with unknown facts: figures worked by hand, and what each end rests on."""

from __future__ import annotations

import copy
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from benefitcalc import Case, InvalidCase, assess
from benefitcalc.advice.ranges import UNKNOWN, Between, Partial, Ranges, Span, work_out

Written = dict[str, Any]
TENANT: Written = {
    "date": "2026-06-01",
    "country": "england",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}},
}
FAMILY: Written = {
    **TENANT,
    "children": [{"age": 12, "sex": "male"}, {"age": 10}],
    "tenancy": {"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "120.00", "per": "week"}},
}
WAGE = "claimant.employment.net.amount"


def ends(span: Span) -> tuple[str, str]:
    return str(span.lowest), str(span.highest)


def with_wage(case: Written, per: str = "month", **more: Any) -> Written:
    job = {"net": {"amount": "0.00", "per": per}, **more}
    return {**case, "claimant": {**case["claimant"], "employment": job}}


def spans(found: Ranges) -> dict[str, Span]:
    weekly = {name: getattr(found, name) for name in ("rent_to_pay", "help_with_rent", "left_after_rent")}
    return weekly | {f"{award}.award": span for award, span in found.awards.items() if award != "child_benefit"}


def figure(case: Written, name: str) -> Decimal:
    """A figure of a completed case by the ordinary way."""
    at: Any = assess(case).to_dict()
    for step in name.split("."):
        at = (at or {}).get(step, "0.00") if step == "award" else at[step]
    return Decimal(at)


def test_a_range_of_pay_worked_by_hand() -> None:
    # 424.90 + 433.33 rent = 858.23, without a work allowance. Of 900.00 pay, 495.00 comes off: 363.23 × 12 / 52 = 83.82
    # of 100.00. Of 1,100.00, 605.00: 253.23 × 12 / 52 = 58.44.
    found = work_out(Partial(with_wage(TENANT), {WAGE: Between("900", "1100")}))
    assert ends(found.help_with_rent) == ("58.44", "83.82")
    assert ends(found.rent_to_pay) == ("16.18", "41.56")
    assert ends(found.awards["universal_credit"]) == ("253.23", "363.23")


def test_savings_not_known_go_from_full_help_to_none() -> None:
    found = work_out(Partial(TENANT, {"capital": UNKNOWN}))
    assert ends(found.rent_to_pay) == ("0.00", "100.00")
    assert ends(found.awards["universal_credit"]) == ("0.00", "858.23")


def test_a_childs_sex_worked_by_hand() -> None:
    # A girl of 10 has a room of her own beside a boy of 12: three bedrooms. A boy shares: one is spare, 14% of 120.00.
    found = work_out(Partial(FAMILY, {"children[1].sex": UNKNOWN}))
    assert ends(found.rent_to_pay) == ("0.00", "16.80")
    assert found.rent_to_pay.highest_case["children"][1]["sex"] == "male"
    assert found.ask_next is not None
    assert (found.ask_next.path, found.ask_next.narrows_by) == ("children[1].sex", Decimal("16.80"))


@pytest.mark.parametrize("ages", [(14, 11), (12, 12)])
def test_two_facts_that_narrow_only_together(ages: tuple[int, int]) -> None:
    # Children of the same sex share a room and one of three is spare, 14% of 120.00; a boy and a girl have one each.
    # Neither sex says anything alone. Children of one age are alike, and may be worked out once for both.
    case = {**FAMILY, "children": [{"age": age} for age in ages]}
    found = work_out(Partial(case, {"children[0].sex": UNKNOWN, "children[1].sex": UNKNOWN}))
    assert ends(found.rent_to_pay) == ("0.00", "16.80")
    assert [one.narrows_by for one in found.questions] == [Decimal("0.00"), Decimal("0.00")]
    assert found.ask_together is not None
    assert [one.path for one in found.ask_together.questions] == ["children[0].sex", "children[1].sex"]
    assert found.ask_together.narrows_by == Decimal("16.80")


def test_the_end_of_the_cap_lies_at_its_threshold() -> None:
    # The cap ends at pay of 881.00 in the month (16 hours at 12.71 a week, by the month): below it a family's award
    # is cut to the limit, and at it none of it is.
    family = {**FAMILY, "children": [{"age": age, "sex": "male"} for age in (2, 3, 4, 5)]}
    family["tenancy"] = {"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "250.00", "per": "week"}}
    found = work_out(Partial(with_wage(family), {WAGE: Between("800", "1000")}))
    assert found.left_after_rent.lowest_case["claimant"]["employment"]["net"]["amount"] == "800.00"
    at = {name: span for name, span in spans(found).items() if name == "universal_credit.award"}
    assert at["universal_credit.award"].highest_case["claimant"]["employment"]["net"]["amount"] == "881.00"


def test_two_wages_together_reach_the_threshold_of_the_cap() -> None:
    couple = {**with_wage(FAMILY), "partner": {"age": 33, "employment": {"net": {"amount": "0.00", "per": "month"}}}}
    couple["children"] = [{"age": age, "sex": "male"} for age in (2, 3, 4, 5)]
    couple["tenancy"] = {"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "280.00", "per": "week"}}
    unknown = {WAGE: Between("300", "600"), "partner.employment.net.amount": Between("300", "700")}
    highest = work_out(Partial(couple, unknown)).awards["universal_credit"].highest_case
    together = sum(Decimal(highest[who]["employment"]["net"]["amount"]) for who in ("claimant", "partner"))
    assert together == Decimal("881.00")


UNKNOWN_FACTS: list[tuple[Written, dict[str, Any]]] = [
    (TENANT, {"claimant.employment": UNKNOWN, "capital": UNKNOWN}),
    (TENANT, {"claimant.age": UNKNOWN, "claimant.disability_benefits": UNKNOWN}),
    (TENANT, {"partner": UNKNOWN, "tenancy.bedrooms": UNKNOWN}),
    (with_wage(FAMILY, "four_weeks"), {"claimant.employment.paid_on": UNKNOWN, "children[1].sex": UNKNOWN}),
    (
        {**FAMILY, "incomes": [{"kind": "state_pension", "amount": "0.00", "per": "week"}], "claimant": {"age": 70}},
        {
            "incomes[0]": UNKNOWN,
            "capital": Between("9000", "20000"),
            "children[1].age": UNKNOWN,
            "children[1].sex": UNKNOWN,
        },
    ),
    (
        {**TENANT, "non_dependants": [{"age": 24}], "universal_credit": {"claimed": False}},
        {"non_dependants[0].gross_income.amount": UNKNOWN, "non_dependants[0].works_16_hours": UNKNOWN},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "unknown"), UNKNOWN_FACTS)
def test_each_end_has_a_case_that_gives_it(case: Written, unknown: dict[str, Any]) -> None:
    for name, span in spans(work_out(Partial(case, unknown))).items():
        assert span.lowest + span.widened_by == figure(span.lowest_case, name)
        assert span.highest - span.widened_by == figure(span.highest_case, name)


@pytest.mark.parametrize(("case", "unknown"), UNKNOWN_FACTS)
def test_a_quick_range_is_no_narrower(case: Written, unknown: dict[str, Any]) -> None:
    partial = Partial(case, unknown)
    quick, whole = spans(work_out(partial, quick=True)), spans(work_out(partial))
    for name, span in whole.items():
        assert quick[name].lowest <= span.lowest
        assert span.highest <= quick[name].highest


def test_facts_known_after_all_give_one_figure() -> None:
    found = work_out(Partial(TENANT))
    assert found.rent_to_pay.lowest == found.rent_to_pay.highest == figure(TENANT, "rent_to_pay")
    assert found.questions == ()
    assert found.ask_next is None


def test_many_unknown_facts_are_tried_by_their_direction() -> None:
    unknown: dict[str, Any] = {"capital": UNKNOWN, "children[1].sex": UNKNOWN}
    case = {**FAMILY, "partner": {"age": 36}}
    for who in ("claimant", "partner"):
        unknown |= {
            f"{who}.{name}": UNKNOWN for name in ("employment", "carer", "work_capability", "disability_benefits")
        }
    found = work_out(Partial(case, unknown))
    assert "Decision about fitness for work of the tenant" in found.by_direction
    assert ends(found.rent_to_pay) == ("0.00", "120.00")
    assert {question.path for question in found.questions} >= {"capital", "claimant.carer", "partner.employment"}
    # The same end by hand: everything that raises the award, and nothing that lowers it.
    best = copy.deepcopy(case)
    for who in ("claimant", "partner"):
        best[who] |= {
            "carer": True,
            "work_capability": "lcwra_protected",
            "disability_benefits": ["pip_daily_living_enhanced", "pip_mobility_enhanced"],
        }
    best["children"][1]["sex"] = "female"
    assert found.awards["universal_credit"].highest == figure(best, "universal_credit.award")


def test_what_keeps_a_range_wide_is_named() -> None:
    found = work_out(Partial(with_wage(FAMILY), {WAGE: UNKNOWN, "children[1].sex": UNKNOWN}))
    assert not found.is_narrow
    assert [one.path for one in found.prevents] == [WAGE, "children[1].sex"]
    assert found.prevents[1].width == Decimal("16.80")


def test_the_next_question_stays_with_its_topic() -> None:
    unknown = {"capital": UNKNOWN, "children[1].sex": UNKNOWN, "claimant.employment": UNKNOWN}
    found = work_out(Partial(FAMILY, unknown))
    assert found.ask_next == found.questions[0]
    second = found.questions[1]
    stays = work_out(Partial(FAMILY, unknown), topic=second.topic).ask_next
    assert stays in {found.questions[0], second}
    best, other = found.questions[0].narrows_by, second.narrows_by
    assert (stays == second) == (other * 2 >= best)


@pytest.mark.parametrize("missing", ["country", "tenancy.tenure", "tenancy.rent.amount"])
def test_nation_tenure_and_rent_are_required(missing: str) -> None:
    case = copy.deepcopy(TENANT)
    at: Any = case
    *way, last = missing.split(".")
    for step in way:
        at = at[step]
    del at[last]
    with pytest.raises(InvalidCase, match=missing):
        Partial(case)


@pytest.mark.parametrize(
    ("path", "answer", "why"),
    [
        ("country", UNKNOWN, "must be known|has to be known"),
        ("claimant.carer", Between(0, 1), "no range"),
        ("claimant.nonsense", UNKNOWN, "has to be known"),
    ],
)
def test_a_path_that_may_not_be_unknown_is_refused(path: str, answer: Any, why: str) -> None:
    with pytest.raises(InvalidCase, match=why):
        Partial(TENANT, {path: answer})


@pytest.mark.parametrize(("low", "high"), [("20", "10"), ("-1", "5"), ("some", "5")])
def test_a_range_that_is_none_is_refused(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="is no range"):
        Between(low, high)


def test_problems_of_the_known_facts_are_told() -> None:
    with pytest.raises(InvalidCase, match="greater_london"):
        work_out(Partial({**TENANT, "country": "wales", "greater_london": True}, {"capital": UNKNOWN}))


def test_an_empty_box_means_what_the_table_says() -> None:
    blank = ["capital", "tenancy.foster_bedroom", "children[0].childcare.amount", "children[1].sex"]
    partial = Partial.of_form(FAMILY, blank=blank, unread=["children[0].childcare.amount"])
    assert partial.unknown == {
        "capital": UNKNOWN,
        "children[1].sex": UNKNOWN,
        "children[0].childcare.amount": UNKNOWN,
    }


@pytest.mark.parametrize("place", range(8))
def test_every_combination_of_small_facts_lies_within(place: int) -> None:
    """Against every completion by itself."""
    case = {
        **FAMILY,
        "claimant": {"age": 30 + place, "employment": {"net": {"amount": f"{place}50.00", "per": "month"}}},
    }
    unknown = {"children[1].sex": UNKNOWN, "claimant.carer": UNKNOWN, "tenancy.bedrooms": Between(2, 4)}
    found = work_out(Partial(case, unknown))
    rents = []
    for sex, carer, bedrooms in product(("male", "female"), (False, True), (2, 3, 4)):
        whole = copy.deepcopy(case)
        whole["children"][1]["sex"] = sex
        whole["claimant"]["carer"] = carer
        whole["tenancy"]["bedrooms"] = bedrooms
        rents.append(assess(Case.model_validate(whole)).rent_to_pay)
    assert (found.rent_to_pay.lowest, found.rent_to_pay.highest) == (min(rents), max(rents))
    assert found.completions == len(rents)


def test_a_state_pension_says_that_its_owner_is_over_pension_age() -> None:
    # 241.30 is above Pension Credit's 238.00, and 3.30 × 65% comes off Housing Benefit for those over pension age. The
    # allowance is higher for those who reached that age before 1 April 2021: 256.00, with nothing to pay.
    pension = {"kind": "state_pension", "amount": "241.30", "per": "week"}
    pensioner = {**TENANT, "claimant": {}, "incomes": [pension]}
    found = work_out(Partial(pensioner, {"claimant.age": Between(68, 100)}))
    assert ends(found.rent_to_pay) == ("0.00", "2.15")
    assert found.awards["universal_credit"].highest == 0
    # Nobody of an age at which no State Pension is paid; but somebody who reaches 66 and one month in this month.
    highest = work_out(Partial(pensioner, {"claimant.age": UNKNOWN})).rent_to_pay.highest_case
    assert highest["claimant"] == {"born": "1960-05-03"}


def test_what_matters_at_some_ages_only_is_not_known_where_an_age_is_not() -> None:
    # Two children who may be of either sex and any age: from one room for both to one each, beside their parent's, and
    # to none of either's, who are grown up and gone from the award.
    family = {**FAMILY, "children": [{}, {"age": 12}]}
    found = work_out(Partial(family, {"children[0].age": Between(10, 15)}))
    assert ends(found.rent_to_pay) == ("0.00", "16.80")
    assert [one.path for one in found.questions] == ["children[0].age"]  # the others are asked when it is known
    learner = {**FAMILY, "children": [{}]}
    award = work_out(Partial(learner, {"children[0].age": Between(17, 18)})).awards["universal_credit"]
    for education, end in ((False, award.lowest), (True, award.highest)):
        one = {**FAMILY, "children": [{"age": 17, "in_education": education}]}
        assert end == figure(one, "universal_credit.award")


def test_children_who_are_alike_are_asked_about_alike() -> None:
    family = {**FAMILY, "children": [{}, {}, {}]}
    unknown = {f"children[{place}].{name}": UNKNOWN for place in range(3) for name in ("age", "sex")}
    family["tenancy"] = {**FAMILY["tenancy"], "bedrooms": 4, "rent": {"amount": "250.00", "per": "week"}}
    found = work_out(Partial(family, unknown))
    by_name: dict[str, set[tuple[Decimal, Decimal]]] = {}
    for one in found.questions:
        by_name.setdefault(one.path.rpartition(".")[2], set()).add((one.narrows_by, one.at_least))
    assert {name: len(figures) for name, figures in by_name.items()} == {"age": 1, "sex": 1}
    assert len({one.width for one in found.prevents if one.path.endswith("age")}) == 1


def test_bedrooms_are_tried_up_to_two_more_than_anybody_could_need() -> None:
    found = work_out(Partial(TENANT, {"tenancy.bedrooms": UNKNOWN}))
    assert found.completions == 3
    assert ends(found.rent_to_pay) == ("0.00", "25.00")
