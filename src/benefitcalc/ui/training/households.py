"""The form that asks for made-up households: topic, how hard, how many, and the seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from benefitcalc.training import TOPICS
from benefitcalc.training.generating import RECIPES
from benefitcalc.ui.design.blocks import Block, Field, Message
from benefitcalc.ui.training.activity import Values, seed_of, text

MOST = 10
DIFFICULTIES = {"1": "1: the topic’s own rules", "2": "2: with one trap", "3": "3: with two traps"}
_SEED = "A number makes the same households each time. Leave it empty for new ones."


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; None where any will do."""

    topic: str | None
    difficulty: int | None
    questions: int
    seed: int | None


@dataclass(slots=True)
class Households:
    """The form; ``prefix`` begins the ids of its fields, and ``questions`` is the usual number of households."""

    prefix: str
    questions: str
    _typed: dict[str, str] = field(default_factory=dict)
    _errors: dict[str, str] = field(default_factory=dict)

    def read(self, values: Values) -> Asked | None:
        """What is asked for; None where something is wrong, which the fields then say."""
        self._typed = {
            name: text(values, f"{self.prefix}-{name}") for name in ("topic", "difficulty", "number", "seed")
        }
        self._errors = {}
        topic, difficulty, number = (self._typed[name] for name in ("topic", "difficulty", "number"))
        if topic and topic not in RECIPES:
            self._errors["topic"] = "Choose one of the topics."
        if difficulty and difficulty not in DIFFICULTIES:
            self._errors["difficulty"] = "Choose one of the three, or any."
        if not (number.isascii() and number.isdigit() and 1 <= int(number[:3]) <= MOST):
            self._errors["number"] = f"“{number}” is no whole number from 1 to {MOST}."
        seed = None
        try:
            seed = seed_of(self._typed["seed"]) if self._typed["seed"] else None
        except ValueError as error:
            self._errors["seed"] = str(error)
        if self._errors:
            return None
        return Asked(topic or None, int(difficulty) if difficulty else None, int(number), seed)

    def problem(self) -> Iterator[Block]:
        """What is wrong, with the way to it."""
        if self._errors:
            yield Message(
                "There is a problem", links=[(f"{self.prefix}-{name}", why) for name, why in self._errors.items()]
            )

    def fields(self) -> list[Field]:
        """The questions, as they were answered."""
        topics = [("", "Any topic"), *((code, TOPICS[code]) for code in RECIPES)]
        return [
            self._field("topic", "Topic", options=topics),
            self._field("difficulty", "How hard", options=[("", "Any"), *DIFFICULTIES.items()]),
            self._field("number", "How many households", f"From 1 to {MOST}.", usual=self.questions),
            self._field("seed", "Seed", _SEED),
        ]

    def _field(
        self, name: str, label: str, hint: str = "", usual: str = "", options: list[tuple[str, str]] | None = None
    ) -> Field:
        value, error = self._typed.get(name, usual), self._errors.get(name, "")
        return Field(f"{self.prefix}-{name}", label, hint, value, options or (), error=error)
