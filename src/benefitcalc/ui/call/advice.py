"""The parts of the page that advise: options, and why an amount is different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from benefitcalc.advice.options import Option, options, options_of
from benefitcalc.advice.why_different import Differences, why_different
from benefitcalc.explain.words import money
from benefitcalc.ui.call.amounts import signed
from benefitcalc.ui.call.asked import Asked, Given
from benefitcalc.ui.call.assuming import assumed_of, assuming
from benefitcalc.ui.call.plausible import beyond, question_of
from benefitcalc.ui.call.reading import Unreadable, read_money
from benefitcalc.ui.design.blocks import Block, Choice, Choices, Field, Form, Message, More, Text

__all__ = ["option_blocks", "told", "why_blocks"]

FIRST = 5
"""How many options are shown before the rest, which the reader opens."""
SOME_NOT_KNOWN = (
    "Some facts are not known: amounts are those of the answers that leave least, and of those that leave most."
)
AWARDS_TO_COMPARE = {
    "award": (
        "Universal Credit on the journal, £ for the month",
        "Before deductions where the journal says them apart",
    ),
    "paid_to_landlord": ("Paid to the landlord for it, £", "From the landlord portal or schedule"),
    "housing_element": ("Housing element on the journal, £ for the month", ""),
    "hb_weekly": ("Housing Benefit, £ a week", ""),
}


# Options -------------------------------------------------------------------------------------------------------------


class _Open(NamedTuple):
    """An option, what it changes at each end (None where it is not open there), and the name of its tick."""

    option: Option
    at: tuple[Option | None, ...]
    tick: str

    @property
    def left(self) -> Decimal:
        """What it leaves more after the rent, at the most."""
        return max((one.change_in_left_after_rent or Decimal(0) for one in self.at if one), default=Decimal(0))

    @property
    def most(self) -> Decimal:
        """The largest difference, up or down."""
        return max((abs(one.change_in_left_after_rent or Decimal(0)) for one in self.at if one), default=Decimal(0))

    @property
    def is_range(self) -> bool:
        """Whether an amount of it is another at the other end."""
        there = [one for one in self.at if one]
        return len({(one.change_in_left_after_rent, one.change_in_rent_to_pay) for one in there}) > 1


class _Found(NamedTuple):
    ranked: Sequence[_Open]
    checks: Sequence[_Open]
    without_figure: Sequence[_Open]


def option_blocks(asked: Asked) -> list[Block]:
    """What the household can do, claim or show, ranked by what it leaves after the rent; then mistakes to check."""
    found = _found(asked)
    blocks: list[Block] = []
    if any(one.is_range for one in (*found.ranked, *found.checks)):
        blocks.append(Text(SOME_NOT_KNOWN))
    if not found.ranked:
        blocks.append(Text("No option with a figure is open to this household."))
    blocks += _listed("What leaves more after the rent", found.ranked, asked.given)
    blocks += _listed("Mistakes to check: what the figures would be", found.checks, asked.given)
    if found.without_figure:
        apart = _listed("Without a figure", found.without_figure, asked.given)
        blocks.append(More(f"Without a figure: {len(found.without_figure)}", apart))
    return [*blocks, assuming(asked.given)[0]]


def told(asked: Asked) -> tuple[Option, ...]:
    """The options that somebody ticked as told."""
    if not any(name.startswith("told.") and text == "yes" for name, text in asked.given.items()):
        return ()
    found = _found(asked)
    every = (*found.ranked, *found.checks, *found.without_figure)
    return tuple(one.option for one in every if asked.given.get(one.tick) == "yes")


def _found(asked: Asked) -> _Found:
    """The options; of a range, those of both ends."""
    assumed = assumed_of(asked.given)
    if not asked.is_range:
        of_each = [options(asked.result.case, asked.circumstances, assumed=assumed)]
    else:
        of_each = options_of([end.case for end in asked.ends], assumed=assumed)
    ranked = sorted(_together([one.ranked for one in of_each]), key=lambda one: -one.left)
    checks = sorted(_together([one.checks for one in of_each]), key=lambda one: -one.most)
    return _Found(ranked, checks, list(_together([one.without_figure for one in of_each])))


def _together(of_each: Sequence[Sequence[Option]]) -> Iterator[_Open]:
    """Options of one or two ends, those of the same name together."""
    named = [dict(_named(found)) for found in of_each]
    for name in dict.fromkeys(name for found in named for name in found):
        at = tuple(found.get(name) for found in named)
        yield _Open(next(one for one in at if one), at, f"told.{name}")


def _named(found: Sequence[Option]) -> Iterator[tuple[str, Option]]:
    """A name for each option: its code, with a number where one code is there several times."""
    times: Counter[str] = Counter()
    for one in sorted(found, key=lambda one: one.title):
        times[one.code] += 1
        yield f"{one.code}.{times[one.code]}", one


def _listed(title: str, found: Sequence[_Open], given: Given) -> list[Block]:
    choices = [_choice(one, given) for one in found]
    first: list[Block] = [Choices(title, choices[:FIRST])] if choices else []
    if len(choices) > FIRST:
        rest = len(choices) - FIRST
        first.append(More(f"{title}: {rest} more", [Choices(f"{title}, {rest} more", choices[FIRST:])]))
    return first


def _choice(one: _Open, given: Given) -> Choice:
    option = one.option
    tick = Field(one.tick, "Told the caller", option.title, given.get(one.tick, ""), tick=True)
    lines = (("", option.note), ("Evidence", option.evidence), ("Whom to ask", option.ask))
    title = f"{option.title} (if awarded)" if option.if_awarded else option.title
    return Choice(title, _amounts(one), [(name, text) for name, text in lines if text], tick)


def _amounts(one: _Open) -> str:
    if one.option.change_in_left_after_rent is None:
        return ""
    left = _span([end.change_in_left_after_rent if end else None for end in one.at])
    rent = _span([end.change_in_rent_to_pay if end else None for end in one.at])
    only = " (not with every answer)" if None in one.at else ""
    first = f"{left} a week left after the rent" if left else "What is left after the rent stays the same"
    then = f"rent to pay {rent} a week" if rent else "rent to pay the same"
    return f"{first}{only}; {then}"


def _span(changes: Sequence[Decimal | None]) -> str:
    """``+£8.10``, ``+£8.10 to +£12.00``; nothing where nothing changes."""
    known = sorted({change for change in changes if change is not None})
    return "" if known == [Decimal(0)] else " to ".join(signed(one) if one else money(one) for one in known)


# Why is it different? ------------------------------------------------------------------------------------------------


def why_blocks(asked: Asked) -> list[Block]:
    """The amounts that somebody was told, and the facts or deductions that explain them to the penny."""
    fields, amounts = [], {}
    doubts: list[str] = []
    for name, (label, hint) in _comparable(asked):
        text, error = asked.given.get(f"why.{name}", ""), ""
        if text.strip():
            try:
                amounts[name], doubt = _plausible(name, text)
                doubts += [f"{label}: {doubt}"] if doubt else []
            except Unreadable as wrong:
                error = f"{label}: {wrong}"
        fields.append(Field(f"why.{name}", label, hint, text, error=error))
    if not fields:
        return [Text("There is no Universal Credit and no Housing Benefit to compare.")]
    form = Form("why", fields, "Find out why", "Type one amount, or several of the same month.")
    if not amounts or any(one.error for one in fields):
        return [form]
    shown: list[Block] = [form, *([Message("Look again", doubts, urgent=False)] if doubts else [])]
    if asked.is_range:
        return [*shown, *_within_range(asked, amounts)]
    if "hb_weekly" in amounts and len(amounts) > 1:
        empty_one = ["Compare Universal Credit or Housing Benefit: empty the other."]
        return [*shown, Message("One benefit at a time", empty_one)]
    try:
        found = why_different(
            asked.result.case,
            award=amounts.get("award"),
            paid_to_landlord=amounts.get("paid_to_landlord"),
            housing_element=amounts.get("housing_element"),
            hb_weekly=amounts.get("hb_weekly"),
        )
    except ValueError as refusal:
        return [*shown, Message("This cannot be compared", [str(refusal)])]
    return [*shown, *_explained(found)]


def _plausible(name: str, text: str) -> tuple[str, str]:
    """An amount that was typed, and a question where it is not usual. Refuses what cannot be right."""
    amount, per = read_money(text), "week" if name == "hb_weekly" else "month"
    if refused := beyond(f"why.{name}", Decimal(amount), per):
        raise Unreadable(refused)
    return amount, question_of(f"why.{name}", Decimal(amount), per)


def _comparable(asked: Asked) -> Iterator[tuple[str, tuple[str, str]]]:
    """The amounts that this household can have been told: those of its schemes."""
    housing_benefit = any(end.housing_benefit is not None for end in asked.ends)
    universal_credit = any(end.universal_credit is not None for end in asked.ends)
    for name, words in AWARDS_TO_COMPARE.items():
        if housing_benefit if name == "hb_weekly" else universal_credit:
            yield name, words


def _within_range(asked: Asked, amounts: Mapping[str, str]) -> Iterator[Block]:
    """Whether an amount lies within what the answers allow: to explain it, every fact must be known."""
    spans = {one.name: one for one in asked.figures.awards}
    for name, award in (("award", "universal_credit"), ("hb_weekly", "housing_benefit")):
        if name not in amounts:
            continue
        amount, span = Decimal(amounts[name]), spans.get(award)
        low, high = (span.lowest, span.highest) if span else (Decimal("0.00"), Decimal("0.00"))
        where = "lies within" if low <= amount <= high else "lies outside"
        yield Text(f"{money(amount)} {where} what the answers allow, {money(low)} to {money(high)}.", strong=True)
    yield Text("Some facts are not known. What makes the amount to the penny is found once they are: ask what is next.")


def _explained(found: Differences) -> Iterator[Block]:
    yield Text(found.verdict, strong=True)
    causes = [
        Choice(one.sentence if one.certain else f"Could be: {one.sentence}", "", [("To check", one.what_to_check)])
        for one in found
    ]
    if causes:
        yield Choices("What makes this amount to the penny", causes)
    yield from (Text(one.sentence) for one in found.would_fit)
