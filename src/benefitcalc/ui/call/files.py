"""A call that somebody saves, and one that comes back from its file.

The file is ``benefitcalc.call/1`` (``advice/call_file.py``): anonymous, with a last day after which it is not read.
What cannot be read changes nothing on the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from benefitcalc.account.days import in_words
from benefitcalc.advice.budget import Budget, budget_of, headings
from benefitcalc.advice.call_file import CallFile, FiguresGiven
from benefitcalc.advice.figures import PER, Figures
from benefitcalc.case.kinds import Period
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.explain.words import AFTER_RENT, AWARDS, money
from benefitcalc.money import format_pounds, pounds
from benefitcalc.ui.call.affordable import read_spending
from benefitcalc.ui.call.arrears import plan_of
from benefitcalc.ui.call.asked import Asked, Given
from benefitcalc.ui.call.filling import filled
from benefitcalc.ui.call.form import Form, read_form
from benefitcalc.ui.call.reading import Unreadable, written
from benefitcalc.ui.call.schema import Answers, Schema

__all__ = ["OpenedCall", "call_to_save", "opened_call", "why_not_opened"]

KEPT_DAYS = 90
"""How long a call file may be read."""


# Saving --------------------------------------------------------------------------------------------------------------


def call_to_save(asked: Asked) -> CallFile:
    """The file of a call, its budget, balance and plan. Raises ``ValueError`` for an amount that cannot be read."""
    return CallFile.of(
        asked.figures,
        expires=asked.now.date() + dt.timedelta(days=KEPT_DAYS),
        circumstances=asked.circumstances,
        budget=_budget(asked.given),
        balance=asked.balance,
        plan=plan_of(asked),
        agreed=asked.given.get("call.agreed") == "yes",
    )


def _budget(given: Given) -> Budget | None:
    spending = {}
    for code, heading in headings().items():
        text = given.get(f"budget.{code}", "")
        if text.strip():
            try:
                spending[code] = read_spending(text)
            except Unreadable as wrong:
                raise Unreadable(f"{heading.label}: {wrong}") from None
    return budget_of(spending) if spending else None


# Opening -------------------------------------------------------------------------------------------------------------


class OpenedCall(NamedTuple):
    """What a file puts on the page: the answers of the form, what stands in the parts, and what to say of it."""

    answers: Answers
    given: dict[str, str]
    said: tuple[str, ...]


def opened_call(
    schema: Schema, text: bytes, today: dt.date, figures_now: Callable[[Form], Figures | None]
) -> OpenedCall:
    """The call of a file. Raises ``InvalidCase`` with every problem, for a file past its last day too.

    ``figures_now`` works the answers out, to compare with what the file told.
    """
    file = CallFile.from_json(text, today=today)
    unknown = file.partial.unknown if file.unknown else {}
    form = filled(schema, file.case, unknown, file.circumstances, whole=True)
    said = [*_compared(file, figures_now(read_form(schema, form.answers)), form.not_asked)]
    if form.left_out:
        said.append(
            f"The form has no question for these facts of the file, and they do not count: {_list(form.left_out)}."
        )
    said.append(f"The file may be opened until {in_words(file.expires)}.")
    return OpenedCall(form.answers, dict(_given(file)), tuple(said))


def _compared(file: CallFile, now: Figures | None, not_asked: tuple[str, ...]) -> Iterator[str]:
    """The figures that the file told, beside those of today."""
    then = file.figures
    if then is None:
        return
    if now is None:
        yield "Told on that call: " + "; ".join(_told(file.figures))
        return
    again = FiguresGiven.of(now)
    if again.amounts == then.amounts:
        yield "The figures are those that the call told."
        return
    yield f"The call told other figures: {'; '.join(_told(then))}."
    if not_asked:
        yield f"These answers of the file are not asked of this household, and do not count: {_list(not_asked)}."
    if again.rates_checksum != then.rates_checksum:
        yield f"It was worked out with other rates ({then.rates}, as they stood then)."
    elif again.engine != then.engine:
        yield f"It was worked out by version {then.engine} of this tool."


def _told(figures: FiguresGiven | None) -> Iterator[str]:
    for name, told in figures.amounts.items() if figures else ():
        label = AFTER_RENT[name].full if name in AFTER_RENT else AWARDS[name]
        low, high = money(pounds(told.lowest)), money(pounds(told.highest))
        yield f"{label} {low if low == high else f'{low} to {high}'} a {PER[name]}"


PER_WORDS = {
    Period.WEEK: "",
    Period.FORTNIGHT: " a fortnight",
    Period.FOUR_WEEKS: " every four weeks",
    Period.MONTH: " a month",
    Period.QUARTER: " a quarter",
    Period.YEAR: " a year",
}


def _given(file: CallFile) -> Iterator[tuple[str, str]]:
    """What stands in the parts."""
    for code, one in file.budget.spending.items() if file.budget else ():
        yield f"budget.{code}", f"{format_pounds(one.amount)}{PER_WORDS[one.per]}"
    if file.balance is not None:
        yield "plan.balance", format_pounds(file.balance)
    if file.plan is not None:
        yield "plan.debt", format_pounds(file.plan.debt)
        yield "plan.amount", format_pounds(file.plan.amount)
        yield "plan.every", file.plan.every
        yield "plan.first", written(file.plan.first)
        if file.plan.agreed:
            yield "call.agreed", "yes"


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)


# A file that cannot be opened ----------------------------------------------------------------------------------------

_A_CALL = "Choose a file that “Save this call” made: its name begins with “call-” and ends with “.json”."
MOST_TOLD = 5
"""How many of the problems of a file are told."""


def why_not_opened(invalid: InvalidCase) -> list[str]:
    """What is wrong with a file, in plain words."""
    codes = {one.code for one in invalid.problems}
    if codes & {"not_json", "not_an_object"}:
        return [f"This is not a saved call, or it is spoilt. {_A_CALL}"]
    if "unknown_schema" in codes:
        wrong = next(one for one in invalid.problems if one.code == "unknown_schema")
        return [f"This file is of another kind, or of a newer version of this tool: {wrong.message} {_A_CALL}"]
    if not invalid.problems[0].path and len(invalid.problems) == 1:
        return [invalid.problems[0].message]
    told = [_placed(one) for one in invalid.problems[:MOST_TOLD]]
    more = len(invalid.problems) + invalid.more - len(told)
    return [*told, *([f"And {more} more."] if more else [])]


def _placed(problem: Problem) -> str:
    where = problem.path.rpartition(".")[0]
    return f"In {where}: {problem.message}" if where else problem.message
