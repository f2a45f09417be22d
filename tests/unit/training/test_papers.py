"""Generated papers: the same bytes everywhere, households in which the topic matters, and keys that add up."""

import os
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest

from benefitcalc import assess
from benefitcalc.law import citations
from benefitcalc.training import (
    advice,
    curated,
    exercise,
    facts_told,
    mark,
    scenario_of,
    scenario_of_the_week,
    wrong_figures,
)
from benefitcalc.training.advising import right_advice
from benefitcalc.training.generating import RECIPES, Draws, generate
from benefitcalc.training.generating.generator import words
from benefitcalc.training.generating.traps import TRAPS
from benefitcalc.training.key_steps import key_steps
from benefitcalc.training.papers import paper, paper_of
from benefitcalc.training.scenario import TOPICS
from benefitcalc.training.sums import sum_of
from tests.unit.training.sums import result_of

each_topic = pytest.mark.parametrize("topic", RECIPES)


def of_every_topic(n=2):
    """Scenarios of each topic and difficulty."""
    return [one for topic in RECIPES for level in (1, 2, 3) for one in generate(11, topic=topic, difficulty=level, n=n)]


EVERY = of_every_topic()


# --- Draws -----------------------------------------------------------------------------------------------------------


def test_draws_are_those_of_the_stated_rule():
    """From ``printf a/7/0 | sha256sum`` and ``a/7/1``, as whole numbers modulo 1,000."""
    first = 0xD61572CFE5786A6C245555E560B9399C96DF109BC20A1E32068D36FA5F5BE468
    second = 0x0C2362588018DA8670007A62EA495762810010A386AF91CC1903A6998D76D557
    draws = Draws("a", 7)
    assert [draws.below(1000), draws.below(1000)] == [first % 1000, second % 1000] == [320, 463]


def test_draws_are_even_and_within_their_ends():
    draws = Draws("even")
    counts = [0] * 6
    for _ in range(6_000):
        counts[draws.between(1, 6) - 1] += 1
    assert min(counts) > 880  # 1,000 expected; four standard deviations are 115
    assert max(counts) < 1_120
    assert sorted(draws.shuffled(range(9))) == list(range(9))
    assert draws.several((1, 2), 5) in ([1, 2], [2, 1])


# --- The same paper --------------------------------------------------------------------------------------------------


def test_two_processes_with_other_hashes_print_the_same_bytes():
    command = [
        sys.executable,
        "-m",
        "benefitcalc.cli",
        "training",
        "paper",
        "--seed",
        "7",
        "--topic",
        "under_occupation",
    ]
    printed = []
    for hashes in ("0", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": hashes, "PYTHONIOENCODING": "utf-8"}
        printed.append(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert printed[0] == printed[1]
    assert b"Key: Practice paper" in printed[0]


def test_fewer_questions_are_the_beginning_of_more_and_other_seeds_are_others():
    five = generate(3, topic="benefit_cap", difficulty=2, n=5)
    assert generate(3, topic="benefit_cap", difficulty=2, n=2) == five[:2]
    assert len({one.case.to_json() for one in (*five, *generate(4, topic="benefit_cap", difficulty=2, n=5))}) == 10


def test_every_topic_but_escalation_can_be_generated_and_has_its_words():
    assert set(RECIPES) == set(TOPICS) - {"escalation", "rates"} == set(words()["topic"])
    codes = {code for topic in words()["topic"].values() for code in (*topic["advice"], *topic["tempting"])}
    assert codes <= set(advice())
    assert set(TRAPS) == set(words()["trap"]) == {trap for recipe in RECIPES.values() for trap in recipe.traps}


@pytest.mark.parametrize(("topic", "difficulty"), [("escalation", None), ("nothing", None), (None, 4), (None, 0)])
def test_what_is_no_topic_or_difficulty_is_refused(topic, difficulty):
    with pytest.raises(ValueError, match="give"):
        generate(1, topic=topic, difficulty=difficulty)


# --- Households ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", EVERY, ids=lambda one: one.code)
def test_a_household_tells_its_facts_cites_law_and_has_advice(scenario):
    assert scenario.dialogue[1:] == facts_told(scenario.case)
    assert all(citations(law) for law in scenario.law)
    right = right_advice(scenario.case)
    assert scenario.advise
    assert set(scenario.advise) <= set(right)
    assert len(scenario.distractors) == 3
    assert not set(scenario.distractors) & set(right)
    assert len(scenario.case.children) <= 5


@each_topic
def test_the_topic_decides_something_in_every_household(topic):
    for scenario in (one for one in EVERY if one.topic == topic):
        assert RECIPES[topic].matters(assess(scenario.case)), scenario.code


def test_most_papers_on_the_bedroom_charge_have_spare_rooms_and_some_have_none():
    results = [
        assess(one.case) for level in (1, 2, 3) for one in generate(5, topic="under_occupation", difficulty=level, n=14)
    ]
    charged = [result for result in results if result.housing.under_occupation_charge > 0]
    assert 0.7 < len(charged) / len(results) < 0.97


def test_the_cap_takes_something_in_every_paper_on_it():
    results = [assess(one.case) for one in generate(9, topic="benefit_cap", n=6)]
    assert all(result.universal_credit.benefit_cap_reduction > 0 for result in results)


@each_topic
def test_difficulty_says_how_many_traps_there_are(topic):
    """What a trap teaches stands in the teaching point, after what the topic teaches."""
    lessons = [trap["teaches"] for trap in words()["trap"].values()]
    for scenario in (one for one in EVERY if one.topic == topic):
        own = scenario.teaching_point.removeprefix(words()["topic"][topic]["teaches"])
        found = [lesson for lesson in lessons if lesson in own]
        assert sum(map(len, found)) + len(found) == len(own)
        assert len(found) == scenario.difficulty - 1, scenario.code


# --- Keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", [*curated(), *EVERY], ids=lambda one: one.code)
def test_every_sum_gives_its_figure(scenario):
    """Worked out again as it is printed, exactly, and rounded once, half a penny up."""
    for line in assess(scenario.case).explanation.lines:
        if sum_ := sum_of(line):
            of_pennies = result_of(sum_) * (100 if line.unit.is_money else 1)
            assert (of_pennies + Fraction(1, 2)) // 1 == line.value, f"{line.name}: {sum_}"


def test_keys_are_the_engines_and_marks_add_up():
    made = paper(21, questions=4)
    for question in made.questions:
        for one in question.steps:
            assert one.step.answer == question.exercise.key[one.step.name]
    total = sum(one.step.marks for question in made.questions for one in question.steps)
    assert made.marks == total + sum(one.right for question in made.questions for one in question.options)
    assert f"{made.marks} marks" in str(made)


def test_a_key_has_the_sum_and_the_law_of_each_step():
    made = paper_of([one for one in curated() if one.code == "two_spare_in_wales"], title="A paper", name="curated")
    # By hand: £108.76 and £2.90 a week, × 52 ÷ 12, are £471.29 and £12.57; together £483.86; a quarter is £120.965.
    text = str(made)
    assert "Rent: £108.76 × 52 ÷ 12 = £471.29 a month" in text
    assert "£471.29 + £12.57 = £483.86" in text
    assert "£483.86 × 25% = £120.97" in text
    assert "UC Regs 2013 Sch 4 para 36" in text


@pytest.mark.parametrize("topic", ["housing_benefit", "pension_age"])
def test_the_taper_of_a_key_is_worked_from_the_excess(topic):
    """Each of its two sums, worked out again as it is printed."""
    steps = [
        one
        for scenario in EVERY
        if scenario.topic == topic
        for one in key_steps(exercise(scenario))
        if one.step.name == "taper_reduction" and one.step.answer and "; " in one.sum
    ]
    assert steps
    for one in steps:
        over, taper = one.sum.split("; ")
        less, excess = over.removesuffix(" of income above the applicable amount").split(" = ")
        assert result_of(less) == result_of(excess)
        sum_, reduction = taper.split(" = ")
        assert sum_.startswith(f"{excess} × ")
        assert (result_of(sum_) * 100 + Fraction(1, 2)) // 1 == one.step.answer == result_of(reduction) * 100


def test_the_week_works_out_what_leads_to_a_deduction_for_income():
    """By hand: 279.80 - 238.00 = 41.80; 65% of it is 27.17."""
    week = scenario_of_the_week(202649)
    names = [one.step.name for one in week.steps]
    assert {"applicable_amount", "income", "taper_reduction", "housing_benefit"} <= set(names)
    text = " ".join(week.text().split())
    assert "£41.80 × 65% = £27.17" in text
    assert "Housing Benefit: £88.03 a week. Housing Benefit before the benefit cap: £115.20 − £27.17 = £88.03" in text


def test_without_its_key_a_paper_tells_no_answer():
    made = paper(7, topic="benefit_cap", questions=2)
    sheet, whole = made.text(key=False), made.text()
    assert whole.startswith(sheet[: sheet.rindex("\n\n")])
    assert "Key:" not in sheet
    assert made.questions[0].steps[-1].answer not in sheet
    assert "Invented dialogue" in sheet


@pytest.mark.parametrize("key", [True, False])
def test_the_page_stands_alone_and_says_that_it_is_invented(key):
    made = paper(7, topic="under_occupation", questions=2)
    page = made.html(key=key)
    assert page == paper(7, topic="under_occupation", questions=2).html(key=key)
    assert page.count("Invented dialogue") == 2
    assert not [word for word in ("<script", "src=", "@import", "url(", "<link") if word in page]
    assert ("Key:" in page) is key
    assert made.foot in page


@pytest.mark.parametrize("questions", [0, 51])
def test_a_paper_has_a_question_at_least(questions):
    with pytest.raises(ValueError, match="give 1 to 50"):
        paper(1, questions=questions)


# --- In a notebook ---------------------------------------------------------------------------------------------------


def test_a_notebook_shows_the_paper_and_folds_the_key_away():
    made = paper(7, topic="under_occupation", questions=1)
    answer = made.questions[0].steps[-1].answer
    assert answer not in made._repr_html_()
    assert answer in made.key._repr_html_()
    assert "<details>" in made.key._repr_html_()
    assert str(made).count(str(made.key)) == 1


def test_marks_are_a_table_in_a_notebook():
    set_ = exercise(scenario_of("two_spare_in_wales"))
    marked = mark(set_, {**set_.key, "award": 1, "rent_to_pay": None})
    shown = marked._repr_html_()
    assert f"{marked.marks} of {marked.out_of} marks" in shown
    assert shown.count("<tr>") == 1 + len(set_.steps)


def test_wrong_figures_are_those_of_one_mistake_the_farthest_first():
    """By hand: £108.76 and £2.90 a week times four are £446.64, of which a quarter is £111.66; the key is £120.97."""
    found = wrong_figures(exercise(scenario_of("two_spare_in_wales")), "under_occupation_charge", most=50)
    assert next(iter(found.items())) == ("The key", Decimal("120.97"))
    assert Decimal("111.66") in found.values()
    apart = [abs(figure - Decimal("120.97")) for figure in list(found.values())[1:]]
    assert apart == sorted(apart, reverse=True)
    with pytest.raises(ValueError, match="no money"):
        wrong_figures(exercise(scenario_of("two_spare_in_wales")), "bedrooms_needed")
