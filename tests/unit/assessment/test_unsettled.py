"""Facts that nobody has said and that change an amount: how each is taken, and what the result says of it."""

import re

import pytest

from benefitcalc import assess, timeline
from benefitcalc.assessment.unsettled import UNSETTLED

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


@pytest.mark.parametrize(("over", "asked"), [(None, True), (False, False)])
def test_who_is_65_must_be_who_reached_pension_age(over, asked):
    """SPC Act 2002 s 3(1). The partner, if a woman, reached it before 6 April 2016 and is 64. The claimant of 67 is
    over pension age unless the case says otherwise.
    """
    claimant = {"born": "1950-01-01"} | ({} if over is None else {"over_pension_age": over})
    case = pensioner("", date="2017-06-05", partner={"born": "1952-12-01"}, claimant=claimant)
    pension = {"kind": "occupational_pension", "amount": "240.00", "per": "week"}
    case |= {"housing_benefit": {"mixed_age_protection": True}, "incomes": [pension]}
    assert (said(case, "savings_credit_unsettled") is not None) is asked


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


# --- The others -------------------------------------------------------------------------------------------------------

WEEKLY = {"universal_credit": {"claimed": False}}
MONEY = {"amount": "300.00", "per": "week"}
PENSION = [{"kind": "state_pension", **MONEY}]
ESA = [{"kind": "new_style_esa", "amount": "92.05", "per": "week"}]
WORKS = {"age": 30, "works_16_hours": True}


def household(date="2026-07-06", age=40, home=HOME, **more):
    return {"date": date, "claimant": {"age": age}, "tenancy": home, **more}


def paid(pay, **claimant):
    return {"employment": {pay: {"amount": "300.00", "per": "week"}, "hours_per_week": 20}, **claimant}


def man_or_woman(date, born, pay="gross"):
    return {"date": date, "claimant": paid(pay, born=born), "tenancy": HOME}


MIXED = household(age=80, partner={"age": 40})
EARNS = household(**WEEKLY) | {"claimant": paid("net", age=40)}
SPARE = {**HOME, "bedrooms": 2}


@pytest.mark.parametrize(
    ("code", "said_to", "not_said_to"),
    [
        # A woman born on 5 December 1953 reached pension age on 6 November 2018, a man on 5 December.
        (
            "national_insurance_unsettled",
            [man_or_woman("2018-11-06", "1953-12-05"), man_or_woman("2018-12-04", "1953-12-05")],
            [
                man_or_woman("2018-11-05", "1953-12-05"),
                man_or_woman("2018-12-05", "1953-12-05"),
                man_or_woman("2018-11-06", "1953-12-05", "net"),
                man_or_woman("2026-07-06", "1953-12-05"),
            ],
        ),
        (
            "mixed_age_choice_unsettled",
            [MIXED | {"date": "2019-05-14"}],
            [
                MIXED | {"date": "2019-05-15"},
                MIXED | {"date": "2019-05-14", "housing_benefit": {"mixed_age_protection": True}},
                MIXED | {"date": "2019-05-14", "partner": {"age": 79}},
                household("2019-05-14", age=80),
            ],
        ),
        # Someone born on 5 February 1954 reached pension age on 6 May 2019; on 6 March, on 6 July.
        (
            "mixed_age_protection_unsettled",
            [
                MIXED,
                MIXED | {"date": "2019-05-15"},
                MIXED | {"claimant": {"born": "1954-02-05"}},
                MIXED | {"claimant": {"age": 40}, "partner": {"age": 80}},
            ],
            [
                MIXED | {"claimant": {"born": "1954-03-06"}},
                MIXED | {"housing_benefit": {"mixed_age_protection": True}},
                MIXED | WEEKLY,
                MIXED | {"partner": {"age": 79}},
            ],
        ),
        (
            "family_premium_unsettled",
            [
                EARNS | {"children": [{"born": "2016-04-30"}]},
                household(age=80, incomes=PENSION, children=[{"born": "2012-01-01"}])
                | {"incomes": [{"kind": "state_pension", "amount": "400.00", "per": "week"}]},
            ],
            [
                EARNS | {"children": [{"born": "2016-05-01"}]},
                EARNS | {"children": [{"born": "2012-01-01"}], "housing_benefit": {"family_premium_protection": True}},
                EARNS | {"children": [{"born": "2015-01-01"}], "date": "2016-04-30"},
                household(**WEEKLY, children=[{"born": "2012-01-01"}]),  # no income to make it matter
                household(children=[{"born": "2012-01-01"}]),
                EARNS,
            ],
        ),
        (
            "esa_group_unsettled",
            [EARNS | {"incomes": ESA}],
            [
                EARNS | {"incomes": ESA, "claimant": paid("net", age=40, esa="support")},
                EARNS | {"incomes": ESA, "claimant": paid("net", age=40, work_capability="lcwra_standard")},
                EARNS | {"incomes": [ESA[0] | {"amount": "0.00"}]},
                household(**WEEKLY, incomes=ESA),  # it is below the applicable amount
                household(incomes=ESA),
            ],
        ),
        (
            "non_dependant_income_unsettled",
            [
                household(**WEEKLY, non_dependants=[WORKS]),
                household(age=80, non_dependants=[{"age": 30}, WORKS]),
                household(
                    age=80,
                    home={"tenure": "owner_occupier"},
                    non_dependants=[WORKS],
                    council_tax={"annual_liability": "1000.00", "scheme": "pension_age_england"},
                ),
            ],
            [
                household(non_dependants=[WORKS]),
                household(**WEEKLY, non_dependants=[WORKS | {"gross_income": MONEY}]),
                household(**WEEKLY, non_dependants=[{"age": 30}]),
                household(**WEEKLY, non_dependants=[WORKS | {"age": 17}]),
                household(**WEEKLY, non_dependants=[WORKS | {"student": True}]),
                household(**WEEKLY, non_dependants=[WORKS | {"benefits": ["pension_credit"]}]),
                household(**WEEKLY, non_dependants=[WORKS])
                | {"claimant": {"age": 40, "disability_benefits": ["pip_daily_living_standard"]}},
            ],
        ),
        (
            "hours_unsettled",
            [
                household(**WEEKLY) | {"claimant": {"age": 40, "employment": {"net": MONEY}}},
                household(**WEEKLY) | {"claimant": {"age": 40, "self_employment": {"net_profit": MONEY}}},
                household(**WEEKLY, partner={"age": 40, "employment": {"gross": MONEY}}),
                household(age=80, incomes=PENSION, partner={"age": 80, "employment": {"net": MONEY}}),
            ],
            [
                household() | {"claimant": {"age": 40, "employment": {"net": MONEY}}},
                EARNS,
                household(**WEEKLY) | {"claimant": {"age": 40, "employment": {"net": MONEY | {"amount": "5.00"}}}},
                household(**WEEKLY),
            ],
        ),
        (
            "tenant_since_before_1996_unsettled",
            [
                household("2014-03-02", home=SPARE, **WEEKLY),
                household("2014-03-02", home=SPARE, **WEEKLY) | {"claimant": {"born": "1980-01-01"}},
            ],
            [
                household("2014-03-03", home=SPARE, **WEEKLY),
                household("2014-03-02", home=HOME, **WEEKLY),
                household("2014-03-02", home=SPARE),
                household("2014-03-02", home=SPARE, **WEEKLY) | {"claimant": {"born": "1980-01-02"}},
            ],
        ),
    ],
)
def test_a_fact_that_nobody_has_said_is_asked_for_where_it_could_change_an_amount(code, said_to, not_said_to):
    assert [said(case, code) is not None for case in said_to] == [True] * len(said_to)
    assert [said(case, code) is not None for case in not_said_to] == [False] * len(not_said_to)
    assert code in UNSETTLED


def test_a_protected_bedroom_charge_is_not_asked_about_again():
    case = household("2014-03-02", home=SPARE, **WEEKLY)
    answered = assess(case, {"tenant_on_housing_benefit_since_before_1996": True})
    assert "tenant_since_before_1996_unsettled" not in {warning.code for warning in answered.warnings}


# --- Housing Benefit at working age that nobody can claim any more ----------------------------------------------------

NOT_MOVED, ENDED = "housing_benefit_not_moved", "housing_benefit_after_legacy_ended"


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("2018-12-11", None),
        ("2018-12-12", NOT_MOVED),
        ("2026-03-31", NOT_MOVED),
        ("2026-04-01", ENDED),
        ("2026-12-01", ENDED),
    ],
)
def test_an_award_that_can_only_be_one_that_was_not_moved_is_said(date, code):
    for tenure in ("social_rent", "private_rent", "shared_ownership"):
        allowance = {"local_housing_allowance": MONEY} if tenure == "private_rent" else {}
        case = household(date, home={**HOME, "tenure": tenure, **allowance}, **WEEKLY)
        assert {one for one in (NOT_MOVED, ENDED) if said(case, one)} == ({code} if code else set())


@pytest.mark.parametrize(
    "case",
    [
        household("2026-06-01"),
        household("2026-06-01", age=80),
        household("2026-06-01", age=80, **WEEKLY),
        household("2026-06-01", home={**HOME, "tenure": "refuge"}, **WEEKLY),
        household("2026-06-01", home={**HOME, "tenure": "temporary_accommodation"}, **WEEKLY),
        household("2026-06-01", home={"tenure": "owner_occupier"}, **WEEKLY),
        household("2026-06-01", age=80, partner={"age": 40}, **WEEKLY, housing_benefit={"mixed_age_protection": True}),
    ],
)
def test_housing_benefit_of_its_own_right_is_not_doubted(case):
    assert said(case, NOT_MOVED) is None
    assert said(case, ENDED) is None


def test_the_sentence_names_the_day_and_what_to_say_instead():
    message = said(household("2026-06-01", **WEEKLY), ENDED)
    assert "31 March 2026" in message
    assert "has not been moved to Universal Credit" in message
    assert any("31 March 2026" in note for note in timeline(household("2026-06-01", **WEEKLY), 2).notes)
