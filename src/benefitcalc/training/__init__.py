"""Training: practice cases, the steps that a learner enters, their marks, and the misconceptions behind wrong figures.

scenario         a practice case: household, dialogue, teaching point
exercises        its steps, each with the engine's key
working          a household as somebody else works it out: own facts, own rules, own figures
misconceptions   what learners often get wrong, each with the figures that it leads to
marking          marks step by step, and feedback
"""

from benefitcalc.training.exercises import Exercise, Step, exercise
from benefitcalc.training.marking import Marked, MarkedStep, mark, parse_answer
from benefitcalc.training.misconceptions import MISCONCEPTIONS, Misconception, name
from benefitcalc.training.scenario import TOPICS, Said, Scenario

__all__ = [
    "MISCONCEPTIONS",
    "TOPICS",
    "Exercise",
    "Marked",
    "MarkedStep",
    "Misconception",
    "Said",
    "Scenario",
    "Step",
    "exercise",
    "mark",
    "name",
    "parse_answer",
]
