"""Made-up households by topic and difficulty: the same seed gives the same paper on every machine."""

from benefitcalc.training.generating.draws import Draws
from benefitcalc.training.generating.generator import generate
from benefitcalc.training.generating.recipes import RECIPES

__all__ = ["RECIPES", "Draws", "generate"]
