"""The quiz on an April, the questions on escalation as a paper, and the scenario of the week."""

import datetime as dt
import re

import pytest

from benefitcalc.rates import Basis, rate_book
from benefitcalc.training.april_quiz import in_april, quiz
from benefitcalc.training.choice_papers import escalation_paper
from benefitcalc.training.curated import escalation_questions
from benefitcalc.training.week import scenario_of_the_week, seed_of_week

YEARS = range(2014, 2027)


def about(april, key):
    return next(one for one in in_april(april) if one.parameter.key.startswith(key))


# --- What changed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("april", "key", "before", "after"),
    [
        # The amounts of the uprating orders, as GOV.UK's tables of benefit rates have them.
        (2026, "uc.standard_allowance.single_25_or_over", "£400.14 a month", "£424.90 a month"),
        (2026, "uc.child_limit", "2 children", "none"),
        (2026, "uc.lcwra_element.new_claimant", "none", "£217.26 a month"),
        (2026, "benefit_cap.annual.rest.couple_or_family", "£22,020.00 a year", "£22,020.00 a year"),
        (2023, "benefit_cap.annual.rest.couple_or_family", "£20,000.00 a year", "£22,020.00 a year"),
        (2018, "uc.standard_allowance.single_25_or_over", "£317.82 a month", "£317.82 a month"),
        (2026, "law.england.crisis_and_resilience_fund", "no", "yes"),
    ],
)
def test_rates_before_and_from_an_april(april, key, before, after):
    found = about(april, key)
    assert (found.before, found.after) == (before, after)
    assert found.changed is (before != after)


def test_each_is_dated_by_the_day_on_which_it_began():
    days = {
        "law.england.crisis_and_resilience_fund": "Wed 1 Apr 2026",  # of GOV.UK's guidance
        "uc.standard_allowance.single_25_or_over": "Mon 6 Apr 2026",
        "uc.child_limit": "Mon 6 Apr 2026",
    }
    assert {key: about(2026, key).day for key in days} == days


@pytest.mark.parametrize("april", YEARS)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_quiz_has_ten_questions_with_one_right_choice_of_four(april, seed):
    made = quiz(april, seed)
    assert len(made.questions) == 10
    for question in made.questions:
        assert [choice.right for choice in question.choices].count(True) == 1
        assert len({choice.say for choice in question.choices}) == 4
        assert str(april) in question.ask
        assert question.law


@pytest.mark.parametrize("april", YEARS)
def test_last_years_figure_is_offered_and_the_right_one_is_in_force(april):
    """The right choice is looked up again in the book, on a day in May; the wrong one on the February before."""
    book = rate_book()
    labels = {one.label: one.parameter.key for one in in_april(april)}
    looked_at = 0
    for question in (one for one in quiz(april, 5, questions=20).questions if "how much from" in one.ask):
        key = labels[question.ask.partition(": how much from April")[0]]
        now, then = (book.on(dt.date(*day), Basis.DAY)[key] for day in ((april, 5, 20), (april, 2, 20)))
        right = next(choice.say for choice in question.choices if choice.right)
        assert right == now.text
        assert then.text in [choice.say for choice in question.choices]
        looked_at += 1
    assert looked_at or april in range(2016, 2020)  # few amounts rose in the years of the freeze


def test_what_froze_began_and_ended_is_asked():
    asks = " ".join(question.ask for seed in range(6) for question in quiz(2026, seed).questions)
    for kind in ("did not change", "came to an end", "by how much", "what happened", "how much"):
        assert kind in asks
    assert re.search("began in April|been so since April", asks)


def test_wrong_figures_are_no_pennies_away():
    for question in (one for seed in range(4) for one in quiz(2026, seed).questions if "how much from" in one.ask):
        amounts = [int(re.sub(r"[^0-9]", "", choice.say.split(" ")[0])) for choice in question.choices]
        right = next(amount for amount, choice in zip(amounts, question.choices, strict=True) if choice.right)
        assert min(abs(amount - right) for amount in amounts if amount != right) >= right // 250


def test_the_same_seed_gives_the_same_quiz_and_another_seed_another():
    assert str(quiz(2026, 1)) == str(quiz(2026, 1))
    assert str(quiz(2026, 1)) != str(quiz(2026, 2))


@pytest.mark.parametrize("april", [2013, 2027])
def test_an_april_whose_rates_are_not_known_is_refused(april):
    with pytest.raises(ValueError, match=f"april is {april}; give 2014 to 2026"):
        quiz(april, 1)


def test_the_key_says_the_source():
    text = str(quiz(2026, 1))
    assert text.count("Law:") == 10
    assert "SI 2026/148" in text
    assert "(" not in quiz(2026, 1).text(key=False).split("10.")[1].split("April 2026 ·")[1]


# --- Escalation ------------------------------------------------------------------------------------------------------


def test_the_questions_on_escalation_as_a_paper():
    made = escalation_paper()
    assert [question.title for question in made.questions] == [one.title for one in escalation_questions()]
    assert {choice.say for choice in made.questions[0].choices} == {
        choice.say for choice in escalation_questions()[0].choices
    }
    assert "Invented dialogue" in made.text(key=False)
    assert "Key:" not in made.text(key=False)
    assert made.html().count("Invented dialogue") == 10
    assert not [word for word in ("<script", "src=", "@import", "url(", "<link") if word in made.html()]


def test_right_choices_do_not_stand_in_one_place():
    assert len({question.right for question in escalation_paper().questions}) > 2


def test_the_longest_choice_is_not_always_the_right_one():
    """Whoever ticks the longest choice without reading has half of them right at most."""
    longest = [max(one.choices, key=lambda choice: len(choice.say)).right for one in escalation_paper().questions]
    assert sum(longest) <= len(longest) // 2, longest


def test_some_of_the_questions_in_another_order():
    made = escalation_paper(3, questions=4)
    assert len(made.questions) == 4
    assert str(made) == str(escalation_paper(3, questions=4)) != str(escalation_paper(4, questions=4))
    with pytest.raises(ValueError, match="give 1 to 10"):
        escalation_paper(questions=11)


# --- The week --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_the_scenario_of_the_week_has_what_a_huddle_needs(seed):
    week = scenario_of_the_week(seed)
    assert 2 <= len(week.steps) <= 7  # with Housing Benefit, what leads to its deduction for income too
    text = week.text()
    for part in (
        "Invented dialogue",
        "Work out together",
        "What do you advise?",
        "For whoever leads",
        "Take away",
        "Law:",
    ):
        assert part in text
    assert week.html() == scenario_of_the_week(seed).html()
    key = {one.answer for one in week.steps}
    assert not {said.rpartition(" ")[2] for said, _ in week.listen_for} & key


def test_weeks_of_the_year_have_seeds_of_their_own():
    assert seed_of_week(dt.date(2026, 11, 29)) == 202648
    assert seed_of_week(dt.date(2027, 1, 1)) == 202653
    titles = {scenario_of_the_week(202600 + week).title for week in (1, 2, 3, 4)}
    assert len(titles) > 2
