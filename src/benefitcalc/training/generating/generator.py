"""Papers of any number of made-up households by topic and difficulty: the same seed gives the same ones everywhere."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, cast

from benefitcalc.assessment.household import assess
from benefitcalc.case import Case
from benefitcalc.errors import BenefitcalcError
from benefitcalc.training.advising import right_advice
from benefitcalc.training.curated import advice
from benefitcalc.training.dialogue import CALLER, facts_told
from benefitcalc.training.generating.draws import Draws
from benefitcalc.training.generating.recipes import RECIPES
from benefitcalc.training.generating.traps import TRAPS
from benefitcalc.training.scenario import Difficulty, Said, Scenario

DIFFICULTIES: tuple[Difficulty, ...] = (1, 2, 3)
RIGHT_ADVICE, WRONG_ADVICE = 2, 3
"""How many pieces of right advice a generated case names at most, and how many wrong ones it offers."""
_MOST = (5, 3, 5)
"""The most children, other adults and bedrooms of a generated household."""
_ATTEMPTS = 400
_UNSETTLED = ("birth_date_matters", "paydays_matter", "_unsettled", "_unlikely")
"""How the codes of warnings end that say that a fact is missing, or is unlike those beside it."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


@cache
def words() -> dict[str, Any]:
    """What stands in ``topics.toml``."""
    return tomllib.loads(files(__package__).joinpath("topics.toml").read_text(encoding="utf-8"))


def generate(seed: int, *, topic: str | None = None, difficulty: int | None = None, n: int = 5) -> tuple[Scenario, ...]:
    """So many made-up scenarios. Without a topic, or a difficulty, each has one of its own.

    Difficulty 1 is the topic's own rules and nothing else; 2 adds one trap, or one more rule, and 3 two. On the
    bedroom charge most households have a spare room, and some have none, which is to be found out.

    The same seed gives the same scenarios on every machine and Python, and fewer are the beginning of more. Raises
    ``ValueError`` for a topic or difficulty that is none.
    """
    if topic is not None and topic not in RECIPES:
        raise ValueError(f"topic is {topic!r}; give one of {', '.join(RECIPES)}")
    if difficulty is not None and difficulty not in DIFFICULTIES:
        raise ValueError(f"difficulty is {difficulty!r}; give 1, 2 or 3")
    return tuple(_generated(seed, topic, difficulty, place) for place in range(n))


def _generated(seed: int, topic: str | None, difficulty: int | None, place: int) -> Scenario:
    first = Draws("paper", seed, topic, difficulty, place)
    topic = first.one_of(tuple(RECIPES)) if topic is None else topic
    level = first.one_of(DIFFICULTIES) if difficulty is None else cast(Difficulty, difficulty)
    for draws in (Draws("household", seed, topic, level, place, attempt) for attempt in range(_ATTEMPTS)):
        traps = draws.several(RECIPES[topic].traps, level - 1)
        case = _household(draws, topic, traps)
        if case is not None:
            return _scenario(f"{topic}-{level}-{seed}-{place + 1}", draws, topic, level, traps, case)
    raise RuntimeError(f"no household was found for seed {seed}, {topic}, difficulty {level}")


def _household(draws: Draws, topic: str, traps: list[str]) -> Case | None:
    """The household, or None where the draws do not fit together or the topic decides nothing in it."""
    recipe = RECIPES[topic]
    draft = recipe.begin(draws)
    for trap in traps:
        TRAPS[trap](draft)
    try:
        case = draft.case()
        result = assess(case)
    except BenefitcalcError:
        return None
    counts = (len(case.children), len(case.non_dependants), case.tenancy.bedrooms or 0)
    if any(number > most for number, most in zip(counts, _MOST, strict=True)):
        return None
    settled = not any(warning.code.endswith(_UNSETTLED) for warning in result.warnings)
    return case if settled and recipe.matters(result) else None


def _scenario(code: str, draws: Draws, topic: str, level: Difficulty, traps: list[str], case: Case) -> Scenario:
    said = words()["topic"][topic]
    lessons = [said, *(words()["trap"][trap] for trap in traps)]
    right = right_advice(case)
    wanted = [one for one in said["advice"] if one in right] or list(right)
    wrong = [one.code for one in advice().values() if one.code not in right and not one.harmless]
    tempting = draws.several([code for code in said["tempting"] if code in wrong], WRONG_ADVICE - 1)
    others = draws.several([code for code in wrong if code not in tempting], WRONG_ADVICE - len(tempting))
    return Scenario(
        code=code,
        title=_title(case),
        topic=topic,
        difficulty=level,
        case=case,
        dialogue=(Said(CALLER, draws.one_of(said["open"])), *facts_told(case)),
        teaching_point=" ".join(lesson["teaches"] for lesson in lessons),
        law=tuple(dict.fromkeys(law for lesson in lessons for law in lesson["law"])),
        advise=tuple(wanted[:RIGHT_ADVICE]),
        distractors=(*tempting, *others),
    )


def _title(case: Case) -> str:
    """``Couple with two children in a home of three bedrooms``."""
    return " ".join(_title_parts(case))


def _title_parts(case: Case) -> Iterator[str]:
    yield "Couple" if case.partner is not None else "Lone parent" if case.children else "Single tenant"
    if case.children:
        yield f"with {_NUMBERS[len(case.children)]} {'child' if len(case.children) == 1 else 'children'}"
    if case.non_dependants:
        yield "and" if case.children else "with"
        one = len(case.non_dependants) == 1
        yield "another adult" if one else f"{_NUMBERS[len(case.non_dependants)]} other adults"
    if case.tenancy.bedrooms is not None:
        rooms = _NUMBERS[case.tenancy.bedrooms]
        yield f"in a home of {rooms} {'bedroom' if case.tenancy.bedrooms == 1 else 'bedrooms'}"
