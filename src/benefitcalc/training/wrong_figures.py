"""What single misconceptions make of a figure, to draw beside the right one."""

from __future__ import annotations

from decimal import Decimal

from benefitcalc.money import pounds
from benefitcalc.training.exercises import Exercise
from benefitcalc.training.misconceptions.register import MISCONCEPTIONS

RIGHT = "The key"


def wrong_figures(exercise: Exercise, step: str, *, most: int = 8) -> dict[str, Decimal]:
    """The key to a step, and the wrong figures of misconceptions by their titles, in pounds: those first that are
    farthest from the key. Where several make the same figure, the first stands for them.

    Raises ``KeyError`` for a name that is no step, and ``ValueError`` for a step that is no money.
    """
    asked = exercise.step(step)
    if not asked.unit.is_money:
        raise ValueError(f"{step} is no money; it is {asked.unit}")
    found: dict[int, str] = {}
    for misconception in MISCONCEPTIONS.values():
        figure = (misconception.wrong(exercise) or {}).get(step, asked.answer)
        if figure != asked.answer:
            found.setdefault(figure, misconception.title)
    farthest = sorted(found, key=lambda figure: (-abs(figure - asked.answer), figure))[:most]
    return {RIGHT: pounds(asked.answer), **{found[figure]: pounds(figure) for figure in farthest}}
