"""“What changed this April”: a quiz from the tables of rates, with choices of which one is right.

Every figure, right or wrong, comes from the tables: last year's, another rate's, or last year's raised by the
percentage of another rate. The same seed gives the same quiz everywhere.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import Any

from benefitcalc.account.days import in_words
from benefitcalc.money import format_pounds, parse_pounds
from benefitcalc.rates.book import RateBook, rate_book
from benefitcalc.rates.report import first_day_of_table, own_basis, value_on, value_text
from benefitcalc.rates.tables import Parameter, Table, Value
from benefitcalc.rates.values import FLAG, MONEY, NONE, UNKNOWN
from benefitcalc.training.choice_papers import ChoicePaper, ChoiceQuestion
from benefitcalc.training.curated import Choice
from benefitcalc.training.generating.draws import Draws

QUESTIONS = 10
CHOICES = 4
FIRST_APRIL = 2014
"""The first April with the rates of a whole year before it."""


@dataclass(frozen=True, slots=True)
class InApril:
    """A rate or rule before and from an April: its value in the tables, and as people read it; None where the law has
    none.
    """

    parameter: Parameter
    old: Value | None
    new: Value | None
    day: str

    @property
    def label(self) -> str:
        """What it is."""
        return self.parameter.label

    @property
    def is_money(self) -> bool:
        """Whether it is an amount before and after."""
        return self.parameter.unit in MONEY and self.old is not None and self.new is not None

    @property
    def before(self) -> str:
        """The value until then."""
        return "none" if self.old is None else value_text(self.parameter, self.old)

    @property
    def after(self) -> str:
        """The value from then on."""
        return "none" if self.new is None else value_text(self.parameter, self.new)

    @property
    def changed(self) -> bool:
        """Whether it is another."""
        return self.before != self.after

    @property
    def pence(self) -> tuple[int, int]:
        """The amounts before and after, of money."""
        if self.old is None or self.new is None:
            raise ValueError(f"{self.parameter.key} is no amount before and after")
        return parse_pounds(self.old.text), parse_pounds(self.new.text)

    def written(self, pence: int) -> str:
        """Another amount in the same words."""
        value = self.new or self.old
        if value is None:
            raise ValueError(f"{self.parameter.key} has no value")
        return value_text(self.parameter, dataclasses.replace(value, text=format_pounds(pence)))


def quiz(april: int, seed: int, *, questions: int = QUESTIONS, book: RateBook | None = None) -> ChoicePaper:
    """A quiz on what changed in the April of that year.

    Raises ``ValueError`` for a year without checked rates before and after, and for a number of questions that is none.
    """
    book = book or rate_book()
    last = book.first_april_not_set - 1
    if not FIRST_APRIL <= april <= last:
        raise ValueError(f"april is {april}; give {FIRST_APRIL} to {last}, the Aprils whose rates are known")
    if not 1 <= questions <= 30:
        raise ValueError(f"questions is {questions}; give 1 to 30")
    draws = Draws("quiz", april, seed)
    asked = tuple(_questions(draws, april, in_april(april, book), questions))
    return ChoicePaper(
        f"What changed in April {april}?", f"April {april} · seed {seed} · from the tables of rates", asked
    )


def in_april(april: int, book: RateBook | None = None) -> tuple[InApril, ...]:
    """The rates and rules that a quiz asks about, before and from that April, in the order of their keys."""
    asks, leaves_out = tuple(_words()["ask"]), tuple(_words()["leave_out"])
    found: list[InApril] = []
    for table in (book or rate_book()).tables():
        for key, parameter in sorted(table.parameters.items()):
            if key.startswith(asks) and not key.startswith(leaves_out) and not parameter.reference:
                found += _in_april(table, parameter, april)
    return tuple(found)


def _in_april(table: Table, parameter: Parameter, april: int) -> Iterator[InApril]:
    basis = own_basis(parameter)
    first = first_day_of_table(table, f"{april}-{(april + 1) % 100:02d}", basis)
    last = first.replace(month=3, day=31)
    old, new = value_on(parameter, last, basis), value_on(parameter, first, basis)
    # What began on a day of its own after 31 March, such as a fund on 1 April, is dated by it.
    began = first if new is None else new.first_day(basis)
    day = began if last < began < first else first
    if any(value is not None and (value.text == UNKNOWN or value.confidence == "low") for value in (old, new)):
        return
    old, new = (None if value is None or value.text == NONE else value for value in (old, new))
    if old is not None or new is not None:
        yield InApril(parameter, old, new, in_words(day))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("april_quiz.toml").read_text(encoding="utf-8"))


# --- Questions --------------------------------------------------------------------------------------------------------

_Ask = Callable[[Draws, int, InApril, Sequence[InApril]], ChoiceQuestion | None]


def _questions(draws: Draws, april: int, every: Sequence[InApril], number: int) -> Iterator[ChoiceQuestion]:
    """First one each of what began, what ended and what froze, where there is any; amounts are the rest."""
    kinds: list[tuple[_Ask, list[InApril]]] = [
        (_became, [one for one in every if _began(one)]),
        (_ended_question, [one for one in every if _ended(one)]),
        (_frozen, [one for one in every if one.is_money and not one.changed]),
        (_by, [one for one in every if one.is_money and _rose(one)]),
    ]
    asked: list[ChoiceQuestion] = []
    used: set[str] = set()
    for ask, about in kinds:
        asked += _first(ask, draws, april, draws.shuffled(about), every, used, 1)
    more = [one for one in _core_first(draws, every) if one.is_money and one.changed]
    asked += _first(_amount, draws, april, more, every, used, max(number - len(asked) - 2, 0))
    rest = [one for one in draws.shuffled(every) if one.is_money]
    asked += _first(_happened, draws, april, rest, every, used, max(number - len(asked), 0))
    yield from draws.shuffled(asked[:number])


def _core_first(draws: Draws, every: Sequence[InApril]) -> list[InApril]:
    """All in another order: one that every officer needs, then one of the others, as long as there are both."""
    core = tuple(_words()["core"])
    mixed = draws.shuffled(every)
    parts = [[one for one in mixed if one.parameter.key.startswith(core) is needed] for needed in (True, False)]
    return [one for pair in zip_longest(*parts) for one in pair if one is not None]


def _first(
    ask: _Ask, draws: Draws, april: int, about: Sequence[InApril], every: Sequence[InApril], used: set[str], number: int
) -> list[ChoiceQuestion]:
    """So many questions of a kind, about rates that no other question is about."""
    found: list[ChoiceQuestion] = []
    for one in about:
        if len(found) == number:
            break
        if one.parameter.key in used:
            continue
        question = ask(draws, april, one, every)
        if question is not None:
            used.add(one.parameter.key)
            found.append(question)
    return found


def _rose(one: InApril) -> bool:
    return one.pence[1] > one.pence[0]


def _is_flag(one: InApril) -> bool:
    return one.parameter.unit == FLAG


def _began(one: InApril) -> bool:
    return one.after == "yes" and one.before != "yes" if _is_flag(one) else one.old is None


def _ended(one: InApril) -> bool:
    return one.before == "yes" and one.after == "no" if _is_flag(one) else one.new is None


def _amount(draws: Draws, april: int, one: InApril, every: Sequence[InApril]) -> ChoiceQuestion | None:
    """How much it is: last year's figure is among the choices."""
    wrong = [one.before, *_raised_otherwise(draws, one, every), *_of_others(draws, one, every)]
    return _question("amount", april, one, one.after, wrong, draws)


def _by(draws: Draws, april: int, one: InApril, every: Sequence[InApril]) -> ChoiceQuestion | None:
    """By how much it rose: what other percentages would give is among the choices."""
    old, new = one.pence
    wrong = [one.written(other - old) for other in _raised(draws, one, every) if other > old]
    return _question("by", april, one, one.written(new - old), wrong, draws)


def _happened(draws: Draws, april: int, one: InApril, every: Sequence[InApril]) -> ChoiceQuestion | None:
    """Whether it rose, stayed or ended."""
    old, new = one.pence
    right = f"It stayed at {one.before}" if old == new else f"It {'rose' if new > old else 'fell'} to {one.after}"
    wrong = [f"It rose to {text}" for text in _raised_otherwise(draws, one, every)[:2]]
    return _question("happened", april, one, right, [f"It stayed at {one.before}", *wrong, "It ended"], draws)


def _frozen(draws: Draws, april: int, one: InApril, every: Sequence[InApril]) -> ChoiceQuestion | None:
    """Which did not change: the others did."""
    changed = [other.label for other in draws.shuffled(every) if other.is_money and other.changed]
    return _question("frozen", april, one, one.label, changed, draws)


def _became(draws: Draws, april: int, one: InApril, every: Sequence[InApril]) -> ChoiceQuestion | None:
    """Which began: the others did not begin then."""
    others = [other.label for other in draws.shuffled(every) if _is_flag(other) == _is_flag(one) and not _began(other)]
    return _question("became" if _is_flag(one) else "began", april, one, one.label, others, draws)


def _ended_question(draws: Draws, april: int, one: InApril, every: Sequence[InApril]) -> ChoiceQuestion | None:
    """Which ended: the others did not end then."""
    others = [other.label for other in draws.shuffled(every) if _is_flag(other) == _is_flag(one) and not _ended(other)]
    return _question("no_more" if _is_flag(one) else "ended", april, one, one.label, others, draws)


def _question(
    kind: str, april: int, one: InApril, right: str, wrong: Sequence[str], draws: Draws
) -> ChoiceQuestion | None:
    """The question, or None where there are too few wrong choices."""
    others = [text for text in dict.fromkeys(wrong) if text != right][: CHOICES - 1]
    if len(others) < CHOICES - 1:
        return None
    choices = [Choice(right, right=True, why=""), *(Choice(text, right=False, why="") for text in others)]
    value = one.new or one.old
    source = "" if value is None else f" ({value.source})"
    return ChoiceQuestion(
        code=f"{kind}:{one.parameter.key}"[:80],
        ask=_words()["words"][kind].format(label=one.label, year=april),
        choices=tuple(draws.shuffled(choices)),
        learned=f"{one.label}: {_what_happened(one)}{source}.",
        law=(one.parameter.law,),
    )


def _what_happened(one: InApril) -> str:
    if _is_flag(one) and one.changed:
        return f"{'began' if _began(one) else 'ended'} on {one.day}"
    return f"until then {one.before}, from {one.day} {one.after}" if one.changed else f"{one.after} before and after"


# --- Wrong figures ----------------------------------------------------------------------------------------------------


def _raised_otherwise(draws: Draws, one: InApril, every: Sequence[InApril]) -> list[str]:
    return [one.written(pence) for pence in _raised(draws, one, every)]


def _raised(draws: Draws, one: InApril, every: Sequence[InApril]) -> list[int]:
    """Last year's figure raised by the percentages of other rates, to the step that the figure itself is in."""
    old, new = one.pence
    step = next(step for step in (500, 100, 5, 1) if old % step == 0 and new % step == 0)
    found: list[int] = []
    for other in draws.shuffled(every):
        if other.is_money and other.changed and other.pence[0]:
            raised = Fraction(old * other.pence[1], other.pence[0])
            amount = int(raised / step + Fraction(1, 2)) * step
            # Far enough from all others that nobody has to count pennies, and near enough to be taken for the figure.
            apart = min(abs(amount - known) for known in (old, new, *found))
            if max(step, new // 250) <= apart <= new // 5:
                found.append(amount)
    return found[: CHOICES - 1]


def _of_others(draws: Draws, one: InApril, every: Sequence[InApril]) -> list[str]:
    """The new figures of rates of the same family."""
    family = one.parameter.key.rpartition(".")[0]
    kin = [
        other
        for other in every
        if other.parameter.key.startswith(family) and other.parameter.unit == one.parameter.unit
    ]
    return [other.after for other in draws.shuffled(kin) if other.is_money]
