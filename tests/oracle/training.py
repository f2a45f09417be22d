"""``python -m tests.oracle.training [PAPERS] [SEED]``: papers with errors that the oracle plants, marked.

Errors are planted singly, in pairs, and as plain slips; and papers are handed in right. It prints how many planted
errors are named, on how many right papers something is marked wrong, how many slips get the name of a misconception,
and whether all mistakes that make one figure are named together.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from benefitcalc import Case
from benefitcalc.training import Exercise, Marked, Scenario, exercise, generate, mark

from .learners import KINDS, Sheet, sheet
from .random_cases import random_case

PROFILES = ("universal_credit", "housing_benefit", "pension_age")
WEIGHTS = (70, 20, 10)
TOPICS = ("universal_credit", "under_occupation", "benefit_cap", "non_dependants", "earnings", "savings", "childcare")
MADE_UP = 0.5
"""The part of the papers that the package's own maker makes."""


@dataclass(frozen=True)
class Paper:
    """A random paper: its case as a file has it, its exercise, and the oracle's figures for the steps."""

    case: dict
    practice: Exercise
    right: Sheet

    def answers(self, kinds: tuple[str, ...]) -> Sheet:
        """What somebody with these mistakes enters at every step."""
        mistaken = sheet(self.case, kinds)
        return {name: mistaken.get(name, figure) for name, figure in self.right.items()}

    def by_kind(self, kinds: Iterable[str] = KINDS) -> dict[str, Sheet]:
        """The answers of each mistake that moves a figure of this paper, none of them below nothing."""
        found = {kind: self.answers((kind,)) for kind in kinds}
        return {
            kind: answers for kind, answers in found.items() if answers != self.right and min(answers.values()) >= 0
        }


def scenarios(rng: Random) -> Iterator[Scenario]:
    """Made-up papers of the package's own maker, and random households of the oracle's, which have odder facts."""
    while True:
        if rng.random() < MADE_UP:
            yield from generate(rng.randrange(10**9), n=1)
        else:
            case = Case.model_validate(random_case(rng, rng.choices(PROFILES, WEIGHTS)[0]))
            yield Scenario("random", "A random household", rng.choice(TOPICS), 2, case)


def cases(rng: Random) -> Iterator[tuple[Scenario, dict, Sheet]]:
    """Scenarios with their case as a file has it, and the oracle's figures."""
    for scenario in scenarios(rng):
        case = {"country": "england", "partner": None, "children": [], "non_dependants": [], "incomes": []}
        case |= scenario.case.to_dict()
        if right := sheet(case):
            yield scenario, case, right


def papers(rng: Random) -> Iterator[Paper]:
    """Random papers of which the oracle knows the steps."""
    for scenario, case, right in cases(rng):
        yield paper(scenario, case, right)


def paper(scenario: Scenario, case: dict, right: Sheet) -> Paper:
    """The paper of a scenario."""
    practice = exercise(scenario)
    return Paper(case, practice, {step.name: right.get(step.name, step.answer) for step in practice.steps})


# --- What is planted --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Looked:
    """A paper with planted mistakes, and how it was marked."""

    kinds: tuple[str, ...]
    paper: Paper
    answers: Sheet
    marked: Marked

    @property
    def named(self) -> bool:
        """Whether every planted mistake is among those named."""
        return set(self.kinds) <= set(self.marked.misconceptions)

    @property
    def others(self) -> int:
        """How many others are named at the steps."""
        return len(set(self.marked.misconceptions) - set(self.kinds))


def planted(count: int, seed: int, how_many: int = 1, kinds: tuple[str, ...] = KINDS) -> list[Looked]:
    """That many papers with that many mistakes each: of those that move a figure, the ones planted least so far. Of two
    mistakes neither makes the answers alone.
    """
    rng = Random(seed)  # noqa: S311 - households, not secrets
    found: list[Looked] = []
    used: Counter[str] = Counter()
    for one in papers(rng):
        alone = one.by_kind(kinds)
        drawn = tuple(sorted(alone, key=lambda kind: (used[kind], rng.random()))[:how_many])
        answers = one.answers(drawn)
        by_chance = how_many > 1 and answers in [one.right, *(alone[kind] for kind in drawn)]
        if len(drawn) < how_many or by_chance or min(answers.values()) < 0:
            continue
        used.update(drawn)
        found.append(Looked(drawn, one, answers, mark(one.practice, answers)))
        if len(found) == count:
            break
    return found


def right_papers(count: int, seed: int) -> list[Marked]:
    """That many papers with the oracle's own answers, marked."""
    rng = Random(seed)  # noqa: S311
    return [mark(one.practice, one.right) for one in islice(papers(rng), count)]


Slip = Callable[[int, Random], int]


def _digits_swapped(figure: int, rng: Random) -> int:
    text = [*str(figure)]
    place = rng.randrange(len(text) - 1) if len(text) > 1 else 0
    text[place : place + 2] = reversed(text[place : place + 2])
    return int("".join(text))


SLIPS: dict[str, Slip] = {
    "digits": _digits_swapped,
    "penny": lambda figure, rng: max(0, figure + rng.choice([-1, 1])),
    "digit": lambda figure, rng: figure + rng.choice([1, -1]) * 10 ** rng.randrange(len(str(figure))),
    "random": lambda figure, rng: rng.randrange(1, 2 * figure + 2),
}


def slips(count: int, seed: int) -> list[tuple[str, Marked]]:
    """That many right papers with one plain slip in an amount of money, marked. A count has so few values that a slip
    in one is nobody's to tell from a mistake.
    """
    rng = Random(seed)  # noqa: S311
    found = []
    for one in papers(rng):
        if len(found) == count:
            break
        money = [step for step in one.practice.steps if step.unit.is_money and step.answer > 0]
        if not money:
            continue
        step, kind = rng.choice(money), rng.choice(list(SLIPS))
        given = SLIPS[kind](step.answer, rng)
        if given >= 0 and given != step.answer:
            found.append((kind, mark(one.practice, one.right | {step.name: given})))
    return found


def awards_alone(looked: list[Looked]) -> list[bool]:
    """Of mistakes that move the award: whether they are named where nothing but the award is given."""
    found = []
    for one in looked:
        award = next(name for name in ("award", "housing_benefit") if name in one.paper.right)
        if one.answers[award] != one.paper.right[award]:
            marked = mark(one.paper.practice, {award: one.answers[award]})
            found.append(set(one.kinds) <= set(marked.misconceptions))
    return found


def same_figures(looked: list[Looked]) -> tuple[int, int]:
    """Of mistakes that make the figure of another at the first step that is wrong: how many there are, and how many are
    named with it.
    """
    there = named = 0
    for one in looked:
        wrong = next((step for step in one.marked.steps if step.verdict in {"wrong", "penny_off"}), None)
        if wrong is None:
            continue
        before = {step.step.name for step in one.marked.steps[: one.marked.steps.index(wrong)]}
        for kind, other in one.paper.by_kind(set(KINDS) - set(one.kinds)).items():
            alike = all(other[name] == one.answers[name] for name in before)
            if alike and other[wrong.step.name] == one.answers[wrong.step.name]:
                there += 1
                named += kind in wrong.misconceptions
    return there, named


def percent(part: int, whole: int) -> str:
    """A share as people read it."""
    return f"{part} of {whole} ({100 * part / whole:.1f}%)" if whole else "none"


def main() -> None:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle.training", description=__doc__)
    parser.add_argument("papers", type=int, nargs="?", default=1000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    given = parser.parse_args()
    begin = time.perf_counter()
    say = print
    singles = planted(given.papers, given.seed)
    say(f"one mistake: named {percent(sum(one.named for one in singles), len(singles))}")
    say(f"    and nothing else {percent(sum(one.named and not one.others for one in singles), len(singles))}")
    wrong = [sum(step.verdict in {"wrong", "penny_off"} for step in one.marked.steps) for one in singles]
    say(f"    steps marked wrong for one mistake: {sum(wrong) / len(wrong):.2f} a paper, at most {max(wrong)}")
    missed = Counter(kind for one in singles if not one.named for kind in one.kinds)
    of_kind = Counter(kind for one in singles for kind in one.kinds)
    for kind, number in missed.most_common():
        say(f"    missed {number} of {of_kind[kind]}: {kind}")
    say(f"    kinds planted: {len(of_kind)} of {len(KINDS)}; never: {sorted(set(KINDS) - set(of_kind))}")
    alone = awards_alone(singles)
    say(f"one mistake, and nothing but the award given: named {percent(sum(alone), len(alone))}")
    there, named = same_figures(singles[: given.papers // 5])
    say(f"another mistake makes the same figure: named too {percent(named, there)}")
    pairs = planted(given.papers // 4, given.seed + 1, 2)
    say(f"two mistakes: both named {percent(sum(one.named for one in pairs), len(pairs))}")
    right = right_papers(given.papers, given.seed + 2)
    spoilt = sum(any(step.verdict != "right" for step in one.steps) for one in right)
    say(f"right papers with a step marked wrong: {percent(spoilt, len(right))}")
    slipped = slips(given.papers, given.seed + 3)
    by_slip: dict[str, list[bool]] = defaultdict(list)
    for kind, marked in slipped:
        by_slip[kind].append(bool(marked.misconceptions))
    say(f"slips with the name of a misconception: {percent(sum(map(sum, by_slip.values())), len(slipped))}")
    for kind, found in by_slip.items():
        say(f"    {kind}: {percent(sum(found), len(found))}")
    say(f"{time.perf_counter() - begin:.0f} seconds")


if __name__ == "__main__":
    main()
