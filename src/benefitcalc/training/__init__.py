"""Training: practice cases, the steps that a learner enters, their marks, and the misconceptions behind wrong figures.

scenario         a practice case: household, dialogue, teaching point
curated          thirty curated cases, ten questions on escalation, and what can be advised
dialogue         what an invented caller says: every fact of a case, in words
generating       made-up cases by topic and difficulty: the same seed gives the same ones everywhere
papers           papers to practise on and their keys, as text and to print
choice_papers    questions with choices: escalation and protocol
april_quiz       what changed in an April, from the tables of rates
week             the scenario of the week for a huddle: one page
exercises        its steps, each with the engine's key
working          a household as somebody else works it out: own facts, own rules, own figures
misconceptions   what learners often get wrong, each with the figures that it leads to
marking          marks step by step, and feedback
"""

from benefitcalc.training.april_quiz import quiz
from benefitcalc.training.choice_papers import ChoicePaper, escalation_paper
from benefitcalc.training.curated import Advice, Choice, Question, advice, curated, escalation_questions, scenario_of
from benefitcalc.training.dialogue import INVENTED, facts_told
from benefitcalc.training.exercises import Exercise, Step, exercise
from benefitcalc.training.generating.generator import generate
from benefitcalc.training.marking import Marked, MarkedStep, mark, parse_answer
from benefitcalc.training.misconceptions.naming import name
from benefitcalc.training.misconceptions.register import MISCONCEPTIONS, Misconception
from benefitcalc.training.papers import Paper, paper, paper_of
from benefitcalc.training.scenario import TOPICS, Said, Scenario
from benefitcalc.training.week import Week, scenario_of_the_week
from benefitcalc.training.wrong_figures import wrong_figures

__all__ = [
    "INVENTED",
    "MISCONCEPTIONS",
    "TOPICS",
    "Advice",
    "Choice",
    "ChoicePaper",
    "Exercise",
    "Marked",
    "MarkedStep",
    "Misconception",
    "Paper",
    "Question",
    "Said",
    "Scenario",
    "Step",
    "Week",
    "advice",
    "curated",
    "escalation_paper",
    "escalation_questions",
    "exercise",
    "facts_told",
    "generate",
    "mark",
    "name",
    "paper",
    "paper_of",
    "parse_answer",
    "quiz",
    "scenario_of",
    "scenario_of_the_week",
    "wrong_figures",
]
