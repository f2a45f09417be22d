"""What learners often get wrong. Each misconception is a function that makes the working that it leads to, so that it
moves every figure that the engine would go on to.

of_home, of_other_adults, of_elements, of_income, of_cap, of_housing_benefit   the mistakes
ways                 what they are made of: other facts, other rates, a rule of one's own
misconceptions.toml  their words: title, feedback, law
register             each with its words and its wrong figures
naming               which of them make a figure that was given
"""

from benefitcalc.training.misconceptions.naming import Codes, Naming, name
from benefitcalc.training.misconceptions.register import MISCONCEPTIONS, Misconception

__all__ = ["MISCONCEPTIONS", "Codes", "Misconception", "Naming", "name"]
