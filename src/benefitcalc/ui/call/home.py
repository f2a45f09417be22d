"""Before a tenancy: whether the household can afford the home of the form, and what its first weeks cost."""

from __future__ import annotations

from collections.abc import Iterator

from benefitcalc.advice.affordability import between
from benefitcalc.advice.before_tenancy import first_weeks
from benefitcalc.explain.words import money
from benefitcalc.ui.call.affordable import Ends, ends_of
from benefitcalc.ui.call.asked import Asked
from benefitcalc.ui.call.reading import Unreadable, read_date, read_named_money, written
from benefitcalc.ui.call.rent_account import of_ends
from benefitcalc.ui.design.blocks import Block, Field, Form, Message, Text

__all__ = ["home_blocks"]

CLAIMS = (("new", "claimed on the day of the move"), ("paid", "in payment already"))


def home_blocks(asked: Asked) -> list[Block]:
    """Whether the home can be afforded, and what is needed until the first help comes."""
    form = _form(asked)
    try:
        weeks = list(_first_weeks(asked))
    except (Unreadable, ValueError) as wrong:
        return [form, Message("The first weeks cannot be worked out", str(wrong).splitlines())]
    return [form, *_affordable(asked, ends_of(asked)), *weeks]


def _form(asked: Asked) -> Form:
    given = asked.given
    starts = given.get("home.from", "") or written(asked.ends[0].case.date)
    fields = [
        Field("home.from", "They move in on", "Such as 4 12 2026", starts),
        Field("home.claim", "Universal Credit is", "", given.get("home.claim", "new"), CLAIMS),
        Field("home.advance", "Rent asked before the keys, £", "Nothing if left empty", given.get("home.advance", "")),
    ]
    hint = (
        "Under ‘Rent and home’ enter the home on offer: its rent, its bedrooms. What they spend is asked in the budget."
    )
    return Form("home", fields, "Check this home", hint)


def _affordable(asked: Asked, ends: Ends) -> Iterator[Block]:
    if not ends.found:
        yield Message("The budget has a wrong amount", ["Put it right under ‘What can they afford?’."], urgent=False)
        return
    left = between(ends.found, "left")
    yield Text(f"{_verdict(ends)} The rent to pay is {asked.figures.rent_to_pay}, and {left} is left.", strong=True)
    shares = sorted({one.rent_share for one in ends.found if one.rent_share is not None})
    if shares:
        yield Text(f"The whole rent is {' to '.join(f'{one}%' for one in shares)} of the money that comes in.")
    if asked.beyond_ends:
        yield Text(f"What is left may go {money(asked.beyond_ends)} a week beyond these.")


def _verdict(ends: Ends) -> str:
    left = [one.left.weekly for one in ends.found]
    if max(left) < 0:
        return "They cannot afford this home."
    if min(left) < 0:
        return "Whether they can afford this home depends on what is not known."
    if not ends.asked:
        return "Ask what they spend (the budget part) before you say that they can afford this home."
    return "They can afford this home."


def _first_weeks(asked: Asked) -> Iterator[Block]:
    given = asked.given
    starts, advance = given.get("home.from", "").strip(), given.get("home.advance", "").strip()
    found = [
        first_weeks(
            end,
            moves_in=read_date(starts) if starts else None,
            new_claim=given.get("home.claim", "new") == "new",
            in_advance=read_named_money("Rent asked before the keys", advance) if advance else "0.00",
        )
        for end in asked.ends
    ]
    yield from (Text(line) for line in of_ends([" ".join(one.sentences) for one in found]))
